extension EquationTable {
  /// The equations of `ActivationFunctions`, in reading order.
  static let activationFunctions: [Entry] = [
    Entry(ofOneNumber: IdentityValue()), Entry(ofOneNumber: IdentityDerivative()),
    Entry(ofOneNumber: SigmoidValue()), Entry(ofOneNumber: SigmoidDerivative()),
    Entry(ofOneNumber: TanhValue()), Entry(ofOneNumber: TanhDerivative()),
    Entry(ofOneNumber: ReLUValue()), Entry(ofOneNumber: ReLUDerivative()),
    Entry(ofOneNumber: LeakyReLUValue()), Entry(ofOneNumber: LeakyReLUDerivative()),
    Entry(ofOneNumber: StepValue()),
    Entry(ofOneNumber: LogitValue()), Entry(ofOneNumber: LogitDerivative()),
    Entry(LogSumExpValue()), Entry(LogSumExpGradient()),
    Entry(SoftmaxValue()), Entry(SoftmaxJacobian()), Entry(SoftmaxPullback()),
    Entry(LogSoftmaxValue()), Entry(LogSoftmaxPullback()),
  ]
}
