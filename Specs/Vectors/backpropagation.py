"""Vectors of backpropagation: errors of layers, gradients of losses, and what becomes of them in deep networks."""

import math

import mpmath
from mpmath import mpf

from activation_functions import NAN_LOST, sigma
from arithmetic import DOUBLE, Float, exponential, logarithm
from error_bounds import Bounded, added, bounds_of
from forward_propagation import (
    AFFINE_NOTES,
    KINK,
    LAYOUT_NOTES,
    bias_along_samples,
    bias_read_first,
    biases_read_last,
    first_column_only,
    other_activation,
    peeking,
    read_by_columns,
    relayout,
    sized,
    small,
    small_parameters,
    with_change,
    without_bias,
)
from network_functions import (
    KINKS,
    SELECTED,
    STOPPED,
    activation,
    activations,
    by_sample,
    counts,
    delta_of_sample,
    elementwise_product,
    forward_pass,
    head_of_sample,
    head_pullback_of_sample,
    layers,
    loss_of_sample,
    naive_slope,
    preactivations,
    row_sums,
    selected,
    slope,
    slope_with_kink,
    slopes,
    squared_errors,
    times,
)
from softmax_functions import softmax_of, stable_softmax
from tensor_algebra import by_columns, products, transposed
from vectors import (
    IN_SINGLE,
    MOST_ROUNDINGS,
    OVERFLOW,
    PLAIN,
    SIZES,
    SUBNORMAL,
    Equation,
    Tensor,
    case,
    concept,
    decimals,
    dyadics,
    each,
    first,
    flat,
    flushed,
    having,
    in_single,
    kept_finite,
    less,
    matrix,
    misfit,
    narrower,
    scaled,
    siblings,
    singles,
    skipping_nan,
)

inf, nan = math.inf, math.nan

SIGMOID_FOR_SOFTMAX = "A sigmoid of each logit: the probabilities do not add up to 1."
SOFTMAX_FOR_SIGMOID = "Softmax where each unit has a probability of its own."
NO_MAXIMUM = "The exponentials of softmax overflow to ∞/∞, or all underflow to 0/0."
SATURATION = (
    "σ(z) has rounded to 1, or tanh z to ±1, or has few digits left below it: σ(z) (1 − σ(z)) or 1 − tanh² z is lost, "
    "and with it every gradient."
)
AT_VALUE = "g′ taken at a = g(z) instead of z."


def agree_with_differences(value, gradient, inputs, attributes, names):
    """Shows that a textbook gradient is the textbook value's, by central differences with many digits."""
    with mpmath.workdps(200):
        exact = {name: each(mpf, x) for name, x in inputs.items()} | attributes
        step = mpf(10) ** -50
        total = lambda **x: next(iter(value(**x).values()))
        results = gradient(**exact)
        for name in names:
            found = flat(results[name])
            for i, g in enumerate(found):
                moved = [total(**exact | {name: with_element(exact[name], i, sign * step)}) for sign in (1, -1)]
                difference = (moved[0] - moved[1]) / (2 * step)
                assert abs(difference - g) <= (1 + abs(g)) * mpf(10) ** -80, (name, i, difference, g)


def with_element(nested, i, change):
    """`nested` with its i-th number changed."""
    numbers = iter(range(len(flat(nested))))
    return each(lambda x: x + change if next(numbers) == i else x, nested)


