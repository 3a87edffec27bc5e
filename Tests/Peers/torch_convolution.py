"""What PyTorch computes of convolutions, poolings and a small convolutional network, forward and backward."""

import torch

from torch_numbers import numbers


def drawn(generator, *shape):
    return torch.randn(shape, generator=generator, requires_grad=True)


# Convolutions: channels, height, width; filters, height, width; strides; paddings.

CONVOLUTIONS = [
    ((1, 5, 5), (1, 3, 3), (1, 1), (0, 0)),
    ((3, 6, 7), (4, 3, 3), (1, 1), (1, 1)),
    ((2, 7, 5), (3, 2, 4), (1, 1), (0, 0)),
    ((3, 8, 9), (2, 3, 3), (2, 2), (0, 0)),
    ((2, 9, 6), (5, 3, 2), (2, 3), (1, 0)),
    ((4, 5, 8), (3, 1, 1), (1, 1), (0, 0)),
    ((1, 4, 11), (2, 4, 5), (1, 2), (0, 2)),
    ((2, 3, 3), (2, 5, 5), (1, 1), (2, 2)),
    ((3, 10, 4), (1, 1, 3), (3, 1), (0, 1)),
    ((8, 6, 6), (8, 3, 3), (1, 1), (1, 1)),
]


def convolution(image, filters, stride, padding, seed):
    generator = torch.Generator().manual_seed(seed)
    x = drawn(generator, *image)
    k = drawn(generator, filters[0], image[0], *filters[1:])
    b = drawn(generator, filters[0])
    y = torch.nn.functional.conv2d(x, k, b, stride=stride, padding=padding)
    cotangent = torch.randn(y.shape, generator=generator)
    y.backward(cotangent)
    return {
        "imageShape": list(image),
        "filterShape": list(k.shape),
        "stride": list(stride),
        "padding": list(padding),
        "image": numbers(x),
        "filters": numbers(k),
        "bias": numbers(b),
        "resultShape": list(y.shape),
        "result": numbers(y),
        "cotangent": numbers(cotangent),
        "imageGradient": numbers(x.grad),
        "filterGradient": numbers(k.grad),
        "biasGradient": numbers(b.grad),
    }


# Poolings: channels, height, width; window; strides; paddings.

POOLINGS = [
    ((1, 4, 4), (2, 2), (2, 2), (0, 0)),
    ((3, 6, 7), (3, 2), (1, 1), (0, 0)),
    ((2, 7, 8), (3, 3), (2, 2), (1, 1)),
    ((2, 5, 9), (2, 4), (1, 3), (1, 2)),
    ((4, 6, 5), (1, 3), (3, 2), (0, 1)),
]


def pooling(kind, image, window, stride, padding, seed):
    generator = torch.Generator().manual_seed(seed)
    x = drawn(generator, *image)
    pool = {"max": torch.nn.functional.max_pool2d, "mean": torch.nn.functional.avg_pool2d}[kind]
    y = pool(x, window, stride=stride, padding=padding)
    cotangent = torch.randn(y.shape, generator=generator)
    y.backward(cotangent)
    return {
        "kind": kind,
        "imageShape": list(image),
        "window": list(window),
        "stride": list(stride),
        "padding": list(padding),
        "image": numbers(x),
        "resultShape": list(y.shape),
        "result": numbers(y),
        "cotangent": numbers(cotangent),
        "imageGradient": numbers(x.grad),
    }


# Networks: samples; image; filters; strides; paddings; pooling's window, strides, paddings; classes.

NETWORKS = [
    (5, (1, 8, 8), (8, 3, 3), (1, 1), (1, 1), (2, 2), (2, 2), (0, 0), 10),
    (3, (3, 7, 6), (4, 2, 3), (1, 1), (0, 1), (3, 2), (1, 2), (0, 0), 4),
    (1, (2, 9, 7), (3, 3, 3), (2, 1), (1, 0), (2, 3), (2, 2), (1, 1), 3),
]


def network(samples, image, filters, stride, padding, window, pooling_stride, pooling_padding, classes, seed):
    generator = torch.Generator().manual_seed(seed)
    convolution = torch.nn.Conv2d(image[0], filters[0], filters[1:], stride=stride, padding=padding)
    pool = torch.nn.MaxPool2d(window, stride=pooling_stride, padding=pooling_padding)
    features = torch.flatten(pool(convolution(torch.zeros(1, *image)))).numel()
    dense = torch.nn.Linear(features, classes)
    parameters = [convolution.weight, convolution.bias, dense.weight, dense.bias]
    for parameter in parameters:
        parameter.data = torch.randn(parameter.shape, generator=generator) / 2
    x = drawn(generator, samples, *image)
    labels = torch.randint(0, classes, (samples,), generator=generator)
    logits = dense(torch.flatten(pool(torch.relu(convolution(x))), start_dim=1))
    J = torch.nn.functional.cross_entropy(logits, labels)
    J.backward()
    return {
        "samples": samples,
        "image": list(image),
        "filters": list(filters),
        "stride": list(stride),
        "padding": list(padding),
        "window": list(window),
        "poolingStride": list(pooling_stride),
        "poolingPadding": list(pooling_padding),
        "classes": classes,
        "parameters": [v for p in parameters for v in numbers(p)],
        "images": numbers(x),
        "labels": labels.tolist(),
        "logits": numbers(logits),
        "value": J.item(),
        "parameterGradient": [v for p in parameters for v in numbers(p.grad)],
        "imageGradient": numbers(x.grad),
    }


def record():
    return {
        "convolutions": [convolution(*case, seed) for seed, case in enumerate(CONVOLUTIONS, 1)],
        "poolings": [
            pooling(kind, *case, seed) for kind in ("max", "mean") for seed, case in enumerate(POOLINGS, 100)
        ],
        "networks": [network(*case, seed) for seed, case in enumerate(NETWORKS, 200)],
    }
