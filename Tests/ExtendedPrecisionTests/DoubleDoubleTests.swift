import ElementaryFunctions
import EvidenceTraits
import ExtendedPrecision
import Testing

// Mutants that nothing can notice: the thresholds between two forms that are both right there, those below which a term
// is less than half a unit of the last bit, > for >= where two exponents are equal and sums commute, and the exponent
// of a 0, an infinity or NaN, which nothing reads.
/// The truth that the last place of `Double` is measured by. Expected numbers: mpmath with 60 digits.
@Suite struct DoubleDoubleTests {
  static let functions: [String: @Sendable (DoubleDouble) -> DoubleDouble] = [
    "exponential": DoubleDouble.exponential, "logarithm": DoubleDouble.logarithm,
    "logarithmOfOnePlus": DoubleDouble.logarithmOfOnePlus, "hyperbolicTangent": DoubleDouble.hyperbolicTangent,
    "squareRoot": DoubleDouble.squareRoot, "sine": DoubleDouble.sine, "cosine": DoubleDouble.cosine,
  ]

  /// Function, argument, and the result as the sum of two numbers.
  static let values: [(String, Double, Double, Double)] = [
    ("exponential", 1, 2.718281828459045, 1.4456468917292502e-16),
    ("exponential", -1, 0.36787944117144233, -1.2428753672788363e-17),
    ("exponential", 0.1, 1.1051709180756477, -8.149523913327619e-17),
    ("exponential", 1e-10, 1.0000000001, -8.269037096265652e-18),
    ("exponential", 20.5, 799902177.4755054, 5.468433516540899e-08),
    ("exponential", -36.7368, 1.1102236570939687e-16, -4.521639482280412e-33),
    ("exponential", 300, 1.9424263952412558e+130, 1.1143145370175699e+114),
    ("exponential", -600.25, 2.0641309109295095e-261, -2.1403995749322006e-280),
    ("exponential", 709, 8.218407461554972e+307, -1.955965507696277e+291),
    ("logarithm", 2, 0.6931471805599453, 2.3190468138462996e-17),
    ("logarithm", 0.5, -0.6931471805599453, -2.3190468138462996e-17),
    ("logarithm", 1.0000001, 9.999999505838704e-08, 1.5249709528441489e-24),
    ("logarithm", 3, 1.0986122886681098, -9.07129723500153e-17),
    ("logarithm", 1e-200, -460.51701859880916, 2.2080942657241066e-14),
    ("logarithm", 1e+200, 460.51701859880916, -2.2129109272629473e-14),
    ("logarithm", 0.9, -0.10536051565782628, 4.81014917638444e-18),
    ("logarithm", 1.4142, 0.3465640001880033, -9.164391062923835e-18),
    ("logarithm", 1.41422, 0.34657814235925116, 2.682057550444785e-17),
    ("logarithmOfOnePlus", 1e-17, 1e-17, -5.000000000000001e-35),
    ("logarithmOfOnePlus", -0.3, -0.35667494393873234, -2.6895094047056423e-17),
    ("logarithmOfOnePlus", 0.49, 0.3987761199573678, -1.3615207765019023e-17),
    ("logarithmOfOnePlus", 0.51, 0.412109650826833, -1.835110123106306e-17),
    ("logarithmOfOnePlus", 5, 1.791759469228055, 4.349979825096335e-17),
    ("logarithmOfOnePlus", -0.999, -6.907755278982136, -2.369515526854508e-16),
    ("hyperbolicTangent", 1e-09, 1e-09, -3.3333333333333338e-28),
    ("hyperbolicTangent", 0.1, 0.09966799462495582, 3.542433877641546e-18),
    ("hyperbolicTangent", 0.24, 0.23549574953849794, 5.397521564095055e-19),
    ("hyperbolicTangent", 0.26, 0.25429553262639115, 1.3684330599168577e-17),
    ("hyperbolicTangent", -1, -0.7615941559557649, -3.7090214482164924e-17),
    ("hyperbolicTangent", 5, 0.9999092042625951, 2.298523750966507e-17),
    ("hyperbolicTangent", 19.06, 0.9999999999999999, 5.533908192578774e-17),
    ("squareRoot", 2, 1.4142135623730951, -9.667293313452913e-17),
    ("squareRoot", 3, 1.7320508075688772, 1.0035084221806903e-16),
    ("squareRoot", 1e-30, 1e-15, -3.6037189572868085e-32),
    ("squareRoot", 7e+20, 26457513110.645905, 1.3640005325363925e-06),
    ("sine", 0.5, 0.479425538604203, -5.103969860556013e-18),
    ("sine", 3, 0.1411200080598672, 8.577269787017502e-18),
    ("sine", -100.25, 0.2772828564548513, 1.361336774720287e-17),
    ("sine", 1000000.0, -0.34999350217129294, -1.5952848809323968e-17),
    ("cosine", 0.5, 0.8775825618903728, -4.2623149864279997e-17),
    ("cosine", 1.5, 0.0707372016677029, 3.683512075225569e-18),
    ("cosine", -3, -0.9899924966004454, -4.2060261566099734e-17),
    ("cosine", 12345.678, 0.7101193587160628, -2.4815747415365305e-17),
  ]

