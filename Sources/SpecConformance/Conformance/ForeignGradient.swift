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
    let inputs = Self.moved(probe.inputs, of: primal, using: &generator)
    let question = PullbackQuestion(derivative, of: primal, at: inputs, probe.attributes, using: &generator)
    do {
      outcome = .compared(
        try Questioner(program: program, primal: primal, attributes: probe.attributes).report(on: question))
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

  /// Inputs of which the differentiable ones are moved a little, within their domains.
  private static func moved(
    _ inputs: NamedTensors<Double>, of primal: Entry, using generator: inout Xoshiro256StarStar
  ) -> NamedTensors<Double> {
    var moved = inputs
    for quantity in primal.inputs where quantity.isDifferentiable {
      let tensor = inputs[quantity.name]
      let elements = tensor.elements.map { x in
        let u: Double = UniformVariate.next(using: &generator)
        let step = (u - 0.5) / 4 * (x == 0 ? 0.5 : x.magnitude)
        let y = x + step
        return quantity.domain.contains(y + step) && quantity.domain.contains(y - step) ? y : x
      }
      moved.byName[quantity.name] = Tensor(shape: tensor.shape, elements: elements)
    }
    return moved
  }

  private enum Refusal: Error {
    case unsupported
    case failed(String)
  }

  /// Puts a question, and those for the values around it, to a program.
  private struct Questioner {
    let program: ForeignProgram
    let primal: Entry
    let attributes: Attributes

    func report(on question: PullbackQuestion) throws -> GradientReport {
      let shapes = question.cotangents.byName.mapValues(\.shape)
      func values(_ inputs: NamedTensors<Double>) throws -> NamedTensors<Double> {
        try answer(to: primal, inputs, shapes)
      }
      let claimed = try question.pullback(at: question.point, { $0 }, values: values) { inputs in
        try answer(to: question.derivative, inputs, question.claimedShapes)
      }
      var refusal: (any Error)?
      let report = GradientCheck.check(
        DifferentiableFunction { x in
          // What has failed once makes no report: hundreds of questions more would only take their time.
          guard refusal == nil else { return question.cotangent.map { _ in .nan } }
          do {
            let found = try values(question.inputs(at: x) { $0 })
            return question.outputs.flatMap { found[$0].elements }
          } catch {
            refusal = error
            return question.cotangent.map { _ in .nan }
          }
        }, pullback: claimed, of: question.cotangent, at: question.point, within: question.domains)
      if let refusal { throw refusal }
      return report
    }

    /// The outputs of an equation, of which some must be there in their shapes.
    private func answer(
      to entry: Entry, _ inputs: NamedTensors<Double>, _ shapes: [String: [Int]]
    ) throws -> NamedTensors<Double> {
      let names = Set(entry.inputs.map(\.name))
      let request = ProtocolRequest(
        id: 1, equation: entry.id, precision: .float64,
        attributes: attributes.written.filter { entry.attributeNames.contains($0.key) },
        inputs: inputs.byName.filter { names.contains($0.key) }.mapValues { ProtocolTensor($0) })
      let answer: ProtocolAnswer
      switch program.ask(request) {
      case .failure(let fault): throw Refusal.failed("\(fault)")
      case .success(let said): answer = said
      }
      if answer.unsupported == true { throw Refusal.unsupported }
      if let error = answer.error { throw Refusal.failed("\(entry.id): says “\(error)”") }
      let outputs = answer.outputs ?? [:]
      for (name, shape) in shapes.sorted(by: { $0.key < $1.key }) {
        guard let output = outputs[name] else {
          throw Refusal.failed("no output \(name) among \(outputs.keys.sorted())")
        }
        guard output.shape == shape else {
          throw Refusal.failed("the output \(name) has the shape \(output.shape), expected \(shape)")
        }
      }
      return NamedTensors(outputs.mapValues { Tensor(nearest: $0.data, shape: $0.shape) })
    }
  }
}
