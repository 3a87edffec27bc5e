public import ElementaryFunctions
public import TensorAlgebra

/// The mean of each window: a smaller image of the same mean brightness.
public enum MeanPooling {
  /// P_cij = (1/(k_h k_w)) Σ_u Σ_v I_(c, s i + u − p, s j + v − p)
  ///
  /// Equation: mean-pooling-value
  ///
  /// - Shapes: I ∈ ℝ^(C × h × w), P ∈ ℝ^(C × o_h × o_w), with the sizes of `ConvolutionOutputSize`.
  /// - Evaluated: the sum row by row, divided once; only where it overflows is each number divided first. Padding reads
  ///   0 and is counted: the divisor is that of a whole window everywhere.
  /// - Edge values: ∞ − ∞ gives NaN; NaN in a window gives NaN.
  /// - Precondition: the window fits the image with its padding.
  @inlinable
  public static func value<T: Scalar>(_ image: Tensor<T>, window: PoolingWindow) -> Tensor<T> {
    let grid = WindowGrid(
      "MeanPooling.value", image: image.shape, window: (height: window.height, width: window.width),
      sliding: window.sliding)
    let (rows, columns, I) = (grid.rows, grid.columns, image.elements)
    let k = T(window.height * window.width)
    var P: [T] = []
    for c in 0..<grid.channels {
      for i in 0..<rows.count {
        for j in 0..<columns.count {
          func sum(_ term: (T) -> T) -> T {
            Sum.over(rows.places(at: i)) { u in
              let row = (c * rows.n + rows.s * i + u - rows.p) * columns.n + columns.s * j - columns.p
              return Sum.over(columns.places(at: j)) { v in term(I[row + v]) }
            }
          }
          let whole = sum { $0 }
          P.append(whole.isFinite ? whole / k : sum { $0 / k })
        }
      }
    }
    return Tensor(shape: [grid.channels, rows.count, columns.count], elements: P)
  }

  /// Ī_cyx = (1/(k_h k_w)) Σ P̄_cij over the positions (i, j) whose window covers (y, x), for the cotangent P̄ of P
  ///
  /// Equation: mean-pooling-pullback
  ///
  /// - Shapes: P̄ as P; Ī has the given shape C × h × w, which P̄ does not tell.
  /// - Evaluated: the sum row by row, divided once.
  /// - Edge values: a pixel that no window covers has a gradient of 0.
  /// - Precondition: the window fits an image of the shape with its padding, and P̄ has the shape of P.
  @inlinable
  public static func pullback<T: Scalar>(
    _ cotangent: Tensor<T>, imageShape shape: [Int], window: PoolingWindow
  ) -> Tensor<T> {
    let grid = WindowGrid(
      "MeanPooling.pullback", image: shape, window: (height: window.height, width: window.width),
      sliding: window.sliding)
    let outputs = [grid.channels, grid.rows.count, grid.columns.count]
    precondition(
      cotangent.shape == outputs,
      "MeanPooling.pullback: the results are \(outputs) but the cotangent is \(cotangent.shape)")
    let (rows, columns, P̄) = (grid.rows, grid.columns, cotangent.elements)
    let k = T(window.height * window.width)
    var Ī: [T] = []
    for c in 0..<grid.channels {
      for y in 0..<rows.n {
        for x in 0..<columns.n {
          let sum = Sum.over(rows.positions(covering: y)) { i in
            Sum.over(columns.positions(covering: x)) { j in P̄[(c * rows.count + i) * columns.count + j] }
          }
          Ī.append(sum / k)
        }
      }
    }
    return Tensor(shape: shape, elements: Ī)
  }
}
