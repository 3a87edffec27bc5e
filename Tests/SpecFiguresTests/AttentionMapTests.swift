import AttentionNetworks
import Foundation
import Testing
import WorkedExamples

@Suite struct AttentionMapTests {
  /// A panel's cells as (row, column, class), by their centres: x runs right and y down.
  static func cells(_ file: DrawnFile, _ title: String) throws -> [(row: Int, column: Int, fill: String)] {
    let group = try #require(file.elements.first { $0.classes.contains("title") && $0.text == title }?.group)
    let cells = file.elements.filter { element in
      element.group == group && element.name == "path"
        && element.classes.contains { $0.hasPrefix("level-") || $0 == "fill-blue" }
    }
    func centre(_ cell: DrawnFile.Element) -> (x: Double, y: Double) {
      let points = cell.points.prefix(4)
      return (points.reduce(0) { $0 + $1.x } / 4, points.reduce(0) { $0 + $1.y } / 4)
    }
    func places(_ numbers: [Double]) -> [Int] {
      // 280 pixels for eight cells, from the first.
      let least = numbers.min() ?? 0
      return numbers.map { Int((($0 - least) / 35).rounded()) }
    }
    let rows = places(cells.map { centre($0).y })
    let columns = places(cells.map { centre($0).x })
    return cells.indices.map { (rows[$0], columns[$0], cells[$0].classes[0]) }
  }

  @Test func `the mask's cells are the diagonal and what lies below it`() throws {
    let cells = try Self.cells(DrawnFile(of: "AttentionMap"), "Causal mask")
    #expect(cells.count == 36 && cells.allSatisfy { $0.column <= $0.row })
    #expect(Set(cells.map { 8 * $0.row + $0.column }).count == 36)
  }

  @Test func `each cell has its weight's colour`() throws {
    let cells = try Self.cells(DrawnFile(of: "AttentionMap"), "Attention weights")
    let P = AttentionExample.keptModel.forward([0, 1, 2, 3, 4, 3, 2, 1]).blocks[0].attention.weights[0]
    #expect(cells.count == 36)
    for (i, j, fill) in cells { #expect(fill == "level-\(min(8, Int(P[i, j] * 9)))", "\(i), \(j)") }
  }

  @Test func `the sequence stands along both sides`() throws {
    let file = DrawnFile(of: "AttentionMap")
    for title in ["Causal mask", "Attention weights"] {
      let group = try #require(file.elements.first { $0.text == title }?.group)
      let ticks = file.elements.filter { $0.group == group && $0.classes.contains("tick") }
      func texts(_ anchor: String, _ coordinate: String) -> [String] {
        ticks.filter { $0.classes.contains(anchor) }
          .sorted { ($0.number(coordinate) ?? 0) < ($1.number(coordinate) ?? 0) }.map(\.text)
      }
      #expect(texts("middle", "x") == ["a", "b", "c", "d", "|", "d", "c", "b"])
      #expect(texts("end", "y") == ["a", "b", "c", "d", "|", "d", "c", "b"])
    }
  }
}
