extension EquationTable {
  /// The equations of `UniversalApproximation`, in reading order.
  static let universalApproximation: [Entry] = [
    Entry(ShallowNetworkValue()), Entry(ShallowNetworkGradient()),
    Entry(ReLUInterpolantCoefficients()), Entry(ReLUInterpolantValue()), Entry(ReLUInterpolantDerivative()),
    Entry(InterpolationBoundValue()),
    Entry(PolynomialCollapseValue()),
  ]
}
