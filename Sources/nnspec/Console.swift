/// Where a run's output goes.
package struct Console {
  /// Takes results.
  let write: (String) -> Void
  /// Takes errors, and progress where it is shown.
  let complain: (String) -> Void
  /// Whether somebody is watching errors on a terminal.
  let showsProgress: Bool

  package init(
    write: @escaping (String) -> Void, complain: @escaping (String) -> Void, showsProgress: Bool
  ) {
    (self.write, self.complain, self.showsProgress) = (write, complain, showsProgress)
  }

  /// Replaces the line of progress; nothing where nobody watches.
  func progress(_ line: String) {
    if showsProgress { complain("\r\u{1B}[K" + line) }
  }
}
