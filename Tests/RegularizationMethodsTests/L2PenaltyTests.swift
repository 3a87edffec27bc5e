import ActivationFunctions
import EvidenceTraits
import ForwardPropagation
import RegularizationMethods
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct L2PenaltyTests {
  @Test(.equation("l2-penalty-value"), arguments: try Evidence.vectors("l2-penalty-value"))
  func `l2-penalty-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("l2-penalty-gradient"), arguments: try Evidence.vectors("l2-penalty-gradient"))
  func `l2-penalty-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("l2-penalty-gradient"), arguments: Evidence.probes("l2-penalty-gradient"))
  func `l2-penalty-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("l2-penalty-gradient", at: probe) == [])
  }

  static func normals(_ count: Int, _ generator: inout Xoshiro256StarStar) -> [Double] {
    (0..<count).map { _ in NormalVariate.next(using: &generator) }
  }

  @Test(.equation("l2-penalty-value"), arguments: Evidence.seeds)
  func `l2-penalty-value: not negative, quadratic, half of λ times the squared norm`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let w = Self.normals(11, &generator)
    let value = L2Penalty.value(w, strength: 0.3)
    let norm = EuclideanNorm.value(w)
    #expect(value > 0 && abs(value - 0.15 * norm * norm) < 1e-14 * value)
    #expect(abs(L2Penalty.value(w.map { -3 * $0 }, strength: 0.3) - 9 * value) < 1e-13 * value)
    #expect(abs(L2Penalty.value(w, strength: 0.6) - 2 * value) < 1e-14 * value)
  }

  @Test(.equation("l2-penalty-value"), arguments: Evidence.seeds)
  func `l2-penalty-value: rotated weights cost the same`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (w, angle) = (Self.normals(2, &generator), Self.normals(1, &generator)[0])
    let (c, s) = (Double.cosine(angle), Double.sine(angle))
    let rotated = [c * w[0] - s * w[1], s * w[0] + c * w[1]]
    let value = L2Penalty.value(w, strength: 2)
    #expect(abs(L2Penalty.value(rotated, strength: 2) - value) < 1e-14 * (1 + value))
  }

  @Test(.equation("l2-penalty-gradient"), arguments: Evidence.seeds)
  func `l2-penalty-gradient: of a network, the sum over the layers' weights without their biases`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let shape = NetworkShape(sizes: [3, 4, 2], hidden: .tanh, output: .identity)
    let network = Network(shape: shape, parameters: Self.normals(shape.parameterCount, &generator))
    let weights = network.layer(1).weights.elements + network.layer(2).weights.elements
    let value = L2Penalty.value(weights, strength: 0.3)
    #expect(abs(L2Penalty.value(network, strength: 0.3) - value) < 1e-14 * value)
    let gradient = L2Penalty.gradient(network, strength: 0.3)
    let biases = Set(Array(12..<16) + [24, 25])
    for (k, g) in gradient.enumerated() {
      #expect(g == (biases.contains(k) ? 0 : 0.3 * network.parameters[k]))
    }
    #expect(gradient.count == 26)
  }

  @Test(.equation("l2-penalty-value"))
  func `l2-penalty-value: edge cases`() {
    #expect(L2Penalty.value([Double](), strength: 0.5) == 0 && L2Penalty.value([3.0, -4], strength: 1) == 12.5)
    #expect(L2Penalty.value([1e200], strength: 1e-200) == 5e199)
    #expect(L2Penalty.value([Double.infinity], strength: 0).isNaN)
    let nothing = Network(shape: NetworkShape(sizes: [3], hidden: [], output: .identity), parameters: [Double]())
    #expect(L2Penalty.value(nothing, strength: 1) == 0 && L2Penalty.gradient(nothing, strength: 1) == [])
  }

  @Test(.equation("l2-penalty-gradient"))
  func `l2-penalty-gradient: edge cases`() {
    #expect(L2Penalty.gradient([Double](), strength: 0.5) == [])
    #expect(L2Penalty.gradient([0.0, -3], strength: 0.5) == [0, -1.5])
    #expect(L2Penalty.gradient([Double.nan, 2], strength: 0.5)[1] == 1)
  }

  @Test(.equation("l2-penalty-value"))
  func `l2-penalty-value: a negative strength traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = L2Penalty.value([1.0], strength: -0.5)
    }
    Evidence.expect(result, says: "L2Penalty.value: the strength must be finite and at least 0, not -0.5")
  }

  @Test(.equation("l2-penalty-gradient"))
  func `l2-penalty-gradient: an infinite strength traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = L2Penalty.gradient([1.0], strength: .infinity)
    }
    Evidence.expect(result, says: "L2Penalty.gradient: the strength must be finite and at least 0, not inf")
  }

  @Test(.equation("l2-penalty-value"))
  func `l2-penalty-value: a negative strength traps for a network without layers too`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let nothing = Network(shape: NetworkShape(sizes: [3], hidden: [], output: .identity), parameters: [Double]())
      _ = L2Penalty.value(nothing, strength: -0.5)
    }
    Evidence.expect(result, says: "L2Penalty.value: the strength must be finite and at least 0, not -0.5")
  }

  @Test(.equation("l2-penalty-gradient"))
  func `l2-penalty-gradient: a negative strength traps for a network without layers too`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let nothing = Network(shape: NetworkShape(sizes: [3], hidden: [], output: .identity), parameters: [Double]())
      print(L2Penalty.gradient(nothing, strength: -0.5))
    }
    Evidence.expect(result, says: "L2Penalty.gradient: the strength must be finite and at least 0, not -0.5")
  }
}
