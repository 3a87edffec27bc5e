import ElementaryFunctions
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

/// The witnesses must be able to fail: deliberately wrong derivatives of equations of the table.
@Suite struct WitnessCheckTests {
  /// A derivative whose outputs are those of a right one, each times a factor; at dual numbers another, if one is given.
  struct Spoiled: Equation {
    let original: String
    let factor: @Sendable (String) -> Double
    var dualFactor: (@Sendable (String) -> Double)?
    var entry: Entry { EquationTable.entry(original) ?? EquationTable.entries[0] }
    var id: String { "spoiled" }
    var concept: Concept { entry.concept }
    var statement: String { "" }
    var documents: String { "" }
    var rows: [String] { [] }
    var kernel: String { "" }
    var form: EquationForm { entry.form }
    var inputs: [Quantity] { entry.inputs }
    var outputs: [Quantity] { entry.outputs }
    var ulps: Double { entry.ulps }

    func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
      let outputs: Any? =
        switch inputs {
        case let inputs as NamedTensors<Double>: entry.atDouble(inputs, attributes)
        case let inputs as NamedTensors<Dual<Double>>: entry.atDual(inputs, attributes)
        default: nil
        }
      guard let outputs = outputs as? NamedTensors<T> else { return NamedTensors([:]) }
      let factor = T.self == Dual<Double>.self ? dualFactor ?? factor : factor
      return NamedTensors(
        Dictionary(
          uniqueKeysWithValues: outputs.byName.map { name, tensor in
            (name, tensor.map { T(factor(name)) * $0 })
          }))
    }
  }

  /// Whether a probe catches the factor.
  static func isCaught(_ original: String, _ factor: @escaping @Sendable (String) -> Double) -> Bool {
    let spoiled = Entry(Spoiled(original: original, factor: factor))
    let probes = EquationTable.entry(EquationTable.entry(original)?.form.primal ?? "")?.probes ?? []
    return probes.contains { !WitnessCheck(spoiled, at: $0).failures.isEmpty }
  }

  static let derivatives = EquationTable.entries.filter { $0.form != .value }.map(\.id)

  @Test(arguments: derivatives)
  func `an unspoiled derivative passes at every probe`(_ id: String) {
    #expect(!Self.isCaught(id) { _ in 1 })
  }

  @Test(arguments: derivatives)
  func `a derivative off by 1e-13 fails`(_ id: String) {
    #expect(Self.isCaught(id) { _ in 1 + 1e-13 })
  }

  @Test(arguments: derivatives)
  func `a derivative with one wrong sign fails`(_ id: String) throws {
    for name in try #require(EquationTable.entry(id)).outputs.map(\.name) {
      #expect(Self.isCaught(id) { $0 == name ? -1 : 1 }, "\(name)")
    }
  }

  @Test(arguments: derivatives)
  func `a derivative with one output zeroed fails`(_ id: String) throws {
    for name in try #require(EquationTable.entry(id)).outputs.map(\.name) {
      #expect(Self.isCaught(id) { $0 == name ? 0 : 1 }, "\(name)")
    }
  }

  @Test func `a derivative that is right, but for how one of its outputs changes, fails`() throws {
    let probes = try #require(EquationTable.entry("hadamard-product-value")).probes
    for name in try #require(EquationTable.entry("hadamard-product-pullback")).outputs.map(\.name) {
      let spoiled = Entry(
        Spoiled(original: "hadamard-product-pullback", factor: { _ in 1 }, dualFactor: { $0 == name ? 1.5 : 1 }))
      let failures = probes.flatMap { WitnessCheck(spoiled, at: $0).failures }
      #expect(!failures.isEmpty && failures.allSatisfy { $0.hasPrefix("its derivative is off") }, "\(failures)")
    }
  }

  @Test func `a reason for an undecided probe that is not needed fails`() throws {
    let entry = try #require(EquationTable.entry("sigmoid-derivative"))
    let needless = Probe("z = 1", ["z": Tensor(1)], undecidedBecause: "no reason")
    #expect(
      WitnessCheck(entry, at: needless).failures
        == ["a reason is given for an undecided element, but every element was decided"])
    let needed = Probe("z = 40", ["z": Tensor(40)], undecidedBecause: "saturated")
    #expect(WitnessCheck(entry, at: needed).failures == [])
    let missing = Probe("z = 40", ["z": Tensor(40)])
    #expect(WitnessCheck(entry, at: missing).failures.count == 1)
  }

  @Test func `a reason does not excuse a wrong derivative`() {
    let spoiled = Entry(Spoiled(original: "sigmoid-derivative", factor: { _ in 1.001 }))
    let probe = Probe("z = 40", ["z": Tensor(40)], undecidedBecause: "saturated")
    let failures = WitnessCheck(spoiled, at: probe).failures
    #expect(failures.count == 3)
    #expect(failures[0].hasPrefix("⟨J v, w⟩ and ⟨v, Jᵀ w⟩ are apart by 0.000499"))
    #expect(failures[1].hasPrefix("its derivative is off from nested dual numbers by 0.000999"))
    #expect(failures[2].hasSuffix("wrong"))
  }
}
