import ActivationFunctions
import Backpropagation
import ElementaryFunctions
import ForwardPropagation
import GradientChecking
import SpanKernels
import TensorAlgebra

/// The work of the gradient check's benchmark: every parameter of a [4, 8, 6, 1] sigmoid network, on 16 samples.
///
/// `Tests/Peers/torch_gradcheck.py` does the same with PyTorch's own checker.
enum CheckedNetwork {
  static let shape = NetworkShape(sizes: [4, 8, 6, 1], hidden: .sigmoid, output: .sigmoid)
  static let inputs = Matrix(rows: 4, columns: 16) { j, i in Double((i * 31 + j * 17) % 21 - 10) / 10 }
  static let targets = Matrix(rows: 1, columns: 16) { _, i in Double(i * 7 % 3 == 0 ? 1 : 0) }
  static let parameters: [Double] = (0..<shape.parameterCount).map { k in Double(k * 7919 % 1000 - 500) / 500 }
  /// Two directions in which every parameter moves.
  static let directions: [[Double]] = {
    var generator = Xoshiro256StarStar(seed: 1)
    return (0..<2).map { _ in parameters.map { _ in NormalVariate.next(using: &generator) } }
  }()

  static func loss<T: Scalar>(_ θ: [T]) -> T {
    NetworkLoss.value(
      Network(shape: shape, parameters: θ), inputs: inputs.map { T($0) }, targets: targets.map { T($0) },
      loss: .crossEntropy)
  }

  /// One pass: checks the gradient that backpropagation claims, and returns the number of parameters and whether the
  /// check passes.
  @Sendable
  static func pass() -> [Double] {
    let claimed = NetworkLoss.gradient(
      Network(shape: shape, parameters: parameters), inputs: inputs, targets: targets, loss: .crossEntropy
    ).parameters
    return [Double(claimed.count), check(claimed).passes ? 1 : 0]
  }

  static func check(_ gradient: [Double]) -> DirectionalReport {
    // The values from the fast kernel, the tape from the reference.
    var kernel = SpanNetworkLoss<Double>(shape: shape, loss: .crossEntropy, sampleCount: 16)
    let function = DifferentiableFunction(
      { (θ: [Double]) -> Double in kernel.value(parameters: θ, inputs: inputs, targets: targets) },
      dual: { loss($0) }, tape: { loss($0) })
    return DirectionalCheck.check(function, gradient: gradient, at: parameters, along: directions)
  }
}
