"""Vectors of the optimizers."""

import math

from vectors import (
    IN_SINGLE,
    OVERFLOW,
    PLAIN,
    SUBNORMAL,
    Equation,
    case,
    concept,
    decimals,
    dyadics,
    flushed,
    in_single,
    kept_finite,
    renamed,
    singles,
    skipping_nan,
    sum_bound,
)

inf, nan = math.inf, math.nan


def gradient_descent():
    notes = {
        "plain": PLAIN,
        "sign": "θ + η g climbs.",
        "missing-learning-rate": "θ − g, the step of η = 1.",
        "swapped-arguments": "Parameters and gradient exchanged.",
        "normalized": "The direction of the gradient alone: g divided by its length.",
        "averaged": "The gradient divided by the number of parameters, which are no samples.",
        "empty": "A model without parameters: code that starts from the first one has none.",
        "cancellation": IN_SINGLE,
        "subnormal": SUBNORMAL,
        "overflow": OVERFLOW,
        "clipped-gradient": "Cuts the gradient off at some largest magnitude.",
        "special-values": "An infinite gradient gives ∓∞, or NaN for η = 0, and NaN stays: a shortcut for η = 0 or a "
        "skipped NaN loses them.",
    }

    def step(parameters, gradient, learningRate):
        return {"parameters": [θ - learningRate * g for θ, g in zip(parameters, gradient, strict=True)]}

    def with_gradient(change):
        return lambda parameters, gradient, learningRate: step(parameters, change(gradient), learningRate)

    def length(gradient):
        return math.sqrt(sum(float(g) ** 2 for g in gradient)) or 1

    def clipped(g):
        return g.with_(1e3) if g > 1e3 else g.with_(-1e3) if g < -1e3 else g

    wrong = {
        "sign": [with_gradient(lambda gradient: [-g for g in gradient])],
        "missing-learning-rate": [lambda learningRate, **x: step(learningRate=learningRate.with_(1), **x)],
        "swapped-arguments": [renamed(step, {"parameters": "gradient", "gradient": "parameters"})],
        "normalized": [with_gradient(lambda gradient: [g / length(gradient) for g in gradient])],
        "averaged": [with_gradient(lambda gradient: [g / len(gradient) for g in gradient])],
        "empty": [with_gradient(lambda gradient: [gradient[0]] + gradient[1:])],
        "cancellation": [in_single(step)],
        "subnormal": [flushed(step)],
        "overflow": [kept_finite(step)],
        "clipped-gradient": [with_gradient(lambda gradient: [clipped(g) for g in gradient])],
        "special-values": [
            skipping_nan(step),
            lambda learningRate, parameters, gradient: step(parameters, gradient, learningRate)
            if learningRate > 0
            else {"parameters": parameters},
        ],
    }

    def ulps(outputs, parameters, gradient, learningRate):
        # The product and the difference: two roundings, of a sum of two terms.
        return {
            "parameters": [
                sum_bound([θ, -learningRate * g], 2) if g != 0 and learningRate != 0 else 0
                for θ, g in zip(parameters, gradient)
            ]
        }

    equation = Equation("gradient-descent-step", step, ulps, wrong)

    def moved(name, comment, flags, η, parameters, gradient, expect=None):
        inputs = {"parameters": parameters, "gradient": gradient}
        expect = None if expect is None else {"parameters": expect}
        return case(equation, name, comment, flags, inputs, expect, {"learningRate": η})

    def data(kind, n):
        return kind(f"gradient-descent-{n} parameters", n), kind(f"gradient-descent-{n} gradient", n)

    usual = ["plain", "sign", "missing-learning-rate", "swapped-arguments"]
    cases = [
        moved("empty", "No parameters give none.", ["empty"], 0.5, [], []),
        moved("one-parameter", "θ − η g.", usual + ["normalized"], 0.25, [1.5], [-3]),
        moved("two-parameters", "Dyadic numbers: nothing rounds.", usual + ["averaged", "normalized"], 0.125, *data(dyadics, 2)),
        moved("three-parameters", "Every operation rounds.", usual + ["averaged", "normalized"], 0.01, *data(decimals, 3)),
        moved("five-parameters", "All bits of a Float32 in use.", usual + ["averaged", "normalized"], 0.10000000149011612, *data(singles, 5)),
        moved("seventeen-parameters", "A longer vector.", usual + ["averaged", "normalized"], 0.3, *data(decimals, 17)),
        moved("house-prices", "The first step of the first document's example, which prints 2801.3 for 2810.33.", usual + ["averaged", "clipped-gradient"], 1e-5, [496.71, -138.26], [-231362061, -1097369]),
        moved("zero-learning-rate", "η = 0 leaves every parameter where it is.", ["plain", "missing-learning-rate"], 0, [1.5, -2], [3, -4]),
        moved("zero-gradient", "A gradient of 0 changes nothing.", ["plain", "swapped-arguments"], 0.5, [1.5, -2.3], [0, 0]),
        moved("zero-parameters", "From 0 the step is −η g.", usual, 0.5, [0, 0], [0.75, -1.25]),
        moved("to-zero", "η g = θ exactly.", ["sign", "missing-learning-rate", "averaged"], 0.5, [1.5, -2.25], [3, -4.5]),
        moved("cancellation", "θ and η g agree to six digits.", ["cancellation", "sign"], 0.7, [1.234567, -70.00007], [1.763666, -100.0002]),
        moved("large-learning-rate", "η > 1 is allowed, if seldom wise.", usual + ["averaged"], 1000, [1.5, 0.25], [0.001953125, -3]),
        moved("huge", "Parameters near 10³⁰⁰.", ["plain", "sign", "missing-learning-rate", "clipped-gradient"], 0.1, [1.5e300, -2e300], [3e300, 7e300]),
        moved("tiny", "Parameters near 10⁻³⁰⁰.", ["plain", "sign", "missing-learning-rate"], 0.1, [1.5e-300, -2e-300], [3e-300, 7e-300]),
        moved("subnormal", "Subnormal parameters and steps.", ["subnormal"], 0.5, [3e-310, 1e-323], [1e-309, -5e-323]),
        moved("overflow", "A step beyond the largest number.", ["overflow", "clipped-gradient"], 1, [1e308, 1], [-1e308, 2]),
        moved("infinite-gradient", "∓∞.", ["clipped-gradient", "sign"], 0.5, [1, 2], [inf, -inf], [-inf, inf]),
        moved("infinite-gradient-at-zero-rate", "0 · ∞ is NaN.", ["special-values"], 0, [1, 2], [inf, 3], [nan, 2]),
        moved("nan", "NaN stays in its place.", ["special-values"], 0.5, [1, nan, 3], [nan, 2, 4], [nan, nan, 1]),
    ]
    return concept("GradientOptimizers", "GradientDescent", notes, cases)


CONCEPTS = [gradient_descent]
