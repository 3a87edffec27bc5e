"""What every concept's vectors share: data, truth, error bounds, the claims of flags, and the text of a file.

Error bounds. A bound is counted in units in the last place (ulp) of the exact result, in whichever of the two formats
a program computes with. With u = 2⁻⁵³ (single: 2⁻²⁴), each rounding is at most u relative, and one ulp of a number s is
at least u |s|. So terms t that pass at most k roundings each on their way into a sum s are off by at most
k u Σ|t| ≤ k (Σ|t| / |s|) ulp, to first order, whatever the order of additions: k times the condition of the sum.
A correctly rounded result is off by half an ulp. An elementary function of the platform counts as two roundings (1 ulp).
k never exceeds 8: more roundings than that do not all fall the same way at full size, and `Sum` adds more than eight
terms in pairs, so that few terms pass more. Steps that each follow from the one before, as a rate from the last epoch's,
all fall the same way: there k grows with them. Where a usual stable form (a mean that is updated, an exponential of a
logarithm, a factorization) costs what a rounding of each input would, the bound has that too.
"""

import json
import math
import random
import sys
from collections import namedtuple
from decimal import ROUND_CEILING, Context, Decimal
from fractions import Fraction

import mpmath
from mpmath import mpf

from arithmetic import DOUBLE, SINGLE, Float, least_normal, rounded

# identifier: the equation's ID. textbook: its formula, as a function from named inputs (and attributes) to named
# outputs. ulps: from the exact outputs and inputs to the bounds. wrong: for each flag, the programs that it hunts.
# plain: a form that is good enough for ordinary values, mostly the textbook's.
Equation = namedtuple("Equation", "identifier textbook ulps wrong plain", defaults=[None])

# For a shape that nested lists cannot tell, such as 0 × 3.
Tensor = namedtuple("Tensor", "shape rows")

SOURCE = (
    "Made by Specs/Vectors/generate.py from the page's equation in 50-digit arithmetic. Never edited by hand."
)
mpmath.mp.dps = 60  # For what is printed; the truth is evaluated with more.
# From here a Float64 rounds to infinity: half a unit above the largest number.
INFINITE = mpf(2) ** 1024 - mpf(2) ** 970
MOST_ROUNDINGS = 8

# Notes that read the same in many files.
SIZES = (
    "Sizes that differ are refused: a program that broadcasts, or stops at the shorter, computes something else without "
    "a word."
)
PLAIN = "Ordinary values, where a simple form is good enough."
ONE_SAMPLE = "One sample: a division by N − 1, as of a sample variance, is a division by 0."
SUBNORMAL = "Subnormal numbers: hardware set to take them for 0 loses them."
OVERFLOW = "The exact result lies beyond the largest number: it is infinite, not cut off at that number."
IN_SINGLE = (
    "The terms cancel. The bound grows with their condition, so what is left shows whether something on the way was "
    "held with the digits of a Float32."
)


# Data


def dyadics(seed, count):
    """Multiples of 1/16 in [-4, 4] without 0, exact in either format; the stream depends on the seed's text alone."""
    draw = random.Random(seed).random
    return [(int(draw() * 64) + 1) / 16 * (1 if draw() < 0.5 else -1) for _ in range(count)]


def decimals(seed, count):
    """Three decimals in (-10, 10), which no binary format holds exactly, so that every operation rounds."""
    draw = random.Random(seed).random
    return [(int(draw() * 9999) + 1) / 1000 * (1 if draw() < 0.5 else -1) for _ in range(count)]


def singles(seed, count):
    """Numbers in (-2, 2) that use all 24 bits of a Float32, so that it rounds too."""
    draw = random.Random(seed).random
    return [rounded(4 * draw() - 2, SINGLE) for _ in range(count)]


def matrix(elements, columns):
    return [elements[i : i + columns] for i in range(0, len(elements), columns)]


# Nested lists


def shape(nested):
    if isinstance(nested, Tensor):
        return nested.shape
    if not isinstance(nested, (list, tuple)):
        return []
    return [len(nested)] + (shape(nested[0]) if nested else [])


def rows(nested):
    return nested.rows if isinstance(nested, Tensor) else nested


def flat(nested):
    nested = rows(nested)
    return [x for part in nested for x in flat(part)] if isinstance(nested, (list, tuple)) else [nested]


def each(function, nested):
    """`function` of every number, in the same shape."""
    nested = rows(nested)
    return [each(function, x) for x in nested] if isinstance(nested, (list, tuple)) else function(nested)


