public import ElementaryFunctions

/// What the losses demand of their inputs. An input that breaks a demand traps, with a message that names the operation.
@usableFromInline
enum LossInputs {
  /// As many predictions, or logits, as targets.
  @inlinable
  static func checkLengths(_ operation: String, _ count: Int, _ name: String = "predictions", targets: Int) {
    precondition(count == targets, "\(operation): \(count) \(name) but \(targets) targets")
  }

  /// As many predictions, or logits, as targets, and at least one.
  @inlinable
  static func checkSamples(_ operation: String, _ count: Int, _ name: String = "predictions", targets: Int) {
    checkLengths(operation, count, name, targets: targets)
    checkSamples(operation, targets)
  }

  /// At least one sample.
  @inlinable
  static func checkSamples(_ operation: String, _ count: Int) {
    precondition(count > 0, "\(operation): the mean of no samples is undefined")
  }

  /// Predictions and targets in [0, 1].
  @inlinable
  static func checkProbabilities<T: Scalar>(
    _ operation: String, predictions: [T], targets: [T], formFromLogits: String
  ) {
    checkProbabilities(operation, "prediction", predictions, advice: "; for logits use \(formFromLogits)")
    checkProbabilities(operation, "target", targets, advice: "; for logits use \(formFromLogits)")
  }

  /// Numbers in [0, 1]. NaN is let through, to reach the result.
  @inlinable
  static func checkProbabilities<T: Scalar>(
    _ operation: String, _ name: String, _ numbers: [T], advice: @autoclosure () -> String = ""
  ) {
    for (i, p) in numbers.enumerated() {
      precondition(
        !(p < 0) && !(p > 1), "\(operation): \(name) \(i) is \(p), which is no probability\(advice())")
    }
  }
}
