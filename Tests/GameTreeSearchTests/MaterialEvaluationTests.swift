import EvidenceTraits
import GameTreeSearch
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct MaterialEvaluationTests {
  @Test(.equation("material-evaluation-value"), arguments: try Evidence.vectors("material-evaluation-value"))
  func `material-evaluation-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  static func counts(_ P: Int, using generator: inout Xoshiro256StarStar) -> [Int] {
    (0..<P).map { _ in Int(Shuffle.below(9, using: &generator)) }
  }

  @Test(.equation("material-evaluation-value"), arguments: Evidence.seeds)
  func `material-evaluation-value: the opposite for the opponent, bit for bit, and 0 for equal forces`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let P = 1 + Int(seed)
    let v: [Double] = (0..<P).map { _ in NormalVariate.next(using: &generator) }
    let (n, m) = (Self.counts(P, using: &generator), Self.counts(P, using: &generator))
    #expect(
      MaterialEvaluation.value(worth: v, own: n, opponent: m) == -MaterialEvaluation.value(
        worth: v, own: m, opponent: n))
    #expect(MaterialEvaluation.value(worth: v, own: n, opponent: n) == 0)
  }

  @Test(.equation("material-evaluation-value"), arguments: Evidence.seeds)
  func `material-evaluation-value: another piece adds its worth, whoever else is there`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let v = [1.0, 3, 3, 5, 9]
    let (n, m) = (Self.counts(5, using: &generator), Self.counts(5, using: &generator))
    let e = MaterialEvaluation.value(worth: v, own: n, opponent: m)
    for p in v.indices {
      var (more, less) = (n, m)
      more[p] += 1
      less[p] += 1
      #expect(MaterialEvaluation.value(worth: v, own: more, opponent: m) == e + v[p])
      #expect(MaterialEvaluation.value(worth: v, own: n, opponent: less) == e - v[p])
      // An exchange of equal pieces changes nothing.
      #expect(MaterialEvaluation.value(worth: v, own: more, opponent: less) == e)
    }
  }

  @Test(.equation("material-evaluation-value"))
  func `material-evaluation-value: edge cases`() {
    #expect(MaterialEvaluation.value(worth: [Double](), own: [], opponent: []) == 0)
    #expect(MaterialEvaluation.value(worth: [Double.infinity], own: [1], opponent: [0]) == .infinity)
    #expect(MaterialEvaluation.value(worth: [Double.infinity], own: [1], opponent: [1]).isNaN)
    #expect(MaterialEvaluation.value(worth: [Double.nan, 1], own: [1, 1], opponent: [1, 0]).isNaN)
    #expect(MaterialEvaluation.value(worth: [Float(3)], own: [0], opponent: [1]) == -3)
  }

  @Test(.equation("material-evaluation-value"))
  func `material-evaluation-value: counts of other lengths, or below 0, trap`() async {
    let own = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MaterialEvaluation.value(worth: [1.0, 3], own: [1], opponent: [0, 0])
    }
    Evidence.expect(own, says: "MaterialEvaluation.value: 2 kinds of pieces but counts of 1 and 2")
    let opponent = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MaterialEvaluation.value(worth: [1.0, 3], own: [1, 1], opponent: [0, 0, 0])
    }
    Evidence.expect(opponent, says: "MaterialEvaluation.value: 2 kinds of pieces but counts of 2 and 3")
    let negative = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MaterialEvaluation.value(worth: [1.0], own: [1], opponent: [-1])
    }
    Evidence.expect(negative, says: "MaterialEvaluation.value: a count is negative among [1] and [-1]")
  }
}
