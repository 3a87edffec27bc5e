public import ElementaryFunctions
public import TensorAlgebra

/// The largest number of each window: keeps the strongest answer of a filter, and forgets where exactly it was.
public enum MaxPooling {
  /// P_cij = max over u < k_h, v < k_w of I_(c, s i + u − p, s j + v − p)
  ///
  /// Equation: max-pooling-value
  ///
  /// - Shapes: I ∈ ℝ^(C × h × w), P ∈ ℝ^(C × o_h × o_w), with the sizes of `ConvolutionOutputSize`.
  /// - Evaluated: by comparison, over the places on the image: padding counts as −∞.
  /// - Edge values: NaN in a window gives NaN; a window of −∞ gives −∞; which of +0 and −0 is larger is not decided,
  ///   and the first is taken. Exact.
  /// - Precondition: the window fits the image with its padding.
  @inlinable
  public static func value<T: Scalar>(_ image: Tensor<T>, window: PoolingWindow) -> Tensor<T> {
    let grid = WindowGrid(
      "MaxPooling.value", image: image.shape, window: (height: window.height, width: window.width),
      sliding: window.sliding)
    return Tensor(
      shape: [grid.channels, grid.rows.count, grid.columns.count],
      elements: largest(image.elements, grid).map { place in image.elements[place] })
  }

  /// Ī_cyx = Σ P̄_cij over the positions (i, j) whose largest number is I_cyx, for the cotangent P̄ of P
  ///
  /// Equation: max-pooling-pullback
  ///
  /// - Shapes: P̄ as P, Ī as I.
  /// - Evaluated: each P̄_cij is added to the place of the largest number, which is searched for as in `value`.
  /// - Edge values: of equal largest numbers the first, row by row, takes all; of several NaN the first too.
  /// - Precondition: the window fits the image with its padding, and P̄ has the shape of P.
  @inlinable
  public static func pullback<T: Scalar>(
    _ cotangent: Tensor<T>, at image: Tensor<T>, window: PoolingWindow
  ) -> Tensor<T> {
    let grid = WindowGrid(
      "MaxPooling.pullback", image: image.shape, window: (height: window.height, width: window.width),
      sliding: window.sliding)
    let outputs = [grid.channels, grid.rows.count, grid.columns.count]
    precondition(
      cotangent.shape == outputs,
      "MaxPooling.pullback: the results are \(outputs) but the cotangent is \(cotangent.shape)")
    var Ī = [T](repeating: 0, count: image.elements.count)
    for (P̄, place) in zip(cotangent.elements, largest(image.elements, grid)) { Ī[place] += P̄ }
    return Tensor(shape: image.shape, elements: Ī)
  }

  /// For each position of the window the place of the first of its largest numbers; of the first NaN, if it has one.
  @inlinable
  static func largest<T: Scalar>(_ I: [T], _ grid: WindowGrid) -> [Int] {
    let (rows, columns) = (grid.rows, grid.columns)
    var places: [Int] = []
    for c in 0..<grid.channels {
      for i in 0..<rows.count {
        for j in 0..<columns.count {
          var largest: Int?
          for u in rows.places(at: i) {
            let row = (c * rows.n + rows.s * i + u - rows.p) * columns.n + columns.s * j - columns.p
            for v in columns.places(at: j) {
              // NaN alone is not equal to itself, and is not at most another number.
              guard let m = largest, I[row + v] <= I[m] || I[m] != I[m] else {
                largest = row + v
                continue
              }
            }
          }
          // Every window holds part of the image: its padding is smaller than itself.
          if let largest { places.append(largest) }
        }
      }
    }
    return places
  }
}
