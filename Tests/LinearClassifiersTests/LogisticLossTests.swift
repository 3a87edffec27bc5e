import Backpropagation
import ElementaryFunctions
import EvidenceTraits
import ForwardPropagation
import GradientChecking
import GradientOptimizers
import LinearClassifiers
import LinearModels
import LossFunctions
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct LogisticLossTests {
  @Test(.equation("logistic-loss-value"), arguments: try Evidence.vectors("logistic-loss-value"))
  func `logistic-loss-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("logistic-loss-gradient"), arguments: try Evidence.vectors("logistic-loss-gradient"))
  func `logistic-loss-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("logistic-loss-gradient"), arguments: Evidence.probes("logistic-loss-gradient"))
  func `logistic-loss-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("logistic-loss-gradient", at: probe) == [])
  }

  /// Samples of three inputs with random classes, and a model.
  struct Problem {
    let w: [Double]
    let b: Double
    let X: Matrix<Double>
    let y: [Double]

    init(_ seed: UInt64, samples m: Int = 7) {
      var generator = Xoshiro256StarStar(seed: seed)
      func normal() -> Double { NormalVariate.next(using: &generator) }
      (w, b) = ((0..<3).map { _ in normal() }, normal())
      X = Matrix(rows: 3, columns: m) { _, _ in normal() }
      y = (0..<m).map { _ in normal() > 0 ? 1 : 0 }
    }

    func loss(_ θ: [Double]) -> Double {
      LogisticLoss.value(weights: Array(θ.prefix(3)), bias: θ[3], inputs: X, targets: y)
    }

    func gradient(_ θ: [Double]) -> [Double] {
      let gradient = LogisticLoss.gradient(weights: Array(θ.prefix(3)), bias: θ[3], inputs: X, targets: y)
      return gradient.weights + [gradient.bias]
    }
  }

  /// Steps of descent from 0.
  static func descended(
    _ X: Matrix<Double>, _ y: [Double], learningRate η: Double, steps: Int, from start: [Double]? = nil
  ) -> [Double] {
    let (descent, n) = (GradientDescent(learningRate: η), X.rows)
    var θ = start ?? Array(repeating: 0, count: n + 1)
    for _ in 0..<steps {
      let gradient = LogisticLoss.gradient(weights: Array(θ.prefix(n)), bias: θ[n], inputs: X, targets: y)
      θ = descent.step(θ, gradient: gradient.weights + [gradient.bias])
    }
    return θ
  }

  @Test(.equation("logistic-loss-value"), arguments: Evidence.seeds)
  func `logistic-loss-value: the cross-entropy of the probabilities, and convex`(_ seed: UInt64) {
    let problem = Problem(seed)
    let ŷ = (0..<7).map { i in LogisticRegression.value(problem.X.column(i), weights: problem.w, bias: problem.b) }
    let θ = problem.w + [problem.b]
    #expect(abs(problem.loss(θ) / BinaryCrossEntropy.value(predictions: ŷ, targets: problem.y) - 1) < 1e-12)
    let other = Problem(seed &+ 1000).w + [0.5]
    let middle = zip(θ, other).map { ($0 + $1) / 2 }
    #expect(problem.loss(middle) <= (problem.loss(θ) + problem.loss(other)) / 2)
    // Above each of its tangents.
    let slope = DotProduct.value(problem.gradient(θ), zip(other, θ).map { $0 - $1 })
    #expect(problem.loss(other) >= problem.loss(θ) + slope)
  }

  @Test(.equation("logistic-loss-gradient"), arguments: Evidence.seeds)
  func `logistic-loss-gradient: the mean of (ŷ − y) x, the network's of one layer, and −½ of signs at 0`(
    _ seed: UInt64
  ) {
    let problem = Problem(seed)
    let (X, y, m) = (problem.X, problem.y, 7.0)
    let gradient = problem.gradient(problem.w + [problem.b])
    let δ = (0..<7).map { i in LogisticRegression.value(X.column(i), weights: problem.w, bias: problem.b) - y[i] }
    for k in 0..<3 { #expect(abs(gradient[k] - DotProduct.value(δ, X.row(k)) / m) < 1e-14) }
    #expect(abs(gradient[3] - δ.reduce(0, +) / m) < 1e-14)
    let atZero = problem.gradient([0, 0, 0, 0])
    for k in 0..<3 { #expect(abs(atZero[k] + DotProduct.value(y.map { $0 - 0.5 }, X.row(k)) / m) < 1e-15) }
    // One layer with a sigmoid, by backpropagation.
    let shape = NetworkShape(sizes: [3, 1], hidden: .identity, output: .sigmoid)
    let pass = Network(shape: shape, parameters: problem.w + [problem.b]).forward(X)
    let layer = BackwardPass(pass, targets: Matrix(rows: 1, columns: 7, elements: y), loss: .crossEntropy).parameters
    for (a, b) in zip(layer, gradient) { #expect(abs(a - b) < 1e-14) }
  }

  @Test(.equation("logistic-loss-gradient"), arguments: Evidence.seeds)
  func `logistic-loss-gradient: its Taylor remainder has slope 2`(_ seed: UInt64) throws {
    let problem = Problem(seed)
    let θ = problem.w + [problem.b]
    let slope = try #require(
      TaylorRemainder.slope(
        of: { problem.loss($0) }, gradient: problem.gradient(θ), at: θ, along: [1, -0.5, 0.25, 2]))
    #expect(abs(slope - 2) < 0.02)
  }

  /// Labels split at 3.5, and then three more samples far on the right side.
  static let split = (0...7).map(Double.init)
  static let splitLabels = [0.0, 0, 0, 0, 1, 1, 1, 1]

  @Test(.equation("logistic-loss-value"))
  func `logistic-loss-value: C-16, three samples far on the right side move the least-squares boundary to 5.19`() {
    func boundary(_ x: [Double], _ y: [Double]) -> Double {
      let (w, b) = LeastSquaresLine.fit(inputs: x, targets: y)
      return (0.5 - b) / w
    }
    #expect(abs(boundary(Self.split, Self.splitLabels) - 3.5) < 1e-13)
    let (x, y) = (Self.split + [60, 61, 62], Self.splitLabels + [1, 1, 1])
    #expect(abs(boundary(x, y) - 5.188946015424169) < 1e-12)
    #expect(x.indices.filter { i in (x[i] >= boundary(x, y) ? 1 : 0) != y[i] }.map { x[$0] } == [4, 5])
    // Newton's method on the cross-entropy: its first step is least squares, and the following come back.
    var (w, b) = (0.0, 0.0)
    let X = Matrix(rows: 1, columns: 11, elements: x)
    var boundaries: [Double] = []
    for _ in 0..<20 {
      let g = LogisticLoss.gradient(weights: [w], bias: b, inputs: X, targets: y)
      let H = LogisticLossHessian.value(weights: [w], bias: b, inputs: X)
      let determinant = H[0, 0] * H[1, 1] - H[0, 1] * H[1, 0]
      w -= (H[1, 1] * g.weights[0] - H[0, 1] * g.bias) / determinant
      b -= (H[0, 0] * g.bias - H[1, 0] * g.weights[0]) / determinant
      boundaries.append(-b / w)
    }
    #expect(abs(boundaries[0] - 5.188946015424169) < 1e-10)
    #expect(abs(boundaries[19] - 3.5) < 1e-3)
    #expect(x.indices.allSatisfy { i in LogisticDecision.value(score: w * x[i] + b, threshold: 0.5) == y[i] })
  }

  @Test(.equation("logistic-loss-value"))
  func `logistic-loss-value: C-72, with the product of the inputs it solves XOR, without it nothing can`() {
    let corners = PerceptronTrainingTests.corners
    let y = [0.0, 1, 1, 0]
    let products = Matrix(rows: 3, columns: 4) { k, i in
      k < 2 ? corners[k, i] : corners[0, i] * corners[1, i]
    }
    let θ = Self.descended(products, y, learningRate: 4, steps: 300)
    let ŷ = (0..<4).map { i in
      LogisticRegression.value(products.column(i), weights: Array(θ.prefix(3)), bias: θ[3])
    }
    #expect(zip(ŷ, y).allSatisfy { ($0 - $1).magnitude < 0.1 })
    // With the bare inputs the gradient at 0 is 0, so 0 is the minimum of a convex loss: ½ for every sample.
    let bare = LogisticLoss.gradient(weights: [0, 0], bias: 0, inputs: corners, targets: y)
    #expect(bare.weights == [0, 0] && bare.bias == 0)
  }

  /// On separable samples there is no minimum: the loss falls like 1/t, and the parameters grow like ln t along the
  /// separator of the widest margin, scaled so that the least margin is 1. For AND that is (2, 2), −3.
  @Test(.equation("logistic-loss-value"))
  func `logistic-loss-value: on separable samples the loss falls like 1/t and the parameters grow like ln t`() {
    let (X, y) = (PerceptronTrainingTests.corners, [0.0, 0, 0, 1])
    let early = Self.descended(X, y, learningRate: 3, steps: 200)
    let late = Self.descended(X, y, learningRate: 3, steps: 1800, from: early)
    let growth = zip(early, late).map { ($1 - $0) / .logarithm(10) }
    for (g, u) in zip(growth, [2.0, 2, -3]) { #expect(abs(g / u - 1) < 0.02) }
    func loss(_ θ: [Double]) -> Double {
      LogisticLoss.value(weights: Array(θ.prefix(2)), bias: θ[2], inputs: X, targets: y)
    }
    #expect(abs(loss(early) / loss(late) / 10 - 1) < 0.02)
    // 0.0028615 and 11.04714716 by the same descent in NumPy.
    #expect(abs(loss(late) - 0.0028615034) < 1e-9 && abs(late[0] - 11.04714716) < 1e-7)
  }

  @Test(.equation("logistic-loss-value"))
  func `logistic-loss-value: where classes overlap there is one minimum, from everywhere`() {
    let X = Matrix(rows: 1, columns: 4, elements: [0.0, 1, 2, 3])
    let y = [0.0, 1, 0, 1]
    let ends = [[0.0, 0], [4, -3], [-2, 5]].map { Self.descended(X, y, learningRate: 1, steps: 1500, from: $0) }
    for end in ends {
      let gradient = LogisticLoss.gradient(weights: [end[0]], bias: end[1], inputs: X, targets: y)
      #expect(gradient.weights[0].magnitude < 1e-9 && gradient.bias.magnitude < 1e-9)
      #expect(abs(end[0] - ends[0][0]) < 1e-6 && abs(end[1] - ends[0][1]) < 1e-6)
    }
  }

  @Test(.equation("logistic-loss-value"))
  func `logistic-loss-value: special values`() {
    let X = Matrix(rows: 2, columns: 3, elements: [1.0, 2, -4, 0.5, 3, 1])
    let ln2 = Double.logarithm(2)
    #expect(LogisticLoss.value(weights: [0, 0], bias: 0, inputs: X, targets: [1, 0, 0.25]) == ln2)
    let one = LogisticLoss.value(
      weights: [1.0], bias: 0, inputs: Matrix(rows: 1, columns: 1, elements: [1000]), targets: [0])
    #expect(one == 1000)
    let empty = Matrix<Double>(rows: 0, columns: 2, elements: [])
    #expect(LogisticLoss.value(weights: [], bias: 0, inputs: empty, targets: [1, 0]) == ln2)
    #expect(LogisticLoss.value(weights: [.nan, 0], bias: 0, inputs: X, targets: [1, 0, 1]).isNaN)
  }

  @Test(.equation("logistic-loss-gradient"))
  func `logistic-loss-gradient: special values`() {
    let X = Matrix(rows: 1, columns: 2, elements: [1.0, -1])
    let far = LogisticLoss.gradient(weights: [800.0], bias: 0, inputs: X, targets: [0, 1])
    #expect(far.weights == [1] && far.bias == 0)
    let right = LogisticLoss.gradient(weights: [40.0], bias: 0, inputs: X, targets: [1, 0])
    #expect(abs(right.weights[0] / -.exponential(-40.0) - 1) < 1e-14)
    let empty = Matrix<Double>(rows: 0, columns: 2, elements: [])
    #expect(LogisticLoss.gradient(weights: [], bias: 0, inputs: empty, targets: [1, 1]).bias == -0.5)
  }

  @Test(.equation("logistic-loss-value"))
  func `logistic-loss-value: shapes that do not fit, no samples, and targets that are no probability, trap`() async {
    let result0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LogisticLoss.value(
        weights: [1, 2, 3], bias: 0, inputs: Matrix(rows: 2, columns: 1, elements: [1.0, 2]), targets: [1])
    }
    Evidence.expect(result0, says: "LogisticLoss.value: X is 2 × 1 but there are 3 weights and 1 targets")
    let result1 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LogisticLoss.value(
        weights: [1, 2], bias: 0, inputs: Matrix(rows: 2, columns: 1, elements: [1.0, 2]), targets: [1, 0])
    }
    Evidence.expect(result1, says: "LogisticLoss.value: X is 2 × 1 but there are 2 weights and 2 targets")
    let result2 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LogisticLoss.value(
        weights: [1.0], bias: 0, inputs: Matrix(rows: 1, columns: 0, elements: []), targets: [])
    }
    Evidence.expect(result2, says: "LogisticLoss.value: the mean over no samples is undefined")
    let result3 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LogisticLoss.value(
        weights: [1.0], bias: 0, inputs: Matrix(rows: 1, columns: 1, elements: [1]), targets: [2])
    }
    Evidence.expect(result3, says: "BinaryCrossEntropyWithLogits.value: target 0 is 2.0, which is no probability")
  }

  @Test(.equation("logistic-loss-gradient"))
  func `logistic-loss-gradient: shapes that do not fit, no samples, and targets that are no probability, trap`() async {
    let result0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LogisticLoss.gradient(
        weights: [1, 2, 3], bias: 0, inputs: Matrix(rows: 2, columns: 1, elements: [1.0, 2]), targets: [1])
    }
    Evidence.expect(result0, says: "LogisticLoss.gradient: X is 2 × 1 but there are 3 weights and 1 targets")
    let result1 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LogisticLoss.gradient(
        weights: [1, 2], bias: 0, inputs: Matrix(rows: 2, columns: 1, elements: [1.0, 2]), targets: [1, 0])
    }
    Evidence.expect(result1, says: "LogisticLoss.gradient: X is 2 × 1 but there are 2 weights and 2 targets")
    let result2 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LogisticLoss.gradient(
        weights: [1.0], bias: 0, inputs: Matrix(rows: 1, columns: 0, elements: []), targets: [])
    }
    Evidence.expect(result2, says: "LogisticLoss.gradient: the mean over no samples is undefined")
    let result3 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LogisticLoss.gradient(
        weights: [1.0], bias: 0, inputs: Matrix(rows: 1, columns: 1, elements: [1]), targets: [2])
    }
    Evidence.expect(result3, says: "BinaryCrossEntropyWithLogits.gradient: target 0 is 2.0, which is no probability")
  }
}
