public import ActivationFunctions
public import ElementaryFunctions
public import ForwardPropagation
public import TensorAlgebra

/// The network of the universal approximation theorem: one hidden layer and one weighted sum of it.
public enum ShallowNetwork {
  /// g(x) = Σⱼ vⱼ σ(wⱼ · x + bⱼ), for j = 1 … N
  ///
  /// Equation: shallow-network-value
  ///
  /// σ is any activation here, as the theorem has it, and wⱼ is row j of W.
  ///
  /// - Shapes: x ∈ ℝⁿ; W ∈ ℝᴺˣⁿ; b, v ∈ ℝᴺ; one number results.
  /// - Evaluated: each unit as a `Neuron`, the sum over units in pairs.
  /// - Edge values: N = 0 gives 0; those of the activation; ∞ − ∞ gives NaN.
  /// - Precondition: W has a column for each element of x, and a row for each element of b and of v.
  @inlinable
  public static func value<T: Scalar>(
    _ x: [T], weights W: Matrix<T>, biases b: [T], coefficients v: [T], activation σ: Activation
  ) -> T {
    precondition(
      W.columns == x.count && W.rows == b.count && W.rows == v.count,
      """
      ShallowNetwork.value: the weights are \(W.rows) × \(W.columns) for \(x.count) inputs, \(b.count) biases \
      and \(v.count) coefficients
      """)
    return Sum.over(v.indices) { j in
      v[j] * Neuron.forward(x, weights: W.row(j), bias: b[j], activation: σ).activation
    }
  }

  /// ∂g/∂vⱼ = σ(zⱼ) and, with δⱼ = vⱼ σ′(zⱼ), ∂g/∂bⱼ = δⱼ, ∂g/∂wⱼ = δⱼ x and ∂g/∂x = Σⱼ δⱼ wⱼ, for zⱼ = wⱼ · x + bⱼ
  ///
  /// Equation: shallow-network-gradient
  ///
  /// - Shapes: each gradient has the shape of what it is the derivative by.
  /// - Evaluated: each unit as a `Neuron`, the sum over units in pairs.
  /// - Edge values: N = 0 gives zeros for x; a ReLU at its kink has the slope 0.
  /// - Precondition: as for the value.
  @inlinable
  public static func gradient<T: Scalar>(
    _ x: [T], weights W: Matrix<T>, biases b: [T], coefficients v: [T], activation σ: Activation
  ) -> (inputs: [T], weights: Matrix<T>, biases: [T], coefficients: [T]) {
    precondition(
      W.columns == x.count && W.rows == b.count && W.rows == v.count,
      """
      ShallowNetwork.gradient: the weights are \(W.rows) × \(W.columns) for \(x.count) inputs, \(b.count) biases \
      and \(v.count) coefficients
      """)
    let units = v.indices.map { j in Neuron.forward(x, weights: W.row(j), bias: b[j], activation: σ) }
    let gradients = v.indices.map { j in
      Neuron.backward(v[j], inputs: x, weights: W.row(j), preactivation: units[j].preactivation, activation: σ)
    }
    return (
      inputs: x.indices.map { i in Sum.over(v.indices) { j in gradients[j].inputs[i] } },
      weights: Matrix(rows: W.rows, columns: W.columns) { j, i in gradients[j].weights[i] },
      biases: gradients.map { $0.bias },
      coefficients: units.map { $0.activation }
    )
  }
}
