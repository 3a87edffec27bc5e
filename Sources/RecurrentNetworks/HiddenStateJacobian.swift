public import ActivationFunctions
public import ElementaryFunctions
public import TensorAlgebra

/// How the last state of a vanilla RNN depends on its first, for one sample: what vanishes or explodes with time.
public enum HiddenStateJacobian {
  /// ∂h_T/∂h_0 = diag(tanh′ z_T) W_hh · … · diag(tanh′ z_1) W_hh
  ///
  /// Equation: hidden-state-jacobian-value
  ///
  /// The factor of the last step stands on the left. tanh′ z_t is 1 − h_t².
  ///
  /// - Shapes: T vectors z_t of one sample, of h elements each, in the order of time; W_hh and the result are h × h.
  /// - Evaluated: from the first step to the last, with tanh′ at z_t, because 1 − h_t² loses its digits as h_t approaches
  ///   ±1.
  /// - Edge values: T = 0 gives the identity matrix; NaN in a z_t gives NaN in its row from there on.
  /// - Precondition: W_hh is h × h.
  @inlinable
  public static func value<T: Scalar>(preactivations z: [[T]], stateWeights W_hh: Matrix<T>) -> Matrix<T> {
    precondition(
      W_hh.rows == W_hh.columns && z.allSatisfy { $0.count == W_hh.rows },
      """
      HiddenStateJacobian.value: the state weights are \(W_hh.rows) × \(W_hh.columns) \
      and the preactivations have \(z.map(\.count)) elements
      """)
    let identity = Matrix<T>(rows: W_hh.rows, columns: W_hh.rows) { i, j in i == j ? 1 : 0 }
    return z.reduce(identity) { J, z_t in
      let W_hhJ = MatrixProduct.value(W_hh, J)
      return Matrix(rows: J.rows, columns: J.columns) { i, j in Tanh.derivative(at: z_t[i]) * W_hhJ[i, j] }
    }
  }

  /// ‖∂h_T/∂h_0‖ ≤ ‖W_hh‖ᵀ, the Frobenius norm
  ///
  /// Equation: hidden-state-jacobian-norm
  ///
  /// The bound holds because tanh′ is at most 1: where ‖W_hh‖ < 1, the first state is forgotten exponentially fast.
  ///
  /// - Shapes: as for `value`; the result is one number.
  /// - Evaluated: as `EuclideanNorm` of the elements.
  /// - Edge values: √h for T = 0; 0 where nothing is passed on; NaN and infinities as in the matrix.
  /// - Precondition: W_hh is h × h.
  @inlinable
  public static func norm<T: Scalar>(preactivations z: [[T]], stateWeights W_hh: Matrix<T>) -> T {
    EuclideanNorm.value(value(preactivations: z, stateWeights: W_hh).elements)
  }
}
