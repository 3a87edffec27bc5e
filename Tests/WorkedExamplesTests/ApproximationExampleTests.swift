import Testing
import WorkedExamples

@Suite struct ApproximationExampleTests {
  @Test func `B-48: the interpolant's errors are the table's, below their bounds`() {
    for (N, expected) in [(4, 0.2105), (8, 0.0704), (16, 0.01885), (32, 0.00479), (64, 0.001203)] {
      let error = ApproximationExample.error(ApproximationExample.interpolant(pieces: N).value(at:))
      #expect((error - expected).magnitude < expected * 1e-3 && error <= ApproximationExample.bound(pieces: N))
    }
  }

  @Test func `B-48: a network trained for a while comes nearer to the sine, but not as near as one made for it`() {
    let (early, late) = (
      ApproximationExample.trainedError(units: 16, updates: 5, seed: 1),
      ApproximationExample.trainedError(units: 16, updates: 300, seed: 1)
    )
    #expect(late < early && late < 0.7 && late > 0.01885)
  }

  @Test func `UA-4: the best parabola is off by an eighth`() {
    #expect((ApproximationExample.parabolaError - 0.125).magnitude < 1e-15)
  }
}
