"""Vectors of the gated recurrent unit: one step and whole sequences, forward and backward, in both reset variants.

A matrix is a list of rows, a sample a column, a sequence a list of matrices in the order of time. The step is written
once; a wrong program is the same step with one bug, named as the flag that hunts it.
"""

import math

import mpmath
from mpmath import mpf

from arithmetic import Float
from backpropagation import SATURATION, agree_with_differences
from error_bounds import Bounded, added, bounds_of
from forward_propagation import first_column_only, peeking, sized, small
from network_functions import VALUES, activation, activations, elementwise_product, preactivations, row_sums, slope, times
from tensor_algebra import by_columns, transposed
from vectors import (
    IN_SINGLE,
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
    first,
    flat,
    flushed,
    in_single,
    less,
    misfit,
    narrower,
    siblings,
    singles,
    skipping_nan,
)

inf, nan = math.inf, math.nan
WEIGHTS = ("updateWeights", "resetWeights", "candidateWeights")
BIASES = ("updateBias", "resetBias", "candidateBias")
NAMES = [name for pair in zip(WEIGHTS, BIASES) for name in pair] + ["candidateStateBias"]


# The unit


def plus(*matrices):
    return [[added(list(terms)) for terms in zip(*rows, strict=True)] for rows in zip(*matrices, strict=True)]


def negative(A):
    return each(lambda a: -a, A)


def complement(Z, A):
    """1 − σ(a), as it stands in the documents' form; programs that are good everywhere take σ(−a)."""
    numbers = flat(A)
    if any(isinstance(a, (Bounded, Float)) for a in numbers):
        return activations("sigmoid", negative(A))
    return each(lambda z: 1 - z, Z)


def split(W, n):
    """The columns that see the input, and those that see the state."""
    return [row[:n] for row in W], [row[n:] for row in W]


def joined(U, V):
    return [u + v for u, v in zip(U, V, strict=True)]


def changed(p, bug):
    """The parameters as a program with this bug takes them."""
    if bug == "swapped-gates":
        names = {"updateWeights": "resetWeights", "updateBias": "resetBias"}
        names |= {b: a for a, b in names.items()}
        return {name: p[names.get(name, name)] for name in p}
    if bug == "missing-bias":
        return p | {name: [β * 0 for β in p[name]] for name in BIASES}
    if bug == "missing-state-bias":
        return p | {"candidateStateBias": [β * 0 for β in p["candidateStateBias"]]}
    if bug == "column-major":
        return p | {name: by_columns(p[name]) for name in WEIGHTS}
    return p


def other(reset):
    return "afterProduct" if reset == "beforeProduct" else "beforeProduct"


def step(x, h, p, reset, bug=None):
    """h_t, and all that it is computed from."""
    p, n = changed(p, bug), len(x)
    if bug == "other-reset":
        p = p | {"candidateStateBias": p["candidateStateBias"] or [β * 0 for β in p["candidateBias"]]}
        reset = other(reset)
    over = (lambda a, b: b + a) if bug == "state-above-input" else (lambda a, b: a + b)
    a_z = preactivations(p["updateWeights"], over(x, h), p["updateBias"])
    a_r = preactivations(p["resetWeights"], over(x, h), p["resetBias"])
    gate = "tanh" if bug == "wrong-gate-activation" else "sigmoid"
    z, r = activations(gate, a_z), activations(gate, a_r)
    if bug == "overflow-of-naive-form":
        z, r = each(VALUES["sigmoid"], a_z), each(VALUES["sigmoid"], a_r)
    if bug == "missing-reset":
        r = each(lambda a: a * 0 + 1, r)
    W_c, b_c, b_V = p["candidateWeights"], p["candidateBias"], p["candidateStateBias"]
    if reset == "beforeProduct":
        v = h
        a_c = preactivations(W_c, over(x, elementwise_product(r, h)), b_c)
    else:
        U, V = split(W_c, n)
        v = preactivations(V, h, [β * 0 for β in b_V] if bug == "state-bias-outside-reset" else b_V)
        outside = [added([β, γ]) for β, γ in zip(b_c, b_V)] if bug == "state-bias-outside-reset" else b_c
        a_c = plus(preactivations(U, x, outside), elementwise_product(r, v))
    g = {"missing-candidate-activation": "identity", "wrong-candidate-activation": "sigmoid"}.get(bug, "tanh")
    c = activations(g, a_c)
    kept = each(lambda a: 1 - a, z) if bug == "rounded-complement" else complement(z, a_z)
    if bug == "swapped-update":
        z, kept = kept, z
    if bug == "missing-complement":
        kept = each(lambda a: a * 0 + 1, kept)
    new = plus(elementwise_product(kept, h), elementwise_product(z, c))
    return dict(x=x, h=h, a_z=a_z, a_r=a_r, a_c=a_c, z=z, r=r, c=c, v=v, kept=kept, new=new)


