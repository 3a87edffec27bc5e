"""Vectors of the products. A correctly rounded element is off by half a unit; see vectors.py for sums."""

import math

from arithmetic import SINGLE, rounded
from vectors import (
    IN_SINGLE,
    OVERFLOW,
    PLAIN,
    SIZES,
    SUBNORMAL,
    Equation,
    Tensor,
    broadcasting,
    case,
    concept,
    cut_to_shortest,
    decimals,
    dyadics,
    each,
    exchanged,
    flat,
    flushed,
    in_single,
    invalid,
    kept_finite,
    matrix,
    same_bound,
    singles,
    skipping_nan,
    special,
    sum_bound,
)

inf, nan = math.inf, math.nan

EMPTY = "Nothing to multiply: code that starts from its first element, or reads a size from it, has none."
SPECIAL = "∞ · 0 and ∞ − ∞ give NaN, and NaN stays: a skipped zero or a comparison loses it."


def products(u, v):
    return [a * b for a, b in zip(u, v, strict=True)]


def skipping_zeros(u, v):
    """Leaves out the products with a factor 0, as a sparse format does."""
    return [a * b for a, b in zip(u, v, strict=True) if a != 0 and b != 0]


def dot_product():
    notes = {
        "plain": PLAIN,
        "empty": EMPTY,
        "one-element": "The shortest vector: a loop that starts late or stops early sees nothing.",
        "cancellation": IN_SINGLE,
        "sign": "The terms differ in sign: a sum of magnitudes is another number.",
        "swapped-gradients": "w̄ is made of x and x̄ of w.",
        "missing-cotangent": "The local derivative without the factor from above.",
        "special-values": SPECIAL + " Seen in https://github.com/OpenMathLib/OpenBLAS/issues/4728.",
        "subnormal": SUBNORMAL,
        "overflow": OVERFLOW,
        "sizes-differ": SIZES,
    }

    textbook = lambda w, x: {"value": sum(products(w, x))}
    wrong = {
        "empty": [lambda w, x: {"value": w[0] * x[0] + sum(products(w[1:], x[1:]))}],
        "one-element": [lambda w, x: {"value": sum(products(w[:-1], x[:-1]))}],
        "cancellation": [in_single(textbook)],
        "sign": [lambda w, x: {"value": sum(abs(t) for t in products(w, x))}],
        "special-values": [lambda w, x: {"value": sum(skipping_zeros(w, x))}, skipping_nan(textbook)],
        "subnormal": [flushed(textbook)],
        "overflow": [kept_finite(textbook)],
        "sizes-differ": [broadcasting(textbook), cut_to_shortest(textbook)],
    }
    # A term passes its own rounding and at most one addition for every other term.
    value = Equation(
        "dot-product-value",
        textbook,
        lambda outputs, w, x: {"value": sum_bound(products(w, x), len(w))},
        wrong,
    )

    textbook = lambda cotangent, w, x: {"w": [cotangent * b for b in x], "x": [cotangent * a for a in w]}
    wrong = {
        "empty": [lambda cotangent, w, x: textbook(cotangent, w, x) | {"unused": w[0]}],
        "swapped-gradients": [exchanged(textbook, "w", "x")],
        "missing-cotangent": [lambda cotangent, w, x: {"w": x, "x": w}],
        "sign": [lambda cotangent, w, x: textbook(abs(cotangent), w, x)],
        "special-values": [
            skipping_nan(textbook),
            lambda cotangent, w, x: textbook(cotangent, w, x) if cotangent != 0 else textbook(0, [0] * len(w), [0] * len(x)),
        ],
        "subnormal": [flushed(textbook)],
        "overflow": [kept_finite(textbook)],
    }
    pullback = Equation("dot-product-pullback", textbook, same_bound(0.5), wrong)

    def dot(name, comment, flags, w, x, expect=None):
        expect = None if expect is None else {"value": expect}
        return case(value, name, comment, flags, {"w": w, "x": x}, expect)

    def back(name, comment, flags, cotangent, w, x, expect=None):
        return case(pullback, name, comment, flags, {"cotangent": cotangent, "w": w, "x": x}, expect)

    def data(kind, name, n):
        return kind(name + " w", n), kind(name + " x", n)

    cases = [
        dot("empty", "The sum of nothing is 0.", ["empty"], [], []),
        dot("one-element", "One product.", ["one-element"], [-1.25], [3.5]),
        dot("two-elements", "The shortest sum.", ["plain", "sign"], *data(dyadics, "dot-2", 2)),
        dot("three-elements", "Numbers that no binary format holds.", ["plain", "sign"], *data(decimals, "dot-3", 3)),
        dot("five-elements", "All bits of a Float32 in use.", ["plain", "sign"], *data(singles, "dot-5", 5)),
        dot("eight-elements", "The longest sum that the kernel adds from left to right.", ["plain", "sign"], *data(decimals, "dot-8", 8)),
        dot("nine-elements", "The shortest sum that the kernel adds in two parts.", ["plain", "sign"], *data(dyadics, "dot-9", 9)),
        dot("seventeen-elements", "Two levels of pairs, of unequal length.", ["plain", "sign"], *data(decimals, "dot-17", 17)),
        dot("seventeen-single-elements", "As before, with all bits of a Float32 in use.", ["plain", "sign"], *data(singles, "dot-17", 17)),
        dot("orthogonal", "The terms cancel to 0, and nothing rounds.", ["sign"], [2.5, -1, 4], [2, 3, -0.5]),
        dot("cancellation", "The condition is about 2.5 · 10⁶.", ["cancellation"], [1234.567, -987.654, 0.001], [987.654, 1234.566, -2.25]),
        dot("strong-cancellation", "The condition is about 7 · 10¹⁰.", ["cancellation"], [100000.1, -99999.8, 1], [99999.9, 100000.2, 0.25]),
        dot("huge", "A result near 10³⁰⁰.", ["plain"], [1.5e150, -2.5e149, 3.25e150], [1.25e150, 4.5e149, 2e149]),
        dot("tiny", "A result near 10⁻³⁰⁰.", ["plain"], [1.5e-150, -2.5e-151, 3.25e-150], [1.25e-150, 4.5e-151, 2e-151]),
        dot("overflow", "The exact result is 2 · 10³⁰⁸.", ["overflow"], [-1e154, 1e150], [2e154, 1]),
        dot("subnormal", "Subnormal products.", ["subnormal"], [1e-160, 3e-161], [2e-155, -5e-155]),
        dot("subnormal-single", "Subnormal products in Float32.", ["subnormal"], [2.0**-70, -3 * 2.0**-71], [2.0**-65, 2.0**-66]),
        dot("infinity-times-zero", "∞ · 0 is NaN, so no product may be left out.", ["special-values"], [1, inf, 2], [3, 0, 5], nan),
        dot("infinity-minus-infinity", "∞ − ∞ is NaN.", ["special-values"], [inf, inf], [1, -2], nan),
        dot("nan", "NaN gives NaN, even beside a 0.", ["special-values"], [0, 2], [nan, 3], nan),
    ]
    cases += [
        back("empty", "No elements, no gradients.", ["empty"], 2, [], []),
        back("one-element", "One product each.", ["plain", "swapped-gradients"], -0.75, [2.5], [-3]),
        back("two-elements", "w and x differ.", ["plain", "swapped-gradients", "missing-cotangent"], 1.5, *data(dyadics, "dot-pullback-2", 2)),
        back("three-elements", "Every product rounds.", ["plain", "swapped-gradients", "sign"], -0.7, *data(decimals, "dot-pullback-3", 3)),
        back("five-elements", "All bits of a Float32 in use.", ["plain", "swapped-gradients", "missing-cotangent"], 0.3333333432674408, *data(singles, "dot-pullback-5", 5)),
        back("seventeen-elements", "A longer vector.", ["plain", "swapped-gradients", "sign"], -3.25, *data(dyadics, "dot-pullback-17", 17)),
        back("zero-cotangent", "Nothing flows back.", ["missing-cotangent"], 0, [1.5, -2], [0.5, 4]),
        back("zero-cotangent-at-infinity", "0 · ∞ is NaN, even for a cotangent of 0.", ["special-values"], 0, [inf, 2], [3, nan], {"w": [0, nan], "x": [nan, 0]}),
        back("nan-cotangent", "NaN reaches every element.", ["special-values"], nan, [1, 2], [0, 4], {"w": [nan, nan], "x": [nan, nan]}),
        back("infinite-cotangent", "±∞ by the sign of the other factor.", ["special-values", "sign"], -inf, [1, -2], [0.5, 0], {"w": [-inf, nan], "x": [-inf, inf]}),
        back("huge", "Gradients near 10³⁰⁰.", ["plain", "swapped-gradients"], 2.5e150, [1.5e150, -3e149], [7e149, 1.1e150]),
        back("tiny", "Gradients near 10⁻³⁰⁰.", ["plain", "swapped-gradients"], 2.5e-150, [1.5e-150, -3e-151], [7e-151, 1.1e-150]),
        back("overflow", "One gradient is beyond the largest number.", ["overflow"], 1e200, [1e200, 3], [-5, -1e110]),
        back("subnormal", "Subnormal gradients.", ["subnormal"], 1e-160, [2e-155, -3e-152], [1e-158, 5e-150]),
    ]
    cases += [
        invalid(value, "one-input", "One number is not the other factor of every weight.", ["sizes-differ"], {"w": [1, 2, 3], "x": [4]}),
        invalid(value, "fewer-inputs", "A weight without an input.", ["sizes-differ"], {"w": [1, 2, 3], "x": [4, 5]}),
        invalid(pullback, "one-weight", "One weight is not the weight of every input.", ["sizes-differ"], {"cotangent": 2, "w": [1], "x": [3, 4, 5]}),
        invalid(pullback, "fewer-weights", "An input without a weight.", ["sizes-differ"], {"cotangent": 2, "w": [1, 2], "x": [3, 4, 5]}),
    ]
    return concept("TensorAlgebra", "DotProduct", notes, cases)


