"""Vectors of the line, its loss and its least-squares fit."""

import math

from mpmath import mpf

from arithmetic import SINGLE, rounded
from vectors import (
    IN_SINGLE,
    MOST_ROUNDINGS,
    ONE_SAMPLE,
    OVERFLOW,
    PLAIN,
    SIZES,
    SUBNORMAL,
    Equation,
    adds_exactly,
    broadcasting,
    case,
    concept,
    cut_to_shortest,
    decimals,
    dyadics,
    exact_in_single,
    exchanged,
    flushed,
    having,
    in_single,
    invalid,
    kept_finite,
    renamed,
    scaled,
    siblings,
    singles,
    skipping_nan,
    sum_bound,
)

inf, nan = math.inf, math.nan

SPECIAL = "∞ · 0 and ∞ − ∞ give NaN, and NaN stays: a skipped zero or a comparison loses it."


def line():
    notes = {
        "plain": PLAIN,
        "missing-bias": "w x alone.",
        "swapped-arguments": "Two of input, weight and bias exchanged.",
        "swapped-gradients": "x̄ under w̄'s name.",
        "missing-cotangent": "The local derivative without the factor from above.",
        "cancellation": IN_SINGLE,
        "zero-input": "An input of 0 gives b, and its weight no gradient, while the bias has one.",
        "subnormal": SUBNORMAL,
        "overflow": OVERFLOW,
        "special-values": SPECIAL,
    }
    textbook = lambda input, weight, bias: {"value": weight * input + bias}
    wrong = {
        "missing-bias": [lambda input, weight, bias: {"value": weight * input}],
        "swapped-arguments": [
            renamed(textbook, {"weight": "bias", "bias": "weight"}),
            renamed(textbook, {"input": "bias", "bias": "input"}),
        ],
        "cancellation": [in_single(textbook)],
        "zero-input": [lambda input, weight, bias: {"value": weight * (input + bias)}],
        "subnormal": [flushed(textbook)],
        "overflow": [kept_finite(textbook)],
        "special-values": [
            skipping_nan(textbook),
            lambda input, weight, bias: {"value": weight * input + bias if weight != 0 and input != 0 else bias},
        ],
    }

    def ulps(outputs, input, weight, bias):
        return {"value": sum_bound([weight * input, bias], 2)}  # The product and the sum.

    value = Equation("line-value", textbook, ulps, wrong)

    pulled = lambda cotangent, input, weight: {
        "input": cotangent * weight,
        "weight": cotangent * input,
        "bias": cotangent,
    }
    wrong = {
        "swapped-gradients": [exchanged(pulled, "input", "weight"), exchanged(pulled, "weight", "bias")],
        "missing-cotangent": [lambda cotangent, input, weight: {"input": weight, "weight": input, "bias": 1}],
        "zero-input": [lambda cotangent, input, weight: pulled(cotangent, input, weight) | {"bias": cotangent * input}],
        "subnormal": [flushed(pulled)],
        "overflow": [kept_finite(pulled)],
        "special-values": [
            skipping_nan(pulled),
            lambda cotangent, input, weight: pulled(cotangent, input, weight)
            if cotangent != 0
            else {"input": 0, "weight": 0, "bias": 0},
        ],
    }

    def pulled_ulps(outputs, **_):
        # One product each, correctly rounded; the bias gets the cotangent itself.
        return {name: 0 if name == "bias" or x == 0 else 0.5 for name, x in outputs.items()}

    pullback = Equation("line-pullback", pulled, pulled_ulps, wrong)

    def at(name, comment, flags, w, x, b, expect=None):
        inputs = {"input": x, "weight": w, "bias": b}
        return case(value, name, comment, flags, inputs, None if expect is None else {"value": expect})

    def back(name, comment, flags, c, x, w, expect=None):
        inputs = {"cotangent": c, "input": x, "weight": w}
        names = ("input", "weight", "bias")
        return case(pullback, name, comment, flags, inputs, None if expect is None else dict(zip(names, expect)))

    s = singles("line", 6)
    cases = [
        at("dyadic", "Nothing rounds.", ["plain", "missing-bias", "swapped-arguments"], 1.5, -2.25, 0.375),
        at("decimal", "Every operation rounds.", ["plain", "missing-bias", "swapped-arguments"], -3.7, 1.9, 0.3),
        at("single", "All bits of a Float32 in use.", ["plain", "missing-bias", "swapped-arguments"], s[0], s[1], s[2]),
        at("house-price", "A house of 150 m², by the first document's last line.", ["plain", "missing-bias", "swapped-arguments"], 3395.8, 150, -123.7),
        at("zero-input", "f(0) = b.", ["plain", "zero-input"], 2.5, 0, -0.7),
        at("zero-weight", "A flat line.", ["plain", "missing-bias"], 0, 3.5, 0.7),
        at("zero-bias", "A line through the origin.", ["plain", "swapped-arguments"], -1.1, 3.5, 0),
        at("root", "w x = −b, and nothing rounds.", ["missing-bias"], 1.5, 2.5, -3.75),
        at("cancellation", "w x and −b agree to six digits.", ["cancellation", "missing-bias"], 1.1, 2.2, -2.420002),
        at("strong-cancellation", "w x and −b agree to twelve digits.", ["cancellation", "missing-bias"], 1234.5678, 9876.54321, -12193260.1852),
        at("huge", "A result near 10³⁰⁰.", ["plain", "missing-bias"], 1.5e150, -2e150, 1.25e300),
        at("tiny", "A result near 10⁻³⁰⁰.", ["plain", "missing-bias"], 1.5e-150, -2e-150, 1.25e-300),
        at("overflow", "The exact result is 3 · 10³⁰⁸.", ["overflow"], 1e200, 2e108, 1e308),
        at("subnormal", "A subnormal product and bias.", ["subnormal"], 1e-160, 2e-155, -3e-315),
        at("infinity-times-zero", "∞ · 0 is NaN.", ["special-values"], inf, 0, 1, nan),
        at("infinity-minus-infinity", "∞ − ∞ is NaN.", ["special-values"], 2, inf, -inf, nan),
        at("infinite-input", "A falling line ends at −∞.", ["swapped-arguments"], -2, inf, 1, -inf),
        at("nan", "NaN gives NaN, even under a weight of 0.", ["special-values"], 0, nan, 1, nan),
    ]
    cases += [
        back("dyadic", "Nothing rounds.", ["plain", "swapped-gradients", "missing-cotangent"], 0.75, -2.25, 1.5),
        back("decimal", "Both products round.", ["plain", "swapped-gradients", "missing-cotangent"], -0.3, 1.9, -3.7),
        back("single", "All bits of a Float32 in use.", ["plain", "swapped-gradients", "missing-cotangent"], s[3], s[4], s[5]),
        back("unit-cotangent", "The local derivatives themselves.", ["plain", "swapped-gradients"], 1, 2.5, -0.7),
        back("zero-input", "The weight of an input of 0 learns nothing from it; the bias does.", ["plain", "zero-input", "swapped-gradients"], 1.5, 0, 2.25),
        back("zero-weight", "Nothing reaches the input.", ["plain", "swapped-gradients", "missing-cotangent"], -1.5, 3.5, 0),
        back("zero-cotangent", "Nothing flows back.", ["missing-cotangent"], 0, 3.5, -1.25),
        back("huge", "Gradients near 10³⁰⁰.", ["plain", "swapped-gradients"], 2.5e150, 1.5e150, -3e149),
        back("tiny", "Gradients near 10⁻³⁰⁰.", ["plain", "swapped-gradients"], 2.5e-150, 1.5e-150, -3e-151),
        back("overflow", "One gradient is beyond the largest number.", ["overflow"], -1e200, 1e200, 3),
        back("subnormal", "Subnormal gradients.", ["subnormal"], 1e-160, 2e-155, -3e-150),
        back("infinity-times-zero", "0 · ∞ is NaN, even for a cotangent of 0.", ["special-values"], 0, inf, 2, (0, nan, 0)),
        back("nan", "NaN in the weight spoils the input's gradient only.", ["special-values"], 2, 3, nan, (nan, 6, 2)),
        back("nan-cotangent", "NaN spoils everything.", ["special-values"], nan, 0, 1, (nan, nan, nan)),
    ]
    return concept("LinearModels", "Line", notes, cases)


