import ActivationFunctions
import ElementaryFunctions
import EvidenceTraits
import ScalarAutograd
import TensorAlgebra
import Testing

@Suite struct ActivationTests {
  static let everyKind: [Activation] = [
    .identity, .sigmoid, .tanh, .relu, .leakyReLU(slope: 0), .leakyReLU(slope: 0.01), .leakyReLU(slope: 2),
  ]

  @Test(arguments: [-3.0, -0.5, 0, 0.25, 40])
  func `each activation is the function it names`(_ z: Double) {
    #expect(Activation.identity.value(z) == z && Activation.identity.derivative(at: z) == 1)
    #expect(Activation.sigmoid.value(z) == Sigmoid.value(z))
    #expect(Activation.sigmoid.derivative(at: z) == Sigmoid.derivative(at: z))
    #expect(Activation.tanh.value(z) == Tanh.value(z))
    #expect(Activation.tanh.derivative(at: z) == Tanh.derivative(at: z))
    #expect(Activation.relu.value(z) == ReLU.value(z))
    #expect(Activation.relu.derivative(at: z) == ReLU.derivative(at: z))
    let leaky = Activation.leakyReLU(slope: 0.25)
    #expect(leaky.value(z) == LeakyReLU.value(z, slope: 0.25))
    #expect(leaky.derivative(at: z) == LeakyReLU.derivative(at: z, slope: 0.25))
  }

  /// The range that the documents' cards give, closed.
  static func range(_ activation: Activation) -> ClosedRange<Double> {
    switch activation {
    case .identity, .leakyReLU: -.infinity ... .infinity
    case .sigmoid: 0...1
    case .tanh: -1...1
    case .relu: 0 ... .infinity
    }
  }

  @Test(arguments: everyKind)
  func `ACT-16: every finite Float16 is mapped into the closed range`(_ activation: Activation) {
    let range = Self.range(activation)
    let outside = (UInt16.min...UInt16.max).map(Float16.init(bitPattern:)).filter { z in
      z.isFinite && !range.contains(Double(activation.value(z)))
    }
    #expect(outside == [])
  }

  @Test(arguments: everyKind)
  func `ACT-16: the largest, the smallest and subnormal numbers are mapped into the closed range`(
    _ activation: Activation
  ) {
    func check<T: Scalar & BinaryFloatingPoint>(_: T.Type) {
      for magnitude in [T.greatestFiniteMagnitude, T.leastNormalMagnitude, T.leastNonzeroMagnitude, 1, 0] {
        for z in [magnitude, -magnitude, magnitude.nextDown, -magnitude.nextDown] {
          #expect(Self.range(activation).contains(Double(activation.value(z))), "\(z)")
        }
      }
    }
    check(Double.self)
    check(Float.self)
  }

  @Test func `ACT-16: the open ends are reached`() {
    #expect(Activation.sigmoid.value(40.0) == 1 && Activation.sigmoid.value(-800.0) == 0)
    #expect(Activation.tanh.value(20.0) == 1 && Activation.tanh.value(-20.0) == -1)
    #expect(Softmax.value([0, -800.0]) == [1, 0])
  }

  @Test(arguments: Evidence.seeds)
  func `ACT-16: softmax of finite Float16 numbers lies in [0, 1]`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    for count in 1...20 {
      let z = (0..<count).map { _ in
        Float16(
          bitPattern: UInt16(Shuffle.below(0x7C00, using: &generator) | Shuffle.below(2, using: &generator) << 15))
      }
      #expect(z.allSatisfy { $0.isFinite })
      #expect(Softmax.value(z).allSatisfy { (0...1).contains($0) }, "\(z)")
    }
  }

  @Test func `B-61: tanh is centred at 0, the sigmoid at ½, and ReLU is max(0, z)`() {
    for z in stride(from: 0.0, through: 50, by: 0.125) {
      #expect(Activation.tanh.value(-z) == -Activation.tanh.value(z))
      #expect(abs((Activation.sigmoid.value(-z) + Activation.sigmoid.value(z)) / 2 - 0.5) <= .ulpOfOne)
      #expect(Activation.relu.value(z) == max(0, z) && Activation.relu.value(-z) == max(0, -z))
    }
  }

  @Test(arguments: everyKind)
  func `AD-3: on the tape, each activation has its own derivative, at the kink too`(_ activation: Activation) {
    for z in [-30, -2.5, -1e-3, -0.0, 0, 1e-3, 0.75, 3, 30] {
      let (value, gradient) = ReverseMode.gradient(at: [z]) { activation.value($0[0]) }
      #expect(value == activation.value(z))
      let derivative = activation.derivative(at: z)
      #expect(abs(gradient[0] - derivative) <= 8 * derivative.ulp)
    }
  }

  @Test(arguments: [-300.0, -30, -2.5, -1e-3, 0, 1e-3, 0.75, 3, 30, 300])
  func `AD-3: 1/(1 + e⁻ᵘ) written out has the gradient of the sigmoid, and so has the quotient of tanh`(_ u: Double) {
    func slope(_ f: ([Variable<Double>]) -> Variable<Double>) -> Double {
      ReverseMode.gradient(at: [u], of: f).gradient[0]
    }
    let sigmoid = slope { Activation.sigmoid.value($0[0]) }
    #expect(abs(slope { 1 / (1 + .exponential(-$0[0])) } / sigmoid - 1) < 1e-15 * 4)
    let tanh = slope { Activation.tanh.value($0[0]) }
    let quotient = slope { u in
      (.exponential(u[0]) - .exponential(-u[0])) / (.exponential(u[0]) + .exponential(-u[0]))
    }
    // The quotient's derivative is 1 − tanh², whose digits are lost beside 1.
    #expect(abs(quotient - tanh) <= 4e-16)
  }
}
