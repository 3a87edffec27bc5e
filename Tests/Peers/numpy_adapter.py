"""NumPy, SciPy and scikit-learn as a program under test: what they compute themselves, and what their users write.

`FUNCTIONS` has the equations that the libraries have a function for; `WRITTEN` those that they lack, where their users
write one well-known line of array arithmetic. A failure of such a line is the line's: the library has rounded each of
its operations as it promises. Longer formulas are left out: they would check us, not the library.

    nnspec verify --against "python3 Tests/Peers/numpy_adapter.py"

`REMARKS` says of every failure what the library gives, why, and whether it matters.
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


def logistic_gradient(inputs, weights, bias):
    delta = sigmoid_slope(weights @ inputs + bias)
    return {"inputs": delta * weights, "weights": delta * inputs, "bias": delta}


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


def normalization_pullback(y, x, deviation, scale):
    """From the cotangent y and the normalized x of samples that are rows."""
    g = scale * y
    return (g - np.mean(g, axis=0) - x * np.mean(g * x, axis=0)) / deviation


def batch_normalization_backward(cotangent, normalized, deviation, scale):
    inputs = normalization_pullback(cotangent.T, normalized.T, deviation, scale).T
    return {"inputs": inputs, "scale": np.sum(cotangent * normalized, axis=1), "shift": np.sum(cotangent, axis=1)}


def layer_normalization_backward(attributes, cotangent, normalized, deviation, scale):
    inputs = normalization_pullback(cotangent, normalized, deviation, scale)
    return {"input": inputs, "scale": cotangent * normalized, "shift": cotangent}


# Dropout


def dropped(attributes, x, mask):
    return mask * x / (1 - attributes["dropProbability"]) if attributes["variant"] == "inverted" else mask * x


def undropped(attributes, x):
    return x if attributes["variant"] == "inverted" else (1 - attributes["dropProbability"]) * x


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
    "probability-clamp-value": value(
        lambda attributes, p: np.clip(p, attributes["epsilon"], 1 - attributes["epsilon"])
    ),
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
    "logistic-regression-gradient": logistic_gradient,
    "logistic-decision-value": value(lambda score, threshold: score >= special.logit(threshold)),
    "logistic-loss-value": value(
        lambda weights, bias, inputs, targets: cross_entropy_with_logits(weights @ inputs + bias, targets)
    ),
    "logistic-loss-gradient": logistic_loss_gradient,
    "logistic-loss-hessian-value": logistic_loss_hessian,
    "softmax-regression-value": value(lambda inputs, weights, bias: columns_softmax(affine(weights, inputs, bias))),
    "softmax-regression-pullback": lambda cotangent, inputs, weights, bias: affine_pullback(
        softmax_pullback(cotangent, affine(weights, inputs, bias)), weights, inputs
    ),
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
    "batch-normalization-backward": batch_normalization_backward,
    "batch-normalization-inference-forward": batch_normalization,
    "layer-normalization-forward": layer_normalization,
    "layer-normalization-backward": layer_normalization_backward,
    # RegularizationMethods
    "dropout-forward": value(lambda attributes, activations, mask: dropped(attributes, activations, mask)),
    "dropout-backward": single("activations", lambda attributes, cotangent, mask: dropped(attributes, cotangent, mask)),
    "dropout-inference": value(lambda attributes, activations: undropped(attributes, activations)),
    "dropout-inference-backward": single(
        "activations", lambda attributes, cotangent: undropped(attributes, cotangent)
    ),
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
    "self-attention-forward": lambda attributes, input, **weights: attention(
        attributes, input @ weights["query-weights"], input @ weights["key-weights"], input @ weights["value-weights"]
    ),
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

# Why a failure happens, and whether it matters: by equation, or by case where the equation's other failures differ

SIGMOID_SLOPE = (
    "The usual line `s * (1 - s)` subtracts a rounded s from 1. Right of 0 it loses a digit for each factor of 10 in "
    "the slope, and from z = 36.74 (16.7 in Float32) the slope is 0: a saturated unit learns nothing, where it would "
    "learn slowly. `expit(z) * expit(-z)` keeps the digits of every normal slope."
)
TANH_SLOPE = (
    "The usual line `1 - np.tanh(z)**2` subtracts a rounded square from 1: on both sides of 0 it loses a digit for "
    "each factor of 10 in the slope, and from |z| = 19 (10 in Float32) the slope is 0, so that a saturated unit learns "
    "nothing. `np.cosh(z)**-2.0` keeps the digits."
)
RELU_SLOPE = (
    "`z > 0` is false for NaN, so the line takes NaN for the left side: a gradient looks sound after the value was "
    "lost. `np.heaviside(z, 0)` gives NaN."
)
NO_TAIL = (
    "SciPy evaluates 1/(1 + e⁻ᶻ), and e⁻ᶻ is infinite left of z = −709.8: 0, where the right result is subnormal. It "
    "matters only where a factor above 10³⁰⁰ follows."
)
NOTHING = (
    "The largest of no numbers is an error in NumPy, and so is SciPy's softmax of none. Our result has no numbers "
    "either. It matters to whoever filters classes and may be left with none."
)
NO_SAMPLES = "scikit-learn refuses an empty set of samples, and says so. Our counts are 0, and our quotients NaN."
SUM_OVERFLOWS = (
    "The terms are added before they are divided by their number, so the sum overflows where the mean does not. It "
    "matters only for numbers near the largest of the format."
)
SQUARE_OVERFLOWS = (
    "A square overflows before it is divided. It matters only for differences near the root of the largest number, "
    "10¹⁵⁴ (10¹⁹ in Float32)."
)
DIFFERENCE_OVERFLOWS = (
    "The difference overflows before it is divided. It matters only for numbers near the largest of the format."
)
ROUNDED_MEAN = (
    "The mean is rounded before it is subtracted, and NumPy does not correct for that rounding. Equal numbers such as "
    "three times 0.1 have a mean next to 0.1 and so a spread. It matters for features that do not vary, if they are "
    "found by a variance of 0: scikit-learn guards against it."
)
PLAIN_SQUARES = (
    "The squares overflow, or vanish, although their root does not. It matters for numbers beyond 10^±154 (10^±19 in "
    "Float32)."
)
LINE_SQUARES = (
    "`scipy.stats.linregress` adds up squares and products of differences without scaling, which overflow or vanish, and "
    "gives NaN. It matters for numbers beyond 10^±154."
)
LOG_SOFTMAX = (
    "SciPy takes the logarithm of Σ exp(zⱼ − max), which is close to 1 for a confident class and has lost its digits "
    "by then: 33 ulp off at −0.04, 0 beyond a margin of 37 (17 in Float32). `logsumexp` of the same library adds the "
    "others by `log1p` and is right in all its cases. A loss then reads 0; its gradient, which is the probabilities "
    "less the targets, is another line and does not come from it."
)
SIGMOID_LESS_TARGET = (
    "The probability is rounded near its target 1 and then subtracted from it: from z = 36.74 (16.7 in Float32) the "
    "gradient of a right answer is 0, where it is −e⁻ᶻ. Training that goes on after all samples are right stops early."
)
SOFTMAX_LESS_TARGET = (
    "The probability of the right class is rounded near 1 and then subtracted from its target: nothing is left beyond "
    "a margin of 37 (17 in Float32). Training that goes on after all samples are right stops early."
)
LOGITS_LOSS = (
    "`np.logaddexp(0, z) - y * z` subtracts two numbers of the size of z: for a right answer with y = 1 the loss loses "
    "a digit for each factor of 10, and is 0 at z = 40. The library's own `log_expit` keeps them: `-np.mean(y * "
    "log_expit(z) + (1 - y) * log_expit(-z))`."
)
INFINITE_LOGIT = (
    "The line subtracts ∞ from ∞. With `log_expit` instead it gives the infinite losses, and NaN only for an infinite "
    "logit that is right, from 0 · ∞."
)
NAN_IS_FALSE = (
    "A comparison with NaN is false in NumPy, as IEEE 754 has it, and a truth value cannot be NaN: such a score counts "
    "as class 0. It hides a model that diverged."
)
ZERO_BY_ZERO = (
    "As written the quotient is 0/0 where a certain prediction is right. One NaN in a gradient spoils every weight; "
    "users therefore clip predictions first."
)
BROADCASTS = (
    "NumPy repeats the one target for every prediction, by its rule for shapes, and gives a number that answers "
    "another question. It matters: a wrong shape passes unnoticed. `sklearn.metrics.mean_squared_error` refuses."
)
REFUSES_SPECIAL = (
    "scikit-learn refuses NaN and infinities on purpose, and says so; the equation would carry them to the result."
)

REMARKS = {
    "sigmoid-value": NO_TAIL,
    "sigmoid-derivative": SIGMOID_SLOPE,
    "sigmoid-derivative/left-tail-subnormal": NO_TAIL,
    "tanh-derivative": TANH_SLOPE,
    "relu-derivative": RELU_SLOPE,
    "leaky-relu-derivative": (
        "`z > 0` is false for NaN, so the line takes NaN for the left side and gives the slope α: a gradient looks "
        "sound after the value was lost."
    ),
    "log-sum-exp-gradient": NOTHING,
    "softmax-value": NOTHING,
    "softmax-jacobian": (
        "`np.diag(s) - np.outer(s, s)` subtracts s² from s. For a confident class both are close to 1, and nothing is "
        "left beyond a margin of 37 (17 in Float32), where s times the sum of the other probabilities would be right. "
        "The gradient of a saturated output is then 0."
    ),
    "softmax-jacobian/empty": NOTHING,
    "softmax-pullback": NOTHING,
    "log-softmax-value": LOG_SOFTMAX,
    "log-softmax-value/empty": NOTHING,
    "log-softmax-pullback": NOTHING,
    "mean-loss-value": SUM_OVERFLOWS,
    "mean-squared-error-value": SUM_OVERFLOWS,
    "mean-squared-error-value/square-overflows": SQUARE_OVERFLOWS,
    "mean-squared-error-value/one-target": BROADCASTS,
    "mean-squared-error-gradient": DIFFERENCE_OVERFLOWS,
    "mean-squared-error-gradient/one-target": BROADCASTS,
    "half-mean-squared-error-value": SUM_OVERFLOWS,
    "half-mean-squared-error-value/square-overflows": SQUARE_OVERFLOWS,
    "half-mean-squared-error-value/mean-overflows": SQUARE_OVERFLOWS,
    "half-mean-squared-error-value/mean-overflows-single": SQUARE_OVERFLOWS,
    "half-mean-squared-error-gradient": DIFFERENCE_OVERFLOWS,
    "mean-absolute-error-value": SUM_OVERFLOWS,
    "gaussian-negative-log-likelihood-value": SUM_OVERFLOWS,
    "gaussian-negative-log-likelihood-value/difference-overflows": DIFFERENCE_OVERFLOWS,
    "binary-cross-entropy-value": (
        "The line is the example of SciPy's own page on `xlogy`. It rounds 1 − ŷ before it takes the logarithm, and a "
        "small ŷ that is right keeps as many digits fewer as it has zeros: four are left of 10⁻¹², none of 10⁻³⁰⁰. "
        "`xlog1py(1 - y, -p)` from the same library is right in every case."
    ),
    "binary-cross-entropy-gradient": (
        "The quotient by ŷ (1 − ŷ) overflows before it is divided by the number of samples. It matters only for "
        "subnormal predictions."
    ),
    "binary-cross-entropy-gradient/certain-and-right": ZERO_BY_ZERO,
    "binary-cross-entropy-with-logits-value": LOGITS_LOSS,
    "binary-cross-entropy-with-logits-value/sum-overflows": SUM_OVERFLOWS,
    "binary-cross-entropy-with-logits-value/sum-overflows-single": SUM_OVERFLOWS,
    "binary-cross-entropy-with-logits-value/infinite-and-right": INFINITE_LOGIT,
    "binary-cross-entropy-with-logits-value/infinite-and-wrong": INFINITE_LOGIT,
    "binary-cross-entropy-with-logits-value/infinite-against-soft": INFINITE_LOGIT,
    "binary-cross-entropy-with-logits-gradient": SIGMOID_LESS_TARGET,
    "binary-cross-entropy-with-logits-gradient/subnormal-gradient": NO_TAIL,
    "sigmoid-squared-error-value": (
        "The probability is rounded near its target 1 and then subtracted from it; the square of nothing is nothing. "
        "The loss of a right answer with y = 1 has no digits left at z = 17 in Float32, and is 0 at z = 40."
    ),
    "sigmoid-squared-error-gradient": (
        "Both factors lose their digits right of 0: the slope `s * (1 - s)`, and s less a target of 1. A confident "
        "wrong answer gets no gradient at z = 40 (17 in Float32), which is where this loss is slow already. At z = "
        "−720 it is SciPy's `expit`, which is 0 left of −709.8."
    ),
    "categorical-cross-entropy-gradient": ZERO_BY_ZERO,
    "softmax-cross-entropy-value": (
        "SciPy's `log_softmax` has lost the digits of a confident class, and gives 0 beyond a margin of 37 (17 in "
        "Float32): the loss of a right answer reads 0. Its gradient is another line and does not come from it."
    ),
    "softmax-cross-entropy-value/minus-infinity-right": (
        "A class whose logit is −∞ and whose target is 0 adds 0 · −∞, which is NaN. It matters where classes are "
        "masked by −∞: the loss of every such sample is lost."
    ),
    "softmax-cross-entropy-value/empty": NOTHING,
    "softmax-cross-entropy-gradient": SOFTMAX_LESS_TARGET,
    "softmax-cross-entropy-gradient/empty": NOTHING,
    "batch-gradient-value": SUM_OVERFLOWS,
    "line-value": (
        "`np.polyval` starts Horner's rule from 0 and multiplies it by x: 0 · ∞ is NaN, for every polynomial. `w * x + "
        "b` is right."
    ),
    "quadratic-features-value": REFUSES_SPECIAL,
    "quadratic-features-value/no-samples": "scikit-learn refuses an empty set of samples; ours has no columns.",
    "line-loss-value": SQUARE_OVERFLOWS,
    "line-loss-value/sum-of-squares-overflows": SUM_OVERFLOWS,
    "line-loss-gradient": SUM_OVERFLOWS,
    "multiple-regression-loss-value": SQUARE_OVERFLOWS,
    "multiple-regression-loss-gradient": SUM_OVERFLOWS,
    "least-squares-line": (
        "`scipy.stats.linregress` refuses equal inputs, as it should, and gives no NaN. It is right for all numbers of "
        "ordinary size, where `np.polyfit`, which solves for the coefficients of the inputs as they are, is 6 · 10⁶ ulp off for "
        "inputs near 10⁷ and invents a line for equal ones."
    ),
    "least-squares-line/squares-overflow": LINE_SQUARES,
    "least-squares-line/squares-vanish": LINE_SQUARES,
    "standardization-fit": PLAIN_SQUARES,
    "standardization-fit/equal-inputs-whose-mean-rounds": ROUNDED_MEAN,
    "line-loss-hessian-eigenvalues": (
        "`np.linalg.eigvalsh` is right up to a rounding of the largest eigenvalue, so a least one of 0 comes out as ±2 "
        "· 10⁻¹⁶, and one 10²⁸ times smaller with three digits. It matters to whoever takes the sign for a proof of "
        "convexity: −2 · 10⁻¹⁶ stands for 0."
    ),
    "newton-step": (
        "Far from 0 the rows of the Hessian are nearly parallel, and `np.linalg.solve` loses digits: of 16 it leaves "
        "eleven for years near 2000 and four near 10⁷, in Float32 two of 7 for the years. `scipy.stats.linregress` "
        "takes the means away first and is right for both in Float64."
    ),
    "newton-step/one-point": "`np.linalg.solve` refuses a singular matrix, as it should; our result is NaN.",
    "newton-step/equal-inputs": "`np.linalg.solve` refuses a singular matrix, as it should; our result is NaN.",
    "threshold-classifier-value": NAN_IS_FALSE,
    "signed-distance-value": (
        "`np.linalg.norm` takes the root of the sum of squares, which overflows for 10²⁰⁰ and vanishes for 10⁻²⁰⁰. "
        "`scipy.linalg.norm` scales and is right."
    ),
    "logistic-regression-value": NO_TAIL,
    "logistic-regression-gradient": SIGMOID_SLOPE,
    "logistic-decision-value": NAN_IS_FALSE,
    "logistic-loss-value": LOGITS_LOSS,
    "logistic-loss-gradient": SIGMOID_LESS_TARGET,
    "logistic-loss-hessian-value": SIGMOID_SLOPE,
    "softmax-regression-loss-value": LOG_SOFTMAX,
    "softmax-regression-loss-gradient": SOFTMAX_LESS_TARGET,
    "softmax-regression-loss-gradient/two-classes": (
        "In Float32 a probability of about 1 less its target 1 has lost digits, and the sum over the samples has them: "
        "15 ulp, where 12.1 are allowed."
    ),
    "neuron-forward": NO_TAIL,
    "neuron-backward": SIGMOID_SLOPE,
    "neuron-backward/tanh-tail": TANH_SLOPE,
    "neuron-backward/tanh-left-tail": TANH_SLOPE,
    "neuron-backward/tanh-tail-single": TANH_SLOPE,
    "neuron-backward/relu-at-nan": RELU_SLOPE,
    "dense-layer-forward": NO_TAIL,
    "dense-layer-backward": SIGMOID_SLOPE,
    "dense-layer-backward/tanh-saturated": TANH_SLOPE,
    "dense-layer-backward/relu-at-nan": RELU_SLOPE,
    "output-head-value": NO_TAIL,
    "output-head-pullback": SIGMOID_SLOPE,
    "hidden-delta-value": SIGMOID_SLOPE,
    "hidden-delta-value/tanh-saturated": TANH_SLOPE,
    "hidden-delta-value/relu-nan": RELU_SLOPE,
    "batch-mean-value/overflow-of-sum": SUM_OVERFLOWS,
    "batch-variance-value/equal": ROUNDED_MEAN,
    "batch-variance-value/outlier": SQUARE_OVERFLOWS,
    "batch-variance-unbiased/equal": ROUNDED_MEAN,
    "batch-variance-unbiased/one-sample": (
        "`np.var` with `ddof=1` divides 0 by 0: NaN, with a warning. The vectors want an error. It matters where "
        "batches may have one sample."
    ),
    "batch-variance-unbiased/outlier": SQUARE_OVERFLOWS,
    "batch-normalization-forward": PLAIN_SQUARES,
    "layer-normalization-forward": PLAIN_SQUARES,
    "l2-penalty-value": (
        "The squares overflow before the small strength is multiplied in. It matters only for weights beyond 10¹⁵⁴."
    ),
    "mean-pooling-value": SUM_OVERFLOWS,
    "rnn-step-backward": TANH_SLOPE,
    "scaled-dot-product-attention-forward/nan-behind-the-mask": (
        "A masked value has weight 0 and is multiplied all the same, and 0 · NaN is NaN. It matters where padding was "
        "never initialized."
    ),
    "self-attention-forward": NOTHING,
    "confusion-matrix-counts": NO_SAMPLES,
    "confusion-matrix-outcomes": NO_SAMPLES,
    "precision-value": NO_SAMPLES,
    "recall-value": NO_SAMPLES,
    "root-mean-squared-error-value": PLAIN_SQUARES
    + " `scipy.linalg.norm(p - y) / np.sqrt(n)` is right but for differences that overflow themselves.",
    "root-mean-squared-error-value/difference-overflows": DIFFERENCE_OVERFLOWS,
    "root-mean-squared-error-value/difference-overflows-single": DIFFERENCE_OVERFLOWS,
    "coefficient-of-determination-value": REFUSES_SPECIAL,
    "coefficient-of-determination-value/huge": PLAIN_SQUARES + " Their quotient is then NaN.",
    "coefficient-of-determination-value/errors-overflow": PLAIN_SQUARES + " Their quotient is then NaN.",
    "coefficient-of-determination-value/largest": PLAIN_SQUARES + " Their quotient is then NaN.",
    "coefficient-of-determination-value/tiny": PLAIN_SQUARES + " Their quotient is then NaN.",
    "coefficient-of-determination-value/constant-targets-whose-mean-rounds": (
        "Three targets of 0.1 have a mean next to 0.1, so their total is not 0, and R² is −1.7 · 10³¹. The default of "
        "scikit-learn, which is to give 0 for constant targets, does not notice them either."
    ),
    "grid-search-argmin": (
        "`np.nanargmin` raises where every score is NaN, as its page says. Our result is NaN, which is no place "
        "either."
    ),
}

# What is answered although it should be refused, by the reason. None of these functions looks at its inputs.
ACCEPTED = {
    (
        "NumPy repeats a size of 1 along the other, by its rule for shapes, and gives numbers that answer another "
        "question. It matters: a wrong shape passes unnoticed."
    ): [
        "affine-columns-value/fewer-biases",
        "affine-columns-value/one-bias",
        "affine-rows-value/fewer-biases",
        "affine-rows-value/one-bias",
        "batch-mean-pullback/one-cotangent",
        "batch-normalization-backward/one-deviation",
        "batch-normalization-forward/one-scale",
        "batch-normalization-inference-forward/one-variance",
        "batch-variance-pullback/one-cotangent",
        "binary-cross-entropy-gradient/one-target",
        "binary-cross-entropy-value/one-target",
        "binary-cross-entropy-with-logits-gradient/one-target",
        "binary-cross-entropy-with-logits-value/one-target",
        "categorical-cross-entropy-gradient/one-target",
        "categorical-cross-entropy-value/one-target",
        "convolution-value/one-bias",
        "cross-correlation-value/one-bias",
        "dense-layer-backward/fewer-preactivations",
        "dense-layer-forward/one-bias",
        "dropout-backward/one-mask",
        "dropout-forward/one-mask",
        "gaussian-negative-log-likelihood-value/one-target",
        "gradient-descent-step/one-partial",
        "hadamard-product-pullback/one-cotangent",
        "hadamard-product-value/one-factor",
        "half-mean-squared-error-gradient/one-target",
        "half-mean-squared-error-value/one-target",
        "hidden-delta-forward/one-bias",
        "image-score-value/fewer-weights",
        "layer-normalization-backward/one-cotangent",
        "layer-normalization-forward/one-scale",
        "line-loss-gradient/one-target",
        "line-loss-value/one-target",
        "log-line-loss-value/one-target",
        "log-softmax-pullback/one-cotangent",
        "mean-absolute-error-gradient/one-target",
        "mean-absolute-error-value/one-target",
        "multiple-regression-loss-gradient/one-target",
        "multiple-regression-loss-value/one-target",
        "newton-step/one-target",
        "noisy-line-value/one-noise",
        "output-head-pullback/fewer-cotangents",
        "positionwise-feed-forward-forward/one-bias",
        "rnn-output-value/one-bias",
        "rnn-step-forward/one-bias",
        "root-mean-squared-error-value/one-target",
        "sigmoid-squared-error-gradient/one-target",
        "sigmoid-squared-error-value/one-target",
        "softmax-cross-entropy-gradient/class-for-targets",
        "softmax-cross-entropy-value/class-for-targets",
        "softmax-pullback/one-cotangent",
        "softmax-regression-loss-gradient/one-bias",
        "softmax-regression-loss-gradient/one-target",
        "softmax-regression-loss-value/one-bias",
        "softmax-regression-loss-value/one-target",
        "softmax-regression-pullback/cotangent-of-one-sample",
        "softmax-regression-pullback/one-bias",
        "softmax-regression-value/one-bias",
        "weight-decay-descent-step/one-gradient",
    ],
    (
        "Each gradient is the cotangent times the other factor, whatever size that has: nothing in the pullback alone "
        "compares the two. The product itself refuses. It matters only where the pullback is called by itself."
    ): [
        "dot-product-pullback/fewer-weights",
        "dot-product-pullback/one-weight",
        "image-score-pullback/transposed-weights",
        "neuron-backward/fewer-weights",
    ],
    (
        "`scipy.stats.linregress` repeats the one target for every input, as it does with all its arrays, and gives a "
        "level line. It matters: a wrong shape passes unnoticed."
    ): ["least-squares-line/one-target"],
    (
        "A setting that no method has is computed with like any other: a rate, strength or decay below 0 climbs or "
        "rewards, a probability outside [0, 1] scales by a number that is none, ε below 0 takes from the variance. It "
        "matters where settings come from a search or a file."
    ): [
        "batch-normalization-forward/negative-epsilon",
        "batch-normalization-inference-forward/negative-epsilon",
        "dropout-backward/negative-probability",
        "dropout-backward/probability-above-one",
        "dropout-forward/negative-probability",
        "dropout-forward/probability-above-one",
        "dropout-inference/negative-probability",
        "dropout-inference/probability-above-one",
        "gradient-descent-step/negative-rate",
        "l1-penalty-gradient/negative-strength",
        "l1-penalty-value/negative-strength",
        "l2-penalty-gradient/negative-strength",
        "l2-penalty-value/negative-strength",
        "layer-normalization-forward/negative-epsilon",
        "soft-threshold-value/negative-threshold",
        "weight-decay-descent-step/negative-decay",
    ],
    (
        "A count below 0 is computed with: `material` subtracts pieces that are not there, `scipy.special.comb` gives 0 "
        "outside its triangle, as its page says."
    ): ["material-evaluation-value/negative-count", "monomial-count/negative-degree", "monomial-count/negative-inputs"],
    (
        "A slice whose end lies before its start is empty, without a word: Python's rule. Where the end falls below 0 it "
        "counts from the other side, and the crop is some part of the image."
    ): ["crop-value/negative-height", "crop-value/negative-width"],
    (
        "`np.clip` with its ends exchanged gives the upper one everywhere, as its page says: ε above ½ makes every "
        "probability 1 − ε."
    ): ["probability-clamp-value/epsilon-above-half"],
    (
        "Each slope is right, but they come from right to left, and their changes are those of no interpolant that "
        "begins at the first knot. Nothing in the idiom looks at the order."
    ): ["relu-interpolant-coefficients/falling-knots"],
    (
        "Knots that fall are not noticed: the result has no meaning. The page of `np.interp` says that it does not look."
    ): ["relu-interpolant-value/falling-knots"],
    (
        "The idioms take logarithms and quotients of what they are given: targets and scores outside [0, 1] give a number "
        "that is no loss, here −0.9 and −0.2, or NaN. It matters: scores are what networks give, and classes 1 and 2 or −1 "
        "and 1 train towards something else. `sklearn.metrics.log_loss` refuses such scores."
    ): [
        "binary-cross-entropy-gradient/classes-one-and-two",
        "binary-cross-entropy-gradient/logits",
        "binary-cross-entropy-value/classes-one-and-two",
        "binary-cross-entropy-value/logits",
        "binary-cross-entropy-with-logits-gradient/classes-of-both-signs",
        "binary-cross-entropy-with-logits-value/classes-one-and-two",
        "categorical-cross-entropy-gradient/logits",
        "categorical-cross-entropy-value/logits",
        "logistic-loss-gradient/classes-one-and-two",
        "logistic-loss-gradient/targets-of-both-signs",
        "logistic-loss-value/classes-one-and-two",
        "logistic-loss-value/targets-of-both-signs",
    ],
    (
        "`scipy.stats.norm.logpdf` gives NaN for a deviation below 0: its way to refuse, and hard to overlook."
    ): ["gaussian-negative-log-likelihood-value/negative-deviation"],
    (
        "The idiom compares the score with `scipy.special.logit` of the threshold, which is NaN outside [0, 1]: every "
        "sample gets class 0."
    ): ["logistic-decision-value/negative-threshold", "logistic-decision-value/threshold-above-one"],
    (
        "`sklearn.metrics.confusion_matrix` counts the classes that `labels` names and leaves out every other sample, as "
        "its page says: the counts no longer add up to the samples, and a wrong label goes unnoticed."
    ): [
        "confusion-matrix-counts/negative-prediction",
        "confusion-matrix-counts/negative-target",
        "confusion-matrix-counts/prediction-too-large",
    ],
    (
        "`PolynomialFeatures` takes any number of inputs, and of three makes nine features, of which the adapter takes "
        "the five of two. The library is right: the page has two inputs."
    ): ["quadratic-features-value/three-inputs"],
    (
        "`scipy.signal` exchanges image and filter where the filter is the larger, so that `valid` has a result, of "
        "another shape than any image's. It matters only for settings that nobody chooses on purpose."
    ): ["convolution-value/filter-too-large", "cross-correlation-value/filter-too-large"],
    (
        "Padding as wide as the window gives windows without one number of the image, whose maximum is −∞ and whose mean "
        "is 0. It matters only for settings that nobody chooses on purpose."
    ): ["max-pooling-value/padding-too-wide", "mean-pooling-value/padding-too-wide"],
    (
        "NumPy counts negative indices from the end, by Python's rule: −1 is the last sample. An index that is off by "
        "one, or −1 for none, goes unnoticed."
    ): ["batch-gradient-value/negative-index"],
    (
        "`ndimage.sobel` pads the image on every side, and what is left without the padding has no rows or no columns: "
        "an empty result in place of a refusal. It does not matter in practice."
    ): ["sobel-filter-response/two-columns", "sobel-filter-response/two-rows"],
}
REMARKS |= {name: reason for reason, names in ACCEPTED.items() for name in names}

if __name__ == "__main__":
    warnings.simplefilter("ignore")
    with np.errstate(all="ignore"):
        serve(EQUATIONS)
