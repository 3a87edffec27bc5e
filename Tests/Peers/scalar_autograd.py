"""The work of Sources/Benchmarks/ScalarNetwork.swift in micrograd, a scalar autograd in Python.

Prints one line: seconds of one pass, its operations, the loss and the sum of the gradient.
"""

import sys
import time

from micrograd.engine import Value

SIZES = [3, 16, 16, 1]
SAMPLES = 16


def run():
    count = sum(n_out * (n_in + 1) for n_in, n_out in zip(SIZES, SIZES[1:]))
    p = [Value((k * 7919 % 1000 - 500) / 2000) for k in range(count)]
    loss = None
    for i in range(SAMPLES):
        a = [(((i * 31 + j * 17) % 21) - 10) / 10 for j in range(3)]
        place = 0
        for n_in, n_out in zip(SIZES, SIZES[1:]):
            layer = []
            for _ in range(n_out):
                z = p[place + n_in]
                for k in range(n_in):
                    z = z + p[place + k] * a[k]
                place += n_in + 1
                layer.append(z if n_out == 1 else z * z)
            a = layer
        e = a[0] + -(i % 5) / 5
        term = e * e * (1 / SAMPLES)
        loss = term if loss is None else loss + term
    loss.backward()
    return p, loss


def operations(loss):
    """The nodes of the graph that are results of an operation."""
    seen, stack, count = set(), [loss], 0
    while stack:
        node = stack.pop()
        if node not in seen:
            seen.add(node)
            stack.extend(node._prev)
            count += bool(node._op)
    return count


sys.setrecursionlimit(100_000)
p, loss = run()
passes, start = 0, time.perf_counter()
while time.perf_counter() - start < 1:
    p, loss = run()
    passes += 1
seconds = (time.perf_counter() - start) / passes
print(seconds, operations(loss), repr(loss.data), repr(sum(v.grad for v in p)))
