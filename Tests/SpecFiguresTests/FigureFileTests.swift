import Foundation
import SpecFigures
import Testing

@Suite struct FigureFileTests {
  static let figure = Figure("Name", "Title", "Description", height: 100, [[.dot(Point(1, 2), .full(.blue))]])

  /// Runs a test in a folder that does not exist yet.
  static func inNewFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test func `writing makes the folder, and leaves one file in it`() throws {
    try Self.inNewFolder { folder in
      let file = FigureFile(of: Self.figure, in: folder.appending(path: "a/b"))
      try file.write()
      try file.write()
      #expect(try String(contentsOf: file.url, encoding: .utf8) == Self.figure.svg)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/a/b") == ["Name.svg"])
    }
  }

  @Test func `a changed number in the file is found`() throws {
    try Self.inNewFolder { folder in
      let file = FigureFile(of: Self.figure, in: folder)
      try file.write()
      #expect(try file.difference() == nil)
      try Data(Self.figure.svg.replacing("cy=\"2.00\"", with: "cy=\"2.02\"").utf8).write(to: file.url)
      #expect(try file.difference()?.contains("2.02") == true)
    }
  }

  @Test func `a file that is not there, or cannot be written, is named`() throws {
    try Self.inNewFolder { folder in
      let file = FigureFile(of: Self.figure, in: folder)
      #expect(throws: FigureError.self) { try file.difference() }
      try Data().write(to: folder)
      do {
        try file.write()
        Issue.record("written below a file")
      } catch {
        #expect("\(error)".hasPrefix(file.url.path + " cannot be written: "))
      }
    }
  }
}
