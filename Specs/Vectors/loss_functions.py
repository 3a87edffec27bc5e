"""Vectors of the losses: means over samples, or sums over the classes of one sample."""

import math

import mpmath
from mpmath import mpf

from activation_functions import sigma
from arithmetic import SINGLE, Float, exponential, logarithm, logarithm_by_ratio, rounded
from softmax_functions import (
    below_largest,
    few,
    log_sum_exp_of,
    slack,
    softmax_of,
    stable_softmax,
)
from vectors import (
    IN_SINGLE,
    MOST_ROUNDINGS,
    ONE_SAMPLE,
    OVERFLOW,
    PLAIN,
    SIZES,
    SUBNORMAL,
    Equation,
    broadcasting,
    case,
    concept,
    cut_to_shortest,
    decimals,
    dyadics,
    each,
    flushed,
    having,
    in_single,
    invalid,
    kept_finite,
    renamed,
    same_bound,
    scaled,
    siblings,
    singles,
    skipping_nan,
    sum_bound,
)

inf, nan = math.inf, math.nan

MEAN = "The sum over the samples, without 1/N."
SPECIAL = "NaN gives NaN and an infinity its limit: a comparison, a nan-ignoring mean or ∞ − ∞ on the way loses them."


def samples(inputs):
    return len(inputs["targets"])


def less_one(program):
    """Divides by N − 1 instead of N."""
    return scaled(program, lambda inputs: samples(inputs) / (inputs["targets"][0] * 0 + (samples(inputs) - 1)))


def mean(terms):
    return sum(terms) / len(terms)


def errors(predictions, targets):
    return [p - t for p, t in zip(predictions, targets, strict=True)]


def squares(x):
    return [e * e for e in x]


def multiplied_out(predictions, targets):
    """The mean squared error by the square of a difference, multiplied out."""
    both = sum(p * t for p, t in zip(predictions, targets))
    return {"value": (sum(squares(predictions)) - 2 * both + sum(squares(targets))) / len(targets)}


def bounded(k):
    """k roundings and the additions of a mean of positive terms, whose condition is 1."""
    return lambda outputs, targets, **_: {
        name: 0 if value == 0 else min(k + len(targets), MOST_ROUNDINGS) for name, value in outputs.items()
    }


def mean_squared_error():
    notes = {
        "plain": PLAIN,
        "missing-one-over-n": MEAN,
        "missing-factor-two": "Half the loss, or the gradient without the 2 that the square gives.",
        "absolute-error": "The mean magnitude of the errors, not of their squares.",
        "cancelling-errors": "The square of the mean error: errors of opposite sign cancel.",
        "cancellation": "Σy² − 2Σyŷ + Σŷ², the square multiplied out, cancels.",
        "sign": "The gradient of the targets instead of the predictions: errors the wrong way round.",
        "one-element": ONE_SAMPLE,
        "overflow-of-partial-sum": "The sum of the squares overflows although their mean does not.",
        "overflow-of-square": "One square overflows although the mean does not.",
        "overflow-of-difference": "ŷ − y overflows although the gradient does not.",
        "overflow": OVERFLOW,
        "subnormal": SUBNORMAL,
        "special-values": SPECIAL,
        "sizes-differ": SIZES + " Seen in https://github.com/pytorch/pytorch/issues/16045.",
    }

    textbook = lambda predictions, targets: {"value": mean(squares(errors(predictions, targets)))}
    wrong = {
        "missing-one-over-n": [scaled(textbook, samples)],
        "missing-factor-two": [scaled(textbook, lambda _: 0.5)],
        "absolute-error": [lambda **x: {"value": mean([abs(e) for e in errors(**x)])}],
        "cancelling-errors": [lambda **x: {"value": mean(errors(**x)) * mean(errors(**x))}],
        "cancellation": [multiplied_out],
        "one-element": [less_one(textbook)],
        "overflow": [kept_finite(textbook)],
        "overflow-of-partial-sum": [textbook],
        "overflow-of-square": [lambda **x: {"value": sum(s / len(x["targets"]) for s in squares(errors(**x)))}],
        "subnormal": [flushed(textbook)],
        "special-values": [
            skipping_nan(textbook),
            lambda **x: {"value": mean([e * e if e == e else e.with_(0) for e in errors(**x)])},
            multiplied_out,
        ],
        "sizes-differ": [broadcasting(textbook), cut_to_shortest(textbook)],
    }
    # The difference counts twice, for both factors of the square; then the square, the additions and 1/N. No sum of
    # squares cancels, and the error of an exact input's difference is one rounding.
    value = Equation("mean-squared-error-value", textbook, bounded(3), wrong)

    textbook = lambda predictions, targets: {
        "predictions": [e * 2 / len(targets) for e in errors(predictions, targets)]
    }
    wrong = {
        "missing-one-over-n": [scaled(textbook, samples)],
        "missing-factor-two": [scaled(textbook, lambda _: 0.5)],
        "sign": [lambda predictions, targets: textbook(targets, predictions)],
        "one-element": [less_one(textbook)],
        "overflow": [kept_finite(textbook)],
        "overflow-of-difference": [textbook],
        "subnormal": [flushed(textbook)],
        "special-values": [skipping_nan(textbook)],
        "sizes-differ": [broadcasting(textbook), cut_to_shortest(textbook)],
    }
    # Difference, quotient and product; 4 rather than 3, because the promised evaluation from halves is exact for normal
    # numbers only: each half of a subnormal number may be off by half the least number, and is then taken four times.
    gradient = Equation("mean-squared-error-gradient", textbook, same_bound(4), wrong)

    def loss(name, comment, flags, predictions, targets, expect=None):
        expect = None if expect is None else {"value": expect}
        return case(value, name, comment, flags, {"predictions": predictions, "targets": targets}, expect)

    def slope(name, comment, flags, predictions, targets, expect=None):
        expect = None if expect is None else {"predictions": expect}
        return case(gradient, name, comment, flags, {"predictions": predictions, "targets": targets}, expect)

    def refused(equation, name, comment, predictions, targets):
        return invalid(equation, name, comment, ["sizes-differ"], {"predictions": predictions, "targets": targets})

    def data(kind, n):
        return kind(f"mean-squared-error-{n} predictions", n), kind(f"mean-squared-error-{n} targets", n)

    factors = ["missing-one-over-n", "missing-factor-two"]
    cases = [
        loss("one-sample", "The squared error of one sample.", ["plain", "missing-factor-two", "one-element"], [2.5], [-1]),
        loss("two-samples", "Errors of +5 and −5, whose mean is 0.", ["plain", "cancelling-errors", "absolute-error"] + factors, [10, -2], [5, 3]),
        loss("three-samples", "Every operation rounds.", ["plain", "absolute-error", "cancelling-errors"] + factors, *data(decimals, 3)),
        loss("five-samples", "All bits of a Float32 in use.", ["plain", "absolute-error", "cancelling-errors"] + factors, *data(singles, 5)),
        loss("seventeen-samples", "A sum that the kernel adds in pairs.", ["plain", "absolute-error", "cancelling-errors"] + factors, *data(decimals, 17)),
        loss("dyadic-seventeen-samples", "A sum without rounding, in either format.", ["plain", "absolute-error", "cancelling-errors"] + factors, *data(dyadics, 17)),
        loss("perfect-fit", "Equal predictions and targets give 0.", ["plain"], [0.1, 1.3, -7.7], [0.1, 1.3, -7.7]),
        loss("large-offset", "Small errors of large numbers.", ["plain", "cancellation"], [123456789.25, 123456790.5, 123456787], [123456789, 123456791.5, 123456787.125]),
        loss("large-offset-single", "Small errors of numbers that are large for a Float32.", ["plain", "cancellation"], [100000.25, 100001.5, 99998], [100000, 100002.5, 99998.125]),
        loss("sum-overflows", "Four squares of about 1.4e308.", ["overflow-of-partial-sum"], [1.2e154, -1.1e154, 1.15e154, -1.25e154], [0, 1e153, 0, -1e153]),
        loss("sum-overflows-single", "Four squares that only together overflow a Float32.", ["overflow-of-partial-sum"], [13 * 2.0**60, -(2.0**63), 12 * 2.0**60, -13 * 2.0**60], [0, 2.0**60, 0, -(2.0**59)]),
        loss("square-overflows", "One square of 2.25e308, but a quarter of it in the mean.", ["overflow-of-partial-sum", "overflow-of-square"], [1.5e154, 1, 2, 3], [0, 0.5, -1, 1]),
        loss("mean-overflows", "The mean itself lies beyond the largest number.", ["overflow"], [1.7e308, 0], [0, 1]),
        loss("huge", "A result near 10³⁰⁰.", ["plain"], [1.5e150, -2e150, 1e149], [-1e150, 2.5e149, 3e150]),
        loss("tiny", "A result near 10⁻³⁰⁰.", ["plain"], [1.5e-150, -2e-150, 1e-151], [-1e-150, 2.5e-151, 3e-150]),
        loss("subnormal", "Subnormal squares.", ["subnormal"], [1e-157, -2e-158], [0, 5e-158]),
        loss("infinity", "An infinite error is an infinite loss.", ["special-values"], [inf, 1], [2, 1.5], inf),
        loss("infinity-minus-infinity", "∞ − ∞ is NaN.", ["special-values"], [inf, 1], [inf, 1], nan),
        loss("nan", "NaN is no sample to leave out.", ["special-values"], [1, nan, 3], [2, 5, 4], nan),
    ]
    cases += [
        slope("one-sample", "2 (ŷ − y).", ["plain", "missing-factor-two", "sign", "one-element"], [2.5], [-1]),
        slope("two-samples", "N = 2 hides a missing 2 behind a missing 1/N.", ["plain", "sign"] + factors, [10, -2], [5, 3]),
        slope("three-samples", "Every operation rounds.", ["plain", "sign"] + factors, *data(decimals, 3)),
        slope("five-samples", "All bits of a Float32 in use.", ["plain", "sign"] + factors, *data(singles, 5)),
        slope("seventeen-samples", "2/N is no binary fraction.", ["plain", "sign"] + factors, *data(decimals, 17)),
        slope("dyadic-seventeen-samples", "Only the division rounds.", ["plain", "sign"] + factors, *data(dyadics, 17)),
        slope("one-error", "Only the sample that is off gets a gradient.", ["plain", "sign"] + factors, [0.1, 1.5, -7.7], [0.1, 1.25, -7.7]),
        slope("large-offset", "Small errors of large numbers.", ["plain", "sign"], [123456789.25, 123456790.5, 123456787], [123456789, 123456791.5, 123456787.125]),
        slope("difference-overflows", "ŷ − y is 2e308.", ["overflow-of-difference"], [1e308, -1e308, 0.5, 1, 2, 3, 4, 5], [-1e308, 1e308, 1, 1, 1, 1, 1, 1]),
        slope("difference-overflows-single", "ŷ − y is 2¹²⁸.", ["overflow-of-difference"], [2.0**127, -(2.0**127), 0.5, 1, 2, 3, 4, 5], [-(2.0**127), 2.0**127, 1, 1, 1, 1, 1, 1]),
        slope("gradient-overflows", "The gradient itself lies beyond the largest number.", ["overflow"], [1.5e308, 0.25], [-1.5e308, 1]),
        slope("huge", "Gradients near 10³⁰⁰.", ["plain", "sign"] + factors, [1.5e300, -2e300, 1e299], [-1e300, 2.5e299, 3e300]),
        slope("tiny", "Gradients near 10⁻³⁰⁰.", ["plain", "sign"] + factors, [1.5e-300, -2e-300, 1e-301], [-1e-300, 2.5e-301, 3e-300]),
        slope("subnormal", "Subnormal predictions; halves of odd ones round.", ["subnormal"], [1.5e-323, 1e-310, -5e-324], [0, 4e-310, 5e-324]),
        slope("infinity", "The gradient at an infinite prediction is infinite.", ["sign"], [inf, 1], [2, 1.5], [inf, -0.5]),
        slope("infinity-minus-infinity", "∞ − ∞ is NaN; the other sample keeps its gradient.", ["special-values"], [inf, 1], [inf, 2], [nan, -1]),
        slope("nan", "NaN stays in its place.", ["special-values"], [1, nan, 3, 2], [2, 5, 4, nan], [-0.5, nan, -0.5, nan]),
        refused(value, "one-target", "One target is not the target of every sample.", [1, 2, 3], [1]),
        refused(value, "fewer-targets", "A sample without a target.", [1, 2, 3], [1, 2]),
        refused(gradient, "one-target", "One target is not the target of every sample.", [1, 2, 3], [1]),
        refused(gradient, "fewer-predictions", "A target without a prediction.", [1, 2], [1, 2, 3]),
    ]
    return concept("LossFunctions", "MeanSquaredError", notes, cases)


def half_mean_squared_error():
    notes = {
        "plain": PLAIN,
        "missing-half": "The mean squared error: the loss without the ½, or the gradient with a 2.",
        "half-in-gradient": "The ½ kept in the gradient, where the 2 that the square gives cancels it.",
        "missing-one-over-n": "The sum over the samples, without 1/m.",
        "absolute-error": "The mean magnitude of the errors, not of their squares.",
        "cancelling-errors": "The square of the mean error: errors of opposite sign cancel.",
        "cancellation": "Σy² − 2Σyŷ + Σŷ², the square multiplied out, cancels.",
        "sign": "The gradient of the targets instead of the predictions: errors the wrong way round.",
        "one-element": ONE_SAMPLE,
        "overflow-of-partial-sum": "The sum of the squares overflows although half of their mean does not.",
        "overflow-of-square": "One square overflows although half of the mean does not.",
        "overflow-of-mean": "The mean squared error overflows although half of it does not.",
        "overflow-of-difference": "ŷ − y overflows although the gradient does not.",
        "overflow": OVERFLOW,
        "subnormal": SUBNORMAL,
        "special-values": SPECIAL,
        "sizes-differ": SIZES,
    }

    def half(program):
        return scaled(program, lambda _: 0.5)

    def double(program):
        return scaled(program, lambda _: 2)

    def mean_of_quotients(predictions, targets):
        return {"value": sum(e * (e / len(targets)) for e in errors(predictions, targets))}

    textbook = lambda predictions, targets: {
        "value": sum(squares(errors(predictions, targets))) / (2 * len(targets))
    }
    wrong = {
        "missing-half": [double(textbook)],
        "missing-one-over-n": [scaled(textbook, samples)],
        "absolute-error": [lambda **x: {"value": mean([abs(e) for e in errors(**x)]) * 0.5}],
        "cancelling-errors": [lambda **x: {"value": mean(errors(**x)) * mean(errors(**x)) * 0.5}],
        "cancellation": [half(multiplied_out)],
        "one-element": [less_one(textbook)],
        "overflow": [kept_finite(textbook)],
        "overflow-of-partial-sum": [textbook],
        "overflow-of-square": [lambda **x: {"value": sum(s / (2 * len(x["targets"])) for s in squares(errors(**x)))}],
        "overflow-of-mean": [half(mean_of_quotients)],
        "subnormal": [flushed(textbook)],
        "special-values": [
            skipping_nan(textbook),
            lambda **x: {"value": mean([e * e if e == e else e.with_(0) for e in errors(**x)]) * 0.5},
            half(multiplied_out),
        ],
        "sizes-differ": [broadcasting(textbook), cut_to_shortest(textbook)],
    }
    # As for the mean squared error: 2m is exact.
    value = Equation("half-mean-squared-error-value", textbook, bounded(3), wrong)

    textbook = lambda predictions, targets: {"predictions": [e / len(targets) for e in errors(predictions, targets)]}
    wrong = {
        "missing-half": [double(textbook)],
        "half-in-gradient": [half(textbook)],
        "missing-one-over-n": [scaled(textbook, samples)],
        "sign": [lambda predictions, targets: textbook(targets, predictions)],
        "one-element": [less_one(textbook)],
        "overflow": [kept_finite(textbook)],
        "overflow-of-difference": [textbook],
        "subnormal": [flushed(textbook)],
        "special-values": [skipping_nan(textbook)],
        "sizes-differ": [broadcasting(textbook), cut_to_shortest(textbook)],
    }
    # Difference and quotient. Among subnormal numbers the promised evaluation from halves is no worse: either half may
    # be off by half the least number, which is divided by m, the quotient too if m > 1, and all that is doubled.
    gradient = Equation("half-mean-squared-error-gradient", textbook, same_bound(2), wrong)

    def loss(name, comment, flags, predictions, targets, expect=None):
        expect = None if expect is None else {"value": expect}
        return case(value, name, comment, flags, {"predictions": predictions, "targets": targets}, expect)

    def slope(name, comment, flags, predictions, targets, expect=None):
        expect = None if expect is None else {"predictions": expect}
        return case(gradient, name, comment, flags, {"predictions": predictions, "targets": targets}, expect)

    def data(kind, n):
        return kind(f"half-mean-squared-error-{n} predictions", n), kind(f"half-mean-squared-error-{n} targets", n)

    factors = ["missing-half", "missing-one-over-n"]
    usual = ["plain", "absolute-error", "cancelling-errors"] + factors
    cases = [
        loss("one-sample", "Half of the squared error of one sample.", ["plain", "missing-half", "one-element"], [2.5], [-1]),
        loss("two-samples", "Errors of +5 and −5, whose mean is 0: the loss is 12.5.", usual, [10, -2], [5, 3]),
        loss("three-samples", "Every operation rounds.", usual, *data(decimals, 3)),
        loss("five-samples", "All bits of a Float32 in use.", usual, *data(singles, 5)),
        loss("seventeen-samples", "A sum that the kernel adds in pairs.", usual, *data(decimals, 17)),
        loss("dyadic-seventeen-samples", "A sum without rounding, in either format.", usual, *data(dyadics, 17)),
        loss("perfect-fit", "Equal predictions and targets give 0.", ["plain"], [0.1, 1.3, -7.7], [0.1, 1.3, -7.7]),
        loss("large-offset", "Small errors of large numbers.", ["plain", "cancellation"], [123456789.25, 123456790.5, 123456787], [123456789, 123456791.5, 123456787.125]),
        loss("large-offset-single", "Small errors of numbers that are large for a Float32.", ["plain", "cancellation"], [100000.25, 100001.5, 99998], [100000, 100002.5, 99998.125]),
        loss("sum-overflows", "Four squares of about 1.4e308.", ["overflow-of-partial-sum"], [1.2e154, -1.1e154, 1.15e154, -1.25e154], [0, 1e153, 0, -1e153]),
        loss("sum-overflows-single", "Four squares that only together overflow a Float32.", ["overflow-of-partial-sum"], [13 * 2.0**60, -(2.0**63), 12 * 2.0**60, -13 * 2.0**60], [0, 2.0**60, 0, -(2.0**59)]),
        loss("square-overflows", "One square of 2.25e308, but an eighth of it in the loss.", ["overflow-of-partial-sum", "overflow-of-square"], [1.5e154, 1, 2, 3], [0, 0.5, -1, 1]),
        loss("mean-overflows", "The mean squared error is 2.56e308, and half of it a number.", ["overflow-of-mean", "overflow-of-square"], [1.6e154], [0]),
        loss("mean-overflows-single", "The mean squared error is 1.5625 · 2¹²⁸, and half of it a Float32.", ["overflow-of-mean", "overflow-of-square"], [1.25 * 2.0**64, -1.25 * 2.0**64], [0, 0]),
        loss("half-overflows", "Half of the mean, too, lies beyond the largest number.", ["overflow"], [1.7e308, 0], [0, 1]),
        loss("tiny", "A result near 10⁻³⁰⁰.", ["plain"] + factors, [1.5e-150, -2e-150, 1e-151], [-1e-150, 2.5e-151, 3e-150]),
        loss("subnormal", "Subnormal squares.", ["subnormal"], [1e-157, -2e-158], [0, 5e-158]),
        loss("infinity", "An infinite error is an infinite loss.", ["special-values"], [inf, 1], [2, 1.5], inf),
        loss("infinity-minus-infinity", "∞ − ∞ is NaN.", ["special-values"], [inf, 1], [inf, 1], nan),
        loss("nan", "NaN is no sample to leave out.", ["special-values"], [1, nan, 3], [2, 5, 4], nan),
    ]
    usual = ["plain", "sign", "half-in-gradient"] + factors
    cases += [
        slope("one-sample", "ŷ − y.", ["plain", "missing-half", "half-in-gradient", "sign", "one-element"], [2.5], [-1]),
        slope("two-samples", "Half of each error.", usual, [10, -2], [5, 3]),
        slope("three-samples", "Every operation rounds.", usual, *data(decimals, 3)),
        slope("five-samples", "All bits of a Float32 in use.", usual, *data(singles, 5)),
        slope("seventeen-samples", "1/m is no binary fraction.", usual, *data(decimals, 17)),
        slope("dyadic-seventeen-samples", "Only the division rounds.", usual, *data(dyadics, 17)),
        slope("one-error", "Only the sample that is off gets a gradient.", usual, [0.1, 1.5, -7.7], [0.1, 1.25, -7.7]),
        slope("large-offset", "Small errors of large numbers.", usual, [123456789.25, 123456790.5, 123456787], [123456789, 123456791.5, 123456787.125]),
        slope("difference-overflows", "ŷ − y is 2e308, and half of it the gradient.", ["overflow-of-difference"], [1e308, -1e308], [-1e308, 1e308]),
        slope("difference-overflows-single", "ŷ − y is 2¹²⁸.", ["overflow-of-difference"], [2.0**127, -(2.0**127), 0.5], [-(2.0**127), 2.0**127, 1]),
        slope("gradient-overflows", "The gradient itself lies beyond the largest number.", ["overflow"], [1.5e308], [-1.5e308]),
        slope("huge", "Gradients near 10³⁰⁰.", usual, [1.5e300, -2e300, 1e299], [-1e300, 2.5e299, 3e300]),
        slope("tiny", "Gradients near 10⁻³⁰⁰.", usual, [1.5e-300, -2e-300, 1e-301], [-1e-300, 2.5e-301, 3e-300]),
        slope("subnormal", "Subnormal predictions; halves of odd ones round.", ["subnormal"], [1.5e-323, 1e-310, -5e-324], [0, 4e-310, 5e-324]),
        slope("subnormal-one-sample", "Without a division, and odd.", ["subnormal"], [1.5e-323], [-1e-323]),
        slope("infinity", "The gradient at an infinite prediction is infinite.", ["sign", "half-in-gradient"], [inf, 1], [2, 1.5], [inf, -0.25]),
        slope("infinity-minus-infinity", "∞ − ∞ is NaN; the other sample keeps its gradient.", ["special-values"], [inf, 1], [inf, 2], [nan, -0.5]),
        slope("nan", "NaN stays in its place.", ["special-values"], [1, nan, 3, 2], [2, 5, 4, nan], [-0.25, nan, -0.25, nan]),
    ]
    cases += [
        invalid(value, "one-target", "One target is not the target of every sample.", ["sizes-differ"], {"predictions": [1, 2, 3], "targets": [1]}),
        invalid(value, "fewer-targets", "A sample without a target.", ["sizes-differ"], {"predictions": [1, 2, 3], "targets": [1, 2]}),
        invalid(gradient, "one-target", "One target is not the target of every sample.", ["sizes-differ"], {"predictions": [1, 2, 3], "targets": [1]}),
        invalid(gradient, "fewer-predictions", "A target without its prediction.", ["sizes-differ"], {"predictions": [1, 2], "targets": [1, 2, 3]}),
    ]
    return concept("LossFunctions", "HalfMeanSquaredError", notes, cases)


