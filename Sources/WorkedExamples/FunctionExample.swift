internal import ElementaryFunctions
internal import GradientOptimizers
internal import LinearModels
internal import LossFunctions

/// The first document's example functions, and the third document's single sample.
package enum FunctionExample {
  /// f(x, y) = x² + 2y after a number of steps of descent with η = 0.1 from (1, 1).
  package static func descended(_ steps: Int) -> Double {
    let descent = GradientDescent(learningRate: 0.1)
    var θ = [1.0, 1]
    for _ in 0..<steps {
      let gradient = SquarePlusDouble.gradient(at: θ[0], θ[1])
      θ = descent.step(θ, gradient: [gradient.x, gradient.y])
    }
    return SquarePlusDouble.value(θ[0], θ[1])
  }

  /// Every claim about them.
  @Sendable
  package static func claims() -> [Claim] {
    let (errors, zeros) = ([5.0, -5], [0.0, 0])
    let signed = errors.reduce(0, +) / 2
    let sample = LineLoss.gradient(weight: 1.0, bias: 0, inputs: [2], targets: [5])
    let learned = GradientDescent(learningRate: 0.1).step([1, 0], gradient: [sample.weight, sample.bias])
    let rest = LineLoss.value(weight: learned[0], bias: learned[1], inputs: [2], targets: [5])
    return [
      Claim(
        "B-18", "2x² and its derivative, x = 3",
        computed:
          "\(DoubledSquare.value(3.0).rounded(toDecimals: 0)), \(DoubledSquare.derivative(at: 3.0).rounded(toDecimals: 0))",
        remark: "the document gives the formula alone"),
      Claim(
        "B-19", "x² + 2y has a minimum", documented: "“reach” it", computed: descended(1000).rounded(toDecimals: 0),
        holds: false, erratum: "C-13", remark: "its value after 1000 steps with η = 0.1 from (1, 1), and still falling"),
      Claim(
        "B-20", "weights for 28 × 28 pixels", computed: "\((27 + 1) * (27 + 1))",
        remark: "the printed sums run from 0 to n: (n + 1)² weights, 784 for n = 27"),
      Claim(
        "B-22", "quadratic model, parameters", documented: "5 and a bias",
        computed: "\(MonomialCount.value(inputs: 2, degree: 2))", holds: MonomialCount.value(inputs: 2, degree: 2) == 6,
        remark: "as many as monomials of degree at most 2 in 2 inputs; one subscript is wrong (erratum C-6)"),
      Claim(
        "B-23", "errors +5 and −5 cancel", documented: "“might”", computed: "mean \(signed.rounded(toDecimals: 0))",
        holds: signed == 0,
        remark:
          "the mean absolute error is \(MeanAbsoluteError.value(predictions: errors, targets: zeros).rounded(toDecimals: 0)), the mean squared error \(MeanSquaredError.value(predictions: errors, targets: zeros).rounded(toDecimals: 0))"
      ),
      Claim(
        "B-62", "D3's y = mx + c, one sample", computed: "L = \(rest.rounded(toDecimals: 0))",
        remark: "m = 1, c = 0, x = 2, y = 5: derivatives −12 and −6, and one step with η = 0.1 fits the sample"),
      Claim(
        "B-59", "cross-entropy of labels 1, 0", documented: "a loss",
        computed: CategoricalCrossEntropy.value(predictions: [1.0, 1], targets: [1, 0]).rounded(toDecimals: 0),
        holds: false,
        erratum: "C-26", remark: "as printed in D2, with 1 predicted for both: 0, although one is wrong"),
    ]
  }
}
