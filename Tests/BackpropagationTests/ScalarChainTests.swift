import ActivationFunctions
import Backpropagation
import EvidenceTraits
import ForwardPropagation
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct ScalarChainTests {
  @Test(.equation("scalar-chain-value"), arguments: try Evidence.vectors("scalar-chain-value"))
  func `scalar-chain-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("scalar-chain-gradient"), arguments: try Evidence.vectors("scalar-chain-gradient"))
  func `scalar-chain-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("scalar-chain-gradient"), arguments: Evidence.probes("scalar-chain-gradient"))
  func `scalar-chain-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("scalar-chain-gradient", at: probe) == [])
  }

  /// A chain of sigmoids whose every sum is 0: each activation is ½, each derivative ¼.
  static func centred(layers L: Int, weight w: Double) -> (weights: [Double], biases: [Double]) {
    (Array(repeating: w, count: L), [0] + Array(repeating: -w / 2, count: L - 1))
  }

  @Test(.equation("scalar-chain-gradient"), arguments: [(1.0, 9.5367431640625e-7), (4, 1), (8, 1024)])
  func `scalar-chain-gradient: C-50, ten sigmoids at 0 pass on (w/4)¹⁰, which weights can make 1 or 1024`(
    _ weight: Double, _ product: Double
  ) {
    let (w, b) = Self.centred(layers: 10, weight: weight)
    #expect(ScalarChain.value(0, weights: w, biases: b, activation: .sigmoid) == 0.5)
    #expect(ScalarChain.gradient(at: 0, weights: w, biases: b, activation: .sigmoid) == product)
  }

  @Test(.equation("scalar-chain-gradient"))
  func `scalar-chain-gradient: w = 5 already explodes`() {
    let (w, b) = Self.centred(layers: 10, weight: 5)
    // (5/4)¹⁰
    #expect(
      abs(ScalarChain.gradient(at: 0, weights: w, biases: b, activation: .sigmoid) - 9.313225746154785) < 1e-14)
  }

  @Test(
    .equation("scalar-chain-gradient"),
    arguments: [(2.0, 10, 1024.0), (1.5, 50, 637621500.2140496), (0.9, 50, 0.00515377520732012)])
  func `scalar-chain-gradient: a linear chain passes on ρᴸ`(_ ρ: Double, _ L: Int, _ power: Double) {
    let slope = ScalarChain.gradient(
      at: 0.3, weights: Array(repeating: ρ, count: L), biases: Array(repeating: 0.1, count: L), activation: .identity)
    #expect(abs(slope / power - 1) < 1e-14)
  }

  @Test(.equation("scalar-chain-gradient"), arguments: Evidence.seeds)
  func `scalar-chain-gradient: the input gradient of a network of single neurons`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let w: [Double] = (0..<4).map { _ in NormalVariate.next(using: &generator) }
    let b: [Double] = (0..<4).map { _ in NormalVariate.next(using: &generator) }
    let network = Network(
      shape: NetworkShape(sizes: [1, 1, 1, 1, 1], hidden: .tanh, output: .identity),
      parameters: zip(w, b).flatMap { [$0, $1] })
    // Half the squared error against a target 1 below the output has slope 1.
    let X = Matrix(rows: 1, columns: 1, elements: [0.7])
    let gradient = NetworkLoss.gradient(
      network, inputs: X, targets: network(X).map { $0 - 1 }, loss: .halfSquaredError)
    let hidden = ScalarChain.gradient(
      at: 0.7, weights: Array(w.prefix(3)), biases: Array(b.prefix(3)), activation: .tanh)
    #expect(abs(gradient.inputs.elements[0] - w[3] * hidden) < 1e-15)
  }

  @Test(.equation("scalar-chain-value"))
  func `scalar-chain-value: edge cases`() {
    #expect(ScalarChain.value(0.7, weights: [], biases: [], activation: .tanh) == 0.7)
    #expect(ScalarChain.value(.nan, weights: [1.0], biases: [0], activation: .relu).isNaN)
    #expect(ScalarChain.value(3, weights: [2.0, -1], biases: [1, 10], activation: .relu) == 3)
  }

  @Test(.equation("scalar-chain-gradient"))
  func `scalar-chain-gradient: edge cases`() {
    #expect(ScalarChain.gradient(at: 0.7, weights: [], biases: [], activation: .tanh) == 1)
    #expect(ScalarChain.gradient(at: 1, weights: [1e4, 5], biases: [0, 0], activation: .sigmoid) == 0)
    #expect(ScalarChain.gradient(at: 1, weights: [2.0, -1], biases: [0, 0], activation: .relu) == 0)
    #expect(ScalarChain.gradient(at: 1, weights: [2.0, -1], biases: [0, 3], activation: .relu) == -2)
    // From the last layer to the first: 2⁶⁰⁰ · 2⁶⁰⁰ is not finite, whatever the first weight.
    #expect(
      ScalarChain.gradient(at: 0, weights: [0x1p-600, 0x1p600, 0x1p600], biases: [0, 0, 0], activation: .identity)
        == .infinity)
  }

  @Test(.equation("scalar-chain-value"), arguments: [0, 2])
  func `scalar-chain-value: lengths that differ trap`(_ L: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [L] in
      _ = ScalarChain.value(1, weights: Array(repeating: 1.0, count: L), biases: [0], activation: .relu)
    }
    Evidence.expect(
      result, says: "ScalarChain.value: \(L) weights but 1 biases")
  }

  @Test(.equation("scalar-chain-gradient"), arguments: [0, 2])
  func `scalar-chain-gradient: lengths that differ trap`(_ L: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [L] in
      _ = ScalarChain.gradient(at: 1, weights: Array(repeating: 1.0, count: L), biases: [0], activation: .relu)
    }
    Evidence.expect(
      result, says: "ScalarChain.gradient: \(L) weights but 1 biases")
  }
}
