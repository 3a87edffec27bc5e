public import ElementaryFunctions
public import TensorAlgebra

/// A layer's gradient by its weights and bias, from the deltas of a batch.
public enum LayerGradient {
  /// dWˡ = (1/m) δˡ Aˡ⁻¹ᵀ and dbˡ = (1/m) Σᵢ δˡ⁽ⁱ⁾
  ///
  /// Equation: layer-gradient-value
  ///
  /// The mean over the samples of each sample's δ aᵀ and δ: for one sample they are these themselves. The deltas
  /// are those of each sample's own loss; the mean loss brings the division by m.
  ///
  /// - Shapes: δˡ ∈ ℝᵒˣᵐ, Aˡ⁻¹ ∈ ℝⁿˣᵐ, a sample in each column; dWˡ ∈ ℝᵒˣⁿ, dbˡ ∈ ℝᵒ.
  /// - Evaluated: each element as a `Mean`.
  /// - Edge values: a unit whose deltas are all 0 has a row of zeros; ∞ · 0 gives NaN.
  /// - Precondition: δˡ and Aˡ⁻¹ have the same number of columns, not 0.
  @inlinable
  public static func value<T: Scalar>(
    deltas δ: Matrix<T>, inputs A: Matrix<T>
  ) -> (weights: Matrix<T>, bias: [T]) {
    precondition(
      δ.columns == A.columns, "LayerGradient.value: deltas of \(δ.columns) samples but inputs of \(A.columns)")
    precondition(A.columns > 0, "LayerGradient.value: the mean of no samples is undefined")
    return (
      weights: Matrix(rows: δ.rows, columns: A.rows) { j, k in
        Mean.over(0..<A.columns) { i in δ[j, i] * A[k, i] }
      },
      bias: (0..<δ.rows).map { j in Mean.over(0..<A.columns) { i in δ[j, i] } }
    )
  }
}
