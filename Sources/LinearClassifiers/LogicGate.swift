public import ActivationFunctions
public import ElementaryFunctions

/// Gates as perceptrons with given weights. Each is exact for inputs 0 and 1, with room for inputs less than ¼ off.
public enum LogicGate {
  /// x₁ ∧ x₂ = H(x₁ + x₂ − 3/2)
  ///
  /// Equation: logic-gate-and
  ///
  /// - Shapes: two numbers to one number.
  /// - Edge values: 1 on the boundary x₁ + x₂ = 3/2; NaN gives NaN.
  @inlinable
  public static func and<T: Scalar>(_ x1: T, _ x2: T) -> T { Step.value(x1 + x2 - 1.5) }

  /// x₁ ∨ x₂ = H(x₁ + x₂ − ½)
  ///
  /// Equation: logic-gate-or
  ///
  /// - Shapes: two numbers to one number.
  /// - Edge values: 1 on the boundary x₁ + x₂ = ½; NaN gives NaN.
  @inlinable
  public static func or<T: Scalar>(_ x1: T, _ x2: T) -> T { Step.value(x1 + x2 - 0.5) }

  /// ¬x = H(½ − x)
  ///
  /// Equation: logic-gate-not
  ///
  /// - Shapes: one number to one number.
  /// - Edge values: 1 on the boundary x = ½; NaN gives NaN.
  @inlinable
  public static func not<T: Scalar>(_ x: T) -> T { Step.value(0.5 - x) }
}
