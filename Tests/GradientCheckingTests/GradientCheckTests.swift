import ElementaryFunctions
import EvidenceTraits
import GradientChecking
import ScalarAutograd
import TensorAlgebra
import Testing

@Suite struct GradientCheckTests {
  /// A 3–3–1 network with a square hidden matrix: tanh, then a mean squared error over samples, and its gradient
  /// by hand. Parameters: W row by row, b, then the output weights.
  enum Network {
    static let samples: [(x: [Double], y: Double)] = [
      ([0.5, -1, 2], 0.25), ([1.5, 0.75, -0.5], -1), ([-2, 0.25, 1], 0.5), ([0.1, 0.9, -0.3], 2),
    ]
    static let parameters = [
      0.3, -0.7, 0.2, 0.9, 0.4, -0.1, -0.6, 0.8, 0.5, 0.1, -0.2, 0.3, 1.1, -0.9, 0.7,
    ]

    static func hidden<T: Scalar>(_ p: [T], _ x: [Double]) -> [T] {
      (0..<3).map { j in
        let z = p[3 * j] * T(x[0]) + p[3 * j + 1] * T(x[1]) + p[3 * j + 2] * T(x[2]) + p[9 + j]
        return .hyperbolicTangent(z)
      }
    }

    static func loss<T: Scalar>(_ p: [T]) -> T {
      var sum: T = 0
      for (x, y) in samples {
        let h = hidden(p, x)
        let e = p[12] * h[0] + p[13] * h[1] + p[14] * h[2] - T(y)
        sum += e * e
      }
      return sum / T(samples.count)
    }

    static func gradient(_ p: [Double]) -> [Double] {
      var gradient = [Double](repeating: 0, count: p.count)
      for (x, y) in samples {
        let h = hidden(p, x)
        let e = p[12] * h[0] + p[13] * h[1] + p[14] * h[2] - y
        for j in 0..<3 {
          gradient[12 + j] += 2 * e * h[j] / 4
          let δ = 2 * e * p[12 + j] * (1 - h[j] * h[j]) / 4
          gradient[9 + j] += δ
          for k in 0..<3 { gradient[3 * j + k] += δ * x[k] }
        }
      }
      return gradient
    }
  }

  static var valuesOnly: DifferentiableFunction {
    DifferentiableFunction { Network.loss($0) as Double }
  }
  static var generic: DifferentiableFunction {
    DifferentiableFunction(
      { Network.loss($0) as Double }, dual: { Network.loss($0) }, tape: { Network.loss($0) })
  }

  static func report(
    _ function: DifferentiableFunction, _ change: (inout [Double]) -> Void = { _ in }
  ) -> GradientReport {
    var claimed = Network.gradient(Network.parameters)
    change(&claimed)
    return GradientCheck.check(function, gradient: claimed, at: Network.parameters)
  }

  @Test func `a right gradient passes, element by element`() {
    for function in [Self.valuesOnly, Self.generic] {
      let report = Self.report(function)
      #expect(report.passes, "\(report)")
      #expect(report.elements.map(\.index) == Array(0..<15))
      #expect(report.elements.allSatisfy { $0.verdict == .agrees && $0.relativeError < 1e-9 })
    }
    #expect(Self.report(Self.valuesOnly).elements.allSatisfy { $0.pathMagnitude == 0 && $0.dualError == nil })
    let exact = Self.report(Self.generic)
    #expect(exact.elements.allSatisfy { ($0.dualError ?? .infinity) < 8 && ($0.tapeError ?? .infinity) < 8 })
  }

  @Test func `a whole gradient off by 0.1 % is wrong in every element`() {
    let report = Self.report(Self.valuesOnly) { claimed in claimed = claimed.map { $0 * 1.001 } }
    #expect(report.failures.count == 15)
    #expect(report.elements.allSatisfy { $0.verdict == .wrong && abs($0.relativeError - 0.000999) < 1e-6 })
  }

  @Test func `a gradient off by 1e-7 is still wrong`() {
    let report = Self.report(Self.valuesOnly) { claimed in claimed = claimed.map { $0 * (1 + 1e-7) } }
    #expect(report.elements.allSatisfy { $0.verdict == .wrong })
  }

