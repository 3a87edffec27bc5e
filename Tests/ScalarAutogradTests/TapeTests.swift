import ElementaryFunctions
import EvidenceTraits
import ScalarAutograd
import TensorAlgebra
import Testing

@Suite struct TapeTests {
  @Test func `fan-out accumulates`() {
    let tape = Tape<Double>()
    let x = tape.variable(3)
    #expect(tape.gradient(of: x + x)[x] == 2)
    let square = x * x
    #expect(tape.gradient(of: square * square + square)[x] == 4 * 27 + 6)
  }

  @Test func `asking twice gives the same answer, and leaves the tape as it was`() {
    let tape = Tape<Double>()
    let x = tape.variable(2)
    let y = x * x * x
    let count = tape.count
    #expect(tape.gradient(of: y)[x] == 12)
    #expect(tape.gradient(of: y)[x] == 12)
    #expect(tape.count == count)
  }

  @Test func `several results, each with its cotangent`() {
    let tape = Tape<Double>()
    let (x, y) = (tape.variable(2), tape.variable(5))
    let gradient = tape.gradient(of: [x * y, x - y, x], cotangent: [1, 10, 100])
    let expected: [Double] = [115, -8]
    #expect(gradient[[x, y]] == expected)
  }

  @Test func `intermediate variables have derivatives too`() {
    let tape = Tape<Double>()
    let x = tape.variable(2)
    let square = x * x
    let y = 5 * square
    let gradient = tape.gradient(of: y)
    #expect(gradient[square] == 5 && gradient[y] == 1)
  }

  @Test func `the derivative is 0 by what the result does not depend on`() {
    let tape = Tape<Double>()
    let (x, unused) = (tape.variable(2), tape.variable(3))
    let y = x * x
    let gradient = tape.gradient(of: y)
    let later = tape.variable(1)
    #expect(gradient[unused] == 0 && gradient[later] == 0 && gradient[7] == 0)
    #expect(tape.gradient(of: 3).self[x] == 0)
  }

  @Test func `an infinite slope off the path to the result does no harm`() {
    let tape = Tape<Double>()
    let x = tape.variable(0)
    let root = Variable.squareRoot(x)
    let y = x * 3
    #expect(tape.gradient(of: y)[x] == 3)
    #expect(tape.gradient(of: root)[x] == .infinity)
  }

  @Test func `operations on constants record nothing`() {
    let tape = Tape<Double>()
    let x = tape.variable(2)
    let constant: Variable<Double> = .exponential(3) * 2 + 1
    #expect(constant.isConstant && !x.isConstant)
    #expect(tape.count == 1)
    _ = x * constant
    #expect(tape.count == 2)
  }

  @Test func `literals and conversions are constants`() {
    for constant: Variable<Double> in [7, 0.5, Variable(7 as Int), Variable(0.5 as Double), .zero] {
      #expect(constant.isConstant)
    }
    #expect((7 as Variable<Double>).value == 7 && (0.5 as Variable<Double>).value == 0.5)
    #expect(Variable<Double>(7 as Int).value == 7 && Variable<Float>(0.1 as Double).value == 0.1)
    #expect(Variable(constant: 2.5).value == 2.5)
  }

  @Test func `comparisons look at the value alone, and NaN compares false`() {
    let tape = Tape<Double>()
    let (x, same, larger, nan) = (tape.variable(3), tape.variable(3), tape.variable(4), tape.variable(.nan))
    #expect(x == same && x <= same && x >= same && !(x < same) && !(x > same))
    #expect(x < larger && x <= larger && larger > x && larger >= x && x != larger)
    #expect(!(larger < x) && !(larger <= x) && !(x > larger) && !(x >= larger))
    #expect(!(nan == nan) && !(nan < 0) && !(nan <= 0) && !(nan > 0) && !(nan >= 0))
    #expect(x.isFinite && !nan.isFinite)
  }

  @Test(arguments: Evidence.seeds)
  func `random expressions: reverse agrees with forward, and identities have equal gradients`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let x: [Double] = (0..<4).map { _ in 0.5 + UniformVariate.next(using: &generator) }
    let choices = (0..<12).map { _ in
      (
        Shuffle.below(8, using: &generator), Shuffle.below(4, using: &generator), Shuffle.below(4, using: &generator)
      )
    }
    func f<T: Scalar>(_ x: [T]) -> T {
      var pool = x
      for (operation, i, j) in choices {
        let (u, v) = (pool[Int(i)], pool[Int(j)])
        pool[Int(i)] =
          switch operation {
          case 0: u + v
          case 1: (u - v) / 2
          case 2: u * v / 2
          case 3: u / (1 + v * v)
          case 4: .exponential(-u * u)
          case 5: .hyperbolicTangent(u + v)
          case 6: .logarithm(1 + u * u)
          default: .sine(u) * .cosine(v)
          }
      }
      return pool[0] + pool[1] * pool[2] + pool[3]
    }
    let (value, reverse) = ReverseMode.gradient(at: x, of: f)
    #expect(value == f(x))
    for i in x.indices {
      var direction = [0.0, 0, 0, 0]
      direction[i] = 1
      let forward = ForwardMode.pushforward(direction, at: x) { [f($0)] }
      #expect(abs(forward.tangent[0] - reverse[i]) <= 1e-14 * max(1, abs(reverse[i])))
    }
    let rewritten = ReverseMode.gradient(at: x) { 2 * f($0) - f($0) }.gradient
    for (a, b) in zip(rewritten, reverse) { #expect(abs(a - b) <= 1e-14 * max(1, abs(b))) }
  }

