import ElementaryFunctions
import EvidenceTraits
import ScalarAutograd
import Testing

@Suite struct ModeTests {
  static func f<T: Scalar>(_ x: [T]) -> [T] { [x[0] * x[1], .exponential(x[0]) + x[2], x[2] * x[2]] }
  let x = [0.0, 3, 5]

  @Test func `forward: value and derivative of one number`() {
    let (value, derivative) = ForwardMode.derivative(at: 4.0) { $0 * $0 + 1 / $0 }
    #expect(value == 16.25)
    #expect(derivative == 8 - 0.0625)
  }

  @Test func `forward: J v`() {
    let (value, tangent) = ForwardMode.pushforward([1, 10, 100], at: x, of: Self.f)
    #expect(value == [0, 6, 25])
    #expect(tangent == [3, 101, 1000])
  }

  @Test func `reverse: value and gradient`() {
    let (value, gradient) = ReverseMode.gradient(at: [2.0, 5]) { $0[0] * $0[0] * $0[1] }
    #expect(value == 20)
    #expect(gradient == [20, 4])
  }

  @Test func `reverse: Jᵀ w`() {
    let (value, cotangent) = ReverseMode.pullback([1, 10, 100], at: x, of: Self.f)
    #expect(value == [0, 6, 25])
    #expect(cotangent == [3 + 10, 0, 10 + 1000])
  }

  @Test func `a function may ignore its input or pass it through`() {
    #expect(ReverseMode.gradient(at: [1.0, 2]) { _ in 7 }.gradient == [0, 0])
    #expect(ReverseMode.gradient(at: [1.0, 2]) { $0[1] }.gradient == [0, 1])
  }

  @Test func `a direction of another length traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ForwardMode.pushforward([1.0], at: [1, 2]) { $0 }
    }
    Evidence.expect(result, says: "ForwardMode.pushforward: x has 2 elements but v has 1")
  }
}
