public import ElementaryFunctions
public import TensorAlgebra

/// The numbers of one feature around their mean, in a unit in which none of their squares overflows and no sum of the
/// squares vanishes.
@usableFromInline
struct CenteredFeature<T: Scalar> {
  /// A power of two, which the other numbers are multiples of.
  @usableFromInline let unit: T
  /// μ/u
  @usableFromInline let mean: T
  /// (xᵢ − μ)/u
  @usableFromInline let differences: [T]

  /// Centers the numbers twice: c, the mean of the differences to a rounded mean, is what its rounding cost. So the
  /// differences keep their digits where all numbers are large and close to each other, and equal numbers have
  /// differences of exactly 0.
  ///
  /// - Precondition: there is at least one number.
  @inlinable
  init(_ x: [T], unitOfAtLeast least: T = 0) {
    let u = BinaryScale.of(x + [least])
    let μ = Mean.over(x.indices) { i in x[i] / u }
    let d = x.map { x in x / u - μ }
    unit = u
    // An infinite number has an infinite mean and no difference to it.
    guard μ.isFinite else {
      (mean, differences) = (μ, d)
      return
    }
    let c = Mean.over(d.indices) { i in d[i] }
    mean = μ + c
    differences = d.map { d in d - c }
  }

  /// (1/m) Σᵢ (xᵢ − μ)²/u²
  @inlinable
  var variance: T {
    Mean.over(differences.indices) { i in differences[i] * differences[i] }
  }
}
