import ActivationFunctions
import ElementaryFunctions
import EvidenceTraits
import GradientChecking
import GradientOptimizers
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct LeakyReLUTests {
  @Test(.equation("leaky-relu-value"), arguments: try Evidence.vectors("leaky-relu-value"))
  func `leaky-relu-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("leaky-relu-derivative"), arguments: try Evidence.vectors("leaky-relu-derivative"))
  func `leaky-relu-derivative: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("leaky-relu-derivative"), arguments: Evidence.probes("leaky-relu-derivative"))
  func `leaky-relu-derivative: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("leaky-relu-derivative", at: probe) == [])
  }

  @Test(.equation("leaky-relu-value"), arguments: Evidence.seeds)
  func `leaky-relu-value: ReLU at slope 0, identity at 1, inverted by the inverse slope`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let z: Double = NormalVariate.next(using: &generator)
    #expect(LeakyReLU.value(z, slope: 0) == ReLU.value(z))
    #expect(LeakyReLU.value(z, slope: 1) == z)
    #expect(LeakyReLU.value(LeakyReLU.value(z, slope: 0.25), slope: 4) == z)
    #expect(LeakyReLU.value(8 * z, slope: 0.01) == 8 * LeakyReLU.value(z, slope: 0.01))
    #expect(LeakyReLU.value(z, slope: 0.01) == max(0.01 * z, z))
    #expect(LeakyReLU.value(z, slope: 0.25) == z * LeakyReLU.derivative(at: z, slope: 0.25))
  }

  @Test(.equation("leaky-relu-value"))
  func `leaky-relu-value: special values`() {
    #expect(LeakyReLU.value(Double.nan, slope: 0.1).isNaN)
    #expect(LeakyReLU.value(-Double.infinity, slope: 0.1) == -.infinity)
    #expect(LeakyReLU.value(-Double.infinity, slope: 0).isNaN)
    #expect(LeakyReLU.value(Double.infinity, slope: 0) == .infinity)
    #expect(LeakyReLU.value(-0.0, slope: 0.5).sign == .minus)
    #expect(LeakyReLU.value(-3, slope: 2) == -6)
  }

  @Test(.equation("leaky-relu-derivative"))
  func `leaky-relu-derivative: B-35, 1 or the slope`() {
    for z in [1e-300, 0.5, 1e308] { #expect(LeakyReLU.derivative(at: z, slope: 0.01) == 1) }
    for z in [-1e-300, -0.5, -1e308] { #expect(LeakyReLU.derivative(at: z, slope: 0.01) == 0.01) }
  }

  @Test(.equation("leaky-relu-derivative"))
  func `leaky-relu-derivative: special values`() {
    #expect(LeakyReLU.derivative(at: 0, slope: 0.25) == 0.25 && LeakyReLU.derivative(at: -0.0, slope: 0.25) == 0.25)
    #expect(LeakyReLU.derivative(at: Double.nan, slope: 0.25).isNaN)
    #expect(LeakyReLU.derivative(at: Double.infinity, slope: 0.25) == 1)
    #expect(LeakyReLU.derivative(at: -Double.infinity, slope: 0.25) == 0.25)
  }

  @Test(.equation("leaky-relu-value"))
  func `leaky-relu-value: a slope out of range traps`() async {
    let negative = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LeakyReLU.value(1.0, slope: -0.5)
    }
    Evidence.expect(negative, says: "LeakyReLU.value: the slope must be finite and at least 0, not -0.5")
    let nan = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LeakyReLU.value(1.0, slope: .nan)
    }
    Evidence.expect(nan, says: "not nan")
  }

  @Test(.equation("leaky-relu-derivative"))
  func `leaky-relu-derivative: a slope out of range traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LeakyReLU.derivative(at: 1.0, slope: .infinity)
    }
    Evidence.expect(result, says: "LeakyReLU.derivative: the slope must be finite and at least 0, not inf")
  }

  @Test(.equation("leaky-relu-derivative"), arguments: [0.125, 0x1p-6, 0x1p-9])
  func `leaky-relu-derivative: C-79, the steps to revive a unit go with 1/α`(_ α: Double) {
    /// The steps until z > 0, where what comes later always asks for more of the unit: a cotangent of −1.
    func steps(from start: Double, slope α: Double, atMost limit: Int = 100_000) -> Int? {
      let descent = GradientDescent(learningRate: 0.0625)
      var z = start
      for n in 0..<limit {
        if z > 0 { return n }
        z = descent.step([z], gradient: [-1 * LeakyReLU.derivative(at: z, slope: α)])[0]
      }
      return nil
    }
    // η α = α/16 for each, and one more step off 0.
    #expect(steps(from: -1, slope: α) == Int(16 / α) + 1)
    #expect(steps(from: -1, slope: 1) == 17)
    #expect(steps(from: -1, slope: 0, atMost: 1000) == nil)
    // One large step throws a living unit as far back as it throws a ReLU.
    let thrown = GradientDescent(learningRate: 0.0625).step([1], gradient: [64 * LeakyReLU.derivative(at: 1, slope: α)])
    #expect(thrown == [-3] && steps(from: -3, slope: α) == Int(48 / α) + 1)
  }
}
