#!/usr/bin/env python3
"""The equations in plain NumPy, written from their pages and independent of the Swift kernels.

    nnspec verify sigmoid-value --against "python3 Tests/Peers/plain_kernels.py"

`wrong_kernels.py` makes its wrong kernels from these, so each must be right wherever the vectors ask. A function is
named with its equation and the outputs that it returns in their order; its parameters are the inputs and attributes
of that equation, in Python's spelling.
"""

import keyword
import re

import numpy
from numpy import arange, exp, log, log1p, sign, sqrt, tanh, where

from adapter import serve

EQUATIONS = {}

# Inputs that correspond number by number.
ONE_SHAPE = [
    ["predictions", "targets"],
    ["logits", "targets"],
    ["w", "x"],
    ["u", "v"],
    ["parameters", "gradient", "velocity", "squares", "firstMoment", "secondMoment"],
    ["activations", "mask"],
    ["cotangent", "mask"],
]


def equation(identifier, *outputs):
    """Enters a function as the program of an equation."""

    def enter(function):
        def program(attributes={}, /, **inputs):
            refuse_other_shapes(inputs)
            results = function(**{spelled(name): value for name, value in {**attributes, **inputs}.items()})
            return dict(zip(outputs, results if len(outputs) > 1 else [results]))

        EQUATIONS[identifier] = program
        return function

    return enter


def refuse_other_shapes(inputs):
    """NumPy would broadcast one of them over all of the others."""
    for names in ONE_SHAPE:
        shapes = {inputs[name].shape for name in names if name in inputs}
        if len(shapes) > 1:
            raise ValueError(f"{', '.join(names)} of {len(shapes)} shapes")


def spelled(name):
    """previousState, query-weights and class as Python writes them; a single letter stays."""
    name = re.sub(r"(?<=.)([A-Z])", r"_\1", name).replace("-", "_")
    name = name.lower() if len(name) > 1 else name
    return name + "_" if keyword.iskeyword(name) else name


def sizes_of(text):
    """The numbers of a word such as 4-8-1."""
    return [int(part) for part in text.split("-")]


# Sums that neither overflow nor vanish where their result does not


def exponent(x):
    """That of the largest number: in units of this power of two no square overflows, and no sum of a few."""
    return int(numpy.frexp(abs(x).max())[1])


def mean(x, axis=None):
    e = exponent(x)
    return numpy.ldexp(numpy.mean(numpy.ldexp(x, -e), axis=axis), e)


def differences(x, y):
    """x − y in units of 2ᵉ, with e, which is 0 unless a difference overflows."""
    e = int(numpy.isinf(x - y).any())
    return numpy.ldexp(x, -e) - numpy.ldexp(y, -e), e


def mean_of_squares(x):
    """In units of 4ᵉ, with e."""
    e = exponent(x)
    return numpy.mean(numpy.ldexp(x, -e) ** 2), e


def centred(x):
    """Differences to the mean of each row, exactly 0 where a row's numbers are all equal."""
    from_first = x - x[..., :1]
    return from_first - numpy.mean(from_first, axis=-1, keepdims=True)


# ActivationFunctions


@equation("sigmoid-value", "value")
def sigmoid(z):
    e = exp(-abs(z))
    return where(z >= 0, 1, e) / (1 + e)


@equation("sigmoid-derivative", "derivative")
def sigmoid_derivative(z):
    e = exp(-abs(z))
    return e / (1 + e) ** 2


@equation("tanh-value", "value")
def hyperbolic_tangent(z):
    return tanh(z)


@equation("tanh-derivative", "derivative")
def tanh_derivative(z):
    e = exp(-abs(z))
    return (2 * e / (1 + e * e)) ** 2


@equation("relu-value", "value")
def relu(z):
    return where(z <= 0, 0, z)


@equation("relu-derivative", "derivative")
def relu_derivative(z):
    return where(numpy.isnan(z), z, z > 0)


@equation("leaky-relu-value", "value")
def leaky_relu(z, slope):
    return where(z > 0, z, slope * z)


@equation("leaky-relu-derivative", "derivative")
def leaky_relu_derivative(z, slope):
    return where(numpy.isnan(z), z, where(z > 0, z.dtype.type(1), z.dtype.type(slope)))


@equation("step-value", "value")
def step(z):
    return where(numpy.isnan(z), z, z >= 0)


def largest_and_rest(z):
    """max z and Σ exp(zⱼ − max z) over all other elements."""
    top = z.argmax()
    return z[top], exp(numpy.delete(z, top) - z[top]).sum()


@equation("softmax-value", "value")
def softmax(z):
    e = exp(z - z.max(axis=0, initial=-numpy.inf))
    return e / e.sum(axis=0)


@equation("softmax-pullback", "z")
def softmax_pullback(cotangent, z):
    p = softmax(z)
    return p * (cotangent - (p * cotangent).sum(axis=0))


@equation("log-sum-exp-value", "value")
def log_sum_exp(z):
    if z.size == 0:
        return z.dtype.type(-numpy.inf)
    top, rest = largest_and_rest(z)
    return top if numpy.isinf(top) else top + log1p(rest)


@equation("log-softmax-value", "value")
def log_softmax(z):
    if z.size == 0:
        return z
    top, rest = largest_and_rest(z)
    return numpy.full_like(z, numpy.nan) if numpy.isinf(top) else z - top - log1p(rest)


@equation("log-softmax-pullback", "z")
def log_softmax_pullback(cotangent, z):
    return cotangent - softmax(z) * cotangent.sum()


ACTIVATIONS = {
    "identity": (lambda z: z, numpy.ones_like),
    "sigmoid": (sigmoid, sigmoid_derivative),
    "tanh": (tanh, tanh_derivative),
    "relu": (relu, relu_derivative),
}


# TensorAlgebra and ElementaryFunctions


@equation("dot-product-value", "value")
def dot_product(w, x):
    return (w * x).sum()


@equation("dot-product-pullback", "w", "x")
def dot_product_pullback(cotangent, w, x):
    return cotangent * x, cotangent * w


@equation("hadamard-product-pullback", "u", "v")
def hadamard_product_pullback(cotangent, u, v):
    return cotangent * v, cotangent * u


@equation("matrix-product-value", "value")
def matrix_product(A, B):
    return A @ B


@equation("matrix-product-pullback", "A", "B")
def matrix_product_pullback(cotangent, A, B):
    return cotangent @ B.T, A.T @ cotangent


@equation("square-plus-double-gradient", "x", "y")
def square_plus_double_gradient(x, y):
    return 2 * x, numpy.full_like(y, 2)


# ForwardPropagation


@equation("affine-columns-value", "value")
def affine(weights, inputs, bias):
    return weights @ inputs + bias[:, None]


