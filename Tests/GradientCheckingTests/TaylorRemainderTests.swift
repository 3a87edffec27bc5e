import ElementaryFunctions
import EvidenceTraits
import GradientChecking
import Testing

@Suite struct TaylorRemainderTests {
  static func f(_ x: [Double]) -> Double { .exponential(x[0]) * .sine(x[1]) }
  static func gradient(_ x: [Double]) -> [Double] {
    [.exponential(x[0]) * .sine(x[1]), .exponential(x[0]) * .cosine(x[1])]
  }
  let x = [0.4, 1.2]
  let v = [1.0, -0.7]

  @Test func `slope 2 for the right gradient`() throws {
    let slope = try #require(
      TaylorRemainder.slope(of: Self.f, gradient: Self.gradient(x), at: x, along: v))
    #expect(abs(slope - 2) < 0.01)
  }

  @Test(arguments: [1.001, 0.5, -1, 0])
  func `slope 1 for a wrong one`(_ factor: Double) throws {
    let wrong = Self.gradient(x).map { factor * $0 }
    let slope = try #require(TaylorRemainder.slope(of: Self.f, gradient: wrong, at: x, along: v))
    #expect(abs(slope - 1) < 0.05)
  }

  @Test func `slope 2 exactly for a quadratic function`() throws {
    let slope = try #require(
      TaylorRemainder.slope(of: { 3 * $0[0] * $0[0] }, gradient: [12], at: [2], along: [1]))
    #expect(abs(slope - 2) < 1e-3)
  }

  @Test func `slope 3 where the second derivative vanishes`() throws {
    let slope = try #require(
      TaylorRemainder.slope(of: { $0[0] * $0[0] * $0[0] }, gradient: [0], at: [0], along: [1]))
    #expect(abs(slope - 3) < 1e-3)
  }

  @Test func `no slope for an affine function, none where the function is not finite`() {
    #expect(TaylorRemainder.slope(of: { 4 * $0[0] + 1 }, gradient: [4], at: [2], along: [1]) == nil)
    #expect(TaylorRemainder.slope(of: { _ in 0 }, gradient: [0], at: [2], along: [1]) == nil)
    #expect(TaylorRemainder.slope(of: { _ in .nan }, gradient: [4], at: [2], along: [1]) == nil)
    #expect(TaylorRemainder.slope(of: { _ in .infinity }, gradient: [4], at: [2], along: [1]) == nil)
  }

  @Test func `lengths that differ trap`() async {
    let gradient = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = TaylorRemainder.slope(of: { $0[0] }, gradient: [1, 2], at: [1], along: [1])
    }
    Evidence.expect(gradient, says: "TaylorRemainder: x has 1 elements, its gradient 2, the direction 1")
    let direction = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = TaylorRemainder.slope(of: { $0[0] }, gradient: [1], at: [1], along: [1, 3])
    }
    Evidence.expect(direction, says: "TaylorRemainder: x has 1 elements, its gradient 1, the direction 2")
  }
}
