"""What JAX computes of the equations, on the CPU: operation by operation, or under `jit` where these are many.

JAX has functions, not models. A layer, a network or a loss is here what its documentation makes of them: a product, a
bias and an activation; a mean of squares, or a log-probability of `jax.scipy.stats`. Each derivative is `jax.vjp`'s,
never a formula of ours. Equations that would be our own arithmetic are left out, and so are those that are given no
inputs but what a forward pass remembered, since JAX differentiates functions of the inputs.

Samples are columns, as in the questions; attention has positions in rows. Optimizers and the LSTM are those that come
with JAX, in `jax.example_libraries.optimizers` and `jax.experimental.rnn`.
"""

import itertools
import os

os.environ["JAX_PLATFORMS"] = "cpu"

import jax
import jax.numpy as jnp
import jaxlib
import numpy
from jax import lax
from jax.example_libraries import optimizers
from jax.experimental import rnn

from adapter import Unsupported, serve

jax.config.update("jax_enable_x64", True)

LIBRARY = f"JAX {jax.__version__}, jaxlib {jaxlib.__version__}"


# Answers


def named(function, name="value"):
    """A function whose result is the output of this name."""
    return lambda *attributes, **inputs: {name: function(*attributes, **inputs)}


def pullback(function, *names):
    """The derivatives by the inputs of these names, against a cotangent; the other inputs are held."""

    def answer(*attributes, cotangent, **inputs):
        constants = {name: x for name, x in inputs.items() if name not in names}
        variables = {name: inputs[name] for name in names}
        _, pull = jax.vjp(lambda x: function(*attributes, **x, **constants), variables)
        return pull(jnp.asarray(cotangent))[0]

    return answer


def gradient(function, *names):
    """The derivatives of one number."""
    pull = pullback(function, *names)

    def answer(*attributes, **inputs):
        dtype = next(iter(inputs.values())).dtype
        return pull(*attributes, cotangent=numpy.ones((), dtype), **inputs)

    return answer


def derivative(function):
    """The derivative of a function of one number, at each number of the only input."""

    def answer(*attributes, **inputs):
        ((argument, x),) = inputs.items()
        (slope,) = pullback(function, argument)(*attributes, cotangent=numpy.ones_like(x), **inputs).values()
        return {"derivative": slope}

    return answer


def compiled(function):
    """The same under `jit`, which compiles once what would otherwise take a compilation for each operation."""
    return lambda *attributes, **inputs: jax.jit(lambda inputs: function(*attributes, **inputs))(inputs)


# Activations, heads and losses

ACTIVATIONS = {"identity": jax.nn.identity, "sigmoid": jax.nn.sigmoid, "tanh": jnp.tanh, "relu": jax.nn.relu}
HEADS = {
    "identity": jax.nn.identity,
    "sigmoid": jax.nn.sigmoid,
    "softmax": lambda logits: jax.nn.softmax(logits, axis=0),
}


def leaky_relu(attributes, z):
    return jax.nn.leaky_relu(z, attributes["slope"])


def clamp(attributes, p):
    return jnp.clip(p, attributes["epsilon"], 1 - attributes["epsilon"])


def mean_squared_error(predictions, targets):
    return jnp.mean(jnp.square(predictions - targets))


def half_mean_squared_error(predictions, targets):
    return mean_squared_error(predictions, targets) / 2


def mean_absolute_error(predictions, targets):
    return jnp.mean(jnp.abs(predictions - targets))


def root_mean_squared_error(predictions, targets):
    return jnp.sqrt(mean_squared_error(predictions, targets))


def gaussian(predictions, targets, standardDeviation):
    return -jnp.mean(jax.scipy.stats.norm.logpdf(targets, predictions, standardDeviation))


def binary_cross_entropy(predictions, targets):
    return -jnp.mean(jax.scipy.stats.bernoulli.logpmf(targets, predictions))


def sigmoid_cross_entropies(logits, targets):
    return -(targets * jax.nn.log_sigmoid(logits) + (1 - targets) * jax.nn.log_sigmoid(-logits))


def binary_cross_entropy_with_logits(logits, targets):
    return jnp.mean(sigmoid_cross_entropies(logits, targets))


def sigmoid_squared_error(logits, targets):
    return half_mean_squared_error(jax.nn.sigmoid(logits), targets)


def categorical_cross_entropy(predictions, targets):
    return -jnp.sum(jax.scipy.special.xlogy(targets, predictions))


def softmax_cross_entropy(logits, targets):
    return -jnp.sum(targets * jax.nn.log_softmax(logits, axis=0), axis=0)


def loss(attributes, logits, targets, head):
    """The mean over the columns."""
    if attributes["loss"] == "mean-squared-error":
        return mean_squared_error(HEADS[head](logits), targets)
    if attributes["loss"] == "half-squared-error":
        return jnp.mean(jnp.sum(jnp.square(HEADS[head](logits) - targets), axis=0)) / 2
    if head == "softmax":
        return jnp.mean(softmax_cross_entropy(logits, targets))
    return jnp.mean(jnp.sum(sigmoid_cross_entropies(logits, targets), axis=0))


def loss_of_sample(attributes, logits, targets):
    return loss(attributes, logits[:, None], targets[:, None], attributes["head"])


# Layers and networks


def affine(weights, inputs, bias):
    """Samples are columns."""
    return weights @ inputs + bias[..., None]


def affine_rows(weights, inputs, bias):
    return inputs @ weights.T + bias


def affine_number(inputs, weights, bias):
    return jnp.dot(weights, inputs) + bias


def unbiased(weights, inputs):
    """Biases for a derivative that does not depend on them."""
    return numpy.zeros(weights.shape[:-1], weights.dtype)


def affine_pullback(cotangent, weights, inputs):
    bias = unbiased(weights, inputs)
    return pullback(affine, "weights", "inputs", "bias")(
        cotangent=cotangent, weights=weights, inputs=inputs, bias=bias
    )


def affine_rows_pullback(cotangent, weights, inputs):
    bias = unbiased(weights, inputs)
    return pullback(affine_rows, "weights", "inputs", "bias")(
        cotangent=cotangent, weights=weights, inputs=inputs, bias=bias
    )


def through(function, cotangent, at):
    """A cotangent brought back through a function of one tensor."""
    return jax.vjp(function, at)[1](jnp.asarray(cotangent))[0]


def neuron(attributes, inputs, weights, bias):
    z = affine_number(inputs, weights, bias)
    return {"activation": ACTIVATIONS[attributes["activation"]](z), "preactivation": z}


def neuron_backward(attributes, cotangent, inputs, weights, preactivation):
    delta = through(ACTIVATIONS[attributes["activation"]], cotangent, preactivation)
    bias = unbiased(weights, inputs)
    return pullback(affine_number, "inputs", "weights", "bias")(
        cotangent=delta, inputs=inputs, weights=weights, bias=bias
    )


def dense(attributes, inputs, weights, bias):
    Z = affine(weights, inputs, bias)
    return {"activation": ACTIVATIONS[attributes["activation"]](Z), "preactivation": Z}


def dense_backward(attributes, cotangent, inputs, weights, preactivation):
    return affine_pullback(through(ACTIVATIONS[attributes["activation"]], cotangent, preactivation), weights, inputs)


def head(attributes, logits):
    return HEADS[attributes["head"]](logits)


def layers(parameters, sizes):
    """Each layer's weights, row by row, then its bias."""
    counts, start = [int(n) for n in sizes.split("-")], 0
    if parameters.size != sum((inputs + 1) * outputs for inputs, outputs in itertools.pairwise(counts)):
        raise ValueError(f"{parameters.size} parameters do not fit layers of {sizes}")
    for inputs, outputs in itertools.pairwise(counts):
        end = start + outputs * inputs
        yield parameters[start:end].reshape(outputs, inputs), parameters[end : end + outputs]
        start = end + outputs


def network_logits(attributes, parameters, inputs, shifts=itertools.repeat(0)):
    """The last layer's sums; a shift is added to the sums of each layer."""
    a, z = inputs, None
    for (W, b), shift in zip(layers(parameters, attributes["sizes"]), shifts):
        a = a if z is None else ACTIVATIONS[attributes["hidden"]](z)
        z = affine(W, a, b) + shift
    return z


def network(attributes, parameters, inputs):
    return HEADS[attributes["output"]](network_logits(attributes, parameters, inputs))


def network_loss(attributes, parameters, inputs, targets):
    return loss(attributes, network_logits(attributes, parameters, inputs), targets, attributes["output"])


