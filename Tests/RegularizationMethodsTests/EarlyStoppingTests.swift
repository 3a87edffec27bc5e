import EvidenceTraits
import RegularizationMethods
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct EarlyStoppingTests {
  @Test(.equation("early-stopping-outcome"), arguments: try Evidence.vectors("early-stopping-outcome"))
  func `early-stopping-outcome: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  typealias Criterion = EarlyStopping<Double>.Criterion

  /// The rule as the page writes it, looking back over all losses for each check.
  static func literal(
    _ losses: [Double], patience: Int, Δ: Double, _ criterion: Criterion
  ) -> (stop: Int?, best: Int?) {
    func counts(_ s: Int) -> Bool {
      guard s > 0, let least = losses[..<s].min() else { return false }
      return criterion == .increase ? losses[s] > least - Δ : losses[s] >= least - Δ
    }
    let stop = losses.indices.first { t in t >= patience - 1 && (0..<patience).allSatisfy { counts(t - $0) } }
    let seen = losses[...(stop ?? losses.count - 1)]
    return (stop, seen.indices.first { i in losses[i] == seen.min() })
  }

  @Test(.equation("early-stopping-outcome"), arguments: Evidence.seeds)
  func `early-stopping-outcome: the rule that looks back over all losses`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    for criterion in Criterion.allCases {
      for (patience, Δ) in [(1, 0.0), (2, 0), (3, 0), (1, 0.25), (2, 1), (4, 0.5)] {
        // Small whole numbers in quarters, so that there are ties.
        let losses = (0..<14).map { _ in Double(Shuffle.below(12, using: &generator)) / 4 }
        let outcome = EarlyStopping(patience: patience, minimumDelta: Δ, criterion: criterion).outcome(of: losses)
        let (stop, best) = Self.literal(losses, patience: patience, Δ: Δ, criterion)
        #expect(outcome.isStopped == (stop != nil) && outcome.checkCount == (stop ?? 13) + 1)
        #expect(outcome.best?.check == best && outcome.best?.loss == losses[..<outcome.checkCount].min())
      }
    }
  }

  @Test(.equation("early-stopping-outcome"))
  func `early-stopping-outcome: C-58, the literal rule keeps 0.9, a patience of 2 finds 0.5`() {
    let series = [1.0, 0.9, 0.91, 0.5]
    let literal = EarlyStopping(patience: 1, minimumDelta: 0.0).outcome(of: series)
    #expect(literal.isStopped && literal.checkCount == 3 && literal.best?.loss == 0.9)
    let patient = EarlyStopping(patience: 2, minimumDelta: 0.0).outcome(of: series)
    #expect(!patient.isStopped && patient.checkCount == 4 && patient.best?.loss == 0.5)
  }

  @Test(.equation("early-stopping-outcome"), arguments: Evidence.seeds)
  func `early-stopping-outcome: a falling series never stops, and more patience never stops sooner`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let draws: [Double] = (0..<20).map { _ in UniformVariate.next(using: &generator) }
    let falling = draws.reduce(into: [10.0]) { series, u in series.append(series[series.count - 1] - 0.01 - u) }
    for criterion in Criterion.allCases {
      let outcome = EarlyStopping(patience: 1, minimumDelta: 0, criterion: criterion).outcome(of: falling)
      #expect(!outcome.isStopped && outcome.best?.check == 20)
      let counts = (1...6).map {
        EarlyStopping(patience: $0, minimumDelta: 0, criterion: criterion).outcome(of: draws).checkCount
      }
      #expect(counts == counts.sorted())
    }
  }

  @Test(.equation("early-stopping-outcome"))
  func `early-stopping-outcome: one check after the other is the outcome of all, and a stopped state stays`() {
    let stopping = EarlyStopping(patience: 2, minimumDelta: 0.125)
    var state = EarlyStopping<Double>.State()
    #expect(state.checkCount == 0 && state.best == nil && state.waited == 0 && !state.isStopped)
    let expected: [(waited: Int, best: Int, isStopped: Bool)] = [
      (0, 0, false), (0, 1, false), (1, 2, false), (0, 3, false), (1, 3, false), (2, 3, true), (2, 3, true),
    ]
    for (loss, wanted) in zip([2, 1, 0.9375, 0.5, 0.5, 0.75, 0.25], expected) {
      state = stopping.check(loss, state: state)
      #expect(state.waited == wanted.waited && state.best?.check == wanted.best && state.isStopped == wanted.isStopped)
    }
    #expect(state.checkCount == 6 && state.best?.loss == 0.5)
  }

  @Test(.equation("early-stopping-outcome"))
  func `early-stopping-outcome: edge cases`() {
    let stopping = EarlyStopping(patience: 3, minimumDelta: 0.0)
    #expect(stopping.patience == 3 && stopping.minimumDelta == 0 && stopping.criterion == .increase)
    #expect(stopping.outcome(of: []).best == nil && !stopping.outcome(of: []).isStopped)
    let first = stopping.outcome(of: [.nan, 1])
    #expect(first.isStopped && first.checkCount == 1 && first.best == nil)
    let later = stopping.outcome(of: [2, 1, .nan, 0])
    #expect(later.isStopped && later.checkCount == 3 && later.best?.check == 1)
    let infinite = stopping.outcome(of: [.infinity, .infinity, 5])
    #expect(infinite.best?.check == 2 && !infinite.isStopped)
    // A plateau: no increase, but no decrease either.
    let plateau = [Double](repeating: 1, count: 9)
    #expect(!stopping.outcome(of: plateau).isStopped)
    let strict = EarlyStopping(patience: 3, minimumDelta: 0.0, criterion: .noDecrease).outcome(of: plateau)
    #expect(strict.isStopped && strict.checkCount == 4 && strict.best?.check == 0)
  }

  @Test(.equation("early-stopping-outcome"))
  func `early-stopping-outcome: a patience of 0 traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = EarlyStopping<Double>(patience: 0)
    }
    Evidence.expect(result, says: "EarlyStopping: the patience must be at least 1, not 0")
  }

  @Test(.equation("early-stopping-outcome"))
  func `early-stopping-outcome: a negative least decrease traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = EarlyStopping(patience: 1, minimumDelta: -0.5)
    }
    Evidence.expect(result, says: "EarlyStopping: the least decrease must be finite and at least 0, not -0.5")
  }

  @Test(.equation("early-stopping-outcome"))
  func `early-stopping-outcome: an infinite least decrease traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = EarlyStopping(patience: 1, minimumDelta: Double.infinity)
    }
    Evidence.expect(result, says: "EarlyStopping: the least decrease must be finite and at least 0, not inf")
  }
}
