import Foundation
import SpecConformance
import TensorAlgebra

/// What PyTorch computed of recurrent networks in float64, as `Tests/Peers/torch_recurrence.py` wrote it down.
struct TorchRecurrence: Decodable {
  struct Vanilla: Decodable, Sendable {
    let steps, inputCount, hiddenCount, samples: Int
    let inputWeights, stateWeights, bias, inputs, initialState: [Double]
    let states, finalState, statesCotangent, finalStateCotangent: [Double]
    let inputWeightsGradient, stateWeightsGradient, biasGradient, inputsGradient, initialStateGradient: [Double]
  }

  struct LongShortTerm: Decodable, Sendable {
    let steps, inputCount, hiddenCount, samples: Int
    /// In the order of `LSTMParameters.parameters`.
    let parameters: [Double]
    let inputs, initialState, initialCell, states, finalState, finalCell: [Double]
    let statesCotangent, finalStateCotangent, finalCellCotangent: [Double]
    let parametersGradient, inputsGradient, initialStateGradient, initialCellGradient: [Double]
  }

  let vanilla: [Vanilla]
  let longShortTerm: [LongShortTerm]

  static let shared: TorchRecurrence = {
    do {
      let data = try Data(contentsOf: PackageFolder.url.appending(path: "Tests/Peers/torch-recurrence.json"))
      return try JSONDecoder().decode(TorchRecurrence.self, from: data)
    } catch {
      fatalError("Tests/Peers/torch-recurrence.json: \(error)")
    }
  }()

  /// A recorded sequence of matrices.
  static func sequence(_ numbers: [Double], steps: Int, rows: Int, columns: Int) -> [Matrix<Double>] {
    precondition(
      numbers.count == steps * rows * columns, "\(numbers.count) numbers for \(steps) × \(rows) × \(columns)")
    let count = rows * columns
    return (0..<steps).map { t in
      Matrix(rows: rows, columns: columns, elements: Array(numbers[t * count..<(t + 1) * count]))
    }
  }

  /// The cotangents of all states, PyTorch's cotangent of the final state added to that of the last.
  static func cotangents(_ states: [Matrix<Double>], final: [Double]) -> [Matrix<Double>] {
    var cotangents = states
    let last = states[states.count - 1]
    cotangents[states.count - 1] = Matrix(
      rows: last.rows, columns: last.columns, elements: zip(last.elements, final).map { $0 + $1 })
    return cotangents
  }

  /// The largest difference of two results, relative to the largest number among the recorded.
  static func difference(_ ours: [Double], _ theirs: [Double]) -> Double {
    precondition(ours.count == theirs.count, "\(ours.count) numbers but \(theirs.count) recorded")
    let largest = theirs.map(\.magnitude).max() ?? 1
    return (zip(ours, theirs).map { ($0 - $1).magnitude }.max() ?? 0) / largest
  }
}
