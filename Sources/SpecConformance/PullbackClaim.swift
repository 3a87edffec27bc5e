internal import ElementaryFunctions
public import GradientChecking
internal import ScalarAutograd
internal import TensorAlgebra

/// What a derivative equation claims at a probe: how a cotangent of the equation it belongs to is pulled back to
/// that equation's differentiable inputs, all of them laid end to end.
public struct PullbackClaim {
  /// The equation that the derivative belongs to, as a function of its differentiable inputs.
  public let function: DifferentiableFunction
  /// The inputs.
  public let point: [Double]
  /// Where each input may be moved.
  public let domains: [ClosedRange<Double>]
  /// The cotangent: unequal numbers of both signs.
  public let cotangent: [Double]
  /// The claimed pullback.
  public let pullback: [Double]
  /// The derivative of the claimed pullback along a direction, from the derivative equation itself.
  public let derivative: (_ direction: [Double]) -> [Double]
  /// The same from the equation that it belongs to, by nested dual numbers.
  public let secondDerivative: (_ direction: [Double]) -> [Double]

  /// The claim of an equation of the table, or of one that stands for it.
  ///
  /// - Precondition: the equation is the derivative of an equation of the table.
  public init(_ derivative: Entry, at probe: Probe) {
    guard let id = derivative.form.primal, let primal = EquationTable.entry(id) else {
      preconditionFailure("PullbackClaim: \(derivative.id) is the derivative of no equation of the table")
    }
    let differentiable = primal.inputs.filter(\.isDifferentiable)
    let layout = differentiable.map { (name: $0.name, shape: probe.inputs[$0.name].shape) }
    let outputs = Self.outputs(of: primal, for: derivative.form)
    let shapes = primal.atDouble(probe.inputs, probe.attributes)
    var generator = Xoshiro256StarStar(seed: 1)
    let cotangents = NamedTensors<Double>(
      Dictionary(
        uniqueKeysWithValues: outputs.map { name in
          let numbers = Probe.sixteenths(shapes[name].elements.count, within: 2, using: &generator)
          return (name, Tensor(shape: shapes[name].shape, elements: numbers))
        }))

    let cotangent = outputs.flatMap { cotangents[$0].elements }

    /// The probe's inputs with the differentiable ones replaced.
    func inputs<T: Scalar>(_ x: [T], _ constant: (Double) -> T) -> NamedTensors<T> {
      var inputs = probe.inputs.map(constant)
      var rest = x[...]
      for (name, shape) in layout {
        let count = shape.reduce(1, *)
        inputs.byName[name] = Tensor(shape: shape, elements: Array(rest.prefix(count)))
        rest = rest.dropFirst(count)
      }
      return inputs
    }

    func value<T: Scalar>(
      _ evaluate: Entry.Evaluation<T>, _ constant: (Double) -> T, _ x: [T]
    ) -> [T] {
      let result = evaluate(inputs(x, constant), probe.attributes)
      return outputs.flatMap { result[$0].elements }
    }

    func pullback<T: Scalar>(
      _ claim: Entry.Evaluation<T>, _ evaluate: Entry.Evaluation<T>, _ constant: (Double) -> T, _ x: [T]
    ) -> [T] {
      var inputs = inputs(x, constant)
      switch derivative.form {
      case .value:
        preconditionFailure("PullbackClaim: \(derivative.id) is no derivative")
      case .elementwiseDerivative:
        let slopes = claim(inputs, probe.attributes)[derivative.outputs[0].name].elements
        return zip(cotangents[outputs[0]].elements, slopes).map { constant($0) * $1 }
      case .gradient:
        let c = constant(cotangents[outputs[0]].number)
        let gradient = claim(inputs, probe.attributes)
        return layout.flatMap { gradient[$0.name].elements }.map { c * $0 }
      case .jacobian:
        let c = Matrix(rows: 1, columns: cotangent.count, elements: cotangent.map(constant))
        return MatrixProduct.value(c, claim(inputs, probe.attributes)[derivative.outputs[0].name].matrix).elements
      case .pullback(_, let output):
        inputs.byName.merge(evaluate(inputs, probe.attributes).byName) { input, _ in input }
        inputs.byName[EquationForm.cotangentName] = cotangents[output].map(constant)
        let gradient = claim(inputs, probe.attributes)
        return layout.flatMap { gradient[$0.name].elements }
      }
    }

    let point = layout.flatMap { probe.inputs[$0.name].elements }
    self.point = point
    domains = differentiable.flatMap { quantity in
      probe.inputs[quantity.name].elements.map { _ in quantity.domain }
    }
    self.cotangent = cotangent
    function = DifferentiableFunction(
      { value(primal.atDouble, { $0 }, $0) },
      dual: { value(primal.atDual, { .init($0) }, $0) },
      tape: { value(primal.atTape, { .init($0) }, $0) })
    self.pullback = pullback(derivative.atDouble, primal.atDouble, { $0 }, point)
    self.derivative = { v in
      ForwardMode.pushforward(v, at: point) { x in
        pullback(derivative.atDual, primal.atDual, { .init($0) }, x)
      }.tangent
    }
    secondDerivative = { v in
      point.indices.map { i in
        let x = point.indices.map { j in
          Dual(value: Dual(value: point[j], tangent: v[j]), tangent: j == i ? 1 : 0)
        }
        let y = value(primal.atNestedDual, { .init($0) }, x)
        return zip(cotangent, y).reduce(0) { $0 + $1.0 * $1.1.tangent.tangent }
      }
    }
  }

  /// The outputs that the derivative is the derivative of.
  private static func outputs(of primal: Entry, for form: EquationForm) -> [String] {
    if case .pullback(_, let output) = form { return [output] }
    return primal.outputs.map(\.name)
  }
}
