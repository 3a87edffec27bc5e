/// The format of the numbers in which a program is asked to compute.
public enum NumberFormat: String, Codable, Sendable, CaseIterable {
  /// 24 significant bits.
  case float32
  /// 53 significant bits.
  case float64
}

extension NumberFormat {
  /// Reads one of the two names.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let format = NumberFormat(rawValue: try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "expected float32 or float64")
    }
    self = format
  }
}
