import ActivationFunctions
import GradientOptimizers
import ParameterInitialization
import Testing
import WorkedExamples

/// The examples that train or follow a network. Expected figures: closed forms, and bounds that a wrong kernel misses
/// by far; the whole distributions are what `nnspec reproduce` prints.
@Suite struct TrainingExampleTests {
  @Test func `B-19: the example function falls for ever, by 0.4 a step`() {
    // x shrinks by 0.8 a step, y falls by 0.2: after k steps 0.64ᵏ + 2 (1 − 0.2 k).
    #expect(abs(FunctionExample.descended(1000) + 398) < 1e-9)
    #expect(abs(FunctionExample.descended(3) - (0.262144 + 0.8)) < 1e-12)
  }

  @Test(arguments: [(1.0, 0.99999999), (1e-8, 0.5), (-3, -0.9999999966666667)])
  func `B-38: Adam's first step is g/(|g| + ε)`(_ g: Double, _ step: Double) {
    let adam = Adam<Double>.documented(learningRate: 1)
    #expect(abs(OptimizerExample.firstStep(adam, gradient: g) - step) < 1e-12)
  }

  @Test func `B-57: D2's network learns the line, to within what its noise allows`() {
    // A tenth of the document's epochs: the whole 200 take seconds without optimization.
    let (network, history) = RegressionExample.trained(seed: 1, epochs: 20)
    #expect(network.shape.parameterCount == 81 && history.updateCount == 80 && history.losses.count == 21)
    #expect((history.losses.last ?? .infinity) < history.losses[0])
    #expect(
      RegressionExample.trained(seed: 1, epochs: 2).network != RegressionExample.trained(seed: 2, epochs: 2).network)
    #expect(RegressionExample.inputs.count == 100 && abs(RegressionExample.inputs[1] + 1 - 2.0 / 99) < 1e-15)
    // y − (2x + 1) is the noise of deviation 0.1.
    let residuals = zip(RegressionExample.targets(seed: 1), RegressionExample.inputs).map { $0 - (2 * $1 + 1) }
    #expect(abs(residuals.reduce(0, +) / 100) < 4 * 0.01)
    #expect(abs(RegressionExample.lineLoss(seed: 1) - 0.0098) < 4 * 0.0098 * (2.0 / 98).squareRoot())
  }

  @Test func `B-45: He's variance keeps a ReLU's signal, Xavier's loses half a layer`() {
    func moments(_ variance: Double) -> [Double] {
      InitializationExample.secondMoments(.relu, variance: variance, layers: 12, width: 48, seed: 1)
    }
    let (he, xavier) = (moments(HeInitialization.variance(fanIn: 48)), moments(1.0 / 48))
    #expect(he.count == 12 && he.allSatisfy { 0.05 < $0 && $0 < 20 })
    // The same draws, each layer's weights smaller by √2.
    for l in 0..<12 { #expect(abs(xavier[l] / he[l] * Double(1 << (l + 1)) - 1) < 1e-12) }
  }

  @Test func `NET-18: a trained network's slope by the noise is below that by the input that counts`() {
    let (before, after) = NoiseInputExample.learned(from: 64, updates: 100, seed: 1)
    #expect(before.count == 2 && after.count == 2)
    #expect(after[1] < 0.5 * after[0] && after[0] > 0.5)
  }

  @Test func `C-24: few points are fitted through the noise, many are not`() {
    let few = NoiseInputExample.learned(from: 8, updates: 300, seed: 1).after
    let many = NoiseInputExample.learned(from: 256, updates: 150, seed: 1).after
    #expect(few[1] > 2 * many[1])
  }

  @Test func `B-10, B-14: the closed form, and the losses of the four lines`() {
    #expect(HouseExample.closedFormDifference < 1e-11)
    // By the moments of HP-S: the least loss and (Δw)² mean X² + 2 Δw Δb mean X + (Δb)², from the best line.
    for (loss, (w, b)) in zip(
      HouseExample.exampleLosses, [(3000.0, 42_000.0), (0, 500_000), (1500, 63_000), (-2500, 1_000_000)])
    {
      let (Δw, Δb) = (w - 3302.1538442288512, b - 19_698.410384831711)
      let expected = 100_365.0 * 100_365 + Δw * Δw * 39_901.645 + 2 * Δw * Δb * 188.508 + Δb * Δb
      #expect(abs(loss / expected - 1) < 1e-10)
    }
  }

  @Test func `B-17: standardized sizes need one step`() {
    #expect(HouseExample.standardizedSteps == 1)
  }
}
