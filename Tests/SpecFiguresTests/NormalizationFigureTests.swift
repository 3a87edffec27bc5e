import Testing

@Suite struct NormalizationFigureTests {
  @Test func `four units' sums lie apart before normalization, and alike after it`() throws {
    let elements = DrawnFile(of: "BatchNormalization").elements
    for (title, isNormalized) in [("Sums of four units", false), ("Normalized", true)] {
      let group = try #require(elements.first { $0.text == title }?.group)
      let dots = elements.filter { $0.group == group && $0.name == "circle" }
      let rows = Dictionary(grouping: dots) { $0.number("cy") ?? 0 }.sorted { $0.key < $1.key }.map(\.value)
      #expect(rows.map(\.count) == [24, 24, 24, 24])
      let places = rows.map { row in row.compactMap { $0.number("cx") } }
      let means = places.map { $0.reduce(0, +) / 24 }
      let deviations = zip(places, means).map { x, μ in (x.reduce(0) { $0 + ($1 - μ) * ($1 - μ) } / 24).squareRoot() }
      let (nearest, furthest) = (deviations.min() ?? 0, deviations.max() ?? 0)
      let apart = (means.max() ?? 0) - (means.min() ?? 0)
      if isNormalized {
        #expect(apart < 0.1 && furthest / nearest < 1.01)
      } else {
        #expect(apart > 40 && furthest / nearest > 3)
      }
    }
  }

  @Test func `with normalization the error falls further`() throws {
    let elements = DrawnFile(of: "BatchNormalization").elements
    let group = try #require(elements.first { $0.text == "Squared error" }?.group)
    let curves = elements.filter { $0.group == group && $0.name == "path" && $0.classes.contains("bold") }
    #expect(curves.map(\.points.count) == [101, 101])
    // Upwards is towards 0: the second ends at least a quarter of the panel, a power of ten, lower.
    let ends = curves.compactMap { $0.points.last?.y }
    #expect(ends[1] - ends[0] > 252 / 4)
  }
}
