import EvidenceTraits
import RegularizationMethods
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct DropoutTests {
  @Test(.equation("dropout-forward"), arguments: try Evidence.vectors("dropout-forward"))
  func `dropout-forward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("dropout-backward"), arguments: try Evidence.vectors("dropout-backward"))
  func `dropout-backward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("dropout-inference"), arguments: try Evidence.vectors("dropout-inference"))
  func `dropout-inference: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("dropout-inference-backward"), arguments: try Evidence.vectors("dropout-inference-backward"))
  func `dropout-inference-backward: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("dropout-variance"), arguments: try Evidence.vectors("dropout-variance"))
  func `dropout-variance: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("dropout-backward"), arguments: Evidence.probes("dropout-backward"))
  func `dropout-backward: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("dropout-backward", at: probe) == [])
  }

  @Test(.equation("dropout-inference-backward"), arguments: Evidence.probes("dropout-inference-backward"))
  func `dropout-inference-backward: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("dropout-inference-backward", at: probe) == [])
  }

  static func normals(_ count: Int, _ generator: inout Xoshiro256StarStar) -> [Double] {
    (0..<count).map { _ in NormalVariate.next(using: &generator) }
  }

  /// The exact mean of each dropped activation, by all masks.
  static func means(_ dropout: Dropout<Double>, _ a: [Double], _ f: @escaping (Double) -> Double = { $0 }) -> [Double] {
    a.indices.map { i in
      DropoutExpectation.value(count: a.count, dropProbability: dropout.dropProbability) { mask in
        f(dropout.forward(a, mask: mask)[i])
      }
    }
  }

  @Test(.equation("dropout-forward"), arguments: Evidence.seeds)
  func `dropout-forward: 0 where the mask is 0, a or a/(1 − p) where it is 1`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (a, p) = (Self.normals(9, &generator), 0.4)
    let mask = Dropout(dropProbability: p, variant: .plain).mask(count: 9, using: &generator)
    let plain = Dropout(dropProbability: p, variant: .plain).forward(a, mask: mask)
    let inverted = Dropout(dropProbability: p, variant: .inverted).forward(a, mask: mask)
    for i in 0..<9 {
      #expect(mask[i] == 0 || mask[i] == 1)
      #expect(plain[i] == (mask[i] == 1 ? a[i] : 0) && inverted[i] == (mask[i] == 1 ? a[i] / (1 - p) : 0))
    }
  }

  @Test(.equation("dropout-forward"), arguments: Dropout<Double>.Variant.allCases)
  func `dropout-forward: without dropout everything passes as it is`(_ variant: Dropout<Double>.Variant) {
    var generator = Xoshiro256StarStar(seed: 1)
    let (dropout, a) = (Dropout(dropProbability: 0, variant: variant), Self.normals(50, &generator))
    let mask = dropout.mask(count: 50, using: &generator)
    #expect(mask == Array(repeating: 1, count: 50))
    #expect(dropout.forward(a, mask: mask) == a && dropout.backward(a, mask: mask) == a && dropout.inference(a) == a)
    #expect(dropout.variance(of: a) == Array(repeating: 0, count: 50))
  }

  /// 10⁵ draws: the dropped share is within 5 deviations, √(p (1 − p)/10⁵), of p.
  @Test(.equation("dropout-forward"), arguments: [0.1, 0.2, 0.3, 0.5, 0.9])
  func `dropout-forward: a mask drops a share of p, and draws once for each`(_ p: Double) {
    var generator = Xoshiro256StarStar(seed: 7)
    let mask = Dropout(dropProbability: p, variant: .inverted).mask(count: 100_000, using: &generator)
    let dropped = Double(mask.filter { $0 == 0 }.count) / 100_000
    #expect(abs(dropped - p) < 5 * (p * (1 - p) / 100_000).squareRoot())
    var draws = Xoshiro256StarStar(seed: 7)
    let expected: [Double] = (0..<100_000).map { _ in UniformVariate.next(using: &draws) >= p ? 1 : 0 }
    #expect(mask == expected && draws.next() == generator.next())
  }

  /// A generator whose every draw is the same.
  struct Constant: RandomNumberGenerator {
    let draw: UInt64
    mutating func next() -> UInt64 { draw }
  }

  @Test(.equation("dropout-forward"))
  func `dropout-forward: a draw of exactly p is kept, and without dropout a draw of 0 is too`() {
    var (zero, half, below) = (Constant(draw: 0), Constant(draw: 1 << 63), Constant(draw: (1 << 63) - (1 << 11)))
    let dropout = Dropout(dropProbability: 0.5, variant: .plain)
    #expect(Dropout(dropProbability: 0, variant: .plain).mask(count: 2, using: &zero) == [1, 1])
    #expect(dropout.mask(count: 1, using: &half) == [1] && dropout.mask(count: 1, using: &below) == [0])
  }

  @Test(.equation("dropout-backward"), arguments: Evidence.seeds)
  func `dropout-backward: the adjoint of the same mask, in both conventions`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    for variant in Dropout<Double>.Variant.allCases {
      let dropout = Dropout(dropProbability: 0.3, variant: variant)
      let (a, c) = (Self.normals(6, &generator), Self.normals(6, &generator))
      let mask = dropout.mask(count: 6, using: &generator)
      let one = DotProduct.value(dropout.forward(a, mask: mask), c)
      #expect(abs(one - DotProduct.value(a, dropout.backward(c, mask: mask))) < 1e-13)
      let other = DotProduct.value(dropout.inference(a), c)
      #expect(abs(other - DotProduct.value(a, dropout.inferenceBackward(c))) < 1e-13)
    }
  }

  @Test(.equation("dropout-inference"), arguments: Evidence.seeds)
  func `dropout-inference: the exact mean over all masks, in both conventions`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    for variant in Dropout<Double>.Variant.allCases {
      for (n, p) in [(1, 0.2), (4, 0.3), (6, 0.5)] {
        let (dropout, a) = (Dropout(dropProbability: p, variant: variant), Self.normals(n, &generator))
        for (mean, tested) in zip(Self.means(dropout, a), dropout.inference(a)) {
          #expect(abs(mean - tested) < 1e-14 * abs(tested) + 1e-15)
        }
      }
    }
  }

  @Test(.equation("dropout-inference"))
  func `dropout-inference: the two conventions differ by the factor 1 − p throughout`() {
    let (plain, inverted) = (
      Dropout(dropProbability: 0.3, variant: .plain), Dropout(dropProbability: 0.3, variant: .inverted)
    )
    let (a, mask) = ([1.5, -2, 0.25, 3], [1.0, 0, 1, 1])
    for (one, other) in [
      (plain.forward(a, mask: mask), inverted.forward(a, mask: mask)), (plain.inference(a), inverted.inference(a)),
      (plain.backward(a, mask: mask), inverted.backward(a, mask: mask)),
    ] {
      for (x, y) in zip(one, other) { #expect(abs(x - 0.7 * y) < 1e-15) }
    }
  }

  @Test(.equation("dropout-inference"))
  func `dropout-inference: C-56, both scales together count twice`() {
    let (a, p) = ([1.5, -2, 0.25, 3], 0.3)
    let (plain, inverted) = (
      Dropout(dropProbability: p, variant: .plain), Dropout(dropProbability: p, variant: .inverted)
    )
    let (means, invertedMeans) = (Self.means(plain, a), Self.means(inverted, a))
    for i in a.indices {
      // Over all masks: (1 − p) a and a. The fourth document's scale after a library's dropout: (1 − p) a against a.
      #expect(abs(means[i] - 0.7 * a[i]) < 1e-15 && abs(invertedMeans[i] - a[i]) < 1e-15)
      #expect(abs(plain.inference(inverted.inference(a))[i] - 0.7 * invertedMeans[i]) < 1e-15)
      // And plain dropout of what is scaled already has the mean (1 − p)² a.
      #expect(abs(Self.means(plain, plain.inference(a))[i] - 0.49 * a[i]) < 1e-15)
    }
  }

  @Test(.equation("dropout-variance"), arguments: Evidence.seeds)
  func `dropout-variance: the mean square over all masks, less the square of the mean`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    for variant in Dropout<Double>.Variant.allCases {
      let (dropout, a) = (Dropout(dropProbability: 0.3, variant: variant), Self.normals(3, &generator))
      let (means, squares) = (Self.means(dropout, a), Self.means(dropout, a) { $0 * $0 })
      for (i, variance) in dropout.variance(of: a).enumerated() {
        #expect(abs(variance - (squares[i] - means[i] * means[i])) < 1e-14 * squares[i])
      }
    }
  }

  @Test(.equation("dropout-forward"))
  func `dropout-forward: edge cases`() {
    let dropout = Dropout(dropProbability: 0.5, variant: .plain)
    #expect(dropout.forward([], mask: []) == [])
    #expect(dropout.forward([.infinity, 2], mask: [0, 1])[0].isNaN)
    #expect(dropout.forward([3, .nan], mask: [0, 0])[0] == 0 && dropout.forward([3, .nan], mask: [0, 0])[1].isNaN)
    var generator = Xoshiro256StarStar(seed: 1)
    #expect(dropout.mask(count: 0, using: &generator) == [])
    #expect(dropout.dropProbability == 0.5 && dropout.variant == .plain)
  }

  @Test(.equation("dropout-backward"))
  func `dropout-backward: edge cases`() {
    let dropout = Dropout(dropProbability: 0.5, variant: .inverted)
    #expect(dropout.backward([], mask: []) == [])
    #expect(dropout.backward([.infinity, -3], mask: [0, 0])[0].isNaN)
    #expect(dropout.backward([1, -3], mask: [1, 1]) == [2, -6])
  }

  @Test(.equation("dropout-inference"))
  func `dropout-inference: edge cases`() {
    #expect(Dropout(dropProbability: 0.5, variant: .plain).inference([]) == [])
    #expect(Dropout(dropProbability: 0.25, variant: .plain).inference([.infinity, -4]) == [.infinity, -3])
    #expect(Dropout(dropProbability: 0.25, variant: .inverted).inference([-0.0])[0].sign == .minus)
  }

  @Test(.equation("dropout-inference-backward"))
  func `dropout-inference-backward: edge cases`() {
    #expect(Dropout(dropProbability: 0.5, variant: .plain).inferenceBackward([]) == [])
    #expect(Dropout(dropProbability: 0.25, variant: .plain).inferenceBackward([8, .nan])[0] == 6)
    #expect(Dropout(dropProbability: 0.25, variant: .inverted).inferenceBackward([8]) == [8])
  }

  @Test(.equation("dropout-variance"))
  func `dropout-variance: edge cases`() {
    let dropout = Dropout(dropProbability: 0.5, variant: .plain)
    #expect(dropout.variance(of: []) == [] && dropout.variance(of: [0, .infinity]) == [0, .infinity])
    #expect(Dropout(dropProbability: 0, variant: .plain).variance(of: [Double.infinity])[0].isNaN)
    #expect(dropout.variance(of: [Double.nan])[0].isNaN)
    #expect(Dropout(dropProbability: 1e-200, variant: .plain).variance(of: [1e200]) == [1e200])
  }

  @Test(.equation("dropout-forward"))
  func `dropout-forward: a mask of another length traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Dropout(dropProbability: 0.5, variant: .plain).forward([1, 2], mask: [1])
    }
    Evidence.expect(result, says: "Dropout.forward: 2 activations but a mask of 1")
  }

  @Test(.equation("dropout-backward"))
  func `dropout-backward: a mask of another length traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Dropout(dropProbability: 0.5, variant: .plain).backward([1, 2], mask: [1, 1, 1])
    }
    Evidence.expect(result, says: "Dropout.backward: a cotangent of 2 but a mask of 3")
  }

  @Test(.equation("dropout-forward"))
  func `dropout-forward: a drop probability of 1 traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Dropout(dropProbability: 1.0, variant: .plain)
    }
    Evidence.expect(result, says: "Dropout: the drop probability must be at least 0 and below 1, not 1.0")
  }

  @Test(.equation("dropout-forward"))
  func `dropout-forward: a negative drop probability traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Dropout(dropProbability: -0.5, variant: .inverted)
    }
    Evidence.expect(result, says: "Dropout: the drop probability must be at least 0 and below 1, not -0.5")
  }

  @Test(.equation("dropout-forward"))
  func `dropout-forward: a negative count traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = Xoshiro256StarStar(seed: 1)
      _ = Dropout(dropProbability: 0.5, variant: .plain).mask(count: -1, using: &generator)
    }
    Evidence.expect(result, says: "Dropout.mask: there are no -1 activations")
  }
}
