import Foundation
import NormalizationLayers
import SpecConformance
import TensorAlgebra
import Testing

/// Batch normalization against PyTorch's own, to 1e-12 of the largest number of each result.
@Suite struct TorchNormalizationTests {
  /// What PyTorch computed in float64, as `Tests/Peers/torch_record.py` wrote it down.
  struct Record: Decodable {
    struct Batch: Decodable, Sendable {
      let samples: Int
      let inputs: [Double]
    }

    struct BatchNormalization: Decodable, Sendable {
      let features, samples: Int
      let epsilon, momentum: Double
      let training: Bool
      let batches: [Batch]
      let runningMean, runningVariance, scale, shift, inputs, cotangent, output: [Double]
      let inputGradient, scaleGradient, shiftGradient, runningMeanAfter, runningVarianceAfter: [Double]
    }

    let batchNormalizations: [BatchNormalization]

    static let shared: Record = {
      do {
        let data = try Data(contentsOf: PackageFolder.url.appending(path: "Tests/Peers/torch-normalization.json"))
        return try JSONDecoder().decode(Record.self, from: data)
      } catch {
        fatalError("Tests/Peers/torch-normalization.json: \(error)")
      }
    }()
  }

  /// The largest difference of two results, relative to the largest number among the recorded.
  static func difference(_ ours: [Double], _ theirs: [Double]) -> Double {
    precondition(ours.count == theirs.count, "\(ours.count) numbers but \(theirs.count) recorded")
    let largest = theirs.map(\.magnitude).max() ?? 1
    return (zip(ours, theirs).map { ($0 - $1).magnitude }.max() ?? 0) / largest
  }

  /// The running statistics after batches, as PyTorch keeps them.
  static func statistics(
    after batches: [Record.Batch], features: Int, momentum: Double
  ) -> RunningStatistics<Double> {
    batches.reduce(RunningStatistics(features: features)) { statistics, batch in
      statistics.updated(
        with: Matrix(rows: features, columns: batch.samples, elements: batch.inputs), momentum: momentum,
        convention: .weightOfBatch, variance: .unbiased)
    }
  }

  @Test func `the record has what the tests compare`() {
    let recorded = Record.shared.batchNormalizations
    #expect(recorded.count == 7 && recorded.filter(\.training).count == 4)
    #expect(recorded.contains { $0.samples == 1 && !$0.training })
    #expect(recorded.map(\.batches.count).max() == 9)
  }

  @Test(arguments: Record.shared.batchNormalizations.indices)
  func `running statistics after several updates`(_ index: Int) {
    let recorded = Record.shared.batchNormalizations[index]
    let before = Self.statistics(
      after: recorded.batches, features: recorded.features, momentum: recorded.momentum)
    #expect(Self.difference(before.mean, recorded.runningMean) < 1e-12 || recorded.batches.isEmpty)
    #expect(Self.difference(before.variance, recorded.runningVariance) < 1e-12)
    #expect(!recorded.batches.isEmpty || before.mean == recorded.runningMean)
    let last = Record.Batch(samples: recorded.samples, inputs: recorded.inputs)
    let after = Self.statistics(
      after: recorded.batches + (recorded.training ? [last] : []), features: recorded.features,
      momentum: recorded.momentum)
    #expect(Self.difference(after.mean, recorded.runningMeanAfter) < 1e-12 || after.mean == recorded.runningMeanAfter)
    #expect(Self.difference(after.variance, recorded.runningVarianceAfter) < 1e-12)
  }

  @Test(arguments: Record.shared.batchNormalizations.indices)
  func `batch normalization forward and backward`(_ index: Int) {
    let recorded = Record.shared.batchNormalizations[index]
    let X = Matrix(rows: recorded.features, columns: recorded.samples, elements: recorded.inputs)
    let C = Matrix(rows: recorded.features, columns: recorded.samples, elements: recorded.cotangent)
    let (γ, β, ε) = (recorded.scale, recorded.shift, recorded.epsilon)
    let output: Matrix<Double>
    let gradient: (inputs: Matrix<Double>, scale: [Double], shift: [Double])
    if recorded.training {
      let y = BatchNormalization.forward(X, scale: γ, shift: β, epsilon: ε)
      gradient = BatchNormalization.backward(C, normalized: y.normalized, deviation: y.deviation, scale: γ)
      output = y.output
    } else {
      let y = BatchNormalizationInference.forward(
        X, statistics: RunningStatistics(mean: recorded.runningMean, variance: recorded.runningVariance), scale: γ,
        shift: β, epsilon: ε)
      gradient = BatchNormalizationInference.backward(C, normalized: y.normalized, deviation: y.deviation, scale: γ)
      output = y.output
    }
    #expect(Self.difference(output.elements, recorded.output) < 1e-12)
    #expect(Self.difference(gradient.inputs.elements, recorded.inputGradient) < 1e-12)
    #expect(Self.difference(gradient.scale, recorded.scaleGradient) < 1e-12)
    #expect(Self.difference(gradient.shift, recorded.shiftGradient) < 1e-12)
  }
}
