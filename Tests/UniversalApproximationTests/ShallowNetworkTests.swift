import ActivationFunctions
import EvidenceTraits
import ForwardPropagation
import GradientChecking
import SpecConformance
import TensorAlgebra
import Testing
import UniversalApproximation

@Suite struct ShallowNetworkTests {
  @Test(.equation("shallow-network-value"), arguments: try Evidence.vectors("shallow-network-value"))
  func `shallow-network-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("shallow-network-gradient"), arguments: try Evidence.vectors("shallow-network-gradient"))
  func `shallow-network-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("shallow-network-gradient"), arguments: Evidence.probes("shallow-network-gradient"))
  func `shallow-network-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("shallow-network-gradient", at: probe) == [])
  }

  /// A random network of N units with n inputs.
  struct Sample {
    let W: Matrix<Double>
    let b, v: [Double]
    let σ: Activation

    init(inputs n: Int, units N: Int, activation σ: Activation, _ generator: inout Xoshiro256StarStar) {
      W = Matrix(rows: N, columns: n) { _, _ in NormalVariate.next(using: &generator) }
      b = (0..<N).map { _ in NormalVariate.next(using: &generator) }
      v = (0..<N).map { _ in NormalVariate.next(using: &generator) }
      self.σ = σ
    }

    func callAsFunction(_ x: Double...) -> Double {
      ShallowNetwork.value(x, weights: W, biases: b, coefficients: v, activation: σ)
    }

    /// How much the value can change per change of the one input, for activations of slope 1 at most.
    var steepest: Double { (0..<v.count).reduce(0) { $0 + abs(v[$1] * W[$1, 0]) } }
  }

  static let activations: [Activation] = [.sigmoid, .tanh, .relu]

  @Test(.equation("shallow-network-value"), arguments: Evidence.seeds)
  func `shallow-network-value: a network with one hidden layer and no bias at its output`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    for σ in Self.activations {
      let g = Sample(inputs: 3, units: 5, activation: σ, &generator)
      let x = (0..<3).map { _ in NormalVariate.next(using: &generator) as Double }
      let network = Network(
        shape: NetworkShape(sizes: [3, 5, 1], hidden: σ, output: .identity),
        parameters: g.W.elements + g.b + g.v + [0])
      #expect(abs(g(x[0], x[1], x[2]) - network(Matrix(columns: [x], rows: 3)).elements[0]) < 1e-14)
    }
  }

  @Test(.equation("shallow-network-value"), arguments: Evidence.seeds)
  func `shallow-network-value: the units in any order, and a unit cut in two`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let g = Sample(inputs: 2, units: 4, activation: .tanh, &generator)
    let x = [0.3, -0.8]
    let order = [2, 0, 3, 1, 1]
    let v = order.map { $0 == 1 ? g.v[1] / 2 : g.v[$0] }
    let shuffled = ShallowNetwork.value(
      x, weights: Matrix(rows: 5, columns: 2) { j, i in g.W[order[j], i] }, biases: order.map { g.b[$0] },
      coefficients: v, activation: .tanh)
    #expect(abs(shuffled - g(0.3, -0.8)) < 1e-14)
  }

  @Test(.equation("shallow-network-gradient"), arguments: Evidence.seeds)
  func `shallow-network-gradient: the remainder along any direction has slope 2`(_ seed: UInt64) throws {
    var generator = Xoshiro256StarStar(seed: seed)
    let g = Sample(inputs: 2, units: 3, activation: .tanh, &generator)
    let θ = [0.4, -0.7] + g.W.elements + g.b + g.v
    func value(_ θ: [Double]) -> Double {
      ShallowNetwork.value(
        Array(θ[..<2]), weights: Matrix(rows: 3, columns: 2, elements: Array(θ[2..<8])), biases: Array(θ[8..<11]),
        coefficients: Array(θ[11...]), activation: .tanh)
    }
    let gradient = ShallowNetwork.gradient(
      [0.4, -0.7], weights: g.W, biases: g.b, coefficients: g.v, activation: .tanh)
    let direction = θ.map { _ in NormalVariate.next(using: &generator) as Double }
    let slope = try #require(
      TaylorRemainder.slope(
        of: value, gradient: gradient.inputs + gradient.weights.elements + gradient.biases + gradient.coefficients,
        at: θ, along: direction))
    #expect(abs(slope - 2) < 0.3)
  }

  @Test(.equation("shallow-network-value"), arguments: Evidence.seeds)
  func `shallow-network-value: C-18, a step is missed by half its jump, whatever the network`(_ seed: UInt64) {
    // Both sides of the jump are nearly one point to a continuous function, and it has one value there.
    var generator = Xoshiro256StarStar(seed: seed)
    let beside = 0x1p-40
    for σ in Self.activations {
      for N in [1, 7, 40] {
        let g = Sample(inputs: 1, units: N, activation: σ, &generator)
        #expect(max(abs(g(-beside) - 0), abs(g(beside) - 1)) > 0.5 - 1e-9)
      }
    }
    // The steepest sigmoid that was made for it too.
    let steep = { (x: Double) in
      ShallowNetwork.value(
        [x], weights: Matrix(rows: 1, columns: 1, elements: [1e6]), biases: [0], coefficients: [1], activation: .sigmoid
      )
    }
    #expect(abs(steep(-1e-3)) < 1e-9 && abs(steep(1e-3) - 1) < 1e-9)
    #expect(max(abs(steep(-beside) - 0), abs(steep(beside) - 1)) > 0.5 - 1e-6)
  }

  @Test(.equation("shallow-network-value"), arguments: Evidence.seeds)
  func `shallow-network-value: C-40, more data does not help where the function jumps`(_ seed: UInt64) {
    // With samples of a step at ±1/k, a network of steepness S misses one of the two nearest by ½ − S/k.
    var generator = Xoshiro256StarStar(seed: seed)
    for σ in Self.activations {
      let g = Sample(inputs: 1, units: 9, activation: σ, &generator)
      for k in [10.0, 1e3, 1e6] {
        #expect(max(abs(g(-1 / k) - 0), abs(g(1 / k) - 1)) >= 0.5 - g.steepest / k)
      }
    }
  }

  /// The places where the slope of a network of ReLUs in one input changes.
  static func kinks(_ g: Sample) -> [Double] {
    let places = (0..<g.v.count).map { j in -g.b[j] / g.W[j, 0] }.sorted()
    let ends = [(places.first ?? 0) - 1] + places + [(places.last ?? 0) + 1]
    /// The slope right of an end: between two places the function is straight.
    func slope(_ i: Int) -> Double {
      let (a, b) = (ends[i], ends[i + 1])
      return (g(a + 0.75 * (b - a)) - g(a + 0.25 * (b - a))) / (0.5 * (b - a))
    }
    return places.indices.filter { i in abs(slope(i + 1) - slope(i)) > 1e-6 }.map { places[$0] }
  }

  @Test(.equation("shallow-network-value"), arguments: Evidence.seeds)
  func `shallow-network-value: C-19, N ReLUs of one input bend at N places at most`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    for N in [1, 4, 9] {
      let g = Sample(inputs: 1, units: N, activation: .relu, &generator)
      let kinks = Self.kinks(g)
      #expect(!kinks.isEmpty && kinks.count <= N)
      // Between and beyond those places it is straight.
      let ends = [(kinks.first ?? 0) - 3] + kinks + [(kinks.last ?? 0) + 3]
      for (a, b) in zip(ends, ends.dropFirst()) {
        #expect(abs(g((a + b) / 2) - (g(a) + g(b)) / 2) < 1e-5 * (1 + abs(b - a)))
      }
    }
  }

  @Test(.equation("shallow-network-value"), arguments: Evidence.seeds)
  func `shallow-network-value: C-19, N ReLUs miss one of N + 3 alternating points by their height`(_ seed: UInt64) {
    // N + 3 values +1, −1, +1, … need N + 1 changes from rising to falling or back.
    var generator = Xoshiro256StarStar(seed: seed)
    for N in [1, 2, 5, 12] {
      let x = (0..<N + 3).map(Double.init)
      let y = x.indices.map { $0 % 2 == 0 ? 1.0 : -1 }
      func furthest(_ g: (Double) -> Double) -> Double { zip(x, y).map { abs(g($0) - $1) }.max() ?? 0 }
      let random = Sample(inputs: 1, units: N, activation: .relu, &generator)
      #expect(furthest { random($0) } >= 1)
      // N ReLUs through N + 1 of the points, wherever these are.
      for skipped in 0..<N + 2 {
        let kept = x.indices.filter { $0 != skipped && $0 != skipped + 1 }
        let g = ReLUInterpolant(knots: kept.map { x[$0] }, values: kept.map { y[$0] })
        #expect(g.slopes.count == N && furthest { g.value(at: $0) } >= 1)
      }
      // N + 2 are enough.
      let enough = ReLUInterpolant(knots: x, values: y)
      #expect(enough.slopes.count == N + 2 && furthest { enough.value(at: $0) } == 0)
    }
  }

  @Test(.equation("shallow-network-value"), arguments: Evidence.seeds)
  func `shallow-network-value: C-62, on all of ℝ the error for x² grows without bound`(_ seed: UInt64) {
    // |g(x)| ≤ |g(0)| + S |x|, and a square leaves every line behind.
    var generator = Xoshiro256StarStar(seed: seed)
    for σ in Self.activations {
      let g = Sample(inputs: 1, units: 20, activation: σ, &generator)
      for R in [1e3, 1e5, 1e7] {
        #expect(abs(g(R)) <= abs(g(0)) + g.steepest * R * (1 + 1e-12))
        #expect(R * R - g(R) > R * R / 2)
      }
    }
  }

  @Test(.equation("shallow-network-value"))
  func `shallow-network-value: edge cases`() {
    let none = Matrix<Double>(rows: 0, columns: 2, elements: [])
    #expect(ShallowNetwork.value([1, 2], weights: none, biases: [], coefficients: [], activation: .relu) == 0)
    // Without inputs it is a constant.
    let constant = ShallowNetwork.value(
      [], weights: Matrix<Double>(rows: 2, columns: 0, elements: []), biases: [3, -1], coefficients: [2, 5],
      activation: .relu)
    #expect(constant == 6)
    let spoilt = ShallowNetwork.value(
      [.nan], weights: Matrix(rows: 1, columns: 1, elements: [1]), biases: [0], coefficients: [0], activation: .relu)
    #expect(spoilt.isNaN)
  }

  @Test(.equation("shallow-network-gradient"))
  func `shallow-network-gradient: edge cases`() {
    let none = ShallowNetwork.gradient(
      [1, 2], weights: Matrix<Double>(rows: 0, columns: 2, elements: []), biases: [], coefficients: [],
      activation: .relu)
    #expect(none.inputs == [0, 0] && none.weights.rows == 0 && none.biases == [] && none.coefficients == [])
    // One unit at its kink, one beyond it.
    let kink = ShallowNetwork.gradient(
      [1], weights: Matrix(rows: 2, columns: 1, elements: [1.0, 2]), biases: [-1, 0], coefficients: [5, 7],
      activation: .relu)
    #expect(kink.inputs == [14] && kink.weights.elements == [0, 7] && kink.biases == [0, 7])
    #expect(kink.coefficients == [0, 2])
  }

  static let misfits = [[2, 3, 2, 2], [1, 3, 3, 3], [2, 3, 3, 2], [2, 3, 2, 3], [2, 2, 3, 3]]

  @Test(.equation("shallow-network-value"), arguments: misfits)
  func `shallow-network-value: shapes that do not fit trap`(_ sizes: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [sizes] in
      _ = ShallowNetwork.value(
        [Double](repeating: 1, count: sizes[0]), weights: Matrix(rows: sizes[1], columns: 2) { _, _ in 1 },
        biases: [Double](repeating: 1, count: sizes[2]), coefficients: [Double](repeating: 1, count: sizes[3]),
        activation: .relu)
    }
    Evidence.expect(
      result,
      says: """
        ShallowNetwork.value: the weights are \(sizes[1]) × 2 for \(sizes[0]) inputs, \(sizes[2]) biases and \
        \(sizes[3]) coefficients
        """)
  }

  @Test(.equation("shallow-network-gradient"), arguments: misfits)
  func `shallow-network-gradient: shapes that do not fit trap`(_ sizes: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [sizes] in
      _ = ShallowNetwork.gradient(
        [Double](repeating: 1, count: sizes[0]), weights: Matrix(rows: sizes[1], columns: 2) { _, _ in 1 },
        biases: [Double](repeating: 1, count: sizes[2]), coefficients: [Double](repeating: 1, count: sizes[3]),
        activation: .relu)
    }
    Evidence.expect(
      result,
      says: """
        ShallowNetwork.gradient: the weights are \(sizes[1]) × 2 for \(sizes[0]) inputs, \(sizes[2]) biases and \
        \(sizes[3]) coefficients
        """)
  }
}
