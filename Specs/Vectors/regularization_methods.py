"""Vectors of dropout, penalties, decay, early stopping and augmentation."""

import itertools
import math

from mpmath import mpf

from arithmetic import Float, power, square_root
from backpropagation import SATURATION, mean, output_deltas
from error_bounds import Bounded, bounds_of
from network_functions import (
    activation,
    activations,
    elementwise_product,
    layers,
    loss_of_sample,
    naive_slope,
    preactivations,
    row_sums,
    slopes,
    times,
)
from tensor_algebra import transposed
from vectors import (
    IN_SINGLE,
    OVERFLOW,
    PLAIN,
    SIZES,
    SUBNORMAL,
    Equation,
    Tensor,
    acceptable,
    case,
    concept,
    decimals,
    dyadics,
    each,
    first,
    flat,
    flushed,
    in_single,
    kept_finite,
    less,
    matrix,
    misfit,
    narrower,
    same_bound,
    scaled,
    shape,
    siblings,
    singles,
    skipping_nan,
    sum_bound,
)

inf, nan = math.inf, math.nan

EMPTY = "Nothing there: code that starts from the first element has none."
PROBABILITY = "A probability below 0 or above 1 gives numbers all the same."
NEGATIVE = "A negative strength rewards what it should penalize, and gives numbers all the same."
RATES = (
    "A negative decay makes the parameters grow, and a rate of an average outside of [0, 1) is none: both give numbers all "
    "the same."
)


def from_first(program, name):
    """A program that looks at the first element of an input before it loops over all."""

    def wrong(**x):
        x[name][0]
        return program(**x)

    return wrong


def changed(program, **names):
    """A program with some of its arguments replaced by functions of all of them."""
    return lambda **x: program(**(x | {name: change(x) for name, change in names.items()}))


# Dropout


def over_kept(x, p):
    """x / (1 − p)."""
    if not isinstance(x, Bounded):
        return x / (1 - p)
    s = 1 - p
    value = x.value / s.value
    return x.off(value, (x.error + abs(value) * s.error) / s.value, 2)


def dropped(a, m, p, variant):
    """m ⊙ a, or m ⊙ a / (1 − p), of one number."""
    return m * a if variant == "plain" else over_kept(m * a, p)


def other(variant):
    return "inverted" if variant == "plain" else "plain"


def dropout():
    notes = {
        "plain": PLAIN,
        "other-convention": "The scale of the other convention: none for 1/(1 − p), or 1 − p for none, and the other way round.",
        "scaled-twice": "Scaled in training and once more afterwards.",
        "keep-probability": "p taken for the probability to be kept.",
        "inverted-mask": "Drops what the mask keeps.",
        "ignored-mask": "Drops nothing.",
        "missing-root-or-square": "The standard deviation, or |a| for a².",
        "missing-kept-share": "p a², without 1 − p.",
        "overflow-of-square": "a² overflows although the variance does not.",
        "underflow-of-square": "a² vanishes although the variance does not.",
        "special-values": "0 · ∞ and 0 · NaN are NaN: a selection in place of the product, another convention, hides what was "
        "dropped. "
        "Seen in https://github.com/pytorch/pytorch/issues/59421.",
        "empty": EMPTY,
        "overflow": OVERFLOW,
        "subnormal": SUBNORMAL,
        "sizes-differ": SIZES,
        "probability-out-of-range": PROBABILITY,
    }

    def program(name, output, function):
        def run(dropProbability, variant, **x):
            mask = x.get("mask", [None] * len(x[name]))
            return {output: [function(a, m, dropProbability, variant) for a, m in zip(x[name], mask, strict=True)]}

        return run

    selected = lambda a, m, p, v: (a * 0 if a == a and abs(a) != inf else a.with_(0)) if m == 0 else dropped(a, m, p, v)

    def training(name, output):
        run = program(name, output, dropped)
        return run, {
            "other-convention": [changed(run, variant=lambda x: other(x["variant"]))],
            "keep-probability": [changed(run, dropProbability=lambda x: 1 - x["dropProbability"])],
            "inverted-mask": [changed(run, mask=lambda x: [1 - m for m in x["mask"]])],
            "ignored-mask": [changed(run, mask=lambda x: [1 for m in x["mask"]])],
            "special-values": [program(name, output, selected), skipping_nan(run)],
            "empty": [from_first(run, name)],
            "overflow": [kept_finite(run)],
            "subnormal": [flushed(run)],
        }

    def training_ulps(outputs, dropProbability, variant, **x):
        # 1 − p and the quotient; a product with 0 or 1 is exact.
        bound = 2 if variant == "inverted" and dropProbability != 0 else 0
        return {name: [bound if y != 0 else 0 for y in values] for name, values in outputs.items()}

    kept = lambda a, m, p, v: (1 - p) * a if v == "plain" else a

    def testing(name, output):
        run = program(name, output, kept)
        return run, {
            "other-convention": [changed(run, variant=lambda x: other(x["variant"]))],
            "scaled-twice": [program(name, output, lambda a, m, p, v: (1 - p) * kept(a, m, p, v))],
            "keep-probability": [changed(run, dropProbability=lambda x: 1 - x["dropProbability"])],
            "special-values": [skipping_nan(run)],
            "empty": [from_first(run, name)],
            "overflow": [kept_finite(run)],
            "subnormal": [flushed(run)],
        }

    def testing_ulps(outputs, dropProbability, variant, **x):
        bound = 2 if variant == "plain" and dropProbability != 0 else 0
        return {name: [bound if y != 0 else 0 for y in values] for name, values in outputs.items()}

    def spread(a, m, p, v):
        return p * (1 - p) * (a * a) if v == "plain" else p / (1 - p) * (a * a)

    good = lambda a, m, p, v: (p * a) * ((1 - p) * a) if v == "plain" else (p * a) * (a / (1 - p))
    run = program("activations", "value", spread)
    wrong = {
        "other-convention": [changed(run, variant=lambda x: other(x["variant"]))],
        "keep-probability": [changed(run, dropProbability=lambda x: 1 - x["dropProbability"])],
        "missing-root-or-square": [
            program("activations", "value", lambda a, m, p, v: spread(a, m, p, v) / abs(a)),
        ],
        "missing-kept-share": [program("activations", "value", lambda a, m, p, v: p * (a * a))],
        "overflow-of-square": [run],
        "underflow-of-square": [run],
        "special-values": [skipping_nan(run)],
        "empty": [from_first(run, "activations")],
    }
    forward_run, forward_wrong = training("activations", "value")
    backward_run, backward_wrong = training("cotangent", "activations")
    inference_run, inference_wrong = testing("activations", "value")
    back_run, back_wrong = testing("cotangent", "activations")
    forward = Equation("dropout-forward", forward_run, training_ulps, forward_wrong)
    backward = Equation("dropout-backward", backward_run, training_ulps, backward_wrong)
    inference = Equation("dropout-inference", inference_run, testing_ulps, inference_wrong)
    back = Equation("dropout-inference-backward", back_run, testing_ulps, back_wrong)
    # 1 − p, p a, (1 − p) a and their product, or the quotient in its place.
    variance = Equation("dropout-variance", run, same_bound(4), wrong, program("activations", "value", good))

    def made(equation, output):
        first = "cotangent" if output == "activations" else "activations"

        def one(name, comment, flags, variant, p, a, mask=None, expect=None):
            inputs = {first: a} if mask is None else {first: a, "mask": mask}
            expect = None if expect is None else {output: expect}
            return case(equation, name, comment, flags, inputs, expect, {"dropProbability": p, "variant": variant})

        return one

    cases = []
    single = 0.30000001192092896
    for one, kind in [(made(forward, "value"), "activations"), (made(backward, "activations"), "cotangents")]:
        usual = ["plain", "other-convention", "inverted-mask", "ignored-mask"]
        cases += [
            one("plain-dyadic", f"Four {kind}, two of them dropped.", usual, "plain", 0.5, dyadics(f"dropout {kind} 4", 4), [1, 0, 0, 1]),
            one("plain-decimal", "The plain convention never rounds in training.", usual, "plain", 0.3, decimals(f"dropout {kind} 5", 5), [0, 1, 1, 0, 1]),
            one("inverted-dyadic", "1/(1 − p) is 2.", usual, "inverted", 0.5, dyadics(f"dropout {kind} 3", 3), [1, 0, 1]),
            one("inverted-decimal", "Divided by 0.7.", usual + ["keep-probability"], "inverted", 0.3, decimals(f"dropout {kind} 6", 6), [1, 1, 0, 1, 0, 1]),
            one("inverted-single", "All bits of a Float32 in use.", usual + ["keep-probability"], "inverted", single, singles(f"dropout {kind} 7", 7), [0, 1, 1, 0, 1, 1, 1]),
            one("inverted-rare", "Nine of ten dropped: what is left counts ten times.", usual + ["keep-probability"], "inverted", 0.9, [1.5, -2, 0.25], [0, 1, 0]),
            one("all-kept", "A mask of ones.", ["inverted-mask"], "plain", 0.2, [1.5, -2.25], [1, 1]),
            one("all-dropped", "A mask of zeros.", ["inverted-mask", "ignored-mask"], "inverted", 0.25, [1.5, -2.25], [0, 0]),
            one("no-dropout", "p = 0 keeps everything as it is.", ["keep-probability"], "inverted", 0, [1.5, -2.3], [1, 1]),
            one("empty", f"No {kind}.", ["empty"], "inverted", 0.5, [], []),
            one("dropped-infinity", "0 · ∞ is NaN.", ["special-values"], "plain", 0.5, [inf, 2, -inf], [0, 1, 1], [nan, 2, -inf]),
            one("nan", "NaN stays, dropped or not.", ["special-values"], "inverted", 0.5, [nan, nan, 3], [0, 1, 1], [nan, nan, 6]),
            one("overflow", "Divided by ½ beyond the largest number.", ["overflow"], "inverted", 0.5, [1e308, 1], [1, 1]),
            one("subnormal", "Subnormal numbers.", ["subnormal"], "plain", 0.5, [3e-310, -1e-320], [1, 1]),
        ]
    for one, kind in [(made(inference, "value"), "activations"), (made(back, "activations"), "cotangents")]:
        usual = ["plain", "other-convention", "scaled-twice"]
        cases += [
            one("plain-dyadic", f"Half of each of four {kind}.", usual, "plain", 0.5, dyadics(f"inference {kind} 4", 4)),
            one("plain-decimal", "Times 0.7.", usual + ["keep-probability"], "plain", 0.3, decimals(f"inference {kind} 5", 5)),
            one("plain-single", "All bits of a Float32 in use.", usual + ["keep-probability"], "plain", single, singles(f"inference {kind} 6", 6)),
            one("plain-rare", "A tenth.", usual + ["keep-probability"], "plain", 0.9, [1.5, -2, 0.25]),
            one("inverted", "The inverted convention has nothing to do.", usual, "inverted", 0.3, decimals(f"inference {kind} 3", 3)),
            one("no-dropout", "p = 0 changes nothing.", ["keep-probability"], "plain", 0, [1.5, -2.3]),
            one("empty", f"No {kind}.", ["empty"], "plain", 0.5, []),
            one("special-values", "NaN and infinities stay.", ["special-values"], "plain", 0.5, [nan, inf, -inf, 3], None, [nan, inf, -inf, 1.5]),
            one("infinity", "±∞ is infinite after training too.", ["overflow"], "plain", 0.25, [inf, -inf], None, [inf, -inf]),
            one("subnormal", "Subnormal numbers.", ["subnormal"], "plain", 0.5, [3e-310, -1e-320]),
        ]
    one = made(variance, "value")
    usual = ["plain", "other-convention", "missing-root-or-square", "missing-kept-share"]
    cases += [
        one("plain-half", "a²/4, the largest that plain dropout has.", usual, "plain", 0.5, dyadics("variance 3", 3)),
        one("plain-decimal", "0.21 a².", ["plain", "other-convention", "missing-root-or-square"], "plain", 0.3, decimals("variance 4", 4)),
        one("plain-rare", "0.09 a² for p = 0.9 as for p = 0.1.", usual, "plain", 0.9, [1.5, -2.5]),
        one("inverted-half", "a² itself.", usual, "inverted", 0.5, dyadics("variance 5", 5)),
        one("inverted-decimal", "0.3/0.7 a².", usual + ["keep-probability"], "inverted", 0.3, decimals("variance 6", 6)),
        one("inverted-single", "All bits of a Float32 in use.", usual + ["keep-probability"], "inverted", single, singles("variance 7", 7)),
        one("inverted-rare", "9 a².", usual + ["keep-probability"], "inverted", 0.9, [1.5, -2.5]),
        one("no-dropout", "p = 0 has no variance.", ["keep-probability"], "inverted", 0, [1.5, 2]),
        one("huge", "a² is infinite, p a² is not.", ["overflow-of-square"], "plain", 1e-200, [1e200, -3e200]),
        one("tiny", "a² is 0, the variance is 10⁻³⁰⁷.", ["underflow-of-square"], "inverted", 0.9999999999999999, [1e-161, -3e-161]),
        one("empty", "No activations.", ["empty"], "plain", 0.5, []),
        one("special-values", "∞ for ±∞, NaN for NaN.", ["special-values"], "plain", 0.5, [inf, nan, -inf], None, [inf, nan, inf]),
    ]
    convention = "What is dropped is 0, whatever it was: dropout by a selection, as in Flax and in PyTorch on a GPU."
    for equation, name, output in [(forward, "activations", "value"), (backward, "cotangent", "activations")]:
        cases += siblings(equation, cases, "special-values", "selected", convention, program(name, output, selected))
        cases += [
            misfit(cases, equation, "inverted-decimal", "one-mask", "One mask is not that of every neuron.", mask=first),
            misfit(cases, equation, "inverted-decimal", "shorter-mask", "A neuron without a mask.", mask=less),
        ]
    out = "probability-out-of-range"
    for equation, of in [(forward, "inverted-decimal"), (backward, "inverted-decimal"), (inference, "plain-decimal"), (variance, "plain-decimal")]:
        cases += [
            misfit(cases, equation, of, "probability-above-one", "A percentage, or a slip.", out, dropProbability=30),
            misfit(cases, equation, of, "negative-probability", "No probability is negative.", out, dropProbability=-0.25),
        ]
    return concept("RegularizationMethods", "Dropout", notes, cases)




