"""Layers, heads and losses of networks, for the vectors of whole layers and networks.

Each is written once. With 50-digit numbers an activation, its derivative, a head or a loss is the pages' equation; with
IEEE 754 numbers it is a form that is good everywhere, which wrong programs change in one place; with `Bounded` numbers
it gives the error that such a form may have. A matrix is a list of rows, a sample a column.
"""

import math

import mpmath
from mpmath import mpf

from activation_functions import sigma, square
from arithmetic import Float, exponential, hyperbolic_tangent, logarithm
from error_bounds import Bounded, added
from softmax_functions import below_largest, few, softmax_of, stable_softmax
from tensor_algebra import products, transposed
from vectors import each, matrix

# Activations


def relu(z):
    return 0 if z <= 0 else z


def step(z):
    return 1 if z > 0 else 0 if z <= 0 else z


VALUES = {"identity": lambda z: z, "sigmoid": sigma, "tanh": hyperbolic_tangent, "relu": relu}

# The derivative of ReLU at 0 by other conventions, each with a word for it and whose it is.
KINKS = [
    ("right", "z ≥ 0 taken for the right side: ReLU's derivative at 0 is 1, as that of clamp in PyTorch.", 1),
    ("mean", "The mean of both sides: ReLU's derivative at 0 is ½, as that of max(z, 0) in PyTorch and JAX.", mpf(1) / 2),
]
STOPPED = (
    "A ReLU that is off multiplies what comes from above by 0, so that ∞ and NaN stay visible; one that selects gives 0, by "
    "another convention."
)
SELECTED = "A ReLU that is off gives 0 without a product, whatever comes from above, as in PyTorch and JAX."
SLOPES = {
    "identity": lambda z: 1,
    "sigmoid": lambda z: sigma(z) * (1 - sigma(z)),
    "tanh": lambda z: 1 - square(hyperbolic_tangent(z)),
    "relu": step,
}


def stable_sigma(z):
    if z >= 0:
        return 1 / (1 + exponential(-z))
    e = exponential(z)
    return e / (1 + e)


def stable_sigma_slope(z):
    return stable_sigma(z) * stable_sigma(-z)


def activation(g, z):
    if isinstance(z, Bounded):
        return bounded_activation(g, z)
    return stable_sigma(z) if g == "sigmoid" and isinstance(z, Float) else VALUES[g](z)


def slope(g, z):
    if isinstance(z, Bounded):
        return bounded_slope(g, z)
    if isinstance(z, Float) and g == "sigmoid":
        return stable_sigma_slope(z)
    if isinstance(z, Float) and g == "tanh":
        return 4 * stable_sigma_slope(2 * z)
    return SLOPES[g](z)


def naive_slope(g, z):
    """σ (1 − σ) and 1 − tanh²."""
    return SLOPES[g](z)


def slope_with_kink(at_kink):
    """The slopes with another convention for ReLU at 0."""
    return lambda g, z: at_kink if g == "relu" and is_zero(z) else slope(g, z)


def selected(g, z, x):
    """What is behind an activation, where a ReLU that is off is not multiplied by."""
    return 0 if g == "relu" and z <= 0 else x


def is_zero(z):
    return (z.value if isinstance(z, Bounded) else z) == 0


def bounded_activation(g, z):
    """σ is within 4 roundings and tanh within 3, as their own vectors say; at 0 they are exact, and ReLU always is."""
    if g == "identity":
        return z
    x = z.value
    if g == "relu":
        assert sides_agree(z), "the error of z reaches over the kink"
        return z if x > 0 else z.like(0)
    if z.is_exact and x == 0:
        return z.like(mpf(1) / 2 if g == "sigmoid" else 0)
    if g == "sigmoid":
        return z.off(stable_sigma(x), stable_sigma_slope(x) * z.error, 4)
    return z.off(hyperbolic_tangent(x), 4 * stable_sigma_slope(2 * x) * z.error, 3)


def bounded_slope(g, z):
    """σ′ is within 6 roundings and tanh′ within 8, as their own vectors say; at 0 they are exact, as a step always is."""
    x = z.value
    if g == "identity":
        return 1
    if g == "relu":
        assert sides_agree(z), "the error of z reaches over the kink"
        return step(x)
    if z.is_exact and x == 0:
        return z.like(mpf(1) / 4 if g == "sigmoid" else 1)
    if g == "sigmoid":
        value = stable_sigma_slope(x)
        return z.off(value, value * abs(stable_sigma(x) - stable_sigma(-x)) * z.error, 6)
    value = 4 * stable_sigma_slope(2 * x)
    return z.off(value, 2 * abs(hyperbolic_tangent(x)) * value * z.error, 8)


