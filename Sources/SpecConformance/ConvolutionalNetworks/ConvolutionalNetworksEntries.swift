extension EquationTable {
  /// The equations of `ConvolutionalNetworks`, in reading order.
  static let convolutionalNetworks: [Entry] = [
    Entry(ConvolutionOutputSizeValue()),
    Entry(CrossCorrelationValue()), Entry(CrossCorrelationPullback()),
    Entry(ConvolutionValue()), Entry(ConvolutionPullback()),
    Entry(ConvolutionMatrixValue()),
    Entry(ConvolutionParameterCountValue()),
    Entry(SobelFilterResponse()),
    Entry(MaxPoolingValue()), Entry(MaxPoolingPullback()),
    Entry(MeanPoolingValue()), Entry(MeanPoolingPullback()),
    Entry(ConvolutionalNetworkForward()),
    Entry(ConvolutionalNetworkLossValue()), Entry(ConvolutionalNetworkLossGradient()),
  ]
}