def dropout_expectation():
    notes = {
        "plain": PLAIN,
        "scaled-input": "The function of the mean mask, which the mean of the function is for a linear one only.",
        "equal-probabilities": "The mean over the masks, as if all were equally likely.",
        "keep-probability": "p taken for the probability to be kept.",
        "missing-scale": "The other convention's scale.",
        "missing-last-mask": "One mask is left out, that of zeros or that of ones.",
        "empty": "Without activations there is one mask, the empty one.",
        "special-values": "NaN and ∞ in some mask reach the mean.",
        "cancellation": IN_SINGLE,
        "sizes-differ": SIZES,
        "probability-out-of-range": PROBABILITY,
    }
    outputs_of = {"identity": lambda z: z, "relu": lambda z: z if z > 0 else z * 0}

    def total(terms):
        result = 0
        for t in terms:
            result = result + t
        return result

    def expectation(masks=lambda n: list(itertools.product((0, 1), repeat=n)), weigh=None):
        def run(activations, weights, dropProbability, variant, activation):
            p, g, n = dropProbability, outputs_of[activation], len(activations)
            terms = []
            for m in masks(n):
                P = p * 0 + 1
                for kept in m:
                    P = P * (1 - p if kept else p)
                if weigh is not None:
                    P = weigh(p, n)
                z = total([p * 0] + [w * dropped(a, k, p, variant) for a, w, k in zip(activations, weights, m)])
                terms.append(P * g(z))
            return {"value": total(terms)}

        return run

    run = expectation()

    def of_mean(activations, weights, dropProbability, variant, activation):
        p = dropProbability
        z = total([p * 0] + [w * dropped(a, 1 - p, p, variant) for a, w in zip(activations, weights)])
        return {"value": outputs_of[activation](z)}

    wrong = {
        "scaled-input": [of_mean],
        "equal-probabilities": [expectation(weigh=lambda p, n: p * 0 + 0.5**n)],
        "keep-probability": [changed(run, dropProbability=lambda x: 1 - x["dropProbability"])],
        "missing-scale": [changed(run, variant=lambda x: other(x["variant"]))],
        "missing-last-mask": [
            expectation(masks=lambda n: list(itertools.product((0, 1), repeat=n))[1:]),
            expectation(masks=lambda n: list(itertools.product((0, 1), repeat=n))[:-1]),
        ],
        "empty": [from_first(run, "activations")],
        "special-values": [skipping_nan(run)],
        "cancellation": [in_single(run)],
    }

    def ulps(outputs, activations, weights, dropProbability, variant, activation):
        p, terms = dropProbability, []
        for m in itertools.product((0, 1), repeat=len(activations)):
            P = mpf(1)
            for kept in m:
                P = P * (1 - p if kept else p)
            parts = [w * dropped(a, k, p, variant) for a, w, k in zip(activations, weights, m)]
            if activation == "identity" or sum(parts) > 0:
                terms += [P * t for t in parts]
        # P and the scale, the product, and the additions within the neuron and over the masks.
        return {"value": sum_bound(terms, 8)}

    equation = Equation("dropout-expectation-value", run, ulps, wrong)

    def at(name, comment, flags, variant, p, g, a, w, expect=None):
        attributes = {"dropProbability": p, "variant": variant, "activation": g}
        expect = None if expect is None else {"value": expect}
        return case(equation, name, comment, flags, {"activations": a, "weights": w}, expect, attributes)

    a, w = [1, 2, -1, 0.5], [0.6, -0.7, 0.6, 0.5]
    cases = [
        at("linear-plain", "The example of the page: 0.7 · (−1.15) = −0.805.", ["plain", "equal-probabilities", "keep-probability", "missing-scale", "missing-last-mask"], "plain", 0.3, "identity", a, w),
        at("linear-inverted", "The same with the scale in training: −1.15.", ["plain", "equal-probabilities", "missing-scale", "missing-last-mask"], "inverted", 0.3, "identity", a, w),
        at("relu-plain", "Through a ReLU 0.079275, although the ReLU of the mean is 0.", ["plain", "scaled-input", "equal-probabilities", "keep-probability", "missing-scale"], "plain", 0.3, "relu", a, w),
        at("relu-inverted", "The same over 0.7.", ["plain", "scaled-input", "equal-probabilities", "keep-probability", "missing-scale"], "inverted", 0.3, "relu", a, w),
        at("linear-half", "Dyadic numbers: nothing rounds.", ["plain", "missing-scale", "missing-last-mask"], "plain", 0.5, "identity", [1.5, -2, 0.25], [0.5, 1, -4]),
        at("relu-half", "Dyadic numbers with a ReLU.", ["plain", "scaled-input", "missing-scale"], "inverted", 0.5, "relu", [1.5, -2, 0.25], [1, 0.75, -4]),
        at("relu-single", "All bits of a Float32 in use.", ["plain", "scaled-input", "keep-probability"], "plain", 0.20000000298023224, "relu", [1.100000023841858, -0.699999988079071, 0.30000001192092896], [0.6000000238418579, 0.800000011920929, -1.2999999523162842]),
        at("one-activation", "Two masks.", ["plain", "keep-probability", "missing-scale"], "plain", 0.2, "relu", [1.5], [0.7]),
        at("all-positive", "A ReLU that never cuts is linear.", ["plain", "missing-scale", "equal-probabilities"], "plain", 0.4, "relu", [1, 2, 3], [0.5, 0.25, 0.125]),
        at("no-dropout", "p = 0: one mask alone counts.", ["keep-probability", "equal-probabilities"], "plain", 0, "relu", [1, -2, 3], [0.5, 0.25, 0.125]),
        at("cancellation", "The linear mean almost cancels.", ["cancellation"], "plain", 0.3, "identity", [1234.567, -987.654], [987.654, 1234.566]),
        at("empty", "The empty sum is 0.", ["empty"], "plain", 0.5, "identity", [], []),
        at("nan", "NaN in half of the masks is enough.", ["special-values"], "plain", 0.5, "relu", [nan, 1], [1, 2], nan),
        at("infinity", "0 · ∞ where it is dropped.", ["special-values"], "plain", 0.5, "identity", [inf, 1], [1, 2], nan),
    ]
    cases += [
        misfit(cases, equation, "linear-plain", "fewer-weights", "An activation without a weight.", weights=less),
        misfit(cases, equation, "linear-plain", "probability-above-one", "A percentage, or a slip.", "probability-out-of-range", dropProbability=30),
        misfit(cases, equation, "linear-plain", "negative-probability", "No probability is negative.", "probability-out-of-range", dropProbability=-0.25),
    ]
    return concept("RegularizationMethods", "DropoutExpectation", notes, cases)


def stacked(masks, sizes):
    """The masks of each hidden layer, which stand below each other."""
    result, top = [], 0
    for n in [int(n) for n in sizes.split("-")][1:-1]:
        result.append(masks[top : top + n])
        top += n
    return result


