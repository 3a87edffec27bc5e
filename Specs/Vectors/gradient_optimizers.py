"""Vectors of the optimizers."""

import math

from arithmetic import Float, hyperbolic_tangent, power, square_root
from vectors import (
    IN_SINGLE,
    OVERFLOW,
    PLAIN,
    SIZES,
    SUBNORMAL,
    Equation,
    broadcasting,
    case,
    concept,
    cut_to_shortest,
    decimals,
    dyadics,
    flushed,
    having,
    in_single,
    invalid,
    kept_finite,
    matrix,
    renamed,
    siblings,
    singles,
    skipping_nan,
    sum_bound,
)

inf, nan = math.inf, math.nan


def gradient_descent():
    notes = {
        "plain": PLAIN,
        "sign": "θ + η g climbs.",
        "missing-learning-rate": "θ − g, the step of η = 1.",
        "swapped-arguments": "Parameters and gradient exchanged.",
        "normalized": "The direction of the gradient alone: g divided by its length.",
        "averaged": "The gradient divided by the number of parameters, which are no samples.",
        "empty": "A model without parameters: code that starts from the first one has none.",
        "cancellation": IN_SINGLE,
        "subnormal": SUBNORMAL,
        "overflow": OVERFLOW,
        "clipped-gradient": "Cuts the gradient off at some largest magnitude.",
        "special-values": "An infinite gradient gives ∓∞, or NaN for η = 0, and NaN stays: a shortcut for η = 0 or a "
        "skipped NaN loses them.",
        "sizes-differ": SIZES,
        "rate-out-of-range": "A negative learning rate climbs, without a word.",
    }

    def step(parameters, gradient, learningRate):
        return {"parameters": [θ - learningRate * g for θ, g in zip(parameters, gradient, strict=True)]}

    def with_gradient(change):
        return lambda parameters, gradient, learningRate: step(parameters, change(gradient), learningRate)

    def length(gradient):
        return math.sqrt(sum(float(g) ** 2 for g in gradient)) or 1

    def clipped(g):
        return g.with_(1e3) if g > 1e3 else g.with_(-1e3) if g < -1e3 else g

    wrong = {
        "sign": [with_gradient(lambda gradient: [-g for g in gradient])],
        "missing-learning-rate": [lambda learningRate, **x: step(learningRate=learningRate.with_(1), **x)],
        "swapped-arguments": [renamed(step, {"parameters": "gradient", "gradient": "parameters"})],
        "normalized": [with_gradient(lambda gradient: [g / length(gradient) for g in gradient])],
        "averaged": [with_gradient(lambda gradient: [g / len(gradient) for g in gradient])],
        "empty": [with_gradient(lambda gradient: [gradient[0]] + gradient[1:])],
        "cancellation": [in_single(step)],
        "subnormal": [flushed(step)],
        "overflow": [kept_finite(step)],
        "clipped-gradient": [with_gradient(lambda gradient: [clipped(g) for g in gradient])],
        "special-values": [
            skipping_nan(step),
            lambda learningRate, parameters, gradient: step(parameters, gradient, learningRate)
            if learningRate > 0
            else {"parameters": parameters},
        ],
        "sizes-differ": [broadcasting(step), cut_to_shortest(step)],
    }

    def ulps(outputs, parameters, gradient, learningRate):
        # The product and the difference: two roundings, of a sum of two terms.
        return {
            "parameters": [
                sum_bound([θ, -learningRate * g], 2) if g != 0 and learningRate != 0 else 0
                for θ, g in zip(parameters, gradient)
            ]
        }

    equation = Equation("gradient-descent-step", step, ulps, wrong)

    def moved(name, comment, flags, η, parameters, gradient, expect=None):
        inputs = {"parameters": parameters, "gradient": gradient}
        expect = None if expect is None else {"parameters": expect}
        return case(equation, name, comment, flags, inputs, expect, {"learningRate": η})

    def data(kind, n):
        return kind(f"gradient-descent-{n} parameters", n), kind(f"gradient-descent-{n} gradient", n)

    usual = ["plain", "sign", "missing-learning-rate", "swapped-arguments"]
    cases = [
        moved("empty", "No parameters give none.", ["empty"], 0.5, [], []),
        moved("one-parameter", "θ − η g.", usual + ["normalized"], 0.25, [1.5], [-3]),
        moved("two-parameters", "Dyadic numbers: nothing rounds.", usual + ["averaged", "normalized"], 0.125, *data(dyadics, 2)),
        moved("three-parameters", "Every operation rounds.", usual + ["averaged", "normalized"], 0.01, *data(decimals, 3)),
        moved("five-parameters", "All bits of a Float32 in use.", usual + ["averaged", "normalized"], 0.10000000149011612, *data(singles, 5)),
        moved("seventeen-parameters", "A longer vector.", usual + ["averaged", "normalized"], 0.3, *data(decimals, 17)),
        moved("house-prices", "The first step of the first document's example, which prints 2801.3 for 2810.33.", usual + ["averaged", "clipped-gradient"], 1e-5, [496.71, -138.26], [-231362061, -1097369]),
        moved("zero-learning-rate", "η = 0 leaves every parameter where it is.", ["plain", "missing-learning-rate"], 0, [1.5, -2], [3, -4]),
        moved("zero-gradient", "A gradient of 0 changes nothing.", ["plain", "swapped-arguments"], 0.5, [1.5, -2.3], [0, 0]),
        moved("zero-parameters", "From 0 the step is −η g.", usual, 0.5, [0, 0], [0.75, -1.25]),
        moved("to-zero", "η g = θ exactly.", ["sign", "missing-learning-rate", "averaged"], 0.5, [1.5, -2.25], [3, -4.5]),
        moved("cancellation", "θ and η g agree to six digits.", ["cancellation", "sign"], 0.7, [1.234567, -70.00007], [1.763666, -100.0002]),
        moved("large-learning-rate", "η > 1 is allowed, if seldom wise.", usual + ["averaged"], 1000, [1.5, 0.25], [0.001953125, -3]),
        moved("huge", "Parameters near 10³⁰⁰.", ["plain", "sign", "missing-learning-rate", "clipped-gradient"], 0.1, [1.5e300, -2e300], [3e300, 7e300]),
        moved("tiny", "Parameters near 10⁻³⁰⁰.", ["plain", "sign", "missing-learning-rate"], 0.1, [1.5e-300, -2e-300], [3e-300, 7e-300]),
        moved("subnormal", "Subnormal parameters and steps.", ["subnormal"], 0.5, [3e-310, 1e-323], [1e-309, -5e-323]),
        moved("overflow", "A step beyond the largest number.", ["overflow", "clipped-gradient"], 1, [1e308, 1], [-1e308, 2]),
        moved("infinite-gradient", "∓∞.", ["clipped-gradient", "sign"], 0.5, [1, 2], [inf, -inf], [-inf, inf]),
        moved("infinite-gradient-at-zero-rate", "0 · ∞ is NaN.", ["special-values"], 0, [1, 2], [inf, 3], [nan, 2]),
        moved("nan", "NaN stays in its place.", ["special-values"], 0.5, [1, nan, 3], [nan, 2, 4], [nan, nan, 1]),
    ]
    refused = [
        ("one-partial", "One partial derivative is not that of every parameter.", "sizes-differ", 0.5, [1, 2, 3], [4]),
        ("fewer-partials", "A parameter without a partial derivative.", "sizes-differ", 0.5, [1, 2, 3], [4, 5]),
        ("negative-rate", "η = −0.5.", "rate-out-of-range", -0.5, [1, 2], [3, 4]),
    ]
    for name, comment, flag, η, parameters, gradient in refused:
        inputs = {"parameters": parameters, "gradient": gradient}
        cases.append(invalid(equation, name, comment, [flag], inputs, {"learningRate": η}))
    return concept("GradientOptimizers", "GradientDescent", notes, cases)


STEPS = {
    "sign": "A step up the gradient.",
    "empty": "A model without parameters: code that starts from the first one has none.",
    "subnormal": SUBNORMAL,
    "cancellation": IN_SINGLE,
}


def from_first(step):
    """A program that looks at the first parameter before it loops over all."""
    return lambda **x: {"parameters": [x["parameters"][0]], **step(**x)}


def uphill(step):
    return lambda gradient, **x: step(gradient=[-g for g in gradient], **x)


