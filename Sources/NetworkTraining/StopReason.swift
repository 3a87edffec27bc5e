/// Why a training ended.
public enum StopReason: Hashable, Sendable {
  /// All its epochs have passed.
  case epochs
  /// The gradient of all samples was as small as the tolerance asks.
  case smallGradient
  /// The loss is infinite or NaN: the last epoch has been undone.
  case divergence
}
