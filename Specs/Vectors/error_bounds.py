"""Numbers that carry a bound of their error: for results that pass through layers, where each sum adds to the error of
what it is given and each activation stretches or shrinks it.

The error is counted in units of u, the relative size of one rounding, to first order; see vectors.py for sums. An
operation passes on the errors of its arguments, each times the partial derivative, and adds |result| for its own
rounding where it rounds. A quotient counts twice, because it may be a product with a rounded reciprocal. What an error
amounts to in units in the last place of a result is its share of the result's magnitude.
"""

import mpmath
from mpmath import mpf

from arithmetic import DOUBLE, SINGLE
from vectors import MOST_ROUNDINGS, each, exact_in_single, flat

# Digits that are left where a difference of two numbers loses 20: far more than an error bound needs.
DIGITS = 80
# A bound above this says that a case shows nothing; an honest one is far below.
LARGEST_BOUND = 10**8


class Bounded:
    """An exact value, and how far a program's own may lie from it, in units of u."""

    def __init__(self, value, bits, error=0):
        self.value, self.bits, self.error = mpf(value), bits, mpf(error)

    def like(self, number):
        return number if isinstance(number, Bounded) else Bounded(number, self.bits)

    def off(self, value, error, roundings=1):
        """`value`, with the error passed on and so many roundings of its own."""
        return Bounded(value, self.bits, error + roundings * self.rounding(value))

    def rounding(self, value):
        """One rounding of a number, which below the least normal one is as large as there."""
        return max(abs(value), mpf(2) ** (-1022 if self.bits == DOUBLE else -126)) if value != 0 else 0

    def holds(self, value):
        """Whether the format has this number."""
        mantissa, exponent = value.man_exp
        return abs(mantissa).bit_length() <= self.bits and exponent >= (-1074 if self.bits == DOUBLE else -149)

    @property
    def is_exact(self):
        return self.error == 0

    @property
    def is_exact_power_of_two(self):
        return self.is_exact and abs(self.value.man_exp[0]) == 1

    def __mul__(self, other):
        other = self.like(other)
        value = self.value * other.value
        error = abs(self.value) * other.error + abs(other.value) * self.error
        exact = self.is_exact and other.is_exact and self.holds(value)
        scaled = self.is_exact_power_of_two or other.is_exact_power_of_two
        exact = exact or (scaled and self.rounding(value) == abs(value))
        return self.off(value, error, 0 if exact else 1)

    def __truediv__(self, number):
        """A quotient by an exact number."""
        value = self.value / number
        exact = self.is_exact and self.holds(value)
        exact = exact or (self.like(number).is_exact_power_of_two and self.rounding(value) == abs(value))
        return self.off(value, self.error / abs(number), 0 if exact else 2)

    def __add__(self, other):
        return added([self, self.like(other)])

    def __sub__(self, other):
        return added([self, -self.like(other)])

    def __rsub__(self, other):
        return self.like(other) - self

    def __neg__(self):
        return Bounded(-self.value, self.bits, self.error)

    __radd__ = __add__
    __rmul__ = __mul__


def added(terms):
    """The sum of terms, in whatever order a program adds them."""
    some = next((t for t in terms if isinstance(t, Bounded)), None)
    if some is None:
        return sum(terms)
    terms = [t for t in map(some.like, terms) if t.value != 0 or not t.is_exact]
    values = [t.value for t in terms]
    value, error = sum(values, mpf(0)), sum((t.error for t in terms), mpf(0))
    if error == 0 and adds_exactly(values, some.bits):
        return Bounded(value, some.bits)
    if len(terms) <= 2:  # One rounding, of the result; or none.
        return some.off(value, error, len(terms) - 1)
    additions = min(len(terms), MOST_ROUNDINGS) - 1  # A term has passed one rounding before, as a product.
    return Bounded(value, some.bits, error + additions * sum(abs(x) for x in values))


def adds_exactly(values, bits):
    """Whether no order of additions rounds."""
    unit = mpf(2) ** min((x.man_exp[1] for x in values), default=0)
    return sum(abs(x) for x in values) / unit < 2**bits


def bounds_of(program):
    """The bounds of an equation, by the computation that a good program makes; the larger of both formats'."""

    def ulps(outputs, **arguments):
        numbers = flat([x for x in arguments.values() if not isinstance(x, str)])
        formats = [DOUBLE, SINGLE] if all(exact_in_single(x) for x in numbers) else [DOUBLE]
        with mpmath.workdps(DIGITS):
            each_format = [bounds_in(program, outputs, arguments, bits) for bits in formats]
        return {name: [max(pair) for pair in zip(*(x[name] for x in each_format))] for name in outputs}

    return ulps


def bounds_in(program, outputs, arguments, bits):
    given = {
        name: x if isinstance(x, str) else each(lambda number: Bounded(number, bits), x)
        for name, x in arguments.items()
    }
    results = program(**given)
    return {
        name: [bound(*pair, bits) for pair in zip(flat(results[name]), flat(exact), strict=True)]
        for name, exact in outputs.items()
    }


def bound(result, exact, bits):
    result = Bounded(0, bits).like(result)
    # The evaluated form, too, has to give the textbook's number.
    assert abs(result.value - exact) <= abs(exact) * mpf(10) ** -30, (result.value, exact)
    if result.error == 0:
        return 0
    assert exact != 0, "a result that cancels to 0 has a bound only where nothing rounds"
    bound = result.error / result.rounding(exact)
    assert bound < LARGEST_BOUND, bound
    return bound
