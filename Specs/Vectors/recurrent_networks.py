"""Vectors of recurrent networks: single steps, whole sequences and their gradients.

A sequence is a list of matrices in the order of time, each with a sample in every column. Sizes come from the weights
and the initial state, because a sequence may be empty.
"""

import math

from backpropagation import agree_with_differences, frobenius_norm
from error_bounds import added, bounds_of
from forward_propagation import sized, small, with_change
from network_functions import activation, naive_slope, slope
from tensor_algebra import products, transposed
from vectors import (
    PLAIN,
    SIZES,
    SUBNORMAL,
    Equation,
    Tensor,
    case,
    concept,
    decimals,
    dyadics,
    each,
    exchanged,
    first,
    flushed,
    in_single,
    less,
    misfit,
    narrower,
    rows,
    scaled,
    singles,
    skipping_nan,
)

inf, nan = math.inf, math.nan

SATURATION = "tanh z has rounded to ±1, or has few digits left below it: 1 − h² is lost, and with it every gradient."
TRANSPOSED = "A transposed W_hh, which is square, so that no shape tells."
TIME_REVERSED = "The sequence taken from its last element to its first."
SAMPLES_SUMMED = "The gradient by the bias of the first sample only."
DIVIDED = "Means over the samples in the gradients by the parameters: that factor belongs to the loss."
MISSING_SLOPE = "δ = h̄, without tanh′."
SLOPE_AT_STATE = "tanh′ taken at h = tanh z instead of z."
UNSUMMED = "The gradients by the parameters of one step only."


# Matrices whose sizes are said


def filled(rows, columns, element):
    return [[element(i, j) for j in range(columns)] for i in range(rows)]


def plus(A, B):
    return [[added([a, b]) for a, b in zip(*pair, strict=True)] for pair in zip(A, B, strict=True)]


def hadamard(A, B):
    return [products(a, b) for a, b in zip(A, B, strict=True)]


def pulled_through(W, δ, m):
    """Wᵀ δ, also without columns."""
    return filled(len(W[0]), m, lambda k, j: added([W[i][k] * δ[i][j] for i in range(len(W))]))


def outer(deltas, given, h, n, m):
    """Σ_t δ_t given_tᵀ."""
    return filled(h, n, lambda i, k: added([δ[i][j] * x[k][j] for δ, x in zip(deltas, given, strict=True) for j in range(m)]))


def summed(deltas, h, m):
    """Σ_t δ_t 1."""
    return [added([δ[i][j] for δ in deltas for j in range(m)]) for i in range(h)]


def sequence(matrices, rows, columns):
    return Tensor([len(matrices), rows, columns], matrices)


# The vanilla RNN


def rnn_sums(x, h, inputWeights, stateWeights, bias):
    def one(i, j):
        recurrent = [w * row[j] for w, row in zip(stateWeights[i], h, strict=True)]
        driven = [w * row[j] for w, row in zip(inputWeights[i], x, strict=True)]
        return added(recurrent + driven + [bias[i]])

    return filled(len(bias), len(h[0]), one)


def tanh_of(Z):
    return each(lambda z: activation("tanh", z), Z)


def rnn_step(inputs, previousState, **p):
    z = rnn_sums(inputs, previousState, **p)
    return {"state": tanh_of(z), "preactivation": z}


def rnn_step_pulled(cotangent, inputs, previousState, inputWeights, stateWeights, bias, slope=slope, at=lambda z: z):
    z = rnn_sums(inputs, previousState, inputWeights, stateWeights, bias)
    h, n, m = len(bias), len(inputWeights[0]), len(previousState[0])
    δ = hadamard(cotangent, each(lambda z: slope("tanh", at(z)), z))
    return {
        "inputs": pulled_through(inputWeights, δ, m) if n else Tensor([0, m], []),
        "previousState": pulled_through(stateWeights, δ, m),
        "inputWeights": outer([δ], [inputs], h, n, m),
        "stateWeights": outer([δ], [previousState], h, h, m),
        "bias": summed([δ], h, m),
    }


def rnn_states(inputs, initialState, **p):
    """z_1 … z_T and h_0 … h_T."""
    z, h = [], [initialState]
    for x in inputs:
        z.append(rnn_sums(x, h[-1], **p))
        h.append(tanh_of(z[-1]))
    return z, h


def rnn_run(inputs, initialState, **p):
    _, h = rnn_states(inputs, initialState, **p)
    return {"states": sequence(h[1:], len(initialState), len(initialState[0]))}


def rnn_pulled(
    cotangent,
    inputs,
    initialState,
    slope=slope,
    at=lambda z: z,
    passed=lambda δ: δ,
    transposing=lambda W: W,
    shift=0,
    steps=lambda list_: list_,
    **p,
):
    """Back-propagation through time; the optional arguments are the places where a program may go wrong."""
    z, states = rnn_states(inputs, initialState, **p)
    h, n, m = len(p["bias"]), len(p["inputWeights"][0]), len(initialState[0])
    later = filled(h, m, lambda i, j: 0 * initialState[i][j])
    δ = []
    for h̄, z_t in zip(cotangent[::-1], z[::-1], strict=True):
        total = hadamard(plus(h̄, later), each(lambda z: slope("tanh", at(z)), z_t))
        later = passed(pulled_through(transposing(p["stateWeights"]), total, m))
        δ.insert(0, total)
    T = len(z)
    given = states[shift : shift + T]
    return {
        "inputs": sequence([pulled_through(p["inputWeights"], δ_t, m) for δ_t in δ], n, m),
        "initialState": later,
        "inputWeights": outer(steps(δ), steps(inputs), h, n, m),
        "stateWeights": outer(steps(δ), steps(given), h, h, m),
        "bias": summed(steps(δ), h, m),
    }


def zeroed(W):
    return each(lambda w: w * 0, W)


def doubled(b):
    return each(lambda x: x * 2, b)


def turned(program, *names):
    """The program on sequences in the other order of time; its result in the order that it found."""
    return with_change(program, **{name: lambda X: X[::-1] for name in names})


def rnn_data(kind, seed, n, h, m, T=None):
    few = small(kind)
    inputs = [sized(few, f"{seed} x{t}", n, m) for t in range(1 if T is None else T)]
    names = ["inputs", "previousState"] if T is None else ["inputs", "initialState"]
    return dict(
        zip(
            names + ["inputWeights", "stateWeights", "bias"],
            [
                inputs[0] if T is None else inputs,
                sized(few, seed + " h", h, m),
                sized(few, seed + " W_xh", h, n),
                [[2 * w for w in row] for row in sized(few, seed + " W_hh", h, h)],
                few(seed + " b", h),
            ],
        )
    )


def with_cotangent(kind, seed, data):
    """The data, behind a cotangent of each state."""
    h, m = len(data["bias"]), len(data.get("previousState", data.get("initialState"))[0])
    if "previousState" in data:
        return {"cotangent": sized(kind, seed + " C", h, m)} | data
    return {"cotangent": [sized(kind, f"{seed} C{t}", h, m) for t in range(len(data["inputs"]))]} | data


