public import ElementaryFunctions
public import TensorAlgebra

/// The negative log-likelihood of one sample's class under predicted probabilities.
///
/// The sum runs over the classes of one sample. For a network that ends in softmax, `SoftmaxCrossEntropy` is the
/// better form: a probability that has rounded to 0 has no digits left to give a finite loss.
public enum CategoricalCrossEntropy {
  /// L = −Σₖ yₖ ln ŷₖ
  ///
  /// Equation: categorical-cross-entropy-value
  ///
  /// - Shapes: ŷ, y ∈ [0, 1]ᴷ; the result is one number. y is one-hot, or a distribution of soft labels.
  /// - Evaluated: as written, with 0 ln 0 = 0, its limit, where IEEE arithmetic has NaN.
  /// - Edge values: ŷₖ = 0 with yₖ > 0 gives +∞; no classes give 0; NaN gives NaN, but not beside a target of 0.
  /// - Precondition: ŷ and y have the same length and lie in [0, 1]. That each adds up to 1 is not checked.
  @inlinable
  public static func value<T: Scalar>(predictions ŷ: [T], targets y: [T]) -> T {
    LossInputs.checkLengths("CategoricalCrossEntropy.value", ŷ.count, targets: y.count)
    LossInputs.checkProbabilities(
      "CategoricalCrossEntropy.value", predictions: ŷ, targets: y, formFromLogits: "SoftmaxCrossEntropy")
    return Sum.over(y.indices) { k in y[k] == 0 ? 0 : -y[k] * .logarithm(ŷ[k]) }
  }

  /// ∂L/∂ŷₖ = −yₖ / ŷₖ
  ///
  /// Equation: categorical-cross-entropy-gradient
  ///
  /// - Shapes: ŷ, y and the gradient have K elements.
  /// - Edge values: 0 where yₖ = 0, even at ŷₖ = 0; −∞ where ŷₖ = 0 < yₖ; NaN as for the value.
  /// - Precondition: ŷ and y have the same length and lie in [0, 1].
  @inlinable
  public static func gradient<T: Scalar>(predictions ŷ: [T], targets y: [T]) -> [T] {
    LossInputs.checkLengths("CategoricalCrossEntropy.gradient", ŷ.count, targets: y.count)
    LossInputs.checkProbabilities(
      "CategoricalCrossEntropy.gradient", predictions: ŷ, targets: y, formFromLogits: "SoftmaxCrossEntropy")
    return y.indices.map { k in y[k] == 0 ? 0 : -y[k] / ŷ[k] }
  }
}
