import EvidenceTraits
import ForwardPropagation
import LinearModels
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct ImageScoreTests {
  @Test(.equation("image-score-value"), arguments: try Evidence.vectors("image-score-value"))
  func `image-score-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("image-score-pullback"), arguments: try Evidence.vectors("image-score-pullback"))
  func `image-score-pullback: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("image-score-pullback"), arguments: Evidence.probes("image-score-pullback"))
  func `image-score-pullback: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("image-score-pullback", at: probe) == [])
  }

  /// A matrix in sixteenths, so that sums of a few products are exact.
  static func sixteenths(_ rows: Int, _ columns: Int, _ generator: inout Xoshiro256StarStar) -> Matrix<Double> {
    Matrix(rows: rows, columns: columns) { _, _ in Double(Shuffle.below(256, using: &generator)) / 16 - 8 }
  }

  @Test(.equation("image-score-value"), arguments: Evidence.seeds)
  func `image-score-value: a neuron's sum over the flattened image, by rows or by columns`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (p, w) = (Self.sixteenths(3, 5, &generator), Self.sixteenths(3, 5, &generator))
    let score = ImageScore.value(p, weights: w, bias: 0.75)
    func sum(_ p: [Double], _ w: [Double]) -> Double {
      Neuron.forward(p, weights: w, bias: 0.75, activation: .identity).preactivation
    }
    #expect(sum(p.elements, w.elements) == score)
    #expect(sum(p.transposed.elements, w.transposed.elements) == score)
    // One flattened by rows and one by columns is another sum.
    #expect(sum(p.elements, w.transposed.elements) != score)
    #expect(ImageScore.value(p.transposed, weights: w.transposed, bias: 0.75) == score)
  }

  @Test(.equation("image-score-value"), arguments: Evidence.seeds)
  func `image-score-value: affine in the image, linear in the weights`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (p, q, w) = (
      Self.sixteenths(4, 3, &generator), Self.sixteenths(4, 3, &generator), Self.sixteenths(4, 3, &generator)
    )
    let both = Matrix(rows: 4, columns: 3) { i, j in p[i, j] + q[i, j] }
    func f(_ p: Matrix<Double>) -> Double { ImageScore.value(p, weights: w, bias: 2.5) }
    #expect(f(both) == f(p) + f(q) - 2.5)
    let doubled = Matrix(rows: 4, columns: 3) { i, j in 2 * w[i, j] }
    #expect(ImageScore.value(p, weights: doubled, bias: 5) == 2 * f(p))
  }

  @Test(.equation("image-score-value"))
  func `image-score-value: B-20, indices from 0 to 27 are 784 pixels with a weight each`() {
    let n = 27
    let image = Matrix(rows: n + 1, columns: n + 1) { _, _ in 1.0 }
    #expect(ImageScore.value(image, weights: image, bias: 0) == 784)
    let gradient = ImageScore.pullback(1, at: image, weights: image)
    #expect(gradient.weights.elements.count == (n + 1) * (n + 1) && gradient.weights.elements.allSatisfy { $0 == 1 })
  }

  @Test(.equation("image-score-value"))
  func `image-score-value: edge cases`() {
    let none = Matrix<Double>(rows: 0, columns: 0, elements: [])
    #expect(ImageScore.value(none, weights: none, bias: -3) == -3)
    let noRows = Matrix<Double>(rows: 0, columns: 4, elements: [])
    #expect(ImageScore.value(noRows, weights: noRows, bias: -3) == -3)
    let (infinite, zero) = (
      Matrix(rows: 1, columns: 1, elements: [Double.infinity]), Matrix(rows: 1, columns: 1, elements: [0.0])
    )
    #expect(ImageScore.value(infinite, weights: zero, bias: 1).isNaN)
    #expect(ImageScore.value(zero, weights: zero, bias: .nan).isNaN)
  }

  @Test(.equation("image-score-pullback"))
  func `image-score-pullback: edge cases`() {
    let black = Matrix(rows: 2, columns: 3) { _, _ in 0.0 }
    let w = Matrix(rows: 2, columns: 3, elements: [1.0, 2, 3, 4, 5, 6])
    let gradient = ImageScore.pullback(2, at: black, weights: w)
    #expect(gradient.weights == black && gradient.bias == 2)
    #expect(gradient.image == Matrix(rows: 2, columns: 3, elements: [2, 4, 6, 8, 10, 12]))
    let none = Matrix<Double>(rows: 0, columns: 0, elements: [])
    #expect(ImageScore.pullback(2, at: none, weights: none).bias == 2)
  }

  @Test(.equation("image-score-value"))
  func `image-score-value: shapes that differ trap`() async {
    let rows = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let p = Matrix(rows: 2, columns: 3) { _, _ in 1.0 }
      _ = ImageScore.value(p, weights: Matrix(rows: 3, columns: 3) { _, _ in 1 }, bias: 0)
    }
    Evidence.expect(rows, says: "ImageScore.value: the image is 2 × 3 but the weights are 3 × 3")
    let columns = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let p = Matrix(rows: 2, columns: 3) { _, _ in 1.0 }
      _ = ImageScore.value(p, weights: Matrix(rows: 2, columns: 2) { _, _ in 1 }, bias: 0)
    }
    Evidence.expect(columns, says: "ImageScore.value: the image is 2 × 3 but the weights are 2 × 2")
  }

  @Test(.equation("image-score-pullback"))
  func `image-score-pullback: shapes that differ trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let p = Matrix(rows: 2, columns: 3) { _, _ in 1.0 }
      _ = ImageScore.pullback(1, at: p, weights: p.transposed)
    }
    Evidence.expect(result, says: "ImageScore.pullback: the image is 2 × 3 but the weights are 3 × 2")
  }
}