def rnn_step_vectors():
    notes = {
        "plain": PLAIN,
        "sizes-differ": SIZES,
        "missing-bias": "Without b_h.",
        "bias-twice": "b_h added twice, as where a library has a bias for each of the two products and gets b_h for both.",
        "missing-state": "W_xh x + b_h alone, a layer without memory.",
        "missing-input": "W_hh h + b_h alone.",
        "missing-activation": "z for tanh z.",
        "wrong-activation": "Another activation: a sigmoid, or a ReLU.",
        "transposed-weight": TRANSPOSED,
        "exchanged-weights": "W_xh on the state and W_hh on the input, which only as many inputs as units let through.",
        "wrong-bias-axis": "The bias added along the samples.",
        "swapped-outputs": "z under h's name.",
        "missing-activation-derivative": MISSING_SLOPE,
        "wrong-activation-derivative": SLOPE_AT_STATE,
        "saturation": SATURATION,
        "bias-not-summed": SAMPLES_SUMMED,
        "divided-by-samples": DIVIDED,
        "transposed-gradient": "h δᵀ for δ hᵀ: W̄_hh transposed.",
        "swapped-gradients": "W̄_xh and W̄_hh under each other's name, which only as many inputs as units let through.",
        "missing-cotangent": "The derivative without the factor from above.",
        "cancellation": "The terms of z cancel: their condition shows what was held with the digits of a Float32.",
        "subnormal": SUBNORMAL,
        "special-values": "tanh has its limits at ±∞; NaN stays in its sample, and a slope of 0 does not hide it.",
    }

    def activated(function):
        def program(**x):
            z = rnn_step(**x)["preactivation"]
            return {"state": each(function, z), "preactivation": z}

        return program

    def along_samples(inputs, previousState, bias, **p):
        z = rnn_sums(inputs, previousState, bias=zeroed(bias), **p)
        z = [[a + β for a, β in zip(row, bias, strict=True)] for row in z]
        return {"state": tanh_of(z), "preactivation": z}

    def exchanging(program):
        return lambda **x: program(**x | {"inputWeights": x["stateWeights"], "stateWeights": x["inputWeights"]})

    wrong = {
        "missing-bias": [with_change(rnn_step, bias=zeroed)],
        "bias-twice": [with_change(rnn_step, bias=doubled)],
        "missing-state": [with_change(rnn_step, stateWeights=zeroed)],
        "missing-input": [with_change(rnn_step, inputWeights=zeroed)],
        "missing-activation": [activated(lambda z: z)],
        "wrong-activation": [
            activated(lambda z: activation("sigmoid", z)),
            activated(lambda z: activation("relu", z)),
        ],
        "transposed-weight": [with_change(rnn_step, stateWeights=transposed)],
        "exchanged-weights": [exchanging(rnn_step)],
        "wrong-bias-axis": [along_samples],
        "swapped-outputs": [exchanged(rnn_step, "state", "preactivation")],
        "cancellation": [in_single(rnn_step)],
        "subnormal": [flushed(rnn_step)],
        "special-values": [skipping_nan(rnn_step)],
    }
    forward = Equation("rnn-step-forward", rnn_step, bounds_of(rnn_step), wrong)

    def by(**parts):
        return lambda **x: rnn_step_pulled(**x, **parts)

    def through_transposed(cotangent, **x):
        δ = hadamard(cotangent, each(lambda z: slope("tanh", z), rnn_step(**x)["preactivation"]))
        state = pulled_through(transposed(x["stateWeights"]), δ, len(δ[0]))
        return rnn_step_pulled(cotangent, **x) | {"previousState": state}

    def of_first_sample(**x):
        first = lambda M: [row[:1] for row in M]
        one = rnn_step_pulled(**x | {name: first(x[name]) for name in ("cotangent", "inputs", "previousState")})
        return rnn_step_pulled(**x) | {"bias": one["bias"]}

    wrong = {
        "missing-activation-derivative": [by(slope=lambda g, z: z * 0 + 1)],
        "wrong-activation-derivative": [by(at=lambda z: activation("tanh", z))],
        "saturation": [by(slope=naive_slope)],
        "transposed-weight": [through_transposed],
        "bias-not-summed": [of_first_sample],
        "divided-by-samples": [
            scaled(rnn_step_pulled, lambda x: 1 / len(x["cotangent"][0]), ["inputWeights", "stateWeights", "bias"])
        ],
        "transposed-gradient": [
            lambda **x: rnn_step_pulled(**x) | {"stateWeights": transposed(rnn_step_pulled(**x)["stateWeights"])}
        ],
        "swapped-gradients": [exchanged(rnn_step_pulled, "inputWeights", "stateWeights")],
        "missing-cotangent": [with_change(rnn_step_pulled, cotangent=lambda C: each(lambda c: c.with_(1), C))],
        "subnormal": [flushed(rnn_step_pulled)],
        "special-values": [skipping_nan(rnn_step_pulled)],
    }
    backward = Equation("rnn-step-backward", rnn_step_pulled, bounds_of(rnn_step_pulled), wrong, by(slope=naive_slope))

    def at(name, comment, flags, data, expect=None):
        expect = None if expect is None else dict(zip(["state", "preactivation"], expect))
        return case(forward, name, comment, flags, data, expect)

    def back(name, comment, flags, data, expect=None):
        names = ["inputs", "previousState", "inputWeights", "stateWeights", "bias"]
        return case(backward, name, comment, flags, data, None if expect is None else dict(zip(names, expect)))

    def given(x, h, W_xh, W_hh, b):
        return {"inputs": x, "previousState": h, "inputWeights": W_xh, "stateWeights": W_hh, "bias": b}

    def data(kind, n, h, m):
        return rnn_data(kind, f"rnn-step-{n}-{h}-{m}", n, h, m)

    def data_back(kind, n, h, m):
        return with_cotangent(kind, f"rnn-step-{n}-{h}-{m}", data(kind, n, h, m))

    usual = ["plain", "missing-bias", "bias-twice", "missing-state", "missing-input", "missing-activation", "wrong-activation", "swapped-outputs"]
    cases = [
        at("2-3-4", "All sizes differ.", usual + ["transposed-weight"], data(dyadics, 2, 3, 4)),
        at("4-2-3", "All sizes differ, the other way.", usual + ["transposed-weight"], data(decimals, 4, 2, 3)),
        at("3-4-1", "One sample.", usual + ["transposed-weight"], data(singles, 3, 4, 1)),
        at("1-1-1", "One unit with one input.", usual, data(decimals, 1, 1, 1)),
        at("2-1-3", "One unit.", usual, data(singles, 2, 1, 3)),
        at("2-2-2", "Square: nothing but the numbers tells an axis or a weight.", usual + ["transposed-weight", "exchanged-weights", "wrong-bias-axis"], data(decimals, 2, 2, 2)),
        at("3-3-3", "Square, with all bits of a Float32 in use.", usual + ["transposed-weight", "exchanged-weights", "wrong-bias-axis"], data(singles, 3, 3, 3)),
        at("9-8-2", "Sums of 17 products.", usual + ["transposed-weight"], data(decimals, 9, 8, 2)),
        at("zero-state", "A state of 0, as before a sequence: a dense layer with tanh.", ["plain", "missing-bias", "missing-input", "missing-activation", "wrong-activation"], given([[0.7, -1.3]], [[0, 0], [0, 0]], [[0.9], [-0.4]], [[2, 3], [5, 7]], [0.3, 0.1])),
        at("zero-sum", "z is exactly 0, where tanh is 0.", ["missing-bias", "missing-state", "missing-input", "wrong-activation"], given([[2]], [[3]], [[-1]], [[0.5]], [0.5])),
        at("no-inputs", "n = 0: the state drives itself.", ["plain", "missing-bias", "missing-state", "transposed-weight", "missing-activation"], given(Tensor([0, 2], []), [[0.5, -0.25], [0.75, 1]], [[], []], [[0.5, -1], [0.25, 2]], [0.125, -0.5])),
        at("no-samples", "m = 0: no columns.", ["plain"], given([[]], [[], []], [[1], [2]], [[1, 2], [3, 4]], [5, 6]), ([[], []], [[], []])),
        at("saturated", "tanh rounds to ±1; z is kept.", ["plain", "missing-activation", "swapped-outputs", "missing-state"], given([[3, -3]], [[1, -1]], [[7]], [[4]], [0.25])),
        at("cancellation", "The terms of z cancel to a millionth.", ["cancellation", "missing-bias"], given([[1.1]], [[-0.7]], [[2.2]], [[3.3]], [-0.110002])),
        at("subnormal", "Subnormal products and bias.", ["subnormal"], given([[1e-160]], [[2e-160]], [[2e-155]], [[-3e-155]], [1e-314])),
        at("infinity", "z is infinite, h its limit.", ["missing-activation", "swapped-outputs"], given([[inf, -inf]], [[0.5, -0.5]], [[2]], [[3]], [1]), ([[1, -1]], [[inf, -inf]])),
        at("nan", "NaN stays in its sample.", ["special-values"], given([[nan, 0]], [[0, 0]], [[2]], [[3]], [0]), ([[nan, 0]], [[nan, 0]])),
        at("nan-state", "NaN in one unit reaches every unit of its sample.", ["special-values"], given([[0, 0]], [[nan, 0], [0, 0]], [[2], [1]], [[3, 1], [0, 1]], [0, 0]), ([[nan, 0], [nan, 0]], [[nan, 0], [nan, 0]])),
    ]
    bent = ["plain", "missing-activation-derivative", "wrong-activation-derivative", "missing-cotangent"]
    wide = bent + ["bias-not-summed", "divided-by-samples", "transposed-gradient", "transposed-weight"]
    for sizes in [(2, 3, 2), (3, 2, 1)]:
        seed = data_back(decimals, *sizes)
        agree_with_differences(
            lambda cotangent, **x: {"value": added([c * y for C, Y in zip(cotangent, rnn_step(**x)["state"]) for c, y in zip(C, Y)])},
            rnn_step_pulled, seed, {}, ["inputs", "previousState", "inputWeights", "stateWeights", "bias"])
    cases += [
        back("2-3-4", "All sizes differ.", wide, data_back(dyadics, 2, 3, 4)),
        back("4-2-3", "All sizes differ, the other way.", wide, data_back(decimals, 4, 2, 3)),
        back("3-4-1", "One sample.", bent + ["transposed-gradient", "transposed-weight"], data_back(singles, 3, 4, 1)),
        back("1-1-1", "One unit with one input.", bent, data_back(decimals, 1, 1, 1)),
        back("2-1-3", "One unit.", bent + ["bias-not-summed", "divided-by-samples"], data_back(singles, 2, 1, 3)),
        back("2-2-2", "Square: nothing but the numbers tells an axis or a weight.", wide + ["swapped-gradients"], data_back(decimals, 2, 2, 2)),
        back("3-3-3", "Square, with all bits of a Float32 in use.", wide + ["swapped-gradients"], data_back(singles, 3, 3, 3)),
        back("5-9-2", "Sums of 9 products, some of them near the ends of tanh.", ["saturation", *wide[1:]], data_back(decimals, 5, 9, 2)),
        back("no-inputs", "n = 0: gradients by the state, its weights and the bias alone.", bent, {"cotangent": [[1, 2], [-1, 0.5]]} | given(Tensor([0, 2], []), [[0.5, -0.25], [0.75, 1]], [[], []], [[0.5, -1], [0.25, 2]], [0.125, -0.5])),
        back("zero-sum", "tanh′(0) = 1, the largest slope.", ["plain", "missing-cotangent"], {"cotangent": [[2]]} | given([[2]], [[3]], [[-1]], [[0.5]], [0.5])),
        back("zero-cotangent", "Nothing flows back.", ["missing-cotangent"], {"cotangent": [[0, 0]]} | given([[2, 1]], [[3, 1]], [[-1]], [[0.5]], [0.5])),
        back("no-samples", "m = 0: gradients of 0 by the parameters.", ["plain"], {"cotangent": [[], []]} | given([[]], [[], []], [[1], [2]], [[1, 2], [3, 4]], [5, 6]), ([[]], [[], []], [[0], [0]], [[0, 0], [0, 0]], [0, 0])),
        back("saturated", "z = 24: tanh′ = 5.7e-21, not 0.", ["saturation", "missing-activation-derivative", "wrong-activation-derivative"], {"cotangent": [[1.5]]} | given([[3]], [[1]], [[7]], [[2.75]], [0.25])),
        back("saturated-single", "z = −9.25, where 1 − h² is 0 in Float32.", ["saturation", "missing-activation-derivative"], {"cotangent": [[1.5]]} | given([[-1]], [[-1]], [[7]], [[2]], [-0.25])),
        back("nearly-saturated", "z = 5, where tanh′ = 1.8e-4 and 1 − h² has lost nearly four digits.", ["saturation", "missing-activation-derivative", "wrong-activation-derivative"], {"cotangent": [[1.5]]} | given([[0.5]], [[0.75]], [[4]], [[3]], [0.75])),
        back("subnormal", "Subnormal gradients.", ["subnormal"], {"cotangent": [[1e-160]]} | given([[2e-150]], [[3e-152]], [[2e-155]], [[-3e-155]], [1])),
        back("infinity", "A slope of 0 stops everything.", ["missing-activation-derivative"], {"cotangent": [[2]]} | given([[1]], [[0.5]], [[2]], [[3]], [inf]), ([[0]], [[0]], [[0]], [[0]], [0])),
        back("nan", "NaN in one sample reaches the parameters, and that sample's input and state alone.", ["special-values"], {"cotangent": [[2, 1]]} | given([[nan, 0]], [[0, 0]], [[2]], [[3]], [0]), ([[nan, 2]], [[nan, 3]], [[nan]], [[nan]], [nan])),
    ]
    cases += [
        misfit(cases, forward, "2-3-4", "one-bias", "One bias is not that of every unit.", bias=first),
        misfit(cases, forward, "2-3-4", "fewer-samples", "A sample without a state.", previousState=narrower),
        misfit(cases, forward, "2-3-4", "weights-not-square", "A state that some units do not see.", stateWeights=narrower),
        misfit(cases, backward, "2-3-4", "fewer-cotangents", "A sample without a cotangent.", cotangent=narrower),
    ]
    return concept("RecurrentNetworks", "RNNStep", notes, cases)


