"""Vectors of shallow networks, of the interpolant built from ReLUs, and of what polynomials collapse to."""

import math

from arithmetic import Float
from backpropagation import SATURATION
from error_bounds import added, bounds_of
from network_functions import (
    KINKS,
    VALUES,
    activation as evaluated,
    activations,
    naive_slope,
    preactivations,
    relu,
    slope as evaluated_slope,
    slope_with_kink,
)
from tensor_algebra import products, transposed
from vectors import (
    MOST_ROUNDINGS,
    PLAIN,
    SIZES,
    Equation,
    Tensor,
    case,
    concept,
    decimals,
    dyadics,
    each,
    exchanged,
    first,
    flat,
    invalid,
    less,
    matrix,
    misfit,
    same_bound,
    scaled,
    siblings,
    singles,
    skipping_nan,
)

inf, nan = math.inf, math.nan


def sized(kind, seed, height, width):
    return matrix(kind(seed, height * width), width)


def shallow_network():
    notes = {
        "plain": PLAIN,
        "sizes-differ": SIZES,
        "kink-convention": "ReLU's derivative at 0 is 0 by convention here; 1 and ½ are other conventions.",
        "missing-bias": "Σ v σ(w · x).",
        "missing-activation": "Σ v (w · x + b): a line, however many units.",
        "wrong-activation": "Another activation function.",
        "mean-of-units": "The sum divided by the number of units.",
        "activation-of-sum": "σ of the whole sum: an activation at the output too.",
        "unweighted-sum": "Σ σ(w · x + b).",
        "exchanged-vectors": "b and v exchanged.",
        "transposed-weight": "Wᵀ in place of W, which as many units as inputs let through.",
        "swapped-gradients": "Two gradients under each other's names.",
        "missing-activation-derivative": "δ = v, as if every unit were linear.",
        "missing-coefficient": "δ = σ′(z).",
        "saturation": SATURATION,
        "empty": "No units: code that starts from the first one has none.",
        "special-values": "NaN stays; a saturated unit has its limit.",
    }

    def value(inputs, weights, biases, coefficients, activation):
        Z = preactivations(weights, [[x] for x in inputs], biases)
        return {"value": added(products(coefficients, [a for [a] in activations(activation, Z)]))}

    other = {"identity": "sigmoid", "sigmoid": "tanh", "tanh": "sigmoid", "relu": "identity"}
    zeros = lambda v: [x * 0 for x in v]
    ones = lambda v: [x * 0 + 1 for x in v]
    wrong = {
        "missing-bias": [lambda biases, **x: value(biases=zeros(biases), **x)],
        "missing-activation": [lambda activation, **x: value(activation="identity", **x)],
        "wrong-activation": [lambda activation, **x: value(activation=other[activation], **x)],
        "mean-of-units": [scaled(value, lambda x: 1 / len(x["biases"]))],
        "activation-of-sum": [lambda activation, **x: {"value": evaluated(activation, value(activation=activation, **x)["value"])}],
        "unweighted-sum": [lambda coefficients, **x: value(coefficients=ones(coefficients), **x)],
        "exchanged-vectors": [lambda biases, coefficients, **x: value(biases=coefficients, coefficients=biases, **x)],
        "transposed-weight": [lambda weights, **x: value(weights=transposed(weights), **x)],
        "empty": [lambda biases, **x: (biases[0], value(biases=biases, **x))[1]],
        "special-values": [skipping_nan(value)],
    }
    forward = Equation("shallow-network-value", value, bounds_of(value), wrong)

    def with_delta(delta, slope=evaluated_slope):
        def gradient(inputs, weights, biases, coefficients, activation):
            Z = [z for [z] in preactivations(weights, [[x] for x in inputs], biases)]
            δ = [delta(v, slope(activation, z)) for v, z in zip(coefficients, Z)]
            return {
                "inputs": [added(products(δ, column)) for column in zip(*weights)] if weights else zeros(inputs),
                "weights": [[d * x for x in inputs] for d in δ],
                "biases": δ,
                "coefficients": [evaluated(activation, z) for z in Z],
            }

        return gradient

    gradient = with_delta(lambda v, s: v * s)
    wrong = {
        "missing-bias": [lambda biases, **x: gradient(biases=zeros(biases), **x)],
        "wrong-activation": [lambda activation, **x: gradient(activation=other[activation], **x)],
        "missing-activation-derivative": [with_delta(lambda v, s: v)],
        "missing-coefficient": [with_delta(lambda v, s: s)],
        "saturation": [with_delta(lambda v, s: v * s, naive_slope)],
        "swapped-gradients": [exchanged(gradient, "biases", "coefficients")],
        "transposed-weight": [lambda weights, **x: gradient(weights=transposed(weights), **x)],
        "empty": [lambda biases, **x: (biases[0], gradient(biases=biases, **x))[1]],
        "special-values": [skipping_nan(gradient)],
    }
    backward = Equation("shallow-network-gradient", gradient, bounds_of(gradient), wrong)

    def run(name, comment, flags, activation, x, W, b, v, expect=None):
        inputs = {"inputs": x, "weights": W, "biases": b, "coefficients": v}
        expect = None if expect is None else {"value": expect}
        return case(forward, name, comment, flags, inputs, expect, {"activation": activation})

    def back(name, comment, flags, activation, x, W, b, v, expect=None):
        inputs = {"inputs": x, "weights": W, "biases": b, "coefficients": v}
        expect = None if expect is None else dict(zip(("inputs", "weights", "biases", "coefficients"), expect))
        return case(backward, name, comment, flags, inputs, expect, {"activation": activation})

    def data(kind, seed, n, N):
        small = lambda v: each(lambda x: x / (8 if kind is decimals else 2), v)
        seed = f"shallow-network {seed} {n} {N} "
        return small(kind(seed + "x", n)), small(sized(kind, seed + "W", N, n)), small(kind(seed + "b", N)), small(kind(seed + "v", N))

    usual = ["plain", "missing-bias", "missing-activation", "wrong-activation", "mean-of-units", "activation-of-sum", "unweighted-sum", "exchanged-vectors"]
    line = [flag for flag in usual if flag not in ("missing-activation", "activation-of-sum")]
    single = [flag for flag in usual if flag != "mean-of-units"]
    cases = [
        run("sigmoid-1-3", "One input, three units.", usual, "sigmoid", *data(decimals, "value", 1, 3)),
        run("tanh-3-2", "Three inputs, two units.", usual, "tanh", *data(dyadics, "value", 3, 2)),
        run("relu-2-5", "Two inputs, five ReLUs.", [flag for flag in usual if flag != "activation-of-sum"], "relu", *data(singles, "value", 2, 5)),
        run("relu-1-3", "A sum below 0, which a ReLU at the output would hide.", ["plain", "activation-of-sum", "missing-activation", "unweighted-sum"], "relu", [0.5], [[1], [1], [1]], [0.5, 0, -1], [-2, 0.25, 4]),
        run("identity-2-3", "Linear units: a line.", line, "identity", *data(decimals, "value", 2, 3)),
        run("sigmoid-4-4", "As many units as inputs: only the numbers tell the transpose.", usual + ["transposed-weight"], "sigmoid", *data(decimals, "value", 4, 4)),
        run("tanh-1-17", "A sum that the kernel adds in pairs.", usual, "tanh", *data(singles, "value", 1, 17)),
        run("sigmoid-1-1", "One unit.", single, "sigmoid", *data(decimals, "value", 1, 1)),
        run("steep", "A steep sigmoid, which is almost a step.", ["plain", "missing-bias", "missing-activation"], "sigmoid", [0.25], [[1000]], [-249.5], [2]),
        run("no-units", "No units: 0.", ["empty"], "relu", [1, 2], Tensor([0, 2], []), [], [], 0),
        run("saturated", "An infinite input saturates its unit.", ["missing-activation"], "tanh", [inf], [[1], [-2]], [0.5, 1], [3, 0.5], 2.5),
        run("nan", "NaN stays, also behind a ReLU.", ["special-values"], "relu", [nan], [[1]], [0], [2], nan),
    ]
    whole = ["plain", "missing-bias", "wrong-activation", "missing-activation-derivative", "missing-coefficient", "swapped-gradients"]
    cases += [
        back("sigmoid-1-3", "One input, three units.", whole, "sigmoid", *data(decimals, "gradient", 1, 3)),
        back("tanh-3-2", "Three inputs, two units.", whole + ["saturation"], "tanh", *data(dyadics, "gradient", 3, 2)),
        back("relu-2-5", "Two inputs, five ReLUs.", whole, "relu", *data(singles, "gradient", 2, 5)),
        back("identity-2-3", "Linear units: the gradient by x does not depend on it.", ["plain", "missing-bias", "wrong-activation", "missing-coefficient", "swapped-gradients"], "identity", *data(decimals, "gradient", 2, 3)),
        back("sigmoid-4-4", "As many units as inputs: only the numbers tell the transpose.", whole + ["transposed-weight"], "sigmoid", *data(decimals, "gradient", 4, 4)),
        back("tanh-1-17", "A sum that the kernel adds in pairs.", whole, "tanh", *data(singles, "gradient", 1, 17)),
        back("sigmoid-1-1", "One unit.", whole, "sigmoid", *data(decimals, "gradient", 1, 1)),
        back("relu-dead", "Every ReLU is off: nothing has a gradient.", ["missing-activation-derivative"], "relu", [1, 2], [[-1, -1], [0, -3]], [0.5, 1], [2, 3]),
        back("relu-kink", "A ReLU at its kink has the slope 0.", ["missing-activation-derivative"], "relu", [1], [[2]], [-2], [3]),
        back("sigmoid-saturated", "z = 40: 4.2e-18, where σ (1 − σ) is 0.", ["saturation", "missing-activation-derivative"], "sigmoid", [0.5], [[81], [1]], [-0.5, 0.25], [3, -2]),
        back("tanh-saturated-single", "z = 9.25, where 1 − tanh² is 0 in Float32.", ["saturation", "missing-activation-derivative"], "tanh", [0.5, 2], [[-2.5, 5.25]], [0], [0.75]),
        back("no-units", "No units: the gradient by x is 0.", ["empty"], "relu", [1, 2], Tensor([0, 2], []), [], [], ([0, 0], Tensor([0, 2], []), [], [])),
        back("nan", "NaN spoils everything that its unit has a part in.", ["special-values"], "tanh", [0.5], [[nan], [0]], [0, 0], [2, 3], ([nan], [[nan], [1.5]], [nan, 3], [nan, 0])),
    ]
    for word, convention, at_kink in KINKS:
        program = with_delta(lambda v, s: v * s, slope_with_kink(at_kink))
        numbers = [x for x in cases if "special-values" not in x["flags"]]
        cases += siblings(backward, numbers, "kink-convention", word, convention, program, bounds_of(program))
    for equation in (forward, backward):
        cases += [
            misfit(cases, equation, "tanh-3-2", "one-coefficient", "One coefficient is not that of every unit.", coefficients=first),
            misfit(cases, equation, "tanh-3-2", "fewer-inputs", "A weight without an input.", inputs=less),
        ]
    return concept("UniversalApproximation", "ShallowNetwork", notes, cases)


