internal import ElementaryFunctions

extension NamedTensors {
  /// The whole numbers that a vector holds, such as classes or indices.
  ///
  /// A `Scalar` cannot be turned into an integer, so each is found by counting up to it.
  ///
  /// - Precondition: every element is a whole number, and not negative.
  func labels(_ name: String) -> [Int] {
    vector(name).map { x in
      var k = 0
      while T(k) < x && x.isFinite { k += 1 }
      precondition(T(k) == x, "NamedTensors: \(name) holds \(x), expected 0, 1, 2, …")
      return k
    }
  }
}
