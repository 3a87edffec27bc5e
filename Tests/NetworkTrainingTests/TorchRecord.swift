import ForwardPropagation
import Foundation
import SpecConformance
import TensorAlgebra

/// What PyTorch computed in float64, as `Tests/Peers/torch_record.py` wrote it down.
struct TorchRecord: Decodable {
  struct Network: Decodable, Sendable {
    let sizes: [Int]
    let hidden, output, loss: String
    let samples: Int
    let parameters, inputs, targets, predictions, parameterGradient, inputGradient: [Double]
    let value: Double
  }

  struct Loss: Decodable, Sendable {
    let loss: String
    let predictions, targets, gradient: [Double]
    let value: Double
  }

  struct Optimizers: Decodable, Sendable {
    struct Run: Decodable, Sendable {
      let optimizer: String
      /// After every tenth step.
      let parameters: [[Double]]
    }

    let start: [Double]
    let gradients: [[Double]]
    let runs: [Run]
  }

  struct Schedule: Decodable, Sendable {
    let schedule: String
    let rates: [Double]
  }

  let networks: [Network]
  let losses: [Loss]
  let optimizers: Optimizers
  let schedules: [Schedule]

  static let shared: TorchRecord = {
    do {
      let data = try Data(contentsOf: PackageFolder.url.appending(path: "Tests/Peers/torch.json"))
      return try JSONDecoder().decode(TorchRecord.self, from: data)
    } catch {
      fatalError("Tests/Peers/torch.json: \(error)")
    }
  }()
}