def gradient_norms(attributes, parameters, inputs, targets):
    """The derivatives by what is added to each layer's sums are those by the sums."""

    def shifted(shifts):
        return loss(
            attributes, network_logits(attributes, parameters, inputs, shifts), targets, attributes["output"]
        )

    samples = inputs.shape[1]
    shifts = [jnp.zeros((b.size, samples), b.dtype) for _, b in layers(parameters, attributes["sizes"])]
    return {"value": jnp.stack([jnp.linalg.norm(slope) for slope in jax.grad(shifted)(shifts)])}


def next_preactivation(attributes, preactivation, nextWeights, nextBias):
    return affine(nextWeights, ACTIVATIONS[attributes["activation"]](preactivation), nextBias)


def hidden_delta(attributes, cotangent, preactivation, nextWeights):
    bias = unbiased(nextWeights, preactivation)
    return pullback(next_preactivation, "preactivation")(
        attributes, cotangent=cotangent, preactivation=preactivation, nextWeights=nextWeights, nextBias=bias
    )


def chain(attributes, input, weights, biases):
    for w, b in zip(weights, biases, strict=True):
        input = ACTIVATIONS[attributes["activation"]](jnp.dot(w, input) + b)
    return input


def shallow_network(attributes, inputs, weights, biases, coefficients):
    return jnp.dot(coefficients, ACTIVATIONS[attributes["activation"]](weights @ inputs + biases))


# Optimizers


def step(optimizer, count, gradient, *state):
    """One step of an optimizer of JAX's from a given state: the parameters, then what it remembers."""
    packed = optimizers.pack_optimizer_state(optimizers.JoinPoint(tuple(map(jnp.asarray, state))))
    return optimizers.unpack_optimizer_state(optimizer.update_fn(count, jnp.asarray(gradient), packed)).subtree


def gradient_descent(attributes, parameters, gradient):
    packed = optimizers.pack_optimizer_state(optimizers.JoinPoint(jnp.asarray(parameters)))
    sgd = optimizers.sgd(attributes["learningRate"])
    return {"parameters": sgd.params_fn(sgd.update_fn(0, jnp.asarray(gradient), packed))}


def momentum_descent(attributes, parameters, gradient, velocity):
    makers = {"heavyBall": optimizers.momentum, "nesterov": optimizers.nesterov}
    if attributes["convention"] not in makers:
        raise Unsupported
    optimizer = makers[attributes["convention"]](attributes["learningRate"], attributes["momentum"])
    return dict(zip(("parameters", "velocity"), step(optimizer, 0, gradient, parameters, velocity), strict=True))


def rms_prop(attributes, parameters, gradient, squares):
    if attributes["epsilonPlacement"] != "insideRoot":
        raise Unsupported
    optimizer = optimizers.rmsprop(attributes["learningRate"], attributes["decay"], attributes["epsilon"])
    return dict(zip(("parameters", "squares"), step(optimizer, 0, gradient, parameters, squares), strict=True))


def adam(attributes, parameters, gradient, firstMoment, secondMoment):
    if attributes["variant"] != "corrected":
        raise Unsupported
    decays = attributes["firstDecay"], attributes["secondDecay"]
    optimizer = optimizers.adam(attributes["learningRate"], *decays, attributes["epsilon"])
    count = attributes["stepCount"]
    state = step(optimizer, count, gradient, parameters, firstMoment, secondMoment)
    outputs = dict(zip(("parameters", "firstMoment", "secondMoment"), state, strict=True))
    return outputs | {"stepCount": numpy.array(count + 1)}


# Linear models


def line(input, weight, bias):
    return affine_number(input, weight, bias)


def line_pullback(cotangent, input, weight):
    bias = numpy.zeros_like(weight)
    return pullback(line, "input", "weight", "bias")(cotangent=cotangent, input=input, weight=weight, bias=bias)


def image_score(image, weights, bias):
    return jnp.vdot(weights, image) + bias


def image_score_pullback(cotangent, image, weights):
    bias = numpy.zeros_like(cotangent)
    return pullback(image_score, "image", "weights", "bias")(
        cotangent=cotangent, image=image, weights=weights, bias=bias
    )


def evenly_spaced(attributes, **ends):
    return jnp.linspace(ends["from"], ends["through"], attributes["count"])


def line_loss(weight, bias, inputs, targets):
    return mean_squared_error(jnp.multiply(weight, inputs) + bias, targets)


def log_line_loss(weight, bias, inputs, targets):
    return jnp.log10(line_loss(weight, bias, inputs, targets))


def multiple_regression_loss(weights, bias, inputs, targets):
    return mean_squared_error(affine_number(inputs, weights, bias), targets)


def least_squares_line(inputs, targets):
    weight, bias = jnp.polyfit(inputs, targets, 1)
    return {"weight": weight, "bias": bias}


def line_loss_hessian(inputs):
    """The loss's second derivatives, which are the same at every line and for all targets."""
    targets = jnp.zeros_like(inputs)
    return jax.hessian(lambda line: line_loss(line[0], line[1], inputs, targets))(jnp.zeros(2, inputs.dtype))


def line_loss_hessian_eigenvalues(inputs):
    least, most = jnp.linalg.eigvalsh(line_loss_hessian(inputs))
    return {"least": least, "most": most}


# Linear classifiers


def perceptron(inputs, weights, bias):
    return jnp.heaviside(affine_number(inputs, weights, bias), 1)


def signed_distance(inputs, weights, bias):
    return affine_number(inputs, weights, bias) / jnp.linalg.norm(weights)


def logistic_regression(inputs, weights, bias):
    return jax.nn.sigmoid(affine_number(inputs, weights, bias))


def logistic_loss(weights, bias, inputs, targets):
    return binary_cross_entropy_with_logits(affine_number(inputs, weights, bias), targets)


def logistic_loss_hessian(weights, bias, inputs):
    """The loss's second derivatives by the weights and the bias, which are the same for all targets."""
    targets = numpy.zeros(inputs.shape[1], inputs.dtype)
    parameters = jnp.append(weights, bias)
    return jax.hessian(lambda p: logistic_loss(p[:-1], p[-1], inputs, targets))(parameters)


def softmax_regression(inputs, weights, bias):
    return jax.nn.softmax(affine(weights, inputs, bias), axis=0)


def softmax_regression_loss(weights, bias, inputs, targets):
    return jnp.mean(softmax_cross_entropy(affine(weights, inputs, bias), targets))


# Normalization and regularization


def batch_mean(inputs):
    return jnp.mean(inputs, axis=1)


def batch_variance(inputs):
    return jnp.var(inputs, axis=1)


def unbiased_batch_variance(inputs):
    return jnp.var(inputs, axis=1, ddof=1)


def batch_normalization(attributes, inputs, scale, shift):
    epsilon = attributes["epsilon"]
    normalized = jax.nn.standardize(inputs, axis=1, epsilon=epsilon)
    output = scale[:, None] * normalized + shift[:, None]
    return {"output": output, "normalized": normalized, "deviation": jnp.sqrt(batch_variance(inputs) + epsilon)}


def batch_normalization_inference(attributes, inputs, mean, variance, scale, shift):
    epsilon = attributes["epsilon"]
    normalized = jax.nn.standardize(inputs, mean=mean[:, None], variance=variance[:, None], epsilon=epsilon)
    output = scale[:, None] * normalized + shift[:, None]
    return {"output": output, "normalized": normalized, "deviation": jnp.sqrt(variance + epsilon)}


def layer_normalization(attributes, input, scale, shift):
    epsilon = attributes["epsilon"]
    normalized = jax.nn.standardize(input, epsilon=epsilon)
    deviation = jnp.sqrt(jnp.var(input) + epsilon)
    return {"value": scale * normalized + shift, "normalized": normalized, "deviation": deviation}


def l1_penalty(attributes, weights):
    return attributes["strength"] * jnp.linalg.norm(jnp.ravel(weights), 1)


def l2_penalty(attributes, weights):
    return attributes["strength"] / 2 * jnp.vdot(weights, weights)


def quarter_turn(attributes, image):
    return jnp.rot90(image, attributes["turns"])


def quarter_turn_pullback(attributes, cotangent):
    """The image's shape is that of a turn of the cotangent."""
    image = numpy.zeros_like(numpy.rot90(cotangent, attributes["turns"]))
    return pullback(quarter_turn, "image")(attributes, cotangent=cotangent, image=image)


