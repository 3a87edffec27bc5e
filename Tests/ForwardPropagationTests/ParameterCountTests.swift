import EvidenceTraits
import ForwardPropagation
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct ParameterCountTests {
  @Test(.equation("parameter-count-layer"), arguments: try Evidence.vectors("parameter-count-layer"))
  func `parameter-count-layer: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("parameter-count-network"), arguments: try Evidence.vectors("parameter-count-network"))
  func `parameter-count-network: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("parameter-count-layer"))
  func `parameter-count-layer: the elements of a weight matrix and a bias; linear in each size`() {
    for (inputs, outputs) in [(1, 1), (2, 3), (4, 8), (7, 5)] {
      let W = Matrix(rows: outputs, columns: inputs) { _, _ in 0.0 }
      #expect(ParameterCount.layer(inputs: inputs, outputs: outputs) == W.elements.count + outputs)
      #expect(
        ParameterCount.layer(inputs: inputs + 1, outputs: outputs)
          == ParameterCount.layer(inputs: inputs, outputs: outputs) + outputs)
      #expect(
        ParameterCount.layer(inputs: inputs, outputs: 2 * outputs)
          == 2 * ParameterCount.layer(inputs: inputs, outputs: outputs))
    }
  }

  @Test(.equation("parameter-count-layer"))
  func `parameter-count-layer: edge cases`() {
    #expect(ParameterCount.layer(inputs: 0, outputs: 3) == 3 && ParameterCount.layer(inputs: 3, outputs: 0) == 0)
    #expect(ParameterCount.layer(inputs: 0, outputs: 0) == 0)
  }

  @Test(.equation("parameter-count-network"))
  func `parameter-count-network: D4's 101, D2's 81 and 103 for the drawing in D1`() {
    #expect(ParameterCount.layer(inputs: 4, outputs: 8) == 40)
    #expect(ParameterCount.layer(inputs: 8, outputs: 6) == 54)
    #expect(ParameterCount.layer(inputs: 6, outputs: 1) == 7)
    #expect(ParameterCount.network(sizes: [4, 8, 6, 1]) == 101)
    #expect(ParameterCount.network(sizes: [1, 10, 5, 1]) == 81)
    #expect(ParameterCount.network(sizes: [4, 5, 5, 5, 3]) == 103)
  }

  @Test(.equation("parameter-count-network"))
  func `parameter-count-network: edge cases`() {
    #expect(ParameterCount.network(sizes: []) == 0 && ParameterCount.network(sizes: [7]) == 0)
    #expect(ParameterCount.network(sizes: [0, 2, 0]) == 2)
  }

  @Test(.equation("parameter-count-layer"))
  func `parameter-count-layer: a negative number of inputs traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ParameterCount.layer(inputs: -1, outputs: 2)
    }
    Evidence.expect(
      result, says: "ParameterCount.layer: no layer has -1 inputs and 2 outputs")
  }

  @Test(.equation("parameter-count-layer"))
  func `parameter-count-layer: a negative number of outputs traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ParameterCount.layer(inputs: 2, outputs: -1)
    }
    Evidence.expect(
      result, says: "ParameterCount.layer: no layer has 2 inputs and -1 outputs")
  }
}
