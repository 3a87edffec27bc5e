extension EquationTable {
  /// The equations of `LossFunctions`, in reading order.
  static let lossFunctions: [Entry] = [
    Entry(MeanLossValue()), Entry(MeanLossGradient()),
    Entry(MeanSquaredErrorValue()), Entry(MeanSquaredErrorGradient()),
    Entry(HalfMeanSquaredErrorValue()), Entry(HalfMeanSquaredErrorGradient()),
    Entry(MeanAbsoluteErrorValue()), Entry(MeanAbsoluteErrorGradient()),
    Entry(GaussianNegativeLogLikelihoodValue()), Entry(GaussianNegativeLogLikelihoodGradient()),
    Entry(ProbabilityClampValue()), Entry(ProbabilityClampDerivative()),
    Entry(BinaryCrossEntropyValue()), Entry(BinaryCrossEntropyGradient()),
    Entry(BinaryCrossEntropyWithLogitsValue()), Entry(BinaryCrossEntropyWithLogitsGradient()),
    Entry(SigmoidSquaredErrorValue()), Entry(SigmoidSquaredErrorGradient()),
    Entry(OneHotValue()),
    Entry(CategoricalCrossEntropyValue()), Entry(CategoricalCrossEntropyGradient()),
    Entry(SoftmaxCrossEntropyValue()), Entry(SoftmaxCrossEntropyGradient()),
  ]
}
