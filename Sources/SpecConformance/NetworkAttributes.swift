internal import ActivationFunctions
internal import Backpropagation
internal import ForwardPropagation

extension Attributes {
  /// The sizes that the attribute `sizes` lists, such as “4-8-6-1”.
  ///
  /// - Precondition: it lists whole numbers between hyphens.
  var sizes: [Int] { integers("sizes", limit: 1 << 20) }

  /// The output head named by an attribute.
  ///
  /// - Precondition: there is such a head.
  func outputHead(_ name: String) -> OutputHead {
    switch text(name) {
    case "identity": .identity
    case "sigmoid": .sigmoid
    case "softmax": .softmax
    default: preconditionFailure("Attributes: there is no output head \(text(name))")
    }
  }

  /// The network shape that the attributes `sizes`, `hidden` and `output` describe.
  var networkShape: NetworkShape {
    NetworkShape(sizes: sizes, hidden: activation("hidden"), output: outputHead("output"))
  }

  /// The loss named by the attribute `loss`.
  ///
  /// - Precondition: there is such a loss.
  var outputLoss: OutputLoss {
    switch text("loss") {
    case "mean-squared-error": .meanSquaredError
    case "half-squared-error": .halfSquaredError
    case "cross-entropy": .crossEntropy
    default: preconditionFailure("Attributes: there is no loss \(text("loss"))")
    }
  }
}
