import ActivationFunctions
import ElementaryFunctions
import EvidenceTraits
import LossFunctions
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct OneHotTests {
  @Test(.equation("one-hot-value"), arguments: try Evidence.vectors("one-hot-value"))
  func `one-hot-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("one-hot-value"), arguments: 0..<5)
  func `one-hot-value: adds up to 1, and its class is where it is 1`(_ c: Int) {
    let y: [Double] = OneHot.value(class: c, count: 5)
    #expect(y.count == 5 && Sum.over(0..<5) { y[$0] } == 1)
    #expect(y.firstIndex(of: 1) == c && y.lastIndex(of: 1) == c)
  }

  @Test(.equation("one-hot-value"))
  func `one-hot-value: edge cases`() {
    #expect(OneHot.value(class: 0, count: 1) as [Float] == [1])
  }

  @Test(.equation("one-hot-value"))
  func `one-hot-value: a class that is none traps`() async {
    let above = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let y: [Double] = OneHot.value(class: 3, count: 3)
      print(y)
    }
    Evidence.expect(above, says: "OneHot.value: there is no class 3 among 3")
    let below = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let y: [Double] = OneHot.value(class: -1, count: 3)
      print(y)
    }
    Evidence.expect(below, says: "OneHot.value: there is no class -1 among 3")
    let none = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let y: [Double] = OneHot.value(class: 0, count: -2)
      print(y)
    }
    Evidence.expect(none, says: "OneHot.value: there is no class 0 among -2")
  }

  @Test(.equation("one-hot-value"))
  func `one-hot-value: C-55, the target is the vector, and y_k one number of it`() {
    let y = OneHot.value(class: 2, count: 4) as [Double]
    let yₖ: Double = y[2]
    #expect(y.count == 4 && yₖ == 1)
    // The sum over the classes takes the number yₖ from the vector y.
    #expect(CategoricalCrossEntropy.value(predictions: [0.125, 0.25, 0.5, 0.125], targets: y) == -yₖ * .logarithm(0.5))
  }
}
