/// A number in a file of test vectors: a JSON number, or a string where JSON has no such number or where all
/// digits of the exact result are kept.
public struct VectorNumber: Sendable, Equatable {
  /// The number as it is written.
  public let text: String

  /// A number as it is written.
  public init(_ text: String) { self.text = text }

  /// A number of a binary format: the shortest decimal that gives it back.
  public init(nearest number: some BinaryFloatingPoint & LosslessStringConvertible) {
    if number.isNaN {
      text = "NaN"
    } else if number.isInfinite {
      text = number < 0 ? "-Infinity" : "Infinity"
    } else {
      text = "\(number)"
    }
  }

  /// The nearest number of a binary format; nil if the text is no number.
  public func nearest<T: LosslessStringConvertible & BinaryFloatingPoint>(_: T.Type) -> T? {
    switch text {
    case "NaN": .nan
    case "Infinity": .infinity
    case "-Infinity": -.infinity
    default: T(text)
    }
  }
}

extension VectorNumber: Codable {
  /// Reads a JSON number or string.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      self.init("\(number)")
    } else {
      self.init(try container.decode(String.self))
    }
  }

  /// Writes a JSON number; a string where JSON has no such number, for −0, and for any text that is not a number's own:
  /// a word such as a mask's "011" must not become 11.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let number = Double(text), number.isFinite, text == "\(number)", !(number == 0 && number.sign == .minus) {
      try container.encode(number)
    } else {
      try container.encode(text)
    }
  }
}
