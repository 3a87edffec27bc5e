public import ActivationFunctions
public import ElementaryFunctions
public import TensorAlgebra

/// A fully connected layer on a batch: every neuron sees every input, and every sample passes alone.
public enum DenseLayer {
  /// Z = W X + b 1ᵀ and A = g(Z), element by element
  ///
  /// Equation: dense-layer-forward
  ///
  /// With X = A of the layer before, these are the documents' z and a of a layer, for all samples at once.
  ///
  /// - Shapes: X ∈ ℝⁿˣᵐ with a sample in each column, W ∈ ℝᵒˣⁿ, b ∈ ℝᵒ; Z, A ∈ ℝᵒˣᵐ. Z is returned beside A
  ///   because `backward` needs it.
  /// - Evaluated: as `AffineColumns`, then the activation's own kernel.
  /// - Edge values: those of `AffineColumns` and of the activation.
  /// - Precondition: W has as many columns as X has rows, and as many rows as b has elements.
  @inlinable
  public static func forward<T: Scalar>(
    _ X: Matrix<T>, weights W: Matrix<T>, bias b: [T], activation g: Activation
  ) -> (activation: Matrix<T>, preactivation: Matrix<T>) {
    let Z = AffineColumns.value(X, weights: W, bias: b)
    return (activation: Z.map { z in g.value(z) }, preactivation: Z)
  }

  /// δ = Ā ⊙ g′(Z), then W̄ = δ Xᵀ, X̄ = Wᵀ δ and b̄ = δ 1, for the cotangent Ā of A
  ///
  /// Equation: dense-layer-backward
  ///
  /// - Shapes: Ā, Z ∈ ℝᵒˣᵐ; each gradient has the shape of what it is the derivative by.
  /// - Evaluated: as written, from the Z that `forward` returned; the weights' gradient adds up over the samples.
  /// - Edge values: a unit whose g′ is 0 on every sample has gradients of 0 and passes nothing on.
  /// - Precondition: W has as many columns as X has rows; Ā and Z have the shape of the layer's output.
  @inlinable
  public static func backward<T: Scalar>(
    _ cotangent: Matrix<T>, inputs X: Matrix<T>, weights W: Matrix<T>, preactivation Z: Matrix<T>,
    activation g: Activation
  ) -> (inputs: Matrix<T>, weights: Matrix<T>, bias: [T]) {
    precondition(
      cotangent.rows == Z.rows && cotangent.columns == Z.columns,
      """
      DenseLayer.backward: the preactivation is \(Z.rows) × \(Z.columns) \
      but the cotangent is \(cotangent.rows) × \(cotangent.columns)
      """)
    let δ = Matrix(
      rows: Z.rows, columns: Z.columns,
      elements: HadamardProduct.value(cotangent.elements, Z.elements.map { z in g.derivative(at: z) }))
    let gradient = AffineColumns.pullback(δ, at: X, weights: W)
    return (inputs: gradient.inputs, weights: gradient.weights, bias: gradient.bias)
  }
}