def dropout_loss():
    notes = {
        "plain": PLAIN,
        "ignored-mask": "Drops nothing.",
        "other-convention": "The other convention's scale.",
        "keep-probability": "p taken for the probability to be kept.",
        "masked-sums": "The mask before the activation: a dropped sigmoid gives ½, not 0.",
        "shared-mask": "The first sample's mask for all samples.",
        "missing-one-over-m": "The sum over the samples, without 1/m.",
        "mask-forward-only": "Backward without the mask: dropped neurons learn.",
        "scale-forward-only": "Backward with the mask and without the scale.",
        "undropped-inputs": "Weight gradients with activations that the layer did not see.",
        "missing-activation-derivative": "Errors passed through the weights and masks alone.",
        "saturation": SATURATION,
        "inputs-not-averaged": "The input's gradient without the factor 1/m.",
        "wrong-activation": "Another activation of the hidden layers.",
        "other-loss": "Half the sum of the squared errors for their mean, which two outputs do not tell apart.",
        "special-values": "NaN in one sample spoils the mean and whatever it passes through.",
        "sizes-differ": SIZES,
    }

    def grid(A, M, p, variant):
        return [[dropped(a, m, p, variant) for a, m in zip(*rows, strict=True)] for rows in zip(A, M, strict=True)]

    def forward(parameters, inputs, masks, sizes, hidden, dropProbability, variant, before=False):
        seen, raw, Z = [inputs], [inputs], []
        M = stacked(masks, sizes)
        for i, (W, b) in enumerate(layers(parameters, sizes)):
            if i > 0:
                z = grid(Z[-1], M[i - 1], dropProbability, variant) if before else Z[-1]
                A = activations(hidden, z)
                raw.append(A)
                seen.append(A if before else grid(A, M[i - 1], dropProbability, variant))
            Z.append(preactivations(W, seen[-1], b))
        return seen, raw, Z

    def value_by(**change):
        def run(parameters, inputs, targets, masks, sizes, hidden, output, loss, dropProbability, variant):
            _, _, Z = forward(parameters, inputs, masks, sizes, hidden, dropProbability, variant, **change)
            samples = zip(transposed(Z[-1]), transposed(targets), strict=True)
            return {"value": mean([loss_of_sample(loss, output, z, y) for z, y in samples])}

        return run

    ones = lambda x: each(lambda m: m * 0 + 1, x["masks"])
    first_mask = lambda x: [[row[0]] * len(row) for row in x["masks"]]
    samples = lambda x: len(x["inputs"][0])
    complement = lambda x: 1 - x["dropProbability"]
    run = value_by()
    wrong = {
        "ignored-mask": [changed(run, masks=ones)],
        "other-convention": [changed(run, variant=lambda x: other(x["variant"]))],
        "keep-probability": [changed(run, dropProbability=complement)],
        "masked-sums": [value_by(before=True)],
        "shared-mask": [changed(run, masks=first_mask)],
        "missing-one-over-m": [scaled(run, samples)],
        "wrong-activation": [changed(run, hidden=lambda _: "relu")],
        "other-loss": [changed(run, loss=lambda _: "half-squared-error")],
        "special-values": [skipping_nan(run)],
    }
    value = Equation("dropout-loss-value", run, bounds_of(run), wrong)

    def gradient_by(undropped=False, mask=True, scale=True, slopes=slopes):
        def run(parameters, inputs, targets, masks, sizes, hidden, output, loss, dropProbability, variant):
            stack, M = layers(parameters, sizes), stacked(masks, sizes)
            seen, raw, Z = forward(parameters, inputs, masks, sizes, hidden, dropProbability, variant)
            δ, gradients = output_deltas(Z[-1], targets, output, loss), []
            for i in reversed(range(len(stack))):
                given = (raw if undropped else seen)[i]
                gradients.insert(0, [times(δ, transposed(given)), row_sums(δ)])
                δ = times(transposed(stack[i][0]), δ)
                if i > 0:
                    if mask:
                        δ = grid(δ, M[i - 1], dropProbability, variant if scale else "plain")
                    δ = elementwise_product(δ, slopes(hidden, Z[i - 1]))
            return {"parameters": flat(gradients), "inputs": δ}

        return run

    gradient_of = gradient_by()
    wrong = {
        "ignored-mask": [changed(gradient_of, masks=ones)],
        "other-convention": [changed(gradient_of, variant=lambda x: other(x["variant"]))],
        "keep-probability": [changed(gradient_of, dropProbability=complement)],
        "shared-mask": [changed(gradient_of, masks=first_mask)],
        "missing-one-over-m": [scaled(gradient_of, samples, ["parameters"])],
        "inputs-not-averaged": [scaled(gradient_of, samples, ["inputs"])],
        "mask-forward-only": [gradient_by(mask=False)],
        "scale-forward-only": [gradient_by(scale=False)],
        "undropped-inputs": [gradient_by(undropped=True)],
        "missing-activation-derivative": [gradient_by(slopes=lambda _, Z: each(lambda z: z * 0 + 1, Z))],
        "saturation": [gradient_by(slopes=lambda g, Z: slopes(g, Z, naive_slope))],
        "wrong-activation": [changed(gradient_of, hidden=lambda _: "relu")],
        "other-loss": [changed(gradient_of, loss=lambda _: "half-squared-error")],
        "special-values": [skipping_nan(gradient_of)],
    }
    gradient = Equation("dropout-loss-gradient", gradient_of, bounds_of(gradient_of), wrong)

    def data(sizes, m, output, seed, mask, kind=dyadics):
        n = [int(x) for x in sizes.split("-")]
        count = sum(o * (i + 1) for i, o in zip(n, n[1:]))
        θ, X = kind(f"{seed} θ", count), matrix(kind(f"{seed} X", n[0] * m), m)
        if output == "identity":
            Y = matrix(kind(f"{seed} Y", n[-1] * m), m)
        elif n[-1] == 1:
            Y = [[float(i % 2) for i in range(m)]]
        else:
            Y = [[float((i + 1) % n[-1] == k) for i in range(m)] for k in range(n[-1])]
        return {"parameters": θ, "inputs": X, "targets": Y, "masks": mask}

    def both(name, comment, flags, own, sizes, hidden, output, loss, p, variant, inputs):
        attributes = {"sizes": sizes, "hidden": hidden, "output": output, "loss": loss, "dropProbability": p, "variant": variant}
        forward_flags, backward_flags = own
        return [
            case(value, name, comment, flags + forward_flags, inputs, None, attributes),
            case(gradient, name, comment, flags + backward_flags, inputs, None, attributes),
        ]

    usual = ["plain", "ignored-mask", "other-convention"]
    back = ["mask-forward-only", "undropped-inputs", "missing-activation-derivative"]
    many = (["masked-sums", "missing-one-over-m"], back + ["missing-one-over-m", "inputs-not-averaged"])
    one = (["masked-sums"], back)
    cases = (
        both("sigmoid-plain", "Two samples with masks of their own.", usual + ["shared-mask"], many, "2-3-1", "sigmoid", "sigmoid", "cross-entropy", 0.5, "plain", data("2-3-1", 2, "sigmoid", "dropout a", [[1, 0], [0, 1], [1, 1]]))
        + both("tanh-inverted", "One sample behind a softmax.", usual + ["keep-probability"], (["plain"], back + ["scale-forward-only", "saturation"]), "3-4-2", "tanh", "softmax", "cross-entropy", 0.25, "inverted", data("3-4-2", 1, "softmax", "dropout b", [[1], [0], [1], [1]]))
        + both("two-hidden-layers", "Two hidden layers, each with its masks.", usual + ["shared-mask"], (["missing-one-over-m"], back + ["scale-forward-only", "missing-one-over-m", "inputs-not-averaged", "saturation"]), "2-3-4-2", "tanh", "identity", "mean-squared-error", 0.5, "inverted", data("2-3-4-2", 3, "identity", "dropout c", [[1, 0, 1], [0, 1, 1], [1, 1, 0], [1, 1, 1], [0, 1, 0], [1, 0, 1], [1, 1, 0]]))
        + both("relu-plain", "ReLU and half the squared error.", usual, (["missing-one-over-m"], back + ["missing-one-over-m"]), "2-4-3", "relu", "identity", "half-squared-error", 0.25, "plain", data("2-4-3", 3, "identity", "dropout d", [[1, 1, 0], [0, 1, 1], [1, 0, 1], [1, 1, 1]]))
        + both("linear", "Linear layers and the mean squared error of three outputs.", usual + ["wrong-activation", "other-loss"], (["missing-one-over-m"], ["mask-forward-only", "undropped-inputs"]), "2-4-3", "identity", "identity", "mean-squared-error", 0.5, "plain", data("2-4-3", 2, "identity", "dropout g", [[1, 0], [0, 1], [1, 1], [1, 0]]))
        + both("single-inverted", "All bits of a Float32 in use.", usual + ["keep-probability"], (["masked-sums"], back + ["scale-forward-only"]), "2-3-2", "sigmoid", "softmax", "cross-entropy", 0.30000001192092896, "inverted", data("2-3-2", 2, "softmax", "dropout e", [[1, 0], [0, 1], [1, 1]], singles))
        + both("all-dropped", "Nothing passes: the output is that of the last bias.", ["plain", "ignored-mask"], (["masked-sums"], ["undropped-inputs", "mask-forward-only"]), "2-2-1", "sigmoid", "sigmoid", "cross-entropy", 0.5, "inverted", data("2-2-1", 2, "sigmoid", "dropout f", [[0, 0], [0, 0]]))
    )
    θ = dyadics("dropout nan", 5)
    attributes = {"sizes": "1-1-1", "hidden": "identity", "output": "identity", "loss": "mean-squared-error", "dropProbability": 0.5, "variant": "plain"}
    cases += [
        case(value, "nan", "NaN in one of two samples.", ["special-values"], {"parameters": θ[:4], "inputs": [[nan, 1]], "targets": [[0, 1]], "masks": [[1, 1]]}, {"value": nan}, attributes),
        case(gradient, "nan", "NaN in one of two samples stays out of the other's input.", ["special-values"], {"parameters": [0, 0, 1, 0], "inputs": [[nan, 1]], "targets": [[0, 1]], "masks": [[1, 1]]}, {"parameters": [nan] * 4, "inputs": [[nan, 0]]}, attributes),
    ]
    for equation in (value, gradient):
        cases += [
            misfit(cases, equation, "sigmoid-plain", "mask-missing", "A neuron without a mask.", masks=less),
            misfit(cases, equation, "sigmoid-plain", "one-mask-for-all", "A mask for one sample, where there are two.", masks=narrower),
            misfit(cases, equation, "two-hidden-layers", "fewer-targets", "A sample without a target.", targets=narrower),
            misfit(cases, equation, "two-hidden-layers", "fewer-parameters", "The last bias is missing.", parameters=less),
        ]
    return concept("RegularizationMethods", "DropoutLoss", notes, cases)


# Penalties


