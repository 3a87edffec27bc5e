public import SpecConformance
public import Testing

/// What the suites of all concepts check in the same way.
public enum Evidence {
  /// Seeds of random cases. A failure names its seed, which replays it.
  public static let seeds: [UInt64] = Array(1...25)

  /// The test vectors of an equation.
  ///
  /// - Precondition: the table holds the equation, and there are vectors for it.
  public static func vectors(_ id: String) throws -> [VectorFile.Case] {
    guard let entry = EquationTable.entry(id) else { preconditionFailure("no equation \(id) in the table") }
    let cases = try VectorFile(of: entry.concept, in: PackageFolder.url).cases
      .filter { $0.equation == id && $0.result == .valid }
    precondition(!cases.isEmpty, "no test vectors for \(id)")
    return cases
  }

  /// What a test vector finds wrong with our kernel, in `Double` and, where it fits, in `Float`.
  public static func failures(_ vector: VectorFile.Case) -> [String] {
    guard let entry = EquationTable.entry(vector.equation) else { return ["no equation \(vector.equation)"] }
    return VectorCheck.double(vector, entry).failures + (VectorCheck.float(vector, entry)?.failures ?? [])
  }

  /// The probes at which a derivative is checked.
  ///
  /// - Precondition: the table holds the derivative and the equation it belongs to, and there are probes.
  public static func probes(_ id: String) -> [Probe] {
    guard let primal = EquationTable.entry(id)?.form.primal, let entry = EquationTable.entry(primal) else {
      preconditionFailure("\(id) is no derivative in the table")
    }
    precondition(!entry.probes.isEmpty, "no probes for \(id)")
    return entry.probes
  }

  /// What the witnesses of a derivative find wrong with it at a probe.
  public static func failures(_ id: String, at probe: Probe) -> [String] {
    guard let entry = EquationTable.entry(id) else { return ["no equation \(id)"] }
    return WitnessCheck(entry, at: probe).failures
  }

  /// Expects that a process has ended by a trap with a message. Release builds trap without one.
  public static func expect(
    _ result: ExitTest.Result?, says message: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #if DEBUG
      let output = result.map { String(decoding: $0.standardErrorContent, as: UTF8.self) } ?? ""
      #expect(output.contains(message), sourceLocation: sourceLocation)
    #endif
  }
}

extension VectorFile.Case: CustomTestStringConvertible {
  /// The case's name.
  public var testDescription: String { name }
}