def added_to_zero(program):
    """Adds each result to a zeroed one."""
    return lambda **inputs: {name: [0 + x for x in values] for name, values in program(**inputs).items()}


def hadamard_product():
    notes = {
        "plain": PLAIN,
        "empty": EMPTY,
        "sign": "Factors of either sign: a product of magnitudes is another number.",
        "signed-zero": "(−0) · 1 is −0: adding the product to a zeroed result makes it +0.",
        "swapped-gradients": "ū is made of v and v̄ of u.",
        "missing-cotangent": "The local derivative without the factor from above.",
        "broadcast": "Multiplies by the first element of the other vector only.",
        "special-values": SPECIAL,
        "subnormal": SUBNORMAL,
        "overflow": OVERFLOW,
        "underflow": "The exact result lies below the least number: it is 0, not the least.",
        "sizes-differ": SIZES,
    }

    textbook = lambda u, v: {"value": products(u, v)}
    kept_nonzero = lambda u, v: {"value": [x.with_(2.0**-1022) if x == 0 else x for x in products(u, v)]}
    wrong = {
        "empty": [lambda u, v: {"value": [u[0] * v[0]] + products(u[1:], v[1:])}],
        "sign": [lambda u, v: {"value": [abs(x) for x in products(u, v)]}],
        "signed-zero": [added_to_zero(textbook)],
        "broadcast": [lambda u, v: {"value": [a * v[0] for a in u]}],
        "special-values": [
            skipping_nan(textbook),
            lambda u, v: {"value": [a * b if a != 0 and b != 0 else a.with_(0) for a, b in zip(u, v)]},
        ],
        "subnormal": [flushed(textbook)],
        "overflow": [kept_finite(textbook)],
        "underflow": [kept_nonzero],
        "sizes-differ": [broadcasting(textbook), cut_to_shortest(textbook)],
    }
    value = Equation("hadamard-product-value", textbook, same_bound(0.5), wrong)

    pulled = lambda cotangent, u, v: {"u": products(cotangent, v), "v": products(cotangent, u)}
    wrong = {
        "empty": [lambda cotangent, u, v: pulled(cotangent, u, v) | {"unused": u[0]}],
        "swapped-gradients": [exchanged(pulled, "u", "v")],
        "missing-cotangent": [lambda cotangent, u, v: {"u": v, "v": u}],
        "broadcast": [lambda cotangent, u, v: pulled([cotangent[0]] * len(u), u, v)],
        "signed-zero": [added_to_zero(pulled)],
        "special-values": [skipping_nan(pulled)],
        "subnormal": [flushed(pulled)],
        "overflow": [kept_finite(pulled)],
        "sizes-differ": [broadcasting(pulled), cut_to_shortest(pulled)],
    }
    pullback = Equation("hadamard-product-pullback", pulled, same_bound(0.5), wrong)

    def product(name, comment, flags, u, v, expect=None):
        expect = None if expect is None else {"value": expect}
        return case(value, name, comment, flags, {"u": u, "v": v}, expect)

    def back(name, comment, flags, cotangent, u, v, expect=None):
        return case(pullback, name, comment, flags, {"cotangent": cotangent, "u": u, "v": v}, expect)

    def data(kind, name, n):
        return [kind(f"{name} {part}", n) for part in "cuv"]

    cases = [
        product("empty", "No elements give no elements.", ["empty"], [], []),
        product("one-element", "One product.", ["plain", "sign"], [-1.5], [2.25]),
        product("two-elements", "Dyadic numbers: nothing rounds.", ["plain", "broadcast"], *data(dyadics, "hadamard-2", 2)[1:]),
        product("three-elements", "Every product rounds.", ["plain", "broadcast", "sign"], *data(decimals, "hadamard-3", 3)[1:]),
        product("five-elements", "All bits of a Float32 in use.", ["plain", "broadcast"], *data(singles, "hadamard-5", 5)[1:]),
        product("seventeen-elements", "A longer vector.", ["plain", "broadcast"], *data(decimals, "hadamard-17", 17)[1:]),
        product("mask", "Ones and zeros keep and drop elements.", ["plain", "broadcast"], [1, 0, 1, 0], [-2.5, 3, 0.0625, -7]),
        product("signed-zero", "(−0) · 1 is −0.", ["signed-zero"], [-0.0], [1], [-0.0]),
        product("huge", "Results near 10³⁰⁰.", ["plain"], [1.5e150, -2.5e149, 3e300], [1.25e150, 4.5e150, 2]),
        product("tiny", "Results near 10⁻³⁰⁰.", ["plain"], [1.5e-150, -2.5e-149, 3e-300], [1.25e-150, 4.5e-150, 2]),
        product("overflow", "Results beyond the largest number.", ["overflow"], [1e200, -1e155, 1.7e308], [1e200, 1e155, 2]),
        product("underflow", "Results below the least number; the decimals are the exact ones.", ["underflow"], [1e-200, -1e-163, 5e-324], [1e-200, 1e-162, 0.25]),
        product("subnormal", "Subnormal factors and results.", ["subnormal"], [5e-324, 1e-160, 3e-310], [3, -2e-155, 1000]),
        product("subnormal-single", "Subnormal results in Float32.", ["subnormal"], [2.0**-149, 5 * 2.0**-80], [3, -(2.0**-60)]),
        product("infinity-times-zero", "∞ · 0 is NaN.", ["special-values"], [inf, 0, -inf], [0, -inf, 2], [nan, nan, -inf]),
        product("nan", "NaN stays in its place.", ["special-values"], [nan, 2, 0], [1, 3, nan], [nan, 6, nan]),
    ]
    cases += [
        back("empty", "No elements, no gradients.", ["empty"], [], [], []),
        back("one-element", "One product each.", ["plain", "swapped-gradients", "missing-cotangent"], [0.75], [-1.5], [2.25]),
        back("two-elements", "Dyadic numbers: nothing rounds.", ["plain", "swapped-gradients", "broadcast"], *data(dyadics, "hadamard-pullback-2", 2)),
        back("three-elements", "Every product rounds.", ["plain", "swapped-gradients", "broadcast"], *data(decimals, "hadamard-pullback-3", 3)),
        back("five-elements", "All bits of a Float32 in use.", ["plain", "swapped-gradients", "missing-cotangent"], *data(singles, "hadamard-pullback-5", 5)),
        back("seventeen-elements", "A longer vector.", ["plain", "swapped-gradients", "broadcast"], *data(dyadics, "hadamard-pullback-17", 17)),
        back("zero-cotangent", "An element with cotangent 0 gets nothing.", ["missing-cotangent", "broadcast"], [0, 2.5], [1.5, -2], [0.5, 4]),
        back("signed-zero", "As for the value: (−0) · 1 is −0.", ["signed-zero"], [-0.0], [1], [1], {"u": [-0.0], "v": [-0.0]}),
        back("infinity-times-zero", "0 · ∞ is NaN, and an infinite cotangent keeps its sign.", ["special-values"], [0, -inf], [inf, 2], [3, -0.5], {"u": [0, inf], "v": [nan, -inf]}),
        back("nan", "NaN stays in its place.", ["special-values"], [nan, 1, 2], [0, nan, 3], [4, 5, -6], {"u": [nan, 5, -12], "v": [nan, nan, 6]}),
        back("huge", "Gradients near 10³⁰⁰.", ["plain", "swapped-gradients"], [2.5e150, -1.5], [1.5e150, 4e299], [7e149, -1e300]),
        back("tiny", "Gradients near 10⁻³⁰⁰.", ["plain", "swapped-gradients"], [2.5e-150, -1.5], [1.5e-150, 4e-299], [7e-151, -1e-300]),
        back("overflow", "Gradients beyond the largest number.", ["overflow"], [1e200, -2], [1e200, -1e308], [-3, 1.5e308]),
        back("subnormal", "Subnormal gradients.", ["subnormal"], [1e-160, 3], [2e-155, 5e-324], [-1e-150, 4e-310]),
    ]
    cases += [
        invalid(value, "one-factor", "One number is not the other factor of every element.", ["sizes-differ"], {"u": [1, 2, 3], "v": [4]}),
        invalid(value, "fewer-factors", "An element without a factor.", ["sizes-differ"], {"u": [1, 2], "v": [3, 4, 5]}),
        invalid(pullback, "one-cotangent", "Three elements have three cotangents.", ["sizes-differ"], {"cotangent": [1], "u": [2, 3, 4], "v": [5, 6, 7]}),
        invalid(pullback, "fewer-cotangents", "An element without a cotangent.", ["sizes-differ"], {"cotangent": [1, 2], "u": [2, 3, 4], "v": [5, 6, 7]}),
    ]
    return concept("TensorAlgebra", "HadamardProduct", notes, cases)


