/// The largest error of an equation over many inputs.
public struct AccuracyReport: Sendable, Codable {
  /// The equation's ID.
  public let equation: String
  /// Its attributes, as "name value" pairs; empty if it has none.
  public let attributes: String
  /// The format, as it is called in Swift.
  public let format: String
  /// How many inputs were tried.
  public internal(set) var inputs: Int
  /// The largest distance from the exact result, in units in its last place: at most ½ if correctly rounded.
  public internal(set) var ulps: Double
  /// The input of the largest error, as a decimal that gives it back; empty if no result was off.
  public internal(set) var worst: String

  /// The report of other inputs taken into this one.
  public mutating func merge(_ other: AccuracyReport) {
    inputs += other.inputs
    if other.ulps > ulps { (ulps, worst) = (other.ulps, other.worst) }
  }
}
