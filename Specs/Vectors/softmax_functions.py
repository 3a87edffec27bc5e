"""Vectors of softmax and its logarithms. Every score acts on every element, so that these are functions of vectors."""

import math

from mpmath import mpf

from activation_functions import sigma
from arithmetic import DOUBLE, SINGLE, exponential, logarithm
from vectors import (
    MOST_ROUNDINGS,
    PLAIN,
    SIZES,
    Equation,
    Tensor,
    adds_exactly,
    broadcasting,
    case,
    concept,
    cut_to_shortest,
    decimals,
    dyadics,
    exact_in_single,
    flushed,
    having,
    invalid,
    scaled,
    siblings,
    singles,
    skipping_nan,
)

inf, nan = math.inf, math.nan


def exponentials(z):
    return [exponential(x) for x in z]


def normalized(x):
    total = sum(x)
    return [a / total for a in x]


def softmax_of(z):
    return normalized(exponentials(z))


def below_largest(z):
    m = max(z)
    return [x - m for x in z]


def stable_softmax(z):
    return softmax_of(below_largest(z))


def log_sum_exp_of(z):
    return logarithm(sum(exponentials(z)))


def one_hot(z):
    """1 at the largest element, and 0 elsewhere."""
    k = max(range(len(z)), key=lambda k: float(z[k]))
    return [1 if j == k else 0 for j in range(len(z))]


def limited(program):
    """Cuts the scores off at ±80, where no exponential overflows."""
    cut = lambda x: x.with_(80) if x > 80 else x.with_(-80) if x < -80 else x
    return lambda z, **others: program(z=[cut(x) for x in z], **others)


def over_first(program):
    """Subtracts the first score instead of the largest."""
    return lambda z, **others: program(z=[x - z[0] for x in z], **others)


def reaching_first(program):
    """Starts from the first score."""

    def reaching(z, **others):
        z[0]
        return program(z=z, **others)

    return reaching


def slack(z):
    """For each exponential, how many roundings the one of its exponent counts for; and their mean, that of the sum.

    zᵢ − m, off by u |zᵢ − m|, puts the exponential off by as much relative to itself, unless the difference is exact.
    Where the exponential is 0 in any format, nothing is left to be off.
    """
    bits = SINGLE if all(exact_in_single(x) for x in z) else DOUBLE
    differences = below_largest(z)
    each_one = [0 if d < -746 or d.man_exp[0].bit_length() <= bits else abs(d) for d in differences]
    return each_one, sum(s * δ for s, δ in zip(softmax_of(z), each_one))


def few(roundings):
    return min(roundings, MOST_ROUNDINGS)


def softmax_bounds(output):
    def bounds(outputs, z):
        # An exponential (two), the sum of n of them (that of the largest is exact) and a quotient; K = 1 gives 1.
        δ, mean = slack(z)
        k = few(len(z) + 4) if len(z) > 1 else 0
        return {output: [0 if s == 0 else k + d + mean for s, d in zip(outputs[output], δ)]}

    return bounds


def different(seed, count):
    """Dyadic numbers, no two of which are equal."""
    return list(dict.fromkeys(dyadics(seed, 3 * count)))[:count]


def scores(kind, equation, n):
    return kind(f"{equation}-{n} z", n)


NO_MAXIMUM = (
    "Without the largest score subtracted, the exponentials overflow to ∞/∞, or all underflow to 0/0 and ln 0."
)
WRONG_SHIFT = "The first score subtracted instead of the largest: right as long as it is about as large."
LIMITED = "Scores cut off where an exponential would overflow: their differences are lost."
ONE_HOT = "1 at the largest score and 0 elsewhere: the limit for scores far apart."
SPECIAL_SCORES = (
    "NaN gives NaN, +∞ gives ∞ − ∞, and −∞ is a probability of 0: a comparison, a clamp or a mask hides them."
)
NO_SCORES = "No scores have no largest one to subtract."
SMALL_RESULT = "Subnormal results: hardware set to flush such numbers gives 0."


