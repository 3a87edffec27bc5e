"""Answers the protocol of the test vectors with PyTorch: its functions, layers, losses, optimizers and schedules.

    nnspec verify --against "python3 Tests/Peers/torch_adapter.py"

What has an entry here is computed by PyTorch itself, or by a composition that its users write, such as a linear layer
and an activation; derivatives are autograd's. A formula that would have to be written out in elementary operations has
none. The adapter arranges numbers and adds nothing to them: PyTorch's samples are rows, the vectors' are columns.

conformance.py puts the questions, and takes from REMARKS why a case fails.
"""

import os
import re
import sys

# The same kernels on every processor with AVX2, so that the last digits are the same.
os.environ["ATEN_CPU_CAPABILITY"] = "avx2"
os.environ["MKL_CBWR"] = "AVX2"

import torch
from torch.nn import functional
from torch.optim import lr_scheduler
from torch.utils._python_dispatch import TorchDispatchMode

from adapter import Unsupported, serve
from torch_remarks import REMARKS  # noqa: F401, for conformance.py

torch.set_num_threads(1)
torch.use_deterministic_algorithms(True)

LIBRARY = f"PyTorch {torch.__version__.partition('+')[0]}"


# Ways of asking


def arguments(attributes, tensors):
    """By the names of Python's parameters: `queryWeights` and `query-weights` are query_weights, `class` is class_."""
    given = {**dict(*attributes), **tensors}
    return {parameter(name): x for name, x in given.items()}


def parameter(name):
    snake = re.sub("([A-Z])", r"_\1", name).lower().replace("-", "_").lstrip("_")
    return snake + "_" if snake in ("class", "from") else snake


def tensors(inputs):
    return {name: torch.from_numpy(x) for name, x in inputs.items()}


def value(function, name="value"):
    """The result of a function, under one name."""

    def asked(*attributes, **inputs):
        return {name: function(**arguments(attributes, tensors(inputs)))}

    return asked


def values(function):
    """The results of a function that names them."""

    def asked(*attributes, **inputs):
        return function(**arguments(attributes, tensors(inputs)))

    return asked


def derivative(function, name="derivative"):
    """By autograd, the derivative of a function that acts on each number by itself."""

    def asked(*attributes, **inputs):
        leaves = {key: x.requires_grad_() for key, x in tensors(inputs).items()}
        result = function(**arguments(attributes, leaves))
        return {name: torch.autograd.grad(result, next(iter(leaves.values())), torch.ones_like(result))[0]}

    return asked


def pullback(function, *names, **unnamed):
    """By autograd, a function's derivatives by the named inputs, or by all of them.

    The cotangent of the function's result is one of the inputs, or 1. `unnamed` makes what is no input, since the
    derivative does not depend on it, such as a bias, from the inputs and the attributes.
    """

    def asked(*attributes, **inputs):
        given = tensors(inputs)
        made = {name: make(**arguments(attributes, given)) for name, make in unnamed.items()}
        cotangent = given.pop("cotangent", None)
        leaves = given | made
        by = [leaves[name].requires_grad_() for name in names or leaves]
        result = function(**arguments(attributes, leaves))
        gradients = torch.autograd.grad(result, by, cotangent, materialize_grads=True)
        return dict(zip(names or leaves, gradients))

    return asked


def counted(number):
    """A number of steps or a place; below 0 Python would do nothing, or count from the end."""
    if number < 0:
        raise Unsupported


def fitting(*tensors):
    """Of one shape. PyTorch's own backward functions are called with nothing else, and do not check it."""
    if len({x.shape for x in tensors}) > 1:
        raise Unsupported


EQUATIONS = {}

# Activation functions

ACTIVATIONS = {
    "identity": torch.nn.Identity(),
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": functional.relu,
}


def step(z):
    return torch.heaviside(z, torch.ones_like(z))


def leaky_relu(z, slope):
    return functional.leaky_relu(z, slope)


def log_sum_exp(z):
    return torch.logsumexp(z, dim=0)


def softmax(z):
    return torch.softmax(z, dim=0)


def log_softmax(z):
    return torch.log_softmax(z, dim=0)


EQUATIONS |= {f"{name}-value": value(lambda z, g=g: g(z)) for name, g in ACTIVATIONS.items()}
EQUATIONS |= {f"{name}-derivative": derivative(lambda z, g=g: g(z)) for name, g in ACTIVATIONS.items()}
EQUATIONS |= {
    "leaky-relu-value": value(leaky_relu),
    "leaky-relu-derivative": derivative(leaky_relu),
    "step-value": value(step),
    "logit-value": value(lambda p: torch.logit(p)),
    "logit-derivative": derivative(lambda p: torch.logit(p)),
    "log-sum-exp-value": value(log_sum_exp),
    "log-sum-exp-gradient": pullback(log_sum_exp),
    "softmax-value": value(softmax),
    "softmax-jacobian": value(lambda z: torch.autograd.functional.jacobian(softmax, z), "jacobian"),
    "softmax-pullback": pullback(softmax),
    "log-softmax-value": value(log_softmax),
    "log-softmax-pullback": pullback(log_softmax),
}

# Tensor algebra, and what is a sum of products

EQUATIONS |= {
    "dot-product-value": value(lambda w, x: torch.dot(w, x)),
    "dot-product-pullback": pullback(lambda w, x: torch.dot(w, x)),
    "hadamard-product-value": value(lambda u, v: torch.mul(u, v)),
    "hadamard-product-pullback": pullback(lambda u, v: torch.mul(u, v)),
    "matrix-product-value": value(lambda a, b: torch.matmul(a, b)),
    "matrix-product-pullback": pullback(lambda a, b: torch.matmul(a, b)),
}


def neuron(inputs, weights, bias):
    """A layer of one unit; its weights are a row."""
    return functional.linear(inputs, weights[None], bias[None])[0]


def image_score(image, weights, bias):
    return torch.tensordot(image, weights, dims=2) + bias


def affine_columns(inputs, weights, bias):
    return functional.linear(inputs.T, weights, bias).T


def affine_rows(inputs, weights, bias):
    return functional.linear(inputs, weights, bias)


def bias_of(weights, **_):
    return weights.new_zeros(weights.shape[0])


def one_bias(cotangent, **_):
    return torch.zeros_like(cotangent)


def stored(sums, preactivation):
    """A layer's sums with the numbers that were kept of them, on which an activation's derivative is taken."""
    sums.data.copy_(preactivation)
    return sums


EQUATIONS |= {
    "line-value": value(lambda input, weight, bias: neuron(input[None], weight[None], bias)),
    "line-pullback": pullback(lambda input, weight, bias: neuron(input[None], weight[None], bias), bias=one_bias),
    "image-score-value": value(image_score),
    "image-score-pullback": pullback(image_score, bias=one_bias),
    "affine-columns-value": value(affine_columns),
    "affine-columns-pullback": pullback(affine_columns, bias=bias_of),
    "affine-rows-value": value(affine_rows),
    "affine-rows-pullback": pullback(affine_rows, bias=bias_of),
}


