public import ElementaryFunctions
public import TensorAlgebra

/// What a recurrent unit of either kind computed along a sequence, from a state of 0.
public enum RecurrentPass<T: Scalar> {
  /// Of a vanilla RNN.
  case rnn(RNNPass<T>)
  /// Of an LSTM.
  case lstm(LSTMPass<T>)
  /// Of a GRU.
  case gru(GRUPass<T>)

  /// The pass of m samples through a unit.
  ///
  /// - Precondition: there are as many parameters as the unit has; each input has n rows and m columns.
  @inlinable
  public init(_ x: [Matrix<T>], samples m: Int, shape: RecurrentShape, cellParameters θ: [T]) {
    let (n, h) = (shape.inputCount, shape.hiddenCount)
    let zero = Matrix(rows: h, columns: m) { _, _ in 0 as T }
    switch shape.cell {
    case .rnn:
      self = .rnn(
        RNNSequence.forward(
          x, initialState: zero, parameters: RNNParameters(inputCount: n, hiddenCount: h, parameters: θ)))
    case .lstm:
      self = .lstm(
        LSTMSequence.forward(
          x, initialState: zero, initialCell: zero,
          parameters: LSTMParameters(inputCount: n, hiddenCount: h, parameters: θ)))
    case .gru(let reset):
      self = .gru(
        GRUSequence.forward(
          x, initialState: zero,
          parameters: GRUParameters(inputCount: n, hiddenCount: h, reset: reset, parameters: θ)))
    }
  }

  /// h_1 … h_T.
  @inlinable
  public var states: [Matrix<T>] {
    switch self {
    case .rnn(let pass): pass.states
    case .lstm(let pass): pass.states
    case .gru(let pass): pass.states
    }
  }

  /// h_T, which of an empty sequence is 0.
  @inlinable
  public var finalState: Matrix<T> {
    switch self {
    case .rnn(let pass): pass.finalState
    case .lstm(let pass): pass.finalState
    case .gru(let pass): pass.finalState
    }
  }

  /// The gradients by the unit's parameters and by each input, for a cotangent of the last state alone.
  ///
  /// - Precondition: the cotangent has the shape of the state.
  @inlinable
  public func backward(finalState cotangent: Matrix<T>) -> (parameters: [T], inputs: [Matrix<T>]) {
    let zero = cotangent.map { _ in 0 as T }
    let cotangents = states.isEmpty ? [] : Array(repeating: zero, count: states.count - 1) + [cotangent]
    switch self {
    case .rnn(let pass):
      let gradient = RNNSequence.backward(cotangents, of: pass)
      return (parameters: gradient.parameters.parameters, inputs: gradient.inputs)
    case .lstm(let pass):
      let gradient = LSTMSequence.backward(cotangents, finalCell: zero, of: pass)
      return (parameters: gradient.parameters.parameters, inputs: gradient.inputs)
    case .gru(let pass):
      let gradient = GRUSequence.backward(cotangents, of: pass)
      return (parameters: gradient.parameters.parameters, inputs: gradient.inputs)
    }
  }
}

extension RecurrentPass: Sendable where T: Sendable {}
