internal import ActivationFunctions

/// What the fourth document says of its activation functions' derivatives.
package enum ActivationExample {
  /// The positive z at which tanh′ and σ′ are equal: between it and its mirror image tanh has the steeper slope.
  package static var crossover: Double {
    var (steeper, flatter) = (0.0, 4.0)
    // The difference changes its sign once on this side: halve until no number lies between.
    while true {
      let z = (steeper + flatter) / 2
      guard steeper < z, z < flatter else { return z }
      if Tanh.derivative(at: z) > Sigmoid.derivative(at: z) { steeper = z } else { flatter = z }
    }
  }

  /// The least z from which σ(z) rounds to 1.
  package static var saturation: Double {
    var (below, above) = (0.0, 100.0)
    while true {
      let z = (below + above) / 2
      guard below < z, z < above else { return above }
      if Sigmoid.value(z) < 1 { below = z } else { above = z }
    }
  }

  /// Every claim of the document about them.
  @Sendable
  package static func claims() -> [Claim] {
    let slope = Tanh.derivative(at: crossover)
    return [
      Claim("B-31", "largest σ′, at z = 0", printed: "0.25", computed: Sigmoid.derivative(at: 0)),
      Claim("B-32", "largest tanh′, at z = 0", printed: "1", computed: Tanh.derivative(at: 0)),
      Claim(
        "B-33", "tanh′ exceeds σ′", documented: "“stronger”",
        computed: "|z| < \(crossover.rounded(toDecimals: 4))", holds: false, erratum: "C-51",
        remark: "beyond that tanh is the flatter one; both are \(slope.rounded(toDecimals: 4)) there"),
      Claim(
        "B-34", "values of ReLU′", documented: "0 or 1",
        computed:
          "\(ReLU.derivative(at: -1.0).rounded(toDecimals: 0)) and \(ReLU.derivative(at: 1.0).rounded(toDecimals: 0))",
        holds: true, remark: "undefined at 0, where the declared value is 0 (erratum C-52)"),
      Claim(
        "B-35", "leaky slope below 0", printed: "0.01", computed: LeakyReLU.derivative(at: -1, slope: 0.01),
        remark: "the slope is the caller's to choose"),
      Claim(
        "B-61", "tanh, “centered around 0”", documented: "0", computed: Tanh.value(0.0).rounded(toDecimals: 0),
        holds: [0.5, 1, 20].allSatisfy { Tanh.value(-$0) == -Tanh.value($0) },
        remark: "odd, bit for bit; the sigmoid is centred at ½"),
      Claim(
        "B-51", "σ(z) is 1 in `Double` from z =", computed: saturation.rounded(toDecimals: 2),
        remark: "the open range (0, 1) is closed by rounding"),
    ]
  }
}
