// The umbrella: `import NeuralSpec` brings every kernel module.
@_exported public import ActivationFunctions
@_exported public import Backpropagation
@_exported public import ElementaryFunctions
@_exported public import ForwardPropagation
@_exported public import GameTreeSearch
@_exported public import GradientChecking
@_exported public import GradientOptimizers
@_exported public import LinearModels
@_exported public import LossFunctions
@_exported public import ModelEvaluation
@_exported public import NetworkTraining
@_exported public import ParameterInitialization
@_exported public import ScalarAutograd
@_exported public import SpanKernels
@_exported public import TensorAlgebra
