public import ActivationFunctions
public import ElementaryFunctions
public import TensorAlgebra

/// A neuron with a step for its activation: it answers 0 or 1, and learns from its mistakes.
public struct Perceptron<T: Scalar> {
  /// w, one for each input.
  public let weights: [T]
  /// b.
  public let bias: T

  /// A perceptron of its parameters.
  @inlinable
  public init(weights: [T], bias: T) { (self.weights, self.bias) = (weights, bias) }

  /// z = Σᵢ wᵢ xᵢ + b and ŷ = H(z)
  ///
  /// Equation: perceptron-value
  ///
  /// - Shapes: x ∈ ℝⁿ; the result is one number.
  /// - Evaluated: the sum as a `DotProduct`, then the bias, then `Step`.
  /// - Edge values: 1 where z = 0, on the boundary itself; n = 0 leaves H(b); NaN gives NaN.
  /// - Precondition: x has as many elements as there are weights.
  @inlinable
  public func value(_ x: [T]) -> T {
    precondition(
      x.count == weights.count, "Perceptron.value: \(x.count) inputs but \(weights.count) weights")
    let z = DotProduct.value(weights, x) + bias
    return Step.value(z)
  }

  /// wᵢ ← wᵢ + η (y − ŷ) xᵢ and b ← b + η (y − ŷ)
  ///
  /// Equation: perceptron-update
  ///
  /// - Shapes: x ∈ ℝⁿ; y and η are numbers.
  /// - Evaluated: as written, after a mistake alone: an answer that is right changes nothing, infinite inputs included.
  ///   Exact for integers that the format holds.
  /// - Edge values: an answer of NaN makes every parameter NaN.
  /// - Precondition: x has as many elements as there are weights; y is 0 or 1.
  @inlinable
  public func updated(by x: [T], target y: T, learningRate η: T) -> Perceptron {
    precondition(y == 0 || y == 1, "Perceptron.updated: the target \(y) is neither 0 nor 1")
    let ŷ = value(x)
    if ŷ == y { return self }
    let Δb = η * (y - ŷ)
    return Perceptron(
      weights: weights.indices.map { i in weights[i] + Δb * x[i] },
      bias: bias + Δb)
  }
}

extension Perceptron: Equatable {}
extension Perceptron: Sendable where T: Sendable {}
