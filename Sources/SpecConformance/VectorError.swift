/// A file of test vectors that cannot be used.
public struct VectorError: Error, CustomStringConvertible, Sendable {
  /// The file, relative to the package's folder.
  public let path: String
  /// What is wrong, where, and what was expected.
  public let problem: String

  /// A problem with a file.
  init(path: String, problem: String) { (self.path, self.problem) = (path, problem.inOneLine) }

  /// The file and the problem in one line.
  public var description: String { "\(path) \(problem)" }
}