# Truth


def truth(equation, inputs, attributes):
    """The equation's outputs, right to 50 digits: evaluated with ever more digits until 50 of them stay.

    The first precision already adds products of any two Float64 exactly; 1 − σ(10⁴) needs the last but one. What is
    still 0 with the most digits is 0, or too small for any format.
    """
    before = None
    for digits in (1400, 2800, 5600, 11200):
        with mpmath.workdps(digits):
            arguments = {name: each(mpf, x) for name, x in inputs.items()} | exact_attributes(attributes)
            outputs = equation.textbook(**arguments)
            numbers = [mpf(x) for x in flat(list(outputs.values()))]
        settled = before is not None and all(abs(x - y) <= abs(y) * mpf(10) ** -50 for x, y in zip(before, numbers))
        if settled and all(x != 0 for x in numbers):
            break
        before = numbers
    assert settled, f"{equation.identifier} needs more digits at {inputs}"
    with mpmath.workdps(1400):
        bounds = equation.ulps(outputs, **arguments)
    return outputs, bounds


def exact_attributes(attributes):
    return {name: x if isinstance(x, str) else mpf(x) for name, x in attributes.items()}


# Bounds


def sum_bound(terms, roundings):
    """The bound of a sum whose terms pass so many roundings; see the head of this file."""
    total = sum(terms)
    if total == 0:
        assert adds_exactly(terms), "a sum that cancels to 0 has a bound only where nothing rounds"
        return 0
    return min(roundings, MOST_ROUNDINGS) * sum(abs(t) for t in terms) / abs(total)


def adds_exactly(terms):
    """Whether no order of additions rounds, even in single precision."""
    scale = [abs(t) for t in terms if t != 0]
    unit = mpf(2) ** min((t.man_exp[1] for t in scale), default=0)
    return sum(scale) / unit < 2**SINGLE


def same_bound(bound):
    """For equations whose elements have one bound; a result that is exactly 0 is exact."""
    return lambda outputs, **_: {
        name: each(lambda x: 0 if x == 0 else bound, values) for name, values in outputs.items()
    }


# Text


def text(x):
    """34 significant digits, or what the number rounds to where no parser could be trusted with its exponent."""
    x = mpf(x)
    if abs(x) >= INFINITE:
        return "Infinity" if x > 0 else "-Infinity"
    if abs(x) < mpf(10) ** -10000:
        return "0"
    mantissa, e, exponent = mpmath.nstr(x, 34, min_fixed=-5, max_fixed=17).partition("e")
    return mantissa.removesuffix(".0") + e + exponent


def special(x):
    """The name of a number that JSON has none for; None for any other."""
    if math.isnan(x):
        return "NaN"
    if math.isinf(x):
        return "Infinity" if x > 0 else "-Infinity"
    return "-0.0" if x == 0 and math.copysign(1, x) < 0 else None


def exact_in_single(x):
    """Whether a Float32 holds x, NaN and infinities included."""
    return x != x or rounded(float(x), SINGLE) == x


def number(x):
    """The shortest decimal that gives back the same Float64."""
    if isinstance(x, str):
        return x
    return special(x) or (int(x) if x == int(x) and abs(x) < 2**53 else float(x))


def rounded_up(bound):
    """A bound with three significant digits, never smaller."""
    digits = Decimal(repr(float(bound))).normalize(Context(prec=3, rounding=ROUND_CEILING))
    return number(float(digits))


# Cases


def case(equation, name, comment, flags, inputs, expect=None, attributes=None):
    """One case, after its flags' claims have been shown to hold.

    `expect` states outputs where the doc comment does and the formula alone cannot: at NaN, infinities and limits.
    """
    attributes = attributes or {}
    outputs = computed(equation, inputs, attributes) if expect is None else stated(expect)
    result = described(equation, name, comment, flags, "valid", inputs, attributes, outputs)
    check_claims(equation, result, inputs, attributes)
    return result