SEQUENCE_NOTES = {
    "reversed-time": TIME_REVERSED,
    "state-not-carried": "Every step starts from h_0.",
    "missing-initial-state": "A first step from 0 instead of h_0.",
    "wrong-time-axis": "Time and samples exchanged, which only as many steps as samples let through.",
    "shifted-outputs": "The state before each step instead of the one after it.",
    "empty": "No steps: code that reads a size from the first one has none.",
    "truncated": "No derivative carried from a step to the one before it.",
    "only-last": "Cotangents of states before the last one dropped.",
    "one-step": UNSUMMED,
    "averaged-over-time": "Means over time for sums.",
    "shifted-states": "δ_t h_tᵀ for δ_t h_{t−1}ᵀ.",
}


def rnn_sequence_vectors():
    notes = {
        "plain": PLAIN,
        "sizes-differ": SIZES,
        "missing-bias": "Without b_h.",
        "missing-activation": "z for tanh z, a linear recurrence.",
        "transposed-weight": TRANSPOSED,
        "missing-activation-derivative": MISSING_SLOPE,
        "wrong-activation-derivative": SLOPE_AT_STATE,
        "saturation": SATURATION,
        "special-values": "NaN reaches every state of its sample from its time on, and none before.",
    } | SEQUENCE_NOTES

    def linear(inputs, initialState, **p):
        h = [initialState]
        for x in inputs:
            h.append(rnn_sums(x, h[-1], **p))
        return {"states": h[1:]}

    def not_carried(inputs, initialState, **p):
        return {"states": [tanh_of(rnn_sums(x, initialState, **p)) for x in inputs]}

    def across(X):
        """Time and samples exchanged."""
        return [[[X[j][k][t] for j in range(len(X))] for k in range(len(X[0]))] for t in range(len(X[0][0]))]

    def shifted(**x):
        return {"states": rnn_states(**x)[1][:-1]}

    def peeking_at_first(program):
        def reaching(**x):
            x["inputs"][0]
            return program(**x)

        return reaching

    wrong = {
        "missing-bias": [with_change(rnn_run, bias=zeroed)],
        "missing-activation": [linear],
        "transposed-weight": [with_change(rnn_run, stateWeights=transposed)],
        "reversed-time": [turned(rnn_run, "inputs")],
        "state-not-carried": [not_carried],
        "missing-initial-state": [with_change(rnn_run, initialState=zeroed)],
        "wrong-time-axis": [with_change(rnn_run, inputs=across)],
        "shifted-outputs": [shifted],
        "empty": [peeking_at_first(rnn_run)],
        "special-values": [skipping_nan(rnn_run)],
    }
    forward = Equation("rnn-sequence-forward", rnn_run, bounds_of(rnn_run), wrong)

    def by(**parts):
        return lambda **x: rnn_pulled(**x, **parts)

    def only_last(cotangent, **x):
        return rnn_pulled(cotangent=[zeroed(C) for C in cotangent[:-1]] + cotangent[-1:], **x)

    wrong = {
        "transposed-weight": [by(transposing=transposed)],
        "missing-activation-derivative": [by(slope=lambda g, z: z * 0 + 1)],
        "wrong-activation-derivative": [by(at=lambda z: activation("tanh", z))],
        "saturation": [by(slope=naive_slope)],
        "reversed-time": [turned(rnn_pulled, "cotangent"), turned(rnn_pulled, "inputs")],
        "missing-initial-state": [with_change(rnn_pulled, initialState=zeroed)],
        "empty": [peeking_at_first(rnn_pulled)],
        "truncated": [by(passed=zeroed)],
        "only-last": [only_last],
        "one-step": [by(steps=lambda list_: list_[-1:]), by(steps=lambda list_: list_[:1])],
        "averaged-over-time": [
            scaled(rnn_pulled, lambda x: 1 / len(x["inputs"]), ["inputWeights", "stateWeights", "bias"])
        ],
        "shifted-states": [by(shift=1)],
        "special-values": [skipping_nan(rnn_pulled)],
    }
    backward = Equation("rnn-sequence-backward", rnn_pulled, bounds_of(rnn_pulled), wrong, by(slope=naive_slope))

    def at(name, comment, flags, data, expect=None):
        return case(forward, name, comment, flags, data, None if expect is None else {"states": expect})

    def back(name, comment, flags, data, expect=None):
        names = ["inputs", "initialState", "inputWeights", "stateWeights", "bias"]
        return case(backward, name, comment, flags, data, None if expect is None else dict(zip(names, expect)))

    def given(x, h_0, W_xh, W_hh, b):
        return {"inputs": x, "initialState": h_0, "inputWeights": W_xh, "stateWeights": W_hh, "bias": b}

    def data(kind, T, n, h, m):
        return rnn_data(kind, f"rnn-{T}-{n}-{h}-{m}", n, h, m, T)

    def data_back(kind, T, n, h, m):
        return with_cotangent(kind, f"rnn-{T}-{n}-{h}-{m}", data(kind, T, n, h, m))

    nothing = given(Tensor([0, 2, 1], []), [[0.5], [-0.25], [1]], [[1, 2], [3, 4], [5, 6]], [[1, 2, 3]] * 3, [1, 2, 3])
    usual = ["plain", "missing-bias", "missing-activation", "transposed-weight", "reversed-time", "state-not-carried", "missing-initial-state", "shifted-outputs"]
    few = [flag for flag in usual if flag != "transposed-weight"]
    cases = [
        at("5-2-3-4", "Steps, inputs, units and samples all differ.", usual, data(dyadics, 5, 2, 3, 4)),
        at("3-4-2-5", "All differ, the other way.", usual, data(decimals, 3, 4, 2, 5)),
        at("6-2-3-1", "One sample.", usual, data(singles, 6, 2, 3, 1)),
        at("1-2-3-4", "One step.", ["plain", "missing-bias", "missing-activation", "transposed-weight", "missing-initial-state", "shifted-outputs"], data(decimals, 1, 2, 3, 4)),
        at("4-1-1-1", "One unit with one input.", few, data(decimals, 4, 1, 1, 1)),
        at("3-3-3-3", "All sizes equal: only the numbers tell time from samples.", usual + ["wrong-time-axis"], data(decimals, 3, 3, 3, 3)),
        at("2-2-2-2", "All sizes equal, with all bits of a Float32 in use.", usual + ["wrong-time-axis"], data(singles, 2, 2, 2, 2)),
        at("17-1-2-1", "Seventeen steps.", usual, data(dyadics, 17, 1, 2, 1)),
        at("no-steps", "T = 0: no states.", ["empty"], nothing, Tensor([0, 3, 1], [])),
        at("impulse", "One input and then none: what the state still knows of it.", ["plain", "missing-activation", "reversed-time", "state-not-carried", "shifted-outputs"], given([[[2]], [[0]], [[0]], [[0]]], [[0]], [[1.5]], [[0.75]], [0])),
        at("delay", "Units that hand each state on: the second one repeats the first one's past.", ["plain", "missing-activation", "reversed-time", "state-not-carried", "transposed-weight", "shifted-outputs"], given([[[1]], [[-2]], [[3]], [[0.5]]], [[0], [0]], [[1], [0]], [[0, 0], [1, 0]], [0, 0])),
        at("nan", "NaN reaches every later state of its sample, and no other.", ["special-values"], given([[[0, 0]], [[nan, 0]], [[0, 0]]], [[0, 0]], [[2]], [[3]], [0]), [[[0, 0]], [[nan, 0]], [[nan, 0]]]),
    ]
    for sizes in [(3, 2, 3, 2), (4, 1, 2, 1)]:
        seed = data_back(decimals, *sizes)
        agree_with_differences(
            lambda cotangent, **x: {
                "value": added(
                    [c * y for C, Y in zip(cotangent, rnn_states(**x)[1][1:]) for a, b in zip(C, Y) for c, y in zip(a, b)]
                )
            },
            rnn_pulled, seed, {}, ["inputs", "initialState", "inputWeights", "stateWeights", "bias"])
    through = ["plain", "missing-activation-derivative", "wrong-activation-derivative", "reversed-time", "missing-initial-state", "truncated", "only-last", "one-step", "averaged-over-time", "shifted-states"]
    cases += [
        back("5-2-3-4", "Steps, inputs, units and samples all differ.", through + ["transposed-weight"], data_back(dyadics, 5, 2, 3, 4)),
        back("3-4-2-5", "All differ, the other way; some units are near the ends of tanh.", ["saturation", *through[1:], "transposed-weight"], data_back(decimals, 3, 4, 2, 5)),
        back("6-2-3-1", "One sample.", through + ["transposed-weight"], data_back(singles, 6, 2, 3, 1)),
        back("1-2-3-4", "One step.", ["plain", "missing-activation-derivative", "wrong-activation-derivative", "transposed-weight", "shifted-states", "truncated"], data_back(decimals, 1, 2, 3, 4)),
        back("4-1-1-1", "One unit with one input.", through, data_back(decimals, 4, 1, 1, 1)),
        back("3-3-3-3", "All sizes equal.", through + ["transposed-weight"], data_back(decimals, 3, 3, 3, 3)),
        back("2-2-2-2", "All sizes equal, with all bits of a Float32 in use.", through + ["transposed-weight"], data_back(singles, 2, 2, 2, 2)),
        back("17-1-2-1", "Seventeen steps.", through + ["transposed-weight"], data_back(dyadics, 17, 1, 2, 1)),
        back("last-only", "Only the last state counts, as where a sequence is classified.", ["plain", "truncated", "reversed-time", "transposed-weight", "one-step", "shifted-states"], {"cotangent": [[[0], [0]], [[0], [0]], [[0], [0]], [[1], [-2]]]} | data(decimals, 4, 2, 2, 1)),
        back("first-only", "Only the first state counts: later inputs have no gradient.", ["plain", "reversed-time", "only-last", "shifted-states"], {"cotangent": [[[1], [-2]], [[0], [0]], [[0], [0]]]} | data(decimals, 3, 2, 2, 1)),
        back("no-steps", "T = 0: gradients of 0.", ["empty"], {"cotangent": Tensor([0, 3, 1], [])} | nothing, (Tensor([0, 2, 1], []), [[0]] * 3, [[0, 0]] * 3, [[0, 0, 0]] * 3, [0, 0, 0])),
        back("saturated", "The second of three states is at z = 24.", ["saturation", "missing-activation-derivative"], {"cotangent": [[[0]], [[0]], [[1]]]} | given([[[0.5]], [[8]], [[-8]]], [[0.25]], [[2.9]], [[1.5]], [0.1])),
        back("saturated-single", "The second of three states is at z = 9.25, where 1 − h² is 0 in Float32.", ["saturation", "missing-activation-derivative"], {"cotangent": [[[0]], [[0]], [[1]]]} | given([[[0]], [[4.5]], [[-4]]], [[0]], [[2]], [[1.5]], [0.25])),
        back("vanishing", "A weight of ¼: each step passes a quarter at most.", ["plain", "truncated", "missing-activation-derivative", "one-step"], {"cotangent": [[[0]]] * 7 + [[[1]]]} | given([[[k / 8 - 0.5]] for k in range(8)], [[0.5]], [[0.5]], [[0.25]], [0.125])),
        back("exploding", "A weight of 4 around 0: each step multiplies by 4.", ["plain", "truncated"], {"cotangent": [[[0]]] * 7 + [[[1]]]} | given([[[0]]] * 8, [[0]], [[1]], [[4]], [0])),
        back("nan", "NaN in the last step reaches everything of its sample before it too.", ["special-values"], {"cotangent": [[[1, 1]], [[1, 1]]]} | given([[[0, 0]], [[nan, 0]]], [[0, 0]], [[2]], [[3]], [0]), ([[[nan, 8]], [[nan, 2]]], [[nan, 12]], [[nan]], [[nan]], [nan])),
    ]
    cases += [
        misfit(cases, forward, "5-2-3-4", "one-bias", "One bias is not that of every unit.", bias=first),
        misfit(cases, forward, "5-2-3-4", "fewer-samples", "A state for three samples, and inputs of four.", initialState=narrower),
        misfit(cases, backward, "5-2-3-4", "fewer-cotangents", "A step without a cotangent.", cotangent=less),
    ]
    return concept("RecurrentNetworks", "RNNSequence", notes, cases)


