"""Vectors of the first weights' variances, and of what they do to a signal."""

import math

import mpmath

from arithmetic import Float, square_root
from vectors import (
    OVERFLOW,
    PLAIN,
    SUBNORMAL,
    Equation,
    case,
    concept,
    flushed,
    invalid,
    kept_finite,
    renamed,
    same_bound,
    scaled,
    skipping_nan,
)

inf, nan = math.inf, math.nan

ROOT = "The standard deviation, which is the root of the variance."
INTEGER = "A quotient of integers, cut off to an integer."
SPECIAL = "NaN gives NaN, and so does 0 · ∞: a comparison or a nan-ignoring product loses them."


def constant(x, number):
    """`number` in the arithmetic of x."""
    return x.with_(number) if isinstance(x, Float) else mpmath.mpf(number)


def root_of(program):
    """The square root of a program's only result."""
    return lambda **x: {name: square_root(y) for name, y in program(**x).items()}


def truncated(program):
    """A program's only result, cut off to an integer."""
    return lambda **x: {name: y.with_(math.trunc(float(y))) for name, y in program(**x).items()}


def times(program, factor):
    return scaled(program, lambda _: factor)


def xavier_initialization():
    notes = {
        "plain": PLAIN,
        "wrong-variant": "The other one of the two published forms.",
        "swapped-arguments": "The number of outputs in place of that of the inputs.",
        "missing-factor-two": "1/(n_in + n_out), half of the variance.",
        "he": "2/n_in, the variance for ReLU.",
        "standard-deviation": ROOT,
        "missing-root": "The square of the bound.",
        "deviation-for-bound": "A uniform distribution as wide as the normal one's deviation has a third of its variance. "
        "Seen in https://github.com/keras-team/keras/pull/372.",
        "width-for-bound": "The width of the interval, twice the bound.",
        "integer-division": INTEGER,
        "no-fan": "A layer has at least one input and one output: a count of 0, or a negative one, gives an infinite or a negative variance.",
    }

    def he(name, numerator):
        return lambda fanIn, **x: {name: constant(fanIn, numerator) / fanIn}

    def other(program):
        return lambda variant, **x: program(variant="fan-in" if variant == "fan-average" else "fan-average", **x)

    def by_fan(name, numerator):
        """`numerator` over the mean of both counts, or over the number of inputs."""
        return lambda fanIn, fanOut, variant: {
            name: 2 * numerator / (fanIn + fanOut) if variant == "fan-average" else numerator / fanIn
        }

    exchanged = {"fanIn": "fanOut", "fanOut": "fanIn"}
    textbook = by_fan("variance", 1)
    wrong = {
        "wrong-variant": [other(textbook)],
        "swapped-arguments": [renamed(textbook, exchanged)],
        "missing-factor-two": [times(textbook, 0.5)],
        "he": [he("variance", 2)],
        "standard-deviation": [root_of(textbook)],
        "integer-division": [truncated(textbook)],
    }
    # The counts and their sum are exact.
    variance = Equation("xavier-initialization-variance", textbook, same_bound(1), wrong)

    square = by_fan("bound", 3)
    textbook = root_of(square)
    wrong = {
        "wrong-variant": [other(textbook)],
        "swapped-arguments": [renamed(textbook, exchanged)],
        "he": [root_of(he("bound", 6))],
        "missing-root": [square],
        "deviation-for-bound": [root_of(by_fan("bound", 1))],
        "width-for-bound": [times(textbook, 2)],
        "integer-division": [root_of(truncated(square))],
    }
    # A quotient, whose error the root halves, and the root.
    bound = Equation("xavier-initialization-bound", textbook, same_bound(2), wrong)

    def spread(name, comment, flags, n_in, n_out, variant="fan-average"):
        return case(variance, name, comment, flags, {}, None, {"fanIn": n_in, "fanOut": n_out, "variant": variant})

    def limit(name, comment, flags, n_in, n_out, variant="fan-average"):
        return case(bound, name, comment, flags, {}, None, {"fanIn": n_in, "fanOut": n_out, "variant": variant})

    least = ["plain", "missing-factor-two"]
    usual = least + ["wrong-variant", "he", "standard-deviation", "integer-division"]
    of_inputs = usual + ["swapped-arguments"]
    cases = [
        spread("one-by-one", "The smallest layer.", least + ["he"], 1, 1),
        spread("from-one", "The second document's first layer, 1 to 10.", usual, 1, 10),
        spread("ten-to-five", "The second document's second layer.", usual, 10, 5),
        spread("to-one", "The second document's last layer, 5 to 1.", usual, 5, 1),
        spread("powers-of-two", "Nothing rounds.", usual, 24, 8),
        spread("thirds", "A quotient that no binary format holds.", usual, 1, 2),
        spread("square", "As many outputs as inputs: both forms agree.", least + ["he", "standard-deviation", "integer-division"], 256, 256),
        spread("image", "28 × 28 pixels to 128 neurons.", usual, 784, 128),
        spread("wide", "A layer of a large model.", usual, 4096, 16384),
        spread("huge", "Counts beyond 16 bits.", usual, 1000000, 50257),
        spread("fan-in-one-by-one", "The smallest layer.", least + ["he"], 1, 1, "fan-in"),
        spread("fan-in-from-one", "1 to 10.", least + ["wrong-variant", "he", "swapped-arguments"], 1, 10, "fan-in"),
        spread("fan-in-ten-to-five", "10 to 5.", of_inputs, 10, 5, "fan-in"),
        spread("fan-in-to-one", "5 to 1.", of_inputs, 5, 1, "fan-in"),
        spread("fan-in-powers-of-two", "Nothing rounds.", of_inputs, 64, 8, "fan-in"),
        spread("fan-in-image", "28 × 28 pixels to 128 neurons.", of_inputs, 784, 128, "fan-in"),
        spread("fan-in-huge", "A count beyond 16 bits.", of_inputs, 1000000, 50257, "fan-in"),
    ]
    least = ["plain", "missing-root", "deviation-for-bound", "width-for-bound"]
    usual = least + ["wrong-variant", "he"]
    of_inputs = usual + ["swapped-arguments"]
    cases += [
        limit("one-by-one", "√3.", least + ["he"], 1, 1),
        limit("from-one", "The second document's first layer, 1 to 10.", usual + ["integer-division"], 1, 10),
        limit("ten-to-five", "The second document's second layer.", usual + ["integer-division"], 10, 5),
        limit("to-one", "The second document's last layer, 5 to 1: exactly 1, which hides a missing root.", ["plain", "deviation-for-bound", "width-for-bound", "wrong-variant", "he"], 5, 1),
        limit("half", "½ exactly.", usual + ["integer-division"], 20, 4),
        limit("thirds", "√2.", usual, 1, 2),
        limit("square", "As many outputs as inputs: both forms agree.", least + ["he", "integer-division"], 256, 256),
        limit("image", "28 × 28 pixels to 128 neurons.", usual + ["integer-division"], 784, 128),
        limit("wide", "A layer of a large model.", usual + ["integer-division"], 4096, 16384),
        limit("huge", "Counts beyond 16 bits.", usual + ["integer-division"], 1000000, 50257),
        limit("fan-in-one-by-one", "√3.", least + ["he"], 1, 1, "fan-in"),
        limit("fan-in-from-one", "1 to 10.", of_inputs, 1, 10, "fan-in"),
        limit("fan-in-ten-to-five", "10 to 5.", of_inputs + ["integer-division"], 10, 5, "fan-in"),
        limit("fan-in-quarter", "¼ exactly.", of_inputs + ["integer-division"], 48, 16, "fan-in"),
        limit("fan-in-image", "28 × 28 pixels to 128 neurons.", of_inputs + ["integer-division"], 784, 128, "fan-in"),
        limit("fan-in-huge", "A count beyond 16 bits.", of_inputs + ["integer-division"], 1000000, 50257, "fan-in"),
    ]
    cases += [
        invalid(variance, "no-connections", "No inputs and no outputs: 2/0.", ["no-fan"], {}, {"fanIn": 0, "fanOut": 0, "variant": "fan-average"}),
        invalid(variance, "negative-fan-out", "−4 outputs, as of a size that was subtracted.", ["no-fan"], {}, {"fanIn": 16, "fanOut": -4, "variant": "fan-average"}),
        invalid(bound, "no-inputs", "No inputs: 3/0.", ["no-fan"], {}, {"fanIn": 0, "fanOut": 10, "variant": "fan-in"}),
        invalid(bound, "negative-fan-in", "−4 inputs, as of a size that was subtracted.", ["no-fan"], {}, {"fanIn": -4, "fanOut": 16, "variant": "fan-average"}),
    ]
    return concept("ParameterInitialization", "XavierInitialization", notes, cases)