def like(x, number):
    """`number` in the arithmetic of x."""
    return x.with_(number) if isinstance(x, Float) else mpf(number)


def sign(x):
    if x > 0 or x < 0:
        return like(x, 1 if x > 0 else -1)
    return x


def mean_absolute_error():
    notes = {
        "plain": PLAIN,
        "missing-one-over-n": MEAN,
        "squared-error": "The mean of the squares, its root, or the gradient of these.",
        "cancelling-errors": "The mean error, or its magnitude: errors of opposite sign cancel.",
        "sign": "The gradient of the targets instead of the predictions: errors the wrong way round.",
        "size-for-sign": "A gradient in proportion to the error, which is that of half the mean squared error.",
        "kink": "Where prediction and target are equal the slope is 0 here; 1/N and −1/N are other conventions, and 0/0 is none.",
        "tolerance": "Small errors taken for 0, by a tolerance or a smoothed kink.",
        "one-element": ONE_SAMPLE,
        "overflow-of-partial-sum": "The sum of the errors overflows although their mean does not.",
        "overflow-of-difference": "ŷ − y overflows, and (ŷ − y)/|ŷ − y| is ∞/∞.",
        "subnormal": SUBNORMAL,
        "special-values": SPECIAL,
        "sizes-differ": SIZES,
    }

    def magnitudes(predictions, targets):
        return [abs(e) for e in errors(predictions, targets)]

    def root(x):
        return x.with_(math.sqrt(float(x)))

    textbook = lambda predictions, targets: {"value": mean(magnitudes(predictions, targets))}
    wrong = {
        "missing-one-over-n": [scaled(textbook, samples)],
        "squared-error": [
            lambda **x: {"value": root(mean(squares(errors(**x))))},
            lambda **x: {"value": mean(squares(errors(**x)))},
        ],
        "cancelling-errors": [lambda **x: {"value": abs(mean(errors(**x)))}, lambda **x: {"value": mean(errors(**x))}],
        "tolerance": [lambda **x: {"value": mean([e if e > 1e-8 else e * 0 for e in magnitudes(**x)])}],
        "one-element": [less_one(textbook)],
        "overflow-of-partial-sum": [textbook],
        "subnormal": [flushed(textbook)],
        "special-values": [
            skipping_nan(textbook),
            lambda **x: {"value": mean([e if e == e else e.with_(0) for e in magnitudes(**x)])},
            kept_finite(textbook),
        ],
        "sizes-differ": [broadcasting(textbook), cut_to_shortest(textbook)],
    }
    # The difference, the additions and 1/N. No sum of magnitudes cancels.
    value = Equation("mean-absolute-error-value", textbook, bounded(1), wrong)

    def sloped(slope):
        return lambda predictions, targets: {
            "predictions": [slope(e) / len(targets) for e in errors(predictions, targets)]
        }

    textbook = sloped(sign)
    quotient = sloped(lambda e: e / abs(e))
    wrong = {
        "missing-one-over-n": [scaled(textbook, samples)],
        "squared-error": [sloped(lambda e: 2 * e)],
        "size-for-sign": [sloped(lambda e: e)],
        "sign": [lambda predictions, targets: textbook(targets, predictions)],
        "kink": [
            quotient,
            sloped(lambda e: e.with_(1 if e >= 0 else -1)),
            sloped(lambda e: e.with_(1 if e > 0 else -1)),
        ],
        "tolerance": [
            sloped(lambda e: e.with_(math.tanh(e.value * 1e8))),
            sloped(lambda e: sign(e) if abs(e) > 1e-8 else e * 0),
        ],
        "one-element": [less_one(textbook)],
        "overflow-of-difference": [quotient],
        "subnormal": [flushed(textbook)],
        "special-values": [skipping_nan(textbook), quotient],
        "sizes-differ": [broadcasting(textbook), cut_to_shortest(textbook)],
    }
    # 1/N is all that rounds.
    gradient = Equation("mean-absolute-error-gradient", textbook, same_bound(0.5), wrong)

    def loss(name, comment, flags, predictions, targets, expect=None):
        expect = None if expect is None else {"value": expect}
        return case(value, name, comment, flags, {"predictions": predictions, "targets": targets}, expect)

    def slope(name, comment, flags, predictions, targets, expect=None):
        expect = None if expect is None else {"predictions": expect}
        return case(gradient, name, comment, flags, {"predictions": predictions, "targets": targets}, expect)

    def data(kind, n):
        return kind(f"mean-absolute-error-{n} predictions", n), kind(f"mean-absolute-error-{n} targets", n)

    usual = ["plain", "missing-one-over-n", "squared-error", "cancelling-errors"]
    cases = [
        loss("one-sample", "The magnitude of one error.", ["plain", "squared-error", "cancelling-errors", "one-element"], [-1], [2.5]),
        loss("two-samples", "Errors of +5 and −5: their mean is 0, that of their squares 25.", usual, [10, -2], [5, 3]),
        loss("three-samples", "Every operation rounds.", usual, *data(decimals, 3)),
        loss("five-samples", "All bits of a Float32 in use.", usual, *data(singles, 5)),
        loss("seventeen-samples", "A sum that the kernel adds in pairs.", usual, *data(decimals, 17)),
        loss("dyadic-seventeen-samples", "A sum without rounding, in either format.", usual, *data(dyadics, 17)),
        loss("perfect-fit", "Equal predictions and targets give 0.", ["plain"], [0.1, 1.3, -7.7], [0.1, 1.3, -7.7]),
        loss("outlier", "One wild target among five counts by its size, not by its square.", ["plain", "squared-error", "missing-one-over-n"], [1, 1, 1, 1, 1], [1, 0.5, 1.25, 0.75, 1001]),
        loss("large-offset", "Small errors of large numbers.", usual, [123456789.25, 123456790.5, 123456787], [123456789, 123456791.5, 123456787.125]),
        loss("small-errors", "Errors of a few units in the last place of 1.", ["plain", "tolerance"], [1 + 2.0**-52, 1], [1, 1 + 3 * 2.0**-51]),
        loss("four-times-1e308", "The mean of four errors of 10³⁰⁸ is 10³⁰⁸.", ["overflow-of-partial-sum"], [1e308, -1e308, 1e308, 0], [0, 0, 0, -1e308]),
        loss("sum-overflows", "Three errors whose mean is about 1.2e308.", ["overflow-of-partial-sum"], [1.5e308, -1.25e308, 3e307], [0, 1e307, -5e307]),
        loss("sum-overflows-single", "Four errors that only together overflow a Float32.", ["overflow-of-partial-sum"], [2.0**127, -(2.0**127), 3 * 2.0**125, 0], [0, 0, 0, 5 * 2.0**124]),
        loss("huge", "A square would overflow.", ["plain", "squared-error"], [1.5e300, -2e300, 1e299], [-1e300, 2.5e299, 3e300]),
        loss("tiny", "A square would underflow.", ["plain", "squared-error", "tolerance"], [1.5e-300, -2e-300, 1e-301], [-1e-300, 2.5e-301, 3e-300]),
        loss("subnormal", "Subnormal errors, of subnormal numbers and of normal ones.", ["subnormal", "tolerance"], [1e-310, 2.5e-308, -5e-324], [4e-310, 2.25e-308, 5e-324]),
        loss("infinity", "An infinite error is an infinite loss.", ["special-values"], [-inf, 1], [2, 1.5], inf),
        loss("infinite-target", "An infinite error is an infinite loss.", ["special-values"], [2, 1], [inf, -inf], inf),
        loss("infinity-minus-infinity", "∞ − ∞ is NaN.", ["special-values"], [inf, 1], [inf, 1], nan),
        loss("nan", "NaN is no sample to leave out.", ["special-values"], [1, nan, 3], [2, 5, 4], nan),
    ]
    usual = ["plain", "missing-one-over-n", "squared-error", "size-for-sign", "sign"]
    cases += [
        slope("one-sample", "1 or −1.", ["plain", "squared-error", "size-for-sign", "sign", "one-element"], [2.5], [-1]),
        slope("two-samples", "Opposite errors have opposite gradients.", usual, [10, -2], [5, 3]),
        slope("three-samples", "1/3 is no binary fraction.", usual, *data(decimals, 3)),
        slope("five-samples", "All bits of a Float32 in use.", usual, *data(singles, 5)),
        slope("seventeen-samples", "1/17 is no binary fraction.", usual, *data(decimals, 17)),
        slope("dyadic-seventeen-samples", "Targets and predictions that both formats hold.", usual, *data(dyadics, 17)),
        slope("kink", "The sample that is met gets no gradient.", ["kink", "size-for-sign", "missing-one-over-n"], [0.5, 1.5, -7], [0.5, 1.25, 3]),
        slope("all-met", "Equal predictions and targets give 0.", ["kink"], [0.1, 1.3, -7.7, 0, 5], [0.1, 1.3, -7.7, 0, 5]),
        slope("signed-zeros", "0 and −0 are equal.", ["kink"], [0, -0.0], [-0.0, 0]),
        slope("outlier", "One wild target among five pulls no harder than another.", ["plain", "squared-error", "size-for-sign"], [1, 1, 1, 1, 1], [0.25, 0.5, 1.25, 0.75, 1001]),
        slope("small-errors", "A unit in the last place is an error.", ["plain", "tolerance"], [1 + 2.0**-52, 1], [1, 1 + 2.0**-52]),
        slope("small-errors-single", "A unit in the last place of a Float32 near 2⁻¹⁰.", ["plain", "tolerance"], [2.0**-10 + 2.0**-33, -(2.0**-10), 1], [2.0**-10, -(2.0**-10) + 2.0**-34, 2]),
        slope("subnormal", "Errors of the least positive number.", ["subnormal", "tolerance"], [5e-324, 0, -5e-324, 2.2250738585072014e-308], [0, 5e-324, -1e-323, 2.225073858507201e-308]),
        slope("subnormal-single", "Errors of the least positive Float32.", ["subnormal", "tolerance"], [2.0**-149, 0], [0, 2.0**-149]),
        slope("difference-overflows", "ŷ − y is ±2e308, and its sign is known.", ["overflow-of-difference", "size-for-sign"], [1e308, -1e308, 1], [-1e308, 1e308, 2]),
        slope("difference-overflows-single", "ŷ − y is ±2¹²⁸, and its sign is known.", ["overflow-of-difference", "size-for-sign"], [2.0**127, -(2.0**127), 1], [-(2.0**127), 2.0**127, 2]),
        slope("infinity", "An infinite error has a sign.", ["special-values", "size-for-sign"], [inf, -inf, 2, 1], [2, 1.5, inf, -inf], [0.25, -0.25, -0.25, 0.25]),
        slope("infinity-minus-infinity", "∞ − ∞ is NaN, although both are equal; the other sample keeps its gradient.", ["special-values"], [inf, 1], [inf, 2], [nan, -0.5]),
        slope("nan", "NaN stays in its place.", ["special-values"], [1, nan, 3, 2], [2, 5, 4, nan], [-0.25, nan, -0.25, nan]),
    ]
    cases += [
        invalid(value, "one-target", "One target is not the target of every sample.", ["sizes-differ"], {"predictions": [1, 2, 3], "targets": [1]}),
        invalid(value, "fewer-targets", "A sample without a target.", ["sizes-differ"], {"predictions": [1, 2, 3], "targets": [1, 2]}),
        invalid(gradient, "one-target", "One target is not the target of every sample.", ["sizes-differ"], {"predictions": [1, 2, 3], "targets": [1]}),
        invalid(gradient, "fewer-predictions", "A target without its prediction.", ["sizes-differ"], {"predictions": [1, 2], "targets": [1, 2, 3]}),
    ]
    cases += siblings(
        gradient, having("kink", cases), "kink", "right",
        "The slope of |ŷ − y| at 0 is 1, as JAX's abs has it: where both are equal the gradient is 1/N.",
        ulps=same_bound(0.5), textbook=sloped(lambda e: like(e, 1 if e >= 0 else -1)),
    )
    cases += siblings(
        gradient, having("kink", cases), "kink", "left",
        "1/N only where ŷ > y, as in scikit-learn's absolute error: where both are equal the gradient is −1/N.",
        ulps=same_bound(0.5), textbook=sloped(lambda e: like(e, 1 if e > 0 else -1)),
    )
    return concept("LossFunctions", "MeanAbsoluteError", notes, cases)


def times_log(y, x):
    """y ln x. The truth takes 0 ln 0 for 0, its limit; IEEE arithmetic has NaN there."""
    return 0 if y == 0 and not isinstance(x, Float) else y * logarithm(x)


def hardened(program):
    """Takes a soft label for the nearest hard one."""
    return lambda targets, **x: program(targets=[t.with_(1 if t > 0.5 else 0) for t in targets], **x)


def probabilities_clamped(program):
    """Keeps predictions away from 0 and 1 by 10⁻⁷, as some libraries do."""
    cut = lambda p: p.with_(1e-7) if p < 1e-7 else p.with_(1 - 1e-7) if p > 1 - 1e-7 else p
    return lambda predictions, targets: program(predictions=each(cut, predictions), targets=targets)


