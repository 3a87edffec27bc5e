"""Vectors of the linear models beyond the line, of their data, and of descent on the line's loss."""

import math

import mpmath
from mpmath import mpf

from arithmetic import SINGLE, Float, logarithm, rounded
from error_bounds import bounds_of
from vectors import (
    IN_SINGLE,
    MOST_ROUNDINGS,
    ONE_SAMPLE,
    OVERFLOW,
    PLAIN,
    SIZES,
    SUBNORMAL,
    Equation,
    Tensor,
    acceptable,
    adds_exactly,
    broadcasting,
    case,
    concept,
    cut_to_shortest,
    decimals,
    dyadics,
    each,
    exact_in_single,
    exchanged,
    flat,
    flushed,
    having,
    in_single,
    invalid,
    kept_finite,
    matrix,
    renamed,
    same_bound,
    scaled,
    siblings,
    singles,
    skipping_nan,
    sum_bound,
)

inf, nan = math.inf, math.nan

SPECIAL = "∞ · 0 and ∞ − ∞ give NaN, and NaN stays: a skipped zero or a comparison loses it."
OVERFLOWING_SUM = "The sum over the samples overflows although the mean does not."


def square_root(x):
    if not isinstance(x, Float):
        return mpmath.sqrt(x)
    return x.with_(math.sqrt(x.value) if x.value >= 0 else math.nan)


def whole(x):
    return int(float(x))


def mean(x):
    return sum(x) / len(x)


def few(n):
    """The roundings that a bound counts, of the n that there are."""
    return min(n, MOST_ROUNDINGS)


def unit_roundoff(numbers):
    """That of single precision where a case runs in it too."""
    return mpf(2) ** (-SINGLE if all(exact_in_single(x) for x in numbers) else -53)


def image_score():
    notes = {
        "plain": PLAIN,
        "missing-bias": "The sums alone.",
        "upper-index-excluded": "i and j up to n − 1: the last row and the last column are left out.",
        "index-from-one": "i and j from 1: the first row and the first column are left out.",
        "transposed": "Weights with their indices exchanged.",
        "product-of-sums": "The sum of the weights times the sum of the pixels.",
        "mean": "Divided by the number of pixels.",
        "swapped-gradients": "p̄ under w̄'s name.",
        "missing-cotangent": "The local derivative without the factor from above.",
        "empty": "An image without pixels: code that starts from its first one has none.",
        "cancellation": IN_SINGLE,
        "overflow": OVERFLOW,
        "subnormal": SUBNORMAL,
        "special-values": SPECIAL,
        "sizes-differ": SIZES,
    }

    def score(rows=range, columns=range, weight=lambda w, i, j: w[i][j]):
        def program(image, weights, bias):
            m, n = len(image), len(image[0]) if image else 0
            return {"value": sum(weight(weights, i, j) * image[i][j] for j in columns(n) for i in rows(m)) + bias}

        return program

    textbook = score()
    wrong = {
        "missing-bias": [lambda image, weights, bias: textbook(image, weights, bias * 0)],
        "upper-index-excluded": [score(lambda m: range(m - 1), lambda n: range(n - 1))],
        "index-from-one": [score(lambda m: range(1, m), lambda n: range(1, n))],
        "transposed": [score(weight=lambda w, i, j: w[j][i])],
        "product-of-sums": [lambda image, weights, bias: {"value": sum(flat(weights)) * sum(flat(image)) + bias}],
        "mean": [lambda image, weights, bias: {"value": textbook(image, weights, bias * 0)["value"] / len(flat(image)) + bias}],
        "empty": [lambda image, weights, bias: {"value": textbook(image, weights, bias)["value"] + 0 * image[0][0]}],
        "cancellation": [in_single(textbook)],
        "overflow": [kept_finite(textbook)],
        "subnormal": [flushed(textbook)],
        "special-values": [
            skipping_nan(textbook),
            score(weight=lambda w, i, j: w[i][j] if w[i][j] == w[i][j] and abs(w[i][j]) != math.inf else 0),
        ],
        "sizes-differ": [lambda image, weights, bias: {"value": sum(w * p for w, p in zip(flat(weights), flat(image))) + bias}],
    }

    def ulps(outputs, image, weights, bias):
        terms = [w * p for w, p in zip(flat(weights), flat(image))]
        # The product and at most an addition for each other term.
        return {"value": sum_bound(terms + [bias], len(terms) + 1)}

    value = Equation("image-score-value", textbook, ulps, wrong)

    def pulled(cotangent, image, weights):
        image_shape = [len(image), len(image[0]) if image else 0]
        return {
            "image": Tensor(image_shape, each(lambda w: cotangent * w, weights)),
            "weights": Tensor(image_shape, each(lambda p: cotangent * p, image)),
            "bias": cotangent,
        }

    wrong = {
        "swapped-gradients": [exchanged(pulled, "image", "weights")],
        "missing-cotangent": [lambda cotangent, image, weights: {"image": weights, "weights": image, "bias": 1}],
        "transposed": [lambda cotangent, image, weights: pulled(cotangent, [list(c) for c in zip(*image)], weights)],
        "mean": [scaled(pulled, lambda x: 1 / len(flat(x["image"])), ["image", "weights"])],
        "empty": [lambda cotangent, image, weights: pulled(cotangent, image, weights) | {"unused": image[0][0]}],
        "overflow": [kept_finite(pulled)],
        "subnormal": [flushed(pulled)],
        "special-values": [skipping_nan(pulled)],
        "sizes-differ": [pulled],
    }

    def pulled_ulps(outputs, **_):
        return {
            name: each(lambda x: 0 if x == 0 or name == "bias" else 0.5, values) for name, values in outputs.items()
        }

    pullback = Equation("image-score-pullback", pulled, pulled_ulps, wrong)

    def at(name, comment, flags, image, weights, bias, expect=None):
        inputs = {"image": image, "weights": weights, "bias": bias}
        return case(value, name, comment, flags, inputs, None if expect is None else {"value": expect})

    def back(name, comment, flags, cotangent, image, weights, expect=None):
        inputs = {"cotangent": cotangent, "image": image, "weights": weights}
        names = ("image", "weights", "bias")
        return case(pullback, name, comment, flags, inputs, None if expect is None else dict(zip(names, expect)))

    def data(kind, name, m, n):
        return matrix(kind(f"image-score {name} image", m * n), n), matrix(kind(f"image-score {name} weights", m * n), n)

    usual = ["plain", "missing-bias", "upper-index-excluded", "index-from-one", "product-of-sums", "mean"]
    cases = [
        at("one-pixel", "One product and the bias.", ["plain", "missing-bias", "upper-index-excluded", "index-from-one"], [[2.5]], [[-1.5]], 0.25),
        at("two-by-two", "The document's n = 1: indices 0 and 1.", usual + ["transposed"], *data(dyadics, "2x2", 2, 2), -0.5),
        at("three-by-three", "Every operation rounds.", usual + ["transposed"], *data(decimals, "3x3", 3, 3), 0.7),
        at("two-by-three", "An image that is not square.", usual + ["transposed"], *data(decimals, "2x3", 2, 3), -1.3),
        at("five-by-two", "All bits of a Float32 in use.", usual + ["transposed"], *data(singles, "5x2", 5, 2), 0.25),
        at("six-by-seven", "Sums that the kernel adds in pairs.", usual + ["transposed"], *data(decimals, "6x7", 6, 7), 2.9),
        at("last-pixel", "The one bright pixel stands at (n, n).", ["upper-index-excluded"], [[0, 0], [0, 1]], [[4, 5], [6, 7]], 0.5),
        at("first-pixel", "The one bright pixel stands at (0, 0).", ["index-from-one"], [[1, 0], [0, 0]], [[4, 5], [6, 7]], 0.5),
        at("off-diagonal", "The one bright pixel stands at (0, 1).", ["transposed"], [[0, 1], [0, 0]], [[4, 5], [6, 7]], 0.5),
        at("black", "A black image scores b.", ["missing-bias", "plain"], [[0, 0, 0], [0, 0, 0]], [[1, 2, 3], [4, 5, 6]], -1.25),
        at("no-pixels", "No pixels score b.", ["empty", "missing-bias"], Tensor([0, 0], []), Tensor([0, 0], []), -1.25),
        at("orthogonal", "The products cancel, and nothing rounds.", ["upper-index-excluded", "index-from-one"], [[1, 2], [3, 4]], [[4, 3], [-2, -1]], 0),
        at("cancellation", "The products nearly cancel.", ["cancellation"], [[1234.567, -987.654]], [[987.654, 1234.566]], -2.25),
        at("huge", "A score near 10³⁰⁰.", ["plain", "transposed"], [[1.5e150, -2.5e149], [1e149, 3e148]], [[1.25e150, 4.5e149], [2e149, -1e148]], 1e299),
        at("tiny", "A score near 10⁻³⁰⁰.", ["plain", "transposed"], [[1.5e-150, -2.5e-151], [1e-151, 3e-152]], [[1.25e-150, 4.5e-151], [2e-151, -1e-152]], 1e-301),
        at("overflow", "The exact score is 2 · 10³⁰⁸.", ["overflow"], [[1e154, 1]], [[2e154, 1]], 0),
        at("subnormal", "Subnormal products.", ["subnormal"], [[1e-160, 3e-161]], [[2e-155, -5e-155]], 0),
        at("infinity-times-zero", "An infinite weight of a black pixel.", ["special-values"], [[0, 1]], [[inf, 2]], 1, nan),
        at("nan", "A pixel that is no number.", ["special-values"], [[nan, 1]], [[0, 2]], 1, nan),
    ]
    cases += [
        back("one-pixel", "One product each.", ["plain", "swapped-gradients", "missing-cotangent"], -0.75, [[2.5]], [[-1.5]]),
        back("two-by-two", "Dyadic numbers.", ["plain", "swapped-gradients", "missing-cotangent", "transposed", "mean"], 1.5, *data(dyadics, "pullback 2x2", 2, 2)),
        back("two-by-three", "Every product rounds.", ["plain", "swapped-gradients", "missing-cotangent", "transposed", "mean"], -0.7, *data(decimals, "pullback 2x3", 2, 3)),
        back("five-by-two", "All bits of a Float32 in use.", ["plain", "swapped-gradients", "transposed"], 1.375, *data(singles, "pullback 5x2", 5, 2)),
        back("unit-cotangent", "The local derivatives themselves.", ["plain", "swapped-gradients", "mean"], 1, [[1, 2], [3, 4]], [[0.1, 0.2], [0.3, 0.4]]),
        back("zero-cotangent", "Nothing flows back.", ["missing-cotangent"], 0, [[1, 2]], [[3, 4]]),
        back("black", "A black image teaches the bias alone.", ["swapped-gradients", "missing-cotangent"], 2, [[0, 0]], [[3, 4]]),
        back("no-pixels", "Only the bias has a gradient.", ["empty", "missing-cotangent"], 2, Tensor([0, 0], []), Tensor([0, 0], [])),
        back("overflow", "One product beyond the largest number.", ["overflow"], 1e200, [[1e200, 2]], [[1, 2]]),
        back("subnormal", "Subnormal gradients.", ["subnormal"], 1e-160, [[2e-155]], [[-3e-150]]),
        back("nan", "NaN in one pixel spoils one weight's gradient.", ["special-values"], 2, [[nan, 3]], [[1, 5]], ([[2, 10]], [[nan, 6]], 2)),
    ]
    image, turned, fewer = [[1, 2, 3], [4, 5, 6]], [[1, 2], [3, 4], [5, 6]], [[1, 2, 3]]
    cases += [
        invalid(value, "transposed-weights", "Weights of 3 × 2 for an image of 2 × 3.", ["sizes-differ"], {"image": image, "weights": turned, "bias": 1}),
        invalid(value, "fewer-weights", "A row of pixels without weights.", ["sizes-differ"], {"image": image, "weights": fewer, "bias": 1}),
        invalid(pullback, "transposed-weights", "Weights of 3 × 2 for an image of 2 × 3.", ["sizes-differ"], {"cotangent": 2, "image": image, "weights": turned}),
    ]
    return concept("LinearModels", "ImageScore", notes, cases)


