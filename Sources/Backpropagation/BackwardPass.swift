public import ElementaryFunctions
public import ForwardPropagation
public import TensorAlgebra

/// Backpropagation: from what a network computed for a batch to the derivatives of the batch's mean loss.
public struct BackwardPass<T: Scalar> {
  /// δ¹ … δᴸ: the derivative of each sample's own loss by Zˡ; layer l stands at place l − 1.
  public let deltas: [Matrix<T>]
  /// ∂J/∂Wˡ and ∂J/∂bˡ of the mean loss J; layer l stands at place l − 1.
  public let layers: [(weights: Matrix<T>, bias: [T])]
  /// ∂J/∂X
  public let inputs: Matrix<T>

  /// The output's deltas first, then each layer's from those of the layer after it. No weight moves in between.
  ///
  /// - Precondition: the network has a layer, the targets have its predictions' shape, and there is a sample.
  @inlinable
  public init(_ pass: ForwardPass<T>, targets Y: Matrix<T>, loss: OutputLoss) {
    let (network, L) = (pass.network, pass.network.shape.layerCount)
    let Ŷ = pass.predictions
    precondition(L > 0, "BackwardPass: a network without layers has no parameters")
    precondition(
      Y.rows == Ŷ.rows && Y.columns == Ŷ.columns,
      "BackwardPass: the predictions are \(Ŷ.rows) × \(Ŷ.columns) but the targets \(Y.rows) × \(Y.columns)")
    precondition(Y.columns > 0, "BackwardPass: the mean of no samples is undefined")
    let (Z, A) = (pass.preactivations, pass.activations)

    var δ = Matrix(
      columns: (0..<Y.columns).map { i in
        OutputDelta.value(
          logits: Z[L - 1].column(i), targets: Y.column(i), head: network.shape.output, loss: loss)
      }, rows: Y.rows)
    var (deltas, layers) = ([δ], [LayerGradient.value(deltas: δ, inputs: A[L - 1])])
    for l in (1..<L).reversed() {
      δ = HiddenDelta.value(
        δ, nextWeights: network.layer(l + 1).weights, preactivation: Z[l - 1],
        activation: network.shape.hidden[l - 1])
      deltas.append(δ)
      layers.append(LayerGradient.value(deltas: δ, inputs: A[l - 1]))
    }
    let m = T(Y.columns)
    self.deltas = deltas.reversed()
    self.layers = layers.reversed()
    inputs = MatrixProduct.value(network.layer(1).weights.transposed, δ).map { x in x / m }
  }

  /// ∂J/∂θ, in the order of the network's parameters.
  @inlinable
  public var parameters: [T] { layers.flatMap { layer in layer.weights.elements + layer.bias } }
}

extension BackwardPass: Sendable where T: Sendable {}
