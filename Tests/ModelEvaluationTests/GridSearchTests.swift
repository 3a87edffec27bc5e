import ElementaryFunctions
import EvidenceTraits
import GradientOptimizers
import LinearModels
import ModelEvaluation
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct GridSearchTests {
  @Test(.equation("grid-search-argmin"), arguments: try Evidence.vectors("grid-search-argmin"))
  func `grid-search-argmin: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("grid-search-argmin"), arguments: Evidence.seeds)
  func `grid-search-argmin: the first of the least, whatever diverged`(_ seed: UInt64) throws {
    var generator = Xoshiro256StarStar(seed: seed)
    // Few different scores, so that there are ties, and every fifth a NaN.
    let scores = (0..<40).map { _ in
      let k = Shuffle.below(10, using: &generator)
      return k < 2 ? Double.nan : Double(k) - 5
    }
    let best = try #require(GridSearch.argmin(scores))
    for i in scores.indices {
      #expect(!(scores[i] < scores[best]))
      if i < best { #expect(scores[i] != scores[best]) }
    }
    #expect(!scores[best].isNaN)
    // A NaN more in front moves the place and nothing else.
    #expect(GridSearch.argmin([.nan] + scores) == best + 1)
  }

  @Test(.equation("grid-search-argmin"), arguments: Evidence.seeds)
  func `grid-search-argmin: every point is scored once, in the grid's order, and the best is one of them`(
    _ seed: UInt64
  ) {
    var generator = Xoshiro256StarStar(seed: seed)
    let grid = (0..<17).map { "point \($0)" }
    let scores: [Double] = grid.map { _ in NormalVariate.next(using: &generator) }
    var visited: [String] = []
    let result = GridSearch.search(grid) { point in
      visited.append(point)
      return scores[visited.count - 1]
    }
    #expect(visited == grid)
    #expect(result.scores == scores)
    #expect(result.best.map { scores[$0] } == scores.min())
  }

  /// The learning rate of the line, chosen on points that it was not trained on. The search is given training and
  /// validation points; those of the test are looked at once, afterwards.
  @Test(.equation("grid-search-argmin"))
  func `grid-search-argmin: MET-7, chooses a learning rate and leaves diverged runs alone`() {
    var generator = Xoshiro256StarStar(seed: 51)
    let X: [Double] = (0..<50).map { _ in 4 * UniformVariate.next(using: &generator) - 2 }
    let Y = X.map { 2 * $0 + 1 + 0.1 * NormalVariate.next(using: &generator) }
    let split = DataSplit.random(count: 50, validationFraction: 0.2, testFraction: 0.2, using: &generator)
    func points(_ part: [Int]) -> (X: [Double], Y: [Double]) { (part.map { X[$0] }, part.map { Y[$0] }) }
    let (train, validation, test) = (points(split.train), points(split.validation), points(split.test))
    func trained(_ η: Double, _ steps: Int) -> [Double] {
      let descent = GradientDescent(learningRate: η)
      return (0..<steps).reduce([0, 0]) { θ, _ in
        let g = LineLoss.gradient(weight: θ[0], bias: θ[1], inputs: train.X, targets: train.Y)
        return descent.step(θ, gradient: [g.weight, g.bias])
      }
    }
    let grid: [(η: Double, steps: Int)] = [10, 1e-3, 1e-2, 0.1].flatMap { η in
      [10, 2000].map { steps in (η: η, steps: steps) }
    }
    let result = GridSearch.search(grid) { η, steps in
      let θ = trained(η, steps)
      return LineLoss.value(weight: θ[0], bias: θ[1], inputs: validation.X, targets: validation.Y)
    }
    // At 10 it leaps off: far from every point after ten steps, NaN after two thousand.
    #expect(result.scores[0] > 1e10 && result.scores[1].isNaN)
    let best = result.best.map { grid[$0] }
    #expect(best?.steps == 2000 && best.map { $0.η < 1 } == true)
    let θ = trained(best?.η ?? 0, 2000)
    #expect(LineLoss.value(weight: θ[0], bias: θ[1], inputs: test.X, targets: test.Y) < 0.03)
  }

  struct Failure: Error, Equatable {
    let point: Int
  }

  @Test(.equation("grid-search-argmin"))
  func `grid-search-argmin: an error of the score ends the search`() {
    var visited: [Int] = []
    #expect(throws: Failure(point: 2)) {
      try GridSearch.search([1, 2, 3]) { point -> Double in
        visited.append(point)
        if point == 2 { throw Failure(point: point) }
        return 0
      }
    }
    #expect(visited == [1, 2])
  }

  @Test(.equation("grid-search-argmin"))
  func `grid-search-argmin: edge cases`() {
    #expect(GridSearch.argmin([7.0]) == 0)
    #expect(GridSearch.argmin([2.0, 1, 1]) == 1)
    #expect(GridSearch.argmin([Double.nan, 3]) == 1)
    #expect(GridSearch.argmin([Double.nan, .nan]) == nil)
    #expect(GridSearch.argmin([Double.infinity, .infinity]) == 0)
    #expect(GridSearch.argmin([1, -Double.infinity]) == 1)
    #expect(GridSearch.argmin([Float(0), -0.0]) == 0)
    #expect(GridSearch.argmin([Dual(value: 2.0, tangent: 0), Dual(value: 1, tangent: 9)]) == 1)
    let diverged = GridSearch.search([1, 2]) { _ in Double.nan }
    #expect(diverged.best == nil && diverged.scores.count == 2)
  }

  @Test(.equation("grid-search-argmin"))
  func `grid-search-argmin: nothing to choose from traps`() async {
    let scores = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = GridSearch.argmin([Double]())
    }
    Evidence.expect(scores, says: "GridSearch.argmin: there is nothing to choose from")
    let grid = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = GridSearch.search([Int]()) { Double($0) }
    }
    Evidence.expect(grid, says: "GridSearch.search: there is nothing to choose from")
  }
}
