import EvidenceTraits
import LinearClassifiers
import SpecConformance
import TensorAlgebra
import Testing

// Mutants that nothing can notice: ≥ for > and ≤ for < where the largest length and the least margin are sought, which
// changes nothing between equal ones.
@Suite struct PerceptronMistakeBoundTests {
  @Test(.equation("perceptron-mistake-bound-value"), arguments: try Evidence.vectors("perceptron-mistake-bound-value"))
  func `perceptron-mistake-bound-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  static let corners = PerceptronTrainingTests.corners

  @Test(
    .equation("perceptron-mistake-bound-value"),
    arguments: [
      ([0.0, 0, 0, 1], [2.0, 2], -3.0, 51.0, 11), ([0, 1, 1, 1], [2, 2], -1, 27, 5),
      ([1, 1, 1, 0], [-2, -2], 3, 51, 10),
    ])
  func `perceptron-mistake-bound-value: B-42, the gates' mistakes lie below the bound of the widest margin`(
    _ y: [Double], _ u: [Double], _ c: Double, _ bound: Double, _ mistakes: Int
  ) {
    #expect(PerceptronMistakeBound.value(separator: u, bias: c, inputs: Self.corners, targets: y) == bound)
    let end = PerceptronTrainingTests.training.run(PerceptronTrainingTests.zero, inputs: Self.corners, targets: y)
    #expect(end.mistakes == mistakes && Double(mistakes) <= bound)
    // No integer separator that is near has a wider margin.
    for w1 in -6...6 {
      for w2 in -6...6 {
        for b in -9...9 {
          let other = PerceptronMistakeBound.value(
            separator: [Double(w1), Double(w2)], bias: Double(b), inputs: Self.corners, targets: y)
          #expect(other >= bound)
        }
      }
    }
  }

  /// Separable samples, with the separator that they were labelled by.
  static func separable(
    _ seed: UInt64, n: Int = 4, m: Int = 30
  ) -> (u: [Double], c: Double, X: Matrix<Double>, y: [Double]) {
    var generator = Xoshiro256StarStar(seed: seed)
    func normal() -> Double { NormalVariate.next(using: &generator) }
    let (u, c) = ((0..<n).map { _ in normal() }, 0.5 * normal())
    let X = Matrix(rows: n, columns: m) { _, _ in normal() }
    return (u, c, X, (0..<m).map { i in DotProduct.value(u, X.column(i)) + c >= 0 ? 1 : 0 })
  }

  @Test(.equation("perceptron-mistake-bound-value"), arguments: Evidence.seeds)
  func `perceptron-mistake-bound-value: no order and no learning rate makes more mistakes`(_ seed: UInt64) {
    let (u, c, X, y) = Self.separable(seed)
    let bound = PerceptronMistakeBound.value(separator: u, bias: c, inputs: X, targets: y)
    #expect(bound.isFinite && bound >= 1)
    var generator = Xoshiro256StarStar(seed: seed &+ 100)
    for η in [1, 0.125] {
      let order = Shuffle.permuted(Array(0..<y.count), using: &generator)
      let end = PerceptronTraining(learningRate: η, maximumEpochs: 100).run(
        Perceptron(weights: [0, 0, 0, 0], bias: 0), inputs: X.columns(at: order), targets: order.map { y[$0] })
      #expect(Double(end.mistakes) <= bound)
    }
  }

  @Test(.equation("perceptron-mistake-bound-value"), arguments: Evidence.seeds)
  func `perceptron-mistake-bound-value: R and γ by their own formulas; a positive factor changes nothing`(
    _ seed: UInt64
  ) {
    let (u, c, X, y) = Self.separable(seed)
    let bound = PerceptronMistakeBound.value(separator: u, bias: c, inputs: X, targets: y)
    let norm = EuclideanNorm.value(u + [c])
    let R = y.indices.map { i in EuclideanNorm.value(X.column(i) + [1]) }.max() ?? 0
    let γ = y.indices.map { i in (y[i] == 1 ? 1 : -1) * DotProduct.value(u + [c], X.column(i) + [1]) / norm }.min() ?? 0
    #expect(abs(bound / (R / γ * (R / γ)) - 1) < 1e-9)
    let longer = PerceptronMistakeBound.value(separator: u.map { 4 * $0 }, bias: 4 * c, inputs: X, targets: y)
    #expect(longer == bound)
    // The opposite separates nothing, and neither does it for the opposite targets less than before.
    #expect(PerceptronMistakeBound.value(separator: u.map { -$0 }, bias: -c, inputs: X, targets: y) == .infinity)
    let opposite = PerceptronMistakeBound.value(
      separator: u.map { -$0 }, bias: -c, inputs: X, targets: y.map { 1 - $0 })
    #expect(opposite == bound)
  }

  @Test(.equation("perceptron-mistake-bound-value"))
  func `perceptron-mistake-bound-value: edge cases`() {
    let X = Matrix(rows: 1, columns: 2, elements: [1.0, -1])
    func bound(_ u: Double, _ c: Double, _ y: [Double] = [1, 0]) -> Double {
      PerceptronMistakeBound.value(separator: [u], bias: c, inputs: X, targets: y)
    }
    #expect(bound(1, 0) == 2)
    #expect(bound(1, 1) == .infinity && bound(0, 0) == .infinity && bound(-1, 0) == .infinity)
    #expect(bound(.nan, 0).isNaN && bound(1, .nan).isNaN)
    #expect(bound(1, 1 - 0x1p-30) == 2 * (1 + (1 - 0x1p-30) * (1 - 0x1p-30)) * 0x1p60)
    // No separator has a finite bound for XOR.
    for w1 in -3...3 {
      for w2 in -3...3 {
        for b in -4...4 {
          let xor = PerceptronMistakeBound.value(
            separator: [Double(w1), Double(w2)], bias: Double(b), inputs: Self.corners, targets: [0, 1, 1, 0])
          #expect(xor == .infinity)
        }
      }
    }
  }

  @Test(.equation("perceptron-mistake-bound-value"))
  func `perceptron-mistake-bound-value: samples that do not fit, and none, trap`() async {
    let result0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = PerceptronMistakeBound.value(
        separator: [1.0], bias: 0, inputs: Matrix(rows: 2, columns: 1, elements: [1, 2]), targets: [1])
    }
    Evidence.expect(result0, says: "PerceptronMistakeBound.value: X is 2 × 1 but there are 1 weights and 1 targets")
    let result1 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = PerceptronMistakeBound.value(
        separator: [1.0], bias: 0, inputs: Matrix(rows: 1, columns: 2, elements: [1, 2]), targets: [1])
    }
    Evidence.expect(result1, says: "PerceptronMistakeBound.value: X is 1 × 2 but there are 1 weights and 1 targets")
    let result2 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = PerceptronMistakeBound.value(
        separator: [1.0], bias: 0, inputs: Matrix(rows: 1, columns: 0, elements: []), targets: [])
    }
    Evidence.expect(result2, says: "PerceptronMistakeBound.value: no samples have no margin")
    let result3 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = PerceptronMistakeBound.value(
        separator: [1.0], bias: 0, inputs: Matrix(rows: 1, columns: 1, elements: [1]), targets: [-1])
    }
    Evidence.expect(result3, says: "PerceptronMistakeBound.value: the target -1.0 is neither 0 nor 1")
  }
}