def output_delta():
    notes = {
        "plain": PLAIN,
        "sizes-differ": SIZES,
        "probability-out-of-range": "A target outside of [0, 1] is no probability, and the loss of it has no least value.",
        "missing-one-over-k": "The sum over the outputs, without the mean squared error's 1/K.",
        "mean-over-classes": "A 1/K that belongs to the mean squared error alone.",
        "missing-half": "The half squared error without its ½, or its gradient with the 2 that the ½ cancels.",
        "missing-factor-two": "The mean squared error with a ½, or its gradient without the 2 that the square gives.",
        "missing-head": "The loss of the logits themselves.",
        "sigmoid-for-softmax": SIGMOID_FOR_SOFTMAX,
        "softmax-for-sigmoid": SOFTMAX_FOR_SIGMOID,
        "missing-complement": "−Σ y ln σ(z), without the term of 1 − y.",
        "complement-for-softmax": "A binary cross-entropy of each of softmax's probabilities.",
        "from-probabilities": "The logarithm of a probability that has rounded to 0 or 1, or of 1 less it.",
        "clamped-probability": "Probabilities cut off at 10⁻⁷ and 1 − 10⁻⁷, against ln 0.",
        "missing-max-subtraction": NO_MAXIMUM,
        "cancelling-errors": "The square of the sum of the errors.",
        "soft-label": "A target between 0 and 1 taken for the nearest label.",
        "sign": "The loss with the other sign, or a gradient that raises it.",
        "wrong-logarithm": "A logarithm to base 2.",
        "missing-head-derivative": "ŷ − y, which is cross-entropy's: a squared error's has the head's derivative too.",
        "extra-head-derivative": "Cross-entropy's gradient with the head's derivative, which it cancels.",
        "softmax-derivative-diagonal-only": "s (1 − s), as of a sigmoid, leaves out that each logit moves every "
        "probability.",
        "derivative-at-output": "σ′ at the prediction instead of the logit.",
        "missing-sum": "softmax(z) − y is right only where the targets add up to 1.",
        "saturation": SATURATION,
        "cancellation": "σ(z) − 1, or softmax(z) − 1, has lost the digits of what is left beside a probability near 1.",
        "zero-over-zero": "(ŷ − y)/(ŷ (1 − ŷ)) times σ′ is 0/0 where ŷ has rounded to 0 or 1.",
        "special-values": "NaN has to stay, and an infinite logit has the limit.",
    }

    def value_of(logits, targets, head, loss):
        return {"value": loss_of_sample(loss, head, logits, targets)}

    def other_head(program, one, other):
        return with_change(program, head=lambda head: other if head == one else head)

    def number_of_outputs(inputs):
        return len(inputs["targets"])

    def from_probabilities(logits, targets, head, loss, probability=lambda p: p):
        p = [probability(x) for x in (softmax_of(logits) if head == "softmax" else [sigma(z) for z in logits])]
        terms = [-y * logarithm(x) if y != 0 else 0 for x, y in zip(p, targets)]
        if head == "sigmoid":
            terms += [-(1 - y) * logarithm(1 - x) if y != 1 else 0 for x, y in zip(p, targets)]
        return {"value": sum(terms)}

    def cut(p):
        return p.with_(1e-7) if p < 1e-7 else p.with_(1 - 1e-7) if p > 1 - 1e-7 else p

    def without_complement(logits, targets, head, loss):
        return {"value": -sum(y * logarithm(sigma(z)) for z, y in zip(logits, targets))}

    def with_complement(logits, targets, head, loss):
        s = stable_softmax(logits)
        return {"value": -sum(y * logarithm(p) + (1 - y) * logarithm(1 - p) for p, y in zip(s, targets))}

    def naive_value(logits, targets, head, loss):
        if loss == "cross-entropy":
            return from_probabilities(logits, targets, head, loss)
        squares = sum(squared_errors(softmax_of(logits), targets))
        return {"value": squares / (len(targets) if loss == "mean-squared-error" else 2)}

    def square_of_sum(logits, targets, head, loss):
        e = sum(p - y for p, y in zip(head_of_sample(head, logits), targets))
        return {"value": e * e / (len(targets) if loss == "mean-squared-error" else 2)}

    hardened = {"targets": lambda y: [t.with_(1 if t > 0.5 else 0) for t in y]}
    wrong = {
        "missing-one-over-k": [scaled(value_of, number_of_outputs)],
        "mean-over-classes": [scaled(value_of, lambda inputs: 1 / number_of_outputs(inputs))],
        "missing-half": [scaled(value_of, lambda _: 2)],
        "missing-factor-two": [scaled(value_of, lambda _: 0.5)],
        "missing-head": [with_change(value_of, head=lambda _: "identity")],
        "sigmoid-for-softmax": [other_head(value_of, "softmax", "sigmoid")],
        "softmax-for-sigmoid": [other_head(value_of, "sigmoid", "softmax")],
        "missing-complement": [without_complement],
        "complement-for-softmax": [with_complement],
        "from-probabilities": [from_probabilities],
        "clamped-probability": [lambda **x: from_probabilities(**x, probability=cut)],
        "missing-max-subtraction": [naive_value],
        "cancelling-errors": [square_of_sum],
        "soft-label": [with_change(value_of, **hardened)],
        "sign": [scaled(value_of, lambda _: -1)],
        "wrong-logarithm": [scaled(value_of, lambda _: 1 / math.log(2))],
        "special-values": [skipping_nan(value_of), lambda **x: from_probabilities(**x, probability=cut)],
    }
    value = Equation("output-delta-loss", value_of, bounds_of(value_of), wrong)

    def delta_of(logits, targets, head, loss):
        return {"logits": delta_of_sample(loss, head, logits, targets)}

    def error_of(logits, targets, head, loss):
        """ŷ − y, with the loss's own factor."""
        errors = [p - y for p, y in zip(head_of_sample(head, logits), targets)]
        return {"logits": [e * 2 / len(targets) for e in errors] if loss == "mean-squared-error" else errors}

    def with_head_derivative(logits, targets, head, loss):
        δ = delta_of(logits, targets, head, loss)["logits"]
        return {"logits": head_pullback_of_sample(head, δ, logits)}

    def diagonal_only(logits, targets, head, loss):
        s, c = stable_softmax(logits), error_of(logits, targets, head, loss)["logits"]
        return {"logits": [x * p * (1 - p) for p, x in zip(s, c)]}

    def at_output(logits, targets, head, loss):
        c, p = error_of(logits, targets, head, loss)["logits"], head_of_sample(head, logits)
        return {"logits": head_pullback_of_sample(head, c, p)}

    def softmax_less(logits, targets, head, loss):
        return {"logits": [p - y for p, y in zip(stable_softmax(logits), targets)]}

    def naive_softmax_less(logits, targets, head, loss):
        s = softmax_of(logits)
        if loss == "cross-entropy":
            return {"logits": [p * sum(targets) - y for p, y in zip(s, targets)]}
        c = [(p - y) * (2 / len(targets) if loss == "mean-squared-error" else 1) for p, y in zip(s, targets)]
        return {"logits": [p * (x - sum(products(c, s))) for p, x in zip(s, c)]}

    def sigmoid_less(logits, targets, head, loss):
        return {"logits": [sigma(z) - y for z, y in zip(logits, targets)]}

    def naive_slopes(logits, targets, head, loss):
        return {"logits": delta_of_sample(loss, head, logits, targets, naive_slope)}

    def through_quotient(logits, targets, head, loss):
        p = [sigma(z) for z in logits]
        return {"logits": [(x - y) / (x * (1 - x)) * (x * (1 - x)) for x, y in zip(p, targets)]}

    wrong = {
        "missing-one-over-k": [scaled(delta_of, number_of_outputs)],
        "mean-over-classes": [scaled(delta_of, lambda inputs: 1 / number_of_outputs(inputs))],
        "missing-half": [scaled(delta_of, lambda _: 2)],
        "missing-factor-two": [scaled(delta_of, lambda _: 0.5)],
        "missing-head": [with_change(delta_of, head=lambda _: "identity")],
        "sigmoid-for-softmax": [other_head(delta_of, "softmax", "sigmoid")],
        "softmax-for-sigmoid": [other_head(delta_of, "sigmoid", "softmax")],
        "missing-head-derivative": [error_of],
        "extra-head-derivative": [with_head_derivative],
        "softmax-derivative-diagonal-only": [diagonal_only],
        "derivative-at-output": [at_output],
        "missing-sum": [softmax_less],
        "saturation": [naive_slopes],
        "cancellation": [sigmoid_less, naive_softmax_less],
        "zero-over-zero": [through_quotient],
        "missing-max-subtraction": [naive_softmax_less],
        "soft-label": [with_change(delta_of, **hardened)],
        "sign": [scaled(delta_of, lambda _: -1)],
        "special-values": [skipping_nan(delta_of), sigmoid_less, with_head_derivative],
    }
    delta = Equation("output-delta-value", delta_of, bounds_of(delta_of), wrong)

    names = {"mse": "mean-squared-error", "half": "half-squared-error", "ce": "cross-entropy"}

    def loss(name, comment, flags, kind, z, y, expect=None):
        head, short = kind
        attributes = {"head": head, "loss": names[short]}
        expect = None if expect is None else {"value": expect}
        full = "-".join([head, short, name])
        return case(value, full, comment, flags, {"logits": z, "targets": y}, expect, attributes)

    def slope_at(name, comment, flags, kind, z, y, expect=None):
        head, short = kind
        inputs, attributes = {"logits": z, "targets": y}, {"head": head, "loss": names[short]}
        if expect is None:
            agree_with_differences(value_of, delta_of, inputs, attributes, ["logits"])
        expect = None if expect is None else {"logits": expect}
        return case(delta, "-".join([head, short, name]), comment, flags, inputs, expect, attributes)

    def logits(kind, equation, n):
        return kind(f"output-delta-{equation} {n} logits", n)

    def soft(n):
        return [abs(x) / 4 for x in dyadics(f"output-delta-{n} targets", n)]

    def any_targets(kind, n):
        return kind(f"output-delta-{n} any targets", n)

    identity, sigmoid, softmax = [[(head, short) for short in names] for head in ("identity", "sigmoid", "softmax")]
    of_mean = ["plain", "missing-one-over-k", "missing-factor-two", "sign"]
    of_half = ["plain", "mean-over-classes", "missing-half", "sign"]
    of_entropy = ["plain", "mean-over-classes", "sign", "wrong-logarithm"]
    cases = [
        loss("3", "Regression with three outputs.", of_mean + ["cancelling-errors"], identity[0], logits(decimals, "loss", 3), any_targets(decimals, 3)),
        loss("1", "One output: its squared error.", ["plain", "missing-factor-two", "sign"], identity[0], [2.5], [-1]),
        loss("17", "A sum that the kernel adds in pairs.", of_mean + ["cancelling-errors"], identity[0], logits(dyadics, "loss", 17), any_targets(dyadics, 17)),
        loss("perfect", "Equal predictions and targets have no loss.", ["plain"], identity[0], [0.1, -2.3], [0.1, -2.3]),
        loss("3", "Half of the sum, not of the mean.", of_half + ["cancelling-errors"], identity[1], logits(singles, "loss", 3), any_targets(singles, 3)),
        loss("opposite-errors", "Errors of +5 and −5: the loss is 25.", of_half + ["cancelling-errors"], identity[1], [10, -2], [5, 3]),
        loss("3", "Three probabilities against labels.", of_mean + ["missing-head", "softmax-for-sigmoid", "cancelling-errors"], sigmoid[0], logits(decimals, "loss", 3), [1, 0, 1]),
        loss("4", "All bits of a Float32 in use.", of_half + ["missing-head", "softmax-for-sigmoid", "cancelling-errors"], sigmoid[1], logits(singles, "loss", 4), soft(4)),
        loss("wrong-at-40", "σ(40) is 1: the loss is at its limit.", ["plain", "missing-head", "missing-one-over-k"], sigmoid[0], [40, -1], [0, 1]),
        loss("1", "One label: −ln σ(z).", ["plain", "sign", "wrong-logarithm", "softmax-for-sigmoid"], sigmoid[2], [-0.75], [1]),
        loss("1-negative", "One label of 0: −ln(1 − σ(z)).", ["plain", "sign", "missing-complement", "softmax-for-sigmoid"], sigmoid[2], [-0.75], [0]),
        loss("3", "Three labels that do not exclude each other.", of_entropy + ["missing-complement", "softmax-for-sigmoid"], sigmoid[2], logits(decimals, "loss", 3), [1, 0, 1]),
        loss("4-soft", "Soft labels.", of_entropy + ["missing-complement", "soft-label"], sigmoid[2], logits(singles, "loss", 4), soft(4)),
        loss("17", "A sum that the kernel adds in pairs.", of_entropy + ["missing-complement", "softmax-for-sigmoid"], sigmoid[2], logits(dyadics, "loss", 17), [1 if x > 0.5 else 0 for x in soft(17)]),
        loss("right-at-40", "The loss is 2 e⁻⁴⁰, where 1 − σ(z) is 0.", ["from-probabilities", "clamped-probability"], sigmoid[2], [40, -40], [1, 0]),
        loss("wrong-at-40", "The loss is 80, where 1 − σ(z) is 0.", ["from-probabilities", "clamped-probability", "plain"], sigmoid[2], [40, -40], [0, 1]),
        loss("wrong-at-1000", "The loss is 1000, where e¹⁰⁰⁰ overflows.", ["from-probabilities", "clamped-probability"], sigmoid[2], [-1000, 1.5], [1, 1]),
        loss("3", "The squared errors of three probabilities.", of_mean + ["missing-head", "sigmoid-for-softmax"], softmax[0], logits(decimals, "loss", 3), [0, 1, 0]),
        loss("4", "Soft targets, all bits of a Float32 in use.", of_half + ["missing-head", "sigmoid-for-softmax", "soft-label"], softmax[1], logits(singles, "loss", 4), [0.125, 0.25, 0.5, 0.125]),
        loss("shifted", "Logits around 1000.", ["missing-max-subtraction", "missing-head"], softmax[0], [1000.5, 998.75, 1002], [0, 1, 0]),
        loss("3", "A one-hot target leaves one term.", of_entropy + ["sigmoid-for-softmax", "complement-for-softmax"], softmax[2], logits(decimals, "loss", 3), [0, 1, 0]),
        loss("4-soft", "Targets that add up to no 1.", of_entropy + ["sigmoid-for-softmax", "soft-label"], softmax[2], logits(singles, "loss", 4), soft(4)),
        loss("17", "Sums that the kernel adds in pairs.", of_entropy + ["sigmoid-for-softmax"], softmax[2], logits(dyadics, "loss", 17), [1 if k == 11 else 0 for k in range(17)]),
        loss("right-at-40", "About e⁻⁴⁰, not 0.", ["from-probabilities", "clamped-probability"], softmax[2], [0, -40, -41], [1, 0, 0]),
        loss("wrong-at-1000", "The loss is 1000, where e⁻¹⁰⁰⁰ is 0.", ["from-probabilities", "clamped-probability"], softmax[2], [1000, 0, 1], [0, 1, 0]),
        loss("infinity", "The wrong answer of an infinite logit is infinitely wrong.", ["special-values"], sigmoid[2], [inf, 0], [0, 1], inf),
        loss("nan", "NaN gives NaN.", ["special-values"], softmax[2], [1, nan, 3], [1, 0, 0], nan),
        loss("nan", "NaN gives NaN.", ["special-values"], sigmoid[1], [1, nan, 3], [1, 0, 0], nan),
    ]
    of_entropy = ["plain", "mean-over-classes", "sign", "extra-head-derivative"]
    through_sigmoid = ["missing-head", "missing-head-derivative", "derivative-at-output", "softmax-for-sigmoid"]
    through_softmax = ["missing-head", "missing-head-derivative", "sigmoid-for-softmax", "softmax-derivative-diagonal-only"]
    cases += [
        slope_at("3", "(2/3) (ŷ − y).", of_mean, identity[0], logits(decimals, "value", 3), any_targets(decimals, 3)),
        slope_at("1", "One output: 2 (ŷ − y).", ["plain", "missing-factor-two", "sign"], identity[0], [2.5], [-1]),
        slope_at("3", "ŷ − y.", of_half, identity[1], logits(singles, "value", 3), any_targets(singles, 3)),
        slope_at("perfect", "Nothing to learn.", ["plain"], identity[1], [0.1, -2.3], [0.1, -2.3]),
        slope_at("3", "A squared error behind a sigmoid has its derivative.", of_mean + through_sigmoid, sigmoid[0], logits(dyadics, "value", 3), [1, 0, 1]),
        slope_at("4", "All bits of a Float32 in use.", of_half + through_sigmoid, sigmoid[1], logits(singles, "value", 4), soft(4)),
        slope_at("wrong-at-40", "A wrong answer learns nothing where the sigmoid is flat: 4.2e-18, not 0.", ["saturation", "missing-head-derivative", "missing-one-over-k"], sigmoid[0], [40, 38, 0.5], [0, 0, 1]),
        slope_at("wrong-at-17", "4.1e-8, where s (1 − s) is 0 in Float32.", ["saturation", "missing-head-derivative"], sigmoid[1], [17], [0]),
        slope_at("1", "σ(z) − 1.", ["plain", "sign", "extra-head-derivative", "softmax-for-sigmoid"], sigmoid[2], [-0.75], [1]),
        slope_at("3", "The sigmoid's derivative cancels.", of_entropy + ["softmax-for-sigmoid"], sigmoid[2], logits(dyadics, "value", 3), [1, 0, 1]),
        slope_at("4-soft", "Soft labels, all bits of a Float32 in use.", of_entropy + ["soft-label"], sigmoid[2], logits(singles, "value", 4), soft(4)),
        slope_at("17", "More units.", of_entropy + ["softmax-for-sigmoid", "cancellation"], sigmoid[2], logits(decimals, "value", 17), [1 if x > 0.5 else 0 for x in soft(17)]),
        slope_at("right-at-40", "−4.2e-18, where σ(z) − 1 is 0.", ["cancellation"], sigmoid[2], [40, -40], [1, 0]),
        slope_at("right-at-40-quotient", "The quotient by ŷ (1 − ŷ) is 0/0 here.", ["zero-over-zero", "cancellation"], sigmoid[2], [40], [1]),
        slope_at("wrong-at-40", "A wrong answer learns at full rate, unlike behind a squared error.", ["extra-head-derivative", "zero-over-zero", "sign"], sigmoid[2], [40, -40], [0, 1]),
        slope_at("3", "A squared error behind softmax has its Jacobian.", of_mean + through_softmax, softmax[0], logits(dyadics, "value", 3), [0, 1, 0]),
        slope_at("4", "Soft targets, all bits of a Float32 in use.", of_half + through_softmax, softmax[1], logits(singles, "value", 4), [0.125, 0.25, 0.5, 0.125]),
        slope_at("5", "Every operation rounds.", of_mean + through_softmax, softmax[0], [x / 4 for x in logits(decimals, "value", 5)], any_targets(decimals, 5)),
        slope_at("shifted", "Logits around 1000.", ["missing-max-subtraction", "missing-head"], softmax[1], [1000.5, 998.75, 1002], [0, 1, 0]),
        slope_at("2", "Opposite gradients.", of_entropy + ["sigmoid-for-softmax"], softmax[2], [0.5, -1.25], [0, 1]),
        slope_at("3", "softmax(z) − y.", of_entropy + ["sigmoid-for-softmax"], softmax[2], logits(decimals, "value", 3), [0, 1, 0]),
        slope_at("4-soft", "Targets that add up to no 1.", of_entropy + ["missing-sum", "soft-label"], softmax[2], logits(singles, "value", 4), soft(4)),
        slope_at("17", "Sums that the kernel adds in pairs.", of_entropy + ["sigmoid-for-softmax"], softmax[2], logits(dyadics, "value", 17), [1 if k == 11 else 0 for k in range(17)]),
        slope_at("1", "The only class has no gradient.", ["plain", "sigmoid-for-softmax"], softmax[2], [3], [1]),
        slope_at("right-at-40", "About −e⁻⁴⁰ for the class, where softmax(z) − 1 is 0.", ["cancellation"], softmax[2], [0, -40, -41], [1, 0, 0]),
        slope_at("wrong-at-1000", "−1 for the class, 1 for the other.", ["missing-max-subtraction", "extra-head-derivative"], softmax[2], [1000, 0], [0, 1]),
        slope_at("infinity", "The limits: 1 and 0 less the labels, at full rate.", ["special-values"], sigmoid[2], [inf, -inf, inf], [0, 1, 1], [1, -1, 0]),
        slope_at("infinity", "A squared error learns nothing at an infinite logit.", ["missing-head", "missing-head-derivative"], sigmoid[0], [inf, -inf], [0, 1], [0, 0]),
        slope_at("nan", "NaN stays in its place.", ["special-values"], identity[1], [1, nan, 3], [2, 5, nan], [-1, nan, nan]),
        slope_at("nan", "NaN reaches every class.", ["special-values"], softmax[2], [1, nan, 3], [1, 0, 0], [nan, nan, nan]),
    ]
    for equation in (value, delta):
        cases += [
            misfit(cases, equation, "identity-mse-3", "one-target", "One target is not that of every output.", targets=first),
            misfit(cases, equation, "identity-mse-3", "fewer-targets", "An output without a target.", targets=less),
            misfit(cases, equation, "sigmoid-ce-3", "target-above-one", "A target of 1.5.", "probability-out-of-range", targets=[1.5, 0, 1]),
            misfit(cases, equation, "sigmoid-ce-3", "negative-target", "A target of −1, as where classes are ±1.", "probability-out-of-range", targets=[1, -1, 1]),
        ]
    return concept("Backpropagation", "OutputDelta", notes, cases)


