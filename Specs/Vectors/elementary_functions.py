"""Vectors of the first document's two example functions."""

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
    each,
    exchanged,
    flat,
    flushed,
    in_single,
    kept_finite,
    matrix,
    renamed,
    same_bound,
    scaled,
    singles,
    skipping_nan,
    sum_bound,
)

inf, nan = math.inf, math.nan


def doubled_square():
    notes = {
        "plain": PLAIN,
        "square-of-the-double": "(2x)², four times the square.",
        "missing-factor-two": "x² alone, or half the slope.",
        "odd": "2 x |x|, negative on the left, or a slope without its sign.",
        "value-for-derivative": "2x² where the slope is asked.",
        "empty": "An empty tensor has no first element to take a type or a size from.",
        "overflow": OVERFLOW,
        "subnormal": SUBNORMAL,
        "special-values": "NaN stays: a comparison loses it.",
    }

    def elementwise(output, function):
        return lambda x: {output: each(function, x)}

    def from_first(program):
        def peeking(x):
            if isinstance(x, list):
                flat(x)[0]
            return program(x=x)

        return peeking

    textbook = elementwise("value", lambda x: 2 * x * x)
    wrong = {
        "square-of-the-double": [elementwise("value", lambda x: (2 * x) * (2 * x))],
        "missing-factor-two": [elementwise("value", lambda x: x * x)],
        "odd": [elementwise("value", lambda x: 2 * x * abs(x))],
        "empty": [from_first(textbook)],
        "overflow": [kept_finite(textbook)],
        "subnormal": [flushed(textbook)],
        "special-values": [skipping_nan(textbook)],
    }
    # The product with 2 is exact, the other one is correctly rounded.
    value = Equation("doubled-square-value", textbook, same_bound(0.5), wrong)

    slope = elementwise("derivative", lambda x: 4 * x)
    wrong = {
        "missing-factor-two": [elementwise("derivative", lambda x: 2 * x)],
        "odd": [elementwise("derivative", lambda x: 4 * abs(x))],
        "value-for-derivative": [elementwise("derivative", lambda x: 2 * x * x)],
        "empty": [from_first(slope)],
        "overflow": [kept_finite(slope)],
        "subnormal": [flushed(slope)],
        "special-values": [skipping_nan(slope)],
    }
    derivative = Equation("doubled-square-derivative", slope, same_bound(0), wrong)

    def at(name, comment, flags, x, expect=None):
        return case(value, name, comment, flags, {"x": x}, None if expect is None else {"value": expect})

    def slope_at(name, comment, flags, x, expect=None):
        return case(derivative, name, comment, flags, {"x": x}, None if expect is None else {"derivative": expect})

    usual = ["plain", "square-of-the-double", "missing-factor-two"]
    cases = [
        at("three", "f(3) = 18.", usual, 3),
        at("minus-three", "f(−3) = 18: the function is even.", usual + ["odd"], -3),
        at("one", "f(1) = 2.", usual, 1),
        at("zero", "f(0) = 0, its least value.", ["plain"], 0),
        at("minus-zero", "+0, as the square of −0.", ["plain"], -0.0),
        at("dyadic-vector", "Short numbers.", usual + ["odd"], dyadics("doubled-square", 5)),
        at("decimal-matrix", "Numbers that no binary format holds.", usual + ["odd"], matrix(decimals("doubled-square", 6), 3)),
        at("single-vector", "All bits of a Float32 in use.", usual + ["odd"], singles("doubled-square", 5)),
        at("empty", "No elements.", ["empty"], []),
        at("huge", "A result near 10³⁰⁰.", usual, 1.5e150),
        at("tiny", "A result near 10⁻³⁰⁰.", usual, -1.5e-150),
        at("largest", "Just below the largest number: four squares would not fit.", ["square-of-the-double"], 9.4e153),
        at("overflow", "The exact result is 5 · 10³⁰⁸.", ["overflow"], -1.6e154),
        at("subnormal-result", "A subnormal result.", ["subnormal"], 1e-155),
        at("infinity", "+∞ on both sides.", ["odd"], [inf, -inf], [inf, inf]),
        at("nan", "NaN in its place.", ["special-values"], [1, nan], [2, nan]),
    ]
    cases += [
        slope_at("three", "f′(3) = 12.", ["plain", "missing-factor-two", "value-for-derivative"], 3),
        slope_at("minus-three", "Falling on the left.", ["plain", "missing-factor-two", "odd"], -3),
        slope_at("zero", "0 at the least value.", ["plain"], 0),
        slope_at("two", "f(2) = f′(2) = 8.", ["plain", "missing-factor-two"], 2),
        slope_at("dyadic-vector", "Short numbers.", ["plain", "missing-factor-two", "odd"], dyadics("doubled-square slope", 5)),
        slope_at("decimal-matrix", "Numbers that no binary format holds.", ["plain", "value-for-derivative"], matrix(decimals("doubled-square slope", 6), 2)),
        slope_at("single-vector", "All bits of a Float32 in use.", ["plain", "missing-factor-two"], singles("doubled-square slope", 5)),
        slope_at("empty", "No elements.", ["empty"], []),
        slope_at("huge", "The value would overflow, the slope does not.", ["value-for-derivative"], 1e300),
        slope_at("tiny", "The value would vanish, the slope does not.", ["value-for-derivative"], -1e-300),
        slope_at("overflow", "The exact slope is −4 · 10³⁰⁸.", ["overflow"], -1e308),
        slope_at("subnormal", "Exact with subnormal numbers too.", ["subnormal"], 5e-324),
        slope_at("infinity", "±∞ with its sign.", ["odd"], [inf, -inf], [inf, -inf]),
        slope_at("nan", "NaN in its place.", ["special-values"], [nan, 1], [nan, 4]),
    ]
    return concept("ElementaryFunctions", "DoubledSquare", notes, cases)


