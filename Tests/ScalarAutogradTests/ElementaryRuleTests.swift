import ElementaryFunctions
import ScalarAutograd
import Testing

/// The derivative of every elementary function against 50-digit values (mpmath 1.3), forward and reverse, in
/// `Double` and `Float`.
@Suite struct ElementaryRuleTests {
  /// A function of one number, at the two kinds of number that differentiate it.
  struct Rule: Sendable {
    let dual: @Sendable (Dual<Double>) -> Dual<Double>
    let tape: @Sendable (Variable<Double>) -> Variable<Double>
    let dualFloat: @Sendable (Dual<Float>) -> Dual<Float>
    let tapeFloat: @Sendable (Variable<Float>) -> Variable<Float>
  }

  static let rules: [String: Rule] = [
    "exponential": Rule(
      dual: { .exponential($0) }, tape: { .exponential($0) }, dualFloat: { .exponential($0) },
      tapeFloat: { .exponential($0) }),
    "logarithm": Rule(
      dual: { .logarithm($0) }, tape: { .logarithm($0) }, dualFloat: { .logarithm($0) },
      tapeFloat: { .logarithm($0) }),
    "logarithmOfOnePlus": Rule(
      dual: { .logarithmOfOnePlus($0) }, tape: { .logarithmOfOnePlus($0) },
      dualFloat: { .logarithmOfOnePlus($0) }, tapeFloat: { .logarithmOfOnePlus($0) }),
    "hyperbolicTangent": Rule(
      dual: { .hyperbolicTangent($0) }, tape: { .hyperbolicTangent($0) },
      dualFloat: { .hyperbolicTangent($0) }, tapeFloat: { .hyperbolicTangent($0) }),
    "squareRoot": Rule(
      dual: { .squareRoot($0) }, tape: { .squareRoot($0) }, dualFloat: { .squareRoot($0) },
      tapeFloat: { .squareRoot($0) }),
    "sine": Rule(
      dual: { .sine($0) }, tape: { .sine($0) }, dualFloat: { .sine($0) }, tapeFloat: { .sine($0) }),
    "cosine": Rule(
      dual: { .cosine($0) }, tape: { .cosine($0) }, dualFloat: { .cosine($0) },
      tapeFloat: { .cosine($0) }),
    "power 2.5": Rule(
      dual: { .power($0, 2.5) }, tape: { .power($0, 2.5) }, dualFloat: { .power($0, 2.5) },
      tapeFloat: { .power($0, 2.5) }),
    "power -1": Rule(
      dual: { .power($0, -1) }, tape: { .power($0, -1) }, dualFloat: { .power($0, -1) },
      tapeFloat: { .power($0, -1) }),
    "power 1": Rule(
      dual: { .power($0, 1) }, tape: { .power($0, 1) }, dualFloat: { .power($0, 1) },
      tapeFloat: { .power($0, 1) }),
    "power 0": Rule(
      dual: { .power($0, 0) }, tape: { .power($0, 0) }, dualFloat: { .power($0, 0) },
      tapeFloat: { .power($0, 0) }),
    "u * u": Rule(
      dual: { $0 * $0 }, tape: { $0 * $0 }, dualFloat: { $0 * $0 }, tapeFloat: { $0 * $0 }),
    "3 / u": Rule(
      dual: { 3 / $0 }, tape: { 3 / $0 }, dualFloat: { 3 / $0 }, tapeFloat: { 3 / $0 }),
    "u / 4": Rule(
      dual: { $0 / 4 }, tape: { $0 / 4 }, dualFloat: { $0 / 4 }, tapeFloat: { $0 / 4 }),
    "u + u": Rule(
      dual: { $0 + $0 }, tape: { $0 + $0 }, dualFloat: { $0 + $0 }, tapeFloat: { $0 + $0 }),
    "5 - u": Rule(
      dual: { 5 - $0 }, tape: { 5 - $0 }, dualFloat: { 5 - $0 }, tapeFloat: { 5 - $0 }),
    "u - 2": Rule(
      dual: { $0 - 2 }, tape: { $0 - 2 }, dualFloat: { $0 - 2 }, tapeFloat: { $0 - 2 }),
    "-u": Rule(dual: { -$0 }, tape: { -$0 }, dualFloat: { -$0 }, tapeFloat: { -$0 }),
  ]

