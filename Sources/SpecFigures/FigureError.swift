/// A file of a figure that cannot be written or read.
package struct FigureError: Error, CustomStringConvertible, Sendable {
  /// The file.
  package let path: String
  /// What is wrong, and what was expected.
  package let problem: String

  /// The file and the problem in one line.
  package var description: String { "\(path) \(problem)" }
}