def hidden_delta():
    notes = {
        "plain": PLAIN,
        "sizes-differ": SIZES,
        "empty": "No samples, or no next units: code that starts from the first one has none.",
        "missing-activation": "W Z + b, as if the layer were linear.",
        "wrong-activation": "Another activation function.",
        "activation-of-result": "g(W Z + b): the activation after the next layer instead of before it.",
        "missing-bias": "W g(Z) alone.",
        "wrong-bias-axis": AFFINE_NOTES["wrong-bias-axis"],
        "transposed-weight": "W δ for Wᵀ δ, or the other way, which only a square W lets through.",
        "column-major": AFFINE_NOTES["column-major"],
        "wrong-sample-axis": "Z with samples in rows, which only as many samples as units let through.",
        "cancellation": IN_SINGLE,
        "missing-activation-derivative": "Wᵀ δ alone, as if the layer were linear.",
        "wrong-activation-derivative": AT_VALUE,
        "misplaced-derivative": "Wᵀ (δ ⊙ g′(Z)): the derivative of the next layer's place, which only a square W lets "
        "through.",
        "missing-cotangent": "The local derivative without the error of the next layer.",
        "summed-over-samples": "One error for all samples.",
        "saturation": SATURATION,
        "kink-convention": KINK,
        "stopped-cotangent": STOPPED,
        "nan-lost-in-comparison": NAN_LOST,
        "subnormal": SUBNORMAL,
        "special-values": "NaN spoils its sample only, and a derivative of 0 does not hide an infinite error.",
    }

    def next_preactivation(preactivation, nextWeights, nextBias, activation):
        return {"nextPreactivation": preactivations(nextWeights, activations(activation, preactivation), nextBias)}

    def activated_after(preactivation, nextWeights, nextBias, activation):
        Z = preactivations(nextWeights, preactivation, nextBias)
        return {"nextPreactivation": activations(activation, Z)}

    def along_samples(preactivation, nextWeights, nextBias, activation):
        A = activations(activation, preactivation)
        return {"nextPreactivation": bias_along_samples(nextWeights, A, nextBias)["value"]}

    def dropping_nan(preactivation, nextWeights, nextBias, activation):
        A = each(lambda z: z if z > 0 else 0, preactivation)
        return {"nextPreactivation": preactivations(nextWeights, A, nextBias)}

    wrong = {
        "empty": [peeking(next_preactivation, "preactivation", "nextWeights")],
        "missing-activation": [with_change(next_preactivation, activation=lambda _: "identity")],
        "wrong-activation": [with_change(next_preactivation, activation=other_activation)],
        "activation-of-result": [activated_after],
        "missing-bias": [with_change(next_preactivation, nextBias=without_bias)],
        "wrong-bias-axis": [along_samples],
        "transposed-weight": [with_change(next_preactivation, nextWeights=transposed)],
        "column-major": [with_change(next_preactivation, nextWeights=by_columns)],
        "wrong-sample-axis": [with_change(next_preactivation, preactivation=transposed)],
        "cancellation": [in_single(next_preactivation)],
        "nan-lost-in-comparison": [dropping_nan],
        "special-values": [skipping_nan(next_preactivation)],
        "subnormal": [flushed(next_preactivation)],
    }
    forward = Equation("hidden-delta-forward", next_preactivation, bounds_of(next_preactivation), wrong)

    def through(derivatives):
        def program(cotangent, preactivation, nextWeights, activation):
            back = times(transposed(nextWeights), cotangent)
            return {"preactivation": elementwise_product(back, derivatives(activation, preactivation))}

        return program

    delta_of = through(slopes)

    def misplaced(cotangent, preactivation, nextWeights, activation):
        δ = elementwise_product(cotangent, slopes(activation, preactivation))
        return {"preactivation": times(transposed(nextWeights), δ)}

    def over_samples(C):
        return [[sum(row)] * len(row) for row in C]

    def selecting(preactivation, activation, **x):
        δ = delta_of(preactivation=preactivation, activation=activation, **x)["preactivation"]
        return {"preactivation": [[selected(activation, *zδ) for zδ in zip(*pair)] for pair in zip(preactivation, δ)]}

    wrong = {
        "empty": [peeking(delta_of, "cotangent", "preactivation", "nextWeights")],
        "wrong-activation": [with_change(delta_of, activation=other_activation)],
        "missing-activation-derivative": [with_change(delta_of, activation=lambda _: "identity")],
        "wrong-activation-derivative": [through(lambda g, Z: slopes(g, activations(g, Z)))],
        "misplaced-derivative": [misplaced],
        "transposed-weight": [with_change(delta_of, nextWeights=transposed)],
        "column-major": [with_change(delta_of, nextWeights=by_columns)],
        "wrong-sample-axis": [with_change(delta_of, preactivation=transposed)],
        "missing-cotangent": [with_change(delta_of, cotangent=lambda C: each(lambda c: c.with_(1), C))],
        "summed-over-samples": [with_change(delta_of, cotangent=over_samples)],
        "cancellation": [in_single(delta_of)],
        "saturation": [through(lambda g, Z: slopes(g, Z, naive_slope))],
        "kink-convention": [
            through(lambda g, Z: each(lambda z: 1 if z == 0 else slope(g, z), Z)),
            through(lambda g, Z: each(lambda z: 0.5 if z == 0 else slope(g, z), Z)),
        ],
        "nan-lost-in-comparison": [through(lambda g, Z: each(lambda z: 1 if z > 0 else 0, Z))],
        "special-values": [skipping_nan(delta_of)],
        "stopped-cotangent": [selecting],
        "subnormal": [flushed(delta_of)],
    }
    value = Equation("hidden-delta-value", delta_of, bounds_of(delta_of), wrong)

    def at(name, comment, flags, g, Z, W, b, expect=None):
        expect = None if expect is None else {"nextPreactivation": expect}
        inputs = {"preactivation": Z, "nextWeights": W, "nextBias": b}
        return case(forward, name, comment, flags, inputs, expect, {"activation": g})

    def back(name, comment, flags, g, C, Z, W, expect=None):
        expect = None if expect is None else {"preactivation": expect}
        inputs = {"cotangent": C, "preactivation": Z, "nextWeights": W}
        if expect is None and "kink-convention" not in flags:
            # ⟨C, W g(Z)⟩, whose derivative by Z is asked.
            def product(cotangent, preactivation, nextWeights, activation):
                Z = times(nextWeights, activations(activation, preactivation))
                return {"value": sum(products(flat(cotangent), flat(Z)))}

            agree_with_differences(product, delta_of, inputs, {"activation": g}, ["preactivation"])
        return case(value, name, comment, flags, inputs, expect, {"activation": g})

    def data(kind, n, k, m):
        seed = f"hidden-delta-{n}-{k}-{m}"
        return sized(small(kind), seed + " Z", n, m), sized(kind, seed + " W", k, n), kind(seed + " b", k)

    def data_back(kind, n, k, m):
        Z, W, _ = data(kind, n, k, m)
        return sized(kind, f"hidden-delta-{n}-{k}-{m} C", k, m), [[2 * z for z in row] for row in Z], W

    usual = ["plain", "missing-activation", "wrong-activation", "activation-of-result", "missing-bias", "column-major"]
    square = ["transposed-weight", "wrong-bias-axis", "wrong-sample-axis"]
    cases = [
        at("identity-2-3-4", "A linear layer.", ["plain", "wrong-activation", "missing-bias", "column-major"], "identity", *data(dyadics, 2, 3, 4)),
        at("sigmoid-2-3-4", "All sizes differ.", usual, "sigmoid", *data(dyadics, 2, 3, 4)),
        at("tanh-4-3-2", "All sizes differ, the other way.", usual, "tanh", *data(decimals, 4, 3, 2)),
        at("relu-5-2-3", "All bits of a Float32 in use.", usual, "relu", *data(singles, 5, 2, 3)),
        at("sigmoid-17-2-3", "Sums that the kernel adds in pairs.", usual, "sigmoid", *data(singles, 17, 2, 3)),
        at("tanh-1-4-3", "One hidden unit.", [flag for flag in usual if flag != "column-major"], "tanh", *data(singles, 1, 4, 3)),
        at("sigmoid-4-1-3", "One next unit.", [flag for flag in usual if flag != "column-major"], "sigmoid", *data(decimals, 4, 1, 3)),
        at("tanh-3-2-1", "One sample.", usual, "tanh", *data(dyadics, 3, 2, 1)),
        at("sigmoid-3-3-3", "Square, so that nothing but the numbers tells an axis.", usual + square, "sigmoid", *data(decimals, 3, 3, 3)),
        at("relu-2-2-2", "Square, of small integers; one z at the kink.", usual + square, "relu", [[5, 3], [0, -8]], [[1, -2], [3, 4]], [2, -3]),
        at("cancellation", "The bias takes away all but a millionth.", ["cancellation", "missing-bias"], "identity", [[2.2], [0.7]], [[1.1, -3.3]], [-0.110002]),
        at("subnormal", "Subnormal products.", ["subnormal"], "relu", [[2e-155], [4]], [[1e-160, 3e-310]], [1e-312]),
        at("no-samples", "Without samples there is no column.", ["empty"], "tanh", Tensor([3, 0], [[], [], []]), [[1, 2, 3], [4, 5, 6]], [7, 8], Tensor([2, 0], [[], []])),
        at("tanh-infinity", "An infinite z has the activation's limit.", ["missing-activation", "wrong-activation"], "tanh", [[inf, 0], [-inf, 0]], [[1, 2]], [0.5], [[-0.5, 0.5]]),
        at("relu-nan", "NaN spoils its sample only, even under a weight of 0.", ["nan-lost-in-comparison", "special-values"], "relu", [[nan, 1], [2, -3]], [[0, 1], [2, 3]], [0, 1], [[nan, 0], [nan, 3]]),
    ]
    usual = ["plain", "missing-activation-derivative", "wrong-activation-derivative", "wrong-activation", "column-major", "missing-cotangent", "summed-over-samples"]
    stepped = [flag for flag in usual if flag != "wrong-activation-derivative"]
    square = ["transposed-weight", "wrong-sample-axis", "misplaced-derivative"]
    cases += [
        back("identity-2-3-4", "A linear layer: Wᵀ δ.", ["plain", "wrong-activation", "column-major", "missing-cotangent", "summed-over-samples"], "identity", *data_back(dyadics, 2, 3, 4)),
        back("sigmoid-2-3-4", "All sizes differ.", usual, "sigmoid", *data_back(dyadics, 2, 3, 4)),
        back("tanh-4-3-2", "All sizes differ, the other way.", usual, "tanh", *data_back(decimals, 4, 3, 2)),
        back("relu-5-2-3", "All bits of a Float32 in use.", stepped, "relu", *data_back(singles, 5, 2, 3)),
        back("sigmoid-2-17-3", "Sums over 17 next units, which the kernel adds in pairs.", usual, "sigmoid", *data_back(singles, 2, 17, 3)),
        back("tanh-1-4-3", "One hidden unit.", [flag for flag in usual if flag != "column-major"], "tanh", *data_back(singles, 1, 4, 3)),
        back("sigmoid-4-1-3", "One next unit: an outer product.", [flag for flag in usual if flag != "column-major"], "sigmoid", *data_back(decimals, 4, 1, 3)),
        back("tanh-3-2-1", "One sample.", [flag for flag in usual if flag != "summed-over-samples"], "tanh", *data_back(dyadics, 3, 2, 1)),
        back("sigmoid-3-3-3", "Square, so that nothing but the numbers tells an axis.", usual + square, "sigmoid", *data_back(decimals, 3, 3, 3)),
        back("tanh-4-4-2", "A square W.", usual + ["transposed-weight", "misplaced-derivative"], "tanh", *data_back(dyadics, 4, 4, 2)),
        back("relu-2-2-2", "Square, of small integers.", stepped + square, "relu", [[1, -2], [0.5, 3]], [[5, -6], [0.75, 8]], [[1, -2], [3, 4]]),
        back("relu-at-the-kink", "0 at ±0.", ["kink-convention", "missing-activation-derivative"], "relu", [[1, -2], [0.5, 3]], [[0, 2], [-0.0, -4]], [[1, -2], [3, 4]]),
        back("relu-dead", "Every unit is off: nothing flows further back.", ["missing-activation-derivative", "wrong-activation"], "relu", [[1, -2], [0.5, 3]], [[-1, -2], [-0.5, -4]], [[1, -2], [3, 4]]),
        back("cancellation", "Wᵀ δ has a condition of about 10⁶.", ["cancellation", "missing-cotangent"], "tanh", [[1234.567], [-987.654]], [[0.4]], [[987.654], [1234.566]]),
        back("sigmoid-saturated", "σ′(40) = 4.2e-18, where s (1 − s) is 0.", ["saturation", "missing-activation-derivative"], "sigmoid", [[1.5, -0.7]], [[40, 38]], [[2.1]]),
        back("sigmoid-saturated-single", "σ′(17) = 4.1e-8, where s (1 − s) is 0 in Float32.", ["saturation", "missing-activation-derivative"], "sigmoid", [[1.5, -0.75]], [[17, 18]], [[2]]),
        back("tanh-saturated", "tanh′(±20) = 1.7e-17, where 1 − tanh² is 0.", ["saturation", "wrong-activation-derivative"], "tanh", [[1.5, -0.7]], [[20, -20]], [[2.1]]),
        back("zero-error", "Nothing flows back.", ["missing-cotangent"], "tanh", [[0, 0]], [[1, 2], [3, 4]], [[5, -6]]),
        back("subnormal", "Subnormal errors.", ["subnormal"], "identity", [[1e-160], [2e-159]], [[1], [2]], [[2e-155, 1e-154], [-3e-152, 1e-153]]),
        back("no-next-units", "Every sum is empty.", ["empty"], "tanh", Tensor([0, 2], []), [[1, 2], [3, 4], [5, 6]], Tensor([0, 3], []), [[0, 0], [0, 0], [0, 0]]),
        back("no-samples", "Without samples there is no column.", ["empty"], "tanh", Tensor([2, 0], [[], []]), Tensor([3, 0], [[], [], []]), [[1, 2, 3], [4, 5, 6]], Tensor([3, 0], [[], [], []])),
        back("relu-infinite-error", "0 · ∞ is NaN: a stopped unit does not hide an infinite error.", ["special-values", "stopped-cotangent"], "relu", [[inf, 1]], [[-1, -1], [1, 1]], [[2, 3]], [[nan, 0], [inf, 3]]),
        back("relu-nan", "NaN has no side, and stays in its place.", ["nan-lost-in-comparison", "special-values"], "relu", [[1, 2]], [[nan, 1], [1, -1]], [[2, 3]], [[nan, 4], [3, 0]]),
    ]
    for word, convention, at_kink in KINKS:
        program = through(lambda g, Z, at_kink=at_kink: slopes(g, Z, slope_with_kink(at_kink)))
        numbers = [x for x in cases if not {"special-values", "nan-lost-in-comparison", "empty"} & set(x["flags"])]
        cases += siblings(value, numbers, "kink-convention", word, convention, program, bounds_of(program))
    stopped = having("stopped-cotangent", cases)
    cases += siblings(value, stopped, "stopped-cotangent", "selected", SELECTED, selecting)
    cases += [
        misfit(cases, forward, "sigmoid-2-3-4", "one-bias", "One bias is not that of every neuron.", nextBias=first),
        misfit(cases, forward, "sigmoid-2-3-4", "narrower-weights", "A neuron without weights to the next layer.", nextWeights=narrower),
        misfit(cases, value, "sigmoid-2-3-4", "fewer-samples", "A sample without an error.", cotangent=narrower),
        misfit(cases, value, "sigmoid-2-3-4", "fewer-errors", "A neuron of the next layer without an error.", cotangent=less),
    ]
    return concept("Backpropagation", "HiddenDelta", notes, cases)


