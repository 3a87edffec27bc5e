import ElementaryFunctions
import EvidenceTraits
import LinearModels
import ScalarAutograd
import SpecConformance
import TensorAlgebra
import Testing

@Suite struct LineLossHessianTests {
  @Test(.equation("line-loss-hessian-value"), arguments: try Evidence.vectors("line-loss-hessian-value"))
  func `line-loss-hessian-value: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("line-loss-hessian-eigenvalues"), arguments: try Evidence.vectors("line-loss-hessian-eigenvalues"))
  func `line-loss-hessian-eigenvalues: meets its test vectors`(_ vector: VectorFile.Case) {
    #expect(Evidence.failures(vector) == [])
  }

  @Test(.equation("line-loss-hessian-value"), arguments: Evidence.seeds)
  func `line-loss-hessian-value: the derivative of the gradient, at every line`(_ seed: UInt64) {
    let (X, Y) = LineLossTests.points(seed, 8)
    let H = LineLossHessian.value(inputs: X)
    for (w, b) in [(0.0, 0.0), (1.5, -2), (-40, 7)] {
      for (column, v) in [[1.0, 0], [0, 1]].enumerated() {
        let row = ForwardMode.pushforward(v, at: [w, b]) { θ in
          let gradient = LineLoss.gradient(
            weight: θ[0], bias: θ[1], inputs: X.map { Dual<Double>($0) }, targets: Y.map { Dual<Double>($0) })
          return [gradient.weight, gradient.bias]
        }
        #expect(row.tangent == H.column(column))
      }
    }
    #expect(H[0, 1] == H[1, 0] && H[1, 1] == 2)
  }

  @Test(.equation("line-loss-hessian-eigenvalues"), arguments: Evidence.seeds)
  func `line-loss-hessian-eigenvalues: they add up to the trace and multiply to the determinant 4 Var X`(_ seed: UInt64)
  {
    let (X, _) = LineLossTests.points(seed, 8)
    let H = LineLossHessian.value(inputs: X)
    let λ = LineLossHessian.eigenvalues(inputs: X)
    #expect(0 <= λ.least && λ.least <= 2 && 2 <= λ.most)
    #expect(abs(λ.least + λ.most - (H[0, 0] + H[1, 1])) < 1e-14 * λ.most)
    let X̄ = Mean.over(X.indices) { X[$0] }
    let variance = Mean.over(X.indices) { i in (X[i] - X̄) * (X[i] - X̄) }
    #expect(abs(λ.least * λ.most - 4 * variance) < 1e-14 * λ.most * (1 + λ.least))
    // H − λ I takes some vector to 0: (H₀₁, λ − H₀₀), unless it is 0 itself.
    for eigenvalue in [λ.least, λ.most] {
      let v = Matrix(rows: 2, columns: 1, elements: [H[0, 1], eigenvalue - H[0, 0]])
      let Hv = MatrixProduct.value(H, v).elements
      #expect(zip(Hv, v.elements).allSatisfy { abs($0 - eigenvalue * $1) < 1e-12 * λ.most * (1 + λ.most) })
    }
  }

  @Test(.equation("line-loss-hessian-value"))
  func `line-loss-hessian-value: edge cases`() {
    #expect(LineLossHessian.value(inputs: [3.0]).elements == [18, 6, 6, 2])
    #expect(LineLossHessian.value(inputs: [0.0, 0]).elements == [0, 0, 0, 2])
    let huge = LineLossHessian.value(inputs: [1e200, -1e200]).elements
    #expect(huge == [.infinity, 0, 0, 2])
    let spoilt = LineLossHessian.value(inputs: [.nan, 1.0]).elements
    #expect(spoilt[0].isNaN && spoilt[1].isNaN && spoilt[2].isNaN && spoilt[3] == 2)
  }

  @Test(.equation("line-loss-hessian-eigenvalues"))
  func `line-loss-hessian-eigenvalues: edge cases`() {
    #expect(LineLossHessian.eigenvalues(inputs: [-1.0, 1]) == (least: 2, most: 2))
    #expect(LineLossHessian.eigenvalues(inputs: [0.0, 0]) == (least: 0, most: 2))
    #expect(LineLossHessian.eigenvalues(inputs: [0.1, 0.1, 0.1]).least == 0)
    let wide = LineLossHessian.eigenvalues(inputs: [-1e100, 1e100])
    #expect(wide.least == 2 && abs(wide.most / 2e200 - 1) < 1e-15)
    #expect(LineLossHessian.eigenvalues(inputs: [-1e200, 1e200]) == (least: 0, most: .infinity))
    #expect(LineLossHessian.eigenvalues(inputs: [3e200, 1e200]) == (least: 0, most: .infinity))
    let spoilt = LineLossHessian.eigenvalues(inputs: [.nan, 1.0])
    #expect(spoilt.least.isNaN && spoilt.most.isNaN)
  }

  @Test(.equation("line-loss-hessian-value"))
  func `line-loss-hessian-value: no inputs trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LineLossHessian.value(inputs: [Double]())
    }
    Evidence.expect(result, says: "LineLossHessian.value: no inputs have no mean")
  }

  @Test(.equation("line-loss-hessian-eigenvalues"))
  func `line-loss-hessian-eigenvalues: no inputs trap`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = LineLossHessian.eigenvalues(inputs: [Double]())
    }
    Evidence.expect(result, says: "LineLossHessian.eigenvalues: no inputs have no mean")
  }
}
