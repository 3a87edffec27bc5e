/// How many positions a sliding window has along one side of an image.
public enum ConvolutionOutputSize {
  /// o = ⌊(n + 2p − k)/s⌋ + 1
  ///
  /// Equation: convolution-output-size
  ///
  /// - Shapes: n numbers along the side, p of padding at each end, a window of k, stride s; the result is one number.
  /// - Evaluated: as written, in whole numbers.
  /// - Edge values: k = n + 2p gives 1; where s does not divide n + 2p − k, the last numbers are never reached.
  /// - Precondition: n, k and s are at least 1, p is not negative, and the window fits: k ≤ n + 2p.
  public static func value(size n: Int, window k: Int, stride s: Int = 1, padding p: Int = 0) -> Int {
    precondition(
      n >= 1 && k >= 1 && s >= 1 && p >= 0,
      "ConvolutionOutputSize.value: no window of \(k) with stride \(s) slides over \(n) with padding \(p)")
    precondition(
      k <= n + 2 * p, "ConvolutionOutputSize.value: a window of \(k) does not fit \(n) with padding \(p)")
    return (n + 2 * p - k) / s + 1
  }
}
