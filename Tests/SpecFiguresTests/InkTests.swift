import Foundation
import SpecFigures
import Testing

@Suite struct InkTests {
  typealias Triple = (Double, Double, Double)

  /// Red, green and blue as amounts of light, from an sRGB colour.
  static func light(_ color: String) -> Triple {
    let number = Int(color.dropFirst(), radix: 16) ?? 0
    func channel(_ shift: Int) -> Double {
      let c = Double(number >> shift & 255) / 255
      return c <= 0.04045 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4)
    }
    return (channel(16), channel(8), channel(0))
  }

  static func luminance(_ c: Triple) -> Double { 0.2126 * c.0 + 0.7152 * c.1 + 0.0722 * c.2 }

  /// The contrast of WCAG 2, from 1 to 21.
  static func contrast(_ a: String, _ b: String) -> Double {
    let (a, b) = (luminance(light(a)), luminance(light(b)))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)
  }

  /// How a reader without one kind of cone sees, by Machado, Oliveira and Fernandes 2009; the first sees all.
  static let views: [(name: String, rows: [Triple])] = [
    ("three cones", [(1, 0, 0), (0, 1, 0), (0, 0, 1)]),
    (
      "protanopia",
      [(0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)]
    ),
    (
      "deuteranopia",
      [(0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)]
    ),
    (
      "tritanopia",
      [(1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)]
    ),
  ]

  /// A colour's place in CIELAB, as such a reader sees it.
  static func place(_ color: String, _ view: [Triple]) -> Triple {
    let c = light(color)
    let seen = view.map { min(1, max(0, $0.0 * c.0 + $0.1 * c.1 + $0.2 * c.2)) }
    func f(_ t: Double) -> Double { t > 0.008856 ? cbrt(t) : 7.787 * t + 16.0 / 116 }
    let x = f((0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2]) / 0.95047)
    let y = f(luminance((seen[0], seen[1], seen[2])))
    let z = f((0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2]) / 1.08883)
    return (116 * y - 16, 500 * (x - y), 200 * (y - z))
  }

  static func distance(_ a: String, _ b: String, _ view: [Triple]) -> Double {
    let (p, q) = (place(a, view), place(b, view))
    return sqrt(pow(p.0 - q.0, 2) + pow(p.1 - q.1, 2) + pow(p.2 - q.2, 2))
  }

  static let themes: [(name: String, color: @Sendable (Ink) -> String)] = [
    ("light", \.light), ("dark", \.dark),
  ]

  @Test func `the measures meet known values`() {
    #expect(abs(Self.contrast("#000000", "#ffffff") - 21) < 1e-9)
    #expect(abs(Self.contrast("#777777", "#ffffff") - 4.48) < 0.005)
    #expect(abs(Self.distance("#000000", "#ffffff", Self.views[0].rows) - 100) < 0.05)
  }

  @Test func `text and curves stand out from the card in both themes`() {
    for theme in Self.themes {
      for ink in [Ink.text, .muted, .blue, .orange, .green] {
        let contrast = Self.contrast(theme.color(ink), theme.color(.card))
        #expect(contrast >= 4.5, "\(ink) in the \(theme.name) theme: \(contrast)")
      }
      // Visible, and weaker than everything that is read.
      #expect((1.2...3).contains(Self.contrast(theme.color(.faint), theme.color(.card))))
    }
  }

  @Test func `the inks of curves differ for every reader, in both themes`() {
    let inks: [Ink] = [.text, .blue, .orange, .green]
    for theme in Self.themes {
      for view in Self.views {
        for (place, ink) in inks.enumerated() {
          for other in inks[..<place] {
            let distance = Self.distance(theme.color(ink), theme.color(other), view.rows)
            #expect(distance >= 15, "\(ink) and \(other), \(theme.name) theme, \(view.name): \(distance)")
          }
        }
      }
    }
  }

  @Test func `black and white are the same in both themes`() {
    for ink in [Ink.black, .white] { #expect(ink.light == ink.dark) }
  }
}