def l2_penalty():
    notes = {
        "plain": PLAIN,
        "missing-half": "λ Σ w², whose gradient is 2 λ w: another convention.",
        "missing-strength": "½ Σ w², the penalty with λ = 1.",
        "root": "The norm itself, without its square.",
        "mean": "Divided by the number of weights.",
        "l1": "The sum of the magnitudes, or its gradient.",
        "overflow-of-square": "A square overflows although the penalty does not.",
        "empty": EMPTY,
        "overflow": OVERFLOW,
        "special-values": "0 · ∞ is NaN, and NaN stays.",
        "subnormal": SUBNORMAL,
        "negative-strength": NEGATIVE,
    }
    run = lambda weights, strength: {"value": strength / 2 * sum(w * w for w in weights)}
    good = lambda weights, strength: {"value": sum((strength / 2 * w) * w for w in weights)}
    wrong = {
        "missing-half": [scaled(run, lambda x: 2)],
        "missing-strength": [changed(run, strength=lambda x: x["strength"] * 0 + 1)],
        "root": [lambda weights, strength: {"value": strength / 2 * square_root(sum(w * w for w in weights))}],
        "mean": [scaled(run, lambda x: 1 / len(x["weights"]))],
        "l1": [lambda weights, strength: {"value": strength * sum(abs(w) for w in weights)}],
        "overflow-of-square": [run],
        "empty": [from_first(run, "weights")],
        "overflow": [kept_finite(good)],
        "special-values": [skipping_nan(good)],
        "subnormal": [flushed(good)],
    }

    def ulps(outputs, weights, strength):
        # Two products and the additions; no sum of squares cancels.
        return {"value": 0 if outputs["value"] == 0 else min(len(weights) + 1, 8)}

    value = Equation("l2-penalty-value", run, ulps, wrong, good)
    slope = lambda weights, strength: {"weights": [strength * w for w in weights]}
    wrong = {
        "missing-half": [scaled(slope, lambda x: 2)],
        "missing-strength": [changed(slope, strength=lambda x: x["strength"] * 0 + 1)],
        "mean": [scaled(slope, lambda x: 1 / len(x["weights"]))],
        "l1": [lambda weights, strength: {"weights": [strength * (1 if w > 0 else -1) for w in weights]}],
        "empty": [from_first(slope, "weights")],
        "overflow": [kept_finite(slope)],
        "special-values": [skipping_nan(slope)],
        "subnormal": [flushed(slope)],
    }
    gradient = Equation("l2-penalty-gradient", slope, same_bound(0.5), wrong)

    def left_out(weights, strength):
        return {"weights": [strength for _ in weights]} if strength == 0 else slope(weights, strength)

    convention = "λ Σ w², without the ½: Keras' L2 regularizer."
    conventions = [
        (value, "whole", convention, "missing-half", scaled(run, lambda x: 2), ulps),
        (gradient, "whole", convention, "missing-half", scaled(slope, lambda x: 2), same_bound(0.5)),
        (gradient, "left-out", "A strength of 0 is left out, whatever the weights: PyTorch's weight_decay.", "special-values", left_out, same_bound(0.5)),
    ]
    return penalty_cases("L2Penalty", notes, value, gradient, conventions, ["missing-half", "missing-strength", "mean", "l1"], [
        ("huge", "w² is infinite, λ w² is not.", ["overflow-of-square"], 1e-200, [1e180, -2e180]),
        ("three-and-four", "Half of 25, and not of 5.", ["plain", "root", "l1"], 1, [3, -4]),
    ], {"infinity": (inf, [inf, -inf]), "zero-strength": (nan, [nan, 0])})


def penalty_cases(name, notes, value, gradient, conventions, usual, own, special):
    def both(case_name, comment, flags, λ, w, expect=None, of_value=None):
        attributes = {"strength": λ}
        values, slopes = expect or (None, None)
        return [
            case(value, case_name, comment, of_value or flags, {"weights": w}, None if expect is None else {"value": values}, attributes),
            case(gradient, case_name, comment, flags, {"weights": w}, None if expect is None else {"weights": slopes}, attributes),
        ]

    only = lambda case_name, comment, flags, λ, w: [case(value, case_name, comment, flags, {"weights": w}, None, {"strength": λ})]
    data = lambda kind, n: kind(f"{name} {n}", n)
    cases = (
        both("one-weight", "One weight.", ["plain"] + [f for f in usual if f != "mean"], 0.25, [-3])
        + both("two-weights", "Dyadic numbers.", ["plain"] + usual, 0.5, data(dyadics, 2))
        + both("four-weights", "Every operation rounds.", ["plain"] + usual, 0.01, data(decimals, 4))
        + both("five-weights", "All bits of a Float32 in use.", ["plain"] + usual, 0.10000000149011612, data(singles, 5))
        + both("seventeen-weights", "A sum in pairs.", ["plain"] + usual, 0.3, data(decimals, 17))
        + both("zeros", "Weights of 0 cost nothing.", ["plain", "missing-strength"], 3, [0, 2.5, 0])
        + both("no-penalty", "λ = 0.", ["missing-strength"], 0, [1.5, -2])
        + both("empty", "No weights.", ["empty"], 0.5, [], None)
        + both("nan", "NaN stays.", ["special-values"], 0.5, [nan, 0], (nan, [nan, 0]))
        + both("infinity", "±∞.", ["overflow"] if name == "L2Penalty" else ["size-for-sign"], 0.5, [inf, -inf], special["infinity"], ["overflow"] if name == "L2Penalty" else ["special-values"])
        + both("infinity-without-penalty", "λ = 0 beside ∞.", ["special-values"] if name == "L2Penalty" else ["size-for-sign"], 0, [inf, 1], special["zero-strength"], ["special-values"])
    )
    for item in own:
        cases += only(*item)
    cases += [
        case(value, "subnormal", "A subnormal penalty.", ["subnormal"], {"weights": [3e-155 if name == "L2Penalty" else 3e-310]}, None, {"strength": 1}),
        case(gradient, "subnormal", "A subnormal strength.", ["subnormal"], {"weights": [2]}, None, {"strength": 3e-310}),
    ]
    for equation, word, convention, flag, textbook, ulps in conventions:
        cases += siblings(equation, cases, flag, word, convention, textbook, ulps)
    for equation in (value, gradient):
        cases.append(misfit(cases, equation, "two-weights", "negative-strength", "A penalty that rewards.", "negative-strength", strength=-0.5))
    return concept("RegularizationMethods", name, notes, cases)


def l1_penalty():
    notes = {
        "plain": PLAIN,
        "cancelling-weights": "A sum without magnitudes: weights of opposite sign cancel.",
        "missing-strength": "Σ |w|, the penalty with λ = 1.",
        "mean": "Divided by the number of weights.",
        "half": "λ/2, which belongs to the squares.",
        "size-for-sign": "A gradient in proportion to the weight, or w/|w|.",
        "kink": "A slope of ±λ, or 0/0, at a weight of 0: there it is 0 by convention.",
        "empty": EMPTY,
        "special-values": "NaN stays.",
        "subnormal": SUBNORMAL,
        "negative-strength": NEGATIVE,
    }
    run = lambda weights, strength: {"value": sum(strength * abs(w) for w in weights)}
    wrong = {
        "cancelling-weights": [
            lambda weights, strength: {"value": sum(strength * w for w in weights)},
            lambda weights, strength: {"value": abs(sum(strength * w for w in weights))},
        ],
        "missing-strength": [changed(run, strength=lambda x: x["strength"] * 0 + 1)],
        "mean": [scaled(run, lambda x: 1 / len(x["weights"]))],
        "half": [scaled(run, lambda x: 0.5)],
        "size-for-sign": [lambda weights, strength: {"value": sum(strength * w * w / 2 for w in weights)}],
        "kink": [lambda weights, strength: {"value": sum(w / abs(w) * w * strength for w in weights)}],
        "empty": [from_first(run, "weights")],
        "special-values": [skipping_nan(run), kept_finite(run)],
        "subnormal": [flushed(run)],
    }

    def ulps(outputs, weights, strength):
        return {"value": 0 if outputs["value"] == 0 else min(len(weights), 8)}

    value = Equation("l1-penalty-value", run, ulps, wrong)
    sign = lambda w: 1 if w > 0 else -1 if w < 0 else w
    slope = lambda weights, strength: {"weights": [strength * sign(w) if w == w else w for w in weights]}
    sloped = lambda function: lambda weights, strength: {"weights": [strength * function(w) for w in weights]}
    wrong = {
        "cancelling-weights": [sloped(lambda w: 1)],
        "missing-strength": [changed(slope, strength=lambda x: x["strength"] * 0 + 1)],
        "mean": [scaled(slope, lambda x: 1 / len(x["weights"]))],
        "half": [scaled(slope, lambda x: 0.5)],
        "size-for-sign": [sloped(lambda w: w), sloped(lambda w: w / abs(w))],
        "kink": [sloped(lambda w: w / abs(w)), sloped(lambda w: 1 if w >= 0 else -1), sloped(lambda w: 1 if w > 0 else -1)],
        "empty": [from_first(slope, "weights")],
        "special-values": [skipping_nan(slope)],
        "subnormal": [flushed(slope)],
    }
    gradient = Equation("l1-penalty-gradient", slope, same_bound(0), wrong)

    special = {"infinity": (inf, [0.5, -0.5]), "zero-strength": (nan, [0, 0])}
    right = (
        "z ≥ 0 taken for the right side: a slope of +λ at a weight of 0, as automatic differentiation of JAX's abs "
        "gives."
    )
    conventions = [(gradient, "right", right, "kink", sloped(lambda w: 1 if w >= 0 else -1 if w < 0 else w), same_bound(0))]
    return penalty_cases("L1Penalty", notes, value, gradient, conventions, ["missing-strength", "mean", "half"], [
        ("opposite-signs", "Magnitudes do not cancel.", ["cancelling-weights", "kink"], 0.5, [2, -2, 0]),
    ], special)


