"""Vectors of the losses, each the mean over its samples."""

import math

from activation_functions import sigma
from arithmetic import Float, exponential, logarithm
from vectors import (
    MOST_ROUNDINGS,
    ONE_SAMPLE,
    OVERFLOW,
    PLAIN,
    SUBNORMAL,
    Equation,
    case,
    concept,
    decimals,
    dyadics,
    each,
    flushed,
    kept_finite,
    renamed,
    same_bound,
    scaled,
    singles,
    skipping_nan,
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
    }

    def errors(predictions, targets):
        return [p - t for p, t in zip(predictions, targets, strict=True)]

    def squares(x):
        return [e * e for e in x]

    def multiplied_out(predictions, targets):
        both = sum(p * t for p, t in zip(predictions, targets))
        return {"value": (sum(squares(predictions)) - 2 * both + sum(squares(targets))) / len(targets)}

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
    ]
    return concept("LossFunctions", "MeanSquaredError", notes, cases)


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
        "zero-times-log-zero": "0 · ln 0 is NaN in IEEE arithmetic and 0 here.",
        "zero-over-zero": "(ŷ − y)/(ŷ (1 − ŷ)) is 0/0 where ŷ = y = 0 or 1; the gradient has a limit.",
        "cancellation": "1 − ŷ, rounded, has lost the digits of a small ŷ before its logarithm is taken.",
        "clamped-probability": "ŷ cut off at 10⁻⁷ from 0 and 1 or the like, against infinities.",
        "overflow-of-naive-form": "The quotient overflows before 1/m brings the gradient back.",
        "subnormal": "Subnormal predictions: hardware set to take them for 0 makes the loss infinite.",
        "special-values": SPECIAL,
    }

    def log_likelihood(p, y):
        return times_log(y, p) + times_log(1 - y, 1 - p)

    textbook = lambda predictions, targets: {
        "value": -mean([log_likelihood(p, y) for p, y in zip(predictions, targets, strict=True)])
    }
    wrong = {
        "missing-one-over-n": [scaled(textbook, samples)],
        "one-element": [less_one(textbook)],
        "sign": [scaled(textbook, lambda _: -1)],
        "swapped-arguments": [renamed(textbook, {"predictions": "targets", "targets": "predictions"})],
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
    }
    # ŷ − y, 1 − ŷ, their product, the quotient and 1/m.
    gradient = Equation("binary-cross-entropy-gradient", textbook_gradient, same_bound(5), wrong)

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
        slope("almost-one-and-right", "−1/ŷ = −(1 + 2⁻⁵³).", ["plain", "sign"], [almost_one], [1]),
        slope("almost-one-and-wrong", "1/(1 − ŷ) is 2⁵³ exactly.", ["plain", "clamped-probability"], [almost_one], [0]),
        slope("almost-one-single", "The largest Float32 below 1, right and wrong.", ["plain", "clamped-probability"], [1 - 2.0**-24, 1 - 2.0**-24], [1, 0]),
        slope("subnormal-overflows", "−1/ŷ lies beyond the largest number, even after 1/m.", ["clamped-probability"], [5e-324, 0.5], [1, 1]),
        slope("subnormal-finite", "−1/ŷ and −½/ŷ lie beyond the largest number, but not after 1/m.", ["overflow-of-naive-form", "subnormal"], [4e-309, 2e-309], [1, 0.5]),
        slope("subnormal-finite-single", "As before, in Float32.", ["overflow-of-naive-form", "subnormal"], [3 * 2.0**-130, 3 * 2.0**-131], [1, 0.5]),
        slope("nan", "NaN stays in its place.", ["special-values"], [nan, 0.5, 0.5, 0.5], [1, 0, 1, nan], [nan, 0.5, -0.5, nan]),
    ]
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
        "overflow-of-naive-form": "ln(1 + eᶻ) and 1/(1 + e⁻ᶻ) overflow where the result is an ordinary number.",
        "overflow-of-partial-sum": "The sum of the losses overflows although their mean does not.",
        "clamped-logit": "z cut off at ±30 or the like, against overflow.",
        "extra-activation-derivative": "(σ(z) − y) σ′(z) is the squared error's; cross-entropy cancels σ′.",
        "special-values": SPECIAL,
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
    }

    def gradient_bound(z, y, g, m):
        # σ(z) − y and (1 − y) − σ(−z) are the same difference; the better one has the smaller terms. σ is within 4 ulp
        # (8 roundings), and the difference and 1/m add less than that to the other term.
        if g == 0:
            return 0 if z == 0 else MOST_ROUNDINGS  # ½ − ½ is exact; otherwise σ(−z) is below every format.
        terms = (1 - y) + sigma(-z) if z > 0 else sigma(z) + y
        return MOST_ROUNDINGS * terms / abs(g * m)

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
    return concept("LossFunctions", "BinaryCrossEntropyWithLogits", notes, cases)