def back(g, s, p, reset, bug=None):
    """The gradients of Σ g ⊙ h_t by the state, the inputs and every parameter."""
    if bug == "other-reset":
        reset = other(reset)
        p = p | {"candidateStateBias": p["candidateStateBias"] or [β * 0 for β in p["candidateBias"]]}
        s = step(s["x"], s["h"], p, reset)
    x, h, n = s["x"], s["h"], len(s["x"])

    def slopes(gate, name, value):
        if bug == "derivative-at-output":
            return each(lambda a: slope(gate, a), s[value])
        if bug == "saturation":
            return each(lambda a: a * (1 - a) if gate == "sigmoid" else 1 - a * a, s[value])
        if bug == f"missing-{name}-derivative":
            return each(lambda a: a * 0 + 1, s[value])
        return each(lambda a: slope(gate, a), s[{"z": "a_z", "r": "a_r", "c": "a_c"}[value]])

    change = plus(s["c"], negative(h))
    if bug in ("swapped-update", "wrong-sign"):
        change = negative(change)
    passed = s["kept"] if bug == "swapped-update" else s["z"]
    stays = s["z"] if bug == "swapped-update" else s["kept"]
    δ_z = elementwise_product(elementwise_product(g, change), slopes("sigmoid", "update", "z"))
    δ_c = elementwise_product(elementwise_product(g, passed), slopes("tanh", "candidate", "c"))
    W_c = p["candidateWeights"]
    U, V = split(W_c, n)
    seen = h if bug == "unreset-outer-product" else elementwise_product(s["r"], h)
    if reset == "beforeProduct":
        q = times(transposed(V), δ_c)
        h̄_c, W̄_c, b̄_V = elementwise_product(q, s["r"]), times(δ_c, transposed(x + seen)), []
    else:
        q = δ_c
        inner = elementwise_product(q, s["r"])
        h̄_c = times(transposed(V), inner)
        V̄ = times(q if bug == "unreset-outer-product" else inner, transposed(h))
        W̄_c = joined(times(δ_c, transposed(x)), V̄)
        b̄_V = row_sums(q if bug == "state-bias-without-reset" else inner)
    if bug == "missing-reset-in-state":
        h̄_c = q if reset == "beforeProduct" else times(transposed(V), q)
    x̄_c = times(transposed(U), δ_c)
    δ_r = elementwise_product(elementwise_product(q, s["v"]), slopes("sigmoid", "reset", "r"))
    W_z, W_r = p["updateWeights"], p["resetWeights"]
    gates = [(W, δ) for W, δ, name in ((W_z, δ_z, "update"), (W_r, δ_r, "reset")) if bug != f"missing-{name}-path"]
    to_x = [times(transposed(split(W, n)[0]), δ) for W, δ in gates]
    to_h = [times(transposed(split(W, n)[1]), δ) for W, δ in gates]
    to_h += [] if bug == "missing-direct-path" else [elementwise_product(g, stays)]
    to_h += [] if bug == "missing-candidate-path" else [h̄_c]
    sums = (lambda δ: row_sums(first_column_only(δ))) if bug == "bias-not-summed" else row_sums
    stacked = transposed(x + h)
    outputs = {
        "inputs": plus(x̄_c, *to_x),
        "previousState": plus(*to_h),
        "updateWeights": times(δ_z, stacked),
        "updateBias": sums(δ_z),
        "resetWeights": times(δ_r, stacked),
        "resetBias": sums(δ_r),
        "candidateWeights": W̄_c,
        "candidateBias": sums(δ_c),
        "candidateStateBias": b̄_V,
    }
    if bug == "divided-by-samples":
        m = len(g[0])
        outputs |= {name: each(lambda a: a * (1 / m), outputs[name]) for name in NAMES}
    if bug == "exchanged-gradients":
        outputs |= {"updateWeights": outputs["resetWeights"], "resetWeights": outputs["updateWeights"]}
    if bug == "other-reset":  # Of the length that is expected.
        outputs["candidateStateBias"] = [0.0] * len(h) if reset == "beforeProduct" else []
    return outputs


def run_step(inputs, previousState, reset, bug=None, **p):
    s = step(inputs, previousState, p, reset, bug)
    return {"state": s["new"], "updateGate": s["z"], "resetGate": s["r"], "candidate": s["c"]}


def run_back(cotangent, inputs, previousState, reset, bug=None, **p):
    if bug == "missing-cotangent":
        cotangent = each(lambda c: c * 0 + 1, cotangent)
    in_step = bug if bug == "rounded-complement" else None
    return back(cotangent, step(inputs, previousState, p, reset, in_step), p, reset, bug)


def run_step_exchanged(inputs, previousState, reset, **p):
    """The step by the other convention: z weighs the state that stays."""
    s = step(inputs, previousState, p, reset, "swapped-update")
    return {"state": s["new"], "updateGate": s["kept"], "resetGate": s["r"], "candidate": s["c"]}


def run_sequence(inputs, initialState, reset, bug=None, **p):
    h, states = initialState, []
    if bug == "zero-initial-state":
        h = each(lambda a: a * 0, h)
    for x in inputs[::-1] if bug == "reversed-time" else inputs:
        s = step(x, h, p, reset, bug)
        states.append(h if bug == "states-before" else s["new"])
        h = initialState if bug == "state-not-carried" else s["new"]
    if bug == "reversed-outputs":
        states = states[::-1]
    final = states[0] if bug == "first-as-final" else h if not bug == "state-not-carried" else states[-1]
    return {"states": states, "finalState": final}


