extension EquationTable {
  /// The equations of `LinearModels`, in reading order.
  static let linearModels: [Entry] = [
    Entry(LineValue()), Entry(LinePullback()),
    Entry(LineLossValue()), Entry(LineLossGradient()),
    Entry(LeastSquaresLineFit()),
  ]
}
