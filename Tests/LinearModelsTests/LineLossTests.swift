import ElementaryFunctions
import EvidenceTraits
import GradientChecking
import GradientOptimizers
import LinearModels
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct LineLossTests {
  @Test(.equation("line-loss-value"), arguments: try Evidence.vectors("line-loss-value"))
  func `line-loss-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("line-loss-gradient"), arguments: try Evidence.vectors("line-loss-gradient"))
  func `line-loss-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("line-loss-gradient"), arguments: Evidence.probes("line-loss-gradient"))
  func `line-loss-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("line-loss-gradient", at: probe) == [])
  }

  /// Points in sixteenths, so that properties of small sums hold exactly.
  static func points(_ seed: UInt64, _ count: Int) -> (X: [Double], Y: [Double]) {
    var generator = Xoshiro256StarStar(seed: seed)
    let numbers = (0..<2 * count).map { _ in Double(Shuffle.below(256, using: &generator)) / 16 - 8 }
    return (Array(numbers.prefix(count)), Array(numbers.suffix(count)))
  }

  @Test(.equation("line-loss-value"), arguments: Evidence.seeds)
  func `line-loss-value: 0 on collinear points, quadratic along every line, convex`(_ seed: UInt64) {
    let (X, Y) = Self.points(seed, 8)
    let onLine = X.map { Line.value($0, weight: 1.5, bias: -0.25) }
    #expect(LineLoss.value(weight: 1.5, bias: -0.25, inputs: X, targets: onLine) == 0)
    func L(_ t: Double) -> Double { LineLoss.value(weight: 2 * t, bias: 1 - t, inputs: X, targets: Y) }
    #expect(L(3) - 3 * L(2) + 3 * L(1) - L(0) == 0)
    #expect(2 * L(1) <= L(0) + L(2))
  }

  @Test(.equation("line-loss-gradient"), arguments: Evidence.seeds)
  func `line-loss-gradient: by b it is −2 times the mean residual, by w with X ≡ 1 the same`(_ seed: UInt64) {
    let (X, Y) = Self.points(seed, 8)
    let gradient = LineLoss.gradient(weight: 0.5, bias: 2, inputs: X, targets: Y)
    let residual = Mean.over(X.indices) { i in Y[i] - (0.5 * X[i] + 2) }
    #expect(gradient.bias == -2 * residual)
    let ones = [Double](repeating: 1, count: 8)
    let constant = LineLoss.gradient(weight: 0.5, bias: 2, inputs: ones, targets: Y)
    #expect(constant.weight == constant.bias)
    let twice = LineLoss.gradient(weight: 0.5, bias: 2, inputs: X + X, targets: Y + Y)
    #expect(twice == gradient)
  }

  @Test(.equation("line-loss-gradient"), arguments: Evidence.seeds)
  func `line-loss-gradient: the mean of the single samples' gradients −2(y − ŷ)x and −2(y − ŷ)`(_ seed: UInt64) {
    let (X, Y) = Self.points(seed, 4)
    let (w, b) = (0.75, -1.5)
    let gradient = LineLoss.gradient(weight: w, bias: b, inputs: X, targets: Y)
    let slopes = X.indices.map { i in -2 * (Y[i] - (w * X[i] + b)) }
    #expect(gradient.weight == Mean.over(X.indices) { i in slopes[i] * X[i] })
    #expect(gradient.bias == Mean.over(X.indices) { i in slopes[i] })
    for i in X.indices {
      let single = LineLoss.gradient(weight: w, bias: b, inputs: [X[i]], targets: [Y[i]])
      #expect(single.weight == X[i] * single.bias)
    }
  }

  @Test(.equation("line-loss-gradient"), arguments: Evidence.seeds)
  func `line-loss-gradient: vanishes at the least-squares line`(_ seed: UInt64) {
    let (X, Y) = Self.points(seed, 9)
    let best = LeastSquaresLine.fit(inputs: X, targets: Y)
    let gradient = LineLoss.gradient(weight: best.weight, bias: best.bias, inputs: X, targets: Y)
    #expect(abs(gradient.weight) < 1e-12 && abs(gradient.bias) < 1e-13)
  }

  @Test(.equation("line-loss-gradient"), arguments: Evidence.seeds)
  func `line-loss-gradient: Taylor slope 2`(_ seed: UInt64) throws {
    let (X, Y) = Self.points(seed, 7)
    let gradient = LineLoss.gradient(weight: 0.5, bias: 2, inputs: X, targets: Y)
    let slope = try #require(
      TaylorRemainder.slope(
        of: { LineLoss.value(weight: $0[0], bias: $0[1], inputs: X, targets: Y) },
        gradient: [gradient.weight, gradient.bias], at: [0.5, 2], along: [1, -0.5]))
    #expect(abs(slope - 2) < 0.01)
  }

  @Test(.equation("line-loss-gradient"))
  func `line-loss-gradient: C-1, the second display is the derivative by b`() {
    let (X, Y) = ([1.0, 2, 4], [3.0, -1, 5])
    let printed = Mean.over(0..<3) { i in -2 * (Y[i] - (0.5 * X[i] + 1)) }
    func slope(of f: (Double) -> Double, at x: Double) -> Double {
      FiniteDifference.derivative(of: f, at: x).value
    }
    let byB = slope(of: { LineLoss.value(weight: 0.5, bias: $0, inputs: X, targets: Y) }, at: 1)
    let byW = slope(of: { LineLoss.value(weight: $0, bias: 1, inputs: X, targets: Y) }, at: 0.5)
    #expect(abs(printed - byB) < 1e-10)
    #expect(abs(printed - byW) > 0.5)
  }

  @Test(.equation("line-loss-gradient"))
  func `line-loss-gradient: B-62, one sample learned in one step`() {
    // 1 − 2η(x² + 1) = 0 at η = 0.1 and x = 2: the step lands on the sample.
    #expect(LineLoss.value(weight: 1, bias: 0, inputs: [2.0], targets: [5]) == 9)
    let gradient = LineLoss.gradient(weight: 1, bias: 0, inputs: [2.0], targets: [5])
    #expect(gradient == (weight: -12, bias: -6))
    let θ = GradientDescent(learningRate: 0.1).step([1, 0], gradient: [gradient.weight, gradient.bias])
    #expect(abs(θ[0] - 2.2) < 1e-15 && abs(θ[1] - 0.6) < 1e-15)
    #expect(LineLoss.value(weight: θ[0], bias: θ[1], inputs: [2], targets: [5]) < 1e-29)
  }

  @Test(.equation("line-loss-gradient"))
  func `line-loss-gradient: updating b with the new w is another algorithm`() {
    let (X, Y) = ([1.0, 2], [3.0, 5])
    let gradient = LineLoss.gradient(weight: 0, bias: 0, inputs: X, targets: Y)
    let w = -0.1 * gradient.weight
    let late = LineLoss.gradient(weight: w, bias: 0, inputs: X, targets: Y)
    #expect(gradient.bias != late.bias)
  }

  @Test(.equation("line-loss-value"))
  func `line-loss-value: edge cases`() {
    #expect(LineLoss.value(weight: 2, bias: 1, inputs: [3.0], targets: [7]) == 0)
    #expect(LineLoss.value(weight: 0, bias: 7, inputs: [3.0], targets: [7]) == 0)
    #expect(LineLoss.value(weight: .nan, bias: 7, inputs: [3.0], targets: [7]).isNaN)
  }

  @Test(.equation("line-loss-gradient"))
  func `line-loss-gradient: edge cases`() {
    let perfect = LineLoss.gradient(weight: 2, bias: 1, inputs: [3.0, 0], targets: [7, 1])
    #expect(perfect.weight == 0 && perfect.bias == 0)
    #expect(LineLoss.gradient(weight: .nan, bias: 1, inputs: [3.0], targets: [7]).bias.isNaN)
  }

  @Test(.equation("line-loss-value"))
  func `line-loss-value: lengths that differ, and no points, trap`() async {
    let lengths = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LineLoss.value(weight: 1, bias: 1, inputs: [1.0, 2], targets: [1])
    }
    Evidence.expect(lengths, says: "MeanSquaredError.value: 2 predictions but 1 targets")
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LineLoss.value(weight: 1, bias: 1, inputs: [Double](), targets: [])
    }
    Evidence.expect(empty, says: "MeanSquaredError.value: the mean of no samples is undefined")
  }

  @Test(.equation("line-loss-gradient"))
  func `line-loss-gradient: lengths that differ, and no points, trap`() async {
    let lengths = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LineLoss.gradient(weight: 1, bias: 1, inputs: [1.0, 2], targets: [1])
    }
    Evidence.expect(lengths, says: "LineLoss.gradient: 2 inputs but 1 targets")
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LineLoss.gradient(weight: 1, bias: 1, inputs: [Double](), targets: [])
    }
    Evidence.expect(empty, says: "Mean.over: the mean of no terms is undefined")
  }

  /// The copy of D3 has one and the same remnant for a minus and for other signs; the text around it decides.
  @Test(.equation("line-loss-gradient"), arguments: Evidence.seeds)
  func `line-loss-gradient: C-45, with minus for D3's lost signs a line learns, with plus it does not`(
    _ seed: UInt64
  ) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (x, y): (Double, Double) = (NormalVariate.next(using: &generator), NormalVariate.next(using: &generator))
    let (m, c): (Double, Double) = (NormalVariate.next(using: &generator), NormalVariate.next(using: &generator))
    func loss(_ m: Double, _ c: Double) -> Double { LineLoss.value(weight: m, bias: c, inputs: [x], targets: [y]) }
    // “L = (y ? ŷ)²” is an error: nothing for a right prediction, which (y + ŷ)² is not.
    #expect(loss(m, y - m * x).magnitude < 1e-28 && (y + y) * (y + y) > 0)
    let ŷ = m * x + c
    #expect((loss(m, c) - (y - ŷ) * (y - ŷ)).magnitude <= 1e-15 * loss(m, c))
    // “m_new = m_old ? η · (?L/?m)” is to make the loss small.
    let g = LineLoss.gradient(weight: m, bias: c, inputs: [x], targets: [y])
    let η = 0.1 / (1 + x * x)
    let step = GradientDescent(learningRate: η).step([m, c], gradient: [g.weight, g.bias])
    #expect(step == [m - η * g.weight, c - η * g.bias])
    #expect(loss(step[0], step[1]) < loss(m, c))
    #expect(loss(m + η * g.weight, c + η * g.bias) > loss(m, c))
  }
}
