public import ActivationFunctions
public import ElementaryFunctions
public import ForwardPropagation
public import TensorAlgebra

/// The same network of two layers at every position by itself: a transformer's other half.
///
/// A position is a row, so the weights stand on its right and are in × out, the transposes of the other chapters'.
public enum PositionwiseFeedForward {
  /// FFN(X) = ReLU(X W₁ + 1 b₁ᵀ) W₂ + 1 b₂ᵀ
  ///
  /// Equation: positionwise-feed-forward-forward
  ///
  /// - Shapes: X ∈ ℝⁿˣᵈ, W₁ ∈ ℝᵈˣᶠ, b₁ ∈ ℝᶠ, W₂ ∈ ℝᶠˣᵒ, b₂ ∈ ℝᵒ; the value is n × o, with o = d in a transformer. The
  ///   sums Z = X W₁ + 1 b₁ᵀ are returned beside it because `backward` needs them.
  /// - Evaluated: as `AffineRows`, whose weights are the transposes.
  /// - Edge values: those of `AffineRows` and `ReLU`; n = 0 gives an empty matrix.
  /// - Precondition: X, W₁, b₁, W₂ and b₂ fit.
  @inlinable
  public static func forward<T: Scalar>(
    _ X: Matrix<T>, firstWeights W₁: Matrix<T>, firstBias b₁: [T], secondWeights W₂: Matrix<T>, secondBias b₂: [T]
  ) -> (value: Matrix<T>, preactivation: Matrix<T>) {
    let Z = AffineRows.value(X, weights: W₁.transposed, bias: b₁)
    let A = Z.map { z in ReLU.value(z) }
    return (value: AffineRows.value(A, weights: W₂.transposed, bias: b₂), preactivation: Z)
  }

  /// Ā = Ȳ W₂ᵀ, W̄₂ = Aᵀ Ȳ, b̄₂ = Ȳᵀ 1; δ = Ā ⊙ ReLU′(Z); X̄ = δ W₁ᵀ, W̄₁ = Xᵀ δ, b̄₁ = δᵀ 1, with A = ReLU(Z)
  ///
  /// Equation: positionwise-feed-forward-backward
  ///
  /// - Shapes: Ȳ is n × o; each gradient has the shape of what it is the derivative by.
  /// - Evaluated: as written, from the Z that `forward` returned; the sums over the positions in pairs.
  /// - Edge values: ReLU′(0) = 0, the convention of `ReLU`; n = 0 gives gradients of 0.
  /// - Precondition: Ȳ has the shape of the value, Z that of X W₁.
  @inlinable
  public static func backward<T: Scalar>(
    _ cotangent: Matrix<T>, inputs X: Matrix<T>, preactivation Z: Matrix<T>, firstWeights W₁: Matrix<T>,
    secondWeights W₂: Matrix<T>
  ) -> (
    inputs: Matrix<T>, firstWeights: Matrix<T>, firstBias: [T], secondWeights: Matrix<T>, secondBias: [T]
  ) {
    let A = Z.map { z in ReLU.value(z) }
    let second = AffineRows.pullback(cotangent, at: A, weights: W₂.transposed)
    let δ = Matrix(
      rows: Z.rows, columns: Z.columns,
      elements: HadamardProduct.value(second.inputs.elements, Z.elements.map { z in ReLU.derivative(at: z) }))
    let first = AffineRows.pullback(δ, at: X, weights: W₁.transposed)
    return (
      inputs: first.inputs, firstWeights: first.weights.transposed, firstBias: first.bias,
      secondWeights: second.weights.transposed, secondBias: second.bias
    )
  }
}
