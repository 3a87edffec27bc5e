"""Vectors of the neuron, of layers of neurons and of whole networks."""

import math

from activation_functions import NAN_LOST, sigma, square
from arithmetic import Float, hyperbolic_tangent
from error_bounds import added, bounds_of
from network_functions import (
    KINKS,
    SELECTED,
    SLOPES,
    STOPPED,
    VALUES,
    activations,
    by_sample,
    counts,
    elementwise_product,
    forward_pass,
    head_of_sample,
    head_pullback_of_sample,
    layers,
    naive_slope,
    preactivations,
    row_sums,
    selected,
    slope,
    slope_with_kink,
    slopes,
    softmax,
    step,
    times,
)
from softmax_functions import softmax_of
from tensor_algebra import by_columns, products, skipping_zeros, transposed
from vectors import (
    IN_SINGLE,
    MOST_ROUNDINGS,
    OVERFLOW,
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
    flat,
    flushed,
    having,
    in_single,
    kept_finite,
    less,
    matrix,
    misfit,
    narrower,
    scaled,
    siblings,
    singles,
    skipping_nan,
    sum_bound,
)

inf, nan = math.inf, math.nan

KINK = "ReLU's derivative at ±0 is 0 by convention here; 1 and ½ are other conventions."


def neuron():
    notes = {
        "plain": PLAIN,
        "sizes-differ": SIZES,
        "empty": "A neuron without inputs: code that starts from the first one has none.",
        "missing-bias": "w · x alone.",
        "missing-activation": "a = z, as if every neuron were linear.",
        "wrong-activation": "The other activation function.",
        "activation-of-inputs": "w · g(x) + b: the activation applied to the inputs, as the fifth document words it.",
        "swapped-outputs": "z under a's name.",
        "cancellation": IN_SINGLE,
        "overflow-of-naive-form": "e⁻ᶻ overflows where σ(z) is still a number.",
        "saturation": "σ(z) has rounded to 1, or tanh z to ±1, or has few digits left below it: σ(z) (1 − σ(z)) or "
        "1 − tanh² z is lost, and with it every gradient.",
        "missing-activation-derivative": "δ = ā, as if every neuron were linear.",
        "wrong-activation-derivative": "g′ taken at a = g(z) instead of z, or its formula in a with z for a.",
        "kink-convention": KINK,
        "stopped-cotangent": STOPPED,
        "nan-lost-in-comparison": NAN_LOST,
        "recomputed-preactivation": "Takes w · x for z instead of the z that it is given.",
        "swapped-gradients": "x̄ under w̄'s name.",
        "missing-cotangent": "The local derivative without the factor from above.",
        "sign": "A cotangent of either sign: magnitudes are other numbers.",
        "subnormal": SUBNORMAL,
        "special-values": "∞ · 0 and ∞ − ∞ give NaN, and NaN stays; the activation has its limits at ±∞.",
    }

    def preactivation(inputs, weights, bias):
        return sum(x * w for x, w in zip(inputs, weights, strict=True)) + bias

    def outputs(z, activation):
        return {"activation": VALUES[activation](z), "preactivation": z}

    textbook = lambda inputs, weights, bias, activation: outputs(preactivation(inputs, weights, bias), activation)
    other = {"identity": "sigmoid", "sigmoid": "identity", "tanh": "sigmoid", "relu": "tanh"}

    def first_product(inputs, weights, bias, activation):
        return outputs(weights[0] * inputs[0] + preactivation(inputs[1:], weights[1:], bias), activation)

    wrong = {
        "empty": [first_product],
        "missing-bias": [lambda bias, **x: textbook(bias=bias * 0, **x)],
        "missing-activation": [lambda activation, **x: textbook(activation="identity", **x)],
        "wrong-activation": [lambda activation, **x: textbook(activation=other[activation], **x)],
        "activation-of-inputs": [
            lambda inputs, weights, bias, activation: outputs(
                preactivation([VALUES[activation](x) for x in inputs], weights, bias), "identity"
            )
        ],
        "swapped-outputs": [exchanged(textbook, "activation", "preactivation")],
        "cancellation": [in_single(textbook)],
        "overflow-of-naive-form": [textbook],
        "subnormal": [flushed(textbook)],
        "special-values": [skipping_nan(textbook), lambda **x: textbook(**dropping_infinity(x))],
        "nan-lost-in-comparison": [lambda **x: keeping_numbers(textbook(**x))],
    }

    def keeping_numbers(outputs):
        a = outputs["activation"]
        return outputs | {"activation": a if a > 0 else 0}

    def dropping_infinity(x):
        finite = lambda v: v.with_(math.copysign(1e4, v.value)) if isinstance(v, Float) and abs(v) == inf else v
        return {name: each(finite, v) for name, v in x.items()}

    def forward_ulps(outputs, inputs, weights, bias, activation):
        # A product and at most one addition for every other term, the bias among them; none without inputs.
        terms, z = [x * w for x, w in zip(inputs, weights)] + [bias], outputs["preactivation"]
        of_z = sum_bound(terms, len(inputs) + 1) if inputs else 0
        if activation == "identity" or (activation == "relu" and z > 0):
            return {"activation": of_z, "preactivation": of_z}
        if activation == "relu":
            return {"activation": 0, "preactivation": of_z}
        if activation == "tanh":  # As below, with tanh's own 3 and |z tanh′(z)/tanh(z)|.
            condition = 0 if z == 0 else abs(z) * (1 / hyperbolic_tangent(z) - hyperbolic_tangent(z))
            return {"activation": 0 if z == 0 else 3 + of_z * abs(condition), "preactivation": of_z}
        # σ's own 4, and the error of z times σ's condition |z σ′(z)/σ(z)| = |z| σ(−z).
        return {"activation": 4 + of_z * abs(z) * sigma(-z), "preactivation": of_z}

    forward = Equation("neuron-forward", textbook, forward_ulps, wrong)

    def chain(cotangent, inputs, weights, slope):
        δ = cotangent * slope
        return {"inputs": [δ * w for w in weights], "weights": [δ * x for x in inputs], "bias": δ}

    def pulled(cotangent, inputs, weights, preactivation, activation):
        return chain(cotangent, inputs, weights, SLOPES[activation](preactivation))

    def stable(cotangent, inputs, weights, preactivation, activation):
        return chain(cotangent, inputs, weights, slope(activation, preactivation))

    def selecting(cotangent, preactivation, activation, **x):
        stopped = selected(activation, preactivation, cotangent)
        return pulled(cotangent=stopped, preactivation=preactivation, activation=activation, **x)

    def first_weight(**x):
        x["weights"][0]
        return stable(**x)

    def with_slope(slope):
        return lambda preactivation, activation, **x: chain(slope=slope(preactivation), **x)

    def at_value(preactivation, activation, **x):
        return chain(slope=slope(activation, VALUES[activation](preactivation)), **x)

    def by_value(preactivation, activation, **x):
        """The derivative's formula in a, of z."""
        formulas = {"sigmoid": lambda a: a * (1 - a), "tanh": lambda a: 1 - square(a), "relu": lambda a: a}
        return chain(slope=formulas[activation](preactivation), **x)

    wrong = {
        "empty": [first_weight],
        "saturation": [pulled],
        "wrong-activation": [lambda activation, **x: stable(activation=other[activation], **x)],
        "missing-activation-derivative": [with_slope(lambda z: 1)],
        "wrong-activation-derivative": [
            at_value,
            by_value,
        ],
        "kink-convention": [with_slope(lambda z: 0 if z < 0 else 1), with_slope(lambda z: 0.5 if z == 0 else step(z))],
        "stopped-cotangent": [selecting],
        "nan-lost-in-comparison": [with_slope(lambda z: 1 if z > 0 else 0)],
        "recomputed-preactivation": [
            lambda preactivation, **x: stable(
                preactivation=sum(p * q for p, q in zip(x["inputs"], x["weights"])) + preactivation * 0, **x
            )
        ],
        "swapped-gradients": [exchanged(stable, "inputs", "weights")],
        "missing-cotangent": [lambda cotangent, **x: stable(cotangent=cotangent.with_(1), **x)],
        "sign": [lambda cotangent, **x: stable(cotangent=abs(cotangent), **x)],
        "subnormal": [flushed(stable)],
        "special-values": [
            skipping_nan(stable),
            lambda **x: stable(**dropping_infinity(x)),
            with_slope(lambda z: z / z),
        ],
    }

    def backward_ulps(outputs, activation, **_):
        # σ′'s own 6 or tanh′'s 8, one more for the product with the cotangent and another for that with x or w. The
        # identity's δ is the cotangent itself, as ReLU's is where it is not 0, and one product is correctly rounded.
        of_δ = {"identity": 0, "relu": 0, "sigmoid": 7, "tanh": MOST_ROUNDINGS}[activation]
        of_product = MOST_ROUNDINGS if of_δ else 0.5
        bound = lambda x, k: 0 if x == 0 else k
        return {
            "inputs": [bound(x, of_product) for x in outputs["inputs"]],
            "weights": [bound(x, of_product) for x in outputs["weights"]],
            "bias": bound(outputs["bias"], of_δ),
        }

    backward = Equation("neuron-backward", pulled, backward_ulps, wrong, plain=stable)

    def fire(name, comment, flags, activation, inputs, weights, bias, expect=None):
        data = {"inputs": inputs, "weights": weights, "bias": bias}
        expect = None if expect is None else {"activation": expect[0], "preactivation": expect[1]}
        return case(forward, name, comment, flags, data, expect, {"activation": activation})

    def back(name, comment, flags, activation, cotangent, inputs, weights, z, expect=None):
        data = {"cotangent": cotangent, "inputs": inputs, "weights": weights, "preactivation": z}
        expect = None if expect is None else dict(zip(("inputs", "weights", "bias"), expect))
        return case(backward, name, comment, flags, data, expect, {"activation": activation})

    def data(kind, direction, n):
        return kind(f"neuron-{direction}-{n} inputs", n), kind(f"neuron-{direction}-{n} weights", n)

    linear = ["plain", "missing-bias", "wrong-activation"]
    curved = ["plain", "missing-bias", "wrong-activation", "missing-activation", "activation-of-inputs", "swapped-outputs"]
    cases = [
        fire("identity-empty", "Without inputs z is the bias.", ["empty", "missing-bias", "wrong-activation"], "identity", [], [], -1.25),
        fire("sigmoid-empty", "Without inputs z is the bias.", ["empty", "missing-bias", "swapped-outputs"], "sigmoid", [], [], -1.25),
        fire("identity-1", "A line.", linear, "identity", [2.5], [-1.5], 0.25),
        fire("sigmoid-1", "The smallest logistic regression.", curved, "sigmoid", [2.5], [-1.5], 0.25),
        fire("identity-2", "Every operation rounds.", linear, "identity", *data(decimals, "forward", 2), -0.7),
        fire("sigmoid-2", "Nothing rounds before the activation.", curved, "sigmoid", *data(dyadics, "forward", 2), 0.5),
        fire("sigmoid-3", "Every operation rounds.", curved, "sigmoid", [0.7, -1.3, 2.1], [0.9, 0.4, -0.6], 0.3),
        fire("sigmoid-5", "All bits of a Float32 in use.", curved, "sigmoid", *data(singles, "forward", 5), 0.30000001192092896),
        fire("identity-17", "A sum that the kernel adds in pairs.", linear, "identity", *data(decimals, "forward", 17), 2.3),
        fire("sigmoid-17", "As before, with all bits of a Float32.", curved, "sigmoid", *data(singles, "forward", 17), -0.20000000298023224),
        fire("sigmoid-zero", "z = 0 exactly, where σ is ½.", ["missing-bias", "missing-activation", "swapped-outputs"], "sigmoid", [1.5, 2], [1, -0.5], -0.5),
        fire("identity-cancellation", "The terms cancel to a millionth.", ["cancellation", "missing-bias"], "identity", [1.1, -3.3], [2.2, 0.7], -0.110002),
        fire("sigmoid-cancellation", "z is off by its condition, σ(z) ≈ ½ hardly at all.", ["cancellation", "missing-bias"], "sigmoid", [1.1, -3.3], [2.2, 0.7], -0.110002),
        fire("sigmoid-left-tail", "z = −40, where an error of z counts 40 times in σ(z).", ["plain", "missing-activation", "swapped-outputs"], "sigmoid", [-8.1, 3.3], [4.5, -1.1], 0.08),
        fire("sigmoid-far-left-tail", "z = −710, where e⁻ᶻ overflows and σ(z) is subnormal.", ["overflow-of-naive-form"], "sigmoid", [-32, 64], [12, -5], -6),
        fire("sigmoid-far-left-tail-single", "z = −89, where e⁻ᶻ overflows a Float32.", ["overflow-of-naive-form"], "sigmoid", [-8, 16], [6, -2], -9),
        fire("sigmoid-right-tail", "z = 40, where σ(z) rounds to 1.", ["plain", "missing-activation"], "sigmoid", [8, 3], [4.5, 1], 1),
        fire("identity-huge", "A result near 10³⁰⁰.", linear, "identity", [1.5e150, -2e150], [2.5e149, 1e149], 1.25e299),
        fire("identity-subnormal", "Subnormal products and bias.", ["subnormal"], "identity", [1e-160, 2e-160], [2e-155, -3e-155], 1e-314),
        fire("identity-infinity", "z is infinite, and so is a.", ["special-values"], "identity", [inf, 2], [-1, 3], 1, (-inf, -inf)),
        fire("sigmoid-infinity", "z is infinite, a its limit.", ["special-values"], "sigmoid", [inf, 2], [1, 3], 1, (1, inf)),
        fire("sigmoid-minus-infinity", "z is infinite, a its limit.", ["special-values"], "sigmoid", [-inf, 2], [1, 3], 1, (0, -inf)),
        fire("sigmoid-infinity-times-zero", "∞ · 0 is NaN.", ["special-values"], "sigmoid", [inf, 2], [0, 3], 1, (nan, nan)),
        fire("identity-infinity-minus-infinity", "∞ − ∞ is NaN.", ["special-values"], "identity", [inf, 2], [1, 3], -inf, (nan, nan)),
        fire("sigmoid-nan", "NaN gives NaN, even under a weight of 0.", ["special-values"], "sigmoid", [nan, 2], [0, 3], 1, (nan, nan)),
        fire("tanh-empty", "Without inputs z is the bias.", ["empty", "missing-bias", "swapped-outputs"], "tanh", [], [], -1.25),
        fire("tanh-1", "A bounded line.", curved, "tanh", [1.5], [-0.75], 0.25),
        fire("tanh-3", "Every operation rounds.", curved, "tanh", [0.7, -1.3, 2.1], [0.9, 0.4, -0.6], 0.3),
        fire("tanh-5", "All bits of a Float32 in use.", curved, "tanh", *data(singles, "tanh", 5), 0.30000001192092896),
        fire("tanh-17", "A sum that the kernel adds in pairs.", curved, "tanh", *[[x / 8 for x in v] for v in data(dyadics, "tanh", 17)], -0.75),
        fire("tanh-zero", "z = 0 exactly, where tanh is 0.", ["missing-bias", "wrong-activation"], "tanh", [1.5, 2], [1, -0.5], -0.5),
        fire("tanh-cancellation", "z is off by its condition, and near 0 tanh z as much.", ["cancellation", "missing-bias"], "tanh", [1.1, -3.3], [2.2, 0.7], -0.110002),
        fire("tanh-tail", "tanh z rounds to −1; z is kept.", ["plain", "missing-activation", "swapped-outputs", "wrong-activation"], "tanh", [-8.1, 3.3], [4.5, -1.1], 0.08),
        fire("tanh-infinity", "z is infinite, a its limit.", ["special-values"], "tanh", [inf, 2], [-1, 3], 1, (-1, -inf)),
        fire("tanh-nan", "NaN gives NaN.", ["special-values"], "tanh", [1, 2], [nan, 3], 1, (nan, nan)),
        fire("relu-empty", "Without inputs z is the bias.", ["empty", "missing-bias", "swapped-outputs"], "relu", [], [], -1.25),
        fire("relu-1", "A negative z is held back.", ["plain", "missing-activation", "activation-of-inputs", "swapped-outputs", "wrong-activation"], "relu", [2.5], [-1.5], 0.25),
        fire("relu-3", "A positive z passes, and every operation rounds.", ["plain", "missing-bias", "wrong-activation", "activation-of-inputs"], "relu", [0.7, -1.3, 2.1], [0.9, -0.4, 0.6], 0.3),
        fire("relu-5", "All bits of a Float32 in use.", ["plain", "missing-bias", "wrong-activation", "activation-of-inputs"], "relu", *data(singles, "relu", 5), 1.2999999523162842),
        fire("relu-17", "A sum that the kernel adds in pairs.", ["plain", "missing-activation", "activation-of-inputs", "swapped-outputs"], "relu", *data(decimals, "relu", 17), -123.3),
        fire("relu-zero", "z = 0 exactly, at the kink.", ["missing-bias"], "relu", [1.5, 2], [1, -0.5], -0.5),
        fire("relu-cancellation", "z > 0 is what the terms leave, off by its condition.", ["cancellation", "missing-bias"], "relu", [1.1, -3.3], [2.2, 0.7], -0.109998),
        fire("relu-infinity", "+∞ passes.", ["special-values"], "relu", [inf, 2], [1, 3], 1, (inf, inf)),
        fire("relu-minus-infinity", "−∞ is held back.", ["missing-activation", "swapped-outputs"], "relu", [inf, 2], [-1, 3], 1, (0, -inf)),
        fire("relu-nan", "NaN passes.", ["nan-lost-in-comparison", "special-values"], "relu", [nan, 2], [0, 3], 1, (nan, nan)),
    ]
    straight = ["plain", "wrong-activation", "swapped-gradients", "missing-cotangent"]
    bent = ["plain", "missing-activation-derivative", "wrong-activation-derivative", "swapped-gradients", "missing-cotangent"]
    stale = bent + ["recomputed-preactivation"]
    cases += [
        back("identity-empty", "Without inputs only the bias has a gradient.", ["empty", "missing-cotangent"], "identity", 1.5, [], [], 2),
        back("sigmoid-empty", "Without inputs only the bias has a gradient.", ["empty", "missing-activation-derivative", "missing-cotangent"], "sigmoid", 1.5, [], [], 2),
        back("identity-1", "The pullback of a line.", straight, "identity", -0.75, [2.5], [-1.5], -3.5),
        back("sigmoid-1", "The smallest logistic regression.", stale, "sigmoid", -0.75, [2.5], [-1.5], -3.5),
        back("identity-2", "Both products round.", straight, "identity", 0.3, *data(decimals, "backward", 2), 1.5),
        back("sigmoid-2", "z stands apart from w · x, by a bias.", stale, "sigmoid", 1.25, *data(dyadics, "backward", 2), 0.5),
        back("sigmoid-3", "Every operation rounds.", stale + ["sign"], "sigmoid", -0.9, *data(decimals, "backward", 3), -1.7),
        back("sigmoid-5", "All bits of a Float32 in use.", stale, "sigmoid", 0.699999988079071, *data(singles, "backward", 5), 0.8999999761581421),
        back("identity-5", "A cotangent of −1.", ["plain", "sign", "swapped-gradients", "wrong-activation"], "identity", -1, *data(decimals, "backward", 5), 0.1),
        back("sigmoid-17", "A longer vector.", stale + ["sign"], "sigmoid", -2.5, *data(dyadics, "backward", 17), 1.25),
        back("sigmoid-zero", "σ′(0) = ¼.", bent, "sigmoid", 2, [1.5, -3], [2.5, 0.75], 0),
        back("sigmoid-zero-input", "The weight of an input of 0 learns nothing from it.", bent, "sigmoid", 2, [0, -3], [2.5, 0.75], -1),
        back("sigmoid-zero-cotangent", "Nothing flows back.", ["missing-cotangent"], "sigmoid", 0, [1.5, -3], [2.5, 0.75], -1),
        back("sigmoid-right-tail", "σ′(40) = 4.2e-18, where s (1 − s) is 0 and learning stops.", ["saturation", "wrong-activation-derivative", "swapped-gradients"], "sigmoid", 1.5, [0.7, -1.3], [2.1, 0.4], 40),
        back("sigmoid-right-tail-single", "σ′(17) = 4.1e-8, where s (1 − s) is 0 in Float32.", ["saturation", "wrong-activation-derivative"], "sigmoid", 1.5, [0.75, -1.25], [2, 0.5], 17),
        back("sigmoid-left-tail", "σ′(−40), the easy side.", ["plain", "wrong-activation-derivative", "missing-activation-derivative"], "sigmoid", 1.5, [0.7, -1.3], [2.1, 0.4], -40),
        back("sigmoid-far-right-tail", "σ′(700) = 9.9e-305, with a cotangent that brings it back.", ["saturation", "wrong-activation-derivative"], "sigmoid", 1e300, [0.7, -1.3], [2.1, 0.4], 700),
        back("identity-huge", "Gradients near 10³⁰⁰.", straight, "identity", 2.5e150, [1.5e150, -3e149], [7e149, 1.1e150], 1),
        back("identity-subnormal", "Subnormal gradients.", ["subnormal"], "identity", 1e-160, [2e-155, -3e-152], [1e-158, 5e-150], 1),
        back("identity-at-infinity", "The identity's derivative is 1 at ∞ too.", ["special-values"], "identity", 2, [1, -3], [0.5, 4], inf, ([1, 8], [2, -6], 2)),
        back("identity-at-nan", "The identity's derivative does not contain z.", ["special-values"], "identity", 2, [1, -3], [0.5, 4], nan, ([1, 8], [2, -6], 2)),
        back("sigmoid-at-infinity", "A derivative of 0 stops everything.", ["special-values"], "sigmoid", 2, [1, -3], [0.5, 4], inf, ([0, 0], [0, 0], 0)),
        back("sigmoid-at-nan", "NaN spoils everything, even for a cotangent of 0.", ["special-values"], "sigmoid", 0, [1, -3], [0.5, 4], nan, ([nan, nan], [nan, nan], nan)),
        back("sigmoid-infinite-input", "0 · ∞ is NaN: a stopped gradient does not hide an infinite input.", ["special-values"], "sigmoid", 2, [inf, 1], [0.5, 4], inf, ([0, 0], [nan, 0], 0)),
        back("tanh-empty", "Without inputs only the bias has a gradient.", ["empty", "missing-activation-derivative", "missing-cotangent"], "tanh", 1.5, [], [], 0.5),
        back("tanh-1", "One input.", stale, "tanh", -0.75, [2.5], [-1.5], -1.25),
        back("tanh-3", "Every operation rounds.", stale + ["sign"], "tanh", -0.9, *data(decimals, "tanh-backward", 3), -0.7),
        back("tanh-5", "All bits of a Float32 in use.", stale, "tanh", 0.699999988079071, *data(singles, "tanh-backward", 5), 0.8999999761581421),
        back("tanh-17", "A longer vector.", stale + ["sign"], "tanh", -2.5, *data(dyadics, "tanh-backward", 17), 0.25),
        back("tanh-zero", "tanh′(0) = 1, the largest value.", ["plain", "wrong-activation", "swapped-gradients", "missing-cotangent"], "tanh", 2, [1.5, -3], [2.5, 0.75], 0),
        back("tanh-tail", "tanh′(20) = 1.7e-17, where 1 − tanh² is 0.", ["saturation", "wrong-activation-derivative", "swapped-gradients"], "tanh", 1.5, [0.7, -1.3], [2.1, 0.4], 20),
        back("tanh-left-tail", "tanh′ is even: 1 − tanh² is 0 on this side too.", ["saturation", "wrong-activation-derivative"], "tanh", 1.5, [0.7, -1.3], [2.1, 0.4], -20),
        back("tanh-tail-single", "tanh′(9.25) = 3.7e-8, where 1 − tanh² is 0 in Float32.", ["saturation", "wrong-activation-derivative"], "tanh", 1.5, [0.75, -1.25], [2, 0.5], -9.25),
        back("tanh-at-infinity", "A derivative of 0 stops everything.", ["special-values"], "tanh", 2, [1, -3], [0.5, 4], -inf, ([0, 0], [0, 0], 0)),
        back("tanh-at-nan", "NaN spoils everything.", ["special-values"], "tanh", 0, [1, -3], [0.5, 4], nan, ([nan, nan], [nan, nan], nan)),
        back("relu-on-the-right", "ReLU passes the cotangent.", ["plain", "wrong-activation", "wrong-activation-derivative", "swapped-gradients", "missing-cotangent", "recomputed-preactivation"], "relu", -0.75, [2.5], [-1.5], 0.625),
        back("relu-on-the-left", "ReLU stops everything.", ["plain", "missing-activation-derivative"], "relu", -0.75, *data(decimals, "relu-left", 3), -0.625),
        back("relu-5", "All bits of a Float32 in use.", ["plain", "wrong-activation", "wrong-activation-derivative", "swapped-gradients", "missing-cotangent"], "relu", 0.699999988079071, *data(singles, "relu-backward", 5), 0.8999999761581421),
        back("relu-17", "A longer vector.", ["plain", "wrong-activation", "wrong-activation-derivative", "swapped-gradients", "sign"], "relu", -0.7, *data(decimals, "relu-backward", 17), 1.7),
        back("relu-at-the-kink", "0 at 0.", ["kink-convention", "missing-activation-derivative"], "relu", 2, [1.5, -3], [2.5, 0.75], 0),
        back("relu-at-minus-zero", "0 at −0 too.", ["kink-convention", "missing-activation-derivative"], "relu", 2, [1.5, -3], [2.5, 0.75], -0.0),
        back("relu-beside-the-kink", "1 next to 0 on the right.", ["plain", "wrong-activation-derivative"], "relu", 2, [1.5, -3], [2.5, 0.75], 2.0**-100),
        back("relu-at-infinity", "1 to the end.", ["special-values"], "relu", 2, [1, -3], [0.5, 4], inf, ([1, 8], [2, -6], 2)),
        back("relu-at-nan", "NaN has no side, and spoils everything.", ["nan-lost-in-comparison", "special-values"], "relu", 2, [1, -3], [0.5, 4], nan, ([nan, nan], [nan, nan], nan)),
        back("relu-infinite-cotangent", "0 · ∞ is NaN: a stopped neuron does not hide an infinite cotangent.", ["special-values", "stopped-cotangent"], "relu", inf, [1, -3], [0.5, 4], -2, ([nan, nan], [nan, nan], nan)),
        back("relu-nan-cotangent", "Nor one that is NaN.", ["special-values", "stopped-cotangent"], "relu", nan, [1, -3], [0.5, 4], -2, ([nan, nan], [nan, nan], nan)),
    ]
    for word, convention, at_kink in KINKS:
        program = lambda preactivation, activation, at_kink=at_kink, **x: chain(
            slope=slope_with_kink(at_kink)(activation, preactivation), **x
        )
        numbers = [x for x in cases if "special-values" not in x["flags"] and "nan-lost-in-comparison" not in x["flags"]]
        cases += siblings(backward, numbers, "kink-convention", word, convention, program)
    nothing = lambda inputs, weights, **_: {"inputs": [0] * len(weights), "weights": [0] * len(inputs), "bias": 0}
    stopped = having("stopped-cotangent", cases)
    cases += siblings(backward, stopped, "stopped-cotangent", "selected", SELECTED, expect=nothing)
    cases += [
        misfit(cases, forward, "sigmoid-3", "one-weight", "One weight is not that of every input.", weights=first),
        misfit(cases, forward, "sigmoid-3", "fewer-inputs", "A weight without an input.", inputs=less),
        misfit(cases, backward, "sigmoid-3", "fewer-weights", "An input without a weight.", weights=less),
    ]
    return concept("ForwardPropagation", "Neuron", notes, cases)


