/// A question of the protocol: an equation's outputs at some inputs.
public struct ProtocolRequest: Codable, Sendable, Equatable {
  /// The number that the answer must repeat.
  public let id: Int
  /// The equation's ID.
  public let equation: String
  /// The format to compute in. Every input is exact in it.
  public let precision: NumberFormat
  /// The settings that are not differentiated.
  public let attributes: [String: VectorNumber]
  /// The inputs by name.
  public let inputs: [String: ProtocolTensor]

  /// A question.
  public init(
    id: Int, equation: String, precision: NumberFormat, attributes: [String: VectorNumber],
    inputs: [String: ProtocolTensor]
  ) {
    (self.id, self.equation, self.precision) = (id, equation, precision)
    (self.attributes, self.inputs) = (attributes, inputs)
  }

  /// A question that a test vector puts.
  init(id: Int, _ vector: VectorFile.Case, _ precision: NumberFormat) {
    self.init(
      id: id, equation: vector.equation, precision: precision, attributes: vector.attributes,
      inputs: vector.inputs.mapValues { ProtocolTensor(shape: $0.shape, data: $0.data) })
  }
}
