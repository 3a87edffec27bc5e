public import ElementaryFunctions
public import TensorAlgebra

/// The weights of the fully connected layer that a convolutional layer is: mostly zeros, and the rest repeated.
public enum ConvolutionMatrix {
  /// (T_K)_(oij, cyx) = K_(o, c, y + p − s i, x + p − s j) where the filter has such a place, else 0:
  /// vec(S) = T_K vec(I) + b ⊗ 1
  ///
  /// Equation: convolution-matrix-value
  ///
  /// With stride 1, one channel and one filter it is doubly Toeplitz: made of blocks that are equal along each diagonal,
  /// and inside a block the numbers are.
  ///
  /// - Shapes: K ∈ ℝ^(O × C × k_h × k_w); T_K has a row for each of the O o_h o_w sums and a column for each of the
  ///   C h w pixels, both in the order in which a tensor holds them.
  /// - Evaluated: as written. For small images: the matrix of one filter of 3 × 3 on 28 × 28 pixels has 529 984
  ///   elements.
  /// - Edge values: a filter wider than the image with its padding has no positions, and is refused; zeros, ∞ and NaN of
  ///   a filter stand in T_K as they are.
  /// - Precondition: the filters are outputs × channels × height × width, and fit the image with its padding.
  @inlinable
  public static func value<T: Scalar>(
    filters: Tensor<T>, imageHeight h: Int, imageWidth w: Int, sliding: Sliding = Sliding()
  ) -> Matrix<T> {
    precondition(
      filters.shape.count == 4,
      "ConvolutionMatrix.value: filters are outputs × channels × height × width, but their shape is \(filters.shape)")
    let (O, C) = (filters.shape[0], filters.shape[1])
    let grid = WindowGrid(
      "ConvolutionMatrix.value", image: [C, h, w], window: (height: filters.shape[2], width: filters.shape[3]),
      sliding: sliding)
    let (rows, columns, K) = (grid.rows, grid.columns, filters.elements)
    return Matrix(rows: O * rows.count * columns.count, columns: C * h * w) { row, column in
      let (o, i, j) = (row / (rows.count * columns.count), row / columns.count % rows.count, row % columns.count)
      let (c, y, x) = (column / (h * w), column / w % h, column % w)
      let (u, v) = (y + rows.p - rows.s * i, x + columns.p - columns.s * j)
      guard (0..<rows.k).contains(u), (0..<columns.k).contains(v) else { return 0 }
      return K[((o * C + c) * rows.k + u) * columns.k + v]
    }
  }
}
