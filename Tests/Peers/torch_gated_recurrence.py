"""What PyTorch computes of gated recurrent units: nn.GRU, and the form with the reset gate before the product."""

import torch

from torch_numbers import numbers


def columns(x):
    """A batch with its samples in columns, row by row."""
    return numbers(x.T.contiguous())


class BeforeProduct(torch.nn.Module):
    """Parameters and gate order of nn.GRU, the reset gate on the state: W_n [x; r h] + b. It has no b_hn."""

    def __init__(self, gru):
        super().__init__()
        self.weight_ih_l0, self.weight_hh_l0 = gru.weight_ih_l0, gru.weight_hh_l0
        self.bias_ih_l0, self.bias_hh_l0 = gru.bias_ih_l0, gru.bias_hh_l0

    def forward(self, x, state):
        h, states = state[0], []
        W_r, W_z, W_n = self.weight_ih_l0.chunk(3)
        U_r, U_z, U_n = self.weight_hh_l0.chunk(3)
        b_r, b_z, b_n = self.bias_ih_l0.chunk(3)
        c_r, c_z, _ = self.bias_hh_l0.chunk(3)
        for x_t in x:
            r = torch.sigmoid(x_t @ W_r.T + b_r + h @ U_r.T + c_r)
            z = torch.sigmoid(x_t @ W_z.T + b_z + h @ U_z.T + c_z)
            n = torch.tanh(x_t @ W_n.T + b_n + (r * h) @ U_n.T)
            h = (1 - z) * n + z * h
            states.append(h)
        return torch.stack(states), h[None]


def unit(reset, steps, inputs, hidden, samples, seed):
    generator = torch.Generator().manual_seed(seed)
    gru = torch.nn.GRU(inputs, hidden)
    for parameter in gru.parameters():
        parameter.data = torch.randn(parameter.shape, generator=generator)
    if reset == "beforeProduct":
        gru = BeforeProduct(gru)
    x = torch.randn(steps, samples, inputs, generator=generator, requires_grad=True)
    h = torch.randn(1, samples, hidden, generator=generator, requires_grad=True)
    cotangents = torch.randn(steps, samples, hidden, generator=generator)
    states, final = gru(x, h)
    assert torch.equal(states[-1], final[0])
    (states * cotangents).sum().backward()
    parameters = [gru.weight_ih_l0, gru.weight_hh_l0, gru.bias_ih_l0, gru.bias_hh_l0]
    return {
        "reset": reset,
        "steps": steps,
        "inputCount": inputs,
        "hiddenCount": hidden,
        "samples": samples,
        "parameters": [numbers(p) for p in parameters],
        "inputs": [columns(x_t) for x_t in x],
        "initialState": columns(h[0]),
        "cotangents": [columns(c) for c in cotangents],
        "states": [columns(s) for s in states],
        "parameterGradients": [
            numbers(p.grad if p.grad is not None else torch.zeros_like(p)) for p in parameters
        ],
        "inputGradients": [columns(g) for g in x.grad],
        "initialStateGradient": columns(h.grad[0]),
    }


UNITS = [
    ("afterProduct", 5, 3, 4, 2, 1),
    ("afterProduct", 1, 2, 3, 4, 2),
    ("afterProduct", 12, 1, 2, 1, 3),
    ("beforeProduct", 5, 3, 4, 2, 4),
    ("beforeProduct", 9, 2, 3, 1, 5),
]


def record():
    return {"units": [unit(*case) for case in UNITS]}
