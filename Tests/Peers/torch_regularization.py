"""What PyTorch computes of dropout with the mask that it drew, and of Adam with weight decay of both kinds."""

import torch

from torch_numbers import numbers


def dropout(shape, p, seed):
    """PyTorch's dropout is the inverted one; its mask is read off ones that pass through the same draws."""
    generator = torch.Generator().manual_seed(seed)
    a = torch.randn(shape, generator=generator, requires_grad=True)
    cotangent = torch.randn(shape, generator=generator)
    torch.manual_seed(seed)
    mask = (torch.nn.functional.dropout(torch.ones(shape), p) > 0).double()
    torch.manual_seed(seed)
    value = torch.nn.functional.dropout(a, p)
    value.backward(cotangent)
    return {
        "dropProbability": p,
        "activations": numbers(a),
        "mask": numbers(mask),
        "cotangent": numbers(cotangent),
        "value": numbers(value),
        "gradient": numbers(a.grad),
    }


def network(sizes, p, samples, seed):
    """A network with dropout behind each tanh, in training, and the gradient of its mean squared error."""
    generator = torch.Generator().manual_seed(seed)
    layers = [torch.nn.Linear(n, o) for n, o in zip(sizes, sizes[1:])]
    for layer in layers:
        for parameter in layer.parameters():
            parameter.data = torch.randn(parameter.shape, generator=generator)
    x = torch.randn(samples, sizes[0], generator=generator, requires_grad=True)
    y = torch.randn(samples, sizes[-1], generator=generator)
    masks = [(torch.rand(samples, n, generator=generator) >= p).double() for n in sizes[1:-1]]
    a = x
    for place, layer in enumerate(layers):
        z = layer(a)
        a = torch.tanh(z) * masks[place] / (1 - p) if place + 1 < len(layers) else z
    J = torch.nn.functional.mse_loss(a, y)
    J.backward()
    parameters = [q for layer in layers for q in (layer.weight, layer.bias)]
    columns = lambda t: numbers(t.T.contiguous())
    return {
        "sizes": sizes,
        "dropProbability": p,
        "samples": samples,
        "parameters": [v for q in parameters for v in numbers(q)],
        "inputs": columns(x),
        "targets": columns(y),
        "masks": [columns(m) for m in masks],
        "value": J.item(),
        "parameterGradient": [v for q in parameters for v in numbers(q.grad)],
        "inputGradient": columns(x.grad),
    }


def optimizers():
    generator = torch.Generator().manual_seed(60)
    start = torch.randn(4, generator=generator)
    # Of four sizes, the last below every ε.
    gradients = torch.randn(100, 4, generator=generator) * torch.tensor([1, 100, 1e-3, 1e-9])
    made = {
        "adam-w": lambda p: torch.optim.AdamW([p], lr=0.01, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.1),
        "adam-w-strong": lambda p: torch.optim.AdamW([p], lr=0.05, betas=(0.8, 0.95), eps=1e-6, weight_decay=1.5),
        "adam-w-none": lambda p: torch.optim.AdamW([p], lr=0.01, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0),
        "adam-l2": lambda p: torch.optim.Adam([p], lr=0.01, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.1),
        "descent-l2": lambda p: torch.optim.SGD([p], lr=0.01, weight_decay=0.1),
    }
    return {
        "start": numbers(start),
        "gradients": [numbers(g) for g in gradients],
        "runs": [{"optimizer": name, "parameters": run(make, start, gradients)} for name, make in made.items()],
    }


def run(make, start, gradients):
    """The parameters after every tenth step."""
    p = start.clone().requires_grad_()
    optimizer = make(p)
    kept = []
    for step, g in enumerate(gradients, 1):
        p.grad = g.clone()
        optimizer.step()
        if step % 10 == 0:
            kept.append(numbers(p))
    return kept


def record():
    return {
        "dropouts": [dropout((3, 7), 0.3, 61), dropout((40,), 0.5, 62)],
        "networks": [network([4, 6, 5, 2], 0.4, 5, 63), network([2, 3, 1], 0.5, 1, 64)],
        "optimizers": optimizers(),
    }
