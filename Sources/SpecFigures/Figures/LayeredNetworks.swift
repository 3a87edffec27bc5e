/// The documents' networks, layer by layer, with every weight as a line.
enum LayeredNetworks {
  static var figure: Figure {
    Figure(
      "LayeredNetworks", "Three layered networks",
      """
      Three diagrams. Circles stand in columns, one column for each layer; every circle is joined to every circle of \
      the next column. The first has columns of 4, 5, 5, 5 and 3 circles, the second of 1, 10, 5 and 1, the third of \
      4, 8, 6 and 1. Below each stand the sizes of its layers and how many weights and biases it has.
      """,
      height: 330, [legend] + zip(frames, networks).map { diagram($0, $1) })
  }

  private static let networks = [[4, 5, 5, 5, 3], [1, 10, 5, 1], [4, 8, 6, 1]]
  private static let frames = Frame(x: 34, y: 64, width: 652, height: 190).parts(columns: 3, gap: (x: 50, y: 0))

  private static let legend = Legend.marks(
    at: Point(24, 20),
    [(.dot(input), "input"), (.dot(hidden), "hidden neuron"), (.dot(output), "output neuron")])

  private static let input = Mark.Dot.hollow(.blue, radius: 6)
  private static let hidden = Mark.Dot.full(.blue, radius: 6)
  private static let output = Mark.Dot.full(.orange, radius: 6)

  private static func diagram(_ frame: Frame, _ sizes: [Int]) -> [Mark] {
    let columns = sizes.enumerated().map { layer, size in
      (0..<size).map { place in
        Point(
          frame.x + frame.width * Double(layer) / Double(sizes.count - 1),
          frame.y + frame.height * (Double(place) + 0.5 + Double(10 - size) / 2) / 10)
      }
    }
    let edges = zip(columns, columns.dropFirst()).flatMap { left, right in
      left.flatMap { start in right.map { end in Mark.line([start, end], Stroke(.muted, .solid, .hair)) } }
    }
    let circles = columns.enumerated().flatMap { layer, column in
      let dot = layer == 0 ? input : layer == sizes.count - 1 ? output : hidden
      return column.map { Mark.dot($0, dot) }
    }
    let middle = frame.x + frame.width / 2
    let (weights, biases) = (edges.count, sizes.dropFirst().reduce(0, +))
    let texts = [
      Label(sizes.map { "\($0)" }.joined(separator: " – "), at: Point(middle, frame.bottom + 24), .middle, .title),
      Label("\(weights) weights, \(biases) biases", at: Point(middle, frame.bottom + 48), .middle, .note, .muted),
    ]
    return edges + circles + texts.map { .label($0) }
  }
}
