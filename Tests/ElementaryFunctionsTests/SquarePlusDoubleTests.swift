import ElementaryFunctions
import EvidenceTraits
import GradientChecking
import GradientOptimizers
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct SquarePlusDoubleTests {
  @Test(.equation("square-plus-double-value"), arguments: try Evidence.vectors("square-plus-double-value"))
  func `square-plus-double-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("square-plus-double-gradient"), arguments: try Evidence.vectors("square-plus-double-gradient"))
  func `square-plus-double-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("square-plus-double-gradient"), arguments: Evidence.probes("square-plus-double-gradient"))
  func `square-plus-double-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("square-plus-double-gradient", at: probe) == [])
  }

  /// Numbers in sixteenths, so that nothing rounds.
  static func point(_ seed: UInt64) -> (x: Double, y: Double) {
    var generator = Xoshiro256StarStar(seed: seed)
    func number() -> Double { (2 * Double(Shuffle.below(256, using: &generator)) - 255) / 16 }
    return (x: number(), y: number())
  }

  @Test(.equation("square-plus-double-value"), arguments: Evidence.seeds)
  func `square-plus-double-value: even in x, affine in y, without a mixed term, lower at every lower y`(_ seed: UInt64)
  {
    let ((x, y), (h, k)) = (Self.point(seed), Self.point(seed + 100))
    let f: (Double, Double) -> Double = SquarePlusDouble.value
    #expect(f(-x, y) == f(x, y))
    #expect(f(x, y + k) - f(x, y) == 2 * k)
    #expect(f(x + h, y + k) - f(x + h, y) - f(x, y + k) + f(x, y) == 0)
    #expect(f(x, y - 1) < f(x, y))
  }

  @Test(.equation("square-plus-double-gradient"), arguments: Evidence.seeds)
  func `square-plus-double-gradient: odd along x, 2 along y, the same for every y`(_ seed: UInt64) {
    let (x, y) = Self.point(seed)
    let gradient = SquarePlusDouble.gradient(at: x, y)
    #expect(gradient == (x: 2 * x, y: 2))
    #expect(SquarePlusDouble.gradient(at: -x, y).x == -gradient.x)
    #expect(SquarePlusDouble.gradient(at: x, -3 * y) == gradient)
  }

  @Test(.equation("square-plus-double-gradient"))
  func `square-plus-double-gradient: the second derivatives are 2, 0 and 0`() {
    for (v, expected) in [([1.0, 0], [2.0, 0]), ([0, 1], [0, 0])] {
      let row = ForwardMode.pushforward(v, at: [1.5, -4]) { x in
        let gradient = SquarePlusDouble.gradient(at: x[0], x[1])
        return [gradient.x, gradient.y]
      }
      #expect(row.tangent == expected)
    }
  }

  @Test(.equation("square-plus-double-gradient"), arguments: [(1.0, 1.0), (-2.5, 0.75), (0, -3)])
  func `square-plus-double-gradient: B-19, differences find it`(_ x: Double, _ y: Double) {
    let byX = FiniteDifference.derivative(of: { SquarePlusDouble.value($0, y) }, at: x)
    let byY = FiniteDifference.derivative(of: { SquarePlusDouble.value(x, $0) }, at: y)
    let gradient = SquarePlusDouble.gradient(at: x, y)
    #expect(abs(byX.value - gradient.x) < 1e-9 && abs(byY.value - gradient.y) < 1e-9)
  }

  @Test(.equation("square-plus-double-value"))
  func `square-plus-double-value: C-13, descent falls without end`() {
    let descent = GradientDescent(learningRate: 0.1)
    var θ = [1.0, 1]
    for step in 1...1000 {
      let before = SquarePlusDouble.value(θ[0], θ[1])
      let gradient = SquarePlusDouble.gradient(at: θ[0], θ[1])
      θ = descent.step(θ, gradient: [gradient.x, gradient.y])
      // Along y alone each step gains η · 2².
      #expect(SquarePlusDouble.value(θ[0], θ[1]) < before - 0.399, "step \(step)")
    }
    // x shrinks by 1 − 2η at each step, y falls by 2η.
    #expect(abs(SquarePlusDouble.value(θ[0], θ[1]) + 398) < 1e-9)
    #expect(abs(θ[0] - .power(0.8, 1000)) < 1e-105 && abs(θ[1] + 199) < 1e-9)
  }

  @Test(.equation("square-plus-double-value"))
  func `square-plus-double-value: special values`() {
    #expect(SquarePlusDouble.value(0.0, -3.5) == -7)
    #expect(SquarePlusDouble.value(1e155, -8e307) == .infinity)
    #expect(SquarePlusDouble.value(1e155, -.infinity).isNaN)
    #expect(SquarePlusDouble.value(0, -Double.infinity) == -.infinity)
    #expect(SquarePlusDouble.value(Double.nan, 1).isNaN && SquarePlusDouble.value(1, Double.nan).isNaN)
  }

  @Test(.equation("square-plus-double-gradient"))
  func `square-plus-double-gradient: special values`() {
    #expect(SquarePlusDouble.gradient(at: 0.0, 0) == (x: 0, y: 2))
    #expect(SquarePlusDouble.gradient(at: 1.5, .nan) == (x: 3, y: 2))
    let nan = SquarePlusDouble.gradient(at: Double.nan, 1)
    #expect(nan.x.isNaN && nan.y == 2)
    #expect(SquarePlusDouble.gradient(at: 1e308, 1).x == .infinity)
  }
}
