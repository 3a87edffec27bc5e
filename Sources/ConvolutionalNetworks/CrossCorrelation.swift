public import ElementaryFunctions
public import TensorAlgebra

/// A convolutional layer's sums as the libraries compute them: filters slide over an image and are not flipped.
///
/// One sample at a time: an image is channels × height × width, and filters are outputs × channels × height × width.
public enum CrossCorrelation {
  /// S_oij = Σ_c Σ_u Σ_v I_(c, s i + u − p, s j + v − p) K_ocuv + b_o
  ///
  /// Equation: cross-correlation-value
  ///
  /// Each filter has a bias, and every position of the image is met with the same weights.
  ///
  /// - Shapes: I ∈ ℝ^(C × h × w), K ∈ ℝ^(O × C × k_h × k_w), b ∈ ℝᴼ, S ∈ ℝ^(O × o_h × o_w), with the sizes of
  ///   `ConvolutionOutputSize`; s and p may differ between rows and columns.
  /// - Evaluated: as written, each of the three sums by itself and in order, over the places on the image; padding
  ///   reads 0 and adds nothing. The bias is added last. The error is at most (C + k_h + k_w) ε Σ|I K|, and ε |S| more.
  /// - Edge values: no filters give an empty result, no channels the bias; ∞ · 0 and ∞ − ∞ give NaN, but not in the
  ///   padding, which is never multiplied; ∞ or NaN spoils the positions whose window covers it; a partial sum can
  ///   overflow although the exact result is finite.
  /// - Precondition: the shapes fit, there is a bias for each filter, and a filter fits the image with its padding.
  @inlinable
  public static func value<T: Scalar>(
    _ image: Tensor<T>, filters: Tensor<T>, bias b: [T], sliding: Sliding = Sliding()
  ) -> Tensor<T> {
    let grid = grid("value", image: image.shape, filters: filters.shape, sliding)
    let (C, O, rows, columns) = (grid.channels, filters.shape[0], grid.rows, grid.columns)
    precondition(b.count == O, "CrossCorrelation.value: there are \(O) filters but \(b.count) biases")
    let (I, K) = (image.elements, filters.elements)
    var S: [T] = []
    for o in 0..<O {
      for i in 0..<rows.count {
        let us = rows.places(at: i)
        for j in 0..<columns.count {
          let vs = columns.places(at: j)
          var sum: T = 0
          for c in 0..<C {
            var channel: T = 0
            for u in us {
              // Row s i + u − p of the image from column s j − p on, and row u of the filter.
              let pixel = (c * rows.n + rows.s * i + u - rows.p) * columns.n + columns.s * j - columns.p
              let weight = ((o * C + c) * rows.k + u) * columns.k
              var row: T = 0
              for v in vs { row += I[pixel + v] * K[weight + v] }
              channel += row
            }
            sum += channel
          }
          S.append(sum + b[o])
        }
      }
    }
    return Tensor(shape: [O, rows.count, columns.count], elements: S)
  }

  /// K̄_ocuv = Σ_i Σ_j S̄_oij I_(c, s i + u − p, s j + v − p), Ī_cyx = Σ_o Σ_i Σ_j S̄_oij K_(o, c, y + p − s i, x + p − s j)
  /// and b̄_o = Σ_i Σ_j S̄_oij, for the cotangent S̄ of S
  ///
  /// Equation: cross-correlation-pullback
  ///
  /// With stride 1, Ī is the padded S̄ cross-correlated with the flipped filters, and K̄ is I cross-correlated with S̄.
  ///
  /// - Shapes: S̄ as S; each gradient has the shape of what it is the derivative by.
  /// - Evaluated: as written, each sum by itself, over the positions that exist: nothing is dilated or flipped.
  /// - Edge values: a pixel that no window covers has a gradient of 0; ∞ · 0 gives NaN.
  /// - Precondition: the shapes fit, and S̄ has the shape of S.
  @inlinable
  public static func pullback<T: Scalar>(
    _ cotangent: Tensor<T>, at image: Tensor<T>, filters: Tensor<T>, sliding: Sliding = Sliding()
  ) -> (image: Tensor<T>, filters: Tensor<T>, bias: [T]) {
    let grid = grid("pullback", image: image.shape, filters: filters.shape, sliding)
    let outputs = [filters.shape[0], grid.rows.count, grid.columns.count]
    precondition(
      cotangent.shape == outputs,
      "CrossCorrelation.pullback: the results are \(outputs) but the cotangent is \(cotangent.shape)")
    let positions = grid.rows.count * grid.columns.count
    return (
      image: imageGradient(cotangent, filters, grid), filters: filterGradient(cotangent, image, filters.shape, grid),
      bias: (0..<filters.shape[0]).map { o in
        Sum.over(o * positions..<(o + 1) * positions) { place in cotangent.elements[place] }
      }
    )
  }

