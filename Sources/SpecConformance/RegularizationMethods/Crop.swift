internal import ElementaryFunctions
internal import RegularizationMethods
internal import TensorAlgebra

struct CropValue: Equation {
  let id = "crop-value"
  let concept = Concept("RegularizationMethods", "Crop")
  let statement = "I′ᵢⱼ = I_{r + i, c + j}"
  let documents = "D4, Regularization (in words)"
  let rows = ["REG-10"]
  let kernel = "Crop.value(_:top:left:height:width:)"
  let form = EquationForm.value
  let inputs = [Quantity.differentiable("image", shape: ["H", "W"])]
  let outputs = [Quantity("value", shape: ["h", "w"])]
  let attributeNames = ["top", "left", "height", "width"]

  var probes: [Probe] {
    var generator = Xoshiro256StarStar(seed: 47)
    let cases = [(1, 1, 0, 0, 1, 1), (4, 5, 1, 2, 2, 3), (3, 4, 0, 0, 3, 4), (5, 3, 4, 1, 1, 1)]
    return cases.map { H, W, r, c, h, w in
      Probe(
        "\(h) × \(w) from (\(r), \(c)) of \(H) × \(W)",
        ["image": Tensor(shape: [H, W], elements: Probe.sixteenths(H * W, using: &generator))],
        [
          "top": .number(Double(r)), "left": .number(Double(c)), "height": .number(Double(h)),
          "width": .number(Double(w)),
        ])
    }
  }

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let cropped = Crop.value(
      inputs.matrix("image"), top: attributes.integer("top"), left: attributes.integer("left"),
      height: attributes.integer("height"), width: attributes.integer("width"))
    return ["value": Tensor(cropped)]
  }
}

struct CropPullback: Equation {
  let id = "crop-pullback"
  let concept = Concept("RegularizationMethods", "Crop")
  let statement = "Ī_{r + i, c + j} = Cᵢⱼ, 0 elsewhere"
  let documents = "derived"
  let rows = ["REG-10"]
  let kernel = "Crop.pullback(_:at:top:left:)"
  let form = EquationForm.pullback(of: "crop-value", cotangent: "value")
  let inputs = [Quantity("cotangent", shape: ["h", "w"]), Quantity("image", shape: ["H", "W"])]
  let outputs = [Quantity("image", shape: ["H", "W"])]
  let attributeNames = ["top", "left"]

  func evaluate<T: Scalar>(_ inputs: NamedTensors<T>, _ attributes: Attributes) -> NamedTensors<T> {
    let image = Crop.pullback(
      inputs.matrix("cotangent"), at: inputs.matrix("image"), top: attributes.integer("top"),
      left: attributes.integer("left"))
    return ["image": Tensor(image)]
  }
}
