public import ElementaryFunctions
public import TensorAlgebra

/// The loss of a batch: the mean of its samples' losses.
public enum MeanLoss {
  /// J = (1/m) Σᵢ Lᵢ
  ///
  /// Equation: mean-loss-value
  ///
  /// The loss of two batches together is the mean of both weighted with their sizes, not the plain one.
  ///
  /// - Shapes: L ∈ ℝᵐ, one loss for each sample; the result is one number.
  /// - Evaluated: as written; where the sum overflows although the mean may not, as the sum of Lᵢ/m instead.
  /// - Edge values: m = 1 gives the loss itself; an infinite loss gives its infinity, ∞ − ∞ and NaN give NaN.
  /// - Precondition: there is at least one sample.
  @inlinable
  public static func value<T: Scalar>(losses L: [T]) -> T {
    LossInputs.checkSamples("MeanLoss.value", L.count)
    return Mean.over(L.indices) { i in L[i] }
  }

  /// ∂J/∂Lᵢ = 1/m
  ///
  /// Equation: mean-loss-gradient
  ///
  /// So the gradient of a batch is the mean of its samples' gradients.
  ///
  /// - Shapes: L and the gradient have m elements.
  /// - Edge values: 1/m whatever the losses are, NaN included.
  /// - Precondition: there is at least one sample.
  @inlinable
  public static func gradient<T: Scalar>(losses L: [T]) -> [T] {
    LossInputs.checkSamples("MeanLoss.gradient", L.count)
    let m = T(L.count)
    return L.map { _ in 1 / m }
  }
}
