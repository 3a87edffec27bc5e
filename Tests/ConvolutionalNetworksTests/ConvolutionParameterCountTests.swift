import ConvolutionalNetworks
import EvidenceTraits
import ForwardPropagation
import SpecConformance
import Testing

@Suite struct ConvolutionParameterCountTests {
  @Test(.equation("convolution-parameter-count"), arguments: try Evidence.vectors("convolution-parameter-count"))
  func `convolution-parameter-count: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("convolution-parameter-count"))
  func `convolution-parameter-count: 10 for a filter of 3 × 3, where the dense layer has 530 660`() {
    let filter = ConvolutionParameterCount.value(inputChannels: 1, outputChannels: 1, height: 3, width: 3)
    let side = ConvolutionOutputSize.value(size: 28, window: 3)
    #expect(filter == 10 && side == 26)
    #expect(ParameterCount.layer(inputs: 28 * 28, outputs: side * side) == 530660)
  }

  @Test(.equation("convolution-parameter-count"))
  func `convolution-parameter-count: linear in the filters, and one layer's for each filter`() {
    for (C, h, w) in [(1, 3, 3), (2, 1, 4), (5, 3, 2)] {
      let one = ConvolutionParameterCount.value(inputChannels: C, outputChannels: 1, height: h, width: w)
      // A neuron that sees one window.
      #expect(one == ParameterCount.layer(inputs: C * h * w, outputs: 1))
      let seven = ConvolutionParameterCount.value(inputChannels: C, outputChannels: 7, height: h, width: w)
      #expect(seven == 7 * one)
    }
  }

  @Test(.equation("convolution-parameter-count"))
  func `convolution-parameter-count: edge cases`() {
    func P(_ i: Int, _ o: Int, _ h: Int, _ w: Int) -> Int {
      ConvolutionParameterCount.value(inputChannels: i, outputChannels: o, height: h, width: w)
    }
    #expect(P(3, 0, 2, 2) == 0 && P(0, 5, 2, 2) == 5 && P(2, 5, 0, 3) == 5)
  }

  @Test(
    .equation("convolution-parameter-count"),
    arguments: [[-1, 1, 1, 1], [1, -1, 1, 1], [1, 1, -1, 1], [1, 1, 1, -1]])
  func `convolution-parameter-count: a negative number traps`(_ x: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [x] in
      _ = ConvolutionParameterCount.value(inputChannels: x[0], outputChannels: x[1], height: x[2], width: x[3])
    }
    Evidence.expect(
      result, says: "ConvolutionParameterCount.value: no layer has \(x[1]) filters of \(x[0]) × \(x[2]) × \(x[3])")
  }
}
