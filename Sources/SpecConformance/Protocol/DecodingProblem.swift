package import Foundation

extension DecodingError {
  /// What is wrong with a JSON text, where, and what was expected.
  package func problem(in text: Data) -> String {
    func place(_ path: [any CodingKey]) -> String {
      path.isEmpty ? "" : " in " + path.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
    return switch self {
    case .keyNotFound(let key, let context): "no “\(key.stringValue)”\(place(context.codingPath))"
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      "expected \(Self.name(of: type))\(place(context.codingPath))"
    // A decoder does not say where it met a number or a character that it cannot hold.
    case .dataCorrupted(let context) where context.codingPath.isEmpty:
      (try? JSONDecoder().decode(Anything.self, from: text)) == nil
        ? "it is not JSON, or nested too deeply" : "a number or a character in it is out of range"
    case .dataCorrupted(let context): "\(context.debugDescription)\(place(context.codingPath))"
    @unknown default: "\(self)"
    }
  }

  private struct Anything: Decodable {
    init(from decoder: any Decoder) {}
  }

  private static func name(of type: any Any.Type) -> String {
    switch type {
    case is String.Type: "a string"
    case is Bool.Type: "true or false"
    case is Int.Type: "a whole number"
    case is Double.Type: "a number"
    case is VectorNumber.Type: "a number of Float64 or a string"
    case is [Any].Type: "a list"
    default: "an object"
    }
  }
}
