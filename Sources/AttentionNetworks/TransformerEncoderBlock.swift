public import ElementaryFunctions
public import NormalizationLayers
public import TensorAlgebra

/// Self-attention and a feed-forward network, each with a residual connection and a layer normalization.
public struct TransformerEncoderBlock<T: Scalar> {
  /// The form.
  public let shape: TransformerBlockShape
  /// Row by row W_Q, W_K, W_V and W_O; γ₁, β₁; W₁, b₁, W₂, b₂; γ₂, β₂.
  public let parameters: [T]

  /// What `backward` needs: the two halves' own passes, and the result.
  public struct Pass {
    /// That of the attention.
    public let attention: MultiHeadAttention<T>.Pass
    /// What went into the feed-forward network, and its sums.
    public let feedForward: (inputs: Matrix<T>, preactivation: Matrix<T>)
    /// x̂ and s of the two layer normalizations, for each position.
    public let normalizations: [(normalized: Matrix<T>, deviations: [T])]
    /// The result.
    public let value: Matrix<T>

    @usableFromInline
    init(
      attention: MultiHeadAttention<T>.Pass, feedForward: (inputs: Matrix<T>, preactivation: Matrix<T>),
      normalizations: [(normalized: Matrix<T>, deviations: [T])], value: Matrix<T>
    ) {
      (self.attention, self.feedForward) = (attention, feedForward)
      (self.normalizations, self.value) = (normalizations, value)
    }
  }

  /// A block of a shape.
  ///
  /// - Precondition: there are as many parameters as the shape has.
  @inlinable
  public init(shape: TransformerBlockShape, parameters: [T]) {
    precondition(
      parameters.count == shape.parameterCount,
      """
      TransformerEncoderBlock: width \(shape.width) and hidden width \(shape.hiddenWidth) have \
      \(shape.parameterCount) parameters, not \(parameters.count)
      """)
    (self.shape, self.parameters) = (shape, parameters)
  }

  /// Each part's own parameters.
  @inlinable
  var parts:
    (
      attention: MultiHeadAttention<T>, γ₁: [T], β₁: [T], W₁: Matrix<T>, b₁: [T], W₂: Matrix<T>, b₂: [T],
      γ₂: [T], β₂: [T]
    )
  {
    let (d, f) = (shape.width, shape.hiddenWidth)
    var start = 0
    func next(_ count: Int) -> [T] {
      defer { start += count }
      return Array(parameters[start..<start + count])
    }
    func matrix(_ rows: Int, _ columns: Int) -> Matrix<T> {
      Matrix(rows: rows, columns: columns, elements: next(rows * columns))
    }
    let attention = MultiHeadAttention(
      headCount: shape.headCount, queryWeights: matrix(d, d), keyWeights: matrix(d, d), valueWeights: matrix(d, d),
      outputWeights: matrix(d, d))
    let (γ₁, β₁) = (next(d), next(d))
    let (W₁, b₁, W₂, b₂) = (matrix(d, f), next(f), matrix(f, d), next(d))
    return (attention, γ₁, β₁, W₁, b₁, W₂, b₂, next(d), next(d))
  }

  /// Y = LN₁(X + MultiHead(X)), Z = LN₂(Y + FFN(Y)); or Y = X + MultiHead(LN₁(X)), Z = Y + FFN(LN₂(Y))
  ///
  /// Equation: transformer-encoder-block-forward
  ///
  /// - Shapes: X and Z ∈ ℝⁿˣᵈ, a position in each row.
  /// - Evaluated: by `MultiHeadAttention`, `PositionwiseFeedForward` and `LayerNormalization`.
  /// - Edge values: those of its parts; n = 0 gives an empty matrix.
  /// - Precondition: X has d columns; the mask is n × n.
  @inlinable
  public func forward(_ X: Matrix<T>, mask: AttentionMask = .unmasked) -> Pass {
    precondition(
      X.columns == shape.width,
      "TransformerEncoderBlock.forward: the width is \(shape.width), but X is \(X.rows) × \(X.columns)")
    let (attention, γ₁, β₁, W₁, b₁, W₂, b₂, γ₂, β₂) = parts
    let ε = T(shape.epsilon)
    switch shape.normalization {
    case .afterSum:
      let first = attention.forward(queries: X, keys: X, values: X, mask: mask)
      let Y = LayerNormalization.forward(rows: sum(X, first.value), scale: γ₁, shift: β₁, epsilon: ε)
      let second = PositionwiseFeedForward.forward(
        Y.value, firstWeights: W₁, firstBias: b₁, secondWeights: W₂, secondBias: b₂)
      let Z = LayerNormalization.forward(rows: sum(Y.value, second.value), scale: γ₂, shift: β₂, epsilon: ε)
      return Pass(
        attention: first, feedForward: (Y.value, second.preactivation),
        normalizations: [(Y.normalized, Y.deviations), (Z.normalized, Z.deviations)], value: Z.value)
    case .beforeHalf:
      let N₁ = LayerNormalization.forward(rows: X, scale: γ₁, shift: β₁, epsilon: ε)
      let first = attention.forward(queries: N₁.value, keys: N₁.value, values: N₁.value, mask: mask)
      let Y = sum(X, first.value)
      let N₂ = LayerNormalization.forward(rows: Y, scale: γ₂, shift: β₂, epsilon: ε)
      let second = PositionwiseFeedForward.forward(
        N₂.value, firstWeights: W₁, firstBias: b₁, secondWeights: W₂, secondBias: b₂)
      return Pass(
        attention: first, feedForward: (N₂.value, second.preactivation),
        normalizations: [(N₁.normalized, N₁.deviations), (N₂.normalized, N₂.deviations)],
        value: sum(Y, second.value))
    }
  }

