/// A gradient check for many parameters in little time: every element against the tape, and the whole gradient
/// against differences along a few directions.
///
/// `GradientCheck` takes differences of each element, which costs some thirty evaluations for each. Here the tape,
/// exact up to rounding, judges the elements in one pass, and a direction's thirty evaluations serve all elements at
/// once: should the function that the tape ran not be the one whose values count, the directions show it. A direction
/// must move every parameter: one that leaves some out says nothing about them.
public enum DirectionalCheck {
  /// Checks the gradient of a function to one number.
  ///
  /// - Parameters:
  ///   - function: the function, with its form at the tape's variables.
  ///   - gradient: the claimed partial derivatives.
  ///   - x: the point.
  ///   - directions: unequal numbers of both signs, such as random ones; as many for each as x has elements.
  ///   - ulps: the bound on the distance to the tape.
  /// - Precondition: the function has a form for the tape; the lengths fit.
  public static func check(
    _ function: DifferentiableFunction, gradient: [Double], at x: [Double], along directions: [[Double]],
    ulps: Double = GradientCheck.ulps
  ) -> DirectionalReport {
    precondition(
      gradient.count == x.count,
      "DirectionalCheck: \(x.count) inputs but \(gradient.count) claimed partial derivatives")
    precondition(
      directions.allSatisfy { $0.count == x.count },
      "DirectionalCheck: \(x.count) inputs but directions of \(directions.map(\.count)) elements")
    guard let tapeForm = function.tape else {
      preconditionFailure("DirectionalCheck: the function has no form for the tape")
    }
    let tape = GradientCheck.tapeWitness(tapeForm, [1], x)
    let disagreements = x.indices.compactMap { i -> DirectionalReport.Disagreement? in
      let error = ElementCheck.ulps(gradient[i], tape.gradient[i], tape.magnitude[i])
      guard !(error <= ulps) else { return nil }
      return .init(index: i, claimed: gradient[i], tape: tape.gradient[i], error: error)
    }
    let along = DifferentiableFunction { (t: [Double]) -> [Double] in
      // The check moves one direction at a time.
      var y = x
      for (t, v) in zip(t, directions) where t != 0 {
        for i in y.indices { y[i] += t * v[i] }
      }
      return function.value(y)
    }
    let slopes = directions.map { v in zip(gradient, v).reduce(0) { $0 + $1.0 * $1.1 } }
    return DirectionalReport(
      count: x.count, disagreements: disagreements,
      directions: GradientCheck.check(along, gradient: slopes, at: directions.map { _ in 0 }))
  }
}
