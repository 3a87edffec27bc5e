import Foundation
import Testing
import WorkedExamples

import SpecFigures

@Suite struct RecurrentFiguresTests {
  @Test func `the states of the unrolled network turn and shrink`() {
    let run = RecurrentUnrolling.run
    #expect(run.count == 25 && run[0] == [0, 0] && run[1] == [tanh(1), 0])
    // tanh of 0.9 times the state before, turned by 30°.
    for (h, next) in zip(run.dropFirst(), run.dropFirst(2)) {
      let (c, s) = (0.9 * 0.75.squareRoot(), 0.45)
      #expect(abs(next[0] - tanh(c * h[0] - s * h[1])) < 1e-15 && abs(next[1] - tanh(s * h[0] + c * h[1])) < 1e-15)
      #expect(hypot(next[0], next[1]) < 0.9 * hypot(h[0], h[1]))
    }
    #expect(run[6][0] < 0 && run[3][1] > 0)
  }

  @Test func `an unrolled network has an arrow for each use of its weights`() {
    let elements = DrawnFile(of: "RecurrentUnrolling").elements
    #expect(elements.filter { $0.text == "Wₕₕ" }.count == 5 && elements.filter { $0.text == "Wₓₕ" }.count == 4)
    let names = Set(elements.map(\.text))
    #expect(names.isSuperset(of: ["h₀", "h₁", "h₂", "h₃", "h₄", "x₁", "x₂", "x₃", "x₄"]) && !names.contains("x₀"))
  }

  @Test func `the drawn reaches start at 1, and gates that keep the state keep the gradient`() {
    #expect(LongMemory.medianReaches.count == 4 && LongMemory.medianReaches.allSatisfy { $0.count == 31 && $0[0] == 1 })
    let ends = LongMemory.medianReaches.map { $0[30] }
    #expect(ends[0] < ends[3] && ends[3] < ends[1] && ends[3] < ends[2])
    #expect(ends[0] < 1e-2 && ends[1] > 0.05 && ends[2] > 0.05)
  }

  @Test func `the drawn accuracies have a number for each unit and lag`() {
    #expect(MemoryExample.medianAccuracies.count == MemoryExample.cells.count)
    #expect(MemoryExample.medianAccuracies.allSatisfy { $0.count == MemoryExample.lags.count })
    #expect(MemoryExample.medianAccuracies.allSatisfy { $0.allSatisfy { (0.4...1).contains($0) } })
  }
}