  @Test(arguments: values)
  func `elementary functions have a hundred bits or nearly`(_ name: String, _ x: Double, _ high: Double, _ low: Double)
    throws
  {
    let function = try #require(Self.functions[name])
    let y = function(DoubleDouble(x))
    // The reduction of a large argument to sin and cos costs as many bits as it takes off.
    let bits = (name == "sine" || name == "cosine") && abs(x) > 1000 ? 80.0 : 96
    let error = ((y.high - high) + (y.low - low)).magnitude / high.magnitude
    #expect(error <= Double.power(2, -bits), "\(name)(\(x)) is \(y.high) + \(y.low)")
  }

  @Test(arguments: 1...25)
  func `arithmetic keeps what Double rounds away`(_ seed: Int) {
    let (a, b) = (DoubleDouble(Double(seed) / 7), DoubleDouble(1 / Double(seed + 3)))
    let tiny = DoubleDouble(Double.power(2, -90))
    #expect((a + tiny) - a == tiny)
    #expect((a * b) / b - a <= tiny * a && (a * b) / b - a >= -tiny * a)
    #expect((a / b) * b - a <= tiny * a && (a / b) * b - a >= -tiny * a)
    #expect(a + b == b + a && a * b == b * a && -(-a) == a && a - a == 0)
    #expect(a < a + tiny && a <= a && a + tiny > a && !(a >= a + tiny))
    let cube = DoubleDouble.power(a, 3) - a * a * a
    #expect(cube.high.magnitude < 1e-29)
    #expect((DoubleDouble.power(a, -2) * a * a - 1).high.magnitude < 1e-29)
    #expect((DoubleDouble.power(a, 0.5) - DoubleDouble.squareRoot(a)).high.magnitude < 1e-29)
    #expect(DoubleDouble(9_007_199_254_740_993).low == 1)
  }

  @Test func `all digits are kept where Double has few or none`() {
    let unit = Double.leastNonzeroMagnitude
    // In units of the smallest Double: 1.5528… and 0.2101…
    let (subnormal, below) = (DoubleDouble.exponential(-744), DoubleDouble.exponential(-746))
    #expect(subnormal.high == 2 * unit && below.high == 0)
    #expect((subnormal.distance(from: subnormal.high, unit: unit) - 0.4471811046248836).magnitude < 1e-13)
    #expect((below.distance(from: 0, unit: unit) - 0.21015118502075545).magnitude < 1e-13)
    let five = subnormal / DoubleDouble.exponential(-749)
    #expect((five - DoubleDouble.exponential(5)).high.magnitude < 1e-27)
    let tiny = DoubleDouble(1e-300)
    #expect(tiny * tiny / tiny == tiny && tiny * tiny > 0 && tiny * tiny < tiny && (tiny * tiny).high == 0)
    #expect((tiny + tiny * tiny) - tiny == 0 && (DoubleDouble(unit) + 1) - 1 == 0)
    let large = DoubleDouble(Double.power(2, 996))
    let (huge, least) = (DoubleDouble.power(-large, 9), DoubleDouble.power(-large, -9))
    #expect(huge.high == -.infinity && huge.isFinite && huge * least == 1)
    #expect(least.high == 0 && least.high.sign == .minus && least < 0)
    #expect(DoubleDouble.zero == 0 && DoubleDouble.zero.low == 0 && DoubleDouble(Double.infinity).low == 0)
  }

