package import ConvolutionalNetworks
internal import ForwardPropagation
internal import GradientOptimizers
package import NetworkTraining
internal import ParameterInitialization
package import TensorAlgebra

/// The fourth document's convolutional network, on real images: handwritten digits.
package enum DigitExample {
  /// 8 filters of 3 × 3 that keep the size, ReLU, tiles of 2 × 2, and a fully connected layer to 10 classes.
  package static let shape = ConvolutionalShape(
    image: (channels: 1, height: 8, width: 8), filters: (count: 8, height: 3, width: 3), sliding: Sliding(padding: 1),
    pooling: PoolingWindow(2), classCount: 10)

  /// Weights from the normal distribution with He's variance, biases of 0.
  package static func start(using generator: inout Xoshiro256StarStar) -> ConvolutionalNetwork<Double> {
    let filters: Matrix<Double> = HeInitialization.normal(fanIn: 9, fanOut: 8, using: &generator)
    let dense: Matrix<Double> = HeInitialization.normal(fanIn: 128, fanOut: 10, using: &generator)
    return ConvolutionalNetwork(
      shape: shape,
      parameters: filters.elements + Array(repeating: 0, count: 8) + dense.elements + Array(repeating: 0, count: 10))
  }

  /// Adam with η = 0.01 on batches of 32.
  private static func loop(epochs: Int) -> TrainingLoop<Adam<Double>, ConstantRate<Double>> {
    TrainingLoop(
      optimizer: .documented(learningRate: 0.01), schedule: ConstantRate(learningRate: 0.01), batchSize: 32,
      epochs: epochs)
  }

  /// The network after some epochs on the first images, and its losses on the way.
  package static func trained(
    seed: UInt64, epochs: Int = 12, images count: Int = DigitImages.trainingCount
  ) -> (network: ConvolutionalNetwork<Double>, history: TrainingHistory<Double>) {
    var generator = Xoshiro256StarStar(seed: seed)
    let start = start(using: &generator)
    func batch(_ places: [Int]) -> (images: [Tensor<Double>], targets: Matrix<Double>) {
      (places.map { DigitImages.images[$0] }, DigitImages.targets(at: places))
    }
    let all = batch(Array(0..<count))
    let (θ, history) = loop(epochs: epochs).run(
      parameters: start.parameters, sampleCount: count, using: &generator,
      loss: { θ in
        let network = ConvolutionalNetwork(shape: shape, parameters: θ)
        return ConvolutionalNetworkLoss.value(network, images: all.images, targets: all.targets)
      },
      gradient: { θ, places in
        let (network, batch) = (ConvolutionalNetwork(shape: shape, parameters: θ), batch(places))
        return ConvolutionalNetworkLoss.gradient(network, images: batch.images, targets: batch.targets).parameters
      })
    return (ConvolutionalNetwork(shape: shape, parameters: θ), history)
  }

  /// How many images of the test a network takes for the digit that they are.
  package static func right(_ network: ConvolutionalNetwork<Double>) -> Int {
    right(network.forward(DigitImages.testing.map { DigitImages.images[$0] }).logits)
  }

  /// The same of a softmax regression, whose only layer sees every pixel.
  package static func regressionRight(seed: UInt64, epochs: Int = 12) -> Int {
    var generator = Xoshiro256StarStar(seed: seed)
    func pixels(_ places: Range<Int>) -> Matrix<Double> {
      Matrix(columns: places.map { DigitImages.images[$0].elements }, rows: 64)
    }
    let shape = NetworkShape(sizes: [64, 10], hidden: [], output: .softmax)
    let training = 0..<DigitImages.trainingCount
    let (network, _) = loop(epochs: epochs).train(
      Network(shape: shape, parameters: Array(repeating: 0, count: shape.parameterCount)), inputs: pixels(training),
      targets: DigitImages.targets(at: Array(training)), loss: .crossEntropy, using: &generator)
    return right(network(pixels(DigitImages.testing)))
  }

  private static func right(_ answers: Matrix<Double>) -> Int {
    DigitImages.testing.enumerated().count { column, place in
      let answer = answers.column(column)
      return answer[DigitImages.labels[place]] == answer.max()
    }
  }

  /// How many PyTorch gets right with the same images, network and settings, from ten seeds of its own, as
  /// `Tests/Peers/torch-digits.json` has it.
  package static let peer = (
    network: [338, 333, 331, 337, 332, 331, 330, 336, 329, 337],
    regression: [322, 322, 320, 324, 317, 321, 324, 320, 320, 320]
  )

  /// Every claim of the document about it.
  @Sendable
  package static func claims() -> [Claim] {
    let seeds: ClosedRange<UInt64> = 1...5
    let tests = DigitImages.testing.count
    func percent(_ counts: [Int]) -> Double { 100 * Double(counts.reduce(0, +)) / Double(counts.count * tests) }
    func spread(_ counts: [Int]) -> String { "\(counts.min() ?? 0) to \(counts.max() ?? 0)" }
    let learned = seeds.map { right(trained(seed: $0).network) }
    let linear = seeds.map { regressionRight(seed: $0) }
    func result(_ name: String, _ ours: [Int], _ peer: [Int]) -> Claim {
      Claim(
        "CNN-1", name, computed: percent(ours).rounded(toDecimals: 1) + " %",
        remark:
          "\(spread(ours)) of \(tests), seeds \(seeds.lowerBound) to \(seeds.upperBound); PyTorch \(percent(peer).rounded(toDecimals: 1)) %, \(spread(peer)), 10 seeds"
      )
    }
    let filter = ConvolutionParameterCount.value(inputChannels: 1, outputChannels: 1, height: 3, width: 3)
    let side = ConvolutionOutputSize.value(size: 28, window: 3)
    let dense = ParameterCount.layer(inputs: 28 * 28, outputs: side * side)
    return [
      result("digits right, \(shape.parameterCount) parameters", learned, peer.network),
      result("the same, softmax regression", linear, peer.regression),
      Claim(
        "CNN-1", "seeds where the filters win", documented: "detect",
        computed: "\(zip(learned, linear).count { $0 > $1 }) of \(learned.count)",
        holds: zip(learned, linear).allSatisfy { $0 > $1 }),
      Claim(
        "CNN-5", "3 × 3 filter : dense, 28 × 28", documented: "“efficient”", computed: "\(filter) : \(dense)",
        holds: 1000 * filter < dense, remark: "parameters for 26 × 26 results"),
    ]
  }
}