def acceptable(equation, name, convention, valid, flags, expect=None, ulps=None, textbook=None, outputs=None):
    """The outputs of another legitimate convention for the inputs of a valid case.

    `convention` says whose it is and what it does. Its outputs are either stated, or those of its own `textbook`, with
    the bounds `ulps`, or `outputs` as the file has them; `equation` is the page's. The flags are those of the valid
    case that the convention meets otherwise: a program that follows it fails the valid case, and the page's form fails
    this one.
    """
    inputs, attributes = question(valid)
    other = equation._replace(textbook=textbook, ulps=ulps, plain=None, wrong={}) if textbook else equation
    if outputs is None:
        outputs = computed(other, inputs, attributes) if expect is None else stated(expect)
    assert valid["result"] == "valid" and set(flags) <= set(valid["flags"]), f"{name}: {valid['name']} has other flags"
    assert outputs.keys() == valid["outputs"].keys(), f"{name}: other outputs than {valid['name']}"
    comment = f"The inputs of {valid['name']}, by another convention."
    result = described(equation, name, comment, flags, "acceptable", inputs, attributes, outputs)
    result |= {"convention": convention, "insteadOf": valid["name"]}
    assert differ(result, valid), f"{result['name']} does not differ from {valid['name']}"
    return result


def siblings(equation, cases, flag, word, convention, textbook=None, ulps=None, expect=None):
    """The acceptable cases beside all valid ones of an equation that a convention answers otherwise.

    `expect` is a function from inputs and attributes to outputs; the rest is as for `acceptable`. Each of the valid
    cases gets the flag, if it has it not yet.
    """
    other = equation._replace(textbook=textbook or equation.textbook, ulps=ulps or equation.ulps)
    found = []
    for valid in cases:
        if valid["equation"] != equation.identifier or valid["result"] != "valid":
            continue
        inputs, attributes = question(valid)
        if expect is not None:
            outputs = stated(expect(**inputs, **attributes))
        elif has_numbers(other.textbook, inputs, attributes):
            outputs = computed(other, inputs, attributes)
        else:
            outputs = stated(evaluated(other.textbook, inputs, attributes))
        if not differ({"outputs": outputs}, valid):
            continue
        if flag not in valid["flags"]:
            valid["flags"].append(flag)
        name = f"{valid['name'].partition('/')[2]}-{word}"
        found.append(acceptable(equation, name, convention, valid, [flag], outputs=outputs))
    assert found, f"{equation.identifier}: no case turns on the convention {word}"
    return found


def having(flag, cases):
    return [case for case in cases if flag in case["flags"]]


def question(case):
    """The inputs and the attributes of a case that is made."""
    inputs = {key: numbers(tensor) for key, tensor in case["inputs"].items()}
    return inputs, {key: x if isinstance(x, str) else float(x) for key, x in case["attributes"].items()}


def has_numbers(program, inputs, attributes):
    """Whether inputs and outputs are all numbers, so that exact arithmetic has them."""

    def finite(tensors):
        return all(mpmath.isfinite(x) for x in flat([rows(x) for x in tensors.values()]))

    arguments = {name: each(mpf, x) for name, x in inputs.items()} | exact_attributes(attributes)
    return finite(inputs) and finite(program(**arguments))


def evaluated(program, inputs, attributes):
    """The outputs in Float64, where they or the inputs are no numbers."""
    outputs = program(**in_format(inputs, attributes, DOUBLE))
    return {name: each(float, values) for name, values in outputs.items()}


def computed(equation, inputs, attributes):
    outputs, bounds = truth(equation, inputs, attributes)
    return {
        output: entry(shape(values), [text(x) for x in flat(values)], flat(bounds[output]))
        for output, values in outputs.items()
    }


def stated(outputs):
    return {
        output: entry(shape(values), [special(x) or text(x) for x in flat(values)], [0] * len(flat(values)))
        for output, values in outputs.items()
    }


def differ(one, two):
    """Whether neither case lets the other's answer through."""
    return not agree(one, two) and not agree(two, one)


def agree(one, two):
    """Whether a program that gives the exact outputs of one case passes the other."""
    return all(
        within(float(x), expected, bound, DOUBLE)
        for name, output in one["outputs"].items()
        for x, expected, bound in zip(output["data"], two["outputs"][name]["data"], two["outputs"][name]["ulps"])
    )


def invalid(equation, name, comment, flags, inputs, attributes=None):
    """Inputs that must be refused. Each flag's wrong programs, or else the textbook form, answer all the same."""
    attributes = attributes or {}
    result = described(equation, name, comment, flags, "invalid", inputs, attributes, {})
    arguments = in_format(inputs, attributes, DOUBLE)
    assert flags and "plain" not in flags, result["name"]
    for flag in flags:
        programs = equation.wrong.get(flag) or [equation.plain or equation.textbook]
        assert any(answers(program, arguments) for program in programs), f"{result['name']} does not catch {flag}"
    return result


