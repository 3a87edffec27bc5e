import ActivationFunctions
import ElementaryFunctions
import EvidenceTraits
import LossFunctions
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct BinaryCrossEntropyWithLogitsTests {
  @Test(
    .equation("binary-cross-entropy-with-logits-value"),
    arguments: try Evidence.vectors("binary-cross-entropy-with-logits-value"))
  func `binary-cross-entropy-with-logits-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("binary-cross-entropy-with-logits-gradient"),
    arguments: try Evidence.vectors("binary-cross-entropy-with-logits-gradient"))
  func `binary-cross-entropy-with-logits-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("binary-cross-entropy-with-logits-gradient"),
    arguments: Evidence.probes("binary-cross-entropy-with-logits-gradient"))
  func `binary-cross-entropy-with-logits-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("binary-cross-entropy-with-logits-gradient", at: probe) == [])
  }

  static func loss(_ z: Double, _ y: Double) -> Double {
    BinaryCrossEntropyWithLogits.value(logits: [z], targets: [y])
  }

  static func slope(_ z: Double, _ y: Double) -> Double {
    BinaryCrossEntropyWithLogits.gradient(logits: [z], targets: [y])[0]
  }

  @Test(.equation("binary-cross-entropy-with-logits-value"), arguments: Evidence.seeds)
  func `binary-cross-entropy-with-logits-value: symmetric, convex, positive`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let z: Double = 5 * NormalVariate.next(using: &generator)
    let w: Double = 5 * NormalVariate.next(using: &generator)
    for y in [0, 0.25, 1] {
      #expect(abs(Self.loss(z, y) - Self.loss(-z, 1 - y)) <= 2 * Self.loss(z, y).ulp)
      #expect(Self.loss(z, y) > 0)
      #expect(2 * Self.loss((z + w) / 2, y) <= (Self.loss(z, y) + Self.loss(w, y)) * (1 + 1e-15))
    }
  }

  @Test(.equation("binary-cross-entropy-with-logits-gradient"), arguments: Evidence.seeds)
  func `binary-cross-entropy-with-logits-gradient: bounded by 1, increasing, odd under exchange`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let z: Double = 5 * NormalVariate.next(using: &generator)
    for y in [0, 0.25, 1] {
      #expect(abs(Self.slope(z, y)) < 1)
      #expect(Self.slope(z + 0.01, y) > Self.slope(z, y))
      #expect(Self.slope(z, y) == -Self.slope(-z, 1 - y))
    }
  }

  @Test(.equation("binary-cross-entropy-with-logits-value"), arguments: [0.125, 0.3, 0.5, 0.7, 0.9, 1])
  func `binary-cross-entropy-with-logits-value: evaluated by the sign of z, bit for bit`(_ z: Double) {
    for y in [0.1, 0.25, 0.9] {
      #expect(Self.loss(z, y) == z * (1 - y) + .logarithmOfOnePlus(.exponential(-z)))
      #expect(Self.loss(-z, y) == z * y + .logarithmOfOnePlus(.exponential(-z)))
    }
    #expect(Self.slope(0, 0.3) == 0.5 - 0.3)
  }

  @Test(.equation("binary-cross-entropy-with-logits-value"))
  func `binary-cross-entropy-with-logits-value: edge cases`() {
    for y in [0, 0.3, 1] { #expect(abs(Self.loss(0, y) - 0.6931471805599453) < 2e-16) }
    #expect(Self.loss(.infinity, 1) == 0 && Self.loss(-.infinity, 0) == 0)
    #expect(Self.loss(.infinity, 0) == .infinity && Self.loss(-.infinity, 1) == .infinity)
    #expect(Self.loss(.infinity, 0.5) == .infinity && Self.loss(-.infinity, 0.5) == .infinity)
    #expect(Self.loss(.nan, 0).isNaN && Self.loss(.nan, 1).isNaN && Self.loss(1, .nan).isNaN)
    #expect(Self.loss(-1, .nan).isNaN)
    #expect(Self.loss(1e4, 0) == 1e4 && Self.loss(-1e4, 1) == 1e4)
    #expect(Self.loss(1e4, 1) == 0 && Self.loss(-1e4, 0) == 0)
    #expect(Self.loss(1e308, 0) == 1e308)
    let many = BinaryCrossEntropyWithLogits.value(logits: [1e308, 1e308, 1e308, 1e308], targets: [0, 0, 0, 0])
    #expect(many == 1e308)
  }

  @Test(.equation("binary-cross-entropy-with-logits-gradient"))
  func `binary-cross-entropy-with-logits-gradient: edge cases`() {
    #expect(Self.slope(0, 0.5) == 0 && Self.slope(0, 1) == -0.5)
    #expect(Self.slope(.infinity, 0.25) == 0.75 && Self.slope(-.infinity, 0.25) == -0.25)
    #expect(Self.slope(.infinity, 1) == 0 && Self.slope(-.infinity, 0) == 0)
    #expect(Self.slope(.nan, 1).isNaN && Self.slope(2, .nan).isNaN)
    #expect(BinaryCrossEntropyWithLogits.gradient(logits: [0.0, 0], targets: [1, 0]) == [-0.25, 0.25])
  }

  @Test(.equation("binary-cross-entropy-with-logits-gradient"), arguments: [37.0, 50, 200, 700])
  func `binary-cross-entropy-with-logits-gradient: keeps its digits on the right side`(_ z: Double) {
    #expect(abs(Self.slope(z, 1) / -.exponential(-z) - 1) < 1e-15)
    #expect(abs(Self.slope(-z, 0) / .exponential(-z) - 1) < 1e-15)
  }

  @Test(.equation("binary-cross-entropy-with-logits-value"))
  func `binary-cross-entropy-with-logits-value: every precondition traps`() async {
    let lengths = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BinaryCrossEntropyWithLogits.value(logits: [0.5, 7], targets: [0])
    }
    Evidence.expect(lengths, says: "BinaryCrossEntropyWithLogits.value: 2 logits but 1 targets")
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BinaryCrossEntropyWithLogits.value(logits: [Double](), targets: [])
    }
    Evidence.expect(empty, says: "BinaryCrossEntropyWithLogits.value: the mean of no samples is undefined")
    let above = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BinaryCrossEntropyWithLogits.value(logits: [0.5, 1], targets: [0, 1.5])
    }
    Evidence.expect(
      above, says: "BinaryCrossEntropyWithLogits.value: target 1 is 1.5, which is no probability")
    let below = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BinaryCrossEntropyWithLogits.value(logits: [0.5], targets: [-1])
    }
    Evidence.expect(
      below, says: "BinaryCrossEntropyWithLogits.value: target 0 is -1.0, which is no probability")
  }

  @Test(.equation("binary-cross-entropy-with-logits-gradient"))
  func `binary-cross-entropy-with-logits-gradient: every precondition traps`() async {
    let lengths = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BinaryCrossEntropyWithLogits.gradient(logits: [0.5], targets: [0, 1])
    }
    Evidence.expect(lengths, says: "BinaryCrossEntropyWithLogits.gradient: 1 logits but 2 targets")
    let range = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BinaryCrossEntropyWithLogits.gradient(logits: [0.5], targets: [2])
    }
    Evidence.expect(
      range, says: "BinaryCrossEntropyWithLogits.gradient: target 0 is 2.0, which is no probability")
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = BinaryCrossEntropyWithLogits.gradient(logits: [Double](), targets: [])
    }
    Evidence.expect(empty, says: "BinaryCrossEntropyWithLogits.gradient: the mean of no samples is undefined")
  }

  @Test(.equation("binary-cross-entropy-with-logits-value"), arguments: [(1000.0, 0.0), (-1000, 1), (800, 0.5)])
  func `binary-cross-entropy-with-logits-value: C-27, finite where the printed form is not`(
    _ z: Double, _ y: Double
  ) {
    let ŷ = 1 / (1 + Double.exponential(-z))
    let printed = -(y * .logarithm(ŷ) + (1 - y) * .logarithm(1 - ŷ))
    #expect(!printed.isFinite)
    #expect(Self.loss(z, y) == abs(z) * (z > 0 ? 1 - y : y))
    #expect(BinaryCrossEntropy.value(predictions: [ŷ], targets: [y]) == .infinity)
  }

  @Test(.equation("binary-cross-entropy-with-logits-gradient"), arguments: [-20.0, -100, -1000])
  func `binary-cross-entropy-with-logits-gradient: C-54, only the sigmoid's derivative is cancelled`(_ z: Double) {
    func slope(_ head: @escaping (Variable<Double>) -> Variable<Double>) -> Double {
      ReverseMode.gradient(at: [z]) { x in
        BinaryCrossEntropy.value(predictions: [head(x[0])], targets: [1])
      }.gradient[0]
    }
    // As wrong as z = −20 and beyond, the signal is at full strength, 1, and no stronger.
    #expect(Self.slope(z, 1) >= -1 && Self.slope(z, 1) < -0.99999999)
    // An algebraic curve from 0 to 1 leaves −a′/a, which falls like −2/|z| although a is as wrong.
    let algebraic = slope { z in (1 + z / .squareRoot(1 + z * z)) / 2 }
    #expect(abs(algebraic / (-2 / abs(z)) - 1) < 1 / abs(z))
    if z > -300 {
      // (1 + tanh z)/2 is σ(2z), for which the cancellation holds, with the factor 2 of its argument.
      let rescaled = slope { z in .exponential(z) / (.exponential(z) + .exponential(-z)) }
      #expect(abs(rescaled + 2) < 1e-12)
    }
    // And where the answer is right, there is nothing left to learn.
    #expect(Self.slope(-z, 1) > -1e-8)
  }
}
