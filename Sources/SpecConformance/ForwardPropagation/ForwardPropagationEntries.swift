extension EquationTable {
  /// The equations of `ForwardPropagation`, in reading order.
  static let forwardPropagation: [Entry] = [
    Entry(NeuronForward()), Entry(NeuronBackward()),
  ]
}
