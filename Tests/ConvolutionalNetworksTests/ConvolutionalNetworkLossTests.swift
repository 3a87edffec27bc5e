import ConvolutionalNetworks
import ElementaryFunctions
import EvidenceTraits
import GradientChecking
import GradientOptimizers
import NetworkTraining
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct ConvolutionalNetworkLossTests {
  @Test(
    .equation("convolutional-network-loss-value"), arguments: try Evidence.vectors("convolutional-network-loss-value"))
  func `convolutional-network-loss-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("convolutional-network-loss-gradient"),
    arguments: try Evidence.vectors("convolutional-network-loss-gradient"))
  func `convolutional-network-loss-gradient: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(
    .equation("convolutional-network-loss-gradient"), arguments: Evidence.probes("convolutional-network-loss-gradient"))
  func `convolutional-network-loss-gradient: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("convolutional-network-loss-gradient", at: probe) == [])
  }

  typealias Case = (network: ConvolutionalNetwork<Double>, images: [Tensor<Double>], Y: Matrix<Double>)

  static func random(_ seed: UInt64, samples m: Int) -> Case {
    let (network, images) = ConvolutionalNetworkTests.random(seed, samples: m)
    let Y = Matrix(rows: 4, columns: m) { k, i in (i + Int(seed)) % 4 == k ? 1.0 : 0 }
    return (network, images, Y)
  }

  static func loss<T: Scalar>(_ θ: [T], _ c: Case) -> T {
    ConvolutionalNetworkLoss.value(
      ConvolutionalNetwork(shape: c.network.shape, parameters: θ), images: c.images.map { $0.map { T($0) } },
      targets: c.Y.map { T($0) })
  }

  @Test(.equation("convolutional-network-loss-gradient"), arguments: Evidence.seeds)
  func `convolutional-network-loss-gradient: every parameter and every pixel as the tape finds it`(_ seed: UInt64) {
    let c = Self.random(seed, samples: 3)
    let gradient = ConvolutionalNetworkLoss.gradient(c.network, images: c.images, targets: c.Y)
    let P = c.network.parameters.count
    let tape = ReverseMode.gradient(at: c.network.parameters + c.images.flatMap(\.elements)) { p in
      ConvolutionalNetworkLoss.value(
        ConvolutionalNetwork(shape: c.network.shape, parameters: Array(p[..<P])),
        images: c.images.indices.map { i in
          Tensor(shape: [2, 4, 5], elements: Array(p[(P + 40 * i)..<(P + 40 * (i + 1))]))
        }, targets: c.Y.map { .init($0) })
    }.gradient
    let ours = gradient.parameters + gradient.images.flatMap(\.elements)
    #expect(ours.count == tape.count && P == 91)
    for (one, other) in zip(ours, tape) { #expect(abs(one - other) < 1e-13) }
  }

  @Test(.equation("convolutional-network-loss-gradient"), arguments: Evidence.seeds)
  func `convolutional-network-loss-gradient: the remainder of the whole network shrinks with the square of the step`(
    _ seed: UInt64
  ) throws {
    // Away from kinks: the first draw none of whose sums is near 0, for steps that change no sum by as much.
    func nearest(_ c: Case) -> Double {
      c.network.forward(c.images).sums.flatMap(\.elements).map(\.magnitude).min() ?? 0
    }
    let draws = (0..<40).lazy.map { k in Self.random(100 * seed + k, samples: 1) }
    let c = try #require(draws.first { nearest($0) > 0.1 })
    var generator = Xoshiro256StarStar(seed: seed)
    let v = Tensor.normal([91], &generator).elements
    let gradient = ConvolutionalNetworkLoss.gradient(c.network, images: c.images, targets: c.Y).parameters
    let slope = TaylorRemainder.slope(
      of: { (θ: [Double]) -> Double in Self.loss(θ, c) }, gradient: gradient, at: c.network.parameters,
      along: v.map { 0.005 * $0 })
    #expect(slope.map { abs($0 - 2) < 0.05 } == true, "\(String(describing: slope))")
  }

  @Test(.equation("convolutional-network-loss-gradient"), arguments: Evidence.seeds)
  func `convolutional-network-loss-gradient: the mean of the samples' own gradients, unmoved by their order`(
    _ seed: UInt64
  ) {
    let c = Self.random(seed, samples: 5)
    func gradient(_ places: [Int]) -> [Double] {
      ConvolutionalNetworkLoss.gradient(
        c.network, images: places.map { c.images[$0] }, targets: c.Y.columns(at: places)
      ).parameters
    }
    let (whole, singles, turned) = (
      gradient([0, 1, 2, 3, 4]), (0..<5).map { gradient([$0]) }, gradient([3, 0, 4, 1, 2])
    )
    for k in whole.indices {
      #expect(abs(whole[k] - singles.reduce(0) { $0 + $1[k] } / 5) < 1e-13 && abs(whole[k] - turned[k]) < 1e-13)
    }
  }

  /// Images of 4 × 4 with a bar across or down in noise, and their classes: D1's image classifiers in small.
  static func bars(_ count: Int, seed: UInt64) -> (images: [Tensor<Double>], Y: Matrix<Double>) {
    var generator = Xoshiro256StarStar(seed: seed)
    let labels = (0..<count).map { _ in Int(Shuffle.below(2, using: &generator)) }
    let images = labels.map { label in
      let place = Int(Shuffle.below(4, using: &generator))
      let noise = Tensor.normal([1, 4, 4], &generator)
      return Tensor(
        shape: [1, 4, 4],
        elements: noise.elements.enumerated().map { k, ε in
          0.1 * ε + ((label == 0 ? k / 4 : k % 4) == place ? 1 : 0)
        })
    }
    return (images, Matrix(rows: 2, columns: count) { k, i in labels[i] == k ? 1 : 0 })
  }

  @Test(.equation("convolutional-network-loss-gradient"), arguments: [1, 2, 3] as [UInt64])
  func `convolutional-network-loss-gradient: D-56, a training run learns bars across from bars down`(_ seed: UInt64) {
    let shape = ConvolutionalShape(
      image: (channels: 1, height: 4, width: 4), filters: (count: 4, height: 3, width: 3),
      sliding: Sliding(padding: 1), pooling: PoolingWindow(2), classCount: 2)
    var generator = Xoshiro256StarStar(seed: seed)
    let start = Tensor.normal([shape.parameterCount], &generator).elements.map { 0.3 * $0 }
    let (train, test) = (Self.bars(40, seed: seed + 10), Self.bars(40, seed: seed + 20))
    let loop = TrainingLoop(
      optimizer: Adam<Double>.documented(learningRate: 0.05), schedule: ConstantRate(learningRate: 0.05), batchSize: 10,
      epochs: 15)
    let (θ, history) = loop.run(
      parameters: start, sampleCount: 40, using: &generator,
      loss: { θ in
        ConvolutionalNetworkLoss.value(
          ConvolutionalNetwork(shape: shape, parameters: θ), images: train.images, targets: train.Y)
      },
      gradient: { θ, batch in
        ConvolutionalNetworkLoss.gradient(
          ConvolutionalNetwork(shape: shape, parameters: θ), images: batch.map { train.images[$0] },
          targets: train.Y.columns(at: batch)
        ).parameters
      })
    #expect((history.losses.last ?? 1) < 0.3 * history.losses[0])
    let predictions = ConvolutionalNetwork(shape: shape, parameters: θ).forward(test.images).predictions
    let right = (0..<40).count { i in (predictions[0, i] > 0.5) == (test.Y[0, i] == 1) }
    // 34 of 40 or more; guessing has 20 and a deviation of 3.
    #expect(right >= 34, "\(right)")
  }

  @Test(.equation("convolutional-network-loss-value"))
  func `convolutional-network-loss-value: edge cases`() {
    let c = Self.random(1, samples: 3)
    let nothing = ConvolutionalNetwork(shape: c.network.shape, parameters: Array(repeating: 0.0, count: 91))
    #expect(abs(ConvolutionalNetworkLoss.value(nothing, images: c.images, targets: c.Y) - 1.3862943611198906) < 1e-15)
    var images = c.images
    images[2][0, 0, 0] = .nan
    #expect(ConvolutionalNetworkLoss.value(c.network, images: images, targets: c.Y).isNaN)
  }

  @Test(.equation("convolutional-network-loss-gradient"))
  func `convolutional-network-loss-gradient: edge cases: a filter below 0 everywhere learns nothing`() {
    let c = Self.random(1, samples: 3)
    var θ = c.network.parameters
    θ[37] = -1000
    let network = ConvolutionalNetwork(shape: c.network.shape, parameters: θ)
    let gradient = ConvolutionalNetworkLoss.gradient(network, images: c.images, targets: c.Y).parameters
    #expect(gradient[12..<24].allSatisfy { $0 == 0 } && gradient[37] == 0)
    #expect(gradient[0..<12].contains { $0 != 0 } && gradient[36] != 0 && gradient[90] != 0)
  }

  @Test(.equation("convolutional-network-loss-value"), arguments: [[3, 2], [4, 1], [4, 3]])
  func `convolutional-network-loss-value: targets of another shape trap`(_ shape: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [shape] in
      let c = ConvolutionalNetworkLossTests.random(1, samples: 2)
      _ = ConvolutionalNetworkLoss.value(
        c.network, images: c.images, targets: Matrix(rows: shape[0], columns: shape[1]) { _, _ in 0 })
    }
    Evidence.expect(
      result,
      says: "ConvolutionalNetworkLoss.value: the predictions are 4 × 2 but the targets \(shape[0]) × \(shape[1])")
  }

  @Test(.equation("convolutional-network-loss-gradient"), arguments: [[3, 2], [4, 1], [4, 3]])
  func `convolutional-network-loss-gradient: targets of another shape trap`(_ shape: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [shape] in
      let c = ConvolutionalNetworkLossTests.random(1, samples: 2)
      _ = ConvolutionalNetworkLoss.gradient(
        c.network, images: c.images, targets: Matrix(rows: shape[0], columns: shape[1]) { _, _ in 0 })
    }
    Evidence.expect(
      result,
      says: "ConvolutionalNetworkLoss.gradient: the predictions are 4 × 2 but the targets \(shape[0]) × \(shape[1])")
  }

  @Test(.equation("convolutional-network-loss-value"))
  func `convolutional-network-loss-value: an empty batch traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ConvolutionalNetworkLoss.value(
        ConvolutionalNetworkLossTests.random(1, samples: 1).network, images: [], targets: Matrix(columns: [], rows: 4))
    }
    Evidence.expect(result, says: "ConvolutionalNetworkLoss.value: the mean of no samples is undefined")
  }

  @Test(.equation("convolutional-network-loss-gradient"))
  func `convolutional-network-loss-gradient: an empty batch traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ConvolutionalNetworkLoss.gradient(
        ConvolutionalNetworkLossTests.random(1, samples: 1).network, images: [], targets: Matrix(columns: [], rows: 4))
    }
    Evidence.expect(result, says: "ConvolutionalNetworkLoss.gradient: the mean of no samples is undefined")
  }
}
