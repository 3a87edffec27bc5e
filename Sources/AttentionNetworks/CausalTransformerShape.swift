/// The form of a causal transformer.
public struct CausalTransformerShape: Hashable, Sendable {
  /// How many different tokens there are: 0 ..< this.
  public let tokenCount: Int
  /// The form of every block.
  public let block: TransformerBlockShape
  /// How many blocks there are.
  public let blockCount: Int
  /// Whether the sinusoidal encoding of the positions is added to the tokens' embeddings.
  public let encodesPositions: Bool

  /// The form of a causal transformer.
  ///
  /// - Precondition: there is a token, and no negative number of blocks.
  public init(tokenCount: Int, block: TransformerBlockShape, blockCount: Int, encodesPositions: Bool = true) {
    precondition(
      tokenCount > 0 && blockCount >= 0,
      "CausalTransformerShape: no transformer has \(tokenCount) tokens and \(blockCount) blocks")
    (self.tokenCount, self.block) = (tokenCount, block)
    (self.blockCount, self.encodesPositions) = (blockCount, encodesPositions)
  }

  /// The embedding, the blocks, and the head with its bias.
  public var parameterCount: Int {
    2 * tokenCount * block.width + tokenCount + blockCount * block.parameterCount
  }
}