def binary_cross_entropy():
    notes = {
        "plain": PLAIN,
        "missing-one-over-n": "The sum over the samples, without 1/m.",
        "one-element": ONE_SAMPLE,
        "sign": "The logarithms of probabilities are negative; the loss is not. The gradient points away from the target.",
        "swapped-arguments": "Predictions and targets exchanged.",
        "missing-negative-class": "−y ln ŷ alone, the formula for several classes, says nothing about y = 0.",
        "wrong-logarithm": "A logarithm to base 2 or 10.",
        "soft-label": "A target between 0 and 1 taken for the nearest label.",
        "zero-times-log-zero": "0 · ln 0 is NaN in IEEE arithmetic and 0 here. "
        "Seen in https://github.com/ml-explore/mlx/pull/1280.",
        "zero-over-zero": "(ŷ − y)/(ŷ (1 − ŷ)) is 0/0 where ŷ = y = 0 or 1; the gradient has a limit, though 0 is another convention.",
        "cancellation": "1 − ŷ, rounded, has lost the digits of a small ŷ before its logarithm is taken.",
        "ratio-beyond-its-range": "ln(1 + x) by a ratio of polynomials that is made for x down to √½ − 1, and is taken down to "
        "1 − √2 or further: two digits are lost there, and more beyond. "
        "Seen in https://github.com/jax-ml/jax/issues/39707.",
        "clamped-probability": "ŷ, or its logarithm, cut off against infinities, as several libraries do, each at another place. "
        "Seen in https://github.com/pytorch/pytorch/issues/103316.",
        "overflow-of-naive-form": "The quotient overflows before 1/m brings the gradient back.",
        "subnormal": "Subnormal predictions: hardware set to take them for 0 makes the loss infinite.",
        "special-values": SPECIAL,
        "sizes-differ": SIZES,
        "probability-out-of-range": "Predictions outside [0, 1] are logits or the like: ln |ŷ|, or a clamp, hides it. "
        "Seen in https://github.com/zzh8829/yolov3-tf2/issues/91.",
        "target-out-of-range": "A target outside [0, 1], such as 2 or −1 for a class: the loss has no least value then. "
        "Seen in https://github.com/milesial/Pytorch-UNet/issues/65.",
    }

    def log_likelihood(p, y):
        return times_log(y, p) + times_log(1 - y, 1 - p)

    def by_ratio(limit):
        """ln(1 − ŷ) by the ratio up to a limit, and by the platform's logarithm beyond."""
        complement = lambda p: logarithm_by_ratio(-p) if p < limit else logarithm(1 - p)
        return lambda predictions, targets: {
            "value": -mean([times_log(y, p) + (1 - y) * complement(p) for p, y in zip(predictions, targets)])
        }

    textbook = lambda predictions, targets: {
        "value": -mean([log_likelihood(p, y) for p, y in zip(predictions, targets, strict=True)])
    }
    wrong = {
        "missing-one-over-n": [scaled(textbook, samples)],
        "one-element": [less_one(textbook)],
        "sign": [scaled(textbook, lambda _: -1)],
        "swapped-arguments": [renamed(textbook, {"predictions": "targets", "targets": "predictions"})],
        "ratio-beyond-its-range": [by_ratio(math.sqrt(2) - 1), by_ratio(0.5)],
        "missing-negative-class": [
            lambda predictions, targets: {"value": -mean([times_log(y, p) for p, y in zip(predictions, targets)])}
        ],
        "wrong-logarithm": [scaled(textbook, lambda _: 1 / math.log(10)), scaled(textbook, lambda _: 1 / math.log(2))],
        "soft-label": [hardened(textbook)],
        "zero-times-log-zero": [textbook],
        "cancellation": [textbook],
        "clamped-probability": [probabilities_clamped(textbook)],
        "subnormal": [flushed(textbook)],
        "special-values": [skipping_nan(textbook), probabilities_clamped(textbook)],
        "sizes-differ": [broadcasting(textbook), cut_to_shortest(textbook)],
        "probability-out-of-range": [probabilities_clamped(textbook)],
    }
    # 1 − y, a logarithm (two), a product and the sum of both; then the additions and 1/m. All terms have one sign, and
    # both logarithms are taken of exact inputs (ln(1 − ŷ) as log1p), so nothing cancels.
    value = Equation("binary-cross-entropy-value", textbook, bounded(5), wrong)

    textbook_gradient = lambda predictions, targets: {
        "predictions": [
            (p - y) / (p * (1 - p)) / len(targets) for p, y in zip(predictions, targets, strict=True)
        ]
    }
    wrong = {
        "missing-one-over-n": [scaled(textbook_gradient, samples)],
        "one-element": [less_one(textbook_gradient)],
        "sign": [scaled(textbook_gradient, lambda _: -1)],
        "swapped-arguments": [renamed(textbook_gradient, {"predictions": "targets", "targets": "predictions"})],
        "missing-negative-class": [
            lambda predictions, targets: {"predictions": [-y / p / len(targets) for p, y in zip(predictions, targets)]}
        ],
        "soft-label": [hardened(textbook_gradient)],
        "zero-over-zero": [textbook_gradient],
        "clamped-probability": [probabilities_clamped(textbook_gradient)],
        "overflow-of-naive-form": [textbook_gradient],
        "subnormal": [flushed(textbook_gradient)],
        "special-values": [skipping_nan(textbook_gradient), probabilities_clamped(textbook_gradient)],
        "sizes-differ": [broadcasting(textbook_gradient), cut_to_shortest(textbook_gradient)],
    }
    def gradient_bound(p, y, g):
        # ŷ − y, 1 − ŷ, their product, the quotient and 1/m; or, as automatic differentiation has it, the sum of y/ŷ and
        # (1 − y)/(1 − ŷ), which cancel near ŷ = y.
        return 5 if p in (0, 1) else sum_bound([-y / p, (1 - y) / (1 - p)], 5) if g != 0 else 0

    gradient = Equation(
        "binary-cross-entropy-gradient",
        textbook_gradient,
        lambda outputs, predictions, targets: {
            "predictions": [gradient_bound(*x) for x in zip(predictions, targets, outputs["predictions"])]
        },
        wrong,
    )

    def loss(name, comment, flags, predictions, targets, expect=None):
        expect = None if expect is None else {"value": expect}
        return case(value, name, comment, flags, {"predictions": predictions, "targets": targets}, expect)

    def slope(name, comment, flags, predictions, targets, expect=None):
        expect = None if expect is None else {"predictions": expect}
        return case(gradient, name, comment, flags, {"predictions": predictions, "targets": targets}, expect)

    def data(name, n, hard, single=False):
        name = f"binary-cross-entropy-{name} "
        predictions = [abs(x) / 2 for x in singles(name + "p", n)]
        if not single:
            predictions = [round(abs(x) / 10, 4) for x in decimals(name + "p", n)]
        targets = [abs(x) / 4 for x in dyadics(name + "y", n)]
        return predictions, [1 if y > 0.5 else 0 for y in targets] if hard else targets

    usual = ["missing-one-over-n", "sign", "missing-negative-class"]
    almost_one = 1 - 2.0**-53
    cases = [
        loss("positive", "y = 1 gives −ln ŷ.", ["sign", "wrong-logarithm", "one-element"], [0.8], [1]),
        loss("negative", "y = 0 gives −ln(1 − ŷ).", ["sign", "missing-negative-class"], [0.8], [0]),
        loss("even-chance", "ŷ = ½ gives ln 2, whatever the label.", ["plain", "wrong-logarithm", "missing-negative-class"], [0.5, 0.5, 0.5], [1, 0, 0.25]),
        loss("three-samples", "Hard labels.", ["plain", "swapped-arguments"] + usual, [0.9, 0.2, 0.65], [1, 0, 0]),
        loss("five-soft-samples", "Soft labels.", ["plain", "swapped-arguments", "soft-label"] + usual, *data("soft", 5, hard=False)),
        loss("five-single-samples", "Predictions with all bits of a Float32, soft labels.", ["plain", "soft-label"] + usual, *data("single", 5, hard=False, single=True)),
        loss("seventeen-samples", "A sum that the kernel adds in pairs.", ["plain", "swapped-arguments"] + usual, *data("hard", 17, hard=True)),
        loss("soft-agreement", "ŷ = y does not give 0 for a soft label: the entropy of the label is left.", ["plain", "soft-label"], [0.25, 0.7], [0.25, 0.7]),
        loss("certain-and-right", "ŷ = y ∈ {0, 1} gives 0.", ["zero-times-log-zero", "clamped-probability"], [0, 1, 1], [0, 1, 1]),
        loss("one-certain-sample", "A certain, right sample beside an ordinary one.", ["zero-times-log-zero", "missing-one-over-n"], [0, 0.75], [0, 1]),
        loss("certain-and-wrong-positive", "ŷ = 0 with y = 1 is infinitely wrong.", ["clamped-probability"], [0, 0.5], [1, 1], inf),
        loss("certain-and-wrong-negative", "ŷ = 1 with y = 0 is infinitely wrong.", ["clamped-probability"], [1], [0], inf),
        loss("certain-against-soft", "Certainty is infinitely wrong about a soft label, on either side.", ["clamped-probability"], [0, 1], [0.25, 0.25], inf),
        loss("tiny-and-right", "ln(1 − ŷ) ≈ −ŷ, where 1 − ŷ rounds to 1.", ["cancellation", "clamped-probability"], [1e-300], [0]),
        loss("small-and-right", "1 − ŷ keeps 4 of ŷ's digits.", ["cancellation", "clamped-probability"], [1e-12, 3e-13], [0, 0]),
        loss("small-and-right-single", "1 − ŷ rounds to 1 in Float32; in Float64 it is exact.", ["cancellation", "clamped-probability"], [2.0**-40, 3 * 2.0**-42], [0, 0]),
        loss("tiny-and-wrong", "−ln 10⁻³⁰⁰ = 690.8.", ["clamped-probability"], [1e-300], [1]),
        loss("below-one-less-root-half", "Just below 1 − √½, where many programs of ln(1 + x) change their form.", ["plain"], [0.29289], [0]),
        loss("above-one-less-root-half", "And just above it.", ["plain"], [0.2929], [0]),
        loss("two-fifths", "ln 0.6, on the way to √2 − 1.", ["plain", "ratio-beyond-its-range"], [0.4], [0]),
        loss("below-root-two-less-one", "Just below √2 − 1: a range that is symmetric about 0 ends there.", ["plain", "ratio-beyond-its-range"], [0.41421356], [0]),
        loss("below-root-two-less-one-single", "The Float32 below √2 − 1.", ["plain", "ratio-beyond-its-range"], [0.41421353816986084], [0]),
        loss("above-root-two-less-one", "And just above it.", ["plain", "ratio-beyond-its-range"], [0.41421357], [0]),
        loss("below-one-half", "The largest number below ½.", ["plain", "ratio-beyond-its-range"], [0.5 - 2.0**-54], [0]),
        loss("above-one-half", "The least above it.", ["plain"], [0.5 + 2.0**-53], [0]),
        loss("below-two-less-root-two", "ln(1 − ŷ) of a 1 − ŷ just above √2 − 1.", ["plain", "missing-negative-class"], [0.58578643], [0]),
        loss("above-two-less-root-two", "And just below it.", ["plain", "missing-negative-class"], [0.58578644], [0]),
        loss("subnormal", "The least positive prediction is not 0.", ["clamped-probability", "subnormal"], [5e-324], [1]),
        loss("subnormal-single", "The least positive Float32 is not 0.", ["clamped-probability", "subnormal"], [2.0**-149], [1]),
        loss("almost-one-and-right", "−ln(1 − 2⁻⁵³) ≈ 2⁻⁵³.", ["plain", "clamped-probability"], [almost_one], [1]),
        loss("almost-one-and-wrong", "1 − ŷ is 2⁻⁵³ exactly.", ["plain", "clamped-probability"], [almost_one], [0]),
        loss("almost-one-single", "The largest Float32 below 1, right and wrong.", ["clamped-probability"], [1 - 2.0**-24, 1 - 2.0**-24], [1, 0]),
        loss("nan-prediction", "NaN gives NaN.", ["special-values"], [nan, 0.5], [1, 0], nan),
        loss("nan-target", "NaN gives NaN.", ["special-values"], [0.5, 0.5], [1, nan], nan),
    ]
    cases += [
        slope("positive", "y = 1 gives −1/ŷ.", ["plain", "sign", "one-element"], [0.8], [1]),
        slope("negative", "y = 0 gives 1/(1 − ŷ).", ["plain", "sign", "missing-negative-class"], [0.8], [0]),
        slope("even-chance", "At ŷ = ½ the gradient is 4 (½ − y)/m.", ["plain", "sign", "soft-label"], [0.5, 0.5, 0.5], [1, 0, 0.25]),
        slope("three-samples", "Hard labels.", ["plain", "swapped-arguments"] + usual, [0.9, 0.2, 0.65], [1, 0, 0]),
        slope("five-soft-samples", "Soft labels.", ["plain", "swapped-arguments", "soft-label"] + usual, *data("soft", 5, hard=False)),
        slope("five-single-samples", "Predictions with all bits of a Float32, soft labels.", ["plain", "soft-label"] + usual, *data("single", 5, hard=False, single=True)),
        slope("seventeen-samples", "1/m is no binary fraction.", ["plain", "swapped-arguments"] + usual, *data("hard", 17, hard=True)),
        slope("soft-agreement", "ŷ = y is the minimum: the gradient is 0.", ["plain", "soft-label"], [0.25, 0.7], [0.25, 0.7]),
        slope("certain-and-right", "The limits are −1/m at 1 and 1/m at 0.", ["zero-over-zero"], [1, 0], [1, 0], [-0.5, 0.5]),
        slope("certain-and-wrong", "−∞ at ŷ = 0 and +∞ at ŷ = 1.", ["clamped-probability", "sign"], [0, 1], [1, 0], [-inf, inf]),
        slope("certain-against-soft", "As for a hard label that is missed.", ["clamped-probability", "sign"], [0, 1], [0.25, 0.75], [-inf, inf]),
        slope("tiny-and-wrong", "−1/ŷ = −10³⁰⁰.", ["plain", "clamped-probability"], [1e-300], [1]),
        slope("tiny-and-right", "1/(1 − ŷ) rounds to 1.", ["plain", "clamped-probability", "sign"], [1e-300, 1e-20], [0, 0]),
        slope("tiny-against-soft", "(ŷ − y)/ŷ, with y = ½.", ["plain", "clamped-probability"], [1e-300], [0.5]),
        slope("almost-one-and-right", "−1/ŷ = −(1 + 2⁻⁵³).", ["plain", "sign", "clamped-probability"], [almost_one], [1]),
        slope("almost-one-and-wrong", "1/(1 − ŷ) is 2⁵³ exactly.", ["plain", "clamped-probability"], [almost_one], [0]),
        slope("almost-one-single", "The largest Float32 below 1, right and wrong.", ["plain", "clamped-probability"], [1 - 2.0**-24, 1 - 2.0**-24], [1, 0]),
        slope("subnormal-overflows", "−1/ŷ lies beyond the largest number, even after 1/m.", ["clamped-probability"], [5e-324, 0.5], [1, 1]),
        slope("subnormal-finite", "−1/ŷ and −½/ŷ lie beyond the largest number, but not after 1/m.", ["overflow-of-naive-form", "subnormal", "clamped-probability"], [4e-309, 2e-309], [1, 0.5]),
        slope("subnormal-finite-single", "As before, in Float32.", ["overflow-of-naive-form", "subnormal", "clamped-probability"], [3 * 2.0**-130, 3 * 2.0**-131], [1, 0.5]),
        slope("nan", "NaN stays in its place.", ["special-values"], [nan, 0.5, 0.5, 0.5], [1, 0, 1, nan], [nan, 0.5, -0.5, nan]),
    ]
    cases += [
        invalid(value, "one-target", "One target is not the target of every sample.", ["sizes-differ"], {"predictions": [0.25, 0.5, 0.75], "targets": [1]}),
        invalid(value, "fewer-targets", "A sample without a target.", ["sizes-differ"], {"predictions": [0.25, 0.5, 0.75], "targets": [1, 0.5]}),
        invalid(gradient, "one-target", "One target is not the target of every sample.", ["sizes-differ"], {"predictions": [0.25, 0.5, 0.75], "targets": [1]}),
        invalid(gradient, "fewer-predictions", "A target without its prediction.", ["sizes-differ"], {"predictions": [1, 0.5], "targets": [0.25, 0.5, 0.75]}),
    ]
    cases += [
        invalid(value, "logits", "Logits in the place of probabilities.", ["probability-out-of-range"], {"predictions": [-1.5, 2.5], "targets": [0, 1]}),
        invalid(gradient, "logits", "Logits in the place of probabilities.", ["probability-out-of-range"], {"predictions": [-1.5, 2.5], "targets": [0, 1]}),
        invalid(value, "classes-one-and-two", "Classes counted from 1 in the place of 0 and 1.", ["target-out-of-range"], {"predictions": [0.25, 0.75], "targets": [1, 2]}),
        invalid(gradient, "classes-one-and-two", "Classes counted from 1 in the place of 0 and 1.", ["target-out-of-range"], {"predictions": [0.25, 0.75], "targets": [1, 2]}),
    ]

    def finite_log(x):
        return max(logarithm(x), mpf(-100)) if x != 0 else mpf(-100)

    def with_logarithm(function):
        return lambda predictions, targets: {
            "value": -mean([y * function(p) + (1 - y) * function(1 - p) for p, y in zip(predictions, targets)])
        }

    def clipped(ε):
        kept = lambda p: min(max(p, ε), 1 - ε)
        return lambda predictions, targets: textbook([kept(p) for p in predictions], targets)

    least = mpf(rounded(1e-12, SINGLE))

    def floored(predictions, targets):
        return {"predictions": [(p - y) / max(p * (1 - p), least) / len(targets) for p, y in zip(predictions, targets)]}

    def without_clipped(predictions, targets):
        """The gradient through a clip, which nothing passes outside its ends."""
        ε, slopes = mpf("1e-7"), textbook_gradient
        return {
            "predictions": [
                slopes([p], [y])["predictions"][0] / len(targets) if ε <= p <= 1 - ε else mpf(0)
                for p, y in zip(predictions, targets)
            ]
        }

    torch_value = "ln cut off at −100, as in PyTorch's BCELoss: no loss is infinite."
    torch_slope = "ŷ (1 − ŷ) cut off at 10⁻¹², as a Float32 has it, as in PyTorch's BCELoss: no gradient is infinite."
    keras = "ŷ cut off at 10⁻⁷ from 0 and 1, as in Keras: no loss is infinite, and nothing beyond has a gradient."
    learn = "ŷ cut off at 2⁻⁵² from 0 and 1, the precision of a Float64, as in scikit-learn's log_loss."
    learn_single = "ŷ cut off at 2⁻²³ from 0 and 1, the precision of a Float32, as in scikit-learn's log_loss."
    clamped = "clamped-probability"
    cases += siblings(value, having(clamped, cases), clamped, "torch", torch_value, ulps=bounded(5), textbook=with_logarithm(finite_log))
    cases += siblings(value, having(clamped, cases), clamped, "keras", keras, ulps=bounded(5), textbook=clipped(mpf("1e-7")))
    cases += siblings(value, having(clamped, cases), clamped, "scikit-learn", learn, ulps=bounded(5), textbook=clipped(mpf(2) ** -52))
    singly = [x for x in cases if x["float32"]]
    cases += siblings(
        value, having(clamped, singly), clamped, "scikit-learn-single", learn_single, ulps=bounded(5), textbook=clipped(mpf(2) ** -23)
    )
    for flag in (clamped, "zero-over-zero"):
        cases += siblings(gradient, having(flag, cases), flag, "torch", torch_slope, ulps=same_bound(5), textbook=floored)
        cases += siblings(gradient, having(flag, cases), flag, "keras", keras, ulps=same_bound(5), textbook=without_clipped)
    return concept("LossFunctions", "BinaryCrossEntropy", notes, cases)