def quadratic_model():
    notes = {
        "plain": PLAIN,
        "missing-bias": "The five products alone.",
        "missing-cross-term": "Without w₀₁ x₀ x₁, by which the inputs meet.",
        "doubled-cross-term": "2 w₀₁ x₀ x₁, as a symmetric matrix of weights would give.",
        "halved-squares": "½ w₀₀ x₀² and ½ w₁₁ x₁², as in a Taylor series.",
        "linear": "Without squares and cross term.",
        "swapped-inputs": "x₀ and x₁ exchanged.",
        "other-order": "Weights in the order x₀, x₁, x₀², x₀x₁, x₁², 1, as some libraries have it.",
        "square-first": "w (x x): the square overflows or vanishes although the term does not.",
        "missing-factor-two": "w₀₀ x₀ for the derivative 2 w₀₀ x₀.",
        "missing-cotangent": "The local derivative without the factor from above.",
        "swapped-gradients": "x̄₀ under x̄₁'s name.",
        "cancellation": IN_SINGLE,
        "overflow": OVERFLOW,
        "subnormal": SUBNORMAL,
        "special-values": SPECIAL,
        "sizes-differ": SIZES,
    }

    def terms(x0, x1, weights):
        w0, w1, w01, w00, w11, b = weights
        return [w0 * x0, w1 * x1, w01 * x0 * x1, w00 * x0 * x0, w11 * x1 * x1, b]

    def with_factors(*factors):
        return lambda **x: {"value": sum(f * t for f, t in zip(factors, terms(**x)) if f != 0)}

    def reordered(program):
        def other(weights, **x):
            w0, w1, w00, w01, w11, b = weights
            outputs = program(weights=[w0, w1, w01, w00, w11, b], **x)
            if "weights" in outputs:
                w0, w1, w01, w00, w11, b = outputs["weights"]
                outputs |= {"weights": [w0, w1, w00, w01, w11, b]}
            return outputs

        return other

    def square_first(x0, x1, weights):
        w0, w1, w01, w00, w11, b = weights
        return {"value": w0 * x0 + w1 * x1 + w01 * (x0 * x1) + w00 * (x0 * x0) + w11 * (x1 * x1) + b}

    textbook = lambda **x: {"value": sum(terms(**x))}
    swap = {"x0": "x1", "x1": "x0"}
    wrong = {
        "missing-bias": [with_factors(1, 1, 1, 1, 1, 0)],
        "missing-cross-term": [with_factors(1, 1, 0, 1, 1, 1)],
        "doubled-cross-term": [with_factors(1, 1, 2, 1, 1, 1)],
        "halved-squares": [with_factors(1, 1, 1, 0.5, 0.5, 1)],
        "linear": [with_factors(1, 1, 0, 0, 0, 1)],
        "swapped-inputs": [renamed(textbook, swap)],
        "other-order": [reordered(textbook)],
        "square-first": [square_first],
        "cancellation": [in_single(textbook)],
        "overflow": [kept_finite(textbook)],
        "subnormal": [flushed(textbook)],
        "special-values": [skipping_nan(textbook), lambda **x: {"value": sum(t for w, t in zip(x["weights"], terms(**x)) if w != 0)}],
        "sizes-differ": [lambda weights, **x: textbook(weights=weights + [weights[0] * 0], **x)],
    }

    def ulps(outputs, **x):
        return {"value": sum_bound(terms(**x), 7)}  # Two products and five additions.

    value = Equation("quadratic-model-value", textbook, ulps, wrong)

    def slopes(x0, x1, weights):
        w0, w1, w01, w00, w11, b = weights
        return [w0, w01 * x1, 2 * w00 * x0], [w1, w01 * x0, 2 * w11 * x1]

    def pulled(cotangent, x0, x1, weights):
        c, (by0, by1) = cotangent, slopes(x0, x1, weights)
        return {
            "x0": c * sum(by0),
            "x1": c * sum(by1),
            "weights": [c * x0, c * x1, c * x0 * x1, c * x0 * x0, c * x1 * x1, c],
        }

    def of_half(x0, x1, weights, **others):
        w0, w1, w01, w00, w11, b = weights
        return pulled(x0=x0, x1=x1, weights=[w0, w1, w01, w00 / 2, w11 / 2, b], **others)

    def without_cross_term(x0, x1, weights, **others):
        w0, w1, w01, w00, w11, b = weights
        return pulled(x0=x0, x1=x1, weights=[w0, w1, w01 * 0, w00, w11, b], **others)

    wrong = {
        "missing-factor-two": [of_half],
        "missing-cross-term": [without_cross_term],
        "missing-bias": [lambda **x: pulled(**x) | {"weights": pulled(**x)["weights"][:5] + [0]}],
        "swapped-inputs": [renamed(pulled, swap)],
        "swapped-gradients": [exchanged(pulled, "x0", "x1")],
        "missing-cotangent": [lambda cotangent, **x: pulled(cotangent=cotangent.with_(1), **x)],
        "other-order": [reordered(pulled)],
        "square-first": [
            lambda cotangent, x0, x1, weights: pulled(cotangent, x0, x1, weights)
            | {"weights": [cotangent * t for t in (x0, x1, x0 * x1, x0 * x0, x1 * x1, x0.with_(1))]}
        ],
        "cancellation": [in_single(pulled)],
        "overflow": [kept_finite(pulled)],
        "subnormal": [flushed(pulled)],
        "special-values": [skipping_nan(pulled)],
    }

    def pulled_ulps(outputs, cotangent, x0, x1, weights):
        by0, by1 = slopes(x0, x1, weights)
        by_weights = outputs["weights"]
        return {
            # A product, two additions and the cotangent.
            "x0": sum_bound([cotangent * t for t in by0], 4),
            "x1": sum_bound([cotangent * t for t in by1], 4),
            # One product, two products, and the cotangent itself.
            "weights": [0 if t == 0 else bound for t, bound in zip(by_weights, (0.5, 0.5, 2, 2, 2, 0))],
        }

    pullback = Equation("quadratic-model-pullback", pulled, pulled_ulps, wrong)

    def at(name, comment, flags, x0, x1, weights, expect=None):
        inputs = {"x0": x0, "x1": x1, "weights": weights}
        return case(value, name, comment, flags, inputs, None if expect is None else {"value": expect})

    def back(name, comment, flags, cotangent, x0, x1, weights, expect=None):
        inputs = {"cotangent": cotangent, "x0": x0, "x1": x1, "weights": weights}
        names = ("x0", "x1", "weights")
        return case(pullback, name, comment, flags, inputs, None if expect is None else dict(zip(names, expect)))

    def data(kind, name):
        return [*kind(f"quadratic-model {name} inputs", 2), kind(f"quadratic-model {name} weights", 6)]

    usual = ["plain", "missing-bias", "missing-cross-term", "doubled-cross-term", "halved-squares", "linear", "swapped-inputs", "other-order"]
    exclusive_or = [1, 1, -2, 0, 0, 0]
    cases = [
        at("dyadic", "Short numbers.", usual, *data(dyadics, "dyadic")),
        at("decimal", "Every operation rounds.", usual, *data(decimals, "decimal")),
        at("single", "All bits of a Float32 in use.", usual, *data(singles, "single")),
        at("primes", "Six weights that no two sums share.", usual, 2, 3, [1, 10, 100, 1000, 10000, 100000]),
        at("exclusive-or-of-0-0", "x₀ + x₁ − 2 x₀ x₁ is 0 for equal bits.", ["plain"], 0, 0, exclusive_or),
        at("exclusive-or-of-0-1", "… and 1 for unequal ones.", ["plain"], 0, 1, exclusive_or),
        at("exclusive-or-of-1-0", "… in either order.", ["plain", "other-order"], 1, 0, exclusive_or),
        at("exclusive-or-of-1-1", "Both bits: the cross term takes the sum back.", ["missing-cross-term", "doubled-cross-term", "linear"], 1, 1, exclusive_or),
        at("only-linear", "Without quadratic weights it is a linear model.", ["plain", "missing-bias", "swapped-inputs"], 2.5, -0.7, [1.1, -2.3, 0, 0, 0, 0.9]),
        at("only-the-cross-term", "w₀₁ x₀ x₁ alone.", ["missing-cross-term", "doubled-cross-term", "linear", "other-order"], 1.5, -2.5, [0, 0, 3, 0, 0, 0]),
        at("only-the-squares", "w₀₀ x₀² + w₁₁ x₁².", ["halved-squares", "linear", "swapped-inputs", "other-order"], 1.5, -2.5, [0, 0, 0, 3, -0.5, 0]),
        at("zero-inputs", "b alone.", ["missing-bias", "plain"], 0, 0, [1, 2, 3, 4, 5, -0.7]),
        at("cancellation", "The terms nearly cancel.", ["cancellation"], 1.1, 2.2, [1, 1, -2, 0.5, 0.25, -0.27499]),
        at("huge-input", "x₀² is no number, w₀₀ x₀² is.", ["square-first"], 1e200, 1, [0, 0, 0, 1e-250, 1, 0]),
        at("tiny-input", "x₁² vanishes, w₁₁ x₁² does not.", ["square-first"], 1, 1e-200, [0, 0, 0, 0, 1e300, 0]),
        at("huge", "A result near 10³⁰⁰.", ["plain", "missing-cross-term", "swapped-inputs"], 1.5e150, -2e149, [1, 2, 0.75, -0.5, 3, 4]),
        at("overflow", "The exact result is 2 · 10³⁰⁸.", ["overflow"], 1e154, 1, [0, 0, 0, 2, 0, 0]),
        at("subnormal", "Subnormal terms.", ["subnormal"], 1e-155, 1e-160, [0, 0, 3, 5, 0, 0]),
        at("infinity-times-zero", "A weight of 0 does not silence ∞.", ["special-values"], inf, 1, [1, 1, 1, 0, 1, 1], nan),
        at("infinity-minus-infinity", "∞ − ∞ is NaN.", ["special-values"], inf, 1, [-1, 1, 1, 1, 1, 1], nan),
        at("nan", "NaN in an input.", ["special-values"], 1, nan, [1, 0, 0, 0, 0, 1], nan),
    ]
    usual = ["plain", "missing-factor-two", "missing-cross-term", "missing-bias", "swapped-inputs", "swapped-gradients", "missing-cotangent", "other-order"]
    cases += [
        back("dyadic", "Short numbers.", usual, 1.5, *data(dyadics, "pullback dyadic")),
        back("decimal", "Every operation rounds.", usual, -0.7, *data(decimals, "pullback decimal")),
        back("single", "All bits of a Float32 in use.", usual, 1.375, *data(singles, "pullback single")),
        back("unit-cotangent", "The local derivatives themselves.", ["plain", "missing-factor-two", "swapped-inputs", "other-order"], 1, 2, 3, [1, 10, 100, 1000, 10000, 100000]),
        back("zero-inputs", "w̄ is (0, 0, 0, 0, 0, c), and x̄ has the linear weights.", ["plain", "missing-bias", "swapped-gradients"], 2.5, 0, 0, [1.1, -2.3, 3, 4, 5, 6]),
        back("only-linear", "The weights as slopes.", ["plain", "swapped-gradients"], 2, 2.5, -0.7, [1.1, -2.3, 0, 0, 0, 0.9]),
        back("zero-cotangent", "Nothing flows back.", ["missing-cotangent"], 0, 2, 3, [1, 2, 3, 4, 5, 6]),
        back("saddle", "Both slopes are 0 at the saddle of x₀ x₁ − x₀ − x₁.", ["missing-cross-term"], 3, 1, 1, [-1, -1, 1, 0, 0, 0]),
        back("cancellation", "The slope nearly vanishes.", ["cancellation"], 1.5, 1.1, 2.2, [-3.500001, 1, 0.5909, 1, 0.5, 0]),
        back("square-of-huge-input", "x₀² is no number, c x₀² is.", ["square-first"], 1e-250, 1e200, 1, [1, 1, 1, 1, 1, 1]),
        back("overflow", "One product beyond the largest number.", ["overflow"], 2, 1e154, 1, [1, 1, 1, 1, 1, 1]),
        back("subnormal", "Subnormal gradients.", ["subnormal"], 1e-160, 2e-155, 1, [1, 1, 1, 1, 1, 1]),
        back("nan", "NaN in x₁ spoils what contains it.", ["special-values"], 2, 3, nan, [1, 1, 1, 1, 1, 1], (nan, nan, [6, nan, nan, 18, nan, 2])),
    ]
    cases.append(
        invalid(value, "five-weights", "The five products' weights without a bias.", ["sizes-differ"], {"x0": 2, "x1": 3, "weights": [1, 2, 3, 4, 5]})
    )
    return concept("LinearModels", "QuadraticModel", notes, cases)


def quadratic_features():
    notes = {
        "plain": PLAIN,
        "constant-feature": "A sixth row of ones, which is the bias's.",
        "missing-cross-feature": "Squares in place of the product x₀ x₁.",
        "other-order": "The rows in the order x₀, x₁, x₀², x₀x₁, x₁².",
        "swapped-squares": "The two squares exchanged.",
        "rows-for-samples": "A sample in each row.",
        "missing-factor-two": "c₀₀ x₀ for 2 c₀₀ x₀.",
        "own-factor": "c₀₁ x₀ as derivative of c₀₁ x₀ x₁ by x₀.",
        "missing-linear-part": "The products' derivatives alone, without c₀ and c₁.",
        "empty": "No samples: code that starts from the first one has none.",
        "cancellation": IN_SINGLE,
        "overflow": OVERFLOW,
        "subnormal": SUBNORMAL,
        "special-values": "NaN stays in what contains it, and only there.",
        "sizes-differ": SIZES,
    }

    def features(change=lambda x0, x1: [x0, x1, x0 * x1, x0 * x0, x1 * x1]):
        def program(inputs):
            columns = [change(*x) for x in zip(*inputs)]
            return {"features": [list(row) for row in zip(*columns)] if columns else [[] for _ in range(5)]}

        return program

    textbook = features()
    ordered = lambda *order: features(lambda x0, x1: [[x0, x1, x0 * x1, x0 * x0, x1 * x1][k] for k in order])

    def by_rows(inputs):
        """Reads the same numbers two by two."""
        return textbook([list(c) for c in zip(*matrix(flat(inputs), 2))])

    wrong = {
        "constant-feature": [features(lambda x0, x1: [x0 * 0 + 1, x0, x1, x0 * x1, x0 * x0])],
        "missing-cross-feature": [ordered(0, 1, 3, 3, 4)],
        "other-order": [ordered(0, 1, 3, 2, 4)],
        "swapped-squares": [ordered(0, 1, 2, 4, 3)],
        "rows-for-samples": [by_rows],
        "empty": [lambda inputs: textbook(inputs) | {"unused": inputs[0][0]}],
        "overflow": [kept_finite(textbook)],
        "subnormal": [flushed(textbook)],
        "special-values": [skipping_nan(textbook), lambda inputs: {"features": each(lambda x: x + 0 * sum(flat(inputs)), textbook(inputs)["features"])}],
        "sizes-differ": [lambda inputs: textbook(inputs[:2])],
    }

    def ulps(outputs, **_):
        rows = outputs["features"]
        return {"features": [[0 if x == 0 or k < 2 else 0.5 for x in row] for k, row in enumerate(rows)]}

    value = Equation("quadratic-features-value", textbook, ulps, wrong)

    def terms(cotangent, inputs):
        """For each input the terms of each sample."""
        c0, c1, c01, c00, c11 = cotangent
        x0, x1 = inputs
        N = range(len(x0))
        return [
            [[c0[k], c01[k] * x1[k], 2 * c00[k] * x0[k]] for k in N],
            [[c1[k], c01[k] * x0[k], 2 * c11[k] * x1[k]] for k in N],
        ]

    def pulled(pick=sum):
        return lambda cotangent, inputs: {"inputs": [[pick(t) for t in row] for row in terms(cotangent, inputs)]}

    def own_factor(cotangent, inputs):
        return {
            "inputs": [
                [t[0] + cotangent[2][k] * inputs[i][k] + t[2] for k, t in enumerate(row)]
                for i, row in enumerate(terms(cotangent, inputs))
            ]
        }

    def with_rows(*order):
        return lambda cotangent, inputs: pulled()([cotangent[k] for k in order], inputs)

    wrong = {
        "missing-factor-two": [pulled(lambda t: t[0] + t[1] + t[2] / 2)],
        "missing-cross-feature": [pulled(lambda t: t[0] + t[2])],
        "missing-linear-part": [pulled(lambda t: t[1] + t[2])],
        "own-factor": [own_factor],
        "other-order": [with_rows(0, 1, 3, 2, 4)],
        "swapped-squares": [with_rows(0, 1, 2, 4, 3)],
        "empty": [lambda cotangent, inputs: pulled()(cotangent, inputs) | {"unused": inputs[0][0]}],
        "cancellation": [in_single(pulled())],
        "overflow": [kept_finite(pulled())],
        "subnormal": [flushed(pulled())],
        "special-values": [skipping_nan(pulled())],
        "sizes-differ": [lambda cotangent, inputs: pulled()(cotangent[:5], inputs)],
    }

    def pulled_ulps(outputs, cotangent, inputs):
        # A product and two additions.
        return {"inputs": [[sum_bound(t, 3) for t in row] for row in terms(cotangent, inputs)]}

    pullback = Equation("quadratic-features-pullback", pulled(), pulled_ulps, wrong)

    def at(name, comment, flags, X, expect=None):
        return case(value, name, comment, flags, {"inputs": X}, None if expect is None else {"features": expect})

    def back(name, comment, flags, C, X, expect=None):
        return case(pullback, name, comment, flags, {"cotangent": C, "inputs": X}, None if expect is None else {"inputs": expect})

    usual = ["plain", "missing-cross-feature", "other-order", "swapped-squares", "constant-feature"]
    cases = [
        at("one-sample", "(2, 3) gives 2, 3, 6, 4 and 9.", usual, [[2], [3]]),
        at("two-samples", "As many samples as inputs: each is a column.", usual + ["rows-for-samples"], matrix(dyadics("quadratic-features 2", 4), 2)),
        at("three-samples", "Every product rounds.", usual + ["rows-for-samples"], matrix(decimals("quadratic-features 3", 6), 3)),
        at("five-samples", "All bits of a Float32 in use.", usual, matrix(singles("quadratic-features 5", 10), 5)),
        at("four-corners", "The inputs of a logic gate.", ["plain", "missing-cross-feature"], [[0, 0, 1, 1], [0, 1, 0, 1]]),
        at("zero", "0 has zeros for features.", ["plain", "constant-feature"], [[0], [0]]),
        at("no-samples", "Five empty rows.", ["empty"], Tensor([2, 0], [[], []])),
        at("overflow", "One square beyond the largest number.", ["overflow"], [[1e200], [1]]),
        at("subnormal", "Subnormal products.", ["subnormal"], [[1e-155], [2e-156]]),
        at("nan", "NaN in one of two inputs of one of two samples.", ["special-values"], [[2, 3], [5, nan]], [[2, 3], [5, nan], [10, nan], [4, 9], [25, nan]]),
    ]
    usual = ["plain", "missing-factor-two", "missing-cross-feature", "missing-linear-part", "own-factor", "other-order", "swapped-squares"]
    cases += [
        back("one-sample", "All five cotangents differ.", usual, [[1], [10], [100], [1000], [10000]], [[2], [3]]),
        back("two-samples", "Short numbers.", usual, matrix(dyadics("quadratic-features pullback 2", 10), 2), matrix(dyadics("quadratic-features pullback inputs 2", 4), 2)),
        back("three-samples", "Every operation rounds.", usual, matrix(decimals("quadratic-features pullback 3", 15), 3), matrix(decimals("quadratic-features pullback inputs 3", 6), 3)),
        back("five-samples", "All bits of a Float32 in use.", usual, matrix(singles("quadratic-features pullback 5", 25), 5), matrix(singles("quadratic-features pullback inputs 5", 10), 5)),
        back("zero-inputs", "(c₀, c₁).", ["plain", "missing-linear-part"], [[1.5], [-2], [3], [4], [5]], [[0], [0]]),
        back("no-samples", "Two empty rows.", ["empty"], Tensor([5, 0], [[], [], [], [], []]), Tensor([2, 0], [[], []])),
        back("cancellation", "The terms nearly cancel.", ["cancellation"], [[-3.500001], [1], [0.5909], [1], [0.5]], [[1.1], [2.2]]),
        back("overflow", "One slope beyond the largest number.", ["overflow"], [[1], [1], [1e200], [1], [1]], [[2], [1e200]]),
        back("subnormal", "Subnormal slopes.", ["subnormal"], [[0], [0], [1e-160], [0], [0]], [[1e-155], [2e-155]]),
        back("nan", "NaN in one sample leaves the other.", ["special-values"], [[1, 1], [1, 1], [1, 1], [1, 1], [1, 1]], [[2, nan], [3, 5]], [[8, nan], [9, nan]]),
    ]
    cases += [
        invalid(value, "three-inputs", "A third input, which has no feature.", ["sizes-differ"], {"inputs": [[1, 2], [3, 4], [5, 6]]}),
        invalid(pullback, "six-features", "A sixth row, as of a constant feature.", ["sizes-differ"], {"cotangent": [[1], [2], [3], [4], [5], [6]], "inputs": [[2], [3]]}),
    ]
    return concept("LinearModels", "QuadraticFeatures", notes, cases)


