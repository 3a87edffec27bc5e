public import GradientChecking
internal import ElementaryFunctions
internal import TensorAlgebra

/// The check of a derivative equation against its witnesses at one probe.
public struct WitnessCheck: Sendable {
  /// The probe.
  public let probe: Probe
  /// Each element of each differentiable input, in the order of the inputs.
  public let report: GradientReport

  /// What is wrong, if anything: an element that failed, or a reason given for an undecided element where there
  /// is none.
  public var failures: [String] {
    guard probe.undecidedBecause != nil else { return report.failures.map(\.description) }
    let undecided: Set<Verdict> = [.illConditioned, .inconclusive]
    let wrong = report.failures.filter { !undecided.contains($0.verdict) }
    return report.failures.isEmpty
      ? ["a reason is given for an undecided element, but every element was decided"]
      : wrong.map(\.description)
  }

  /// Checks what `derivative` claims about the equation it belongs to.
  ///
  /// - Precondition: `derivative` is the derivative of an equation of the table.
  public init(_ derivative: Entry, at probe: Probe) {
    guard let id = derivative.form.primal, let primal = EquationTable.entry(id) else {
      preconditionFailure("WitnessCheck: \(derivative.id) is the derivative of no equation of the table")
    }
    let differentiable = primal.inputs.filter(\.isDifferentiable)
    let outputs = Self.outputs(of: primal, for: derivative.form)
    let values = primal.atDouble(probe.inputs, probe.attributes)
    let cotangents = Self.cotangents(like: values, outputs)
    let layout = differentiable.map { (name: $0.name, shape: probe.inputs[$0.name].shape) }

    func run<T: Scalar>(_ evaluate: Entry.Evaluation<T>, _ constant: (Double) -> T, _ x: [T]) -> [T] {
      var inputs = probe.inputs.map(constant)
      var rest = x[...]
      for (name, shape) in layout {
        let count = shape.reduce(1, *)
        inputs.byName[name] = Tensor(shape: shape, elements: Array(rest.prefix(count)))
        rest = rest.dropFirst(count)
      }
      let result = evaluate(inputs, probe.attributes)
      return outputs.flatMap { result[$0].elements }
    }

    let function = DifferentiableFunction(
      { run(primal.atDouble, { $0 }, $0) },
      dual: { run(primal.atDual, { .init($0) }, $0) },
      tape: { run(primal.atTape, { .init($0) }, $0) })
    self.probe = probe
    self.report = GradientCheck.check(
      function,
      pullback: Self.claim(derivative, probe, values, cotangents, layout.map(\.name)),
      of: outputs.flatMap { cotangents[$0].elements },
      at: layout.flatMap { probe.inputs[$0.name].elements },
      within: differentiable.flatMap { quantity in
        probe.inputs[quantity.name].elements.map { _ in quantity.domain }
      },
      ulps: derivative.ulps)
  }

  /// The outputs that the derivative is the derivative of.
  private static func outputs(of primal: Entry, for form: EquationForm) -> [String] {
    if case .pullback(_, let output) = form { return [output] }
    return primal.outputs.map(\.name)
  }

  /// Unequal numbers of both signs, the same for every check.
  private static func cotangents(
    like values: NamedTensors<Double>, _ outputs: [String]
  ) -> NamedTensors<Double> {
    var generator = Xoshiro256StarStar(seed: 1)
    return NamedTensors(
      Dictionary(
        uniqueKeysWithValues: outputs.map { name in
          let numbers = Probe.sixteenths(values[name].elements.count, within: 2, using: &generator)
          return (name, Tensor(shape: values[name].shape, elements: numbers))
        }))
  }

  /// What the derivative equation says the pullback of the cotangents is.
  private static func claim(
    _ derivative: Entry, _ probe: Probe, _ values: NamedTensors<Double>,
    _ cotangents: NamedTensors<Double>, _ names: [String]
  ) -> [Double] {
    var inputs = probe.inputs
    switch derivative.form {
    case .value:
      preconditionFailure("WitnessCheck: \(derivative.id) is no derivative")
    case .elementwiseDerivative:
      let slopes = derivative.atDouble(inputs, probe.attributes).byName.values.flatMap(\.elements)
      return zip(cotangents.byName.values.flatMap(\.elements), slopes).map { $0 * $1 }
    case .gradient:
      let c = cotangents.byName.values.flatMap(\.elements)[0]
      let gradient = derivative.atDouble(inputs, probe.attributes)
      return names.flatMap { gradient[$0].elements }.map { c * $0 }
    case .pullback(_, let output):
      inputs.byName.merge(values.byName) { input, _ in input }
      inputs.byName[EquationForm.cotangentName] = cotangents[output]
      let gradient = derivative.atDouble(inputs, probe.attributes)
      return names.flatMap { gradient[$0].elements }
    }
  }
}