  @Test func `an error of 100 ulp is seen by the exact witnesses alone`() {
    let change: (inout [Double]) -> Void = { $0[4] *= 1 + 1e-13 }
    #expect(Self.report(Self.valuesOnly, change).passes)
    #expect(Self.report(Self.generic, change).failures.map(\.index) == [4])
  }

  @Test func `one zeroed element in 3,000 is found, and it alone`() {
    let x = (0..<3000).map { i in 1.5 + Double.sine(Double(i)) }
    // Σ xᵢ², in a loop that is quick without optimization too.
    let function = DifferentiableFunction { (x: [Double]) -> Double in
      var (sum, i) = (0.0, 0)
      while i < 3000 {
        sum += x[i] * x[i]
        i += 1
      }
      return sum
    }
    var claimed = x.map { 2 * $0 }
    claimed[1234] = 0
    let report = GradientCheck.check(function, gradient: claimed, at: x)
    #expect(report.failures.map(\.index) == [1234])
    #expect(report.failures.map(\.verdict) == [.wrong])
  }

  @Test func `a wrong sign in one bias is found, and it alone`() {
    let report = Self.report(Self.valuesOnly) { $0[10] = -$0[10] }
    #expect(report.failures.map(\.index) == [10])
  }

  @Test func `a transposed square weight is found off the diagonal`() {
    let report = Self.report(Self.valuesOnly) { claimed in
      let G = Matrix(rows: 3, columns: 3, elements: Array(claimed.prefix(9)))
      claimed.replaceSubrange(0..<9, with: G.transposed.elements)
    }
    #expect(report.failures.map(\.index) == [1, 2, 3, 5, 6, 7])
  }

  @Test func `a missing 1/N is found everywhere`() {
    let report = Self.report(Self.valuesOnly) { claimed in claimed = claimed.map { 4 * $0 } }
    #expect(report.failures.count == 15)
  }

  @Test func `a failure says everything about itself`() throws {
    let report = Self.report(Self.generic) { $0[10] = -$0[10] }
    let line = try #require(report.failures.first).description
    let claimed = -Network.gradient(Network.parameters)[10]
    for part in [
      "element 10: claimed \(claimed), differences ", " ± ", "relative error 1.99", "dual ", "tape ", "ulp), left ",
      ", right ", ": wrong",
    ] {
      #expect(line.contains(part), "\(line) lacks “\(part)”")
    }
    #expect(report.description.hasPrefix("15 elements, 1 failed, 0 at a kink\nelement 10: "))
  }

  @Test func `a pullback is checked with its cotangent`() {
    func f<T: Scalar>(_ x: [T]) -> [T] { [x[0] * x[1], .exponential(x[0]), x[1] / x[0]] }
    let (x, c) = ([0.5, 3.0], [2.0, -1, 0.25])
    let right = [
      c[0] * x[1] + c[1] * .exponential(x[0]) - c[2] * x[1] / (x[0] * x[0]), c[0] * x[0] + c[2] / x[0],
    ]
    let function = DifferentiableFunction(
      { (x: [Double]) -> [Double] in f(x) }, dual: { (x: [Dual<Double>]) -> [Dual<Double>] in f(x) },
      tape: { (x: [Variable<Double>]) -> [Variable<Double>] in f(x) })
    #expect(GradientCheck.check(function, pullback: right, of: c, at: x).passes)
    let swapped = GradientCheck.check(function, pullback: right.reversed(), of: c, at: x)
    #expect(swapped.failures.count == 2)
    let valuesOnly = DifferentiableFunction { (x: [Double]) -> [Double] in f(x) }
    #expect(GradientCheck.check(valuesOnly, pullback: right, of: c, at: x).passes)
  }

