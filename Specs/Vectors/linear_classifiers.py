"""Vectors of the linear classifiers: threshold, perceptron, gates, separability, logistic and softmax regression."""

import itertools
import math

import mpmath
from mpmath import mpf

from activation_functions import sigma
from arithmetic import Float, logarithm, square_root
from backpropagation import agree_with_differences
from error_bounds import added, bounds_of
from network_functions import (
    activation,
    by_sample,
    head_pullback_of_sample,
    naive_slope,
    preactivations,
    row_sums,
    sigmoid_cross_entropy,
    sigmoid_cross_entropy_slope,
    slope,
    softmax,
    softmax_cross_entropy,
    softmax_cross_entropy_slopes,
    times,
)
from tensor_algebra import by_columns, products, transposed
from vectors import (
    IN_SINGLE,
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
    having,
    in_single,
    invalid,
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

STEP_AT_ZERO = "H(0) is 1 here; 0 is another convention."
OPEN_STEP = "H(0) = 0: the boundary belongs to class 0, as in scikit-learn's linear classifiers."
NO_BIAS = "Without the bias."
NAN_LOST = "NaN loses every comparison and falls into the last branch; it has to stay."
ROWS = "A sample in each row; here each column is one."
SATURATED = "ŷ has rounded to 1, or has few digits left below it: ŷ (1 − ŷ) and ŷ − y are lost."
FACTOR = "A sum for the mean, or another factor."
FIRST_DROPPED = "The sum from the second input on."


def cases_of(equation, names, attribute_names=()):
    """Makes cases from values in a fixed order; `expect` as a dictionary."""

    def at(name, comment, flags, *values, expect=None):
        inputs = dict(zip(names, values))
        attributes = dict(zip(attribute_names, values[len(names) :], strict=True))
        return case(equation, name, comment, flags, inputs, expect, attributes)

    return at


def exact(outputs, **_):
    return {name: each(lambda x: 0, values) for name, values in outputs.items()}


def heaviside(z):
    return 1 if z >= 0 else 0 if z < 0 else z


def strict(z):
    return 1 if z > 0 else 0 if z <= 0 else z


def half(z):
    return 1 if z > 0 else 0.5 if z == 0 else 0


def score(weights, inputs, bias):
    return added(products(weights, inputs) + [bias])


# Threshold


def threshold_classifier():
    notes = {
        "plain": PLAIN,
        "at-threshold": "f ≥ k, another convention: the document gives equality to “no dog”.",
        "reversed": "The classes exchanged.",
        "zero-threshold": "The threshold taken for 0.",
        "magnitude": "|f| > k.",
        "tolerance": "A tolerance around the threshold.",
        "nan-lost-in-comparison": NAN_LOST,
        "special-values": "f − k is NaN for two infinities, though neither is.",
        "sign": "k − b or b + k.",
        "missing-bias": "−k alone.",
        "cancellation": IN_SINGLE,
    }

    def program(greater):
        return lambda score, threshold: {"value": greater(score, threshold)}

    textbook = program(lambda f, k: 1 if f > k else 0 if f <= k else f + k)
    wrong = {
        "at-threshold": [program(lambda f, k: 1 if f >= k else 0)],
        "reversed": [program(lambda f, k: 0 if f > k else 1), program(lambda f, k: 1 if f < k else 0)],
        "zero-threshold": [program(lambda f, k: 1 if f > 0 else 0)],
        "magnitude": [program(lambda f, k: 1 if abs(f) > k else 0)],
        "tolerance": [program(lambda f, k: 1 if f > k + 1e-6 else 0)],
        "nan-lost-in-comparison": [program(lambda f, k: 1 if f > k else 0), program(lambda f, k: 0 if f <= k else 1)],
        "special-values": [program(lambda f, k: strict(f - k))],
    }
    value = Equation("threshold-classifier-value", textbook, same_bound(0), wrong)
    at = cases_of(value, ["score", "threshold"])
    absorbed = lambda threshold, bias: {"bias": bias - threshold}
    wrong = {
        "sign": [scaled(absorbed, lambda _: -1), lambda threshold, bias: {"bias": bias + threshold}],
        "missing-bias": [lambda threshold, bias: {"bias": -threshold}],
        "cancellation": [in_single(absorbed)],
        "special-values": [skipping_nan(absorbed)],
    }
    ulps = lambda outputs, threshold, bias: {"bias": sum_bound([bias, -threshold], 1)}
    absorb = cases_of(Equation("threshold-classifier-absorption", absorbed, ulps, wrong), ["threshold", "bias"])
    cases = [
        at("above", "A dog.", ["plain", "reversed"], 2.5, 0),
        at("below", "No dog.", ["plain", "reversed", "magnitude"], -2.5, 0),
        at("at-zero", "A score at the usual threshold is no dog.", ["at-threshold"], 0, 0),
        at("negative-zero", "−0 is at the threshold too.", ["at-threshold"], -0.0, 0),
        at("at-threshold", "A score at another threshold.", ["at-threshold", "zero-threshold"], 1.5, 1.5),
        at("between", "Above 0 and below the threshold.", ["plain", "zero-threshold"], 1.25, 1.5),
        at("negative-threshold", "Below 0 and above the threshold.", ["plain", "zero-threshold"], -1.25, -1.5),
        at("next-above", "The number next to the threshold.", ["tolerance", "reversed"], 1 + 2.0**-23, 1),
        at("next-below", "The number next to it on the other side.", ["plain", "reversed"], 1 - 2.0**-24, 1),
        at("subnormal", "The least number is above 0.", ["tolerance"], 2.0**-149, 0),
        at("infinite-score", "An infinite score is above every finite threshold.", ["reversed"], inf, 3, expect={"value": 1}),
        at("both-infinite", "Equal infinities are at the threshold.", ["special-values", "at-threshold"], inf, inf, expect={"value": 0}),
        at("nan-score", "NaN has no class.", ["nan-lost-in-comparison"], nan, 0, expect={"value": nan}),
        at("nan-threshold", "Neither has anything beside it.", ["nan-lost-in-comparison"], 1, nan, expect={"value": nan}),
        absorb("dyadic", "Nothing rounds.", ["plain", "sign", "missing-bias"], 1.5, 0.25),
        absorb("decimal", "The difference rounds.", ["plain", "sign", "missing-bias"], -3.7, 0.3),
        absorb("zero-threshold", "The usual threshold leaves the bias.", ["plain", "missing-bias"], 0, -0.7),
        absorb("equal", "They cancel.", ["sign", "missing-bias"], 2.5, 2.5),
        absorb("cancellation", "They agree to nine digits.", ["cancellation"], 1.234567891, 1.234567892),
        absorb("huge", "Numbers near 10³⁰⁸.", ["plain", "sign"], 1e308, -0.5e308),
        absorb("infinite", "∞ − ∞ is NaN.", ["special-values"], inf, inf, expect={"bias": nan}),
        absorb("nan", "NaN stays.", ["special-values"], nan, 1, expect={"bias": nan}),
    ]
    cases += siblings(
        value, having("at-threshold", cases), "at-threshold", "closed",
        "f ≥ k: the threshold belongs to class 1, as in scikit-learn's FixedThresholdClassifier.",
        expect=lambda score, threshold: {"value": 1 if score >= threshold else 0},
    )
    return concept("LinearClassifiers", "ThresholdClassifier", notes, cases)


# Perceptron


def perceptron():
    notes = {
        "plain": PLAIN,
        "step-at-zero": STEP_AT_ZERO,
        "missing-bias": NO_BIAS,
        "sign-function": "−1 and 1 for 0 and 1.",
        "first-input-dropped": FIRST_DROPPED,
        "reversed": "The classes exchanged.",
        "nan-lost-in-comparison": NAN_LOST,
        "missing-learning-rate": "η left out, or in the weights alone.",
        "bias-left": "b stays: the boundary can only turn.",
        "bias-by-input": "b moved by xᵢ, as if it were a weight.",
        "sign": "Away from the target: ŷ − y for y − ŷ.",
        "doubled": "Targets −1 and 1: the difference is 2 where 1 is meant.",
        "always": "An update without a mistake: y x instead of (y − ŷ) x.",
        "infinite-input": "0 · ∞ is NaN: an answer that was right changes the weights.",
        "cancellation": IN_SINGLE,
        "sizes-differ": SIZES,
        "target-out-of-range": "Targets are 0 and 1 here: with −1 and 1, or 1 and 2, the rule runs on without a word.",
    }

    def predicts(H=heaviside, z=score):
        return lambda inputs, weights, bias: {"value": H(z(weights, inputs, bias))}

    textbook = predicts()
    wrong = {
        "step-at-zero": [predicts(strict), predicts(half)],
        "missing-bias": [predicts(z=lambda w, x, b: score(w, x, b * 0))],
        "sign-function": [predicts(lambda z: 1 if z >= 0 else -1)],
        "first-input-dropped": [predicts(z=lambda w, x, b: score(w[1:], x[1:], b))],
        "reversed": [predicts(lambda z: 1 if z <= 0 else 0)],
        "nan-lost-in-comparison": [predicts(lambda z: 1 if z >= 0 else 0), predicts(lambda z: 0 if z < 0 else 1)],
        "sizes-differ": [broadcasting(textbook), cut_to_shortest(textbook)],
    }
    value = Equation("perceptron-value", textbook, exact, wrong)
    at = cases_of(value, ["inputs", "weights", "bias"])

    def learns(H=heaviside, by=lambda y, p: y - p, bias_by=None, rate=lambda η: η, bias_rate=None):
        def update(inputs, target, weights, bias, learningRate):
            e = by(target, H(score(weights, inputs, bias)))
            η, ηb = rate(learningRate), (bias_rate or rate)(learningRate)
            if e == 0:
                return {"weights": weights, "bias": bias}
            return {
                "weights": [w + η * e * x for w, x in zip(weights, inputs)],
                "bias": bias + ηb * e * (bias_by(inputs) if bias_by else 1),
            }

        return update

    textbook = learns()

    def with_no_guard(inputs, target, weights, bias, learningRate):
        e = target - heaviside(score(weights, inputs, bias))
        return {"weights": [w + learningRate * e * x for w, x in zip(weights, inputs)], "bias": bias + learningRate * e}

    wrong = {
        "step-at-zero": [learns(strict)],
        "missing-learning-rate": [learns(rate=lambda η: 1), learns(bias_rate=lambda η: 1)],
        "bias-left": [learns(bias_rate=lambda η: 0)],
        "bias-by-input": [learns(bias_by=lambda x: x[0])],
        "sign": [learns(by=lambda y, p: p - y)],
        "doubled": [learns(by=lambda y, p: 2 * (y - p))],
        "always": [learns(by=lambda y, p: 2 * y - 1)],
        "infinite-input": [with_no_guard],
        "cancellation": [in_single(textbook)],
        "nan-lost-in-comparison": [learns(lambda z: 1 if z >= 0 else 0)],
        "sizes-differ": [textbook, broadcasting(textbook), cut_to_shortest(textbook)],
        "target-out-of-range": [textbook],
    }

    def ulps(outputs, inputs, target, weights, bias, learningRate):
        e = target - heaviside(score(weights, inputs, bias))
        # η times the difference is exact, its product with the input is not, and the sum.
        return {
            "weights": [0 if e == 0 else sum_bound([w, learningRate * e * x], 2) for w, x in zip(weights, inputs)],
            "bias": 0 if e == 0 else sum_bound([bias, learningRate * e], 1),
        }

    rule = Equation("perceptron-update", textbook, ulps, wrong)
    update = cases_of(rule, ["inputs", "target", "weights", "bias"], ["learningRate"])
    usual = ["plain", "missing-learning-rate", "bias-left", "sign", "doubled"]
    cases = [
        at("and-of-1-1", "Above the boundary.", ["plain", "reversed", "first-input-dropped"], [1, 1], [2, 1], -2.5),
        at("and-of-1-0", "Below it.", ["plain", "missing-bias", "sign-function"], [1, 0], [2, 1], -2.5),
        at("on-the-boundary", "w · x = −b, and nothing rounds.", ["step-at-zero"], [3, -1], [0.5, 2.5], 1),
        at("zero-perceptron", "All parameters 0 answer 1.", ["step-at-zero"], [4, 5, 6], [0, 0, 0], 0),
        at("no-inputs", "H(b).", ["plain", "missing-bias"], [], [], -0.5),
        at("one-input", "One weight.", ["plain", "missing-bias"], [2.5], [-1], 3),
        at("five-inputs", "Numbers that no binary format holds.", ["plain"], decimals("perceptron x", 5), decimals("perceptron w", 5), 1.3),
        at("eleven-inputs", "A sum that the kernel adds in pairs.", ["plain"], dyadics("perceptron 11 x", 11), dyadics("perceptron 11 w", 11), -0.5),
        at("bias-decides", "The sum without the bias has the other sign.", ["missing-bias"], [1, 2], [1, 1], -3.25),
        at("just-below", "The least number below the boundary.", ["plain", "reversed"], [1, 1], [1, -1], -(2.0**-149)),
        at("nan", "NaN has no class.", ["nan-lost-in-comparison"], [nan, 1], [1, 1], 1, expect={"value": nan}),
        at("infinity-minus-infinity", "∞ − ∞ is NaN.", ["nan-lost-in-comparison"], [1, 1], [inf, -inf], 1, expect={"value": nan}),
        update("missed-1", "Answer 0, target 1: towards the sample.", usual, [1.5, -2], 1, [-1, 0.5], 0.25, 0.5),
        update("missed-0", "Answer 1, target 0: away from it.", usual + ["bias-by-input"], [1.5, -2], 0, [1, -0.5], 0.25, 0.5),
        update("right-1", "A right answer changes nothing.", ["plain", "always"], [1, 2], 1, [0.1, 0.2], 0.3, 0.7),
        update("right-0", "A right answer changes nothing.", ["plain", "always"], [1, 2], 0, [-0.1, -0.2], 0.3, 0.7),
        update("from-zero-target-0", "From 0 the answer is 1, for H(0) = 1.", ["step-at-zero"], [0, 0], 0, [0, 0], 0, 1),
        update("from-zero-target-1", "And right for a target of 1.", ["step-at-zero"], [1, 1], 1, [0, 0], 0, 1),
        update("zero-input", "An input of 0 moves no weight, and the bias.", ["plain", "bias-by-input", "bias-left"], [0, 1], 0, [3, -1], 1, 1),
        update("decimal", "Every operation rounds.", usual, [1.9, -3.7, 0.3], 1, [-0.7, 1.1, -2.3], 0.9, 0.1),
        update("single", "All bits of a Float32 in use.", ["plain", "sign", "doubled"], singles("perceptron-update x", 3), 0, singles("perceptron-update w", 3), 9.5, 0.75),
        update("cancellation", "The weight and its step agree to seven digits.", ["cancellation"], [1.1, 1], 0, [0.1100001, 1], 0.3, 0.1),
        update("infinite-input", "A right answer leaves the weights, whatever the input.", ["infinite-input"], [inf, 1], 1, [1, 2], 3, 0.5, expect={"weights": [1, 2], "bias": 3}),
        update("nan", "NaN spoils everything.", ["nan-lost-in-comparison"], [nan, 1], 1, [1, 2], 3, 0.5, expect={"weights": [nan, nan], "bias": nan}),
    ]
    def whenever_not_positive(inputs, target, weights, bias, learningRate):
        """An update by 2y − 1 wherever (2y − 1) z ≤ 0."""
        sign, z = 2 * target - 1, score(weights, inputs, bias)
        e = sign if sign * z <= 0 else 0
        return {"weights": [w + learningRate * e * x for w, x in zip(weights, inputs)], "bias": bias + learningRate * e}

    cases += siblings(value, having("step-at-zero", cases), "step-at-zero", "open", OPEN_STEP, ulps=exact, textbook=predicts(strict))
    cases += siblings(rule, having("step-at-zero", cases), "step-at-zero", "open", OPEN_STEP, ulps=exact, textbook=learns(strict))
    cases += siblings(
        rule, having("step-at-zero", cases), "step-at-zero", "boundary-missed",
        "A sample on the boundary is always a mistake, as in scikit-learn's Perceptron.",
        ulps=exact, textbook=whenever_not_positive,
    )

    def refused(name, comment, flag, target=1, weights=(0.5, -1)):
        inputs = {"inputs": [1.5, -2], "target": target, "weights": list(weights), "bias": -3}
        return invalid(rule, name, comment, [flag], inputs, {"learningRate": 0.5})

    cases += [
        invalid(value, "one-weight", "One weight is not that of every input.", ["sizes-differ"], {"inputs": [1, 2, 3], "weights": [4], "bias": 1}),
        invalid(value, "fewer-weights", "An input without a weight.", ["sizes-differ"], {"inputs": [1, 2, 3], "weights": [4, 5], "bias": 1}),
        refused("one-weight", "One weight is not that of every input.", "sizes-differ", weights=[4]),
        refused("target-minus-one", "−1 in the place of 0.", "target-out-of-range", target=-1),
        refused("target-two", "Classes counted from 1 in the place of 0.", "target-out-of-range", target=2),
    ]
    return concept("LinearClassifiers", "Perceptron", notes, cases)


CORNERS = [[0, 0, 1, 1], [0, 1, 0, 1]]


def perceptron_training():
    notes = {
        "plain": PLAIN,
        "step-at-zero": STEP_AT_ZERO,
        "batch": "All samples of an epoch answered before any update.",
        "reversed-order": "From the last sample to the first.",
        "rows-for-samples": ROWS,
        "bias-left": "The bias stays.",
        "missing-learning-rate": "η left out.",
        "last-epoch-not-counted": "The epoch without a mistake not counted.",
        "one-epoch-more": "One epoch more than allowed.",
        "converged-always": "A training that ran out of epochs reported as converged.",
        "mistakes-of-last-epoch": "The mistakes of the last epoch, not of all.",
        "stops-at-limit": "A limit of as many epochs as are needed, counting the one without a mistake.",
        "sizes-differ": SIZES,
        "target-out-of-range": "Targets are 0 and 1 here: with −1 and 1, or 1 and 2, the rule runs on without a word.",
        "rate-out-of-range": "With η = 0 nothing is learned, and with η < 0 the wrong way.",
        "negative-count": "There is no negative number of epochs: a loop that never runs gives the start.",
    }

    def program(H=heaviside, batch=False, order=lambda s: s, bias=1, rate=lambda η: η, count=0, more=0, converged=0, last=False, early=False):
        def run(weights, bias_, inputs, targets, learningRate, maximumEpochs):
            w, b, mistakes, η = weights, bias_, 0, rate(learningRate)
            samples = list(zip(zip(*inputs), targets)) if inputs else [((), y) for y in targets]
            limit = int(float(maximumEpochs)) + more
            for epoch in range(limit):
                start, missed = (w, b), 0
                for x, y in order(samples):
                    at = start if batch else (w, b)
                    e = y - H(score(at[0], x, at[1]))
                    if e != 0:
                        w, b = [a + η * e * c for a, c in zip(w, x)], b + η * e * bias
                        missed += 1
                mistakes = missed if last else mistakes + missed
                if missed == 0 and not (early and epoch + 1 == limit):
                    return result(w, b, epoch + 1 + count, mistakes, 1)
            return result(w, b, limit, mistakes, converged)

        return lambda bias, **x: run(bias_=bias, **x)

    def result(w, b, epochs, mistakes, converged):
        return {"weights": list(w), "bias": b, "epochs": epochs, "mistakes": mistakes, "isConverged": converged}

    textbook = program()
    wrong = {
        "step-at-zero": [program(strict)],
        "batch": [program(batch=True)],
        "reversed-order": [program(order=lambda s: s[::-1])],
        "rows-for-samples": [lambda inputs, **x: textbook(inputs=transposed(matrix(flat(inputs), len(inputs))), **x)],
        "bias-left": [program(bias=0)],
        "missing-learning-rate": [program(rate=lambda η: 1)],
        "last-epoch-not-counted": [program(count=-1)],
        "one-epoch-more": [program(more=1)],
        "converged-always": [program(converged=1)],
        "mistakes-of-last-epoch": [program(last=True)],
        "stops-at-limit": [program(early=True)],
        "sizes-differ": [
            textbook,
            lambda weights, **x: textbook(weights=(weights * len(x["inputs"]))[: len(x["inputs"])], **x),
        ],
    }
    training = Equation("perceptron-training-run", textbook, exact, wrong)
    at = cases_of(
        training,
        ["weights", "bias", "inputs", "targets"],
        ["learningRate", "maximumEpochs"],
    )
    ways = ["batch", "reversed-order", "bias-left", "last-epoch-not-counted", "mistakes-of-last-epoch"]
    never = ["plain", "one-epoch-more", "converged-always"]
    cases = [
        at("and", "6 epochs, 11 mistakes.", ["plain", "step-at-zero", "rows-for-samples"] + ways, [0, 0], 0, CORNERS, [0, 0, 0, 1], 1, 100),
        at("or", "4 epochs, 5 mistakes.", ["plain", "step-at-zero", "last-epoch-not-counted"], [0, 0], 0, CORNERS, [0, 1, 1, 1], 1, 100),
        at("nand", "6 epochs, 10 mistakes.", ["plain", "bias-left", "mistakes-of-last-epoch"], [0, 0], 0, CORNERS, [1, 1, 1, 0], 1, 100),
        at("not", "3 epochs, 2 mistakes.", ["plain", "step-at-zero", "bias-left"], [0], 0, [[0, 1]], [1, 0], 1, 100),
        at("and-half-rate", "A learning rate of ½ halves the parameters and nothing else.", ["plain", "missing-learning-rate"], [0, 0], 0, CORNERS, [0, 0, 0, 1], 0.5, 100),
        at("and-limit-met", "6 epochs are enough.", ["stops-at-limit", "plain"], [0, 0], 0, CORNERS, [0, 0, 0, 1], 1, 6),
        at("and-limit-too-low", "5 epochs are not, though the parameters are right by then.", ["converged-always", "one-epoch-more"], [0, 0], 0, CORNERS, [0, 0, 0, 1], 1, 5),
        at("xor-2-epochs", "XOR after two epochs …", never, [0, 0], 0, CORNERS, [0, 1, 1, 0], 1, 2),
        at("xor-3-epochs", "… after three the same …", never + ["step-at-zero"], [0, 0], 0, CORNERS, [0, 1, 1, 0], 1, 3),
        at("xor-100-epochs", "… and after a hundred.", never, [0, 0], 0, CORNERS, [0, 1, 1, 0], 1, 100),
        at("xnor-100-epochs", "Nor does XNOR end.", never, [0, 0], 0, CORNERS, [1, 0, 0, 1], 1, 100),
        at("or-other-order", "The samples in another order: another number of epochs.", ["reversed-order", "plain"], [0, 0], 0, [[1, 1, 0, 0], [1, 0, 1, 0]], [1, 1, 1, 0], 1, 100),
        at("separated-at-the-start", "One epoch, no mistake.", ["plain", "last-epoch-not-counted"], [2, 1], -3, CORNERS, [0, 0, 0, 1], 1, 100),
        at("no-epochs", "Nothing happens.", ["converged-always", "one-epoch-more"], [1, 2], 3, CORNERS, [0, 0, 0, 1], 1, 0),
        at("no-samples", "An epoch without samples has no mistake.", ["plain", "last-epoch-not-counted"], [1, 2], 3, Tensor([2, 0], [[], []]), [], 1, 7),
        at("no-inputs", "The bias alone learns.", ["bias-left"], [], 0, Tensor([0, 2], []), [0, 0], 1, 7),
        at("three-inputs", "Integers of several sizes.", ["plain", "rows-for-samples"], [0, 0, 0], 0, [[1, -2, 3, 0, 2], [2, 1, -1, -3, 1], [-1, 2, 1, 1, -2]], [1, 0, 1, 0, 1], 1, 50),
        at("contradiction", "One sample with both targets.", never, [0], 0, [[2, 2]], [0, 1], 1, 9),
    ]
    cases += siblings(training, having("step-at-zero", cases), "step-at-zero", "open", OPEN_STEP, ulps=exact, textbook=program(strict))
    data = {"weights": [0, 0], "bias": 0, "inputs": CORNERS, "targets": [0, 0, 0, 1]}
    settings = {"learningRate": 1, "maximumEpochs": 100}
    cases += [
        invalid(training, "fewer-targets", "A sample without a target.", ["sizes-differ"], data | {"targets": [0, 0, 1]}, settings),
        invalid(training, "fewer-weights", "An input without a weight.", ["sizes-differ"], data | {"weights": [0]}, settings),
        invalid(training, "targets-of-both-signs", "−1 and 1 in the place of 0 and 1.", ["target-out-of-range"], data | {"targets": [-1, -1, -1, 1]}, settings),
        invalid(training, "classes-one-and-two", "Classes counted from 1 in the place of 0.", ["target-out-of-range"], data | {"targets": [1, 1, 1, 2]}, settings),
        invalid(training, "negative-rate", "η = −1.", ["rate-out-of-range"], data, settings | {"learningRate": -1}),
        invalid(training, "negative-epochs", "At most −1 epochs.", ["negative-count"], data, settings | {"maximumEpochs": -1}),
    ]
    return concept("LinearClassifiers", "PerceptronTraining", notes, cases)


def perceptron_mistake_bound():
    notes = {
        "plain": PLAIN,
        "missing-bias": "Samples without the 1 that goes with the bias: R, the separator's length, or both.",
        "not-squared": "R/γ.",
        "mean-margin": "The mean margin, or the largest, for the least.",
        "length-not-normed": "A separator taken for one of length 1.",
        "targets-as-signs": "Targets 0 and 1 taken for the signs −1 and 1.",
        "rows-for-samples": ROWS,
        "not-separated": "A square of a negative margin promises what is not so.",
        "no-margin": "A sample on the boundary leaves no margin.",
        "nan-lost-in-comparison": NAN_LOST,
        "sizes-differ": SIZES,
        "target-out-of-range": "Targets are 0 and 1 here: with −1 and 1 the margins are three times as wide on one side.",
    }

    def program(bias_in_R=1, bias_in_u=1, power=2, least=min, normed=True, signs=lambda y: 2 * y - 1, checked=True):
        def run(separator, bias, inputs, targets):
            columns = list(zip(*inputs)) if inputs else [()] * len(targets)
            R2 = max(sum(c * c for c in x) + bias_in_R for x in columns)
            length2 = sum(u * u for u in separator) + bias_in_u * bias * bias
            margins = [signs(y) * (sum(products(separator, x)) + bias) for x, y in zip(columns, targets)]
            γ = least(margins)
            if checked and γ <= 0:
                return {"value": inf}
            quotient = R2 * (length2 if normed else 1) / (γ * γ)
            return {"value": quotient if power == 2 else square_root(quotient)}

        return run

    def textbook(**x):
        """The quotient of R and γ, as the page has it, and then the square."""
        columns = list(zip(*x["inputs"])) if x["inputs"] else [()] * len(x["targets"])
        root = square_root
        R = max(root(sum(c * c for c in column) + 1) for column in columns)
        norm = root(sum(u * u for u in x["separator"]) + x["bias"] * x["bias"])
        γ = min((2 * y - 1) * (sum(products(x["separator"], column)) + x["bias"]) / norm for column, y in zip(columns, x["targets"]))
        if γ <= 0:
            return {"value": inf}
        return {"value": (R / γ) * (R / γ)}

    wrong = {
        "missing-bias": [program(bias_in_R=0), program(bias_in_u=0)],
        "not-squared": [program(power=1)],
        "mean-margin": [program(least=lambda m: sum(m) / len(m)), program(least=max)],
        "length-not-normed": [program(normed=False)],
        "targets-as-signs": [program(signs=lambda y: y), program(signs=lambda y: 1)],
        "rows-for-samples": [lambda inputs, **x: textbook(inputs=by_columns(inputs), **x)],
        "not-separated": [program(checked=False)],
        "no-margin": [program(least=lambda m: min((t for t in m if t != 0), default=1))],
        "nan-lost-in-comparison": [skipping_nan(program())],
    }

    def ulps(outputs, separator, bias, inputs, targets):
        if mpmath.isinf(outputs["value"]):
            return {"value": 0}
        columns = list(zip(*inputs)) if inputs else [()] * len(targets)
        margins = [(sum(products(separator, x)) + bias, sum(abs(t) for t in products(separator, x)) + abs(bias)) for x in columns]
        condition = max(m / abs(s) for s, m in margins if s != 0)
        return {"value": 8 * condition}

    value = Equation("perceptron-mistake-bound-value", textbook, ulps, wrong, program())
    at = cases_of(value, ["separator", "bias", "inputs", "targets"])
    usual = ["plain", "missing-bias", "not-squared", "mean-margin", "length-not-normed", "targets-as-signs"]
    cases = [
        at("and-best", "The widest margin of AND: 51.", usual, [2, 2], -3, CORNERS, [0, 0, 0, 1]),
        at("and-learned", "The separator that the rule finds gives a worse bound.", usual, [4, 2], -5, CORNERS, [0, 0, 0, 1]),
        at("or-best", "The widest margin of OR: 27.", usual[:3], [2, 2], -1, CORNERS, [0, 1, 1, 1]),
        at("nand-best", "That of NAND is AND's.", usual, [-2, -2], 3, CORNERS, [1, 1, 1, 0]),
        at("longer-separator", "Three times as long, the same bound.", ["length-not-normed", "plain"], [6, 6], -9, CORNERS, [0, 0, 0, 1]),
        at("learned-and-on-boundary", "The rule's own (2, 1), −3 leaves (1, 1) on its boundary.", ["no-margin"], [2, 1], -3, CORNERS, [0, 0, 0, 1], expect={"value": inf}),
        at("not-separated", "A line that cuts off (1, 1) alone, for OR.", ["not-separated"], [2, 2], -3, CORNERS, [0, 1, 1, 1], expect={"value": inf}),
        at("zero-separator", "0 separates nothing.", ["no-margin"], [0, 0], 0, CORNERS, [0, 0, 0, 1], expect={"value": inf}),
        at("one-sample", "One sample, its own separator: a bound of 1.", ["plain", "missing-bias"], [2], 1, [[2]], [1]),
        at("decimal", "Every operation rounds.", ["plain", "missing-bias", "not-squared"], [1.7, -0.9], 0.3, [[1.1, -2.3, 0.7], [-0.3, 1.9, -3.1]], [1, 0, 1]),
        at("three-inputs", "As many samples as rows would have columns.", ["plain", "rows-for-samples"], [1, -2, 0.5], 0.25, [[1, 0.5, -1], [-1, 2, 3], [0.5, 1, 0.25]], [1, 0, 0]),
        at("no-inputs", "The bias alone.", ["plain"], [], -2, Tensor([0, 3], []), [0, 0, 0]),
        at("nan", "NaN gives NaN.", ["nan-lost-in-comparison"], [2, nan], -3, CORNERS, [0, 0, 0, 1], expect={"value": nan}),
    ]
    data = {"separator": [2, 2], "bias": -3, "inputs": CORNERS, "targets": [0, 0, 0, 1]}
    cases += [
        invalid(value, "fewer-targets", "A sample without a target.", ["sizes-differ"], data | {"targets": [0, 0, 0]}),
        invalid(value, "targets-of-both-signs", "−1 and 1 in the place of 0 and 1.", ["target-out-of-range"], data | {"targets": [-1, -1, -1, 1]}),
        invalid(value, "classes-one-and-two", "Classes counted from 1 in the place of 0.", ["target-out-of-range"], data | {"targets": [1, 1, 1, 2]}),
    ]
    return concept("LinearClassifiers", "PerceptronMistakeBound", notes, cases)


# Gates and separability


def logic_gate():
    notes = {
        "plain": PLAIN,
        "other-gate": "Another gate.",
        "step-at-zero": STEP_AT_ZERO,
        "no-room": "A boundary through a corner: right for exact bits, and wrong for the least noise.",
        "nan-lost-in-comparison": NAN_LOST,
    }

    def gate(z, H=heaviside):
        return lambda **x: {"value": H(z(*x.values()))}

    kinds = {
        "and": (lambda a, b: a + b - mpf(3) / 2 if not isinstance(a, Float) else a + b - 1.5, [lambda a, b: a + b - 0.5, lambda a, b: a - 0.5], lambda a, b: a + b - 2),
        "or": (lambda a, b: a + b - 0.5, [lambda a, b: a + b - 1.5, lambda a, b: b - 0.5], lambda a, b: a + b - 1),
        "not": (lambda a: 0.5 - a, [lambda a: a - 0.5], lambda a: -a),
    }
    cases = []
    for name, (z, others, tight) in kinds.items():
        wrong = {
            "other-gate": [gate(other) for other in others],
            "step-at-zero": [gate(z, strict)],
            "no-room": [gate(tight)],
            "nan-lost-in-comparison": [gate(z, lambda z: 1 if z >= 0 else 0)],
        }
        names = ["x"] if name == "not" else ["x1", "x2"]
        equation = Equation(f"logic-gate-{name}", gate(z), exact, wrong)
        at = cases_of(equation, names)
        for bits in itertools.product([0, 1], repeat=len(names)):
            differs = any(gate(other)(**dict(zip(names, map(mpf, bits)))) != gate(z)(**dict(zip(names, map(mpf, bits)))) for other in others)
            cases.append(at("-".join(map(str, bits)), "A line of the truth table.", ["plain"] + ["other-gate"] * differs, *bits))
        if name == "not":
            cases += [
                at("noisy-0", "Above 0 by less than ½.", ["plain", "no-room"], 0.375),
                at("boundary", "½ itself counts as 0.", ["step-at-zero"], 0.5),
                at("nan", "NaN is no bit.", ["nan-lost-in-comparison"], nan, expect={"value": nan}),
            ]
        else:
            near = 0.875 if name == "and" else 0.75
            far = 0.875 if name == "and" else 0
            edge = (1, 0.5) if name == "and" else (0.5, 0)
            cases += [
                at("noisy", "Bits that are a little off.", ["plain", "no-room"], near, far),
                at("boundary", "On the boundary it is 1.", ["step-at-zero"], *edge),
                at("nan", "NaN is no bit.", ["nan-lost-in-comparison"], nan, 1, expect={"value": nan}),
            ]
        cases += siblings(equation, having("step-at-zero", cases), "step-at-zero", "open", OPEN_STEP, ulps=exact, textbook=gate(z, strict))
    return concept("LinearClassifiers", "LogicGate", notes, cases)


def linear_separability():
    notes = {
        "plain": PLAIN,
        "zero-inputs": "Σ ỹ x with the inputs 0 and 1 themselves: XOR's sum is not 0, and AND's does not separate.",
        "zero-targets": "Σ y s with the values 0 and 1 themselves.",
        "transposed-table": "The table read as f(0,0), f(1,0), f(0,1), f(1,1).",
        "bias-not-moved": "The bias for inputs −1 and 1, beside weights for inputs 0 and 1.",
        "parity-missed": "Any function that is not constant in a row taken for separable.",
        "monotone-only": "Only functions that rise with both inputs taken for separable.",
        "two-ones": "Functions with two ones taken for not separable, though four of these six are.",
        "not-a-function": "A function of two bits has four values, each 0 or 1: others are no table, whatever sums they give.",
    }
    points = [(0, 0), (0, 1), (1, 0), (1, 1)]

    def separator(values, s=lambda x: 2 * x - 1, sign=lambda y: 2 * y - 1, order=points, moved=True):
        pairs = [(sign(y), s(x[0]), s(x[1])) for x, y in zip(order, values)]
        c1, c2, c0 = (sum(y * t for y, t in zip([p[0] for p in pairs], column)) for column in ([p[1] for p in pairs], [p[2] for p in pairs], [1] * 4))
        return {"weights": [2 * c1, 2 * c2], "bias": c0 - c1 - c2 if moved else c0}

    wrong = {
        "zero-inputs": [lambda values: separator(values, s=lambda x: x)],
        "zero-targets": [lambda values: separator(values, sign=lambda y: y)],
        "transposed-table": [lambda values: separator(values, order=[(0, 0), (1, 0), (0, 1), (1, 1)])],
        "bias-not-moved": [lambda values: separator(values, moved=False)],
    }
    found = Equation("linear-separability-separator", separator, exact, wrong)
    at = cases_of(found, ["values"])

    def searched(values):
        """By trying all integer weights of at most 2 and biases of at most 3 in magnitude."""
        for w1, w2, b in itertools.product(range(-2, 3), range(-2, 3), range(-3, 4)):
            if all((2 * y - 1) * (2 * (w1 * x1 + w2 * x2 + b) - 1) > 0 for (x1, x2), y in zip(points, values)):
                return {"value": 1}
        return {"value": 0}

    wrong = {
        "parity-missed": [lambda values: {"value": 1}],
        "monotone-only": [lambda values: {"value": 1 if values[0] <= values[1] <= values[3] and values[0] <= values[2] <= values[3] else 0}],
        "two-ones": [lambda values: {"value": 0 if sum(values) == 2 else 1}],
    }
    tested = Equation("linear-separability-test", searched, exact, wrong)
    test = cases_of(tested, ["values"])
    names = "never and x1-without-x2 x1 x2-without-x1 x2 xor or nor xnor not-x2 x1-or-not-x2 not-x1 x2-or-not-x1 nand always".split()
    cases = []
    for name, bits in zip(names, itertools.product([0, 1], repeat=4)):
        bits = list(bits)
        flags = ["plain"] + [
            flag
            for flag, programs in {
                "zero-inputs": lambda v: separator(v, s=lambda x: x),
                "zero-targets": lambda v: separator(v, sign=lambda y: y),
                "transposed-table": lambda v: separator(v, order=[(0, 0), (1, 0), (0, 1), (1, 1)]),
                "bias-not-moved": lambda v: separator(v, moved=False),
            }.items()
            if programs(bits) != separator(bits)
        ]
        cases.append(at(name, "One of the sixteen.", flags, bits))
    for name, bits in zip(names, itertools.product([0, 1], repeat=4)):
        bits = list(bits)
        flags = ["plain"] + [flag for flag, programs in wrong.items() if programs[0](bits) != searched(bits)]
        cases.append(test(name, "One of the sixteen.", flags, bits))
    for equation in (found, tested):
        cases += [
            invalid(equation, "three-values", "A table that lacks its last line.", ["not-a-function"], {"values": [0, 1, 1]}),
            invalid(equation, "values-of-both-signs", "−1 and 1 in the place of 0 and 1.", ["not-a-function"], {"values": [-1, -1, -1, 1]}),
            invalid(equation, "values-one-and-two", "1 and 2 in the place of 0 and 1.", ["not-a-function"], {"values": [1, 1, 1, 2]}),
        ]
    return concept("LinearClassifiers", "LinearSeparability", notes, cases)


def exclusive_or():
    notes = {
        "plain": PLAIN,
        "or": "1 where both inputs are 1.",
        "linear": "Without the ReLU: x₁ + x₂ − 2 (x₁ + x₂ − 1).",
        "missing-factor-two": "ReLU(x₁ + x₂) − ReLU(x₁ + x₂ − 1).",
        "product": "x₁ + x₂ − 2 x₁ x₂, which agrees at the corners alone.",
        "step-at-zero": STEP_AT_ZERO,
        "no-bias-between-steps": "H(OR − AND): a difference of 0 gives 1.",
        "nan-lost-in-comparison": "ReLU(NaN) taken for 0; NaN has to stay.",
        "cancellation": IN_SINGLE,
    }

    def relu(z):
        return z * 0 if z <= 0 else z

    def clipped(z):
        return z if z > 0 else 0.0

    def by_relu(x1, x2, second=2, g=relu):
        return {"value": g(x1 + x2) - second * g(x1 + x2 - 1)}

    wrong = {
        "or": [lambda x1, x2: {"value": relu(x1 + x2) if x1 + x2 < 1 else x1 * 0 + 1}],
        "linear": [lambda x1, x2: by_relu(x1, x2, g=lambda z: z)],
        "missing-factor-two": [lambda x1, x2: by_relu(x1, x2, 1)],
        "product": [lambda x1, x2: {"value": x1 + x2 - 2 * x1 * x2}],
        "nan-lost-in-comparison": [lambda x1, x2: by_relu(x1, x2, g=clipped)],
        "cancellation": [in_single(by_relu)],
    }

    def ulps(outputs, x1, x2):
        z = x1 + x2
        if z <= 0 or z <= 1 and x1.man_exp == (0, 0):
            return {"value": 0}
        terms = [x1, x2] if z <= 1 else [x1, x2, -2 * x1, -2 * x2, mpf(2)]
        return {"value": sum_bound(terms, 3)}

    relus = cases_of(Equation("exclusive-or-relu", by_relu, ulps, wrong), ["x1", "x2"])

    def by_steps(x1, x2, H=heaviside, last=heaviside, shift=0.5):
        z = x1 + x2
        return {"value": last(H(z - 0.5) - H(z - 1.5) - shift)}

    wrong = {
        "or": [lambda x1, x2: {"value": heaviside(x1 + x2 - 0.5)}],
        "step-at-zero": [lambda x1, x2: by_steps(x1, x2, H=strict)],
        "no-bias-between-steps": [lambda x1, x2: by_steps(x1, x2, shift=0)],
        "nan-lost-in-comparison": [lambda x1, x2: by_steps(x1, x2, H=lambda z: 1 if z >= 0 else 0)],
    }
    layered = Equation("exclusive-or-steps", by_steps, exact, wrong)
    steps = cases_of(layered, ["x1", "x2"])
    cases = [
        relus("0-0", "Equal bits.", ["plain", "linear"], 0, 0),
        relus("0-1", "Unequal bits.", ["plain"], 0, 1),
        relus("1-0", "Unequal bits.", ["plain"], 1, 0),
        relus("1-1", "Equal bits.", ["plain", "or", "missing-factor-two"], 1, 1),
        relus("between", "Up the tent.", ["plain", "product", "linear"], 0.25, 0.375),
        relus("beyond-the-top", "Down the tent.", ["plain", "product", "or"], 0.75, 0.5),
        relus("outside", "Below 0 beyond (1, 1).", ["plain", "or", "missing-factor-two"], 2.5, 1),
        relus("left", "0 where the sum is negative.", ["plain", "linear"], -2, 0.5),
        relus("decimal", "Every operation rounds.", ["plain", "product"], 0.7, 0.9),
        relus("cancellation", "Just before (1, 1).", ["cancellation"], 0.99999, 0.999998),
        relus("nan", "NaN is no bit.", ["nan-lost-in-comparison"], nan, 1, expect={"value": nan}),
        relus("infinite", "∞ − ∞ is NaN.", ["nan-lost-in-comparison"], inf, -inf, expect={"value": nan}),
        steps("0-0", "Equal bits.", ["plain", "no-bias-between-steps"], 0, 0),
        steps("0-1", "Unequal bits.", ["plain"], 0, 1),
        steps("1-0", "Unequal bits.", ["plain"], 1, 0),
        steps("1-1", "Equal bits.", ["plain", "or", "no-bias-between-steps"], 1, 1),
        steps("first-boundary", "On the boundary of OR: 1.", ["step-at-zero"], 0.25, 0.25),
        steps("second-boundary", "On the boundary of AND: 0.", ["step-at-zero", "or"], 1, 0.5),
        steps("noisy", "Bits that are a little off.", ["plain", "or"], 1.125, 0.875),
        steps("nan", "NaN is no bit.", ["nan-lost-in-comparison"], nan, 1, expect={"value": nan}),
    ]
    cases += siblings(
        layered, having("step-at-zero", cases), "step-at-zero", "open", OPEN_STEP, ulps=exact, textbook=lambda x1, x2: by_steps(x1, x2, strict, strict)
    )
    return concept("LinearClassifiers", "ExclusiveOr", notes, cases)


# Boundary


def signed_distance():
    notes = {
        "plain": PLAIN,
        "not-normed": "The score, not divided by the norm.",
        "missing-bias": NO_BIAS,
        "bias-outside": "w · x/‖w‖ + b: the bias not divided.",
        "squared-norm": "Divided by ‖w‖².",
        "sum-norm": "Divided by the sum of magnitudes.",
        "unsigned": "The distance without its side.",
        "bias-in-norm": "The bias counted among the weights in the norm.",
        "no-turning": "∂d/∂w without the part that comes from the norm.",
        "swapped-gradients": "The gradient by x under the name of that by w.",
        "cancellation": IN_SINGLE,
        "norm-overflows": "The square of a weight overflows or vanishes although the distance is an ordinary number.",
        "special-values": "No boundary, or NaN: a comparison or a guard hides it.",
        "sizes-differ": SIZES,
    }

    def norm(w):
        return square_root(sum(x * x for x in w))

    def stable_norm(w):
        largest = max(abs(x) for x in w)
        return largest * square_root(sum((x / largest) * (x / largest) for x in w)) if largest != 0 else largest

    def of(divisor, numerator=score):
        return lambda inputs, weights, bias: {"value": numerator(weights, inputs, bias) / divisor(weights, bias)}

    textbook = of(lambda w, b: norm(w))
    plain = of(lambda w, b: stable_norm(w))
    wrong = {
        "not-normed": [of(lambda w, b: 1)],
        "missing-bias": [of(lambda w, b: norm(w), lambda w, x, b: score(w, x, b * 0))],
        "bias-outside": [lambda inputs, weights, bias: {"value": score(weights, inputs, bias * 0) / norm(weights) + bias}],
        "squared-norm": [of(lambda w, b: norm(w) * norm(w))],
        "sum-norm": [of(lambda w, b: sum(abs(x) for x in w))],
        "unsigned": [of(lambda w, b: norm(w), lambda w, x, b: abs(score(w, x, b)))],
        "bias-in-norm": [of(lambda w, b: norm([*w, b]))],
        "cancellation": [in_single(plain)],
        "norm-overflows": [textbook],
        "special-values": [skipping_nan(plain), of(lambda w, b: stable_norm(w) if stable_norm(w) != 0 else 1)],
        "sizes-differ": [broadcasting(textbook), cut_to_shortest(textbook)],
    }

    def ulps(outputs, inputs, weights, bias):
        return {"value": sum_bound([*products(weights, inputs), bias], 8) if outputs["value"] != 0 else 0}

    value = Equation("signed-distance-value", textbook, ulps, wrong, plain)
    at = cases_of(value, ["inputs", "weights", "bias"])

    def pulled(n, turning=1):
        def gradient(inputs, weights, bias):
            d, length = score(weights, inputs, bias) / n(weights), n(weights)
            return {
                "inputs": [w / length for w in weights],
                "weights": [(x - turning * d * (w / length)) / length for x, w in zip(inputs, weights)],
                "bias": 1 / length,
            }

        return gradient

    slopes = pulled(norm)
    wrong = {
        "not-normed": [lambda inputs, weights, bias: {"inputs": weights, "weights": inputs, "bias": bias.with_(1)}],
        "no-turning": [pulled(stable_norm, 0)],
        "swapped-gradients": [exchanged(pulled(stable_norm), "inputs", "weights")],
        "squared-norm": [pulled(lambda w: stable_norm(w) * stable_norm(w))],
        "norm-overflows": [slopes],
        "cancellation": [in_single(pulled(stable_norm))],
        "special-values": [skipping_nan(pulled(stable_norm))],
        "sizes-differ": [broadcasting(slopes), cut_to_shortest(slopes)],
    }

    def slope_ulps(outputs, inputs, weights, bias):
        length = norm(weights)
        size = (sum(abs(t) for t in products(weights, inputs)) + abs(bias)) / length
        by_weights = [
            0 if g == 0 else 8 * (abs(x) + size * abs(w) / length) / abs(g) / length
            for g, x, w in zip(outputs["weights"], inputs, weights)
        ]
        return {"inputs": [8 if w != 0 else 0 for w in weights], "weights": by_weights, "bias": 8}

    gradient = Equation("signed-distance-gradient", slopes, slope_ulps, wrong, pulled(stable_norm))
    back = cases_of(gradient, ["inputs", "weights", "bias"])
    for x, w, b in [([1, 2], [3, -4], 1), ([0.5, -1, 2], [1, 2, -0.5], 0.25)]:
        agree_with_differences(textbook, slopes, {"inputs": x, "weights": w, "bias": b}, {}, ["inputs", "weights", "bias"])
    usual = ["plain", "not-normed", "missing-bias", "bias-outside", "squared-norm", "sum-norm", "bias-in-norm"]
    slopes_flags = ["plain", "not-normed", "no-turning", "swapped-gradients", "squared-norm"]
    data = {
        "pythagoras": ([1, 2], [3, 4], 4),
        "negative-side": ([1, 2], [3, -4], -2.5),
        "decimal": ([1.9, -3.7], [0.7, 1.3], 0.9),
        "single": (singles("signed-distance x", 3), singles("signed-distance w", 3), 1.75),
        "five-inputs": (decimals("signed-distance 5 x", 5), decimals("signed-distance 5 w", 5), -2.1),
        "eleven-inputs": (dyadics("signed-distance 11 x", 11), dyadics("signed-distance 11 w", 11), 0.5),
    }
    cases = [
        at(name, "Ordinary weights.", usual + (["unsigned"] if name == "negative-side" else []), *values) for name, values in data.items()
    ]
    cases += [
        at("and-of-1-1", "From AND's boundary to (1, 1): 1/√8.", usual, [1, 1], [2, 2], -3),
        at("on-the-boundary", "0 exactly.", ["missing-bias", "bias-outside"], [1, 2], [3, -4], 5),
        at("one-input", "(2.5 · −1 + 3)/1.", ["plain", "missing-bias"], [2.5], [-2], 3),
        at("cancellation", "A point 10⁻⁷ from the boundary.", ["cancellation"], [1.1, 3.3], [3, -1], 1e-7),
        at("huge-weights", "The squares overflow, the distance is 0.8.", ["norm-overflows"], [1e-200, 2e-200], [3e200, 4e200], -7),
        at("tiny-weights", "The squares vanish.", ["norm-overflows"], [1, 2], [3e-200, 4e-200], 1e-200),
        at("no-weights-above", "Without weights there is no boundary.", ["special-values"], [1, 2], [0, 0], 2, expect={"value": inf}),
        at("no-weights-at-0", "And no side without a bias.", ["special-values"], [1, 2], [0, 0], 0, expect={"value": nan}),
        at("nan", "NaN stays.", ["special-values"], [nan, 2], [3, 4], 1, expect={"value": nan}),
    ]
    cases += [back(name, "Ordinary weights.", slopes_flags, *values) for name, values in data.items()]
    cases += [
        back("on-the-boundary", "There the gradient by w is x/‖w‖.", ["plain", "swapped-gradients"], [1, 2], [3, -4], 5),
        back("one-input", "d = x + b/w has the derivative −b/w² by w.", ["plain", "no-turning"], [2.5], [2], 3),
        back("cancellation", "x is almost d w/‖w‖.", ["cancellation"], [3.0001, 4.0002], [3, 4], 0.0003),
        back("huge-weights", "The squares overflow.", ["norm-overflows"], [1e-200, 2e-200], [3e200, 4e200], -7),
        back("no-weights", "Without weights there is no boundary to move.", ["special-values"], [1, 2], [0, 0], 2, expect={"inputs": [nan, nan], "weights": [nan, nan], "bias": inf}),
        back("nan-in-the-point", "NaN spoils the gradient by the weights; ‖w‖ = 4.", ["special-values"], [nan, 2, 1, 0.5], [2, -2, 2, 2], 1, expect={"inputs": [0.5, -0.5, 0.5, 0.5], "weights": [nan] * 4, "bias": 0.25}),
    ]
    for equation in (value, gradient):
        cases += [
            invalid(equation, "one-weight", "One weight is not that of every input.", ["sizes-differ"], {"inputs": [1, 2, 3], "weights": [4], "bias": 1}),
            invalid(equation, "fewer-inputs", "A weight without an input.", ["sizes-differ"], {"inputs": [1, 2], "weights": [4, 5, 6], "bias": 1}),
        ]
    return concept("LinearClassifiers", "SignedDistance", notes, cases)


# Logistic regression


def logistic_regression():
    notes = {
        "plain": PLAIN,
        "missing-bias": NO_BIAS,
        "first-input-dropped": FIRST_DROPPED,
        "sign": "σ(−z): the probability of the other class.",
        "hard-step": "The perceptron's 0 or 1.",
        "tanh": "½ (1 + tanh z), with z for z/2.",
        "missing-slope": "Without ŷ (1 − ŷ): the gradient of the sum.",
        "other-slope": "ŷ or 1 − ŷ alone.",
        "swapped-gradients": "The gradient by x under the name of that by w.",
        "saturated": SATURATED,
        "overflow-of-exponential": "e^(−z) overflows where σ(z) is a small number.",
        "cancellation": IN_SINGLE,
        "special-values": "NaN gives NaN: a comparison loses it.",
        "sizes-differ": SIZES,
    }

    def program(g, z=score):
        return lambda inputs, weights, bias: {"value": g(z(weights, inputs, bias))}

    textbook = program(lambda z: activation("sigmoid", z))
    wrong = {
        "missing-bias": [program(lambda z: activation("sigmoid", z), lambda w, x, b: score(w, x, b * 0))],
        "first-input-dropped": [program(lambda z: activation("sigmoid", z), lambda w, x, b: score(w[1:], x[1:], b))],
        "sign": [program(lambda z: activation("sigmoid", -z))],
        "hard-step": [program(heaviside)],
        "tanh": [program(lambda z: activation("sigmoid", 2 * z))],
        "overflow-of-exponential": [program(sigma)],
        "cancellation": [in_single(textbook)],
        "special-values": [skipping_nan(textbook)],
        "sizes-differ": [broadcasting(textbook), cut_to_shortest(textbook)],
    }
    value = Equation("logistic-regression-value", textbook, bounds_of(textbook), wrong)
    at = cases_of(value, ["inputs", "weights", "bias"])

    def pulled(slope):
        def gradient(inputs, weights, bias):
            s = slope(score(weights, inputs, bias))
            return {"inputs": [s * w for w in weights], "weights": [s * x for x in inputs], "bias": s}

        return gradient

    slopes = pulled(lambda z: slope("sigmoid", z))
    wrong = {
        "missing-slope": [pulled(lambda z: 1)],
        "other-slope": [pulled(lambda z: activation("sigmoid", z)), pulled(lambda z: activation("sigmoid", -z))],
        "swapped-gradients": [exchanged(slopes, "inputs", "weights")],
        "saturated": [pulled(lambda z: naive_slope("sigmoid", z))],
        "missing-bias": [lambda bias, **x: slopes(bias=bias * 0, **x)],
        "special-values": [skipping_nan(slopes)],
        "sizes-differ": [broadcasting(slopes), cut_to_shortest(slopes)],
    }
    gradient = Equation("logistic-regression-gradient", slopes, bounds_of(slopes), wrong)
    back = cases_of(gradient, ["inputs", "weights", "bias"])
    agree_with_differences(textbook, slopes, {"inputs": [0.5, -1], "weights": [1.5, 2], "bias": 0.25}, {}, ["inputs", "weights", "bias"])
    data = {
        "dyadic": ([1.5, -2], [0.5, 0.25], 0.375),
        "decimal": ([1.9, -3.7, 0.3], [0.7, 0.1, -1.1], 0.9),
        "single": (singles("logistic-regression x", 4), singles("logistic-regression w", 4), 0.75),
        "eleven-inputs": (dyadics("logistic-regression 11 x", 11), [w / 8 for w in dyadics("logistic-regression 11 w", 11)], 0.5),
    }
    cases = [at(name, "Ordinary weights.", ["plain", "missing-bias", "first-input-dropped", "sign", "hard-step", "tanh"], *values) for name, values in data.items()]
    cases += [
        at("on-the-boundary", "½.", ["hard-step", "missing-bias"], [1, 2], [3, -4], 5),
        at("no-inputs", "σ(b).", ["plain", "missing-bias", "hard-step"], [], [], -0.5),
        at("near-1", "A score of 30.", ["plain", "sign"], [5, 2], [4, 3], 4),
        at("beyond-1", "From a score of 37 on, exactly 1.", ["plain", "sign"], [5, 2], [6, 3], 4),
        at("near-0", "A score of −740: no power of e overflows.", ["overflow-of-exponential"], [-100], [7], -40),
        at("cancellation", "The score is 10⁻⁵ of its terms.", ["cancellation"], [1234.5678, 987.6543], [9.876543, -12.345678], 0.25),
        at("nan", "NaN stays.", ["special-values"], [nan, 1], [0, 1], 1, expect={"value": nan}),
        at("infinite", "An infinite score is certain.", ["sign"], [inf, 1], [-2, 1], 1, expect={"value": 0}),
    ]
    cases += [back(name, "Ordinary weights.", ["plain", "missing-slope", "other-slope", "swapped-gradients", "missing-bias"], *values) for name, values in data.items()]
    cases += [
        back("on-the-boundary", "ŷ (1 − ŷ) is ¼.", ["plain", "missing-slope"], [1, 2], [3, -4], 5),
        back("saturated", "ŷ rounds to 1.", ["saturated", "other-slope"], [5, 2], [6, 3], 4),
        back("nearly-saturated", "ŷ has few digits left below 1.", ["saturated"], [5, 2], [4, 3], 4),
        back("zero-input", "The weight of an input of 0 has no slope.", ["plain", "swapped-gradients"], [0, 2], [1, 0.5], 0.25),
        back("no-inputs", "The bias alone.", ["plain", "missing-bias"], [], [], -0.5),
        back("nan", "NaN spoils everything.", ["special-values"], [nan, 1], [0, 1], 1, expect={"inputs": [nan, nan], "weights": [nan, nan], "bias": nan}),
    ]
    for equation in (value, gradient):
        cases += [
            invalid(equation, "one-weight", "One weight is not that of every input.", ["sizes-differ"], {"inputs": [1, 2, 3], "weights": [4], "bias": 1}),
            invalid(equation, "fewer-inputs", "A weight without an input.", ["sizes-differ"], {"inputs": [1, 2], "weights": [4, 5, 6], "bias": 1}),
        ]
    return concept("LinearClassifiers", "LogisticRegression", notes, cases)


def logistic_decision():
    notes = {
        "plain": PLAIN,
        "at-threshold": "σ(z) > τ, another convention: equality belongs to class 1 here.",
        "threshold-of-score": "z ≥ τ: a threshold for the probability taken for one for the score.",
        "fixed-half": "τ = ½ whatever is asked.",
        "sign": "z ≥ ln((1 − τ)/τ).",
        "saturated": "σ(z) rounds to 1, or to a number as large as τ, where z is below the logit.",
        "reversed": "The classes exchanged.",
        "nan-lost-in-comparison": NAN_LOST,
        "certain": "A threshold of 0 passes every score, one of 1 none that is finite.",
        "probability-out-of-range": "A threshold outside [0, 1] is no probability: a score in its place passes or stops every sample.",
    }

    def logit(p):
        if isinstance(p, Float):
            return logarithm(p / (1 - p))
        return -inf if p == 0 else inf if p == 1 else mpmath.log(p / (1 - p))

    def program(test):
        return lambda score, threshold: {"value": test(score, threshold)}

    textbook = program(lambda z, τ: 1 if z >= logit(τ) else 0)
    wrong = {
        "at-threshold": [program(lambda z, τ: 1 if z > logit(τ) else 0)],
        "threshold-of-score": [program(lambda z, τ: 1 if z >= τ else 0)],
        "fixed-half": [program(lambda z, τ: 1 if z >= 0 else 0)],
        "sign": [program(lambda z, τ: 1 if z >= -logit(τ) else 0)],
        "saturated": [program(lambda z, τ: 1 if activation("sigmoid", z) >= τ else 0)],
        "reversed": [program(lambda z, τ: 0 if z >= logit(τ) else 1)],
        "nan-lost-in-comparison": [textbook, program(lambda z, τ: 0 if z < logit(τ) else 1)],
        "certain": [program(lambda z, τ: 1 if activation("sigmoid", z) >= τ and z > -700 else 0)],
        "probability-out-of-range": [program(lambda z, τ: 1 if activation("sigmoid", z) >= τ else 0)],
    }
    value = Equation("logistic-decision-value", textbook, exact, wrong)
    at = cases_of(value, ["score", "threshold"])
    cases = [
        at("half-above", "Above the boundary.", ["plain", "reversed"], 0.75, 0.5),
        at("half-below", "Below it.", ["plain", "reversed"], -0.75, 0.5),
        at("half-at", "On it: class 1.", ["at-threshold"], 0, 0.5),
        at("half-between", "A probability above ½ from a score below ½.", ["plain", "threshold-of-score"], 0.25, 0.5),
        at("three-quarters", "ln 3 is 1.0986.", ["plain", "fixed-half"], 1.0625, 0.75),
        at("three-quarters-above", "Above ln 3.", ["plain", "reversed"], 1.125, 0.75),
        at("quarter", "−ln 3.", ["plain", "fixed-half", "sign"], -1.0625, 0.25),
        at("small", "A cautious threshold of 0.01.", ["plain", "fixed-half", "sign"], -4.5, 0.01),
        at("large", "A strict threshold of 0.99.", ["plain", "fixed-half", "threshold-of-score"], 4.5, 0.99),
        at("saturated", "logit τ is 36.04, and σ(36) rounds to τ.", ["saturated"], 36, 1 - 2.0**-52),
        at("certain-of-0", "Every score passes 0.", ["certain"], -800, 0),
        at("certain-of-1", "No finite score passes 1.", ["saturated"], 800, 1),
        at("certain-of-1-single", "Not even one with a σ of 1.", ["saturated"], 40, 1),
        at("infinite-score", "An infinite score passes 1.", ["reversed"], inf, 1, expect={"value": 1}),
        at("infinite-below", "And −∞ passes 0.", ["certain"], -inf, 0, expect={"value": 1}),
        at("nan-score", "NaN has no class.", ["nan-lost-in-comparison"], nan, 0.5, expect={"value": nan}),
        at("nan-threshold", "Neither has anything at a threshold that is none.", ["nan-lost-in-comparison"], 1, nan, expect={"value": nan}),
    ]
    cases += siblings(
        value, having("at-threshold", cases), "at-threshold", "open",
        "σ(z) > τ: equality belongs to class 0, as in scikit-learn's LogisticRegression.",
        expect=lambda score, threshold: {"value": 0},
    )
    cases += [
        invalid(value, "threshold-above-one", "A threshold of 1.5.", ["probability-out-of-range"], {"score": 2, "threshold": 1.5}),
        invalid(value, "negative-threshold", "A threshold of −0.5, as of a score.", ["probability-out-of-range"], {"score": -2, "threshold": -0.5}),
    ]
    return concept("LinearClassifiers", "LogisticDecision", notes, cases)


def columns_of(inputs, count):
    return list(zip(*inputs)) if inputs else [()] * count


def by_rows(program, width):
    """Reads the same numbers sample by sample."""
    return lambda inputs, **x: program(inputs=transposed(matrix(flat(inputs), width(x))), **x)


def logistic_loss():
    notes = {
        "plain": PLAIN,
        "missing-one-over-m": FACTOR,
        "missing-bias": NO_BIAS,
        "first-input-dropped": FIRST_DROPPED,
        "rows-for-samples": ROWS,
        "exchanged-targets": "1 − y for y.",
        "squared-error": "The mean of (ŷ − y)², and its gradient with the factor ŷ (1 − ŷ).",
        "base-two": "Logarithms to base 2.",
        "one-class": "Only −y ln ŷ: samples of class 0 cost nothing.",
        "perceptron": "H(z) − y for ŷ − y: the perceptron's rule.",
        "sign": "Residuals the wrong way round: the gradient points uphill.",
        "swapped-weights": "The partial derivatives by the weights in the wrong order.",
        "saturated": SATURATED,
        "special-values": "NaN gives NaN: a comparison loses it.",
        "sizes-differ": SIZES,
        "target-out-of-range": "A target outside [0, 1], such as 2 or −1 for a class: the loss has no least value then.",
    }

    def model(weights, bias, inputs, count):
        return [score(weights, x, bias) for x in columns_of(inputs, count)]

    def mean_of(loss):
        return lambda weights, bias, inputs, targets: {
            "value": added([loss(z, y) for z, y in zip(model(weights, bias, inputs, len(targets)), targets)]) / len(targets)
        }

    textbook = mean_of(sigmoid_cross_entropy)

    def samples(x):
        return len(x["targets"])

    def naive(z, y):
        return -y * logarithm(sigma(z)) - (1 - y) * logarithm(1 - sigma(z))

    def shared(program):
        return {
            "sizes-differ": [
                program,
                lambda weights, **x: program(weights=(weights * len(x["inputs"]))[: len(x["inputs"])], **x),
            ],
            "missing-one-over-m": [scaled(program, samples)],
            "missing-bias": [lambda bias, **x: program(bias=bias * 0, **x)],
            "first-input-dropped": [lambda weights, **x: program(weights=[weights[0] * 0, *weights[1:]], **x)],
            "rows-for-samples": [by_rows(program, lambda x: len(x["weights"]))],
            "exchanged-targets": [lambda targets, **x: program(targets=[1 - y for y in targets], **x)],
            "special-values": [skipping_nan(program)],
        }

    wrong = shared(textbook) | {
        "squared-error": [mean_of(lambda z, y: (activation("sigmoid", z) - y) * (activation("sigmoid", z) - y))],
        "base-two": [scaled(textbook, lambda _: 1 / math.log(2))],
        "one-class": [mean_of(lambda z, y: -y * logarithm(activation("sigmoid", z)))],
        "saturated": [mean_of(naive)],
    }
    value = Equation("logistic-loss-value", textbook, bounds_of(textbook), wrong)

    def gradient_of(residual):
        def gradient(weights, bias, inputs, targets):
            m = len(targets)
            δ = [residual(z, y) / m for z, y in zip(model(weights, bias, inputs, m), targets)]
            return {"weights": [added(products(δ, row)) for row in inputs], "bias": added(δ)}

        return gradient

    slopes = gradient_of(sigmoid_cross_entropy_slope)
    wrong = shared(slopes) | {
        "squared-error": [gradient_of(lambda z, y: 2 * (activation("sigmoid", z) - y) * slope("sigmoid", z))],
        "perceptron": [gradient_of(lambda z, y: heaviside(z) - y)],
        "sign": [scaled(slopes, lambda _: -1)],
        "swapped-weights": [lambda **x: slopes(**x) | {"weights": slopes(**x)["weights"][::-1]}],
        "saturated": [gradient_of(lambda z, y: sigma(z) - y)],
    }
    gradient = Equation("logistic-loss-gradient", slopes, bounds_of(slopes), wrong)
    names = ["weights", "bias", "inputs", "targets"]
    at, back = cases_of(value, names), cases_of(gradient, names)
    for m in (1, 3):
        agree_with_differences(
            textbook, slopes, {"weights": [0.5, -1], "bias": 0.25, "inputs": [[1, 2, -1][:m], [0.5, -2, 3][:m]], "targets": [1, 0, 0.25][:m]}, {}, ["weights", "bias"]
        )

    def data(kind, n, m):
        key = f"logistic-loss {n} {m} "
        return [w / 2 for w in kind(key + "w", n)], kind(key + "b", 1)[0], matrix(kind(key + "X", n * m), m), [(5 * i + 1) % 3 % 2 for i in range(m)]

    level = ["plain", "missing-one-over-m", "missing-bias", "first-input-dropped", "rows-for-samples", "exchanged-targets", "squared-error", "base-two", "one-class"]
    slope_flags = ["plain", "missing-one-over-m", "missing-bias", "first-input-dropped", "rows-for-samples", "exchanged-targets", "squared-error", "perceptron", "sign", "swapped-weights"]
    sets = {
        "two-inputs-three-samples": data(dyadics, 2, 3),
        "three-inputs-five-samples": data(singles, 3, 5),
        "two-inputs-seventeen-samples": data(dyadics, 2, 17),
        "eleven-inputs-four-samples": data(singles, 11, 4),
        "decimal": ([0.3, -0.7], 0.1, [[1.1, 0.9, -0.3], [0.7, -1.3, 1.9]], [1, 0, 1]),
        "and": ([1.5, 1.25], -2.25, CORNERS, [0, 0, 0, 1]),
    }
    one = [flag for flag in level if flag not in ("missing-one-over-m", "rows-for-samples")]
    cases = [at(name, "A batch.", level, *values) for name, values in sets.items() if name != "and"]
    cases += [
        at("and", "AND, partly learned.", ["plain", "missing-one-over-m", "missing-bias", "exchanged-targets", "one-class"], *sets["and"]),
        at("one-sample", "One sample.", one, [1.5, -0.25], 0.5, [[2.5], [-1]], [0]),
        at("from-zero", "ln 2, whatever the samples are.", ["plain", "missing-one-over-m", "base-two"], [0, 0], 0, CORNERS, [0, 1, 1, 0]),
        at("soft-targets", "Targets between 0 and 1.", ["plain", "exchanged-targets", "squared-error"], [1.5, -0.5], 0.25, [[1, 2, -1], [0.5, 3, 1]], [0.25, 0.5, 1]),
        at("confident-and-right", "A loss of 10⁻²⁰.", ["saturated"], [20], -30, [[-1, 0, 4, 5]], [0, 0, 1, 1]),
        at("confident-and-wrong", "σ(z) is 1 and the loss is still finite.", ["saturated"], [20], -30, [[-1, 0, 4, 5]], [0, 1, 0, 1]),
        at("no-inputs", "The bias alone.", ["plain", "missing-bias"], [], 0.5, Tensor([0, 3], []), [1, 0, 1]),
        at("nan", "NaN stays.", ["special-values"], [1, 2], 0.5, [[nan, 1], [1, 2]], [1, 0], expect={"value": nan}),
    ]
    cases += [back(name, "A batch.", slope_flags, *values) for name, values in sets.items() if name != "and"]
    cases += [
        back("and", "AND, partly learned.", ["plain", "missing-one-over-m", "missing-bias", "exchanged-targets", "sign"], *sets["and"]),
        back("one-sample", "One sample.", ["plain", "missing-bias", "squared-error", "sign", "swapped-weights"], [1.5, -0.25], 0.5, [[2.5], [-1]], [0]),
        back("from-zero", "−(1/m) Σ (y − ½) x.", ["plain", "exchanged-targets", "perceptron", "squared-error"], [0, 0], 0, CORNERS, [0, 0, 0, 1]),
        back("xor-from-zero", "0 already: the best that a line can do is ½ everywhere.", ["perceptron"], [0, 0], 0, CORNERS, [0, 1, 1, 0]),
        back("soft-targets", "Targets between 0 and 1.", ["plain", "exchanged-targets", "sign"], [1.5, -0.5], 0.25, [[1, 2, -1], [0.5, 3, 1]], [0.25, 0.5, 1]),
        back("confident-and-right", "Gradients of 10⁻²⁰.", ["saturated"], [20], -30, [[4, 5]], [1, 1]),
        back("no-inputs", "The bias alone.", ["plain", "sign", "perceptron"], [], 0.5, Tensor([0, 3], []), [1, 0, 1]),
        back("nan", "NaN in one sample spoils every mean.", ["special-values"], [1, 2], 0.5, [[nan, 1], [1, 2]], [1, 0], expect={"weights": [nan, nan], "bias": nan}),
    ]
    data = {"weights": [0.5, -1], "bias": 0.25, "inputs": [[1, 2, -1], [0.5, -2, 3]], "targets": [1, 0, 1]}
    for equation in (value, gradient):
        cases += [
            invalid(equation, "one-weight", "One weight is not that of every input.", ["sizes-differ"], data | {"weights": [0.5]}),
            invalid(equation, "targets-of-both-signs", "−1 and 1 in the place of 0 and 1.", ["target-out-of-range"], data | {"targets": [1, -1, 1]}),
            invalid(equation, "classes-one-and-two", "Classes counted from 1 in the place of 0.", ["target-out-of-range"], data | {"targets": [2, 1, 2]}),
        ]
    cases.append(invalid(value, "fewer-targets", "A sample without a target.", ["sizes-differ"], data | {"targets": [1, 0]}))
    return concept("LinearClassifiers", "LogisticLoss", notes, cases)


def logistic_loss_hessian():
    notes = {
        "plain": PLAIN,
        "missing-one-over-m": FACTOR,
        "missing-slope": "X̃ X̃ᵀ/m, as for a squared error.",
        "missing-bias-row": "The bias's row and column wrong: 0, or without the slope.",
        "missing-bias": "ŷ without the bias.",
        "rows-for-samples": ROWS,
        "diagonal": "The diagonal alone.",
        "saturated": SATURATED,
        "special-values": "NaN gives NaN: a comparison loses it.",
        "sizes-differ": SIZES,
    }

    def program(g=lambda z: slope("sigmoid", z), bias_in_z=1, last=1, off=1, mean=True):
        def hessian(weights, bias, inputs):
            m = len(inputs[0])
            s = [g(score(weights, x, bias_in_z * bias)) for x in zip(*inputs)]
            X = [*inputs, [last] * m]
            entry = lambda j, k: added([t * (a * b if not isinstance(a, int) else b * a) for t, a, b in zip(s, X[j], X[k])]) / (m if mean else 1)
            return {"value": [[entry(j, k) * (1 if j == k else off) for k in range(len(X))] for j in range(len(X))]}

        return hessian

    textbook = program()

    def bounded(weights, bias, inputs):
        return program()(weights, bias, inputs)

    wrong = {
        "missing-one-over-m": [program(mean=False)],
        "missing-slope": [program(g=lambda z: z * 0 + 1)],
        "missing-bias-row": [program(last=0)],
        "missing-bias": [program(bias_in_z=0)],
        "rows-for-samples": [by_rows(textbook, lambda x: len(x["weights"]))],
        "diagonal": [program(off=0)],
        "saturated": [program(g=lambda z: naive_slope("sigmoid", z))],
        "special-values": [skipping_nan(textbook)],
        "sizes-differ": [lambda weights, **x: textbook(weights=(weights * len(x["inputs"]))[: len(x["inputs"])], **x)],
    }

    def ulps(outputs, weights, bias, inputs):
        """A slope within 6 roundings, two products, the additions and 1/m, and what an error of z does."""
        z = [score(weights, x, bias) for x in zip(*inputs)]
        off = [min(len(weights) + 1, 8) * (sum(abs(t) for t in products(weights, x)) + abs(bias)) for x in zip(*inputs)]
        s = [slope("sigmoid", t) for t in z]
        X = [*inputs, [mpf(1)] * len(z)]
        def bound(j, k):
            terms = [t * a * b for t, a, b in zip(s, X[j], X[k])]
            total = sum(terms)
            if total == 0:
                assert all(t == 0 for t in terms)
                return 0
            return sum(abs(t) * (8 + e) for t, e in zip(terms, off)) / abs(total)
        return {"value": [[bound(j, k) for k in range(len(X))] for j in range(len(X))]}

    value = Equation("logistic-loss-hessian-value", textbook, ulps, wrong)
    at = cases_of(value, ["weights", "bias", "inputs"])

    def data(kind, n, m):
        key = f"logistic-loss-hessian {n} {m} "
        return [w / 2 for w in kind(key + "w", n)], kind(key + "b", 1)[0], matrix(kind(key + "X", n * m), m)

    usual = ["plain", "missing-one-over-m", "missing-slope", "missing-bias-row", "missing-bias", "diagonal"]
    rows = usual + ["rows-for-samples"]
    cases = [
        at("one-input-one-sample", "A matrix of rank 1.", ["plain", "missing-slope", "missing-bias-row", "diagonal"], [0.5], 0.25, [[1.5]]),
        at("two-inputs-three-samples", "A batch.", rows, *data(dyadics, 2, 3)),
        at("three-inputs-five-samples", "All bits of a Float32 in use.", rows, *data(singles, 3, 5)),
        at("two-inputs-seventeen-samples", "Sums that the kernel adds in pairs.", rows, *data(dyadics, 2, 17)),
        at("decimal", "Every operation rounds.", rows, [0.3, -0.7], 0.1, [[1.1, 0.9, -0.3], [0.7, -1.3, 1.9]]),
        at("from-zero", "A quarter of the squared error's.", ["plain", "missing-slope", "missing-one-over-m"], [0, 0], 0, CORNERS),
        at("saturated", "ŷ rounds to 1, and the curvature is not 0.", ["saturated"], [6, 3], 4, [[5, 6], [2, 1]]),
        at("nan", "NaN in one sample spoils every mean.", ["special-values"], [1], 0.5, [[nan, 1]], expect={"value": [[nan, nan], [nan, nan]]}),
    ]
    cases.append(
        invalid(value, "one-weight", "One weight is not that of every input.", ["sizes-differ"], {"weights": [0.5], "bias": 0.25, "inputs": [[1, 2, -1], [0.5, -2, 3]]})
    )
    return concept("LinearClassifiers", "LogisticLossHessian", notes, cases)


# Softmax regression


def softmax_regression():
    notes = {
        "plain": PLAIN,
        "missing-bias": NO_BIAS,
        "rows-for-samples": ROWS,
        "softmax-over-samples": "Softmax along the samples, not along the classes.",
        "sigmoids": "K sigmoids, which do not add up to 1.",
        "transposed-weights": "Wᵀ read for W.",
        "swapped-gradients": "The gradient by X under the name of that by W.",
        "diagonal": "ŷ (1 − ŷ) c: the Jacobian's diagonal alone.",
        "bias-mean": "b̄ as a mean over the samples.",
        "no-maximum": "Exponentials of scores near 1000 overflow to ∞/∞.",
        "special-values": "NaN spoils its own sample: a comparison loses it.",
        "sizes-differ": SIZES,
    }

    def program(head=lambda Z: by_sample(softmax, Z), no_bias=False):
        return lambda inputs, weights, bias: {
            "value": head(preactivations(weights, inputs, [b * 0 for b in bias] if no_bias else bias))
        }

    def unshifted(Z):
        e = each(lambda z: z.with_(math.inf if float(z) > 709.78 else math.exp(float(z))), Z)
        totals = [sum(column) for column in zip(*e)]
        return [[x / t for x, t in zip(row, totals)] for row in e]

    textbook = program()
    wrong = {
        "missing-bias": [program(no_bias=True)],
        "rows-for-samples": [by_rows(textbook, lambda x: len(x["weights"][0]))],
        "softmax-over-samples": [program(lambda Z: [softmax(row) for row in Z])],
        "sigmoids": [program(lambda Z: each(lambda z: activation("sigmoid", z), Z))],
        "transposed-weights": [lambda weights, **x: textbook(weights=by_columns(weights), **x)],
        "no-maximum": [program(unshifted)],
        "special-values": [skipping_nan(textbook)],
        "sizes-differ": [lambda bias, **x: textbook(bias=(bias * len(x["weights"]))[: len(x["weights"])], **x), lambda inputs, weights, **x: textbook(inputs=inputs[: len(weights[0])], weights=weights, **x)],
    }
    value = Equation("softmax-regression-value", textbook, bounds_of(textbook), wrong)

    def pulled(back=lambda c, z: head_pullback_of_sample("softmax", c, z), bias_factor=lambda m: 1):
        def gradient(cotangent, inputs, weights, bias):
            Z = preactivations(weights, inputs, bias)
            D = by_sample(back, cotangent, Z)
            return {
                "inputs": times(transposed(weights), D),
                "weights": times(D, transposed(inputs)),
                "bias": [x * bias_factor(len(Z[0])) if bias_factor(len(Z[0])) != 1 else x for x in row_sums(D)],
            }

        return gradient

    slopes = pulled()
    wrong = {
        "missing-bias": [lambda bias, **x: slopes(bias=[b * 0 for b in bias], **x)],
        "swapped-gradients": [lambda **x: slopes(**x) | {"weights": transposed(slopes(**x)["inputs"])}],
        "diagonal": [pulled(lambda c, z: [a * s * (1 - s) for a, s in zip(c, softmax(z))])],
        "bias-mean": [pulled(bias_factor=lambda m: 1 / m)],
        "transposed-weights": [lambda weights, **x: slopes(weights=by_columns(weights), **x)],
        "special-values": [skipping_nan(slopes)],
        "sizes-differ": [lambda bias, **x: slopes(bias=(bias * len(x["weights"]))[: len(x["weights"])], **x), lambda cotangent, inputs, **x: slopes(cotangent=[row * len(inputs[0]) for row in cotangent], inputs=inputs, **x)],
    }
    gradient = Equation("softmax-regression-pullback", slopes, bounds_of(slopes), wrong)
    at = cases_of(value, ["inputs", "weights", "bias"])
    back = cases_of(gradient, ["cotangent", "inputs", "weights", "bias"])
    dotted = lambda cotangent, **x: {"value": sum(c * p for c, p in zip(flat(cotangent), flat(textbook(**x)["value"])))}
    agree_with_differences(
        dotted, slopes, {"cotangent": [[1, -2], [0.5, 3], [2, 1]], "inputs": [[1, -0.5]], "weights": [[0.5], [-1], [0.25]], "bias": [0.1, 0.2, -0.3]}, {}, ["inputs", "weights", "bias"]
    )

    def data(kind, K, n, m):
        key = f"softmax-regression {K} {n} {m} "
        return matrix(kind(key + "X", n * m), m), matrix([w / 2 for w in kind(key + "W", K * n)], n), kind(key + "b", K)

    usual = ["plain", "missing-bias", "sigmoids", "softmax-over-samples"]
    sets = {
        "two-classes": (data(dyadics, 2, 3, 4), ["rows-for-samples", "transposed-weights"]),
        "three-classes": (data(singles, 3, 2, 5), ["rows-for-samples", "transposed-weights"]),
        "four-classes": (data(singles, 4, 5, 2), ["rows-for-samples", "transposed-weights"]),
        "one-sample": (data(dyadics, 3, 2, 1), ["transposed-weights"]),
    }
    cases = [at(name, "A batch.", usual + more, *values) for name, (values, more) in sets.items()]
    cases += [
        at("one-class", "1, whatever the score.", ["plain", "sigmoids"], [[1, -2]], [[3]], [0.5]),
        at("from-zero", "1/K each.", ["plain", "sigmoids"], [[1, -2]], [[0], [0], [0]], [0, 0, 0]),
        at("far", "Scores near 1000.", ["no-maximum"], [[1000, 1]], [[1], [1.001953125]], [0, 0.5]),
        at("nan", "NaN spoils its own sample.", ["special-values"], [[nan, 0]], [[1], [2]], [0, 0], expect={"value": [[nan, 0.5], [nan, 0.5]]}),
    ]
    more = {"two-classes": ["transposed-weights"], "three-classes": ["transposed-weights"], "four-classes": ["transposed-weights"], "one-sample": []}
    for name, (values, _) in sets.items():
        X, W, b = values
        C = matrix(dyadics(f"softmax-regression-pullback {name}", len(W) * len(X[0])), len(X[0]))
        flags = ["plain", "missing-bias", "diagonal"] + more[name] + (["bias-mean"] if len(X[0]) > 1 else [])
        flags += ["swapped-gradients"] if len(W) == len(X[0]) else []
        cases.append(back(name, "A batch.", flags, C, X, W, b))
    cases += [
        back("square", "As many classes as samples: no shape tells the gradients apart.", ["plain", "swapped-gradients", "diagonal"], [[1, -0.5], [0.25, 2]], [[1, 2], [-1, 0.5]], [[0.5, -1], [1, 0.25]], [0.125, -0.5]),
        back("zero-cotangent", "Nothing flows back.", ["plain"], [[0], [0]], [[1]], [[3], [1]], [0.5, 0]),
        back("nan", "NaN in one sample spoils the sums over the samples.", ["special-values"], [[1, 1], [2, 0]], [[nan, 0]], [[1], [2]], [0, 0], expect={"inputs": [[nan, -0.25]], "weights": [[nan], [nan]], "bias": [nan, nan]}),
    ]
    data = {"inputs": [[1, 2, -1], [0.5, -2, 3]], "weights": [[1, 2], [3, -4], [0.5, 0.25]], "bias": [0.5, -1, 0.25]}
    cotangent = {"cotangent": [[1, 2, 3], [4, 5, 6], [7, 8, 9]]}
    cases += [
        invalid(value, "one-bias", "One bias is not that of every class.", ["sizes-differ"], data | {"bias": [0.5]}),
        invalid(value, "fewer-weights", "An input without weights.", ["sizes-differ"], data | {"inputs": [*data["inputs"], [7, 8, 9]]}),
        invalid(gradient, "one-bias", "One bias is not that of every class.", ["sizes-differ"], cotangent | data | {"bias": [0.5]}),
        invalid(gradient, "cotangent-of-one-sample", "Three samples have three cotangents.", ["sizes-differ"], data | {"cotangent": [[1], [4], [7]]}),
    ]
    return concept("LinearClassifiers", "SoftmaxRegression", notes, cases)


def softmax_regression_loss():
    notes = {
        "plain": PLAIN,
        "missing-one-over-m": FACTOR,
        "divided-by-classes": "The mean over the classes too.",
        "missing-bias": NO_BIAS,
        "rows-for-samples": ROWS,
        "other-class": "The targets shifted by one class.",
        "squared-error": "The squared error of the probabilities.",
        "sign": "Y − Ŷ.",
        "transposed-weights": "Wᵀ read for W.",
        "swapped-weights": "The gradient's rows in the wrong order.",
        "saturated": SATURATED,
        "distribution-assumed": "LSE(z) − y · z and ŷ − y hold for targets that add up to 1 alone. Others, as of two "
        "classes at once or of none, are taken as they are here, which another convention does not do.",
        "special-values": "NaN gives NaN: a comparison loses it.",
        "sizes-differ": SIZES,
    }

    def mean_of(loss, no_bias=False):
        def program(weights, bias, inputs, targets):
            Z = preactivations(weights, inputs, [b * 0 for b in bias] if no_bias else bias)
            columns = list(zip(zip(*Z), zip(*targets), strict=True))
            return {"value": added([loss(list(z), list(y)) for z, y in columns]) / len(columns)}

        return program

    textbook = mean_of(softmax_cross_entropy)

    def assumed(z, y):
        one_hot = [y[0] * 0 + 1] + [x * 0 for x in y[1:]]
        return added([softmax_cross_entropy(z, one_hot), z[0]] + [-(a * x) for a, x in zip(y, z)])

    def samples(x):
        return len(x["targets"][0])

    def shared(program):
        return {
            "sizes-differ": [
                lambda bias, **x: program(bias=(bias * len(x["weights"]))[: len(x["weights"])], **x),
                lambda inputs, targets, **x: program(inputs=inputs, targets=[row * len(inputs[0]) for row in targets], **x),
            ],
            "missing-one-over-m": [scaled(program, samples)],
            "divided-by-classes": [scaled(program, lambda x: 1 / len(x["bias"]))],
            "missing-bias": [lambda bias, **x: program(bias=[b * 0 for b in bias], **x)],
            "rows-for-samples": [by_rows(program, lambda x: len(x["weights"][0]))],
            "other-class": [lambda targets, **x: program(targets=targets[1:] + targets[:1], **x)],
            "transposed-weights": [lambda weights, **x: program(weights=by_columns(weights), **x)],
            "special-values": [skipping_nan(program)],
        }

    wrong = shared(textbook) | {
        "squared-error": [mean_of(lambda z, y: sum((p - a) * (p - a) for p, a in zip(softmax(z), y)))],
        "saturated": [mean_of(lambda z, y: -sum(a * logarithm(p) for a, p in zip(y, softmax(z))))],
        "distribution-assumed": [mean_of(assumed)],
    }
    value = Equation("softmax-regression-loss-value", textbook, bounds_of(textbook), wrong)

    def gradient_of(residual):
        def gradient(weights, bias, inputs, targets):
            Z = preactivations(weights, inputs, bias)
            D, m = by_sample(residual, Z, targets), len(Z[0])
            return {
                "weights": each_divided(times(D, transposed(inputs)), m),
                "bias": [x / m for x in row_sums(D)],
            }

        return gradient

    def each_divided(M, m):
        return [[x / m for x in row] for row in M]

    slopes = gradient_of(softmax_cross_entropy_slopes)
    less_targets = gradient_of(lambda z, y: [p - a for p, a in zip(softmax(z), y)])

    def squared(z, y):
        s = softmax(z)
        c = [2 * (p - a) for p, a in zip(s, y)]
        return head_pullback_of_sample("softmax", c, z)

    wrong = shared(slopes) | {
        "squared-error": [gradient_of(squared)],
        "sign": [scaled(slopes, lambda _: -1)],
        "swapped-weights": [lambda **x: slopes(**x) | {"weights": slopes(**x)["weights"][::-1]}],
        "saturated": [gradient_of(lambda z, y: [p - a for p, a in zip(softmax(z), y)])],
        "distribution-assumed": [less_targets],
    }
    gradient = Equation("softmax-regression-loss-gradient", slopes, bounds_of(slopes), wrong)
    names = ["weights", "bias", "inputs", "targets"]
    at, back = cases_of(value, names), cases_of(gradient, names)
    agree_with_differences(
        textbook, slopes, {"weights": [[0.5], [-1], [0.25]], "bias": [0.1, 0.2, -0.3], "inputs": [[1, -0.5]], "targets": [[1, 0.25], [0, 0.5], [0, 0.25]]}, {}, ["weights", "bias"]
    )

    def one_hot(K, m):
        return [[1 if (2 * i + 1) % K == k else 0 for i in range(m)] for k in range(K)]

    def data(kind, K, n, m):
        key = f"softmax-regression-loss {K} {n} {m} "
        return matrix([w / 2 for w in kind(key + "W", K * n)], n), kind(key + "b", K), matrix(kind(key + "X", n * m), m), one_hot(K, m)

    usual = ["plain", "missing-bias", "divided-by-classes", "other-class", "squared-error"]
    batch = ["missing-one-over-m", "rows-for-samples", "transposed-weights"]
    sets = {
        "two-classes": (data(dyadics, 2, 3, 4), batch),
        "three-classes": (data(singles, 3, 2, 5), batch),
        "four-classes": (data(singles, 4, 5, 2), batch),
        "nine-samples": (data(dyadics, 3, 2, 9), batch),
        "one-sample": (data(dyadics, 3, 2, 1), ["transposed-weights"]),
    }
    cases = [at(name, "A batch.", usual + more, *values) for name, (values, more) in sets.items()]
    cases += [
        at("from-zero", "ln 3.", ["plain", "missing-one-over-m", "squared-error"], [[0], [0], [0]], [0, 0, 0], [[1, -2]], [[1, 0], [0, 1], [0, 0]]),
        at("one-class", "0.", ["plain"], [[3]], [0.5], [[1, -2]], [[1, 1]]),
        at("soft-targets", "Targets between 0 and 1.", ["plain", "other-class"], [[1], [-0.5], [0.25]], [0.5, 0, -1], [[2, -1.5]], [[0.25, 0.5], [0, 0.125], [0.75, 0.375]]),
        at("confident-and-right", "A loss of 10⁻¹⁸.", ["saturated"], [[20], [-20]], [0, 0], [[1, -1]], [[1, 0], [0, 1]]),
        at("confident-and-wrong", "Probabilities of 0, and a finite loss.", ["saturated"], [[500], [-500]], [0, 0], [[1, -1]], [[0, 1], [1, 0]]),
        at("nan", "NaN stays.", ["special-values"], [[1], [2]], [0, 0], [[nan, 1]], [[1, 0], [0, 1]], expect={"value": nan}),
    ]
    # Of two classes one is nearly certain here.
    own = {"two-classes": ["saturated"] + usual[1:]}
    cases += [back(name, "A batch.", own.get(name, usual) + more + ["sign", "swapped-weights"], *values) for name, (values, more) in sets.items()]
    cases += [
        back("from-zero", "(1/m) (1/K − y) xᵀ.", ["plain", "sign", "missing-one-over-m"], [[0], [0], [0]], [0, 0, 0], [[1, -2]], [[1, 0], [0, 1], [0, 0]]),
        back("one-class", "0.", ["plain"], [[3]], [0.5], [[1, -2]], [[1, 1]]),
        back("soft-targets", "Targets between 0 and 1.", ["plain", "other-class", "sign"], [[1], [-0.5], [0.25]], [0.5, 0, -1], [[2, -1.5]], [[0.25, 0.5], [0, 0.125], [0.75, 0.375]]),
        back("confident-and-right", "Gradients of 10⁻¹⁸.", ["saturated"], [[20], [-20]], [0, 0], [[1]], [[1], [0]]),
        back("nan", "NaN in one sample spoils every mean.", ["special-values"], [[1], [2]], [0, 0], [[nan, 1]], [[1, 0], [0, 1]], expect={"weights": [[nan], [nan]], "bias": [nan, nan]}),
    ]
    odd = {
        "two-classes-at-once": ("Both targets of a sample are 1.", [[1, 0], [1, 1], [0, 0]]),
        "no-class": ("One-hot, of an index that no class has: all 0. It costs nothing.", [[0, 0], [0, 1], [0, 0]]),
    }
    for name, (comment, Y) in odd.items():
        cases += [make(name, comment, ["plain", "distribution-assumed"], [[1], [-0.5], [0.25]], [0.5, 0, -1], [[2, -1.5]], Y) for make in (at, back)]
    turning = having("distribution-assumed", cases)
    cases += siblings(
        value, turning, "distribution-assumed", "as-if-one", "LSE(z) − y · z, as for targets that add up to 1.",
        textbook=mean_of(assumed), ulps=bounds_of(mean_of(assumed)),
    )
    cases += siblings(
        gradient, turning, "distribution-assumed", "as-if-one", "Ŷ − Y, as for targets that add up to 1.",
        textbook=less_targets, ulps=bounds_of(less_targets),
    )
    X, W, Y = [[1, 2, -1], [0.5, -2, 3]], [[1, 2], [3, -4], [0.5, 0.25]], [[1, 0, 0], [0, 0, 1], [0, 1, 0]]
    data = {"weights": W, "bias": [0.5, -1, 0.25], "inputs": X, "targets": Y}
    for equation in (value, gradient):
        cases += [
            invalid(equation, "one-bias", "One bias is not that of every class.", ["sizes-differ"], data | {"bias": [0.5]}),
            invalid(equation, "one-target", "One target is not that of every sample.", ["sizes-differ"], data | {"targets": [[1], [0], [0]]}),
        ]
    return concept("LinearClassifiers", "SoftmaxRegressionLoss", notes, cases)


def argmax():
    notes = {
        "plain": PLAIN,
        "last-of-ties": "The last of equal scores: it is the first here, and some libraries promise neither. "
        "Seen in https://github.com/pytorch/pytorch/issues/41998.",
        "from-one": "Indices that count from 1.",
        "smallest": "The least score.",
        "magnitude": "The largest magnitude.",
        "of-softmax": "The largest probability: softmax rounds different scores to the same one.",
        "nan-skipped": "NaN passed over, or taken for the largest, as other conventions have it: here there is no largest then.",
        "from-zero": "Scores compared with 0 first: all negative ones lose.",
    }

    def program(better=lambda new, old: new > old, start=0):
        def run(scores):
            if any(x != x for x in scores):
                return {"value": nan}
            c = 0
            for k, x in enumerate(scores):
                if better(x, scores[c]):
                    c = k
            return {"value": c + start}

        return run

    def unguarded(scores):
        c = 0
        for k, x in enumerate(scores):
            if x > scores[c]:
                c = k
        return {"value": c}

    def from_zero(scores):
        c, best = 0, 0
        for k, x in enumerate(scores):
            if x > best:
                c, best = k, x
        return {"value": c}

    textbook = program()
    wrong = {
        "last-of-ties": [program(lambda new, old: new >= old)],
        "from-one": [program(start=1)],
        "smallest": [program(lambda new, old: new < old)],
        "magnitude": [program(lambda new, old: abs(new) > abs(old))],
        "of-softmax": [lambda scores: textbook(softmax(scores))],
        "nan-skipped": [unguarded, lambda scores: {"value": next(k for k, x in enumerate(scores) if x != x)}],
        "from-zero": [from_zero],
    }
    value = Equation("argmax-value", textbook, exact, wrong)
    at = cases_of(value, ["scores"])
    usual = ["plain", "from-one", "smallest"]
    cases = [
        at("one", "One class.", ["plain", "from-one"], [3.5]),
        at("first", "The first.", usual, [2, 1, -1]),
        at("middle", "One between others.", usual, [0.5, 2, -1]),
        at("last", "The last.", usual, [0.5, 2, 3]),
        at("tie", "The first of two.", ["last-of-ties"], [1, 3, 3, 2]),
        at("all-equal", "The first of all.", ["last-of-ties"], [0.7, 0.7, 0.7]),
        at("zeros", "0 and −0 are equal.", ["last-of-ties"], [-0.0, 0]),
        at("negative", "All negative.", ["from-zero", "magnitude", "plain"], [-3, -1, -2]),
        at("large-negative", "A large magnitude is no large score.", ["magnitude", "plain"], [1, -5, 2]),
        at("far-apart", "The first two have probabilities that round to ½.", ["of-softmax"], [0.1, 0.1 + 2.0**-56, -3]),
        at("seventeen", "Many classes.", ["plain", "smallest"], dyadics("argmax 17", 17)),
        at("infinite", "+∞ is the largest.", ["smallest"], [1, inf, 2], expect={"value": 1}),
        at("two-infinities", "The first of two.", ["last-of-ties"], [-inf, inf, inf], expect={"value": 1}),
        at("all-minus-infinity", "Equal, though infinite.", ["last-of-ties"], [-inf, -inf], expect={"value": 0}),
        at("nan-first", "NaN has no place in an order.", ["nan-skipped"], [nan, 1, 2], expect={"value": nan}),
        at("nan-last", "Nor at the end.", ["nan-skipped"], [1, 2, nan], expect={"value": nan}),
    ]
    def last_of_ties(scores):
        return {"value": max(range(len(scores)), key=lambda k: (scores[k], k))}

    def first_nan(scores):
        return {"value": next(k for k, x in enumerate(scores) if x != x)}

    def without_nan(scores):
        kept = [k for k, x in enumerate(scores) if x == x]
        return {"value": max(kept, key=lambda k: scores[k]) if kept else nan}

    cases += siblings(
        value, having("last-of-ties", cases), "last-of-ties", "last", "Any of equal scores, as TensorFlow's argmax documents it: the last.", expect=last_of_ties
    )
    cases += siblings(
        value, having("nan-skipped", cases), "nan-skipped", "first-nan", "NaN counts as the largest, as in NumPy and PyTorch: the first of them.", expect=first_nan
    )
    cases += siblings(value, having("nan-skipped", cases), "nan-skipped", "without-nan", "NaN is passed over, as in pandas and by R's which.max.", expect=without_nan)
    return concept("LinearClassifiers", "Argmax", notes, cases)


CONCEPTS = [
    threshold_classifier,
    perceptron,
    perceptron_training,
    perceptron_mistake_bound,
    logic_gate,
    linear_separability,
    exclusive_or,
    signed_distance,
    logistic_regression,
    logistic_decision,
    logistic_loss,
    logistic_loss_hessian,
    softmax_regression,
    softmax_regression_loss,
    argmax,
]