def momentum_descent():
    notes = STEPS | {
        "plain": PLAIN,
        "heavy-ball": "v ← μ v + g, θ ← θ − η v where another convention is asked for.",
        "scaled-heavy-ball": "v ← μ v + η g, θ ← θ − v where another convention is asked for.",
        "average": "v ← μ v + (1 − μ) g, θ ← θ − η v where another convention is asked for.",
        "nesterov": "θ ← θ − η (g + μ v) where another convention is asked for.",
        "old-velocity": "The parameters follow the velocity of the step before.",
        "forgetful": "v = g: the old velocity is lost, as by a state that is not passed on.",
        "swapped-state": "Velocity and gradient exchanged.",
        "first-moment-only": "From the fresh state the first gradient enters the average with the weight 1 − μ here; with the "
        "weight 1 in PyTorch's dampening. "
        "Seen in https://github.com/pytorch/pytorch/pull/152833.",
        "zero-learning-rate": "A shortcut for η = 0 that leaves the velocity as it was.",
        "special-values": "NaN and infinities stay in the velocity of their own parameter: a skipped NaN, a clipped "
        "gradient or a sum over all parameters loses or spreads them.",
        "sizes-differ": SIZES,
        "rate-out-of-range": "A negative learning rate climbs, without a word.",
        "share-out-of-range": "A momentum below 0 or from 1 on: the velocity turns around with each step, or never fades.",
    }

    def step(parameters, gradient, velocity, learningRate, momentum, convention):
        θ, g, v, η, μ = parameters, gradient, velocity, learningRate, momentum
        places = range(len(θ))
        if convention == "heavyBall":
            v = [μ * v[i] + g[i] for i in places]
            θ = [θ[i] - η * v[i] for i in places]
        elif convention == "scaledHeavyBall":
            v = [μ * v[i] + η * g[i] for i in places]
            θ = [θ[i] - v[i] for i in places]
        elif convention == "average":
            v = [μ * v[i] + (1 - μ) * g[i] for i in places]
            θ = [θ[i] - η * v[i] for i in places]
        else:
            v = [μ * v[i] + g[i] for i in places]
            θ = [θ[i] - η * (g[i] + μ * v[i]) for i in places]
        return {"parameters": θ, "velocity": v}

    def always(convention):
        return lambda **x: step(**(x | {"convention": convention}))

    def moved_by_old(velocity, **x):
        return {"parameters": step(velocity=velocity, **x)["parameters"], "velocity": velocity}

    def behind(parameters, velocity, learningRate, **x):
        following = step(parameters=parameters, velocity=velocity, learningRate=learningRate, **x)
        scale = 1 if x["convention"] == "scaledHeavyBall" else learningRate
        return following | {"parameters": [θ - scale * v for θ, v in zip(parameters, velocity)]}

    def forgetful(velocity, **x):
        return step(velocity=[v * 0 for v in velocity], **x)

    def dampened(velocity, momentum, convention, **x):
        fresh = convention == "average" and all(v == 0 for v in velocity)
        μ = momentum.with_(0) if fresh else momentum
        return step(velocity=velocity, momentum=μ, convention=convention, **x)

    def frozen(**x):
        if x["learningRate"] == 0:
            return {"parameters": x["parameters"], "velocity": x["velocity"]}
        return step(**x)

    def clipped(gradient, **x):
        return step(gradient=[g.with_(1e3) if g > 1e3 else g for g in gradient], **x)

    def spread(**x):
        """One velocity for all parameters, as of a sum over them."""
        following = step(**x)
        total = sum(following["velocity"])
        return following | {"velocity": [v + 0 * total for v in following["velocity"]]}

    wrong = {
        "sign": [uphill(step)],
        "empty": [from_first(step)],
        "subnormal": [flushed(step)],
        "cancellation": [in_single(step)],
        "heavy-ball": [always("heavyBall")],
        "scaled-heavy-ball": [always("scaledHeavyBall")],
        "average": [always("average")],
        "nesterov": [always("nesterov")],
        "old-velocity": [moved_by_old, behind],
        "forgetful": [forgetful],
        "swapped-state": [renamed(step, {"velocity": "gradient", "gradient": "velocity"})],
        "first-moment-only": [dampened],
        "zero-learning-rate": [frozen],
        "special-values": [skipping_nan(step), clipped, spread],
        "sizes-differ": [broadcasting(step), cut_to_shortest(step)],
    }

    def ulps(outputs, parameters, gradient, velocity, learningRate, momentum, convention):
        η, μ = learningRate, momentum
        bounds = {"parameters": [], "velocity": []}
        for θ, g, v in zip(parameters, gradient, velocity):
            # Two products and a sum; 1 − μ or η rounds one of the products once more.
            new = {"scaledHeavyBall": [μ * v, η * g], "average": [μ * v, (1 - μ) * g]}.get(convention, [μ * v, g])
            bounds["velocity"].append(sum_bound(new, 3))
            # The same terms in the parameter, whose product and difference come on top.
            scale = 1 if convention == "scaledHeavyBall" else η
            terms = [scale * t for t in new]
            if convention == "nesterov":
                terms = [η * g, η * μ * μ * v, η * μ * g]
            bounds["parameters"].append(sum_bound([θ] + [-t for t in terms], 6 if convention == "nesterov" else 5))
        return bounds

    equation = Equation("momentum-descent-step", step, ulps, wrong)

    def moved(name, comment, flags, convention, η, μ, θ, g, v, expect=None):
        inputs = {"parameters": θ, "gradient": g, "velocity": v}
        expect = None if expect is None else dict(zip(("parameters", "velocity"), expect))
        attributes = {"learningRate": η, "momentum": μ, "convention": convention}
        return case(equation, name, comment, flags, inputs, expect, attributes)

    def data(kind, n):
        return (kind(f"momentum {n} {part}", n) for part in ("parameters", "gradient", "velocity"))

    flags = {
        "heavyBall": "heavy-ball",
        "scaledHeavyBall": "scaled-heavy-ball",
        "average": "average",
        "nesterov": "nesterov",
    }
    cases = []
    for convention, own in flags.items():
        others = sorted(set(flags.values()) - {own})
        usual = ["plain", "sign", "forgetful", "swapped-state", "old-velocity"] + others
        single = 0.8999999761581421
        cases += [
            moved(f"{own}-dyadic", "Nothing rounds.", usual, convention, 0.125, 0.75, *data(dyadics, 3)),
            moved(f"{own}-decimal", "Every operation rounds.", usual, convention, 0.01, 0.9, *data(decimals, 4)),
            moved(f"{own}-single", "All bits of a Float32 in use.", usual, convention, 0.10000000149011612, single, *data(singles, 5)),
            moved(f"{own}-first-step", "From the fresh state.", ["plain", "sign"] + ["first-moment-only"] * (own == "average"), convention, 0.25, 0.75, [1.5, -2], [3, -0.5], [0, 0]),
        ]
    cases += [
        moved("empty", "No parameters give none.", ["empty"], "heavyBall", 0.5, 0.9, [], [], []),
        moved("coasting", "A gradient of 0: what is left of the velocity still moves.", ["plain", "forgetful", "scaled-heavy-ball", "nesterov"], "heavyBall", 0.5, 0.75, [1, -3], [0, 0], [2, 4]),
        moved("at-rest", "A gradient of 0 from the fresh state changes nothing.", ["plain"], "nesterov", 0.5, 0.75, [1, -3], [0, 0], [0, 0]),
        moved("no-momentum", "μ = 0 is gradient descent.", ["plain", "sign", "swapped-state"], "average", 0.5, 0, [1, -3], [0.75, 2], [2, 4]),
        moved("average-of-the-first-gradient", "(1 − μ) g, not g.", ["first-moment-only", "heavy-ball"], "average", 0.5, 0.875, [1, -3], [2, 4], [0, 0]),
        moved("zero-learning-rate", "The velocity goes on, the parameters stay.", ["zero-learning-rate", "scaled-heavy-ball"], "heavyBall", 0, 0.5, [1, -3], [2, 4], [-1, 0.5]),
        moved("zero-learning-rate-scaled", "The parameters coast on the velocity of larger steps.", ["zero-learning-rate", "heavy-ball"], "scaledHeavyBall", 0, 0.5, [1, -3], [2, 4], [-1, 0.5]),
        moved("smaller-learning-rate", "η falls tenfold: the velocity of the steps before falls with it.", ["plain", "scaled-heavy-ball"], "heavyBall", 0.01, 0.9, [1], [0.5], [10]),
        moved("smaller-learning-rate-scaled", "The same for a velocity that holds the old η.", ["plain", "heavy-ball"], "scaledHeavyBall", 0.01, 0.9, [1], [0.5], [1]),
        moved("terminal-velocity", "v = g/(1 − μ) stays as it is.", ["plain", "forgetful"], "heavyBall", 0.5, 0.75, [1], [2], [8]),
        moved("opposed", "Velocity and gradient agree to six digits and oppose each other.", ["cancellation"], "heavyBall", 0.7, 0.9, [0], [-1.800002], [2]),
        moved("cancellation", "The step almost takes the parameter to 0.", ["cancellation"], "nesterov", 0.1, 0.9, [2.7100013], [10], [10]),
        moved("huge", "Near 10³⁰⁰.", ["plain", "sign", "forgetful"], "heavyBall", 0.1, 0.9, [1.5e300], [3e300], [-7e300]),
        moved("tiny", "Near 10⁻³⁰⁰.", ["plain", "sign", "forgetful"], "average", 0.1, 0.9, [1.5e-300], [3e-300], [-7e-300]),
        moved("subnormal", "Subnormal numbers throughout.", ["subnormal"], "heavyBall", 0.5, 0.5, [3e-310], [1e-309], [-4e-310]),
        moved("overflow", "A velocity beyond the largest number, and the parameter with it.", ["sign"], "heavyBall", 1, 0.5, [1], [1.5e308], [1.7e308]),
        moved("infinite-gradient", "∓∞ in its own place.", ["special-values"], "heavyBall", 0.5, 0.5, [1, 2, 3], [inf, -inf, 2], [0, 0, 4], ([-inf, inf, 1], [inf, -inf, 4])),
        moved("infinite-against-infinite", "∞ − ∞ is NaN.", ["special-values"], "scaledHeavyBall", 0.5, 0.5, [1, 2], [inf, 2], [-inf, 4], ([nan, -1], [nan, 3])),
        moved("nan", "NaN stays in its place.", ["special-values"], "nesterov", 0.5, 0.5, [1, nan, 3, 4], [nan, 2, 4, 2], [0, 0, nan, 2], ([nan, nan, nan, 2.25], [nan, 2, nan, 3])),
    ]
    cases += siblings(
        equation, having("first-moment-only", cases), "first-moment-only", "dampening",
        "PyTorch's SGD with a dampening of μ: the first gradient is the velocity.",
        ulps=lambda outputs, velocity, momentum, **x: ulps(outputs, velocity=velocity, momentum=momentum * 0, **x),
        textbook=lambda velocity, momentum, **x: step(velocity=velocity, momentum=momentum * 0, **x),
    )
    refused = [
        ("one-velocity", "One velocity is not that of every parameter.", "sizes-differ", 0.5, 0.75, [1, 2, 3], [4, 5, 6], [7]),
        ("fewer-velocities", "A parameter without a velocity, as of a model that has grown.", "sizes-differ", 0.5, 0.75, [1, 2, 3], [4, 5, 6], [7, 8]),
        ("fewer-partials", "A parameter without a partial derivative.", "sizes-differ", 0.5, 0.75, [1, 2, 3], [4, 5], [7, 8, 9]),
        ("negative-rate", "η = −0.5.", "rate-out-of-range", -0.5, 0.75, [1, 2], [3, 4], [0, 0]),
        ("negative-momentum", "μ = −0.75.", "share-out-of-range", 0.5, -0.75, [1, 2], [3, 4], [5, 6]),
    ]
    for name, comment, flag, η, μ, θ, g, v in refused:
        inputs = {"parameters": θ, "gradient": g, "velocity": v}
        attributes = {"learningRate": η, "momentum": μ, "convention": "heavyBall"}
        cases.append(invalid(equation, name, comment, [flag], inputs, attributes))
    return concept("GradientOptimizers", "MomentumDescent", notes, cases)


