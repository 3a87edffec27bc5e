extension EquationTable {
  /// The equations of `NormalizationLayers`, in reading order.
  static let normalizationLayers: [Entry] = [
    Entry(BatchMeanValue()), Entry(BatchMeanPullback()),
    Entry(BatchVarianceValue()), Entry(BatchVariancePullback()), Entry(BatchVarianceUnbiased()),
    Entry(BatchNormalizationForward()), Entry(BatchNormalizationBackward()),
    Entry(RunningStatisticsUpdate()),
    Entry(BatchNormalizationInferenceForward()), Entry(BatchNormalizationInferenceBackward()),
    Entry(FoldedNormalizationValue()),
    Entry(LayerNormalizationForward()), Entry(LayerNormalizationBackward()),
  ]
}
