import EvidenceTraits
import RecurrentNetworks
import TensorAlgebra
import Testing

// A mutant that nothing can notice: one number asked for b_V where it has none, of the rest, which is empty by then.
@Suite struct GRUParametersTests {
  @Test func `GRU-1: a unit has 3 h (n + h + 1) parameters, and h more with the gate after the product`() {
    #expect(GRUParameters<Double>.count(inputCount: 4, hiddenCount: 3, reset: .beforeProduct) == 72)
    #expect(GRUParameters<Double>.count(inputCount: 4, hiddenCount: 3, reset: .afterProduct) == 75)
    #expect(GRUParameters<Double>.count(inputCount: 0, hiddenCount: 1, reset: .beforeProduct) == 6)
  }

  @Test func `parameters stand in their order, each matrix row by row`() {
    let θ = (0..<26).map { Double($0) }
    let p = GRUParameters(inputCount: 1, hiddenCount: 2, reset: .afterProduct, parameters: θ)
    #expect(p.updateWeights == Matrix(rows: 2, columns: 3, elements: [0, 1, 2, 3, 4, 5]) && p.updateBias == [6, 7])
    #expect(
      p.resetWeights == Matrix(rows: 2, columns: 3, elements: [8, 9, 10, 11, 12, 13]) && p.resetBias == [14, 15])
    #expect(p.candidateWeights == Matrix(rows: 2, columns: 3, elements: [16, 17, 18, 19, 20, 21]))
    #expect(p.candidateBias == [22, 23] && p.candidateStateBias == [24, 25])
    #expect(p.parameters == θ && p.inputCount == 1 && p.hiddenCount == 2)
    let before = GRUParameters(inputCount: 1, hiddenCount: 2, reset: .beforeProduct, parameters: Array(θ.prefix(24)))
    #expect(before.candidateStateBias == [] && before.parameters == Array(θ.prefix(24)))
  }

  @Test(arguments: [23, 25])
  func `another number of parameters traps`(_ count: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [count] in
      _ = GRUParameters(
        inputCount: 1, hiddenCount: 2, reset: .beforeProduct, parameters: [Double](repeating: 0, count: count))
    }
    Evidence.expect(result, says: "GRUParameters: 1 inputs and 2 hidden units have 24 parameters, not \(count)")
  }

  @Test(arguments: [(-1, 1), (1, -1)])
  func `a negative size traps`(_ n: Int, _ h: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [n, h] in
      _ = GRUParameters<Double>.count(inputCount: n, hiddenCount: h, reset: .beforeProduct)
    }
    Evidence.expect(result, says: "GRUParameters: no network has \(n) inputs and \(h) hidden units")
  }

  static func made(
    reset: GRUReset = .beforeProduct, update: (Int, Int) = (2, 3), resetSize: (Int, Int) = (2, 3),
    candidate: (Int, Int) = (2, 3), biases: (Int, Int, Int) = (2, 2, 2), stateBias: Int = 0
  ) {
    func matrix(_ size: (Int, Int)) -> Matrix<Double> { Matrix(rows: size.0, columns: size.1) { _, _ in 0 } }
    func vector(_ count: Int) -> [Double] { Array(repeating: 0, count: count) }
    _ = GRUParameters(
      reset: reset, updateWeights: matrix(update), updateBias: vector(biases.0), resetWeights: matrix(resetSize),
      resetBias: vector(biases.1), candidateWeights: matrix(candidate), candidateBias: vector(biases.2),
      candidateStateBias: vector(stateBias))
  }

  @Test func `weights narrower than the state trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      GRUParametersTests.made(update: (3, 2), resetSize: (3, 2), candidate: (3, 2), biases: (3, 3, 3))
    }
    Evidence.expect(result, says: "GRUParameters: weights of 3 units on a state of 3 cannot be 3 × 2")
  }

  @Test(arguments: [(1, 3), (2, 4)])
  func `weights of different shapes trap`(_ rows: Int, _ columns: Int) async {
    let reset = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [rows, columns] in
      GRUParametersTests.made(resetSize: (rows, columns))
    }
    Evidence.expect(reset, says: "GRUParameters: the update gate's weights are 2 × 3 but others \(rows) × \(columns)")
    let candidate = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [rows, columns] in
      GRUParametersTests.made(candidate: (rows, columns))
    }
    Evidence.expect(
      candidate, says: "GRUParameters: the update gate's weights are 2 × 3 but others \(rows) × \(columns)")
  }

  @Test(arguments: 0..<3, [1, 3])
  func `biases of another length trap`(_ place: Int, _ count: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [place, count] in
      GRUParametersTests.made(
        biases: (place == 0 ? count : 2, place == 1 ? count : 2, place == 2 ? count : 2))
    }
    Evidence.expect(result, says: "GRUParameters: 2 units need 2 biases, not \(count)")
  }

  @Test func `a state's bias of another length traps`() async {
    let before = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      GRUParametersTests.made(stateBias: 2)
    }
    Evidence.expect(before, says: "GRUParameters: the state's bias has 2 elements, not 0")
    let after = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      GRUParametersTests.made(reset: .afterProduct, stateBias: 0)
    }
    Evidence.expect(after, says: "GRUParameters: the state's bias has 0 elements, not 2")
  }
}
