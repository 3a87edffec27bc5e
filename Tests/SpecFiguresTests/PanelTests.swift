import SpecFigures
import Testing

@Suite struct PanelTests {
  static let panel = Panel(
    Frame(x: 40, y: 30, width: 200, height: 100), "Title", x: Axis("x", -1...3, ticks: 5),
    y: Axis("y", 10...20, ticks: 3))

  @Test func `a pair of numbers stands where its shares of the ranges say`() {
    #expect(Self.panel.point(-1, 10) == Point(40, 130))
    #expect(Self.panel.point(3, 20) == Point(240, 30))
    #expect(Self.panel.point(0, 12.5) == Point(90, 105))
  }

  @Test func `ticks stand at their numbers, and say them`() {
    var found: [String: Point] = [:]
    for case .label(let label) in Self.panel.marks where label.role == .tick { found[label.text] = label.point }
    #expect(
      found == [
        "−1": Point(40, 144), "0": Point(90, 144), "1": Point(140, 144), "2": Point(190, 144), "3": Point(240, 144),
        "10": Point(33, 130), "15": Point(33, 80), "20": Point(33, 30),
      ])
  }

  @Test func `a function is drawn over its range, evenly and in order`() {
    var panel = Self.panel
    panel.draw(Stroke(.blue), over: 0...3) { 10 + $0 * $0 }
    guard case .line(let points, Stroke(.blue))? = panel.marks.last else {
      Issue.record("no line")
      return
    }
    #expect(points.count == 121)
    for (i, point) in points.enumerated() {
      let x = 3 * Double(i) / 120
      let expected = Point(40 + (x + 1) * 50, 130 - x * x * 10)
      #expect(abs(point.x - expected.x) < 1e-9 && abs(point.y - expected.y) < 1e-9)
    }
  }

  @Test func `a range around 0 is sampled at exactly 0`() {
    var (panel, xs) = (Self.panel, [Double]())
    panel.draw(Stroke(.blue), over: -0.7...0.7) { x in
      xs.append(x)
      return 10
    }
    #expect(xs.count == 121 && xs[60] == 0 && xs.first == -0.7 && xs.last == 0.7)
  }

  @Test func `a text stands beside its point`() {
    var panel = Self.panel
    panel.write("here", at: 0, 15, right: 8, below: -6, .end, .note, .muted)
    #expect(panel.marks.last == .label(Label("here", at: Point(98, 74), .end, .note, .muted)))
  }
}