def binary_cross_entropy_with_logits():
    notes = {
        "plain": PLAIN,
        "missing-one-over-n": "The sum over the samples, without 1/m.",
        "one-element": ONE_SAMPLE,
        "sign": "The logit of the other class.",
        "swapped-arguments": "Logits and targets exchanged.",
        "probability-for-logit": "Applies the sigmoid to what is already a probability, or takes a logit for one.",
        "soft-label": "A target between 0 and 1 taken for the nearest label.",
        "saturation": "σ(z) has rounded to 1, or has few digits left below it: ln(1 − σ(z)) and σ(z) − 1 are lost.",
        "cancellation": "z − zy + ln(1 + e⁻ᶻ) with the logarithm of a rounded 1 + e⁻ᶻ loses what a right answer is "
        "charged.",
        "overflow-of-naive-form": "ln(1 + eᶻ) and 1/(1 + e⁻ᶻ) overflow where the result is an ordinary number. "
        "Seen in https://github.com/pytorch/pytorch/pull/1792.",
        "overflow-of-partial-sum": "The sum of the losses overflows although their mean does not.",
        "clamped-logit": "z cut off at ±30 or the like, against overflow.",
        "extra-activation-derivative": "(σ(z) − y) σ′(z) is the squared error's; cross-entropy cancels σ′.",
        "special-values": SPECIAL,
        "sizes-differ": SIZES,
        "target-out-of-range": "A target outside [0, 1], such as 2 or −1 for a class: the loss has no least value then.",
    }

    def softplus(z):
        return logarithm(1 + exponential(z))

    def pairs(logits, targets):
        return list(zip(logits, targets, strict=True))

    def positive(z):
        return z if z > 0 else z * 0

    # The page's equation is already a stable one, and its terms z − zy cancel for a certain, right answer; enough
    # digits take care of that. Where |z| ≤ 1000 it is also compared with the cross-entropy of σ(z), below.
    textbook = lambda logits, targets: {
        "value": mean([positive(z) - z * y + logarithm(1 + exponential(-abs(z))) for z, y in pairs(logits, targets)])
    }
    through_softplus = lambda logits, targets: {"value": mean([softplus(z) - z * y for z, y in pairs(logits, targets)])}
    through_sigma = lambda logits, targets: {
        "value": -mean([times_log(y, sigma(z)) + times_log(1 - y, 1 - sigma(z)) for z, y in pairs(logits, targets)])
    }

    def checked(logits, targets):
        outputs = textbook(logits, targets)
        if all(abs(z) <= 1000 for z in logits):
            other = through_sigma(logits, targets)["value"]
            assert abs(outputs["value"] - other) <= abs(other) * 10.0**-50, (logits, targets)
        return outputs

    def clamped(program):
        cut = lambda z: z.with_(30) if z > 30 else z.with_(-30) if z < -30 else z
        return lambda logits, targets: program(each(cut, logits), targets)

    def doubled(program):
        return lambda logits, targets: program(each(sigma, logits), targets)

    def opposite(program):
        return lambda logits, targets: program([-z for z in logits], targets)

    wrong = {
        "missing-one-over-n": [scaled(textbook, samples)],
        "one-element": [less_one(textbook)],
        "sign": [opposite(textbook)],
        "swapped-arguments": [renamed(textbook, {"logits": "targets", "targets": "logits"})],
        "probability-for-logit": [doubled(textbook)],
        "soft-label": [hardened(textbook)],
        "saturation": [through_sigma],
        "cancellation": [textbook],
        "overflow-of-naive-form": [through_softplus],
        "overflow-of-partial-sum": [textbook],
        "clamped-logit": [clamped(textbook)],
        "special-values": [skipping_nan(textbook), textbook, clamped(textbook)],
        "sizes-differ": [broadcasting(textbook), cut_to_shortest(textbook)],
    }
    # An exponential (two), a logarithm (two) and the sum of both terms; then the additions and 1/m. In the evaluated
    # form both terms are positive, so nothing cancels.
    value = Equation("binary-cross-entropy-with-logits-value", checked, bounded(5), wrong, plain=textbook)

    textbook_gradient = lambda logits, targets: {
        "logits": [(sigma(z) - y) / len(targets) for z, y in pairs(logits, targets)]
    }
    wrong = {
        "missing-one-over-n": [scaled(textbook_gradient, samples)],
        "one-element": [less_one(textbook_gradient)],
        "sign": [scaled(textbook_gradient, lambda _: -1)],
        "swapped-arguments": [renamed(textbook_gradient, {"logits": "targets", "targets": "logits"})],
        "probability-for-logit": [
            doubled(textbook_gradient),
            lambda logits, targets: {"logits": [(z - y) / len(targets) for z, y in pairs(logits, targets)]},
        ],
        "soft-label": [hardened(textbook_gradient)],
        "saturation": [textbook_gradient],
        "overflow-of-naive-form": [textbook_gradient],
        "clamped-logit": [clamped(textbook_gradient)],
        "extra-activation-derivative": [
            lambda logits, targets: {
                "logits": [(sigma(z) - y) * sigma(z) * sigma(-z) / len(targets) for z, y in pairs(logits, targets)]
            }
        ],
        "special-values": [skipping_nan(textbook_gradient), clamped(textbook_gradient)],
        "sizes-differ": [broadcasting(textbook_gradient), cut_to_shortest(textbook_gradient)],
    }

    def gradient_bound(z, y, g, m):
        # σ(z) − y and (1 − y) − σ(−z) are the same difference; the better one has the smaller terms. σ is within 4 ulp
        # (8 roundings), and the difference and 1/m add less than that to the other term. As e to the power of its
        # logarithm, as automatic differentiation has it, σ is off by that one's rounding; one of z does as much.
        if abs(g) < mpf(2) ** -1100:
            return 0 if z == 0 else MOST_ROUNDINGS  # ½ − ½ is exact; otherwise σ(−z) is below every format.
        term, other = (sigma(-z), 1 - y) if z > 0 else (sigma(z), y)
        return (MOST_ROUNDINGS * (other + term) + abs(logarithm(term)) * term) / abs(g * m)

    gradient = Equation(
        "binary-cross-entropy-with-logits-gradient",
        textbook_gradient,
        lambda outputs, logits, targets: {
            "logits": [
                gradient_bound(z, y, g, len(targets)) for (z, y), g in zip(pairs(logits, targets), outputs["logits"])
            ]
        },
        wrong,
    )

    def loss(name, comment, flags, logits, targets, expect=None):
        expect = None if expect is None else {"value": expect}
        return case(value, name, comment, flags, {"logits": logits, "targets": targets}, expect)

    def slope(name, comment, flags, logits, targets, expect=None):
        expect = None if expect is None else {"logits": expect}
        return case(gradient, name, comment, flags, {"logits": logits, "targets": targets}, expect)

    def data(kind, n, hard):
        targets = [abs(x) / 4 for x in dyadics(f"with-logits-{n} targets", n)]
        return kind(f"with-logits-{n} logits", n), [1 if y > 0.5 else 0 for y in targets] if hard else targets

    usual = ["missing-one-over-n", "sign", "swapped-arguments", "probability-for-logit"]
    cases = [
        loss("zero", "z = 0 gives ln 2, whatever the label.", ["plain", "probability-for-logit", "one-element"], [0], [1]),
        loss("zeros", "z = 0 gives ln 2, whatever the label.", ["plain", "probability-for-logit", "missing-one-over-n"], [0, 0, -0.0], [1, 0, 0.25]),
        loss("positive", "y = 1 gives ln(1 + e⁻ᶻ).", ["plain", "sign"], [1.5], [1]),
        loss("negative", "y = 0 gives ln(1 + eᶻ).", ["plain", "sign"], [1.5], [0]),
        loss("root-half", "e⁻ᶻ is just below √2 − 1, and the loss ln √2.", ["plain", "sign", "probability-for-logit"], [0.8813736], [1]),
        loss("minus-root-half", "The same of the other class, with e⁻ᶻ just above √2 − 1.", ["plain", "sign", "probability-for-logit"], [-0.8813735], [0]),
        loss("three-samples", "Hard labels.", ["plain"] + usual, [2.2, -1.4, 0.6], [1, 0, 0]),
        loss("five-soft-samples", "Soft labels.", ["plain", "soft-label"] + usual, *data(decimals, 5, hard=False)),
        loss("two-single-samples", "Logits with all bits of a Float32, soft labels.", ["plain", "soft-label"] + usual, *data(singles, 2, hard=False)),
        loss("seventeen-samples", "A sum that the kernel adds in pairs.", ["plain"] + usual, *data(dyadics, 17, hard=True)),
        loss("seven-single-samples", "As before, rounding in Float32.", ["plain"] + usual, *data(singles, 7, hard=True)),
        loss("confident-and-right-positive", "The loss is e⁻⁴⁰, not 0.", ["cancellation", "saturation", "clamped-logit"], [40], [1]),
        loss("confident-and-right-negative", "The loss is e⁻⁴⁰, not 0.", ["cancellation", "saturation", "clamped-logit"], [-40], [0]),
        loss("confident-and-right-single", "The loss is about e⁻¹⁷, where Float32 has 1 − σ(z) = 0.", ["cancellation", "saturation"], [17, -18], [1, 0]),
        loss("confident-and-wrong", "The loss is |z|, where 1 − σ(z) is 0.", ["plain", "saturation", "clamped-logit"], [40, -40], [0, 1]),
        loss("subnormal-loss", "A loss that is subnormal in Float64.", ["cancellation", "clamped-logit"], [710], [1]),
        loss("subnormal-loss-single", "A loss that is subnormal in Float32.", ["cancellation", "clamped-logit"], [89], [1]),
        loss("wrong-at-1e4", "eᶻ overflows; the loss is 10⁴.", ["plain", "overflow-of-naive-form", "clamped-logit"], [1e4, -1e4], [0, 1]),
        loss("right-at-1e4", "The loss is far below the least number.", ["plain", "overflow-of-naive-form", "clamped-logit"], [1e4, -1e4], [1, 0]),
        loss("soft-at-1e4", "A quarter and five eighths of |z|.", ["plain", "overflow-of-naive-form", "soft-label"], [1e4, -1e4], [0.75, 0.625]),
        loss("wrong-at-1e308", "The loss is |z|.", ["plain", "overflow-of-naive-form"], [1e308], [0]),
        loss("wrong-at-minus-1e308", "The loss is |z|.", ["plain", "clamped-logit"], [-1e308], [1]),
        loss("right-at-1e308", "No loss at all.", ["plain", "overflow-of-naive-form"], [1e308, -1e308], [1, 0]),
        loss("soft-at-1e308", "Half of |z|.", ["plain", "overflow-of-naive-form", "soft-label"], [1e308], [0.5]),
        loss("sum-overflows", "Three wrong answers at about 10³⁰⁸.", ["overflow-of-partial-sum"], [1e308, -1e308, 1.25e308], [0, 1, 0]),
        loss("sum-overflows-single", "Three wrong answers at about 2¹²⁷.", ["overflow-of-partial-sum"], [2.0**127, -(2.0**127), 3 * 2.0**125], [0, 1, 0]),
        loss("infinite-and-right", "The limit is 0, where ∞ − ∞ is NaN.", ["special-values"], [inf, -inf], [1, 0], 0),
        loss("infinite-and-wrong", "An infinite loss.", ["special-values"], [inf, 0.5], [0, 1], inf),
        loss("minus-infinite-and-wrong", "An infinite loss.", ["special-values"], [-inf, 0.5], [1, 1], inf),
        loss("infinite-against-soft", "An infinite loss, on either side.", ["special-values"], [inf, -inf], [0.5, 0.5], inf),
        loss("nan", "NaN gives NaN.", ["special-values"], [1, nan], [1, 0], nan),
        loss("nan-target", "NaN gives NaN.", ["special-values"], [1, 2], [1, nan], nan),
    ]
    usual += ["extra-activation-derivative"]
    cases += [
        slope("zero", "½ − y, exactly.", ["plain", "sign", "one-element"], [0], [1]),
        slope("zeros", "z = 0 with y = ½ is a minimum.", ["plain", "sign", "missing-one-over-n"], [0, 0, 0, 0], [1, 0, 0.25, 0.5]),
        slope("three-samples", "Hard labels.", ["plain"] + usual, [2.2, -1.4, 0.6], [1, 0, 0]),
        slope("five-soft-samples", "Soft labels.", ["plain", "soft-label"] + usual, *data(decimals, 5, hard=False)),
        slope("two-single-samples", "Logits with all bits of a Float32, soft labels.", ["plain", "soft-label"] + usual, *data(singles, 2, hard=False)),
        slope("seventeen-samples", "1/m is no binary fraction.", ["plain"] + usual, *data(dyadics, 17, hard=True)),
        slope("near-agreement", "σ(1) ≈ 0.7311: the bound grows as σ(z) nears y.", ["plain", "soft-label"], [1, -1], [0.731, 0.25]),
        slope("confident-and-right-positive", "−e⁻⁴⁰, where σ(z) − 1 is 0.", ["saturation", "clamped-logit"], [40], [1]),
        slope("confident-and-right-negative", "e⁻⁴⁰, the easy side.", ["plain", "clamped-logit"], [-40], [0]),
        slope("confident-and-right-single", "About e⁻¹⁷, where Float32 has σ(z) = 1.", ["saturation"], [17, -18], [1, 0]),
        slope("confident-and-wrong", "±1/m, where a squared error's gradient vanishes.", ["plain", "extra-activation-derivative", "sign"], [40, -40], [0, 1]),
        slope("subnormal-gradient", "A gradient that is subnormal in Float64; e⁻ᶻ overflows on its way.", ["overflow-of-naive-form", "clamped-logit"], [-710], [0]),
        slope("subnormal-gradient-single", "A gradient that is subnormal in Float32.", ["overflow-of-naive-form", "clamped-logit"], [-89], [0]),
        slope("wrong-at-1e4", "±1/m.", ["plain", "extra-activation-derivative", "sign"], [1e4, -1e4], [0, 1]),
        slope("right-at-1e4", "Far below the least number.", ["plain", "clamped-logit"], [1e4, -1e4], [1, 0]),
        slope("wrong-at-1e308", "±1/m.", ["plain", "extra-activation-derivative", "sign"], [1e308, -1e308], [0, 1]),
        slope("right-at-1e308", "0 in any format.", ["plain", "clamped-logit"], [1e308, -1e308], [1, 0]),
        slope("soft-at-1e308", "(1 − y)/m and −y/m.", ["plain", "soft-label", "sign"], [1e308, -1e308], [0.25, 0.75]),
        slope("infinite", "(1 − y)/m at +∞ and −y/m at −∞.", ["special-values"], [inf, -inf, inf, -inf], [1, 0, 0.25, 0.75], [0, 0, 0.1875, -0.1875]),
        slope("nan", "NaN stays in its place.", ["special-values"], [nan, 0], [1, 0], [nan, 0.25]),
    ]
    cases += [
        invalid(value, "one-target", "One target is not the target of every sample.", ["sizes-differ"], {"logits": [0.25, 0.5, 0.75], "targets": [1]}),
        invalid(value, "fewer-targets", "A sample without a target.", ["sizes-differ"], {"logits": [0.25, 0.5, 0.75], "targets": [1, 0.5]}),
        invalid(gradient, "one-target", "One target is not the target of every sample.", ["sizes-differ"], {"logits": [0.25, 0.5, 0.75], "targets": [1]}),
        invalid(gradient, "fewer-logits", "A target without its logit.", ["sizes-differ"], {"logits": [1, 0.5], "targets": [0.25, 0.5, 0.75]}),
    ]
    cases += [
        invalid(value, "classes-one-and-two", "Classes counted from 1 in the place of 0 and 1.", ["target-out-of-range"], {"logits": [0.25, 0.75], "targets": [1, 2]}),
        invalid(gradient, "classes-of-both-signs", "−1 and 1 in the place of 0 and 1.", ["target-out-of-range"], {"logits": [0.25, 0.75], "targets": [-1, 1]}),
    ]
    return concept("LossFunctions", "BinaryCrossEntropyWithLogits", notes, cases)


def times_finite_log(y, x):
    """y ln x with 0 ln 0 = 0, in any arithmetic."""
    return y if y == 0 else y * logarithm(x)


def hardest(program):
    """Takes soft labels for the class of the largest."""

    def program_of_class(targets, **x):
        c = max(range(len(targets)), key=lambda k: float(targets[k]))
        return program(targets=[t.with_(1 if k == c else 0) for k, t in enumerate(targets)], **x)

    return program_of_class


def mean_over_classes(program):
    return scaled(program, lambda inputs: inputs["targets"][0].with_(1) / samples(inputs))


def reaching_first(program):
    """Starts from the first class."""

    def reaching(targets, **x):
        targets[0]
        return program(targets=targets, **x)

    return reaching


OVER_CLASSES = "The mean over the classes: the sum runs over the classes of one sample, and is not divided."
BASE = "A logarithm to base 2 or 10."
SOFT_LABELS = "Soft labels taken for the class of the largest."
NO_CLASSES = "No classes have no first one to start from; the sum is 0."


def one_hot():
    notes = {
        "index-from-one": "Classes counted from 1.",
        "index-from-the-end": "Classes counted from the last.",
        "class-for-one": "The number of the class in its place, or the numbers of all.",
        "ordinal": "1 in the place of the class and in all before it.",
        "reference-class": "Only zeros for the first class, as in a regression with dummy variables.",
        "minus-one-for-zero": "−1 for the other classes.",
    }

    def placed(element):
        """Each element by its place, the class and the number of classes."""

        def program(**settings):
            c, count = (int(float(settings[name])) for name in ("class", "count"))
            return {"value": [element(k, c, count) for k in range(count)]}

        return program

    wrong = {
        "index-from-one": [placed(lambda k, c, _: 1 if k + 1 == c else 0)],
        "index-from-the-end": [placed(lambda k, c, count: 1 if k == count - 1 - c else 0)],
        "class-for-one": [placed(lambda k, c, _: c if k == c else 0), placed(lambda k, c, _: k)],
        "ordinal": [placed(lambda k, c, _: 1 if k <= c else 0)],
        "reference-class": [placed(lambda k, c, _: 1 if k == c > 0 else 0)],
        "minus-one-for-zero": [placed(lambda k, c, _: 1 if k == c else -1)],
    }
    value = Equation("one-hot-value", placed(lambda k, c, _: 1 if k == c else 0), same_bound(0), wrong)

    def at(name, comment, flags, c, count):
        return case(value, name, comment, flags, {}, attributes={"class": c, "count": count})

    cases = [
        at("one-class", "The only class there is.", ["index-from-one", "reference-class", "class-for-one"], 0, 1),
        at("first-of-two", "The first of two.", ["index-from-one", "index-from-the-end", "reference-class", "minus-one-for-zero"], 0, 2),
        at("last-of-two", "The last of two.", ["index-from-one", "index-from-the-end", "ordinal", "minus-one-for-zero"], 1, 2),
        at("middle-of-three", "Counted from either end, it is the same.", ["index-from-one", "ordinal", "class-for-one"], 1, 3),
        at("last-of-five", "The last place.", ["index-from-one", "index-from-the-end", "ordinal", "class-for-one"], 4, 5),
        at("sixth-of-seventeen", "A place inside.", ["index-from-one", "index-from-the-end", "ordinal", "class-for-one", "minus-one-for-zero"], 5, 17),
    ]
    return concept("LossFunctions", "OneHot", notes, cases)


