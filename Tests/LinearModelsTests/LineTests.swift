import EvidenceTraits
import LinearModels
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct LineTests {
  @Test(.equation("line-value"), arguments: try Evidence.vectors("line-value"))
  func `line-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("line-pullback"), arguments: try Evidence.vectors("line-pullback"))
  func `line-pullback: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("line-pullback"), arguments: Evidence.probes("line-pullback"))
  func `line-pullback: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("line-pullback", at: probe) == [])
  }

  @Test(.equation("line-value"), arguments: Evidence.seeds)
  func `line-value: b at 0, slope w, affine and not linear`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    // Sixteenths: products and sums are exact.
    func number() -> Double { Double(Shuffle.below(512, using: &generator)) / 16 - 16 }
    let (w, b, x, y, h) = (number(), number() + 0.03125, number(), number(), number())
    func f(_ x: Double) -> Double { Line.value(x, weight: w, bias: b) }
    #expect(f(0) == b)
    #expect(f(x + h) - f(x) == w * h)
    #expect(f(x + y) == f(x) + f(y) - b)
    #expect(f(x + y) != f(x) + f(y))
    #expect(f(0.25 * x + 0.75 * y) == 0.25 * f(x) + 0.75 * f(y))
  }

  @Test(.equation("line-value"))
  func `line-value: C-7, with a bias the output is not proportional to the input`() {
    for (w, b) in [(3395.75, -123.75), (2, 0.5), (-1, 4)] {
      func f(_ x: Double) -> Double { Line.value(x, weight: w, bias: b) }
      // Twice the size, but not twice the price: b comes once.
      #expect(f(2 * 150) - 2 * f(150) == -b)
      #expect(f(0) != 0)
    }
    #expect(Line.value(300.0, weight: 2, bias: 0) == 2 * Line.value(150, weight: 2, bias: 0))
  }

  @Test(.equation("line-value"))
  func `line-value: edge cases`() {
    #expect(Line.value(0, weight: 3, bias: -2) == -2)
    #expect(Line.value(1e200, weight: 1e200, bias: -1e308) == .infinity)
    #expect(Line.value(Double.infinity, weight: 0, bias: 1).isNaN)
    #expect(Line.value(Double.infinity, weight: 1, bias: -.infinity).isNaN)
    #expect(Line.value(Double.nan, weight: 1, bias: 0).isNaN)
  }

  @Test(.equation("line-pullback"))
  func `line-pullback: edge cases`() {
    let atZero = Line.pullback(2, at: 0, weight: 3)
    #expect(atZero.input == 6 && atZero.weight == 0 && atZero.bias == 2)
    let silent = Line.pullback(0, at: 5, weight: 3)
    #expect(silent.input == 0 && silent.weight == 0 && silent.bias == 0)
  }
}
