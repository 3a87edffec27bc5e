import EvidenceTraits
import LinearClassifiers
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct SignedDistanceTests {
  @Test(.equation("signed-distance-value"), arguments: try Evidence.vectors("signed-distance-value"))
  func `signed-distance-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("signed-distance-gradient"), arguments: try Evidence.vectors("signed-distance-gradient"))
  func `signed-distance-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("signed-distance-gradient"), arguments: Evidence.probes("signed-distance-gradient"))
  func `signed-distance-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("signed-distance-gradient", at: probe) == [])
  }

  /// A point and a hyperplane in three dimensions.
  static func data(_ seed: UInt64) -> (x: [Double], w: [Double], b: Double) {
    var generator = Xoshiro256StarStar(seed: seed)
    func normal() -> Double { NormalVariate.next(using: &generator) }
    return ((0..<3).map { _ in normal() }, (0..<3).map { _ in 2 * normal() }, normal())
  }

  @Test(.equation("signed-distance-value"), arguments: Evidence.seeds)
  func `signed-distance-value: so far along the normal the boundary is met, and nowhere is it nearer`(_ seed: UInt64) {
    let (x, w, b) = Self.data(seed)
    let d = SignedDistance.value(x, weights: w, bias: b)
    let normal = w.map { $0 / EuclideanNorm.value(w) }
    let foot = zip(x, normal).map { $0 - d * $1 }
    #expect(abs(SignedDistance.value(foot, weights: w, bias: b)) < 1e-14)
    // Another point of the boundary, along two directions within it.
    for v in [[-w[1], w[0], 0], [0, -w[2], w[1]]] {
      let other = zip(foot, v).map { $0 + 0.5 * $1 }
      #expect(abs(SignedDistance.value(other, weights: w, bias: b)) < 1e-13)
      #expect(EuclideanNorm.value(zip(x, other).map { $0 - $1 }) > d.magnitude)
    }
    // Its sign is the perceptron's answer.
    #expect((d >= 0 ? 1 : 0) == Perceptron(weights: w, bias: b).value(x))
  }

  @Test(.equation("signed-distance-value"), arguments: Evidence.seeds)
  func `signed-distance-value: the bias shifts the boundary by −Δb/‖w‖; positive factors change nothing`(
    _ seed: UInt64
  ) {
    let (x, w, b) = Self.data(seed)
    let d = SignedDistance.value(x, weights: w, bias: b)
    let shifted = SignedDistance.value(x, weights: w, bias: b + 0.75)
    #expect(abs(shifted - d - 0.75 / EuclideanNorm.value(w)) < 1e-14)
    #expect(SignedDistance.value(x, weights: w.map { 8 * $0 }, bias: 8 * b) == d)
    #expect(SignedDistance.value(x, weights: w.map { -$0 }, bias: -b) == -d)
  }

  @Test(.equation("signed-distance-gradient"), arguments: Evidence.seeds)
  func `signed-distance-gradient: of length 1 by x, and none along the parameters themselves`(_ seed: UInt64) {
    let (x, w, b) = Self.data(seed)
    let gradient = SignedDistance.gradient(at: x, weights: w, bias: b)
    #expect(abs(EuclideanNorm.value(gradient.inputs) - 1) < 1e-15)
    // Longer weights and bias together leave the distance as it is.
    #expect(abs(DotProduct.value(gradient.weights, w) + gradient.bias * b) < 1e-14)
  }

  @Test(.equation("signed-distance-value"))
  func `signed-distance-value: special values`() {
    func d(_ x: [Double], _ w: [Double], _ b: Double) -> Double { SignedDistance.value(x, weights: w, bias: b) }
    #expect(d([1, 2], [3, -4], 5) == 0 && d([1, 2], [3, -4], 0) == -1)
    #expect(d([1], [0], 2) == .infinity && d([1], [0], -2) == -.infinity && d([1], [0], 0).isNaN)
    #expect(d([], [], 1) == .infinity)
    #expect(d([.nan], [1], 0).isNaN && d([1], [.nan], 0).isNaN && d([1], [1], .nan).isNaN)
    #expect(d([1e200], [1e200], 0) == .infinity)
  }

  @Test(.equation("signed-distance-gradient"))
  func `signed-distance-gradient: special values`() {
    let none = SignedDistance.gradient(at: [1.0, 2], weights: [0, 0], bias: 1)
    #expect((none.inputs + none.weights).allSatisfy { $0.isNaN } && none.bias == .infinity)
    let on = SignedDistance.gradient(at: [1.0, 2], weights: [3, -4], bias: 5)
    #expect(on.inputs == [0.6, -0.8] && on.weights == [0.2, 0.4] && on.bias == 0.2)
  }

  @Test(.equation("signed-distance-value"))
  func `signed-distance-value: lengths that differ trap`() async {
    let result0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SignedDistance.value([1.0], weights: [1, 2], bias: 0)
    }
    Evidence.expect(result0, says: "SignedDistance.value: 1 inputs but 2 weights")
  }

  @Test(.equation("signed-distance-gradient"))
  func `signed-distance-gradient: lengths that differ trap`() async {
    let result0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SignedDistance.gradient(at: [1.0, 2, 3], weights: [1, 2], bias: 0)
    }
    Evidence.expect(result0, says: "SignedDistance.gradient: 3 inputs but 2 weights")
  }
}
