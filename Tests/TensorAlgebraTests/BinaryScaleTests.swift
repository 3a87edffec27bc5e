import ElementaryFunctions
import EvidenceTraits
import ScalarAutograd
import TensorAlgebra
import Testing

@Suite struct BinaryScaleTests {
  @Test func `the largest power of two that is not above the largest magnitude`() {
    #expect(BinaryScale.of([1.0]) == 1)
    #expect(BinaryScale.of([1.99]) == 1)
    #expect(BinaryScale.of([2.0]) == 2)
    #expect(BinaryScale.of([0.5, -3, 2]) == 2)
    #expect(BinaryScale.of([0.5, -4, 3]) == 4)
    #expect(BinaryScale.of([-0.75, 0.25]) == 0.5)
    #expect(BinaryScale.of([0.25, 0.3]) == 0.25)
    #expect(BinaryScale.of([Float(-1000)]) == 512)
  }

  @Test(arguments: Array(stride(from: -1074, through: 1023, by: 9)))
  func `each power of two is its own scale, and that of all up to the next`(_ exponent: Int) {
    let power = Double.power(2, Double(exponent))
    #expect(BinaryScale.of([power, -power]) == power)
    #expect(BinaryScale.of([power.nextDown]) == (exponent > -1074 ? power / 2 : 1))
    if exponent > -1074 { #expect(BinaryScale.of([(2 * power).nextDown]) == power) }
  }

  @Test func `edge cases`() {
    #expect(BinaryScale.of([Double]()) == 1)
    #expect(BinaryScale.of([0.0, -0.0]) == 1)
    #expect(BinaryScale.of([Double.nan]) == 1)
    #expect(BinaryScale.of([8.0, .nan]) == 8 && BinaryScale.of([.nan, 8.0]) == 8)
    #expect(BinaryScale.of([8.0, -.infinity]) == 1)
    #expect(BinaryScale.of([Double.greatestFiniteMagnitude]) == 0x1p1023)
    #expect(BinaryScale.of([Double.leastNonzeroMagnitude]) == .leastNonzeroMagnitude)
    #expect(BinaryScale.of([Float.greatestFiniteMagnitude]) == 0x1p127)
    #expect(BinaryScale.of([Float.leastNonzeroMagnitude]) == .leastNonzeroMagnitude)
  }

  @Test func `a constant: no derivative`() {
    let scale = BinaryScale.of([Dual(value: 5.0, tangent: 3)])
    #expect(scale.value == 4 && scale.tangent == 0)
  }
}
