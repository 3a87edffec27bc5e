import EvidenceTraits
import LinearClassifiers
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct LogicGateTests {
  @Test(.equation("logic-gate-and"), arguments: try Evidence.vectors("logic-gate-and"))
  func `logic-gate-and: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("logic-gate-or"), arguments: try Evidence.vectors("logic-gate-or"))
  func `logic-gate-or: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("logic-gate-not"), arguments: try Evidence.vectors("logic-gate-not"))
  func `logic-gate-not: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  static let bits = [(0.0, 0.0), (0, 1), (1, 0), (1, 1)]

  @Test(.equation("logic-gate-and"))
  func `logic-gate-and: its truth table, and the perceptron with its weights`() {
    for (p, q) in Self.bits {
      #expect(LogicGate.and(p, q) == (p == 1 && q == 1 ? 1 : 0))
      #expect(LogicGate.and(p, q) == Perceptron(weights: [1, 1], bias: -1.5).value([p, q]))
      #expect(LogicGate.and(p, q) == LogicGate.and(q, p) && LogicGate.and(p, 1) == p && LogicGate.and(p, 0) == 0)
    }
  }

  @Test(.equation("logic-gate-or"))
  func `logic-gate-or: its truth table, the perceptron with its weights, and De Morgan's laws`() {
    for (p, q) in Self.bits {
      #expect(LogicGate.or(p, q) == (p == 1 || q == 1 ? 1 : 0))
      #expect(LogicGate.or(p, q) == Perceptron(weights: [1, 1], bias: -0.5).value([p, q]))
      #expect(LogicGate.or(p, q) == LogicGate.not(LogicGate.and(LogicGate.not(p), LogicGate.not(q))))
      #expect(LogicGate.and(p, q) == LogicGate.not(LogicGate.or(LogicGate.not(p), LogicGate.not(q))))
    }
  }

  @Test(.equation("logic-gate-not"))
  func `logic-gate-not: its truth table, and twice is not at all`() {
    #expect(LogicGate.not(0.0) == 1 && LogicGate.not(1.0) == 0)
    for p in [0.0, 1] {
      #expect(LogicGate.not(LogicGate.not(p)) == p)
      #expect(LogicGate.not(p) == Perceptron(weights: [-1], bias: 0.5).value([p]))
    }
  }

  @Test(.equation("logic-gate-and"), arguments: Evidence.seeds)
  func `logic-gate-and: bits that are less than ¼ off change nothing, in no gate`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    func noise() -> Double { 0.499 * (Double(Shuffle.below(1001, using: &generator)) / 1000 - 0.5) }
    for (p, q) in Self.bits {
      let (u, v) = (p + noise(), q + noise())
      #expect(LogicGate.and(u, v) == LogicGate.and(p, q) && LogicGate.or(u, v) == LogicGate.or(p, q))
      #expect(LogicGate.not(u) == LogicGate.not(p))
    }
  }

  @Test(.equation("logic-gate-and"))
  func `logic-gate-and: edge cases`() {
    #expect(LogicGate.and(0.75, 0.75) == 1 && LogicGate.and(0.75, 0.75 - 0x1p-50) == 0)
    #expect(LogicGate.and(Double.nan, 1).isNaN && LogicGate.and(1, Double.nan).isNaN)
  }

  @Test(.equation("logic-gate-or"))
  func `logic-gate-or: edge cases`() {
    #expect(LogicGate.or(0.25, 0.25) == 1 && LogicGate.or(0.25, 0.25 - 0x1p-50) == 0)
    #expect(LogicGate.or(Double.nan, 1).isNaN && LogicGate.or(1, Double.nan).isNaN)
  }

  @Test(.equation("logic-gate-not"))
  func `logic-gate-not: edge cases`() {
    #expect(LogicGate.not(0.5) == 1 && LogicGate.not(0.5.nextUp) == 0 && LogicGate.not(Double.nan).isNaN)
  }
}
