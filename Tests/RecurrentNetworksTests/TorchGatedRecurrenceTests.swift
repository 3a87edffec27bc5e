import Foundation
import RecurrentNetworks
import SpecConformance
import TensorAlgebra
import Testing

/// What PyTorch computed of gated recurrent units, as `Tests/Peers/torch_record.py` wrote it down.
struct TorchGatedRecurrence: Decodable {
  struct Unit: Decodable, Sendable {
    let reset: String
    let steps, inputCount, hiddenCount, samples: Int
    /// Weights of the input, weights of the state, and a bias for each; in each the reset gate, the update gate and
    /// the candidate one below the other.
    let parameters, parameterGradients: [[Double]]
    let inputs, cotangents, states, inputGradients: [[Double]]
    let initialState, initialStateGradient: [Double]
  }

  let units: [Unit]

  static let shared: TorchGatedRecurrence = {
    do {
      let data = try Data(contentsOf: PackageFolder.url.appending(path: "Tests/Peers/torch-gated-recurrence.json"))
      return try JSONDecoder().decode(TorchGatedRecurrence.self, from: data)
    } catch {
      fatalError("Tests/Peers/torch-gated-recurrence.json: \(error)")
    }
  }()
}

/// Whole sequences against PyTorch's own, to 1e-12 of the largest number of each result.
@Suite struct TorchGatedRecurrenceTests {
  static func difference(_ ours: [Double], _ theirs: [Double]) -> Double {
    precondition(ours.count == theirs.count, "\(ours.count) numbers but \(theirs.count) recorded")
    let largest = theirs.map(\.magnitude).max() ?? 1
    let apart = zip(ours, theirs).map { ($0 - $1).magnitude }.max() ?? 0
    return largest == 0 ? apart : apart / largest
  }

  @Test func `the record has what the tests compare`() {
    #expect(TorchGatedRecurrence.shared.units.map(\.steps) == [5, 1, 12, 5, 9])
    #expect(Set(TorchGatedRecurrence.shared.units.map(\.reset)) == ["afterProduct", "beforeProduct"])
  }

  @Test(arguments: TorchGatedRecurrence.shared.units.indices)
  func `a sequence forward and back-propagation through time`(_ index: Int) throws {
    let recorded = TorchGatedRecurrence.shared.units[index]
    let (n, h, m) = (recorded.inputCount, recorded.hiddenCount, recorded.samples)
    let reset = try #require(GRUReset.allCases.first { "\($0)" == recorded.reset })

    /// The part of a recorded tensor that belongs to a gate; `gate` counts the reset gate as 0, the update gate as 1.
    func part(_ tensor: [Double], _ gate: Int) -> [Double] {
      let size = tensor.count / 3
      return Array(tensor[gate * size..<(gate + 1) * size])
    }
    func weights(_ gate: Int, sign: Double) -> Matrix<Double> {
      let (U, V) = (part(recorded.parameters[0], gate), part(recorded.parameters[1], gate))
      return Matrix(rows: h, columns: n + h) { i, j in sign * (j < n ? U[i * n + j] : V[i * h + j - n]) }
    }
    func bias(_ gate: Int, sign: Double) -> [Double] {
      zip(part(recorded.parameters[2], gate), part(recorded.parameters[3], gate)).map { sign * ($0 + $1) }
    }
    // PyTorch's update gate is 1 − z.
    let parameters = GRUParameters(
      reset: reset, updateWeights: weights(1, sign: -1), updateBias: bias(1, sign: -1),
      resetWeights: weights(0, sign: 1), resetBias: bias(0, sign: 1), candidateWeights: weights(2, sign: 1),
      candidateBias: part(recorded.parameters[2], 2),
      candidateStateBias: reset == .afterProduct ? part(recorded.parameters[3], 2) : [])
    let pass = GRUSequence.forward(
      recorded.inputs.map { Matrix(rows: n, columns: m, elements: $0) },
      initialState: Matrix(rows: h, columns: m, elements: recorded.initialState), parameters: parameters)
    #expect(Self.difference(pass.states.flatMap(\.elements), recorded.states.flatMap { $0 }) < 1e-12)

    let gradient = GRUSequence.backward(
      recorded.cotangents.map { Matrix(rows: h, columns: m, elements: $0) }, of: pass)
    let (p, zero) = (gradient.parameters, [Double](repeating: 0, count: h))
    let ofGates = [(p.resetWeights, 1.0), (p.updateWeights, -1.0), (p.candidateWeights, 1.0)]
    let ofInputs = ofGates.flatMap { W, sign in (0..<h).flatMap { i in W.row(i).prefix(n).map { sign * $0 } } }
    let ofState = ofGates.flatMap { W, sign in (0..<h).flatMap { i in W.row(i).suffix(h).map { sign * $0 } } }
    let ofBiases = p.resetBias + p.updateBias.map { -$0 }
    let ofStateBias = reset == .afterProduct ? p.candidateStateBias : zero
    for (ours, theirs) in zip(
      [ofInputs, ofState, ofBiases + p.candidateBias, ofBiases + ofStateBias], recorded.parameterGradients)
    {
      #expect(Self.difference(ours, theirs) < 1e-12)
    }
    #expect(Self.difference(gradient.inputs.flatMap(\.elements), recorded.inputGradients.flatMap { $0 }) < 1e-12)
    #expect(Self.difference(gradient.initialState.elements, recorded.initialStateGradient) < 1e-12)
  }
}
