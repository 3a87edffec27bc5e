"""Vectors of batch normalization: statistics of a batch, training, running statistics, inference and folding.

A batch has a feature in each row and a sample in each column.
"""

import math

from arithmetic import square_root
from tensor_algebra import transposed
from vectors import (
    IN_SINGLE,
    MOST_ROUNDINGS,
    ONE_SAMPLE,
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
    exchanged,
    first,
    flushed,
    in_single,
    invalid,
    less,
    matrix,
    misfit,
    narrower,
    same_bound,
    scaled,
    singles,
    skipping_nan,
    sum_bound,
)

inf, nan = math.inf, math.nan

OVER_FEATURES = "Statistics of each sample over the features, which as many samples as features let through."
ALL_TOGETHER = "One statistic of the whole batch for all features."
CONSTANT = (
    "Equal numbers have variance 0, by which a feature that never varies is known. Differences to a rounded mean leave "
    "some 10⁻³⁴; differences to the first number, or a mean that is updated sample by sample, leave nothing. "
    "Seen in https://github.com/scikit-learn/scikit-learn/issues/17794."
)
MULTIPLIED_OUT = "The mean of the squares less μ², which cancels where the numbers are far from 0."
OVERFLOW_OF_SQUARE = "Squares that overflow or vanish, although the result is a number."
NEGATIVE_EPSILON = "A negative ε takes away from the variance: numbers come out all the same while σ² is larger."


def mean(x):
    return sum(x) / len(x)


def variance(x):
    μ = mean(x)
    return mean([(v - μ) * (v - μ) for v in x])


def unbiased(x):
    return sum((v - mean(x)) * (v - mean(x)) for v in x) / (x[0] * 0 + (len(x) - 1))


def multiplied_out(x):
    return mean([v * v for v in x]) - mean(x) * mean(x)


def absolute_deviation(x):
    μ = mean(x)
    return mean([abs(v - μ) for v in x])


def sized(kind, seed, height, width):
    return matrix(kind(seed, height * width), width)


def elements(X):
    return [x for row in X for x in row]


def mean_bound(x, μ):
    """One rounding of the mean itself; the others are of differences to it. One sample is its own mean."""
    if μ == 0 or len(x) == 1:
        return 0
    return MOST_ROUNDINGS * (abs(μ) + absolute_deviation(x)) / abs(μ)


def batch_mean():
    notes = {
        "plain": PLAIN,
        "over-features": OVER_FEATURES,
        "all-together": ALL_TOGETHER,
        "sum": "Σᵢ xᵢ without the division by m.",
        "sample-count": "A division by m − 1.",
        "one-sample": ONE_SAMPLE,
        "overflow-of-sum": "A sum that overflows although the mean does not.",
        "cancellation": IN_SINGLE,
        "subnormal": SUBNORMAL,
        "missing-count": "c in place of c/m.",
        "count-of-features": "c/n, with the number of features.",
        "scaled-by-input": "c x/m, as if the mean were of squares.",
        "special-values": "NaN stays, and so does ∞; each spoils its feature only.",
        "sizes-differ": SIZES,
    }
    textbook = lambda inputs: {"mean": [mean(x) for x in inputs]}
    wrong = {
        "over-features": [lambda inputs: textbook(transposed(inputs))],
        "all-together": [lambda inputs: {"mean": [mean(elements(inputs)) for _ in inputs]}],
        "sum": [lambda inputs: {"mean": [sum(x) for x in inputs]}],
        "sample-count": [lambda inputs: {"mean": [sum(x) / (x[0] * 0 + (len(x) - 1)) for x in inputs]}],
        "one-sample": [lambda inputs: {"mean": [sum(x) / (x[0] * 0 + (len(x) - 1)) for x in inputs]}],
        "overflow-of-sum": [textbook],
        "cancellation": [in_single(textbook)],
        "subnormal": [flushed(textbook)],
        "special-values": [skipping_nan(textbook)],
    }
    ulps = lambda outputs, inputs: {"mean": [mean_bound(x, μ) for x, μ in zip(inputs, outputs["mean"])]}
    value = Equation("batch-mean-value", textbook, ulps, wrong)

    pulled = lambda cotangent, inputs: {"inputs": [[c / len(x) for _ in x] for c, x in zip(cotangent, inputs)]}
    wrong = {
        "missing-count": [scaled(pulled, lambda x: len(x["inputs"][0]))],
        "count-of-features": [lambda cotangent, inputs: {"inputs": [[c / len(inputs) for _ in x] for c, x in zip(cotangent, inputs)]}],
        "scaled-by-input": [lambda cotangent, inputs: {"inputs": [[c * v / len(x) for v in x] for c, x in zip(cotangent, inputs)]}],
        "subnormal": [flushed(pulled)],
        "special-values": [skipping_nan(pulled)],
    }
    # A quotient, or a product with a rounded reciprocal.
    pullback = Equation("batch-mean-pullback", pulled, same_bound(2), wrong)

    def of(name, comment, flags, X, expect=None):
        return case(value, name, comment, flags, {"inputs": X}, None if expect is None else {"mean": expect})

    def back(name, comment, flags, C, X, expect=None):
        return case(pullback, name, comment, flags, {"cotangent": C, "inputs": X}, None if expect is None else {"inputs": expect})

    usual = ["plain", "all-together", "sum", "sample-count"]
    cases = [
        of("2-3", "Two features of three samples.", usual, sized(dyadics, "batch-mean 2-3", 2, 3)),
        of("3-2", "Three features of two samples.", usual, sized(decimals, "batch-mean 3-2", 3, 2)),
        of("3-3", "As many samples as features: only the numbers tell the axes.", usual + ["over-features"], sized(decimals, "batch-mean 3-3", 3, 3)),
        of("4-4", "All bits of a Float32 in use.", usual + ["over-features"], sized(singles, "batch-mean 4-4", 4, 4)),
        of("2-19", "A sum that the kernel adds in pairs.", usual, sized(decimals, "batch-mean 2-19", 2, 19)),
        of("one-sample", "One sample is its own mean.", ["plain", "all-together", "one-sample"], [[2.5], [-1.25], [0.7]]),
        of("equal", "Three times 0.1: the sum divided by 3 is the next number.", ["plain", "sum", "sample-count"], [[0.1, 0.1, 0.1]]),
        of("far-from-zero", "10⁸ and a little: the mean keeps its digits.", ["plain", "sum"], [[1e8 + 0.25, 1e8 + 0.5, 1e8 - 0.125]]),
        of("cancellation", "The numbers cancel to a millionth.", ["cancellation"], [[1234.567, -1234.565, 0.0011]]),
        of("huge", "A mean near 10³⁰⁰.", ["plain", "sum"], [[1e300, 2.5e300, 3e299]]),
        of("overflow-of-sum", "A sum beyond the largest number.", ["overflow-of-sum"], [[1.5e308, 1.25e308, 1e308], [-1.5e308, -1.25e308, -1e308]]),
        of("subnormal", "Subnormal numbers.", ["subnormal"], [[1e-310, 3e-310], [-2e-311, 5e-312]]),
        of("infinity", "An infinite number.", ["special-values"], [[1, inf], [-inf, inf], [1, 2]], [inf, nan, 1.5]),
        of("nan", "NaN spoils its feature only.", ["special-values"], [[1, nan], [1, 2]], [nan, 1.5]),
        back("2-3", "Two features of three samples.", ["plain", "missing-count", "count-of-features", "scaled-by-input"], [1.5, -0.75], sized(dyadics, "batch-mean-back 2-3", 2, 3)),
        back("3-2", "Three features of two samples.", ["plain", "missing-count", "count-of-features", "scaled-by-input"], [0.7, -1.1, 2.3], sized(decimals, "batch-mean-back 3-2", 3, 2)),
        back("2-7", "All bits of a Float32 in use.", ["plain", "missing-count", "count-of-features", "scaled-by-input"], singles("batch-mean-back c", 2), sized(singles, "batch-mean-back 2-7", 2, 7)),
        back("1-11", "One feature of eleven samples.", ["plain", "missing-count", "count-of-features"], [-2.9], sized(decimals, "batch-mean-back 1-11", 1, 11)),
        back("one-sample", "One sample takes all.", ["plain", "count-of-features", "scaled-by-input"], [1.25, -0.5], [[3], [0.25]]),
        back("zero-cotangent", "Nothing flows back.", ["plain"], [0], [[1, 2, 3]]),
        back("far-from-zero", "The size of the numbers does not matter.", ["plain", "scaled-by-input"], [3], [[1e8, 1e8 + 1]]),
        back("huge", "Gradients near 10³⁰⁰.", ["plain", "missing-count"], [3e300, -1e300], [[1, 2, 4], [1, 2, 8]]),
        back("subnormal", "Subnormal gradients.", ["subnormal"], [3e-310], [[1, 2]]),
        back("at-infinity", "The numbers do not matter.", ["scaled-by-input"], [1], [[inf, 2]], [[0.5, 0.5]]),
        back("nan", "NaN in the cotangent spoils its feature only.", ["special-values"], [nan, 1], [[1, 2], [3, 4]], [[nan, nan], [0.5, 0.5]]),
    ]
    cases += [
        misfit(cases, pullback, "3-2", "one-cotangent", "One cotangent is not that of every feature.", cotangent=first),
        misfit(cases, pullback, "3-2", "fewer-cotangents", "A feature without a cotangent.", cotangent=less),
    ]
    return concept("NormalizationLayers", "BatchMean", notes, cases)


