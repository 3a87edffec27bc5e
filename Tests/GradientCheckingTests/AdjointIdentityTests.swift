import ElementaryFunctions
import EvidenceTraits
import GradientChecking
import ScalarAutograd
import Testing

@Suite struct AdjointIdentityTests {
  @Test func `holds to rounding for a true pullback`() {
    func f<T: Scalar>(_ x: [T]) -> [T] { [x[0] * x[1], .exponential(x[0]), x[1] / x[2]] }
    let x = [0.3, -2, 5.0]
    let (v, w) = ([1.0, 0.7, -3], [2.0, -0.1, 4])
    let defect = AdjointIdentity.defect(
      pushforward: ForwardMode.pushforward(v, at: x, of: f).tangent, w, v,
      pullback: ReverseMode.pullback(w, at: x, of: f).cotangent)
    #expect(defect <= 4e-16)
  }

  @Test func `known numbers`() {
    // ⟨(1, 2), (3, 4)⟩ = 11 against ⟨(5), (2)⟩ = 10: off by 1 of 21.
    #expect(AdjointIdentity.defect(pushforward: [1, 2], [3, 4], [5], pullback: [2]) == 1.0 / 21)
    // Terms of both signs: 3 − 8 = −5 against 10; magnitudes add up to 21.
    #expect(AdjointIdentity.defect(pushforward: [1, -2], [3, 4], [5], pullback: [2]) == 15.0 / 21)
    #expect(AdjointIdentity.defect(pushforward: [1], [1], [1], pullback: [0]) == 1)
    #expect(AdjointIdentity.defect(pushforward: [0], [1], [1], pullback: [0]) == 0)
  }

  @Test func `lengths that differ trap`() async {
    let forward = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = AdjointIdentity.defect(pushforward: [1], [1, 2], [1], pullback: [1])
    }
    Evidence.expect(forward, says: "AdjointIdentity: J v has 1 elements but w has 2")
    let reverse = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = AdjointIdentity.defect(pushforward: [1], [1], [1], pullback: [1, 2])
    }
    Evidence.expect(reverse, says: "AdjointIdentity: Jᵀ w has 2 elements but v has 1")
  }
}
