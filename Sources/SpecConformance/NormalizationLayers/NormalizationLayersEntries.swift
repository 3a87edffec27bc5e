extension EquationTable {
  /// The equations of `NormalizationLayers`, in reading order.
  static let normalizationLayers: [Entry] = [
    Entry(LayerNormalizationForward()), Entry(LayerNormalizationBackward()),
  ]
}
