/// A concept of the specification: the name that its kernel, page, tests and vectors share.
public struct Concept: Hashable, Sendable {
  /// The module, which is a chapter of the documents.
  public let module: String
  /// The concept, which is a file of the module.
  public let name: String

  /// A concept by its module and name.
  public init(_ module: String, _ name: String) {
    (self.module, self.name) = (module, name)
  }

  /// The page, relative to the package's folder.
  public var page: String { "Specs/\(module)/\(name).md" }
  /// The kernel's source file, relative to the package's folder.
  public var source: String { "Sources/\(module)/\(name).swift" }
  /// The suite, relative to the package's folder.
  public var suite: String { "Tests/\(module)Tests/\(name)Tests.swift" }
  /// The test vectors, relative to the package's folder.
  public var vectors: String { "Specs/\(module)/\(name).json" }
}
