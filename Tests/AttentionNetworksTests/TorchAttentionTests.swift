import AttentionNetworks
import Foundation
import NormalizationLayers
import SpecConformance
import TensorAlgebra
import Testing

/// What PyTorch computed in float64, as `Tests/Peers/torch_attention.py` wrote it down.
struct TorchAttention: Decodable {
  struct Normalization: Decodable, Sendable {
    let epsilon: Double
    let tensors, gradients: [String: [Double]]
    let cotangent, value: [Double]
  }

  struct Attention: Decodable, Sendable {
    let sizes: [Int]
    let mask: String
    let allowed: [Int]
    let tensors, gradients: [String: [Double]]
    let cotangent, value: [Double]
    let meanWeights: [Double]?

    var attentionMask: AttentionMask {
      switch mask {
      case "unmasked": .unmasked
      case "causal": .causal
      default: .allowing(Matrix(rows: sizes[0], columns: sizes[1], elements: allowed.map { $0 == 1 }))
      }
    }
  }

  struct Block: Decodable, Sendable {
    let sizes: [Int]
    let normFirst, causal: Bool
    let epsilon: Double
    let input, parameters, cotangent, value, inputGradient, parameterGradient: [Double]
  }

  struct Model: Decodable, Sendable {
    let sizes: [Int]
    let normFirst: Bool
    let epsilon: Double
    let tokens, targets: [Int]
    let parameters, logits, parameterGradient: [Double]
    let value: Double
  }

  let layerNormalizations: [Normalization]
  let attentions, multiHeadAttentions: [Attention]
  let blocks: [Block]
  let models: [Model]

  static let shared: TorchAttention = {
    do {
      let data = try Data(contentsOf: PackageFolder.url.appending(path: "Tests/Peers/torch-attention.json"))
      return try JSONDecoder().decode(TorchAttention.self, from: data)
    } catch {
      fatalError("Tests/Peers/torch-attention.json: \(error)")
    }
  }()
}

/// Attention and transformers against PyTorch's own, to 1e-12 of the largest number of each result.
@Suite struct TorchAttentionTests {
  /// The largest difference of two results, relative to the largest number among the recorded.
  static func difference(_ ours: [Double], _ theirs: [Double]?) -> Double {
    guard let theirs, ours.count == theirs.count else { return .infinity }
    let largest = theirs.map(\.magnitude).max() ?? 1
    let apart = zip(ours, theirs).map { ($0 - $1).magnitude }.max() ?? 0
    return apart == 0 ? 0 : apart / largest
  }