def run_sequence_back(cotangent, inputs, initialState, reset, bug=None, **p):
    h, steps = initialState, []
    in_step = {"exchanged-mixture": "swapped-update", "rounded-complement": bug}.get(bug)
    for x in inputs[::-1] if bug == "reversed-time" else inputs:
        steps.append(step(x, h, p, reset, in_step))
        h = steps[-1]["new"]
    if bug == "reversed-cotangents":
        cotangent = cotangent[::-1]
    if bug == "only-last-cotangent":
        cotangent = [each(lambda c: c * 0, g) for g in cotangent[:-1]] + cotangent[-1:]
    later, found = None, []
    for g, s in list(zip(cotangent, steps, strict=True))[::-1]:
        if later is not None and bug != "state-gradient-not-carried":
            g = later if bug == "cotangent-overwritten" else plus(g, later)
        if bug == "states-after":
            s = s | {"h": s["new"]}
        # In a step of the other convention, `kept` and `z` have changed their names, and h − h̃ is what z moves.
        found.append(back(g, s, p, reset, "wrong-sign" if bug == "exchanged-mixture" else bug))
        later = found[-1]["previousState"]
    if bug == "last-step-only":
        kept = found[:1]
    elif bug == "first-step-only":
        kept = found[-1:]
    else:
        kept = found
    outputs = {"inputs": [f["inputs"] for f in found][:: 1 if bug == "reversed-gradients" else -1]}
    outputs["initialState"] = each(lambda a: a * 0, later) if bug == "missing-initial-state" else later
    for name in NAMES:
        if name in WEIGHTS:
            outputs[name] = plus(*[f[name] for f in kept])
        else:
            outputs[name] = [added(list(terms)) for terms in zip(*[f[name] for f in kept])]
        if bug == "divided-by-steps":
            outputs[name] = each(lambda a: a * (1 / len(steps)), outputs[name])
    return outputs


# What both pages share

NOTES = {
    "plain": PLAIN,
    "empty": "No samples, or no steps: code that reads a size from the first one has none.",
    "other-reset": "The reset gate on the other side of the product: r ⊙ (V h) for V (r ⊙ h), or the reverse. "
    "Seen in https://github.com/pytorch/pytorch/issues/99531.",
    "swapped-update": "z ⊙ h + (1 − z) ⊙ h̃: another convention, whose parameters are not those of this one. "
    "Discussed in https://github.com/pytorch/pytorch/issues/20129.",
    "swapped-gates": "The update gate's parameters taken for the reset gate's.",
    "state-above-input": "Weights that act on the state stacked above the input.",
    "missing-state-bias": "V h without b_V.",
    "state-bias-outside-reset": "b_V added to b_c, so that the reset gate does not multiply it.",
    "rounded-complement": "1 − z of a z that has rounded to 1, or has few digits left below it: what stays of the state, "
    "or comes back to it, is lost. σ(−a) keeps it.",
    "special-values": "NaN has to stay.",
    "sizes-differ": SIZES,
}
EXCHANGED = "z weighs the state that stays, 1 − z the candidate: Cho and others (2014), PyTorch, Keras and TensorFlow."


def exchanged_siblings(equation, cases, program):
    """The other convention's answers to every case of numbers."""
    numbers = [x for x in cases if not {"special-values", "empty"} & set(x["flags"])]
    return siblings(equation, numbers, "swapped-update", "exchanged", EXCHANGED, program, bounds_of(program))


def bugs(program, names):
    """For each name the program with that bug."""
    return {name: [lambda bug=name, **x: program(bug=bug, **x)] for name in names}


def numbers(kind, seed, n, h, reset):
    """Parameters of ordinary size."""
    p = {}
    for weights, bias in zip(WEIGHTS, BIASES):
        p[weights] = sized(small(kind), f"{seed} {weights}", h, n + h)
        p[bias] = small(kind)(f"{seed} {bias}", h)
    p["candidateStateBias"] = small(kind)(f"{seed} candidateStateBias", h) if reset == "afterProduct" else []
    return p


def constant(n, h, reset, update, reset_bias, W_c, b_c, b_V=()):
    """Gates that depend on nothing but their biases."""
    return {
        "updateWeights": [[0] * (n + h) for _ in range(h)],
        "updateBias": [update] * h,
        "resetWeights": [[0] * (n + h) for _ in range(h)],
        "resetBias": [reset_bias] * h,
        "candidateWeights": W_c,
        "candidateBias": b_c,
        "candidateStateBias": list(b_V),
    }


def weighted(program, output):
    """Σ cotangent ⊙ output, as a function of all inputs."""
    return lambda cotangent, **x: {"value": sum(c * s for c, s in zip(flat(cotangent), flat(program(**x)[output])))}


BEFORE, AFTER = "beforeProduct", "afterProduct"


