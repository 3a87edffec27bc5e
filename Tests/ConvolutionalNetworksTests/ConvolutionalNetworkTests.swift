import ActivationFunctions
import ConvolutionalNetworks
import EvidenceTraits
import ForwardPropagation
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct ConvolutionalNetworkTests {
  @Test(.equation("convolutional-network-forward"), arguments: try Evidence.vectors("convolutional-network-forward"))
  func `convolutional-network-forward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  /// Images of two channels, three filters of 2 × 3 with padding, overlapping pooling, four classes.
  static let shape = ConvolutionalShape(
    image: (channels: 2, height: 4, width: 5), filters: (count: 3, height: 2, width: 3),
    sliding: Sliding(rowStride: 1, columnStride: 2, rowPadding: 0, columnPadding: 1),
    pooling: PoolingWindow(height: 2, width: 2, sliding: Sliding()), classCount: 4)

  static func random(_ seed: UInt64, samples m: Int) -> (
    network: ConvolutionalNetwork<Double>, images: [Tensor<Double>]
  ) {
    var generator = Xoshiro256StarStar(seed: seed)
    let θ = Tensor.normal([shape.parameterCount], &generator).elements
    let images = (0..<m).map { _ in Tensor.normal([2, 4, 5], &generator) }
    return (ConvolutionalNetwork(shape: shape, parameters: θ), images)
  }

  @Test(.equation("convolutional-network-forward"))
  func `convolutional-network-forward: the shape's sizes and its parameters, in their order`() {
    let shape = Self.shape
    #expect(shape.mapHeight == 3 && shape.mapWidth == 3 && shape.pooledHeight == 2 && shape.pooledWidth == 2)
    #expect(shape.featureCount == 12 && shape.filterParameterCount == 39 && shape.parameterCount == 39 + 52)
    let network = ConvolutionalNetwork(shape: shape, parameters: (0..<91).map { Double($0) })
    #expect(
      network.filters.weights.shape == [3, 2, 2, 3] && network.filters.weights.elements == (0..<36).map { Double($0) })
    #expect(network.filters.bias == [36, 37, 38])
    #expect(network.dense.weights.rows == 4 && network.dense.weights.columns == 12)
    #expect(network.dense.weights.elements == (39..<87).map { Double($0) } && network.dense.bias == [87, 88, 89, 90])
  }

  @Test(.equation("convolutional-network-forward"), arguments: Evidence.seeds)
  func `convolutional-network-forward: its layers one after the other, and each sample by itself`(_ seed: UInt64) {
    let (network, images) = Self.random(seed, samples: 3)
    let pass = network.forward(images)
    #expect(pass.predictions.rows == 4 && pass.predictions.columns == 3 && pass.images == images)
    let ((K, b), (W, d)) = (network.filters, network.dense)
    for i in 0..<3 {
      let S = CrossCorrelation.value(images[i], filters: K, bias: b, sliding: Self.shape.sliding)
      let A = S.map { $0 > 0 ? $0 : 0 }
      let P = MaxPooling.value(A, window: Self.shape.pooling)
      #expect(pass.sums[i] == S && pass.maps[i] == A && pass.pooled[i] == P)
      let z = (0..<4).map { k in DotProduct.value(W.row(k), P.elements) + d[k] }
      #expect(zip(pass.logits.column(i), z).allSatisfy { abs($0 - $1) < 1e-14 })
      #expect(pass.predictions.column(i) == Softmax.value(pass.logits.column(i)))
      #expect(network.forward([images[i]]).predictions.column(0) == pass.predictions.column(i))
    }
  }

  @Test(.equation("convolutional-network-forward"), arguments: Evidence.seeds)
  func `convolutional-network-forward: ReLU and the largest number can be taken in either order`(_ seed: UInt64) {
    let (network, images) = Self.random(seed, samples: 2)
    let pass = network.forward(images)
    for i in 0..<2 {
      let exchanged = MaxPooling.value(pass.sums[i], window: Self.shape.pooling).map { ReLU.value($0) }
      #expect(exchanged == pass.pooled[i])
    }
  }

  @Test(.equation("convolutional-network-forward"))
  func `convolutional-network-forward: edge cases`() {
    var (network, images) = Self.random(1, samples: 2)
    #expect(network.forward([]).predictions.columns == 0 && network.forward([]).predictions.rows == 4)
    let alone = network.forward([images[1]]).predictions
    images[0][1, 2, 3] = .nan
    let spoiled = network.forward(images).predictions
    #expect(spoiled.column(0).allSatisfy { $0.isNaN } && spoiled.column(1) == alone.column(0))
    network = ConvolutionalNetwork(shape: Self.shape, parameters: Array(repeating: 0, count: 91))
    #expect(network.forward([images[1]]).predictions.elements == [0.25, 0.25, 0.25, 0.25])
  }

  @Test(.equation("convolutional-network-forward"), arguments: [90, 92])
  func `convolutional-network-forward: parameters too many or too few trap`(_ count: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [count] in
      _ = ConvolutionalNetwork(shape: ConvolutionalNetworkTests.shape, parameters: Array(repeating: 0.0, count: count))
    }
    Evidence.expect(result, says: "ConvolutionalNetwork: the shape has 91 parameters, not \(count)")
  }

  @Test(.equation("convolutional-network-forward"), arguments: [[2, 5, 4], [1, 4, 5], [40]])
  func `convolutional-network-forward: an image of another size traps`(_ shape: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [shape] in
      let (network, images) = ConvolutionalNetworkTests.random(1, samples: 1)
      _ = network.forward(images + [.zeros(shape)])
    }
    Evidence.expect(
      result, says: "ConvolutionalNetwork.forward: image 1 is \(shape), but the network takes [2, 4, 5]")
  }

  @Test(.equation("convolutional-network-forward"), arguments: [[0, 1, 1], [1, 0, 1], [1, 1, 0]])
  func `convolutional-network-forward: a shape without channels, filters or classes traps`(_ x: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [x] in
      _ = ConvolutionalShape(
        image: (channels: x[0], height: 3, width: 3), filters: (count: x[1], height: 2, width: 2),
        pooling: PoolingWindow(2), classCount: x[2])
    }
    Evidence.expect(
      result, says: "ConvolutionalShape: no network has \(x[0]) channels, \(x[1]) filters and \(x[2]) classes")
  }

  @Test(.equation("convolutional-network-forward"))
  func `convolutional-network-forward: a pooling window larger than the filters' maps traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ConvolutionalShape(
        image: (channels: 1, height: 4, width: 3), filters: (count: 1, height: 2, width: 2),
        pooling: PoolingWindow(3), classCount: 2)
    }
    Evidence.expect(result, says: "ConvolutionOutputSize.value: a window of 3 does not fit 2 with padding 0")
  }
}
