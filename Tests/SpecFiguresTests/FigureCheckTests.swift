import SpecFigures
import Testing

@Suite struct FigureCheckTests {
  static let drawn = """
    <svg width="720" viewBox="0 0 720 500">
    <desc>A hill of height 0.25.</desc>
    .hair { stroke-width: 1.25px }
    <path class="bold" d="M10.00 20.00L-0.01 99.99"/>
    <text class="tick end" x="37.00" y="44.20">0.25</text>
    </svg>
    """

  static func difference(_ old: String, _ new: String) -> String? {
    precondition(drawn.contains(old))
    return FigureCheck.difference(drawn: drawn, onFile: drawn.replacing(old, with: new))
  }

  @Test func `the same figure`() {
    #expect(Self.difference("20.00", "20.00") == nil)
  }

  @Test func `a hundredth in a coordinate is the platform's`() {
    for (old, new) in [
      ("20.00", "20.01"), ("20.00", "19.99"), ("-0.01", "0.00"), ("99.99", "100.00"), ("44.20", "44.21"),
    ] {
      #expect(Self.difference(old, new) == nil)
      #expect(FigureCheck.difference(drawn: Self.drawn.replacing(old, with: new), onFile: Self.drawn) == nil)
    }
  }

  @Test func `a line that ends inside a tag is compared all the same`() {
    #expect(FigureCheck.difference(drawn: "<path d=\"M1.00", onFile: "<path d=\"M1.01") == nil)
    #expect(FigureCheck.difference(drawn: "<path d=\"M1.00", onFile: "<path d=\"M1.02") != nil)
  }

  @Test func `two hundredths are not`() {
    for (old, new) in [("20.00", "20.02"), ("-0.01", "0.01"), ("99.99", "100.01"), ("44.20", "45.20")] {
      #expect(Self.difference(old, new) != nil)
    }
  }

  @Test func `what a reader reads, and whole numbers, must be the same`() {
    for (old, new) in [
      (">0.25<", ">0.26<"), ("height 0.25", "height 0.24"), ("1.25px", "1.26px"), ("720\"", "721\""), ("tick", "name"),
      ("20.00", "20.001"), ("20.00", "20"), ("L-0.01 99.99", ""), ("</svg>", "</svg>\n"),
    ] {
      #expect(Self.difference(old, new) != nil, "\(old) → \(new)")
    }
  }

  @Test func `it says where, and both`() {
    #expect(
      Self.difference("99.99", "98.99")
        == "line 4: “0.00L-0.01 98.99\"/>” on file, “0.00L-0.01 99.99\"/>” drawn")
    #expect(
      FigureCheck.difference(drawn: "a line that is longer than an excerpt", onFile: "A line that is longer than that")
        == "line 1: “A line that is longer th” on file, “a line that is longer th” drawn")
    #expect(Self.difference("</svg>", "</svg>\n") == "7 lines on file, 6 drawn")
  }
}
