internal import ElementaryFunctions
internal import RegularizationMethods
internal import TensorAlgebra

struct EarlyStoppingOutcome: Equation {
  let id = "early-stopping-outcome"
  let concept = Concept("RegularizationMethods", "EarlyStopping")
  let statement = "stop at the first t with L(s) > min_{r < s} L(r) − Δ for `patience` checks s ≤ t; return arg min L"
  let documents = "D4, Regularization (in words)"
  let rows = ["REG-7"]
  let kernel = "EarlyStopping.outcome(of:)"
  let form = EquationForm.value
  let inputs = [Quantity("losses", shape: ["n"])]
  /// 1 where the training was stopped; the best check counts from 0, and is −1 where there is none.
  let outputs = [Quantity("isStopped"), Quantity("checkCount"), Quantity("bestCheck")]
  let attributeNames = ["patience", "minimumDelta", "criterion"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let stopping = EarlyStopping(
      patience: attributes.integer("patience"), minimumDelta: T(attributes.number("minimumDelta")),
      criterion: attributes.choice("criterion", among: EarlyStopping<T>.Criterion.allCases))
    let outcome = stopping.outcome(of: inputs.vector("losses"))
    return [
      "isStopped": Tensor(outcome.isStopped ? 1 : 0), "checkCount": Tensor(T(outcome.checkCount)),
      "bestCheck": Tensor(T(outcome.best?.check ?? -1)),
    ]
  }
}
