internal import ElementaryFunctions
internal import LinearModels

/// The first document's worked example: a line fitted to house prices by gradient descent.
public enum HouseExample {
  /// The line after a number of steps from the document's start.
  public static func line(after steps: Int) -> (weight: Double, bias: Double) {
    let descent = LineDescent(learningRate: HouseData.learningRate, tolerance: 0, maximumSteps: steps)
    let end = descent.run(
      weight: HouseData.initialWeight, bias: HouseData.initialBias, inputs: HouseData.sizes, targets: HouseData.prices)
    return (weight: end.weight, bias: end.bias)
  }

  /// The loss's gradient at a line.
  public static func gradient(weight: Double, bias: Double) -> (weight: Double, bias: Double) {
    LineLoss.gradient(weight: weight, bias: bias, inputs: HouseData.sizes, targets: HouseData.prices)
  }

  /// The loss at a line.
  public static func loss(_ line: (weight: Double, bias: Double)) -> Double {
    LineLoss.value(
      weight: line.weight, bias: line.bias, inputs: HouseData.sizes, targets: HouseData.prices)
  }

  /// The eigenvalues of the loss's Hessian: how steeply the loss curves along the direction it is flattest in and
  /// along the steepest.
  package static var curvatures: (least: Double, most: Double) { LineLossHessian.eigenvalues(inputs: HouseData.sizes) }

  /// The steepest curvature over the flattest.
  package static var conditionNumber: Double { curvatures.most / curvatures.least }

  /// How many steps shrink the distance to the minimum along the flattest direction to a hundredth.
  package static var stepsToOnePercent: Double {
    .logarithm(0.01) / .logarithmOfOnePlus(-HouseData.learningRate * curvatures.least)
  }

  /// The largest relative difference of the first twenty lines from the closed form of the iterates.
  package static var closedFormDifference: Double {
    (1...20).map { k -> Double in
      let (one, other) = (
        line(after: k),
        LineDescentIterate.value(
          after: k, learningRate: HouseData.learningRate, weight: HouseData.initialWeight, bias: HouseData.initialBias,
          inputs: HouseData.sizes, targets: HouseData.prices)
      )
      return max((one.weight / other.weight - 1).magnitude, (one.bias / other.bias - 1).magnitude)
    }.reduce(0, max)
  }

  /// The losses of the four lines that the document draws, in its order.
  package static var exampleLosses: [Double] {
    [(3000.0, 42_000.0), (0, 500_000), (1500, 63_000), (-2500, 1_000_000)].map { w, b in loss((weight: w, bias: b)) }
  }

  /// How many steps of descent with η = ½ reach the minimum, to nine digits, once the sizes are standardized.
  package static var standardizedSteps: Int {
    let (μ, deviation) = Standardization.fit(HouseData.sizes)
    let X = Standardization.value(HouseData.sizes, mean: μ, deviation: deviation)
    let best = LeastSquaresLine.fit(inputs: HouseData.sizes, targets: HouseData.prices)
    return (0...10).first { steps in
      let end = LineDescent(learningRate: 0.5, tolerance: 0, maximumSteps: steps).run(
        weight: HouseData.initialWeight, bias: HouseData.initialBias, inputs: X, targets: HouseData.prices)
      let line = Standardization.line(weight: end.weight, bias: end.bias, mean: μ, deviation: deviation)
      return (line.weight / best.weight - 1).magnitude < 1e-9 && (line.bias / best.bias - 1).magnitude < 1e-9
    } ?? 11
  }