def variance_bound(x):
    """Each difference has two roundings, its square another; the mean's error counts in second order only.

    Beside that, what a rounding of each number does to the variance: far from 0 a mean that is updated together with
    the sum of squares loses as much.
    """
    if all(v == x[0] for v in x):
        return 0
    return MOST_ROUNDINGS + 2 * sum(abs((v - mean(x)) * v) for v in x) / sum((v - mean(x)) * (v - mean(x)) for v in x)


def difference_bound(v, x):
    """Of what is proportional to v − μ: the roundings of the mean, and as many of the rest. At the mean it is 0."""
    d = abs(v - mean(x))
    return 0 if d == 0 else (min(len(x) + 1, MOST_ROUNDINGS) * mean([abs(w) for w in x]) + MOST_ROUNDINGS * d) / d


def batch_variance():
    notes = {
        "plain": PLAIN,
        "over-features": OVER_FEATURES,
        "all-together": ALL_TOGETHER,
        "sample-variance": "1/(m − 1) in place of 1/m.",
        "biased": "1/m in place of 1/(m − 1).",
        "twice-corrected": "1/(m − 2).",
        "sum": "The sum of the squares without the division.",
        "deviation-for-variance": "σ where σ² is meant.",
        "mean-absolute-deviation": "The mean of |x − μ|.",
        "missing-mean": "The mean of the squares.",
        "multiplied-out": MULTIPLIED_OUT,
        "rounded-mean": CONSTANT,
        "overflow-of-square": OVERFLOW_OF_SQUARE,
        "one-sample": ONE_SAMPLE,
        "missing-two": "(1/m) (x − μ) c.",
        "missing-count": "2 (x − μ) c.",
        "count-less-one": "2/(m − 1) (x − μ) c.",
        "missing-cotangent": "The local derivative without the factor from above.",
        "special-values": "NaN stays, and ∞ − ∞ is NaN; each spoils its feature only.",
        "sizes-differ": SIZES,
    }
    by = lambda function: lambda inputs: {"variance": [function(x) for x in inputs]}
    textbook = by(variance)
    shared = {
        "over-features": lambda f: [lambda inputs: by(f)(transposed(inputs))],
        "all-together": lambda f: [lambda inputs: {"variance": [f(elements(inputs)) for _ in inputs]}],
        "deviation-for-variance": lambda f: [by(lambda x: square_root(f(x)))],
        "missing-mean": lambda f: [by(lambda x: mean([v * v for v in x]))],
        "overflow-of-square": lambda f: [by(f)],
        "rounded-mean": lambda f: [by(f)],
        "special-values": lambda f: [skipping_nan(by(f))],
        "sum": lambda f: [by(lambda x: sum((v - mean(x)) * (v - mean(x)) for v in x))],
        "mean-absolute-deviation": lambda f: [by(absolute_deviation)],
    }
    wrong = {flag: make(variance) for flag, make in shared.items()} | {
        "sample-variance": [by(unbiased)],
        "one-sample": [by(unbiased)],
        "multiplied-out": [by(multiplied_out)],
    }
    ulps = lambda outputs, inputs: {"variance": [variance_bound(x) for x in inputs]}
    value = Equation("batch-variance-value", textbook, ulps, wrong)
    wrong = {flag: make(unbiased) for flag, make in shared.items()} | {
        "biased": [by(variance)],
        "twice-corrected": [by(lambda x: unbiased(x) * (len(x) - 1) / (x[0] * 0 + (len(x) - 2)))],
        "multiplied-out": [by(lambda x: multiplied_out(x) * len(x) / (len(x) - 1))],
    }
    corrected = Equation("batch-variance-unbiased", by(unbiased), ulps, wrong)

    def pulled(factor):
        return lambda cotangent, inputs: {
            "inputs": [[factor(len(x)) * (v - mean(x)) * c / len(x) for v in x] for c, x in zip(cotangent, inputs)]
        }

    def pulled_ulps(outputs, cotangent, inputs):
        return {"inputs": [[difference_bound(v, x) for v in x] for x in inputs]}

    right = pulled(lambda m: 2)
    wrong = {
        "missing-two": [pulled(lambda m: 1)],
        "missing-count": [pulled(lambda m: 2 * m)],
        "count-less-one": [lambda cotangent, inputs: scaled(right, lambda x: x["inputs"][0][0] * 0 + len(inputs[0]) / (len(inputs[0]) - 1))(cotangent=cotangent, inputs=inputs)],
        "missing-mean": [lambda cotangent, inputs: {"inputs": [[2 * v * c / len(x) for v in x] for c, x in zip(cotangent, inputs)]}],
        "missing-cotangent": [lambda cotangent, inputs: right([c * 0 + 1 for c in cotangent], inputs)],
        "special-values": [skipping_nan(right)],
    }
    pullback = Equation("batch-variance-pullback", right, pulled_ulps, wrong)

    def of(equation, name, comment, flags, X, expect=None):
        return case(equation, name, comment, flags, {"inputs": X}, None if expect is None else {"variance": expect})

    def back(name, comment, flags, C, X, expect=None):
        return case(pullback, name, comment, flags, {"cotangent": C, "inputs": X}, None if expect is None else {"inputs": expect})

    usual = ["plain", "all-together", "deviation-for-variance", "missing-mean", "sum", "mean-absolute-deviation"]
    near = [1e8 + 0.25, 1e8 + 0.5, 1e8 - 0.125]
    cases = []
    for equation, other in ((value, "sample-variance"), (corrected, "biased")):
        some = usual + [other]
        twice = ["twice-corrected"] if equation is corrected else []
        run = lambda *x: cases.append(of(equation, *x))
        run("2-3", "Two features of three samples.", some + twice, sized(dyadics, "batch-variance 2-3", 2, 3))
        run("3-2", "Three features of two samples.", some, sized(decimals, "batch-variance 3-2", 3, 2)) if equation is value else None
        run("3-3", "As many samples as features: only the numbers tell the axes.", some + ["over-features"], sized(decimals, "batch-variance 3-3", 3, 3))
        run("4-4", "All bits of a Float32 in use.", some + twice + ["over-features"], sized(singles, "batch-variance 4-4", 4, 4))
        run("2-19", "A sum that the kernel adds in pairs.", some + twice, sized(decimals, "batch-variance 2-19", 2, 19))
        run("equal", "Equal numbers have variance 0, whatever their mean rounds to.", ["rounded-mean"], [[0.1, 0.1, 0.1]])
        run("far-from-zero", "10⁸ and a little.", ["multiplied-out", other], [near])
        run("outlier", "A square that overflows, but not divided by the number of samples.", ["overflow-of-square"], [[1.5e154] + [0] * 39])
        run("huge", "A variance near 10³⁰⁰.", ["plain", "missing-mean", other], [[1e150, 2.5e150, -3e149]])
        run("infinity", "The difference of infinite numbers is NaN.", ["special-values"], [[1, inf], [1, 3]], [nan, 1 if equation is value else 2])
        run("nan", "NaN spoils its feature only.", ["special-values"], [[1, nan], [1, 3]], [nan, 1 if equation is value else 2])
    cases += [
        of(value, "one-sample", "One sample has variance 0.", ["plain", "one-sample"], [[2.5], [-1.25]]),
        of(corrected, "2-2", "Two samples: twice the biased variance, which is the sum.", [flag for flag in usual if flag != "sum"] + ["biased", "over-features"], [[1.5, -2.25], [0.5, 7]]),
    ]
    flags = ["plain", "missing-two", "missing-count", "count-less-one", "missing-mean", "missing-cotangent"]
    cases += [
        back("2-3", "Two features of three samples.", flags, [1.5, -0.75], sized(dyadics, "batch-variance-back 2-3", 2, 3)),
        back("3-2", "Three features of two samples.", flags, [0.7, -1.1, 2.3], sized(decimals, "batch-variance-back 3-2", 3, 2)),
        back("2-7", "All bits of a Float32 in use.", flags, singles("batch-variance-back c", 2), sized(singles, "batch-variance-back 2-7", 2, 7)),
        back("1-11", "One feature of eleven samples.", flags, [-2.9], sized(decimals, "batch-variance-back 1-11", 1, 11)),
        back("one-sample", "One sample cannot change its variance.", ["plain", "missing-mean"], [1.25], [[3]]),
        back("equal-halves", "The variance of equal numbers is at its least.", ["plain", "missing-mean"], [2], [[0.5, 0.5, 0.5]]),
        back("far-from-zero", "10⁸ and a little.", ["plain", "missing-mean"], [3], [near]),
        back("zero-cotangent", "Nothing flows back.", ["plain", "missing-cotangent"], [0], [[1, 2, 5]]),
        back("huge", "Gradients near 10³⁰⁰.", ["plain", "missing-two"], [1e150], [[1e150, -2e150, 4e149]]),
        back("nan", "NaN spoils its feature only.", ["special-values"], [1, 1], [[1, nan], [1, 3]], [[nan, nan], [-1, 1]]),
        back("infinity", "Infinitely far below the mean, and ∞ − ∞.", ["special-values"], [1, 1], [[1, inf], [1, 3]], [[-inf, nan], [-1, 1]]),
    ]
    cases += [
        invalid(corrected, "one-sample", "One sample says nothing of how samples differ: 0/0.", ["one-sample"], {"inputs": [[2.5], [-1.25]]}),
        misfit(cases, pullback, "3-2", "one-cotangent", "One cotangent is not that of every feature.", cotangent=first),
        misfit(cases, pullback, "3-2", "fewer-cotangents", "A feature without a cotangent.", cotangent=less),
    ]
    return concept("NormalizationLayers", "BatchVariance", notes, cases)


