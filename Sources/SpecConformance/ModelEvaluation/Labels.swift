internal import ElementaryFunctions

extension NamedTensors {
  /// The whole numbers that a vector holds, such as classes or indices.
  ///
  /// A `Scalar` cannot be turned into an integer, so each is put together from powers of 2, the largest first.
  ///
  /// - Precondition: every element is a whole number, not negative, and below 2²⁴, so that either format has its
  ///   neighbours.
  func labels(_ name: String) -> [Int] {
    vector(name).map { x in
      let k = (0..<24).reversed().reduce(0) { k, bit in T(k + 1 << bit) <= x ? k + 1 << bit : k }
      precondition(T(k) == x, "NamedTensors: \(name) holds \(x), expected 0, 1, 2, …, below 2²⁴")
      return k
    }
  }
}
