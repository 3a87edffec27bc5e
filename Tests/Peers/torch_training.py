"""The work of Sources/Benchmarks/TrainingStep.swift in PyTorch, on one thread in float64.

Prints one line: seconds of one pass of 100 steps, the loss after it, the sum of the parameters.
"""

import time

import torch

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)

SIZES = [1, 10, 5, 1]
X = torch.tensor([[i / 16 - 1] for i in range(32)])
Y = torch.tensor([[2 * (i / 16 - 1) + 1 + (i * 7 % 5 - 2) / 20] for i in range(32)])


def model():
    layers, start = [], 0
    for n, o in zip(SIZES, SIZES[1:]):
        layer = torch.nn.Linear(n, o)
        numbers = torch.tensor([(k * 7919 % 1000 - 500) / 500 for k in range(start, start + n * o + o)])
        layer.weight.data, layer.bias.data = numbers[: n * o].reshape(o, n), numbers[n * o :]
        start += n * o + o
        layers += [layer, torch.nn.ReLU()]
    return torch.nn.Sequential(*layers[:-1])


def run():
    network = model()
    optimizer = torch.optim.Adam(network.parameters(), lr=0.001, betas=(0.9, 0.999), eps=1e-8)
    start = time.perf_counter()
    for _ in range(100):
        optimizer.zero_grad()
        torch.nn.functional.mse_loss(network(X), Y).backward()
        optimizer.step()
    seconds = time.perf_counter() - start
    loss = torch.nn.functional.mse_loss(network(X), Y).item()
    return seconds, loss, sum(p.sum().item() for p in network.parameters())


run()
runs = [run() for _ in range(20)]
seconds, loss, total = min(runs)
print(seconds, repr(loss), repr(total))