def slopes(knots, values):
    return [(values[i + 1] - values[i]) / (knots[i + 1] - knots[i]) for i in range(len(knots) - 1)]


def piece(x, knots):
    """How many of the knots but the last lie left of x."""
    return sum(1 for t in knots[:-1] if t < x)


def on_piece(x, knots, values):
    """The interpolant from the nearer knot of its piece."""
    i = piece(x, knots) - 1
    if i < 0:
        return values[0] if x == x else x
    s = slopes(knots, values)[i]
    if x - knots[i] < knots[i + 1] - x:
        return values[i] + s * (x - knots[i])
    return values[i + 1] - s * (knots[i + 1] - x)


def relu_interpolant():
    notes = {
        "plain": PLAIN,
        "sizes-differ": SIZES,
        "knots-out-of-order": "Knots that do not rise: a search among them finds any piece, and a piece without length has no slope.",
        "slopes": "The slopes in place of their changes.",
        "reversed-difference": "sᵢ₋₁ − sᵢ.",
        "even-spacing": "The distance of the first two knots for all.",
        "value-differences": "Differences of values without the division by the distance of the knots.",
        "one-piece-too-far": "The slope of the piece on the right.",
        "missing-start": "The sum of the ReLUs without y₀.",
        "uncut-terms": "x − tᵢ in place of ReLU(x − tᵢ): every change of slope counts everywhere.",
        "clamped": "The last value beyond the last knot.",
        "extended-to-the-left": "The first piece goes on left of the first knot, where no ReLU is on.",
        "cancellation": "The sum of the ReLUs, whose terms cancel where the function has been far away before.",
        "nan-lost-in-comparison": "A comparison with NaN is false, which leaves y₀ or a slope of 0.",
        "right-slope-at-a-knot": "The slope on the right of a knot; a ReLU's at 0 is 0 here, which leaves that on the left.",
        "central-slope-at-a-knot": "The mean of both slopes at a knot.",
        "special-values": "NaN among the values spoils the pieces beside it only.",
    }

    def changes(knots, values):
        s = slopes(knots, values)
        return {"coefficients": [s[0]] + [b - a for a, b in zip(s, s[1:])]}

    def coefficient_bounds(outputs, knots, values):
        # Two differences and a quotient for each slope, and the last difference.
        s = slopes(knots, values)
        bound = lambda c, terms: 0 if c == 0 else MOST_ROUNDINGS / 2 * sum(abs(t) for t in terms) / abs(c)
        c = outputs["coefficients"]
        return {"coefficients": [bound(c[0], [s[0]])] + [bound(c[i], [s[i], s[i - 1]]) for i in range(1, len(s))]}

    def even(knots, values):
        h = knots[1] - knots[0]
        return changes([knots[0] + h * i for i in range(len(knots))], values)

    wrong = {
        "slopes": [lambda knots, values: {"coefficients": slopes(knots, values)}],
        "reversed-difference": [lambda knots, values: {"coefficients": changes(knots, values)["coefficients"][:1] + [-c for c in changes(knots, values)["coefficients"][1:]]}],
        "even-spacing": [even],
        "value-differences": [lambda knots, values: changes([knots[0] * 0 + i for i in range(len(knots))], values)],
        "special-values": [skipping_nan(changes)],
    }
    coefficients = Equation("relu-interpolant-coefficients", changes, coefficient_bounds, wrong)

    def of_elements(function):
        return lambda input, knots, values: {"value": each(lambda x: function(x, knots, values), input)}

    def sum_of_relus(x, knots, values):
        c = changes(knots, values)["coefficients"]
        return values[0] + sum(c * relu(x - t) for c, t in zip(c, knots))

    def without_start(x, knots, values):
        return on_piece(x, knots, [y - values[0] for y in values])

    def uncut(x, knots, values):
        return values[0] + sum(c * (x - t) for c, t in zip(changes(knots, values)["coefficients"], knots))

    def clamped(x, knots, values):
        return values[-1] if x > knots[-1] else on_piece(x, knots, values)

    def extended(x, knots, values):
        return values[0] + slopes(knots, values)[0] * (x - knots[0]) if x < knots[0] else on_piece(x, knots, values)

    def unspaced(x, knots, values):
        h = knots[1] - knots[0]
        return on_piece(x, [knots[0] + h * i for i in range(len(knots))], values)

    def next_piece(x, knots, values):
        i = min(piece(x, knots), len(knots) - 2)
        return values[i] + slopes(knots, values)[i] * (x - knots[i - 1 if i > 0 else 0])

    wrong = {
        "missing-start": [of_elements(without_start)],
        "uncut-terms": [of_elements(uncut)],
        "clamped": [of_elements(clamped)],
        "extended-to-the-left": [of_elements(extended)],
        "even-spacing": [of_elements(unspaced)],
        "one-piece-too-far": [of_elements(next_piece)],
        "cancellation": [of_elements(sum_of_relus)],
        "nan-lost-in-comparison": [of_elements(lambda x, knots, values: on_piece(x, knots, values) if x == x else values[0])],
        "special-values": [skipping_nan(of_elements(on_piece))],
    }

    def value_bounds(outputs, input, knots, values):
        # On a piece a program may start from either knot, or give each its share.
        def bound(x, y):
            i = piece(x, knots) - 1
            if i < 0 or y == 0:
                return 0
            return MOST_ROUNDINGS * max(abs(v) + abs(y - v) for v in values[i : i + 2]) / abs(y)

        results = iter(flat(outputs["value"]))
        return {"value": each(lambda x: bound(x, next(results)), input)}

    value = Equation("relu-interpolant-value", of_elements(sum_of_relus), value_bounds, wrong, plain=of_elements(on_piece))

    def slope_of(function):
        return lambda input, knots, values: {"derivative": each(lambda x: function(x, [0 * x] + slopes(knots, values), piece(x, knots)), input)}

    right = slope_of(lambda x, s, i: s[i])

    def at_knot(choice):
        def program(input, knots, values):
            s = [values[0] * 0] + slopes(knots, values) + [slopes(knots, values)[-1]]
            return {"derivative": each(lambda x: choice(s[piece(x, knots)], s[piece(x, knots) + 1]) if any(x == t for t in knots) else s[piece(x, knots)], input)}

        return program

    right_of_knots, means_at_knots = at_knot(lambda a, b: b), at_knot(lambda a, b: (a + b) / 2)
    wrong = {
        "one-piece-too-far": [slope_of(lambda x, s, i: s[min(i + 1, len(s) - 1)])],
        "right-slope-at-a-knot": [right_of_knots],
        "central-slope-at-a-knot": [means_at_knots],
        "clamped": [lambda input, knots, values: {"derivative": each(lambda x: x * 0 if x > knots[-1] else right([x], knots, values)["derivative"][0], input)}],
        "extended-to-the-left": [slope_of(lambda x, s, i: s[max(i, 1)])],
        "value-differences": [lambda input, knots, values: {"derivative": each(lambda x: ([0] + [b - a for a, b in zip(values, values[1:])])[piece(x, knots)], input)}],
        "nan-lost-in-comparison": [slope_of(lambda x, s, i: s[i] if x == x else 0)],
        "special-values": [skipping_nan(right)],
    }

    def slope_bounds(outputs, **_):
        return {"derivative": each(lambda s: 0 if s == 0 else 3, outputs["derivative"])}

    derivative = Equation("relu-interpolant-derivative", right, slope_bounds, wrong)

    def change(name, comment, flags, t, y, expect=None):
        return case(coefficients, name, comment, flags, {"knots": t, "values": y}, None if expect is None else {"coefficients": expect})

    def at(name, comment, flags, x, t, y, expect=None):
        return case(value, name, comment, flags, {"input": x, "knots": t, "values": y}, None if expect is None else {"value": expect})

    def slope(name, comment, flags, x, t, y, expect=None):
        return case(derivative, name, comment, flags, {"input": x, "knots": t, "values": y}, None if expect is None else {"derivative": expect})

    uneven, heights = [-1, -0.25, 0.5, 2, 2.125], [1, -0.5, 0.75, 0.5, 3]
    tenths, rounding = [0.1, 0.3, 0.4, 0.9, 1.7], [0.7, -0.3, 1.1, 2.3, -0.9]
    mixed = ["plain", "slopes", "reversed-difference", "even-spacing", "value-differences"]
    sine = [math.sin(k * math.pi / 4) for k in range(9)]
    cases = [
        change("uneven", "Knots at uneven distances.", mixed, uneven, heights),
        change("rounding", "Every operation rounds.", mixed, tenths, rounding),
        change("singles", "All bits of a Float32 in use.", mixed, sorted(singles("relu-interpolant t", 6)), singles("relu-interpolant y", 6)),
        change("one-piece", "Two knots: one slope.", ["plain", "value-differences"], [0, 2], [1, 4]),
        change("straight", "Knots on a line: only the first slope is left.", ["plain", "slopes", "even-spacing"], [0, 1, 3, 4], [1, 3, 7, 9]),
        change("sine", "The sine at nine knots.", ["plain", "slopes", "reversed-difference", "value-differences"], [k * math.pi / 4 for k in range(9)], sine),
        change("ramp", "A hat: up, and down again.", ["plain", "slopes", "reversed-difference", "value-differences"], [0, 0.5, 1], [0, 1, 0]),
        change("huge", "Slopes near 10³⁰⁰.", ["plain", "slopes"], [0, 1e-150, 3e-150], [0, 1e150, -1e150]),
        change("overflow", "A slope that overflows spoils the changes beside it.", ["reversed-difference", "slopes"], [0, 1e-300, 1, 2], [0, 1e300, 1e300, 3e300], [inf, -inf, 2e300]),
        change("nan", "NaN among the values.", ["special-values"], [0, 1, 2, 3, 4], [0, 1, nan, 3, 5], [1, nan, nan, nan]),
    ]
    between = ["plain", "missing-start", "even-spacing"]
    cases += [
        at("uneven", "In each piece, near either end.", between + ["one-piece-too-far"], [-0.75, -0.375, 0.25, -0.125, 1.5, 1, 2.0625, 2.1171875], uneven, heights),
        at("rounding", "Every operation rounds.", between, [0.15, 0.27, 0.33, 0.6, 1.1, 1.6], tenths, rounding),
        at("singles", "All bits of a Float32 in use.", ["plain", "missing-start", "one-piece-too-far"], [0.125, -0.375, 0.5], sorted(singles("relu-interpolant at t", 6)), singles("relu-interpolant at y", 6)),
        at("at-the-knots", "The given values.", ["uncut-terms", "one-piece-too-far"], tenths, tenths, rounding),
        at("before", "Left of the knots no ReLU is on: y₀.", ["extended-to-the-left", "missing-start"], [-3, -1.5], uneven, heights),
        at("after", "Right of the knots the last piece goes on.", ["plain", "clamped", "missing-start"], [2.25, 4, 40], uneven, heights),
        at("2x2", "Each element by itself.", between + ["uncut-terms"], [[0, 1], [-0.625, 2.0625]], uneven, heights),
        at("sine-outside", "The sine at nine knots, far outside of them (C-62).", ["plain", "clamped"], [4 * math.pi], [k * math.pi / 4 for k in range(9)], sine),
        at("peak-before", "After a peak of 10⁶ the terms of the sum cancel; on the piece nothing does.", ["cancellation"], [2.7, 3.3], [0, 1.1, 2.3, 3.1, 4.7], [0.1, 1e6, 0.3, 0.7, 0.9]),
        at("steep", "A jump within 10⁻⁹.", ["plain", "missing-start"], [0.5 + 2.5e-10], [0, 0.5, 0.5 + 1e-9, 1], [0.25, 0.25, 1, 1]),
        at("huge", "Values near 10³⁰⁰.", ["plain", "missing-start"], [0.75], [0, 1, 2], [1e300, 3e300, -1e300]),
        at("infinity", "−∞ is before the knots; +∞ goes where the last piece does.", ["clamped", "extended-to-the-left"], [-inf, inf], [0, 1, 2], [5, 6, 4], [5, -inf]),
        at("nan", "NaN has no piece.", ["nan-lost-in-comparison", "special-values"], [nan, 0.5], [0, 1], [5, 6], [nan, 5.5]),
        at("nan-value", "NaN among the values spoils two pieces.", ["special-values"], [0.5, 1.5, 2.5, 3.5], [0, 1, 2, 3, 4], [0, 1, nan, 3, 5], [0.5, nan, nan, 4]),
    ]
    cases += [
        slope("uneven", "In each piece.", ["plain", "one-piece-too-far", "value-differences"], [-0.75, 0.25, 1.5, 2.0625], uneven, heights),
        slope("rounding", "Every operation rounds.", ["plain", "one-piece-too-far", "value-differences"], [0.15, 0.33, 0.6, 1.1], tenths, rounding),
        slope("at-the-knots", "On the left of each knot.", ["right-slope-at-a-knot", "central-slope-at-a-knot"], uneven, uneven, heights),
        slope("before", "Left of the knots nothing changes.", ["extended-to-the-left", "one-piece-too-far"], [-3, -1.5], uneven, heights),
        slope("after", "Right of the knots the last slope stays.", ["plain", "clamped"], [2.25, 40], uneven, heights),
        slope("matrix", "Each element by itself.", ["plain", "one-piece-too-far", "value-differences"], [[0.25], [1.5]], uneven, heights),
        slope("one-piece", "Two knots.", ["plain", "extended-to-the-left"], [-1, 0.5, 3], [0, 2], [1, 4]),
        slope("level", "A level piece.", ["one-piece-too-far"], [0.5], [0, 1, 2], [3, 3, 4]),
        slope("steep", "A jump within 10⁻⁹.", ["plain", "one-piece-too-far"], [0.5 + 2.5e-10], [0, 0.5, 0.5 + 1e-9, 1], [0.25, 0.25, 1, 1]),
        slope("nan", "NaN has no piece.", ["nan-lost-in-comparison", "special-values"], [nan, 0.5], [0, 1], [5, 6], [nan, 1]),
    ]
    def any_slope_bounds(outputs, **_):
        """A slope, or the mean of two."""
        return {"derivative": each(lambda s: 0 if s == 0 else MOST_ROUNDINGS, outputs["derivative"])}

    conventions = [
        ("right", "right-slope-at-a-knot", "The slope on the right of a knot, as where ReLU has the derivative 1 at 0.", right_of_knots),
        ("mean", "central-slope-at-a-knot", "The mean of the slopes on both sides of a knot, as where ReLU has the derivative ½ at 0.", means_at_knots),
    ]
    numbers = [x for x in cases if not {"special-values", "nan-lost-in-comparison"} & set(x["flags"])]
    for word, flag, convention, program in conventions:
        cases += siblings(derivative, numbers, flag, word, convention, program, any_slope_bounds)
    held = "The last value is held right of the last knot, as by NumPy's interp."
    cases += siblings(value, cases, "clamped", "held", held, of_elements(clamped), value_bounds)
    out = "knots-out-of-order"
    for equation in (coefficients, value, derivative):
        cases += [
            misfit(cases, equation, "uneven", "fewer-values", "A knot without a value.", values=less),
            misfit(cases, equation, "uneven", "falling-knots", "Knots from the last to the first.", out, knots=lambda t: t[::-1]),
        ]
    return concept("UniversalApproximation", "ReLUInterpolant", notes, cases)


