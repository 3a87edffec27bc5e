package import ActivationFunctions
internal import ForwardPropagation
internal import GradientOptimizers

/// The fourth document's dying ReLU: a unit that is silent on all its data, and what a leaky one does instead.
package enum DyingUnitExample {
  /// The unit g(w x + b) after a number of steps of descent (η = 0.1) on half the squared error for x = 1, y = 1, from
  /// w = −1 and b = 0.
  package static func unit(_ g: Activation, after steps: Int) -> (weight: Double, bias: Double) {
    let descent = GradientDescent(learningRate: 0.1)
    var θ = [-1.0, 0]
    for _ in 0..<steps { θ = descent.step(θ, gradient: gradient(g, θ)) }
    return (weight: θ[0], bias: θ[1])
  }

  /// How many steps revive it: until its weighted sum is above 0.
  package static func stepsToRevive(slope α: Double) -> Int {
    let descent = GradientDescent(learningRate: 0.1)
    var (θ, steps) = ([-1.0, 0], 0)
    while θ[0] + θ[1] <= 0 {
      θ = descent.step(θ, gradient: gradient(.leakyReLU(slope: α), θ))
      steps += 1
    }
    return steps
  }

  private static func gradient(_ g: Activation, _ θ: [Double]) -> [Double] {
    let neuron = Neuron.forward([1], weights: [θ[0]], bias: θ[1], activation: g)
    let gradient = Neuron.backward(
      neuron.activation - 1, inputs: [1], weights: [θ[0]], preactivation: neuron.preactivation, activation: g)
    return gradient.weights + [gradient.bias]
  }

  /// Every claim of the document about it.
  @Sendable
  package static func claims() -> [Claim] {
    let dead = unit(.relu, after: 1000)
    return [
      Claim(
        "ACT-15", "a dead ReLU's weight", documented: "“permanently”",
        computed: dead.weight.rounded(toDecimals: 1), holds: dead.weight == -1 && dead.bias == 0,
        remark: "from −1, after 1000 steps of descent; momentum or decay could still move it"),
      Claim(
        "ACT-15", "a leaky unit revives", documented: "“fixes”", computed: "\(stepsToRevive(slope: 0.01)) steps",
        holds: false,
        erratum: "C-79", remark: "α = 0.01: it does, but its gradient is α times as large"),
      Claim("ACT-15", "… with α = 0.1", computed: "\(stepsToRevive(slope: 0.1)) steps", remark: "steps go with 1/α"),
      Claim("ACT-15", "… with α = 0.001", computed: "\(stepsToRevive(slope: 0.001)) steps", remark: "likewise"),
    ]
  }
}