def misfit(cases, equation, of, name, comment, flag="sizes-differ", **changes):
    """The inputs of a valid case, some of them changed so that they must be refused.

    A change is a function of an input or attribute, or what stands in its place. Unless the equation has a wrong
    program for the flag, one that keeps to the valid case's sizes is taken: it repeats what is too short, as
    broadcasting does, and leaves out what is too long.
    """
    valid = next(x for x in cases if x["name"] == f"{equation.identifier}/{of}")
    inputs, attributes = question(valid)
    sizes = {key: shape(x) for key, x in inputs.items()}
    for key, change in changes.items():
        place = inputs if key in inputs else attributes
        place[key] = change(place[key]) if callable(change) else change
    if flag == "sizes-differ" and flag not in equation.wrong:
        program = equation.plain or equation.textbook
        equation = equation._replace(wrong={flag: [lambda **x: program(**resized(x, sizes))]})
    return invalid(equation, name, comment, [flag], inputs, attributes)


def resized(arguments, sizes):
    def along(x, sizes):
        return [along(x[i % len(x)], sizes[1:]) for i in range(sizes[0])] if sizes else x

    return arguments | {name: along(arguments[name], size) for name, size in sizes.items()}


def first(x):
    """The first row or element alone."""
    return x[:1]


def less(x):
    """One row or element too few."""
    return x[:-1]


def narrower(x):
    """One column too few."""
    return [row[:-1] for row in x]


def answers(program, arguments):
    try:
        program(**arguments)
    except (IndexError, KeyError, ValueError, ZeroDivisionError, AssertionError):
        return False
    return True


def described(equation, name, comment, flags, result, inputs, attributes, outputs):
    """A case as the file has it."""
    given = flat([rows(x) for x in inputs.values()]) + [x for x in attributes.values() if not isinstance(x, str)]
    return {
        "name": f"{equation.identifier}/{name}",
        "equation": equation.identifier,
        "comment": comment,
        "flags": list(dict.fromkeys(flags)),
        "result": result,
        "attributes": {key: number(x) for key, x in attributes.items()},
        "float32": all(exact_in_single(x) for x in given),
        "inputs": {
            key: {"shape": list(shape(x)), "data": [number(y) for y in flat(x)]} for key, x in inputs.items()
        },
        "outputs": outputs,
    }


def numbers(tensor):
    """The nested lists of an input that a case has."""

    def nested(data, sizes):
        if not sizes:
            return data[0]
        step = math.prod(sizes[1:])
        return [nested(data[i * step : (i + 1) * step], sizes[1:]) for i in range(sizes[0])]

    data = [float(x) for x in tensor["data"]]
    if 0 in tensor["shape"]:
        return Tensor(tensor["shape"], [])
    return nested(data, tensor["shape"])


def entry(shape, data, ulps):
    """An output as the file has it; what is infinite is so exactly."""
    ulps = [0 if x in ("Infinity", "-Infinity") else rounded_up(bound) for x, bound in zip(data, ulps)]
    return {"shape": list(shape), "data": data, "ulps": ulps}


# Claims


def check_claims(equation, case, inputs, attributes):
    """A flag claims that a program with its bug fails the case, and `plain` that a simple one passes it."""
    formats = [DOUBLE, SINGLE] if case["float32"] else [DOUBLE]
    assert case["flags"], case["name"]
    for flag in case["flags"]:
        if flag == "plain":
            for bits in formats:
                assert passes(equation.plain or equation.textbook, case, inputs, attributes, bits), (case["name"], bits)
        else:
            assert any(
                not passes(wrong, case, inputs, attributes, bits)
                for wrong in equation.wrong[flag]
                for bits in formats
            ), f"{case['name']} does not catch {flag}"


def passes(program, case, inputs, attributes, bits):
    try:
        outputs = program(**in_format(inputs, attributes, bits))
    except IndexError:  # It reached for an element that is not there.
        return False
    return all(
        within(float(x), expected, bound, bits)
        for name, output in case["outputs"].items()
        for x, expected, bound in zip(flat(outputs[name]), output["data"], output["ulps"], strict=True)
    )


def in_format(inputs, attributes, bits):
    """The arguments of a program that computes in a format."""
    arguments = {name: each(lambda x: Float(x, bits), x) for name, x in inputs.items()}
    return arguments | {name: x if isinstance(x, str) else Float(x, bits) for name, x in attributes.items()}


