"""Numbers that a textbook equation can be evaluated with: 50-digit ones for the truth, IEEE 754 ones for the claims.

An equation is written once, with the functions below; the type of its numbers decides the arithmetic.
"""

import math
import struct

import mpmath

DOUBLE, SINGLE = 53, 24


class Float:
    """One IEEE 754 number with C's rules: nothing raises, 1/0 is infinite, every operation rounds to its format."""

    def __init__(self, value, bits):
        self.value, self.bits = rounded(float(value), bits), bits

    def with_(self, value):
        return Float(value, self.bits)

    def __add__(self, other):
        return self.with_(self.value + float(other))

    def __sub__(self, other):
        return self.with_(self.value - float(other))

    def __mul__(self, other):
        return self.with_(self.value * float(other))

    def __truediv__(self, other):
        u, v = self.value, float(other)
        if v != 0:
            return self.with_(u / v)
        if u == 0 or math.isnan(u):
            return self.with_(math.nan)
        return self.with_(math.copysign(math.inf, u) * math.copysign(1, v))

    __radd__ = __add__
    __rmul__ = __mul__

    def __rsub__(self, other):
        return self.with_(other) - self

    def __rtruediv__(self, other):
        return self.with_(other) / self

    def __neg__(self):
        return self.with_(-self.value)

    def __abs__(self):
        return self.with_(abs(self.value))

    def __float__(self):
        return self.value

    def __eq__(self, other):
        return self.value == float(other)

    def __lt__(self, other):
        return self.value < float(other)

    def __gt__(self, other):
        return self.value > float(other)

    def __le__(self, other):
        return self.value <= float(other)

    def __ge__(self, other):
        return self.value >= float(other)


def rounded(value, bits):
    """`value` in a format of so many significant bits; two roundings are as good as one from 53 bits to 24."""
    if bits == DOUBLE or math.isnan(value):
        return value
    try:
        return struct.unpack("f", struct.pack("f", value))[0]
    except OverflowError:
        return math.copysign(math.inf, value)


def exponential(x):
    if not isinstance(x, Float):
        return mpmath.exp(x)
    try:
        return x.with_(math.exp(x.value))
    except OverflowError:
        return x.with_(math.inf)


def logarithm(x):
    if not isinstance(x, Float):
        return mpmath.log(x)
    if x.value == 0:
        return x.with_(-math.inf)
    return x.with_(math.log(x.value) if not x.value < 0 else math.nan)


def logarithm_by_ratio(x):
    """ln(1 + x) by the ratio of polynomials of Cephes' log1p, which is made for 1 + x between √½ and √2."""
    numerator = denominator = 0
    for p, q in RATIO:
        numerator, denominator = numerator * x + p, denominator * x + q
    return x + (x * (x * x * numerator / denominator) - x * x / 2)


# Numerator and denominator, the highest power first.
RATIO = [
    (4.5270000862445199635215e-5, 1),
    (4.9854102823193375972212e-1, 1.5062909083469192043167e1),
    (6.5787325942061044846969e0, 8.3047565967967209469434e1),
    (2.9911919328553073277375e1, 2.2176239823732856465394e2),
    (6.0949667980987787057556e1, 3.0909872225312059774938e2),
    (5.7112963590585538103336e1, 2.1642788614495947685003e2),
    (2.0039553499201281259648e1, 6.0118660497603843919306e1),
]


def hyperbolic_tangent(x):
    return x.with_(math.tanh(x.value)) if isinstance(x, Float) else mpmath.tanh(x)


def square_root(x):
    if not isinstance(x, Float):
        return mpmath.sqrt(x)
    return x.with_(math.sqrt(x.value) if not x.value < 0 else math.nan)


def sine(x):
    return x.with_(math.sin(x.value)) if isinstance(x, Float) else mpmath.sin(x)


def cosine(x):
    return x.with_(math.cos(x.value)) if isinstance(x, Float) else mpmath.cos(x)


def power(x, exponent):
    """x to a whole power."""
    n = int(float(exponent))
    return x.with_(math.pow(x.value, n)) if isinstance(x, Float) else x**n


def least_normal(x):
    """The least positive number of x's format that keeps all its digits."""
    return 2.0**-1022 if x.bits == DOUBLE else 2.0**-126
