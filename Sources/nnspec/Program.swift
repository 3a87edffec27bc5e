import Foundation
import SpecConformance

/// The program: parses its arguments and prints.
@main
package struct Program {
  package static func main() {
    let console = Console(
      write: { text in
        // Nobody is left to read it: no use to go on, nor a reason to crash.
        do { try FileHandle.standardOutput.write(contentsOf: Data(text.utf8)) } catch { exit(1) }
      },
      complain: { FileHandle.standardError.write(Data($0.utf8)) },
      showsProgress: isatty(STDERR_FILENO) == 1,
      program: Bundle.main.executablePath ?? CommandLine.arguments[0])
    exit(run(Array(CommandLine.arguments.dropFirst()), console))
  }

  /// Runs one invocation and returns its exit status: 0, 1 where something failed, 64 where the arguments are
  /// wrong.
  package static func run(_ arguments: [String], _ console: Console) -> Int32 {
    do {
      return try Invocation(arguments).run(console)
    } catch let error as UsageError {
      console.complain("nnspec: \("\(error)".inOneLine)\n")
      return 64
    } catch {
      console.complain("nnspec: \(error)\n")
      return 1
    }
  }
}
