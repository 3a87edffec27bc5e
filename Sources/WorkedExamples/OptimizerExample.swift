package import GradientOptimizers

/// The numbers of the second and fourth documents about optimizers, batches and schedules.
package enum OptimizerExample {
  /// The first step of Adam with η = 1 from 0 for a gradient g, as a length.
  package static func firstStep(_ adam: Adam<Double>, gradient g: Double) -> Double {
    let (θ, _) = adam.step([0], gradient: [g], state: adam.initialState(parameterCount: 1))
    return -θ[0]
  }

  /// Every claim about them.
  @Sendable
  package static func claims() -> [Claim] {
    let documented = Adam<Double>.documented(learningRate: 1)
    let uncorrected = Adam<Double>(
      learningRate: 1, firstDecay: 0.9, secondDecay: 0.999, epsilon: 1e-8, variant: .uncorrected)
    let keras = Adam<Double>.keras(learningRate: 1)
    let decay = StepDecay(initialRate: 0.1, factor: 0.1, interval: 30)
    let rates = [29, 30, 60, 90].map { epoch in decay.rate(at: epoch).inPowersOfTen }
    let moved = GradientDescent(learningRate: 0.1).step([0, 0], gradient: [0.01, -5])
    return [
      Claim(
        "B-38", "Adam's first step over η, g = 1", computed: firstStep(documented, gradient: 1).rounded(toDecimals: 8),
        remark: "β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸: the gradient's sign, almost"),
      Claim(
        "B-38", "… g = 10⁻⁸", computed: firstStep(documented, gradient: 1e-8).rounded(toDecimals: 4),
        remark: "a gradient as small as ε moves half as far"),
      Claim(
        "B-38", "Adam is momentum and RMSProp", documented: "“combines”",
        computed: firstStep(uncorrected, gradient: 1).rounded(toDecimals: 5), holds: false, erratum: "C-57",
        remark: "without the corrections for the start at 0, the first step is 3.16 times as long"),
      Claim(
        "B-54", "the same of D2's Adam", documented: "0.5000",
        computed: firstStep(keras, gradient: 1e-8).rounded(toDecimals: 4), holds: false, erratum: "C-33",
        remark: "its library has ε = 10⁻⁷, and adds it before the correction; the figure beside it is D4's form"),
      Claim(
        "B-39", "rate in epochs 29, 30, 60, 90", documented: "× 0.1 every 30", computed: rates[3],
        holds: rates == ["1.0e-1", "1.0e-2", "1.0e-3", "1.0e-4"], remark: "from 0.1: " + rates.joined(separator: ", ")),
      Claim(
        "B-40", "batches of 32 out of 100",
        computed: MiniBatches.partition(Array(0..<100), batchSize: 32).map { "\($0.count)" }.joined(separator: "+"),
        remark: "the mean of the batches' means is the mean of all only with the sizes as weights"),
      Claim(
        "B-53", "D2's updates in 200 epochs",
        computed: "\(MiniBatches.updateCount(sampleCount: 100, batchSize: 32, epochs: 200))",
        remark: "with the library's default of 32 samples in a batch, which the document does not state"),
      Claim(
        "B-58", "tiny positive, large negative", documented: "a little, a lot",
        computed: "\(moved[0].rounded(toDecimals: 3)), \(moved[1].rounded(toDecimals: 1))",
        holds: moved[0] < 0 && moved[1] > 0 && moved[1] > -100 * moved[0],
        remark: "the moves for derivatives 0.01 and −5 with a rate of 0.1"),
    ]
  }
}
