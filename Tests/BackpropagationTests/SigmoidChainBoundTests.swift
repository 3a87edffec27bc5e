import ActivationFunctions
import Backpropagation
import EvidenceTraits
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct SigmoidChainBoundTests {
  @Test(.equation("sigmoid-chain-bound-value"), arguments: try Evidence.vectors("sigmoid-chain-bound-value"))
  func `sigmoid-chain-bound-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("sigmoid-chain-bound-value"), arguments: Evidence.seeds)
  func `sigmoid-chain-bound-value: no product of σ′ exceeds it, and it is met where every sum is 0`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    for L in [1, 3, 10] {
      let product = (0..<L).reduce(1.0) { p, _ in
        p * Sigmoid.derivative(at: 2 * NormalVariate.next(using: &generator))
      }
      let bound: Double = SigmoidChainBound.value(layers: L)
      #expect(product < bound)
      #expect((0..<L).reduce(1.0) { p, _ in p * Sigmoid.derivative(at: 0) } == bound)
    }
  }

  @Test(.equation("sigmoid-chain-bound-value"))
  func `sigmoid-chain-bound-value: C-49, each factor can be a quarter itself; ten give 2⁻²⁰`() {
    #expect(SigmoidChainBound.value(layers: 1) == Sigmoid.derivative(at: 0.0))
    #expect(SigmoidChainBound.value(layers: 10) == 9.5367431640625e-7)
  }

  @Test(.equation("sigmoid-chain-bound-value"))
  func `sigmoid-chain-bound-value: edge cases`() {
    #expect(SigmoidChainBound.value(layers: 0) == 1.0)
    #expect(SigmoidChainBound.value(layers: 537) == Double.leastNonzeroMagnitude)
    #expect(SigmoidChainBound.value(layers: 538) == 0.0)
    #expect(SigmoidChainBound.value(layers: 74) == 2 * Float.leastNonzeroMagnitude)
    #expect(SigmoidChainBound.value(layers: 75) == Float(0))
  }

  @Test(.equation("sigmoid-chain-bound-value"))
  func `sigmoid-chain-bound-value: a negative number of layers traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let _: Double = SigmoidChainBound.value(layers: -1)
    }
    Evidence.expect(
      result, says: "SigmoidChainBound.value: no network has -1 layers")
  }
}