def rms_prop():
    notes = STEPS | {
        "plain": PLAIN,
        "outside-root": "√s + ε where √(s + ε) is asked for. "
        "Seen in https://github.com/pytorch/pytorch/issues/23796.",
        "inside-root": "√(s + ε) where √s + ε is asked for.",
        "old-squares": "The divisor of the step before, without this step's gradient.",
        "forgetful": "s = (1 − ρ) g²: the old squares are lost, as by a state that is not passed on.",
        "accumulated": "s ← s + g², a sum that never fades, as AdaGrad has it.",
        "swapped-weights": "ρ and 1 − ρ exchanged.",
        "missing-root": "The gradient is divided by s, not by its root.",
        "missing-square": "A mean of magnitudes.",
        "missing-epsilon": "Nothing is added to the root: 0/0 for a parameter that has no gradient.",
        "shared": "One divisor for all parameters.",
        "overflow": "The square overflows: s is infinite, and the parameter stays where it is from then on. A square cut off "
        "at the largest number would move it.",
        "underflow": "The square underflows, and ε alone is the divisor; one that was taken for 0 beside it would make the step "
        "long.",
        "special-values": "An infinite gradient gives ∞/∞, which is NaN, and NaN stays in its place.",
        "sizes-differ": SIZES,
        "rate-out-of-range": "A negative learning rate climbs, without a word.",
        "share-out-of-range": "With ρ from 1 on the squares grow without bound or turn negative, and a root of them is NaN.",
        "epsilon-out-of-range": "A negative ε: the divisor is smaller than the root, 0 or negative, and the step goes anywhere.",
    }

    def step(parameters, gradient, squares, learningRate, decay, epsilon, epsilonPlacement):
        θ, g, s, η, ρ, ε = parameters, gradient, squares, learningRate, decay, epsilon
        places = range(len(θ))
        s = [ρ * s[i] + (1 - ρ) * (g[i] * g[i]) for i in places]
        if epsilonPlacement == "outsideRoot":
            θ = [θ[i] - η * (g[i] / (square_root(s[i]) + ε)) for i in places]
        else:
            θ = [θ[i] - η * (g[i] / square_root(s[i] + ε)) for i in places]
        return {"parameters": θ, "squares": s}

    def placed(placement):
        return lambda **x: step(**(x | {"epsilonPlacement": placement}))

    def by(divisor, squares_of=None):
        """Another divisor, from the new squares, the old ones and ε; or other squares."""

        def program(parameters, gradient, squares, learningRate, decay, epsilon, epsilonPlacement):
            following = step(parameters, gradient, squares, learningRate, decay, epsilon, epsilonPlacement)["squares"]
            if squares_of is not None:
                following = [squares_of(s, g, decay) for s, g in zip(squares, gradient)]
            moved = [
                θ - learningRate * (g / divisor(new, old, epsilon, following))
                for θ, g, new, old in zip(parameters, gradient, following, squares)
            ]
            return {"parameters": moved, "squares": following}

        return program

    usual_divisor = lambda new, old, ε, every: square_root(new) + ε

    def untouched(parameters, **x):
        """Leaves a parameter alone whose step is not finite."""
        following = step(parameters=parameters, **x)
        moved = [new if math.isfinite(float(new)) else old for new, old in zip(following["parameters"], parameters)]
        return following | {"parameters": moved}

    wrong = {
        "sign": [uphill(step)],
        "empty": [from_first(step)],
        "subnormal": [flushed(step)],
        "cancellation": [in_single(step)],
        "outside-root": [placed("outsideRoot")],
        "inside-root": [placed("insideRoot")],
        "old-squares": [by(lambda new, old, ε, every: square_root(old) + ε)],
        "forgetful": [lambda squares, **x: step(squares=[s * 0 for s in squares], **x)],
        "accumulated": [by(usual_divisor, lambda s, g, ρ: s + g * g)],
        "swapped-weights": [by(usual_divisor, lambda s, g, ρ: (1 - ρ) * s + ρ * (g * g))],
        "missing-root": [by(lambda new, old, ε, every: new + ε)],
        "missing-square": [by(lambda new, old, ε, every: new + ε, lambda s, g, ρ: ρ * s + (1 - ρ) * abs(g))],
        "missing-epsilon": [by(lambda new, old, ε, every: square_root(new))],
        "shared": [by(lambda new, old, ε, every: square_root(sum(every)) + ε)],
        "overflow": [kept_finite(step)],
        "underflow": [lambda epsilon, **x: step(epsilon=epsilon * 0 + 1e-160, **x)],
        "special-values": [skipping_nan(step), untouched],
        "sizes-differ": [broadcasting(step), cut_to_shortest(step)],
    }

    def ulps(outputs, parameters, gradient, squares, learningRate, decay, epsilon, epsilonPlacement):
        # s: 1 − ρ, the square, two products and a sum of positive terms. θ: half of these under the root, then root,
        # sum, quotient, product and difference.
        moved = outputs["parameters"]
        return {
            "parameters": [sum_bound([θ, new - θ], 8) for θ, new in zip(parameters, moved)],
            "squares": [4 if s != 0 else 0 for s in outputs["squares"]],
        }

    equation = Equation("rms-prop-step", step, ulps, wrong)

    def moved(name, comment, flags, placement, η, ρ, ε, θ, g, s, expect=None):
        inputs = {"parameters": θ, "gradient": g, "squares": s}
        expect = None if expect is None else dict(zip(("parameters", "squares"), expect))
        attributes = {"learningRate": η, "decay": ρ, "epsilon": ε, "epsilonPlacement": placement}
        return case(equation, name, comment, flags, inputs, expect, attributes)

    def data(kind, n):
        θ, g, s = (kind(f"rms-prop {n} {part}", n) for part in ("parameters", "gradient", "squares"))
        return θ, g, [abs(x) for x in s]

    cases = []
    for placement, own, other in [("outsideRoot", "outside-root", "inside-root"), ("insideRoot", "inside-root", "outside-root")]:
        usual = ["plain", "sign", "forgetful", "old-squares", "accumulated", "swapped-weights", "missing-root", "missing-square", "shared", other]
        cases += [
            moved(f"{own}-dyadic", "Dyadic inputs.", usual, placement, 0.125, 0.75, 0.0625, *data(dyadics, 3)),
            moved(f"{own}-decimal", "Every operation rounds.", usual, placement, 0.01, 0.9, 0.001, *data(decimals, 4)),
            moved(f"{own}-single", "All bits of a Float32 in use.", usual, placement, 0.10000000149011612, 0.8999999761581421, 0.0010000000474974513, *data(singles, 5)),
            moved(f"{own}-first-step", "From the fresh state: η / √(1 − ρ) against the gradient, if ε is small.", ["plain", "sign", "missing-root", other], placement, 0.25, 0.9375, 0.0009765625, [0, 0], [2, -0.03125], [0, 0]),
            moved(f"{own}-no-gradient", "g = 0 from the fresh state: 0/ε, not 0/0.", ["missing-epsilon"], placement, 0.5, 0.75, 1e-8, [3, -2], [0, 0], [0, 0]),
            moved(f"{own}-small-gradient", "ε counts for more than the gradient.", ["plain", "missing-epsilon", other], placement, 0.5, 0.5, 1e-8, [0, 0], [1e-9, -3e-6], [0, 0]),
        ]
    cases += [
        moved("empty", "No parameters give none.", ["empty"], "outsideRoot", 0.5, 0.9, 1e-8, [], [], []),
        moved("keras-documentation", "f = ½ x² from 10 with Keras' defaults; its documentation prints 9.683772.", ["plain", "sign", "old-squares"], "insideRoot", 0.1, 0.9, 1e-7, [10], [10], [0]),
        moved("fading", "Without a gradient the squares fade and the parameters stay.", ["plain", "forgetful", "accumulated"], "outsideRoot", 0.5, 0.75, 1e-8, [1, -3], [0, 0], [2, 4]),
        moved("no-decay", "ρ = 0: a step of η against the sign of the gradient, if ε is small.", ["plain", "sign", "swapped-weights"], "outsideRoot", 0.5, 0, 1e-300, [1, -3], [0.75, -2e10], [2, 4]),
        moved("zero-learning-rate", "The squares go on, the parameters stay.", ["plain"], "outsideRoot", 0, 0.5, 1e-8, [1, -3], [2, 4], [1, 0.5]),
        moved("cancellation", "The step almost takes the parameter to 0.", ["cancellation"], "outsideRoot", 0.1, 0.9, 1e-8, [0.08111072], [2.7], [10.5]),
        moved("tiny-squares", "Squares that are subnormal numbers.", ["subnormal"], "outsideRoot", 0.5, 0.5, 1e-8, [0], [3e-160], [1e-315]),
        moved("underflow", "g² is far below the least number.", ["underflow"], "outsideRoot", 0.5, 0.5, 1e-8, [0, 0], [1e-170, -3e-200], [0, 0]),
        moved("overflow", "g² overflows: the first parameter stays, and so it would for ever.", ["overflow"], "outsideRoot", 0.5, 0.5, 1e-8, [3, 2], [1e200, 0], [0, 4], ([3, 2], [inf, 2])),
        moved("overflowed", "The step after it, with an ordinary gradient.", ["overflow"], "insideRoot", 0.5, 0.5, 1e-8, [3, 2], [-1, 0], [inf, 4], ([3, 2], [inf, 2])),
        moved("infinite-gradient", "∞/∞ is NaN.", ["special-values"], "outsideRoot", 0.5, 0.5, 1e-8, [1, 2, 3], [inf, -inf, 0], [0, 0, 4], ([nan, nan, 3], [inf, inf, 2])),
        moved("nan", "NaN stays in its place.", ["special-values"], "insideRoot", 0.5, 0.5, 1e-8, [1, nan, 3, 4], [nan, 0, 0, 0], [0, 0, nan, 2], ([nan, nan, nan, 4], [nan, 0, nan, 1])),
    ]
    refused = [
        ("one-square", "One square is not that of every parameter.", "sizes-differ", 0.5, 0.75, 1e-8, [1, 2, 3], [4, 5, 6], [7]),
        ("fewer-squares", "A parameter without a square, as of a model that has grown.", "sizes-differ", 0.5, 0.75, 1e-8, [1, 2, 3], [4, 5, 6], [7, 8]),
        ("fewer-partials", "A parameter without a partial derivative.", "sizes-differ", 0.5, 0.75, 1e-8, [1, 2, 3], [4, 5], [7, 8, 9]),
        ("negative-rate", "η = −0.5.", "rate-out-of-range", -0.5, 0.75, 1e-8, [1, 2], [3, 4], [0, 0]),
        ("decay-above-one", "ρ = 1.25, 1 and a share exchanged.", "share-out-of-range", 0.5, 1.25, 1e-8, [1, 2], [3, 4], [16, 25]),
        ("negative-epsilon", "ε = −10⁻⁸.", "epsilon-out-of-range", 0.5, 0.75, -1e-8, [1, 2], [3, 4], [16, 25]),
    ]
    for name, comment, flag, η, ρ, ε, θ, g, s in refused:
        inputs = {"parameters": θ, "gradient": g, "squares": s}
        attributes = {"learningRate": η, "decay": ρ, "epsilon": ε, "epsilonPlacement": "outsideRoot"}
        cases.append(invalid(equation, name, comment, [flag], inputs, attributes))
    return concept("GradientOptimizers", "RMSProp", notes, cases)


