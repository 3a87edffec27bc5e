import ElementaryFunctions
import GradientChecking
import LinearModels
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

  @Test func `every claim has a verdict that its figures explain`() {
    let claims = HouseExample.claims()
    #expect(claims.count == 12)
    #expect(claims.allSatisfy { $0.verdict != .unexplained })
    let errata = claims.compactMap { claim -> String? in
      guard case .erratum(let label) = claim.verdict else { return nil }
      return "\(claim.label) \(label)"
    }
    #expect(claims.prefix(2).map(\.verdict) == [.constructed, .constructed])
    #expect(errata == ["B-4 C-4", "B-8 C-11", "B-16 C-10"])
    #expect(claims[2].computed == "2810.335" && claims[7].computed == "3395.800" && claims[8].computed == "-123.700")
  }
}
