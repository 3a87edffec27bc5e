import ElementaryFunctions
import EvidenceTraits
import LossFunctions
import ModelEvaluation
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct RootMeanSquaredErrorTests {
  @Test(.equation("root-mean-squared-error-value"), arguments: try Evidence.vectors("root-mean-squared-error-value"))
  func `root-mean-squared-error-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("root-mean-squared-error-gradient"),
    arguments: try Evidence.vectors("root-mean-squared-error-gradient"))
  func `root-mean-squared-error-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("root-mean-squared-error-gradient"), arguments: Evidence.probes("root-mean-squared-error-gradient"))
  func `root-mean-squared-error-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("root-mean-squared-error-gradient", at: probe) == [])
  }

  /// Normal numbers of a few magnitudes, so that every operation rounds.
  static func samples(_ seed: UInt64, _ count: Int) -> (ŷ: [Double], y: [Double]) {
    var generator = Xoshiro256StarStar(seed: seed)
    let y: [Double] = (0..<count).map { _ in 100 * NormalVariate.next(using: &generator) }
    return (y.map { $0 + NormalVariate.next(using: &generator) }, y)
  }

  @Test(.equation("root-mean-squared-error-value"), arguments: Evidence.seeds)
  func `root-mean-squared-error-value: the root of the mean squared error, bit for bit`(_ seed: UInt64) {
    let (ŷ, y) = Self.samples(seed, 5 + Int(seed))
    let rmse = RootMeanSquaredError.value(predictions: ŷ, targets: y)
    #expect(rmse == MeanSquaredError.value(predictions: ŷ, targets: y).squareRoot())
  }

  @Test(.equation("root-mean-squared-error-value"), arguments: Evidence.seeds)
  func `root-mean-squared-error-value: between the mean absolute error and √N times it`(_ seed: UInt64) {
    let (ŷ, y) = Self.samples(seed, 3 + Int(seed))
    let rmse = RootMeanSquaredError.value(predictions: ŷ, targets: y)
    let mae = MeanAbsoluteError.value(predictions: ŷ, targets: y)
    #expect(mae < rmse && rmse < Double(y.count).squareRoot() * mae)
    // Equal errors attain the one, a single error the other.
    let shifted = y.map { $0.rounded() + 0.5 }
    let whole = y.map { $0.rounded() }
    #expect(RootMeanSquaredError.value(predictions: shifted, targets: whole) == 0.5)
    let four = [whole[0], whole[1], whole[2], 0]
    let single = [whole[0], whole[1], whole[2], 6]
    #expect(RootMeanSquaredError.value(predictions: single, targets: four) == 3)
    #expect(MeanAbsoluteError.value(predictions: single, targets: four) == 1.5)
  }

  @Test(.equation("root-mean-squared-error-value"), arguments: Evidence.seeds)
  func `root-mean-squared-error-value: a distance, in the unit of the targets`(_ seed: UInt64) {
    let (x, y) = Self.samples(seed, 9)
    let (z, _) = Self.samples(seed + 1000, 9)
    func d(_ u: [Double], _ v: [Double]) -> Double { RootMeanSquaredError.value(predictions: u, targets: v) }
    #expect(d(x, y) > 0 && d(x, x) == 0 && d(x, y) == d(y, x))
    #expect(d(x, z) <= (d(x, y) + d(y, z)) * (1 + 1e-15))
    #expect(d(y, z) <= (d(y, x) + d(x, z)) * (1 + 1e-15))
    for c in [-4, 0x1p-700, 0x1p600] {
      #expect(d(x.map { c * $0 }, y.map { c * $0 }) == abs(c) * d(x, y))
    }
    #expect(abs(d(x + x, y + y) / d(x, y) - 1) < 1e-15)
  }

  @Test(.equation("root-mean-squared-error-gradient"), arguments: Evidence.seeds)
  func `root-mean-squared-error-gradient: of length 1/√N, along the errors; that of the square over 2 RMSE`(
    _ seed: UInt64
  ) {
    let (ŷ, y) = Self.samples(seed, 4 + Int(seed))
    let N = Double(y.count)
    let g = RootMeanSquaredError.gradient(predictions: ŷ, targets: y)
    let rmse = RootMeanSquaredError.value(predictions: ŷ, targets: y)
    #expect(abs(DotProduct.value(g, g) * N - 1) < 1e-14)
    // Homogeneous of degree 1 in the errors.
    #expect(abs(DotProduct.value(g, y.indices.map { ŷ[$0] - y[$0] }) / rmse - 1) < 1e-14)
    let ofSquare = MeanSquaredError.gradient(predictions: ŷ, targets: y)
    for i in y.indices { #expect(abs(g[i] - ofSquare[i] / (2 * rmse)) <= 1e-15 * abs(g[i])) }
    #expect(RootMeanSquaredError.gradient(predictions: y, targets: ŷ) == g.map { -$0 })
  }

  @Test(.equation("root-mean-squared-error-value"))
  func `root-mean-squared-error-value: edge cases`() {
    #expect(RootMeanSquaredError.value(predictions: [3.0], targets: [5]) == 2)
    #expect(RootMeanSquaredError.value(predictions: [1.0, 2], targets: [1, 2]) == 0)
    #expect(RootMeanSquaredError.value(predictions: [3e200, 4e200], targets: [0, 0]) == 12.5.squareRoot() * 1e200)
    #expect(
      RootMeanSquaredError.value(predictions: [Double.leastNonzeroMagnitude], targets: [0]) == .leastNonzeroMagnitude)
    #expect(RootMeanSquaredError.value(predictions: [1e308], targets: [-1e308]) == .infinity)
    #expect(RootMeanSquaredError.value(predictions: [1e308, 0, 0, 0], targets: [-1e308, 0, 0, 0]) == 1e308)
    #expect(RootMeanSquaredError.value(predictions: [Double.infinity, 1], targets: [1, 1]) == .infinity)
    #expect(RootMeanSquaredError.value(predictions: [-Double.infinity, 1], targets: [1, 1]) == .infinity)
    #expect(RootMeanSquaredError.value(predictions: [Double.infinity], targets: [.infinity]).isNaN)
    #expect(RootMeanSquaredError.value(predictions: [Double.nan, 1], targets: [1, 1]).isNaN)
    #expect(RootMeanSquaredError.value(predictions: [1, 1], targets: [1, Double.nan]).isNaN)
  }

  @Test(.equation("root-mean-squared-error-gradient"))
  func `root-mean-squared-error-gradient: edge cases`() {
    #expect(RootMeanSquaredError.gradient(predictions: [3.0], targets: [5]) == [-1])
    #expect(RootMeanSquaredError.gradient(predictions: [1.0, 2], targets: [1, 2]) == [0, 0])
    #expect(RootMeanSquaredError.gradient(predictions: [3e200, 0, 0, 0], targets: [0, 0, 0, 0]) == [0.5, 0, 0, 0])
    let least = Double.leastNonzeroMagnitude
    #expect(RootMeanSquaredError.gradient(predictions: [least, 0, 0, 0], targets: [0, 0, 0, 0]) == [0.5, 0, 0, 0])
    #expect(
      RootMeanSquaredError.gradient(predictions: [1e308, 0, 0, 0], targets: [-1e308, 0, 0, 0]) == [0.5, 0, 0, 0])
    let infinite = RootMeanSquaredError.gradient(predictions: [Double.infinity, 1], targets: [1, 2])
    #expect(infinite[0].isNaN && infinite[1] == 0)
    let nan = RootMeanSquaredError.gradient(predictions: [Double.nan, 1], targets: [1, 2])
    #expect(nan[0].isNaN && nan[1].isNaN)
  }

  @Test(.equation("root-mean-squared-error-gradient"))
  func `root-mean-squared-error-gradient: a kink at a perfect fit, where dual numbers take 0 as well`() {
    let ŷ = [Dual(value: 1.5, tangent: 1), Dual(value: 2.0, tangent: -3)]
    let rmse = RootMeanSquaredError.value(predictions: ŷ, targets: [Dual(1.5), Dual(2)])
    #expect(rmse.value == 0 && rmse.tangent == 0)
    // From either side the error grows: by h/√2 for a step of h in one of two predictions.
    for h in [1e-3, -1e-3, 1e-200] {
      let moved = RootMeanSquaredError.value(predictions: [h, 2], targets: [0, 2])
      #expect(abs(moved / abs(h) - 0.5.squareRoot()) < 1e-15)
    }
  }

  @Test(.equation("root-mean-squared-error-value"))
  func `root-mean-squared-error-value: lengths that differ, and no samples, trap`() async {
    let lengths = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = RootMeanSquaredError.value(predictions: [1.0, 2], targets: [1])
    }
    Evidence.expect(lengths, says: "RootMeanSquaredError.value: 2 predictions but 1 targets")
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = RootMeanSquaredError.value(predictions: [Double](), targets: [])
    }
    Evidence.expect(empty, says: "RootMeanSquaredError.value: the mean of no samples is undefined")
  }

  @Test(.equation("root-mean-squared-error-gradient"))
  func `root-mean-squared-error-gradient: lengths that differ, and no samples, trap`() async {
    let lengths = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = RootMeanSquaredError.gradient(predictions: [1.0], targets: [1, 3])
    }
    Evidence.expect(lengths, says: "RootMeanSquaredError.gradient: 1 predictions but 2 targets")
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = RootMeanSquaredError.gradient(predictions: [Double](), targets: [])
    }
    Evidence.expect(empty, says: "RootMeanSquaredError.gradient: the mean of no samples is undefined")
  }
}
