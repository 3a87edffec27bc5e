extension EquationTable {
  /// The equations of `ActivationFunctions`, in reading order.
  static let activationFunctions: [Entry] = [
    Entry(IdentityValue()), Entry(IdentityDerivative()),
    Entry(SigmoidValue()), Entry(SigmoidDerivative()),
    Entry(TanhValue()), Entry(TanhDerivative()),
    Entry(ReLUValue()), Entry(ReLUDerivative()),
    Entry(LeakyReLUValue()), Entry(LeakyReLUDerivative()),
    Entry(StepValue()),
    Entry(LogitValue()), Entry(LogitDerivative()),
    Entry(LogSumExpValue()), Entry(LogSumExpGradient()),
    Entry(SoftmaxValue()), Entry(SoftmaxJacobian()), Entry(SoftmaxPullback()),
    Entry(LogSoftmaxValue()), Entry(LogSoftmaxPullback()),
  ]
}
