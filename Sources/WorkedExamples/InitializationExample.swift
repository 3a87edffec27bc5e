package import ActivationFunctions
internal import ForwardPropagation
internal import ParameterInitialization
internal import TensorAlgebra

/// The fourth document's initializations, followed through many layers.
package enum InitializationExample {
  /// E[a²] after each layer of a square network without biases, for one input of N(0, 1).
  ///
  /// - Parameter variance: that of the weights; their mean is 0.
  package static func secondMoments(
    _ activation: Activation, variance: Double, layers L: Int, width n: Int, seed: UInt64
  ) -> [Double] {
    var generator = Xoshiro256StarStar(seed: seed)
    func normal() -> Double { NormalVariate.next(using: &generator) }
    let (deviation, noBias) = (variance.squareRoot(), Array(repeating: 0.0, count: n))
    var a = Matrix(rows: n, columns: 1) { _, _ in normal() }
    return (0..<L).map { _ in
      let W = Matrix(rows: n, columns: n) { _, _ in deviation * normal() }
      a = DenseLayer.forward(a, weights: W, bias: noBias, activation: activation).activation
      return Mean.over(a.elements.indices) { i in a.elements[i] * a.elements[i] }
    }
  }

  /// Every claim of the document about them.
  @Sendable
  package static func claims() -> [Claim] {
    let n = 256
    let he: Double = HeInitialization.variance(fanIn: n)
    let xavier: Double = XavierInitialization.variance(fanIn: n, fanOut: n)
    func moments(_ activation: Activation, _ variance: Double) -> (first: Double, text: String) {
      let moments = secondMoments(activation, variance: variance, layers: 50, width: n, seed: 1)
      return (moments[0], [0, 9, 49].map { moments[$0].inPowersOfTen }.joined(separator: ", "))
    }
    func last(_ activation: Activation, _ variance: Double) -> Double {
      secondMoments(activation, variance: variance, layers: 50, width: n, seed: 1)[49]
    }
    return [
      Claim(
        "B-45", "He, ReLU: E[a²], layer 50", documented: "kept",
        computed: last(.relu, he).rounded(toDecimals: 2), holds: last(.relu, he) > 0.1 && last(.relu, he) < 10,
        remark: "layers 1, 10, 50 of width 256: \(moments(.relu, he).text)"),
      Claim(
        "B-45", "Xavier, tanh: E[a²], layer 50", documented: "“consistent”",
        computed: last(.tanh, xavier).rounded(toDecimals: 4), holds: false, erratum: "C-61",
        remark: "it still decays: \(moments(.tanh, xavier).text)"),
      Claim(
        "B-45", "Xavier, ReLU: E[a²], layer 50", computed: last(.relu, xavier).inPowersOfTen,
        remark: "half of it is lost in each layer: \(moments(.relu, xavier).text)"),
      Claim(
        "B-45", "variance 1, ReLU, layer 50", computed: last(.relu, 1).inPowersOfTen,
        remark: "it explodes: \(moments(.relu, 1).text)"),
      Claim(
        "B-45", "variance 10⁻⁴, ReLU, layer 50", computed: last(.relu, 1e-4).inPowersOfTen,
        remark: "it vanishes: \(moments(.relu, 1e-4).text)"),
    ]
  }
}
