"""Measures the largest errors of PyTorch, JAX, NumPy and SciPy at the inputs at which `nnspec accuracy` measures ours.

Each function is the library's own, on arrays as it is used, and each derivative is the library's own differentiation of
it. An error is the distance from the exact result, in units in the last place of that. The exact results are values of
formulas without cancellation: in float64 for narrower formats, in 50-digit arithmetic for float64.

Writes Tests/Peers/accuracy.json, where `nnspec accuracy --pages` finds it: after each function, so that a run can be
taken up by NAMEs. --check measures each recorded error again, at the input that it was found at.
"""

import argparse
import json
import os
import pathlib
import random
import sys

import jax
import mpmath
import numpy
import scipy
import torch

jax.config.update("jax_enable_x64", True)
numpy.seterr(all="ignore")
torch.set_num_threads(1)

FOLDER = pathlib.Path(__file__).resolve().parent
RECORD = FOLDER / "accuracy.json"
# Our record names the functions.
OURS = FOLDER.parents[1] / "Specs" / "Accuracy.json"
FORMATS = {"Float16": numpy.float16, "Float": numpy.float32, "Double": numpy.float64}
BLOCK = 1 << 16
DOUBLES_PER_STRATUM = 20
# As in ScalarAccuracy.swift: where a kernel changes its formula or its result saturates.
THRESHOLDS = [
    1e-300, 1e-8, 0.1, 0.25, 0.5, 0.549306, 0.75, 0.999, 1, 2, 4, 17, 18.7149, 19.0615, 22, 36.7368, 37.4299, 88.72,
    354.89, 372.56, 708.396, 709.782, 710.475, 744.44, 745.133, 1024,
]


# Exact results, with the functions of numpy or of mpmath.


class Decimal:
    """mpmath under numpy's names, for one number."""

    exp, log, log1p, tanh = mpmath.exp, mpmath.log, mpmath.log1p, mpmath.tanh

    @staticmethod
    def where(condition, one, other):
        return one if condition else other


def sigmoid(m, z):
    e = m.exp(-abs(z))
    return m.where(z >= 0, 1 / (1 + e), e / (1 + e))


def sigmoid_derivative(m, z):
    e = m.exp(-abs(z))
    return e / ((1 + e) * (1 + e))


def tanh_derivative(m, z):
    return 4 * sigmoid_derivative(m, 2 * z)


def logit(m, p):
    near = (p >= 0.25) & (p <= 0.75)
    return m.where(near, m.log1p((2 * p - 1) / (1 - p)), m.log(p / (1 - p)))


def piecewise(m, z, above, below):
    """NaN stays NaN."""
    return m.where(z > 0, above, m.where(z <= 0, below, z))


def soft_threshold(m, z, threshold):
    return m.where(z > threshold, z - threshold, m.where(z < -threshold, z + threshold, z - z))


TRUTHS = {
    "sigmoid-value": sigmoid,
    "sigmoid-derivative": sigmoid_derivative,
    "tanh-value": lambda m, z: m.tanh(z),
    "tanh-derivative": tanh_derivative,
    "relu-value": lambda m, z: piecewise(m, z, z, 0),
    "relu-derivative": lambda m, z: piecewise(m, z, 1, 0),
    "leaky-relu-value": lambda m, z, slope: piecewise(m, z, z, slope * z),
    "leaky-relu-derivative": lambda m, z, slope: piecewise(m, z, 1, slope),
    "step-value": lambda m, z: m.where(z >= 0, 1, m.where(z < 0, 0, z)),
    "logit-value": logit,
    "logit-derivative": lambda m, p: 1 / (p * (1 - p)),
    "soft-threshold-value": soft_threshold,
    "soft-threshold-derivative": lambda m, z, threshold: m.where(abs(z) > threshold, 1, m.where(z == z, 0, z)),
}


def exact(equation, x, attributes):
    """The exact results as sums of two float64: the nearest one, and what is left."""
    wide = x.astype(numpy.float64)
    high = numpy.asarray(TRUTHS[equation](numpy, wide, **attributes), numpy.float64)
    low = numpy.zeros_like(high)
    if x.dtype == numpy.float64:
        for i in numpy.flatnonzero(numpy.isfinite(x) & numpy.isfinite(high)):
            truth = mpmath.mpf(TRUTHS[equation](Decimal, mpmath.mpf(x[i]), **attributes))
            high[i] = float(truth)
            low[i] = float(truth - mpmath.mpf(high[i])) if numpy.isfinite(high[i]) else 0
    return high, low


