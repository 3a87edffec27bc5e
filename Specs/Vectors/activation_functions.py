"""Vectors of the activation functions. Their equations are elementwise: any shape gives the same shape."""

import math

from arithmetic import DOUBLE, exponential, hyperbolic_tangent, logarithm, logarithm_by_ratio
from vectors import (
    OVERFLOW,
    PLAIN,
    SUBNORMAL,
    Equation,
    case,
    concept,
    decimals,
    dyadics,
    each,
    flat,
    flushed,
    having,
    kept_finite,
    matrix,
    same_bound,
    siblings,
    singles,
    skipping_nan,
)

inf, nan = math.inf, math.nan

EMPTY = "An empty tensor has no first element to take a type or a size from."
NAN_LOST = "max(0, NaN) is 0 in many libraries, as NaN loses every comparison; NaN has to stay."


def elementwise(output, function):
    return lambda z: {output: each(function, z)}


def from_first(program):
    """Takes its kind of number, or the shape, from the first element."""

    def peeking(z, **others):
        if isinstance(z, list):
            flat(z)[0]
        return program(z=z, **others)

    return peeking


def identity():
    notes = {
        "plain": PLAIN,
        "signed-zero": "Adding 0 or multiplying by a mask turns −0 into +0; the identity returns its argument.",
        "special-values": "Clamping, or a detour through 0 · z or z / z, loses an infinity or NaN.",
        "subnormal": "Hardware set to take subnormal numbers for 0 changes the value. "
        "Seen in https://github.com/jax-ml/jax/issues/16200.",
        "empty": "An empty tensor has no first element to take a type or a size from.",
        "value-for-derivative": "Returns z, or a number proportional to it, where 1 is asked.",
    }
    textbook = elementwise("value", lambda z: z)
    wrong = {
        "signed-zero": [elementwise("value", lambda z: z + 0)],
        "special-values": [elementwise("value", lambda z: z + 0 * z), skipping_nan(textbook)],
        "subnormal": [flushed(textbook)],
        "empty": [from_first(textbook)],
    }
    value = Equation("identity-value", textbook, same_bound(0), wrong)

    textbook = elementwise("derivative", lambda z: z * 0 + 1)  # In z's own arithmetic; specials are stated.
    wrong = {
        "special-values": [elementwise("derivative", lambda z: z / z)],
        "value-for-derivative": [elementwise("derivative", lambda z: z)],
        "empty": [from_first(textbook)],
    }
    derivative = Equation("identity-derivative", textbook, same_bound(0), wrong)

    def same(name, comment, flags, z):
        return case(value, name, comment, flags, {"z": z}, expect={"value": z})

    def one(name, comment, flags, z):
        return case(derivative, name, comment, flags, {"z": z}, expect={"derivative": each(lambda _: 1, z)})

    cases = [
        same("zero", "0 is returned as it is.", ["plain"], 0),
        same("negative-zero", "−0 is returned as −0.", ["signed-zero"], -0.0),
        same("positive", "An ordinary number that no binary format holds.", ["plain"], 0.1),
        same("negative", "The sign is kept: this is not a magnitude, nor a ReLU.", ["plain"], -2.5),
        same("largest", "The largest Float64 and its opposite.", ["plain"], [1.7976931348623157e308, -1.7976931348623157e308]),
        same("large-single", "Far out, in either format.", ["plain"], [2.0**127, -(2.0**127)]),
        same("least-subnormal", "The least positive Float64.", ["subnormal"], [5e-324, -5e-324]),
        same("least-subnormal-single", "The least positive Float32.", ["subnormal"], [2.0**-149, -(2.0**-149)]),
        same("positive-infinity", "No clamp.", ["special-values"], math.inf),
        same("negative-infinity", "No clamp.", ["special-values"], -math.inf),
        same("nan", "NaN is not replaced.", ["special-values"], math.nan),
        same("vector-3", "A vector.", ["plain"], dyadics("identity-value/vector-3", 3)),
        same("matrix-2x3", "A matrix, row by row.", ["plain"], matrix(dyadics("identity-value/matrix-2x3", 6), 3)),
        same("empty", "No elements give no elements.", ["empty"], []),
        one("zero", "1 where z / z is NaN.", ["special-values", "value-for-derivative"], 0),
        one("negative-zero", "1 where z / z is NaN.", ["special-values", "value-for-derivative"], -0.0),
        one("positive", "1, not z.", ["plain", "value-for-derivative"], 0.1),
        one("negative", "1 on the left too: this is not a ReLU.", ["plain", "value-for-derivative"], -2.5),
        one("largest", "1 however large z is.", ["plain", "value-for-derivative"], [1.7976931348623157e308, -1e300]),
        one("least-subnormal", "1 however small z is.", ["plain", "value-for-derivative"], [5e-324, -5e-324]),
        one("positive-infinity", "1 by the formula, which does not contain z.", ["special-values"], math.inf),
        one("negative-infinity", "1 by the formula, which does not contain z.", ["special-values"], -math.inf),
        one("nan", "1 by the formula, which does not contain z.", ["special-values"], math.nan),
        one("vector-3", "A vector.", ["plain"], dyadics("identity-derivative/vector-3", 3)),
        one("matrix-3x2", "A matrix.", ["plain"], matrix(dyadics("identity-derivative/matrix-3x2", 6), 2)),
        one("empty", "No elements give no elements.", ["empty"], []),
    ]
    return concept("ActivationFunctions", "Identity", notes, cases)


def sigma(z):
    return 1 / (1 + exponential(-z))


def clamped(program):
    """Cuts z off where the exponential would overflow: the usual cure, and wrong in the tails."""

    def cut(z):
        limit = 700 if z.bits == DOUBLE else 80
        return z.with_(limit) if z > limit else z.with_(-limit) if z < -limit else z

    return lambda z: program(each(cut, z))


