internal import GradientOptimizers

/// The learning-rate schedules over 100 epochs.
enum LearningRates {
  static var figure: Figure {
    Figure(
      "LearningRates", "Learning rates over 100 epochs",
      """
      Six panels with the learning rate from 0 to 0.1 over the epochs 0 to 99. Constant: level at 0.1. Step decay: stairs \
      down to a tenth every 30 epochs. Cosine: an S-curve from 0.1 down to 0. Warm restarts: four such curves, of 10, 20, \
      40 and the begin of 80 epochs, each from the top again. Linear warm-up: a straight rise over 10 epochs, then level. \
      Warm-up and cosine: the same rise, then the S-curve down.
      """,
      height: 480,
      [
        rates("Constant", frames[0], ConstantRate(learningRate: 0.1)),
        rates("Step decay", frames[1], StepDecay(initialRate: 0.1, factor: 0.1, interval: 30)),
        rates("Cosine", frames[2], CosineAnnealing(maximumRate: 0.1, minimumRate: 0, epochs: 100)),
        rates(
          "Warm restarts", frames[3],
          CosineWarmRestarts(maximumRate: 0.1, minimumRate: 0, firstCycle: 10, cycleFactor: 2)),
        rates("Linear warm-up", frames[4], LinearWarmup(maximumRate: 0.1, epochs: 10)),
        rates(
          "Warm-up, then cosine", frames[5],
          WarmupCosine(maximumRate: 0.1, minimumRate: 0, warmupEpochs: 10, annealingEpochs: 90)),
      ])
  }

  private static let frames = Frame(x: 50, y: 40, width: 652, height: 390)
    .parts(columns: 3, rows: 2, gap: (x: 52, y: 84))

  /// One schedule, level within each epoch.
  private static func rates(_ title: String, _ frame: Frame, _ schedule: some LearningRateSchedule<Double>) -> [Mark] {
    var panel = Panel(frame, title, x: Axis("epoch", 0...100, ticks: 6), y: Axis("", 0...0.105, ticks: 6))
    panel.draw(
      Stroke(.blue),
      through: (0..<100).flatMap { epoch in
        let η = schedule.rate(at: epoch)
        return [(Double(epoch), η), (Double(epoch + 1), η)]
      })
    return panel.marks
  }
}
