import EvidenceTraits
import RegularizationMethods
import TensorAlgebra
import Testing

@Suite struct SynonymReplacementTests {
  static let words = ["the", "quick", "fox", "is", "quick", "and", "happy"]
  static let synonyms = ["quick": ["fast", "rapid", "swift"], "happy": ["glad"], "and": []]

  @Test func `each choice takes the word or its synonym, and every place stays`() {
    let replaced = SynonymReplacement.value(Self.words, synonyms: Self.synonyms, choices: [0, 1, 0, 0, 3, 0, 1])
    #expect(replaced == ["the", "fast", "fox", "is", "swift", "and", "glad"])
    #expect(
      SynonymReplacement.value(Self.words, synonyms: Self.synonyms, choices: [0, 0, 0, 0, 0, 0, 0]) == Self.words)
    #expect(SynonymReplacement.value([1, 2, 3], synonyms: [2: [5]], choices: [0, 1, 0]) == [1, 5, 3])
    #expect(SynonymReplacement.value([String](), synonyms: Self.synonyms, choices: []) == [])
  }

  @Test(arguments: Evidence.seeds)
  func `only listed words change, into their own synonyms; length and the other words stay`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let choices = SynonymReplacement.choices(
      for: Self.words, synonyms: Self.synonyms, replacementProbability: 0.5, using: &generator)
    let replaced = SynonymReplacement.value(Self.words, synonyms: Self.synonyms, choices: choices)
    #expect(replaced.count == Self.words.count)
    for (word, other) in zip(Self.words, replaced) {
      #expect(other == word || (Self.synonyms[word] ?? []).contains(other))
    }
    var again = Xoshiro256StarStar(seed: seed)
    #expect(
      SynonymReplacement.choices(
        for: Self.words, synonyms: Self.synonyms, replacementProbability: 0.5, using: &again) == choices)
  }

  @Test func `the share replaced is the probability, and each synonym comes equally often`() {
    var generator = Xoshiro256StarStar(seed: 4)
    let many = [String](repeating: "quick", count: 30_000)
    let choices = SynonymReplacement.choices(
      for: many, synonyms: Self.synonyms, replacementProbability: 0.4, using: &generator)
    // Within 5 deviations of a binomial count.
    let expected = [0.6, 0.4 / 3, 0.4 / 3, 0.4 / 3]
    for (k, share) in expected.enumerated() {
      let count = Double(choices.filter { $0 == k }.count)
      #expect(abs(count - 30_000 * share) < 5 * (30_000 * share * (1 - share)).squareRoot())
    }
  }

  @Test func `probabilities 0 and 1 replace nothing and everything that can be; words without synonyms draw nothing`() {
    var generator = Xoshiro256StarStar(seed: 5)
    func choices(_ q: Double, _ words: [String]) -> [Int] {
      SynonymReplacement.choices(for: words, synonyms: Self.synonyms, replacementProbability: q, using: &generator)
    }
    #expect(choices(0, Self.words) == [0, 0, 0, 0, 0, 0, 0])
    #expect(choices(1, Self.words).map { $0 > 0 } == [false, true, false, false, true, false, true])
    var untouched = generator
    #expect(choices(1, ["the", "and", "fox"]) == [0, 0, 0])
    #expect(generator.next() == untouched.next())
  }

  @Test func `a draw of exactly the probability does not replace`() {
    var (zero, half) = (DropoutTests.Constant(draw: 0), DropoutTests.Constant(draw: 1 << 63))
    func choices(_ q: Double, _ generator: inout DropoutTests.Constant) -> [Int] {
      SynonymReplacement.choices(for: ["happy"], synonyms: Self.synonyms, replacementProbability: q, using: &generator)
    }
    #expect(choices(0, &zero) == [0] && choices(0.5, &half) == [0] && choices(0.75, &half) == [1])
  }

  @Test func `choices of another number trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SynonymReplacement.value(["a", "b"], synonyms: [:], choices: [0])
    }
    Evidence.expect(result, says: "SynonymReplacement.value: 2 tokens but 1 choices")
  }

  @Test func `a choice that there is not traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SynonymReplacement.value(["a"], synonyms: ["a": ["b"]], choices: [2])
    }
    Evidence.expect(result, says: "SynonymReplacement.value: no choice 2 among 1 synonyms")
  }

  @Test func `a negative choice traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = SynonymReplacement.value(["a"], synonyms: ["a": ["b"]], choices: [-1])
    }
    Evidence.expect(result, says: "SynonymReplacement.value: no choice -1 among 1 synonyms")
  }

  @Test(arguments: [-0.5, 1.5])
  func `a probability out of range traps`(_ q: Double) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [q] in
      var generator = Xoshiro256StarStar(seed: 1)
      _ = SynonymReplacement.choices(for: ["a"], synonyms: [:], replacementProbability: q, using: &generator)
    }
    Evidence.expect(result, says: "SynonymReplacement.choices: the probability must lie in [0, 1], not \(q)")
  }
}
