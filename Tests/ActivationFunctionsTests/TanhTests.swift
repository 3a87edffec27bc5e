import ActivationFunctions
import ElementaryFunctions
import EvidenceTraits
import GradientChecking
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct TanhTests {
  @Test(.equation("tanh-value"), arguments: try Evidence.vectors("tanh-value"))
  func `tanh-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("tanh-derivative"), arguments: try Evidence.vectors("tanh-derivative"))
  func `tanh-derivative: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("tanh-derivative"), arguments: Evidence.probes("tanh-derivative"))
  func `tanh-derivative: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("tanh-derivative", at: probe) == [])
  }

  @Test(.equation("tanh-value"), arguments: Array(stride(from: -25.0, through: 25, by: 0.37)))
  func `tanh-value: odd, and 2σ(2z) − 1`(_ z: Double) {
    #expect(Tanh.value(-z) == -Tanh.value(z))
    #expect(abs(Tanh.value(z) - (2 * Sigmoid.value(2 * z) - 1)) < 5e-16)
  }

  @Test(.equation("tanh-value"), arguments: Evidence.seeds)
  func `tanh-value: the addition formula`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (x, y): (Double, Double) = (NormalVariate.next(using: &generator), NormalVariate.next(using: &generator))
    let (s, t) = (Tanh.value(x), Tanh.value(y))
    #expect(abs(Tanh.value(x + y) - (s + t) / (1 + s * t)) < 1e-15 / (1 - abs(s * t)))
  }

  @Test(.equation("tanh-value"))
  func `tanh-value: special values in every precision`() {
    func check<T: Scalar & BinaryFloatingPoint>(_: T.Type) {
      #expect(Tanh.value(T(0)) == 0 && Tanh.value(-T.zero).sign == .minus)
      #expect(Tanh.value(T.infinity) == 1 && Tanh.value(-T.infinity) == -1)
      #expect(Tanh.value(T.nan).isNaN)
      #expect(Tanh.value(T.greatestFiniteMagnitude) == 1)
    }
    check(Double.self)
    check(Float.self)
    check(Float16.self)
  }

  @Test(.equation("tanh-value"))
  func `tanh-value: saturates where its page says`() {
    #expect(Tanh.value(19.0) < 1 && Tanh.value(19.1) == 1)
    #expect(Tanh.value(Float(8.9)) < 1 && Tanh.value(Float(9.1)) == 1)
  }

  @Test(.equation("tanh-derivative"), arguments: Array(stride(from: 0.0, through: 372, by: 0.93)))
  func `tanh-derivative: even bit for bit, positive, at most 1`(_ z: Double) {
    let slope = Tanh.derivative(at: z)
    #expect(slope == Tanh.derivative(at: -z))
    #expect(slope > 0 && slope <= 1)
    let t = Tanh.value(z)
    #expect(abs(slope - (1 - t * t)) <= 1e-15)
  }

  @Test(.equation("tanh-derivative"))
  func `tanh-derivative: B-32, 1 is the largest value, at 0 alone`() {
    #expect(Tanh.derivative(at: 0.0) == 1)
    for z in stride(from: 0.001, through: 5, by: 0.01) {
      #expect(Tanh.derivative(at: z) < 1 && Tanh.derivative(at: -z) < 1)
    }
  }

  @Test(.equation("tanh-derivative"))
  func `tanh-derivative: C-51, above the sigmoid's only up to 1.6629`() {
    // 2 arccosh((1 + √3)/2), to 50 digits 1.66288589105862…
    let crossover = 1.66288589105862
    for z in stride(from: 0.0, through: 1.66, by: 0.01) {
      #expect(Tanh.derivative(at: z) > Sigmoid.derivative(at: z))
    }
    for z in stride(from: 1.67, through: 300, by: 0.5) {
      #expect(Tanh.derivative(at: z) < Sigmoid.derivative(at: z))
    }
    #expect(abs(Tanh.derivative(at: crossover) - Sigmoid.derivative(at: crossover)) < 1e-14)
    #expect(abs(Tanh.derivative(at: crossover) - 0.133975) < 1e-6)
  }

  @Test(.equation("tanh-derivative"))
  func `tanh-derivative: special values in every precision`() {
    func check<T: Scalar & BinaryFloatingPoint>(_: T.Type) {
      #expect(Tanh.derivative(at: T(0)) == 1 && Tanh.derivative(at: -T.zero) == 1)
      #expect(Tanh.derivative(at: T.infinity) == 0 && Tanh.derivative(at: -T.infinity) == 0)
      #expect(Tanh.derivative(at: T.greatestFiniteMagnitude) == 0)
      #expect(Tanh.derivative(at: T.nan).isNaN)
    }
    check(Double.self)
    check(Float.self)
    check(Float16.self)
  }
}