def line_loss():
    notes = {
        "plain": PLAIN,
        "missing-one-over-n": "The sum over the samples, without 1/N.",
        "missing-factor-two": "Half the loss, or the gradient without the 2 that the square gives.",
        "missing-bias": "Residuals of w x alone.",
        "swapped-arguments": "Weight and bias, or inputs and targets, exchanged.",
        "swapped-gradients": "∂L/∂w under ∂L/∂b's name, as the first document prints it.",
        "sign": "Residuals the wrong way round: the gradient points downhill.",
        "missing-input": "∂L/∂w without the factor X.",
        "cancelling-residuals": "The square of the mean residual: residuals of opposite sign cancel.",
        "one-element": ONE_SAMPLE,
        "cancellation": "The residuals are small beside targets and predictions. The bound grows with their condition, so "
        "what is left shows whether a prediction was held with the digits of a Float32.",
        "overflow-of-partial-sum": "The sum over the samples overflows although the mean does not.",
        "stationary": "The residuals cancel in both sums, at the least-squares line: magnitudes do not.",
        "subnormal": SUBNORMAL,
        "special-values": "NaN gives NaN and an infinity its limit: a comparison or a nan-ignoring mean loses them.",
        "sizes-differ": SIZES,
    }

    def residuals(weight, bias, inputs, targets):
        return [y - (weight * x + bias) for x, y in zip(inputs, targets, strict=True)]

    def samples(inputs):
        return len(inputs["targets"])

    def less_one(program):
        return scaled(program, lambda x: samples(x) / (x["targets"][0] * 0 + (samples(x) - 1)))

    def without_bias(program):
        return lambda bias, **x: program(bias=bias * 0, **x)

    def textbook(**x):
        return {"value": sum(r * r for r in residuals(**x)) / samples(x)}

    exchanges = [{"weight": "bias", "bias": "weight"}, {"inputs": "targets", "targets": "inputs"}]
    wrong = {
        "missing-one-over-n": [scaled(textbook, samples)],
        "missing-factor-two": [scaled(textbook, lambda _: 0.5)],
        "missing-bias": [without_bias(textbook)],
        "swapped-arguments": [renamed(textbook, names) for names in exchanges],
        "cancelling-residuals": [lambda **x: {"value": (sum(residuals(**x)) / samples(x)) * (sum(residuals(**x)) / samples(x))}],
        "one-element": [less_one(textbook)],
        "cancellation": [in_single(textbook)],
        "overflow-of-partial-sum": [textbook],
        "subnormal": [flushed(textbook)],
        "special-values": [skipping_nan(textbook), scaled(textbook, lambda _: math.nan)],
        "sizes-differ": [broadcasting(textbook), cut_to_shortest(textbook)],
    }

    def magnitudes(weight, bias, inputs, targets):
        """What a residual's three roundings (product, sum, difference) are relative to."""
        return [abs(y) + abs(weight * x) + abs(bias) for x, y in zip(inputs, targets)]

    def value_ulps(outputs, **x):
        r = residuals(**x)
        squares = sum(e * e for e in r)
        if squares == 0:
            assert all(adds_exactly([y, -x["weight"] * t, -x["bias"]]) for t, y in zip(x["inputs"], x["targets"]))
            return {"value": 0}
        # Both factors of a square carry the residual's three roundings, scaled up by the residual's condition; then
        # the square, the additions and 1/N.
        condition = sum(abs(e) * m for e, m in zip(r, magnitudes(**x))) / squares
        return {"value": 2 * 3 * condition + min(samples(x) + 1, MOST_ROUNDINGS)}

    value = Equation("line-loss-value", textbook, value_ulps, wrong)

    def textbook_gradient(**x):
        r, N = residuals(**x), samples(x)
        return {"weight": -2 * sum(e * t for e, t in zip(r, x["inputs"])) / N, "bias": -2 * sum(r) / N}

    def of_magnitudes(**x):
        r, N = [abs(e) for e in residuals(**x)], samples(x)
        return {"weight": -2 * sum(e * abs(t) for e, t in zip(r, x["inputs"])) / N, "bias": -2 * sum(r) / N}

    wrong = {
        "missing-one-over-n": [scaled(textbook_gradient, samples)],
        "missing-factor-two": [scaled(textbook_gradient, lambda _: 0.5)],
        "missing-bias": [without_bias(textbook_gradient)],
        "swapped-arguments": [renamed(textbook_gradient, names) for names in exchanges],
        "swapped-gradients": [exchanged(textbook_gradient, "weight", "bias")],
        "sign": [scaled(textbook_gradient, lambda _: -1), scaled(textbook_gradient, lambda _: -1, ["bias"])],
        "missing-input": [lambda **x: textbook_gradient(**x) | {"weight": textbook_gradient(**x)["bias"]}],
        "one-element": [less_one(textbook_gradient)],
        "cancellation": [in_single(textbook_gradient)],
        "overflow-of-partial-sum": [textbook_gradient],
        "stationary": [of_magnitudes],
        "subnormal": [flushed(textbook_gradient)],
        "special-values": [skipping_nan(textbook_gradient)],
        "sizes-differ": [broadcasting(textbook_gradient), cut_to_shortest(textbook_gradient)],
    }

    def gradient_ulps(outputs, **x):
        r, m, ones = residuals(**x), magnitudes(**x), [mpf(1)] * samples(x)

        def bound(factors):
            terms = [e * t for e, t in zip(r, factors)]
            total = abs(sum(terms))
            if total == 0:
                assert adds_exactly(terms) and adds_exactly(m)
                return 0
            # Three roundings of each residual, relative to its magnitudes; then the product, the additions and 1/N.
            rounded = 3 * sum(n * abs(t) for n, t in zip(m, factors))
            added = min(samples(x) + 1, MOST_ROUNDINGS) * sum(abs(t) for t in terms)
            return (rounded + added) / total

        return {"weight": bound(x["inputs"]), "bias": bound(ones)}

    gradient = Equation("line-loss-gradient", textbook_gradient, gradient_ulps, wrong)

    def both(name, comment, flags, slope_flags, weight, bias, inputs, targets):
        """The same data for the loss and its gradient."""
        data = {"weight": weight, "bias": bias, "inputs": inputs, "targets": targets}
        return [
            case(equation, name, comment, flags, data)
            for equation, flags in ((value, flags), (gradient, slope_flags))
            if flags
        ]

    def stated(equation, name, comment, flags, weight, bias, inputs, targets, expect):
        data = {"weight": weight, "bias": bias, "inputs": inputs, "targets": targets}
        return [case(equation, name, comment, flags, data, expect)]

    def data(kind, n):
        return kind(f"line-loss-{n} inputs", n), kind(f"line-loss-{n} targets", n)

    usual = ["plain", "missing-one-over-n", "missing-factor-two", "missing-bias", "swapped-arguments"]
    loss, slope = usual + ["cancelling-residuals"], usual + ["swapped-gradients", "sign", "missing-input"]
    one = ["plain", "missing-factor-two", "missing-bias", "swapped-arguments", "one-element"]
    overflows = ["overflow-of-partial-sum"]
    cases = [
        both("one-sample", "One squared residual.", one, one + ["swapped-gradients", "sign", "missing-input"], 1.5, -0.25, [2.5], [-1]),
        both("two-samples", "N = 2 hides a missing 2 behind a missing 1/N.", loss, slope, 0.5, 1.25, [2, -3], [4.5, 1]),
        both("three-samples", "Every operation rounds.", loss, slope, -0.7, 0.3, *data(decimals, 3)),
        both("five-samples", "All bits of a Float32 in use.", loss, slope, 0.3333333432674408, -1.2000000476837158, *data(singles, 5)),
        both("seventeen-samples", "Sums that the kernel adds in pairs.", loss, slope, 1.1, -2.3, *data(decimals, 17)),
        both("dyadic-seventeen-samples", "Little rounds.", loss, slope, 1.5, -0.5, *data(dyadics, 17)),
        both("one-point-met", "One sample on the line, one off it.", loss, slope, 2, 1, [1, -1], [3, 2.5]),
        both("perfect-fit", "The line meets every point: 0 and 0, and nothing rounds.", ["missing-bias"], ["missing-bias"], 2, 1, [-1, 0.5, 3], [-1, 2, 7]),
        both("least-squares", "At the least-squares line the loss is what is left and the gradient is 0.", ["plain", "cancelling-residuals"], ["stationary", "missing-bias"], 2, 1, [0, 1, 2, 3], [2, 2, 4, 8]),
        both("houses", "Sizes and prices, where ∂L/∂w dwarfs ∂L/∂b.", usual, slope, 496.71, -138.26, [70.5, 120, 188.25, 240, 300], [190000, 420500, 611000, 905000.5, 1100000]),
        both("cancellation", "Residuals of about 10⁻⁵ beside targets of about 10.", ["cancellation"], ["cancellation"], 1.7, 2.3, [1.1, 3.3, 5.9], [4.17001, 7.91002, 12.32998]),
        both("large-offset", "Residuals of about 1 beside targets of 10⁸.", ["plain", "cancelling-residuals", "cancellation"], ["plain", "sign", "cancellation"], 100000.5, -3, [1000, 1001, 1002.5], [100000497.25, 100100495.5, 100250500.25]),
        both("sum-of-squares-overflows", "Four squares of about 1.4e308.", overflows, [], 1, 0.5, [1e153, 2, 0, -1e153], [1.3e154, -1.1e154, 1.15e154, -1.35e154]),
        both("square-overflows", "One square of 2.25e308, but a quarter of it in the mean.", overflows, [], 0.5, 0, [2, 1, 4, 3], [1.5e154, 1, 0, 2]),
        both("sums-overflow", "Both sums lie beyond the largest number, both means do not.", [], overflows, 1, 2, [1, 0.5, 0.75, 1], [8e307, 7e307, 7.5e307, 6e307]),
        both("sums-overflow-single", "As before, in Float32.", [], overflows, 1, 2, [1, 0.5, 0.75, 1], [2.0**126, 7 * 2.0**123, 2.0**126, 5 * 2.0**123]),
        both("huge", "A loss near 10³⁰⁰.", ["plain", "missing-bias", "missing-factor-two"], ["plain", "missing-bias", "swapped-gradients", "sign"], 1.5, 2e150, [1e150, -3e149, 2.5e148], [-1e150, 2.5e149, 3e150]),
        both("tiny", "A loss near 10⁻³⁰⁰.", ["plain", "missing-bias", "missing-factor-two"], ["plain", "missing-bias", "swapped-gradients", "sign"], 1.5, 2e-150, [1e-150, -3e-151, 2.5e-152], [-1e-150, 2.5e-151, 3e-150]),
        both("subnormal", "Subnormal squares and products.", ["subnormal"], ["subnormal"], 1.5, 1e-158, [1e-157, -2e-158], [3e-157, 5e-158]),
        stated(value, "infinite-target", "An infinite residual is an infinite loss.", ["special-values"], 2, 1, [1, 2], [inf, 4], {"value": inf}),
        stated(value, "infinity-minus-infinity", "∞ − ∞ is NaN.", ["special-values"], 2, 1, [inf, 2], [inf, 4], {"value": nan}),
        stated(value, "nan", "NaN is no sample to leave out.", ["special-values"], 2, 1, [1, nan, 2], [3, 4, 5], {"value": nan}),
        stated(gradient, "infinite-target", "Uphill is away from an infinite target.", ["sign"], 2, 1, [1, 2], [inf, 4], {"weight": -inf, "bias": -inf}),
        stated(gradient, "infinite-target-at-zero", "An infinite residual at X = 0 leaves no ∂L/∂w: ∞ · 0 is NaN.", ["special-values"], 2, 1, [0, 2], [inf, 4], {"weight": nan, "bias": -inf}),
        stated(gradient, "nan", "NaN is no sample to leave out.", ["special-values"], 2, 1, [1, nan, 2], [3, 4, 5], {"weight": nan, "bias": nan}),
    ]
    cases = [one for pair in cases for one in pair]
    cases.sort(key=lambda one: one["equation"] != "line-loss-value")
    for equation in (value, gradient):
        for name, comment, inputs, targets in [
            ("one-target", "One target is not the target of every input.", [1, 2, 3], [4]),
            ("fewer-targets", "An input without a target.", [1, 2, 3], [4, 5]),
        ]:
            data = {"weight": 2, "bias": 1, "inputs": inputs, "targets": targets}
            cases.append(invalid(equation, name, comment, ["sizes-differ"], data))
    return concept("LinearModels", "LineLoss", notes, cases)


