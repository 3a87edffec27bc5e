import ActivationFunctions
import Backpropagation
import ElementaryFunctions
import Testing
import WorkedExamples

/// The examples about single units and chains of them. Expected figures: closed forms (mpmath 1.3) and the same loops
/// in Python.
@Suite struct DerivativeExampleTests {
  @Test func `B-33: tanh′ and σ′ are equal at 2 arccosh((1 + √3)/2)`() {
    let z = ActivationExample.crossover
    #expect(abs(z - 1.6628858910586211) < 1e-14)
    #expect(Tanh.derivative(at: z - 1e-6) > Sigmoid.derivative(at: z - 1e-6))
    #expect(Tanh.derivative(at: z + 1e-6) < Sigmoid.derivative(at: z + 1e-6))
  }

  @Test func `B-51: the sigmoid reaches 1 near 36.74`() {
    let z = ActivationExample.saturation
    #expect(abs(z - 36.7368) < 1e-3 && Sigmoid.value(z) == 1 && Sigmoid.value(z.nextDown) < 1)
  }

  @Test(arguments: [(1.0, 9.5367431640625e-7), (4, 1), (5, 9.313225746154785), (8, 1024)])
  func `B-37: ten centred sigmoids pass on (w/4)¹⁰`(_ w: Double, _ product: Double) {
    #expect(abs(VanishingExample.centredChain(layers: 10, weight: w) / product - 1) < 1e-14)
  }

  @Test func `BP-13: gradients vanish, keep their size or explode with the weights' variance`() {
    func reach(_ g: Activation, _ variance: Double) -> Double {
      VanishingExample.reach(g, variance: variance, layers: 12, width: 16, seed: 1)
    }
    #expect(reach(.sigmoid, 1) < 1e-5)
    #expect(reach(.sigmoid, 16) > 100 * reach(.sigmoid, 1))
    // Ten layers of half the slope: 2⁻¹⁰ within the luck of one draw.
    let (he, half, double) = (reach(.relu, 2), reach(.relu, 0.5), reach(.relu, 8))
    #expect(0.05 < he && he < 20)
    #expect(abs(Double.logarithm(he / half) / .logarithm(2) - 10) < 1.5)
    #expect(abs(Double.logarithm(double / he) / .logarithm(2) - 10) < 1.5)
    let norms = VanishingExample.norms(.relu, variance: 2, layers: 12, width: 16, seed: 1)
    #expect(norms.count == 12 && norms[0] / norms[10] == he)
  }

  @Test(arguments: [
    (-2.0, 6, 43, 9.524391382167263), (-5, 7, 119, 150.41989704957669), (-10, 10, 11068, 22028.465840206527),
  ])
  func `B-44: cross-entropy learns where squares crawl`(_ z: Double, _ ce: Int, _ squares: Int, _ ratio: Double) {
    #expect(LearningSpeedExample.steps(from: z, loss: .crossEntropy) == ce)
    #expect(abs(LearningSpeedExample.ratio(at: z) / ratio - 1) < 1e-12)
    // 11 068 steps take a second without optimization.
    if squares < 1000 { #expect(LearningSpeedExample.steps(from: z, loss: .halfSquaredError) == squares) }
  }

  @Test func `ACT-15: a dead ReLU stays, C-79: a leaky one comes back in steps ∝ 1/α`() {
    let dead = DyingUnitExample.unit(.relu, after: 100)
    #expect(dead.weight == -1 && dead.bias == 0)
    #expect(DyingUnitExample.unit(.leakyReLU(slope: 0.01), after: 100).weight > -1)
    #expect([0.1, 0.01, 0.001].map(DyingUnitExample.stepsToRevive) == [48, 498, 4998])
  }
}
