public import ElementaryFunctions
public import TensorAlgebra

/// The weights and biases of a gated recurrent unit, or the derivatives by them.
///
/// Each weight matrix acts on the input stacked above the state: its first n columns see the input, the others the
/// state.
public struct GRUParameters<T: Scalar> {
  /// Where the reset gate acts.
  public let reset: GRUReset
  /// W_z ∈ ℝʰˣ⁽ⁿ⁺ʰ⁾, the update gate's weights.
  public let updateWeights: Matrix<T>
  /// b_z ∈ ℝʰ, the update gate's bias.
  public let updateBias: [T]
  /// W_r ∈ ℝʰˣ⁽ⁿ⁺ʰ⁾, the reset gate's weights.
  public let resetWeights: Matrix<T>
  /// b_r ∈ ℝʰ, the reset gate's bias.
  public let resetBias: [T]
  /// W_c = [U V] ∈ ℝʰˣ⁽ⁿ⁺ʰ⁾, the candidate's weights: U of the input, V of the state.
  public let candidateWeights: Matrix<T>
  /// b_c ∈ ℝʰ, the candidate's bias.
  public let candidateBias: [T]
  /// b_V ∈ ℝʰ, the bias beside V that the reset gate multiplies; empty where the gate acts before the product.
  public let candidateStateBias: [T]

  /// n, the number of inputs.
  @inlinable public var inputCount: Int { updateWeights.columns - updateWeights.rows }
  /// h, the number of hidden units.
  @inlinable public var hiddenCount: Int { updateWeights.rows }

  /// Parameters by name.
  ///
  /// - Precondition: the three weight matrices are h × (n + h), the biases have h elements, and b_V has h elements
  ///   after the product and none before it.
  @inlinable
  public init(
    reset: GRUReset, updateWeights: Matrix<T>, updateBias: [T], resetWeights: Matrix<T>, resetBias: [T],
    candidateWeights: Matrix<T>, candidateBias: [T], candidateStateBias: [T] = []
  ) {
    let (h, width) = (updateWeights.rows, updateWeights.columns)
    precondition(width >= h, "GRUParameters: weights of \(h) units on a state of \(h) cannot be \(h) × \(width)")
    for W in [resetWeights, candidateWeights] {
      precondition(
        W.rows == h && W.columns == width,
        "GRUParameters: the update gate's weights are \(h) × \(width) but others \(W.rows) × \(W.columns)")
    }
    for b in [updateBias, resetBias, candidateBias] {
      precondition(b.count == h, "GRUParameters: \(h) units need \(h) biases, not \(b.count)")
    }
    let needed = reset == .afterProduct ? h : 0
    precondition(
      candidateStateBias.count == needed,
      "GRUParameters: the state's bias has \(candidateStateBias.count) elements, not \(needed)")
    self.reset = reset
    (self.updateWeights, self.updateBias) = (updateWeights, updateBias)
    (self.resetWeights, self.resetBias) = (resetWeights, resetBias)
    (self.candidateWeights, self.candidateBias) = (candidateWeights, candidateBias)
    self.candidateStateBias = candidateStateBias
  }

  /// How many numbers the parameters are: 3 h (n + h + 1), and h more for b_V where the gate acts after the product.
  ///
  /// - Precondition: neither size is negative.
  @inlinable
  public static func count(inputCount n: Int, hiddenCount h: Int, reset: GRUReset) -> Int {
    precondition(n >= 0 && h >= 0, "GRUParameters: no network has \(n) inputs and \(h) hidden units")
    return 3 * h * (n + h + 1) + (reset == .afterProduct ? h : 0)
  }

  /// Parameters from one vector, in the order of `parameters`.
  ///
  /// - Precondition: it has as many elements as there are parameters.
  @inlinable
  public init(inputCount n: Int, hiddenCount h: Int, reset: GRUReset, parameters: [T]) {
    let count = Self.count(inputCount: n, hiddenCount: h, reset: reset)
    precondition(
      parameters.count == count,
      "GRUParameters: \(n) inputs and \(h) hidden units have \(count) parameters, not \(parameters.count)")
    var rest = ParameterSequence(parameters)
    // Where there is no b_V, nothing is left for it.
    self.init(
      reset: reset, updateWeights: rest.nextMatrix(rows: h, columns: n + h), updateBias: rest.next(h),
      resetWeights: rest.nextMatrix(rows: h, columns: n + h), resetBias: rest.next(h),
      candidateWeights: rest.nextMatrix(rows: h, columns: n + h), candidateBias: rest.next(h),
      candidateStateBias: rest.next(h))
  }

  /// W_z, b_z, W_r, b_r, W_c, b_c and, where there is one, b_V, end to end; each matrix row by row.
  @inlinable
  public var parameters: [T] {
    updateWeights.elements + updateBias + resetWeights.elements + resetBias + candidateWeights.elements
      + candidateBias + candidateStateBias
  }
}

extension GRUParameters: Equatable {}
extension GRUParameters: Sendable where T: Sendable {}
