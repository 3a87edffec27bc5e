import ElementaryFunctions
import EvidenceTraits
import ParameterInitialization
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct XavierInitializationTests {
  @Test(.equation("xavier-initialization-variance"), arguments: try Evidence.vectors("xavier-initialization-variance"))
  func `xavier-initialization-variance: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("xavier-initialization-bound"), arguments: try Evidence.vectors("xavier-initialization-bound"))
  func `xavier-initialization-bound: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  /// Two counts of 1 to 1000 that differ.
  static func counts(_ seed: UInt64) -> (n_in: Int, n_out: Int) {
    var generator = Xoshiro256StarStar(seed: seed)
    let n_in = Int(Shuffle.below(1000, using: &generator)) + 1
    let n_out = Int(Shuffle.below(1000, using: &generator)) + 1
    return (n_in, n_out == n_in ? n_in + 1 : n_out)
  }

  @Test(.equation("xavier-initialization-variance"), arguments: Evidence.seeds)
  func `xavier-initialization-variance: symmetric in both counts; between the two variances of one way`(
    _ seed: UInt64
  ) {
    let (n, m) = Self.counts(seed)
    let variance: Double = XavierInitialization.variance(fanIn: n, fanOut: m)
    #expect(variance == XavierInitialization.variance(fanIn: m, fanOut: n))
    let forward: Double = XavierInitialization.variance(fanIn: n, fanOut: m, variant: .fanIn)
    let backward: Double = XavierInitialization.variance(fanIn: m, fanOut: n, variant: .fanIn)
    #expect(min(forward, backward) < variance && variance < max(forward, backward))
    // Of one way: the other count does not matter.
    #expect(forward == XavierInitialization.variance(fanIn: n, fanOut: m + 7, variant: .fanIn))
    // The harmonic mean of the two, as 2/(n + m) = 2/(1/forward + 1/backward).
    #expect(abs(variance * (1 / forward + 1 / backward) / 2 - 1) < 1e-15)
    let square: Double = XavierInitialization.variance(fanIn: n, fanOut: n)
    #expect(square == forward)
  }

  @Test(.equation("xavier-initialization-bound"), arguments: Evidence.seeds)
  func `xavier-initialization-bound: r²/3 is the variance, symmetric in both counts`(_ seed: UInt64) {
    let (n, m) = Self.counts(seed)
    for variant in [XavierInitialization.Variant.fanAverage, .fanIn] {
      let r: Double = XavierInitialization.bound(fanIn: n, fanOut: m, variant: variant)
      let variance: Double = XavierInitialization.variance(fanIn: n, fanOut: m, variant: variant)
      #expect(abs(r * r / 3 / variance - 1) < 1e-15)
    }
    let r: Double = XavierInitialization.bound(fanIn: n, fanOut: m)
    #expect(r == XavierInitialization.bound(fanIn: m, fanOut: n))
  }

  /// Mean, mean square and mean fourth power of a matrix's elements.
  static func moments(_ W: Matrix<Double>) -> (mean: Double, second: Double, fourth: Double) {
    let w = W.elements
    return (
      Mean.over(w.indices) { w[$0] }, Mean.over(w.indices) { w[$0] * w[$0] },
      Mean.over(w.indices) { w[$0] * w[$0] * w[$0] * w[$0] }
    )
  }

  /// Expects mean 0 and the given variance, both within four standard deviations of what a sample of this size
  /// shows, and the fourth moment κ Var².
  static func expectMoments(
    _ W: Matrix<Double>, variance: Double, kurtosis κ: Double, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let n = Double(W.elements.count)
    let (mean, second, fourth) = moments(W)
    #expect(abs(mean) < 4 * (variance / n).squareRoot(), sourceLocation: sourceLocation)
    #expect(abs(second / variance - 1) < 4 * ((κ - 1) / n).squareRoot(), sourceLocation: sourceLocation)
    #expect(abs(fourth / (variance * variance) - κ) < 0.1 * κ, sourceLocation: sourceLocation)
  }

  @Test(.equation("xavier-initialization-variance"))
  func `xavier-initialization-variance: a normal sample has it, out × in, row by row`() {
    var generator = Xoshiro256StarStar(seed: 11)
    let W: Matrix<Double> = XavierInitialization.normal(fanIn: 150, fanOut: 250, using: &generator)
    #expect(W.rows == 250 && W.columns == 150)
    Self.expectMoments(W, variance: 0.005, kurtosis: 3)
    let V: Matrix<Double> = XavierInitialization.normal(fanIn: 150, fanOut: 250, variant: .fanIn, using: &generator)
    Self.expectMoments(V, variance: 1.0 / 150, kurtosis: 3)
    var replay = Xoshiro256StarStar(seed: 11)
    #expect(W == XavierInitialization.normal(fanIn: 150, fanOut: 250, using: &replay))
    // Deviation 1, so that the elements are the variates themselves.
    var (drawn, expected) = (Xoshiro256StarStar(seed: 12), Xoshiro256StarStar(seed: 12))
    let U: Matrix<Double> = XavierInitialization.normal(fanIn: 1, fanOut: 3, variant: .fanIn, using: &drawn)
    let variates: [Double] = (0..<3).map { _ in NormalVariate.next(using: &expected) }
    #expect(U.elements == variates)
  }

  @Test(.equation("xavier-initialization-bound"))
  func `xavier-initialization-bound: a uniform sample keeps it and has the variance`() {
    var generator = Xoshiro256StarStar(seed: 13)
    let r: Double = XavierInitialization.bound(fanIn: 150, fanOut: 250)
    let W: Matrix<Double> = XavierInitialization.uniform(fanIn: 150, fanOut: 250, using: &generator)
    #expect(W.rows == 250 && W.columns == 150)
    Self.expectMoments(W, variance: 0.005, kurtosis: 1.8)
    #expect(W.elements.allSatisfy { -r <= $0 && $0 <= r })
    #expect(W.elements.contains { $0 > 0.999 * r } && W.elements.contains { $0 < -0.999 * r })
    let V: Matrix<Double> = XavierInitialization.uniform(fanIn: 150, fanOut: 250, variant: .fanIn, using: &generator)
    Self.expectMoments(V, variance: 1.0 / 150, kurtosis: 1.8)
    var replay = Xoshiro256StarStar(seed: 13)
    #expect(W == XavierInitialization.uniform(fanIn: 150, fanOut: 250, using: &replay))
    // r (2u − 1) for the stream of u.
    var (drawn, expected) = (Xoshiro256StarStar(seed: 14), Xoshiro256StarStar(seed: 14))
    let U: Matrix<Double> = XavierInitialization.uniform(fanIn: 2, fanOut: 2, using: &drawn)
    let ρ = 1.5.squareRoot()
    let variates: [Double] = (0..<4).map { _ in UniformVariate.next(using: &expected) }
    #expect(U.elements == variates.map { ρ * (2 * $0 - 1) })
  }

  @Test(.equation("xavier-initialization-bound"))
  func `xavier-initialization-bound: a Float sample keeps it too`() {
    var generator = Xoshiro256StarStar(seed: 15)
    let r: Float = XavierInitialization.bound(fanIn: 3, fanOut: 7)
    let W: Matrix<Float> = XavierInitialization.uniform(fanIn: 3, fanOut: 7, using: &generator)
    #expect(W.elements.allSatisfy { -r <= $0 && $0 <= r })
  }

  @Test(.equation("xavier-initialization-variance"))
  func `xavier-initialization-variance: edge cases`() {
    #expect(XavierInitialization.variance(fanIn: 1, fanOut: 1) as Double == 1)
    #expect(XavierInitialization.variance(fanIn: 1, fanOut: 1, variant: .fanIn) as Double == 1)
    #expect(XavierInitialization.variance(fanIn: 1 << 52, fanOut: 1 << 52) as Double == 0x1p-52)
  }

  @Test(.equation("xavier-initialization-bound"))
  func `xavier-initialization-bound: edge cases`() {
    #expect(XavierInitialization.bound(fanIn: 1, fanOut: 1) as Double == 3.0.squareRoot())
    #expect(XavierInitialization.bound(fanIn: 3, fanOut: 3, variant: .fanIn) as Double == 1)
  }

  @Test(.equation("xavier-initialization-variance"))
  func `xavier-initialization-variance: a layer without inputs or outputs traps`() async {
    let inputs = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let v: Double = XavierInitialization.variance(fanIn: 0, fanOut: 3)
      print(v)
    }
    Evidence.expect(
      inputs,
      says: "XavierInitialization.variance: a layer has at least one input and one output, not 0 and 3")
    let outputs = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = Xoshiro256StarStar(seed: 1)
      let W: Matrix<Double> = XavierInitialization.normal(fanIn: 2, fanOut: 0, using: &generator)
      print(W)
    }
    Evidence.expect(
      outputs,
      says: "XavierInitialization.variance: a layer has at least one input and one output, not 2 and 0")
  }

  @Test(.equation("xavier-initialization-bound"))
  func `xavier-initialization-bound: a layer without inputs or outputs traps`() async {
    let inputs = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = Xoshiro256StarStar(seed: 1)
      let W: Matrix<Double> = XavierInitialization.uniform(fanIn: -1, fanOut: 3, using: &generator)
      print(W)
    }
    Evidence.expect(
      inputs, says: "XavierInitialization.bound: a layer has at least one input and one output, not -1 and 3")
    let outputs = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let r: Double = XavierInitialization.bound(fanIn: 2, fanOut: 0, variant: .fanIn)
      print(r)
    }
    Evidence.expect(
      outputs, says: "XavierInitialization.bound: a layer has at least one input and one output, not 2 and 0")
  }
}
