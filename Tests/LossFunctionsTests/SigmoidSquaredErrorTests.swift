import ActivationFunctions
import ElementaryFunctions
import EvidenceTraits
import LossFunctions
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct SigmoidSquaredErrorTests {
  @Test(.equation("sigmoid-squared-error-value"), arguments: try Evidence.vectors("sigmoid-squared-error-value"))
  func `sigmoid-squared-error-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("sigmoid-squared-error-gradient"), arguments: try Evidence.vectors("sigmoid-squared-error-gradient"))
  func `sigmoid-squared-error-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("sigmoid-squared-error-gradient"), arguments: Evidence.probes("sigmoid-squared-error-gradient"))
  func `sigmoid-squared-error-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("sigmoid-squared-error-gradient", at: probe) == [])
  }

  static func loss(_ z: Double, _ y: Double) -> Double {
    SigmoidSquaredError.value(logits: [z], targets: [y])
  }

  static func slope(_ z: Double, _ y: Double) -> Double {
    SigmoidSquaredError.gradient(logits: [z], targets: [y])[0]
  }

  static func samples(_ seed: UInt64, _ count: Int) -> (z: [Double], y: [Double]) {
    var generator = Xoshiro256StarStar(seed: seed)
    let z: [Double] = (0..<count).map { _ in 3 * NormalVariate.next(using: &generator) }
    return (z, (0..<count).map { _ in Double(Shuffle.below(5, using: &generator)) / 4 })
  }

  @Test(.equation("sigmoid-squared-error-value"), arguments: Evidence.seeds)
  func `sigmoid-squared-error-value: half the mean squared error of σ(z)`(_ seed: UInt64) {
    let (z, y) = Self.samples(seed, 7)
    let half = HalfMeanSquaredError.value(predictions: z.map { Sigmoid.value($0) }, targets: y)
    #expect(abs(SigmoidSquaredError.value(logits: z, targets: y) / half - 1) < 1e-13)
  }

  @Test(.equation("sigmoid-squared-error-gradient"), arguments: Evidence.seeds)
  func `sigmoid-squared-error-gradient: that of cross-entropy, times σ′(z)`(_ seed: UInt64) {
    let (z, y) = Self.samples(seed, 7)
    let gradient = SigmoidSquaredError.gradient(logits: z, targets: y)
    let crossEntropy = BinaryCrossEntropyWithLogits.gradient(logits: z, targets: y)
    for i in z.indices {
      let expected = crossEntropy[i] * Sigmoid.derivative(at: z[i])
      #expect(abs(gradient[i] - expected) <= 2 * expected.ulp)
      #expect(abs(crossEntropy[i]) >= 4 * abs(gradient[i]))
    }
  }

  @Test(.equation("sigmoid-squared-error-value"), arguments: Evidence.seeds)
  func `sigmoid-squared-error-value: at most ½, unchanged under exchanging the labels`(_ seed: UInt64) {
    let (z, y) = Self.samples(seed, 6)
    let loss = SigmoidSquaredError.value(logits: z, targets: y)
    #expect(loss > 0 && loss < 0.5)
    let exchanged = SigmoidSquaredError.value(logits: z.map { -$0 }, targets: y.map { 1 - $0 })
    #expect(abs(exchanged - loss) <= 2 * loss.ulp)
    let slopes = SigmoidSquaredError.gradient(logits: z, targets: y)
    #expect(SigmoidSquaredError.gradient(logits: z.map { -$0 }, targets: y.map { 1 - $0 }) == slopes.map { -$0 })
  }

  @Test(.equation("sigmoid-squared-error-value"), arguments: [-2.0, -4, -10])
  func `sigmoid-squared-error-value: not convex, where cross-entropy is`(_ z: Double) {
    func ofMiddle(_ loss: (Double) -> Double) -> Double { loss(z) - (loss(z - 1) + loss(z + 1)) / 2 }
    #expect(ofMiddle { Self.loss($0, 1) } > 0)
    #expect(ofMiddle { BinaryCrossEntropyWithLogits.value(logits: [$0], targets: [1]) } < 0)
  }

  @Test(.equation("sigmoid-squared-error-gradient"))
  func `sigmoid-squared-error-gradient: its derivative at z = −2 for y = 1 is −0.0594`() {
    let curvature = ForwardMode.derivative(at: -2.0) {
      SigmoidSquaredError.gradient(logits: [$0], targets: [1])[0]
    }.derivative
    #expect(abs(curvature + 0.05940708430217954) < 1e-16)
  }

  @Test(.equation("sigmoid-squared-error-gradient"))
  func `sigmoid-squared-error-gradient: at most 4/27, at σ(z) = 1/3 for y = 1 and 2/3 for y = 0`() {
    let steepest = -0.6931471805599453
    #expect(abs(Self.slope(steepest, 1) + 4.0 / 27) < 1e-16 && abs(Self.slope(-steepest, 0) - 4.0 / 27) < 1e-16)
    for z in stride(from: -30.0, through: 30, by: 0.03) {
      #expect(-4.0 / 27 < Self.slope(z, 1) && Self.slope(z, 1) < 0)
      #expect(0 < Self.slope(z, 0) && Self.slope(z, 0) < 4.0 / 27)
    }
  }

  @Test(.equation("sigmoid-squared-error-gradient"), arguments: [10.0, 40, 300, 700])
  func `sigmoid-squared-error-gradient: vanishes on either side, for a right answer and for a wrong one`(_ z: Double) {
    for (logit, y) in [(z, 0.0), (z, 1), (-z, 0), (-z, 1), (z, 0.25)] {
      #expect(abs(Self.slope(logit, y)) <= .exponential(-z))
    }
    #expect(abs(Self.slope(z, 0) / .exponential(-z) - 1) < 2e-4)
    #expect(abs(BinaryCrossEntropyWithLogits.gradient(logits: [z], targets: [0])[0] - 1) < 1e-4)
  }

  @Test(
    .equation("sigmoid-squared-error-gradient"),
    arguments: [
      (-2.0, -0.8807970779778824, -0.09247804322982979, 9.524391382167263),
      (-5, -0.9933071490757152, -0.006603562218556359, 150.4198970495757),
      (-10, -0.9999546021312976, -4.5393746863032435e-05, 22028.465840206645),
    ])
  func `sigmoid-squared-error-gradient: B-44, how much larger cross-entropy's is for a wrong answer`(
    _ z: Double, _ crossEntropy: Double, _ squaredError: Double, _ ratio: Double
  ) {
    let slope = BinaryCrossEntropyWithLogits.gradient(logits: [z], targets: [1])[0]
    #expect(abs(slope / crossEntropy - 1) < 1e-15 && abs(Self.slope(z, 1) / squaredError - 1) < 1e-15)
    #expect(abs(slope / Self.slope(z, 1) / ratio - 1) < 2e-15)
  }

  @Test(.equation("sigmoid-squared-error-value"), arguments: [0.125, 0.3, 0.5, 0.7, 0.9, 1])
  func `sigmoid-squared-error-value: evaluated by the sign of z, bit for bit`(_ z: Double) {
    for y in [0.1, 0.25, 0.3, 0.9] {
      let (right, left) = ((1 - y) - Sigmoid.value(-z), Sigmoid.value(-z) - y)
      #expect(Self.loss(z, y) == right * right / 2 && Self.loss(-z, y) == left * left / 2)
      #expect(Self.slope(z, y) == right * Sigmoid.derivative(at: z))
    }
    #expect(Self.slope(0, 0.3) == (0.5 - 0.3) * 0.25)
  }

  @Test(.equation("sigmoid-squared-error-value"))
  func `sigmoid-squared-error-value: edge cases`() {
    #expect(Self.loss(0, 1) == 0.125 && Self.loss(-0.0, 0.5) == 0)
    #expect(Self.loss(.infinity, 0) == 0.5 && Self.loss(.infinity, 1) == 0 && Self.loss(-.infinity, 0.5) == 0.125)
    #expect(Self.loss(1e300, 0) == 0.5 && Self.loss(-1e300, 0) == 0)
    #expect(abs(Self.loss(40, 1) / (0.5 * .exponential(-80)) - 1) < 1e-14)
    #expect(Self.loss(.nan, 1).isNaN && Self.loss(1, .nan).isNaN && Self.loss(-1, .nan).isNaN)
    #expect(SigmoidSquaredError.value(logits: [0.0, 0, 0, 0], targets: [1, 0.5, 0.5, 0.5]) == 0.03125)
  }

  @Test(.equation("sigmoid-squared-error-gradient"))
  func `sigmoid-squared-error-gradient: edge cases`() {
    #expect(Self.slope(0, 1) == -0.125 && Self.slope(0, 0.5) == 0)
    for z in [Double.infinity, -.infinity, 1e308] { for y in [0, 0.25, 1] { #expect(Self.slope(z, y) == 0) } }
    #expect(Self.slope(.nan, 1).isNaN && Self.slope(1, .nan).isNaN)
    #expect(SigmoidSquaredError.gradient(logits: [0.0, 0], targets: [1, 0]) == [-0.0625, 0.0625])
  }

  @Test(.equation("sigmoid-squared-error-value"))
  func `sigmoid-squared-error-value: every precondition traps`() async {
    let lengths = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SigmoidSquaredError.value(logits: [0.5, 7], targets: [0])
    }
    Evidence.expect(lengths, says: "SigmoidSquaredError.value: 2 logits but 1 targets")
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SigmoidSquaredError.value(logits: [Double](), targets: [])
    }
    Evidence.expect(empty, says: "SigmoidSquaredError.value: the mean of no samples is undefined")
    let range = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SigmoidSquaredError.value(logits: [0.5, 1], targets: [0, 1.5])
    }
    Evidence.expect(range, says: "SigmoidSquaredError.value: target 1 is 1.5, which is no probability")
  }

  @Test(.equation("sigmoid-squared-error-gradient"))
  func `sigmoid-squared-error-gradient: every precondition traps`() async {
    let lengths = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SigmoidSquaredError.gradient(logits: [0.5], targets: [0, 1])
    }
    Evidence.expect(lengths, says: "SigmoidSquaredError.gradient: 1 logits but 2 targets")
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SigmoidSquaredError.gradient(logits: [Double](), targets: [])
    }
    Evidence.expect(empty, says: "SigmoidSquaredError.gradient: the mean of no samples is undefined")
    let range = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SigmoidSquaredError.gradient(logits: [0.5], targets: [-1])
    }
    Evidence.expect(range, says: "SigmoidSquaredError.gradient: target 0 is -1.0, which is no probability")
  }
}