def horizontal_flip_pullback(cotangent):
    return pullback(lambda image: jnp.fliplr(image), "image")(cotangent=cotangent, image=numpy.zeros_like(cotangent))


def crop(attributes, image):
    top, left = attributes["top"], attributes["left"]
    return lax.slice(image, (top, left), (top + attributes["height"], left + attributes["width"]))


def crop_pullback(attributes, cotangent, image):
    height, width = cotangent.shape
    size = {"height": height, "width": width}
    return pullback(crop, "image")(attributes | size, cotangent=cotangent, image=image)


# Convolutional networks


def pair(text):
    return tuple(int(n) for n in text.split("-"))


def padded(text):
    """As much in front as behind."""
    return tuple((n, n) for n in pair(text))


def cross_correlations(attributes, images, filters, bias):
    strides, padding = pair(attributes["stride"]), padded(attributes["padding"])
    return lax.conv_general_dilated(images, filters, strides, padding) + bias[:, None, None]


def cross_correlation(attributes, image, filters, bias):
    return cross_correlations(attributes, image[None], filters, bias)[0]


def convolution(attributes, image, filters, bias):
    return cross_correlation(attributes, image, jnp.flip(filters, (2, 3)), bias)


def of_filters(function):
    """The pullback of a function of image, filters and bias."""

    def answer(attributes, cotangent, image, filters):
        bias = numpy.zeros(filters.shape[0], filters.dtype)
        return pullback(function, "image", "filters", "bias")(
            attributes, cotangent=cotangent, image=image, filters=filters, bias=bias
        )

    return answer


def convolution_matrix(attributes, filters):
    """The derivative of the answers by the image, which is the same at every image."""
    image = numpy.zeros(filters.shape[1:2] + pair(attributes["image"]), filters.dtype)
    bias = numpy.zeros(filters.shape[0], filters.dtype)
    jacobian = jax.jacobian(lambda image: cross_correlation(attributes, image, filters, bias))(image)
    return jacobian.reshape(-1, image.size)


def sobel(attributes, image):
    across = numpy.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], image.dtype)
    filters = {"across": across, "down": across.T}[attributes["direction"]]
    return lax.conv_general_dilated(image[None, None], filters[None, None], (1, 1), "VALID")[0, 0]


def windows(image, start, operation, window, stride, padding):
    """Over the last two axes."""
    others = image.ndim - 2
    return lax.reduce_window(
        image,
        numpy.array(start, image.dtype),
        operation,
        (1,) * others + pair(window),
        (1,) * others + pair(stride),
        ((0, 0),) * others + padded(padding),
    )


def max_pooling(attributes, image):
    return windows(image, -jnp.inf, lax.max, attributes["window"], attributes["stride"], attributes["padding"])


def mean_pooling(attributes, image):
    height, width = pair(attributes["window"])
    total = windows(image, 0, lax.add, attributes["window"], attributes["stride"], attributes["padding"])
    return total / (height * width)


def convolutional_logits(attributes, parameters, images):
    """A column for each image."""
    count, height, width = (int(n) for n in attributes["filters"].split("-"))
    channels, classes = images.shape[1], int(attributes["classes"])
    end = count * channels * height * width
    filters, bias = parameters[:end].reshape(count, channels, height, width), parameters[end : end + count]
    maps = jax.nn.relu(cross_correlations(attributes, images, filters, bias))
    form = [attributes[name] for name in ("window", "poolingStride", "poolingPadding")]
    features = jnp.reshape(windows(maps, -jnp.inf, lax.max, *form), (len(images), -1))
    weights = parameters[end + count : -classes].reshape(classes, -1)
    return affine(weights, features.T, parameters[-classes:])


def convolutional_network(attributes, parameters, images):
    return jax.nn.softmax(convolutional_logits(attributes, parameters, images), axis=0)


def convolutional_network_loss(attributes, parameters, images, targets):
    return jnp.mean(softmax_cross_entropy(convolutional_logits(attributes, parameters, images), targets))


# Recurrent networks


RNN_PARAMETERS = ["inputWeights", "stateWeights", "bias"]


def rnn_step(inputs, previousState, inputWeights, stateWeights, bias):
    z = inputWeights @ inputs + stateWeights @ previousState + bias[:, None]
    return {"state": jnp.tanh(z), "preactivation": z}


def rnn_state(**inputs):
    return rnn_step(**inputs)["state"]


def rnn_sequence(inputs, initialState, inputWeights, stateWeights, bias):
    def cell(state, x):
        state = rnn_state(
            inputs=x, previousState=state, inputWeights=inputWeights, stateWeights=stateWeights, bias=bias
        )
        return state, state

    return lax.scan(cell, jnp.asarray(initialState), jnp.asarray(inputs))[1]


def rnn_output(states, weights, bias):
    return affine(weights, states, bias)


def rnn_output_pullback(cotangent, states, weights):
    bias = unbiased(weights, states)
    return pullback(rnn_output, "states", "weights", "bias")(
        cotangent=cotangent, states=states, weights=weights, bias=bias
    )


GATES = ("inputGate", "forgetGate", "candidate", "outputGate")


def lstm(inputs, initialState, initialCell, **parameters):
    """`lstm_ref` has its gates in this order, samples in front of steps, and a second bias."""
    steps, inputCount, samples = inputs.shape
    weights = jnp.concatenate([parameters[gate + "Weights"] for gate in GATES])
    bias = jnp.concatenate([parameters[gate + "Bias"] for gate in GATES])
    states, _, cells = rnn.lstm_ref(
        jnp.transpose(inputs, (2, 0, 1)),
        jnp.transpose(initialState)[None],
        jnp.transpose(initialCell)[None],
        {0: weights[:, :inputCount]},
        {0: weights[:, inputCount:]},
        {0: bias},
        {0: jnp.zeros_like(bias)},
        jnp.full(samples, steps, "int32"),
        input_size=inputCount,
        hidden_size=initialState.shape[0],
        num_layers=1,
        dropout=0.0,
        bidirectional=False,
    )
    return jnp.concatenate([jnp.transpose(states, (1, 2, 0)), jnp.transpose(cells, (0, 2, 1))])


def lstm_step(inputs, previousState, previousCell, **parameters):
    return lstm(inputs[None], previousState, previousCell, **parameters)


def lstm_step_forward(inputs, previousState, **others):
    stacked = jnp.concatenate([inputs, previousState])
    activations = dict.fromkeys(GATES, jax.nn.sigmoid) | {"candidate": jnp.tanh}
    gates = {
        gate: activation(affine(others[gate + "Weights"], stacked, others[gate + "Bias"]))
        for gate, activation in activations.items()
    }
    return gates | {"stateAndCell": lstm_step(inputs, previousState, **others)}


LSTM_PARAMETERS = [gate + part for gate in GATES for part in ("Weights", "Bias")]


# Attention


def mask(text, queries, keys):
    """As `dot_product_attention` takes it."""
    if text == "unmasked":
        return {}
    if text == "causal":
        return {"is_causal": True}
    allowed = numpy.array([[character == "1" for character in row] for row in text.split("/")]).reshape(queries, keys)
    return {"mask": allowed[None]}


def attention(attributes, queries, keys, values):
    """Of heads, in the middle axis. JAX wants values as wide as the keys: the narrower get columns of 0."""
    width, masked = queries.shape[-1], mask(attributes["mask"], queries.shape[0], keys.shape[0])
    most = max(width, values.shape[-1])
    added = most - width, most - width, most - values.shape[-1]  # Keys of another width than the queries' stay so.
    q, k, v = (jnp.pad(x, ((0, 0), (0, 0), (0, columns))) for x, columns in zip((queries, keys, values), added))
    return jax.nn.dot_product_attention(q, k, v, scale=width**-0.5, **masked)[..., : values.shape[-1]]


def one_head(attributes, queries, keys, values):
    return attention(attributes, queries[:, None], keys[:, None], values[:, None])[:, 0]


def attention_forward(attributes, queries, keys, values):
    """The weights are what attention makes of unit vectors."""
    unit = numpy.eye(keys.shape[0], dtype=values.dtype)
    weights = one_head(attributes, queries, keys, unit)
    return {"value": one_head(attributes, queries, keys, values), "weights": weights}


def self_attention_inputs(inputs):
    return [inputs["input"] @ inputs[name] for name in SELF_ATTENTION_INPUTS[1:]]


def self_attention_forward(attributes, **inputs):
    return attention_forward(attributes, *self_attention_inputs(inputs))


def self_attention(attributes, **inputs):
    return one_head(attributes, *self_attention_inputs(inputs))


