import EvidenceTraits
import TensorAlgebra
import Testing

/// Expected streams: the authors' published C code, as the reference tests of other implementations record it.
@Suite struct RandomNumbersTests {
  @Test func `SplitMix64: the reference stream`() {
    var generator = SplitMix64(seed: 1_234_567)
    let stream = (0..<5).map { _ in generator.next() }
    #expect(
      stream == [
        6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
        4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
      ])
  }

  @Test func `xoshiro256★★: the reference stream`() {
    var generator = Xoshiro256StarStar(state: (1, 2, 3, 4))
    let stream = (0..<10).map { _ in generator.next() }
    #expect(
      stream == [
        11520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360,
        607_988_272_756_665_600, 16_172_922_978_634_559_625, 8_476_171_486_693_032_832,
        10_595_114_339_597_558_777, 2_904_607_092_377_533_576,
      ])
  }

  @Test func `xoshiro256★★: a seed becomes four words of SplitMix64`() {
    var words = SplitMix64(seed: 42)
    var expected = Xoshiro256StarStar(state: (words.next(), words.next(), words.next(), words.next()))
    var generator = Xoshiro256StarStar(seed: 42)
    for _ in 0..<100 { #expect(generator.next() == expected.next()) }
  }

  @Test func `xoshiro256★★: the all-zero state traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Xoshiro256StarStar(state: (0, 0, 0, 0))
    }
    Evidence.expect(result, says: "Xoshiro256StarStar: the state must not be all zero")
  }

  /// A generator that repeats given words.
  struct Words: RandomNumberGenerator {
    var words: [UInt64]
    mutating func next() -> UInt64 { words.removeFirst() }
  }

  @Test func `uniform: the upper 53 bits, from 0 up to but not 1`() {
    var words = Words(words: [0, .max, 1 << 63, 1 << 11, (1 << 11) - 1])
    let drawn: [Double] = (0..<5).map { _ in UniformVariate.next(using: &words) }
    #expect(drawn == [0, 1 - 0x1p-53, 0.5, 0x1p-53, 0])
  }

  @Test func `uniform: moments of a long stream`() {
    var generator = Xoshiro256StarStar(seed: 7)
    let n = 100_000
    let u: [Double] = (0..<n).map { _ in UniformVariate.next(using: &generator) }
    let mean = Mean.over(0..<n) { u[$0] }
    #expect(abs(mean - 0.5) < 5 * (1.0 / 12 / Double(n)).squareRoot())
    let variance = Mean.over(0..<n) { (u[$0] - 0.5) * (u[$0] - 0.5) }
    #expect(abs(variance - 1.0 / 12) < 5 * (1.0 / 180 / Double(n)).squareRoot())
  }

  @Test func `normal: two draws by Box and Muller's formula`() {
    // u₁ = ¾, u₂ = ⅛: √(−2 ln ¼) cos(π/4) = √(2 ln 2); then u₂ = ½: −√(4 ln 2).
    var words = Words(words: [3 << 62, 1 << 61, 3 << 62, 1 << 63, 0, 5])
    let drawn: [Double] = (0..<3).map { _ in NormalVariate.next(using: &words) }
    #expect(abs(drawn[0] - 1.1774100225154747) < 4e-16)
    #expect(abs(drawn[1] + 1.6651092223153955) < 4e-16)
    #expect(drawn[2] == 0)
    #expect(words.words == [])
  }

  @Test func `normal: moments and tails of a long stream`() {
    var generator = Xoshiro256StarStar(seed: 8)
    let n = 100_000
    let x: [Double] = (0..<n).map { _ in NormalVariate.next(using: &generator) }
    #expect(abs(Mean.over(0..<n) { x[$0] }) < 5 / Double(n).squareRoot())
    #expect(abs(Mean.over(0..<n) { x[$0] * x[$0] } - 1) < 5 * (2 / Double(n)).squareRoot())
    let beyondTwo = Double(x.filter { abs($0) > 2 }.count) / Double(n)
    #expect(abs(beyondTwo - 0.0455002638963584) < 5 * (0.0455 * 0.9545 / Double(n)).squareRoot())
  }

  @Test(arguments: Evidence.seeds)
  func `shuffle: keeps every element`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let shuffled = Shuffle.permuted(Array(0..<50), using: &generator)
    #expect(shuffled.sorted() == Array(0..<50))
    #expect(shuffled != Array(0..<50))
  }

  @Test func `shuffle: from the last place down`() {
    // Multiplying by the bound takes the top of the word: a small one draws index 0, the largest the last index.
    var words = Words(words: [1, .max])
    #expect(Shuffle.permuted(["a", "b", "c"], using: &words) == ["c", "b", "a"])
    words.words = [.max, 0]
    #expect(Shuffle.permuted(["a", "b", "c"], using: &words) == ["b", "a", "c"])
    #expect(Shuffle.permuted([String](), using: &words) == [])
    #expect(Shuffle.permuted(["a"], using: &words) == ["a"])
  }

  @Test func `shuffle: each of the six orders of three equally often`() {
    var generator = Xoshiro256StarStar(seed: 9)
    var counts: [[Int]: Double] = [:]
    for _ in 0..<6000 { counts[Shuffle.permuted([1, 2, 3], using: &generator), default: 0] += 1 }
    #expect(counts.count == 6)
    let χ² = counts.values.reduce(0) { $0 + ($1 - 1000) * ($1 - 1000) / 1000 }
    #expect(χ² < 20.515)  // the 99.9 % quantile for 5 degrees of freedom
  }

  @Test func `below: rejects the words that would favour some numbers`() {
    // For a bound of 3, 2⁶⁴ mod 3 = 1 low word is one too many: the word 0 is drawn again.
    var words = Words(words: [0, .max])
    #expect(Shuffle.below(3, using: &words) == 2)
    #expect(words.words == [])
    // For 5 · 2⁶¹ the excess is 2⁶⁴ − 5 · 2⁶¹ = 3 · 2⁶¹: 1 · 5 · 2⁶¹ lies above, 5 · 5 · 2⁶¹ = 2⁶⁴ + … below.
    var more = Words(words: [5, 1])
    #expect(Shuffle.below(5 << 61, using: &more) == 0)
    #expect(more.words == [])
  }

  @Test func `below: a bound of 1 leaves only 0, a bound of 0 nothing`() async {
    var words = Words(words: [.max])
    #expect(Shuffle.below(1, using: &words) == 0)
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = Xoshiro256StarStar(seed: 1)
      _ = Shuffle.below(0, using: &generator)
    }
    Evidence.expect(result, says: "Shuffle.below: no number lies below 0")
  }
}