def mean(terms):
    """(1/m) Σ; for bounds with the division of each term, which is the worse order."""
    if any(isinstance(t, Bounded) for t in terms):
        return added([t / len(terms) for t in terms])
    return sum(terms) / len(terms)


def layer_gradient():
    notes = {
        "plain": PLAIN,
        "sizes-differ": SIZES,
        "missing-one-over-m": "The sums over the samples, without 1/m.",
        "divided-twice": "1/m², where the loss and the gradient both divide.",
        "bias-not-averaged": "1/m in dW only.",
        "weights-not-averaged": "1/m in db only.",
        "divided-by-units": "A division by the number of units instead of samples.",
        "one-sample": "One sample: a division by m − 1 is a division by 0.",
        "bias-not-summed": "db of the first sample only.",
        "bias-summed-over-units": "The means over units, one for each sample, which only as many samples as units let "
        "through.",
        "transposed-gradient": "A dZᵀ for dZ Aᵀ: dW as n × o.",
        "wrong-sample-axis": "A with samples in rows, which only as many samples as inputs let through.",
        "column-major": AFFINE_NOTES["column-major"],
        "cancellation": IN_SINGLE,
        "overflow": OVERFLOW,
        "subnormal": SUBNORMAL,
        "special-values": "∞ · 0 and ∞ − ∞ give NaN, and NaN spoils its unit only: a skipped zero or a comparison "
        "loses it.",
    }

    def gradient(deltas, inputs):
        return {
            "weights": [[mean(products(δ, a)) for a in inputs] for δ in deltas],
            "bias": [mean(δ) for δ in deltas],
        }

    def m(inputs):
        return len(inputs["deltas"][0])

    def less_one(inputs):
        δ = inputs["deltas"][0][0]
        return m(inputs) / δ.with_(m(inputs) - 1)

    wrong = {
        "missing-one-over-m": [scaled(gradient, m)],
        "divided-twice": [scaled(gradient, lambda inputs: 1 / m(inputs))],
        "bias-not-averaged": [scaled(gradient, m, ["bias"])],
        "weights-not-averaged": [scaled(gradient, m, ["weights"])],
        "divided-by-units": [scaled(gradient, lambda inputs: m(inputs) / len(inputs["deltas"]))],
        "one-sample": [scaled(gradient, less_one)],
        "bias-not-summed": [lambda **x: gradient(**x) | {"bias": [row[0] / len(row) for row in x["deltas"]]}],
        "bias-summed-over-units": [lambda **x: gradient(**x) | {"bias": [mean(δ) for δ in transposed(x["deltas"])]}],
        "transposed-gradient": [lambda **x: gradient(**x) | {"weights": transposed(gradient(**x)["weights"])}],
        "wrong-sample-axis": [with_change(gradient, inputs=transposed)],
        "column-major": [with_change(gradient, deltas=by_columns, inputs=by_columns)],
        "cancellation": [in_single(gradient)],
        "overflow": [kept_finite(gradient)],
        "subnormal": [flushed(gradient)],
        "special-values": [
            skipping_nan(gradient),
            with_change(gradient, deltas=lambda C: each(lambda c: c if c == c else c.with_(0), C)),
        ],
    }
    value = Equation("layer-gradient-value", gradient, bounds_of(gradient), wrong)

    def at(name, comment, flags, C, A, expect=None):
        expect = None if expect is None else {"weights": expect[0], "bias": expect[1]}
        return case(value, name, comment, flags, {"deltas": C, "inputs": A}, expect)

    def data(kind, o, n, m):
        seed = f"layer-gradient-{o}x{n}x{m}"
        return sized(kind, seed + " C", o, m), sized(kind, seed + " A", n, m)

    factors = ["missing-one-over-m", "divided-twice", "bias-not-averaged", "weights-not-averaged"]
    usual = ["plain", "bias-not-summed", "transposed-gradient", "column-major", "divided-by-units"] + factors
    narrow = ["plain", "bias-not-summed", "divided-by-units"] + factors
    cases = [
        at("2x3x4", "All sizes differ; 1/4 is exact.", usual, *data(dyadics, 2, 3, 4)),
        at("4x2x3", "All sizes differ, the other way; 1/3 rounds.", usual, *data(decimals, 4, 2, 3)),
        at("3x4x2", "All bits of a Float32 in use.", usual, *data(singles, 3, 4, 2)),
        at("3x2x5", "1/5 rounds in Float32 too.", usual, *data(singles, 3, 2, 5)),
        at("2x3x17", "Means over 17 samples, which the kernel adds in pairs.", usual, *data(decimals, 2, 3, 17)),
        at("1x3x4", "One unit.", narrow, *data(dyadics, 1, 3, 4)),
        at("3x1x2", "One input.", narrow, *data(singles, 3, 1, 2)),
        at("1x1x3", "One neuron with one input.", narrow, *data(decimals, 1, 1, 3)),
        at("one-sample", "One sample: an outer product, undivided.", ["plain", "one-sample", "transposed-gradient", "divided-by-units"], *data(singles, 2, 3, 1)),
        at("3x2x3", "As many samples as units.", ["plain", "bias-summed-over-units", "bias-not-summed", "transposed-gradient", "column-major"] + factors, *data(decimals, 3, 2, 3)),
        at("2x3x3", "As many samples as inputs.", usual + ["wrong-sample-axis"], *data(dyadics, 2, 3, 3)),
        at("2x2x2", "Square, so that nothing but the numbers tells an axis.", ["plain", "bias-not-summed", "bias-summed-over-units", "transposed-gradient", "wrong-sample-axis", "column-major"] + factors, [[1, -2], [0.5, 3]], [[5, -6], [0.75, 8]]),
        at("4x4x4", "Square, of full-length numbers.", ["plain", "bias-not-summed", "bias-summed-over-units", "transposed-gradient", "wrong-sample-axis", "column-major"] + factors, *data(decimals, 4, 4, 4)),
        at("same-sample-twice", "A sample given twice counts once in a mean.", ["plain", "transposed-gradient", "bias-not-summed"] + factors, [[0.7, 0.7], [-1.3, -1.3], [0.2, 0.2]], [[2.1, 2.1], [0.4, 0.4]]),
        at("opposite-samples", "Their errors cancel in db, not in dW.", ["plain", "bias-not-summed", "transposed-gradient"], [[1.5, -1.5], [-2, 2]], [[5, -6], [0.75, 8]]),
        at("zero-errors", "Nothing to learn.", ["plain"], [[0, 0, 0]], [[1, 2, 3], [4, 5, 6]]),
        at("cancellation", "db has a condition of 10⁶.", ["cancellation", "bias-not-summed"], [[1234.567, -1234.566]], [[1.1, -2.3]]),
        at("huge", "Gradients near 10³⁰⁰.", ["plain", "missing-one-over-m"], [[1.5e150, -2e149], [3e149, 1e150]], [[2e150, 1.25e150]]),
        at("overflow", "One gradient lies beyond the largest number.", ["overflow"], [[1e200, 1]], [[-1e200, 1], [1, 2]]),
        at("subnormal", "Subnormal gradients.", ["subnormal"], [[1e-160, 3e-160]], [[2e-155, -1e-152], [1e-153, 5e-153]]),
        at("infinity-times-zero", "∞ · 0 spoils its weight only.", ["special-values"], [[inf, 1], [2, 4]], [[0, 2], [1, 5]], ([[nan, inf], [4, 11]], [inf, 3])),
        at("nan", "NaN spoils its unit only.", ["special-values"], [[nan, 1], [2, 4]], [[0, 2], [1, 5]], ([[nan, nan], [4, 11]], [nan, 3])),
    ]
    cases += [
        misfit(cases, value, "2x3x4", "fewer-samples", "A sample without inputs.", inputs=narrower),
        misfit(cases, value, "2x3x4", "inputs-of-one-sample", "The inputs of one sample are not those of all.", inputs=lambda X: [row[:1] for row in X]),
    ]
    return concept("Backpropagation", "LayerGradient", notes, cases)


LOSSES = {"mse": "mean-squared-error", "half": "half-squared-error", "ce": "cross-entropy"}


def network_loss_of(parameters, inputs, targets, sizes, hidden, output, loss):
    _, Z = forward_pass(layers(parameters, sizes), inputs, hidden)
    losses = [loss_of_sample(loss, output, z, y) for z, y in zip(transposed(Z[-1]), transposed(targets), strict=True)]
    return {"value": mean(losses)}


def output_deltas(Z, targets, output, loss):
    """∂J/∂Z of the last layer, where J is the mean over the samples."""
    m = len(Z[0])
    return by_sample(lambda z, y: [δ / m for δ in delta_of_sample(loss, output, z, y)], Z, targets)


def backward_pass(
    parameters,
    inputs,
    targets,
    sizes,
    hidden,
    output,
    loss,
    slope=slope,
    first=output_deltas,
    weights=lambda W, gradient: W,
    at=lambda hidden, Z: Z,
):
    """Each layer's ∂J/∂Z and gradients, from the first to the last, and ∂J/∂X. The last four are what wrong programs
    change: g′, the last layer's error, the weights that an error passes through, and where g′ is taken."""
    stack = layers(parameters, sizes)
    A, Z = forward_pass(stack, inputs, hidden)
    δ, deltas, gradients = first(Z[-1], targets, output, loss), [], []
    for i in reversed(range(len(stack))):
        deltas.insert(0, δ)
        gradients.insert(0, (times(δ, transposed(A[i])), row_sums(δ)))
        δ = times(transposed(weights(stack[i][0], gradients[0][0])), δ)
        if i > 0:
            δ = elementwise_product(δ, slopes(hidden, at(hidden, Z[i - 1]), slope))
    return deltas, gradients, δ