def log_sum_exp():
    notes = {
        "plain": PLAIN,
        "missing-max-subtraction": NO_MAXIMUM,
        "wrong-shift": WRONG_SHIFT,
        "clamped-logits": LIMITED,
        "lost-small-terms": "ln(1 + x), with 1 + x rounded first, drops what small terms add to the largest.",
        "maximum": "The largest score alone, without what the others add.",
        "ties": "Each score equal to the largest counts, not one for all.",
        "missing-logarithm": "The sum of the exponentials.",
        "log-mean-exp": "The logarithm of the mean of the exponentials, less by ln K.",
        "wrong-logarithm": "A logarithm to base 2 or 10.",
        "one-hot": ONE_HOT,
        "missing-normalization": "Exponentials that are not divided by their sum, or a sigmoid of each score.",
        "sign": "The scores with their signs changed.",
        "value-for-gradient": "Returns the value, or the logarithm of the gradient.",
        "infinite-score": "Beside +∞ every element is ∞/∞ or a part of it; the limit 0 in the finite places is another convention.",
        "special-values": "+∞ and −∞ alone make ∞ − ∞ where there is a limit; NaN is lost in a comparison. "
        "Seen in https://github.com/tensorflow/tensorflow/issues/11692.",
        "subnormal": SMALL_RESULT,
        "empty": NO_SCORES,
    }

    def over_largest(z):
        return max(z) + log_sum_exp_of(below_largest(z))

    def others_only(z):
        m = max(z)
        return m + logarithm(1 + sum(exponential(x - m) for x in z if not x == m))

    def ignoring_nan(z):
        return max([x for x in z if x == x], key=float)

    def valued(function):
        return lambda z: {"value": function(z)}

    def bounds(outputs, z):
        # An exponential (two), a sum of n − 1, and ln(1 + x) (two; its condition is at most 1) make the excess over the
        # largest score, and the last addition adds its rounding. K = 1 gives z.
        if len(z) == 1:
            return {"value": 0}
        excess = outputs["value"] - max(z)
        return {"value": 1 + (few(len(z) + 2) * excess + slack(z)[1]) / abs(outputs["value"])}

    textbook = valued(log_sum_exp_of)
    wrong = {
        "missing-max-subtraction": [textbook],
        "wrong-shift": [valued(lambda z: z[0] + log_sum_exp_of([x - z[0] for x in z]))],
        "clamped-logits": [limited(textbook)],
        "lost-small-terms": [valued(over_largest), textbook],
        "maximum": [valued(max)],
        "ties": [valued(others_only)],
        "missing-logarithm": [valued(lambda z: sum(exponentials(z)))],
        "log-mean-exp": [valued(lambda z: logarithm(sum(exponentials(z)) / len(z)))],
        "wrong-logarithm": [
            valued(lambda z: log_sum_exp_of(z) * (1 / math.log(2))),
            valued(lambda z: log_sum_exp_of(z) * (1 / math.log(10))),
        ],
        "sign": [valued(lambda z: -log_sum_exp_of([-x for x in z]))],
        "special-values": [valued(over_largest), valued(ignoring_nan), skipping_nan(textbook)],
        "subnormal": [flushed(textbook)],
        "empty": [reaching_first(textbook)],
    }
    value = Equation("log-sum-exp-value", textbook, bounds, wrong)

    graded = lambda function: lambda z: {"z": function(z)}

    def by_result(z):
        """e to the power of what a score lies below the result."""
        whole = log_sum_exp_of(z)
        return [exponential(x - whole) for x in z]

    textbook = graded(softmax_of)
    wrong = softmax_wrongs(graded) | {
        "value-for-gradient": [graded(lambda z: [log_sum_exp_of(z)] * len(z))],
        "infinite-score": [graded(by_result)],
    }
    def gradient_bounds(outputs, z):
        # Those of softmax; and e to the power of zᵢ − LSE(z), as automatic differentiation has it, is off by the
        # roundings of LSE(z) and of the difference, unless LSE(z) is the largest score. One rounding of the scores does
        # as much.
        m, whole = max(z), log_sum_exp_of(z)
        rounds = whole - m > mpf(10) ** -400
        bounds = softmax_bounds("z")(outputs, z)["z"]
        return {"z": [b + abs(whole) + abs(x - whole) if b != 0 and rounds else b for b, x in zip(bounds, z)]}

    gradient = Equation("log-sum-exp-gradient", textbook, gradient_bounds, wrong)

    def at(name, comment, flags, z, expect=None):
        return case(value, name, comment, flags, {"z": z}, None if expect is None else {"value": expect})

    def slope(name, comment, flags, z, expect=None):
        return case(gradient, name, comment, flags, {"z": z}, None if expect is None else {"z": expect})

    ordinary = ["plain", "maximum", "missing-logarithm", "log-mean-exp", "wrong-logarithm", "sign"]
    huge = ["missing-max-subtraction", "clamped-logits"]
    cases = [
        at("one-score", "K = 1 gives the score.", ["missing-logarithm", "wrong-logarithm"], [0.1]),
        at("zero", "ln e⁰ is 0.", ["plain", "missing-logarithm"], [0]),
        at("two-scores", "The shortest sum.", ordinary, scores(different, "lse", 2)),
        at("three-scores", "Every operation rounds.", ordinary, scores(decimals, "lse", 3)),
        at("five-scores", "All bits of a Float32 in use.", ordinary, scores(singles, "lse", 5)),
        at("seventeen-scores", "A sum that the kernel adds in pairs.", ordinary, scores(different, "lse", 17)),
        at("seventeen-decimals", "As before, and every difference rounds.", ordinary, scores(decimals, "lse", 17)),
        at("two-equal", "Two equal scores give z + ln 2.", ordinary[:-1] + ["ties"], [2.5, 2.5]),
        at("four-zeros", "Four zeros give ln 4.", ["plain", "maximum", "ties", "log-mean-exp"], [0, 0, 0, 0]),
        at("tie-at-the-top", "Two largest scores and a smaller one.", ordinary + ["ties"], [1.5, -0.25, 1.5]),
        at("near-zero", "The largest score and ln 2 nearly cancel.", ["plain", "ties", "maximum"], [-0.6875, -0.6875]),
        at("lost-term-40", "e⁻⁴⁰ is all there is.", ["lost-small-terms", "maximum"], [0, -40]),
        at("lost-term-40-first", "e⁻⁴⁰, with the largest score last.", ["lost-small-terms", "maximum"], [-40, 0]),
        at("lost-term-700", "e⁻⁷⁰⁰ is all there is.", ["lost-small-terms", "maximum"], [0, -700]),
        at("lost-terms", "Several small terms.", ["lost-small-terms", "maximum"], [-37, 0, -38.5, -40, -36.75]),
        at("lost-term-single", "e⁻²⁰ is all there is in Float32.", ["lost-small-terms", "maximum"], [0, -20]),
        at("lost-digits", "1 + e⁻¹⁵ has lost half of the digits of e⁻¹⁵.", ["lost-small-terms", "maximum"], [-15, 0]),
        at("subnormal", "A subnormal result.", ["subnormal", "lost-small-terms"], [0, -710]),
        at("shifted-up", "The scores of a case below, and 1024.", ["missing-max-subtraction", "clamped-logits", "sign"], [1024 + x for x in (0.5, -1.25, 2)]),
        at("unshifted", "The same scores.", ordinary, [0.5, -1.25, 2]),
        at("shifted-down", "The same scores, less 1024: every exponential is 0.", huge, [-1024 + x for x in (0.5, -1.25, 2)]),
        at("ten-thousand", "Scores of either sign.", huge + ["sign", "wrong-shift"], [-1e4, 1e4, 9999]),
        at("minus-ten-thousand", "Every exponential is 0.", huge, [-1e4, -1e4 + 2]),
        at("overflow-of-sum", "The exponentials are finite, and their sum is not.", ["missing-max-subtraction"], [709.5, 709.25, 709]),
        at("huge", "The largest score is the result.", huge + ["wrong-shift"], [-1e300, 1e300, 0]),
        at("huge-single", "The largest score is the result.", huge + ["wrong-shift"], [-(2.0**100), 2.0**100, 0]),
        at("tiny", "ln 2, whatever tiny scores there are.", ["plain", "maximum"], [1e-300, -5e-324]),
        at("minus-infinity-beside", "e^−∞ adds nothing.", ["maximum", "log-mean-exp"], [-inf, 1.5, 0.25]),
        at("minus-infinity-beside-one", "One finite score is left.", ["log-mean-exp"], [-inf, 3, -inf], 3),
        at("minus-infinity-alone", "The logarithm of a sum of zeros.", ["special-values"], [-inf, -inf], -inf),
        at("infinity", "The limit is +∞, whatever the others are.", ["special-values"], [1, inf, -2], inf),
        at("two-infinities", "The limit is +∞, beside −∞ too.", ["special-values"], [inf, -inf, inf], inf),
        at("nan", "NaN gives NaN.", ["special-values"], [1, nan, 3], nan),
        at("nan-first", "NaN gives NaN, wherever it stands.", ["special-values"], [nan, 3, 1], nan),
        at("nan-beside-infinity", "NaN gives NaN, beside infinities too.", ["special-values"], [inf, nan, -inf], nan),
        at("empty", "The logarithm of an empty sum.", ["empty"], [], -inf),
    ]
    ordinary = ["plain", "one-hot", "missing-normalization", "value-for-gradient", "sign"]
    cases += [
        slope("one-score", "K = 1 gives 1.", ["plain", "missing-normalization", "value-for-gradient"], [-2.5]),
        slope("two-scores", "A sigmoid of the difference.", ordinary, scores(different, "lse-gradient", 2)),
        slope("three-scores", "Every operation rounds.", ordinary, scores(decimals, "lse-gradient", 3)),
        slope("five-scores", "All bits of a Float32 in use.", ordinary, scores(singles, "lse-gradient", 5)),
        slope("seventeen-scores", "A sum that the kernel adds in pairs.", ordinary, scores(different, "lse-gradient", 17)),
        slope("equal-scores", "1/K each.", ["plain", "one-hot", "missing-normalization"], [0.5, 0.5, 0.5]),
        slope("lost-term-40", "The small one keeps its digits.", ["plain", "one-hot"], [0, -40]),
        slope("subnormal", "A subnormal result.", ["subnormal", "one-hot"], [0, -710]),
        slope("shifted-up", "The scores of the next case, and 1024.", huge + ["value-for-gradient"], [1024 + x for x in (0.5, -1.25, 2)]),
        slope("unshifted", "The same scores.", ordinary, [0.5, -1.25, 2]),
        slope("minus-ten-thousand", "Every exponential is 0.", huge, [-1e4, -1e4 + 2]),
        slope("huge", "The largest score takes all.", ["missing-max-subtraction", "wrong-shift"], [-1e300, 1e300, 0]),
        slope("minus-infinity-beside", "−∞ takes nothing.", ["special-values", "value-for-gradient"], [-inf, 3], [0, 1]),
        slope("minus-infinity-alone", "0/0.", ["special-values"], [-inf, -inf], [nan, nan]),
        slope("infinity", "∞/∞.", ["special-values", "infinite-score"], [1, inf, -2], [nan, nan, nan]),
        slope("nan", "NaN reaches every element.", ["special-values"], [1, nan, 3], [nan, nan, nan]),
        slope("empty", "No elements, no gradient.", ["empty"], [], []),
    ]
    cases += siblings(
        gradient, having("infinite-score", cases), "infinite-score", "limit",
        "e^(z − LSE), which beside +∞ is 0, its limit, for finite scores, and NaN for +∞, as in PyTorch and JAX.",
        textbook=graded(by_result),
    )
    return concept("ActivationFunctions", "LogSumExp", notes, cases)


