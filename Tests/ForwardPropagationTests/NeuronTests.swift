import ActivationFunctions
import EvidenceTraits
import ForwardPropagation
import GradientChecking
import LinearModels
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct NeuronTests {
  @Test(.equation("neuron-forward"), arguments: try Evidence.vectors("neuron-forward"))
  func `neuron-forward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("neuron-backward"), arguments: try Evidence.vectors("neuron-backward"))
  func `neuron-backward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("neuron-backward"), arguments: Evidence.probes("neuron-backward"))
  func `neuron-backward: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("neuron-backward", at: probe) == [])
  }

  static func numbers(_ count: Int, _ generator: inout Xoshiro256StarStar) -> [Double] {
    (0..<count).map { _ in NormalVariate.next(using: &generator) }
  }

  @Test(.equation("neuron-forward"), arguments: Evidence.seeds)
  func `neuron-forward: with one input and the identity it is a line, with σ the sigmoid of it`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let n = Self.numbers(3, &generator)
    let z = Line.value(n[0], weight: n[1], bias: n[2])
    let linear = Neuron.forward([n[0]], weights: [n[1]], bias: n[2], activation: .identity)
    #expect(linear.activation == z && linear.preactivation == z)
    let sigmoid = Neuron.forward([n[0]], weights: [n[1]], bias: n[2], activation: .sigmoid)
    #expect(sigmoid.activation == Sigmoid.value(z) && sigmoid.preactivation == z)
  }

  @Test(.equation("neuron-forward"), arguments: Evidence.seeds)
  func `neuron-forward: a bias is the weight of an input that is always 1`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    // Sixteenths: the sums are exact in either order.
    let x = (0..<5).map { _ in Double(Shuffle.below(64, using: &generator)) / 16 - 2 }
    let w = (0..<5).map { _ in Double(Shuffle.below(64, using: &generator)) / 16 - 2 }
    #expect(
      Neuron.forward(x, weights: w, bias: 0.75, activation: .sigmoid)
        == Neuron.forward(x + [1], weights: w + [0.75], bias: 0, activation: .sigmoid))
  }

  @Test(.equation("neuron-backward"), arguments: Evidence.seeds)
  func `neuron-backward: the adjoint identity`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (x, w, v) = (
      Self.numbers(4, &generator), Self.numbers(4, &generator), Self.numbers(9, &generator)
    )
    let (b, c) = (0.3, -1.7)
    let pushforward = ForwardMode.pushforward(v, at: x + w + [b]) { p in
      [
        Neuron.forward(
          Array(p[0..<4]), weights: Array(p[4..<8]), bias: p[8], activation: .sigmoid
        ).activation
      ]
    }
    let z = Neuron.forward(x, weights: w, bias: b, activation: .sigmoid).preactivation
    let gradient = Neuron.backward(c, inputs: x, weights: w, preactivation: z, activation: .sigmoid)
    let defect = AdjointIdentity.defect(
      pushforward: pushforward.tangent, [c], v, pullback: gradient.inputs + gradient.weights + [gradient.bias])
    #expect(defect < 1e-15)
  }

  @Test(.equation("neuron-forward"), arguments: Evidence.seeds)
  func `neuron-forward: C-66, the printed form without activation is affine`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    func number() -> Double { Double(Shuffle.below(64, using: &generator)) / 16 - 2 }
    let (x, y, w) = ([number(), number()], [number() + 4, number()], [number() + 3, number()])
    func midpointDefect(_ g: Activation) -> Double {
      func f(_ x: [Double]) -> Double { Neuron.forward(x, weights: w, bias: 0.5, activation: g).activation }
      return f([(x[0] + y[0]) / 2, (x[1] + y[1]) / 2]) - (f(x) + f(y)) / 2
    }
    #expect(midpointDefect(.identity) == 0)
    #expect(midpointDefect(.sigmoid) != 0)
  }

  @Test(.equation("neuron-forward"))
  func `neuron-forward: C-67, the activation takes the sum, not the inputs`() {
    let (x, w, b) = ([2.0, -1], [0.5, 3], 0.25)
    let neuron = Neuron.forward(x, weights: w, bias: b, activation: .sigmoid).activation
    let printed = DotProduct.value(w, x.map { Sigmoid.value($0) }) + b
    #expect(neuron == Sigmoid.value(-1.75))
    #expect(abs(neuron - printed) > 0.5)
  }

  @Test(.equation("neuron-forward"))
  func `neuron-forward: edge cases`() {
    let empty = Neuron.forward([Double](), weights: [], bias: 0.5, activation: .identity)
    #expect(empty.activation == 0.5 && empty.preactivation == 0.5)
    #expect(Neuron.forward([1e308], weights: [-1], bias: 0, activation: .sigmoid).activation == 0)
    #expect(Neuron.forward([1e308], weights: [1], bias: 0, activation: .sigmoid).activation == 1)
    #expect(Neuron.forward([Double.nan], weights: [1], bias: 0, activation: .sigmoid).activation.isNaN)
  }

  @Test(.equation("neuron-backward"))
  func `neuron-backward: edge cases`() {
    let empty = Neuron.backward(2, inputs: [Double](), weights: [], preactivation: 0, activation: .sigmoid)
    #expect(empty.inputs == [] && empty.weights == [] && empty.bias == 0.5)
    let saturated = Neuron.backward(2, inputs: [3.0], weights: [4], preactivation: 1e4, activation: .sigmoid)
    #expect(saturated.inputs == [0] && saturated.weights == [0] && saturated.bias == 0)
  }

  @Test(.equation("neuron-forward"), arguments: [0, 2])
  func `neuron-forward: lengths that differ trap`(_ n: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [n] in
      _ = Neuron.forward(Array(repeating: 1.0, count: n), weights: [1], bias: 0, activation: .identity)
    }
    Evidence.expect(result, says: "Neuron.forward: \(n) inputs but 1 weights")
  }

  @Test(.equation("neuron-backward"), arguments: [0, 2])
  func `neuron-backward: lengths that differ trap`(_ n: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [n] in
      _ = Neuron.backward(
        1, inputs: Array(repeating: 1.0, count: n), weights: [1], preactivation: 0, activation: .identity)
    }
    Evidence.expect(result, says: "Neuron.backward: \(n) inputs but 1 weights")
  }
}