def sigmoid():
    notes = {
        "plain": PLAIN,
        "zero": "A branch for z > 0 and one for z < 0 leave ±0 without a value.",
        "saturation": "s (1 − s) loses every digit as s approaches 1 and is exactly 0 from z ≈ 36.74 "
        "(Float32: 16.64); the derivative is not.",
        "cancellation": "1 − σ(−z) and (1 + tanh(z/2))/2 subtract two nearly equal numbers on the left.",
        "overflow-of-naive-form": "e⁻ᶻ overflows where the result is still a number (1/∞ = 0), and a quotient of "
        "exponentials becomes ∞/∞. "
        "Seen in https://github.com/clab/dynet/issues/1525.",
        "underflow": "The result lies at or below the least number of the format. A clamp on z, a common cure for "
        "overflow, leaves a tail that never reaches it.",
        "subnormal": "The result is subnormal: hardware set to flush such numbers gives 0.",
        "special-values": "An infinity makes ∞/∞ of a quotient form and is lost in a clamp; NaN is lost in a comparison.",
        "empty": "An empty tensor has no first element to take a type or a size from.",
    }

    def ulps(bound):
        # σ(±0) = ½ and σ′(±0) = ¼ are promised exactly. Elsewhere an exponential within 1 ulp (two roundings), a sum
        # and a quotient make 4 of a value; the derivative multiplies two of them, in forms whose errors are not both
        # at their largest at one z.
        return lambda outputs, z: {name: each(lambda z: 0 if z == 0 else bound, z) for name in outputs}

    textbook = elementwise("value", sigma)
    quotient = elementwise("value", lambda z: exponential(z) / (1 + exponential(z)))
    wrong = {
        "zero": [elementwise("value", lambda z: sigma(z) if z > 0 or z < 0 else z)],
        "cancellation": [elementwise("value", lambda z: 1 - sigma(-z))],
        "overflow-of-naive-form": [textbook, quotient],
        "underflow": [clamped(textbook)],
        "subnormal": [flushed(textbook)],
        "special-values": [clamped(textbook), quotient, skipping_nan(textbook)],
        "empty": [from_first(textbook)],
    }
    value = Equation("sigmoid-value", textbook, ulps(4), wrong)

    textbook = elementwise("derivative", lambda z: sigma(z) * (1 - sigma(z)))
    quotient = elementwise(
        "derivative", lambda z: exponential(-z) / ((1 + exponential(-z)) * (1 + exponential(-z)))
    )
    product = elementwise("derivative", lambda z: sigma(z) * sigma(-z))
    wrong = {
        "zero": [elementwise("derivative", lambda z: sigma(z) * sigma(-z) if z > 0 or z < 0 else z)],
        "saturation": [textbook],
        "overflow-of-naive-form": [quotient],
        "underflow": [clamped(product)],
        "subnormal": [flushed(product)],
        "special-values": [clamped(product), quotient, skipping_nan(product)],
        "empty": [from_first(textbook)],
    }
    derivative = Equation("sigmoid-derivative", textbook, ulps(6), wrong, plain=quotient)

    def at(name, comment, flags, z, expect=None):
        return case(value, name, comment, flags, {"z": z}, None if expect is None else {"value": expect})

    def slope(name, comment, flags, z, expect=None):
        return case(derivative, name, comment, flags, {"z": z}, None if expect is None else {"derivative": expect})

    cancels, overflows = ["cancellation"], ["cancellation", "overflow-of-naive-form"]
    cases = [
        at("zero", "σ(0) is ½ exactly.", ["zero"], 0),
        at("negative-zero", "σ(−0) is ½ exactly.", ["zero"], -0.0),
        at("tiny", "σ(z) ≈ ½ + z/4, which is ½ in any format.", ["plain"], [-1e-300, 1e-300]),
        at("least-subnormal", "The numbers next to 0.", ["plain"], [-5e-324, 5e-324]),
        at("least-subnormal-single", "The Float32 numbers next to 0.", ["plain"], [-(2.0**-149), 2.0**-149]),
        at("half", "Ordinary values on both sides.", ["plain"], [-0.5, 0.5]),
        at("one", "Ordinary values on both sides.", ["plain"], [-1, 1]),
        at("two", "Ordinary values on both sides.", ["plain"], [-2, 2]),
        at("five", "Ordinary values on both sides.", ["plain"], [-5, 5]),
        at("decimals", "Arguments that no binary format holds.", ["plain"], [-3.3, -0.7, 0.1, 4.9]),
        at("left-tail-20", "σ(z) ≈ eᶻ keeps all its digits.", cancels, -20),
        at("left-tail-36-7", "1 − σ(−z) has one digit left.", cancels, -36.7),
        at("left-tail-36-8", "1 − σ(−z) is 0.", cancels, -36.8),
        at("left-tail-40", "σ(z) ≈ eᶻ keeps all its digits.", cancels, -40),
        at("left-tail-100", "σ(z) ≈ eᶻ keeps all its digits.", cancels, -100),
        at("left-tail-700", "Near the least normal number; e⁻ᶻ is still finite.", cancels, -700),
        at("left-tail-708", "The last whole argument whose result is normal.", cancels, -708),
        at("left-tail-709-7", "Subnormal, and e⁻ᶻ is just finite.", ["cancellation", "subnormal"], -709.7),
        at("left-tail-710", "Subnormal, and e⁻ᶻ overflows.", overflows + ["subnormal"], -710),
        at("left-tail-745", "The least positive number.", ["underflow"], -745),
        at("left-tail-746", "Below the least positive number.", ["underflow"], -746),
        at("left-tail-1e4", "Far below the least positive number.", ["underflow"], -1e4),
        at("left-tail-1e308", "Almost as far out as a Float64 goes.", ["underflow"], -1e308),
        at("right-tail", "σ(z) approaches 1 and rounds to it from 36.74.", ["plain"], [20, 36.7, 36.8, 40, 100, 700, 708, 709.7]),
        at("right-tail-overflow", "eᶻ overflows: eᶻ/(1 + eᶻ) is NaN.", ["overflow-of-naive-form"], [710, 745, 746, 1e4, 1e308]),
        at("single-left-tail-16-625", "The last place where 1 − σ(−z) has a digit in Float32.", cancels, -16.625),
        at("single-left-tail-17", "1 − σ(−z) is 0 in Float32.", cancels, -17),
        at("single-left-tail-88", "Subnormal in Float32, and e⁻ᶻ is just finite.", ["cancellation", "subnormal"], -88),
        at("single-left-tail-89", "Subnormal in Float32, and e⁻ᶻ overflows.", overflows + ["subnormal"], -89),
        at("single-left-tail-103", "The least positive Float32.", ["underflow"], -103),
        at("single-left-tail-104", "Below the least positive Float32.", ["underflow"], -104),
        at("single-right-tail", "In Float32, eᶻ overflows from 88.7.", ["overflow-of-naive-form"], [16.625, 17, 88, 89, 103, 104]),
        at("positive-infinity", "The limit is 1.", ["special-values"], math.inf, 1),
        at("negative-infinity", "The limit is 0.", ["special-values"], -math.inf, 0),
        at("nan", "NaN gives NaN.", ["special-values"], math.nan, math.nan),
        at("vector-3", "A vector.", ["plain"], dyadics("sigmoid-value/vector-3", 3)),
        at("matrix-2x3", "A matrix.", ["plain"], matrix(dyadics("sigmoid-value/matrix-2x3", 6), 3)),
        at("empty", "No elements give no elements.", ["empty"], [], []),
    ]
    saturates, both = ["saturation"], ["saturation", "overflow-of-naive-form"]
    cases += [
        slope("zero", "σ′(0) is ¼ exactly, the largest value.", ["zero"], 0),
        slope("negative-zero", "σ′(−0) is ¼ exactly.", ["zero"], -0.0),
        slope("tiny", "σ′(z) ≈ ¼ − z²/16, which is ¼ in any format.", ["plain"], [-1e-300, 1e-300]),
        slope("least-subnormal", "The numbers next to 0.", ["plain"], [-5e-324, 5e-324]),
        slope("least-subnormal-single", "The Float32 numbers next to 0.", ["plain"], [-(2.0**-149), 2.0**-149]),
        slope("half", "Ordinary values on both sides; the derivative is even.", ["plain"], [-0.5, 0.5]),
        slope("one", "Ordinary values on both sides; the derivative is even.", ["plain"], [-1, 1]),
        slope("two", "Ordinary values on both sides; s (1 − s) has begun to lose digits.", ["plain", "saturation"], [-2, 2]),
        slope("five", "Ordinary values on both sides.", ["plain", "saturation"], [-5, 5]),
        slope("decimals", "Arguments that no binary format holds.", ["plain", "saturation"], [-3.3, -0.7, 0.1, 4.9]),
        slope("left-tail", "On the left s (1 − s) is good; a quotient of exponentials is not.", ["overflow-of-naive-form"], [-20, -36.7, -36.8, -40, -100, -700, -708]),
        slope("left-tail-subnormal", "Subnormal results.", ["overflow-of-naive-form", "subnormal"], [-709.7, -710]),
        slope("left-tail-underflow", "Results at and below the least positive number.", ["underflow"], [-745, -746, -1e4, -1e308]),
        slope("right-tail-20", "1 − s has 7 digits left.", saturates, 20),
        slope("right-tail-36-7", "1 − s has one digit left.", saturates, 36.7),
        slope("right-tail-36-8", "s rounds to 1.", saturates, 36.8),
        slope("right-tail-40", "s rounds to 1.", saturates, 40),
        slope("right-tail-100", "s rounds to 1.", saturates, 100),
        slope("right-tail-700", "s rounds to 1; (1 + e⁻ᶻ)² is fine on this side.", saturates, 700),
        slope("right-tail-708", "The last whole argument whose result is normal.", saturates, 708),
        slope("right-tail-709-7", "Subnormal.", ["saturation", "subnormal"], 709.7),
        slope("right-tail-710", "Subnormal.", ["saturation", "subnormal"], 710),
        slope("right-tail-745", "The least positive number.", ["underflow"], 745),
        slope("right-tail-746", "Below the least positive number.", ["underflow"], 746),
        slope("right-tail-1e4", "Far below the least positive number.", ["underflow"], 1e4),
        slope("right-tail-1e308", "Almost as far out as a Float64 goes.", ["underflow"], 1e308),
        slope("single-16-625", "1 − s has one digit left in Float32.", saturates, [-16.625, 16.625]),
        slope("single-17", "s rounds to 1 in Float32.", saturates, [-17, 17]),
        slope("single-88", "Subnormal in Float32.", both + ["subnormal"], [-88, 88]),
        slope("single-89", "Subnormal in Float32, and e⁸⁹ overflows.", both + ["subnormal"], [-89, 89]),
        slope("single-103", "The least positive Float32.", both + ["underflow"], [-103, 103]),
        slope("single-104", "Below the least positive Float32.", both + ["underflow"], [-104, 104]),
        slope("positive-infinity", "The limit is 0.", ["special-values"], math.inf, 0),
        slope("negative-infinity", "The limit is 0.", ["special-values"], -math.inf, 0),
        slope("nan", "NaN gives NaN.", ["special-values"], math.nan, math.nan),
        slope("vector-3", "A vector of ordinary values.", ["plain"], [-1.0625, 0.375, 1.5]),
        slope("matrix-2x3", "A matrix of ordinary values.", ["plain"], [[-2.5, 0.25, -0.8125], [1.125, -3.75, 0.5]]),
        slope("empty", "No elements give no elements.", ["empty"], [], []),
    ]
    return concept("ActivationFunctions", "Sigmoid", notes, cases)


