import ActivationFunctions
import ElementaryFunctions
import EvidenceTraits
import GradientOptimizers
import LinearModels
import LossFunctions
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct HalfMeanSquaredErrorTests {
  @Test(.equation("half-mean-squared-error-value"), arguments: try Evidence.vectors("half-mean-squared-error-value"))
  func `half-mean-squared-error-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("half-mean-squared-error-gradient"), arguments: try Evidence.vectors("half-mean-squared-error-gradient"))
  func `half-mean-squared-error-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("half-mean-squared-error-gradient"), arguments: Evidence.probes("half-mean-squared-error-gradient"))
  func `half-mean-squared-error-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("half-mean-squared-error-gradient", at: probe) == [])
  }

  @Test(.equation("half-mean-squared-error-value"), arguments: Evidence.seeds)
  func `half-mean-squared-error-value: half of the mean squared error, with half of its gradient`(_ seed: UInt64) {
    let (ŷ, y) = MeanSquaredErrorTests.samples(seed, 7)
    #expect(
      2 * HalfMeanSquaredError.value(predictions: ŷ, targets: y) == MeanSquaredError.value(predictions: ŷ, targets: y))
    let gradient = HalfMeanSquaredError.gradient(predictions: ŷ, targets: y)
    #expect(gradient.map { 2 * $0 } == MeanSquaredError.gradient(predictions: ŷ, targets: y))
    for i in y.indices { #expect(abs(gradient[i] - (ŷ[i] - y[i]) / 7) <= 2 * gradient[i].magnitude.ulp) }
  }

  @Test(.equation("half-mean-squared-error-value"))
  func `half-mean-squared-error-value: edge cases`() {
    #expect(HalfMeanSquaredError.value(predictions: [3.0], targets: [5]) == 2)
    #expect(HalfMeanSquaredError.value(predictions: [Double.nan], targets: [5]).isNaN)
    #expect(HalfMeanSquaredError.value(predictions: [1e200], targets: [0]) == .infinity)
    #expect(abs(HalfMeanSquaredError.value(predictions: [1.5e154], targets: [0]) / 1.125e308 - 1) < 1e-15)
  }

  @Test(.equation("half-mean-squared-error-gradient"))
  func `half-mean-squared-error-gradient: edge cases`() {
    #expect(HalfMeanSquaredError.gradient(predictions: [3.0], targets: [5]) == [-2])
    #expect(HalfMeanSquaredError.gradient(predictions: [1.0, 2], targets: [1, 2]) == [0, 0])
    #expect(HalfMeanSquaredError.gradient(predictions: [Double.nan], targets: [5])[0].isNaN)
    #expect(HalfMeanSquaredError.gradient(predictions: [1e308], targets: [0]) == [1e308])
    #expect(HalfMeanSquaredError.gradient(predictions: [1e308, 0], targets: [-1e308, 0]) == [1e308, 0])
  }

  @Test(.equation("half-mean-squared-error-value"))
  func `half-mean-squared-error-value: lengths that differ, and no samples, trap`() async {
    let result0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = HalfMeanSquaredError.value(predictions: [1.0, 2], targets: [1])
    }
    Evidence.expect(result0, says: "HalfMeanSquaredError.value: 2 predictions but 1 targets")
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = HalfMeanSquaredError.value(predictions: [Double](), targets: [])
    }
    Evidence.expect(empty, says: "HalfMeanSquaredError.value: the mean of no samples is undefined")
  }

  @Test(.equation("half-mean-squared-error-gradient"))
  func `half-mean-squared-error-gradient: lengths that differ, and no samples, trap`() async {
    let result0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = HalfMeanSquaredError.gradient(predictions: [1.0, 2], targets: [1])
    }
    Evidence.expect(result0, says: "HalfMeanSquaredError.gradient: 2 predictions but 1 targets")
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = HalfMeanSquaredError.gradient(predictions: [Double](), targets: [])
    }
    Evidence.expect(empty, says: "HalfMeanSquaredError.gradient: the mean of no samples is undefined")
  }

  @Test(.equation("half-mean-squared-error-gradient"), arguments: Evidence.seeds)
  func `half-mean-squared-error-gradient: C-73, each prefactor is another gradient, and another learning rate`(
    _ seed: UInt64
  ) {
    // D1 and D2: 1/N. D4, in one reading: 1/(2m). D3: none, for one sample, and here the sum over eight of them.
    let (X, Y) = MeanSquaredErrorTests.samples(seed, 8)
    let prefactors: [(_ ŷ: [Double]) -> [Double]] = [
      { MeanSquaredError.gradient(predictions: $0, targets: Y) },
      { HalfMeanSquaredError.gradient(predictions: $0, targets: Y) },
      { ŷ in Y.indices.map { i in MeanSquaredError.gradient(predictions: [ŷ[i]], targets: [Y[i]])[0] } },
    ]
    let gradients = prefactors.map { $0(X) }
    #expect(gradients[0] == gradients[1].map { 2 * $0 } && gradients[0] == gradients[2].map { $0 / 8 })

    func trained(_ gradient: ([Double]) -> [Double], _ η: Double) -> [Double] {
      let descent = GradientDescent(learningRate: η)
      return (0..<30).reduce([0.5, -0.25]) { θ, _ in
        let slopes = gradient(X.map { x in Line.value(x, weight: θ[0], bias: θ[1]) })
        return descent.step(θ, gradient: [DotProduct.value(slopes, X), Sum.over(slopes.indices) { slopes[$0] }])
      }
    }
    let η = 0x1p-7
    let line = trained(prefactors[0], η)
    #expect(trained(prefactors[1], 2 * η) == line && trained(prefactors[2], η / 8) == line)
    #expect(trained(prefactors[1], η) != line && trained(prefactors[2], η) != line)
  }
}
