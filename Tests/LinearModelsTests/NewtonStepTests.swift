import EvidenceTraits
import LinearModels
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct NewtonStepTests {
  @Test(.equation("newton-step"), arguments: try Evidence.vectors("newton-step"))
  func `newton-step: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("newton-step"), arguments: Evidence.seeds)
  func `newton-step: lands on the least-squares line from everywhere, and stays there`(_ seed: UInt64) {
    let (X, Y) = LineLossTests.points(seed, 9)
    let best = LeastSquaresLine.fit(inputs: X, targets: Y)
    for (w, b) in [(0.0, 0.0), (1.5, -30), (-200, 7), (best.weight, best.bias)] {
      let line = NewtonStep.value(weight: w, bias: b, inputs: X, targets: Y)
      let again = NewtonStep.value(weight: line.weight, bias: line.bias, inputs: X, targets: Y)
      for step in [line, again] {
        #expect(abs(step.weight - best.weight) < 1e-12 && abs(step.bias - best.bias) < 1e-12)
      }
    }
  }

  @Test(.equation("newton-step"), arguments: Evidence.seeds)
  func `newton-step: H times the step is minus the gradient`(_ seed: UInt64) {
    let (X, Y) = LineLossTests.points(seed, 9)
    let (w, b) = (1.5, -3.0)
    let line = NewtonStep.value(weight: w, bias: b, inputs: X, targets: Y)
    let step = Matrix(rows: 2, columns: 1, elements: [line.weight - w, line.bias - b])
    let change = MatrixProduct.value(LineLossHessian.value(inputs: X), step).elements
    let gradient = LineLoss.gradient(weight: w, bias: b, inputs: X, targets: Y)
    #expect(abs(change[0] + gradient.weight) < 1e-11 && abs(change[1] + gradient.bias) < 1e-12)
  }

  @Test(.equation("newton-step"), arguments: Evidence.seeds)
  func `newton-step: repeated points change nothing`(_ seed: UInt64) {
    let (X, Y) = LineLossTests.points(seed, 8)
    let once = NewtonStep.value(weight: 1.5, bias: -3, inputs: X, targets: Y)
    let twice = NewtonStep.value(weight: 1.5, bias: -3, inputs: X + X, targets: Y + Y)
    #expect(abs(once.weight - twice.weight) < 1e-13 && abs(once.bias - twice.bias) < 1e-13)
  }

  @Test(.equation("newton-step"))
  func `newton-step: edge cases`() {
    #expect(NewtonStep.value(weight: 7, bias: -9, inputs: [-1.0, 1], targets: [1, 5]) == (weight: 2, bias: 3))
    let equal = NewtonStep.value(weight: 1, bias: 1, inputs: [0.1, 0.1, 0.1], targets: [1, 2, 3])
    #expect(equal.weight.isNaN && equal.bias.isNaN)
    let single = NewtonStep.value(weight: 1, bias: 1, inputs: [2.0], targets: [1])
    #expect(single.weight.isNaN && single.bias.isNaN)
    let spoilt = NewtonStep.value(weight: 1, bias: .nan, inputs: [2.0, 3], targets: [1, 2])
    #expect(spoilt.weight.isNaN && spoilt.bias.isNaN)
  }

  @Test(.equation("newton-step"))
  func `newton-step: lengths that differ, and no points, trap`() async {
    let lengths = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = NewtonStep.value(weight: 1, bias: 1, inputs: [1.0, 2], targets: [1])
    }
    Evidence.expect(lengths, says: "NewtonStep.value: 2 inputs but 1 targets")
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = NewtonStep.value(weight: 1, bias: 1, inputs: [Double](), targets: [])
    }
    Evidence.expect(empty, says: "NewtonStep.value: no points determine no line")
  }
}
