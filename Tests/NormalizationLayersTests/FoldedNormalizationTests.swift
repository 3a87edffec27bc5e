import ActivationFunctions
import EvidenceTraits
import ForwardPropagation
import NormalizationLayers
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct FoldedNormalizationTests {
  @Test(.equation("folded-normalization-value"), arguments: try Evidence.vectors("folded-normalization-value"))
  func `folded-normalization-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("folded-normalization-value"), arguments: Evidence.seeds)
  func `folded-normalization-value: one dense layer that does what the affine map and its normalization do`(
    _ seed: UInt64
  ) {
    var generator = Xoshiro256StarStar(seed: seed)
    let X = BatchMeanTests.batch(4, 5, &generator)
    let (W, b) = (BatchMeanTests.batch(3, 4, &generator), BatchMeanTests.normals(3, &generator))
    let (statistics, γ, β) = BatchNormalizationInferenceTests.layer(3, &generator)
    let folded = FoldedNormalization.value(
      weights: W, bias: b, statistics: statistics, scale: γ, shift: β, epsilon: 1e-5)
    let Z = AffineColumns.value(X, weights: W, bias: b)
    let Y = BatchNormalizationInference.forward(Z, statistics: statistics, scale: γ, shift: β, epsilon: 1e-5).output
    let once = DenseLayer.forward(X, weights: folded.weights, bias: folded.bias, activation: .identity).activation
    let largest = Y.elements.map { $0.magnitude }.max() ?? 0
    for (one, two) in zip(once.elements, Y.elements) { #expect(abs(one - two) < 1e-13 * (1 + largest)) }
    let tanh = DenseLayer.forward(X, weights: folded.weights, bias: folded.bias, activation: .tanh).activation
    for (one, two) in zip(tanh.elements, Y.elements) { #expect(abs(one - Tanh.value(two)) < 1e-12 * (1 + largest)) }
  }

  @Test(.equation("folded-normalization-value"), arguments: Evidence.seeds)
  func `folded-normalization-value: the bias before a normalization in training changes nothing`(_ seed: UInt64) {
    // Training subtracts the batch's mean, and the bias with it; what folds is the μ that was remembered.
    var generator = Xoshiro256StarStar(seed: seed)
    let (X, W) = (BatchMeanTests.batch(4, 5, &generator), BatchMeanTests.batch(3, 4, &generator))
    let (b, γ) = (BatchMeanTests.normals(3, &generator), BatchMeanTests.normals(3, &generator))
    func trained(_ b: [Double]) -> [Double] {
      let Z = AffineColumns.value(X, weights: W, bias: b)
      return BatchNormalization.forward(Z, scale: γ, shift: [1, 2, 3], epsilon: 1e-5).output.elements
    }
    for (one, other) in zip(trained(b), trained([0, 0, 0])) { #expect(abs(one - other) < 1e-13) }
  }

  @Test(.equation("folded-normalization-value"))
  func `folded-normalization-value: edge cases`() {
    let W = Matrix(rows: 2, columns: 2, elements: [1.0, 2, 3, 4])
    let statistics = RunningStatistics(mean: [1.0, 5], variance: [4, 3.75])
    let folded = FoldedNormalization.value(
      weights: W, bias: [3, 7], statistics: statistics, scale: [0, 4], shift: [0.5, -1], epsilon: 0.25)
    #expect(folded.weights.elements == [0, 0, 6, 8] && folded.bias == [0.5, 3])
    let spoilt = FoldedNormalization.value(
      weights: W, bias: [.nan, 7], statistics: statistics, scale: [0, 4], shift: [0.5, -1], epsilon: 0.25)
    #expect(spoilt.bias[0].isNaN && spoilt.bias[1] == 3 && spoilt.weights == folded.weights)
    let none = FoldedNormalization.value(
      weights: Matrix<Double>(rows: 2, columns: 0, elements: []), bias: [3, 7], statistics: statistics, scale: [0, 4],
      shift: [0.5, -1], epsilon: 0.25)
    #expect(none.bias == [0.5, 3] && none.weights.rows == 2)
  }

  @Test(.equation("folded-normalization-value"), arguments: [1, 3])
  func `folded-normalization-value: weights of other units trap`(_ o: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [o] in
      _ = FoldedNormalization.value(
        weights: Matrix(rows: o, columns: 2) { _, _ in 1.0 }, bias: [1, 2], statistics: RunningStatistics(features: 2),
        scale: [1, 1], shift: [0, 0], epsilon: 0.1)
    }
    Evidence.expect(result, says: "FoldedNormalization.value: the weights are \(o) × 2 for 2 biases")
  }

  @Test(.equation("folded-normalization-value"))
  func `folded-normalization-value: statistics of other units trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = FoldedNormalization.value(
        weights: Matrix(rows: 2, columns: 2) { _, _ in 1.0 }, bias: [1, 2], statistics: RunningStatistics(features: 3),
        scale: [1, 1], shift: [0, 0], epsilon: 0.1)
    }
    Evidence.expect(result, says: "3 means, 2 scales and 2 shifts for 2 features")
  }
}
