extension EquationTable {
  /// The equations of `GradientOptimizers`, in reading order.
  static let gradientOptimizers: [Entry] = [
    Entry(GradientDescentStep())
  ]
}
