public import ActivationFunctions
public import ElementaryFunctions
public import TensorAlgebra

/// One neuron: a weighted sum of its inputs, shifted, then passed through an activation function.
public enum Neuron {
  /// z = w · x + b and a = g(z)
  ///
  /// Equation: neuron-forward
  ///
  /// - Shapes: x, w ∈ ℝⁿ; b, z and a are numbers. z is returned beside a because `backward` needs it.
  /// - Evaluated: the sum as a `DotProduct`, the activation as its own kernel.
  /// - Edge values: n = 0 gives z = b; the activation's edge values at z; a product wᵢ xᵢ can overflow although z
  ///   is finite.
  /// - Precondition: x and w have the same length.
  @inlinable
  public static func forward<T: Scalar>(
    _ x: [T], weights w: [T], bias b: T, activation g: Activation
  ) -> (activation: T, preactivation: T) {
    precondition(x.count == w.count, "Neuron.forward: \(x.count) inputs but \(w.count) weights")
    let z = DotProduct.value(w, x) + b
    return (activation: g.value(z), preactivation: z)
  }

  /// δ = ā g′(z), then x̄ = δ w, w̄ = δ x and b̄ = δ, for the cotangent ā of a
  ///
  /// Equation: neuron-backward
  ///
  /// The chain ∂L/∂w = ∂L/∂a · ∂a/∂z · ∂z/∂w, read from left to right.
  ///
  /// - Shapes: ā, z and b̄ are numbers; x, w, x̄, w̄ ∈ ℝⁿ.
  /// - Evaluated: as written, from the z that `forward` returned.
  /// - Edge values: g′(z) = 0 stops everything, as in a saturated sigmoid; n = 0 gives b̄ alone.
  /// - Precondition: x and w have the same length.
  @inlinable
  public static func backward<T: Scalar>(
    _ cotangent: T, inputs x: [T], weights w: [T], preactivation z: T, activation g: Activation
  ) -> (inputs: [T], weights: [T], bias: T) {
    precondition(x.count == w.count, "Neuron.backward: \(x.count) inputs but \(w.count) weights")
    let δ = cotangent * g.derivative(at: z)
    let gradient = DotProduct.pullback(δ, at: w, x)
    return (inputs: gradient.x, weights: gradient.w, bias: δ)
  }
}
