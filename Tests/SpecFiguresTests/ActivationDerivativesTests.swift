import Foundation
import Testing

@Suite struct ActivationDerivativesTests {
  static let file = DrawnFile(of: "ActivationDerivatives")

  @Test func `near 0 both curves are the textbook's`() throws {
    let panel = try Self.file.panel("Near 0")
    let (sigmoid, tanh) = (panel.curves("solid").joined(), panel.curves("dashed").joined())
    #expect(sigmoid.count == 121 && tanh.count == 121)
    for (z, y) in sigmoid { #expect(abs(y - exp(-z) / pow(1 + exp(-z), 2)) < 1e-3) }
    for (z, y) in tanh { #expect(abs(y - 1 / pow(cosh(z), 2)) < 1e-3) }
  }

  @Test func `far out they are the textbook's, in powers of ten`() throws {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    let panel = try Self.file.panel("Far out, in powers of ten") { text in
      guard text.hasPrefix("10⁻"), let digit = text.last.flatMap({ digits.firstIndex(of: $0) }) else {
        return text == "1" ? 0 : Double(text)
      }
      return -Double(digit)
    }
    let (sigmoid, tanh) = (panel.curves("solid").joined(), panel.curves("dashed").joined())
    #expect(sigmoid.count == 121 && tanh.count == 121)
    for (z, y) in sigmoid { #expect(abs(y - log10(exp(-z) / pow(1 + exp(-z), 2))) < 2e-3) }
    for (z, y) in tanh { #expect(abs(y - log10(1 / pow(cosh(z), 2))) < 2e-3) }
  }

  @Test func `C-51, they are equal at ±1.6629`() throws {
    let panel = try Self.file.panel("Near 0")
    let dots = panel.dots("text")
    try #require(dots.count == 2)
    for (dot, z) in zip(dots, [-1.662886, 1.662886]) {
      #expect(abs(dot.x - z) < 1e-3 && abs(dot.y - 0.133975) < 1e-3)
    }
    #expect(panel.texts("name").contains("z = ±1.6629"))
  }
}
