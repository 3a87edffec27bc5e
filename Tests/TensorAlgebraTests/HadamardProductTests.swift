import EvidenceTraits
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct HadamardProductTests {
  @Test(.equation("hadamard-product-value"), arguments: try Evidence.vectors("hadamard-product-value"))
  func `hadamard-product-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("hadamard-product-pullback"), arguments: try Evidence.vectors("hadamard-product-pullback"))
  func `hadamard-product-pullback: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("hadamard-product-pullback"), arguments: Evidence.probes("hadamard-product-pullback"))
  func `hadamard-product-pullback: agrees with its witnesses`(_ probe: Probe) {
    #expect(Evidence.failures("hadamard-product-pullback", at: probe) == [])
  }

  @Test(.equation("hadamard-product-value"), arguments: Evidence.seeds)
  func `hadamard-product-value: commutes, has ones as neutral, is diag(u) v`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let u: [Double] = (0..<7).map { _ in NormalVariate.next(using: &generator) }
    let v: [Double] = (0..<7).map { _ in NormalVariate.next(using: &generator) }
    let product = HadamardProduct.value(u, v)
    #expect(product == HadamardProduct.value(v, u))
    #expect(HadamardProduct.value(u, [Double](repeating: 1, count: 7)) == u)
    let diagonal = Matrix(rows: 7, columns: 7) { i, j in i == j ? u[i] : 0 }
    #expect(MatrixProduct.value(diagonal, Matrix(rows: 7, columns: 1, elements: v)).elements == product)
  }

  @Test(.equation("hadamard-product-value"), arguments: Evidence.seeds)
  func `hadamard-product-value: associates, exactly on small integers`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    func integers() -> [Double] { (0..<5).map { _ in Double(Shuffle.below(100, using: &generator)) } }
    let (u, v, w) = (integers(), integers(), integers())
    #expect(
      HadamardProduct.value(HadamardProduct.value(u, v), w)
        == HadamardProduct.value(u, HadamardProduct.value(v, w)))
  }

  @Test(.equation("hadamard-product-value"))
  func `hadamard-product-value: edge cases`() {
    #expect(HadamardProduct.value([Double](), []) == [])
    #expect(HadamardProduct.value([Double.infinity], [0])[0].isNaN)
    #expect(HadamardProduct.value([-0.0], [1])[0].sign == .minus)
    #expect(HadamardProduct.value([Double.nan, 2], [1, 3])[1] == 6)
  }

  @Test(.equation("hadamard-product-pullback"))
  func `hadamard-product-pullback: edge cases`() {
    let empty = HadamardProduct.pullback([Double](), at: [], [])
    #expect(empty.u == [] && empty.v == [])
  }

  @Test(.equation("hadamard-product-value"))
  func `hadamard-product-value: lengths that differ trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = HadamardProduct.value([1.0, 2], [1])
    }
    Evidence.expect(result, says: "HadamardProduct.value: u has 2 elements but v has 1")
  }

  @Test(.equation("hadamard-product-pullback"))
  func `hadamard-product-pullback: lengths that differ trap`() async {
    let operands = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = HadamardProduct.pullback([1.0, 2], at: [1.0, 2], [1])
    }
    Evidence.expect(
      operands, says: "HadamardProduct.pullback: u has 2 elements, v has 1 and the cotangent has 2")
    let cotangent = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = HadamardProduct.pullback([1.0], at: [1.0, 2], [1, 3])
    }
    Evidence.expect(
      cotangent, says: "HadamardProduct.pullback: u has 2 elements, v has 2 and the cotangent has 1")
  }
}
