import ActivationFunctions
import Backpropagation
import EvidenceTraits
import ForwardPropagation
import LossFunctions
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct OutputDeltaTests {
  @Test(.equation("output-delta-loss"), arguments: try Evidence.vectors("output-delta-loss"))
  func `output-delta-loss: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("output-delta-value"), arguments: try Evidence.vectors("output-delta-value"))
  func `output-delta-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("output-delta-value"), arguments: Evidence.probes("output-delta-value"))
  func `output-delta-value: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("output-delta-value", at: probe) == [])
  }

  static func numbers(_ count: Int, _ generator: inout Xoshiro256StarStar) -> [Double] {
    (0..<count).map { _ in NormalVariate.next(using: &generator) }
  }

  static func predictions(_ z: [Double], _ head: OutputHead) -> [Double] {
    head.value(Matrix(columns: [z], rows: z.count)).column(0)
  }

  @Test(.equation("output-delta-value"), arguments: Evidence.seeds)
  func `output-delta-value: ŷ − y for the matching pairs, and so 0 where they agree`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (z, y) = (Self.numbers(4, &generator), [0.0, 0, 1, 0])
    for (head, loss) in [
      (OutputHead.sigmoid, OutputLoss.crossEntropy), (.softmax, .crossEntropy), (.identity, .halfSquaredError),
    ] {
      let δ = OutputDelta.value(logits: z, targets: y, head: head, loss: loss)
      let ŷ = Self.predictions(z, head)
      for k in 0..<4 { #expect(abs(δ[k] - (ŷ[k] - y[k])) < 1e-15) }
      let right = OutputDelta.value(logits: z, targets: ŷ, head: head, loss: loss)
      #expect(right.allSatisfy { abs($0) < 1e-15 })
    }
  }

  @Test(.equation("output-delta-value"), arguments: Evidence.seeds)
  func `output-delta-value: not ŷ − y without the ½, nor for squares behind a sigmoid or softmax`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (z, y) = (Self.numbers(4, &generator), [0.0, 0, 1, 0])
    let mean = OutputDelta.value(logits: z, targets: y, head: .identity, loss: .meanSquaredError)
    for k in 0..<4 { #expect(abs(mean[k] - (z[k] - y[k]) / 2) < 1e-15) }
    let (σ, δ) = (
      Self.predictions(z, .sigmoid), OutputDelta.value(logits: z, targets: y, head: .sigmoid, loss: .halfSquaredError)
    )
    for k in 0..<4 { #expect(abs(δ[k] - (σ[k] - y[k]) * σ[k] * (1 - σ[k])) < 1e-15) }
    let s = Self.predictions(z, .softmax)
    let e = s.indices.map { s[$0] - y[$0] }
    let squares = OutputDelta.value(logits: z, targets: y, head: .softmax, loss: .halfSquaredError)
    for k in 0..<4 { #expect(abs(squares[k] - s[k] * (e[k] - DotProduct.value(e, s))) < 1e-15) }
    #expect(squares.indices.contains { abs(squares[$0] - e[$0]) > 1e-3 })
  }

  @Test(.equation("output-delta-value"), arguments: Evidence.seeds)
  func `output-delta-value: one linear neuron has the gradient of the line's loss`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let n = Self.numbers(2, &generator)
    #expect(
      OutputDelta.value(logits: [n[0]], targets: [n[1]], head: .identity, loss: .meanSquaredError)
        == [2 * (n[0] - n[1])])
  }

  @Test(.equation("output-delta-loss"), arguments: Evidence.seeds)
  func `output-delta-loss: each pair is its own loss of the head's output`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (z, y) = (Self.numbers(3, &generator), [0.0, 1, 0])
    func loss(_ head: OutputHead, _ L: OutputLoss) -> Double {
      OutputDelta.loss(logits: z, targets: y, head: head, loss: L)
    }
    let (σ, s) = (Self.predictions(z, .sigmoid), Self.predictions(z, .softmax))
    #expect(abs(loss(.sigmoid, .crossEntropy) - 3 * BinaryCrossEntropy.value(predictions: σ, targets: y)) < 1e-14)
    #expect(abs(loss(.softmax, .crossEntropy) - CategoricalCrossEntropy.value(predictions: s, targets: y)) < 1e-14)
    for (head, ŷ) in [(OutputHead.identity, z), (.sigmoid, σ), (.softmax, s)] {
      let mse = MeanSquaredError.value(predictions: ŷ, targets: y)
      #expect(loss(head, .meanSquaredError) == mse)
      #expect(abs(loss(head, .halfSquaredError) - 1.5 * mse) < 1e-14 * mse)
    }
  }

  @Test(.equation("output-delta-value"))
  func `output-delta-value: C-54, behind a head that does not match, cross-entropy does not cancel`() {
    // At z = −10 for y = 1: −1 behind the sigmoid. Behind a = ½ + z/(2 (1 + |z|)), which saturates as well, a is 1/22
    // and a′ is 1/242: the slope −a′/a is −1/11, and it shrinks further out.
    let matching = OutputDelta.value(logits: [-10.0], targets: [1], head: .sigmoid, loss: .crossEntropy)[0]
    #expect(abs(matching + 1) < 1e-4)
    func slope(_ z: Double) -> Double {
      let (a, derivative) = (0.5 + z / (2 * (1 + abs(z))), 1 / (2 * (1 + abs(z)) * (1 + abs(z))))
      return derivative * BinaryCrossEntropy.gradient(predictions: [a], targets: [1])[0]
    }
    #expect(abs(slope(-10) + 1.0 / 11) < 1e-15)
    #expect(abs(slope(-1000)) < 1e-3)
    // Nor does it stay near 1 behind the matching head once the prediction is right.
    #expect(abs(OutputDelta.value(logits: [10.0], targets: [1], head: .sigmoid, loss: .crossEntropy)[0]) < 1e-4)
  }

  @Test(.equation("output-delta-loss"))
  func `output-delta-loss: edge cases`() {
    let empty = OutputDelta.loss(logits: [Double](), targets: [], head: .softmax, loss: .crossEntropy)
    #expect(empty == 0)
    #expect(OutputDelta.loss(logits: [Double](), targets: [], head: .sigmoid, loss: .crossEntropy) == 0)
    #expect(OutputDelta.loss(logits: [Double](), targets: [], head: .identity, loss: .halfSquaredError) == 0)
    // Far beyond where the probability has rounded to 0 or 1.
    #expect(OutputDelta.loss(logits: [-1e4], targets: [1], head: .sigmoid, loss: .crossEntropy) == 1e4)
    #expect(OutputDelta.loss(logits: [0, 1e4], targets: [1, 0], head: .softmax, loss: .crossEntropy) == 1e4)
    #expect(OutputDelta.loss(logits: [Double.nan], targets: [1], head: .identity, loss: .halfSquaredError).isNaN)
    // The square of 2⁵¹² is not finite, but half of it is.
    #expect(OutputDelta.loss(logits: [0x1p512], targets: [0], head: .identity, loss: .halfSquaredError) == 0x1p1023)
  }

  @Test(.equation("output-delta-value"))
  func `output-delta-value: edge cases`() {
    #expect(OutputDelta.value(logits: [Double](), targets: [], head: .softmax, loss: .crossEntropy) == [])
    #expect(OutputDelta.value(logits: [Double](), targets: [], head: .identity, loss: .halfSquaredError) == [])
    #expect(OutputDelta.value(logits: [-1e4], targets: [1], head: .sigmoid, loss: .crossEntropy) == [-1])
    #expect(OutputDelta.value(logits: [-1e4], targets: [1], head: .sigmoid, loss: .halfSquaredError) == [0])
    #expect(OutputDelta.value(logits: [1e4, 0], targets: [0, 1], head: .softmax, loss: .crossEntropy) == [1, -1])
  }

  @Test(.equation("output-delta-loss"), arguments: [0, 2])
  func `output-delta-loss: lengths that differ trap`(_ K: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [K] in
      _ = OutputDelta.loss(
        logits: Array(repeating: 1.0, count: K), targets: [1], head: .identity, loss: .halfSquaredError)
    }
    Evidence.expect(
      result, says: "OutputDelta.loss: \(K) sums but 1 targets")
  }

  @Test(.equation("output-delta-loss"))
  func `output-delta-loss: cross-entropy behind the identity traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = OutputDelta.loss(logits: [1.0], targets: [1], head: .identity, loss: .crossEntropy)
    }
    Evidence.expect(
      result, says: "OutputDelta.loss: cross-entropy needs probabilities, which the identity does not give")
  }

  @Test(.equation("output-delta-value"), arguments: [0, 2])
  func `output-delta-value: lengths that differ trap`(_ K: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [K] in
      _ = OutputDelta.value(
        logits: Array(repeating: 1.0, count: K), targets: [1], head: .identity, loss: .halfSquaredError)
    }
    Evidence.expect(
      result, says: "OutputDelta.value: \(K) sums but 1 targets")
  }

  @Test(.equation("output-delta-value"))
  func `output-delta-value: cross-entropy behind the identity traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = OutputDelta.value(logits: [1.0], targets: [1], head: .identity, loss: .crossEntropy)
    }
    Evidence.expect(
      result, says: "OutputDelta.value: cross-entropy needs probabilities, which the identity does not give")
  }
}