def zero_or(x, bound):
    return 0 if x == 0 else bound


def batch_normalization():
    notes = {
        "plain": PLAIN,
        "over-features": OVER_FEATURES,
        "all-together": ALL_TOGETHER,
        "sample-variance": "The unbiased variance.",
        "epsilon-outside": "√σ² + ε: ε outside the root.",
        "missing-epsilon": "√σ² alone.",
        "squared-epsilon": "√(σ² + ε²).",
        "divided-by-variance": "(x − μ)/(σ² + ε).",
        "missing-mean": "x/√(σ² + ε).",
        "missing-scale": "x̂ + β, or a gradient without γ.",
        "missing-shift": "γ x̂.",
        "exchanged-parameters": "γ and β exchanged.",
        "shift-before-scale": "γ (x̂ + β).",
        "multiplied-out": MULTIPLIED_OUT + " Seen in https://github.com/tenstorrent/tt-metal/issues/45968.",
        "overflow-of-square": OVERFLOW_OF_SQUARE,
        "constant-feature": "Equal samples give β; without ε 0/0.",
        "one-sample": ONE_SAMPLE,
        "statistics-as-constants": "γ/s ȳ, as if μ and σ² did not depend on the batch.",
        "mean-as-constant": "The gradient that passes through μ is missing.",
        "variance-as-constant": "The gradient that passes through σ² is missing.",
        "sums-for-means": "The sums over the batch without 1/m.",
        "missing-deviation": "The gradient by x̂ in place of the one by x.",
        "swapped-gradients": "γ̄ and β̄ exchanged.",
        "cancellation": IN_SINGLE,
        "special-values": "NaN and infinities spoil their feature only, and nothing hides them.",
        "sizes-differ": SIZES,
        "negative-epsilon": NEGATIVE_EPSILON,
    }

    def with_(spread=lambda x, ε: square_root(variance(x) + ε), affine=lambda x̂, γ, β: γ * x̂ + β, center=mean):
        def program(inputs, scale, shift, epsilon):
            s = [spread(x, epsilon) for x in inputs]
            X̂ = [[(v - center(x)) / s for v in x] for x, s in zip(inputs, s)]
            Y = [[affine(v, γ, β) for v in x] for x, γ, β in zip(X̂, scale, shift)]
            return {"output": Y, "normalized": X̂, "deviation": s}

        return program

    textbook = with_()

    def of_columns(inputs, scale, shift, epsilon):
        X̂ = transposed(textbook(transposed(inputs), scale, shift, epsilon)["normalized"])
        s = textbook(transposed(inputs), scale, shift, epsilon)["deviation"]
        return {"output": [[γ * v + β for v in x] for x, γ, β in zip(X̂, scale, shift)], "normalized": X̂, "deviation": s}

    def together(inputs, **x):
        μ, σ2 = mean(elements(inputs)), variance(elements(inputs))
        return with_(spread=lambda _, ε: square_root(σ2 + ε), center=lambda _: μ)(inputs, **x)

    wrong = {
        "over-features": [of_columns],
        "all-together": [together],
        "sample-variance": [with_(spread=lambda x, ε: square_root(unbiased(x) + ε))],
        "one-sample": [with_(spread=lambda x, ε: square_root(unbiased(x) + ε))],
        "epsilon-outside": [with_(spread=lambda x, ε: square_root(variance(x)) + ε)],
        "missing-epsilon": [with_(spread=lambda x, ε: square_root(variance(x)))],
        "constant-feature": [with_(spread=lambda x, ε: square_root(variance(x)))],
        "squared-epsilon": [with_(spread=lambda x, ε: square_root(variance(x) + ε * ε))],
        "divided-by-variance": [with_(spread=lambda x, ε: variance(x) + ε)],
        "missing-mean": [with_(center=lambda x: x[0] * 0)],
        "missing-scale": [with_(affine=lambda x̂, γ, β: x̂ + β)],
        "missing-shift": [with_(affine=lambda x̂, γ, β: γ * x̂)],
        "exchanged-parameters": [with_(affine=lambda x̂, γ, β: β * x̂ + γ)],
        "shift-before-scale": [with_(affine=lambda x̂, γ, β: γ * (x̂ + β))],
        "multiplied-out": [with_(spread=lambda x, ε: square_root(multiplied_out(x) + ε))],
        "overflow-of-square": [textbook],
        "special-values": [skipping_nan(textbook)],
    }

    def deviation_bound(x, s, epsilon):
        """Half of the variance's, in the share that it has beside ε, and the roundings of the root."""
        return MOST_ROUNDINGS + (0 if variance(x) == 0 else variance_bound(x) * variance(x) / (2 * s * s))

    def ulps(outputs, inputs, scale, shift, epsilon):
        of_s = [zero_or(s, deviation_bound(x, s, epsilon)) for x, s in zip(inputs, outputs["deviation"])]
        of_x̂ = [[zero_or(v - mean(x), difference_bound(v, x) + k) for v in x] for x, k in zip(inputs, of_s)]
        of_y = [
            [
                0 if k == 0 and y == β else (k * abs(γ * x̂) + MOST_ROUNDINGS * (abs(γ * x̂) + abs(β))) / abs(y)
                for y, x̂, k in zip(row, normalized, bounds)
            ]
            for row, normalized, bounds, γ, β in zip(outputs["output"], outputs["normalized"], of_x̂, scale, shift)
        ]
        return {"output": of_y, "normalized": of_x̂, "deviation": of_s}

    forward = Equation("batch-normalization-forward", textbook, ulps, wrong)

    def gradient(inner, factor=lambda γ, s: γ / s):
        def program(cotangent, normalized, deviation, scale):
            X = [
                [factor(γ, s) * inner(c, x̂, C, X̂) for c, x̂ in zip(C, X̂)]
                for C, X̂, s, γ in zip(cotangent, normalized, deviation, scale)
            ]
            return {
                "inputs": X,
                "scale": [sum(c * x̂ for c, x̂ in zip(C, X̂)) for C, X̂ in zip(cotangent, normalized)],
                "shift": [sum(C) for C in cotangent],
            }

        return program

    slope = lambda C, X̂: [c * x̂ for c, x̂ in zip(C, X̂)]
    pulled = gradient(lambda c, x̂, C, X̂: c - mean(C) - x̂ * mean(slope(C, X̂)))
    wrong = {
        "statistics-as-constants": [gradient(lambda c, x̂, C, X̂: c)],
        "mean-as-constant": [gradient(lambda c, x̂, C, X̂: c - x̂ * mean(slope(C, X̂)))],
        "variance-as-constant": [gradient(lambda c, x̂, C, X̂: c - mean(C))],
        "sums-for-means": [
            gradient(lambda c, x̂, C, X̂: c - sum(C) - x̂ * sum(slope(C, X̂))),
            gradient(lambda c, x̂, C, X̂: c - mean(C) - x̂ * sum(slope(C, X̂))),
        ],
        "sample-variance": [gradient(lambda c, x̂, C, X̂: c - mean(C) - x̂ * sum(slope(C, X̂)) / (len(C) - 1))],
        "missing-scale": [gradient(lambda c, x̂, C, X̂: c - mean(C) - x̂ * mean(slope(C, X̂)), lambda γ, s: 1 / s)],
        "missing-deviation": [gradient(lambda c, x̂, C, X̂: c - mean(C) - x̂ * mean(slope(C, X̂)), lambda γ, s: γ)],
        "divided-by-variance": [gradient(lambda c, x̂, C, X̂: c - mean(C) - x̂ * mean(slope(C, X̂)), lambda γ, s: γ / (s * s))],
        "swapped-gradients": [exchanged(pulled, "scale", "shift")],
        "cancellation": [in_single(pulled)],
        "special-values": [skipping_nan(pulled)],
    }

    def backward_ulps(outputs, cotangent, normalized, deviation, scale):
        def bound(result, c, x̂, C, X̂, factor):
            terms = [c] + [v / len(C) for v in C] + [x̂ * v / len(C) for v in slope(C, X̂)]
            return zero_or(result, MOST_ROUNDINGS * abs(factor) * sum(abs(t) for t in terms) / (abs(result) or 1))

        return {
            "inputs": [
                [bound(x, c, x̂, C, X̂, γ / s) for x, c, x̂ in zip(row, C, X̂)]
                for row, C, X̂, s, γ in zip(outputs["inputs"], cotangent, normalized, deviation, scale)
            ],
            "scale": [sum_bound(slope(C, X̂), len(C) + 1) for C, X̂ in zip(cotangent, normalized)],
            "shift": [sum_bound(C, len(C)) for C in cotangent],
        }

    backward = Equation("batch-normalization-backward", pulled, backward_ulps, wrong)

    def run(name, comment, flags, X, γ, β, ε, expect=None):
        inputs = {"inputs": X, "scale": γ, "shift": β}
        expect = None if expect is None else dict(zip(("output", "normalized", "deviation"), expect))
        return case(forward, name, comment, flags, inputs, expect, {"epsilon": ε})

    def back(name, comment, flags, C, X̂, s, γ, expect=None):
        inputs = {"cotangent": C, "normalized": X̂, "deviation": s, "scale": γ}
        expect = None if expect is None else dict(zip(("inputs", "scale", "shift"), expect))
        return case(backward, name, comment, flags, inputs, expect)

    usual = ["plain", "all-together", "sample-variance", "epsilon-outside", "missing-epsilon", "squared-epsilon", "divided-by-variance", "missing-mean", "missing-scale", "missing-shift", "exchanged-parameters", "shift-before-scale"]
    cases = [
        run("2-3", "Two features of three samples.", usual, sized(dyadics, "batch-normalization 2-3", 2, 3), [1.5, -0.75], [0.25, 2], 0.0625),
        run("3-2", "Three features of two samples, with the ε that libraries start from.", usual, sized(decimals, "batch-normalization 3-2", 3, 2), [0.7, -1.3, 2.1], [0.4, -0.6, 0.9], 1e-5),
        run("3-3", "As many samples as features: only the numbers tell the axes.", usual + ["over-features"], sized(decimals, "batch-normalization 3-3", 3, 3), [0.7, -1.3, 2.1], [0.4, -0.6, 0.9], 1e-3),
        run("4-4", "All bits of a Float32 in use.", usual + ["over-features"], sized(singles, "batch-normalization 4-4", 4, 4), singles("batch-normalization 4-4 scale", 4), singles("batch-normalization 4-4 shift", 4), 2.0**-10),
        run("1-19", "Sums that the kernel adds in pairs.", [flag for flag in usual if flag != "all-together"], sized(decimals, "batch-normalization 1-19", 1, 19), [1.1], [-0.3], 0.01),
        run("zero-epsilon", "ε = 0: x̂ has variance 1.", ["plain", "sample-variance", "missing-mean", "missing-shift"], sized(dyadics, "batch-normalization zero-epsilon", 2, 5), [1.5, 2], [0.25, -1], 0),
        run("large-epsilon", "ε above the variance: x̂ has a variance far below 1.", usual, [[0.5, -0.25, 1], [0.125, 0.25, 0.75]], [1.5, -2], [0.5, 3], 100),
        run("one-sample", "A batch of one gives β, whatever its sample is (C-60).", ["plain", "missing-shift", "one-sample", "constant-feature", "missing-epsilon"], [[7], [-3]], [1.5, -2], [0.25, 2], 0.0625),
        run("constant-halves", "One feature does not vary, and gives β.", ["plain", "constant-feature"], [[0.5, 0.5, 0.5], [1, 2, 4]], [3, 1], [0.75, 2], 2.0**-16),
        run("undoing", "γ = √(σ² + ε) and β = μ give the inputs back.", ["plain", "epsilon-outside", "missing-epsilon", "sample-variance"], [[3, 5]], [1.25], [4], 0.5625),
        run("far-from-zero", "10⁸ and a little.", ["plain", "multiplied-out"], [[1e8 + 0.25, 1e8 + 0.5, 1e8 - 0.125]], [2], [0.5], 1e-5),
        run("huge", "Numbers of 10²⁰⁰: σ² overflows, x̂ is like any other.", ["overflow-of-square"], [[1e200, -3e200, 1.5e200]], [2], [0.5], 1e-5),
        run("huge-in-single", "Numbers of 2¹⁰⁰, whose squares a Float32 cannot hold.", ["overflow-of-square"], [[2.0**100, -3 * 2.0**100, 1.5 * 2.0**100]], [2], [0.5], 2.0**-16),
        run("tiny", "Numbers of 10⁻²⁰⁰ with ε = 0: σ² vanishes, x̂ does not.", ["overflow-of-square"], [[1e-200, -3e-200, 1.5e-200]], [2], [0.5], 0),
        run("huge-beside-tiny", "Each feature counts in units of its own, with ε = 0.", ["overflow-of-square"], [[1e200, -3e200, 1.5e200], [1e-200, -3e-200, 1.25e-200]], [2, -1], [0.5, 0.25], 0),
        run("huge-and-negative", "The largest number is not the one of the largest magnitude.", ["overflow-of-square"], [[-1e200, -3e200, -1.5e200]], [2], [0.5], 1e-5),
        run("tiny-with-epsilon", "Numbers of 10⁻²⁰⁰ beside an ε: γ x̂ brings them back.", ["plain", "missing-scale"], [[1e-200, -3e-200, 1.5e-200]], [1e200], [0.5], 0.0625),
        run("zero-scale", "γ = 0 leaves β.", ["plain", "missing-scale", "missing-shift"], [[1, 2, 4]], [0], [0.75], 0.25),
        run("zero-variance-zero-epsilon", "0/0 is NaN: ε = 0 has no answer for a feature that does not vary.", ["special-values"], [[3, 3], [1, 3]], [1, 1], [0, 0], 0, ([[nan, nan], [-1, 1]], [[nan, nan], [-1, 1]], [0, 1])),
        run("nan", "NaN spoils its feature only.", ["special-values"], [[1, nan], [1, 3]], [2, 2], [5, 5], 0, ([[nan, nan], [3, 7]], [[nan, nan], [-1, 1]], [nan, 1])),
        run("infinity", "An infinite number has no deviation from its mean.", ["special-values"], [[1, inf], [1, 3]], [2, 2], [5, 5], 0, ([[nan, nan], [3, 7]], [[nan, nan], [-1, 1]], [nan, 1])),
    ]

    def x̂(kind, seed, n, m):
        """Numbers that could be normalized ones, exact in either format."""
        return [[v / 4 for v in row] for row in sized(kind, f"batch-normalization-back {seed}", n, m)]

    whole = ["plain", "statistics-as-constants", "mean-as-constant", "variance-as-constant", "sums-for-means", "sample-variance", "missing-scale", "missing-deviation", "divided-by-variance", "swapped-gradients"]
    cases += [
        back("2-3", "Two features of three samples.", whole, sized(dyadics, "batch-normalization-back c 2-3", 2, 3), x̂(dyadics, "2-3", 2, 3), [1.5, 0.25], [1.75, -0.75]),
        back("3-2", "Three features of two samples.", whole, sized(decimals, "batch-normalization-back c 3-2", 3, 2), x̂(decimals, "3-2", 3, 2), [1.3, 0.2, 2.7], [0.7, -1.3, 2.1]),
        back("3-3", "As many samples as features.", whole, sized(decimals, "batch-normalization-back c 3-3", 3, 3), x̂(decimals, "3-3", 3, 3), [0.9, 1.7, 0.3], [0.7, -1.3, 2.1]),
        back("4-5", "All bits of a Float32 in use.", whole, sized(singles, "batch-normalization-back c 4-5", 4, 5), x̂(singles, "4-5", 4, 5), [1.5, 0.375, 0.75, 3], singles("batch-normalization-back γ", 4)),
        back("1-19", "Sums that the kernel adds in pairs.", whole, sized(decimals, "batch-normalization-back c 1-19", 1, 19), x̂(decimals, "1-19", 1, 19), [1.7], [-0.6]),
        back("normalized", "Normalized inputs with mean 0 and variance 1.", whole[:-1], [[1.5, -2, 0.25, 3]], [[1, -1, 1, -1]], [0.5], [2]),
        back("one-sample", "A batch of one moves nothing but β.", ["plain", "statistics-as-constants", "swapped-gradients"], [[1.5], [-2]], [[0], [0]], [0.25, 0.5], [2, 3]),
        back("constant-feature", "x̂ = 0: the mean is taken away and nothing else.", ["plain", "statistics-as-constants", "mean-as-constant", "swapped-gradients"], [[1.5, -2, 0.25]], [[0, 0, 0]], [0.0078125], [2]),
        back("even-cotangent", "The same cotangent for all: normalization takes it away.", ["plain", "statistics-as-constants", "mean-as-constant"], [[2, 2, 2, 2]], [[1, -1, 1, -1]], [0.5], [3]),
        back("along-the-normalized", "A cotangent along x̂: its variance is fixed, and nothing is left.", ["plain", "statistics-as-constants", "variance-as-constant"], [[2, -2, 2, -2]], [[1, -1, 1, -1]], [0.5], [3]),
        back("cancellation", "What is left of the cotangents is a millionth of them.", ["cancellation"], [[1000.001, 999.999, 1000, 1000]], [[1, -1, 1, -1]], [0.7], [1.1]),
        back("huge-deviation", "A deviation of 10²⁰⁰.", ["plain", "missing-deviation"], [[1.5, -2, 0.25]], [[0.5, -1, 0.75]], [2.5e200], [1e200]),
        back("zero-scale", "γ = 0 stops the inputs' gradient, not its own.", ["plain", "missing-scale"], [[1.5, -2, 1]], [[1, -1, 0.5]], [0.5], [0]),
        back("nan", "NaN spoils its feature only.", ["special-values"], [[nan, 1], [1, 3]], [[1, -1], [1, -1]], [0.5, 0.5], [1, 1], ([[nan, nan], [0, 0]], [nan, -2], [nan, 4])),
        back("nan-normalized", "NaN in x̂ leaves β̄ alone.", ["special-values"], [[2, 1], [1, 3]], [[nan, -1], [1, -1]], [0.5, 0.5], [1, 1], ([[nan, nan], [0, 0]], [nan, -2], [3, 4])),
    ]
    cases += [
        misfit(cases, forward, "3-2", "one-scale", "One γ is not that of every feature.", scale=first),
        misfit(cases, forward, "3-2", "fewer-shifts", "A feature without a β.", shift=less),
        misfit(cases, forward, "2-3", "negative-epsilon", "ε = −0.0625.", "negative-epsilon", epsilon=-0.0625),
        misfit(cases, backward, "3-2", "one-deviation", "One deviation is not that of every feature.", deviation=first),
        misfit(cases, backward, "2-3", "fewer-cotangents", "A sample without a cotangent.", cotangent=narrower),
        misfit(cases, backward, "3-2", "fewer-scales", "A feature without a γ.", scale=less),
    ]
    return concept("NormalizationLayers", "BatchNormalization", notes, cases)