@equation("affine-columns-pullback", "weights", "inputs", "bias")
def affine_pullback(cotangent, weights, inputs):
    return cotangent @ inputs.T, weights.T @ cotangent, cotangent.sum(axis=1)


@equation("neuron-forward", "activation", "preactivation")
def neuron(inputs, weights, bias, activation):
    z = (weights * inputs).sum() + bias
    return ACTIVATIONS[activation][0](z), z


@equation("dense-layer-forward", "activation", "preactivation")
def dense_layer(inputs, weights, bias, activation):
    z = affine(weights, inputs, bias)
    return ACTIVATIONS[activation][0](z), z


@equation("dense-layer-backward", "weights", "inputs", "bias")
def dense_layer_backward(cotangent, inputs, weights, preactivation, activation):
    delta = cotangent * ACTIVATIONS[activation][1](preactivation)
    return affine_pullback(delta, weights, inputs)


HEADS = {"identity": lambda z: z, "sigmoid": sigmoid, "softmax": softmax}


@equation("output-head-value", "value")
def output_head(logits, head):
    return HEADS[head](logits)


def layers(parameters, sizes):
    """Weights and bias of each layer."""
    result, start = [], 0
    for inputs, outputs in zip(sizes, sizes[1:]):
        end = start + outputs * inputs
        result.append((parameters[start:end].reshape(outputs, inputs), parameters[end : end + outputs]))
        start = end + outputs
    return result


def network_sums(parameters, inputs, sizes, hidden):
    """What each layer receives, and the last layer's sums."""
    received, z = [], inputs
    for depth, (weights, bias) in enumerate(layers(parameters, sizes)):
        received.append(z if depth == 0 else ACTIVATIONS[hidden][0](z))
        z = affine(weights, received[-1], bias)
    return received, z


@equation("network-forward", "predictions")
def network(parameters, inputs, sizes, hidden, output):
    return output_head(network_sums(parameters, inputs, sizes_of(sizes), hidden)[1], output)


@equation("parameter-count-network", "value")
def parameter_count(sizes):
    sizes = sizes_of(sizes)
    return sum(outputs * (inputs + 1) for inputs, outputs in zip(sizes, sizes[1:]))


# LossFunctions


@equation("mean-squared-error-value", "value")
def mean_squared_error(predictions, targets):
    square, e = mean_of_squares(predictions - targets)
    return numpy.ldexp(square, 2 * e)


@equation("mean-squared-error-gradient", "predictions")
def mean_squared_error_gradient(predictions, targets):
    errors, e = differences(predictions, targets)
    return numpy.ldexp(errors / len(targets), e + 1)


@equation("mean-absolute-error-value", "value")
def mean_absolute_error(predictions, targets):
    return mean(abs(predictions - targets))


@equation("mean-absolute-error-gradient", "predictions")
def mean_absolute_error_gradient(predictions, targets):
    return sign(predictions - targets) / len(targets)


def times_logarithm(y, p):
    """y ln p with 0 ln 0 = 0."""
    return where(y == 0, 0, y * log(p))


@equation("binary-cross-entropy-value", "value")
def binary_cross_entropy(predictions, targets):
    missed = where(targets == 1, 0, (1 - targets) * log1p(-predictions))
    return mean(-times_logarithm(targets, predictions) - missed)


@equation("binary-cross-entropy-gradient", "predictions")
def binary_cross_entropy_gradient(predictions, targets):
    m = len(targets)
    soft = (predictions - targets) / (m * predictions * (1 - predictions))
    soft = where(targets == 1, -1 / (m * predictions), soft)
    return where(targets == 0, 1 / (m * (1 - predictions)), soft)


@equation("binary-cross-entropy-with-logits-value", "value")
def logits_cross_entropy(logits, targets):
    share = where(logits > 0, 1 - targets, targets)
    return mean(where(share == 0, 0, share * abs(logits)) + log1p(exp(-abs(logits))))


@equation("binary-cross-entropy-with-logits-gradient", "logits")
def logits_cross_entropy_gradient(logits, targets):
    return where(targets == 1, -sigmoid(-logits), sigmoid(logits) - targets) / len(targets)


@equation("categorical-cross-entropy-value", "value")
def categorical_cross_entropy(predictions, targets):
    return -times_logarithm(targets, predictions).sum()


@equation("categorical-cross-entropy-gradient", "predictions")
def categorical_cross_entropy_gradient(predictions, targets):
    return where(targets == 0, 0, -targets / predictions)


@equation("softmax-cross-entropy-value", "value")
def softmax_cross_entropy(logits, targets):
    return -where(targets == 0, 0, targets * log_softmax(logits)).sum()


@equation("softmax-cross-entropy-gradient", "logits")
def softmax_cross_entropy_gradient(logits, targets):
    p, others = softmax(logits), 1 - numpy.eye(len(logits), dtype=logits.dtype)
    return p * (others @ targets) - targets * (others @ p)


@equation("one-hot-value", "value")
def one_hot(class_, count):
    return [float(k == class_) for k in range(count)]


@equation("probability-clamp-value", "value")
def probability_clamp(p, epsilon):
    return where(p < epsilon, epsilon, where(p > 1 - epsilon, 1 - epsilon, p))


# Backpropagation

LOSSES = {
    "cross-entropy": {
        "sigmoid": lambda z, y: logits_cross_entropy(z, y) * len(y),
        "softmax": softmax_cross_entropy,
    },
    "half-squared-error": lambda a, y: ((a - y) ** 2).sum() / 2,
    "mean-squared-error": lambda a, y: ((a - y) ** 2).mean(),
}


@equation("output-delta-loss", "value")
def output_loss(logits, targets, head, loss):
    if loss == "cross-entropy":
        return LOSSES[loss][head](logits, targets)
    return LOSSES[loss](output_head(logits, head), targets)


@equation("output-head-pullback", "logits")
def output_head_pullback(cotangent, logits, head):
    if head == "softmax":
        return softmax_pullback(cotangent, logits)
    return cotangent * ACTIVATIONS[head][1](logits)


@equation("output-delta-value", "logits")
def output_delta(logits, targets, head, loss):
    if loss == "cross-entropy":
        if head == "softmax":
            return softmax_cross_entropy_gradient(logits, targets)
        return logits_cross_entropy_gradient(logits, targets) * len(targets)
    error = output_head(logits, head) - targets
    return output_head_pullback(2 * error / len(targets) if loss == "mean-squared-error" else error, logits, head)


@equation("hidden-delta-value", "preactivation")
def hidden_delta(cotangent, preactivation, next_weights, activation):
    return next_weights.T @ cotangent * ACTIVATIONS[activation][1](preactivation)


@equation("layer-gradient-value", "weights", "bias")
def layer_gradient(deltas, inputs):
    samples = deltas.shape[1]
    return deltas @ inputs.T / samples, deltas.sum(axis=1) / samples