def network_loss():
    notes = LAYOUT_NOTES | {
        "plain": PLAIN,
        "sizes-differ": SIZES,
        "missing-one-over-m": "The sum over the samples, without 1/m.",
        "divided-twice": "1/m², where the loss and the gradient both divide.",
        "one-sample-only": "The first sample's loss alone, or its gradient.",
        "missing-one-over-k": "The sum over the outputs, without the mean squared error's 1/K.",
        "mean-over-classes": "A 1/K that belongs to the mean squared error alone.",
        "missing-half": "The half squared error without its ½, or its gradient with the 2 that the ½ cancels.",
        "missing-factor-two": "The mean squared error with a ½, or its gradient without the 2 that the square gives.",
        "missing-head": "The loss of the logits.",
        "missing-hidden-activation": "A linear network.",
        "wrong-activation": "Another activation function.",
        "hidden-activation-before-head": "The hidden layers' activation on the logits too.",
        "missing-bias": "Layers without bias.",
        "wrong-sample-axis": "Targets with samples in rows, which only as many samples as outputs let through.",
        "shifted-targets": "Each sample with the next one's target.",
        "missing-activation-derivative": "Errors passed through the weights alone.",
        "wrong-activation-derivative": AT_VALUE,
        "missing-head-derivative": "ŷ − y, which is cross-entropy's: a squared error's has the head's derivative too.",
        "extra-hidden-derivative": "The hidden layers' g′ at the logits too.",
        "transposed-weight": "W δ for Wᵀ δ, which only square weights let through.",
        "updated-weights": "Errors passed through weights that a step has changed already.",
        "bias-not-summed": "The bias's gradient of the first sample only.",
        "missing-activation-of-inputs": "Weight gradients with z of the layer before instead of a.",
        "reversed-layers": "The gradients from the last layer to the first.",
        "inputs-not-averaged": "The input's gradient without the factor 1/m, as of a sum.",
        "saturation": SATURATION,
        "kink-convention": KINK,
        "from-probabilities": "Cross-entropy of the head's rounded output: of a right answer nothing is left.",
        "nan-lost-in-comparison": NAN_LOST,
        "special-values": "NaN in one sample spoils the mean and whatever it passes through.",
    }

    def m(x):
        return len(x["inputs"][0])

    def outputs_of(x):
        return len(x["targets"])

    def only_first(program):
        return with_change(program, inputs=first_column_only, targets=first_column_only)

    def shifted(Y):
        return [row[1:] + row[:1] for row in Y]

    def activated_logits(parameters, inputs, targets, sizes, hidden, output, loss):
        _, Z = forward_pass(layers(parameters, sizes), inputs, hidden)
        logits = transposed(activations(hidden, Z[-1]))
        return {"value": mean([loss_of_sample(loss, output, z, y) for z, y in zip(logits, transposed(targets))])}

    def dropping_nan(parameters, inputs, targets, sizes, hidden, output, loss):
        A = inputs
        stack = layers(parameters, sizes)
        for i, (W, b) in enumerate(stack):
            Z = preactivations(W, A, b)
            A = each(lambda z: z if z > 0 else 0, Z)
        losses = [loss_of_sample(loss, output, z, y) for z, y in zip(transposed(Z), transposed(targets))]
        return {"value": mean(losses)}

    def of_probabilities(parameters, inputs, targets, sizes, hidden, output, loss):
        _, Z = forward_pass(layers(parameters, sizes), inputs, hidden)
        predictions = by_sample(lambda z, _: head_of_sample(output, z), Z[-1], targets)
        terms = [-logarithm(p if y == 1 else 1 - p) for p, y in zip(flat(predictions), flat(targets)) if y == 1 or output == "sigmoid"]
        return {"value": mean(terms) if output == "softmax" else sum(terms) / m({"inputs": inputs})}

    no_bias = lambda W, b: [W, without_bias(b)]
    wrong = {
        "from-probabilities": [of_probabilities],
        "missing-one-over-m": [scaled(network_loss_of, m)],
        "divided-twice": [scaled(network_loss_of, lambda x: 1 / m(x))],
        "one-sample-only": [only_first(network_loss_of)],
        "missing-one-over-k": [scaled(network_loss_of, outputs_of)],
        "mean-over-classes": [scaled(network_loss_of, lambda x: 1 / outputs_of(x))],
        "missing-half": [scaled(network_loss_of, lambda _: 2)],
        "missing-factor-two": [scaled(network_loss_of, lambda _: 0.5)],
        "missing-head": [with_change(network_loss_of, output=lambda _: "identity")],
        "missing-hidden-activation": [with_change(network_loss_of, hidden=lambda _: "identity")],
        "wrong-activation": [with_change(network_loss_of, hidden=other_activation)],
        "hidden-activation-before-head": [activated_logits],
        "missing-bias": [relayout(network_loss_of, no_bias)],
        "wrong-sample-axis": [with_change(network_loss_of, targets=transposed)],
        "shifted-targets": [with_change(network_loss_of, targets=shifted)],
        "column-major": [relayout(network_loss_of, read_by_columns)],
        "bias-first": [relayout(network_loss_of, bias_read_first)],
        "biases-last": [biases_read_last(network_loss_of)],
        "nan-lost-in-comparison": [dropping_nan],
        "special-values": [skipping_nan(network_loss_of)],
    }
    value = Equation("network-loss-value", network_loss_of, bounds_of(network_loss_of), wrong)

    def gradient_by(order=lambda list_: list_, layer=lambda W, b: [W, b], **parts):
        def program(**x):
            _, gradients, of_inputs = backward_pass(**x, **parts)
            return {"parameters": flat([layer(W, b) for W, b in order(gradients)]), "inputs": of_inputs}

        return program

    gradient_of = gradient_by()

    def without_head(Z, targets, output, loss):
        """The loss's own factor times ŷ − y."""
        factor = 2 / len(targets) if loss == "mean-squared-error" else 1
        errors = by_sample(lambda z, y: [p - a for p, a in zip(head_of_sample(output, z), y)], Z, targets)
        return each(lambda e: e * factor / len(Z[0]), errors)

    def with_hidden_slope(**x):
        changed = lambda Z, *others: elementwise_product(output_deltas(Z, *others), slopes(x["hidden"], Z))
        return gradient_by(first=changed)(**x)

    def of_preactivations(**x):
        """Weight gradients as if each layer had been given z."""
        deltas, gradients, of_inputs = backward_pass(**x)
        _, Z = forward_pass(layers(x["parameters"], x["sizes"]), x["inputs"], x["hidden"])
        given = [x["inputs"]] + Z[:-1]
        changed = [(times(δ, transposed(A)), b) for δ, A, (_, b) in zip(deltas, given, gradients)]
        return {"parameters": flat([[W, b] for W, b in changed]), "inputs": of_inputs}

    def bias_of_first(**x):
        deltas, gradients, of_inputs = backward_pass(**x)
        changed = [[W, [row[0] for row in δ]] for δ, (W, _) in zip(deltas, gradients)]
        return {"parameters": flat(changed), "inputs": of_inputs}

    def stepped(W, gradient):
        return [[w - g / 2 for w, g in zip(*pair)] for pair in zip(W, gradient)]

    def first_sample_gradient(**x):
        found = only_first(gradient_of)(**x)
        return found | {"inputs": [row * m(x) for row in found["inputs"]]}

    def slope_at_kink(derivative):
        return gradient_by(slope=lambda g, z: derivative if z == 0 else slope(g, z))

    wrong = {
        "from-probabilities": [gradient_by(first=without_head)],
        "missing-one-over-m": [scaled(gradient_of, m)],
        "divided-twice": [scaled(gradient_of, lambda x: 1 / m(x))],
        "one-sample-only": [first_sample_gradient],
        "missing-one-over-k": [scaled(gradient_of, outputs_of)],
        "mean-over-classes": [scaled(gradient_of, lambda x: 1 / outputs_of(x))],
        "missing-half": [scaled(gradient_of, lambda _: 2)],
        "missing-factor-two": [scaled(gradient_of, lambda _: 0.5)],
        "missing-head": [with_change(gradient_of, output=lambda _: "identity")],
        "missing-hidden-activation": [with_change(gradient_of, hidden=lambda _: "identity")],
        "wrong-activation": [with_change(gradient_of, hidden=other_activation)],
        "missing-bias": [relayout(gradient_of, no_bias)],
        "wrong-sample-axis": [with_change(gradient_of, targets=transposed)],
        "shifted-targets": [with_change(gradient_of, targets=shifted)],
        "missing-activation-derivative": [gradient_by(slope=lambda g, z: 1)],
        "wrong-activation-derivative": [gradient_by(at=activations)],
        "missing-head-derivative": [gradient_by(first=without_head)],
        "extra-hidden-derivative": [with_hidden_slope],
        "transposed-weight": [gradient_by(weights=lambda W, gradient: transposed(W))],
        "updated-weights": [gradient_by(weights=stepped)],
        "bias-not-summed": [bias_of_first],
        "missing-activation-of-inputs": [of_preactivations],
        "reversed-layers": [gradient_by(order=lambda list_: list_[::-1])],
        "inputs-not-averaged": [scaled(gradient_of, m, ["inputs"])],
        "column-major": [
            relayout(gradient_of, read_by_columns),
            gradient_by(layer=lambda W, b: [transposed(W), b]),
        ],
        "bias-first": [relayout(gradient_of, bias_read_first), gradient_by(layer=lambda W, b: [b, W])],
        "biases-last": [biases_read_last(gradient_of)],
        "saturation": [gradient_by(slope=naive_slope)],
        "kink-convention": [slope_at_kink(1), slope_at_kink(0.5)],
        "special-values": [skipping_nan(gradient_of)],
    }
    gradient = Equation("network-loss-gradient", gradient_of, bounds_of(gradient_of), wrong)

    def network_case(equation, suffix, comment, flags, data, expect=None):
        sizes, hidden, output, short, parameters, X, Y = data
        attributes = {"sizes": sizes, "hidden": hidden, "output": output, "loss": LOSSES[short]}
        inputs = {"parameters": parameters, "inputs": X, "targets": Y}
        if equation is gradient and expect is None and "kink-convention" not in flags:
            agree_with_differences(network_loss_of, gradient_of, inputs, attributes, ["parameters", "inputs"])
        name = "-".join([sizes, hidden, output, short] + ([suffix] if suffix else []))
        return case(equation, name, comment, flags, inputs, expect, attributes)

    def loss(suffix, comment, flags, data, expect=None):
        return network_case(value, suffix, comment, flags, data, None if expect is None else {"value": expect})

    def back(suffix, comment, flags, data, expect=None):
        expect = None if expect is None else dict(zip(("parameters", "inputs"), expect))
        return network_case(gradient, suffix, comment, flags, data, expect)

    data = network_data
    layout = list(LAYOUT_NOTES)
    usual = ["plain", "missing-one-over-m", "divided-twice", "one-sample-only", "shifted-targets", "missing-hidden-activation", "wrong-activation", "missing-bias"]
    of_entropy = usual + ["mean-over-classes"]
    cases = [
        loss("", "The fourth document's network.", usual + layout, data(singles, "4-8-6-1", "relu", "sigmoid", "ce", 3)),
        loss("", "The second document's network.", usual + layout + ["missing-factor-two"], data(dyadics, "1-10-5-1", "relu", "identity", "mse", 4)),
        loss("", "All sizes differ, the samples' too.", of_entropy + layout + ["hidden-activation-before-head"], data(decimals, "2-3-4", "tanh", "softmax", "ce", 5)),
        loss("", "Sigmoids throughout.", usual + layout + ["missing-one-over-k", "missing-head", "missing-factor-two"], data(dyadics, "3-4-2", "sigmoid", "sigmoid", "mse", 3)),
        loss("", "Half of the sum, not of the mean.", usual + layout + ["missing-half", "mean-over-classes", "hidden-activation-before-head"], data(singles, "3-2-4", "tanh", "identity", "half", 2)),
        loss("", "Squared errors of probabilities.", usual + layout + ["missing-one-over-k", "missing-head"], data(singles, "2-5-3", "sigmoid", "softmax", "mse", 2)),
        loss("", "A label for each of three units.", of_entropy + layout, data(singles, "2-4-3", "tanh", "sigmoid", "ce", 4)),
        loss("", "Two hidden layers.", usual + layout + ["missing-half", "missing-head"], data(decimals, "2-3-4-2", "relu", "softmax", "half", 3)),
        loss("", "Equal sizes: only the numbers tell an axis.", of_entropy + layout + ["wrong-sample-axis"], data(decimals, "3-3-3", "tanh", "softmax", "ce", 3)),
        loss("", "A deep linear network.", ["plain", "missing-one-over-m", "one-sample-only", "wrong-activation", "missing-bias", "missing-one-over-k"] + layout, data(dyadics, "2-3-2", "identity", "identity", "mse", 3)),
        loss("", "No hidden layer: softmax regression.", ["plain", "missing-one-over-m", "one-sample-only", "shifted-targets", "missing-bias", "mean-over-classes", "column-major", "bias-first"], data(decimals, "2-3", "tanh", "softmax", "ce", 4)),
        loss("", "No hidden layer: linear regression.", ["plain", "missing-one-over-m", "one-sample-only", "shifted-targets", "missing-bias", "missing-factor-two", "bias-first"], data(singles, "3-1", "sigmoid", "identity", "mse", 5)),
        loss("", "Linear units, whose sums lie on both sides of 0: no ReLU.", ["plain", "missing-one-over-m", "wrong-activation", "missing-bias", "missing-factor-two"], data(singles, "3-4-1", "identity", "identity", "mse", 3)),
        loss("one-sample", "One sample.", ["plain", "missing-hidden-activation", "wrong-activation", "missing-bias", "mean-over-classes"] + layout, data(singles, "3-4-2", "sigmoid", "softmax", "ce", 1)),
        loss("17-samples", "A mean that the kernel adds in pairs.", usual + ["missing-factor-two"], data(singles, "2-2-1", "tanh", "identity", "mse", 17)),
        loss("chain", "A chain of single units.", usual + ["bias-first", "biases-last"], data(decimals, "1-1-1-1", "tanh", "sigmoid", "ce", 3)),
        loss("perfect", "Predictions that meet their targets: the loss is 0.", ["missing-bias", "missing-hidden-activation", "shifted-targets"], ("1-2-1", "relu", "identity", "mse", [1, -1, 0, 0, 2, 3, 0.5], [[1, -2]], [[2.5, 6.5]])),
        loss("confident", "Logits of ±40: ln 1 and ln 0 where the probabilities round.", ["missing-one-over-m", "shifted-targets", "missing-head"], ("1-2", "relu", "sigmoid", "mse", [40, -40, 0, 0], [[1, -1]], [[1, 0.25], [0.5, 1]])),
        loss("nan", "NaN in one sample spoils the mean, and no ReLU takes it for negative.", ["nan-lost-in-comparison", "special-values", "one-sample-only"], ("1-2-1", "relu", "identity", "mse", [1, -1, 0, 0, 2, 3, 0.5], [[1, nan]], [[2.5, 6.5]]), nan),
    ]
    hidden_slopes = ["missing-activation-derivative", "wrong-activation-derivative"]
    factors = ["missing-one-over-m", "divided-twice", "inputs-not-averaged", "one-sample-only", "bias-not-summed"]
    usual = ["plain", "shifted-targets", "wrong-activation", "missing-bias", "updated-weights", "missing-activation-of-inputs", "extra-hidden-derivative"] + factors + hidden_slopes
    stepwise = [flag for flag in usual if flag != "wrong-activation-derivative"]
    ordered = layout + ["reversed-layers"]
    right = [
        ("1-1-1", "identity", "sigmoid", "ce", [2, 0.5, 4, -2], [[5]], [[1]]),
        ("1-2", "identity", "softmax", "ce", [20, -20, 0, 0], [[1]], [[1], [0]]),
    ]
    cases += [
        back("", "The fourth document's network.", [flag for flag in stepwise if flag != "extra-hidden-derivative"] + ordered, data(singles, "4-8-6-1", "relu", "sigmoid", "ce", 3)),
        back("", "The second document's network.", stepwise + ordered + ["missing-factor-two"], data(dyadics, "1-10-5-1", "relu", "identity", "mse", 4)),
        back("", "All sizes differ, the samples' too.", usual + ordered + ["mean-over-classes"], data(decimals, "2-3-4", "tanh", "softmax", "ce", 5)),
        back("", "Sigmoids throughout: the head has its derivative.", usual + ordered + ["missing-one-over-k", "missing-head", "missing-head-derivative", "missing-factor-two"], data(dyadics, "3-4-2", "sigmoid", "sigmoid", "mse", 3)),
        back("", "Half of the sum, not of the mean.", usual + ordered + ["missing-half", "mean-over-classes"], data(singles, "3-2-4", "tanh", "identity", "half", 2)),
        back("", "Squared errors of probabilities: softmax has its Jacobian.", usual + ordered + ["missing-one-over-k", "missing-head", "missing-head-derivative"], data(singles, "2-5-3", "sigmoid", "softmax", "mse", 2)),
        back("", "A label for each of three units.", usual + ordered + ["mean-over-classes"], data(singles, "2-4-3", "tanh", "sigmoid", "ce", 4)),
        back("", "Two hidden layers.", stepwise + ordered + ["missing-half", "missing-head-derivative"], data(decimals, "2-3-4-2", "relu", "softmax", "half", 3)),
        back("", "Equal sizes: only the numbers tell a transpose or an axis.", usual + ordered + ["transposed-weight", "wrong-sample-axis"], data(decimals, "3-3-3", "tanh", "softmax", "ce", 3)),
        back("", "Equal sizes of 2.", usual + ordered + ["transposed-weight", "wrong-sample-axis", "missing-head-derivative"], data(dyadics, "2-2-2", "sigmoid", "sigmoid", "half", 2)),
        back("", "A deep linear network.", ["plain", "shifted-targets", "wrong-activation", "missing-bias", "updated-weights", "missing-one-over-k"] + factors + ordered, data(dyadics, "2-3-2", "identity", "identity", "mse", 3)),
        back("", "No hidden layer: softmax regression.", ["plain", "shifted-targets", "missing-bias", "column-major", "bias-first", "updated-weights", "extra-hidden-derivative", "mean-over-classes"] + factors, data(decimals, "2-3", "tanh", "softmax", "ce", 4)),
        back("", "No hidden layer: linear regression.", ["plain", "shifted-targets", "missing-bias", "bias-first", "updated-weights", "missing-factor-two"] + factors, data(singles, "3-1", "sigmoid", "identity", "mse", 5)),
        back("", "Linear units, whose sums lie on both sides of 0: no ReLU.", ["plain", "missing-one-over-m", "wrong-activation", "missing-bias", "missing-factor-two"], data(singles, "3-4-1", "identity", "identity", "mse", 3)),
        back("one-sample", "One sample.", ["plain", "missing-bias", "mean-over-classes", "updated-weights", "missing-activation-of-inputs"] + hidden_slopes + ordered, data(singles, "3-4-2", "sigmoid", "softmax", "ce", 1)),
        back("17-samples", "Sums that the kernel adds in pairs.", usual + ["missing-factor-two"], data(singles, "2-2-1", "tanh", "identity", "mse", 17)),
        back("chain", "A chain of single units.", usual + ["bias-first", "reversed-layers"], data(decimals, "1-1-1-1", "tanh", "sigmoid", "ce", 3)),
        back("kink", "One unit at 0, for one sample.", ["kink-convention", "missing-activation-derivative"], ("1-2-1", "relu", "identity", "half", [1, -1, 0, 0, 2, 3, 0.5], [[0, -2]], [[1, 6]])),
        back("dead", "Every hidden unit is off: the output's bias alone learns.", ["missing-hidden-activation", "missing-activation-derivative", "bias-not-summed"], ("2-2-1", "relu", "sigmoid", "ce", [-1, 0, 0, -1, -1, -2, 3, 4, 0.75], [[1, 2], [2, 1]], [[1, 0]])),
        back("saturated", "A hidden sigmoid at 40: its gradients are small, not 0.", ["saturation", "missing-activation-derivative"], ("1-1-1", "sigmoid", "identity", "half", [2, 0.5, 3, -1], [[19.75, 18.5]], [[0.5, 1]])),
        back("saturated", "A hidden tanh at 20 and −20: its gradients are small, not 0.", ["saturation", "missing-activation-derivative"], ("1-1-1", "tanh", "identity", "half", [2, 0, 3, -1], [[10, -10]], [[0.5, 1]])),
        loss("right-at-40", "The loss is e⁻⁴⁰, where 1 − σ(z) is 0.", ["from-probabilities"], right[0]),
        loss("right-at-40", "About e⁻⁴⁰, not 0.", ["from-probabilities"], right[1]),
        back("right-at-40", "What is left of ŷ − y is e⁻⁴⁰, where ŷ has rounded to y.", ["from-probabilities"], right[0]),
        back("right-at-40", "What is left of ŷ − y is e⁻⁴⁰, where ŷ has rounded to y.", ["from-probabilities"], right[1]),
        back("nan", "NaN in one sample spoils all parameters' gradients, and of the inputs' its own.", ["special-values", "one-sample-only"], ("1-2-1", "relu", "identity", "half", [1, -1, 0, 0, 2, 3, 0.5], [[1, nan]], [[1.5, 6.5]]), ([nan] * 7, [[1, nan]])),
    ]
    for word, convention, at_kink in KINKS:
        program = gradient_by(slope=slope_with_kink(at_kink))
        numbers = [x for x in cases if not {"special-values", "nan-lost-in-comparison", "empty"} & set(x["flags"])]
        cases += siblings(gradient, numbers, "kink-convention", word, convention, program, bounds_of(program))
    for equation in (value, gradient):
        cases += [
            misfit(cases, equation, "4-8-6-1-relu-sigmoid-ce", "fewer-targets", "A sample without a target.", targets=narrower),
            misfit(cases, equation, "4-8-6-1-relu-sigmoid-ce", "one-target", "One target is not that of every sample.", targets=lambda Y: [row[:1] for row in Y]),
            misfit(cases, equation, "4-8-6-1-relu-sigmoid-ce", "fewer-parameters", "The last bias is missing.", parameters=less),
            misfit(cases, equation, "4-8-6-1-relu-sigmoid-ce", "fewer-inputs", "Samples of three numbers, where there are four.", inputs=less),
        ]
    return concept("Backpropagation", "NetworkLoss", notes, cases)


