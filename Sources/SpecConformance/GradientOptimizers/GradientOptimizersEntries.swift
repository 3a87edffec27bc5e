extension EquationTable {
  /// The equations of `GradientOptimizers`, in reading order.
  static let gradientOptimizers: [Entry] = [
    Entry(BatchGradientValue()),
    Entry(MiniBatchesPartition()),
    Entry(MiniBatchesUpdateCount()),
    Entry(GradientDescentStep()),
    Entry(MomentumDescentStep()),
    Entry(RMSPropStep()),
    Entry(AdamStep()),
    Entry(AdamBiasCorrection()),
    Entry(ConstantRateValue()),
    Entry(StepDecayRate()),
    Entry(CosineAnnealingRate()),
    Entry(CosineWarmRestartsRate()),
    Entry(LinearWarmupRate()),
    Entry(WarmupCosineRate()),
  ]
}