def adam():
    notes = STEPS | {
        "plain": PLAIN,
        "corrected": "θ ← θ − η m̂ / (√v̂ + ε) where another variant is asked for.",
        "epsilon-hat": "ε added before the correction where another variant is asked for. "
        "Seen in https://github.com/karpathy/nanochat/issues/304.",
        "uncorrected": "No correction of the moments where another variant is asked for. "
        "Seen in https://github.com/oxiglade/mlx-rs/issues/301.",
        "inside-root": "√(v̂ + ε) in place of √v̂ + ε.",
        "steps-from-zero": "t − 1 for t: the first step divides by 0. "
        "Seen in https://github.com/deeplearning4j/nd4j/pull/1227.",
        "steps-ahead": "t + 1 for t.",
        "swapped-decays": "β₁ and β₂ exchanged.",
        "swapped-weights": "β and 1 − β exchanged.",
        "swapped-moments": "The two moments of the state exchanged.",
        "old-moments": "The step follows the moments of the step before.",
        "forgetful": "Moments of 0, as by a state that is not passed on.",
        "heavy-ball": "m ← β₁ m + g, a velocity and no average.",
        "missing-root": "Divided by v̂, not by its root.",
        "corrected-state": "The corrected moments are what the state keeps. "
        "Seen in https://github.com/frgfm/holocron/issues/1.",
        "other-epsilon": "10⁻⁷ and 10⁻⁸ exchanged.",
        "naive-correction": "1 − βᵗ as a difference: βᵗ agrees with 1 in its first digits.",
        "missing-epsilon": "Nothing is added to the root: 0/0 for a parameter that has no gradient.",
        "overflow": "The square overflows: v is infinite, and the parameter stays where it is from then on. A square cut off "
        "at the largest number would move it.",
        "underflow": "The square underflows, and ε alone is the divisor; one that was taken for 0 beside it would make the step "
        "long.",
        "special-values": "An infinite gradient gives ∞/∞, which is NaN, and NaN stays in its place.",
        "many-steps": "A power by repeated products, or a count that overflows.",
        "zero-decay": "β = 0, whose logarithm is −∞.",
        "sizes-differ": SIZES,
        "rate-out-of-range": "A negative learning rate climbs, without a word.",
        "share-out-of-range": "With β = 1 a moment forgets every gradient, and its correction is 0; above 1 it turns around.",
        "epsilon-out-of-range": "A negative ε: the divisor is smaller than the root, 0 or negative, and the step goes anywhere.",
        "step-out-of-range": "Steps count from 1: before that 1 − βᵗ is 0 or negative, and the parameters become NaN or climb.",
    }

    def difference(β, t):
        return 1 - power(β, t)

    def accurate(β, t):
        if not isinstance(β, Float):
            return 1 - power(β, t)
        rest = float(β) - 1
        return β.with_(-math.expm1(int(float(t)) * math.log1p(rest)) if rest > -1 else 1)

    def stepping(correction, ahead=1, keep_corrected=False, root=square_root, inside=False, momentum=None):
        def step(
            parameters, gradient, firstMoment, secondMoment, learningRate, firstDecay, secondDecay, epsilon, stepCount, variant
        ):
            θ, g, m, v, η, ε = parameters, gradient, firstMoment, secondMoment, learningRate, epsilon
            β1, β2, t = firstDecay, secondDecay, stepCount + ahead
            places = range(len(θ))
            if momentum is None:
                m = [β1 * m[i] + (1 - β1) * g[i] for i in places]
            else:
                m = [momentum(β1, m[i], g[i]) for i in places]
            v = [β2 * v[i] + (1 - β2) * (g[i] * g[i]) for i in places]
            c1, c2 = correction(β1, t), correction(β2, t)
            m_hat, v_hat = [x / c1 for x in m], [x / c2 for x in v]
            if variant == "corrected" and inside:
                θ = [θ[i] - η * (m_hat[i] / square_root(v_hat[i] + ε)) for i in places]
            elif variant == "corrected":
                θ = [θ[i] - η * (m_hat[i] / (root(v_hat[i]) + ε)) for i in places]
            elif variant == "epsilonHat":
                θ = [θ[i] - η * (square_root(c2) / c1) * (m[i] / (root(v[i]) + ε)) for i in places]
            else:
                θ = [θ[i] - η * (m[i] / (root(v[i]) + ε)) for i in places]
            if keep_corrected:
                m, v = m_hat, v_hat
            return {"parameters": θ, "firstMoment": m, "secondMoment": v, "stepCount": stepCount + 1}

        return step

    step, plain = stepping(difference), stepping(accurate)

    def changed(**names):
        """Attributes or inputs replaced by functions of all of them."""
        return lambda **x: plain(**(x | {name: change(x) for name, change in names.items()}))

    def old(**x):
        moved = plain(**x)
        still = plain(**(x | {"gradient": [g * 0 for g in x["gradient"]]}))
        return moved | {"parameters": still["parameters"]}

    def untouched(**x):
        following = plain(**x)
        moved = [new if math.isfinite(float(new)) else θ for new, θ in zip(following["parameters"], x["parameters"])]
        return following | {"parameters": moved}

    complement = lambda name: lambda x: 1 - x[name]
    wrong = {
        "sign": [uphill(plain)],
        "empty": [from_first(plain)],
        "subnormal": [flushed(plain)],
        "cancellation": [in_single(plain)],
        "corrected": [changed(variant=lambda x: "corrected")],
        "epsilon-hat": [changed(variant=lambda x: "epsilonHat")],
        "uncorrected": [changed(variant=lambda x: "uncorrected")],
        "inside-root": [stepping(accurate, inside=True)],
        "steps-from-zero": [stepping(difference, ahead=0)],
        "steps-ahead": [stepping(accurate, ahead=2)],
        "swapped-decays": [changed(firstDecay=lambda x: x["secondDecay"], secondDecay=lambda x: x["firstDecay"])],
        "swapped-weights": [
            changed(firstDecay=complement("firstDecay")),
            changed(secondDecay=complement("secondDecay")),
        ],
        "swapped-moments": [
            changed(
                firstMoment=lambda x: x["secondMoment"], secondMoment=lambda x: [abs(m) for m in x["firstMoment"]]
            )
        ],
        "old-moments": [old],
        "forgetful": [
            changed(firstMoment=lambda x: [m * 0 for m in x["firstMoment"]]),
            changed(secondMoment=lambda x: [v * 0 for v in x["secondMoment"]]),
        ],
        "heavy-ball": [stepping(accurate, momentum=lambda β1, m, g: β1 * m + g)],
        "missing-root": [stepping(accurate, root=lambda v: v)],
        "corrected-state": [stepping(accurate, keep_corrected=True)],
        "other-epsilon": [changed(epsilon=lambda x: x["epsilon"] * (10 if x["epsilon"] < 5e-8 else 0.1))],
        "naive-correction": [step],
        "missing-epsilon": [changed(epsilon=lambda x: x["epsilon"] * 0)],
        "overflow": [kept_finite(plain)],
        "underflow": [changed(epsilon=lambda x: x["epsilon"] * 0 + 1e-160)],
        "special-values": [skipping_nan(plain), untouched],
        "sizes-differ": [broadcasting(plain), cut_to_shortest(plain)],
        "step-out-of-range": [step],
    }

    def ulps(outputs, **x):
        β1, β2, g = x["firstDecay"], x["secondDecay"], x["gradient"]
        # Three roundings for a product with 1 − β and the sum, one more for the square. In a parameter these, the
        # corrections and the quotient add up to more than 8, which is what a bound may count.
        moments = [[β1 * m, (1 - β1) * p] for m, p in zip(x["firstMoment"], g)]
        bounds = []
        for θ, new, terms in zip(x["parameters"], outputs["parameters"], moments):
            scale = (new - θ) / sum(terms) if sum(terms) != 0 else 0
            bounds.append(sum_bound([θ] + [scale * t for t in terms], 8))
        return {
            "parameters": bounds,
            "firstMoment": [sum_bound(terms, 3) for terms in moments],
            "secondMoment": [4 if v != 0 else 0 for v in outputs["secondMoment"]],
            "stepCount": 0,
        }

    equation = Equation("adam-step", step, ulps, wrong, plain)

    def moved(name, comment, flags, variant, settings, θ, g, m, v, steps, expect=None):
        η, β1, β2, ε = settings
        inputs = {"parameters": θ, "gradient": g, "firstMoment": m, "secondMoment": v}
        names = ("parameters", "firstMoment", "secondMoment", "stepCount")
        expect = None if expect is None else dict(zip(names, (*expect, steps + 1)))
        attributes = {
            "learningRate": η,
            "firstDecay": β1,
            "secondDecay": β2,
            "epsilon": ε,
            "stepCount": steps,
            "variant": variant,
        }
        return case(equation, name, comment, flags, inputs, expect, attributes)

    def data(kind, n):
        θ, g, m, v = (kind(f"adam {n} {part}", n) for part in ("parameters", "gradient", "first", "second"))
        return θ, g, m, [abs(x) for x in v]

    documented = (0.1, 0.9, 0.999, 1e-8)
    keras = (0.001, 0.9, 0.999, 1e-7)
    dyadic = (0.125, 0.75, 0.9375, 0.0625)
    single = (0.10000000149011612, 0.8999999761581421, 0.9990000128746033, 0.0010000000474974513)
    rounding = (0.1, 0.9, 0.999, 0.001)
    cases = []
    flags = {"corrected": "corrected", "epsilonHat": "epsilon-hat", "uncorrected": "uncorrected"}
    for variant, own in flags.items():
        others = sorted(set(flags.values()) - {own})
        usual = ["plain", "sign", "swapped-decays", "swapped-weights", "swapped-moments", "forgetful", "heavy-ball", "missing-root", "corrected-state"] + others
        timed = ["steps-from-zero", "steps-ahead"] if variant != "uncorrected" else []
        cases += [
            moved(f"{own}-dyadic", "Dyadic inputs, the third step.", usual + timed, variant, dyadic, *data(dyadics, 3), 2),
            moved(f"{own}-decimal", "Every operation rounds, the eleventh step.", usual + timed, variant, rounding, *data(decimals, 4), 10),
            moved(f"{own}-single", "All bits of a Float32 in use, the sixth step.", usual + timed, variant, single, *data(singles, 5), 5),
            moved(f"{own}-first-step", "The first step of f = x² from 1.", ["plain", "sign", "heavy-ball", "corrected-state"] + timed, variant, documented, [1], [2], [0], [0], 0),
            moved(f"{own}-no-gradient", "g = 0 from the fresh state: 0/ε, not 0/0.", ["missing-epsilon"], variant, documented, [3, -2], [0, 0], [0, 0], [0, 0], 0),
        ]
    cases += [
        moved("empty", "No parameters give none.", ["empty"], "corrected", documented, [], [], [], [], 0),
        moved("trace-second-step", "f = x² from 1 with η = 0.1, step 2, from the state after step 1 as a Float64 has it.", ["plain", "sign", "uncorrected", "steps-ahead", "old-moments"], "corrected", documented, [0.9000000005], [1.800000001], [0.2], [0.004], 1),
        moved("trace-third-step", "And step 3.", ["plain", "sign", "uncorrected", "steps-ahead", "old-moments"], "corrected", documented, [0.8004122286917928], [1.6008244573835856], [0.3600000001], [0.0072360000036], 2),
        moved("gradient-as-small-as-epsilon", "The first step at g = 10⁻⁸ is half of η.", ["plain", "epsilon-hat", "other-epsilon", "inside-root", "missing-epsilon"], "corrected", documented, [0], [1e-8], [0], [0], 0),
        moved("gradient-as-small-as-epsilon-keras", "The same with Keras' settings: 0.00315 η.", ["plain", "corrected", "other-epsilon", "missing-epsilon"], "epsilonHat", keras, [0], [1e-8], [0], [0], 0),
        moved("first-step-by-sign", "±η for gradients of any size above ε.", ["plain", "uncorrected", "sign", "missing-root"], "corrected", documented, [0, 0, 0], [1e-4, -3, 7e50], [0, 0, 0], [0, 0, 0], 0),
        moved("first-step-without-correction", "η (1 − β₁) / √(1 − β₂), 3.16 η.", ["corrected", "epsilon-hat"], "uncorrected", documented, [0], [1], [0], [0], 0),
        moved("correction-keeps-its-digits", "A second step from 0, where 1 − β₂² has lost two digits as a difference.", ["naive-correction"], "corrected", documented, [0], [0.7], [0.03], [0.0004], 1),
        moved("coasting", "A gradient of 0: the moments fade and still move.", ["plain", "forgetful"], "corrected", rounding, [1, -3], [0, 0], [2, 4], [9, 25], 7),
        moved("no-decays", "β₁ = β₂ = 0: η against the sign of the gradient.", ["plain", "sign", "swapped-weights"], "corrected", (0.5, 0, 0, 1e-300), [1, -3], [0.75, -2e10], [2, 4], [2, 4], 3),
        moved("late-step", "After a million steps nothing is left to correct.", ["plain"], "corrected", rounding, [1, -3], [0.5, 2], [0.25, 1.5], [1, 4], 1000000),
        moved("zero-learning-rate", "The moments go on, the parameters stay.", ["plain"], "corrected", (0, 0.5, 0.5, 1e-8), [1, -3], [2, 4], [1, 0.5], [1, 0.5], 3),
        moved("opposed", "First moment and gradient agree to six digits and oppose each other.", ["cancellation"], "corrected", documented, [0], [-9.000002], [1], [9], 4),
        moved("tiny-squares", "Squares that are subnormal numbers.", ["subnormal"], "uncorrected", (0.5, 0.5, 0.5, 1e-8), [0], [3e-160], [1e-160], [1e-315], 0),
        moved("underflow", "g² is far below the least number: the step is η g / ε.", ["underflow"], "corrected", documented, [0, 0], [1e-170, -3e-200], [0, 0], [0, 0], 0),
        moved("overflow", "g² overflows: the first parameter stays, and so it would for ever.", ["overflow"], "corrected", (0.5, 0.5, 0.5, 1e-8), [3, 2], [1e200, 0], [0, 0], [0, 4], 0, ([3, 2], [5e199, 0], [inf, 2])),
        moved("overflowed", "The step after it, with an ordinary gradient.", ["overflow"], "epsilonHat", (0.5, 0.5, 0.5, 1e-8), [3, 2], [-1, 0], [5e199, 0], [inf, 4], 1, ([3, 2], [2.5e199, 0], [inf, 2])),
        moved("infinite-gradient", "∞/∞ is NaN.", ["special-values"], "corrected", (0.5, 0.5, 0.5, 1e-8), [1, 2, 3], [inf, -inf, 0], [0, 0, 0], [0, 0, 4], 0, ([nan, nan, 3], [inf, -inf, 0], [inf, inf, 2])),
        moved("nan", "NaN stays in its place.", ["special-values"], "corrected", (0.5, 0.5, 0.5, 1e-8), [1, nan, 3, 4, 5], [nan, 0, 0, 0, 0], [0, 0, nan, 0, 0], [0, 0, 0, nan, 2], 0, ([nan, nan, nan, nan, 5], [nan, 0, nan, 0, 0], [nan, 0, 0, nan, 1])),
    ]

    # 1 − βᵗ by itself.
    def textbook(decay, step):
        return {"value": difference(decay, step)}

    def tangent(decay, step):
        """The form through the hyperbolic tangent, without a difference."""
        rest = float(decay) - 1
        if rest == -1:
            return {"value": decay.with_(1)}
        y = hyperbolic_tangent(decay.with_(-int(float(step)) / 2 * math.log1p(rest)))
        return {"value": 2 * y / (1 + y)}

    def repeated(decay, step):
        product = decay.with_(1)
        for _ in range(min(int(float(step)), 10**5)):
            product = product * decay
        return {"value": 1 - product}

    def by_logarithm(decay, step):
        try:
            return {"value": decay.with_(-math.expm1(int(float(step)) * math.log(float(decay))))}
        except ValueError:
            return {"value": decay.with_(math.nan)}

    bias_wrong = {
        "naive-correction": [textbook],
        "steps-from-zero": [lambda decay, step: {"value": difference(decay, step - 1)}],
        "steps-ahead": [lambda decay, step: {"value": difference(decay, step + 1)}],
        "many-steps": [repeated],
        "zero-decay": [by_logarithm],
        "swapped-weights": [lambda decay, step: {"value": difference(1 - decay, step)}],
    }
    # The logarithm and the tangent count as two roundings each, and there are a product, a sum and a quotient.
    bias = Equation("adam-bias-correction", textbook, lambda outputs, **_: {"value": 7}, bias_wrong, tangent)

    def corrected(name, comment, flags, β, t):
        return case(bias, name, comment, flags, {}, None, {"decay": β, "step": t})

    off = ["steps-from-zero", "steps-ahead"]
    cases += [
        corrected("first-decay-1", "The first step: 1 − β₁, which divides m by 0.1.", ["plain", "swapped-weights"] + off, 0.9, 1),
        corrected("second-decay-1", "The first step: 1 − β₂, which divides v by 0.001.", ["plain", "swapped-weights"] + off, 0.999, 1),
        corrected("first-decay-2", "The second step.", ["plain"] + off, 0.9, 2),
        corrected("second-decay-2", "The second step: the difference has lost two digits.", ["plain", "naive-correction"] + off, 0.999, 2),
        corrected("first-decay-10", "0.651, a factor of 1.535.", ["plain"] + off, 0.9, 10),
        corrected("second-decay-10", "A factor of 100.45.", ["plain", "naive-correction"] + off, 0.999, 10),
        corrected("second-decay-1000", "A factor of 1.582.", ["plain"] + off, 0.999, 1000),
        corrected("second-decay-7-single", "In single precision the difference has four digits.", ["plain", "naive-correction"] + off, 0.9990000128746033, 7),
        corrected("first-decay-3-single", "All bits of a Float32 in use.", ["plain"] + off, 0.8999999761581421, 3),
        corrected("half", "1 − 2⁻⁵.", ["plain"] + off, 0.5, 5),
        corrected("slow-decay", "β agrees with 1 to nine digits.", ["plain", "naive-correction"] + off, 0.999999999, 3),
        corrected("slowest-decay", "The largest Float32 below 1.", ["plain", "naive-correction", "many-steps"], 0.9999999403953552, 123457),
        corrected("small-decay", "β far below ½.", ["plain", "steps-from-zero"], 0.015625, 2),
        corrected("tiny-decay", "βᵗ underflows.", ["plain"], 1e-200, 2),
        corrected("zero-decay", "β = 0.", ["plain", "zero-decay"], 0, 1),
        corrected("million-steps", "Nothing is left to correct.", ["plain"], 0.999, 1000000),
        corrected("billion-steps", "A count near the largest 32-bit number.", ["plain", "many-steps"], 0.9999999990686774, 2147483000),
    ]
    def refused(name, comment, flag, settings=documented, θ=(1, 2), g=(3, 4), m=(0.5, 1), v=(9, 16), steps=3):
        inputs = {"parameters": θ, "gradient": g, "firstMoment": m, "secondMoment": v}
        attributes = dict(zip(("learningRate", "firstDecay", "secondDecay", "epsilon"), settings))
        attributes |= {"stepCount": steps, "variant": "corrected"}
        inputs = {key: list(x) for key, x in inputs.items()}
        return invalid(equation, name, comment, [flag], inputs, attributes)

    cases += [
        refused("one-first-moment", "One moment is not that of both parameters.", "sizes-differ", m=[0.5]),
        refused("fewer-second-moments", "A parameter without a moment, as of a model that has grown.", "sizes-differ", v=[9]),
        refused("fewer-partials", "A parameter without a partial derivative.", "sizes-differ", θ=[1, 2, 3], g=[3, 4], m=[0, 0, 0], v=[0, 0, 0]),
        refused("negative-rate", "η = −0.1.", "rate-out-of-range", (-0.1, 0.9, 0.999, 1e-8)),
        refused("first-decay-one", "β₁ = 1.", "share-out-of-range", (0.1, 1, 0.999, 1e-8)),
        refused("second-decay-above-one", "β₂ = 1.5.", "share-out-of-range", (0.1, 0.9, 1.5, 1e-8)),
        refused("negative-epsilon", "ε = −10⁻⁸.", "epsilon-out-of-range", (0.1, 0.9, 0.999, -1e-8)),
        refused("negative-step-count", "−2 steps taken: the next would be the one with the number −1.", "step-out-of-range", steps=-2),
        invalid(bias, "negative-step", "There is no step −1.", ["step-out-of-range"], {}, {"decay": 0.9, "step": -1}),
    ]
    return concept("GradientOptimizers", "Adam", notes, cases)


