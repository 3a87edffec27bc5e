extension EquationTable {
  /// The equations of `GameTreeSearch`, in reading order.
  static let gameTreeSearch: [Entry] = [
    Entry(GameTreeSizeLeaves()), Entry(GameTreeSizeNodes()), Entry(GameTreeSizeLeastLeaves()),
    Entry(MaterialEvaluationValue()), Entry(MinimaxValue()), Entry(MinimaxChoice()), Entry(AlphaBetaValue()),
  ]
}