def multi_head_attention(attributes, **inputs):
    def heads(x, weights):
        return jnp.reshape(inputs[x] @ inputs[weights], (inputs[x].shape[0], attributes["heads"], -1))

    q, k, v = heads("queries", "query-weights"), heads("keys", "key-weights"), heads("values", "value-weights")
    return jnp.reshape(attention(attributes, q, k, v), (q.shape[0], -1)) @ inputs["output-weights"]


SELF_ATTENTION_INPUTS = ["input", "query-weights", "key-weights", "value-weights"]
MULTI_HEAD_INPUTS = ["queries", "keys", "values"] + [
    part + "-weights" for part in ("query", "key", "value", "output")
]


def feed_forward(**inputs):
    Z = affine_rows(inputs["first-weights"].T, inputs["inputs"], inputs["first-bias"])
    value = affine_rows(inputs["second-weights"].T, jax.nn.relu(Z), inputs["second-bias"])
    return {"value": value, "preactivation": Z}


def feed_forward_backward(cotangent, preactivation, **inputs):
    """Back through the second layer, the activation and the first layer."""

    def layer(cotangent, inputs, weights):
        bias = numpy.zeros(weights.shape[1], weights.dtype)
        return jax.vjp(lambda x, W, b: x @ W + b, inputs, weights, bias)[1](jnp.asarray(cotangent))

    hidden, second_weights, second_bias = layer(cotangent, jax.nn.relu(preactivation), inputs["second-weights"])
    delta = through(jax.nn.relu, hidden, preactivation)
    x, first_weights, first_bias = layer(delta, inputs["inputs"], inputs["first-weights"])
    return {
        "inputs": x,
        "first-weights": first_weights,
        "first-bias": first_bias,
        "second-weights": second_weights,
        "second-bias": second_bias,
    }


# Approximation and evaluation


def interpolant(input, knots, values):
    """Constant on the left of the knots; on the right the last piece goes on."""
    return jnp.interp(input, knots, values, right="extrapolate")


def interpolant_derivative(input, knots, values):
    return {"derivative": through(lambda x: interpolant(x, knots, values), numpy.ones_like(input), input)}


def accuracy(predictions, targets):
    return jnp.mean(predictions == targets, dtype=predictions.dtype)


EQUATIONS = {
    "dot-product-value": named(lambda w, x: jnp.dot(w, x)),
    "dot-product-pullback": pullback(lambda w, x: jnp.dot(w, x), "w", "x"),
    "hadamard-product-value": named(lambda u, v: jnp.multiply(u, v)),
    "hadamard-product-pullback": pullback(lambda u, v: jnp.multiply(u, v), "u", "v"),
    "matrix-product-value": named(lambda A, B: jnp.matmul(A, B)),
    "matrix-product-pullback": pullback(lambda A, B: jnp.matmul(A, B), "A", "B"),
    "identity-value": named(lambda z: jax.nn.identity(z)),
    "identity-derivative": derivative(lambda z: jax.nn.identity(z)),
    "sigmoid-value": named(lambda z: jax.nn.sigmoid(z)),
    "sigmoid-derivative": derivative(lambda z: jax.nn.sigmoid(z)),
    "tanh-value": named(lambda z: jnp.tanh(z)),
    "tanh-derivative": derivative(lambda z: jnp.tanh(z)),
    "relu-value": named(lambda z: jax.nn.relu(z)),
    "relu-derivative": derivative(lambda z: jax.nn.relu(z)),
    "leaky-relu-value": named(leaky_relu),
    "leaky-relu-derivative": derivative(leaky_relu),
    "step-value": named(lambda z: jnp.heaviside(z, 1)),
    "logit-value": named(lambda p: jax.scipy.special.logit(p)),
    "logit-derivative": derivative(lambda p: jax.scipy.special.logit(p)),
    "log-sum-exp-value": named(lambda z: jax.nn.logsumexp(z)),
    "log-sum-exp-gradient": gradient(lambda z: jax.nn.logsumexp(z), "z"),
    "softmax-value": named(lambda z: jax.nn.softmax(z)),
    "softmax-jacobian": named(lambda z: jax.jacobian(jax.nn.softmax)(z), "jacobian"),
    "softmax-pullback": pullback(lambda z: jax.nn.softmax(z), "z"),
    "log-softmax-value": named(lambda z: jax.nn.log_softmax(z)),
    "log-softmax-pullback": pullback(lambda z: jax.nn.log_softmax(z), "z"),
    "mean-loss-value": named(lambda losses: jnp.mean(losses)),
    "mean-loss-gradient": gradient(lambda losses: jnp.mean(losses), "losses"),
    "mean-squared-error-value": named(mean_squared_error),
    "mean-squared-error-gradient": gradient(mean_squared_error, "predictions"),
    "half-mean-squared-error-value": named(half_mean_squared_error),
    "half-mean-squared-error-gradient": gradient(half_mean_squared_error, "predictions"),
    "mean-absolute-error-value": named(mean_absolute_error),
    "mean-absolute-error-gradient": gradient(mean_absolute_error, "predictions"),
    "gaussian-negative-log-likelihood-value": named(gaussian),
    "gaussian-negative-log-likelihood-gradient": gradient(gaussian, "predictions", "standardDeviation"),
    "probability-clamp-value": named(clamp),
    "probability-clamp-derivative": derivative(clamp),
    "binary-cross-entropy-value": named(binary_cross_entropy),
    "binary-cross-entropy-gradient": gradient(binary_cross_entropy, "predictions"),
    "binary-cross-entropy-with-logits-value": named(binary_cross_entropy_with_logits),
    "binary-cross-entropy-with-logits-gradient": gradient(binary_cross_entropy_with_logits, "logits"),
    "sigmoid-squared-error-value": named(sigmoid_squared_error),
    "sigmoid-squared-error-gradient": gradient(sigmoid_squared_error, "logits"),
    "one-hot-value": lambda attributes: {"value": jax.nn.one_hot(attributes["class"], attributes["count"], dtype=int)},
    "categorical-cross-entropy-value": named(categorical_cross_entropy),
    "categorical-cross-entropy-gradient": gradient(categorical_cross_entropy, "predictions"),
    "softmax-cross-entropy-value": named(softmax_cross_entropy),
    "softmax-cross-entropy-gradient": gradient(softmax_cross_entropy, "logits"),
    "gradient-descent-step": gradient_descent,
    "momentum-descent-step": momentum_descent,
    "rms-prop-step": rms_prop,
    "adam-step": adam,
    "line-value": named(line),
    "line-pullback": line_pullback,
    "image-score-value": named(image_score),
    "image-score-pullback": image_score_pullback,
    "evenly-spaced-value": named(evenly_spaced),
    "line-loss-value": named(line_loss),
    "line-loss-gradient": gradient(line_loss, "weight", "bias"),
    "log-line-loss-value": named(log_line_loss),
    "log-line-loss-gradient": gradient(log_line_loss, "weight", "bias"),
    "multiple-regression-loss-value": named(multiple_regression_loss),
    "multiple-regression-loss-gradient": gradient(multiple_regression_loss, "weights", "bias"),
    "least-squares-line": least_squares_line,
    "standardization-fit": lambda inputs: {"mean": jnp.mean(inputs), "deviation": jnp.std(inputs)},
    "line-loss-hessian-value": compiled(named(line_loss_hessian)),
    "line-loss-hessian-eigenvalues": compiled(line_loss_hessian_eigenvalues),
    "perceptron-value": named(perceptron),
    "signed-distance-value": named(signed_distance),
    "signed-distance-gradient": gradient(signed_distance, "inputs", "weights", "bias"),
    "logistic-regression-value": named(logistic_regression),
    "logistic-regression-gradient": gradient(logistic_regression, "inputs", "weights", "bias"),
    "logistic-loss-value": named(logistic_loss),
    "logistic-loss-gradient": compiled(gradient(logistic_loss, "weights", "bias")),
    "logistic-loss-hessian-value": compiled(named(logistic_loss_hessian)),
    "softmax-regression-value": named(softmax_regression),
    "softmax-regression-pullback": pullback(softmax_regression, "inputs", "weights", "bias"),
    "softmax-regression-loss-value": named(softmax_regression_loss),
    "softmax-regression-loss-gradient": compiled(gradient(softmax_regression_loss, "weights", "bias")),
    "argmax-value": named(lambda scores: jnp.argmax(scores)),
    "neuron-forward": neuron,
    "neuron-backward": neuron_backward,
    "affine-columns-value": named(affine),
    "affine-columns-pullback": affine_pullback,
    "affine-rows-value": named(affine_rows),
    "affine-rows-pullback": affine_rows_pullback,
    "dense-layer-forward": dense,
    "dense-layer-backward": dense_backward,
    "output-head-value": named(head),
    "output-head-pullback": pullback(head, "logits"),
    "network-forward": compiled(named(network, "predictions")),
    "output-delta-loss": compiled(named(loss_of_sample)),
    "output-delta-value": compiled(gradient(loss_of_sample, "logits")),
    "hidden-delta-forward": named(next_preactivation, "nextPreactivation"),
    "hidden-delta-value": hidden_delta,
    "network-loss-value": compiled(named(network_loss)),
    "network-loss-gradient": compiled(gradient(network_loss, "parameters", "inputs")),
    "scalar-chain-value": named(chain),
    "scalar-chain-gradient": gradient(chain, "input"),
    "gradient-norms-value": compiled(gradient_norms),
    "batch-mean-value": named(batch_mean, "mean"),
    "batch-mean-pullback": pullback(batch_mean, "inputs"),
    "batch-variance-value": named(batch_variance, "variance"),
    "batch-variance-pullback": pullback(batch_variance, "inputs"),
    "batch-variance-unbiased": named(unbiased_batch_variance, "variance"),
    "batch-normalization-forward": batch_normalization,
    "batch-normalization-inference-forward": batch_normalization_inference,
    "layer-normalization-forward": layer_normalization,
    "l2-penalty-value": named(l2_penalty),
    "l2-penalty-gradient": gradient(l2_penalty, "weights"),
    "l1-penalty-value": named(l1_penalty),
    "l1-penalty-gradient": gradient(l1_penalty, "weights"),
    "horizontal-flip-value": named(lambda image: jnp.fliplr(image)),
    "horizontal-flip-pullback": horizontal_flip_pullback,
    "quarter-turn-value": named(quarter_turn),
    "quarter-turn-pullback": quarter_turn_pullback,
    "crop-value": named(crop),
    "crop-pullback": crop_pullback,
    "cross-correlation-value": named(cross_correlation),
    "cross-correlation-pullback": of_filters(cross_correlation),
    "convolution-value": named(convolution),
    "convolution-pullback": of_filters(convolution),
    "convolution-matrix-value": named(convolution_matrix),
    "sobel-filter-response": named(sobel),
    "max-pooling-value": named(max_pooling),
    "max-pooling-pullback": pullback(max_pooling, "image"),
    "mean-pooling-value": named(mean_pooling),
    "mean-pooling-pullback": pullback(mean_pooling, "image"),
    "convolutional-network-forward": compiled(named(convolutional_network, "predictions")),
    "convolutional-network-loss-value": compiled(named(convolutional_network_loss)),
    "convolutional-network-loss-gradient": compiled(gradient(convolutional_network_loss, "parameters", "images")),
    "rnn-step-forward": compiled(rnn_step),
    "rnn-step-backward": compiled(pullback(rnn_state, "inputs", "previousState", *RNN_PARAMETERS)),
    "rnn-sequence-forward": compiled(named(rnn_sequence, "states")),
    "rnn-sequence-backward": compiled(pullback(rnn_sequence, "inputs", "initialState", *RNN_PARAMETERS)),
    "rnn-output-value": named(rnn_output),
    "rnn-output-pullback": rnn_output_pullback,
    "lstm-step-forward": compiled(lstm_step_forward),
    "lstm-step-backward": compiled(pullback(lstm_step, "inputs", "previousState", "previousCell", *LSTM_PARAMETERS)),
    "lstm-sequence-forward": compiled(named(lstm, "statesAndCell")),
    "lstm-sequence-backward": compiled(pullback(lstm, "inputs", "initialState", "initialCell", *LSTM_PARAMETERS)),
    "scaled-dot-product-attention-forward": compiled(attention_forward),
    "self-attention-forward": compiled(self_attention_forward),
    "self-attention-backward": compiled(pullback(self_attention, *SELF_ATTENTION_INPUTS)),
    "multi-head-attention-forward": compiled(named(multi_head_attention)),
    "multi-head-attention-backward": compiled(pullback(multi_head_attention, *MULTI_HEAD_INPUTS)),
    "positionwise-feed-forward-forward": feed_forward,
    "positionwise-feed-forward-backward": feed_forward_backward,
    "shallow-network-value": named(shallow_network),
    "shallow-network-gradient": gradient(shallow_network, "inputs", "weights", "biases", "coefficients"),
    "relu-interpolant-value": named(interpolant),
    "relu-interpolant-derivative": interpolant_derivative,
    "accuracy-value": named(accuracy),
    "root-mean-squared-error-value": named(root_mean_squared_error),
    "root-mean-squared-error-gradient": gradient(root_mean_squared_error, "predictions"),
    "grid-search-argmin": named(lambda scores: jnp.nanargmin(scores), "index"),
}

