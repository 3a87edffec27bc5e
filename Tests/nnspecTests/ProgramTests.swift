import Foundation
import SpecConformance
import SpecFigures
import Testing
import nnspec

@Suite struct ProgramTests {
  /// Runs the program and returns its exit status and what it wrote.
  static func run(
    _ arguments: String..., showsProgress: Bool = false
  ) -> (status: Int32, output: String, errors: String) {
    run(arguments: arguments, showsProgress: showsProgress)
  }

  static func run(
    arguments: [String], showsProgress: Bool = false
  ) -> (status: Int32, output: String, errors: String) {
    var (output, errors) = ("", "")
    let console = Console(
      write: { output += $0 }, complain: { errors += $0 }, showsProgress: showsProgress, program: ServeTests.program)
    let status = Program.run(arguments, console)
    return (status, output, errors)
  }

  @Test func `verify: a row for each equation, all agree`() {
    let (status, output, errors) = Self.run()
    #expect(status == 0 && errors == "")
    for entry in EquationTable.entries { #expect(output.contains("  \(entry.id) ")) }
    #expect(output.hasSuffix(" cases: all agree.\n"))
    #expect(output.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(Self.run("Sigmoid").status == 64 && Self.run("verify", "Sigmoid").status == 0)
  }

  @Test func `verify: narrowed to an ID, a concept or a module`() {
    #expect(Self.run("verify", "sigmoid-derivative").output.contains("\n1 equations, "))
    #expect(Self.run("verify", "Sigmoid").output.contains("\n2 equations, "))
    #expect(Self.run("verify", "ActivationFunctions").output.contains("\n20 equations, "))
  }

  @Test func `verify: JSON for programs`() throws {
    let (status, output, _) = Self.run("verify", "Sigmoid", "--json")
    #expect(status == 0)
    let reports = try JSONDecoder().decode([EquationReport].self, from: Data(output.utf8))
    #expect(reports.map(\.equation) == ["sigmoid-value", "sigmoid-derivative"])
    #expect(reports[1].undecided > 0)
  }

  @Test func `verify: a failure is shown below its row, and in the exit status`() throws {
    let json = """
      {"module": "M", "equation": "broken-value", "vectors": 3, "doubles": 3, "refusals": 0, "vectorError": 1.5, "probes": 0,
      "undecided": 0,
      "failures": ["case n: value is 1, expected 2"]}
      """
    let failed = try JSONDecoder().decode(EquationReport.self, from: Data(json.utf8))
    let text = VerifyCommand.text([failed])
    #expect(text.contains("\n  broken-value ") && text.contains(" FAILED\n"))
    #expect(text.contains("\n    case n: value is 1, expected 2\n"))
    #expect(text.hasSuffix("1 equations, 3 cases: 1 FAILED.\n"))
    #expect(!failed.passes)
  }

  @Test func `verify: progress on a terminal only`() {
    let watched = Self.run("verify", "Sigmoid", showsProgress: true)
    #expect(watched.errors.contains("checking 1 of 2: sigmoid-value"))
    #expect(watched.errors.hasSuffix("\r\u{1B}[K"))
    #expect(Self.run("verify", "Sigmoid").errors == "")
  }

  @Test func `list: each equation with page, document and kernel`() throws {
    let (status, output, _) = Self.run("list")
    #expect(status == 0)
    #expect(
      output.contains(
        """
        sigmoid-derivative
          σ′(z) = σ(z) (1 − σ(z))
          page      Specs/ActivationFunctions/Sigmoid.md#sigmoid-derivative
          document  D4, Activation derivatives (reconstructed)
          kernel    Sigmoid.derivative(at:) in ActivationFunctions
        """))
    let json = try JSONSerialization.jsonObject(with: Data(Self.run("list", "--json").output.utf8))
    #expect((json as? [[String: Any]])?.count == EquationTable.entries.count)
  }

