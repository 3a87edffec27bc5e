extension EquationTable {
  /// The equations of `ForwardPropagation`, in reading order.
  static let forwardPropagation: [Entry] = [
    Entry(NeuronForward()), Entry(NeuronBackward()),
    Entry(AffineColumnsValue()), Entry(AffineColumnsPullback()),
    Entry(AffineRowsValue()), Entry(AffineRowsPullback()),
    Entry(DenseLayerForward()), Entry(DenseLayerBackward()),
    Entry(OutputHeadValue()), Entry(OutputHeadPullback()),
    Entry(ParameterCountLayer()), Entry(ParameterCountNetwork()),
    Entry(LinearCollapseValue()),
    Entry(NetworkForward()),
  ]
}
