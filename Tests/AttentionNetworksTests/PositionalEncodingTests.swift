import AttentionNetworks
import ElementaryFunctions
import EvidenceTraits
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct PositionalEncodingTests {
  @Test(.equation("positional-encoding-value"), arguments: try Evidence.vectors("positional-encoding-value"))
  func `positional-encoding-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  static func encoding(_ n: Int, _ d: Int) -> Matrix<Double> { PositionalEncoding.value(positions: n, width: d) }

  @Test(.equation("positional-encoding-value"), arguments: [2, 4, 8, 64])
  func `positional-encoding-value: every position has the norm √(d/2), and no two are equal`(_ d: Int) {
    let PE = Self.encoding(50, d)
    for p in 0..<50 {
      #expect(abs(PE.row(p).reduce(0) { $0 + $1 * $1 } - Double(d) / 2) < 1e-13)
      for q in 0..<p { #expect(zip(PE.row(p), PE.row(q)).contains { abs($0 - $1) > 1e-3 }) }
    }
  }

  @Test(.equation("positional-encoding-value"), arguments: [2, 6, 16])
  func `positional-encoding-value: dot products, and the way from p to p + k, depend on the distance alone`(_ d: Int) {
    let PE = Self.encoding(30, d)
    func dot(_ p: Int, _ q: Int) -> Double { DotProduct.value(PE.row(p), PE.row(q)) }
    for k in 0..<10 {
      for p in 0..<20 {
        #expect(abs(dot(p, p + k) - dot(0, k)) < 1e-13 * Double(d))
        // Each pair turns by the angle k ω: a rotation that does not know p.
        for i in 0..<d / 2 {
          let (s, c) = (PE[k, 2 * i], PE[k, 2 * i + 1])
          #expect(abs(PE[p + k, 2 * i] - (PE[p, 2 * i] * c + PE[p, 2 * i + 1] * s)) < 1e-13)
          #expect(abs(PE[p + k, 2 * i + 1] - (PE[p, 2 * i + 1] * c - PE[p, 2 * i] * s)) < 1e-13)
        }
      }
    }
  }

  @Test(.equation("positional-encoding-value"))
  func `positional-encoding-value: the wavelengths grow from 2π towards 10000 · 2π`() {
    let PE = Self.encoding(2, 8)
    for (i, frequency) in [1, 0.1, 0.01, 0.001].enumerated() {
      #expect(abs(PE[1, 2 * i] - .sine(frequency)) < 1e-15)
      #expect(abs(PE[1, 2 * i + 1] - .cosine(frequency)) < 1e-15)
    }
  }

  @Test(.equation("positional-encoding-value"))
  func `positional-encoding-value: edge cases`() {
    #expect(Self.encoding(1, 5).elements == [0, 1, 0, 1, 0])
    #expect(Self.encoding(0, 3).rows == 0 && Self.encoding(0, 3).columns == 3)
    // An odd width ends with a sine: the even width's without its last cosine would have other frequencies.
    #expect(Self.encoding(3, 1).elements == [0, .sine(1), .sine(2)])
    // The first rows of a longer sequence are those of a shorter one.
    #expect(Array(Self.encoding(9, 4).elements.prefix(20)) == Self.encoding(5, 4).elements)
  }

  @Test(.equation("positional-encoding-value"), arguments: [(-1, 2), (2, 0)])
  func `positional-encoding-value: sizes that are none trap`(_ n: Int, _ d: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [n, d] in
      let _: Matrix<Double> = PositionalEncoding.value(positions: n, width: d)
    }
    Evidence.expect(result, says: "PositionalEncoding.value: no encoding of \(n) positions has the width \(d)")
  }
}
