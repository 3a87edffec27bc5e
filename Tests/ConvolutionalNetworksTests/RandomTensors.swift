import TensorAlgebra

extension Tensor where Element == Double {
  /// Multiples of 1/16 between −4 and 4, so that sums are exact in any order.
  static func sixteenths(_ shape: [Int], _ generator: inout Xoshiro256StarStar) -> Tensor {
    Tensor(
      shape: shape,
      elements: (0..<shape.reduce(1, *)).map { _ in Double(Shuffle.below(129, using: &generator)) / 16 - 4 })
  }

  /// Different multiples of 1/8 in random order.
  static func distinct(_ shape: [Int], _ generator: inout Xoshiro256StarStar) -> Tensor {
    let count = shape.reduce(1, *)
    return Tensor(
      shape: shape,
      elements: Shuffle.permuted(Array(0..<count), using: &generator).map { Double($0 - count / 2) / 8 })
  }

  /// Numbers drawn from N(0, 1).
  static func normal(_ shape: [Int], _ generator: inout Xoshiro256StarStar) -> Tensor {
    Tensor(shape: shape, elements: (0..<shape.reduce(1, *)).map { _ in NormalVariate.next(using: &generator) })
  }

  /// Zeros.
  static func zeros(_ shape: [Int]) -> Tensor {
    Tensor(shape: shape, elements: Array(repeating: 0, count: shape.reduce(1, *)))
  }

  /// The element by element sum.
  static func + (one: Tensor, other: Tensor) -> Tensor {
    Tensor(shape: one.shape, elements: zip(one.elements, other.elements).map { $0 + $1 })
  }

  /// The sum of the products of equal places.
  func dot(_ other: Tensor) -> Double { zip(elements, other.elements).reduce(0) { $0 + $1.0 * $1.1 } }

  /// The image with `rows` and `columns` of zeros around it.
  func padded(rows p: Int, columns q: Int) -> Tensor {
    var result = Tensor.zeros([shape[0], shape[1] + 2 * p, shape[2] + 2 * q])
    for c in 0..<shape[0] {
      for y in 0..<shape[1] { for x in 0..<shape[2] { result[c, y + p, x + q] = self[c, y, x] } }
    }
    return result
  }

  /// The image moved down by `rows` and right by `columns`; what comes in is 0.
  func moved(rows p: Int, columns q: Int) -> Tensor {
    var result = Tensor.zeros(shape)
    for c in 0..<shape[0] {
      for y in p..<shape[1] { for x in q..<shape[2] { result[c, y, x] = self[c, y - p, x - q] } }
    }
    return result
  }
}
