import Foundation
import TensorAlgebra
import Testing
import WorkedExamples

/// Reads the cells back from the file, and compares them with the digit and with differences of its pixels.
@Suite struct ConvolutionFiltersTests {
  static let file = DrawnFile(of: "ConvolutionFilters")

  /// The levels of a map's cells, row by row, from its place among the groups.
  static func levels(_ group: Int) -> [Int] {
    file.elements.filter { $0.group == group && $0.name == "path" }
      .sorted { one, other in
        let (p, q) = (one.points[0], other.points[0])
        return abs(p.y - q.y) > 0.5 ? p.y < q.y : p.x < q.x
      }
      .compactMap { element in
        element.classes.first { $0.hasPrefix("level-") }.flatMap { Int($0.dropFirst("level-".count)) }
      }
  }

  /// The image's differences, smoothed across: the Sobel filters from their definition, not from the kernel.
  static func edges(acrossColumns: Bool) -> [Double] {
    let I = DigitImages.images[0].elements
    func pixel(_ y: Int, _ x: Int) -> Double { acrossColumns ? I[8 * y + x] : I[8 * x + y] }
    let rows: [[Double]] = (0..<6).map { i in
      (0..<6).map { j in
        func difference(_ k: Int) -> Double { pixel(i + k, j + 2) - pixel(i + k, j) }
        return difference(0) + 2 * difference(1) + difference(2)
      }
    }
    var edges: [Double] = []
    for y in 0..<6 { for x in 0..<6 { edges.append(acrossColumns ? rows[y][x] : rows[x][y]) } }
    return edges
  }

  @Test func `the digit is the first image`() {
    let levels = Self.levels(0)
    let pixels: [Int] = DigitImages.images[0].elements.map { min(8, Int(9 * $0)) }
    #expect(levels == pixels)
    #expect(levels.count == 64 && levels[0] == 0 && levels.contains(8))
  }

  @Test(arguments: [(1, true), (2, false)])
  func `the answers of the Sobel filters`(_ group: Int, _ acrossColumns: Bool) {
    let edges = Self.edges(acrossColumns: acrossColumns)
    let largest = edges.map(abs).max() ?? 0
    let expected: [Int] = edges.map { 4 + Int((4 * $0 / largest).rounded()) }
    #expect(Self.levels(group) == expected)
  }

  @Test func `the largest of each tile`() {
    let answers = Self.levels(1)
    var tiles: [Int] = []
    for first in [0, 2, 4, 12, 14, 16, 24, 26, 28] {
      // Below the middle level the numbers are negative, and ReLU leaves 0.
      var largest = 4
      for place in [first, first + 1, first + 6, first + 7] { largest = max(largest, answers[place]) }
      tiles.append(largest)
    }
    #expect(Self.levels(3) == tiles)
  }

  @Test func `eight filters, each with a strongest weight`() {
    for o in 0..<8 {
      let levels = Self.levels(4 + o)
      #expect(levels.count == 9 && (levels.contains(0) || levels.contains(8)))
    }
  }
}
