public import ElementaryFunctions
public import TensorAlgebra

/// Convolution as mathematics has it: each filter is turned by half a turn before it slides.
///
/// What the documents and libraries call convolution is `CrossCorrelation`. A network that learns its filters can do
/// with either: it learns them turned.
public enum Convolution {
  /// S_oij = Σ_c Σ_u Σ_v I_(c, s i + k_h − 1 − u − p, s j + k_w − 1 − v − p) K_ocuv + b_o
  ///
  /// Equation: convolution-value
  ///
  /// - Shapes: as for `CrossCorrelation.value`.
  /// - Evaluated: as the cross-correlation with rot180(K).
  /// - Edge values: those of `CrossCorrelation.value`.
  /// - Precondition: that of `CrossCorrelation.value`.
  @inlinable
  public static func value<T: Scalar>(
    _ image: Tensor<T>, filters: Tensor<T>, bias b: [T], sliding: Sliding = Sliding()
  ) -> Tensor<T> {
    CrossCorrelation.value(image, filters: rotated(filters), bias: b, sliding: sliding)
  }

  /// Ī, K̄ and b̄ for the cotangent S̄ of S: those of the cross-correlation with rot180(K), K̄ turned back
  ///
  /// Equation: convolution-pullback
  ///
  /// - Shapes: as for `CrossCorrelation.pullback`.
  /// - Evaluated: as written.
  /// - Edge values: those of `CrossCorrelation.pullback`.
  /// - Precondition: that of `CrossCorrelation.pullback`.
  @inlinable
  public static func pullback<T: Scalar>(
    _ cotangent: Tensor<T>, at image: Tensor<T>, filters: Tensor<T>, sliding: Sliding = Sliding()
  ) -> (image: Tensor<T>, filters: Tensor<T>, bias: [T]) {
    let gradient = CrossCorrelation.pullback(cotangent, at: image, filters: rotated(filters), sliding: sliding)
    return (image: gradient.image, filters: rotated(gradient.filters), bias: gradient.bias)
  }

  /// rot180(K): rows and columns of each filter in reverse order, K_(o, c, k_h − 1 − u, k_w − 1 − v).
  ///
  /// - Precondition: the filters are outputs × channels × height × width.
  @inlinable
  public static func rotated<T: Scalar>(_ filters: Tensor<T>) -> Tensor<T> {
    precondition(
      filters.shape.count == 4,
      "Convolution.rotated: filters are outputs × channels × height × width, but their shape is \(filters.shape)")
    // Read backwards, the weights of a filter's channel are those of the channel turned.
    let size = filters.shape[2] * filters.shape[3]
    let K = filters.elements
    return Tensor(
      shape: filters.shape, elements: K.indices.map { place in K[place / size * size + size - 1 - place % size] })
  }
}
