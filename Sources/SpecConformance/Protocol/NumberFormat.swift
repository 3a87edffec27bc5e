/// The format of the numbers in which a program is asked to compute.
public enum NumberFormat: String, Codable, Sendable, CaseIterable {
  /// 24 significant bits.
  case float32
  /// 53 significant bits.
  case float64
}