def transposed(M):
    return [list(column) for column in zip(*M, strict=True)]


def row_times_column(A, B):
    """For each element of AB, its terms."""
    return [[products(row, column) for column in zip(*B, strict=True)] for row in A]


def multiplied(A, B):
    return [[sum(terms) for terms in row] for row in row_times_column(A, B)]


def by_columns(M):
    """The matrix that results when elements stored by rows are read by columns."""
    elements, height, width = flat(M), len(M), len(M[0])
    return [[elements[j * height + i] for j in range(width)] for i in range(height)]


def matrix_product():
    notes = {
        "plain": PLAIN,
        "empty": EMPTY,
        "transposed-operand": "A transpose too many or too few, which only square matrices let through.",
        "swapped-arguments": "BA for AB, which only square matrices let through.",
        "swapped-gradients": "Ā under B̄'s name, which only square matrices let through.",
        "column-major": "Reads row-major elements column by column.",
        "elementwise": "Multiplies equal places, which only square matrices let through.",
        "missing-cotangent": "The local derivative without the factor from above.",
        "cancellation": IN_SINGLE,
        "special-values": SPECIAL + " Seen in https://github.com/Reference-LAPACK/lapack/issues/179.",
        "subnormal": SUBNORMAL,
        "sizes-differ": SIZES,
    }

    def peeking(A, B):
        zero = A[0][0] * B[0][0] * 0
        return {"value": [[zero + sum(terms) for terms in row] for row in row_times_column(A, B)]}

    def to_the_shorter(A, B):
        return [[sum(a * b for a, b in zip(row, column)) for column in zip(*B)] for row in A]

    textbook = lambda A, B: {"value": multiplied(A, B)}
    wrong = {
        "empty": [peeking],
        "transposed-operand": [lambda A, B: textbook(A, transposed(B)), lambda A, B: textbook(transposed(A), B)],
        "swapped-arguments": [lambda A, B: textbook(B, A)],
        "column-major": [lambda A, B: textbook(by_columns(A), by_columns(B))],
        "elementwise": [lambda A, B: {"value": [products(a, b) for a, b in zip(A, B)]}],
        "cancellation": [in_single(textbook)],
        "special-values": [
            skipping_nan(textbook),
            lambda A, B: {"value": [[sum(skipping_zeros(row, column)) for column in zip(*B)] for row in A]},
        ],
        "subnormal": [flushed(textbook)],
        "sizes-differ": [lambda A, B: {"value": to_the_shorter(A, B)}],
    }

    def bounds(A, B):
        return [[sum_bound(terms, len(terms)) for terms in row] for row in row_times_column(A, B)]

    value = Equation(
        "matrix-product-value", textbook, lambda outputs, A, B: {"value": bounds(A, B)}, wrong
    )

    pulled = lambda cotangent, A, B: {
        "A": multiplied(cotangent, transposed(B)),
        "B": multiplied(transposed(A), cotangent),
    }

    def peeking_back(cotangent, A, B):
        cotangent[0][0], A[0][0], B[0][0]
        return pulled(cotangent, A, B)

    wrong = {
        "empty": [peeking_back],
        "transposed-operand": [
            lambda cotangent, A, B: pulled(cotangent, A, B) | {"A": multiplied(cotangent, B)},
            lambda cotangent, A, B: pulled(cotangent, A, B) | {"B": multiplied(A, cotangent)},
        ],
        "swapped-arguments": [
            lambda cotangent, A, B: pulled(cotangent, A, B) | {"A": multiplied(transposed(B), cotangent)},
        ],
        "swapped-gradients": [exchanged(pulled, "A", "B")],
        "column-major": [
            lambda cotangent, A, B: pulled(by_columns(cotangent), by_columns(A), by_columns(B)),
        ],
        "missing-cotangent": [
            lambda cotangent, A, B: pulled(each(lambda c: c.with_(1), cotangent), A, B),
        ],
        "special-values": [skipping_nan(pulled)],
        "subnormal": [flushed(pulled)],
        "sizes-differ": [
            lambda cotangent, A, B: {
                "A": to_the_shorter(cotangent, transposed(B)),
                "B": to_the_shorter(transposed(A), cotangent),
            },
        ],
    }
    pullback = Equation(
        "matrix-product-pullback",
        pulled,
        lambda outputs, cotangent, A, B: {
            "A": bounds(cotangent, transposed(B)),
            "B": bounds(transposed(A), cotangent),
        },
        wrong,
    )

    def product(name, comment, flags, A, B, expect=None):
        expect = None if expect is None else {"value": expect}
        return case(value, name, comment, flags, {"A": A, "B": B}, expect)

    def back(name, comment, flags, cotangent, A, B, expect=None):
        return case(pullback, name, comment, flags, {"cotangent": cotangent, "A": A, "B": B}, expect)

    def data(kind, m, k, n):
        name = f"matrix-product-{m}x{k}x{n}"
        return [matrix(kind(name + " A", m * k), k), matrix(kind(name + " B", k * n), n)]

    def data_back(kind, m, k, n):
        return [matrix(kind(f"matrix-product-pullback-{m}x{k}x{n} C", m * n), n)] + data(kind, m, k, n)

    square = ["transposed-operand", "swapped-arguments"]
    cases = [
        product("no-rows", "0 × 3 times 3 × 2 is 0 × 2: the number of columns outlives the rows.", ["empty"], Tensor([0, 3], []), [[1, 2], [3, 4], [5, 6]], Tensor([0, 2], [])),
        product("no-columns", "2 × 3 times 3 × 0 is 2 × 0.", ["empty"], [[1, 2, 3], [4, 5, 6]], Tensor([3, 0], [[], [], []]), Tensor([2, 0], [[], []])),
        product("no-terms", "2 × 0 times 0 × 3 is the zero matrix.", ["empty"], Tensor([2, 0], [[], []]), Tensor([0, 3], []), [[0, 0, 0], [0, 0, 0]]),
        product("1x1x1", "One product.", ["plain"], [[-1.5]], [[2.25]]),
        product("2x3x4", "All sizes differ.", ["plain", "column-major"], *data(dyadics, 2, 3, 4)),
        product("4x3x2", "All sizes differ, the other way.", ["plain", "column-major"], *data(decimals, 4, 3, 2)),
        product("3x1x2", "An outer product.", ["plain"], *data(dyadics, 3, 1, 2)),
        product("1x5x1", "A dot product.", ["plain"], *data(singles, 1, 5, 1)),
        product("3x17x2", "Sums that the kernel adds in pairs.", ["plain", "column-major"], *data(singles, 3, 17, 2)),
        product("5x2x3", "Short sums.", ["plain", "column-major"], *data(decimals, 5, 2, 3)),
        product("2x2x2", "Square, so that nothing but the numbers tells a transpose.", ["plain", "elementwise", "column-major"] + square, [[1, 2], [3, 4]], [[5, -6], [0.5, 8]]),
        product("3x3x3", "Square, of full-length numbers.", ["plain", "elementwise", "column-major"] + square, *data(decimals, 3, 3, 3)),
        product("identity", "The identity matrix leaves B as it is.", ["plain", "elementwise", "column-major"], [[1, 0, 0], [0, 1, 0], [0, 0, 1]], data(decimals, 3, 3, 3)[1]),
        product("nilpotent", "AB is 0 although neither factor is; BA is not.", ["swapped-arguments"], [[0, 1], [0, 0]], [[1, 0], [0, 0]]),
        product("cancellation", "One element has a condition of about 2.5 · 10⁶.", ["cancellation"], [[1234.567, -987.654], [0.5, 0.25]], [[987.654, 3], [1234.566, -5.75]]),
        product("huge", "Results near 10³⁰⁰.", ["plain"], [[1.5e150, -2e149], [3e149, 1e150]], [[2e150], [1.25e150]]),
        product("tiny", "Results near 10⁻³⁰⁰.", ["plain"], [[1.5e-150, -2e-151], [3e-151, 1e-150]], [[2e-150], [1.25e-150]]),
        product("subnormal", "Subnormal results.", ["subnormal"], [[1e-160, 0], [0, 3e-310]], [[2e-155, -1e-155], [4, 0.5]]),
        product("infinity-times-zero", "∞ · 0 spoils its row only.", ["special-values"], [[inf, 1], [2, 3]], [[0, 1], [4, -5]], [[nan, inf], [12, -13]]),
        product("nan", "NaN spoils its column only, even against a 0.", ["special-values"], [[0, 1], [2, 3]], [[nan, 1], [4, -5]], [[nan, -5], [nan, -13]]),
    ]
    cases += [
        back("no-rows", "No samples: the gradient of B is 0, of B's shape.", ["empty"], Tensor([0, 2], []), Tensor([0, 3], []), [[1, 2], [3, 4], [5, 6]], {"A": Tensor([0, 3], []), "B": [[0, 0], [0, 0], [0, 0]]}),
        back("no-columns", "No results: the gradient of A is 0, of A's shape.", ["empty"], Tensor([2, 0], [[], []]), [[1, 2, 3], [4, 5, 6]], Tensor([3, 0], [[], [], []]), {"A": [[0, 0, 0], [0, 0, 0]], "B": Tensor([3, 0], [[], [], []])}),
        back("no-terms", "Neither factor has an element.", ["empty"], [[1, 2, 3], [4, 5, 6]], Tensor([2, 0], [[], []]), Tensor([0, 3], []), {"A": Tensor([2, 0], [[], []]), "B": Tensor([0, 3], [])}),
        back("1x1x1", "One product each.", ["plain", "swapped-gradients"], [[0.5]], [[-1.5]], [[2.25]]),
        back("2x3x4", "All sizes differ.", ["plain", "column-major", "missing-cotangent"], *data_back(dyadics, 2, 3, 4)),
        back("4x3x2", "All sizes differ, the other way.", ["plain", "column-major", "missing-cotangent"], *data_back(decimals, 4, 3, 2)),
        back("3x1x2", "The pullback of an outer product.", ["plain", "missing-cotangent"], *data_back(dyadics, 3, 1, 2)),
        back("1x5x1", "The pullback of a dot product.", ["plain", "missing-cotangent"], *data_back(singles, 1, 5, 1)),
        back("17x2x3", "The gradient of B is a sum over 17 rows.", ["plain", "column-major"], *data_back(singles, 17, 2, 3)),
        back("2x3x17", "The gradient of A is a sum over 17 columns.", ["plain", "column-major"], *data_back(decimals, 2, 3, 17)),
        back("2x2x2", "Square, so that nothing but the numbers tells a transpose.", ["plain", "swapped-gradients"] + square, [[1, -2], [0.5, 3]], [[1, 2], [3, 4]], [[5, -6], [0.5, 8]]),
        back("3x3x3", "Square, of full-length numbers.", ["plain", "swapped-gradients", "column-major"] + square, *data_back(decimals, 3, 3, 3)),
        back("zero-cotangent", "Nothing flows back.", ["missing-cotangent"], [[0, 0], [0, 0]], [[1, 2], [3, 4]], [[5, -6], [0.5, 8]]),
        back("one-result", "One result picks a row of A and a column of B.", ["missing-cotangent"] + square, [[0, 0], [1, 0]], [[1, 2], [3, 4]], [[5, -6], [0.5, 8]]),
        back("huge", "Gradients near 10³⁰⁰.", ["plain"], [[1.5e150], [3e149]], [[2e150], [-1.25e150]], [[7e149]]),
        back("tiny", "Gradients near 10⁻³⁰⁰.", ["plain"], [[1.5e-150], [3e-151]], [[2e-150], [-1.25e-150]], [[7e-151]]),
        back("subnormal", "Subnormal gradients.", ["subnormal"], [[1e-160], [2e-159]], [[2e-155], [1e-154]], [[-3e-152]]),
        back("infinity-times-zero", "∞ · 0 spoils what it meets only.", ["special-values"], [[inf], [1]], [[2, 3], [4, 5]], [[0], [-1]], {"A": [[nan, -inf], [0, -1]], "B": [[inf], [inf]]}),
    ]
    cases += [
        invalid(value, "one-row", "A row of B for three columns of A.", ["sizes-differ"], {"A": [[1, 2, 3], [4, 5, 6]], "B": [[7, 8]]}),
        invalid(value, "transposed-factor", "2 × 3 times 2 × 3: B is the wrong way round.", ["sizes-differ"], {"A": [[1, 2, 3], [4, 5, 6]], "B": [[1, 2, 3], [4, 5, 6]]}),
        invalid(pullback, "transposed-cotangent", "AB is 2 × 3, its cotangent 3 × 2.", ["sizes-differ"], {"cotangent": [[1, 2], [3, 4], [5, 6]], "A": [[1, 2], [3, 4]], "B": [[1, 2, 3], [4, 5, 6]]}),
        invalid(pullback, "fewer-cotangents", "A row of AB without cotangents.", ["sizes-differ"], {"cotangent": [[1, 2, 3]], "A": [[1, 2], [3, 4]], "B": [[1, 2, 3], [4, 5, 6]]}),
    ]
    return concept("TensorAlgebra", "MatrixProduct", notes, cases)


