import ElementaryFunctions
import GradientChecking
import LinearModels
import LossFunctions
import Testing
import WorkedExamples

/// Expected figures: the document's own, and the closed form of the iterates in 50-digit arithmetic (mpmath 1.3).
@Suite struct HouseExampleTests {
  @Test func `the fixture has the moments and the gradients it is made for`() {
    let (X, N) = (HouseData.sizes, Double(HouseData.sizes.count))
    #expect(X.count == 48 && HouseData.prices.count == 48)
    #expect(abs(X.reduce(0, +) / N - 188.508) < 1e-11)
    #expect(abs(X.reduce(0) { $0 + $1 * $1 } / N - 39_901.645) < 1e-9)
    #expect(abs((X.first ?? 0) - 76.418) < 0.01 && abs((X.last ?? 0) - 300.598) < 0.01)
    let g = HouseExample.gradient(weight: HouseData.initialWeight, bias: HouseData.initialBias)
    #expect(abs(g.weight + 231_362_061) < 1e-3)
    #expect(abs(g.bias + 1_097_369) < 1e-5)
  }

  @Test func `C-2: −1097369 is the derivative by b`() {
    func loss(_ w: Double, _ b: Double) -> Double { HouseExample.loss((weight: w, bias: b)) }
    let (w, b) = (HouseData.initialWeight, HouseData.initialBias)
    let byB = FiniteDifference.derivative(of: { loss(w, $0) }, at: b)
    let byW = FiniteDifference.derivative(of: { loss($0, b) }, at: w)
    #expect(abs(byB.value + 1_097_369) < 1)
    #expect(abs(byW.value + 231_362_061) < 1)
  }

  @Test func `C-3: the second update moves b`() {
    let one = HouseExample.line(after: 1)
    #expect(abs(one.bias - (HouseData.initialBias - 1e-5 * -1_097_369)) < 1e-9)
    #expect(abs(one.bias + 127.3) < 0.05)
  }

  @Test func `C-4: the first step lands on 2810.3, not 2801.3`() {
    let one = HouseExample.line(after: 1)
    #expect(abs(one.weight - 2810.33) < 0.01)
    #expect(abs(one.weight - 2801.3) > 9)
  }

  @Test func `C-10: the best line has a loss above 0`() {
    let best = LeastSquaresLine.fit(inputs: HouseData.sizes, targets: HouseData.prices)
    // The pattern of deviations is orthogonal to 1 and to X: its mean square is the whole loss.
    #expect(abs(HouseExample.loss(best) / (100_365 * 100_365) - 1) < 1e-12)
  }

  @Test func `C-11: ten steps leave b where it was`() {
    let ten = HouseExample.line(after: 10)
    let best = LeastSquaresLine.fit(inputs: HouseData.sizes, targets: HouseData.prices)
    #expect(abs(ten.bias - HouseData.initialBias) < 15)
    #expect(best.bias - ten.bias > 19_800)
    let gradient = HouseExample.gradient(weight: ten.weight, bias: ten.bias)
    #expect(abs(gradient.bias + 4338) < 1 && abs(gradient.weight) < 10)
    // The fit still looks good: 0.43 % above the least loss.
    #expect(abs(HouseExample.loss(ten) / HouseExample.loss(best) - 1.0043) < 1e-4)
  }

  @Test(arguments: [
    (0, 496.714153, -138.264301),
    (1, 2810.334763, -127.290611),
    (2, 3277.5686355348406, -125.0398603527976),
    (3, 3371.9260201024119483, -124.55070117748409868),
    (5, 3394.8292924451890413, -124.35573125075326396),
    (10, 3395.8017485634264544, -124.13422040302244955),
    (20, 3395.8000261747170613, -123.70040237171363391),
    (100, 3395.7836318533465777, -120.23021225327334304),
  ])
  func `B-10: the iterates follow θ* + (I − ηH)ᵏ(θ₀ − θ*)`(_ k: Int, _ weight: Double, _ bias: Double) {
    let line = HouseExample.line(after: k)
    #expect(abs(line.weight - weight) < 1e-8)
    #expect(abs(line.bias - bias) < 1e-8)
  }

  @Test func `B-13: least squares finds the line the fixture is built on`() {
    let best = LeastSquaresLine.fit(inputs: HouseData.sizes, targets: HouseData.prices)
    #expect(abs(best.weight - 3302.1538442288512378) < 1e-8)
    #expect(abs(best.bias - 19698.410384831710874) < 1e-6)
  }

  @Test func `B-6: the stable learning rate and the condition number`() {
    let (least, most) = HouseExample.curvatures
    #expect(abs(least - 0.21885220441260693693) < 1e-12 && abs(most - 79805.071147795587393) < 1e-9)
    #expect(abs(HouseExample.conditionNumber - most / least) < 1e-6)
    #expect(abs(2 / most - 2.506e-5) < 1e-8)
    #expect(abs(HouseExample.stepsToOnePercent / 2.104e6 - 1) < 1e-3)
  }

