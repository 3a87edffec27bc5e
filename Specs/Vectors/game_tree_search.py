"""Vectors of game trees. A tree is a list, level by level: place i leads to b i + 1 … b i + b, as far as the list goes."""

import math

from regression_models import whole
from vectors import (
    PLAIN,
    SIZES,
    Equation,
    case,
    concept,
    decimals,
    dyadics,
    first,
    less,
    misfit,
    same_bound,
    siblings,
    singles,
    sum_bound,
)

inf, nan = math.inf, math.nan


def successors(i, b, count):
    return [j for j in range(b * i + 1, b * i + b + 1) if j < count]


def largest(values):
    best = values[0]
    for x in values:
        if x > best:
            best = x
    return best


def least(values):
    best = values[0]
    for x in values:
        if x < best:
            best = x
    return best


def by_levels(e, b, d, player, ends=None, of_max=largest, of_min=least, wrong_start=0):
    """The values of all places, from the last to the first: no recursion, and no order of search."""
    e, b, d = list(e), whole(b), whole(d)
    level = [0] * len(e)
    for i in range(1, len(e)):
        level[i] = level[(i - 1) // b] + 1
    V = list(e)
    for i in reversed(range(len(e))):
        moves = [V[j] for j in successors(i, b, len(e))]
        if level[i] < d and moves:
            is_max = (level[i] + wrong_start) % 2 == (0 if player == "max" else 1)
            V[i] = (of_max if is_max else of_min)(moves)
        elif ends is not None:
            V[i] = ends(e, i, level[i], moves)
    return V


def game_tree_size():
    notes = {
        "plain": PLAIN,
        "product": "b d, a product in place of a power.",
        "exchanged": "dᵇ, the two numbers exchanged.",
        "level-more": "A level too many.",
        "level-less": "A level too few.",
        "without-root": "The root is left out.",
        "leaves-alone": "The last level alone.",
        "all-positions": "All positions of the tree, not those of its last level.",
        "halves-down": "Both halves of the depth rounded down.",
        "halves-up": "Both halves of the depth rounded up.",
        "no-overlap": "The one evaluation that both halves share is counted twice.",
        "every-leaf": "Nothing is left out.",
        "division-by-zero": "(b^(d + 1) − 1)/(b − 1), which is 0/0 for b = 1.",
        "overflow": "b^(d + 1) is formed on the way, and exceeds 64 bits although the result does not.",
        "rounded": "A power of floating-point numbers, of which 53 bits are right.",
        "negative-depth": "No tree is less deep than its root: a power with a negative exponent, or a loop that never starts, "
        "gives a number all the same.",
    }

    def counted(count):
        def program(branching, depth):
            try:
                return {"value": count(whole(branching), whole(depth))}
            except ZeroDivisionError:
                return {"value": nan}

        return program

    def wrapped(x):
        return (x + 2**63) % 2**64 - 2**63

    def nodes(b, d):
        return sum(b**k for k in range(d + 1))

    def least_leaves(b, d):
        return b ** ((d + 1) // 2) + b ** (d // 2) - 1

    leaves_equation = Equation(
        "game-tree-size-leaves",
        counted(lambda b, d: b**d),
        same_bound(0),
        {
            "product": [counted(lambda b, d: b * d)],
            "exchanged": [counted(lambda b, d: d**b)],
            "level-more": [counted(lambda b, d: b ** (d + 1))],
            "level-less": [counted(lambda b, d: b ** (d - 1) if d else 0)],
            "all-positions": [counted(nodes)],
            "rounded": [counted(lambda b, d: int(math.exp(d * math.log(b)) + 0.5))],
        },
    )
    nodes_equation = Equation(
        "game-tree-size-nodes",
        counted(nodes),
        same_bound(0),
        {
            "level-more": [counted(lambda b, d: nodes(b, d + 1))],
            "level-less": [counted(lambda b, d: nodes(b, d - 1))],
            "without-root": [counted(lambda b, d: nodes(b, d) - 1)],
            "leaves-alone": [counted(lambda b, d: b**d)],
            "division-by-zero": [counted(lambda b, d: (b ** (d + 1) - 1) // (b - 1))],
            "overflow": [counted(lambda b, d: (wrapped(b ** (d + 1)) - 1) // (b - 1) if b > 1 else d + 1)],
        },
    )
    least_equation = Equation(
        "game-tree-size-least-leaves",
        counted(least_leaves),
        same_bound(0),
        {
            "halves-down": [counted(lambda b, d: 2 * b ** (d // 2) - 1)],
            "halves-up": [counted(lambda b, d: 2 * b ** ((d + 1) // 2) - 1)],
            "no-overlap": [counted(lambda b, d: least_leaves(b, d) + 1)],
            "every-leaf": [counted(lambda b, d: b**d)],
        },
    )

    def at(equation):
        return lambda name, comment, flags, b, d: case(
            equation, name, comment, flags, {}, attributes={"branching": b, "depth": d}
        )

    leaves, all_nodes, fewest = at(leaves_equation), at(nodes_equation), at(least_equation)
    cases = [
        leaves("root", "No move: the root alone.", ["plain", "product", "exchanged", "level-more", "level-less"], 35, 0),
        leaves("one-move", "One move of one player.", ["plain", "level-more", "level-less", "all-positions", "exchanged"], 35, 1),
        leaves("two-by-two", "The first document's drawing: 4 positions after two moves.", ["level-more", "level-less", "all-positions"], 2, 2),
        leaves("three-moves", "27.", ["product", "level-more", "level-less", "all-positions"], 3, 3),
        leaves("chess-2", "35 moves in a position: 1225 after one of each player.", ["product", "exchanged", "level-more", "level-less", "all-positions"], 35, 2),
        leaves("chess-4", "1500625.", ["product", "exchanged", "level-more", "level-less", "all-positions"], 35, 4),
        leaves("chess-8", "2.25 · 10¹².", ["product", "level-more", "level-less", "all-positions"], 35, 8),
        leaves("chess-12", "The last depth of 35 moves each that fits: 3.38 · 10¹⁸.", ["rounded", "level-less"], 35, 12),
        leaves("single-file", "One move in each position.", ["plain", "product", "all-positions"], 1, 40),
        leaves("binary-62", "The largest power of 2 that fits.", ["product", "exchanged", "level-less"], 2, 62),
        leaves("ternary-39", "All of the largest number's digits count.", ["rounded", "level-less"], 3, 39),
        all_nodes("root", "The root alone.", ["plain", "level-more", "level-less", "without-root"], 35, 0),
        all_nodes("one-move", "The root and its moves.", ["level-more", "level-less", "without-root", "leaves-alone"], 5, 1),
        all_nodes("two-by-two", "The first document's drawing: 1 + 2 + 4 = 7.", ["level-more", "level-less", "without-root", "leaves-alone"], 2, 2),
        all_nodes("three-moves", "1 + 3 + 9 + 27 = 40.", ["level-more", "level-less", "without-root", "leaves-alone"], 3, 3),
        all_nodes("chess-4", "1 + 35 + 35² + 35³ + 35⁴.", ["level-more", "level-less", "without-root", "leaves-alone"], 35, 4),
        all_nodes("single-file", "One move in each position: 41 on the way.", ["division-by-zero", "leaves-alone", "level-more"], 1, 40),
        all_nodes("binary-61", "2⁶² − 1, and 2⁶³ exceeds 64 bits.", ["leaves-alone", "level-less"], 2, 61),
        all_nodes("chess-12", "The last depth of 35 moves each that fits.", ["overflow", "level-less"], 35, 12),
        fewest("root", "One evaluation, whatever the branching.", ["plain", "no-overlap"], 7, 0),
        fewest("one-move", "Every move has to be looked at.", ["plain", "halves-down", "halves-up", "no-overlap"], 7, 1),
        fewest("two-by-two", "3 of 4.", ["no-overlap", "every-leaf"], 2, 2),
        fewest("odd-depth", "9 + 3 − 1 = 11 of 27.", ["halves-down", "halves-up", "no-overlap", "every-leaf"], 3, 3),
        fewest("even-depth", "25 + 25 − 1 = 49 of 625.", ["no-overlap", "every-leaf"], 5, 4),
        fewest("chess-8", "3001249 of 2.25 · 10¹².", ["no-overlap", "every-leaf"], 35, 8),
        fewest("single-file", "One.", ["plain", "no-overlap"], 1, 9),
        fewest("deep", "Depth 24 of 35 moves each: the root of what a full search would take.", ["no-overlap"], 35, 22),
    ]
    for equation, of in [(leaves_equation, "three-moves"), (nodes_equation, "three-moves"), (least_equation, "odd-depth")]:
        cases.append(misfit(cases, equation, of, "negative-depth", "A depth of −1.", "negative-depth", depth=-1))
    return concept("GameTreeSearch", "GameTreeSize", notes, cases)


def material_evaluation():
    notes = {
        "plain": PLAIN,
        "own-alone": "The opponent's pieces are forgotten.",
        "sum": "Both players' pieces are added up.",
        "opposite": "The opponent's point of view.",
        "count": "Pieces are counted, whatever their worth.",
        "quotient": "The ratio of the two forces.",
        "by-place": "The worth of the kind before.",
        "infinity-lost": "An infinite worth, of a king, is left out where both have one.",
        "sizes-differ": SIZES,
        "negative-count": "Nobody has less than no pieces: the opponent's pawn is counted as an own one.",
    }

    def value(worth, own, opponent):
        return {"value": sum((v * (n - m) for v, n, m in zip(worth, own, opponent, strict=True)), 0)}

    def with_worth(change):
        return lambda worth, own, opponent: value(change(worth), own, opponent)

    def quotient(worth, own, opponent):
        total = sum(v * m for v, m in zip(worth, opponent))
        return {"value": sum(v * n for v, n in zip(worth, own)) / total if total != 0 else nan}

    def finite(worth, own, opponent):
        terms = [v * (n - m) for v, n, m in zip(worth, own, opponent) if abs(float(v)) < inf]
        return {"value": sum(terms, 0)}

    def bound(outputs, worth, own, opponent):
        terms = [v * (n - m) for v, n, m in zip(worth, own, opponent)]
        return {"value": sum_bound(terms, 2)}

    wrong = {
        "own-alone": [lambda worth, own, opponent: value(worth, own, [0 * m for m in opponent])],
        "sum": [lambda worth, own, opponent: value(worth, own, [0 - m for m in opponent])],
        "opposite": [lambda worth, own, opponent: value(worth, opponent, own)],
        "count": [with_worth(lambda v: [x * 0 + 1 for x in v])],
        "quotient": [quotient],
        "by-place": [with_worth(lambda v: [v[-1]] + list(v[:-1]))],
        "infinity-lost": [finite],
    }
    equation = Equation("material-evaluation-value", value, bound, wrong)
    chess = [1, 3, 3, 5, 9]

    def of(name, comment, flags, worth, own, opponent, expect=None):
        inputs = {"worth": worth, "own": own, "opponent": opponent}
        return case(equation, name, comment, flags, inputs, None if expect is None else {"value": expect})

    usual = ["plain", "own-alone", "sum", "opposite", "count", "quotient"]
    cases = [
        of("start", "Equal forces: 0.", ["plain", "own-alone", "sum", "quotient"], chess, [8, 2, 2, 2, 1], [8, 2, 2, 2, 1]),
        of("knight-lost", "The first document's drawing: a knight of worth 3 against none on the other side's turn: −3.", ["plain", "sum", "opposite", "count"], [3], [0], [1]),
        of("knight-each", "A knight each: 0.", ["plain", "own-alone", "sum", "quotient"], [3], [1], [1]),
        of("queen-for-rooks", "A queen against two rooks and a pawn: −2.", ["plain", "own-alone", "sum", "opposite", "by-place", "quotient"], chess, [3, 0, 0, 0, 1], [4, 0, 0, 2, 0]),
        of("rook-for-bishop", "The exchange: 2.", ["plain", "own-alone", "sum", "opposite", "count", "by-place"], chess, [5, 1, 1, 2, 1], [5, 1, 2, 1, 1]),
        of("pawns", "Three pawns for a knight: 0.", ["own-alone", "sum", "count", "by-place"], chess, [6, 0, 0, 0, 0], [3, 1, 0, 0, 0]),
        of("one-side", "No opponent left.", ["plain", "opposite", "count", "by-place", "quotient"], chess, [1, 2, 0, 1, 0], [0, 0, 0, 0, 0]),
        of("fractions", "Worths with halves and quarters.", usual + ["by-place"], [1, 3.25, 3.5, 5.25, 9.75], [6, 2, 1, 1, 1], [5, 0, 2, 2, 0]),
        of("negative-worth", "A piece that it is better not to have.", usual, [-2.5, 1], [3, 1], [1, 2]),
        of("rounded-worths", "Worths that no binary format holds.", usual + ["by-place"], decimals("material worths", 7), [1, 4, 2, 8, 5, 7, 3], [2, 1, 7, 3, 6, 0, 9]),
        of("single-precision-worths", "Worths with all the digits of a Float32.", usual + ["by-place"], singles("material singles", 9), [1, 4, 2, 8, 5, 7, 3, 0, 2], [2, 1, 7, 3, 6, 0, 9, 4, 1]),
        of("king", "An infinite worth on one side.", ["opposite", "infinity-lost"], [inf, 1], [1, 0], [0, 8], inf),
        of("kings", "∞ times no difference.", ["infinity-lost"], [inf, 1], [1, 5], [1, 3], nan),
        of("no-kinds", "No kinds of pieces: 0.", ["quotient"], [], [], []),
    ]
    cases += [
        misfit(cases, equation, "fractions", "fewer-own", "A kind that the player is not asked for.", own=less),
        misfit(cases, equation, "fractions", "one-worth", "One worth is not that of every kind.", worth=first),
        misfit(cases, equation, "rook-for-bishop", "negative-count", "A pawn less than none.", "negative-count", opponent=lambda m: [-1] + m[1:]),
    ]
    return concept("GameTreeSearch", "MaterialEvaluation", notes, cases)


TREE_NOTES = {
    "plain": PLAIN,
    "one-player": "Both players want the most.",
    "wrong-player": "The other player begins.",
    "mean": "The mean of the moves, as if they were drawn.",
    "level-more": "A level too deep.",
    "level-less": "A level too shallow.",
    "no-limit": "The depth is ignored.",
    "ends-as-zero": "A position without moves above the depth is taken for 0.",
    "start-at-zero": "The best value starts from 0 in place of an infinity.",
    "sign-by-level": "The evaluation is negated at every other level, as by negamax with its sign in the wrong place.",
    "infinity-lost": "The best value starts from the largest finite number.",
    "nan-hidden": "NaN loses every comparison, so that it goes unnoticed.",
    "negative-depth": "A depth below 0 that is counted down never ends the search, or is taken for 0.",
}


def mean(values):
    return sum(values) / len(values)


def from_zero(values, choose):
    return choose([x * 0 for x in values[:1]] + list(values))


def without_nan(values, choose):
    kept = [x for x in values if x == x]
    return choose(kept) if kept else values[0]


def tree_programs(result):
    """The wrong programs that value and choice share; `result` makes the output from the values of all places."""

    def program(change=None, **options):
        def run(evaluations, branching, depth, player):
            e, b, d, p = change(evaluations, branching, depth, player) if change else (evaluations, branching, depth, player)
            return result(by_levels(e, b, d, p, **options), e, b, d, p)

        return run

    def cut(values, choose):
        bound = float(2**127 if getattr(values[0], "bits", 53) == 24 else 1.7976931348623157e308)
        return choose([values[0] * 0 + (-bound if choose is largest else bound)] + list(values)) if all(
            abs(float(x)) == inf for x in values
        ) else choose(values)

    other = {"max": "min", "min": "max"}
    return program, {
        "one-player": [program(of_min=largest)],
        "wrong-player": [program(lambda e, b, d, p: (e, b, d, other[p]))],
        "mean": [program(of_max=mean), program(of_min=mean)],
        "level-more": [program(lambda e, b, d, p: (e, b, whole(d) + 1, p))],
        "level-less": [program(lambda e, b, d, p: (e, b, whole(d) - 1, p))],
        "no-limit": [program(lambda e, b, d, p: (e, b, 10**6, p))],
        "ends-as-zero": [program(ends=lambda e, i, level, moves: e[i] if moves else e[i] * 0)],
        "start-at-zero": [
            program(of_max=lambda x: from_zero(x, largest), of_min=lambda x: from_zero(x, least))
        ],
        "sign-by-level": [program(ends=lambda e, i, level, moves: e[i] if level % 2 == 0 else -e[i])],
        "infinity-lost": [program(of_max=lambda x: cut(x, largest), of_min=lambda x: cut(x, least))],
        "nan-hidden": [
            program(of_max=lambda x: without_nan(x, largest), of_min=lambda x: without_nan(x, least))
        ],
    }


KNIGHTS = [0, 0, 0, 0, 0, -3, 0]


def minimax():
    notes = TREE_NOTES | {
        "last-of-ties": "The last one of equal moves, where the first is taken by convention.",
        "from-one": "Places counted from 1.",
        "value-for-place": "The value in place of where it stands.",
        "other-direction": "The worst move.",
    }

    program, wrong = tree_programs(lambda V, *_: {"value": V[0]})
    value = Equation("minimax-value", program(), same_bound(0), wrong)

    def place(V, e, b, d, p, of=None, last=False):
        moves = [V[j] for j in successors(0, whole(b), len(e))]
        if not moves or any(x != x for x in moves):
            return {"index": nan}
        best = (largest if (p == "max") != (of == "worst") else least)(moves)
        places = [i for i, x in enumerate(moves) if x == best]
        return {"index": places[-1 if last else 0]}

    program, shared = tree_programs(place)

    def chosen(**options):
        def run(evaluations, branching, depth, player):
            V = by_levels(evaluations, branching, depth, player)
            return place(V, evaluations, branching, depth, player, **options)

        return run

    def from_one(**inputs):
        return {"index": program()(**inputs)["index"] + 1}

    def value_for_place(evaluations, branching, depth, player):
        return {"index": by_levels(evaluations, branching, depth, player)[0]}

    def nan_loses(evaluations, branching, depth, player):
        V = [x if x == x else (-inf if player == "max" else inf) for x in by_levels(evaluations, branching, depth, player)]
        return place(V, evaluations, branching, depth, player)

    wrong = {name: shared[name] for name in ["one-player", "wrong-player", "level-less", "level-more", "no-limit", "mean"]} | {
        "last-of-ties": [chosen(last=True)],
        "from-one": [from_one],
        "value-for-place": [value_for_place],
        "other-direction": [chosen(of="worst")],
        "nan-hidden": [nan_loses],
    }
    choice = Equation("minimax-choice", program(), same_bound(0), wrong)

    def at(equation, output):
        def of(name, comment, flags, evaluations, b, d, player="max", expect=None):
            attributes = {"branching": b, "depth": d, "player": player}
            return case(equation, name, comment, flags, {"evaluations": evaluations}, None if expect is None else {output: expect}, attributes)

        return of

    of, move = at(value, "value"), at(choice, "index")
    e13, e15, e40, e30, e85 = (dyadics(f"minimax {n}", n) for n in (13, 15, 40, 30, 85))
    cases = [
        of("root", "A single position.", ["plain", "ends-as-zero"], [2.5], 3, 0),
        of("no-moves", "A single position at any depth.", ["plain", "ends-as-zero"], [2.5], 3, 4),
        of("depth-0", "Depth 0 does not look at the moves.", ["plain", "no-limit", "level-more"], [0.5, 1, 2, 3], 3, 0),
        of("one-move-max", "The largest of three.", ["plain", "wrong-player", "mean", "level-less"], [7, 1, 3, 2], 3, 1),
        of("one-move-min", "The least of three.", ["plain", "wrong-player", "mean", "one-player"], [7, 2, 1, 3], 3, 1, "min"),
        of("all-negative", "The largest of negative numbers.", ["plain", "start-at-zero", "sign-by-level"], [0, -3, -1, -2], 3, 1),
        of("all-positive", "The least of positive numbers.", ["plain", "start-at-zero"], [0, 3, 1, 2], 3, 1, "min"),
        of("knights", "The first document's drawing, two moves deep: 0.", ["plain", "mean"], KNIGHTS, 2, 2),
        of("knights-after-c3", "The drawing's second move: −3.", ["plain", "one-player", "wrong-player", "mean", "level-less"], [0, -3, 0], 2, 1, "min"),
        of("knights-depth-1", "One move deep nothing is lost yet.", ["plain", "mean", "level-more"], [1, 0, 4, 0, 0, -3, 0], 2, 1),
        of("two-levels", "Nine leaves.", ["plain", "one-player", "wrong-player", "mean", "level-less"], e13, 3, 2),
        of("two-levels-min", "The same tree for the other player.", ["plain", "one-player", "wrong-player", "mean", "level-less"], e13, 3, 2, "min"),
        of("three-levels", "Eight leaves.", ["plain", "one-player", "wrong-player", "mean", "level-less"], e15, 2, 3),
        of("three-of-four-levels", "The limit cuts the last level off.", ["plain", "one-player", "wrong-player", "level-less", "no-limit"], dyadics("minimax 31", 31), 2, 3),
        of("three-levels-of-three", "27 leaves.", ["plain", "one-player", "wrong-player", "mean", "level-less"], e40, 3, 3),
        of("two-of-three-levels", "The same tree, one level less deep.", ["plain", "one-player", "wrong-player", "no-limit", "level-more"], e40, 3, 2),
        of("uneven", "Some positions have fewer moves, some end early.", ["plain", "one-player", "ends-as-zero"], [1, 2, 3, -1, 0.5, -2, 4, -3.5, 1.5], 3, 3),
        of("uneven-30", "30 positions of at most four moves.", ["plain", "one-player", "wrong-player"], e30, 4, 3),
        of("four-levels", "64 leaves at level 3.", ["plain", "one-player", "wrong-player", "level-less"], e85, 4, 3, "min"),
        of("beyond-the-end", "Deeper than the tree is.", ["plain", "one-player", "wrong-player", "mean"], e15, 2, 9),
        of("single-file", "One move in each position: the last one's evaluation.", ["plain", "level-less", "sign-by-level"], [1, 2, 3, 4], 1, 3),
        of("digits", "The value is one of the evaluations, with all its digits.", ["plain", "mean", "one-player"], decimals("minimax digits", 13), 3, 2),
        of("singles", "The same in single precision.", ["plain", "mean", "one-player"], singles("minimax singles", 13), 3, 2),
        of("lost", "Every move loses.", ["infinity-lost"], [0, -inf, -inf], 2, 1, expect=-inf),
        of("won", "Every move of the other player loses.", ["infinity-lost"], [0, inf, inf], 2, 1, "min", expect=inf),
        of("mate", "A win is better than anything.", ["plain", "wrong-player"], [0, 1e30, inf, 3], 3, 1, expect=inf),
        of("nan", "NaN in a place that is looked at.", ["nan-hidden"], [0, 1, nan, 3], 3, 1, expect=nan),
        of("nan-first", "NaN in the first place.", ["nan-hidden"], [0, nan, 1, 3], 3, 1, "min", expect=nan),
        of("nan-deep", "NaN two moves deep, where it could not have been the best.", ["nan-hidden"], [0, 0, 0, 1, 2, -3, nan], 2, 2, expect=nan),
        of("nan-below", "NaN below the depth is not looked at.", ["level-more"], [0, 1, 2, nan, nan, nan, nan], 2, 1, expect=2),
        move("one-move", "There is nothing to choose.", ["plain", "from-one"], [0, 5], 1, 1),
        move("largest", "The largest of three stands last.", ["plain", "from-one", "value-for-place", "other-direction", "wrong-player", "last-of-ties"], [7, 1, 2.5, 3, 3], 4, 1),
        move("least", "The least of three.", ["plain", "from-one", "value-for-place", "other-direction", "wrong-player"], [7, 2, 0.5, 3], 3, 1, "min"),
        move("knights", "The first document's drawing: the move on the left.", ["plain", "from-one", "other-direction"], KNIGHTS, 2, 2),
        move("knights-mirrored", "The same with its branches exchanged.", ["plain", "from-one", "other-direction", "level-less"], [0, 0, 0, -3, 0, 0, 0], 2, 2),
        move("ties", "Of equal moves the first.", ["plain", "last-of-ties", "from-one"], [0, 1, 2, 2, 1], 4, 1),
        move("all-equal", "The first of all.", ["plain", "last-of-ties", "from-one"], [0, 4, 4, 4], 3, 1, "min"),
        move("two-levels", "Nine leaves.", ["plain", "from-one", "other-direction"], e13, 3, 2),
        move("bait", "What looks best at once loses a move later.", ["plain", "from-one", "one-player", "level-less"], [0, 1, 9, 1, 2, -5, 9], 2, 2),
        move("gift", "What the mean of the answers prefers.", ["plain", "from-one", "mean"], [0, 0, 0, 1, 2, 0.5, 9], 2, 2),
        move("one-of-two-levels", "The limit cuts the second level off.", ["plain", "from-one", "level-more"], [0, 1, 9, 1, 2, -5, 9], 2, 1),
        move("two-of-three-levels", "The limit cuts the third level off.", ["plain", "no-limit"], [0, 0, 0, 1, 2, 3, 4, 9, 8, 7, 6, -5, -6, -7, -8], 2, 2),
        move("three-levels", "27 leaves, for the other player.", ["plain", "other-direction"], e40, 3, 3, "min"),
        move("lost", "Of moves that all lose the first.", ["plain", "from-one", "last-of-ties"], [0, -inf, -inf], 2, 1),
        move("no-moves", "No move, no choice.", ["value-for-place"], [3], 2, 1, expect=nan),
        move("nan", "Beside NaN nothing is best.", ["nan-hidden"], [0, 1, nan, 3], 3, 1, expect=nan),
    ]
    convention = "Of equal moves the last: a search that compares by ≥ (≤ for the other player)."
    cases += siblings(choice, cases, "last-of-ties", "last", convention, chosen(last=True))
    for equation in (value, choice):
        cases.append(misfit(cases, equation, "two-levels", "negative-depth", "A depth of −1.", "negative-depth", depth=-1))
    return concept("GameTreeSearch", "Minimax", notes, cases)


def alpha_beta():
    notes = {
        "plain": PLAIN,
        "nothing-left-out": "Every position of the tree is evaluated.",
        "strict-cut": "A position is left only where α > β, so that ties are searched; here it is left at α = β, by convention.",
        "shallow": "Only the parent's bound is handed down, so that deeper cuts are missed.",
        "fail-hard": "Results outside of α and β are cut off at them; here they are bounds of the value, by convention.",
        "bounds-exchanged": "α is taken for β of the moves' positions, without a change of sign.",
        "bounds-kept": "α and β are handed down as they came, whatever has been found since.",
        "one-player": "Both players want the most.",
        "wrong-player": "The other player begins.",
        "level-less": "A level too shallow.",
        "level-more": "A level too deep.",
        "empty-window": "α ≥ β leaves no value between them: the first move looked at ends the search.",
        "negative-depth": TREE_NOTES["negative-depth"],
    }

    def search(strict=False, shallow=False, hard=False, kept=False, exchanged=False, cuts=True, one=False, start=0, deeper=0):
        def run(evaluations, alpha, beta, branching, depth, player):
            e, b, count = list(evaluations), whole(branching), [0]

            def value(i, d, is_max, α, β):
                moves = successors(i, b, len(e)) if d > 0 else []
                if not moves:
                    count[0] += 1
                    return e[i]
                first = (α, β)
                V = None
                for j in moves:
                    down = (α, β)
                    if kept:
                        down = first
                    if shallow:
                        down = (V if V is not None else -inf, inf) if is_max else (-inf, V if V is not None else inf)
                    if exchanged:
                        down = (β, α)
                    v = value(j, d - 1, is_max if one else not is_max, *down)
                    V = v if V is None or (v > V if is_max else v < V) else V
                    if is_max and V > α:
                        α = V
                    if not is_max and V < β:
                        β = V
                    if cuts and (α > β if strict else α >= β):
                        break
                if hard:
                    V = first[0] if V < first[0] else first[1] if V > first[1] else V
                return V

            V = value(0, whole(depth) + deeper, (player == "max") != (start == 1), alpha, beta)
            return {"value": V, "evaluated": count[0]}

        return run

    wrong = {
        "nothing-left-out": [search(cuts=False)],
        "strict-cut": [search(strict=True)],
        "shallow": [search(shallow=True)],
        "fail-hard": [search(hard=True)],
        "bounds-exchanged": [search(exchanged=True)],
        "bounds-kept": [search(kept=True)],
        "one-player": [search(one=True)],
        "wrong-player": [search(start=1)],
        "level-less": [search(deeper=-1)],
        "level-more": [search(deeper=1)],
    }
    equation = Equation("alpha-beta-value", search(), same_bound(0), wrong)

    def of(name, comment, flags, evaluations, b, d, player="max", window=(-inf, inf), expect=None):
        inputs = {"evaluations": evaluations, "alpha": window[0], "beta": window[1]}
        attributes = {"branching": b, "depth": d, "player": player}
        if window == (-inf, inf):
            # With an open window the value is minimax's, which is found here without a search.
            V = by_levels(evaluations, b, d, player)[0]
            assert search()(branching=b, depth=d, player=player, **inputs)["value"] == V
        return case(equation, name, comment, flags, inputs, expect, attributes)

    usual = ["plain", "nothing-left-out", "bounds-exchanged", "one-player", "wrong-player", "level-less"]
    deep = usual + ["shallow", "bounds-kept"]
    e40, e31, e85, e341 = (dyadics(f"alpha-beta {n}", n) for n in (40, 31, 85, 341))
    ordered = [0, 0, 0, 4, 5, 1, 9]
    cases = [
        of("root", "A single position.", ["plain"], [2.5], 3, 0),
        of("no-moves", "A single position at any depth.", ["plain"], [2.5], 3, 4),
        of("depth-0", "Depth 0 does not look at the moves.", ["plain", "level-more"], [0.5, 1, 2, 3], 3, 0),
        of("one-move", "Every move has to be looked at.", ["plain", "wrong-player", "level-less"], [7, 1, 3, 2], 3, 1),
        of("knights", "The first document's drawing: 3 of 4 leaves.", ["plain", "nothing-left-out", "wrong-player"], KNIGHTS, 2, 2),
        of("best-first", "The best moves first: 3 of 4 leaves, the fewest that can be.", ["plain", "nothing-left-out", "one-player", "level-less"], ordered, 2, 2),
        of("worst-first", "The worst move first: nothing can be left out.", ["plain", "one-player", "level-less"], [0, 0, 0, 1, 9, 4, 5], 2, 2),
        of("tie", "An equal value ends the search of a position too.", ["plain", "strict-cut", "nothing-left-out"], [0, 0, 0, 4, 5, 4, 9], 2, 2),
        of("deep-cut", "A bound from the root ends the search of positions three moves below it.", ["plain", "shallow", "nothing-left-out"], [0] * 15 + [5, 6] * 4 + [1, 9, 2, 9, 3, 9, 4, 9], 2, 4),
        of("three-levels", "27 leaves.", usual, e40, 3, 3),
        of("three-levels-min", "The same tree for the other player.", usual, e40, 3, 3, "min"),
        of("two-of-three-levels", "The limit cuts the last level off.", ["plain", "nothing-left-out", "level-more", "level-less"], e40, 3, 2),
        of("four-levels", "16 leaves.", usual, e31, 2, 4),
        of("four-levels-min", "The same tree for the other player.", usual, e31, 2, 4, "min"),
        of("four-moves", "64 leaves.", usual, e85, 4, 3),
        of("four-levels-of-four", "256 leaves.", deep, e341, 4, 4),
        of("four-levels-of-four-min", "The same tree for the other player.", deep, e341, 4, 4, "min"),
        of("uneven", "Some positions have fewer moves, some end early.", ["plain", "nothing-left-out", "one-player"], e85[:60], 4, 4),
        of("few-values", "Many ties.", ["plain", "strict-cut", "nothing-left-out"], [x // 2 for x in e341], 4, 4),
        of("window-around", "A window around the value changes nothing but the number of evaluations.", ["plain", "nothing-left-out"], e40, 3, 3, window=(-4.25, 4.25)),
        of("window-below", "The value is at least the result, which is above β.", ["plain", "fail-hard"], e40, 3, 3, window=(-4, -3.5)),
        of("window-above", "The value is at most the result, which is below α.", ["plain", "fail-hard"], e40, 3, 3, window=(3.75, 4)),
        of("leaf-outside", "At depth 0 the evaluation itself, wherever it lies.", ["plain", "level-more"], [7, 1, 2], 2, 0, window=(-1, 1)),
        of("null-window", "A window without a number inside asks only whether the value is above.", ["plain", "fail-hard", "nothing-left-out"], e341, 4, 4, window=(0, 0.0625)),
        of("won", "After a certain win nothing better is looked for.", ["plain", "nothing-left-out", "fail-hard"], [0, inf, 2, 3], 3, 1, window=(-4, 4), expect={"value": inf, "evaluated": 1}),
    ]
    conventions = [
        ("fail-hard", "Fail-hard: values outside of α and β are cut off at them, the usual other form.", search(hard=True)),
        ("strict-cut", "A search that leaves a position only where α > β: it looks at ties too, and finds the same values.", search(strict=True)),
    ]
    for flag, convention, program in conventions:
        cases += siblings(equation, cases, flag, flag, convention, program)
    cases += [
        misfit(cases, equation, "window-around", "window-reversed", "α and β exchanged.", "empty-window", alpha=4.25, beta=-4.25),
        misfit(cases, equation, "window-around", "window-of-one-number", "α = β.", "empty-window", alpha=0.5, beta=0.5),
        misfit(cases, equation, "three-levels", "negative-depth", "A depth of −1.", "negative-depth", depth=-1),
    ]
    return concept("GameTreeSearch", "AlphaBeta", notes, cases)


CONCEPTS = [game_tree_size, material_evaluation, minimax, alpha_beta]