def monomial_count():
    notes = {
        "products-of-all": "(d + 1)ⁿ, every input with every power up to d.",
        "exact-degree": "Monomials of degree d alone: (n + d − 1 choose d).",
        "without-constant": "The 1 left out, which the bias multiplies.",
        "ordered": "x₀x₁ and x₁x₀ told apart: 1 + n + n² + … + nᵈ.",
        "without-powers": "Products of different inputs alone: the sum of (n choose i) for i = 0 … d.",
        "off-by-one": "(n + d choose d) with one input or degree more or less.",
        "overflow-of-factorials": "(n + d)! as a 64-bit number.",
        "overflow-of-product": "A product of 64-bit numbers divided afterwards, as in c (m + i) / i.",
        "rounded": "Factorials by way of the gamma function, in floating-point numbers.",
        "negative-count": "There is no negative number of inputs or degree: a loop that never runs gives 1.",
    }

    def counted(count):
        return lambda inputs, degree: {"value": count(whole(inputs), whole(degree))}

    def wrapped(x):
        return (x + 2**63) % 2**64 - 2**63

    def factorial(n):
        product = 1
        for i in range(2, n + 1):
            product = wrapped(product * i)
        return product

    def by_factorials(n, d):
        divisor = wrapped(factorial(n) * factorial(d))
        return factorial(n + d) // divisor if divisor else 0

    def by_products(n, d):
        count = 1
        for i in range(1, min(n, d) + 1):
            count = int(wrapped(count * (max(n, d) + i)) / i)
        return count

    textbook = counted(lambda n, d: math.comb(n + d, d))
    wrong = {
        "products-of-all": [counted(lambda n, d: (d + 1) ** n)],
        "exact-degree": [counted(lambda n, d: math.comb(n + d - 1, d) if n + d else 1)],
        "without-constant": [counted(lambda n, d: math.comb(n + d, d) - 1)],
        "ordered": [counted(lambda n, d: sum(n**i for i in range(d + 1)))],
        "without-powers": [counted(lambda n, d: sum(math.comb(n, i) for i in range(d + 1)))],
        "off-by-one": [
            counted(lambda n, d: math.comb(n + d + 1, d)),
            counted(lambda n, d: math.comb(n + d + 1, d + 1)),
            counted(lambda n, d: math.comb(max(n + d - 1, 0), min(d, max(n + d - 1, 0)))),
        ],
        "overflow-of-factorials": [counted(by_factorials)],
        "overflow-of-product": [counted(by_products)],
        "rounded": [counted(lambda n, d: int(math.exp(math.lgamma(n + d + 1) - math.lgamma(n + 1) - math.lgamma(d + 1))))],
        "negative-count": [counted(by_products)],
    }
    value = Equation("monomial-count", textbook, same_bound(0), wrong)

    def at(name, comment, flags, n, d):
        return case(value, name, comment, flags, {}, attributes={"inputs": n, "degree": d})

    usual = ["exact-degree", "without-constant", "ordered", "without-powers", "off-by-one"]
    cases = [
        at("two-inputs-degree-2", "1, x₀, x₁, x₀x₁, x₀², x₁²: the document's six weights.", usual + ["products-of-all"], 2, 2),
        at("one-input", "1, x, x², x³.", ["exact-degree", "without-constant", "without-powers", "off-by-one"], 1, 3),
        at("degree-1", "A linear model: a weight for each input and a bias.", ["exact-degree", "without-constant", "products-of-all", "off-by-one"], 5, 1),
        at("degree-0", "The constant alone.", ["without-constant"], 7, 0),
        at("no-inputs", "The constant alone.", ["without-constant"], 0, 4),
        at("neither", "The constant alone.", ["without-constant"], 0, 0),
        at("two-inputs-degree-3", "Ten.", usual + ["products-of-all"], 2, 3),
        at("three-inputs-degree-2", "Ten as well: n and d may change places.", usual + ["products-of-all"], 3, 2),
        at("five-inputs-degree-4", "126.", usual + ["products-of-all"], 5, 4),
        at("ten-inputs-degree-10", "184756.", usual + ["products-of-all"], 10, 10),
        at("image-degree-1", "A linear model of 28 × 28 pixels.", ["without-constant", "exact-degree"], 784, 1),
        at("image-degree-2", "A quadratic model of 28 × 28 pixels: 308505 weights.", usual, 784, 2),
        at("image-degree-3", "A cubic one: 80931145.", usual, 784, 3),
        at("factorials-overflow", "22! is beyond 64 bits, the count is not.", ["overflow-of-factorials"], 11, 11),
        at("gamma-rounds", "The last digits, and truncation to a whole number.", ["rounded"], 25, 25),
        at("product-overflows", "The last product is beyond 64 bits before it is divided.", ["overflow-of-product", "overflow-of-factorials"], 32, 32),
        at("largest", "The largest count of n = d that 64 bits hold.", ["overflow-of-product", "rounded"], 33, 33),
    ]
    cases += [
        invalid(value, "negative-inputs", "−2 inputs.", ["negative-count"], {}, {"inputs": -2, "degree": 3}),
        invalid(value, "negative-degree", "Degree −1.", ["negative-count"], {}, {"inputs": 3, "degree": -1}),
    ]
    return concept("LinearModels", "MonomialCount", notes, cases)


def evenly_spaced():
    notes = {
        "plain": PLAIN,
        "end-excluded": "(b − a)/n: the last number is one step before b.",
        "start-excluded": "k counted from 1.",
        "missing-start": "k (b − a)/(n − 1), which starts at 0.",
        "reversed": "From b to a.",
        "missed-end": "a + (n − 1) h with a rounded step h need not be b, and whoever names the ends expects them to "
        "the last digit: libraries put b in its place. "
        "Seen in https://github.com/xtensor-stack/xtensor/issues/2304.",
        "running-sum": "Each number as the one before plus a rounded step: the errors add up.",
        "cancellation": IN_SINGLE,
        "one-number": "A single number: (n − 1) is 0. It is a here; b is another convention.",
        "empty": "No numbers: code that sets the last one has none.",
        "special-values": "NaN at either end spoils every number but the other end.",
        "negative-count": "There is no list of a negative length: a loop that never runs gives an empty one.",
    }

    def spaced(element):
        def program(count, **ends):
            a, b, n = ends["from"], ends["through"], whole(count)
            return {"value": [element(a, b, n, k) for k in range(n)]}

        return program

    def at_place(a, b, n, k):
        last = n - 1
        return a if last == 0 else a + k * (b - a) / last

    def weighted(a, b, n, k):
        last = n - 1
        return a if k == 0 else b if k == last else ((last - k) * a + k * b) / last

    def running(count, **ends):
        a, b, n = ends["from"], ends["through"], whole(count)
        step, numbers = (b - a) / (n - 1), [a]
        while len(numbers) < n:
            numbers.append(numbers[-1] + step)
        return {"value": numbers}

    textbook = spaced(at_place)
    wrong = {
        "end-excluded": [spaced(lambda a, b, n, k: a + k * (b - a) / n)],
        "start-excluded": [spaced(lambda a, b, n, k: a + (k + 1) * (b - a) / (n - 1))],
        "missing-start": [spaced(lambda a, b, n, k: k * (b - a) / (n - 1))],
        "reversed": [spaced(lambda a, b, n, k: at_place(b, a, n, k))],
        "missed-end": [spaced(lambda a, b, n, k: a + k * ((b - a) / (n - 1)))],
        "running-sum": [running],
        "cancellation": [in_single(textbook)],
        "one-number": [spaced(lambda a, b, n, k: a + k * (b - a) / (b * 0 + (n - 1)))],
        "empty": [lambda **x: textbook(**x) | {"unused": textbook(**x)["value"][-1]}],
        "special-values": [skipping_nan(textbook)],
    }

    def ulps(outputs, count, **ends):
        a, b, n = ends["from"], ends["through"], whole(count)

        def bound(k):
            # Both ends are exact. Between them b and a pass a difference, a product, a quotient and the sum, in any
            # order: a rounded step, or a share of each end, comes as near. Near 0 rounding the ends does as much.
            last = n - 1
            return 0 if k in (0, last) else sum_bound([a, k * b / last, -k * a / last], 4)

        return {"value": [bound(k) for k in range(n)]}

    value = Equation("evenly-spaced-value", textbook, ulps, wrong, spaced(weighted))

    def at(name, comment, flags, a, b, n, expect=None):
        expect = None if expect is None else {"value": expect}
        return case(value, name, comment, flags, {"from": a, "through": b}, expect, {"count": n})

    usual = ["plain", "end-excluded", "start-excluded", "reversed"]
    cases = [
        at("none", "No numbers.", ["empty"], 1, 2, 0),
        at("one", "The first end.", ["one-number"], 3, 5, 1),
        at("two", "Both ends.", usual + ["missing-start"], 3, 5, 2),
        at("three", "Both ends and the middle.", usual + ["missing-start"], 3, 5, 3),
        at("from-zero", "0, 1, 2, …", ["plain", "end-excluded", "start-excluded", "reversed"], 0, 10, 11),
        at("tenths", "0, 0.1, … 1: 3 times a rounded step is 0.30000000000000004.", ["plain", "running-sum", "end-excluded"], 0, 1, 11),
        at("falling", "From the larger to the smaller end.", usual + ["missing-start"], 2.5, -1.25, 6),
        at("equal-ends", "One number five times.", ["plain", "missing-start"], 0.1, 0.1, 5),
        at("from-minus-one-to-one", "The document's 100 inputs.", usual + ["missing-start", "cancellation"], -1, 1, 100),
        at("symmetric", "The same on both sides of 0, and 0 in the middle.", usual + ["missing-start"], -1, 1, 9),
        at("symmetric-sevenths", "Ends that no binary format holds, and numbers on either side of 0.", usual + ["missing-start"], -0.7, 0.7, 8),
        at("decimal", "Every operation rounds.", usual + ["missing-start"], -3.7, 1.9, 7),
        at("single", "All bits of a Float32 in use.", usual + ["missing-start"], *singles("evenly-spaced", 2), 8),
        at("end-met", "The last number is b to the last digit.", ["missed-end", "running-sum"], 0.1, 0.7, 38),
        at("years", "Far from 0 in comparison with the step.", usual + ["missing-start"], 2015, 2020, 6),
        at("huge", "Ends near 10³⁰⁰.", usual + ["missing-start"], -1e300, 3.5e300, 5),
        at("tiny", "Ends near 10⁻³⁰⁰.", usual + ["missing-start"], -1e-300, 3.5e-300, 5),
        at("nan", "NaN as an end.", ["special-values"], nan, 1, 3, [nan, nan, 1]),
        at("nan-end", "NaN as the other end.", ["special-values"], 1, nan, 3, [1, nan, nan]),
    ]
    cases += siblings(
        value, having("special-values", cases), "special-values", "everywhere",
        "NaN at an end is in every number, since a step of NaN times 0 is NaN: so does PyTorch's linspace.",
        expect=lambda count, **ends: {"value": [nan] * whole(count)},
    )
    cases += siblings(
        value, having("one-number", cases), "one-number", "end", "A single number is the last one, b, as MATLAB's linspace has it.",
        expect=lambda count, **ends: {"value": [ends["through"]]},
    )
    cases.append(
        invalid(value, "negative-count", "−3 numbers.", ["negative-count"], {"from": 1, "through": 2}, {"count": -3})
    )
    return concept("LinearModels", "EvenlySpaced", notes, cases)


def noisy_line():
    notes = {
        "plain": PLAIN,
        "missing-noise": "The line alone.",
        "unscaled-noise": "ε itself, without the 0.1.",
        "variance-for-deviation": "√0.1 ε, or 0.01 ε: 0.1 taken for the variance, or squared.",
        "missing-bias": "2x without the 1.",
        "swapped-line": "x + 2: slope and bias exchanged.",
        "noise-on-the-input": "2 (x + 0.1 ε) + 1, which doubles the noise.",
        "swapped-arguments": "Inputs and noise exchanged.",
        "negative-noise": "The noise subtracted. Drawn from a symmetric distribution it would look the same.",
        "empty": "No points: code that starts from the first one has none.",
        "cancellation": IN_SINGLE,
        "overflow": OVERFLOW,
        "special-values": "∞ − ∞ and NaN give NaN in their place.",
        "sizes-differ": SIZES,
    }

    def points(y):
        return lambda inputs, noise: {"value": [y(x, e) for x, e in zip(inputs, noise, strict=True)]}

    textbook = points(lambda x, e: 2 * x + 1 + e / 10)
    wrong = {
        "missing-noise": [points(lambda x, e: 2 * x + 1)],
        "unscaled-noise": [points(lambda x, e: 2 * x + 1 + e)],
        "variance-for-deviation": [points(lambda x, e: 2 * x + 1 + e * math.sqrt(0.1)), points(lambda x, e: 2 * x + 1 + e / 100)],
        "missing-bias": [points(lambda x, e: 2 * x + e / 10)],
        "swapped-line": [points(lambda x, e: x + 2 + e / 10)],
        "noise-on-the-input": [points(lambda x, e: 2 * (x + e / 10) + 1)],
        "swapped-arguments": [renamed(textbook, {"inputs": "noise", "noise": "inputs"})],
        "negative-noise": [points(lambda x, e: 2 * x + 1 - e / 10)],
        "empty": [lambda inputs, noise: textbook(inputs, noise) | {"unused": inputs[0]}],
        "cancellation": [in_single(textbook)],
        "overflow": [kept_finite(textbook)],
        "special-values": [skipping_nan(textbook)],
        "sizes-differ": [broadcasting(textbook), cut_to_shortest(textbook)],
    }

    def ulps(outputs, inputs, noise):
        # Of the noise: 0.1, which no binary format holds, the product and the sum; of the rest two sums.
        return {"value": [sum_bound([2 * x, mpf(1), e / 10], 3) for x, e in zip(inputs, noise)]}

    value = Equation("noisy-line-value", textbook, ulps, wrong)

    def at(name, comment, flags, x, e, expect=None):
        return case(value, name, comment, flags, {"inputs": x, "noise": e}, None if expect is None else {"value": expect})

    usual = ["plain", "missing-noise", "unscaled-noise", "variance-for-deviation", "missing-bias", "noise-on-the-input", "negative-noise"]
    cases = [
        at("empty", "No points.", ["empty"], [], []),
        at("one-point", "x = 3, ε = −1: 6.9.", usual + ["swapped-line", "swapped-arguments"], [3], [-1]),
        at("no-noise", "The line itself.", ["plain", "missing-bias", "swapped-line"], [-1, 0, 0.5, 2], [0, 0, 0, 0]),
        at("three-points", "Every operation rounds.", usual + ["swapped-line", "swapped-arguments"], decimals("noisy-line inputs", 3), decimals("noisy-line noise", 3)),
        at("five-points", "Short numbers.", usual + ["swapped-line"], dyadics("noisy-line inputs", 5), dyadics("noisy-line noise", 5)),
        at("single", "All bits of a Float32 in use.", usual + ["swapped-line"], singles("noisy-line inputs", 5), singles("noisy-line noise", 5)),
        at("ends", "The ends of the document's inputs, with noise of one deviation.", usual, [-1, 1], [1, -1]),
        at("large-noise", "Noise larger than the line.", usual, [0.5, -0.5], [250, -1000]),
        at("cancellation", "The noise nearly takes the rest away.", ["cancellation"], [1.1], [-32.00001]),
        at("overflow", "2x is beyond the largest number.", ["overflow"], [1e308], [0]),
        at("infinity-minus-infinity", "∞ − ∞ is NaN.", ["special-values"], [inf, 1], [-inf, 0], [nan, 3]),
        at("nan", "NaN in its place.", ["special-values"], [1, nan], [0, 0], [3, nan]),
    ]
    cases += [
        invalid(value, "one-noise", "The same noise is not that of every point.", ["sizes-differ"], {"inputs": [1, 2, 3], "noise": [0.5]}),
        invalid(value, "less-noise", "A point without noise.", ["sizes-differ"], {"inputs": [1, 2, 3], "noise": [0.5, -1]}),
    ]
    return concept("LinearModels", "NoisyLine", notes, cases)


