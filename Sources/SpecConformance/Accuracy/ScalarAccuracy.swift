internal import ElementaryFunctions
internal import ExtendedPrecision
public import TensorAlgebra

/// Errors of the equations that act on each element by itself, over all inputs of a format or over many.
public enum ScalarAccuracy {
  /// The equations of one number, and the attributes with which each is measured: those of its probes
  /// that every format holds exactly. `ProbabilityClamp` is not among them: it compares and never rounds.
  public static var subjects: [(entry: Entry, attributes: Attributes)] {
    EquationTable.entries.filter { $0.atDoubleDouble != nil }.flatMap { entry in
      var settings: [Attributes] = []
      let probes = (entry.form.primal.flatMap(EquationTable.entry) ?? entry).probes
      for attributes in probes.map(\.attributes) + (probes.isEmpty ? [[:]] : []) where !settings.contains(attributes) {
        let exact = attributes.byName.values.allSatisfy { value in
          if case .number(let number) = value { number * 64 == (number * 64).rounded() } else { true }
        }
        if exact { settings.append(attributes) }
      }
      return settings.map { (entry, $0) }
    }
  }

  #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
    /// Every input of `Float16`, against the kernel at `Double`.
    public static func everyHalf(_ entry: Entry, _ attributes: Attributes) -> AccuracyReport {
      halves((UInt16.min...UInt16.max).lazy.map { Float16(bitPattern: $0) }, entry, attributes)
    }

    private static func halves(
      _ inputs: some Collection<Float16>, _ entry: Entry, _ attributes: Attributes
    ) -> AccuracyReport {
      report("Float16", entry, attributes, inputs, checked(entry.atHalf, entry), entry.atDouble) { given, exact in
        ulps(given, nearest: Float16(exact)) { unit in (Double(given) - exact).magnitude / unit }
      }
    }
  #endif

  /// The inputs of `Float` whose bit patterns lie in a range, against the kernel at `Double`.
  public static func singles(
    _ patterns: Range<UInt64>, _ entry: Entry, _ attributes: Attributes
  ) -> AccuracyReport {
    singles(patterns.lazy.map { Float(bitPattern: UInt32($0)) }, entry, attributes)
  }

  private static func singles(
    _ inputs: some Collection<Float>, _ entry: Entry, _ attributes: Attributes
  ) -> AccuracyReport {
    report("Float", entry, attributes, inputs, entry.atFloat, entry.atDouble) { given, exact in
      ulps(given, nearest: Float(exact)) { unit in (Double(given) - exact).magnitude / unit }
    }
  }

  /// `Double` in strata: some random inputs from each power of two of either sign, and the neighbours of each
  /// threshold at which a kernel changes its formula or its result saturates, against the kernel in double-double.
  public static func doubles(
    _ entry: Entry, _ attributes: Attributes, perStratum count: Int, using generator: inout Xoshiro256StarStar
  ) -> AccuracyReport {
    var inputs: [Double] = [0, -0.0, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, -.leastNonzeroMagnitude]
    for exponent in -1022...1023 {
      for _ in 0..<count {
        let u: Double = UniformVariate.next(using: &generator)
        let x = Double(sign: .plus, exponent: exponent, significand: 1 + u)
        inputs += [x, -x]
      }
    }
    // 17 and 36.74: the sigmoid's saturations; 19.06: tanh's; 709.78 and 745.13: the exponential's ends.
    let thresholds: [Double] = [
      1e-300, 1e-8, 0.1, 0.25, 0.5, 0.549306, 0.75, 0.999, 1, 2, 4, 17, 18.7149, 19.0615, 22, 36.7368, 37.4299, 88.72,
      354.89, 372.56, 708.396, 709.782, 710.475, 744.44, 745.133, 1024,
    ]
    for threshold in thresholds {
      var (above, below) = (threshold, threshold)
      for _ in 0..<count {
        let u: Double = UniformVariate.next(using: &generator)
        inputs += [above, below, -above, -below, threshold * (1 + (u - 0.5) / 50), -threshold * (1 + (u - 0.5) / 50)]
        (above, below) = (above.nextUp, below.nextDown)
      }
    }
    return doubles(inputs, entry, attributes)
  }

  private static func doubles(
    _ inputs: some Collection<Double>, _ entry: Entry, _ attributes: Attributes
  ) -> AccuracyReport {
    report("Double", entry, attributes, inputs, entry.atDouble, checked(entry.atDoubleDouble, entry)) { given, exact in
      ulps(given, nearest: exact.high) { unit in exact.distance(from: given, unit: unit) }
    }
  }

  /// The same function measured at the one input where a report found its largest error; nil where there is no such
  /// function, input or format.
  public static func measuredAgain(_ report: AccuracyReport) -> AccuracyReport? {
    let subject = subjects.first { $0.entry.id == report.equation && $0.attributes.inWords == report.attributes }
    guard let (entry, attributes) = subject else { return nil }
    switch report.format {
    #if !((os(macOS) || targetEnvironment(macCatalyst)) && arch(x86_64))
      case "Float16": return Float16(report.worst).map { halves(CollectionOfOne($0), entry, attributes) }
    #endif
    case "Float": return Float(report.worst).map { singles(CollectionOfOne($0), entry, attributes) }
    case "Double": return Double(report.worst).map { doubles(CollectionOfOne($0), entry, attributes) }
    default: return nil
    }
  }

  private static func checked<T>(_ evaluate: Entry.Evaluation<T>?, _ entry: Entry) -> Entry.Evaluation<T> {
    guard let evaluate else { preconditionFailure("ScalarAccuracy: \(entry.id) is no equation of one number") }
    return evaluate
  }

  /// How many inputs a kernel is given at a time: few enough for their results to stay in the cache, and for the
  /// allocator to hand out the same memory again.
  private static let pieceSize = 4096

  private static func report<T: Scalar & BinaryFloatingPoint & LosslessStringConvertible, U: Scalar>(
    _ format: String, _ entry: Entry, _ attributes: Attributes, _ inputs: some Collection<T>,
    _ evaluate: Entry.Evaluation<T>, _ truth: Entry.Evaluation<U>, distance: (T, U) -> Double
  ) -> AccuracyReport {
    let (input, output) = (entry.inputs[0], entry.outputs[0].name)
    var (count, largest, worst) = (0, 0.0, T?.none)
    var rest = inputs[...]
    while !rest.isEmpty {
      let xs = rest.prefix(pieceSize).filter { input.domain.contains(Double($0)) || $0.isNaN }
      rest = rest.dropFirst(pieceSize)
      let given = evaluate([input.name: Tensor(xs)], attributes)[output].elements
      let exact = truth([input.name: Tensor(xs.map { U(Double($0)) })], attributes)[output].elements
      for i in xs.indices {
        let off = distance(given[i], exact[i])
        if off > largest { (largest, worst) = (off, xs[i]) }
      }
      count += xs.count
    }
    return AccuracyReport(
      equation: entry.id, attributes: attributes.inWords, format: format, inputs: count, ulps: largest,
      worst: worst.map { "\($0)" } ?? "")
  }

  /// The distance of a result from the exact one, whose nearest number is given, in units in the last place of that: 0
  /// where both are NaN or the same infinity, infinite where one alone is.
  private static func ulps<T: BinaryFloatingPoint>(
    _ given: T, nearest: T, _ distance: (_ unit: Double) -> Double
  ) -> Double {
    if given.isNaN && nearest.isNaN || given.isInfinite && given == nearest { return 0 }
    guard given.isFinite, nearest.isFinite else { return .infinity }
    return distance(Double(nearest.ulp))
  }
}
