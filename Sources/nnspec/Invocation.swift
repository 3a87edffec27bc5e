import Foundation
import SpecConformance
import WorkedExamples

/// What the arguments ask for.
enum Invocation: Equatable {
  case help
  case verify(name: String?, json: Bool)
  case evidence(checks: Bool)
  case against(command: String, name: String?, patience: TimeInterval, style: ReportStyle)
  case check(command: String, name: String?, patience: TimeInterval, seed: UInt64, json: Bool)
  case accuracy(name: String?, single: Bool, records: Bool, json: Bool)
  case accuracyPages(checks: Bool)
  case serve(patience: TimeInterval, isWorker: Bool)
  case list(json: Bool)
  case reproduce(name: String?, json: Bool)
  case figures(folder: String?, checks: Bool, json: Bool)

  /// Each command with the options it takes, and whether a name narrows it.
  static let commands: [String: (options: Set<String>, takesName: Bool)] = [
    "verify": (["--json", "--markdown", "--check", "--against", "--timeout"], true),
    "check": (["--json", "--against", "--timeout", "--seed"], true),
    "accuracy": (["--json", "--float32", "--record", "--pages", "--check"], true),
    "serve": (["--timeout", "--worker"], false),
    "list": (["--json"], false),
    "reproduce": (["--json"], true),
    "figures": (["--json", "--check", "--output"], false),
    "help": ([], false),
  ]
  /// The options that a value follows, with what it is.
  static let values = [
    "--output": "a folder", "--against": "a command", "--timeout": "a number of seconds", "--seed": "a whole number",
  ]

  init(_ arguments: [String]) throws(UsageError) {
    if arguments.contains("--help") || arguments.contains("-h") {
      self = .help
      return
    }
    let known = Self.commands.values.reduce(into: Set(["--help"])) { $0.formUnion($1.options) }
    var words: [String] = []
    var options: [String: String] = [:]
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      guard argument.hasPrefix("-") else {
        words.append(argument)
        continue
      }
      guard known.contains(argument) else { throw .unknown("option", argument, among: known.sorted()) }
      guard let what = Self.values[argument] else {
        options[argument] = ""
        continue
      }
      guard let value = rest.popFirst() else {
        throw UsageError(description: "\(argument) needs \(what); see nnspec --help")
      }
      options[argument] = value
    }
    let command = words.first ?? "verify"
    guard let (allowed, takesName) = Self.commands[command] else {
      throw .unknown("command", command, among: Self.commands.keys.sorted())
    }
    if let surplus = words.dropFirst(takesName ? 2 : 1).first {
      throw UsageError(description: "“\(surplus)” is one word too many; see nnspec --help")
    }
    if let option = options.keys.filter({ !allowed.contains($0) }).min() {
      let owners = Self.commands.filter { $0.value.options.contains(option) }.keys.sorted()
      throw UsageError(
        description:
          "\(option) belongs to nnspec \(owners.joined(separator: " and ")), not to \(command); see nnspec --help")
    }
    let (name, json) = (words.dropFirst().first, options["--json"] != nil)
    switch command {
    case "verify": self = try Self.verify(name, options)
    case "check": self = try Self.check(name, options)
    case "accuracy": self = try Self.accuracy(name, options)
    case "serve": self = .serve(patience: try Self.patience(options), isWorker: options["--worker"] != nil)
    case "list": self = .list(json: json)
    case "reproduce": self = .reproduce(name: name, json: json)
    case "figures": self = .figures(folder: options["--output"], checks: options["--check"] != nil, json: json)
    default: self = .help
    }
  }

  private static func verify(_ name: String?, _ options: [String: String]) throws(UsageError) -> Invocation {
    let (json, markdown, checks) = (options["--json"] != nil, options["--markdown"] != nil, options["--check"] != nil)
    guard !(json && markdown) else {
      throw UsageError(description: "--json and --markdown are two reports; see nnspec --help")
    }
    guard let command = options["--against"] else {
      if options["--timeout"] != nil {
        throw UsageError(description: "--timeout goes with --against; see nnspec --help")
      }
      if checks && !markdown {
        throw UsageError(description: "--check goes with --markdown here; see nnspec --help")
      }
      if markdown, let name {
        throw UsageError(description: "the ledger is of every equation, not of “\(name)”; see nnspec --help")
      }
      return markdown ? .evidence(checks: checks) : .verify(name: name, json: json)
    }
    if checks { throw UsageError(description: "--check does not go with --against; see nnspec --help") }
    let patience = try patience(options)
    let style: ReportStyle = json ? .json : markdown ? .markdown : .text
    return .against(command: command, name: name, patience: patience, style: style)
  }

  private static func check(_ name: String?, _ options: [String: String]) throws(UsageError) -> Invocation {
    guard let command = options["--against"] else {
      throw UsageError(description: "check needs --against and a command; see nnspec --help")
    }
    let digits = options["--seed"] ?? "1"
    guard let seed = UInt64(digits) else {
      throw UsageError(description: "--seed needs a whole number, not “\(digits)”; see nnspec --help")
    }
    return .check(
      command: command, name: name, patience: try patience(options), seed: seed, json: options["--json"] != nil)
  }

  private static func accuracy(_ name: String?, _ options: [String: String]) throws(UsageError) -> Invocation {
    if options["--pages"] != nil {
      guard name == nil, Set(options.keys).isSubset(of: ["--pages", "--check"]) else {
        throw UsageError(description: "--pages goes with --check alone; see nnspec --help")
      }
      return .accuracyPages(checks: options["--check"] != nil)
    }
    guard options["--check"] == nil else {
      throw UsageError(description: "--check goes with --pages; see nnspec --help")
    }
    let (single, records) = (options["--float32"] != nil, options["--record"] != nil)
    guard single || !records else {
      throw UsageError(description: "--record goes with --float32; see nnspec --help")
    }
    return .accuracy(name: name, single: single, records: records, json: options["--json"] != nil)
  }

  private static func patience(_ options: [String: String]) throws(UsageError) -> TimeInterval {
    let seconds = options["--timeout"] ?? "10"
    guard let patience = TimeInterval(seconds), patience > 0, patience <= 86400 else {
      throw UsageError(description: "--timeout needs a number of seconds, not “\(seconds)”; see nnspec --help")
    }
    return patience
  }

  func run(_ console: Console) throws -> Int32 {
    switch self {
    case .help:
      console.write(HelpText.text)
      return 0
    case .verify(let name, let json):
      return try VerifyCommand.run(name, json: json, console)
    case .evidence(let checks):
      return try EvidenceCommand.run(checks: checks, console)
    case .against(let command, let name, let patience, let style):
      return try AgainstCommand.run(command, name, patience: patience, style: style, console)
    case .check(let command, let name, let patience, let seed, let json):
      return try CheckCommand.run(command, name, patience: patience, seed: seed, json: json, console)
    case .accuracy(let name, let single, let records, let json):
      return try AccuracyCommand.run(name, single: single, records: records, json: json, console)
    case .accuracyPages(let checks):
      return try AccuracyPagesCommand.run(checks: checks, console)
    case .serve(let patience, let isWorker):
      isWorker ? ServeWorker.run(patience: patience, console) : ServeCommand.run(patience: patience, console)
      return 0
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