@equation("network-loss-value", "value")
def network_loss(parameters, inputs, targets, sizes, hidden, output, loss):
    logits = network_sums(parameters, inputs, sizes_of(sizes), hidden)[1]
    return mean(numpy.array([output_loss(z, y, output, loss) for z, y in zip(logits.T, targets.T)]))


@equation("network-loss-gradient", "parameters", "inputs")
def network_loss_gradient(parameters, inputs, targets, sizes, hidden, output, loss):
    sizes = sizes_of(sizes)
    received, logits = network_sums(parameters, inputs, sizes, hidden)
    delta = numpy.stack([output_delta(z, y, output, loss) for z, y in zip(logits.T, targets.T)], axis=1)
    gradients = []
    for depth, (weights, _) in reversed(list(enumerate(layers(parameters, sizes)))):
        by_weights, by_bias = layer_gradient(delta, received[depth])
        gradients = [by_weights.ravel(), by_bias] + gradients
        delta = weights.T @ delta
        if depth > 0:
            below, bias = layers(parameters, sizes)[depth - 1]
            delta = delta * ACTIVATIONS[hidden][1](affine(below, received[depth - 1], bias))
    return numpy.concatenate(gradients), delta / inputs.shape[1]


# GradientOptimizers


@equation("gradient-descent-step", "parameters")
def gradient_descent(parameters, gradient, learning_rate):
    return parameters - learning_rate * gradient


@equation("momentum-descent-step", "parameters", "velocity")
def momentum_descent(parameters, gradient, velocity, learning_rate, momentum, convention):
    if convention == "average":
        velocity = momentum * velocity + (1 - momentum) * gradient
    elif convention == "scaledHeavyBall":
        velocity = momentum * velocity + learning_rate * gradient
        return parameters - velocity, velocity
    else:
        velocity = momentum * velocity + gradient
    direction = gradient + momentum * velocity if convention == "nesterov" else velocity
    return parameters - learning_rate * direction, velocity


@equation("rms-prop-step", "parameters", "squares")
def rms_prop(parameters, gradient, squares, learning_rate, decay, epsilon, epsilon_placement):
    squares = decay * squares + (1 - decay) * gradient**2
    divisor = sqrt(squares + epsilon) if epsilon_placement == "insideRoot" else sqrt(squares) + epsilon
    return parameters - learning_rate * (gradient / divisor), squares


@equation("adam-bias-correction", "value")
def bias_correction(decay, step):
    return float(-numpy.expm1(step * log1p(decay - 1)))


@equation("adam-step", "parameters", "firstMoment", "secondMoment", "stepCount")
def adam(
    parameters, gradient, first_moment, second_moment, step_count, learning_rate, first_decay, second_decay, epsilon,
    variant
):
    t = step_count + 1
    m = first_decay * first_moment + (1 - first_decay) * gradient
    v = second_decay * second_moment + (1 - second_decay) * gradient**2
    first, second = bias_correction(first_decay, t), bias_correction(second_decay, t)
    if variant == "corrected":
        change = m / first / (sqrt(v / second) + epsilon)
    elif variant == "epsilonHat":
        change = second**0.5 / first * (m / (sqrt(v) + epsilon))
    else:
        change = m / (sqrt(v) + epsilon)
    return parameters - learning_rate * change, m, v, t


@equation("batch-gradient-value", "gradient")
def batch_gradient(gradients, batch):
    indices = [int(i) for i in batch.strip("{}").split(",")]
    return mean(gradients[:, indices], axis=1)


@equation("cosine-annealing-rate", "rate")
def cosine_annealing(maximum_rate, minimum_rate, epochs, epoch):
    x = numpy.pi / 2 * (min(epoch, epochs) / epochs)
    cosine = numpy.sin(numpy.pi / 2 * (max(epochs - epoch, 0) / epochs))
    return float(maximum_rate * cosine**2 + minimum_rate * numpy.sin(x) ** 2)


