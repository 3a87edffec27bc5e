"""What PyTorch computes of networks forward and backward, losses, optimizers and schedules."""

import torch

from torch_numbers import numbers

ACTIVATIONS = {"identity": lambda z: z, "sigmoid": torch.sigmoid, "tanh": torch.tanh, "relu": torch.relu}


def columns(x):
    """A batch with its samples in columns, row by row."""
    return numbers(x.T.contiguous())


# Networks


def network(sizes, hidden, output, loss, samples, seed):
    """One batch through nn.Linear layers; PyTorch's samples are rows, the record's are columns."""
    generator = torch.Generator().manual_seed(seed)
    layers = [torch.nn.Linear(n, o) for n, o in zip(sizes, sizes[1:])]
    for layer in layers:
        for parameter in layer.parameters():
            parameter.data = torch.randn(parameter.shape, generator=generator)
    x = torch.randn(samples, sizes[0], generator=generator, requires_grad=True)
    if output == "identity":
        y = torch.randn(samples, sizes[-1], generator=generator)
    else:
        labels = torch.randint(0, max(2, sizes[-1]), (samples,), generator=generator)
        y = torch.nn.functional.one_hot(labels, max(2, sizes[-1])).double()[:, -sizes[-1] :]
    a = x
    for place, layer in enumerate(layers):
        z = layer(a)
        a = ACTIVATIONS[hidden](z) if place + 1 < len(layers) else z
    head = {"identity": lambda z: z, "sigmoid": torch.sigmoid, "softmax": lambda z: torch.softmax(z, dim=1)}[output]
    prediction = head(z)
    functional = torch.nn.functional
    if loss == "mean-squared-error":
        J = functional.mse_loss(prediction, y)
    elif loss == "half-squared-error":
        J = functional.mse_loss(prediction, y, reduction="sum") / 2 / samples
    elif output == "sigmoid":
        J = functional.binary_cross_entropy_with_logits(z, y, reduction="sum") / samples
    else:
        J = functional.cross_entropy(z, y)
    J.backward()
    parameters = [p for layer in layers for p in (layer.weight, layer.bias)]
    return {
        "sizes": sizes,
        "hidden": hidden,
        "output": output,
        "loss": loss,
        "samples": samples,
        "parameters": [v for p in parameters for v in numbers(p)],
        "inputs": columns(x),
        "targets": columns(y),
        "predictions": columns(prediction),
        "value": J.item(),
        "parameterGradient": [v for p in parameters for v in numbers(p.grad)],
        "inputGradient": columns(x.grad),
    }


NETWORKS = [
    ([4, 8, 6, 1], "relu", "sigmoid", "cross-entropy", 5, 1),
    ([4, 8, 6, 1], "sigmoid", "sigmoid", "cross-entropy", 1, 2),
    ([3, 5, 4, 2], "tanh", "softmax", "cross-entropy", 7, 3),
    ([1, 10, 5, 1], "relu", "identity", "mean-squared-error", 32, 4),
    ([5, 3, 4, 2], "tanh", "identity", "half-squared-error", 6, 5),
    ([2, 6, 3, 4], "sigmoid", "softmax", "mean-squared-error", 3, 6),
    ([3, 4, 5, 2], "tanh", "sigmoid", "half-squared-error", 4, 7),
]


# Losses


