public import ElementaryFunctions
public import GradientOptimizers
public import RegularizationMethods
public import TensorAlgebra

/// Training as the documents describe it: batch after batch, each a gradient and a step; epoch after epoch.
///
/// It knows no model: it moves a vector of parameters by an optimizer, with a learning rate for each epoch, and asks
/// the caller for the loss of all samples and for the gradient of a batch. Nothing is changed in place; the generator
/// that shuffles the samples is the caller's, and the same seed gives the same training bit for bit.
public struct TrainingLoop<Optimizer: GradientOptimizer, Schedule: LearningRateSchedule>
where Schedule.Element == Optimizer.Element {
  /// The numbers of parameters, losses and rates.
  public typealias T = Optimizer.Element

  /// Moves the parameters; its own learning rate is replaced by the schedule's.
  public let optimizer: Optimizer
  /// η in each epoch.
  public let schedule: Schedule
  /// B, the number of samples of a batch. All samples make it batch descent, 1 makes it stochastic.
  public let batchSize: Int
  /// E, the largest number of epochs.
  public let epochs: Int
  /// ε of the stopping rule ‖∇J‖ ≤ ε, looked at before each epoch; nil for training that stops after E epochs alone.
  ///
  /// The bound is one on numbers whose scale is the loss's and the parameters': it has no meaning without theirs.
  public let gradientTolerance: T?

  /// A training loop.
  ///
  /// - Precondition: B ≥ 1, E ≥ 0, ε ≥ 0.
  @inlinable
  public init(
    optimizer: Optimizer, schedule: Schedule, batchSize: Int, epochs: Int, gradientTolerance: T? = nil
  ) {
    precondition(batchSize >= 1, "TrainingLoop: a batch has at least 1 sample, not \(batchSize)")
    precondition(epochs >= 0, "TrainingLoop: there are no \(epochs) epochs")
    if let ε = gradientTolerance {
      precondition(ε >= 0, "TrainingLoop: the gradient's tolerance must be at least 0, not \(ε)")
    }
    (self.optimizer, self.schedule, self.batchSize) = (optimizer, schedule, batchSize)
    (self.epochs, self.gradientTolerance) = (epochs, gradientTolerance)
  }

  /// Trains a model: θ ← step(θ, ∇J_B(θ)) for each batch B of each epoch.
  ///
  /// A loss that is no finite number ends the training at once, with the parameters of the epoch before.
  ///
  /// With a validation, its loss is checked before the first epoch and after each, and the parameters that it was least
  /// with are returned, however the training ends.
  ///
  /// - Parameters:
  ///   - θ: the parameters to start from.
  ///   - N: the number of samples.
  ///   - generator: shuffles the samples anew for each epoch.
  ///   - validation: when to stop, and the loss on samples that are not learned from.
  ///   - loss: J(θ) over all samples.
  ///   - gradient: ∇J_B(θ) over the samples of a batch, given by their places in 0 ..< N.
  /// - Precondition: N ≥ 1.
  @inlinable
  public func run(
    parameters θ: [T], sampleCount N: Int, using generator: inout some RandomNumberGenerator,
    validation: (stopping: EarlyStopping<T>, loss: ([T]) -> T)? = nil,
    loss: ([T]) -> T, gradient: (_ parameters: [T], _ batch: [Int]) -> [T]
  ) -> (parameters: [T], history: TrainingHistory<T>) {
    precondition(N >= 1, "TrainingLoop.run: there is nothing to learn from \(N) samples")
    var (θ, optimizer) = (θ, optimizer)
    var state = optimizer.initialState(parameterCount: θ.count)
    var history = TrainingHistory(initialLoss: loss(θ))
    guard history.losses[0].isFinite else { return (θ, history.ended(.divergence)) }
    var (watched, best) = (EarlyStopping<T>.State(), θ)
    /// Looks at the validation, if there is one: whether the training should end.
    func shouldStop() -> Bool {
      guard let (stopping, loss) = validation else { return false }
      let L = loss(θ)
      watched = stopping.check(L, state: watched)
      if watched.best?.check == watched.checkCount - 1 { best = θ }
      history.append(validationLoss: L, bestEpoch: watched.best?.check)
      return watched.isStopped
    }
    /// What is returned in place of the last parameters where there is a validation.
    func chosen(_ last: [T]) -> [T] { validation == nil ? last : best }
    if shouldStop() { return (best, history.ended(.validation)) }
    for epoch in 0..<epochs {
      if let ε = gradientTolerance, EuclideanNorm.value(gradient(θ, Array(0..<N))) <= ε {
        return (chosen(θ), history.ended(.smallGradient))
      }
      let before = θ
      optimizer.learningRate = schedule.rate(at: epoch)
      let batches = MiniBatches.shuffled(sampleCount: N, batchSize: batchSize, using: &generator)
      for batch in batches {
        (θ, state) = optimizer.step(θ, gradient: gradient(θ, batch), state: state)
      }
      history.append(loss: loss(θ), rate: optimizer.learningRate, updates: batches.count)
      guard history.losses[epoch + 1].isFinite else { return (chosen(before), history.ended(.divergence)) }
      if shouldStop() { return (best, history.ended(.validation)) }
    }
    return (chosen(θ), history.ended(.epochs))
  }
}

extension TrainingLoop: Sendable where Optimizer: Sendable, Schedule: Sendable, T: Sendable {}
