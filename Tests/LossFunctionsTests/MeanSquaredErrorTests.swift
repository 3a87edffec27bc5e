import ElementaryFunctions
import EvidenceTraits
import LossFunctions
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct MeanSquaredErrorTests {
  @Test(.equation("mean-squared-error-value"), arguments: try Evidence.vectors("mean-squared-error-value"))
  func `mean-squared-error-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("mean-squared-error-gradient"), arguments: try Evidence.vectors("mean-squared-error-gradient"))
  func `mean-squared-error-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("mean-squared-error-gradient"), arguments: Evidence.probes("mean-squared-error-gradient"))
  func `mean-squared-error-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("mean-squared-error-gradient", at: probe) == [])
  }

  static func samples(_ seed: UInt64, _ count: Int) -> (ŷ: [Double], y: [Double]) {
    var generator = Xoshiro256StarStar(seed: seed)
    // Sixteenths, so that sums and squares are exact and properties hold to the last bit.
    let numbers = (0..<2 * count).map { _ in Double(Shuffle.below(256, using: &generator)) / 16 - 8 }
    return (Array(numbers.prefix(count)), Array(numbers.suffix(count)))
  }

  @Test(.equation("mean-squared-error-value"), arguments: Evidence.seeds)
  func `mean-squared-error-value: 0 exactly when equal, else positive; symmetric`(_ seed: UInt64) {
    let (ŷ, y) = Self.samples(seed, 7)
    #expect(MeanSquaredError.value(predictions: y, targets: y) == 0)
    #expect(MeanSquaredError.value(predictions: ŷ, targets: y) > 0)
    #expect(
      MeanSquaredError.value(predictions: ŷ, targets: y) == MeanSquaredError.value(predictions: y, targets: ŷ))
  }

  @Test(.equation("mean-squared-error-value"), arguments: Evidence.seeds)
  func `mean-squared-error-value: scales by c², shifts by nothing, ignores order and repetition`(_ seed: UInt64) {
    let (ŷ, y) = Self.samples(seed, 9)
    let loss = MeanSquaredError.value(predictions: ŷ, targets: y)
    #expect(MeanSquaredError.value(predictions: ŷ.map { -4 * $0 }, targets: y.map { -4 * $0 }) == 16 * loss)
    #expect(MeanSquaredError.value(predictions: ŷ.map { $0 + 3 }, targets: y.map { $0 + 3 }) == loss)
    #expect(MeanSquaredError.value(predictions: ŷ + ŷ, targets: y + y) == loss)
    #expect(MeanSquaredError.value(predictions: ŷ.reversed(), targets: y.reversed()) == loss)
  }

  @Test(.equation("mean-squared-error-gradient"), arguments: Evidence.seeds)
  func `mean-squared-error-gradient: antisymmetric, and the mean of the samples' gradients`(_ seed: UInt64) {
    let (ŷ, y) = Self.samples(seed, 8)
    let gradient = MeanSquaredError.gradient(predictions: ŷ, targets: y)
    #expect(gradient == MeanSquaredError.gradient(predictions: y, targets: ŷ).map { -$0 })
    for i in y.indices {
      #expect(gradient[i] == MeanSquaredError.gradient(predictions: [ŷ[i]], targets: [y[i]])[0] / 8)
    }
  }

  @Test(.equation("mean-squared-error-value"))
  func `mean-squared-error-value: edge cases`() {
    #expect(MeanSquaredError.value(predictions: [3.0], targets: [5]) == 4)
    #expect(MeanSquaredError.value(predictions: [Double.infinity], targets: [1]) == .infinity)
    #expect(MeanSquaredError.value(predictions: [Double.infinity], targets: [.infinity]).isNaN)
    #expect(MeanSquaredError.value(predictions: [Double.nan, 1], targets: [1, 1]).isNaN)
    #expect(MeanSquaredError.value(predictions: [1e200], targets: [0]) == .infinity)
    #expect(MeanSquaredError.value(predictions: [1e-200], targets: [0.0]) == 0)
    #expect(MeanSquaredError.value(predictions: [1e308], targets: [-1e308]) == .infinity)
  }

  @Test(.equation("mean-squared-error-value"))
  func `mean-squared-error-value: finite where the sum of squares overflows`() {
    let ŷ = [Double](repeating: 1.2e154, count: 4)
    let loss = MeanSquaredError.value(predictions: ŷ, targets: [0, 0, 0, 0])
    #expect(abs(loss / 1.44e308 - 1) < 1e-15)
  }

  @Test(.equation("mean-squared-error-gradient"))
  func `mean-squared-error-gradient: edge cases`() {
    #expect(MeanSquaredError.gradient(predictions: [3.0], targets: [5]) == [-4])
    #expect(MeanSquaredError.gradient(predictions: [1.0, 2], targets: [1, 2]) == [0, 0])
    #expect(MeanSquaredError.gradient(predictions: [Double.infinity], targets: [.infinity])[0].isNaN)
    let extremes = [Double](repeating: 1.6e308, count: 8)
    #expect(
      MeanSquaredError.gradient(predictions: extremes, targets: extremes.map { -$0 })[0] == 2 * (1.6e308 / 4))
  }

  @Test(.equation("mean-squared-error-value"))
  func `mean-squared-error-value: lengths that differ, and no samples, trap`() async {
    let lengths = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MeanSquaredError.value(predictions: [1.0, 2], targets: [1])
    }
    Evidence.expect(lengths, says: "MeanSquaredError.value: 2 predictions but 1 targets")
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MeanSquaredError.value(predictions: [Double](), targets: [])
    }
    Evidence.expect(empty, says: "MeanSquaredError.value: the mean of no samples is undefined")
  }

  @Test(.equation("mean-squared-error-gradient"))
  func `mean-squared-error-gradient: lengths that differ, and no samples, trap`() async {
    let lengths = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MeanSquaredError.gradient(predictions: [1.0], targets: [1, 3])
    }
    Evidence.expect(lengths, says: "MeanSquaredError.gradient: 1 predictions but 2 targets")
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MeanSquaredError.gradient(predictions: [Double](), targets: [])
    }
    Evidence.expect(empty, says: "MeanSquaredError.gradient: the mean of no samples is undefined")
  }

  @Test(.equation("mean-squared-error-value"))
  func `mean-squared-error-value: C-38, the squared error of one sample is not the mean`() {
    #expect(MeanSquaredError.value(predictions: [1.0], targets: [3]) == 4)
    #expect(MeanSquaredError.value(predictions: [1.0, 5], targets: [3, 5]) == 2)
  }
}
