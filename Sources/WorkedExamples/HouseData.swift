internal import LinearModels

/// HP-S: 48 houses made so that the first document's printed gradients come out exactly.
///
/// The document shows its data in a picture only. Sizes are evenly spaced with mean 188.508 m² and mean square
/// 39 901.645 m⁴; prices lie on the one line for which the gradient at the document's start is the printed one,
/// ± 100 365 in a pattern (+ − − +) that is orthogonal to 1 and to the sizes, so that it changes the loss but
/// neither gradient.
public enum HouseData {
  /// The starting weight of the document, to all digits; it prints 496.71.
  public static let initialWeight = 496.714153
  /// The starting bias of the document, to all digits; it prints −138.26.
  public static let initialBias = -138.264301
  /// The document's learning rate.
  public static let learningRate = 1e-5

  /// The gradient that the document prints.
  static let printedGradient = (weight: -231_362_061.0, bias: -1_097_369.0)
  static let count = 48
  static let meanSize = 188.508
  static let meanSquareSize = 39_901.645
  static let deviation = 100_365.0

  /// The Hessian of the line's loss, constant because the loss is quadratic: 2 [[mean X², mean X], [mean X, 1]].
  static let hessian = (ww: 2 * meanSquareSize, wb: 2 * meanSize, bb: 2.0)

  /// The least-squares line: where a Newton step from the start with the printed gradient lands.
  package static var leastSquaresLine: (weight: Double, bias: Double) {
    let (H, g) = (hessian, printedGradient)
    let determinant = H.ww * H.bb - H.wb * H.wb
    return (
      weight: initialWeight - (H.bb * g.weight - H.wb * g.bias) / determinant,
      bias: initialBias - (H.ww * g.bias - H.wb * g.weight) / determinant
    )
  }

  /// X, the sizes in square metres.
  public static let sizes: [Double] = {
    let N = Double(count)
    let spacing = (12 * (meanSquareSize - meanSize * meanSize) / (N * N - 1)).squareRoot()
    return (0..<count).map { i in meanSize + spacing * (Double(i) - (N - 1) / 2) }
  }()

  /// Y, the prices.
  public static let prices: [Double] = {
    let line = leastSquaresLine
    return sizes.enumerated().map { i, x in
      let sign = [1.0, -1, -1, 1][i % 4]
      return Line.value(x, weight: line.weight, bias: line.bias) + sign * deviation
    }
  }()
}
