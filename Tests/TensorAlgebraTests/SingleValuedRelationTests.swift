import EvidenceTraits
import LossFunctions
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct SingleValuedRelationTests {
  @Test(.equation("single-valued-relation"), arguments: try Evidence.vectors("single-valued-relation"))
  func `single-valued-relation: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  /// Points on a grid so coarse that many inputs come twice.
  static func points(_ seed: UInt64) -> (X: Matrix<Double>, Y: Matrix<Double>) {
    var generator = Xoshiro256StarStar(seed: seed)
    let X = Matrix(
      rows: 2, columns: 15, elements: (0..<30).map { _ in Double(Shuffle.below(3, using: &generator)) - 1 })
    return (X: X, Y: Matrix(rows: 1, columns: 15) { _, i in X[0, i] * X[0, i] - 2 * X[1, i] })
  }

  @Test(.equation("single-valued-relation"), arguments: Evidence.seeds)
  func `single-valued-relation: holds for a function's values, until one repeated input gets another target`(
    _ seed: UInt64
  ) throws {
    let (X, Y) = Self.points(seed)
    #expect(SingleValuedRelation.holds(inputs: X, targets: Y))
    // 15 points on 9 places: some place comes twice, and constant label noise on one of the two shows.
    let pairs = (0..<15).flatMap { j in (0..<j).map { i in (i, j) } }
    let (i, j) = try #require(pairs.first { i, j in X.column(i) == X.column(j) })
    for k in [i, j] {
      var noisy = Y
      noisy[0, k] += 0.1
      #expect(!SingleValuedRelation.holds(inputs: X, targets: noisy))
    }
    // Noise on an input that comes once does not.
    if let alone = (0..<15).first(where: { k in (0..<15).allSatisfy { $0 == k || X.column($0) != X.column(k) } }) {
      var noisy = Y
      noisy[0, alone] += 0.1
      #expect(SingleValuedRelation.holds(inputs: X, targets: noisy))
    }
  }

  @Test(.equation("single-valued-relation"), arguments: Evidence.seeds)
  func `single-valued-relation: unchanged by the order of the points and by repeating them`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    var (X, Y) = Self.points(seed)
    if seed % 2 == 0 { Y[0, Int(seed) % 15] += 0.5 }
    let holds = SingleValuedRelation.holds(inputs: X, targets: Y)
    let order = Shuffle.permuted(Array(0..<15) + [3, 7], using: &generator)
    X = Matrix(rows: 2, columns: 17) { [X] row, k in X[row, order[k]] }
    Y = Matrix(rows: 1, columns: 17) { [Y] row, k in Y[row, order[k]] }
    #expect(SingleValuedRelation.holds(inputs: X, targets: Y) == holds)
  }

  /// Of two points with one input and targets that lie d apart, a model that predicts p misses one or both: the
  /// squares add up to at least d²/2.
  @Test(.equation("single-valued-relation"), arguments: Evidence.seeds)
  func `single-valued-relation: without it no model reaches a loss of 0`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let X = Matrix(rows: 1, columns: 4, elements: [0.5, 2, 0.5, -1])
    let y = [3.0, 1, 3.25, 7]
    #expect(!SingleValuedRelation.holds(inputs: X, targets: Matrix(rows: 1, columns: 4, elements: y)))
    let predictions: [Double: Double] = [0.5: 3 + NormalVariate.next(using: &generator), 2: 1, -1: 7]
    let ŷ = X.elements.map { predictions[$0, default: .nan] }
    let bound = 0.25 * 0.25 / 2 / 4
    #expect(MeanSquaredError.value(predictions: ŷ, targets: y) >= bound)
    // The mean of both targets attains it.
    #expect(MeanSquaredError.value(predictions: [3.125, 1, 3.125, 7], targets: y) == bound)
  }

  @Test(.equation("single-valued-relation"))
  func `single-valued-relation: edge cases`() {
    func holds(_ X: [Double], _ Y: [Double]) -> Bool {
      SingleValuedRelation.holds(
        inputs: Matrix(rows: 1, columns: X.count, elements: X), targets: Matrix(rows: 1, columns: Y.count, elements: Y))
    }
    #expect(holds([], []))
    #expect(holds([.nan], [.nan]))
    #expect(!holds([0.0, -0.0], [1, 2]) && holds([3, 3], [0.0, -0.0]))
    #expect(holds([.nan, .nan], [1, 2]) && !holds([3, 3], [.nan, .nan]))
    #expect(!holds([.infinity, .infinity], [1, 2]))
    #expect(!holds([0.1, 0.2, 0.1], [1, 2, 1.5]) && holds([0.3, 0.1 + 0.2], [1, 2]))
    let none = Matrix<Double>(rows: 0, columns: 3, elements: [])
    #expect(SingleValuedRelation.holds(inputs: none, targets: Matrix(rows: 1, columns: 3, elements: [7, 7, 7])))
    #expect(!SingleValuedRelation.holds(inputs: none, targets: Matrix(rows: 1, columns: 3, elements: [7, 7, 8])))
  }

  @Test(.equation("single-valued-relation"))
  func `single-valued-relation: numbers of points that differ trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SingleValuedRelation.holds(
        inputs: Matrix(rows: 2, columns: 3) { _, _ in 1.0 }, targets: Matrix(rows: 1, columns: 2) { _, _ in 1.0 })
    }
    Evidence.expect(result, says: "SingleValuedRelation.holds: 3 inputs but 2 targets")
  }
}
