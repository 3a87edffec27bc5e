public import ActivationFunctions
public import Backpropagation
public import ElementaryFunctions
public import ForwardPropagation
public import TensorAlgebra

/// `NetworkLoss` for batches of one size, in memory that is taken once: the same equations, for training in a hurry.
///
/// The reference stays `NetworkLoss`; both agree up to the order of additions.
public struct SpanNetworkLoss<T: Scalar> {
  /// The network's form.
  public let shape: NetworkShape
  /// What compares outputs and targets.
  public let loss: OutputLoss
  /// m, the number of samples in a batch.
  public let sampleCount: Int

  /// A⁰ … Aᴸ⁻¹, and Z¹ … Zᴸ with the δ of each: the sums' place is l − 1.
  @usableFromInline var A: [[T]]
  @usableFromInline var Z: [[T]]
  @usableFromInline var δ: [[T]]
  /// Where each layer's weights begin among the parameters, and where its bias does.
  @usableFromInline let places: [(weights: Int, bias: Int)]

  /// Memory for a shape and a size of batches.
  ///
  /// - Precondition: the shape has a layer, and m is not 0.
  public init(shape: NetworkShape, loss: OutputLoss, sampleCount m: Int) {
    precondition(shape.layerCount > 0, "SpanNetworkLoss: a network without layers has no loss")
    precondition(m > 0, "SpanNetworkLoss: the mean of \(m) samples is undefined")
    (self.shape, self.loss, sampleCount) = (shape, loss, m)
    // Whatever is read before it was written shows.
    A = shape.sizes.dropLast().map { n in Array(repeating: T(.nan), count: n * m) }
    Z = shape.sizes.dropFirst().map { n in Array(repeating: T(.nan), count: n * m) }
    δ = Z
    var (places, start): ([(weights: Int, bias: Int)], Int) = ([], 0)
    for (n, o) in zip(shape.sizes, shape.sizes.dropFirst()) {
      places.append((weights: start, bias: start + n * o))
      start += n * o + o
    }
    self.places = places
  }

  /// J, as `NetworkLoss.value`.
  ///
  /// - Precondition: parameters, inputs and targets have the sizes of the shape and m columns.
  @inlinable
  public mutating func value(parameters θ: [T], inputs X: Matrix<T>, targets Y: Matrix<T>) -> T {
    forward("value", θ, X, Y)
    return outputs(Y) { z, y in OutputDelta.loss(logits: z, targets: y, head: shape.output, loss: loss) }
      .reduce(0) { sum, L in sum + L } * share
  }

  /// ∂J/∂θ, as `NetworkLoss.gradient`.
  ///
  /// - Precondition: parameters, inputs and targets have the sizes of the shape and m columns.
  @inlinable
  public mutating func gradient(parameters θ: [T], inputs X: Matrix<T>, targets Y: Matrix<T>) -> [T] {
    forward("gradient", θ, X, Y)
    setOutputDelta(Y)
    var gradient = θ
    let parameters = θ.span
    for l in (0..<shape.layerCount).reversed() {
      let (a, c, o) = (A[l], δ[l], shape.sizes[l + 1])
      var gradients = gradient.mutableSpan
      SpanAffine.parameterGradient(c.span, inputs: a.span, outputs: o, into: &gradients, from: places[l].weights)
      if l > 0 {
        let (g, z) = (shape.hidden[l - 1], Z[l - 1])
        let W = parameters.extracting(places[l].weights..<places[l].bias)
        var before = δ[l - 1].mutableSpan
        SpanAffine.inputGradient(c.span, weights: W, outputs: o, into: &before)
        for i in z.indices { before[i] *= g.derivative(at: z[i]) }
      }
    }
    return gradient
  }

  @inlinable
  mutating func forward(_ operation: String, _ θ: [T], _ X: Matrix<T>, _ Y: Matrix<T>) {
    let L = shape.layerCount
    precondition(
      θ.count == shape.parameterCount && X.rows == shape.sizes[0] && X.columns == sampleCount
        && Y.rows == shape.sizes[L] && Y.columns == sampleCount,
      """
      SpanNetworkLoss.\(operation): sizes \(shape.sizes) and \(sampleCount) samples, but there are \(θ.count) \
      parameters, the inputs are \(X.rows) × \(X.columns) and the targets \(Y.rows) × \(Y.columns)
      """)
    A[0] = X.elements
    let parameters = θ.span
    for l in 0..<L {
      let x = A[l]
      let W = parameters.extracting(places[l].weights..<places[l].bias)
      let b = parameters.extracting(places[l].bias..<places[l].bias + shape.sizes[l + 1])
      var z = Z[l].mutableSpan
      SpanAffine.forward(x.span, weights: W, bias: b, into: &z)
      if l + 1 < L {
        let g = shape.hidden[l]
        var a = A[l + 1].mutableSpan
        for i in a.indices { a[i] = g.value(z[i]) }
      }
    }
  }

  /// What J and its gradient take of each result of `outputs`.
  ///
  /// The mean over outputs and samples at once has its divisor already; every other loss is a sum over the outputs.
  @inlinable
  var share: T {
    loss == .meanSquaredError && shape.output != .softmax ? 1 : 1 / T(sampleCount)
  }

  /// A function of the last sums and the targets: of all at once where the head acts on each sum by itself, of each
  /// sample's where it is a softmax.
  @inlinable
  func outputs<Result>(_ Y: Matrix<T>, _ function: (_ z: [T], _ y: [T]) -> Result) -> [Result] {
    guard shape.output == .softmax else { return [function(Z[shape.layerCount - 1], Y.elements)] }
    let sums = Matrix(rows: Y.rows, columns: sampleCount, elements: Z[shape.layerCount - 1])
    return (0..<sampleCount).map { i in function(sums.column(i), Y.column(i)) }
  }

  @inlinable
  mutating func setOutputDelta(_ Y: Matrix<T>) {
    let (last, share) = (shape.layerCount - 1, share)
    let deltas = outputs(Y) { z, y in OutputDelta.value(logits: z, targets: y, head: shape.output, loss: loss) }
    if shape.output == .softmax {
      δ[last] = Matrix(columns: deltas, rows: Y.rows).elements.map { x in share * x }
    } else {
      δ[last] = deltas[0].map { x in share * x }
    }
  }
}

extension SpanNetworkLoss: Sendable where T: Sendable {}