def categorical_cross_entropy():
    notes = {
        "plain": PLAIN,
        "sign": "The logarithms of probabilities are negative; the loss is not. The gradient raises what is wrong.",
        "wrong-logarithm": BASE,
        "mean-over-classes": OVER_CLASSES,
        "sample-for-class": "Each element taken for a sample with a binary label, charged for y = 0 too: "
        "−y ln ŷ − (1 − y) ln(1 − ŷ).",
        "swapped-arguments": "Predictions and targets exchanged.",
        "soft-label": SOFT_LABELS,
        "normalized-predictions": "Predictions divided by their sum first, as Keras does.",
        "gradient-by-logits": "ŷ − y, the gradient by softmax's input.",
        "missing-target": "−1/ŷ for every class, or −ln ŷ.",
        "zero-times-log-zero": "0 · ln 0 is NaN in IEEE arithmetic and 0 here.",
        "zero-over-zero": "0/0 is NaN in IEEE arithmetic; a class with the target 0 has no part in the loss.",
        "clamped-probability": "ŷ cut off at 10⁻⁷ from 0 and 1 or the like, against infinities, as Keras does.",
        "overflow": OVERFLOW,
        "subnormal": "Subnormal predictions: hardware set to take them for 0 makes the loss infinite.",
        "special-values": "NaN gives NaN: a comparison or a nan-ignoring sum loses it.",
        "empty": NO_CLASSES,
        "sizes-differ": SIZES,
        "probability-out-of-range": "Predictions outside [0, 1] are logits or the like: a class with the target 0 hides a negative one.",
    }

    def pairs(predictions, targets):
        return list(zip(predictions, targets, strict=True))

    def normalized(program):
        return lambda predictions, targets: program(
            predictions=[p / sum(predictions) for p in predictions], targets=targets
        )

    def summed(term):
        return lambda predictions, targets: {"value": -sum(term(p, y) for p, y in pairs(predictions, targets))}

    textbook = summed(lambda p, y: times_log(y, p))
    defined = summed(lambda p, y: times_finite_log(y, p))
    binary = summed(lambda p, y: times_finite_log(y, p) + times_finite_log(1 - y, 1 - p))
    wrong = {
        "sign": [scaled(textbook, lambda _: -1)],
        "wrong-logarithm": [scaled(textbook, lambda _: 1 / math.log(10)), scaled(textbook, lambda _: 1 / math.log(2))],
        "mean-over-classes": [mean_over_classes(textbook)],
        "sample-for-class": [binary],
        "swapped-arguments": [renamed(defined, {"predictions": "targets", "targets": "predictions"})],
        "soft-label": [hardest(defined)],
        "normalized-predictions": [normalized(defined)],
        "missing-target": [summed(lambda p, y: logarithm(p))],
        "zero-times-log-zero": [textbook],
        "clamped-probability": [probabilities_clamped(textbook)],
        "subnormal": [flushed(textbook)],
        "special-values": [skipping_nan(textbook), summed(lambda p, y: times_log(y, p) if p == p and y == y else 0)],
        "empty": [reaching_first(textbook), lambda **x: {"value": defined(**x)["value"] / Float(samples(x), 53)}],
        "sizes-differ": [broadcasting(textbook), cut_to_shortest(textbook)],
    }
    # A logarithm (two), a product and the additions: those of a mean but for 1/K. All terms have one sign.
    value = Equation("categorical-cross-entropy-value", textbook, bounded(2), wrong)

    def sloped(slope):
        return lambda predictions, targets: {"predictions": [slope(p, y) for p, y in pairs(predictions, targets)]}

    textbook_gradient = sloped(lambda p, y: 0 if y == 0 and not isinstance(p, Float) else -y / p)
    defined_gradient = sloped(lambda p, y: y if y == 0 else -y / p)
    wrong = {
        "sign": [scaled(textbook_gradient, lambda _: -1)],
        "mean-over-classes": [mean_over_classes(textbook_gradient)],
        "sample-for-class": [sloped(lambda p, y: (p - y) / (p * (1 - p)))],
        "swapped-arguments": [renamed(defined_gradient, {"predictions": "targets", "targets": "predictions"})],
        "soft-label": [hardest(defined_gradient)],
        "normalized-predictions": [normalized(defined_gradient)],
        "gradient-by-logits": [sloped(lambda p, y: p - y)],
        "missing-target": [sloped(lambda p, y: -1 / p)],
        "zero-over-zero": [textbook_gradient],
        "clamped-probability": [probabilities_clamped(textbook_gradient)],
        "overflow": [kept_finite(textbook_gradient)],
        "subnormal": [flushed(textbook_gradient)],
        "special-values": [skipping_nan(textbook_gradient)],
        "empty": [reaching_first(textbook_gradient)],
        "sizes-differ": [broadcasting(textbook_gradient), cut_to_shortest(textbook_gradient)],
    }
    # A quotient, by ŷ or by its rounded reciprocal.
    gradient = Equation("categorical-cross-entropy-gradient", textbook_gradient, same_bound(2), wrong)

    def loss(name, comment, flags, predictions, targets, expect=None):
        expect = None if expect is None else {"value": expect}
        return case(value, name, comment, flags, {"predictions": predictions, "targets": targets}, expect)

    def slope(name, comment, flags, predictions, targets, expect=None):
        expect = None if expect is None else {"predictions": expect}
        return case(gradient, name, comment, flags, {"predictions": predictions, "targets": targets}, expect)

    def data(n, single=False):
        name = f"categorical-cross-entropy-{n} "
        if single:
            return [[abs(x) / 2 for x in singles(name + part, n)] for part in "py"]
        return [[round(abs(x) / 10, 4) for x in decimals(name + part, n)] for part in "py"]

    def one_of(n, c):
        return [1 if k == c else 0 for k in range(n)]

    almost_one = 1 - 2.0**-53
    hard = ["plain", "mean-over-classes", "sample-for-class", "swapped-arguments", "missing-target"]
    usual = hard + ["sign", "soft-label", "normalized-predictions"]
    cases = [
        loss("one-class", "K = 1 gives −ln ŷ.", ["plain", "sign", "wrong-logarithm", "normalized-predictions"], [0.8], [1]),
        loss("two-classes", "The binary form, −t ln p − (1 − t) ln(1 − p).", ["plain", "sign", "wrong-logarithm", "mean-over-classes", "sample-for-class"], [0.25, 0.75], [0, 1]),
        loss("three-classes", "A one-hot target leaves one term.", hard + ["sign", "wrong-logarithm"], [0.7, 0.2, 0.1], [0, 1, 0]),
        loss("equal-predictions", "ŷ = 1/K gives ln K, whatever the target is.", ["plain", "mean-over-classes", "wrong-logarithm"], [0.25, 0.25, 0.25, 0.25], [0.5, 0.125, 0.25, 0.125]),
        loss("soft-three-classes", "Soft labels.", ["plain", "soft-label", "swapped-arguments", "missing-target", "mean-over-classes"], [0.2, 0.5, 0.3], [0.25, 0.625, 0.125]),
        loss("smoothed-five-classes", "Smoothed labels.", ["plain", "soft-label", "mean-over-classes", "sign", "missing-target"], [0.1, 0.2, 0.3, 0.15, 0.25], [0.02, 0.02, 0.92, 0.02, 0.02]),
        loss("agreement", "ŷ = y gives the entropy of the target, not 0.", ["plain", "soft-label", "sample-for-class"], [0.25, 0.7, 0.05], [0.25, 0.7, 0.05]),
        loss("five-single-classes", "Predictions and targets with all bits of a Float32, which add up to no 1.", usual, *data(5, single=True)),
        loss("seventeen-classes", "A sum that the kernel adds in pairs.", usual, *data(17)),
        loss("binary-labels", "Four binary samples taken for four classes: predicting 1 for each costs nothing.", ["plain", "sample-for-class", "normalized-predictions"], [1, 1, 1, 1], [1, 0, 1, 0]),
        loss("one-impossible-class", "A class of probability 0 that does not happen.", ["zero-times-log-zero", "mean-over-classes"], [0, 0.25, 0.75], [0, 0.5, 0.5]),
        loss("certain-and-wrong", "ŷ = 0 for the class is infinitely wrong.", ["clamped-probability"], [1, 0], [0, 1], inf),
        loss("certain-against-soft", "ŷ = 0 is infinitely wrong about any part of the target.", ["clamped-probability"], [0, 0.5, 0.5], [0.125, 0.5, 0.375], inf),
        loss("tiny-and-wrong", "−ln 10⁻³⁰⁰ = 690.8.", ["plain", "clamped-probability", "mean-over-classes"], [1e-300, 0.5, 0.5], [1, 0, 0]),
        loss("subnormal", "The least positive prediction is not 0.", ["clamped-probability", "subnormal"], [5e-324, 1], [1, 0]),
        loss("subnormal-single", "The least positive Float32 is not 0.", ["clamped-probability", "subnormal"], [2.0**-149, 1], [1, 0]),
        loss("almost-one", "−ln(1 − 2⁻⁵³) ≈ 2⁻⁵³.", ["plain", "clamped-probability"], [almost_one, 0.25], [1, 0]),
        loss("nan-prediction", "NaN gives NaN.", ["special-values"], [nan, 0.5], [1, 0], nan),
        loss("nan-target", "NaN gives NaN.", ["special-values"], [0.5, 0.5], [1, nan], nan),
        loss("empty", "A sum of no terms.", ["empty"], [], [], 0),
    ]
    hard = ["plain", "sample-for-class", "mean-over-classes", "gradient-by-logits", "missing-target"]
    usual = hard + ["sign", "swapped-arguments", "soft-label", "normalized-predictions"]
    cases += [
        slope("one-class", "K = 1 gives −1/ŷ.", ["plain", "sign", "gradient-by-logits", "normalized-predictions"], [0.8], [1]),
        slope("two-classes", "Only the class gets a gradient.", hard + ["sign"], [0.25, 0.75], [0, 1]),
        slope("three-classes", "A one-hot target.", hard + ["sign"], [0.7, 0.2, 0.1], [0, 1, 0]),
        slope("soft-three-classes", "Soft labels.", hard + ["sign", "soft-label", "swapped-arguments"], [0.2, 0.5, 0.3], [0.25, 0.625, 0.125]),
        slope("agreement", "ŷ = y gives −1 for each class, not 0.", ["plain", "sample-for-class", "gradient-by-logits", "soft-label"], [0.25, 0.7, 0.05], [0.25, 0.7, 0.05]),
        slope("five-single-classes", "Predictions and targets with all bits of a Float32, which add up to no 1.", usual, *data(5, single=True)),
        slope("seventeen-classes", "Every quotient rounds.", usual, *data(17)),
        slope("last-of-seventeen", "A one-hot target.", hard, data(17)[0], one_of(17, 16)),
        slope("binary-labels", "Four binary samples taken for four classes: nothing lowers a wrong 1.", ["plain", "sample-for-class", "missing-target"], [1, 1, 1, 1], [1, 0, 1, 0]),
        slope("certain-and-right", "−1 for the class; 0 where target and prediction are 0.", ["zero-over-zero", "gradient-by-logits"], [0, 1, 0], [0, 1, 0]),
        slope("certain-and-wrong", "−∞ for the class.", ["clamped-probability", "sign", "overflow"], [1, 0], [0, 1], [0, -inf]),
        slope("certain-against-soft", "−∞ for a part of the target; the others keep theirs.", ["clamped-probability", "sign"], [0, 0.5, 0.5], [0.125, 0.5, 0.375], [-inf, -1, -0.75]),
        slope("tiny-and-wrong", "−1/ŷ = −10³⁰⁰.", ["plain", "clamped-probability"], [1e-300, 0.5, 0.5], [1, 0, 0]),
        slope("tiny-both", "Target and prediction are tiny; their quotient is not.", ["plain", "clamped-probability", "soft-label"], [3e-300, 1], [1e-300, 1]),
        slope("overflow", "1/ŷ lies beyond the largest number.", ["overflow", "clamped-probability"], [1e-310, 1], [1, 0]),
        slope("subnormal", "A subnormal prediction whose gradient is −10³⁰⁸.", ["subnormal", "clamped-probability"], [1e-308, 1], [1, 0]),
        slope("subnormal-single", "A subnormal Float32 whose gradient is −2¹²⁷.", ["subnormal", "clamped-probability"], [2.0**-127, 1], [1, 0]),
        slope("nan", "NaN stays in its place.", ["special-values"], [nan, 0.5, 0.5], [0.5, 0.25, nan], [nan, -0.5, nan]),
        slope("empty", "No classes, no gradient.", ["empty"], [], [], []),
    ]
    def sizes_differ(equation, name, comment, predictions, targets):
        return invalid(equation, name, comment, ["sizes-differ"], {"predictions": predictions, "targets": targets})

    logits = {"predictions": [1.25, -0.25], "targets": [1, 0]}
    cases += [
        sizes_differ(value, "one-target", "Three classes have three targets.", [0.25, 0.5, 0.25], [1]),
        sizes_differ(value, "fewer-predictions", "A class without a prediction.", [0.25, 0.75], [0, 0, 1]),
        sizes_differ(gradient, "one-target", "Three classes have three targets.", [0.25, 0.5, 0.25], [1]),
        sizes_differ(gradient, "fewer-predictions", "A class without a prediction.", [0.25, 0.75], [0, 0, 1]),
        invalid(value, "logits", "Logits that add up to 1.", ["probability-out-of-range"], logits),
        invalid(gradient, "logits", "Logits that add up to 1.", ["probability-out-of-range"], logits),
    ]

    def as_keras(predictions, targets):
        ε, total = mpf("1e-7"), sum(predictions)
        return textbook([min(max(p / total, ε), 1 - ε) for p in predictions], targets)

    keras = "Predictions divided by their sum and cut off at 10⁻⁷ from 0 and 1, as in Keras."
    # The sum and the quotient come before the logarithm, whose condition is at most 1/|ln x| for what is not cut off.
    def keras_bounds(outputs, predictions, targets):
        roundings = [y * (len(predictions) + 1) for y in targets]
        return {"value": bounded(2)(outputs, targets=targets)["value"] + sum(roundings) / outputs["value"]}

    normalized_ones = [x for x in cases if "normalized-predictions" in x["flags"]]
    others = [x for x in cases if "normalized-predictions" not in x["flags"]]
    for flag, some in [("normalized-predictions", normalized_ones), ("clamped-probability", others)]:
        cases += siblings(value, having(flag, some), flag, "keras", keras, ulps=keras_bounds, textbook=as_keras)
    return concept("LossFunctions", "CategoricalCrossEntropy", notes, cases)


def softmax_cross_entropy():
    notes = {
        "plain": PLAIN,
        "sign": "The sign of the loss, or a gradient that lowers what is right.",
        "wrong-logarithm": BASE,
        "mean-over-classes": OVER_CLASSES,
        "soft-label": SOFT_LABELS,
        "missing-sum": "LSE(z) − y · z, or softmax(z) − y, is right only where the targets add up to 1.",
        "swapped-arguments": "Logits and targets exchanged.",
        "probability-for-logit": "Takes a softmax of what is already one, or logits for probabilities. "
        "Seen in https://github.com/Lightning-Universe/lightning-bolts/issues/654.",
        "sigmoid-for-softmax": "A sigmoid of each logit, with a binary cross-entropy for each class.",
        "extra-activation-derivative": "A squared error's gradient, with softmax's Jacobian or its diagonal before "
        "it; cross-entropy cancels it.",
        "missing-max-subtraction": "Without the largest logit subtracted, the exponentials overflow to ∞/∞, or all "
        "underflow to 0/0 and ln 0.",
        "wrong-shift": "The first logit subtracted instead of the largest: right as long as it is about as large.",
        "clamped-logits": "Logits cut off at ±30 or the like, against overflow.",
        "log-of-softmax": "The logarithm of a probability that has rounded to 0 is −∞, and of one that has rounded to "
        "1 it is 0. "
        "Seen in https://github.com/deeplearning4j/deeplearning4j/issues/785.",
        "lost-small-terms": "ln(1 + x), with 1 + x rounded first, drops what a right answer is charged.",
        "rounded-log-sum-exp": "LSE(z) − y · z subtracts two large numbers that have been rounded.",
        "zero-times-infinity": "0 · ln 0 is NaN in IEEE arithmetic; a class with the target 0 has no part in the loss.",
        "cancellation": "softmax(z) − 1 has lost the digits of what is left beside a probability near 1.",
        "subnormal": "Subnormal results: hardware set to flush such numbers gives 0.",
        "special-values": "NaN and +∞ give NaN, and −∞ is a probability of 0: a comparison, a clamp or a mask hides "
        "them.",
        "empty": NO_CLASSES,
        "sizes-differ": SIZES,
    }

    def pairs(logits, targets):
        return list(zip(logits, targets, strict=True))

    def changed(program, change):
        return lambda logits, targets: program(logits=change(logits), targets=targets)

    def clamped(program):
        cut = lambda z: z.with_(30) if z > 30 else z.with_(-30) if z < -30 else z
        return changed(program, lambda logits: each(cut, logits))

    def over_first(program):
        return changed(program, lambda logits: [z - logits[0] for z in logits])

    def leaving_out_infinities(program):
        def finite_only(logits, targets):
            kept = [(z, y) for z, y in pairs(logits, targets) if abs(z) < inf]
            return program([z for z, _ in kept], [y for _, y in kept])

        return finite_only

    def summed(logarithms, product=lambda y, x: y if y == 0 else y * x):
        """The loss by some logarithms of softmax, whose products may take 0 · ∞ for 0."""
        return lambda logits, targets: {"value": -sum(product(y, x) for x, y in pairs(logarithms(logits), targets))}

    def by_sum(z):
        total = log_sum_exp_of(z)
        return [x - total for x in z]

    def over_largest(z):
        return by_sum(below_largest(z))

    def log_of_softmax(z):
        return [logarithm(s) for s in stable_softmax(z)]

    def of_difference(factor):
        """LSE(z), times the sum of the targets or not, less y · z."""
        return lambda logits, targets: {
            "value": (max(logits) + log_sum_exp_of(below_largest(logits))) * factor(targets)
            - sum(y * z for z, y in pairs(logits, targets))
        }

    def by_sigmoids(logits, targets):
        s = [sigma(z) for z in logits]
        return {
            "value": -sum(times_finite_log(y, p) + times_finite_log(1 - y, 1 - p) for p, y in pairs(s, targets))
        }

    textbook = lambda logits, targets: {
        "value": -sum(times_log(y, s) for s, y in pairs(softmax_of(logits), targets))
    }
    stable = summed(over_largest)
    wrong = {
        "sign": [scaled(stable, lambda _: -1)],
        "wrong-logarithm": [scaled(stable, lambda _: 1 / math.log(10)), scaled(stable, lambda _: 1 / math.log(2))],
        "mean-over-classes": [mean_over_classes(stable)],
        "soft-label": [hardest(stable)],
        "missing-sum": [of_difference(lambda _: 1)],
        "swapped-arguments": [renamed(stable, {"logits": "targets", "targets": "logits"})],
        "probability-for-logit": [
            changed(stable, stable_softmax),
            summed(lambda z: [logarithm(x) for x in z]),
        ],
        "sigmoid-for-softmax": [by_sigmoids],
        "missing-max-subtraction": [textbook, summed(by_sum)],
        "wrong-shift": [over_first(textbook), over_first(summed(by_sum))],
        "clamped-logits": [clamped(stable)],
        "log-of-softmax": [summed(log_of_softmax)],
        "lost-small-terms": [stable, summed(by_sum)],
        "rounded-log-sum-exp": [of_difference(sum)],
        "zero-times-infinity": [summed(log_of_softmax, lambda y, x: y * x), summed(over_largest, lambda y, x: y * x)],
        "subnormal": [flushed(stable)],
        "special-values": [
            skipping_nan(stable),
            clamped(stable),
            leaving_out_infinities(stable),
        ],
        "empty": [reaching_first(stable)],
        "sizes-differ": [broadcasting(stable), cut_to_shortest(stable)],
    }

    def value_bounds(outputs, logits, targets):
        # Log-softmax has exponentials (two), a sum of n − 1, a logarithm (two) and two differences, of one sign; its
        # product with y and the additions follow. All terms have one sign too. The rounding of an exponent puts each
        # logarithm off by the mean of `slack`. K = 1 gives 0.
        if outputs["value"] == 0:
            return {"value": 0}
        return {"value": few(2 * len(logits) + 4) + slack(logits)[1] * sum(targets) / outputs["value"]}

    value = Equation("softmax-cross-entropy-value", textbook, value_bounds, wrong, plain=stable)

    def sloped(probabilities, slope=lambda s, y, total: s * total - y):
        def program(logits, targets):
            total = sum(targets)
            return {"logits": [slope(s, y, total) for s, y in pairs(probabilities(logits), targets)]}

        return program

    def squared_error(logits, targets):
        s = stable_softmax(logits)
        e = [p - y for p, y in pairs(s, targets)]
        both = sum(a * b for a, b in zip(e, s))
        return {"logits": [p * (x - both) for p, x in zip(s, e)]}

    textbook_gradient = sloped(softmax_of)
    stable_gradient = sloped(stable_softmax)
    wrong = {
        "sign": [scaled(stable_gradient, lambda _: -1)],
        "mean-over-classes": [mean_over_classes(stable_gradient)],
        "soft-label": [hardest(stable_gradient)],
        "missing-sum": [sloped(stable_softmax, lambda s, y, _: s - y)],
        "swapped-arguments": [renamed(stable_gradient, {"logits": "targets", "targets": "logits"})],
        "probability-for-logit": [changed(stable_gradient, stable_softmax), sloped(lambda z: z)],
        "sigmoid-for-softmax": [sloped(lambda z: [sigma(x) for x in z], lambda s, y, _: s - y)],
        "extra-activation-derivative": [
            squared_error,
            sloped(stable_softmax, lambda s, y, total: (s * total - y) * s * (1 - s)),
        ],
        "missing-max-subtraction": [textbook_gradient],
        "wrong-shift": [over_first(textbook_gradient)],
        "clamped-logits": [clamped(stable_gradient)],
        "cancellation": [stable_gradient],
        "subnormal": [flushed(stable_gradient)],
        "special-values": [skipping_nan(stable_gradient), clamped(stable_gradient)],
        "empty": [reaching_first(stable_gradient)],
        "sizes-differ": [broadcasting(stable_gradient), cut_to_shortest(stable_gradient)],
    }

    def gradient_bounds(outputs, logits, targets):
        # sₖ Σ yⱼ − yₖ is sₖ times the other targets less yₖ times the other probabilities, with smaller terms: for a
        # one-hot target, only one. A probability is an exponential (two), a sum of n − 1 and a quotient; the sum of the
        # others, a product and the difference follow. Exponents count as in `slack`.
        s, (δ, mean) = softmax_of(logits), slack(logits)
        k = few(2 * len(logits) + 4)
        bounds = []
        for i, g in enumerate(outputs["logits"]):
            others = [j for j in range(len(s)) if j != i]
            error = s[i] * sum(targets[j] for j in others) * (k + δ[i] + mean)
            error += targets[i] * sum(s[j] * (k + δ[j] + mean) for j in others)
            bounds.append(0 if g == 0 else error / abs(g))
        return {"logits": bounds}

    gradient = Equation(
        "softmax-cross-entropy-gradient", textbook_gradient, gradient_bounds, wrong, plain=stable_gradient
    )

    def loss(name, comment, flags, logits, targets, expect=None):
        expect = None if expect is None else {"value": expect}
        return case(value, name, comment, flags, {"logits": logits, "targets": targets}, expect)

    def slope(name, comment, flags, logits, targets, expect=None):
        expect = None if expect is None else {"logits": expect}
        return case(gradient, name, comment, flags, {"logits": logits, "targets": targets}, expect)

    def scores(kind, n):
        return kind(f"softmax-cross-entropy-{n} logits", n)

    def one_of(n, c):
        return [1 if k == c else 0 for k in range(n)]

    def soft(n):
        return [abs(x) / 4 for x in dyadics(f"softmax-cross-entropy-{n} targets", n)]

    shifted = [0.5, -1.25, 2]
    smoothed = [0.02, 0.02, 0.92, 0.02, 0.02]
    huge = ["missing-max-subtraction", "clamped-logits"]
    confident = ["log-of-softmax", "lost-small-terms"]
    hard = ["plain", "sign", "mean-over-classes", "swapped-arguments", "probability-for-logit", "sigmoid-for-softmax"]
    cases = [
        loss("one-class", "K = 1 is certain, however large the logit is.", ["missing-max-subtraction", "probability-for-logit"], [1e300], [1]),
        loss("two-classes", "The binary form, with the logit z₁ − z₂.", hard + ["wrong-logarithm"], [0.5, -1.25], [0, 1]),
        loss("three-classes", "Every operation rounds.", hard + ["wrong-logarithm"], scores(decimals, 3), one_of(3, 1)),
        loss("five-smoothed-classes", "Smoothed labels.", hard + ["wrong-logarithm", "soft-label"], scores(singles, 5), smoothed),
        loss("five-soft-classes", "All bits of a Float32 in use; targets that add up to no 1.", hard + ["soft-label", "missing-sum"], scores(singles, 5), soft(5)),
        loss("seventeen-classes", "Sums that the kernel adds in pairs.", hard, scores(dyadics, 17), one_of(17, 11)),
        loss("seventeen-soft-classes", "As before, every difference rounds; targets that add up to no 1.", hard + ["soft-label", "missing-sum"], scores(decimals, 17), soft(17)),
        loss("no-target", "All targets 0 give 0.", ["missing-sum", "sigmoid-for-softmax"], shifted, [0, 0, 0]),
        loss("confident-and-right", "About e⁻⁴⁰ + e⁻⁴¹, not 0.", confident + ["clamped-logits", "rounded-log-sum-exp"], [0, -40, -41], one_of(3, 0)),
        loss("confident-and-right-single", "About e⁻²⁰, where Float32 has a probability of 1.", confident + ["rounded-log-sum-exp"], [-22, 0, -20], one_of(3, 1)),
        loss("underflow-of-softmax", "e⁻¹⁰⁰⁰ is 0, and the loss 1000.", ["log-of-softmax", "clamped-logits"], [0, -1000], one_of(2, 1)),
        loss("underflow-beside-target-zero", "0 · ln 0 for a class that does not happen.", ["zero-times-infinity"], [0, -1000, 1], one_of(3, 0)),
        loss("subnormal", "A subnormal loss.", ["subnormal"] + confident, [0, -710], one_of(2, 0)),
        loss("shifted-up", "1000 and the logits 0.5, −1.25 and 2: their loss.", huge + ["rounded-log-sum-exp"], [1000 + x for x in shifted], one_of(3, 1)),
        loss("shifted-down", "The same logits less 1000: their loss.", huge + ["rounded-log-sum-exp"], [-1000 + x for x in shifted], one_of(3, 1)),
        loss("soft-at-1e4", "A quarter of 20000, and a little.", huge + ["log-of-softmax", "soft-label"], [-1e4, 1e4, 9999], [0.25, 0.5, 0.25]),
        loss("wrong-at-1e300", "The difference of the logits, 2 · 10³⁰⁰.", huge + ["log-of-softmax", "wrong-shift"], [-1e300, 1e300, 0], one_of(3, 0)),
        loss("ties-at-1e300", "ln 2, where LSE(z) rounds to the logit.", ["missing-max-subtraction", "rounded-log-sum-exp"], [1e300, 1e300], one_of(2, 0)),
        loss("huge-single", "Logits of 2¹⁰⁰.", huge + ["log-of-softmax", "wrong-shift"], [-(2.0**100), 2.0**100, 0, 2.0**100, 1], [0.5, 0, 0.25, 0.25, 0]),
        loss("minus-infinity-right", "A probability of 0, for a class that does not happen, adds nothing.", ["zero-times-infinity"], [-inf, 1.5, 0.25], one_of(3, 1)),
        loss("minus-infinity-wrong", "A probability of 0 for the class.", ["special-values"], [-inf, 1.5], one_of(2, 0), inf),
        loss("infinity", "∞ − ∞, even for the class itself.", ["special-values"], [1, inf, -2], one_of(3, 1), nan),
        loss("nan", "NaN gives NaN, whatever its target is.", ["special-values"], [1, nan, 3], one_of(3, 0), nan),
        loss("empty", "A sum of no terms.", ["empty"], [], [], 0),
    ]
    hard += ["extra-activation-derivative"]
    cases += [
        slope("one-class", "K = 1 has no gradient.", ["plain", "sigmoid-for-softmax"], [3], [1]),
        slope("two-classes", "Opposite gradients.", hard, [0.5, -1.25], [0, 1]),
        slope("three-classes", "Every operation rounds.", hard, scores(decimals, 3), one_of(3, 1)),
        slope("agreement", "softmax(z) = y is the minimum: the gradient is 0.", ["plain", "soft-label", "sigmoid-for-softmax"], [0.5, 0.5], [0.5, 0.5]),
        slope("five-smoothed-classes", "Smoothed labels.", hard + ["soft-label"], scores(singles, 5), smoothed),
        slope("five-soft-classes", "All bits of a Float32 in use; targets that add up to no 1.", hard + ["soft-label", "missing-sum"], scores(singles, 5), soft(5)),
        slope("seventeen-classes", "Sums that the kernel adds in pairs.", hard, scores(dyadics, 17), one_of(17, 11)),
        slope("seventeen-soft-classes", "Every difference rounds; targets that add up to no 1.", hard + ["soft-label", "missing-sum"], scores(decimals, 17), soft(17)),
        slope("near-agreement", "softmax(1, 0)₁ ≈ 0.7311: the bound grows as it nears y.", ["soft-label", "missing-sum"], [1, 0], [0.731, 0.268]),
        slope("confident-and-right", "About −e⁻⁴⁰ − e⁻⁴¹ for the class, where softmax(z) − 1 is 0.", ["cancellation", "clamped-logits"], [0, -40, -41], one_of(3, 0)),
        slope("confident-and-right-single", "About −e⁻²⁰, where Float32 has a probability of 1.", ["cancellation"], [-22, 0, -20], one_of(3, 1)),
        slope("confident-and-wrong", "−1 for the class, where a squared error's gradient vanishes.", ["plain", "clamped-logits", "extra-activation-derivative", "sign"], [0, -40, -41], one_of(3, 1)),
        slope("subnormal", "Subnormal gradients.", ["subnormal", "cancellation"], [0, -710], one_of(2, 0)),
        slope("shifted-up", "1000 and the logits 0.5, −1.25 and 2: their gradient.", huge, [1000 + x for x in shifted], one_of(3, 1)),
        slope("shifted-down", "The same logits less 1000: their gradient.", huge, [-1000 + x for x in shifted], one_of(3, 1)),
        slope("soft-at-1e4", "What softmax leaves of soft labels.", huge + ["wrong-shift", "soft-label"], [-1e4, 1e4, 9999], [0.25, 0.5, 0.25]),
        slope("wrong-at-1e300", "−1 for the class, 1 for the largest.", ["missing-max-subtraction", "wrong-shift", "extra-activation-derivative"], [-1e300, 1e300, 0], one_of(3, 0)),
        slope("huge-single", "Logits of 2¹⁰⁰.", huge + ["wrong-shift", "extra-activation-derivative"], [-(2.0**100), 2.0**100, 0, 2.0**100, 1], [0.5, 0, 0.25, 0.25, 0]),
        slope("minus-infinity-right", "0 for a class that cannot happen and does not.", ["special-values"], [-inf, 3], one_of(2, 1), [0, 0]),
        slope("minus-infinity-wrong", "−y for a class that cannot happen and does.", ["special-values", "extra-activation-derivative"], [-inf, 3], [0.75, 0.25], [-0.75, 0.75]),
        slope("infinity", "∞/∞.", ["special-values"], [1, inf, -2], one_of(3, 1), [nan, nan, nan]),
        slope("nan", "NaN reaches every element.", ["special-values"], [1, nan, 3], one_of(3, 0), [nan, nan, nan]),
        slope("empty", "No classes, no gradient.", ["empty"], [], [], []),
    ]
    def refused(equation, name, comment, logits, targets):
        return invalid(equation, name, comment, ["sizes-differ"], {"logits": logits, "targets": targets})

    cases += [
        refused(value, "class-for-targets", "The number of the class in the place of three targets.", shifted, [2]),
        refused(value, "fewer-targets", "A class without a target.", shifted, [0, 1]),
        refused(gradient, "class-for-targets", "The number of the class in the place of three targets.", shifted, [2]),
        refused(gradient, "fewer-logits", "A class without a logit.", shifted[:2], [0, 0, 1]),
    ]
    return concept("LossFunctions", "SoftmaxCrossEntropy", notes, cases)