  @Test func `a sum is exact where it can be held, a quotient to 2⁻¹⁰⁰`() {
    // The leading parts cancel, and what is left has 55 bits more than one Double.
    let (x, y) = (DoubleDouble((1 + Double.ulpOfOne) * Double.power(2, -60)), DoubleDouble(Double.power(2, -115)))
    #expect((1 + x) + (y - 1) == x + y && (x + y).low != 0)
    let near = 1 + DoubleDouble(Double.power(2, -80))
    #expect(near / 1 == near && near.low != 0)
    for n in 2...60 {
      let quotient = near / DoubleDouble(n)
      #expect((quotient * DoubleDouble(n) - near).high.magnitude <= Double.power(2, -101))
      let (a, b) = (DoubleDouble(n) / 7, DoubleDouble.squareRoot(DoubleDouble(n)))
      #expect(((a / b) * b - a).high.magnitude <= Double.power(2, -99) * a.high)
    }
    let a = DoubleDouble(Double(2) / 7)
    #expect(!(a > a) && a >= a && !(a < a) && a <= a)
  }

  @Test func `powers`() {
    #expect(DoubleDouble.power(-3, 5) == -243 && DoubleDouble.power(-2, -2) == 0.25 && DoubleDouble.power(-2, 1023) < 0)
    #expect(DoubleDouble.power(0, 0) == 1 && DoubleDouble.power(0, 3) == 0)
    #expect(DoubleDouble.power(0, -1).high == .infinity)
    #expect(DoubleDouble.power(-2, 1025).high == -.infinity && DoubleDouble.power(-2, 0.5).high.isNaN)
    #expect(DoubleDouble.power(DoubleDouble(Double.infinity), -1) == 0 && DoubleDouble.power(0, 0.5) == 0)
    let third = DoubleDouble(1) / 3
    #expect((DoubleDouble.power(third, 40) - third * DoubleDouble.power(third, 39)).high.magnitude == 0)
  }

  @Test func `special values are those of Double`() {
    for (name, function) in Self.functions {
      for x in [Double.nan, .infinity, -.infinity, 0, -0.0, -2] {
        let double: Double =
          switch name {
          case "exponential": .exponential(x)
          case "logarithm": .logarithm(x)
          case "logarithmOfOnePlus": .logarithmOfOnePlus(x)
          case "hyperbolicTangent": .hyperbolicTangent(x)
          case "squareRoot": .squareRoot(x)
          case "sine": .sine(x)
          default: .cosine(x)
          }
        let given = function(DoubleDouble(x)).high
        #expect(given.isNaN == double.isNaN, "\(name)(\(x))")
        #expect(double.isNaN || (given - double).magnitude < 1e-15 || given == double, "\(name)(\(x))")
        #expect(double != 0 || given.sign == double.sign, "\(name)(\(x))")
      }
    }
    let infinite = DoubleDouble(Double.infinity)
    #expect((infinite - infinite).high.isNaN && (infinite * 0).high.isNaN && infinite + 1 == infinite)
    #expect((DoubleDouble(1) / 0).high == .infinity && (1 / infinite) == 0 && !infinite.isFinite)
    #expect((DoubleDouble(1e308) + DoubleDouble(1e308)).high == .infinity)
    #expect(
      !(DoubleDouble(Double.nan) < 1) && !(DoubleDouble(Double.nan) >= 1)
        && DoubleDouble(Double.nan) != DoubleDouble(Double.nan))
  }

  @Test func `an argument too large to be reduced traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DoubleDouble.cosine(DoubleDouble(-1e9))
    }
    Evidence.expect(result, says: "DoubleDouble: sin and cos are for less than 10⁹, not -1000000000.0")
  }
}
