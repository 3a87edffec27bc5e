extension EquationTable {
  /// The equations of `RegularizationMethods`, in reading order.
  static let regularizationMethods: [Entry] = [
    Entry(DropoutForward()), Entry(DropoutBackward()),
    Entry(DropoutInference()), Entry(DropoutInferenceBackward()),
    Entry(DropoutVariance()),
    Entry(DropoutExpectationValue()),
    Entry(DropoutLossValue()), Entry(DropoutLossGradient()),
    Entry(L2PenaltyValue()), Entry(L2PenaltyGradient()),
    Entry(L1PenaltyValue()), Entry(L1PenaltyGradient()),
    Entry(ofOneNumber: SoftThresholdValue()), Entry(ofOneNumber: SoftThresholdDerivative()), Entry(SoftThresholdStep()),
    Entry(WeightDecayDescentStep()),
    Entry(AdamWStep()),
    Entry(EarlyStoppingOutcome()),
    Entry(HorizontalFlipValue()), Entry(HorizontalFlipPullback()),
    Entry(QuarterTurnValue()), Entry(QuarterTurnPullback()),
    Entry(CropValue()), Entry(CropPullback()),
  ]
}
