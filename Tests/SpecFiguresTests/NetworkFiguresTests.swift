import Testing

@Suite struct NetworkFiguresTests {
  @Test(arguments: [
    ("4 – 5 – 5 – 5 – 3", 85, 18, 4, 3), ("1 – 10 – 5 – 1", 65, 16, 1, 1), ("4 – 8 – 6 – 1", 86, 15, 4, 1),
  ])
  func `a layered network has a line for each weight, and a circle for each number`(
    _ title: String, _ weights: Int, _ biases: Int, _ inputs: Int, _ outputs: Int
  ) throws {
    let file = DrawnFile(of: "LayeredNetworks")
    let group = try #require(file.elements.first { $0.text == title }?.group)
    let elements = file.elements.filter { $0.group == group }
    let lines = elements.filter { $0.name == "path" }
    let circles = elements.filter { $0.name == "circle" }
    #expect(lines.count == weights && Set(lines.map { $0.attributes["d"] }).count == weights)
    #expect(circles.count == inputs + biases)
    #expect(circles.filter { $0.classes.contains("fill-card") }.count == inputs)
    #expect(circles.filter { $0.classes.contains("fill-orange") }.count == outputs)
    #expect(elements.contains { $0.text == "\(weights) weights, \(biases) biases" })
    // Each line joins a circle with one of the next column.
    let columns = Set(circles.compactMap { $0.number("cx") }).sorted()
    let centers = Set(circles.map { "\($0.attributes["cx"] ?? "") \($0.attributes["cy"] ?? "")" })
    for line in lines {
      let ends = (line.attributes["d"] ?? "").dropFirst().split(separator: "L").map(String.init)
      try #require(ends.count == 2 && centers.isSuperset(of: ends))
      let (start, end) = (line.points[0].x, line.points[1].x)
      #expect(columns.firstIndex(of: end) == columns.firstIndex(of: start).map { $0 + 1 })
    }
  }

  @Test func `a neuron has an arrow from each input, one for its bias, and two onwards`() {
    let elements = DrawnFile(of: "NeuronDiagram").elements
    #expect(elements.filter { $0.name == "path" && $0.classes.contains("thin") }.count == 6)
    #expect(elements.filter { $0.name == "path" && $0.classes.contains("fill-muted") }.count == 6)
    #expect(
      elements.filter { $0.name == "text" }.map(\.text).sorted()
        == [
          "a", "a = g(z)", "activation", "bias b", "g", "inputs", "output", "weighted sum", "w₁", "w₂", "w₃", "x₁",
          "x₂",
          "x₃", "z", "Σ",
        ].sorted())
  }
}
