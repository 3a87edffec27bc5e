import LinearClassifiers
import Testing
import WorkedExamples

@Suite struct ClassifierExampleTests {
  @Test func `B-42: the gates' epochs and mistakes, and the functions that are separable`() {
    let claims = PerceptronExample.claims()
    #expect(claims.map(\.computed) == ["6, 11", "4, 5", "6, 10", "3, 2", "never", "14 of 16", "51"])
    #expect(claims.dropLast().allSatisfy { $0.verdict == .agrees })
    #expect(claims[0].remark.hasPrefix("w = 2, 1, b = -3") && claims[3].remark.hasPrefix("w = -1, b = 0"))
    #expect(claims[4].remark.hasPrefix("epoch 3 "))
  }

  @Test func `B-42: only XOR and XNOR come back to their parameters after mistakes`() {
    let repeated = PerceptronExample.functions.filter { PerceptronExample.firstRepeatedEpoch($0) != nil }
    #expect(repeated == [[0, 1, 1, 0], [1, 0, 0, 1]])
    #expect(
      PerceptronExample.perceptrons([0, 1, 1, 0], epochs: 4).map(\.weights) == [[-1, 0], [-1, 0], [-1, 0], [-1, 0]])
    #expect(PerceptronExample.perceptrons([0, 1, 1, 0], epochs: 4).map(\.bias) == [-1, 0, 0, 0])
  }

  @Test func `B-65: far samples move the least-squares boundary, and not the logistic one`() {
    #expect(abs(ClassifierExample.leastSquaresBoundary(ClassifierExample.split) - 3.5) < 1e-13)
    // 5.188946015424169 and 3.500083804 by the same formulas in NumPy.
    #expect(abs(ClassifierExample.leastSquaresBoundary(ClassifierExample.far) - 5.188946015424169) < 1e-12)
    #expect(abs(ClassifierExample.logisticBoundary(ClassifierExample.far, steps: 1) - 5.188946015424169) < 1e-9)
    #expect(abs(ClassifierExample.logisticBoundary(ClassifierExample.far, steps: 20) - 3.500083804) < 1e-7)
    #expect(abs(ClassifierExample.logisticBoundary(ClassifierExample.split, steps: 8) - 3.5) < 1e-12)
  }

  @Test func `C-72: a logistic regression on the inputs and their product solves XOR`() {
    for (ŷ, y) in zip(ClassifierExample.exclusiveOr, [0.0, 1, 1, 0]) { #expect((ŷ - y).magnitude < 0.1) }
  }

  @Test func `two moons: half of each class, on half circles around two centres`() {
    let (X, y) = ClassifierExample.moons(count: 101, seed: 3)
    #expect(y.reduce(0, +) == 50 && X.columns == 101)
    for i in 0..<101 {
      let center = y[i] == 0 ? (0.0, 0.0) : (1.0, 0.5)
      let (dx, dy) = (X[0, i] - center.0, X[1, i] - center.1)
      // Five deviations around the radius 1, on the upper or lower side.
      #expect(abs((dx * dx + dy * dy).squareRoot() - 1) < 0.5)
      #expect(y[i] == 0 ? dy > -0.5 : dy < 0.5)
    }
    #expect(ClassifierExample.moons(count: 4, seed: 1).inputs != ClassifierExample.moons(count: 4, seed: 2).inputs)
  }

  @Test func `two moons: no line separates them, a small network does better`() {
    // A quarter of the example's samples and of its updates.
    let accuracies = ClassifierExample.moonAccuracies(seed: 1, count: 50, epochs: 60)
    #expect(accuracies.logistic < 0.95 && accuracies.logistic > 0.8 && accuracies.perceptron < 0.95)
    #expect(accuracies.network > 0.95 && accuracies.network > accuracies.logistic + 0.03)
  }
}
