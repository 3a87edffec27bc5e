import ActivationFunctions
import Testing

@Suite struct ActivationTests {
  @Test(arguments: [-3.0, -0.5, 0, 0.25, 40])
  func `each activation is the function it names`(_ z: Double) {
    #expect(Activation.identity.value(z) == z && Activation.identity.derivative(at: z) == 1)
    #expect(Activation.sigmoid.value(z) == Sigmoid.value(z))
    #expect(Activation.sigmoid.derivative(at: z) == Sigmoid.derivative(at: z))
    #expect(Activation.tanh.value(z) == Tanh.value(z))
    #expect(Activation.tanh.derivative(at: z) == Tanh.derivative(at: z))
    #expect(Activation.relu.value(z) == ReLU.value(z))
    #expect(Activation.relu.derivative(at: z) == ReLU.derivative(at: z))
    let leaky = Activation.leakyReLU(slope: 0.25)
    #expect(leaky.value(z) == LeakyReLU.value(z, slope: 0.25))
    #expect(leaky.derivative(at: z) == LeakyReLU.derivative(at: z, slope: 0.25))
  }
}
