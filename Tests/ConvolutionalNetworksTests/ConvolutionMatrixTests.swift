import ConvolutionalNetworks
import EvidenceTraits
import ForwardPropagation
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct ConvolutionMatrixTests {
  @Test(.equation("convolution-matrix-value"), arguments: try Evidence.vectors("convolution-matrix-value"))
  func `convolution-matrix-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("convolution-matrix-value"), arguments: Evidence.seeds)
  func `convolution-matrix-value: T vec(I) is the cross-correlation, the transposed T its pullback`(_ seed: UInt64) {
    let (I, K, _, sliding) = CrossCorrelationTests.random(seed)
    let T = ConvolutionMatrix.value(
      filters: K, imageHeight: I.shape[1], imageWidth: I.shape[2], sliding: sliding)
    let S = CrossCorrelation.value(I, filters: K, bias: [0, 0, 0], sliding: sliding)
    func times(_ A: Matrix<Double>, _ x: [Double]) -> [Double] {
      MatrixProduct.value(A, Matrix(rows: x.count, columns: 1, elements: x)).elements
    }
    #expect(times(T, I.elements) == S.elements)
    var generator = Xoshiro256StarStar(seed: seed + 100)
    let S̄ = Tensor.sixteenths(S.shape, &generator)
    let gradient = CrossCorrelation.pullback(S̄, at: I, filters: K, sliding: sliding)
    #expect(times(T.transposed, S̄.elements) == gradient.image.elements)
  }

  @Test(.equation("convolution-matrix-value"), arguments: Evidence.seeds)
  func `convolution-matrix-value: doubly Toeplitz, few weights in a row, and each of them shared`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let K = Tensor(shape: [1, 1, 2, 3], elements: (1...6).map { Double($0) + Double(seed % 7) / 8 })
    _ = generator.next()
    let (h, w, o_h, o_w) = (4, 5, 3, 3)
    let T = ConvolutionMatrix.value(filters: K, imageHeight: h, imageWidth: w)
    #expect(T.rows == o_h * o_w && T.columns == h * w)
    for row in 0..<T.rows { #expect(T.row(row).count { $0 != 0 } == 6) }
    // Each weight stands once for each position.
    for weight in K.elements { #expect(T.elements.count { $0 == weight } == o_h * o_w) }
    // Blocks are equal along diagonals, and numbers in a block are.
    for (i, y) in [(0, 0), (0, 1), (1, 1), (1, 0)] {
      for (j, x) in [(0, 0), (0, 2), (1, 1), (1, 0)] {
        let element = T[i * o_w + j, y * w + x]
        #expect(T[(i + 1) * o_w + j, (y + 1) * w + x] == element)
        #expect(T[i * o_w + j + 1, y * w + x + 1] == element)
      }
    }
  }

  @Test(.equation("convolution-matrix-value"), arguments: Evidence.seeds)
  func `convolution-matrix-value: C-70, a convolution is a fully connected layer whose weights are tied`(_ seed: UInt64)
  {
    // Its result is the dense layer's with T for weights; but the dense layer of the same sizes has 216 weights, of which
    // training would move each by itself, and the convolution 12.
    var generator = Xoshiro256StarStar(seed: seed)
    let (I, K) = (Tensor.sixteenths([1, 3, 4], &generator), Tensor.sixteenths([2, 1, 2, 3], &generator))
    let b = [0.5, -1.25]
    let T = ConvolutionMatrix.value(filters: K, imageHeight: 3, imageWidth: 4)
    let dense = AffineColumns.value(
      Matrix(columns: [I.elements], rows: 12), weights: T, bias: b.flatMap { [$0, $0, $0, $0] })
    #expect(dense.elements == CrossCorrelation.value(I, filters: K, bias: b).elements)
    #expect(T.elements.count == 96 && T.elements.count { $0 == 0 } >= 48 && K.elements.count == 12)
    // The dense layer's gradient is not of the tied form: its zeros would move.
    let C = Matrix(columns: [Array(repeating: 1.0, count: 8)], rows: 8)
    let moved = AffineColumns.pullback(C, at: Matrix(columns: [I.elements.map { $0 + 5 }], rows: 12), weights: T)
      .weights
    #expect(zip(moved.elements, T.elements).contains { gradient, weight in weight == 0 && gradient != 0 })
    // Tied, the places of one weight add up: what the convolution's own pullback gives.
    let own = CrossCorrelation.pullback(
      Tensor(shape: [2, 2, 2], elements: C.elements), at: I.map { $0 + 5 }, filters: K)
    let names = Tensor(shape: K.shape, elements: (1...12).map { Double($0) })
    let places = ConvolutionMatrix.value(filters: names, imageHeight: 3, imageWidth: 4)
    for k in 0..<12 {
      let sum = zip(moved.elements, places.elements).reduce(0) { $0 + ($1.1 == Double(k + 1) ? $1.0 : 0) }
      #expect(sum == own.filters.elements[k])
    }
  }

  @Test(.equation("convolution-matrix-value"))
  func `convolution-matrix-value: edge cases`() {
    let one = ConvolutionMatrix.value(
      filters: Tensor(shape: [1, 1, 1, 1], elements: [Double.nan]), imageHeight: 1, imageWidth: 2)
    #expect(one[0, 0].isNaN && one[1, 1].isNaN && one[0, 1] == 0 && one[1, 0] == 0)
    let none = ConvolutionMatrix.value(filters: .zeros([0, 2, 1, 1]), imageHeight: 2, imageWidth: 3)
    #expect(none.rows == 0 && none.columns == 12)
    // A position in the padding alone is a row of zeros.
    let padded = ConvolutionMatrix.value(
      filters: Tensor(shape: [1, 1, 1, 1], elements: [7.0]), imageHeight: 1, imageWidth: 1,
      sliding: Sliding(rowStride: 1, columnStride: 1, rowPadding: 0, columnPadding: 1))
    #expect(padded.elements == [0, 7, 0])
  }

  @Test(.equation("convolution-matrix-value"))
  func `convolution-matrix-value: filters without channels in their shape trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ConvolutionMatrix.value(filters: Tensor(shape: [1, 2], elements: [1.0, 2]), imageHeight: 1, imageWidth: 2)
    }
    Evidence.expect(
      result,
      says: "ConvolutionMatrix.value: filters are outputs × channels × height × width, but their shape is [1, 2]")
  }

  @Test(.equation("convolution-matrix-value"))
  func `convolution-matrix-value: a filter larger than the image traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ConvolutionMatrix.value(
        filters: Tensor(shape: [1, 1, 1, 2], elements: [1.0, 2]), imageHeight: 2, imageWidth: 1)
    }
    Evidence.expect(result, says: "ConvolutionOutputSize.value: a window of 2 does not fit 1 with padding 0")
  }
}
