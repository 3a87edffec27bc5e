public import TensorAlgebra

/// Which keys each query may attend to.
public enum AttentionMask: Equatable, Sendable {
  /// Every query attends to every key.
  case unmasked
  /// Query i attends to the keys j ≤ i: to itself and to what stands before it. Positions count from the first query
  /// and from the first key, also where there are more of one than of the other.
  case causal
  /// Query i attends to the keys j where row i has `true` in column j. There is a row for each query.
  case allowing(Matrix<Bool>)

  /// Whether query i may attend to key j.
  @inlinable
  public func allows(query i: Int, key j: Int) -> Bool {
    switch self {
    case .unmasked: true
    case .causal: j <= i
    case .allowing(let allowed): allowed[i, j]
    }
  }

  /// Whether the mask is one for n queries and m keys.
  @inlinable
  func fits(queries n: Int, keys m: Int) -> Bool {
    guard case .allowing(let allowed) = self else { return true }
    return allowed.rows == n && allowed.columns == m
  }
}
