extension EquationTable {
  /// The equations of `ParameterInitialization`, in reading order.
  static let parameterInitialization: [Entry] = [
    Entry(XavierInitializationVariance()), Entry(XavierInitializationBound()),
    Entry(HeInitializationVariance()), Entry(HeInitializationBound()),
    Entry(SignalPropagationVariance()), Entry(SignalPropagationSecondMoment()),
  ]
}