# Losses of linear models: n inputs, N samples, a sample in each column


def predictions(weights, bias, inputs):
    return [sum(w * x for w, x in zip(weights, column)) + bias for column in zip(*inputs)] if inputs else []


def residuals(weights, bias, inputs, targets):
    predicted = predictions(weights, bias, inputs) or [bias] * len(targets)
    return [y - p for y, p in zip(targets, predicted, strict=True)]


def magnitudes(weights, bias, inputs, targets):
    """What the roundings of each residual are relative to."""
    columns = list(zip(*inputs)) or [()] * len(targets)
    return [
        abs(y) + sum(abs(w * x) for w, x in zip(weights, column)) + abs(bias) for column, y in zip(columns, targets)
    ]


def residual_roundings(weights):
    """A product, the additions and the difference."""
    return few(len(weights) + 2)


def loss_bound(weights, bias, inputs, targets):
    r, m = residuals(weights, bias, inputs, targets), magnitudes(weights, bias, inputs, targets)
    squares = sum(e * e for e in r)
    if squares == 0:
        assert all(adds_exactly([s]) for s in m)
        return 0
    condition = sum(abs(e) * s for e, s in zip(r, m)) / squares
    return 2 * residual_roundings(weights) * condition + few(len(targets) + 1)


def mean_product_bound(weights, bias, inputs, targets, factors):
    """The bound of the mean of each residual times its factor."""
    r, m = residuals(weights, bias, inputs, targets), magnitudes(weights, bias, inputs, targets)
    terms = [e * t for e, t in zip(r, factors)]
    total = abs(sum(terms))
    if total == 0:
        assert adds_exactly(terms) and adds_exactly(m)
        return 0
    rounded = residual_roundings(weights) * sum(s * abs(t) for s, t in zip(m, factors))
    return (rounded + few(len(targets) + 1) * sum(abs(t) for t in terms)) / total


def loss(weights, bias, inputs, targets):
    return sum(e * e for e in residuals(weights, bias, inputs, targets)) / len(targets)


def slopes(weights, bias, inputs, targets):
    r, N = residuals(weights, bias, inputs, targets), len(targets)
    return [-2 * sum(e * x for e, x in zip(r, row)) / N for row in inputs], -2 * sum(r) / N


def multiple_regression_loss():
    notes = {
        "plain": PLAIN,
        "missing-one-over-n": "The sum over the samples, without 1/N.",
        "divided-by-inputs": "Divided by the number of inputs, not of samples.",
        "missing-factor-two": "Half the loss, or the gradient without the 2 that the square gives.",
        "missing-bias": "Residuals of w · x alone.",
        "first-input-dropped": "The sum of a model whose inputs count from 0, taken from 1 on.",
        "rows-for-samples": "A sample in each row; here each column is one.",
        "cancelling-residuals": "The square of the mean residual: residuals of opposite sign cancel.",
        "sign": "Residuals the wrong way round: the gradient points downhill.",
        "missing-input": "∂L/∂w without the factor X.",
        "swapped-weights": "The weights' partial derivatives in the wrong order.",
        "one-element": ONE_SAMPLE,
        "stationary": "The residuals cancel in every sum: magnitudes do not.",
        "collinear": "A normal equation whose matrix has no inverse: dividing by its determinant gives NaN.",
        "no-inputs": "A model of its bias alone.",
        "cancellation": "The residuals are small beside targets and predictions. The bound grows with their condition, so "
        "what is left shows whether a prediction was held with the digits of a Float32.",
        "overflow-of-partial-sum": OVERFLOWING_SUM,
        "subnormal": SUBNORMAL,
        "special-values": "NaN gives NaN and an infinity its limit: a comparison or a nan-ignoring mean loses them.",
        "sizes-differ": SIZES,
    }

    def samples(x):
        return len(x["targets"])

    def less_one(program):
        return scaled(program, lambda x: samples(x) / (x["targets"][0] * 0 + (samples(x) - 1)))

    def without_bias(program):
        return lambda bias, **x: program(bias=bias * 0, **x)

    def without_first(program):
        return lambda weights, **x: program(weights=[weights[0] * 0] + weights[1:], **x)

    def by_rows(program):
        """Reads the same numbers sample by sample."""
        return lambda inputs, weights, **x: program(
            inputs=[list(c) for c in zip(*matrix(flat(inputs), len(weights)))], weights=weights, **x
        )

    def repeated(program):
        """One target for all samples."""
        return lambda inputs, targets, **x: program(inputs=inputs, targets=targets[:1] * len(inputs[0]), **x)

    def textbook(**x):
        return {"value": loss(**x)}

    wrong = {
        "missing-one-over-n": [scaled(textbook, samples)],
        "divided-by-inputs": [scaled(textbook, lambda x: samples(x) / len(x["weights"]))],
        "missing-factor-two": [scaled(textbook, lambda _: 0.5)],
        "missing-bias": [without_bias(textbook)],
        "first-input-dropped": [without_first(textbook)],
        "rows-for-samples": [by_rows(textbook)],
        "cancelling-residuals": [lambda **x: {"value": (sum(residuals(**x)) / samples(x)) * (sum(residuals(**x)) / samples(x))}],
        "one-element": [less_one(textbook)],
        "no-inputs": [lambda **x: textbook(**x) | {"unused": x["weights"][0]}],
        "cancellation": [in_single(textbook)],
        "overflow-of-partial-sum": [textbook],
        "subnormal": [flushed(textbook)],
        "special-values": [skipping_nan(textbook), scaled(textbook, lambda _: math.nan)],
        "sizes-differ": [textbook, repeated(textbook)],
    }
    value = Equation(
        "multiple-regression-loss-value", textbook, lambda outputs, **x: {"value": loss_bound(**x)}, wrong
    )

    def textbook_gradient(**x):
        by_weights, by_bias = slopes(**x)
        return {"weights": by_weights, "bias": by_bias}

    def of_magnitudes(**x):
        r, N = [abs(e) for e in residuals(**x)], samples(x)
        return {"weights": [-2 * sum(e * abs(t) for e, t in zip(r, row)) / N for row in x["inputs"]], "bias": -2 * sum(r) / N}

    def by_determinant(**x):
        """A Newton step's gradient, recovered from the solution of the normal equations of two inputs."""
        u, v = x["inputs"]
        determinant = sum(a * a for a in u) * sum(b * b for b in v) - sum(a * b for a, b in zip(u, v)) * sum(a * b for a, b in zip(u, v))
        return {name: each(lambda g: g / determinant * determinant, values) for name, values in textbook_gradient(**x).items()}

    wrong = {
        "missing-one-over-n": [scaled(textbook_gradient, samples)],
        "divided-by-inputs": [scaled(textbook_gradient, lambda x: samples(x) / len(x["weights"]))],
        "missing-factor-two": [scaled(textbook_gradient, lambda _: 0.5)],
        "missing-bias": [without_bias(textbook_gradient)],
        "first-input-dropped": [without_first(textbook_gradient), lambda **x: textbook_gradient(**x) | {"weights": [0] + textbook_gradient(**x)["weights"][1:]}],
        "rows-for-samples": [by_rows(textbook_gradient)],
        "sign": [scaled(textbook_gradient, lambda _: -1), scaled(textbook_gradient, lambda _: -1, ["bias"])],
        "missing-input": [lambda **x: textbook_gradient(**x) | {"weights": [textbook_gradient(**x)["bias"]] * len(x["weights"])}],
        "swapped-weights": [lambda **x: textbook_gradient(**x) | {"weights": textbook_gradient(**x)["weights"][::-1]}],
        "one-element": [less_one(textbook_gradient)],
        "stationary": [of_magnitudes],
        "collinear": [by_determinant],
        "no-inputs": [lambda **x: textbook_gradient(**x) | {"unused": x["weights"][0]}],
        "cancellation": [in_single(textbook_gradient)],
        "overflow-of-partial-sum": [textbook_gradient],
        "subnormal": [flushed(textbook_gradient)],
        "special-values": [skipping_nan(textbook_gradient)],
        "sizes-differ": [textbook_gradient, repeated(textbook_gradient)],
    }

    def gradient_ulps(outputs, **x):
        ones = [mpf(1)] * samples(x)
        return {
            "weights": [mean_product_bound(factors=row, **x) for row in x["inputs"]],
            "bias": mean_product_bound(factors=ones, **x),
        }

    gradient = Equation("multiple-regression-loss-gradient", textbook_gradient, gradient_ulps, wrong)

    def both(name, comment, flags, slope_flags, weights, bias, inputs, targets):
        """The same data for the loss and its gradient."""
        data = {"weights": weights, "bias": bias, "inputs": inputs, "targets": targets}
        return [
            case(equation, name, comment, flags, data)
            for equation, flags in ((value, flags), (gradient, slope_flags))
            if flags
        ]

    def stated(equation, name, comment, flags, weights, bias, inputs, targets, expect):
        data = {"weights": weights, "bias": bias, "inputs": inputs, "targets": targets}
        return [case(equation, name, comment, flags, data, expect)]

    def data(kind, n, N):
        name = f"multiple-regression {n} {N}"
        return kind(name + " weights", n), kind(name + " bias", 1)[0], matrix(kind(name + " inputs", n * N), N), kind(name + " targets", N)

    usual = ["plain", "missing-one-over-n", "missing-factor-two", "missing-bias", "first-input-dropped"]
    level = usual + ["divided-by-inputs", "rows-for-samples", "cancelling-residuals"]
    slope = usual + ["divided-by-inputs", "rows-for-samples", "sign", "missing-input", "swapped-weights"]
    one = ["plain", "missing-factor-two", "missing-bias", "first-input-dropped", "one-element"]
    cases = [
        both("one-sample", "One squared residual.", one, one + ["sign", "swapped-weights"], [1.5, -0.25], 0.5, [[2.5], [-1]], [3]),
        both("one-input", "The loss of a line.", ["plain", "missing-one-over-n", "missing-bias"], ["plain", "missing-one-over-n", "missing-input"], [1.5], -0.5, [[1, 2, 4]], [3, -1, 5]),
        both("two-inputs-three-samples", "Every operation rounds.", level, slope, *data(decimals, 2, 3)),
        both("three-inputs-five-samples", "All bits of a Float32 in use.", level, slope, *data(singles, 3, 5)),
        both("five-inputs-two-samples", "More weights than samples.", level, slope, *data(decimals, 5, 2)),
        both("three-inputs-seventeen-samples", "Sums that the kernel adds in pairs.", level, slope, *data(decimals, 3, 17)),
        both("eleven-inputs-four-samples", "Predictions that the kernel adds in pairs.", level, slope, *data(dyadics, 11, 4)),
        both("dyadic", "Little rounds.", level, slope, *data(dyadics, 2, 5)),
        both("as-many-samples-as-inputs", "A square matrix: nothing but its meaning tells rows from columns.", ["rows-for-samples"], ["rows-for-samples", "swapped-weights"], [1, -2], 0.5, [[1, 2], [3, 5]], [4, -1]),
        both("perfect-fit", "The model meets every point, and nothing rounds.", ["missing-bias", "first-input-dropped"], ["missing-bias", "first-input-dropped"], [2, -1], 1, [[-1, 0.5, 3], [2, 4, -1]], [-3, -2, 8]),
        both("least-squares", "A minimum with residuals: they cancel in every sum.", ["plain", "cancelling-residuals"], ["stationary", "missing-bias"], [2, -1], 1, [[1, 1, -1, -1], [1, -1, 1, -1]], [3, 3, -3, 1]),
        both("collinear-inputs", "The second input is twice the first.", ["plain", "first-input-dropped"], ["collinear", "first-input-dropped"], [1, 2], 0.5, [[1, 2, -1], [2, 4, -2]], [4, 9, -7]),
        both("collinear-inputs-other-weights", "Other weights with the same predictions, loss and gradient.", ["plain", "first-input-dropped"], ["collinear", "first-input-dropped"], [3, 1], 0.5, [[1, 2, -1], [2, 4, -2]], [4, 9, -7]),
        both("no-inputs", "The bias alone predicts.", ["no-inputs", "missing-bias"], ["no-inputs", "missing-bias"], [], 2, Tensor([0, 3], []), [1, 2, 4.5]),
        both("houses", "Sizes, rooms and prices.", ["plain", "missing-one-over-n", "first-input-dropped"], ["plain", "sign", "swapped-weights", "missing-input"], [2500, 14000], 12500, [[76.5, 120, 188.25, 300.5], [3, 4, 4, 9]], [255000, 310500, 702000, 1105000]),
        both("cancellation", "Residuals of about 10⁻⁵ beside targets of about 10.", ["cancellation"], ["cancellation"], [1.7, -0.3], 2.3, [[1.1, 3.3, 5.9], [0.7, -1.9, 2.3]], [3.96001, 8.48002, 11.63998]),
        both("square-overflows", "One square of 2.25e308, but a quarter of it in the mean.", ["overflow-of-partial-sum"], [], [0.5, 0.25], 0, [[2, 1, 4, 3], [1, 0, 1, 0]], [1.5e154, 1, 0, 2]),
        both("sums-overflow", "Both sums lie beyond the largest number, both means do not.", [], ["overflow-of-partial-sum"], [1, 2], 2, [[1, 0.5, 0.75, 1], [0.5, 1, 1, 0.25]], [8e307, 7e307, 7.5e307, 6e307]),
        both("subnormal", "Subnormal squares and products.", ["subnormal"], ["subnormal"], [1.5, 0.5], 1e-158, [[1e-157, -2e-158], [2e-158, 1e-158]], [3e-157, 5e-158]),
        stated(value, "infinite-target", "An infinite residual is an infinite loss.", ["special-values"], [2, 1], 1, [[1, 2], [0, 1]], [inf, 4], {"value": inf}),
        stated(value, "nan", "NaN is no sample to leave out.", ["special-values"], [2, 1], 1, [[1, nan], [0, 1]], [3, 4], {"value": nan}),
        stated(gradient, "infinite-target-at-zero", "An infinite residual at an input of 0 leaves no derivative by its weight.", ["special-values"], [2, 1], 1, [[1, 2], [0, 1]], [inf, 4], {"weights": [-inf, nan], "bias": -inf}),
        stated(gradient, "nan", "NaN in one input spoils everything, since every residual's mean contains it.", ["special-values"], [2, 1], 1, [[1, nan], [0, 1]], [3, 4], {"weights": [nan, nan], "bias": nan}),
    ]
    cases = [one for pair in cases for one in pair]
    cases.sort(key=lambda one: one["equation"] != "multiple-regression-loss-value")
    X = [[1, 2, 3], [4, 5, 6]]
    for equation in (value, gradient):
        for name, comment, weights, targets in [
            ("fewer-weights", "An input without a weight.", [2], [1, 2, 3]),
            ("one-target", "One target is not that of every sample.", [2, -1], [1]),
        ]:
            data = {"weights": weights, "bias": 1, "inputs": X, "targets": targets}
            cases.append(invalid(equation, name, comment, ["sizes-differ"], data))
    return concept("LinearModels", "MultipleRegressionLoss", notes, cases)


def as_models(weight, bias, inputs, targets):
    """A line as a model of one input."""
    return {"weights": [weight], "bias": bias, "inputs": [inputs], "targets": targets}


