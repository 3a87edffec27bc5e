internal import ElementaryFunctions
internal import TensorAlgebra

/// What is asked of a derivative equation at one point: to pull a cotangent back to the differentiable inputs of the
/// equation that it belongs to, all of them laid end to end. Who answers, a kernel or another program, is left open.
struct PullbackQuestion {
  /// The equation of the derivative.
  let derivative: Entry
  /// The inputs of the equation that it belongs to.
  let inputs: NamedTensors<Double>
  /// Those of them that are differentiable.
  let differentiable: [Quantity]
  /// The outputs that the derivative is the derivative of.
  let outputs: [String]
  /// The cotangent of each of these outputs: unequal numbers of both signs.
  let cotangents: NamedTensors<Double>

  init(
    _ derivative: Entry, of primal: Entry, at inputs: NamedTensors<Double>, _ attributes: Attributes,
    using generator: inout Xoshiro256StarStar
  ) {
    (self.derivative, self.inputs) = (derivative, inputs)
    differentiable = primal.inputs.filter(\.isDifferentiable)
    outputs = if case .pullback(_, let output) = derivative.form { [output] } else { primal.outputs.map(\.name) }
    let values = primal.atDouble(inputs, attributes)
    var cotangents: [String: Tensor<Double>] = [:]
    for name in outputs {
      let numbers = Probe.sixteenths(values[name].elements.count, within: 2, using: &generator)
      cotangents[name] = Tensor(shape: values[name].shape, elements: numbers)
    }
    self.cotangents = NamedTensors(cotangents)
  }

  /// The differentiable inputs.
  var point: [Double] { differentiable.flatMap { inputs[$0.name].elements } }
  /// Where each of them may be moved.
  var domains: [ClosedRange<Double>] {
    differentiable.flatMap { quantity in inputs[quantity.name].elements.map { _ in quantity.domain } }
  }
  /// The cotangents, end to end.
  var cotangent: [Double] { outputs.flatMap { cotangents[$0].elements } }

  /// The inputs with the differentiable ones replaced.
  func inputs<T: Scalar>(at x: [T], _ constant: (Double) -> T) -> NamedTensors<T> {
    var inputs = inputs.map(constant)
    var rest = x[...]
    for quantity in differentiable {
      let shape = inputs[quantity.name].shape
      let count = shape.reduce(1, *)
      inputs.byName[quantity.name] = Tensor(shape: shape, elements: Array(rest.prefix(count)))
      rest = rest.dropFirst(count)
    }
    return inputs
  }

  /// The shapes of what the derivative gives, by name.
  var claimedShapes: [String: [Int]] {
    let first = cotangents[outputs[0]].shape
    return switch derivative.form {
    case .value: [:]
    case .elementwiseDerivative: [derivative.outputs[0].name: first]
    case .jacobian: [derivative.outputs[0].name: first + inputs[differentiable[0].name].shape]
    case .gradient, .pullback:
      Dictionary(uniqueKeysWithValues: differentiable.map { ($0.name, inputs[$0.name].shape) })
    }
  }

  /// What the cotangents are pulled back to at a point, by a derivative and the values of the equation it belongs to.
  func pullback<T: Scalar>(
    at x: [T], _ constant: (Double) -> T, values: (NamedTensors<T>) throws -> NamedTensors<T>,
    derivative claim: (NamedTensors<T>) throws -> NamedTensors<T>
  ) rethrows -> [T] {
    var inputs = inputs(at: x, constant)
    switch derivative.form {
    case .value:
      preconditionFailure("PullbackQuestion: \(derivative.id) is no derivative")
    case .elementwiseDerivative:
      let slopes = try claim(inputs)[derivative.outputs[0].name].elements
      return zip(cotangents[outputs[0]].elements, slopes).map { constant($0) * $1 }
    case .gradient:
      let c = constant(cotangents[outputs[0]].number)
      let gradient = try claim(inputs)
      return differentiable.flatMap { gradient[$0.name].elements }.map { c * $0 }
    case .jacobian:
      let c = Matrix(rows: 1, columns: cotangent.count, elements: cotangent.map(constant))
      return MatrixProduct.value(c, try claim(inputs)[derivative.outputs[0].name].matrix).elements
    case .pullback(_, let output):
      inputs.byName.merge(try values(inputs).byName) { input, _ in input }
      inputs.byName[EquationForm.cotangentName] = cotangents[output].map(constant)
      let gradient = try claim(inputs)
      return differentiable.flatMap { gradient[$0.name].elements }
    }
  }
}
