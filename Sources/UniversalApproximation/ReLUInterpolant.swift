public import ActivationFunctions
public import ElementaryFunctions
public import ForwardPropagation

/// A function of one number that meets given values at given knots and is straight between them: a shallow network of
/// ReLUs, written down instead of trained.
public struct ReLUInterpolant<T: Scalar> {
  /// t₀ < t₁ < … < t_N
  public let knots: [T]
  /// y₀ … y_N
  public let values: [T]
  /// sᵢ = (yᵢ₊₁ − yᵢ)/(tᵢ₊₁ − tᵢ), for i = 0 … N − 1
  public let slopes: [T]

  /// The interpolant of N + 1 values at N + 1 knots, whose distances may differ.
  ///
  /// - Precondition: there are at least two knots, finite and in increasing order, and a value for each.
  @inlinable
  public init(knots t: [T], values y: [T]) {
    precondition(t.count == y.count, "ReLUInterpolant: \(t.count) knots but \(y.count) values")
    precondition(t.count > 1, "ReLUInterpolant: \(t.count) knots have no piece between them")
    for (left, right) in zip(t, t.dropFirst()) {
      precondition(
        left.isFinite && right.isFinite && left < right,
        "ReLUInterpolant: the knots must be finite and increase, but \(right) comes after \(left)")
    }
    (knots, values) = (t, y)
    slopes = (0..<t.count - 1).map { i -> T in
      let (Δy, Δt): (T, T) = (y[i + 1] - y[i], t[i + 1] - t[i])
      return Δy / Δt
    }
  }

  /// c₀ = s₀ and cᵢ = sᵢ − sᵢ₋₁: how much the slope changes at each knot but the last
  ///
  /// Equation: relu-interpolant-coefficients
  ///
  /// - Shapes: c ∈ ℝᴺ.
  /// - Evaluated: as written.
  /// - Edge values: a knot on a straight line has c = 0; a slope that overflows, or NaN among the values, spoils the
  ///   coefficients beside it.
  @inlinable
  public func coefficients() -> [T] {
    slopes.indices.map { i in i == 0 ? slopes[0] : slopes[i] - slopes[i - 1] }
  }

  /// g(x) = y₀ + Σᵢ cᵢ ReLU(x − tᵢ), for i = 0 … N − 1
  ///
  /// Equation: relu-interpolant-value
  ///
  /// - Shapes: numbers.
  /// - Evaluated: on the piece that x lies in, from the nearer of its knots, where the terms of the sum have cancelled
  ///   already: at a knot the value is exactly the given one, and an error does not grow with the number of knots.
  /// - Edge values: y₀ left of the first knot, the last piece goes on right of the last; ±∞ at +∞, or NaN where the
  ///   last slope is 0; y₀ at −∞; NaN at NaN.
  @inlinable
  public func value(at x: T) -> T {
    guard x == x else { return x }
    guard let i = piece(of: x) else { return values[0] }
    return x - knots[i] < knots[i + 1] - x
      ? values[i] + slopes[i] * (x - knots[i]) : values[i + 1] - slopes[i] * (knots[i + 1] - x)
  }

  /// g′(x) = sᵢ for tᵢ < x ≤ tᵢ₊₁, 0 for x ≤ t₀ and s_{N−1} beyond the last knot
  ///
  /// Equation: relu-interpolant-derivative
  ///
  /// - Shapes: numbers.
  /// - Evaluated: as written.
  /// - Edge values: at a knot the slope on its left, since a ReLU's slope at 0 is 0 here; NaN at NaN.
  @inlinable
  public func derivative(at x: T) -> T {
    guard x == x else { return x }
    guard let i = piece(of: x) else { return 0 }
    return slopes[i]
  }

  /// The piece whose left knot is the last one below x, if there is one.
  @inlinable
  func piece(of x: T) -> Int? {
    // The pieces below `low` begin left of x, those from `high` on do not.
    var (low, high) = (0, slopes.count)
    while low < high {
      let middle = (low + high) / 2
      if knots[middle] < x { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }

  /// The same function as a network with one hidden layer of N ReLUs, whose weights are 1, whose biases are −tᵢ and
  /// whose output weights are cᵢ.
  @inlinable
  public func network() -> Network<T> {
    let N = slopes.count
    let (weights, biases) = ([T](repeating: 1, count: N), knots.prefix(N).map { t in -t })
    return Network(
      shape: NetworkShape(sizes: [1, N, 1], hidden: .relu, output: .identity),
      parameters: weights + biases + coefficients() + [values[0]])
  }
}

extension ReLUInterpolant: Sendable where T: Sendable {}