def network_data(kind, sizes, hidden, output, short, m):
    """A network with its attributes, its samples and targets of the loss's kind."""
    n = counts(sizes)
    p = sum(b * (a + 1) for a, b in zip(n, n[1:]))
    seed = f"network-loss {sizes} {hidden} {output} {short} {m} "
    parameters = small_parameters(kind, seed + "parameters", p)
    X = matrix(small_parameters(kind, seed + "inputs", n[0] * m), m)
    if output == "softmax" and short == "ce":
        Y = [[1 if (j + 1) % n[-1] == k else 0 for j in range(m)] for k in range(n[-1])]
    elif output == "sigmoid" and short == "ce":
        Y = [[(j + k + 1) % 2 for j in range(m)] for k in range(n[-1])]
    else:
        Y = matrix(small_parameters(kind, seed + "targets", n[-1] * m), m)
    return sizes, hidden, output, short, parameters, X, Y


def scalar_chain():
    notes = {
        "plain": PLAIN,
        "sizes-differ": SIZES,
        "empty": "No layers: the input itself, with the derivative 1; code that starts from the first layer has none.",
        "missing-activation": "A chain of lines.",
        "wrong-activation": "Another activation function.",
        "activation-of-input": "The activation before each weight instead of after its bias.",
        "missing-bias": "The weights alone.",
        "reversed-layers": "The layers from the last to the first.",
        "first-layer-again": "The first layer's weight and bias in every layer.",
        "last-layer-missing": "One layer too few.",
        "missing-weights": "Π g′ alone: the bound of ¼ for each layer, as if the weights were 1.",
        "missing-activation-derivative": "Π w alone.",
        "wrong-activation-derivative": AT_VALUE,
        "slope-at-zero": "The largest slope, g′(0), for every layer.",
        "sum-for-product": "The sum of the layers' slopes.",
        "saturation": SATURATION,
        "kink-convention": KINK,
        "nan-lost-in-comparison": NAN_LOST,
        "overflow": OVERFLOW,
        "subnormal": SUBNORMAL,
        "special-values": "NaN stays, and an infinite z has the activation's limit and slope.",
    }

    def preactivations_of(input, weights, biases, activation):
        a, Z = input, []
        for w, b in zip(weights, biases, strict=True):
            Z.append(added([w * a, b]))
            a = activate(activation, Z[-1])
        return Z, a

    activate = activation  # The attribute has the function's name.

    def value_of(**x):
        return {"value": preactivations_of(**x)[1]}

    def before(input, weights, biases, activation):
        a = input
        for w, b in zip(weights, biases):
            a = w * activate(activation, a) + b
        return {"value": a}

    def dropping_nan(input, weights, biases, activation):
        a = input
        for w, b in zip(weights, biases):
            a = w * a + b
            a = a if a > 0 else a.with_(0)
        return {"value": a}

    def reversing(program):
        return with_change(program, weights=lambda w: w[::-1], biases=lambda b: b[::-1])

    def repeating(program):
        return with_change(program, weights=lambda w: w[:1] * len(w), biases=lambda b: b[:1] * len(b))

    def shortened(program):
        return with_change(program, weights=lambda w: w[:-1], biases=lambda b: b[:-1])

    wrong = {
        "empty": [peeking(value_of, "weights")],
        "missing-activation": [with_change(value_of, activation=lambda _: "identity")],
        "wrong-activation": [with_change(value_of, activation=other_activation)],
        "activation-of-input": [before],
        "missing-bias": [with_change(value_of, biases=without_bias)],
        "reversed-layers": [reversing(value_of)],
        "first-layer-again": [repeating(value_of)],
        "last-layer-missing": [shortened(value_of)],
        "nan-lost-in-comparison": [dropping_nan],
        "overflow": [kept_finite(value_of)],
        "subnormal": [flushed(value_of)],
        "special-values": [skipping_nan(value_of)],
    }
    value = Equation("scalar-chain-value", value_of, bounds_of(value_of), wrong)

    def product(factors):
        total = 1
        for x in factors:
            total = total * x
        return total

    def slope_by(combined=product, weight=lambda w: w, slope=slope, at=lambda g, z: z):
        def program(input, weights, biases, activation):
            Z, _ = preactivations_of(input, weights, biases, activation)
            return {"input": combined([weight(w) * slope(activation, at(activation, z)) for w, z in zip(weights, Z)])}

        return program

    gradient_of = slope_by()
    wrong = {
        "empty": [peeking(gradient_of, "weights")],
        "missing-activation": [with_change(gradient_of, activation=lambda _: "identity")],
        "wrong-activation": [with_change(gradient_of, activation=other_activation)],
        "missing-bias": [with_change(gradient_of, biases=without_bias)],
        "reversed-layers": [reversing(gradient_of)],
        "first-layer-again": [repeating(gradient_of)],
        "last-layer-missing": [shortened(gradient_of)],
        "missing-weights": [slope_by(weight=lambda w: w.with_(1))],
        "missing-activation-derivative": [slope_by(slope=lambda g, z: 1)],
        "wrong-activation-derivative": [slope_by(at=activate)],
        "slope-at-zero": [slope_by(at=lambda g, z: z.with_(0))],
        "sum-for-product": [slope_by(combined=sum)],
        "saturation": [slope_by(slope=naive_slope)],
        "kink-convention": [
            slope_by(slope=lambda g, z: 1 if z == 0 else slope(g, z)),
            slope_by(slope=lambda g, z: 0.5 if z == 0 else slope(g, z)),
        ],
        "overflow": [kept_finite(gradient_of)],
        "subnormal": [flushed(gradient_of)],
        "special-values": [skipping_nan(gradient_of)],
    }
    gradient = Equation("scalar-chain-gradient", gradient_of, bounds_of(gradient_of), wrong)

    def chain(name, comment, flags, g, x, w, b, expect=None):
        expect = None if expect is None else {"value": expect}
        return case(value, name, comment, flags, {"input": x, "weights": w, "biases": b}, expect, {"activation": g})

    def back(name, comment, flags, g, x, w, b, expect=None):
        inputs = {"input": x, "weights": w, "biases": b}
        if expect is None and "kink-convention" not in flags:
            agree_with_differences(value_of, gradient_of, inputs, {"activation": g}, ["input"])
        expect = None if expect is None else {"input": expect}
        return case(gradient, name, comment, flags, inputs, expect, {"activation": g})

    def data(kind, name, n):
        return kind(f"scalar-chain-{name} w", n), small_parameters(kind, f"scalar-chain-{name} b", n)

    def centred(w, n):
        """A sigmoid chain with z = 0 in every layer, for the input 0."""
        return [w] * n, [0] + [-w / 2] * (n - 1)

    usual = ["plain", "missing-activation", "wrong-activation", "missing-bias", "reversed-layers", "first-layer-again", "last-layer-missing"]
    linear = [flag for flag in usual if flag != "missing-activation"]
    cases = [
        chain("no-layers", "Without layers the input comes out.", ["empty"], "sigmoid", 0.75, [], [], 0.75),
        chain("sigmoid-1", "One layer: a neuron with one input.", ["plain", "missing-activation", "wrong-activation", "activation-of-input", "missing-bias", "last-layer-missing"], "sigmoid", 1.5, [-0.75], [0.25]),
        chain("identity-3", "A chain of lines.", linear, "identity", 1.5, *data(dyadics, "identity", 3)),
        chain("sigmoid-3", "Every operation rounds.", usual + ["activation-of-input"], "sigmoid", 0.7, *data(decimals, "sigmoid", 3)),
        chain("tanh-4", "All bits of a Float32 in use.", usual + ["activation-of-input"], "tanh", 0.6000000238418579, *data(singles, "tanh", 4)),
        chain("relu-3", "Every unit is on.", [flag for flag in linear if flag != "wrong-activation"], "relu", 1.5, [0.5, 3.25, 1.75], [0.25, -0.5, 1]),
        chain("relu-off", "The second unit is off, and the third starts from its bias.", ["plain", "missing-activation", "wrong-activation", "missing-bias"], "relu", 1.5, [0.5, -3.25, 1.75], [0.25, -0.5, 1]),
        chain("sigmoid-10", "Ten layers with z = 0 in each: ½ comes out.", ["missing-activation", "missing-bias", "reversed-layers"], "sigmoid", 0, *centred(4, 10)),
        chain("tanh-17", "Seventeen layers.", usual, "tanh", -0.30000001192092896, *data(singles, "tanh-17", 17)),
        chain("identity-doubled", "2¹⁰.", ["plain", "wrong-activation", "last-layer-missing"], "identity", 1, [2] * 10, [0] * 10),
        chain("identity-overflow", "2¹²⁰⁰ is beyond the largest number.", ["overflow"], "identity", 1, [2.0**120] * 10, [0] * 10),
        chain("identity-subnormal", "A subnormal result.", ["subnormal"], "identity", 3, [2.0**-118] * 9, [0] * 9),
        chain("tanh-infinity", "An infinite input saturates the first layer.", ["missing-activation", "wrong-activation", "last-layer-missing"], "tanh", inf, [-2, 1.5], [1, 1.5], 0),
        chain("relu-nan", "NaN goes through every layer.", ["nan-lost-in-comparison", "special-values"], "relu", nan, [1, 2], [3, 4], nan),
    ]
    usual = ["plain", "missing-activation", "missing-bias", "first-layer-again", "last-layer-missing", "missing-weights", "wrong-activation-derivative", "slope-at-zero", "sum-for-product"]
    documents = ["missing-activation", "missing-bias", "last-layer-missing", "sum-for-product", "wrong-activation-derivative", "missing-activation-derivative"]
    cases += [
        back("no-layers", "The empty product is 1.", ["empty", "sum-for-product"], "sigmoid", 0.75, [], [], 1),
        back("sigmoid-1", "One layer: w σ′(z).", ["plain", "missing-activation", "missing-weights", "missing-bias", "wrong-activation-derivative", "slope-at-zero", "last-layer-missing"], "sigmoid", 1.5, [-0.75], [0.25]),
        back("identity-3", "The product of the weights.", ["plain", "wrong-activation", "missing-weights", "first-layer-again", "last-layer-missing", "sum-for-product"], "identity", 1.5, *data(dyadics, "identity", 3)),
        back("sigmoid-3", "Every operation rounds.", usual + ["reversed-layers", "missing-activation-derivative"], "sigmoid", 0.7, [1.3, -2.1, 0.9], [0.4, 1.1, -0.2]),
        back("tanh-4", "All bits of a Float32 in use.", usual + ["reversed-layers", "missing-activation-derivative"], "tanh", 0.6000000238418579, *data(singles, "tanh", 4)),
        back("relu-3", "Every unit is on: the product of the weights.", ["plain", "missing-weights", "first-layer-again", "last-layer-missing", "sum-for-product"], "relu", 1.5, [0.5, 3.25, 1.75], [0.25, -0.5, 1]),
        back("relu-off", "One unit is off, and stops everything.", ["missing-activation-derivative", "missing-activation", "sum-for-product"], "relu", 1.5, [0.5, -3.25, 1.75], [0.25, -0.5, 1]),
        back("relu-kink", "One unit at 0.", ["kink-convention", "missing-activation-derivative"], "relu", 1.5, [2, 1, 1.75], [0, -3, 1]),
        back("sigmoid-10-weight-1", "The fourth document's ten layers at z = 0: ¼¹⁰ = 2⁻²⁰.", documents, "sigmoid", 0, *centred(1, 10)),
        back("sigmoid-10-weight-4", "Weights of 4 make up for every ¼: 1.", [flag for flag in documents if flag != "last-layer-missing"] + ["missing-weights"], "sigmoid", 0, *centred(4, 10)),
        back("sigmoid-10-weight-5", "(5/4)¹⁰ = 9.31.", documents + ["missing-weights"], "sigmoid", 0, *centred(5, 10)),
        back("sigmoid-10-weight-8", "2¹⁰ = 1024: the gradient explodes.", documents + ["missing-weights"], "sigmoid", 0, *centred(8, 10)),
        back("sigmoid-10-off-centre", "The same weights without biases: the units saturate, and the gradient vanishes.", ["saturation", "missing-activation-derivative", "slope-at-zero", "wrong-activation-derivative", "missing-weights"], "sigmoid", 0, [8] * 10, [0] * 10),
        back("tanh-17", "Seventeen layers.", [flag for flag in usual if flag != "sum-for-product"] + ["reversed-layers"], "tanh", -0.30000001192092896, *data(singles, "tanh-17", 17)),
        back("identity-doubled", "2¹⁰ = 1024.", ["plain", "missing-weights", "wrong-activation", "sum-for-product"], "identity", 1, [2] * 10, [0] * 10),
        back("identity-50-exploding", "1.5⁵⁰ ≈ 6.4e8.", ["plain", "missing-weights", "sum-for-product", "last-layer-missing"], "identity", 1, [1.5] * 50, [0] * 50),
        back("identity-50-vanishing", "0.9⁵⁰ ≈ 0.0052.", ["plain", "missing-weights", "sum-for-product", "last-layer-missing"], "identity", 1, [0.9] * 50, [0] * 50),
        back("sigmoid-saturated", "z = 40 in the second layer: 4.2e-18 times the rest, not 0.", ["saturation", "missing-activation-derivative", "slope-at-zero"], "sigmoid", 0, [1, 2, 1.5], [0, 39, -1]),
        back("tanh-saturated-single", "z = 9.25 in the second layer, where 1 − tanh² is 0 in Float32.", ["saturation", "missing-activation-derivative", "slope-at-zero"], "tanh", 0, [1, 2, 1.5], [0, 9.25, -1]),
        back("identity-overflow", "2¹²⁰⁰ is beyond the largest number.", ["overflow"], "identity", 1, [2.0**120] * 10, [0] * 10),
        back("identity-subnormal", "2⁻¹⁰⁶⁰.", ["subnormal"], "identity", 3, [2.0**-106] * 10, [0] * 10),
        back("sigmoid-infinity", "The slope at an infinite z is 0.", ["missing-activation-derivative", "missing-activation"], "sigmoid", inf, [2, 3], [1, 0], 0),
        back("relu-nan", "NaN has no side.", ["special-values"], "relu", nan, [1, 2], [3, 4], nan),
    ]
    for word, convention, at_kink in KINKS:
        program = slope_by(slope=slope_with_kink(at_kink))
        numbers = [x for x in cases if not {"special-values", "nan-lost-in-comparison", "empty"} & set(x["flags"])]
        cases += siblings(gradient, numbers, "kink-convention", word, convention, program, bounds_of(program))
    for equation in (value, gradient):
        cases += [
            misfit(cases, equation, "identity-3", "one-bias", "One bias is not that of every layer.", biases=first),
            misfit(cases, equation, "identity-3", "fewer-weights", "A layer without a weight.", weights=less),
        ]
    return concept("Backpropagation", "ScalarChain", notes, cases)


