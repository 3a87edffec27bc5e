import ElementaryFunctions
import ForwardPropagation
import Testing
import WorkedExamples

@Suite struct FlowFiguresTests {
  /// Where an arrow begins, and where its head ends.
  static func arrows(_ elements: [DrawnFile.Element]) -> [(start: (x: Double, y: Double), end: (x: Double, y: Double))]
  {
    zip(elements, elements.dropFirst()).compactMap { line, head in
      guard line.name == "path", head.name == "path", line.points.count == 2,
        head.classes.contains(where: { $0.hasPrefix("fill-") }), let start = line.points.first,
        let end = head.points.first
      else { return nil }
      return (start, end)
    }
  }

  @Test func `a function has an arrow to 2x² from each input, what is none has another`() throws {
    let file = DrawnFile(of: "MappingDiagram")
    for (title, pairs) in [
      ("a function", [[-1, 2], [0, 0], [1, 2], [2, 8]]),
      ("no function: two from 1", [[-1, 2], [0, 0], [1, 2], [1, 8], [2, 8]]),
    ] {
      let group = try #require(file.elements.first { $0.text == title }?.group)
      let elements = file.elements.filter { $0.group == group }
      let numbers = elements.filter { $0.name == "text" }.compactMap { element in
        Int(element.text.replacing("−", with: "-")).map { number in
          (number: number, x: element.number("x") ?? 0, y: element.number("y") ?? 0)
        }
      }
      #expect(numbers.count == 7)
      func nearest(_ point: (x: Double, y: Double)) -> Int? {
        func distance(_ x: Double, _ y: Double) -> Double {
          (x - point.x) * (x - point.x) + (y - point.y) * (y - point.y)
        }
        return numbers.min { distance($0.x, $0.y) < distance($1.x, $1.y) }?.number
      }
      let drawn = Self.arrows(elements).map { [nearest($0.start), nearest($0.end)].compactMap { $0 } }
      #expect(drawn == pairs)
      let thick = elements.filter { $0.name == "path" && $0.classes.contains("bold") }
      #expect(thick.count == (pairs.count == 5 ? 2 : 0))
      #expect(elements.filter { $0.name == "circle" }.count == 7)
    }
  }

  @Test func `training goes around: forward, loss, back, update, and forward again`() throws {
    let elements = DrawnFile(of: "TrainingFlow").elements
    let boxes = elements.filter { $0.name == "path" && $0.points.count == 5 }.map(\.points)
    let names = elements.filter { $0.name == "text" && $0.classes.contains("name") }.map(\.text)
    try #require(boxes.count == 5 && names.prefix(5) == ["batch", "forward pass", "loss", "backpropagation", "update"])
    func box(_ point: (x: Double, y: Double)) -> Int? {
      boxes.firstIndex { corners in
        (corners[0].x - 10...corners[2].x + 10).contains(point.x)
          && (corners[0].y - 10...corners[2].y + 10).contains(point.y)
      }
    }
    let arrows = Self.arrows(elements).map { [box($0.start), box($0.end)].compactMap { $0 } }
    #expect(arrows == [[0, 1], [1, 2], [2, 3], [3, 4], [4, 1]])
  }

  /// The heights of a panel's bars.
  static func bars(_ title: String, _ ink: String) throws -> [Double] {
    let panel = try DrawnFile(of: "LayerValues").panel(title)
    return panel.elements.filter { $0.name == "path" && $0.classes.contains("fill-\(ink)") }.map { bar in
      let heights = bar.points.map { panel.y($0.y) }
      return heights[2] - heights[0]
    }
  }

  @Test func `the bars are the layers' values and deltas, by loops over the weights`() throws {
    let network = NetworkExample.network(seed: 20)
    var a = [[1, -0.5, 2, 0.25]]
    for l in 1...3 {
      let layer = network.layer(l)
      let z = (0..<layer.weights.rows).map { i in
        layer.bias[i] + (0..<layer.weights.columns).reduce(0) { $0 + layer.weights[i, $1] * a[l - 1][$1] }
      }
      a.append(z.map { l == 3 ? 1 / (1 + Double.exponential(-$0)) : max(0, $0) })
    }
    var δ = [[a[3][0] - 1]]
    for l in [2, 1] {
      let W = network.layer(l + 1).weights
      δ.insert(
        a[l].indices.map { j in a[l][j] > 0 ? (0..<W.rows).reduce(0) { $0 + W[$1, j] * δ[0][$1] } : 0 }, at: 0)
    }
    for (title, ink, numbers) in [
      ("input x", "blue", a[0]), ("a¹, ReLU", "blue", a[1]), ("a², ReLU", "blue", a[2]), ("ŷ, sigmoid", "blue", a[3]),
      ("δ¹", "orange", δ[0]), ("δ²", "orange", δ[1]), ("δ³ = ŷ − 1", "orange", δ[2]),
    ] {
      let bars = try Self.bars(title, ink)
      let scale = numbers.map(\.magnitude).max() ?? 0
      #expect(bars.count == numbers.count, "\(title)")
      #expect(zip(bars, numbers).allSatisfy { abs($0 - $1) < 2e-3 * scale }, "\(title)")
    }
    // A ReLU that gives 0 passes no delta on, and there are some.
    #expect(a[1].contains(0) && a[2].contains(0))
  }
}
