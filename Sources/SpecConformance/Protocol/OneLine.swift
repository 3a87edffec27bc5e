extension String {
  /// The text in one line of at most 300 characters, without what moves a terminal's cursor: what another program says
  /// is shown to people.
  package var inOneLine: String {
    let shown = String.UnicodeScalarView(
      unicodeScalars.prefix(300).map { scalar in
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: " "
        default: scalar
        }
      })
    return String(shown) + (unicodeScalars.count > 300 ? "…" : "")
  }
}