def log_line_loss():
    notes = {
        "plain": PLAIN,
        "natural-logarithm": "ln L in place of log₁₀ L, 2.3 times as much.",
        "binary-logarithm": "log₂ L.",
        "logarithm-of-one-plus": "log₁₀(1 + L), which stays finite at 0 and is another function.",
        "logarithm-of-root": "log₁₀ √L, half as much.",
        "missing-one-over-n": "The logarithm of the sum over the samples. The gradient is the same.",
        "missing-loss": "∇L / ln 10, without the division by L.",
        "missing-base": "∇L / L, the gradient of ln L.",
        "sign": "Downhill.",
        "swapped-gradients": "∂/∂w under ∂/∂b's name.",
        "scale": "The data multiplied by 1000: the loss grows by 10⁶, its logarithm by 6.",
        "logarithm-of-zero": "A loss of 0 gives −∞, and no gradient: a small number added before the logarithm hides it.",
        "cancellation": "The residuals are small beside targets and predictions: digits of a Float32 are not enough.",
        "special-values": "NaN gives NaN and an infinite loss an infinite logarithm.",
        "sizes-differ": SIZES,
    }
    ln10 = lambda x: logarithm(x * 0 + 10)

    def of_loss(function):
        return lambda **x: {"value": function(loss(**as_models(**x)))}

    textbook = of_loss(lambda L: logarithm(L) / ln10(L))
    wrong = {
        "natural-logarithm": [of_loss(logarithm)],
        "binary-logarithm": [of_loss(lambda L: logarithm(L) / math.log(2))],
        "logarithm-of-one-plus": [of_loss(lambda L: logarithm(1 + L) / ln10(L))],
        "logarithm-of-root": [scaled(textbook, lambda _: 0.5)],
        "missing-one-over-n": [lambda **x: {"value": logarithm(loss(**as_models(**x)) * len(x["targets"])) / ln10(x["bias"] * 0)}],
        "scale": [of_loss(lambda L: L / 1e6)],
        "logarithm-of-zero": [of_loss(lambda L: logarithm(L + 1e-12) / ln10(L))],
        "cancellation": [in_single(textbook)],
        "special-values": [skipping_nan(textbook), kept_finite(textbook)],
        "sizes-differ": [broadcasting(textbook), cut_to_shortest(textbook)],
    }

    def ulps(outputs, **x):
        x = as_models(**x)
        result = outputs["value"]
        if result == 0:
            assert adds_exactly(magnitudes(**x)) and loss(**x) == 1
            return {"value": 0}
        # Two logarithms, good to a unit each, and the quotient; and the loss's error, which the logarithm divides by
        # the loss.
        return {"value": 5 + loss_bound(**x) / abs(result * mpmath.log(10))}

    value = Equation("log-line-loss-value", textbook, ulps, wrong)

    def with_parts(part):
        def program(**x):
            x = as_models(**x)
            (by_weight,), by_bias = slopes(**x)
            return {"weight": part(by_weight, loss(**x)), "bias": part(by_bias, loss(**x))}

        return program

    textbook_gradient = with_parts(lambda g, L: g / L / ln10(L))
    wrong = {
        "missing-loss": [with_parts(lambda g, L: g / ln10(L))],
        "missing-base": [with_parts(lambda g, L: g / L)],
        "binary-logarithm": [with_parts(lambda g, L: g / L / math.log(2))],
        "logarithm-of-one-plus": [with_parts(lambda g, L: g / (1 + L) / ln10(L))],
        "logarithm-of-root": [scaled(textbook_gradient, lambda _: 0.5)],
        "sign": [scaled(textbook_gradient, lambda _: -1), scaled(textbook_gradient, lambda _: -1, ["bias"])],
        "swapped-gradients": [exchanged(textbook_gradient, "weight", "bias")],
        "logarithm-of-zero": [with_parts(lambda g, L: g / (L + 1e-12) / ln10(L))],
        "cancellation": [in_single(textbook_gradient)],
        "special-values": [skipping_nan(textbook_gradient)],
        "sizes-differ": [broadcasting(textbook_gradient), cut_to_shortest(textbook_gradient)],
    }

    def gradient_ulps(outputs, **x):
        x = as_models(**x)
        # Two quotients, a logarithm good to a unit, and the errors of loss and gradient.
        common = 4 + loss_bound(**x)
        ones = [mpf(1)] * len(x["targets"])
        bounds = {"weight": mean_product_bound(factors=x["inputs"][0], **x), "bias": mean_product_bound(factors=ones, **x)}
        return {name: 0 if outputs[name] == 0 else common + bound for name, bound in bounds.items()}

    gradient = Equation("log-line-loss-gradient", textbook_gradient, gradient_ulps, wrong)

    def both(name, comment, flags, slope_flags, weight, bias, inputs, targets):
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
        return kind(f"log-line-loss-{n} inputs", n), kind(f"log-line-loss-{n} targets", n)

    usual = ["plain", "natural-logarithm", "binary-logarithm", "logarithm-of-one-plus", "logarithm-of-root", "missing-one-over-n"]
    slope = ["plain", "missing-loss", "missing-base", "binary-logarithm", "logarithm-of-one-plus", "logarithm-of-root", "sign", "swapped-gradients"]
    cases = [
        both("one-hundred", "A loss of 100 has the logarithm 2.", ["plain", "natural-logarithm", "binary-logarithm", "logarithm-of-root"], ["plain", "missing-loss", "missing-base", "sign"], 1, 0, [2], [12]),
        both("one", "A loss of 1 has the logarithm 0, to every base.", ["logarithm-of-one-plus", "plain"], ["plain", "missing-base", "sign", "logarithm-of-one-plus"], 1, 0, [2], [3]),
        both("one-hundredth", "Below 1 it is negative.", usual[:5], slope, 1, 0, [2, 3], [2.125, 3.0625]),
        both("three-samples", "Every operation rounds.", usual, slope, -0.7, 0.3, *data(decimals, 3)),
        both("five-samples", "All bits of a Float32 in use.", usual, slope, 0.3333333432674408, -1.2000000476837158, *data(singles, 5)),
        both("seventeen-samples", "Sums that the kernel adds in pairs.", usual, slope, 1.1, -2.3, *data(decimals, 17)),
        both("dyadic", "Little rounds.", usual, slope, 1.5, -0.5, *data(dyadics, 5)),
        both("houses", "Near the base of the document's figure, log₁₀ of about 10¹⁰.", usual[:4], slope, 3302.15, 19698.41, [70.5, 120, 188.25, 240, 300], [190000, 420500, 611000, 905000.5, 1100000]),
        both("houses-in-thousands", "The same prices in thousands: 6 less.", ["scale", "natural-logarithm"], ["plain", "sign"], 3.30215, 19.69841, [70.5, 120, 188.25, 240, 300], [190, 420.5, 611, 905.0005, 1100]),
        both("least-squares", "At the least-squares line the gradient is 0, and a loss of 1 is left.", ["logarithm-of-one-plus", "missing-one-over-n"], ["plain"], 2, 1, [0, 1, 2, 3], [2, 2, 4, 8]),
        both("cancellation", "Residuals of about 10⁻⁵ beside targets of about 10.", ["cancellation"], ["cancellation"], 1.7, 2.3, [1.1, 3.3, 5.9], [4.17001, 7.91002, 12.32998]),
        both("huge", "A loss near 10³⁰⁰ is 300.", ["plain", "natural-logarithm", "logarithm-of-root"], ["missing-loss", "sign"], 1.5, 2e150, [1e150, -3e149, 2.5e148], [-1e150, 2.5e149, 3e150]),
        both("tiny", "A loss near 10⁻³⁰⁰ is −300.", ["plain", "natural-logarithm", "logarithm-of-one-plus", "logarithm-of-zero"], ["missing-loss", "sign", "logarithm-of-zero"], 1.5, 2e-150, [1e-150, -3e-151, 2.5e-152], [-1e-150, 2.5e-151, 3e-150]),
        stated(value, "perfect-fit", "A loss of 0.", ["logarithm-of-zero", "logarithm-of-one-plus"], 2, 1, [-1, 0.5, 3], [-1, 2, 7], {"value": -inf}),
        stated(value, "infinite-target", "An infinite loss.", ["special-values"], 2, 1, [1, 2], [inf, 4], {"value": inf}),
        stated(value, "nan", "NaN is no sample to leave out.", ["special-values"], 2, 1, [1, nan], [3, 4], {"value": nan}),
        stated(gradient, "perfect-fit", "0/0: −∞ has no slope.", ["logarithm-of-zero"], 2, 1, [-1, 0.5, 3], [-1, 2, 7], {"weight": nan, "bias": nan}),
        stated(gradient, "nan", "NaN is no sample to leave out.", ["special-values"], 2, 1, [1, nan], [3, 4], {"weight": nan, "bias": nan}),
    ]
    cases = [one for pair in cases for one in pair]
    cases.sort(key=lambda one: one["equation"] != "log-line-loss-value")
    for equation in (value, gradient):
        data = {"weight": 2, "bias": 1, "inputs": [1, 2, 3], "targets": [4]}
        cases.append(invalid(equation, "one-target", "One target is not that of every input.", ["sizes-differ"], data))
    return concept("LinearModels", "LogLineLoss", notes, cases)


# Curvature and descent


def standard(x):
    """Mean and deviation as they are defined."""
    μ = mean(x)
    return μ, square_root(sum((v - μ) * (v - μ) for v in x) / len(x))


def mean_error(x):
    """How far off the mean may be, in roundings: counted from the first number."""
    return abs(x[0]) + few(len(x) + 2) * mean([abs(v - x[0]) for v in x])


def deviation_roundings(x):
    """The relative error of s in roundings."""
    N, (μ, s) = len(x), standard(x)
    # Each square carries two roundings of its factor twice; then the square, the additions and 1/N, all halved by the
    # root; the root and the product. A mean that is off by δ adds δ² to the variance, since the differences from the
    # true one add up to 0: of second order, but not small where the inputs are far from 0.
    shift = unit_roundoff(x) * (mean_error(x) / s) ** 2 / 2
    return few((4 + 1 + N) / mpf(2) + 2) + shift


def standardization():
    notes = {
        "plain": PLAIN,
        "sample-deviation": "1/(N − 1) in place of 1/N, another convention: the mean square that results is not 1.",
        "variance-for-deviation": "s² where s is meant.",
        "multiplied-out": "s² as the mean of the squares less μ², which cancels where the inputs are far from 0. "
        "Seen in https://github.com/gnuradio/volk/issues/290.",
        "mean-absolute-deviation": "The mean of |x − μ|.",
        "missing-mean": "x/s, or a bias that is left as it was.",
        "mean-after-scaling": "x/s − μ.",
        "swapped-arguments": "μ and s exchanged.",
        "constant-input": "s = 0: an input that never varies becomes 0 here; 0/0 and 1/0 are another convention. "
        "Seen in https://github.com/ai2cm/fv3net/pull/639.",
        "rounded-mean": "Equal inputs have s = 0 even where their computed mean is off by a rounding: by that an input "
        "that never varies is known. Differences to the first input, or a mean updated input by input, keep it. "
        "Seen in https://github.com/scikit-learn/scikit-learn/issues/17794.",
        "overflow-of-square": "Squares that overflow or vanish, although s is a number.",
        "missing-scale": "w′ in place of w′/s.",
        "scaled-up": "w′ s in place of w′/s.",
        "shift-by-standardized-slope": "b′ − w′ μ, with the slope that belongs to x′.",
        "sign": "b′ + w μ.",
        "one-element": ONE_SAMPLE,
        "special-values": "NaN stays: a comparison or a nan-ignoring mean loses it.",
    }

    def textbook(inputs):
        μ, s = standard(inputs)
        return {"mean": μ, "deviation": s}

    def with_deviation(s):
        return lambda inputs: {"mean": mean(inputs), "deviation": s(inputs, mean(inputs))}

    def multiplied_out(x, μ):
        return square_root(sum(v * v for v in x) / len(x) - μ * μ)

    wrong = {
        "sample-deviation": [with_deviation(lambda x, μ: square_root(sum((v - μ) * (v - μ) for v in x) / (x[0] * 0 + (len(x) - 1))))],
        "one-element": [with_deviation(lambda x, μ: square_root(sum((v - μ) * (v - μ) for v in x) / (x[0] * 0 + (len(x) - 1))))],
        "variance-for-deviation": [with_deviation(lambda x, μ: standard(x)[1] * standard(x)[1])],
        "multiplied-out": [with_deviation(multiplied_out)],
        "mean-absolute-deviation": [with_deviation(lambda x, μ: mean([abs(v - μ) for v in x]))],
        "rounded-mean": [textbook],
        "overflow-of-square": [textbook],
        "special-values": [skipping_nan(textbook)],
    }

    def ulps(outputs, inputs):
        μ, s = outputs["mean"], outputs["deviation"]
        if μ == 0:
            assert adds_exactly(inputs)
        # Of the mean, a sum divided by N, or counted from the first number.
        of_mean = max(few(len(inputs) + 1) * mean([abs(x) for x in inputs]), mean_error(inputs))
        # Of the deviation, also what a rounding of each input does to it: far from 0 a mean that is updated together
        # with the sum of squares loses as much.
        equal = all(x == inputs[0] for x in inputs)
        of_inputs = 0 if equal else sum(abs((x - μ) * x) for x in inputs) / sum((x - μ) * (x - μ) for x in inputs)
        return {
            "mean": 0 if μ == 0 or len(inputs) == 1 else of_mean / abs(μ),
            "deviation": 0 if equal else deviation_roundings(inputs) + of_inputs,
        }

    fit = Equation("standardization-fit", textbook, ulps, wrong)

    def standardized(inputs, mean, deviation):
        return {"value": [x - mean if deviation == 0 else (x - mean) / deviation for x in inputs]}

    def each_as(function):
        return lambda inputs, mean, deviation: {"value": [function(x, mean, deviation) for x in inputs]}

    wrong = {
        "missing-mean": [each_as(lambda x, μ, s: x / s)],
        "mean-after-scaling": [each_as(lambda x, μ, s: x / s - μ)],
        "variance-for-deviation": [each_as(lambda x, μ, s: (x - μ) / (s * s))],
        "scaled-up": [each_as(lambda x, μ, s: (x - μ) * s)],
        "swapped-arguments": [renamed(standardized, {"mean": "deviation", "deviation": "mean"})],
        "constant-input": [each_as(lambda x, μ, s: (x - μ) / s)],
        "special-values": [skipping_nan(standardized)],
    }

    def value_ulps(outputs, inputs, mean, deviation):
        # The difference, correctly rounded, and the quotient.
        return {"value": [0 if x == 0 else 0.5 if deviation == 0 else 2 for x in outputs["value"]]}

    value = Equation("standardization-value", standardized, value_ulps, wrong)

    def line(weight, bias, mean, deviation):
        w = weight if deviation == 0 else weight / deviation
        return {"weight": w, "bias": bias - w * mean}

    def with_line(w, b):
        return lambda weight, bias, mean, deviation: {
            "weight": w(weight, deviation),
            "bias": b(weight, bias, mean, line(weight, bias, mean, deviation)["weight"]),
        }

    right_w, right_b = lambda w, s: w if s == 0 else w / s, lambda _, b, μ, w: b - w * μ
    wrong = {
        "missing-scale": [with_line(lambda w, s: w, right_b)],
        "scaled-up": [with_line(lambda w, s: w * s, right_b)],
        "missing-mean": [with_line(right_w, lambda _, b, μ, w: b)],
        "shift-by-standardized-slope": [with_line(right_w, lambda w, b, μ, _: b - w * μ)],
        "sign": [with_line(right_w, lambda _, b, μ, w: b + w * μ)],
        "swapped-arguments": [renamed(line, {"mean": "deviation", "deviation": "mean"})],
        "constant-input": [with_line(lambda w, s: w / s, lambda _, b, μ, w: b - w * μ)],
        "special-values": [skipping_nan(line)],
    }

    def line_ulps(outputs, weight, bias, mean, deviation):
        w = outputs["weight"]
        # The bias: the slope's rounding, the product and the difference.
        return {"weight": 0 if w == 0 or deviation == 0 else 0.5, "bias": sum_bound([bias, -w * mean], 3)}

    back = Equation("standardization-line", line, line_ulps, wrong)

    def fitted(name, comment, flags, x, expect=None):
        return case(fit, name, comment, flags, {"inputs": x}, None if expect is None else dict(zip(("mean", "deviation"), expect)))

    def at(name, comment, flags, x, μ, s, expect=None):
        return case(value, name, comment, flags, {"inputs": x, "mean": μ, "deviation": s}, None if expect is None else {"value": expect})

    def unscaled(name, comment, flags, w, b, μ, s, expect=None):
        inputs = {"weight": w, "bias": b, "mean": μ, "deviation": s}
        return case(back, name, comment, flags, inputs, None if expect is None else dict(zip(("weight", "bias"), expect)))

    usual = ["plain", "sample-deviation", "variance-for-deviation", "mean-absolute-deviation"]
    cases = [
        fitted("one-input", "One number has no deviation.", ["one-element"], [3.5]),
        fitted("two-inputs", "1 and 5: μ = 3, s = 2.", ["plain", "sample-deviation", "variance-for-deviation"], [1, 5]),
        fitted("three-inputs", "Every operation rounds.", usual, decimals("standardization 3", 3)),
        fitted("five-inputs", "All bits of a Float32 in use.", usual, singles("standardization 5", 5)),
        fitted("seventeen-inputs", "Sums that the kernel adds in pairs.", usual, decimals("standardization 17", 17)),
        fitted("dyadic", "Short numbers, though 1/5 is none.", usual, dyadics("standardization dyadic", 5)),
        fitted("symmetric", "Mean 0.", usual, [-3, -1, 1, 3]),
        fitted("sizes", "Sizes of houses.", usual, [70.5, 120, 188.25, 240, 300]),
        fitted("years", "Inputs at 2000 with a spread of 5.", usual, [2015, 2016.5, 2017, 2019.25, 2020]),
        fitted("far-from-zero", "Inputs near 10⁷ with a spread of 3.", ["multiplied-out", "sample-deviation"], [10000000, 10000001.5, 10000002, 10000003.25]),
        fitted("equal-inputs", "s = 0, and μ is the input itself.", ["plain"], [2.5, 2.5, 2.5, 2.5]),
        fitted("equal-inputs-whose-mean-rounds", "0.1 + 0.1 + 0.1, divided by 3, is not 0.1 in Float64.", ["rounded-mean"], [0.1, 0.1, 0.1]),
        fitted("huge", "Squares beyond the largest number.", ["overflow-of-square", "sample-deviation"], [1e200, -3e200, 2.5e200]),
        fitted("tiny", "Squares that vanish.", ["overflow-of-square", "sample-deviation"], [1e-200, -3e-200, 2.5e-200]),
        fitted("nan", "NaN spoils both numbers.", ["special-values"], [1, nan, 2], (nan, nan)),
    ]
    usual = ["plain", "missing-mean", "mean-after-scaling", "variance-for-deviation", "scaled-up", "swapped-arguments"]
    cases += [
        at("two-inputs", "1 and 5 become −1 and 1.", usual, [1, 5], 3, 2),
        at("sizes", "Sizes of houses.", usual, [70.5, 120, 188.25, 240, 300], 183.75, 82.75),
        at("decimal", "Every operation rounds.", usual, decimals("standardization value", 3), 0.7, 1.3),
        at("single", "All bits of a Float32 in use.", usual, singles("standardization value", 5), 0.375, 1.25),
        at("already-standard", "Mean 0 and deviation 1 change nothing.", ["plain", "swapped-arguments"], [-1, 0.5, 2], 0, 1),
        at("constant-input", "An input that never varies becomes 0.", ["constant-input"], [2.5, 2.5], 2.5, 0),
        at("constant-input-elsewhere", "A new value of it keeps its unit.", ["constant-input", "missing-mean"], [3], 2.5, 0),
        at("none", "No inputs.", ["plain"], [], 1, 2),
        at("nan", "NaN in its place.", ["special-values"], [1, nan], 0, 2, [0.5, nan]),
    ]
    usual = ["plain", "missing-scale", "scaled-up", "missing-mean", "shift-by-standardized-slope", "sign", "swapped-arguments"]
    cases += [
        unscaled("dyadic", "w = 3/2, b = 1 − 3 · 1.5.", usual, 3, 1, 3, 2),
        unscaled("decimal", "Every operation rounds.", usual, -3.7, 1.9, 0.7, 1.3),
        unscaled("single", "All bits of a Float32 in use.", usual, *singles("standardization line", 4)),
        unscaled("houses", "The house example's slope and bias.", usual, 218300.5, 642180.25, 188.508, 66.0625),
        unscaled("mean-zero", "Only the slope changes.", ["plain", "missing-scale", "scaled-up"], 3, 1, 0, 4),
        unscaled("deviation-one", "Only the bias changes.", ["plain", "missing-mean", "sign"], 3, 1, 2, 1),
        unscaled("constant-input", "A slope that no data supports stays as it is.", ["constant-input"], 3, 1, 2.5, 0),
        unscaled("flat", "No slope, no shift.", ["plain"], 0, 1.5, 3, 2),
        unscaled("through-the-origin", "The bias cancels.", ["missing-mean", "sign"], 3, 4.5, 3, 2),
        unscaled("nan", "NaN in the mean spoils the bias.", ["special-values"], 3, 1, nan, 2, (1.5, nan)),
    ]
    def of_sample(inputs):
        μ, s = standard(inputs)
        return {"mean": μ, "deviation": s * square_root(mpf(len(inputs)) / (len(inputs) - 1))}

    def divided(inputs, mean, deviation):
        assert deviation == 0
        return {"value": [math.copysign(inf, x - mean) if x != mean else nan for x in inputs]}

    cases += siblings(
        fit, having("sample-deviation", cases), "sample-deviation", "sample", "The deviation of a sample, with 1/(N − 1), as in R's scale and pandas' std.",
        ulps=ulps, textbook=of_sample,
    )
    cases += siblings(
        fit, having("one-element", cases), "one-element", "sample", "The deviation of a sample, with 1/(N − 1), as in R's scale and pandas' std: 0/0.",
        expect=lambda inputs: {"mean": inputs[0], "deviation": nan},
    )
    cases += siblings(
        value, having("constant-input", cases), "constant-input", "quotient", "Divided by s = 0 all the same, as in R's scale and scipy.stats.zscore.", expect=divided
    )
    return concept("LinearModels", "Standardization", notes, cases)


