/// How many numbers a convolutional layer learns.
public enum ConvolutionParameterCount {
  /// P = C_out (C_in k_h k_w + 1)
  ///
  /// Equation: convolution-parameter-count
  ///
  /// A weight for each channel and place of each filter, and a bias for each filter. The size of the image is not in
  /// it: every position shares the weights.
  ///
  /// - Shapes: C_in channels, C_out filters of k_h × k_w; the result is one number.
  /// - Edge values: no filters have no parameters; filters without channels or places leave the biases.
  /// - Precondition: no number is negative, and the count fits an `Int`; the arithmetic traps where it does not.
  public static func value(inputChannels C_in: Int, outputChannels C_out: Int, height k_h: Int, width k_w: Int) -> Int {
    precondition(
      C_in >= 0 && C_out >= 0 && k_h >= 0 && k_w >= 0,
      "ConvolutionParameterCount.value: no layer has \(C_out) filters of \(C_in) × \(k_h) × \(k_w)")
    return C_out * (C_in * k_h * k_w + 1)
  }
}
