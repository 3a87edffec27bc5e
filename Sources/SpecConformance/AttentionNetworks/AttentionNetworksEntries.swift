extension EquationTable {
  /// The equations of `AttentionNetworks`, in reading order.
  static let attentionNetworks: [Entry] = [
    Entry(ScaledDotProductAttentionForward()), Entry(ScaledDotProductAttentionBackward()),
    Entry(SelfAttentionForward()), Entry(SelfAttentionBackward()),
    Entry(MultiHeadAttentionForward()), Entry(MultiHeadAttentionBackward()),
    Entry(PositionwiseFeedForwardForward()), Entry(PositionwiseFeedForwardBackward()),
    Entry(TransformerEncoderBlockForward()), Entry(TransformerEncoderBlockBackward()),
    Entry(PositionalEncodingValue()),
    Entry(CausalTransformerForward()), Entry(CausalTransformerLoss()), Entry(CausalTransformerGradient()),
  ]
}
