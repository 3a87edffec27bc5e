internal import ElementaryFunctions
internal import TensorAlgebra

/// The run of one test vector in one precision.
public struct VectorCheck: Sendable {
  /// The case.
  public let name: String
  /// The equation.
  public let equation: String
  /// The largest distance of an output from the exact result, in units in its last place.
  public let ulps: Double
  /// The largest distance as a share of what the case allows to that output; above 1 the case fails.
  public let share: Double
  /// Each output that is further off than its case allows.
  public let failures: [String]

  /// Runs a case in `Double`.
  public static func double(_ vector: VectorFile.Case, _ entry: Entry) -> VectorCheck {
    VectorCheck(vector, entry.atDouble, Double.self)
  }

  /// Runs a case in `Float`; nil unless it is one there.
  public static func float(_ vector: VectorFile.Case, _ entry: Entry) -> VectorCheck? {
    vector.formats.contains(.float32) ? VectorCheck(vector, entry.atFloat, Float.self) : nil
  }

  private init<T: Scalar & BinaryFloatingPoint & LosslessStringConvertible>(
    _ vector: VectorFile.Case, _ evaluate: Entry.Evaluation<T>, _: T.Type
  ) {
    let inputs = NamedTensors<T>(vector.inputs.mapValues { Tensor(nearest: $0.data, shape: $0.shape) })
    self.init(vector, outputs: evaluate(inputs, Attributes(vector.attributes)).byName)
  }

  /// Compares outputs that another program gave for a case.
  public init(_ vector: VectorFile.Case, outputs: [String: ProtocolTensor], _ format: NumberFormat) {
    func tensors<T: Scalar & BinaryFloatingPoint & LosslessStringConvertible>(_: T.Type) -> [String: Tensor<T>] {
      outputs.mapValues { Tensor(nearest: $0.data, shape: $0.shape) }
    }
    switch format {
    case .float64: self.init(vector, outputs: tensors(Double.self))
    case .float32: self.init(vector, outputs: tensors(Float.self))
    }
  }

  private init<T: Scalar & BinaryFloatingPoint & LosslessStringConvertible>(
    _ vector: VectorFile.Case, outputs: [String: Tensor<T>]
  ) {
    var largest = 0.0
    var share = 0.0
    var failures: [String] = []
    for (name, expected) in vector.outputs.sorted(by: { $0.key < $1.key }) {
      guard let given = outputs[name] else {
        failures.append("\(name) is missing among \(outputs.keys.sorted())")
        continue
      }
      guard given.shape == expected.shape else {
        failures.append("\(name) has the shape \(given.shape), expected \(expected.shape)")
        continue
      }
      for (i, (number, exact)) in zip(given.elements, expected.data).enumerated() {
        let distance = exact.nearest(T.self).map { Self.ulps(number, $0, isSigned: exact.text == "-0.0") } ?? .infinity
        let allowed = expected.ulps?[i] ?? 0
        largest = max(largest, distance)
        share = max(share, distance == 0 ? 0 : distance / allowed)
        if distance > allowed {
          let place = given.shape.isEmpty ? name : "\(name)[\(i)]"
          failures.append("\(place) is \(number), expected \(exact.text): \(distance) ulp off (\(T.self))")
        }
      }
    }
    (self.name, self.equation) = (vector.name, vector.equation)
    (self.ulps, self.share, self.failures) = (largest, share, failures)
  }

  /// The distance of a number from the rounded exact result, in units of the latter's last place. Special values
  /// must be met exactly, and the sign of 0 where −0 is expected by name.
  static func ulps<T: BinaryFloatingPoint>(_ given: T, _ exact: T, isSigned: Bool) -> Double {
    if exact.isNaN { return given.isNaN ? 0 : .infinity }
    if given == exact { return isSigned && given.sign == .plus ? .infinity : 0 }
    guard given.isFinite, exact.isFinite else { return .infinity }
    return Double((given - exact).magnitude / exact.ulp)
  }
}
