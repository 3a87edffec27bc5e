"""NumPy, SciPy and scikit-learn as a program under test: what they compute themselves, and what their users write.

`FUNCTIONS` has the equations that the libraries have a function for; `WRITTEN` those that they lack, where their users
write one well-known line of array arithmetic. A failure of such a line is the line's: the library has rounded each of
its operations as it promises. Longer formulas are left out: they would check us, not the library.

    nnspec verify --against "python3 Tests/Peers/numpy_adapter.py"
"""

import math
import warnings

import numpy as np
import scipy
import sklearn
from scipy import ndimage, signal, special, stats
from sklearn import metrics, preprocessing, utils

from adapter import Unsupported, serve

LIBRARY = f"NumPy {np.__version__}, SciPy {scipy.__version__}, scikit-learn {sklearn.__version__}"


def of_float64(function):
    """For what the library computes in Float64 whatever it is given."""

    def result(*attributes, **inputs):
        if any(x.dtype != np.float64 for x in inputs.values()):
            raise Unsupported
        return function(*attributes, **inputs)

    return result


# Activations


def sigmoid_slope(z):
    s = special.expit(z)
    return s * (1 - s)


def relu(z):
    return np.maximum(z, 0)


def relu_slope(z):
    return (z > 0).astype(z.dtype)


def tanh_slope(z):
    return 1 - np.tanh(z) ** 2


def columns_softmax(z):
    return special.softmax(z, axis=0)


ACTIVATIONS = {
    "identity": (np.positive, np.ones_like),
    "relu": (relu, relu_slope),
    "sigmoid": (special.expit, sigmoid_slope),
    "tanh": (np.tanh, tanh_slope),
}
HEADS = {"identity": np.positive, "sigmoid": special.expit, "softmax": columns_softmax}


def activation(attributes):
    return ACTIVATIONS[attributes["activation"]][0]


def slope(attributes):
    return ACTIVATIONS[attributes["activation"]][1]


def softmax_pullback(cotangent, z):
    s = special.softmax(z, axis=0)
    return s * (cotangent - np.sum(cotangent * s, axis=0))


def head_pullback(attributes, cotangent, logits):
    if attributes["head"] == "softmax":
        return {"logits": softmax_pullback(cotangent, logits)}
    return {"logits": cotangent * ACTIVATIONS[attributes["head"]][1](logits)}


# Lines and their losses


def residuals(weights, bias, inputs, targets):
    return np.dot(weights, inputs) + bias - targets


def linear_loss_gradient(names, weights, bias, inputs, targets):
    r = residuals(weights, bias, inputs, targets)
    return dict(zip(names, (2 / r.size * np.dot(inputs, r), 2 / r.size * np.sum(r))))


def line_hessian(inputs):
    design = np.stack([inputs, np.ones_like(inputs)])
    return 2 * (design @ design.T) / inputs.size


def hessian_eigenvalues(inputs):
    least, most = np.linalg.eigvalsh(line_hessian(inputs))
    return {"least": least, "most": most}


def newton_step(weight, bias, inputs, targets):
    gradient = linear_loss_gradient("wb", weight, bias, inputs, targets)
    step = np.linalg.solve(line_hessian(inputs), np.stack([gradient["w"], gradient["b"]]))
    return {"weight": weight - step[0], "bias": bias - step[1]}


@of_float64
def least_squares_line(inputs, targets):
    line = stats.linregress(inputs, targets)
    return {"weight": line.slope, "bias": line.intercept}


# Classifiers


def logistic_loss_gradient(weights, bias, inputs, targets):
    delta = special.expit(weights @ inputs + bias) - targets
    return {"weights": inputs @ delta / targets.size, "bias": np.mean(delta)}


def logistic_loss_hessian(weights, bias, inputs):
    design = np.vstack([inputs, np.ones_like(inputs[:1])])
    return {"value": design * sigmoid_slope(weights @ inputs + bias) @ design.T / inputs.shape[1]}


def cross_entropy_with_logits(logits, targets):
    return np.mean(np.logaddexp(0, logits) - targets * logits)


