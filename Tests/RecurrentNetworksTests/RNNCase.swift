import ElementaryFunctions
import RecurrentNetworks
import TensorAlgebra

/// A random vanilla RNN, a sequence for it, and a cotangent of each state.
struct RNNCase {
  let parameters: RNNParameters<Double>
  let inputs: [Matrix<Double>]
  let initialState: Matrix<Double>
  let cotangents: [Matrix<Double>]

  init(steps T: Int, inputs n: Int, units h: Int, samples m: Int, seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    func numbers(_ rows: Int, _ columns: Int) -> Matrix<Double> {
      Matrix(rows: rows, columns: columns) { _, _ in NormalVariate.next(using: &generator) / 2 }
    }
    let weights: [Double] = numbers(RNNParameters<Double>.count(inputCount: n, hiddenCount: h), 1).elements
    parameters = RNNParameters(inputCount: n, hiddenCount: h, parameters: weights)
    inputs = (0..<T).map { _ in numbers(n, m) }
    initialState = numbers(h, m)
    cotangents = (0..<T).map { _ in numbers(h, m) }
  }

  /// Every parameter, every input in the order of time, and h_0, end to end.
  var point: [Double] { parameters.parameters + inputs.flatMap(\.elements) + initialState.elements }

  /// The states for other numbers in the place of `point`.
  func states<T: Scalar>(_ x: [T]) -> [Matrix<T>] {
    var rest = x[...]
    func next(_ count: Int) -> [T] {
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    func next(like M: Matrix<Double>) -> Matrix<T> {
      Matrix(rows: M.rows, columns: M.columns, elements: next(M.elements.count))
    }
    let p = RNNParameters(
      inputCount: parameters.inputCount, hiddenCount: parameters.hiddenCount,
      parameters: next(parameters.parameters.count))
    let X = inputs.map { next(like: $0) }
    return RNNSequence.forward(X, initialState: next(like: initialState), parameters: p).states
  }

  /// Σ_t ⟨h̄_t, h_t⟩ for other numbers in the place of `point`.
  func loss<T: Scalar>(_ x: [T]) -> T {
    let terms = zip(cotangents, states(x)).flatMap { zip($0.elements, $1.elements).map { T($0) * $1 } }
    return Sum.over(terms.indices) { k in terms[k] }
  }

  var pass: RNNPass<Double> { RNNSequence.forward(inputs, initialState: initialState, parameters: parameters) }

  /// The kernel's gradient, in the order of `point`.
  var gradient: [Double] {
    let gradient = RNNSequence.backward(cotangents, of: pass)
    return gradient.parameters.parameters + gradient.inputs.flatMap(\.elements) + gradient.initialState.elements
  }
}
