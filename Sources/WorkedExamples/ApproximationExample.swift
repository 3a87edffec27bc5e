internal import ActivationFunctions
internal import Backpropagation
internal import ForwardPropagation
internal import Foundation
internal import GradientOptimizers
internal import LinearModels
internal import NetworkTraining
internal import ParameterInitialization
internal import TensorAlgebra
package import UniversalApproximation

/// The universal approximation theorem for the sine: networks that are written down, and networks that are trained.
package enum ApproximationExample {
  /// The interpolant of the sine with N pieces between even knots from 0 to 2π: a network 1–N–1 of ReLUs.
  package static func interpolant(pieces N: Int) -> ReLUInterpolant<Double> {
    let knots = EvenlySpaced.value(from: 0, through: 2 * Double.pi, count: N + 1)
    return ReLUInterpolant(knots: knots, values: knots.map { sin($0) })
  }

  /// The largest distance from the sine on [0, 2π], at 4097 points, the middles of the pieces among them.
  package static func error(_ g: (Double) -> Double) -> Double {
    EvenlySpaced.value(from: 0, through: 2 * Double.pi, count: 4097).map { (sin($0) - g($0)).magnitude }.max() ?? 0
  }

  /// The bound of the interpolant's error.
  package static func bound(pieces N: Int) -> Double {
    InterpolationBound.value(spacing: 2 * .pi / Double(N), curvature: 1)
  }

  /// The largest distance from the sine on [0, 2π] of a network 1–N–1 of ReLUs, trained on 64 points of it by full
  /// batches of Adam with η = 0.01; its input is x − π.
  ///
  /// Weights start from He's distribution, biases from uniform numbers in [−π, π], so that the kinks lie in the set.
  package static func trainedError(units N: Int, updates: Int = 2000, seed: UInt64) -> Double {
    var generator = Xoshiro256StarStar(seed: seed)
    let x = EvenlySpaced.value(from: 0, through: 2 * Double.pi, count: 64)
    let shape = NetworkShape(sizes: [1, N, 1], hidden: .relu, output: .identity)
    let first: [Double] = HeInitialization.normal(fanIn: 1, fanOut: N, using: &generator).elements
    let biases = (0..<N).map { _ in Double.pi * (2 * (UniformVariate.next(using: &generator) as Double) - 1) }
    let second: [Double] = HeInitialization.normal(fanIn: N, fanOut: 1, using: &generator).elements
    let loop = TrainingLoop(
      optimizer: Adam<Double>.documented(learningRate: 0.01), schedule: ConstantRate(learningRate: 0.01), batchSize: 64,
      epochs: updates)
    let network = loop.train(
      Network(shape: shape, parameters: first + biases + second + [0]),
      inputs: Matrix(rows: 1, columns: 64, elements: x.map { $0 - .pi }),
      targets: Matrix(rows: 1, columns: 64, elements: x.map { sin($0) }), loss: .meanSquaredError, using: &generator
    ).network
    return error { x in network(Matrix(rows: 1, columns: 1, elements: [x - .pi])).elements[0] }
  }

  /// The largest distance of the best parabola from |x| on [−1, 1], at 2001 points.
  package static let parabolaError: Double = {
    let b = (0.125).squareRoot()
    let c = PolynomialCollapse.value(
      weights: [1, 1], biases: [b, -b], coefficients: [0.5, 0.5],
      activation: [0, 0, 1])
    let points = EvenlySpaced.value(from: -1.0, through: 1, count: 2001)
    return points.map { x in (x.magnitude - (c[0] + x * (c[1] + x * c[2]))).magnitude }.max() ?? 0
  }()

  /// Every claim of the documents about it.
  @Sendable
  package static func claims() -> [Claim] {
    let sizes = [4, 8, 16, 32, 64]
    let errors = sizes.map { N in error(interpolant(pieces: N).value(at:)) }
    let outside = interpolant(pieces: 64).value(at: 4 * .pi).magnitude
    let constructed = zip(sizes, errors).map { N, error in
      Claim(
        "B-48", "sine by \(N) ReLUs, by hand", documented: "any accuracy", computed: error.rounded(toDecimals: 6),
        holds: error <= bound(pieces: N), remark: "at most h²/8 = \(bound(pieces: N).rounded(toDecimals: 6))")
    }
    let trained = [8, 16, 64].map { N in
      let errors = (1...10).map { trainedError(units: N, seed: $0) }.sorted()
      return Claim(
        "B-48", "sine by \(N) ReLUs, trained", computed: errors[5].rounded(toDecimals: 4),
        remark:
          "the middle of 10 seeds, from \(errors[0].rounded(toDecimals: 4)) to \(errors[9].rounded(toDecimals: 4)); the theorem promises no training"
      )
    }
    return constructed + [
      Claim(
        "B-48", "… error, 32 over 64 pieces", computed: (errors[3] / errors[4]).rounded(toDecimals: 3),
        remark: "half the distance, a quarter of the error"),
      Claim(
        "B-48", "… error at x = 4π", documented: "any function", computed: outside.rounded(toDecimals: 2), holds: false,
        erratum: "C-40", remark: "64 pieces on [0, 2π]: outside it nothing is promised"),
    ] + trained + [
      Claim(
        "UA-4", "|x| by squares, any width", documented: "“non-linear”", computed: parabolaError.rounded(toDecimals: 4),
        holds: false, erratum: "C-18", remark: "the best of them; a polynomial activation approximates polynomials only"
      )
    ]
  }
}
