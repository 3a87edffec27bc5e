import ElementaryFunctions
import GradientChecking
import Testing

@Suite struct FiniteDifferenceTests {
  struct Function: Sendable, CustomTestStringConvertible {
    let name: String
    let points: [Double]
    let f, derivative: @Sendable (Double) -> Double
    var testDescription: String { name }
  }

  static let smooth: [Function] = [
    Function(
      name: "x³ − 2x", points: [-3, -0.5, 0, 0.1, 2, 1e5], f: { $0 * $0 * $0 - 2 * $0 },
      derivative: { 3 * $0 * $0 - 2 }),
    Function(
      name: "eˣ", points: [-600, -20, -1, 0, 1, 20, 600], f: { .exponential($0) },
      derivative: { .exponential($0) }),
    Function(
      name: "ln x", points: [1e-300, 1e-9, 0.3, 1, 7, 1e9, 1e300], f: { .logarithm($0) },
      derivative: { 1 / $0 }),
    Function(name: "sin x", points: [-2, 0, 0.7, 3], f: { .sine($0) }, derivative: { .cosine($0) }),
    Function(
      name: "1 / (1 + e⁻ˣ)", points: [-300, -5, 0, 1e-300, 5], f: { 1 / (1 + .exponential(-$0)) },
      derivative: { 1 / (1 + .exponential(-$0)) / (1 + .exponential($0)) }),
    Function(
      name: "1 / x", points: [1e-150, -1e-3, 2, 1e100], f: { 1 / $0 }, derivative: { -1 / ($0 * $0) }),
    Function(
      name: "10³⁰⁰ x²", points: [1e-300, 1e-200, 1e-3], f: { 1e300 * $0 * $0 }, derivative: { 2e300 * $0 }),
    Function(name: "3x", points: [-1e308, 1e300, 1e-300, 0, 1], f: { 3 * ($0 / 4) }, derivative: { _ in 0.75 }),
    Function(
      name: "sin 1000x", points: [0.1, 2], f: { .sine(1000 * $0) }, derivative: { 1000 * .cosine(1000 * $0) }),
  ]

  @Test(arguments: smooth)
  func `smooth functions: 1e-10 relative, and the error estimate covers the error`(_ function: Function) {
    for x in function.points {
      let found = FiniteDifference.derivative(of: function.f, at: x)
      let exact = function.derivative(x)
      #expect(abs(found.value - exact) <= 1e-10 * abs(exact), "at \(x): \(found)")
      #expect(abs(found.value - exact) <= 10 * found.error, "at \(x): \(found)")
      #expect(found.error <= 1e-8 * abs(exact), "at \(x): \(found)")
      #expect(found.rounding <= found.error)
    }
  }

  @Test(arguments: smooth)
  func `one-sided derivatives of smooth functions agree with the derivative`(_ function: Function) {
    for x in function.points {
      let exact = function.derivative(x)
      for found in [
        FiniteDifference.leftDerivative(of: function.f, at: x),
        FiniteDifference.rightDerivative(of: function.f, at: x),
      ] {
        #expect(abs(found.value - exact) <= 1e-5 * abs(exact), "at \(x): \(found)")
        #expect(abs(found.value - exact) <= 10 * found.error, "at \(x): \(found)")
      }
    }
  }

  @Test func `one-sided derivatives at a kink`() {
    for x in [0, 1e-9, -1e-9, 3] {
      let left = FiniteDifference.leftDerivative(of: { abs($0 - x) }, at: x)
      let right = FiniteDifference.rightDerivative(of: { abs($0 - x) }, at: x)
      #expect(abs(left.value + 1) <= 1e-9 && abs(right.value - 1) <= 1e-9, "at \(x)")
    }
  }

  @Test func `a kink close by is stepped around`() {
    let found = FiniteDifference.derivative(of: { $0 > 1 ? 5 * $0 - 4 : $0 }, at: 1.0001)
    #expect(abs(found.value - 5) <= 1e-9)
  }

  @Test func `the end of the domain: the derivative from inside`() {
    var least = Double.infinity
    let atZero = FiniteDifference.derivative(
      of: { x in
        least = min(least, x)
        return x * x + 3 * x
      }, at: 0, within: 0...1)
    #expect(abs(atZero.value - 3) <= 1e-9)
    #expect(least == 0)
    let atOne = FiniteDifference.derivative(of: { $0 * $0 }, at: 1, within: 0...1)
    #expect(abs(atOne.value - 2) <= 1e-9)
    let justInside = FiniteDifference.derivative(of: { $0 * $0 }, at: 1 - 0x1p-53, within: 0...1)
    #expect(abs(justInside.value - 2) <= 1e-9)
  }

  @Test func `where the function ends in NaN: the derivative from the other side`() {
    let found = FiniteDifference.derivative(of: { .power($0, 1.5) }, at: 0)
    #expect(abs(found.value) <= 1e-3)
    #expect(FiniteDifference.rightDerivative(of: { .logarithm($0) }, at: 1e-5).value.rounded() == 100_000)
  }

  @Test func `no derivative where there is none`() {
    for f: @Sendable (Double) -> Double in [{ _ in .nan }, { _ in .infinity }, { $0 == 0 ? .nan : $0 }] {
      let found = FiniteDifference.derivative(of: f, at: 0)
      #expect(found.value.isNaN || found.error.isFinite)
    }
    #expect(FiniteDifference.derivative(of: { _ in .nan }, at: 2).error == .infinity)
    #expect(FiniteDifference.derivative(of: { $0 }, at: .infinity).error == .infinity)
    let jump = FiniteDifference.rightDerivative(of: { $0 > 0 ? 1 : 0 }, at: 0)
    #expect(jump.error > 1e-3 * abs(jump.value))
  }

  @Test func `a constant has derivative 0`() {
    let found = FiniteDifference.derivative(of: { _ in 12345.678 }, at: 2)
    #expect(found.value == 0 && found.error < 1e-10)
  }

  @Test func `noise shows in the error estimate`() {
    // (10⁹ + sin x) − 10⁹ keeps 23 bits of sin x: its differences look like steps.
    let found = FiniteDifference.derivative(of: { (1e9 + .sine($0)) - 1e9 }, at: 0.3)
    #expect(abs(found.value - .cosine(0.3)) <= 10 * found.error)
    #expect(found.error > 1e-9)
  }

  @Test func `few evaluations where the function is easy`() {
    var count = 0
    _ = FiniteDifference.derivative(
      of: { x in
        count += 1
        return .exponential(x)
      }, at: 1)
    #expect(count <= 13)
    count = 0
    _ = FiniteDifference.derivative(
      of: { x in
        count += 1
        return 5 * x + 1
      }, at: 1)
    #expect(count <= 7)
  }
}