def sized(kind, seed, height, width):
    return matrix(kind(seed, height * width), width)


def small(kind):
    """Numbers below ½ in magnitude, or 1.25 for decimals: sums of them leave a sigmoid its slope."""
    return lambda seed, count: [x / 8 for x in kind(seed, count)]


def samples(inputs):
    """How many columns the cotangent has."""
    return len(inputs["cotangent"][0])


def affine(weights, inputs, bias):
    return {"value": preactivations(weights, inputs, bias)}


def affine_pulled(cotangent, weights, inputs):
    return {
        "weights": times(cotangent, transposed(inputs)),
        "inputs": times(transposed(weights), cotangent),
        "bias": row_sums(cotangent),
    }


def peeking(program, *names):
    """Takes a first element of each of these inputs."""

    def reaching(**inputs):
        for name in names:
            x = inputs[name]
            while isinstance(x, list):
                x = x[0]
        return program(**inputs)

    return reaching


def with_change(program, **changes):
    """The program with some of its inputs changed first."""
    return lambda **inputs: program(**inputs | {name: change(inputs[name]) for name, change in changes.items()})


def first_column_only(C):
    return [row[:1] for row in C]


def without_bias(b):
    return [β * 0 for β in b]


def bias_along_samples(weights, inputs, bias):
    return {"value": [[z + β for z, β in zip(row, bias, strict=True)] for row in times(weights, inputs)]}


