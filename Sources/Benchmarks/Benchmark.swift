/// Some work to time.
struct Benchmark: Sendable {
  let name: String
  /// Does the work once and returns the figures that a peer must reproduce.
  let pass: @Sendable () -> [Double]

  /// The time of one pass, averaged over enough of them to fill a fifth of a second.
  func measure() -> Measurement {
    let clock = ContinuousClock()
    var figures = pass()
    var passes = 0
    let start = clock.now
    while clock.now - start < .milliseconds(200) {
      figures = pass()
      passes += 1
    }
    return Measurement(seconds: (clock.now - start) / .seconds(1) / Double(passes), figures: figures)
  }
}
