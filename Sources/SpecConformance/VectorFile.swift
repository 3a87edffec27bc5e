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
    /// The attributes.
    public let attributes: [String: VectorNumber]
    /// Whether every input is exact in `Float`.
    public let float32: Bool
    /// The inputs by name.
    public let inputs: [String: Numbers]
    /// The outputs by name.
    public let outputs: [String: Numbers]
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
      throw VectorError(path: path, problem: "is not a file of test vectors: \(error)")
    }
    for vector in cases { try Self.check(vector, of: concept, path) }
  }

  private static func check(_ vector: Case, of concept: Concept, _ path: String) throws {
    func fail(_ problem: String) -> VectorError {
      VectorError(path: path, problem: "case \(vector.name): \(problem)")
    }
    guard let entry = EquationTable.entry(vector.equation), entry.concept == concept else {
      throw fail("\(vector.equation) is no equation of \(concept.name)")
    }
    let expected = [(vector.inputs, entry.inputs, "input"), (vector.outputs, entry.outputs, "output")]
    for (given, quantities, kind) in expected {
      guard Set(given.keys) == Set(quantities.map(\.name)) else {
        throw fail("expected each \(kind) of \(quantities.map(\.name)), found \(given.keys.sorted())")
      }
      for (name, numbers) in given {
        guard numbers.data.count == numbers.shape.reduce(1, *) else {
          throw fail("\(kind) \(name) has \(numbers.data.count) numbers, expected the shape \(numbers.shape)")
        }
        guard kind == "input" || numbers.ulps?.count == numbers.data.count else {
          throw fail("output \(name) needs an allowed error for each number")
        }
        for number in numbers.data where number.nearest(Double.self) == nil {
          throw fail("\(kind) \(name) holds “\(number.text)”, expected a number")
        }
      }
    }
    guard Set(vector.attributes.keys) == Set(entry.attributeNames) else {
      throw fail("expected the attributes \(entry.attributeNames), found \(vector.attributes.keys.sorted())")
    }
  }
}
