extension EquationTable {
  /// The equations of `LinearModels`, in reading order.
  static let linearModels: [Entry] = [
    Entry(LineValue()), Entry(LinePullback()),
    Entry(ImageScoreValue()), Entry(ImageScorePullback()),
    Entry(QuadraticModelValue()), Entry(QuadraticModelPullback()),
    Entry(QuadraticFeaturesValue()), Entry(QuadraticFeaturesPullback()),
    Entry(MonomialCountValue()),
    Entry(EvenlySpacedValue()),
    Entry(NoisyLineValue()),
    Entry(LineLossValue()), Entry(LineLossGradient()),
    Entry(LogLineLossValue()), Entry(LogLineLossGradient()),
    Entry(MultipleRegressionLossValue()), Entry(MultipleRegressionLossGradient()),
    Entry(LeastSquaresLineFit()),
    Entry(StandardizationFit()), Entry(StandardizationValue()), Entry(StandardizationLine()),
    Entry(LineLossHessianValue()), Entry(LineLossHessianEigenvalues()),
    Entry(NewtonStepValue()),
    Entry(LearningRateLimitValue()),
    Entry(LineDescentIterateValue()),
    Entry(LineDescentRun()),
  ]
}