  struct Value: Sendable, CustomTestStringConvertible {
    let rule: String
    let at, value, derivative: Double
    var testDescription: String { "\(rule) at \(at)" }
  }

  static let values: [Value] = [
    ("exponential", 0, 1.0, 1.0),
    ("exponential", 1, 2.71828182845904523536, 2.71828182845904523536),
    ("exponential", -3.5, 0.03019738342231850073979, 0.03019738342231850073979),
    ("exponential", 50, 5.184705528587072464087e+21, 5.184705528587072464087e+21),
    ("exponential", -600, 2.650396553004310816339e-261, 2.650396553004310816339e-261),
    ("logarithm", 1, 0, 1.0),
    ("logarithm", 3, 1.098612288668109691395, 0.3333333333333333333333),
    ("logarithm", 0.0078125, -4.852030263919617165921, 128.0),
    ("logarithm", 1e+300, 690.7755278982137052579, 9.999999999999999474952e-301),
    ("logarithm", 1e-300, -690.7755278982137051803, 9.999999999999999749409e+299),
    ("logarithmOfOnePlus", 0.5, 0.405465108108164381978, 0.6666666666666666666667),
    ("logarithmOfOnePlus", -0.75, -1.386294361119890618834, 4.0),
    ("logarithmOfOnePlus", 0.0009765625, 0.0009760859730554588959608, 0.9990243902439024390244),
    ("logarithmOfOnePlus", 1e-300, 1.000000000000000025059e-300, 1.0),
    ("logarithmOfOnePlus", 10000000000.0, 23.02585093004045684017, 9.9999999990000000001e-11),
    ("hyperbolicTangent", 0, 0, 1.0),
    ("hyperbolicTangent", 0.5, 0.4621171572600097585023, 0.7864477329659274101497),
    ("hyperbolicTangent", -0.5, -0.4621171572600097585023, 0.7864477329659274101497),
    ("hyperbolicTangent", 2, 0.9640275800758168839464, 0.07065082485316446568625),
    ("hyperbolicTangent", -2, -0.9640275800758168839464, 0.07065082485316446568625),
    ("hyperbolicTangent", 20, 0.9999999999999999915033, 1.699341702116635583693e-17),
    ("hyperbolicTangent", -20, -0.9999999999999999915033, 1.699341702116635583693e-17),
    ("hyperbolicTangent", 40, 1.0, 7.219405551381660689249e-35),
    ("hyperbolicTangent", -300, -1.0, 1.060158621201724326535e-260),
    ("squareRoot", 2, 1.414213562373095048802, 0.3535533905932737622004),
    ("squareRoot", 0.25, 0.5, 1.0),
    ("squareRoot", 1e-300, 1.00000000000000001253e-150, 4.999999999999999937352e+149),
    ("squareRoot", 1e+300, 1.000000000000000026252e+150, 4.999999999999999868738e-151),
    ("sine", 0.5, 0.4794255386042030002733, 0.8775825618903727161163),
    ("sine", -2, -0.909297426825681695396, -0.4161468365471423869976),
    ("sine", 100, -0.5063656411097587936566, 0.8623188722876839341019),
    ("cosine", 0.5, 0.8775825618903727161163, -0.4794255386042030002733),
    ("cosine", -2, -0.4161468365471423869976, 0.909297426825681695396),
    ("cosine", 100, 0.8623188722876839341019, 0.5063656411097587936566),
    ("power 2.5", 2, 5.656854249492380195207, 7.071067811865475244008),
    ("power 2.5", 0.125, 0.005524271728019902534382, 0.1104854345603980506876),
    ("power 2.5", 30, 4929.503017546495021113, 410.7919181288745850927),
    ("power -1", 2, 0.5, -0.25),
    ("power -1", -8, -0.125, -0.015625),
    ("power -1", 0.3, 3.333333333333333456691, -11.1111111111111119335),
    ("power 1", 3.5, 3.5, 1.0),
    ("power 1", -2, -2.0, 1.0),
    ("power 0", 4, 1.0, 0),
    ("power 0", -2, 1.0, 0),
    ("u * u", 3, 9.0, 6.0),
    ("u * u", -0.25, 0.0625, -0.5),
    ("u * u", 0x1p-500, 0x1p-1000, 0x1p-499),
    ("3 / u", 2, 1.5, -0.75),
    ("3 / u", -0.5, -6.0, -12.0),
    ("3 / u", 1e-100, 2.999999999999999940024e+100, -2.999999999999999880049e+200),
    ("u / 4", 7, 1.75, 0.25),
    ("u / 4", -1, -0.25, 0.25),
    ("u + u", 1.5, 3.0, 2.0),
    ("5 - u", 1.5, 3.5, -1.0),
    ("u - 2", 7.5, 5.5, 1.0),
    ("-u", 3, -3.0, -1.0),
    ("-u", -2, 2.0, -1.0),
  ].map { Value(rule: $0, at: $1, value: $2, derivative: $3) }