def square_plus_double():
    notes = {
        "plain": PLAIN,
        "swapped-arguments": "y² + 2x.",
        "missing-factor-two": "x² + y, or the slope of x²/2.",
        "squared-both": "x² + y².",
        "swapped-gradients": "The two partial derivatives under each other's name.",
        "value-for-derivative": "x² for 2x, or 2y for 2: the other variable was not kept constant, or a term not derived.",
        "cancellation": IN_SINGLE,
        "overflow": OVERFLOW,
        "subnormal": SUBNORMAL,
        "special-values": "∞ − ∞ gives NaN, and NaN stays; but y has no part in the gradient, NaN neither.",
    }
    textbook = lambda x, y: {"value": x * x + 2 * y}
    wrong = {
        "swapped-arguments": [renamed(textbook, {"x": "y", "y": "x"})],
        "missing-factor-two": [lambda x, y: {"value": x * x + y}],
        "squared-both": [lambda x, y: {"value": x * x + y * y}],
        "cancellation": [in_single(textbook)],
        "overflow": [kept_finite(textbook)],
        "subnormal": [flushed(textbook)],
        "special-values": [skipping_nan(textbook)],
    }

    def ulps(outputs, x, y):
        return {"value": sum_bound([x * x, 2 * y], 2)}  # The square and the sum; doubling is exact.

    value = Equation("square-plus-double-value", textbook, ulps, wrong)

    partials = lambda x, y: {"x": 2 * x, "y": 2}
    wrong = {
        "swapped-gradients": [exchanged(partials, "x", "y")],
        "missing-factor-two": [scaled(partials, lambda _: 0.5, ["x"]), scaled(partials, lambda _: 0.5, ["y"])],
        "value-for-derivative": [lambda x, y: {"x": x * x, "y": 2}, lambda x, y: {"x": 2 * x, "y": 2 * y}, lambda x, y: {"x": 2 * x + 2 * y, "y": 2}],
        "overflow": [kept_finite(partials)],
        "subnormal": [flushed(partials)],
        "special-values": [skipping_nan(partials), lambda x, y: {"x": 2 * x + 0 * y, "y": 2 + 0 * y}],
    }
    gradient = Equation("square-plus-double-gradient", partials, same_bound(0), wrong)

    def at(name, comment, flags, x, y, expect=None):
        return case(value, name, comment, flags, {"x": x, "y": y}, None if expect is None else {"value": expect})

    def slopes(name, comment, flags, x, y, expect=None):
        return case(gradient, name, comment, flags, {"x": x, "y": y}, None if expect is None else dict(zip("xy", expect)))

    s = singles("square-plus-double", 4)
    usual = ["plain", "swapped-arguments", "missing-factor-two", "squared-both"]
    cases = [
        at("one-one", "f(1, 1) = 3.", ["plain", "missing-factor-two", "squared-both"], 1, 1),
        at("dyadic", "Nothing rounds.", usual, 1.5, -2.25),
        at("decimal", "Every operation but the doubling rounds.", usual, -3.7, 1.9),
        at("single", "All bits of a Float32 in use.", usual, s[0], s[1]),
        at("even-in-x", "−x gives the same.", usual, 3.7, 1.9),
        at("zero-x", "2y alone.", usual, 0, -3.5),
        at("zero-y", "x² alone.", ["plain", "swapped-arguments"], -3.5, 0),
        at("origin", "Not a minimum: f(0, −1) is less.", ["plain"], 0, 0),
        at("below-the-origin", "f(0, −1) = −2.", usual, 0, -1),
        at("after-a-thousand-steps", "Descent from (1, 1) with η = 0.1 has come near this point.", ["plain", "swapped-arguments", "squared-both"], 1e-97, -199),
        at("root", "x² = −2y, and nothing rounds.", ["missing-factor-two", "squared-both"], 3, -4.5),
        at("cancellation", "x² and −2y agree to six digits.", ["cancellation", "missing-factor-two"], 1.1, -0.605002),
        at("strong-cancellation", "x² and −2y agree to twelve digits.", ["cancellation"], 1234.5678, -762078.825984),
        at("huge", "A result near 10³⁰⁰.", usual, 1.5e150, -2e299),
        at("tiny", "A result near 10⁻³⁰⁰.", usual, 1.5e-150, -2e-301),
        at("overflow", "The exact result is 2 · 10³⁰⁸.", ["overflow"], 1e154, 5e307),
        at("overflow-below", "The exact result is −2 · 10³⁰⁸.", ["overflow"], 1, -1e308),
        at("subnormal", "Subnormal terms.", ["subnormal"], 1e-157, 3e-315),
        at("infinity-minus-infinity", "∞ − ∞ is NaN.", ["special-values"], inf, -inf, nan),
        at("infinite-y", "It falls without end.", ["squared-both"], 5, -inf, -inf),
        at("nan", "NaN in either.", ["special-values"], 2, nan, nan),
    ]
    usual = ["plain", "swapped-gradients", "missing-factor-two", "value-for-derivative"]
    cases += [
        slopes("one-one", "(2, 2): nothing to tell the two apart.", ["plain", "missing-factor-two"], 1, 1),
        slopes("dyadic", "(3, 2).", usual, 1.5, -2.25),
        slopes("decimal", "Exact, since doubling is.", usual, -3.7, 1.9),
        slopes("single", "All bits of a Float32 in use.", usual, s[2], s[3]),
        slopes("other-y", "The same x with another y gives the same.", usual, -3.7, 250),
        slopes("zero-x", "(0, 2): a least value along x, none along y.", ["plain", "swapped-gradients"], 0, -3.5),
        slopes("origin", "Not stationary.", ["plain", "swapped-gradients"], 0, 0),
        slopes("huge", "The value would overflow, the gradient does not.", ["plain", "value-for-derivative", "swapped-gradients"], 1e300, 1e300),
        slopes("tiny", "A small slope along x.", ["plain", "value-for-derivative", "swapped-gradients"], -1e-300, 1e-300),
        slopes("overflow", "2x is beyond the largest number.", ["overflow"], 1e308, 1),
        slopes("subnormal", "Exact with subnormal numbers too.", ["subnormal"], 5e-324, 1),
        slopes("infinite-x", "±∞ along x.", ["swapped-gradients"], -inf, 1, (-inf, 2)),
        slopes("infinite-y", "y has no part in it.", ["special-values", "value-for-derivative"], 1.5, inf, (3, 2)),
        slopes("nan-x", "NaN along x alone.", ["special-values"], nan, 1, (nan, 2)),
        slopes("nan-y", "y has no part in it.", ["special-values"], 1.5, nan, (3, 2)),
    ]
    return concept("ElementaryFunctions", "SquarePlusDouble", notes, cases)


CONCEPTS = [doubled_square, square_plus_double]
