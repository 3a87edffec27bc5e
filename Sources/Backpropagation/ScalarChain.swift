public import ActivationFunctions
public import ElementaryFunctions

/// A network of one neuron in each layer, in which the product that vanishes or explodes can be read off.
public enum ScalarChain {
  /// aₗ = g(wₗ aₗ₋₁ + bₗ) for l = 1 … L, from a₀ = x
  ///
  /// Equation: scalar-chain-value
  ///
  /// - Shapes: x and the result are numbers; w, b ∈ ℝᴸ.
  /// - Evaluated: as written.
  /// - Edge values: L = 0 gives x; otherwise those of the activation.
  /// - Precondition: w and b have the same length.
  @inlinable
  public static func value<T: Scalar>(_ x: T, weights w: [T], biases b: [T], activation g: Activation) -> T {
    precondition(w.count == b.count, "ScalarChain.value: \(w.count) weights but \(b.count) biases")
    return w.indices.reduce(x) { a, l in g.value(w[l] * a + b[l]) }
  }

  /// ∂a_L/∂x = Πₗ wₗ g′(zₗ)
  ///
  /// Equation: scalar-chain-gradient
  ///
  /// With the sigmoid each g′(zₗ) is at most ¼, but each comes with a weight: the product explodes as readily as it
  /// vanishes.
  ///
  /// - Shapes: all are numbers but w, b ∈ ℝᴸ.
  /// - Evaluated: from the last layer to the first, as backpropagation does; a part of the product can overflow or
  ///   underflow although the whole would not.
  /// - Edge values: L = 0 gives 1; a saturated layer makes it 0.
  /// - Precondition: w and b have the same length.
  @inlinable
  public static func gradient<T: Scalar>(at x: T, weights w: [T], biases b: [T], activation g: Activation) -> T {
    precondition(w.count == b.count, "ScalarChain.gradient: \(w.count) weights but \(b.count) biases")
    var (z, a): ([T], T) = ([], x)
    for l in w.indices {
      z.append(w[l] * a + b[l])
      a = g.value(z[l])
    }
    return w.indices.reversed().reduce(1) { product, l in product * w[l] * g.derivative(at: z[l]) }
  }
}