def neuron_forward(inputs, weights, bias, activation):
    z = neuron(inputs, weights, bias)
    return {"activation": ACTIVATIONS[activation](z), "preactivation": z}


def neuron_backward(inputs, weights, bias, preactivation, activation):
    return ACTIVATIONS[activation](stored(neuron(inputs, weights, bias), preactivation))


def layer_forward(inputs, weights, bias, activation):
    z = affine_columns(inputs, weights, bias)
    return {"activation": ACTIVATIONS[activation](z), "preactivation": z}


def layer_backward(inputs, weights, bias, preactivation, activation):
    return ACTIVATIONS[activation](stored(affine_columns(inputs, weights, bias), preactivation))


EQUATIONS |= {
    "neuron-forward": values(neuron_forward),
    "neuron-backward": pullback(neuron_backward, "inputs", "weights", "bias", bias=one_bias),
    "dense-layer-forward": values(layer_forward),
    "dense-layer-backward": pullback(layer_backward, "inputs", "weights", "bias", bias=bias_of),
}

# Networks, their heads and their losses; samples are columns outside these functions and rows within them

HEADS = {"identity": torch.nn.Identity(), "sigmoid": torch.sigmoid, "softmax": lambda z: torch.softmax(z, dim=-1)}


def integers(words):
    """Of numbers with hyphens between them; one alone comes as a number."""
    return [int(word) for word in str(words).split("-")]


def output_head(logits, head):
    return HEADS[head](logits.T).T


def head_loss(z, y, head, loss):
    """The mean over a batch. A cross-entropy takes the logits, as PyTorch advises."""
    if loss == "mean-squared-error":
        return functional.mse_loss(HEADS[head](z), y)
    if loss == "half-squared-error":
        return functional.mse_loss(HEADS[head](z), y, reduction="sum") / 2 / len(z)
    if head == "sigmoid":
        return functional.binary_cross_entropy_with_logits(z, y, reduction="sum") / len(z)
    return functional.cross_entropy(z, y)


def output_delta_loss(logits, targets, head, loss):
    return head_loss(logits[None], targets[None], head, loss)


def layers_of(parameters, sizes):
    """Weights and bias of each layer, from a list of all of them."""
    shapes = [shape for n, o in zip(sizes, sizes[1:]) for shape in ((o, n), (o,))]
    parts = cut(parameters, shapes)
    return list(zip(parts[::2], parts[1::2]))


def cut(parameters, shapes):
    """Tensors of these shapes, one after the other from a list of numbers."""
    sizes = [torch.Size(shape).numel() for shape in shapes]
    return [part.reshape(shape) for part, shape in zip(parameters.split(sizes), shapes)]


def network_sums(parameters, inputs, sizes, hidden, drop=torch.nn.Identity()):
    """The sums of every layer, those of the last one being the logits. `drop` acts on what is hidden."""
    sums, a = [], inputs.T
    for place, (weights, bias) in enumerate(layers_of(parameters, sizes)):
        if place > 0:
            a = drop(ACTIVATIONS[hidden](sums[-1]))
        sums.append(functional.linear(a, weights, bias))
    return sums


def network(parameters, inputs, sizes, hidden, output):
    return HEADS[output](network_sums(parameters, inputs, integers(sizes), hidden)[-1]).T


def network_loss(parameters, inputs, targets, sizes, hidden, output, loss):
    return head_loss(network_sums(parameters, inputs, integers(sizes), hidden)[-1], targets.T, output, loss)


def gradient_norms(parameters, inputs, targets, sizes, hidden, output, loss):
    """Of the derivatives by each layer's sums."""
    sums = network_sums(parameters.requires_grad_(), inputs, integers(sizes), hidden)
    deltas = torch.autograd.grad(head_loss(sums[-1], targets.T, output, loss), sums)
    return torch.stack([torch.linalg.vector_norm(delta) for delta in deltas])


def layer_gradient(deltas, inputs):
    """From the deltas of each sample's own loss, which the mean divides by their number."""
    count = deltas.shape[1]
    weights = deltas.new_zeros(deltas.shape[0], inputs.shape[0], requires_grad=True)
    bias = deltas.new_zeros(deltas.shape[0], requires_grad=True)
    sums = affine_columns(inputs, weights, bias)
    return dict(zip(("weights", "bias"), torch.autograd.grad(sums, (weights, bias), deltas / count)))


def hidden_delta_forward(preactivation, next_weights, next_bias, activation):
    return affine_columns(ACTIVATIONS[activation](preactivation), next_weights, next_bias)


def hidden_delta(preactivation, next_weights, activation):
    return affine_columns(ACTIVATIONS[activation](preactivation), next_weights, None)


def scalar_chain(input, weights, biases, activation):
    fitting(weights, biases)
    a = input[None]
    for w, b in zip(weights, biases):
        a = ACTIVATIONS[activation](functional.linear(a, w[None, None], b[None]))
    return a[0]


def parameter_count(sizes):
    """On the device without data."""
    layers = torch.nn.Sequential(*[torch.nn.Linear(n, o, device="meta") for n, o in zip(sizes, sizes[1:])])
    return torch.tensor(sum(p.numel() for p in layers.parameters()))


EQUATIONS |= {
    "output-head-value": value(output_head),
    "output-head-pullback": pullback(output_head),
    "parameter-count-layer": value(lambda inputs, outputs: parameter_count([inputs, outputs])),
    "parameter-count-network": value(lambda sizes: parameter_count(integers(sizes))),
    "network-forward": value(network, "predictions"),
    "output-delta-loss": value(output_delta_loss),
    "output-delta-value": pullback(output_delta_loss, "logits"),
    "hidden-delta-forward": value(hidden_delta_forward, "nextPreactivation"),
    "hidden-delta-value": pullback(hidden_delta, "preactivation"),
    "layer-gradient-value": values(layer_gradient),
    "network-loss-value": value(network_loss),
    "network-loss-gradient": pullback(network_loss, "parameters", "inputs"),
    "gradient-norms-value": value(gradient_norms),
    "scalar-chain-value": value(scalar_chain),
    "scalar-chain-gradient": pullback(scalar_chain, "input"),
}

# Losses


def half_mean_squared_error(predictions, targets):
    return functional.mse_loss(predictions, targets) / 2


def mean_squared_error(predictions, targets):
    return functional.mse_loss(predictions, targets)


def root_mean_squared_error(predictions, targets):
    return torch.sqrt(functional.mse_loss(predictions, targets))


def mean_absolute_error(predictions, targets):
    return functional.l1_loss(predictions, targets)