def softmax_wrongs(output):
    """The wrong programs of softmax, whose result `output` names."""
    textbook, stable = output(softmax_of), output(stable_softmax)
    return {
        "missing-max-subtraction": [textbook],
        "wrong-shift": [over_first(textbook)],
        "clamped-logits": [limited(textbook)],
        "one-hot": [output(one_hot)],
        "missing-normalization": [output(exponentials), output(lambda z: [sigma(x) for x in z])],
        "sign": [output(lambda z: stable_softmax([-x for x in z]))],
        "special-values": [
            limited(textbook),
            output(one_hot),
            skipping_nan(stable),
            # Masks what is not finite, and shares the rest.
            output(lambda z: normalized([exponential(x) if abs(x) < inf else x.with_(1e-30) for x in z])),
        ],
        "subnormal": [flushed(stable)],
        "empty": [reaching_first(textbook)],
    }


def softmax():
    notes = {
        "plain": PLAIN,
        "missing-max-subtraction": NO_MAXIMUM + " Seen in https://github.com/FluxML/NNlib.jl/pull/43.",
        "wrong-shift": WRONG_SHIFT,
        "clamped-logits": LIMITED,
        "one-hot": ONE_HOT,
        "missing-normalization": "Exponentials that are not divided by their sum, or a sigmoid of each score.",
        "sign": "The scores, or the result, with changed signs.",
        "wrong-base": "Powers of 2 or 10 instead of e.",
        "softmax-derivative-diagonal-only": "s (1 − s), as of a sigmoid, leaves out that each score moves every "
        "probability. "
        "Seen in https://github.com/deeplearning4j/libnd4j/issues/440.",
        "missing-diagonal": "−s sᵀ without diag(s).",
        "wrong-index": "sᵢ ([i = j] − sᵢ), with the wrong one of two indices.",
        "cancellation": "1 − sᵢ has lost the digits of what is left beside a probability near 1.",
        "all-ones-cotangent-hides": "A cotangent of equal elements gives 0, and so does a program that returns 0, or "
        "c − c · s without the factor s; only unequal ones tell.",
        "missing-mean": "s ⊙ c, without subtracting c · s.",
        "wrong-mean": "The plain mean of c, or its sum, for c · s.",
        "swapped-arguments": "The cotangent taken for the scores.",
        "missing-cotangent": "The derivative of the sum of all probabilities, or of the first, whatever the cotangent is.",
        "special-values": SPECIAL_SCORES,
        "subnormal": SMALL_RESULT,
        "empty": NO_SCORES,
        "sizes-differ": SIZES,
        "no-finite-score": "Where all scores are −∞, 0/0 is NaN here; 0 for each is another convention.",
    }

    def powers(base):
        return lambda z: {"value": normalized([exponential(x * math.log(base)) for x in z])}

    def masked(program, result):
        """0 for all where no score is finite, as of a row that a mask hides."""
        return lambda z, **others: {result: zeros(z)} if all(x == -inf for x in z) else program(z=z, **others)

    def zeros(z):
        return [x.with_(0) for x in z]

    valued = lambda function: lambda z: {"value": function(z)}
    wrong = softmax_wrongs(valued) | {
        "wrong-base": [powers(2), powers(10)],
        "no-finite-score": [masked(valued(stable_softmax), "value")],
    }
    value = Equation("softmax-value", valued(softmax_of), softmax_bounds("value"), wrong)

    def outer(s, element):
        return [[element(i, j, s) for j in range(len(s))] for i in range(len(s))]

    def others(i, s):
        """The sum of all but one, which is 1 − sᵢ."""
        return sum(x for j, x in enumerate(s) if j != i)

    def jacobian_by(probabilities, element):
        return lambda z: {"jacobian": outer(probabilities(z), element)}

    same = lambda i, j: 1 if i == j else 0
    by_difference = lambda i, j, s: s[i] * (same(i, j) - s[j])
    by_others = lambda i, j, s: s[i] * others(i, s) if i == j else -s[i] * s[j]
    textbook = jacobian_by(softmax_of, by_difference)
    stable = jacobian_by(stable_softmax, by_others)
    wrong = {
        "missing-max-subtraction": [jacobian_by(softmax_of, by_others)],
        "wrong-shift": [over_first(jacobian_by(softmax_of, by_others))],
        "clamped-logits": [limited(jacobian_by(softmax_of, by_others))],
        "one-hot": [jacobian_by(one_hot, by_others)],
        "softmax-derivative-diagonal-only": [
            jacobian_by(stable_softmax, lambda i, j, s: s[i] * others(i, s) if i == j else 0)
        ],
        "missing-diagonal": [jacobian_by(stable_softmax, lambda i, j, s: -s[i] * s[j])],
        "wrong-index": [jacobian_by(stable_softmax, lambda i, j, s: s[i] * (same(i, j) - s[i]))],
        "sign": [scaled(stable, lambda _: -1)],
        "missing-normalization": [jacobian_by(exponentials, by_difference)],
        "cancellation": [textbook, jacobian_by(stable_softmax, by_difference)],
        "special-values": [limited(stable), jacobian_by(one_hot, by_others), skipping_nan(stable)],
        "subnormal": [flushed(stable)],
        "empty": [reaching_first(textbook)],
        "no-finite-score": [lambda z: {"jacobian": [zeros(z) for _ in z]}],
    }

    def jacobian_bounds(outputs, z):
        # Two probabilities and a product. On the diagonal the second is a sum of probabilities, none of which cancels.
        δ, mean = slack(z)
        s = softmax_of(z)

        def rest(i):
            return sum(s[j] * δ[j] for j in range(len(z)) if j != i) / others(i, s)

        return {
            "jacobian": [
                [
                    0 if x == 0 else MOST_ROUNDINGS + δ[i] + (rest(i) if i == j else δ[j]) + 2 * mean
                    for j, x in enumerate(row)
                ]
                for i, row in enumerate(outputs["jacobian"])
            ]
        }

    jacobian = Equation(
        "softmax-jacobian", textbook, jacobian_bounds, wrong, plain=jacobian_by(softmax_of, by_others)
    )

    def dot(u, v):
        return sum(a * b for a, b in zip(u, v, strict=True))

    def pulled_by(probabilities, element):
        def program(cotangent, z):
            s = probabilities(z)
            return {"z": [element(c, x, cotangent, s) for c, x in zip(cotangent, s, strict=True)]}

        return program

    exact = lambda c, x, cotangent, s: x * (c - dot(cotangent, s))
    textbook = pulled_by(softmax_of, exact)
    stable = pulled_by(stable_softmax, exact)
    wrong = {
        "missing-max-subtraction": [textbook],
        "wrong-shift": [over_first(textbook)],
        "clamped-logits": [limited(textbook)],
        "one-hot": [pulled_by(one_hot, exact)],
        "softmax-derivative-diagonal-only": [pulled_by(stable_softmax, lambda c, x, cotangent, s: c * x * (1 - x))],
        "all-ones-cotangent-hides": [
            pulled_by(stable_softmax, lambda c, x, cotangent, s: 0),
            pulled_by(stable_softmax, lambda c, x, cotangent, s: c - dot(cotangent, s)),
        ],
        "missing-mean": [pulled_by(stable_softmax, lambda c, x, cotangent, s: x * c)],
        "wrong-mean": [
            pulled_by(stable_softmax, lambda c, x, cotangent, s: x * (c - sum(cotangent) / len(cotangent))),
            pulled_by(stable_softmax, lambda c, x, cotangent, s: x * (c - sum(cotangent))),
        ],
        "missing-cotangent": [
            pulled_by(stable_softmax, lambda c, x, cotangent, s: x * (1 - sum(s))),
            lambda cotangent, z: stable([1] + [0] * (len(z) - 1), z),
        ],
        "swapped-arguments": [lambda cotangent, z: stable(z, cotangent)],
        "sign": [scaled(stable, lambda _: -1)],
        "missing-normalization": [pulled_by(exponentials, exact)],
        "special-values": [limited(textbook), pulled_by(one_hot, exact), skipping_nan(stable)],
        "subnormal": [flushed(stable)],
        "empty": [reaching_first(textbook)],
        "no-finite-score": [masked(stable, "z")],
        "sizes-differ": [broadcasting(stable), cut_to_shortest(stable)],
    }

    def pullback_bounds(outputs, cotangent, z):
        # The probability, the difference and their product; and the sum c · s, whose error the difference passes on in
        # full while it may itself be small.
        δ, mean = slack(z)
        s = softmax_of(z)
        total = dot(cotangent, s)
        error = sum(abs(c) * x * (MOST_ROUNDINGS + d + mean) for c, x, d in zip(cotangent, s, δ))
        return {
            "z": [
                0 if g == 0 else few(len(z) + 6) + d + mean + error / abs(c - total)
                for g, c, d in zip(outputs["z"], cotangent, δ)
            ]
        }

    pullback = Equation("softmax-pullback", textbook, pullback_bounds, wrong)

    def at(name, comment, flags, z, expect=None):
        return case(value, name, comment, flags, {"z": z}, None if expect is None else {"value": expect})

    def slopes(name, comment, flags, z, expect=None):
        return case(jacobian, name, comment, flags, {"z": z}, None if expect is None else {"jacobian": expect})

    def back(name, comment, flags, cotangent, z, expect=None):
        expect = None if expect is None else {"z": expect}
        return case(pullback, name, comment, flags, {"cotangent": cotangent, "z": z}, expect)

    def data(kind, n):
        return kind(f"softmax-pullback-{n} cotangent", n), kind(f"softmax-pullback-{n} z", n)

    shifted = [0.5, -1.25, 2]
    huge = ["missing-max-subtraction", "clamped-logits"]
    ordinary = ["plain", "one-hot", "missing-normalization", "wrong-base", "sign"]
    cases = [
        at("one-score", "K = 1 gives 1.", ["plain", "missing-normalization"], [-2.5]),
        at("one-huge-score", "K = 1 gives 1, however large the score is.", ["missing-max-subtraction"], [1e300]),
        at("two-scores", "A sigmoid of the difference.", ordinary, scores(different, "softmax", 2)),
        at("three-scores", "Every operation rounds.", ordinary, scores(decimals, "softmax", 3)),
        at("five-scores", "All bits of a Float32 in use.", ordinary, scores(singles, "softmax", 5)),
        at("seventeen-scores", "A sum that the kernel adds in pairs.", ordinary, scores(different, "softmax", 17)),
        at("seventeen-decimals", "As before, and every difference rounds.", ordinary, scores(decimals, "softmax", 17)),
        at("equal-scores", "1/K each.", ["plain", "one-hot", "missing-normalization"], [0.5, 0.5, 0.5]),
        at("zeros", "¼ each.", ["plain", "one-hot", "missing-normalization"], [0, 0, 0, 0]),
        at("tie-at-the-top", "Two largest scores share.", ordinary, [1.5, -0.25, 1.5]),
        at("small-probability", "The small one keeps its digits.", ["plain", "one-hot", "wrong-base"], [0, -40]),
        at("small-probability-700", "Near the least normal number.", ["one-hot", "wrong-base"], [-700, 0]),
        at("small-probability-single", "Near the least normal Float32.", ["one-hot", "wrong-base"], [-80, 0]),
        at("subnormal", "A subnormal probability.", ["subnormal"], [0, -710]),
        at("underflow", "Below the least positive number.", ["clamped-logits"], [0, -1e4]),
        at("shifted-up", "The scores of the next case, and 1024.", huge, [1024 + x for x in shifted]),
        at("unshifted", "The same scores.", ordinary, shifted),
        at("shifted-down", "The same scores, less 1024: every exponential is 0.", huge, [-1024 + x for x in shifted]),
        at("overflow-of-sum", "The exponentials are finite, and their sum is not.", ["missing-max-subtraction"], [709.5, 709.25, 709]),
        at("rounded-differences", "zᵢ − m rounds, and the bound grows with it.", ["missing-max-subtraction"], [999.9, -0.1, 700.3, 990.01]),
        at("ten-thousand", "Scores of either sign.", huge + ["wrong-shift"], [-1e4, 1e4, 9999]),
        at("minus-ten-thousand", "Every exponential is 0.", huge, [-1e4, -1e4 + 2]),
        at("huge", "The largest score takes all.", ["missing-max-subtraction", "wrong-shift"], [-1e300, 1e300, 0]),
        at("huge-ties", "Two largest scores take half each.", ["missing-max-subtraction", "wrong-shift", "one-hot"], [-1e300, 1e300, 0, 1e300]),
        at("huge-single", "Two largest scores take half each.", ["missing-max-subtraction", "wrong-shift", "one-hot"], [-(2.0**100), 2.0**100, 0, 2.0**100]),
        at("largest", "z − m overflows, to an exponential of 0.", ["missing-max-subtraction", "wrong-shift"], [-1.7e308, 1.7e308]),
        at("minus-infinity-beside", "−∞ takes nothing.", ["special-values"], [-inf, 3], [0, 1]),
        at("minus-infinity-beside-two", "−∞ takes nothing; the others share.", ["special-values", "one-hot"], [2.5, -inf, 2.5], [0.5, 0, 0.5]),
        at("minus-infinity-alone", "0/0.", ["special-values", "no-finite-score"], [-inf, -inf], [nan, nan]),
        at("infinity", "∞/∞.", ["special-values"], [1, inf, -2], [nan, nan, nan]),
        at("infinity-alone", "∞/∞, for one score too.", ["special-values"], [inf], [nan]),
        at("nan", "NaN reaches every element.", ["special-values"], [1, nan, 3], [nan, nan, nan]),
        at("nan-first", "NaN reaches every element, wherever it stands.", ["special-values"], [nan, 3, -inf], [nan, nan, nan]),
        at("empty", "No elements give no elements.", ["empty"], [], []),
    ]
    ordinary = ["plain", "softmax-derivative-diagonal-only", "missing-diagonal", "wrong-index", "one-hot", "missing-normalization", "sign"]
    nans = lambda n: [[nan] * n] * n
    cases += [
        slopes("one-score", "The only probability is always 1.", ["plain", "missing-diagonal"], [-2.5]),
        slopes("two-scores", "The sigmoid's derivative, with either sign.", [flag for flag in ordinary if flag != "wrong-index"], scores(different, "softmax-jacobian", 2)),
        slopes("three-scores", "Every operation rounds.", ordinary, scores(decimals, "softmax-jacobian", 3)),
        slopes("five-scores", "All bits of a Float32 in use.", ordinary, scores(singles, "softmax-jacobian", 5)),
        slopes("seventeen-scores", "A larger matrix.", ordinary, scores(different, "softmax-jacobian", 17)),
        slopes("equal-scores", "2/9 on the diagonal, −1/9 beside it.", ["plain", "softmax-derivative-diagonal-only", "missing-diagonal", "one-hot"], [0.5, 0.5, 0.5]),
        slopes("confident-20", "1 − s has 7 digits left.", ["cancellation", "missing-diagonal"], [20, 0, -1]),
        slopes("confident-40", "s rounds to 1; the derivative is not 0.", ["cancellation", "one-hot"], [0, -40]),
        slopes("confident-single", "s rounds to 1 in Float32.", ["cancellation", "one-hot"], [0, -20, -18]),
        slopes("confident-700", "Near the least normal number.", ["cancellation", "one-hot"], [-700, 0]),
        slopes("subnormal", "Subnormal derivatives.", ["subnormal", "cancellation"], [0, -710]),
        slopes("shifted-up", "The scores of the next case, and 1024.", huge, [1024 + x for x in shifted]),
        slopes("unshifted", "The same scores.", ordinary, shifted),
        slopes("minus-ten-thousand", "Every exponential is 0.", huge, [-1e4, -1e4 + 2]),
        slopes("ten-thousand", "The two largest scores are all that counts.", huge + ["wrong-shift", "one-hot"], [-1e4, 1e4, 9999]),
        slopes("huge", "The largest score takes all, and nothing moves.", ["missing-max-subtraction", "wrong-shift"], [-1e300, 1e300, 0]),
        slopes("huge-ties", "Two largest scores.", ["missing-max-subtraction", "one-hot"], [1e300, 0, 1e300]),
        slopes("minus-infinity-beside", "−∞ takes no part.", ["special-values"], [-inf, 3], [[0, 0], [0, 0]]),
        slopes("minus-infinity-beside-two", "−∞ takes no part; the others share.", ["special-values", "one-hot"], [2.5, -inf, 2.5], [[0.25, 0, -0.25], [0, 0, 0], [-0.25, 0, 0.25]]),
        slopes("minus-infinity-alone", "0/0.", ["special-values", "no-finite-score"], [-inf, -inf], nans(2)),
        slopes("infinity", "∞/∞.", ["special-values"], [1, inf, -2], nans(3)),
        slopes("nan", "NaN reaches every element.", ["special-values"], [1, nan, 3], nans(3)),
        slopes("empty", "No scores, a matrix without elements.", ["empty"], [], Tensor([0, 0], [])),
    ]
    ordinary = ["plain", "softmax-derivative-diagonal-only", "all-ones-cotangent-hides", "missing-mean", "wrong-mean", "missing-cotangent", "swapped-arguments", "one-hot", "missing-normalization", "sign"]
    cases += [
        back("one-score", "The only probability is always 1, and no cotangent moves it.", ["plain", "missing-mean"], [3.5], [-2.5]),
        back("two-scores", "The smallest case.", ordinary, *data(different, 2)),
        back("three-scores", "Every operation rounds.", ordinary, *data(decimals, 3)),
        back("five-scores", "All bits of a Float32 in use.", ordinary, *data(singles, 5)),
        back("seventeen-scores", "Sums that the kernel adds in pairs.", ordinary, *data(different, 17)),
        back("seventeen-decimals", "As before, and every difference rounds.", ordinary, *data(decimals, 17)),
        back("first-class", "The first row of the Jacobian, as it is symmetric.", ["plain", "softmax-derivative-diagonal-only", "all-ones-cotangent-hides", "missing-mean"], [1, 0, 0], shifted),
        back("last-class", "The last row of the Jacobian.", ["plain", "softmax-derivative-diagonal-only", "all-ones-cotangent-hides", "missing-cotangent"], [0, 0, -2], shifted),
        back("equal-cotangents", "Equal elements give 0: the probabilities always add up to 1. Nothing rounds.", ["plain", "softmax-derivative-diagonal-only", "missing-mean"], [3, 3, 3, 3], [0.5, 0.5, 0.5, 0.5]),
        back("nearly-equal-cotangents", "What is left is small beside c, and the bound grows with that condition.", ["softmax-derivative-diagonal-only", "missing-mean", "all-ones-cotangent-hides"], [1, 1.0009765625, 1.001953125], shifted),
        back("zero-cotangent", "Nothing flows back.", ["missing-cotangent"], [0, 0, 0], shifted),
        back("equal-scores", "Then c · s is the plain mean.", ["plain", "softmax-derivative-diagonal-only", "missing-mean", "all-ones-cotangent-hides"], [2, -1, 0.5, 4], [0.5, 0.5, 0.5, 0.5]),
        back("confident-20", "One probability near 1; the small ones keep their gradients.", ["one-hot", "missing-mean", "softmax-derivative-diagonal-only"], [0, 1.5, -2], [20, 0, -1]),
        back("shifted-up", "The scores of the next case, and 1024.", huge, [1.5, -2, 0.25], [1024 + x for x in shifted]),
        back("unshifted", "The same scores and cotangent.", ordinary, [1.5, -2, 0.25], shifted),
        back("minus-ten-thousand", "Every exponential is 0.", huge, [1.5, -2], [-1e4, -1e4 + 2]),
        back("ten-thousand", "The two largest scores are all that counts.", huge + ["wrong-shift", "one-hot"], [0.5, 1.5, -2], [-1e4, 1e4, 9999]),
        back("huge-ties", "Two largest scores.", ["missing-max-subtraction", "one-hot"], [1.5, 3, -2], [1e300, 0, 1e300]),
        back("huge-cotangent", "Gradients near 10³⁰⁰.", ["plain", "missing-mean", "one-hot"], [1.5e300, -2e300, 1e299], shifted),
        back("subnormal", "A subnormal gradient beside an element that has none.", ["subnormal"], [0, 1.5], [0, -710]),
        back("minus-infinity-beside", "−∞ takes no part.", ["special-values", "one-hot"], [2, 7, -1], [2.5, -inf, 2.5], [0.75, 0, -0.75]),
        back("minus-infinity-alone", "0/0.", ["special-values", "no-finite-score"], [1, 2], [-inf, -inf], [nan, nan]),
        back("infinity", "∞/∞, even for a cotangent of 0.", ["special-values"], [0, 0, 0], [1, inf, -2], [nan, nan, nan]),
        back("nan", "NaN reaches every element.", ["special-values"], [1, 2, 3], [1, nan, 3], [nan, nan, nan]),
        back("nan-cotangent", "NaN reaches every element, through c · s.", ["special-values"], [1, nan, 3], shifted, [nan, nan, nan]),
        back("empty", "No elements, no gradients.", ["empty"], [], [], []),
    ]
    attention = "Scores that are all −∞ have probabilities of 0, as PyTorch's scaled dot-product attention has it."
    for equation, zero in [
        (value, lambda z: {"value": [0] * len(z)}),
        (jacobian, lambda z: {"jacobian": [[0] * len(z)] * len(z)}),
        (pullback, lambda cotangent, z: {"z": [0] * len(z)}),
    ]:
        cases += siblings(equation, having("no-finite-score", cases), "no-finite-score", "zero", attention, expect=zero)
    cases += [
        invalid(pullback, "one-cotangent", "Three scores have three cotangents.", ["sizes-differ"], {"cotangent": [1], "z": shifted}),
        invalid(pullback, "fewer-cotangents", "A score without a cotangent.", ["sizes-differ"], {"cotangent": [1, -2], "z": shifted}),
    ]
    return concept("ActivationFunctions", "Softmax", notes, cases)


