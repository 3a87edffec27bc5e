import ElementaryFunctions
import EvidenceTraits
import LinearModels
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct LogLineLossTests {
  @Test(.equation("log-line-loss-value"), arguments: try Evidence.vectors("log-line-loss-value"))
  func `log-line-loss-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("log-line-loss-gradient"), arguments: try Evidence.vectors("log-line-loss-gradient"))
  func `log-line-loss-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("log-line-loss-gradient"), arguments: Evidence.probes("log-line-loss-gradient"))
  func `log-line-loss-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("log-line-loss-gradient", at: probe) == [])
  }

  @Test(.equation("log-line-loss-value"), arguments: Evidence.seeds)
  func `log-line-loss-value: orders lines as the loss does, and is least at the same line`(_ seed: UInt64) {
    let (X, Y) = LineLossTests.points(seed, 9)
    let best = LeastSquaresLine.fit(inputs: X, targets: Y)
    let lines = [
      (best.weight, best.bias), (best.weight + 0.01, best.bias), (best.weight, best.bias - 0.3), (3, -2), (0, 9),
    ]
    for (w, b) in lines {
      for (v, a) in lines {
        let (L, other) = (
          LineLoss.value(weight: w, bias: b, inputs: X, targets: Y),
          LineLoss.value(weight: v, bias: a, inputs: X, targets: Y)
        )
        let (l, otherLog) = (
          LogLineLoss.value(weight: w, bias: b, inputs: X, targets: Y),
          LogLineLoss.value(weight: v, bias: a, inputs: X, targets: Y)
        )
        #expect((L < other) == (l < otherLog))
      }
    }
  }

  @Test(.equation("log-line-loss-value"), arguments: Evidence.seeds)
  func `log-line-loss-value: targets and line ten times as large add 2`(_ seed: UInt64) {
    let (X, Y) = LineLossTests.points(seed, 9)
    let once = LogLineLoss.value(weight: 1.5, bias: -0.5, inputs: X, targets: Y)
    let tenfold = LogLineLoss.value(weight: 15, bias: -5, inputs: X, targets: Y.map { 10 * $0 })
    #expect(abs(tenfold - once - 2) < 1e-14)
  }

  @Test(.equation("log-line-loss-gradient"), arguments: Evidence.seeds)
  func `log-line-loss-gradient: along the loss's, by the factor 1/(L ln 10), and 0 at the same line`(_ seed: UInt64) {
    let (X, Y) = LineLossTests.points(seed, 9)
    let gradient = LogLineLoss.gradient(weight: 1.5, bias: -0.5, inputs: X, targets: Y)
    let plain = LineLoss.gradient(weight: 1.5, bias: -0.5, inputs: X, targets: Y)
    let factor = LineLoss.value(weight: 1.5, bias: -0.5, inputs: X, targets: Y) * 2.302585092994045684
    #expect(abs(gradient.weight * factor - plain.weight) <= 1e-15 * abs(plain.weight))
    #expect(abs(gradient.bias * factor - plain.bias) <= 1e-15 * abs(plain.bias))
    let best = LeastSquaresLine.fit(inputs: X, targets: Y)
    let stationary = LogLineLoss.gradient(weight: best.weight, bias: best.bias, inputs: X, targets: Y)
    #expect(abs(stationary.weight) < 1e-13 && abs(stationary.bias) < 1e-13)
  }

  @Test(.equation("log-line-loss-value"))
  func `log-line-loss-value: not convex, although the loss is`() {
    let (X, Y) = ([-1.0, 0, 2], [1.0, 1, 1.5])
    func both(_ w: Double) -> (L: Double, log: Double) {
      (
        L: LineLoss.value(weight: w, bias: 1, inputs: X, targets: Y),
        log: LogLineLoss.value(weight: w, bias: 1, inputs: X, targets: Y)
      )
    }
    let (near, middle, far) = (both(1), both(6), both(11))
    #expect(2 * middle.L < near.L + far.L)
    #expect(2 * middle.log > near.log + far.log)
  }

  @Test(.equation("log-line-loss-value"))
  func `log-line-loss-value: edge cases`() {
    #expect(LogLineLoss.value(weight: 2, bias: 1, inputs: [3.0], targets: [7]) == -.infinity)
    #expect(LogLineLoss.value(weight: 1, bias: 0, inputs: [2.0], targets: [3]) == 0)
    #expect(abs(LogLineLoss.value(weight: 1, bias: 0, inputs: [2.0], targets: [12]) - 2) < 1e-15)
    #expect(LogLineLoss.value(weight: 1e200, bias: 0, inputs: [1.0], targets: [0]) == .infinity)
    #expect(LogLineLoss.value(weight: .nan, bias: 1, inputs: [3.0], targets: [7]).isNaN)
  }

  @Test(.equation("log-line-loss-gradient"))
  func `log-line-loss-gradient: edge cases`() {
    let perfect = LogLineLoss.gradient(weight: 2, bias: 1, inputs: [3.0, 0], targets: [7, 1])
    #expect(perfect.weight.isNaN && perfect.bias.isNaN)
    let stationary = LogLineLoss.gradient(weight: 2, bias: 1, inputs: [0.0, 1, 2, 3], targets: [2, 2, 4, 8])
    #expect(stationary.weight == 0 && stationary.bias == 0)
    // A loss near the largest number: L ln 10 is beyond it.
    let huge = LogLineLoss.gradient(weight: 1e154, bias: 0, inputs: [1.0], targets: [0])
    #expect(abs(huge.weight * 1e154 - 0.86858896380650365530) < 1e-15)
    #expect(LogLineLoss.gradient(weight: .nan, bias: 1, inputs: [3.0], targets: [7]).bias.isNaN)
  }

  @Test(.equation("log-line-loss-value"))
  func `log-line-loss-value: lengths that differ, and no points, trap`() async {
    let lengths = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LogLineLoss.value(weight: 1, bias: 1, inputs: [1.0, 2], targets: [1])
    }
    Evidence.expect(lengths, says: "MeanSquaredError.value: 2 predictions but 1 targets")
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LogLineLoss.gradient(weight: 1, bias: 1, inputs: [Double](), targets: [])
    }
    Evidence.expect(empty, says: "MeanSquaredError.value: the mean of no samples is undefined")
  }
}
