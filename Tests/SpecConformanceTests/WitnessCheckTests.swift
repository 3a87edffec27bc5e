import ElementaryFunctions
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

/// The witnesses must be able to fail: deliberately wrong derivatives of equations of the table.
@Suite struct WitnessCheckTests {
  /// A derivative whose outputs are those of a right one, spoiled.
  struct Spoiled: Equation {
    let original: String
    let spoil: @Sendable (String, Double) -> Double
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
      guard let inputs = inputs as? NamedTensors<Double> else { return NamedTensors([:]) }
      let outputs = entry.atDouble(inputs, attributes)
      return NamedTensors<T>(
        Dictionary(
          uniqueKeysWithValues: outputs.byName.map { name, tensor in
            (name, tensor.map { T(spoil(name, $0)) })
          }))
    }
  }

  static func failures(_ original: String, _ spoil: @escaping @Sendable (String, Double) -> Double) -> Int {
    let spoiled = Entry(Spoiled(original: original, spoil: spoil))
    let probes = EquationTable.entry(EquationTable.entry(original)?.form.primal ?? "")?.probes ?? []
    return probes.filter { !WitnessCheck(spoiled, at: $0).failures.isEmpty }.count
  }

  static let derivatives = EquationTable.entries.filter { $0.form != .value }.map(\.id)

  @Test(arguments: derivatives)
  func `an unspoiled derivative passes at every probe`(_ id: String) {
    #expect(Self.failures(id) { $1 } == 0)
  }

  @Test(arguments: derivatives)
  func `a derivative off by 1e-13 fails`(_ id: String) {
    #expect(Self.failures(id) { $1 * (1 + 1e-13) } > 0)
  }

  @Test(arguments: derivatives)
  func `a derivative with one wrong sign fails`(_ id: String) throws {
    for name in try #require(EquationTable.entry(id)).outputs.map(\.name) {
      #expect(Self.failures(id) { $0 == name ? -$1 : $1 } > 0, "\(name)")
    }
  }

  @Test(arguments: derivatives)
  func `a derivative with one output zeroed fails`(_ id: String) throws {
    for name in try #require(EquationTable.entry(id)).outputs.map(\.name) {
      #expect(Self.failures(id) { $0 == name ? 0 : $1 } > 0, "\(name)")
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
    let spoiled = Entry(Spoiled(original: "sigmoid-derivative") { $1 * 1.001 })
    let probe = Probe("z = 40", ["z": Tensor(40)], undecidedBecause: "saturated")
    #expect(WitnessCheck(spoiled, at: probe).failures.count == 1)
  }
}
