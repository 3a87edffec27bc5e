public import ElementaryFunctions
public import TensorAlgebra

/// The weights and biases of an LSTM, or the derivatives by them.
///
/// Each weight matrix acts on the input stacked above the state: its first n columns see the input, the others the
/// state.
public struct LSTMParameters<T: Scalar> {
  /// W_i ∈ ℝʰˣ⁽ⁿ⁺ʰ⁾, the input gate's weights.
  public let inputGateWeights: Matrix<T>
  /// b_i ∈ ℝʰ, the input gate's bias.
  public let inputGateBias: [T]
  /// W_f ∈ ℝʰˣ⁽ⁿ⁺ʰ⁾, the forget gate's weights.
  public let forgetGateWeights: Matrix<T>
  /// b_f ∈ ℝʰ, the forget gate's bias.
  public let forgetGateBias: [T]
  /// W_o ∈ ℝʰˣ⁽ⁿ⁺ʰ⁾, the output gate's weights.
  public let outputGateWeights: Matrix<T>
  /// b_o ∈ ℝʰ, the output gate's bias.
  public let outputGateBias: [T]
  /// W_g ∈ ℝʰˣ⁽ⁿ⁺ʰ⁾, the candidate's weights.
  public let candidateWeights: Matrix<T>
  /// b_g ∈ ℝʰ, the candidate's bias.
  public let candidateBias: [T]

  /// n, the number of inputs.
  @inlinable public var inputCount: Int { inputGateWeights.columns - inputGateWeights.rows }
  /// h, the number of hidden units.
  @inlinable public var hiddenCount: Int { inputGateWeights.rows }

  /// Parameters by name.
  ///
  /// - Precondition: the four weight matrices are h × (n + h), and the biases have h elements.
  @inlinable
  public init(
    inputGateWeights: Matrix<T>, inputGateBias: [T], forgetGateWeights: Matrix<T>, forgetGateBias: [T],
    outputGateWeights: Matrix<T>, outputGateBias: [T], candidateWeights: Matrix<T>, candidateBias: [T]
  ) {
    let (h, width) = (inputGateWeights.rows, inputGateWeights.columns)
    precondition(
      width >= h, "LSTMParameters: the weights of \(h) hidden units on inputs and state cannot be \(h) × \(width)")
    for W in [forgetGateWeights, outputGateWeights, candidateWeights] {
      precondition(
        W.rows == h && W.columns == width,
        "LSTMParameters: the input gate's weights are \(h) × \(width) but others \(W.rows) × \(W.columns)")
    }
    for b in [inputGateBias, forgetGateBias, outputGateBias, candidateBias] {
      precondition(b.count == h, "LSTMParameters: \(h) hidden units need \(h) biases, not \(b.count)")
    }
    (self.inputGateWeights, self.inputGateBias) = (inputGateWeights, inputGateBias)
    (self.forgetGateWeights, self.forgetGateBias) = (forgetGateWeights, forgetGateBias)
    (self.outputGateWeights, self.outputGateBias) = (outputGateWeights, outputGateBias)
    (self.candidateWeights, self.candidateBias) = (candidateWeights, candidateBias)
  }

  /// How many numbers the parameters are: 4 h (n + h + 1).
  ///
  /// - Precondition: neither number is negative.
  @inlinable
  public static func count(inputCount n: Int, hiddenCount h: Int) -> Int {
    precondition(n >= 0 && h >= 0, "LSTMParameters: no network has \(n) inputs and \(h) hidden units")
    return 4 * h * (n + h + 1)
  }

  /// Parameters from one vector, in the order of `parameters`.
  ///
  /// - Precondition: it has as many elements as there are parameters.
  @inlinable
  public init(inputCount n: Int, hiddenCount h: Int, parameters: [T]) {
    let count = Self.count(inputCount: n, hiddenCount: h)
    precondition(
      parameters.count == count,
      "LSTMParameters: \(n) inputs and \(h) hidden units need \(count) parameters, not \(parameters.count)")
    var rest = ParameterSequence(parameters)
    self.init(
      inputGateWeights: rest.nextMatrix(rows: h, columns: n + h), inputGateBias: rest.next(h),
      forgetGateWeights: rest.nextMatrix(rows: h, columns: n + h), forgetGateBias: rest.next(h),
      outputGateWeights: rest.nextMatrix(rows: h, columns: n + h), outputGateBias: rest.next(h),
      candidateWeights: rest.nextMatrix(rows: h, columns: n + h), candidateBias: rest.next(h))
  }

  /// W_i, b_i, W_f, b_f, W_o, b_o, W_g and b_g, end to end; each matrix row by row.
  @inlinable
  public var parameters: [T] {
    inputGateWeights.elements + inputGateBias + forgetGateWeights.elements + forgetGateBias
      + outputGateWeights.elements + outputGateBias + candidateWeights.elements + candidateBias
  }
}

extension LSTMParameters: Equatable {}
extension LSTMParameters: Sendable where T: Sendable {}