def softmax_loss_gradient(weights, bias, inputs, targets):
    delta = special.softmax(weights @ inputs + bias[:, None], axis=0) - targets
    return {"weights": delta @ inputs.T / inputs.shape[1], "bias": np.mean(delta, axis=1)}


# Layers


def affine(weights, inputs, bias):
    return weights @ inputs + bias[:, None]


def neuron_forward(attributes, inputs, weights, bias):
    z = weights @ inputs + bias
    return {"activation": activation(attributes)(z), "preactivation": z}


def neuron_backward(attributes, cotangent, inputs, weights, preactivation):
    delta = cotangent * slope(attributes)(preactivation)
    return {"inputs": delta * weights, "weights": delta * inputs, "bias": delta}


def dense_forward(attributes, inputs, weights, bias):
    z = affine(weights, inputs, bias)
    return {"activation": activation(attributes)(z), "preactivation": z}


def dense_backward(attributes, cotangent, inputs, weights, preactivation):
    return affine_pullback(cotangent * slope(attributes)(preactivation), weights, inputs)


def affine_pullback(cotangent, weights, inputs):
    return {"weights": cotangent @ inputs.T, "inputs": weights.T @ cotangent, "bias": np.sum(cotangent, axis=1)}


def rnn_step_forward(inputs, previousState, inputWeights, stateWeights, bias):
    z = stateWeights @ previousState + inputWeights @ inputs + bias[:, None]
    return {"state": np.tanh(z), "preactivation": z}


def rnn_step_backward(cotangent, inputs, previousState, inputWeights, stateWeights, bias):
    delta = cotangent * tanh_slope(stateWeights @ previousState + inputWeights @ inputs + bias[:, None])
    return {
        "inputs": inputWeights.T @ delta,
        "previousState": stateWeights.T @ delta,
        "inputWeights": delta @ inputs.T,
        "stateWeights": delta @ previousState.T,
        "bias": np.sum(delta, axis=1),
    }


def attention(attributes, queries, keys, values):
    # Python's square root: NumPy's is a Float64, and would make Float64 of what it divides.
    scores = np.where(mask(attributes, len(queries), len(keys)), queries @ keys.T / math.sqrt(keys.shape[1]), -np.inf)
    weights = special.softmax(scores, axis=1)
    return {"value": weights @ values, "weights": weights}


def mask(attributes, queries, keys):
    if attributes["mask"] == "unmasked":
        return np.ones((queries, keys), dtype=bool)
    if attributes["mask"] == "causal":
        return np.tri(queries, keys, dtype=bool)
    return np.array([[place == "1" for place in row] for row in attributes["mask"].split("/")])


def feed_forward(**inputs):
    z = inputs["inputs"] @ inputs["first-weights"] + inputs["first-bias"]
    return {"value": relu(z) @ inputs["second-weights"] + inputs["second-bias"], "preactivation": z}


# Normalization: of rows, whose samples are columns, or of one sample


def normalized(inputs, mean, variance, scale, shift, epsilon):
    deviation = np.sqrt(variance + epsilon)
    x = (inputs - mean) / deviation
    return x, scale * x + shift, deviation


def batch_normalization(attributes, inputs, scale, shift, mean=None, variance=None):
    mean = np.mean(inputs, axis=1) if mean is None else mean
    variance = np.var(inputs, axis=1) if variance is None else variance
    x, y, deviation = normalized(inputs.T, mean, variance, scale, shift, attributes["epsilon"])
    return {"output": y.T, "normalized": x.T, "deviation": deviation}


def layer_normalization(attributes, input, scale, shift):
    x, y, deviation = normalized(input, np.mean(input), np.var(input), scale, shift, attributes["epsilon"])
    return {"value": y, "normalized": x, "deviation": deviation}


# Images


def pair(attributes, name):
    return tuple(int(x) for x in attributes[name].split("-"))


def padded(attributes, image, value=0):
    vertical, horizontal = pair(attributes, "padding")
    return np.pad(image, [(0, 0), (vertical, vertical), (horizontal, horizontal)], constant_values=value)