  /// Every claim of the document about this example.
  @Sendable
  package static func claims() -> [Claim] {
    let start = gradient(weight: HouseData.initialWeight, bias: HouseData.initialBias)
    let (one, ten, twenty) = (line(after: 1), line(after: 10), line(after: 20))
    let atTen = gradient(weight: ten.weight, bias: ten.bias)
    let best = LeastSquaresLine.fit(inputs: HouseData.sizes, targets: HouseData.prices)
    let learningRateLimit = LearningRateLimit.value(inputs: HouseData.sizes)
    let steep = LogLineLoss.value(
      weight: best.weight, bias: best.bias, inputs: HouseData.sizes, targets: HouseData.prices)
    return [
      Claim(
        "B-1", "w at the start", printed: "496.71", computed: HouseData.initialWeight,
        remark: "1000 times the first normal draw of NumPy's generator at seed 42"),
      Claim(
        "B-1", "b at the start", printed: "-138.26", computed: HouseData.initialBias, remark: "1000 times the second"),
      Claim(
        "B-2", "∂L/∂w at the start", printed: "-231362061", computed: start.weight, decimals: 1, isConstructed: true,
        remark: "the fixture is made to have this gradient"),
      Claim(
        "B-3", "∂L/∂b at the start", printed: "-1097369", computed: start.bias, decimals: 1, isConstructed: true,
        remark: "likewise; printed as a second ∂L/∂w (erratum C-2)"),
      Claim(
        "B-4", "w after the first step", printed: "2801.3", computed: one.weight, erratum: "C-4",
        remark: "two digits are exchanged: 496.71 + 2313.62 = 2810.33"),
      Claim(
        "B-5", "b after the first step", printed: "-127.3", computed: one.bias,
        remark: "printed as “w = b − …” (erratum C-3)"),
      Claim(
        "B-6", "η is a workable step", documented: "10⁻⁵",
        computed: "< \(learningRateLimit.rounded(toDecimals: 8))",
        holds: HouseData.learningRate < learningRateLimit,
        remark: "descent diverges from 2/λmax on"),
      Claim(
        "B-7", "w fits after 10 steps", documented: "“quite well”",
        computed: ten.weight.rounded(toDecimals: 2),
        holds: (ten.weight - twenty.weight).magnitude < 0.01,
        remark: "ten more steps change it by less than 0.01"),
      Claim(
        "B-8", "∂L/∂b is then nearly 0", documented: "“almost zero”",
        computed: atTen.bias.rounded(toDecimals: 0), holds: atTen.bias.magnitude < 1, erratum: "C-11",
        remark:
          "b has hardly moved; steepest over flattest curvature: \(conditionNumber.rounded(toDecimals: 0))"
      ),
      Claim(
        "B-9", "w of the final figure", printed: "3395.8", computed: twenty.weight,
        remark: "from the legend of the author's figure; w after 20 steps"),
      Claim(
        "B-9", "b of the final figure", printed: "-123.7", computed: twenty.bias,
        remark: "b after 20 steps; after 10 it is \(ten.bias.rounded(toDecimals: 2)), which would print −124.1"),
      Claim(
        "B-13", "w of the exact minimum", computed: best.weight.rounded(toDecimals: 3),
        remark: "least squares; after 20 steps descent is \((twenty.weight - best.weight).rounded(toDecimals: 1)) away"),
      Claim(
        "B-13", "b of the exact minimum", computed: best.bias.rounded(toDecimals: 3),
        remark: "descent comes within 1 % of it after \((stepsToOnePercent / 1e6).rounded(toDecimals: 1)) million steps"
      ),
      Claim(
        "B-10", "steps 1 to 20, closed form", computed: "≤ \(closedFormDifference.inPowersOfTen)",
        remark: "largest relative difference from θ* + (I − ηH)ᵏ (θ₀ − θ*), which the document does not state"),
      Claim(
        "B-12", "the 50 points", computed: "48 of ours",
        remark: "shown in pictures only, so not to be reproduced; ours are made to have the printed gradients"),
      Claim(
        "B-14", "which of four lines fits best", documented: "“the first”",
        computed: "MSE \(exampleLosses[0].inPowersOfTen)", holds: exampleLosses[0] == exampleLosses.min(),
        remark: "the others " + exampleLosses.dropFirst().map(\.inPowersOfTen).joined(separator: ", ") + ", on HP-S"),
      Claim(
        "B-15", "log₁₀ of the least loss", printed: "10.0", computed: steep,
        remark: "the figure's axis begins at 10.00: its logarithm is to base 10, which the text does not say (C-22)"),
      Claim(
        "B-16", "the best line's loss is 0", documented: "0",
        computed: "\((loss(best) / 1e10).rounded(toDecimals: 5))e10", holds: loss(best) == 0, erratum: "C-10",
        remark: "only points on one line can be met exactly"),
      Claim(
        "B-17", "steps with sizes standardized", computed: "\(standardizedSteps)",
        remark: "to the exact minimum with η = ½, where all curvatures are equal"),
    ]
  }
}
