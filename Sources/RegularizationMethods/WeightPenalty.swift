public import ElementaryFunctions
public import ForwardPropagation
public import TensorAlgebra

/// What penalties on weights share: those of all layers of a network count, and its biases are free.
@usableFromInline
enum WeightPenalty {
  /// The sum of the layers' penalties.
  @inlinable
  static func value<T: Scalar>(of network: Network<T>, _ penalty: ([T]) -> T) -> T {
    Sum.over(1..<network.shape.sizes.count) { l in penalty(network.layer(l).weights.elements) }
  }

  /// The layers' gradients in the order of the network's parameters, with 0 for each bias.
  @inlinable
  static func gradient<T: Scalar>(of network: Network<T>, _ gradient: ([T]) -> [T]) -> [T] {
    (1..<network.shape.sizes.count).flatMap { l in
      let (W, b) = network.layer(l)
      return gradient(W.elements) + b.map { _ in 0 }
    }
  }

  /// Traps where λ is no strength.
  @inlinable
  static func check<T: Scalar>(_ operation: String, _ λ: T) {
    precondition(λ >= 0 && λ.isFinite, "\(operation): the strength must be finite and at least 0, not \(λ)")
  }
}