def rnn_output_vectors():
    notes = {
        "plain": PLAIN,
        "sizes-differ": SIZES,
        "missing-bias": "W_hy h_t alone.",
        "transposed-weight": "A transposed W_hy, which only as many outputs as units let through.",
        "reversed-time": TIME_REVERSED,
        "last-only": "The last state's output at every step.",
        "activated": "tanh of the outputs.",
        "empty": SEQUENCE_NOTES["empty"],
        "one-step": UNSUMMED,
        "averaged-over-time": SEQUENCE_NOTES["averaged-over-time"],
        "missing-cotangent": "The derivative without the factor from above.",
        "special-values": "NaN stays at its time and in its sample.",
    }

    def run(states, weights, bias):
        y = [filled(len(bias), len(h[0]), lambda i, j: added([w * row[j] for w, row in zip(weights[i], h, strict=True)] + [bias[i]])) for h in states]
        m = len(states[0][0]) if states else 1
        return {"value": sequence(y, len(bias), m)}

    def pulled(cotangent, states, weights, steps=lambda list_: list_):
        o, h = len(weights), len(weights[0])
        m = len(states[0][0]) if states else 1
        return {
            "states": sequence([pulled_through(weights, C, m) for C in cotangent], h, m),
            "weights": outer(steps(cotangent), steps(states), o, h, m),
            "bias": summed(steps(cotangent), o, m),
        }

    def reaching(program):
        def reach(**x):
            x["states"][0]
            return program(**x)

        return reach

    wrong = {
        "missing-bias": [with_change(run, bias=zeroed)],
        "transposed-weight": [with_change(run, weights=transposed)],
        "reversed-time": [turned(run, "states")],
        "last-only": [with_change(run, states=lambda h: h[-1:] * len(h))],
        "activated": [lambda **x: {"value": tanh_of(run(**x)["value"])}],
        "empty": [reaching(run)],
        "special-values": [skipping_nan(run)],
    }
    value = Equation("rnn-output-value", run, bounds_of(run), wrong)
    wrong = {
        "transposed-weight": [with_change(pulled, weights=transposed)],
        "reversed-time": [turned(pulled, "states"), turned(pulled, "cotangent")],
        "empty": [reaching(pulled)],
        "one-step": [
            lambda **x: pulled(**x, steps=lambda list_: list_[-1:]),
            lambda **x: pulled(**x, steps=lambda list_: list_[:1]),
        ],
        "averaged-over-time": [scaled(pulled, lambda x: 1 / len(x["states"]), ["weights", "bias"])],
        "missing-cotangent": [with_change(pulled, cotangent=lambda C: each(lambda c: c.with_(1), C))],
        "special-values": [skipping_nan(pulled)],
    }
    pullback = Equation("rnn-output-pullback", pulled, bounds_of(pulled), wrong)

    def data(kind, T, h, o, m):
        seed = f"rnn-output-{T}-{h}-{o}-{m}"
        return {
            "states": [sized(small(kind), f"{seed} h{t}", h, m) for t in range(T)],
            "weights": sized(kind, seed + " W", o, h),
            "bias": kind(seed + " b", o),
        }

    def data_back(kind, T, h, o, m):
        of = data(kind, T, h, o, m)
        cotangent = [sized(kind, f"rnn-output {T}{h}{o}{m} C{t}", o, m) for t in range(T)]
        return {"cotangent": cotangent, "states": of["states"], "weights": of["weights"]}

    def at(name, comment, flags, x, expect=None):
        return case(value, name, comment, flags, x, None if expect is None else {"value": expect})

    def back(name, comment, flags, x, expect=None):
        names = ["states", "weights", "bias"]
        return case(pullback, name, comment, flags, x, None if expect is None else dict(zip(names, expect)))

    usual = ["plain", "missing-bias", "reversed-time", "last-only", "activated"]
    through = ["plain", "reversed-time", "one-step", "averaged-over-time", "missing-cotangent"]
    cases = [
        at("5-2-3-4", "Steps, units, outputs and samples all differ.", usual, data(dyadics, 5, 2, 3, 4)),
        at("2-3-1-5", "One output.", usual, data(decimals, 2, 3, 1, 5)),
        at("3-4-2-1", "One sample.", usual, data(singles, 3, 4, 2, 1)),
        at("1-3-2-4", "One step.", ["plain", "missing-bias", "activated"], data(decimals, 1, 3, 2, 4)),
        at("3-3-3-3", "All sizes equal.", usual + ["transposed-weight"], data(decimals, 3, 3, 3, 3)),
        at("2-2-2-2", "All sizes equal, with all bits of a Float32 in use.", usual + ["transposed-weight"], data(singles, 2, 2, 2, 2)),
        at("2-9-2-2", "Sums of 9 products and a bias.", usual, data(singles, 2, 9, 2, 2)),
        at("1-1-1-1", "One number.", ["plain", "missing-bias", "activated"], data(decimals, 1, 1, 1, 1)),
        at("no-steps", "T = 0: no outputs.", ["empty"], {"states": Tensor([0, 2, 1], []), "weights": [[1, 2]], "bias": [3]}, Tensor([0, 1, 1], [])),
        at("nan", "NaN stays at its time and in its sample.", ["special-values"], {"states": [[[1, 2]], [[nan, 4]]], "weights": [[2]], "bias": [1]}, [[[3, 5]], [[nan, 9]]]),
        back("5-2-3-4", "Steps, units, outputs and samples all differ.", through, data_back(dyadics, 5, 2, 3, 4)),
        back("2-3-1-5", "One output.", through, data_back(decimals, 2, 3, 1, 5)),
        back("3-4-2-1", "One sample.", through, data_back(singles, 3, 4, 2, 1)),
        back("1-3-2-4", "One step.", ["plain", "missing-cotangent"], data_back(decimals, 1, 3, 2, 4)),
        back("3-3-3-3", "All sizes equal.", through + ["transposed-weight"], data_back(decimals, 3, 3, 3, 3)),
        back("2-2-2-2", "All sizes equal, with all bits of a Float32 in use.", through + ["transposed-weight"], data_back(singles, 2, 2, 2, 2)),
        back("17-1-2-1", "Sums over 17 steps.", through, data_back(singles, 17, 1, 2, 1)),
        back("no-steps", "T = 0: gradients of 0.", ["empty"], {"cotangent": Tensor([0, 1, 1], []), "states": Tensor([0, 2, 1], []), "weights": [[1, 2]]}, (Tensor([0, 2, 1], []), [[0, 0]], [0])),
        back("nan", "NaN in a cotangent reaches its own state and the sums over time.", ["special-values"], {"cotangent": [[[1, 2]], [[nan, 4]]], "states": [[[1, 2]], [[3, 4]]], "weights": [[2]]}, ([[[2, 4]], [[nan, 8]]], [[nan]], [nan])),
    ]
    cases += [
        misfit(cases, value, "5-2-3-4", "one-bias", "One bias is not that of every output.", bias=first),
        misfit(cases, value, "5-2-3-4", "narrower-weights", "A state that no output sees.", weights=narrower),
        misfit(cases, pullback, "5-2-3-4", "fewer-cotangents", "A step without a cotangent.", cotangent=less),
    ]
    return concept("RecurrentNetworks", "RNNOutput", notes, cases)