def errors(given, high, low):
    """The distances in units in the last place; infinite where one alone is NaN or infinite."""
    rounded = high.astype(given.dtype)
    unit = numpy.spacing(numpy.abs(rounded)).astype(numpy.float64)
    distance = numpy.abs((given.astype(numpy.float64) - high) - low) / unit
    distance[~numpy.isfinite(given) | ~numpy.isfinite(rounded)] = numpy.inf
    distance[(given == rounded) & numpy.isinf(rounded)] = 0
    distance[numpy.isnan(given) & numpy.isnan(high)] = 0
    return distance


# The libraries' functions, of an array of any format and the attributes.


def torch_value(function):
    return lambda x, **attributes: function(torch.from_numpy(x), **attributes).numpy()


def torch_derivative(function):
    def derivative(x, **attributes):
        z = torch.from_numpy(x).requires_grad_()
        function(z, **attributes).backward(torch.ones_like(z))
        return z.grad.numpy()

    return derivative


def jax_value(function):
    compiled = jax.jit(function)
    return lambda x, **attributes: numpy.asarray(compiled(x, **attributes))


def jax_derivative(function):
    return jax_value(lambda x, **attributes: jax.vmap(jax.grad(lambda z: function(z, **attributes)))(x))


def both(name, function, value, derivative):
    return {f"{name}-value": value(function), f"{name}-derivative": derivative(function)}


def torch_functions():
    def leaky_relu(z, slope):
        return torch.nn.functional.leaky_relu(z, slope)

    def softshrink(z, threshold):
        return torch.nn.functional.softshrink(z, threshold)

    functions = {"step-value": torch_value(lambda z: torch.heaviside(z, torch.ones((), dtype=z.dtype)))}
    for name, function in [
        ("sigmoid", torch.sigmoid), ("tanh", torch.tanh), ("relu", torch.relu), ("leaky-relu", leaky_relu),
        ("logit", torch.logit), ("soft-threshold", softshrink),
    ]:
        functions |= both(name, function, torch_value, torch_derivative)
    return functions


def jax_functions():
    def leaky_relu(z, slope):
        return jax.nn.leaky_relu(z, slope)

    functions = {"step-value": jax_value(lambda z: jax.numpy.heaviside(z, jax.numpy.ones((), z.dtype)))}
    for name, function in [
        ("sigmoid", jax.nn.sigmoid), ("tanh", jax.numpy.tanh), ("relu", jax.nn.relu), ("leaky-relu", leaky_relu),
        ("logit", jax.scipy.special.logit),
    ]:
        functions |= both(name, function, jax_value, jax_derivative)
    return functions


LIBRARIES = {
    "PyTorch": (torch.__version__.partition("+")[0], torch_functions()),
    "JAX": (jax.__version__, jax_functions()),
    "NumPy": (
        numpy.__version__,
        {"tanh-value": numpy.tanh, "step-value": lambda z: numpy.heaviside(z, numpy.ones((), z.dtype))},
    ),
    "SciPy": (scipy.__version__, {"sigmoid-value": scipy.special.expit, "logit-value": scipy.special.logit}),
}


# Inputs.


def patterns(unsigned, dtype, stride):
    """Every number of a format, or every so many, in blocks."""
    count = 1 << (8 * numpy.dtype(unsigned).itemsize)
    for first in range(0, count, BLOCK * stride):
        last = min(first + BLOCK * stride, count)
        yield numpy.arange(first, last, stride, dtype=numpy.uint64).astype(unsigned).view(dtype)


def doubles():
    """The strata of ScalarAccuracy.swift: each power of two, and the neighbours of each threshold."""
    generator = random.Random(1)
    smallest = 5e-324
    inputs = [0, -0.0, numpy.inf, -numpy.inf, numpy.nan, smallest, -smallest]
    for exponent in range(-1022, 1024):
        for _ in range(DOUBLES_PER_STRATUM):
            x = (1 + generator.random()) * 2.0**exponent
            inputs += [x, -x]
    for threshold in THRESHOLDS:
        above = below = threshold
        for _ in range(DOUBLES_PER_STRATUM):
            near = threshold * (1 + (generator.random() - 0.5) / 50)
            inputs += [above, below, -above, -below, near, -near]
            above, below = numpy.nextafter(above, numpy.inf), numpy.nextafter(below, 0)
    yield numpy.array(inputs)


