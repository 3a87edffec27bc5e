import SpecFigures
import Testing

@Suite struct NumberTextTests {
  @Test func `a coordinate has two decimals, and no minus before 0`() {
    let expected: [(Double, String)] = [
      (0, "0.00"), (-0.0, "0.00"), (-0.004, "0.00"), (1, "1.00"), (12.346, "12.35"), (-12.346, "-12.35"),
      (0.05, "0.05"), (0.995, "1.00"), (719.999, "720.00"), (-0.5, "-0.50"),
    ]
    for (number, text) in expected { #expect(NumberText.coordinate(number) == text) }
  }

  @Test func `a number for a reader has the decimals asked for, and a true minus`() {
    let expected: [(Double, Int, String)] = [
      (0, 0, "0"), (-4, 0, "−4"), (3395.8003, 1, "3395.8"), (-0.25, 2, "−0.25"), (1.6628858, 4, "1.6629"),
      (200_000, 0, "200000"), (0.001, 3, "0.001"),
    ]
    for (number, decimals, text) in expected {
      #expect(NumberText.decimal(number, decimals: decimals) == text)
    }
  }

  @Test func `digits times a power of ten`() {
    #expect(NumberText.scientific(1.1679e10, decimals: 2) == "1.17 · 10¹⁰")
    #expect(NumberText.scientific(10, decimals: 0) == "1 · 10¹")
    #expect(NumberText.scientific(0.00052, decimals: 1) == "5.2 · 10⁻⁴")
  }

  @Test func `an exponent is raised`() {
    #expect(NumberText.superscript(-10) == "⁻¹⁰" && NumberText.superscript(0) == "⁰")
    #expect(NumberText.superscript(23_456_789) == "²³⁴⁵⁶⁷⁸⁹")
  }

  @Test func `what is no number traps, and what has too many digits`() async {
    await #expect(processExitsWith: .failure) { _ = NumberText.coordinate(.nan) }
    await #expect(processExitsWith: .failure) { _ = NumberText.coordinate(1e13) }
  }

  @Test func `what is not positive has no power of ten`() async {
    await #expect(processExitsWith: .failure) { _ = NumberText.scientific(-1, decimals: 2) }
    await #expect(processExitsWith: .failure) { _ = NumberText.scientific(.infinity, decimals: 2) }
  }
}
