internal import ForwardPropagation
internal import TensorAlgebra

/// The fourth document's reason for activation functions: layers without them are one layer.
package enum CollapseExample {
  typealias Layer = (weights: Matrix<Double>, bias: [Double])

  /// How far the output of many random affine layers and of the one they fold into are apart, relative to its norm.
  package static func difference(layers L: Int, width n: Int, seed: UInt64) -> Double {
    var generator = Xoshiro256StarStar(seed: seed)
    // Weights of variance 1/n, so that the passing numbers neither explode nor vanish.
    let scale = 1 / Double(n).squareRoot()
    func layer() -> Layer {
      (
        Matrix(rows: n, columns: n) { _, _ in scale * NormalVariate.next(using: &generator) },
        (0..<n).map { _ in NormalVariate.next(using: &generator) }
      )
    }
    let layers = (0..<L).map { _ in layer() }
    let x = Matrix(rows: n, columns: 1) { _, _ in NormalVariate.next(using: &generator) as Double }
    func apply(_ layer: Layer, _ a: Matrix<Double>) -> Matrix<Double> {
      AffineColumns.value(a, weights: layer.weights, bias: layer.bias)
    }
    let through = layers.reduce(x) { a, layer in apply(layer, a) }
    let one = layers.dropFirst().reduce(layers[0]) { first, second in
      LinearCollapse.value(first: first, second: second)
    }
    let difference = zip(through.elements, apply(one, x).elements).map { $0 - $1 }
    return EuclideanNorm.value(difference) / EuclideanNorm.value(through.elements)
  }

  /// Every claim of the document about it.
  @Sendable
  package static func claims() -> [Claim] {
    let worst = (1...20).map { difference(layers: 100, width: 5, seed: $0) }.reduce(0) { $0 > $1 ? $0 : $1 }
    return [
      Claim(
        "B-30", "100 linear layers are one", documented: "“equivalent”", computed: "≤ \(worst.inPowersOfTen)",
        holds: worst < 1e-12, remark: "largest relative difference of 20 random networks of width 5"),
      Claim(
        "B-30", "rank of 5 → 2 → 5", documented: "as one 5 → 5", computed: "2", holds: false, erratum: "C-47",
        remark: "a narrow layer makes fewer maps than one full layer has"),
    ]
  }
}
