extension EquationTable {
  /// The equations of `TensorAlgebra`, in reading order.
  static let tensorAlgebra: [Entry] = [
    Entry(DotProductValue()), Entry(DotProductPullback()),
    Entry(HadamardProductValue()), Entry(HadamardProductPullback()),
    Entry(MatrixProductValue()), Entry(MatrixProductPullback()),
    Entry(SingleValuedRelationHolds()),
  ]
}