def single_valued_relation():
    notes = {
        "distinct-inputs": "No input may come twice, even with the same output.",
        "never-broken": "Always true, as where each input finds the output that came last.",
        "one-to-one": "Equal outputs need equal inputs: the rule read backwards.",
        "constant": "All outputs equal, whatever the inputs are.",
        "rows-for-points": "A point in each row; here each column is one.",
        "neighbours-only": "Each point compared with the one before it alone, as after a sort that was left out.",
        "first-point-only": "Each point compared with the first alone.",
        "any-coordinate": "Inputs that share one coordinate taken for equal, or outputs that share one.",
        "tolerance": "Numbers within 10⁻⁹ of each other taken for equal, which is no equality: it is not transitive.",
        "narrowed": "Numbers compared with the digits of a Float32.",
        "bit-pattern": "−0 and +0 told apart, as by their bits or by a hash of them.",
        "nan-itself": "A point compared with itself: NaN is not equal to itself.",
        "nan-equal": "NaN taken for equal to itself, as by its bits or by identity.",
        "empty": "No points, or no coordinates: code that starts from the first one has none.",
        "sizes-differ": SIZES,
    }

    def equal(u, v):
        return len(u) == len(v) and all(float(a) == float(b) for a, b in zip(u, v))

    def points(inputs, targets):
        X, Y = list(zip(*inputs)), list(zip(*targets))
        # Without coordinates there is nothing to turn into columns.
        return [(X[i] if X else (), Y[i] if Y else ()) for i in range(max(len(X), len(Y)))]

    def program(violates, pairs=lambda N: [(i, j) for j in range(N) for i in range(j)], points=points):
        def holds(inputs, targets):
            p = points(inputs, targets)
            return {"value": 0 if any(violates(*p[i], *p[j]) for i, j in pairs(len(p))) else 1}

        return holds

    def by(same_input, same_output=None):
        return program(lambda x, y, s, t: same_input(x, s) and not (same_output or same_input)(y, t))

    def near(u, v):
        return all(abs(float(a) - float(b)) < 1e-9 for a, b in zip(u, v))

    def same_bits(u, v):
        return all(special(float(a)) == special(float(b)) and (float(a) == float(b) or float(a) != float(a)) for a, b in zip(u, v))

    def narrowed(u, v):
        return all(rounded(float(a), SINGLE) == rounded(float(b), SINGLE) for a, b in zip(u, v))

    def nan_equal(u, v):
        return all(float(a) == float(b) or (float(a) != float(a) and float(b) != float(b)) for a, b in zip(u, v))

    breaks = lambda x, y, s, t: equal(x, s) and not equal(y, t)
    wrong = {
        "distinct-inputs": [program(lambda x, y, s, t: equal(x, s))],
        "never-broken": [program(lambda x, y, s, t: False)],
        "one-to-one": [program(lambda x, y, s, t: equal(y, t) and not equal(x, s))],
        "constant": [program(lambda x, y, s, t: not equal(y, t))],
        "rows-for-points": [program(breaks, points=lambda inputs, targets: list(zip(inputs, targets)))],
        "neighbours-only": [program(breaks, pairs=lambda N: [(j - 1, j) for j in range(1, N)])],
        "first-point-only": [program(breaks, pairs=lambda N: [(0, j) for j in range(1, N)])],
        "any-coordinate": [
            by(lambda u, v: any(float(a) == float(b) for a, b in zip(u, v)), equal),
            by(equal, lambda u, v: any(float(a) == float(b) for a, b in zip(u, v))),
        ],
        "tolerance": [by(near), by(near, equal), by(equal, near)],
        "narrowed": [by(narrowed), by(narrowed, equal), by(equal, narrowed)],
        "bit-pattern": [by(same_bits), by(equal, same_bits)],
        "nan-itself": [program(breaks, pairs=lambda N: [(i, j) for j in range(N) for i in range(j + 1)]), program(lambda x, y, s, t: not equal(y, t), pairs=lambda N: [(i, i) for i in range(N)])],
        "nan-equal": [by(nan_equal), by(nan_equal, equal), by(equal, nan_equal)],
        "empty": [lambda inputs, targets: program(breaks)(inputs, targets) | {"unused": (inputs[0][0], targets[0][0])}],
        "sizes-differ": [program(breaks, points=lambda inputs, targets: list(zip(zip(*inputs), zip(*targets))))],
    }
    relation = Equation("single-valued-relation", program(breaks), same_bound(0), wrong)

    def asked(name, comment, flags, X, Y, expect=None):
        return case(relation, name, comment, flags, {"inputs": X, "targets": Y}, None if expect is None else {"value": expect})

    x, y = dyadics("single-valued inputs", 5), dyadics("single-valued outputs", 5)
    cases = [
        asked("distinct-inputs", "Five inputs, none of them twice: always a function.", ["constant"], [x], [y]),
        asked("repeated-point", "A point that comes twice changes nothing.", ["distinct-inputs", "constant"], [[1, 2, 1]], [[5, -3, 5]]),
        asked("two-outputs", "One input with two outputs.", ["never-broken", "one-to-one"], [[1, 1]], [[5, 6]]),
        asked("far-apart", "The input comes again at the end.", ["neighbours-only", "one-to-one"], [[1, 2, 3, 1]], [[5, 6, 7, 8]]),
        asked("not-the-first", "The second input comes twice.", ["first-point-only"], [[1, 2, 3, 2]], [[5, 6, 7, 8]]),
        asked("constant-outputs", "Many inputs may share an output.", ["one-to-one"], [[1, 2, 3]], [[4, 4, 4]]),
        asked("even-function", "y = x² is a function of x.", ["one-to-one", "constant"], [[-2, -1, 1, 2]], [[4, 1, 1, 4]]),
        asked("root-of-it", "x is no function of y = x².", ["one-to-one"], [[4, 1, 1, 4]], [[-2, -1, 1, 2]]),
        asked("exclusive-or", "A function of both inputs together.", ["any-coordinate"], [[0, 0, 1, 1], [0, 1, 0, 1]], [[0, 1, 1, 0]]),
        asked("one-column-left-out", "Of the first of them alone it is none.", ["never-broken"], [[0, 0, 1, 1]], [[0, 1, 1, 0]]),
        asked("two-outputs-each", "The points differ in the second output alone.", ["any-coordinate"], [[3, 3]], [[1, 1], [2, 4]]),
        asked("columns-not-rows", "Equal columns of X with different columns of Y; no two rows of X are equal.", ["rows-for-points"], [[1, 1], [2, 2]], [[5, 6], [7, 8]]),
        asked("rows-not-columns", "Equal rows of X, but no two equal columns.", ["rows-for-points"], [[1, 2], [1, 2]], [[5, 6], [7, 8]]),
        asked("next-number", "Inputs that differ in the last digit are different inputs.", ["tolerance", "narrowed"], [[0.1, 0.1 + 2.0**-56]], [[1, 2]]),
        asked("almost-equal-outputs", "Outputs that differ in the last digit are different outputs.", ["tolerance", "narrowed"], [[2, 2]], [[0.1, 0.1 + 2.0**-56]]),
        asked("label-noise", "The same input, with noise on its output.", ["tolerance"], [[0.5, 0.25, 0.5]], [[2, 1, 2 + 2.0**-40]]),
        asked("signed-zero-inputs", "−0 and +0 are one input.", ["bit-pattern"], [[0.0, -0.0]], [[1, 2]]),
        asked("signed-zero-outputs", "−0 and +0 are one output.", ["bit-pattern"], [[3, 3]], [[0.0, -0.0]]),
        asked("infinity", "∞ is one input as any other number.", ["one-to-one"], [[inf, inf]], [[1, 2]]),
        asked("nan-input", "NaN is no input that could come twice.", ["nan-equal"], [[nan, nan]], [[1, 2]], 1),
        asked("nan-output", "NaN is not the same output as NaN.", ["nan-equal"], [[3, 3]], [[nan, nan]], 0),
        asked("one-point", "One point, whatever it holds.", ["nan-itself"], [[3]], [[nan]], 1),
        asked("no-points", "No points, no contradiction.", ["empty"], Tensor([2, 0], [[], []]), Tensor([1, 0], [[]])),
        asked("no-inputs", "Without inputs there is one output for all: here it is.", ["empty", "distinct-inputs"], Tensor([0, 3], []), [[7, 7, 7]]),
        asked("no-inputs-two-outputs", "Without inputs, two outputs.", ["empty"], Tensor([0, 2], []), [[7, 8]]),
        asked("no-outputs", "Nothing is claimed about any input.", ["empty", "distinct-inputs"], [[3, 3]], Tensor([0, 2], [])),
    ]
    cases += [
        invalid(relation, "fewer-targets", "An input without an output.", ["sizes-differ"], {"inputs": [[1, 2, 1]], "targets": [[5, 6]]}),
        invalid(relation, "fewer-inputs", "An output without an input.", ["sizes-differ"], {"inputs": [[1, 2], [3, 4]], "targets": [[5, 6, 7]]}),
    ]
    return concept("TensorAlgebra", "SingleValuedRelation", notes, cases)


CONCEPTS = [dot_product, hadamard_product, matrix_product, single_valued_relation]