  @Test func `accuracy: a row for each function and format`() throws {
    let (status, output, errors) = Self.run("accuracy", "ReLU", showsProgress: true)
    #expect(status == 0 && errors.contains("measuring 2 of 2: relu-derivative"))
    let rows = output.split(separator: "\n")
    #expect(rows.count == 5 && rows.allSatisfy { $0.count <= 80 })
    #expect(rows.contains { $0.hasPrefix("relu-derivative ") && $0.contains(" Float16 ") && $0.contains(" 65536 ") })
    let json = Self.run("accuracy", "ReLU", "--json").output
    #expect(try JSONDecoder().decode([AccuracyReport].self, from: Data(json.utf8)).count == 4)
    #expect(Self.run("accuracy", "neuron-forward").status == 64)
  }

  @Test func `accuracy: the tables on the pages are the record's`() {
    let (status, output, errors) = Self.run("accuracy", "--pages", "--check")
    #expect(status == 0 && errors == "")
    #expect(output == "\(AccuracyRecord.pages.count) pages: all as recorded.\n")
  }

  @Test func `accuracy: options that do not go together`() {
    for (arguments, line) in [
      (["--record"], "--record goes with --float32"), (["--check"], "--check goes with --pages"),
      (["--pages", "--json"], "--pages goes with --check alone"),
      (["ReLU", "--pages"], "--pages goes with --check alone"),
    ] {
      let (status, output, errors) = Self.run(arguments: ["accuracy"] + arguments)
      #expect(status == 64 && output == "" && errors == "nnspec: \(line); see nnspec --help\n")
    }
  }

  @Test func `reproduce: document, computed figure and verdict`() throws {
    let (status, output, _) = Self.run("reproduce", "house")
    #expect(status == 0)
    #expect(output.contains("B-4    w after the first step                 2801.3      2810.335  erratum C-4\n"))
    for name in ["house", "network", "vanishing", "dying-relu"] {
      for line in Self.run("reproduce", name).output.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    }
    let json = try JSONSerialization.jsonObject(with: Data(Self.run("reproduce", "house", "--json").output.utf8))
    #expect((json as? [[String: Any]])?.first?["example"] as? String == "house")
  }

  @Test func `figures: drawn into a new folder, and as on file afterwards`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let drawn = Self.run("figures", "--output", folder.path)
    #expect(drawn.status == 0 && drawn.errors == "")
    #expect(drawn.output.hasSuffix("\n\(Figure.all.count) figures drawn in \(folder.path)\n"))
    for figure in Figure.all { #expect(drawn.output.contains("\(figure.name) ")) }
    let rows: [Substring] = drawn.output.split(separator: "\n").dropLast()
    #expect(rows.allSatisfy { $0.count <= 80 })
    let checked = Self.run("figures", "--check", "--output", folder.path)
    #expect(checked.status == 0 && checked.output.hasSuffix("\n\(Figure.all.count) figures: all as on file.\n"))
  }

