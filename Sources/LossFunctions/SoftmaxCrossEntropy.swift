public import ActivationFunctions
public import ElementaryFunctions
public import TensorAlgebra

/// Categorical cross-entropy of softmax's input: finite wherever the differences of the logits are.
public enum SoftmaxCrossEntropy {
  /// L = −Σₖ yₖ ln softmax(z)ₖ, which is LSE(z) − z_c for the class c of a one-hot target
  ///
  /// Equation: softmax-cross-entropy-value
  ///
  /// It equals `CategoricalCrossEntropy.value` of softmax(z) wherever that can be computed.
  ///
  /// - Shapes: z, y ∈ ℝᴷ; the result is one number.
  /// - Evaluated: by `LogSoftmax`, with 0 · ∞ = 0 for a class whose target is 0.
  /// - Edge values: −∞ at a class with target 0 adds nothing, at another gives +∞; no classes give 0; +∞ or NaN
  ///   among the logits gives NaN.
  /// - Precondition: z and y have the same length. y is meant to be a distribution, which is not checked.
  @inlinable
  public static func value<T: Scalar>(logits z: [T], targets y: [T]) -> T {
    LossInputs.checkLengths("SoftmaxCrossEntropy.value", z.count, "logits", targets: y.count)
    let l = LogSoftmax.value(z)
    return Sum.over(y.indices) { k in y[k] == 0 ? 0 : -y[k] * l[k] }
  }

  /// ∂L/∂zₖ = softmax(z)ₖ Σⱼ yⱼ − yₖ, which is softmax(z)ₖ − yₖ for targets that add up to 1
  ///
  /// Equation: softmax-cross-entropy-gradient
  ///
  /// - Shapes: z, y and the gradient have K elements.
  /// - Evaluated: as softmax(z)ₖ Σⱼ yⱼ over j ≠ k less yₖ times the other probabilities, which is the same and
  ///   subtracts nothing from a probability near 1.
  /// - Edge values: NaN as for `Softmax.value`; no classes give none.
  /// - Precondition: z and y have the same length.
  @inlinable
  public static func gradient<T: Scalar>(logits z: [T], targets y: [T]) -> [T] {
    LossInputs.checkLengths("SoftmaxCrossEntropy.gradient", z.count, "logits", targets: y.count)
    let s = Softmax.value(z)
    return y.indices.map { k in
      let others: T = Sum.over(y.indices) { j in j == k ? 0 : y[j] }
      let otherProbabilities: T = Sum.over(s.indices) { j in j == k ? 0 : s[j] }
      return s[k] * others - y[k] * otherProbabilities
    }
  }
}