def batch_gradient():
    notes = {
        "plain": PLAIN,
        "missing-one-over-b": "The sum over the batch, not its mean.",
        "over-all-samples": "Divided by the number of all samples, not of those in the batch.",
        "all-samples": "The mean over all samples, whatever the batch.",
        "first-samples": "The first columns, as many as the batch has, and not those that it names.",
        "one-element": "A division by |B| − 1.",
        "transposed": "Rows taken for columns.",
        "indices-from-one": "Samples counted from 1.",
        "distinct": "A sample that the batch holds twice is counted once.",
        "overflow-of-partial-sum": "The sum over the samples overflows although the mean does not.",
        "cancellation": IN_SINGLE,
        "subnormal": SUBNORMAL,
        "special-values": "NaN and infinities of a sample in the batch stay; those of the others do not enter.",
        "index-out-of-range": "A batch names samples that there are: some libraries take one beyond the end for the last.",
        "counted-from-the-end": "−1 taken for the last sample, as Python has it: an index that is wrong by 1, or a "
        "mark for none, goes unnoticed.",
    }

    def indices(batch):
        return [int(i) for i in batch.strip("{}").split(",")]

    def columns(gradients, chosen, divisor=None):
        n = len(chosen) if divisor is None else divisor
        return {"gradient": [sum(row[i] for i in chosen) / n for row in gradients]}

    def textbook(gradients, batch):
        return columns(gradients, indices(batch))

    def less_one(gradients, batch):
        return {"gradient": [sum(row[i] for i in indices(batch)) / (row[0] * 0 + (len(indices(batch)) - 1)) for row in gradients]}

    def weighted(gradients, batch):
        """A mean over all samples with weights 0 for those that are not in the batch."""
        chosen = indices(batch)
        return {
            "gradient": [
                sum(x * chosen.count(i) for i, x in enumerate(row)) / len(chosen) for row in gradients
            ]
        }

    def transposed(gradients, batch):
        rows = [list(row) for row in zip(*gradients)]
        return {"gradient": (columns(rows, indices(batch))["gradient"] * len(gradients))[: len(gradients)]}

    wrong = {
        "missing-one-over-b": [lambda gradients, batch: columns(gradients, indices(batch), 1)],
        "over-all-samples": [lambda gradients, batch: columns(gradients, indices(batch), len(gradients[0]))],
        "all-samples": [lambda gradients, batch: columns(gradients, range(len(gradients[0])))],
        "first-samples": [lambda gradients, batch: columns(gradients, range(len(indices(batch))))],
        "one-element": [less_one],
        "transposed": [transposed],
        "indices-from-one": [lambda gradients, batch: columns(gradients, [i - 1 for i in indices(batch)])],
        "distinct": [lambda gradients, batch: columns(gradients, sorted(set(indices(batch))))],
        "overflow-of-partial-sum": [textbook],
        "cancellation": [in_single(textbook)],
        "subnormal": [flushed(textbook)],
        "special-values": [skipping_nan(textbook), weighted],
        "index-out-of-range": [
            lambda gradients, batch: columns(gradients, [min(i, len(gradients[0]) - 1) for i in indices(batch)]),
        ],
        "counted-from-the-end": [textbook],
    }

    def ulps(outputs, gradients, batch):
        return {"gradient": [sum_bound([row[i] for i in indices(batch)], len(indices(batch))) for row in gradients]}

    equation = Equation("batch-gradient-value", textbook, ulps, wrong)

    def mean(name, comment, flags, gradients, batch, expect=None):
        expect = None if expect is None else {"gradient": expect}
        return case(equation, name, comment, flags, {"gradients": gradients}, expect, {"batch": batch})

    def data(kind, n, N):
        return matrix(kind(f"batch gradient {n} × {N}", n * N), N)

    usual = ["plain", "missing-one-over-b", "over-all-samples", "all-samples", "first-samples", "one-element", "indices-from-one"]
    cases = [
        mean("batch", "Batch gradient descent: all samples.", ["plain", "missing-one-over-b", "one-element", "transposed"], data(dyadics, 2, 5), "{0, 1, 2, 3, 4}"),
        mean("stochastic", "Stochastic gradient descent: one sample, whose gradient comes out as it is.", ["plain", "over-all-samples", "all-samples", "first-samples", "one-element", "transposed", "indices-from-one"], data(decimals, 3, 5), "{3}"),
        mean("mini-batch", "Some samples, in any order.", usual + ["transposed"], data(dyadics, 3, 7), "{6, 1, 4}"),
        mean("mini-batch-decimal", "Every operation rounds.", usual, data(decimals, 4, 9), "{2, 3, 5, 8, 7}"),
        mean("mini-batch-single", "All bits of a Float32 in use.", usual, data(singles, 2, 6), "{5, 2, 3}"),
        mean("half-of-thirty-two", "Sixteen samples, added in pairs or not.", usual, data(decimals, 1, 32), "{" + ", ".join(str(2 * i + 1) for i in range(16)) + "}"),
        mean("one-parameter", "n = 1.", usual, data(dyadics, 1, 4), "{2, 1}"),
        mean("one-sample", "N = 1.", ["one-element"], data(decimals, 3, 1), "{0}"),
        mean("sample-twice", "A sample drawn with replacement may come twice, and counts twice.", ["distinct", "all-samples"], data(dyadics, 2, 3), "{1, 0, 1}"),
        mean("opposed-samples", "The gradients of two samples cancel: the batch is at its minimum, the samples are not.", ["all-samples", "first-samples"], [[3, 1, -3], [-0.5, 2, 0.5]], "{0, 2}"),
        mean("cancellation", "The samples' gradients agree to six digits and oppose each other.", ["cancellation"], [[1.234567, -1.234561, 9]], "{0, 1}"),
        mean("huge", "The sum overflows, the mean does not.", ["overflow-of-partial-sum"], [[1.5e308, 1.2e308, 1.7e308]], "{0, 1, 2}"),
        mean("tiny", "Near 10⁻³⁰⁰.", ["plain", "missing-one-over-b"], [[1.5e-300, 2e-300, -7e-300]], "{0, 2}"),
        mean("subnormal", "Subnormal gradients.", ["subnormal"], [[3e-310, 1e-310, 8e-310]], "{0, 1}"),
        mean("infinite", "An infinite gradient in the batch, and one of the other sign beside it.", ["special-values"], [[inf, 1, 2], [inf, -inf, 2]], "{0, 1}", [inf, nan]),
        mean("nan-in-the-batch", "NaN in its place.", ["special-values"], [[nan, 1, 2], [3, 1, 2]], "{0, 1}", [nan, 2]),
        mean("nan-outside-the-batch", "A sample that is not in the batch does not enter, not even NaN.", ["special-values"], [[1, nan, 3], [inf, 1, 2]], "{0, 2}", [2, inf]),
    ]
    gradients = {"gradients": [[1, 2, 3], [4, 5, 6]]}
    cases += [
        invalid(equation, "indices-from-one", "Three samples counted from 1 in the place of 0: there is no fourth.", ["index-out-of-range"], gradients, {"batch": "{1, 2, 3}"}),
        invalid(equation, "negative-index", "There is no sample before the first.", ["counted-from-the-end"], gradients, {"batch": "{0, -1}"}),
    ]
    return concept("GradientOptimizers", "BatchGradient", notes, cases)


