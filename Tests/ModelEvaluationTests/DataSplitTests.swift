import ElementaryFunctions
import EvidenceTraits
import LinearModels
import LossFunctions
import ModelEvaluation
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct DataSplitTests {
  @Test(.equation("data-split-sizes"), arguments: try Evidence.vectors("data-split-sizes"))
  func `data-split-sizes: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("data-split-indices"), arguments: try Evidence.vectors("data-split-indices"))
  func `data-split-indices: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  /// A number of samples and two fractions that add up to at most 1.
  static func shares(_ seed: UInt64) -> (N: Int, q: Double, r: Double) {
    var generator = Xoshiro256StarStar(seed: seed)
    let N = 1 + Int(Shuffle.below(60, using: &generator))
    let q: Double = UniformVariate.next(using: &generator) / 2
    return (N, q, UniformVariate.next(using: &generator) / 2)
  }

  @Test(.equation("data-split-sizes"), arguments: Evidence.seeds)
  func `data-split-sizes: add up to N, each within one sample of its fraction`(_ seed: UInt64) {
    let (N, q, r) = Self.shares(seed)
    let sizes = DataSplit.sizes(count: N, validationFraction: q, testFraction: r)
    #expect(sizes.train + sizes.validation + sizes.test == N)
    #expect(sizes.train >= 0 && sizes.validation >= 0)
    #expect(abs(Double(sizes.test) - r * Double(N)) <= 0.5)
    #expect(abs(Double(sizes.validation) - q * Double(N)) <= 1)
    #expect(abs(Double(sizes.train) - (1 - q - r) * Double(N)) <= 0.5 + 1e-12)
    let two = DataSplit.sizes(count: N, testFraction: r)
    #expect(two == (N - sizes.test, 0, sizes.test))
  }

  @Test(.equation("data-split-indices"), arguments: Evidence.seeds)
  func `data-split-indices: disjoint, exhaustive, of the stated sizes, fixed by the seed`(_ seed: UInt64) {
    let (N, q, r) = Self.shares(seed)
    var generator = Xoshiro256StarStar(seed: seed)
    let split = DataSplit.random(count: N, validationFraction: q, testFraction: r, using: &generator)
    #expect((split.train + split.validation + split.test).sorted() == Array(0..<N))
    let sizes = DataSplit.sizes(count: N, validationFraction: q, testFraction: r)
    #expect((split.train.count, split.validation.count, split.test.count) == sizes)
    var replay = Xoshiro256StarStar(seed: seed)
    #expect(split == DataSplit.random(count: N, validationFraction: q, testFraction: r, using: &replay))
    var shuffle = Xoshiro256StarStar(seed: seed)
    let order = Shuffle.permuted(Array(0..<N), using: &shuffle)
    #expect(split.train + split.validation + split.test == order)
  }

  @Test(.equation("data-split-indices"), arguments: Evidence.seeds)
  func `data-split-indices: inputs stay with their targets`(_ seed: UInt64) {
    let (N, q, r) = Self.shares(seed)
    let X = (0..<N).map { Double($0) * 1.5 }
    let Y = X.map { $0 * $0 }
    var generator = Xoshiro256StarStar(seed: seed)
    let split = DataSplit.random(count: N, validationFraction: q, testFraction: r, using: &generator)
    for part in [split.train, split.validation, split.test] {
      for (x, y) in zip(part.map { X[$0] }, part.map { Y[$0] }) { #expect(y == x * x) }
    }
  }

  @Test(.equation("data-split-indices"))
  func `data-split-indices: every sample is as likely in the test as any other`() {
    var generator = Xoshiro256StarStar(seed: 41)
    var counts = [Double](repeating: 0, count: 10)
    for _ in 0..<5000 {
      for i in DataSplit.random(count: 10, testFraction: 0.3, using: &generator).test { counts[i] += 1 }
    }
    // Three of ten, 5000 times: 1500 each, with a deviation of √(5000 · 0.3 · 0.7) = 32.4.
    for count in counts { #expect(abs(count - 1500) < 4 * 32.4) }
  }

  /// D2's points, y = 2x + 1 with noise of deviation 0.1 at 100 places from −1 to 1.
  @Test(.equation("data-split-indices"))
  func `data-split-indices: C-32, what is learned by heart is right on its own points alone`() {
    var generator = Xoshiro256StarStar(seed: 42)
    let X = (0..<100).map { -1 + 2 * Double($0) / 99 }
    let Y = X.map { 2 * $0 + 1 + 0.1 * NormalVariate.next(using: &generator) }
    let split = DataSplit.random(count: 100, testFraction: 0.2, using: &generator)
    #expect(split.train.count == 80 && split.test.count == 20)
    /// The target of the nearest point to train on.
    func remembered(_ x: Double) -> Double {
      Y[split.train.min { abs(X[$0] - x) < abs(X[$1] - x) }!]
    }
    func error(_ part: [Int], _ predict: (Double) -> Double) -> Double {
      MeanSquaredError.value(predictions: part.map { predict(X[$0]) }, targets: part.map { Y[$0] })
    }
    #expect(error(split.train, remembered) == 0)
    // Both noises, its own and the neighbour's: 0.02 on average, and the slope's part.
    #expect(error(split.test, remembered) > 0.01)
    let line = LeastSquaresLine.fit(inputs: split.train.map { X[$0] }, targets: split.train.map { Y[$0] })
    func onLine(_ x: Double) -> Double { Line.value(x, weight: line.weight, bias: line.bias) }
    #expect(error(split.test, onLine) < error(split.test, remembered))
    #expect(error(split.train, onLine) > error(split.train, remembered))
    // The same seed, the same points.
    var replay = Xoshiro256StarStar(seed: 42)
    for _ in X { let _: Double = NormalVariate.next(using: &replay) }
    #expect(DataSplit.random(count: 100, testFraction: 0.2, using: &replay) == split)
  }

  @Test(.equation("data-split-sizes"))
  func `data-split-sizes: edge cases`() {
    #expect(DataSplit.sizes(count: 7, testFraction: 0) == (7, 0, 0))
    #expect(DataSplit.sizes(count: 7, testFraction: 1) == (0, 0, 7))
    #expect(DataSplit.sizes(count: 7, validationFraction: 1, testFraction: 0) == (0, 7, 0))
    #expect(DataSplit.sizes(count: 0, validationFraction: 0.5, testFraction: 0.5) == (0, 0, 0))
    #expect(DataSplit.sizes(count: 1, testFraction: 0.5) == (0, 0, 1))
    #expect(DataSplit.sizes(count: 1, testFraction: 0.49) == (1, 0, 0))
    // 0.15 is a little less in binary, but its product with 10 rounds to 1.5.
    #expect(DataSplit.sizes(count: 10, testFraction: 0.15) == (8, 0, 2))
    #expect(DataSplit.sizes(count: 3, validationFraction: 0.5, testFraction: 0.5) == (0, 1, 2))
    #expect(DataSplit.sizes(count: 10, validationFraction: 0.3, testFraction: 0.7) == (0, 3, 7))
  }

  @Test(.equation("data-split-indices"))
  func `data-split-indices: edge cases`() {
    let none = DataSplit.indices(order: [], validationFraction: 0.5, testFraction: 0.5)
    #expect(none == ([], [], []))
    #expect(DataSplit.indices(order: [2, 0, 1], testFraction: 0) == ([2, 0, 1], [], []))
    #expect(DataSplit.indices(order: [2, 0, 1], testFraction: 1) == ([], [], [2, 0, 1]))
    #expect(DataSplit.indices(order: [9, 9], testFraction: 0.5) == ([9], [], [9]))
    var generator = Xoshiro256StarStar(seed: 1)
    let empty = DataSplit.random(count: 0, testFraction: 0.5, using: &generator)
    #expect(empty == ([], [], []))
  }

  @Test(.equation("data-split-sizes"))
  func `data-split-sizes: fractions out of range, and a negative count, trap`() async {
    let above = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DataSplit.sizes(count: 3, validationFraction: 0.5, testFraction: 0.75)
    }
    Evidence.expect(
      above, says: "DataSplit.sizes: the fractions 0.5 and 0.75 must be at least 0 and add up to at most 1")
    let negative = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DataSplit.sizes(count: 3, testFraction: -0.25)
    }
    Evidence.expect(negative, says: "DataSplit.sizes: the fractions 0.0 and -0.25 must be")
    let validation = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DataSplit.sizes(count: 3, validationFraction: -0.5, testFraction: 0.5)
    }
    Evidence.expect(validation, says: "DataSplit.sizes: the fractions -0.5 and 0.5 must be")
    let nan = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DataSplit.sizes(count: 3, testFraction: .nan)
    }
    Evidence.expect(nan, says: "DataSplit.sizes: the fractions 0.0 and nan must be")
    let count = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DataSplit.sizes(count: -1, testFraction: 0.5)
    }
    Evidence.expect(count, says: "DataSplit.sizes: there are no -1 samples")
  }

  @Test(.equation("data-split-indices"))
  func `data-split-indices: a negative count traps`() async {
    let count = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = Xoshiro256StarStar(seed: 1)
      _ = DataSplit.random(count: -1, testFraction: 0.5, using: &generator)
    }
    Evidence.expect(count, says: "DataSplit.random: there are no -1 samples")
  }
}