  @Test func `figures: a changed number is shown below its figure, and in the exit status`() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(Self.run("figures", "--output", folder.path).status == 0)
    let file = folder.appending(path: "ActivationCurves.svg")
    let text = try String(contentsOf: file, encoding: .utf8)
    let changed = text.replacing("M44.00 20.00L78.00 20.00", with: "M44.00 20.00L78.00 20.05")
    #expect(changed != text)
    try Data(changed.utf8).write(to: file)
    let (status, output, errors) = Self.run("figures", "--check", "--output", folder.path)
    #expect(status == 1 && errors == "")
    #expect(output.contains("DIFFERS\n    line ") && output.contains("20.05"))
    #expect(output.hasSuffix("\n\(Figure.all.count) figures: 1 DIFFER from those in \(folder.path)\n"))
    let json = Self.run("figures", "--check", "--json", "--output", folder.path)
    let results = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [[String: Any]]
    #expect(json.status == 1 && results?.count == Figure.all.count)
    #expect(results?.filter { $0["difference"] != nil }.map { $0["figure"] as? String } == ["ActivationCurves"])
    #expect(try String(contentsOf: file, encoding: .utf8) == changed)
  }

  @Test func `figures: the package's own are as drawn`() {
    #expect(Self.run("figures", "--check").status == 0)
  }

  @Test func `figures: a folder that cannot be used is an error`() {
    for arguments in [["figures", "--output", "/dev/null"], ["figures", "--check", "--output", "/nowhere"]] {
      var (output, errors) = ("", "")
      let console = Console(
        write: { output += $0 }, complain: { errors += $0 }, showsProgress: false, program: ServeTests.program)
      #expect(Program.run(arguments, console) == 1)
      #expect(errors.hasPrefix("nnspec: /") && errors.contains(" cannot be ") && output == "")
      #expect(errors.hasSuffix("\n") && errors.filter { $0 == "\n" }.count == 1)
    }
  }

  @Test func `help: on request, to standard output`() {
    for arguments in [["help"], ["--help"], ["verify", "-h"]] {
      var output = ""
      let console = Console(
        write: { output += $0 }, complain: { _ in }, showsProgress: false, program: ServeTests.program)
      #expect(Program.run(arguments, console) == 0)
      #expect(output == HelpText.text)
    }
    #expect(HelpText.text.split(separator: "\n").allSatisfy { $0.count <= 80 })
  }

  @Test func `what is unknown gets one line with the nearest real word`() {
    let wrong: [(arguments: [String], line: String)] = [
      (["verfy"], "nnspec: unknown command “verfy”; did you mean “verify”?\n"),
      (["sigmoid-value"], "nnspec: unknown command “sigmoid-value”; did you mean"),
      (
        ["verify", "sigmoid-valu"],
        "nnspec: unknown equation, concept or module “sigmoid-valu”; did you mean “sigmoid-value”?\n"
      ),
      (["verify", "sigmoid"], "did you mean “Sigmoid”?\n"),
      (["reproduce", "hous"], "nnspec: unknown example “hous”; did you mean “house”?\n"),
      (["list", "--jsn"], "nnspec: unknown option “--jsn”; did you mean “--json”?\n"),
      (["figures", "ActivationCurves"], "nnspec: “ActivationCurves” is one word too many; see nnspec --help\n"),
      (["figures", "--output"], "nnspec: --output needs a folder; see nnspec --help\n"),
      (["figures", "--chek"], "nnspec: unknown option “--chek”; did you mean “--check”?\n"),
      (["--check"], "nnspec: --check goes with --markdown here; see nnspec --help\n"),
      (
        ["reproduce", "--check"],
        "nnspec: --check belongs to nnspec accuracy and figures and verify, not to reproduce;"
      ),
      (["verify", "Sigmoid", "--markdown"], "nnspec: the ledger is of every equation, not of “Sigmoid”;"),
      (["verify", "--markdown", "--json"], "nnspec: --json and --markdown are two reports; see nnspec --help\n"),
      (["verify", "--timeout", "3"], "nnspec: --timeout goes with --against; see nnspec --help\n"),
      (["verify", "--check", "--against", "cat"], "nnspec: --check does not go with --against; see nnspec --help\n"),
      (["list", "--output", "x"], "nnspec: --output belongs to nnspec figures, not to list; see nnspec --help\n"),
      (["list", "all"], "nnspec: “all” is one word too many; see nnspec --help\n"),
      (["verify", "Sigmoid", "Line"], "nnspec: “Line” is one word too many; see nnspec --help\n"),
    ]
    for (arguments, line) in wrong {
      var (output, errors) = ("", "")
      let console = Console(
        write: { output += $0 }, complain: { errors += $0 }, showsProgress: false, program: ServeTests.program)
      #expect(Program.run(arguments, console) == 64)
      #expect(errors.contains(line), "\(errors)")
      #expect(errors.hasSuffix("\n") && errors.filter { $0 == "\n" }.count == 1)
      #expect(output == "")
    }
  }

  @Test(arguments: [
    ("", "", 0), ("a", "", 1), ("", "abc", 3), ("kitten", "sitting", 3), ("flaw", "lawn", 2), ("same", "same", 0),
  ])
  func `edit distance`(_ a: String, _ b: String, _ distance: Int) {
    #expect(EditDistance.between(a, b) == distance)
    #expect(EditDistance.between(b, a) == distance)
  }

  @Test func `the nearest word, the first of several`() {
    #expect(EditDistance.nearest(to: "LINE", among: ["lime", "line", "Line"]) == "line")
    #expect(EditDistance.nearest(to: "x", among: []) == nil)
  }
}