def soft_threshold():
    notes = {
        "plain": PLAIN,
        "hard-threshold": "z itself outside of the threshold.",
        "scaling": "z/(1 + κ), which is what a quadratic penalty does.",
        "missing-negative-branch": "z − κ, or 0, for negative numbers.",
        "not-zero": "Small numbers are not set to 0.",
        "kink-convention": "The derivative at ±κ is 0 by convention here; 1, and ½ where κ > 0, are others.",
        "missing-rate": "The threshold λ instead of ηλ.",
        "gradient-after": "The threshold first, then the step of descent.",
        "subgradient": "A step along λ sign(w): it crosses 0 instead of stopping there.",
        "sign": "A step up the gradient.",
        "special-values": "NaN fails every comparison, and an infinity stays.",
        "empty": EMPTY,
        "cancellation": IN_SINGLE,
        "subnormal": SUBNORMAL,
        "sizes-differ": SIZES,
        "negative-threshold": "A negative threshold moves numbers away from 0, and gives numbers all the same.",
    }

    def soft(z, κ):
        return z - κ if z > κ else z + κ if z < -κ else z - z

    def at_each(function):
        return lambda z, threshold: {"value": each(lambda x: function(x, threshold), z)}

    run = at_each(soft)
    wrong = {
        "hard-threshold": [at_each(lambda z, κ: z if z > κ or z < -κ else z - z)],
        "scaling": [at_each(lambda z, κ: z / (1 + κ))],
        "missing-negative-branch": [at_each(lambda z, κ: z - κ if z > κ else z - z), at_each(lambda z, κ: z - κ if abs(z) > κ else z - z)],
        "not-zero": [at_each(lambda z, κ: z - κ if z > κ else z + κ if z < -κ else z), at_each(lambda z, κ: z - κ if z > 0 else z + κ)],
        "special-values": [at_each(lambda z, κ: z - κ if z > κ else z + κ if z < -κ else 0), skipping_nan(run), kept_finite(run)],
        "empty": [lambda z, threshold: from_first(run, "z")(z=z, threshold=threshold)],
        "cancellation": [in_single(run)],
        "subnormal": [flushed(run)],
    }
    value = Equation("soft-threshold-value", run, same_bound(0.5), wrong)
    slope = at_each(lambda z, κ: 1 if z > κ or z < -κ else z - z)
    wrong = {
        "hard-threshold": [run],
        "missing-negative-branch": [at_each(lambda z, κ: 1 if z > κ else z - z)],
        "not-zero": [at_each(lambda z, κ: 1)],
        "kink-convention": [at_each(lambda z, κ: 1 if z >= κ or z <= -κ else z - z)],
        "special-values": [at_each(lambda z, κ: 1 if z > κ or z < -κ else 0), at_each(lambda z, κ: soft(z, κ) / soft(z, κ))],
        "empty": [lambda z, threshold: from_first(slope, "z")(z=z, threshold=threshold)],
    }
    derivative = Equation("soft-threshold-derivative", slope, same_bound(0), wrong)

    def stepping(threshold=lambda η, λ: η * λ, move=lambda w, η, g: w - η * g):
        return lambda weights, gradient, learningRate, strength: {
            "weights": [
                soft(move(w, learningRate, g), threshold(learningRate, strength))
                for w, g in zip(weights, gradient, strict=True)
            ]
        }

    step = stepping()
    after = lambda weights, gradient, learningRate, strength: {
        "weights": [soft(w, learningRate * strength) - learningRate * g for w, g in zip(weights, gradient)]
    }
    along = lambda weights, gradient, learningRate, strength: {
        "weights": [w - learningRate * (g + (strength if w > 0 else -strength)) for w, g in zip(weights, gradient)]
    }
    wrong = {
        "missing-rate": [stepping(lambda η, λ: λ)],
        "gradient-after": [after],
        "subgradient": [along],
        "sign": [stepping(move=lambda w, η, g: w + η * g)],
        "special-values": [skipping_nan(step)],
        "empty": [from_first(step, "weights")],
        "cancellation": [in_single(step)],
    }

    def ulps(outputs, weights, gradient, learningRate, strength):
        η, λ = learningRate, strength
        bounds = []
        for w, g, new in zip(weights, gradient, outputs["weights"]):
            terms = [w, -η * g, -η * λ if new > 0 else η * λ]
            bounds.append(0 if new == 0 else sum_bound(terms, 4))
        return {"weights": bounds}

    moved = Equation("soft-threshold-step", step, ulps, wrong)

    def at(name, comment, flags, κ, z, expect=None):
        return case(value, name, comment, flags, {"z": z}, None if expect is None else {"value": expect}, {"threshold": κ})

    def rise(name, comment, flags, κ, z, expect=None):
        return case(derivative, name, comment, flags, {"z": z}, None if expect is None else {"value": expect}, {"threshold": κ})

    def to(name, comment, flags, η, λ, w, g, expect=None):
        inputs, attributes = {"weights": w, "gradient": g}, {"learningRate": η, "strength": λ}
        return case(moved, name, comment, flags, inputs, None if expect is None else {"weights": expect}, attributes)

    usual = ["plain", "hard-threshold", "scaling", "missing-negative-branch", "not-zero"]
    cases = [
        at("dyadic", "On both sides, and between.", usual, 0.5, [1.5, -2.25, 0.25, -0.125, 0, 0.5, -0.5]),
        at("decimal", "Every difference rounds.", usual, 0.3, [0.1, -0.2] + decimals("soft", 5)),
        at("single", "All bits of a Float32 in use.", usual, 0.699999988079071, [0.125, -0.25] + singles("soft", 6)),
        at("no-threshold", "κ = 0 is the identity.", ["missing-negative-branch"], 0, [1.5, -2.5, 0]),
        at("number", "One number.", ["plain", "hard-threshold", "scaling"], 1, 3),
        at("matrix", "Any shape.", usual, 1, [[3, -0.5], [0.5, -4]]),
        at("just-above", "One unit above the threshold.", ["hard-threshold", "cancellation"], 0.1, [0.1 + 2.0**-56, -0.1 - 2.0**-56]),
        at("large", "A number far above.", ["plain", "scaling"], 0.25, [1e10, -1e300]),
        at("special-values", "NaN and infinities.", ["special-values"], 1, [nan, inf, -inf, 0.5], [nan, inf, -inf, 0]),
        at("subnormal", "Subnormal numbers.", ["subnormal"], 1e-310, [3e-310, -4e-310]),
        at("empty", "No numbers.", ["empty"], 1, []),
        rise("dyadic", "1 outside, 0 between.", ["plain", "hard-threshold", "missing-negative-branch", "not-zero"], 0.5, [1.5, -2.25, 0.25, -0.125, 0]),
        rise("kinks", "At ±κ.", ["kink-convention"], 0.5, [0.5, -0.5]),
        rise("no-threshold", "κ = 0: 0 at the one point that is left.", ["kink-convention"], 0, [0, 1, -1]),
        rise("matrix", "Any shape.", ["plain", "not-zero"], 1, [[3, -0.5], [0.5, -4]]),
        rise("special-values", "NaN stays; the slope at ±∞ is 1.", ["special-values"], 1, [nan, inf, -inf], [nan, 1, 1]),
        rise("empty", "No numbers.", ["empty"], 1, []),
        to("dyadic", "One weight on either side of the threshold, and one that becomes 0.", ["plain", "missing-rate", "gradient-after", "subgradient", "sign"], 0.25, 1, [2, -1.5, 0.5], [1, 2, 1.5]),
        to("decimal", "Every operation rounds.", ["plain", "missing-rate", "sign"], 0.1, 0.7, decimals("ista w", 5), decimals("ista g", 5)),
        to("single", "All bits of a Float32 in use.", ["plain", "missing-rate", "sign"], 0.10000000149011612, 0.5, singles("ista w", 5), singles("ista g", 5)),
        to("stays-zero", "A weight of 0 stays there while its gradient is below λ.", ["plain", "subgradient", "gradient-after"], 0.5, 1, [0, 0], [0.75, -0.75]),
        to("leaves-zero", "And leaves it where it is above.", ["plain", "sign", "gradient-after"], 0.5, 1, [0, 0], [1.75, -2]),
        to("no-penalty", "λ = 0 is gradient descent.", ["sign"], 0.5, 0, [1, -2], [0.75, 2]),
        to("no-rate", "η = 0 changes nothing.", ["missing-rate"], 0, 1, [0.5, -2], [0.75, 2]),
        to("cancellation", "The step almost ends at the threshold.", ["cancellation"], 0.7, 0.3, [1.4445678], [1.763668]),
        to("nan", "NaN stays in its place.", ["special-values"], 0.5, 1, [nan, 2, 3], [1, nan, 1], [nan, nan, 2]),
        to("empty", "No weights.", ["empty"], 0.5, 1, [], []),
    ]
    mean_slope = at_each(lambda z, κ: 1 if abs(z) > κ else (z * 0 + 1) / 2 if abs(z) == κ and κ > 0 else z - z)
    conventions = [
        ("outer", "|z| ≥ κ taken for the outside: the derivative at ±κ is 1.", at_each(lambda z, κ: 1 if abs(z) >= κ else z - z)),
        ("mean", "The mean of both sides: ½ at ±κ, as JAX's derivative of sign(z) max(|z| − κ, 0).", mean_slope),
    ]
    for word, convention, program in conventions:
        cases += siblings(derivative, cases, "kink-convention", word, convention, program)
    cases += [
        misfit(cases, value, "dyadic", "negative-threshold", "Every number would be outside.", "negative-threshold", threshold=-0.5),
        misfit(cases, derivative, "dyadic", "negative-threshold", "Every number would be outside.", "negative-threshold", threshold=-0.5),
        misfit(cases, moved, "decimal", "fewer-gradients", "A weight without a gradient.", gradient=less),
        misfit(cases, moved, "decimal", "one-gradient", "One gradient is not that of every weight.", gradient=first),
        misfit(cases, moved, "decimal", "negative-strength", "The threshold would be negative.", "negative-threshold", strength=-0.7),
    ]
    return concept("RegularizationMethods", "SoftThreshold", notes, cases)


# Decay


def weight_decay_descent():
    notes = {
        "plain": PLAIN,
        "missing-rate": "Shrinks by λ instead of ηλ, which is another convention.",
        "after-the-step": "Shrinks the weight that has moved.",
        "growing": "(1 + ηλ) W.",
        "sign": "A step up the gradient.",
        "missing-decay": "Plain gradient descent.",
        "doubled": "2 λ W, the gradient of λ ‖W‖² without its ½.",
        "l1": "A step of λ sign(W).",
        "cancellation": IN_SINGLE,
        "special-values": "NaN stays in its place.",
        "empty": EMPTY,
        "overflow": OVERFLOW,
        "subnormal": SUBNORMAL,
        "sizes-differ": SIZES,
        "rate-out-of-range": RATES,
    }

    def step(parameters, gradient, learningRate, decay):
        η, λ = learningRate, decay
        return {"parameters": [(1 - η * λ) * W - η * g for W, g in zip(parameters, gradient, strict=True)]}

    def after(parameters, gradient, learningRate, decay):
        η, λ = learningRate, decay
        return {"parameters": [(1 - η * λ) * (W - η * g) for W, g in zip(parameters, gradient, strict=True)]}

    def l1(parameters, gradient, learningRate, decay):
        η, λ = learningRate, decay
        return {"parameters": [W - η * (g + λ * (1 if W > 0 else -1)) for W, g in zip(parameters, gradient)]}

    def without_rate(parameters, gradient, learningRate, decay):
        η, λ = learningRate, decay
        return {"parameters": [(1 - λ) * W - η * g for W, g in zip(parameters, gradient, strict=True)]}

    def without_rate_ulps(outputs, parameters, gradient, learningRate, decay):
        η, λ = learningRate, decay
        return {"parameters": [sum_bound([W, -λ * W, -η * g], 4) for W, g in zip(parameters, gradient)]}

    wrong = {
        "missing-rate": [without_rate],
        "after-the-step": [after],
        "growing": [changed(step, decay=lambda x: -x["decay"])],
        "sign": [changed(step, gradient=lambda x: [-g for g in x["gradient"]])],
        "missing-decay": [changed(step, decay=lambda x: x["decay"] * 0)],
        "doubled": [changed(step, decay=lambda x: 2 * x["decay"])],
        "l1": [l1],
        "cancellation": [in_single(step)],
        "special-values": [skipping_nan(step)],
        "empty": [from_first(step, "parameters")],
        "overflow": [kept_finite(step)],
        "subnormal": [flushed(step)],
    }

    def ulps(outputs, parameters, gradient, learningRate, decay):
        η, λ = learningRate, decay
        # ηλ, 1 − ηλ, two products and the difference.
        return {"parameters": [sum_bound([W, -η * λ * W, -η * g], 4) for W, g in zip(parameters, gradient)]}

    equation = Equation("weight-decay-descent-step", step, ulps, wrong)

    def to(name, comment, flags, η, λ, W, g, expect=None):
        inputs, attributes = {"parameters": W, "gradient": g}, {"learningRate": η, "decay": λ}
        return case(equation, name, comment, flags, inputs, None if expect is None else {"parameters": expect}, attributes)

    data = lambda kind, n: (kind(f"decay W {n}", n), kind(f"decay g {n}", n))
    usual = ["plain", "missing-rate", "after-the-step", "growing", "sign", "missing-decay", "doubled", "l1"]
    cases = [
        to("dyadic", "Nothing rounds.", usual, 0.25, 0.5, *data(dyadics, 3)),
        to("decimal", "Every operation rounds.", usual, 0.1, 0.01, *data(decimals, 4)),
        to("single", "All bits of a Float32 in use.", usual, 0.10000000149011612, 0.05000000074505806, *data(singles, 5)),
        to("one-step-example", "The page's example: 2 − 0.1 (4 + 0.8 · 2) = 1.44.", usual, 0.1, 0.8, [2], [4]),
        to("no-gradient", "Without a gradient the weights shrink.", ["plain", "missing-rate", "growing", "missing-decay", "doubled", "l1"], 0.25, 0.5, [2, -3], [0, 0]),
        to("zero-weight", "A weight of 0 takes a plain step.", ["plain", "sign", "l1"], 0.25, 0.5, [0], [1.5]),
        to("no-decay", "λ = 0 is gradient descent.", ["plain", "sign"], 0.25, 0, [2, -3], [1, 0.5]),
        to("zero-learning-rate", "η = 0 changes nothing.", ["missing-rate"], 0, 0.5, [2, -3], [1, 0.5]),
        to("erased", "ηλ = 1: the weight is forgotten.", ["plain", "sign", "growing", "missing-decay", "doubled"], 0.5, 2, [3, -4], [1, 2]),
        to("diverging", "ηλ = 2.5: the weight changes its sign and grows.", ["plain", "growing", "missing-decay"], 0.5, 5, [2, -3], [0, 0]),
        to("cancellation", "The step almost ends at 0.", ["cancellation"], 0.1, 0.5, [2], [19.00002]),
        to("overflow", "Beyond the largest number.", ["overflow"], 1, 0.5, [1.7e308], [-1.7e308]),
        to("subnormal", "Subnormal weights.", ["subnormal"], 0.5, 0.5, [4e-310], [1e-310]),
        to("nan", "NaN stays in its place.", ["special-values"], 0.5, 0.5, [nan, 2, 4], [1, nan, 1], [nan, nan, 2.5]),
        to("empty", "No parameters.", ["empty"], 0.5, 0.5, [], []),
    ]
    convention = (
        "A decay of λ, not ηλ: SGDW of Loshchilov and Hutter (2019) and TensorFlow Addons, where a schedule scales "
        "both."
    )
    cases += siblings(equation, cases, "missing-rate", "without-rate", convention, without_rate, without_rate_ulps)
    cases += [
        misfit(cases, equation, "decimal", "fewer-gradients", "A weight without a gradient.", gradient=less),
        misfit(cases, equation, "decimal", "one-gradient", "One gradient is not that of every weight.", gradient=first),
        misfit(cases, equation, "decimal", "negative-decay", "The weights would grow.", "rate-out-of-range", decay=-0.01),
    ]
    return concept("RegularizationMethods", "WeightDecayDescent", notes, cases)


