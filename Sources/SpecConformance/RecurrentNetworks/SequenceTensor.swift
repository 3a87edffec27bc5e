internal import TensorAlgebra

extension Tensor {
  /// A sequence of matrices, in the order of time; there may be none, so the shape of one has to be said.
  init(sequence: [Matrix<Element>], rows: Int, columns: Int) {
    self.init(shape: [sequence.count, rows, columns], elements: sequence.flatMap(\.elements))
  }

  /// The matrices along the first index.
  ///
  /// - Precondition: rank 3.
  var sequence: [Matrix<Element>] {
    precondition(shape.count == 3, "Tensor: shape \(shape) is not a sequence of matrices")
    let count = shape[1] * shape[2]
    return (0..<shape[0]).map { t in
      Matrix(rows: shape[1], columns: shape[2], elements: Array(elements[t * count..<(t + 1) * count]))
    }
  }
}