def gaussian_negative_log_likelihood(predictions, targets, standard_deviation):
    """The distribution takes the deviation itself; nn.GaussianNLLLoss takes its square."""
    return -torch.distributions.Normal(predictions, standard_deviation).log_prob(targets).mean()


def binary_cross_entropy(predictions, targets):
    return functional.binary_cross_entropy(predictions, targets)


def binary_cross_entropy_with_logits(logits, targets):
    return functional.binary_cross_entropy_with_logits(logits, targets)


def sigmoid_squared_error(logits, targets):
    return functional.mse_loss(torch.sigmoid(logits), targets) / 2


def softmax_cross_entropy(logits, targets):
    return functional.cross_entropy(logits, targets)


def clamp(p, epsilon):
    return torch.clamp(p, epsilon, 1 - epsilon)


LOSSES = {
    "mean-squared-error": mean_squared_error,
    "half-mean-squared-error": half_mean_squared_error,
    "mean-absolute-error": mean_absolute_error,
    "root-mean-squared-error": root_mean_squared_error,
    "binary-cross-entropy": binary_cross_entropy,
}
EQUATIONS |= {f"{name}-value": value(loss) for name, loss in LOSSES.items()}
EQUATIONS |= {f"{name}-gradient": pullback(loss, "predictions") for name, loss in LOSSES.items()}
LOGIT_LOSSES = {
    "binary-cross-entropy-with-logits": binary_cross_entropy_with_logits,
    "sigmoid-squared-error": sigmoid_squared_error,
    "softmax-cross-entropy": softmax_cross_entropy,
}
EQUATIONS |= {f"{name}-value": value(loss) for name, loss in LOGIT_LOSSES.items()}
EQUATIONS |= {f"{name}-gradient": pullback(loss, "logits") for name, loss in LOGIT_LOSSES.items()}
EQUATIONS |= {
    "mean-loss-value": value(lambda losses: torch.mean(losses)),
    "mean-loss-gradient": pullback(lambda losses: torch.mean(losses)),
    "gaussian-negative-log-likelihood-value": value(gaussian_negative_log_likelihood),
    "gaussian-negative-log-likelihood-gradient": pullback(
        gaussian_negative_log_likelihood, "predictions", "standardDeviation"
    ),
    "probability-clamp-value": value(clamp),
    "probability-clamp-derivative": derivative(clamp),
    "one-hot-value": value(lambda class_, count: functional.one_hot(torch.tensor(class_), count)),
}

# Linear models and classifiers


def score(inputs, weights, bias):
    """Of each column of inputs."""
    return functional.linear(inputs.T, weights[None], bias[None])[:, 0]


def evenly_spaced(from_, through, count):
    return torch.linspace(from_, through, count, dtype=from_.dtype)


def line_loss(weight, bias, inputs, targets):
    return functional.mse_loss(score(inputs[None], weight[None], bias), targets)


def log_line_loss(**given):
    return torch.log10(line_loss(**given))


def multiple_regression_loss(weights, bias, inputs, targets):
    return functional.mse_loss(score(inputs, weights, bias), targets)


def least_squares_line(inputs, targets):
    design = torch.stack([inputs, torch.ones_like(inputs)], dim=1)
    weight, bias = torch.linalg.lstsq(design, targets[:, None]).solution[:, 0]
    return {"weight": weight, "bias": bias}


def standardization(inputs):
    deviation, mean = torch.std_mean(inputs, correction=0)
    return {"mean": mean, "deviation": deviation}


def hessian(loss, parameters):
    return torch.autograd.functional.hessian(loss, parameters)


def line_loss_hessian(inputs):
    """Nothing depends on where it is taken, nor on the targets."""
    origin, targets = inputs.new_zeros(2), torch.zeros_like(inputs)
    return hessian(lambda p: line_loss(p[0], p[1], inputs, targets), origin)


def line_loss_eigenvalues(inputs):
    least, most = torch.linalg.eigvalsh(line_loss_hessian(inputs))
    return {"least": least, "most": most}


def line_descent(weight, bias, inputs, targets, steps, learning_rate):
    counted(steps)
    optimizer = torch.optim.SGD([weight.requires_grad_(), bias.requires_grad_()], lr=learning_rate)
    for _ in range(steps):
        optimizer.zero_grad()
        line_loss(weight, bias, inputs, targets).backward()
        optimizer.step()
    return {"weight": weight.detach(), "bias": bias.detach()}


def logistic_regression(inputs, weights, bias):
    return torch.sigmoid(neuron(inputs, weights, bias))


def logistic_loss(weights, bias, inputs, targets):
    return functional.binary_cross_entropy_with_logits(score(inputs, weights, bias), targets)


def logistic_loss_hessian(weights, bias, inputs):
    """Nothing depends on the targets."""
    targets, count = inputs.new_zeros(inputs.shape[1]), len(weights)
    parameters = torch.cat([weights, bias[None]])
    return hessian(lambda p: logistic_loss(p[:count], p[count], inputs, targets), parameters)


def softmax_regression(inputs, weights, bias):
    return torch.softmax(functional.linear(inputs.T, weights, bias), dim=1).T


def softmax_regression_loss(weights, bias, inputs, targets):
    return functional.cross_entropy(functional.linear(inputs.T, weights, bias), targets.T)


EQUATIONS |= {
    "evenly-spaced-value": value(evenly_spaced),
    "line-loss-value": value(line_loss),
    "line-loss-gradient": pullback(line_loss, "weight", "bias"),
    "log-line-loss-value": value(log_line_loss),
    "log-line-loss-gradient": pullback(log_line_loss, "weight", "bias"),
    "multiple-regression-loss-value": value(multiple_regression_loss),
    "multiple-regression-loss-gradient": pullback(multiple_regression_loss, "weights", "bias"),
    "least-squares-line": values(least_squares_line),
    "standardization-fit": values(standardization),
    "line-loss-hessian-value": value(line_loss_hessian),
    "line-loss-hessian-eigenvalues": values(line_loss_eigenvalues),
    "line-descent-iterate": values(line_descent),
    "threshold-classifier-value": value(lambda score, threshold: torch.gt(score, threshold)),
    "perceptron-value": value(lambda inputs, weights, bias: step(neuron(inputs, weights, bias))),
    "logistic-regression-value": value(logistic_regression),
    "logistic-regression-gradient": pullback(logistic_regression),
    "logistic-loss-value": value(logistic_loss),
    "logistic-loss-gradient": pullback(logistic_loss, "weights", "bias"),
    "logistic-loss-hessian-value": value(logistic_loss_hessian),
    "softmax-regression-value": value(softmax_regression),
    "softmax-regression-pullback": pullback(softmax_regression),
    "softmax-regression-loss-value": value(softmax_regression_loss),
    "softmax-regression-loss-gradient": pullback(softmax_regression_loss, "weights", "bias"),
    "argmax-value": value(lambda scores: torch.argmax(scores)),
    "grid-search-argmin": value(lambda scores: torch.argmin(scores), "index"),
}

