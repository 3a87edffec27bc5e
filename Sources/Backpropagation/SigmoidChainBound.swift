public import ElementaryFunctions

/// The most that L sigmoids can pass on of a derivative, weights aside.
public enum SigmoidChainBound {
  /// Πₗ σ′(zₗ) ≤ ¼ᴸ
  ///
  /// Equation: sigmoid-chain-bound-value
  ///
  /// The bound is met where every zₗ is 0. In a network the factor of a layer is wₗ σ′(zₗ), see `ScalarChain`: the
  /// bound holds for it while no weight exceeds 1 in magnitude.
  ///
  /// - Shapes: one number from the number of layers.
  /// - Evaluated: by repeated division by 4, which is exact until it underflows.
  /// - Edge values: L = 0 gives 1; 0 from L = 538 on (`Float`: 75).
  /// - Precondition: L is not negative.
  @inlinable
  public static func value<T: Scalar>(layers L: Int) -> T {
    precondition(L >= 0, "SigmoidChainBound.value: no network has \(L) layers")
    return (0..<L).reduce(1) { product, _ in product / 4 }
  }
}