def hidden_state_jacobian_vectors():
    notes = {
        "plain": PLAIN,
        "sizes-differ": SIZES,
        "reversed-time": TIME_REVERSED,
        "reversed-product": "The factor of the first step on the left.",
        "slope-on-the-right": "W_hh diag(tanh′ z_t) for diag(tanh′ z_t) W_hh.",
        "transposed-weight": TRANSPOSED,
        "missing-activation-derivative": "The power of W_hh alone.",
        "wrong-activation-derivative": SLOPE_AT_STATE,
        "saturation": "tanh z has rounded to ±1, or has few digits left below it: 1 − h² is lost.",
        "off-by-one": "One step too few.",
        "identity": "T = 0: the identity matrix, not 0.",
        "squared-norm": "The sum of the squares, without the root.",
        "largest-element": "The largest magnitude, another norm.",
        "special-values": "NaN stays, and infinite sums have a slope of 0.",
    }

    def multiply(A, B):
        return filled(len(A), len(B[0]), lambda i, j: added([a * row[j] for a, row in zip(A[i], B, strict=True)]))

    def factors(preactivations, stateWeights, slope=slope, at=lambda z: z):
        return [[[slope("tanh", at(z)) * w for w in row] for z, row in zip(z_t, stateWeights, strict=True)] for z_t in preactivations]

    def one(stateWeights):
        some = stateWeights[0][0]
        return filled(len(stateWeights), len(stateWeights), lambda i, j: some * 0 + (1 if i == j else 0))

    def product(of, start):
        J = start
        for index, F in enumerate(of):
            J = F if index == 0 else multiply(F, J)
        return J

    def jacobian(preactivations, stateWeights, **parts):
        return {"value": product(factors(preactivations, stateWeights, **parts), one(stateWeights))}

    def on_the_right(preactivations, stateWeights):
        of = [[[w * slope("tanh", z) for w, z in zip(row, z_t, strict=True)] for row in stateWeights] for z_t in preactivations]
        return {"value": product(of, one(stateWeights))}

    def from_the_left(preactivations, stateWeights):
        return {"value": product(factors(preactivations, stateWeights)[::-1], one(stateWeights))}

    wrong = {
        "reversed-time": [turned(jacobian, "preactivations")],
        "reversed-product": [from_the_left],
        "slope-on-the-right": [on_the_right],
        "transposed-weight": [with_change(jacobian, stateWeights=transposed)],
        "missing-activation-derivative": [lambda **x: jacobian(**x, slope=lambda g, z: z * 0 + 1)],
        "wrong-activation-derivative": [lambda **x: jacobian(**x, at=lambda z: activation("tanh", z))],
        "saturation": [lambda **x: jacobian(**x, slope=naive_slope)],
        "off-by-one": [with_change(jacobian, preactivations=lambda z: z[1:]), with_change(jacobian, preactivations=lambda z: z[:-1])],
        "identity": [lambda **x: {"value": each(lambda e: e * 0, jacobian(**x)["value"])}],
        "special-values": [skipping_nan(jacobian)],
    }
    value = Equation("hidden-state-jacobian-value", jacobian, bounds_of(jacobian), wrong)

    def norm_by(norm=frobenius_norm, program=jacobian):
        return lambda **x: {"value": norm(program(**x)["value"])}

    textbook = norm_by()
    wrong = {
        "squared-norm": [norm_by(lambda M: sum(e * e for row in M for e in row))],
        "largest-element": [norm_by(lambda M: max(abs(e) for row in M for e in row))],
    } | {flag: [norm_by(program=p) for p in programs] for flag, programs in wrong.items()}
    norm = Equation("hidden-state-jacobian-norm", textbook, bounds_of(textbook), wrong)

    def data(kind, T, h, seed=""):
        name = f"hidden-state-jacobian-{T}-{h}{seed}"
        return {"preactivations": sized(small(kind), name + " z", T, h), "stateWeights": sized(small(kind), name + " W", h, h)}

    def at(equation, name, comment, flags, x, expect=None):
        return case(equation, name, comment, flags, x, None if expect is None else {"value": expect})

    usual = ["plain", "reversed-time", "reversed-product", "slope-on-the-right", "transposed-weight", "missing-activation-derivative", "wrong-activation-derivative", "off-by-one"]
    single = ["plain", "slope-on-the-right", "transposed-weight", "missing-activation-derivative", "wrong-activation-derivative", "off-by-one"]
    still = {"preactivations": Tensor([0, 2], []), "stateWeights": [[3, 4], [5, 6]]}
    scalar = {"preactivations": [[0.5], [-1.25], [0.75]], "stateWeights": [[1.5]]}
    cases = [
        at(value, "5-3", "Five steps of three units.", usual, data(dyadics, 5, 3)),
        at(value, "3-2", "Every operation rounds.", usual, data(decimals, 3, 2)),
        at(value, "4-4", "As many steps as units, with all bits of a Float32 in use.", usual, data(singles, 4, 4)),
        at(value, "2-5", "Two steps.", usual, data(decimals, 2, 5)),
        at(value, "1-3", "One step.", single, data(singles, 1, 3)),
        at(value, "3-1", "One unit: a product of numbers.", ["plain", "missing-activation-derivative", "wrong-activation-derivative", "off-by-one"], scalar),
        at(value, "17-2", "Seventeen steps.", usual, data(dyadics, 17, 2)),
        at(value, "no-steps", "T = 0: a state depends on itself.", ["identity"], still, [[1, 0], [0, 1]]),
        at(value, "exploding", "At z = 0 the slope is 1, and the product is a power of W_hh: 4¹⁰.", ["plain", "off-by-one"], {"preactivations": [[0]] * 10, "stateWeights": [[4]]}),
        at(value, "saturated", "z = 24 at the second step: 5.7e-21, not 0.", ["saturation", "missing-activation-derivative"], {"preactivations": [[0.5], [24], [-0.25]], "stateWeights": [[1.5]]}),
        at(value, "saturated-single", "z = 9.25, where 1 − h² is 0 in Float32.", ["saturation", "missing-activation-derivative"], {"preactivations": [[9.25]], "stateWeights": [[1.5]]}),
        at(value, "infinity", "A slope of 0.", ["missing-activation-derivative", "off-by-one"], {"preactivations": [[inf], [0]], "stateWeights": [[1.5]]}, [[0]]),
        at(value, "nan", "NaN in one unit of the last step spoils its row.", ["special-values"], {"preactivations": [[0, 0], [nan, 0]], "stateWeights": [[1, 2], [3, 4]]}, [[nan, nan], [15, 22]]),
    ]
    changed = [flag for flag in usual if flag not in ("reversed-product", "reversed-time")] + ["squared-norm", "largest-element"]
    cases += [
        at(norm, "5-3", "Five steps of three units.", changed + ["reversed-time"], data(dyadics, 5, 3)),
        at(norm, "3-2", "Every operation rounds.", changed + ["reversed-time"], data(decimals, 3, 2)),
        at(norm, "4-4", "All bits of a Float32 in use.", changed + ["reversed-time"], data(singles, 4, 4)),
        at(norm, "1-3", "One step.", ["plain", "slope-on-the-right", "missing-activation-derivative", "squared-norm", "largest-element"], data(singles, 1, 3)),
        at(norm, "3-1", "One unit.", ["plain", "missing-activation-derivative", "squared-norm"], {"preactivations": [[0.5], [-1.25], [0.75]], "stateWeights": [[-1.5]]}),
        at(norm, "no-steps", "T = 0: √4 for four units, the identity's.", ["identity", "squared-norm", "largest-element"], {"preactivations": Tensor([0, 4], []), "stateWeights": [[9] * 4] * 4}, 2),
        at(norm, "vanishing", "0.5³⁰ at z = 0.", ["squared-norm", "off-by-one"], {"preactivations": [[0]] * 30, "stateWeights": [[0.5]]}),
        at(norm, "saturated", "z = 24 at the second step.", ["saturation"], {"preactivations": [[0.5], [24], [-0.25]], "stateWeights": [[1.5]]}),
        at(norm, "tiny", "Elements of 10⁻²⁰⁰, whose squares are 0.", ["squared-norm"], {"preactivations": [[0, 0]], "stateWeights": [[3e-200, 0], [0, 4e-200]]}),
        at(norm, "nan", "NaN anywhere.", ["special-values"], {"preactivations": [[0, 0], [nan, 0]], "stateWeights": [[1, 2], [3, 4]]}, nan),
    ]
    for equation in (value, norm):
        cases += [
            misfit(cases, equation, "5-3", "weights-not-square", "A state that some units do not see.", stateWeights=narrower),
            misfit(cases, equation, "5-3", "fewer-units", "Sums of two units, where there are three.", preactivations=narrower),
        ]
    return concept("RecurrentNetworks", "HiddenStateJacobian", notes, cases)


# The LSTM

GATES = ["inputGate", "forgetGate", "outputGate", "candidate"]
CURVES = {"inputGate": "sigmoid", "forgetGate": "sigmoid", "outputGate": "sigmoid", "candidate": "tanh"}
LSTM_PARAMETERS = [name for gate in GATES for name in (gate + "Weights", gate + "Bias")]


def affine_columns(W, X, b, m):
    return filled(len(b), m, lambda i, j: added([w * row[j] for w, row in zip(W[i], X, strict=True)] + [b[i]]))


def gate_sums(x, h, p):
    """a_i, a_f, a_o and a_g, of the input above the state."""
    return {gate: affine_columns(p[gate + "Weights"], list(rows(x)) + h, p[gate + "Bias"], len(h[0])) for gate in GATES}


def gate_values(sums):
    return {gate: each(lambda a: activation(CURVES[gate], a), sums[gate]) for gate in GATES}


def cell_after(gates, c):
    i, f, g = gates["inputGate"], gates["forgetGate"], gates["candidate"]
    return plus(hadamard(f, c), hadamard(i, g))


def lstm_cell(x, h, c, p, sums=gate_sums, gated=gate_values, cell=cell_after, shown=lambda o, c: hadamard(o, tanh_of(c))):
    """All that a step computes; the optional arguments are the places where a program may go wrong."""
    a = sums(x, h, p)
    gates = gated(a)
    c_t = cell(gates, c)
    return {"sums": a, "gates": gates, "state": shown(gates["outputGate"], c_t), "cell": c_t}


def lstm_step_by(**parts):
    def program(inputs, previousState, previousCell, **p):
        step = lstm_cell(inputs, previousState, previousCell, p, **parts)
        return {"stateAndCell": [step["state"], step["cell"]]} | step["gates"]

    return program


lstm_step = lstm_step_by()


def lstm_deltas(h̄, c̄, step, c, slope=slope, through_state=True, through_cell=True, from_state=False, cell_of=None):
    """s_t and the derivatives by the four sums."""
    a, gates, c_t = step["sums"], step["gates"], step["cell"]
    i, f, o, g = (gates[gate] for gate in GATES)
    if from_state:  # 1 − h² for 1 − tanh² c.
        curve = each(lambda y: 1 - y * y, step["state"])
    else:
        curve = each(lambda y: slope("tanh", y), c_t)
    shown = hadamard(hadamard(h̄, o), curve)
    s = plus(c̄, shown) if through_state and through_cell else shown if through_state else c̄
    at = {gate: each(lambda y: slope(CURVES[gate], y), a[gate]) for gate in GATES}
    forgotten = c if cell_of is None else cell_of(step)
    return s, {
        "inputGate": hadamard(hadamard(s, g), at["inputGate"]),
        "forgetGate": hadamard(hadamard(s, forgotten), at["forgetGate"]),
        "outputGate": hadamard(hadamard(h̄, tanh_of(c_t)), at["outputGate"]),
        "candidate": hadamard(hadamard(s, i), at["candidate"]),
    }


def stacked_pulled(deltas, p, m, kept=GATES):
    """Σ_k W_kᵀ δ_k."""
    W = p["inputGateWeights"]
    return filled(
        len(W[0]), m,
        lambda k, j: added([p[gate + "Weights"][i][k] * deltas[gate][i][j] for gate in kept for i in range(len(W))]),
    )


def gate_gradients(deltas, given, h, n, m):
    """The gradients by the parameters, from the deltas of some steps and what these were given."""
    result = {}
    for gate in GATES:
        of_steps = [δ[gate] for δ in deltas]
        result[gate + "Weights"] = outer(of_steps, given, h, n + h, m)
        result[gate + "Bias"] = summed(of_steps, h, m)
    return result


