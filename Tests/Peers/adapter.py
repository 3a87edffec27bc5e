"""The side of the protocol that all adapters share: questions read, answers written, every number passed on exactly.

An adapter has a function for each equation that its library computes, and calls `serve` with these functions by ID. A
function takes the inputs by name, as NumPy arrays of the precision asked for, after the attributes (a dictionary) if
the equation has any, and returns arrays by the outputs' names. It raises `Unsupported` for an attribute that the
library does not have; any other exception says that the library refuses the inputs.
"""

import json
import math
import sys

import numpy


class Unsupported(Exception):
    """The library does not have this way of asking."""


def serve(equations):
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line), equations)), flush=True)


def answer(question, equations):
    identifier = question["id"]
    function = equations.get(question["equation"])
    if function is None:
        return {"id": identifier, "unsupported": True}
    precision = numpy.dtype(question["precision"])
    inputs = {name: array(tensor, precision) for name, tensor in question["inputs"].items()}
    attributes = question["attributes"]
    try:
        outputs = function(attributes, **inputs) if attributes else function(**inputs)
        outputs = {name: numpy.asarray(x) for name, x in outputs.items()}
        if not inputs and any(is_foreign(x, precision) for x in outputs.values()):
            # A function of attributes alone does not see the precision: it computes in the one that the library has.
            raise Unsupported
        return {"id": identifier, "outputs": {name: tensor(x, precision) for name, x in outputs.items()}}
    except Unsupported:
        return {"id": identifier, "unsupported": True}
    except Exception as error:
        return {"id": identifier, "error": f"{type(error).__name__}: {error}".splitlines()[0]}


def array(tensor, precision):
    """Decimals and the names of special values, to the nearest number of the format."""
    return numpy.array([float(x) for x in tensor["data"]], dtype=precision).reshape(tensor["shape"])


def is_foreign(array, precision):
    return array.dtype.kind == "f" and array.dtype != precision


def tensor(array, precision):
    """Numbers as JSON has them. A result in another format would not be the library's in the one asked for."""
    if is_foreign(array, precision):
        raise TypeError(f"computed in {array.dtype}, asked for {precision}")
    return {"shape": list(array.shape), "data": [number(float(x)) for x in array.ravel()]}


def number(x):
    """A finite number as it is; a special value by its name."""
    if math.isnan(x):
        return "NaN"
    if math.isinf(x):
        return "Infinity" if x > 0 else "-Infinity"
    return "-0.0" if x == 0 and math.copysign(1, x) < 0 else x
