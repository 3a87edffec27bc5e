"""The work of Sources/Benchmarks/CheckedNetwork.swift with torch.autograd.gradcheck, on one thread in float64.

Prints one line: seconds of one check, the number of parameters, whether it passes (1). Says on standard error whether
it also passes a gradient that is 0.1 % too large.
"""

import sys
import time

import torch

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)

SIZES = [4, 8, 6, 1]
X = torch.tensor([[((i * 31 + j * 17) % 21 - 10) / 10 for j in range(4)] for i in range(16)])
Y = torch.tensor([[1.0 if i * 7 % 3 == 0 else 0.0] for i in range(16)])


def parameters():
    result, start = [], 0
    for n, o in zip(SIZES, SIZES[1:]):
        numbers = torch.tensor([(k * 7919 % 1000 - 500) / 500 for k in range(start, start + n * o + o)])
        result += [numbers[: n * o].reshape(o, n).clone(), numbers[n * o :].clone()]
        start += n * o + o
    return [p.requires_grad_() for p in result]


def loss(*p):
    functional = torch.nn.functional
    a = X
    for layer in range(len(SIZES) - 2):
        a = torch.sigmoid(functional.linear(a, p[2 * layer], p[2 * layer + 1]))
    return functional.binary_cross_entropy_with_logits(functional.linear(a, p[-2], p[-1]), Y)


class TooLarge(torch.autograd.Function):
    """The identity, with a derivative of 1.001."""

    @staticmethod
    def forward(context, x):
        return x.clone()

    @staticmethod
    def backward(context, c):
        return 1.001 * c


def accepts(function):
    return torch.autograd.gradcheck(function, parameters(), raise_exception=False)


times = []
for _ in range(20):
    start = time.perf_counter()
    passes = accepts(loss)
    times.append(time.perf_counter() - start)
count = sum(p.numel() for p in parameters())
wrong = accepts(lambda *p: TooLarge.apply(loss(*p)))
print(f"gradcheck {'accepts' if wrong else 'refuses'} a gradient 0.1 % too large", file=sys.stderr)
print(min(times), count, int(passes))
