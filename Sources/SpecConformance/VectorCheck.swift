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

  /// Runs a case in `Float`; nil unless its inputs and results are normal numbers there, zeros or special values.
  public static func float(_ vector: VectorFile.Case, _ entry: Entry) -> VectorCheck? {
    let fits = vector.outputs.values.flatMap(\.data).allSatisfy { number in
      guard let float = number.nearest(Float.self), let double = number.nearest(Double.self) else {
        return false
      }
      return float.isNormal || (!double.isFinite && !float.isFinite) || double == 0
    }
    return vector.float32 && fits ? VectorCheck(vector, entry.atFloat, Float.self) : nil
  }

  private init<T: Scalar & BinaryFloatingPoint & LosslessStringConvertible>(
    _ vector: VectorFile.Case, _ evaluate: Entry.Evaluation<T>, _: T.Type
  ) {
    let inputs = NamedTensors<T>(
      vector.inputs.mapValues { numbers in
        Tensor(shape: numbers.shape, elements: numbers.data.map { $0.nearest(T.self) ?? .nan })
      })
    let attributes = Attributes(
      vector.attributes.mapValues { attribute in
        attribute.nearest(Double.self).map { .number($0) } ?? .text(attribute.text)
      })
    let outputs = evaluate(inputs, attributes)
    var largest = 0.0
    var share = 0.0
    var failures: [String] = []
    for (name, expected) in vector.outputs.sorted(by: { $0.key < $1.key }) {
      let given = outputs[name]
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
