import ConvolutionalNetworks
import EvidenceTraits
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct SobelFilterTests {
  @Test(.equation("sobel-filter-response"), arguments: try Evidence.vectors("sobel-filter-response"))
  func `sobel-filter-response: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("sobel-filter-response"), arguments: Evidence.seeds)
  func `sobel-filter-response: 0 on a constant image, 8 times the slope on a ramp`(_ seed: UInt64) {
    let (a, b, c) = (Double(seed) / 8, Double(seed % 5) - 2, Double(seed % 3) / 4)
    let plane = Matrix(rows: 5, columns: 6) { y, x in a + b * Double(x) + c * Double(y) }
    let (across, down) = (SobelFilter.response(plane, .across), SobelFilter.response(plane, .down))
    #expect(across.rows == 3 && across.columns == 4)
    #expect(across.elements.allSatisfy { $0 == 8 * b } && down.elements.allSatisfy { $0 == 8 * c })
  }

  @Test(.equation("sobel-filter-response"))
  func `sobel-filter-response: answers to a step in its own direction only`() {
    let step = Matrix(rows: 4, columns: 6) { _, x in x < 3 ? 0.0 : 1 }
    let across = SobelFilter.response(step, .across)
    #expect(across.row(0) == [0, 4, 4, 0] && across.row(1) == across.row(0))
    #expect(SobelFilter.response(step, .down).elements.allSatisfy { $0 == 0 })
    // From light to dark it answers with the other sign.
    #expect(SobelFilter.response(step.map { 1 - $0 }, .across).row(0) == [0, -4, -4, 0])
  }

  @Test(.equation("sobel-filter-response"), arguments: Evidence.seeds)
  func `sobel-filter-response: a difference of neighbours smoothed across, and the transposed image's other direction`(
    _ seed: UInt64
  ) {
    var generator = Xoshiro256StarStar(seed: seed)
    let I = Matrix(rows: 5, columns: 4, elements: Tensor.sixteenths([20], &generator).elements)
    let (G, H) = (SobelFilter.response(I, .across), SobelFilter.response(I, .down))
    for i in 0..<3 {
      for j in 0..<2 {
        func difference(_ u: Int) -> Double { I[i + u, j + 2] - I[i + u, j] }
        #expect(G[i, j] == difference(0) + 2 * difference(1) + difference(2))
      }
    }
    #expect(SobelFilter.response(I.transposed, .across) == H.transposed)
  }

  @Test(.equation("sobel-filter-response"))
  func `sobel-filter-response: special values`() {
    var I = Matrix(rows: 3, columns: 4) { _, _ in 0.0 }
    // Under the zeros of the filter too.
    I[1, 1] = .nan
    #expect(SobelFilter.response(I, .across).elements.allSatisfy { $0.isNaN })
    I[1, 1] = 0
    I[0, 3] = .infinity
    let G = SobelFilter.response(I, .across)
    #expect(G[0, 0] == 0 && G[0, 1] == .infinity)
  }

  @Test(.equation("sobel-filter-response"))
  func `sobel-filter-response: an image of two rows traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SobelFilter.response(Matrix(rows: 2, columns: 5) { _, _ in 1.0 }, .down)
    }
    Evidence.expect(result, says: "ConvolutionOutputSize.value: a window of 3 does not fit 2 with padding 0")
  }
}
