/// All test vectors put to a program, one after the other.
public enum ConformanceRun {
  /// After so many faults in a row on one equation, its other cases are not asked.
  static let faultsOfAnEquation = 3
  /// After so many equations given up in a row without one answer between, nothing more is asked.
  static let equationsInARow = 3

  /// Judges a program by each case of some files, in each format of the case.
  ///
  /// - Parameters:
  ///   - files: the vectors.
  ///   - program: is asked.
  ///   - progress: called before each case, with its place and how many there are.
  public static func judgements(
    by files: [VectorFile], of program: ForeignProgram, progress: (Int, Int) -> Void = { _, _ in }
  ) -> [Judgement] {
    let questions = files.flatMap { file in
      file.cases.flatMap { vector in vector.formats.map { (file.module, vector, $0) } }
    }
    var judgements: [Judgement] = []
    var faults: [String: Int] = [:]
    var givenUpInARow = 0
    for (place, (module, vector, format)) in questions.enumerated() {
      progress(place, questions.count)
      guard faults[vector.equation, default: 0] < faultsOfAnEquation, givenUpInARow < equationsInARow else {
        judgements.append(Judgement(vector, of: module, format, answer: nil))
        continue
      }
      let answer = program.ask(ProtocolRequest(id: place + 1, vector, format))
      judgements.append(Judgement(vector, of: module, format, answer: answer))
      switch answer {
      case .success:
        (faults[vector.equation], givenUpInARow) = (0, 0)
      case .failure:
        faults[vector.equation, default: 0] += 1
        if faults[vector.equation] == faultsOfAnEquation { givenUpInARow += 1 }
      }
    }
    return excused(judgements, by: files)
  }

  /// A program that follows another legitimate convention is not wrong for not following ours; nor is it for not
  /// following the others'.
  private static func excused(_ judgements: [Judgement], by files: [VectorFile]) -> [Judgement] {
    struct Place: Hashable {
      let name: String
      let format: NumberFormat
    }
    let acceptable = files.flatMap(\.cases).filter { $0.result == .acceptable }
    let byName = Dictionary(acceptable.map { ($0.name, $0) }) { first, _ in first }
    let conventions = byName.mapValues { $0.convention ?? "" }
    let replaced = byName.mapValues { $0.insteadOf ?? "" }
    var followed: [Place: String] = [:]
    for judgement in judgements where judgement.verdict == .otherConvention {
      guard let name = replaced[judgement.name] else { continue }
      followed[Place(name: name, format: judgement.format)] = conventions[judgement.name]
    }
    return judgements.compactMap { judgement in
      guard conventions[judgement.name] == nil else { return nil }
      var judgement = judgement
      if judgement.verdict == .wrong, let convention = followed[Place(name: judgement.name, format: judgement.format)] {
        (judgement.verdict, judgement.details) = (.otherConvention, [convention])
      }
      return judgement
    }
  }
}
