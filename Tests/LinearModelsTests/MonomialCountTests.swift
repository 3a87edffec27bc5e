import EvidenceTraits
import LinearModels
import SpecConformance
import Testing

@Suite struct MonomialCountTests {
  @Test(.equation("monomial-count"), arguments: try Evidence.vectors("monomial-count"))
  func `monomial-count: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  /// Every list of n exponents that add up to d at most, one by one.
  static func enumerated(_ n: Int, _ d: Int) -> Int {
    n == 0 ? 1 : (0...d).reduce(0) { $0 + enumerated(n - 1, d - $1) }
  }

  @Test(.equation("monomial-count"), arguments: 0...5, 0...5)
  func `monomial-count: as many as there are, symmetric, and Pascal's recurrence`(_ n: Int, _ d: Int) {
    let count = MonomialCount.value(inputs: n, degree: d)
    #expect(count == Self.enumerated(n, d))
    #expect(count == MonomialCount.value(inputs: d, degree: n))
    if n > 0 && d > 0 {
      // Those without the last input, and those with it, each divided by it.
      #expect(count == MonomialCount.value(inputs: n - 1, degree: d) + MonomialCount.value(inputs: n, degree: d - 1))
    }
  }

  @Test(.equation("monomial-count"))
  func `monomial-count: Pascal's recurrence up to the largest counts`() {
    for n in 1...33 {
      #expect(
        MonomialCount.value(inputs: n, degree: 33)
          == MonomialCount.value(inputs: n - 1, degree: 33) + MonomialCount.value(inputs: n, degree: 32))
    }
  }

  @Test(.equation("monomial-count"))
  func `monomial-count: edge cases`() {
    #expect(MonomialCount.value(inputs: 0, degree: 0) == 1)
    #expect(MonomialCount.value(inputs: .max, degree: 0) == 1 && MonomialCount.value(inputs: 0, degree: .max) == 1)
    #expect(MonomialCount.value(inputs: .max - 1, degree: 1) == .max)
    #expect(MonomialCount.value(inputs: 33, degree: 33) == 7_219_428_434_016_265_740)
  }

  @Test(.equation("monomial-count"))
  func `monomial-count: a negative number, and a count beyond the largest, trap`() async {
    let inputs = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MonomialCount.value(inputs: -1, degree: 2)
    }
    Evidence.expect(inputs, says: "MonomialCount.value: no monomials of degree 2 in -1 inputs")
    let degree = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MonomialCount.value(inputs: 2, degree: -1)
    }
    Evidence.expect(degree, says: "MonomialCount.value: no monomials of degree -1 in 2 inputs")
    let many = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MonomialCount.value(inputs: 34, degree: 40)
    }
    Evidence.expect(many, says: "MonomialCount.value: too many monomials of degree ≤ 40 in 34 inputs")
    let justTooMany = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MonomialCount.value(inputs: .max, degree: 1)
    }
    Evidence.expect(justTooMany, says: "MonomialCount.value: too many monomials of degree ≤ 1 in 9223372036854775807")
  }
}
