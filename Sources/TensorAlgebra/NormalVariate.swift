public import ElementaryFunctions

/// A number drawn from the normal distribution with mean 0 and variance 1.
public enum NormalVariate {
  /// x = √(−2 ln(1 − u₁)) cos(2π u₂), the Box–Muller transform of two uniform draws.
  ///
  /// Every call takes exactly two draws, so a stream never depends on the last digit of a logarithm; that digit
  /// itself is the platform's. 1 − u₁ lies in (0, 1], so the result is finite: at most 8.57 in magnitude.
  @inlinable
  public static func next<T: Scalar>(using generator: inout some RandomNumberGenerator) -> T {
    let u1: Double = UniformVariate.next(using: &generator)
    let u2: Double = UniformVariate.next(using: &generator)
    return T((-2 * .logarithmOfOnePlus(-u1)).squareRoot() * .cosine(2 * .pi * u2))
  }
}
