internal import ElementaryFunctions
internal import GradientOptimizers
internal import TensorAlgebra

struct MiniBatchesPartition: Equation {
  let id = "mini-batches-partition"
  let concept = Concept("GradientOptimizers", "MiniBatches")
  let statement = "Bⱼ = the elements from j B on, up to B of them"
  let documents = "D4, Optimizers; D2, §7 (supplied)"
  let rows = ["OPT-13"]
  let kernel = "MiniBatches.partition(_:batchSize:)"
  let form = EquationForm.value
  let inputs = [Quantity("elements", shape: ["N"])]
  let outputs = [Quantity("batch", shape: ["B"])]
  let attributeNames = ["batchSize", "batch"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let batches = MiniBatches.partition(
      inputs.vector("elements"), batchSize: attributes.integer("batchSize"))
    let place = attributes.integer("batch")
    precondition(batches.indices.contains(place), "Attributes: there is no batch \(place) among \(batches.count)")
    return ["batch": Tensor(batches[place])]
  }
}

struct MiniBatchesUpdateCount: Equation {
  let id = "mini-batches-update-count"
  let concept = Concept("GradientOptimizers", "MiniBatches")
  let statement = "E ⌈N/B⌉"
  let documents = "D2, §7; D4, Optimizers (derived)"
  let rows = ["OPT-12"]
  let kernel = "MiniBatches.updateCount(sampleCount:batchSize:epochs:)"
  let form = EquationForm.value
  let inputs: [Quantity] = []
  let outputs = [Quantity("value")]
  let attributeNames = ["sampleCount", "batchSize", "epochs"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let count = MiniBatches.updateCount(
      sampleCount: attributes.integer("sampleCount"), batchSize: attributes.integer("batchSize"),
      epochs: attributes.integer("epochs"))
    return ["value": Tensor(T(count))]
  }
}
