public import ElementaryFunctions
public import TensorAlgebra

/// Random first weights that neither grow nor shrink what passes through layers of sigmoid or tanh.
public enum XavierInitialization {
  /// The two variances that are published under this name.
  public enum Variant: Sendable {
    /// 2/(n_in + n_out), which weighs the way forward and the way back equally: Glorot and Bengio, 2010.
    case fanAverage
    /// 1/n_in, which looks at the way forward alone: LeCun and others, 1998.
    case fanIn
  }

  /// Var(W) = 2/(n_in + n_out), or 1/n_in
  ///
  /// Equation: xavier-initialization-variance
  ///
  /// - Shapes: n_in and n_out count the inputs and the outputs of the layer; the result is one number.
  /// - Evaluated: as written: one rounding, in `Float` for counts up to 2²⁴.
  /// - Edge values: a layer of one input and one output gives 1.
  /// - Precondition: both counts are positive.
  @inlinable
  public static func variance<T: Scalar>(
    fanIn n_in: Int, fanOut n_out: Int, variant: Variant = .fanAverage
  ) -> T {
    checkCounts("variance", n_in, n_out)
    switch variant {
    case .fanAverage: return 2 / (T(n_in) + T(n_out))
    case .fanIn: return 1 / T(n_in)
    }
  }

  /// r = √(6/(n_in + n_out)), or √(3/n_in): the uniform distribution on [−r, r] has the variance above
  ///
  /// Equation: xavier-initialization-bound
  ///
  /// - Shapes: as for the variance.
  /// - Evaluated: as written: a quotient and a root, two roundings.
  /// - Edge values: a layer of one input and one output gives √3.
  /// - Precondition: both counts are positive.
  @inlinable
  public static func bound<T: Scalar>(
    fanIn n_in: Int, fanOut n_out: Int, variant: Variant = .fanAverage
  ) -> T {
    checkCounts("bound", n_in, n_out)
    switch variant {
    case .fanAverage: return .squareRoot(6 / (T(n_in) + T(n_out)))
    case .fanIn: return .squareRoot(3 / T(n_in))
    }
  }

  /// Weights drawn from the normal distribution with mean 0 and variance Var(W), row by row.
  ///
  /// - Shapes: the result is out × in.
  /// - Precondition: both counts are positive.
  @inlinable
  public static func normal<T: Scalar>(
    fanIn n_in: Int, fanOut n_out: Int, variant: Variant = .fanAverage,
    using generator: inout Xoshiro256StarStar
  ) -> Matrix<T> {
    let σ: T = .squareRoot(variance(fanIn: n_in, fanOut: n_out, variant: variant))
    return Matrix(rows: n_out, columns: n_in) { _, _ in σ * NormalVariate.next(using: &generator) }
  }

  /// Weights drawn evenly from [−r, r], row by row.
  ///
  /// - Shapes: the result is out × in.
  /// - Evaluated: as r (2u − 1) for a number u drawn from [0, 1), so that no weight lies beyond r.
  /// - Precondition: both counts are positive.
  @inlinable
  public static func uniform<T: Scalar>(
    fanIn n_in: Int, fanOut n_out: Int, variant: Variant = .fanAverage,
    using generator: inout Xoshiro256StarStar
  ) -> Matrix<T> {
    let r: T = bound(fanIn: n_in, fanOut: n_out, variant: variant)
    return Matrix(rows: n_out, columns: n_in) { _, _ in r * (2 * UniformVariate.next(using: &generator) - 1) }
  }

  @inlinable
  static func checkCounts(_ operation: String, _ inputs: Int, _ outputs: Int) {
    precondition(
      inputs > 0 && outputs > 0,
      "XavierInitialization.\(operation): a layer has at least one input and one output, not \(inputs) and \(outputs)")
  }
}
