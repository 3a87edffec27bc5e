public import ActivationFunctions

/// The form of a fully connected network: its sizes, the activation of each hidden layer, and its output head.
public struct NetworkShape: Hashable, Sendable {
  /// n⁰ … nᴸ: the number of inputs, then of neurons in each layer.
  public let sizes: [Int]
  /// g¹ … gᴸ⁻¹, the activation of each hidden layer.
  public let hidden: [Activation]
  /// What the last layer makes of its weighted sums.
  public let output: OutputHead

  /// A network with an activation of its own for each hidden layer.
  ///
  /// - Precondition: there is at least one size, none is below 1, and there is one activation for each hidden
  ///   layer, of which a network with sizes n⁰ … nᴸ has L − 1.
  public init(sizes: [Int], hidden: [Activation], output: OutputHead) {
    precondition(
      !sizes.isEmpty && sizes.allSatisfy { $0 > 0 }, "NetworkShape: no network has the sizes \(sizes)")
    precondition(
      hidden.count == max(0, sizes.count - 2),
      "NetworkShape: sizes \(sizes) have \(max(0, sizes.count - 2)) hidden layers but there are \(hidden.count) activations"
    )
    (self.sizes, self.hidden, self.output) = (sizes, hidden, output)
  }

  /// A network with the same activation in every hidden layer.
  public init(sizes: [Int], hidden: Activation, output: OutputHead) {
    self.init(
      sizes: sizes, hidden: Array(repeating: hidden, count: max(0, sizes.count - 2)), output: output)
  }

  /// L: the number of layers that have weights. The input is none of them.
  public var layerCount: Int { sizes.count - 1 }

  /// The number of weights and biases of all layers.
  public var parameterCount: Int { ParameterCount.network(sizes: sizes) }
}
