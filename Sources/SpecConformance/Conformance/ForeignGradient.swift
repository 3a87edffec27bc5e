internal import ElementaryFunctions
public import GradientChecking
public import TensorAlgebra

/// A derivative that another program computes, held against differences of the value that the same program computes.
///
/// No vector is asked for: the inputs are those of a probe, each moved a little at random, so that a program that has
/// learned the vectors by heart fails here.
public struct ForeignGradient: Sendable {
  /// What came of it.
  public enum Outcome: Sendable {
    /// The claimed derivatives beside the differences, element by element.
    case compared(GradientReport)
    /// The program does not know the value, the derivative, or this way of asking for them.
    case unsupported
    /// The program refused inputs, gave outputs of another shape, or broke the protocol.
    case failed(String)
  }

  /// The derivative's ID.
  public let equation: String
  /// What the probe is for.
  public let probe: String
  /// What came of it.
  public let outcome: Outcome

  /// Whether the program fails.
  public var isFailure: Bool {
    switch outcome {
    case .compared(let report): report.elements.contains(where: Self.isWrong)
    case .unsupported: false
    case .failed: true
    }
  }

  /// Whether the differences, which are all there is to go by, refute a claim; no claim of NaN or ∞ is confirmed.
  /// Where they decide nothing, the claim stands.
  public static func isWrong(_ element: ElementCheck) -> Bool {
    switch element.verdict {
    case .agrees, .kink: false
    case .wrong: true
    case .illConditioned, .inconclusive: !element.claimed.isFinite
    }
  }

  /// Asks a program for a derivative and for the values around it.
  ///
  /// - Parameters:
  ///   - derivative: the equation of the derivative.
  ///   - primal: the equation that it is the derivative of.
  ///   - probe: where; its inputs are moved at random.
  ///   - program: is asked.
  ///   - generator: moves the inputs and makes the cotangent.
  public init(
    _ derivative: Entry, of primal: Entry, near probe: Probe, by program: ForeignProgram,
    using generator: inout Xoshiro256StarStar
  ) {
    (equation, self.probe) = (derivative.id, probe.purpose)
    do {
      let question = Question(derivative, primal, near: probe, using: &generator)
      outcome = .compared(try question.report(program))
    } catch Refusal.unsupported {
      outcome = .unsupported
    } catch Refusal.failed(let what) {
      outcome = .failed(what.inOneLine)
    } catch {
      outcome = .failed("\(error)")
    }
  }

  /// The probes at which differences of a value mean something: finite, of moderate size, and not at a kink.
  public static func probes(of primal: Entry) -> [Probe] {
    primal.probes.filter { probe in
      probe.undecidedBecause == nil
        && probe.inputs.byName.values.allSatisfy { $0.elements.allSatisfy { $0.magnitude <= 50 } }
        && !probe.inputs.byName.values.allSatisfy(\.elements.isEmpty)
    }
  }

  private enum Refusal: Error {
    case unsupported
    case failed(String)
  }

  /// One derivative with its inputs and cotangents.
  private struct Question {
    let derivative, primal: Entry
    let inputs: NamedTensors<Double>
    let attributes: Attributes
    let layout: [Quantity]
    let cotangents: NamedTensors<Double>

    init(_ derivative: Entry, _ primal: Entry, near probe: Probe, using generator: inout Xoshiro256StarStar) {
      (self.derivative, self.primal, attributes) = (derivative, primal, probe.attributes)
      layout = primal.inputs.filter(\.isDifferentiable)
      var moved = probe.inputs
      for quantity in layout {
        let tensor = moved[quantity.name]
        let elements = tensor.elements.map { x in
          let u: Double = UniformVariate.next(using: &generator)
          let step = (u - 0.5) / 4 * (x == 0 ? 0.5 : x.magnitude)
          let y = x + step
          return quantity.domain.contains(y + step) && quantity.domain.contains(y - step) ? y : x
        }
        moved.byName[quantity.name] = Tensor(shape: tensor.shape, elements: elements)
      }
      inputs = moved
      var names = primal.outputs.map(\.name)
      if case .pullback(_, let output) = derivative.form { names = [output] }
      let shapes = primal.atDouble(moved, probe.attributes)
      var cotangents: [String: Tensor<Double>] = [:]
      for name in names {
        let numbers = Probe.sixteenths(shapes[name].elements.count, within: 2, using: &generator)
        cotangents[name] = Tensor(shape: shapes[name].shape, elements: numbers)
      }
      self.cotangents = NamedTensors(cotangents)
    }

