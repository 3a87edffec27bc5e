import EvidenceTraits
import LinearClassifiers
import SpecConformance
import Testing

@Suite struct LinearSeparabilityTests {
  @Test(.equation("linear-separability-separator"), arguments: try Evidence.vectors("linear-separability-separator"))
  func `linear-separability-separator: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("linear-separability-test"), arguments: try Evidence.vectors("linear-separability-test"))
  func `linear-separability-test: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  static let points = [(0, 0), (0, 1), (1, 0), (1, 1)]
  static let xor = [0, 1, 1, 0]
  static let xnor = [1, 0, 0, 1]

  static func values(_ function: Int) -> [Int] { (0..<4).map { function >> $0 & 1 } }

  /// The proof: each of the sixteen functions has a separator, or is shown to have none, in integers.
  @Test(.equation("linear-separability-test"), arguments: 0..<16)
  func `linear-separability-test: B-42, 14 of the 16 functions are separable, XOR and XNOR are not`(_ function: Int) {
    let y = Self.values(function)
    let isSeparable = LinearSeparability.isSeparable(y.map(Double.init))
    #expect(isSeparable == (y != Self.xor && y != Self.xnor))
    if isSeparable {
      let (w, b) = LinearSeparability.separator(of: y.map(Double.init))
      let (w1, w2, c) = (Int(w[0]), Int(w[1]), Int(b))
      for (x, y) in zip(Self.points, y) {
        let z = w1 * x.0 + w2 * x.1 + c
        #expect(y == 1 ? z > 0 : z < 0)
        #expect(Perceptron(weights: w, bias: b).value([Double(x.0), Double(x.1)]) == Double(y))
      }
    } else {
      // Σᵢ ỹᵢ (xᵢ, 1) = 0: whatever w and b are, Σᵢ ỹᵢ (w · xᵢ + b) = 0, and no four positive numbers add up to 0.
      let signs = y.map { 2 * $0 - 1 }
      #expect(zip(signs, Self.points).reduce(0) { $0 + $1.0 * $1.1.0 } == 0)
      #expect(zip(signs, Self.points).reduce(0) { $0 + $1.0 * $1.1.1 } == 0)
      #expect(signs.reduce(0, +) == 0)
    }
  }

  @Test(.equation("linear-separability-test"))
  func `linear-separability-test: XOR's four inequalities contradict each other for all weights that are tried`() {
    // b < 0, w₁ + b ≥ 0, w₂ + b ≥ 0, w₁ + w₂ + b < 0: the middle two add up to at least 0, the outer two to less.
    for w1 in -8...8 {
      for w2 in -8...8 {
        for b in -8...8 {
          let inequalities = [b < 0, w1 + b >= 0, w2 + b >= 0, w1 + w2 + b < 0]
          #expect(inequalities.contains(false))
          #expect((w1 + b) + (w2 + b) == b + (w1 + w2 + b))
        }
      }
    }
  }

  @Test(.equation("linear-separability-separator"), arguments: 0..<16)
  func `linear-separability-separator: the opposite function has the opposite separator`(_ function: Int) {
    let y = Self.values(function).map(Double.init)
    let (w, b) = LinearSeparability.separator(of: y)
    let opposite = LinearSeparability.separator(of: y.map { 1 - $0 })
    #expect(opposite.weights == w.map { -$0 } && opposite.bias == -b)
    // Exchanged inputs exchange the weights.
    let exchanged = LinearSeparability.separator(of: [y[0], y[2], y[1], y[3]])
    #expect(exchanged.weights == [w[1], w[0]] && exchanged.bias == b)
    // An input without influence has no weight.
    #expect((w[0] == 0) || y[0] != y[2] || y[1] != y[3])
  }

  @Test(.equation("linear-separability-separator"))
  func `linear-separability-separator: the gates' separators`() {
    func separator(_ y: [Double]) -> [Double] {
      let (w, b) = LinearSeparability.separator(of: y)
      return w + [b]
    }
    #expect(separator([0, 0, 0, 1]) == [4, 4, -6] && separator([0, 1, 1, 1]) == [4, 4, -2])
    #expect(separator([1, 1, 1, 0]) == [-4, -4, 6] && separator([0, 0, 1, 1]) == [8, 0, -4])
    #expect(separator([1, 1, 1, 1]) == [0, 0, 4] && separator([0, 1, 0, 0]) == [-4, 4, -2])
  }

  @Test(.equation("linear-separability-separator"))
  func `linear-separability-separator: edge cases`() {
    #expect(LinearSeparability.separator(of: [0.0, 1, 1, 0]) == (weights: [0, 0], bias: 0))
    #expect(LinearSeparability.separator(of: [1.0, 0, 0, 1]) == (weights: [0, 0], bias: 0))
    #expect(LinearSeparability.separator(of: [Float](repeating: 0, count: 4)) == (weights: [0, 0], bias: -4))
  }

  @Test(.equation("linear-separability-test"))
  func `linear-separability-test: edge cases`() {
    #expect(LinearSeparability.isSeparable([0.0, 0, 0, 0]) && LinearSeparability.isSeparable([1.0, 1, 1, 1]))
    #expect(!LinearSeparability.isSeparable([Float(1), 0, 0, 1]))
  }

  @Test(.equation("linear-separability-separator"))
  func `linear-separability-separator: tables that are none trap`() async {
    let result0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LinearSeparability.separator(of: [0.0, 1])
    }
    Evidence.expect(result0, says: "LinearSeparability.separator: a function of two bits has 4 values, not 2")
    let result1 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LinearSeparability.separator(of: [0.0, 1, 0.5, 1])
    }
    Evidence.expect(result1, says: "LinearSeparability.separator: value 2 is 0.5, neither 0 nor 1")
  }

  @Test(.equation("linear-separability-test"))
  func `linear-separability-test: tables that are none trap`() async {
    let result0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LinearSeparability.isSeparable([0.0, 1, 1, 0, 1])
    }
    Evidence.expect(result0, says: "LinearSeparability.isSeparable: a function of two bits has 4 values, not 5")
    let result1 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LinearSeparability.isSeparable([0.0, 1, 1, .nan])
    }
    Evidence.expect(result1, says: "LinearSeparability.isSeparable: value 3 is nan, neither 0 nor 1")
  }
}