def strided(attributes, positions):
    vertical, horizontal = pair(attributes, "stride")
    return positions[..., ::vertical, ::horizontal]


def cross_correlation(attributes, image, filters, bias):
    image = padded(attributes, image)
    sums = [signal.correlate(image, kernel, mode="valid")[0] for kernel in filters]
    return {"value": strided(attributes, np.stack(sums)) + bias[:, None, None]}


def convolution(attributes, image, filters, bias):
    # A convolution turns every axis; the channels are to meet each other, so they are turned once more.
    image = padded(attributes, image)
    sums = [signal.convolve(image, kernel[::-1], mode="valid")[0] for kernel in filters]
    return {"value": strided(attributes, np.stack(sums)) + bias[:, None, None]}


def sobel(attributes, image):
    axis = {"down": 0, "across": 1}[attributes["direction"]]
    return {"value": ndimage.sobel(image, axis)[1:-1, 1:-1]}  # Without the places that lean on values outside.


def windows(attributes, image, padding):
    places = np.lib.stride_tricks.sliding_window_view(
        padded(attributes, image, padding), pair(attributes, "window"), axis=(1, 2)
    )
    vertical, horizontal = pair(attributes, "stride")
    return places[:, ::vertical, ::horizontal]


def crop(attributes, image):
    top, left = attributes["top"], attributes["left"]
    return {"value": image[top : top + attributes["height"], left : left + attributes["width"]]}


def crop_pullback(attributes, cotangent, image):
    before = attributes["top"], attributes["left"]
    after = np.subtract(image.shape, np.add(cotangent.shape, before))
    return {"image": np.pad(cotangent, list(zip(before, after)))}


# Samples


def batch(attributes):
    return [int(i) for i in attributes["batch"].strip("{}").split(",")]


def mini_batch(attributes, elements):
    batches = list(utils.gen_batches(elements.size, attributes["batchSize"]))
    return {"batch": elements[batches[attributes["batch"]]]}


def outcomes(attributes, predictions, targets):
    counts = metrics.multilabel_confusion_matrix(targets, predictions, labels=[attributes["class"]])
    [[[TN, FP], [FN, TP]]] = counts.astype(int)  # They come as Float64 where the class is nowhere right.
    return {"truePositives": TP, "falsePositives": FP, "falseNegatives": FN, "trueNegatives": TN}


def of_class(score):
    """Of one class against the rest; a quotient 0/0 is left as it is."""

    def value(attributes, predictions, targets):
        labels = [attributes["class"]]
        return {"value": score(targets, predictions, labels=labels, average=None, zero_division=np.nan)[0]}

    return of_float64(value)


def quadratic_features(inputs):
    # The library has one sample a row, and each square before the products that follow it.
    features = preprocessing.PolynomialFeatures(degree=2, include_bias=False).fit_transform(inputs.T).T
    return {"features": features[[0, 1, 3, 2, 4]]}


def single(name, function):
    """For an equation with one output."""
    return lambda *attributes, **inputs: {name: function(*attributes, **inputs)}


def value(function):
    return single("value", function)


def derivative(function):
    return single("derivative", function)


