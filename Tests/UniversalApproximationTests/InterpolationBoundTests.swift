import EvidenceTraits
import Foundation
import LinearModels
import SpecConformance
import TensorAlgebra
import Testing
import UniversalApproximation

@Suite struct InterpolationBoundTests {
  @Test(.equation("interpolation-bound-value"), arguments: try Evidence.vectors("interpolation-bound-value"))
  func `interpolation-bound-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("interpolation-bound-value"), arguments: [4, 8, 16, 32, 64])
  func `interpolation-bound-value: B-48, holds for the sine, and is nearly met`(_ N: Int) {
    let bound = InterpolationBound.value(spacing: 2 * Double.pi / Double(N), curvature: 1)
    let bounds: [Int: Double] = [4: 0.308, 8: 0.0771, 16: 0.01928, 32: 0.00482, 64: 0.001205]
    let printed = bounds[N] ?? 0
    #expect(abs(bound / printed - 1) < 2e-3)
    let error = ReLUInterpolantTests.error(ReLUInterpolantTests.sine(N))
    #expect(error <= bound && (N < 16 || error > 0.97 * bound))
  }

  @Test(.equation("interpolation-bound-value"), arguments: Evidence.seeds)
  func `interpolation-bound-value: holds at uneven knots, with the largest distance`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let t = ReLUInterpolantTests.sample(9, &generator).knots
    let h = zip(t, t.dropFirst()).map { $1 - $0 }.max() ?? 0
    // |(sin 2x)″| ≤ 4 and |(x² − x)″| = 2.
    for (f, M) in [({ sin(2 * $0) }, 4.0), ({ $0 * $0 - $0 }, 2)] as [((Double) -> Double, Double)] {
      let g = ReLUInterpolant(knots: t, values: t.map(f))
      let error = EvenlySpaced.value(from: t[0], through: t[9], count: 2001).map { abs(f($0) - g.value(at: $0)) }.max()
      let bound = InterpolationBound.value(spacing: h, curvature: M)
      #expect(error ?? .infinity <= bound * (1 + 1e-12))
      #expect(M == 4 || (error ?? 0) > 0.99 * bound)
    }
  }

  @Test(.equation("interpolation-bound-value"))
  func `interpolation-bound-value: a parabola meets it in the middle of a piece`() {
    let g = ReLUInterpolant(knots: [1, 3], values: [1.0, 9])
    #expect(g.value(at: 2) - 4 == InterpolationBound.value(spacing: 2, curvature: 2))
  }

  @Test(.equation("interpolation-bound-value"))
  func `interpolation-bound-value: edge cases`() {
    #expect(InterpolationBound.value(spacing: 0, curvature: 5.0) == 0)
    #expect(InterpolationBound.value(spacing: 5.0, curvature: 0) == 0)
    #expect(InterpolationBound.value(spacing: 1, curvature: Double.infinity) == .infinity)
    #expect(InterpolationBound.value(spacing: 0, curvature: Double.infinity).isNaN)
    #expect(abs(InterpolationBound.value(spacing: 1e-170, curvature: 8e200) / 1e-140 - 1) < 1e-15)
    #expect(abs(InterpolationBound.value(spacing: 1e200, curvature: 8e-150) / 1e250 - 1) < 1e-15)
  }

  @Test(
    .equation("interpolation-bound-value"),
    arguments: [[-1.0, 1], [1, -1], [.nan, 1], [1, .nan]].map { $0.map(\.bitPattern) })
  func `interpolation-bound-value: a negative spacing or curvature, or NaN, traps`(_ bits: [UInt64]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [bits] in
      _ = InterpolationBound.value(spacing: Double(bitPattern: bits[0]), curvature: Double(bitPattern: bits[1]))
    }
    let (h, M) = (Double(bitPattern: bits[0]), Double(bitPattern: bits[1]))
    Evidence.expect(result, says: "InterpolationBound.value: spacing \(h) and curvature \(M) must not be negative")
  }
}
