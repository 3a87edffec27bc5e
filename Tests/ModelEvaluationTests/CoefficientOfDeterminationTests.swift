import ElementaryFunctions
import EvidenceTraits
import LinearModels
import LossFunctions
import ModelEvaluation
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct CoefficientOfDeterminationTests {
  @Test(
    .equation("coefficient-of-determination-value"),
    arguments: try Evidence.vectors("coefficient-of-determination-value"))
  func `coefficient-of-determination-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("coefficient-of-determination-gradient"),
    arguments: try Evidence.vectors("coefficient-of-determination-gradient"))
  func `coefficient-of-determination-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("coefficient-of-determination-gradient"),
    arguments: Evidence.probes("coefficient-of-determination-gradient"))
  func `coefficient-of-determination-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("coefficient-of-determination-gradient", at: probe) == [])
  }

  static func R²(_ ŷ: [Double], _ y: [Double]) -> Double {
    CoefficientOfDetermination.value(predictions: ŷ, targets: y)
  }

  @Test(.equation("coefficient-of-determination-value"), arguments: Evidence.seeds)
  func `coefficient-of-determination-value: 1 for a perfect fit alone, 0 for the mean, else below 1`(
    _ seed: UInt64
  ) {
    let (ŷ, y) = RootMeanSquaredErrorTests.samples(seed, 4 + Int(seed))
    #expect(Self.R²(y, y) == 1)
    #expect(Self.R²(ŷ, y) < 1 && Self.R²(ŷ, y) > 0)
    let ȳ = Mean.over(y.indices) { y[$0] }
    #expect(abs(Self.R²(y.map { _ in ȳ }, y)) < 1e-14)
    // Away from the mean it is worse, and by as much as one likes.
    #expect(Self.R²(y.map { _ in ȳ + 50 }, y) < 0)
    #expect(Self.R²(y.map { -9 * $0 }, y) < -10)
  }

  @Test(.equation("coefficient-of-determination-value"), arguments: Evidence.seeds)
  func `coefficient-of-determination-value: 1 less the mean squared error in units of the targets' variance`(
    _ seed: UInt64
  ) {
    let (ŷ, y) = RootMeanSquaredErrorTests.samples(seed, 4 + Int(seed))
    let ȳ = Mean.over(y.indices) { y[$0] }
    let variance = Mean.over(y.indices) { (y[$0] - ȳ) * (y[$0] - ȳ) }
    #expect(abs(Self.R²(ŷ, y) - (1 - MeanSquaredError.value(predictions: ŷ, targets: y) / variance)) < 1e-15)
    for c in [-4, 0x1p-700, 0x1p600] {
      #expect(Self.R²(ŷ.map { c * $0 }, y.map { c * $0 }) == Self.R²(ŷ, y))
    }
    #expect(abs(Self.R²(ŷ.map { $0 + 1024 }, y.map { $0 + 1024 }) - Self.R²(ŷ, y)) < 1e-12)
  }

  @Test(.equation("coefficient-of-determination-value"), arguments: Evidence.seeds)
  func `coefficient-of-determination-value: the squared correlation for a least-squares line on its own points`(
    _ seed: UInt64
  ) {
    var generator = Xoshiro256StarStar(seed: seed)
    let X: [Double] = (0..<12).map { _ in NormalVariate.next(using: &generator) }
    let Y: [Double] = X.map { 0.5 * $0 - 1 + NormalVariate.next(using: &generator) }
    let line = LeastSquaresLine.fit(inputs: X, targets: Y)
    let Ŷ = X.map { Line.value($0, weight: line.weight, bias: line.bias) }
    let (X̄, Ȳ) = (Mean.over(0..<12) { X[$0] }, Mean.over(0..<12) { Y[$0] })
    let Sxy = Sum.over(0..<12) { (X[$0] - X̄) * (Y[$0] - Ȳ) }
    let Sxx = Sum.over(0..<12) { (X[$0] - X̄) * (X[$0] - X̄) }
    let Syy = Sum.over(0..<12) { (Y[$0] - Ȳ) * (Y[$0] - Ȳ) }
    #expect(abs(Self.R²(Ŷ, Y) - Sxy * Sxy / (Sxx * Syy)) < 1e-14)
    // For another line it is not, and less.
    let other = X.map { Line.value($0, weight: line.weight + 1, bias: line.bias) }
    #expect(Self.R²(other, Y) < Self.R²(Ŷ, Y) - 0.01)
  }

  @Test(.equation("coefficient-of-determination-gradient"), arguments: Evidence.seeds)
  func `coefficient-of-determination-gradient: against that of the mean squared error, 0 where R² is 1`(
    _ seed: UInt64
  ) {
    let (ŷ, y) = RootMeanSquaredErrorTests.samples(seed, 4 + Int(seed))
    let ȳ = Mean.over(y.indices) { y[$0] }
    let variance = Mean.over(y.indices) { (y[$0] - ȳ) * (y[$0] - ȳ) }
    let g = CoefficientOfDetermination.gradient(predictions: ŷ, targets: y)
    let ofLoss = MeanSquaredError.gradient(predictions: ŷ, targets: y)
    for i in y.indices { #expect(abs(g[i] + ofLoss[i] / variance) <= 1e-14 * abs(g[i])) }
    #expect(CoefficientOfDetermination.gradient(predictions: y, targets: y).allSatisfy { $0 == 0 })
  }

  @Test(.equation("coefficient-of-determination-value"))
  func `coefficient-of-determination-value: edge cases`() {
    #expect(Self.R²([2, 2], [2, 2]).isNaN)
    #expect(Self.R²([2, 3], [2, 2]) == -.infinity)
    #expect(Self.R²([0.1, 0.1, 0.2], [0.1, 0.1, 0.1]) == -.infinity)
    #expect(Self.R²([0.1, 0.1, 0.1], [0.1, 0.1, 0.1]).isNaN)
    #expect(Self.R²([2], [2]).isNaN && Self.R²([3], [2]) == -.infinity)
    #expect(Self.R²([0, 0], [0, 0]).isNaN)
    #expect(Self.R²([3e200, -4e200], [4e200, -4e200]) == 1 - 1.0 / 32)
    #expect(Self.R²([3e-200, -4e-200], [4e-200, -4e-200]) == 1 - 1.0 / 32)
    #expect(Self.R²([-1e308, 1e308], [1e308, -1e308]) == -3)
    #expect(Self.R²([.infinity, 1], [1, 2]) == -.infinity)
    #expect(Self.R²([1, 1], [.infinity, 2]).isNaN)
    #expect(
      Self.R²([.nan, 1], [1, 2]).isNaN && Self.R²([1, 1], [.nan, 2]).isNaN && Self.R²([1, 1], [2, .nan]).isNaN)
  }

  @Test(.equation("coefficient-of-determination-gradient"))
  func `coefficient-of-determination-gradient: edge cases`() {
    let constant = CoefficientOfDetermination.gradient(predictions: [2.0, 1, 3], targets: [2, 2, 2])
    #expect(constant[0].isNaN && constant[1] == .infinity && constant[2] == -.infinity)
    #expect(CoefficientOfDetermination.gradient(predictions: [2.0, 1], targets: [4, 0]) == [0.5, -0.25])
    #expect(CoefficientOfDetermination.gradient(predictions: [0x1p601, 0], targets: [0x1p602, 0]) == [0x1p-601, 0])
    #expect(CoefficientOfDetermination.gradient(predictions: [0x1p-601, 0], targets: [0x1p-600, 0]) == [0x1p601, 0])
    #expect(CoefficientOfDetermination.gradient(predictions: [.nan, 1], targets: [4, 0])[0].isNaN)
  }

  @Test(.equation("coefficient-of-determination-value"))
  func `coefficient-of-determination-value: lengths that differ, and no samples, trap`() async {
    let lengths = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = CoefficientOfDetermination.value(predictions: [1.0, 2], targets: [1])
    }
    Evidence.expect(lengths, says: "CoefficientOfDetermination.value: 2 predictions but 1 targets")
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = CoefficientOfDetermination.value(predictions: [Double](), targets: [])
    }
    Evidence.expect(empty, says: "CoefficientOfDetermination.value: the mean of no samples is undefined")
  }

  @Test(.equation("coefficient-of-determination-gradient"))
  func `coefficient-of-determination-gradient: lengths that differ, and no samples, trap`() async {
    let lengths = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = CoefficientOfDetermination.gradient(predictions: [1.0], targets: [1, 3])
    }
    Evidence.expect(lengths, says: "CoefficientOfDetermination.gradient: 1 predictions but 2 targets")
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = CoefficientOfDetermination.gradient(predictions: [Double](), targets: [])
    }
    Evidence.expect(empty, says: "CoefficientOfDetermination.gradient: the mean of no samples is undefined")
  }
}
