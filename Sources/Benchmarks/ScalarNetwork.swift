import ElementaryFunctions
import ScalarAutograd

/// The work of the tape's benchmark: loss and gradient of a 3–16–16–1 network on 16 samples, written with plain
/// additions and multiplications, so that every scalar autograd records the same operations for it.
///
/// `Tests/Peers/scalar_autograd.py` does the same in Python.
enum ScalarNetwork {
  static let sizes = [3, 16, 16, 1]
  static let sampleCount = 16

  /// Fixed parameters between −¼ and ¼.
  static let parameters: [Double] = {
    let count = zip(sizes, sizes.dropFirst()).reduce(0) { $0 + $1.1 * ($1.0 + 1) }
    return (0..<count).map { k in Double(k * 7919 % 1000 - 500) / 2000 }
  }()

  /// The mean of (ŷ − y)² over fixed samples, with z² as the hidden activation.
  static func loss<T: Scalar>(_ p: [T]) -> T {
    var losses: [T] = []
    for i in 0..<sampleCount {
      var a: [T] = (0..<3).map { j in T(Double((i * 31 + j * 17) % 21 - 10) / 10) }
      var next = 0
      for (inputs, outputs) in zip(sizes, sizes.dropFirst()) {
        a = (0..<outputs).map { _ in
          var z = p[next + inputs]
          for k in 0..<inputs { z = z + p[next + k] * a[k] }
          next += inputs + 1
          return outputs == 1 ? z : z * z
        }
      }
      let e = a[0] + T(-Double(i % 5) / 5)
      losses.append(e * e * T(1 / Double(sampleCount)))
    }
    return losses.dropFirst().reduce(losses[0], +)
  }

  /// One pass: records the loss, sweeps back, and returns the number of operations, the loss and the gradient's sum.
  @Sendable
  static func pass() -> [Double] {
    let tape = Tape<Double>()
    let p = parameters.map(tape.variable)
    let loss = loss(p)
    let gradient = tape.gradient(of: loss)
    return [Double(tape.count - p.count), loss.value, gradient[p].reduce(0, +)]
  }
}