def bias_for_first_sample(weights, inputs, bias):
    Z = times(weights, inputs)
    return {"value": [[z + β if j == 0 else z for j, z in enumerate(row)] for row, β in zip(Z, bias)]}


def bias_with_each_term(weights, inputs, bias):
    Z = preactivations(weights, inputs, bias)
    return {"value": [[z + (len(inputs) - 1) * β for z in row] for row, β in zip(Z, bias)]}


def skipping_products(weights, inputs, bias):
    """Leaves out the products with a factor 0, as a sparse format does."""
    return {
        "value": [[sum(skipping_zeros(row, column)) + β for column in zip(*inputs)] for row, β in zip(weights, bias)]
    }


AFFINE_NOTES = {
    "plain": PLAIN,
    "sizes-differ": SIZES,
    "empty": "Nothing to add up, or no samples: code that starts from the first element, or reads a size from it, has "
    "none.",
    "missing-bias": "W X alone.",
    "transposed-weight": "W without its transpose or with one too many, which only a square W lets through.",
    "wrong-bias-axis": "The bias added along the samples instead of the units, or to the first sample only.",
    "bias-with-each-term": "The bias inside the sum over k, so that it counts n times.",
    "column-major": "Reads row-major elements column by column.",
    "wrong-sample-axis": "Samples read from rows where they are columns, or the other way; only as many samples as "
    "inputs let it through, and a result laid out the wrong way.",
    "cancellation": IN_SINGLE,
    "transposed-gradient": "X Cᵀ for C Xᵀ: W̄ as n × o.",
    "swapped-gradients": "W̄ under X̄'s name, where their sizes agree.",
    "bias-not-summed": "b̄ of one sample instead of the sum over all.",
    "bias-summed-over-units": "The sums over units, one for each sample, which only as many samples as units let "
    "through.",
    "divided-by-samples": "A mean over the samples: the cotangent has that factor already where the loss is a mean.",
    "missing-cotangent": "The local derivative without the factor from above.",
    "overflow": OVERFLOW,
    "subnormal": SUBNORMAL,
    "special-values": "∞ · 0 and ∞ − ∞ give NaN, and NaN stays in its sample or unit: a skipped zero or a comparison "
    "loses it.",
}


def affine_wrongs():
    """Wrong programs of W X + b and of its pullback, where samples are columns."""
    value = {
        "empty": [peeking(affine, "weights", "inputs")],
        "missing-bias": [with_change(affine, bias=without_bias)],
        "transposed-weight": [with_change(affine, weights=transposed)],
        "wrong-bias-axis": [bias_along_samples, bias_for_first_sample],
        "bias-with-each-term": [bias_with_each_term],
        "column-major": [with_change(affine, weights=by_columns, inputs=by_columns)],
        "cancellation": [in_single(affine)],
        "overflow": [kept_finite(affine)],
        "subnormal": [flushed(affine)],
        "special-values": [skipping_nan(affine), skipping_products],
    }
    pullback = {
        "empty": [peeking(affine_pulled, "weights", "inputs", "cotangent")],
        "transposed-weight": [with_change(affine_pulled, weights=transposed)],
        "transposed-gradient": [
            lambda **x: affine_pulled(**x) | {"weights": times(x["inputs"], transposed(x["cotangent"]))}
        ],
        "swapped-gradients": [exchanged(affine_pulled, "weights", "inputs")],
        "bias-not-summed": [
            lambda **x: affine_pulled(**x) | {"bias": row_sums(first_column_only(x["cotangent"]))}
        ],
        "bias-summed-over-units": [
            lambda **x: affine_pulled(**x) | {"bias": row_sums(transposed(x["cotangent"]))}
        ],
        "divided-by-samples": [scaled(affine_pulled, lambda inputs: 1 / samples(inputs), ["weights", "bias"])],
        "column-major": [with_change(affine_pulled, weights=by_columns, inputs=by_columns, cotangent=by_columns)],
        "wrong-sample-axis": [with_change(affine_pulled, inputs=transposed)],
        "missing-cotangent": [with_change(affine_pulled, cotangent=lambda C: each(lambda c: c.with_(1), C))],
        "cancellation": [in_single(affine_pulled)],
        "overflow": [kept_finite(affine_pulled)],
        "subnormal": [flushed(affine_pulled)],
        "special-values": [skipping_nan(affine_pulled)],
    }
    return value, pullback


def as_rows(program):
    """A program for samples in columns, given samples in rows."""

    def by_rows(**inputs):
        turned = {name: transposed(x) if name in ("inputs", "cotangent") else x for name, x in inputs.items()}
        outputs = program(**turned)
        return {name: transposed(x) if name in ("inputs", "value") else x for name, x in outputs.items()}

    return by_rows


def affine_columns():
    wrong, wrong_pullback = affine_wrongs()
    wrong["wrong-sample-axis"] = [with_change(affine, inputs=transposed)]
    value = Equation("affine-columns-value", affine, bounds_of(affine), wrong)
    pullback = Equation("affine-columns-pullback", affine_pulled, bounds_of(affine_pulled), wrong_pullback)
    turned = lambda X: X
    return concept("ForwardPropagation", "AffineColumns", dict(AFFINE_NOTES), affine_cases(value, pullback, turned))


def affine_rows():
    wrong, wrong_pullback = [{flag: [as_rows(w) for w in list_] for flag, list_ in x.items()} for x in affine_wrongs()]
    by_rows, pulled_by_rows = as_rows(affine), as_rows(affine_pulled)
    wrong["wrong-sample-axis"] = [affine, lambda **x: {"value": transposed(by_rows(**x)["value"])}]
    wrong["column-major"] = [with_change(by_rows, weights=by_columns, inputs=by_columns)]
    wrong_pullback["column-major"] = [
        with_change(pulled_by_rows, weights=by_columns, inputs=by_columns, cotangent=by_columns)
    ]
    value = Equation("affine-rows-value", by_rows, bounds_of(by_rows), wrong)
    pullback = Equation("affine-rows-pullback", pulled_by_rows, bounds_of(pulled_by_rows), wrong_pullback)
    notes = AFFINE_NOTES | {
        "missing-bias": "X Wᵀ alone.",
        "transposed-weight": "X W, with a weight matrix that is in × out, which only a square W lets through.",
        "transposed-gradient": "Xᵀ C for Cᵀ X: W̄ as n × o.",
    }
    return concept("ForwardPropagation", "AffineRows", notes, affine_cases(value, pullback, turned))


def turned(X):
    """The transpose, of a matrix without elements too."""
    if isinstance(X, Tensor):
        height, width = X.shape
        return Tensor([width, height], [[] for _ in range(width)])
    return transposed(X)


