public import ElementaryFunctions
public import ForwardPropagation
public import LossFunctions
public import TensorAlgebra

/// A small language model: it predicts the next token from those before it, by transformer blocks with a causal mask.
public struct CausalTransformer<T: Scalar> {
  /// The form.
  public let shape: CausalTransformerShape
  /// Row by row the embedding E, each block's parameters, the head's W, and its bias b.
  public let parameters: [T]

  /// What `gradient` needs: the tokens, each block's pass, what went into the head, and the result.
  public struct Pass {
    /// t₁ … tₙ.
    public let tokens: [Int]
    /// That of each block.
    public let blocks: [TransformerEncoderBlock<T>.Pass]
    /// What went into the head: a row for each position.
    public let features: Matrix<T>
    /// A row for each position, with a score for every token that may come next.
    public let logits: Matrix<T>

    @usableFromInline
    init(
      tokens: [Int], blocks: [TransformerEncoderBlock<T>.Pass], features: Matrix<T>, logits: Matrix<T>
    ) {
      (self.tokens, self.blocks, self.features, self.logits) = (tokens, blocks, features, logits)
    }
  }

  /// A causal transformer of a shape.
  ///
  /// - Precondition: there are as many parameters as the shape has.
  @inlinable
  public init(shape: CausalTransformerShape, parameters: [T]) {
    precondition(
      parameters.count == shape.parameterCount,
      "CausalTransformer: the shape has \(shape.parameterCount) parameters, not \(parameters.count)")
    (self.shape, self.parameters) = (shape, parameters)
  }

  /// Each part's own parameters.
  @inlinable
  var parts: (embedding: Matrix<T>, blocks: [TransformerEncoderBlock<T>], W: Matrix<T>, b: [T]) {
    let (v, d, p) = (shape.tokenCount, shape.block.width, shape.block.parameterCount)
    let head = v * d + shape.blockCount * p
    return (
      embedding: Matrix(rows: v, columns: d, elements: Array(parameters[0..<v * d])),
      blocks: (0..<shape.blockCount).map { l in
        TransformerEncoderBlock(
          shape: shape.block, parameters: Array(parameters[v * d + l * p..<v * d + (l + 1) * p]))
      },
      W: Matrix(rows: d, columns: v, elements: Array(parameters[head..<head + d * v])),
      b: Array(parameters[(head + d * v)...])
    )
  }

  /// X⁰ = E[t] + PE, Xˡ = Blockˡ(Xˡ⁻¹) with a causal mask, logits = Xᴸ W + 1 bᵀ
  ///
  /// Equation: causal-transformer-forward
  ///
  /// - Shapes: n tokens t; Xˡ ∈ ℝⁿˣᵈ; the logits are n × v, with a score for each of v tokens.
  /// - Evaluated: by `PositionalEncoding`, `TransformerEncoderBlock` and `AffineRows`.
  /// - Edge values: row i depends on t₁ … tᵢ alone; no tokens give an empty matrix.
  /// - Precondition: every token is one of 0 ..< v.
  @inlinable
  public func forward(_ tokens: [Int]) -> Pass {
    for t in tokens {
      precondition(
        (0..<shape.tokenCount).contains(t), "CausalTransformer.forward: no token \(t) among \(shape.tokenCount)")
    }
    let (E, stack, W, b) = parts
    let PE: Matrix<T> = PositionalEncoding.value(positions: tokens.count, width: shape.block.width)
    var X = Matrix(rows: tokens.count, columns: shape.block.width) { i, c in
      shape.encodesPositions ? E[tokens[i], c] + PE[i, c] : E[tokens[i], c]
    }
    var blocks: [TransformerEncoderBlock<T>.Pass] = []
    for block in stack {
      blocks.append(block.forward(X, mask: .causal))
      X = blocks[blocks.count - 1].value
    }
    return Pass(
      tokens: tokens, blocks: blocks, features: X, logits: AffineRows.value(X, weights: W.transposed, bias: b))
  }

  /// J = −(1/N) Σᵢ ln softmax(logitsᵢ)_(yᵢ), over the N positions i that have a target yᵢ
  ///
  /// Equation: causal-transformer-loss
  ///
  /// - Shapes: n tokens and n targets, nil where a position does not count; the result is one number.
  /// - Evaluated: by `SoftmaxCrossEntropy` at each position that counts; then their mean.
  /// - Edge values: those of the model and of the loss.
  /// - Precondition: there are as many targets as tokens, at least one of them no nil; all are tokens.
  @inlinable
  public func loss(_ tokens: [Int], targets y: [Int?]) -> T {
    let logits = forward(tokens).logits
    let counted = check(y, count: tokens.count, "loss")
    return Mean.over(counted.indices) { k in
      let (i, target) = counted[k]
      return SoftmaxCrossEntropy.value(
        logits: logits.row(i), targets: OneHot.value(class: target, count: shape.tokenCount))
    }
  }

  /// ∂J/∂θ, back from the logits through the blocks to the embedding
  ///
  /// Equation: causal-transformer-gradient
  ///
  /// The cotangent of row i of the logits is (softmax − yᵢ)/N where the position counts, and 0 elsewhere. The
  /// embedding's gradient is the sum over the positions of each token.
  ///
  /// - Shapes: as the parameters.
  /// - Evaluated: by `SoftmaxCrossEntropy` and the parts' backward passes.
  /// - Edge values: a token that does not occur has the gradient 0.
  /// - Precondition: as for `loss`.
  @inlinable
  public func gradient(_ tokens: [Int], targets y: [Int?]) -> [T] {
    let (_, stack, W, _) = parts
    let pass = forward(tokens)
    let counted = check(y, count: tokens.count, "gradient")
    var C = pass.logits.map { _ in T(0) }
    for (i, target) in counted {
      let gradient = SoftmaxCrossEntropy.gradient(
        logits: pass.logits.row(i), targets: OneHot.value(class: target, count: shape.tokenCount))
      for k in gradient.indices { C[i, k] = gradient[k] / T(counted.count) }
    }
    let head = AffineRows.pullback(C, at: pass.features, weights: W.transposed)
    var (X̄, blocks): (Matrix<T>, [[T]]) = (head.inputs, [])
    for l in stack.indices.reversed() {
      let gradient = stack[l].backward(X̄, pass.blocks[l])
      X̄ = gradient.input
      blocks.append(gradient.parameters)
    }
    var Ē = Matrix(rows: shape.tokenCount, columns: shape.block.width) { _, _ in T(0) }
    for (i, t) in tokens.enumerated() {
      for c in 0..<shape.block.width { Ē[t, c] += X̄[i, c] }
    }
    return Ē.elements + blocks.reversed().flatMap { $0 } + head.weights.transposed.elements + head.bias
  }

  /// The positions that count, with their targets.
  @inlinable
  func check(_ y: [Int?], count: Int, _ operation: String) -> [(position: Int, target: Int)] {
    precondition(
      y.count == count, "CausalTransformer.\(operation): there are \(count) tokens but \(y.count) targets")
    let counted = y.enumerated().compactMap { i, target in target.map { (position: i, target: $0) } }
    precondition(!counted.isEmpty, "CausalTransformer.\(operation): no position has a target")
    for (_, target) in counted {
      precondition(
        (0..<shape.tokenCount).contains(target),
        "CausalTransformer.\(operation): no token \(target) among \(shape.tokenCount)")
    }
    return counted
  }
}

extension CausalTransformer: Sendable where T: Sendable {}
extension CausalTransformer: Equatable {}
extension CausalTransformer.Pass: Sendable where T: Sendable {}