def interpolation_bound():
    notes = {
        "plain": PLAIN,
        "negative-number": "Neither a distance nor a bound of a magnitude is negative.",
        "missing-square": "h/8 · M.",
        "half": "h²/2 · M, the remainder of a Taylor polynomial.",
        "quarter": "h²/4 · M.",
        "missing-curvature": "h²/8.",
        "exchanged-arguments": "M²/8 · h.",
        "overflow-of-square": "h² overflows or vanishes although the bound is a number.",
    }
    textbook = lambda spacing, curvature: {"value": spacing * spacing / 8 * curvature}
    wrong = {
        "missing-square": [lambda spacing, curvature: {"value": spacing / 8 * curvature}],
        "half": [scaled(textbook, lambda x: 4)],
        "quarter": [scaled(textbook, lambda x: 2)],
        "missing-curvature": [lambda spacing, curvature: {"value": spacing * spacing / 8}],
        "exchanged-arguments": [lambda spacing, curvature: textbook(curvature, spacing)],
        "overflow-of-square": [textbook],
    }
    value = Equation("interpolation-bound-value", textbook, same_bound(2), wrong)

    def at(name, comment, flags, h, M, expect=None):
        return case(value, name, comment, flags, {"spacing": h, "curvature": M}, None if expect is None else {"value": expect})

    usual = ["plain", "missing-square", "half", "quarter", "missing-curvature", "exchanged-arguments"]
    unit = [flag for flag in usual if flag != "missing-curvature"]
    cases = [
        at("plain", "Every operation rounds.", usual, 0.3, 1.7),
        at("exact", "Nothing rounds.", usual, 0.5, 3),
        at("single", "All bits of a Float32 in use.", usual, singles("interpolation-bound", 2)[0] ** 2, 1.2999999523162842),
    ] + [
        at(f"sine-{N}", f"The sine between {N + 1} knots on [0, 2π] (B-48).", unit, 2 * math.pi / N, 1) for N in (4, 8, 16, 32, 64)
    ] + [
        at("large-curvature", "M of 10²⁰⁰ between knots 10⁻¹⁷⁰ apart: h² vanishes.", ["overflow-of-square"], 1e-170, 1e200),
        at("large-spacing", "Knots 10²⁰⁰ apart with M of 10⁻¹⁵⁰: h² overflows.", ["overflow-of-square"], 1e200, 1e-150),
        at("zero-spacing", "No distance, no error.", ["plain"], 0, 3),
        at("line", "A line has no curvature, and no error.", ["plain", "missing-curvature"], 0.5, 0),
        at("infinity", "An unbounded second derivative bounds nothing.", ["missing-curvature"], 0.5, inf, inf),
    ]
    cases += [
        misfit(cases, value, "plain", "negative-spacing", "A distance of −0.3.", "negative-number", spacing=-0.3),
        misfit(cases, value, "plain", "negative-curvature", "A bound of −1.7 on a magnitude.", "negative-number", curvature=-1.7),
    ]
    return concept("UniversalApproximation", "InterpolationBound", notes, cases)


