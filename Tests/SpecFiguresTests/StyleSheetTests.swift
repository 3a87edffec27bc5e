import SpecFigures
import Testing

@Suite struct StyleSheetTests {
  static let file = DrawnFile(of: "HouseLoss")
  static let style = file.elements.first { $0.name == "style" }?.text ?? ""

  @Test func `each ink has its colours, the dark ones for dark pages alone`() throws {
    let halves = Self.style.split(separator: "@media (prefers-color-scheme: dark) {")
    try #require(halves.count == 2)
    let dark = try #require(halves[1].split(separator: "\n}").first)
    for ink in Ink.allCases {
      #expect(
        halves[0].contains(
          ".stroke-\(ink.rawValue) { stroke: \(ink.light) } .fill-\(ink.rawValue) { fill: \(ink.light) }"))
      #expect(
        dark.contains(".stroke-\(ink.rawValue) { stroke: \(ink.dark) } .fill-\(ink.rawValue) { fill: \(ink.dark) }"))
    }
  }

  @Test func `the ramp's lightness rises from band to band, for every reader`() throws {
    let colors = Self.style.matches(of: /\.level-(\d) \{ fill: (#[0-9a-f]{6}) \}/).map { (String($0.1), String($0.2)) }
    #expect(colors.map(\.0) == (0...8).map { "\($0)" })
    for view in InkTests.views {
      let lightness = colors.map { InkTests.place($0.1, view.rows).0 }
      for (low, high) in zip(lightness, lightness.dropFirst()) { #expect(high - low > 4, "\(view.name): \(lightness)") }
    }
  }

  @Test(arguments: FigureTests.figures)
  func `every class of a figure has a rule`(_ figure: Figure) {
    let without: Set = ["start", "solid"]
    for element in DrawnFile(figure.svg).elements {
      for name in element.classes where !without.contains(name) {
        #expect(Self.style.contains(".\(name) {") || Self.style.contains(".\(name),"), "\(name)")
      }
    }
  }
}
