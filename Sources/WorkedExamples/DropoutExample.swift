package import ActivationFunctions
package import RegularizationMethods
internal import TensorAlgebra

/// The fourth document's dropout: what its scale at test time is the mean of, and what two scales together give.
package enum DropoutExample {
  /// Four activations, and weights that read them out.
  package static let activations = [1, 2, -1, 0.5]
  package static let weights = [0.6, -0.7, 0.6, 0.5]
  package static let plain = Dropout(dropProbability: 0.3, variant: .plain)
  package static let inverted = Dropout(dropProbability: 0.3, variant: .inverted)

  /// w · a behind an activation function.
  static func readOut(_ a: [Double], _ g: Activation) -> Double { g.value(DotProduct.value(weights, a)) }

  /// The mean over all 16 masks of w · ã behind an activation function.
  package static func mean(_ g: Activation) -> Double {
    DropoutExpectation.value(count: activations.count, dropProbability: plain.dropProbability) { mask in
      readOut(plain.forward(activations, mask: mask), g)
    }
  }

  /// The same with one pass of scaled activations.
  package static func scaled(_ g: Activation) -> Double { readOut(plain.inference(activations), g) }

  /// The mean over both masks of what a convention makes of an activation of 1.
  package static func meanOfOne(_ dropout: Dropout<Double>, of activation: Double = 1) -> Double {
    DropoutExpectation.value(count: 1, dropProbability: dropout.dropProbability) { mask in
      dropout.forward([activation], mask: mask)[0]
    }
  }

  /// Every claim of the documents about it.
  @Sendable
  package static func claims() -> [Claim] {
    let (linear, ofReLU) = (mean(.identity), mean(.relu))
    let libraryScaledAgain = plain.inference([meanOfOne(inverted)])[0]
    return [
      Claim(
        "B-41", "mean of w · ã over all masks", documented: "(1 − p) w · a", computed: linear.rounded(toDecimals: 4),
        holds: (linear - scaled(.identity)).magnitude < 1e-12, remark: "with the scale −0.805 too: exact, since linear"),
      Claim(
        "B-41", "mean of its ReLU", computed: ofReLU.rounded(toDecimals: 6),
        remark: "with the scale \(scaled(.relu).rounded(toDecimals: 0)): an approximation where there is a kink"),
      Claim(
        "REG-1", "mean of plain dropout of 1", documented: "1 − p", computed: meanOfOne(plain).rounded(toDecimals: 2),
        holds: (meanOfOne(plain) - 0.7).magnitude < 1e-12, remark: "p = 0.3"),
      Claim(
        "REG-3", "mean of inverted dropout of 1", computed: meanOfOne(inverted).rounded(toDecimals: 2),
        remark: "what Keras and PyTorch have; nothing is left to be scaled"),
      Claim(
        "REG-2", "D4's scale after Keras' dropout", documented: "the mean",
        computed: libraryScaledAgain.rounded(toDecimals: 2), holds: (libraryScaledAgain - 1).magnitude < 1e-12,
        erratum: "C-56", remark: "the mean in training was 1"),
      Claim(
        "REG-2", "plain dropout of scaled ones", documented: "1 − p",
        computed: meanOfOne(plain, of: plain.inference([1])[0]).rounded(toDecimals: 2), holds: false,
        erratum: "C-56", remark: "scaled twice, (1 − p)²"),
    ]
  }
}