  /// The lines of the document's figure, with the losses that its own data give (digitized, three digits), and those of
  /// HP-S (mpmath).
  @Test func `B-14: of four example lines the first fits best, by squares and by magnitudes`() {
    let lines: [(weight: Double, bias: Double, digitized: Double, squared: Double, absolute: Double)] = [
      (3000, 42_000, 1.169e10, 1.1672866e10, 100_365), (0, 500_000, 7.79e10, 7.7900477e10, 228_781.57),
      (1500, 63_000, 1.122e11, 1.121182e11, 296_418.83), (-2500, 1_000_000, 1.699e11, 1.6993832e11, 349_290.29),
    ]
    for line in lines {
      let predictions = HouseData.sizes.map { Line.value($0, weight: line.weight, bias: line.bias) }
      let squared = MeanSquaredError.value(predictions: predictions, targets: HouseData.prices)
      let absolute = MeanAbsoluteError.value(predictions: predictions, targets: HouseData.prices)
      #expect(abs(squared / line.squared - 1) < 1e-6 && abs(absolute / line.absolute - 1) < 1e-6)
      #expect(abs(squared / line.digitized - 1) < 0.002)
      // The first is the best by both.
      #expect(squared >= lines[0].squared * (1 - 1e-6) && absolute >= lines[0].absolute * (1 - 1e-6))
    }
    #expect(zip(lines, lines.dropFirst()).allSatisfy { $0.squared < $1.squared && $0.absolute < $1.absolute })
  }

  @Test func `B-15: the surface of the loss runs from 10.00 to 12.2, by logarithms to base 10`() {
    func logarithm(_ w: Double, _ b: Double) -> Double {
      LogLineLoss.value(weight: w, bias: b, inputs: HouseData.sizes, targets: HouseData.prices)
    }
    let best = LeastSquaresLine.fit(inputs: HouseData.sizes, targets: HouseData.prices)
    #expect(abs(logarithm(best.weight, best.bias) - 10.00316458) < 1e-8)
    #expect(abs(logarithm(8200, 300_000) - 12.19407957) < 1e-8)
  }

  @Test func `C-22: natural logarithms would start at 23, and the logarithm flattens the walls`() {
    let best = LeastSquaresLine.fit(inputs: HouseData.sizes, targets: HouseData.prices)
    #expect(abs(Double.logarithm(HouseExample.loss(best)) - 23.033138) < 1e-6)
    // Up the wall along w: equal steps raise the loss by more and more, its logarithm by less and less.
    let lines = [1.0, 2, 3, 4].map { (weight: best.weight + 1500 * $0, bias: best.bias) }
    let losses = lines.map(HouseExample.loss)
    let logarithms = lines.map {
      LogLineLoss.value(weight: $0.weight, bias: $0.bias, inputs: HouseData.sizes, targets: HouseData.prices)
    }
    for i in 0..<2 {
      #expect(losses[i + 2] - losses[i + 1] > losses[i + 1] - losses[i])
      #expect(logarithms[i + 2] - logarithms[i + 1] < logarithms[i + 1] - logarithms[i])
    }
  }

  @Test func `B-17: with standardized sizes one step of η = ½ lands on the least-squares line`() {
    let (μ, s) = Standardization.fit(HouseData.sizes)
    #expect(abs(μ - 188.508) < 1e-11)
    let X = Standardization.value(HouseData.sizes, mean: μ, deviation: s)
    let λ = LineLossHessian.eigenvalues(inputs: X)
    #expect(abs(HouseExample.conditionNumber - 3.65e5) < 500 && abs(λ.most / λ.least - 1) < 1e-12)
    // The document's start, as a line on standardized sizes.
    let start = (weight: HouseData.initialWeight * s, bias: HouseData.initialBias + HouseData.initialWeight * μ)
    let end = LineDescent(learningRate: 0.5, tolerance: 1e-6, maximumSteps: 10)
      .run(weight: start.weight, bias: start.bias, inputs: X, targets: HouseData.prices)
    #expect(end.steps == 1 && end.reason == .smallGradient)
    let line = Standardization.line(weight: end.weight, bias: end.bias, mean: μ, deviation: s)
    #expect(abs(line.weight - 3302.1538442288512378) < 1e-8)
    #expect(abs(line.bias - 19698.410384831710874) < 1e-6)
  }

  @Test func `every claim has a verdict that its figures explain`() {
    let claims = HouseExample.claims()
    #expect(claims.count == 19)
    #expect(claims.allSatisfy { $0.verdict != .unexplained })
    let errata = claims.compactMap { claim -> String? in
      guard case .erratum(let label) = claim.verdict else { return nil }
      return "\(claim.label) \(label)"
    }
    #expect(claims[2...3].map(\.verdict) == [.constructed, .constructed])
    #expect(errata == ["B-4 C-4", "B-8 C-11", "B-16 C-10"])
    #expect(claims[4].computed == "2810.335" && claims[9].computed == "3395.800" && claims[10].computed == "-123.700")
  }
}
