"""Vectors of the learning-rate schedules. Each case is one epoch of one schedule."""

import math

import mpmath

from arithmetic import Float, cosine, power
from vectors import (
    PLAIN,
    SUBNORMAL,
    Equation,
    case,
    concept,
    flushed,
    having,
    invalid,
    siblings,
)

ONE_OFF = "Epochs counted from 1, or a change one epoch too late."
NO_EPOCH = "Epochs count from 0: before that a formula goes on, and a power or a cosine gives some rate."
NO_LENGTH = "A schedule of no epochs, or of a negative number: a quotient by 0, or a fall that runs backwards."


def whole(x):
    return int(float(x))


def like(x, number):
    """A number of x's kind."""
    return x.with_(number) if isinstance(x, Float) else mpmath.mpf(number)


def pi(x):
    return x.with_(math.pi) if isinstance(x, Float) else +mpmath.pi


def shifted(program, by):
    """The program with another epoch, never before the first."""
    return lambda epoch, **x: program(epoch=like(epoch, max(whole(epoch) + by, 0)), **x)


def constant_rate():
    notes = {
        "plain": PLAIN,
        "decays": "A schedule that falls where none is asked for.",
        "subnormal": SUBNORMAL,
        "rate-out-of-range": "A negative learning rate climbs, without a word.",
    }
    textbook = lambda learningRate, epoch: {"rate": learningRate}
    wrong = {
        "decays": [lambda learningRate, epoch: {"rate": learningRate / (1 + epoch)}],
        "subnormal": [flushed(textbook)],
    }
    equation = Equation("constant-rate", textbook, lambda outputs, **_: {"rate": 0}, wrong)

    def at(name, comment, flags, η, e):
        return case(equation, name, comment, flags, {}, None, {"learningRate": η, "epoch": e})

    cases = [
        at("first-epoch", "The first document's rate.", ["plain"], 1e-5, 0),
        at("second-epoch", "It stays.", ["plain", "decays"], 1e-5, 1),
        at("late-epoch", "And stays.", ["plain", "decays"], 0.25, 1000000),
        at("zero", "A rate of 0.", ["plain"], 0, 7),
        at("one", "A rate of 1.", ["decays"], 1, 3),
        at("large", "Large rates are allowed, if seldom wise.", ["decays"], 1000, 3),
        at("single", "All bits of a Float32 in use.", ["plain", "decays"], 0.10000000149011612, 5),
        at("subnormal", "A subnormal rate.", ["subnormal"], 3e-310, 2),
    ]
    refused = [
        ("negative-rate", "η = −0.25.", "rate-out-of-range", -0.25, 3),
    ]
    for name, comment, flag, *settings in refused:
        attributes = dict(zip(("learningRate", "epoch"), settings))
        cases.append(invalid(equation, name, comment, [flag], {}, attributes))
    return concept("GradientOptimizers", "ConstantRate", notes, cases)


