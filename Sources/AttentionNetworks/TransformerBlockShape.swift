/// The form of a transformer block: its sizes, and where it normalizes.
public struct TransformerBlockShape: Hashable, Sendable {
  /// Where the layer normalization of each half stands.
  public enum NormalizationPlacement: Hashable, Sendable {
    /// LN(X + F(X)), after the sum: Vaswani and others, 2017.
    case afterSum
    /// X + F(LN(X)), before the half: Wang and others, 2019. What comes out is not normalized.
    case beforeHalf
  }

  /// d, the width of a position.
  public let width: Int
  /// H, the number of heads.
  public let headCount: Int
  /// f, the width inside the feed-forward half; Vaswani and others take 4 d.
  public let hiddenWidth: Int
  /// Where it normalizes.
  public let normalization: NormalizationPlacement
  /// ε of both layer normalizations.
  public let epsilon: Double

  /// The form of a block.
  ///
  /// - Precondition: sizes are at least 1, the number of heads divides the width, and ε ≥ 0.
  public init(
    width: Int, headCount: Int, hiddenWidth: Int, normalization: NormalizationPlacement, epsilon: Double = 1e-5
  ) {
    precondition(
      width > 0 && headCount > 0 && hiddenWidth > 0 && width % headCount == 0,
      "TransformerBlockShape: no block has the width \(width), \(headCount) heads and the hidden width \(hiddenWidth)")
    precondition(epsilon >= 0, "TransformerBlockShape: ε must be at least 0, not \(epsilon)")
    (self.width, self.headCount, self.hiddenWidth) = (width, headCount, hiddenWidth)
    (self.normalization, self.epsilon) = (normalization, epsilon)
  }

  /// 4 d² of attention, 2 d f + f + d of the feed-forward half, 4 d of two layer normalizations.
  public var parameterCount: Int {
    4 * width * width + 2 * width * hiddenWidth + hiddenWidth + width + 4 * width
  }
}