def gru_step():
    notes = NOTES | {
        "missing-reset": "r = 1: the candidate sees the whole state. "
        "Seen in https://github.com/zhiyongc/GRU-D/issues/2.",
        "missing-bias": "Sums without their biases.",
        "missing-candidate-activation": "The candidate's sum for its tanh.",
        "wrong-candidate-activation": "A sigmoid for the candidate's tanh.",
        "wrong-gate-activation": "tanh for the gates' sigmoid.",
        "missing-complement": "h + z ⊙ h̃.",
        "column-major": "Reads each weight matrix column by column.",
        "overflow-of-naive-form": "e⁻ᵃ overflows where σ(a) is still a number.",
        "saturation": SATURATION,
        "cancellation": IN_SINGLE,
        "subnormal": SUBNORMAL,
        "wrong-sign": "h − h̃ for h̃ − h.",
        "missing-update-derivative": "δ_z without σ′.",
        "missing-reset-derivative": "δ_r without σ′.",
        "missing-candidate-derivative": "δ_c without tanh′.",
        "derivative-at-output": "σ′ and tanh′ taken at z, r and h̃ instead of the sums under them.",
        "unreset-outer-product": "W̄_c from h for r ⊙ h, or V̄ from δ_c for r ⊙ δ_c.",
        "state-bias-without-reset": "b̄_V = b̄_c, without r.",
        "missing-reset-in-state": "What the candidate passes back to the state, without r.",
        "missing-update-path": "The state's and the inputs' gradients without W_zᵀ δ_z.",
        "missing-reset-path": "The state's and the inputs' gradients without W_rᵀ δ_r.",
        "missing-direct-path": "The state's gradient without h̄ ⊙ (1 − z).",
        "missing-candidate-path": "The state's gradient without what the candidate passes back.",
        "bias-not-summed": "The biases' gradients of one sample instead of the sum over all.",
        "divided-by-samples": "A mean over the samples: the cotangent has that factor already where the loss is a mean.",
        "exchanged-gradients": "W̄_z under W̄_r's name.",
        "missing-cotangent": "The local derivatives without the factor from above.",
    }
    unit = ["other-reset", "swapped-update", "swapped-gates", "state-above-input"]
    ahead = unit + ["missing-state-bias", "state-bias-outside-reset", "missing-reset", "missing-bias"]
    ahead += ["missing-candidate-activation", "wrong-candidate-activation", "wrong-gate-activation"]
    ahead += ["missing-complement", "column-major", "overflow-of-naive-form", "rounded-complement"]
    wrong = bugs(run_step, ahead) | {
        "empty": [peeking(run_step, "inputs", "previousState")],
        "cancellation": [in_single(run_step)],
        "subnormal": [flushed(run_step)],
        "special-values": [skipping_nan(run_step)],
    }
    forward = Equation("gru-step-forward", run_step, bounds_of(run_step), wrong)
    behind = ["other-reset", "swapped-update", "wrong-sign", "missing-update-derivative", "missing-reset-derivative"]
    behind += ["missing-candidate-derivative", "derivative-at-output", "saturation", "unreset-outer-product"]
    behind += ["state-bias-without-reset", "missing-reset-in-state", "missing-update-path", "missing-reset-path"]
    behind += ["missing-direct-path", "missing-candidate-path", "bias-not-summed", "divided-by-samples"]
    behind += ["exchanged-gradients", "missing-cotangent", "rounded-complement"]
    wrong = bugs(run_back, behind) | {
        "empty": [peeking(run_back, "inputs", "previousState")],
        "subnormal": [flushed(run_back)],
        "special-values": [skipping_nan(run_back)],
        "swapped-gates": [lambda **x: run_back(**changed(x, "swapped-gates"))],
        "state-above-input": [lambda **x: run_back(**x | {name: turned(x[name], len(x["inputs"])) for name in WEIGHTS})],
    }
    naive = wrong["saturation"][0]
    backward = Equation("gru-step-backward", run_back, bounds_of(run_back), wrong, naive)

    def fire(name, comment, flags, reset, x, h, p, expect=None):
        expect = None if expect is None else dict(zip(("state", "updateGate", "resetGate", "candidate"), expect))
        data = {"inputs": x, "previousState": h} | p
        return case(forward, name, comment, flags, data, expect, {"reset": reset})

    def pull(name, comment, flags, reset, c, x, h, p, expect=None, check=True):
        data = {"cotangent": c, "inputs": x, "previousState": h} | p
        if expect is None and check:
            agree_with_differences(
                weighted(run_step, "state"), run_back, data, {"reset": reset}, ["inputs", "previousState", *NAMES])
        return case(backward, name, comment, flags, data, expect, {"reset": reset})

    def data(kind, n, h, m, reset):
        seed = f"gru-step-{n}-{h}-{m}-{reset}"
        p = numbers(kind, seed, n, h, reset)
        scale = small(kind)
        return [each(lambda a: 4 * a, sized(scale, seed + " x", n, m)), each(lambda a: 2 * a, sized(scale, seed + " h", h, m)), p]

    def data_back(kind, n, h, m, reset):
        return [sized(kind, f"gru-step-{n}-{h}-{m}-{reset} c", h, m), *data(kind, n, h, m, reset)]

    usual = ["plain", *unit, "missing-reset", "missing-bias", "missing-candidate-activation", "wrong-candidate-activation"]
    usual += ["wrong-gate-activation", "missing-complement", "column-major"]
    after = usual + ["missing-state-bias", "state-bias-outside-reset"]
    single = [flag for flag in usual if flag not in ("other-reset", "column-major")]
    W, V = [[0.5, -1.5]], [[0.5, 2]]
    cases = [
        fire("2-3-4-before", "2 inputs, 3 units, 4 samples.", usual, BEFORE, *data(dyadics, 2, 3, 4, BEFORE)),
        fire("2-3-4-after", "The same sizes, the gate after the product.", after, AFTER, *data(dyadics, 2, 3, 4, AFTER)),
        fire("4-2-3-before", "All bits of a Float32 in use.", usual, BEFORE, *data(singles, 4, 2, 3, BEFORE)),
        fire("4-2-3-after", "All bits of a Float32 in use.", after, AFTER, *data(singles, 4, 2, 3, AFTER)),
        fire("3-3-3-before", "Equal sizes: only the numbers tell an axis.", usual, BEFORE, *data(decimals, 3, 3, 3, BEFORE)),
        fire("3-3-3-after", "Equal sizes: only the numbers tell an axis.", after, AFTER, *data(decimals, 3, 3, 3, AFTER)),
        fire("3-2-1-before", "One sample.", usual, BEFORE, *data(decimals, 3, 2, 1, BEFORE)),
        fire("3-2-1-after", "One sample.", after, AFTER, *data(decimals, 3, 2, 1, AFTER)),
        fire("1-1-1-before", "One input, one unit, one sample: b_V, which is missing, would tell the variants apart.", single, BEFORE, *data(decimals, 1, 1, 1, BEFORE)),
        fire("1-1-1-after", "One input, one unit, one sample.", single + ["missing-state-bias", "state-bias-outside-reset"], AFTER, *data(decimals, 1, 1, 1, AFTER)),
        fire("9-8-2-before", "Sums of 17 terms, which the kernel adds in pairs.", usual, BEFORE, *data(singles, 9, 8, 2, BEFORE)),
        fire("0-2-3-before", "Without inputs the state drives itself.", [f for f in usual if f not in ("state-above-input", "other-reset")], BEFORE, Tensor([0, 3], []), [[0.5, -1, 0.25], [0.75, 2, -0.5]], numbers(dyadics, "gru-step-0-2", 0, 2, BEFORE)),
        fire("reset-closed", "r = 0: the candidate sees the input alone.", ["missing-reset", "swapped-gates"], BEFORE, [[0.5]], [[0.75]], constant(1, 1, BEFORE, 1, -800, W, [0.25])),
        fire("reset-closed-after", "r = 0 hides b_V too.", ["missing-reset", "state-bias-outside-reset", "swapped-gates"], AFTER, [[0.5]], [[0.75]], constant(1, 1, AFTER, 1, -800, W, [0.25], [3])),
        fire("update-closed", "z = 0: the state is copied exactly, in every bit.", ["swapped-update", "missing-candidate-activation"], BEFORE, [[0.5]], [[0.1]], constant(1, 1, BEFORE, -800, 1, W, [0.25])),
        fire("update-open", "z = 1: the candidate replaces the state.", ["swapped-update", "missing-complement"], BEFORE, [[0.5]], [[0.1]], constant(1, 1, BEFORE, 800, 1, W, [0.25])),
        fire("nearly-closed", "z ≈ e⁻⁷¹⁰, and nothing beside it: the state is 0.", ["overflow-of-naive-form", "swapped-update"], BEFORE, [[0.5]], [[0]], constant(1, 1, BEFORE, -710, 1, V, [0.25])),
        fire("nearly-open", "z has rounded to 1, and the candidate is 0: e⁻⁴⁰ of the state is left.", ["rounded-complement"], BEFORE, [[0]], [[1.5]], constant(1, 1, BEFORE, 40, -800, V, [0])),
        fire("mostly-open", "1 − z = 1.2e-4, and the candidate is 0: 1 less a rounded z has four digits fewer.", ["rounded-complement"], BEFORE, [[0]], [[1.5]], constant(1, 1, BEFORE, 9, -800, V, [0])),
        fire("large-state", "States beyond 1, which only a first state can be.", ["swapped-update", "missing-complement", "other-reset"], AFTER, [[1, -2]], [[1e10, -3e5]], constant(1, 1, AFTER, 0.5, -20, W, [0.25], [0.5])),
        fire("cancellation", "The candidate's sum is a millionth of its terms.", ["cancellation"], BEFORE, [[2.2]], [[0.7]], constant(1, 1, BEFORE, 0.5, 800, [[1.1, -3.3]], [-0.110002])),
        fire("subnormal", "A subnormal state, half of which is kept.", ["subnormal"], BEFORE, [[0]], [[3e-310]], constant(1, 1, BEFORE, 0, 0, W, [0])),
        fire("no-samples", "Without samples there is no column.", ["empty"], BEFORE, Tensor([1, 0], [[]]), Tensor([1, 0], [[]]), constant(1, 1, BEFORE, 0, 0, W, [0]), [Tensor([1, 0], [[]])] * 4),
        fire("nan", "NaN spoils its sample only.", ["special-values"], BEFORE, [[nan, 0]], [[0, 0]], constant(1, 1, BEFORE, 0, 0, W, [0]), ([[nan, 0]], [[nan, 0.5]], [[nan, 0.5]], [[nan, 0]])),
    ]
    usual = ["plain", *unit] + [flag for flag in behind if flag not in ("other-reset", "swapped-update", "saturation", "rounded-complement", "state-bias-without-reset")]
    after = usual + ["state-bias-without-reset"]
    one = [f for f in usual if f not in ("bias-not-summed", "divided-by-samples")]
    one_unit = [f for f in one if f != "other-reset"]
    cases += [
        pull("2-3-4-before", "2 inputs, 3 units, 4 samples.", usual, BEFORE, *data_back(dyadics, 2, 3, 4, BEFORE)),
        pull("2-3-4-after", "The same sizes, the gate after the product.", after, AFTER, *data_back(dyadics, 2, 3, 4, AFTER)),
        pull("4-2-3-before", "All bits of a Float32 in use.", usual, BEFORE, *data_back(singles, 4, 2, 3, BEFORE)),
        pull("4-2-3-after", "All bits of a Float32 in use.", after, AFTER, *data_back(singles, 4, 2, 3, AFTER)),
        pull("3-3-3-before", "Equal sizes: only the numbers tell an axis.", usual, BEFORE, *data_back(decimals, 3, 3, 3, BEFORE)),
        pull("3-3-3-after", "Equal sizes; some units are near their ends.", ["saturation", *after[1:]], AFTER, *data_back(decimals, 3, 3, 3, AFTER)),
        pull("3-2-1-before", "One sample; some units are near their ends.", ["saturation", *one[1:]], BEFORE, *data_back(decimals, 3, 2, 1, BEFORE)),
        pull("3-2-1-after", "One sample; some units are near their ends.", ["saturation", *one[1:], "state-bias-without-reset"], AFTER, *data_back(decimals, 3, 2, 1, AFTER)),
        pull("1-1-1-before", "One input, one unit, one sample, near their ends.", ["saturation", *one_unit[1:]], BEFORE, *data_back(decimals, 1, 1, 1, BEFORE)),
        pull("2-1-17-after", "Sums over 17 samples, which the kernel adds in pairs.", ["plain", "bias-not-summed", "divided-by-samples", "swapped-update"], AFTER, *data_back(singles, 2, 1, 17, AFTER)),
        pull("saturated-update", "σ′(40) = 4.2e-18, where z (1 − z) is 0.", ["saturation"], BEFORE, [[1.5]], [[0.5]], [[0.75]], constant(1, 1, BEFORE, 40, 1, W, [0.25])),
        pull("saturated-reset", "The same in the reset gate.", ["saturation"], AFTER, [[1.5]], [[0.5]], [[0.75]], constant(1, 1, AFTER, 1, 38, W, [0.25], [0.5])),
        pull("saturated-candidate", "tanh′(20) = 1.7e-17, where 1 − tanh² is 0.", ["saturation"], BEFORE, [[1.5]], [[0.5]], [[0.75]], constant(1, 1, BEFORE, 1, 1, W, [22])),
        pull("nearly-saturated", "Slopes of 1e-4 to 1e-3, of which y (1 − y) and 1 − y² have lost three digits or four.", ["saturation", "rounded-complement"], AFTER, [[1.5]], [[0.5]], [[0.75]], constant(1, 1, AFTER, 9, 7, W, [5], [0.5])),
        pull("nearly-open", "z has rounded to 1: e⁻⁴⁰ of the cotangent comes back to the state, and nothing beside it.", ["rounded-complement", "saturation", "missing-direct-path"], BEFORE, [[1.5]], [[0.5]], [[0.75]], constant(1, 1, BEFORE, 40, -800, W, [0.25]), check=False),
        pull("mostly-open", "1 − z = 1.2e-4: 1 less a rounded z has four digits fewer.", ["rounded-complement", "saturation", "missing-direct-path"], BEFORE, [[1.5]], [[0.5]], [[0.75]], constant(1, 1, BEFORE, 9, -800, W, [0.25]), check=False),
        pull("update-closed", "z = 0: the cotangent goes to the state unchanged, and nowhere else.", ["swapped-update", "missing-direct-path"], BEFORE, [[0.7]], [[0.5]], [[0.1]], constant(1, 1, BEFORE, -800, 1, W, [0.25]), check=False),
        pull("reset-closed", "r = 0: the state is reached through the update gate alone.", ["missing-reset-in-state", "unreset-outer-product"], BEFORE, [[0.7]], [[0.5]], [[0.1]], constant(1, 1, BEFORE, 0.25, -800, W, [0.25]), check=False),
        pull("subnormal", "A subnormal cotangent.", ["subnormal"], BEFORE, [[3e-310]], [[0.5]], [[0.75]], constant(1, 1, BEFORE, 0, 0, W, [0.25]), check=False),
        pull("no-samples", "Without samples every gradient is 0.", ["empty"], BEFORE, Tensor([1, 0], [[]]), Tensor([1, 0], [[]]), Tensor([1, 0], [[]]), constant(1, 1, BEFORE, 0, 0, W, [0]), zeros(Tensor([1, 0], [[]]), Tensor([1, 0], [[]]), "previousState", 1, 1, BEFORE)),
        pull("nan", "A cotangent that is NaN.", ["special-values"], BEFORE, [[nan]], [[1]], [[1]], constant(1, 1, BEFORE, 0, 0, W, [0]), all_nan()),
    ]
    cases += exchanged_siblings(forward, cases, run_step_exchanged)
    cases += exchanged_siblings(backward, cases, lambda **x: run_back(bug="swapped-update", **x))
    cases += [
        misfit(cases, forward, "2-3-4-before", "fewer-inputs", "An input that the weights have no column for.", inputs=less),
        misfit(cases, forward, "2-3-4-before", "fewer-samples", "A sample without a state.", previousState=narrower),
        misfit(cases, forward, "2-3-4-after", "one-bias", "One bias is not that of every unit.", updateBias=first),
        misfit(cases, forward, "2-3-4-after", "fewer-reset-weights", "A unit without a reset gate.", resetWeights=less),
        misfit(cases, backward, "2-3-4-after", "fewer-cotangents", "A sample without a cotangent.", cotangent=narrower),
        misfit(cases, backward, "2-3-4-before", "one-bias", "One bias is not that of every unit.", candidateBias=first),
    ]
    return concept("RecurrentNetworks", "GRUStep", notes, cases)