@equation("step-decay-rate", "rate")
def step_decay(initial_rate, factor, interval, epoch):
    return initial_rate * float(factor) ** (epoch // interval)


@equation("linear-warmup-rate", "rate")
def linear_warmup(maximum_rate, epochs, epoch):
    return maximum_rate * (epoch + 1) / epochs if epoch + 1 < epochs else maximum_rate


@equation("mini-batches-partition", "batch")
def mini_batch(elements, batch_size, batch):
    return elements[batch * batch_size : (batch + 1) * batch_size]


# LinearModels


@equation("line-loss-gradient", "weight", "bias")
def line_loss_gradient(weight, bias, inputs, targets):
    residuals = targets - (weight * inputs + bias)
    return -2 * mean(residuals * inputs), -2 * mean(residuals)


@equation("least-squares-line", "weight", "bias")
def least_squares_line(inputs, targets):
    across, up = exponent(inputs), exponent(targets)
    x, y = centred(numpy.ldexp(inputs, -across)), numpy.ldexp(targets, -up)
    weight = numpy.ldexp((x * y).sum() / (x * x).sum(), up - across)
    return weight, mean(targets) - weight * mean(inputs)


@equation("standardization-fit", "mean", "deviation")
def standardization(inputs):
    differences = centred(inputs)
    square, e = mean_of_squares(differences)
    return inputs[0] + mean(inputs - inputs[0]), numpy.ldexp(sqrt(square), e)


@equation("quadratic-features-value", "features")
def quadratic_features(inputs):
    x0, x1 = inputs
    return numpy.stack([x0, x1, x0 * x1, x0 * x0, x1 * x1])


# LinearClassifiers


@equation("argmax-value", "value")
def argmax(scores):
    return scores.dtype.type(numpy.nan) if numpy.isnan(scores).any() else scores.argmax()


@equation("threshold-classifier-value", "value")
def threshold_classifier(score, threshold):
    return where(numpy.isnan(score) | numpy.isnan(threshold), score + threshold, score > threshold)


@equation("perceptron-value", "value")
def perceptron(inputs, weights, bias):
    return step((weights * inputs).sum() + bias)


@equation("perceptron-update", "weights", "bias")
def perceptron_update(inputs, target, weights, bias, learning_rate):
    answer = perceptron(inputs, weights, bias)
    if answer == target:
        return weights, bias
    change = learning_rate * (target - answer)
    return weights + change * inputs, bias + change


@equation("perceptron-training-run", "weights", "bias", "epochs", "mistakes", "isConverged")
def perceptron_training(weights, bias, inputs, targets, learning_rate, maximum_epochs):
    mistakes = 0
    for epoch in range(maximum_epochs):
        before = mistakes
        for x, y in zip(inputs.T, targets):
            if perceptron(x, weights, bias) != y:
                weights, bias = perceptron_update(x, y, weights, bias, learning_rate)
                mistakes += 1
        if mistakes == before:
            return weights, bias, epoch + 1, mistakes, 1
    return weights, bias, maximum_epochs, mistakes, 0


@equation("logistic-loss-gradient", "weights", "bias")
def logistic_loss_gradient(weights, bias, inputs, targets):
    errors = logits_cross_entropy_gradient(weights @ inputs + bias, targets)
    return inputs @ errors, errors.sum()


@equation("softmax-regression-value", "value")
def softmax_regression(inputs, weights, bias):
    return softmax(affine(weights, inputs, bias))


@equation("softmax-regression-loss-gradient", "weights", "bias")
def softmax_regression_loss_gradient(weights, bias, inputs, targets):
    logits = affine(weights, inputs, bias)
    errors = numpy.stack([softmax_cross_entropy_gradient(z, y) for z, y in zip(logits.T, targets.T)], axis=1)
    return layer_gradient(errors, inputs)


@equation("signed-distance-value", "value")
def signed_distance(inputs, weights, bias):
    e = exponent(weights)
    return ((weights * inputs).sum() + bias) / numpy.ldexp(sqrt((numpy.ldexp(weights, -e) ** 2).sum()), e)


# NormalizationLayers


def spread(x, epsilon=0):
    """Differences to the mean, their mean square plus ε, both in units of a power of two for each row, with it."""
    e = numpy.frexp(numpy.maximum(abs(x).max(axis=-1), epsilon**0.5))[1]
    differences = centred(numpy.ldexp(x, -e[..., None]))
    epsilon = numpy.ldexp(x.dtype.type(epsilon), -2 * e)
    return differences, (differences**2).mean(axis=-1) + epsilon, e


@equation("batch-variance-value", "variance")
def batch_variance(inputs):
    _, variance, e = spread(inputs)
    return numpy.ldexp(variance, 2 * e)


@equation("batch-variance-unbiased", "variance")
def unbiased_variance(inputs):
    samples = inputs.shape[1]
    _, variance, e = spread(inputs)
    return numpy.ldexp(variance * samples / (samples - 1), 2 * e)


@equation("batch-normalization-forward", "output", "normalized", "deviation")
def batch_normalization(inputs, scale, shift, epsilon):
    differences, variance, e = spread(inputs, epsilon)
    normalized = differences / sqrt(variance)[:, None]
    return scale[:, None] * normalized + shift[:, None], normalized, numpy.ldexp(sqrt(variance), e)


@equation("batch-normalization-backward", "inputs", "scale", "shift")
def batch_normalization_backward(cotangent, normalized, deviation, scale):
    mean_cotangent = cotangent.mean(axis=1, keepdims=True)
    mean_product = (cotangent * normalized).mean(axis=1, keepdims=True)
    by_inputs = (scale / deviation)[:, None] * (cotangent - mean_cotangent - normalized * mean_product)
    return by_inputs, (cotangent * normalized).sum(axis=1), cotangent.sum(axis=1)


@equation("batch-normalization-inference-forward", "output", "normalized", "deviation")
def batch_normalization_inference(inputs, mean, variance, scale, shift, epsilon):
    deviation = sqrt(variance + epsilon)
    normalized = (inputs - mean[:, None]) / deviation[:, None]
    return scale[:, None] * normalized + shift[:, None], normalized, deviation


@equation("running-statistics-update", "mean", "variance")
def running_statistics(mean, variance, inputs, momentum, convention, estimate):
    rest = 1 - momentum
    weight, memory = (momentum, rest) if convention == "weightOfBatch" else (rest, momentum)
    batch_mean = inputs[:, 0] + (inputs - inputs[:, :1]).mean(axis=1)
    of_batch = unbiased_variance(inputs) if estimate == "unbiased" else batch_variance(inputs)
    return memory * mean + weight * batch_mean, memory * variance + weight * of_batch


@equation("layer-normalization-forward", "value", "normalized", "deviation")
def layer_normalization(input, scale, shift, epsilon):
    differences, variance, e = spread(input, epsilon)
    normalized = differences / sqrt(variance)[..., None]
    return scale * normalized + shift, normalized, numpy.ldexp(sqrt(variance), e)


@equation("layer-normalization-backward", "input", "scale", "shift")
def layer_normalization_backward(cotangent, normalized, deviation, scale, epsilon=None):
    g = scale * cotangent
    mean_product = (g * normalized).mean(axis=-1, keepdims=True)
    by_input = (g - g.mean(axis=-1, keepdims=True) - normalized * mean_product) / deviation[..., None]
    return by_input, cotangent * normalized, cotangent


# RegularizationMethods


@equation("dropout-forward", "value")
def dropout(activations, mask, drop_probability, variant):
    kept = mask * activations
    return kept / (1 - drop_probability) if variant == "inverted" else kept


@equation("dropout-backward", "activations")
def dropout_backward(cotangent, mask, drop_probability, variant):
    kept = mask * cotangent
    return kept / (1 - drop_probability) if variant == "inverted" else kept


@equation("dropout-inference", "value")
def dropout_inference(activations, drop_probability, variant):
    return activations if variant == "inverted" else (1 - drop_probability) * activations


@equation("l1-penalty-gradient", "weights")
def l1_penalty_gradient(weights, strength):
    return strength * sign(weights)


@equation("l2-penalty-value", "value")
def l2_penalty(weights, strength):
    return (strength / 2 * weights * weights).sum()


@equation("l2-penalty-gradient", "weights")
def l2_penalty_gradient(weights, strength):
    return strength * weights


@equation("weight-decay-descent-step", "parameters")
def weight_decay_descent(parameters, gradient, learning_rate, decay):
    return (1 - learning_rate * decay) * parameters - learning_rate * gradient


@equation("adam-w-step", "parameters", "firstMoment", "secondMoment", "stepCount")
def adam_w(parameters, decay, learning_rate, **rest):
    shrunk = (1 - learning_rate * decay) * parameters
    return adam(shrunk, learning_rate=learning_rate, **rest)


@equation("soft-threshold-value", "value")
def soft_threshold(z, threshold):
    return where(z > threshold, z - threshold, where(z < -threshold, z + threshold, z - z))


@equation("early-stopping-outcome", "isStopped", "checkCount", "bestCheck")
def early_stopping(losses, patience, minimum_delta, criterion):
    best, waiting = -1, 0
    for check, loss in enumerate(losses):
        if numpy.isnan(loss):
            return 1, check + 1, best
        if best < 0:
            best = check
            continue
        limit = losses[best] - minimum_delta
        against = loss >= limit if criterion == "noDecrease" else loss > limit
        waiting = waiting + 1 if against else 0
        best = check if loss < losses[best] else best
        if waiting == patience:
            return 1, check + 1, best
    return 0, len(losses), best


# ParameterInitialization


@equation("xavier-initialization-bound", "bound")
def xavier_bound(fan_in, fan_out, variant):
    return (6 / (fan_in + fan_out)) ** 0.5 if variant == "fan-average" else (3 / fan_in) ** 0.5


@equation("he-initialization-variance", "variance")
def he_variance(fan_in, slope):
    return 2 / ((1 + slope**2) * fan_in)


# ConvolutionalNetworks


@equation("convolution-output-size", "value")
def convolution_output_size(size, window, stride, padding):
    return (size + 2 * padding - window) // stride + 1


def on_image(start, size, length):
    """The part of a window that is not padding; windows can lie in the padding altogether."""
    return slice(min(max(start, 0), length), min(max(start + size, 0), length))


def windows(image, size, stride, padding):
    """For each position its place, the rows and columns of the image under its window, and those of the window."""
    height, width = image
    rows, columns = (convolution_output_size(*each) for each in zip(image, size, stride, padding))
    for i in range(rows):
        for j in range(columns):
            top, left = i * stride[0] - padding[0], j * stride[1] - padding[1]
            y, x = on_image(top, size[0], height), on_image(left, size[1], width)
            yield (i, j), y, x, slice(y.start - top, y.stop - top), slice(x.start - left, x.stop - left)


def output_shape(image, size, stride, padding):
    return [convolution_output_size(*each) for each in zip(image, size, stride, padding)]


@equation("cross-correlation-value", "value")
def cross_correlation(image, filters, bias, stride, padding):
    stride, padding = sizes_of(stride), sizes_of(padding)
    value = numpy.empty([len(filters)] + output_shape(image.shape[1:], filters.shape[2:], stride, padding), image.dtype)
    for (i, j), y, x, u, v in windows(image.shape[1:], filters.shape[2:], stride, padding):
        value[:, i, j] = (filters[:, :, u, v] * image[:, y, x]).sum(axis=(1, 2, 3)) + bias
    return value


@equation("cross-correlation-pullback", "image", "filters", "bias")
def cross_correlation_pullback(cotangent, image, filters, stride, padding):
    by_image, by_filters = numpy.zeros_like(image), numpy.zeros_like(filters)
    for (i, j), y, x, u, v in windows(image.shape[1:], filters.shape[2:], sizes_of(stride), sizes_of(padding)):
        c = cotangent[:, i, j, None, None, None]
        by_image[:, y, x] += (c * filters[:, :, u, v]).sum(axis=0)
        by_filters[:, :, u, v] += c * image[:, y, x]
    return by_image, by_filters, cotangent.sum(axis=(1, 2))


@equation("convolution-value", "value")
def convolution(image, filters, bias, stride, padding):
    return cross_correlation(image, filters[:, :, ::-1, ::-1], bias, stride, padding)


@equation("max-pooling-value", "value")
def max_pooling(image, window, stride, padding):
    window, stride, padding = sizes_of(window), sizes_of(stride), sizes_of(padding)
    value = numpy.empty([len(image)] + output_shape(image.shape[1:], window, stride, padding), image.dtype)
    for (i, j), y, x, _, _ in windows(image.shape[1:], window, stride, padding):
        value[:, i, j] = image[:, y, x].max(axis=(1, 2))
    return value


@equation("max-pooling-pullback", "image")
def max_pooling_pullback(cotangent, image, window, stride, padding):
    gradient = numpy.zeros_like(image)
    for (i, j), y, x, _, _ in windows(image.shape[1:], sizes_of(window), sizes_of(stride), sizes_of(padding)):
        for channel, patch in enumerate(image[:, y, x]):
            row, column = divmod(patch.argmax(), patch.shape[1])
            gradient[channel, y.start + row, x.start + column] += cotangent[channel, i, j]
    return gradient


@equation("mean-pooling-value", "value")
def mean_pooling(image, window, stride, padding):
    window, stride, padding = sizes_of(window), sizes_of(stride), sizes_of(padding)
    value = numpy.empty([len(image)] + output_shape(image.shape[1:], window, stride, padding), image.dtype)
    e = exponent(image)
    for (i, j), y, x, _, _ in windows(image.shape[1:], window, stride, padding):
        value[:, i, j] = numpy.ldexp(image[:, y, x], -e).sum(axis=(1, 2)) / (window[0] * window[1])
    return numpy.ldexp(value, e)


# RecurrentNetworks


@equation("rnn-step-forward", "state", "preactivation")
def rnn_step(inputs, previous_state, input_weights, state_weights, bias):
    z = input_weights @ inputs + state_weights @ previous_state + bias[:, None]
    return tanh(z), z


@equation("rnn-step-backward", "inputs", "previousState", "inputWeights", "stateWeights", "bias")
def rnn_step_backward(cotangent, inputs, previous_state, input_weights, state_weights, bias):
    _, z = rnn_step(inputs, previous_state, input_weights, state_weights, bias)
    delta = cotangent * tanh_derivative(z)
    return (
        input_weights.T @ delta, state_weights.T @ delta, delta @ inputs.T, delta @ previous_state.T, delta.sum(axis=1)
    )


@equation("rnn-sequence-forward", "states")
def rnn_sequence(inputs, initial_state, input_weights, state_weights, bias):
    states = numpy.empty((len(inputs), *initial_state.shape), initial_state.dtype)
    state = initial_state
    for t, x in enumerate(inputs):
        state, _ = rnn_step(x, state, input_weights, state_weights, bias)
        states[t] = state
    return states


@equation("rnn-sequence-backward", "inputs", "initialState", "inputWeights", "stateWeights", "bias")
def rnn_sequence_backward(cotangent, inputs, initial_state, input_weights, state_weights, bias):
    states = rnn_sequence(inputs, initial_state, input_weights, state_weights, bias)
    before = [initial_state, *states[:-1]]
    by_inputs, by_state = numpy.zeros_like(inputs), numpy.zeros_like(initial_state)
    totals = [numpy.zeros_like(input_weights), numpy.zeros_like(state_weights), numpy.zeros_like(bias)]
    for t in reversed(range(len(inputs))):
        by_inputs[t], by_state, *parts = rnn_step_backward(
            cotangent[t] + by_state, inputs[t], before[t], input_weights, state_weights, bias
        )
        totals = [total + part for total, part in zip(totals, parts)]
    return by_inputs, by_state, *totals


def lstm_gates(x, h, weights, biases):
    """The sums under input gate, forget gate, output gate and candidate, and the four."""
    both = numpy.concatenate([x, h])
    sums = [w @ both + b[:, None] for w, b in zip(weights, biases)]
    i, f, o, g = sums
    return sums, (sigmoid(i), sigmoid(f), sigmoid(o), tanh(g))


def lstm_cell(x, h, c, weights, biases):
    sums, (i, f, o, g) = lstm_gates(x, h, weights, biases)
    cell = f * c + i * g
    return o * tanh(cell), cell, sums, (i, f, o, g)


def lstm_cell_backward(by_state, by_cell, x, h, c, weights, biases):
    """The derivatives by input, state, cell, and each gate's weights and bias."""
    _, cell, (zi, zf, zo, zg), (i, f, o, g) = lstm_cell(x, h, c, weights, biases)
    by_cell = by_cell + by_state * o * tanh_derivative(cell)
    deltas = [
        by_cell * g * sigmoid_derivative(zi),
        by_cell * c * sigmoid_derivative(zf),
        by_state * tanh(cell) * sigmoid_derivative(zo),
        by_cell * i * tanh_derivative(zg),
    ]
    both = numpy.concatenate([x, h])
    by_both = sum(w.T @ delta for w, delta in zip(weights, deltas))
    by_gates = [part for delta in deltas for part in (delta @ both.T, delta.sum(axis=1))]
    return by_both[: len(x)], by_both[len(x) :], by_cell * f, by_gates


GATES = [
    gate + part
    for gate in ("inputGate", "forgetGate", "outputGate", "candidate")
    for part in ("Weights", "Bias")
]


def gate_parameters(named):
    """The four weight matrices and the four biases."""
    values = [named[spelled(name)] for name in GATES]
    return values[::2], values[1::2]


@equation("lstm-step-forward", "stateAndCell", "inputGate", "forgetGate", "outputGate", "candidate")
def lstm_step(inputs, previous_state, previous_cell, **named):
    state, cell, _, gates = lstm_cell(inputs, previous_state, previous_cell, *gate_parameters(named))
    return numpy.stack([state, cell]), *gates


@equation("lstm-step-backward", "inputs", "previousState", "previousCell", *GATES)
def lstm_step_backward(cotangent, inputs, previous_state, previous_cell, **named):
    by_state, by_cell = cotangent
    by_inputs, by_previous_state, by_previous_cell, by_gates = lstm_cell_backward(
        by_state, by_cell, inputs, previous_state, previous_cell, *gate_parameters(named)
    )
    return by_inputs, by_previous_state, by_previous_cell, *by_gates


@equation("lstm-sequence-forward", "statesAndCell")
def lstm_sequence(inputs, initial_state, initial_cell, **named):
    state, cell, states = initial_state, initial_cell, []
    for x in inputs:
        state, cell, _, _ = lstm_cell(x, state, cell, *gate_parameters(named))
        states.append(state)
    return numpy.stack(states + [cell])


@equation("lstm-sequence-backward", "inputs", "initialState", "initialCell", *GATES)
def lstm_sequence_backward(cotangent, inputs, initial_state, initial_cell, **named):
    weights, biases = gate_parameters(named)
    before = [(initial_state, initial_cell)]
    for x in inputs:
        before.append(lstm_cell(x, *before[-1], weights, biases)[:2])
    by_inputs, by_state, by_cell = numpy.zeros_like(inputs), numpy.zeros_like(initial_state), cotangent[-1]
    totals = [numpy.zeros_like(named[spelled(name)]) for name in GATES]
    for t in reversed(range(len(inputs))):
        by_inputs[t], by_state, by_cell, parts = lstm_cell_backward(
            cotangent[t] + by_state, by_cell, inputs[t], *before[t], weights, biases
        )
        totals = [total + part for total, part in zip(totals, parts)]
    return by_inputs, by_state, by_cell, *totals


GRU = [
    "updateWeights", "updateBias", "resetWeights", "resetBias", "candidateWeights", "candidateBias",
    "candidateStateBias",
]


def gru_sums(x, h, reset, named):
    """The sums under update gate, reset gate and candidate, the reset gate, and what it multiplies."""
    w_z, b_z, w_r, b_r, w_c, b_c, b_v = (named[spelled(name)] for name in GRU)
    both = numpy.concatenate([x, h])
    a_z, a_r = w_z @ both + b_z[:, None], w_r @ both + b_r[:, None]
    r = sigmoid(a_r)
    if reset == "beforeProduct":
        return a_z, a_r, w_c @ numpy.concatenate([x, r * h]) + b_c[:, None], r, h
    recalled = w_c[:, len(x) :] @ h + b_v[:, None]
    return a_z, a_r, w_c[:, : len(x)] @ x + b_c[:, None] + r * recalled, r, recalled


@equation("gru-step-forward", "state", "updateGate", "resetGate", "candidate")
def gru_step(inputs, previous_state, reset, **named):
    a_z, _, a_c, r, _ = gru_sums(inputs, previous_state, reset, named)
    z, candidate = sigmoid(a_z), tanh(a_c)
    return sigmoid(-a_z) * previous_state + z * candidate, z, r, candidate


@equation("gru-step-backward", "inputs", "previousState", *GRU)
def gru_step_backward(cotangent, inputs, previous_state, reset, **named):
    x, h = inputs, previous_state
    a_z, a_r, a_c, r, multiplied = gru_sums(x, h, reset, named)
    w_z, w_r, w_c = named["update_weights"], named["reset_weights"], named["candidate_weights"]
    both, n = numpy.concatenate([x, h]), len(x)
    delta_z = cotangent * (tanh(a_c) - h) * sigmoid_derivative(a_z)
    delta_c = cotangent * sigmoid(a_z) * tanh_derivative(a_c)
    if reset == "beforeProduct":
        by_both = w_c.T @ delta_c
        delta_r = by_both[n:] * multiplied * sigmoid_derivative(a_r)
        by_state, by_state_bias = by_both[n:] * r, numpy.zeros_like(named["candidate_state_bias"])
        by_weights = delta_c @ numpy.concatenate([x, r * h]).T
    else:
        delta_r = delta_c * multiplied * sigmoid_derivative(a_r)
        by_recalled = delta_c * r
        by_state, by_state_bias = w_c[:, n:].T @ by_recalled, by_recalled.sum(axis=1)
        by_weights = numpy.concatenate([delta_c @ x.T, by_recalled @ h.T], axis=1)
    by_gates = w_z.T @ delta_z + w_r.T @ delta_r
    return (
        by_gates[:n] + w_c[:, :n].T @ delta_c,
        by_gates[n:] + by_state + cotangent * sigmoid(-a_z),
        delta_z @ both.T, delta_z.sum(axis=1), delta_r @ both.T, delta_r.sum(axis=1),
        by_weights, delta_c.sum(axis=1), by_state_bias,
    )


@equation("gru-sequence-forward", "states", "finalState")
def gru_sequence(inputs, initial_state, reset, **named):
    states = numpy.empty((len(inputs), *initial_state.shape), initial_state.dtype)
    state = initial_state
    for t, x in enumerate(inputs):
        state, *_ = gru_step(x, state, reset, **named)
        states[t] = state
    return states, state


@equation("gru-sequence-backward", "inputs", "initialState", *GRU)
def gru_sequence_backward(cotangent, inputs, initial_state, reset, **named):
    states, _ = gru_sequence(inputs, initial_state, reset, **named)
    before = [initial_state, *states[:-1]]
    by_inputs, by_state = numpy.zeros_like(inputs), numpy.zeros_like(initial_state)
    totals = [numpy.zeros_like(named[spelled(name)]) for name in GRU]
    for t in reversed(range(len(inputs))):
        by_inputs[t], by_state, *parts = gru_step_backward(
            cotangent[t] + by_state, inputs[t], before[t], reset, **named
        )
        totals = [total + part for total, part in zip(totals, parts)]
    return by_inputs, by_state, *totals


# AttentionNetworks


def allowed(mask, queries, keys):
    """Which keys each query may attend to."""
    if mask == "unmasked":
        return numpy.ones((queries, keys), bool)
    if mask == "causal":
        return arange(keys) <= arange(queries)[:, None]
    return numpy.array([[letter == "1" for letter in row] for row in mask.split("/")], bool).reshape(queries, keys)


def without(matrix, other, mask):
    """matrix · other without the terms that the mask forbids, not even as 0 · NaN."""
    return where(mask[:, :, None], matrix[:, :, None] * other, 0).sum(axis=1)


@equation("scaled-dot-product-attention-forward", "value", "weights")
def attention(queries, keys, values, mask):
    mask = allowed(mask, len(queries), len(keys))
    scores = where(mask, queries @ keys.T / sqrt(queries.dtype.type(queries.shape[1])), -numpy.inf)
    some = mask.any(axis=1)
    weights = numpy.zeros_like(scores)
    weights[some] = softmax(scores[some].T).T
    return without(weights, values, mask), weights


@equation("scaled-dot-product-attention-backward", "queries", "keys", "values")
def attention_backward(cotangent, queries, keys, values, weights, mask):
    mask = allowed(mask, len(queries), len(keys))
    by_weights = where(mask, cotangent @ values.T, 0)
    by_scores = weights * (by_weights - (by_weights * weights).sum(axis=1, keepdims=True))
    root = sqrt(queries.dtype.type(queries.shape[1]))
    by_queries, by_keys = without(by_scores, keys, mask) / root, without(by_scores.T, queries, mask.T) / root
    return by_queries, by_keys, without(weights.T, cotangent, mask.T)


@equation("multi-head-attention-forward", "value")
def multi_head_attention(
    queries, keys, values, query_weights, key_weights, value_weights, output_weights, heads, mask
):
    projected = queries @ query_weights, keys @ key_weights, values @ value_weights
    parts = zip(*(numpy.split(each, heads, axis=1) for each in projected))
    return numpy.concatenate([attention(*part, mask)[0] for part in parts], axis=1) @ output_weights


@equation(
    "multi-head-attention-backward",
    "queries", "keys", "values", "query-weights", "key-weights", "value-weights", "output-weights",
)
def multi_head_attention_backward(
    cotangent, queries, keys, values, query_weights, key_weights, value_weights, output_weights, heads, mask
):
    inputs, weights = (queries, keys, values), (query_weights, key_weights, value_weights)
    projected = [x @ w for x, w in zip(inputs, weights)]
    parts = list(zip(*(numpy.split(each, heads, axis=1) for each in projected)))
    results = [attention(*part, mask) for part in parts]
    by_parts = numpy.split(cotangent @ output_weights.T, heads, axis=1)
    by_heads = [
        attention_backward(by_part, *part, weights, mask)
        for by_part, part, (_, weights) in zip(by_parts, parts, results)
    ]
    by_projected = [numpy.concatenate(each, axis=1) for each in zip(*by_heads)]
    by_inputs = [each @ w.T for each, w in zip(by_projected, weights)]
    by_weights = [x.T @ each for each, x in zip(by_projected, inputs)]
    return *by_inputs, *by_weights, numpy.concatenate([value for value, _ in results], axis=1).T @ cotangent


@equation("positional-encoding-value", "value")
def positional_encoding(positions, width):
    columns = arange(width)
    angles = arange(positions)[:, None] / 10000 ** (columns // 2 * 2 / width)
    return where(columns % 2 == 0, numpy.sin(angles), numpy.cos(angles))


@equation("positionwise-feed-forward-forward", "value", "preactivation")
def feed_forward(inputs, first_weights, first_bias, second_weights, second_bias):
    z = inputs @ first_weights + first_bias
    return relu(z) @ second_weights + second_bias, z


@equation(
    "positionwise-feed-forward-backward", "inputs", "first-weights", "first-bias", "second-weights", "second-bias"
)
def feed_forward_backward(cotangent, preactivation, inputs, first_weights, second_weights):
    delta = cotangent @ second_weights.T * relu_derivative(preactivation)
    return (
        delta @ first_weights.T, inputs.T @ delta, delta.sum(axis=0), relu(preactivation).T @ cotangent,
        cotangent.sum(axis=0),
    )


def block_parts(parameters, sizes):
    """W_Q, W_K, W_V, W_O; γ₁, β₁; W₁, b₁, W₂, b₂; γ₂, β₂."""
    d, _, f = sizes_of(sizes)
    shapes = [(d, d)] * 4 + [(d,), (d,), (d, f), (f,), (f, d), (d,), (d,), (d,)]
    ends = numpy.cumsum([numpy.prod(shape) for shape in shapes])
    parts = [part.reshape(shape) for part, shape in zip(numpy.split(parameters, ends), shapes)]
    return parts[:4], parts[4:6], parts[6:10], parts[10:]


@equation("transformer-encoder-block-forward", "value")
def encoder_block(input, parameters, sizes, normalization, epsilon, mask):
    projections, first_norm, network, second_norm = block_parts(parameters, sizes)
    heads = sizes_of(sizes)[1]
    if normalization == "afterSum":
        summed = input + multi_head_attention(input, input, input, *projections, heads, mask)
        middle = layer_normalization(summed, *first_norm, epsilon)[0]
        return layer_normalization(middle + feed_forward(middle, *network)[0], *second_norm, epsilon)[0]
    normalized = layer_normalization(input, *first_norm, epsilon)[0]
    middle = input + multi_head_attention(normalized, normalized, normalized, *projections, heads, mask)
    return middle + feed_forward(layer_normalization(middle, *second_norm, epsilon)[0], *network)[0]


@equation("transformer-encoder-block-backward", "input", "parameters")
def encoder_block_backward(cotangent, input, parameters, sizes, normalization, epsilon, mask):
    projections, first_norm, network, second_norm = block_parts(parameters, sizes)
    heads = sizes_of(sizes)[1]

    def attention_half(c, x):
        by_queries, by_keys, by_values, *by_projections = multi_head_attention_backward(
            c, x, x, x, *projections, heads, mask
        )
        return by_queries + by_keys + by_values, by_projections

    def network_half(c, x):
        by_input, *by_network = feed_forward_backward(c, feed_forward(x, *network)[1], x, network[0], network[2])
        return by_input, by_network

    def norm(c, kept, scale):
        by_input, by_scale, by_shift = layer_normalization_backward(c, *kept, scale)
        return by_input, [by_scale.sum(axis=0), by_shift.sum(axis=0)]

    if normalization == "afterSum":
        summed = input + multi_head_attention(input, input, input, *projections, heads, mask)
        middle, *first_kept = layer_normalization(summed, *first_norm, epsilon)
        _, *second_kept = layer_normalization(middle + feed_forward(middle, *network)[0], *second_norm, epsilon)
        by_sum, by_second_norm = norm(cotangent, second_kept, second_norm[0])
        by_middle, by_network = network_half(by_sum, middle)
        by_sum, by_first_norm = norm(by_sum + by_middle, first_kept, first_norm[0])
        by_input, by_projections = attention_half(by_sum, input)
        by_input = by_sum + by_input
    else:
        normalized, *first_kept = layer_normalization(input, *first_norm, epsilon)
        middle = input + multi_head_attention(normalized, normalized, normalized, *projections, heads, mask)
        normalized_middle, *second_kept = layer_normalization(middle, *second_norm, epsilon)
        by_normalized, by_network = network_half(cotangent, normalized_middle)
        by_normalized, by_second_norm = norm(by_normalized, second_kept, second_norm[0])
        by_middle = cotangent + by_normalized
        by_normalized, by_projections = attention_half(by_middle, normalized)
        by_normalized, by_first_norm = norm(by_normalized, first_kept, first_norm[0])
        by_input = by_middle + by_normalized
    parts = by_projections + by_first_norm + by_network + by_second_norm
    return by_input, numpy.concatenate([part.ravel() for part in parts])


# ModelEvaluation


@equation("confusion-matrix-counts", "counts")
def confusion_matrix(predictions, targets, classes):
    counts = numpy.zeros((classes, classes), int)
    for predicted, actual in zip(predictions, targets):
        counts[int(actual), int(predicted)] += 1
    return counts


@equation("accuracy-value", "value")
def accuracy(predictions, targets):
    return (predictions == targets).mean(dtype=predictions.dtype)


@equation("precision-value", "value")
def precision(predictions, targets, class_):
    taken = predictions == class_
    return (taken & (targets == class_)).sum(dtype=predictions.dtype) / taken.sum(dtype=predictions.dtype)


@equation("recall-value", "value")
def recall(predictions, targets, class_):
    there = targets == class_
    return (there & (predictions == class_)).sum(dtype=predictions.dtype) / there.sum(dtype=predictions.dtype)


@equation("root-mean-squared-error-value", "value")
def root_mean_squared_error(predictions, targets):
    errors, unit = differences(predictions, targets)
    square, e = mean_of_squares(errors)
    return numpy.ldexp(sqrt(square), e + unit)


@equation("coefficient-of-determination-value", "value")
def coefficient_of_determination(predictions, targets):
    errors, unit = differences(targets, predictions)
    unexplained, e = mean_of_squares(errors)
    largest = exponent(targets)
    total, f = mean_of_squares(centred(numpy.ldexp(targets, -largest)))
    return 1 - numpy.ldexp(unexplained / total, 2 * (e + unit - f - largest))


@equation("data-split-sizes", "train", "validation", "test")
def data_split_sizes(count, validation_fraction, test_fraction):
    test = int(test_fraction * count + 0.5)
    held_out = int((validation_fraction + test_fraction) * count + 0.5)
    return count - held_out, held_out - test, test


# GameTreeSearch


def successors(place, tree, branching):
    return range(branching * place + 1, min(branching * place + 1 + branching, len(tree)))


def game_value(place, tree, branching, depth, player):
    moves = successors(place, tree, branching)
    if depth == 0 or not moves:
        return tree[place]
    other = "min" if player == "max" else "max"
    values = [game_value(move, tree, branching, depth - 1, other) for move in moves]
    if any(value != value for value in values):
        return tree.dtype.type(numpy.nan)
    return max(values) if player == "max" else min(values)


@equation("minimax-value", "value")
def minimax(evaluations, branching, depth, player):
    return game_value(0, evaluations, branching, depth, player)


@equation("minimax-choice", "index")
def minimax_choice(evaluations, branching, depth, player):
    other = "min" if player == "max" else "max"
    moves = successors(0, evaluations, branching)
    values = [game_value(move, evaluations, branching, depth - 1, other) for move in moves]
    if not values or numpy.isnan(values).any():
        return evaluations.dtype.type(numpy.nan)
    return values.index(max(values) if player == "max" else min(values))


def search(place, tree, branching, depth, player, alpha, beta):
    """The value as far as α and β leave it of interest, and how many positions were evaluated."""
    moves = successors(place, tree, branching)
    if depth == 0 or not moves:
        return tree[place], 1
    best, count = None, 0
    for move in moves:
        value, evaluated = search(move, tree, branching, depth - 1, "min" if player == "max" else "max", alpha, beta)
        count += evaluated
        if player == "max":
            best = value if best is None or value > best else best
            alpha = max(alpha, best)
        else:
            best = value if best is None or value < best else best
            beta = min(beta, best)
        if beta <= alpha:
            break
    return best, count


@equation("alpha-beta-value", "value", "evaluated")
def alpha_beta(evaluations, alpha, beta, branching, depth, player):
    return search(0, evaluations, branching, depth, player, alpha, beta)


# UniversalApproximation


@equation("relu-interpolant-value", "value")
def relu_interpolant(input, knots, values):
    slopes = numpy.diff(values) / numpy.diff(knots)
    piece = numpy.clip(numpy.searchsorted(knots, input) - 1, 0, len(slopes) - 1)
    on_piece = values[piece] + slopes[piece] * (input - knots[piece])
    return where(input <= knots[0], values[0], on_piece)


@equation("shallow-network-value", "value")
def shallow_network(inputs, weights, biases, coefficients, activation):
    return (coefficients * ACTIVATIONS[activation][0](weights @ inputs + biases)).sum()


@equation("shallow-network-gradient", "inputs", "weights", "biases", "coefficients")
def shallow_network_gradient(inputs, weights, biases, coefficients, activation):
    function, derivative = ACTIVATIONS[activation]
    z = weights @ inputs + biases
    delta = coefficients * derivative(z)
    return weights.T @ delta, delta[:, None] * inputs, delta, function(z)


if __name__ == "__main__":
    numpy.seterr(all="ignore")
    serve(EQUATIONS)
