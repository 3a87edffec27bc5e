import TensorAlgebra
import Testing

@Suite struct SumTests {
  @Test(arguments: 0...40)
  func `adds every term once, at every length`(_ n: Int) {
    #expect(Sum.over(0..<n) { i in Double(i + 1) } == Double(n * (n + 1) / 2))
    #expect(Sum.over(5..<5 + n) { i in Double(i) } == Double(n * 5 + n * (n - 1) / 2))
  }

  @Test func `no terms give 0`() {
    #expect(Sum.over(3..<3) { _ in Double.nan } == 0)
  }

  @Test func `up to eight terms are added from left to right`() {
    // 1e16 + 1 rounds back to 1e16: only the order shows in the result.
    let terms = [1e16, 1, 1, 1, 1, 1, 1, -1e16]
    #expect(Sum.over(0..<8) { terms[$0] } == 0)
  }

  @Test func `more terms are added by halves`() {
    // The halves are 1e16 + 1 + 1 + 1 + 1 = 1e16 and 1 + 1 + 1 + 1 − 1e16 + … ; nine terms split after four.
    let terms = [1, 1, 1, 1, 1e16, 1, 1, 1, -1e16]
    #expect(Sum.over(0..<9) { terms[$0] } == 4)
    // Ten terms split after five: 4 + 1e16 = 1e16 + 4, then 1 + 1 + 1 + 1 − 1e16 = −1e16 + 4.
    let even = [1, 1, 1, 1, 1e16, 1, 1, 1, 1, -1e16]
    #expect(Sum.over(0..<10) { even[$0] } == 8)
  }

  @Test func `the error stays small over a million terms`() {
    // Left to right, a million times 0.1 is off by 1.3e-6.
    let sum = Sum.over(0..<1_000_000) { _ in 0.1 }
    #expect(abs(sum - 100_000) <= 2e-11)
  }

  @Test(arguments: [8, 40])
  func `a sum that is finite does not overflow on the way`(_ n: Int) {
    #expect(Sum.over(0..<n) { 2 * $0 < n ? 0x1p1023 : -0x1p1023 } == 0)
    #expect(Sum.over(0..<n) { $0 == 0 ? -0x1p1023 : $0 < 3 ? 0x1p1023 : 0 } == 0x1p1023)
  }

  @Test func `NaN and infinities propagate`() {
    #expect(Sum.over(0..<20) { $0 == 13 ? Double.nan : 1 }.isNaN)
    #expect(Sum.over(0..<20) { $0 == 13 ? Double.infinity : 1 } == .infinity)
  }
}
