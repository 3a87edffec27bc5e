public import ElementaryFunctions
public import TensorAlgebra

/// Dropout: in training a random share of the activations is set to 0, so that no neuron can rely on another one.
///
/// p is the probability to be dropped, as in the documents; some authors call the probability to be kept p.
public struct Dropout<T: Scalar> {
  /// Where the share that is kept is made up for. To do it in both places scales twice.
  public enum Variant: Hashable, Sendable, CaseIterable {
    /// ã = m ⊙ a in training and (1 − p) a afterwards: the fourth document's, and Srivastava and others', 2014.
    case plain
    /// ã = m ⊙ a / (1 − p) in training and a afterwards: that of Keras and PyTorch.
    case inverted
  }

  /// p, the probability that an activation is dropped.
  public let dropProbability: T
  /// Where the kept share is made up for.
  public let variant: Variant

  /// Dropout with probability p.
  ///
  /// - Precondition: 0 ≤ p < 1. With p = 1 nothing passes, and the inverted scale is 1/0.
  @inlinable
  public init(dropProbability p: T, variant: Variant) {
    precondition(p >= 0 && p < 1, "Dropout: the drop probability must be at least 0 and below 1, not \(p)")
    (dropProbability, self.variant) = (p, variant)
  }

  /// m: 1 for each activation that is kept, 0 for each that is dropped, with mᵢ ~ Bernoulli(1 − p).
  ///
  /// mᵢ = 1 where a `UniformVariate` is at least p; each takes one draw.
  ///
  /// - Precondition: the count is not negative.
  @inlinable
  public func mask(count n: Int, using generator: inout some RandomNumberGenerator) -> [T] {
    precondition(n >= 0, "Dropout.mask: there are no \(n) activations")
    return (0..<n).map { _ in
      let u: T = UniformVariate.next(using: &generator)
      return u >= dropProbability ? 1 : 0
    }
  }

  /// ã = m ⊙ a, or m ⊙ a / (1 − p): the activations in training
  ///
  /// Equation: dropout-forward
  ///
  /// - Shapes: a, m, ã ∈ ℝⁿ; a matrix is passed as its row-major elements.
  /// - Evaluated: as written; 1 − p is exact for p ≥ ½.
  /// - Edge values: p = 0 with a mask of ones gives a; ∞ and NaN give NaN where they are dropped, since 0 · ∞ is NaN; no
  ///   activations give none.
  /// - Precondition: a and m have the same length.
  @inlinable
  public func forward(_ activations: [T], mask: [T]) -> [T] {
    let (a, m) = (activations, mask)
    precondition(a.count == m.count, "Dropout.forward: \(a.count) activations but a mask of \(m.count)")
    switch variant {
    case .plain: return HadamardProduct.value(m, a)
    case .inverted: return HadamardProduct.value(m, a).map { x in x / (1 - dropProbability) }
    }
  }

  /// ā = m ⊙ c, or m ⊙ c / (1 − p), for the cotangent c of ã: the mask is the forward pass's own
  ///
  /// Equation: dropout-backward
  ///
  /// - Shapes: c, m, ā ∈ ℝⁿ.
  /// - Evaluated: as `forward`, which is linear and symmetric.
  /// - Edge values: those of `forward`.
  /// - Precondition: c and m have the same length.
  @inlinable
  public func backward(_ cotangent: [T], mask: [T]) -> [T] {
    let (c, m) = (cotangent, mask)
    precondition(c.count == m.count, "Dropout.backward: a cotangent of \(c.count) but a mask of \(m.count)")
    return forward(c, mask: m)
  }

  /// (1 − p) a, or a: the activations after training
  ///
  /// Equation: dropout-inference
  ///
  /// - Shapes: a and the result ∈ ℝⁿ.
  /// - Evaluated: as written; the inverted variant returns a bit for bit.
  /// - Edge values: ±∞ and NaN stay; no activations give none.
  @inlinable
  public func inference(_ activations: [T]) -> [T] {
    switch variant {
    case .plain: activations.map { a in (1 - dropProbability) * a }
    case .inverted: activations
    }
  }

  /// ā = (1 − p) c, or c, for the cotangent c of the activations after training
  ///
  /// Equation: dropout-inference-backward
  ///
  /// - Shapes: c, ā ∈ ℝⁿ.
  /// - Evaluated: as `inference`, which is linear and symmetric.
  /// - Edge values: those of `inference`.
  @inlinable
  public func inferenceBackward(_ cotangent: [T]) -> [T] { inference(cotangent) }

  /// Var(ãᵢ) = p (1 − p) aᵢ², or p/(1 − p) aᵢ², over all masks
  ///
  /// Equation: dropout-variance
  ///
  /// - Shapes: a and the result ∈ ℝⁿ.
  /// - Evaluated: as (p a) ((1 − p) a), or (p a) (a / (1 − p)), so that a² alone neither overflows nor vanishes.
  /// - Edge values: p = 0 gives 0; ±∞ gives ∞, or NaN with p = 0; NaN gives NaN.
  @inlinable
  public func variance(of activations: [T]) -> [T] {
    let p = dropProbability
    return activations.map { a in
      switch variant {
      case .plain: (p * a) * ((1 - p) * a)
      case .inverted: (p * a) * (a / (1 - p))
      }
    }
  }
}

extension Dropout: Sendable where T: Sendable {}
