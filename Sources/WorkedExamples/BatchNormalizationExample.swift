package import ActivationFunctions
internal import Foundation
internal import ForwardPropagation
internal import GradientOptimizers
internal import LinearModels
internal import LossFunctions
internal import NormalizationLayers
package import TensorAlgebra

/// The fourth document's batch normalization: what it undoes, what it makes of one sample, and whether it speeds up
/// training.
package enum BatchNormalizationExample {
  /// A layer's parameters: weights, and the shift that is its bias where nothing is normalized.
  private struct Layer {
    var weights: Matrix<Double>
    var scale, shift: [Double]
  }

  /// A batch of normal variates, as the sums of three units might be.
  package static let sums: Matrix<Double> = {
    var generator = Xoshiro256StarStar(seed: 1)
    return Matrix(rows: 3, columns: 6) { _, _ in NormalVariate.next(using: &generator) }
  }()

  /// Sums of four units on 24 samples, each unit at a place and with a spread of its own.
  package static let scattered: Matrix<Double> = {
    var generator = Xoshiro256StarStar(seed: 2)
    let units: [(place: Double, spread: Double)] = [(-6, 0.5), (-1, 3), (2, 1), (6, 1.25)]
    return Matrix(rows: 4, columns: 24) { i, _ in
      units[i].place + units[i].spread * (NormalVariate.next(using: &generator) as Double)
    }
  }()

  /// The same sums after normalization with γ = 1 and β = 0.
  package static let normalized = BatchNormalization.forward(
    scattered, scale: [1, 1, 1, 1], shift: [0, 0, 0, 0], epsilon: 1e-5
  ).output

  /// How far the inputs are from coming back, with γ = √(σ² + ε) or γ = σ, and β = μ.
  package static func undoing(withEpsilon: Bool) -> Double {
    let γ = BatchVariance.value(sums).map { ($0 + (withEpsilon ? 1e-5 : 0)).squareRoot() }
    let Y = BatchNormalization.forward(sums, scale: γ, shift: BatchMean.value(sums), epsilon: 1e-5).output
    return zip(Y.elements, sums.elements).map { ($0 - $1).magnitude }.max() ?? 0
  }

  /// The first unit's output for the first sample, in a batch of all six and in one of three.
  package static let outputs = [[0, 1, 2, 3, 4, 5], [0, 1, 2]].map { samples in
    BatchNormalization.forward(
      sums.columns(at: samples), scale: [1, 1, 1], shift: [0, 0, 0], epsilon: 1e-5
    ).output[0, 0]
  }

  /// The mean squared error on 32 points of y = sin 4x during some steps of descent on all of them: a network
  /// 1–8–8–8–1, with or without a normalization between each hidden layer's sums and its activation.
  ///
  /// Weights start from N(0, 2/n) before ReLUs and from N(0, 1/n) before others, times `factor`; biases and shifts from
  /// 0, scales from 1.
  ///
  /// - Returns: the error before the first step and after each; after an infinite one none.
  package static func losses(
    _ g: Activation, isNormalized: Bool, learningRate η: Double, factor: Double = 1, steps: Int = 100, seed: UInt64
  ) -> [Double] {
    var generator = Xoshiro256StarStar(seed: seed)
    let X = Matrix(rows: 1, columns: 32, elements: EvenlySpaced.value(from: -1.0, through: 1, count: 32))
    let targets = X.elements.map { sin(4 * $0) }
    let sizes = [1, 8, 8, 8, 1]
    var layers = zip(sizes, sizes.dropFirst()).map { n, o in
      let deviation = factor * ((g == .relu ? 2 : 1) / Double(n)).squareRoot()
      return Layer(
        weights: Matrix(rows: o, columns: n) { _, _ in deviation * (NormalVariate.next(using: &generator) as Double) },
        scale: [Double](repeating: 1, count: o), shift: [Double](repeating: 0, count: o))
    }
    let descent = GradientDescent(learningRate: η)
    let hidden = 0..<sizes.count - 2
    var losses: [Double] = []
    for step in 0...steps {
      var (A, Z, normalized) = (
        [X], [Matrix<Double>](), [(output: Matrix<Double>, normalized: Matrix<Double>, deviation: [Double])]()
      )
      for l in hidden {
        let layer = layers[l]
        let bias = isNormalized ? [Double](repeating: 0, count: layer.shift.count) : layer.shift
        var z = AffineColumns.value(A[l], weights: layer.weights, bias: bias)
        if isNormalized {
          normalized.append(BatchNormalization.forward(z, scale: layer.scale, shift: layer.shift, epsilon: 1e-5))
          z = normalized[l].output
        }
        Z.append(z)
        A.append(z.map { g.value($0) })
      }
      let last = layers.count - 1
      let predictions = AffineColumns.value(A[last], weights: layers[last].weights, bias: layers[last].shift).elements
      let loss = MeanSquaredError.value(predictions: predictions, targets: targets)
      losses.append(loss.isNaN ? .infinity : loss)
      guard step < steps && loss.isFinite else { break }
      var C = Matrix(
        rows: 1, columns: 32, elements: MeanSquaredError.gradient(predictions: predictions, targets: targets))
      for l in layers.indices.reversed() {
        if l < last {
          C = Matrix(rows: C.rows, columns: C.columns) { i, j in C[i, j] * g.derivative(at: Z[l][i, j]) }
        }
        var (scale, shift) = ([Double](repeating: 0, count: C.rows), [Double]())
        if isNormalized && l < last {
          (C, scale, shift) = BatchNormalization.backward(
            C, normalized: normalized[l].normalized, deviation: normalized[l].deviation, scale: layers[l].scale)
        }
        let gradient = AffineColumns.pullback(C, at: A[l], weights: layers[l].weights)
        if shift.isEmpty { shift = gradient.bias }
        layers[l].weights.elements = descent.step(layers[l].weights.elements, gradient: gradient.weights.elements)
        layers[l].scale = descent.step(layers[l].scale, gradient: scale)
        layers[l].shift = descent.step(layers[l].shift, gradient: shift)
        C = gradient.inputs
      }
    }
    return losses
  }

  /// The last of the losses.
  package static func loss(
    _ g: Activation, isNormalized: Bool, learningRate: Double, factor: Double = 1, steps: Int = 100, seed: UInt64
  ) -> Double {
    losses(
      g, isNormalized: isNormalized, learningRate: learningRate, factor: factor, steps: steps, seed: seed
    ).last ?? .infinity
  }

  /// The loss in the middle of those of some seeds, without and with normalization.
  package static func medians(
    _ g: Activation, learningRate: Double, factor: Double = 1, steps: Int = 100, seeds: ClosedRange<UInt64>
  ) -> (plain: Double, normalized: Double) {
    func median(_ isNormalized: Bool) -> Double {
      let losses = seeds.map {
        loss(g, isNormalized: isNormalized, learningRate: learningRate, factor: factor, steps: steps, seed: $0)
      }
      return losses.sorted()[losses.count / 2]
    }
    return (median(false), median(true))
  }

  /// Every claim of the document about it.
  @Sendable
  package static func claims() -> [Claim] {
    let alone = BatchNormalization.forward(
      sums.columns(at: [0]), scale: [2, 2, 2], shift: [2, -1, 3], epsilon: 1e-5
    ).output.elements
    let statistics = RunningStatistics<Double>(features: 3).updated(
      with: sums, momentum: 0.1, convention: .weightOfBatch, variance: .unbiased)
    let inferred = [[0, 1, 2, 3, 4, 5], [0]].map { samples in
      BatchNormalizationInference.forward(
        sums.columns(at: samples), statistics: statistics, scale: [1, 1, 1], shift: [0, 0, 0], epsilon: 1e-5
      ).output[0, 0]
    }
    let seeds: ClosedRange<UInt64> = 1...10
    func losses(_ g: Activation, _ η: Double, factor: Double = 1) -> (text: String, isFaster: Bool) {
      let (plain, normalized) = medians(g, learningRate: η, factor: factor, seeds: seeds)
      return ("\(plain.shortened)→\(normalized.shortened)", normalized < plain / 2)
    }
    let (ordinary, higher, sigmoid) = (losses(.relu, 0.1), losses(.relu, 0.3), losses(.sigmoid, 0.3))
    let (small, large) = (losses(.relu, 0.1, factor: 0.25), losses(.relu, 0.1, factor: 3))
    return [
      Claim(
        "B-46", "undone by γ = √(σ²+ε), β = μ", documented: "“undo”",
        computed: undoing(withEpsilon: true).inPowersOfTen,
        holds: undoing(withEpsilon: true) < 1e-14, remark: "the largest distance of 18 numbers from what they were"),
      Claim(
        "B-46", "… by γ = σ, β = μ", computed: undoing(withEpsilon: false).inPowersOfTen,
        remark: "ε = 1e-5 is missing under the root"),
      Claim(
        "BN-3", "output of a batch of one", computed: alone.map { $0.rounded(toDecimals: 0) }.joined(separator: ", "),
        remark: "β, whatever the sample (erratum C-60)"),
      Claim(
        "BN-3", "one sample, in two batches",
        computed: outputs.map { $0.rounded(toDecimals: 2) }.joined(separator: ", "),
        remark: "in training its output depends on the others (erratum C-60)"),
      Claim(
        "BN-6", "… in inference", computed: inferred.map { $0.rounded(toDecimals: 2) }.joined(separator: ", "),
        remark: "the same in any company"),
      Claim(
        "BN-4", "MSE with ReLU, η = 0.1", documented: "“faster”", computed: ordinary.text, holds: ordinary.isFaster,
        remark:
          "without → with; 100 steps of a network 1–8–8–8–1 on sin 4x, the middle of 10 seeds, as below; half counts"),
      Claim(
        "BN-4", "MSE with ReLU, η = 0.3", documented: "“higher rates”", computed: higher.text, holds: higher.isFaster),
      Claim(
        "BN-4", "MSE with sigmoids, η = 0.3", documented: "“faster”", computed: sigmoid.text, holds: sigmoid.isFaster,
        remark: "without, the gradient vanishes"),
      Claim(
        "BN-4", "MSE with ReLU, weights × ¼", documented: "“less sensitive”", computed: small.text,
        holds: small.isFaster, remark: "η = 0.1; without, small weights stop the signal"),
      Claim(
        "BN-4", "MSE with ReLU, weights × 3", documented: "“less sensitive”", computed: large.text,
        holds: large.isFaster, remark: "η = 0.1; without, large weights diverge"),
      Claim(
        "BN-4", "MSE with tanh, η = 0.1", computed: losses(.tanh, 0.1).text,
        remark: "the document's gain is not one of every network"),
      Claim(
        "BN-4", "MSE with ReLU, η = 1", computed: losses(.relu, 1).text, remark: "nor of every rate: neither learns"),
    ]
  }
}

extension Double {
  /// A number of any size in a few characters.
  fileprivate var shortened: String {
    guard isFinite else { return "∞" }
    return magnitude < 1e3 ? rounded(toDecimals: magnitude < 0.01 ? 4 : magnitude < 1 ? 3 : 1) : inPowersOfTen
  }
}