def step_decay():
    notes = {
        "plain": PLAIN,
        "one-off": ONE_OFF,
        "gradual": "The exponent e/s without rounding down: the rate falls in every epoch.",
        "once-per-epoch": "γᵉ: a decay in every epoch.",
        "divided": "“Reduced by a factor” read as divided by γ.",
        "subtracted": "“Reduced by a factor” read as a fall by γ η₀ each time.",
        "linear": "η₀ γ ⌊e/s⌋, a product in place of the power.",
        "no-change-at-one": "γ = 1 changes nothing.",
        "zero-factor": "γ = 0: η₀ at first (0⁰ = 1), then 0.",
        "subnormal": SUBNORMAL,
        "no-epoch": NO_EPOCH,
        "no-length": NO_LENGTH,
        "rate-out-of-range": "A negative learning rate climbs, without a word.",
    }

    def by(rate):
        return lambda initialRate, factor, interval, epoch: {
            "rate": rate(initialRate, factor, whole(epoch), whole(interval))
        }

    textbook = by(lambda η, γ, e, s: η * power(γ, e // s))
    wrong = {
        "one-off": [shifted(textbook, 1), shifted(textbook, -1)],
        "gradual": [by(lambda η, γ, e, s: η * like(η, float(γ) ** (e / s)))],
        "once-per-epoch": [by(lambda η, γ, e, s: η * power(γ, e))],
        "divided": [by(lambda η, γ, e, s: η / power(γ, e // s))],
        "subtracted": [by(lambda η, γ, e, s: η - γ * η * (e // s))],
        "linear": [by(lambda η, γ, e, s: η * γ * (e // s))],
        "no-change-at-one": [by(lambda η, γ, e, s: η * power(γ - 1, e // s))],
        "zero-factor": [by(lambda η, γ, e, s: η * like(η, math.nan if γ == 0 and e < s else float(power(γ, e // s))))],
        "subnormal": [flushed(textbook)],
    }

    # The power counts as two roundings, and there is a product. From rate to rate each decay rounds, unless γ is a
    # power of two; so much does one rounding of γ to the power, too.
    def ulps(outputs, factor, interval, epoch, **_):
        if outputs["rate"] == 0:
            return {"rate": 0}
        return {"rate": 3 if factor.man_exp[0] == 1 else max(3, whole(epoch) // whole(interval))}

    equation = Equation("step-decay-rate", textbook, ulps, wrong)

    def at(name, comment, flags, η, γ, s, e):
        attributes = {"initialRate": η, "factor": γ, "interval": s, "epoch": e}
        return case(equation, name, comment, flags, {}, None, attributes)

    cases = [
        at("documented-0", "0.1, times 0.1 every 30 epochs: epoch 0.", ["plain", "linear"], 0.1, 0.1, 30, 0),
        at("documented-29", "The last epoch with 0.1.", ["plain", "one-off", "gradual", "once-per-epoch"], 0.1, 0.1, 30, 29),
        at("documented-30", "The first with 0.01.", ["plain", "one-off", "once-per-epoch", "divided", "subtracted"], 0.1, 0.1, 30, 30),
        at("documented-59", "The last with 0.01.", ["plain", "one-off", "gradual", "once-per-epoch"], 0.1, 0.1, 30, 59),
        at("documented-60", "The first with 0.001.", ["plain", "one-off", "linear", "divided", "subtracted"], 0.1, 0.1, 30, 60),
        at("documented-90", "The first with 0.0001.", ["plain", "one-off", "linear"], 0.1, 0.1, 30, 90),
        at("halving", "γ = ½ every epoch, and nothing rounds.", ["plain", "one-off", "linear"], 0.75, 0.5, 1, 5),
        at("halving-4", "γ = ½ every fourth epoch.", ["plain", "gradual", "once-per-epoch"], 0.75, 0.5, 4, 11),
        at("single", "All bits of a Float32 in use.", ["plain", "gradual", "divided", "linear"], 0.10000000149011612, 0.8999999761581421, 7, 40),
        at("no-change", "γ = 1.", ["no-change-at-one", "linear", "subtracted"], 0.25, 1, 3, 10),
        at("zero-factor", "γ = 0 in the first epochs.", ["zero-factor", "linear"], 0.25, 0, 3, 2),
        at("zero-factor-after", "γ = 0 after them.", ["divided"], 0.25, 0, 3, 3),
        at("zero-rate", "A rate of 0 stays.", ["plain"], 0, 0.5, 3, 10),
        at("long-interval", "An interval that never ends.", ["once-per-epoch", "gradual"], 0.25, 0.5, 1000000, 999999),
        at("many-decays", "A thousand decays: the bound leaves a rounding to each.", ["plain", "linear", "subtracted"], 0.1, 0.99, 1, 1000),
        at("subnormal", "Decayed to a subnormal rate.", ["subnormal"], 0.75, 0.5, 1, 1050),
        at("vanished", "Decayed to 0.", ["linear"], 0.75, 0.5, 1, 2000),
    ]
    refused = [
        ("negative-epoch", "Epoch −1.", "no-epoch", 0.1, 0.5, 30, -1),
        ("negative-interval", "A decay every −30 epochs.", "no-length", 0.1, 0.5, -30, 60),
        ("negative-factor", "γ = −½: the rate changes its sign.", "rate-out-of-range", 0.1, -0.5, 30, 30),
    ]
    for name, comment, flag, *settings in refused:
        attributes = dict(zip(("initialRate", "factor", "interval", "epoch"), settings))
        cases.append(invalid(equation, name, comment, [flag], {}, attributes))
    return concept("GradientOptimizers", "StepDecay", notes, cases)


COSINE = {
    "plain": PLAIN,
    "one-off": ONE_OFF,
    "full-wave": "cos(2π e/E): the rate falls and rises again within the E epochs.",
    "missing-half": "η_min + (η_max − η_min)(1 + cos): twice the height.",
    "missing-minimum": "The fall ends at 0 and not at η_min.",
    "swapped-rates": "Minimum and maximum exchanged: a rise.",
    "linear": "A straight fall.",
    "quarter-wave": "cos(½ π e/E), which falls fastest at the end.",
    "rising-end": "Beyond its last epoch the cosine rises again.",
    "small-rates": "Near the end 1 + cos loses digits by cancellation, and with η_min = 0 nothing covers that.",
}


def annealed(maximum, minimum, e, E):
    if e >= E:
        return minimum
    return minimum + (maximum - minimum) * (1 + cosine(pi(maximum) * e / E)) / 2


def annealing_wrong(by):
    """Wrong falls, where `by` makes a program from a function of η_max, η_min, e and E."""
    fall = lambda wave: by(lambda a, b, e, E: b if e >= E else b + (a - b) * wave(a, e, E))
    turned = by(lambda a, b, e, E: annealed(b, a, e, E) if e < E else a)
    return {
        "full-wave": [fall(lambda a, e, E: (1 + cosine(2 * pi(a) * e / E)) / 2)],
        "missing-half": [fall(lambda a, e, E: 1 + cosine(pi(a) * e / E))],
        "missing-minimum": [by(lambda a, b, e, E: annealed(a, b * 0, e, E))],
        "swapped-rates": [turned],
        "linear": [fall(lambda a, e, E: 1 - like(a, e / E))],
        "quarter-wave": [fall(lambda a, e, E: cosine(pi(a) * e / (2 * E)))],
        "rising-end": [by(lambda a, b, e, E: b + (a - b) * (1 + cosine(pi(a) * e / E)) / 2)],
        "small-rates": [by(annealed)],
    }


def cosine_bound(e, E):
    """π, quotient and product in the angle, sine and cosine with two roundings each, square, product and sum: more
    than 8 in all, which is what a bound may count. All terms are positive. At the start the cosine is 1, and
    η_min + (η_max − η_min) rounds twice; at the end nothing is left to round."""
    return 2 if e == 0 else 0 if e >= E else 8


def each_epoch_rounds(outputs, epoch, epochs=None, annealingEpochs=None, **_):
    """PyTorch finds each rate from the one before, so that the roundings of all epochs add up. All that follow the end
    have the error of the first, in which 1 + cos has lost what two roundings of the cosine are beside 1 − cos(π/E)."""
    return {"rate": 2 * epoch + 2 / (1 - cosine(pi(epoch) / (epochs or annealingEpochs)))}


def cosine_annealing():
    def by(rate):
        return lambda maximumRate, minimumRate, epochs, epoch: {
            "rate": rate(maximumRate, minimumRate, whole(epoch), whole(epochs))
        }

    textbook = by(annealed)
    wrong = annealing_wrong(by) | {"one-off": [shifted(textbook, 1), shifted(textbook, -1)]}
    ulps = lambda outputs, epoch, epochs, **_: {"rate": cosine_bound(epoch, epochs) if outputs["rate"] != 0 else 0}
    equation = Equation("cosine-annealing-rate", textbook, ulps, wrong)

    def at(name, comment, flags, a, b, E, e):
        attributes = {"maximumRate": a, "minimumRate": b, "epochs": E, "epoch": e}
        return case(equation, name, comment, flags, {}, None, attributes)

    shapes = ["plain", "one-off", "full-wave", "missing-half", "missing-minimum", "swapped-rates", "linear", "quarter-wave"]
    cases = [
        at("start", "η_max.", ["plain", "missing-half", "swapped-rates"], 0.125, 0.0078125, 50, 0),
        at("second-epoch", "It falls slowly at first.", shapes, 0.1, 0.001, 50, 1),
        at("quarter", "A quarter of the way.", shapes, 0.1, 0.001, 100, 25),
        at("third", "cos(π/3) = ½: three quarters of the height are left.", shapes, 0.125, 0.0625, 9, 3),
        at("middle", "Half of the way: the mean of both rates.", ["plain", "one-off", "full-wave", "missing-half", "missing-minimum"], 0.1, 0.02, 50, 25),
        at("after-the-middle", "Just past it.", ["plain", "one-off", "full-wave", "missing-half", "missing-minimum"], 0.1, 0.02, 51, 26),
        at("before-the-middle", "Just before it.", ["plain", "one-off", "full-wave", "missing-half", "missing-minimum"], 0.1, 0.02, 51, 25),
        at("three-quarters", "Three quarters of the way.", shapes, 0.1, 0.001, 100, 75),
        at("last-epoch-but-one", "Near the end.", shapes, 0.1, 0.001, 50, 49),
        at("end", "η_min.", ["plain", "missing-minimum", "swapped-rates"], 0.125, 0.0078125, 50, 50),
        at("after-the-end", "It stays at η_min.", ["rising-end", "missing-minimum"], 0.125, 0.0078125, 50, 60),
        at("twice-the-length", "Where the cosine would be back at its top.", ["rising-end"], 0.125, 0.0078125, 50, 100),
        at("single", "All bits of a Float32 in use.", shapes, 0.10000000149011612, 0.0010000000474974513, 37, 11),
        at("to-zero", "η_min = 0, an epoch before the end.", ["small-rates"], 0.1, 0, 1000, 999),
        at("to-zero-slowly", "η_min = 0, near the end of a million epochs.", ["small-rates"], 0.1, 0, 1000000, 999990),
        at("to-zero-end", "Exactly 0 at the end.", ["plain"], 0.1, 0, 7, 7),
        at("exact-start", "η_min + (η_max − η_min) may round.", ["plain", "missing-half", "swapped-rates"], 0.3, 0.03, 7, 0),
        at("exact-end", "η_min at the end.", ["plain"], 0.3, 0.03, 7, 7),
        at("flat", "Equal rates: a constant.", ["missing-minimum"], 0.25, 0.25, 10, 3),
        at("one-epoch", "E = 1: one epoch at η_max.", ["missing-half"], 0.125, 0.0078125, 1, 0),
        at("one-epoch-after", "And then η_min.", ["missing-minimum"], 0.125, 0.0078125, 1, 1),
        at("zero-rates", "Nothing to anneal.", ["plain"], 0, 0, 10, 3),
    ]
    cases += siblings(
        equation, having("rising-end", cases), "rising-end", "periodic",
        "The cosine goes on: the rate rises again after the last epoch, as in PyTorch's CosineAnnealingLR.",
        ulps=each_epoch_rounds, textbook=wrong["rising-end"][0],
    )
    refused = [
        ("negative-epoch", "Epoch −1.", "no-epoch", 0.125, 0.0078125, 50, -1),
        ("negative-length", "−50 epochs.", "no-length", 0.125, 0.0078125, -50, 0),
    ]
    for name, comment, flag, *settings in refused:
        attributes = dict(zip(("maximumRate", "minimumRate", "epochs", "epoch"), settings))
        cases.append(invalid(equation, name, comment, [flag], {}, attributes))
    notes = COSINE | {"no-epoch": NO_EPOCH, "no-length": NO_LENGTH}
    return concept("GradientOptimizers", "CosineAnnealing", notes, cases)


def cycle(e, E, k):
    """The place in its cycle of an epoch, and the length of that cycle."""
    while e >= E:
        e, E = e - E, E * k
    return e, E


def cosine_warm_restarts():
    notes = {name: COSINE[name] for name in ("plain", "one-off", "full-wave", "linear", "missing-minimum", "small-rates")} | {
        "late-restart": "The epoch at which a cycle ends belongs to that cycle: it has η_min, and the restart comes one later.",
        "no-restart": "The first cycle and then η_min.",
        "equal-cycles": "The cycles do not grow.",
        "growing-cycles": "The cycles grow where they should not.",
        "added-cycles": "Each cycle is longer by E₀, not k times as long.",
        "same-wave": "The place in the cycle is divided by the length of the first one.",
        "no-epoch": NO_EPOCH,
        "no-length": NO_LENGTH,
    }

    def by(rate):
        return lambda maximumRate, minimumRate, firstCycle, cycleFactor, epoch: {
            "rate": rate(maximumRate, minimumRate, whole(epoch), whole(firstCycle), whole(cycleFactor))
        }

    textbook = by(lambda a, b, e, E, k: annealed(a, b, *cycle(e, E, k)))

    def late(a, b, e, E, k):
        while e > E:
            e, E = e - E, E * k
        return annealed(a, b, e, E)

    def added(a, b, e, E, k):
        first = E
        while e >= E:
            e, E = e - E, E + first
        return annealed(a, b, e, E)

    falls = annealing_wrong(lambda rate: by(lambda a, b, e, E, k: rate(a, b, *cycle(e, E, k))))
    wrong = {name: falls[name] for name in ("full-wave", "linear", "missing-minimum", "small-rates")} | {
        "one-off": [shifted(textbook, 1), shifted(textbook, -1)],
        "late-restart": [by(late)],
        "no-restart": [by(lambda a, b, e, E, k: annealed(a, b, e, E))],
        "equal-cycles": [by(lambda a, b, e, E, k: annealed(a, b, e % E, E))],
        "growing-cycles": [by(lambda a, b, e, E, k: annealed(a, b, *cycle(e, E, 2)))],
        "added-cycles": [by(added)],
        "same-wave": [by(lambda a, b, e, E, k: annealed(a, b, cycle(e, E, k)[0], E))],
    }
    ulps = lambda outputs, epoch, firstCycle, cycleFactor, **_: {
        "rate": cosine_bound(*cycle(epoch, firstCycle, cycleFactor))
    }
    equation = Equation("cosine-warm-restarts-rate", textbook, ulps, wrong)

    def at(name, comment, flags, a, b, E, k, e):
        attributes = {"maximumRate": a, "minimumRate": b, "firstCycle": E, "cycleFactor": k, "epoch": e}
        return case(equation, name, comment, flags, {}, None, attributes)

    shapes = ["plain", "one-off", "full-wave", "linear", "missing-minimum"]
    cases = [
        at("start", "η_max.", ["plain"], 0.125, 0.0078125, 10, 1, 0),
        at("first-cycle", "In the first cycle.", shapes, 0.1, 0.001, 10, 1, 3),
        at("end-of-the-first", "The last epoch of the first cycle, still above η_min.", shapes, 0.1, 0.001, 10, 1, 9),
        at("first-restart", "η_max again.", ["plain", "late-restart", "no-restart", "one-off"], 0.125, 0.0078125, 10, 1, 10),
        at("exact-restart", "η_min + (η_max − η_min) may round.", ["plain", "no-restart", "late-restart", "one-off"], 0.3, 0.03, 7, 1, 14),
        at("second-cycle", "In the second cycle of the same length.", shapes + ["no-restart", "growing-cycles"], 0.1, 0.001, 10, 1, 13),
        at("hundredth-cycle", "Periodic for ever.", ["plain", "no-restart", "growing-cycles"], 0.1, 0.001, 10, 1, 997),
        at("doubling-first", "Cycles of 10, 20, 40: in the first.", shapes, 0.1, 0.001, 10, 2, 7),
        at("doubling-second", "In the second.", shapes + ["no-restart", "equal-cycles", "same-wave"], 0.1, 0.001, 10, 2, 17),
        at("doubling-second-late", "Past the length of the first.", shapes + ["equal-cycles", "same-wave"], 0.1, 0.001, 10, 2, 27),
        at("doubling-second-restart", "The third begins at 30.", ["plain", "late-restart", "no-restart"], 0.125, 0.0078125, 10, 2, 30),
        at("doubling-third", "In the third.", shapes + ["added-cycles", "equal-cycles", "same-wave"], 0.1, 0.001, 10, 2, 65),
        at("doubling-third-restart", "The fourth begins at 70.", ["plain", "added-cycles", "late-restart"], 0.125, 0.0078125, 10, 2, 70),
        at("tripling", "Cycles of 3, 9, 27.", shapes + ["equal-cycles", "added-cycles", "growing-cycles"], 0.1, 0.001, 3, 3, 20),
        at("one-epoch-cycles", "Cycles of one epoch: a constant.", ["no-restart"], 0.125, 0.0078125, 1, 1, 5),
        at("one-epoch-doubling", "Cycles of 1, 2, 4 epochs.", ["plain", "equal-cycles", "no-restart"], 0.1, 0.001, 1, 2, 5),
        at("single", "All bits of a Float32 in use.", shapes + ["no-restart"], 0.10000000149011612, 0.0010000000474974513, 11, 2, 20),
        at("to-zero", "η_min = 0, an epoch before a restart.", ["small-rates"], 0.1, 0, 1000, 1, 1999),
    ]
    refused = [
        ("negative-epoch", "Epoch −1.", "no-epoch", 0.125, 0.0078125, 10, 1, -1),
        ("negative-cycle", "A first cycle of −10 epochs.", "no-length", 0.125, 0.0078125, -10, 1, -20),
    ]
    for name, comment, flag, *settings in refused:
        attributes = dict(zip(("maximumRate", "minimumRate", "firstCycle", "cycleFactor", "epoch"), settings))
        cases.append(invalid(equation, name, comment, [flag], {}, attributes))
    return concept("GradientOptimizers", "CosineWarmRestarts", notes, cases)


def warm(maximum, e, W):
    return maximum * (e + 1) / W if e < W - 1 else maximum


def warmup_bound(e, W):
    """The product and the quotient; or, from rate to rate, as many for each epoch of the rise."""
    return 2 * max(min(e + 1, W), 1)


WARMUP = {
    "starts-at-zero": "η_max e/W, as some libraries have it: the first epoch learns nothing, and η_max comes one epoch later. "
        "Seen in https://github.com/meta-pytorch/torchtune/issues/2010.",
    "one-step-late": "η_max (e + 1)/(W + 1): η_max is reached one epoch after the warm-up.",
    "no-warmup": "η_max from the beginning.",
}


def linear_warmup():
    notes = WARMUP | {
        "plain": PLAIN,
        "unclamped": "The rise does not end.",
        "exponential": "A geometric rise.",
        "zero-length": "W = 0 is no warm-up, and not 1/0.",
        "overflow": "η_max (e + 1) must not be needed where the rise is over.",
        "subnormal": SUBNORMAL,
        "no-epoch": NO_EPOCH,
        "no-length": NO_LENGTH,
    }

    def by(rate):
        return lambda maximumRate, epochs, epoch: {"rate": rate(maximumRate, whole(epoch), whole(epochs))}

    textbook = by(warm)
    wrong = {
        "starts-at-zero": [by(lambda a, e, W: a * e / W if e < W else a)],
        "one-step-late": [by(lambda a, e, W: a * (e + 1) / (W + 1) if e < W else a)],
        "no-warmup": [by(lambda a, e, W: a)],
        "unclamped": [by(lambda a, e, W: a * (e + 1) / W if W > 0 else a)],
        "exponential": [by(lambda a, e, W: a * like(a, 2.0 ** min(e + 1 - W, 0)))],
        "zero-length": [by(lambda a, e, W: a * (e + 1) / W if e < W else a * like(a, 0) / W if W == 0 else a)],
        "overflow": [by(lambda a, e, W: a * like(a, min(e + 1, W)) / W)],
        "subnormal": [flushed(textbook)],
    }
    ulps = lambda outputs, epochs, epoch, **_: {"rate": warmup_bound(epoch, epochs) if outputs["rate"] != 0 else 0}
    equation = Equation("linear-warmup-rate", textbook, ulps, wrong)

    def at(name, comment, flags, a, W, e):
        return case(equation, name, comment, flags, {}, None, {"maximumRate": a, "epochs": W, "epoch": e})

    usual = ["plain", "starts-at-zero", "one-step-late", "no-warmup", "exponential"]
    cases = [
        at("first-epoch", "η_max / W, above 0.", usual, 0.1, 5, 0),
        at("second-epoch", "Twice that.", usual, 0.1, 5, 1),
        at("middle", "In the middle.", usual, 0.001, 9, 4),
        at("dyadic", "Nothing rounds.", usual, 0.75, 8, 2),
        at("last-epoch-but-one", "One step to go.", usual[:4], 0.1, 5, 3),
        at("last-epoch", "η_max, in the last epoch of the warm-up.", ["plain", "starts-at-zero", "one-step-late"], 0.1, 5, 4),
        at("after", "And it stays.", ["plain", "unclamped"], 0.1, 5, 5),
        at("long-after", "For ever.", ["unclamped"], 0.1, 5, 1000000),
        at("single", "All bits of a Float32 in use.", usual, 0.10000000149011612, 7, 2),
        at("long", "A thousand epochs.", usual, 0.1, 1000, 333),
        at("one-epoch", "W = 1 is no warm-up.", ["starts-at-zero", "one-step-late"], 0.1, 1, 0),
        at("zero-epochs", "W = 0 neither.", ["zero-length"], 0.1, 0, 0),
        at("zero-epochs-later", "Nor later.", ["zero-length"], 0.1, 0, 3),
        at("zero-rate", "A rise to 0.", ["plain"], 0, 5, 2),
        at("large", "A rate near the largest number, once reached.", ["overflow"], 1.5e308, 5, 7),
        at("subnormal", "A subnormal rate.", ["subnormal"], 3e-310, 3, 1),
    ]
    refused = [
        ("negative-epoch", "Epoch −1.", "no-epoch", 0.1, 5, -1),
        ("negative-length", "A warm-up of −5 epochs.", "no-length", 0.1, -5, 0),
    ]
    for name, comment, flag, *settings in refused:
        attributes = dict(zip(("maximumRate", "epochs", "epoch"), settings))
        cases.append(invalid(equation, name, comment, [flag], {}, attributes))
    cases += siblings(
        equation, having("starts-at-zero", cases), "starts-at-zero", "from-zero",
        "η_max e/W, as in Transformers' get_linear_schedule_with_warmup: the first rate is 0.",
        ulps=lambda outputs, **_: {"rate": 2 if outputs["rate"] != 0 else 0},
        textbook=by(lambda a, e, W: a * e / W if e < W else a),
    )
    return concept("GradientOptimizers", "LinearWarmup", notes, cases)


def warmup_cosine():
    notes = {name: COSINE[name] for name in ("plain", "one-off", "full-wave", "linear", "missing-minimum", "rising-end", "small-rates")} | WARMUP | {
        "unshifted": "The cosine counts from epoch 0, so that the rate drops where the parts meet.",
        "total-for-annealing": "The cosine takes W + E epochs, and ends W too late.",
        "annealing-for-total": "The cosine ends at E, W too early.",
        "from-minimum": "The warm-up starts from η_min.",
        "no-epoch": NO_EPOCH,
        "no-length": NO_LENGTH,
    }

    def by(rate):
        return lambda maximumRate, minimumRate, warmupEpochs, annealingEpochs, epoch: {
            "rate": rate(maximumRate, minimumRate, whole(epoch), whole(warmupEpochs), whole(annealingEpochs))
        }

    def then(a, b, e, W, E, rise=warm, fall=annealed):
        return rise(a, e, W) if e < W else fall(a, b, e - W, E)

    textbook = by(then)
    rising = lambda rise: by(lambda a, b, e, W, E: then(a, b, e, W, E, rise=rise))
    falls = annealing_wrong(lambda rate: by(lambda a, b, e, W, E: then(a, b, e, W, E, fall=rate)))
    wrong = {name: falls[name] for name in ("full-wave", "linear", "missing-minimum", "rising-end", "small-rates")} | {
        "one-off": [shifted(textbook, 1), shifted(textbook, -1)],
        "starts-at-zero": [rising(lambda a, e, W: a * e / W)],
        "one-step-late": [rising(lambda a, e, W: a * (e + 1) / (W + 1))],
        "no-warmup": [rising(lambda a, e, W: a)],
        "unshifted": [by(lambda a, b, e, W, E: warm(a, e, W) if e < W else annealed(a, b, e, E))],
        "total-for-annealing": [by(lambda a, b, e, W, E: then(a, b, e, W, E + W))],
        "annealing-for-total": [by(lambda a, b, e, W, E: then(a, b, e, W, max(E - W, 1)))],
        "from-minimum": [by(lambda a, b, e, W, E: b + (a - b) * (e + 1) / W if e < W else then(a, b, e, W, E))],
    }

    def bound(outputs, maximumRate, minimumRate, warmupEpochs, annealingEpochs, epoch):
        W, E, e = whole(warmupEpochs), whole(annealingEpochs), whole(epoch)
        return {"rate": warmup_bound(e, W) if e < W else cosine_bound(e - W, E)}

    equation = Equation("warmup-cosine-rate", textbook, bound, wrong)

    def at(name, comment, flags, a, b, W, E, e):
        attributes = {"maximumRate": a, "minimumRate": b, "warmupEpochs": W, "annealingEpochs": E, "epoch": e}
        return case(equation, name, comment, flags, {}, None, attributes)

    rise = ["plain", "one-off", "starts-at-zero", "one-step-late", "no-warmup", "from-minimum"]
    fall = ["plain", "one-off", "full-wave", "linear", "missing-minimum", "unshifted", "total-for-annealing", "annealing-for-total"]
    cases = [
        at("first-epoch", "η_max / W.", rise, 0.1, 0.001, 5, 45, 0),
        at("third-epoch", "In the warm-up.", rise, 0.1, 0.001, 5, 45, 2),
        at("top", "The last epoch of the warm-up: η_max.", ["plain", "starts-at-zero", "one-step-late"], 0.1, 0.001, 5, 45, 4),
        at("still-top", "The first of the cosine: η_max again.", ["plain", "unshifted"], 0.1, 0.001, 5, 45, 5),
        at("falling", "In the fall.", fall, 0.1, 0.001, 5, 45, 16),
        at("middle-of-the-fall", "Half of the fall: the mean of both rates.", ["plain", "one-off", "unshifted", "total-for-annealing"], 0.1, 0.02, 4, 10, 9),
        at("late", "Near the end.", fall, 0.1, 0.001, 5, 45, 40),
        at("end", "η_min exactly at W + E.", ["plain", "missing-minimum", "total-for-annealing"], 0.1, 0.001, 5, 45, 50),
        at("after-the-end", "It stays there.", ["rising-end", "missing-minimum"], 0.1, 0.001, 5, 45, 60),
        at("single-rise", "All bits of a Float32 in use, in the warm-up.", rise, 0.10000000149011612, 0.0010000000474974513, 7, 30, 3),
        at("single-fall", "And in the fall.", fall, 0.10000000149011612, 0.0010000000474974513, 7, 30, 18),
        at("no-warmup", "W = 0: the cosine alone.", ["plain", "one-off", "full-wave", "linear", "missing-minimum"], 0.1, 0.001, 0, 45, 11),
        at("no-warmup-start", "It starts at η_max.", ["plain"], 0.1, 0.001, 0, 45, 0),
        at("long-warmup", "A warm-up that is longer than the fall.", rise[:5], 0.1, 0.001, 100, 10, 70),
        at("long-warmup-fall", "And the fall after it.", fall[:6], 0.1, 0.001, 100, 10, 103),
        at("one-epoch-fall", "E = 1: η_min right after the top.", ["missing-minimum", "total-for-annealing"], 0.1, 0.001, 5, 1, 6),
        at("to-zero", "η_min = 0, an epoch before the end.", ["small-rates"], 0.1, 0, 10, 1000, 1009),
    ]
    refused = [
        ("negative-epoch", "Epoch −1.", "no-epoch", 0.1, 0.001, 5, 45, -1),
        ("negative-warmup", "A warm-up of −5 epochs.", "no-length", 0.1, 0.001, -5, 45, 0),
    ]
    for name, comment, flag, *settings in refused:
        attributes = dict(zip(("maximumRate", "minimumRate", "warmupEpochs", "annealingEpochs", "epoch"), settings))
        cases.append(invalid(equation, name, comment, [flag], {}, attributes))
    cases += siblings(
        equation, having("starts-at-zero", cases), "starts-at-zero", "from-zero",
        "The warm-up is η_max e/W, as in Transformers' get_cosine_schedule_with_warmup: the first rate is 0.",
        ulps=lambda outputs, **_: {"rate": 2 if outputs["rate"] != 0 else 0},
        textbook=rising(lambda a, e, W: a * e / W),
    )
    cases += siblings(
        equation, having("rising-end", cases), "rising-end", "periodic",
        "The cosine goes on: the rate rises again after the last epoch, as with PyTorch's CosineAnnealingLR.",
        ulps=each_epoch_rounds, textbook=wrong["rising-end"][0],
    )
    return concept("GradientOptimizers", "WarmupCosine", notes, cases)


CONCEPTS = [constant_rate, step_decay, cosine_annealing, cosine_warm_restarts, linear_warmup, warmup_cosine]
