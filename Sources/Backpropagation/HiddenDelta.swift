public import ActivationFunctions
public import ElementaryFunctions
public import ForwardPropagation
public import TensorAlgebra

/// The backward pass from one layer's weighted sums to those of the layer before.
public enum HiddenDelta {
  /// Zˡ⁺¹ = Wˡ⁺¹ gˡ(Zˡ) + bˡ⁺¹ 1ᵀ, the sums of the next layer as a function of this layer's
  ///
  /// Equation: hidden-delta-forward
  ///
  /// - Shapes: Zˡ ∈ ℝⁿˣᵐ, Wˡ⁺¹ ∈ ℝᵏˣⁿ, bˡ⁺¹ ∈ ℝᵏ, Zˡ⁺¹ ∈ ℝᵏˣᵐ; a sample in each column.
  /// - Evaluated: by the activation's kernel and `AffineColumns`.
  /// - Edge values: those of the two.
  /// - Precondition: the shapes fit as in `AffineColumns.value`.
  @inlinable
  public static func forward<T: Scalar>(
    _ Z: Matrix<T>, activation g: Activation, nextWeights W: Matrix<T>, nextBias b: [T]
  ) -> Matrix<T> {
    AffineColumns.value(Z.map { z in g.value(z) }, weights: W, bias: b)
  }

  /// δˡ = (Wˡ⁺¹ᵀ δˡ⁺¹) ⊙ gˡ′(Zˡ)
  ///
  /// Equation: hidden-delta-value
  ///
  /// δˡ is ∂L/∂Zˡ. W is the one that the forward pass used: a layer that has already moved gives another vector.
  ///
  /// - Shapes: δˡ⁺¹ ∈ ℝᵏˣᵐ; Zˡ, δˡ ∈ ℝⁿˣᵐ; Wˡ⁺¹ ∈ ℝᵏˣⁿ; a sample in each column.
  /// - Evaluated: as written.
  /// - Edge values: 0 where g′ is 0, whatever comes from above, but NaN where that is infinite; k = 0 gives zeros.
  /// - Precondition: δˡ⁺¹ has as many rows as W, Zˡ as many as W has columns, and both as many columns.
  @inlinable
  public static func value<T: Scalar>(
    _ nextDelta: Matrix<T>, nextWeights W: Matrix<T>, preactivation Z: Matrix<T>, activation g: Activation
  ) -> Matrix<T> {
    let δ = nextDelta
    precondition(
      δ.rows == W.rows && Z.rows == W.columns && Z.columns == δ.columns,
      """
      HiddenDelta.value: the next deltas are \(δ.rows) × \(δ.columns), the next weights \(W.rows) × \(W.columns) \
      and the sums \(Z.rows) × \(Z.columns)
      """)
    let C = MatrixProduct.value(W.transposed, δ)
    return Matrix(
      rows: Z.rows, columns: Z.columns,
      elements: HadamardProduct.value(C.elements, Z.elements.map { z in g.derivative(at: z) }))
  }
}
