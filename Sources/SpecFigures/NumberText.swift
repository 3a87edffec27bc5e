/// Numbers in digits, the same on every platform.
package enum NumberText {
  /// A coordinate: always two decimals.
  package static func coordinate(_ number: Double) -> String {
    digits(of: number, decimals: 2, minus: "-")
  }

  /// A number for a reader: the decimals asked for, and a minus sign as long as a plus.
  package static func decimal(_ number: Double, decimals: Int) -> String {
    digits(of: number, decimals: decimals, minus: "−")
  }

  /// A positive number as a few digits times a power of ten.
  ///
  /// - Precondition: the number is finite and positive.
  package static func scientific(_ number: Double, decimals: Int) -> String {
    precondition(number > 0 && number.isFinite, "NumberText: no power of ten is near \(number)")
    var (digits, exponent) = (number, 0)
    while digits >= 10 { (digits, exponent) = (digits / 10, exponent + 1) }
    while digits < 1 { (digits, exponent) = (digits * 10, exponent - 1) }
    return decimal(digits, decimals: decimals) + " · 10" + superscript(exponent)
  }

  /// Digits raised to an exponent.
  package static func superscript(_ number: Int) -> String {
    let raised: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    return (number < 0 ? "⁻" : "") + "\(number.magnitude)".map { String(raised[$0.wholeNumberValue ?? 0]) }.joined()
  }

  /// - Precondition: the number is finite, and has at most 15 digits with its decimals.
  private static func digits(of number: Double, decimals: Int, minus: String) -> String {
    let unit = (0..<decimals).reduce(1) { unit, _ in 10 * unit }
    let scaled = (number * Double(unit)).rounded()
    precondition(scaled.magnitude < 1e15, "NumberText: \(number) with \(decimals) decimals")
    let whole = Int(scaled.magnitude)
    let sign = scaled < 0 ? minus : ""
    guard decimals > 0 else { return sign + "\(whole)" }
    let rest = "\(whole % unit)"
    return sign + "\(whole / unit)." + String(repeating: "0", count: decimals - rest.count) + rest
  }
}
