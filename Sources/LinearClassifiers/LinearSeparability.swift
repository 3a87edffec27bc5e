public import ElementaryFunctions
public import TensorAlgebra

/// Whether a function of two bits can be computed by one perceptron, decided exactly.
public enum LinearSeparability {
  /// w = 2 Σᵢ ỹᵢ sᵢ and b = Σᵢ ỹᵢ (1 − sᵢ₁ − sᵢ₂), for the four inputs xᵢ, with sᵢ = 2 xᵢ − 1 and ỹᵢ = 2 yᵢ − 1
  ///
  /// Equation: linear-separability-separator
  ///
  /// The Chow parameters of the function, moved to inputs 0 and 1: they separate it wherever anything does.
  ///
  /// - Shapes: y = (f(0,0), f(0,1), f(1,0), f(1,1)); w has two elements, b is a number.
  /// - Evaluated: as written, in small integers, which every format holds.
  /// - Edge values: 0 throughout for XOR and XNOR, and for them alone.
  /// - Precondition: there are four values, each 0 or 1.
  @inlinable
  public static func separator<T: Scalar>(of y: [T]) -> (weights: [T], bias: T) {
    checkTable("separator", y)
    let ỹ = y.map { 2 * $0 - 1 }
    let (s1, s2) = (inputs.map { 2 * T($0.0) - 1 }, inputs.map { 2 * T($0.1) - 1 })
    return (
      weights: [2 * DotProduct.value(ỹ, s1), 2 * DotProduct.value(ỹ, s2)],
      bias: Sum.over(ỹ.indices) { i in ỹ[i] * (1 - s1[i] - s2[i]) }
    )
  }

  /// Whether ỹᵢ (w · xᵢ + b) > 0 for all four inputs, with the (w, b) of `separator`
  ///
  /// Equation: linear-separability-test
  ///
  /// If so, a perceptron computes the function. If not, w and b are 0, and the four inequalities that any perceptron
  /// would have to meet contradict each other: weighted with 1 they add up to 0 > 0.
  ///
  /// - Shapes: y as for the separator; the result is a truth value.
  /// - Evaluated: as H(w · xᵢ + b) = yᵢ by `Perceptron`, exactly. It is the same: the sums are either none of them 0, or
  ///   all of them, and then H(0) = 1 misses the zeros that XOR and XNOR have.
  /// - Precondition: there are four values, each 0 or 1.
  @inlinable
  public static func isSeparable<T: Scalar>(_ y: [T]) -> Bool {
    checkTable("isSeparable", y)
    let (w, b) = separator(of: y)
    let perceptron = Perceptron(weights: w, bias: b)
    return zip(inputs, y).allSatisfy { x, y in perceptron.value([T(x.0), T(x.1)]) == y }
  }

  /// The inputs in the order of a truth table.
  @usableFromInline static let inputs = [(0, 0), (0, 1), (1, 0), (1, 1)]

  @inlinable
  static func checkTable<T: Scalar>(_ operation: String, _ y: [T]) {
    precondition(y.count == 4, "LinearSeparability.\(operation): a function of two bits has 4 values, not \(y.count)")
    for (i, value) in y.enumerated() {
      precondition(
        value == 0 || value == 1, "LinearSeparability.\(operation): value \(i) is \(value), neither 0 nor 1")
    }
  }
}
