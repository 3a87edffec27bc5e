import ElementaryFunctions
import EvidenceTraits
import LossFunctions
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct MeanLossTests {
  @Test(.equation("mean-loss-value"), arguments: try Evidence.vectors("mean-loss-value"))
  func `mean-loss-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("mean-loss-gradient"), arguments: try Evidence.vectors("mean-loss-gradient"))
  func `mean-loss-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("mean-loss-gradient"), arguments: Evidence.probes("mean-loss-gradient"))
  func `mean-loss-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("mean-loss-gradient", at: probe) == [])
  }

  /// Multiples of 1/16 below 16, whose sums are exact.
  static func losses(_ seed: UInt64, _ count: Int) -> [Double] {
    var generator = Xoshiro256StarStar(seed: seed)
    return (0..<count).map { _ in Double(Shuffle.below(256, using: &generator)) / 16 }
  }

  @Test(.equation("mean-loss-value"), arguments: Evidence.seeds)
  func `mean-loss-value: ignores order and repetition, lies between the least and the largest`(_ seed: UInt64) throws {
    let L = Self.losses(seed, 7)
    let J = MeanLoss.value(losses: L)
    #expect(MeanLoss.value(losses: L.reversed()) == J)
    #expect(MeanLoss.value(losses: L + L + L) == J)
    let (least, largest) = (try #require(L.min()), try #require(L.max()))
    #expect(least < J && J < largest)
    #expect(MeanLoss.value(losses: [Double](repeating: least, count: 7)) == least)
  }

  @Test(.equation("mean-loss-value"), arguments: Evidence.seeds)
  func `mean-loss-value: of batches weighted with their sizes, and not otherwise`(_ seed: UInt64) {
    let L = Self.losses(seed, 100)
    let J = MeanLoss.value(losses: L)
    let batches = [0..<32, 32..<64, 64..<96, 96..<100].map { Array(L[$0]) }
    let means = batches.map { MeanLoss.value(losses: $0) }
    #expect(zip(batches, means).map { Double($0.count) * $1 }.reduce(0, +) / 100 == J)
    #expect(abs(MeanLoss.value(losses: means) - J) > 1e-3)
  }

  @Test(.equation("mean-loss-gradient"))
  func `mean-loss-gradient: a plain mean of batches counts a sample of the small one eight times as much`() {
    func share(_ samples: Int) -> Double {
      MeanLoss.gradient(losses: [0, 0, 0, 0.0])[3]
        * MeanLoss.gradient(losses: [Double](repeating: 1, count: samples))[0]
    }
    #expect(share(32) == 0.0078125 && share(4) == 0.0625 && share(4) == 8 * share(32))
  }

  @Test(.equation("mean-loss-gradient"), arguments: Evidence.seeds)
  func `mean-loss-gradient: the gradient of a batch is the mean of its samples' gradients`(_ seed: UInt64) {
    let (ŷ, y) = MeanSquaredErrorTests.samples(seed, 8)
    let L = y.indices.map { i in MeanSquaredError.value(predictions: [ŷ[i]], targets: [y[i]]) }
    #expect(MeanLoss.value(losses: L) == MeanSquaredError.value(predictions: ŷ, targets: y))
    let slopes = MeanLoss.gradient(losses: L)
    #expect(
      y.indices.map { i in slopes[i] * MeanSquaredError.gradient(predictions: [ŷ[i]], targets: [y[i]])[0] }
        == MeanSquaredError.gradient(predictions: ŷ, targets: y))
  }

  @Test(.equation("mean-loss-value"))
  func `mean-loss-value: edge cases`() {
    #expect(MeanLoss.value(losses: [0.7]) == 0.7)
    #expect(MeanLoss.value(losses: [-1.5, 0.5]) == -0.5)
    #expect(MeanLoss.value(losses: [1e308, 1e308, 1e308, 1e308]) == 1e308)
    #expect(MeanLoss.value(losses: [1, Double.infinity]) == .infinity)
    #expect(MeanLoss.value(losses: [-Double.infinity, .infinity]).isNaN)
    #expect(MeanLoss.value(losses: [1, Double.nan, 2]).isNaN)
    #expect(MeanLoss.value(losses: [3, 4] as [Float16]) == 3.5)
  }

  @Test(.equation("mean-loss-gradient"))
  func `mean-loss-gradient: edge cases`() {
    #expect(MeanLoss.gradient(losses: [0.7]) == [1])
    #expect(MeanLoss.gradient(losses: [0, Double.nan, .infinity, -3]) == [0.25, 0.25, 0.25, 0.25])
  }

  @Test(.equation("mean-loss-value"))
  func `mean-loss-value: no samples trap`() async {
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MeanLoss.value(losses: [Double]())
    }
    Evidence.expect(empty, says: "MeanLoss.value: the mean of no samples is undefined")
  }

  @Test(.equation("mean-loss-gradient"))
  func `mean-loss-gradient: no samples trap`() async {
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MeanLoss.gradient(losses: [Double]())
    }
    Evidence.expect(empty, says: "MeanLoss.gradient: the mean of no samples is undefined")
  }
}
