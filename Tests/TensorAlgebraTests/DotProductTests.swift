import EvidenceTraits
import GradientChecking
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct DotProductTests {
  @Test(.equation("dot-product-value"), arguments: try Evidence.vectors("dot-product-value"))
  func `dot-product-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("dot-product-pullback"), arguments: try Evidence.vectors("dot-product-pullback"))
  func `dot-product-pullback: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("dot-product-pullback"), arguments: Evidence.probes("dot-product-pullback"))
  func `dot-product-pullback: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("dot-product-pullback", at: probe) == [])
  }

  @Test(.equation("dot-product-value"), arguments: Evidence.seeds)
  func `dot-product-value: symmetric bit for bit, and within Cauchy–Schwarz`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let w: [Double] = (0..<13).map { _ in NormalVariate.next(using: &generator) }
    let x: [Double] = (0..<13).map { _ in NormalVariate.next(using: &generator) }
    let product = DotProduct.value(w, x)
    #expect(product == DotProduct.value(x, w))
    #expect(product * product <= DotProduct.value(w, w) * DotProduct.value(x, x))
  }

  @Test(.equation("dot-product-value"), arguments: Evidence.seeds)
  func `dot-product-value: the same whatever order both are brought into`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let w = (0..<11).map { _ in Double(Shuffle.below(1000, using: &generator)) }
    let x = (0..<11).map { _ in Double(Shuffle.below(1000, using: &generator)) }
    let order = Shuffle.permuted(Array(0..<11), using: &generator)
    #expect(DotProduct.value(order.map { w[$0] }, order.map { x[$0] }) == DotProduct.value(w, x))
  }

  @Test(.equation("dot-product-value"))
  func `dot-product-value: edge cases`() {
    #expect(DotProduct.value([Double](), []) == 0)
    #expect(DotProduct.value([Double.infinity], [0]).isNaN)
    #expect(DotProduct.value([Double.infinity, 1], [1, 2]) == .infinity)
    #expect(DotProduct.value([Double.infinity, 1], [1, -.infinity]).isNaN)
    #expect(DotProduct.value([Double.nan, 1], [1, 2]).isNaN)
    #expect(abs(DotProduct.value([1e308, 1e308, -1e308], [1, 1, 1]) / 1e308 - 1) < 1e-15)
    #expect(DotProduct.value([1e308, 1e308], [1, 1]) == .infinity)
    #expect(DotProduct.value([1e200], [1e200]) == .infinity)
  }

  @Test(.equation("dot-product-pullback"))
  func `dot-product-pullback: edge cases`() {
    let empty = DotProduct.pullback(2, at: [Double](), [])
    #expect(empty.w == [] && empty.x == [])
    let zero = DotProduct.pullback(0, at: [1.5], [2.5])
    #expect(zero.w == [0] && zero.x == [0])
  }

  @Test(.equation("dot-product-value"))
  func `dot-product-value: lengths that differ trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DotProduct.value([1.0, 2], [1])
    }
    Evidence.expect(result, says: "DotProduct.value: w has 2 elements but x has 1")
  }

  @Test(.equation("dot-product-pullback"))
  func `dot-product-pullback: lengths that differ trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DotProduct.pullback(1, at: [1.0, 2], [1])
    }
    Evidence.expect(result, says: "DotProduct.pullback: w has 2 elements but x has 1")
  }
}
