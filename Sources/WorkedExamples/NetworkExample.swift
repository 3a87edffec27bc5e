internal import ActivationFunctions
package import ForwardPropagation
internal import TensorAlgebra

/// The fourth document's network of sizes [4, 8, 6, 1], and the sizes that the other documents draw or code.
package enum NetworkExample {
  /// The network with ReLUs between its layers and a sigmoid at its end, its parameters drawn from N(0, 1).
  package static func network(seed: UInt64) -> Network<Double> {
    var generator = Xoshiro256StarStar(seed: seed)
    let shape = NetworkShape(sizes: [4, 8, 6, 1], hidden: .relu, output: .sigmoid)
    return Network(
      shape: shape, parameters: (0..<shape.parameterCount).map { _ in NormalVariate.next(using: &generator) })
  }

  /// Every claim about them.
  @Sendable
  package static func claims() -> [Claim] {
    func count(_ inputs: Int, _ outputs: Int) -> String { "\(ParameterCount.layer(inputs: inputs, outputs: outputs))" }
    let predictions = (1...100).map { seed in
      network(seed: seed)(Matrix(rows: 4, columns: 1, elements: [1, -0.5, 2, 0.25])).elements[0]
    }
    return [
      Claim(
        "B-29", "parameters of 4 → 8", computed: count(4, 8),
        remark: "D4's display of these counts is missing from our copy"),
      Claim("B-29", "parameters of 8 → 6", computed: count(8, 6), remark: "8 · 6 weights and 6 biases"),
      Claim("B-29", "parameters of 6 → 1", computed: count(6, 1), remark: "6 weights and a bias"),
      Claim(
        "B-29", "parameters of [4, 8, 6, 1]", computed: "\(ParameterCount.network(sizes: [4, 8, 6, 1]))",
        remark: "86 weights and 15 biases"),
      Claim(
        "B-52", "parameters of [1, 10, 5, 1]", computed: "\(ParameterCount.network(sizes: [1, 10, 5, 1]))",
        remark: "the network of D2's code"),
      Claim(
        "B-24", "parameters of [4, 5, 5, 5, 3]", computed: "\(ParameterCount.network(sizes: [4, 5, 5, 5, 3]))",
        remark: "the network drawn in D1, which has 85 edges"),
      Claim(
        "NET-7", "the output is a probability", documented: "in (0, 1)",
        computed: "\(predictions.filter { 0 < $0 && $0 < 1 }.count) of 100",
        holds: predictions.allSatisfy { 0 < $0 && $0 < 1 },
        remark: "[4, 8, 6, 1] with random parameters, ReLU, ReLU and sigmoid, seeds 1 to 100"),
    ]
  }
}