def hessian(X):
    return [[2 * mean([x * x for x in X]), 2 * mean(X)], [2 * mean(X), 2 + 0 * X[0]]]


def hessian_errors(X):
    """How far off each element may be, in roundings."""
    k = few(len(X) + 1)
    off = 2 * k * mean([abs(x) for x in X])
    return [[2 * k * mean([x * x for x in X]), off], [off, mpf(0)]]


def spectrum(X):
    M, m = mean([x * x for x in X]), mean(X)
    root = square_root((M - 1) * (M - 1) + 4 * m * m)
    return M + 1 - root, M + 1 + root


def largest_eigenvalue_roundings(X):
    """The relative error of the larger eigenvalue in roundings, along the kernel's own steps."""
    M, m = mean([x * x for x in X]), mean(X)
    s = M + 1
    of_s = few(len(X) + 1) * M / s + 1
    d, h = 1 - 2 / s, 2 * m / s
    of_d = 2 / s * (of_s + 1) + abs(d)
    of_h = 2 * mean_error(X) / s + abs(h) * (of_s + 1)
    root = mpmath.sqrt(d * d + h * h)
    of_root = of_d + of_h if root == 0 else (abs(d) * of_d + abs(h) * of_h) / root + 2 * root
    return of_s + of_root / (1 + root) + 2


def line_loss_hessian():
    notes = {
        "plain": PLAIN,
        "missing-factor-two": "Half of it, the Hessian of the halved loss.",
        "missing-one-over-n": "Sums in place of means.",
        "centred": "The variance in place of the mean square, as if the inputs had mean 0.",
        "square-of-mean": "The square of the mean in place of the mean of the squares.",
        "diagonal": "Without ∂²L/∂w∂b.",
        "swapped-outputs": "The eigenvalues under each other's name.",
        "cancellation": "The smaller eigenvalue as a difference: of two large numbers little is left. A routine for "
        "any matrix leaves a rounding of the larger one; four times the variance by that one loses nothing.",
        "cancellation-of-determinant": "The smaller eigenvalue from mean square less squared mean, which cancel where the inputs are far from 0.",
        "trace-and-determinant": "Eigenvalues that have the trace alone, or the determinant alone.",
        "singular": "Equal inputs: the smaller eigenvalue is 0, by which a valley of best lines is known. ±2 · 10⁻¹⁶ "
        "in its place is none, or a saddle.",
        "rounded-mean": "Equal inputs give exactly 0 even where their computed mean is off by a rounding.",
        "overflow-of-square": "Squares of the mean square, which overflow early.",
        "special-values": "NaN stays.",
    }

    def textbook(inputs):
        return {"value": hessian(inputs)}

    def with_elements(change):
        def program(inputs):
            (ww, wb), (bw, bb) = hessian(inputs)
            return {"value": change(inputs, ww, wb, bb)}

        return program

    wrong = {
        "missing-factor-two": [scaled(textbook, lambda _: 0.5)],
        "missing-one-over-n": [scaled(textbook, lambda x: len(x["inputs"]))],
        "centred": [with_elements(lambda X, ww, wb, bb: [[ww - wb * wb / 2, wb], [wb, bb]])],
        "square-of-mean": [with_elements(lambda X, ww, wb, bb: [[wb * wb / 2, wb], [wb, bb]])],
        "diagonal": [with_elements(lambda X, ww, wb, bb: [[ww, 0], [0, bb]])],
        "swapped-outputs": [with_elements(lambda X, ww, wb, bb: [[bb, wb], [wb, ww]])],
        "special-values": [skipping_nan(textbook), with_elements(lambda X, ww, wb, bb: [[ww, wb], [wb, bb + 0 * ww]])],
    }

    def ulps(outputs, inputs):
        k = few(len(inputs) + 1)
        mean_bound = sum_bound(inputs, k)
        return {"value": [[0 if outputs["value"][0][0] == 0 else k, mean_bound], [mean_bound, 0]]}

    value = Equation("line-loss-hessian-value", textbook, ulps, wrong)

    def eigenvalues(inputs):
        least, most = spectrum(inputs)
        return {"least": least, "most": most}

    def stable(determinant):
        def program(inputs):
            most = spectrum(inputs)[1]
            return {"least": determinant(inputs) / most, "most": most}

        return program

    def variance(X):
        μ = X[0] + mean([x - X[0] for x in X])
        return mean([(x - μ) * (x - μ) for x in X])

    good = stable(lambda X: 4 * variance(X))
    wrong = {
        "missing-factor-two": [scaled(good, lambda _: 0.5)],
        "missing-one-over-n": [scaled(good, lambda x: len(x["inputs"]))],
        "centred": [lambda inputs: good([x - mean(inputs) for x in inputs])],
        "diagonal": [lambda inputs: {"least": min(2 * mean([x * x for x in inputs]), 2 + 0 * inputs[0], key=float), "most": max(2 * mean([x * x for x in inputs]), 2 + 0 * inputs[0], key=float)}],
        "swapped-outputs": [exchanged(good, "least", "most")],
        "cancellation": [eigenvalues],
        "cancellation-of-determinant": [stable(lambda X: 4 * (mean([x * x for x in X]) - mean(X) * mean(X)))],
        "trace-and-determinant": [
            lambda inputs: good(inputs) | {"least": 2 + 2 * mean([x * x for x in inputs])},
            lambda inputs: good(inputs) | {"least": 4 * variance(inputs)},
        ],
        "singular": [lambda inputs: good(inputs) | {"least": 2 + 0 * inputs[0]}],
        "rounded-mean": [stable(lambda X: 4 * mean([(x - mean(X)) * (x - mean(X)) for x in X]))],
        "overflow-of-square": [good],
        "special-values": [skipping_nan(good)],
    }

    def eigenvalue_ulps(outputs, inputs):
        most = largest_eigenvalue_roundings(inputs)
        equal = all(x == inputs[0] for x in inputs)
        return {"least": 0 if equal else 2 * deviation_roundings(inputs) + most + 2, "most": most}

    spectral = Equation("line-loss-hessian-eigenvalues", eigenvalues, eigenvalue_ulps, wrong, good)

    def matrix_of(name, comment, flags, X, expect=None):
        return case(value, name, comment, flags, {"inputs": X}, None if expect is None else {"value": expect})

    def of(name, comment, flags, X, expect=None):
        return case(spectral, name, comment, flags, {"inputs": X}, None if expect is None else dict(zip(("least", "most"), expect)))

    usual = ["plain", "missing-factor-two", "missing-one-over-n", "centred", "square-of-mean", "diagonal", "swapped-outputs"]
    cases = [
        matrix_of("one-input", "2 x², 2 x and 2.", ["plain", "missing-factor-two", "centred", "diagonal", "swapped-outputs"], [3]),
        matrix_of("three-inputs", "Every operation rounds.", usual, decimals("hessian 3", 3)),
        matrix_of("five-inputs", "All bits of a Float32 in use.", usual, singles("hessian 5", 5)),
        matrix_of("seventeen-inputs", "Sums that the kernel adds in pairs.", usual, decimals("hessian 17", 17)),
        matrix_of("sizes", "Sizes of houses.", usual, [70.5, 120, 188.25, 240, 300]),
        matrix_of("standard", "Mean 0 and mean square 1: twice the identity.", ["plain", "missing-factor-two", "missing-one-over-n", "square-of-mean"], [-1, 1]),
        matrix_of("zeros", "Inputs of 0 leave b alone.", ["plain", "missing-factor-two", "swapped-outputs"], [0, 0, 0]),
        matrix_of("huge", "Mean squares near 10³⁰⁰.", ["plain", "centred", "diagonal"], [1e150, -3e149, 2.5e150]),
        matrix_of("infinite-square", "∂²L/∂b² is 2 whatever the inputs are.", ["special-values"], [inf, 1], [[inf, inf], [inf, 2]]),
        matrix_of("nan", "NaN in all but ∂²L/∂b².", ["special-values"], [nan, 1], [[nan, nan], [nan, 2]]),
    ]
    usual = ["missing-factor-two", "missing-one-over-n", "centred", "diagonal", "swapped-outputs", "trace-and-determinant"]
    cases += [
        of("two-inputs", "0 and 2: the eigenvalues are 3 ∓ √5.", ["plain"] + usual, [0, 2]),
        of("three-inputs", "Every operation rounds.", ["plain"] + usual, decimals("hessian 3", 3)),
        of("five-inputs", "All bits of a Float32 in use.", ["plain"] + usual, singles("hessian 5", 5)),
        of("seventeen-inputs", "Sums that the kernel adds in pairs.", ["plain"] + usual, decimals("hessian 17", 17)),
        of("sizes", "Sizes of houses: the eigenvalues are 10⁵ apart.", ["plain", "cancellation"] + usual, [70.5, 120, 188.25, 240, 300]),
        of("standard", "Twice the identity: both are 2.", ["plain", "missing-factor-two", "missing-one-over-n"], [-1, 1]),
        of("mean-zero", "A diagonal Hessian: 2 and 2 · 5.", ["plain", "missing-factor-two", "missing-one-over-n", "swapped-outputs"], [-3, -1, 1, 3]),
        of("small-inputs", "Almost a curvature along b alone.", ["plain", "diagonal", "missing-factor-two"], [0.001, 0.003, -0.0005]),
        of("far-from-zero", "Inputs near 10⁷ with a spread of 3.", ["cancellation", "cancellation-of-determinant"], [10000000, 10000001.5, 10000002, 10000003.25]),
        of("one-input", "One input leaves a valley of best lines.", ["plain", "singular"], [3]),
        of("equal-inputs", "So do equal ones.", ["plain", "singular"], [2.5, 2.5, 2.5, 2.5]),
        of("equal-inputs-whose-mean-rounds", "0.1 + 0.1 + 0.1, divided by 3, is not 0.1 in Float64.", ["rounded-mean"], [0.1, 0.1, 0.1]),
        of("huge", "The mean square is a number, its square is none.", ["overflow-of-square"], [1e100, -3e99, 2.5e100]),
        of("nan", "NaN spoils both.", ["special-values"], [nan, 1], (nan, nan)),
    ]
    return concept("LinearModels", "LineLossHessian", notes, cases)


