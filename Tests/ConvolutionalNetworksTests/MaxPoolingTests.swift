import ConvolutionalNetworks
import EvidenceTraits
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct MaxPoolingTests {
  @Test(.equation("max-pooling-value"), arguments: try Evidence.vectors("max-pooling-value"))
  func `max-pooling-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("max-pooling-pullback"), arguments: try Evidence.vectors("max-pooling-pullback"))
  func `max-pooling-pullback: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("max-pooling-pullback"), arguments: Evidence.probes("max-pooling-pullback"))
  func `max-pooling-pullback: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("max-pooling-pullback", at: probe) == [])
  }

  /// An image of two channels without equal numbers, and a window whose sides, strides and paddings differ.
  static func random(_ seed: UInt64) -> (I: Tensor<Double>, window: PoolingWindow) {
    var generator = Xoshiro256StarStar(seed: seed)
    func upTo(_ bound: Int) -> Int { Int(Shuffle.below(UInt64(bound), using: &generator)) }
    let (k_h, k_w) = (1 + upTo(3), 1 + upTo(4))
    let window = PoolingWindow(
      height: k_h, width: k_w,
      sliding: Sliding(
        rowStride: 1 + upTo(3), columnStride: 1 + upTo(3), rowPadding: upTo(k_h), columnPadding: upTo(k_w)))
    return (.distinct([2, 3 + upTo(3), 4 + upTo(3)], &generator), window)
  }

  @Test(.equation("max-pooling-value"), arguments: Evidence.seeds)
  func `max-pooling-value: a number of the window, and none of it is larger`(_ seed: UInt64) {
    let (I, window) = Self.random(seed)
    let P = MaxPooling.value(I, window: window)
    let s = window.sliding
    // −∞ around the image, instead of zeros.
    let padded = I.map { $0 + 1000 }.padded(rows: s.rowPadding, columns: s.columnPadding)
      .map { $0 == 0 ? -.infinity : $0 - 1000 }
    for c in 0..<2 {
      for i in 0..<P.shape[1] {
        for j in 0..<P.shape[2] {
          let numbers = (0..<window.height).flatMap { u in
            (0..<window.width).map { v in padded[c, s.rowStride * i + u, s.columnStride * j + v] }
          }
          #expect(P[c, i, j] == numbers.max())
        }
      }
    }
  }

  @Test(.equation("max-pooling-value"), arguments: Evidence.seeds)
  func `max-pooling-value: at least the mean, and it commutes with whatever keeps the order`(_ seed: UInt64) {
    let (I, window) = Self.random(seed)
    let P = MaxPooling.value(I, window: window)
    let whole = PoolingWindow(height: window.height, width: window.width, sliding: Sliding())
    if window.height <= I.shape[1] && window.width <= I.shape[2] {
      let (largest, mean) = (MaxPooling.value(I, window: whole), MeanPooling.value(I, window: whole))
      #expect(zip(largest.elements, mean.elements).allSatisfy { $0 >= $1 })
    }
    #expect(MaxPooling.value(I.map { $0 + 3 }, window: window) == P.map { $0 + 3 })
    #expect(MaxPooling.value(I.map { $0 * $0 * $0 }, window: window) == P.map { $0 * $0 * $0 })
    // A window of one number changes nothing.
    #expect(MaxPooling.value(I, window: PoolingWindow(1)) == I)
  }

  @Test(.equation("max-pooling-value"))
  func `max-pooling-value: CNN-9, a small move changes little, and not nothing`() {
    // One bright pixel, moved by one: inside its tile the pooled image stays, over the tile's edge it moves.
    var I = Tensor.zeros([1, 4, 4])
    I[0, 0, 0] = 1
    let P = MaxPooling.value(I, window: PoolingWindow(2))
    let once = I.moved(rows: 0, columns: 1)
    #expect(MaxPooling.value(once, window: PoolingWindow(2)) == P)
    #expect(MaxPooling.value(once.moved(rows: 0, columns: 1), window: PoolingWindow(2)) != P)
  }

  @Test(.equation("max-pooling-pullback"), arguments: Evidence.seeds)
  func `max-pooling-pullback: every cotangent arrives at a pixel, and at the largest of its window`(_ seed: UInt64) {
    let (I, window) = Self.random(seed)
    let P = MaxPooling.value(I, window: window)
    var generator = Xoshiro256StarStar(seed: seed + 100)
    let P̄ = Tensor.sixteenths(P.shape, &generator)
    let Ī = MaxPooling.pullback(P̄, at: I, window: window)
    #expect(Ī.elements.reduce(0, +) == P̄.elements.reduce(0, +))
    // No two numbers are equal: the pixel with that number is the one.
    for k in I.elements.indices where I.elements.filter({ $0 == I.elements[k] }).count == 1 {
      let sum = zip(P.elements, P̄.elements).reduce(0) { $0 + ($1.0 == I.elements[k] ? $1.1 : 0) }
      #expect(Ī.elements[k] == sum)
    }
    #expect(Set(I.elements).count == I.elements.count)
  }

  @Test(.equation("max-pooling-value"))
  func `max-pooling-value: edge cases`() {
    func P(_ pixels: [Double], _ k: Int) -> [Double] {
      let window = PoolingWindow(
        height: 1, width: k, sliding: Sliding(rowStride: 1, columnStride: k, rowPadding: 0, columnPadding: 0))
      return MaxPooling.value(Tensor(shape: [1, 1, pixels.count], elements: pixels), window: window).elements
    }
    for place in 0..<3 {
      var pixels = [1.0, 5, 3, 9, 8, 7]
      pixels[place] = .nan
      let pooled = P(pixels, 3)
      #expect(pooled[0].isNaN && pooled[1] == 9)
    }
    #expect(P([-.infinity, -.infinity, 1, .infinity], 2) == [-.infinity, .infinity])
    // Of +0 and −0 the first.
    #expect(P([-0.0, 0], 2)[0].sign == .minus && P([0, -0.0], 2)[0].sign == .plus)
    #expect(MaxPooling.value(Tensor.zeros([0, 2, 2]), window: PoolingWindow(2)).shape == [0, 1, 1])
  }

  @Test(.equation("max-pooling-pullback"))
  func `max-pooling-pullback: edge cases: the first of equal numbers takes all, of NaN too`() {
    func Ī(_ pixels: [Double]) -> [Double] {
      MaxPooling.pullback(
        Tensor(shape: [1, 1, 1], elements: [3.0]), at: Tensor(shape: [1, 2, 2], elements: pixels),
        window: PoolingWindow(2)
      ).elements
    }
    #expect(Ī([1, 1, 1, 1]) == [3, 0, 0, 0] && Ī([0, 2, 2, 1]) == [0, 3, 0, 0] && Ī([0, 1, 2, 2]) == [0, 0, 3, 0])
    #expect(Ī([0, .nan, 5, .nan]) == [0, 3, 0, 0] && Ī([-0.0, 0, -1, 0]) == [3, 0, 0, 0])
  }

  @Test(.equation("max-pooling-value"))
  func `max-pooling-value: an image that is a matrix traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MaxPooling.value(Tensor(shape: [2, 2], elements: [1.0, 2, 3, 4]), window: PoolingWindow(2))
    }
    Evidence.expect(
      result, says: "MaxPooling.value: an image is channels × height × width, but its shape is [2, 2]")
  }

  @Test(.equation("max-pooling-value"))
  func `max-pooling-value: a window larger than the image traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MaxPooling.value(Tensor(shape: [1, 2, 2], elements: [1.0, 2, 3, 4]), window: PoolingWindow(3))
    }
    Evidence.expect(result, says: "ConvolutionOutputSize.value: a window of 3 does not fit 2 with padding 0")
  }

  @Test(.equation("max-pooling-pullback"), arguments: [[1, 2, 1], [2, 1, 1], [1, 1]])
  func `max-pooling-pullback: a cotangent of another shape traps`(_ shape: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [shape] in
      _ = MaxPooling.pullback(
        Tensor(shape: shape, elements: Array(repeating: 1.0, count: shape.reduce(1, *))),
        at: Tensor(shape: [1, 2, 2], elements: [1, 2, 3, 4]), window: PoolingWindow(2))
    }
    Evidence.expect(result, says: "MaxPooling.pullback: the results are [1, 1, 1] but the cotangent is \(shape)")
  }
}
