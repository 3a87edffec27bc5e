import ActivationFunctions
import ElementaryFunctions
import EvidenceTraits
import ForwardPropagation
import LinearClassifiers
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct SoftmaxRegressionTests {
  @Test(.equation("softmax-regression-value"), arguments: try Evidence.vectors("softmax-regression-value"))
  func `softmax-regression-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("softmax-regression-pullback"), arguments: try Evidence.vectors("softmax-regression-pullback"))
  func `softmax-regression-pullback: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("softmax-regression-pullback"), arguments: Evidence.probes("softmax-regression-pullback"))
  func `softmax-regression-pullback: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("softmax-regression-pullback", at: probe) == [])
  }

  /// Four samples of two inputs, and a model of K classes.
  static func data(_ seed: UInt64, classes K: Int = 3) -> (X: Matrix<Double>, W: Matrix<Double>, b: [Double]) {
    var generator = Xoshiro256StarStar(seed: seed)
    func normal() -> Double { NormalVariate.next(using: &generator) }
    return (
      Matrix(rows: 2, columns: 4) { _, _ in normal() }, Matrix(rows: K, columns: 2) { _, _ in normal() },
      (0..<K).map { _ in normal() }
    )
  }

  @Test(.equation("softmax-regression-value"), arguments: Evidence.seeds)
  func `softmax-regression-value: a layer of K neurons and a softmax of each column`(_ seed: UInt64) {
    let (X, W, b) = Self.data(seed)
    let Ŷ = SoftmaxRegression.value(X, weights: W, bias: b)
    let Z = AffineColumns.value(X, weights: W, bias: b)
    for i in 0..<4 {
      #expect(Ŷ.column(i) == Softmax.value(Z.column(i)))
      #expect(abs(Ŷ.column(i).reduce(0, +) - 1) < 1e-15)
      // Each sample by itself.
      #expect(SoftmaxRegression.value(X.columns(at: [i]), weights: W, bias: b).elements == Ŷ.column(i))
    }
  }

  @Test(.equation("softmax-regression-value"), arguments: Evidence.seeds)
  func `softmax-regression-value: of two classes it is logistic regression with the differences of the parameters`(
    _ seed: UInt64
  ) {
    let (X, W, b) = Self.data(seed, classes: 2)
    let Ŷ = SoftmaxRegression.value(X, weights: W, bias: b)
    for i in 0..<4 {
      let ŷ = LogisticRegression.value(
        X.column(i), weights: zip(W.row(0), W.row(1)).map { $0 - $1 }, bias: b[0] - b[1])
      #expect(abs(Ŷ[0, i] / ŷ - 1) < 1e-13 && abs(Ŷ[1, i] - (1 - ŷ)) < 1e-15)
    }
  }

  @Test(.equation("softmax-regression-value"), arguments: Evidence.seeds)
  func `softmax-regression-value: the same added to all classes' parameters changes nothing`(_ seed: UInt64) {
    let (X, W, b) = Self.data(seed)
    let Ŷ = SoftmaxRegression.value(X, weights: W, bias: b)
    let shifted = SoftmaxRegression.value(
      X, weights: Matrix(rows: 3, columns: 2) { k, j in W[k, j] + [2, -1][j] }, bias: b.map { $0 + 5 })
    for (p, q) in zip(Ŷ.elements, shifted.elements) { #expect(abs(p - q) < 1e-14) }
  }

  /// D3's list of functions that "allow the network to model complex, curved decision boundaries" has softmax in it.
  @Test(.equation("softmax-regression-value"), arguments: Evidence.seeds)
  func `softmax-regression-value: C-41, where two classes are equally probable is a straight line`(_ seed: UInt64) {
    let (_, W, b) = Self.data(seed)
    // Two points of the line z₁ = z₂: where it is nearest to the origin, and one along it.
    let (w, c) = ([W[0, 0] - W[1, 0], W[0, 1] - W[1, 1]], b[0] - b[1])
    let d = SignedDistance.value([0, 0], weights: w, bias: c)
    let length = EuclideanNorm.value(w)
    let foot = w.map { -d * $0 / length }
    for t in [-2.0, 0, 0.5, 3] {
      let point = [foot[0] - t * w[1] / length, foot[1] + t * w[0] / length]
      let ŷ = SoftmaxRegression.value(Matrix(rows: 2, columns: 1, elements: point), weights: W, bias: b)
      #expect(abs(ŷ[0, 0] - ŷ[1, 0]) < 1e-14)
    }
    // With a hidden layer of ReLU the middle of two boundary points is off the boundary: XOR's are x₁ + x₂ = ½ and 3/2.
    #expect(ExclusiveOr.byReLU(0.25, 0.25) == 0.5 && ExclusiveOr.byReLU(0.75, 0.75) == 0.5)
    #expect(ExclusiveOr.byReLU(0.5, 0.5) == 1)
  }

  @Test(.equation("softmax-regression-pullback"), arguments: Evidence.seeds)
  func `softmax-regression-pullback: linear in the cotangent, and blind to equal elements of a column`(_ seed: UInt64) {
    let (X, W, b) = Self.data(seed)
    let (_, C, _) = Self.data(seed &+ 500, classes: 3)
    let cotangent = Matrix(rows: 3, columns: 4) { k, i in C[k, i % 2] + Double(i) }
    let gradient = SoftmaxRegression.pullback(cotangent, at: X, weights: W, bias: b)
    let doubled = SoftmaxRegression.pullback(cotangent.map { 2 * $0 }, at: X, weights: W, bias: b)
    #expect(doubled.weights == gradient.weights.map { 2 * $0 } && doubled.bias == gradient.bias.map { 2 * $0 })
    #expect(doubled.inputs == gradient.inputs.map { 2 * $0 })
    let level = SoftmaxRegression.pullback(
      Matrix(rows: 3, columns: 4) { _, i in Double(i) }, at: X, weights: W, bias: b)
    #expect((level.inputs.elements + level.weights.elements + level.bias).allSatisfy { $0.magnitude < 1e-14 })
    #expect(abs(gradient.bias.reduce(0, +)) < 1e-14)
  }

  @Test(.equation("softmax-regression-value"))
  func `softmax-regression-value: special values`() {
    let X = Matrix(rows: 1, columns: 2, elements: [1.0, -3])
    let one = SoftmaxRegression.value(X, weights: Matrix(rows: 1, columns: 1, elements: [2]), bias: [1])
    #expect(one.elements == [1, 1])
    let none = SoftmaxRegression.value(
      Matrix(rows: 1, columns: 0, elements: []), weights: Matrix(rows: 2, columns: 1, elements: [2.0, 1]), bias: [1, 0])
    #expect(none.rows == 2 && none.columns == 0)
    let bare = SoftmaxRegression.value(
      Matrix<Double>(rows: 0, columns: 2, elements: []), weights: Matrix(rows: 2, columns: 0, elements: []),
      bias: [0, .logarithm(3)])
    #expect(bare.column(0) == Softmax.value([0, .logarithm(3)]) && bare.column(1) == bare.column(0))
  }

  @Test(.equation("softmax-regression-pullback"))
  func `softmax-regression-pullback: special values`() {
    let none = SoftmaxRegression.pullback(
      Matrix(rows: 2, columns: 0, elements: []), at: Matrix(rows: 1, columns: 0, elements: []),
      weights: Matrix(rows: 2, columns: 1, elements: [2.0, 1]), bias: [1, 0])
    #expect(none.weights.elements == [0, 0] && none.bias == [0, 0] && none.inputs.columns == 0)
    let even = SoftmaxRegression.pullback(
      Matrix(rows: 2, columns: 1, elements: [1.0, 3]), at: Matrix(rows: 1, columns: 1, elements: [2]),
      weights: Matrix(rows: 2, columns: 1, elements: [1, 1]), bias: [0, 0])
    #expect(even.bias == [-0.5, 0.5] && even.weights.elements == [-1, 1] && even.inputs.elements == [0])
  }

  @Test(.equation("softmax-regression-value"))
  func `softmax-regression-value: shapes that do not fit trap`() async {
    let result0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SoftmaxRegression.value(
        Matrix(rows: 2, columns: 1, elements: [1.0, 2]), weights: Matrix(rows: 3, columns: 1, elements: [1, 2, 3]),
        bias: [1, 2, 3])
    }
    Evidence.expect(
      result0, says: "SoftmaxRegression.value: the weights are 3 × 1, the inputs 2 × 1 and there are 3 biases")
    let result1 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SoftmaxRegression.value(
        Matrix(rows: 1, columns: 1, elements: [1.0]), weights: Matrix(rows: 3, columns: 1, elements: [1, 2, 3]),
        bias: [1, 2])
    }
    Evidence.expect(
      result1, says: "SoftmaxRegression.value: the weights are 3 × 1, the inputs 1 × 1 and there are 2 biases")
  }

  @Test(.equation("softmax-regression-pullback"))
  func `softmax-regression-pullback: shapes that do not fit trap`() async {
    let result0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SoftmaxRegression.pullback(
        Matrix(rows: 2, columns: 1, elements: [1.0, 2]), at: Matrix(rows: 1, columns: 2, elements: [1, 2]),
        weights: Matrix(rows: 2, columns: 1, elements: [1, 2]), bias: [1, 2])
    }
    Evidence.expect(result0, says: "SoftmaxRegression.pullback: the cotangent is 2 × 1 but the probabilities are 2 × 2")
    let result1 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SoftmaxRegression.pullback(
        Matrix(rows: 1, columns: 2, elements: [1.0, 2]), at: Matrix(rows: 1, columns: 2, elements: [1, 2]),
        weights: Matrix(rows: 2, columns: 1, elements: [1, 2]), bias: [1, 2])
    }
    Evidence.expect(result1, says: "SoftmaxRegression.pullback: the cotangent is 1 × 2 but the probabilities are 2 × 2")
    let result2 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SoftmaxRegression.pullback(
        Matrix(rows: 2, columns: 1, elements: [1.0, 2]), at: Matrix(rows: 1, columns: 1, elements: [1]),
        weights: Matrix(rows: 2, columns: 2, elements: [1, 2, 3, 4]), bias: [1, 2])
    }
    Evidence.expect(
      result2, says: "SoftmaxRegression.pullback: the weights are 2 × 2, the inputs 1 × 1 and there are 2 biases")
  }
}
