/// Every equation of the specification, in reading order.
public enum EquationTable {
  /// The entries, those of one concept side by side.
  public static let entries: [Entry] = [
    Entry(DotProductValue()), Entry(DotProductPullback()),
    Entry(HadamardProductValue()), Entry(HadamardProductPullback()),
    Entry(MatrixProductValue()), Entry(MatrixProductPullback()),
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
    Entry(MeanSquaredErrorValue()), Entry(MeanSquaredErrorGradient()),
    Entry(HalfMeanSquaredErrorValue()), Entry(HalfMeanSquaredErrorGradient()),
    Entry(MeanAbsoluteErrorValue()), Entry(MeanAbsoluteErrorGradient()),
    Entry(BinaryCrossEntropyValue()), Entry(BinaryCrossEntropyGradient()),
    Entry(BinaryCrossEntropyWithLogitsValue()), Entry(BinaryCrossEntropyWithLogitsGradient()),
    Entry(OneHotValue()),
    Entry(CategoricalCrossEntropyValue()), Entry(CategoricalCrossEntropyGradient()),
    Entry(SoftmaxCrossEntropyValue()), Entry(SoftmaxCrossEntropyGradient()),
    Entry(GradientDescentStep()),
    Entry(LineValue()), Entry(LinePullback()),
    Entry(LineLossValue()), Entry(LineLossGradient()),
    Entry(LeastSquaresLineFit()),
    Entry(NeuronForward()), Entry(NeuronBackward()),
  ]

  private static let byID = Dictionary(uniqueKeysWithValues: entries.map { ($0.id, $0) })

  /// The entry of an ID.
  public static func entry(_ id: String) -> Entry? { byID[id] }

  /// The entries of a concept, a module or one ID, by its exact name.
  public static func entries(named name: String) -> [Entry] {
    entries.filter { $0.id == name || $0.concept.name == name || $0.concept.module == name }
  }
}
