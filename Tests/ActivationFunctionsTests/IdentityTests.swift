import ActivationFunctions
import EvidenceTraits
import SpecConformance
import Testing

@Suite struct IdentityTests {
  @Test(.equation("identity-value"), arguments: try Evidence.vectors("identity-value"))
  func `identity-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("identity-derivative"), arguments: try Evidence.vectors("identity-derivative"))
  func `identity-derivative: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("identity-derivative"), arguments: Evidence.probes("identity-derivative"))
  func `identity-derivative: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("identity-derivative", at: probe) == [])
  }

  @Test(.equation("identity-value"))
  func `identity-value: special values return as they are`() {
    #expect(Identity.value(Double.nan).isNaN)
    #expect(Identity.value(-Double.infinity) == -.infinity)
    #expect(Identity.value(-0.0).sign == .minus)
    #expect(Identity.value(Double.leastNonzeroMagnitude) == .leastNonzeroMagnitude)
  }

  @Test(.equation("identity-derivative"), arguments: [Double.nan, .infinity, -.infinity, -0.0])
  func `identity-derivative: special values too have slope 1`(_ z: Double) {
    #expect(Identity.derivative(at: z) == 1)
  }
}
