public import Backpropagation
public import ForwardPropagation
internal import GradientOptimizers
public import SpanKernels
public import TensorAlgebra

extension TrainingLoop {
  /// Trains a fully connected network: `run`, with the network's mean loss and its gradient by backpropagation.
  ///
  /// Both are those of `SpanNetworkLoss`, which agrees with `NetworkLoss` up to the order of additions.
  ///
  /// - Precondition: the network has a layer; X and Y have its sizes and as many columns, not 0.
  @inlinable
  public func train(
    _ network: Network<T>, inputs X: Matrix<T>, targets Y: Matrix<T>, loss: OutputLoss,
    using generator: inout some RandomNumberGenerator
  ) -> (network: Network<T>, history: TrainingHistory<T>) {
    let N = X.columns
    precondition(
      Y.columns == N, "TrainingLoop.train: there are \(N) samples of inputs but \(Y.columns) of targets")
    // The whole set, a full batch and the last, shorter one.
    var kernels: [Int: SpanNetworkLoss<T>] = [:]
    func withKernel<Result>(_ m: Int, _ body: (inout SpanNetworkLoss<T>) -> Result) -> Result {
      body(&kernels[m, default: SpanNetworkLoss(shape: network.shape, loss: loss, sampleCount: m)])
    }
    let (θ, history) = run(
      parameters: network.parameters, sampleCount: N, using: &generator,
      loss: { θ in withKernel(N) { $0.value(parameters: θ, inputs: X, targets: Y) } },
      gradient: { θ, batch in
        let (x, y) = (X.columns(at: batch), Y.columns(at: batch))
        return withKernel(batch.count) { $0.gradient(parameters: θ, inputs: x, targets: y) }
      })
    return (Network(shape: network.shape, parameters: θ), history)
  }
}
