"""Vectors of layer normalization: of one vector, by its own mean and variance."""

import math

import mpmath
from mpmath import mpf

from arithmetic import Float, square_root
from error_bounds import Bounded, added, bounds_of
from tensor_algebra import products
from vectors import (
    PLAIN,
    SIZES,
    Equation,
    case,
    concept,
    decimals,
    dyadics,
    exchanged,
    first,
    in_single,
    less,
    misfit,
    renamed,
    siblings,
    singles,
    skipping_nan,
)

inf, nan = math.inf, math.nan


def quotient(u, v):
    """u/v, with the error of each where they are `Bounded`; two roundings, for a reciprocal and a product."""
    if not isinstance(v, Bounded):
        return u / v
    u = v.like(u)
    value = u.value / v.value
    return v.off(value, u.error / abs(v.value) + abs(value / v.value) * v.error, 0 if value == 0 and u.is_exact else 2)


def root(v):
    if not isinstance(v, Bounded):
        return square_root(v)
    value = mpmath.sqrt(v.value)
    if v.is_exact and value * value == v.value and v.holds(value):
        return v.like(value)
    return v.off(value, v.error / (2 * value))


def mean(x):
    return added(x) / len(x)


def centred(x):
    """x − μ, from differences to the first element."""
    differences = [v - x[0] for v in x]
    μ = mean(differences)
    return [d - μ for d in differences]


def size(v):
    return abs(v.value if isinstance(v, Bounded) else mpf(float(v)) if isinstance(v, Float) else v)


def unit_of(x, ε):
    """A power of two as large as the largest element, or as √ε."""
    largest = max([size(v) for v in x] + [mpmath.sqrt(size(ε))])
    return mpf(2) ** (mpmath.frexp(largest)[1] - 1) if 0 < largest < mpf(2) ** 1024 else mpf(1)


def normalize(x, ε):
    """x̂ and s, in a form that neither a large common part nor the size of the elements harms."""
    unit = unit_of(x, ε)
    d = centred([v / unit for v in x])
    s = root(mean([v * v for v in d]) + ε / unit / unit)
    return [quotient(v, s) for v in d], s * unit


def with_rounded_elements(bounds):
    """The bounds, and what one rounding of each element does to the outputs, unless all are equal.

    Far from 0 a mean that is rounded, or updated together with the sum of squares, costs as much.
    """

    def ulps(outputs, input, scale, shift, epsilon):
        result = bounds(outputs, input=input, scale=scale, shift=shift, epsilon=epsilon)
        if all(x == input[0] for x in input):
            return result
        s, n, μ = outputs["deviation"], len(input), sum(input) / len(input)
        of_s = sum(abs((x - μ) * x) for x in input) / n / (s * s)
        of_x̂ = [(abs(x) + sum(map(abs, input)) / n) / abs(x - μ) + of_s if x != μ else 0 for x in input]
        of_y = [
            abs(γ * x̂) * k / abs(y) if γ * x̂ != 0 else 0
            for γ, x̂, k, y in zip(scale, outputs["normalized"], of_x̂, outputs["value"])
        ]
        of_rounding = {"value": of_y, "normalized": of_x̂, "deviation": [of_s]}
        return {name: [a + b for a, b in zip(result[name], of_rounding[name], strict=True)] for name in result}

    return ulps


def normalize_backward(cotangent, normalized, deviation, scale):
    g = products(scale, cotangent)
    first, second = mean(g), mean(products(g, normalized))
    return [quotient(added([v, -first, -(x * second)]), deviation) for v, x in zip(g, normalized, strict=True)]


