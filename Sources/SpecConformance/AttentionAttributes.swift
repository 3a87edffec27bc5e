internal import AttentionNetworks
internal import TensorAlgebra

extension Attributes {
  /// The mask named by the attribute `mask`: “unmasked”, “causal”, or rows of 0 and 1 such as “110/011”.
  ///
  /// - Precondition: there is such a mask.
  var attentionMask: AttentionMask {
    switch text("mask") {
    case "unmasked": return .unmasked
    case "causal": return .causal
    case let rows:
      let allowed = rows.split(separator: "/").map { row in row.map { $0 == "1" } }
      guard let width = allowed.first?.count, rows.allSatisfy({ "01/".contains($0) }) else {
        preconditionFailure("Attributes: “\(rows)” is no mask")
      }
      return .allowing(Matrix(rows: allowed.count, columns: width, elements: allowed.flatMap { $0 }))
    }
  }

  /// The block that the attributes `sizes` (width, heads and hidden width), `normalization` and `epsilon` describe.
  ///
  /// - Precondition: there is such a block.
  var transformerBlockShape: TransformerBlockShape {
    let sizes = integers("sizes", count: 3)
    return TransformerBlockShape(
      width: sizes[0], headCount: sizes[1], hiddenWidth: sizes[2],
      normalization: choice("normalization", among: [.afterSum, .beforeHalf]), epsilon: number("epsilon"))
  }

  /// The tokens that an attribute lists, such as “0-2-1”, nil where it says x.
  ///
  /// - Precondition: it lists whole numbers or x between hyphens.
  func tokens(_ name: String) -> [Int?] {
    return text(name).split(separator: "-", omittingEmptySubsequences: false).map { word in
      guard let token = Int(word) else {
        precondition(word == "x", "Attributes: “\(text(name))” is no list of tokens")
        return nil
      }
      return token
    }
  }
}
