import ConvolutionalNetworks
import EvidenceTraits
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct ConvolutionTests {
  @Test(.equation("convolution-value"), arguments: try Evidence.vectors("convolution-value"))
  func `convolution-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("convolution-pullback"), arguments: try Evidence.vectors("convolution-pullback"))
  func `convolution-pullback: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("convolution-pullback"), arguments: Evidence.probes("convolution-pullback"))
  func `convolution-pullback: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("convolution-pullback", at: probe) == [])
  }

  /// All of I ∗ K, also where the two meet in part.
  static func full(_ I: Tensor<Double>, _ K: Tensor<Double>) -> Tensor<Double> {
    Convolution.value(
      I, filters: Tensor(shape: [1] + K.shape, elements: K.elements), bias: [0],
      sliding: Sliding(
        rowStride: 1, columnStride: 1, rowPadding: K.shape[1] - 1, columnPadding: K.shape[2] - 1))
  }

  @Test(.equation("convolution-value"), arguments: Evidence.seeds)
  func `convolution-value: the coefficients of a product of polynomials in two variables`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (I, K) = (Tensor.sixteenths([1, 3, 4], &generator), Tensor.sixteenths([1, 2, 3], &generator))
    var product = Tensor.zeros([1, 4, 6])
    for y in 0..<3 {
      for x in 0..<4 { for u in 0..<2 { for v in 0..<3 { product[0, y + u, x + v] += I[0, y, x] * K[0, u, v] } } }
    }
    #expect(Self.full(I, K) == product)
  }

  @Test(.equation("convolution-value"), arguments: Evidence.seeds)
  func `convolution-value: commutative and associative, as cross-correlation is not`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (I, J) = (Tensor.sixteenths([1, 3, 4], &generator), Tensor.sixteenths([1, 2, 2], &generator))
    let K = Tensor.sixteenths([1, 2, 3], &generator)
    #expect(Self.full(I, K) == Self.full(K, I))
    #expect(Self.full(Self.full(I, J), K) == Self.full(I, Self.full(J, K)))
    let correlated = CrossCorrelation.value(
      I, filters: Tensor(shape: [1, 1, 2, 3], elements: K.elements), bias: [0],
      sliding: Sliding(rowStride: 1, columnStride: 1, rowPadding: 1, columnPadding: 2))
    #expect(correlated != Self.full(K, I))
  }

  @Test(.equation("convolution-value"), arguments: Evidence.seeds)
  func `convolution-value: the cross-correlation with turned filters, channel by channel`(_ seed: UInt64) {
    let (I, K, b, sliding) = CrossCorrelationTests.random(seed)
    var turned = Tensor.zeros(K.shape)
    for o in 0..<3 {
      for c in 0..<2 {
        for u in 0..<K.shape[2] {
          for v in 0..<K.shape[3] { turned[o, c, u, v] = K[o, c, K.shape[2] - 1 - u, K.shape[3] - 1 - v] }
        }
      }
    }
    #expect(Convolution.rotated(K) == turned && Convolution.rotated(turned) == K)
    #expect(
      Convolution.value(I, filters: K, bias: b, sliding: sliding)
        == CrossCorrelation.value(I, filters: turned, bias: b, sliding: sliding))
  }

  @Test(.equation("convolution-value"))
  func `convolution-value: edge cases`() {
    // What spoils a cross-correlation spoils a convolution, with the filter read from its end.
    let I = Tensor(shape: [1, 1, 3], elements: [1.0, 2, .infinity])
    let S = Convolution.value(I, filters: Tensor(shape: [1, 1, 1, 2], elements: [0, 3]), bias: [0.5])
    #expect(S.elements[0] == 3.5 && S.elements[1].isNaN)
    let symmetric = Tensor(shape: [1, 1, 1, 3], elements: [1.0, 5, 1])
    #expect(Convolution.rotated(symmetric) == symmetric)
  }

  @Test(.equation("convolution-pullback"))
  func `convolution-pullback: edge cases`() {
    // 1 position: Ī is the turned filter, K̄ the turned image.
    let I = Tensor(shape: [1, 1, 2], elements: [1.0, 2])
    let gradient = Convolution.pullback(
      Tensor(shape: [1, 1, 1], elements: [10.0]), at: I, filters: Tensor(shape: [1, 1, 1, 2], elements: [3, 4]))
    #expect(gradient.image.elements == [40, 30] && gradient.filters.elements == [20, 10] && gradient.bias == [10])
  }

  @Test(.equation("convolution-value"))
  func `convolution-value: filters without channels in their shape trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Convolution.rotated(Tensor(shape: [1, 1, 1], elements: [1.0]))
    }
    Evidence.expect(
      result, says: "Convolution.rotated: filters are outputs × channels × height × width, but their shape is [1, 1, 1]"
    )
  }
}