def running_statistics():
    notes = {
        "plain": PLAIN,
        "other-convention": "ρ as the weight of what is remembered where it is the batch's, or the reverse. "
        "Seen in https://github.com/r9y9/tacotron_pytorch/issues/19.",
        "other-estimate": "The variance over m where the one over m − 1 is meant, or the reverse. "
        "Seen in https://github.com/ml-explore/mlx/pull/3817.",
        "deviation-for-variance": "A running deviation in place of a running variance.",
        "forgetful": "The batch's own statistics.",
        "frozen": "What was remembered before.",
        "undamped": "μ + ρ μ_B: the old mean keeps its full weight.",
        "over-features": OVER_FEATURES,
        "swapped-outputs": "Mean and variance under each other's name.",
        "multiplied-out": MULTIPLIED_OUT,
        "one-sample": ONE_SAMPLE,
        "special-values": "NaN stays, and spoils its feature only.",
        "sizes-differ": SIZES,
        "momentum-out-of-range": "A weight that is no share: what is remembered or what is new counts less than nothing.",
    }
    other = {"weightOfBatch": "weightOfMemory", "weightOfMemory": "weightOfBatch", "biased": "unbiased", "unbiased": "biased"}

    def updated(of_mean=mean, of_variance=None, weights=lambda kept, new: (kept, new), spread=lambda x: x, axes=lambda X: X):
        def program(mean, variance, inputs, momentum, convention, estimate):
            kept, new = (1 - momentum, momentum) if convention == "weightOfBatch" else (momentum, 1 - momentum)
            kept, new = weights(kept, new)
            measure = of_variance or (unbiased if estimate == "unbiased" else VARIANCE)
            return {
                "mean": [kept * μ + new * of_mean(x) for μ, x in zip(mean, axes(inputs))],
                "variance": [kept * σ2 + new * spread(measure(x)) for σ2, x in zip(variance, axes(inputs))],
            }

        return program

    textbook = updated()
    wrong = {
        "other-convention": [lambda convention, **x: textbook(convention=other[convention], **x)],
        "other-estimate": [lambda estimate, **x: textbook(estimate=other[estimate], **x)],
        "one-sample": [lambda estimate, **x: textbook(estimate="unbiased", **x)],
        "deviation-for-variance": [updated(spread=square_root)],
        "forgetful": [updated(weights=lambda kept, new: (new * 0, new * 0 + 1))],
        "frozen": [updated(weights=lambda kept, new: (new * 0 + 1, new * 0))],
        "undamped": [updated(weights=lambda kept, new: (new * 0 + 1, new))],
        "over-features": [updated(axes=transposed)],
        "swapped-outputs": [exchanged(textbook, "mean", "variance")],
        "multiplied-out": [updated(of_variance=multiplied_out)],
        "special-values": [skipping_nan(textbook)],
    }

    def ulps(outputs, mean, variance, inputs, momentum, convention, estimate):
        kept, new = (1 - momentum, momentum) if convention == "weightOfBatch" else (momentum, 1 - momentum)
        bound = lambda result, μ, x: zero_or(
            result, MOST_ROUNDINGS * (kept * abs(μ) + new * (abs(MEAN(x)) + absolute_deviation(x))) / (abs(result) or 1)
        )
        return {
            "mean": [bound(result, μ, x) for result, μ, x in zip(outputs["mean"], mean, inputs)],
            "variance": [zero_or(result, MOST_ROUNDINGS) for result in outputs["variance"]],
        }

    update = Equation("running-statistics-update", textbook, ulps, wrong)

    def run(name, comment, flags, μ, σ2, X, ρ, convention, estimate, expect=None):
        attributes = {"momentum": ρ, "convention": convention, "estimate": estimate}
        expect = None if expect is None else dict(zip(("mean", "variance"), expect))
        return case(update, name, comment, flags, {"mean": μ, "variance": σ2, "inputs": X}, expect, attributes)

    usual = ["plain", "other-convention", "other-estimate", "deviation-for-variance", "forgetful", "frozen", "undamped", "swapped-outputs"]
    cases = [
        run("pytorch", "PyTorch's choice: ρ = 0.1 is the batch's weight, the variance over m − 1.", usual, [0.3, -1.2], [0.7, 2.9], sized(decimals, "running-statistics pytorch", 2, 5), 0.1, "weightOfBatch", "unbiased"),
        run("keras", "Keras's choice: ρ = 0.99 is the memory's weight, the variance over m.", usual, [0.3, -1.2], [0.7, 2.9], sized(decimals, "running-statistics keras", 2, 5), 0.99, "weightOfMemory", "biased"),
        run("batch-biased", "The other two combinations.", usual, [0.5, -1.25, 2], [1.5, 0.25, 3], sized(dyadics, "running-statistics batch-biased", 3, 4), 0.125, "weightOfBatch", "biased"),
        run("memory-unbiased", "The other two combinations.", usual, [0.5, -1.25, 2], [1.5, 0.25, 3], sized(dyadics, "running-statistics memory-unbiased", 3, 4), 0.875, "weightOfMemory", "unbiased"),
        run("first", "The first update, from 0 and 1.", [flag for flag in usual if flag != "frozen"] + ["frozen"], [0, 0], [1, 1], sized(singles, "running-statistics first", 2, 7), 0.25, "weightOfBatch", "unbiased"),
        run("square", "As many samples as features: only the numbers tell the axes.", usual + ["over-features"], [0.1, 0.2, -0.3], [0.4, 0.5, 0.6], sized(decimals, "running-statistics square", 3, 3), 0.3, "weightOfBatch", "unbiased"),
        run("long", "Sums that the kernel adds in pairs.", usual, [0.1], [0.4], sized(decimals, "running-statistics long", 1, 19), 0.9, "weightOfMemory", "unbiased"),
        run("half", "ρ = ½ is the same by either convention.", ["plain", "other-estimate", "forgetful", "frozen", "undamped"], [0.75], [2], [[1, 2, 4]], 0.5, "weightOfBatch", "biased"),
        run("one", "A weight of 1 for the batch forgets the rest.", ["plain", "other-convention", "frozen", "undamped"], [0.75], [2], [[1, 2, 4.5]], 1, "weightOfBatch", "biased"),
        run("zero", "A weight of 0 for the batch leaves everything.", ["plain", "other-convention", "forgetful"], [0.75], [2], [[1, 2, 4.5]], 0, "weightOfBatch", "biased"),
        run("one-sample", "One sample has variance 0, which the running variance takes in.", ["plain", "one-sample", "forgetful"], [0.75], [2], [[5]], 0.25, "weightOfBatch", "biased"),
        run("far-from-zero", "10⁸ and a little.", ["multiplied-out"], [1e8], [0.25], [[1e8 + 0.25, 1e8 + 0.5, 1e8 - 0.125]], 0.5, "weightOfBatch", "biased"),
        run("nan", "NaN spoils its feature only.", ["special-values"], [nan, 1], [1, 1], [[1, 3], [1, 3]], 0.5, "weightOfBatch", "biased", ([nan, 1.5], [1, 1])),
        run("nan-in-batch", "NaN in the batch, even with a weight of 0.", ["special-values"], [1, 1], [1, 1], [[1, nan], [1, 3]], 0, "weightOfBatch", "biased", ([nan, 1], [nan, 1])),
    ]
    out = "momentum-out-of-range"
    cases += [
        misfit(cases, update, "batch-biased", "one-mean", "One mean is not that of every feature.", mean=first),
        misfit(cases, update, "batch-biased", "fewer-variances", "A feature without a variance.", variance=less),
        misfit(cases, update, "batch-biased", "fewer-features", "A batch of another layer.", inputs=less),
        misfit(cases, update, "one-sample", "one-sample-unbiased", "One sample has no variance over m − 1.", "one-sample", estimate="unbiased"),
        misfit(cases, update, "pytorch", "momentum-above-one", "ρ = 1.5.", out, momentum=1.5),
        misfit(cases, update, "keras", "negative-momentum", "ρ = −0.25.", out, momentum=-0.25),
    ]
    return concept("NormalizationLayers", "RunningStatistics", notes, cases)


