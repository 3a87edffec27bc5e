"""What PyTorch computes of recurrent networks along sequences, forward and backward.

PyTorch's sequences are steps × samples × features, the record's are lists of matrices with a sample in each column. Its
two biases of every sum are drawn unequal; the record has their sum, whose gradient each of the two has.
"""

import torch

from torch_numbers import numbers


def columns(x):
    """A sequence of batches, or one, with samples in columns, row by row."""
    return numbers(x.transpose(-1, -2).contiguous())


def drawn(module, generator):
    for parameter in module.parameters():
        parameter.data = torch.randn(parameter.shape, generator=generator) / 2
    return module


def normal(generator, *shape):
    return torch.randn(shape, generator=generator)


def sum_of_products(pairs):
    return sum((a * b).sum() for a, b in pairs)


def bias_gradient(module):
    one, other = module.bias_ih_l0.grad, module.bias_hh_l0.grad
    assert torch.allclose(one, other, rtol=1e-13, atol=1e-13)
    return one


# The vanilla RNN


def vanilla(steps, inputs, units, samples, seed):
    generator = torch.Generator().manual_seed(seed)
    module = drawn(torch.nn.RNN(inputs, units), generator)
    x = normal(generator, steps, samples, inputs).requires_grad_()
    h = normal(generator, 1, samples, units).requires_grad_()
    states, final = module(x, h)
    of_states, of_final = normal(generator, *states.shape), normal(generator, *final.shape)
    sum_of_products([(states, of_states), (final, of_final)]).backward()
    return {
        "steps": steps,
        "inputCount": inputs,
        "hiddenCount": units,
        "samples": samples,
        "inputWeights": numbers(module.weight_ih_l0),
        "stateWeights": numbers(module.weight_hh_l0),
        "bias": numbers(module.bias_ih_l0 + module.bias_hh_l0),
        "inputs": columns(x),
        "initialState": columns(h[0]),
        "states": columns(states),
        "finalState": columns(final[0]),
        "statesCotangent": columns(of_states),
        "finalStateCotangent": columns(of_final[0]),
        "inputWeightsGradient": numbers(module.weight_ih_l0.grad),
        "stateWeightsGradient": numbers(module.weight_hh_l0.grad),
        "biasGradient": numbers(bias_gradient(module)),
        "inputsGradient": columns(x.grad),
        "initialStateGradient": columns(h.grad[0]),
    }


# Steps, inputs, units, samples, seed.
VANILLA = [(5, 2, 3, 4, 1), (1, 3, 4, 2, 2), (12, 4, 2, 1, 3), (30, 1, 5, 3, 4), (7, 3, 1, 2, 5)]


# The LSTM


def by_gate(stacked):
    """PyTorch stacks the gates i, f, g, o; the record has them in our order i, f, o, g."""
    i, f, g, o = stacked.chunk(4)
    return [i, f, o, g]


def gate_numbers(input_weights, state_weights, bias):
    """For each gate [W of the input, W of the state] as one matrix on x above h, row by row, then its bias."""
    gates = zip(by_gate(input_weights), by_gate(state_weights), by_gate(bias))
    return [v for W_x, W_h, b in gates for v in numbers(torch.cat([W_x, W_h], dim=1)) + numbers(b)]


def long_short_term(steps, inputs, units, samples, seed):
    generator = torch.Generator().manual_seed(seed)
    module = drawn(torch.nn.LSTM(inputs, units), generator)
    x = normal(generator, steps, samples, inputs).requires_grad_()
    h = normal(generator, 1, samples, units).requires_grad_()
    c = normal(generator, 1, samples, units).requires_grad_()
    states, (final, cell) = module(x, (h, c))
    of_states, of_final, of_cell = (normal(generator, *y.shape) for y in (states, final, cell))
    sum_of_products([(states, of_states), (final, of_final), (cell, of_cell)]).backward()
    return {
        "steps": steps,
        "inputCount": inputs,
        "hiddenCount": units,
        "samples": samples,
        "parameters": gate_numbers(module.weight_ih_l0, module.weight_hh_l0, module.bias_ih_l0 + module.bias_hh_l0),
        "inputs": columns(x),
        "initialState": columns(h[0]),
        "initialCell": columns(c[0]),
        "states": columns(states),
        "finalState": columns(final[0]),
        "finalCell": columns(cell[0]),
        "statesCotangent": columns(of_states),
        "finalStateCotangent": columns(of_final[0]),
        "finalCellCotangent": columns(of_cell[0]),
        "parametersGradient": gate_numbers(
            module.weight_ih_l0.grad, module.weight_hh_l0.grad, bias_gradient(module)
        ),
        "inputsGradient": columns(x.grad),
        "initialStateGradient": columns(h.grad[0]),
        "initialCellGradient": columns(c.grad[0]),
    }


LONG_SHORT_TERM = [(5, 2, 3, 4, 11), (1, 3, 4, 2, 12), (12, 4, 2, 1, 13), (30, 1, 5, 3, 14), (7, 3, 1, 2, 15)]


def record():
    return {
        "vanilla": [vanilla(*case) for case in VANILLA],
        "longShortTerm": [long_short_term(*case) for case in LONG_SHORT_TERM],
    }
