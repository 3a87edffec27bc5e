public import ElementaryFunctions
public import TensorAlgebra

/// Random first weights that neither grow nor shrink what passes through layers of ReLU.
public enum HeInitialization {
  /// Var(W) = 2/n_in, and 2/((1 + α²) n_in) for a leaky ReLU of slope α
  ///
  /// Equation: he-initialization-variance
  ///
  /// - Shapes: n_in counts the inputs of the layer; α and the result are numbers.
  /// - Evaluated: as written.
  /// - Edge values: α = 0 is ReLU; α = 1 is the identity and gives 1/n_in; above 1.3e154 (`Float`: 1.8e19) α² is
  ///   infinite and the variance 0.
  /// - Precondition: n_in is positive; α is finite and not negative.
  @inlinable
  public static func variance<T: Scalar>(fanIn n_in: Int, slope α: T = 0) -> T {
    check("variance", n_in, α)
    return 2 / ((1 + α * α) * T(n_in))
  }

  /// r = √(6/n_in), and √(6/((1 + α²) n_in)): the uniform distribution on [−r, r] has the variance above
  ///
  /// Equation: he-initialization-bound
  ///
  /// - Shapes: as for the variance.
  /// - Evaluated: as written.
  /// - Edge values: as for the variance.
  /// - Precondition: n_in is positive; α is finite and not negative.
  @inlinable
  public static func bound<T: Scalar>(fanIn n_in: Int, slope α: T = 0) -> T {
    check("bound", n_in, α)
    return .squareRoot(6 / ((1 + α * α) * T(n_in)))
  }

  /// Weights drawn from the normal distribution with mean 0 and variance Var(W), row by row.
  ///
  /// - Shapes: the result is out × in.
  /// - Precondition: both counts are positive; α is finite and not negative.
  @inlinable
  public static func normal<T: Scalar>(
    fanIn n_in: Int, fanOut n_out: Int, slope α: T = 0, using generator: inout Xoshiro256StarStar
  ) -> Matrix<T> {
    checkOutputs("normal", n_out)
    let σ: T = .squareRoot(variance(fanIn: n_in, slope: α))
    return Matrix(rows: n_out, columns: n_in) { _, _ in σ * NormalVariate.next(using: &generator) }
  }

  /// Weights drawn evenly from [−r, r], row by row.
  ///
  /// - Shapes: the result is out × in.
  /// - Evaluated: as r (2u − 1) for a number u drawn from [0, 1), so that no weight lies beyond r.
  /// - Precondition: both counts are positive; α is finite and not negative.
  @inlinable
  public static func uniform<T: Scalar>(
    fanIn n_in: Int, fanOut n_out: Int, slope α: T = 0, using generator: inout Xoshiro256StarStar
  ) -> Matrix<T> {
    checkOutputs("uniform", n_out)
    let r: T = bound(fanIn: n_in, slope: α)
    return Matrix(rows: n_out, columns: n_in) { _, _ in r * (2 * UniformVariate.next(using: &generator) - 1) }
  }

  @inlinable
  static func check<T: Scalar>(_ operation: String, _ inputs: Int, _ α: T) {
    precondition(inputs > 0, "HeInitialization.\(operation): a layer has at least one input, not \(inputs)")
    precondition(
      α >= 0 && α.isFinite, "HeInitialization.\(operation): the slope must be finite and at least 0, not \(α)")
  }

  @inlinable
  static func checkOutputs(_ operation: String, _ outputs: Int) {
    precondition(outputs > 0, "HeInitialization.\(operation): a layer has at least one output, not \(outputs)")
  }
}