  @Test func `at a kink every slope between the two sides is allowed, none outside`() {
    let absolute = DifferentiableFunction { (x: [Double]) -> Double in abs(x[0]) }
    for (claimed, verdict) in [
      (0.0, Verdict.agrees), (0.5, .kink), (-1, .kink), (1, .kink), (1.5, .wrong), (-2, .wrong),
    ] {
      let report = GradientCheck.check(absolute, gradient: [claimed], at: [0])
      #expect(report.elements[0].verdict == verdict, "claimed \(claimed)")
    }
    let rectifier = DifferentiableFunction { (x: [Double]) -> Double in 7 + (x[0] > 2 ? x[0] - 2 : 0) }
    let report = GradientCheck.check(rectifier, gradient: [0], at: [2])
    #expect(report.passes && report.kinks.map(\.index) == [0])
    #expect(report.description == "1 elements, 0 failed, 1 at a kink")
  }

  @Test func `at a kink a generic function's own convention is the claim's`() {
    func f<T: Scalar>(_ x: [T]) -> T { x[0] > 0 ? x[0] : 0 }
    let function = DifferentiableFunction(
      { f($0) as Double }, dual: { f($0) as Dual<Double> }, tape: { f($0) as Variable<Double> })
    #expect(GradientCheck.check(function, gradient: [0], at: [0]).elements[0].verdict == .kink)
    #expect(GradientCheck.check(function, gradient: [1], at: [0]).elements[0].verdict == .wrong)
  }

  @Test(arguments: [1e-300, 1e-100, 1.0, 1e100, 1e300])
  func `no false alarm from 1e-300 to 1e300`(_ scale: Double) {
    let linear = DifferentiableFunction { (x: [Double]) -> Double in 3 * (x[0] / 4) - x[1] / 2 }
    #expect(GradientCheck.check(linear, gradient: [0.75, -0.5], at: [scale, 2 * scale]).passes)
    let logarithm = DifferentiableFunction { (x: [Double]) -> Double in .logarithm(x[0]) }
    #expect(GradientCheck.check(logarithm, gradient: [1 / scale], at: [scale]).passes)
    let square = DifferentiableFunction { (x: [Double]) -> Double in (x[0] / scale) * (x[0] / scale) }
    #expect(GradientCheck.check(square, gradient: [6 / scale], at: [3 * scale]).passes)
    let large = DifferentiableFunction { (x: [Double]) -> Double in scale * .sine(x[0]) }
    #expect(GradientCheck.check(large, gradient: [scale * .cosine(1)], at: [1]).passes)
    #expect(!GradientCheck.check(large, gradient: [scale * .cosine(1) * 1.001], at: [1]).passes)
  }

  @Test func `no false alarm at a minimum, none for an input that does nothing`() {
    let bowl = DifferentiableFunction { (x: [Double]) -> Double in 5 + (x[0] - 1.1) * (x[0] - 1.1) }
    #expect(GradientCheck.check(bowl, gradient: [0, 0], at: [1.1, 7]).passes)
    #expect(GradientCheck.check(bowl, gradient: [1e-6, 0], at: [1.1, 7]).failures.map(\.verdict) == [.wrong])
    #expect(GradientCheck.check(bowl, gradient: [0, 1e-6], at: [1.1, 7]).failures.map(\.index) == [1])
  }

  @Test func `what rounding hides is called ill-conditioned`() {
    let drowned = DifferentiableFunction { (x: [Double]) -> Double in 1e12 + x[0] }
    let report = GradientCheck.check(drowned, gradient: [1], at: [0.3])
    #expect(report.failures.map(\.verdict) == [.illConditioned])
    #expect(GradientCheck.check(drowned, gradient: [2], at: [0.3]).failures.map(\.verdict) == [.wrong])
  }

  @Test func `a discontinuous or undefined function is inconclusive`() {
    let jump = DifferentiableFunction { (x: [Double]) -> Double in x[0] >= 0 ? 1 : 0 }
    #expect(GradientCheck.check(jump, gradient: [3], at: [0]).failures.map(\.verdict) == [.inconclusive])
    let undefined = DifferentiableFunction { (x: [Double]) -> Double in .nan }
    #expect(GradientCheck.check(undefined, gradient: [0], at: [0]).failures.map(\.verdict) == [.inconclusive])
  }