MEAN, VARIANCE = mean, variance


def fixed(inputs, mean, variance, epsilon):
    s = [square_root(σ2 + epsilon) for σ2 in variance]
    return s, [[(v - μ) / s for v in x] for x, μ, s in zip(inputs, mean, s)]


def inference():
    notes = {
        "plain": PLAIN,
        "batch-statistics": "The batch's own mean and variance, as in training.",
        "epsilon-outside": "√σ² + ε: ε outside the root.",
        "missing-epsilon": "√σ² alone.",
        "variance-for-deviation": "(x − μ)/(σ² + ε).",
        "variance-taken-for-deviation": "(x − μ)/(σ + ε) with σ² for σ², but no root.",
        "missing-mean": "x/√(σ² + ε).",
        "missing-scale": "x̂ + β, or a gradient without γ.",
        "missing-shift": "γ x̂.",
        "exchanged-parameters": "γ and β exchanged.",
        "exchanged-statistics": "μ and σ² exchanged.",
        "zero-variance": "σ² = 0 needs ε.",
        "empty": "No samples: code that reads the first one has none.",
        "missing-deviation": "The gradient by x̂ in place of the one by x.",
        "training-gradient": "The gradient through the batch's statistics, as in training.",
        "means-for-sums": "γ̄ and β̄ as means over the batch.",
        "swapped-gradients": "γ̄ and β̄ exchanged.",
        "special-values": "NaN spoils its number only.",
        "sizes-differ": SIZES,
        "negative-epsilon": NEGATIVE_EPSILON,
    }
    del notes["variance-taken-for-deviation"]

    def textbook(inputs, mean, variance, scale, shift, epsilon):
        s, X̂ = fixed(inputs, mean, variance, epsilon)
        return {"output": [[γ * v + β for v in x] for x, γ, β in zip(X̂, scale, shift)], "normalized": X̂, "deviation": s}

    def with_deviation(deviation):
        def program(inputs, mean, variance, scale, shift, epsilon):
            s = [deviation(σ2, epsilon) for σ2 in variance]
            X̂ = [[(v - μ) / s for v in x] for x, μ, s in zip(inputs, mean, s)]
            return {"output": [[γ * v + β for v in x] for x, γ, β in zip(X̂, scale, shift)], "normalized": X̂, "deviation": s}

        return program

    def own(inputs, mean, variance, **x):
        return textbook(inputs, [MEAN(x) for x in inputs], [VARIANCE(x) for x in inputs], **x)

    zeros = lambda v: [x * 0 for x in v]
    wrong = {
        "batch-statistics": [own],
        "epsilon-outside": [with_deviation(lambda σ2, ε: square_root(σ2) + ε)],
        "missing-epsilon": [with_deviation(lambda σ2, ε: square_root(σ2))],
        "zero-variance": [with_deviation(lambda σ2, ε: square_root(σ2))],
        "variance-for-deviation": [with_deviation(lambda σ2, ε: σ2 + ε)],
        "missing-mean": [lambda mean, **x: textbook(mean=zeros(mean), **x)],
        "missing-scale": [lambda scale, **x: textbook(scale=[γ * 0 + 1 for γ in scale], **x)],
        "missing-shift": [lambda shift, **x: textbook(shift=zeros(shift), **x)],
        "exchanged-parameters": [lambda scale, shift, **x: textbook(scale=shift, shift=scale, **x)],
        "exchanged-statistics": [lambda mean, variance, **x: textbook(mean=variance, variance=mean, **x)],
        "empty": [lambda inputs, **x: (inputs[0][0], textbook(inputs=inputs, **x))[1]],
        "special-values": [skipping_nan(textbook), own],
    }

    def ulps(outputs, inputs, mean, variance, scale, shift, epsilon):
        # The difference, the quotient and the root, and then a product and a sum.
        return {
            "output": [
                [zero_or(y, MOST_ROUNDINGS * (abs(γ * x̂) + abs(β)) / (abs(y) or 1)) for y, x̂ in zip(row, X̂)]
                for row, X̂, γ, β in zip(outputs["output"], outputs["normalized"], scale, shift)
            ],
            "normalized": each(lambda x̂: zero_or(x̂, 4), outputs["normalized"]),
            "deviation": [zero_or(s, 2) for s in outputs["deviation"]],
        }

    forward = Equation("batch-normalization-inference-forward", textbook, ulps, wrong)

    def gradient(factor=lambda γ, s: γ / s, inner=lambda c, x̂, C, X̂: c):
        def program(cotangent, normalized, deviation, scale):
            return {
                "inputs": [
                    [factor(γ, s) * inner(c, x̂, C, X̂) for c, x̂ in zip(C, X̂)]
                    for C, X̂, s, γ in zip(cotangent, normalized, deviation, scale)
                ],
                "scale": [sum(c * x̂ for c, x̂ in zip(C, X̂)) for C, X̂ in zip(cotangent, normalized)],
                "shift": [sum(C) for C in cotangent],
            }

        return program

    pulled = gradient()
    wrong = {
        "missing-scale": [gradient(lambda γ, s: 1 / s)],
        "missing-deviation": [gradient(lambda γ, s: γ)],
        "variance-for-deviation": [gradient(lambda γ, s: γ / (s * s))],
        "training-gradient": [gradient(inner=lambda c, x̂, C, X̂: c - mean(C) - x̂ * mean([c * x̂ for c, x̂ in zip(C, X̂)]))],
        "means-for-sums": [scaled(pulled, lambda x: 1 / len(x["cotangent"][0]), ("scale", "shift"))],
        "swapped-gradients": [exchanged(pulled, "scale", "shift")],
        "empty": [lambda cotangent, **x: (cotangent[0][0], pulled(cotangent, **x))[1]],
        "special-values": [skipping_nan(pulled)],
    }

    def backward_ulps(outputs, cotangent, normalized, deviation, scale):
        return {
            "inputs": each(lambda x: zero_or(x, 4), outputs["inputs"]),
            "scale": [sum_bound([c * x̂ for c, x̂ in zip(C, X̂)], len(C) + 1) for C, X̂ in zip(cotangent, normalized)],
            "shift": [sum_bound(C, len(C)) for C in cotangent],
        }

    backward = Equation("batch-normalization-inference-backward", pulled, backward_ulps, wrong)

    def run(name, comment, flags, X, μ, σ2, γ, β, ε, expect=None):
        inputs = {"inputs": X, "mean": μ, "variance": σ2, "scale": γ, "shift": β}
        expect = None if expect is None else dict(zip(("output", "normalized", "deviation"), expect))
        return case(forward, name, comment, flags, inputs, expect, {"epsilon": ε})

    def back(name, comment, flags, C, X̂, s, γ, expect=None):
        inputs = {"cotangent": C, "normalized": X̂, "deviation": s, "scale": γ}
        expect = None if expect is None else dict(zip(("inputs", "scale", "shift"), expect))
        return case(backward, name, comment, flags, inputs, expect)

    usual = ["plain", "batch-statistics", "epsilon-outside", "missing-epsilon", "variance-for-deviation", "missing-mean", "missing-scale", "missing-shift", "exchanged-parameters", "exchanged-statistics"]
    cases = [
        run("2-3", "Two features of three samples.", usual, sized(dyadics, "inference 2-3", 2, 3), [0.5, -1.25], [2, 0.75], [1.5, -0.75], [0.25, 2], 0.0625),
        run("3-2", "Three features of two samples, with the ε that libraries start from.", usual, sized(decimals, "inference 3-2", 3, 2), [0.3, -1.2, 0.9], [0.7, 2.9, 0.1], [0.7, -1.3, 2.1], [0.4, -0.6, 0.9], 1e-5),
        run("4-5", "All bits of a Float32 in use.", usual, sized(singles, "inference 4-5", 4, 5), singles("inference μ", 4), [abs(x) for x in singles("inference σ²", 4)], singles("inference γ", 4), singles("inference β", 4), 2.0**-10),
        run("one-sample", "One sample is normalized like any other, where training gives β (C-60).", usual, [[7], [-3]], [0.5, -1], [2, 3], [1.5, -2], [0.25, 2], 0.0625),
        run("start", "Statistics of 0 and 1, as before any training.", ["plain", "batch-statistics", "missing-scale", "missing-shift"], sized(decimals, "inference start", 1, 4), [0], [1], [0.7], [-1.2], 1e-3),
        run("zero-variance", "A variance of 0 leaves ε.", ["zero-variance", "epsilon-outside"], [[1.5, 2, 3]], [2], [0], [0.5], [1], 0.25),
        run("zero-epsilon", "ε = 0.", ["plain", "batch-statistics", "missing-mean", "variance-for-deviation"], [[1.5, 2, 3]], [0.75], [4], [0.5], [1], 0),
        run("zero-scale", "γ = 0 leaves β.", ["plain", "missing-scale", "missing-shift"], [[1, 2, 4]], [0.5], [2], [0], [0.75], 0.25),
        run("large", "A variance of 10³⁰⁰.", ["plain", "variance-for-deviation", "missing-shift"], [[3e150, -1e150]], [2e149], [1.7e300], [2], [0.5], 1e-5),
        run("no-samples", "Without samples there is no column.", ["empty"], Tensor([2, 0], [[], []]), [1, 2], [3, 0], [1, 1], [0, 0], 1, (Tensor([2, 0], [[], []]), Tensor([2, 0], [[], []]), [2, 1])),
        run("infinite-variance", "An infinite variance leaves β.", ["missing-shift"], [[1, 2]], [0], [inf], [3], [0.5], 1, ([[0.5, 0.5]], [[0, 0]], [inf])),
        run("nothing-to-divide-by", "Both 0: ±∞, and NaN at the mean.", ["special-values"], [[1, 2, 3]], [2], [0], [1], [0], 0, ([[-inf, nan, inf]], [[-inf, nan, inf]], [0])),
        run("nan", "NaN spoils its number only.", ["special-values"], [[1, nan], [1, 3]], [0, 1], [1, 4], [2, 2], [5, 5], 0, ([[7, nan], [5, 7]], [[1, nan], [0, 1]], [1, 2])),
        run("infinity", "An infinite number gives an infinite one.", ["special-values"], [[1, inf]], [0], [4], [-2], [5], 0, ([[4, -inf]], [[0.5, inf]], [2])),
    ]
    whole = ["plain", "missing-scale", "missing-deviation", "variance-for-deviation", "training-gradient", "means-for-sums", "swapped-gradients"]
    cases += [
        back("2-3", "Two features of three samples.", whole, sized(dyadics, "inference-back c 2-3", 2, 3), sized(dyadics, "inference-back 2-3", 2, 3), [1.5, 0.25], [1.75, -0.75]),
        back("3-2", "Three features of two samples.", whole, sized(decimals, "inference-back c 3-2", 3, 2), sized(decimals, "inference-back 3-2", 3, 2), [1.3, 0.2, 2.7], [0.7, -1.3, 2.1]),
        back("4-5", "All bits of a Float32 in use.", whole, sized(singles, "inference-back c 4-5", 4, 5), sized(singles, "inference-back 4-5", 4, 5), [1.5, 0.375, 0.75, 3], singles("inference-back γ", 4)),
        back("1-19", "Sums that the kernel adds in pairs.", whole, sized(decimals, "inference-back c 1-19", 1, 19), sized(decimals, "inference-back 1-19", 1, 19), [1.7], [-0.6]),
        back("one-sample", "A batch of one learns, where in training it does not.", ["plain", "training-gradient", "missing-scale", "swapped-gradients"], [[1.5], [-2]], [[0.5], [3]], [0.25, 0.5], [2, 3]),
        back("even-cotangent", "The same cotangent for all, which training takes away.", ["plain", "training-gradient"], [[2, 2, 2, 2]], [[1, -1, 1, -1]], [0.5], [3]),
        back("zero-scale", "γ = 0 stops the inputs' gradient, not its own.", ["plain", "missing-scale"], [[1.5, -2]], [[1, -1]], [0.5], [0]),
        back("large", "A deviation of 10²⁰⁰.", ["plain", "missing-deviation"], [[1.5, -2, 0.25]], [[0.5, -1, 0.75]], [2.5e200], [1e200]),
        back("no-samples", "Without samples the gradients by γ and β are 0.", ["empty"], Tensor([1, 0], [[]]), Tensor([1, 0], [[]]), [0.5], [2], (Tensor([1, 0], [[]]), [0], [0])),
        back("nan", "NaN spoils its number and its feature's sums.", ["special-values"], [[nan, 1], [1, 3]], [[1, -1], [1, -1]], [0.5, 0.5], [1, 1], ([[nan, 2], [2, 6]], [nan, -2], [nan, 4])),
    ]
    cases += [
        misfit(cases, forward, "3-2", "one-variance", "One variance is not that of every feature.", variance=first),
        misfit(cases, forward, "3-2", "fewer-means", "A feature without a mean.", mean=less),
        misfit(cases, forward, "2-3", "negative-epsilon", "ε = −0.0625.", "negative-epsilon", epsilon=-0.0625),
        misfit(cases, backward, "3-2", "one-scale", "One γ is not that of every feature.", scale=first),
        misfit(cases, backward, "2-3", "fewer-cotangents", "A sample without a cotangent.", cotangent=narrower),
    ]
    return concept("NormalizationLayers", "BatchNormalizationInference", notes, cases)


