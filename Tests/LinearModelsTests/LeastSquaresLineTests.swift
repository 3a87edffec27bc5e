import EvidenceTraits
import LinearModels
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct LeastSquaresLineTests {
  @Test(.equation("least-squares-line"), arguments: try Evidence.vectors("least-squares-line"))
  func `least-squares-line: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("least-squares-line"), arguments: Evidence.seeds)
  func `least-squares-line: residuals sum to 0 and are orthogonal to X; passes through the means`(_ seed: UInt64) {
    let (X, Y) = LineLossTests.points(seed, 11)
    let line = LeastSquaresLine.fit(inputs: X, targets: Y)
    let residuals = X.indices.map { i in Y[i] - Line.value(X[i], weight: line.weight, bias: line.bias) }
    #expect(abs(Sum.over(X.indices) { residuals[$0] }) < 1e-12)
    #expect(abs(DotProduct.value(residuals, X)) < 1e-11)
    let (X̄, Ȳ) = (Mean.over(X.indices) { X[$0] }, Mean.over(Y.indices) { Y[$0] })
    #expect(abs(Line.value(X̄, weight: line.weight, bias: line.bias) - Ȳ) < 1e-14)
  }

  @Test(.equation("least-squares-line"), arguments: Evidence.seeds)
  func `least-squares-line: no other line has a smaller loss`(_ seed: UInt64) {
    let (X, Y) = LineLossTests.points(seed, 11)
    let (w, b) = LeastSquaresLine.fit(inputs: X, targets: Y)
    let least = LineLoss.value(weight: w, bias: b, inputs: X, targets: Y)
    for (Δw, Δb) in [(1e-4, 0), (-1e-4, 0), (0, 1e-3), (0, -1e-3), (1, -2), (-3, 1)] {
      #expect(LineLoss.value(weight: w + Δw, bias: b + Δb, inputs: X, targets: Y) > least)
    }
  }

  @Test(.equation("least-squares-line"))
  func `least-squares-line: collinear points give their line`() {
    let X = [-2.0, 0, 1, 7]
    let line = LeastSquaresLine.fit(inputs: X, targets: X.map { 3 * $0 - 5 })
    #expect(line.weight == 3 && line.bias == -5)
  }

  @Test(.equation("least-squares-line"))
  func `least-squares-line: edge cases`() {
    // Counted from their mean, equal targets leave no slope, whatever their size.
    let level = LeastSquaresLine.fit(inputs: [0.1, 0.7, 1.6, 3.3], targets: [1e10, 1e10, 1e10, 1e10])
    #expect(level.weight == 0 && level.bias == 1e10)
    let equal = LeastSquaresLine.fit(inputs: [2.0, 2, 2], targets: [1, 2, 3])
    #expect(equal.weight.isNaN && equal.bias.isNaN)
    let rounded = LeastSquaresLine.fit(inputs: [0.1, 0.1, 0.1], targets: [1, 2, 3])
    #expect(rounded.weight.isNaN && rounded.bias.isNaN)
    let single = LeastSquaresLine.fit(inputs: [2.0], targets: [1])
    #expect(single.weight.isNaN && single.bias.isNaN)
    let wide = LeastSquaresLine.fit(inputs: [-1e160, 1e160], targets: [0, 1])
    #expect(wide.weight == 5e-161 && wide.bias == 0.5)
    let narrow = LeastSquaresLine.fit(inputs: [-1e-170, 1e-170], targets: [0, 1])
    #expect(narrow.weight == 5e169 && narrow.bias == 0.5)
    for i in 0..<3 {
      var (X, Y) = ([1.0, 2, 4], [3.0, 1, 5])
      X[i] = .nan
      #expect(LeastSquaresLine.fit(inputs: X, targets: Y).weight.isNaN)
      X[i] = 7
      Y[i] = .nan
      #expect(LeastSquaresLine.fit(inputs: X, targets: Y).bias.isNaN)
    }
    let flat = LeastSquaresLine.fit(inputs: [1.0, 2], targets: [4, 4])
    #expect(flat.weight == 0 && flat.bias == 4)
  }

  @Test(.equation("least-squares-line"))
  func `least-squares-line: lengths that differ, and no points, trap`() async {
    let lengths = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LeastSquaresLine.fit(inputs: [1.0, 2], targets: [1])
    }
    Evidence.expect(lengths, says: "LeastSquaresLine.fit: 2 inputs but 1 targets")
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LeastSquaresLine.fit(inputs: [Double](), targets: [])
    }
    Evidence.expect(empty, says: "LeastSquaresLine.fit: no points determine no line")
  }
}