def lstm_step_pulled_by(kept=GATES, forgotten=lambda s, f: hadamard(s, f), **parts):
    def program(cotangent, inputs, previousState, previousCell, **p):
        step = lstm_cell(inputs, previousState, previousCell, p)
        h, m = len(p["inputGateBias"]), len(previousState[0])
        n = len(p["inputGateWeights"][0]) - h
        s, δ = lstm_deltas(cotangent[0], cotangent[1], step, previousCell, **parts)
        stack = stacked_pulled(δ, p, m, kept)
        return {
            "inputs": stack[:n] if n else Tensor([0, m], []),
            "previousState": stack[n:],
            "previousCell": forgotten(s, step["gates"]["forgetGate"]),
        } | gate_gradients([δ], [list(rows(inputs)) + previousState], h, n, m)

    return program


lstm_step_pulled = lstm_step_pulled_by()


def lstm_steps(inputs, initialState, initialCell, p, **parts):
    steps, h, c = [], initialState, initialCell
    for x in inputs:
        steps.append(lstm_cell(x, h, c, p, **parts) | {"stack": x + h, "previousCell": c})
        h, c = steps[-1]["state"], steps[-1]["cell"]
    return steps, c


def lstm_run_by(carried=lambda step, h_0, c_0: (step["state"], step["cell"]), **parts):
    def program(inputs, initialState, initialCell, **p):
        states, h, c = [], initialState, initialCell
        last = initialCell
        for x in inputs:
            step = lstm_cell(x, h, c, p, **parts)
            states.append(step["state"])
            last = step["cell"]
            h, c = carried(step, initialState, initialCell)
        return {"statesAndCell": states + [last]}

    return program


lstm_run = lstm_run_by()


def lstm_pulled_by(pass_state=lambda M: M, pass_cell=lambda M: M, some=lambda list_: list_, **parts):
    """Back-propagation through time; the optional arguments are the places where a program may go wrong."""

    def program(cotangent, inputs, initialState, initialCell, **p):
        cotangent = list(rows(cotangent))
        steps, _ = lstm_steps(rows(inputs), initialState, initialCell, p)
        h, m = len(p["inputGateBias"]), len(initialState[0])
        n = len(p["inputGateWeights"][0]) - h
        ĥ, ĉ = filled(h, m, lambda i, j: 0 * initialState[i][j]), cotangent[-1]
        deltas, of_inputs = [], []
        for step, h̄ in zip(steps[::-1], cotangent[:-1][::-1], strict=True):
            s, δ = lstm_deltas(plus(h̄, ĥ), ĉ, step, step["previousCell"], **parts)
            stack = stacked_pulled(δ, p, m)
            ĥ, ĉ = pass_state(stack[n:]), pass_cell(hadamard(s, step["gates"]["forgetGate"]))
            deltas.insert(0, δ)
            of_inputs.insert(0, stack[:n])
        given = [step["stack"] for step in steps]
        return {
            "inputs": sequence(of_inputs, n, m),
            "initialState": ĥ,
            "initialCell": ĉ,
        } | gate_gradients(some(deltas), some(given), h, n, m)

    return program


lstm_pulled = lstm_pulled_by()


def renaming_gates(program, **names):
    """The program with some gates' parameters taken for others'."""

    def renamed(**x):
        moved = {other + part: x[gate + part] for gate, other in names.items() for part in ("Weights", "Bias")}
        return program(**x | moved)

    return renamed


def without_biases(program):
    return with_change(program, **{gate + "Bias": zeroed for gate in GATES})


def with_biases_doubled(program):
    return with_change(program, **{gate + "Bias": doubled for gate in GATES})


def state_first(x, h, p):
    """The state above the input."""
    return {gate: affine_columns(p[gate + "Weights"], h + list(rows(x)), p[gate + "Bias"], len(h[0])) for gate in GATES}


def lstm_data(kind, seed, n, h, m, T=None):
    few = small(kind)
    first = {"inputs": sized(few, seed + " x", n, m)} if T is None else {
        "inputs": [sized(few, f"{seed} x{t}", n, m) for t in range(T)]
    }
    state, cell = ("previousState", "previousCell") if T is None else ("initialState", "initialCell")
    first |= {state: sized(few, seed + " h", h, m), cell: sized(few, seed + " c", h, m)}
    for gate in GATES:
        first[gate + "Weights"] = [[2 * w for w in row] for row in sized(few, f"{seed} W {gate}", h, n + h)]
        first[gate + "Bias"] = few(f"{seed} b {gate}", h)
    return first


def one_unit(i, f, o, g):
    """The parameters of one unit with one input, each gate (W_x, W_h, b)."""
    return {
        name: value
        for gate, (w_x, w_h, b) in zip(GATES, (i, f, o, g))
        for name, value in ((gate + "Weights", [[w_x, w_h]]), (gate + "Bias", [b]))
    }


LSTM_NOTES = {
    "plain": PLAIN,
    "sizes-differ": SIZES,
    "missing-bias": "Without the biases.",
    "bias-twice": "Biases added twice, as where a library has two for each sum and gets ours for both.",
    "gate-order": "The gates' parameters in another order: i, f, g, o as PyTorch stacks them, or f, i, o, g. "
    "Seen in https://github.com/CrispStrobe/CrispASR/pull/106.",
    "stack-order": "The state above the input, which only as many inputs as units let through.",
    "missing-forget-gate": "c + i g, as in the first LSTM of 1997: nothing is ever forgotten.",
    "coupled-gates": "1 − i for f, another variant.",
    "missing-cell-tanh": "o c for o tanh(c).",
    "candidate-activation": "A sigmoid for the candidate's tanh.",
    "missing-previous-cell": "c = i g alone.",
    "saturation": "A gate or tanh c has rounded to 0 or ±1, or has few digits left beside it: y (1 − y) or 1 − y² is lost.",
    "special-values": "NaN stays in its sample, and infinite sums open and close gates exactly.",
    "state-path-missing": "s = c̄: the cell's derivative without what the state shows of it.",
    "cell-path-missing": "s = h̄ o tanh′(c): without what later cells add.",
    "slope-from-state": "1 − h² for 1 − tanh² c, where h = o tanh c.",
    "cell-after": "δ_f with c_t for c_{t−1}.",
}