def affine_cases(value, pullback, turned):
    """Cases of both layouts, from samples in columns."""
    layout = "columns" if value.identifier == "affine-columns-value" else "rows"

    def layer(name, comment, flags, W, X, b, expect=None):
        inputs = {"weights": W, "inputs": turned(X), "bias": b}
        return case(value, name, comment, flags, inputs, None if expect is None else {"value": turned(expect)})

    def back(name, comment, flags, C, W, X, expect=None):
        inputs = {"cotangent": turned(C), "weights": W, "inputs": turned(X)}
        if expect is not None:
            expect = {"weights": expect[0], "inputs": turned(expect[1]), "bias": expect[2]}
        return case(pullback, name, comment, flags, inputs, expect)

    def data(kind, o, n, m):
        seed = f"affine-{layout}-{o}x{n}x{m}"
        return sized(kind, seed + " W", o, n), sized(kind, seed + " X", n, m), kind(seed + " b", o)

    def data_back(kind, o, n, m):
        W, X, _ = data(kind, o, n, m)
        return sized(kind, f"affine-{layout}-{o}x{n}x{m} C", o, m), W, X

    usual = ["plain", "missing-bias", "column-major", "bias-with-each-term"]
    cases = [
        layer("1x1x1", "A line.", ["plain", "missing-bias"], [[-1.5]], [[2.25]], [0.375]),
        layer("2x3x4", "All sizes differ.", usual, *data(dyadics, 2, 3, 4)),
        layer("4x3x2", "All sizes differ, the other way.", usual, *data(decimals, 4, 3, 2)),
        layer("3x5x2", "All bits of a Float32 in use.", usual, *data(singles, 3, 5, 2)),
        layer("3x17x2", "Sums that the kernel adds in pairs.", usual, *data(decimals, 3, 17, 2)),
        layer("1x4x3", "One unit.", ["plain", "missing-bias", "bias-with-each-term", "column-major"], *data(dyadics, 1, 4, 3)),
        layer("3x1x4", "One input: an outer product.", ["plain", "missing-bias"], *data(decimals, 3, 1, 4)),
        layer("4x3x1", "One sample.", ["plain", "missing-bias", "bias-with-each-term", "column-major"], *data(singles, 4, 3, 1)),
        layer("3x2x3", "As many samples as units: only the numbers tell the bias's axis.", usual + ["wrong-bias-axis"], *data(decimals, 3, 2, 3)),
        layer("3x3x2", "As many inputs as units: only the numbers tell a transpose.", usual + ["transposed-weight"], *data(dyadics, 3, 3, 2)),
        layer("2x3x3", "As many samples as inputs: only the numbers tell the axis of the samples.", usual + ["wrong-sample-axis"], *data(decimals, 2, 3, 3)),
        layer("2x2x2", "Square, so that nothing but the numbers tells an axis.", usual + ["transposed-weight", "wrong-bias-axis", "wrong-sample-axis"], [[1, 2], [3, 4]], [[5, -6], [0.5, 8]], [10, -20]),
        layer("4x4x4", "Square, of full-length numbers.", usual + ["transposed-weight", "wrong-bias-axis", "wrong-sample-axis"], *data(decimals, 4, 4, 4)),
        layer("zero-weights", "The bias alone, for every sample.", ["plain", "missing-bias", "wrong-bias-axis"], [[0, 0, 0], [0, 0, 0]], data(decimals, 2, 3, 2)[1], [0.7, -1.3]),
        layer("identity", "The identity matrix and no bias give X.", ["plain", "wrong-sample-axis", "column-major"], [[1, 0, 0], [0, 1, 0], [0, 0, 1]], data(decimals, 3, 3, 3)[1], [0, 0, 0]),
        layer("cancellation", "The bias takes away all but a millionth of one product.", ["cancellation", "missing-bias"], [[1.1, -3.3], [0.5, 0.25]], [[2.2, 1], [0.7, -2]], [-0.110002, 3]),
        layer("huge", "Results near 10³⁰⁰.", ["plain", "missing-bias"], [[1.5e150, -2e149], [3e149, 1e150]], [[2e150], [1.25e150]], [1e299, -1e300]),
        layer("overflow", "One result lies beyond the largest number.", ["overflow"], [[1e200], [1]], [[-1e200, 1]], [1, 2]),
        layer("subnormal", "Subnormal products and a subnormal bias.", ["subnormal"], [[1e-160, 0], [0, 3e-310]], [[2e-155, -1e-155], [4, 0.5]], [1e-312, -2e-311]),
        layer("no-inputs", "Without inputs each sample gets the bias.", ["empty"], Tensor([2, 0], [[], []]), Tensor([0, 3], []), [1.5, -2], [[1.5, 1.5, 1.5], [-2, -2, -2]]),
        layer("no-samples", "Without samples there is no column.", ["empty"], [[1, 2, 3], [4, 5, 6]], Tensor([3, 0], [[], [], []]), [7, 8], Tensor([2, 0], [[], []])),
        layer("infinity-times-zero", "∞ · 0 and ∞ − ∞ spoil their places only.", ["special-values"], [[0, 1], [2, 3]], [[inf, 1], [4, -5]], [1, -inf], [[nan, -4], [nan, -inf]]),
        layer("nan-input", "NaN spoils its sample, even under a weight of 0.", ["special-values"], [[0, 1], [2, 3]], [[nan, 1], [4, -5]], [1, 2], [[nan, -4], [nan, -11]]),
        layer("nan-bias", "NaN spoils its unit, for every sample.", ["special-values", "wrong-bias-axis"], [[0, 1], [2, 3]], [[2, 1], [4, -5]], [nan, 2], [[nan, nan], [18, -11]]),
    ]
    usual = ["plain", "bias-not-summed", "divided-by-samples", "transposed-gradient", "column-major", "missing-cotangent"]
    square = ["transposed-weight", "wrong-sample-axis", "swapped-gradients", "bias-summed-over-units"]
    cases += [
        back("1x1x1", "The pullback of a line.", ["plain", "missing-cotangent", "swapped-gradients"], [[0.5]], [[-1.5]], [[2.25]]),
        back("2x3x4", "All sizes differ.", usual, *data_back(dyadics, 2, 3, 4)),
        back("4x3x2", "All sizes differ, the other way.", usual, *data_back(decimals, 4, 3, 2)),
        back("3x5x2", "All bits of a Float32 in use.", usual, *data_back(singles, 3, 5, 2)),
        back("3x2x17", "Sums over 17 samples, which the kernel adds in pairs.", usual, *data_back(decimals, 3, 2, 17)),
        back("17x2x3", "Sums over 17 units.", usual, *data_back(singles, 17, 2, 3)),
        back("1x4x3", "One unit.", ["plain", "bias-not-summed", "divided-by-samples", "missing-cotangent"], *data_back(dyadics, 1, 4, 3)),
        back("3x4x1", "One sample: W̄ is an outer product, and b̄ the cotangent.", ["plain", "transposed-gradient", "missing-cotangent"], *data_back(singles, 3, 4, 1)),
        back("3x2x3", "As many samples as units.", usual + ["bias-summed-over-units", "swapped-gradients"], *data_back(decimals, 3, 2, 3)),
        back("3x3x2", "As many inputs as units: only the numbers tell a transpose.", usual + ["transposed-weight"], *data_back(dyadics, 3, 3, 2)),
        back("2x3x3", "As many samples as inputs.", usual + ["wrong-sample-axis"], *data_back(decimals, 2, 3, 3)),
        back("2x2x2", "Square, so that nothing but the numbers tells an axis.", usual + square, [[1, -2], [0.5, 3]], [[1, 2], [3, 4]], [[5, -6], [0.75, 8]]),
        back("4x4x4", "Square, of full-length numbers.", usual + square, *data_back(decimals, 4, 4, 4)),
        back("zero-cotangent", "Nothing flows back.", ["missing-cotangent"], [[0, 0], [0, 0]], [[1, 2], [3, 4]], [[5, -6], [0.5, 8]]),
        back("opposite-samples", "The cotangents of two samples cancel in b̄, not in W̄.", ["plain", "bias-not-summed", "transposed-gradient", "missing-cotangent"], [[1.5, -1.5], [-2, 2]], [[1, 2], [3, 4]], [[5, -6], [0.5, 8]]),
        back("cancellation", "b̄ is what is left of a condition of 10⁶.", ["cancellation", "bias-not-summed"], [[1234.567, -1234.566]], [[0.7]], [[1.1, -2.3]]),
        back("huge", "Gradients near 10³⁰⁰.", ["plain", "transposed-gradient"], [[1.5e150], [3e149]], [[2e150, 7e149], [1e149, -1e150]], [[7e149], [-2e150]]),
        back("overflow", "Some gradients lie beyond the largest number.", ["overflow"], [[1e200, 1]], [[-1e200]], [[1e150, 1]]),
        back("subnormal", "Subnormal gradients.", ["subnormal"], [[1e-160], [2e-159]], [[2e-155, 1e-154], [-3e-152, 1e-153]], [[-3e-152], [1e-150]]),
        back("no-inputs", "Without inputs only the bias has a gradient.", ["empty"], [[1, 2, 3], [4, 5, 6]], Tensor([2, 0], [[], []]), Tensor([0, 3], []), (Tensor([2, 0], [[], []]), Tensor([0, 3], []), [6, 15])),
        back("no-samples", "Without samples the sums are 0.", ["empty"], Tensor([2, 0], [[], []]), [[1, 2, 3], [4, 5, 6]], Tensor([3, 0], [[], [], []]), ([[0, 0, 0], [0, 0, 0]], Tensor([3, 0], [[], [], []]), [0, 0])),
        back("infinity-times-zero", "∞ · 0 spoils what it meets only.", ["special-values"], [[inf, 1], [2, 0]], [[1, 0], [3, -1]], [[0, 2], [1, 5]], ([[nan, inf], [0, 2]], [[inf, 1], [nan, 0]], [inf, 2])),
        back("nan-cotangent", "NaN spoils its unit's weights and bias, and its sample's inputs.", ["special-values"], [[nan, 1], [2, 0]], [[1, 0], [3, -1]], [[0, 2], [1, 5]], ([[nan, nan], [0, 2]], [[nan, 1], [nan, 0]], [nan, 2])),
    ]
    cases += [
        misfit(cases, value, "2x3x4", "one-bias", "One bias is not that of every unit.", bias=first),
        misfit(cases, value, "2x3x4", "fewer-biases", "A unit without a bias.", bias=less),
        misfit(cases, value, "2x3x4", "narrower-weights", "An input without weights.", weights=narrower),
        misfit(cases, pullback, "2x3x4", "fewer-cotangents", "A row without a cotangent.", cotangent=less),
        misfit(cases, pullback, "2x3x4", "narrower-cotangent", "A column without a cotangent.", cotangent=narrower),
    ]
    return cases


