"""Vectors of the activation functions. Their equations are elementwise: any shape gives the same shape."""

import math

from arithmetic import DOUBLE, exponential
from vectors import PLAIN, Equation, case, concept, dyadics, each, flat, flushed, matrix, same_bound, skipping_nan


def elementwise(output, function):
    return lambda z: {output: each(function, z)}


def from_first(program):
    """Takes its kind of number, or the shape, from the first element."""

    def peeking(z):
        if isinstance(z, list):
            flat(z)[0]
        return program(z)

    return peeking


def identity():
    notes = {
        "plain": PLAIN,
        "signed-zero": "Adding 0 or multiplying by a mask turns −0 into +0; the identity returns its argument.",
        "special-values": "Clamping, or a detour through 0 · z or z / z, loses an infinity or NaN.",
        "subnormal": "Hardware set to take subnormal numbers for 0 changes the value.",
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
        "exponentials becomes ∞/∞.",
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
        slope("two", "Ordinary values on both sides; s (1 − s) has begun to lose digits.", ["plain"], [-2, 2]),
        slope("five", "Ordinary values on both sides.", ["plain"], [-5, 5]),
        slope("decimals", "Arguments that no binary format holds.", ["plain"], [-3.3, -0.7, 0.1, 4.9]),
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
