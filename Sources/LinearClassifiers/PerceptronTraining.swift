public import ElementaryFunctions
public import TensorAlgebra

/// The perceptron's rule, sample after sample and epoch after epoch, until an epoch passes without a mistake.
public struct PerceptronTraining<T: Scalar> {
  /// Why a training ended.
  public enum StopReason: Sendable {
    /// A whole epoch passed without a mistake: the perceptron separates the samples.
    case noMistakes
    /// All epochs have passed, the last with a mistake: not converged, and maybe never to.
    case epochLimit
  }

  /// η.
  public let learningRate: T
  /// The most epochs to take.
  public let maximumEpochs: Int

  /// Training with learning rate η, for so many epochs at most.
  ///
  /// - Precondition: η is finite and positive; the number of epochs is not negative.
  @inlinable
  public init(learningRate η: T, maximumEpochs: Int) {
    precondition(
      η > 0 && η.isFinite, "PerceptronTraining: the learning rate must be finite and above 0, not \(η)")
    precondition(maximumEpochs >= 0, "PerceptronTraining: there are no \(maximumEpochs) epochs")
    (learningRate, self.maximumEpochs) = (η, maximumEpochs)
  }

  /// (w, b) ← update(w, b; xᵢ, yᵢ) for i = 1, …, m, again and again until all answers of an epoch are right
  ///
  /// Equation: perceptron-training-run
  ///
  /// - Shapes: X ∈ ℝⁿˣᵐ, a sample in each column; y ∈ {0, 1}ᵐ. `epochs` counts the one without a mistake too, and
  ///   `mistakes` all updates.
  /// - Evaluated: in the order of the columns, each sample by the parameters that the one before has left.
  /// - Edge values: no samples end after one epoch; no epochs give the start and `.epochLimit`; NaN is always a mistake.
  /// - Precondition: X has a row for each weight and a column for each target; the targets are 0 or 1.
  @inlinable
  public func run(
    _ start: Perceptron<T>, inputs X: Matrix<T>, targets y: [T]
  ) -> (perceptron: Perceptron<T>, epochs: Int, mistakes: Int, reason: StopReason) {
    precondition(
      X.rows == start.weights.count && X.columns == y.count,
      """
      PerceptronTraining.run: X is \(X.rows) × \(X.columns) \
      but there are \(start.weights.count) weights and \(y.count) targets
      """)
    var perceptron = start
    var mistakes = 0
    for epoch in 0..<maximumEpochs {
      let before = mistakes
      for i in y.indices {
        let x = X.column(i)
        guard perceptron.value(x) != y[i] else { continue }
        perceptron = perceptron.updated(by: x, target: y[i], learningRate: learningRate)
        mistakes += 1
      }
      if mistakes == before {
        return (perceptron: perceptron, epochs: epoch + 1, mistakes: mistakes, reason: .noMistakes)
      }
    }
    return (perceptron: perceptron, epochs: maximumEpochs, mistakes: mistakes, reason: .epochLimit)
  }
}

extension PerceptronTraining: Sendable where T: Sendable {}
