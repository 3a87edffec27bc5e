public import ElementaryFunctions
public import TensorAlgebra

/// How far a point lies from a linear classifier's boundary {x : w · x + b = 0}, and on which side.
public enum SignedDistance {
  /// d = (w · x + b) / ‖w‖
  ///
  /// Equation: signed-distance-value
  ///
  /// - Shapes: x, w ∈ ℝⁿ; b and the result are numbers.
  /// - Evaluated: as written, the norm without overflow (`EuclideanNorm`); so 0 exactly where the score is.
  /// - Edge values: w = 0 has no boundary: b/0 gives ±∞, or NaN for b = 0. A score that overflows gives ±∞ although the
  ///   distance may be finite; NaN gives NaN.
  /// - Precondition: x and w have the same length.
  @inlinable
  public static func value<T: Scalar>(_ x: [T], weights w: [T], bias b: T) -> T {
    precondition(x.count == w.count, "SignedDistance.value: \(x.count) inputs but \(w.count) weights")
    return (DotProduct.value(w, x) + b) / EuclideanNorm.value(w)
  }

  /// ∂d/∂x = w/‖w‖, ∂d/∂w = (x − d w/‖w‖)/‖w‖ and ∂d/∂b = 1/‖w‖
  ///
  /// Equation: signed-distance-gradient
  ///
  /// - Shapes: the gradients by x and w ∈ ℝⁿ, that by b is a number.
  /// - Evaluated: as written. x − d w/‖w‖ is the point of the boundary nearest to x.
  /// - Edge values: w = 0 gives NaN by x and w, +∞ by b; NaN gives NaN where it enters.
  /// - Precondition: x and w have the same length.
  @inlinable
  public static func gradient<T: Scalar>(
    at x: [T], weights w: [T], bias b: T
  ) -> (inputs: [T], weights: [T], bias: T) {
    precondition(x.count == w.count, "SignedDistance.gradient: \(x.count) inputs but \(w.count) weights")
    let d = value(x, weights: w, bias: b)
    let norm = EuclideanNorm.value(w)
    return (
      inputs: w.map { $0 / norm },
      weights: w.indices.map { i in (x[i] - d * (w[i] / norm)) / norm },
      bias: 1 / norm
    )
  }
}
