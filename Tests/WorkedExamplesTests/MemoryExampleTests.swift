import RecurrentNetworks
import TensorAlgebra
import Testing
import WorkedExamples

/// The example of remembering a first sign, at lags that take no seconds without optimization.
@Suite struct MemoryExampleTests {
  @Test func `RNN-4: a batch shows a marked sign, then signs that say nothing of it`() {
    var generator = Xoshiro256StarStar(seed: 1)
    let (x, Y) = MemoryExample.batch(64, lag: 7, using: &generator)
    #expect(x.count == 8 && x.allSatisfy { $0.rows == 2 && $0.columns == 64 })
    #expect(x[0].row(1).allSatisfy { $0 == 1 } && x[1...].allSatisfy { $0.row(1).allSatisfy { $0 == 0 } })
    #expect(x.allSatisfy { Set($0.row(0)) == [-1, 1] })
    for i in 0..<64 { #expect(Y.column(i) == (x[0][0, i] > 0 ? [0, 1] : [1, 0])) }
    let agreeing = (1...7).map { t in (0..<64).filter { x[t][0, $0] == x[0][0, $0] }.count }
    #expect(agreeing.allSatisfy { (16...48).contains($0) })
  }

  @Test func `RNN-4: the keeping gate starts with its bias, and everything else with 0 or Xavier's weights`() {
    var generator = Xoshiro256StarStar(seed: 1)
    let lstm = MemoryExample.start(MemoryExample.shape(.lstm, hidden: 4), keeping: 3, using: &generator)
    let gates = LSTMParameters(inputCount: 2, hiddenCount: 4, parameters: Array(lstm.parameters[..<112]))
    #expect(gates.forgetGateBias == [3, 3, 3, 3])
    #expect((gates.inputGateBias + gates.outputGateBias + gates.candidateBias).allSatisfy { $0 == 0 })
    let gru = MemoryExample.start(MemoryExample.shape(.gru(.beforeProduct), hidden: 4), keeping: 3, using: &generator)
    let unit = GRUParameters(
      inputCount: 2, hiddenCount: 4, reset: .beforeProduct, parameters: Array(gru.parameters[..<84]))
    #expect(unit.updateBias == [-3, -3, -3, -3] && (unit.resetBias + unit.candidateBias).allSatisfy { $0 == 0 })
    // Xavier's bound for 6 inputs and 4 units.
    let bound = (6.0 / 10).squareRoot()
    #expect(unit.updateWeights.elements.allSatisfy { $0.magnitude <= bound })
    #expect(unit.updateWeights.elements.contains { $0.magnitude > bound / 2 })
  }

  @Test func `RNN-4: gates carry the gradient over 30 steps, without them it is lost`() {
    func reach(_ cell: RecurrentShape.Cell, _ κ: Double) -> Double {
      MemoryExample.medianReach(cell, keeping: κ, lag: 30)[30]
    }
    let (rnn, lstm, gru) = (reach(.rnn, 0), reach(.lstm, 3), reach(.gru(.beforeProduct), 3))
    #expect(rnn < 1e-2 && lstm > 0.05 && gru > 0.05)
  }

  @Test func `RNN-4: a GRU learns the task within a few batches at a short lag`() {
    #expect(MemoryExample.accuracy(.gru(.beforeProduct), keeping: 1, lag: 2, batches: 60, seed: 1) > 0.9)
    #expect(MemoryExample.accuracy(.rnn, keeping: 1, lag: 2, batches: 0, seed: 1) < 0.9)
  }

  @Test func `the median of an even number of values is the mean of the middle ones`() {
    #expect(MemoryExample.median([3, 1, 2]) == 2 && MemoryExample.median([4, 1, 3, 2]) == 2.5)
  }
}
