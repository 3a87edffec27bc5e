/// A colour by its use. Each has one value for a light page and one for a dark page.
///
/// Text stands out from the card by a contrast of at least 4.5 : 1, so that a label can have the colour of its curve.
/// The inks of curves differ for readers with protanopia, deuteranopia and tritanopia too, and curves that share a
/// panel differ in their pattern as well.
package enum Ink: String, CaseIterable, Sendable {
  /// The ground that everything stands on.
  case card
  /// Titles, and the first thing to look at beside coloured curves.
  case text
  /// What explains: ticks, axes, remarks.
  case muted
  /// What may be overlooked: lines of the grid.
  case faint
  /// Curves, and what belongs to them.
  case blue, orange, green
  /// For marks on a surface of levels, whose colours are the same in both themes.
  case black, white

  /// The colour on a light page.
  package var light: String {
    switch self {
    case .card: "#ffffff"
    case .text: "#1f2328"
    case .muted: "#59636e"
    case .faint: "#d8dee4"
    case .blue: "#0059a3"
    case .orange: "#bf4d00"
    case .green: "#008060"
    case .black: "#000000"
    case .white: "#ffffff"
    }
  }

  /// The colour on a dark page.
  package var dark: String {
    switch self {
    case .card: "#0d1117"
    case .text: "#e6edf3"
    case .muted: "#9198a1"
    case .faint: "#30363d"
    case .blue: "#6cb8f5"
    case .orange: "#f0a030"
    case .green: "#1fa97c"
    case .black: "#000000"
    case .white: "#ffffff"
    }
  }
}