def polynomial_collapse():
    notes = {
        "plain": PLAIN,
        "sizes-differ": SIZES,
        "missing-bias": "Σ v σ(w x): the mixed terms are missing.",
        "missing-coefficient": "Σ σ(w x + b).",
        "reversed-order": "The highest power first.",
        "missing-binomial": "bᵏ⁻ⁱ without the number of ways to choose.",
        "unscaled-powers": "xⁱ without wⁱ.",
        "exchanged-vectors": "w and b exchanged.",
        "mean-of-units": "The sum divided by the number of units.",
        "activation-of-input": "v (w σ(x) + b): the activation before the weight.",
        "empty": "No units, or no activation: code that starts from the first one has none.",
        "special-values": "NaN stays.",
    }

    def collapsed(choose=math.comb, scale=lambda w, i: w**i):
        def program(weights, biases, coefficients, activation):
            d = len(activation)
            return {
                "polynomial": [
                    sum(
                        (
                            v * activation[k] * choose(k, i) * product(w, i if scale is not None else 0) * product(b, k - i)
                            for w, b, v in zip(weights, biases, coefficients)
                            for k in range(i, d)
                        ),
                        0,
                    )
                    for i in range(d)
                ]
            }

        return program

    def product(x, n):
        return x * product(x, n - 1) if n > 0 else 1

    textbook = collapsed()

    def before(weights, biases, coefficients, activation):
        first = sum(v * (w * activation[0] + b) for w, b, v in zip(weights, biases, coefficients))
        return {"polynomial": [first] + [sum(v * w for w, v in zip(weights, coefficients)) * a for a in activation[1:]]}

    wrong = {
        "missing-bias": [lambda biases, **x: textbook(biases=[b * 0 for b in biases], **x)],
        "missing-coefficient": [lambda coefficients, **x: textbook(coefficients=[v * 0 + 1 for v in coefficients], **x)],
        "reversed-order": [lambda **x: {"polynomial": textbook(**x)["polynomial"][::-1]}],
        "missing-binomial": [collapsed(choose=lambda k, i: 1)],
        "unscaled-powers": [collapsed(scale=None)],
        "exchanged-vectors": [lambda weights, biases, **x: textbook(weights=biases, biases=weights, **x)],
        "mean-of-units": [scaled(textbook, lambda x: 1 / len(x["weights"]))],
        "activation-of-input": [before],
        "empty": [lambda weights, activation, **x: (weights[0], activation[0], textbook(weights=weights, activation=activation, **x))[2]],
        "special-values": [skipping_nan(textbook)],
    }

    def bounds(outputs, weights, biases, coefficients, activation):
        d = len(activation)
        terms = [
            sum(
                abs(v * activation[k]) * math.comb(k, i) * abs(w) ** i * abs(b) ** (k - i)
                for w, b, v in zip(weights, biases, coefficients)
                for k in range(i, d)
            )
            for i in range(d)
        ]
        return {"polynomial": [0 if c == 0 else MOST_ROUNDINGS * t / abs(c) for c, t in zip(outputs["polynomial"], terms)]}

    value = Equation("polynomial-collapse-value", textbook, bounds, wrong)

    def run(name, comment, flags, w, b, v, a, expect=None):
        inputs = {"weights": w, "biases": b, "coefficients": v, "activation": a}
        return case(value, name, comment, flags, inputs, None if expect is None else {"polynomial": expect})

    def data(kind, seed, N):
        return [[x / (4 if kind is decimals else 1) for x in kind(f"polynomial-collapse {seed} {N} {letter}", N)] for letter in "wbv"]

    usual = ["plain", "missing-bias", "missing-coefficient", "reversed-order", "missing-binomial", "unscaled-powers", "exchanged-vectors", "mean-of-units", "activation-of-input"]
    cases = [
        run("square-2", "Two units with σ(z) = z²: a parabola.", usual, *data(dyadics, "square", 2), [0, 0, 1]),
        run("square-5", "Five units: a parabola still.", usual, *data(decimals, "square", 5), [0, 0, 1]),
        run("cube-3", "Three units with σ(z) = z³.", usual, *data(decimals, "cube", 3), [0, 0, 0, 1]),
        run("quadratic-4", "A quadratic with all its terms; all bits of a Float32.", usual, *data(singles, "quadratic", 4), [0.5, -1.25, 2]),
        run("cubic-2", "A cubic with all its terms.", usual, *data(dyadics, "cubic", 2), [1, -0.5, 0.25, 2]),
        run("linear-3", "A linear activation: a line, as layers without activation are.", [flag for flag in usual if flag not in ("missing-binomial", "activation-of-input")], *data(decimals, "linear", 3), [0.5, 2]),
        run("constant-2", "A constant activation: a constant.", ["plain", "missing-coefficient", "mean-of-units"], *data(decimals, "constant", 2), [1.5]),
        run("one-unit", "One unit.", [flag for flag in usual if flag != "mean-of-units"], [1.5], [-0.5], [2], [0, 0, 1]),
        run("cancelling-units", "Two units whose squares cancel leave a line.", ["plain", "missing-bias", "missing-binomial"], [1, 1], [1, -1], [0.25, -0.25], [0, 0, 1]),
        run("large", "Numbers of 10¹⁰⁰.", ["plain", "missing-coefficient"], [1e100, 2e100], [3e100, 1e100], [1e50, 5e49], [0, 0, 1]),
        run("no-units", "No units: the polynomial 0.", ["empty"], [], [], [], [0, 0, 1], [0, 0, 0]),
        run("no-activation", "An activation without terms: a polynomial without terms.", ["empty"], [1], [2], [3], [], []),
        run("nan", "NaN spoils the powers that it is in.", ["special-values"], [nan], [1], [1], [0, 0, 1], [1, nan, nan]),
    ]
    cases += [
        misfit(cases, value, "square-2", "one-bias", "One bias is not that of every unit.", biases=first),
        misfit(cases, value, "square-5", "fewer-coefficients", "A unit without a coefficient.", coefficients=less),
    ]
    return concept("UniversalApproximation", "PolynomialCollapse", notes, cases)


CONCEPTS = [
    shallow_network,
    relu_interpolant,
    interpolation_bound,
    polynomial_collapse,
]
