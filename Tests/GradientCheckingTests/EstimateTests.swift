import GradientChecking
import Testing

/// The parts of the search for a derivative, on numbers small enough to follow by hand.
@Suite struct EstimateTests {
  func estimate(_ value: Double, _ error: Double, rounding: Double = 0) -> DerivativeEstimate {
    DerivativeEstimate(value: value, error: error, rounding: rounding)
  }

  @Test func `readable: two digits`() {
    #expect(estimate(100, 1).isReadable && estimate(-100, 1).isReadable)
    #expect(!estimate(100, 1.01).isReadable && !estimate(0, 1e-300).isReadable)
    #expect(!DerivativeEstimate.none.isReadable)
  }

  @Test func `settled: rounding is at least half of the error`() {
    #expect(estimate(1, 4, rounding: 2).isSettled && estimate(1, 4, rounding: 3).isSettled)
    #expect(!estimate(1, 4, rounding: 1.9).isSettled)
  }

  @Test func `precise: 1e-11 relative`() {
    #expect(estimate(1, 1e-11).isPrecise && estimate(-2, 1e-11).isPrecise)
    #expect(!estimate(1, 1.1e-11).isPrecise)
  }

  @Test func `better: readable before unreadable, then by relative, else by absolute error`() {
    #expect(estimate(1e6, 1).isBetter(than: estimate(1, 0.5)))
    #expect(!estimate(1, 0.5).isBetter(than: estimate(1e6, 1)))
    #expect(estimate(1e6, 1).isBetter(than: estimate(1, 1e-3)))
    #expect(!estimate(1, 1e-3).isBetter(than: estimate(1e6, 1)))
    #expect(estimate(0, 1e-9).isBetter(than: estimate(3, 1)))
    #expect(!estimate(3, 1).isBetter(than: estimate(0, 1e-9)))
    #expect(!estimate(0, 1).isBetter(than: estimate(0, 1)))
    #expect(!estimate(2, 1e-3).isBetter(than: estimate(2, 1e-3)))
    #expect(estimate(0, 1).isBetter(than: .none))
  }

  @Test func `merged: the surer one, unless both can be read and contradict each other`() {
    #expect(estimate(5, 0.01).merged(with: estimate(5.05, 0.001)) == estimate(5.05, 0.001))
    #expect(estimate(5, 0.001).merged(with: estimate(0, 7)) == estimate(5, 0.001))
    #expect(estimate(0, 7).merged(with: estimate(5, 0.001)) == estimate(5, 0.001))
    let contradicted = estimate(5, 0.001, rounding: 0.0005).merged(with: estimate(8, 0.01))
    #expect(contradicted == estimate(5, 3, rounding: 0.0005))
    // Ten times the sum of both errors is still no contradiction.
    #expect(estimate(64, 0.25).merged(with: estimate(69, 0.25)).error == 0.25)
    #expect(estimate(64, 0.25).merged(with: estimate(69.5, 0.25)).error == 5.5)
    #expect(estimate(64, 0.125).merged(with: estimate(69, 0.25)).error == 5)
  }

  @Test func `extrapolation: removes the terms of the series one by one`() {
    // Quotients 3 + 2h + 16h² at h = 1, ½, ¼: one column removes 2h, the next 16h².
    var tableau = Extrapolation(ratio: 2)
    let steps = [1.0, 0.5, 0.25]
    #expect(tableau.best.value.isNaN && tableau.best.error == .infinity)
    for (row, h) in steps.enumerated() {
      let goesOn = tableau.add(3 + 2 * h + 16 * h * h, noise: 0)
      #expect(goesOn)
      #expect((row < 2) == (tableau.best.error == .infinity))
    }
    // Rows: 21; 8 → −5; 4.5 → 1, then 1 + 6/3 = 3: least error |3 − 1|, |3 + 5| = 8, against 1: |1 − 4.5|, |1 − 8| = 7.
    #expect(tableau.best.value == 1 && tableau.best.error == 7)
    // One more row at h = ⅛: 3.5 → 2.5, 3, 3: the last agrees with both that it came from.
    _ = tableau.add(3.5, noise: 0)
    #expect(tableau.best.value == 3 && tableau.best.error == 0)
  }

  @Test func `extrapolation: each column amplifies the noise`() {
    var tableau = Extrapolation(ratio: 2)
    _ = tableau.add(1, noise: 1)
    _ = tableau.add(1, noise: 1)
    _ = tableau.add(1, noise: 1)
    // First column (2 + 1)/(2 − 1) = 3 times, second another (4 + 1)/(4 − 1).
    #expect(tableau.best == estimate(1, 3, rounding: 3))
    var second = Extrapolation(ratio: 2)
    for quotient in [13.0, 4.0, 1.75] { _ = second.add(quotient, noise: 0.0625) }
    // 1 + 12h²: the first column keeps −6h², the second nothing: 1 with |1 + 0.5|, |1 + 5| and noise 5/16.
    #expect(second.best.value == -0.5 && second.best.rounding == 0.1875)
    #expect(second.best.error == 4.6875)
  }

