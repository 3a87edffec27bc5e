extension EquationTable {
  /// The equations of `LinearClassifiers`, in reading order.
  static let linearClassifiers: [Entry] = [
    Entry(ThresholdClassifierValue()), Entry(ThresholdClassifierAbsorption()),
    Entry(PerceptronValue()), Entry(PerceptronUpdate()),
    Entry(PerceptronTrainingRun()),
    Entry(PerceptronMistakeBoundValue()),
    Entry(LogicGateAnd()), Entry(LogicGateOr()), Entry(LogicGateNot()),
    Entry(LinearSeparabilitySeparator()), Entry(LinearSeparabilityTest()),
    Entry(ExclusiveOrReLU()), Entry(ExclusiveOrSteps()),
    Entry(SignedDistanceValue()), Entry(SignedDistanceGradient()),
    Entry(LogisticRegressionValue()), Entry(LogisticRegressionGradient()),
    Entry(LogisticDecisionValue()),
    Entry(LogisticLossValue()), Entry(LogisticLossGradient()),
    Entry(LogisticLossHessianValue()),
    Entry(SoftmaxRegressionValue()), Entry(SoftmaxRegressionPullback()),
    Entry(SoftmaxRegressionLossValue()), Entry(SoftmaxRegressionLossGradient()),
    Entry(ArgmaxValue()),
  ]
}
