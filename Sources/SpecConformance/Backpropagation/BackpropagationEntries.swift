extension EquationTable {
  /// The equations of `Backpropagation`, in reading order.
  static let backpropagation: [Entry] = [
    Entry(OutputDeltaLoss()), Entry(OutputDeltaValue()),
    Entry(HiddenDeltaForward()), Entry(HiddenDeltaValue()),
    Entry(LayerGradientValue()),
    Entry(NetworkLossValue()), Entry(NetworkLossGradient()),
    Entry(ScalarChainValue()), Entry(ScalarChainGradient()),
    Entry(SigmoidChainBoundValue()),
    Entry(GradientNormsValue()),
  ]
}
