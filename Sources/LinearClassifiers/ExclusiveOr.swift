public import ActivationFunctions
public import ElementaryFunctions

/// XOR, which no perceptron computes, by two layers with given weights.
public enum ExclusiveOr {
  /// x₁ ⊕ x₂ = ReLU(x₁ + x₂) − 2 ReLU(x₁ + x₂ − 1)
  ///
  /// Equation: exclusive-or-relu
  ///
  /// Two hidden units and a linear output.
  ///
  /// - Shapes: two numbers to one number.
  /// - Edge values: between the corners it is the tent 1 − |x₁ + x₂ − 1|, 0 for x₁ + x₂ ≤ 0; NaN gives NaN, and an
  ///   infinite sum ∞ − ∞ NaN.
  @inlinable
  public static func byReLU<T: Scalar>(_ x1: T, _ x2: T) -> T {
    ReLU.value(x1 + x2) - 2 * ReLU.value(x1 + x2 - 1)
  }

  /// x₁ ⊕ x₂ = H((x₁ ∨ x₂) − (x₁ ∧ x₂) − ½)
  ///
  /// Equation: exclusive-or-steps
  ///
  /// Three perceptrons in two layers.
  ///
  /// - Shapes: two numbers to one number.
  /// - Edge values: 0 or 1 everywhere: 1 for ½ ≤ x₁ + x₂ < 3/2; NaN gives NaN.
  @inlinable
  public static func bySteps<T: Scalar>(_ x1: T, _ x2: T) -> T {
    Step.value(LogicGate.or(x1, x2) - LogicGate.and(x1, x2) - 0.5)
  }
}
