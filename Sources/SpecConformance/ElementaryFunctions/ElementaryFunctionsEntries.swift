extension EquationTable {
  /// The equations of `ElementaryFunctions`, in reading order.
  static let elementaryFunctions: [Entry] = [
    Entry(ofOneNumber: DoubledSquareValue()), Entry(ofOneNumber: DoubledSquareDerivative()),
    Entry(SquarePlusDoubleValue()), Entry(SquarePlusDoubleGradient()),
  ]
}