    func report(_ program: ForeignProgram) throws -> GradientReport {
      let claimed = try pullback(program)
      let point = layout.flatMap { inputs[$0.name].elements }
      let domains = layout.flatMap { quantity in inputs[quantity.name].elements.map { _ in quantity.domain } }
      let names = cotangents.byName.keys.sorted()
      let cotangent = names.flatMap { cotangents[$0].elements }
      var refusal: (any Error)?
      let report = GradientCheck.check(
        DifferentiableFunction { x in
          // What has failed once makes no report: hundreds of questions more would only take their time.
          guard refusal == nil else { return cotangent.map { _ in .nan } }
          do {
            let outputs = try self.ask(program, self.primal, self.inputs(at: x))
            return try names.flatMap { try self.tensor($0, of: outputs, shape: self.cotangents[$0].shape).elements }
          } catch {
            refusal = error
            return cotangent.map { _ in .nan }
          }
        }, pullback: claimed, of: cotangent, at: point, within: domains)
      if let refusal { throw refusal }
      return report
    }

    /// The inputs with the differentiable ones replaced.
    private func inputs(at x: [Double]) -> NamedTensors<Double> {
      var (inputs, rest) = (inputs, x[...])
      for quantity in layout {
        let shape = inputs[quantity.name].shape
        let count = inputs[quantity.name].elements.count
        inputs.byName[quantity.name] = Tensor(shape: shape, elements: Array(rest.prefix(count)))
        rest = rest.dropFirst(count)
      }
      return inputs
    }

    /// What the program claims that the cotangents are pulled back to.
    private func pullback(_ program: ForeignProgram) throws -> [Double] {
      func gradients(_ outputs: [String: ProtocolTensor]) throws -> [Double] {
        try layout.flatMap { try tensor($0.name, of: outputs, shape: inputs[$0.name].shape).elements }
      }
      let first = cotangents.byName.keys.sorted()[0]
      switch derivative.form {
      case .value:
        throw Refusal.failed("\(derivative.id) is no derivative")
      case .elementwiseDerivative:
        let outputs = try ask(program, derivative, inputs)
        let slopes = try tensor(derivative.outputs[0].name, of: outputs, shape: cotangents[first].shape)
        return zip(cotangents[first].elements, slopes.elements).map { $0 * $1 }
      case .gradient:
        return try gradients(ask(program, derivative, inputs)).map { cotangents[first].number * $0 }
      case .jacobian:
        let outputs = try ask(program, derivative, inputs)
        let shape = cotangents[first].shape + inputs[layout[0].name].shape
        let J = try tensor(derivative.outputs[0].name, of: outputs, shape: shape).matrix
        let c = Matrix(rows: 1, columns: J.rows, elements: cotangents[first].elements)
        return MatrixProduct.value(c, J).elements
      case .pullback(_, let output):
        var all = inputs
        let values = try ask(program, primal, inputs)
        for (name, value) in values { all.byName[name] = all.byName[name] ?? number(value) }
        all.byName[EquationForm.cotangentName] = cotangents[output]
        let wanted = Set(derivative.inputs.map(\.name))
        return try gradients(ask(program, derivative, NamedTensors(all.byName.filter { wanted.contains($0.key) })))
      }
    }

    private func ask(
      _ program: ForeignProgram, _ entry: Entry, _ inputs: NamedTensors<Double>
    ) throws -> [String: ProtocolTensor] {
      let request = ProtocolRequest(
        id: 1, equation: entry.id, precision: .float64,
        attributes: attributes.written.filter { entry.attributeNames.contains($0.key) },
        inputs: inputs.byName.mapValues { tensor in
          ProtocolTensor(shape: tensor.shape, data: tensor.elements.map { VectorNumber(nearest: $0) })
        })
      switch program.ask(request) {
      case .failure(let fault): throw Refusal.failed("\(fault)")
      case .success(let answer):
        if answer.unsupported == true { throw Refusal.unsupported }
        if let error = answer.error { throw Refusal.failed("\(entry.id): says “\(error)”") }
        return answer.outputs ?? [:]
      }
    }

    private func tensor(
      _ name: String, of outputs: [String: ProtocolTensor], shape: [Int]
    ) throws -> Tensor<Double> {
      guard let output = outputs[name] else {
        throw Refusal.failed("no output \(name) among \(outputs.keys.sorted())")
      }
      guard output.shape == shape else {
        throw Refusal.failed("the output \(name) has the shape \(output.shape), expected \(shape)")
      }
      return number(output)
    }

    private func number(_ tensor: ProtocolTensor) -> Tensor<Double> {
      Tensor(shape: tensor.shape, elements: tensor.data.map { $0.nearest(Double.self) ?? .nan })
    }
  }
}
