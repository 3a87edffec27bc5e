import Foundation

/// The program: parses its arguments and prints.
@main
package struct Program {
  package static func main() {
    let console = Console(
      write: { FileHandle.standardOutput.write(Data($0.utf8)) },
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
      console.complain("nnspec: \(error)\n")
      return 64
    } catch {
      console.complain("nnspec: \(error)\n")
      return 1
    }
  }
}
