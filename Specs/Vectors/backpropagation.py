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
    slope,
    slopes,
    squared_errors,
    times,
)
from softmax_functions import softmax_of, stable_softmax
from tensor_algebra import by_columns, products, transposed
from vectors import (
    IN_SINGLE,
    OVERFLOW,
    PLAIN,
    SUBNORMAL,
    Equation,
    Tensor,
    case,
    concept,
    decimals,
    dyadics,
    each,
    flat,
    flushed,
    in_single,
    kept_finite,
    matrix,
    scaled,
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
        "cancellation": [sigmoid_less, lambda **x: naive_softmax_less(**x)],
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
        slope_at("17", "More units.", of_entropy + ["softmax-for-sigmoid"], sigmoid[2], logits(decimals, "value", 17), [1 if x > 0.5 else 0 for x in soft(17)]),
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
    return concept("Backpropagation", "OutputDelta", notes, cases)


CONCEPTS = [output_delta]