# Universal approximation


def shallow_network(inputs, weights, biases, coefficients, activation):
    return torch.dot(coefficients, ACTIVATIONS[activation](functional.linear(inputs, weights, biases)))


EQUATIONS |= {
    "shallow-network-value": value(shallow_network),
    "shallow-network-gradient": pullback(shallow_network),
}

# Normalization; a feature is a row of the vectors and a column of PyTorch's


def batch_mean(inputs):
    return torch.mean(inputs, dim=1)


def batch_variance(inputs):
    return torch.var(inputs, dim=1, correction=0)


def batch_normalization(inputs, scale, shift, epsilon):
    if epsilon == 0:
        raise Unsupported  # It wants a positive one in training.
    x = inputs.T
    output = functional.batch_norm(x, None, None, scale, shift, training=True, eps=epsilon)
    normalized = functional.batch_norm(x, None, None, training=True, eps=epsilon)
    _, _, reciprocal = torch.native_batch_norm(x, None, None, None, None, True, 0.0, epsilon)
    return {"output": output.T, "normalized": normalized.T, "deviation": 1 / reciprocal}


def batch_normalization_backward(cotangent, normalized, deviation, scale):
    """Of normalized numbers, whose mean is 0 and deviation 1; the chain rule divides by the deviation that they had."""
    fitting(cotangent, normalized)
    fitting(scale, deviation, normalized[:, 0])
    zero, one = torch.zeros_like(scale), torch.ones_like(scale)
    x, gamma, beta = torch.ops.aten.native_batch_norm_backward(
        cotangent.T, normalized.T, scale, None, None, zero, one, True, 0.0, [True, True, True]
    )
    return {"inputs": x.T / deviation[:, None], "scale": gamma, "shift": beta}


def running_statistics(mean, variance, inputs, momentum, convention, estimate):
    if (convention, estimate) != ("weightOfBatch", "unbiased"):
        raise Unsupported
    functional.batch_norm(inputs.T, mean, variance, training=True, momentum=momentum)
    return {"mean": mean, "variance": variance}


def inference_normalization(inputs, mean, variance, scale, shift, epsilon):
    """The deviation is the reciprocal of what a 1 becomes where the mean is 0."""
    x, zero, one = inputs.T, torch.zeros_like(mean), torch.ones_like(mean)[None]
    return {
        "output": functional.batch_norm(x, mean, variance, scale, shift, eps=epsilon).T,
        "normalized": functional.batch_norm(x, mean, variance, eps=epsilon).T,
        "deviation": 1 / functional.batch_norm(one, zero, variance, eps=epsilon)[0],
    }


def remembered(normalized, scale, shift):
    """Normalized numbers, as they leave what remembers a mean of 0 and a variance of 1."""
    zero, one = torch.zeros_like(scale), torch.ones_like(scale)
    return functional.batch_norm(normalized.T, zero, one, scale, shift, eps=0.0).T


def inference_normalization_backward(deviation, **inputs):
    gradients = pullback(remembered, shift=lambda scale, **_: torch.zeros_like(scale))(**inputs)
    return {
        "inputs": gradients["normalized"] / deviation[:, None],
        "scale": gradients["scale"],
        "shift": gradients["shift"],
    }


def folded_normalization(weights, bias, mean, variance, scale, shift, epsilon):
    folded = torch.nn.utils.fusion.fuse_linear_bn_weights(weights, bias, mean, variance, epsilon, scale, shift)
    return dict(zip(("weights", "bias"), folded))


def layer_normalization(input, scale, shift, epsilon):
    value, mean, reciprocal = torch.native_layer_norm(input, input.shape, scale, shift, epsilon)
    normalized = functional.layer_norm(input, input.shape, eps=epsilon)
    return {"value": value, "normalized": normalized, "deviation": 1 / reciprocal[0]}


def layer_normalization_backward(cotangent, normalized, deviation, scale, epsilon):
    """Of normalized numbers, as that of the batch."""
    fitting(cotangent, normalized, scale)
    zero, one = scale.new_zeros(1), scale.new_ones(1)
    x, gamma, beta = torch.ops.aten.native_layer_norm_backward(
        cotangent, normalized, normalized.shape, zero, one, scale, torch.zeros_like(scale), [True, True, True]
    )
    return {"input": x / deviation, "scale": gamma, "shift": beta}


EQUATIONS |= {
    "batch-mean-value": value(batch_mean, "mean"),
    "batch-mean-pullback": pullback(batch_mean),
    "batch-variance-value": value(batch_variance, "variance"),
    "batch-variance-pullback": pullback(batch_variance),
    "batch-variance-unbiased": value(lambda inputs: torch.var(inputs, dim=1), "variance"),
    "batch-normalization-forward": values(batch_normalization),
    "batch-normalization-backward": values(batch_normalization_backward),
    "running-statistics-update": values(running_statistics),
    "batch-normalization-inference-forward": values(inference_normalization),
    "batch-normalization-inference-backward": inference_normalization_backward,
    "folded-normalization-value": values(folded_normalization),
    "layer-normalization-forward": values(layer_normalization),
    "layer-normalization-backward": values(layer_normalization_backward),
}

# Regularization


class Masked(TorchDispatchMode):
    """Puts given masks in the places of those that a dropout draws. Everything else stays PyTorch's."""

    def __init__(self, masks):
        super().__init__()
        self.masks = list(masks)

    def __torch_dispatch__(self, operation, types, given=(), named=None):
        if operation is torch.ops.aten.bernoulli_.float:
            return given[0].copy_(self.masks.pop(0))
        return operation(*given, **(named or {}))


def inverted(variant):
    if variant != "inverted":
        raise Unsupported


def dropout(activations, mask, drop_probability, variant):
    inverted(variant)
    with Masked([mask]):
        return functional.dropout(activations, drop_probability)


def dropout_inference(activations, drop_probability, variant):
    inverted(variant)
    return functional.dropout(activations, drop_probability, training=False)


def dropout_loss(parameters, inputs, targets, masks, sizes, hidden, output, loss, drop_probability, variant):
    """The masks of the hidden layers stand one below the other."""
    inverted(variant)
    sizes = integers(sizes)
    with Masked(mask.T for mask in masks.split(sizes[1:-1])):
        logits = network_sums(parameters, inputs, sizes, hidden, torch.nn.Dropout(drop_probability))[-1]
    return head_loss(logits, targets.T, output, loss)


