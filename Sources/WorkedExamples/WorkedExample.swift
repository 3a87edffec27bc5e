/// One of the documents' worked examples, computed with this package's kernels.
public struct WorkedExample: Sendable {
  /// The word that selects it on the command line.
  public let name: String
  /// What it is.
  public let title: String
  /// Where the document states it, and what ours is computed from.
  public let source: String
  /// Computes the claims.
  public let claims: @Sendable () -> [Claim]

  /// Every example, in the documents' order.
  public static let all = [
    WorkedExample(
      name: "house", title: "The price of a house",
      source: "D1, Linear Approximation; on the fixture HP-S, since D1 does not give its data",
      claims: HouseExample.claims)
  ]
}
