public import Foundation
internal import GradientChecking

/// Checks equations against their test vectors and witnesses.
public enum Verification {
  /// The report on one equation.
  ///
  /// - Parameters:
  ///   - entry: the equation.
  ///   - file: the vectors of its concept.
  public static func report(on entry: Entry, vectors file: VectorFile) -> EquationReport {
    let cases = file.cases.filter { $0.equation == entry.id && $0.result == .valid }
    let vectors = cases.flatMap { vector in
      [VectorCheck.double(vector, entry), VectorCheck.float(vector, entry)].compactMap { $0 }
    }
    let probes = entry.form.primal.flatMap(EquationTable.entry)?.probes ?? []
    let witnesses = probes.map { WitnessCheck(entry, at: $0) }
    let elements = witnesses.flatMap(\.report.elements)
    return EquationReport(
      module: entry.concept.module,
      equation: entry.id,
      vectors: vectors.count,
      vectorError: vectors.map(\.share).max(),
      probes: probes.count,
      differenceError: elements.filter(isComparable).map(\.relativeError).max(),
      dualError: elements.compactMap(\.dualError).max(),
      tapeError: elements.compactMap(\.tapeError).max(),
      undecided: witnesses.filter { $0.probe.undecidedBecause != nil }.count,
      failures: vectors.flatMap { check in check.failures.map { "\(check.name): \($0)" } }
        + witnesses.flatMap { check in check.failures.map { "\(check.probe): \($0)" } })
  }

  /// The reports on several equations, in their order.
  ///
  /// - Parameters:
  ///   - entries: the equations.
  ///   - package: the package's folder, for the vectors.
  ///   - progress: called before each equation, with its place in the order.
  /// - Throws: `VectorError` for vectors that cannot be used.
  public static func reports(
    on entries: [Entry], in package: URL = PackageFolder.url, progress: (Int, Entry) -> Void = { _, _ in }
  ) throws -> [EquationReport] {
    var files: [Concept: VectorFile] = [:]
    return try entries.enumerated().map { place, entry in
      progress(place, entry)
      let file = try files[entry.concept] ?? VectorFile(of: entry.concept, in: package)
      files[entry.concept] = file
      return report(on: entry, vectors: file)
    }
  }

  /// Whether a claim and the differences have digits to compare: not at a kink, where they find neither slope, not
  /// where they decide nothing, and not at a derivative of 0.
  private static func isComparable(_ element: ElementCheck) -> Bool {
    element.verdict != .kink && element.verdict != .illConditioned && element.verdict != .inconclusive
      && element.claimed != 0 && element.differences.value != 0
  }
}
