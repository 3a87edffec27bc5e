import Foundation

/// Measures this package, side by side with a peer in the same run.
@main
struct Benchmarks {
  static let help = """
    Benchmarks: how long work takes here, and beside a peer that does the same.

    USAGE
      swift run -c release Benchmarks [NAME]
      swift run -c release Benchmarks NAME --peer COMMAND

    NAMES
      tape            loss and gradient of a small network, operation by operation
                      on the tape; peer: python3 Tests/Peers/scalar_autograd.py
      training-step   100 steps of Adam on D2's network, batches of 32;
                      peer: python3 Tests/Peers/torch_training.py
      gradient-check  the check of every parameter of a [4, 8, 6, 1] network on 16
                      samples; peer: python3 Tests/Peers/torch_gradcheck.py

    OPTIONS
      --peer COMMAND  a program that does the same work and prints one line,
                      SECONDS FIGURE...; its figures must be ours. The two run in
                      turn, five times each, and ratios are taken turn by turn
      --help, -h      this text

    """

  static let all = [
    Benchmark(name: "tape", pass: ScalarNetwork.pass), Benchmark(name: "training-step", pass: TrainingStep.pass),
    Benchmark(name: "gradient-check", pass: CheckedNetwork.pass),
  ]

  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.contains("--help") || arguments.contains("-h") {
      print(help, terminator: "")
      return
    }
    let chosen = arguments.first.map { name in all.filter { $0.name == name } } ?? all
    switch (chosen.count, arguments.count) {
    case (1..., 0...1):
      for benchmark in chosen { print("\(benchmark.name): \(benchmark.measure())") }
    case (1, 3) where arguments[1] == "--peer":
      try compare(chosen[0], with: arguments[2])
    default:
      FileHandle.standardError.write(Data("Benchmarks: unknown arguments; see Benchmarks --help\n".utf8))
      exit(64)
    }
  }

  static func compare(_ benchmark: Benchmark, with command: String) throws {
    var ratios: [Double] = []
    for _ in 1...5 {
      let (ours, theirs) = (benchmark.measure(), try peer(command))
      guard ours.agrees(with: theirs) else {
        throw PeerError(description: "the peer did other work: \(theirs) against \(ours)")
      }
      ratios.append(theirs.seconds / ours.seconds)
      print("\(benchmark.name): \(ours)   peer: \(theirs)" + String(format: "   ratio %.1f", ratios.last ?? 0))
    }
    ratios.sort()
    print(String(format: "ratio: least %.1f, median %.1f, most %.1f", ratios[0], ratios[2], ratios[4]))
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
    guard process.terminationStatus == 0, numbers.count > 1 else {
      throw PeerError(description: "“\(command)” printed “\(text)”, expected seconds and figures")
    }
    return Measurement(seconds: numbers[0], figures: Array(numbers.dropFirst()))
  }
}

/// A peer that did not do the work.
struct PeerError: Error, CustomStringConvertible {
  let description: String
}
