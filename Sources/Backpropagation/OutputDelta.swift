public import ElementaryFunctions
public import ForwardPropagation
public import LossFunctions
public import TensorAlgebra

/// Where the backward pass begins: the loss of one sample, and its derivative by the last layer's weighted sums.
public enum OutputDelta {
  /// L(g(z), y), the loss of what the output head g makes of the sums z
  ///
  /// Equation: output-delta-loss
  ///
  /// - Shapes: z, y ∈ ℝᴷ; the result is one number.
  /// - Evaluated: cross-entropy from z itself, by `BinaryCrossEntropyWithLogits` or `SoftmaxCrossEntropy`, since a
  ///   probability that has rounded to 0 or 1 has lost the loss. Squared errors from the head's output.
  /// - Edge values: no outputs give 0, except for the mean squared error, which traps; otherwise those of the loss.
  /// - Precondition: z and y have the same length; cross-entropy has a sigmoid or a softmax before it; the targets
  ///   of a sigmoid's cross-entropy lie in [0, 1].
  @inlinable
  public static func loss<T: Scalar>(logits z: [T], targets y: [T], head g: OutputHead, loss L: OutputLoss) -> T {
    checkShapes("loss", z.count, y.count)
    switch (L, g) {
    case (.crossEntropy, .sigmoid):
      return Sum.over(z.indices) { k in BinaryCrossEntropyWithLogits.value(logits: [z[k]], targets: [y[k]]) }
    case (.crossEntropy, .softmax):
      return SoftmaxCrossEntropy.value(logits: z, targets: y)
    case (.crossEntropy, .identity):
      preconditionFailure("OutputDelta.loss: cross-entropy needs probabilities, which the identity does not give")
    case (.meanSquaredError, _):
      return MeanSquaredError.value(predictions: predictions(z, g), targets: y)
    case (.halfSquaredError, _):
      let ŷ = predictions(z, g)
      return Sum.over(y.indices) { k in (ŷ[k] - y[k]) * ((ŷ[k] - y[k]) / 2) }
    }
  }

  /// δᴸ = ∂L/∂z = Jᵀ ∇_ŷ L, with the Jacobian J of the head: g′(z) on its diagonal where g acts on each sum alone
  ///
  /// Equation: output-delta-value
  ///
  /// It is ŷ − y for the matching pairs: cross-entropy behind a sigmoid or softmax (with targets that add up to 1),
  /// and half the squared error behind the identity. It is not behind another head, nor without the ½.
  ///
  /// - Shapes: z, y, δᴸ ∈ ℝᴷ.
  /// - Evaluated: cross-entropy from z itself, where J has cancelled; there ∇_ŷ L and J alone would give ∞ · 0.
  /// - Edge values: no outputs give none, except for the mean squared error, which traps; otherwise those of the
  ///   loss's gradient and of the head's pullback.
  /// - Precondition: as for `loss`.
  @inlinable
  public static func value<T: Scalar>(logits z: [T], targets y: [T], head g: OutputHead, loss L: OutputLoss) -> [T] {
    checkShapes("value", z.count, y.count)
    switch (L, g) {
    case (.crossEntropy, .sigmoid):
      return z.indices.map { k in
        BinaryCrossEntropyWithLogits.gradient(logits: [z[k]], targets: [y[k]])[0]
      }
    case (.crossEntropy, .softmax):
      return SoftmaxCrossEntropy.gradient(logits: z, targets: y)
    case (.crossEntropy, .identity):
      preconditionFailure("OutputDelta.value: cross-entropy needs probabilities, which the identity does not give")
    case (.meanSquaredError, _):
      return pullback(MeanSquaredError.gradient(predictions: predictions(z, g), targets: y), z, g)
    case (.halfSquaredError, _):
      let ŷ = predictions(z, g)
      return pullback(y.indices.map { k in ŷ[k] - y[k] }, z, g)
    }
  }

  @inlinable
  static func predictions<T: Scalar>(_ z: [T], _ g: OutputHead) -> [T] {
    g.value(Matrix(columns: [z], rows: z.count)).column(0)
  }

  @inlinable
  static func pullback<T: Scalar>(_ cotangent: [T], _ z: [T], _ g: OutputHead) -> [T] {
    g.pullback(Matrix(columns: [cotangent], rows: z.count), at: Matrix(columns: [z], rows: z.count)).column(0)
  }

  @inlinable
  static func checkShapes(_ operation: String, _ logits: Int, _ targets: Int) {
    precondition(logits == targets, "OutputDelta.\(operation): \(logits) sums but \(targets) targets")
  }
}
