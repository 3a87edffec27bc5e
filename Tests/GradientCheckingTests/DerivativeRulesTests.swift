import ActivationFunctions
import ElementaryFunctions
import EvidenceTraits
import GradientChecking
import GradientOptimizers
import LinearModels
import ScalarAutograd
import TensorAlgebra
import Testing

/// The facts about derivatives that everything else rests on, each shown on functions of the package.
@Suite struct DerivativeRulesTests {
  static func normals(_ count: Int, _ generator: inout Xoshiro256StarStar) -> [Double] {
    (0..<count).map { _ in NormalVariate.next(using: &generator) }
  }

  static func length(_ v: [Double]) -> Double { DotProduct.value(v, v).squareRoot() }

  /// Smooth, of three numbers, quadratic in none of them.
  static func f<T: Scalar>(_ x: [T]) -> T {
    .exponential(x[0] * x[1] / 4) + x[0] * .sine(x[2]) + x[1] * x[1] * x[2]
  }

  // Directions

  @Test(arguments: Evidence.seeds)
  func `the derivative along u is ∇f · u`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (x, v) = (Self.normals(3, &generator), Self.normals(3, &generator))
    let u = v.map { $0 / Self.length(v) }
    let gradient = ReverseMode.gradient(at: x, of: Self.f).gradient
    #expect(gradient.count == x.count)
    let along = DotProduct.value(gradient, u)
    let scale = Self.length(gradient)
    let dual = ForwardMode.pushforward(u, at: x) { [Self.f($0)] }.tangent[0]
    #expect(abs(dual - along) <= 1e-14 * scale)
    let differences = FiniteDifference.derivative(
      of: { t in Self.f(zip(x, u).map { $0 + t * $1 }) }, at: 0)
    #expect(abs(differences.value - along) <= 1e-9 * scale)
  }

  @Test(arguments: Evidence.seeds)
  func `no direction is steeper than the gradient's, and its slope is ‖∇f‖`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let x = Self.normals(3, &generator)
    let gradient = ReverseMode.gradient(at: x, of: Self.f).gradient
    let steepest = gradient.map { $0 / Self.length(gradient) }
    func slope(_ u: [Double]) -> Double { ForwardMode.pushforward(u, at: x) { [Self.f($0)] }.tangent[0] }
    #expect(abs(slope(steepest) / Self.length(gradient) - 1) < 1e-14)
    #expect(abs(slope(steepest.map { -$0 }) / Self.length(gradient) + 1) < 1e-14)
    for _ in 0..<20 {
      let v = Self.normals(3, &generator)
      let u = v.map { $0 / Self.length(v) }
      let cosine = DotProduct.value(u, steepest)
      #expect(abs(slope(u) - cosine * Self.length(gradient)) < 1e-13 * Self.length(gradient))
      #expect(slope(u) < slope(steepest))
    }
  }

  // The sign

  @Test(arguments: Evidence.seeds)
  func `where the derivative is positive the function rises, where it is negative it falls`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let c = Self.normals(4, &generator)
    func p<T: Scalar>(_ x: T) -> T { T(c[0]) + x * (T(c[1]) + x * (T(c[2]) + x * T(c[3]))) }
    let x = 2 * Self.normals(1, &generator)[0]
    let slope = ForwardMode.derivative(at: x) { p($0) }.derivative
    // |p″| nearby is at most this, so a step h < |p′| / |p″| cannot turn.
    let curvature = 2 * abs(c[2]) + 6 * abs(c[3]) * (abs(x) + 1)
    let h = min(0.5, abs(slope) / curvature)
    #expect(h > 1e-6)
    for step in [h, h / 10, h / 1000] {
      #expect((p(x + step) > p(x)) == (slope > 0) && (p(x - step) < p(x)) == (slope > 0))
    }
  }

  @Test func `the sign speaks of small steps alone, and a derivative of 0 says nothing`() {
    #expect(ForwardMode.derivative(at: 0.0) { .sine($0) }.derivative == 1)
    #expect(Double.sine(4) < Double.sine(0))
    // Up on both sides, down on both, up on one: the derivative at 0 is 0 each time.
    let square = ForwardMode.derivative(at: 0.0) { $0 * $0 }
    let hill = ForwardMode.derivative(at: 0.0) { -($0 * $0) }
    let cube = ForwardMode.derivative(at: 0.0) { $0 * $0 * $0 }
    #expect(square.derivative == 0 && hill.derivative == 0 && cube.derivative == 0)
  }

  // Extrema

  @Test(arguments: Evidence.seeds)
  func `at the extremum of a quadratic the derivative is 0, and nowhere else`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (a, m, c) = (Self.normals(1, &generator)[0], Self.normals(1, &generator)[0], 3.0)
    func q<T: Scalar>(_ x: T) -> T { T(a) * (x - T(m)) * (x - T(m)) + T(c) }
    #expect(ForwardMode.derivative(at: m) { q($0) }.derivative == 0)
    #expect(abs(FiniteDifference.derivative(of: { q($0) }, at: m).value) < 1e-10)
    for h in [-1, -0.01, 0.01, 1] {
      #expect(ForwardMode.derivative(at: m + h) { q($0) }.derivative != 0)
      #expect((q(m + h) > q(m)) == (a > 0))
    }
  }

  @Test func `C-12: a kink, an end of the domain, an inflection, a plateau and a saddle`() {
    // |x| has its minimum at 0, and next to it the derivative is as large as anywhere.
    func magnitude(_ x: Double) -> Double { x.magnitude }
    #expect(abs(FiniteDifference.rightDerivative(of: magnitude, at: 0).value - 1) < 1e-10)
    #expect(abs(FiniteDifference.leftDerivative(of: magnitude, at: 0).value + 1) < 1e-10)
    #expect(abs(FiniteDifference.derivative(of: magnitude, at: 1e-9).value - 1) < 1e-6)
    // x on [0, 1] has its minimum at 0 and its maximum at 1, both with slope 1.
    for end in [0.0, 1] {
      #expect(abs(FiniteDifference.derivative(of: { $0 }, at: end, within: 0...1).value - 1) < 1e-10)
    }
    // x³ has the derivative 0 at 0, and no extremum.
    func cube<T: Scalar>(_ x: T) -> T { x * x * x }
    #expect(ForwardMode.derivative(at: 0.0) { cube($0) }.derivative == 0)
    #expect(cube(-1e-3) < 0 && cube(1e-3) > 0)
    // A small derivative, and no extremum near: tanh rises everywhere.
    #expect(Tanh.derivative(at: 15.0) < 1e-12 && Tanh.value(15.0) < Tanh.value(16.0))
    // x² − y² has the gradient 0 at the origin, above its neighbours along y and below those along x.
    func saddle<T: Scalar>(_ x: [T]) -> T { x[0] * x[0] - x[1] * x[1] }
    #expect(ReverseMode.gradient(at: [0.0, 0], of: saddle).gradient == [0, 0])
    #expect(saddle([1e-3, 0]) > 0 && saddle([0, 1e-3]) < 0)
  }

  @Test func `C-14: from two starts descent ends in two places`() {
    func well<T: Scalar>(_ x: T) -> T { x * x * x * x - x * x + 0.3 * x }
    func end(from start: Double) -> Double {
      let descent = GradientDescent(learningRate: 0.05)
      return (0..<1000).reduce([start]) { θ, _ in
        descent.step(θ, gradient: [ForwardMode.derivative(at: θ[0]) { well($0) }.derivative])
      }[0]
    }
    // The minima of 4x³ − 2x + 0.3 = 0 (mpmath); the right one is higher.
    let (left, right) = (end(from: -1.5), end(from: 1.5))
    #expect(abs(left + 0.772698180298799135798387) < 1e-14)
    #expect(abs(right - 0.614829158475268910537722) < 1e-14)
    #expect(well(right) > well(left) + 0.4)
    // The loss of a line is convex: there both starts end on the least-squares line.
    let (X, Y) = ([0.5, -1, 2, 1.25], [1.0, 3, -2, 0.5])
    let best = LeastSquaresLine.fit(inputs: X, targets: Y)
    for start in [[-30.0, 8], [50, -70]] {
      let descent = GradientDescent(learningRate: 0.25)
      let θ = (0..<400).reduce(start) { θ, _ in
        let gradient = LineLoss.gradient(weight: θ[0], bias: θ[1], inputs: X, targets: Y)
        return descent.step(θ, gradient: [gradient.weight, gradient.bias])
      }
      #expect(abs(θ[0] - best.weight) < 1e-12 && abs(θ[1] - best.bias) < 1e-12)
    }
  }

  // Sums

  @Test(arguments: Evidence.seeds)
  func `the derivative of a sum is the sum of the derivatives`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let terms: [Activation] = [.sigmoid, .tanh, .relu, .leakyReLU(slope: 0.01), .identity]
    let z = Self.normals(1, &generator)[0]
    let ofSum = ForwardMode.derivative(at: z) { z in Sum.over(terms.indices) { i in terms[i].value(z) } }.derivative
    let sum = Sum.over(terms.indices) { i in terms[i].derivative(at: z) }
    #expect(abs(ofSum - sum) <= 1e-15 * sum)
  }

  @Test(arguments: Evidence.seeds)
  func `the gradient of a mean loss is the mean of the samples' gradients`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (X, Y) = (Self.normals(13, &generator), Self.normals(13, &generator))
    let whole = LineLoss.gradient(weight: 0.7, bias: -0.2, inputs: X, targets: Y)
    let single = X.indices.map { i in LineLoss.gradient(weight: 0.7, bias: -0.2, inputs: [X[i]], targets: [Y[i]]) }
    #expect(abs(whole.weight - Mean.over(X.indices) { single[$0].weight }) < 1e-14)
    #expect(abs(whole.bias - Mean.over(X.indices) { single[$0].bias }) < 1e-14)
  }

  // Compositions

  static let activations: [Activation] = [.identity, .sigmoid, .tanh, .relu, .leakyReLU(slope: 0.25)]

  @Test(arguments: activations, activations)
  func `(f ∘ g)′(x) = f′(g(x)) g′(x)`(_ f: Activation, _ g: Activation) {
    for x in [-2.5, -0.75, 0.5, 1.75] {
      let dual = ForwardMode.derivative(at: x) { f.value(g.value($0)) }.derivative
      let chain = f.derivative(at: g.value(x)) * g.derivative(at: x)
      #expect(abs(chain - dual) <= 8 * dual.magnitude.ulp)
      let differences = FiniteDifference.derivative(of: { f.value(g.value($0)) }, at: x)
      // A ReLU of 0 stands at its kink, where the slope is a convention.
      if f != .relu || g.value(x) != 0 { #expect(abs(chain - differences.value) <= 1e-9) }
    }
  }

  @Test(arguments: [Activation.sigmoid, .tanh], [Activation.sigmoid, .tanh])
  func `the outer derivative belongs at g(x), not at x`(_ f: Activation, _ g: Activation) {
    let x = 1.75
    let chain = f.derivative(at: g.value(x)) * g.derivative(at: x)
    #expect(abs(f.derivative(at: x) * g.derivative(at: x) - chain) > 0.005)
  }

  @Test func `composition is associative, and the identity is neutral`() {
    let (f, g, h): (Activation, Activation, Activation) = (.sigmoid, .tanh, .leakyReLU(slope: 0.25))
    for x in [-1.5, 0.5] {
      // (f ∘ g) ∘ h and f ∘ (g ∘ h): the same product, in two groupings.
      let first = (f.derivative(at: g.value(h.value(x))) * g.derivative(at: h.value(x))) * h.derivative(at: x)
      let second = f.derivative(at: g.value(h.value(x))) * (g.derivative(at: h.value(x)) * h.derivative(at: x))
      #expect(abs(first - second) <= first.ulp)
      #expect(Identity.derivative(at: f.value(x)) * f.derivative(at: x) == f.derivative(at: x))
      #expect(f.derivative(at: Identity.value(x)) * Identity.derivative(at: x) == f.derivative(at: x))
    }
  }

  /// The Jacobian of a function, a column for each input.
  static func jacobian(at x: [Double], _ f: ([Dual<Double>]) -> [Dual<Double>]) -> Matrix<Double> {
    let columns = x.indices.map { j in
      ForwardMode.pushforward(x.indices.map { $0 == j ? 1 : 0 }, at: x, of: f).tangent
    }
    return Matrix(rows: columns[0].count, columns: x.count) { i, j in columns[j][i] }
  }

  /// From two numbers to three.
  static func widening<T: Scalar>(_ x: [T]) -> [T] { [x[0] * x[1], .sine(x[0]), Tanh.value(x[1]) - x[0]] }

  /// From three numbers to two.
  static func narrowing<T: Scalar>(_ y: [T]) -> [T] { [y[0] * y[2] + y[1], Sigmoid.value(y[1]) * y[2]] }

  @Test(arguments: Evidence.seeds)
  func `the Jacobian of a composition is the product of the Jacobians, the outer one on the left`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let x = Self.normals(2, &generator)
    let y = Self.widening(x)
    let (outer, inner) = (
      Self.jacobian(at: y) { Self.narrowing($0) }, Self.jacobian(at: x) { Self.widening($0) }
    )
    let product = MatrixProduct.value(outer, inner)
    let whole = Self.jacobian(at: x) { Self.narrowing(Self.widening($0)) }
    #expect(whole.rows == 2 && whole.columns == 2)
    #expect(zip(whole.elements, product.elements).allSatisfy { abs($0 - $1) < 1e-14 * (1 + abs($0)) })
    // In the other order it has another shape, and as a pullback the order turns round: Jᵀ w = J_gᵀ (J_fᵀ w).
    #expect(MatrixProduct.value(inner, outer).rows == 3)
    let w = Matrix(rows: 2, columns: 1, elements: [1.5, -0.5])
    let pulled = MatrixProduct.value(inner.transposed, MatrixProduct.value(outer.transposed, w))
    let tape = ReverseMode.pullback(w.elements, at: x) { Self.narrowing(Self.widening($0)) }.cotangent
    #expect(zip(pulled.elements, tape).allSatisfy { abs($0 - $1) < 1e-14 * (1 + abs($1)) })
  }

  @Test func `with square Jacobians the order still matters`() {
    let W = Matrix(rows: 2, columns: 2, elements: [1.0, 2, -1, 0.5])
    let x = Matrix(rows: 2, columns: 1, elements: [0.25, -0.5])
    let J = Softmax.jacobian(at: MatrixProduct.value(W, x).elements)
    let whole = Self.jacobian(at: x.elements) { x in
      let rows = Matrix(rows: 2, columns: 1, elements: x)
      return Softmax.value(MatrixProduct.value(Matrix(rows: 2, columns: 2) { .init(W[$0, $1]) }, rows).elements)
    }
    let (right, wrong) = (MatrixProduct.value(J, W), MatrixProduct.value(W, J))
    #expect(zip(whole.elements, right.elements).allSatisfy { abs($0 - $1) < 1e-15 })
    #expect(zip(whole.elements, wrong.elements).contains { abs($0 - $1) > 0.1 })
  }

  // One step of descent

  @Test(arguments: Evidence.seeds)
  func `a step along −∇L lowers the loss by η‖∇L‖², up to a remainder of slope 2`(_ seed: UInt64) throws {
    var generator = Xoshiro256StarStar(seed: seed)
    let θ = Self.normals(3, &generator)
    let (L, gradient) = ReverseMode.gradient(at: θ, of: Self.f)
    let slope = try #require(
      TaylorRemainder.slope(of: Self.f, gradient: gradient, at: θ, along: gradient.map { -$0 }))
    #expect(abs(slope - 2) < 0.05)
    let η = 1e-6
    let lowered = Self.f(GradientDescent(learningRate: η).step(θ, gradient: gradient))
    #expect(abs((L - lowered) / (η * DotProduct.value(gradient, gradient)) - 1) < 1e-3)
  }

  /// f(x) = 2x² with f″ = 4 becomes 2x²(1 − 4η)²: exact on these numbers.
  @Test(arguments: [(0.125, 0.25), (0.25, 0), (0.375, 0.25), (0.5, 1), (0.625, 2.25), (1, 9)])
  func `a step that is too long raises the loss`(_ η: Double, _ factor: Double) {
    let x = 3.0
    let gradient = DoubledSquare.derivative(at: x)
    let moved = GradientDescent(learningRate: η).step([x], gradient: [gradient])[0]
    #expect(DoubledSquare.value(moved) == factor * DoubledSquare.value(x))
    // L − η‖∇L‖² + ½ η² ∇L · H ∇L, and a quadratic function has no further terms.
    #expect(DoubledSquare.value(moved) == DoubledSquare.value(x) - η * gradient * gradient * (1 - 2 * η))
  }
}
