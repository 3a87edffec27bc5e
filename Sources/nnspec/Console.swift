/// Where a run's output goes, and which program runs.
package struct Console {
  /// Takes results.
  let write: (String) -> Void
  /// Takes errors, and progress where it is shown.
  let complain: (String) -> Void
  /// Whether somebody is watching errors on a terminal.
  let showsProgress: Bool
  /// The path of this very program, which starts itself again where a process may end by a trap.
  let program: String

  package init(
    write: @escaping (String) -> Void, complain: @escaping (String) -> Void, showsProgress: Bool, program: String
  ) {
    (self.write, self.complain, self.showsProgress, self.program) = (write, complain, showsProgress, program)
  }

  /// Replaces the line of progress; nothing where nobody watches.
  func progress(_ line: String) {
    if showsProgress { complain("\r\u{1B}[K" + line) }
  }
}
