public import Foundation

/// The test vectors of one concept, as they stand in its JSON file.
public struct VectorFile: Decodable, Sendable {
  /// A tensor of expected or given numbers.
  public struct Numbers: Decodable, Sendable {
    /// The size along each index.
    public let shape: [Int]
    /// The numbers, row-major.
    public let data: [VectorNumber]
    /// For an output, the error allowed to each number, in units in its last place.
    public let ulps: [Double]?
  }

  /// What a case says of a program that gives its outputs.
  public enum Expectation: String, Decodable, Sendable {
    /// It is right.
    case valid
    /// It follows another legitimate convention, which the case names.
    case acceptable
    /// It should have refused the inputs: such a case has no outputs.
    case invalid
  }

  /// One case.
  public struct Case: Decodable, Sendable {
    /// Its stable name.
    public let name: String
    /// The equation it is a case of.
    public let equation: String
    /// Why it is there.
    public let comment: String
    /// The bugs it hunts, described in the file's notes.
    public let flags: [String]
    /// What it says of a program that gives its outputs.
    public let result: Expectation
    /// For an acceptable case, whose convention it follows.
    public let convention: String?
    /// For an acceptable case, the name of the valid case with the same inputs.
    public let insteadOf: String?
    /// The attributes.
    public let attributes: [String: VectorNumber]
    /// Whether every input is exact in `Float`.
    public let float32: Bool
    /// The inputs by name.
    public let inputs: [String: Numbers]
    /// The outputs by name.
    public let outputs: [String: Numbers]

    /// The formats in which it is a case: `Float` only where its inputs are exact and its results normal numbers,
    /// zeros or special values.
    public var formats: [NumberFormat] {
      let fits = outputs.values.flatMap(\.data).allSatisfy { number in
        guard let float = number.nearest(Float.self), let double = number.nearest(Double.self) else {
          return false
        }
        return float.isNormal || !double.isFinite || double == 0
      }
      return float32 && fits ? [.float64, .float32] : [.float64]
    }
  }

  /// The concept's name.
  public let concept: String
  /// The concept's module.
  public let module: String
  /// What each flag means.
  public let notes: [String: String]
  /// The cases.
  public let cases: [Case]

  /// Reads the vectors of a concept.
  ///
  /// - Parameter package: the package's folder.
  /// - Throws: `VectorError` saying which file, what is wrong and what was expected.
  public init(of concept: Concept, in package: URL) throws {
    let path = concept.vectors
    let data: Data
    do {
      data = try Data(contentsOf: package.appending(path: path))
    } catch {
      throw VectorError(path: path, problem: "cannot be read; expected a file of test vectors")
    }
    do {
      self = try JSONDecoder().decode(VectorFile.self, from: data)
    } catch {
      let problem = (error as? DecodingError)?.problem(in: data) ?? "\(error)"
      throw VectorError(path: path, problem: "is not a file of test vectors: \(problem)")
    }
    guard concept.name == self.concept, concept.module == module else {
      throw VectorError(
        path: path, problem: "is of \(module)/\(self.concept), expected \(concept.module)/\(concept.name)")
    }
    let names = Dictionary(grouping: cases, by: \.name)
    if let twice = names.filter({ $0.value.count > 1 }).keys.min() {
      throw VectorError(path: path, problem: "case \(twice): there are \(names[twice]?.count ?? 0) of this name")
    }
    let valid = Set(cases.filter { $0.result == .valid }.map(\.name))
    for vector in cases {
      try Self.check(vector, of: concept, path)
      guard let name = vector.insteadOf, !valid.contains(name) else { continue }
      throw VectorError(path: path, problem: "case \(vector.name): \(name) is no valid case of the file")
    }
  }

  /// The same file with some of its cases alone.
  public func filter(_ isIncluded: (Case) -> Bool) -> VectorFile {
    VectorFile(concept: concept, module: module, notes: notes, cases: cases.filter(isIncluded))
  }

  private init(concept: String, module: String, notes: [String: String], cases: [Case]) {
    (self.concept, self.module, self.notes, self.cases) = (concept, module, notes, cases)
  }

  private static func check(_ vector: Case, of concept: Concept, _ path: String) throws {
    func fail(_ problem: String) -> VectorError {
      VectorError(path: path, problem: "case \(vector.name): \(problem)")
    }
    guard let entry = EquationTable.entry(vector.equation), entry.concept == concept else {
      throw fail("\(vector.equation) is no equation of \(concept.name)")
    }
    let outputs = vector.result == .invalid ? [] : entry.outputs
    let expected = [(vector.inputs, entry.inputs, "input"), (vector.outputs, outputs, "output")]
    for (given, quantities, kind) in expected {
      guard Set(given.keys) == Set(quantities.map(\.name)) else {
        throw fail("expected each \(kind) of \(quantities.map(\.name)), found \(given.keys.sorted())")
      }
      for (name, numbers) in given {
        if let problem = ProtocolTensor(shape: numbers.shape, data: numbers.data).problem {
          throw fail("\(kind) \(name) \(problem)")
        }
        guard kind == "input" || numbers.ulps?.count == numbers.data.count else {
          throw fail("output \(name) needs an allowed error for each number")
        }
        guard numbers.ulps?.allSatisfy({ $0 >= 0 }) ?? true else {
          throw fail("output \(name) allows a negative error")
        }
      }
    }
    let isAcceptable = vector.result == .acceptable
    guard (vector.convention != nil) == isAcceptable, (vector.insteadOf != nil) == isAcceptable else {
      throw fail("is \(vector.result), expected a convention and a case that it replaces of acceptable cases alone")
    }
    guard Set(vector.attributes.keys) == Set(entry.attributeNames) else {
      throw fail("expected the attributes \(entry.attributeNames), found \(vector.attributes.keys.sorted())")
    }
  }
}
