public import ElementaryFunctions
public import ForwardPropagation
public import TensorAlgebra

/// The mean loss of a network over a batch, as a function of its parameters: what training makes small.
public enum NetworkLoss {
  /// J = (1/m) Σᵢ L(ŷ⁽ⁱ⁾, y⁽ⁱ⁾)
  ///
  /// Equation: network-loss-value
  ///
  /// - Shapes: X is n⁰ × m and Y nᴸ × m, a sample in each column; the result is one number.
  /// - Evaluated: each sample's loss from the last layer's sums, as `OutputDelta.loss`; then their `Mean`.
  /// - Edge values: those of the network and of the loss.
  /// - Precondition: the network has a layer; X and Y have its sizes and as many columns, not 0.
  @inlinable
  public static func value<T: Scalar>(
    _ network: Network<T>, inputs X: Matrix<T>, targets Y: Matrix<T>, loss L: OutputLoss
  ) -> T {
    precondition(network.shape.layerCount > 0, "NetworkLoss.value: a network without layers has no loss")
    let Z = network.forward(X).preactivations[network.shape.layerCount - 1]
    precondition(
      Y.rows == Z.rows && Y.columns == Z.columns,
      "NetworkLoss.value: the predictions are \(Z.rows) × \(Z.columns) but the targets \(Y.rows) × \(Y.columns)")
    precondition(Y.columns > 0, "NetworkLoss.value: the mean of no samples is undefined")
    return Mean.over(0..<Y.columns) { i in
      OutputDelta.loss(logits: Z.column(i), targets: Y.column(i), head: network.shape.output, loss: L)
    }
  }

  /// ∂J/∂θ and ∂J/∂X, by backpropagation
  ///
  /// Equation: network-loss-gradient
  ///
  /// - Shapes: ∂J/∂θ in the order of the network's parameters; ∂J/∂X of the shape of X.
  /// - Evaluated: by a `BackwardPass`: `OutputDelta`, then `HiddenDelta` and `LayerGradient` layer by layer.
  /// - Edge values: those of the network, of the loss and of each activation's derivative.
  /// - Precondition: as for `value`.
  @inlinable
  public static func gradient<T: Scalar>(
    _ network: Network<T>, inputs X: Matrix<T>, targets Y: Matrix<T>, loss L: OutputLoss
  ) -> (parameters: [T], inputs: Matrix<T>) {
    let pass = BackwardPass(network.forward(X), targets: Y, loss: L)
    return (parameters: pass.parameters, inputs: pass.inputs)
  }
}