def l2_gradient(weights, strength):
    """What weight_decay adds to a gradient of 0: a momentum's first velocity is the gradient itself."""
    _, state = stepped(torch.optim.SGD, weights, torch.zeros_like(weights), lr=1, momentum=1, weight_decay=strength)
    return state["momentum_buffer"]


def l1_penalty(weights, strength):
    return strength * torch.linalg.vector_norm(weights, ord=1)


def soft_threshold(z, threshold):
    return functional.softshrink(z, threshold)


def crop(image, top, left, height, width):
    return image.narrow(-2, top, height).narrow(-1, left, width)


def crop_pullback(cotangent, image, top, left):
    leaf = image.requires_grad_()
    return torch.autograd.grad(crop(leaf, top, left, *cotangent.shape), leaf, cotangent)[0]


def as_large(cotangent, **_):
    return torch.zeros_like(cotangent)


EQUATIONS |= {
    "dropout-forward": value(dropout),
    "dropout-backward": pullback(dropout, "activations", activations=as_large),
    "dropout-inference": value(dropout_inference),
    "dropout-inference-backward": pullback(dropout_inference, activations=as_large),
    "dropout-loss-value": value(dropout_loss),
    "dropout-loss-gradient": pullback(dropout_loss, "parameters", "inputs"),
    "l2-penalty-gradient": value(l2_gradient, "weights"),
    "l1-penalty-value": value(l1_penalty),
    "l1-penalty-gradient": pullback(l1_penalty),
    "soft-threshold-value": value(soft_threshold),
    "soft-threshold-derivative": derivative(soft_threshold, "value"),
    "horizontal-flip-value": value(lambda image: torch.fliplr(image)),
    "horizontal-flip-pullback": pullback(lambda image: torch.fliplr(image), image=as_large),
    "quarter-turn-value": value(lambda image, turns: torch.rot90(image, turns)),
    "quarter-turn-pullback": pullback(
        lambda image, turns: torch.rot90(image, turns),
        image=lambda cotangent, turns: torch.zeros_like(torch.rot90(cotangent, turns)),
    ),
    "crop-value": value(crop),
    "crop-pullback": value(crop_pullback, "image"),
}

# Optimizers and schedules


def stepped(optimizer, parameters, gradient, state=(), **settings):
    """The parameters after one step from a state, and the state."""
    p = parameters.clone().requires_grad_()
    p.grad = gradient
    made = optimizer([p], **settings)
    made.state[p].update(state)
    made.step()
    return p.detach(), made.state[p]


def gradient_descent(parameters, gradient, learning_rate):
    return stepped(torch.optim.SGD, parameters, gradient, lr=learning_rate)[0]


def weight_decay_descent(parameters, gradient, learning_rate, decay):
    return stepped(torch.optim.SGD, parameters, gradient, lr=learning_rate, weight_decay=decay)[0]


def momentum_descent(parameters, gradient, velocity, learning_rate, momentum, convention):
    settings = {"heavyBall": {}, "nesterov": {"nesterov": True}, "average": {"dampening": momentum}}
    # Without momentum PyTorch keeps no velocity.
    if convention not in settings or momentum == 0:
        raise Unsupported
    p, state = stepped(
        torch.optim.SGD,
        parameters,
        gradient,
        {"momentum_buffer": velocity},
        lr=learning_rate,
        momentum=momentum,
        **settings[convention],
    )
    return {"parameters": p, "velocity": state["momentum_buffer"]}


def rms_prop(parameters, gradient, squares, learning_rate, decay, epsilon, epsilon_placement):
    if epsilon_placement != "outsideRoot":
        raise Unsupported
    state = {"step": torch.tensor(0.0), "square_avg": squares}
    p, state = stepped(
        torch.optim.RMSprop, parameters, gradient, state, lr=learning_rate, alpha=decay, eps=epsilon
    )
    return {"parameters": p, "squares": state["square_avg"]}


def adam(
    parameters,
    gradient,
    first_moment,
    second_moment,
    learning_rate,
    first_decay,
    second_decay,
    epsilon,
    step_count,
    variant,
    decay=None,
):
    """With a decay, AdamW."""
    if variant != "corrected":
        raise Unsupported
    state = {"step": torch.tensor(float(step_count)), "exp_avg": first_moment, "exp_avg_sq": second_moment}
    settings = {"lr": learning_rate, "betas": (float(first_decay), float(second_decay)), "eps": epsilon}
    if decay is None:
        p, state = stepped(torch.optim.Adam, parameters, gradient, state, **settings)
    else:
        p, state = stepped(torch.optim.AdamW, parameters, gradient, state, weight_decay=decay, **settings)
    return {
        "parameters": p,
        "firstMoment": state["exp_avg"],
        "secondMoment": state["exp_avg_sq"],
        "stepCount": state["step"].int(),
    }


def rate(schedule, initial_rate, epoch):
    """After so many steps of a schedule, as a training loop makes them. PyTorch's rates are Python's numbers."""
    counted(epoch)
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=initial_rate)
    optimizer.step()
    made = schedule(optimizer)
    for _ in range(epoch):
        made.step()
    return torch.tensor(made.get_last_lr()[0], dtype=torch.float64)


def constant_rate(learning_rate, epoch):
    return rate(lambda optimizer: lr_scheduler.ConstantLR(optimizer, factor=1), learning_rate, epoch)


def step_decay(initial_rate, factor, interval, epoch):
    return rate(lambda optimizer: lr_scheduler.StepLR(optimizer, interval, factor), initial_rate, epoch)


def cosine_annealing(maximum_rate, minimum_rate, epochs, epoch):
    return rate(lambda optimizer: annealing(optimizer, epochs, minimum_rate), maximum_rate, epoch)


def annealing(optimizer, epochs, minimum_rate):
    return lr_scheduler.CosineAnnealingLR(optimizer, epochs, minimum_rate)


def warm_restarts(maximum_rate, minimum_rate, first_cycle, cycle_factor, epoch):
    return rate(
        lambda optimizer: lr_scheduler.CosineAnnealingWarmRestarts(optimizer, first_cycle, cycle_factor, minimum_rate),
        maximum_rate,
        epoch,
    )


def warming(optimizer, epochs):
    """From 1/W on, in W − 1 steps."""
    if epochs < 2:
        raise Unsupported
    return lr_scheduler.LinearLR(optimizer, start_factor=1 / epochs, total_iters=epochs - 1)


def linear_warmup(maximum_rate, epochs, epoch):
    return rate(lambda optimizer: warming(optimizer, epochs), maximum_rate, epoch)


def warmup_cosine(maximum_rate, minimum_rate, warmup_epochs, annealing_epochs, epoch):
    return rate(
        lambda optimizer: lr_scheduler.SequentialLR(
            optimizer,
            [warming(optimizer, warmup_epochs), annealing(optimizer, annealing_epochs, minimum_rate)],
            [warmup_epochs],
        ),
        maximum_rate,
        epoch,
    )


