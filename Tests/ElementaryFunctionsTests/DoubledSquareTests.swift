import ElementaryFunctions
import EvidenceTraits
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct DoubledSquareTests {
  @Test(.equation("doubled-square-value"), arguments: try Evidence.vectors("doubled-square-value"))
  func `doubled-square-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("doubled-square-derivative"), arguments: try Evidence.vectors("doubled-square-derivative"))
  func `doubled-square-derivative: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("doubled-square-derivative"), arguments: Evidence.probes("doubled-square-derivative"))
  func `doubled-square-derivative: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("doubled-square-derivative", at: probe) == [])
  }

  @Test(.equation("doubled-square-value"), arguments: Evidence.seeds)
  func `doubled-square-value: even, never negative, f(cx) = c² f(x)`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    // Odd sixteenths, never 0: products are exact.
    func number() -> Double { (2 * Double(Shuffle.below(256, using: &generator)) - 255) / 16 }
    let (x, c) = (number(), number())
    #expect(DoubledSquare.value(-x) == DoubledSquare.value(x))
    #expect(DoubledSquare.value(x) > 0)
    #expect(DoubledSquare.value(c * x) == c * c * DoubledSquare.value(x))
    #expect(DoubledSquare.derivative(at: -x) == -DoubledSquare.derivative(at: x))
  }

  @Test(.equation("doubled-square-value"))
  func `doubled-square-value: B-18, f(3) = 18 with slope 12`() {
    #expect(DoubledSquare.value(3.0) == 18)
    #expect(DoubledSquare.derivative(at: 3.0) == 12)
  }

  @Test(.equation("doubled-square-value"))
  func `doubled-square-value: special values`() {
    #expect(DoubledSquare.value(0.0) == 0 && DoubledSquare.value(-0.0).sign == .plus)
    #expect(DoubledSquare.value(-Double.infinity) == .infinity)
    #expect(DoubledSquare.value(Double.nan).isNaN)
    #expect(DoubledSquare.value(9.4e153).isFinite && DoubledSquare.value(9.5e153) == .infinity)
    #expect(DoubledSquare.value(Float(1.3e19)).isFinite && DoubledSquare.value(Float(1.31e19)) == .infinity)
  }

  @Test(.equation("doubled-square-derivative"))
  func `doubled-square-derivative: special values`() {
    #expect(DoubledSquare.derivative(at: -0.0).sign == .minus)
    #expect(DoubledSquare.derivative(at: -Double.infinity) == -.infinity)
    #expect(DoubledSquare.derivative(at: Double.nan).isNaN)
    #expect(DoubledSquare.derivative(at: Double.leastNonzeroMagnitude) == 4 * Double.leastNonzeroMagnitude)
  }
}