def he_initialization():
    notes = {
        "plain": PLAIN,
        "missing-factor-two": "1/n_in, without the 2 that makes up for the neurons at 0. "
        "Seen in https://github.com/LBANN/lbann/pull/316.",
        "missing-slope": "Takes a leaky ReLU for a ReLU.",
        "slope-not-squared": "1 + α in place of 1 + α².",
        "standard-deviation": ROOT,
        "missing-root": "The square of the bound.",
        "deviation-for-bound": "A uniform distribution as wide as the normal one's deviation has a third of its variance. "
        "Seen in https://github.com/keras-team/keras/pull/372.",
        "width-for-bound": "The width of the interval, twice the bound.",
        "integer-division": INTEGER,
        "subnormal": SUBNORMAL,
        "no-fan": "A layer has at least one input: a count of 0, or a negative one, gives an infinite or a negative variance.",
    }

    def gain(slope):
        return 1 + slope * slope

    def without_slope(program):
        return lambda fanIn, slope: program(fanIn=fanIn, slope=slope * 0)

    textbook = lambda fanIn, slope: {"variance": 2 / (gain(slope) * fanIn)}
    wrong = {
        "missing-factor-two": [times(textbook, 0.5)],
        "missing-slope": [without_slope(textbook)],
        "slope-not-squared": [lambda fanIn, slope: {"variance": 2 / ((1 + slope) * fanIn)}],
        "standard-deviation": [root_of(textbook)],
        "integer-division": [truncated(textbook)],
        "subnormal": [flushed(textbook)],
    }
    # Square, sum, product and quotient.
    variance = Equation("he-initialization-variance", textbook, same_bound(4), wrong)

    textbook = lambda fanIn, slope: {"bound": square_root(6 / (gain(slope) * fanIn))}
    wrong = {
        "missing-factor-two": [times(textbook, math.sqrt(0.5))],
        "missing-slope": [without_slope(textbook)],
        "slope-not-squared": [lambda fanIn, slope: {"bound": square_root(6 / ((1 + slope) * fanIn))}],
        "missing-root": [lambda fanIn, slope: {"bound": 6 / (gain(slope) * fanIn)}],
        "deviation-for-bound": [lambda fanIn, slope: {"bound": square_root(2 / (gain(slope) * fanIn))}],
        "width-for-bound": [times(textbook, 2)],
        "integer-division": [lambda fanIn, slope: {"bound": square_root(truncated(lambda: {"b": 6 / (gain(slope) * fanIn)})()["b"])}],
        "subnormal": [flushed(textbook)],
    }
    # The four of the variance, which the root halves, and the root.
    bound = Equation("he-initialization-bound", textbook, same_bound(3), wrong)

    def weights(name, comment, flags, n_in, slope=0, expect=None):
        return case(variance, name, comment, flags, {}, expect, {"fanIn": n_in, "slope": slope})

    def limits(name, comment, flags, n_in, slope=0, expect=None):
        return case(bound, name, comment, flags, {}, expect, {"fanIn": n_in, "slope": slope})

    usual = ["plain", "missing-factor-two"]
    leaky = usual + ["missing-slope", "slope-not-squared"]
    cases = [
        weights("one-input", "2 exactly.", usual + ["standard-deviation"], 1),
        weights("two-inputs", "1 exactly, which hides a root.", usual, 2),
        weights("three-inputs", "No binary format holds 2/3.", usual + ["standard-deviation", "integer-division"], 3),
        weights("five-inputs", "The second document's last layer.", usual + ["standard-deviation", "integer-division"], 5),
        weights("ten-inputs", "The second document's second layer.", usual + ["standard-deviation", "integer-division"], 10),
        weights("power-of-two", "Nothing rounds.", usual + ["standard-deviation", "integer-division"], 256),
        weights("image", "28 × 28 pixels.", usual + ["standard-deviation", "integer-division"], 784),
        weights("convolution", "3 × 3 places of 64 channels.", usual + ["standard-deviation", "integer-division"], 576),
        weights("huge", "A count beyond 16 bits.", usual + ["integer-division"], 1000000),
        weights("leaky", "The fourth document's slope: 1 + α² is 1.0001.", leaky + ["integer-division"], 128, 0.01),
        weights("leaky-quarter", "1.0625 is exact.", leaky + ["integer-division"], 17, 0.25),
        weights("leaky-third", "All bits of a Float32 in use.", leaky + ["integer-division"], 50, 0.3333333432674408),
        weights("identity", "A slope of 1 leaves 1/n_in.", ["plain", "missing-factor-two", "missing-slope", "integer-division"], 12, 1),
        weights("steep", "A slope above 1 is allowed.", leaky + ["integer-division"], 7, 3),
        weights("square-root-of-five", "The slope of a library's default layer: a sixth of He's variance.", leaky + ["integer-division"], 30, 2.23606797749979),
        weights("tiny-slope", "α² is lost beside 1.", usual + ["slope-not-squared", "integer-division"], 9, 1e-12),
        weights("large-slope", "A variance near 10⁻³⁰⁰.", leaky, 3, 1e150),
        weights("subnormal", "A subnormal variance.", ["subnormal"], 4, 6e153),
    ]
    usual = ["plain", "missing-factor-two", "missing-root", "deviation-for-bound", "width-for-bound"]
    leaky = usual + ["missing-slope", "slope-not-squared"]
    cases += [
        limits("one-input", "√6.", usual, 1),
        limits("two-inputs", "√3.", usual, 2),
        limits("three-inputs", "√2.", usual, 3),
        limits("five-inputs", "The second document's last layer.", usual + ["integer-division"], 5),
        limits("six-inputs", "1 exactly, which hides a missing root.", ["plain", "missing-factor-two", "deviation-for-bound", "width-for-bound"], 6),
        limits("ten-inputs", "The second document's second layer.", usual + ["integer-division"], 10),
        limits("twenty-four-inputs", "½ exactly.", usual + ["integer-division"], 24),
        limits("image", "28 × 28 pixels.", usual + ["integer-division"], 784),
        limits("huge", "A count beyond 16 bits.", usual + ["integer-division"], 1000000),
        limits("leaky", "The fourth document's slope.", leaky + ["integer-division"], 128, 0.01),
        limits("leaky-quarter", "1.0625 is exact.", leaky + ["integer-division"], 17, 0.25),
        limits("leaky-third", "All bits of a Float32 in use.", leaky + ["integer-division"], 50, 0.3333333432674408),
        limits("identity", "A slope of 1.", ["plain", "missing-factor-two", "missing-root", "missing-slope"], 12, 1),
        limits("steep", "A slope above 1 is allowed.", leaky, 7, 3),
        limits("square-root-of-five", "The slope of a library's default layer, which makes the bound 1/√n_in.", leaky, 30, 2.23606797749979),
        limits("large-slope", "A bound near 10⁻¹⁵⁰.", leaky, 3, 1e150),
    ]
    cases += [
        invalid(variance, "no-inputs", "No inputs: 2/0.", ["no-fan"], {}, {"fanIn": 0, "slope": 0}),
        invalid(variance, "negative-fan-in", "−4 inputs, as of a size that was subtracted.", ["no-fan"], {}, {"fanIn": -4, "slope": 0}),
        invalid(bound, "no-inputs", "No inputs: 6/0.", ["no-fan"], {}, {"fanIn": 0, "slope": 0.25}),
    ]
    return concept("ParameterInitialization", "HeInitialization", notes, cases)