def batch_gradient(gradients, batch):
    places = [int(place) for place in re.findall(r"\d+", batch)]
    return torch.mean(gradients[:, places], dim=1)


def mini_batch(elements, batch_size, batch):
    counted(batch)
    return torch.split(elements, batch_size)[batch]


def split_sizes(count, validation_fraction, test_fraction):
    fractions = [1 - (validation_fraction + test_fraction), validation_fraction, test_fraction]
    parts = torch.utils.data.random_split(range(count), fractions)
    return {name: torch.tensor(len(part)) for name, part in zip(("train", "validation", "test"), parts)}


def update_count(sample_count, batch_size, epochs):
    return torch.tensor(epochs * len(torch.utils.data.DataLoader(range(sample_count), batch_size)))


EQUATIONS |= {
    "batch-gradient-value": value(batch_gradient, "gradient"),
    "mini-batches-partition": value(mini_batch, "batch"),
    "mini-batches-update-count": value(update_count),
    "data-split-sizes": values(split_sizes),
    "gradient-descent-step": value(gradient_descent, "parameters"),
    "weight-decay-descent-step": value(weight_decay_descent, "parameters"),
    "momentum-descent-step": values(momentum_descent),
    "rms-prop-step": values(rms_prop),
    "adam-step": values(adam),
    "adam-w-step": values(adam),
    "constant-rate": value(constant_rate, "rate"),
    "step-decay-rate": value(step_decay, "rate"),
    "cosine-annealing-rate": value(cosine_annealing, "rate"),
    "cosine-warm-restarts-rate": value(warm_restarts, "rate"),
    "linear-warmup-rate": value(linear_warmup, "rate"),
    "warmup-cosine-rate": value(warmup_cosine, "rate"),
}

# Initialization


class Drawn(TorchDispatchMode):
    """Notes what is drawn from: a uniform distribution's bound, a normal one's deviation; 1 if it is left out."""

    def __torch_dispatch__(self, operation, types, given=(), named=None):
        if operation in (torch.ops.aten.uniform_.default, torch.ops.aten.normal_.default):
            self.spread = torch.tensor(given[2] if len(given) > 2 else 1.0, dtype=torch.float64)
        return operation(*given, **(named or {}))


def spread(initialize, fan_out, fan_in, **settings):
    """How far an initializer draws weights of a layer. It is Python's number, and the weights have no data."""
    with Drawn() as drawn:
        initialize(torch.empty(fan_out, fan_in, device="meta"), **settings)
    return drawn.spread


def xavier(mean_of_fans, fan_in_alone):
    """The mean of both fans is PyTorch's xavier; the fan in alone is its kaiming, if nothing follows that halves."""

    def of(fan_in, fan_out, variant):
        if variant == "fan-average":
            return spread(mean_of_fans, fan_out, fan_in)
        return spread(fan_in_alone, fan_out, fan_in, nonlinearity="linear")

    return of


xavier_bound = xavier(torch.nn.init.xavier_uniform_, torch.nn.init.kaiming_uniform_)
xavier_deviation = xavier(torch.nn.init.xavier_normal_, torch.nn.init.kaiming_normal_)
EQUATIONS |= {
    "xavier-initialization-variance": value(lambda **fans: xavier_deviation(**fans) ** 2, "variance"),
    "xavier-initialization-bound": value(xavier_bound, "bound"),
    "he-initialization-variance": value(
        lambda fan_in, slope: spread(torch.nn.init.kaiming_normal_, 1, fan_in, a=slope) ** 2, "variance"
    ),
    "he-initialization-bound": value(
        lambda fan_in, slope: spread(torch.nn.init.kaiming_uniform_, 1, fan_in, a=slope), "bound"
    ),
}

# Convolution and pooling


def output_size(size, window, stride, padding):
    """Of a convolution on the device without data."""
    image, filters = torch.empty(1, 1, size, device="meta"), torch.empty(1, 1, window, device="meta")
    return torch.tensor(functional.conv1d(image, filters, stride=stride, padding=padding).shape[-1])


def cross_correlation(image, filters, bias, stride, padding):
    return functional.conv2d(image[None], filters, bias, integers(stride), integers(padding))[0]


def convolution(image, filters, bias, stride, padding):
    """What PyTorch calls by this name is a cross-correlation; turned filters make it a convolution."""
    return cross_correlation(image, torch.flip(filters, (2, 3)), bias, stride, padding)


def bias_of_filters(filters, **_):
    return filters.new_zeros(filters.shape[0])


def convolution_matrix(filters, image, stride, padding):
    """The derivative of what the filters answer by the image."""
    origin = filters.new_zeros(filters.shape[1], *integers(image))
    matrix = torch.autograd.functional.jacobian(
        lambda x: cross_correlation(x, filters, None, stride, padding).flatten(), origin
    )
    return matrix.reshape(len(matrix), -1)


def convolution_parameters(input_channels, output_channels, height, width):
    layer = torch.nn.Conv2d(input_channels, output_channels, (height, width), device="meta")
    return torch.tensor(sum(p.numel() for p in layer.parameters()))


def sobel(image, direction):
    across = image.new_tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    return functional.conv2d(image[None, None], (across if direction == "across" else across.T)[None, None])[0, 0]


def pooling(pool):
    def pooled(image, window, stride, padding):
        window, padding = integers(window), integers(padding)
        if any(2 * p > k for p, k in zip(padding, window)):
            raise Unsupported
        return pool(image, window, integers(stride), padding)

    return pooled


max_pooling = pooling(functional.max_pool2d)
mean_pooling = pooling(functional.avg_pool2d)


def convolutional_logits(
    parameters, images, filters, stride, padding, window, pooling_stride, pooling_padding, classes
):
    """The parameters are the filters, their biases, the weights and the biases of the classes, in this order."""
    count, height, width = integers(filters)
    classes = int(classes)
    shape = (count, images.shape[1], height, width)
    kernels = torch.Size(shape).numel()
    K, b, W, d = parameters.split([kernels, count, len(parameters) - kernels - count - classes, classes])
    a = functional.relu(functional.conv2d(images, K.reshape(shape), b, integers(stride), integers(padding)))
    features = max_pooling(a, window, pooling_stride, pooling_padding).flatten(1)
    return functional.linear(features, W.reshape(classes, -1), d)


def convolutional_network(**given):
    return torch.softmax(convolutional_logits(**given), dim=1).T


def convolutional_loss(targets, **given):
    return functional.cross_entropy(convolutional_logits(**given), targets.T)


