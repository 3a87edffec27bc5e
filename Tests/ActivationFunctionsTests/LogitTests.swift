import ActivationFunctions
import ElementaryFunctions
import EvidenceTraits
import GradientChecking
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct LogitTests {
  @Test(.equation("logit-value"), arguments: try Evidence.vectors("logit-value"))
  func `logit-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("logit-derivative"), arguments: try Evidence.vectors("logit-derivative"))
  func `logit-derivative: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("logit-derivative"), arguments: Evidence.probes("logit-derivative"))
  func `logit-derivative: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("logit-derivative", at: probe) == [])
  }

  @Test(.equation("logit-value"), arguments: Array(stride(from: -30.0, through: 10, by: 0.7)))
  func `logit-value: inverts the sigmoid both ways`(_ z: Double) {
    let p = Sigmoid.value(z)
    // z is known from p up to the rounding of p, which 1 / (p (1 − p)) magnifies.
    #expect(abs(Logit.value(p) - z) <= 4 * (z.magnitude.ulp + p.ulp * Logit.derivative(at: p)))
    #expect(abs(Sigmoid.value(Logit.value(p)) - p) <= 4 * p.ulp * (1 + abs(z)))
  }

  @Test(.equation("logit-value"), arguments: Evidence.seeds)
  func `logit-value: odd about ½`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    // Multiples of 2⁻³⁰, whose complements are exact.
    let p = Double(Shuffle.below((1 << 30) - 1, using: &generator) + 1) * 0x1p-30
    let z = Logit.value(p)
    #expect(abs(z + Logit.value(1 - p)) <= 4 * z.magnitude.ulp)
    #expect(Logit.derivative(at: p) == Logit.derivative(at: 1 - p))
    #expect(Logit.derivative(at: p) >= 4)
  }

  @Test(.equation("logit-value"), arguments: [0x1p-20, 0x1p-30, 0x1p-40, 0x1p-52])
  func `logit-value: 4h near ½ + h, to the last digits`(_ h: Double) {
    // logit(½ + h) = 4h + 16h³/3 + …
    #expect(abs(Logit.value(0.5 + h) / (4 * h + 16 * h * h * h / 3) - 1) < 1e-15)
    #expect(abs(Logit.value(0.5 - h) / (4 * h + 16 * h * h * h / 3) + 1) < 1e-15)
  }

  @Test(.equation("logit-value"), arguments: [0.2, 0.26, 0.4, 0.45, 0.7, 0.74, 0.8])
  func `logit-value: evaluated by where p lies, bit for bit`(_ p: Double) {
    let middle = Double.logarithmOfOnePlus((2 * p - 1) / (1 - p))
    let outside = Double.logarithm(p / (1 - p))
    #expect(Logit.value(p) == (p > 0.25 && p < 0.75 ? middle : outside))
    #expect(Logit.value(0.25) == .logarithmOfOnePlus(-0.5 / 0.75) && Logit.value(0.75) == .logarithmOfOnePlus(2))
  }

  @Test(.equation("logit-value"))
  func `logit-value: special values in every precision`() {
    func check<T: Scalar & BinaryFloatingPoint>(_: T.Type) {
      #expect(Logit.value(T(0)) == -.infinity && Logit.value(T(1)) == .infinity)
      #expect(Logit.value(T(0.5)) == 0)
      #expect(Logit.value(T(1.5)).isNaN && Logit.value(T(-0.5)).isNaN && Logit.value(T.nan).isNaN)
    }
    check(Double.self)
    check(Float.self)
    check(Float16.self)
  }

  @Test(.equation("logit-derivative"))
  func `logit-derivative: special values in every precision`() {
    func check<T: Scalar & BinaryFloatingPoint>(_: T.Type) {
      #expect(Logit.derivative(at: T(0)) == .infinity && Logit.derivative(at: T(1)) == .infinity)
      #expect(Logit.derivative(at: T(0.5)) == 4)
      #expect(Logit.derivative(at: T.nan).isNaN)
    }
    check(Double.self)
    check(Float.self)
    check(Float16.self)
  }
}