def signal_propagation():
    notes = {
        "plain": PLAIN,
        "missing-fan-in": "Var(W) E[a²], as if each neuron had one input.",
        "divided-by-fan-in": "The mean over the inputs in place of the sum.",
        "root-of-variance": "The standard deviation of the weights in place of their variance.",
        "missing-half": "What a ReLU leaves is half.",
        "missing-slope": "Takes a leaky ReLU for a ReLU.",
        "slope-not-squared": "1 + α in place of 1 + α².",
        "variance-for-moment": "The variance of ReLU(z) for normal z, which is less than its second moment: its mean is "
        "not 0.",
        "underflow-of-partial-product": "Var(W) E[a²] vanishes although the result does not.",
        "overflow": OVERFLOW,
        "subnormal": SUBNORMAL,
        "special-values": SPECIAL,
        "no-fan": "A layer has at least one input: with a negative count the variance is negative.",
    }

    multiplied = lambda weightVariance, secondMoment, fanIn: {"variance": fanIn * weightVariance * secondMoment}
    wrong = {
        "missing-fan-in": [lambda fanIn, **x: multiplied(fanIn=fanIn.with_(1), **x)],
        "divided-by-fan-in": [lambda weightVariance, secondMoment, fanIn: {"variance": weightVariance * secondMoment / fanIn}],
        "root-of-variance": [lambda weightVariance, **x: multiplied(weightVariance=square_root(weightVariance), **x)],
        "underflow-of-partial-product": [lambda weightVariance, secondMoment, fanIn: {"variance": fanIn * (weightVariance * secondMoment)}],
        "overflow": [kept_finite(multiplied)],
        "subnormal": [flushed(multiplied)],
        "special-values": [skipping_nan(multiplied)],
    }
    variance = Equation("signal-propagation-variance", multiplied, same_bound(2), wrong)

    halved = lambda variance, slope: {"secondMoment": (1 + slope * slope) / 2 * variance}
    wrong = {
        "missing-half": [times(halved, 2)],
        "missing-slope": [lambda variance, slope: halved(variance, slope * 0)],
        "slope-not-squared": [lambda variance, slope: {"secondMoment": (1 + slope) / 2 * variance}],
        "variance-for-moment": [
            lambda variance, slope: {
                "secondMoment": ((1 + slope * slope) / 2 - (1 - slope) * (1 - slope) / (2 * math.pi)) * variance
            }
        ],
        "overflow": [kept_finite(halved)],
        "subnormal": [flushed(halved)],
        "special-values": [skipping_nan(halved)],
    }
    # Square, sum and product; halving is exact.
    moment = Equation("signal-propagation-second-moment", halved, same_bound(3), wrong)

    def spread(name, comment, flags, n_in, v, q, expect=None):
        expect = None if expect is None else {"variance": expect}
        return case(variance, name, comment, flags, {"weightVariance": v, "secondMoment": q}, expect, {"fanIn": n_in})

    def kept(name, comment, flags, v, slope=0, expect=None):
        expect = None if expect is None else {"secondMoment": expect}
        return case(moment, name, comment, flags, {"variance": v}, expect, {"slope": slope})

    usual = ["plain", "missing-fan-in", "divided-by-fan-in", "root-of-variance"]
    cases = [
        spread("one-input", "One weight: Var(W) E[a²].", ["plain", "root-of-variance"], 1, 0.25, 3),
        spread("unit-weights", "256 inputs and weights of variance 1.", ["plain", "missing-fan-in", "divided-by-fan-in"], 256, 1, 1),
        spread("keeps", "n_in Var(W) = 1 keeps E[a²].", usual, 64, 0.015625, 2.5),
        spread("he", "2/n_in doubles it, for a ReLU to halve.", usual, 128, 0.015625, 0.75),
        spread("small-weights", "Deviation 0.01 and 256 inputs: 0.0256 is left.", usual, 256, 0.0001, 1),
        spread("decimals", "Every operation rounds.", usual, 7, 0.3, 1.7),
        spread("thirds", "All bits of a Float32 in use.", usual, 3, 0.3333333432674408, 0.6666666865348816),
        spread("image", "28 × 28 pixels with a mean square of 0.1.", usual, 784, 0.00255, 0.1),
        spread("zero-inputs", "Inputs of 0 give 0.", ["plain"], 5, 0.2, 0),
        spread("zero-weights", "Weights that are all 0 give 0.", ["plain"], 5, 0, 3),
        spread("large", "A result near 10³⁰⁰.", ["plain", "missing-fan-in"], 100, 1, 1e298),
        spread("tiny", "A result near 10⁻³⁰⁰.", ["plain", "missing-fan-in"], 100, 1e-2, 1e-300),
        spread("order-of-products", "From the left nothing vanishes on the way.", ["underflow-of-partial-product", "missing-fan-in"], 1 << 20, 3e-170, 1.7e-154),
        spread("order-of-products-single", "From the left nothing vanishes on the way.", ["underflow-of-partial-product"], 1 << 23, 1.5 * 2.0**-80, (1 + 2.0**-20) * 2.0**-68),
        spread("subnormal", "A subnormal result.", ["subnormal"], 2, 0.25, 1e-310),
        spread("overflow", "A result beyond the largest number.", ["overflow"], 256, 1, 1e307),
        spread("infinity", "An infinite second moment.", ["plain"], 4, 0.25, inf, inf),
        spread("zero-times-infinity", "0 · ∞ is NaN.", ["special-values"], 4, 0, inf, nan),
        spread("nan", "NaN gives NaN.", ["special-values"], 4, 0.25, nan, nan),
    ]
    usual = ["plain", "missing-half", "variance-for-moment"]
    leaky = usual + ["missing-slope", "slope-not-squared"]
    cases += [
        kept("relu", "Half of 1.", usual, 1),
        kept("relu-decimal", "Half of a number is exact.", usual, 1.7),
        kept("relu-third", "All bits of a Float32 in use.", usual, 0.3333333432674408),
        kept("relu-after-he", "Half of the 2 that He's weights give.", usual, 2),
        kept("leaky", "The fourth document's slope.", leaky, 1, 0.01),
        kept("leaky-quarter", "1.0625/2 is exact.", leaky, 3, 0.25),
        kept("leaky-third", "All bits of a Float32 in use.", leaky, 1.7, 0.3333333432674408),
        kept("identity", "A slope of 1 keeps everything, and has the mean 0.", ["plain", "missing-half", "missing-slope"], 2.5, 1),
        kept("steep", "A slope above 1.", leaky, 0.75, 3),
        kept("zero", "Nothing of nothing.", ["plain"], 0, 0.01),
        kept("large", "A result near 10³⁰⁰.", leaky, 1e300, 0.5),
        kept("tiny", "A result near 10⁻³⁰⁰.", leaky, 1e-300, 0.5),
        kept("subnormal", "A subnormal result.", ["subnormal"], 1e-310),
        kept("overflow", "A result beyond the largest number.", ["overflow"], 1e308, 10),
        kept("infinity", "An infinite variance.", ["plain"], inf, 0, inf),
        kept("nan", "NaN gives NaN.", ["special-values"], nan, 0.5, nan),
    ]
    cases.append(
        invalid(variance, "negative-fan-in", "−4 inputs, as of a size that was subtracted.", ["no-fan"], {"weightVariance": 0.25, "secondMoment": 3}, {"fanIn": -4})
    )
    return concept("ParameterInitialization", "SignalPropagation", notes, cases)


CONCEPTS = [xavier_initialization, he_initialization, signal_propagation]
