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
      name: "game-tree", title: "Minimax: two knights, and tic-tac-toe",
      source: "D1, Traditional AI and its drawing", claims: GameTreeExample.claims),
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
      name: "perceptron", title: "Gates learned by a perceptron", source: "D4, The perceptron",
      claims: PerceptronExample.claims),
    WorkedExample(
      name: "classifiers", title: "Boundaries, straight and curved",
      source: "D1, Linear Approximation; D4, The perceptron; D5; data and seeds of ours",
      claims: ClassifierExample.claims),
    WorkedExample(
      name: "boundaries", title: "Straight and curved boundaries",
      source: "D1, Linearity; D3, Activation Functions; D4, Advantages; seeds 1 to 5 of ours",
      claims: BoundaryExample.claims),
    WorkedExample(
      name: "xor", title: "XOR learned by a small network", source: "D4, The perceptron; seeds 1 to 50 of ours",
      claims: XorExample.claims),
    WorkedExample(
      name: "batch-normalization", title: "Batch normalization",
      source: "D4, Batch normalization; seeds 1 to 10 of ours",
      claims: BatchNormalizationExample.claims),
    WorkedExample(
      name: "dropout", title: "Dropout and its scale", source: "D4, Regularization; p = 0.3 and numbers of ours",
      claims: DropoutExample.claims),
    WorkedExample(
      name: "weight-decay", title: "L1, L2 and weight decay",
      source: "D4, Regularization; D2, §4.2; numbers of ours", claims: WeightDecayExample.claims),
    WorkedExample(
      name: "overfitting", title: "A network that is too large for its data",
      source: "D4, Regularization; D3, Training; seeds 1 to 20 of ours", claims: OverfittingExample.claims),
    WorkedExample(
      name: "digits", title: "Handwritten digits, read by filters",
      source: "D4, CNNs; 1797 real images, the last 360 as the test; seeds 1 to 5 of ours", claims: DigitExample.claims),
    WorkedExample(
      name: "memory", title: "Recurrent networks that remember a first sign",
      source: "D4, Recurrent networks; seeds 1 to 5 of ours", claims: MemoryExample.claims),
    WorkedExample(
      name: "attention", title: "Attention's root, and a sequence reversed",
      source: "D4, Transformers (without numbers); seeds 1 to 5 of ours", claims: AttentionExample.claims),
    WorkedExample(
      name: "approximation", title: "The sine by straight pieces, and by training",
      source: "D1, Neural Networks; D3; D4, the last section",
      claims: ApproximationExample.claims),
  ]
}
