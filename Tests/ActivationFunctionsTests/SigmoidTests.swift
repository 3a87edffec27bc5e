import ActivationFunctions
import ElementaryFunctions
import EvidenceTraits
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

// Mutants that nothing can notice: > for >= or the reverse where both sides are equal, at 0.
@Suite struct SigmoidTests {
  @Test(.equation("sigmoid-value"), arguments: try Evidence.vectors("sigmoid-value"))
  func `sigmoid-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("sigmoid-derivative"), arguments: try Evidence.vectors("sigmoid-derivative"))
  func `sigmoid-derivative: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("sigmoid-derivative"), arguments: Evidence.probes("sigmoid-derivative"))
  func `sigmoid-derivative: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("sigmoid-derivative", at: probe) == [])
  }

  @Test(.equation("sigmoid-value"), arguments: Array(stride(from: -40.0, through: 40, by: 0.37)))
  func `sigmoid-value: σ(−z) = 1 − σ(z)`(_ z: Double) {
    #expect(abs(Sigmoid.value(-z) - (1 - Sigmoid.value(z))) <= 2 * Double.ulpOfOne)
  }

  @Test(.equation("sigmoid-value"))
  func `sigmoid-value: increases, strictly until it saturates`() {
    let values = stride(from: -740.0, through: 34, by: 0.25).map { Sigmoid.value($0) }
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
    let saturated = stride(from: 34.0, through: 800, by: 0.25).map { Sigmoid.value($0) }
    #expect(zip(saturated, saturated.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test(.equation("sigmoid-value"), arguments: [-50.0, -100, -300, -700])
  func `sigmoid-value: approaches eᶻ on the left`(_ z: Double) {
    #expect(abs(Sigmoid.value(z) / .exponential(z) - 1) <= 4 * Double.ulpOfOne)
  }

  @Test(.equation("sigmoid-value"), arguments: Array(stride(from: 0.05, to: 1, by: 0.05)))
  func `sigmoid-value: evaluated by the sign of z, bit for bit`(_ z: Double) {
    #expect(Sigmoid.value(z) == 1 / (1 + .exponential(-z)))
    #expect(Sigmoid.value(-z) == .exponential(-z) / (1 + .exponential(-z)))
  }

  @Test(.equation("sigmoid-value"))
  func `sigmoid-value: special values in every precision`() {
    func check<T: Scalar & BinaryFloatingPoint>(_: T.Type) {
      #expect(Sigmoid.value(T(0)) == 0.5)
      #expect(Sigmoid.value(-T.zero) == 0.5)
      #expect(Sigmoid.value(T.infinity) == 1)
      #expect(Sigmoid.value(-T.infinity) == 0)
      #expect(Sigmoid.value(T.nan).isNaN)
      #expect(Sigmoid.value(T.greatestFiniteMagnitude) == 1)
      #expect(Sigmoid.value(-T.greatestFiniteMagnitude) == 0)
      #expect(Sigmoid.value(T.leastNonzeroMagnitude) == 0.5)
    }
    check(Double.self)
    check(Float.self)
    check(Float16.self)
  }

  @Test(.equation("sigmoid-value"))
  func `sigmoid-value: saturates exactly where its page says`() {
    #expect(Sigmoid.value(36.73) < 1)
    #expect(Sigmoid.value(36.75) == 1)
    #expect(Sigmoid.value(Float(16.63)) < 1)
    #expect(Sigmoid.value(Float(16.65)) == 1)
    #expect(Sigmoid.value(-745.1) > 0)
    #expect(Sigmoid.value(-745.2) == 0)
  }

  @Test(.equation("sigmoid-value"))
  func `sigmoid-value: B-51, the textbook's exponential overflows where the sigmoid is still a number`() {
    func textbook<T: Scalar>(_ z: T) -> T { 1 / (1 + .exponential(-z)) }
    #expect(textbook(-709.78) > 0 && textbook(-709.79) == 0 && Sigmoid.value(-709.79) > 0)
    #expect(textbook(Float(-88.72)) > 0 && textbook(Float(-88.73)) == 0 && Sigmoid.value(Float(-88.73)) > 0)
  }

  @Test(.equation("sigmoid-value"))
  func `sigmoid-value: lies in [0, 1] on every Float16`() {
    for bits in UInt16.min...UInt16.max {
      let z = Float16(bitPattern: bits)
      let σ = Sigmoid.value(z)
      #expect(z.isNaN ? σ.isNaN : (0...1).contains(σ))
    }
  }

  @Test(
    .equation("sigmoid-derivative"),
    arguments: Array(stride(from: 0.0, to: 1.9, by: 0.03)) + Array(stride(from: 1.9, through: 760, by: 1.9)))
  func `sigmoid-derivative: even bit for bit, at most ¼, positive until it underflows`(_ z: Double) {
    let slope = Sigmoid.derivative(at: z)
    #expect(slope == Sigmoid.derivative(at: -z))
    #expect(slope <= 0.25)
    #expect(slope > 0 || z > 745)
    #expect((slope == 0.25) == (z == 0))
  }

  @Test(.equation("sigmoid-derivative"))
  func `sigmoid-derivative: special values in every precision`() {
    func check<T: Scalar & BinaryFloatingPoint>(_: T.Type) {
      #expect(Sigmoid.derivative(at: T(0)) == 0.25)
      #expect(Sigmoid.derivative(at: -T.zero) == 0.25)
      #expect(Sigmoid.derivative(at: T.infinity) == 0)
      #expect(Sigmoid.derivative(at: -T.infinity) == 0)
      #expect(Sigmoid.derivative(at: T.nan).isNaN)
    }
    check(Double.self)
    check(Float.self)
    check(Float16.self)
  }

  @Test(.equation("sigmoid-derivative"))
  func `sigmoid-derivative: integrates to 1`() {
    // The trapezoidal rule converges geometrically for an analytic function that decays on both sides.
    let h = 0.125
    let integral = h * Sum.over(0..<641) { i in Sigmoid.derivative(at: -40 + h * Double(i)) }
    #expect(abs(integral - 1) < 1e-15)
  }

  @Test(.equation("sigmoid-derivative"), arguments: [-700.0, -30, -2, -0.5, 0, 1e-8, 1, 3, 30, 300])
  func `sigmoid-derivative: its own derivative is σ′(1 − 2σ), by nested dual numbers`(_ z: Double) {
    let inner = ForwardMode.derivative(at: Dual(value: z, tangent: 1)) { Sigmoid.value($0) }.derivative
    let σ = Sigmoid.value(z)
    let expected = z > 0 ? -inner.value * (1 - 2 * Sigmoid.value(-z)) : inner.value * (1 - 2 * σ)
    #expect(inner.value == Sigmoid.derivative(at: z) || abs(inner.value / Sigmoid.derivative(at: z) - 1) < 1e-15)
    #expect(abs(inner.tangent - expected) <= 8 * Double.ulpOfOne * max(abs(expected), inner.value))
  }

  @Test(.equation("sigmoid-derivative"))
  func `sigmoid-derivative: C-49, ¼ is attained`() {
    #expect(Sigmoid.derivative(at: 0.0) == 0.25)
    #expect(!(Sigmoid.derivative(at: 0.0) < 0.25))
  }

  @Test(.equation("sigmoid-value"), arguments: [-3.0, -0.2, 0.1, 2])
  func `sigmoid-value: C-80, scaling the logits keeps every decision and changes every probability`(_ z: Double) {
    let (once, tenfold) = (Sigmoid.value(z), Sigmoid.value(10 * z))
    #expect((once > 0.5) == (tenfold > 0.5))
    #expect(abs(once - tenfold) > 0.01)
  }
}