def lstm_step_vectors():
    notes = LSTM_NOTES | {
        "state-missing": "The input alone under the gates, without the state.",
        "swapped-outputs": "The cell before the state.",
        "gate-path-missing": "h̄_{t−1} and x̄_t of some gates only.",
        "forget-slope-missing": "c̄_{t−1} = s, without f.",
        "missing-activation-derivative": "δ without σ′ and tanh′.",
        "empty": "No samples: code that reads a size from the first one has none.",
    }

    def of_input_alone(program):
        def alone(**x):
            name = "previousState"
            return program(**x | {name: zeroed(x[name])})

        return alone

    def swapped(**x):
        outputs = lstm_step(**x)
        return outputs | {"stateAndCell": outputs["stateAndCell"][::-1]}

    def peeking_at_sample(program):
        def reaching(**x):
            x["previousState"][0][0]
            return program(**x)

        return reaching

    def without_forgetting(gates, c):
        return plus(c, hadamard(gates["inputGate"], gates["candidate"]))

    def coupled(gates, c):
        kept = each(lambda i: 1 - i, gates["inputGate"])
        return plus(hadamard(kept, c), hadamard(gates["inputGate"], gates["candidate"]))

    def input_only(gates, c):
        return hadamard(gates["inputGate"], gates["candidate"])

    wrong = {
        "missing-bias": [without_biases(lstm_step)],
        "bias-twice": [with_biases_doubled(lstm_step)],
        "gate-order": [
            renaming_gates(lstm_step, outputGate="candidate", candidate="outputGate"),
            renaming_gates(lstm_step, inputGate="forgetGate", forgetGate="inputGate"),
        ],
        "stack-order": [lstm_step_by(sums=state_first)],
        "state-missing": [of_input_alone(lstm_step)],
        "missing-forget-gate": [lstm_step_by(cell=without_forgetting)],
        "coupled-gates": [lstm_step_by(cell=coupled)],
        "missing-previous-cell": [lstm_step_by(cell=input_only)],
        "missing-cell-tanh": [lstm_step_by(shown=hadamard)],
        "candidate-activation": [
            lstm_step_by(
                gated=lambda a: gate_values(a) | {"candidate": each(lambda y: activation("sigmoid", y), a["candidate"])}
            )
        ],
        "swapped-outputs": [swapped],
        "empty": [peeking_at_sample(lstm_step)],
        "special-values": [skipping_nan(lstm_step)],
    }
    forward = Equation("lstm-step-forward", lstm_step, bounds_of(lstm_step), wrong)

    by = lstm_step_pulled_by
    wrong = {
        "gate-order": [
            renaming_gates(lstm_step_pulled, outputGate="candidate", candidate="outputGate"),
            renaming_gates(lstm_step_pulled, inputGate="forgetGate", forgetGate="inputGate"),
        ],
        "state-path-missing": [by(through_state=False)],
        "cell-path-missing": [by(through_cell=False)],
        "slope-from-state": [by(from_state=True)],
        "cell-after": [by(cell_of=lambda step: step["cell"])],
        "saturation": [by(slope=naive_slope)],
        "missing-activation-derivative": [by(slope=lambda g, z: z * 0 + 1)],
        "gate-path-missing": [by(kept=[other for other in GATES if other != gate]) for gate in GATES],
        "forget-slope-missing": [by(forgotten=lambda s, f: s)],
        "swapped-outputs": [with_change(lstm_step_pulled, cotangent=lambda C: C[::-1])],
        "empty": [peeking_at_sample(lstm_step_pulled)],
        "special-values": [skipping_nan(lstm_step_pulled)],
    }
    naive = by(slope=naive_slope)
    backward = Equation("lstm-step-backward", lstm_step_pulled, bounds_of(lstm_step_pulled), wrong, naive)

    def at(name, comment, flags, data, expect=None):
        names = ["stateAndCell"] + GATES
        return case(forward, name, comment, flags, data, None if expect is None else dict(zip(names, expect)))

    def back(name, comment, flags, data, expect=None):
        names = ["inputs", "previousState", "previousCell"] + LSTM_PARAMETERS
        return case(backward, name, comment, flags, data, None if expect is None else dict(zip(names, expect)))

    def data(kind, n, h, m):
        return lstm_data(kind, f"lstm-step-{n}-{h}-{m}", n, h, m)

    def data_back(kind, n, h, m):
        cotangent = [sized(kind, f"lstm-step-{n}-{h}-{m} {part}", h, m) for part in ("h", "c")]
        return {"cotangent": cotangent} | data(kind, n, h, m)

    def given(x, h, c, **p):
        return {"inputs": [x], "previousState": [h], "previousCell": [c]} | p

    shut, open_, idle = (0, 0, -800), (0, 0, 40), (0.5, 0.25, -0.125)
    usual = ["plain", "missing-bias", "bias-twice", "gate-order", "state-missing", "missing-forget-gate", "coupled-gates", "missing-previous-cell", "missing-cell-tanh", "candidate-activation", "swapped-outputs"]
    nothing = {"inputs": [[]], "previousState": [[], []], "previousCell": [[], []]} | {
        name: [[1, 2, 3]] * 2 if name.endswith("Weights") else [4, 5] for name in LSTM_PARAMETERS
    }
    cases = [
        at("2-3-4", "All sizes differ.", usual, data(dyadics, 2, 3, 4)),
        at("4-2-3", "All sizes differ, the other way.", usual, data(decimals, 4, 2, 3)),
        at("3-4-1", "One sample.", usual, data(singles, 3, 4, 1)),
        at("1-1-1", "One unit with one input.", usual + ["stack-order"], data(decimals, 1, 1, 1)),
        at("2-2-2", "Square: nothing but the numbers tells an axis.", usual + ["stack-order"], data(decimals, 2, 2, 2)),
        at("3-3-3", "Square, with all bits of a Float32 in use.", usual + ["stack-order"], data(singles, 3, 3, 3)),
        at("8-9-1", "Sums of 17 products and a bias.", usual, data(decimals, 8, 9, 1)),
        at("zero-state", "State and cell of 0, as before a sequence.", ["plain", "missing-bias", "gate-order", "missing-cell-tanh", "candidate-activation"], given([0.7, -1.3], [0, 0], [0, 0], **one_unit((0.9, 2, 0.1), (-0.4, 3, 1), (0.3, 5, -0.2), (1.1, 7, 0.6)))),
        at("no-inputs", "n = 0: the state drives itself.", ["plain", "missing-bias", "gate-order", "state-missing", "missing-cell-tanh"], {"inputs": Tensor([0, 2], []), "previousState": [[0.5, -0.25]], "previousCell": [[1.5, -2]]} | {name: [[0.25 * k + 0.5]] if name.endswith("Weights") else [0.125 * k - 0.5] for k, name in enumerate(LSTM_PARAMETERS)}),
        at("no-samples", "m = 0: no columns.", ["empty"], nothing, [[[[], []], [[], []]]] + [[[], []]] * 4),
        at("copies", "f = 1 and i = 0 exactly: the cell is copied.", ["missing-previous-cell", "missing-bias", "gate-order"], given([1, -2], [0.5, -0.5], [0.3, -7], **one_unit(shut, open_, idle, idle))),
        at("forgets", "f = 0 exactly: the old cell leaves no trace.", ["missing-forget-gate", "coupled-gates", "missing-bias"], given([1, -2], [0.5, -0.5], [0.3, -7], **one_unit(idle, shut, idle, idle))),
        at("hides", "o = 0 exactly: a state of 0 over a cell that is not.", ["missing-bias", "gate-order", "swapped-outputs"], given([1, -2], [0.5, -0.5], [0.3, -7], **one_unit(idle, idle, shut, idle))),
        at("large-cell", "A cell of 30, whose tanh rounds to 1.", ["plain", "missing-cell-tanh"], given([1], [0.5], [30], **one_unit(idle, open_, idle, idle))),
        at("infinity", "Infinite sums open and close the gates: c = 1 · c + 0 · g.", ["missing-previous-cell", "gate-order"], given([-inf], [0], [0], **one_unit((1, 0, 0), (-1, 0, 0), (-1, 0, 0), (1, 0, 0))) | {"previousCell": [[50]]}, [[[[1]], [[50]]], [[0]], [[1]], [[1]], [[-1]]]),
        at("nan", "NaN stays in its sample.", ["special-values"], given([nan, 0], [0, 0], [0, 0], **one_unit(*[(1, 2, 0)] * 4)), [[[[nan, 0]], [[nan, 0]]]] + [[[nan, 0.5]]] * 3 + [[[nan, 0]]]),
        at("nan-cell", "NaN in a cell that is forgotten: 0 · NaN is NaN.", ["special-values"], given([0], [0], [nan], **one_unit((1, 2, 0), (0, 0, -800), (1, 2, 0), (1, 2, 0))), [[[[nan]], [[nan]]], [[0.5]], [[0]], [[0.5]], [[0]]]),
    ]
    for sizes in [(2, 1, 2), (1, 2, 1)]:
        agree_with_differences(
            lambda cotangent, **x: {
                "value": added([c * y for C, Y in zip(cotangent, lstm_step(**x)["stateAndCell"]) for a, b in zip(C, Y) for c, y in zip(a, b)])
            },
            lstm_step_pulled, data_back(decimals, *sizes), {}, ["inputs", "previousState", "previousCell"] + LSTM_PARAMETERS)
    through = ["plain", "gate-order", "state-path-missing", "cell-path-missing", "slope-from-state", "cell-after", "missing-activation-derivative", "gate-path-missing", "forget-slope-missing", "swapped-outputs"]
    cases += [
        back("2-3-4", "All sizes differ.", through, data_back(dyadics, 2, 3, 4)),
        back("4-2-3", "All sizes differ, the other way.", through, data_back(decimals, 4, 2, 3)),
        back("3-4-1", "One sample.", through, data_back(singles, 3, 4, 1)),
        back("1-1-1", "One unit with one input.", through, data_back(decimals, 1, 1, 1)),
        back("2-2-2", "Square; some units are near their ends.", ["saturation", *through[1:]], data_back(decimals, 2, 2, 2)),
        back("3-3-3", "Square, with all bits of a Float32 in use.", through, data_back(singles, 3, 3, 3)),
        back("state-only", "A cotangent of the state alone.", ["plain", "state-path-missing", "slope-from-state", "swapped-outputs"], data_back(decimals, 2, 2, 1) | {"cotangent": [[[1], [-2]], [[0], [0]]]}),
        back("cell-only", "A cotangent of the cell alone: the output gate has no gradient.", ["plain", "cell-path-missing", "swapped-outputs", "forget-slope-missing"], data_back(decimals, 2, 2, 1) | {"cotangent": [[[0], [0]], [[1], [-2]]]}),
        back("no-samples", "m = 0: gradients of 0 by the parameters.", ["empty"], {"cotangent": [[[], []], [[], []]]} | nothing, [[[]], [[], []], [[], []]] + [[[0] * 3] * 2, [0, 0]] * 4),
        back("open-forget-gate", "f = 1 exactly: the cell's cotangent passes unchanged; f′ = 4.2e-18.", ["saturation", "missing-activation-derivative", "cell-path-missing"], {"cotangent": [[[0]], [[1.25]]]} | given([0.5], [0.25], [0.75], **one_unit(idle, open_, idle, idle))),
        back("saturated", "Every gate at 40 or −40, the candidate at 24: small slopes, not 0.", ["saturation", "missing-activation-derivative"], {"cotangent": [[[1.5]], [[-0.5]]]} | given([1], [0.5], [0.75], **one_unit((40, 0.5, 0), (39, 1, 0.25), (-40, 1, 0.5), (24, 0.5, 0.25)))),
        back("saturated-single", "The same for a Float32: gates at 17.5, the candidate at 9.5.", ["saturation", "missing-activation-derivative"], {"cotangent": [[[1.5]], [[-0.5]]]} | given([1], [0.5], [0.75], **one_unit((17, 0.5, 0.25), (17, 1, 0), (-17, 1, -1), (9, 0.5, 0.25)))),
        back("nearly-saturated", "Gates at 9, −9 and 7, the candidate at 5: slopes of 1e-4 to 1e-3, of which y (1 − y) and 1 − y² have lost three digits or four.", ["saturation", "missing-activation-derivative"], {"cotangent": [[[1.5]], [[-0.5]]]} | given([1], [0.5], [0.75], **one_unit((8.5, 0.5, 0.25), (7, 0.5, -0.25), (-9, 1, -0.5), (4.5, 0.5, 0.25)))),
        back("large-cell", "A cell near 24, whose tanh has rounded to 1: little comes from the state.", ["saturation", "slope-from-state"], {"cotangent": [[[1.5]], [[0]]]} | given([1], [0.5], [24], **one_unit(idle, open_, idle, idle))),
        back("nan", "NaN in one sample reaches the parameters, and its own input, state and cell.", ["special-values"], {"cotangent": [[[1, 0]], [[1, 0]]]} | given([nan, 0], [0, 0], [0, 0], **one_unit(*[(1, 2, 0)] * 4)), [[[nan, 0]], [[nan, 0]], [[nan, 0]]] + [[[nan, nan]], [nan]] * 4),
    ]
    cases += [
        misfit(cases, forward, "2-3-4", "one-bias", "One bias is not that of every unit.", forgetGateBias=first),
        misfit(cases, forward, "2-3-4", "fewer-cells", "A unit without a cell.", previousCell=less),
        misfit(cases, forward, "2-3-4", "fewer-inputs", "An input that the weights have no column for.", inputs=less),
        misfit(cases, backward, "2-3-4", "fewer-weights", "A unit without a candidate.", candidateWeights=less),
    ]
    return concept("RecurrentNetworks", "LSTMStep", notes, cases)