EQUATIONS |= {
    "convolution-output-size": value(output_size),
    "cross-correlation-value": value(cross_correlation),
    "cross-correlation-pullback": pullback(cross_correlation, bias=bias_of_filters),
    "convolution-value": value(convolution),
    "convolution-pullback": pullback(convolution, bias=bias_of_filters),
    "convolution-matrix-value": value(convolution_matrix),
    "convolution-parameter-count": value(convolution_parameters),
    "sobel-filter-response": value(sobel),
    "max-pooling-value": value(max_pooling),
    "max-pooling-pullback": pullback(max_pooling),
    "mean-pooling-value": value(mean_pooling),
    "mean-pooling-pullback": pullback(mean_pooling),
    "convolutional-network-forward": value(convolutional_network, "predictions"),
    "convolutional-network-loss-value": value(convolutional_loss),
    "convolutional-network-loss-gradient": pullback(convolutional_loss, "parameters", "images"),
}

# Recurrent networks; PyTorch has a second bias, which is 0 here


def turned(x):
    """Columns to rows, or rows to columns, in each step of a sequence."""
    return x.transpose(-1, -2)


def rnn_step(inputs, previous_state, input_weights, state_weights, bias):
    return torch.rnn_tanh_cell(
        inputs.T, previous_state.T, input_weights, state_weights, bias, torch.zeros_like(bias)
    ).T


def rnn_step_forward(inputs, previous_state, input_weights, state_weights, bias):
    """The cell keeps its sums to itself; they are those of two linear layers."""
    return {
        "state": rnn_step(inputs, previous_state, input_weights, state_weights, bias),
        "preactivation": affine_columns(inputs, input_weights, bias)
        + affine_columns(previous_state, state_weights, None),
    }


def checked(layer, inputs, state, parameters):
    """What a layer checks before it calls a function that checks nothing: shapes of parameters, inputs and state."""
    states = state if isinstance(state, list) else [state]
    made = layer(inputs.shape[-1], states[0].shape[-1], device="meta", dtype=inputs.dtype)
    made.load_state_dict(dict(zip(made.state_dict(), parameters)))
    made.check_forward_args(inputs, state, None)
    return inputs, state, parameters


def rnn_sequence(inputs, initial_state, input_weights, state_weights, bias):
    parameters = [input_weights, state_weights, bias, torch.zeros_like(bias)]
    given = checked(torch.nn.RNN, turned(inputs), turned(initial_state)[None].contiguous(), parameters)
    states, _ = torch.rnn_tanh(*given, True, 1, 0.0, True, False, False)
    return turned(states)


def rnn_output(states, weights, bias):
    return turned(functional.linear(turned(states), weights, bias))


def gates(inputs, weights, biases):
    """Weights of the inputs and of the state, and the biases with zeros for the state, gate below gate."""
    rows = inputs.shape[-2]
    stacked, bias = torch.cat(weights), torch.cat(biases)
    return [stacked[:, :rows].contiguous(), stacked[:, rows:].contiguous(), bias, torch.zeros_like(bias)]


def lstm_gates(inputs, given):
    """PyTorch's order: input, forget, candidate, output."""
    order = ("input_gate", "forget_gate", "candidate", "output_gate")
    return gates(inputs, [given[f"{g}_weights"] for g in order], [given[f"{g}_bias"] for g in order])


def lstm_step(inputs, previous_state, previous_cell, **given):
    state, cell = torch.lstm_cell(inputs.T, (previous_state.T, previous_cell.T), *lstm_gates(inputs, given))
    return torch.stack([state.T, cell.T])


def gate(name, activation, inputs, state, given):
    """A cell keeps its gates to itself; each is a linear layer's."""
    stacked = torch.cat([inputs, state])
    return ACTIVATIONS[activation](affine_columns(stacked, given[f"{name}_weights"], given[f"{name}_bias"]))


def lstm_step_forward(inputs, previous_state, previous_cell, **given):
    return {
        "stateAndCell": lstm_step(inputs, previous_state, previous_cell, **given),
        "inputGate": gate("input_gate", "sigmoid", inputs, previous_state, given),
        "forgetGate": gate("forget_gate", "sigmoid", inputs, previous_state, given),
        "outputGate": gate("output_gate", "sigmoid", inputs, previous_state, given),
        "candidate": gate("candidate", "tanh", inputs, previous_state, given),
    }


def lstm_sequence(inputs, initial_state, initial_cell, **given):
    start = [turned(x)[None].contiguous() for x in (initial_state, initial_cell)]
    layer = checked(torch.nn.LSTM, turned(inputs), start, lstm_gates(inputs, given))
    states, _, cell = torch.lstm(*layer, True, 1, 0.0, True, False, False)
    return turned(torch.cat([states, cell]))


def gru_gates(inputs, given):
    """PyTorch's order: reset, update, candidate. Its update gate says what stays, ours what is replaced: σ(−z)."""
    if given["reset"] != "afterProduct":
        raise Unsupported
    weights, bias = given["update_weights"], given["update_bias"]
    *weights_and_bias, zeros = gates(
        inputs,
        [given["reset_weights"], -weights, given["candidate_weights"]],
        [given["reset_bias"], -bias, given["candidate_bias"]],
    )
    return *weights_and_bias, torch.cat([zeros[: 2 * len(bias)], given["candidate_state_bias"]])


def gru_step(inputs, previous_state, **given):
    return torch.gru_cell(inputs.T, previous_state.T, *gru_gates(inputs, given)).T


def gru_step_forward(inputs, previous_state, **given):
    """Without what it keeps of the state, a cell gives its candidate."""
    state = gru_step(inputs, previous_state, **given)
    replaced = given | {
        "update_weights": torch.zeros_like(given["update_weights"]),
        "update_bias": torch.full_like(given["update_bias"], torch.inf),
    }
    return {
        "state": state,
        "updateGate": gate("update", "sigmoid", inputs, previous_state, given),
        "resetGate": gate("reset", "sigmoid", inputs, previous_state, given),
        "candidate": gru_step(inputs, previous_state, **replaced),
    }


def gru_states(inputs, initial_state, **given):
    start = turned(initial_state)[None].contiguous()
    states, final = torch.gru(
        *checked(torch.nn.GRU, turned(inputs), start, gru_gates(inputs, given)), True, 1, 0.0, True, False, False
    )
    return turned(states), turned(final[0])


def gru_sequence(**given):
    return dict(zip(("states", "finalState"), gru_states(**given)))


EQUATIONS |= {
    "rnn-step-forward": values(rnn_step_forward),
    "rnn-step-backward": pullback(rnn_step),
    "rnn-sequence-forward": value(rnn_sequence, "states"),
    "rnn-sequence-backward": pullback(rnn_sequence),
    "rnn-output-value": value(rnn_output),
    "rnn-output-pullback": pullback(rnn_output, bias=bias_of),
    "lstm-step-forward": values(lstm_step_forward),
    "lstm-step-backward": pullback(lstm_step),
    "lstm-sequence-forward": value(lstm_sequence, "statesAndCell"),
    "lstm-sequence-backward": pullback(lstm_sequence),
    "gru-step-forward": values(gru_step_forward),
    "gru-step-backward": pullback(gru_step),
    "gru-sequence-forward": values(gru_sequence),
    "gru-sequence-backward": pullback(lambda **given: gru_states(**given)[0]),
}

