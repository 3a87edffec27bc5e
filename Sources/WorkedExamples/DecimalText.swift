internal import Foundation

extension Double {
  /// The number with a fixed count of decimals, as a document prints it.
  func rounded(toDecimals decimals: Int) -> String {
    formatted(.number.precision(.fractionLength(decimals)).grouping(.never).locale(Locale(identifier: "en_US_POSIX")))
  }

  /// The number with two digits and a power of ten, where decimals would show zeros.
  var inPowersOfTen: String {
    formatted(
      .number.notation(.scientific).precision(.significantDigits(2)).locale(Locale(identifier: "en_US_POSIX"))
    ).lowercased()
  }
}