def folded_normalization():
    notes = {
        "plain": PLAIN,
        "unfolded-bias": "The bias is shifted but not scaled, or left as it was.",
        "missing-mean": "γ b/s + β.",
        "missing-shift": "γ (b − μ)/s.",
        "missing-scale": "1/s in place of γ/s.",
        "variance-for-deviation": "γ/(σ² + ε).",
        "missing-epsilon": "√σ² alone.",
        "epsilon-outside": "√σ² + ε.",
        "scaled-columns": "γ/s of the inputs' features and not of the outputs', which a square W lets through.",
        "unfolded-weights": "W as it was.",
        "empty": "No inputs: code that reads the first column has none.",
        "special-values": "NaN spoils its row only.",
        "sizes-differ": SIZES,
        "negative-epsilon": NEGATIVE_EPSILON,
    }

    def folded(deviation=lambda σ2, ε: square_root(σ2 + ε), bias=lambda g, b, μ, β: g * (b - μ) + β, factor=lambda γ, s: γ / s):
        def program(weights, bias_, mean, variance, scale, shift, epsilon):
            g = [factor(γ, deviation(σ2, epsilon)) for γ, σ2 in zip(scale, variance)]
            return {
                "weights": [[g * w for w in row] for g, row in zip(g, weights)],
                "bias": [bias(g, b, μ, β) for g, b, μ, β in zip(g, bias_, mean, shift)],
            }

        return lambda bias, **x: program(bias_=bias, **x)

    textbook = folded()
    wrong = {
        "unfolded-bias": [folded(bias=lambda g, b, μ, β: b), folded(bias=lambda g, b, μ, β: b - μ + β), folded(bias=lambda g, b, μ, β: b - g * μ + β)],
        "missing-mean": [folded(bias=lambda g, b, μ, β: g * b + β)],
        "missing-shift": [folded(bias=lambda g, b, μ, β: g * (b - μ))],
        "missing-scale": [folded(factor=lambda γ, s: 1 / s)],
        "variance-for-deviation": [folded(deviation=lambda σ2, ε: σ2 + ε)],
        "missing-epsilon": [folded(deviation=lambda σ2, ε: square_root(σ2))],
        "epsilon-outside": [folded(deviation=lambda σ2, ε: square_root(σ2) + ε)],
        "scaled-columns": [lambda weights, **x: textbook(weights=weights, **x) | {"weights": transposed(textbook(weights=transposed(weights), **x)["weights"])}],
        "unfolded-weights": [lambda weights, **x: textbook(weights=weights, **x) | {"weights": weights}],
        "empty": [lambda weights, **x: (weights[0][0], textbook(weights=weights, **x))[1]],
        "special-values": [skipping_nan(textbook)],
    }

    def ulps(outputs, weights, bias, mean, variance, scale, shift, epsilon):
        # The root has two roundings, the quotient and the product one each.
        shifted = [result - β for result, β in zip(outputs["bias"], shift)]
        return {
            "weights": each(lambda w: zero_or(w, 4), outputs["weights"]),
            "bias": [zero_or(b, MOST_ROUNDINGS * (abs(d) + abs(β)) / (abs(b) or 1)) for b, d, β in zip(outputs["bias"], shifted, shift)],
        }

    value = Equation("folded-normalization-value", textbook, ulps, wrong)

    def run(name, comment, flags, W, b, μ, σ2, γ, β, ε, expect=None):
        inputs = {"weights": W, "bias": b, "mean": μ, "variance": σ2, "scale": γ, "shift": β}
        expect = None if expect is None else dict(zip(("weights", "bias"), expect))
        return case(value, name, comment, flags, inputs, expect, {"epsilon": ε})

    usual = ["plain", "unfolded-bias", "missing-mean", "missing-shift", "missing-scale", "variance-for-deviation", "missing-epsilon", "epsilon-outside", "unfolded-weights"]
    cases = [
        run("2-3", "Two units with three inputs.", usual, sized(dyadics, "folded 2-3", 2, 3), [0.75, -2], [0.5, -1.25], [2, 0.75], [1.5, -0.75], [0.25, 2], 0.0625),
        run("3-2", "Three units with two inputs, with the ε that libraries start from.", usual, sized(decimals, "folded 3-2", 3, 2), [1.1, -0.4, 0.3], [0.3, -1.2, 0.9], [0.7, 2.9, 0.1], [0.7, -1.3, 2.1], [0.4, -0.6, 0.9], 1e-5),
        run("3-3", "Square weights: only the numbers tell rows from columns.", usual + ["scaled-columns"], sized(decimals, "folded 3-3", 3, 3), [1.1, -0.4, 0.3], [0.3, -1.2, 0.9], [0.7, 2.9, 0.1], [0.7, -1.3, 2.1], [0.4, -0.6, 0.9], 1e-3),
        run("4-4", "All bits of a Float32 in use.", usual + ["scaled-columns"], sized(singles, "folded 4-4", 4, 4), singles("folded b", 4), singles("folded μ", 4), [abs(x) for x in singles("folded σ²", 4)], singles("folded γ", 4), singles("folded β", 4), 2.0**-10),
        run("1-1", "One unit with one input.", usual, [[2.5]], [0.7], [-1.2], [0.4], [1.3], [0.9], 0.01),
        run("1-17", "One unit with many inputs.", usual, sized(decimals, "folded 1-17", 1, 17), [0.7], [-1.2], [0.4], [1.3], [0.9], 0.01),
        run("no-bias", "A bias of 0, as layers before a normalization often have it.", ["plain", "missing-mean", "missing-shift", "unfolded-bias"], [[1.5, -2]], [0], [0.75], [2], [1.25], [0.5], 0.25),
        run("zero-scale", "γ = 0 leaves β.", ["plain", "missing-scale", "missing-shift"], [[1.5, -2]], [0.25], [0.75], [2], [0], [0.5], 0.25),
        run("negative-scale", "A negative γ turns the unit round.", ["plain", "missing-scale"], [[1.5, -2]], [0.25], [0.75], [2], [-3], [0.5], 0.25),
        run("zero-variance", "A variance of 0 leaves ε.", ["missing-epsilon", "epsilon-outside"], [[1.5, -2]], [0.25], [0.75], [0], [3], [0.5], 0.25),
        run("large", "Weights of 10²⁰⁰ behind a variance of 10³⁰⁰.", ["plain", "variance-for-deviation"], [[3e200, -1e200]], [2e150], [1e149], [1.7e300], [2], [0.5], 1e-5),
        run("no-inputs", "No inputs: the bias is left.", ["empty"], Tensor([1, 0], [[]]), [3], [1], [4], [2], [0.5], 0, (Tensor([1, 0], [[]]), [2.5])),
        run("nan", "NaN spoils its row only.", ["special-values"], [[1, 2], [3, 4]], [1, 1], [nan, 0], [1, 4], [nan, 2], [0, 1], 0, ([[nan, nan], [3, 4]], [nan, 2])),
    ]
    cases += [
        misfit(cases, value, "3-2", "one-bias", "One bias is not that of every unit.", bias=first),
        misfit(cases, value, "3-2", "fewer-means", "A unit without a mean.", mean=less),
        misfit(cases, value, "3-2", "fewer-units", "The weights of another layer.", weights=less),
        misfit(cases, value, "2-3", "negative-epsilon", "ε = −0.0625.", "negative-epsilon", epsilon=-0.0625),
    ]
    return concept("NormalizationLayers", "FoldedNormalization", notes, cases)


CONCEPTS = [
    batch_mean,
    batch_variance,
    batch_normalization,
    running_statistics,
    inference,
    folded_normalization,
]
