"""Answers the protocol of the test vectors with PyTorch: its functions, layers, losses, optimizers and schedules.

    nnspec verify --against "python3 Tests/Peers/torch_adapter.py"

What has an entry here is computed by PyTorch itself, or by a composition that its users write, such as a linear layer
and an activation; derivatives are autograd's. A formula that would have to be written out in elementary operations has
none. The adapter arranges numbers and adds nothing to them: PyTorch's samples are rows, the vectors' are columns.

REMARKS says of each case that fails what PyTorch gives, and why; conformance.py reads it.
"""

import re

import torch
from torch.nn import functional
from torch.optim import lr_scheduler
from torch.utils._python_dispatch import TorchDispatchMode

from adapter import Unsupported, serve

torch.set_num_threads(1)
torch.use_deterministic_algorithms(True)

LIBRARY = f"PyTorch {torch.__version__.partition('+')[0]}"


# Ways of asking


def arguments(attributes, tensors):
    """By the names of Python's parameters: `queryWeights` and `query-weights` are query_weights, `class` is class_."""
    given = {**dict(*attributes), **tensors}
    return {parameter(name): x for name, x in given.items()}


def parameter(name):
    snake = re.sub("([A-Z])", r"_\1", name).lower().replace("-", "_")
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

    The cotangent of the function's result is one of the inputs, or 1. `unnamed` makes those leaves from the others on
    which the derivative does not depend and which are therefore no inputs, such as a bias.
    """

    def asked(*attributes, **inputs):
        given = tensors(inputs)
        cotangent = given.pop("cotangent", None)
        leaves = given | {name: make(**arguments([], given)) for name, make in unnamed.items()}
        leaves = {name: leaf.requires_grad_() for name, leaf in leaves.items()}
        result = function(**arguments(attributes, leaves))
        by = names or tuple(leaves)
        gradients = torch.autograd.grad(result, [leaves[n] for n in by], cotangent, materialize_grads=True)
        return dict(zip(by, gradients))

    return asked


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


EQUATIONS |= {
    f"{name}-value": value(lambda z, g=g: g(z)) for name, g in ACTIVATIONS.items()
}
EQUATIONS |= {
    f"{name}-derivative": derivative(lambda z, g=g: g(z)) for name, g in ACTIVATIONS.items()
}
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

# For each case that fails, a sentence on what PyTorch does. Keys: an equation, or one of its cases, either of them
# followed by a format where only one fails.
REMARKS = {}

if __name__ == "__main__":
    serve(EQUATIONS)
