import ElementaryFunctions
import EvidenceTraits
import TensorAlgebra
import Testing

@Suite struct EuclideanNormTests {
  @Test(arguments: Evidence.seeds)
  func `the root of the dot product with itself, homogeneous, and no longer than its parts together`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let u: [Double] = (0..<7).map { _ in NormalVariate.next(using: &generator) }
    let v: [Double] = (0..<7).map { _ in NormalVariate.next(using: &generator) }
    let norm = EuclideanNorm.value(u)
    #expect(abs(norm - DotProduct.value(u, u).squareRoot()) < 1e-15 * norm * 4)
    #expect(EuclideanNorm.value(u.map { -4 * $0 }) == 4 * norm)
    #expect(EuclideanNorm.value(zip(u, v).map { $0 + $1 }) <= norm + EuclideanNorm.value(v))
  }

  @Test func `neither overflows nor underflows on the way`() {
    #expect(EuclideanNorm.value([3e300, -4e300]) == 5e300)
    #expect(EuclideanNorm.value([3e-300, 4e-300]) == 5e-300)
    #expect(EuclideanNorm.value([-Double.leastNonzeroMagnitude, 0]) == .leastNonzeroMagnitude)
    #expect(EuclideanNorm.value([Float(3e30), 4e30]) == 5e30)
  }

  @Test func `special values`() {
    #expect(EuclideanNorm.value([Double]()) == 0 && EuclideanNorm.value([0.0, -0.0]) == 0)
    #expect(
      EuclideanNorm.value([-.infinity, 1.0]) == .infinity && EuclideanNorm.value([1, Double.infinity]) == .infinity)
    #expect(EuclideanNorm.value([1, Double.nan]).isNaN && EuclideanNorm.value([Double.infinity, .nan]).isNaN)
    #expect(EuclideanNorm.value([-2.5]) == 2.5)
    // A length is +0, never −0.
    #expect(EuclideanNorm.value([0.0]).sign == .plus && EuclideanNorm.value([-0.0]).sign == .plus)
  }
}
