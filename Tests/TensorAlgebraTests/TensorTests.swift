import EvidenceTraits
import TensorAlgebra
import Testing

@Suite struct TensorTests {
  let tensor = Tensor(shape: [2, 3, 4], elements: (0..<24).map(Double.init))

  @Test func `the last index runs fastest`() {
    #expect(tensor[0, 0, 0] == 0)
    #expect(tensor[0, 0, 3] == 3)
    #expect(tensor[0, 1, 0] == 4)
    #expect(tensor[1, 0, 0] == 12)
    #expect(tensor[1, 2, 3] == 23)
  }

  @Test func `an element can be set`() {
    var changed = tensor
    changed[1, 0, 2] = -1
    #expect(changed.elements[14] == -1)
    #expect(changed != tensor)
  }

  @Test func `ranks 0, 1 and 2 are numbers, vectors and matrices`() {
    #expect(Tensor<Double>(2.5).number == 2.5 && Tensor<Double>(2.5).shape == [])
    #expect(Tensor<Double>([1, 2]).vector == [1, 2] && Tensor<Double>([1, 2]).shape == [2])
    let A = Matrix(rows: 2, columns: 3, elements: [1.0, 2, 3, 4, 5, 6])
    #expect(Tensor<Double>(A).matrix == A && Tensor<Double>(A).shape == [2, 3])
    #expect(Tensor(shape: [], elements: [7.0])[] == 7)
  }

  @Test func `mapping keeps the shape`() {
    #expect(tensor.map { Int($0) + 1 } == Tensor(shape: [2, 3, 4], elements: Array(1...24)))
  }

  @Test func `a tensor may be empty`() {
    #expect(Tensor(shape: [2, 0, 3], elements: [Double]()).elements == [])
  }

  @Test func `a shape that does not fit traps`() async {
    let count = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor(shape: [2, 2], elements: [1.0])
    }
    Evidence.expect(count, says: "Tensor: shape [2, 2] needs 4 elements but got 1")
    let negative = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor(shape: [-1, -1], elements: [1.0])
    }
    Evidence.expect(negative, says: "Tensor: no tensor has the shape [-1, -1]")
  }

  @Test func `an index outside traps`() async {
    let size = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor(shape: [2, 2], elements: [1.0, 2, 3, 4])[0, 2]
    }
    Evidence.expect(size, says: "Tensor: no element [0, 2] in shape [2, 2]")
    let rank = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor(shape: [2, 2], elements: [1.0, 2, 3, 4])[0]
    }
    Evidence.expect(rank, says: "Tensor: no element [0] in shape [2, 2]")
  }

  @Test func `another rank than asked for traps`() async {
    let number = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Double>([1]).number
    }
    Evidence.expect(number, says: "Tensor: shape [1] is not one number")
    let vector = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Double>(1).vector
    }
    Evidence.expect(vector, says: "Tensor: shape [] is not a vector")
    let matrix = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor<Double>([1]).matrix
    }
    Evidence.expect(matrix, says: "Tensor: shape [1] is not a matrix")
  }
}