REMARKS = {
    name: text
    for text, names in [
        (
            "jax.nn.standardize loses the variance of numbers far from 0. It is mean(x²) − mean(x)², unless "
            '`algorithm="stable"` asks for the mean of squared differences, which is right far from 0. The '
            "difference cancels: in float32 the result is off by 0.1 % where the mean is 100 deviations and by 2 % "
            "at 1000. Features should be centred, or the other algorithm chosen. "
            "https://github.com/jax-ml/jax/issues/37281",
            """
            batch-normalization-forward/far-from-zero layer-normalization-forward/far-from-zero
            layer-normalization-forward/ten-digits-in-common
            """,
        ),
        (
            "jax.nn.dot_product_attention takes its softmax in float32, also of float64. "
            "`padded_logits.astype(np.float32)` leaves some 8 digits of 16; float32 loses nothing by it. It matters "
            "where float64 was chosen for its digits, as for checking gradients by differences. "
            "https://github.com/jax-ml/jax/pull/21371",
            """
            multi-head-attention-backward multi-head-attention-forward scaled-dot-product-attention-forward
            self-attention-backward self-attention-forward
            """,
        ),
        (
            "NaN behind the mask reaches what may not see it. Masked weights are 0, but jax.nn.dot_product_attention "
            "multiplies them with the values, and 0 · NaN is NaN. It matters where padding holds NaN.",
            """
            scaled-dot-product-attention-forward/nan-behind-the-mask
            """,
        ),
        (
            "A query that may attend to nothing attends to all keys alike. jax.nn.dot_product_attention masks with a "
            "finite number, −0.7 times the largest of float32, so that the scores of such a row are equal, and its "
            "value the mean of all values. It matters if such rows are not thrown away.",
            """
            scaled-dot-product-attention-forward/mask-without-keys
            """,
        ),
        (
            "The sigmoid's derivative is 0 from 36.74 on. JAX has s (1 − s), and the difference loses the digits "
            "that s does not have beside 1: many before, all from there on (16.64 in float32). `lax.logistic(z, "
            "accuracy=lax.AccuracyMode.HIGHEST)` has s(z) s(−z), which keeps them. A unit that is saturated on the "
            "wrong side no longer learns. https://github.com/jax-ml/jax/issues/40385",
            """
            dense-layer-backward/sigmoid-saturated dense-layer-backward/sigmoid-saturated-single
            gradient-norms-value/1-1-1-sigmoid-identity-half-saturated hidden-delta-value/sigmoid-saturated
            hidden-delta-value/sigmoid-saturated-single logistic-loss-hessian-value/saturated
            logistic-regression-gradient/nearly-saturated logistic-regression-gradient/saturated
            network-loss-gradient/1-1-1-sigmoid-identity-half-saturated neuron-backward/sigmoid-far-right-tail
            neuron-backward/sigmoid-right-tail neuron-backward/sigmoid-right-tail-single
            output-delta-value/sigmoid-half-wrong-at-17 output-delta-value/sigmoid-mse-wrong-at-40
            output-head-pullback/sigmoid-3x2 output-head-pullback/sigmoid-saturated
            output-head-pullback/sigmoid-saturated-single scalar-chain-gradient/sigmoid-10-off-centre
            scalar-chain-gradient/sigmoid-saturated sigmoid-derivative sigmoid-squared-error-gradient
            shallow-network-gradient/sigmoid-saturated
            """,
        ),
        (
            "The derivative of tanh loses its digits as tanh nears ±1. JAX has (1 + t) (1 − t) with a t that is off "
            "by some ulp, so that 1 − t keeps few digits, and none from 20 on (8 in float32). `lax.tanh(z, "
            "accuracy=lax.AccuracyMode.HIGHEST)` has 4 s(2z) s(−2z), which keeps them. A saturated unit no longer "
            "learns.",
            """
            dense-layer-backward/tanh-3x2x3 dense-layer-backward/tanh-saturated hidden-delta-value/tanh-saturated
            network-loss-gradient/1-1-1-tanh-identity-half-saturated neuron-backward/tanh-left-tail
            neuron-backward/tanh-tail neuron-backward/tanh-tail-single scalar-chain-gradient/tanh-saturated-single
            shallow-network-gradient/tanh-3-2 shallow-network-gradient/tanh-saturated-single tanh-derivative
            """,
        ),
        (
            "Saturated gates and candidates get derivatives without digits, or 0. As for a sigmoid or a tanh by "
            "itself, JAX has s (1 − s) and (1 + t) (1 − t). A gate that is wholly open cannot learn to close.",
            """
            lstm-sequence-backward/remembers lstm-sequence-backward/saturated lstm-step-backward
            rnn-sequence-backward/saturated rnn-sequence-backward/saturated-single rnn-step-backward/saturated
            rnn-step-backward/saturated-single
            """,
        ),
        (
            "A derivative through a unit near its end is off by hundreds of ulp, or by thousands. s (1 − s) and "
            "(1 + t) (1 − t) turn an ulp of 1 into as many of a small slope; at 5 tanh's has three of seven digits in "
            "float32. That much does not disturb training.",
            """
            lstm-step-backward/2-2-2 lstm-step-backward/cell-only lstm-step-backward/nearly-saturated
            lstm-step-backward/state-only rnn-sequence-backward/3-4-2-5 rnn-sequence-backward/first-only
            rnn-step-backward/2-2-2 rnn-step-backward/5-9-2 rnn-step-backward/nearly-saturated
            """,
        ),
        (
            "The gradient of a cross-entropy is NaN where a probability is 0 and should be. jax.scipy.special.xlogy "
            "makes 0 log 0 a 0, but its derivative by y is x / y, 0/0. For `entr` JAX has changed the like. "
            "https://github.com/jax-ml/jax/issues/15709",
            """
            binary-cross-entropy-gradient/certain-and-right categorical-cross-entropy-gradient/certain-and-right
            """,
        ),
        (
            "A target of 0 times an infinite logarithm makes the loss NaN. jax.nn.log_softmax and jax.nn.log_sigmoid "
            "are right; it is the product with the targets, which JAX leaves to its user. `jnp.where` around it "
            "keeps NaN out.",
            """
            binary-cross-entropy-with-logits-value/infinite-and-right softmax-cross-entropy-value/minus-infinity-right
            """,
        ),
        (
            "A size of 1 is repeated along the other. jax.numpy broadcasts as NumPy does: one target for all "
            "predictions, one bias for all units, one state for all parameters. A forgotten axis goes unnoticed "
            "by that.",
            """
            accuracy-value/one-target adam-step/fewer-second-moments adam-step/one-first-moment
            affine-columns-value/fewer-biases affine-columns-value/one-bias affine-rows-value/fewer-biases
            affine-rows-value/one-bias batch-normalization-forward/one-scale
            batch-normalization-inference-forward/one-variance binary-cross-entropy-gradient/one-target
            binary-cross-entropy-value/one-target binary-cross-entropy-with-logits-gradient/one-target
            binary-cross-entropy-with-logits-value/one-target categorical-cross-entropy-gradient/one-target
            categorical-cross-entropy-value/one-target convolution-value/one-bias cross-correlation-value/one-bias
            dense-layer-forward/one-bias gaussian-negative-log-likelihood-gradient/one-target
            gaussian-negative-log-likelihood-value/one-target gradient-descent-step/one-partial
            hadamard-product-value/one-factor half-mean-squared-error-gradient/one-target
            half-mean-squared-error-value/one-target hidden-delta-forward/one-bias
            layer-normalization-forward/one-scale line-loss-gradient/one-target line-loss-value/one-target
            log-line-loss-gradient/one-target log-line-loss-value/one-target mean-absolute-error-gradient/one-target
            mean-absolute-error-value/one-target mean-squared-error-gradient/one-target
            mean-squared-error-value/one-target momentum-descent-step/one-velocity
            multiple-regression-loss-gradient/one-target multiple-regression-loss-value/one-target
            network-loss-gradient/one-target network-loss-value/one-target output-delta-loss/one-target
            output-delta-value/one-target positionwise-feed-forward-forward/one-bias rnn-output-value/one-bias
            rnn-sequence-forward/one-bias rnn-step-forward/one-bias root-mean-squared-error-gradient/one-target
            root-mean-squared-error-value/one-target sigmoid-squared-error-gradient/one-target
            sigmoid-squared-error-value/one-target softmax-cross-entropy-gradient/class-for-targets
            softmax-cross-entropy-value/class-for-targets softmax-regression-loss-gradient/one-bias
            softmax-regression-loss-gradient/one-target softmax-regression-loss-value/one-bias
            softmax-regression-loss-value/one-target softmax-regression-pullback/one-bias
            softmax-regression-value/one-bias
            """,
        ),
        (
            "A setting that no method has is computed with like any other. A traced number cannot be looked at, "
            "so nothing in JAX refuses a rate, strength, ε or count below 0, or a decay of 1. Adam's parameters are "
            "then infinite for β₁ = 1 and NaN for β₂ above 1 or a count below 0; the rest goes unnoticed. It matters "
            "where settings come from a search.",
            """
            adam-step/first-decay-one adam-step/negative-epsilon adam-step/negative-rate
            adam-step/negative-step-count adam-step/second-decay-above-one
            batch-normalization-forward/negative-epsilon
            batch-normalization-inference-forward/negative-epsilon gradient-descent-step/negative-rate
            l1-penalty-gradient/negative-strength l1-penalty-value/negative-strength
            l2-penalty-gradient/negative-strength l2-penalty-value/negative-strength
            layer-normalization-forward/negative-epsilon momentum-descent-step/negative-momentum
            momentum-descent-step/negative-rate
            """,
        ),
        (
            "Targets and probabilities outside [0, 1] are computed with. The losses multiply and take logarithms "
            "of what they are given, classes −1 and 1 and scores included, and give numbers that are no loss, here "
            "−0.9 and −0.2. It matters: labels of the other convention train towards something else.",
            """
            binary-cross-entropy-gradient/logits binary-cross-entropy-value/logits
            binary-cross-entropy-with-logits-gradient/classes-of-both-signs
            binary-cross-entropy-with-logits-value/classes-one-and-two
            categorical-cross-entropy-gradient/logits categorical-cross-entropy-value/logits
            logistic-loss-gradient/classes-one-and-two logistic-loss-gradient/targets-of-both-signs
            logistic-loss-value/classes-one-and-two logistic-loss-value/targets-of-both-signs
            output-delta-loss/negative-target output-delta-loss/target-above-one
            output-delta-value/negative-target output-delta-value/target-above-one
            """,
        ),
        (
            "A target outside [0, 1] has an infinite loss and the gradient 0. To jax.scipy.stats.bernoulli.logpmf it "
            "cannot happen. The loss shows it; the gradient alone does not.",
            """
            binary-cross-entropy-gradient/classes-one-and-two binary-cross-entropy-value/classes-one-and-two
            """,
        ),
        (
            "A standard deviation below 0 counts like the positive one. jax.scipy.stats.norm.logpdf squares it: the "
            "loss of −2 is that of 2, and only its derivative by the deviation changes its sign. SciPy gives NaN. It "
            "matters where a network gives the deviation itself and not its logarithm.",
            """
            gaussian-negative-log-likelihood-gradient/negative-deviation
            gaussian-negative-log-likelihood-value/negative-deviation
            """,
        ),
        (
            "A window that does not fit leaves nothing, or the padding alone. lax.conv_general_dilated and "
            "lax.reduce_window give an empty result for a window larger than the padded image, and reduce windows "
            "that lie on the padding to their initial value. It matters only for settings that nobody chooses on "
            "purpose.",
            """
            convolution-matrix-value/filter-too-large convolution-value/filter-too-large
            cross-correlation-value/filter-too-large max-pooling-value/padding-too-wide
            max-pooling-value/window-too-large mean-pooling-value/padding-too-wide
            mean-pooling-value/window-too-large sobel-filter-response/two-columns
            sobel-filter-response/two-rows
            """,
        ),
        (
            "jnp.clip with its ends exchanged gives the upper one everywhere. Its page says so; ε above ½ makes "
            "every probability 1 − ε.",
            """
            probability-clamp-derivative/epsilon-above-half probability-clamp-value/epsilon-above-half
            """,
        ),
        (
            "Knots that fall are not noticed. The page of jnp.interp asks for rising ones, and it does not look.",
            """
            relu-interpolant-derivative/falling-knots relu-interpolant-value/falling-knots
            """,
        ),
        (
            "jnp.vdot flattens what it is given. An image and weights of the transposed shape have as many "
            "numbers, in another order. It matters: the score is of another picture.",
            """
            image-score-pullback/transposed-weights image-score-value/transposed-weights
            """,
        ),
        (
            "NaN among the sums gives a ReLU the slope 0. jax.nn.relu's derivative is the cotangent where z > 0 and "
            "0 elsewhere, and NaN is not above 0. The value is NaN, but the gradient hides it.",
            """
            dense-layer-backward/relu-at-nan gradient-norms-value/1-2-1-relu-identity-half-nan
            hidden-delta-value/relu-nan network-loss-gradient/1-2-1-relu-identity-half-nan neuron-backward/relu-at-nan
            relu-derivative/nan relu-derivative/nan-beside-numbers
            scalar-chain-gradient/relu-nan
            """,
        ),
        (
            "NaN gets the slope of one piece. The derivative of jax.nn.leaky_relu or jnp.clip is selected by "
            "comparisons, which are false for NaN. The value is NaN, but the gradient hides it.",
            """
            leaky-relu-derivative/nan leaky-relu-derivative/nan-beside-numbers probability-clamp-derivative/nan
            probability-clamp-derivative/nan-beside-numbers
            """,
        ),
        (
            "The derivative of |NaN| is −1. JAX has 1 where x ≥ 0 and −1 elsewhere. The value is NaN, but the "
            "gradient hides it.",
            """
            l1-penalty-gradient/nan mean-absolute-error-gradient/infinity-minus-infinity
            mean-absolute-error-gradient/nan
            """,
        ),
        (
            "The loss of an answer that is right and certain is 0. jax.nn.logsumexp and jax.nn.log_softmax take the "
            "logarithm of Σ exp(zᵢ − max z), 1 and terms that keep few digits beside it, and none from 37 below the "
            "largest on (17 in float32); log1p of the other terms keeps them. The gradient decides the training, not "
            "this value. https://github.com/jax-ml/jax/issues/1205",
            """
            convolutional-network-loss-value/confident-and-right log-softmax-value log-sum-exp-value
            network-loss-value/1-2-identity-softmax-ce-right-at-40
            output-delta-loss/softmax-ce-right-at-40 softmax-cross-entropy-value/confident-and-right
            softmax-cross-entropy-value/confident-and-right-single softmax-regression-loss-value/confident-and-right
            """,
        ),
        (
            "Softmax's derivatives lose their digits where a probability is near 1. s (c − Σ s c), or c − s Σ c for "
            "log_softmax, is a difference of equal numbers there. It is right to an ulp of 1, which is what training "
            "needs.",
            """
            convolutional-network-loss-gradient/confident-and-right convolutional-network-loss-gradient/equal-largest
            convolutional-network-loss-gradient/two-filters-square network-loss-gradient/1-2-identity-softmax-ce-right-at-40
            output-delta-value/softmax-ce-right-at-40
            softmax-cross-entropy-gradient/confident-and-right
            softmax-cross-entropy-gradient/confident-and-right-single softmax-jacobian
            softmax-regression-loss-gradient/confident-and-right softmax-regression-loss-gradient/two-classes
            """,
        ),
        (
            "A square of 1 − σ(z) loses its digits, since σ(z) rounds to 1. The loss is composed of jax.nn.sigmoid "
            "and a square; JAX has none of its own.",
            """
            sigmoid-squared-error-value/confident-and-right-positive
            sigmoid-squared-error-value/confident-and-right-single
            """,
        ),
        (
            "jax.scipy.special.logit loses its digits near ½. In log(p / (1 − p)) the quotient is near 1, and its "
            "rounding as large as what is left next to ½; at ½ + 1e-10 six digits are lost. Rarely matters; SciPy "
            "has another form. https://github.com/scipy/scipy/pull/21388",
            """
            logit-value
            """,
        ),
        (
            "jnp.tanh is up to 6.5 ulp off. XLA has a quotient of two polynomials at a number held within ±17.71 "
            "(±8.00 in float32), and ±1 from 20 on, so that it is 7 · 2⁻⁵³ below 1 between. Harmless in a value.",
            """
            dense-layer-forward/tanh-tails tanh-value/before-saturation tanh-value/before-saturation-single
            tanh-value/saturated
            """,
        ),
        (
            "Subnormal numbers are taken for 0. XLA's code for the CPU does so with inputs and results: what is "
            "below 2.2e-308 (1.2e-38 in float32) is lost, and a negative one counts as not below 0. "
            "`XLA_FLAGS=--xla_cpu_ftz=false`, which jaxlib 0.10.2 knows, does not change it. Rarely matters. "
            "https://github.com/jax-ml/jax/issues/16200",
            """
            affine-columns-pullback/subnormal affine-rows-pullback/subnormal batch-mean-pullback/subnormal
            batch-mean-value/subnormal binary-cross-entropy-gradient/subnormal-finite
            binary-cross-entropy-gradient/subnormal-finite-single binary-cross-entropy-value/subnormal
            binary-cross-entropy-value/subnormal-single binary-cross-entropy-with-logits-gradient/subnormal-gradient
            binary-cross-entropy-with-logits-value/subnormal-loss categorical-cross-entropy-gradient/subnormal
            categorical-cross-entropy-gradient/subnormal-single categorical-cross-entropy-value/subnormal
            categorical-cross-entropy-value/subnormal-single convolution-pullback/subnormal
            convolution-value/subnormal cross-correlation-pullback/subnormal cross-correlation-value/subnormal
            dense-layer-backward/identity-subnormal dense-layer-forward/sigmoid-tails dot-product-pullback/subnormal
            dot-product-value/subnormal gradient-descent-step/subnormal grid-search-argmin/tiny
            hadamard-product-pullback/subnormal hadamard-product-value/subnormal
            half-mean-squared-error-gradient/subnormal half-mean-squared-error-gradient/subnormal-one-sample
            half-mean-squared-error-value/subnormal hidden-delta-forward/subnormal hidden-delta-value/subnormal
            image-score-pullback/subnormal image-score-value/subnormal l1-penalty-gradient/subnormal
            l1-penalty-value/subnormal l2-penalty-gradient/subnormal l2-penalty-value/subnormal
            leaky-relu-derivative/least-subnormal leaky-relu-derivative/least-subnormal-single
            leaky-relu-value/least-subnormal leaky-relu-value/subnormal-result line-loss-gradient/subnormal
            line-loss-value/subnormal line-pullback/subnormal line-value/subnormal log-softmax-pullback/subnormal
            log-softmax-value/subnormal log-sum-exp-gradient/subnormal log-sum-exp-value/subnormal
            logistic-regression-value/near-0 logit-derivative/subnormal logit-derivative/subnormal-single
            logit-value/below-zero logit-value/subnormal logit-value/subnormal-single
            matrix-product-pullback/subnormal matrix-product-value/subnormal mean-absolute-error-gradient/subnormal
            mean-absolute-error-gradient/subnormal-single mean-absolute-error-value/subnormal
            mean-loss-value/subnormal mean-pooling-pullback/subnormal mean-pooling-value/subnormal
            mean-squared-error-gradient/subnormal mean-squared-error-value/subnormal momentum-descent-step/subnormal
            multiple-regression-loss-gradient/subnormal multiple-regression-loss-value/subnormal
            network-forward/saturated neuron-backward/identity-subnormal neuron-forward/identity-subnormal
            neuron-forward/sigmoid-far-left-tail output-head-value/sigmoid-tails perceptron-value/just-below
            relu-value/least-subnormal rnn-step-backward/subnormal rnn-step-forward/subnormal
            scalar-chain-gradient/identity-subnormal scalar-chain-value/identity-subnormal
            sigmoid-derivative/left-tail-subnormal sigmoid-squared-error-gradient/naive-overflow
            sigmoid-squared-error-value/subnormal sigmoid-value/left-tail-709-7 sigmoid-value/left-tail-710
            softmax-cross-entropy-gradient/subnormal softmax-cross-entropy-value/subnormal softmax-jacobian/subnormal
            softmax-pullback/subnormal softmax-value/subnormal step-value/least-subnormal
            step-value/least-subnormal-single tanh-value/subnormal
            """,
        ),
        (
            "Points at one place get a line all the same. Of the many that fit best jnp.polyfit gives the one whose "
            "scaled coefficients are smallest, w = ȳ/(2x) and b = ȳ/2, as NumPy does, which warns. JAX does not: "
            "nothing tells that the slope means nothing.",
            """
            least-squares-line/equal-inputs least-squares-line/equal-inputs-whose-mean-rounds
            least-squares-line/one-point
            """,
        ),
        (
            "A mean is infinite where the sum is. jnp.mean adds before it divides. Only near the largest number.",
            """
            batch-mean-value/overflow-of-sum binary-cross-entropy-with-logits-value/sum-overflows
            binary-cross-entropy-with-logits-value/sum-overflows-single
            gaussian-negative-log-likelihood-value/sum-overflows
            gaussian-negative-log-likelihood-value/sum-overflows-single half-mean-squared-error-value/sum-overflows
            half-mean-squared-error-value/sum-overflows-single mean-absolute-error-value/four-times-1e308
            mean-absolute-error-value/sum-overflows mean-absolute-error-value/sum-overflows-single
            mean-loss-value/largest mean-loss-value/sum-overflows mean-loss-value/sum-overflows-single
            mean-pooling-value/overflow-of-sum mean-squared-error-value/sum-overflows
            mean-squared-error-value/sum-overflows-single
            """,
        ),
        (
            "A mean of squares is infinite where a square or their sum is. jnp.mean, jnp.std and jnp.vdot square and "
            "add without scaling; below 1.5e-154 a square is 0. Only at such scales.",
            """
            half-mean-squared-error-value/mean-overflows half-mean-squared-error-value/mean-overflows-single
            half-mean-squared-error-value/square-overflows l2-penalty-value/huge line-loss-value/square-overflows
            line-loss-value/sum-of-squares-overflows mean-squared-error-value/square-overflows
            multiple-regression-loss-value/square-overflows standardization-fit/huge standardization-fit/tiny
            """,
        ),
        (
            "A gradient is infinite where ŷ − y is. The division by the number of predictions comes after. Only near "
            "the largest number.",
            """
            half-mean-squared-error-gradient/difference-overflows
            half-mean-squared-error-gradient/difference-overflows-single
            mean-squared-error-gradient/difference-overflows mean-squared-error-gradient/difference-overflows-single
            """,
        ),
        (
            "The logarithm of a Gaussian density overflows or vanishes in its squares. jax.scipy.stats.norm.logpdf "
            "is (log(2π s²) + (x − μ)²/s²)/−2: beyond 1.3e154 (1.8e19 in float32) a square is infinite, below "
            "1.5e-154 (1.1e-19) it is 0, and NaN or infinity follow. Only at such scales.",
            """
            gaussian-negative-log-likelihood-gradient gaussian-negative-log-likelihood-value
            """,
        ),
        (
            "A derivative that is exactly 0 comes as 4e-17. Those of log s² and of the quadratic part cancel only to "
            "a rounding. Harmless: the bound of 0 ulp leaves no room for it.",
            """
            gaussian-negative-log-likelihood-gradient/minimum
            """,
        ),
        (
            "ln(1 − p) loses two digits near p = √2 − 1. XLA's log1p for float64 on the CPU takes a ratio of "
            "polynomials for |x| < √2 − 1 that is made for x > √½ − 1 = −0.29: from there on the error grows, to 128 "
            "ulp. float32 is right. It matters where float64 was chosen for its digits. "
            "https://github.com/jax-ml/jax/issues/39707",
            """
            binary-cross-entropy-value/below-root-two-less-one binary-cross-entropy-value/below-root-two-less-one-single
            binary-cross-entropy-value/two-fifths
            """,
        ),
        (
            "The derivative of jax.nn.log_sigmoid is some ulp off. It is exp(x − log(1 + eˣ)), whose argument is "
            "rounded: the error grows with |x|. Harmless.",
            """
            output-delta-value/sigmoid-ce-17
            """,
        ),
        (
            "Adam's correction has lost two digits in the first steps. jax.example_libraries.optimizers.adam has 1 − "
            "β₂ᵗ as a difference. Harmless: these optimizers are examples.",
            """
            adam-step/correction-keeps-its-digits
            """,
        ),
        (
            "Elements of a Hessian are NaN that have no part in the NaN. jax.hessian multiplies derivatives of 0 "
            "with infinite or NaN inputs. Harmless.",
            """
            line-loss-hessian-value/infinite-square line-loss-hessian-value/nan
            """,
        ),
        (
            "The least eigenvalue is off by a rounding of the largest. So is that of jnp.linalg.eigvalsh, as of "
            "every stable method for matrices. It matters where the least is 0 or far below the largest.",
            """
            line-loss-hessian-eigenvalues
            """,
        ),
        (
            "A norm overflows or vanishes in its squares. jnp.linalg.norm is √Σx² without scaling, as NumPy's: "
            "infinite beyond 1.3e154, 0 below 1.5e-154. Only at such scales.",
            """
            gradient-norms-value/1-2-1-1-identity-identity-half-tiny
            gradient-norms-value/1-2-1-identity-identity-half-huge signed-distance-gradient/huge-weights
            signed-distance-value/huge-weights signed-distance-value/tiny-weights
            """,
        ),
        (
            "The unbiased variance of one sample is NaN. jnp.var divides 0 by 0 without a word, where the vectors want "
            "an error. In a batch of one the NaN reaches every weight.",
            """
            batch-variance-unbiased/one-sample
            """,
        ),
        (
            "A variance is infinite where the sum of squares is. jnp.var adds before it divides. Only at such "
            "scales.",
            """
            batch-variance-unbiased/outlier batch-variance-value/outlier
            """,
        ),
        (
            "The derivatives of a variance with an infinite number are all NaN. They go through the mean too, and "
            "that part is ∞ − ∞. Harmless.",
            """
            batch-variance-pullback/infinity
            """,
        ),
        (
            "A line through points beyond 1e154 or below 1e-154 is lost. jnp.polyfit scales its columns by the roots of "
            "their sums of squares, which overflow, and give a slope of 0, or vanish, and give NaN. Only at such "
            "scales.",
            """
            least-squares-line/squares-overflow least-squares-line/squares-vanish
            """,
        ),
        (
            "Normalization squares what it is given, without scaling. jax.nn.standardize and jnp.var overflow beyond "
            "1.3e154 (1.8e19 in float32), with NaN from ∞ − ∞, and have a variance of 0 below 1.5e-154. Only at such "
            "scales.",
            """
            batch-normalization-forward/huge batch-normalization-forward/huge-and-negative
            batch-normalization-forward/huge-beside-tiny batch-normalization-forward/huge-in-single
            batch-normalization-forward/tiny layer-normalization-forward/huge
            layer-normalization-forward/nearly-the-largest layer-normalization-forward/tiny
            """,
        ),
        (
            "A NaN of the filter spreads in the matrix. jax.jacobian convolves with images of a 1 among zeros, and 0 "
            "· NaN is NaN. Harmless.",
            """
            convolution-matrix-value/nan
            """,
        ),
        (
            "The cotangent of a window with NaN goes to another number. XLA routes it by comparisons, which are "
            "false for NaN, so that whatever follows a NaN takes its place. Harmless: the value is NaN.",
            """
            max-pooling-pullback/nan max-pooling-pullback/one-nan
            """,
        ),
        (
            "A sequence without steps is refused. jax.experimental.rnn.lstm_ref looks up its last state. Harmless.",
            """
            lstm-sequence-backward/no-steps lstm-sequence-forward/no-steps
            """,
        ),
        (
            "NaN gets the slope of the last piece. jnp.interp sorts it behind the knots. The value is NaN.",
            """
            relu-interpolant-derivative/nan
            """,
        ),
        (
            "A root mean squared error overflows or vanishes in its squares. They are infinite beyond 1.3e154 "
            "(1.8e19 in float32) and 0 below 1.5e-154 (1.1e-19), and the derivative divides by their root. Only at "
            "such scales.",
            """
            root-mean-squared-error-gradient root-mean-squared-error-value
            """,
        ),
    ]
    for name in names.split()
}

if __name__ == "__main__":
    serve(EQUATIONS)
