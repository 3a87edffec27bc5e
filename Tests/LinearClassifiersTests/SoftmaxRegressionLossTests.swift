import ElementaryFunctions
import EvidenceTraits
import GradientChecking
import GradientOptimizers
import LinearClassifiers
import LossFunctions
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct SoftmaxRegressionLossTests {
  @Test(.equation("softmax-regression-loss-value"), arguments: try Evidence.vectors("softmax-regression-loss-value"))
  func `softmax-regression-loss-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("softmax-regression-loss-gradient"), arguments: try Evidence.vectors("softmax-regression-loss-gradient"))
  func `softmax-regression-loss-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("softmax-regression-loss-gradient"), arguments: Evidence.probes("softmax-regression-loss-gradient"))
  func `softmax-regression-loss-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("softmax-regression-loss-gradient", at: probe) == [])
  }

  /// A class for each of four samples, as columns.
  static let Y = Matrix<Double>(columns: [2, 0, 1, 2].map { OneHot.value(class: $0, count: 3) }, rows: 3)

  @Test(.equation("softmax-regression-loss-value"), arguments: Evidence.seeds)
  func `softmax-regression-loss-value: the mean of −ln of the classes' probabilities`(_ seed: UInt64) {
    let (X, W, b) = SoftmaxRegressionTests.data(seed)
    let Ŷ = SoftmaxRegression.value(X, weights: W, bias: b)
    let expected = -zip([2, 0, 1, 2], 0...).reduce(0.0) { $0 + .logarithm(Ŷ[$1.0, $1.1]) } / 4
    let loss = SoftmaxRegressionLoss.value(weights: W, bias: b, inputs: X, targets: Self.Y)
    #expect(abs(loss / expected - 1) < 1e-12)
  }

  @Test(.equation("softmax-regression-loss-value"), arguments: Evidence.seeds)
  func `softmax-regression-loss-value: of two classes it is the logistic loss, and so is its gradient`(_ seed: UInt64) {
    let (X, W, b) = SoftmaxRegressionTests.data(seed, classes: 2)
    let y = [1.0, 0, 0, 1]
    let Y = Matrix(rows: 2, columns: 4, elements: y + y.map { 1 - $0 })
    let (w, c) = (zip(W.row(0), W.row(1)).map { $0 - $1 }, b[0] - b[1])
    let loss = SoftmaxRegressionLoss.value(weights: W, bias: b, inputs: X, targets: Y)
    #expect(abs(loss / LogisticLoss.value(weights: w, bias: c, inputs: X, targets: y) - 1) < 1e-12)
    let gradient = SoftmaxRegressionLoss.gradient(weights: W, bias: b, inputs: X, targets: Y)
    let logistic = LogisticLoss.gradient(weights: w, bias: c, inputs: X, targets: y)
    for j in 0..<2 {
      #expect(abs(gradient.weights[0, j] - logistic.weights[j]) < 1e-14)
      #expect(abs(gradient.weights[1, j] + logistic.weights[j]) < 1e-14)
    }
    #expect(abs(gradient.bias[0] - logistic.bias) < 1e-14 && abs(gradient.bias[1] + logistic.bias) < 1e-14)
  }

  @Test(.equation("softmax-regression-loss-gradient"), arguments: Evidence.seeds)
  func `softmax-regression-loss-gradient: the mean of (ŷ − y) xᵀ, with columns that add up to 0`(_ seed: UInt64) {
    let (X, W, b) = SoftmaxRegressionTests.data(seed)
    let Ŷ = SoftmaxRegression.value(X, weights: W, bias: b)
    let gradient = SoftmaxRegressionLoss.gradient(weights: W, bias: b, inputs: X, targets: Self.Y)
    for k in 0..<3 {
      let δ = (0..<4).map { Ŷ[k, $0] - Self.Y[k, $0] }
      for j in 0..<2 { #expect(abs(gradient.weights[k, j] - DotProduct.value(δ, X.row(j)) / 4) < 1e-14) }
      #expect(abs(gradient.bias[k] - δ.reduce(0, +) / 4) < 1e-14)
    }
    for j in 0..<2 { #expect(abs(gradient.weights.column(j).reduce(0, +)) < 1e-15) }
  }

  @Test(.equation("softmax-regression-loss-gradient"), arguments: Evidence.seeds)
  func `softmax-regression-loss-gradient: its Taylor remainder has slope 2`(_ seed: UInt64) throws {
    let (X, W, b) = SoftmaxRegressionTests.data(seed)
    let gradient = SoftmaxRegressionLoss.gradient(weights: W, bias: b, inputs: X, targets: Self.Y)
    let slope = try #require(
      TaylorRemainder.slope(
        of: { θ in
          SoftmaxRegressionLoss.value(
            weights: Matrix(rows: 3, columns: 2, elements: Array(θ.prefix(6))), bias: Array(θ.suffix(3)), inputs: X,
            targets: Self.Y)
        }, gradient: gradient.weights.elements + gradient.bias, at: W.elements + b,
        along: [1, -0.5, 0.25, 2, -1, 0.75, 0.5, -1.5, 1]))
    #expect(abs(slope - 2) < 0.02)
  }

  @Test(.equation("softmax-regression-loss-value"))
  func `softmax-regression-loss-value: descent separates three classes`() {
    // Three corners of a triangle, each seen twice with a little off.
    let X = Matrix(rows: 2, columns: 6, elements: [0.0, 0.25, 2, 2.25, 0, 0.25, 0, 0.25, 0, 0.25, 2, 2.25])
    let Y = Matrix<Double>(columns: [0, 0, 1, 1, 2, 2].map { OneHot.value(class: $0, count: 3) }, rows: 3)
    var (W, b) = (Matrix<Double>(rows: 3, columns: 2) { _, _ in 0 }, [0.0, 0, 0])
    let start = SoftmaxRegressionLoss.value(weights: W, bias: b, inputs: X, targets: Y)
    for _ in 0..<200 {
      let gradient = SoftmaxRegressionLoss.gradient(weights: W, bias: b, inputs: X, targets: Y)
      let θ = GradientDescent(learningRate: 0.5).step(
        W.elements + b, gradient: gradient.weights.elements + gradient.bias)
      (W, b) = (Matrix(rows: 3, columns: 2, elements: Array(θ.prefix(6))), Array(θ.suffix(3)))
    }
    #expect(abs(start - .logarithm(3)) < 1e-15)
    #expect(SoftmaxRegressionLoss.value(weights: W, bias: b, inputs: X, targets: Y) < 0.15)
    let Ŷ = SoftmaxRegression.value(X, weights: W, bias: b)
    #expect((0..<6).map { Argmax.value(Ŷ.column($0)) } == [0, 0, 1, 1, 2, 2])
  }

  @Test(.equation("softmax-regression-loss-value"))
  func `softmax-regression-loss-value: special values`() {
    let X = Matrix(rows: 1, columns: 1, elements: [1.0])
    func loss(_ w: [Double], _ y: [Double]) -> Double {
      SoftmaxRegressionLoss.value(
        weights: Matrix(rows: w.count, columns: 1, elements: w), bias: w.map { _ in 0 }, inputs: X,
        targets: Matrix(rows: w.count, columns: 1, elements: y))
    }
    #expect(loss([3], [1]) == 0 && loss([0, 0], [0, 1]) == .logarithm(2))
    #expect(loss([1000, 0], [0, 1]) == 1000 && loss([.nan, 0], [1, 0]).isNaN)
  }

  @Test(.equation("softmax-regression-loss-gradient"))
  func `softmax-regression-loss-gradient: special values`() {
    let X = Matrix(rows: 1, columns: 1, elements: [2.0])
    let gradient = SoftmaxRegressionLoss.gradient(
      weights: Matrix(rows: 2, columns: 1, elements: [0, 0]), bias: [0, 0], inputs: X,
      targets: Matrix(rows: 2, columns: 1, elements: [1, 0]))
    #expect(gradient.weights.elements == [-1, 1] && gradient.bias == [-0.5, 0.5])
    let one = SoftmaxRegressionLoss.gradient(
      weights: Matrix(rows: 1, columns: 1, elements: [7]), bias: [1], inputs: X,
      targets: Matrix(rows: 1, columns: 1, elements: [1]))
    #expect(one.weights.elements == [0] && one.bias == [0])
  }

  @Test(.equation("softmax-regression-loss-value"))
  func `softmax-regression-loss-value: shapes that do not fit, and no samples, trap`() async {
    let result0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SoftmaxRegressionLoss.value(
        weights: Matrix(rows: 2, columns: 1, elements: [1.0, 2]), bias: [1],
        inputs: Matrix(rows: 1, columns: 1, elements: [1]),
        targets: Matrix(rows: 2, columns: 1, elements: [1, 0]))
    }
    Evidence.expect(
      result0,
      says:
        "SoftmaxRegressionLoss.value: the weights are 2 × 1, the inputs 1 × 1, the targets 2 × 1 and there are 1 biases"
    )
    let result1 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SoftmaxRegressionLoss.value(
        weights: Matrix(rows: 2, columns: 1, elements: [1.0, 2]), bias: [1, 0],
        inputs: Matrix(rows: 2, columns: 1, elements: [1, 2]), targets: Matrix(rows: 2, columns: 1, elements: [1, 0]))
    }
    Evidence.expect(
      result1,
      says:
        "SoftmaxRegressionLoss.value: the weights are 2 × 1, the inputs 2 × 1, the targets 2 × 1 and there are 2 biases"
    )
    let result2 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SoftmaxRegressionLoss.value(
        weights: Matrix(rows: 2, columns: 1, elements: [1.0, 2]), bias: [1, 0],
        inputs: Matrix(rows: 1, columns: 1, elements: [1]), targets: Matrix(rows: 1, columns: 1, elements: [1]))
    }
    Evidence.expect(
      result2,
      says:
        "SoftmaxRegressionLoss.value: the weights are 2 × 1, the inputs 1 × 1, the targets 1 × 1 and there are 2 biases"
    )
    let result3 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SoftmaxRegressionLoss.value(
        weights: Matrix(rows: 2, columns: 1, elements: [1.0, 2]), bias: [1, 0],
        inputs: Matrix(rows: 1, columns: 2, elements: [1, 2]), targets: Matrix(rows: 2, columns: 1, elements: [1, 0]))
    }
    Evidence.expect(
      result3,
      says:
        "SoftmaxRegressionLoss.value: the weights are 2 × 1, the inputs 1 × 2, the targets 2 × 1 and there are 2 biases"
    )
    let result4 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SoftmaxRegressionLoss.value(
        weights: Matrix(rows: 2, columns: 1, elements: [1.0, 2]), bias: [1, 0],
        inputs: Matrix(rows: 1, columns: 0, elements: []), targets: Matrix(rows: 2, columns: 0, elements: []))
    }
    Evidence.expect(result4, says: "SoftmaxRegressionLoss.value: the mean over no samples is undefined")
  }

  @Test(.equation("softmax-regression-loss-gradient"))
  func `softmax-regression-loss-gradient: shapes that do not fit, and no samples, trap`() async {
    let result0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SoftmaxRegressionLoss.gradient(
        weights: Matrix(rows: 2, columns: 1, elements: [1.0, 2]), bias: [1],
        inputs: Matrix(rows: 1, columns: 1, elements: [1]),
        targets: Matrix(rows: 2, columns: 1, elements: [1, 0]))
    }
    Evidence.expect(
      result0,
      says:
        "SoftmaxRegressionLoss.gradient: the weights are 2 × 1, the inputs 1 × 1, the targets 2 × 1 and there are 1 biases"
    )
    let result1 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SoftmaxRegressionLoss.gradient(
        weights: Matrix(rows: 2, columns: 1, elements: [1.0, 2]), bias: [1, 0],
        inputs: Matrix(rows: 2, columns: 1, elements: [1, 2]), targets: Matrix(rows: 2, columns: 1, elements: [1, 0]))
    }
    Evidence.expect(
      result1,
      says:
        "SoftmaxRegressionLoss.gradient: the weights are 2 × 1, the inputs 2 × 1, the targets 2 × 1 and there are 2 biases"
    )
    let result2 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SoftmaxRegressionLoss.gradient(
        weights: Matrix(rows: 2, columns: 1, elements: [1.0, 2]), bias: [1, 0],
        inputs: Matrix(rows: 1, columns: 1, elements: [1]), targets: Matrix(rows: 1, columns: 1, elements: [1]))
    }
    Evidence.expect(
      result2,
      says:
        "SoftmaxRegressionLoss.gradient: the weights are 2 × 1, the inputs 1 × 1, the targets 1 × 1 and there are 2 biases"
    )
    let result3 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SoftmaxRegressionLoss.gradient(
        weights: Matrix(rows: 2, columns: 1, elements: [1.0, 2]), bias: [1, 0],
        inputs: Matrix(rows: 1, columns: 2, elements: [1, 2]), targets: Matrix(rows: 2, columns: 1, elements: [1, 0]))
    }
    Evidence.expect(
      result3,
      says:
        "SoftmaxRegressionLoss.gradient: the weights are 2 × 1, the inputs 1 × 2, the targets 2 × 1 and there are 2 biases"
    )
    let result4 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SoftmaxRegressionLoss.gradient(
        weights: Matrix(rows: 2, columns: 1, elements: [1.0, 2]), bias: [1, 0],
        inputs: Matrix(rows: 1, columns: 0, elements: []), targets: Matrix(rows: 2, columns: 0, elements: []))
    }
    Evidence.expect(result4, says: "SoftmaxRegressionLoss.gradient: the mean over no samples is undefined")
  }
}
