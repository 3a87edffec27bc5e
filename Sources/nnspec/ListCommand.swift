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
    /// The equation that it is the derivative of.
    let derivativeOf: String?
    let rows, attributes: [String]
    let inputs, outputs: [Size]

    init(_ entry: Entry) {
      (equation, statement, page) = (entry.id, entry.statement, entry.concept.page)
      (documents, kernel, module) = (entry.documents, entry.kernel, entry.concept.module)
      (derivativeOf, rows, attributes) = (entry.form.primal, entry.rows, entry.attributeNames)
      (inputs, outputs) = (entry.inputs.map(Size.init), entry.outputs.map(Size.init))
    }
  }

  private struct Size: Encodable {
    let name: String
    /// The symbol of each size; empty for one number, nil for any shape.
    let shape: [String]?
    let isDifferentiable: Bool

    init(_ quantity: Quantity) {
      (name, shape, isDifferentiable) = (quantity.name, quantity.shape, quantity.isDifferentiable)
    }
  }
}