def least_squares_line():
    notes = {
        "plain": PLAIN,
        "cancellation": "Σ X Y − N X̄ Ȳ and Σ X² − N X̄², the sums multiplied out, cancel where the inputs are far from 0.",
        "swapped-arguments": "The line of X by Y: another line, unless all points are on it.",
        "not-centred": "Σ X Y / Σ X², the best line through the origin.",
        "mixed-denominators": "A covariance over N − 1 by a variance over N, as two libraries' defaults may have it.",
        "missing-bias": "Ȳ in place of Ȳ − w X̄.",
        "swapped-outputs": "The bias under the weight's name.",
        "sign": "A falling line.",
        "no-line": "Equal inputs, or one sample, determine no line: 0/0 is NaN here. A flat line and the shortest vector of weight "
        "and bias are other conventions.",
        "overflow-of-square": "Squares that overflow or vanish, although the line is finite.",
        "rounded-mean": "Equal inputs determine no line even where their computed mean is off by a rounding: "
        "the differences from it then give a number that means nothing.",
        "special-values": "NaN stays: a nan-ignoring mean loses it.",
        "sizes-differ": SIZES,
    }

    def mean(x):
        return sum(x) / len(x)

    def from_sums(X, Y, Sxy, Sxx):
        w = Sxy / Sxx
        return {"weight": w, "bias": mean(Y) - w * mean(X)}

    def centred(X, Y):
        return [x - mean(X) for x in X], [y - mean(Y) for y in Y]

    def textbook(inputs, targets):
        dx, dy = centred(inputs, targets)
        return from_sums(inputs, targets, sum(a * b for a, b in zip(dx, dy)), sum(a * a for a in dx))

    def multiplied_out(inputs, targets):
        N, X, Y = len(inputs), inputs, targets
        Sxy = sum(x * y for x, y in zip(X, Y)) - N * mean(X) * mean(Y)
        return from_sums(X, Y, Sxy, sum(x * x for x in X) - N * mean(X) * mean(X))

    def through_origin(inputs, targets):
        Sxy, Sxx = sum(x * y for x, y in zip(inputs, targets)), sum(x * x for x in inputs)
        return from_sums(inputs, targets, Sxy, Sxx)

    def flat_where_undetermined(inputs, targets):
        w = textbook(inputs, targets)["weight"]
        w = w if w == w else w.with_(0)
        return {"weight": w, "bias": mean(targets) - w * mean(inputs)}

    def with_slope(change):
        def program(inputs, targets):
            w = change(textbook(inputs, targets)["weight"], len(inputs))
            return {"weight": w, "bias": mean(targets) - w * mean(inputs)}

        return program

    wrong = {
        "cancellation": [multiplied_out],
        "swapped-arguments": [renamed(textbook, {"inputs": "targets", "targets": "inputs"})],
        "not-centred": [through_origin],
        "mixed-denominators": [with_slope(lambda w, N: w * N / (N - 1))],
        "missing-bias": [lambda inputs, targets: textbook(inputs, targets) | {"bias": mean(targets)}],
        "swapped-outputs": [exchanged(textbook, "weight", "bias")],
        "sign": [with_slope(lambda w, N: -w)],
        "no-line": [flat_where_undetermined],
        "overflow-of-square": [textbook],
        "rounded-mean": [textbook],
        "special-values": [skipping_nan(textbook)],
        "sizes-differ": [textbook, broadcasting(textbook), cut_to_shortest(textbook)],
    }

    def ulps(outputs, inputs, targets):
        X, Y, N, w, b = inputs, targets, len(inputs), outputs["weight"], outputs["bias"]
        (dx, dy), size = centred(X, Y), lambda values: mean([abs(v) for v in values])
        Sxy, Sxx = sum(p * q for p, q in zip(dx, dy)), sum(p * p for p in dx)
        # To the weight: two differences, a product and the additions, of numerator and denominator, whose conditions
        # add; and the quotient. A mean that is off by δ shifts every difference alike. As the differences add up to 0,
        # that changes the sums by N δ δ′ only, which is of second order, but not small where the inputs are far from 0.
        k = min(N + 3, MOST_ROUNDINGS)
        u = mpf(2) ** (-24 if all(exact_in_single(v) for v in X + Y) else -53)
        shift = k * k * u * N * size(X) * (size(Y) / abs(Sxy) + size(X) / Sxx)
        of_weight = k * (sum(abs(p * q) for p, q in zip(dx, dy)) / abs(Sxy) + 1) + shift
        # And what as many roundings of each input, of each target and of the column of ones do to it: a factorization
        # of inputs and ones as they are leaves no less, and far from 0 that is most.
        of_points = sum(abs(d) * (abs(y) + abs(w * x) + abs(b)) for d, x, y in zip(dx, X, Y))
        of_weight += k * (of_points + sum(abs((q - w * d) * x) for d, q, x in zip(dx, dy, X))) / abs(Sxy)
        # To the bias: both means, their additions and the last two operations; and the weight's error, in proportion.
        of_bias = (k * (size(Y) + abs(w) * size(X)) + of_weight * abs(w * mean(X))) / abs(b)
        return {"weight": of_weight, "bias": of_bias}

    equation = Equation("least-squares-line", textbook, ulps, wrong)

    def fit(name, comment, flags, X, Y, expect=None):
        return case(equation, name, comment, flags, {"inputs": X, "targets": Y}, expect)

    def noisy(kind, n, short):
        X, noise = kind(f"least-squares-{n} inputs", n), kind(f"least-squares-{n} noise", n)
        return X, [short(2 * x + 1 + e / 8) for x, e in zip(X, noise)]

    usual = ["plain", "swapped-arguments", "not-centred", "mixed-denominators", "missing-bias", "swapped-outputs", "sign"]
    no_line = {"weight": nan, "bias": nan}
    cases = [
        fit("two-points", "The line through two points.", ["plain", "not-centred", "mixed-denominators", "missing-bias", "sign"], [1, 3], [4.5, 1]),
        fit("three-points", "The smallest fit that leaves residuals.", usual, [1, 2, 4.5], [2.5, 2, 7]),
        fit("five-points", "All bits of a Float32 in use.", usual, *noisy(singles, 5, lambda y: rounded(y, SINGLE))),
        fit("seventeen-points", "Sums that the kernel adds in pairs.", usual, *noisy(decimals, 17, lambda y: round(y, 3))),
        fit("dyadic-seventeen-points", "Short numbers, though 1/17 is none.", usual, *noisy(dyadics, 17, lambda y: y)),
        fit("least-squares-of-the-loss", "The line at which the loss's own case is stationary, y = 2 x + 1.", usual[:-1] + ["sign"], [0, 1, 2, 3], [2, 2, 4, 8]),
        fit("perfect-line", "Points on a line are met.", ["plain", "not-centred", "mixed-denominators", "missing-bias", "sign"], [-1, 0.5, 3, 4.5], [-1, 2, 7, 10]),
        fit("falling", "A negative slope.", usual, [0.5, 1.75, 3, 4.25, 5], [9.5, 7, 4.75, 1.5, 0.25]),
        fit("houses", "Sizes and prices: slope and bias of different magnitude.", usual, [70.5, 120, 188.25, 240, 300], [190000, 420500, 611000, 905000.5, 1100000]),
        fit("years", "Inputs at 2000 with a spread of 5.", ["plain", "cancellation", "not-centred"], [2015, 2016.5, 2017, 2019.25, 2020], [3.5, 3.25, 4, 5.75, 5.5]),
        fit("far-from-zero", "Inputs near 10⁷ with a spread of 3: multiplied out, nothing is left.", ["cancellation", "not-centred"], [10000000, 10000001.5, 10000002, 10000003.25], [1.1, 2.3, 2.2, 4.7]),
        fit("targets-far-from-zero", "Targets near 10⁷, inputs that are not.", ["plain", "not-centred"], [1.3, 2.5, 3.1, 4.2], [10000001.1, 10000003.4, 10000002.2, 10000005.7]),
        fit("almost-flat", "The products in the numerator nearly cancel.", ["plain", "swapped-arguments", "missing-bias"], [1.1, 2.2, 3.3, 4.4], [1.501, 0.7, 0.7, 1.503]),
        fit("huge", "Sums of squares near 10³⁰⁰.", ["plain", "mixed-denominators", "missing-bias"], [1e150, -3e149, 2.5e149], [2.5e149, -1e150, 3e149]),
        fit("tiny", "Sums of squares near 10⁻³⁰⁰.", ["plain", "mixed-denominators", "missing-bias"], [1e-150, -3e-151, 2.5e-151], [2.5e-151, -1e-150, 3e-151]),
        fit("squares-overflow", "Numbers near 10²⁰⁰.", ["overflow-of-square"], [1e200, -3e199, 2.5e199], [2.5e199, -1e200, 3e199]),
        fit("squares-vanish", "Numbers near 10⁻²⁰⁰.", ["overflow-of-square"], [1e-200, -3e-201, 2.5e-201], [2.5e-201, -1e-200, 3e-201]),
        fit("one-point", "Many lines meet one point.", ["no-line"], [2], [3], no_line),
        fit("equal-inputs", "No line has the points of a vertical one.", ["no-line"], [2.5, 2.5, 2.5, 2.5], [1, 2, 4, 8], no_line),
        fit("equal-inputs-whose-mean-rounds", "0.1 + 0.1 + 0.1, divided by 3, is not 0.1 in Float64.", ["rounded-mean"], [0.1, 0.1, 0.1], [1, 2, 4], no_line),
        fit("nan", "NaN spoils both numbers.", ["special-values"], [1, 2, nan], [1, 3, 2], no_line),
    ]
    def flat_line(inputs, targets):
        return {"weight": mpf(0), "bias": mean(targets)}

    def shortest(inputs, targets):
        x, y = mean(inputs), mean(targets)
        return {"weight": y * x / (1 + x * x), "bias": y / (1 + x * x)}

    flat_bounds = lambda outputs, inputs, targets: {"weight": 0, "bias": len(targets)}
    # Means of few numbers, a square, a sum, a product and a quotient; libraries get there by a singular value
    # decomposition, whose error no such count bounds.
    shortest_bounds = lambda outputs, **_: {"weight": 64, "bias": 64}
    for flag in ("no-line", "rounded-mean"):
        cases += siblings(
            equation, having(flag, cases), flag, "flat", "The flat line through the mean, as in scikit-learn's LinearRegression.",
            ulps=flat_bounds, textbook=flat_line,
        )
        cases += siblings(
            equation, having(flag, cases), flag, "shortest",
            "Of all lines that fit best, the one with the least w² + b², as numpy.linalg.lstsq has it.",
            ulps=shortest_bounds, textbook=shortest,
        )
    cases += [
        invalid(equation, "one-target", "One target is not the target of every input.", ["sizes-differ"], {"inputs": [1, 2, 4], "targets": [3]}),
        invalid(equation, "fewer-targets", "An input without a target.", ["sizes-differ"], {"inputs": [1, 2, 4], "targets": [3, 5]}),
    ]
    return concept("LinearModels", "LeastSquaresLine", notes, cases)


CONCEPTS = [line, line_loss, least_squares_line]