def sides_agree(z):
    """Whether z lies on the same side of 0 however it is rounded, or is exact."""
    return z.is_exact or abs(z.value) > z.error * mpf(2) ** -20


# Heads: from the logits of one sample


def bounded_softmax(z):
    """An exponential (two), the sum of n and a quotient; and what errors of the logits and of zᵢ − m do, which put an
    exponential off by as much relative to itself, and the sum by their mean."""
    if len(z) == 1:
        return [z[0].like(1)]
    values = [x.value for x in z]
    s, largest = stable_softmax(values), max(values)
    differences = [x - largest for x in values]
    exact = [d < -746 or (x.is_exact and x.holds(d)) for x, d in zip(z, differences)]
    off = [x.error + (0 if is_exact else abs(d)) for x, d, is_exact in zip(z, differences, exact)]
    return [
        x.off(p, p * (sum(q * o for q, o in zip(s, off)) + (1 - 2 * p) * off[i]), few(len(z) + 4))
        for i, (x, p) in enumerate(zip(z, s))
    ]


def softmax(z):
    if any(isinstance(x, Bounded) for x in z):
        return bounded_softmax(z)
    return stable_softmax(z) if any(isinstance(x, Float) for x in z) else softmax_of(z)


def head_of_sample(head, z):
    return softmax(z) if head == "softmax" else [activation(head, x) for x in z]


def head_pullback_of_sample(head, cotangent, z, slope=slope):
    if head != "softmax":
        return [c * slope(head, x) for c, x in zip(cotangent, z, strict=True)]
    s = softmax(z)
    if len(s) == 1 and isinstance(z[0], Bounded):
        return [z[0].like(0)]  # c − c · 1, and the same c twice.
    mean = added(products(cotangent, s))
    return [p * (c - mean) for p, c in zip(s, cotangent)]


# Losses of one sample


def logarithm_of_one_plus(x):
    return x.with_(math.log1p(x.value)) if isinstance(x, Float) else mpmath.log1p(x)


def squared_errors(predictions, targets):
    return [square(p - y) for p, y in zip(predictions, targets, strict=True)]


def sigmoid_cross_entropy(z, y):
    """−y ln σ(z) − (1 − y) ln(1 − σ(z)), of one class."""
    if isinstance(z, Bounded):
        # An exponential (two), a logarithm (two) and 1 − y with its product; then the sum of two terms of one sign.
        value = sigmoid_cross_entropy_evaluated(z.value, y.value)
        return z.off(value, abs(sigma_less_target(z.value, y.value)) * z.error, 5)
    if isinstance(z, Float):
        return sigmoid_cross_entropy_evaluated(z, y)
    return -y * logarithm(sigma(z)) - (1 - y) * logarithm(1 - sigma(z))


def sigmoid_cross_entropy_evaluated(z, y):
    if z > 0:
        return (0 if y == 1 else z * (1 - y)) + logarithm_of_one_plus(exponential(-z))
    return (0 if y == 0 else -z * y) + logarithm_of_one_plus(exponential(z))


def sigma_less_target(z, y):
    """σ(z) − y, from the side where σ has its digits."""
    return (1 - y) - stable_sigma(-z) if z > 0 else stable_sigma(z) - y


def sigmoid_cross_entropy_slope(z, y):
    """σ(z) − y."""
    if isinstance(z, Bounded):
        # σ is within 4 roundings on either side; σ(z) − y and (1 − y) − σ(−z) are the same difference, and the better
        # one has the smaller terms. The other term and the difference round less.
        value, side = sigma_less_target(z.value, y.value), -z if z.value > 0 else z
        σ, rest = bounded_activation("sigmoid", side), 1 - y if z.value > 0 else y
        if σ.is_exact and rest.is_exact and z.holds(value):
            return z.like(value)
        return z.off(value, 4 * (σ.value + rest.value) + stable_sigma_slope(z.value) * z.error)
    return sigma_less_target(z, y) if isinstance(z, Float) else sigma(z) - y


def log_softmax_evaluated(z):
    d = below_largest(z)
    first = next((i for i, x in enumerate(d) if x == 0), 0)
    others = sum(exponential(x) for i, x in enumerate(d) if i != first)
    total = logarithm_of_one_plus(others) if len(z) > 1 else 0
    return [x - total for x in d]


