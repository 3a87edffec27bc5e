extension EquationTable {
  /// The equations of `ModelEvaluation`, in reading order.
  static let modelEvaluation: [Entry] = [
    Entry(DataSplitSizes()), Entry(DataSplitIndices()),
    Entry(ConfusionMatrixCounts()), Entry(ConfusionMatrixOutcomes()),
    Entry(AccuracyValue()), Entry(PrecisionValue()), Entry(RecallValue()),
    Entry(RootMeanSquaredErrorValue()), Entry(RootMeanSquaredErrorGradient()),
    Entry(CoefficientOfDeterminationValue()), Entry(CoefficientOfDeterminationGradient()),
    Entry(GridSearchArgmin()),
  ]
}
