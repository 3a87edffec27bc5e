import RecurrentNetworks
import TensorAlgebra
import Testing

/// Recurrent networks against PyTorch's own, to 1e-12 of the largest number of each result.
@Suite struct TorchRecurrenceTests {
  @Test func `the record has sequences of several lengths`() {
    #expect(TorchRecurrence.shared.vanilla.map(\.steps) == [5, 1, 12, 30, 7])
    #expect(TorchRecurrence.shared.longShortTerm.map(\.steps) == [5, 1, 12, 30, 7])
  }

  @Test(arguments: TorchRecurrence.shared.vanilla.indices)
  func `a vanilla RNN forward and backward`(_ index: Int) {
    let r = TorchRecurrence.shared.vanilla[index]
    let (T, n, h, m) = (r.steps, r.inputCount, r.hiddenCount, r.samples)
    let p = RNNParameters(inputCount: n, hiddenCount: h, parameters: r.inputWeights + r.stateWeights + r.bias)
    let pass = RNNSequence.forward(
      TorchRecurrence.sequence(r.inputs, steps: T, rows: n, columns: m),
      initialState: Matrix(rows: h, columns: m, elements: r.initialState), parameters: p)
    let cotangents = TorchRecurrence.cotangents(
      TorchRecurrence.sequence(r.statesCotangent, steps: T, rows: h, columns: m), final: r.finalStateCotangent)
    let gradient = RNNSequence.backward(cotangents, of: pass)
    for (ours, theirs) in [
      (pass.states.flatMap(\.elements), r.states), (pass.finalState.elements, r.finalState),
      (gradient.parameters.inputWeights.elements, r.inputWeightsGradient),
      (gradient.parameters.stateWeights.elements, r.stateWeightsGradient),
      (gradient.parameters.bias, r.biasGradient), (gradient.inputs.flatMap(\.elements), r.inputsGradient),
      (gradient.initialState.elements, r.initialStateGradient),
    ] {
      #expect(TorchRecurrence.difference(ours, theirs) < 1e-12)
    }
  }

  @Test(arguments: TorchRecurrence.shared.longShortTerm.indices)
  func `an LSTM forward and backward`(_ index: Int) {
    let r = TorchRecurrence.shared.longShortTerm[index]
    let (T, n, h, m) = (r.steps, r.inputCount, r.hiddenCount, r.samples)
    let p = LSTMParameters(inputCount: n, hiddenCount: h, parameters: r.parameters)
    let pass = LSTMSequence.forward(
      TorchRecurrence.sequence(r.inputs, steps: T, rows: n, columns: m),
      initialState: Matrix(rows: h, columns: m, elements: r.initialState),
      initialCell: Matrix(rows: h, columns: m, elements: r.initialCell), parameters: p)
    let cotangents = TorchRecurrence.cotangents(
      TorchRecurrence.sequence(r.statesCotangent, steps: T, rows: h, columns: m), final: r.finalStateCotangent)
    let gradient = LSTMSequence.backward(
      cotangents, finalCell: Matrix(rows: h, columns: m, elements: r.finalCellCotangent), of: pass)
    for (ours, theirs) in [
      (pass.states.flatMap(\.elements), r.states), (pass.finalState.elements, r.finalState),
      (pass.finalCell.elements, r.finalCell), (gradient.parameters.parameters, r.parametersGradient),
      (gradient.inputs.flatMap(\.elements), r.inputsGradient),
      (gradient.initialState.elements, r.initialStateGradient),
      (gradient.initialCell.elements, r.initialCellGradient),
    ] {
      #expect(TorchRecurrence.difference(ours, theirs) < 1e-12)
    }
  }
}
