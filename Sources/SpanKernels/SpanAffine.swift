public import ElementaryFunctions

/// `AffineColumns` and its gradients on memory that is there already: matrices as spans of their rows.
///
/// The inner loops run along the samples, which lie side by side, so that a compiler can take several at once.
public enum SpanAffine {
  /// Z ← W X + b 1ᵀ, the bias first and then input after input
  ///
  /// - Shapes: W ∈ ℝᵒˣⁿ, b ∈ ℝᵒ, X ∈ ℝⁿˣᵐ, Z ∈ ℝᵒˣᵐ, each row by row.
  /// - Precondition: the sizes fit. o = 0 is not allowed, since the spans would not tell n and m.
  @inlinable
  public static func forward<T: Scalar>(
    _ X: Span<T>, weights W: Span<T>, bias b: Span<T>, into Z: inout MutableSpan<T>
  ) {
    let (o, n, m) = sizes("forward", W.count, b.count, X.count, Z.count)
    for i in 0..<o {
      for s in 0..<m { Z[i * m + s] = b[i] }
      for k in 0..<n {
        let w = W[i * n + k]
        for s in 0..<m { Z[i * m + s] += w * X[k * m + s] }
      }
    }
  }

  /// X̄ ← Wᵀ C
  ///
  /// - Shapes: W ∈ ℝᵒˣⁿ, C ∈ ℝᵒˣᵐ, X̄ ∈ ℝⁿˣᵐ, each row by row; o is said because the spans do not tell it.
  /// - Precondition: the sizes fit; o is not 0.
  @inlinable
  public static func inputGradient<T: Scalar>(
    _ C: Span<T>, weights W: Span<T>, outputs o: Int, into X̄: inout MutableSpan<T>
  ) {
    let (_, n, m) = sizes("inputGradient", W.count, o, X̄.count, C.count)
    for k in X̄.indices { X̄[k] = 0 }
    for i in 0..<o {
      for k in 0..<n {
        let w = W[i * n + k]
        for s in 0..<m { X̄[k * m + s] += w * C[i * m + s] }
      }
    }
  }

  /// W̄ ← C Xᵀ and b̄ ← C 1, the weights' gradient row by row and then the bias', from a place of a longer gradient on
  ///
  /// Each sum over the samples runs in four strands, which are added at the end.
  ///
  /// - Shapes: C ∈ ℝᵒˣᵐ, X ∈ ℝⁿˣᵐ, each row by row; o (n + 1) numbers are written.
  /// - Precondition: the sizes fit; neither o nor m is 0.
  @inlinable
  public static func parameterGradient<T: Scalar>(
    _ C: Span<T>, inputs X: Span<T>, outputs o: Int, into gradient: inout MutableSpan<T>, from start: Int
  ) {
    precondition(
      o > 0 && C.count > 0 && C.count % o == 0, "SpanAffine.parameterGradient: \(C.count) numbers are no \(o) rows")
    let m = C.count / o
    let n = X.count / m
    precondition(
      X.count == n * m && start >= 0 && start + o * (n + 1) <= gradient.count,
      "SpanAffine.parameterGradient: \(X.count) inputs for \(m) samples, \(gradient.count) places from \(start)")
    for i in 0..<o {
      for k in 0..<n {
        gradient[start + i * n + k] = strands(m) { s in C[i * m + s] * X[k * m + s] }
      }
      gradient[start + o * n + i] = strands(m) { s in C[i * m + s] }
    }
  }

  @inlinable
  static func strands<T: Scalar>(_ m: Int, _ term: (Int) -> T) -> T {
    var (t0, t1, t2, t3): (T, T, T, T) = (0, 0, 0, 0)
    var s = 0
    while s + 4 <= m {
      t0 += term(s)
      t1 += term(s + 1)
      t2 += term(s + 2)
      t3 += term(s + 3)
      s += 4
    }
    while s < m {
      t0 += term(s)
      s += 1
    }
    return (t0 + t1) + (t2 + t3)
  }

  @inlinable
  static func sizes(
    _ operation: String, _ weights: Int, _ o: Int, _ inputs: Int, _ outputs: Int
  ) -> (o: Int, n: Int, m: Int) {
    precondition(
      o > 0 && weights % o == 0 && outputs % o == 0 && inputs == weights / o * (outputs / o),
      "SpanAffine.\(operation): \(weights) weights for \(o) outputs, \(inputs) inputs and \(outputs) sums")
    return (o, weights / o, outputs / o)
  }
}
