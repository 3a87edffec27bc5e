import ElementaryFunctions
import EvidenceTraits
import GradientChecking
import TensorAlgebra
import Testing

@Suite struct DirectionalCheckTests {
  /// Σᵢ sin(xᵢ xᵢ₊₁), the last with the first.
  static func f<T: Scalar>(_ x: [T]) -> T {
    x.indices.reduce(0) { sum, i in sum + .sine(x[i] * x[(i + 1) % x.count]) }
  }

  static func gradient(_ x: [Double]) -> [Double] {
    x.indices.map { i in
      let (before, after) = (x[(i + x.count - 1) % x.count], x[(i + 1) % x.count])
      return before * .cosine(before * x[i]) + after * .cosine(x[i] * after)
    }
  }

  static var function: DifferentiableFunction {
    DifferentiableFunction({ (x: [Double]) -> Double in f(x) }, dual: { f($0) }, tape: { f($0) })
  }

  static func numbers(_ count: Int, _ seed: UInt64) -> [Double] {
    var generator = Xoshiro256StarStar(seed: seed)
    return (0..<count).map { _ in NormalVariate.next(using: &generator) }
  }

  static func check(_ f: DifferentiableFunction, _ gradient: [Double], _ x: [Double], _ seed: UInt64)
    -> DirectionalReport
  {
    DirectionalCheck.check(f, gradient: gradient, at: x, along: [1, 2].map { numbers(x.count, 100 * seed + $0) })
  }

  @Test(arguments: Evidence.seeds)
  func `a right gradient passes`(_ seed: UInt64) {
    let x = Self.numbers(20, seed)
    let report = Self.check(Self.function, Self.gradient(x), x, seed)
    #expect(report.passes, "\(report)")
    #expect(report.count == 20 && report.directions.elements.count == 2)
  }

  @Test(arguments: Evidence.seeds)
  func `one element wrong by 0.1 % is named, and every direction fails with it`(_ seed: UInt64) {
    let x = Self.numbers(20, seed)
    var wrong = Self.gradient(x)
    wrong[7] *= 1.001
    let report = Self.check(Self.function, wrong, x, seed)
    #expect(report.disagreements.map(\.index) == [7])
    #expect(report.disagreements[0].claimed == wrong[7] && report.disagreements[0].error > 1e10)
    #expect(abs(report.disagreements[0].tape / wrong[7] - 1 / 1.001) < 1e-12)
    #expect(!report.passes && report.directions.failures.count == 2)
  }

  @Test func `values of another function than the tape's fail along the directions alone`() {
    let x = Self.numbers(6, 3)
    let other = DifferentiableFunction(
      { (x: [Double]) -> Double in Self.f(x) + 1e-6 * x[2] }, dual: { Self.f($0) }, tape: { Self.f($0) })
    let report = Self.check(other, Self.gradient(x), x, 1)
    #expect(report.disagreements.isEmpty && report.directions.failures.count == 2 && !report.passes)
  }

  @Test func `a claim that is NaN fails`() {
    let x = Self.numbers(4, 1)
    var gradient = Self.gradient(x)
    gradient[0] = .nan
    #expect(Self.check(Self.function, gradient, x, 1).disagreements.map(\.index) == [0])
  }

  @Test func `the bound counts units in the last place, and may be met`() {
    let square = DifferentiableFunction(
      { (x: [Double]) -> Double in x[0] * x[0] }, dual: { $0[0] * $0[0] }, tape: { $0[0] * $0[0] })
    func disagrees(_ claimed: Double, _ ulps: Double) -> Bool {
      !DirectionalCheck.check(square, gradient: [claimed], at: [1], along: [], ulps: ulps).disagreements.isEmpty
    }
    #expect(!disagrees(2 + 3 * 2.0.ulp, 3) && disagrees(2 + 3 * 2.0.ulp, 2.5))
    #expect(!disagrees(2 + 8 * 2.0.ulp, GradientCheck.ulps) && disagrees(2 + 9 * 2.0.ulp, GradientCheck.ulps))
    #expect(disagrees(2, .nan))
  }

  @Test func `a last place is that of the terms of the sum, not of what is left of them`() {
    // 1000 − 999 is 1, and the terms add up to 1999.
    let difference = DifferentiableFunction(
      { (x: [Double]) -> Double in 1000 * x[0] - 999 * x[0] }, dual: { 1000 * $0[0] - 999 * $0[0] },
      tape: { 1000 * $0[0] - 999 * $0[0] })
    func disagrees(_ claimed: Double) -> Bool {
      !DirectionalCheck.check(difference, gradient: [claimed], at: [1], along: [], ulps: 1).disagreements.isEmpty
    }
    #expect(!disagrees(1 + 1999.0.ulp) && disagrees(1 + 2 * 1999.0.ulp))
  }

  @Test func `a wrong element fails without any direction`() {
    let report = DirectionalCheck.check(Self.function, gradient: [1, 1], at: [0.5, 2], along: [])
    #expect(!report.passes && report.directions.passes && report.directions.elements.isEmpty)
  }

  @Test func `the report says what failed`() {
    let x = Self.numbers(4, 1)
    var gradient = Self.gradient(x)
    #expect("\(Self.check(Self.function, gradient, x, 1))" == "4 elements, 0 failed; 2 directions, 0 failed")
    gradient[2] = 5
    let text = "\(Self.check(Self.function, gradient, x, 1))"
    #expect(text.hasPrefix("4 elements, 1 failed; 2 directions, 2 failed\nelement 2: claimed 5.0, tape "))
    #expect(text.split(separator: "\n").count == 4 && text.contains("\ndirection: element 0: claimed"))
  }

  @Test(arguments: [1, 3])
  func `a gradient of another length traps`(_ count: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [count] in
      _ = DirectionalCheck.check(
        DirectionalCheckTests.function, gradient: Array(repeating: 1, count: count), at: [1, 2], along: [])
    }
    Evidence.expect(result, says: "DirectionalCheck: 2 inputs but \(count) claimed partial derivatives")
  }

  @Test(arguments: [1, 3])
  func `a direction of another length traps`(_ count: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [count] in
      _ = DirectionalCheck.check(
        DirectionalCheckTests.function, gradient: [1, 1], at: [1, 2],
        along: [[1, 1], Array(repeating: 1, count: count)])
    }
    Evidence.expect(result, says: "DirectionalCheck: 2 inputs but directions of [2, \(count)] elements")
  }

  @Test func `a function without a form for the tape traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DirectionalCheck.check(
        DifferentiableFunction { (x: [Double]) -> Double in x[0] }, gradient: [1], at: [1], along: [])
    }
    Evidence.expect(result, says: "DirectionalCheck: the function has no form for the tape")
  }
}