def dense_layer():
    notes = {
        "plain": PLAIN,
        "sizes-differ": SIZES,
        "empty": AFFINE_NOTES["empty"],
        "missing-bias": "g(W X) alone.",
        "missing-activation": "Z for g(Z), as if the layer were linear.",
        "wrong-activation": "Another activation function.",
        "activation-of-inputs": "W g(X) + b: the activation applied to the inputs, as the fifth document words it.",
        "overwritten-preactivation": "The activation written over z, so that g(Z) stands where Z is asked.",
        "swapped-outputs": "Z under A's name.",
        "transposed-weight": AFFINE_NOTES["transposed-weight"],
        "wrong-bias-axis": AFFINE_NOTES["wrong-bias-axis"],
        "column-major": AFFINE_NOTES["column-major"],
        "cancellation": IN_SINGLE,
        "overflow-of-naive-form": "e⁻ᶻ overflows where σ(z) is still a number.",
        "missing-activation-derivative": "δ = C, as if the layer were linear; or only in some of the gradients.",
        "wrong-activation-derivative": "g′ taken at a = g(z) instead of z.",
        "saturation": "σ(z) has rounded to 1, or tanh z to ±1, or has few digits left below it: σ(z) (1 − σ(z)) or "
        "1 − tanh² z is lost, and with it every gradient.",
        "recomputed-preactivation": "Takes W X for Z instead of the Z that it is given.",
        "transposed-gradient": "X δᵀ for δ Xᵀ: W̄ as n × o.",
        "swapped-gradients": AFFINE_NOTES["swapped-gradients"],
        "bias-not-summed": AFFINE_NOTES["bias-not-summed"],
        "bias-summed-over-units": AFFINE_NOTES["bias-summed-over-units"],
        "divided-by-samples": AFFINE_NOTES["divided-by-samples"],
        "missing-cotangent": AFFINE_NOTES["missing-cotangent"],
        "wrong-sample-axis": AFFINE_NOTES["wrong-sample-axis"],
        "kink-convention": KINK,
        "stopped-cotangent": STOPPED,
        "nan-lost-in-comparison": NAN_LOST,
        "subnormal": SUBNORMAL,
        "special-values": "NaN stays in its sample or unit, the activation has its limits at ±∞, and a derivative of 0 "
        "does not hide an infinite cotangent.",
    }
    other = {"identity": "sigmoid", "sigmoid": "tanh", "tanh": "sigmoid", "relu": "tanh"}

    def run(inputs, weights, bias, activation):
        Z = preactivations(weights, inputs, bias)
        return {"activation": activations(activation, Z), "preactivation": Z}

    def naive(inputs, weights, bias, activation):
        Z = preactivations(weights, inputs, bias)
        return {"activation": each(VALUES[activation], Z), "preactivation": Z}

    def of_inputs(inputs, weights, bias, activation):
        Z = preactivations(weights, activations(activation, inputs), bias)
        return {"activation": Z, "preactivation": Z}

    def along_samples(inputs, weights, bias, activation):
        Z = bias_along_samples(weights, inputs, bias)["value"]
        return {"activation": activations(activation, Z), "preactivation": Z}

    def overwriting(**x):
        A = run(**x)["activation"]
        return {"activation": A, "preactivation": A}

    def keeping_numbers(**x):
        outputs = run(**x)
        return outputs | {"activation": each(lambda a: a if a > 0 else 0, outputs["activation"])}

    wrong = {
        "empty": [peeking(run, "weights", "inputs")],
        "missing-bias": [with_change(run, bias=without_bias)],
        "missing-activation": [with_change(run, activation=lambda _: "identity")],
        "wrong-activation": [with_change(run, activation=lambda g: other[g])],
        "activation-of-inputs": [of_inputs],
        "overwritten-preactivation": [overwriting],
        "swapped-outputs": [exchanged(run, "activation", "preactivation")],
        "transposed-weight": [with_change(run, weights=transposed)],
        "wrong-bias-axis": [along_samples],
        "wrong-sample-axis": [with_change(run, inputs=transposed)],
        "column-major": [with_change(run, weights=by_columns, inputs=by_columns)],
        "cancellation": [in_single(run)],
        "overflow-of-naive-form": [naive],
        "subnormal": [flushed(run)],
        "special-values": [skipping_nan(run)],
        "nan-lost-in-comparison": [keeping_numbers],
    }
    forward = Equation("dense-layer-forward", run, bounds_of(run), wrong)

    def through(derivatives):
        """The pullback with other derivatives, which are given Z and the activation's name."""

        def program(cotangent, inputs, weights, preactivation, activation):
            δ = elementwise_product(cotangent, derivatives(activation, preactivation))
            return affine_pulled(cotangent=δ, weights=weights, inputs=inputs)

        return program

    pulled = through(slopes)

    def selecting(cotangent, preactivation, activation, **x):
        C = [[selected(activation, z, c) for z, c in zip(*pair)] for pair in zip(preactivation, cotangent)]
        return pulled(cotangent=C, preactivation=preactivation, activation=activation, **x)

    def at_kink(derivative):
        return through(lambda g, Z: each(lambda z: derivative if z == 0 else slope(g, z), Z))

    def linear_in(name):
        """Leaves out g′ in one gradient."""

        def program(**x):
            linear = affine_pulled(x["cotangent"], x["weights"], x["inputs"])
            return pulled(**x) | {name: linear[name]}

        return program

    def recomputing(**x):
        return pulled(**x | {"preactivation": times(x["weights"], x["inputs"])})

    def all_pulled(change):
        """The pullback of the layer with a change of the affine part's cotangent, δ."""

        def program(cotangent, inputs, weights, preactivation, activation):
            δ = elementwise_product(cotangent, slopes(activation, preactivation))
            return change(δ, inputs, weights)

        return program

    wrong = {
        "empty": [peeking(pulled, "weights", "inputs", "cotangent")],
        "wrong-activation": [with_change(pulled, activation=lambda g: other[g])],
        "missing-activation-derivative": [linear_in(name) for name in ("weights", "inputs", "bias")],
        "wrong-activation-derivative": [through(lambda g, Z: slopes(g, activations(g, Z)))],
        "saturation": [through(lambda g, Z: slopes(g, Z, naive_slope))],
        "recomputed-preactivation": [recomputing],
        "transposed-weight": [with_change(pulled, weights=transposed)],
        "transposed-gradient": [
            all_pulled(lambda δ, X, W: affine_pulled(δ, W, X) | {"weights": times(X, transposed(δ))})
        ],
        "swapped-gradients": [exchanged(pulled, "weights", "inputs")],
        "bias-not-summed": [
            all_pulled(lambda δ, X, W: affine_pulled(δ, W, X) | {"bias": row_sums(first_column_only(δ))})
        ],
        "bias-summed-over-units": [
            all_pulled(lambda δ, X, W: affine_pulled(δ, W, X) | {"bias": row_sums(transposed(δ))})
        ],
        "divided-by-samples": [scaled(pulled, lambda inputs: 1 / samples(inputs), ["weights", "bias"])],
        "wrong-sample-axis": [with_change(pulled, inputs=transposed)],
        "missing-cotangent": [with_change(pulled, cotangent=lambda C: each(lambda c: c.with_(1), C))],
        "kink-convention": [at_kink(1), at_kink(0.5)],
        "stopped-cotangent": [selecting],
        "nan-lost-in-comparison": [through(lambda g, Z: each(lambda z: 1 if z > 0 else 0, Z))],
        "subnormal": [flushed(pulled)],
        "special-values": [
            skipping_nan(pulled),
            through(lambda g, Z: each(lambda z: z / z, Z)),
        ],
    }
    backward = Equation("dense-layer-backward", pulled, bounds_of(pulled), wrong)

    def fire(name, comment, flags, g, W, X, b, expect=None):
        expect = None if expect is None else {"activation": expect[0], "preactivation": expect[1]}
        return case(forward, name, comment, flags, {"inputs": X, "weights": W, "bias": b}, expect, {"activation": g})

    def back(name, comment, flags, g, C, W, X, Z, expect=None):
        data = {"cotangent": C, "inputs": X, "weights": W, "preactivation": Z}
        expect = None if expect is None else dict(zip(("weights", "inputs", "bias"), expect))
        return case(backward, name, comment, flags, data, expect, {"activation": g})

    def data(kind, g, o, n, m):
        seed = f"dense-layer-{g}-{o}x{n}x{m}"
        return sized(small(kind), seed + " W", o, n), sized(kind, seed + " X", n, m), small(kind)(seed + " b", o)

    def data_back(kind, g, o, n, m):
        W, X, _ = data(kind, g, o, n, m)
        seed = f"dense-layer-backward-{g}-{o}x{n}x{m}"
        Z = small(kind)(seed + " Z", o * m)
        return sized(kind, seed + " C", o, m), W, X, matrix([2 * z for z in Z], m)

    usual = ["plain", "missing-bias", "missing-activation", "wrong-activation", "activation-of-inputs", "swapped-outputs", "overwritten-preactivation"]
    linear = ["plain", "missing-bias", "wrong-activation", "column-major"]
    cases = [
        fire("identity-2x3x4", "A linear layer, all sizes different.", linear, "identity", *data(dyadics, "identity", 2, 3, 4)),
        fire("sigmoid-2x3x4", "All sizes differ.", usual + ["column-major"], "sigmoid", *data(dyadics, "sigmoid", 2, 3, 4)),
        fire("tanh-4x3x2", "All sizes differ, the other way.", usual + ["column-major"], "tanh", *data(decimals, "tanh", 4, 3, 2)),
        fire("relu-3x5x2", "All bits of a Float32 in use.", usual + ["column-major"], "relu", *data(singles, "relu", 3, 5, 2)),
        fire("sigmoid-3x17x2", "Sums that the kernel adds in pairs.", usual, "sigmoid", *data(singles, "sigmoid", 3, 17, 2)),
        fire("tanh-1x4x3", "One unit.", usual, "tanh", *data(singles, "tanh", 1, 4, 3)),
        fire("relu-4x3x1", "One sample.", usual, "relu", *data(decimals, "relu", 4, 3, 1)),
        fire("sigmoid-1x1x1", "One neuron with one input.", usual, "sigmoid", [[-1.5]], [[2.25]], [0.375]),
        fire("tanh-3x2x3", "As many samples as units: only the numbers tell the bias's axis.", usual + ["wrong-bias-axis"], "tanh", *data(dyadics, "tanh", 3, 2, 3)),
        fire("sigmoid-3x3x3", "Square, so that nothing but the numbers tells an axis.", usual + ["transposed-weight", "wrong-bias-axis", "wrong-sample-axis"], "sigmoid", *data(decimals, "sigmoid", 3, 3, 3)),
        fire("relu-2x2x2", "Square, of small integers.", usual + ["transposed-weight", "wrong-bias-axis", "wrong-sample-axis"], "relu", [[1, -2], [3, 4]], [[5, -6], [0.5, 8]], [2, -3]),
        fire("relu-at-the-kink", "z = 0 exactly in every place.", ["missing-bias"], "relu", [[1, -2], [3, 4]], [[2], [1]], [0, -10]),
        fire("sigmoid-tails", "z = −710 and 40: e⁷¹⁰ overflows, and σ(40) rounds to 1.", ["overflow-of-naive-form"], "sigmoid", [[-32, 2], [1, 8]], [[20, -1], [-35, 5]], [0, 1]),
        fire("tanh-tails", "tanh has its limits ±1; z is kept.", ["plain", "missing-activation", "wrong-activation", "overwritten-preactivation"], "tanh", [[-8.5, 2], [1, 8]], [[20, -1], [-35, 5]], [0, 1]),
        fire("tanh-cancellation", "One z is a millionth of its terms, and tanh z as far off.", ["cancellation", "missing-bias"], "tanh", [[1.1, -3.3], [0.5, 0.25]], [[2.2], [0.7]], [-0.110002, 0.125]),
        fire("identity-subnormal", "Subnormal products.", ["subnormal"], "identity", [[1e-160, 0], [0, 3e-310]], [[2e-155, -1e-155], [4, 0.5]], [1e-312, -2e-311]),
        fire("no-inputs", "Without inputs each sample gets g(b).", ["empty"], "relu", Tensor([2, 0], [[], []]), Tensor([0, 3], []), [1.5, -2], ([[1.5, 1.5, 1.5], [0, 0, 0]], [[1.5, 1.5, 1.5], [-2, -2, -2]])),
        fire("no-samples", "Without samples there is no column.", ["empty"], "sigmoid", [[1, 2, 3], [4, 5, 6]], Tensor([3, 0], [[], [], []]), [7, 8], (Tensor([2, 0], [[], []]), Tensor([2, 0], [[], []]))),
        fire("sigmoid-infinity", "z is infinite, a its limit.", ["missing-activation", "swapped-outputs"], "sigmoid", [[1], [-2]], [[inf, -inf]], [0, 1], ([[1, 0], [0, 1]], [[inf, -inf], [-inf, inf]])),
        fire("tanh-infinity", "z is infinite, a its limit.", ["missing-activation", "wrong-activation"], "tanh", [[1], [-2]], [[inf, -inf]], [0, 1], ([[1, -1], [-1, 1]], [[inf, -inf], [-inf, inf]])),
        fire("relu-nan", "NaN spoils its sample, and no comparison takes it for negative.", ["nan-lost-in-comparison", "special-values"], "relu", [[0, 1], [2, 3]], [[nan, 1], [4, -5]], [1, 20], ([[nan, 0], [nan, 7]], [[nan, -4], [nan, 7]])),
    ]
    usual = ["plain", "missing-activation-derivative", "wrong-activation-derivative", "recomputed-preactivation", "bias-not-summed", "divided-by-samples", "transposed-gradient", "missing-cotangent", "wrong-activation"]
    straight = ["plain", "bias-not-summed", "divided-by-samples", "transposed-gradient", "missing-cotangent", "wrong-activation"]
    stepped = straight + ["missing-activation-derivative", "recomputed-preactivation"]
    narrow = ["plain", "missing-activation-derivative", "wrong-activation-derivative", "recomputed-preactivation", "missing-cotangent", "wrong-activation"]
    square = ["transposed-weight", "wrong-sample-axis", "swapped-gradients", "bias-summed-over-units"]
    cases += [
        back("identity-2x3x4", "The pullback of a linear layer.", straight, "identity", *data_back(dyadics, "identity", 2, 3, 4)),
        back("sigmoid-2x3x4", "All sizes differ.", usual, "sigmoid", *data_back(dyadics, "sigmoid", 2, 3, 4)),
        back("tanh-4x3x2", "All sizes differ, the other way.", usual, "tanh", *data_back(decimals, "tanh", 4, 3, 2)),
        back("relu-3x5x2", "All bits of a Float32 in use.", stepped, "relu", *data_back(singles, "relu", 3, 5, 2)),
        back("sigmoid-3x2x17", "Sums over 17 samples, which the kernel adds in pairs.", usual, "sigmoid", *data_back(singles, "sigmoid", 3, 2, 17)),
        back("tanh-1x4x3", "One unit.", [flag for flag in usual if flag != "transposed-gradient"], "tanh", *data_back(singles, "tanh", 1, 4, 3)),
        back("sigmoid-4x3x1", "One sample.", narrow, "sigmoid", *data_back(decimals, "sigmoid", 4, 3, 1)),
        back("sigmoid-1x1x1", "One neuron with one input.", narrow + ["swapped-gradients"], "sigmoid", [[-0.75]], [[-1.5]], [[2.5]], [[-3.5]]),
        back("tanh-3x2x3", "As many samples as units.", usual + ["bias-summed-over-units", "swapped-gradients"], "tanh", *data_back(decimals, "tanh", 3, 2, 3)),
        back("sigmoid-3x3x3", "Square, so that nothing but the numbers tells an axis.", usual + square, "sigmoid", *data_back(decimals, "sigmoid", 3, 3, 3)),
        back("relu-2x2x2", "Square, of small integers.", stepped + square, "relu", [[1, -2], [0.5, 3]], [[1, 2], [3, 4]], [[5, -6], [0.75, 8]], [[1, 2], [-3, 4]]),
        back("relu-at-the-kink", "0 at ±0.", ["kink-convention", "missing-activation-derivative"], "relu", [[1, -2], [0.5, 3]], [[1, 2], [3, 4]], [[5, -6], [0.75, 8]], [[0, 2], [-0.0, -4]]),
        back("relu-dead", "Every unit is off for every sample: nothing flows back.", ["missing-activation-derivative", "wrong-activation"], "relu", [[1, -2], [0.5, 3]], [[1, 2], [3, 4]], [[5, -6], [0.75, 8]], [[-1, -2], [-0.5, -4]]),
        back("sigmoid-saturated", "σ′(40) = 4.2e-18, where s (1 − s) is 0.", ["saturation", "missing-activation-derivative"], "sigmoid", [[1.5, -0.7]], [[2.1, 0.4]], [[0.7, 1.1], [-1.3, 0.6]], [[40, 38]]),
        back("sigmoid-saturated-single", "σ′(17) = 4.1e-8, where s (1 − s) is 0 in Float32.", ["saturation", "missing-activation-derivative"], "sigmoid", [[1.5, -0.75]], [[2, 0.5]], [[0.75, 1], [-1.25, 0.5]], [[17, 18]]),
        back("tanh-saturated", "tanh′(±20) = 1.7e-17, where 1 − tanh² is 0.", ["saturation", "wrong-activation-derivative"], "tanh", [[1.5, -0.7]], [[2.1, 0.4]], [[0.7, 1.1], [-1.3, 0.6]], [[20, -20]]),
        back("zero-cotangent", "Nothing flows back.", ["missing-cotangent"], "tanh", [[0, 0], [0, 0]], [[1, 2], [3, 4]], [[5, -6], [0.75, 8]], [[1, 2], [-3, 4]]),
        back("identity-subnormal", "Subnormal gradients.", ["subnormal"], "identity", [[1e-160], [2e-159]], [[2e-155, 1e-154], [-3e-152, 1e-153]], [[-3e-152], [1e-150]], [[1], [2]]),
        back("no-inputs", "Without inputs only the bias has a gradient.", ["empty"], "relu", [[1, 2, 3], [4, 5, 6]], Tensor([2, 0], [[], []]), Tensor([0, 3], []), [[1, -1, 1], [1, 1, -1]], (Tensor([2, 0], [[], []]), Tensor([0, 3], []), [4, 9])),
        back("no-samples", "Without samples the sums are 0.", ["empty"], "sigmoid", Tensor([2, 0], [[], []]), [[1, 2, 3], [4, 5, 6]], Tensor([3, 0], [[], [], []]), Tensor([2, 0], [[], []]), ([[0, 0, 0], [0, 0, 0]], Tensor([3, 0], [[], [], []]), [0, 0])),
        back("sigmoid-at-infinity", "A derivative of 0 stops its place alone.", ["special-values"], "sigmoid", [[4, 8]], [[1], ], [[2, 3]], [[inf, 0]], ([[6]], [[0, 2]], [2])),
        back("relu-at-nan", "NaN spoils its unit's weights and bias, and its sample's inputs.", ["nan-lost-in-comparison", "special-values"], "relu", [[1, 2], [3, 4]], [[1, 2], [3, 4]], [[5, -6], [0.75, 8]], [[nan, 1], [1, 1]], ([[nan, nan], [-9, 34.25]], [[nan, 14], [nan, 20]], [nan, 7])),
        back("relu-infinite-cotangent", "0 · ∞ is NaN: a stopped unit does not hide an infinite cotangent.", ["special-values", "stopped-cotangent"], "relu", [[inf], [1]], [[1, 2], [3, 4]], [[5], [0.75]], [[-2], [1]], ([[nan, nan], [5, 0.75]], [[nan], [nan]], [nan, 1])),
    ]
    for word, convention, at_kink in KINKS:
        program = through(lambda g, Z, at_kink=at_kink: slopes(g, Z, slope_with_kink(at_kink)))
        numbers = [x for x in cases if "special-values" not in x["flags"] and "nan-lost-in-comparison" not in x["flags"]]
        cases += siblings(backward, numbers, "kink-convention", word, convention, program, bounds_of(program))
    stopped = having("stopped-cotangent", cases)
    cases += siblings(backward, stopped, "stopped-cotangent", "selected", SELECTED, selecting)
    cases += [
        misfit(cases, forward, "sigmoid-2x3x4", "one-bias", "One bias is not that of every neuron.", bias=first),
        misfit(cases, forward, "sigmoid-2x3x4", "fewer-inputs", "A weight without an input.", inputs=less),
        misfit(cases, backward, "sigmoid-2x3x4", "fewer-samples", "A sample without a cotangent.", cotangent=narrower),
        misfit(cases, backward, "sigmoid-2x3x4", "fewer-preactivations", "A neuron without its sum.", preactivation=less),
    ]
    return concept("ForwardPropagation", "DenseLayer", notes, cases)