def asked(equation, x, threshold=0, **_):
    """The inputs at which an equation has one right answer: in its domain, and at no kink, where slopes are chosen."""
    if equation.startswith("logit"):
        return x[((x >= 0) & (x <= 1)) | numpy.isnan(x)]
    if equation in ("relu-derivative", "leaky-relu-derivative", "soft-threshold-derivative"):
        return x[numpy.abs(x) != threshold]
    return x


def blocks(name, stride):
    if name == "Float16":
        return patterns(numpy.uint16, numpy.float16, 1)
    return patterns(numpy.uint32, numpy.float32, stride) if name == "Float" else doubles()


# Measurements.


def measure(equation, attributes, format, stride):
    """The largest error of each library that computes the equation in the format."""
    settings = numbers(attributes)
    found = {}
    for block in blocks(format, stride):
        x = asked(equation, block, **settings)
        if x.size == 0:
            continue
        high, low = exact(equation, x, settings)
        for library, (_, functions) in LIBRARIES.items():
            given = computed(functions, equation, x, settings)
            if given is None:
                continue
            off = errors(given, high, low)
            i = int(numpy.argmax(off))
            inputs, ulps, worst = found.get(library, (0, 0.0, ""))
            if off[i] > ulps:
                ulps, worst = float(off[i]), str(x[i])
            found[library] = (inputs + x.size, ulps, worst)
    return {
        library: {
            "equation": equation, "attributes": attributes, "format": format, "inputs": inputs, "ulps": ulps,
            "worst": worst,
        }
        for library, (inputs, ulps, worst) in found.items()
    }


def computed(functions, equation, x, settings):
    """What a library gives; nothing if it has no such function, or not in this format."""
    if equation not in functions:
        return None
    given = functions[equation](x.copy(), **settings)
    return given if given.dtype == x.dtype else None


def numbers(attributes):
    """Attributes as our record writes them, such as "slope 0.25"."""
    return {name: float(x) for name, x in (pair.split() for pair in attributes.split(", ") if pair)}


def record():
    return json.loads(RECORD.read_text()) if RECORD.exists() else []


def write(libraries):
    temporary = RECORD.with_name(RECORD.name + ".new")
    temporary.write_text(json.dumps(libraries, indent=1, sort_keys=True) + "\n")
    os.replace(temporary, RECORD)


def key(row):
    return row["equation"], row["attributes"], row["format"]


def merge(new, order):
    """New rows in place of those of the same function and format, in the order of our record."""
    old = {entry["library"]: {key(row): row for row in entry["reports"]} for entry in record()}
    for library, row in new.items():
        old.setdefault(library, {})[key(row)] = row | {"ulps": written(row["ulps"])}
    write([
        {
            "library": library, "version": version,
            "reports": sorted(old.get(library, {}).values(), key=lambda row: order.index(key(row))),
        }
        for library, (version, _) in LIBRARIES.items()
    ])


def written(ulps):
    """JSON has no infinity."""
    return ulps if numpy.isfinite(ulps) else "Infinity"


def again(row, functions):
    """The error at a recorded input, which stands in each place of a vector register."""
    if not row["worst"]:
        return 0.0
    x = numpy.full(64, row["worst"]).astype(FORMATS[row["format"]])
    settings = numbers(row["attributes"])
    high, low = exact(row["equation"], x[:1], settings)
    given = computed(functions, row["equation"], x, settings)
    return float(errors(given, high.repeat(64), low.repeat(64)).max())


def check():
    """The recorded errors that are others here."""
    found = []
    for entry in record():
        for row in entry["reports"]:
            here = again(row, LIBRARIES[entry["library"]][1])
            if f"{here:.3g}" != f"{float(row['ulps']):.3g}":
                found.append(f"{entry['library']} {' '.join(key(row))} at {row['worst']}: {row['ulps']}, here {here}")
    return found


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="equations; all of them")
    parser.add_argument("--stride", type=int, default=1, help="take every so many of the 2³² inputs of float32; all")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if an error is another here")
    arguments = parser.parse_args()
    mpmath.mp.dps = 50
    if arguments.check:
        found = check()
        print("\n".join(found) or "the recorded errors are those of the libraries here")
        return 1 if found else 0
    functions = dict.fromkeys((row["equation"], row["attributes"]) for row in json.loads(OURS.read_text()))
    order = [function + (format,) for function in functions for format in FORMATS]
    for equation, attributes, format in order:
        if equation not in TRUTHS or (arguments.names and equation not in arguments.names):
            continue
        rows = measure(equation, attributes, format, arguments.stride)
        merge(rows, order)
        for library, row in rows.items():
            print(f"{library:8} {' '.join(key(row))}: {row['ulps']:.4g} at {row['worst']}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
