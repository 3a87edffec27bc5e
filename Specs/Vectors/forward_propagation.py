"""Vectors of the neuron, of layers of neurons and of whole networks."""

import math

from activation_functions import sigma, square
from arithmetic import Float, hyperbolic_tangent
from error_bounds import bounds_of
from network_functions import (
    SLOPES,
    VALUES,
    activations,
    elementwise_product,
    naive_slope,
    preactivations,
    row_sums,
    slope,
    slopes,
    step,
    times,
)
from tensor_algebra import by_columns, skipping_zeros, transposed
from vectors import (
    IN_SINGLE,
    MOST_ROUNDINGS,
    OVERFLOW,
    PLAIN,
    SUBNORMAL,
    Equation,
    Tensor,
    case,
    concept,
    decimals,
    dyadics,
    each,
    exchanged,
    flushed,
    in_single,
    kept_finite,
    matrix,
    rows,
    scaled,
    singles,
    skipping_nan,
    sum_bound,
)

inf, nan = math.inf, math.nan

NAN_LOST = "max(0, NaN) is 0 in many libraries, as NaN loses every comparison; NaN has to stay."
KINK = "ReLU's derivative at ±0 is 0 by convention here; 1 and ½ are other conventions."


def neuron():
    notes = {
        "plain": PLAIN,
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
        "special-values": [skipping_nan(stable), lambda **x: stable(**dropping_infinity(x)), with_slope(lambda z: z / z)],
    }

    def backward_ulps(outputs, activation, **_):
        # σ′'s own 6 or tanh′'s 8, one more for the product with the cotangent and another for that with x or w. The
        # identity's δ is the cotangent itself, as ReLU's is where it is not 0, and the one product is correctly rounded.
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
        back("relu-infinite-cotangent", "0 · ∞ is NaN: a stopped neuron does not hide an infinite cotangent.", ["special-values"], "relu", inf, [1, -3], [0.5, 4], -2, ([nan, nan], [nan, nan], nan)),
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
    return {"value": [[z + (len(inputs) - 1) * β for z in row] for row, β in zip(preactivations(weights, inputs, bias), bias)]}


def skipping_products(weights, inputs, bias):
    """Leaves out the products with a factor 0, as a sparse format does."""
    return {
        "value": [[sum(skipping_zeros(row, column)) + β for column in zip(*inputs)] for row, β in zip(weights, bias)]
    }


ONE_TO_ONE = "One column, or one row: code that squeezes it away, or takes it for a vector, fails."
AFFINE_NOTES = {
    "plain": PLAIN,
    "empty": "Nothing to add up, or no samples: code that starts from the first element, or reads a size from it, has none.",
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
    "bias-summed-over-units": "The sums over units, one for each sample, which only as many samples as units let through.",
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
    wrong["wrong-sample-axis"] = [affine, lambda **x: {"value": transposed(as_rows(affine)(**x)["value"])}]
    wrong["column-major"] = [with_change(as_rows(affine), weights=by_columns, inputs=by_columns)]
    wrong_pullback["column-major"] = [
        with_change(as_rows(affine_pulled), weights=by_columns, inputs=by_columns, cotangent=by_columns)
    ]
    value = Equation("affine-rows-value", as_rows(affine), bounds_of(as_rows(affine)), wrong)
    pullback = Equation("affine-rows-pullback", as_rows(affine_pulled), bounds_of(as_rows(affine_pulled)), wrong_pullback)
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
    return cases


def dense_layer():
    notes = {
        "plain": PLAIN,
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
        "bias-not-summed": [all_pulled(lambda δ, X, W: affine_pulled(δ, W, X) | {"bias": row_sums(first_column_only(δ))})],
        "bias-summed-over-units": [all_pulled(lambda δ, X, W: affine_pulled(δ, W, X) | {"bias": row_sums(transposed(δ))})],
        "divided-by-samples": [scaled(pulled, lambda inputs: 1 / samples(inputs), ["weights", "bias"])],
        "wrong-sample-axis": [with_change(pulled, inputs=transposed)],
        "missing-cotangent": [with_change(pulled, cotangent=lambda C: each(lambda c: c.with_(1), C))],
        "kink-convention": [at_kink(1), at_kink(0.5)],
        "nan-lost-in-comparison": [through(lambda g, Z: each(lambda z: 1 if z > 0 else 0, Z))],
        "subnormal": [flushed(pulled)],
        "special-values": [
            skipping_nan(pulled),
            through(lambda g, Z: each(lambda z: z / z, Z)),
            # Takes the gradient of a stopped unit for 0 without a product.
            lambda cotangent, **x: pulled(
                cotangent=[
                    [c if not s == 0 else c.with_(0) for c, s in zip(row, slope_row)]
                    for row, slope_row in zip(cotangent, slopes(x["activation"], x["preactivation"]))
                ],
                **x,
            ),
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
        back("relu-infinite-cotangent", "0 · ∞ is NaN: a stopped unit does not hide an infinite cotangent.", ["special-values"], "relu", [[inf], [1]], [[1, 2], [3, 4]], [[5], [0.75]], [[-2], [1]], ([[nan, nan], [5, 0.75]], [[nan], [nan]], [nan, 1])),
    ]
    return concept("ForwardPropagation", "DenseLayer", notes, cases)


CONCEPTS = [neuron, affine_columns, affine_rows, dense_layer]
