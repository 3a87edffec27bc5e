public import ElementaryFunctions
public import TensorAlgebra

/// A filter that answers to edges: a difference in one direction, smoothed in the other.
public enum SobelFilter {
  /// The direction in which it compares.
  public enum Direction: Hashable, Sendable, CaseIterable {
    /// From left to right: it answers to edges that run up and down.
    case across
    /// From top to bottom: it answers to edges that run left and right.
    case down
  }

  /// G_ij = I_(i, j+2) − I_ij + 2 (I_(i+1, j+2) − I_(i+1, j)) + I_(i+2, j+2) − I_(i+2, j) across, and with rows and
  /// columns exchanged down: the cross-correlation with [−1 0 1; −2 0 2; −1 0 1] or its transpose
  ///
  /// Equation: sobel-filter-response
  ///
  /// - Shapes: I is h × w, the result (h − 2) × (w − 2): a window of 3 × 3 without padding.
  /// - Evaluated: as `CrossCorrelation`, with the zeros of the filter: ∞ or NaN anywhere in the window gives NaN.
  /// - Edge values: 0 where the window is constant, 8 times the slope on a ramp.
  /// - Precondition: the image has at least 3 rows and 3 columns.
  @inlinable
  public static func response<T: Scalar>(_ image: Matrix<T>, _ direction: Direction) -> Matrix<T> {
    let G = CrossCorrelation.value(
      Tensor(shape: [1, image.rows, image.columns], elements: image.elements), filters: weights(direction), bias: [0])
    return Matrix(rows: G.shape[1], columns: G.shape[2], elements: G.elements)
  }

  /// The weights, as one filter of one channel.
  @inlinable
  public static func weights<T: Scalar>(_ direction: Direction) -> Tensor<T> {
    switch direction {
    case .across: Tensor(shape: [1, 1, 3, 3], elements: [-1, 0, 1, -2, 0, 2, -1, 0, 1])
    case .down: Tensor(shape: [1, 1, 3, 3], elements: [-1, -2, -1, 0, 0, 0, 1, 2, 1])
    }
  }
}
