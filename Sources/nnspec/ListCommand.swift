import SpecConformance

/// `nnspec list`: every equation with its page, document and kernel.
enum ListCommand {
  static func run(json: Bool, _ console: Console) throws {
    console.write(json ? try JSONText.of(EquationTable.entries.map(Row.init)) : text(EquationTable.entries))
  }

  static func text(_ entries: [Entry]) -> String {
    entries.map { entry in
      """
      \(entry.id)
        \(entry.statement)
        page      \(entry.concept.page)#\(entry.id)
        document  \(entry.documents)
        kernel    \(entry.kernel) in \(entry.concept.module)

      """
    }.joined(separator: "\n")
  }

  private struct Row: Encodable {
    let equation, statement, page, documents, kernel, module: String
    let rows, inputs, outputs, attributes: [String]

    init(_ entry: Entry) {
      (equation, statement, page) = (entry.id, entry.statement, entry.concept.page)
      (documents, kernel, module) = (entry.documents, entry.kernel, entry.concept.module)
      (rows, attributes) = (entry.rows, entry.attributeNames)
      (inputs, outputs) = (entry.inputs.map(\.name), entry.outputs.map(\.name))
    }
  }
}
