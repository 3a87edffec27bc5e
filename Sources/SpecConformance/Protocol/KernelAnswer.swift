internal import ElementaryFunctions
internal import TensorAlgebra

/// What this package's kernels answer to a question of the protocol.
///
/// Inputs that a kernel refuses end the process, with a message on standard error: whoever asks on behalf of others
/// asks another process.
public enum KernelAnswer {
  /// The answer to a question.
  public static func to(_ request: ProtocolRequest) -> ProtocolAnswer {
    guard let entry = EquationTable.entry(request.equation) else {
      return ProtocolAnswer(id: request.id, unsupported: true)
    }
    if let problem = problem(request, entry) { return ProtocolAnswer(id: request.id, error: problem) }
    let outputs =
      switch request.precision {
      case .float64: evaluated(request, entry.atDouble)
      case .float32: evaluated(request, entry.atFloat)
      }
    return ProtocolAnswer(id: request.id, outputs: outputs)
  }

  private static func problem(_ request: ProtocolRequest, _ entry: Entry) -> String? {
    let (given, expected) = (Set(request.inputs.keys), Set(entry.inputs.map(\.name)))
    guard given == expected else {
      return "\(entry.id): the inputs are \(given.sorted()), expected \(expected.sorted())"
    }
    guard Set(request.attributes.keys) == Set(entry.attributeNames) else {
      return "\(entry.id): the attributes are \(request.attributes.keys.sorted()), expected \(entry.attributeNames)"
    }
    for input in entry.inputs {
      guard let tensor = request.inputs[input.name] else { continue }
      if let problem = tensor.problem { return "\(entry.id): the input \(input.name) \(problem)" }
      if let shape = input.shape, shape.count != tensor.shape.count {
        return "\(entry.id): the input \(input.name) has the shape \(tensor.shape), expected \(shape)"
      }
    }
    return nil
  }

  private static func evaluated<T: Scalar & BinaryFloatingPoint & LosslessStringConvertible>(
    _ request: ProtocolRequest, _ evaluate: Entry.Evaluation<T>
  ) -> [String: ProtocolTensor] {
    let inputs = NamedTensors<T>(request.inputs.mapValues { Tensor(nearest: $0.data, shape: $0.shape) })
    return evaluate(inputs, Attributes(request.attributes)).byName.mapValues { ProtocolTensor($0) }
  }
}