def quotient_of_exponentials(z):
    return (exponential(z) - exponential(-z)) / (exponential(z) + exponential(-z))


def square(x):
    return x * x


def tanh():
    notes = {
        "plain": PLAIN,
        "signed-zero": "e⁻⁰ − e⁰ is +0; tanh(−0) is −0.",
        "cancellation": "eᶻ − e⁻ᶻ and 2 σ(2z) − 1 subtract two nearly equal numbers where z is small.",
        "overflow-of-naive-form": "The exponentials overflow: the value becomes ∞/∞, and 4/(eᶻ + e⁻ᶻ)² becomes 0 "
        "where the derivative is still a number. "
        "Seen in https://github.com/BVLC/caffe/pull/1455.",
        "early-saturation": "z cut off at ±9, where a Float32 saturates but not yet a Float64, or sooner.",
        "saturation": "1 − tanh² z loses every digit as tanh z approaches ±1 and is exactly 0 from |z| ≈ 19.06 "
        "(Float32: 9.01); the derivative is not.",
        "wrong-scale": "The sigmoid, 2 σ(z) − 1, or the derivative without its factor 4 or with σ′(z) for σ′(2z).",
        "missing-square": "1 − tanh z where 1 − tanh² z is asked.",
        "underflow": "The result lies at or below the least number of the format; a clamp on z never reaches it.",
        "subnormal": "Argument or result is subnormal: hardware set to flush such numbers gives 0.",
        "special-values": "An infinity makes ∞/∞ of a quotient of exponentials; NaN is lost in a comparison.",
        "empty": EMPTY,
    }

    def cut(z, limit):
        return z.with_(limit) if z > limit else z.with_(-limit) if z < -limit else z

    def ulps(bound):
        # tanh(±0) = ±0 and tanh′(±0) = 1 are promised exactly. The value is the platform's, within 2 ulp, and one more
        # for other platforms. The derivative multiplies two sigmoids of four roundings, like the sigmoid's, of which
        # the kernel promises 8 ulp; the factors 2 and 4 are exact.
        return lambda outputs, z: {name: each(lambda z: 0 if z == 0 else bound, z) for name in outputs}

    textbook = elementwise("value", quotient_of_exponentials)
    library = elementwise("value", hyperbolic_tangent)
    wrong = {
        "signed-zero": [textbook],
        "cancellation": [elementwise("value", lambda z: 2 * sigma(2 * z) - 1), textbook],
        "overflow-of-naive-form": [textbook],
        "early-saturation": [elementwise("value", lambda z: hyperbolic_tangent(cut(z, 9 if z.bits == DOUBLE else 7)))],
        "wrong-scale": [elementwise("value", lambda z: 2 * sigma(z) - 1), elementwise("value", sigma)],
        "subnormal": [flushed(library)],
        "special-values": [textbook, skipping_nan(library)],
        "empty": [from_first(textbook)],
    }
    value = Equation("tanh-value", textbook, ulps(3), wrong, plain=library)

    textbook = elementwise("derivative", lambda z: 1 - square(quotient_of_exponentials(z)))
    quotient = elementwise("derivative", lambda z: 4 / square(exponential(z) + exponential(-z)))
    product = elementwise("derivative", lambda z: 4 * (sigma(2 * z) * sigma(-2 * z)))
    wrong = {
        "saturation": [elementwise("derivative", lambda z: 1 - square(hyperbolic_tangent(z)))],
        "overflow-of-naive-form": [quotient],
        "wrong-scale": [
            elementwise("derivative", lambda z: sigma(2 * z) * sigma(-2 * z)),
            elementwise("derivative", lambda z: 4 * sigma(z) * sigma(-z)),
        ],
        "missing-square": [elementwise("derivative", lambda z: 1 - hyperbolic_tangent(z))],
        "underflow": [lambda z: product(each(lambda z: cut(z, 350 if z.bits == DOUBLE else 40), z))],
        "subnormal": [flushed(product)],
        "special-values": [textbook, skipping_nan(product)],
        "empty": [from_first(textbook)],
    }
    derivative = Equation("tanh-derivative", textbook, ulps(8), wrong, plain=quotient)

    def at(name, comment, flags, z, expect=None):
        return case(value, name, comment, flags, {"z": z}, None if expect is None else {"value": expect})

    def slope(name, comment, flags, z, expect=None):
        return case(derivative, name, comment, flags, {"z": z}, None if expect is None else {"derivative": expect})

    cancels, ordinary = ["cancellation"], ["plain", "wrong-scale"]
    cases = [
        at("zero", "tanh 0 is 0 exactly.", ["plain"], 0, 0),
        at("negative-zero", "tanh(−0) is −0: the function is odd.", ["signed-zero"], -0.0, -0.0),
        at("subnormal", "tanh z ≈ z.", cancels + ["subnormal"], [-1e-310, 1e-320, 5e-324]),
        at("subnormal-single", "tanh z ≈ z.", cancels + ["subnormal"], [-(2.0**-130), 2.0**-140, 2.0**-149]),
        at("tiny", "tanh z ≈ z keeps all its digits.", cancels, [-1e-300, 1e-300]),
        at("tiny-single", "tanh z ≈ z keeps all its digits.", cancels, [-(2.0**-100), 2.0**-100]),
        at("small", "tanh z ≈ z − z³/3.", cancels, [-1e-3, 1e-5, -1e-8, 1e-12]),
        at("small-single", "tanh z ≈ z − z³/3.", cancels, [-(2.0**-7), 2.0**-10, -(2.0**-13), 2.0**-20]),
        at("half", "Ordinary values on both sides.", ordinary, [-0.5, 0.5]),
        at("one", "Ordinary values on both sides.", ordinary, [-1, 1]),
        at("two", "Ordinary values on both sides.", ordinary, [-2, 2]),
        at("five", "Ordinary values on both sides.", ordinary, [-5, 5]),
        at("decimals", "Arguments that no binary format holds.", ordinary, [-3.3, -0.7, 0.1, 4.9]),
        at("before-saturation", "The last places where the value differs from ±1.", ["early-saturation"], [12, -15, 18, -19]),
        at("before-saturation-single", "The last places where a Float32 differs from ±1.", ["early-saturation"], [7.5, -8, 8.5, -9]),
        at("saturated", "The value rounds to ±1 from 19.06 on.", ["plain"], [19.0625, -20, 40, -350, 700]),
        at("saturated-single", "In Float32 the value rounds to ±1 from 9.01 on.", ["plain"], [9.03125, -10, 40, -88]),
        at("overflow", "eᶻ overflows: the quotient is NaN.", ["overflow-of-naive-form"], [710, -745, 746, -1e4, 1e308]),
        at("overflow-single", "In Float32, eᶻ overflows from 88.7.", ["overflow-of-naive-form"], [89, -104, 2.0**127]),
        at("positive-infinity", "The limit is 1.", ["special-values"], inf, 1),
        at("negative-infinity", "The limit is −1.", ["special-values"], -inf, -1),
        at("nan", "NaN gives NaN.", ["special-values"], nan, nan),
        at("vector-3", "A vector.", ordinary, dyadics("tanh-value/vector-3", 3)),
        at("vector-17", "All bits of a Float32 in use.", ordinary, singles("tanh-value/vector-17", 17)),
        at("matrix-2x3", "A matrix.", ordinary, matrix(dyadics("tanh-value/matrix-2x3", 6), 3)),
        at("empty", "No elements give no elements.", ["empty"], [], []),
    ]
    saturates = ["saturation"]
    ordinary = ["plain", "wrong-scale", "missing-square"]
    cases += [
        slope("zero", "tanh′(0) is 1 exactly, the largest value.", ["plain", "wrong-scale"], 0),
        slope("negative-zero", "tanh′(−0) is 1 exactly.", ["plain", "wrong-scale"], -0.0),
        slope("tiny", "tanh′ z ≈ 1 − z², which is 1 in any format.", ["plain", "wrong-scale"], [-1e-300, 1e-300]),
        slope("least-subnormal", "The numbers next to 0.", ["plain", "wrong-scale"], [-5e-324, 5e-324]),
        slope("least-subnormal-single", "The Float32 numbers next to 0.", ["plain", "wrong-scale"], [-(2.0**-149), 2.0**-149]),
        slope("half", "Ordinary values on both sides; the derivative is even.", ordinary, [-0.5, 0.5]),
        slope("one", "Ordinary values on both sides; the derivative is even.", ordinary, [-1, 1]),
        slope("two", "1 − tanh² z has begun to lose digits.", ordinary, [-2, 2]),
        slope("five", "1 − tanh² z has lost 4 digits.", ordinary + saturates, [-5, 5]),
        slope("decimals", "Arguments that no binary format holds.", ordinary + saturates, [-3.3, -0.7, 0.1, 4.9]),
        slope("ten", "1 − tanh² z has 8 digits left.", saturates + ["wrong-scale"], [-10, 10]),
        slope("nineteen", "1 − tanh² z has one digit left.", saturates, [-19, 19]),
        slope("from-19-0625", "tanh z rounds to ±1.", saturates + ["missing-square"], [-19.0625, 19.0625, -20, 40, -100]),
        slope("far", "Small, and normal: up to 354.", saturates, [-300, 350, -354]),
        slope("far-overflow", "(eᶻ + e⁻ᶻ)² overflows; the derivative is subnormal.", saturates + ["overflow-of-naive-form", "subnormal"], [-355.5, 356, -360]),
        slope("underflow", "At and below the least positive number.", ["underflow"], [372, -374, 5e3, -1e308]),
        slope("single-8-75", "1 − tanh² z has one digit left in Float32.", saturates, [-8.75, 8.75]),
        slope("single-9-25", "tanh z rounds to ±1 in Float32.", saturates, [-9.25, 9.25]),
        slope("single-40", "Small, and normal in Float32: up to 44.", saturates, [-20, 40, -43.5]),
        slope("single-45", "(eᶻ + e⁻ᶻ)² overflows a Float32; the derivative is subnormal there.", saturates + ["overflow-of-naive-form", "subnormal"], [-45, 45.5]),
        slope("single-underflow", "Below the least positive Float32.", ["underflow"], [60, -100]),
        slope("positive-infinity", "The limit is 0.", ["special-values"], inf, 0),
        slope("negative-infinity", "The limit is 0.", ["special-values"], -inf, 0),
        slope("nan", "NaN gives NaN.", ["special-values"], nan, nan),
        slope("vector-5", "A vector of ordinary values.", ordinary + saturates, dyadics("tanh-derivative/vector-5", 5)),
        slope("matrix-3x2", "A matrix, all bits of a Float32 in use.", ordinary, matrix(singles("tanh-derivative/matrix-3x2", 6), 2)),
        slope("empty", "No elements give no elements.", ["empty"], [], []),
    ]
    return concept("ActivationFunctions", "Tanh", notes, cases)


