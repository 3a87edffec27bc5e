public import ElementaryFunctions
public import TensorAlgebra

/// How much of the loss's derivative reaches each layer: what vanishes or explodes with depth.
public enum GradientNorms {
  /// ‖∂J/∂Zˡ‖ = ‖δˡ‖ / m for l = 1 … L, the Frobenius norm
  ///
  /// Equation: gradient-norms-value
  ///
  /// - Shapes: one number for each layer, the first layer's first.
  /// - Evaluated: as `EuclideanNorm`, divided by m.
  /// - Edge values: 0 where nothing reaches a layer; NaN and infinities as in the deltas; ∞ where ‖δˡ‖ itself overflows.
  @inlinable
  public static func value<T: Scalar>(_ pass: BackwardPass<T>) -> [T] {
    pass.deltas.map { δ in EuclideanNorm.value(δ.elements) / T(δ.columns) }
  }
}
