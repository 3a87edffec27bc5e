public import ElementaryFunctions
public import TensorAlgebra

/// Layers without activations are one layer: why a network needs a curved function between its layers.
public enum LinearCollapse {
  /// W = W₂ W₁ and b = W₂ b₁ + b₂
  ///
  /// Equation: linear-collapse-value
  ///
  /// One layer that maps every x to W₂ (W₁ x + b₁) + b₂. Folded over a list of layers, it is the whole network.
  /// The rank of W is at most the smallest width on the way.
  ///
  /// - Shapes: W₁ ∈ ℝʰˣⁿ, b₁ ∈ ℝʰ, W₂ ∈ ℝᵒˣʰ, b₂ ∈ ℝᵒ; W ∈ ℝᵒˣⁿ, b ∈ ℝᵒ.
  /// - Evaluated: as written; many layers can overflow or vanish although the map of each is ordinary.
  /// - Edge values: h = 0 gives W = 0 and b = b₂.
  /// - Precondition: W₂ has as many columns as W₁ has rows, and each bias as many elements as its weights rows.
  @inlinable
  public static func value<T: Scalar>(
    first: (weights: Matrix<T>, bias: [T]), second: (weights: Matrix<T>, bias: [T])
  ) -> (weights: Matrix<T>, bias: [T]) {
    let (W1, b1) = first
    let (W2, b2) = second
    precondition(
      W1.rows == b1.count && W2.rows == b2.count && W2.columns == W1.rows,
      """
      LinearCollapse.value: the first layer is \(W1.rows) × \(W1.columns) with \(b1.count) biases, \
      the second \(W2.rows) × \(W2.columns) with \(b2.count)
      """)
    let b = AffineColumns.value(Matrix(columns: [b1], rows: b1.count), weights: W2, bias: b2)
    return (weights: MatrixProduct.value(W2, W1), bias: b.column(0))
  }
}
