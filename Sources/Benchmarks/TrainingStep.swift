import ActivationFunctions
import ForwardPropagation
import GradientOptimizers
import SpanKernels
import TensorAlgebra

/// The work of the training benchmark: 100 steps of Adam on the second document's network 1–10–5–1, from fixed
/// parameters, on one fixed batch of 32 samples.
///
/// `Tests/Peers/torch_training.py` does the same with PyTorch.
enum TrainingStep {
  static let shape = NetworkShape(sizes: [1, 10, 5, 1], hidden: .relu, output: .identity)
  static let inputs = Matrix(rows: 1, columns: 32) { _, i in Double(i) / 16 - 1 }
  static let targets = Matrix(rows: 1, columns: 32) { _, i in 2 * (Double(i) / 16 - 1) + 1 + Double(i * 7 % 5 - 2) / 20
  }
  static let parameters: [Double] = (0..<shape.parameterCount).map { k in Double(k * 7919 % 1000 - 500) / 500 }

  /// One pass: returns the loss after the steps and the sum of the parameters.
  @Sendable
  static func pass() -> [Double] {
    var kernel = SpanNetworkLoss<Double>(shape: shape, loss: .meanSquaredError, sampleCount: 32)
    let adam = Adam<Double>.documented(learningRate: 0.001)
    var (θ, state) = (parameters, adam.initialState(parameterCount: parameters.count))
    for _ in 0..<100 {
      let gradient = kernel.gradient(parameters: θ, inputs: inputs, targets: targets)
      (θ, state) = adam.step(θ, gradient: gradient, state: state)
    }
    return [kernel.value(parameters: θ, inputs: inputs, targets: targets), θ.reduce(0, +)]
  }
}