def learning_rate_limit():
    notes = {
        "plain": PLAIN,
        "half": "1/λ, the step that is best along the steepest direction alone.",
        "smallest-eigenvalue": "2 over the smaller eigenvalue.",
        "largest-element": "2 over the largest element of the diagonal, which is less than the eigenvalue.",
        "trace": "2 over the trace, which is more than the eigenvalue.",
        "halved-loss": "The limit for the loss with the factor ½, twice as much.",
        "sum-for-mean": "The limit for the sum of squares, N times as small.",
        "above-one": "A limit above 1: along b the loss curves by 2, whatever the inputs are.",
        "overflow-of-square": "The mean square is a number, its square is none.",
        "special-values": "NaN stays.",
    }

    def textbook(inputs):
        return {"value": 2 / spectrum(inputs)[1]}

    def with_curvature(λ):
        return lambda inputs: {"value": 2 / λ(inputs)}

    wrong = {
        "half": [scaled(textbook, lambda _: 0.5)],
        "smallest-eigenvalue": [with_curvature(lambda X: spectrum(X)[0])],
        "largest-element": [with_curvature(lambda X: max(hessian(X)[0][0], hessian(X)[1][1], key=float))],
        "trace": [with_curvature(lambda X: hessian(X)[0][0] + hessian(X)[1][1])],
        "halved-loss": [scaled(textbook, lambda _: 2)],
        "sum-for-mean": [scaled(textbook, lambda x: 1 / len(x["inputs"]))],
        "above-one": [with_curvature(lambda X: hessian(X)[0][0])],
        "overflow-of-square": [textbook],
        "special-values": [skipping_nan(textbook)],
    }

    def ulps(outputs, inputs):
        return {"value": largest_eigenvalue_roundings(inputs) + 1}

    value = Equation("learning-rate-limit", textbook, ulps, wrong)

    def of(name, comment, flags, X, expect=None):
        return case(value, name, comment, flags, {"inputs": X}, None if expect is None else {"value": expect})

    usual = ["plain", "half", "smallest-eigenvalue", "largest-element", "trace", "halved-loss", "sum-for-mean"]
    cases = [
        of("two-inputs", "0 and 2: 2/(3 + √5).", usual, [0, 2]),
        of("three-inputs", "Every operation rounds.", usual, decimals("hessian 3", 3)),
        of("five-inputs", "All bits of a Float32 in use.", usual, singles("hessian 5", 5)),
        of("seventeen-inputs", "Sums that the kernel adds in pairs.", usual, decimals("hessian 17", 17)),
        of("sizes", "Sizes of houses: a limit near 2 · 10⁻⁵.", ["plain", "half", "smallest-eigenvalue", "trace", "sum-for-mean"], [70.5, 120, 188.25, 240, 300]),
        of("standard", "Twice the identity: 1.", ["plain", "half", "trace", "sum-for-mean"], [-1, 1]),
        of("one-input", "2/(2 · 9 + 2): a single input has a limit too.", ["plain", "half", "largest-element"], [3]),
        of("small-inputs", "Nearly 1.", ["plain", "half", "above-one", "smallest-eigenvalue"], [0.001, 0.003, -0.0005]),
        of("zeros", "Inputs of 0: exactly 1.", ["half", "above-one"], [0, 0, 0]),
        of("huge", "A limit near 10⁻²⁰⁰.", ["overflow-of-square"], [1e100, -3e99, 2.5e100]),
        of("nan", "NaN stays.", ["special-values"], [nan, 1], nan),
    ]
    return concept("LinearModels", "LearningRateLimit", notes, cases)


def least_squares(X, Y):
    μ, ν = mean(X), mean(Y)
    w = sum((x - μ) * (y - ν) for x, y in zip(X, Y)) / sum((x - μ) * (x - μ) for x in X)
    return w, ν - w * μ


def least_squares_errors(X, Y, Y_errors=None):
    """How far off weight and bias may be, in roundings; Y_errors says how far off the targets are already."""
    N, size = len(X), lambda values: mean([abs(v) for v in values])
    (w, b), μ, ν = least_squares(X, Y), mean(X), mean(Y)
    dx, dy, e = [x - μ for x in X], [y - ν for y in Y], Y_errors or [mpf(0)] * N
    Sxx, k = sum(d * d for d in dx), few(N + 3)
    # Two differences, a product and the additions, of numerator and denominator, and the quotient; and what a mean
    # that is off changes in second order. See the vectors of the least-squares line.
    shift = k * k * unit_roundoff(X + Y) * N * size(X) * (size(Y) + abs(w) * size(X)) / Sxx
    of_weight = k * (sum(abs(p * q) for p, q in zip(dx, dy)) / Sxx + abs(w)) + shift
    of_weight += sum(abs(d) * v for d, v in zip(dx, e)) / Sxx
    return of_weight, k * (size(Y) + abs(w) * size(X)) + of_weight * abs(μ) + mean(e)


def newton_step():
    notes = {
        "plain": PLAIN,
        "gradient-step": "θ₀ − ∇L(θ₀), without the inverse.",
        "diagonal": "Each parameter by its own curvature: it lands elsewhere unless the inputs have mean 0.",
        "sign": "θ₀ + H⁻¹ ∇L(θ₀).",
        "halved": "Half of the step, as with the Hessian of a sum or without the 2 in one of the two.",
        "start-forgotten": "The change without the start.",
        "swapped-outputs": "The bias under the weight's name.",
        "cancellation": "The determinant as mean square less squared mean, which cancels where the inputs are far from 0.",
        "singular": "Equal inputs, or one sample: H has no inverse, and 0/0 is NaN.",
        "special-values": "NaN stays.",
        "sizes-differ": SIZES,
    }

    def solved(weight, bias, inputs, targets):
        x = as_models(weight, bias, inputs, targets)
        (gw,), gb = slopes(**x)
        (a, h), (_, c) = hessian(inputs)
        determinant = a * c - h * h
        return (c * gw - h * gb) / determinant, (a * gb - h * gw) / determinant

    def textbook(**x):
        by_weight, by_bias = solved(**x)
        return {"weight": x["weight"] - by_weight, "bias": x["bias"] - by_bias}

    def centred(weight, bias, inputs, targets):
        r = residuals(**as_models(weight, bias, inputs, targets))
        w, b = least_squares(inputs, r)
        return {"weight": weight + w, "bias": bias + b}

    def of_gradient(change):
        def program(**x):
            (gw,), gb = slopes(**as_models(**x))
            return change(gw, gb, hessian(x["inputs"]), **x)

        return program

    wrong = {
        "gradient-step": [of_gradient(lambda gw, gb, H, weight, bias, **_: {"weight": weight - gw, "bias": bias - gb})],
        "diagonal": [of_gradient(lambda gw, gb, H, weight, bias, **_: {"weight": weight - gw / H[0][0], "bias": bias - gb / H[1][1]})],
        "sign": [lambda **x: {n: 2 * x[n] - v for n, v in centred(**x).items()}],
        "halved": [lambda **x: {n: (x[n] + v) / 2 for n, v in centred(**x).items()}],
        "start-forgotten": [lambda **x: {n: v - x[n] for n, v in centred(**x).items()}],
        "swapped-outputs": [exchanged(centred, "weight", "bias")],
        "cancellation": [textbook],
        "singular": [lambda **x: {n: v if v == v else x[n] for n, v in centred(**x).items()}],
        "special-values": [skipping_nan(centred)],
        "sizes-differ": [broadcasting(centred), cut_to_shortest(centred)],
    }

    def ulps(outputs, **x):
        model = as_models(**x)
        r = residuals(**model)
        errors = [3 * m for m in magnitudes(**model)]
        of_weight, of_bias = least_squares_errors(x["inputs"], r, errors)
        return {
            "weight": 1 + of_weight / abs(outputs["weight"]),
            "bias": 1 + of_bias / abs(outputs["bias"]),
        }

    step = Equation("newton-step", textbook, ulps, wrong, centred)

    def at(name, comment, flags, w, b, X, Y, expect=None):
        inputs = {"weight": w, "bias": b, "inputs": X, "targets": Y}
        return case(step, name, comment, flags, inputs, None if expect is None else dict(zip(("weight", "bias"), expect)))

    def noisy(kind, n, short):
        X, noise = kind(f"newton-{n} inputs", n), kind(f"newton-{n} noise", n)
        return X, [short(2 * x + 1 + e / 8) for x, e in zip(X, noise)]

    usual = ["plain", "gradient-step", "diagonal", "sign", "halved", "start-forgotten", "swapped-outputs"]
    sizes, prices = [70.5, 120, 188.25, 240, 300], [190000, 420500, 611000, 905000.5, 1100000]
    no_line = (nan, nan)
    cases = [
        at("two-points", "The line through two points.", ["plain", "gradient-step", "sign", "start-forgotten"], 1, 2, [1, 3], [4.5, 1]),
        at("three-points", "Every operation rounds.", usual, -0.7, 0.3, *noisy(decimals, 3, lambda y: round(y, 3))),
        at("five-points", "All bits of a Float32 in use.", usual, 0.375, -1.25, *noisy(singles, 5, lambda y: rounded(y, SINGLE))),
        at("seventeen-points", "Sums that the kernel adds in pairs.", usual, 1.1, -2.3, *noisy(decimals, 17, lambda y: round(y, 3))),
        at("dyadic", "Short numbers.", usual, 1.5, -0.5, *noisy(dyadics, 5, lambda y: y)),
        at("from-zero", "From θ₀ = 0.", ["plain", "gradient-step", "diagonal", "sign", "halved"], 0, 0, [1, 2, 4.5], [2.5, 2, 7]),
        at("from-the-minimum", "From the least-squares line it stays there.", ["plain", "start-forgotten"], 2, 1, [0, 1, 2, 3], [2, 2, 4, 8]),
        at("from-elsewhere", "To the same line from another start.", ["plain", "gradient-step", "diagonal", "sign", "halved", "start-forgotten"], -30, 50, [0, 1, 2, 3], [2, 2, 4, 8]),
        at("mean-zero", "Inputs of mean 0: the diagonal suffices.", ["plain", "gradient-step", "sign", "halved"], 1, 1, [-3, -1, 1, 3], [-5.5, 0, 2.25, 8]),
        at("houses", "The house example's start.", ["plain", "gradient-step", "diagonal", "sign", "halved"], 496.714153, -138.264301, sizes, prices),
        at("years", "Inputs at 2000 with a spread of 5.", ["cancellation"], 0.5, -1000, [2015, 2016.5, 2017, 2019.25, 2020], [3.5, 3.25, 4, 5.75, 5.5]),
        at("far-from-zero", "Inputs near 10⁷ with a spread of 3.", ["cancellation"], 1, -10000000, [10000000, 10000001.5, 10000002, 10000003.25], [1.1, 2.3, 2.2, 4.7]),
        at("one-point", "Many lines meet one point.", ["singular"], 1, 1, [2], [3], no_line),
        at("equal-inputs", "No line has the points of a vertical one.", ["singular"], 1, 1, [2.5, 2.5, 2.5, 2.5], [1, 2, 4, 8], no_line),
        at("nan", "NaN spoils both numbers.", ["special-values"], 1, 1, [1, 2, nan], [1, 3, 2], no_line),
    ]
    for name, comment, inputs, targets in [
        ("one-target", "One target is not that of every input.", [1, 2, 4], [3]),
        ("fewer-targets", "An input without a target.", [1, 2, 4], [3, 5]),
    ]:
        data = {"weight": 2, "bias": 1, "inputs": inputs, "targets": targets}
        cases.append(invalid(step, name, comment, ["sizes-differ"], data))
    return concept("LinearModels", "NewtonStep", notes, cases)


def applied(A, v):
    return [sum(a * x for a, x in zip(row, v)) for row in A]