def relu():
    notes = {
        "plain": PLAIN,
        "nan-lost-in-comparison": NAN_LOST + " Seen in https://github.com/pytorch/pytorch/issues/7999.",
        "missing-branch": "Returns z, or 1, on the left too.",
        "magnitude": "|z|, or its derivative ±1.",
        "leak": "A small slope on the left: this is not the leaky unit.",
        "capped": "min(6, ReLU(z)), another function of some libraries.",
        "value-for-derivative": "Returns z where its derivative 1 is asked.",
        "kink-convention": "The derivative at ±0 is 0 by convention here; 1 and ½ are other conventions.",
        "special-values": "z times a mask of 0 and 1 makes NaN of −∞, as ReLU(z)/z does of ±∞ and 0.",
        "subnormal": "The number next to 0 on the right passes, with a derivative of 1; hardware set to take it for 0 "
        "loses it.",
        "empty": EMPTY,
    }

    textbook = elementwise("value", lambda z: 0 if z <= 0 else z)
    wrong = {
        "nan-lost-in-comparison": [elementwise("value", lambda z: z if z > 0 else 0)],
        "missing-branch": [elementwise("value", lambda z: z)],
        "magnitude": [elementwise("value", abs)],
        "leak": [elementwise("value", lambda z: z if z > 0 else 0.01 * z)],
        "capped": [elementwise("value", lambda z: 0 if z <= 0 else 6 if z > 6 else z)],
        "special-values": [elementwise("value", lambda z: z * (1 if z > 0 else 0))],
        "subnormal": [flushed(textbook)],
        "empty": [from_first(textbook)],
    }
    value = Equation("relu-value", textbook, same_bound(0), wrong)

    textbook = elementwise("derivative", lambda z: 1 if z > 0 else 0 if z <= 0 else z)
    wrong = {
        "nan-lost-in-comparison": [elementwise("derivative", lambda z: 1 if z > 0 else 0)],
        "missing-branch": [elementwise("derivative", lambda z: z * 0 + 1)],
        "magnitude": [elementwise("derivative", lambda z: 1 if z > 0 else -1)],
        "leak": [elementwise("derivative", lambda z: 1 if z > 0 else 0.01)],
        "value-for-derivative": [elementwise("derivative", lambda z: 0 if z <= 0 else z)],
        "kink-convention": [
            elementwise("derivative", lambda z: 0 if z < 0 else 1),
            elementwise("derivative", lambda z: 0.5 if z == 0 else 1 if z > 0 else 0),
        ],
        "special-values": [elementwise("derivative", lambda z: (0 * z if z <= 0 else z) / z)],
        "subnormal": [flushed(textbook)],
        "empty": [from_first(textbook)],
    }
    derivative = Equation("relu-derivative", textbook, same_bound(0), wrong)

    def at(name, comment, flags, z, expect=None):
        return case(value, name, comment, flags, {"z": z}, None if expect is None else {"value": expect})

    def slope(name, comment, flags, z, expect=None):
        return case(derivative, name, comment, flags, {"z": z}, None if expect is None else {"derivative": expect})

    left = ["plain", "missing-branch", "magnitude", "leak"]
    mixed = left + ["capped"]
    cases = [
        at("zero", "0 gives 0.", ["plain"], 0),
        at("negative-zero", "−0 gives 0.", ["plain"], -0.0),
        at("positive", "A positive number passes as it is, in all its digits.", ["plain"], 0.1),
        at("negative", "A negative number is held back.", left, -2.5),
        at("negative-decimal", "A negative number that no binary format holds.", left, -0.1),
        at("above-six", "There is no upper limit.", ["plain", "capped"], [5.5, 6, 6.5, 100]),
        at("largest", "The largest Float64 and its opposite.", mixed, [1.7976931348623157e308, -1.7976931348623157e308]),
        at("large-single", "Far out, in either format.", mixed, [2.0**127, -(2.0**127)]),
        at("tiny", "The branch is at 0, not near it.", left, [1e-300, -1e-300]),
        at("least-subnormal", "The numbers next to 0.", ["subnormal", "missing-branch", "magnitude"], [5e-324, -5e-324]),
        at("least-subnormal-single", "The Float32 numbers next to 0.", ["subnormal", "missing-branch", "magnitude"], [2.0**-149, -(2.0**-149)]),
        at("positive-infinity", "+∞ passes.", ["capped"], inf, inf),
        at("negative-infinity", "−∞ gives 0, where 0 · ∞ is NaN.", ["special-values", "missing-branch", "magnitude", "leak"], -inf, 0),
        at("nan", "NaN passes.", ["nan-lost-in-comparison"], nan, nan),
        at("nan-beside-numbers", "NaN stays in its place and spoils no other.", ["nan-lost-in-comparison", "missing-branch"], [1.5, nan, -2], [1.5, nan, 0]),
        at("vector-3", "A vector.", left, [-1.25, 3.5, -0.375]),
        at("vector-17", "A longer vector.", left, dyadics("relu-value/vector-17", 17)),
        at("decimals-5", "Numbers that no binary format holds.", mixed, [-7.7, 0.3, 9.1, -0.001, 2.2]),
        at("matrix-2x3", "A matrix, all bits of a Float32 in use.", left, matrix(singles("relu-value/matrix-2x3", 6), 3)),
        at("empty", "No elements give no elements.", ["empty"], [], []),
    ]
    mixed = left + ["value-for-derivative"]
    cases += [
        slope("zero", "0 at the kink.", ["kink-convention", "special-values"], 0),
        slope("negative-zero", "0 at the kink, from either side.", ["kink-convention", "special-values"], -0.0),
        slope("positive", "1, not z.", ["plain", "value-for-derivative"], 0.1),
        slope("negative", "0 on the left.", left, -2.5),
        slope("around-the-kink", "The kink between its neighbours.", left + ["kink-convention", "value-for-derivative"], [-0.0625, -0.0, 0, 0.0625]),
        slope("largest", "1 and 0 however large z is.", mixed, [1.7976931348623157e308, -1.7976931348623157e308]),
        slope("large-single", "Far out, in either format.", mixed, [2.0**127, -(2.0**127)]),
        slope("tiny", "The kink is at 0, not near it.", mixed, [1e-300, -1e-300]),
        slope("least-subnormal", "The numbers next to 0.", ["subnormal", "leak"], [5e-324, -5e-324]),
        slope("least-subnormal-single", "The Float32 numbers next to 0.", ["subnormal", "leak"], [2.0**-149, -(2.0**-149)]),
        slope("positive-infinity", "1 to the end.", ["special-values", "value-for-derivative"], inf, 1),
        slope("negative-infinity", "0 to the end.", ["special-values", "leak"], -inf, 0),
        slope("nan", "NaN passes: it has no side.", ["nan-lost-in-comparison"], nan, nan),
        slope("nan-beside-numbers", "NaN stays in its place and spoils no other.", ["nan-lost-in-comparison", "leak"], [1.5, nan, -2], [1, nan, 0]),
        slope("vector-3", "A vector.", mixed, [-1.25, 3.5, -0.375]),
        slope("vector-17", "A longer vector.", mixed, dyadics("relu-derivative/vector-17", 17)),
        slope("matrix-3x2", "A matrix, all bits of a Float32 in use.", mixed, matrix(singles("relu-derivative/matrix-3x2", 6), 2)),
        slope("empty", "No elements give no elements.", ["empty"], [], []),
    ]
    at_kink = lambda x: lambda z: {"derivative": each(lambda z: x if z == 0 else 1 if z > 0 else 0, z)}
    cases += siblings(
        derivative, having("kink-convention", cases), "kink-convention", "right",
        "z ≥ 0 taken for the right side, as by PyTorch's clamp: the derivative at the kink is 1.", expect=at_kink(1),
    )
    cases += siblings(
        derivative, having("kink-convention", cases), "kink-convention", "mean",
        "The mean of both sides, as automatic differentiation of max(z, 0) may give: the derivative at the kink is ½.",
        expect=at_kink(0.5),
    )
    return concept("ActivationFunctions", "ReLU", notes, cases)


