import Foundation
import SpecFigures
import Testing

@Suite struct SublevelRegionTests {
  static func polygons(
    columns: Int, rows: Int, atMost level: Double, _ function: (Double, Double) -> Double
  ) -> [[Point]] {
    let values = (0...rows).map { y in (0...columns).map { x in function(Double(x), Double(y)) } }
    return SublevelRegion.polygons(of: values, atMost: level)
  }

  /// The area, with a sign that says which way around.
  static func area(_ polygon: [Point]) -> Double {
    zip(polygon, polygon.dropFirst() + polygon.prefix(1)).reduce(0) { $0 + ($1.0.x * $1.1.y - $1.1.x * $1.0.y) / 2 }
  }

  static func distance(_ x: Double, _ y: Double) -> Double { hypot(x - 30.3, y - 19.8) }

  @Test func `a disc: one outline, on the circle, with its area`() throws {
    let polygons = Self.polygons(columns: 60, rows: 40, atMost: 15, Self.distance)
    try #require(polygons.count == 1)
    for point in polygons[0] { #expect(abs(Self.distance(point.x, point.y) - 15) < 0.01) }
    #expect(abs(Self.area(polygons[0]) - .pi * 225) < 1)
  }

  @Test func `a ring: the hole runs the other way, so that it stays empty`() throws {
    let areas = Self.polygons(columns: 60, rows: 40, atMost: 3) { abs(Self.distance($0, $1) - 12) }.map(Self.area)
      .sorted()
    try #require(areas.count == 2)
    #expect(abs(areas[0] + .pi * 81) < 1 && abs(areas[1] - .pi * 225) < 1)
  }

  @Test func `a plane: cut by the level, and by the grid's sides, without points that turn nowhere`() {
    let polygons = Self.polygons(columns: 8, rows: 5, atMost: 3.25) { x, _ in x }
    #expect(polygons.count == 1)
    #expect(Set(polygons.joined()) == [Point(0, 0), Point(3.25, 0), Point(3.25, 5), Point(0, 5)])
  }

  @Test func `all and nothing`() {
    let all = Self.polygons(columns: 3, rows: 2, atMost: .infinity, Self.distance)
    #expect(all == [[Point(0, 0), Point(3, 0), Point(3, 2), Point(0, 2)]])
    #expect(Self.polygons(columns: 3, rows: 2, atMost: 0, Self.distance).isEmpty)
  }

  @Test func `two hills apart, a saddle in one cell, and a level at corners`() {
    let valleys = Self.polygons(columns: 40, rows: 20, atMost: 5) { x, y in
      min(hypot(x - 10, y - 10), hypot(x - 30, y - 10))
    }
    #expect(valleys.count == 2)
    for valley in valleys { #expect(abs(Self.area(valley) - .pi * 25) < 1) }
    let saddle = SublevelRegion.polygons(of: [[0, 1], [1, 0]], atMost: 0.5)
    #expect(abs(saddle.map(Self.area).reduce(0, +) - 0.75) < 1e-12)
    let corner = SublevelRegion.polygons(of: [[0, 1, 2], [0, 1, 2]], atMost: 1)
    #expect(corner.count == 1 && Set(corner.joined()) == [Point(0, 0), Point(1, 0), Point(1, 1), Point(0, 1)])
    #expect(corner.map(Self.area) == [1])
  }

  @Test func `rows of different lengths trap`() async {
    await #expect(processExitsWith: .failure) { _ = SublevelRegion.polygons(of: [[0, 1], [0]], atMost: 1) }
  }
}
