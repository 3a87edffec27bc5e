import ConvolutionalNetworks
import Foundation
import SpecConformance
import TensorAlgebra
import Testing

/// What PyTorch computed in float64, as `Tests/Peers/torch_convolution.py` had it written down.
struct TorchConvolutionRecord: Decodable {
  struct Convolution: Decodable, Sendable {
    let imageShape, filterShape, stride, padding, resultShape: [Int]
    let image, filters, bias, result, cotangent, imageGradient, filterGradient, biasGradient: [Double]
  }

  struct Pooling: Decodable, Sendable {
    let kind: String
    let imageShape, window, stride, padding, resultShape: [Int]
    let image, result, cotangent, imageGradient: [Double]
  }

  struct Network: Decodable, Sendable {
    let samples, classes: Int
    let image, filters, stride, padding, window, poolingStride, poolingPadding, labels: [Int]
    let parameters, images, logits, parameterGradient, imageGradient: [Double]
    let value: Double
  }

  let convolutions: [Convolution]
  let poolings: [Pooling]
  let networks: [Network]

  static let shared: TorchConvolutionRecord = {
    do {
      let data = try Data(contentsOf: PackageFolder.url.appending(path: "Tests/Peers/torch-convolution.json"))
      return try JSONDecoder().decode(TorchConvolutionRecord.self, from: data)
    } catch {
      fatalError("Tests/Peers/torch-convolution.json: \(error)")
    }
  }()
}

/// Convolutions, poolings and networks against PyTorch's own, to 1e-12 of the largest number of each result.
@Suite struct TorchConvolutionTests {
  /// The largest difference of two results, relative to the largest number among the recorded.
  static func difference(_ ours: [Double], _ theirs: [Double]) -> Double {
    precondition(ours.count == theirs.count, "\(ours.count) numbers but \(theirs.count) recorded")
    let largest = theirs.map(\.magnitude).max() ?? 1
    return (zip(ours, theirs).map { ($0 - $1).magnitude }.max() ?? 0) / largest
  }

  static func sliding(_ stride: [Int], _ padding: [Int]) -> Sliding {
    Sliding(rowStride: stride[0], columnStride: stride[1], rowPadding: padding[0], columnPadding: padding[1])
  }

  @Test func `the record has what the tests compare`() {
    let record = TorchConvolutionRecord.shared
    #expect(record.convolutions.count == 10 && record.poolings.count == 10 && record.networks.count == 3)
    #expect(record.poolings.count { $0.kind == "max" } == 5 && record.poolings.count { $0.kind == "mean" } == 5)
  }

  @Test(arguments: TorchConvolutionRecord.shared.convolutions.indices)
  func `a convolution forward and backward`(_ index: Int) {
    let recorded = TorchConvolutionRecord.shared.convolutions[index]
    let (I, K) = (
      Tensor(shape: recorded.imageShape, elements: recorded.image),
      Tensor(shape: recorded.filterShape, elements: recorded.filters)
    )
    let sliding = Self.sliding(recorded.stride, recorded.padding)
    let S = CrossCorrelation.value(I, filters: K, bias: recorded.bias, sliding: sliding)
    let gradient = CrossCorrelation.pullback(
      Tensor(shape: recorded.resultShape, elements: recorded.cotangent), at: I, filters: K, sliding: sliding)
    #expect(S.shape == recorded.resultShape && Self.difference(S.elements, recorded.result) < 1e-12)
    #expect(Self.difference(gradient.image.elements, recorded.imageGradient) < 1e-12)
    #expect(Self.difference(gradient.filters.elements, recorded.filterGradient) < 1e-12)
    #expect(Self.difference(gradient.bias, recorded.biasGradient) < 1e-12)
  }

  @Test(arguments: TorchConvolutionRecord.shared.poolings.indices)
  func `a pooling forward and backward`(_ index: Int) {
    let recorded = TorchConvolutionRecord.shared.poolings[index]
    let I = Tensor(shape: recorded.imageShape, elements: recorded.image)
    let P̄ = Tensor(shape: recorded.resultShape, elements: recorded.cotangent)
    let window = PoolingWindow(
      height: recorded.window[0], width: recorded.window[1],
      sliding: Self.sliding(recorded.stride, recorded.padding))
    let isMax = recorded.kind == "max"
    let P = isMax ? MaxPooling.value(I, window: window) : MeanPooling.value(I, window: window)
    let Ī =
      isMax
      ? MaxPooling.pullback(P̄, at: I, window: window)
      : MeanPooling.pullback(P̄, imageShape: I.shape, window: window)
    #expect(P.shape == recorded.resultShape && Self.difference(P.elements, recorded.result) < 1e-12)
    #expect(Self.difference(Ī.elements, recorded.imageGradient) < 1e-12)
  }

  @Test(arguments: TorchConvolutionRecord.shared.networks.indices)
  func `a network forward and backward`(_ index: Int) {
    let recorded = TorchConvolutionRecord.shared.networks[index]
    let shape = ConvolutionalShape(
      image: (channels: recorded.image[0], height: recorded.image[1], width: recorded.image[2]),
      filters: (count: recorded.filters[0], height: recorded.filters[1], width: recorded.filters[2]),
      sliding: Self.sliding(recorded.stride, recorded.padding),
      pooling: PoolingWindow(
        height: recorded.window[0], width: recorded.window[1],
        sliding: Self.sliding(recorded.poolingStride, recorded.poolingPadding)), classCount: recorded.classes)
    let network = ConvolutionalNetwork(shape: shape, parameters: recorded.parameters)
    let size = recorded.image.reduce(1, *)
    let images = (0..<recorded.samples).map { i in
      Tensor(shape: recorded.image, elements: Array(recorded.images[i * size..<(i + 1) * size]))
    }
    let Y = Matrix(rows: recorded.classes, columns: recorded.samples) { k, i in recorded.labels[i] == k ? 1.0 : 0 }
    let gradient = ConvolutionalNetworkLoss.gradient(network, images: images, targets: Y)
    // PyTorch's logits have a sample in each row.
    #expect(Self.difference(network.forward(images).logits.transposed.elements, recorded.logits) < 1e-12)
    #expect(
      Self.difference([ConvolutionalNetworkLoss.value(network, images: images, targets: Y)], [recorded.value]) < 1e-12)
    #expect(Self.difference(gradient.parameters, recorded.parameterGradient) < 1e-12)
    #expect(Self.difference(gradient.images.flatMap(\.elements), recorded.imageGradient) < 1e-12)
  }
}