def log_softmax():
    notes = {
        "plain": PLAIN,
        "log-of-softmax": "The logarithm of a probability that has rounded to 0 is −∞, and of one that has rounded to 1 "
        "it is 0. "
        "Seen in https://github.com/allenai/allennlp/issues/2797.",
        "missing-max-subtraction": NO_MAXIMUM + " Seen in https://github.com/tenstorrent/tt-metal/pull/10001.",
        "wrong-shift": WRONG_SHIFT,
        "clamped-logits": LIMITED,
        "rounded-log-sum-exp": "LSE(z), rounded beside a large score, has lost the digits that zᵢ − LSE(z) leaves.",
        "lost-small-terms": "ln(1 + x), with 1 + x rounded first, drops what small terms add to the largest.",
        "missing-normalization": "zᵢ − m, or zᵢ, without the logarithm of the sum.",
        "missing-logarithm": "The probabilities themselves.",
        "sign": "The negative logarithm, which is the loss; or the gradient the wrong way round.",
        "wrong-logarithm": "A logarithm to base 2 or 10.",
        "ties": "Each score equal to the largest counts, not one for all.",
        "one-hot": ONE_HOT,
        "softmax-pullback": "s ⊙ (c − c · s), the pullback of softmax.",
        "missing-sum": "c − s, right only where the elements of c add up to 1.",
        "wrong-sum": "c · s, or the mean of c, for the sum of c.",
        "swapped-arguments": "The cotangent taken for the scores.",
        "missing-cotangent": "The derivative of the first logarithm, whatever the cotangent is.",
        "infinite-score": "+∞ leaves no part of the vector a meaning, and all are NaN; −∞ in the finite places is another convention.",
        "special-values": SPECIAL_SCORES,
        "subnormal": SMALL_RESULT,
        "empty": NO_SCORES,
        "sizes-differ": SIZES,
    }

    def by_sum(z):
        total = log_sum_exp_of(z)
        return [x - total for x in z]

    def over_largest(z):
        return by_sum(below_largest(z))

    def by_rounded_sum(z):
        total = max(z) + log_sum_exp_of(below_largest(z))
        return [x - total for x in z]

    def others_only(z):
        m = max(z)
        excess = logarithm(1 + sum(exponential(x - m) for x in z if not x == m))
        return [x - m - excess for x in z]

    def valued(function):
        return lambda z: {"value": function(z)}

    def bounds(outputs, z):
        # zᵢ − m (one) and ln(1 + Σ) (exponentials two, a sum of n − 1, the logarithm two) have one sign, so that their
        # difference (one) does not cancel. The rounding of an exponent puts ln(1 + Σ) off by its share of the sum. K = 1
        # gives 0.
        k, mean = few(len(z) + 4), slack(z)[1]
        return {"value": [0 if x == 0 else k + mean / abs(x) for x in outputs["value"]]}

    textbook = valued(lambda z: [logarithm(s) for s in softmax_of(z)])
    wrong = {
        "log-of-softmax": [valued(lambda z: [logarithm(s) for s in stable_softmax(z)])],
        "missing-max-subtraction": [valued(by_sum)],
        "wrong-shift": [over_first(valued(by_sum))],
        "clamped-logits": [limited(valued(by_sum))],
        "rounded-log-sum-exp": [valued(by_rounded_sum)],
        # The sum in either order: which digits it loses is chance.
        "lost-small-terms": [valued(over_largest), valued(by_sum), valued(lambda z: over_largest(z[::-1])[::-1])],
        "missing-normalization": [valued(below_largest), valued(lambda z: z)],
        "missing-logarithm": [valued(stable_softmax)],
        "sign": [valued(lambda z: [-x for x in over_largest(z)])],
        "wrong-logarithm": [
            valued(lambda z: [x * (1 / math.log(2)) for x in over_largest(z)]),
            valued(lambda z: [x * (1 / math.log(10)) for x in over_largest(z)]),
        ],
        "ties": [valued(others_only)],
        "infinite-score": [valued(by_sum)],
        "special-values": [limited(valued(by_sum)), skipping_nan(valued(over_largest)), valued(one_hot)],
        "subnormal": [flushed(valued(over_largest))],
        "empty": [reaching_first(textbook)],
    }
    value = Equation("log-softmax-value", textbook, bounds, wrong, plain=valued(over_largest))

    def pulled_by(probabilities, element):
        def program(cotangent, z):
            s = probabilities(z)
            return {"z": [element(c, x, cotangent, s) for c, x in zip(cotangent, s, strict=True)]}

        return program

    def dot(u, v):
        return sum(a * b for a, b in zip(u, v, strict=True))

    exact = lambda c, x, cotangent, s: c - x * sum(cotangent)
    textbook = pulled_by(softmax_of, exact)
    stable = pulled_by(stable_softmax, exact)
    wrong = {
        "missing-max-subtraction": [textbook],
        "wrong-shift": [over_first(textbook)],
        "clamped-logits": [limited(textbook)],
        "one-hot": [pulled_by(one_hot, exact)],
        "softmax-pullback": [pulled_by(stable_softmax, lambda c, x, cotangent, s: x * (c - dot(cotangent, s)))],
        "missing-sum": [pulled_by(stable_softmax, lambda c, x, cotangent, s: c - x)],
        "wrong-sum": [
            pulled_by(stable_softmax, lambda c, x, cotangent, s: c - x * dot(cotangent, s)),
            pulled_by(stable_softmax, lambda c, x, cotangent, s: c - x * sum(cotangent) / len(cotangent)),
        ],
        "missing-normalization": [
            pulled_by(exponentials, exact),
            pulled_by(stable_softmax, lambda c, x, cotangent, s: c),
        ],
        "missing-cotangent": [lambda cotangent, z: stable([1] + [0] * (len(z) - 1), z)],
        "swapped-arguments": [lambda cotangent, z: stable(z, cotangent)],
        "sign": [scaled(stable, lambda _: -1)],
        "special-values": [limited(textbook), pulled_by(one_hot, exact), skipping_nan(stable)],
        "subnormal": [flushed(stable)],
        "empty": [reaching_first(textbook)],
        "sizes-differ": [broadcasting(stable), cut_to_shortest(stable)],
    }

    def pullback_bounds(outputs, cotangent, z):
        # The probability and its product with Σc, whose terms may cancel; then the difference, which may too. As e to the
        # power of its logarithm, as automatic differentiation has it, the probability is off by that one's rounding.
        δ, mean = slack(z)
        total = abs(sum(cotangent))
        error = 0 if adds_exactly(cotangent) else few(len(z) - 1) * sum(abs(c) for c in cotangent)
        return {
            "z": [
                0 if g == 0 else 1 + s * ((few(len(z) + 5) + d + mean + abs(logarithm(s))) * total + error) / abs(g)
                for g, s, d in zip(outputs["z"], softmax_of(z), δ)
            ]
        }

    pullback = Equation("log-softmax-pullback", textbook, pullback_bounds, wrong)

    def at(name, comment, flags, z, expect=None):
        return case(value, name, comment, flags, {"z": z}, None if expect is None else {"value": expect})

    def back(name, comment, flags, cotangent, z, expect=None):
        expect = None if expect is None else {"z": expect}
        return case(pullback, name, comment, flags, {"cotangent": cotangent, "z": z}, expect)

    def data(kind, n):
        return kind(f"log-softmax-pullback-{n} cotangent", n), kind(f"log-softmax-pullback-{n} z", n)

    shifted = [0.5, -1.25, 2]
    huge = ["missing-max-subtraction", "clamped-logits"]
    ordinary = ["plain", "missing-normalization", "missing-logarithm", "sign", "wrong-logarithm"]
    cases = [
        at("one-score", "K = 1 gives ln 1.", ["plain", "missing-normalization", "missing-logarithm"], [-2.5]),
        at("one-huge-score", "K = 1 gives ln 1, however large the score is.", ["missing-max-subtraction"], [1e300]),
        at("two-scores", "The shortest sum.", ordinary, [0.75, -0.5]),
        at("three-scores", "Every operation rounds.", ordinary, scores(decimals, "log-softmax", 3)),
        at("five-scores", "All bits of a Float32 in use.", ordinary, scores(singles, "log-softmax", 5)),
        at("seventeen-scores", "A sum that the kernel adds in pairs.", ordinary, scores(different, "log-softmax", 17)),
        at("seventeen-decimals", "As before, and every difference rounds; −0.04 has lost digits if 1 is added first.", ordinary[1:] + ["lost-small-terms"], scores(decimals, "log-softmax", 17)),
        at("equal-scores", "−ln 3 each.", ordinary + ["ties"], [0.5, 0.5, 0.5]),
        at("tie-at-the-top", "Two largest scores share.", ordinary + ["ties"], [1.5, -0.25, 1.5]),
        at("confident-40", "The largest has −e⁻⁴⁰ left; the other about −40.", ["log-of-softmax", "lost-small-terms"], [0, -40]),
        at("confident-40-last", "The same, in the other order.", ["log-of-softmax", "lost-small-terms"], [-40, 0]),
        at("confident-700", "The largest has −e⁻⁷⁰⁰ left.", ["log-of-softmax", "lost-small-terms"], [0, -700]),
        at("confident-single", "The largest has −e⁻²⁰ left, nothing in Float32 if 1 is added first.", ["log-of-softmax", "lost-small-terms"], [-20, 0, -22]),
        at("lost-digits", "1 + e⁻¹⁵ has lost half of the digits of e⁻¹⁵.", ["log-of-softmax", "lost-small-terms"], [-15, 0]),
        at("subnormal", "A subnormal result.", ["subnormal", "log-of-softmax"], [0, -710]),
        at("underflow-of-softmax", "e⁻⁸⁰⁰ is 0, and its logarithm is −800.", ["log-of-softmax", "clamped-logits"], [0, -800, -1]),
        at("underflow-of-softmax-single", "e⁻¹²⁰ is 0 in Float32, and its logarithm is −120.", ["log-of-softmax", "clamped-logits"], [0, -120, -1]),
        at("shifted-up", "The scores of the next case, and 1024.", huge + ["rounded-log-sum-exp"], [1024 + x for x in shifted]),
        at("unshifted", "The same scores.", ordinary, shifted),
        at("shifted-down", "The same scores, less 1024: every exponential is 0.", huge + ["rounded-log-sum-exp"], [-1024 + x for x in shifted]),
        at("ten-thousand", "Scores of either sign.", huge + ["log-of-softmax", "rounded-log-sum-exp", "wrong-shift"], [-1e4, 1e4, 9999]),
        at("minus-ten-thousand", "Every exponential is 0.", huge + ["rounded-log-sum-exp"], [-1e4, -1e4 + 2]),
        at("large-offset", "Scores next to each other, far from 0.", huge + ["rounded-log-sum-exp"], [1e15 + 1, 1e15, 1e15 - 2.5]),
        at("large-offset-single", "Scores next to each other, far from 0 in Float32.", huge + ["rounded-log-sum-exp"], [2.0**22 + 1, 2.0**22, 2.0**22 - 2.5]),
        at("huge", "Almost nothing is left for the others.", huge + ["log-of-softmax", "wrong-shift"], [-1e300, 1e300, 0]),
        at("huge-ties", "−ln 2, where LSE(z) rounds to the score.", huge + ["rounded-log-sum-exp"], [1e300, 1e300]),
        at("huge-single", "−ln 2 and far below.", huge + ["log-of-softmax", "rounded-log-sum-exp"], [2.0**100, 0, 2.0**100]),
        at("minus-infinity-beside", "The logarithm of a probability of 0.", ["special-values", "missing-logarithm"], [-inf, 3], [-inf, 0]),
        at("minus-infinity-twice", "One finite score is left.", ["special-values", "missing-logarithm"], [-inf, 3, -inf], [-inf, 0, -inf]),
        at("minus-infinity-alone", "∞ − ∞.", ["special-values"], [-inf, -inf], [nan, nan]),
        at("infinity", "∞ − ∞, and NaN for the others too.", ["special-values", "infinite-score"], [1, inf, -2], [nan, nan, nan]),
        at("infinity-alone", "∞ − ∞, for one score too.", ["special-values"], [inf], [nan]),
        at("nan", "NaN reaches every element.", ["special-values"], [1, nan, 3], [nan, nan, nan]),
        at("nan-first", "NaN reaches every element, wherever it stands.", ["special-values"], [nan, 3, -inf], [nan, nan, nan]),
        at("empty", "No elements give no elements.", ["empty"], [], []),
    ]
    ordinary = ["plain", "softmax-pullback", "missing-sum", "wrong-sum", "missing-normalization", "missing-cotangent", "swapped-arguments", "one-hot", "sign"]
    cases += [
        back("one-score", "The only logarithm is always 0, and no cotangent moves it.", ["plain", "missing-normalization", "missing-sum"], [3.5], [-2.5]),
        back("two-scores", "The smallest case.", ordinary, *data(different, 2)),
        back("three-scores", "Every operation rounds.", ordinary, *data(decimals, 3)),
        back("five-scores", "All bits of a Float32 in use.", ordinary, *data(singles, 5)),
        back("seventeen-scores", "Sums that the kernel adds in pairs.", ordinary, *data(different, 17)),
        back("seventeen-decimals", "As before, and every difference rounds.", ordinary, *data(decimals, 17)),
        back("true-class", "The gradient of a cross-entropy, s − y, has the cotangent −y.", ["plain", "softmax-pullback", "missing-sum", "wrong-sum", "sign"], [0, -1, 0], shifted),
        back("first-class", "A cotangent that adds up to 1.", ["plain", "softmax-pullback", "wrong-sum", "sign"], [1, 0, 0], shifted),
        back("ones", "A cotangent of ones gives 1 − K s, which is not 0.", ["plain", "softmax-pullback", "missing-sum", "wrong-sum"], [1, 1, 1], shifted),
        back("cancelling-cotangents", "A cotangent that adds up to 0 passes as it is.", ["plain", "softmax-pullback", "missing-sum", "wrong-sum"], [1.5, -2, 0.5], shifted),
        back("zero-cotangent", "Nothing flows back.", ["missing-cotangent", "missing-sum"], [0, 0, 0], shifted),
        back("equal-scores-and-cotangents", "Everything cancels, and nothing rounds.", ["plain", "missing-sum", "wrong-sum"], [3, 3], [0.5, 0.5]),
        back("equal-scores", "Each loses the mean of c.", ["plain", "softmax-pullback", "missing-sum", "wrong-sum"], [2, -1, 0.5, 4], [0.5, 0.5, 0.5, 0.5]),
        back("nearly-cancelling", "What is left is small beside c, and the bound grows with that condition.", ["softmax-pullback", "missing-sum"], [1.001, 0.999], [0.25, 0.25]),
        back("confident-20", "One probability near 1; the cotangents of the others pass.", ["softmax-pullback", "missing-sum"], [0.5, 1.5, -4], [20, 0, -1]),
        back("small-probability", "A gradient of s alone keeps its digits.", ["plain", "one-hot", "softmax-pullback"], [2.5, 1, 0], [0, -1, -40]),
        back("shifted-up", "The scores of the next case, and 1024.", huge, [1.5, -2, 0.25], [1024 + x for x in shifted]),
        back("unshifted", "The same scores and cotangent.", ordinary, [1.5, -2, 0.25], shifted),
        back("minus-ten-thousand", "Every exponential is 0.", huge, [1.5, -2], [-1e4, -1e4 + 2]),
        back("ten-thousand", "The two largest scores are all that counts.", huge + ["wrong-shift", "one-hot"], [0.5, 1.5, -4], [-1e4, 1e4, 9999]),
        back("huge-ties", "Two largest scores.", ["missing-max-subtraction", "one-hot"], [1.5, 3, -2], [1e300, 0, 1e300]),
        back("huge-cotangent", "Gradients near 10³⁰⁰.", ["plain", "missing-sum", "softmax-pullback"], [1.5e300, -2e300, 1e299], shifted),
        back("subnormal", "A subnormal gradient of s alone.", ["subnormal"], [1.5, 1, 0], [0, -1, -710]),
        back("minus-infinity-beside", "−∞ has a probability of 0: its cotangent passes.", ["special-values", "one-hot"], [2, 7, -1], [2.5, -inf, 2.5], [-2, 7, -5]),
        back("minus-infinity-alone", "0/0.", ["special-values"], [1, 2], [-inf, -inf], [nan, nan]),
        back("infinity", "∞/∞, even for a cotangent of 0.", ["special-values"], [0, 0, 0], [1, inf, -2], [nan, nan, nan]),
        back("nan", "NaN reaches every element.", ["special-values"], [1, 2, 3], [1, nan, 3], [nan, nan, nan]),
        back("nan-cotangent", "NaN reaches every element, through the sum of c.", ["special-values"], [1, nan, 3], shifted, [nan, nan, nan]),
        back("empty", "No elements, no gradients.", ["empty"], [], [], []),
    ]
    cases += [
        invalid(pullback, "one-cotangent", "Three scores have three cotangents.", ["sizes-differ"], {"cotangent": [1], "z": shifted}),
        invalid(pullback, "fewer-cotangents", "A score without a cotangent.", ["sizes-differ"], {"cotangent": [1, -2], "z": shifted}),
    ]
    cases += siblings(
        value, having("infinite-score", cases), "infinite-score", "limit",
        "z − LSE(z), which beside +∞ is −∞, its limit, for finite scores, and NaN for +∞, as in SciPy's log_softmax.",
        textbook=valued(by_sum),
    )
    return concept("ActivationFunctions", "LogSoftmax", notes, cases)


CONCEPTS = [log_sum_exp, softmax, log_softmax]
