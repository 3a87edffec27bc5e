/// The settings of an equation that are not differentiated: a learning rate, the choice of an activation.
public struct Attributes: Sendable, Equatable {
  /// The value of one attribute.
  public enum Value: Sendable, Equatable {
    /// A real number.
    case number(Double)
    /// A word, such as a variant's name.
    case text(String)
  }

  /// Each value under its name.
  public let byName: [String: Value]

  /// Attributes under their names.
  public init(_ byName: [String: Value]) { self.byName = byName }

  /// Attributes as a file or the protocol writes them.
  public init(_ written: [String: VectorNumber]) {
    self.init(written.mapValues { $0.nearest(Double.self).map { .number($0) } ?? .text($0.text) })
  }

  /// The attributes as a file or the protocol writes them.
  var written: [String: VectorNumber] {
    byName.mapValues { value in
      switch value {
      case .number(let number): VectorNumber(nearest: number)
      case .text(let text): VectorNumber(text)
      }
    }
  }

  /// The attributes as "name value" pairs, in the order of their names; empty if there are none.
  public var inWords: String {
    written.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.text)" }.joined(separator: ", ")
  }

  /// The number of a name.
  ///
  /// - Precondition: there is one.
  public func number(_ name: String) -> Double {
    guard case .number(let number) = byName[name] else {
      preconditionFailure("Attributes: no number \(name) among \(byName.keys.sorted())")
    }
    return number
  }

  /// The word of a name.
  ///
  /// - Precondition: there is one.
  public func text(_ name: String) -> String {
    guard case .text(let text) = byName[name] else {
      preconditionFailure("Attributes: no text \(name) among \(byName.keys.sorted())")
    }
    return text
  }

  /// The case whose name is the word of a name.
  ///
  /// - Precondition: there is such a word, and such a case.
  func choice<Case>(_ name: String, among cases: [Case]) -> Case {
    guard let choice = cases.first(where: { "\($0)" == text(name) }) else {
      preconditionFailure("Attributes: \(name) must be one of \(cases), not \(text(name))")
    }
    return choice
  }
}

extension Attributes: ExpressibleByDictionaryLiteral {
  /// Attributes under their names.
  public init(dictionaryLiteral elements: (String, Value)...) {
    self.init(Dictionary(uniqueKeysWithValues: elements))
  }
}
