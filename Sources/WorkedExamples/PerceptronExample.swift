package import LinearClassifiers
package import TensorAlgebra

/// The fourth document's perceptron: it learns AND, OR and NOT, and never XOR.
package enum PerceptronExample {
  /// The inputs of two bits, in the order of a truth table.
  package static let corners = Matrix(rows: 2, columns: 4, elements: [0.0, 0, 1, 1, 0, 1, 0, 1])

  /// What training from 0 with η = 1 comes to.
  package static func learned(
    _ y: [Double], inputs X: Matrix<Double> = corners, epochs: Int = 100
  ) -> (perceptron: Perceptron<Double>, epochs: Int, mistakes: Int, reason: PerceptronTraining<Double>.StopReason) {
    let zero = Perceptron(weights: Array(repeating: 0.0, count: X.rows), bias: 0)
    return PerceptronTraining(learningRate: 1, maximumEpochs: epochs).run(zero, inputs: X, targets: y)
  }

  /// The perceptron after each of the first epochs, its start not among them.
  package static func perceptrons(_ y: [Double], epochs: Int) -> [Perceptron<Double>] {
    (1...epochs).map { learned(y, epochs: $0).perceptron }
  }

  /// The first epoch that ends with the parameters that it began with, after mistakes; nil if there is none.
  package static func firstRepeatedEpoch(_ y: [Double], epochs: Int = 20) -> Int? {
    let perceptrons = [Perceptron(weights: [0, 0], bias: 0)] + perceptrons(y, epochs: epochs)
    return (1...epochs).first { epoch in
      perceptrons[epoch] == perceptrons[epoch - 1] && learned(y, epochs: epoch).reason == .epochLimit
    }
  }

  /// The sixteen functions of two bits, by their values at the corners.
  package static let functions = (0..<16).map { function in (0..<4).map { Double(function >> $0 & 1) } }

  /// Every claim of the document about it.
  @Sendable
  package static func claims() -> [Claim] {
    let bits = Matrix(rows: 1, columns: 2, elements: [0.0, 1])
    let gates = [
      ("AND", learned([0, 0, 0, 1])), ("OR", learned([0, 1, 1, 1])), ("NAND", learned([1, 1, 1, 0])),
      ("NOT", learned([1, 0], inputs: bits)),
    ]
    func integers(_ numbers: [Double]) -> String { numbers.map { $0.rounded(toDecimals: 0) }.joined(separator: ", ") }
    let separable = functions.filter { LinearSeparability.isSeparable($0) }
    let trained = functions.filter { learned($0).reason == .noMistakes }
    let (xor, xnor) = (firstRepeatedEpoch([0, 1, 1, 0]), firstRepeatedEpoch([1, 0, 0, 1]))
    return gates.map { name, end in
      Claim(
        "B-42", "\(name): epochs, mistakes", documented: "can learn", computed: "\(end.epochs), \(end.mistakes)",
        holds: end.reason == .noMistakes,
        remark: "w = \(integers(end.perceptron.weights)), b = \(integers([end.perceptron.bias])); from 0, η = 1")
    } + [
      Claim(
        "B-42", "XOR is learned", documented: "cannot", computed: "never",
        holds: learned([0, 1, 1, 0], epochs: 1000).reason == .epochLimit && xor != nil,
        remark: "epoch \(xor ?? 0) ends with the parameters it began with, and so do all after it"),
      Claim(
        "B-42", "separable functions of two", documented: "not XOR", computed: "\(separable.count) of 16",
        holds: separable.count == 14 && separable == trained,
        remark: "all but XOR and XNOR; training ends for the same 14, and XNOR repeats from epoch \(xnor ?? 0)"),
      Claim(
        "CLS-7", "most mistakes for AND", computed: bound.rounded(toDecimals: 0),
        remark: "(R/γ)² with the widest margin; 11 are made"),
    ]
  }

  private static var bound: Double {
    PerceptronMistakeBound.value(separator: [2, 2], bias: -3, inputs: corners, targets: [0, 0, 0, 1])
  }
}
