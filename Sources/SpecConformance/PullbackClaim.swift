internal import ElementaryFunctions
public import GradientChecking
internal import ScalarAutograd
internal import TensorAlgebra

/// What a derivative equation claims at a probe: how a cotangent of the equation it belongs to is pulled back to
/// that equation's differentiable inputs, all of them laid end to end.
public struct PullbackClaim {
  /// The equation that the derivative belongs to, as a function of its differentiable inputs.
  public let function: DifferentiableFunction
  /// The inputs.
  public let point: [Double]
  /// Where each input may be moved.
  public let domains: [ClosedRange<Double>]
  /// The cotangent: unequal numbers of both signs.
  public let cotangent: [Double]
  /// The claimed pullback.
  public let pullback: [Double]
  /// The derivative of the claimed pullback along a direction, from the derivative equation itself.
  public let derivative: (_ direction: [Double]) -> [Double]
  /// The same from the equation that it belongs to, by nested dual numbers.
  public let secondDerivative: (_ direction: [Double]) -> [Double]

  /// The claim of an equation of the table, or of one that stands for it.
  ///
  /// - Precondition: the equation is the derivative of an equation of the table.
  public init(_ derivative: Entry, at probe: Probe) {
    guard let id = derivative.form.primal, let primal = EquationTable.entry(id) else {
      preconditionFailure("PullbackClaim: \(derivative.id) is the derivative of no equation of the table")
    }
    var generator = Xoshiro256StarStar(seed: 1)
    let question = PullbackQuestion(
      derivative, of: primal, at: probe.inputs, probe.attributes, using: &generator)

    func value<T: Scalar>(
      _ evaluate: Entry.Evaluation<T>, _ constant: (Double) -> T, _ x: [T]
    ) -> [T] {
      let result = evaluate(question.inputs(at: x, constant), probe.attributes)
      return question.outputs.flatMap { result[$0].elements }
    }

    func pullback<T: Scalar>(
      _ claim: Entry.Evaluation<T>, _ evaluate: Entry.Evaluation<T>, _ constant: (Double) -> T, _ x: [T]
    ) -> [T] {
      question.pullback(at: x, constant) {
        evaluate($0, probe.attributes)
      } derivative: {
        claim($0, probe.attributes)
      }
    }

    let (point, cotangent) = (question.point, question.cotangent)
    (self.point, self.cotangent, domains) = (point, cotangent, question.domains)
    function = DifferentiableFunction(
      { value(primal.atDouble, { $0 }, $0) },
      dual: { value(primal.atDual, { .init($0) }, $0) },
      tape: { value(primal.atTape, { .init($0) }, $0) })
    self.pullback = pullback(derivative.atDouble, primal.atDouble, { $0 }, point)
    self.derivative = { v in
      ForwardMode.pushforward(v, at: point) { x in
        pullback(derivative.atDual, primal.atDual, { .init($0) }, x)
      }.tangent
    }
    secondDerivative = { v in
      point.indices.map { i in
        let x = point.indices.map { j in
          Dual(value: Dual(value: point[j], tangent: v[j]), tangent: j == i ? 1 : 0)
        }
        let y = value(primal.atNestedDual, { .init($0) }, x)
        return zip(cotangent, y).reduce(0) { $0 + $1.0 * $1.1.tangent.tangent }
      }
    }
  }
}