  @Test func `extrapolation: ends once the newest order is worse than the best by twice its error`() {
    var tableau = Extrapolation(ratio: 2)
    let first = (0..<3).map { _ in tableau.add(1, noise: 0.001) }
    #expect(first == [true, true, true])
    // Best is 1 ± 0.003. A jump of the newest order by less than 0.006 goes on, by more ends.
    var small = tableau
    let afterSmall = small.add(1.001, noise: 0.001)
    #expect(afterSmall)
    var flat = Extrapolation(ratio: 2)
    let onFlat = (0..<3).map { _ in flat.add(1, noise: 0) }
    #expect(onFlat == [true, true, false])
    var large = tableau
    let afterLarge = large.add(1.0025, noise: 0.001)
    #expect(!afterLarge)
  }

  @Test func `quotient: the slope, and a unit in the last place of the values over the step`() throws {
    let q = try #require(
      FiniteDifference.quotient(from: 1, to: 3, within: 0...5) { (value: 4 * $0, magnitude: 4 * $0) })
    #expect(q.slope == 4 && q.noise == 16 * Double.ulpOfOne / 2)
    let reverse = try #require(
      FiniteDifference.quotient(from: 3, to: 1, within: 0...5) { (value: 4 * $0, magnitude: 1) })
    #expect(reverse.slope == 4 && reverse.noise == Double.ulpOfOne)
    let tiny = try #require(FiniteDifference.quotient(from: 0, to: 0.5, within: 0...5) { _ in (0, 0) })
    #expect(tiny.slope == 0 && tiny.noise == 2 * Double.leastNonzeroMagnitude)
    let identity: (Double) -> FiniteDifference.Measurement = { (value: $0, magnitude: $0) }
    #expect(FiniteDifference.quotient(from: 2, to: 2, within: 0...5, of: identity) == nil)
    #expect(FiniteDifference.quotient(from: -1, to: 2, within: 0...5, of: identity) == nil)
    #expect(FiniteDifference.quotient(from: 1, to: 6, within: 0...5, of: identity) == nil)
    #expect(FiniteDifference.quotient(from: 1, to: 2, within: 0...5) { _ in (.nan, 1) } == nil)
  }

  @Test func `steps: absolute and relative, the largest first`() {
    #expect(FiniteDifference.steps(at: 0) == [0.12, 1.2e-4, 1.2e-7])
    #expect(FiniteDifference.steps(at: -1) == [0.12, 1.2e-4, 1.2e-7])
    #expect(FiniteDifference.steps(at: .infinity) == [0.12, 1.2e-4, 1.2e-7])
    let relative = [0.12, 1.2e-4, 1.2e-7].map { $0 * 50 }
    #expect(FiniteDifference.steps(at: -50) == [relative[0], 0.12, relative[1], 1.2e-4, relative[2], 1.2e-7])
  }

  @Test func `slope scale: the steeper side, inside the domain`() {
    func scale(_ x: Double, _ domain: ClosedRange<Double>, _ f: @escaping (Double) -> Double) -> Double {
      FiniteDifference.slopeScale(at: x, within: domain) { (value: f($0), magnitude: 1) }
    }
    let bent: (Double) -> Double = { $0 < 0 ? -3 * $0 : $0 }
    #expect(abs(scale(0, -1...1, bent) - 3) < 1e-12)
    #expect(abs(scale(0, 0...1, bent) - 1) < 1e-12)
    #expect(abs(scale(0, -1...1) { bent(-$0) } - 3) < 1e-12)
    #expect(scale(0, -1...1) { _ in .nan } == 0)
    #expect(scale(0, 0...0) { $0 } == 0)
  }

  @Test func `few evaluations where no smaller step can help`() {
    var count = 0
    let f: (Double) -> Double = { _ in
      count += 1
      return 7
    }
    #expect(FiniteDifference.derivative(of: f, at: 0).value == 0)
    // f(x), then one tableau of eight rows.
    #expect(count <= 17)
    count = 0
    // Near 0 at x: the noise falls with the step, so that all three tableaux are looked at.
    _ = FiniteDifference.derivative(
      of: { x in
        count += 1
        return x * x
      }, at: 0)
    #expect(count > 17)
  }

  @Test func `confirms: within the tolerance or four errors`() {
    func confirms(_ claimed: Double, _ found: DerivativeEstimate, scale: Double = 0) -> Bool {
      ElementCheck.confirms(found, claimed) { scale }
    }
    #expect(confirms(1, estimate(1 + 0.9e-10, 0)) && !confirms(1, estimate(1 + 1.2e-10, 0)))
    let error = 0x1p-30
    #expect(confirms(1 + 4 * error, estimate(1, error)))
    #expect(!confirms(1 + 4.5 * error, estimate(1, error)))
    #expect(confirms(0, estimate(0, 5)))
    #expect(!confirms(.infinity, estimate(1, 1e-12)) && !confirms(.nan, estimate(1, 1e-12)))
    #expect(!confirms(1, .none))
  }

  @Test func `confirms: only what the error resolves, in its own digits or in the slopes around`() {
    func confirms(_ claimed: Double, _ found: DerivativeEstimate, scale: Double) -> Bool {
      ElementCheck.confirms(found, claimed) { scale }
    }
    let error = 0x1p-20
    let resolvable = error / GradientCheck.resolution
    #expect(confirms(resolvable, estimate(resolvable, error), scale: 0))
    #expect(!confirms(resolvable.nextDown, estimate(resolvable.nextDown, error), scale: 0))
    #expect(confirms(resolvable.nextDown, estimate(resolvable, error), scale: 0))
    #expect(ElementCheck.confirms(estimate(resolvable, error), resolvable))
    #expect(!ElementCheck.confirms(estimate(resolvable.nextDown, error), resolvable.nextDown))
    #expect(confirms(0, estimate(error, error), scale: resolvable))
    #expect(!confirms(0, estimate(error, error), scale: resolvable.nextDown))
  }

  @Test func `verdict: a kink needs slopes that differ by more than ten times their errors`() {
    func verdict(
      _ claimed: Double, _ left: DerivativeEstimate, _ right: DerivativeEstimate, isExact: Bool = true
    ) -> Verdict {
      ElementCheck.verdict(on: claimed, estimate(0.5, 1, rounding: 1), left: left, right: right, isExact: isExact)
    }
    // Errors of 1/32 and 1/64 give a slack of 30/64 = 0.46875.
    let (zero, half) = (estimate(0, 0x1p-5), estimate(0.5, 0x1p-6))
    #expect(verdict(0.25, zero, half) == .kink && verdict(0.25, half, zero) == .kink)
    #expect(verdict(0.25, zero, estimate(0.46875, 0x1p-6)) == .illConditioned)
    #expect(verdict(0.25, zero, half, isExact: false) == .wrong)
    #expect(verdict(-0.46875, zero, half) == .kink && verdict(0.96875, zero, half) == .kink)
    #expect(verdict(-0.46876, zero, half) == .wrong && verdict(0.96876, zero, half) == .wrong)
  }

  @Test func `verdict: contradicted beyond ten errors, undecided within`() {
    func verdict(_ claimed: Double, _ found: DerivativeEstimate, isExact: Bool = true) -> Verdict {
      ElementCheck.verdict(on: claimed, found, left: .none, right: .none, isExact: isExact)
    }
    #expect(verdict(2.25, estimate(1, 0.125, rounding: 0.125)) == .illConditioned)
    #expect(verdict(2.25, estimate(1, 0.125, rounding: 0)) == .inconclusive)
    #expect(verdict(2.26, estimate(1, 0.125, rounding: 0.125)) == .wrong)
    #expect(verdict(.nan, estimate(1, 0.125, rounding: 0.125)) == .wrong)
    #expect(verdict(2.26, estimate(1, 0.125)) == .inconclusive)
    #expect(verdict(2.26, estimate(1, 0.0078125)) == .wrong)
    #expect(verdict(1, estimate(1, 0.125), isExact: false) == .wrong)
    #expect(verdict(5, .none) == .inconclusive)
  }

  @Test func `errors: relative to the larger number, and in units of the larger magnitude's last place`() {
    #expect(ElementCheck.relativeError(0, 0) == 0 && ElementCheck.relativeError(-2, -2) == 0)
    #expect(ElementCheck.relativeError(1, 4) == 0.75 && ElementCheck.relativeError(4, 1) == 0.75)
    #expect(ElementCheck.relativeError(-1, 1) == 2)
    #expect(ElementCheck.ulps(1, 1 + 2 * Double.ulpOfOne, 0) == 2)
    #expect(ElementCheck.ulps(1, 1 + 2 * Double.ulpOfOne, 4) == 0.5)
    #expect(ElementCheck.ulps(8, 8 + 16 * Double.ulpOfOne, 1) == 2)
    #expect(ElementCheck.ulps(.infinity, .infinity, 1) == 0 && ElementCheck.ulps(0, 0, 0) == 0)
    #expect(ElementCheck.ulps(.nan, .nan, 1) == 0)
    #expect(ElementCheck.ulps(.nan, 1, 1) == .infinity && ElementCheck.ulps(1, .nan, 1) == .infinity)
    #expect(ElementCheck.ulps(.infinity, 1, 1) == .infinity)
  }
}
