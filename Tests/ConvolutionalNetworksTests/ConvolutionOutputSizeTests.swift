import ConvolutionalNetworks
import EvidenceTraits
import SpecConformance
import Testing

@Suite struct ConvolutionOutputSizeTests {
  @Test(.equation("convolution-output-size"), arguments: try Evidence.vectors("convolution-output-size"))
  func `convolution-output-size: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("convolution-output-size"))
  func `convolution-output-size: edge cases`() {
    func o(_ n: Int, _ k: Int, _ s: Int, _ p: Int) -> Int {
      ConvolutionOutputSize.value(size: n, window: k, stride: s, padding: p)
    }
    // One position: the window as wide as everything, or a stride that leads beyond the end.
    #expect(o(5, 5, 1, 0) == 1 && o(3, 7, 2, 2) == 1 && o(5, 4, 2, 0) == 1 && o(1, 1, 9, 0) == 1)
    #expect(o(7, 1, 1, 0) == 7 && o(28, 3, 1, 0) == 26 && o(26, 2, 2, 0) == 13)
    // An odd window with half of itself as padding keeps the size.
    for k in [1, 3, 5, 7] { for n in 1...9 { #expect(o(n, k, 1, (k - 1) / 2) == n) } }
  }

  @Test(.equation("convolution-output-size"))
  func `convolution-output-size: the starts 0, s, 2s, … at which the window still fits, counted`() {
    for n in 1...9 {
      for k in 1...5 {
        for s in 1...4 {
          for p in 0...3 where k <= n + 2 * p {
            let starts = (0..<100).filter { $0 * s + k <= n + 2 * p }
            #expect(ConvolutionOutputSize.value(size: n, window: k, stride: s, padding: p) == starts.count)
          }
        }
      }
    }
  }

  @Test(.equation("convolution-output-size"))
  func `convolution-output-size: a window that does not fit traps`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ConvolutionOutputSize.value(size: 3, window: 6, stride: 1, padding: 1)
    }
    Evidence.expect(result, says: "ConvolutionOutputSize.value: a window of 6 does not fit 3 with padding 1")
  }

  @Test(.equation("convolution-output-size"), arguments: [[0, 1, 1, 0], [3, 0, 1, 0], [3, 1, 0, 0], [3, 1, 1, -1]])
  func `convolution-output-size: a size, a window or a stride of 0, or a padding below 0, traps`(_ x: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [x] in
      _ = ConvolutionOutputSize.value(size: x[0], window: x[1], stride: x[2], padding: x[3])
    }
    Evidence.expect(
      result,
      says:
        "ConvolutionOutputSize.value: no window of \(x[1]) with stride \(x[2]) slides over \(x[0]) with padding \(x[3])"
    )
  }
}