  @Test(arguments: [1e-300, -1e-300, 1e-20, -1e-9, 1e-5])
  func `no false alarm next to a kink`(_ x: Double) {
    let rectifier = DifferentiableFunction { (x: [Double]) -> Double in x[0] > 0 ? x[0] : 0 }
    // From the flat side a large step meets the other slope alone: that point counts as the kink itself.
    let report = GradientCheck.check(rectifier, gradient: [x > 0 ? 1 : 0], at: [x])
    #expect(report.elements.map(\.verdict) == [x > 0 ? .agrees : .kink] || report.elements[0].verdict == .agrees)
    #expect(x < 0 || report.elements[0].relativeError < 1e-9)
    for outside in [-0.5, 1.5] {
      #expect(GradientCheck.check(rectifier, gradient: [outside], at: [x]).failures.count == 1)
    }
    #expect(x < 0 || GradientCheck.check(rectifier, gradient: [0], at: [x]).failures.count == 1)
  }

  @Test func `no false alarm next to a singularity that no step can keep clear of`() {
    func f<T: Scalar>(_ p: [T]) -> T { .logarithm(p[0] / (1 - p[0])) }
    let function = DifferentiableFunction(
      { f($0) as Double }, dual: { f($0) as Dual<Double> }, tape: { f($0) as Variable<Double> })
    let p = 1 - 0x1p-53
    let report = GradientCheck.check(function, gradient: [1 / (p * (1 - p))], at: [p], within: [0...1])
    #expect(report.failures.map(\.verdict) == [.inconclusive])
  }

  @Test func `a claim that is no number is wrong where there is a derivative`() {
    let square = DifferentiableFunction { (x: [Double]) -> Double in x[0] * x[0] }
    for claimed in [Double.nan, .infinity, -.infinity] {
      #expect(GradientCheck.check(square, gradient: [claimed], at: [3]).failures.map(\.verdict) == [.wrong])
    }
  }

  @Test func `domains keep the function from being asked outside`() {
    let entropy = DifferentiableFunction { (p: [Double]) -> Double in
      precondition((0...1).contains(p[0]) && p[1] >= 2)
      return p[0] * p[0] + p[1]
    }
    let report = GradientCheck.check(entropy, gradient: [2, 1], at: [1, 2], within: [0...1, 2...(.infinity)])
    #expect(report.passes, "\(report)")
  }

  @Test func `the bound in ulp can be set`() {
    let change: (inout [Double]) -> Void = { $0[4] *= 1 + 1e-13 }
    var claimed = Network.gradient(Network.parameters)
    change(&claimed)
    #expect(GradientCheck.check(Self.generic, gradient: claimed, at: Network.parameters, ulps: 1e4).passes)
    #expect(!GradientCheck.check(Self.generic, gradient: claimed, at: Network.parameters, ulps: 0).passes)
    let tripled = DifferentiableFunction(
      { 3 * $0[0] as Double }, dual: { 3 * $0[0] as Dual<Double> }, tape: { 3 * $0[0] as Variable<Double> })
    #expect(GradientCheck.check(tripled, gradient: [3], at: [5], ulps: 0).passes)
  }

  @Test func `an input of no elements passes`() {
    let constant = DifferentiableFunction { (_: [Double]) -> Double in 1 }
    #expect(GradientCheck.check(constant, gradient: [], at: []).passes)
  }

  @Test func `lengths that do not fit trap`() async {
    let gradient = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = GradientCheck.check(DifferentiableFunction { (x: [Double]) -> Double in x[0] }, gradient: [1, 2], at: [1])
    }
    Evidence.expect(gradient, says: "GradientCheck: 1 inputs but 2 claimed partial derivatives")
    let cotangent = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = GradientCheck.check(
        DifferentiableFunction { (x: [Double]) -> [Double] in x }, pullback: [1], of: [1, 2], at: [1])
    }
    Evidence.expect(cotangent, says: "GradientCheck: 1 results but 2 cotangents")
    let domains = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = GradientCheck.check(
        DifferentiableFunction { (x: [Double]) -> Double in x[0] }, gradient: [1], at: [1], within: [])
    }
    Evidence.expect(domains, says: "GradientCheck: one domain is needed for each input")
  }
}
