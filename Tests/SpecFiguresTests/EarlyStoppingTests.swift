import Foundation
import Testing
import WorkedExamples

@Suite struct EarlyStoppingTests {
  @Test func `the training loss falls, the validation loss rises again, and its least value is marked`() throws {
    let file = DrawnFile(of: "EarlyStopping")
    let panel = try file.panel("Nothing done")
    let (training, validation) = (panel.curves("solid").joined(), panel.curves("dashed").joined())
    let (first, last) = (try #require(training.first), try #require(training.last))
    #expect(abs(last.x - 150) < 1e-3 && last.y < 0.05 && last.y < first.y / 5)
    let best = try #require(panel.dots("orange").first)
    let least = try #require(validation.min { $0.y < $1.y })
    #expect(abs(best.x - least.x) < 1e-3 && abs(best.y - least.y) < 1e-3)
    #expect(panel.texts("name").contains("best epoch: \(Int(best.x.rounded()))"))
    #expect(try #require(validation.last).y > 2 * best.y)
    // The guide stands where the dot is.
    let guide = try #require(panel.lines { $0.contains("thin") && $0.contains("dashed") }.first)
    #expect(guide.allSatisfy { abs($0.x - best.x) < 1e-3 })
  }

  @Test func `with a penalty and with dropout the validation loss stays below the one without`() throws {
    let panel = try DrawnFile(of: "EarlyStopping").panel("Validation loss")
    let ends = try ["dashed", "solid", "dotted"].map { try #require(panel.curves($0).joined().last) }
    #expect(ends.allSatisfy { abs($0.x - 150) < 1e-3 } && ends[1].y < 0.6 * ends[0].y && ends[2].y < 0.6 * ends[0].y)
    // The same as the example's own numbers.
    let validation = OverfittingExample.trained(.l2, seed: 2, epochs: 20).validation
    let drawn = panel.curves("solid").joined()
    for (x, y) in drawn where x < 20.5 { #expect(abs(y - validation[Int(x.rounded())]) < 5e-3) }
  }
}
