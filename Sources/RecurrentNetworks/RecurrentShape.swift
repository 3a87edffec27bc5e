/// The form of a recurrent classifier: which unit it has, and how large it is.
public struct RecurrentShape: Hashable, Sendable {
  /// The recurrent unit.
  public enum Cell: Hashable, Sendable {
    /// The vanilla RNN, h_t = tanh(W_hh h_{t−1} + W_xh x_t + b_h).
    case rnn
    /// The long short-term memory.
    case lstm
    /// The gated recurrent unit, with its reset gate in one of two places.
    case gru(GRUReset)
  }

  /// The recurrent unit.
  public let cell: Cell
  /// n, the number of inputs of a step.
  public let inputCount: Int
  /// h, the number of hidden units.
  public let hiddenCount: Int
  /// K, the number of classes.
  public let classCount: Int

  /// A form.
  ///
  /// - Precondition: n ≥ 0, h ≥ 1 and K ≥ 1.
  public init(cell: Cell, inputCount n: Int, hiddenCount h: Int, classCount K: Int) {
    precondition(
      n >= 0 && h >= 1 && K >= 1,
      "RecurrentShape: no classifier has \(n) inputs, \(h) hidden units and \(K) classes")
    (self.cell, inputCount, hiddenCount, classCount) = (cell, n, h, K)
  }

  /// How many parameters the recurrent unit has.
  public var cellParameterCount: Int {
    let (n, h) = (inputCount, hiddenCount)
    switch cell {
    case .rnn: return RNNParameters<Double>.count(inputCount: n, hiddenCount: h)
    case .lstm: return LSTMParameters<Double>.count(inputCount: n, hiddenCount: h)
    case .gru(let reset): return GRUParameters<Double>.count(inputCount: n, hiddenCount: h, reset: reset)
    }
  }

  /// How many parameters there are: the unit's, K h weights and K biases.
  public var parameterCount: Int { cellParameterCount + classCount * (hiddenCount + 1) }
}
