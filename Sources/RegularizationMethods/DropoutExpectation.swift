public import ElementaryFunctions
public import TensorAlgebra

/// What dropout gives on average, exactly: by going through all 2ⁿ masks instead of drawing some.
public enum DropoutExpectation {
  /// E[f(m)] = Σ_m (1 − p)^|m| p^(n − |m|) f(m) over all masks m ∈ {0, 1}ⁿ, with |m| ones in m
  ///
  /// Equation: dropout-expectation-value
  ///
  /// For an f that is linear in the mask it is f of the mean mask, (1 − p, …, 1 − p); for any other it is not.
  ///
  /// - Shapes: f takes a mask of n numbers; the result is one number.
  /// - Evaluated: as written; the 2ⁿ terms are added in pairs.
  /// - Edge values: n = 0 has one mask, the empty one, with probability 1; NaN and ∞ in any f give NaN or ∞, also where
  ///   p = 0 or p = 1 gives their masks the probability 0.
  /// - Precondition: 0 ≤ n ≤ 16; 0 ≤ p ≤ 1.
  @inlinable
  public static func value<T: Scalar>(count n: Int, dropProbability p: T, _ f: ([T]) -> T) -> T {
    precondition((0...16).contains(n), "DropoutExpectation.value: 2ⁿ masks need 0 ≤ n ≤ 16, not \(n)")
    precondition(p >= 0 && p <= 1, "DropoutExpectation.value: the drop probability must lie in [0, 1], not \(p)")
    return Sum.over(0..<1 << n) { code in
      let isKept = (0..<n).map { i in code >> i & 1 == 1 }
      let P: T = isKept.reduce(1) { P, kept in P * (kept ? 1 - p : p) }
      return P * f(isKept.map { kept in kept ? 1 : 0 })
    }
  }
}