# Attention; positions are rows on both sides, weights in × out in the vectors and out × in in PyTorch


def allowed(mask, queries, keys):
    """A Boolean mask, true where a query may look; none if it may look everywhere."""
    if mask == "unmasked":
        return None
    if mask == "causal":
        return torch.ones(queries, keys, dtype=torch.bool).tril()
    return torch.tensor([[digit == "1" for digit in row] for row in mask.split("/")])


def forbidden(mask, queries, keys):
    """As the layers take it: true where a query may not look."""
    looks = allowed(mask, queries, keys)
    return None if looks is None else ~looks


def attention(queries, keys, values, mask):
    """A batch of one sample and one head."""
    batch = [x[None, None] for x in (queries, keys, values)]
    return functional.scaled_dot_product_attention(*batch, attn_mask=allowed(mask, len(queries), len(keys)))[0, 0]


def attention_forward(queries, keys, values, mask):
    """The weights are the attention to the rows of a unit matrix."""
    unit = torch.eye(len(keys), dtype=keys.dtype)
    return {
        "value": attention(queries, keys, values, mask),
        "weights": attention(queries, keys, unit, mask),
    }


def projected(input, query_weights, key_weights, value_weights):
    return [functional.linear(input, weights.T) for weights in (query_weights, key_weights, value_weights)]


def self_attention(mask, **given):
    return attention(*projected(**given), mask)


def self_attention_forward(mask, **given):
    return attention_forward(*projected(**given), mask)


def multi_head_attention(
    queries, keys, values, query_weights, key_weights, value_weights, output_weights, heads, mask
):
    return functional.multi_head_attention_forward(
        queries,
        keys,
        values,
        queries.shape[1],
        heads,
        None,
        None,
        None,
        None,
        False,
        0.0,
        output_weights.T,
        None,
        need_weights=False,
        attn_mask=forbidden(mask, len(queries), len(keys)),
        use_separate_proj_weight=True,
        q_proj_weight=query_weights.T,
        k_proj_weight=key_weights.T,
        v_proj_weight=value_weights.T,
    )[0]


def feed_forward(inputs, first_weights, first_bias, second_weights, second_bias):
    z = functional.linear(inputs, first_weights.T, first_bias)
    return {"value": functional.linear(functional.relu(z), second_weights.T, second_bias), "preactivation": z}


def feed_forward_backward(inputs, first_weights, first_bias, second_weights, second_bias, preactivation):
    z = stored(functional.linear(inputs, first_weights.T, first_bias), preactivation)
    return functional.linear(functional.relu(z), second_weights.T, second_bias)


def encoder_shapes(d, hidden):
    """Of a block's parameters, in the order of their list."""
    square = [(d, d)] * 4
    return square + [(d,), (d,), (d, hidden), (hidden,), (hidden, d), (d,), (d,), (d,)]


def encoder_block(parameters, input, sizes, normalization, epsilon, mask):
    """nn.TransformerEncoderLayer without dropout, the biases of its attention 0."""
    d, heads, hidden = integers(sizes)
    Q, K, V, O, gain1, shift1, W1, b1, W2, b2, gain2, shift2 = cut(parameters, encoder_shapes(d, hidden))
    layer = torch.nn.TransformerEncoderLayer(
        d,
        heads,
        hidden,
        dropout=0.0,
        layer_norm_eps=epsilon,
        norm_first=normalization == "beforeHalf",
        batch_first=True,
        device="meta",
    )
    given = {
        "self_attn.in_proj_weight": torch.cat([Q.T, K.T, V.T]),
        "self_attn.in_proj_bias": parameters.new_zeros(3 * d),
        "self_attn.out_proj.weight": O.T,
        "self_attn.out_proj.bias": parameters.new_zeros(d),
        "norm1.weight": gain1,
        "norm1.bias": shift1,
        "linear1.weight": W1.T,
        "linear1.bias": b1,
        "linear2.weight": W2.T,
        "linear2.bias": b2,
        "norm2.weight": gain2,
        "norm2.bias": shift2,
    }
    positions = len(input)
    result = torch.func.functional_call(layer, given, input[None], {"src_mask": forbidden(mask, positions, positions)})
    return result[0]


def causal_logits(parameters, sizes, normalization, epsilon, vocabulary, blocks, positions, tokens):
    """Embedding, blocks, a linear layer. PyTorch has no encoding of positions."""
    if positions != "plain":
        raise Unsupported
    d, _, hidden = integers(sizes)
    block = sum(torch.Size(shape).numel() for shape in encoder_shapes(d, hidden))
    E, stack, W, b = parameters.split([vocabulary * d, blocks * block, d * vocabulary, vocabulary])
    x = functional.embedding(torch.tensor(integers(tokens)), E.reshape(vocabulary, d))
    for part in stack.split(block) if blocks else []:
        x = encoder_block(part, x, sizes, normalization, epsilon, "causal")
    return functional.linear(x, W.reshape(d, vocabulary).T, b)


def causal_loss(targets, **given):
    """A target x does not count."""
    ignored = -100
    labels = torch.tensor([ignored if word == "x" else int(word) for word in str(targets).split("-")])
    return functional.cross_entropy(causal_logits(**given), labels, ignore_index=ignored)


def zero_bias(weights):
    return lambda **given: given[weights].new_zeros(given[weights].shape[1])


EQUATIONS |= {
    "scaled-dot-product-attention-forward": values(attention_forward),
    "self-attention-forward": values(self_attention_forward),
    "self-attention-backward": pullback(self_attention),
    "multi-head-attention-forward": value(multi_head_attention),
    "multi-head-attention-backward": pullback(multi_head_attention),
    "positionwise-feed-forward-forward": values(feed_forward),
    "positionwise-feed-forward-backward": pullback(
        feed_forward_backward,
        "inputs",
        "first-weights",
        "first-bias",
        "second-weights",
        "second-bias",
        **{"first-bias": zero_bias("first_weights"), "second-bias": zero_bias("second_weights")},
    ),
    "transformer-encoder-block-forward": value(encoder_block),
    "transformer-encoder-block-backward": pullback(encoder_block),
    "causal-transformer-forward": value(causal_logits, "logits"),
    "causal-transformer-loss": value(causal_loss),
    "causal-transformer-gradient": pullback(causal_loss),
}


if __name__ == "__main__":
    # LAPACK complains on the standard output, which is the protocol's alone.
    sys.stdout = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    serve(EQUATIONS)