  @Test(arguments: values)
  func `value and derivative: 50-digit values within 4 ulp`(_ expected: Value) throws {
    let rule = try #require(Self.rules[expected.rule])
    let forward = rule.dual(Dual(value: expected.at, tangent: 1))
    let tape = Tape<Double>()
    let x = tape.variable(expected.at)
    let y = rule.tape(x)
    for (found, exact) in [
      (forward.value, expected.value), (y.value, expected.value),
      (forward.tangent, expected.derivative), (tape.gradient(of: y)[x], expected.derivative),
    ] {
      #expect(abs(found - exact) <= 4 * exact.ulp)
    }
  }

  @Test(arguments: values.filter { Double(Float($0.at)) == $0.at && Float($0.derivative).isNormal })
  func `value and derivative: in Float too`(_ expected: Value) throws {
    let rule = try #require(Self.rules[expected.rule])
    let forward = rule.dualFloat(Dual(value: Float(expected.at), tangent: 1))
    let tape = Tape<Float>()
    let x = tape.variable(Float(expected.at))
    let y = rule.tapeFloat(x)
    for (found, exact) in [
      (forward.value, Float(expected.value)), (y.value, Float(expected.value)),
      (forward.tangent, Float(expected.derivative)), (tape.gradient(of: y)[x], Float(expected.derivative)),
    ] {
      #expect(abs(found - exact) <= 4 * exact.ulp)
    }
  }

  @Test(arguments: [0.1, 0.25, 0.4, 0.6, 0.85])
  func `tanh: its derivative is evaluated from e^(−2|u|), bit for bit`(_ u: Double) {
    let e = Double.exponential(-2 * u)
    for x in [u, -u] {
      let slope = ForwardMode.derivative(at: x) { Dual.hyperbolicTangent($0) }.derivative
      #expect(slope == 4 * e / ((1 + e) * (1 + e)))
    }
  }

  @Test func `derivatives at the ends of the domains`() {
    func slope(_ name: String, _ x: Double) -> [Double] {
      guard let rule = Self.rules[name] else { return [] }
      let tape = Tape<Double>()
      let u = tape.variable(x)
      return [rule.dual(Dual(value: x, tangent: 1)).tangent, tape.gradient(of: rule.tape(u))[u]]
    }
    #expect(slope("logarithm", 0) == [.infinity, .infinity])
    #expect(slope("squareRoot", 0) == [.infinity, .infinity])
    #expect(slope("logarithmOfOnePlus", -1) == [.infinity, .infinity])
    #expect(slope("hyperbolicTangent", .infinity) == [0, 0])
    #expect(slope("hyperbolicTangent", -.infinity) == [0, 0])
    #expect(slope("power 2.5", 0) == [0, 0])
    #expect(slope("power 1", 0) == [1, 1])
    #expect(slope("power 0", 0) == [0, 0])
    #expect(slope("power -1", 0) == [-.infinity, -.infinity])
    #expect(slope("exponential", -.infinity) == [0, 0])
    let curved = [
      "exponential", "logarithm", "logarithmOfOnePlus", "hyperbolicTangent", "squareRoot", "sine", "cosine",
      "power 2.5", "power -1", "u * u", "3 / u",
    ]
    for name in curved {
      let slopes = slope(name, .nan)
      #expect(slopes.map(\.isNaN) == [true, true], "\(name)")
    }
  }
}