def output_head():
    notes = {
        "plain": PLAIN,
        "sizes-differ": SIZES,
        "empty": "No samples, or no classes: code that starts from the first logit has none.",
        "softmax-over-samples": "Softmax along the rows: over the samples of one class instead of the classes of one "
        "sample. "
        "Seen in https://github.com/perone/euclidesdb/issues/2.",
        "softmax-over-all": "One softmax over all elements.",
        "sigmoid-for-softmax": "A sigmoid of each logit: the probabilities of a sample do not add up to 1.",
        "softmax-for-sigmoid": "Softmax where each unit has a probability of its own; of one unit it is always 1.",
        "missing-head": "The logits themselves, or a cotangent that is passed on as it is.",
        "missing-max-subtraction": "The exponentials overflow to ∞/∞, or all underflow to 0/0.",
        "maximum-of-all": "The largest logit of all samples subtracted: where they differ much, all exponentials of a "
        "sample underflow.",
        "overflow-of-naive-form": "e⁻ᶻ overflows where σ(z) is still a number.",
        "saturation": "σ(z) has rounded to 1, or has few digits left below it: σ(z) (1 − σ(z)) is lost.",
        "softmax-derivative-diagonal-only": "s (1 − s), as of a sigmoid, leaves out that each logit moves every "
        "probability.",
        "missing-mean": "s ⊙ c, without subtracting c · s.",
        "all-ones-cotangent-hides": "A program that returns 0, or c − c · s without the factor s, is right for a "
        "cotangent of equal elements.",
        "derivative-at-output": "σ′ or softmax's Jacobian at the head's output instead of the logits.",
        "missing-cotangent": "The derivative of the sum of all outputs.",
        "special-values": "NaN spoils its sample only under softmax, its place only elsewhere; infinities have limits "
        "under the sigmoid and give NaN under softmax.",
    }

    def valued(function):
        """A head of columns, by one of a sample."""
        return lambda logits, head: {"value": by_sample(lambda z: function(head, z), logits)}

    def over_rows(logits, head):
        return {"value": [head_of_sample(head, row) for row in logits]}

    def over_all(logits, head):
        return {"value": matrix(head_of_sample(head, flat(logits)), len(logits[0]))}

    def with_common_maximum(logits, head):
        largest = max(flat(logits))
        return {"value": by_sample(lambda z: softmax_of([x - largest for x in z]), logits)}

    def replaced(program, one, other):
        return with_change(program, head=lambda head: other if head == one else head)

    textbook = valued(head_of_sample)
    naive = valued(lambda head, z: softmax_of(z) if head == "softmax" else [VALUES[head](x) for x in z])
    ignoring_nan = valued(lambda head, z: head_of_sample(head, [x if x == x else x.with_(-inf) for x in z]))
    wrong = {
        "empty": [lambda logits, head: (logits[0][0], textbook(logits, head))[1]],
        "softmax-over-samples": [over_rows],
        "softmax-over-all": [over_all],
        "sigmoid-for-softmax": [replaced(textbook, "softmax", "sigmoid")],
        "softmax-for-sigmoid": [replaced(textbook, "sigmoid", "softmax")],
        "missing-head": [with_change(textbook, head=lambda _: "identity")],
        "missing-max-subtraction": [naive],
        "maximum-of-all": [with_common_maximum],
        "overflow-of-naive-form": [naive],
        "special-values": [skipping_nan(textbook), ignoring_nan],
    }
    value = Equation("output-head-value", textbook, bounds_of(textbook), wrong)

    def pulled_by(function):
        return lambda cotangent, logits, head: {
            "logits": by_sample(lambda c, z: function(head, c, z), cotangent, logits)
        }

    def softmax_pulled_by(element):
        """Another pullback of softmax, element by element."""

        def function(head, c, z):
            if head != "softmax":
                return head_pullback_of_sample(head, c, z)
            s = softmax(z)
            return [element(x, p, sum(products(c, s))) for x, p in zip(c, s)]

        return pulled_by(function)

    def naive_pullback(head, c, z):
        if head == "softmax":
            s = softmax_of(z)
            return [p * (x - sum(products(c, s))) for x, p in zip(c, s)]
        return head_pullback_of_sample(head, c, z, naive_slope)

    pulled = pulled_by(head_pullback_of_sample)
    wrong = {
        "empty": [lambda cotangent, logits, head: (logits[0][0], pulled(cotangent, logits, head))[1]],
        "softmax-over-samples": [
            lambda cotangent, logits, head: {
                "logits": [head_pullback_of_sample(head, c, z) for c, z in zip(cotangent, logits)]
            }
        ],
        "softmax-over-all": [
            lambda cotangent, logits, head: {
                "logits": matrix(head_pullback_of_sample(head, flat(cotangent), flat(logits)), len(logits[0]))
            }
        ],
        "sigmoid-for-softmax": [replaced(pulled, "softmax", "sigmoid")],
        "softmax-for-sigmoid": [replaced(pulled, "sigmoid", "softmax")],
        "missing-head": [with_change(pulled, head=lambda _: "identity")],
        "missing-max-subtraction": [pulled_by(naive_pullback)],
        "saturation": [pulled_by(naive_pullback)],
        "softmax-derivative-diagonal-only": [softmax_pulled_by(lambda c, p, mean: c * p * (1 - p))],
        "missing-mean": [softmax_pulled_by(lambda c, p, mean: c * p)],
        "all-ones-cotangent-hides": [
            softmax_pulled_by(lambda c, p, mean: c * 0),
            softmax_pulled_by(lambda c, p, mean: c - mean),
        ],
        "derivative-at-output": [
            pulled_by(lambda head, c, z: head_pullback_of_sample(head, c, head_of_sample(head, z)))
        ],
        "missing-cotangent": [with_change(pulled, cotangent=lambda C: each(lambda c: c.with_(1), C))],
        "special-values": [
            skipping_nan(pulled),
            pulled_by(lambda head, c, z: head_pullback_of_sample(head, c, [x if x == x else x.with_(-inf) for x in z])),
        ],
    }
    pullback = Equation("output-head-pullback", pulled, bounds_of(pulled), wrong)

    def at(name, comment, flags, head, Z, expect=None):
        expect = None if expect is None else {"value": expect}
        return case(value, name, comment, flags, {"logits": Z}, expect, {"head": head})

    def back(name, comment, flags, head, C, Z, expect=None):
        expect = None if expect is None else {"logits": expect}
        return case(pullback, name, comment, flags, {"cotangent": C, "logits": Z}, expect, {"head": head})

    def data(kind, head, K, m):
        return sized(kind, f"output-head-{head}-{K}x{m} C", K, m), sized(kind, f"output-head-{head}-{K}x{m} Z", K, m)

    axis = ["softmax-over-samples", "softmax-over-all"]
    usual = ["plain", "sigmoid-for-softmax", "missing-head"] + axis
    of_sigmoid = ["plain", "softmax-for-sigmoid", "missing-head"]
    cases = [
        at("identity-2x3", "The logits as they are.", ["plain"], "identity", data(decimals, "identity", 2, 3)[1]),
        at("identity-special-values", "The identity changes no number.", ["special-values"], "identity", [[inf, nan], [-inf, 1]], [[inf, nan], [-inf, 1]]),
        at("sigmoid-1x4", "A binary classifier's one unit, which softmax would make 1.", of_sigmoid, "sigmoid", data(dyadics, "sigmoid", 1, 4)[1]),
        at("sigmoid-3x2", "A probability for each unit.", of_sigmoid, "sigmoid", data(decimals, "sigmoid", 3, 2)[1]),
        at("sigmoid-2x5", "All bits of a Float32 in use.", of_sigmoid, "sigmoid", data(singles, "sigmoid", 2, 5)[1]),
        at("sigmoid-tails", "σ(−710) is subnormal, σ(710) is 1.", ["overflow-of-naive-form"], "sigmoid", [[-710, 710], [40, -40]]),
        at("softmax-3x4", "All sizes differ: the axis counts.", usual, "softmax", data(dyadics, "softmax", 3, 4)[1]),
        at("softmax-4x3", "The other way.", usual, "softmax", data(decimals, "softmax", 4, 3)[1]),
        at("softmax-5x2", "All bits of a Float32 in use.", usual, "softmax", data(singles, "softmax", 5, 2)[1]),
        at("softmax-17x2", "Sums that the kernel adds in pairs.", usual, "softmax", data(dyadics, "softmax", 17, 2)[1]),
        at("softmax-3x3", "Square, so that nothing but the numbers tells the axis.", usual, "softmax", data(decimals, "softmax", 3, 3)[1]),
        at("softmax-2x2", "Square, of small numbers.", usual, "softmax", [[0.5, -1.25], [2, 0.25]]),
        at("softmax-1x3", "One class is certain, for each sample.", usual, "softmax", [[0.5, -1.25, 2]]),
        at("softmax-4x1", "One sample.", ["plain", "sigmoid-for-softmax", "missing-head", "softmax-over-samples"], "softmax", data(singles, "softmax", 4, 1)[1]),
        at("softmax-shifted", "Two samples 2000 apart: each has a largest logit of its own.", ["missing-max-subtraction", "maximum-of-all"] + axis, "softmax", [[1000.5, -999.5], [998.75, -1001.25], [1002, -998]]),
        at("softmax-no-samples", "Without samples there is no column.", ["empty"], "softmax", Tensor([3, 0], [[], [], []]), Tensor([3, 0], [[], [], []])),
        at("sigmoid-special-values", "NaN stays in its place; ±∞ have limits.", ["special-values"], "sigmoid", [[nan, 0], [inf, -inf]], [[nan, 0.5], [1, 0]]),
        at("softmax-nan", "NaN spoils its sample only.", ["special-values", "softmax-over-samples", "softmax-over-all"], "softmax", [[nan, 1.5], [2, 1.5]], [[nan, 0.5], [nan, 0.5]]),
        at("softmax-infinities", "+∞ gives ∞/∞ in its sample, −∞ a probability of 0.", ["special-values", "softmax-over-samples", "softmax-over-all"], "softmax", [[inf, -inf], [2, 1.5]], [[nan, 0], [nan, 1]]),
    ]
    usual = ["plain", "sigmoid-for-softmax", "missing-head", "softmax-derivative-diagonal-only", "missing-mean", "all-ones-cotangent-hides", "derivative-at-output", "missing-cotangent"] + axis
    of_sigmoid = ["plain", "softmax-for-sigmoid", "missing-head", "derivative-at-output", "missing-cotangent"]
    cases += [
        back("identity-2x3", "The cotangent as it is.", ["plain", "missing-cotangent"], "identity", *data(decimals, "identity", 2, 3)),
        back("identity-special-values", "The identity's derivative does not contain z.", ["missing-cotangent"], "identity", [[2, nan], [-3, inf]], [[inf, 1], [nan, 2]], [[2, nan], [-3, inf]]),
        back("sigmoid-1x4", "A binary classifier's one unit; softmax of it has no derivative.", of_sigmoid, "sigmoid", *data(dyadics, "sigmoid", 1, 4)),
        back("sigmoid-3x2", "Every operation rounds.", of_sigmoid + ["saturation"], "sigmoid", *data(decimals, "sigmoid", 3, 2)),
        back("sigmoid-2x5", "All bits of a Float32 in use.", of_sigmoid, "sigmoid", *data(singles, "sigmoid", 2, 5)),
        back("sigmoid-saturated", "σ′(40) = 4.2e-18, where s (1 − s) is 0.", ["saturation", "missing-head", "derivative-at-output"], "sigmoid", [[1.5, -0.7]], [[40, 38]]),
        back("sigmoid-saturated-single", "σ′(17) = 4.1e-8, where s (1 − s) is 0 in Float32.", ["saturation", "missing-head"], "sigmoid", [[1.5], [-0.75]], [[17], [18]]),
        back("softmax-3x4", "All sizes differ: the axis counts.", usual, "softmax", *data(dyadics, "softmax", 3, 4)),
        back("softmax-4x3", "The other way.", usual, "softmax", *data(decimals, "softmax", 4, 3)),
        back("softmax-5x2", "All bits of a Float32 in use.", usual, "softmax", *data(singles, "softmax", 5, 2)),
        back("softmax-17x2", "Sums that the kernel adds in pairs.", usual, "softmax", *data(dyadics, "softmax", 17, 2)),
        back("softmax-3x3", "Square, so that nothing but the numbers tells the axis.", usual, "softmax", *data(decimals, "softmax", 3, 3)),
        back("softmax-1x3", "One class is always certain, and no cotangent moves it.", ["plain", "missing-head", "missing-mean", "softmax-over-samples"], "softmax", [[1.5, -2, 0.25]], [[0.5, -1.25, 2]]),
        back("softmax-4x1", "One sample.", [flag for flag in usual if flag != "softmax-over-all"], "softmax", *data(singles, "softmax", 4, 1)),
        back("softmax-one-class", "The cotangent of the first class alone.", ["plain", "softmax-derivative-diagonal-only", "missing-mean", "all-ones-cotangent-hides", "softmax-over-samples"], "softmax", [[1, 1], [0, 0], [0, 0]], [[0.5, -1], [-1.25, 0.25], [2, 1]]),
        back("softmax-shifted", "Two samples 2000 apart.", ["missing-max-subtraction"] + axis, "softmax", [[1.5, -2], [0.25, 3], [-1, 0.5]], [[1000.5, -999.5], [998.75, -1001.25], [1002, -998]]),
        back("zero-cotangent", "Nothing flows back.", ["missing-cotangent"], "sigmoid", [[0, 0], [0, 0]], [[1, 2], [3, 4]]),
        back("softmax-no-samples", "Without samples there is no column.", ["empty"], "softmax", Tensor([3, 0], [[], [], []]), Tensor([3, 0], [[], [], []]), Tensor([3, 0], [[], [], []])),
        back("sigmoid-special-values", "NaN stays in its place; the slope at ±∞ is 0.", ["special-values", "missing-head"], "sigmoid", [[1, 2], [3, 4]], [[nan, 0], [inf, -inf]], [[nan, 0.5], [0, 0]]),
        back("softmax-nan", "NaN spoils its sample only.", ["special-values", "softmax-over-samples", "softmax-over-all"], "softmax", [[1, 2], [3, 4]], [[nan, 1.5], [2, 1.5]], [[nan, -0.5], [nan, 0.5]]),
    ]
    cases += [
        misfit(cases, pullback, "identity-2x3", "fewer-cotangents", "A class without a cotangent.", cotangent=less),
        misfit(cases, pullback, "identity-2x3", "fewer-samples", "A sample without a cotangent.", cotangent=narrower),
    ]
    return concept("ForwardPropagation", "OutputHead", notes, cases)


