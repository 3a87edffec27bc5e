extension EquationTable {
  /// The equations of `ElementaryFunctions`, in reading order.
  static let elementaryFunctions: [Entry] = [
    Entry(DoubledSquareValue()), Entry(DoubledSquareDerivative()),
    Entry(SquarePlusDoubleValue()), Entry(SquarePlusDoubleGradient()),
  ]
}
