/// Why a training ended.
public enum StopReason: Hashable, Sendable {
  /// All its epochs have passed.
  case epochs
  /// The gradient of all samples was as small as the tolerance asks.
  case smallGradient
  /// The validation loss no longer falls, or is NaN: the best parameters have been restored.
  case validation
  /// The loss is infinite or NaN: the last epoch has been undone.
  case divergence
}