def lstm_sequence_vectors():
    shared = ["plain", "sizes-differ", "missing-bias", "gate-order", "missing-forget-gate", "saturation", "special-values", "state-path-missing", "cell-path-missing", "slope-from-state", "cell-after"]
    notes = {flag: LSTM_NOTES[flag] for flag in shared} | {
        "reversed-time": TIME_REVERSED,
        "state-not-carried": "Every step sees h_0.",
        "cell-not-carried": "Every step starts from c_0.",
        "missing-initial-state": "A first step from h = 0.",
        "missing-initial-cell": "A first step from c = 0.",
        "wrong-time-axis": SEQUENCE_NOTES["wrong-time-axis"],
        "empty": SEQUENCE_NOTES["empty"],
        "truncated": "No derivative carried from step to step: by the state, or by the cell.",
        "only-last": SEQUENCE_NOTES["only-last"],
        "one-step": UNSUMMED,
        "averaged-over-time": SEQUENCE_NOTES["averaged-over-time"],
    }

    def across(X):
        return [[[X[j][k][t] for j in range(len(X))] for k in range(len(X[0]))] for t in range(len(X[0][0]))]

    def without_forgetting(gates, c):
        return plus(c, hadamard(gates["inputGate"], gates["candidate"]))

    def peeking(program):
        def reaching(**x):
            x["inputs"][0]
            return program(**x)

        return reaching

    def orders(program):
        return [
            renaming_gates(program, outputGate="candidate", candidate="outputGate"),
            renaming_gates(program, inputGate="forgetGate", forgetGate="inputGate"),
        ]

    wrong = {
        "missing-bias": [without_biases(lstm_run)],
        "gate-order": orders(lstm_run),
        "missing-forget-gate": [lstm_run_by(cell=without_forgetting)],
        "reversed-time": [turned(lstm_run, "inputs")],
        "state-not-carried": [lstm_run_by(carried=lambda step, h_0, c_0: (h_0, step["cell"]))],
        "cell-not-carried": [lstm_run_by(carried=lambda step, h_0, c_0: (step["state"], c_0))],
        "missing-initial-state": [with_change(lstm_run, initialState=zeroed)],
        "missing-initial-cell": [with_change(lstm_run, initialCell=zeroed)],
        "wrong-time-axis": [with_change(lstm_run, inputs=across)],
        "empty": [peeking(lstm_run)],
        "special-values": [skipping_nan(lstm_run)],
    }
    forward = Equation("lstm-sequence-forward", lstm_run, bounds_of(lstm_run), wrong)

    def only_last(cotangent, **x):
        return lstm_pulled(cotangent=[zeroed(C) for C in cotangent[:-2]] + cotangent[-2:], **x)

    def turned_states(**x):
        cotangent = x["cotangent"]
        return lstm_pulled(**x | {"cotangent": cotangent[:-1][::-1] + cotangent[-1:]})

    wrong = {
        "gate-order": orders(lstm_pulled),
        "state-path-missing": [lstm_pulled_by(through_state=False)],
        "cell-path-missing": [lstm_pulled_by(through_cell=False)],
        "slope-from-state": [lstm_pulled_by(from_state=True)],
        "cell-after": [lstm_pulled_by(cell_of=lambda step: step["cell"])],
        "saturation": [lstm_pulled_by(slope=naive_slope)],
        "reversed-time": [turned(lstm_pulled, "inputs"), turned_states],
        "missing-initial-state": [with_change(lstm_pulled, initialState=zeroed)],
        "missing-initial-cell": [with_change(lstm_pulled, initialCell=zeroed)],
        "truncated": [lstm_pulled_by(pass_state=zeroed), lstm_pulled_by(pass_cell=zeroed)],
        "only-last": [only_last],
        "one-step": [lstm_pulled_by(some=lambda list_: list_[-1:]), lstm_pulled_by(some=lambda list_: list_[:1])],
        "averaged-over-time": [scaled(lstm_pulled, lambda x: 1 / len(x["inputs"]), LSTM_PARAMETERS)],
        "empty": [peeking(lstm_pulled)],
        "special-values": [skipping_nan(lstm_pulled)],
    }
    naive = lstm_pulled_by(slope=naive_slope)
    backward = Equation("lstm-sequence-backward", lstm_pulled, bounds_of(lstm_pulled), wrong, naive)

    def at(name, comment, flags, data, expect=None):
        return case(forward, name, comment, flags, data, None if expect is None else {"statesAndCell": expect})

    def back(name, comment, flags, data, expect=None):
        names = ["inputs", "initialState", "initialCell"] + LSTM_PARAMETERS
        return case(backward, name, comment, flags, data, None if expect is None else dict(zip(names, expect)))

    def data(kind, T, n, h, m):
        return lstm_data(kind, f"lstm-{T}-{n}-{h}-{m}", n, h, m, T)

    def data_back(kind, T, n, h, m):
        cotangent = [sized(kind, f"lstm-{T}-{n}-{h}-{m} C{t}", h, m) for t in range(T + 1)]
        return {"cotangent": cotangent} | data(kind, T, n, h, m)

    def given(x, h_0, c_0, **p):
        return {"inputs": [[[y]] for y in x], "initialState": [[h_0]], "initialCell": [[c_0]]} | p

    shut, open_ = (0, 0, -800), (0, 0, 40)
    nothing = {"inputs": Tensor([0, 1, 1], []), "initialState": [[0.5], [-0.25]], "initialCell": [[1.5], [3]]} | {
        name: [[1, 2, 3]] * 2 if name.endswith("Weights") else [4, 5] for name in LSTM_PARAMETERS
    }
    counter = one_unit((8, 0, -4), open_, (0, 0, 2), (4, 0, 0))
    usual = ["plain", "missing-bias", "gate-order", "missing-forget-gate", "reversed-time", "state-not-carried", "cell-not-carried", "missing-initial-state", "missing-initial-cell"]
    cases = [
        at("5-2-3-4", "Steps, inputs, units and samples all differ.", usual, data(dyadics, 5, 2, 3, 4)),
        at("3-4-2-5", "All differ, the other way.", usual, data(decimals, 3, 4, 2, 5)),
        at("6-2-3-1", "One sample.", usual, data(singles, 6, 2, 3, 1)),
        at("1-2-3-4", "One step.", ["plain", "missing-bias", "gate-order", "missing-forget-gate", "missing-initial-state", "missing-initial-cell"], data(decimals, 1, 2, 3, 4)),
        at("4-1-1-1", "One unit with one input.", usual, data(decimals, 4, 1, 1, 1)),
        at("3-3-3-3", "All sizes equal: only the numbers tell time from samples.", usual + ["wrong-time-axis"], data(decimals, 3, 3, 3, 3)),
        at("2-2-2-2", "All sizes equal, with all bits of a Float32 in use.", usual + ["wrong-time-axis"], data(singles, 2, 2, 2, 2)),
        at("12-1-2-1", "Twelve steps.", usual, data(dyadics, 12, 1, 2, 1)),
        at("no-steps", "T = 0: no states, and the initial cell as the last one.", ["empty"], nothing, [[[1.5], [3]]]),
        at("remembers", "Closed input gates and open forget gates: the cell is the same after every step.", ["missing-bias", "missing-initial-cell", "gate-order"], given([1, -2, 0.5, 3], 0, 0.625, **one_unit(shut, open_, (0.5, 0, 0.25), (1, 1, 1)))),
        at("counts", "A cell that adds up the steps whose input is 1.", ["plain", "cell-not-carried", "gate-order", "missing-bias"], given([1, 0, 1, 1, 0], 0, 0, **counter)),
        at("nan", "NaN reaches every later state of its sample, and the cell.", ["special-values"], {"inputs": [[[0, 0]], [[nan, 0]], [[0, 0]]], "initialState": [[0, 0]], "initialCell": [[0, 0]]} | one_unit(*[(1, 2, 0)] * 4), [[[0, 0]], [[nan, 0]], [[nan, 0]], [[nan, 0]]]),
    ]
    for sizes in [(3, 1, 2, 1), (2, 2, 1, 2)]:
        agree_with_differences(
            lambda cotangent, **x: {
                "value": added([c * y for C, Y in zip(cotangent, lstm_run(**x)["statesAndCell"]) for a, b in zip(C, Y) for c, y in zip(a, b)])
            },
            lstm_pulled, data_back(decimals, *sizes), {}, ["inputs", "initialState", "initialCell"] + LSTM_PARAMETERS)
    through = ["plain", "gate-order", "state-path-missing", "cell-path-missing", "slope-from-state", "cell-after", "reversed-time", "missing-initial-state", "missing-initial-cell", "truncated", "only-last", "one-step", "averaged-over-time"]
    zero = [[0]]
    cases += [
        back("5-2-3-4", "Steps, inputs, units and samples all differ.", through, data_back(dyadics, 5, 2, 3, 4)),
        back("3-4-2-5", "All differ, the other way.", through, data_back(decimals, 3, 4, 2, 5)),
        back("6-2-3-1", "One sample.", through, data_back(singles, 6, 2, 3, 1)),
        back("1-2-3-4", "One step.", ["plain", "gate-order", "state-path-missing", "cell-path-missing", "slope-from-state", "cell-after"], data_back(decimals, 1, 2, 3, 4)),
        back("4-1-1-1", "One unit with one input.", through, data_back(decimals, 4, 1, 1, 1)),
        back("3-3-3-3", "All sizes equal.", through, data_back(decimals, 3, 3, 3, 3)),
        back("2-2-2-2", "All sizes equal, with all bits of a Float32 in use.", through, data_back(singles, 2, 2, 2, 2)),
        back("12-1-2-1", "Twelve steps.", through, data_back(dyadics, 12, 1, 2, 1)),
        back("last-state-only", "Only the last state counts.", ["plain", "truncated", "reversed-time", "one-step", "state-path-missing"], {"cotangent": [zero, zero, zero, [[1]], zero]} | data(decimals, 4, 2, 1, 1)),
        back("last-cell-only", "Only the last cell counts.", ["plain", "truncated", "one-step", "cell-path-missing"], {"cotangent": [zero, zero, zero, zero, [[1]]]} | data(decimals, 4, 2, 1, 1)),
        back("no-steps", "T = 0: gradients of 0, but the cell's cotangent by the initial cell.", ["empty"], {"cotangent": [[[1.5], [-2]]]} | nothing, [Tensor([0, 1, 1], []), [[0], [0]], [[1.5], [-2]]] + [[[0] * 3] * 2, [0, 0]] * 4),
        back("remembers", "Open forget gates: the last cell's cotangent reaches the first one unchanged.", ["saturation", "truncated", "cell-path-missing"], {"cotangent": [zero] * 8 + [[[1.25]]]} | given([1, -2, 0.5, 3, -1, 2, 0.25, -0.5], 0.5, 0.625, **one_unit(shut, open_, (0.5, 0, 0.25), (1, 0, 1)))),
        back("saturated", "Forget gates at 40: their slopes are 4.2e-18, not 0.", ["saturation", "truncated"], {"cotangent": [zero] * 3 + [[[1.25]]]} | given([1, -2, 0.5], 0.5, 0.625, **one_unit((0.5, 0.25, 0), (0, 0, 40), (0.5, 0, 0.25), (1, 0.5, 1)))),
        back("nan", "NaN in the last step reaches everything of its sample.", ["special-values"], {"cotangent": [zero, [[1]], zero], "inputs": [zero, [[nan]]], "initialState": zero, "initialCell": zero} | one_unit(*[(1, 2, 0)] * 4), [[[[nan]], [[nan]]], [[nan]], [[nan]]] + [[[nan, nan]], [nan]] * 4),
    ]
    cases += [
        misfit(cases, forward, "5-2-3-4", "one-bias", "One bias is not that of every unit.", inputGateBias=first),
        misfit(cases, forward, "5-2-3-4", "fewer-samples", "A cell for three samples, and inputs of four.", initialCell=narrower),
        misfit(cases, backward, "5-2-3-4", "fewer-cotangents", "A step without a cotangent.", cotangent=less),
    ]
    return concept("RecurrentNetworks", "LSTMSequence", notes, cases)


CONCEPTS = [
    rnn_step_vectors,
    rnn_sequence_vectors,
    rnn_output_vectors,
    hidden_state_jacobian_vectors,
    lstm_step_vectors,
    lstm_sequence_vectors,
]
