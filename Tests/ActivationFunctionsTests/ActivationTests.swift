import ActivationFunctions
import Testing

@Suite struct ActivationTests {
  @Test(arguments: [-3.0, -0.5, 0, 0.25, 40])
  func `each activation is the function it names`(_ z: Double) {
    #expect(Activation.identity.value(z) == z)
    #expect(Activation.identity.derivative(at: z) == 1)
    #expect(Activation.sigmoid.value(z) == Sigmoid.value(z))
    #expect(Activation.sigmoid.derivative(at: z) == Sigmoid.derivative(at: z))
  }

  @Test func `each activation is found by its name`() {
    #expect(Activation.allCases.map(\.rawValue) == ["identity", "sigmoid"])
  }
}