def adam_w():
    notes = {
        "plain": PLAIN,
        "coupled": "λθ in the gradient, as of an L2 penalty: Adam divides it by its root. "
        "Seen in https://github.com/anhquan0412/basic_model_scratch/issues/2.",
        "missing-rate": "Shrinks by λ instead of ηλ, which is another convention. "
        "Discussed in https://github.com/NVIDIA/apex/issues/1849.",
        "after-the-step": "Shrinks the parameter that has moved.",
        "growing": "(1 + ηλ) θ.",
        "missing-decay": "Plain Adam.",
        "doubled": "2 λ θ.",
        "decay-of-moments": "The moments shrink too.",
        "sign": "A step up the gradient.",
        "forgetful": "Moments of 0, as by a state that is not passed on.",
        "other-variant": "The other place of ε, or no correction of the moments.",
        "steps-ahead": "t + 1 for t.",
        "steps-from-zero": "t − 1 for t: the first step divides by 0.",
        "naive-correction": "1 − βᵗ as a difference: βᵗ agrees with 1 in its first digits.",
        "special-values": "NaN stays in its place.",
        "empty": EMPTY,
        "subnormal": SUBNORMAL,
        "sizes-differ": SIZES,
        "rate-out-of-range": RATES,
    }

    def difference(β, t):
        return 1 - power(β, t)

    def accurate(β, t):
        if not isinstance(β, Float):
            return 1 - power(β, t)
        rest = float(β) - 1
        return β.with_(-math.expm1(int(float(t)) * math.log1p(rest)) if rest > -1 else 1)

    def stepping(ahead=1, correction=accurate, coupled=False, decay=lambda θ, η, λ: (1 - η * λ) * θ, after=None, moments=False):
        def step(parameters, gradient, firstMoment, secondMoment, learningRate, firstDecay, secondDecay, epsilon, stepCount, variant, **x):
            θ, g, m, v, η, ε, λ = parameters, gradient, firstMoment, secondMoment, learningRate, epsilon, x["decay"]
            β1, β2, t = firstDecay, secondDecay, stepCount + ahead
            places = range(len(θ))
            if coupled:
                g = [g[i] + λ * θ[i] for i in places]
            elif after is None:
                θ = [decay(θ[i], η, λ) for i in places]
            m = [β1 * m[i] + (1 - β1) * g[i] for i in places]
            v = [β2 * v[i] + (1 - β2) * (g[i] * g[i]) for i in places]
            c1, c2 = correction(β1, t), correction(β2, t)
            if variant == "corrected":
                θ = [θ[i] - η * ((m[i] / c1) / (square_root(v[i] / c2) + ε)) for i in places]
            elif variant == "epsilonHat":
                θ = [θ[i] - η * (square_root(c2) / c1) * (m[i] / (square_root(v[i]) + ε)) for i in places]
            else:
                θ = [θ[i] - η * (m[i] / (square_root(v[i]) + ε)) for i in places]
            if after is not None:
                θ = [after(θ[i], η, λ) for i in places]
            if moments:
                m = [(1 - η * λ) * x for x in m]
            return {"parameters": θ, "firstMoment": m, "secondMoment": v, "stepCount": stepCount + 1}

        return step

    step = stepping()
    without_rate = stepping(decay=lambda θ, η, λ: (1 - λ) * θ)
    wrong = {
        "coupled": [stepping(coupled=True)],
        "missing-rate": [without_rate],
        "after-the-step": [stepping(after=lambda θ, η, λ: (1 - η * λ) * θ)],
        "growing": [stepping(decay=lambda θ, η, λ: (1 + η * λ) * θ)],
        "missing-decay": [stepping(decay=lambda θ, η, λ: θ)],
        "doubled": [stepping(decay=lambda θ, η, λ: (1 - 2 * η * λ) * θ)],
        "decay-of-moments": [stepping(moments=True)],
        "sign": [changed(step, gradient=lambda x: [-g for g in x["gradient"]])],
        "forgetful": [
            changed(step, firstMoment=lambda x: [m * 0 for m in x["firstMoment"]]),
            changed(step, secondMoment=lambda x: [m * 0 for m in x["secondMoment"]]),
        ],
        "other-variant": [
            changed(step, variant=lambda x: "corrected" if x["variant"] != "corrected" else "epsilonHat"),
            changed(step, variant=lambda x: "uncorrected"),
        ],
        "steps-ahead": [stepping(ahead=2)],
        "steps-from-zero": [stepping(ahead=0)],
        "naive-correction": [stepping(correction=difference)],
        "special-values": [skipping_nan(step)],
        "empty": [from_first(step, "parameters")],
        "subnormal": [flushed(step)],
    }

    def ulps(outputs, rate=None, **x):
        # As for Adam's own step, with the three roundings of the decay.
        λ, β1, g = x["decay"], x["firstDecay"], x["gradient"]
        η = x["learningRate"] if rate is None else rate
        moments = [[β1 * m, (1 - β1) * p] for m, p in zip(x["firstMoment"], g)]
        bounds = []
        for θ, new, terms in zip(x["parameters"], outputs["parameters"], moments):
            scale = (new - (1 - η * λ) * θ) / sum(terms) if sum(terms) != 0 else 0
            bounds.append(sum_bound([θ, -η * λ * θ] + [scale * t for t in terms], 8))
        return {
            "parameters": bounds,
            "firstMoment": [sum_bound(terms, 3) for terms in moments],
            "secondMoment": [4 if v != 0 else 0 for v in outputs["secondMoment"]],
            "stepCount": 0,
        }

    equation = Equation("adam-w-step", step, ulps, wrong)

    def to(name, comment, flags, variant, settings, θ, g, m, v, steps, expect=None):
        η, λ, β1, β2, ε = settings
        inputs = {"parameters": θ, "gradient": g, "firstMoment": m, "secondMoment": v}
        names = ("parameters", "firstMoment", "secondMoment", "stepCount")
        expect = None if expect is None else dict(zip(names, (*expect, steps + 1)))
        attributes = {"learningRate": η, "decay": λ, "firstDecay": β1, "secondDecay": β2, "epsilon": ε, "stepCount": steps, "variant": variant}
        return case(equation, name, comment, flags, inputs, expect, attributes)

    def data(kind, n):
        θ, g, m, v = (kind(f"adam-w {n} {part}", n) for part in ("parameters", "gradient", "first", "second"))
        return θ, g, m, [abs(x) for x in v]

    usual = ["plain", "coupled", "missing-rate", "after-the-step", "growing", "missing-decay", "doubled", "decay-of-moments", "sign", "forgetful", "other-variant"]
    timed = ["steps-ahead", "steps-from-zero"]
    dyadic = (0.125, 0.5, 0.75, 0.9375, 0.0625)
    single = (0.10000000149011612, 0.05000000074505806, 0.8999999761581421, 0.9990000128746033, 0.0010000000474974513)
    cases = [
        to("corrected-dyadic", "The third step.", usual + timed, "corrected", dyadic, *data(dyadics, 3), 2),
        to("corrected-decimal", "Every operation rounds.", usual + timed, "corrected", (0.01, 0.1, 0.9, 0.999, 1e-3), *data(decimals, 4), 6),
        to("corrected-single", "All bits of a Float32 in use.", usual + timed, "corrected", single, *data(singles, 5), 4),
        to("epsilon-hat", "ε before the correction.", usual + timed, "epsilonHat", dyadic, *data(dyadics, 2), 3),
        to("uncorrected", "Without correction.", ["plain", "coupled", "missing-rate", "missing-decay", "sign"], "uncorrected", dyadic, *data(dyadics, 4), 3),
        to("first-step", "From the fresh state: (1 − ηλ) θ − η sign(g), up to ε.", ["plain", "missing-rate", "missing-decay", "after-the-step", "sign"] + timed, "corrected", (0.01, 0.1, 0.9, 0.999, 1e-8), [2, -3], [0.5, 100], [0, 0], [0, 0], 0),
        to("correction-keeps-its-digits", "A second step from 0, where 1 − β₂² has lost two digits as a difference.", ["naive-correction", "sign"] + timed, "corrected", (0.1, 0.01, 0.9, 0.999, 1e-8), [0], [0.7], [0.03], [0.0004], 1),
        to("correction-in-single", "In Float32 the third 1 − β₂ᵗ has four digits as a difference.", ["naive-correction", "sign"] + timed, "corrected", (0.10000000149011612, 0.009999999776482582, 0.8999999761581421, 0.9990000128746033, 2.0**-27), [0], [0.75], [0.125], [0.0009765625], 2),
        to("no-gradient", "From the fresh state: the parameters shrink, and the moments stay 0.", ["plain", "coupled", "growing", "missing-decay"], "corrected", (0.25, 0.5, 0.9, 0.999, 1e-8), [2, -3], [0, 0], [0, 0], [0, 0], 0),
        to("no-decay", "λ = 0 is Adam.", ["plain", "sign"], "corrected", (0.25, 0, 0.75, 0.9375, 0.0625), [2, -3], [1, 0.5], [0.25, 0.5], [1, 2], 3),
        to("zero-learning-rate", "The moments go on, the parameters stay.", ["missing-rate"], "corrected", (0, 0.5, 0.75, 0.9375, 0.0625), [2, -3], [1, 0.5], [0.25, 0.5], [1, 2], 3),
        to("later-step", "After a million steps.", ["plain", "coupled", "missing-decay"], "corrected", (0.001, 0.01, 0.9, 0.999, 1e-8), [2, -3], [0.5, -1], [0.25, 0.5], [0.5, 0.75], 1000000),
        to("subnormal", "A subnormal parameter without a gradient.", ["subnormal"], "corrected", (0.5, 0.5, 0.5, 0.5, 1), [4e-310], [0], [0], [0], 0),
        to("nan", "NaN stays in its place.", ["special-values"], "corrected", (0.5, 0.5, 0.5, 0.5, 1), [nan, 2, 4], [0, nan, 0], [0, 0, 0], [0, 0, 0], 0, ([nan, nan, 3], [0, nan, 0], [0, nan, 0])),
        to("empty", "No parameters.", ["empty"], "corrected", (0.5, 0.5, 0.5, 0.5, 1), [], [], [], [], 0),
    ]
    convention = (
        "A decay of λ, not ηλ: AdamW of Loshchilov and Hutter (2019) and TensorFlow Addons, where a schedule scales "
        "both."
    )
    without_rate_ulps = lambda outputs, **x: ulps(outputs, rate=1, **x)
    cases += siblings(equation, cases, "missing-rate", "without-rate", convention, without_rate, without_rate_ulps)
    cases += [
        misfit(cases, equation, "corrected-decimal", "fewer-gradients", "A parameter without a gradient.", gradient=less),
        misfit(cases, equation, "corrected-decimal", "fewer-moments", "A state of another model.", secondMoment=less),
        misfit(cases, equation, "corrected-decimal", "one-gradient", "One gradient is not that of every parameter.", gradient=first),
        misfit(cases, equation, "corrected-decimal", "negative-decay", "The parameters would grow.", "rate-out-of-range", decay=-0.1),
        misfit(cases, equation, "corrected-decimal", "first-decay-above-one", "An average that forgets the future.", "rate-out-of-range", firstDecay=1.5),
    ]
    return concept("RegularizationMethods", "AdamW", notes, cases)


