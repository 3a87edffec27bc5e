internal import ElementaryFunctions
internal import RegularizationMethods
internal import TensorAlgebra

struct SoftThresholdValue: Equation {
  let id = "soft-threshold-value"
  let concept = Concept("RegularizationMethods", "SoftThreshold")
  let statement = "S(z) = z − κ for z > κ, z + κ for z < −κ, 0 between"
  let documents = "D2, §4.2, behind L1"
  let rows = ["REG-6"]
  let kernel = "SoftThreshold.value(_:threshold:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("z", shape: nil)]
  let outputs = [Quantity("value", shape: nil)]
  let attributeNames = ["threshold"]

  var probes: [Probe] {
    let cases: [(purpose: String, z: Double, κ: Double)] = [
      ("above", 1.5, 0.5), ("below", -2.25, 0.75), ("between", 0.25, 0.5), ("between, negative", -0.125, 0.5),
      ("just above", 0.5 + 1.0 / 1024, 0.5), ("at the threshold", 0.5, 0.5), ("at the lower threshold", -0.5, 0.5),
      ("no threshold", -3, 0),
      ("far above", 1e6, 0.1),
    ]
    return cases.map { Probe($0.purpose, ["z": Tensor($0.z)], ["threshold": .number($0.κ)]) }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let κ = T(attributes.number("threshold"))
    return ["value": inputs["z"].map { z in SoftThreshold.value(z, threshold: κ) }]
  }
}

struct SoftThresholdDerivative: Equation {
  let id = "soft-threshold-derivative"
  let concept = Concept("RegularizationMethods", "SoftThreshold")
  let statement = "S′(z) = 1 for z > κ and z < −κ, 0 between"
  let documents = "derived"
  let rows = ["REG-6"]
  let kernel = "SoftThreshold.derivative(at:threshold:)"
  let form = EquationForm.elementwiseDerivative(of: "soft-threshold-value")
  let inputs = [Quantity("z", shape: nil)]
  let outputs = [Quantity("value", shape: nil)]
  let attributeNames = ["threshold"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let κ = T(attributes.number("threshold"))
    return ["value": inputs["z"].map { z in SoftThreshold.derivative(at: z, threshold: κ) }]
  }
}

struct SoftThresholdStep: Equation {
  let id = "soft-threshold-step"
  let concept = Concept("RegularizationMethods", "SoftThreshold")
  let statement = "wᵢ ← S(wᵢ − η gᵢ) with κ = η λ"
  let documents = "D2, §4.2, behind L1"
  let rows = ["REG-6"]
  let kernel = "SoftThreshold.step(_:gradient:learningRate:strength:)"
  let form = EquationForm.value
  let inputs = [Quantity("weights", shape: ["n"]), Quantity("gradient", shape: ["n"])]
  let outputs = [Quantity("weights", shape: ["n"])]
  let attributeNames = ["learningRate", "strength"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let (η, λ) = (T(attributes.number("learningRate")), T(attributes.number("strength")))
    let next = SoftThreshold.step(
      inputs.vector("weights"), gradient: inputs.vector("gradient"), learningRate: η, strength: λ)
    return ["weights": Tensor(next)]
  }
}