def softmax_cross_entropy(z, y):
    """−Σ yₖ ln softmax(z)ₖ."""
    if isinstance(z[0], Bounded):
        values, targets = [x.value for x in z], [x.value for x in y]
        value = softmax_cross_entropy_evaluated(values, targets)
        # As for the equation of its own: an exponential (two), a sum, a logarithm (two), two differences of one sign, a
        # product and the additions. Errors of the logits count by the gradient, those of zᵢ − m by their mean.
        gradient = softmax_less_target(values, targets)
        s, largest = stable_softmax(values), max(values)
        rounded = sum(p * abs(x - largest) for p, x in zip(s, values) if not z[0].holds(x - largest))
        passed = sum(abs(g) * x.error for g, x in zip(gradient, z)) + rounded * sum(targets)
        return z[0].off(value, passed, few(2 * len(z) + 4))
    if isinstance(z[0], Float):
        return softmax_cross_entropy_evaluated(z, y)
    return -sum(a * logarithm(p) for a, p in zip(y, softmax_of(z), strict=True))


def softmax_cross_entropy_evaluated(z, y):
    return sum(0 if a == 0 else -a * x for a, x in zip(y, log_softmax_evaluated(z), strict=True))


def softmax_less_target(z, y):
    """softmax(z) Σ y − y, as the difference of the others' parts."""
    s = softmax(z)

    def without(k, x):
        return sum(v for j, v in enumerate(x) if j != k)

    return [s[k] * without(k, y) - y[k] * without(k, s) for k in range(len(z))]


def softmax_cross_entropy_slopes(z, y):
    if isinstance(z[0], Bounded):
        # A probability (an exponential, a sum and a quotient), the sum of the others, a product and a difference; the
        # errors of the logits go through softmax's own derivative.
        values, targets = [x.value for x in z], [x.value for x in y]
        results, k = softmax_less_target(values, targets), few(2 * len(z) + 4)
        s = bounded_softmax(z)
        off = [p.error + max(k - few(len(z) + 4), 0) * p.value for p in s]
        slopes = []
        for i, result in enumerate(results):
            others = [j for j in range(len(z)) if j != i]
            error = off[i] * sum(targets[j] for j in others) + targets[i] * sum(off[j] for j in others)
            slopes.append(z[i].off(result, error, 0))
        return slopes
    if isinstance(z[0], Float):
        return softmax_less_target(z, y)
    total = sum(y)
    return [p * total - a for p, a in zip(softmax_of(z), y, strict=True)]


def loss_of_sample(loss, head, z, y):
    if loss == "cross-entropy":
        if head == "softmax":
            return softmax_cross_entropy(z, y)
        return added([sigmoid_cross_entropy(x, a) for x, a in zip(z, y, strict=True)])
    total = added(squared_errors(head_of_sample(head, z), y))
    return total / (len(y) if loss == "mean-squared-error" else 2)


def delta_of_sample(loss, head, z, y, slope=slope):
    """∂loss/∂z."""
    if loss == "cross-entropy":
        if head == "softmax":
            return softmax_cross_entropy_slopes(z, y)
        return [sigmoid_cross_entropy_slope(x, a) for x, a in zip(z, y, strict=True)]
    errors = [p - a for p, a in zip(head_of_sample(head, z), y, strict=True)]
    cotangent = [e * 2 / len(y) for e in errors] if loss == "mean-squared-error" else errors
    return head_pullback_of_sample(head, cotangent, z, slope)


# Layers, of all samples


def by_sample(function, *matrices):
    """A function of each sample's columns, the results as columns again."""
    return transposed([function(*columns) for columns in zip(*map(transposed, matrices), strict=True)])


def preactivations(W, X, b):
    """W X + b, with b added to every column."""
    columns = list(zip(*X, strict=True))
    return [[added(products(row, column) + [β]) for column in columns] for row, β in zip(W, b, strict=True)]


def times(A, B):
    return [[added(products(row, column)) for column in zip(*B, strict=True)] for row in A]


def row_sums(C):
    return [added(row) for row in C]


def elementwise_product(C, S):
    return [products(c, s) for c, s in zip(C, S, strict=True)]


def activations(g, Z):
    return each(lambda z: activation(g, z), Z)


def slopes(g, Z, slope=slope):
    return each(lambda z: slope(g, z), Z)


# Networks


def counts(sizes):
    return [int(n) for n in sizes.split("-")]


def layers(parameters, sizes):
    """Each layer's weights, row by row, then its bias."""
    result, start = [], 0
    for inputs, outputs in zip(counts(sizes), counts(sizes)[1:]):
        middle, end = start + outputs * inputs, start + outputs * (inputs + 1)
        result.append((matrix(parameters[start:middle], inputs), parameters[middle:end]))
        start = end
    assert start == len(parameters)
    return result


def forward_pass(layers, X, hidden):
    """What each layer is given, and its z; the last z are the logits."""
    given, Z = [X], []
    for W, b in layers:
        if Z:
            given.append(activations(hidden, Z[-1]))
        Z.append(preactivations(W, given[-1], b))
    return given, Z
