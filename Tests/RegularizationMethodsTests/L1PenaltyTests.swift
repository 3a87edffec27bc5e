import ActivationFunctions
import EvidenceTraits
import ForwardPropagation
import RegularizationMethods
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct L1PenaltyTests {
  @Test(.equation("l1-penalty-value"), arguments: try Evidence.vectors("l1-penalty-value"))
  func `l1-penalty-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("l1-penalty-gradient"), arguments: try Evidence.vectors("l1-penalty-gradient"))
  func `l1-penalty-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("l1-penalty-gradient"), arguments: Evidence.probes("l1-penalty-gradient"))
  func `l1-penalty-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("l1-penalty-gradient", at: probe) == [])
  }

  static func normals(_ count: Int, _ generator: inout Xoshiro256StarStar) -> [Double] {
    (0..<count).map { _ in NormalVariate.next(using: &generator) }
  }

  @Test(.equation("l1-penalty-value"), arguments: Evidence.seeds)
  func `l1-penalty-value: not negative, scales with the magnitude, whatever the signs`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let w = Self.normals(11, &generator)
    let value = L1Penalty.value(w, strength: 0.3)
    #expect(value > 0 && abs(value - 0.3 * w.reduce(0) { $0 + $1.magnitude }) < 1e-14 * value)
    #expect(abs(L1Penalty.value(w.map { -3 * $0 }, strength: 0.3) - 3 * value) < 1e-14 * 3 * value)
    #expect(L1Penalty.value(w.map(\.magnitude), strength: 0.3) == value)
  }

  @Test(.equation("l1-penalty-gradient"), arguments: Evidence.seeds)
  func `l1-penalty-gradient: a subgradient: the penalty lies nowhere below its tangents`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    var (w, v) = (Self.normals(7, &generator), Self.normals(7, &generator))
    (w[2], v[4]) = (0, 0)
    let tangent =
      L1Penalty.value(w, strength: 0.7)
      + DotProduct.value(
        L1Penalty.gradient(w, strength: 0.7), zip(v, w).map { $0 - $1 })
    #expect(L1Penalty.value(v, strength: 0.7) >= tangent - 1e-14)
    #expect(L1Penalty.gradient(w, strength: 0.7)[2] == 0)
  }

  @Test(.equation("l1-penalty-gradient"), arguments: Evidence.seeds)
  func `l1-penalty-gradient: of a network, the sum over the layers' weights without their biases`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let shape = NetworkShape(sizes: [3, 4, 2], hidden: .tanh, output: .identity)
    let network = Network(shape: shape, parameters: Self.normals(shape.parameterCount, &generator))
    let weights = network.layer(1).weights.elements + network.layer(2).weights.elements
    let value = L1Penalty.value(weights, strength: 0.3)
    #expect(abs(L1Penalty.value(network, strength: 0.3) - value) < 1e-14 * value)
    let gradient = L1Penalty.gradient(network, strength: 0.3)
    let biases = Set(Array(12..<16) + [24, 25])
    for (k, g) in gradient.enumerated() {
      #expect(g == (biases.contains(k) ? 0 : network.parameters[k] > 0 ? 0.3 : -0.3))
    }
    #expect(gradient.count == 26)
  }

  @Test(.equation("l1-penalty-value"))
  func `l1-penalty-value: edge cases`() {
    #expect(L1Penalty.value([Double](), strength: 0.5) == 0 && L1Penalty.value([3.0, -4, 0, -0.0], strength: 2) == 14)
    #expect(L1Penalty.value([Double.nan], strength: 1).isNaN && L1Penalty.value([-Double.infinity], strength: 0).isNaN)
    let nothing = Network(shape: NetworkShape(sizes: [3], hidden: [], output: .identity), parameters: [Double]())
    #expect(L1Penalty.value(nothing, strength: 1) == 0 && L1Penalty.gradient(nothing, strength: 1) == [])
  }

  @Test(.equation("l1-penalty-gradient"))
  func `l1-penalty-gradient: edge cases`() {
    #expect(L1Penalty.gradient([Double](), strength: 0.5) == [])
    #expect(L1Penalty.gradient([0.0, -0.0, 1e-300, -1e-300, .infinity], strength: 0.5) == [0, 0, 0.5, -0.5, 0.5])
    #expect(L1Penalty.gradient([Double.nan], strength: 0.5)[0].isNaN)
  }

  @Test(.equation("l1-penalty-value"))
  func `l1-penalty-value: a negative strength traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = L1Penalty.value([1.0], strength: -0.5)
    }
    Evidence.expect(result, says: "L1Penalty.value: the strength must be finite and at least 0, not -0.5")
  }

  @Test(.equation("l1-penalty-gradient"))
  func `l1-penalty-gradient: an infinite strength traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = L1Penalty.gradient([1.0], strength: .infinity)
    }
    Evidence.expect(result, says: "L1Penalty.gradient: the strength must be finite and at least 0, not inf")
  }

  @Test(.equation("l1-penalty-gradient"))
  func `l1-penalty-gradient: a negative strength traps for a network without layers too`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let nothing = Network(shape: NetworkShape(sizes: [3], hidden: [], output: .identity), parameters: [Double]())
      _ = L1Penalty.gradient(nothing, strength: -0.5)
    }
    Evidence.expect(result, says: "L1Penalty.gradient: the strength must be finite and at least 0, not -0.5")
  }

  @Test(.equation("l1-penalty-value"))
  func `l1-penalty-value: a negative strength traps for a network without layers too`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let nothing = Network(shape: NetworkShape(sizes: [3], hidden: [], output: .identity), parameters: [Double]())
      print(L1Penalty.value(nothing, strength: -0.5))
    }
    Evidence.expect(result, says: "L1Penalty.value: the strength must be finite and at least 0, not -0.5")
  }
}
