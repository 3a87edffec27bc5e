import Foundation

/// Measures the tape, side by side with a peer in the same run.
@main
struct Benchmarks {
  static let help = """
    Benchmarks: how many operations a second the tape records and sweeps.

    USAGE
      swift run -c release Benchmarks [--peer COMMAND]

    OPTIONS
      --peer COMMAND  a program that does the same work and prints one line,
                      OPERATIONS SECONDS LOSS GRADIENT_SUM, such as
                      "python3 Tests/Peers/scalar_autograd.py"; the two run in
                      turn, five times each, and ratios are taken turn by turn
      --help, -h      this text

    """

  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    switch (arguments.first, arguments.count) {
    case (nil, _):
      print(line("tape", measure()))
    case ("--peer", 2):
      try compare(with: arguments[1])
    case ("--help", 1), ("-h", 1):
      print(help, terminator: "")
    default:
      FileHandle.standardError.write(Data("Benchmarks: unknown arguments; see Benchmarks --help\n".utf8))
      exit(64)
    }
  }

  struct Measurement {
    let operations, seconds, loss, gradientSum: Double
    var operationsPerSecond: Double { operations / seconds }
  }

  /// The time of one pass, averaged over enough of them to fill a fifth of a second.
  static func measure() -> Measurement {
    let clock = ContinuousClock()
    var result = ScalarNetwork.pass()
    var passes = 0
    let start = clock.now
    while clock.now - start < .milliseconds(200) {
      result = ScalarNetwork.pass()
      passes += 1
    }
    let seconds = (clock.now - start) / .seconds(1) / Double(passes)
    return Measurement(
      operations: Double(result.operations), seconds: seconds, loss: result.loss,
      gradientSum: result.gradientSum)
  }

  static func compare(with command: String) throws {
    var ratios: [Double] = []
    for _ in 1...5 {
      let (ours, theirs) = (measure(), try peer(command))
      guard ours.operations == theirs.operations, abs(ours.loss / theirs.loss - 1) < 1e-12,
        abs(ours.gradientSum / theirs.gradientSum - 1) < 1e-9
      else { throw PeerError(description: "the peer did other work: \(theirs) against \(ours)") }
      ratios.append(ours.operationsPerSecond / theirs.operationsPerSecond)
      print(line("tape", ours) + "   " + line("peer", theirs) + String(format: "   ratio %.0f", ratios.last ?? 0))
    }
    ratios.sort()
    print(String(format: "ratio: least %.0f, median %.0f, most %.0f", ratios[0], ratios[2], ratios[4]))
  }

  static func line(_ name: String, _ m: Measurement) -> String {
    String(format: "%@: %.0f operations, %.3g a second", name, m.operations, m.operationsPerSecond)
  }

  static func peer(_ command: String) throws -> Measurement {
    let process = Process()
    let output = Pipe()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    guard process.terminationStatus == 0, numbers.count == 4 else {
      throw PeerError(description: "“\(command)” printed “\(text)”, expected four numbers")
    }
    return Measurement(
      operations: numbers[0], seconds: numbers[1], loss: numbers[2], gradientSum: numbers[3])
  }
}

/// A peer that did not do the work.
struct PeerError: Error, CustomStringConvertible {
  let description: String
}
