/// How many numbers a fully connected network learns.
public enum ParameterCount {
  /// P = nˡ nˡ⁻¹ + nˡ = nˡ (nˡ⁻¹ + 1)
  ///
  /// Equation: parameter-count-layer
  ///
  /// A weight for each pair of an input and an output, and a bias for each output.
  ///
  /// - Shapes: nˡ⁻¹ inputs and nˡ outputs; the result is one number.
  /// - Edge values: no outputs have no parameters; no inputs leave the biases.
  /// - Precondition: neither number is negative, and the count fits an `Int`; the arithmetic traps where it does not.
  public static func layer(inputs: Int, outputs: Int) -> Int {
    precondition(
      inputs >= 0 && outputs >= 0, "ParameterCount.layer: no layer has \(inputs) inputs and \(outputs) outputs")
    return outputs * (inputs + 1)
  }

  /// P = Σₗ nˡ (nˡ⁻¹ + 1)
  ///
  /// Equation: parameter-count-network
  ///
  /// - Shapes: the sizes n⁰ … nᴸ, the input's first; the result is one number.
  /// - Edge values: one size, which is a network without layers, has no parameters; nor have no sizes.
  /// - Precondition: that of `layer` for each layer.
  public static func network(sizes n: [Int]) -> Int {
    zip(n, n.dropFirst()).reduce(0) { P, layer in P + Self.layer(inputs: layer.0, outputs: layer.1) }
  }
}
