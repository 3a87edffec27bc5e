/// xoshiro256★★ 1.0 (Blackman and Vigna, 2018): the generator behind every random number of this package.
///
/// The algorithm is fixed here, unlike the standard library's, so that a seed means the same stream on every
/// platform and for ever. It is not cryptographic.
public struct Xoshiro256StarStar: RandomNumberGenerator, Sendable {
  @usableFromInline var s: (UInt64, UInt64, UInt64, UInt64)

  /// The generator whose state is four words of `SplitMix64`, as its authors recommend.
  @inlinable
  public init(seed: UInt64) {
    var words = SplitMix64(seed: seed)
    s = (words.next(), words.next(), words.next(), words.next())
  }

  /// The generator at a given state.
  ///
  /// - Precondition: not all four words are 0, a state that would only ever give 0.
  @inlinable
  public init(state s: (UInt64, UInt64, UInt64, UInt64)) {
    precondition(s != (0, 0, 0, 0), "Xoshiro256StarStar: the state must not be all zero")
    self.s = s
  }

  /// The next 64 bits.
  @inlinable
  public mutating func next() -> UInt64 {
    let result = Self.rotateLeft(s.1 &* 5, 7) &* 9
    let t = s.1 << 17
    s.2 ^= s.0
    s.3 ^= s.1
    s.1 ^= s.2
    s.0 ^= s.3
    s.2 ^= t
    s.3 = Self.rotateLeft(s.3, 45)
    return result
  }

  @inlinable
  static func rotateLeft(_ x: UInt64, _ k: UInt64) -> UInt64 { (x << k) | (x >> (64 - k)) }
}
