package import Foundation

/// The file of a figure in a folder.
package struct FigureFile {
  package let figure: Figure
  package let url: URL

  package init(of figure: Figure, in folder: URL) {
    self.figure = figure
    self.url = folder.appending(path: figure.name + ".svg")
  }

  /// Draws the figure into the file: into another one first, which then takes its place. Creates the folder.
  package func write() throws(FigureError) {
    do {
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(figure.svg.utf8).write(to: url, options: .atomic)
    } catch {
      throw FigureError(path: url.path, problem: "cannot be written: \(error.localizedDescription)")
    }
  }

  /// How the file differs from the figure as it is drawn now, in words; nil if it does not.
  package func difference() throws(FigureError) -> String? {
    let text: String
    do {
      text = try String(contentsOf: url, encoding: .utf8)
    } catch {
      throw FigureError(path: url.path, problem: "cannot be read; “nnspec figures” draws it")
    }
    return FigureCheck.difference(drawn: figure.svg, onFile: text)
  }
}
