/// A drawing with a name, and with words for whoever cannot see it.
package struct Figure: Sendable {
  /// Its name: that of its source and of its file.
  package let name: String
  /// What it shows, in a few words.
  package let title: String
  /// What there is to see, in sentences.
  package let description: String
  /// How high it is, in CSS pixels.
  package let height: Double
  /// What is drawn, panel by panel.
  package let groups: [[Mark]]

  /// How wide every figure is, in CSS pixels.
  package static let width = 720.0

  package init(_ name: String, _ title: String, _ description: String, height: Double, _ groups: [[Mark]]) {
    (self.name, self.title, self.description) = (name, title, description)
    (self.height, self.groups) = (height, groups)
  }

  /// Every figure, drawn, in the order of the pages.
  package static var all: [Figure] {
    [
      MappingDiagram.figure,
      ActivationCurves.figure,
      ActivationDerivatives.figure,
      SoftmaxBars.figure,
      ErrorCurves.figure,
      CrossEntropyCurves.figure,
      LogitLossCurves.figure,
      DescentSteps.figure,
      HouseLines.figure,
      HouseFit.figure,
      HouseLoss.figure,
      PerceptronSteps.figure,
      DecisionBoundaries.figure,
      LearningRates.figure,
      NeuronDiagram.figure,
      LayeredNetworks.figure,
      LayerValues.figure,
      LayerGradients.figure,
      TrainingFlow.figure,
      RegressionFit.figure,
      BatchNormalization.figure,
      EarlyStopping.figure,
      ConvolutionFilters.figure,
      RecurrentUnrolling.figure,
      LongMemory.figure,
      AttentionMap.figure,
      ApproximationError.figure,
      GameTree.figure,
    ]
  }
}