  @Test func `path magnitude: the size of what cancels`() {
    let tape = Tape<Double>()
    let (x, y) = (tape.variable(3), tape.variable(-2))
    let f = [1000 * x - 999.5 * x, x * y, 0.25 * x - 0.125 * y]
    let (gradient, magnitude): ([Double], [Double]) = ([0.5 + 2 + 0.25, -3 - 0.125], [1999.5 + 2.25, 3.125])
    #expect(tape.gradient(of: f, cotangent: [1, -1, 1])[[x, y]] == gradient)
    #expect(tape.pathMagnitude(of: f, cotangent: [1, -1, 1])[[x, y]] == magnitude)
  }

  @Test func `Hessian products: a tape over dual numbers`() {
    // f = x³y has gradient (3x²y, x³) and Hessian [[6xy, 3x²], [3x², 0]].
    let tape = Tape<Dual<Double>>()
    let x = tape.variable(Dual(value: 2, tangent: 1))
    let y = tape.variable(Dual(value: 5, tangent: -3))
    let gradient = tape.gradient(of: x * x * x * y)
    #expect(gradient[x].value == 60 && gradient[y].value == 8)
    #expect(gradient[x].tangent == 60 * 1 + 12 * -3)
    #expect(gradient[y].tangent == 12 * 1)
  }

  @Test func `a million nodes: no recursion, no trouble on release`() {
    let tape = Tape<Double>()
    let x = tape.variable(1)
    var y = x
    for _ in 0..<1_000_000 { y = y + 1 }
    #expect(tape.count == 1_000_001)
    #expect(tape.gradient(of: y)[x] == 1)
    #expect(y.value == 1_000_001)
  }

  @Test func `C-71: trains a small network written with plain arithmetic`() {
    // 2–3–1, tanh then identity, on XOR: 13 parameters, full-batch descent.
    let data: [([Double], Double)] = [([0, 0], 0), ([0, 1], 1), ([1, 0], 1), ([1, 1], 0)]
    func network<T: Scalar>(_ p: [T], _ x: [Double]) -> T {
      var output = p[12]
      for j in 0..<3 {
        let z = p[3 * j] * T(x[0]) + p[3 * j + 1] * T(x[1]) + p[3 * j + 2]
        output += p[9 + j] * .hyperbolicTangent(z)
      }
      return output
    }
    func loss<T: Scalar>(_ p: [T]) -> T {
      var sum: T = 0
      for (x, y) in data {
        let e = network(p, x) - T(y)
        sum += e * e
      }
      return sum / 4
    }
    var generator = Xoshiro256StarStar(seed: 3)
    var p: [Double] = (0..<13).map { _ in NormalVariate.next(using: &generator) }
    for _ in 0..<2000 {
      let gradient = ReverseMode.gradient(at: p, of: loss).gradient
      p = zip(p, gradient).map { $0 - 0.2 * $1 }
    }
    #expect(loss(p) < 1e-3)
    for (x, y) in data { #expect((network(p, x) > 0.5) == (y == 1)) }
  }

  @Test func `variables of different tapes do not mix`() async {
    let operands = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tape<Double>().variable(1) + Tape<Double>().variable(2)
    }
    Evidence.expect(operands, says: "Variable: the operands stand on different tapes")
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tape<Double>().gradient(of: Tape<Double>().variable(2))
    }
    Evidence.expect(result, says: "Tape.gradient: a result stands on another tape")
    let variable = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let tape = Tape<Double>()
      _ = tape.gradient(of: tape.variable(1))[Tape<Double>().variable(2)]
    }
    Evidence.expect(variable, says: "Gradient: the variable stands on another tape")
  }

  @Test func `a cotangent is needed for each result`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let tape = Tape<Double>()
      _ = tape.gradient(of: [tape.variable(1)], cotangent: [1, 2])
    }
    Evidence.expect(result, says: "Tape.gradient: 1 results but 2 cotangents")
  }
}
