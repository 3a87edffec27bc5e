import ActivationFunctions
import EvidenceTraits
import RegularizationMethods
import SpecConformance
import TensorAlgebra
import Testing

// Mutants that nothing can notice: ≠ for = and 0 for 1 in a code's digits, which name the same masks in another order.
@Suite struct DropoutExpectationTests {
  @Test(.equation("dropout-expectation-value"), arguments: try Evidence.vectors("dropout-expectation-value"))
  func `dropout-expectation-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  static let a = [1, 2, -1, 0.5]
  static let w = [0.6, -0.7, 0.6, 0.5]

  /// The mean over all masks of g(w · ã).
  static func mean(_ dropout: Dropout<Double>, _ a: [Double], _ w: [Double], _ g: Activation) -> Double {
    DropoutExpectation.value(count: a.count, dropProbability: dropout.dropProbability) { mask in
      g.value(DotProduct.value(w, dropout.forward(a, mask: mask)))
    }
  }

  @Test(.equation("dropout-expectation-value"))
  func `dropout-expectation-value: B-41, exact through a linear map, not through a ReLU`() {
    let dropout = Dropout(dropProbability: 0.3, variant: .plain)
    let tested = DotProduct.value(Self.w, dropout.inference(Self.a))
    #expect(abs(Self.mean(dropout, Self.a, Self.w, .identity) - -0.805) < 1e-15 && abs(tested - -0.805) < 1e-15)
    #expect(abs(Self.mean(dropout, Self.a, Self.w, .relu) - 0.079275) < 1e-16)
    #expect(ReLU.value(tested) == 0)
  }

  @Test(.equation("dropout-expectation-value"), arguments: Evidence.seeds)
  func `dropout-expectation-value: linear in f, and 1 for f = 1`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let numbers: [Double] = (0..<32).map { _ in NormalVariate.next(using: &generator) }
    let others: [Double] = (0..<32).map { _ in NormalVariate.next(using: &generator) }
    func code(_ mask: [Double]) -> Int { mask.reduce(0) { 2 * $0 + Int($1) } }
    func mean(_ f: ([Double]) -> Double) -> Double { DropoutExpectation.value(count: 5, dropProbability: 0.3, f) }
    let (one, other) = (mean { numbers[code($0)] }, mean { others[code($0)] })
    let both = mean { mask in 2 * numbers[code(mask)] - others[code(mask)] }
    #expect(abs(both - (2 * one - other)) < 1e-14)
    #expect(abs(mean { _ in 1 } - 1) < 1e-15)
    // The number of ones is binomial: mean n (1 − p), variance n p (1 − p).
    let ones = mean { mask in mask.reduce(0, +) }
    let squares = mean { mask in mask.reduce(0, +) * mask.reduce(0, +) }
    #expect(abs(ones - 3.5) < 1e-14 && abs(squares - ones * ones - 1.05) < 1e-13)
  }

  @Test(.equation("dropout-expectation-value"), arguments: Evidence.seeds)
  func `dropout-expectation-value: a convex activation's mean lies above that of the mean`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let a: [Double] = (0..<5).map { _ in NormalVariate.next(using: &generator) }
    let w: [Double] = (0..<5).map { _ in NormalVariate.next(using: &generator) }
    for variant in Dropout<Double>.Variant.allCases {
      let dropout = Dropout(dropProbability: 0.4, variant: variant)
      let tested = DotProduct.value(w, dropout.inference(a))
      #expect(abs(Self.mean(dropout, a, w, .identity) - tested) < 1e-14)
      #expect(Self.mean(dropout, a, w, .relu) >= ReLU.value(tested) - 1e-14)
    }
  }

  @Test(.equation("dropout-expectation-value"))
  func `dropout-expectation-value: the mean of many drawn masks is near it`() {
    var generator = Xoshiro256StarStar(seed: 3)
    let dropout = Dropout(dropProbability: 0.3, variant: .plain)
    let drawn = (0..<20_000).map { _ in
      ReLU.value(DotProduct.value(Self.w, dropout.forward(Self.a, mask: dropout.mask(count: 4, using: &generator))))
    }
    // The values lie between 0 and 0.85: the mean of 20000 has a deviation below 0.003.
    #expect(abs(drawn.reduce(0, +) / 20_000 - 0.079275) < 0.012)
  }

  @Test(.equation("dropout-expectation-value"))
  func `dropout-expectation-value: edge cases`() {
    func mean(_ n: Int, _ p: Double, _ f: ([Double]) -> Double) -> Double {
      DropoutExpectation.value(count: n, dropProbability: p, f)
    }
    let code: ([Double]) -> Double = { mask in 5 + 2 * mask[0] + mask[1] }
    #expect(mean(0, 0.3) { mask in mask.isEmpty ? 7 : 0 } == 7)
    #expect(mean(16, 0.5) { _ in 1 } == 1)
    #expect(mean(2, 0, code) == 8)
    #expect(mean(2, 1, code) == 5)
    #expect(mean(2, 0) { mask in mask[0] == 0 ? .nan : 1 }.isNaN)
  }

  @Test(.equation("dropout-expectation-value"))
  func `dropout-expectation-value: too many masks trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DropoutExpectation.value(count: 17, dropProbability: 0.5) { _ in 1.0 }
    }
    Evidence.expect(result, says: "DropoutExpectation.value: 2ⁿ masks need 0 ≤ n ≤ 16, not 17")
  }

  @Test(.equation("dropout-expectation-value"))
  func `dropout-expectation-value: a negative count traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DropoutExpectation.value(count: -1, dropProbability: 0.5) { _ in 1.0 }
    }
    Evidence.expect(result, says: "DropoutExpectation.value: 2ⁿ masks need 0 ≤ n ≤ 16, not -1")
  }

  @Test(.equation("dropout-expectation-value"))
  func `dropout-expectation-value: a probability above 1 traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DropoutExpectation.value(count: 1, dropProbability: 1.5) { _ in 1.0 }
    }
    Evidence.expect(result, says: "DropoutExpectation.value: the drop probability must lie in [0, 1], not 1.5")
  }

  @Test(.equation("dropout-expectation-value"))
  func `dropout-expectation-value: a negative probability traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = DropoutExpectation.value(count: 1, dropProbability: -0.5) { _ in 1.0 }
    }
    Evidence.expect(result, says: "DropoutExpectation.value: the drop probability must lie in [0, 1], not -0.5")
  }
}
