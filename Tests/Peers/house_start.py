"""The start of the first document's worked example: 1000 times NumPy's first two normal draws at seed 42.

Fails unless they are the constants of Sources/WorkedExamples/HouseData.swift and round to the printed ones.
"""

import numpy

weight, bias = 1000 * numpy.random.RandomState(42).standard_normal(2)
assert (round(weight, 6), round(bias, 6)) == (496.714153, -138.264301), (weight, bias)
assert (f"{weight:.2f}", f"{bias:.2f}") == ("496.71", "-138.26")
print(f"the start of the house example: w = {weight:.6f}, b = {bias:.6f}")
