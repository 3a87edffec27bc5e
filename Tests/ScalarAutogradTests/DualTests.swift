import ElementaryFunctions
import ScalarAutograd
import Testing

@Suite struct DualTests {
  let x = Dual(value: 3.0, tangent: 1)

  @Test func `comparisons look at the value alone`() {
    let same = Dual(value: 3.0, tangent: -5)
    let larger = Dual(value: 4.0, tangent: 0)
    #expect(x == same && x <= same && x >= same)
    #expect(!(x < same) && !(x > same))
    #expect(x < larger && x <= larger && larger > x && larger >= x)
    #expect(!(larger < x) && !(larger <= x) && !(x > larger) && !(x >= larger))
    #expect(x != larger)
  }

  @Test func `every comparison with NaN is false`() {
    let nan = Dual(value: Double.nan, tangent: 1)
    #expect(!(nan == nan) && !(nan < 0) && !(nan <= 0) && !(nan > 0) && !(nan >= 0))
    #expect(!(0 < nan) && !(0 <= nan) && !(0 > nan) && !(0 >= nan))
  }

  @Test func `literals and conversions are constants`() {
    for constant: Dual<Double> in [7, 0.5, Dual(7 as Int), Dual(0.5 as Double), .zero] {
      #expect(constant.tangent == 0)
    }
    #expect((7 as Dual<Double>).value == 7 && (0.5 as Dual<Double>).value == 0.5)
    #expect(Dual<Double>(7 as Int).value == 7 && Dual<Float>(0.1 as Double).value == 0.1)
    #expect(Dual<Double>.zero.value == 0)
  }

  @Test func `finiteness is the value's`() {
    #expect(Dual(value: 1.0, tangent: .infinity).isFinite)
    #expect(!Dual(value: Double.infinity, tangent: 0).isFinite)
  }

  @Test func `sums, products and quotients carry both operands' tangents`() {
    let y = Dual(value: 2.0, tangent: 10)
    #expect((x + y).value == 5 && (x + y).tangent == 11)
    #expect((x - y).value == 1 && (x - y).tangent == -9)
    #expect((x * y).value == 6 && (x * y).tangent == 32)
    #expect((x / y).value == 1.5 && (x / y).tangent == -7)
    #expect((-y).value == -2 && (-y).tangent == -10)
  }

  @Test func `0 · ∞ in a rule is NaN`() {
    #expect(Dual<Double>.squareRoot(0).tangent.isNaN)
    #expect(Dual<Double>.squareRoot(Dual(value: 0, tangent: 1)).tangent == .infinity)
  }

  @Test func `ε² = 0`() {
    let ε = Dual(value: 0.0, tangent: 1)
    #expect((ε * ε).value == 0 && (ε * ε).tangent == 0)
  }

  @Test func `a quotient's derivative survives where its divisor's square would not`() {
    let q = Dual(value: 1e-200, tangent: 1) / Dual(value: 1e-200, tangent: 1)
    #expect(q.value == 1 && q.tangent == 0)
    #expect((Dual(value: 1e200, tangent: 1) / 1e200).tangent == 1e-200)
  }

  /// x⁵ has derivatives 5x⁴, 20x³, 60x²: three levels of dual numbers carry them all.
  @Test func `nests: three derivatives of x⁵`() {
    typealias Third = Dual<Dual<Dual<Double>>>
    let inner = Dual(value: Dual(value: 2.0, tangent: 1), tangent: 1)
    let y = Third(value: inner, tangent: 1)
    let y5 = y * y * y * y * y
    #expect(y5.value.value.value == 32)
    #expect(y5.tangent.value.value == 80)
    #expect(y5.tangent.tangent.value == 160)
    #expect(y5.tangent.tangent.tangent == 240)
  }

  @Test func `nests: levels are not confused`() {
    // d/dx [x · d/dy (x + y)] = 1, which a confused implementation gives as 2.
    let (_, slope) = ForwardMode.derivative(at: 1.0) { (x: Dual<Double>) in
      x * ForwardMode.derivative(at: 1) { (y: Dual<Dual<Double>>) in Dual(value: x, tangent: 0) + y }.derivative
    }
    #expect(slope == 1)
  }

  @Test(arguments: [-3.0, -0.5, 0, 0.25, 2, 20])
  func `nests: second derivatives of the elementary functions`(_ z: Double) {
    func second(_ f: (Dual<Dual<Double>>) -> Dual<Dual<Double>>, at x: Double) -> Double {
      f(Dual(value: Dual(value: x, tangent: 1), tangent: 1)).tangent.tangent
    }
    let t = Double.hyperbolicTangent(z)
    let sech² = ForwardMode.derivative(at: z) { Dual.hyperbolicTangent($0) }.derivative
    #expect(abs(second(Dual.exponential, at: z) - .exponential(z)) <= 1e-15 * .exponential(z))
    #expect(abs(second(Dual.sine, at: z) + .sine(z)) < 1e-15)
    #expect(abs(second(Dual.cosine, at: z) + .cosine(z)) < 1e-15)
    #expect(abs(second(Dual.hyperbolicTangent, at: z) + 2 * t * sech²) <= 1e-15 * sech²)
    #expect(abs(second({ .power($0, 3) }, at: z) - 6 * z) <= 1e-14)
    let u = z + 4
    #expect(abs(second(Dual.logarithm, at: u) * u * u + 1) < 1e-15)
    #expect(abs(second(Dual.squareRoot, at: u) * 4 * u * u.squareRoot() + 1) < 1e-15)
    #expect(abs(second(Dual.logarithmOfOnePlus, at: u) * (1 + u) * (1 + u) + 1) < 1e-15)
    #expect(abs(second({ 1 / $0 }, at: u) * u * u * u - 2) < 2e-15)
  }
}
