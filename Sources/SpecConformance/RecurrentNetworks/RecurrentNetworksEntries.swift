extension EquationTable {
  /// The equations of `RecurrentNetworks`, in reading order.
  static let recurrentNetworks: [Entry] = [
    Entry(GRUStepForward()), Entry(GRUStepBackward()),
    Entry(GRUSequenceForward()), Entry(GRUSequenceBackward()),
  ]
}