# What the libraries have a function for
FUNCTIONS = {
    # TensorAlgebra
    "dot-product-value": value(lambda w, x: np.dot(w, x)),
    "hadamard-product-value": value(lambda u, v: np.multiply(u, v)),
    "matrix-product-value": value(lambda A, B: np.matmul(A, B)),
    # ActivationFunctions
    "identity-value": value(lambda z: np.positive(z)),
    "sigmoid-value": value(lambda z: special.expit(z)),
    "tanh-value": value(lambda z: np.tanh(z)),
    "step-value": value(lambda z: np.heaviside(z, 1)),
    "logit-value": value(lambda p: special.logit(p)),
    "log-sum-exp-value": value(lambda z: special.logsumexp(z)),
    "log-sum-exp-gradient": single("z", lambda z: special.softmax(z)),
    "softmax-value": value(lambda z: special.softmax(z)),
    "log-softmax-value": value(lambda z: special.log_softmax(z)),
    # LossFunctions
    "mean-loss-value": value(lambda losses: np.mean(losses)),
    "probability-clamp-value": value(lambda attributes, p: np.clip(p, attributes["epsilon"], 1 - attributes["epsilon"])),
    "gaussian-negative-log-likelihood-value": value(
        of_float64(
            lambda predictions, targets, standardDeviation: -np.mean(
                stats.norm.logpdf(targets, predictions, standardDeviation)
            )
        )
    ),
    # GradientOptimizers
    "mini-batches-partition": mini_batch,
    # LinearModels
    "line-value": value(lambda input, weight, bias: np.polyval([weight, bias], input)),
    "quadratic-features-value": quadratic_features,
    "monomial-count": value(
        lambda attributes: special.comb(attributes["inputs"] + attributes["degree"], attributes["degree"], exact=True)
    ),
    "evenly-spaced-value": value(
        lambda attributes, **ends: np.linspace(ends["from"], ends["through"], attributes["count"])
    ),
    "least-squares-line": least_squares_line,
    "standardization-fit": lambda inputs: {"mean": np.mean(inputs), "deviation": np.std(inputs)},
    # LinearClassifiers
    "threshold-classifier-value": value(lambda score, threshold: np.greater(score, threshold)),
    "argmax-value": value(lambda scores: np.argmax(scores)),
    # NormalizationLayers
    "batch-mean-value": single("mean", lambda inputs: np.mean(inputs, axis=1)),
    "batch-variance-value": single("variance", lambda inputs: np.var(inputs, axis=1)),
    "batch-variance-unbiased": single("variance", lambda inputs: np.var(inputs, axis=1, ddof=1)),
    # RegularizationMethods
    "horizontal-flip-value": value(lambda image: np.fliplr(image)),
    "horizontal-flip-pullback": single("image", lambda cotangent: np.fliplr(cotangent)),
    "quarter-turn-value": value(lambda attributes, image: np.rot90(image, attributes["turns"])),
    "quarter-turn-pullback": single("image", lambda attributes, cotangent: np.rot90(cotangent, -attributes["turns"])),
    "crop-pullback": crop_pullback,
    # ConvolutionalNetworks
    "cross-correlation-value": cross_correlation,
    "convolution-value": convolution,
    "sobel-filter-response": sobel,
    # UniversalApproximation
    "relu-interpolant-value": value(of_float64(lambda input, knots, values: np.interp(input, knots, values))),
    # ModelEvaluation
    "confusion-matrix-counts": single(
        "counts",
        lambda attributes, predictions, targets: metrics.confusion_matrix(
            targets, predictions, labels=range(attributes["classes"])
        ),
    ),
    "confusion-matrix-outcomes": outcomes,
    "accuracy-value": value(of_float64(lambda predictions, targets: metrics.accuracy_score(targets, predictions))),
    "precision-value": of_class(metrics.precision_score),
    "recall-value": of_class(metrics.recall_score),
    "coefficient-of-determination-value": value(
        of_float64(lambda predictions, targets: metrics.r2_score(targets, predictions, force_finite=False))
    ),
    "grid-search-argmin": single("index", lambda scores: np.nanargmin(scores)),
}

