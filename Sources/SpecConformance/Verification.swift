public import Foundation
internal import GradientChecking

/// Checks equations against their test vectors and witnesses.
public enum Verification {
  /// The report on one equation.
  ///
  /// - Parameters:
  ///   - entry: the equation.
  ///   - file: the vectors of its concept.
  ///   - program: answers with the same kernels in a process of its own, which a refusal may end: it is asked the cases
  ///     that must be refused. Without it they are left out.
  public static func report(
    on entry: Entry, vectors file: VectorFile, refusingIn program: ForeignProgram? = nil
  ) -> EquationReport {
    let file = file.filter { $0.equation == entry.id }
    let cases = file.cases.filter { $0.result == .valid }
    let doubles = cases.map { VectorCheck.double($0, entry) }
    let vectors = doubles + cases.compactMap { VectorCheck.float($0, entry) }
    let invalid = file.filter { $0.result == .invalid }
    let refusals = program.map { ConformanceRun.judgements(by: [invalid], of: $0) } ?? []
    let probes = entry.form.primal.flatMap(EquationTable.entry)?.probes ?? []
    let witnesses = probes.map { WitnessCheck(entry, at: $0) }
    let elements = witnesses.flatMap(\.report.elements)
    return EquationReport(
      module: entry.concept.module,
      equation: entry.id,
      vectors: vectors.count,
      doubles: doubles.count,
      vectorDistance: vectors.map(\.ulps).max(),
      vectorError: vectors.map(\.share).max(),
      refusals: refusals.count,
      probes: probes.count,
      differenceError: elements.filter(isComparable).map(\.relativeError).max(),
      dualError: elements.compactMap(\.dualError).max(),
      tapeError: elements.compactMap(\.tapeError).max(),
      adjointDefect: witnesses.map(\.adjointDefect).max(),
      secondDerivativeError: witnesses.map(\.secondDerivativeError).max(),
      undecided: witnesses.filter { $0.probe.undecidedBecause != nil }.count,
      failures: vectors.flatMap { check in check.failures.map { "\(check.name): \($0)" } }
        + refusals.filter { $0.verdict != .right }.map { "\($0.name): \($0.verdict.rawValue)" }
        + witnesses.flatMap { check in check.failures.map { "\(check.probe): \($0)" } })
  }

  /// The reports on several equations, in their order.
  ///
  /// - Parameters:
  ///   - entries: the equations.
  ///   - package: the package's folder, for the vectors.
  ///   - program: see `report(on:vectors:refusingIn:)`.
  ///   - progress: called before each equation, with its place in the order.
  /// - Throws: `VectorError` for vectors that cannot be used.
  public static func reports(
    on entries: [Entry], in package: URL = PackageFolder.url, refusingIn program: ForeignProgram? = nil,
    progress: (Int, Entry) -> Void = { _, _ in }
  ) throws -> [EquationReport] {
    var files: [Concept: VectorFile] = [:]
    return try entries.enumerated().map { place, entry in
      progress(place, entry)
      let file = try files[entry.concept] ?? VectorFile(of: entry.concept, in: package)
      files[entry.concept] = file
      return report(on: entry, vectors: file, refusingIn: program)
    }
  }

  /// Whether a claim and the differences have digits to compare: not at a kink, where they find neither slope, not
  /// where they decide nothing, and not at a derivative of 0.
  private static func isComparable(_ element: ElementCheck) -> Bool {
    element.verdict != .kink && element.verdict != .illConditioned && element.verdict != .inconclusive
      && element.claimed != 0 && element.differences.value != 0
  }
}
