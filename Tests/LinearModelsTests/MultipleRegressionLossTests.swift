import ElementaryFunctions
import EvidenceTraits
import GradientChecking
import GradientOptimizers
import LinearModels
import LossFunctions
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct MultipleRegressionLossTests {
  @Test(.equation("multiple-regression-loss-value"), arguments: try Evidence.vectors("multiple-regression-loss-value"))
  func `multiple-regression-loss-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("multiple-regression-loss-gradient"),
    arguments: try Evidence.vectors("multiple-regression-loss-gradient"))
  func `multiple-regression-loss-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("multiple-regression-loss-gradient"), arguments: Evidence.probes("multiple-regression-loss-gradient"))
  func `multiple-regression-loss-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("multiple-regression-loss-gradient", at: probe) == [])
  }

  /// A model and samples in quarters, so that losses of 8 samples are exact.
  struct Problem {
    let w: [Double]
    let b: Double
    let X: Matrix<Double>
    let Y: [Double]

    init(_ seed: UInt64, inputs n: Int, samples N: Int = 8) {
      var generator = Xoshiro256StarStar(seed: seed)
      func quarters(_ count: Int) -> [Double] { QuadraticModelTests.quarters(count, &generator) }
      (w, b) = (quarters(n), quarters(1)[0])
      (X, Y) = (Matrix(rows: n, columns: N, elements: quarters(n * N)), quarters(N))
    }

    func loss(_ w: [Double], _ b: Double) -> Double {
      MultipleRegressionLoss.value(weights: w, bias: b, inputs: X, targets: Y)
    }

    func gradient(_ w: [Double], _ b: Double) -> (weights: [Double], bias: Double) {
      MultipleRegressionLoss.gradient(weights: w, bias: b, inputs: X, targets: Y)
    }
  }

  @Test(.equation("multiple-regression-loss-value"), arguments: Evidence.seeds)
  func `multiple-regression-loss-value: the loss of a line for one input, the mean squared error of predictions`(
    _ seed: UInt64
  ) {
    let one = Problem(seed, inputs: 1, samples: 11)
    #expect(
      one.loss(one.w, one.b)
        == LineLoss.value(weight: one.w[0], bias: one.b, inputs: one.X.row(0), targets: one.Y))
    let three = Problem(seed, inputs: 3)
    let predictions = (0..<8).map { i in DotProduct.value(three.w, three.X.column(i)) + three.b }
    #expect(three.loss(three.w, three.b) == MeanSquaredError.value(predictions: predictions, targets: three.Y))
    #expect(MultipleRegressionLoss.value(weights: three.w, bias: three.b, inputs: three.X, targets: predictions) == 0)
  }

  @Test(.equation("multiple-regression-loss-gradient"), arguments: Evidence.seeds)
  func `multiple-regression-loss-gradient: that of a line for one input; by the bias as by the weight of an input 1`(
    _ seed: UInt64
  ) {
    let one = Problem(seed, inputs: 1, samples: 11)
    let gradient = one.gradient(one.w, one.b)
    let line = LineLoss.gradient(weight: one.w[0], bias: one.b, inputs: one.X.row(0), targets: one.Y)
    #expect(gradient.weights == [line.weight] && gradient.bias == line.bias)
    let two = Problem(seed, inputs: 2)
    let withOnes = Matrix(rows: 3, columns: 8, elements: two.X.elements + [Double](repeating: 1, count: 8))
    let extended = MultipleRegressionLoss.gradient(
      weights: two.w + [two.b], bias: 0, inputs: withOnes, targets: two.Y)
    let plain = two.gradient(two.w, two.b)
    #expect(extended.weights == plain.weights + [plain.bias])
  }

  /// With a row of ones below X, H = (2/N) X Xᵀ. The gradient is affine, so its differences are H v, exactly here.
  @Test(.equation("multiple-regression-loss-gradient"), arguments: Evidence.seeds)
  func `multiple-regression-loss-gradient: its derivative is (2/N) X Xᵀ, symmetric and nowhere negative`(_ seed: UInt64)
  {
    let problem = Problem(seed, inputs: 2)
    let v = Problem(seed + 100, inputs: 2)
    let (from, to) = (
      problem.gradient(problem.w, problem.b),
      problem.gradient(zip(problem.w, v.w).map { $0 + $1 }, problem.b + v.b)
    )
    let change = zip(to.weights + [to.bias], from.weights + [from.bias]).map { $0 - $1 }
    let X = Matrix(rows: 3, columns: 8, elements: problem.X.elements + [Double](repeating: 1, count: 8))
    let H = MatrixProduct.value(X, X.transposed).elements.map { 2.0 / 8 * $0 }
    let direction = v.w + [v.b]
    #expect(
      MatrixProduct.value(
        Matrix(rows: 3, columns: 3, elements: H), Matrix(rows: 3, columns: 1, elements: direction)
      ).elements == change)
    #expect(DotProduct.value(direction, change) >= 0)
    #expect(Matrix(rows: 3, columns: 3, elements: H).transposed.elements == H)
    // Convex: the middle of two models is no worse than their mean.
    let middle = problem.loss(zip(problem.w, v.w).map { ($0 + $1) / 2 }, (problem.b + v.b) / 2)
    #expect(2 * middle <= problem.loss(problem.w, problem.b) + problem.loss(v.w, v.b))
  }

  @Test(.equation("multiple-regression-loss-gradient"), arguments: Evidence.seeds)
  func `multiple-regression-loss-gradient: descent ends where residuals are orthogonal to every input`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let X = Matrix(
      rows: 2, columns: 9,
      elements: (0..<18).map { _ in NormalVariate.next(using: &generator) as Double })
    let Y = (0..<9).map { i in 2 * X[0, i] - X[1, i] + 0.5 + 0.1 * NormalVariate.next(using: &generator) }
    let descent = GradientDescent(learningRate: 0.1)
    let θ = (0..<2000).reduce([0.0, 0, 0]) { θ, _ in
      let gradient = MultipleRegressionLoss.gradient(
        weights: [θ[0], θ[1]], bias: θ[2], inputs: X, targets: Y)
      return descent.step(θ, gradient: gradient.weights + [gradient.bias])
    }
    let residuals = (0..<9).map { i in Y[i] - (DotProduct.value([θ[0], θ[1]], X.column(i)) + θ[2]) }
    #expect(abs(Sum.over(0..<9) { residuals[$0] }) < 1e-10)
    #expect(abs(DotProduct.value(residuals, X.row(0))) < 1e-10 && abs(DotProduct.value(residuals, X.row(1))) < 1e-10)
    #expect(abs(θ[0] - 2) < 0.4 && abs(θ[1] + 1) < 0.4 && abs(θ[2] - 0.5) < 0.4)
  }

  @Test(.equation("multiple-regression-loss-gradient"), arguments: Evidence.seeds)
  func `multiple-regression-loss-gradient: Taylor slope 2`(_ seed: UInt64) throws {
    let problem = Problem(seed, inputs: 3)
    let gradient = problem.gradient(problem.w, problem.b)
    let slope = try #require(
      TaylorRemainder.slope(
        of: { problem.loss(Array($0.prefix(3)), $0[3]) }, gradient: gradient.weights + [gradient.bias],
        at: problem.w + [problem.b], along: [1, -0.5, 0.25, 2]))
    #expect(abs(slope - 2) < 0.01)
  }

  /// The documents count n + 1 inputs from 0 and add from 1.
  @Test(.equation("multiple-regression-loss-gradient"))
  func `multiple-regression-loss-gradient: C-5, the printed sum leaves out x₀ and its weight`() {
    let (w, b) = ([3.0, -1, 0.5], 2.0)
    func printed(_ x: [Double], _ w: [Double]) -> Double { Sum.over(1..<3) { i in w[i] * x[i] } + b }
    func meant(_ x: [Double], _ w: [Double]) -> Double { Sum.over(0..<3) { i in w[i] * x[i] } + b }
    for x0 in [-4.0, 0, 7] {
      #expect(printed([x0, 1, 2], w) == printed([0, 1, 2], w))
      #expect(printed([x0, 1, 2], [100, -1, 0.5]) == printed([x0, 1, 2], w))
    }
    let slope = FiniteDifference.derivative(of: { meant([$0, 1, 2], w) }, at: 0.5)
    #expect(abs(slope.value - w[0]) < 1e-10)
    // The next sentence has the loss depend on w₀, as it does.
    let X = Matrix(rows: 3, columns: 2, elements: [1.0, 2, 3, -1, 0.5, 4])
    let gradient = MultipleRegressionLoss.gradient(weights: w, bias: b, inputs: X, targets: [1, -2])
    #expect(gradient.weights[0] != 0)
  }

  @Test(.equation("multiple-regression-loss-value"), arguments: Evidence.seeds)
  func `multiple-regression-loss-value: C-48, collinear inputs have a whole line of minima`(_ seed: UInt64) {
    let single = Problem(seed, inputs: 1)
    let x = single.X.row(0)
    // The second input is twice the first, as a length in two units.
    let X = Matrix(rows: 2, columns: 8, elements: x + x.map { 2 * $0 })
    let best = LeastSquaresLine.fit(inputs: x, targets: single.Y)
    let least = LineLoss.value(weight: best.weight, bias: best.bias, inputs: x, targets: single.Y)
    for t in [-3.0, 0, 0.5, 2] {
      // Along (2, −1) neither predictions nor loss change.
      let w = [best.weight + 2 * t, -t]
      let loss = MultipleRegressionLoss.value(weights: w, bias: best.bias, inputs: X, targets: single.Y)
      let gradient = MultipleRegressionLoss.gradient(weights: w, bias: best.bias, inputs: X, targets: single.Y)
      #expect(abs(loss - least) < 1e-12)
      #expect((gradient.weights + [gradient.bias]).allSatisfy { abs($0) < 1e-12 })
    }
    // The curvature along it is 0, so the Hessian has no inverse.
    let flat = MultipleRegressionLoss.gradient(weights: [1 + 2, -1], bias: 0.5, inputs: X, targets: single.Y)
    let here = MultipleRegressionLoss.gradient(weights: [1, 0], bias: 0.5, inputs: X, targets: single.Y)
    #expect(flat == here)
  }

  @Test(.equation("multiple-regression-loss-value"))
  func `multiple-regression-loss-value: edge cases`() {
    let none = Matrix<Double>(rows: 0, columns: 3, elements: [])
    #expect(MultipleRegressionLoss.value(weights: [], bias: 2, inputs: none, targets: [1, 2, 4]) == 5.0 / 3)
    let X = Matrix(rows: 2, columns: 1, elements: [3.0, -1])
    #expect(MultipleRegressionLoss.value(weights: [2, 1], bias: 2, inputs: X, targets: [7]) == 0)
    #expect(MultipleRegressionLoss.value(weights: [.nan, 1], bias: 2, inputs: X, targets: [7]).isNaN)
  }

  @Test(.equation("multiple-regression-loss-gradient"))
  func `multiple-regression-loss-gradient: edge cases`() {
    let none = Matrix<Double>(rows: 0, columns: 3, elements: [])
    let ofBias = MultipleRegressionLoss.gradient(weights: [], bias: 2, inputs: none, targets: [1, 2, 3.75])
    #expect(ofBias.weights == [] && ofBias.bias == -0.5)
    let X = Matrix(rows: 2, columns: 1, elements: [3.0, -1])
    let perfect = MultipleRegressionLoss.gradient(weights: [2, 1], bias: 2, inputs: X, targets: [7])
    #expect(perfect.weights == [0, 0] && perfect.bias == 0)
    #expect(MultipleRegressionLoss.gradient(weights: [.nan, 1], bias: 2, inputs: X, targets: [7]).bias.isNaN)
  }

  @Test(.equation("multiple-regression-loss-value"))
  func `multiple-regression-loss-value: shapes that do not fit, and no samples, trap`() async {
    let weights = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let X = Matrix(rows: 2, columns: 3) { _, _ in 1.0 }
      _ = MultipleRegressionLoss.value(weights: [1, 2, 3], bias: 0, inputs: X, targets: [1, 2, 3])
    }
    Evidence.expect(
      weights, says: "MultipleRegressionLoss.value: X is 2 × 3 but there are 3 weights and 3 targets")
    let targets = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let X = Matrix(rows: 2, columns: 3) { _, _ in 1.0 }
      _ = MultipleRegressionLoss.value(weights: [1, 2], bias: 0, inputs: X, targets: [1, 2])
    }
    Evidence.expect(
      targets, says: "MultipleRegressionLoss.value: X is 2 × 3 but there are 2 weights and 2 targets")
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let X = Matrix<Double>(rows: 2, columns: 0, elements: [])
      _ = MultipleRegressionLoss.value(weights: [1, 2], bias: 0, inputs: X, targets: [])
    }
    Evidence.expect(empty, says: "MultipleRegressionLoss.value: the mean over no samples is undefined")
  }

  @Test(.equation("multiple-regression-loss-gradient"))
  func `multiple-regression-loss-gradient: shapes that do not fit, and no samples, trap`() async {
    let weights = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let X = Matrix(rows: 2, columns: 3) { _, _ in 1.0 }
      _ = MultipleRegressionLoss.gradient(weights: [1], bias: 0, inputs: X, targets: [1, 2, 3])
    }
    Evidence.expect(
      weights, says: "MultipleRegressionLoss.gradient: X is 2 × 3 but there are 1 weights and 3 targets")
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let X = Matrix<Double>(rows: 2, columns: 0, elements: [])
      _ = MultipleRegressionLoss.gradient(weights: [1, 2], bias: 0, inputs: X, targets: [])
    }
    Evidence.expect(empty, says: "MultipleRegressionLoss.gradient: the mean over no samples is undefined")
  }
}
