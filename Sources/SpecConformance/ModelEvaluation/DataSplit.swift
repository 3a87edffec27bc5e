internal import ElementaryFunctions
internal import ModelEvaluation
internal import TensorAlgebra

struct DataSplitSizes: Equation {
  let id = "data-split-sizes"
  let concept = Concept("ModelEvaluation", "DataSplit")
  let statement = "|test| = round(r N), |validation| = round((q + r) N) − |test|, |train| = N − |validation| − |test|"
  let documents = "D2 §6.1 (in words)"
  let rows = ["MET-6"]
  let kernel = "DataSplit.sizes(count:validationFraction:testFraction:)"
  let form = EquationForm.value
  let inputs: [Quantity] = []
  let outputs = ["train", "validation", "test"].map { Quantity($0) }
  let attributeNames = ["count", "validationFraction", "testFraction"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let sizes = DataSplit.sizes(
      count: attributes.integer("count"), validationFraction: attributes.number("validationFraction"),
      testFraction: attributes.number("testFraction"))
    return [
      "train": Tensor(T(sizes.train)), "validation": Tensor(T(sizes.validation)), "test": Tensor(T(sizes.test)),
    ]
  }
}

struct DataSplitIndices: Equation {
  let id = "data-split-indices"
  let concept = Concept("ModelEvaluation", "DataSplit")
  let statement = "train, validation and test: the first, the next and the last places of an order"
  let documents = "D2 §6.1 (in words)"
  let rows = ["MET-6"]
  let kernel = "DataSplit.indices(order:validationFraction:testFraction:)"
  let form = EquationForm.value
  let inputs = [Quantity("order", shape: ["N"])]
  let outputs = [
    Quantity("train", shape: ["|train|"]), Quantity("validation", shape: ["|validation|"]),
    Quantity("test", shape: ["|test|"]),
  ]
  let attributeNames = ["validationFraction", "testFraction"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let parts = DataSplit.indices(
      order: inputs.labels("order"), validationFraction: attributes.number("validationFraction"),
      testFraction: attributes.number("testFraction"))
    return [
      "train": Tensor(parts.train.map { T($0) }), "validation": Tensor(parts.validation.map { T($0) }),
      "test": Tensor(parts.test.map { T($0) }),
    ]
  }
}