def leaky_relu():
    notes = {
        "plain": PLAIN,
        "nan-lost-in-comparison": NAN_LOST,
        "missing-leak": "0 on the left, whatever the slope: the plain unit.",
        "missing-branch": "Returns z, or 1, on the left too.",
        "wrong-slope": "A slope of 0.01 or another fixed number instead of the attribute.",
        "swapped-branches": "The slope on the right instead of the left.",
        "sign": "−α z, or −α, on the left.",
        "max-form": "max(α z, z) is another function for α > 1.",
        "kink-convention": "The derivative at ±0 is α by convention here; 1 and the mean of both are other conventions.",
        "value-for-derivative": "Returns z, or α z, where the slope is asked.",
        "special-values": "z times a mask of 0 and 1 makes NaN of an infinity.",
        "overflow": OVERFLOW,
        "subnormal": SUBNORMAL,
        "empty": EMPTY,
    }

    def both(output, function):
        return lambda z, slope: {output: each(lambda x: function(x, slope), z)}

    textbook = both("value", lambda z, α: z if z > 0 else α * z)
    wrong = {
        "nan-lost-in-comparison": [both("value", lambda z, α: z if z > 0 else α * z if z < 0 else 0)],
        "missing-leak": [both("value", lambda z, α: z if z > 0 else 0)],
        "missing-branch": [both("value", lambda z, α: z)],
        "wrong-slope": [
            lambda z, slope: textbook(z=z, slope=slope.with_(0.01)),
            lambda z, slope: textbook(z=z, slope=slope.with_(0.25)),
        ],
        "swapped-branches": [both("value", lambda z, α: z * α if z > 0 else z)],
        "sign": [both("value", lambda z, α: z if z > 0 else -α * z)],
        "max-form": [both("value", lambda z, α: max(α * z, z))],
        "special-values": [both("value", lambda z, α: z * (1 if z > 0 else 0) + α * z * (0 if z > 0 else 1))],
        "overflow": [kept_finite(textbook)],
        "subnormal": [flushed(textbook)],
        "empty": [from_first(textbook)],
    }
    value = Equation("leaky-relu-value", textbook, same_bound(0.5), wrong)

    textbook_derivative = both("derivative", lambda z, α: 1 if z > 0 else α if z <= 0 else z)
    wrong = {
        "nan-lost-in-comparison": [both("derivative", lambda z, α: 1 if z > 0 else α)],
        "missing-leak": [both("derivative", lambda z, α: 1 if z > 0 else 0)],
        "missing-branch": [both("derivative", lambda z, α: 1)],
        "wrong-slope": [
            lambda z, slope: textbook_derivative(z=z, slope=slope.with_(0.01)),
            lambda z, slope: textbook_derivative(z=z, slope=slope.with_(0.25)),
        ],
        "swapped-branches": [both("derivative", lambda z, α: α if z > 0 else 1)],
        "sign": [both("derivative", lambda z, α: 1 if z > 0 else -α)],
        "kink-convention": [
            both("derivative", lambda z, α: α if z < 0 else 1),
            both("derivative", lambda z, α: (1 + α) / 2 if z == 0 else 1 if z > 0 else α),
        ],
        "value-for-derivative": [both("derivative", lambda z, α: z if z > 0 else α * z)],
        "special-values": [both("derivative", lambda z, α: (z if z > 0 else α * z) / z)],
        "subnormal": [flushed(textbook_derivative)],
        "empty": [from_first(textbook_derivative)],
    }
    derivative = Equation("leaky-relu-derivative", textbook_derivative, same_bound(0), wrong)

    def at(name, comment, flags, z, slope, expect=None):
        return case(value, name, comment, flags, {"z": z}, None if expect is None else {"value": expect}, {"slope": slope})

    def rise(name, comment, flags, z, slope, expect=None):
        return case(derivative, name, comment, flags, {"z": z}, None if expect is None else {"derivative": expect}, {"slope": slope})

    left = ["plain", "missing-leak", "missing-branch", "wrong-slope", "sign"]
    mixed = left + ["swapped-branches"]
    usual = ["plain", "missing-leak", "missing-branch", "wrong-slope", "sign", "swapped-branches"]
    cases = [
        at("zero", "0 gives 0, whatever the slope.", ["plain"], 0, 0.25),
        at("negative-zero", "−0 gives 0.", ["plain"], -0.0, 0.25),
        at("positive", "A positive number passes as it is.", ["plain", "swapped-branches"], 0.1, 0.25),
        at("negative", "An eighth of it passes on the left.", mixed, -2.5, 0.125),
        at("negative-usual-slope", "The slope of 0.01 that the document gives.", usual, -2.5, 0.01),
        at("usual-slope", "Both sides, with the document's slope.", usual, [-3.3, -0.7, 0.1, 4.9], 0.01),
        at("slope-0", "A slope of 0 gives the plain unit.", ["plain", "missing-branch", "wrong-slope", "swapped-branches"], [-2.5, 1.5, -0.125], 0),
        at("slope-1", "A slope of 1 gives the identity.", ["plain", "missing-leak", "wrong-slope", "sign"], [-2.5, 1.5, -0.125], 1),
        at("slope-2", "A slope above 1 bends the other way.", mixed + ["max-form"], [-2.5, 1.5, -0.125], 2),
        at("vector-3", "A vector.", mixed, [-1.25, 3.5, -0.375], 0.125),
        at("vector-17", "A longer vector.", mixed, dyadics("leaky-relu-value/vector-17", 17), 0.125),
        at("decimals-5", "Products that round.", mixed, decimals("leaky-relu-value/decimals-5", 5), 0.3),
        at("matrix-2x3", "A matrix; the slope and the elements use all bits of a Float32.", mixed, matrix(singles("leaky-relu-value/matrix-2x3", 6), 3), 0.20000000298023224),
        at("largest", "The largest Float64 and its opposite.", mixed, [1.7976931348623157e308, -1.7976931348623157e308], 0.125),
        at("large-single", "Far out, in either format.", mixed, [2.0**127, -(2.0**127)], 0.125),
        at("overflow", "Twice a large number.", ["overflow"], [1e308, -1e308], 2),
        at("least-subnormal", "A quarter of eight least numbers, and the least on the right.", ["subnormal"], [5e-324, -4e-323], 0.25),
        at("subnormal-result", "A normal number whose hundredth is subnormal.", ["subnormal"], [-3e-307, -1e-307], 0.01),
        at("subnormal-single", "A quarter of eight least Float32 numbers, and the least on the right.", ["subnormal"], [2.0**-149, -(2.0**-146)], 0.25),
        at("positive-infinity", "+∞ passes.", ["special-values"], inf, 0.25, inf),
        at("negative-infinity", "A quarter of −∞.", ["special-values", "missing-leak", "sign"], -inf, 0.25, -inf),
        at("nan", "NaN passes.", ["nan-lost-in-comparison"], nan, 0.25, nan),
        at("nan-beside-numbers", "NaN stays in its place and spoils no other.", ["nan-lost-in-comparison", "missing-leak"], [1.5, nan, -2], 0.25, [1.5, nan, -0.5]),
        at("nan-slope-0", "NaN passes a slope of 0 too.", ["nan-lost-in-comparison"], [nan, -2], 0, [nan, 0]),
        at("empty", "No elements give no elements.", ["empty"], [], 0.25, []),
    ]
    left = ["plain", "missing-leak", "missing-branch", "wrong-slope", "sign"]
    mixed = left + ["swapped-branches", "value-for-derivative"]
    cases += [
        rise("zero", "The slope at the kink.", ["kink-convention", "missing-leak", "value-for-derivative"], 0, 0.25),
        rise("negative-zero", "The slope at the kink, from either side.", ["kink-convention", "missing-leak"], -0.0, 0.25),
        rise("zero-usual-slope", "The slope of 0.01 at the kink.", ["kink-convention", "wrong-slope"], 0, 0.01),
        rise("positive", "1, not z, and not the slope.", ["plain", "swapped-branches", "value-for-derivative"], 0.1, 0.25),
        rise("negative", "The slope on the left.", left + ["value-for-derivative"], -2.5, 0.125),
        rise("usual-slope", "Both sides, with the document's slope.", mixed, [-3.3, -0.7, 0.1, 4.9], 0.01),
        rise("around-the-kink", "The kink between its neighbours.", mixed + ["kink-convention"], [-0.0625, -0.0, 0, 0.0625], 0.125),
        rise("slope-0", "A slope of 0 gives the plain unit's derivative.", ["plain", "kink-convention", "missing-branch", "wrong-slope", "swapped-branches"], [-2.5, 1.5, 0, -0.125], 0),
        rise("slope-1", "A slope of 1 gives the identity's derivative.", ["plain", "missing-leak", "wrong-slope", "sign"], [-2.5, 1.5, 0, -0.125], 1),
        rise("slope-2", "A slope above 1.", mixed, [-2.5, 1.5, -0.125], 2),
        rise("vector-17", "A longer vector.", mixed, dyadics("leaky-relu-derivative/vector-17", 17), 0.125),
        rise("matrix-3x2", "A matrix; the slope and the elements use all bits of a Float32.", mixed, matrix(singles("leaky-relu-derivative/matrix-3x2", 6), 2), 0.20000000298023224),
        rise("largest", "However large z is.", mixed, [1.7976931348623157e308, -1.7976931348623157e308], 0.125),
        rise("least-subnormal", "The numbers next to 0.", ["subnormal", "missing-leak"], [5e-324, -5e-324], 0.25),
        rise("least-subnormal-single", "The Float32 numbers next to 0.", ["subnormal", "missing-leak"], [2.0**-149, -(2.0**-149)], 0.25),
        rise("positive-infinity", "1 to the end.", ["special-values", "value-for-derivative"], inf, 0.25, 1),
        rise("negative-infinity", "The slope to the end.", ["special-values", "missing-leak"], -inf, 0.25, 0.25),
        rise("nan", "NaN passes: it has no side.", ["nan-lost-in-comparison"], nan, 0.25, nan),
        rise("nan-beside-numbers", "NaN stays in its place and spoils no other.", ["nan-lost-in-comparison", "missing-leak"], [1.5, nan, -2], 0.25, [1, nan, 0.25]),
        rise("empty", "No elements give no elements.", ["empty"], [], 0.25, []),
    ]
    cases += siblings(
        derivative, having("kink-convention", cases), "kink-convention", "right",
        "z ≥ 0 taken for the right side, as by JAX: the derivative at the kink is 1.",
        ulps=same_bound(0), textbook=both("derivative", lambda z, α: 1 if z >= 0 else α),
    )
    cases += siblings(
        derivative, having("kink-convention", cases), "kink-convention", "mean",
        "The mean of both sides, as automatic differentiation of max(α z, z) may give: (1 + α)/2 at the kink.",
        ulps=same_bound(1), textbook=both("derivative", lambda z, α: (1 + α) / 2 if z == 0 else 1 if z > 0 else α),
    )
    return concept("ActivationFunctions", "LeakyReLU", notes, cases)