def layer_normalization():
    notes = {
        "plain": PLAIN,
        "one-element": "One element: a division by d − 1 is one by 0.",
        "sample-variance": "1/(d − 1) in place of 1/d, as by another convention.",
        "missing-epsilon": "√v in place of √(v + ε).",
        "epsilon-outside-root": "√v + ε, as by another convention. "
        "Seen in https://github.com/callummcdougall/ARENA_3.0/issues/228.",
        "missing-mean": "x/√(mean of the squares + ε), which is root-mean-square normalization.",
        "multiplied-out": "The variance as the mean of the squares less μ², which cancels where the elements are far from 0. "
        "Seen in https://github.com/pytorch/pytorch/issues/51102.",
        "variance-for-deviation": "v + ε in place of its root.",
        "missing-scale": "x̂ + β.",
        "missing-shift": "γ ⊙ x̂.",
        "swapped-arguments": "γ for β.",
        "scale-of-first": "γ₁ for every element.",
        "one-plus-scale": "1 + γ for γ, as where the scale is stored less 1.",
        "swapped-outputs": "x̂ under y's name.",
        "reciprocal-deviation": "1/s under the name of s.",
        "overflow-of-square": "Squares that overflow or vanish, although the result is a number.",
        "cancellation": "A large common part: what is left shows whether something was held with the digits of a Float32.",
        "special-values": "NaN and infinities spoil every element: a comparison or a nan-ignoring mean hides them.",
        "constant-statistics": "x̄ = g/s, as if mean and variance did not depend on x.",
        "missing-mean-term": "Without mean(g), the derivative through μ.",
        "missing-variance-term": "Without x̂ mean(g ⊙ x̂), the derivative through v.",
        "sum-for-mean": "Sums in place of means.",
        "scale-outside": "γ ⊙ (ȳ − mean(ȳ) − x̂ mean(ȳ ⊙ x̂))/s: the scale after the means instead of before.",
        "multiplied-by-deviation": "Times s in place of divided by it.",
        "swapped-gradients": "γ̄ under β̄'s name.",
        "scaled-parameter-gradient": "γ̄ with the factor γ, or of x in place of x̂.",
        "sign": "The opposite sign of the variance's term.",
        "sizes-differ": SIZES,
        "negative-epsilon": "A negative ε takes away from the variance: numbers come out all the same while v is larger.",
    }

    def outputs(x̂, s, γ, β):
        return {"value": [a * b + c for a, b, c in zip(γ, x̂, β, strict=True)], "normalized": x̂, "deviation": s}

    def textbook(input, scale, shift, epsilon):
        n = len(input)
        μ = sum(input) / n
        v = sum((x - μ) * (x - μ) for x in input) / n
        s = square_root(v + epsilon)
        return outputs([(x - μ) / s for x in input], s, scale, shift)

    def good(input, scale, shift, epsilon):
        return outputs(*normalize(input, epsilon), scale, shift)

    def with_statistics(statistics):
        """x̂ and s from other statistics of x, which are given x, μ and v."""

        def program(input, scale, shift, epsilon):
            n = len(input)
            μ = sum(input) / n
            v = sum((x - μ) * (x - μ) for x in input) / n
            d, s = statistics(input, μ, v, epsilon)
            return outputs([x / s for x in d], s, scale, shift)

        return program

    away = lambda x, μ: [v - μ for v in x]
    squares = lambda x: sum(v * v for v in x) / len(x)

    def annotated(input, scale, shift, epsilon):
        unit = unit_of(input, epsilon)
        d = centred([v / unit for v in input])
        s = root(added([v * v for v in d]) / (len(d) - 1)) + epsilon / unit
        return outputs([quotient(v, s) for v in d], s * unit, scale, shift)

    def reciprocal(**x):
        result = textbook(**x)
        return result | {"deviation": 1 / result["deviation"]}

    wrong = {
        "one-element": [with_statistics(lambda x, μ, v, ε: (away(x, μ), square_root(v * len(x) / (ε * 0 + (len(x) - 1)) + ε)))],
        "sample-variance": [with_statistics(lambda x, μ, v, ε: (away(x, μ), square_root(v * len(x) / (ε * 0 + (len(x) - 1)) + ε)))],
        "missing-epsilon": [with_statistics(lambda x, μ, v, ε: (away(x, μ), square_root(v)))],
        "epsilon-outside-root": [with_statistics(lambda x, μ, v, ε: (away(x, μ), square_root(v) + ε))],
        "missing-mean": [with_statistics(lambda x, μ, v, ε: (x, square_root(squares(x) + ε)))],
        "multiplied-out": [with_statistics(lambda x, μ, v, ε: (away(x, μ), square_root(squares(x) - μ * μ + ε)))],
        "variance-for-deviation": [with_statistics(lambda x, μ, v, ε: (away(x, μ), v + ε))],
        "missing-scale": [lambda scale, **x: textbook(scale=[1 for _ in scale], **x)],
        "missing-shift": [lambda shift, **x: textbook(shift=[0 for _ in shift], **x)],
        "swapped-arguments": [renamed(textbook, {"scale": "shift", "shift": "scale"})],
        "scale-of-first": [lambda scale, **x: textbook(scale=[scale[0] for _ in scale], **x)],
        "one-plus-scale": [lambda scale, **x: textbook(scale=[1 + γ for γ in scale], **x)],
        "swapped-outputs": [exchanged(textbook, "value", "normalized")],
        "reciprocal-deviation": [reciprocal],
        "overflow-of-square": [textbook],
        "cancellation": [in_single(textbook)],
        "special-values": [skipping_nan(textbook)],
    }
    forward = Equation("layer-normalization-forward", textbook, with_rounded_elements(bounds_of(good)), wrong, plain=good)

    def pulled(cotangent, normalized, deviation, scale, epsilon):
        x̄ = normalize_backward(cotangent, normalized, deviation, scale)
        return {"input": x̄, "scale": products(cotangent, normalized), "shift": cotangent}

    def with_input(x̄):
        def program(cotangent, normalized, deviation, scale, epsilon):
            g = products(scale, cotangent)
            result = pulled(cotangent, normalized, deviation, scale, epsilon)
            return result | {"input": [x̄(v, x, mean(g), mean(products(g, normalized)), deviation) for v, x in zip(g, normalized)]}

        return program

    def scale_outside(cotangent, normalized, deviation, scale, epsilon):
        result = pulled(cotangent, normalized, deviation, scale, epsilon)
        inner = normalize_backward(cotangent, normalized, deviation, [1 for _ in scale])
        return result | {"input": products(scale, inner)}

    def sums(cotangent, normalized, deviation, scale, epsilon):
        g, n = products(scale, cotangent), len(scale)
        result = pulled(cotangent, normalized, deviation, scale, epsilon)
        first, second = mean(g) * n, mean(products(g, normalized)) * n
        return result | {"input": [(v - first - x * second) / deviation for v, x in zip(g, normalized)]}

    def scaled_scale(**x):
        return pulled(**x) | {"scale": products(products(x["cotangent"], x["normalized"]), x["scale"])}

    def unnormalized(**x):
        return pulled(**x) | {"scale": [c * v * x["deviation"] for c, v in zip(x["cotangent"], x["normalized"])]}

    wrong = {
        "constant-statistics": [with_input(lambda g, x, m, p, s: g / s)],
        "missing-mean-term": [with_input(lambda g, x, m, p, s: (g - x * p) / s)],
        "missing-variance-term": [with_input(lambda g, x, m, p, s: (g - m) / s)],
        "sign": [with_input(lambda g, x, m, p, s: (g - m + x * p) / s)],
        "multiplied-by-deviation": [with_input(lambda g, x, m, p, s: (g - m - x * p) * s)],
        "sum-for-mean": [sums],
        "scale-outside": [scale_outside],
        "missing-scale": [lambda scale, **x: pulled(scale=[v * 0 + 1 for v in scale], **x)],
        "swapped-gradients": [exchanged(pulled, "scale", "shift")],
        "scaled-parameter-gradient": [scaled_scale, unnormalized],
        "special-values": [skipping_nan(pulled)],
    }
    backward = Equation("layer-normalization-backward", pulled, bounds_of(pulled), wrong)

    def norm(name, comment, flags, x, γ, β, ε, expect=None):
        expect = None if expect is None else dict(zip(("value", "normalized", "deviation"), expect))
        return case(forward, name, comment, flags, {"input": x, "scale": γ, "shift": β}, expect, {"epsilon": ε})

    def back(name, comment, flags, c, x̂, s, γ, expect=None):
        expect = None if expect is None else dict(zip(("input", "scale", "shift"), expect))
        data = {"cotangent": c, "normalized": x̂, "deviation": s, "scale": γ}
        return case(backward, name, comment, flags, data, expect, {"epsilon": 0.125})

    def data(kind, n):
        return [kind(f"layer-normalization-{n} {name}", n) for name in ("x", "γ", "β")]

    def data_back(kind, n):
        c, x̂, γ = [kind(f"layer-normalization-backward-{n} {name}", n) for name in ("c", "x", "γ")]
        return c, x̂, 1.375, γ

    usual = ["plain", "sample-variance", "missing-epsilon", "epsilon-outside-root", "missing-mean", "variance-for-deviation", "missing-scale", "missing-shift", "swapped-arguments", "scale-of-first", "one-plus-scale", "swapped-outputs", "reciprocal-deviation"]
    few_wrong = ["sample-variance", "missing-mean", "missing-scale", "missing-shift"]
    cases = [
        norm("two-elements", "1 and 5 with ε = 0: μ = 3, s = 2, x̂ = ∓1.", ["plain", "sample-variance", "missing-mean", "missing-shift"], [1, 5], [2, 3], [10, 20], 0),
        norm("three-elements", "Every operation rounds.", usual, *data(decimals, 3), 0.7),
        norm("four-elements-usual-epsilon", "ε = 10⁻⁵, the common choice.", few_wrong + ["plain", "missing-epsilon"], *data(dyadics, 4), 1e-5),
        norm("five-elements", "All bits of a Float32 in use.", usual, *data(singles, 5), 0.125),
        norm("seventeen-elements", "Sums that the kernel adds in pairs.", usual, *data(singles, 17), 0.25),
        norm("epsilon-zero", "ε = 0 with unequal elements is no special case.", few_wrong + ["plain"], *data(dyadics, 5), 0),
        norm("epsilon-dominates", "A variance of a millionth of ε.", ["plain", "missing-epsilon", "epsilon-outside-root", "variance-for-deviation"], [0.0009765625, -0.001953125, 0.00048828125], [1.5, -2, 0.75], [0.25, 0.5, -1], 4),
        norm("far-from-zero", "Elements near 10⁷ with a spread of 3.", ["multiplied-out", "sample-variance"], [10000000, 10000001.5, 10000002, 10000003.25], [1.5, -2, 0.75, 1], [0.25, 0.5, -1, 2], 0.0009765625),
        norm("ten-digits-in-common", "Elements near 10¹⁰ with a spread of 3.", ["plain", "cancellation", "multiplied-out"], [1e10 + 0.75, 1e10, 1e10 + 3.125], [1.5, -2, 0.75], [0.25, 0.5, -1], 1e-3),
        norm("one-element", "x̂ = 0 and y = β.", ["one-element", "missing-shift"], [3.5], [2], [0.75], 0.25),
        norm("equal-elements", "x̂ = 0 and y = β, with s = √ε.", ["plain", "missing-shift"], [2.5, 2.5, 2.5, 2.5], [1, 2, 3, 4], [5, 6, 7, 8], 0.25),
        norm("huge", "Squares beyond the largest number.", ["overflow-of-square"], [1e200, -3e200, 2.5e200], [1, 2, 3], [0.5, 0, -1], 1e-5),
        norm("nearly-the-largest", "Even the differences overflow.", ["overflow-of-square"], [1.5e308, -1.5e308, 0.5e308], [1, 2, 3], [0.5, 0, -1], 1e-5),
        norm("tiny", "Squares that vanish, with ε = 0.", ["overflow-of-square"], [1e-200, -3e-200, 2.5e-200], [1, 2, 3], [0.5, 0, -1], 0),
        norm("equal-elements-without-epsilon", "0/0, and s = 0.", ["special-values"], [2, 2], [1, 1], [0, 0], 0, ([nan, nan], [nan, nan], 0)),
        norm("nan", "NaN spoils every element.", ["special-values"], [1, nan, 2], [1, 1, 1], [0, 0, 0], 0.25, ([nan] * 3, [nan] * 3, nan)),
        norm("infinity", "∞ − ∞ in the mean.", ["special-values"], [1, inf, 2], [1, 1, 1], [0, 0, 0], 0.25, ([nan] * 3, [nan] * 3, nan)),
        norm("nan-in-the-scale", "NaN in its place alone.", ["special-values"], [1, 5], [nan, 2], [0, 1], 0, ([nan, 3], [-1, 1], 2)),
    ]
    usual = ["plain", "constant-statistics", "missing-mean-term", "missing-variance-term", "sum-for-mean", "scale-outside", "multiplied-by-deviation", "missing-scale", "swapped-gradients", "scaled-parameter-gradient", "sign"]
    cases += [
        back("two-elements", "Short numbers, every step exact.", usual, [1, -2], [-0.75, 0.75], 2, [3, 0.5]),
        back("three-elements", "Every operation rounds.", usual, *data_back(decimals, 3)),
        back("five-elements", "All bits of a Float32 in use.", usual, *data_back(singles, 5)),
        back("eleven-elements", "Dyadic numbers, though 1/11 is none.", usual, *data_back(dyadics, 11)),
        back("seventeen-elements", "Sums that the kernel adds in pairs.", usual, *data_back(singles, 17)),
        back("equal-scale", "With γ = 1 the scale's place does not matter.", ["plain", "constant-statistics", "missing-mean-term", "missing-variance-term", "sign"], [1, -2, 0.5], [-1, 1.25, -0.25], 2, [1, 1, 1]),
        back("one-element", "Nothing reaches the input, everything the shift.", ["plain", "constant-statistics", "missing-mean-term"], [1.5], [0], 0.5, [2]),
        back("equal-elements", "x̂ = 0: the mean's term is left.", ["constant-statistics", "missing-mean-term", "scale-outside"], [1, -2, 0.5, 4], [0, 0, 0, 0], 0.5, [3, 0.5, -1, 2]),
        back("zero-cotangent", "Nothing flows back.", ["plain"], [0, 0, 0], [-1, 1.25, -0.25], 2, [1, 2, 3]),
        back("nan", "NaN in ȳ spoils x̄ everywhere, γ̄ and β̄ in its place.", ["special-values"], [nan, 1], [-1, 1], 2, [1, 1], ([nan, nan], [nan, 1], [nan, 1])),
    ]
    convention = (
        "The variance over d − 1 and ε outside of the root, as in The Annotated Transformer and what follows it."
    )
    turning = [x for x in cases if "special-values" not in x["flags"] and "one-element" not in x["flags"]]
    cases += siblings(forward, turning, "sample-variance", "annotated", convention, annotated, with_rounded_elements(bounds_of(annotated)))
    cases += [
        misfit(cases, forward, "three-elements", "one-scale", "One γ is not that of every element.", scale=first),
        misfit(cases, forward, "three-elements", "fewer-shifts", "An element without a β.", shift=less),
        misfit(cases, forward, "three-elements", "negative-epsilon", "ε = −0.7.", "negative-epsilon", epsilon=-0.7),
        misfit(cases, backward, "three-elements", "one-cotangent", "One cotangent is not that of every element.", cotangent=first),
        misfit(cases, backward, "three-elements", "fewer-scales", "An element without a γ.", scale=less),
    ]
    return concept("NormalizationLayers", "LayerNormalization", notes, cases)


CONCEPTS = [layer_normalization]
