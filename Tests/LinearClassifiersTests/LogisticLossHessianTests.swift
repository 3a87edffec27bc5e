import ElementaryFunctions
import EvidenceTraits
import GradientChecking
import LinearClassifiers
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct LogisticLossHessianTests {
  @Test(.equation("logistic-loss-hessian-value"), arguments: try Evidence.vectors("logistic-loss-hessian-value"))
  func `logistic-loss-hessian-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  typealias Problem = LogisticLossTests.Problem

  /// The gradient as one function of all parameters, in any kind of number.
  static func slopes<T: Scalar>(_ problem: Problem, _ θ: [T]) -> [T] {
    let gradient = LogisticLoss.gradient(
      weights: Array(θ.prefix(3)), bias: θ[3], inputs: problem.X.map { T($0) }, targets: problem.y.map { T($0) })
    return gradient.weights + [gradient.bias]
  }

  @Test(.equation("logistic-loss-hessian-value"), arguments: Evidence.seeds)
  func `logistic-loss-hessian-value: the gradient's derivative, by differences, dual numbers and the tape`(
    _ seed: UInt64
  ) {
    let problem = Problem(seed, samples: seed % 2 == 0 ? 1 : 7)
    let θ = problem.w + [problem.b]
    let H = LogisticLossHessian.value(weights: problem.w, bias: problem.b, inputs: problem.X)
    #expect(H.rows == 4 && H.columns == 4)
    for k in 0..<4 {
      let direction = (0..<4).map { $0 == k ? 1.0 : 0 }
      let forward = ForwardMode.pushforward(direction, at: θ) { Self.slopes(problem, $0) }.tangent
      let reverse = ReverseMode.pullback(direction, at: θ) { Self.slopes(problem, $0) }.cotangent
      let nested = ForwardMode.pushforward(direction, at: θ) { θ in
        ReverseMode.gradient(at: θ) { θ in
          LogisticLoss.value(
            weights: Array(θ.prefix(3)), bias: θ[3], inputs: problem.X.map { Variable(constant: Dual($0)) },
            targets: problem.y.map { Variable(constant: Dual($0)) })
        }.gradient
      }.tangent
      for j in 0..<4 {
        #expect(abs(forward[j] - H[j, k]) < 1e-14 && abs(reverse[j] - H[k, j]) < 1e-14)
        #expect(abs(nested[j] - H[j, k]) < 1e-14)
        let difference = FiniteDifference.derivative(
          of: { t in
            var moved = θ
            moved[k] = t
            return problem.gradient(moved)[j]
          }, at: θ[k])
        #expect(abs(difference.value - H[j, k]) < 1e-9 * (1 + H[j, k].magnitude))
      }
    }
  }

  @Test(.equation("logistic-loss-hessian-value"), arguments: Evidence.seeds)
  func `logistic-loss-hessian-value: symmetric, positive semi-definite, and at most a quarter of the squares'`(
    _ seed: UInt64
  ) {
    let problem = Problem(seed)
    let H = LogisticLossHessian.value(weights: problem.w, bias: problem.b, inputs: problem.X)
    #expect(H == H.transposed)
    let atZero = LogisticLossHessian.value(weights: [0, 0, 0], bias: 0, inputs: problem.X)
    var generator = Xoshiro256StarStar(seed: seed &+ 50)
    for _ in 0..<5 {
      let v: [Double] = (0..<4).map { _ in NormalVariate.next(using: &generator) }
      func form(_ H: Matrix<Double>) -> Double {
        DotProduct.value(v, (0..<4).map { DotProduct.value(H.row($0), v) })
      }
      #expect(form(H) >= 0 && form(H) <= form(atZero))
      let squares = (0..<7).reduce(0.0) { sum, i in
        let s = DotProduct.value(Array(v.prefix(3)), problem.X.column(i)) + v[3]
        return sum + s * s
      }
      #expect(abs(form(atZero) / (squares / 28) - 1) < 1e-12)
    }
    // Its eigenvalues' signs by the leading minors, which elimination gives as products of its pivots.
    var A = H
    for k in 0..<4 {
      #expect(A[k, k] > 0)
      for i in (k + 1)..<4 where i < 4 {
        let factor = A[i, k] / A[k, k]
        for j in k..<4 { A[i, j] -= factor * A[k, j] }
      }
    }
  }

  @Test(.equation("logistic-loss-hessian-value"))
  func `logistic-loss-hessian-value: collinear inputs leave a direction without curvature`() {
    let X = Matrix(rows: 2, columns: 3, elements: [1.0, 2, -1, 2, 4, -2])
    let H = LogisticLossHessian.value(weights: [0.5, 0.25], bias: 1, inputs: X)
    for j in 0..<3 { #expect(2 * H[j, 0] - H[j, 1] == 0) }
  }

  @Test(.equation("logistic-loss-hessian-value"))
  func `logistic-loss-hessian-value: special values`() {
    let empty = Matrix<Double>(rows: 0, columns: 2, elements: [])
    #expect(LogisticLossHessian.value(weights: [], bias: 0, inputs: empty).elements == [0.25])
    let far = LogisticLossHessian.value(
      weights: [1.0], bias: 0, inputs: Matrix(rows: 1, columns: 1, elements: [-50]))
    #expect(abs(far[1, 1] / .exponential(-50) - 1) < 1e-14 && far[0, 1] == -50 * far[1, 1])
    let lost = LogisticLossHessian.value(
      weights: [Double.nan], bias: 0, inputs: Matrix(rows: 1, columns: 1) { _, _ in 1 })
    #expect(lost.elements.allSatisfy { $0.isNaN })
  }

  @Test(.equation("logistic-loss-hessian-value"))
  func `logistic-loss-hessian-value: shapes that do not fit, and no samples, trap`() async {
    let result0 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LogisticLossHessian.value(weights: [1.0], bias: 0, inputs: Matrix(rows: 2, columns: 1, elements: [1, 2]))
    }
    Evidence.expect(result0, says: "LogisticLossHessian.value: X is 2 × 1 but there are 1 weights")
    let result1 = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LogisticLossHessian.value(weights: [1.0], bias: 0, inputs: Matrix(rows: 1, columns: 0, elements: []))
    }
    Evidence.expect(result1, says: "LogisticLossHessian.value: the mean over no samples is undefined")
  }
}