  /// Ī
  @inlinable
  static func imageGradient<T: Scalar>(_ cotangent: Tensor<T>, _ filters: Tensor<T>, _ grid: WindowGrid) -> Tensor<T> {
    let (C, O, rows, columns) = (grid.channels, filters.shape[0], grid.rows, grid.columns)
    let (S̄, K) = (cotangent.elements, filters.elements)
    var Ī: [T] = []
    for c in 0..<C {
      for y in 0..<rows.n {
        let positions = rows.positions(covering: y)
        for x in 0..<columns.n {
          let js = columns.positions(covering: x)
          var sum: T = 0
          for o in 0..<O {
            var output: T = 0
            for i in positions {
              // Row i of the results, and the filter's row y + p − s i up to column x + p.
              let result = (o * rows.count + i) * columns.count
              let weight = ((o * C + c) * rows.k + y + rows.p - rows.s * i) * columns.k + x + columns.p
              var row: T = 0
              for j in js { row += S̄[result + j] * K[weight - columns.s * j] }
              output += row
            }
            sum += output
          }
          Ī.append(sum)
        }
      }
    }
    return Tensor(shape: [C, rows.n, columns.n], elements: Ī)
  }

  /// K̄
  @inlinable
  static func filterGradient<T: Scalar>(
    _ cotangent: Tensor<T>, _ image: Tensor<T>, _ shape: [Int], _ grid: WindowGrid
  ) -> Tensor<T> {
    let (C, rows, columns) = (grid.channels, grid.rows, grid.columns)
    let (S̄, I) = (cotangent.elements, image.elements)
    var K̄: [T] = []
    for o in 0..<shape[0] {
      for c in 0..<C {
        for u in 0..<rows.k {
          let positions = rows.positions(ofPlace: u)
          for v in 0..<columns.k {
            let js = columns.positions(ofPlace: v)
            var sum: T = 0
            for i in positions {
              // Row i of the results, and the image's row s i + u − p from column v − p on.
              let result = (o * rows.count + i) * columns.count
              let pixel = (c * rows.n + rows.s * i + u - rows.p) * columns.n + v - columns.p
              var row: T = 0
              for j in js { row += S̄[result + j] * I[pixel + columns.s * j] }
              sum += row
            }
            K̄.append(sum)
          }
        }
      }
    }
    return Tensor(shape: shape, elements: K̄)
  }

  @inlinable
  static func grid(_ operation: String, image: [Int], filters: [Int], _ sliding: Sliding) -> WindowGrid {
    precondition(
      filters.count == 4,
      "CrossCorrelation.\(operation): filters are outputs × channels × height × width, but their shape is \(filters)")
    let grid = WindowGrid(
      "CrossCorrelation.\(operation)", image: image, window: (height: filters[2], width: filters[3]), sliding: sliding)
    precondition(
      filters[1] == grid.channels,
      "CrossCorrelation.\(operation): the image has \(grid.channels) channels but the filters have \(filters[1])")
    return grid
  }
}