def sigmoid_chain_bound():
    notes = {
        "plain": PLAIN,
        "negative-count": "Fewer than no layers: a power with a negative exponent is a number above 1.",
        "wrong-slope": "½ or 1 for ¼, the largest slope of a sigmoid.",
        "off-by-one": "One layer too many or too few.",
        "sign": "4ᴸ.",
        "multiplied": "L/4, a sum of the layers' slopes.",
        "fixed-depth": "The document's ten layers, whatever the depth is.",
        "rounded-power": "e to a multiple of ln 4 rounds; a power of two does not.",
        "subnormal": "Subnormal results: hardware set to flush such numbers gives 0.",
        "underflow": "Below the least number the bound is 0, and never negative or stuck at the least.",
    }

    def power(base, layers):
        if not isinstance(layers, Float):
            return mpf(base) ** layers
        total = layers.with_(1)
        for _ in range(int(float(layers))):
            total = total * base
        return total

    def bound_of(layers):
        return {"value": power(0.25, layers)}

    def stuck(layers):
        x = power(0.25, layers)
        least = 2.0 ** (-1074 if layers.bits == DOUBLE else -149)
        return {"value": x if x > 0 else x.with_(least)}

    wrong = {
        "wrong-slope": [lambda layers: {"value": power(0.5, layers)}, lambda layers: {"value": power(1, layers)}],
        "off-by-one": [lambda layers: bound_of(layers + 1), lambda layers: bound_of(layers - 1)],
        "sign": [lambda layers: {"value": power(4, layers)}],
        "multiplied": [lambda layers: {"value": layers * 0.25}],
        "fixed-depth": [lambda layers: bound_of(layers.with_(10))],
        "rounded-power": [lambda layers: {"value": exponential(-layers * math.log(4))}],
        "subnormal": [flushed(bound_of)],
        "underflow": [stuck],
    }
    value = Equation("sigmoid-chain-bound-value", bound_of, lambda outputs, **_: {"value": 0}, wrong)

    def of(layers, comment, flags):
        return case(value, str(layers), comment, flags, {}, attributes={"layers": layers})

    usual = ["plain", "wrong-slope", "off-by-one", "sign", "multiplied", "fixed-depth"]
    cases = [
        of(0, "Without layers nothing is lost.", ["plain", "multiplied", "fixed-depth"]),
        of(1, "One sigmoid passes a quarter at most.", ["plain", "wrong-slope", "off-by-one", "sign", "fixed-depth"]),
        of(2, "A sixteenth.", usual),
        of(3, "One in 64.", usual),
        of(5, "One in 1024.", usual),
        of(10, "The document's ten layers: 2⁻²⁰ = 9.54e-7, about one in a million.", [flag for flag in usual if flag != "fixed-depth"] + ["rounded-power"]),
        of(17, "2⁻³⁴.", usual),
        of(50, "2⁻¹⁰⁰.", usual + ["rounded-power"]),
        of(63, "The least normal Float32.", usual),
        of(74, "Subnormal in Float32.", ["subnormal", "rounded-power"]),
        of(100, "2⁻²⁰⁰, which is 0 in Float32.", ["wrong-slope", "off-by-one", "fixed-depth"]),
        of(511, "2⁻¹⁰²², the least normal number.", ["wrong-slope", "off-by-one"]),
        of(512, "Subnormal.", ["subnormal", "wrong-slope"]),
        of(537, "2⁻¹⁰⁷⁴, the least positive number.", ["subnormal", "off-by-one"]),
        of(538, "Below the least number.", ["underflow"]),
        of(1000, "Far below the least number.", ["underflow", "wrong-slope"]),
    ]
    cases.append(misfit(cases, value, "1", "negative-layers", "−1 layers.", "negative-count", layers=-1))
    return concept("Backpropagation", "SigmoidChainBound", notes, cases)


