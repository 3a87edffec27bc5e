import ConvolutionalNetworks
import EvidenceTraits
import SpecConformance
import TensorAlgebra
import Testing

// Mutants that nothing can notice: ≤ for < and 1 for 0 where a window starts on the image's first number, since −0 is 0,
// and ≤ for < where a place is as far in as the padding is wide, since (s − 1) / s is 0.
@Suite struct CrossCorrelationTests {
  @Test(.equation("cross-correlation-value"), arguments: try Evidence.vectors("cross-correlation-value"))
  func `cross-correlation-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("cross-correlation-pullback"), arguments: try Evidence.vectors("cross-correlation-pullback"))
  func `cross-correlation-pullback: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("cross-correlation-pullback"), arguments: Evidence.probes("cross-correlation-pullback"))
  func `cross-correlation-pullback: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("cross-correlation-pullback", at: probe) == [])
  }

  typealias Case = (I: Tensor<Double>, K: Tensor<Double>, b: [Double], sliding: Sliding)

  /// An image of two channels and three filters, with strides and paddings that differ.
  static func random(_ seed: UInt64) -> Case {
    var generator = Xoshiro256StarStar(seed: seed)
    func upTo(_ bound: UInt64) -> Int { Int(Shuffle.below(bound, using: &generator)) }
    let sliding = Sliding(
      rowStride: 1 + upTo(3), columnStride: 1 + upTo(3), rowPadding: upTo(3), columnPadding: upTo(3))
    return (
      I: .sixteenths([2, 4 + upTo(3), 3 + upTo(3)], &generator),
      K: .sixteenths([3, 2, 1 + upTo(4), 1 + upTo(3)], &generator),
      b: Tensor<Double>.sixteenths([3], &generator).elements, sliding: sliding
    )
  }

  @Test(.equation("cross-correlation-value"), arguments: Evidence.seeds)
  func `cross-correlation-value: each number is the window's dot product with the filter, plus its bias`(_ seed: UInt64)
  {
    let (I, K, b, sliding) = Self.random(seed)
    let S = CrossCorrelation.value(I, filters: K, bias: b, sliding: sliding)
    let padded = I.padded(rows: sliding.rowPadding, columns: sliding.columnPadding)
    #expect(S.shape[0] == 3)
    for o in 0..<3 {
      for i in 0..<S.shape[1] {
        for j in 0..<S.shape[2] {
          var sum = b[o]
          for c in 0..<2 {
            for u in 0..<K.shape[2] {
              for v in 0..<K.shape[3] {
                sum += padded[c, sliding.rowStride * i + u, sliding.columnStride * j + v] * K[o, c, u, v]
              }
            }
          }
          #expect(S[o, i, j] == sum)
        }
      }
    }
  }

  @Test(.equation("cross-correlation-value"), arguments: Evidence.seeds)
  func `cross-correlation-value: linear in I and in K where b is 0`(_ seed: UInt64) {
    let (I, K, _, sliding) = Self.random(seed)
    var generator = Xoshiro256StarStar(seed: seed + 100)
    let (J, L) = (Tensor.sixteenths(I.shape, &generator), Tensor.sixteenths(K.shape, &generator))
    func f(_ I: Tensor<Double>, _ K: Tensor<Double>) -> Tensor<Double> {
      CrossCorrelation.value(I, filters: K, bias: [0, 0, 0], sliding: sliding)
    }
    #expect(f(I + J, K) == f(I, K) + f(J, K) && f(I, K + L) == f(I, K) + f(I, L))
    #expect(f(I.map { -2 * $0 }, K) == f(I, K).map { -2 * $0 })
  }

  @Test(.equation("cross-correlation-value"), arguments: Evidence.seeds)
  func `cross-correlation-value: one weight of 1 moves the image, a filter of 1 × 1 mixes its channels`(_ seed: UInt64)
  {
    var generator = Xoshiro256StarStar(seed: seed)
    let I = Tensor.sixteenths([1, 4, 5], &generator)
    var K = Tensor.zeros([1, 1, 3, 3])
    K[0, 0, 1, 1] = 1
    #expect(CrossCorrelation.value(I, filters: K, bias: [0], sliding: Sliding(padding: 1)) == I)
    // A weight above and to the left of the middle answers with the pixel above and to the left.
    K[0, 0, 1, 1] = 0
    K[0, 0, 0, 0] = 1
    #expect(
      CrossCorrelation.value(I, filters: K, bias: [0], sliding: Sliding(padding: 1)) == I.moved(rows: 1, columns: 1))
    let (J, W) = (Tensor.sixteenths([2, 3, 4], &generator), Tensor.sixteenths([3, 2, 1, 1], &generator))
    let S = CrossCorrelation.value(J, filters: W, bias: [0, 0, 0])
    let product = MatrixProduct.value(
      Matrix(rows: 3, columns: 2, elements: W.elements), Matrix(rows: 2, columns: 12, elements: J.elements))
    #expect(S.elements == product.elements)
  }

  @Test(.equation("cross-correlation-value"), arguments: Evidence.seeds)
  func `cross-correlation-value: a sum over the channels, and filters that do not meet`(_ seed: UInt64) {
    let (I, K, b, sliding) = Self.random(seed)
    let S = CrossCorrelation.value(I, filters: K, bias: b, sliding: sliding)
    let (pixels, weights) = (I.shape[1] * I.shape[2], K.shape[2] * K.shape[3])
    for o in 0..<3 {
      var sum = Tensor.zeros([1, S.shape[1], S.shape[2]])
      for c in 0..<2 {
        let channel = Tensor(
          shape: [1, I.shape[1], I.shape[2]], elements: Array(I.elements[c * pixels..<(c + 1) * pixels]))
        let start = (o * 2 + c) * weights
        let filter = Tensor(
          shape: [1, 1, K.shape[2], K.shape[3]], elements: Array(K.elements[start..<start + weights]))
        sum = sum + CrossCorrelation.value(channel, filters: filter, bias: [0], sliding: sliding)
      }
      let positions = S.shape[1] * S.shape[2]
      #expect(Array(S.elements[o * positions..<(o + 1) * positions]) == sum.elements.map { $0 + b[o] })
    }
  }

  @Test(.equation("cross-correlation-value"), arguments: Evidence.seeds)
  func `cross-correlation-value: padding is an image with zeros around it, a stride keeps every s-th position`(
    _ seed: UInt64
  ) {
    let (I, K, b, sliding) = Self.random(seed)
    let (s, t) = (sliding.rowStride, sliding.columnStride)
    let S = CrossCorrelation.value(I, filters: K, bias: b, sliding: sliding)
    let dense = CrossCorrelation.value(
      I.padded(rows: sliding.rowPadding, columns: sliding.columnPadding), filters: K, bias: b)
    #expect(S.shape[1] == (dense.shape[1] - 1) / s + 1 && S.shape[2] == (dense.shape[2] - 1) / t + 1)
    for o in 0..<3 {
      for i in 0..<S.shape[1] { for j in 0..<S.shape[2] { #expect(S[o, i, j] == dense[o, s * i, t * j]) } }
    }
  }

  @Test(.equation("cross-correlation-value"), arguments: Evidence.seeds)
  func `cross-correlation-value: CNN-9, a moved image gives moved results away from the borders`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (I, K) = (Tensor.sixteenths([2, 9, 10], &generator), Tensor.sixteenths([1, 2, 3, 2], &generator))
    let moved = I.moved(rows: 4, columns: 2)
    func S(_ I: Tensor<Double>, _ sliding: Sliding) -> Tensor<Double> {
      CrossCorrelation.value(I, filters: K, bias: [0.5], sliding: sliding)
    }
    let (before, after) = (S(I, Sliding()), S(moved, Sliding()))
    for i in 4..<before.shape[1] {
      for j in 2..<before.shape[2] { #expect(after[0, i, j] == before[0, i - 4, j - 2]) }
    }
    // At the border the window meets zeros where it had pixels: not equal.
    #expect(after[0, 3, 1] != before[0, 0, 0])
    // Stride 2 carries a move by 4 and 2 pixels, which are multiples, as one by 2 and 1 positions.
    let two = Sliding(stride: 2)
    let (coarse, coarseAfter) = (S(I, two), S(moved, two))
    for i in 2..<coarse.shape[1] {
      for j in 1..<coarse.shape[2] { #expect(coarseAfter[0, i, j] == coarse[0, i - 2, j - 1]) }
    }
    // A move by 1 is no multiple: no move of the results matches it.
    let one = S(I.moved(rows: 0, columns: 1), two)
    for shift in 0..<3 {
      let agrees = (shift..<coarse.shape[2]).allSatisfy { j in
        (0..<coarse.shape[1]).allSatisfy { i in one[0, i, j] == coarse[0, i, j - shift] }
      }
      #expect(!agrees)
    }
  }

  @Test(.equation("cross-correlation-pullback"), arguments: Evidence.seeds)
  func `cross-correlation-pullback: CNN-3, K̄ is I cross-correlated with S̄, and b̄ the sum of S̄`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (I, K) = (Tensor.sixteenths([1, 5, 6], &generator), Tensor.sixteenths([1, 1, 2, 3], &generator))
    let S̄ = Tensor.sixteenths([1, 4, 4], &generator)
    let gradient = CrossCorrelation.pullback(S̄, at: I, filters: K)
    let correlated = CrossCorrelation.value(I, filters: Tensor(shape: [1, 1, 4, 4], elements: S̄.elements), bias: [0])
    #expect(gradient.filters.elements == correlated.elements && gradient.filters.shape == [1, 1, 2, 3])
    #expect(gradient.bias == [S̄.elements.reduce(0, +)])
  }

  @Test(.equation("cross-correlation-pullback"), arguments: Evidence.seeds)
  func `cross-correlation-pullback: CNN-4, Ī is the padded S̄ cross-correlated with the turned filters`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (I, K) = (Tensor.sixteenths([2, 5, 6], &generator), Tensor.sixteenths([3, 2, 2, 3], &generator))
    let S̄ = Tensor.sixteenths([3, 4, 4], &generator)
    let gradient = CrossCorrelation.pullback(S̄, at: I, filters: K)
    // Outputs and channels exchanged, every filter turned, padding of one less than the filter.
    let rotated = Convolution.rotated(K)
    var exchanged = Tensor.zeros([2, 3, 2, 3])
    for o in 0..<3 {
      for c in 0..<2 { for u in 0..<2 { for v in 0..<3 { exchanged[c, o, u, v] = rotated[o, c, u, v] } } }
    }
    let full = CrossCorrelation.value(
      S̄, filters: exchanged, bias: [0, 0],
      sliding: Sliding(rowStride: 1, columnStride: 1, rowPadding: 1, columnPadding: 2))
    #expect(gradient.image == full)
  }

  @Test(.equation("cross-correlation-pullback"), arguments: Evidence.seeds)
  func `cross-correlation-pullback: adjoint in I and in K, whatever strides and paddings are`(_ seed: UInt64) {
    let (I, K, b, sliding) = Self.random(seed)
    var generator = Xoshiro256StarStar(seed: seed + 100)
    let S = CrossCorrelation.value(I, filters: K, bias: [0, 0, 0], sliding: sliding)
    let U = Tensor.sixteenths(S.shape, &generator)
    let gradient = CrossCorrelation.pullback(U, at: I, filters: K, sliding: sliding)
    #expect(gradient.image.shape == I.shape && gradient.filters.shape == K.shape && gradient.bias.count == b.count)
    // Exact: products of three sixteenths, added up.
    #expect(S.dot(U) == I.dot(gradient.image) && S.dot(U) == K.dot(gradient.filters))
  }

  /// One column: heights n, k, stride s and padding p, filters wider than the image and places that only lie on the
  /// padding included.
  static let columns = (1...4).flatMap { n in
    (0...3).flatMap { p in (1...n + 2 * p).flatMap { k in (1...3).map { s in [n, k, s, p] } } }
  }

  @Test(.equation("cross-correlation-pullback"), arguments: columns)
  func `cross-correlation-pullback: the sums as they are written, for every small column`(_ sizes: [Int]) {
    let (n, k, s, p) = (sizes[0], sizes[1], sizes[2], sizes[3])
    var generator = Xoshiro256StarStar(seed: 7)
    let (I, K) = (Tensor.sixteenths([1, n, 1], &generator), Tensor.sixteenths([1, 1, k, 1], &generator))
    let count = (n + 2 * p - k) / s + 1
    let S̄ = Tensor.sixteenths([1, count, 1], &generator)
    let sliding = Sliding(rowStride: s, columnStride: 1, rowPadding: p, columnPadding: 0)
    /// Each product's place i, u, and the number y = s i + u − p of the image that it meets.
    let products = (0..<count).flatMap { i in (0..<k).map { u in (i: i, u: u, y: s * i + u - p) } }
      .filter { (0..<n).contains($0.y) }
    var (S, Ī, K̄) = (Tensor.zeros([1, count, 1]), Tensor.zeros([1, n, 1]), Tensor.zeros([1, 1, k, 1]))
    for (i, u, y) in products {
      S[0, i, 0] += I[0, y, 0] * K[0, 0, u, 0]
      Ī[0, y, 0] += S̄[0, i, 0] * K[0, 0, u, 0]
      K̄[0, 0, u, 0] += S̄[0, i, 0] * I[0, y, 0]
    }
    #expect(CrossCorrelation.value(I, filters: K, bias: [0], sliding: sliding) == S)
    let gradient = CrossCorrelation.pullback(S̄, at: I, filters: K, sliding: sliding)
    #expect(gradient.image == Ī && gradient.filters == K̄)
  }

  @Test(.equation("cross-correlation-value"))
  func `cross-correlation-value: edge cases`() {
    let K = Tensor(shape: [1, 1, 1, 2], elements: [1.0, 2])
    func S(_ pixels: [Double], _ K: Tensor<Double>, padding: Int = 0) -> [Double] {
      CrossCorrelation.value(
        Tensor(shape: [1, 1, pixels.count], elements: pixels), filters: K, bias: [0.5],
        sliding: Sliding(rowStride: 1, columnStride: 1, rowPadding: 0, columnPadding: padding)
      ).elements
    }
    // NaN and ∞ spoil the windows that cover them.
    let spoiled = S([1, .nan, 3, 4], K)
    #expect(spoiled[0].isNaN && spoiled[1].isNaN && spoiled[2] == 11.5)
    #expect(S([.infinity, 1, 2], K) == [.infinity, 5.5])
    #expect(S([.infinity, 1], Tensor(shape: [1, 1, 1, 2], elements: [0, 2]))[0].isNaN)
    // The padding is never multiplied: an infinite weight over it gives no NaN.
    #expect(S([1, 3], Tensor(shape: [1, 1, 1, 2], elements: [.infinity, 1]), padding: 1)[0] == 1.5)
    // No filters, no channels.
    let none = CrossCorrelation.value(Tensor.zeros([2, 3, 3]), filters: .zeros([0, 2, 2, 2]), bias: [])
    #expect(none.shape == [0, 2, 2])
    let bias = CrossCorrelation.value(Tensor.zeros([0, 2, 3]), filters: .zeros([2, 0, 2, 2]), bias: [1, 2])
    #expect(bias.shape == [2, 1, 2] && bias.elements == [1, 1, 2, 2])
  }

  @Test(.equation("cross-correlation-pullback"))
  func `cross-correlation-pullback: edge cases`() {
    // The last column is never reached with stride 2, and gets 0.
    let I = Tensor(shape: [1, 1, 4], elements: [1.0, 2, 3, 4])
    let K = Tensor(shape: [1, 1, 1, 1], elements: [5.0])
    let strided = CrossCorrelation.pullback(
      Tensor(shape: [1, 1, 2], elements: [1.0, 10]), at: I, filters: K, sliding: Sliding(stride: 2))
    #expect(strided.image.elements == [5, 0, 50, 0] && strided.filters.elements == [31] && strided.bias == [11])
    let none = CrossCorrelation.pullback(
      Tensor.zeros([0, 2, 2]), at: .zeros([2, 3, 3]), filters: .zeros([0, 2, 2, 2]))
    #expect(none.image == Tensor.zeros([2, 3, 3]) && none.filters.shape == [0, 2, 2, 2] && none.bias == [])
    let spoiled = CrossCorrelation.pullback(Tensor(shape: [1, 1, 4], elements: [.nan, 1, 1, 1]), at: I, filters: K)
    #expect(spoiled.image.elements[0].isNaN && spoiled.image.elements[1] == 5)
    #expect(spoiled.filters.elements[0].isNaN && spoiled.bias[0].isNaN)
  }

  @Test(.equation("cross-correlation-value"))
  func `cross-correlation-value: an image that is a matrix traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = CrossCorrelation.value(
        Tensor(shape: [1, 2], elements: [1.0, 2]), filters: Tensor(shape: [1, 1, 1, 1], elements: [1]), bias: [0])
    }
    Evidence.expect(
      result, says: "CrossCorrelation.value: an image is channels × height × width, but its shape is [1, 2]")
  }

  @Test(.equation("cross-correlation-value"))
  func `cross-correlation-value: filters without channels in their shape trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = CrossCorrelation.value(
        Tensor(shape: [1, 1, 2], elements: [1.0, 2]), filters: Tensor(shape: [1, 1, 1], elements: [1]), bias: [0])
    }
    Evidence.expect(
      result,
      says: "CrossCorrelation.value: filters are outputs × channels × height × width, but their shape is [1, 1, 1]")
  }

  @Test(.equation("cross-correlation-value"), arguments: [1, 3])
  func `cross-correlation-value: another number of channels traps`(_ C: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [C] in
      _ = CrossCorrelation.value(
        Tensor(shape: [2, 1, 1], elements: [1.0, 2]),
        filters: Tensor(shape: [1, C, 1, 1], elements: Array(repeating: 1, count: C)), bias: [0])
    }
    Evidence.expect(
      result, says: "CrossCorrelation.value: the image has 2 channels but the filters have \(C)")
  }

  @Test(.equation("cross-correlation-value"), arguments: [0, 2])
  func `cross-correlation-value: a bias too many or too few traps`(_ O: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [O] in
      _ = CrossCorrelation.value(
        Tensor(shape: [1, 1, 1], elements: [1.0]), filters: Tensor(shape: [1, 1, 1, 1], elements: [1]),
        bias: Array(repeating: 0, count: O))
    }
    Evidence.expect(result, says: "CrossCorrelation.value: there are 1 filters but \(O) biases")
  }

  @Test(.equation("cross-correlation-value"))
  func `cross-correlation-value: a filter larger than the padded image traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = CrossCorrelation.value(
        Tensor(shape: [1, 4, 1], elements: [1.0, 2, 3, 4]),
        filters: Tensor(shape: [1, 1, 1, 4], elements: [1, 2, 3, 4]), bias: [0], sliding: Sliding(padding: 1))
    }
    Evidence.expect(result, says: "ConvolutionOutputSize.value: a window of 4 does not fit 1 with padding 1")
  }

  @Test(.equation("cross-correlation-pullback"), arguments: [[2, 2, 3], [1, 3, 3], [1, 2, 2], [1, 6]])
  func `cross-correlation-pullback: a cotangent of another shape traps`(_ shape: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [shape] in
      _ = CrossCorrelation.pullback(
        Tensor(shape: shape, elements: Array(repeating: 1.0, count: shape.reduce(1, *))),
        at: Tensor(shape: [1, 2, 3], elements: [1, 2, 3, 4, 5, 6]),
        filters: Tensor(shape: [1, 1, 1, 1], elements: [1]))
    }
    Evidence.expect(
      result, says: "CrossCorrelation.pullback: the results are [1, 2, 3] but the cotangent is \(shape)")
  }

  @Test(.equation("cross-correlation-pullback"))
  func `cross-correlation-pullback: shapes that do not fit trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = CrossCorrelation.pullback(
        Tensor(shape: [1, 1, 1], elements: [1.0]), at: Tensor(shape: [1, 1, 1], elements: [1]),
        filters: Tensor(shape: [1, 2, 1, 1], elements: [1, 2]))
    }
    Evidence.expect(result, says: "CrossCorrelation.pullback: the image has 1 channels but the filters have 2")
  }
}
