/// Every equation of the specification, in reading order.
public enum EquationTable {
  /// The entries, those of one concept side by side; each chapter's stand beside its equations.
  public static let entries: [Entry] =
    elementaryFunctions
    + tensorAlgebra
    + activationFunctions
    + lossFunctions
    + parameterInitialization
    + gradientOptimizers
    + linearModels
    + linearClassifiers
    + forwardPropagation
    + backpropagation
    + normalizationLayers
    + regularizationMethods
    + convolutionalNetworks
    + recurrentNetworks
    + attentionNetworks
    + universalApproximation
    + modelEvaluation
    + gameTreeSearch

  private static let byID = Dictionary(uniqueKeysWithValues: entries.map { ($0.id, $0) })

  /// The entry of an ID.
  public static func entry(_ id: String) -> Entry? { byID[id] }

  /// The entries of a concept, a module or one ID, by its exact name.
  public static func entries(named name: String) -> [Entry] {
    entries.filter { $0.id == name || $0.concept.name == name || $0.concept.module == name }
  }

  /// The concepts of some equations, each once, in their order.
  public static func concepts(of entries: [Entry]) -> [Concept] {
    entries.reduce(into: []) { concepts, entry in
      if !concepts.contains(entry.concept) { concepts.append(entry.concept) }
    }
  }
}