def losses():
    generator = torch.Generator().manual_seed(20)
    z, y = torch.randn(9, generator=generator), torch.randn(9, generator=generator)
    p, q = torch.rand(9, generator=generator), torch.rand(9, generator=generator)
    soft = torch.softmax(torch.randn(9, generator=generator), dim=0)
    functional = torch.nn.functional
    return [
        loss(name, prediction, target, value)
        for name, prediction, target, value in [
            ("mean-squared-error", z, y, functional.mse_loss),
            ("half-mean-squared-error", z, y, lambda a, b: functional.mse_loss(a, b) / 2),
            ("mean-absolute-error", z, y, functional.l1_loss),
            ("binary-cross-entropy", p, q, functional.binary_cross_entropy),
            ("binary-cross-entropy-with-logits", 4 * z, q, functional.binary_cross_entropy_with_logits),
            ("categorical-cross-entropy", p, soft, lambda a, b: -(b * a.log()).sum()),
            ("softmax-cross-entropy", 4 * z, soft, functional.cross_entropy),
            (
                "gaussian-negative-log-likelihood",
                z,
                y,
                lambda a, b: functional.gaussian_nll_loss(a, b, torch.full_like(a, 0.49), full=True),
            ),
        ]
    ]


def loss(name, prediction, target, value):
    prediction = prediction.clone().requires_grad_()
    J = value(prediction, target)
    J.backward()
    return {
        "loss": name,
        "predictions": numbers(prediction),
        "targets": numbers(target),
        "value": J.item(),
        "gradient": numbers(prediction.grad),
    }


# Optimizers


def optimizers():
    generator = torch.Generator().manual_seed(30)
    start = torch.randn(4, generator=generator)
    # Of four sizes, the last below every ε.
    gradients = torch.randn(100, 4, generator=generator) * torch.tensor([1, 100, 1e-3, 1e-9])
    made = {
        "gradient-descent": lambda p: torch.optim.SGD([p], lr=0.01),
        "heavy-ball": lambda p: torch.optim.SGD([p], lr=0.01, momentum=0.9),
        "nesterov": lambda p: torch.optim.SGD([p], lr=0.01, momentum=0.9, nesterov=True),
        "rmsprop": lambda p: torch.optim.RMSprop([p], lr=0.01, alpha=0.99, eps=1e-8),
        "adam": lambda p: torch.optim.Adam([p], lr=0.01, betas=(0.9, 0.999), eps=1e-8),
        "adam-1e-7": lambda p: torch.optim.Adam([p], lr=0.001, betas=(0.9, 0.999), eps=1e-7),
        "adam-0.5-0.9": lambda p: torch.optim.Adam([p], lr=0.1, betas=(0.5, 0.9), eps=1e-6),
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


# Schedules


def schedules():
    from torch.optim import lr_scheduler as s

    made = {
        "constant": (0.1, lambda o: s.ConstantLR(o, factor=1.0)),
        "step-decay": (0.1, lambda o: s.StepLR(o, step_size=30, gamma=0.1)),
        "cosine-annealing": (0.1, lambda o: s.CosineAnnealingLR(o, T_max=100, eta_min=0.001)),
        "cosine-warm-restarts": (0.1, lambda o: s.CosineAnnealingWarmRestarts(o, T_0=10, T_mult=2, eta_min=0.001)),
        "cosine-warm-restarts-equal": (0.1, lambda o: s.CosineAnnealingWarmRestarts(o, T_0=15, T_mult=1, eta_min=0.0)),
        "linear-warmup": (0.1, lambda o: s.LinearLR(o, start_factor=0.1, end_factor=1.0, total_iters=9)),
        "warmup-cosine": (
            0.1,
            lambda o: s.SequentialLR(
                o,
                [
                    s.LinearLR(o, start_factor=0.1, end_factor=1.0, total_iters=9),
                    s.CosineAnnealingLR(o, T_max=90, eta_min=0.001),
                ],
                milestones=[10],
            ),
        ),
    }
    return [{"schedule": name, "rates": rates(rate, make)} for name, (rate, make) in made.items()]


def rates(rate, make):
    """The learning rate in each of 100 epochs."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=rate)
    schedule = make(optimizer)
    kept = []
    for _ in range(100):
        kept.append(float(optimizer.param_groups[0]["lr"]))
        optimizer.step()
        schedule.step()
    return kept


def record():
    return {
        "networks": [network(*case) for case in NETWORKS],
        "losses": losses(),
        "optimizers": optimizers(),
        "schedules": schedules(),
    }
