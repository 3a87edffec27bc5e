public import ElementaryFunctions
public import TensorAlgebra

/// A sentence with some of its words replaced by synonyms: one more example with the same label.
public enum SynonymReplacement {
  /// wᵢ ← s(wᵢ): the word in place i, or the chosen one of its synonyms.
  ///
  /// Every token stands for one token, so that the length and all places stay.
  ///
  /// - Parameters:
  ///   - tokens: the words.
  ///   - synonyms: the synonyms of each word that has any. Words that are not listed have none.
  ///   - choices: for each place 0 to keep the word, or k for the k-th of its synonyms.
  /// - Precondition: there is a choice for each token, between 0 and the number of its synonyms.
  @inlinable
  public static func value<Token: Hashable>(
    _ tokens: [Token], synonyms: [Token: [Token]], choices: [Int]
  ) -> [Token] {
    precondition(
      tokens.count == choices.count,
      "SynonymReplacement.value: \(tokens.count) tokens but \(choices.count) choices")
    return zip(tokens, choices).map { token, choice in
      let known = synonyms[token] ?? []
      precondition(
        (0...known.count).contains(choice),
        "SynonymReplacement.value: no choice \(choice) among \(known.count) synonyms")
      return choice == 0 ? token : known[choice - 1]
    }
  }

  /// Choices for `value`: each word that has synonyms is replaced with probability q, by each of them equally often.
  ///
  /// A word with synonyms takes one draw, and if it is replaced a second one; a word without takes none.
  ///
  /// - Precondition: 0 ≤ q ≤ 1.
  @inlinable
  public static func choices<Token: Hashable>(
    for tokens: [Token], synonyms: [Token: [Token]], replacementProbability q: Double,
    using generator: inout some RandomNumberGenerator
  ) -> [Int] {
    precondition(q >= 0 && q <= 1, "SynonymReplacement.choices: the probability must lie in [0, 1], not \(q)")
    return tokens.map { token in
      guard let known = synonyms[token], !known.isEmpty else { return 0 }
      let u: Double = UniformVariate.next(using: &generator)
      return u < q ? 1 + Int(Shuffle.below(UInt64(known.count), using: &generator)) : 0
    }
  }
}
