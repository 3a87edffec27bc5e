/// One of the documents' worked examples, computed with this package's kernels.
public struct WorkedExample: Sendable {
  /// The word that selects it on the command line.
  public let name: String
  /// What it is.
  public let title: String
  /// Where the document states it, and what ours is computed from.
  public let source: String
  /// Computes the claims.
  public let claims: @Sendable () -> [Claim]

  /// Every example, in the documents' order.
  public static let all = [
    WorkedExample(
      name: "house", title: "The price of a house",
      source: "D1, Linear Approximation; on the fixture HP-S, since D1 does not give its data",
      claims: HouseExample.claims),
    WorkedExample(
      name: "functions", title: "Example functions, errors and one sample",
      source: "D1, Functions and Gradient Descent; D2, §3.1; D3, Training",
      claims: FunctionExample.claims),
    WorkedExample(
      name: "regression", title: "D2's network on y = 2x + 1 with noise", source: "D2, §7 (code)",
      claims: RegressionExample.claims),
    WorkedExample(
      name: "optimizers", title: "Adam, batches and schedules",
      source: "D4, Optimizers and Learning-rate schedules; D2, §4.1 and §7",
      claims: OptimizerExample.claims),
    WorkedExample(
      name: "activations", title: "Activation functions and their derivatives", source: "D4, Activation functions",
      claims: ActivationExample.claims),
    WorkedExample(
      name: "network", title: "The network [4, 8, 6, 1]",
      source: "D4, Layers and Forward propagation; D2, §7; D1's drawing",
      claims: NetworkExample.claims),
    WorkedExample(
      name: "collapse", title: "Layers without activations", source: "D4, Activation functions",
      claims: CollapseExample.claims),
    WorkedExample(
      name: "vanishing", title: "Vanishing and exploding gradients", source: "D4, Backpropagation",
      claims: VanishingExample.claims),
    WorkedExample(
      name: "initialization", title: "Signals through 50 layers", source: "D4, Initialization; seed 1 of ours",
      claims: InitializationExample.claims),
    WorkedExample(
      name: "learning-speed", title: "Cross-entropy against squared error", source: "D4, Loss functions",
      claims: LearningSpeedExample.claims),
    WorkedExample(
      name: "dying-relu", title: "A dead ReLU and a leaky one", source: "D4, Activation functions",
      claims: DyingUnitExample.claims),
    WorkedExample(
      name: "noise-input", title: "An input that is noise", source: "D1, Neural Networks; seeds 1 to 10 of ours",
      claims: NoiseInputExample.claims),
    WorkedExample(
      name: "xor", title: "XOR learned by a small network", source: "D4, The perceptron; seeds 1 to 50 of ours",
      claims: XorExample.claims),
    WorkedExample(
      name: "attention", title: "Attention's root, and a sequence reversed",
      source: "D4, Transformers (without numbers); seeds 1 to 5 of ours", claims: AttentionExample.claims),
  ]
}
