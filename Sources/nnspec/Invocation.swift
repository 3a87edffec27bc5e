import SpecConformance
import WorkedExamples

/// What the arguments ask for.
enum Invocation: Equatable {
  case help
  case verify(name: String?, json: Bool)
  case list(json: Bool)
  case reproduce(name: String?, json: Bool)
  case figures(folder: String?, checks: Bool, json: Bool)

  static let commands = ["verify", "list", "reproduce", "figures", "help"]

  init(_ arguments: [String]) throws(UsageError) {
    if arguments.contains("--help") || arguments.contains("-h") {
      self = .help
      return
    }
    var words: [String] = []
    var options: Set<String> = []
    var folder: String?
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("-") else {
        words.append(argument)
        continue
      }
      guard ["--json", "--check", "--output"].contains(argument) else {
        throw .unknown("option", argument, among: ["--json", "--check", "--output", "--help"])
      }
      options.insert(argument)
      guard argument == "--output" else { continue }
      folder = rest.popFirst()
      if folder == nil { throw UsageError(description: "--output needs a folder; see nnspec --help") }
    }
    let json = options.contains("--json")
    let command = words.first ?? "verify"
    let name = words.dropFirst().first
    if let surplus = words.dropFirst(command == "verify" || command == "reproduce" ? 2 : 1).first,
      Self.commands.contains(command)
    {
      throw UsageError(description: "“\(surplus)” is one word too many; see nnspec --help")
    }
    if command != "figures", let option = options.subtracting(["--json"]).min(), Self.commands.contains(command) {
      throw UsageError(description: "\(option) belongs to nnspec figures, not to \(command); see nnspec --help")
    }
    switch command {
    case "verify": self = .verify(name: name, json: json)
    case "list": self = .list(json: json)
    case "reproduce": self = .reproduce(name: name, json: json)
    case "figures": self = .figures(folder: folder, checks: options.contains("--check"), json: json)
    case "help": self = .help
    default: throw .unknown("command", command, among: Self.commands)
    }
  }

  func run(_ console: Console) throws -> Int32 {
    switch self {
    case .help:
      console.write(HelpText.text)
      return 0
    case .verify(let name, let json):
      return try VerifyCommand.run(name, json: json, console)
    case .list(let json):
      try ListCommand.run(json: json, console)
      return 0
    case .reproduce(let name, let json):
      return try ReproduceCommand.run(name, json: json, console)
    case .figures(let folder, let checks, let json):
      return try FiguresCommand.run(folder: folder, checks: checks, json: json, console)
    }
  }
}
