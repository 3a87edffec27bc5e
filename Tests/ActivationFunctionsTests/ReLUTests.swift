import ActivationFunctions
import ElementaryFunctions
import EvidenceTraits
import GradientChecking
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct ReLUTests {
  @Test(.equation("relu-value"), arguments: try Evidence.vectors("relu-value"))
  func `relu-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("relu-derivative"), arguments: try Evidence.vectors("relu-derivative"))
  func `relu-derivative: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("relu-derivative"), arguments: Evidence.probes("relu-derivative"))
  func `relu-derivative: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("relu-derivative", at: probe) == [])
  }

  @Test(.equation("relu-value"), arguments: Evidence.seeds)
  func `relu-value: idempotent, homogeneous, and z = ReLU(z) − ReLU(−z)`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (z, w): (Double, Double) = (NormalVariate.next(using: &generator), NormalVariate.next(using: &generator))
    let r = ReLU.value(z)
    #expect(r >= 0 && ReLU.value(r) == r)
    #expect(ReLU.value(4 * z) == 4 * r)
    #expect(r - ReLU.value(-z) == z)
    #expect(abs(r - ReLU.value(w)) <= abs(z - w))
    #expect((z <= w) == (r <= ReLU.value(w)) || r == ReLU.value(w))
    #expect(r == z * ReLU.derivative(at: z))
  }

  @Test(.equation("relu-value"))
  func `relu-value: special values in every precision`() {
    func check<T: Scalar & BinaryFloatingPoint>(_: T.Type) {
      #expect(ReLU.value(-T.zero).sign == .plus && ReLU.value(T(0)) == 0)
      #expect(ReLU.value(T.infinity) == .infinity && ReLU.value(-T.infinity) == 0)
      #expect(ReLU.value(T.nan).isNaN)
      #expect(ReLU.value(T.leastNonzeroMagnitude) == .leastNonzeroMagnitude)
      #expect(ReLU.value(-T.leastNonzeroMagnitude) == 0)
    }
    check(Double.self)
    check(Float.self)
    check(Float16.self)
  }

  @Test(.equation("relu-derivative"))
  func `relu-derivative: C-52, 0 or 1, and a convention at the kink`() {
    #expect(ReLU.derivative(at: 1e-300) == 1 && ReLU.derivative(at: -1e-300) == 0)
    let (left, right) = (
      FiniteDifference.leftDerivative(of: { ReLU.value($0) }, at: 0),
      FiniteDifference.rightDerivative(of: { ReLU.value($0) }, at: 0)
    )
    #expect(left.value == 0 && abs(right.value - 1) < 1e-12)
    #expect(ReLU.derivative(at: 0.0) == 0 && ReLU.derivative(at: -0.0) == 0)
  }

  @Test(.equation("relu-derivative"))
  func `relu-derivative: special values`() {
    #expect(ReLU.derivative(at: Double.infinity) == 1 && ReLU.derivative(at: -Double.infinity) == 0)
    #expect(ReLU.derivative(at: Double.nan).isNaN)
  }
}
