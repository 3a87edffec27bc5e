import Testing
import WorkedExamples

/// The examples about regularization. Expected figures: closed forms, and bounds that a wrong kernel misses by far.
@Suite struct RegularizationExampleTests {
  @Test func `B-41: exact through a linear map, not through a ReLU`() {
    // Only the masks with a positive sum count: 0.7³ and 0.7² … of 0.6, 0.25 and 0.85, beside those that drop −1.4.
    #expect(abs(DropoutExample.mean(.identity) + 0.805) < 1e-14 && abs(DropoutExample.mean(.relu) - 0.079275) < 1e-15)
    #expect(abs(DropoutExample.scaled(.identity) + 0.805) < 1e-14 && DropoutExample.scaled(.relu) == 0)
    #expect(DropoutExample.claims().allSatisfy { $0.verdict != .unexplained })
  }

  @Test func `C-56: the means of both conventions`() {
    #expect(abs(DropoutExample.meanOfOne(DropoutExample.plain) - 0.7) < 1e-15)
    #expect(abs(DropoutExample.meanOfOne(DropoutExample.inverted) - 1) < 1e-15)
  }

  @Test func `B-50, C-59: one for plain descent, two under Adam`() {
    let (one, adam) = (WeightDecayExample.oneStep(), WeightDecayExample.adam())
    #expect(abs(one.penalized - 1.44) < 1e-15 && abs(one.decayed - 1.44) < 1e-15)
    #expect(abs(adam.penalized[0] - 1.983) < 5e-4 && abs(adam.penalized[1] - 0.183) < 5e-4)
    #expect(abs(adam.decoupled[0] - 1.884) < 5e-4 && abs(adam.decoupled[1] - 1.884) < 5e-4)
    #expect(WeightDecayExample.claims().allSatisfy { $0.verdict != .unexplained })
  }

  @Test func `C-35: L1 makes zeros, L2 does not`() {
    let (lasso, ridge) = WeightDecayExample.shrunk()
    #expect(lasso == [1.75, 1.25, 0])
    #expect(zip(ridge, [4.0 / 3, 10.0 / 9, 4.0 / 9]).allSatisfy { abs($0 - $1) < 1e-15 })
  }

  @Test func `C-43: a network that learns its noisy points by heart is the worse for it`() {
    let none = OverfittingExample.trained(.none, seed: 2, epochs: 120)
    #expect(none.training.count == 121 && none.validation.count == 121 && none.epochs == 120)
    // The noise has a variance of 0.25.
    #expect(none.training[120] < 0.1 && none.training[120] < 0.6 * none.training[60])
    #expect(none.bestEpoch < 60 && none.validation[120] > 1.2 * none.validation[none.bestEpoch])
    #expect(none.test > 0.3)
  }

  @Test func `early stopping returns the parameters of its best epoch, and stops ten epochs after`() {
    let (none, stopped) = (
      OverfittingExample.trained(.none, seed: 2, epochs: 60),
      OverfittingExample.trained(.earlyStopping, seed: 2, epochs: 60)
    )
    #expect(stopped.epochs < 60 && stopped.validation == Array(none.validation[...stopped.epochs]))
    #expect(stopped.validation.suffix(10).allSatisfy { $0 > stopped.validation[stopped.bestEpoch] })
    #expect(stopped.test == OverfittingExample.trained(.none, seed: 2, epochs: stopped.bestEpoch).test)
  }

  @Test(arguments: [OverfittingExample.Method.l2, .dropout])
  func `a penalty or dropout keeps the network from learning its points by heart`(_ method: OverfittingExample.Method) {
    let one = OverfittingExample.trained(method, seed: 2, epochs: 120)
    #expect(one.training[120] > 0.05 && one.epochs == 120 && one.test < 0.6)
  }
}
