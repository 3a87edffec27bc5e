extension EquationTable {
  /// The equations of `RecurrentNetworks`, in reading order.
  static let recurrentNetworks: [Entry] = [
    Entry(RNNStepForward()), Entry(RNNStepBackward()),
    Entry(RNNSequenceForward()), Entry(RNNSequenceBackward()),
    Entry(RNNOutputValue()), Entry(RNNOutputPullback()),
    Entry(HiddenStateJacobianValue()), Entry(HiddenStateJacobianNorm()),
    Entry(LSTMStepForward()), Entry(LSTMStepBackward()),
    Entry(LSTMSequenceForward()), Entry(LSTMSequenceBackward()),
    Entry(GRUStepForward()), Entry(GRUStepBackward()),
    Entry(GRUSequenceForward()), Entry(GRUSequenceBackward()),
  ]
}
