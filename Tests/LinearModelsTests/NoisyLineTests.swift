import EvidenceTraits
import LinearModels
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct NoisyLineTests {
  @Test(.equation("noisy-line-value"), arguments: try Evidence.vectors("noisy-line-value"))
  func `noisy-line-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  /// The second document's data, with the noise of a seed.
  static func data(_ seed: UInt64) -> (X: [Double], Y: [Double]) {
    var generator = Xoshiro256StarStar(seed: seed)
    let X = EvenlySpaced.value(from: -1.0, through: 1, count: 100)
    return (X: X, Y: NoisyLine.value(inputs: X, noise: NoisyLine.noise(count: 100, using: &generator)))
  }

  @Test(.equation("noisy-line-value"), arguments: Evidence.seeds)
  func `noisy-line-value: least squares finds slope 2 and bias 1 to four deviations`(_ seed: UInt64) {
    let (X, Y) = Self.data(seed)
    #expect(abs(Mean.over(X.indices) { i in Y[i] - (2 * X[i] + 1) }) < 4 * 0.1 / 10)
    let line = LeastSquaresLine.fit(inputs: X, targets: Y)
    #expect(abs(line.weight - 2) < 4 * 0.01715)
    #expect(abs(line.bias - 1) < 4 * 0.01)
  }

  /// The residuals of a fit with two parameters have the mean square 0.01 · 98/100; its deviation over seeds is
  /// 0.01 √(2 · 98)/100 = 0.0014.
  @Test(.equation("noisy-line-value"))
  func `noisy-line-value: B-56, the best line is left with a loss of 0.0098 on average`() {
    let fits = (UInt64(1)...100).map { seed -> (slope: Double, bias: Double, loss: Double) in
      let (X, Y) = Self.data(seed)
      let line = LeastSquaresLine.fit(inputs: X, targets: Y)
      return (
        line.weight - 2, line.bias - 1, LineLoss.value(weight: line.weight, bias: line.bias, inputs: X, targets: Y)
      )
    }
    // Three deviations of a mean of 100, and of the root of a mean square of 100.
    #expect(abs(Mean.over(0..<100) { fits[$0].loss } - 0.0098) < 3 * 0.0014 / 10)
    let slope = Mean.over(0..<100) { fits[$0].slope * fits[$0].slope }.squareRoot()
    let bias = Mean.over(0..<100) { fits[$0].bias * fits[$0].bias }.squareRoot()
    #expect(abs(slope / 0.01715 - 1) < 3 / 200.0.squareRoot())
    #expect(abs(bias / 0.01 - 1) < 3 / 200.0.squareRoot())
  }

  @Test(.equation("noisy-line-value"), arguments: Evidence.seeds)
  func `noisy-line-value: C-8, correlated points lie on no line`(_ seed: UInt64) {
    let (X, Y) = Self.data(seed)
    let (x, y) = (Standardization.fit(X), Standardization.fit(Y))
    let correlation = Mean.over(X.indices) { i in (X[i] - x.mean) * (Y[i] - y.mean) } / (x.deviation * y.deviation)
    #expect(correlation > 0.99 && correlation < 0.9999)
    let line = LeastSquaresLine.fit(inputs: X, targets: Y)
    let loss = LineLoss.value(weight: line.weight, bias: line.bias, inputs: X, targets: Y)
    #expect(loss > 0.005)
    // What the correlation leaves unexplained is the loss.
    #expect(abs(loss - y.deviation * y.deviation * (1 - correlation * correlation)) < 1e-13)
  }

  @Test(.equation("noisy-line-value"), arguments: Evidence.seeds)
  func `noisy-line-value: the noise is one normal draw after the other, the same for the same seed`(_ seed: UInt64) {
    var (generator, same) = (Xoshiro256StarStar(seed: seed), Xoshiro256StarStar(seed: seed))
    let noise: [Double] = NoisyLine.noise(count: 5, using: &generator)
    #expect(noise == (0..<5).map { _ in NormalVariate.next(using: &same) })
    #expect(generator.next() == same.next())
    #expect(Set(noise).count == 5)
  }

  @Test(.equation("noisy-line-value"))
  func `noisy-line-value: edge cases`() {
    #expect(NoisyLine.value(inputs: [Double](), noise: []) == [])
    #expect(NoisyLine.value(inputs: [-1.0, 0, 0.5], noise: [0, 0, 0]) == [-1, 1, 2])
    #expect(NoisyLine.value(inputs: [Double.infinity], noise: [-.infinity])[0].isNaN)
    var generator = Xoshiro256StarStar(seed: 1)
    #expect((NoisyLine.noise(count: 0, using: &generator) as [Float]).isEmpty)
  }

  @Test(.equation("noisy-line-value"))
  func `noisy-line-value: lengths that differ, and a negative count, trap`() async {
    let lengths = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = NoisyLine.value(inputs: [1.0, 2], noise: [0])
    }
    Evidence.expect(lengths, says: "NoisyLine.value: 2 inputs but noise for 1")
    let count = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = Xoshiro256StarStar(seed: 1)
      let noise: [Double] = NoisyLine.noise(count: -1, using: &generator)
      print(noise)
    }
    Evidence.expect(count, says: "NoisyLine.noise: there is no noise for -1 points")
  }
}