# Early stopping


def early_stopping():
    notes = {
        "plain": PLAIN,
        "impatient": "Stops at the first loss that counts.",
        "never-reset": "Counts all such losses, not those in a row.",
        "last-not-best": "Returns the last check.",
        "previous-loss": "Compares with the loss before instead of the least so far.",
        "missing-delta": "Δ = 0.",
        "added-delta": "least + Δ: small rises are forgiven.",
        "other-criterion": "An equal loss counts where it should not, or does not where it should.",
        "last-of-equals": "The last of equal least losses.",
        "late": "One check too many.",
        "best-by-delta": "The best is the last loss that fell by more than Δ, not the least: another convention.",
        "nan-is-patience": "NaN counts as one more loss that is not better, another convention, or as none. "
        "Seen in https://github.com/Bjarten/early-stopping-pytorch/issues/16.",
        "infinity-stops": "An infinite loss ends the training as NaN does, by another convention.",
        "negative-patience": "Fewer than no losses: a counter that is compared for equality never stops the training.",
        "empty": EMPTY,
    }

    def outcome(late=0, reset=True, previous=False, other_criterion=False, delta=lambda Δ: Δ, equals=False, by_delta=False, nan_stops=True, last=False, patience_of=lambda p: p):
        def run(losses, patience, minimumDelta, criterion):
            P, Δ = patience_of(int(float(patience))) + late, delta(minimumDelta)
            least, best, waited, count, stopped, before = None, -1, 0, 0, 0, None
            for t, L in enumerate(losses):
                count = t + 1
                if L != L and nan_stops:
                    stopped = 1
                    break
                reference = before if previous else least
                if least is None:
                    least, best = L, t
                else:
                    strict = (criterion == "increase") != other_criterion
                    worse = L > reference - Δ if strict else not L < reference - Δ
                    waited = waited + 1 if worse else 0 if reset else waited
                    if (not worse) if by_delta else L <= least if equals else L < least:
                        least, best = L, t
                before = L
                if waited == P:
                    stopped = 1
                    break
            if last:
                best = count - 1
            return {"isStopped": stopped, "checkCount": count, "bestCheck": best}

        return run

    wrong = {
        "impatient": [outcome(patience_of=lambda p: 1)],
        "never-reset": [outcome(reset=False)],
        "last-not-best": [outcome(last=True)],
        "previous-loss": [outcome(previous=True)],
        "missing-delta": [outcome(delta=lambda Δ: Δ * 0)],
        "added-delta": [outcome(delta=lambda Δ: -Δ)],
        "other-criterion": [outcome(other_criterion=True)],
        "last-of-equals": [outcome(equals=True)],
        "late": [outcome(late=1)],
        "best-by-delta": [outcome(by_delta=True)],
        "nan-is-patience": [outcome(nan_stops=False)],
        "infinity-stops": [lambda losses, **x: outcome()([nan if y == inf else y for y in losses], **x)],
        "empty": [from_first(outcome(), "losses")],
    }
    equation = Equation("early-stopping-outcome", outcome(), same_bound(0), wrong)

    def of(name, comment, flags, losses, patience=1, Δ=0, criterion="increase", expect=None):
        attributes = {"patience": patience, "minimumDelta": Δ, "criterion": criterion}
        expect = None if expect is None else dict(zip(("isStopped", "checkCount", "bestCheck"), expect))
        return case(equation, name, comment, flags, {"losses": losses}, expect, attributes)

    noisy = [1, 0.875, 0.90625, 0.5, 0.5625, 0.53125, 0.625, 0.25]
    cases = [
        of("literal-rule", "The erratum's series: the first rise stops, and keeps 0.9.", ["last-not-best", "late"], [1.0, 0.9, 0.91, 0.5]),
        of("patience-two", "With a patience of 2 it finds 0.5.", ["impatient"], [1.0, 0.9, 0.91, 0.5], 2),
        of("falling", "A falling series never stops.", ["other-criterion"], [4, 3, 2, 1], 1, 1),
        of("falling-without-delta", "The same without Δ.", ["plain"], [4, 3, 2, 1]),
        of("rising", "A rising series stops at once.", ["last-not-best", "late"], [1, 2, 3, 4]),
        of("rising-with-patience", "Or after three.", ["last-not-best", "late", "impatient"], [1, 2, 3, 4, 5, 6], 3),
        of("noisy", "The rises in between do not stop it; the three at the end do.", ["impatient", "last-not-best", "late", "never-reset"], noisy, 3),
        of("rises-apart", "Rises that do not follow each other.", ["never-reset"], [4, 5, 3, 4, 2, 3, 1], 2),
        of("falls-after-a-rise", "Each loss is below the one before, and above the least.", ["previous-loss"], [1, 4, 3, 2], 2),
        of("small-falls", "Falls of less than Δ count against the patience.", ["missing-delta", "added-delta"], [1, 0.9375, 0.875, 0.8125], 2, 0.125),
        of("small-falls-best", "The least loss is returned though it fell by less than Δ.", ["best-by-delta"], [1, 0.9375, 0.875, 0.8125], 3, 0.125),
        of("small-falls-that-add-up", "Falls that together exceed Δ still count one by one.", ["best-by-delta", "missing-delta"], [1, 0.9375, 0.875, 0.8125, 0.75], 4, 0.125, "noDecrease"),
        of("least-within-delta", "The least loss did not fall by Δ.", ["best-by-delta", "late"], [1, 0.9375, 0.96875], 2, 0.125, "noDecrease"),
        of("exact-delta", "A fall of exactly Δ is enough here.", ["other-criterion"], [1, 0.5, 0.25, 0.125], 1, 0.125),
        of("exact-delta-strict", "And not enough where it has to be below.", ["other-criterion"], [1, 0.5, 0.25, 0.125], 1, 0.125, "noDecrease"),
        of("ties", "Equal losses are no increase: the series never stops.", ["other-criterion", "last-of-equals"], [2, 1, 1, 1, 1], 2),
        of("ties-count", "Where equal losses count they stop it.", ["other-criterion", "last-of-equals", "late"], [2, 1, 1, 1, 1], 2, 0, "noDecrease"),
        of("tie-with-the-best", "The first of equal least losses is returned.", ["last-of-equals"], [2, 1, 3, 1], 3),
        of("one-loss", "One loss cannot rise.", ["plain"], [3]),
        of("empty", "No losses.", ["empty"], []),
        of("nan", "NaN stops, whatever the patience.", ["nan-is-patience"], [3, 2, nan, 1], 5, expect=(1, 3, 1)),
        of("nan-first", "NaN at the start: there is no best.", ["nan-is-patience"], [nan, 2], 5, expect=(1, 1, -1)),
        of("infinite", "Infinite losses count; a first one is best until a number comes.", ["impatient", "infinity-stops"], [inf, inf, 2, inf, 1], 2, expect=(0, 5, 4)),
    ]
    named = {x["name"].partition("/")[2]: x for x in cases}
    keras = (
        "Keras and PyTorch Lightning: the best is the last loss that fell by more than Δ, and falls are measured from "
        "it."
    )
    others = [
        ("small-falls-that-add-up", "by-delta", keras, "best-by-delta", (0, 5, 3)),
        ("least-within-delta", "by-delta", keras, "best-by-delta", (1, 3, 0)),
        ("nan", "counts", "NaN is a loss that is not better: Keras.", "nan-is-patience", (0, 4, 3)),
        ("nan-first", "counts", "NaN is a loss that is not better: Keras.", "nan-is-patience", (0, 2, 1)),
        ("infinite", "stops", "An infinite loss stops as NaN does: PyTorch Lightning unless told check_finite=False.", "infinity-stops", (1, 1, -1)),
    ]
    for valid, word, convention, flag, numbers in others:
        expect = dict(zip(("isStopped", "checkCount", "bestCheck"), numbers))
        cases.append(acceptable(equation, f"{valid}-{word}", convention, named[valid], [flag], expect))
    cases.append(misfit(cases, equation, "noisy", "negative-patience", "A patience of −1.", "negative-patience", patience=-1))
    return concept("RegularizationMethods", "EarlyStopping", notes, cases)


# Augmentation


def image(name, rows, columns):
    return matrix(dyadics(name, rows * columns), columns)


def turned(image, turns):
    """Counter-clockwise: the last column becomes the first row."""
    for _ in range(int(float(turns)) % 4):
        image = [list(row) for row in zip(*image)][::-1] if image and image[0] else image
    return image


AUGMENTED = {
    "plain": PLAIN,
    "identity": "Nothing moves.",
    "vertical": "Upside down instead of left for right.",
    "transposed": "Rows and columns exchanged.",
    "special-values": "NaN, infinities and −0 pass as they are.",
}


