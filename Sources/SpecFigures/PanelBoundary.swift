extension Panel {
  /// The part of the line w₁ x + w₂ y + b = 0 that lies in the panel; nil if none does.
  package func ends(ofLine w: [Double], _ b: Double) -> [(Double, Double)]? {
    let corners = [
      (x.range.lowerBound, y.range.lowerBound), (x.range.upperBound, y.range.lowerBound),
      (x.range.upperBound, y.range.upperBound), (x.range.lowerBound, y.range.upperBound),
    ]
    let sums = corners.map { w[0] * $0.0 + w[1] * $0.1 + b }
    let crossings = (0..<4).compactMap { i -> (Double, Double)? in
      let (j, sum) = ((i + 1) % 4, sums[i])
      guard (sum < 0) != (sums[j] < 0) else { return nil }
      let share = sum / (sum - sums[j])
      return (
        corners[i].0 + share * (corners[j].0 - corners[i].0), corners[i].1 + share * (corners[j].1 - corners[i].1)
      )
    }
    return crossings.count == 2 ? crossings : nil
  }

  /// Where a function is positive, by its values on a grid of so many columns and rows: polygons, and the parts of
  /// their outlines that do not run along the panel's sides.
  package func region(
    columns: Int, rows: Int, where function: (Double, Double) -> Double
  ) -> (polygons: [[(Double, Double)]], outlines: [[(Double, Double)]]) {
    func place(_ point: Point) -> (Double, Double) {
      (
        x.range.lowerBound + point.x / Double(columns) * (x.range.upperBound - x.range.lowerBound),
        y.range.lowerBound + point.y / Double(rows) * (y.range.upperBound - y.range.lowerBound)
      )
    }
    let values = (0...rows).map { row in
      (0...columns).map { column in
        let at = place(Point(Double(column), Double(row)))
        return -function(at.0, at.1)
      }
    }
    let polygons = SublevelRegion.polygons(of: values, atMost: 0)
    var outlines: [[(Double, Double)]] = []
    for polygon in polygons {
      var run: [Point] = []
      func end() {
        if run.count > 1 { outlines.append(run.map(place)) }
        run = []
      }
      for (a, b) in zip(polygon, polygon.dropFirst() + polygon.prefix(1)) {
        let isAlongSide =
          (a.x == b.x && (a.x == 0 || a.x == Double(columns))) || (a.y == b.y && (a.y == 0 || a.y == Double(rows)))
        if isAlongSide {
          end()
        } else {
          if run.isEmpty { run.append(a) }
          run.append(b)
        }
      }
      end()
    }
    return (polygons.map { $0.map(place) }, outlines)
  }
}
