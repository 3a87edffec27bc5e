internal import Foundation

extension Double {
  /// The number with a fixed count of decimals, as a document prints it.
  func rounded(toDecimals decimals: Int) -> String {
    formatted(.number.precision(.fractionLength(decimals)).grouping(.never).locale(Locale(identifier: "en_US_POSIX")))
  }
}
