public import ElementaryFunctions
public import LossFunctions
public import TensorAlgebra

/// The mean cross-entropy of a softmax regression on a data set, as a function of the model.
public enum SoftmaxRegressionLoss {
  /// J(W, b) = −(1/m) Σᵢ Σₖ yₖᵢ ln ŷₖᵢ, with Ŷ = softmax(W X + b 1ᵀ)
  ///
  /// Equation: softmax-regression-loss-value
  ///
  /// - Shapes: W ∈ ℝᴷˣⁿ, b ∈ ℝᴷ, X ∈ ℝⁿˣᵐ and Y ∈ ℝᴷˣᵐ, a sample in each column; the result is one number.
  /// - Evaluated: as the mean of `SoftmaxCrossEntropy` of the columns of W X + b: finite wherever these differ finitely.
  /// - Edge values: ln K at W = 0, b = 0 for targets that add up to 1; K = 1 gives 0; those of `SoftmaxCrossEntropy`.
  /// - Precondition: W has a row for each bias and a column for each row of X; Y has the shape of Ŷ, with at least
  ///   one column. Its columns are meant to be distributions, which is not checked.
  @inlinable
  public static func value<T: Scalar>(
    weights W: Matrix<T>, bias b: [T], inputs X: Matrix<T>, targets Y: Matrix<T>
  ) -> T {
    checkShapes("value", W, b, X, Y)
    let Z = SoftmaxRegression.logits("value", X, W, b)
    return MeanLoss.value(
      losses: (0..<Z.columns).map { i in
        SoftmaxCrossEntropy.value(logits: Z.column(i), targets: Y.column(i))
      })
  }

  /// ∂J/∂W = (1/m) (Ŷ − Y) Xᵀ and ∂J/∂b = (1/m) (Ŷ − Y) 1
  ///
  /// Equation: softmax-regression-loss-gradient
  ///
  /// For targets that do not add up to 1, Ŷ is times their sum.
  ///
  /// - Shapes: as for the value; the gradients have those of W and b.
  /// - Evaluated: with the columns of Ŷ − Y as `SoftmaxCrossEntropy.gradient`, which keeps the digits of ŷ near 1; the
  ///   sums over the samples as means.
  /// - Edge values: its columns add up to 0: what one class gains the others lose. K = 1 gives 0.
  /// - Precondition: as for the value.
  @inlinable
  public static func gradient<T: Scalar>(
    weights W: Matrix<T>, bias b: [T], inputs X: Matrix<T>, targets Y: Matrix<T>
  ) -> (weights: Matrix<T>, bias: [T]) {
    checkShapes("gradient", W, b, X, Y)
    let Z = SoftmaxRegression.logits("gradient", X, W, b)
    let Δ = Matrix(
      columns: (0..<Z.columns).map { i in
        SoftmaxCrossEntropy.gradient(logits: Z.column(i), targets: Y.column(i))
      }, rows: Z.rows)
    return (
      weights: Matrix(rows: W.rows, columns: W.columns) { k, j in
        Mean.over(0..<X.columns) { i in Δ[k, i] * X[j, i] }
      },
      bias: b.indices.map { k in Mean.over(0..<X.columns) { i in Δ[k, i] } }
    )
  }

  @inlinable
  static func checkShapes<T: Scalar>(
    _ operation: String, _ W: Matrix<T>, _ b: [T], _ X: Matrix<T>, _ Y: Matrix<T>
  ) {
    precondition(
      W.rows == b.count && W.columns == X.rows && Y.rows == W.rows && Y.columns == X.columns,
      """
      SoftmaxRegressionLoss.\(operation): the weights are \(W.rows) × \(W.columns), the inputs \
      \(X.rows) × \(X.columns), the targets \(Y.rows) × \(Y.columns) and there are \(b.count) biases
      """)
    precondition(X.columns > 0, "SoftmaxRegressionLoss.\(operation): the mean over no samples is undefined")
  }
}