# What their users write
WRITTEN = {
    # ElementaryFunctions
    "doubled-square-value": value(lambda x: 2 * x**2),
    "doubled-square-derivative": derivative(lambda x: 4 * x),
    "square-plus-double-value": value(lambda x, y: x**2 + 2 * y),
    "square-plus-double-gradient": lambda x, y: {"x": 2 * x, "y": np.full_like(y, 2)},
    # TensorAlgebra
    "dot-product-pullback": lambda cotangent, w, x: {"w": cotangent * x, "x": cotangent * w},
    "hadamard-product-pullback": lambda cotangent, u, v: {"u": cotangent * v, "v": cotangent * u},
    "matrix-product-pullback": lambda cotangent, A, B: {"A": cotangent @ B.T, "B": A.T @ cotangent},
    # ActivationFunctions
    "identity-derivative": derivative(lambda z: np.ones_like(z)),
    "sigmoid-derivative": derivative(sigmoid_slope),
    "tanh-derivative": derivative(tanh_slope),
    "relu-value": value(relu),
    "relu-derivative": derivative(relu_slope),
    "leaky-relu-value": value(lambda attributes, z: np.where(z > 0, z, attributes["slope"] * z)),
    "leaky-relu-derivative": derivative(
        lambda attributes, z: np.where(z > 0, np.ones_like(z), attributes["slope"])
    ),
    "logit-derivative": derivative(lambda p: 1 / (p * (1 - p))),
    "softmax-jacobian": single("jacobian", lambda z: np.diag(special.softmax(z)) - np.outer(*[special.softmax(z)] * 2)),
    "softmax-pullback": single("z", softmax_pullback),
    "log-softmax-pullback": single("z", lambda cotangent, z: cotangent - special.softmax(z) * np.sum(cotangent)),
    # LossFunctions
    "mean-loss-gradient": single("losses", lambda losses: np.full_like(losses, 1 / losses.size)),
    "mean-squared-error-value": value(lambda predictions, targets: np.mean((targets - predictions) ** 2)),
    "mean-squared-error-gradient": single(
        "predictions", lambda predictions, targets: 2 * (predictions - targets) / targets.size
    ),
    "half-mean-squared-error-value": value(lambda predictions, targets: np.mean((targets - predictions) ** 2) / 2),
    "half-mean-squared-error-gradient": single(
        "predictions", lambda predictions, targets: (predictions - targets) / targets.size
    ),
    "mean-absolute-error-value": value(lambda predictions, targets: np.mean(np.abs(targets - predictions))),
    "mean-absolute-error-gradient": single(
        "predictions", lambda predictions, targets: np.sign(predictions - targets) / targets.size
    ),
    "binary-cross-entropy-value": value(
        lambda predictions, targets: np.mean(
            -(special.xlogy(targets, predictions) + special.xlogy(1 - targets, 1 - predictions))
        )
    ),
    "binary-cross-entropy-gradient": single(
        "predictions",
        lambda predictions, targets: (predictions - targets) / (predictions * (1 - predictions)) / targets.size,
    ),
    "binary-cross-entropy-with-logits-value": value(cross_entropy_with_logits),
    "binary-cross-entropy-with-logits-gradient": single(
        "logits", lambda logits, targets: (special.expit(logits) - targets) / targets.size
    ),
    "sigmoid-squared-error-value": value(lambda logits, targets: np.mean((special.expit(logits) - targets) ** 2) / 2),
    "sigmoid-squared-error-gradient": single(
        "logits",
        lambda logits, targets: (special.expit(logits) - targets) * sigmoid_slope(logits) / targets.size,
    ),
    "one-hot-value": value(lambda attributes: np.eye(attributes["count"], dtype=int)[attributes["class"]]),
    "categorical-cross-entropy-value": value(
        lambda predictions, targets: -np.sum(special.xlogy(targets, predictions))
    ),
    "categorical-cross-entropy-gradient": single(
        "predictions", lambda predictions, targets: -targets / predictions
    ),
    "softmax-cross-entropy-value": value(lambda logits, targets: -np.sum(targets * special.log_softmax(logits))),
    "softmax-cross-entropy-gradient": single(
        "logits", lambda logits, targets: special.softmax(logits) * np.sum(targets) - targets
    ),
    # GradientOptimizers
    "batch-gradient-value": single(
        "gradient", lambda attributes, gradients: np.mean(gradients[:, batch(attributes)], axis=1)
    ),
    "gradient-descent-step": single(
        "parameters", lambda attributes, parameters, gradient: parameters - attributes["learningRate"] * gradient
    ),
    # LinearModels
    "line-pullback": lambda cotangent, input, weight: {
        "input": cotangent * weight,
        "weight": cotangent * input,
        "bias": cotangent,
    },
    "image-score-value": value(lambda image, weights, bias: np.sum(weights * image) + bias),
    "image-score-pullback": lambda cotangent, image, weights: {
        "image": cotangent * weights,
        "weights": cotangent * image,
        "bias": cotangent,
    },
    "noisy-line-value": value(lambda inputs, noise: 2 * inputs + 1 + 0.1 * noise),
    "line-loss-value": value(
        lambda weight, bias, inputs, targets: np.mean(residuals(weight, bias, inputs, targets) ** 2)
    ),
    "line-loss-gradient": lambda **inputs: linear_loss_gradient(("weight", "bias"), inputs.pop("weight"), **inputs),
    "log-line-loss-value": value(
        lambda weight, bias, inputs, targets: np.log10(np.mean(residuals(weight, bias, inputs, targets) ** 2))
    ),
    "multiple-regression-loss-value": value(
        lambda weights, bias, inputs, targets: np.mean(residuals(weights, bias, inputs, targets) ** 2)
    ),
    "multiple-regression-loss-gradient": lambda **inputs: linear_loss_gradient(("weights", "bias"), **inputs),
    "standardization-value": value(lambda inputs, mean, deviation: (inputs - mean) / deviation),
    "line-loss-hessian-value": value(line_hessian),
    "line-loss-hessian-eigenvalues": hessian_eigenvalues,
    "learning-rate-limit": value(lambda inputs: 2 / np.linalg.eigvalsh(line_hessian(inputs))[-1]),
    "newton-step": newton_step,
    # LinearClassifiers
    "threshold-classifier-absorption": single("bias", lambda threshold, bias: bias - threshold),
    "perceptron-value": value(lambda inputs, weights, bias: np.heaviside(weights @ inputs + bias, 1)),
    "logic-gate-and": value(lambda x1, x2: np.heaviside(x1 + x2 - 1.5, 1)),
    "logic-gate-or": value(lambda x1, x2: np.heaviside(x1 + x2 - 0.5, 1)),
    "logic-gate-not": value(lambda x: np.heaviside(0.5 - x, 1)),
    "exclusive-or-relu": value(lambda x1, x2: relu(x1 + x2) - 2 * relu(x1 + x2 - 1)),
    "signed-distance-value": value(lambda inputs, weights, bias: (weights @ inputs + bias) / np.linalg.norm(weights)),
    "logistic-regression-value": value(lambda inputs, weights, bias: special.expit(weights @ inputs + bias)),
    "logistic-decision-value": value(lambda score, threshold: score >= special.logit(threshold)),
    "logistic-loss-value": value(
        lambda weights, bias, inputs, targets: cross_entropy_with_logits(weights @ inputs + bias, targets)
    ),
    "logistic-loss-gradient": logistic_loss_gradient,
    "logistic-loss-hessian-value": logistic_loss_hessian,
    "softmax-regression-value": value(lambda inputs, weights, bias: columns_softmax(affine(weights, inputs, bias))),
    "softmax-regression-loss-value": value(
        lambda weights, bias, inputs, targets: -np.sum(
            targets * special.log_softmax(affine(weights, inputs, bias), axis=0)
        )
        / inputs.shape[1]
    ),
    "softmax-regression-loss-gradient": softmax_loss_gradient,
    # ForwardPropagation
    "neuron-forward": neuron_forward,
    "neuron-backward": neuron_backward,
    "affine-columns-value": value(affine),
    "affine-columns-pullback": affine_pullback,
    "affine-rows-value": value(lambda inputs, weights, bias: inputs @ weights.T + bias),
    "affine-rows-pullback": lambda cotangent, inputs, weights: {
        "inputs": cotangent @ weights,
        "weights": cotangent.T @ inputs,
        "bias": np.sum(cotangent, axis=0),
    },
    "dense-layer-forward": dense_forward,
    "dense-layer-backward": dense_backward,
    "output-head-value": value(lambda attributes, logits: HEADS[attributes["head"]](logits)),
    "output-head-pullback": head_pullback,
    "linear-collapse-value": lambda firstWeights, firstBias, secondWeights, secondBias: {
        "weights": secondWeights @ firstWeights,
        "bias": secondWeights @ firstBias + secondBias,
    },
    # Backpropagation
    "hidden-delta-forward": single(
        "nextPreactivation",
        lambda attributes, preactivation, nextWeights, nextBias: affine(
            nextWeights, activation(attributes)(preactivation), nextBias
        ),
    ),
    "hidden-delta-value": single(
        "preactivation",
        lambda attributes, cotangent, preactivation, nextWeights: (nextWeights.T @ cotangent)
        * slope(attributes)(preactivation),
    ),
    "layer-gradient-value": lambda deltas, inputs: {
        "weights": deltas @ inputs.T / inputs.shape[1],
        "bias": np.mean(deltas, axis=1),
    },
    # NormalizationLayers
    "batch-mean-pullback": single(
        "inputs", lambda cotangent, inputs: np.broadcast_to(cotangent[:, None] / inputs.shape[1], inputs.shape)
    ),
    "batch-variance-pullback": single(
        "inputs",
        lambda cotangent, inputs: 2
        / inputs.shape[1]
        * (inputs - np.mean(inputs, axis=1, keepdims=True))
        * cotangent[:, None],
    ),
    "batch-normalization-forward": batch_normalization,
    "batch-normalization-inference-forward": batch_normalization,
    "layer-normalization-forward": layer_normalization,
    # RegularizationMethods
    "l2-penalty-value": value(lambda attributes, weights: attributes["strength"] / 2 * np.sum(weights**2)),
    "l2-penalty-gradient": single("weights", lambda attributes, weights: attributes["strength"] * weights),
    "l1-penalty-value": value(lambda attributes, weights: attributes["strength"] * np.sum(np.abs(weights))),
    "l1-penalty-gradient": single("weights", lambda attributes, weights: attributes["strength"] * np.sign(weights)),
    "soft-threshold-value": value(
        lambda attributes, z: np.sign(z) * np.maximum(np.abs(z) - attributes["threshold"], 0)
    ),
    "weight-decay-descent-step": single(
        "parameters",
        lambda attributes, parameters, gradient: (1 - attributes["learningRate"] * attributes["decay"]) * parameters
        - attributes["learningRate"] * gradient,
    ),
    "crop-value": crop,
    # ConvolutionalNetworks
    "max-pooling-value": value(lambda attributes, image: np.max(windows(attributes, image, -np.inf), axis=(3, 4))),
    "mean-pooling-value": value(lambda attributes, image: np.mean(windows(attributes, image, 0), axis=(3, 4))),
    # RecurrentNetworks
    "rnn-step-forward": rnn_step_forward,
    "rnn-step-backward": rnn_step_backward,
    "rnn-output-value": value(lambda states, weights, bias: weights @ states + bias[:, None]),
    "rnn-output-pullback": lambda cotangent, states, weights: {
        "states": weights.T @ cotangent,
        "weights": np.einsum("tom,thm->oh", cotangent, states),
        "bias": np.sum(cotangent, axis=(0, 2)),
    },
    # AttentionNetworks
    "scaled-dot-product-attention-forward": attention,
    "positionwise-feed-forward-forward": feed_forward,
    # UniversalApproximation
    "shallow-network-value": value(
        lambda attributes, inputs, weights, biases, coefficients: coefficients
        @ activation(attributes)(weights @ inputs + biases)
    ),
    "relu-interpolant-coefficients": single(
        "coefficients", lambda knots, values: np.diff(np.diff(values) / np.diff(knots), prepend=values.dtype.type(0))
    ),
    # ModelEvaluation
    "root-mean-squared-error-value": value(
        lambda predictions, targets: np.sqrt(np.mean((targets - predictions) ** 2))
    ),
    # GameTreeSearch
    "material-evaluation-value": value(lambda worth, own, opponent: worth @ (own - opponent)),
}

EQUATIONS = FUNCTIONS | WRITTEN
IDIOMS = set(WRITTEN)

REMARKS = {}

if __name__ == "__main__":
    warnings.simplefilter("ignore")
    with np.errstate(all="ignore"):
        serve(EQUATIONS)
