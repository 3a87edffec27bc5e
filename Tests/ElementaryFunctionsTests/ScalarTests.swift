import ElementaryFunctions
import Testing

/// Expected values: 50-digit arithmetic (mpmath 1.3).
@Suite struct ScalarTests {
  @Test(arguments: [
    ("e^0.5", Double.exponential(0.5), Float.exponential(0.5), Float16.exponential(0.5), 1.6487212707001281468),
    ("e^-3", .exponential(-3), .exponential(-3), .exponential(-3), 0.049787068367863942979),
    ("ln 3", .logarithm(3), .logarithm(3), .logarithm(3), 1.0986122886681096914),
    ("ln 0.75", .logarithm(0.75), .logarithm(0.75), .logarithm(0.75), -0.28768207245178092744),
    (
      "ln(1 + 2^-7)", .logarithmOfOnePlus(0x1p-7), .logarithmOfOnePlus(0x1p-7), .logarithmOfOnePlus(0x1p-7),
      0.0077821404420549489475
    ),
    (
      "ln(1 - 0.5)", .logarithmOfOnePlus(-0.5), .logarithmOfOnePlus(-0.5), .logarithmOfOnePlus(-0.5),
      -0.69314718055994530942
    ),
    ("tanh 0.5", .hyperbolicTangent(0.5), .hyperbolicTangent(0.5), .hyperbolicTangent(0.5), 0.46211715726000975850),
    ("tanh -2", .hyperbolicTangent(-2), .hyperbolicTangent(-2), .hyperbolicTangent(-2), -0.96402758007581688395),
    ("√2", .squareRoot(2), .squareRoot(2), .squareRoot(2), 1.4142135623730950488),
    ("sin 1", .sine(1), .sine(1), .sine(1), 0.84147098480789650665),
    ("cos 1", .cosine(1), .cosine(1), .cosine(1), 0.54030230586813971740),
    ("2.5^-1.5", .power(2.5, -1.5), .power(2.5, -1.5), .power(2.5, -1.5), 0.25298221281347034656),
    ("(-2)^3", .power(-2, 3), .power(-2, 3), .power(-2, 3), -8),
    ("0^0", .power(0, 0), .power(0, 0), .power(0, 0), 1),
  ])
  func `elementary functions: 50-digit values within 2 ulp in every precision`(
    _ name: String, _ double: Double, _ float: Float, _ half: Float16, _ exact: Double
  ) {
    #expect(abs(double - exact) <= 2 * exact.ulp)
    #expect(abs(float - Float(exact)) <= 2 * Float(exact).ulp)
    #expect(abs(half - Float16(exact)) <= Float16(exact).ulp)
  }

  @Test func `elementary functions: special values`() {
    func check<T: Scalar & BinaryFloatingPoint>(_: T.Type) {
      let (infinity, nan) = (T.infinity, T.nan)
      #expect(T.exponential(-infinity) == 0)
      #expect(T.exponential(infinity) == infinity)
      #expect(T.logarithm(0) == -infinity)
      #expect(T.logarithm(-1).isNaN)
      #expect(T.logarithm(infinity) == infinity)
      #expect(T.logarithmOfOnePlus(-1) == -infinity)
      #expect(T.logarithmOfOnePlus(-2).isNaN)
      #expect(T.logarithmOfOnePlus(-0.0).sign == .minus)
      #expect(T.hyperbolicTangent(infinity) == 1)
      #expect(T.hyperbolicTangent(-infinity) == -1)
      #expect(T.hyperbolicTangent(-0.0).sign == .minus)
      #expect(T.squareRoot(-0.0).sign == .minus)
      #expect(T.squareRoot(-1).isNaN)
      #expect(T.sine(infinity).isNaN)
      #expect(T.cosine(infinity).isNaN)
      #expect(T.power(-8, 0.5).isNaN)
      #expect(T.power(nan, 0) == 1)
      for f in [
        T.exponential, T.logarithm, T.logarithmOfOnePlus, T.hyperbolicTangent, T.squareRoot, T.sine, T.cosine,
      ] {
        #expect(f(nan).isNaN)
      }
    }
    check(Double.self)
    check(Float.self)
    check(Float16.self)
  }

  @Test func `conversion: the nearest number`() {
    #expect(Float(0.1) == 0.1)
    #expect(Float16(65520 as Int) == .infinity)
    #expect(Double(3) == 3.0)
  }

  @Test func `compound assignment: multiplies and divides in place`() {
    func check<T: Scalar>(_: T.Type) {
      var x: T = 6
      x *= 4
      #expect(x == 24)
      x /= 3
      #expect(x == 8)
    }
    check(Double.self)
    check(Float.self)
  }
}
