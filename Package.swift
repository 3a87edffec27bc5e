// swift-tools-version: 6.3
import PackageDescription

/// The map of the package: modules in reading order, each importing only what stands above it.
let kernels: [(name: String, imports: [String])] = [
  ("ElementaryFunctions", []),
  ("TensorAlgebra", ["ElementaryFunctions"]),
  ("ScalarAutograd", ["ElementaryFunctions"]),
  ("GradientChecking", ["ElementaryFunctions", "ScalarAutograd"]),
  ("ActivationFunctions", ["ElementaryFunctions", "TensorAlgebra"]),
  ("LossFunctions", ["ElementaryFunctions", "TensorAlgebra", "ActivationFunctions"]),
  ("ParameterInitialization", ["ElementaryFunctions", "TensorAlgebra"]),
  ("GradientOptimizers", ["ElementaryFunctions", "TensorAlgebra"]),
  ("LinearModels", ["ElementaryFunctions", "TensorAlgebra", "LossFunctions", "GradientOptimizers"]),
  (
    "LinearClassifiers",
    ["ElementaryFunctions", "TensorAlgebra", "ActivationFunctions", "LossFunctions"]
  ),
  ("ForwardPropagation", ["ElementaryFunctions", "TensorAlgebra", "ActivationFunctions"]),
  (
    "Backpropagation",
    ["ElementaryFunctions", "TensorAlgebra", "ActivationFunctions", "LossFunctions", "ForwardPropagation"]
  ),
  ("NormalizationLayers", ["ElementaryFunctions", "TensorAlgebra"]),
  (
    "RegularizationMethods",
    [
      "ElementaryFunctions", "TensorAlgebra", "ActivationFunctions", "GradientOptimizers", "ForwardPropagation",
      "Backpropagation",
    ]
  ),
  (
    "ConvolutionalNetworks",
    ["ElementaryFunctions", "TensorAlgebra", "ActivationFunctions", "LossFunctions", "ForwardPropagation"]
  ),
  (
    "RecurrentNetworks",
    ["ElementaryFunctions", "TensorAlgebra", "ActivationFunctions", "LossFunctions", "ForwardPropagation"]
  ),
  (
    "AttentionNetworks",
    [
      "ElementaryFunctions", "TensorAlgebra", "ActivationFunctions", "LossFunctions", "ForwardPropagation",
      "NormalizationLayers",
    ]
  ),
  (
    "UniversalApproximation",
    ["ElementaryFunctions", "TensorAlgebra", "ActivationFunctions", "ForwardPropagation"]
  ),
  (
    "SpanKernels",
    ["ElementaryFunctions", "TensorAlgebra", "ActivationFunctions", "ForwardPropagation", "Backpropagation"]
  ),
  ("ModelEvaluation", ["ElementaryFunctions", "TensorAlgebra"]),
  ("GameTreeSearch", ["ElementaryFunctions", "TensorAlgebra"]),
  (
    "NetworkTraining",
    [
      "ElementaryFunctions", "TensorAlgebra", "GradientOptimizers", "ForwardPropagation", "Backpropagation",
      "RegularizationMethods", "SpanKernels",
    ]
  ),
]
let kernelNames = kernels.map(\.name)

let settings: [SwiftSetting] = [
  .strictMemorySafety(),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

func module(_ name: String, _ imports: [String], path: String? = nil) -> Target {
  .target(
    name: name, dependencies: imports.map { .byName(name: $0) }, path: path, swiftSettings: settings)
}

func program(_ name: String, _ imports: [String]) -> Target {
  .executableTarget(
    name: name, dependencies: imports.map { .byName(name: $0) }, swiftSettings: settings)
}

func tests(of name: String, _ imports: [String]) -> Target {
  .testTarget(
    name: name + "Tests",
    dependencies: (imports.filter { $0 != name } + [name, "EvidenceTraits"]).map { .byName(name: $0) },
    swiftSettings: settings)
}

let package = Package(
  name: "neural-spec",
  products: kernelNames.map { .library(name: $0, targets: [$0]) } + [
    .library(name: "NeuralSpec", targets: ["NeuralSpec"]),
    .executable(name: "nnspec", targets: ["nnspec"]),
  ],
  targets: kernels.map { module($0.name, $0.imports) } + [
    module("NeuralSpec", kernelNames),
    module("ExtendedPrecision", ["ElementaryFunctions"]),
    module("SpecConformance", kernelNames + ["ExtendedPrecision"]),
    module("WorkedExamples", kernelNames),
    module("SpecFigures", kernelNames + ["WorkedExamples"]),
    program("nnspec", ["TensorAlgebra", "SpecConformance", "WorkedExamples", "SpecFigures"]),
    program("Benchmarks", kernelNames),
    module("EvidenceTraits", ["SpecConformance"], path: "Tests/EvidenceTraits"),
  ] + kernelNames.map { tests(of: $0, kernelNames + ["SpecConformance"]) } + [
    tests(of: "ExtendedPrecision", ["ElementaryFunctions"]),
    tests(of: "SpecConformance", kernelNames),
    tests(of: "WorkedExamples", kernelNames),
    tests(of: "SpecFigures", kernelNames + ["SpecConformance", "WorkedExamples"]),
    tests(of: "nnspec", kernelNames + ["SpecConformance", "WorkedExamples", "SpecFigures"]),
  ],
  swiftLanguageModes: [.v6]
)
