/// How a network's outputs are compared with the targets of one sample.
public enum OutputLoss: Hashable, Sendable {
  /// (1/K) Σₖ (ŷₖ − yₖ)², the mean over the outputs, without the factor ½.
  case meanSquaredError
  /// ½ Σₖ (ŷₖ − yₖ)², whose derivative by ŷ is ŷ − y.
  case halfSquaredError
  /// Binary cross-entropy of each output behind a sigmoid, added up; categorical cross-entropy behind a softmax.
  case crossEntropy
}
