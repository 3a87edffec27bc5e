public import ElementaryFunctions
public import TensorAlgebra

/// Where gradient descent on a line's loss is after a number of steps, without taking them.
public enum LineDescentIterate {
  /// θₖ = θ* + (I − η H)ᵏ (θ₀ − θ*), for θ = (w, b) and the least-squares line θ*
  ///
  /// Equation: line-descent-iterate
  ///
  /// - Shapes: w₀ and b₀ are numbers; X, Y ∈ ℝᴺ; k is a whole number; two numbers result.
  /// - Evaluated: the power by repeated squaring, in about log₂ k products.
  /// - Edge values: k = 0 gives θ₀, up to a rounding. Inputs that are all equal, for which there is no θ*, give NaN.
  ///   Where the iterates diverge beyond the largest number they are ±∞ or NaN.
  /// - Precondition: X and Y have the same length, not 0; k is not negative.
  @inlinable
  public static func value<T: Scalar>(
    after k: Int, learningRate η: T, weight w0: T, bias b0: T, inputs X: [T], targets Y: [T]
  ) -> (weight: T, bias: T) {
    precondition(k >= 0, "LineDescentIterate.value: there is no iterate after \(k) steps")
    precondition(X.count == Y.count, "LineDescentIterate.value: \(X.count) inputs but \(Y.count) targets")
    precondition(!X.isEmpty, "LineDescentIterate.value: no points determine no line")
    let H = LineLossHessian.value(inputs: X)
    let θ = LeastSquaresLine.fit(inputs: X, targets: Y)
    var distance = Matrix(rows: 2, columns: 1, elements: [w0 - θ.weight, b0 - θ.bias])
    var power = Matrix(rows: 2, columns: 2) { i, j in (i == j ? 1 : 0) - η * H[i, j] }
    var steps = k
    while steps > 0 {
      if steps % 2 == 1 { distance = MatrixProduct.value(power, distance) }
      power = MatrixProduct.value(power, power)
      steps /= 2
    }
    return (weight: θ.weight + distance[0, 0], bias: θ.bias + distance[1, 0])
  }
}
