public import ElementaryFunctions

/// Training that ends when the loss on data that it does not learn from has stopped to fall.
public struct EarlyStopping<T: Scalar> {
  /// Which losses count against the patience.
  public enum Criterion: Hashable, Sendable, CaseIterable {
    /// L > least − Δ: the document's "begins to increase"; with Δ = 0 an equal loss is none.
    case increase
    /// L ≥ least − Δ: whatever is not below, as in Keras; with Δ = 0 an equal loss counts.
    case noDecrease
  }

  /// What has been seen so far.
  public struct State {
    /// The number of checks so far.
    public var checkCount = 0
    /// The check with the least loss, counted from 0, and that loss; the first of equal ones. None before a loss that is
    /// a number.
    public var best: (check: Int, loss: T)?
    /// How many checks in a row count against the patience.
    public var waited = 0
    /// Whether the training should end.
    public var isStopped = false

    /// The state before the first check.
    @inlinable
    public init() {}
  }

  /// The number of checks in a row, without enough of a decrease, after which the training ends.
  public let patience: Int
  /// Δ, how far below the least loss another one has to be.
  public let minimumDelta: T
  /// Which losses count against the patience.
  public let criterion: Criterion

  /// The rule with a patience and Δ. Patience 1 with Δ = 0 is the document's.
  ///
  /// - Precondition: the patience is at least 1; Δ is finite and not negative.
  @inlinable
  public init(patience: Int, minimumDelta Δ: T = 0, criterion: Criterion = .increase) {
    precondition(patience >= 1, "EarlyStopping: the patience must be at least 1, not \(patience)")
    precondition(Δ >= 0 && Δ.isFinite, "EarlyStopping: the least decrease must be finite and at least 0, not \(Δ)")
    (self.patience, minimumDelta, self.criterion) = (patience, Δ, criterion)
  }

  /// The state after one more loss.
  ///
  /// - Edge values: NaN ends the training; what was best stays so. The first loss is best, also if it is infinite. A state
  ///   that has stopped stays as it is.
  @inlinable
  public func check(_ loss: T, state: State) -> State {
    guard !state.isStopped else { return state }
    var next = state
    next.checkCount += 1
    guard loss == loss else {
      next.isStopped = true
      return next
    }
    guard let (_, least) = state.best else {
      next.best = (check: state.checkCount, loss: loss)
      return next
    }
    let isWorse =
      switch criterion {
      case .increase: loss > least - minimumDelta
      case .noDecrease: loss >= least - minimumDelta
      }
    next.waited = isWorse ? state.waited + 1 : 0
    next.isStopped = next.waited == patience
    if loss < least { next.best = (check: state.checkCount, loss: loss) }
    return next
  }

  /// Stop at the first t with L(s) > min_{r < s} L(r) − Δ for the last `patience` checks s ≤ t; return arg min_{r ≤ t} L(r)
  ///
  /// Equation: early-stopping-outcome
  ///
  /// - Shapes: losses ∈ ℝⁿ, one for each check; the result is the state after the last check that was made.
  /// - Evaluated: exactly, by `check` one loss after the other; least − Δ is rounded once.
  /// - Edge values: no losses give the first state; a falling series never stops, where it falls by more than Δ each time;
  ///   NaN stops.
  @inlinable
  public func outcome(of losses: [T]) -> State {
    losses.reduce(State()) { state, loss in check(loss, state: state) }
  }
}

extension EarlyStopping.State: Sendable where T: Sendable {}
extension EarlyStopping: Sendable where T: Sendable {}
