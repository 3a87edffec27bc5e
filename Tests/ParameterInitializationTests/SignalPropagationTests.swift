import ActivationFunctions
import ElementaryFunctions
import EvidenceTraits
import ForwardPropagation
import Foundation
import GradientOptimizers
import ParameterInitialization
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct SignalPropagationTests {
  @Test(.equation("signal-propagation-variance"), arguments: try Evidence.vectors("signal-propagation-variance"))
  func `signal-propagation-variance: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("signal-propagation-second-moment"), arguments: try Evidence.vectors("signal-propagation-second-moment"))
  func `signal-propagation-second-moment: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  /// Weights ±s have the variance s², and there are finitely many of them: every sum of 7 is looked at.
  @Test(.equation("signal-propagation-variance"), arguments: Evidence.seeds)
  func `signal-propagation-variance: exact over all 128 choices of signs`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let n = 7
    let a = (0..<n).map { _ in Double(Shuffle.below(64, using: &generator)) / 8 - 4 }
    let s = 0.75
    let squares: Double = Mean.over(0..<1 << n) { signs in
      let z: Double = Sum.over(0..<n) { i in (signs >> i) & 1 == 0 ? s * a[i] : -s * a[i] }
      return z * z
    }
    let secondMoment = Mean.over(0..<n) { a[$0] * a[$0] }
    let variance = SignalPropagation.variance(fanIn: n, weightVariance: s * s, secondMoment: secondMoment)
    #expect(abs(variance - squares) <= 4e-16 * squares)
  }

  @Test(.equation("signal-propagation-second-moment"), arguments: Evidence.seeds)
  func `signal-propagation-second-moment: pairs z and −z leave exactly half, and a mean that is not 0`(
    _ seed: UInt64
  ) {
    var generator = Xoshiro256StarStar(seed: seed)
    let pairs = (0..<50).map { _ in Double(Shuffle.below(256, using: &generator)) / 16 - 8 }
    let z = pairs + pairs.map { -$0 }
    let variance = Mean.over(z.indices) { z[$0] * z[$0] }
    let a = z.map { ReLU.value($0) }
    #expect(SignalPropagation.secondMoment(variance: variance) == Mean.over(a.indices) { a[$0] * a[$0] })
    #expect(Mean.over(a.indices) { a[$0] } > 0)
    let leaky = z.map { LeakyReLU.value($0, slope: 0.25) }
    let moment = Mean.over(leaky.indices) { leaky[$0] * leaky[$0] }
    #expect(abs(SignalPropagation.secondMoment(variance: variance, slope: 0.25) / moment - 1) < 1e-15)
    #expect(SignalPropagation.secondMoment(variance: variance, slope: 1) == variance)
  }

  @Test(.equation("signal-propagation-second-moment"))
  func `signal-propagation-second-moment: B-45, half of the variance of normal numbers`() {
    var generator = Xoshiro256StarStar(seed: 31)
    let n = 100_000
    let squares: [Double] = (0..<n).map { _ in
      let a = ReLU.value(NormalVariate.next(using: &generator) as Double)
      return a * a
    }
    // The square of such a ReLU has the variance 3/2 − 1/4.
    #expect(abs(Mean.over(0..<n) { squares[$0] } - 0.5) < 4 * (1.25 / Double(n)).squareRoot())
  }

  @Test(.equation("signal-propagation-second-moment"), arguments: Evidence.seeds)
  func `signal-propagation-second-moment: He's variance keeps it, behind any leaky ReLU`(_ seed: UInt64) {
    let (n, m) = XavierInitializationTests.counts(seed)
    let q = Double(m) / 16
    for α in [0, 0.01, 0.25, 1, 3] {
      let variance = SignalPropagation.variance(
        fanIn: n, weightVariance: HeInitialization.variance(fanIn: n, slope: α), secondMoment: q)
      #expect(abs(SignalPropagation.secondMoment(variance: variance, slope: α) / q - 1) < 1e-15)
    }
  }

  @Test(.equation("signal-propagation-variance"), arguments: Evidence.seeds)
  func `signal-propagation-variance: Xavier's variance keeps it on average over forward and back`(_ seed: UInt64) {
    let (n, m) = XavierInitializationTests.counts(seed)
    let average: Double = XavierInitialization.variance(fanIn: n, fanOut: m)
    let forward = SignalPropagation.variance(fanIn: n, weightVariance: average, secondMoment: 1)
    let backward = SignalPropagation.variance(fanIn: m, weightVariance: average, secondMoment: 1)
    #expect(abs((forward + backward) / 2 - 1) < 1e-15)
    #expect((forward > 1) == (n > m))
    let fanIn: Double = XavierInitialization.variance(fanIn: n, fanOut: m, variant: .fanIn)
    #expect(abs(SignalPropagation.variance(fanIn: n, weightVariance: fanIn, secondMoment: 1) - 1) < 1e-15)
  }

  /// What the two equations predict after l layers of ReLU with as many outputs as inputs, from E[a²] = 1.
  static func predicted(_ l: Int, width n: Int, weightVariance: Double) -> Double {
    (0..<l).reduce(1) { q, _ in
      SignalPropagation.secondMoment(
        variance: SignalPropagation.variance(fanIn: n, weightVariance: weightVariance, secondMoment: q))
    }
  }

  /// Four standard deviations of ln E[a²] after l layers of n ReLUs. For normal z, the squares of n ReLUs have a mean
  /// that scatters by √(5/n) of itself, and the logarithm of such a mean is lower by 5/(2n).
  static func scatter(_ l: Int, width n: Int) -> (drift: Double, bound: Double) {
    let perLayer = 5 * Double(l) / Double(n)
    return (-perLayer / 2, 4 * perLayer.squareRoot())
  }

  /// Whether a measured E[a²] after l layers lies where networks of this width scatter.
  static func isExpected(_ measured: Double, _ l: Int, width n: Int, weightVariance: Double) -> Bool {
    let (drift, bound) = scatter(l, width: n)
    return abs(log(measured / predicted(l, width: n, weightVariance: weightVariance)) - drift) < bound
  }

  @Test(.equation("signal-propagation-variance"))
  func `signal-propagation-variance: B-45, 50 layers of 256 ReLUs behind He's weights`() {
    var generator = Xoshiro256StarStar(seed: 32)
    let n = 256
    var a = Matrix(rows: n, columns: 1) { i, _ in i % 2 == 0 ? 1.0 : -1 }
    for l in 1...50 {
      let W: Matrix<Double> = HeInitialization.normal(fanIn: n, fanOut: n, using: &generator)
      a.elements = MatrixProduct.value(W, a).elements.map { ReLU.value($0) }
      let q = Mean.over(0..<n) { a.elements[$0] * a.elements[$0] }
      #expect(Self.isExpected(q, l, width: n, weightVariance: HeInitialization.variance(fanIn: n)))
    }
  }

  @Test(
    .equation("signal-propagation-variance"),
    arguments: zip(
      [2.0 / 256, 1.0 / 256, 1, 1e-4],
      [[1, 0.84, 0.59], [0.51, 1.1e-3, 2.7e-15], [128, 1.2e21, 1.6e105], [1.3e-2, 1.5e-19, 2.2e-95]]))
  func `signal-propagation-variance: B-45, the recorded second moments lie where 256 ReLUs scatter`(
    _ weightVariance: Double, _ recorded: [Double]
  ) {
    for (l, q) in zip([1, 10, 50], recorded) {
      #expect(Self.isExpected(q, l, width: 256, weightVariance: weightVariance))
    }
  }

  /// Scaling all weights by c scales the second moment after l layers of ReLU by c²ˡ: one network stands for all
  /// variances.
  @Test(.equation("signal-propagation-variance"), arguments: Evidence.seeds)
  func `signal-propagation-variance: the profile of a ReLU network scales with its weights`(_ seed: UInt64) {
    func secondMoments(_ c: Double) -> [Double] {
      var generator = Xoshiro256StarStar(seed: seed)
      var a = Matrix(rows: 6, columns: 1, elements: [1.0, -2, 0.5, 3, -1, 0.25])
      return (1...8).map { _ in
        let W: Matrix<Double> = HeInitialization.normal(fanIn: 6, fanOut: 6, using: &generator)
        let scaled = Matrix(rows: 6, columns: 6, elements: W.elements.map { c * $0 })
        a.elements = MatrixProduct.value(scaled, a).elements.map { ReLU.value($0) }
        return Mean.over(0..<6) { a.elements[$0] * a.elements[$0] }
      }
    }
    for (l, (q, small)) in zip(secondMoments(1), secondMoments(0.25)).enumerated() {
      #expect(small == q * Double.power(1.0 / 16, Double(l + 1)))
    }
  }

  /// E[tanh²(√q Z)] for a normal Z, by the trapezoidal rule, which is exact to rounding for so smooth a function.
  static func secondMomentBehindTanh(variance q: Double) -> Double {
    let h = 0.0625
    return Sum.over(-160..<161) { k in
      let z = h * Double(k)
      let a = tanh(q.squareRoot() * z)
      return h * a * a * exp(-z * z / 2) / (2 * Double.pi).squareRoot()
    }
  }

  @Test(.equation("signal-propagation-second-moment"))
  func `signal-propagation-second-moment: C-61, half on average only, and tanh keeps less than Xavier's variance`() {
    // Not symmetric: what a ReLU keeps of these is everything, and of their opposites nothing.
    let z = [1.0, 2, 3]
    let half = SignalPropagation.secondMoment(variance: Mean.over(0..<3) { z[$0] * z[$0] })
    #expect(abs(half - 7.0 / 3) < 1e-15)
    #expect(Mean.over(0..<3) { ReLU.value(z[$0]) * ReLU.value(z[$0]) } == 14.0 / 3)
    #expect(Mean.over(0..<3) { ReLU.value(-z[$0]) } == 0)
    // Of a gradient, a sigmoid keeps at most a sixteenth of the second moment, whatever the weights.
    #expect(Sigmoid.derivative(at: 0.0) * Sigmoid.derivative(at: 0.0) == 1.0 / 16)
    // Infinitely wide layers of tanh, where n_in Var(W) = 1: ever less is left. (50-digit integrals.)
    var q = [1.0]
    for _ in 0..<50 {
      q.append(
        Self.secondMomentBehindTanh(
          variance: SignalPropagation.variance(fanIn: 1, weightVariance: 1, secondMoment: q[q.count - 1])))
    }
    #expect(abs(q[1] / 0.394294490397841 - 1) < 1e-13)
    #expect(abs(q[10] / 0.0522000827870287 - 1) < 1e-12)
    #expect(abs(q[50] / 0.0102193348555918 - 1) < 1e-12)
    for l in 1...50 { #expect(q[l] < q[l - 1]) }
    // The same for 40 networks of 256 neurons in a layer. Given a, the sums z are normal numbers whose variance
    // depends on E[a²] alone, so that one column of weights stands for 256 of them.
    let n = 256
    var generator = Xoshiro256StarStar(seed: 33)
    var measured = [Double](repeating: 0, count: 51)
    for _ in 0..<40 {
      var q = 1.0
      for l in 1...50 {
        let column: Matrix<Double> = XavierInitialization.normal(
          fanIn: 1, fanOut: n, variant: .fanIn, using: &generator)
        let σ = SignalPropagation.variance(
          fanIn: n, weightVariance: XavierInitialization.variance(fanIn: n, fanOut: n), secondMoment: q
        ).squareRoot()
        q = Mean.over(0..<n) { i in tanh(σ * column.elements[i]) * tanh(σ * column.elements[i]) }
        measured[l] += q / 40
      }
    }
    #expect(abs(measured[1] / q[1] - 1) < 0.05)
    #expect(abs(measured[10] / q[10] - 1) < 0.15)
    #expect(abs(measured[50] / q[50] - 1) < 0.25)
  }

  @Test(.equation("signal-propagation-second-moment"))
  func `signal-propagation-second-moment: C-30, ReLU behind small weights loses signal and gradient all the same`() {
    /// E[a²] after 50 layers of 64 ReLUs, and E[δ²] of a cotangent of ±1 that went all the way back.
    func afterwards(_ deviation: Double) -> (activation: Double, gradient: Double) {
      let n = 64
      var generator = Xoshiro256StarStar(seed: 34)
      var a = Matrix(rows: n, columns: 1) { i, _ in i % 2 == 0 ? 1.0 : -1 }
      var layers: [(W: Matrix<Double>, z: Matrix<Double>)] = []
      for _ in 1...50 {
        let W = Matrix(rows: n, columns: n) { _, _ in deviation * NormalVariate.next(using: &generator) }
        let z = MatrixProduct.value(W, a)
        a.elements = z.elements.map { ReLU.value($0) }
        layers.append((W, z))
      }
      var δ = Matrix(rows: n, columns: 1) { i, _ in i % 3 == 0 ? 1.0 : -1 }
      for (W, z) in layers.reversed() {
        δ.elements = HadamardProduct.value(δ.elements, z.elements.map { ReLU.derivative(at: $0) })
        δ = MatrixProduct.value(W.transposed, δ)
      }
      return (
        Mean.over(0..<n) { a.elements[$0] * a.elements[$0] }, Mean.over(0..<n) { δ.elements[$0] * δ.elements[$0] }
      )
    }
    let expected = Self.predicted(50, width: 64, weightVariance: 1e-4)
    #expect(abs(expected / 1.809251394333066e-125 - 1) < 1e-13)
    let small = afterwards(0.01)
    #expect(Self.isExpected(small.activation, 50, width: 64, weightVariance: 1e-4))
    #expect(Self.isExpected(small.gradient, 50, width: 64, weightVariance: 1e-4))
    let he = HeInitialization.variance(fanIn: 64) as Double
    let kept = afterwards(he.squareRoot())
    #expect(Self.isExpected(kept.activation, 50, width: 64, weightVariance: he))
    #expect(Self.isExpected(kept.gradient, 50, width: 64, weightVariance: he))
    // A unit that is negative on every sample has no gradient, and no step moves it.
    let samples = [[0.5, -1], [2, 1], [-1, 0.25]]
    let (w, b) = ([0.5, -0.25], -5.0)
    let descent = GradientDescent(learningRate: 100.0)
    for x in samples {
      let neuron = Neuron.forward(x, weights: w, bias: b, activation: .relu)
      let gradient = Neuron.backward(
        3, inputs: x, weights: w, preactivation: neuron.preactivation, activation: .relu)
      #expect(descent.step(w + [b], gradient: gradient.weights + [gradient.bias]) == w + [b])
    }
  }

  @Test(.equation("signal-propagation-variance"))
  func `signal-propagation-variance: edge cases`() {
    #expect(SignalPropagation.variance(fanIn: 3, weightVariance: 0.5, secondMoment: 0) == 0)
    #expect(SignalPropagation.variance(fanIn: 3, weightVariance: Double.nan, secondMoment: 1).isNaN)
    #expect(SignalPropagation.variance(fanIn: 3, weightVariance: 0, secondMoment: Double.infinity).isNaN)
    #expect(SignalPropagation.variance(fanIn: 3, weightVariance: 1, secondMoment: Double.infinity) == .infinity)
  }

  @Test(.equation("signal-propagation-second-moment"))
  func `signal-propagation-second-moment: edge cases`() {
    #expect(SignalPropagation.secondMoment(variance: 3.0) == 1.5)
    #expect(SignalPropagation.secondMoment(variance: 3.0, slope: 1) == 3)
    #expect(SignalPropagation.secondMoment(variance: 1.0, slope: 1e160) == .infinity)
    #expect(SignalPropagation.secondMoment(variance: Double.nan).isNaN)
  }

  @Test(.equation("signal-propagation-variance"))
  func `signal-propagation-variance: a layer without inputs traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      print(SignalPropagation.variance(fanIn: 0, weightVariance: 1.0, secondMoment: 1))
    }
    Evidence.expect(result, says: "SignalPropagation.variance: a layer has at least one input, not 0")
  }

  @Test(.equation("signal-propagation-second-moment"))
  func `signal-propagation-second-moment: a slope out of range traps`() async {
    let negative = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      print(SignalPropagation.secondMoment(variance: 1.0, slope: -1))
    }
    Evidence.expect(
      negative, says: "SignalPropagation.secondMoment: the slope must be finite and at least 0, not -1.0")
    let infinite = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      print(SignalPropagation.secondMoment(variance: 1.0, slope: .infinity))
    }
    Evidence.expect(infinite, says: "SignalPropagation.secondMoment: the slope must be finite and at least 0, not inf")
  }
}
