import EvidenceTraits
import GradientOptimizers
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct MiniBatchesTests {
  @Test(.equation("mini-batches-partition"), arguments: try Evidence.vectors("mini-batches-partition"))
  func `mini-batches-partition: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("mini-batches-update-count"), arguments: try Evidence.vectors("mini-batches-update-count"))
  func `mini-batches-update-count: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("mini-batches-partition"), arguments: 0..<14)
  func `mini-batches-partition: full batches and a short one, laid end to end`(_ N: Int) {
    let elements = (0..<N).map { 3 * $0 + 1 }
    for B in 1...(N + 2) {
      let batches = MiniBatches.partition(elements, batchSize: B)
      #expect(batches.flatMap { $0 } == elements)
      #expect(batches.dropLast().allSatisfy { $0.count == B })
      #expect(batches.allSatisfy { !$0.isEmpty && $0.count <= B })
      #expect(batches.count == MiniBatches.updateCount(sampleCount: N, batchSize: B, epochs: 1))
    }
  }

  @Test(.equation("mini-batches-partition"), arguments: Evidence.seeds)
  func `mini-batches-partition: an epoch has each sample in one batch, in an order of its own`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (first, second) = (
      MiniBatches.shuffled(sampleCount: 23, batchSize: 5, using: &generator),
      MiniBatches.shuffled(sampleCount: 23, batchSize: 5, using: &generator)
    )
    for epoch in [first, second] {
      #expect(epoch.map(\.count) == [5, 5, 5, 5, 3])
      #expect(epoch.flatMap { $0 }.sorted() == Array(0..<23))
    }
    #expect(first != second && first.flatMap { $0 } != Array(0..<23))
    var again = Xoshiro256StarStar(seed: seed)
    #expect(MiniBatches.shuffled(sampleCount: 23, batchSize: 5, using: &again) == first)
  }

  /// Three samples one by one: the six orders are equally likely.
  @Test(.equation("mini-batches-partition"))
  func `mini-batches-partition: every order is equally likely`() {
    var generator = Xoshiro256StarStar(seed: 11)
    var counts: [[[Int]]: Int] = [:]
    for _ in 0..<6000 {
      counts[MiniBatches.shuffled(sampleCount: 3, batchSize: 1, using: &generator), default: 0] += 1
    }
    // Six standard deviations of a count with the mean 1000.
    #expect(counts.count == 6 && counts.values.allSatisfy { abs($0 - 1000) < 6 * 29 })
  }

  @Test(.equation("mini-batches-update-count"))
  func `mini-batches-update-count: B-53, 100 samples for 200 epochs in batches of 32`() {
    #expect(MiniBatches.updateCount(sampleCount: 100, batchSize: 32, epochs: 1) == 4)
    #expect(MiniBatches.updateCount(sampleCount: 100, batchSize: 32, epochs: 200) == 800)
  }

  @Test(.equation("mini-batches-update-count"))
  func `mini-batches-update-count: C-28, an update after each sample is the batch of one`() {
    func updates(_ batchSize: Int) -> Int {
      MiniBatches.updateCount(sampleCount: 100, batchSize: batchSize, epochs: 1)
    }
    // One by one; as the document's own code leaves it to Keras, which takes 32; all at once.
    #expect(updates(1) == 100 && updates(32) == 4 && updates(100) == 1)
  }

  @Test(.equation("mini-batches-update-count"), arguments: Evidence.seeds)
  func `mini-batches-update-count: E for one batch, E N for batches of one, and in between`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let (N, E) = (1 + Int(Shuffle.below(90, using: &generator)), Int(Shuffle.below(7, using: &generator)))
    func updates(_ B: Int) -> Int { MiniBatches.updateCount(sampleCount: N, batchSize: B, epochs: E) }
    #expect(updates(N) == E && updates(N + 3) == E && updates(1) == E * N)
    for B in 1...N {
      let batches = MiniBatches.shuffled(sampleCount: N, batchSize: B, using: &generator).count
      #expect(updates(B) == E * batches && batches * B >= N && (batches - 1) * B < N)
    }
  }

  @Test(.equation("mini-batches-partition"))
  func `mini-batches-partition: edge cases`() {
    #expect(MiniBatches.partition([Int](), batchSize: 3) == [])
    #expect(MiniBatches.partition([7], batchSize: .max) == [[7]])
    #expect(MiniBatches.partition([7, 8, 9], batchSize: 2) == [[7, 8], [9]])
    var generator = Xoshiro256StarStar(seed: 1)
    #expect(MiniBatches.shuffled(sampleCount: 0, batchSize: 3, using: &generator) == [])
    #expect(MiniBatches.shuffled(sampleCount: 1, batchSize: 3, using: &generator) == [[0]])
  }

  @Test(.equation("mini-batches-update-count"))
  func `mini-batches-update-count: edge cases`() {
    #expect(MiniBatches.updateCount(sampleCount: 0, batchSize: 3, epochs: 5) == 0)
    #expect(MiniBatches.updateCount(sampleCount: 5, batchSize: 3, epochs: 0) == 0)
    #expect(MiniBatches.updateCount(sampleCount: .max, batchSize: .max, epochs: 3) == 3)
    #expect(MiniBatches.updateCount(sampleCount: .max, batchSize: 2, epochs: 1) == 1 << 62)
  }

  @Test(.equation("mini-batches-partition"))
  func `mini-batches-partition: sizes out of range trap`() async {
    let size = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MiniBatches.partition([1, 2], batchSize: 0)
    }
    Evidence.expect(size, says: "MiniBatches.partition: a batch has at least 1 element, not 0")
    let samples = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = Xoshiro256StarStar(seed: 1)
      _ = MiniBatches.shuffled(sampleCount: -1, batchSize: 1, using: &generator)
    }
    Evidence.expect(samples, says: "MiniBatches.shuffled: there are no -1 samples")
  }

  @Test(.equation("mini-batches-update-count"))
  func `mini-batches-update-count: counts out of range trap`() async {
    let samples = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MiniBatches.updateCount(sampleCount: -1, batchSize: 1, epochs: 1)
    }
    Evidence.expect(samples, says: "MiniBatches.updateCount: no 1 epochs of -1 samples in batches of 1")
    let size = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MiniBatches.updateCount(sampleCount: 1, batchSize: 0, epochs: 1)
    }
    Evidence.expect(size, says: "MiniBatches.updateCount: no 1 epochs of 1 samples in batches of 0")
    let epochs = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = MiniBatches.updateCount(sampleCount: 1, batchSize: 1, epochs: -1)
    }
    Evidence.expect(epochs, says: "MiniBatches.updateCount: no -1 epochs of 1 samples in batches of 1")
  }
}
