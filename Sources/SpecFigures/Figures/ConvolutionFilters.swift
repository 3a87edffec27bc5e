internal import ConvolutionalNetworks
internal import TensorAlgebra
internal import WorkedExamples

/// A digit, what the Sobel filters answer to it, what pooling leaves of one answer, and the filters that a network learned.
enum ConvolutionFilters {
  static var figure: Figure {
    Figure(
      "ConvolutionFilters", "A digit, its edges, and learned filters",
      """
      Upper row, four maps of square cells. The first is a handwritten 0 of 8 × 8 pixels, light on dark. The second and \
      the third, of 6 × 6 cells, are the answers of the two Sobel filters: light where the image grows lighter to the \
      right or downwards, dark where it grows darker. The fourth, of 3 × 3 cells, has the largest number of each tile \
      of 2 × 2 of the first answer, negative numbers taken for 0. Lower row: the eight filters of 3 × 3 weights that a \
      network has learned from 100 digits; some of them have a light and a dark side.
      """,
      height: 372,
      [
        map(upper[0], "A digit", "dark 0, light 1", digit),
        map(upper[1], "Sobel, across", "dark −, light +", signed(across)),
        map(upper[2], "Sobel, down", "dark −, light +", signed(down)),
        map(upper[3], "ReLU, pooled", "largest of 2 × 2", pooled),
      ] + learned)
  }

  private static let upper = Frame(x: 24, y: 40, width: 672, height: 142).parts(columns: 4, gap: (x: 34, y: 0))
  private static let lower = Frame(x: 24, y: 264, width: 672, height: 60).parts(columns: 8, gap: (x: 27, y: 0))

  private static let image = DigitImages.images[0]
  private static let pixels = Matrix(rows: 8, columns: 8, elements: image.elements)
  private static let across = SobelFilter.response(pixels, .across)
  private static let down = SobelFilter.response(pixels, .down)
  /// Few digits and epochs, so that it is drawn at once.
  private static let filters = DigitExample.trained(seed: 1, epochs: 4, images: 100).network.filters.weights

  /// The levels of numbers from 0 to 1, in nine equal steps.
  private static let digit = pixels.map { Swift.min(8, Int(9 * $0)) }

  /// The levels of numbers of both signs: 0 has the middle one, the largest magnitude an end.
  private static func signed(_ numbers: Matrix<Double>) -> Matrix<Int> {
    let largest = numbers.elements.map(\.magnitude).max() ?? 1
    return numbers.map { 4 + Int((4 * $0 / largest).rounded()) }
  }

  private static var pooled: Matrix<Int> {
    let maps = Tensor(shape: [1, 6, 6], elements: across.elements.map { $0 > 0 ? $0 : 0 })
    let P = MaxPooling.value(maps, window: PoolingWindow(2))
    let largest = across.elements.map(\.magnitude).max() ?? 1
    return Matrix(rows: 3, columns: 3, elements: P.elements.map { 4 + Int((4 * $0 / largest).rounded()) })
  }

  /// The learned filters, with a heading on the first.
  private static var learned: [[Mark]] {
    (0..<8).map { o in
      let filter = Matrix(rows: 3, columns: 3, elements: Array(filters.elements[9 * o..<9 * o + 9]))
      let heading = Label("Filters learned from 100 digits", at: Point(lower[0].x, lower[0].y - 14), .start, .title)
      return (o == 0 ? [.label(heading)] : [])
        + cells(of: signed(filter), in: lower[o])
        + [.label(Label("\(o + 1)", at: Point(lower[o].x + 30, lower[o].bottom + 16), .middle, .tick, .muted))]
    }
  }

  private static func map(_ frame: Frame, _ title: String, _ note: String, _ levels: Matrix<Int>) -> [Mark] {
    [.label(Label(title, at: Point(frame.x, frame.y - 14), .start, .title))] + cells(of: levels, in: frame)
      + [.label(Label(note, at: Point(frame.x, frame.y + frame.width + 18), .start, .note, .muted))]
  }

  /// A square cell for each number, row by row; as high as the frame is wide.
  private static func cells(of levels: Matrix<Int>, in frame: Frame) -> [Mark] {
    let size = frame.width / Double(levels.columns)
    return (0..<levels.rows).flatMap { y in
      (0..<levels.columns).map { x in
        let (left, top) = (frame.x + Double(x) * size, frame.y + Double(y) * size)
        let (right, bottom) = (left + size - 1, top + size - 1)
        return Mark.area(
          [[Point(left, top), Point(right, top), Point(right, bottom), Point(left, bottom)]], .level(levels[y, x]))
      }
    }
  }
}
