import ConvolutionalNetworks
import EvidenceTraits
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct MeanPoolingTests {
  @Test(.equation("mean-pooling-value"), arguments: try Evidence.vectors("mean-pooling-value"))
  func `mean-pooling-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("mean-pooling-pullback"), arguments: try Evidence.vectors("mean-pooling-pullback"))
  func `mean-pooling-pullback: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("mean-pooling-pullback"), arguments: Evidence.probes("mean-pooling-pullback"))
  func `mean-pooling-pullback: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("mean-pooling-pullback", at: probe) == [])
  }

  @Test(.equation("mean-pooling-value"), arguments: Evidence.seeds)
  func `mean-pooling-value: the cross-correlation of each channel with one filter of equal weights`(_ seed: UInt64) {
    let (I, window) = MaxPoolingTests.random(seed)
    let P = MeanPooling.value(I, window: window)
    let k = window.height * window.width
    // Filter o looks at channel o alone; weights of 1, so that the sums are exact.
    var K = Tensor.zeros([2, 2, window.height, window.width])
    for o in 0..<2 { for u in 0..<window.height { for v in 0..<window.width { K[o, o, u, v] = 1 } } }
    let sums = CrossCorrelation.value(I, filters: K, bias: [0, 0], sliding: window.sliding)
    #expect(P == sums.map { $0 / Double(k) })
  }

  @Test(.equation("mean-pooling-value"), arguments: Evidence.seeds)
  func `mean-pooling-value: linear, and tiles that cover the image keep its mean`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (I, J) = (Tensor.sixteenths([2, 4, 8], &generator), Tensor.sixteenths([2, 4, 8], &generator))
    // Divided by 8 = 2 · 4, which is exact.
    let window = PoolingWindow(
      height: 2, width: 4, sliding: Sliding(rowStride: 2, columnStride: 4, rowPadding: 0, columnPadding: 0))
    func P(_ I: Tensor<Double>) -> Tensor<Double> { MeanPooling.value(I, window: window) }
    #expect(P(I + J) == P(I) + P(J) && P(I.map { -3 * $0 }) == P(I).map { -3 * $0 })
    #expect(P(I).shape == [2, 2, 2])
    let (before, after): (Double, Double) = (
      Mean.over(0..<64) { I.elements[$0] }, Mean.over(0..<8) { P(I).elements[$0] }
    )
    #expect(before == after)
    #expect(MeanPooling.value(I, window: PoolingWindow(1)) == I)
  }

  @Test(.equation("mean-pooling-pullback"), arguments: Evidence.seeds)
  func `mean-pooling-pullback: adjoint, whatever sides, strides and paddings are`(_ seed: UInt64) {
    let (I, window) = MaxPoolingTests.random(seed)
    let P = MeanPooling.value(I, window: window)
    var generator = Xoshiro256StarStar(seed: seed + 100)
    let P̄ = Tensor.sixteenths(P.shape, &generator)
    let Ī = MeanPooling.pullback(P̄, imageShape: I.shape, window: window)
    #expect(Ī.shape == I.shape && abs(P.dot(P̄) - I.dot(Ī)) < 1e-11)
  }

  @Test(.equation("mean-pooling-value"))
  func `mean-pooling-value: edge cases`() {
    func P(_ pixels: [Double]) -> Double {
      let window = PoolingWindow(height: 1, width: pixels.count, sliding: Sliding())
      return MeanPooling.value(Tensor(shape: [1, 1, pixels.count], elements: pixels), window: window).elements[0]
    }
    #expect(P([.nan, 1]).isNaN && P([.infinity, 1]) == .infinity && P([.infinity, -.infinity]).isNaN)
    #expect(P([.greatestFiniteMagnitude, .greatestFiniteMagnitude]) == .greatestFiniteMagnitude)
    #expect(MeanPooling.value(Tensor.zeros([0, 2, 2]), window: PoolingWindow(2)).shape == [0, 1, 1])
    // Padding counts: the corner of ones has a mean of a quarter.
    let padded = MeanPooling.value(
      Tensor(shape: [1, 2, 2], elements: [1.0, 1, 1, 1]),
      window: PoolingWindow(height: 2, width: 2, sliding: Sliding(stride: 2, padding: 1)))
    #expect(padded.elements == [0.25, 0.25, 0.25, 0.25])
  }

  @Test(.equation("mean-pooling-pullback"))
  func `mean-pooling-pullback: edge cases`() {
    // A column that no window covers gets 0; NaN reaches its own window.
    let Ī = MeanPooling.pullback(
      Tensor(shape: [1, 1, 2], elements: [.nan, 8]), imageShape: [1, 1, 5],
      window: PoolingWindow(height: 1, width: 2, sliding: Sliding(stride: 2)))
    #expect(Ī.elements[0].isNaN && Ī.elements[1].isNaN && Array(Ī.elements[2...]) == [4, 4, 0])
  }

  @Test(.equation("mean-pooling-value"))
  func `mean-pooling-value: an image that is a matrix traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MeanPooling.value(Tensor(shape: [2, 2], elements: [1.0, 2, 3, 4]), window: PoolingWindow(2))
    }
    Evidence.expect(
      result, says: "MeanPooling.value: an image is channels × height × width, but its shape is [2, 2]")
  }

  @Test(.equation("mean-pooling-value"))
  func `mean-pooling-value: a window larger than the image traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MeanPooling.value(Tensor(shape: [1, 2, 2], elements: [1.0, 2, 3, 4]), window: PoolingWindow(3))
    }
    Evidence.expect(result, says: "ConvolutionOutputSize.value: a window of 3 does not fit 2 with padding 0")
  }

  @Test(.equation("mean-pooling-pullback"), arguments: [[1, 2, 1], [2, 1, 1], [1, 1]])
  func `mean-pooling-pullback: a cotangent of another shape traps`(_ shape: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [shape] in
      _ = MeanPooling.pullback(
        Tensor(shape: shape, elements: Array(repeating: 1.0, count: shape.reduce(1, *))), imageShape: [1, 2, 2],
        window: PoolingWindow(2))
    }
    Evidence.expect(result, says: "MeanPooling.pullback: the results are [1, 1, 1] but the cotangent is \(shape)")
  }
}
