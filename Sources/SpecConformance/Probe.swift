public import ElementaryFunctions
internal import TensorAlgebra

/// Inputs at which the derivatives of an equation are worth checking.
public struct Probe: Sendable {
  /// What this input is for.
  public let purpose: String
  /// The inputs.
  public let inputs: NamedTensors<Double>
  /// The attributes.
  public let attributes: Attributes
  /// Why finite differences cannot decide here, where they cannot. Without a reason an undecided case fails; a
  /// reason that turns out not to be needed fails too.
  public let undecidedBecause: String?

  /// A probe for a purpose.
  public init(
    _ purpose: String, _ inputs: NamedTensors<Double>, _ attributes: Attributes = [:],
    undecidedBecause: String? = nil
  ) {
    (self.purpose, self.inputs) = (purpose, inputs)
    (self.attributes, self.undecidedBecause) = (attributes, undecidedBecause)
  }

  /// Random numbers for probes: sixteenths between −`bound` and `bound`, never 0, exact in every precision.
  static func sixteenths(
    _ count: Int, within bound: Int = 4, using generator: inout Xoshiro256StarStar
  ) -> [Double] {
    (0..<count).map { _ in
      let k = Int(Shuffle.below(UInt64(32 * bound), using: &generator)) - 16 * bound
      return Double(k < 0 ? k : k + 1) / 16
    }
  }
}

extension Probe: CustomStringConvertible {
  /// The purpose.
  public var description: String { purpose }
}
