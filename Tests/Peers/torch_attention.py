"""What PyTorch computes of layer normalization, attention and transformers, with gradients.

Positions are rows on both sides. PyTorch's weights are out × in; the record's are their transposes.
"""

import math

import torch

from torch_numbers import numbers

functional = torch.nn.functional


def normal(generator, *shape):
    return torch.randn(*shape, generator=generator).requires_grad_()


def gradients(value, cotangent, tensors):
    (value * cotangent).sum().backward()
    return {name: numbers(tensor.grad) for name, tensor in tensors.items()}


def turned(weight):
    """A weight matrix, or its gradient, as in × out."""
    return numbers(weight.T.contiguous())


# Layer normalization


def layer_normalization(width, epsilon, seed, offset=0.0):
    generator = torch.Generator().manual_seed(seed)
    x, scale, shift = (normal(generator, width) for _ in range(3))
    x.data += offset
    cotangent = torch.randn(width, generator=generator)
    value = functional.layer_norm(x, (width,), scale, shift, epsilon)
    tensors = {"input": x, "scale": scale, "shift": shift}
    return {
        "epsilon": epsilon,
        "tensors": {name: numbers(tensor) for name, tensor in tensors.items()},
        "cotangent": numbers(cotangent),
        "value": numbers(value),
        "gradients": gradients(value, cotangent, tensors),
    }


# Attention


def mask_of(kind, n, m, generator):
    """A Boolean mask, true where it allows; a random one leaves each query its first key."""
    if kind == "causal":
        return torch.ones(n, m, dtype=torch.bool).tril()
    mask = torch.rand(n, m, generator=generator) < 0.5
    mask[:, 0] = True
    if kind == "without-keys":
        mask[1] = False
    return mask


def attention(n, m, width, value_width, mask, seed):
    generator = torch.Generator().manual_seed(seed)
    q, k, v = normal(generator, n, width), normal(generator, m, width), normal(generator, m, value_width)
    cotangent = torch.randn(n, value_width, generator=generator)
    allowed = None if mask in ("unmasked", "causal") else mask_of(mask, n, m, generator)
    batch = [x[None, None] for x in (q, k, v)]
    value = functional.scaled_dot_product_attention(
        *batch, attn_mask=None if allowed is None else allowed[None, None], is_causal=mask == "causal"
    )[0, 0]
    tensors = {"queries": q, "keys": k, "values": v}
    return {
        "sizes": [n, m, width, value_width],
        "mask": mask,
        "allowed": [] if allowed is None else [int(x) for x in allowed.reshape(-1)],
        "tensors": {name: numbers(tensor) for name, tensor in tensors.items()},
        "cotangent": numbers(cotangent),
        "value": numbers(value),
        "gradients": gradients(value, cotangent, tensors),
    }


def multi_head_attention(n, m, width, heads, mask, seed):
    generator = torch.Generator().manual_seed(seed)
    layer = torch.nn.MultiheadAttention(width, heads, bias=False, batch_first=True)
    for parameter in layer.parameters():
        parameter.data = torch.randn(parameter.shape, generator=generator)
    q, k, v = normal(generator, n, width), normal(generator, m, width), normal(generator, m, width)
    cotangent = torch.randn(n, width, generator=generator)
    allowed = None if mask == "unmasked" else mask_of(mask, n, m, generator)
    # This class's Boolean masks say what is forbidden.
    value, weights = layer(q[None], k[None], v[None], attn_mask=None if allowed is None else ~allowed)
    value = value[0]
    given = gradients(value, cotangent, {"queries": q, "keys": k, "values": v})
    tensors = {"queries": numbers(q), "keys": numbers(k), "values": numbers(v)}
    projections = zip(("queryWeights", "keyWeights", "valueWeights"), range(3))
    for name, place in projections:
        part = slice(place * width, (place + 1) * width)
        tensors[name] = turned(layer.in_proj_weight[part])
        given[name] = turned(layer.in_proj_weight.grad[part])
    tensors["outputWeights"] = turned(layer.out_proj.weight)
    given["outputWeights"] = turned(layer.out_proj.weight.grad)
    return {
        "sizes": [n, m, width, heads],
        "mask": mask,
        "allowed": [] if allowed is None else [int(x) for x in allowed.reshape(-1)],
        "tensors": tensors,
        "cotangent": numbers(cotangent),
        "value": numbers(value),
        "meanWeights": numbers(weights),
        "gradients": given,
    }


# Blocks and a model


def encoder_layer(width, heads, hidden, norm_first, epsilon, generator):
    """A layer with random parameters, but for the biases of its attention, which are 0."""
    layer = torch.nn.TransformerEncoderLayer(
        width, heads, hidden, dropout=0.0, activation="relu", layer_norm_eps=epsilon, batch_first=True,
        norm_first=norm_first,
    )
    for parameter in layer.parameters():
        parameter.data = torch.randn(parameter.shape, generator=generator) / 2
    layer.self_attn.in_proj_bias.data.zero_()
    layer.self_attn.out_proj.bias.data.zero_()
    return layer


