/// An answer of the protocol: outputs, or that the equation is not supported, or why the inputs are refused.
public struct ProtocolAnswer: Codable, Sendable, Equatable {
  /// The number of the question; nil only in an error, about the line just read.
  public let id: Int?
  /// The outputs by name.
  public let outputs: [String: ProtocolTensor]?
  /// Whether the program does not know the equation, the precision or the attributes.
  public let unsupported: Bool?
  /// Why the inputs are refused.
  public let error: String?

  /// An answer.
  public init(
    id: Int?, outputs: [String: ProtocolTensor]? = nil, unsupported: Bool? = nil, error: String? = nil
  ) {
    (self.id, self.outputs, self.unsupported, self.error) = (id, outputs, unsupported, error)
  }

  /// What is wrong with it; nil if it says exactly one thing.
  public var problem: String? {
    let said = [outputs != nil, unsupported == true, error != nil].filter { $0 }.count
    guard said == 1 else {
      return "says \(said) things, expected one of outputs, \"unsupported\": true and an error"
    }
    for (name, tensor) in (outputs ?? [:]).sorted(by: { $0.key < $1.key }) {
      if let problem = tensor.problem { return "its output \(name) \(problem)" }
    }
    return nil
  }

  /// Writes what the answer says, and its number, null where it has none.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(id, forKey: .id)
    try container.encodeIfPresent(outputs, forKey: .outputs)
    try container.encodeIfPresent(unsupported, forKey: .unsupported)
    try container.encodeIfPresent(error, forKey: .error)
  }
}