def parameter_count():
    notes = {
        "plain": PLAIN,
        "negative-count": "There are no fewer than no units: products of negative numbers look like counts.",
        "missing-biases": "The weights alone.",
        "bias-of-inputs": "A bias for each input instead of each output.",
        "one-bias": "One bias for the whole layer.",
        "swapped-arguments": "Inputs and outputs exchanged.",
        "thirty-two-bits": "A count that wraps around at 2³¹ or 2³².",
        "units-for-parameters": "The number of units.",
        "input-layer-counted": "Biases for the input layer too, which has no parameters.",
        "first-layer-only": "The first layer's parameters, or all but the last layer's.",
        "reversed-sizes": "The sizes read from the output to the input.",
        "wrong-separator": "Digits read one by one, so that a size of two digits becomes two sizes.",
    }

    def of_layer(inputs, outputs):
        return outputs * (inputs + 1)

    def wrapped(program, bits):
        return lambda **x: {"value": x["inputs"].with_(int(float(program(**x)["value"])) % 2**bits)}

    layer_count = lambda inputs, outputs: {"value": of_layer(inputs, outputs)}
    wrong = {
        "missing-biases": [lambda inputs, outputs: {"value": inputs * outputs}],
        "bias-of-inputs": [lambda inputs, outputs: {"value": inputs * (outputs + 1)}],
        "one-bias": [lambda inputs, outputs: {"value": inputs * outputs + 1}],
        "swapped-arguments": [lambda inputs, outputs: layer_count(outputs, inputs)],
        "thirty-two-bits": [wrapped(layer_count, 32), wrapped(layer_count, 31)],
    }
    exact = lambda _, /, **attributes: {"value": 0}  # A count rounds once at most, where the format is too short for it.
    layer = Equation("parameter-count-layer", layer_count, exact, wrong)

    def of_sizes(n, count=of_layer):
        return {"value": sum(count(a, b) for a, b in zip(n, n[1:]))}

    network_count = lambda sizes: of_sizes(counts(sizes))
    wrong = {
        "missing-biases": [lambda sizes: of_sizes(counts(sizes), lambda a, b: a * b)],
        "bias-of-inputs": [lambda sizes: of_sizes(counts(sizes), lambda a, b: a * (b + 1))],
        "one-bias": [lambda sizes: of_sizes(counts(sizes), lambda a, b: a * b + 1)],
        "thirty-two-bits": [lambda sizes: {"value": network_count(sizes)["value"] % 2**32}],
        "units-for-parameters": [lambda sizes: {"value": sum(counts(sizes))}],
        "input-layer-counted": [lambda sizes: {"value": network_count(sizes)["value"] + counts(sizes)[0]}],
        "first-layer-only": [lambda sizes: of_sizes(counts(sizes)[:2]), lambda sizes: of_sizes(counts(sizes)[:-1])],
        "reversed-sizes": [lambda sizes: of_sizes(counts(sizes)[::-1])],
        "wrong-separator": [lambda sizes: of_sizes([int(digit) for digit in sizes.replace("-", "")])],
    }
    network = Equation("parameter-count-network", network_count, exact, wrong)

    def of(name, comment, flags, inputs, outputs):
        return case(layer, name, comment, flags, {}, attributes={"inputs": inputs, "outputs": outputs})

    def whole(sizes, comment, flags):
        return case(network, sizes, comment, flags, {}, attributes={"sizes": sizes})

    usual = ["plain", "missing-biases", "bias-of-inputs", "one-bias", "swapped-arguments"]
    cases = [
        of("4-8", "The fourth document's first layer: 40.", usual, 4, 8),
        of("8-6", "Its second layer: 54.", usual, 8, 6),
        of("6-1", "Its third layer: 7, with one bias.", ["plain", "missing-biases", "bias-of-inputs", "swapped-arguments"], 6, 1),
        of("1-10", "The second document's first layer: 20.", usual, 1, 10),
        of("3-3", "As many inputs as outputs: 12.", ["plain", "missing-biases", "one-bias"], 3, 3),
        of("1-1", "A line: its weight and its bias.", ["plain", "missing-biases"], 1, 1),
        of("784-10", "A digit's pixels and ten classes: 7850.", usual, 784, 10),
        of("no-inputs", "A layer without inputs has its biases.", ["plain", "missing-biases", "bias-of-inputs"], 0, 5),
        of("4096-4097", "4097² = 16785409 has 25 bits, one more than a Float32 holds: there it is rounded.", ["plain", "one-bias"], 4096, 4097),
        of("100000-50000", "5 000 050 000, which 32 bits do not hold.", ["thirty-two-bits"], 100000, 50000),
    ]
    usual = ["plain", "missing-biases", "bias-of-inputs", "one-bias", "units-for-parameters", "input-layer-counted", "first-layer-only", "reversed-sizes"]
    cases += [
        whole("4-8-6-1", "The fourth document's network: 40 + 54 + 7 = 101.", usual),
        whole("1-10-5-1", "The second document's network: 20 + 55 + 6 = 81.", [flag for flag in usual if flag not in ("bias-of-inputs", "reversed-sizes")] + ["wrong-separator"]),
        whole("4-5-5-5-3", "The first document's figure: 25 + 30 + 30 + 18 = 103.", usual),
        whole("2-3", "One layer: 9.", ["plain", "missing-biases", "bias-of-inputs", "one-bias", "units-for-parameters", "input-layer-counted", "reversed-sizes"]),
        whole("1-1", "A line: 2.", ["missing-biases", "input-layer-counted"]),
        whole("3-3-3", "Equal sizes: 24.", ["plain", "missing-biases", "one-bias", "units-for-parameters", "input-layer-counted", "first-layer-only"]),
        whole("784-128-64-10", "100480 + 8256 + 650 = 109386.", usual + ["wrong-separator"]),
        whole("2-17-3", "51 + 54 = 105.", usual + ["wrong-separator"]),
        whole("1-2-1-2-1-2-1", "Six layers: 4 + 3 + 4 + 3 + 4 + 3 = 21.", ["plain", "missing-biases", "one-bias", "units-for-parameters", "input-layer-counted", "first-layer-only"]),
        whole("100000-50000-2", "5 000 150 002, which 32 bits do not hold.", ["thirty-two-bits"]),
    ]
    cases.append(misfit(cases, layer, "4-8", "negative-units", "−4 inputs and −8 outputs.", "negative-count", inputs=-4, outputs=-8))
    return concept("ForwardPropagation", "ParameterCount", notes, cases)


def linear_collapse():
    notes = {
        "plain": PLAIN,
        "sizes-differ": SIZES,
        "empty": "No hidden units: every sum is empty, and code that starts from its first term has none.",
        "swapped-order": "W₁ W₂ for W₂ W₁, which only square matrices let through.",
        "transposed-weight": "A transpose too many, which only square matrices let through.",
        "missing-first-bias": "b₂ alone: the first layer's bias passes through W₂.",
        "missing-second-bias": "W₂ b₁ alone.",
        "unweighted-bias": "b₁ + b₂, where the hidden units are as many as the outputs.",
        "wrong-weight-for-bias": "W₁ b₁ + b₂, where W₁ is square.",
        "elementwise": "Products of equal places, which only square matrices let through.",
        "column-major": "Reads row-major elements column by column.",
        "cancellation": IN_SINGLE,
        "overflow": OVERFLOW,
        "subnormal": SUBNORMAL,
        "special-values": "∞ · 0 and ∞ − ∞ give NaN, and NaN stays: a skipped zero or a comparison loses it.",
    }

    def collapsed(firstWeights, firstBias, secondWeights, secondBias):
        b = [added(products(row, firstBias) + [β]) for row, β in zip(secondWeights, secondBias, strict=True)]
        return {"weights": times(secondWeights, firstWeights), "bias": b}

    def with_bias(bias):
        return lambda **x: collapsed(**x) | {"bias": bias(x)}

    def through_first(x):
        return collapsed(**x | {"secondWeights": x["firstWeights"]})["bias"]

    def skipping_products(**x):
        columns = list(zip(*x["firstWeights"]))
        weights = [[sum(skipping_zeros(row, column)) for column in columns] for row in x["secondWeights"]]
        return collapsed(**x) | {"weights": weights}

    wrong = {
        "empty": [peeking(collapsed, "firstWeights", "secondWeights")],
        "swapped-order": [
            lambda **x: collapsed(**x) | {"weights": times(x["firstWeights"], x["secondWeights"])}
        ],
        "transposed-weight": [
            with_change(collapsed, firstWeights=transposed),
            with_change(collapsed, secondWeights=transposed),
        ],
        "missing-first-bias": [with_change(collapsed, firstBias=without_bias)],
        "missing-second-bias": [with_change(collapsed, secondBias=without_bias)],
        "unweighted-bias": [with_bias(lambda x: [a + b for a, b in zip(x["firstBias"], x["secondBias"], strict=True)])],
        "wrong-weight-for-bias": [with_bias(through_first)],
        "elementwise": [
            lambda **x: collapsed(**x) | {"weights": elementwise_product(x["secondWeights"], x["firstWeights"])}
        ],
        "column-major": [with_change(collapsed, firstWeights=by_columns, secondWeights=by_columns)],
        "cancellation": [in_single(collapsed)],
        "overflow": [kept_finite(collapsed)],
        "subnormal": [flushed(collapsed)],
        "special-values": [skipping_nan(collapsed), skipping_products],
    }
    value = Equation("linear-collapse-value", collapsed, bounds_of(collapsed), wrong)

    def at(name, comment, flags, W1, b1, W2, b2, expect=None):
        inputs = {"firstWeights": W1, "firstBias": b1, "secondWeights": W2, "secondBias": b2}
        expect = None if expect is None else {"weights": expect[0], "bias": expect[1]}
        return case(value, name, comment, flags, inputs, expect)

    def data(kind, n, h, o):
        seed = f"linear-collapse-{n}-{h}-{o}"
        first = sized(kind, seed + " W1", h, n), kind(seed + " b1", h)
        return *first, sized(kind, seed + " W2", o, h), kind(seed + " b2", o)

    biases = ["plain", "missing-first-bias", "missing-second-bias"]
    usual = biases + ["column-major"]
    cases = [
        at("1-1-1", "A line of a line.", biases + ["unweighted-bias", "wrong-weight-for-bias"], [[1.5]], [-2], [[-0.75]], [0.5]),
        at("2-3-4", "All sizes differ.", usual, *data(dyadics, 2, 3, 4)),
        at("4-3-2", "All sizes differ, the other way.", usual, *data(decimals, 4, 3, 2)),
        at("3-5-2", "All bits of a Float32 in use.", usual, *data(singles, 3, 5, 2)),
        at("2-17-3", "Sums that the kernel adds in pairs.", usual, *data(decimals, 2, 17, 3)),
        at("3-1-2", "One hidden unit: a product of rank 1.", biases, *data(singles, 3, 1, 2)),
        at("3-4-1", "One output.", usual, *data(dyadics, 3, 4, 1)),
        at("1-4-3", "One input.", usual, *data(decimals, 1, 4, 3)),
        at("2-3-3", "As many outputs as hidden units: b₁ + b₂ fits.", usual + ["unweighted-bias"], *data(decimals, 2, 3, 3)),
        at("3-3-2", "As many hidden units as inputs.", usual + ["transposed-weight"], *data(dyadics, 3, 3, 2)),
        at("2-2-2", "Square, so that nothing but the numbers tells the order.", usual + ["swapped-order", "transposed-weight", "unweighted-bias", "wrong-weight-for-bias", "elementwise"], [[1, 2], [3, 4]], [10, -20], [[5, -6], [0.5, 8]], [1, 2]),
        at("3-3-3", "Square, of full-length numbers.", usual + ["swapped-order", "transposed-weight", "unweighted-bias", "wrong-weight-for-bias", "elementwise"], *data(decimals, 3, 3, 3)),
        at("identity", "An identity layer leaves the other, and adds the biases.", ["plain", "missing-first-bias", "missing-second-bias"], [[1, 0], [0, 1]], [0.7, -1.3], [[1, 0], [0, 1]], [0.1, 2.2]),
        at("nilpotent", "W₂ W₁ is 0 although neither layer is; W₁ W₂ is not.", ["swapped-order", "missing-first-bias"], [[1, 0], [0, 0]], [2, 3], [[0, 1], [0, 0]], [1, 1]),
        at("cancellation", "One weight and the bias have a condition of about 10⁶.", ["cancellation", "missing-second-bias"], [[987.654], [1234.566]], [1.1, 0.5], [[1234.567, -987.654]], [-864.2]),
        at("huge", "Results near 10³⁰⁰.", ["plain", "missing-second-bias"], [[1.5e150], [-2e149]], [3e149, 1e150], [[2e150, 1.25e150]], [1e300]),
        at("overflow", "One weight lies beyond the largest number.", ["overflow"], [[1e200, 1]], [1], [[-1e200]], [2]),
        at("subnormal", "Subnormal products.", ["subnormal"], [[1e-160], [3e-161]], [2e-155, 1e-155], [[2e-155, -5e-155]], [1e-312]),
        at("no-hidden-units", "Every sum is empty: the second bias is left.", ["empty"], Tensor([0, 3], []), [], Tensor([2, 0], [[], []]), [1.5, -2], ([[0, 0, 0], [0, 0, 0]], [1.5, -2])),
        at("infinity-times-zero", "∞ · 0 spoils its place only.", ["special-values"], [[inf, 1], [2, 3]], [1, 2], [[0, 1], [2, 0]], [5, 6], ([[nan, 3], [inf, 2]], [7, 8])),
        at("nan", "NaN in the first bias spoils the whole bias; in a weight its column.", ["special-values"], [[nan, 1], [2, 3]], [nan, 2], [[0, 1], [2, 0]], [5, 6], ([[nan, 3], [nan, 2]], [nan, nan])),
    ]
    cases += [
        misfit(cases, value, "2-3-4", "one-bias", "One bias is not that of every unit.", firstBias=first),
        misfit(cases, value, "2-3-4", "fewer-hidden-units", "The layers do not fit together.", secondWeights=narrower),
        misfit(cases, value, "2-3-4", "fewer-outputs", "An output without a bias.", secondBias=less),
    ]
    return concept("ForwardPropagation", "LinearCollapse", notes, cases)