def square_root(x):
    if isinstance(x, Float):
        return x.with_(math.sqrt(x.value) if x.value >= 0 else math.nan)
    return mpmath.sqrt(x)


def frobenius_norm(M):
    x = flat(M)
    if any(isinstance(e, Bounded) for e in x):
        return bounded_norm(x)
    if isinstance(x[0], Float):
        # Scaled, so that no square overflows or underflows.
        largest = max(x, key=lambda e: -1 if e != e else abs(float(e)))
        if not 0 < abs(largest) < inf or any(e != e for e in x):
            return square_root(sum(e * e for e in x))
        scale = 2.0 ** (math.frexp(float(largest))[1] - 1)
        return square_root(sum((e / scale) * (e / scale) for e in x)) * scale
    return square_root(sum(e * e for e in x))


def bounded_norm(x):
    """The squares and their sum count by half, as the root does to every relative error; then the root itself, and a
    scale that a program may divide by first and multiply with last."""
    value = mpmath.sqrt(sum(e.value**2 for e in x))
    if value == 0:
        return x[0].like(0)
    passed = sum(abs(e.value) * e.error for e in x) / value
    terms = sum(1 for e in x if e.value != 0)
    return x[0].off(value, passed, 3 + mpf(min(terms, MOST_ROUNDINGS)) / 2)


def gradient_norms():
    notes = {
        "plain": PLAIN,
        "sizes-differ": SIZES,
        "squared-norm": "The sum of the squares, without the root.",
        "sum-of-magnitudes": "Σ|δ|, another norm.",
        "largest-magnitude": "max|δ|, another norm.",
        "root-mean-square": "The root of the mean square: divided by the root of the number of elements.",
        "missing-one-over-m": "The norms of a sum over the samples.",
        "divided-twice": "1/m², where the loss and the gradient both divide.",
        "norm-of-mean": "The norm of the errors' mean over the samples, in which opposite ones cancel.",
        "mean-of-norms": "The mean of each sample's norm.",
        "activation-gradients": "∂J/∂A instead of ∂J/∂Z: without the layer's own g′.",
        "weight-gradients": "The norms of the weights' gradients.",
        "reversed-layers": "From the last layer to the first.",
        "missing-activation-derivative": "Errors passed through the weights alone.",
        "wrong-activation-derivative": AT_VALUE,
        "transposed-weight": "W δ for Wᵀ δ, which only square weights let through.",
        "saturation": SATURATION,
        "underflow-of-squares": "The squares of small errors are 0, and their norm is not.",
        "overflow-of-squares": "The squares of large errors are infinite, and their norm is not.",
        "special-values": "NaN in one sample reaches every norm: a nan-ignoring sum hides it.",
    }

    def norms_by(norm=frobenius_norm, of=lambda deltas, gradients: deltas, **parts):
        def program(**x):
            deltas, gradients, _ = backward_pass(**x, **parts)
            return {"value": [norm(M) for M in of(deltas, gradients)]}

        return program

    norms = norms_by()

    def m(x):
        return len(x["inputs"][0])

    def of_activations(**x):
        """∂J/∂A of the hidden layers, and of the last layer ∂J/∂Z."""
        deltas, _, _ = backward_pass(**x)
        stack = layers(x["parameters"], x["sizes"])
        back = [times(transposed(W), δ) for (W, _), δ in zip(stack[1:], deltas[1:])]
        return {"value": [frobenius_norm(M) for M in back + deltas[-1:]]}

    def mean_of_norms(δ):
        return sum(frobenius_norm([column]) for column in transposed(δ)) / len(δ[0])

    def naive_norm(M):
        return square_root(sum(e * e for e in flat(M)))

    wrong = {
        "squared-norm": [norms_by(lambda M: sum(e * e for e in flat(M)))],
        "sum-of-magnitudes": [norms_by(lambda M: sum(abs(e) for e in flat(M)))],
        "largest-magnitude": [norms_by(lambda M: max(abs(e) for e in flat(M)))],
        "root-mean-square": [norms_by(lambda M: frobenius_norm(M) / math.sqrt(len(flat(M))))],
        "missing-one-over-m": [scaled(norms, m)],
        "divided-twice": [scaled(norms, lambda x: 1 / m(x))],
        "norm-of-mean": [norms_by(lambda M: frobenius_norm([row_sums(M)]))],
        "mean-of-norms": [norms_by(mean_of_norms)],
        "activation-gradients": [of_activations],
        "weight-gradients": [norms_by(of=lambda deltas, gradients: [W for W, _ in gradients])],
        "reversed-layers": [norms_by(of=lambda deltas, gradients: deltas[::-1])],
        "missing-activation-derivative": [norms_by(slope=lambda g, z: 1)],
        "wrong-activation-derivative": [norms_by(at=activations)],
        "transposed-weight": [norms_by(weights=lambda W, gradient: transposed(W))],
        "saturation": [norms_by(slope=naive_slope)],
        "underflow-of-squares": [norms_by(naive_norm)],
        "overflow-of-squares": [norms_by(naive_norm)],
        "special-values": [skipping_nan(norms)],
    }
    value = Equation("gradient-norms-value", norms, bounds_of(norms), wrong)

    def at(suffix, comment, flags, data, expect=None):
        sizes, hidden, output, short, parameters, X, Y = data
        attributes = {"sizes": sizes, "hidden": hidden, "output": output, "loss": LOSSES[short]}
        inputs = {"parameters": parameters, "inputs": X, "targets": Y}
        expect = None if expect is None else {"value": expect}
        name = "-".join([sizes, hidden, output, short] + ([suffix] if suffix else []))
        return case(value, name, comment, flags, inputs, expect, attributes)

    data = network_data
    usual = ["plain", "squared-norm", "sum-of-magnitudes", "largest-magnitude", "root-mean-square", "missing-one-over-m", "divided-twice", "norm-of-mean", "mean-of-norms", "weight-gradients"]
    deep = ["activation-gradients", "reversed-layers", "missing-activation-derivative", "wrong-activation-derivative"]
    stepped = [flag for flag in deep if flag != "wrong-activation-derivative"]

    def alike(sizes, g, w, m=2):
        """A network with equal weights in a layer and no biases, of a half squared error."""
        n = counts(sizes)
        parameters = flat([[[w] * (a * b), [0] * b] for a, b in zip(n, n[1:])])
        X, Y = [[1] * m for _ in range(n[0])], [[3 + j for j in range(m)] for _ in range(n[-1])]
        return sizes, g, "identity", "half", parameters, X, Y

    cases = [
        at("", "The fourth document's network.", usual + stepped, data(singles, "4-8-6-1", "relu", "sigmoid", "ce", 3)),
        at("", "Two hidden layers of sigmoids: each norm is below the next one's.", usual + deep, data(singles, "3-4-5-2", "sigmoid", "softmax", "ce", 2)),
        at("", "Hyperbolic tangents.", usual + deep, data(decimals, "2-3-4-1", "tanh", "identity", "mse", 3)),
        at("", "Equal sizes: only the numbers tell a transpose.", usual + deep + ["transposed-weight"], data(decimals, "3-3-3-3", "tanh", "softmax", "ce", 3)),
        at("", "A squared error behind sigmoids.", usual + deep, data(dyadics, "3-4-2", "sigmoid", "sigmoid", "mse", 4)),
        at("", "A deep linear network.", usual + ["reversed-layers"], data(dyadics, "2-3-2", "identity", "identity", "half", 3)),
        at("", "No hidden layer: one norm.", usual, data(singles, "2-3", "tanh", "softmax", "ce", 4)),
        at("one-sample", "One sample.", ["plain", "squared-norm", "sum-of-magnitudes", "largest-magnitude", "root-mean-square", "weight-gradients"] + deep, data(singles, "3-4-2", "sigmoid", "softmax", "ce", 1)),
        at("17-samples", "Sums that the kernel adds in pairs.", usual + deep, data(singles, "2-2-1", "tanh", "identity", "mse", 17)),
        at("chain", "A chain of single units.", ["plain", "squared-norm", "sum-of-magnitudes", "largest-magnitude", "root-mean-square", "missing-one-over-m", "mean-of-norms"] + deep, data(decimals, "1-1-1-1", "tanh", "sigmoid", "ce", 3)),
        at("vanishing", "Five layers of sigmoids: less than a quarter is left at each.", usual[:8] + deep, alike("2-2-2-2-2-1", "sigmoid", 0.5)),
        at("exploding", "Five layers of ReLU with weights of 1.5 for two units: three times as much at each.", ["plain", "squared-norm", "sum-of-magnitudes", "largest-magnitude", "reversed-layers"], alike("2-2-2-2-2-1", "relu", 1.5)),
        at("dead", "Every hidden unit is off: the first norm is 0.", ["missing-activation-derivative", "activation-gradients", "reversed-layers"], ("2-2-1", "relu", "sigmoid", "ce", [-1, 0, 0, -1, -1, -2, 3, 4, 0.75], [[1, 2], [2, 1]], [[1, 0]])),
        at("saturated", "A hidden sigmoid at 40: the first norm is small, not 0.", ["saturation", "missing-activation-derivative"], ("1-1-1", "sigmoid", "identity", "half", [2, 0.5, 3, -1], [[19.75, 18.5]], [[0.5, 1]])),
        at("opposite-samples", "Errors of either sign cancel in a mean over the samples, not in a norm.", ["plain", "norm-of-mean", "missing-one-over-m", "squared-norm"], ("1-1", "relu", "identity", "half", [1, 0], [[1, 2]], [[3, 0]])),
        at("tiny", "Norms of 10⁻⁹⁰ and 10⁻¹⁸⁰: squares of the latter are 0.", ["underflow-of-squares"], ("1-2-1-1", "identity", "identity", "half", [1, -1, 0, 0, 2e-90, 3e-90, 0.5, 1e-90, 0.25], [[1, 2]], [[1, 3]])),
        at("huge", "Norms up to 10²⁰⁰, whose squares overflow.", ["overflow-of-squares"], ("1-2-1", "identity", "identity", "half", [1e-200, -1e-200, 0, 0, 2e200, 3e200, 0.5], [[1, 2]], [[1, 3]])),
        at("nan", "NaN in one sample reaches every norm.", ["special-values"], ("1-2-1", "relu", "identity", "half", [1, -1, 0, 0, 2, 3, 0.5], [[1, nan]], [[1.5, 6.5]]), [nan, nan]),
    ]
    cases += [
        misfit(cases, value, "4-8-6-1-relu-sigmoid-ce", "fewer-targets", "A sample without a target.", targets=narrower),
        misfit(cases, value, "4-8-6-1-relu-sigmoid-ce", "fewer-parameters", "The last bias is missing.", parameters=less),
    ]
    return concept("Backpropagation", "GradientNorms", notes, cases)


CONCEPTS = [
    output_delta,
    hidden_delta,
    layer_gradient,
    network_loss,
    scalar_chain,
    sigmoid_chain_bound,
    gradient_norms,
]
