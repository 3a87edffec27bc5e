public import Backpropagation
public import ForwardPropagation
internal import GradientOptimizers
public import RegularizationMethods
public import SpanKernels
public import TensorAlgebra

extension TrainingLoop {
  /// Trains a fully connected network: `run`, with the network's mean loss and its gradient by backpropagation.
  ///
  /// Both are those of `SpanNetworkLoss`, which agrees with `NetworkLoss` up to the order of additions.
  ///
  /// With a validation, the network that is returned is the one with the least loss on its samples.
  ///
  /// - Precondition: the network has a layer; X and Y have its sizes and as many columns, not 0, and so have the inputs
  ///   and targets of the validation.
  @inlinable
  public func train(
    _ network: Network<T>, inputs X: Matrix<T>, targets Y: Matrix<T>, loss: OutputLoss,
    validation: (stopping: EarlyStopping<T>, inputs: Matrix<T>, targets: Matrix<T>)? = nil,
    using generator: inout some RandomNumberGenerator
  ) -> (network: Network<T>, history: TrainingHistory<T>) {
    let N = X.columns
    precondition(
      Y.columns == N, "TrainingLoop.train: there are \(N) samples of inputs but \(Y.columns) of targets")
    if let (_, Xᵥ, Yᵥ) = validation {
      precondition(
        Yᵥ.columns == Xᵥ.columns,
        "TrainingLoop.train: there are \(Xᵥ.columns) validation samples of inputs but \(Yᵥ.columns) of targets")
    }
    // The whole set, that of the validation, a full batch and the last, shorter one.
    var kernels: [Int: SpanNetworkLoss<T>] = [:]
    func withKernel<Result>(_ m: Int, _ body: (inout SpanNetworkLoss<T>) -> Result) -> Result {
      body(&kernels[m, default: SpanNetworkLoss(shape: network.shape, loss: loss, sampleCount: m)])
    }
    let (θ, history) = run(
      parameters: network.parameters, sampleCount: N, using: &generator,
      validation: validation.map { validation in
        (
          stopping: validation.stopping,
          loss: { θ in
            withKernel(validation.inputs.columns) {
              $0.value(parameters: θ, inputs: validation.inputs, targets: validation.targets)
            }
          }
        )
      },
      loss: { θ in withKernel(N) { $0.value(parameters: θ, inputs: X, targets: Y) } },
      gradient: { θ, batch in
        let (x, y) = (X.columns(at: batch), Y.columns(at: batch))
        return withKernel(batch.count) { $0.gradient(parameters: θ, inputs: x, targets: y) }
      })
    return (Network(shape: network.shape, parameters: θ), history)
  }
}