def horizontal_flip():
    notes = AUGMENTED | {"half-turn": "Both axes."}
    flip = lambda rows: [row[::-1] for row in rows]

    def wrong_of(name, output):
        change = lambda function: lambda **x: {output: function(x[name])}
        return {
            "identity": [change(lambda I: I)],
            "vertical": [change(lambda I: I[::-1])],
            "half-turn": [change(lambda I: flip(I)[::-1])],
            "transposed": [change(lambda I: transposed(I))],
            "special-values": [skipping_nan(change(flip)), change(lambda I: each(lambda x: 0 + x, flip(I)))],
        }

    def pair(identifier, name, output):
        equation = Equation(identifier, lambda **x: {output: flip(x[name])}, same_bound(0), wrong_of(name, output))

        def one(case_name, comment, flags, rows, expect=None):
            return case(equation, case_name, comment, flags, {name: rows}, None if expect is None else {output: expect})

        usual = ["plain", "identity", "vertical", "half-turn"]
        special = [[nan, inf, -0.0], [-inf, 1, 2]]
        return [
            one("two-by-three", "Two rows of three.", usual, image(f"{identifier} a", 2, 3)),
            one("four-by-two", "Four rows of two.", usual, image(f"{identifier} b", 4, 2)),
            one("square", "A square.", usual + ["transposed"], image(f"{identifier} c", 3, 3)),
            one("one-row", "One row.", ["plain", "identity", "vertical"], image(f"{identifier} d", 1, 4)),
            one("one-column", "One column stays.", ["plain", "vertical", "half-turn"], image(f"{identifier} e", 3, 1)),
            one("special-values", "NaN, infinities and −0.", ["special-values"], special, flip(special)),
        ]

    cases = pair("horizontal-flip-value", "image", "value") + pair("horizontal-flip-pullback", "cotangent", "image")
    return concept("RegularizationMethods", "HorizontalFlip", notes, cases)


def quarter_turn():
    notes = {name: note for name, note in AUGMENTED.items() if name != "vertical"} | {
        "clockwise": "Turned the other way.",
        "one-turn": "One turn, whatever the number.",
        "not-turned-back": "A cotangent is turned on instead of back.",
    }

    def wrong_of(name, output, way):
        change = lambda function: lambda turns, **x: {output: function(x[name], turns)}
        return {
            "identity": [change(lambda I, k: I)],
            "clockwise": [change(lambda I, k: turned(I, -way * int(float(k))))],
            "not-turned-back": [change(lambda I, k: turned(I, -way * int(float(k))))],
            "one-turn": [change(lambda I, k: turned(I, way))],
            "transposed": [change(lambda I, k: transposed(I))],
            "special-values": [
                skipping_nan(change(lambda I, k: turned(I, way * int(float(k))))),
                change(lambda I, k: each(lambda x: 0 + x, turned(I, way * int(float(k))))),
            ],
        }

    def pair(identifier, name, output, way):
        run = lambda turns, **x: {output: turned(x[name], way * int(float(turns)))}
        equation = Equation(identifier, run, same_bound(0), wrong_of(name, output, way))

        def one(case_name, comment, flags, k, rows, expect=None):
            expect = None if expect is None else {output: expect}
            return case(equation, case_name, comment, flags, {name: rows}, expect, {"turns": k})

        wrong_way = ["clockwise"] if way == 1 else ["not-turned-back"]
        special = [[nan, inf, -0.0], [-inf, 1, 2]]
        return [
            one("one-turn", "Two rows of three become three of two.", ["plain", "identity", "transposed"] + wrong_way, 1, image(f"{identifier} a", 2, 3)),
            one("two-turns", "Both axes reversed.", ["plain", "identity", "one-turn"], 2, image(f"{identifier} b", 4, 2)),
            one("three-turns", "Once clockwise.", ["plain", "one-turn", "transposed"] + wrong_way, 3, image(f"{identifier} c", 3, 2)),
            one("four-turns", "Back to the start.", ["one-turn"], 4, image(f"{identifier} d", 2, 3)),
            one("minus-one-turn", "Three turns.", ["plain", "one-turn"] + wrong_way, -1, image(f"{identifier} e", 2, 5)),
            one("minus-six-turns", "Two turns.", ["plain", "one-turn"], -6, image(f"{identifier} f", 3, 3)),
            one("square", "A square: a transpose alone has its shape.", ["plain", "transposed", "identity"] + wrong_way, 1, image(f"{identifier} g", 3, 3)),
            one("no-turn", "No turn.", ["one-turn"], 0, image(f"{identifier} h", 2, 3)),
            one("one-row", "A row becomes a column, the last element on top.", ["plain"] + wrong_way, 1, image(f"{identifier} i", 1, 4)),
            one("special-values", "NaN, infinities and −0.", ["special-values"], 1, special, turned(special, way)),
        ]

    cases = pair("quarter-turn-value", "image", "value", 1) + pair("quarter-turn-pullback", "cotangent", "image", -1)
    return concept("RegularizationMethods", "QuarterTurn", notes, cases)


def crop():
    notes = {
        "plain": PLAIN,
        "from-the-corner": "From the upper left corner, whatever the place.",
        "swapped-places": "Row and column of the place exchanged.",
        "swapped-sizes": "Height and width exchanged.",
        "one-off": "One row or column further on, or counted from 1.",
        "ones-outside": "The pullback is not 0 outside of the rectangle.",
        "special-values": "NaN, infinities and −0 pass as they are.",
        "empty": "A rectangle without rows.",
        "negative-size": "Fewer than no columns: a slice that ends before it starts gives an empty image.",
    }

    def cut(I, r, c, h, w):
        return [[I[r + i][c + j] for j in range(w)] for i in range(h)]

    def whole(*numbers):
        return [int(float(x)) for x in numbers]

    def value_by(change):
        return lambda image, top, left, height, width: {"value": cut(image, *change(*whole(top, left, height, width)))}

    def sliced(image, top, left, height, width):
        r, c, h, w = whole(top, left, height, width)
        return {"value": [row[c : c + w] for row in image[r : r + h]]}

    run = value_by(lambda r, c, h, w: (r, c, h, w))
    wrong = {
        "from-the-corner": [value_by(lambda r, c, h, w: (0, 0, h, w))],
        "swapped-places": [value_by(lambda r, c, h, w: (c, r, h, w))],
        "swapped-sizes": [value_by(lambda r, c, h, w: (r, c, w, h))],
        "one-off": [
            value_by(lambda r, c, h, w: (r - 1, c, h, w)),
            value_by(lambda r, c, h, w: (r, c + 1, h, w)),
        ],
        "special-values": [skipping_nan(run), lambda **x: {"value": each(lambda y: 0 + y, run(**x)["value"])}],
        "negative-size": [sliced],
    }
    value = Equation("crop-value", run, same_bound(0), wrong)

    def pad(C, I, r, c, outside=0):
        inside = lambda i, j: r <= i < r + len(C) and c <= j < c + (len(C[0]) if C else 0)
        return [[C[i - r][j - c] if inside(i, j) else outside for j in range(len(I[0]))] for i in range(len(I))]

    def padded_by(change, **parts):
        return lambda cotangent, image, top, left: {"image": pad(cotangent, image, *change(*whole(top, left)), **parts)}

    padded = padded_by(lambda r, c: (r, c))
    wrong = {
        "from-the-corner": [padded_by(lambda r, c: (0, 0))],
        "swapped-places": [padded_by(lambda r, c: (c, r))],
        "one-off": [padded_by(lambda r, c: (r - 1, c)), padded_by(lambda r, c: (r, c + 1))],
        "ones-outside": [padded_by(lambda r, c: (r, c), outside=1)],
        "special-values": [skipping_nan(padded)],
        "empty": [lambda **x: {"image": [x["cotangent"][0]]}],
    }
    pullback = Equation("crop-pullback", padded, same_bound(0), wrong)

    def one(name, comment, flags, I, r, c, h, w, expect=None):
        attributes = {"top": r, "left": c, "height": h, "width": w}
        return case(value, name, comment, flags, {"image": I}, None if expect is None else {"value": expect}, attributes)

    def back(name, comment, flags, C, I, r, c, expect=None):
        attributes = {"top": r, "left": c}
        return case(pullback, name, comment, flags, {"cotangent": C, "image": I}, None if expect is None else {"image": expect}, attributes)

    special = [[nan, inf, 1], [-0.0, -inf, 2]]
    cases = [
        one("inside", "Two rows of three from the second row and the third column.", ["plain", "from-the-corner", "swapped-places", "swapped-sizes", "one-off"], image("crop a", 4, 6), 1, 2, 2, 3),
        one("corner", "The upper left corner.", ["plain", "swapped-sizes"], image("crop b", 4, 5), 0, 0, 3, 2),
        one("lower-right", "The lower right corner.", ["plain", "from-the-corner", "one-off"], image("crop c", 3, 4), 1, 2, 2, 2),
        one("one-pixel", "One pixel.", ["plain", "from-the-corner", "swapped-places", "one-off"], image("crop d", 4, 4), 1, 2, 1, 1),
        one("whole", "The whole image.", ["plain"], image("crop e", 2, 3), 0, 0, 2, 3),
        one("row", "One row.", ["plain", "from-the-corner", "one-off"], image("crop f", 3, 5), 1, 0, 1, 5),
        one("special-values", "NaN, infinities and −0.", ["special-values"], special, 0, 0, 2, 2, [[nan, inf], [-0.0, -inf]]),
        back("inside", "Zeros around.", ["plain", "from-the-corner", "swapped-places", "one-off", "ones-outside"], image("crop C a", 2, 3), image("crop a", 4, 6), 1, 2),
        back("corner", "The upper left corner.", ["plain", "ones-outside"], image("crop C b", 3, 2), image("crop b", 4, 5), 0, 0),
        back("lower-right", "The lower right corner.", ["plain", "from-the-corner", "one-off"], image("crop C c", 2, 2), image("crop c", 3, 4), 1, 2),
        back("one-pixel", "One pixel.", ["plain", "from-the-corner", "swapped-places"], [[1.5]], image("crop d", 4, 4), 1, 2),
        back("whole", "The whole image.", ["plain"], image("crop C e", 2, 3), image("crop e", 2, 3), 0, 0),
        back("special-values", "The image is not looked at.", ["special-values"], [[nan], [2]], special, 0, 1, [[0, nan, 0], [0, 2, 0]]),
        back("empty", "No rows: zeros.", ["empty"], Tensor([0, 2], []), image("crop g", 2, 3), 0, 0, [[0, 0, 0], [0, 0, 0]]),
    ]
    cases += [
        misfit(cases, value, "inside", "negative-width", "A width of −1.", "negative-size", width=-1),
        misfit(cases, value, "inside", "negative-height", "A height of −1.", "negative-size", height=-1),
    ]
    return concept("RegularizationMethods", "Crop", notes, cases)


CONCEPTS = [
    dropout,
    dropout_expectation,
    dropout_loss,
    l2_penalty,
    l1_penalty,
    soft_threshold,
    weight_decay_descent,
    adam_w,
    early_stopping,
    horizontal_flip,
    quarter_turn,
    crop,
]
