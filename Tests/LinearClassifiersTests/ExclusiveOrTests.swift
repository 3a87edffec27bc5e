import EvidenceTraits
import ForwardPropagation
import LinearClassifiers
import SpecConformance
import TensorAlgebra
import Testing

// A mutant that nothing can notice: 1 for ½ between the gates, whose difference is 0 or 1.
@Suite struct ExclusiveOrTests {
  @Test(.equation("exclusive-or-relu"), arguments: try Evidence.vectors("exclusive-or-relu"))
  func `exclusive-or-relu: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("exclusive-or-steps"), arguments: try Evidence.vectors("exclusive-or-steps"))
  func `exclusive-or-steps: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("exclusive-or-relu"))
  func `exclusive-or-relu: its truth table, and the network 2–2–1 with its weights`() {
    let shape = NetworkShape(sizes: [2, 2, 1], hidden: .relu, output: .identity)
    let network = Network(shape: shape, parameters: [1.0, 1, 1, 1, 0, -1, 1, -2, 0])
    for (p, q) in LogicGateTests.bits {
      #expect(ExclusiveOr.byReLU(p, q) == (p == q ? 0 : 1))
      #expect(network(Matrix(rows: 2, columns: 1, elements: [p, q])).elements == [ExclusiveOr.byReLU(p, q)])
    }
  }

  @Test(.equation("exclusive-or-relu"), arguments: Evidence.seeds)
  func `exclusive-or-relu: a tent over x₁ + x₂, where a line would be flat or straight`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (p, q): (Double, Double) = (NormalVariate.next(using: &generator), NormalVariate.next(using: &generator))
    let s = p + q
    #expect(abs(ExclusiveOr.byReLU(p, q) - (s <= 0 ? 0 : 1 - (s - 1).magnitude)) < 1e-14)
    #expect(ExclusiveOr.byReLU(p, q) == ExclusiveOr.byReLU(q, p))
  }

  @Test(.equation("exclusive-or-steps"))
  func `exclusive-or-steps: its truth table, and the gates that it is made of`() {
    for (p, q) in LogicGateTests.bits {
      #expect(ExclusiveOr.bySteps(p, q) == (p == q ? 0 : 1))
      #expect(ExclusiveOr.bySteps(p, q) == LogicGate.and(LogicGate.or(p, q), LogicGate.not(LogicGate.and(p, q))))
    }
    // No perceptron does it, and two layers do.
    #expect(!LinearSeparability.isSeparable(LogicGateTests.bits.map { ExclusiveOr.bySteps($0.0, $0.1) }))
  }

  @Test(.equation("exclusive-or-relu"))
  func `exclusive-or-relu: edge cases`() {
    #expect(ExclusiveOr.byReLU(-5.0, 2) == 0 && ExclusiveOr.byReLU(3.0, 0) == -1)
    #expect(ExclusiveOr.byReLU(Double.nan, 1).isNaN && ExclusiveOr.byReLU(1, Double.nan).isNaN)
    #expect(ExclusiveOr.byReLU(Double.infinity, 0).isNaN && ExclusiveOr.byReLU(-Double.infinity, 0) == 0)
  }

  @Test(.equation("exclusive-or-steps"))
  func `exclusive-or-steps: edge cases`() {
    #expect(ExclusiveOr.bySteps(0.25, 0.25) == 1 && ExclusiveOr.bySteps(0.75, 0.75) == 0)
    #expect(ExclusiveOr.bySteps(Double.infinity, 0) == 0 && ExclusiveOr.bySteps(-Double.infinity, 0) == 0)
    #expect(ExclusiveOr.bySteps(Double.nan, 1).isNaN)
  }
}
