public import ElementaryFunctions
public import TensorAlgebra

/// The inputs or outputs of an equation, by name.
public struct NamedTensors<T: Scalar> {
  /// Each tensor under its name.
  public var byName: [String: Tensor<T>]

  /// Tensors under their names.
  public init(_ byName: [String: Tensor<T>]) { self.byName = byName }

  /// The tensor of a name.
  ///
  /// - Precondition: there is one.
  public subscript(name: String) -> Tensor<T> {
    guard let tensor = byName[name] else {
      preconditionFailure("NamedTensors: no \(name) among \(byName.keys.sorted())")
    }
    return tensor
  }

  /// One number under its name.
  public func number(_ name: String) -> T { self[name].number }
  /// A vector under its name.
  public func vector(_ name: String) -> [T] { self[name].vector }
  /// A matrix under its name.
  public func matrix(_ name: String) -> Matrix<T> { self[name].matrix }

  /// The same tensors with each element transformed.
  public func map<Result: Scalar>(_ transform: (T) -> Result) -> NamedTensors<Result> {
    NamedTensors<Result>(byName.mapValues { $0.map(transform) })
  }
}

extension NamedTensors: ExpressibleByDictionaryLiteral {
  /// Tensors under their names.
  public init(dictionaryLiteral elements: (String, Tensor<T>)...) {
    self.init(Dictionary(uniqueKeysWithValues: elements))
  }
}

extension NamedTensors: Sendable where T: Sendable {}
