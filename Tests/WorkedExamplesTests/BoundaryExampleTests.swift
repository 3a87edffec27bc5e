import LinearModels
import TensorAlgebra
import Testing
import WorkedExamples

@Suite struct BoundaryExampleTests {
  @Test(arguments: [1, 2])
  func `D-51: a line's boundary is crossed once on any way, a network's more often`(_ seed: UInt64) {
    let data = BoundaryExample.moons(count: 150, seed: seed)
    let line = BoundaryExample.trained(sizes: [2, 1], hidden: .relu, on: data, epochs: 40, seed: seed)
    let curve = BoundaryExample.trained(sizes: [2, 8, 1], hidden: .relu, on: data, epochs: 80, seed: seed)
    var generator = Xoshiro256StarStar(seed: seed)
    var most = (line: 0, curve: 0)
    for _ in 0..<40 {
      func point() -> [Double] { [0, 1].map { _ in 3 * NormalVariate.next(using: &generator) } }
      let (start, end) = (point(), point())
      most.line = max(most.line, BoundaryExample.changes(line, from: start, to: end))
      most.curve = max(most.curve, BoundaryExample.changes(curve, from: start, to: end))
    }
    // From one moon through the other and back to the first.
    most.curve = max(most.curve, BoundaryExample.changes(curve, from: [-1, -0.2], to: [2, 0.6]))
    #expect(most.line == 1 && most.curve >= 2)
    let fresh = BoundaryExample.moons(count: 400, seed: seed + 100)
    let (straight, curved) = (BoundaryExample.accuracy(line, on: fresh), BoundaryExample.accuracy(curve, on: fresh))
    #expect(straight > 0.75 && straight < 0.93 && curved > straight)
  }

  @Test func `D-51: three points of a line's boundary lie on one line`() throws {
    let data = BoundaryExample.moons(count: 150, seed: 3)
    let line = BoundaryExample.trained(sizes: [2, 1], hidden: .relu, on: data, epochs: 20, seed: 3)
    // The boundary found by halving, from above to below, at three places.
    let heights = [-1.0, 0.5, 2].map { x in
      var (low, high) = (-20.0, 20.0)
      func label(_ y: Double) -> Int { BoundaryExample.labels(line, Matrix(rows: 2, columns: 1, elements: [x, y]))[0] }
      #expect(label(low) != label(high))
      for _ in 0..<60 {
        let middle = (low + high) / 2
        if label(middle) == label(low) { low = middle } else { high = middle }
      }
      return low
    }
    #expect(abs(heights[1] - (heights[0] + heights[2]) / 2) < 1e-9)
  }

  @Test func `D-16: the network of sizes 4, 8, 6 and 1 learns what no line can, the signs of two inputs of four`() {
    let (data, fresh) = (BoundaryExample.signs(count: 200, seed: 1), BoundaryExample.signs(count: 500, seed: 101))
    let network = BoundaryExample.trained(sizes: [4, 8, 6, 1], hidden: .relu, on: data, epochs: 60, seed: 1)
    #expect(network.shape.parameterCount == 101)
    #expect(BoundaryExample.accuracy(network, on: fresh) > 0.75)
    let flat = BoundaryExample.trained(sizes: [4, 1], hidden: .relu, on: data, epochs: 60, seed: 1)
    #expect(abs(BoundaryExample.accuracy(flat, on: fresh) - 0.5) < 0.1)
  }

  @Test(arguments: [UInt64(1), 2, 3, 4, 5])
  func `D-56: no sum of pixels tells horizontal bars from vertical ones, a network does`(_ seed: UInt64) {
    var generator = Xoshiro256StarStar(seed: seed)
    let w = Matrix(rows: 8, columns: 8) { _, _ in Double(Shuffle.below(19, using: &generator)) - 9 }
    let scores = BoundaryExample.bars.map { ImageScore.value($0, weights: w, bias: 0) }
    // Every pixel stands in one bar of each direction, so that both have the sum of all weights, whatever the weights.
    #expect(scores.prefix(8).reduce(0, +) == scores.suffix(8).reduce(0, +))
    #expect(Set(BoundaryExample.bars.map(\.elements)).count == 16)
    for k in scores {
      #expect(BoundaryExample.rightBars { ImageScore.value($0, weights: w, bias: -k) } < 16)
    }
    let right = BoundaryExample.rightBars {
      BoundaryExample.barNetwork(Matrix(rows: 64, columns: 1, elements: $0.elements)).elements[0]
    }
    #expect(right == 16)
  }
}
