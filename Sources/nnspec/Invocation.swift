import SpecConformance
import WorkedExamples

/// What the arguments ask for.
enum Invocation: Equatable {
  case help
  case verify(name: String?, json: Bool)
  case list(json: Bool)
  case reproduce(name: String?, json: Bool)

  static let commands = ["verify", "list", "reproduce", "help"]

  init(_ arguments: [String]) throws(UsageError) {
    if arguments.contains("--help") || arguments.contains("-h") {
      self = .help
      return
    }
    for option in arguments where option.hasPrefix("-") && option != "--json" {
      throw .unknown("option", option, among: ["--json", "--help"])
    }
    let json = arguments.contains("--json")
    let words = arguments.filter { !$0.hasPrefix("-") }
    let command = words.first ?? "verify"
    let name = words.dropFirst().first
    if let surplus = words.dropFirst(command == "verify" || command == "reproduce" ? 2 : 1).first,
      Self.commands.contains(command)
    {
      throw UsageError(description: "“\(surplus)” is one word too many; see nnspec --help")
    }
    switch command {
    case "verify": self = .verify(name: name, json: json)
    case "list": self = .list(json: json)
    case "reproduce": self = .reproduce(name: name, json: json)
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
    }
  }
}