  static func matrix(_ rows: Int, _ columns: Int, _ numbers: [Double]?) throws -> Matrix<Double> {
    Matrix(rows: rows, columns: columns, elements: try #require(numbers))
  }

  @Test func `the record has what the tests compare`() {
    let record = TorchAttention.shared
    #expect(record.layerNormalizations.count == 3 && record.attentions.count == 6)
    #expect(record.multiHeadAttentions.count == 4 && record.blocks.count == 5 && record.models.count == 2)
    #expect(Set(record.attentions.map(\.mask)) == ["unmasked", "causal", "random", "without-keys"])
    #expect(record.blocks.contains { $0.normFirst } && record.blocks.contains { !$0.normFirst })
  }

  @Test(arguments: TorchAttention.shared.layerNormalizations.indices)
  func `layer normalization`(_ index: Int) throws {
    let recorded = TorchAttention.shared.layerNormalizations[index]
    let (x, γ) = (try #require(recorded.tensors["input"]), try #require(recorded.tensors["scale"]))
    let layer = LayerNormalization.forward(
      x, scale: γ, shift: try #require(recorded.tensors["shift"]), epsilon: recorded.epsilon)
    let gradient = LayerNormalization.backward(
      recorded.cotangent, normalized: layer.normalized, deviation: layer.deviation, scale: γ)
    #expect(Self.difference(layer.value, recorded.value) < 1e-12)
    #expect(Self.difference(gradient.input, recorded.gradients["input"]) < 1e-12)
    #expect(Self.difference(gradient.scale, recorded.gradients["scale"]) < 1e-12)
    #expect(Self.difference(gradient.shift, recorded.gradients["shift"]) < 1e-12)
  }

  @Test(arguments: TorchAttention.shared.attentions.indices)
  func `scaled dot-product attention`(_ index: Int) throws {
    let recorded = TorchAttention.shared.attentions[index]
    let (n, m, k, v) = (recorded.sizes[0], recorded.sizes[1], recorded.sizes[2], recorded.sizes[3])
    let (Q, K) = (try Self.matrix(n, k, recorded.tensors["queries"]), try Self.matrix(m, k, recorded.tensors["keys"]))
    let V = try Self.matrix(m, v, recorded.tensors["values"])
    let (O, P) = ScaledDotProductAttention.forward(queries: Q, keys: K, values: V, mask: recorded.attentionMask)
    let gradient = ScaledDotProductAttention.backward(
      Matrix(rows: n, columns: v, elements: recorded.cotangent), queries: Q, keys: K, values: V, weights: P,
      mask: recorded.attentionMask)
    #expect(Self.difference(O.elements, recorded.value) < 1e-12)
    #expect(Self.difference(gradient.queries.elements, recorded.gradients["queries"]) < 1e-12)
    #expect(Self.difference(gradient.keys.elements, recorded.gradients["keys"]) < 1e-12)
    #expect(Self.difference(gradient.values.elements, recorded.gradients["values"]) < 1e-12)
    if recorded.mask == "without-keys" { #expect(O.row(1).allSatisfy { $0 == 0 }) }
  }

  @Test(arguments: TorchAttention.shared.multiHeadAttentions.indices)
  func `multi-head attention`(_ index: Int) throws {
    let recorded = TorchAttention.shared.multiHeadAttentions[index]
    let (n, m, d, H) = (recorded.sizes[0], recorded.sizes[1], recorded.sizes[2], recorded.sizes[3])
    func given(_ name: String, _ rows: Int) throws -> Matrix<Double> {
      try Self.matrix(rows, d, recorded.tensors[name])
    }
    let layer = MultiHeadAttention(
      headCount: H, queryWeights: try given("queryWeights", d), keyWeights: try given("keyWeights", d),
      valueWeights: try given("valueWeights", d), outputWeights: try given("outputWeights", d))
    let pass = layer.forward(
      queries: try given("queries", n), keys: try given("keys", m), values: try given("values", m),
      mask: recorded.attentionMask)
    let meanWeights = pass.weights[0].elements.indices.map { i in
      pass.weights.reduce(0) { $0 + $1.elements[i] } / Double(H)
    }
    #expect(Self.difference(pass.value.elements, recorded.value) < 1e-12)
    #expect(Self.difference(meanWeights, recorded.meanWeights) < 1e-12)
    let gradient = layer.backward(Matrix(rows: n, columns: d, elements: recorded.cotangent), pass)
    for (name, ours) in [
      ("queries", gradient.queries), ("keys", gradient.keys), ("values", gradient.values),
      ("queryWeights", gradient.queryWeights), ("keyWeights", gradient.keyWeights),
      ("valueWeights", gradient.valueWeights), ("outputWeights", gradient.outputWeights),
    ] {
      #expect(Self.difference(ours.elements, recorded.gradients[name]) < 1e-12, "\(name)")
    }
  }

  @Test(arguments: TorchAttention.shared.blocks.indices)
  func `an encoder block`(_ index: Int) {
    let recorded = TorchAttention.shared.blocks[index]
    let (n, d) = (recorded.sizes[0], recorded.sizes[1])
    let shape = TransformerBlockShape(
      width: d, headCount: recorded.sizes[2], hiddenWidth: recorded.sizes[3],
      normalization: recorded.normFirst ? .beforeHalf : .afterSum, epsilon: recorded.epsilon)
    let block = TransformerEncoderBlock(shape: shape, parameters: recorded.parameters)
    let pass = block.forward(
      Matrix(rows: n, columns: d, elements: recorded.input), mask: recorded.causal ? .causal : .unmasked)
    let gradient = block.backward(Matrix(rows: n, columns: d, elements: recorded.cotangent), pass)
    #expect(Self.difference(pass.value.elements, recorded.value) < 1e-12)
    #expect(Self.difference(gradient.input.elements, recorded.inputGradient) < 1e-12)
    // Each parameter tensor by itself, since a large gradient hides a small one.
    let f = recorded.sizes[3]
    var start = 0
    for count in [d * d, d * d, d * d, d * d, d, d, d * f, f, f * d, d, d, d] {
      let part = start..<start + count
      let theirs = Array(recorded.parameterGradient[part])
      #expect(Self.difference(Array(gradient.parameters[part]), theirs) < 1e-12, "\(part)")
      start += count
    }
    #expect(start == gradient.parameters.count)
  }

  @Test(arguments: TorchAttention.shared.models.indices)
  func `a causal model`(_ index: Int) {
    let recorded = TorchAttention.shared.models[index]
    let sizes = recorded.sizes
    let shape = CausalTransformerShape(
      tokenCount: sizes[0],
      block: TransformerBlockShape(
        width: sizes[1], headCount: sizes[2], hiddenWidth: sizes[3],
        normalization: recorded.normFirst ? .beforeHalf : .afterSum, epsilon: recorded.epsilon), blockCount: sizes[4])
    let model = CausalTransformer(shape: shape, parameters: recorded.parameters)
    let targets = recorded.targets.map { $0 < 0 ? nil : $0 }
    #expect(Self.difference(model.forward(recorded.tokens).logits.elements, recorded.logits) < 1e-12)
    #expect(Self.difference([model.loss(recorded.tokens, targets: targets)], [recorded.value]) < 1e-12)
    #expect(
      Self.difference(model.gradient(recorded.tokens, targets: targets), recorded.parameterGradient) < 1e-12)
  }
}