def of_layer(layer, take):
    """One number of each parameter, in the order of TransformerEncoderBlock; `take` gives the parameter or its gradient."""
    projection = take(layer.self_attn.in_proj_weight)
    matrices = list(projection.chunk(3)) + [take(layer.self_attn.out_proj.weight)]
    return (
        [x for matrix in matrices for x in turned(matrix)]
        + numbers(take(layer.norm1.weight))
        + numbers(take(layer.norm1.bias))
        + turned(take(layer.linear1.weight))
        + numbers(take(layer.linear1.bias))
        + turned(take(layer.linear2.weight))
        + numbers(take(layer.linear2.bias))
        + numbers(take(layer.norm2.weight))
        + numbers(take(layer.norm2.bias))
    )


def itself(parameter):
    return parameter


def gradient_of(parameter):
    return parameter.grad


def block(n, width, heads, hidden, norm_first, causal, seed, epsilon=1e-5):
    generator = torch.Generator().manual_seed(seed)
    layer = encoder_layer(width, heads, hidden, norm_first, epsilon, generator)
    x = normal(generator, n, width)
    cotangent = torch.randn(n, width, generator=generator)
    forbidden = ~torch.ones(n, n, dtype=torch.bool).tril() if causal else None
    value = layer(x[None], src_mask=forbidden)[0]
    (value * cotangent).sum().backward()
    return {
        "sizes": [n, width, heads, hidden],
        "normFirst": norm_first,
        "causal": causal,
        "epsilon": epsilon,
        "input": numbers(x),
        "parameters": of_layer(layer, itself),
        "cotangent": numbers(cotangent),
        "value": numbers(value),
        "inputGradient": numbers(x.grad),
        "parameterGradient": of_layer(layer, gradient_of),
    }


def encoding(n, width):
    rows = [
        [(math.sin if c % 2 == 0 else math.cos)(p / 10000 ** (2 * (c // 2) / width)) for c in range(width)]
        for p in range(n)
    ]
    return torch.tensor(rows)


def model(tokens, targets, vocabulary, width, heads, hidden, blocks, norm_first, seed, epsilon=1e-5):
    """Embedding, encoding, layers with a causal mask, a linear head and cross_entropy; −100 is no target."""
    generator = torch.Generator().manual_seed(seed)
    embedding = normal(generator, vocabulary, width)
    layers = [encoder_layer(width, heads, hidden, norm_first, epsilon, generator) for _ in range(blocks)]
    weight, bias = normal(generator, vocabulary, width), normal(generator, vocabulary)
    n = len(tokens)
    x = embedding[torch.tensor(tokens)] + encoding(n, width)
    forbidden = ~torch.ones(n, n, dtype=torch.bool).tril()
    for layer in layers:
        x = layer(x[None], src_mask=forbidden)[0]
    logits = x @ weight.T + bias
    loss = functional.cross_entropy(logits, torch.tensor(targets), ignore_index=-100)
    loss.backward()

    def parameters(take):
        blocks_ = [number for layer in layers for number in of_layer(layer, take)]
        return numbers(take(embedding)) + blocks_ + turned(take(weight)) + numbers(take(bias))

    return {
        "sizes": [vocabulary, width, heads, hidden, blocks],
        "normFirst": norm_first,
        "epsilon": epsilon,
        "tokens": tokens,
        "targets": targets,
        "parameters": parameters(itself),
        "logits": numbers(logits),
        "value": loss.item(),
        "parameterGradient": parameters(gradient_of),
    }


def record():
    return {
        "layerNormalizations": [
            layer_normalization(2, 0.1, 1),
            layer_normalization(5, 1e-5, 2),
            layer_normalization(17, 1e-5, 3, offset=10.0),
        ],
        "attentions": [
            attention(3, 5, 4, 2, "unmasked", 11),
            attention(1, 6, 3, 4, "unmasked", 12),
            attention(4, 4, 2, 3, "causal", 13),
            attention(5, 3, 4, 1, "causal", 14),
            attention(4, 6, 3, 2, "random", 15),
            attention(3, 4, 2, 2, "without-keys", 16),
        ],
        "multiHeadAttentions": [
            multi_head_attention(3, 5, 4, 2, "unmasked", 21),
            multi_head_attention(4, 2, 6, 3, "random", 22),
            multi_head_attention(4, 4, 6, 2, "causal", 23),
            multi_head_attention(1, 3, 4, 4, "unmasked", 24),
        ],
        "blocks": [
            block(5, 6, 2, 7, False, False, 31),
            block(4, 4, 2, 9, False, True, 32),
            block(5, 6, 3, 4, True, False, 33),
            block(3, 4, 1, 5, True, True, 34),
            block(1, 4, 2, 3, False, True, 35),
        ],
        "models": [
            model([3, 0, 4, 3, 1], [0, -100, 3, 1, 2], 5, 4, 2, 6, 2, False, 41),
            model([1, 2, 0], [2, 0, 1], 3, 6, 3, 4, 1, True, 42),
        ],
    }
