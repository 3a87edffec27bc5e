import ActivationFunctions
import EvidenceTraits
import ForwardPropagation
import Foundation
import LinearModels
import SpecConformance
import TensorAlgebra
import Testing
import UniversalApproximation

// A mutant that nothing can notice: ≤ for < between the nearer knots; in the middle both pieces are the same line.
@Suite struct ReLUInterpolantTests {
  @Test(.equation("relu-interpolant-coefficients"), arguments: try Evidence.vectors("relu-interpolant-coefficients"))
  func `relu-interpolant-coefficients: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("relu-interpolant-value"), arguments: try Evidence.vectors("relu-interpolant-value"))
  func `relu-interpolant-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("relu-interpolant-derivative"), arguments: try Evidence.vectors("relu-interpolant-derivative"))
  func `relu-interpolant-derivative: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("relu-interpolant-derivative"), arguments: Evidence.probes("relu-interpolant-derivative"))
  func `relu-interpolant-derivative: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("relu-interpolant-derivative", at: probe) == [])
  }

  /// An interpolant of random values at N + 1 uneven knots.
  static func sample(_ N: Int, _ generator: inout Xoshiro256StarStar) -> ReLUInterpolant<Double> {
    var t = -1.5
    var knots = [t]
    for _ in 0..<N {
      t += 0.05 + UniformVariate.next(using: &generator)
      knots.append(t)
    }
    return ReLUInterpolant(knots: knots, values: knots.map { _ in NormalVariate.next(using: &generator) })
  }

  /// The interpolant of the sine at N + 1 even knots from 0 to 2π.
  static func sine(_ N: Int) -> ReLUInterpolant<Double> {
    let knots = EvenlySpaced.value(from: 0, through: 2 * Double.pi, count: N + 1)
    return ReLUInterpolant(knots: knots, values: knots.map { sin($0) })
  }

  /// The largest distance from the sine on [0, 2π], at 4001 points.
  static func error(_ g: ReLUInterpolant<Double>) -> Double {
    EvenlySpaced.value(from: 0, through: 2 * Double.pi, count: 4001).map { abs(sin($0) - g.value(at: $0)) }.max() ?? 0
  }

  @Test(.equation("relu-interpolant-value"), arguments: Evidence.seeds)
  func `relu-interpolant-value: meets the values at the knots exactly, and is straight between them`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    for N in [1, 2, 9] {
      let g = Self.sample(N, &generator)
      #expect(g.knots.map { g.value(at: $0) } == g.values)
      for i in 0..<N {
        for share in [0.1, 0.5, 0.8] {
          let x = g.knots[i] + share * (g.knots[i + 1] - g.knots[i])
          let between = (1 - share) * g.values[i] + share * g.values[i + 1]
          #expect(abs(g.value(at: x) - between) < 1e-13)
        }
      }
    }
  }

  @Test(.equation("relu-interpolant-coefficients"), arguments: Evidence.seeds)
  func `relu-interpolant-coefficients: with them it is a shallow network of N ReLUs`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let g = Self.sample(7, &generator)
    let c = g.coefficients()
    let ones = Matrix(rows: 7, columns: 1) { _, _ in 1.0 }
    let network = g.network()
    #expect(network.shape == NetworkShape(sizes: [1, 7, 1], hidden: .relu, output: .identity))
    for x in EvenlySpaced.value(from: -3.0, through: 12, count: 61) {
      let sum = ShallowNetwork.value(
        [x], weights: ones, biases: g.knots.prefix(7).map { -$0 }, coefficients: c, activation: .relu)
      #expect(abs(g.values[0] + sum - g.value(at: x)) < 1e-11)
      #expect(abs(network(Matrix(columns: [[x]], rows: 1)).elements[0] - g.value(at: x)) < 1e-11)
    }
    // They add up to the last slope.
    #expect(abs(c.reduce(0, +) - g.slopes[6]) < 1e-12)
  }

  @Test(.equation("relu-interpolant-derivative"), arguments: Evidence.seeds)
  func `relu-interpolant-derivative: constant on each piece, and the rise over the run there`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let g = Self.sample(5, &generator)
    for i in 0..<5 {
      let (left, right) = (g.knots[i], g.knots[i + 1])
      let rise = (g.values[i + 1] - g.values[i]) / (right - left)
      for x in [left.nextUp, (left + right) / 2, right] { #expect(g.derivative(at: x) == rise) }
    }
    #expect(g.derivative(at: g.knots[0]) == 0 && g.derivative(at: g.knots[5] + 100) == g.slopes[4])
  }

  @Test(.equation("relu-interpolant-value"))
  func `relu-interpolant-value: B-48, the sine on [0, 2π] between 4 to 64 pieces`() {
    let expected = [(4, 0.2105), (8, 0.0704), (16, 0.01885), (32, 0.00479), (64, 0.001203)]
    for (N, error) in expected {
      #expect(abs(Self.error(Self.sine(N)) - error) < 6e-5 * (N < 16 ? 1 : 0.1))
    }
  }

  @Test(.equation("relu-interpolant-value"))
  func `relu-interpolant-value: near a knot it keeps the digits of that knot's value`() {
    let rising = ReLUInterpolant(knots: [0.0, 1], values: [1e-20, 1])
    #expect(rising.value(at: 1e-30) == 1e-20 + 1e-30)
    let falling = ReLUInterpolant(knots: [-1.0, 0], values: [1, 1e-20])
    #expect(falling.value(at: -1e-30) == 1e-20 + 1e-30)
  }

  @Test(.equation("relu-interpolant-value"))
  func `relu-interpolant-value: the error falls by 4 where the distance of the knots is halved`() {
    let errors = [16, 32, 64, 128].map { Self.error(Self.sine($0)) }
    for (coarse, fine) in zip(errors, errors.dropFirst()) { #expect(coarse / fine > 3.9 && coarse / fine < 4.02) }
  }

  @Test(.equation("relu-interpolant-value"))
  func `relu-interpolant-value: B-48, outside the knots the error grows: 6.27 at 4π`() {
    let g = Self.sine(64)
    #expect(abs(abs(g.value(at: 4 * .pi) - sin(4 * .pi)) - 6.27) < 5e-3)
    #expect(abs(g.value(at: 40 * .pi) - sin(40 * .pi)) > 100)
    // On the left it stays at y₀.
    #expect(g.value(at: -100) == 0 && Self.sine(4).value(at: -1) == 0)
  }

  @Test(.equation("relu-interpolant-value"))
  func `relu-interpolant-value: C-18, the sine is met on the compact set and missed beyond it`() {
    let g = Self.sine(64)
    #expect(Self.error(g) < 0.00121)
    for x in [3.0, 4, 8] { #expect(abs(g.value(at: x * .pi) - sin(x * .pi)) > 3 * (x - 2)) }
  }

  @Test(.equation("relu-interpolant-value"))
  func `relu-interpolant-value: C-62, x² is met on [−1, 1], and left behind outside`() {
    for N in [4, 64] {
      let knots = EvenlySpaced.value(from: -1.0, through: 1, count: N + 1)
      let g = ReLUInterpolant(knots: knots, values: knots.map { $0 * $0 })
      let inside = EvenlySpaced.value(from: -1.0, through: 1, count: 2001).map { abs($0 * $0 - g.value(at: $0)) }.max()
      #expect(inside ?? 1 <= 1.0 / Double(N * N) + 1e-15)
      let outside = [10.0, 100, 1000].map { abs($0 * $0 - g.value(at: $0)) }
      #expect(outside[0] > 80 && outside[1] > 95 * outside[0] && outside[2] > 95 * outside[1])
    }
  }

  @Test(.equation("relu-interpolant-coefficients"))
  func `relu-interpolant-coefficients: edge cases`() {
    #expect(ReLUInterpolant(knots: [0, 2], values: [1.0, 4]).coefficients() == [1.5])
    #expect(ReLUInterpolant(knots: [0, 1, 3], values: [1.0, 3, 7]).coefficients() == [2, 0])
    let spoilt = ReLUInterpolant(knots: [0, 1, 2, 3, 4], values: [0, 1, .nan, 3, 5]).coefficients()
    #expect(spoilt[0] == 1 && spoilt.dropFirst().allSatisfy { $0.isNaN })
  }

  @Test(.equation("relu-interpolant-value"))
  func `relu-interpolant-value: edge cases`() {
    let g = ReLUInterpolant(knots: [0, 1, 3], values: [5.0, 6, 2])
    #expect(g.value(at: -.infinity) == 5 && g.value(at: -7) == 5 && g.value(at: .infinity) == -.infinity)
    #expect(g.value(at: .nan).isNaN && g.value(at: 5) == -2)
    #expect(ReLUInterpolant(knots: [0, 1], values: [5.0, 5]).value(at: .infinity).isNaN)
    let spoilt = ReLUInterpolant(knots: [0, 1, 2, 3], values: [.nan, 1, 2, 4])
    #expect(spoilt.value(at: -1).isNaN && spoilt.value(at: 0.5).isNaN && spoilt.value(at: 2.5) == 3)
    // A knot beside another: the step of a threshold, as steep as numbers allow.
    let steep = ReLUInterpolant(knots: [0, 0x1p-1000, 1], values: [0.0, 1, 1])
    #expect(steep.value(at: 0) == 0 && steep.value(at: 0x1p-1001) == 0.5 && steep.value(at: 0x1p-1000) == 1)
    #expect(steep.value(at: 0.5) == 1)
  }

  @Test(.equation("relu-interpolant-derivative"))
  func `relu-interpolant-derivative: edge cases`() {
    let g = ReLUInterpolant(knots: [0, 1, 3], values: [5.0, 6, 2])
    #expect(g.derivative(at: -.infinity) == 0 && g.derivative(at: 0) == 0 && g.derivative(at: 1) == 1)
    #expect(g.derivative(at: 3) == -2 && g.derivative(at: .infinity) == -2 && g.derivative(at: .nan).isNaN)
  }

  @Test(.equation("relu-interpolant-value"), arguments: [[1, 2], [3, 2], [0, 1]])
  func `relu-interpolant-value: as many values as knots, or it traps`(_ counts: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [counts] in
      _ = ReLUInterpolant(
        knots: (0..<counts[0]).map(Double.init), values: [Double](repeating: 1, count: counts[1]))
    }
    Evidence.expect(result, says: "ReLUInterpolant: \(counts[0]) knots but \(counts[1]) values")
  }

  @Test(.equation("relu-interpolant-value"), arguments: [0, 1])
  func `relu-interpolant-value: fewer than two knots trap`(_ count: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [count] in
      _ = ReLUInterpolant(
        knots: (0..<count).map(Double.init), values: [Double](repeating: 1, count: count))
    }
    Evidence.expect(result, says: "ReLUInterpolant: \(count) knots have no piece between them")
  }

  @Test(
    .equation("relu-interpolant-value"),
    arguments: [[0.0, 0], [1, 0], [0, .infinity], [-.infinity, 1], [0, .nan]].map { $0.map(\.bitPattern) })
  func `relu-interpolant-value: equal, falling, infinite or NaN knots trap`(_ bits: [UInt64]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [bits] in
      _ = ReLUInterpolant(knots: [-1.0] + bits.map { Double(bitPattern: $0) } + [5], values: [1, 2, 3, 4])
    }
    Evidence.expect(result, says: "ReLUInterpolant: the knots must be finite and increase, but")
  }
}
