import SpecFigures
import Testing

@Suite struct ClassifierFiguresTests {
  @Test func `AND's boundaries are those of the epochs, the last one thick`() throws {
    let panel = try DrawnFile(of: "PerceptronSteps").panel("AND, epochs 1 to 5")
    let thin = panel.lines { $0.contains("thin") }
    let thick = panel.curves("solid")
    #expect(thin.count == 4 && thick.count == 1)
    // w and b after the epochs, as the rule gives them by hand.
    let lines = [(1.0, 1.0, 0.0), (2, 1, -1), (2, 1, -2), (2, 2, -2), (2, 1, -3)]
    for ((w1, w2, b), ends) in zip(lines, thin + thick) {
      #expect(ends.count == 2)
      for (x, y) in ends { #expect(abs(w1 * x + w2 * y + b) < 0.02) }
    }
    #expect(panel.dots("orange").count == 1 && panel.dots("card").count == 3)
  }

  @Test func `XOR's boundaries are the four of a cycle, and no class has a side of its own`() throws {
    let panel = try DrawnFile(of: "PerceptronSteps").panel("XOR, four updates")
    let thin = panel.lines { $0.contains("thin") }
    let lines = [(-1.0, 0.0, -1.0), (-1, 1, 0), (0, 1, 1), (-1, 0, 0)]
    #expect(thin.count == 4 && panel.curves("solid").isEmpty)
    for ((w1, w2, b), ends) in zip(lines, thin) {
      for (x, y) in ends { #expect(abs(w1 * x + w2 * y + b) < 0.02) }
      let answers = [(0.0, 0.0), (0, 1), (1, 0), (1, 1)].map { w1 * $0.0 + w2 * $0.1 + b >= 0 }
      #expect(answers != [false, true, true, false])
    }
  }

  @Test func `the network's boundaries on XOR lie between the classes`() throws {
    let panel = try DrawnFile(of: "PerceptronSteps").panel("XOR, network 2–4–1")
    let outlines = panel.curves("solid")
    #expect(outlines.count >= 2)
    // From each corner of one class to each of the other some outline is crossed.
    for one in [(0.0, 1.0), (1, 0)] {
      for other in [(0.0, 0.0), (1, 1)] {
        let crossed = outlines.contains { outline in
          zip(outline, outline.dropFirst()).contains { a, b in
            Self.side(a, one, other) != Self.side(b, one, other) && Self.side(one, a, b) != Self.side(other, a, b)
          }
        }
        #expect(crossed)
      }
    }
  }

  /// On which side of the line through two points a third one lies.
  static func side(_ p: (Double, Double), _ a: (Double, Double), _ b: (Double, Double)) -> Bool {
    (b.0 - a.0) * (p.1 - a.1) - (b.1 - a.1) * (p.0 - a.0) > 0
  }

  @Test func `the linear classifiers' boundaries are straight, and the logistic ones parallel`() throws {
    let file = DrawnFile(of: "DecisionBoundaries")
    #expect(try file.panel("Perceptron").curves("solid").map(\.count) == [2])
    let logistic = try file.panel("Logistic, 0.1, 0.5 and 0.9")
    let lines = logistic.curves("solid") + logistic.lines { $0.contains("dashed") && $0.contains("thin") }
    #expect(lines.count == 3)
    let slopes = lines.map { ($0[1].y - $0[0].y) / ($0[1].x - $0[0].x) }
    for slope in slopes { #expect(abs(slope - slopes[0]) < 0.01) }
    // Halfway between the probabilities 0.1 and 0.9 is the boundary, at the left side of the panel.
    let heights = lines.map { ends in ends.min { $0.x < $1.x }?.y ?? .nan }
    #expect(abs((heights[1] + heights[2]) / 2 - heights[0]) < 0.01 && abs(heights[1] - heights[2]) > 0.3)
  }

  @Test func `the softmax's boundaries are three straight lines that meet in a point`() throws {
    let lines = try DrawnFile(of: "DecisionBoundaries").panel("Softmax regression").curves("solid")
    #expect(lines.map(\.count) == [2, 2, 2])
    let meeting = lines.map { $0[1] }
    for point in meeting { #expect(abs(point.x - meeting[0].x) < 0.02 && abs(point.y - meeting[0].y) < 0.02) }
  }

  @Test func `the network's boundary is curved`() throws {
    let outlines = try DrawnFile(of: "DecisionBoundaries").panel("Network 2–8–1").curves("solid")
    let longest = try #require(outlines.max { $0.count < $1.count })
    #expect(longest.count > 20)
    let (first, last) = (longest[0], longest[longest.count - 1])
    let chord = ((last.x - first.x) * (last.x - first.x) + (last.y - first.y) * (last.y - first.y)).squareRoot()
    let deviations = longest.map { p in
      ((last.x - first.x) * (p.y - first.y) - (last.y - first.y) * (p.x - first.x)) / chord
    }
    // To both sides of the straight line between its ends.
    #expect((deviations.max() ?? 0) > 0.2 && (deviations.min() ?? 0) < -0.2)
  }
}