def mini_batches():
    notes = {
        "plain": PLAIN,
        "dropped-last": "The short batch at the end is dropped.",
        "floor": "⌊N/B⌋ in place of ⌈N/B⌉. "
        "Seen in https://github.com/ageron/handson-ml2/pull/275.",
        "one-too-many": "⌊N/B⌋ + 1, which counts an empty batch where B divides N.",
        "padded-last": "The short batch is filled up with elements from the beginning.",
        "round-robin": "Every ⌈N/B⌉th element, and not B neighbours.",
        "equal-sizes": "Batches of nearly the same size in place of full ones and a short one.",
        "samples-for-updates": "Samples, or epochs, counted in place of updates.",
        "batches-from-one": "Batches counted from 1.",
        "empty": "No samples, or no epochs.",
        "size-out-of-range": "A batch has at least one sample: a quotient by 0, or a negative number of batches.",
    }

    def size(batchSize):
        return int(float(batchSize))

    def partition(elements, batchSize, batch):
        B, j = size(batchSize), size(batch)
        return {"batch": elements[j * B : (j + 1) * B]}

    def count(N, B):
        return -(-N // B)

    def full_only(elements, batchSize, batch):
        B = size(batchSize)
        return partition(elements[: len(elements) // B * B], batchSize, batch)

    def padded(elements, batchSize, batch):
        B = size(batchSize)
        return partition(elements + elements[: -len(elements) % B], batchSize, batch)

    def robin(elements, batchSize, batch):
        return {"batch": elements[size(batch) :: count(len(elements), size(batchSize))]}

    def equal(elements, batchSize, batch):
        k, j = count(len(elements), size(batchSize)), size(batch)
        return {"batch": elements[len(elements) * j // k : len(elements) * (j + 1) // k]}

    def shaped(program):
        """A batch of another size has another shape, and fails as one."""

        def result(elements, batchSize, batch):
            given = program(elements, batchSize, batch)["batch"]
            wanted = len(partition(elements, batchSize, batch)["batch"])
            return {"batch": (given + [math.nan] * wanted)[:wanted] if len(given) <= wanted else [math.nan] * wanted}

        return result

    wrong = {
        "dropped-last": [shaped(full_only)],
        "padded-last": [shaped(padded)],
        "round-robin": [shaped(robin)],
        "equal-sizes": [shaped(equal)],
        "batches-from-one": [shaped(lambda elements, batchSize, batch: partition(elements, batchSize, batch - 1))],
    }
    parts = Equation("mini-batches-partition", partition, lambda outputs, **_: {"batch": [0] * len(outputs["batch"])}, wrong)

    def part(name, comment, flags, N, B, j):
        elements = [7 * i % 101 for i in range(1, N + 1)]
        return case(parts, name, comment, flags, {"elements": elements}, None, {"batchSize": B, "batch": j})

    def updates(sampleCount, batchSize, epochs):
        N, B, E = (int(float(x)) for x in (sampleCount, batchSize, epochs))
        return {"value": batchSize * 0 + E * count(N, B)}

    def updates_by(function):
        return lambda sampleCount, batchSize, epochs: {
            "value": batchSize * 0 + function(*(int(float(x)) for x in (sampleCount, batchSize, epochs)))
        }

    counts_wrong = {
        "floor": [updates_by(lambda N, B, E: E * (N // B))],
        "one-too-many": [updates_by(lambda N, B, E: E * (N // B + 1))],
        "samples-for-updates": [updates_by(lambda N, B, E: E * N), updates_by(lambda N, B, E: count(N, B)), updates_by(lambda N, B, E: E)],
        "empty": [updates_by(lambda N, B, E: max(E, 1) * max(count(N, B), 1))],
    }
    counts = Equation("mini-batches-update-count", updates, lambda outputs, **_: {"value": 0}, counts_wrong)

    def counted(name, comment, flags, N, B, E):
        return case(counts, name, comment, flags, {}, None, {"sampleCount": N, "batchSize": B, "epochs": E})

    cases = [
        part("first-of-100", "100 samples in batches of 32: the first.", ["plain", "round-robin", "equal-sizes", "batches-from-one"], 100, 32, 0),
        part("third-of-100", "The third, the last full one.", ["plain", "round-robin", "equal-sizes", "batches-from-one"], 100, 32, 2),
        part("last-of-100", "The fourth, which has four.", ["dropped-last", "padded-last", "round-robin", "equal-sizes"], 100, 32, 3),
        part("no-remainder", "B divides N: the last batch is full.", ["plain", "round-robin", "batches-from-one"], 96, 32, 2),
        part("one-by-one", "B = 1: one sample each.", ["plain", "batches-from-one"], 5, 1, 3),
        part("all-at-once", "B = N: one batch.", ["plain"], 5, 5, 0),
        part("larger-than-all", "B > N: one batch of all, not of B.", ["dropped-last", "padded-last"], 5, 32, 0),
        part("remainder-of-one", "A last batch of one sample.", ["dropped-last", "padded-last", "equal-sizes"], 7, 3, 2),
        part("pairs", "B = 2: the middle pair.", ["plain", "round-robin", "batches-from-one"], 6, 2, 1),
        part("one-of-two", "Two samples one by one: the second.", ["plain", "batches-from-one"], 2, 1, 1),
        part("one-sample", "N = 1.", ["plain"], 1, 1, 0),
        part("remainder-of-all-but-one", "A last batch that lacks one sample.", ["dropped-last", "padded-last", "equal-sizes"], 8, 3, 2),
        counted("keras-example", "100 samples, B = 32, 200 epochs: 800 updates.", ["plain", "floor", "samples-for-updates"], 100, 32, 200),
        counted("one-epoch", "4 updates, and not 3.", ["floor", "samples-for-updates"], 100, 32, 1),
        counted("no-remainder", "B divides N.", ["one-too-many", "samples-for-updates"], 96, 32, 10),
        counted("stochastic", "B = 1: one update for each sample.", ["one-too-many"], 100, 1, 3),
        counted("batch", "B = N: one update for each epoch.", ["one-too-many"], 100, 100, 3),
        counted("larger-than-all", "B > N: the same.", ["floor"], 5, 32, 3),
        counted("large", "60000 samples, as of a small image data set.", ["floor", "samples-for-updates"], 60001, 256, 90),
        counted("one-sample", "N = 1.", ["one-too-many"], 1, 1, 5),
        counted("remainder-of-one", "The last batch has one sample.", ["floor", "samples-for-updates"], 65, 32, 2),
        counted("remainder-of-all-but-one", "The last batch lacks one sample.", ["floor", "samples-for-updates"], 63, 32, 2),
        counted("no-samples", "Nothing to do.", ["empty", "one-too-many"], 0, 32, 5),
        counted("no-epochs", "Nothing is done.", ["empty"], 100, 32, 0),
    ]
    samples = [10, 20, 30, 40, 50]
    cases += [
        invalid(parts, "negative-size", "Batches of −2 samples.", ["size-out-of-range"], {"elements": samples}, {"batchSize": -2, "batch": 0}),
        invalid(counts, "negative-size", "Batches of −2 samples.", ["size-out-of-range"], {}, {"sampleCount": 5, "batchSize": -2, "epochs": 3}),
    ]
    return concept("GradientOptimizers", "MiniBatches", notes, cases)


CONCEPTS = [gradient_descent, momentum_descent, rms_prop, adam, mini_batches, batch_gradient]
