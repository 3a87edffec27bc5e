/// Where a function is at most a level, as far as a grid of its values tells.
package enum SublevelRegion {
  /// The closed polygons around it, holes included; a point is (column, row) in steps of the grid.
  ///
  /// Each cell of the grid is cut along the straight line between the places where its edges reach the level. What
  /// two cells share is inside, so that the edges left over are the outline.
  ///
  /// - Precondition: every row has the same length.
  package static func polygons(of values: [[Double]], atMost level: Double) -> [[Point]] {
    precondition(
      values.allSatisfy { $0.count == values.first?.count }, "SublevelRegion: rows of different lengths")
    var following: [Point: [Point]] = [:]
    for row in values.indices.dropLast() {
      for column in values[row].indices.dropLast() {
        let corners = [(column, row), (column + 1, row), (column + 1, row + 1), (column, row + 1)]
          .map { (at: Point(Double($0.0), Double($0.1)), value: values[$0.1][$0.0]) }
        let part = cut(corners, atMost: level)
        for (start, end) in zip(part, part.dropFirst() + part.prefix(1)) where start != end {
          if let place = following[end]?.firstIndex(of: start) {
            following[end]?.remove(at: place)
          } else {
            following[start, default: []].append(end)
          }
        }
      }
    }
    return loops(following)
  }

  /// The part of a polygon where the value is at most a level.
  private static func cut(_ corners: [(at: Point, value: Double)], atMost level: Double) -> [Point] {
    zip(corners, corners.dropFirst() + corners.prefix(1)).flatMap { a, b in
      let crossing = (a.value <= level) == (b.value <= level) ? [] : [crossing(a, b, level)]
      return (a.value <= level ? [a.at] : []) + crossing
    }
  }

  /// Where the level lies between two corners: the same point for both cells that have the edge.
  private static func crossing(
    _ a: (at: Point, value: Double), _ b: (at: Point, value: Double), _ level: Double
  ) -> Point {
    let (a, b) = isBefore(a.at, b.at) ? (a, b) : (b, a)
    let share = (level - a.value) / (b.value - a.value)
    return Point(a.at.x + share * (b.at.x - a.at.x), a.at.y + share * (b.at.y - a.at.y))
  }

  /// Joins edges to closed polygons, always in the same order.
  private static func loops(_ edges: [Point: [Point]]) -> [[Point]] {
    var edges = edges
    var loops: [[Point]] = []
    for start in edges.keys.sorted(by: isBefore) {
      while edges[start]?.isEmpty == false {
        var loop: [Point] = []
        var point = start
        while let next = edges[point]?.popLast() {
          loop.append(point)
          point = next
        }
        loops.append(withoutStraightPoints(loop))
      }
    }
    return loops
  }

  /// Leaves out the points along the sides of the grid that turn nowhere.
  private static func withoutStraightPoints(_ loop: [Point]) -> [Point] {
    loop.indices.filter { i in
      let (before, after) = (loop[(i + loop.count - 1) % loop.count], loop[(i + 1) % loop.count])
      return !(before.x == loop[i].x && loop[i].x == after.x) && !(before.y == loop[i].y && loop[i].y == after.y)
    }
    .map { loop[$0] }
  }

  private static func isBefore(_ a: Point, _ b: Point) -> Bool {
    (a.y, a.x) < (b.y, b.x)
  }
}
