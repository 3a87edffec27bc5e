import ActivationFunctions
import EvidenceTraits
import ForwardPropagation
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct OutputHeadTests {
  @Test(.equation("output-head-value"), arguments: try Evidence.vectors("output-head-value"))
  func `output-head-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("output-head-pullback"), arguments: try Evidence.vectors("output-head-pullback"))
  func `output-head-pullback: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("output-head-pullback"), arguments: Evidence.probes("output-head-pullback"))
  func `output-head-pullback: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("output-head-pullback", at: probe) == [])
  }

  static func matrix(_ rows: Int, _ columns: Int, _ generator: inout Xoshiro256StarStar) -> Matrix<Double> {
    Matrix(rows: rows, columns: columns) { _, _ in NormalVariate.next(using: &generator) }
  }

  @Test(.equation("output-head-value"), arguments: Evidence.seeds)
  func `output-head-value: the range of each head, each sample by itself`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let Z = Self.matrix(3, 5, &generator)
    #expect(OutputHead.identity.value(Z) == Z)
    #expect(OutputHead.sigmoid.value(Z).elements.allSatisfy { 0 < $0 && $0 < 1 })
    let softmax = OutputHead.softmax.value(Z)
    for j in 0..<5 {
      #expect(softmax.column(j) == Softmax.value(Z.column(j)))
      #expect(abs(softmax.column(j).reduce(0, +) - 1) < 1e-15)
    }
    // A distribution over the classes of a sample, not over the samples of a class.
    #expect(abs(softmax.row(0).reduce(0, +) - 1) > 1e-3)
  }

  @Test(.equation("output-head-value"))
  func `output-head-value: C-20, a sigmoid at the output cannot fit a target above 1`() {
    let Z = Matrix(rows: 1, columns: 3, elements: [-50.0, 0, 1e300])
    #expect(OutputHead.sigmoid.value(Z).elements.allSatisfy { $0 <= 1 })
    #expect(OutputHead.identity.value(Z).elements[2] == 1e300)
  }

  @Test(.equation("output-head-value"))
  func `output-head-value: edge cases`() {
    for head in [OutputHead.identity, .sigmoid, .softmax] {
      let empty = head.value(Matrix<Double>(columns: [], rows: 3))
      #expect(empty.rows == 3 && empty.columns == 0)
      #expect(head.value(Matrix(rows: 1, columns: 1, elements: [Double.nan])).elements[0].isNaN)
    }
    #expect(OutputHead.softmax.value(Matrix(rows: 1, columns: 2, elements: [-7.0, 3])).elements == [1, 1])
  }

  @Test(.equation("output-head-pullback"))
  func `output-head-pullback: edge cases`() {
    for head in [OutputHead.identity, .sigmoid, .softmax] {
      let empty = head.pullback(Matrix<Double>(columns: [], rows: 3), at: Matrix(columns: [], rows: 3))
      #expect(empty.rows == 3 && empty.columns == 0)
    }
    let one = Matrix(rows: 1, columns: 1, elements: [3.0])
    #expect(OutputHead.softmax.pullback(one, at: one).elements == [0])
    #expect(OutputHead.sigmoid.pullback(one, at: Matrix(rows: 1, columns: 1, elements: [0.0])).elements == [0.75])
    #expect(OutputHead.identity.pullback(one, at: one) == one)
  }

  @Test(.equation("output-head-pullback"))
  func `output-head-pullback: a cotangent of as many elements in another shape traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = OutputHead.identity.pullback(
        Matrix(rows: 1, columns: 2) { _, _ in 1.0 }, at: Matrix(rows: 2, columns: 1) { _, _ in 1.0 })
    }
    Evidence.expect(
      result, says: "OutputHead.pullback: the sums are 2 × 1 but the cotangent is 1 × 2")
  }

  @Test(.equation("output-head-pullback"), arguments: [0, 2])
  func `output-head-pullback: a cotangent of another height traps`(_ K: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [K] in
      _ = OutputHead.identity.pullback(
        Matrix(rows: K, columns: 1) { _, _ in 1.0 }, at: Matrix(rows: 1, columns: 1) { _, _ in 1.0 })
    }
    Evidence.expect(
      result, says: "OutputHead.pullback: the sums are 1 × 1 but the cotangent is \(K) × 1")
  }

  @Test(.equation("output-head-pullback"), arguments: [0, 2])
  func `output-head-pullback: a cotangent of another width traps`(_ m: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [m] in
      _ = OutputHead.identity.pullback(
        Matrix(rows: 1, columns: m) { _, _ in 1.0 }, at: Matrix(rows: 1, columns: 1) { _, _ in 1.0 })
    }
    Evidence.expect(
      result, says: "OutputHead.pullback: the sums are 1 × 1 but the cotangent is 1 × \(m)")
  }
}