def turned(W, n):
    """The weights with the state's columns before the input's."""
    U, V = split(W, n)
    return joined(V, U)


def zeros(inputs, state, name, n, h, reset):
    """Gradients of 0."""
    return {"inputs": inputs, name: state} | {
        parameter: [[0] * (n + h)] * h if parameter in WEIGHTS else [0] * h for parameter in NAMES[:-1]
    } | {"candidateStateBias": [0] * h if reset == AFTER else []}


def all_nan():
    return {"inputs": [[nan]], "previousState": [[nan]]} | {
        name: [[nan, nan]] if name in WEIGHTS else [nan] for name in NAMES[:-1]
    } | {"candidateStateBias": []}


def gru_sequence():
    notes = NOTES | {
        "reversed-time": "The last input first.",
        "reversed-outputs": "The states in reverse order.",
        "state-not-carried": "Every step from h₀.",
        "zero-initial-state": "Starts from 0 instead of h₀.",
        "states-before": "h_{t−1} where h_t is asked.",
        "first-as-final": "The first state as the final one.",
        "reversed-cotangents": "The last state's cotangent for the first state.",
        "reversed-gradients": "The inputs' gradients from the last to the first.",
        "only-last-cotangent": "The cotangents of all states but the last left out.",
        "cotangent-overwritten": "What comes from step t + 1 instead of its sum with h_t's own cotangent.",
        "state-gradient-not-carried": "Each step by itself: nothing goes back through time.",
        "states-after": "h_t for h_{t−1} in the gradients.",
        "last-step-only": "The parameters' gradients of the last step instead of the sum over all.",
        "first-step-only": "The parameters' gradients of the first step instead of the sum over all.",
        "divided-by-steps": "A mean over the steps.",
        "missing-initial-state": "A gradient of 0 by h₀.",
        "missing-direct-path": "Nothing goes back through h ⊙ (1 − z), the path that keeps a memory.",
        "bias-not-summed": "The biases' gradients of one sample instead of the sum over all.",
        "saturation": SATURATION,
    }
    unit = ["other-reset", "swapped-update", "swapped-gates", "state-above-input"]
    ahead = ["reversed-time", "reversed-outputs", "state-not-carried", "zero-initial-state", "states-before", "first-as-final"]
    wrong = bugs(run_sequence, unit + ahead + ["missing-state-bias", "state-bias-outside-reset", "rounded-complement"]) | {
        "empty": [peeking(run_sequence, "inputs")],
        "special-values": [skipping_nan(run_sequence)],
    }
    forward = Equation("gru-sequence-forward", run_sequence, bounds_of(run_sequence), wrong)
    behind = ["reversed-cotangents", "reversed-gradients", "only-last-cotangent", "cotangent-overwritten"]
    behind += ["state-gradient-not-carried", "states-after", "last-step-only", "first-step-only", "divided-by-steps"]
    behind += ["missing-initial-state", "missing-direct-path", "bias-not-summed", "swapped-update", "reversed-time", "other-reset"]
    wrong = bugs(run_sequence_back, behind + ["saturation", "rounded-complement"]) | {
        "empty": [peeking(run_sequence_back, "inputs")],
        "swapped-gates": [lambda **x: run_sequence_back(**changed(x, "swapped-gates"))],
        "special-values": [skipping_nan(run_sequence_back)],
    }
    naive = wrong["saturation"][0]
    backward = Equation("gru-sequence-backward", run_sequence_back, bounds_of(run_sequence_back), wrong, naive)

    def fire(name, comment, flags, reset, x, h, p, expect=None):
        expect = None if expect is None else dict(zip(("states", "finalState"), expect))
        return case(forward, name, comment, flags, {"inputs": x, "initialState": h} | p, expect, {"reset": reset})

    def pull(name, comment, flags, reset, c, x, h, p, expect=None, check=True):
        data = {"cotangent": c, "inputs": x, "initialState": h} | p
        if expect is None and check:
            agree_with_differences(
                weighted(run_sequence, "states"), run_sequence_back, data, {"reset": reset}, ["inputs", "initialState", *NAMES])
        return case(backward, name, comment, flags, data, expect, {"reset": reset})

    def data(kind, T, n, h, m, reset):
        seed = f"gru-sequence-{T}-{n}-{h}-{m}-{reset}"
        scale = small(kind)
        x = [each(lambda a: 4 * a, sized(scale, f"{seed} x{t}", n, m)) for t in range(T)]
        return [x, each(lambda a: 2 * a, sized(scale, seed + " h", h, m)), numbers(kind, seed, n, h, reset)]

    def data_back(kind, T, n, h, m, reset):
        seed = f"gru-sequence-{T}-{n}-{h}-{m}-{reset}"
        return [[sized(kind, f"{seed} c{t}", h, m) for t in range(T)], *data(kind, T, n, h, m, reset)]

    usual = ["plain", *unit, *ahead]
    after = usual + ["missing-state-bias", "state-bias-outside-reset"]
    short = ["plain", *unit, "zero-initial-state", "states-before"]
    W = [[0.5, -1.5]]
    cases = [
        fire("5-2-3-4-before", "5 steps of 2 inputs, 3 units, 4 samples.", usual, BEFORE, *data(dyadics, 5, 2, 3, 4, BEFORE)),
        fire("5-2-3-4-after", "The gate after the product.", after, AFTER, *data(dyadics, 5, 2, 3, 4, AFTER)),
        fire("4-3-2-1-before", "One sample.", usual, BEFORE, *data(singles, 4, 3, 2, 1, BEFORE)),
        fire("4-3-2-1-after", "One sample.", after, AFTER, *data(singles, 4, 3, 2, 1, AFTER)),
        fire("3-3-3-3-before", "Equal sizes: only the numbers tell time from an axis.", usual, BEFORE, *data(decimals, 3, 3, 3, 3, BEFORE)),
        fire("3-3-3-3-after", "Equal sizes: only the numbers tell time from an axis.", after, AFTER, *data(decimals, 3, 3, 3, 3, AFTER)),
        fire("1-2-3-2-before", "One step.", short, BEFORE, *data(decimals, 1, 2, 3, 2, BEFORE)),
        fire("2-1-1-1-after", "One input, one unit, one sample, two steps.", [f for f in after if f != "other-reset"], AFTER, *data(dyadics, 2, 1, 1, 1, AFTER)),
        fire("12-1-2-1-before", "12 steps: the errors of each go into the next.", usual, BEFORE, *data(singles, 12, 1, 2, 1, BEFORE)),
        fire("copied", "z = 0: the first state is carried through every step, in every bit.", ["zero-initial-state", "swapped-update"], BEFORE, [[[0.5]], [[-2]], [[1]]], [[0.1]], constant(1, 1, BEFORE, -800, 1, W, [0.25])),
        fire("mostly-open", "1 − z = 1.2e-4 in every step, and the candidate is 0: the errors of 1 − z add up.", ["rounded-complement"], BEFORE, [[[0]], [[0]], [[0]]], [[1.5]], constant(1, 1, BEFORE, 9, -800, W, [0])),
        fire("no-steps", "Without steps there are no states, and h₀ is the final one.", ["empty"], BEFORE, Tensor([0, 1, 2], []), [[0.5, -2]], constant(1, 1, BEFORE, 0, 0, W, [0]), [Tensor([0, 1, 2], []), [[0.5, -2]]]),
        fire("nan", "NaN spoils its sample from its step on.", ["special-values"], BEFORE, [[[0, 0]], [[nan, 0]], [[0, 0]]], [[0, 0]], constant(1, 1, BEFORE, 0, 0, W, [0]), ([[[0, 0]], [[nan, 0]], [[nan, 0]]], [[nan, 0]])),
    ]
    usual = ["plain", *[f for f in behind if f != "bias-not-summed"], "swapped-gates"]
    several = usual + ["bias-not-summed"]
    cases += [
        pull("5-2-3-4-before", "5 steps of 2 inputs, 3 units, 4 samples.", several, BEFORE, *data_back(dyadics, 5, 2, 3, 4, BEFORE)),
        pull("5-2-3-4-after", "The gate after the product.", several, AFTER, *data_back(dyadics, 5, 2, 3, 4, AFTER)),
        pull("4-3-2-1-before", "One sample.", usual, BEFORE, *data_back(singles, 4, 3, 2, 1, BEFORE)),
        pull("4-3-2-1-after", "One sample.", usual, AFTER, *data_back(singles, 4, 3, 2, 1, AFTER)),
        pull("3-3-3-3-before", "Equal sizes: only the numbers tell time from an axis.", several, BEFORE, *data_back(decimals, 3, 3, 3, 3, BEFORE)),
        pull("3-3-3-3-after", "Equal sizes: only the numbers tell time from an axis.", several, AFTER, *data_back(decimals, 3, 3, 3, 3, AFTER)),
        pull("1-2-3-2-before", "One step: the gradients of a step; some units are near their ends.", ["saturation", "states-after", "missing-initial-state", "swapped-update", "bias-not-summed"], BEFORE, *data_back(decimals, 1, 2, 3, 2, BEFORE)),
        pull("10-1-2-1-after", "10 steps.", usual, AFTER, *data_back(singles, 10, 1, 2, 1, AFTER)),
        pull("copied", "z = 0: the cotangents of all states reach the first one unchanged.", ["missing-direct-path", "only-last-cotangent", "missing-initial-state"], BEFORE, [[[0.5]], [[-3]], [[0.125]]], [[[0.5]], [[-2]], [[1]]], [[0.1]], constant(1, 1, BEFORE, -800, 1, W, [0.25]), check=False),
        pull("mostly-open", "1 − z = 1.2e-4 in every step: what comes back to the first state is all that is left.", ["rounded-complement", "saturation", "missing-direct-path"], BEFORE, [[[0]], [[0]], [[1.25]]], [[[0.5]], [[-2]], [[1]]], [[0.75]], constant(1, 1, BEFORE, 9, -800, W, [0.25]), check=False),
        pull("nearly-saturated", "Gates at 9 and 7, a candidate near 5.", ["saturation", "only-last-cotangent"], AFTER, [[[1.5]], [[-0.5]]], [[[0.5]], [[-0.25]]], [[0.75]], constant(1, 1, AFTER, 9, 7, W, [5], [0.5])),
        pull("no-steps", "Without steps every gradient is 0.", ["empty"], AFTER, Tensor([0, 1, 2], []), Tensor([0, 1, 2], []), [[0.5, -2]], constant(1, 1, AFTER, 0, 0, W, [0], [1]), zeros(Tensor([0, 1, 2], []), [[0, 0]], "initialState", 1, 1, AFTER)),
        pull("nan", "A cotangent that is NaN spoils its own sample's steps before it.", ["special-values"], BEFORE, [[[1]], [[nan]]], [[[1]], [[2]]], [[1]], constant(1, 1, BEFORE, 0, 0, W, [0]), all_nan_sequence()),
    ]
    cases += exchanged_siblings(forward, cases, lambda **x: run_sequence(bug="swapped-update", **x))
    cases += exchanged_siblings(backward, cases, lambda **x: run_sequence_back(bug="exchanged-mixture", **x))
    cases += [
        misfit(cases, forward, "5-2-3-4-before", "fewer-samples", "A state for three samples, and inputs of four.", initialState=narrower),
        misfit(cases, forward, "5-2-3-4-after", "one-bias", "One bias is not that of every unit.", resetBias=first),
        misfit(cases, backward, "5-2-3-4-before", "fewer-cotangents", "A step without a cotangent.", cotangent=less),
    ]
    return concept("RecurrentNetworks", "GRUSequence", notes, cases)


def all_nan_sequence():
    found = all_nan()
    return {"inputs": [[[nan]], [[nan]]], "initialState": found.pop("previousState")} | {
        name: found[name] for name in NAMES
    }


CONCEPTS = [
    gru_step,
    gru_sequence,
]
