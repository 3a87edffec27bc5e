public import ElementaryFunctions
public import TensorAlgebra

/// The weights and biases of a vanilla RNN, or the derivatives by them: one set, used at every time step.
public struct RNNParameters<T: Scalar> {
  /// W_xh ∈ ℝʰˣⁿ, what the input of a step does to the state.
  public let inputWeights: Matrix<T>
  /// W_hh ∈ ℝʰˣʰ, what the state before a step does to the state after it.
  public let stateWeights: Matrix<T>
  /// b_h ∈ ℝʰ.
  public let bias: [T]

  /// n, the number of inputs.
  @inlinable public var inputCount: Int { inputWeights.columns }
  /// h, the number of hidden units.
  @inlinable public var hiddenCount: Int { stateWeights.rows }

  /// Parameters by name.
  ///
  /// - Precondition: W_hh is square, and W_xh and b_h are as high.
  @inlinable
  public init(inputWeights: Matrix<T>, stateWeights: Matrix<T>, bias: [T]) {
    let h = stateWeights.rows
    precondition(
      stateWeights.columns == h && inputWeights.rows == h && bias.count == h,
      """
      RNNParameters: the state weights are \(h) × \(stateWeights.columns), the input weights \
      \(inputWeights.rows) × \(inputWeights.columns) and there are \(bias.count) biases
      """)
    (self.inputWeights, self.stateWeights, self.bias) = (inputWeights, stateWeights, bias)
  }

  /// How many numbers the parameters are: h (n + h + 1).
  ///
  /// - Precondition: neither number is negative.
  @inlinable
  public static func count(inputCount n: Int, hiddenCount h: Int) -> Int {
    precondition(n >= 0 && h >= 0, "RNNParameters: no network has \(n) inputs and \(h) hidden units")
    return h * (n + h + 1)
  }

  /// Parameters from one vector, in the order of `parameters`.
  ///
  /// - Precondition: it has as many elements as there are parameters.
  @inlinable
  public init(inputCount n: Int, hiddenCount h: Int, parameters: [T]) {
    let count = Self.count(inputCount: n, hiddenCount: h)
    precondition(
      parameters.count == count,
      "RNNParameters: \(n) inputs and \(h) hidden units need \(count) parameters, not \(parameters.count)")
    var rest = ParameterSequence(parameters)
    self.init(
      inputWeights: rest.nextMatrix(rows: h, columns: n), stateWeights: rest.nextMatrix(rows: h, columns: h),
      bias: rest.next(h))
  }

  /// W_xh, W_hh and b_h, end to end; each matrix row by row.
  @inlinable
  public var parameters: [T] { inputWeights.elements + stateWeights.elements + bias }
}

extension RNNParameters: Equatable {}
extension RNNParameters: Sendable where T: Sendable {}
