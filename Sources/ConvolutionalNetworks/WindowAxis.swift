/// One direction of a sliding window: k numbers wide, over n numbers, with stride s and padding p.
@usableFromInline
struct WindowAxis {
  @usableFromInline let n: Int
  @usableFromInline let k: Int
  @usableFromInline let s: Int
  @usableFromInline let p: Int
  /// o, the number of positions.
  @usableFromInline let count: Int

  @usableFromInline
  init(size n: Int, window k: Int, stride s: Int, padding p: Int) {
    (self.n, self.k, self.s, self.p) = (n, k, s, p)
    count = ConvolutionOutputSize.value(size: n, window: k, stride: s, padding: p)
  }

  /// The places u of the window at position i that lie on the image: 0 ≤ s i + u − p < n.
  @inlinable
  func places(at i: Int) -> Range<Int> {
    let start = s * i - p
    let first = start < 0 ? -start : 0
    return first..<max(first, min(k, n - start))
  }

  /// The positions i at which place u of the window lies on the image: 0 ≤ s i + u − p < n.
  @inlinable
  func positions(ofPlace u: Int) -> Range<Int> {
    let first = u < p ? (p - u + s - 1) / s : 0
    let last = n - 1 + p - u
    return first..<max(first, last < 0 ? 0 : min(count, last / s + 1))
  }

  /// The positions i whose window covers number y of the image: 0 ≤ y + p − s i < k.
  @inlinable
  func positions(covering y: Int) -> Range<Int> {
    let first = y + p < k ? 0 : (y + p - k + s) / s
    return first..<max(first, min(count, (y + p) / s + 1))
  }
}
