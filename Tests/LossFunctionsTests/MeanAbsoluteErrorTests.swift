import ActivationFunctions
import ElementaryFunctions
import EvidenceTraits
import LossFunctions
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct MeanAbsoluteErrorTests {
  @Test(.equation("mean-absolute-error-value"), arguments: try Evidence.vectors("mean-absolute-error-value"))
  func `mean-absolute-error-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("mean-absolute-error-gradient"), arguments: try Evidence.vectors("mean-absolute-error-gradient"))
  func `mean-absolute-error-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("mean-absolute-error-gradient"), arguments: Evidence.probes("mean-absolute-error-gradient"))
  func `mean-absolute-error-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("mean-absolute-error-gradient", at: probe) == [])
  }

  @Test(.equation("mean-absolute-error-value"), arguments: Evidence.seeds)
  func `mean-absolute-error-value: symmetric, scales by |c|, squared at most the mean square`(_ seed: UInt64) {
    let (ŷ, y) = MeanSquaredErrorTests.samples(seed, 8)
    let loss = MeanAbsoluteError.value(predictions: ŷ, targets: y)
    #expect(loss == MeanAbsoluteError.value(predictions: y, targets: ŷ))
    #expect(MeanAbsoluteError.value(predictions: ŷ.map { -4 * $0 }, targets: y.map { -4 * $0 }) == 4 * loss)
    #expect(MeanAbsoluteError.value(predictions: y, targets: y) == 0)
    #expect(loss * loss <= MeanSquaredError.value(predictions: ŷ, targets: y))
  }

  @Test(.equation("mean-absolute-error-gradient"), arguments: Evidence.seeds)
  func `mean-absolute-error-gradient: the sign of each difference over N`(_ seed: UInt64) {
    let (ŷ, y) = MeanSquaredErrorTests.samples(seed, 8)
    let gradient = MeanAbsoluteError.gradient(predictions: ŷ, targets: y)
    for i in y.indices {
      #expect(gradient[i] == (ŷ[i] > y[i] ? 0.125 : ŷ[i] < y[i] ? -0.125 : 0))
    }
  }

  @Test(.equation("mean-absolute-error-value"))
  func `mean-absolute-error-value: B-23, signed errors cancel, absolute and squared ones do not`() {
    let (ŷ, y) = ([5.0, -5], [0.0, 0])
    #expect(Mean.over(0..<2) { y[$0] - ŷ[$0] } == 0)
    #expect(MeanAbsoluteError.value(predictions: ŷ, targets: y) == 5)
    #expect(MeanSquaredError.value(predictions: ŷ, targets: y) == 25)
  }

  @Test(.equation("mean-absolute-error-value"))
  func `mean-absolute-error-value: least at the median, where the mean square is least at the mean`() {
    let y = [0.0, 1, 2, 3, 100]
    func losses(_ ŷ: Double) -> (absolute: Double, squared: Double) {
      let predictions = [Double](repeating: ŷ, count: 5)
      return (
        MeanAbsoluteError.value(predictions: predictions, targets: y),
        MeanSquaredError.value(predictions: predictions, targets: y)
      )
    }
    for other in [1.9, 2.1, 21.2] { #expect(losses(other).absolute > losses(2).absolute) }
    for other in [21.1, 21.3, 2] { #expect(losses(other).squared > losses(21.2).squared) }
  }

  @Test(.equation("mean-absolute-error-value"))
  func `mean-absolute-error-value: edge cases`() {
    #expect(MeanAbsoluteError.value(predictions: [Double.nan, 1], targets: [1, 1]).isNaN)
    #expect(MeanAbsoluteError.value(predictions: [Double.infinity], targets: [.infinity]).isNaN)
    #expect(MeanAbsoluteError.value(predictions: [-Double.infinity], targets: [1]) == .infinity)
    #expect(MeanAbsoluteError.value(predictions: [1e308, 1e308, 1e308, 1e308], targets: [0, 0, 0, 0]) == 1e308)
    #expect(MeanAbsoluteError.value(predictions: [1e308], targets: [-1e308]) == .infinity)
  }

  @Test(.equation("mean-absolute-error-gradient"))
  func `mean-absolute-error-gradient: edge cases`() {
    #expect(MeanAbsoluteError.gradient(predictions: [1.0, 2], targets: [1, 2]) == [0, 0])
    #expect(MeanAbsoluteError.gradient(predictions: [Double.nan], targets: [1])[0].isNaN)
    #expect(MeanAbsoluteError.gradient(predictions: [Double.infinity], targets: [.infinity])[0].isNaN)
  }

  @Test(.equation("mean-absolute-error-value"))
  func `mean-absolute-error-value: lengths that differ, and no samples, trap`() async {
    let result0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MeanAbsoluteError.value(predictions: [1.0, 2], targets: [1])
    }
    Evidence.expect(result0, says: "MeanAbsoluteError.value: 2 predictions but 1 targets")
    let result1 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MeanAbsoluteError.value(predictions: [Double](), targets: [])
    }
    Evidence.expect(result1, says: "MeanAbsoluteError.value: the mean of no samples is undefined")
  }

  @Test(.equation("mean-absolute-error-gradient"))
  func `mean-absolute-error-gradient: lengths that differ, and no samples, trap`() async {
    let result0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MeanAbsoluteError.gradient(predictions: [1.0, 2], targets: [1])
    }
    Evidence.expect(result0, says: "MeanAbsoluteError.gradient: 2 predictions but 1 targets")
    let result1 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MeanAbsoluteError.gradient(predictions: [Double](), targets: [])
    }
    Evidence.expect(result1, says: "MeanAbsoluteError.gradient: the mean of no samples is undefined")
  }

  @Test(.equation("mean-absolute-error-gradient"), arguments: [3.0, 100, 1e6])
  func `mean-absolute-error-gradient: C-23, an outlier moves the mean and leaves the median`(_ outlier: Double) {
    // The slope of either loss for a constant prediction c.
    func slopes(_ c: Double, _ y: [Double]) -> (absolute: Double, squared: Double) {
      let ŷ = y.map { _ in c }
      return (
        MeanAbsoluteError.gradient(predictions: ŷ, targets: y).reduce(0, +),
        MeanSquaredError.gradient(predictions: ŷ, targets: y).reduce(0, +)
      )
    }
    let (plain, wild) = ([0.0, 1, 2, 2.5, 3], [0, 1, 2, 2.5, outlier])
    let mean = Mean.over(0..<5) { wild[$0] }
    for y in [plain, wild] { #expect(slopes(1.99, y).absolute < 0 && slopes(2.01, y).absolute > 0) }
    #expect(abs(slopes(1.7, plain).squared) < 1e-14)
    #expect(abs(slopes(mean, wild).squared) < 1e-15 * outlier * 10)
    #expect(abs(mean - (1.7 + (outlier - 3) / 5)) < 1e-15 * outlier)
  }
}
