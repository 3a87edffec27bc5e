/// How many weights a polynomial model has: one for each product of powers of its inputs.
public enum MonomialCount {
  /// (n + d choose d), the number of monomials of degree ≤ d in n inputs, 1 among them
  ///
  /// Equation: monomial-count
  ///
  /// - Shapes: n, d and the result are whole numbers.
  /// - Evaluated: as the product of (m + i)/i for i = 1 … k, where k is the smaller one of n and d and m the larger
  ///   one. Each product up to i is a binomial coefficient, so every division is exact, and the largest product is
  ///   the result.
  /// - Edge values: n = 0 or d = 0 gives 1, the constant.
  /// - Precondition: neither n nor d is negative, and the result is at most the largest `Int`.
  @inlinable
  public static func value(inputs n: Int, degree d: Int) -> Int {
    precondition(n >= 0 && d >= 0, "MonomialCount.value: no monomials of degree \(d) in \(n) inputs")
    let (k, m) = (UInt(min(n, d)), UInt(max(n, d)))
    var count: UInt = 1
    for i in stride(from: 1, through: k, by: 1) {
      let product = count.multipliedFullWidth(by: m + i)
      precondition(product.high < i, "MonomialCount.value: too many monomials of degree ≤ \(d) in \(n) inputs")
      count = i.dividingFullWidth(product).quotient
    }
    precondition(count <= Int.max, "MonomialCount.value: too many monomials of degree ≤ \(d) in \(n) inputs")
    return Int(count)
  }
}
