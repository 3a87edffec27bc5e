import ActivationFunctions
import ElementaryFunctions
import EvidenceTraits
import GradientChecking
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct StepTests {
  @Test(.equation("step-value"), arguments: try Evidence.vectors("step-value"))
  func `step-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("step-value"), arguments: Evidence.seeds)
  func `step-value: 0 or 1, unchanged by positive scaling, 1 of itself`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let z: Double = NormalVariate.next(using: &generator)
    #expect(Step.value(z) == (z > 0 ? 1 : 0))
    #expect(Step.value(1e-300 * z) == Step.value(z) && Step.value(1e300 * z) == Step.value(z))
    #expect(Step.value(Step.value(z)) == 1)
  }

  @Test(.equation("step-value"))
  func `step-value: special values in every precision`() {
    func check<T: Scalar & BinaryFloatingPoint>(_: T.Type) {
      #expect(Step.value(T(0)) == 1 && Step.value(-T.zero) == 1)
      #expect(Step.value(T.leastNonzeroMagnitude) == 1 && Step.value(-T.leastNonzeroMagnitude) == 0)
      #expect(Step.value(T.infinity) == 1 && Step.value(-T.infinity) == 0)
      #expect(Step.value(T.nan).isNaN)
    }
    check(Double.self)
    check(Float.self)
    check(Float16.self)
  }

  @Test(.equation("step-value"), arguments: [-3.0, -0.5, 1e-3, 0.5, 2])
  func `step-value: C-53, differences find slope 0 wherever there is one`(_ z: Double) {
    let slope = FiniteDifference.derivative(of: { Step.value($0) }, at: z)
    #expect(slope.value == 0 && slope.error < 1e-8)
    #expect(ForwardMode.derivative(at: z) { Step.value($0) }.derivative == 0)
  }
}