def step():
    notes = {
        "plain": PLAIN,
        "step-at-zero": "H(0) is 1 here, as the document's z ≥ 0 has it; 0 and ½ are other conventions.",
        "sign-bit": "−0 has its sign bit set, and is not less than 0.",
        "sign": "The sign function: −1 on the left.",
        "swapped-branches": "1 on the left and 0 on the right.",
        "smooth-step": "A steep sigmoid is no step near 0.",
        "wrong-threshold": "A threshold of ½, as of a probability, or a tolerance around 0.",
        "nan-lost-in-comparison": "NaN loses every comparison and falls into the last branch; it has to stay.",
        "special-values": "z / |z| and the like make NaN of an infinity.",
        "subnormal": "The number next to 0 on the left gives 0; hardware set to take it for 0 gives 1.",
        "empty": EMPTY,
    }

    def sign(z):
        return 1 if z > 0 else -1

    textbook = elementwise("value", lambda z: 1 if z >= 0 else 0 if z < 0 else z)
    wrong = {
        "step-at-zero": [
            elementwise("value", lambda z: 1 if z > 0 else 0),
            elementwise("value", lambda z: 0.5 if z == 0 else 1 if z > 0 else 0),
        ],
        "sign-bit": [elementwise("value", lambda z: 0 if math.copysign(1, float(z)) < 0 else 1)],
        "sign": [elementwise("value", sign)],
        "swapped-branches": [elementwise("value", lambda z: 0 if z >= 0 else 1)],
        "smooth-step": [elementwise("value", lambda z: sigma(64 * z))],
        "wrong-threshold": [
            elementwise("value", lambda z: 1 if z >= 0.5 else 0),
            elementwise("value", lambda z: 1 if z > -1e-6 else 0),
        ],
        "nan-lost-in-comparison": [
            elementwise("value", lambda z: 1 if z >= 0 else 0),
            elementwise("value", lambda z: 0 if z < 0 else 1),
        ],
        "special-values": [elementwise("value", lambda z: (1 + z / abs(z)) / 2)],
        "subnormal": [flushed(textbook)],
        "empty": [from_first(textbook)],
    }
    value = Equation("step-value", textbook, same_bound(0), wrong)

    def at(name, comment, flags, z, expect=None):
        return case(value, name, comment, flags, {"z": z}, None if expect is None else {"value": expect})

    left = ["plain", "sign", "swapped-branches"]
    cases = [
        at("zero", "1 at the threshold.", ["step-at-zero", "smooth-step"], 0),
        at("negative-zero", "−0 is at the threshold too.", ["step-at-zero", "sign-bit"], -0.0),
        at("around-zero", "The threshold between its neighbours.", ["step-at-zero", "sign-bit", "smooth-step", "sign"], [-0.0625, -0.0, 0, 0.0625]),
        at("positive", "1 on the right, however little.", ["plain", "wrong-threshold", "swapped-branches"], 0.1),
        at("negative", "0 on the left, not −1.", left, -2.5),
        at("below-half", "The threshold is 0, not ½.", left + ["wrong-threshold"], [-0.5, 0.25, 0.4375, 0.5]),
        at("near-zero", "No tolerance around 0.", ["plain", "wrong-threshold", "smooth-step"], [1e-9, -1e-9]),
        at("near-zero-single", "No tolerance around 0.", ["plain", "wrong-threshold", "smooth-step"], [2.0**-30, -(2.0**-30)]),
        at("tiny", "No tolerance around 0.", ["plain", "wrong-threshold", "smooth-step"], [1e-300, -1e-300]),
        at("least-subnormal", "The numbers next to 0.", ["subnormal", "wrong-threshold"], [5e-324, -5e-324]),
        at("least-subnormal-single", "The Float32 numbers next to 0.", ["subnormal", "wrong-threshold"], [2.0**-149, -(2.0**-149)]),
        at("largest", "The largest Float64 and its opposite.", left, [1.7976931348623157e308, -1.7976931348623157e308]),
        at("large-single", "Far out, in either format.", left, [2.0**127, -(2.0**127)]),
        at("positive-infinity", "1 to the end.", ["special-values"], inf, 1),
        at("negative-infinity", "0 to the end.", ["special-values", "sign"], -inf, 0),
        at("nan", "NaN has no side.", ["nan-lost-in-comparison"], nan, nan),
        at("nan-beside-numbers", "NaN stays in its place and spoils no other.", ["nan-lost-in-comparison", "sign"], [1.5, nan, -2], [1, nan, 0]),
        at("vector-3", "A vector.", left, [-1.25, 3.5, -0.375]),
        at("vector-17", "A longer vector.", left, dyadics("step-value/vector-17", 17)),
        at("decimals-5", "Numbers that no binary format holds.", left, decimals("step-value/decimals-5", 5)),
        at("matrix-2x3", "A matrix, all bits of a Float32 in use.", left + ["smooth-step"], matrix(singles("step-value/matrix-2x3", 6), 3)),
        at("step-of-step", "H(H(z)) is 1 everywhere, because H(0) is 1.", ["step-at-zero", "smooth-step"], [0, 1, 0]),
        at("empty", "No elements give no elements.", ["empty"], [], []),
    ]
    at_zero = lambda x: lambda z: {"value": each(lambda z: x if z == 0 else 1 if z > 0 else 0, z)}
    cases += siblings(
        value, having("step-at-zero", cases), "step-at-zero", "zero",
        "H(0) = 0: the threshold has to be passed, as in scikit-learn's linear classifiers.", expect=at_zero(0),
    )
    cases += siblings(
        value, having("step-at-zero", cases), "step-at-zero", "half", "H(0) = ½, the mean of both sides, as MATLAB's heaviside has it.", expect=at_zero(0.5)
    )
    return concept("ActivationFunctions", "Step", notes, cases)