def line_descent_iterate():
    notes = {
        "plain": PLAIN,
        "one-step-more": "The power k + 1.",
        "one-step-less": "The power k − 1.",
        "minimum-forgotten": "(I − η H)ᵏ θ₀, as if the minimum were 0.",
        "start-forgotten": "Without the − θ* in the start's distance.",
        "sign": "I + η H, which climbs.",
        "missing-learning-rate": "(I − H)ᵏ.",
        "diagonal": "Each parameter by its own curvature, as if the Hessian were diagonal.",
        "halved-loss": "The Hessian without its factor 2.",
        "scalar-rate": "One factor (1 − 2 η λ/2)ᵏ for both directions, that of the steepest.",
        "already-there": "The minimum itself, whatever k is.",
        "undetermined": "Equal inputs: there is no θ*.",
        "zero-steps": "k = 0 is the start.",
        "special-values": "NaN stays.",
        "sizes-differ": SIZES,
        "negative-steps": "There is no iterate before the start: a loop that never runs gives the start.",
    }

    def powered(steps, learningRate, start, end, H):
        v = [s - e for s, e in zip(start, end)]
        A = [[(1 if i == j else 0) - learningRate * H[i][j] for j in range(2)] for i in range(2)]
        for _ in range(steps):
            v = applied(A, v)
        return [e + d for e, d in zip(end, v)]

    def program(
        steps_of=lambda k: k, rate=lambda η: η, end_of=lambda w, b: (w, b), curvature=lambda H: H, added=lambda w, b: (w, b)
    ):
        def run(steps, learningRate, weight, bias, inputs, targets):
            best = least_squares(inputs, targets)
            zero = end_of(*best)
            w, b = powered(max(steps_of(whole(steps)), 0), rate(learningRate), (weight, bias), zero, curvature(hessian(inputs)))
            (w, b), back = (w - zero[0], b - zero[1]), added(*best)
            return {"weight": back[0] + w, "bias": back[1] + b}

        return run

    textbook = program()
    nothing = lambda w, b: (0 * w, 0 * b)
    wrong = {
        "one-step-more": [program(lambda k: k + 1)],
        "one-step-less": [program(lambda k: k - 1)],
        "minimum-forgotten": [program(end_of=nothing, added=nothing)],
        "start-forgotten": [program(end_of=nothing)],
        "sign": [program(rate=lambda η: -η)],
        "missing-learning-rate": [program(rate=lambda η: η.with_(1))],
        "diagonal": [program(curvature=lambda H: [[H[0][0], 0 * H[0][1]], [0 * H[1][0], H[1][1]]])],
        "halved-loss": [program(curvature=lambda H: each(lambda x: x / 2, H))],
        "scalar-rate": [program(curvature=lambda H: [[H[0][0], 0 * H[0][1]], [0 * H[1][0], H[0][0]]])],
        "already-there": [lambda inputs, targets, **_: dict(zip(("weight", "bias"), least_squares(inputs, targets)))],
        "undetermined": [lambda **x: {n: v if v == v else x[n] for n, v in textbook(**x).items()}],
        "zero-steps": [program(lambda k: k + 1)],
        "special-values": [skipping_nan(textbook)],
        "sizes-differ": [broadcasting(textbook), cut_to_shortest(textbook)],
    }

    def ulps(outputs, steps, learningRate, weight, bias, inputs, targets):
        k, η = whole(steps), learningRate
        H, E = hessian(inputs), hessian_errors(inputs)
        best, of_best = least_squares(inputs, targets), least_squares_errors(inputs, targets)
        start = [weight - best[0], bias - best[1]]
        A = [[(1 if i == j else 0) - η * H[i][j] for j in range(2)] for i in range(2)]
        # Of each element of I − η H: the Hessian's error, the product and the difference; and of each product of
        # matrices a product and a sum, which all in all pass once for every factor of the power.
        F = [[η * (E[i][j] + abs(H[i][j])) + 3 * abs(A[i][j]) for j in range(2)] for i in range(2)]
        size = [[abs(x) for x in row] for row in A]
        # The error of the distance, carried through one factor after the other.
        v, error, drift = [abs(x) for x in start], [abs(x) for x in start], list(of_best)
        for _ in range(k):
            error = [p + q for p, q in zip(applied(size, error), applied(F, v))]
            v = applied(size, v)
        # θ* is added and subtracted again: with P for the power, its error passes as I − P.
        P = [[mpf(1), mpf(0)], [mpf(0), mpf(1)]]
        for _ in range(k):
            P = [applied([list(c) for c in zip(*P)], row) for row in A]
        drift = [sum(abs((1 if i == j else 0) - P[i][j]) * of_best[j] for j in range(2)) for i in range(2)]
        result = [outputs["weight"], outputs["bias"]]
        return {
            name: 1 + (drift[i] + error[i]) / abs(result[i]) for i, name in enumerate(("weight", "bias"))
        }

    iterate = Equation("line-descent-iterate", textbook, ulps, wrong)

    def after(name, comment, flags, k, η, w, b, X, Y, expect=None):
        inputs = {"weight": w, "bias": b, "inputs": X, "targets": Y}
        expect = None if expect is None else dict(zip(("weight", "bias"), expect))
        return case(iterate, name, comment, flags, inputs, expect, {"steps": k, "learningRate": η})

    usual = ["plain", "one-step-more", "one-step-less", "minimum-forgotten", "start-forgotten", "sign", "missing-learning-rate", "diagonal", "halved-loss"]
    X, Y = [0, 1, 2, 3], [2, 2, 4, 8]
    sizes, prices = [70.5, 120, 188.25, 240, 300], [190000, 420500, 611000, 905000.5, 1100000]
    cases = [
        after("zero-steps", "The start.", ["zero-steps", "already-there"], 0, 0.125, 1.5, -0.5, X, Y),
        after("one-step", "A step of gradient descent.", ["plain", "one-step-more", "sign", "diagonal", "halved-loss", "already-there"], 1, 0.125, 1.5, -0.5, X, Y),
        after("two-steps", "Two of them.", usual, 2, 0.125, 1.5, -0.5, X, Y),
        after("three-steps", "Every operation rounds.", usual, 3, 0.01, -0.7, 0.3, decimals("iterate inputs", 3), decimals("iterate targets", 3)),
        after("five-points", "All bits of a Float32 in use.", usual, 5, 0.125, 0.375, -1.25, singles("iterate inputs", 5), singles("iterate targets", 5)),
        after("seventeen-points", "Sums that the kernel adds in pairs.", usual, 7, 0.01, 1.1, -2.3, decimals("iterate inputs 17", 17), decimals("iterate targets 17", 17)),
        after("from-the-minimum", "The least-squares line is a fixed point.", ["plain", "minimum-forgotten", "start-forgotten"], 9, 0.125, 2, 1, X, Y),
        after("zero-learning-rate", "η = 0 stays at the start.", ["plain", "missing-learning-rate", "already-there"], 6, 0, 1.5, -0.5, X, Y),
        after("houses-after-ten", "The house example's start, step and ten repeats.", ["plain", "one-step-less", "start-forgotten", "diagonal", "scalar-rate", "already-there"], 10, 1e-5, 496.714153, -138.264301, sizes, prices),
        after("houses-after-hundred", "The weight has settled, the bias has hardly moved.", ["diagonal", "scalar-rate", "already-there"], 100, 1e-5, 496.714153, -138.264301, sizes, prices),
        after("standardized", "η = ½ on standard inputs lands on the line at once.", ["plain", "one-step-less", "missing-learning-rate", "halved-loss"], 1, 0.5, -3, 7, [-1, 1], [2.5, 4]),
        after("alternating", "At the learning-rate limit it jumps to and fro.", ["plain", "one-step-more", "one-step-less", "halved-loss"], 5, 1, -3, 7, [-1, 1], [2.5, 4]),
        after("diverging", "Above the limit it moves away.", ["plain", "one-step-more", "one-step-less", "sign", "already-there"], 12, 0.5, 1.5, -0.5, X, Y),
        after("binary-steps", "1101 in binary: three powers are multiplied.", usual, 13, 0.0625, 1.5, -0.5, X, Y),
        after("equal-inputs", "No least-squares line.", ["undetermined"], 3, 0.125, 1, 1, [2.5, 2.5], [1, 2], (nan, nan)),
        after("nan", "NaN spoils both numbers.", ["special-values"], 3, 0.125, nan, 1, X, Y, (nan, nan)),
    ]

    def stepped(steps, learningRate, weight, bias, inputs, targets):
        w, b = weight, bias
        for _ in range(whole(steps)):
            errors = [y - w * x - b for x, y in zip(inputs, targets, strict=True)]
            slope = sum(e * x for e, x in zip(errors, inputs)) * 2 / len(inputs)
            w, b = w + learningRate * slope, b + learningRate * (sum(errors) * 2 / len(inputs))
        return {"weight": w, "bias": b}

    [valid] = having("undetermined", cases)
    cases.append(
        acceptable(
            iterate, "equal-inputs-by-steps", "The steps themselves, taken one by one, which need no line to end at.",
            valid, ["undetermined"], textbook=stepped,
            ulps=lambda outputs, steps, **x: bounds_of(lambda **y: stepped(steps, **y))(outputs, **x),
        )
    )
    data = {"weight": 2, "bias": 1, "inputs": [1, 2, 4], "targets": [3, 5, 8]}
    settings = {"steps": 3, "learningRate": 0.0625}
    cases += [
        invalid(iterate, "one-target", "One target is not that of every input.", ["sizes-differ"], data | {"targets": [3]}, settings),
        invalid(iterate, "negative-steps", "−2 steps.", ["negative-steps"], data, settings | {"steps": -2}),
    ]
    return concept("LinearModels", "LineDescentIterate", notes, cases)


def line_descent():
    notes = {
        "plain": PLAIN,
        "sign": "Up the gradient.",
        "one-after-the-other": "b moved with a derivative taken after w has moved.",
        "step-before-look": "A step taken before the gradient is looked at: a start that is good enough is left.",
        "one-step-more": "kₘₐₓ + 1 steps.",
        "last-gradient-unseen": "The gradient after the last step is not looked at: a descent that just arrived counts as not.",
        "squared-length": "‖∇L‖² < ε.",
        "one-derivative": "|∂L/∂w| < ε alone: the bias may still be far away.",
        "sum-for-length": "|∂L/∂w| + |∂L/∂b| < ε, or the larger of the two.",
        "small-step": "η ‖∇L‖ < ε: a small learning rate is taken for a small gradient.",
        "steps-not-counted": "kₘₐₓ reported where fewer steps were taken.",
        "reason-exchanged": "The two reasons exchanged.",
        "zero-tolerance": "A gradient of 0 is not shorter than 0: all steps are taken. ‖∇L‖ ≤ ε is another convention.",
        "endless": "NaN is never shorter than ε, and the number of steps ends the descent.",
        "sizes-differ": SIZES,
        "negative-steps": "There is no negative number of steps: a loop that counts down from it never ends, or never runs.",
        "negative-tolerance": "No gradient is shorter than a negative ε: all steps are taken, without a word.",
        "rate-out-of-range": "A negative learning rate climbs, without a word.",
    }

    def length(gw, gb):
        return square_root(gw * gw + gb * gb)

    def program(
        step=lambda θ, g, η, x: [p - η * d for p, d in zip(θ, g)],
        small=lambda g, ε, η: length(*g) < ε,
        looks_first=True,
        looks_last=True,
        more=0,
        count=lambda k, most: k,
    ):
        def run(learningRate, tolerance, maximumSteps, weight, bias, inputs, targets):
            θ, k, most = [weight, bias], 0, whole(maximumSteps) + more

            def gradient(θ):
                (gw,), gb = slopes(**as_models(θ[0], θ[1], inputs, targets))
                return [gw, gb]

            while True:
                g = gradient(θ)
                looks = (looks_first or k > 0) and (looks_last or k < most)
                if looks and small(g, tolerance, learningRate):
                    return {"weight": θ[0], "bias": θ[1], "steps": count(k, most), "isGradientSmall": 1}
                if k == most:
                    return {"weight": θ[0], "bias": θ[1], "steps": count(k, most), "isGradientSmall": 0}
                θ = step(θ, g, learningRate, lambda θ: gradient(θ))
                k += 1

        return run

    def one_after_the_other(θ, g, η, gradient):
        w = θ[0] - η * g[0]
        return [w, θ[1] - η * gradient([w, θ[1]])[1]]

    textbook = program()
    wrong = {
        "sign": [program(lambda θ, g, η, x: [p + η * d for p, d in zip(θ, g)])],
        "one-after-the-other": [program(one_after_the_other)],
        "step-before-look": [program(looks_first=False)],
        "one-step-more": [program(more=1)],
        "last-gradient-unseen": [program(looks_last=False)],
        "squared-length": [program(small=lambda g, ε, η: g[0] * g[0] + g[1] * g[1] < ε)],
        "one-derivative": [program(small=lambda g, ε, η: abs(g[0]) < ε)],
        "sum-for-length": [program(small=lambda g, ε, η: abs(g[0]) + abs(g[1]) < ε), program(small=lambda g, ε, η: abs(g[0]) < ε and abs(g[1]) < ε)],
        "small-step": [program(small=lambda g, ε, η: η * length(*g) < ε)],
        "steps-not-counted": [program(count=lambda k, most: most)],
        "reason-exchanged": [lambda **x: textbook(**x) | {"isGradientSmall": 1 - textbook(**x)["isGradientSmall"]}],
        "zero-tolerance": [program(small=lambda g, ε, η: not length(*g) > ε)],
        "endless": [program(small=lambda g, ε, η: not length(*g) >= ε)],
        "sizes-differ": [broadcasting(textbook), cut_to_shortest(textbook)],
        "negative-steps": [lambda maximumSteps, **x: textbook(maximumSteps=maximumSteps * 0, **x)],
    }

    def ulps(outputs, learningRate, tolerance, maximumSteps, weight, bias, inputs, targets):
        η, θ, error = learningRate, [weight, bias], [mpf(0), mpf(0)]
        H, N = hessian(inputs), len(inputs)
        A = [[abs((1 if i == j else 0) - η * H[i][j]) for j in range(2)] for i in range(2)]
        for k in range(whole(outputs["steps"]) + 1):
            x = as_models(*θ, inputs, targets)
            (gw,), gb = slopes(**x)
            # The decision must not hang on a rounding, not even on one of single precision.
            assert tolerance == 0 or abs(length(gw, gb) / tolerance - 1) > mpf(10) ** -3
            if k == outputs["steps"]:
                break
            r, m = [abs(e) for e in residuals(**x)], magnitudes(**x)
            ones = [mpf(1)] * N
            g = [gw, gb]
            # Of a derivative: the residuals' roundings, the product, the additions and 1/N; then η's product and the
            # difference.
            of_gradient = [
                2 * mean([(3 * s + few(N + 1) * e) * abs(f) for s, e, f in zip(m, r, factors)])
                for factors in (inputs, ones)
            ]
            θ = [p - η * d for p, d in zip(θ, g)]
            error = [
                e + η * (of + abs(d)) + abs(p)
                for e, of, d, p in zip(applied(A, error), of_gradient, g, θ)
            ]
        bounds = [0 if p == 0 or e == 0 else e / abs(p) for e, p in zip(error, θ)]
        return {"weight": bounds[0], "bias": bounds[1], "steps": 0, "isGradientSmall": 0}

    run = Equation("line-descent-run", textbook, ulps, wrong)

    def descent(name, comment, flags, η, ε, most, w, b, X, Y, expect=None):
        inputs = {"weight": w, "bias": b, "inputs": X, "targets": Y}
        expect = None if expect is None else dict(zip(("weight", "bias", "steps", "isGradientSmall"), expect))
        return case(run, name, comment, flags, inputs, expect, {"learningRate": η, "tolerance": ε, "maximumSteps": most})

    X, Y = [0, 1, 2, 3], [2, 2, 4, 8]
    sizes, prices = [70.5, 120, 188.25, 240, 300], [190000, 420500, 611000, 905000.5, 1100000]
    cases = [
        descent("no-steps", "kₘₐₓ = 0 gives the start.", ["one-step-more", "reason-exchanged"], 0.125, 0.5, 0, 1.5, -0.5, X, Y),
        descent("good-start", "A start with a gradient below ε is the end.", ["step-before-look", "steps-not-counted", "reason-exchanged"], 0.0625, 0.5, 10, 2, 1.0625, X, Y),
        descent("one-step", "One step, and still not there.", ["plain", "sign", "one-after-the-other", "one-step-more", "reason-exchanged"], 0.125, 0.5, 1, 1.5, -0.5, X, Y),
        descent("three-steps", "Three steps, and still not there.", ["plain", "sign", "one-after-the-other", "one-step-more"], 0.0625, 0.0625, 3, 1.5, -0.5, X, Y),
        descent("arrives", "It ends with its gradient, before its steps.", ["plain", "sign", "steps-not-counted", "squared-length", "small-step", "reason-exchanged"], 0.125, 0.25, 100, 1.5, -0.5, X, Y),
        descent("arrives-at-the-last-step", "The gradient after the last step counts.", ["last-gradient-unseen", "reason-exchanged"], 0.5, 0.001, 1, -3, 7, [-1, 1], [2.5, 4.75]),
        descent("both-derivatives", "∂L/∂w is small, ∂L/∂b is not.", ["one-derivative"], 0.125, 0.5, 2, 2, 5, [-1, 1], [-1, 3]),
        descent("length-of-both", "Each derivative is below ε, and both together are not.", ["sum-for-length"], 0.125, 1, 0, 2.45, 1.45, [-1, 1], [-1, 3]),
        descent("length-below-sum", "The sum of both derivatives is above ε, their length below.", ["sum-for-length"], 0.125, 1, 0, 2.3, 1.3, [-1, 1], [-1, 3]),
        descent("length-below-one", "Below 1 a square is smaller than its root.", ["squared-length"], 0.125, 0.1, 0, 2.1, 1.05, [-1, 1], [-1, 3]),
        descent("small-learning-rate", "A short step, but no small gradient.", ["small-step"], 0.0009765625, 0.25, 2, 1.5, -0.5, X, Y),
        descent("decimal", "Every operation rounds.", ["plain", "sign", "one-after-the-other", "one-step-more"], 0.01, 0.001, 4, -0.7, 0.3, decimals("descent inputs", 3), decimals("descent targets", 3)),
        descent("five-points", "All bits of a Float32 in use.", ["plain", "sign", "one-after-the-other"], 0.125, 0.0009765625, 6, 0.375, -1.25, singles("descent inputs", 5), singles("descent targets", 5)),
        descent("houses", "Ten steps from the house example's start leave a gradient of thousands.", ["plain", "sign", "one-step-more", "reason-exchanged"], 1e-5, 1, 10, 496.714153, -138.264301, sizes, prices),
        descent("diverging", "Above the learning-rate limit each step is longer than the one before.", ["plain", "sign", "one-step-more"], 0.5, 0.125, 8, 1.5, -0.5, X, Y),
        descent("zero-tolerance", "At the minimum with ε = 0: all steps are taken, and none moves.", ["zero-tolerance"], 0.125, 0, 3, 2, 1, X, Y),
        descent("zero-learning-rate", "η = 0 goes nowhere.", ["plain", "one-step-more"], 0, 0.125, 4, 1.5, -0.5, X, Y),
        descent("nan", "NaN ends with the steps.", ["endless"], 0.125, 0.5, 3, nan, 1, X, Y, (nan, nan, 3, 0)),
    ]
    data = {"weight": 1.5, "bias": -0.5, "inputs": X, "targets": Y}
    settings = {"learningRate": 0.125, "tolerance": 0.5, "maximumSteps": 3}
    cases += [
        invalid(run, "one-target", "One target is not that of every input.", ["sizes-differ"], data | {"targets": [2]}, settings),
        invalid(run, "negative-steps", "At most −1 steps.", ["negative-steps"], data, settings | {"maximumSteps": -1}),
        invalid(run, "negative-tolerance", "ε = −0.5.", ["negative-tolerance"], data, settings | {"tolerance": -0.5}),
        invalid(run, "negative-rate", "η = −0.125.", ["rate-out-of-range"], data, settings | {"learningRate": -0.125}),
    ]
    cases += siblings(
        run, having("zero-tolerance", cases), "zero-tolerance", "at-most", "‖∇L‖ ≤ ε ends the descent, as in SciPy's minimizers.",
        expect=lambda weight, bias, **_: {"weight": weight, "bias": bias, "steps": 0, "isGradientSmall": 1},
    )
    return concept("LinearModels", "LineDescent", notes, cases)


CONCEPTS = [
    image_score,
    quadratic_model,
    quadratic_features,
    monomial_count,
    evenly_spaced,
    noisy_line,
    log_line_loss,
    multiple_regression_loss,
    standardization,
    line_loss_hessian,
    newton_step,
    learning_rate_limit,
    line_descent_iterate,
    line_descent,
]
