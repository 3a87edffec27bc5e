import ActivationFunctions
import ForwardPropagation
import Foundation
import GradientOptimizers
import RegularizationMethods
import SpecConformance
import TensorAlgebra
import Testing

/// What PyTorch computed in float64, as `Tests/Peers/torch_regularization.py` wrote it down.
struct TorchRegularizationRecord: Decodable {
  struct Dropouts: Decodable, Sendable {
    let dropProbability: Double
    let activations, mask, cotangent, value, gradient: [Double]
  }

  struct DroppedNetwork: Decodable, Sendable {
    let sizes: [Int]
    let dropProbability: Double
    let samples: Int
    let parameters, inputs, targets, parameterGradient, inputGradient: [Double]
    let masks: [[Double]]
    let value: Double
  }

  struct Optimizers: Decodable, Sendable {
    struct Run: Decodable, Sendable {
      let optimizer: String
      /// After every tenth step.
      let parameters: [[Double]]
    }

    let start: [Double]
    let gradients: [[Double]]
    let runs: [Run]
  }

  let dropouts: [Dropouts]
  let networks: [DroppedNetwork]
  let optimizers: Optimizers

  static let shared: TorchRegularizationRecord = {
    do {
      let data = try Data(contentsOf: PackageFolder.url.appending(path: "Tests/Peers/torch-regularization.json"))
      return try JSONDecoder().decode(TorchRegularizationRecord.self, from: data)
    } catch {
      fatalError("Tests/Peers/torch-regularization.json: \(error)")
    }
  }()
}

/// Dropout, its networks and weight decay against PyTorch's own, to 1e-12.
@Suite struct TorchRegularizationTests {
  static let record = TorchRegularizationRecord.shared

  /// The largest difference of two results, relative to the largest number among the recorded.
  static func difference(_ ours: [Double], _ theirs: [Double]) -> Double {
    precondition(ours.count == theirs.count, "\(ours.count) numbers but \(theirs.count) recorded")
    let largest = theirs.map(\.magnitude).max() ?? 1
    return (zip(ours, theirs).map { ($0 - $1).magnitude }.max() ?? 0) / largest
  }

  @Test func `the record has what the tests compare`() {
    #expect(Self.record.dropouts.count == 2 && Self.record.networks.count == 2)
    #expect(Self.record.optimizers.gradients.count == 100 && Self.record.optimizers.runs.count == 5)
    #expect(Self.record.dropouts.allSatisfy { Set($0.mask) == [0, 1] })
    #expect(Self.record.optimizers.runs.allSatisfy { $0.parameters.count == 10 })
  }

  @Test(arguments: TorchRegularizationRecord.shared.dropouts.indices)
  func `dropout forward and backward, with the mask that it drew`(_ index: Int) {
    let recorded = Self.record.dropouts[index]
    let dropout = Dropout(dropProbability: recorded.dropProbability, variant: .inverted)
    #expect(Self.difference(dropout.forward(recorded.activations, mask: recorded.mask), recorded.value) < 1e-12)
    #expect(Self.difference(dropout.backward(recorded.cotangent, mask: recorded.mask), recorded.gradient) < 1e-12)
  }

  @Test(arguments: TorchRegularizationRecord.shared.networks.indices)
  func `a network with dropout forward and backward`(_ index: Int) {
    let recorded = Self.record.networks[index]
    let (sizes, m) = (recorded.sizes, recorded.samples)
    let network = Network(
      shape: NetworkShape(sizes: sizes, hidden: .tanh, output: .identity), parameters: recorded.parameters)
    let X = Matrix(rows: sizes[0], columns: m, elements: recorded.inputs)
    let Y = Matrix(rows: sizes[sizes.count - 1], columns: m, elements: recorded.targets)
    let masks = zip(sizes.dropFirst(), recorded.masks).map { n, mask in Matrix(rows: n, columns: m, elements: mask) }
    let dropout = Dropout(dropProbability: recorded.dropProbability, variant: .inverted)
    let value = DropoutLoss.value(
      network, inputs: X, targets: Y, loss: .meanSquaredError, dropout: dropout, masks: masks)
    let gradient = DropoutLoss.gradient(
      network, inputs: X, targets: Y, loss: .meanSquaredError, dropout: dropout, masks: masks)
    #expect(Self.difference([value], [recorded.value]) < 1e-12)
    #expect(Self.difference(gradient.parameters, recorded.parameterGradient) < 1e-12)
    #expect(Self.difference(gradient.inputs.elements, recorded.inputGradient) < 1e-12)
  }

  @Test(arguments: TorchRegularizationRecord.shared.optimizers.runs.indices)
  func `an optimizer with decay over 100 steps`(_ index: Int) throws {
    let recorded = Self.record.optimizers.runs[index]
    let adam = Adam<Double>.documented(learningRate: 0.01)
    switch recorded.optimizer {
    case "adam-w": Self.expect(AdamW(adam, decay: 0.1), recorded)
    case "adam-w-strong":
      Self.expect(
        AdamW(
          Adam(learningRate: 0.05, firstDecay: 0.8, secondDecay: 0.95, epsilon: 1e-6, variant: .corrected), decay: 1.5),
        recorded)
    case "adam-w-none": Self.expect(AdamW(adam, decay: 0), recorded)
    case "adam-l2": Self.expect(adam, recorded, penalty: 0.1)
    case "descent-l2":
      Self.expect(WeightDecayDescent(learningRate: 0.01, decay: 0.1), recorded)
      Self.expect(GradientDescent(learningRate: 0.01), recorded, penalty: 0.1)
    default: Issue.record("no optimizer \(recorded.optimizer)")
    }
  }

  static func expect<Optimizer: GradientOptimizer>(
    _ optimizer: Optimizer, _ recorded: TorchRegularizationRecord.Optimizers.Run, penalty λ: Double = 0
  ) where Optimizer.Element == Double {
    let start = record.optimizers.start
    var (θ, state) = (start, optimizer.initialState(parameterCount: start.count))
    for (step, gradient) in zip(1..., record.optimizers.gradients) {
      let penalized = zip(gradient, L2Penalty.gradient(θ, strength: λ)).map { $0 + $1 }
      (θ, state) = optimizer.step(θ, gradient: penalized, state: state)
      guard step % 10 == 0 else { continue }
      for (ours, theirs) in zip(θ, recorded.parameters[step / 10 - 1]) {
        #expect(abs(ours - theirs) <= 1e-12 * abs(theirs), "\(recorded.optimizer), step \(step)")
      }
    }
  }
}
