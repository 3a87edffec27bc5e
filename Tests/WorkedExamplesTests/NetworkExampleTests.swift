import ForwardPropagation
import Testing
import WorkedExamples

@Suite struct NetworkExampleTests {
  @Test func `B-29, B-52, B-24: the counts of parameters`() {
    let claims = NetworkExample.claims()
    #expect(claims.prefix(6).map(\.computed) == ["40", "54", "7", "101", "81", "103"])
    #expect(claims.prefix(6).allSatisfy { $0.verdict == .notStated })
    #expect(claims[8].computed == "100 of 100" && claims[8].verdict == .agrees)
    #expect(NetworkExample.network(seed: 1).shape.sizes == [4, 8, 6, 1])
    #expect(NetworkExample.network(seed: 1) != NetworkExample.network(seed: 2))
  }

  @Test(arguments: 1...5)
  func `B-30: a hundred layers and the one they fold into agree`(_ seed: UInt64) {
    let difference = CollapseExample.difference(layers: 100, width: 5, seed: seed)
    #expect(difference < 1e-13 && difference > 0)
  }

  @Test func `B-43: XOR is learned from some starts and not from others`() {
    #expect(XorExample.targets.elements == [0, 1, 1, 0] && XorExample.inputs.column(1) == [0, 1])
    #expect((1...3).allSatisfy { XorExample.learns(hidden: 8, .tanh, seed: $0) })
  }

  @Test func `B-49 and B-63: two minima with a rise between them, and a delta spoiled by a weight that moved first`() {
    let losses = NetworkExample.losses
    // 3.96 by the same sums in Python.
    #expect(losses.one == 0 && losses.exchanged < 1e-30 && abs(losses.between - 3.96) < 0.01)
    // W² moves by η δ² a¹: the relative error is that of (W²)ᵀ δ² ⊙ g′, and vanishes for no seed.
    #expect((1...10).allSatisfy { NetworkExample.prematureDifference(seed: $0) > 1e-3 })
  }

  @Test func `C-21: the smallest network for XOR learns it from one start and not from another`() {
    #expect(XorExample.learns(hidden: 2, .tanh, seed: 1) != XorExample.learns(hidden: 2, .tanh, seed: 2))
  }

  /// Those that train: their own suites run them smaller, `nnspec reproduce` runs them whole.
  static let long = [
    "approximation",
    "attention",
    "batch-normalization",
    "boundaries",
    "classifiers",
    "digits",
    "game-tree",
    "house",
    "initialization",
    "learning-speed",
    "memory",
    "noise-input",
    "overfitting",
    "regression",
    "xor",
  ]

  @Test(arguments: WorkedExample.all.map(\.name).filter { !long.contains($0) })
  func `every claim has a verdict that its figures explain`(_ name: String) throws {
    let example = try #require(WorkedExample.all.first { $0.name == name })
    let claims = example.claims()
    #expect(!claims.isEmpty)
    for claim in claims { #expect(claim.verdict != .unexplained, "\(claim.label): \(claim.statement)") }
  }
}