def laid_out(parameters, sizes, of_layer):
    """The parameters in another layout."""
    return flat([of_layer(W, b) for W, b in layers(parameters, sizes)])


def relayout(program, of_layer):
    """A program that takes its parameters from another layout."""
    return lambda **x: program(**x | {"parameters": laid_out(x["parameters"], x["sizes"], of_layer)})


def read_by_columns(W, b):
    return [by_columns(W), b]


def bias_read_first(W, b):
    """The layer that a program finds where it expects the bias before the weights."""
    elements = flat(W) + b
    return [elements[len(b) :], elements[: len(b)]]


LAYOUT_NOTES = {
    "column-major": "Reads each weight matrix column by column.",
    "bias-first": "Reads each bias before its weights.",
    "biases-last": "Reads all weights and then all biases.",
}


def biases_read_last(program):
    def reading(**x):
        n = counts(x["sizes"])
        weights = [a * b for a, b in zip(n, n[1:])]
        p, found, start, bias = x["parameters"], [], 0, sum(weights)
        for size, outputs in zip(weights, n[1:]):
            found += p[start : start + size] + p[bias : bias + outputs]
            start, bias = start + size, bias + outputs
        return program(**x | {"parameters": found})

    return reading


def predictions(parameters, inputs, sizes, hidden, output):
    _, Z = forward_pass(layers(parameters, sizes), inputs, hidden)
    return {"predictions": by_sample(lambda z: head_of_sample(output, z), Z[-1])}


def other_activation(g):
    return {"identity": "sigmoid", "sigmoid": "tanh", "tanh": "relu", "relu": "identity"}[g]


def network():
    notes = LAYOUT_NOTES | {
        "plain": PLAIN,
        "sizes-differ": SIZES,
        "empty": "No samples: code that reads a size from the first one has none.",
        "missing-hidden-activation": "The layers collapse to one linear one.",
        "wrong-activation": "Another activation function.",
        "activation-after-first-layer-only": "Later hidden layers are linear.",
        "hidden-activation-at-output": "The hidden layers' activation instead of the head.",
        "hidden-activation-before-head": "The hidden layers' activation on the logits too, and then the head.",
        "head-in-every-layer": "The head's function in the hidden layers too.",
        "missing-head": "The logits.",
        "softmax-over-samples": "Softmax over the samples of one class. "
        "Seen in https://github.com/d2l-ai/d2l-en/pull/2274.",
        "activation-of-inputs": "The activation applied to the network's inputs.",
        "missing-bias": "Layers without bias.",
        "transposed-weight": "Each weight matrix transposed, which equal sizes let through.",
        "layers-reversed": "The layers in reverse order, which equal sizes let through.",
        "wrong-sample-axis": "Samples in rows, which only as many samples as inputs let through.",
        "layer-skipped": "A hidden layer left out, which equal sizes let through.",
        "overflow-of-naive-form": "e⁻ᶻ overflows where σ(z) is still a number.",
        "missing-max-subtraction": "The exponentials of softmax overflow to ∞/∞.",
        "nan-lost-in-comparison": NAN_LOST,
        "special-values": "NaN spoils its sample only; a saturated unit has its limit.",
    }

    def other_pass(activate, first=lambda z: z, head=head_of_sample, chosen=lambda list_: list_):
        """A network with other parts."""

        def program(parameters, inputs, sizes, hidden, output):
            A, stack = each(lambda x: first(x), inputs), chosen(layers(parameters, sizes))
            for i, (W, b) in enumerate(stack):
                Z = preactivations(W, A, b)
                A = activate(hidden, output, i, len(stack) - 1, Z)
            return {"predictions": by_sample(lambda z: head(output, z), A)}

        return program

    def hidden_only(hidden, output, i, last, Z):
        return activations(hidden, Z) if i < last else Z

    def everywhere(hidden, output, i, last, Z):
        return activations(hidden, Z)

    def first_only(hidden, output, i, last, Z):
        return activations(hidden, Z) if i == 0 and i < last else Z

    def heads(hidden, output, i, last, Z):
        return by_sample(lambda z: head_of_sample(output, z), Z) if i < last else Z

    def of_inputs(parameters, inputs, hidden, **x):
        return predictions(parameters, activations(hidden, inputs), hidden=hidden, **x)

    def dropping_nan(hidden, output, i, last, Z):
        return each(lambda z: z if z > 0 else 0, Z) if i < last else Z

    def over_samples(**x):
        logits = predictions(**x | {"output": "identity"})["predictions"]
        return {"predictions": [softmax(row) for row in logits]}

    naive_head = lambda output, z: softmax_of(z) if output == "softmax" else [VALUES[output](x) for x in z]
    wrong = {
        "empty": [peeking(predictions, "inputs")],
        "column-major": [relayout(predictions, read_by_columns)],
        "bias-first": [relayout(predictions, bias_read_first)],
        "biases-last": [biases_read_last(predictions)],
        "missing-hidden-activation": [with_change(predictions, hidden=lambda _: "identity")],
        "wrong-activation": [with_change(predictions, hidden=other_activation)],
        "activation-after-first-layer-only": [other_pass(first_only)],
        "hidden-activation-at-output": [other_pass(everywhere, head=lambda output, z: z)],
        "hidden-activation-before-head": [other_pass(everywhere)],
        "head-in-every-layer": [other_pass(heads)],
        "missing-head": [with_change(predictions, output=lambda _: "identity")],
        "softmax-over-samples": [over_samples],
        "activation-of-inputs": [of_inputs],
        "missing-bias": [relayout(predictions, lambda W, b: [W, without_bias(b)])],
        "transposed-weight": [other_pass(hidden_only, chosen=lambda list_: [(transposed(W), b) for W, b in list_])],
        "layers-reversed": [other_pass(hidden_only, chosen=lambda list_: list_[::-1])],
        "layer-skipped": [other_pass(hidden_only, chosen=lambda list_: list_[:1] + list_[2:])],
        "wrong-sample-axis": [with_change(predictions, inputs=transposed)],
        "overflow-of-naive-form": [other_pass(hidden_only, head=naive_head)],
        "missing-max-subtraction": [other_pass(hidden_only, head=naive_head)],
        "nan-lost-in-comparison": [other_pass(dropping_nan)],
        "special-values": [skipping_nan(predictions)],
    }
    forward = Equation("network-forward", predictions, bounds_of(predictions), wrong)

    def run(name, comment, flags, sizes, hidden, output, parameters, X, expect=None):
        attributes = {"sizes": sizes, "hidden": hidden, "output": output}
        expect = None if expect is None else {"predictions": expect}
        return case(forward, name, comment, flags, {"parameters": parameters, "inputs": X}, expect, attributes)

    layout = list(LAYOUT_NOTES)
    usual = ["plain", "missing-hidden-activation", "wrong-activation", "hidden-activation-before-head", "missing-head", "activation-of-inputs", "missing-bias"] + layout
    regression = ["plain", "missing-hidden-activation", "wrong-activation", "hidden-activation-at-output", "activation-of-inputs", "missing-bias"] + layout
    deep = ["activation-after-first-layer-only"]
    several = ["softmax-over-samples"]

    def data(kind, sizes, m):
        n = counts(sizes)
        p = sum(b * (a + 1) for a, b in zip(n, n[1:]))
        return small_parameters(kind, f"network-{sizes} parameters", p), sized(kind, f"network-{sizes} inputs", n[0], m)

    cases = [
        run("4-8-6-1-relu-sigmoid", "The fourth document's network of 101 parameters.", usual + deep + ["hidden-activation-at-output"], "4-8-6-1", "relu", "sigmoid", *data(singles, "4-8-6-1", 3)),
        run("1-10-5-1-relu-identity", "The second document's network of 81 parameters.", ["plain", "missing-hidden-activation", "wrong-activation", "activation-of-inputs", "missing-bias"] + layout + deep, "1-10-5-1", "relu", "identity", *data(dyadics, "1-10-5-1", 4)),
        run("4-5-5-5-3-sigmoid-softmax", "The first document's figure, with 103 parameters.", usual + deep + several + ["head-in-every-layer", "layer-skipped", "hidden-activation-at-output"], "4-5-5-5-3", "sigmoid", "softmax", *data(singles, "4-5-5-5-3", 2)),
        run("2-3-4-tanh-softmax", "All sizes differ, the samples' too.", usual + several + ["head-in-every-layer"], "2-3-4", "tanh", "softmax", *data(decimals, "2-3-4", 5)),
        run("3-4-2-sigmoid-sigmoid", "The same function in hidden layer and head.", ["plain", "missing-hidden-activation", "wrong-activation", "hidden-activation-before-head", "missing-head", "missing-bias"] + layout, "3-4-2", "sigmoid", "sigmoid", *data(decimals, "3-4-2", 3)),
        run("3-4-2-tanh-identity", "Regression with two outputs.", regression, "3-4-2", "tanh", "identity", *data(dyadics, "3-4-2", 2)),
        run("3-4-2-identity-softmax", "A deep linear network.", ["plain", "wrong-activation", "missing-head", "missing-bias"] + layout + several, "3-4-2", "identity", "softmax", *data(singles, "3-4-2", 3)),
        run("2-17-1-tanh-sigmoid", "A sum that the kernel adds in pairs.", usual, "2-17-1", "tanh", "sigmoid", *data(singles, "2-17-1", 2)),
        run("3-3-3-3-tanh-softmax", "Equal sizes: only the numbers tell layers, axes and transposes.", usual + deep + several + ["transposed-weight", "layers-reversed", "layer-skipped", "wrong-sample-axis"], "3-3-3-3", "tanh", "softmax", *data(decimals, "3-3-3-3", 3)),
        run("2-2-2-sigmoid-identity", "Two square layers.", regression + ["transposed-weight", "layers-reversed", "wrong-sample-axis"], "2-2-2", "sigmoid", "identity", *data(dyadics, "2-2-2", 2)),
        run("2-3-softmax", "No hidden layer: softmax regression, whatever the hidden activation is.", ["plain", "missing-head", "missing-bias", "hidden-activation-before-head", "column-major", "bias-first", "softmax-over-samples"], "2-3", "tanh", "softmax", *data(decimals, "2-3", 4)),
        run("3-1-identity", "No hidden layer: a plane.", ["plain", "missing-bias", "hidden-activation-before-head", "bias-first"], "3-1", "sigmoid", "identity", *data(dyadics, "3-1", 2)),
        run("1-1-1-1-tanh-sigmoid", "A chain of single units.", usual[:-3] + ["bias-first", "biases-last"] + deep, "1-1-1-1", "tanh", "sigmoid", *data(decimals, "1-1-1-1", 3)),
        run("one-sample", "One sample.", usual, "3-4-2", "sigmoid", "softmax", *data(singles, "3-4-2", 1)),
        run("dead-layer", "Every hidden unit is off: the output's bias is left.", ["plain", "missing-hidden-activation", "wrong-activation", "missing-head"], "2-2-1", "relu", "sigmoid", [-1, 0, 0, -1, -1, -2, 3, 4, 0.75], [[1, 2, 3], [2, 1, 0.5]]),
        run("saturated", "Hidden units at −1 and 1, and logits of −710 and 40.", ["overflow-of-naive-form", "missing-hidden-activation"], "1-1-1", "tanh", "sigmoid", [64, 0, 375, -335], [[-1, 1]]),
        run("large-logits", "Logits around 1000 in one sample and −1000 in the other.", ["missing-max-subtraction", "softmax-over-samples"], "1-2-3", "relu", "softmax", [1, -1, 0, 0, 1000, -1000, 999, -1000.5, 1001.5, -999.75, 0, 0.5, -0.25], [[1, -1]]),
        run("no-samples", "Without samples there is no column.", ["empty"], "3-2-2", "relu", "sigmoid", list(range(1, 15)), Tensor([3, 0], [[], [], []]), Tensor([2, 0], [[], []])),
        run("nan", "NaN spoils its sample only, and no ReLU takes it for negative.", ["nan-lost-in-comparison", "special-values"], "1-2-1", "relu", "identity", [1, -1, 0, 0, 2, 3, 0.5], [[nan, 2, -1]], [[nan, 4.5, 3.5]]),
        run("infinite-input", "An infinite input saturates its units.", ["missing-hidden-activation", "wrong-activation"], "1-2-1", "tanh", "identity", [1, -1, 0, 0, 2, 3, 0.5], [[inf, 0, -inf]], [[-0.5, 0.5, 1.5]]),
    ]
    cases += [
        misfit(cases, forward, "4-8-6-1-relu-sigmoid", "fewer-parameters", "The last bias is missing.", parameters=less),
        misfit(cases, forward, "4-8-6-1-relu-sigmoid", "more-parameters", "A number that belongs to no layer.", parameters=lambda p: p + [1]),
        misfit(cases, forward, "4-8-6-1-relu-sigmoid", "fewer-inputs", "Samples of three numbers, where there are four.", inputs=less),
    ]
    return concept("ForwardPropagation", "Network", notes, cases)


def small_parameters(kind, seed, count):
    """Weights and biases around 1 in magnitude or below: a fraction of numbers of the given kind."""
    return [x / (8 if kind is decimals else 4 if kind is dyadics else 2) for x in kind(seed, count)]


CONCEPTS = [
    neuron,
    affine_columns,
    affine_rows,
    dense_layer,
    output_head,
    parameter_count,
    linear_collapse,
    network,
]
