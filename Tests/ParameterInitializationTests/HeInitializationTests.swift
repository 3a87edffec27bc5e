import ElementaryFunctions
import EvidenceTraits
import ParameterInitialization
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct HeInitializationTests {
  @Test(.equation("he-initialization-variance"), arguments: try Evidence.vectors("he-initialization-variance"))
  func `he-initialization-variance: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("he-initialization-bound"), arguments: try Evidence.vectors("he-initialization-bound"))
  func `he-initialization-bound: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("he-initialization-variance"), arguments: Evidence.seeds)
  func `he-initialization-variance: twice 1/n_in for ReLU, 1/n_in for the identity, between for a leak`(
    _ seed: UInt64
  ) {
    let (n, m) = XavierInitializationTests.counts(seed)
    let xavier: Double = XavierInitialization.variance(fanIn: n, fanOut: m, variant: .fanIn)
    #expect(HeInitialization.variance(fanIn: n) == 2 * xavier)
    #expect(HeInitialization.variance(fanIn: n, slope: 1) == xavier)
    let leaky: Double = HeInitialization.variance(fanIn: n, slope: 0.5)
    #expect(abs(leaky / xavier - 1.6) < 1e-15)
  }

  @Test(.equation("he-initialization-bound"), arguments: Evidence.seeds)
  func `he-initialization-bound: r²/3 is the variance`(_ seed: UInt64) {
    let (n, m) = XavierInitializationTests.counts(seed)
    for α in [0, 0.01, 1 / Double(m), 1] {
      let r: Double = HeInitialization.bound(fanIn: n, slope: α)
      let variance: Double = HeInitialization.variance(fanIn: n, slope: α)
      #expect(abs(r * r / 3 / variance - 1) < 2e-15)
    }
  }

  @Test(.equation("he-initialization-variance"))
  func `he-initialization-variance: a normal sample has it, out × in, row by row`() {
    var generator = Xoshiro256StarStar(seed: 21)
    let W: Matrix<Double> = HeInitialization.normal(fanIn: 150, fanOut: 250, using: &generator)
    #expect(W.rows == 250 && W.columns == 150)
    XavierInitializationTests.expectMoments(W, variance: 2.0 / 150, kurtosis: 3)
    let V: Matrix<Double> = HeInitialization.normal(fanIn: 150, fanOut: 250, slope: 0.5, using: &generator)
    XavierInitializationTests.expectMoments(V, variance: 1.6 / 150, kurtosis: 3)
    var replay = Xoshiro256StarStar(seed: 21)
    #expect(W == HeInitialization.normal(fanIn: 150, fanOut: 250, using: &replay))
    // Deviation 1, so that the elements are the variates themselves.
    var (drawn, expected) = (Xoshiro256StarStar(seed: 22), Xoshiro256StarStar(seed: 22))
    let U: Matrix<Double> = HeInitialization.normal(fanIn: 2, fanOut: 3, using: &drawn)
    let variates: [Double] = (0..<6).map { _ in NormalVariate.next(using: &expected) }
    #expect(U.elements == variates)
  }

  @Test(.equation("he-initialization-bound"))
  func `he-initialization-bound: a uniform sample keeps it and has the variance`() {
    var generator = Xoshiro256StarStar(seed: 23)
    let r: Double = HeInitialization.bound(fanIn: 150)
    let W: Matrix<Double> = HeInitialization.uniform(fanIn: 150, fanOut: 250, using: &generator)
    #expect(W.rows == 250 && W.columns == 150)
    XavierInitializationTests.expectMoments(W, variance: 2.0 / 150, kurtosis: 1.8)
    #expect(W.elements.allSatisfy { -r <= $0 && $0 <= r })
    #expect(W.elements.contains { $0 > 0.999 * r } && W.elements.contains { $0 < -0.999 * r })
    let V: Matrix<Double> = HeInitialization.uniform(fanIn: 150, fanOut: 250, slope: 0.5, using: &generator)
    XavierInitializationTests.expectMoments(V, variance: 1.6 / 150, kurtosis: 1.8)
    var replay = Xoshiro256StarStar(seed: 23)
    #expect(W == HeInitialization.uniform(fanIn: 150, fanOut: 250, using: &replay))
    // r = 1 for six inputs: 2u − 1 for the stream of u.
    var (drawn, expected) = (Xoshiro256StarStar(seed: 24), Xoshiro256StarStar(seed: 24))
    let U: Matrix<Double> = HeInitialization.uniform(fanIn: 6, fanOut: 1, using: &drawn)
    let variates: [Double] = (0..<6).map { _ in UniformVariate.next(using: &expected) }
    #expect(U.elements == variates.map { 2 * $0 - 1 })
  }

  @Test(.equation("he-initialization-bound"), arguments: [1, 2, 10, 784])
  func `he-initialization-bound: for a slope of √5 it is 1/√n_in`(_ n: Int) {
    let r: Double = HeInitialization.bound(fanIn: n, slope: 5.0.squareRoot())
    #expect(abs(r * Double(n).squareRoot() - 1) < 1e-15)
  }

  @Test(.equation("he-initialization-variance"))
  func `he-initialization-variance: edge cases`() {
    #expect(HeInitialization.variance(fanIn: 1) as Double == 2)
    #expect(HeInitialization.variance(fanIn: 1, slope: 1) as Double == 1)
    #expect(HeInitialization.variance(fanIn: 4, slope: 1e160) as Double == 0)
    #expect(HeInitialization.variance(fanIn: 4, slope: 2e19) as Float == 0)
  }

  @Test(.equation("he-initialization-bound"))
  func `he-initialization-bound: edge cases`() {
    #expect(HeInitialization.bound(fanIn: 1) as Double == 6.0.squareRoot())
    #expect(HeInitialization.bound(fanIn: 6) as Double == 1)
    #expect(HeInitialization.bound(fanIn: 4, slope: 1e160) as Double == 0)
  }

  @Test(.equation("he-initialization-variance"))
  func `he-initialization-variance: no inputs, no outputs and a slope out of range trap`() async {
    let inputs = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let v: Double = HeInitialization.variance(fanIn: 0)
      print(v)
    }
    Evidence.expect(inputs, says: "HeInitialization.variance: a layer has at least one input, not 0")
    let outputs = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = Xoshiro256StarStar(seed: 1)
      let W: Matrix<Double> = HeInitialization.normal(fanIn: 2, fanOut: 0, using: &generator)
      print(W)
    }
    Evidence.expect(outputs, says: "HeInitialization.normal: a layer has at least one output, not 0")
    let slope = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      print(HeInitialization.variance(fanIn: 2, slope: -0.5))
    }
    Evidence.expect(slope, says: "HeInitialization.variance: the slope must be finite and at least 0, not -0.5")
    let infinite = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      print(HeInitialization.variance(fanIn: 2, slope: Double.infinity))
    }
    Evidence.expect(infinite, says: "HeInitialization.variance: the slope must be finite and at least 0, not inf")
  }

  @Test(.equation("he-initialization-bound"))
  func `he-initialization-bound: no inputs, no outputs and a slope out of range trap`() async {
    let inputs = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let r: Double = HeInitialization.bound(fanIn: -3)
      print(r)
    }
    Evidence.expect(inputs, says: "HeInitialization.bound: a layer has at least one input, not -3")
    let outputs = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = Xoshiro256StarStar(seed: 1)
      let W: Matrix<Double> = HeInitialization.uniform(fanIn: 2, fanOut: 0, using: &generator)
      print(W)
    }
    Evidence.expect(outputs, says: "HeInitialization.uniform: a layer has at least one output, not 0")
    let slope = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      print(HeInitialization.bound(fanIn: 2, slope: Double.nan))
    }
    Evidence.expect(slope, says: "HeInitialization.bound: the slope must be finite and at least 0, not nan")
  }
}
