import SpecFigures
import Testing

@Suite struct LabelTests {
  static func box(_ anchor: Label.Anchor, isUpright: Bool = false) -> Frame {
    Label("ten digits", at: Point(100, 50), anchor, .tick, .text, isUpright: isUpright).box
  }

  @Test func `the box stands around the text's point as its anchor says`() {
    let (length, height) = (76.8, 13.2)
    for (anchor, left) in [(Label.Anchor.start, 100.0), (.middle, 100 - length / 2), (.end, 100 - length)] {
      let box = Self.box(anchor)
      #expect(abs(box.x - left) < 1e-9 && abs(box.width - length) < 1e-9)
      #expect(abs(box.y - (50 - height / 2)) < 1e-9 && abs(box.height - height) < 1e-9)
    }
  }

  @Test func `read upwards, it begins below and ends above`() {
    let (length, height) = (76.8, 13.2)
    for (anchor, top) in [(Label.Anchor.start, 50 - length), (.middle, 50 - length / 2), (.end, 50.0)] {
      let box = Self.box(anchor, isUpright: true)
      #expect(abs(box.y - top) < 1e-9 && abs(box.height - length) < 1e-9)
      #expect(abs(box.x - (100 - height / 2)) < 1e-9 && abs(box.width - height) < 1e-9)
    }
  }

  @Test func `bold letters take more room`() {
    #expect(abs(Label("ten digits", at: Point(0, 0), .start, .title).box.width - 95.2) < 1e-9)
    #expect(abs(Label("ten digits", at: Point(0, 0), .start, .name).box.width - 88.4) < 1e-9)
    #expect(abs(Label("ten digits", at: Point(0, 0), .start, .note).box.width - 83.2) < 1e-9)
  }
}
