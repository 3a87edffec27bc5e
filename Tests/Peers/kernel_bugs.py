"""Bugs that people make in these equations, each as a small change of a plain kernel.

`wrong_kernels.py` puts each to the vectors, which must fail it in a case with the flag that it is entered under.
"""

from collections import namedtuple

# flag: of a case that must fail. how: how the bug comes about. function: where in plain_kernels.py `old`, which stands
# there once, becomes `new`; None where it stands outside of functions.
Bug = namedtuple("Bug", "name equation flag how function old new")

BUGS = [
    # ActivationFunctions
    Bug(
        "naive-sigmoid", "sigmoid-value", "overflow-of-naive-form",
        "The formula typed as it stands: exp(-z) overflows.",
        "sigmoid",
        "    e = exp(-abs(z))\n"
        "    return where(z >= 0, 1, e) / (1 + e)",
        "    return 1 / (1 + exp(-z))",
    ),
    Bug(
        "exponential-of-both-signs", "sigmoid-value", "overflow-of-naive-form",
        "The other naive form: exp(z)/(1 + exp(z)).",
        "sigmoid",
        "    e = exp(-abs(z))\n"
        "    return where(z >= 0, 1, e) / (1 + e)",
        "    return exp(z) / (1 + exp(z))",
    ),
    Bug(
        "sigmoid-slope-from-output", "sigmoid-derivative", "saturation",
        "s (1 - s), which every tutorial has.",
        "sigmoid_derivative", "return e / (1 + e) ** 2", "return sigmoid(z) * (1 - sigmoid(z))",
    ),
    Bug(
        "tanh-slope-from-output", "tanh-derivative", "saturation",
        "1 - tanh², which every tutorial has.",
        "tanh_derivative", "return (2 * e / (1 + e * e)) ** 2", "return 1 - tanh(z) ** 2",
    ),
    Bug(
        "tanh-slope-not-squared", "tanh-derivative", "missing-square",
        "1 - tanh in place of 1 - tanh².",
        "tanh_derivative", "return (2 * e / (1 + e * e)) ** 2", "return 1 - tanh(z)",
    ),
    Bug(
        "tanh-from-exponentials", "tanh-value", "cancellation",
        "(exp(2z) - 1)/(exp(2z) + 1) near 0.",
        "hyperbolic_tangent", "tanh(z)", "(exp(2 * z) - 1) / (exp(2 * z) + 1)",
    ),
    Bug(
        "tanh-overflows", "tanh-value", "overflow-of-naive-form",
        "The quotient of exponentials is infinite over infinite.",
        "hyperbolic_tangent", "tanh(z)", "(exp(z) - exp(-z)) / (exp(z) + exp(-z))",
    ),
    Bug(
        "relu-hides-nan", "relu-value", "nan-lost-in-comparison",
        "A comparison with NaN is false, and takes the other branch.",
        "relu", "where(z <= 0, 0, z)", "where(z > 0, z, 0)",
    ),
    Bug(
        "relu-slope-of-magnitude", "relu-derivative", "magnitude",
        "The sign, which is the slope of the magnitude.",
        "relu_derivative", "z > 0)", "sign(z))",
    ),
    Bug(
        "relu-slope-is-relu", "relu-derivative", "value-for-derivative",
        "The function is called where its slope is meant.",
        "relu_derivative", "z > 0)", "relu(z))",
    ),
    Bug(
        "leak-with-a-sign", "leaky-relu-value", "sign",
        "The slope is taken for the leak's negative value.",
        "leaky_relu", "slope * z", "-slope * z",
    ),
    Bug(
        "leaky-relu-as-maximum", "leaky-relu-value", "max-form",
        "max(z, αz) is another function for α above 1.",
        "leaky_relu", "where(z > 0, z, slope * z)", "numpy.maximum(z, slope * z)",
    ),
    Bug(
        "default-slope", "leaky-relu-value", "wrong-slope",
        "The slope is left at a default.",
        "leaky_relu", "slope * z", "z.dtype.type(0.01) * z",
    ),
    Bug(
        "leak-without-slope", "leaky-relu-derivative", "missing-leak",
        "ReLU's derivative left in place.",
        "leaky_relu_derivative", "z.dtype.type(slope)", "z.dtype.type(0)",
    ),
    Bug(
        "strict-step", "step-value", "step-at-zero",
        "H(0) is 1 here.",
        "step", "z >= 0", "z > 0",
    ),
    Bug(
        "naive-softmax", "softmax-value", "missing-max-subtraction",
        "The formula typed as it stands.",
        "softmax", "exp(z - z.max(axis=0, initial=-numpy.inf))", "exp(z)",
    ),
    Bug(
        "softmax-without-sum", "softmax-value", "missing-normalization",
        "The division is forgotten.",
        "softmax", "e / e.sum(axis=0)", "e",
    ),
    Bug(
        "softmax-over-the-batch", "output-head-value", "softmax-over-samples",
        "The last axis, where samples are columns.",
        "softmax",
        "z.max(axis=0, initial=-numpy.inf))\n"
        "    return e / e.sum(axis=0)",
        "z.max(axis=-1, initial=-numpy.inf, keepdims=True))\n"
        "    return e / e.sum(axis=-1, keepdims=True)",
    ),
    Bug(
        "softmax-over-everything", "output-head-value", "softmax-over-all",
        "No axis at all.",
        "softmax", "e.sum(axis=0)", "e.sum()",
    ),
    Bug(
        "maximum-of-everything", "output-head-value", "maximum-of-all",
        "The largest number of the batch is subtracted.",
        "softmax", "z.max(axis=0, initial=-numpy.inf)", "z.max(initial=-numpy.inf)",
    ),
    Bug(
        "softmax-slope-like-sigmoid", "softmax-pullback", "softmax-derivative-diagonal-only",
        "p (1 - p), as of the sigmoid: the diagonal of the Jacobian alone.",
        "softmax_pullback", "p * (cotangent - (p * cotangent).sum(axis=0))", "p * (1 - p) * cotangent",
    ),
    Bug(
        "softmax-pullback-without-mean", "softmax-pullback", "missing-mean",
        "The second term of the product rule is lost.",
        "softmax_pullback", "(cotangent - (p * cotangent).sum(axis=0))", "cotangent",
    ),
    Bug(
        "plain-mean-in-softmax-pullback", "softmax-pullback", "wrong-mean",
        "The mean without the probabilities as weights.",
        "softmax_pullback", "(p * cotangent).sum(axis=0)", "cotangent.mean(axis=0)",
    ),
    Bug(
        "log-of-softmax", "log-softmax-value", "log-of-softmax",
        "Two functions composed: ln 0 where softmax vanishes.",
        "log_softmax", "z - top - log1p(rest)", "log(softmax(z))",
    ),
    Bug(
        "naive-log-softmax", "log-softmax-value", "missing-max-subtraction",
        "The formula typed as it stands.",
        "log_softmax", "z - top - log1p(rest)", "z - log(exp(z).sum())",
    ),
    Bug(
        "rounded-log-sum-exp", "log-softmax-value", "rounded-log-sum-exp",
        "z less a log-sum-exp that has been rounded.",
        "log_softmax", "z - top - log1p(rest)", "z - (top + log1p(rest))",
    ),
    Bug(
        "log-softmax-pullback-without-sum", "log-softmax-pullback", "missing-sum",
        "Right where the cotangents add up to 1.",
        "log_softmax_pullback", " * cotangent.sum()", "",
    ),
    Bug(
        "log-of-one-plus", "log-sum-exp-value", "lost-small-terms",
        "log(1 + x) rounds a small x away.",
        "log_sum_exp", "log1p(rest)", "log(1 + rest)",
    ),
    Bug(
        "log-mean-exp", "log-sum-exp-value", "log-mean-exp",
        "A mean for the sum.",
        "log_sum_exp", "log1p(rest)", "log((1 + rest) / len(z))",
    ),
    # TensorAlgebra
    Bug(
        "star-for-product", "matrix-product-value", "elementwise",
        "* is NumPy's product of elements.",
        "matrix_product", "A @ B", "A * B",
    ),
    Bug(
        "factors-exchanged", "matrix-product-value", "swapped-arguments",
        "B A for A B.",
        "matrix_product", "A @ B", "B @ A",
    ),
    Bug(
        "transpose-forgotten", "matrix-product-pullback", "transposed-operand",
        "Bᵀ written as B.",
        "matrix_product_pullback", "cotangent @ B.T", "cotangent @ B",
    ),
    Bug(
        "gradients-exchanged", "dot-product-pullback", "swapped-gradients",
        "Each factor's gradient is the other factor.",
        "dot_product_pullback", "cotangent * x, cotangent * w", "cotangent * w, cotangent * x",
    ),
    Bug(
        "gradients-without-cotangent", "hadamard-product-pullback", "missing-cotangent",
        "A local slope for the chain rule.",
        "hadamard_product_pullback", "cotangent * v, cotangent * u", "v, u",
    ),
    Bug(
        "derivative-without-two", "square-plus-double-gradient", "missing-factor-two",
        "The power rule's factor.",
        "square_plus_double_gradient", "2 * x,", "x,",
    ),
    # ForwardPropagation
    Bug(
        "bias-along-the-samples", "affine-columns-value", "wrong-bias-axis",
        "NumPy adds a vector to rows.",
        "affine", "bias[:, None]", "bias",
    ),
    Bug(
        "weights-transposed", "affine-columns-value", "transposed-weight",
        "Weights in × out, as Keras stores them.",
        "affine", "weights @ inputs", "weights.T @ inputs",
    ),
    Bug(
        "bias-gradient-over-units", "affine-columns-pullback", "bias-summed-over-units",
        "The sum over the other axis.",
        "affine_pullback", "cotangent.sum(axis=1)", "cotangent.sum(axis=0)",
    ),
    Bug(
        "bias-gradient-not-summed", "affine-columns-pullback", "bias-not-summed",
        "The bias is the same for all samples.",
        "affine_pullback", "cotangent.sum(axis=1)", "cotangent[:, 0]",
    ),
    Bug(
        "weight-gradient-transposed", "affine-columns-pullback", "transposed-gradient",
        "X δᵀ for δ Xᵀ.",
        "affine_pullback", "cotangent @ inputs.T", "inputs @ cotangent.T",
    ),
    Bug(
        "delta-without-slope", "dense-layer-backward", "missing-activation-derivative",
        "δ is not multiplied by g'.",
        "dense_layer_backward", "cotangent * ACTIVATIONS[activation][1](preactivation)", "cotangent",
    ),
    Bug(
        "slope-at-the-activation", "dense-layer-backward", "wrong-activation-derivative",
        "g' at a in place of z.",
        "dense_layer_backward", "[1](preactivation)", "[1](ACTIVATIONS[activation][0](preactivation))",
    ),
    Bug(
        "activation-for-its-sum", "dense-layer-forward", "overwritten-preactivation",
        "Z kept after g was applied in place.",
        "dense_layer",
        "return ACTIVATIONS[activation][0](z), z",
        "z = ACTIVATIONS[activation][0](z)\n"
        "    return z, z",
    ),
    Bug(
        "neuron-without-bias", "neuron-forward", "missing-bias",
        "The bias is forgotten.",
        "neuron", ".sum() + bias", ".sum()",
    ),
    Bug(
        "bias-first", "network-forward", "bias-first",
        "Another order of the parameters.",
        "layers",
        "        result.append((parameters[start:end].reshape(outputs, inputs), parameters[end : end + outputs]))",
        "        bias, weights = parameters[start : start + outputs], parameters[start + outputs : end + outputs]\n"
        "        result.append((weights.reshape(outputs, inputs), bias))",
    ),
    Bug(
        "column-major-weights", "network-forward", "column-major",
        "Weights read as MATLAB and Fortran store them.",
        "layers", "reshape(outputs, inputs)", "reshape(inputs, outputs).T",
    ),
    Bug(
        "activated-output", "network-forward", "hidden-activation-before-head",
        "The hidden activation in the last layer too.",
        "network",
        "output_head(network_sums(parameters, inputs, sizes_of(sizes), hidden)[1], output)",
        "output_head(ACTIVATIONS[hidden][0](network_sums(parameters, inputs, sizes_of(sizes), hidden)[1]), output)",
    ),
    Bug(
        "activated-inputs", "network-forward", "activation-of-inputs",
        "The first layer is no exception.",
        "network_sums", "z if depth == 0 else ", "",
    ),
    Bug(
        "head-forgotten", "network-forward", "missing-head",
        "Logits are returned as predictions.",
        "network", "output_head(", "(lambda z, _: z)(",
    ),
    Bug(
        "count-without-biases", "parameter-count-network", "missing-biases",
        "Weights alone.",
        "parameter_count", "outputs * (inputs + 1)", "outputs * inputs",
    ),
    Bug(
        "count-with-a-bias-for-each-input", "parameter-count-network", "bias-of-inputs",
        "(outputs + 1) inputs.",
        "parameter_count", "outputs * (inputs + 1)", "inputs * (outputs + 1)",
    ),
    # LossFunctions
    Bug(
        "half-the-squared-error", "mean-squared-error-value", "missing-factor-two",
        "The ½ of other texts.",
        "mean_squared_error", "numpy.ldexp(square, 2 * e)", "numpy.ldexp(square, 2 * e) / 2",
    ),
    Bug(
        "sum-of-squares", "mean-squared-error-value", "missing-one-over-n",
        "The sum in place of the mean.",
        "mean_squared_error", "numpy.ldexp(square, 2 * e)", "numpy.ldexp(square, 2 * e) * len(targets)",
    ),
    Bug(
        "squares-overflow", "mean-squared-error-value", "overflow-of-partial-sum",
        "The squares are added before the division.",
        "mean_squared_error",
        "square, e = mean_of_squares(predictions - targets)",
        "square, e = numpy.mean((predictions - targets) ** 2), 0",
    ),
    Bug(
        "square-of-the-mean", "mean-squared-error-value", "cancelling-errors",
        "The mean is taken before the square.",
        "mean_squared_error",
        "square, e = mean_of_squares(predictions - targets)",
        "square, e = numpy.mean(predictions - targets) ** 2, 0",
    ),
    Bug(
        "targets-broadcast", "mean-squared-error-value", "sizes-differ",
        "NumPy compares one target with every prediction.",
        None, "    [\"predictions\", \"targets\"],\n", "",
    ),
    Bug(
        "gradient-without-two", "mean-squared-error-gradient", "missing-factor-two",
        "The power rule's factor.",
        "mean_squared_error_gradient", "e + 1", "e",
    ),
    Bug(
        "gradient-not-averaged", "mean-squared-error-gradient", "missing-one-over-n",
        "1/N is dropped.",
        "mean_squared_error_gradient", "errors / len(targets)", "errors",
    ),
    Bug(
        "error-with-other-sign", "mean-squared-error-gradient", "sign",
        "y - ŷ, without the minus of the chain rule.",
        "mean_squared_error_gradient", "differences(predictions, targets)", "differences(targets, predictions)",
    ),
    Bug(
        "no-slope-of-zero", "mean-absolute-error-gradient", "kink",
        "Two branches for three cases.",
        "mean_absolute_error_gradient",
        "sign(predictions - targets)",
        "where(predictions > targets, predictions.dtype.type(1), predictions.dtype.type(-1))",
    ),
    Bug(
        "absolute-sum", "mean-absolute-error-value", "missing-one-over-n",
        "A sum for the mean.",
        "mean_absolute_error", "mean(abs(predictions - targets))", "abs(predictions - targets).sum()",
    ),
    Bug(
        "absolute-of-mean", "mean-absolute-error-value", "cancelling-errors",
        "The mean is taken before the magnitude.",
        "mean_absolute_error", "mean(abs(predictions - targets))", "abs(mean(predictions - targets))",
    ),
    Bug(
        "clamped-logarithm", "binary-cross-entropy-value", "clamped-probability",
        "Probabilities kept from 0 by ε, as in Keras.",
        "times_logarithm", "log(p)", "log(numpy.maximum(p, p.dtype.type(1e-7)))",
    ),
    Bug(
        "zero-times-infinity", "binary-cross-entropy-value", "zero-times-log-zero",
        "0 ln 0 is NaN.",
        "times_logarithm", "where(y == 0, 0, y * log(p))", "y * log(p)",
    ),
    Bug(
        "logarithm-of-one-minus", "binary-cross-entropy-value", "cancellation",
        "ln(1 - p) loses the digits of a small p.",
        "binary_cross_entropy", "log1p(-predictions)", "log(1 - predictions)",
    ),
    Bug(
        "logarithm-beyond-its-range", "binary-cross-entropy-value", "ratio-beyond-its-range",
        "A series that is good near 0, taken too far.",
        "binary_cross_entropy",
        "log1p(-predictions)",
        "where(predictions < 0.42, numpy.polyval([-1 / n for n in range(31, 0, -1)] + [0], predictions), "
        "log1p(-predictions))",
    ),
    Bug(
        "negative-class-forgotten", "binary-cross-entropy-value", "missing-negative-class",
        "The formula of the many classes.",
        "binary_cross_entropy", " - missed", "",
    ),
    Bug(
        "zero-over-zero", "binary-cross-entropy-gradient", "zero-over-zero",
        "(p - y)/(p (1 - p)) where p has met y.",
        "binary_cross_entropy_gradient", "    soft = where(targets == 1, -1 / (m * predictions), soft)\n", "",
    ),
    Bug(
        "loss-of-a-rounded-probability", "binary-cross-entropy-with-logits-value", "saturation",
        "The loss of probabilities on top of the sigmoid.",
        "logits_cross_entropy",
        "    share = where",
        "    return binary_cross_entropy(sigmoid(logits), targets)\n"
        "    share = where",
    ),
    Bug(
        "logits-for-probabilities", "binary-cross-entropy-with-logits-gradient", "probability-for-logit",
        "The sigmoid is applied a second time.",
        "logits_cross_entropy_gradient",
        "    return",
        "    logits = sigmoid(logits)\n"
        "    return",
    ),
    Bug(
        "slope-of-the-sigmoid-again", "binary-cross-entropy-with-logits-gradient", "extra-activation-derivative",
        "The sigmoid's slope, which has cancelled.",
        "logits_cross_entropy_gradient", " / len(targets)", " / len(targets) * sigmoid_derivative(logits)",
    ),
    Bug(
        "cancelled-gradient", "binary-cross-entropy-with-logits-gradient", "saturation",
        "σ(z) - 1 where σ(z) has rounded to 1.",
        "logits_cross_entropy_gradient",
        "where(targets == 1, -sigmoid(-logits), sigmoid(logits) - targets)",
        "(sigmoid(logits) - targets)",
    ),
    Bug(
        "mean-over-classes", "categorical-cross-entropy-value", "mean-over-classes",
        "mean() over an array of all classes.",
        "categorical_cross_entropy", ".sum()", ".mean()",
    ),
    Bug(
        "gradient-without-target", "categorical-cross-entropy-gradient", "missing-target",
        "-1/ŷ for a soft label too.",
        "categorical_cross_entropy_gradient", "-targets / predictions", "-1 / predictions",
    ),
    Bug(
        "gradient-by-the-logits", "categorical-cross-entropy-gradient", "gradient-by-logits",
        "ŷ - y is another derivative.",
        "categorical_cross_entropy_gradient", "where(targets == 0, 0, -targets / predictions)", "predictions - targets",
    ),
    Bug(
        "loss-of-rounded-probabilities", "softmax-cross-entropy-value", "log-of-softmax",
        "ln of a softmax that vanished.",
        "softmax_cross_entropy", "log_softmax(logits)", "log(softmax(logits))",
    ),
    Bug(
        "probabilities-less-targets", "softmax-cross-entropy-gradient", "cancellation",
        "p - 1 where p has nearly reached 1.",
        "softmax_cross_entropy_gradient",
        "p * (others @ targets) - targets * (others @ p)",
        "p * targets.sum() - targets",
    ),
    Bug(
        "targets-that-add-up-to-one", "softmax-cross-entropy-gradient", "missing-sum",
        "p - y, for any targets.",
        "softmax_cross_entropy_gradient", "p * (others @ targets) - targets * (others @ p)", "p - targets",
    ),
    Bug(
        "classes-from-one", "one-hot-value", "index-from-one",
        "Labels counted from 1.",
        "one_hot", "k == class_", "k + 1 == class_",
    ),
    Bug(
        "clamped-at-one-end", "probability-clamp-value", "missing-upper-end",
        "ln p is safe, ln(1 - p) is not.",
        "probability_clamp", "where(p > 1 - epsilon, 1 - epsilon, p)", "p",
    ),
    # Backpropagation
    Bug(
        "delta-with-a-slope-too-many", "output-delta-value", "extra-head-derivative",
        "The head's slope, which has cancelled.",
        "output_delta",
        "return logits_cross_entropy_gradient(logits, targets) * len(targets)",
        "return logits_cross_entropy_gradient(logits, targets) * len(targets) * sigmoid_derivative(logits)",
    ),
    Bug(
        "delta-without-head", "output-delta-value", "missing-head-derivative",
        "ŷ - y, right for the matching pairs alone.",
        "output_delta",
        "output_head_pullback(2 * error / len(targets) if loss == \"mean-squared-error\" else error, logits, head)",
        "2 * error / len(targets) if loss == \"mean-squared-error\" else error",
    ),
    Bug(
        "half-in-the-gradient", "output-delta-value", "missing-factor-two",
        "The gradient of half the squared error.",
        "output_delta", "2 * error / len(targets)", "error / len(targets)",
    ),
    Bug(
        "head-slope-at-the-output", "output-head-pullback", "derivative-at-output",
        "g' at ŷ in place of z.",
        "output_head_pullback", "ACTIVATIONS[head][1](logits)", "ACTIVATIONS[head][1](output_head(logits, head))",
    ),
    Bug(
        "weights-not-transposed", "hidden-delta-value", "transposed-weight",
        "W δ for Wᵀ δ.",
        "hidden_delta", "next_weights.T", "next_weights",
    ),
    Bug(
        "hidden-delta-without-slope", "hidden-delta-value", "missing-activation-derivative",
        "δ is not multiplied by g'.",
        "hidden_delta", " * ACTIVATIONS[activation][1](preactivation)", "",
    ),
    Bug(
        "batch-not-averaged", "layer-gradient-value", "missing-one-over-m",
        "The sum over the batch.",
        "layer_gradient",
        "deltas @ inputs.T / samples, deltas.sum(axis=1) / samples",
        "deltas @ inputs.T, deltas.sum(axis=1)",
    ),
    Bug(
        "bias-not-averaged", "layer-gradient-value", "bias-not-averaged",
        "1/m at the weights alone.",
        "layer_gradient", "deltas.sum(axis=1) / samples", "deltas.sum(axis=1)",
    ),
    Bug(
        "divided-by-units", "layer-gradient-value", "divided-by-units",
        "The length of the other axis.",
        "layer_gradient", "deltas.shape[1]", "deltas.shape[0]",
    ),
    Bug(
        "loss-of-the-last-sample", "network-loss-value", "one-sample-only",
        "The loss is set and not added up.",
        "network_loss",
        "numpy.array([output_loss(z, y, output, loss) for z, y in zip(logits.T, targets.T)])",
        "numpy.array([output_loss(z, y, output, loss) for z, y in zip(logits.T, targets.T)])[-1:]",
    ),
    Bug(
        "targets-of-the-next-sample", "network-loss-value", "shifted-targets",
        "Inputs shuffled, and the targets not.",
        "network_loss", "zip(logits.T, targets.T)", "zip(logits.T, numpy.roll(targets.T, 1, axis=0))",
    ),
    Bug(
        "network-loss-of-probabilities", "network-loss-value", "from-probabilities",
        "The loss on top of the head's output, as with Keras's from_logits=False.",
        "softmax_cross_entropy", "log_softmax(logits)", "log(softmax(logits))",
    ),
    Bug(
        "inputs-not-averaged", "network-loss-gradient", "inputs-not-averaged",
        "1/m at the parameters alone.",
        "network_loss_gradient", "delta / inputs.shape[1]", "delta",
    ),
    Bug(
        "network-delta-without-slope", "network-loss-gradient", "missing-activation-derivative",
        "δ is not multiplied by g'.",
        "network_loss_gradient", "delta * ACTIVATIONS[hidden][1](affine(below, received[depth - 1], bias))", "delta",
    ),
    Bug(
        "slope-of-the-activation", "network-loss-gradient", "wrong-activation-derivative",
        "g' at a in place of z.",
        "network_loss_gradient", "[1](affine(below, received[depth - 1], bias))", "[1](received[depth])",
    ),
    Bug(
        "weights-updated-too-early", "network-loss-gradient", "updated-weights",
        "A step is taken before δ goes down.",
        "network_loss_gradient", "delta = weights.T @ delta", "delta = (weights - by_weights).T @ delta",
    ),
    Bug(
        "gradients-in-reverse-order", "network-loss-gradient", "reversed-layers",
        "In the order of the backward pass.",
        "network_loss_gradient",
        "[by_weights.ravel(), by_bias] + gradients",
        "gradients + [by_weights.ravel(), by_bias]",
    ),
    Bug(
        "network-gradient-from-probabilities", "network-loss-gradient", "from-probabilities",
        "ŷ - y, of an output that has rounded to its target.",
        "logits_cross_entropy_gradient", "where(targets == 1, -sigmoid(-logits), sigmoid(logits) - targets)",
        "(sigmoid(logits) - targets)",
    ),
    # GradientOptimizers
    Bug(
        "ascent", "gradient-descent-step", "sign",
        "Up the slope.",
        "gradient_descent", "parameters - ", "parameters + ",
    ),
    Bug(
        "nesterov-as-momentum", "momentum-descent-step", "heavy-ball",
        "The look ahead is left out.",
        "momentum_descent", "gradient + momentum * velocity if convention == \"nesterov\" else velocity", "velocity",
    ),
    Bug(
        "nesterov-always", "momentum-descent-step", "nesterov",
        "A look ahead where none is meant.",
        "momentum_descent",
        "gradient + momentum * velocity if convention == \"nesterov\" else velocity",
        "gradient + momentum * velocity",
    ),
    Bug(
        "average-as-heavy-ball", "momentum-descent-step", "heavy-ball",
        "1 - μ before the gradient is left out.",
        "momentum_descent", "(1 - momentum) * gradient", "gradient",
    ),
    Bug(
        "rate-twice", "momentum-descent-step", "zero-learning-rate",
        "The rate is in the velocity already.",
        "momentum_descent",
        "return parameters - velocity, velocity",
        "return parameters - learning_rate * velocity, velocity",
    ),
    Bug(
        "adagrad-for-rmsprop", "rms-prop-step", "accumulated",
        "The squares add up and are never forgotten.",
        "rms_prop", "decay * squares + (1 - decay) * gradient**2", "squares + gradient**2",
    ),
    Bug(
        "rmsprop-epsilon-in-root", "rms-prop-step", "inside-root",
        "ε inside the root, where it counts as its own root.",
        "rms_prop", "sqrt(squares) + epsilon", "sqrt(squares + epsilon)",
    ),
    Bug(
        "rmsprop-epsilon-outside-root", "rms-prop-step", "outside-root",
        "ε outside the root, where it is meant inside.",
        "rms_prop", "sqrt(squares + epsilon)", "sqrt(squares) + epsilon",
    ),
    Bug(
        "rmsprop-without-root", "rms-prop-step", "missing-root",
        "Divided by the mean square.",
        "rms_prop", "sqrt(squares) + epsilon", "squares + epsilon",
    ),
    Bug(
        "rmsprop-of-old-squares", "rms-prop-step", "old-squares",
        "The divisor of the step before.",
        "rms_prop",
        "sqrt(squares) + epsilon",
        "sqrt((squares - (1 - decay) * gradient**2) / decay if decay else 0 * squares) + epsilon",
    ),
    Bug(
        "adam-without-correction", "adam-step", "uncorrected",
        "The averages as they are.",
        "adam", "m / first / (sqrt(v / second) + epsilon)", "m / (sqrt(v) + epsilon)",
    ),
    Bug(
        "adam-epsilon-in-root", "adam-step", "inside-root",
        "ε is added before the root.",
        "adam", "sqrt(v / second) + epsilon", "sqrt(v / second + epsilon)",
    ),
    Bug(
        "adam-epsilon-before-correction", "adam-step", "epsilon-hat",
        "ε is added to the root that is not corrected.",
        "adam", "m / first / (sqrt(v / second) + epsilon)", "second**0.5 / first * (m / (sqrt(v) + epsilon))",
    ),
    Bug(
        "adam-steps-ahead", "adam-step", "steps-ahead",
        "The counter is raised twice.",
        "adam",
        "bias_correction(first_decay, t), bias_correction(second_decay, t)",
        "bias_correction(first_decay, t + 1), bias_correction(second_decay, t + 1)",
    ),
    Bug(
        "adam-decays-exchanged", "adam-step", "swapped-decays",
        "β₁ for β₂.",
        "adam",
        "    t = step_count + 1",
        "    t = step_count + 1\n"
        "    first_decay, second_decay = second_decay, first_decay",
    ),
    Bug(
        "adam-keeps-corrected-moments", "adam-step", "corrected-state",
        "The correction is assigned to the moment itself.",
        "adam", "learning_rate * change, m, v, t", "learning_rate * change, m / first, v / second, t",
    ),
    Bug(
        "adam-without-root", "adam-step", "missing-root",
        "Divided by the variance.",
        "adam", "(sqrt(v / second) + epsilon)", "(v / second + epsilon)",
    ),
    Bug(
        "naive-correction", "adam-bias-correction", "naive-correction",
        "1 - β**t for a β near 1.",
        "bias_correction", "float(-numpy.expm1(step * log1p(decay - 1)))", "1 - decay**step",
    ),
    Bug(
        "correction-from-step-zero", "adam-bias-correction", "steps-from-zero",
        "t counted from 0.",
        "bias_correction", "step * log1p", "(step - 1) * log1p",
    ),
    Bug(
        "divided-by-all-samples", "batch-gradient-value", "over-all-samples",
        "1/N for 1/|B|.",
        "batch_gradient",
        "mean(gradients[:, indices], axis=1)",
        "gradients[:, indices].sum(axis=1) / gradients.shape[1]",
    ),
    Bug(
        "batch-gradient-not-averaged", "batch-gradient-value", "missing-one-over-b",
        "The sum over the batch.",
        "batch_gradient", "mean(gradients[:, indices], axis=1)", "gradients[:, indices].sum(axis=1)",
    ),
    Bug(
        "cosine-rises-again", "cosine-annealing-rate", "rising-end",
        "No end: the wave goes on.",
        "cosine_annealing",
        "    x = numpy.pi / 2 * (min(epoch, epochs) / epochs)\n"
        "    cosine = numpy.sin(numpy.pi / 2 * (max(epochs - epoch, 0) / epochs))",
        "    x = numpy.pi / 2 * (epoch / epochs)\n"
        "    cosine = numpy.sin(numpy.pi / 2 * ((epochs - epoch) / epochs))",
    ),
    Bug(
        "cosine-one-epoch-late", "cosine-annealing-rate", "one-off",
        "e/(E - 1), as if both ends were epochs.",
        "cosine_annealing",
        "    x = numpy.pi / 2 * (min(epoch, epochs) / epochs)\n",
        "    epochs = max(epochs - 1, 1)\n"
        "    x = numpy.pi / 2 * (min(epoch, epochs) / epochs)\n",
    ),
    Bug(
        "cosine-textbook-form", "cosine-annealing-rate", "small-rates",
        "1 + cos cancels near the end.",
        "cosine_annealing",
        "    x = numpy.pi / 2",
        "    fall = (1 + numpy.cos(numpy.pi * min(epoch, epochs) / epochs)) / 2\n"
        "    return float(minimum_rate + (maximum_rate - minimum_rate) * fall)\n"
        "    x = numpy.pi / 2",
    ),
    Bug(
        "decay-without-floor", "step-decay-rate", "gradual",
        "/ for //.",
        "step_decay", "epoch // interval", "epoch / interval",
    ),
    Bug(
        "warm-up-from-zero", "linear-warmup-rate", "starts-at-zero",
        "e/W: the first epoch learns nothing.",
        "linear_warmup", "maximum_rate * (epoch + 1) / epochs", "maximum_rate * epoch / epochs",
    ),
    Bug(
        "last-batch-dropped", "mini-batches-partition", "dropped-last",
        "Whole batches alone.",
        "mini_batch", "elements[batch", "elements[: len(elements) // batch_size * batch_size][batch",
    ),
    # LinearModels
    Bug(
        "line-gradient-without-two", "line-loss-gradient", "missing-factor-two",
        "The power rule's factor.",
        "line_loss_gradient",
        "-2 * mean(residuals * inputs), -2 * mean(residuals)",
        "-mean(residuals * inputs), -mean(residuals)",
    ),
    Bug(
        "line-gradient-without-input", "line-loss-gradient", "missing-input",
        "The inner derivative of the weight.",
        "line_loss_gradient", "mean(residuals * inputs)", "mean(residuals)",
    ),
    Bug(
        "covariance-over-variance", "least-squares-line", "mixed-denominators",
        "NumPy's cov divides by N - 1, its var by N.",
        "least_squares_line", "(x * y).sum() / (x * x).sum()", "(x * y).sum() / (len(x) - 1) / (x * x).mean()",
    ),
    Bug(
        "line-through-the-origin", "least-squares-line", "not-centred",
        "The means are not subtracted.",
        "least_squares_line",
        "x, y = centred(numpy.ldexp(inputs, -across)), numpy.ldexp(targets, -up)",
        "x, y = numpy.ldexp(inputs, -across), numpy.ldexp(targets, -up)",
    ),
    Bug(
        "squares-of-the-line-overflow", "least-squares-line", "overflow-of-square",
        "The sums of squares as they are written.",
        "least_squares_line", "across, up = exponent(inputs), exponent(targets)", "across = up = 0",
    ),
    Bug(
        "deviation-of-a-sample", "standardization-fit", "sample-deviation",
        "ddof=1, as in pandas.",
        "standardization",
        "numpy.ldexp(sqrt(square), e)",
        "numpy.ldexp(sqrt(square * len(inputs) / (len(inputs) - 1)), e)",
    ),
    Bug(
        "deviation-multiplied-out", "standardization-fit", "multiplied-out",
        "E[x²] - E[x]² cancels.",
        "standardization", "numpy.ldexp(sqrt(square), e)", "sqrt(mean(inputs**2) - mean(inputs) ** 2)",
    ),
    Bug(
        "features-in-another-order", "quadratic-features-value", "other-order",
        "The squares before the product.",
        "quadratic_features", "x0 * x1, x0 * x0, x1 * x1", "x0 * x0, x0 * x1, x1 * x1",
    ),
    # LinearClassifiers
    Bug(
        "last-of-ties", "argmax-value", "last-of-ties",
        ">= in the search.",
        "argmax", "scores.argmax()", "len(scores) - 1 - scores[::-1].argmax()",
    ),
    Bug(
        "argmax-passes-over-nan", "argmax-value", "nan-skipped",
        "nanargmax, to be rid of a warning.",
        "argmax",
        "scores.dtype.type(numpy.nan) if numpy.isnan(scores).any() else scores.argmax()",
        "numpy.nanargmax(scores)",
    ),
    Bug(
        "threshold-reached", "threshold-classifier-value", "at-threshold",
        ">= for >.",
        "threshold_classifier", "score > threshold", "score >= threshold",
    ),
    Bug(
        "answer-of-minus-one", "perceptron-value", "sign-function",
        "-1 and 1 for 0 and 1.",
        "perceptron", "step(", "sign(",
    ),
    Bug(
        "right-answers-corrected", "perceptron-update", "always",
        "Every sample moves the weights, as in Hebb's rule.",
        "perceptron_update",
        "    if answer == target:\n"
        "        return weights, bias\n"
        "    change = learning_rate * (target - answer)",
        "    change = learning_rate * (2 * target - 1)",
    ),
    Bug(
        "zero-times-infinite-input", "perceptron-update", "infinite-input",
        "A right answer adds 0 · ∞.",
        "perceptron_update",
        "    if answer == target:\n"
        "        return weights, bias\n",
        "",
    ),
    Bug(
        "bias-not-learned", "perceptron-update", "bias-left",
        "The bias is no weight of the loop.",
        "perceptron_update", "bias + change", "bias",
    ),
    Bug(
        "epoch-without-mistakes-not-counted", "perceptron-training-run", "last-epoch-not-counted",
        "The index of the loop.",
        "perceptron_training", "epoch + 1", "epoch",
    ),
    Bug(
        "mistakes-start-anew", "perceptron-training-run", "mistakes-of-last-epoch",
        "The counter is reset in each epoch.",
        "perceptron_training", "        before = mistakes\n", "        before = mistakes = 0\n",
    ),
    Bug(
        "learning-in-batches", "perceptron-training-run", "batch",
        "All answers by the weights of the epoch's start.",
        "perceptron_training",
        "        for x, y in zip(inputs.T, targets):\n"
        "            if perceptron(x, weights, bias) != y:\n",
        "        fixed = weights, bias\n"
        "        for x, y in zip(inputs.T, targets):\n"
        "            if perceptron(x, *fixed) != y:\n",
    ),
    Bug(
        "logistic-sum", "logistic-loss-gradient", "missing-one-over-m",
        "The sum over the samples.",
        "logistic_loss_gradient",
        "inputs @ errors, errors.sum()",
        "inputs @ errors * len(targets), errors.sum() * len(targets)",
    ),
    Bug(
        "logistic-squared-error", "logistic-loss-gradient", "squared-error",
        "The gradient of another loss.",
        "logistic_loss_gradient",
        "    return",
        "    errors = errors * sigmoid_derivative(weights @ inputs + bias)\n"
        "    return",
    ),
    Bug(
        "class-scores-over-samples", "softmax-regression-value", "softmax-over-samples",
        "The softmax of each row.",
        "softmax_regression", "softmax(affine(weights, inputs, bias))", "softmax(affine(weights, inputs, bias).T).T",
    ),
    Bug(
        "probabilities-less-targets", "softmax-regression-loss-gradient", "distribution-assumed",
        "ŷ - y, which is right for targets that add up to 1.",
        "softmax_regression_loss_gradient",
        "softmax_cross_entropy_gradient(z, y)",
        "softmax(z) - y",
    ),
    Bug(
        "score-for-distance", "signed-distance-value", "not-normed",
        "The score without the norm.",
        "signed_distance", " / numpy.ldexp(sqrt((numpy.ldexp(weights, -e) ** 2).sum()), e)", "",
    ),
    Bug(
        "bias-not-divided", "signed-distance-value", "bias-outside",
        "The bias after the quotient.",
        "signed_distance",
        "((weights * inputs).sum() + bias) / numpy.ldexp(sqrt((numpy.ldexp(weights, -e) ** 2).sum()), e)",
        "(weights * inputs).sum() / numpy.ldexp(sqrt((numpy.ldexp(weights, -e) ** 2).sum()), e) + bias",
    ),
    # NormalizationLayers
    Bug(
        "variance-over-one-less", "batch-variance-value", "sample-variance",
        "The unbiased estimate.",
        "batch_variance",
        "return numpy.ldexp(variance, 2 * e)",
        "samples = inputs.shape[1]\n"
        "    return numpy.ldexp(variance * samples / (samples - 1), 2 * e)",
    ),
    Bug(
        "variance-over-all", "batch-variance-unbiased", "biased",
        "NumPy's var without ddof=1.",
        "unbiased_variance", "variance * samples / (samples - 1)", "variance",
    ),
    Bug(
        "variance-multiplied-out", "batch-variance-value", "multiplied-out",
        "E[x²] - E[x]² cancels.",
        "batch_variance",
        "return numpy.ldexp(variance, 2 * e)",
        "return mean(inputs**2, axis=1) - mean(inputs, axis=1) ** 2",
    ),
    Bug(
        "epsilon-beside-the-root", "batch-normalization-forward", "epsilon-outside",
        "√σ² + ε for √(σ² + ε).",
        "batch_normalization",
        "    differences, variance, e = spread(inputs, epsilon)",
        "    differences, variance, e = spread(inputs)\n"
        "    variance = (sqrt(variance) + numpy.ldexp(inputs.dtype.type(epsilon), -e)) ** 2",
    ),
    Bug(
        "epsilon-forgotten", "batch-normalization-forward", "missing-epsilon",
        "No ε: 0/0 for constant features.",
        "batch_normalization", "spread(inputs, epsilon)", "spread(inputs)",
    ),
    Bug(
        "statistics-of-a-sample", "batch-normalization-forward", "sample-variance",
        "ddof=1.",
        "batch_normalization",
        "    normalized =",
        "    variance = variance * inputs.shape[1] / (inputs.shape[1] - 1)\n"
        "    normalized =",
    ),
    Bug(
        "scale-for-shift", "batch-normalization-forward", "exchanged-parameters",
        "γ and β in the other order.",
        "batch_normalization",
        "scale[:, None] * normalized + shift[:, None]",
        "shift[:, None] * normalized + scale[:, None]",
    ),
    Bug(
        "normalized-over-features", "batch-normalization-forward", "over-features",
        "Layer normalization: the other axis.",
        "batch_normalization", "spread(inputs, epsilon)", "spread(inputs.T, epsilon)",
    ),
    Bug(
        "one-unit-for-all-features", "batch-normalization-forward", "overflow-of-square",
        "The largest number of the batch, and not of each feature, is scaled to 1.",
        "spread", "abs(x).max(axis=-1)", "abs(x).max()",
    ),
    Bug(
        "statistics-as-constants", "batch-normalization-backward", "statistics-as-constants",
        "Mean and variance detached from the inputs.",
        "batch_normalization_backward", "(cotangent - mean_cotangent - normalized * mean_product)", "cotangent",
    ),
    Bug(
        "variance-as-a-constant", "batch-normalization-backward", "variance-as-constant",
        "The way through σ² is forgotten.",
        "batch_normalization_backward", " - normalized * mean_product", "",
    ),
    Bug(
        "mean-as-a-constant", "batch-normalization-backward", "mean-as-constant",
        "The way through μ is forgotten.",
        "batch_normalization_backward", "cotangent - mean_cotangent", "cotangent",
    ),
    Bug(
        "batch-statistics-in-inference", "batch-normalization-inference-forward", "batch-statistics",
        "The layer is still in training mode.",
        "batch_normalization_inference",
        "    deviation =",
        "    mean, variance = inputs.mean(axis=1), inputs.var(axis=1)\n"
        "    deviation =",
    ),
    Bug(
        "divided-by-the-variance", "batch-normalization-inference-forward", "variance-for-deviation",
        "The root is forgotten.",
        "batch_normalization_inference", "sqrt(variance + epsilon)", "variance + epsilon",
    ),
    Bug(
        "momentum-of-the-other-library", "running-statistics-update", "other-convention",
        "PyTorch's momentum is the weight of the batch, Keras's that of the memory.",
        "running_statistics", "== \"weightOfBatch\"", "!= \"weightOfBatch\"",
    ),
    Bug(
        "biased-memory", "running-statistics-update", "other-estimate",
        "The variance that normalizes is also remembered.",
        "running_statistics",
        "unbiased_variance(inputs) if estimate == \"unbiased\" else batch_variance(inputs)",
        "batch_variance(inputs)",
    ),
    Bug(
        "layer-epsilon-outside", "layer-normalization-forward", "epsilon-outside-root",
        "√v + ε for √(v + ε).",
        "layer_normalization",
        "    differences, variance, e = spread(input, epsilon)",
        "    differences, variance, e = spread(input)\n"
        "    variance = (sqrt(variance) + numpy.ldexp(input.dtype.type(epsilon), -e)) ** 2",
    ),
    Bug(
        "layer-sample-variance", "layer-normalization-forward", "sample-variance",
        "PyTorch's std without unbiased=False.",
        "layer_normalization",
        "    normalized =",
        "    variance = variance * len(scale) / (len(scale) - 1)\n"
        "    normalized =",
    ),
    Bug(
        "scale-from-zero", "layer-normalization-forward", "one-plus-scale",
        "1 + γ, for scales that are learned from 0.",
        "layer_normalization", "return scale * normalized", "return (1 + scale) * normalized",
    ),
    Bug(
        "layer-statistics-as-constants", "layer-normalization-backward", "constant-statistics",
        "Mean and variance detached.",
        "layer_normalization_backward", "(g - g.mean(axis=-1, keepdims=True) - normalized * mean_product)", "g",
    ),
    Bug(
        "layer-scale-afterwards", "layer-normalization-backward", "scale-outside",
        "γ is multiplied after the means.",
        "layer_normalization_backward",
        "    g = scale * cotangent\n"
        "    mean_product = (g * normalized).mean(axis=-1, keepdims=True)\n"
        "    by_input = (g - g.mean(axis=-1, keepdims=True) - normalized * mean_product) / deviation[..., None]\n",
        "    g = cotangent\n"
        "    mean_product = (g * normalized).mean(axis=-1, keepdims=True)\n"
        "    by_input = scale * (g - g.mean(axis=-1, keepdims=True) - normalized * mean_product) / "
        "deviation[..., None]\n",
    ),
    Bug(
        "sums-for-means", "layer-normalization-backward", "sum-for-mean",
        "1/d is dropped.",
        "layer_normalization_backward", "(g * normalized).mean(", "(g * normalized).sum(",
    ),
    # RegularizationMethods
    Bug(
        "dropout-not-rescaled", "dropout-forward", "other-convention",
        "Nothing makes up for what is dropped.",
        "dropout", "kept / (1 - drop_probability) if variant == \"inverted\" else kept", "kept",
    ),
    Bug(
        "probability-of-keeping", "dropout-forward", "keep-probability",
        "p taken for the probability to be kept.",
        "dropout", "kept / (1 - drop_probability)", "kept / drop_probability",
    ),
    Bug(
        "mask-of-what-is-dropped", "dropout-forward", "inverted-mask",
        "1 where an activation is dropped.",
        "dropout", "mask * activations", "(1 - mask) * activations",
    ),
    Bug(
        "undropped-cotangent", "dropout-backward", "ignored-mask",
        "The backward pass forgets the mask.",
        "dropout_backward", "mask * cotangent", "cotangent",
    ),
    Bug(
        "scaled-twice", "dropout-inference", "scaled-twice",
        "Scaled in training and once more afterwards.",
        "dropout_inference",
        "activations if variant == \"inverted\" else (1 - drop_probability) * activations",
        "(1 - drop_probability) * activations",
    ),
    Bug(
        "size-for-sign", "l1-penalty-gradient", "size-for-sign",
        "The gradient of L2.",
        "l1_penalty_gradient", "sign(weights)", "weights",
    ),
    Bug(
        "penalty-without-half", "l2-penalty-value", "missing-half",
        "λ ‖w‖².",
        "l2_penalty", "strength / 2", "strength",
    ),
    Bug(
        "penalty-slope-doubled", "l2-penalty-gradient", "missing-half",
        "The gradient of λ ‖w‖².",
        "l2_penalty_gradient", "strength * weights", "2 * strength * weights",
    ),
    Bug(
        "decay-without-rate", "weight-decay-descent-step", "missing-rate",
        "1 - λ for 1 - ηλ.",
        "weight_decay_descent", "1 - learning_rate * decay", "1 - decay",
    ),
    Bug(
        "decay-after-the-step", "weight-decay-descent-step", "after-the-step",
        "What the step has added decays too.",
        "weight_decay_descent",
        "(1 - learning_rate * decay) * parameters - learning_rate * gradient",
        "(1 - learning_rate * decay) * (parameters - learning_rate * gradient)",
    ),
    Bug(
        "adam-w-naive-correction", "adam-w-step", "naive-correction",
        "1 - β**t for a β near 1.",
        "bias_correction", "float(-numpy.expm1(step * log1p(decay - 1)))", "1 - decay**step",
    ),
    Bug(
        "adam-w-from-step-zero", "adam-w-step", "steps-from-zero",
        "t counted from 0.",
        "bias_correction", "step * log1p", "(step - 1) * log1p",
    ),
    Bug(
        "coupled-decay", "adam-w-step", "coupled",
        "L2 in the gradient, divided by Adam's root.",
        "adam_w",
        "    shrunk = (1 - learning_rate * decay) * parameters\n"
        "    return adam(shrunk, learning_rate=learning_rate, **rest)",
        "    rest[\"gradient\"] = rest[\"gradient\"] + decay * parameters\n"
        "    return adam(parameters, learning_rate=learning_rate, **rest)",
    ),
    Bug(
        "hard-threshold", "soft-threshold-value", "hard-threshold",
        "What is large stays as it is.",
        "soft_threshold",
        "where(z > threshold, z - threshold, where(z < -threshold, z + threshold, z - z))",
        "where(abs(z) > threshold, z, z - z)",
    ),
    Bug(
        "patience-never-restored", "early-stopping-outcome", "never-reset",
        "Bad checks are counted, in a row or not.",
        "early_stopping", "waiting + 1 if against else 0", "waiting + 1 if against else waiting",
    ),
    Bug(
        "last-check-returned", "early-stopping-outcome", "last-not-best",
        "The last weights and not the best.",
        "early_stopping",
        "            return 1, check + 1, best\n"
        "    return",
        "            return 1, check + 1, check\n"
        "    return",
    ),
    Bug(
        "compared-with-the-previous", "early-stopping-outcome", "previous-loss",
        "The loss before, and not the least.",
        "early_stopping", "losses[best] - minimum_delta", "losses[check - 1] - minimum_delta",
    ),
    Bug(
        "one-check-too-patient", "early-stopping-outcome", "late",
        "> for ≥.",
        "early_stopping", "waiting == patience", "waiting > patience",
    ),
    # ParameterInitialization
    Bug(
        "deviation-for-bound", "xavier-initialization-bound", "deviation-for-bound",
        "√2 for √6: a deviation is no bound.",
        "xavier_bound", "(6 / (fan_in + fan_out))", "(2 / (fan_in + fan_out))",
    ),
    Bug(
        "he-for-xavier", "xavier-initialization-bound", "he",
        "The bound for ReLU.",
        "xavier_bound", "(6 / (fan_in + fan_out))", "(6 / fan_in)",
    ),
    Bug(
        "he-without-two", "he-initialization-variance", "missing-factor-two",
        "The variance for tanh.",
        "he_variance", "2 / ", "1 / ",
    ),
    Bug(
        "slope-not-squared", "he-initialization-variance", "slope-not-squared",
        "1 + α for 1 + α².",
        "he_variance", "slope**2", "slope",
    ),
    # ConvolutionalNetworks
    Bug(
        "size-without-one", "convolution-output-size", "missing-one",
        "A fence has one post more.",
        "convolution_output_size", " // stride + 1", " // stride",
    ),
    Bug(
        "padding-at-one-side", "convolution-output-size", "padding-once",
        "p for 2 p.",
        "convolution_output_size", "2 * padding", "padding",
    ),
    Bug(
        "size-rounded-up", "convolution-output-size", "rounded-up",
        "A window that reaches beyond the image.",
        "convolution_output_size",
        "(size + 2 * padding - window) // stride",
        "-((window - size - 2 * padding) // stride)",
    ),
    Bug(
        "true-convolution", "cross-correlation-value", "flipped-filter",
        "scipy.signal.convolve turns the filter.",
        "cross_correlation",
        "    value =",
        "    filters = filters[:, :, ::-1, ::-1]\n"
        "    value =",
    ),
    Bug(
        "filter-not-turned", "convolution-value", "unflipped-filter",
        "The cross-correlation of the libraries.",
        "convolution", "filters[:, :, ::-1, ::-1]", "filters",
    ),
    Bug(
        "filter-transposed", "cross-correlation-value", "transposed-filter",
        "Rows for columns.",
        "cross_correlation", "filters[:, :, u, v] *", "filters.swapaxes(2, 3)[:, :, u, v] *",
    ),
    Bug(
        "padding-at-the-end", "cross-correlation-value", "padding-at-the-end",
        "All padding behind the image.",
        "windows", "i * stride[0] - padding[0], j * stride[1] - padding[1]", "i * stride[0], j * stride[1]",
    ),
    Bug(
        "strides-exchanged", "cross-correlation-value", "strides-exchanged",
        "The order x, y.",
        "windows", "i * stride[0] - padding[0], j * stride[1]", "i * stride[1] - padding[0], j * stride[0]",
    ),
    Bug(
        "paddings-exchanged", "cross-correlation-value", "paddings-exchanged",
        "The order x, y.",
        "windows",
        "i * stride[0] - padding[0], j * stride[1] - padding[1]",
        "i * stride[0] - padding[1], j * stride[1] - padding[0]",
    ),
    Bug(
        "bias-of-each-channel", "cross-correlation-value", "bias-with-each-channel",
        "Added inside the loop over channels.",
        "cross_correlation", "+ bias", "+ bias * image.shape[0]",
    ),
    Bug(
        "filter-gradient-set", "cross-correlation-pullback", "plain",
        "= for +=: the last position alone.",
        "cross_correlation_pullback", "by_filters[:, :, u, v] +=", "by_filters[:, :, u, v] =",
    ),
    Bug(
        "image-gradient-set", "cross-correlation-pullback", "plain",
        "= for +=: overlapping windows.",
        "cross_correlation_pullback", "by_image[:, y, x] +=", "by_image[:, y, x] =",
    ),
    Bug(
        "filter-turned-on-the-way-back", "cross-correlation-pullback", "flipped-filter",
        "The backward pass as a convolution with a filter that is turned twice.",
        "cross_correlation_pullback", "c * filters[:, :, u, v]", "c * filters[:, :, ::-1, ::-1][:, :, u, v]",
    ),
    Bug(
        "bias-gradient-averaged", "cross-correlation-pullback", "bias-averaged",
        "A mean over the positions.",
        "cross_correlation_pullback", "cotangent.sum(axis=(1, 2))", "cotangent.mean(axis=(1, 2))",
    ),
    Bug(
        "maximum-from-zero", "max-pooling-value", "starts-from-zero",
        "The search begins with 0.",
        "max_pooling", ".max(axis=(1, 2))", ".max(axis=(1, 2), initial=0)",
    ),
    Bug(
        "pooling-without-stride", "max-pooling-value", "stride-ignored",
        "The window moves by one.",
        "windows", "i * stride[0] - padding[0], j * stride[1] - padding[1]", "i - padding[0], j - padding[1]",
    ),
    Bug(
        "last-of-equal-pixels", "max-pooling-pullback", "last-of-equals",
        ">= in the search.",
        "max_pooling_pullback", "patch.argmax()", "(patch.size - 1 - patch.ravel()[::-1].argmax())",
    ),
    Bug(
        "all-equal-pixels", "max-pooling-pullback", "given-to-all-equals",
        "Each pixel that equals the largest.",
        "max_pooling_pullback",
        "            row, column = divmod(patch.argmax(), patch.shape[1])\n"
        "            gradient[channel, y.start + row, x.start + column] += cotangent[channel, i, j]",
        "            gradient[channel, y, x] += (patch == patch.max()) * cotangent[channel, i, j]",
    ),
    Bug(
        "overlapping-windows", "max-pooling-pullback", "overwritten",
        "= for +=.",
        "max_pooling_pullback", "] += cotangent", "] = cotangent",
    ),
    Bug(
        "mean-of-what-is-there", "mean-pooling-value", "padding-not-counted",
        "The divisor of a smaller window.",
        "mean_pooling", "/ (window[0] * window[1])", "/ image[0, y, x].size",
    ),
    Bug(
        "window-summed", "mean-pooling-value", "sum",
        "The divisor is forgotten.",
        "mean_pooling", " / (window[0] * window[1])", "",
    ),
    # RecurrentNetworks
    Bug(
        "weights-exchanged", "rnn-step-forward", "exchanged-weights",
        "W_hh for W_xh, where the sizes allow it.",
        "rnn_step",
        "input_weights @ inputs + state_weights @ previous_state",
        "input_weights @ previous_state + state_weights @ inputs",
    ),
    Bug(
        "logistic-state", "rnn-step-forward", "wrong-activation",
        "A sigmoid for the tanh.",
        "rnn_step", "return tanh(z), z", "return sigmoid(z), z",
    ),
    Bug(
        "time-reversed", "rnn-sequence-forward", "reversed-time",
        "The inputs from the last to the first.",
        "rnn_sequence", "enumerate(inputs)", "enumerate(inputs[::-1])",
    ),
    Bug(
        "state-not-carried", "rnn-sequence-forward", "state-not-carried",
        "Every step begins with the initial state.",
        "rnn_sequence", "rnn_step(x, state,", "rnn_step(x, initial_state,",
    ),
    Bug(
        "states-before-the-step", "rnn-sequence-forward", "shifted-outputs",
        "h_{t-1} at the place of h_t.",
        "rnn_sequence",
        "        state, _ = rnn_step(x, state, input_weights, state_weights, bias)\n"
        "        states[t] = state",
        "        states[t] = state\n"
        "        state, _ = rnn_step(x, state, input_weights, state_weights, bias)",
    ),
    Bug(
        "rnn-delta-without-slope", "rnn-step-backward", "missing-activation-derivative",
        "δ is not multiplied by tanh'.",
        "rnn_step_backward", "cotangent * tanh_derivative(z)", "cotangent",
    ),
    Bug(
        "rnn-slope-from-the-state", "rnn-step-backward", "saturation",
        "1 - h², which every tutorial has.",
        "rnn_step_backward", "cotangent * tanh_derivative(z)", "cotangent * (1 - tanh(z) ** 2)",
    ),
    Bug(
        "rnn-weights-not-transposed", "rnn-step-backward", "transposed-weight",
        "W δ for Wᵀ δ: the square one lets it pass.",
        "rnn_step_backward", "state_weights.T @ delta", "state_weights @ delta",
    ),
    Bug(
        "no-way-through-time", "rnn-sequence-backward", "one-step",
        "Each step alone: nothing comes from later ones.",
        "rnn_sequence_backward", "cotangent[t] + by_state", "cotangent[t]",
    ),
    Bug(
        "states-after-the-step", "rnn-sequence-backward", "shifted-states",
        "h_t in place of h_{t-1}.",
        "rnn_sequence_backward", "before = [initial_state, *states[:-1]]", "before = [*states, initial_state]",
    ),
    Bug(
        "gradients-set-at-each-step", "rnn-sequence-backward", "plain",
        "= for +=: the first step alone is left.",
        "rnn_sequence_backward", "total + part", "part",
    ),
    Bug(
        "gates-of-pytorch", "lstm-step-forward", "gate-order",
        "i, f, g, o, as PyTorch stacks them.",
        "lstm_gates", "i, f, o, g = sums", "i, f, g, o = sums",
    ),
    Bug(
        "forget-and-input-exchanged", "lstm-step-forward", "gate-order",
        "f for i.",
        "lstm_gates", "i, f, o, g = sums", "f, i, o, g = sums",
    ),
    Bug(
        "state-without-tanh", "lstm-step-forward", "missing-cell-tanh",
        "o ⊙ c for o ⊙ tanh c.",
        "lstm_cell", "o * tanh(cell)", "o * cell",
    ),
    Bug(
        "nothing-forgotten", "lstm-step-forward", "missing-forget-gate",
        "The LSTM of 1997 had no forget gate.",
        "lstm_cell", "f * c + i * g", "c + i * g",
    ),
    Bug(
        "coupled-gates", "lstm-step-forward", "coupled-gates",
        "1 - f for i, as in the GRU.",
        "lstm_cell", "f * c + i * g", "f * c + (1 - f) * g",
    ),
    Bug(
        "cell-of-this-step", "lstm-step-backward", "cell-after",
        "c_t in place of c_{t-1} at the forget gate.",
        "lstm_cell_backward", "by_cell * c * sigmoid_derivative(zf)", "by_cell * cell * sigmoid_derivative(zf)",
    ),
    Bug(
        "cell-cotangent-lost", "lstm-step-backward", "cell-path-missing",
        "What later steps do with the cell.",
        "lstm_cell_backward", "by_cell = by_cell + by_state", "by_cell = by_state",
    ),
    Bug(
        "lstm-candidate-slope-from-output", "lstm-step-backward", "saturation",
        "1 - g² for the candidate's slope.",
        "lstm_cell_backward", "by_cell * i * tanh_derivative(zg)", "by_cell * i * (1 - g * g)",
    ),
    Bug(
        "state-path-lost", "lstm-step-backward", "state-path-missing",
        "The way from the state to the cell.",
        "lstm_cell_backward", "    by_cell = by_cell + by_state * o * tanh_derivative(cell)\n", "",
    ),
    Bug(
        "slope-from-the-state", "lstm-step-backward", "slope-from-state",
        "1 - h² for 1 - tanh² c.",
        "lstm_cell_backward", "tanh_derivative(cell)", "(1 - (o * tanh(cell)) ** 2)",
    ),
    Bug(
        "cell-not-carried", "lstm-sequence-forward", "cell-not-carried",
        "Every step begins with the initial cell.",
        "lstm_sequence", "lstm_cell(x, state, cell,", "lstm_cell(x, state, initial_cell,",
    ),
    Bug(
        "last-cell-without-cotangent", "lstm-sequence-backward", "cell-path-missing",
        "The last cell's own cotangent.",
        "lstm_sequence_backward",
        "numpy.zeros_like(initial_state), cotangent[-1]",
        "numpy.zeros_like(initial_state), numpy.zeros_like(cotangent[-1])",
    ),
    Bug(
        "update-gate-reversed", "gru-step-forward", "swapped-update",
        "PyTorch's z is this 1 - z.",
        "gru_step", "sigmoid(-a_z) * previous_state + z * candidate", "z * previous_state + sigmoid(-a_z) * candidate",
    ),
    Bug(
        "reset-before-for-after", "gru-step-forward", "other-reset",
        "The other of the two places of the reset gate.",
        "gru_sums", "if reset == \"beforeProduct\":", "if reset != \"beforeProduct\":",
    ),
    Bug(
        "update-and-reset-exchanged", "gru-step-forward", "swapped-gates",
        "PyTorch stacks r before z.",
        "gru_sums", "w_z, b_z, w_r, b_r, w_c", "w_r, b_r, w_z, b_z, w_c",
    ),
    Bug(
        "state-above-input", "gru-step-forward", "state-above-input",
        "[h; x] for [x; h].",
        "gru_sums", "both = numpy.concatenate([x, h])", "both = numpy.concatenate([h, x])",
    ),
    Bug(
        "reset-forgotten", "gru-step-forward", "missing-reset",
        "The candidate sees the whole state.",
        "gru_sums", "r * h]) + b_c[:, None]", "h]) + b_c[:, None]",
    ),
    Bug(
        "state-bias-outside-reset", "gru-step-forward", "state-bias-outside-reset",
        "The two biases of a candidate are added.",
        "gru_sums",
        "    recalled = w_c[:, len(x) :] @ h + b_v[:, None]\n"
        "    return a_z, a_r, w_c[:, : len(x)] @ x + b_c[:, None] + r * recalled, r, recalled",
        "    recalled = w_c[:, len(x) :] @ h\n"
        "    return a_z, a_r, w_c[:, : len(x)] @ x + b_c[:, None] + b_v[:, None] + r * recalled, r, recalled",
    ),
    Bug(
        "direct-path-lost", "gru-step-backward", "missing-direct-path",
        "(1 - z) ⊙ h leads to h too.",
        "gru_step_backward", " + cotangent * sigmoid(-a_z)", "",
    ),
    Bug(
        "one-less-the-update-gate", "gru-step-forward", "rounded-complement",
        "1 - z, as it is written.",
        "gru_step", "return sigmoid(-a_z) * previous_state", "return (1 - z) * previous_state",
    ),
    Bug(
        "one-less-the-update-gate-backward", "gru-step-backward", "rounded-complement",
        "1 - z, as it is written.",
        "gru_step_backward", "cotangent * sigmoid(-a_z)", "cotangent * (1 - sigmoid(a_z))",
    ),
    Bug(
        "gate-slopes-from-outputs", "gru-step-backward", "saturation",
        "z (1 - z), as it is written.",
        "gru_step_backward", "(tanh(a_c) - h) * sigmoid_derivative(a_z)",
        "(tanh(a_c) - h) * sigmoid(a_z) * (1 - sigmoid(a_z))",
    ),
    Bug(
        "reset-not-in-the-state", "gru-step-backward", "missing-reset-in-state",
        "The state's gradient without r.",
        "gru_step_backward", "by_both[n:] * r,", "by_both[n:],",
    ),
    Bug(
        "gru-state-not-carried", "gru-sequence-forward", "state-not-carried",
        "Every step begins with the initial state.",
        "gru_sequence", "gru_step(x, state,", "gru_step(x, initial_state,",
    ),
    Bug(
        "gru-gradients-set", "gru-sequence-backward", "first-step-only",
        "= for +=: the first step alone is left.",
        "gru_sequence_backward", "total + part", "part",
    ),
    # AttentionNetworks
    Bug(
        "scores-not-scaled", "scaled-dot-product-attention-forward", "missing-scale",
        "√d_k is forgotten.",
        "attention", " / sqrt(queries.dtype.type(queries.shape[1]))", "",
    ),
    Bug(
        "scaled-by-the-width", "scaled-dot-product-attention-forward", "scale-without-root",
        "d_k for √d_k.",
        "attention", "sqrt(queries.dtype.type(queries.shape[1]))", "queries.dtype.type(queries.shape[1])",
    ),
    Bug(
        "softmax-over-the-queries", "scaled-dot-product-attention-forward", "softmax-over-queries",
        "The other axis.",
        "attention", "softmax(scores[some].T).T", "softmax(scores[some])",
    ),
    Bug(
        "mask-after-softmax", "scaled-dot-product-attention-forward", "mask-after-softmax",
        "The rows no longer add up to 1.",
        "attention",
        "    weights[some] = softmax(scores[some].T).T\n",
        "    weights = softmax((queries @ keys.T / sqrt(queries.dtype.type(queries.shape[1]))).T).T * mask\n",
    ),
    Bug(
        "masked-by-a-large-number", "scaled-dot-product-attention-forward", "uniform-where-masked",
        "-10⁹ for -∞: a row without keys becomes a mean of all.",
        "attention",
        "    scores = where(mask, queries @ keys.T / sqrt(queries.dtype.type(queries.shape[1])), -numpy.inf)\n"
        "    some = mask.any(axis=1)",
        "    scores = where(mask, queries @ keys.T / sqrt(queries.dtype.type(queries.shape[1])), "
        "queries.dtype.type(-1e9))\n"
        "    mask = numpy.ones_like(mask)\n"
        "    some = mask.any(axis=1)",
    ),
    Bug(
        "causal-mask-one-off", "scaled-dot-product-attention-forward", "strictly-causal",
        "< for ≤: no position sees itself.",
        "allowed", "arange(keys) <= arange(queries)", "arange(keys) < arange(queries)",
    ),
    Bug(
        "mask-of-what-is-forbidden", "scaled-dot-product-attention-forward", "inverted-mask",
        "1 for what is to be masked.",
        "allowed", "letter == \"1\"", "letter == \"0\"",
    ),
    Bug(
        "zero-times-nan", "scaled-dot-product-attention-forward", "zero-times-nan",
        "A weight of 0 does not stop NaN.",
        "without", "where(mask[:, :, None], matrix[:, :, None] * other, 0).sum(axis=1)", "matrix @ other",
    ),
    Bug(
        "attention-without-row-sum", "scaled-dot-product-attention-backward", "missing-row-sum",
        "The softmax's diagonal alone.",
        "attention_backward", "(by_weights - (by_weights * weights).sum(axis=1, keepdims=True))", "by_weights",
    ),
    Bug(
        "attention-gradient-not-scaled", "scaled-dot-product-attention-backward", "missing-scale",
        "1/√d_k counts there too.",
        "attention_backward", "sqrt(queries.dtype.type(queries.shape[1]))", "1",
    ),
    Bug(
        "heads-interleaved", "multi-head-attention-forward", "interleaved-heads",
        "Every H-th column for a block of columns.",
        "multi_head_attention",
        "numpy.split(each, heads, axis=1) for each",
        "[each[:, h::heads] for h in range(heads)] for each",
    ),
    Bug(
        "causal-mask-at-the-end", "multi-head-attention-forward", "aligned-at-the-end",
        "The last query sees the last key.",
        "allowed", "return arange(keys) <= arange(queries)[:, None]",
        "return arange(keys) <= arange(queries)[:, None] + keys - queries",
    ),
    Bug(
        "output-not-projected", "multi-head-attention-forward", "missing-output-projection",
        "W_O is forgotten.",
        "multi_head_attention", " @ output_weights", "",
    ),
    Bug(
        "heads-scaled-by-the-model", "multi-head-attention-forward", "scaled-by-model-width",
        "√d for √(d/H).",
        "multi_head_attention",
        "projected = queries @ query_weights,",
        "projected = queries @ query_weights / sqrt(queries.dtype.type(heads)),",
    ),
    Bug(
        "positions-from-one", "positional-encoding-value", "positions-from-one",
        "The first position is 0 here.",
        "positional_encoding", "arange(positions)[:, None]", "(arange(positions) + 1)[:, None]",
    ),
    Bug(
        "exponent-of-each-column", "positional-encoding-value", "exponent-by-column",
        "2i taken for the column.",
        "positional_encoding", "columns // 2 * 2 / width", "columns / width",
    ),
    Bug(
        "sines-then-cosines", "positional-encoding-value", "halves",
        "Two halves in place of turns.",
        "positional_encoding",
        "    angles =",
        "    columns = numpy.concatenate([columns[::2], columns[1::2]])\n"
        "    angles =",
    ),
    Bug(
        "rectified-output", "positionwise-feed-forward-forward", "relu-at-output",
        "A ReLU in both layers.",
        "feed_forward",
        "return relu(z) @ second_weights + second_bias, z",
        "return relu(relu(z) @ second_weights + second_bias), z",
    ),
    Bug(
        "no-rectified-slope", "positionwise-feed-forward-backward", "missing-slope",
        "δ is not multiplied by ReLU'.",
        "feed_forward_backward", " * relu_derivative(preactivation)", "",
    ),
    Bug(
        "residual-forgotten", "transformer-encoder-block-backward", "missing-residual",
        "The sum hands its cotangent to both of its terms.",
        "encoder_block_backward", "        by_input = by_sum + by_input\n", "",
    ),
    Bug(
        "residual-of-the-second-half-forgotten", "transformer-encoder-block-backward", "missing-residual",
        "The sum hands its cotangent to both of its terms.",
        "encoder_block_backward", "by_middle = cotangent + by_normalized", "by_middle = by_normalized",
    ),
    Bug(
        "self-attention-of-queries-alone", "transformer-encoder-block-backward", "input-through-queries-only",
        "The input is queries, keys and values.",
        "encoder_block_backward", "by_queries + by_keys + by_values", "by_queries",
    ),
    Bug(
        "residual-of-the-normalized", "transformer-encoder-block-forward", "residual-of-normalized",
        "LN(X) + … for X + ….",
        "encoder_block",
        "    middle = input + multi_head_attention(normalized,",
        "    middle = normalized + multi_head_attention(normalized,",
    ),
    # ModelEvaluation
    Bug(
        "counts-transposed", "confusion-matrix-counts", "transposed",
        "A row for each prediction.",
        "confusion_matrix", "counts[int(actual), int(predicted)]", "counts[int(predicted), int(actual)]",
    ),
    Bug(
        "number-of-hits", "accuracy-value", "count",
        "The number of right answers.",
        "accuracy", ".mean(", ".sum(",
    ),
    Bug(
        "recall-for-precision", "precision-value", "recall",
        "The other denominator.",
        "precision", "taken.sum(", "(targets == class_).sum(",
    ),
    Bug(
        "micro-average", "precision-value", "accuracy",
        "Averaged over all classes, precision is accuracy.",
        "precision",
        "    taken = predictions == class_\n",
        "    return (predictions == targets).mean(dtype=predictions.dtype)\n"
        "    taken = predictions == class_\n",
    ),
    Bug(
        "class-one", "precision-value", "binary",
        "The positive class is always 1.",
        "precision",
        "    taken =",
        "    class_ = 1\n"
        "    taken =",
    ),
    Bug(
        "zero-for-undefined", "recall-value", "undefined",
        "0/0 reported as 0, as scikit-learn does with a warning.",
        "recall",
        "/ there.sum(dtype=predictions.dtype)",
        "/ max(there.sum(dtype=predictions.dtype), predictions.dtype.type(1))",
    ),
    Bug(
        "mean-square-without-root", "root-mean-squared-error-value", "missing-root",
        "MSE for RMSE.",
        "root_mean_squared_error", "numpy.ldexp(sqrt(square), e + unit)", "numpy.ldexp(square, 2 * (e + unit))",
    ),
    Bug(
        "unexplained-share", "coefficient-of-determination-value", "missing-one-minus",
        "What is not explained.",
        "coefficient_of_determination", "return 1 - ", "return ",
    ),
    Bug(
        "arguments-exchanged", "coefficient-of-determination-value", "swapped-arguments",
        "(targets, predictions), as in scikit-learn.",
        "coefficient_of_determination",
        "    errors, unit",
        "    predictions, targets = targets, predictions\n"
        "    errors, unit",
    ),
    Bug(
        "bankers-rounding", "data-split-sizes", "half-to-even",
        "Python's round() takes 2.5 to 2.",
        "data_split_sizes", "int(test_fraction * count + 0.5)", "round(test_fraction * count)",
    ),
    Bug(
        "fraction-of-the-rest", "data-split-sizes", "fraction-of-the-rest",
        "Two splits in a row, as with train_test_split.",
        "data_split_sizes",
        "int((validation_fraction + test_fraction) * count + 0.5)",
        "test + int(validation_fraction * (count - test) + 0.5)",
    ),
    # GameTreeSearch
    Bug(
        "one-player", "minimax-value", "one-player",
        "The opponent plays along.",
        "game_value", "other = \"min\" if player == \"max\" else \"max\"", "other = player",
    ),
    Bug(
        "level-less", "minimax-value", "level-less",
        "A search that ends at depth 1.",
        "game_value", "depth == 0", "depth <= 1 and place",
    ),
    Bug(
        "last-of-equal-moves", "minimax-choice", "last-of-ties",
        ">= in the search.",
        "minimax_choice",
        "return values.index(max(values) if player == \"max\" else min(values))",
        "return len(values) - 1 - values[::-1].index(max(values) if player == \"max\" else min(values))",
    ),
    Bug(
        "moves-without-limit", "minimax-choice", "no-limit",
        "The depth is not handed down.",
        "minimax_choice", "depth - 1, other", "len(evaluations), other",
    ),
    Bug(
        "strict-cut", "alpha-beta-value", "strict-cut",
        "< for ≤: right, and slower.",
        "search", "beta <= alpha", "beta < alpha",
    ),
    Bug(
        "nothing-cut", "alpha-beta-value", "nothing-left-out",
        "Bounds that are never compared.",
        "search", "beta <= alpha", "False",
    ),
    Bug(
        "fail-hard", "alpha-beta-value", "fail-hard",
        "The value is held between the bounds.",
        "alpha_beta",
        "    return search(0, evaluations, branching, depth, player, alpha, beta)",
        "    value, count = search(0, evaluations, branching, depth, player, alpha, beta)\n"
        "    return min(max(value, alpha), beta), count",
    ),
    # UniversalApproximation
    Bug(
        "clamped-interpolant", "relu-interpolant-value", "clamped",
        "numpy.interp is constant beyond the last knot.",
        "relu_interpolant",
        "where(input <= knots[0], values[0], on_piece)",
        "numpy.interp(input, knots, values).astype(input.dtype)",
    ),
    Bug(
        "extended-to-the-left", "relu-interpolant-value", "extended-to-the-left",
        "The first piece goes on.",
        "relu_interpolant", "where(input <= knots[0], values[0], on_piece)", "on_piece",
    ),
    Bug(
        "exchanged-vectors", "shallow-network-value", "exchanged-vectors",
        "Biases for output weights.",
        "shallow_network",
        "(coefficients * ACTIVATIONS[activation][0](weights @ inputs + biases))",
        "(biases * ACTIVATIONS[activation][0](weights @ inputs + coefficients))",
    ),
    Bug(
        "unit-gradients-without-slope", "shallow-network-gradient", "missing-activation-derivative",
        "v for v σ'.",
        "shallow_network_gradient", "coefficients * derivative(z)", "coefficients",
    ),
    Bug(
        "unit-slopes-from-outputs", "shallow-network-gradient", "saturation",
        "s (1 − s) of the rounded s.",
        "shallow_network_gradient", "derivative(z)",
        '(function(z) * (1 - function(z)) if activation == "sigmoid" else derivative(z))',
    ),
]
