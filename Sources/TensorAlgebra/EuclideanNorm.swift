public import ElementaryFunctions

/// ‖v‖ = √(Σᵢ vᵢ²), which neither overflows nor underflows where the norm itself does not.
///
/// The elements are divided by the largest magnitude among them before they are squared.
///
/// - Edge values: no elements, or zeros alone, give 0; an infinite element gives ∞ unless another is NaN; NaN gives
///   NaN. At 0 the norm has a kink.
public enum EuclideanNorm {
  /// The norm of a vector, or of a matrix's elements.
  @inlinable
  public static func value<T: Scalar>(_ v: [T]) -> T {
    var largest: T = 0
    for x in v {
      // NaN compares false with everything, so it is asked for by itself.
      guard x == x else { return x }
      if x > largest { largest = x } else if -x > largest { largest = -x }
    }
    guard largest > 0, largest.isFinite else { return largest }
    let scale = largest
    return scale * .squareRoot(Sum.over(v.indices) { i in (v[i] / scale) * (v[i] / scale) })
  }
}
