import ElementaryFunctions
import RecurrentNetworks
import TensorAlgebra

/// A random LSTM, a sequence for it, and a cotangent of each state and of the last cell.
struct LSTMCase {
  let parameters: LSTMParameters<Double>
  let inputs: [Matrix<Double>]
  let initialState: Matrix<Double>
  let initialCell: Matrix<Double>
  let cotangents: [Matrix<Double>]
  let cellCotangent: Matrix<Double>

  init(steps T: Int, inputs n: Int, units h: Int, samples m: Int, seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    func numbers(_ rows: Int, _ columns: Int) -> Matrix<Double> {
      Matrix(rows: rows, columns: columns) { _, _ in NormalVariate.next(using: &generator) / 2 }
    }
    let weights: [Double] = numbers(LSTMParameters<Double>.count(inputCount: n, hiddenCount: h), 1).elements
    parameters = LSTMParameters(inputCount: n, hiddenCount: h, parameters: weights)
    inputs = (0..<T).map { _ in numbers(n, m) }
    (initialState, initialCell) = (numbers(h, m), numbers(h, m))
    cotangents = (0..<T).map { _ in numbers(h, m) }
    cellCotangent = numbers(h, m)
  }

  /// Every parameter, every input in the order of time, h_0 and c_0, end to end.
  var point: [Double] {
    parameters.parameters + inputs.flatMap(\.elements) + initialState.elements + initialCell.elements
  }

  /// What the LSTM computes for other numbers in the place of `point`.
  func pass<T: Scalar>(_ x: [T]) -> LSTMPass<T> {
    var rest = x[...]
    func next(_ count: Int) -> [T] {
      defer { rest = rest.dropFirst(count) }
      return Array(rest.prefix(count))
    }
    func next(like M: Matrix<Double>) -> Matrix<T> {
      Matrix(rows: M.rows, columns: M.columns, elements: next(M.elements.count))
    }
    let p = LSTMParameters(
      inputCount: parameters.inputCount, hiddenCount: parameters.hiddenCount,
      parameters: next(parameters.parameters.count))
    let X = inputs.map { next(like: $0) }
    let (h_0, c_0) = (next(like: initialState), next(like: initialCell))
    return LSTMSequence.forward(X, initialState: h_0, initialCell: c_0, parameters: p)
  }

  /// Σ_t ⟨h̄_t, h_t⟩ + ⟨c̄_T, c_T⟩ for other numbers in the place of `point`.
  func loss<T: Scalar>(_ x: [T]) -> T {
    let pass = pass(x)
    let terms = zip(cotangents + [cellCotangent], pass.states + [pass.finalCell])
      .flatMap { zip($0.elements, $1.elements).map { T($0) * $1 } }
    return Sum.over(terms.indices) { k in terms[k] }
  }

  var pass: LSTMPass<Double> {
    LSTMSequence.forward(inputs, initialState: initialState, initialCell: initialCell, parameters: parameters)
  }

  /// The kernel's gradient, in the order of `point`.
  var gradient: [Double] {
    let gradient = LSTMSequence.backward(cotangents, finalCell: cellCotangent, of: pass)
    return gradient.parameters.parameters + gradient.inputs.flatMap(\.elements) + gradient.initialState.elements
      + gradient.initialCell.elements
  }
}

extension LSTMParameters where T == Double {
  /// The same weights, with the biases of some gates for all of their units.
  func biased(input: Double? = nil, forget: Double? = nil, output: Double? = nil) -> LSTMParameters<Double> {
    func bias(_ own: [Double], _ other: Double?) -> [Double] { other.map { b in own.map { _ in b } } ?? own }
    return LSTMParameters(
      inputGateWeights: inputGateWeights, inputGateBias: bias(inputGateBias, input),
      forgetGateWeights: forgetGateWeights, forgetGateBias: bias(forgetGateBias, forget),
      outputGateWeights: outputGateWeights, outputGateBias: bias(outputGateBias, output),
      candidateWeights: candidateWeights, candidateBias: candidateBias)
  }
}
