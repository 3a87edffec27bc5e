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

  /// Attributes as a file or the protocol writes them. A word such as a mask's "101" may look like a number: which of
  /// the two it is, whoever asks for it knows.
  public init(_ written: [String: VectorNumber]) {
    self.init(written.mapValues { .text($0.text) })
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
    switch byName[name] {
    case .number(let number): return number
    case .text(let text):
      if let number = VectorNumber(text).nearest(Double.self) { return number }
      preconditionFailure("Attributes: \(name) is “\(text)”, expected a number")
    case nil: preconditionFailure("Attributes: no number \(name) among \(byName.keys.sorted())")
    }
  }

  /// The whole number of a name, which must lie within ± a limit: products of such numbers shall not overflow.
  ///
  /// - Precondition: there is one.
  func integer(_ name: String, limit: Int = 1 << 31) -> Int {
    let number = number(name)
    guard let integer = Int(exactly: number), (-limit...limit).contains(integer) else {
      preconditionFailure("Attributes: \(name) is \(number), expected a whole number within ±\(limit)")
    }
    return integer
  }

  /// The whole numbers of an attribute, such as those of “2-3”, none above a limit: their products shall not overflow.
  ///
  /// - Parameters:
  ///   - name: the attribute.
  ///   - count: how many there must be; nil for any number.
  ///   - limit: the largest that is allowed.
  /// - Precondition: there is such a text, of whole numbers between hyphens.
  func integers(_ name: String, count: Int? = nil, limit: Int = 1 << 12) -> [Int] {
    let words = text(name).split(separator: "-", omittingEmptySubsequences: false)
    let integers = words.compactMap { Int($0) }.filter { $0 <= limit }
    precondition(
      integers.count == words.count && integers.count == count ?? integers.count,
      """
      Attributes: \(name) is “\(text(name))”, expected \(count.map(String.init) ?? "some") whole numbers between hyphens, \
      none above \(limit)
      """)
    return integers
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
      preconditionFailure("Attributes: \(name) must be one of \(cases.map { "\($0)" }), not \(text(name))")
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
