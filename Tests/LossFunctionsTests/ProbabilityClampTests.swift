import ActivationFunctions
import ElementaryFunctions
import EvidenceTraits
import LossFunctions
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct ProbabilityClampTests {
  @Test(.equation("probability-clamp-value"), arguments: try Evidence.vectors("probability-clamp-value"))
  func `probability-clamp-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("probability-clamp-derivative"), arguments: try Evidence.vectors("probability-clamp-derivative"))
  func `probability-clamp-derivative: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("probability-clamp-derivative"), arguments: Evidence.probes("probability-clamp-derivative"))
  func `probability-clamp-derivative: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("probability-clamp-derivative", at: probe) == [])
  }

  /// Multiples of 2⁻¹⁰ in [0, 1], the ends among them, whose complements are exact.
  static func probabilities(_ seed: UInt64) -> [Double] {
    var generator = Xoshiro256StarStar(seed: seed)
    return [0, 1] + (0..<11).map { _ in Double(Shuffle.below(1025, using: &generator)) / 1024 }
  }

  @Test(.equation("probability-clamp-value"), arguments: Evidence.seeds)
  func `probability-clamp-value: idempotent, symmetric, and without effect between its ends`(_ seed: UInt64) {
    for p in Self.probabilities(seed) {
      let clamped = ProbabilityClamp.value(p, epsilon: 0.25)
      #expect((0.25...0.75).contains(clamped))
      #expect((clamped == p) == (0.25...0.75).contains(p))
      #expect(ProbabilityClamp.value(clamped, epsilon: 0.25) == clamped)
      #expect(ProbabilityClamp.value(1 - p, epsilon: 0.25) == 1 - clamped)
      #expect(ProbabilityClamp.derivative(at: p, epsilon: 0.25) == (clamped == p ? 1 : 0))
    }
  }

  @Test(.equation("probability-clamp-value"), arguments: [0x1p-52, 0x1p-20, 0.125])
  func `probability-clamp-value: no loss is above −ln ε`(_ ε: Double) {
    let most = -Double.logarithm(ε)
    for p in [0, 1e-300, 0x1p-30, 0.3, 0.9999999, 1] {
      let ŷ = ProbabilityClamp.value(p, epsilon: ε)
      for y in [0, 0.25, 1] {
        #expect(BinaryCrossEntropy.value(predictions: [ŷ], targets: [y]) <= most * (1 + 1e-15))
      }
      #expect(CategoricalCrossEntropy.value(predictions: [ŷ], targets: [1]) <= most)
    }
    let wrong = [ProbabilityClamp.value(0, epsilon: ε), ProbabilityClamp.value(1, epsilon: ε)]
    #expect(abs(BinaryCrossEntropy.value(predictions: wrong, targets: [1, 0]) / most - 1) < 1e-15)
  }

  @Test(.equation("probability-clamp-derivative"), arguments: [-1000.0, -800, 40, 800])
  func `probability-clamp-derivative: a saturated sigmoid learns nothing through it, and all of it from the logit`(
    _ z: Double
  ) {
    let (p, y) = (Sigmoid.value(z), z > 0 ? 0.0 : 1)
    let ŷ = ProbabilityClamp.value(p, epsilon: 1e-12)
    let slope = BinaryCrossEntropy.gradient(predictions: [ŷ], targets: [y])[0]
    #expect(slope.isFinite && abs(slope) > 1e11)
    #expect(slope * ProbabilityClamp.derivative(at: p, epsilon: 1e-12) == 0)
    #expect(abs(BinaryCrossEntropyWithLogits.gradient(logits: [z], targets: [y])[0]) == 1)
  }

  @Test(.equation("probability-clamp-value"), arguments: [(-1000.0, 1.0), (1000, 0), (-1000, 0), (1000, 1)])
  func `probability-clamp-value: C-27, with it the printed loss is finite`(_ z: Double, _ y: Double) {
    func printed(_ ŷ: Double) -> Double { -(y * .logarithm(ŷ) + (1 - y) * .logarithm(1 - ŷ)) }
    #expect(!printed(Sigmoid.value(z)).isFinite)
    let loss = printed(ProbabilityClamp.value(Sigmoid.value(z), epsilon: 0x1p-40))
    #expect(abs(loss - ((z > 0) == (y == 1) ? 0x1p-40 : 27.725887222397812)) < 1e-14)
  }

  @Test(.equation("probability-clamp-value"))
  func `probability-clamp-value: special values in every precision`() {
    func check<T: Scalar & BinaryFloatingPoint>(_ ε: T) {
      #expect(ProbabilityClamp.value(T(0), epsilon: ε) == ε)
      #expect(ProbabilityClamp.value(-T.zero, epsilon: ε) == ε)
      #expect(ProbabilityClamp.value(T.leastNonzeroMagnitude, epsilon: ε) == ε)
      #expect(ProbabilityClamp.value(T(1), epsilon: ε) == 1 - ε)
      #expect(ProbabilityClamp.value(T(1), epsilon: ε) < 1)
      #expect(ProbabilityClamp.value(ε, epsilon: ε) == ε)
      #expect(ProbabilityClamp.value(T(0.5), epsilon: ε) == 0.5)
      #expect(ProbabilityClamp.value(T.nan, epsilon: ε).isNaN)
    }
    // Down to the smallest margin that 1 − ε keeps.
    for ε: Double in [0x1p-53, 1e-12, 0.01, 0.49] { check(ε) }
    for ε: Float in [0x1p-24, 1e-7, 0.49] { check(ε) }
    for ε: Float16 in [0x1p-11, 0.01] { check(ε) }
  }

  @Test(.equation("probability-clamp-derivative"))
  func `probability-clamp-derivative: special values, and 1 at the ends`() {
    func slope(_ p: Double) -> Double { ProbabilityClamp.derivative(at: p, epsilon: 0.25) }
    #expect(slope(0.25) == 1 && slope(0.75) == 1)
    #expect(slope((0.25).nextDown) == 0 && slope((0.75).nextUp) == 0)
    #expect(slope(0) == 0 && slope(-0.0) == 0 && slope(1) == 0)
    #expect(slope(.nan).isNaN)
  }

  @Test(.equation("probability-clamp-value"))
  func `probability-clamp-value: what is no probability traps`() async {
    let above = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ProbabilityClamp.value(2.5, epsilon: 0.01)
    }
    Evidence.expect(above, says: "ProbabilityClamp.value: p is 2.5, which is no probability")
    let below = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ProbabilityClamp.value(-0.5, epsilon: 0.01)
    }
    Evidence.expect(below, says: "ProbabilityClamp.value: p is -0.5, which is no probability")
  }

  @Test(.equation("probability-clamp-value"))
  func `probability-clamp-value: an epsilon that 1 − ε loses traps, in each precision`() async {
    let double = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ProbabilityClamp.value(0.5, epsilon: 0x1p-54)
    }
    Evidence.expect(
      double,
      says: "ProbabilityClamp.value: epsilon must be below ½ and large enough that 1 − ε is not 1, not 5.55")
    let single = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ProbabilityClamp.value(0.5, epsilon: 0x1p-25 as Float)
    }
    Evidence.expect(single, says: "not 2.9802322e-08")
    let half = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ProbabilityClamp.value(0.5, epsilon: 0x1p-12 as Float16)
    }
    Evidence.expect(half, says: "not 0.0002441")
  }

  @Test(.equation("probability-clamp-value"))
  func `probability-clamp-value: an epsilon out of range traps`() async {
    let half = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ProbabilityClamp.value(0.5, epsilon: 0.5)
    }
    Evidence.expect(half, says: "1 − ε is not 1, not 0.5")
    let negative = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ProbabilityClamp.value(0.5, epsilon: -0.25)
    }
    Evidence.expect(negative, says: "1 − ε is not 1, not -0.25")
    let nan = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ProbabilityClamp.value(0.5, epsilon: .nan)
    }
    Evidence.expect(nan, says: "1 − ε is not 1, not nan")
  }

  @Test(.equation("probability-clamp-derivative"))
  func `probability-clamp-derivative: every precondition traps`() async {
    let logit = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ProbabilityClamp.derivative(at: 2.5, epsilon: 0.01)
    }
    Evidence.expect(logit, says: "ProbabilityClamp.derivative: p is 2.5, which is no probability")
    let zero = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ProbabilityClamp.derivative(at: 0.5, epsilon: 0)
    }
    Evidence.expect(zero, says: "ProbabilityClamp.derivative: epsilon must be below ½")
  }
}
