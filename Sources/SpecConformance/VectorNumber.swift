internal import TensorAlgebra

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
      text = number.sign == .minus ? "-Infinity" : "Infinity"
    } else {
      text = "\(number)"
    }
  }

  /// The nearest number of a binary format; nil if the text is neither a decimal nor one of the three names.
  public func nearest<T: LosslessStringConvertible & BinaryFloatingPoint>(_: T.Type) -> T? {
    switch text {
    case "NaN": .nan
    case "Infinity": .infinity
    case "-Infinity": -.infinity
    // Swift's own reader would also take “nan”, “inf” and hexadecimal digits.
    default: text.utf8.allSatisfy(Self.decimal.contains) ? T(text) : nil
    }
  }
}

extension VectorNumber: Codable {
  private static let decimal = Set("0123456789+-.eE".utf8)

  /// Reads a JSON number or string.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Double.self) {
      self.init("\(number)")
    } else if let text = try? container.decode(String.self) {
      self.init(text)
    } else {
      throw DecodingError.typeMismatch(
        Self.self, .init(codingPath: container.codingPath, debugDescription: "neither a Float64 nor a string"))
    }
  }

  /// Writes a JSON number; a string where JSON has no such number, for −0, and for any text that is not a number's own:
  /// a word such as a mask's "011" must not become 11.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if let number = nearest(Double.self), number.isFinite, text == "\(number)", !(number == 0 && number.sign == .minus)
    {
      try container.encode(number)
    } else {
      try container.encode(text)
    }
  }
}

extension Tensor where Element: BinaryFloatingPoint & LosslessStringConvertible {
  /// The nearest numbers of a format; NaN for what is no number.
  init(nearest data: [VectorNumber], shape: [Int]) {
    self.init(shape: shape, elements: data.map { $0.nearest(Element.self) ?? .nan })
  }
}