  /// ∂/∂X and ∂/∂θ of the block: back through both halves, the residual connections passing the cotangent on as it is
  ///
  /// Equation: transformer-encoder-block-backward
  ///
  /// A sum X + F(X) hands its cotangent C to X directly and to F as well: X̄ = C + F̄(C).
  ///
  /// - Shapes: the cotangent is n × d; the parameters' gradient is in their order.
  /// - Evaluated: by the backward passes of the parts.
  /// - Edge values: those of its parts.
  /// - Precondition: the cotangent has the shape of the result.
  @inlinable
  public func backward(_ cotangent: Matrix<T>, _ pass: Pass) -> (input: Matrix<T>, parameters: [T]) {
    let (attention, γ₁, _, W₁, _, W₂, _, γ₂, _) = parts
    func normalization(_ place: Int, _ C: Matrix<T>, _ γ: [T]) -> (inputs: Matrix<T>, scale: [T], shift: [T]) {
      let (x̂, s) = pass.normalizations[place]
      return LayerNormalization.backward(rows: C, normalized: x̂, deviations: s, scale: γ)
    }
    func feedForward(_ C: Matrix<T>) -> (inputs: Matrix<T>, parameters: [T]) {
      let g = PositionwiseFeedForward.backward(
        C, inputs: pass.feedForward.inputs, preactivation: pass.feedForward.preactivation, firstWeights: W₁,
        secondWeights: W₂)
      return (g.inputs, g.firstWeights.elements + g.firstBias + g.secondWeights.elements + g.secondBias)
    }
    func selfAttention(_ C: Matrix<T>) -> (inputs: Matrix<T>, parameters: [T]) {
      let g = attention.backward(C, pass.attention)
      let W̄ = [g.queryWeights, g.keyWeights, g.valueWeights, g.outputWeights].flatMap(\.elements)
      return (sum(sum(g.queries, g.keys), g.values), W̄)
    }
    switch shape.normalization {
    case .afterSum:
      let N₂ = normalization(1, cotangent, γ₂)
      let second = feedForward(N₂.inputs)
      let N₁ = normalization(0, sum(N₂.inputs, second.inputs), γ₁)
      let first = selfAttention(N₁.inputs)
      return (
        input: sum(N₁.inputs, first.inputs),
        parameters: first.parameters + N₁.scale + N₁.shift + second.parameters + N₂.scale + N₂.shift
      )
    case .beforeHalf:
      let second = feedForward(cotangent)
      let N₂ = normalization(1, second.inputs, γ₂)
      let Ȳ = sum(cotangent, N₂.inputs)
      let first = selfAttention(Ȳ)
      let N₁ = normalization(0, first.inputs, γ₁)
      return (
        input: sum(Ȳ, N₁.inputs),
        parameters: first.parameters + N₁.scale + N₁.shift + second.parameters + N₂.scale + N₂.shift
      )
    }
  }

  /// The residual connection: what went into a half, added to what comes out of it.
  @inlinable
  func sum(_ A: Matrix<T>, _ B: Matrix<T>) -> Matrix<T> {
    Matrix(rows: A.rows, columns: A.columns, elements: zip(A.elements, B.elements).map { $0 + $1 })
  }
}

extension TransformerEncoderBlock: Sendable where T: Sendable {}
extension TransformerEncoderBlock: Equatable {}
extension TransformerEncoderBlock.Pass: Sendable where T: Sendable {}
