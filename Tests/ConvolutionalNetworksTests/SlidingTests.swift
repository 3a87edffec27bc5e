import ConvolutionalNetworks
import EvidenceTraits
import SpecConformance
import Testing

/// How windows slide, which has no equation of its own.
@Suite struct SlidingTests {
  @Test func `one stride and one padding serve rows and columns`() {
    let sliding = Sliding(stride: 3, padding: 2)
    #expect(sliding.rowStride == 3 && sliding.columnStride == 3)
    #expect(sliding.rowPadding == 2 && sliding.columnPadding == 2)
    #expect(Sliding() == Sliding(rowStride: 1, columnStride: 1, rowPadding: 0, columnPadding: 0))
    let unequal = Sliding(rowStride: 1, columnStride: 2, rowPadding: 3, columnPadding: 4)
    #expect(unequal.rowStride == 1 && unequal.columnStride == 2)
    #expect(unequal.rowPadding == 3 && unequal.columnPadding == 4)
  }

  @Test func `a pooling window without a stride is laid like tiles`() {
    #expect(PoolingWindow(3) == PoolingWindow(height: 3, width: 3, sliding: Sliding(stride: 3)))
    #expect(PoolingWindow(3, stride: 2) == PoolingWindow(height: 3, width: 3, sliding: Sliding(stride: 2)))
    let window = PoolingWindow(height: 2, width: 3, sliding: Sliding())
    #expect(window.height == 2 && window.width == 3)
  }

  @Test(arguments: [[0, 1], [1, 0], [-1, 1]])
  func `a stride below 1 traps`(_ s: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [s] in
      _ = Sliding(rowStride: s[0], columnStride: s[1], rowPadding: 0, columnPadding: 0)
    }
    Evidence.expect(result, says: "Sliding: strides are at least 1, not \(s[0]) and \(s[1])")
  }

  @Test(arguments: [[-1, 0], [0, -1]])
  func `a padding below 0 traps`(_ p: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [p] in
      _ = Sliding(rowStride: 1, columnStride: 1, rowPadding: p[0], columnPadding: p[1])
    }
    Evidence.expect(result, says: "Sliding: paddings are at least 0, not \(p[0]) and \(p[1])")
  }

  @Test(arguments: [[0, 1], [1, 0]])
  func `a window without numbers traps`(_ k: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [k] in
      _ = PoolingWindow(height: k[0], width: k[1], sliding: Sliding())
    }
    Evidence.expect(result, says: "PoolingWindow: no window is \(k[0]) × \(k[1])")
  }

  @Test(arguments: [[2, 0], [0, 3]])
  func `padding as wide as the pooling window traps`(_ p: [Int]) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { [p] in
      _ = PoolingWindow(
        height: 2, width: 3, sliding: Sliding(rowStride: 1, columnStride: 1, rowPadding: p[0], columnPadding: p[1]))
    }
    Evidence.expect(
      result,
      says: "PoolingWindow: a window of 2 × 3 can stand in the padding of \(p[0]) rows and \(p[1]) columns alone")
  }
}