def within(x, expected, bound, bits):
    """Whether x is as near as a case allows."""
    if expected == "NaN":
        return math.isnan(x)
    wanted = rounded(float(expected), bits)
    if expected == "-0.0":
        return x == 0 and math.copysign(1, x) < 0
    if math.isinf(wanted) or not math.isfinite(x):
        return x == wanted
    return abs(Fraction(x) - Fraction(wanted)) <= Fraction(bound) * Fraction(unit(wanted, bits))


def unit(x, bits):
    """One unit in the last place of x."""
    return math.ulp(x) if bits == DOUBLE else max(2.0**-149, math.ulp(x) * 2.0 ** (DOUBLE - SINGLE))


# Wrong programs that many equations share


def flushed(textbook):
    """The textbook form on hardware that takes subnormal numbers for 0."""

    def flush(x):
        return x * 0 if isinstance(x, Float) and abs(x) < least_normal(x) else x

    return lambda **inputs: {
        name: each(flush, values)
        for name, values in textbook(**{key: each(flush, x) for key, x in inputs.items()}).items()
    }


def in_single(textbook):
    """The textbook form with the digits of a Float32 somewhere on the way."""

    def narrow(x):
        return Float(x, SINGLE) if isinstance(x, Float) else x

    return lambda **inputs: textbook(**{key: each(narrow, x) for key, x in inputs.items()})


def kept_finite(textbook):
    """The textbook form with its results cut off at the largest number."""

    def cut(x):
        return x.with_(math.copysign(sys.float_info.max, float(x))) if abs(x) == math.inf else x

    return lambda **inputs: {name: each(cut, values) for name, values in textbook(**inputs).items()}


def scaled(textbook, factor, outputs=None):
    """The textbook form times `factor(inputs)`, in all or some of its outputs."""
    return lambda **inputs: {
        name: each(lambda x: x * factor(inputs), values) if outputs is None or name in outputs else values
        for name, values in textbook(**inputs).items()
    }


def renamed(textbook, names):
    """The textbook form with some of its inputs taken for others."""
    return lambda **inputs: textbook(**{names.get(name, name): x for name, x in inputs.items()})


def exchanged(textbook, one, other):
    """The textbook form with two of its outputs under each other's name."""

    def program(**inputs):
        outputs = textbook(**inputs)
        return outputs | {one: outputs[other], other: outputs[one]}

    return program


def cut_to_shortest(program):
    """Stops at the end of the shortest list, as a zip does, where the sizes have to agree."""

    def cut(**inputs):
        least = min(len(x) for x in inputs.values() if isinstance(x, list))
        return program(**{name: x[:least] if isinstance(x, list) else x for name, x in inputs.items()})

    return cut


def broadcasting(program):
    """Repeats the element of a list of one, where the sizes have to agree."""

    def repeat(**inputs):
        most = max(len(x) for x in inputs.values() if isinstance(x, list))
        return program(**{name: x * most if isinstance(x, list) and len(x) == 1 else x for name, x in inputs.items()})

    return repeat


def skipping_nan(program):
    """Takes a result that is NaN for 0, as a comparison or a nan-ignoring mean does."""
    return lambda **inputs: {
        name: each(lambda x: x if x == x else 0.0, values) for name, values in program(**inputs).items()
    }


# Files


def concept(module, name, notes, cases):
    """The text of one file."""
    names = [case["name"] for case in cases]
    assert len(set(names)) == len(names), f"{name} has a case twice"
    used = {flag for case in cases for flag in case["flags"]}
    assert used == set(notes), f"{name}: notes and flags differ: {used ^ set(notes)}"
    document = {
        "concept": name,
        "module": module,
        "source": SOURCE,
        "notes": dict(sorted(notes.items())),
        "cases": cases,
    }
    return f"{module}/{name}.json", written(document) + "\n"


def written(value, indent=""):
    """JSON with one line for every list of numbers or words and for every tensor."""
    one_line = not isinstance(value, (dict, list)) or not value or (
        isinstance(value, dict) and "shape" in value
    ) or (isinstance(value, list) and not isinstance(value[0], (dict, list)))
    if one_line:
        return json.dumps(value, ensure_ascii=False, allow_nan=False)
    inner = indent + "  "
    if isinstance(value, dict):
        parts = [f"{json.dumps(key)}: {written(x, inner)}" for key, x in value.items()]
        return "{\n" + ",\n".join(inner + part for part in parts) + "\n" + indent + "}"
    return "[\n" + ",\n".join(inner + written(x, inner) for x in value) + "\n" + indent + "]"