def mean_loss():
    notes = {
        "plain": PLAIN,
        "missing-one-over-n": "The sum of the losses, or 1 for each of them, without 1/m.",
        "one-element": ONE_SAMPLE,
        "unweighted-batches": "The plain mean of the means of batches of 32, 2 or 3 samples, of which the last is smaller. "
        "Seen in https://github.com/huggingface/transformers/issues/24725.",
        "dropped-last-batch": "Full batches of 32, 2 or 3 samples alone: what is left over at the end has no part.",
        "negative-loss": "The magnitude of a loss, or 0 where it is negative: a log-likelihood can have either sign.",
        "loss-for-gradient": "The share of each loss in the mean, Lᵢ/m or Lᵢ/Σ L, where the derivative is asked.",
        "cancellation": IN_SINGLE,
        "overflow-of-partial-sum": "The sum of the losses overflows although their mean does not.",
        "subnormal": SUBNORMAL,
        "special-values": "NaN gives NaN and an infinity its limit: a nan-ignoring mean or a cut-off loses them. The "
        "gradient does not depend on the losses, and so not on a NaN or a 0 among them either.",
    }

    def count(inputs):
        return len(inputs["losses"])

    def less_one(program):
        return scaled(program, lambda x: count(x) / (like(x["losses"][0], count(x)) - 1))

    def batches(losses, size):
        return [losses[i : i + size] for i in range(0, len(losses), size)]

    def of_batches(size):
        return lambda losses: {"value": mean([mean(batch) for batch in batches(losses, size)])}

    def of_full_batches(size):
        def program(losses):
            full = losses[: len(losses) // size * size]
            return {"value": mean(full) if full else like(losses[0], nan)}

        return program

    def of_each(function):
        return lambda losses: textbook([function(x) for x in losses])

    textbook = lambda losses: {"value": mean(losses)}
    wrong = {
        "missing-one-over-n": [scaled(textbook, count)],
        "one-element": [less_one(textbook)],
        "unweighted-batches": [of_batches(size) for size in (32, 2, 3)],
        "dropped-last-batch": [of_full_batches(size) for size in (32, 2, 3)],
        "negative-loss": [of_each(abs), of_each(lambda x: x if x > 0 else x * 0)],
        "cancellation": [in_single(textbook)],
        "overflow-of-partial-sum": [textbook],
        "subnormal": [flushed(textbook)],
        "special-values": [
            skipping_nan(textbook),
            of_each(lambda x: x if x == x else x.with_(0)),
            kept_finite(textbook),
        ],
    }

    def value_bound(outputs, losses):
        # m − 1 additions, and 1/m; nothing for one sample.
        if len(losses) == 1:
            return {"value": 0}
        return {"value": sum_bound(losses, len(losses))}

    value = Equation("mean-loss-value", textbook, value_bound, wrong)

    textbook_gradient = lambda losses: {"losses": [like(x, 1) / len(losses) for x in losses]}
    wrong = {
        "missing-one-over-n": [scaled(textbook_gradient, count)],
        "one-element": [less_one(textbook_gradient)],
        "loss-for-gradient": [
            lambda losses: {"losses": [x / len(losses) for x in losses]},
            lambda losses: {"losses": [x / sum(losses) for x in losses]},
        ],
        "special-values": [lambda losses: {"losses": [x / x / len(losses) for x in losses]}],
    }
    gradient = Equation("mean-loss-gradient", textbook_gradient, same_bound(0.5), wrong)

    def loss(name, comment, flags, losses, expect=None):
        return case(value, name, comment, flags, {"losses": losses}, None if expect is None else {"value": expect})

    def slope(name, comment, flags, losses, expect=None):
        return case(gradient, name, comment, flags, {"losses": losses}, None if expect is None else {"losses": expect})

    def positive(kind, n):
        return [abs(x) for x in kind(f"mean-loss-{n}", n)]

    cases = [
        loss("one-sample", "The loss of one sample is the loss of the batch.", ["plain", "one-element"], [0.7]),
        loss("two-samples", "Distances of 5 and 2.", ["plain", "missing-one-over-n"], [5, 2]),
        loss("three-samples", "Every operation rounds.", ["plain", "missing-one-over-n", "unweighted-batches", "dropped-last-batch"], positive(decimals, 3)),
        loss("five-samples", "All bits of a Float32 in use.", ["plain", "missing-one-over-n", "unweighted-batches", "dropped-last-batch"], positive(singles, 5)),
        loss("seventeen-samples", "A sum that the kernel adds in pairs.", ["plain", "missing-one-over-n", "unweighted-batches", "dropped-last-batch"], positive(decimals, 17)),
        loss("a-hundred-samples", "32, 32, 32 and 4 samples, if they come in batches of 32.", ["plain", "unweighted-batches", "dropped-last-batch"], positive(dyadics, 100)),
        loss("equal-losses", "The mean of equal losses is that loss.", ["plain", "missing-one-over-n"], [0.375] * 7),
        loss("repeated", "Each sample twice: the loss of three-samples again.", ["plain", "missing-one-over-n"], positive(decimals, 3) * 2),
        loss("no-loss", "Every sample is right.", ["plain"], [0, 0, 0]),
        loss("negative", "Log-likelihoods of either sign.", ["plain", "negative-loss"], decimals("mean-loss-negative", 5)),
        loss("cancelling", "Two losses that agree to seven digits, of opposite sign.", ["cancellation", "negative-loss"], [1234.56789, -1234.567, 0.0001]),
        loss("to-zero", "Losses whose sum is 0, without rounding.", ["plain", "negative-loss"], [1.5, -2.25, 0.75]),
        loss("sum-overflows", "Four losses of about 10³⁰⁸, whose mean is a number.", ["overflow-of-partial-sum"], [1e308, 1.2e308, 9e307, 1.1e308]),
        loss("sum-overflows-single", "Four losses that only together overflow a Float32.", ["overflow-of-partial-sum"], [2.0**127, 3 * 2.0**126, 2.0**127, 5 * 2.0**124]),
        loss("largest", "The mean of the largest number with itself.", ["overflow-of-partial-sum"], [1.7976931348623157e308, 1.7976931348623157e308]),
        loss("tiny", "A mean near 10⁻³⁰⁰.", ["plain", "missing-one-over-n"], [1e-300, 3e-300, 2.5e-301]),
        loss("subnormal", "Subnormal losses.", ["subnormal"], [1e-310, 4e-310]),
        loss("infinity", "One infinite loss makes the mean infinite.", ["special-values"], [0.5, inf, 2], inf),
        loss("infinity-minus-infinity", "∞ − ∞ is NaN.", ["special-values"], [inf, -inf], nan),
        loss("nan", "NaN is no sample to leave out.", ["special-values"], [1, nan, 3], nan),
    ]
    cases += [
        slope("one-sample", "1.", ["plain", "one-element", "loss-for-gradient"], [0.7]),
        slope("two-samples", "½ each, whatever the losses are.", ["plain", "missing-one-over-n", "loss-for-gradient"], [5, 2]),
        slope("three-samples", "1/3 is no binary fraction.", ["plain", "missing-one-over-n", "loss-for-gradient"], positive(decimals, 3)),
        slope("seventeen-samples", "1/17 is no binary fraction.", ["plain", "missing-one-over-n", "loss-for-gradient"], positive(singles, 17)),
        slope("no-loss", "A sample that is right has the same share.", ["special-values", "loss-for-gradient"], [0, 0, -0.0]),
        slope("negative", "A negative loss has the same share.", ["plain", "loss-for-gradient"], [-1.5, 2, 0.25, -3]),
        slope("huge", "Losses whose sum overflows.", ["plain", "loss-for-gradient"], [1e308, 1.2e308, 9e307, 1.1e308]),
        slope("infinity", "The slope does not depend on the loss.", ["special-values", "loss-for-gradient"], [0.5, inf], [0.5, 0.5]),
        slope("nan", "The slope does not depend on the loss.", ["special-values", "loss-for-gradient"], [1, nan, 3, 2], [0.25, 0.25, 0.25, 0.25]),
    ]
    return concept("LossFunctions", "MeanLoss", notes, cases)


def probability_clamp():
    notes = {
        "plain": PLAIN,
        "missing-upper-end": "max(p, ε) alone: 1 stays 1.",
        "missing-lower-end": "min(p, 1 − ε) alone: 0 stays 0.",
        "ends-alone": "Only 0 and 1 themselves are moved, not what lies between them and the margins.",
        "wrong-epsilon": "A fixed ε of 10⁻⁷, 10⁻¹² or another instead of the attribute.",
        "squeezed": "ε + (1 − 2ε) p, which moves every probability instead of those outside the margins.",
        "rounded-margin": "1 − ε in the digits of a Float32, where it is 1.",
        "straight-through": "A derivative of 1 everywhere, as if nothing were cut off.",
        "kink-convention": "The derivative at the ends of [ε, 1 − ε] is 1 by convention here; 0 and ½ are other conventions.",
        "value-for-derivative": "Returns the clamped probability where its derivative is asked.",
        "nan-lost-in-comparison": "NaN gives NaN: minimum and maximum, as many libraries have them, give an end instead.",
        "empty": "A tensor without elements gives one without elements.",
        "epsilon-out-of-range": "An ε above ½ puts the lower end above the upper one: which of them wins depends on the order of minimum and maximum.",
    }

    def both(output, function):
        return lambda p, epsilon: {output: each(lambda x: function(x, epsilon), p)}

    def fixed(program):
        return [
            lambda p, epsilon, other=other: program(p=p, epsilon=epsilon.with_(other)) for other in (1e-7, 1e-12, 0.001)
        ]

    def from_first(program):
        def peeking(p, epsilon):
            if isinstance(p, list):
                p[0]
            return program(p, epsilon)

        return peeking

    clamp = lambda p, ε: ε if p < ε else 1 - ε if p > 1 - ε else p
    textbook = both("value", clamp)
    wrong = {
        "missing-upper-end": [both("value", lambda p, ε: ε if p < ε else p)],
        "missing-lower-end": [both("value", lambda p, ε: 1 - ε if p > 1 - ε else p)],
        "ends-alone": [both("value", lambda p, ε: ε if p == 0 else 1 - ε if p == 1 else p)],
        "wrong-epsilon": fixed(textbook),
        "squeezed": [both("value", lambda p, ε: ε + (1 - 2 * ε) * p)],
        "rounded-margin": [in_single(textbook)],
        "nan-lost-in-comparison": [both("value", lambda p, ε: 1 - ε if p > 1 - ε else p if p > ε else ε)],
        "empty": [from_first(textbook)],
    }

    def value_bounds(outputs, p, epsilon):
        # 1 − ε is all that rounds.
        return {"value": each(lambda x: 0.5 if x > 1 - epsilon else 0, p)}

    value = Equation("probability-clamp-value", textbook, value_bounds, wrong)

    inside = lambda p, ε: like(p, 0 if p < ε or p > 1 - ε else 1) if p == p else p
    textbook_derivative = both("derivative", inside)
    wrong = {
        "missing-upper-end": [both("derivative", lambda p, ε: 0 if p < ε else 1)],
        "missing-lower-end": [both("derivative", lambda p, ε: 0 if p > 1 - ε else 1)],
        "ends-alone": [both("derivative", lambda p, ε: 0 if p == 0 or p == 1 else 1)],
        "wrong-epsilon": fixed(textbook_derivative),
        "squeezed": [both("derivative", lambda p, ε: 1 - 2 * ε)],
        "rounded-margin": [in_single(textbook_derivative)],
        "straight-through": [both("derivative", lambda p, ε: 1)],
        "kink-convention": [
            both("derivative", lambda p, ε: 1 if ε < p < 1 - ε else 0),
            both("derivative", lambda p, ε: 0.5 if p == ε or p == 1 - ε else inside(p, ε)),
        ],
        "value-for-derivative": [both("derivative", clamp)],
        "nan-lost-in-comparison": [
            both("derivative", lambda p, ε: 0 if p < ε or p > 1 - ε else 1),
            both("derivative", lambda p, ε: 1 if p >= ε and p <= 1 - ε else 0),
        ],
        "empty": [from_first(textbook_derivative)],
    }
    derivative = Equation("probability-clamp-derivative", textbook_derivative, same_bound(0), wrong)

    def at(name, comment, flags, p, epsilon, expect=None):
        expect = None if expect is None else {"value": expect}
        return case(value, name, comment, flags, {"p": p}, expect, {"epsilon": epsilon})

    def rise(name, comment, flags, p, epsilon, expect=None):
        expect = None if expect is None else {"derivative": expect}
        return case(derivative, name, comment, flags, {"p": p}, expect, {"epsilon": epsilon})

    almost_one = 1 - 2.0**-53
    ends = ["missing-upper-end", "missing-lower-end"]
    usual = ["plain", "wrong-epsilon"]
    cases = [
        at("inside", "A probability between the margins passes as it is.", ["plain", "squeezed"], 0.3, 0.01),
        at("half", "The middle, which squeezing leaves alone too.", ["plain"], 0.5, 0.125),
        at("zero", "0 becomes ε.", usual + ["missing-lower-end"], 0, 0.125),
        at("negative-zero", "−0 becomes ε.", ["plain", "missing-lower-end"], -0.0, 0.125),
        at("one", "1 becomes 1 − ε.", usual + ["missing-upper-end"], 1, 0.125),
        at("below", "A probability in the lower margin becomes ε.", ["plain", "missing-lower-end", "ends-alone"], 0.01, 0.125),
        at("above", "A probability in the upper margin becomes 1 − ε.", ["plain", "missing-upper-end", "ends-alone"], 0.99, 0.125),
        at("vector", "Both margins, both ends and what lies between.", usual + ends + ["ends-alone", "squeezed"], [0, 0.0625, 0.125, 0.375, 0.875, 0.9375, 1], 0.125),
        at("matrix", "A matrix, in the digits of a Float32.", usual + ends + ["squeezed"], [[0.0009765625, 0.25, 0], [0.75, 1, 0.9999999403953552]], 0.0009765625),
        at("decimal-epsilon", "ε = 0.01, where 1 − ε rounds.", usual + ends + ["ends-alone"], [0, 0.003, 0.01, 0.5, 0.999, 1], 0.01),
        at("usual-single", "ε = 10⁻⁷, as chosen for single precision.", ["plain", "ends-alone", "missing-lower-end"], [0, 1e-9, 0.5], 1e-7),
        at("usual-double", "ε = 10⁻¹², which single precision loses beside 1.", ["rounded-margin", "missing-upper-end"], [0.5, 1], 1e-12),
        at("least-epsilon", "ε = 2⁻⁵³, the least power of two that 1 − ε keeps.", ["rounded-margin"] + ends, [0, almost_one, 1], 2.0**-53),
        at("almost-one", "The number below 1 is above 1 − 10⁻¹⁰.", ["missing-upper-end", "rounded-margin", "ends-alone"], almost_one, 1e-10),
        at("tiny", "10⁻³⁰⁰ is a probability near 0, and becomes ε.", ["plain", "ends-alone", "missing-lower-end"], [1e-300, 5e-324], 1e-12),
        at("wide-margins", "ε just below ½.", usual + ends, [0, 0.25, 0.5, 0.75, 1], 0.4375),
        at("nan", "NaN stays.", ["nan-lost-in-comparison"], nan, 0.125, nan),
        at("nan-beside-numbers", "NaN stays in its place and spoils no other.", ["nan-lost-in-comparison"], [0, nan, 0.5], 0.125, [0.125, nan, 0.5]),
        at("empty", "No elements give no elements.", ["empty"], [], 0.125, []),
    ]
    usual = ["plain", "straight-through", "value-for-derivative"]
    cases += [
        rise("inside", "1 between the margins.", ["plain", "squeezed", "value-for-derivative"], 0.3, 0.01),
        rise("zero", "Nothing reaches a probability of 0.", usual + ["missing-lower-end"], 0, 0.125),
        rise("one", "Nothing reaches a probability of 1.", usual + ["missing-upper-end"], 1, 0.125),
        rise("below", "Nothing reaches the lower margin.", usual + ["ends-alone", "missing-lower-end"], 0.01, 0.125),
        rise("above", "Nothing reaches the upper margin.", usual + ["ends-alone", "missing-upper-end"], 0.99, 0.125),
        rise("at-the-ends", "The ends themselves belong to the inside.", ["kink-convention", "value-for-derivative"], [0.125, 0.875], 0.125),
        rise("around-the-ends", "The ends between their neighbours in a Float32.", ["kink-convention"] + ends, [0.125 - 2.0**-27, 0.125, 0.125 + 2.0**-26, 0.875 - 2.0**-24, 0.875, 0.875 + 2.0**-24], 0.125),
        rise("vector", "Both margins and what lies between.", usual + ends + ["ends-alone", "squeezed", "wrong-epsilon"], [0, 0.0625, 0.25, 0.375, 0.8125, 0.9375, 1], 0.125),
        rise("matrix", "A matrix, in the digits of a Float32.", ["plain", "wrong-epsilon"] + ends, [[0.00048828125, 0.25, 0], [0.75, 1, 0.9999999403953552]], 0.0009765625),
        rise("usual-double", "ε = 10⁻¹², which single precision loses beside 1.", ["rounded-margin", "missing-upper-end"], [1e-13, 2e-12, almost_one], 1e-12),
        rise("tiny", "Nothing reaches a probability of 10⁻³⁰⁰.", ["straight-through", "ends-alone"], [1e-300, 5e-324], 1e-12),
        rise("wide-margins", "ε just below ½.", usual + ends, [0, 0.25, 0.5, 0.75, 1], 0.4375),
        rise("nan", "NaN has no side.", ["nan-lost-in-comparison"], nan, 0.125, nan),
        rise("nan-beside-numbers", "NaN stays in its place and spoils no other.", ["nan-lost-in-comparison"], [0, nan, 0.5], 0.125, [0, nan, 1]),
        rise("empty", "No elements give no elements.", ["empty"], [], 0.125, []),
    ]
    cases += siblings(
        derivative, having("kink-convention", cases), "kink-convention", "zero",
        "The ends belong to the outside, as in PyTorch's hardtanh: the derivative there is 0.",
        ulps=same_bound(0), textbook=both("derivative", lambda p, ε: 1 if ε < p < 1 - ε else 0),
    )
    cases += siblings(
        derivative, having("kink-convention", cases), "kink-convention", "mean",
        "The mean of both sides, as jax.numpy.clip has it: the derivative at the ends is ½.",
        ulps=same_bound(0), textbook=both("derivative", lambda p, ε: 0.5 if p == ε or p == 1 - ε else inside(p, ε)),
    )
    cases += [
        invalid(value, "epsilon-above-half", "ε = 0.75: no number is above 0.75 and below 0.25.", ["epsilon-out-of-range"], {"p": [0.125, 0.5, 0.875]}, {"epsilon": 0.75}),
        invalid(derivative, "epsilon-above-half", "ε = 0.75: no number is above 0.75 and below 0.25.", ["epsilon-out-of-range"], {"p": [0.125, 0.5, 0.875]}, {"epsilon": 0.75}),
    ]
    return concept("LossFunctions", "ProbabilityClamp", notes, cases)


def sigmoid_squared_error():
    notes = {
        "plain": "Ordinary values, for a program that takes σ(z) − y for z > 0 as (1 − y) − σ(−z).",
        "missing-half": "The mean squared error: the loss without the ½, or the gradient with a 2.",
        "missing-one-over-m": "The sum over the samples, without 1/m.",
        "one-element": ONE_SAMPLE,
        "sign": "The logit of the other class, or the gradient the wrong way round.",
        "swapped-arguments": "Logits and targets exchanged.",
        "probability-for-logit": "Applies the sigmoid to what is already a probability, or takes a logit for one.",
        "soft-label": "A target between 0 and 1 taken for the nearest label.",
        "missing-activation-derivative": "σ(z) − y alone, which is the cross-entropy's gradient.",
        "derivative-at-activation": "σ′ taken at a = σ(z) instead of at z.",
        "saturation": "σ(z) has rounded to 1, or has few digits left below it: σ(z) − 1 and 1 − σ(z) are lost.",
        "overflow-of-naive-form": "1/(1 + e⁻ᶻ) overflows and gives 0 where σ(z) ≈ eᶻ is still a number.",
        "clamped-logit": "z cut off at ±30 or the like, against overflow.",
        "subnormal": "Subnormal results: hardware set to flush such numbers gives 0.",
        "special-values": SPECIAL,
        "sizes-differ": SIZES,
    }

    def pairs(logits, targets):
        return list(zip(logits, targets, strict=True))

    def clamped(program):
        cut = lambda z: z.with_(30) if z > 30 else z.with_(-30) if z < -30 else z
        return lambda logits, targets: program(each(cut, logits), targets)

    def doubled(program):
        return lambda logits, targets: program(each(sigma, logits), targets)

    def opposite(program):
        return lambda logits, targets: program([-z for z in logits], targets)

    def difference(z, y):
        """σ(z) − y in a form that keeps its digits."""
        return (1 - y) - sigma(-z) if z > 0 else exponential(z) / (1 + exponential(z)) - y

    def halved(error):
        return lambda logits, targets: {"value": mean(squares([error(z, y) for z, y in pairs(logits, targets)])) * 0.5}

    textbook = halved(lambda z, y: sigma(z) - y)
    accurate = halved(difference)
    wrong = {
        "missing-half": [scaled(textbook, lambda _: 2)],
        "missing-one-over-m": [scaled(textbook, samples)],
        "one-element": [less_one(textbook)],
        "sign": [opposite(textbook)],
        "swapped-arguments": [renamed(textbook, {"logits": "targets", "targets": "logits"})],
        "probability-for-logit": [doubled(textbook), halved(lambda z, y: z - y)],
        "soft-label": [hardened(textbook)],
        "saturation": [textbook],
        "overflow-of-naive-form": [textbook],
        "clamped-logit": [clamped(accurate)],
        "subnormal": [flushed(accurate)],
        "special-values": [skipping_nan(textbook), clamped(textbook)],
        "sizes-differ": [broadcasting(textbook), cut_to_shortest(textbook)],
    }

    def error_bound(z, y):
        # σ has an exponential (two), a sum and a quotient, on whichever side its digits are kept; 1 − y is one more, and
        # so is the difference. They count as often as its terms are larger than what is left of them.
        s, other = (sigma(-z), 1 - y) if z > 0 else (sigma(z), y)
        return (4 * s + other) / abs(s - other) + 1

    def value_bounds(outputs, logits, targets):
        # The error counts twice, then the square, the additions and 1/(2m). No sum of squares cancels.
        terms = [(z, y, (sigma(z) - y) ** 2) for z, y in pairs(logits, targets) if sigma(z) != y]
        if outputs["value"] == 0 or not terms:
            return {"value": 0}
        error = sum((2 * error_bound(z, y) + 1) * square for z, y, square in terms)
        return {"value": error / sum(square for _, _, square in terms) + min(len(logits), MOST_ROUNDINGS)}

    value = Equation("sigmoid-squared-error-value", textbook, value_bounds, wrong, plain=accurate)

    def sloped(function):
        return lambda logits, targets: {
            "logits": [function(z, y) / len(targets) for z, y in pairs(logits, targets)]
        }

    textbook_gradient = sloped(lambda z, y: (sigma(z) - y) * sigma(z) * (1 - sigma(z)))
    accurate_gradient = sloped(
        lambda z, y: difference(z, y) * exponential(-abs(z)) / ((1 + exponential(-abs(z))) * (1 + exponential(-abs(z))))
    )
    wrong = {
        "missing-half": [scaled(textbook_gradient, lambda _: 2)],
        "missing-one-over-m": [scaled(textbook_gradient, samples)],
        "one-element": [less_one(textbook_gradient)],
        "sign": [scaled(textbook_gradient, lambda _: -1)],
        "swapped-arguments": [renamed(textbook_gradient, {"logits": "targets", "targets": "logits"})],
        "probability-for-logit": [
            doubled(textbook_gradient),
            sloped(lambda z, y: (z - y) * z * (1 - z)),
        ],
        "soft-label": [hardened(textbook_gradient)],
        "missing-activation-derivative": [sloped(lambda z, y: sigma(z) - y)],
        "derivative-at-activation": [
            sloped(lambda z, y: (sigma(z) - y) * sigma(sigma(z)) * (1 - sigma(sigma(z))))
        ],
        "saturation": [textbook_gradient],
        "overflow-of-naive-form": [textbook_gradient],
        "clamped-logit": [clamped(accurate_gradient)],
        "subnormal": [flushed(accurate_gradient)],
        "special-values": [skipping_nan(textbook_gradient), clamped(textbook_gradient)],
        "sizes-differ": [broadcasting(textbook_gradient), cut_to_shortest(textbook_gradient)],
    }

    def gradient_bound(z, y, g):
        # The error, σ(z) σ(−z) with five at most, the product and 1/m: at most eight for each unit of condition.
        if g == 0:
            return 0
        s, other = (sigma(-z), 1 - y) if z > 0 else (sigma(z), y)
        return min(error_bound(z, y) + 7, MOST_ROUNDINGS * (s + other) / abs(s - other))

    gradient = Equation(
        "sigmoid-squared-error-gradient",
        textbook_gradient,
        lambda outputs, logits, targets: {
            "logits": [gradient_bound(z, y, g) for (z, y), g in zip(pairs(logits, targets), outputs["logits"])]
        },
        wrong,
        plain=accurate_gradient,
    )

    def loss(name, comment, flags, logits, targets, expect=None):
        expect = None if expect is None else {"value": expect}
        return case(value, name, comment, flags, {"logits": logits, "targets": targets}, expect)

    def slope(name, comment, flags, logits, targets, expect=None):
        expect = None if expect is None else {"logits": expect}
        return case(gradient, name, comment, flags, {"logits": logits, "targets": targets}, expect)

    def data(kind, n, hard):
        targets = [abs(x) / 4 for x in dyadics(f"sigmoid-squared-error-{n} targets", n)]
        return kind(f"sigmoid-squared-error-{n} logits", n), [1 if y > 0.5 else 0 for y in targets] if hard else targets

    usual = ["plain", "missing-half", "missing-one-over-m", "sign", "swapped-arguments", "probability-for-logit"]
    cases = [
        loss("zero", "z = 0 gives ⅛ for a hard label.", ["plain", "missing-half", "probability-for-logit", "one-element"], [0], [1]),
        loss("zeros", "Both labels at z = 0, and one that is met.", ["plain", "missing-half", "missing-one-over-m"], [0, 0, -0.0], [1, 0, 0.5]),
        loss("positive", "y = 1.", ["plain", "sign", "missing-half"], [1.5], [1]),
        loss("negative", "y = 0.", ["plain", "sign", "missing-half"], [1.5], [0]),
        loss("three-samples", "Hard labels.", usual, [2.2, -1.4, 0.6], [1, 0, 0]),
        loss("five-soft-samples", "Soft labels.", usual + ["soft-label"], *data(decimals, 5, hard=False)),
        loss("two-single-samples", "Logits with all bits of a Float32, soft labels.", ["plain", "missing-half", "soft-label"], *data(singles, 2, hard=False)),
        loss("seventeen-samples", "A sum that the kernel adds in pairs.", usual, *data(dyadics, 17, hard=True)),
        loss("met-soft-label", "σ(0) = ½ is met exactly.", ["soft-label"], [0, 0], [0.5, 0.5]),
        loss("near-agreement", "σ(1) ≈ 0.7311: the bound grows as the error falls.", ["soft-label"], [1], [0.731]),
        loss("confident-and-right-positive", "Half of e⁻⁸⁰, not 0.", ["saturation", "clamped-logit"], [40], [1]),
        loss("confident-and-right-negative", "Half of e⁻⁸⁰.", ["clamped-logit"], [-40], [0]),
        loss("confident-and-right-single", "About e⁻³⁴, where Float32 has 1 − σ(z) = 0.", ["saturation"], [17, -17.5], [1, 0]),
        loss("confident-and-wrong", "Just below ½: there is no more to be charged.", ["plain", "missing-half", "sign"], [40, -40], [0, 1]),
        loss("wrong-at-1e300", "½ at the most.", ["plain", "missing-half", "sign"], [1e300, -1e300], [0, 1]),
        loss("subnormal", "A subnormal loss.", ["subnormal", "clamped-logit"], [-355], [0]),
        loss("right-at-1e4", "Too small for any format.", ["clamped-logit"], [1e4, -1e4], [1, 0]),
        loss("infinity", "½ on the wrong side and 0 on the right one.", ["sign"], [inf, -inf, inf, -inf], [1, 0, 1, 1], 0.125),
        loss("infinity-soft", "Half of the square of ¾.", ["soft-label", "sign"], [inf], [0.25], 0.28125),
        loss("nan-logit", "NaN gives NaN.", ["special-values"], [nan, 1], [1, 0], nan),
        loss("nan-target", "NaN gives NaN.", ["special-values"], [1, -1], [1, nan], nan),
    ]
    usual += ["missing-activation-derivative", "derivative-at-activation"]
    wrong_way = ["plain", "sign", "missing-half", "missing-activation-derivative", "derivative-at-activation"]
    cases += [
        slope("zero", "(½ − y)/4.", wrong_way[:4] + ["one-element"], [0], [1]),
        slope("positive", "y = 1.", wrong_way, [1.5], [1]),
        slope("negative", "y = 0.", wrong_way, [1.5], [0]),
        slope("steepest", "−4/27, at σ(−ln 2) = 1/3.", wrong_way, [-0.6931471805599453], [1]),
        slope("three-samples", "Hard labels.", usual + ["saturation"], [2.2, -1.4, 0.6], [1, 0, 0]),
        slope("five-soft-samples", "Soft labels.", usual + ["soft-label", "saturation"], *data(decimals, 5, hard=False)),
        slope("two-single-samples", "Logits with all bits of a Float32, soft labels.", wrong_way + ["soft-label"], *data(singles, 2, hard=False)),
        slope("seventeen-samples", "1/m is no binary fraction.", usual + ["saturation"], *data(dyadics, 17, hard=True)),
        slope("met-soft-label", "σ(0) = ½ is the minimum: the gradient is 0.", ["soft-label"], [0, 0], [0.5, 0.5]),
        slope("near-agreement", "σ(1) ≈ 0.7311: the bound grows as the error falls.", ["soft-label", "missing-activation-derivative"], [1], [0.731]),
        slope("confident-and-wrong", "−e⁻¹⁰ or so: cross-entropy would give −1.", wrong_way, [-10], [1]),
        slope("confident-and-wrong-positive", "e⁻⁴⁰, where 1 − σ(z) is 0.", ["saturation", "missing-activation-derivative", "clamped-logit"], [40, -40], [0, 1]),
        slope("confident-and-wrong-single", "About e⁻¹⁷, where Float32 has 1 − σ(z) = 0.", ["saturation", "missing-activation-derivative"], [17], [0]),
        slope("confident-and-right", "−e⁻⁸⁰ and e⁻⁸⁰.", ["saturation", "clamped-logit", "missing-activation-derivative"], [40, -40], [1, 0]),
        slope("naive-overflow", "About −e⁻⁷²⁰, where 1/(1 + e⁷²⁰) is 0.", ["overflow-of-naive-form", "subnormal", "clamped-logit"], [-720], [1]),
        slope("subnormal-single", "About −e⁻⁸⁷, near the end of Float32's normal numbers.", ["clamped-logit", "missing-activation-derivative"], [-87], [1]),
        slope("wrong-at-1e4", "Too small for any format, although the answer is wrong.", ["missing-activation-derivative", "clamped-logit"], [1e4, -1e4], [0, 1]),
        slope("infinity", "0 on either side, right or wrong.", ["missing-activation-derivative", "clamped-logit"], [inf, -inf, inf], [0, 0.25, 1], [0, 0, 0]),
        slope("nan", "NaN stays in its place.", ["special-values"], [nan, 0, 0.5, 0], [1, 0, nan, 1], [nan, 0.03125, nan, -0.03125]),
    ]
    cases += [
        invalid(value, "one-target", "One target is not the target of every sample.", ["sizes-differ"], {"logits": [0.25, 0.5, 0.75], "targets": [1]}),
        invalid(value, "fewer-targets", "A sample without a target.", ["sizes-differ"], {"logits": [0.25, 0.5, 0.75], "targets": [1, 0.5]}),
        invalid(gradient, "one-target", "One target is not the target of every sample.", ["sizes-differ"], {"logits": [0.25, 0.5, 0.75], "targets": [1]}),
        invalid(gradient, "fewer-logits", "A target without its logit.", ["sizes-differ"], {"logits": [1, 0.5], "targets": [0.25, 0.5, 0.75]}),
    ]
    return concept("LossFunctions", "SigmoidSquaredError", notes, cases)


def gaussian_negative_log_likelihood():
    notes = {
        "plain": "Ordinary values, for a program that divides the errors by s before it squares them.",
        "missing-constant": "Without ½ ln 2π, which some libraries leave out, as it does not move the minimum.",
        "missing-logarithm": "The squared error over 2 s² alone, or its derivative by s without 1/s.",
        "missing-half": "Without the ½ of the exponent.",
        "missing-one-over-n": "The sum over the samples: the logarithm of the product itself.",
        "one-element": ONE_SAMPLE,
        "variance-for-deviation": "s taken for the variance: s where s² belongs.",
        "wrong-logarithm": "A logarithm to base 2 or 10.",
        "positive-loss": "A negative loss cut off at 0, or its magnitude: a density can exceed 1.",
        "sign": "Errors the wrong way round, or the derivative by s: a wider scatter costs more where it should cost less.",
        "derivative-by-variance": "The derivative by s², or by ln s, instead of by s.",
        "detached-deviation": "A derivative of 0 by s, as if it were a constant.",
        "cancellation": "The terms cancel. The bound grows with their condition, so what is left shows whether something "
        "on the way was held with the digits of a Float32.",
        "overflow-of-square": "s² or the square of an error overflows, or rounds to 0, where the result is a number.",
        "overflow-of-partial-sum": "The sum of the squares overflows although half of their mean does not.",
        "overflow-of-difference": "ŷ − y overflows although (ŷ − y)/s does not.",
        "overflow": OVERFLOW,
        "subnormal": SUBNORMAL,
        "special-values": SPECIAL,
        "sizes-differ": SIZES,
        "deviation-out-of-range": "A deviation below 0 is none: squared, it would pass for its magnitude.",
    }

    def two_pi(x):
        return x.with_(2 * math.pi) if isinstance(x, Float) else 2 * mpmath.pi

    def scatter(predictions, targets, s):
        return [e / s for e in errors(predictions, targets)]

    def half_mean(terms):
        return sum(terms) / (2 * len(terms))

    def parts(predictions, targets, standardDeviation):
        """ln s, ½ ln 2π and half the mean of the squares, in a form that overflows only where it must."""
        s = standardDeviation
        return logarithm(s), logarithm(two_pi(s)) / 2, half_mean(squares(scatter(predictions, targets, s)))

    def textbook(predictions, targets, standardDeviation):
        s = standardDeviation
        return {
            "value": logarithm(two_pi(s) * s * s) / 2
            + sum(squares(errors(predictions, targets))) / (2 * len(targets) * (s * s))
        }

    def of_parts(function):
        return lambda **x: {"value": function(*parts(**x))}

    def over_largest(predictions, targets, standardDeviation):
        """Divides each square by 2N before it adds them up, but does not halve a difference."""
        logarithms = sum(parts(predictions, targets, standardDeviation)[:2])
        r = scatter(predictions, targets, standardDeviation)
        return {"value": logarithms + sum(x * (x / (2 * len(r))) for x in r)}

    def as_variance(program):
        def root(s):
            return s.with_(math.sqrt(s.value))

        return lambda standardDeviation, **x: program(standardDeviation=root(standardDeviation), **x)

    accurate = of_parts(lambda log, constant, half: log + constant + half)
    wrong = {
        "missing-constant": [of_parts(lambda log, constant, half: log + half)],
        "missing-logarithm": [of_parts(lambda log, constant, half: half)],
        "missing-half": [of_parts(lambda log, constant, half: log + constant + 2 * half)],
        "missing-one-over-n": [scaled(accurate, samples)],
        "one-element": [less_one(accurate)],
        "variance-for-deviation": [as_variance(accurate)],
        "wrong-logarithm": [
            of_parts(lambda log, constant, half, base=base: (log + constant) / math.log(base) + half) for base in (2, 10)
        ],
        "positive-loss": [
            of_parts(lambda log, constant, half: abs(log + constant + half)),
            of_parts(lambda log, constant, half: max(log + constant + half, log * 0)),
        ],
        "cancellation": [in_single(accurate)],
        "overflow-of-square": [textbook],
        "overflow-of-partial-sum": [accurate],
        "overflow-of-difference": [accurate, over_largest],
        "overflow": [kept_finite(accurate)],
        "subnormal": [flushed(accurate)],
        "special-values": [
            skipping_nan(accurate),
            kept_finite(accurate),
            of_parts(lambda log, constant, half: log + constant + (half if half == half else half.with_(0))),
        ],
        "sizes-differ": [broadcasting(accurate), cut_to_shortest(accurate)],
        "deviation-out-of-range": [textbook],
    }

    def value_bounds(outputs, **x):
        # A difference and a quotient, both twice, a square, the additions and 1/(2N); a logarithm (two) and the sum of
        # the three parts, which can cancel.
        return {"value": sum_bound(parts(**x), MOST_ROUNDINGS)}

    value = Equation("gaussian-negative-log-likelihood-value", textbook, value_bounds, wrong, plain=accurate)

    def textbook_gradient(predictions, targets, standardDeviation):
        s, N = standardDeviation, len(targets)
        e = errors(predictions, targets)
        return {
            "predictions": [x / (s * s) / N for x in e],
            "standardDeviation": 1 / s - sum(squares(e)) / (N * (s * s * s)),
        }

    def sloped(by_predictions, by_deviation):
        def program(predictions, targets, standardDeviation):
            s, N = standardDeviation, len(targets)
            r = scatter(predictions, targets, s)
            return {
                "predictions": [by_predictions(x, s, N) for x in r],
                "standardDeviation": by_deviation(mean(squares(r)), s),
            }

        return program

    over_deviation = lambda x, s, N: x / s / N
    right = lambda square, s: (1 - square) / s
    accurate_gradient = sloped(over_deviation, right)
    wrong = {
        "missing-half": [sloped(lambda x, s, N: 2 * x / s / N, right), sloped(over_deviation, lambda q, s: (1 - 2 * q) / s)],
        "missing-logarithm": [sloped(over_deviation, lambda q, s: -q / s)],
        "missing-one-over-n": [scaled(accurate_gradient, samples), sloped(lambda x, s, N: x / s, right)],
        "one-element": [less_one(accurate_gradient)],
        "variance-for-deviation": [sloped(lambda x, s, N: x / N, right), as_variance(accurate_gradient)],
        "sign": [
            lambda predictions, targets, standardDeviation: accurate_gradient(targets, predictions, standardDeviation),
            scaled(accurate_gradient, lambda _: -1, ["standardDeviation"]),
        ],
        "derivative-by-variance": [
            sloped(over_deviation, lambda q, s: (1 - q) / (2 * s * s)),
            sloped(over_deviation, lambda q, s: 1 - q),
        ],
        "detached-deviation": [sloped(over_deviation, lambda q, s: s * 0)],
        "cancellation": [in_single(accurate_gradient)],
        "overflow-of-square": [textbook_gradient],
        "overflow-of-partial-sum": [accurate_gradient],
        "overflow-of-difference": [accurate_gradient],
        "overflow": [kept_finite(accurate_gradient)],
        "subnormal": [flushed(accurate_gradient)],
        "special-values": [skipping_nan(accurate_gradient), kept_finite(accurate_gradient)],
        "sizes-differ": [broadcasting(accurate_gradient), cut_to_shortest(accurate_gradient)],
        "deviation-out-of-range": [textbook_gradient],
    }

    def gradient_bounds(outputs, predictions, targets, standardDeviation):
        # By ŷ a difference, N s and two quotients. By s the squares of a difference and a quotient, their mean, which
        # can cancel with 1, and the last quotient.
        square = mean(squares(scatter(predictions, targets, standardDeviation)))
        return {
            "predictions": [0 if g == 0 else 4 for g in outputs["predictions"]],
            "standardDeviation": sum_bound([mpf(1), -square], MOST_ROUNDINGS),
        }

    gradient = Equation(
        "gaussian-negative-log-likelihood-gradient", textbook_gradient, gradient_bounds, wrong, plain=accurate_gradient
    )

    def loss(name, comment, flags, predictions, targets, s, expect=None):
        inputs = {"predictions": predictions, "targets": targets, "standardDeviation": s}
        return case(value, name, comment, flags, inputs, None if expect is None else {"value": expect})

    def slope(name, comment, flags, predictions, targets, s, expect=None):
        inputs = {"predictions": predictions, "targets": targets, "standardDeviation": s}
        names = ("predictions", "standardDeviation")
        return case(gradient, name, comment, flags, inputs, None if expect is None else dict(zip(names, expect)))

    def data(kind, n):
        name = f"gaussian-negative-log-likelihood-{n}"
        return kind(name + " predictions", n), kind(name + " targets", n)

    usual = ["plain", "missing-constant", "missing-logarithm", "missing-half", "missing-one-over-n", "wrong-logarithm", "variance-for-deviation"]
    tall, wide = 13 * 2.0**60, 2.0**70
    cases = [
        loss("one-sample", "The logarithm of one density.", ["plain", "missing-constant", "missing-half", "one-element"], [2.5], [-1], 2),
        loss("standard-normal", "s = 1: half the square, and the constant.", ["plain", "missing-constant", "missing-half"], [1], [0], 1),
        loss("two-samples", "Errors of +5 and −5.", usual, [10, -2], [5, 3], 4),
        loss("three-samples", "Every operation rounds.", usual, *data(decimals, 3), 2.7),
        loss("five-samples", "All bits of a Float32 in use.", usual, *data(singles, 5), 0.8999999761581421),
        loss("seventeen-samples", "A sum that the kernel adds in pairs.", usual, *data(decimals, 17), 6.3),
        loss("dyadic-seventeen-samples", "Squares without rounding, in either format.", usual, *data(dyadics, 17), 4),
        loss("perfect-fit", "ln s + ½ ln 2π is left.", ["plain", "missing-constant", "missing-logarithm"], [0.1, 1.3, -7.7], [0.1, 1.3, -7.7], 0.75),
        loss("negative", "Densities above 1 have a negative loss.", ["plain", "missing-constant", "positive-loss", "missing-logarithm"], [0.5, 0.75, -1.25], [0.501, 0.749, -1.2505], 0.001),
        loss("prices", "Errors of 20000 to 90000 at a deviation of 50000.", usual, [3.1e5, 1.2e6, 4.5e5], [2.9e5, 1.29e6, 4.2e5], 5e4),
        loss("near-zero", "The densities multiply to almost 1: the bound grows as the loss nears 0.", ["cancellation", "missing-constant"], [0.25, -0.5], [0.2501, -0.5001], 0.39894),
        loss("far-out", "One target at a hundred deviations.", usual, [0, 0.5, 1], [100, 0.25, 2], 0.9),
        loss("tiny-deviation", "s² rounds to 0, and so do the squares of the errors.", ["overflow-of-square", "missing-constant", "missing-half"], [1e-200, 3e-200], [-1e-200, 2e-200], 1.5e-200),
        loss("tiny-deviation-single", "As before, in Float32.", ["overflow-of-square", "missing-constant", "missing-half"], [2.0**-100, 3 * 2.0**-100], [-(2.0**-100), 2.0**-99], 1.5 * 2.0**-100),
        loss("huge-deviation", "s² overflows.", ["overflow-of-square", "missing-constant", "missing-half"], [1e200, 3e200], [-1e200, 2e200], 1.5e200),
        loss("huge-deviation-single", "As before, in Float32.", ["overflow-of-square", "missing-constant", "missing-half"], [wide, 3 * wide], [-wide, 2 * wide], 1.5 * wide),
        loss("difference-overflows", "ŷ − y is 2e308, and (ŷ − y)/s is 2.", ["overflow-of-difference", "missing-constant"], [1e308, 0], [-1e308, 1e307], 1e308),
        loss("difference-overflows-single", "ŷ − y is 2¹²⁸, and (ŷ − y)/s is 2.", ["overflow-of-difference", "missing-constant"], [2.0**127, 0], [-(2.0**127), 2.0**124], 2.0**127),
        loss("sum-overflows", "Four squares of about 1.4e308.", ["overflow-of-partial-sum"], [1.2e154, -1.1e154, 1.15e154, -1.25e154], [0, 1e153, 0, -1e153], 1),
        loss("sum-overflows-single", "Four squares that only together overflow a Float32.", ["overflow-of-partial-sum"], [tall, -(2.0**63), 12 * 2.0**60, -tall], [0, 2.0**60, 0, -(2.0**59)], 1),
        loss("overflow", "The loss itself lies beyond the largest number.", ["overflow"], [1e200, 0], [0, 1], 1e-3),
        loss("subnormal", "A subnormal deviation and errors of its size.", ["subnormal", "missing-constant", "overflow-of-square"], [1e-310, 0], [0, 2e-310], 1e-310),
        loss("infinity", "An infinite error is an infinite loss.", ["special-values"], [inf, 1], [2, 1.5], 1, inf),
        loss("infinity-minus-infinity", "∞ − ∞ is NaN.", ["special-values"], [inf, 1], [inf, 1], 1, nan),
        loss("nan", "NaN is no sample to leave out.", ["special-values"], [1, nan, 3], [2, 5, 4], 1, nan),
    ]
    usual = ["plain", "missing-logarithm", "missing-half", "missing-one-over-n", "variance-for-deviation", "sign", "derivative-by-variance", "detached-deviation"]
    cases += [
        slope("one-sample", "(ŷ − y)/s², and 1/s − (ŷ − y)²/s³.", ["plain", "missing-logarithm", "sign", "one-element", "derivative-by-variance"], [2.5], [-1], 2),
        slope("standard-normal", "At s = 1 the gradient is the error.", ["plain", "missing-logarithm", "sign"], [3], [0], 1),
        slope("two-samples", "Errors of +5 and −5.", usual, [10, -2], [5, 3], 4),
        slope("three-samples", "Every operation rounds.", usual, *data(decimals, 3), 2.7),
        slope("five-samples", "All bits of a Float32 in use.", usual, *data(singles, 5), 0.8999999761581421),
        slope("seventeen-samples", "1/N is no binary fraction.", usual, *data(decimals, 17), 6.3),
        slope("dyadic-seventeen-samples", "Squares without rounding, in either format.", usual, *data(dyadics, 17), 4),
        slope("perfect-fit", "0, and 1/s: a narrower scatter would cost less.", ["plain", "missing-logarithm", "detached-deviation", "sign"], [0.1, 1.3, -7.7], [0.1, 1.3, -7.7], 0.75),
        slope("minimum", "s² is the mean squared error: no derivative by s.", ["plain", "missing-logarithm", "missing-half"], [3, -3, 0.5, 2], [0, 0, 3.5, -1], 3),
        slope("near-minimum", "s² is almost the mean squared error: the bound grows as the derivative nears 0.", ["cancellation"], [3, -3], [0, 0.0001], 3.00002),
        slope("prices", "Errors of 20000 to 90000 at a deviation of 50000.", usual, [3.1e5, 1.2e6, 4.5e5], [2.9e5, 1.29e6, 4.2e5], 5e4),
        slope("tiny-deviation", "s² rounds to 0.", ["overflow-of-square"], [1e-200, 3e-200], [-1e-200, 2e-200], 1.5e-200),
        slope("tiny-deviation-single", "As before, in Float32.", ["overflow-of-square"], [2.0**-100, 3 * 2.0**-100], [-(2.0**-100), 2.0**-99], 1.5 * 2.0**-100),
        slope("huge-deviation", "s² overflows.", ["overflow-of-square"], [1e200, 3e200], [-1e200, 2e200], 1.5e200),
        slope("huge-deviation-single", "As before, in Float32.", ["overflow-of-square"], [wide, 3 * wide], [-wide, 2 * wide], 1.5 * wide),
        slope("difference-overflows", "ŷ − y is 2e308, and the gradient about 1.", ["overflow-of-difference"], [1e308, 0], [-1e308, 1e307], 1e154),
        slope("difference-overflows-single", "ŷ − y is 2¹²⁸, and the gradient 1.", ["overflow-of-difference"], [2.0**127, 0], [-(2.0**127), 2.0**124], 1.5 * 2.0**64),
        slope("sum-overflows", "Four squares of about 1.4e308.", ["overflow-of-partial-sum"], [1.2e154, -1.1e154, 1.15e154, -1.25e154], [0, 1e153, 0, -1e153], 1),
        slope("overflow", "Both lie beyond the largest number.", ["overflow"], [1e200, 0], [0, 0], 1e-155),
        slope("subnormal", "A subnormal deviation, and errors of its size.", ["subnormal"], [4.5e-309, 0], [0, 2e-309], 3e-309),
        slope("infinity", "The gradient at an infinite prediction is infinite, and by s −∞.", ["sign", "special-values"], [inf, 1], [2, 1.5], 1, ([inf, -0.25], -inf)),
        slope("nan", "NaN stays in its place, and reaches the derivative by s.", ["special-values"], [1, nan, 3, 2], [2, 5, 4, 0], 1, ([-0.25, nan, -0.25, 0.5], nan)),
    ]
    cases += [
        invalid(value, "one-target", "One target is not the target of every sample.", ["sizes-differ"], {"predictions": [1, 2, 3], "targets": [1], "standardDeviation": 2}),
        invalid(value, "fewer-targets", "A sample without a target.", ["sizes-differ"], {"predictions": [1, 2, 3], "targets": [1, 2], "standardDeviation": 2}),
        invalid(gradient, "one-target", "One target is not the target of every sample.", ["sizes-differ"], {"predictions": [1, 2, 3], "targets": [1], "standardDeviation": 2}),
        invalid(gradient, "fewer-predictions", "A target without its prediction.", ["sizes-differ"], {"predictions": [1, 2], "targets": [1, 2, 3], "standardDeviation": 2}),
    ]
    cases += [
        invalid(value, "negative-deviation", "A deviation of −2.", ["deviation-out-of-range"], {"predictions": [1, 2], "targets": [1.5, 3], "standardDeviation": -2}),
        invalid(gradient, "negative-deviation", "A deviation of −2.", ["deviation-out-of-range"], {"predictions": [1, 2], "targets": [1.5, 3], "standardDeviation": -2}),
    ]

    def without_constant(predictions, targets, standardDeviation):
        log, _, half = parts(predictions, targets, standardDeviation)
        return log, half

    cases += siblings(
        value, having("missing-constant", cases), "missing-constant", "no-constant",
        "ln s + half the mean of the squares, as PyTorch's GaussianNLLLoss has it by default: without ½ ln 2π.",
        ulps=lambda outputs, **x: {"value": sum_bound(without_constant(**x), MOST_ROUNDINGS)},
        textbook=lambda **x: {"value": sum(without_constant(**x))},
    )
    return concept("LossFunctions", "GaussianNegativeLogLikelihood", notes, cases)


CONCEPTS = [mean_loss, mean_squared_error, half_mean_squared_error, mean_absolute_error, gaussian_negative_log_likelihood, probability_clamp, binary_cross_entropy, binary_cross_entropy_with_logits, sigmoid_squared_error, one_hot, categorical_cross_entropy, softmax_cross_entropy]
