import EvidenceTraits
import LinearModels
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct EvenlySpacedTests {
  @Test(.equation("evenly-spaced-value"), arguments: try Evidence.vectors("evenly-spaced-value"))
  func `evenly-spaced-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("evenly-spaced-value"), arguments: Evidence.seeds)
  func `evenly-spaced-value: both ends exact, equal distances, the same from b to a`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (a, b): (Double, Double) = (NormalVariate.next(using: &generator), NormalVariate.next(using: &generator))
    let n = 2 + Int(seed)
    let x = EvenlySpaced.value(from: a, through: b, count: n)
    #expect(x.count == n && x.first == a && x.last == b)
    let step = (b - a) / Double(n - 1)
    for k in 1..<n { #expect(abs(x[k] - x[k - 1] - step) < 1e-15 * (1 + abs(a) + abs(b))) }
    #expect(EvenlySpaced.value(from: b, through: a, count: n) == x.reversed())
    let symmetric = EvenlySpaced.value(from: -b, through: b, count: n)
    #expect(symmetric.map { -$0 } == symmetric.reversed())
  }

  @Test(.equation("evenly-spaced-value"))
  func `evenly-spaced-value: B-55, a hundred inputs from −1 to 1`() {
    let x = EvenlySpaced.value(from: -1.0, through: 1, count: 100)
    #expect(abs(x[1] - x[0] - 0.020202020202020202020) < 1e-16)
    #expect(abs(Sum.over(x.indices) { x[$0] }) < 1e-14)
    #expect((0..<50).allSatisfy { x[$0] + x[99 - $0] == 0 })
    // (n + 1) / (3 (n − 1)) = 101/297.
    #expect(abs(Mean.over(x.indices) { x[$0] * x[$0] } - 0.34006734006734006734) < 1e-15)
  }

  @Test(.equation("evenly-spaced-value"))
  func `evenly-spaced-value: edge cases`() {
    #expect(EvenlySpaced.value(from: 3.0, through: 5, count: 0) == [])
    #expect(EvenlySpaced.value(from: 3.0, through: 5, count: 1) == [3])
    #expect(EvenlySpaced.value(from: 3.0, through: 5, count: 2) == [3, 5])
    #expect(EvenlySpaced.value(from: -0.7, through: 0.7, count: 7)[3] == 0)
    #expect(
      EvenlySpaced.value(from: -1e308, through: 1e308, count: 5).map(\.isFinite) == [true, false, false, false, true])
    let spoilt = EvenlySpaced.value(from: .nan, through: 1.0, count: 3)
    #expect(spoilt[0].isNaN && spoilt[1].isNaN && spoilt[2] == 1)
  }

  @Test(.equation("evenly-spaced-value"))
  func `evenly-spaced-value: a negative count traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = EvenlySpaced.value(from: 0.0, through: 1, count: -1)
    }
    Evidence.expect(result, says: "EvenlySpaced.value: there is no list of -1 numbers")
  }
}