def logit():
    notes = {
        "plain": PLAIN,
        "cancellation": "Near p = ½ the quotient p/(1 − p) is rounded close to 1, and its logarithm keeps the rounding; "
        "ln p − ln(1 − p) cancels there. Near p = 1, 1/p − 1 and p − p² cancel.",
        "ratio-beyond-its-range": "ln(1 + x) by a ratio of polynomials that is made for x down to √½ − 1, and is taken down to "
        "1 − √2: two digits are lost there. It matters to who evaluates ln(1 + (2p − 1)/(1 − p)).",
        "overflow-of-naive-form": "1/p overflows in ln(1/p − 1) where the logit is an ordinary number.",
        "swapped": "ln((1 − p)/p), the logit of the other class.",
        "missing-complement": "ln p, or 1/p, alone.",
        "missing-reciprocal": "p (1 − p), the derivative of the sigmoid, where its reciprocal is asked.",
        "wrong-logarithm": "A logarithm to base 2 or 10.",
        "clamped-probability": "p cut off at 10⁻⁷ from 0 and 1, against infinities.",
        "out-of-range": "A number outside [0, 1] is no probability: a clamp or a magnitude hides it.",
        "special-values": "NaN gives NaN, and the limits are infinite: a comparison or a clamp loses them.",
        "overflow": OVERFLOW,
        "subnormal": SUBNORMAL,
        "empty": EMPTY,
    }

    def probabilities_clamped(program):
        cut = lambda p: p.with_(1e-7) if p < 1e-7 else p.with_(1 - 1e-7) if p > 1 - 1e-7 else p
        return lambda p: program(each(cut, p))

    def on_probabilities(output, function):
        return lambda p: {output: each(function, p)}

    def first_probability(program):
        def peeking(p):
            flat(p)[0]
            return program(p)

        return peeking

    textbook = on_probabilities("value", lambda p: logarithm(p / (1 - p)))
    reciprocal = on_probabilities("value", lambda p: -logarithm(1 / p - 1))

    def by_ratio(p):
        x = (2 * p - 1) / (1 - p)
        return logarithm_by_ratio(x) if abs(x) < math.sqrt(2) - 1 else logarithm(p / (1 - p))

    wrong = {
        "ratio-beyond-its-range": [on_probabilities("value", by_ratio)],
        "cancellation": [
            textbook,
            on_probabilities("value", lambda p: logarithm(p) - logarithm(1 - p)),
            reciprocal,
        ],
        "overflow-of-naive-form": [reciprocal],
        "swapped": [on_probabilities("value", lambda p: logarithm((1 - p) / p))],
        "missing-complement": [on_probabilities("value", logarithm)],
        "wrong-logarithm": [
            on_probabilities("value", lambda p: logarithm(p / (1 - p)) * (1 / math.log(2))),
            on_probabilities("value", lambda p: logarithm(p / (1 - p)) * (1 / math.log(10))),
        ],
        "clamped-probability": [probabilities_clamped(textbook)],
        "out-of-range": [
            probabilities_clamped(textbook),
            on_probabilities("value", lambda p: logarithm(abs(p / (1 - p)))),
        ],
        "special-values": [probabilities_clamped(textbook), skipping_nan(textbook)],
        "subnormal": [flushed(textbook)],
        "empty": [first_probability(textbook)],
    }
    # logit ½ = 0 is exact. Elsewhere a difference, a quotient, and a logarithm of two roundings; the condition of the
    # logarithm is at most 1.9 in the middle, where 2p − 1 is exact, and at most 1 outside.
    value = Equation("logit-value", textbook, same_bound(4), wrong)

    textbook = on_probabilities("derivative", lambda p: 1 / (p * (1 - p)))
    wrong = {
        "cancellation": [on_probabilities("derivative", lambda p: 1 / (p - p * p))],
        "missing-complement": [on_probabilities("derivative", lambda p: 1 / p)],
        "missing-reciprocal": [on_probabilities("derivative", lambda p: p * (1 - p))],
        "clamped-probability": [probabilities_clamped(textbook)],
        "special-values": [probabilities_clamped(textbook), skipping_nan(textbook)],
        "overflow": [kept_finite(textbook)],
        "subnormal": [flushed(textbook)],
        "empty": [first_probability(textbook)],
    }
    # A difference, a product, a quotient.
    derivative = Equation("logit-derivative", textbook, same_bound(3), wrong)

    def at(name, comment, flags, p, expect=None):
        return case(value, name, comment, flags, {"p": p}, None if expect is None else {"value": expect})

    def slope(name, comment, flags, p, expect=None):
        return case(derivative, name, comment, flags, {"p": p}, None if expect is None else {"derivative": expect})

    def between(seed, count):
        """Multiples of 1/256 between 0 and 1, without those near ½, where the textbook form loses digits."""
        x = [abs(x) / 4 - 2.0**-8 for x in dyadics(seed, 4 * count)]
        return [p for p in x if p != 0 and abs(p - 0.5) > 0.125][:count]

    cancels, ordinary = ["cancellation"], ["plain", "swapped", "missing-complement", "wrong-logarithm"]
    cases = [
        at("half", "Even odds: 0 exactly.", ["plain", "missing-complement"], 0.5),
        at("quarter", "Odds of 1 to 3: the end of the middle range.", ordinary, [0.25, 0.75]),
        at("eighth", "Odds of 1 to 7.", ordinary, [0.125, 0.875]),
        at("decimals", "Probabilities that no binary format holds.", ordinary, [0.1, 0.2, 0.9, 0.99]),
        at("around-quarter", "On either side of where the kernel changes its form.", ordinary, [0.2499999, 0.2500001, 0.7499999, 0.7500001]),
        at("odds-above-two-less-root-two", "(2p − 1)/(1 − p) is just above 1 − √2.", ordinary + ["ratio-beyond-its-range"], [0.3695, 0.37]),
        at("around-quarter-single", "On either side of where the kernel changes its form, in Float32.", ordinary, [0.25 - 2.0**-26, 0.25 + 2.0**-25, 0.75 - 2.0**-24, 0.75 + 2.0**-24]),
        at("near-half", "The logit is about 4 (p − ½).", cancels + ["swapped"], [0.499, 0.501, 0.4999, 0.5001]),
        at("near-half-1e-10", "The quotient keeps 6 digits.", cancels + ["wrong-logarithm"], [0.5 - 1e-10, 0.5 + 1e-10]),
        at("near-half-2-to-minus-40", "The quotient keeps 4 digits.", cancels, [0.5 - 2.0**-40, 0.5 + 2.0**-40]),
        at("next-to-half", "The Float64 numbers next to ½.", cancels, [0.5 - 2.0**-54, 0.5 + 2.0**-53]),
        at("near-half-single", "The quotient keeps a few bits in Float32.", cancels, [0.5 - 2.0**-20, 0.5 + 2.0**-20, 0.5 - 2.0**-12]),
        at("next-to-half-single", "The Float32 numbers next to ½.", cancels, [0.5 - 2.0**-25, 0.5 + 2.0**-24]),
        at("near-one", "1 − p is exact; 1/p − 1 is not.", cancels + ["clamped-probability", "missing-complement"], [1 - 2.0**-30, 1 - 2.0**-40]),
        at("next-to-one", "The Float64 number before 1.", ["clamped-probability"], 1 - 2.0**-53),
        at("next-to-one-single", "The Float32 numbers before 1.", cancels + ["clamped-probability"], [1 - 2.0**-24, 1 - 2.0**-20]),
        at("near-zero", "The logit is about ln p.", ["clamped-probability", "swapped"], [1e-8, 1e-20, 1e-100]),
        at("tiny", "Near the least normal number.", ["clamped-probability"], [1e-300, 2.3e-308]),
        at("tiny-single", "Near the least normal Float32.", ["clamped-probability"], [2.0**-100, 2.0**-126]),
        at("subnormal", "1/p is infinite.", ["overflow-of-naive-form", "subnormal"], [1e-310, 5e-324]),
        at("subnormal-single", "1/p is infinite in Float32.", ["overflow-of-naive-form", "subnormal"], [2.0**-140, 2.0**-149]),
        at("zero", "The limit is −∞.", ["clamped-probability", "special-values"], 0, -inf),
        at("negative-zero", "−0 is 0.", ["clamped-probability", "special-values"], -0.0, -inf),
        at("one", "The limit is +∞.", ["clamped-probability", "special-values"], 1, inf),
        at("below-zero", "No probability.", ["out-of-range"], [-0.25, -5e-324, -1e300], [nan, nan, nan]),
        at("above-one", "No probability.", ["out-of-range"], [1.25, 1 + 2.0**-23, 1e300], [nan, nan, nan]),
        at("infinities", "No probability.", ["out-of-range"], [inf, -inf], [nan, nan]),
        at("nan", "NaN gives NaN.", ["special-values"], nan, nan),
        at("vector-3", "A vector.", ordinary, between("logit-value/vector-3", 3)),
        at("vector-17", "A longer vector.", ordinary, between("logit-value/vector-17", 17)),
        at("matrix-2x3", "A matrix.", ordinary, matrix(between("logit-value/matrix-2x3", 6), 3)),
        at("empty", "No elements give no elements.", ["empty"], [], []),
    ]
    ordinary = ["plain", "missing-complement", "missing-reciprocal"]
    cases += [
        slope("half", "4 exactly, the least value.", ordinary, 0.5),
        slope("quarter", "The derivative is even around ½.", ordinary, [0.25, 0.75]),
        slope("decimals", "Probabilities that no binary format holds.", ordinary, [0.1, 0.2, 0.9, 0.99]),
        slope("near-half", "Flat around ½.", ordinary, [0.5 - 1e-10, 0.5 + 1e-10, 0.501]),
        slope("near-one", "About 1/(1 − p); p − p² cancels.", cancels + ["clamped-probability", "missing-complement"], [1 - 1e-8, 1 - 2.0**-40]),
        slope("next-to-one", "The Float64 number before 1.", ["clamped-probability", "missing-complement"], 1 - 2.0**-53),
        slope("near-one-single", "About 1/(1 − p) in Float32.", cancels + ["missing-complement"], [1 - 2.0**-12, 1 - 2.0**-20]),
        slope("next-to-one-single", "The Float32 number before 1.", ["clamped-probability"], 1 - 2.0**-24),
        slope("near-zero", "About 1/p.", ["clamped-probability", "missing-reciprocal"], [1e-8, 1e-20, 1e-100]),
        slope("tiny", "Near the least normal number.", ["clamped-probability"], [1e-300, 2.3e-308]),
        slope("tiny-single", "Near the least normal Float32.", ["clamped-probability"], [2.0**-100, 2.0**-126]),
        slope("subnormal", "Subnormal, with a reciprocal that is still finite.", ["subnormal", "clamped-probability"], [6e-309, 2.0**-1023]),
        slope("subnormal-single", "Subnormal in Float32, with a reciprocal that is still finite.", ["subnormal", "clamped-probability"], [2.0**-127, 3 * 2.0**-128]),
        slope("overflow", "1/p lies beyond the largest number.", ["overflow", "clamped-probability"], [1e-310, 5e-324]),
        slope("zero", "The limit is +∞.", ["overflow", "clamped-probability", "special-values"], 0, inf),
        slope("one", "The limit is +∞.", ["overflow", "clamped-probability", "special-values"], 1, inf),
        slope("nan", "NaN gives NaN.", ["special-values"], nan, nan),
        slope("vector-3", "A vector.", ordinary, between("logit-derivative/vector-3", 3)),
        slope("vector-17", "A longer vector.", ordinary, between("logit-derivative/vector-17", 17)),
        slope("matrix-3x2", "A matrix.", ordinary, matrix(between("logit-derivative/matrix-3x2", 6), 2)),
        slope("empty", "No elements give no elements.", ["empty"], [], []),
    ]
    return concept("ActivationFunctions", "Logit", notes, cases)


CONCEPTS = [identity, sigmoid, tanh, relu, leaky_relu, step, logit]
