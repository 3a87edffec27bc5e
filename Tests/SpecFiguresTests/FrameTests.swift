import SpecFigures
import Testing

@Suite struct FrameTests {
  @Test func `parts fill it row by row, with their gaps`() {
    let parts = Frame(x: 10, y: 20, width: 100, height: 50).parts(columns: 3, rows: 2, gap: (x: 5, y: 10))
    #expect(
      parts == [
        Frame(x: 10, y: 20, width: 30, height: 20), Frame(x: 45, y: 20, width: 30, height: 20),
        Frame(x: 80, y: 20, width: 30, height: 20), Frame(x: 10, y: 50, width: 30, height: 20),
        Frame(x: 45, y: 50, width: 30, height: 20), Frame(x: 80, y: 50, width: 30, height: 20),
      ])
  }

  @Test func `contains and overlaps count an edge as inside and as apart`() {
    let frame = Frame(x: 0, y: 0, width: 10, height: 10)
    #expect(frame.contains(frame) && frame.overlaps(frame))
    #expect(frame.contains(Frame(x: 4, y: 5, width: 6, height: 5)))
    for (x, y) in [(-1.0, 0.0), (0, -1), (1, 0), (0, 1)] {
      let other = Frame(x: x, y: y, width: 10, height: 10)
      #expect(!frame.contains(other) && frame.overlaps(other))
    }
    for (x, y) in [(10.0, 0.0), (-10, 0), (0, 10), (0, -10)] {
      #expect(!frame.overlaps(Frame(x: x, y: y, width: 10, height: 10)))
    }
  }
}
