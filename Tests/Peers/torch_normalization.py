"""What PyTorch computes of normalization layers forward and backward."""

import torch

from torch_numbers import numbers


def columns(x):
    """A batch with its samples in columns, row by row."""
    return numbers(x.T.contiguous())


def batch_normalization(features, samples, epsilon, momentum, updates, training, seed):
    """nn.BatchNorm1d after some updates of its running statistics; PyTorch's samples are rows, the record's columns."""
    generator = torch.Generator().manual_seed(seed)
    layer = torch.nn.BatchNorm1d(features, eps=epsilon, momentum=momentum)
    for parameter in layer.parameters():
        parameter.data = torch.randn(parameter.shape, generator=generator)
    places = 3 * torch.randn(features, generator=generator)
    batches = [places + 2 * torch.randn(5 + k, features, generator=generator) for k in range(updates)]
    layer.train()
    for batch in batches:
        layer(batch)
    mean, variance = layer.running_mean.clone(), layer.running_var.clone()
    layer.train(training)
    x = (places + 2 * torch.randn(samples, features, generator=generator)).requires_grad_()
    c = torch.randn(samples, features, generator=generator)
    y = layer(x)
    y.backward(c)
    return {
        "features": features,
        "samples": samples,
        "epsilon": epsilon,
        "momentum": momentum,
        "training": training,
        "batches": [{"samples": len(batch), "inputs": columns(batch)} for batch in batches],
        "runningMean": numbers(mean),
        "runningVariance": numbers(variance),
        "scale": numbers(layer.weight),
        "shift": numbers(layer.bias),
        "inputs": columns(x),
        "cotangent": columns(c),
        "output": columns(y),
        "inputGradient": columns(x.grad),
        "scaleGradient": numbers(layer.weight.grad),
        "shiftGradient": numbers(layer.bias.grad),
        "runningMeanAfter": numbers(layer.running_mean),
        "runningVarianceAfter": numbers(layer.running_var),
    }


BATCH_NORMALIZATIONS = [
    (3, 5, 1e-5, 0.1, 4, True, 41),
    (4, 2, 0.5, 0.1, 1, True, 42),
    (1, 17, 1e-3, 0.25, 0, True, 43),
    (6, 32, 0.5, 0.01, 7, True, 44),
    (3, 5, 1e-5, 0.1, 4, False, 45),
    (5, 1, 1e-5, 0.1, 9, False, 46),
    (2, 7, 1e-3, 0.25, 0, False, 47),
]


def record():
    return {
        "batchNormalizations": [batch_normalization(*case) for case in BATCH_NORMALIZATIONS],
    }
