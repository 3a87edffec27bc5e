"""Vectors of attention, of the transformer's block and of a small causal transformer.

Here a position is a row, and a weight matrix stands on its right. Every function takes 50-digit, IEEE 754 or `Bounded`
numbers; with the name of a bug it makes that mistake. The gradients are written out by hand, as on the pages.
"""

import math

import mpmath
from mpmath import mpf

from arithmetic import Float, cosine, sine
from error_bounds import Bounded, added, bounds_of
from layer_normalization import normalize, normalize_backward, quotient, root
from network_functions import (
    KINKS,
    SELECTED,
    STOPPED,
    activation,
    row_sums,
    slope,
    slope_with_kink,
    softmax,
    softmax_cross_entropy,
    softmax_cross_entropy_slopes,
    times,
)
from softmax_functions import softmax_of
from tensor_algebra import products, transposed
from vectors import (
    PLAIN,
    SIZES,
    Equation,
    Tensor,
    acceptable,
    case,
    concept,
    decimals,
    dyadics,
    each,
    first,
    flat,
    less,
    matrix,
    misfit,
    narrower,
    rows,
    siblings,
    singles,
    skipping_nan,
)

inf, nan = math.inf, math.nan


# Masks


def allowing(mask):
    """Whether query i may attend to key j."""
    if mask == "unmasked":
        return lambda i, j: True
    if mask == "causal":
        return lambda i, j: j <= i
    table = mask.split("/")
    return lambda i, j: table[i][j] == "1"


def aligned_at_the_end(mask, n, m):
    """The causal mask of n queries that are the last of m keys' positions."""
    if mask != "causal":
        return mask
    return "/".join("".join("1" if j <= i + m - n else "0" for j in range(m)) for i in range(n))


def allowed_places(mask, i, m):
    allows = allowing(mask)
    return [j for j in range(m) if allows(i, j)]


# Parts


def sums(A, B):
    return [[added([a, b]) for a, b in zip(one, other, strict=True)] for one, other in zip(A, B, strict=True)]


def over_root(M, d):
    """M/√d."""
    whole = math.isqrt(d) ** 2 == d

    def divided(x):
        if isinstance(x, Bounded):
            return x / math.isqrt(d) if whole else quotient(x, root(x.like(d)))
        return x / math.sqrt(d) if isinstance(x, Float) else x / mpmath.sqrt(d)

    return each(divided, M)


def times_root(M, d):
    """√d M."""
    whole = math.isqrt(d) ** 2 == d

    def multiplied(x):
        if isinstance(x, Bounded):
            return x * (math.isqrt(d) if whole else root(x.like(d)))
        return x * math.sqrt(d) if isinstance(x, Float) else x * mpmath.sqrt(d)

    return each(multiplied, M)


def scores(Q, K, bug):
    if not Q:
        return []
    S = times(Q, transposed(K)) if len(K) else [[] for _ in Q]
    d = len(Q[0])
    if bug == "missing-scale":
        return S
    if bug == "scale-without-root":
        return each(lambda s: s / d, S)
    if bug == "scaled-by-keys":
        return over_root(S, max(len(K), 1))
    return over_root(S, d)


def weights_of(S, mask, bug):
    if bug == "softmax-over-queries":
        return transposed([softmax(column) for column in transposed(S)])
    if bug == "missing-softmax":
        return S
    if bug == "missing-max-subtraction":
        return [softmax_of(s) for s in S]
    if bug == "ignored-mask":
        mask = "unmasked"
    P = []
    for i, s in enumerate(S):
        places = allowed_places(mask, i, len(s))
        if bug == "strictly-causal" and mask == "causal":
            places = [j for j in places if j < i] or places
        if bug == "inverted-mask" and mask != "unmasked":
            places = [j for j in range(len(s)) if j not in places]
        if bug == "masked-with-zero":
            P.append(softmax([x if j in places else 0 * x for j, x in enumerate(s)]))
            continue
        if bug == "mask-after-softmax":
            p = softmax(s)
            P.append([p[j] if j in places else 0 for j in range(len(s))])
            continue
        if bug == "uniform-where-masked" and not places:
            P.append([x * 0 + 1 / len(s) for x in s])
            continue
        p = softmax([s[j] for j in places]) if places else []
        row = [0] * len(s)
        for j, x in zip(places, p):
            row[j] = x
        P.append(row)
    return P


def masked_product(A, B, places):
    """AB, whose row i takes the terms at places(i) alone."""
    width = len(B[0]) if len(B) else 0
    return [[added([A[i][k] * B[k][c] for k in places(i)]) for c in range(width)] for i in range(len(A))]


def attention(Q, K, V, mask, bug=None):
    P = weights_of(scores(Q, K, bug), mask, bug)
    if bug == "transposed-weights":
        return times(transposed(P), V), P
    m = len(V)
    if bug in ("ignored-mask", "inverted-mask", "masked-with-zero", "uniform-where-masked", "zero-times-nan"):
        return masked_product(P, V, lambda i: range(m)), P
    return masked_product(P, V, lambda i: allowed_places(mask, i, m)), P


def attention_backward(C, Q, K, V, P, mask, bug=None):
    n, m = len(Q), len(K)
    allows = allowing("unmasked" if bug == "zero-times-nan" else mask)
    places = lambda i: [j for j in range(m) if allows(i, j)]
    back = lambda j: [i for i in range(n) if allows(i, j)]
    P̄ = [[added(products(C[i], V[j])) if allows(i, j) else 0 for j in range(m)] for i in range(n)]
    S̄ = []
    for i in range(n):
        mean = added(products(P̄[i], P[i]))
        if bug == "missing-row-sum":
            mean = 0
        if bug == "row-sum-without-weights":
            mean = added(P̄[i])
        one = len(places(i)) == 1 and bug is None  # P̄ − P̄ · 1, and the same P̄ twice.
        S̄.append([0 if one else p * (p̄ - mean) for p, p̄ in zip(P[i], P̄[i])])
    if bug == "weights-for-scores":
        S̄ = P̄
    if bug != "missing-scale":
        S̄ = over_root(S̄, len(Q[0]))
    Q̄, K̄ = masked_product(S̄, K, places), masked_product(turned(S̄, m), Q, back)
    if bug == "swapped-gradients":
        Q̄, K̄ = K̄, Q̄
    if bug == "transposed-scores":
        Q̄, K̄ = times(transposed(S̄), K), times(S̄, Q)
    V̄ = times(P, C) if bug == "transposed-weights" else masked_product(turned(P, m), C, back)
    return Q̄, K̄, V̄


def turned(M, columns):
    """The transpose, of a matrix that may have no rows."""
    return [[row[j] for row in M] for j in range(columns)]


def self_attention(X, W_Q, W_K, W_V, mask, bug=None):
    if bug == "transposed-projection":
        W_Q, W_K, W_V = transposed(W_Q), transposed(W_K), transposed(W_V)
    if bug == "swapped-projections":
        W_Q, W_K = W_K, W_Q
    if bug == "shared-projection":
        W_K = W_Q
    Q, K = times(X, W_Q), times(X, W_K)
    V = X if bug == "unprojected-values" else times(X, W_V)
    O, P = attention(Q, K, V, mask, bug)
    return O, P, Q, K, V


def self_attention_backward(C, X, W_Q, W_K, W_V, mask, bug=None):
    _, P, Q, K, V = self_attention(X, W_Q, W_K, W_V, mask)
    Q̄, K̄, V̄ = attention_backward(C, Q, K, V, P, mask, bug)
    parts = [times(G, transposed(W)) for G, W in ((Q̄, W_Q), (K̄, W_K), (V̄, W_V))]
    if bug == "input-through-values-only":
        X̄ = parts[2]
    elif bug == "input-without-keys":
        X̄ = sums(parts[0], parts[2])
    else:
        X̄ = [[added(list(x)) for x in zip(*r)] for r in zip(*parts)]
    return X̄, times(transposed(X), Q̄), times(transposed(X), K̄), times(transposed(X), V̄)


def head_columns(M, h, heads, bug=None):
    width = len(M[0]) // heads
    if bug == "interleaved-heads":
        return [[row[c * heads + h] for c in range(width)] for row in M]
    return [row[h * width : (h + 1) * width] for row in M]


def side_by_side(parts):
    return [[x for part in r for x in part] for r in zip(*parts)]


def heads_of(X_Q, X_K, X_V, W_Q, W_K, W_V, heads, mask, bug=None):
    Q, K, V = times(X_Q, W_Q), times(X_K, W_K), times(X_V, W_V)
    each_head = []
    for h in range(heads):
        q, k, v = (head_columns(M, h, heads, bug) for M in (Q, K, V))
        if bug == "scaled-by-model-width":
            S = over_root(times(q, transposed(k)), len(Q[0]))
            P = weights_of(S, mask, None)
            O = masked_product(P, v, lambda i: allowed_places(mask, i, len(v)))
        else:
            O, P = attention(q, k, v, mask, bug)
        each_head.append((O, P, q, k, v))
    return each_head


def multi_head(X_Q, X_K, X_V, W_Q, W_K, W_V, W_O, heads, mask, bug=None):
    each_head = heads_of(X_Q, X_K, X_V, W_Q, W_K, W_V, 1 if bug == "one-head" else heads, mask, bug)
    parts = [head[0] for head in each_head]
    if bug == "reversed-heads":
        parts = parts[::-1]
    concatenation = side_by_side(parts)
    if bug == "missing-output-projection":
        return concatenation
    return times(concatenation, transposed(W_O) if bug == "transposed-output-projection" else W_O)


def multi_head_backward(C, X_Q, X_K, X_V, W_Q, W_K, W_V, W_O, heads, mask, bug=None):
    each_head = heads_of(X_Q, X_K, X_V, W_Q, W_K, W_V, heads, mask)
    concatenation = side_by_side([head[0] for head in each_head])
    W̄_O = times(transposed(concatenation), C)
    Ō = C if bug == "missing-output-projection" else times(C, W_O if bug == "transposed-output-projection" else transposed(W_O))
    back = []
    for h, (_, P, q, k, v) in enumerate(each_head):
        place = heads - 1 - h if bug == "reversed-heads" else h
        back.append(attention_backward(head_columns(Ō, place, heads), q, k, v, P, mask, bug))
    Q̄, K̄, V̄ = (side_by_side([head[part] for head in back]) for part in range(3))
    inputs = [times(G, transposed(W)) for G, W in ((Q̄, W_Q), (K̄, W_K), (V̄, W_V))]
    weights = [times(transposed(X), G) for X, G in ((X_Q, Q̄), (X_K, K̄), (X_V, V̄))]
    return inputs, weights + [W̄_O]


def affine(X, W, b):
    columns = transposed(W)
    return [[added(products(row, w) + [β]) for w, β in zip(columns, b, strict=True)] for row in X]


def feed_forward(X, W_1, b_1, W_2, b_2, bug=None):
    if bug == "missing-first-bias":
        b_1 = [x * 0 for x in b_1]
    if bug == "missing-second-bias":
        b_2 = [x * 0 for x in b_2]
    Z = affine(X, W_1, b_1)
    A = Z if bug == "missing-relu" else each(lambda z: activation("tanh" if bug == "tanh" else "relu", z), Z)
    Y = affine(A, W_2, b_2)
    return (each(lambda z: activation("relu", z), Y) if bug == "relu-at-output" else Y), Z


def feed_forward_backward(C, X, Z, W_1, W_2, bug=None, slope=slope):
    A = Z if bug == "missing-relu" else each(lambda z: activation("relu", z), Z)
    Ā = times(C, transposed(W_2))
    δ = Ā
    if bug != "missing-slope":
        at = A if bug == "kink-at-one" else Z
        one = lambda z: 1 if bug == "kink-at-one" and z == 0 else slope("relu", z)
        δ = [[a * one(z) for a, z in zip(*r)] for r in zip(Ā, at)]
    b̄_1, b̄_2 = row_sums(transposed(δ)), row_sums(transposed(C))
    if bug == "bias-not-summed":
        b̄_1, b̄_2 = δ[0], C[0]
    return times(δ, transposed(W_1)), times(transposed(X), δ), b̄_1, times(transposed(A), C), b̄_2


# Block and model


def read(parameters, *shapes):
    """Matrices and vectors, one after the other."""
    parts, start = [], 0
    for shape in shapes:
        count = math.prod(shape)
        numbers = parameters[start : start + count]
        parts.append(matrix(numbers, shape[1]) if len(shape) == 2 else numbers)
        start += count
    return parts, parameters[start:]


def block_parts(parameters, sizes):
    d, heads, f = (int(n) for n in sizes.split("-"))
    parts, rest = read(parameters, *[(d, d)] * 4, (d,), (d,), (d, f), (f,), (f, d), (d,), (d,), (d,))
    return heads, parts, rest


def block_parameter_count(sizes):
    d, _, f = (int(n) for n in sizes.split("-"))
    return 4 * d * d + 2 * d * f + f + d + 4 * d


def norm_rows(X, γ, β, ε):
    """LN of each row, and for each x̂ and s."""
    kept = [normalize(x, ε) for x in X]
    return [[a * b + c for a, b, c in zip(γ, x̂, β)] for x̂, _ in kept], kept


def norm_rows_backward(C, kept, γ):
    X̄ = [normalize_backward(c, x̂, s, γ) for c, (x̂, s) in zip(C, kept)]
    each_row = [products(c, x̂) for c, (x̂, _) in zip(C, kept)]
    return X̄, row_sums(transposed(each_row)), row_sums(transposed(C))


def block(X, parameters, sizes, normalization, ε, mask, bug=None):
    heads, (W_Q, W_K, W_V, W_O, γ_1, β_1, W_1, b_1, W_2, b_2, γ_2, β_2), _ = block_parts(parameters, sizes)
    if bug == "other-placement":
        normalization = {"afterSum": "beforeHalf", "beforeHalf": "afterSum"}[normalization]
    if bug == "swapped-norms":
        γ_1, β_1, γ_2, β_2 = γ_2, β_2, γ_1, β_1
    residual = (lambda A, B: B) if bug == "missing-residual" else sums
    heads_on = lambda A: multi_head(A, A, A, W_Q, W_K, W_V, W_O, heads, mask, bug)
    network = lambda A: feed_forward(A, W_1, b_1, W_2, b_2, bug)[0]
    norm = (lambda A, γ, β: A) if bug == "missing-normalization" else (lambda A, γ, β: norm_rows(A, γ, β, ε)[0])
    if normalization == "afterSum":
        Y = norm(residual(X, heads_on(X)), γ_1, β_1)
        return norm(residual(Y, network(Y)), γ_2, β_2)
    normed = norm(X, γ_1, β_1)
    Y = residual(normed if bug == "residual-of-normalized" else X, heads_on(normed))
    return residual(Y, network(norm(Y, γ_2, β_2)))


def block_backward(C, X, parameters, sizes, normalization, ε, mask, bug=None):
    heads, (W_Q, W_K, W_V, W_O, γ_1, β_1, W_1, b_1, W_2, b_2, γ_2, β_2), _ = block_parts(parameters, sizes)
    weights = (W_Q, W_K, W_V, W_O)
    residual = (lambda A, B: B) if bug == "missing-residual" else sums

    def attention_back(G, A):
        inputs, W̄ = multi_head_backward(G, A, A, A, *weights, heads, mask)
        if bug == "input-through-queries-only":
            return inputs[0], W̄
        return [[added(list(x)) for x in zip(*r)] for r in zip(*inputs)], W̄

    if normalization == "afterSum":
        Y, kept_1 = norm_rows(sums(X, multi_head(X, X, X, *weights, heads, mask)), γ_1, β_1, ε)
        F, Z = feed_forward(Y, W_1, b_1, W_2, b_2)
        _, kept_2 = norm_rows(sums(Y, F), γ_2, β_2, ε)
        G, γ̄_2, β̄_2 = norm_rows_backward(C, kept_2, γ_2)
        Ȳ, *network = feed_forward_backward(G, Y, Z, W_1, W_2)
        H, γ̄_1, β̄_1 = norm_rows_backward(residual(G, Ȳ), kept_1, γ_1)
        X̄, W̄ = attention_back(H, X)
        X̄ = residual(H, X̄)
    else:
        N, kept_1 = norm_rows(X, γ_1, β_1, ε)
        Y = sums(X, multi_head(N, N, N, *weights, heads, mask))
        M, kept_2 = norm_rows(Y, γ_2, β_2, ε)
        _, Z = feed_forward(M, W_1, b_1, W_2, b_2)
        M̄, *network = feed_forward_backward(C, M, Z, W_1, W_2)
        G, γ̄_2, β̄_2 = norm_rows_backward(M̄, kept_2, γ_2)
        Ȳ = residual(C, G)
        N̄, W̄ = attention_back(Ȳ, N)
        G, γ̄_1, β̄_1 = norm_rows_backward(N̄, kept_1, γ_1)
        X̄ = residual(Ȳ, G)
    if bug == "swapped-norms":
        γ̄_1, β̄_1, γ̄_2, β̄_2 = γ̄_2, β̄_2, γ̄_1, β̄_1
    return X̄, flat([W̄, γ̄_1, β̄_1, network, γ̄_2, β̄_2])


def angle_of(p, i, d):
    return mpf(p) / mpf(10000) ** (mpf(2 * i) / d)


def encoding(n, d, bug=None):
    """The textbook's, as 50-digit numbers; wrong ones with a bug."""

    def entry(p, c):
        i = c // 2
        if bug == "positions-from-one":
            p = p + 1
        if bug == "exponent-without-two":
            i = mpf(i) / 2
        if bug == "exponent-by-column":
            i = mpf(c) / 2
        angle = angle_of(p, i, d)
        if bug == "other-base":
            angle = mpf(p) / mpf(1000) ** (mpf(2 * i) / d)
        if bug == "degrees":
            angle = angle * 180 / mpmath.pi
        if bug == "halves":
            half = (d + 1) // 2
            angle = angle_of(p, c if c < half else c - half, d)
            return mpmath.sin(angle) if c < half else mpmath.cos(angle)
        use_sine = c % 2 == (1 if bug == "swapped-sine-and-cosine" else 0)
        return mpmath.sin(angle) if use_sine else mpmath.cos(angle)

    return [[entry(p, c) for c in range(d)] for p in range(n)]


def encoding_errors(n, d):
    """How far off each element may be, in roundings: the exponent's counts ln 10000 times in the power, which has two of
    its own, and the quotient two; the angle's error reaches the result by its slope; sine and cosine have two."""

    def error(p, c):
        i = c // 2
        if p == 0:
            return mpf(0)
        angle = angle_of(p, i, d)
        relative = 0 if i == 0 else mpf(2 * i) / d * mpmath.log(10000) + 4
        value, by_angle = (mpmath.sin(angle), mpmath.cos(angle)) if c % 2 == 0 else (mpmath.cos(angle), mpmath.sin(angle))
        return 2 * abs(value) + abs(by_angle) * angle * relative

    return [[error(p, c) for c in range(d)] for p in range(n)]


def tokens_of(text):
    return [None if word == "x" else int(word) for word in text.split("-")]


def model_parts(parameters, sizes, vocabulary, blocks):
    d = int(sizes.split("-")[0])
    (E,), rest = read(parameters, (vocabulary, d))
    count = block_parameter_count(sizes)
    stack = [rest[l * count : (l + 1) * count] for l in range(blocks)]
    (W, b), rest = read(rest[blocks * count :], (d, vocabulary), (vocabulary,))
    assert not rest
    return E, stack, W, b


def whole(x):
    return int(x.value) if isinstance(x, (Float, Bounded)) else int(x)


def embedded(E, tokens, positions, bug=None):
    return sums([E[t] for t in tokens], encodings(E, tokens, positions, bug))


def encodings(E, tokens, positions, bug=None):
    """What is added to the embeddings."""
    d = len(E[0])
    X = [E[t] for t in tokens]
    if (positions == "encoded") == (bug == "other-encoding"):
        return each(lambda _: 0, X)
    PE, errors = encoding(len(tokens), d, bug), encoding_errors(len(tokens), d)

    def number(like, value, error):
        if isinstance(like, Bounded):
            return Bounded(value, like.bits, error)
        return like.with_(float(value)) if isinstance(like, Float) else value

    return [[number(x, v, e) for x, v, e in zip(*r)] for r in zip(X, PE, errors)]


def model(parameters, sizes, normalization, epsilon, vocabulary, blocks, positions, tokens, bug=None):
    """What goes into each block and into the head, and the logits."""
    E, stack, W, b = model_parts(parameters, sizes, whole(vocabulary), whole(blocks))
    mask = "unmasked" if bug == "missing-causal-mask" else "causal"
    X = [embedded(E, tokens_of(tokens), positions, bug)]
    if bug == "scaled-embedding":
        d = len(E[0])
        X = [sums(times_root([E[t] for t in tokens_of(tokens)], d), encodings(E, tokens_of(tokens), positions))]
    for θ in stack[::-1] if bug == "reversed-blocks" else stack:
        X.append(block(X[-1], θ, sizes, normalization, epsilon, mask, bug))
    if bug == "missing-head-bias":
        b = [x * 0 for x in b]
    return X, affine(X[-1], transposed(E) if bug == "tied-head" else W, b)


def counted(tokens, targets, bug=None):
    y = tokens_of(targets)
    if bug == "unshifted-targets":
        return list(enumerate(tokens_of(tokens)))
    return [(i, t) for i, t in enumerate(y) if t is not None]


def model_loss(tokens, targets, vocabulary, bug=None, **x):
    _, logits = model(tokens=tokens, vocabulary=vocabulary, bug=bug, **x)
    places = counted(tokens, targets, bug)
    losses = [softmax_cross_entropy(logits[i], one_hot(logits[i], t)) for i, t in places]
    if bug == "sum-for-mean":
        return added(losses)
    return added(losses) / (len(logits) if bug == "mean-over-all" else len(losses))


def one_hot(z, target):
    ones = [1 if k == target else 0 for k in range(len(z))]
    return [z[0].like(a) for a in ones] if isinstance(z[0], Bounded) else [z[0] * 0 + a for a in ones]


def model_gradient(parameters, sizes, normalization, epsilon, vocabulary, blocks, positions, tokens, targets, bug=None):
    v = whole(vocabulary)
    E, stack, W, b = model_parts(parameters, sizes, v, whole(blocks))
    scaled = "scaled-embedding" if bug == "scaled-embedding" else None
    X, logits = model(parameters, sizes, normalization, epsilon, vocabulary, blocks, positions, tokens, scaled)
    places = dict(counted(tokens, targets, bug))
    n = len(logits) if bug == "mean-over-all" else 1 if bug == "sum-for-mean" else len(places)
    C = []
    for i, z in enumerate(logits):
        gradient = softmax_cross_entropy_slopes(z, one_hot(z, places[i])) if i in places else None
        C.append([0] * v if gradient is None else [g / n for g in gradient])
    W̄, b̄ = times(transposed(X[-1]), C), row_sums(transposed(C))
    G = times(C, transposed(W))
    mask, θ̄ = "unmasked" if bug == "missing-causal-mask" else "causal", []
    for l in range(len(stack) - 1, -1, -1):
        G, gradient = block_backward(G, X[l], stack[l], sizes, normalization, epsilon, mask, bug)
        θ̄ = [gradient] + θ̄
    if scaled:
        G = times_root(G, len(E[0]))
    if bug == "reversed-blocks":
        θ̄ = θ̄[::-1]
    t = tokens_of(tokens)
    Ē = []
    for k in range(v):
        rows_of_k = [G[i] for i in range(len(t)) if t[i] == k]
        if bug == "last-occurrence-only":
            rows_of_k = rows_of_k[-1:]
        Ē.append([added(list(column)) for column in zip(*rows_of_k)] if rows_of_k else [0] * len(E[0]))
    return flat([Ē, θ̄, W̄, b̄])


# Data


def grid(kind, seed, height, width, size=1):
    return matrix([x * size for x in kind(seed, height * width)], width)


def small(kind):
    """Numbers of a size with which no layer saturates."""
    factor = {"dyadics": 0.125, "decimals": 0.1, "singles": 0.5}[kind.__name__]
    return lambda seed, count: [x * factor for x in kind(seed, count)]


def bugs(program, names):
    def with_bug(name):
        return lambda **x: program(**x, bug=name)

    return {name: [with_bug(name)] for name in names}


ATTENTION_NOTES = {
    "plain": PLAIN,
    "missing-scale": "Without 1/√d_k.",
    "scale-without-root": "1/d_k in place of 1/√d_k.",
    "scaled-by-keys": "The root of the number of keys in place of their width.",
    "softmax-over-queries": "The softmax down each column: over the queries.",
    "missing-softmax": "The scores themselves as weights.",
    "missing-max-subtraction": "Exponentials that overflow to ∞/∞.",
    "transposed-weights": "Pᵀ V, or P Ō in the gradient, which as many queries as keys let through.",
    "ignored-mask": "As if every key were allowed.",
    "strictly-causal": "j < i: without the position itself.",
    "inverted-mask": "What is allowed taken for what is forbidden.",
    "masked-with-zero": "0 for a forbidden score in place of −∞.",
    "mask-after-softmax": "Weights of forbidden keys set to 0 after the softmax: rows no longer sum to 1.",
    "uniform-where-masked": "A query without keys gets the mean of all values, as from a large negative number for −∞; NaN, "
    "as from 0/0, is another convention too. "
    "Seen in https://github.com/pytorch/pytorch/issues/103963.",
    "aligned-at-the-end": "The causal mask of queries that are the last positions, j ≤ i + m − n, which is another convention. "
    "Explained in https://github.com/Dao-AILab/flash-attention/issues/517.",
    "zero-times-nan": "0 · NaN lets what is forbidden through. "
    "Seen in https://github.com/pytorch/pytorch/issues/101967.",
    "special-values": "NaN stays in the rows that see it.",
}
AT_THE_END = "Queries are the last of the keys' positions, and without keys they get zeros: FlashAttention from 2.1 on."
MASK_DIFFERS = "A mask with too few rows: what it does not say is taken for allowed, or read from its start."
HEADS = "Heads that do not divide the width: the columns that are left over belong to none."
NEGATIVE_EPSILON = "A negative ε takes away from the variance: numbers come out all the same while v is larger."


def wrapped_mask(mask, n):
    """The mask's rows, from its start again where there are too few."""
    if mask in ("unmasked", "causal"):
        return mask
    table = mask.split("/")
    return "/".join(table[i % len(table)] for i in range(n))


def scaled_dot_product_attention():
    notes = ATTENTION_NOTES | {
        "missing-row-sum": "P ⊙ P̄, without the mean over the row.",
        "row-sum-without-weights": "The row's sum of P̄ in place of its mean by P.",
        "weights-for-scores": "P̄ in place of S̄: the softmax left out on the way back.",
        "swapped-gradients": "Q̄ under K̄'s name, which as many queries as keys let through.",
        "transposed-scores": "S̄ᵀ K and S̄ Q, which as many queries as keys let through.",
        "sizes-differ": SIZES,
        "mask-differs": MASK_DIFFERS,
    }

    def run(queries, keys, values, mask, bug=None):
        O, P = attention(rows(queries), rows(keys), rows(values), mask, bug)
        return {"value": O, "weights": P}

    def aligned(queries, keys, values, mask):
        return run(queries, keys, values, aligned_at_the_end(mask, len(rows(queries)), len(rows(keys))))

    forward_bugs = [flag for flag in list(ATTENTION_NOTES)[1:-1] if flag != "aligned-at-the-end"]
    wrong = bugs(run, forward_bugs) | {
        "aligned-at-the-end": [aligned],
        "special-values": [skipping_nan(run)],
        "mask-differs": [lambda mask, queries, **x: run(mask=wrapped_mask(mask, len(queries)), queries=queries, **x)],
    }
    forward = Equation("scaled-dot-product-attention-forward", run, bounds_of(run), wrong)

    def pulled(cotangent, queries, keys, values, weights, mask, bug=None):
        Q̄, K̄, V̄ = attention_backward(*map(rows, (cotangent, queries, keys, values, weights)), mask, bug)
        return {"queries": Q̄, "keys": K̄, "values": V̄}

    backward_bugs = ["missing-row-sum", "row-sum-without-weights", "weights-for-scores", "missing-scale", "swapped-gradients", "transposed-scores", "transposed-weights", "zero-times-nan"]
    wrong = bugs(pulled, backward_bugs) | {"special-values": [skipping_nan(pulled)]}
    backward = Equation("scaled-dot-product-attention-backward", pulled, bounds_of(pulled), wrong)

    def attend(name, comment, flags, Q, K, V, mask="unmasked", expect=None):
        expect = None if expect is None else {"value": expect[0], "weights": expect[1]}
        return case(forward, name, comment, flags, {"queries": Q, "keys": K, "values": V}, expect, {"mask": mask})

    def back(name, comment, flags, C, Q, K, V, P, mask="unmasked", expect=None):
        data = {"cotangent": C, "queries": Q, "keys": K, "values": V, "weights": P}
        expect = None if expect is None else dict(zip(("queries", "keys", "values"), expect))
        return case(backward, name, comment, flags, data, expect, {"mask": mask})

    def data(kind, n, m, k, v):
        seed = f"attention-{n}x{m}x{k}x{v}"
        return [grid(small(kind), f"{seed} {name}", a, b, 2) for name, a, b in (("Q", n, k), ("K", m, k), ("V", m, v))]

    def data_back(kind, n, m, k, v, P):
        return [grid(small(kind), f"attention-backward-{n}x{m} C", n, v, 2)] + data(kind, n, m, k, v) + [P]

    usual = ["plain", "missing-scale", "scale-without-root", "scaled-by-keys", "missing-softmax"]
    square = usual + ["softmax-over-queries", "transposed-weights"]
    masked = usual + ["ignored-mask", "inverted-mask", "masked-with-zero", "mask-after-softmax"]
    quarter = [[0.25, 0.5, 0.25], [0.125, 0.125, 0.75]]
    cases = [
        attend("2x4x3x5", "All sizes differ.", usual, *data(dyadics, 2, 4, 3, 5)),
        attend("4x2x5x3", "All sizes differ, the other way; every operation rounds.", usual, *data(decimals, 4, 2, 5, 3)),
        attend("3x3x2x2", "As many queries as keys: only the numbers tell an axis.", square, *data(singles, 3, 3, 2, 2)),
        attend("3x3x3x3", "All sizes equal.", ["plain", "missing-scale", "scale-without-root", "softmax-over-queries", "transposed-weights", "missing-softmax"], *data(decimals, 3, 3, 3, 3)),
        attend("1x3x2x4", "One query.", usual, *data(singles, 1, 3, 2, 4)),
        attend("3x1x2x2", "One key: its value for every query.", ["plain", "missing-softmax"], *data(dyadics, 3, 1, 2, 2)),
        attend("2x17x4x2", "Seventeen keys: sums that the kernel adds in pairs; √4 is exact.", usual, *data(singles, 2, 17, 4, 2)),
        attend("2x3x1x1", "Keys and values of one number, where the scale is 1.", ["plain", "scaled-by-keys", "missing-softmax"], *data(decimals, 2, 3, 1, 1)),
        attend("equal-keys", "Equal keys: every query gets the mean of the values.", ["plain", "missing-softmax"], [[1, 2], [-3, 0.5]], [[1, -1], [1, -1]], [[1, 2, 3], [3, 4, 9]]),
        attend("causal-4", "Each position attends to itself and to what stands before it.", masked + ["strictly-causal"], *data(decimals, 4, 4, 3, 2), "causal"),
        attend("causal-4x2", "More queries than keys.", ["plain", "missing-scale", "ignored-mask"], *data(singles, 4, 2, 3, 1), "causal"),
        attend("causal-2x4", "More keys than queries: the last two are never seen.", usual + ["ignored-mask"], *data(singles, 2, 4, 3, 3), "causal"),
        attend("mask", "An arbitrary mask.", masked, *data(dyadics, 3, 4, 2, 3), "1011/0100/1111"),
        attend("mask-without-keys", "The second query may attend to nothing: zeros.", ["plain", "ignored-mask", "uniform-where-masked"], *data(decimals, 3, 2, 2, 2), "10/00/11"),
        attend("large-scores", "Scores around 1000, whose differences alone count.", ["missing-max-subtraction"], [[32, 32], [-32, 30]], [[32, 31.5], [31, 32]], [[1, 2], [3, 5]]),
        attend("large-scores-double", "Scores that overflow an exponential by far.", ["missing-max-subtraction", "missing-scale"], [[1e5, 2, 0, 1]], [[1e5, 1, 3, 0], [1e5, 2, 4, 0], [1e5, 0, 5, 3]], [[0.1], [2], [5]]),
        attend("no-queries", "No rows.", ["plain"], Tensor([0, 2], []), [[1, 2]], [[1, 2, 3]], "unmasked", (Tensor([0, 3], []), Tensor([0, 1], []))),
        attend("nan-behind-the-mask", "NaN in a later position reaches no earlier one.", ["zero-times-nan"], [[1, 2], [0.5, 1]], [[1, -1], [nan, 3]], [[4, 5], [6, nan]], "causal", ([[4, 5], [nan, nan]], [[1, 0], [nan, nan]])),
        attend("nan-query", "NaN spoils its own row.", ["special-values"], [[nan, 2], [0, 0]], [[1, -1], [2, -2]], [[4, 5], [6, 7]], "unmasked", ([[nan, nan], [5, 6]], [[nan, nan], [0.5, 0.5]])),
    ]
    usual = ["plain", "missing-row-sum", "row-sum-without-weights", "weights-for-scores", "missing-scale"]
    square = usual + ["swapped-gradients", "transposed-scores", "transposed-weights"]
    cases += [
        back("2x3x4x5", "All sizes differ.", usual, *data_back(dyadics, 2, 3, 4, 5, quarter)),
        back("2x3x2x1", "Every operation rounds.", usual, *data_back(decimals, 2, 3, 2, 1, [[0.3, 0.5, 0.2], [0.1, 0.8, 0.1]])),
        back("3x3x2x2", "As many queries as keys: only the numbers tell an axis.", square, *data_back(singles, 3, 3, 2, 2, quarter + [[0.5, 0.375, 0.125]])),
        back("1x3x2x4", "One query.", usual, *data_back(singles, 1, 3, 2, 4, quarter[:1])),
        back("3x1x2x2", "One key: nothing reaches queries and keys.", ["plain", "missing-row-sum", "weights-for-scores"], *data_back(decimals, 3, 1, 2, 2, [[1], [1], [1]])),
        back("2x16x3x2", "Sixteen keys of equal weight.", usual, *data_back(dyadics, 2, 16, 3, 2, [[0.0625] * 16] * 2)),
        back("17x2x3x2", "Seventeen queries: sums that the kernel adds in pairs.", usual, *data_back(singles, 17, 2, 3, 2, [[0.25, 0.75]] * 9 + [[0.625, 0.375]] * 8)),
        back("causal-3", "A causal mask.", square, *data_back(decimals, 3, 3, 2, 3, [[1, 0, 0], [0.25, 0.75, 0], [0.5, 0.125, 0.375]]), "causal"),
        back("mask-without-keys", "A query without keys: its gradient is 0, and it gives none.", ["plain", "weights-for-scores"], *data_back(singles, 2, 3, 2, 2, [[0, 0, 0], [0.25, 0, 0.75]]), "000/101"),
        back("zero-cotangent", "Nothing flows back.", ["plain"], [[0, 0], [0, 0]], *data(dyadics, 2, 3, 4, 2), quarter),
        back("nan-behind-the-mask", "NaN in a later position reaches no gradient of an earlier one.", ["zero-times-nan"], [[1, 2], [0, 0]], [[1, 2], [0.5, 1]], [[1, -1], [nan, 3]], [[4, 5], [6, nan]], [[1, 0], [0.5, 0.5]], "causal", ([[0, 0], [nan, nan]], [[nan, nan], [nan, nan]], [[1, 2], [0, 0]])),
        back("nan-cotangent", "NaN spoils its query, and every key and value that it sees.", ["special-values"], [[nan]], [[1, 2]], [[1, -1], [2, 3]], [[4], [6]], [[0.5, 0.5]], "unmasked", ([[nan, nan]], [[nan, nan], [nan, nan]], [[nan], [nan]])),
    ]
    convention = "A query without keys has equal weights: a large negative number for −∞, as in Keras and JAX."
    uniform = lambda **x: run(**x, bug="uniform-where-masked")
    flag = "uniform-where-masked"
    without_keys = [x for x in cases if flag in x["flags"]]
    cases += siblings(forward, without_keys, flag, "uniform", convention, uniform, bounds_of(uniform))
    for valid in without_keys:
        name, i = f"{valid['name'].partition('/')[2]}-nan", 1  # The second query is the one without keys.
        spoilt = {key: with_nan_row(tensor, i) for key, tensor in valid["outputs"].items()}
        convention = "A query without keys has NaN, for 0/0: the formula, and PyTorch up to 2.4."
        cases.append(acceptable(forward, name, convention, valid, [flag], outputs=spoilt))
    cases += siblings(forward, cases, "aligned-at-the-end", "end", AT_THE_END, aligned, bounds_of(aligned))
    cases += [
        misfit(cases, forward, "2x4x3x5", "fewer-values", "A key without a value.", values=less),
        misfit(cases, forward, "2x4x3x5", "narrower-keys", "Keys of another width than the queries.", keys=narrower),
        misfit(cases, forward, "mask", "mask-of-two-rows", "Three queries, and a mask for two.", "mask-differs", mask="1011/0100"),
        misfit(cases, backward, "2x3x4x5", "fewer-weights", "A query without weights.", weights=less),
        misfit(cases, backward, "2x3x4x5", "narrower-cotangent", "A cotangent of another width than the values.", cotangent=narrower),
        misfit(cases, backward, "2x3x4x5", "fewer-values", "A key without a value.", values=less),
    ]
    return concept("AttentionNetworks", "ScaledDotProductAttention", notes, cases)


def with_nan_row(tensor, i):
    """An output as the file has it, with NaN in one row."""
    width = tensor["shape"][1]
    inside = range(i * width, (i + 1) * width)
    return {
        "shape": tensor["shape"],
        "data": ["NaN" if k in inside else x for k, x in enumerate(tensor["data"])],
        "ulps": [0 if k in inside else x for k, x in enumerate(tensor["ulps"])],
    }


def self_attention_file():
    notes = {
        "plain": PLAIN,
        "missing-scale": ATTENTION_NOTES["missing-scale"],
        "ignored-mask": ATTENTION_NOTES["ignored-mask"],
        "transposed-weights": ATTENTION_NOTES["transposed-weights"],
        "transposed-projection": "X Wᵀ, with weights stored out × in, which equal sizes let through.",
        "swapped-projections": "W_Q for W_K: the scores transposed.",
        "shared-projection": "Queries for keys.",
        "unprojected-values": "X for V.",
        "missing-row-sum": "The softmax's derivative without the mean over the row.",
        "input-through-values-only": "X̄ without what comes back through queries and keys.",
        "input-without-keys": "X̄ without what comes back through the keys.",
        "sizes-differ": SIZES,
        "mask-differs": MASK_DIFFERS,
    }
    names = ("query-weights", "key-weights", "value-weights")

    def arguments(x):
        return [rows(x["input"])] + [x[name] for name in names] + [x["mask"]]

    def run(bug=None, **x):
        O, P, *_ = self_attention(*arguments(x), bug)
        return {"value": O, "weights": P}

    forward_bugs = ["missing-scale", "ignored-mask", "transposed-weights", "transposed-projection", "swapped-projections", "shared-projection", "unprojected-values"]
    wrapped = lambda mask, input, **x: run(mask=wrapped_mask(mask, len(input)), input=input, **x)
    wrong = bugs(run, forward_bugs) | {"mask-differs": [wrapped]}
    forward = Equation("self-attention-forward", run, bounds_of(run), wrong)

    def pulled(bug=None, **x):
        gradients = self_attention_backward(rows(x["cotangent"]), *arguments(x), bug)
        return dict(zip(("input",) + names, gradients))

    backward_bugs = ["missing-scale", "missing-row-sum", "input-through-values-only", "input-without-keys"]
    backward = Equation("self-attention-backward", pulled, bounds_of(pulled), bugs(pulled, backward_bugs))

    def data(kind, n, d, k, v):
        seed, kind = f"self-attention-{n}x{d}x{k}x{v}", small(kind)
        return {"input": grid(kind, seed + " X", n, d, 2)} | {
            name: grid(kind, f"{seed} {name}", d, width, 2) for name, width in zip(names, (k, k, v))
        }

    def attend(name, comment, flags, data, mask="unmasked", expect=None):
        expect = None if expect is None else {"value": expect[0], "weights": expect[1]}
        return case(forward, name, comment, flags, data, expect, {"mask": mask})

    def back(name, comment, flags, kind, n, d, k, v, mask="unmasked"):
        C = grid(small(kind), f"self-attention-backward-{n}x{d} C", n, v, 2)
        return case(backward, name, comment, flags, {"cotangent": C} | data(kind, n, d, k, v), None, {"mask": mask})

    usual = ["plain", "missing-scale", "swapped-projections", "shared-projection", "transposed-weights"]
    square = usual + ["transposed-projection", "unprojected-values"]
    cases = [
        attend("3x4x2x5", "All sizes differ.", usual, data(dyadics, 3, 4, 2, 5)),
        attend("3x3x3x3", "All sizes equal.", square, data(decimals, 3, 3, 3, 3)),
        attend("2x2x2x2", "Square, of a few numbers.", square, data(singles, 2, 2, 2, 2)),
        attend("4x2x3x1-causal", "A causal mask.", ["plain", "missing-scale", "swapped-projections", "ignored-mask"], data(singles, 4, 2, 3, 1), "causal"),
        attend("3x2x2x2-mask", "An arbitrary mask.", ["plain", "missing-scale", "ignored-mask", "unprojected-values"], data(decimals, 3, 2, 2, 2), "110/010/101"),
        attend("1x3x2x2", "One position: its own value.", ["plain"], data(decimals, 1, 3, 2, 2)),
        attend("9x2x2x2", "Nine positions: sums that the kernel adds in pairs.", square, data(singles, 9, 2, 2, 2)),
        attend("no-positions", "No rows.", ["plain"], data(dyadics, 1, 3, 2, 2) | {"input": Tensor([0, 3], [])}, "unmasked", (Tensor([0, 2], []), Tensor([0, 0], []))),
    ]
    usual = ["plain", "missing-scale", "missing-row-sum", "input-through-values-only", "input-without-keys"]
    cases += [
        back("3x4x2x5", "All sizes differ.", usual, dyadics, 3, 4, 2, 5),
        back("3x3x3x3", "All sizes equal.", usual, decimals, 3, 3, 3, 3),
        back("4x2x3x1-causal", "A causal mask.", usual, singles, 4, 2, 3, 1, "causal"),
        back("3x2x2x2-mask", "An arbitrary mask.", usual, decimals, 3, 2, 2, 2, "110/010/101"),
        back("1x3x2x2", "One position: queries and keys have no gradient.", ["plain", "missing-row-sum"], decimals, 1, 3, 2, 2),
        back("2x2x2x2", "Square, of a few numbers.", usual, singles, 2, 2, 2, 2),
    ]
    cases += [
        misfit(cases, forward, "3x4x2x5", "narrower-input", "Positions of another width than the weights'.", input=narrower),
        misfit(cases, forward, "3x4x2x5", "narrower-key-weights", "Keys of another width than the queries.", **{"key-weights": narrower}),
        misfit(cases, forward, "3x2x2x2-mask", "mask-of-two-rows", "Three positions, and a mask for two.", "mask-differs", mask="110/010"),
        misfit(cases, backward, "3x4x2x5", "fewer-cotangents", "A position without a cotangent.", cotangent=less),
    ]
    return concept("AttentionNetworks", "SelfAttention", notes, cases)


def multi_head_attention():
    notes = {
        "plain": PLAIN,
        "missing-scale": ATTENTION_NOTES["missing-scale"],
        "scaled-by-model-width": "√d in place of the heads' √(d/H). "
        "Seen in https://github.com/Graylab/DL4Proteins-notebooks/issues/12.",
        "ignored-mask": ATTENTION_NOTES["ignored-mask"],
        "aligned-at-the-end": ATTENTION_NOTES["aligned-at-the-end"],
        "one-head": "One head of the whole width.",
        "interleaved-heads": "Head h takes every H-th column in place of a block of them.",
        "reversed-heads": "The heads side by side in the opposite order.",
        "missing-output-projection": "Without W_O.",
        "transposed-output-projection": "W_Oᵀ for W_O.",
        "missing-row-sum": "The softmax's derivative without the mean over the row.",
        "sizes-differ": SIZES,
        "heads-do-not-divide": HEADS,
    }
    inputs = ("queries", "keys", "values")
    weights = ("query-weights", "key-weights", "value-weights", "output-weights")

    def arguments(x):
        return [x[name] for name in inputs + weights] + [whole(x["heads"]), x["mask"]]

    def run(bug=None, **x):
        return {"value": multi_head(*arguments(x), bug)}

    forward_bugs = ["missing-scale", "scaled-by-model-width", "ignored-mask", "one-head", "interleaved-heads", "reversed-heads", "missing-output-projection", "transposed-output-projection"]
    def without_the_rest(**x):
        heads, d = whole(x["heads"]), len(x["output-weights"])
        return run(**x | {"output-weights": x["output-weights"][: d // heads * heads]})

    def at_the_end(program):
        return lambda mask, **x: program(mask=aligned_at_the_end(mask, len(x["queries"]), len(x["keys"])), **x)

    wrong = bugs(run, forward_bugs) | {"heads-do-not-divide": [without_the_rest]}
    wrong |= {"aligned-at-the-end": [at_the_end(run)]}
    forward = Equation("multi-head-attention-forward", run, bounds_of(run), wrong)

    def pulled(bug=None, **x):
        X̄, W̄ = multi_head_backward(x["cotangent"], *arguments(x), bug)
        return dict(zip(inputs + weights, X̄ + W̄))

    backward_bugs = ["missing-scale", "reversed-heads", "missing-output-projection", "transposed-output-projection", "missing-row-sum"]
    wrong = bugs(pulled, backward_bugs) | {"aligned-at-the-end": [at_the_end(pulled)]}
    backward = Equation("multi-head-attention-backward", pulled, bounds_of(pulled), wrong)

    def data(kind, n, m, d):
        seed, kind = f"multi-head-{n}x{m}x{d}", small(kind)
        sizes = dict(zip(inputs + weights, [(n, d), (m, d), (m, d)] + [(d, d)] * 4))
        return {name: grid(kind, f"{seed} {name}", *size) for name, size in sizes.items()}

    def attend(name, comment, flags, kind, n, m, d, heads, mask="unmasked"):
        return case(forward, name, comment, flags, data(kind, n, m, d), None, {"heads": heads, "mask": mask})

    def back(name, comment, flags, kind, n, m, d, heads, mask="unmasked"):
        C = grid(small(kind), f"multi-head-backward-{n}x{m}x{d} C", n, d, 2)
        return case(backward, name, comment, flags, {"cotangent": C} | data(kind, n, m, d), None, {"heads": heads, "mask": mask})

    usual = ["plain", "missing-scale", "scaled-by-model-width", "one-head", "interleaved-heads", "reversed-heads", "missing-output-projection", "transposed-output-projection"]
    cases = [
        attend("2x3x4-2-heads", "All sizes differ.", usual, dyadics, 2, 3, 4, 2),
        attend("3x2x6-3-heads", "Three heads of width 2.", usual, singles, 3, 2, 6, 3),
        attend("2x3x6-2-heads", "Two heads of width 3; every operation rounds.", usual, decimals, 2, 3, 6, 2),
        attend("3x2x3-1-head", "One head.", ["plain", "missing-scale", "missing-output-projection", "transposed-output-projection"], decimals, 3, 2, 3, 1),
        attend("2x2x3-3-heads", "Heads of width 1, whose scale is 1.", ["plain", "scaled-by-model-width", "one-head", "reversed-heads", "missing-output-projection"], singles, 2, 2, 3, 3),
        attend("3x3x4-2-heads-causal", "A causal mask.", usual + ["ignored-mask"], singles, 3, 3, 4, 2, "causal"),
        attend("2x4x4-2-heads-causal", "More keys than queries: the last two are never seen.", usual + ["ignored-mask"], singles, 2, 4, 4, 2, "causal"),
        attend("3x2x4-2-heads-causal", "More queries than keys: the last two see the same.", ["plain", "ignored-mask", "one-head"], decimals, 3, 2, 4, 2, "causal"),
        attend("2x3x4-2-heads-mask", "An arbitrary mask.", ["plain", "ignored-mask", "one-head"], decimals, 2, 3, 4, 2, "101/110"),
        attend("1x1x2-2-heads", "One position, heads of width 1.", ["plain", "missing-output-projection", "reversed-heads"], dyadics, 1, 1, 2, 2),
    ]
    usual = ["plain", "missing-scale", "reversed-heads", "missing-output-projection", "transposed-output-projection", "missing-row-sum"]
    cases += [
        back("2x3x4-2-heads", "All sizes differ.", usual, dyadics, 2, 3, 4, 2),
        back("3x2x6-3-heads", "Three heads of width 2.", usual, singles, 3, 2, 6, 3),
        back("3x2x3-1-head", "One head.", ["plain", "missing-scale", "missing-output-projection", "transposed-output-projection", "missing-row-sum"], decimals, 3, 2, 3, 1),
        back("2x2x3-3-heads", "Heads of width 1, whose scale is 1.", ["plain", "reversed-heads", "missing-output-projection", "missing-row-sum"], singles, 2, 2, 3, 3),
        back("3x3x4-2-heads-causal", "A causal mask.", usual, decimals, 3, 3, 4, 2, "causal"),
        back("2x4x4-2-heads-causal", "More keys than queries: the last two have no gradient.", usual, singles, 2, 4, 4, 2, "causal"),
        back("1x1x2-2-heads", "One position: queries and keys have no gradient.", ["plain", "missing-output-projection", "missing-row-sum"], dyadics, 1, 1, 2, 2),
    ]
    for equation, program in ((forward, run), (backward, pulled)):
        program = at_the_end(program)
        cases += siblings(equation, cases, "aligned-at-the-end", "end", AT_THE_END, program, bounds_of(program))
    cases += [
        misfit(cases, forward, "2x3x4-2-heads", "three-heads", "Three heads of a width of 4.", "heads-do-not-divide", heads=3),
        misfit(cases, forward, "2x3x4-2-heads", "fewer-values", "A key without a value.", values=less),
        misfit(cases, forward, "2x3x4-2-heads", "narrower-queries", "Queries of another width than the weights'.", queries=narrower),
        misfit(cases, forward, "2x3x4-2-heads", "weights-not-square", "Weights of 4 × 3.", **{"key-weights": narrower}),
        misfit(cases, backward, "2x3x4-2-heads", "fewer-cotangents", "A query without a cotangent.", cotangent=less),
    ]
    return concept("AttentionNetworks", "MultiHeadAttention", notes, cases)


def positionwise_feed_forward():
    notes = {
        "plain": PLAIN,
        "missing-first-bias": "Without b₁.",
        "missing-second-bias": "Without b₂.",
        "missing-relu": "Two linear maps, or Z for ReLU(Z) in W̄₂.",
        "tanh": "Another activation.",
        "relu-at-output": "A ReLU behind the second map too.",
        "missing-slope": "δ = Ā.",
        "kink-at-one": "ReLU's derivative at ±0 is 0 by convention here; 1 and ½ are other conventions.",
        "stopped-cotangent": STOPPED,
        "bias-not-summed": "The bias's gradient of the first position alone.",
        "special-values": "NaN stays in its position, and no comparison takes it for negative.",
        "sizes-differ": SIZES,
    }
    names = ("inputs", "first-weights", "first-bias", "second-weights", "second-bias")

    def run(bug=None, **x):
        Y, Z = feed_forward(*[rows(x[name]) for name in names], bug)
        return {"value": Y, "preactivation": Z}

    wrong = bugs(run, ["missing-first-bias", "missing-second-bias", "missing-relu", "tanh", "relu-at-output"])
    forward = Equation("positionwise-feed-forward-forward", run, bounds_of(run), wrong | {"special-values": [skipping_nan(run)]})

    def pulled(bug=None, slope=slope, **x):
        given = [rows(x[name]) for name in ("cotangent", "inputs", "preactivation", "first-weights", "second-weights")]
        return dict(zip(names, feed_forward_backward(*given, bug, slope)))

    wrong = bugs(pulled, ["missing-relu", "missing-slope", "kink-at-one", "bias-not-summed"])
    backward = Equation("positionwise-feed-forward-backward", pulled, bounds_of(pulled), wrong | {"special-values": [skipping_nan(pulled)]})

    def data(kind, n, d, f, o):
        seed, kind = f"feed-forward-{n}x{d}x{f}x{o}", small(kind)
        W_1, W_2 = grid(kind, seed + " W1", d, f, 2), grid(kind, seed + " W2", f, o, 2)
        return dict(zip(names, (grid(kind, seed + " X", n, d, 2), W_1, kind(seed + " b1", f), W_2, kind(seed + " b2", o))))

    def pass_(name, comment, flags, data, expect=None):
        expect = None if expect is None else {"value": expect[0], "preactivation": expect[1]}
        return case(forward, name, comment, flags, data, expect)

    def back(name, comment, flags, data, C, Z, expect=None):
        given = {"cotangent": C, "preactivation": Z} | {key: data[key] for key in ("inputs", "first-weights", "second-weights")}
        return case(backward, name, comment, flags, given, None if expect is None else dict(zip(names, expect)))

    def data_back(kind, n, d, f, o):
        seed, kind_ = f"feed-forward-backward-{n}x{d}x{f}x{o}", small(kind)
        return data(kind, n, d, f, o), grid(kind_, seed + " C", n, o, 2), grid(kind_, seed + " Z", n, f, 2)

    usual = ["plain", "missing-first-bias", "missing-second-bias", "missing-relu", "tanh", "relu-at-output"]
    kink = {"inputs": [[2, 1]], "first-weights": [[1, -3], [-2, 1]], "first-bias": [0, 2], "second-weights": [[1, 2], [3, 4]], "second-bias": [0.5, -1]}
    empty = dict(zip(names, (Tensor([0, 2], []), [[1, 2], [3, 4]], [5, 6], [[1, 2], [3, 4]], [7, 8])))
    spoilt = dict(zip(names, ([[nan, 1], [2, 1]], [[1, -3], [-2, 1]], [0.5, 2], [[1, 2], [3, 4]], [0.5, -1])))
    cases = [
        pass_("3x2x5x4", "All sizes differ.", usual, data(dyadics, 3, 2, 5, 4)),
        pass_("2x3x4x3", "Every operation rounds.", usual, data(decimals, 2, 3, 4, 3)),
        pass_("4x2x17x2", "Seventeen hidden units: sums that the kernel adds in pairs.", usual, data(singles, 4, 2, 17, 2)),
        pass_("1x1x1x1", "One number.", ["plain", "missing-first-bias", "missing-second-bias", "missing-relu"], {"inputs": [[1.5]], "first-weights": [[-2]], "first-bias": [0.5], "second-weights": [[3]], "second-bias": [0.25]}),
        pass_("at-the-kink", "Sums of 0 and below.", ["missing-relu", "missing-second-bias"], kink),
        pass_("no-positions", "No rows.", ["plain"], empty, (Tensor([0, 2], []), Tensor([0, 2], []))),
        pass_("nan", "NaN spoils its position alone.", ["special-values"], spoilt, ([[nan, nan], [1, 0]], [[nan, nan], [0.5, -3]])),
    ]
    usual = ["plain", "missing-relu", "missing-slope", "bias-not-summed"]
    cases += [
        back("3x2x5x4", "All sizes differ.", usual, *data_back(dyadics, 3, 2, 5, 4)),
        back("2x3x4x3", "Every operation rounds.", usual, *data_back(decimals, 2, 3, 4, 3)),
        back("17x2x3x2", "Seventeen positions: sums that the kernel adds in pairs.", usual, *data_back(singles, 17, 2, 3, 2)),
        back("1x2x3x2", "One position.", ["plain", "missing-relu", "missing-slope"], *data_back(singles, 1, 2, 3, 2)),
        back("at-the-kink", "0 at ±0.", ["kink-at-one", "missing-slope"], kink, [[1, 2]], [[0, -0.0]]),
        back("nan", "NaN spoils what its position gives.", ["special-values"], kink, [[nan, 1]], [[1, -1]], ([[nan, nan]], [[nan, nan], [nan, nan]], [nan, nan], [[nan, 1], [nan, 0]], [nan, 1])),
    ]
    stopped = ([[nan, nan]], [[nan, 0], [nan, 0]], [nan, 0], [[nan, 1], [nan, 0]], [nan, 1])
    cases += siblings(
        backward, [x for x in cases if x["name"] == "positionwise-feed-forward-backward/nan"], "stopped-cotangent",
        "selected", SELECTED, expect=lambda **x: dict(zip(names, stopped)),
    )
    for word, convention, at_kink in KINKS:
        program = lambda at_kink=at_kink, **x: pulled(slope=slope_with_kink(at_kink), **x)
        numbers = [x for x in cases if "special-values" not in x["flags"]]
        cases += siblings(backward, numbers, "kink-at-one", word, convention, program, bounds_of(program))
    cases += [
        misfit(cases, forward, "3x2x5x4", "one-bias", "One bias is not that of every hidden unit.", **{"first-bias": first}),
        misfit(cases, forward, "3x2x5x4", "fewer-second-biases", "A number of the result without a bias.", **{"second-bias": less}),
        misfit(cases, forward, "3x2x5x4", "fewer-second-weights", "A hidden unit that leads nowhere.", **{"second-weights": less}),
        misfit(cases, backward, "3x2x5x4", "fewer-cotangents", "A position without a cotangent.", cotangent=less),
        misfit(cases, backward, "3x2x5x4", "narrower-preactivation", "A hidden unit without its sum.", preactivation=narrower),
    ]
    return concept("AttentionNetworks", "PositionwiseFeedForward", notes, cases)


def transformer_encoder_block():
    notes = {
        "plain": PLAIN,
        "other-placement": "The other placement of the layer normalization.",
        "missing-normalization": "Without layer normalization.",
        "swapped-norms": "The parameters of the two normalizations exchanged.",
        "missing-residual": "F(X) in place of X + F(X).",
        "residual-of-normalized": "The normalized input added in place of the input.",
        "ignored-mask": ATTENTION_NOTES["ignored-mask"],
        "missing-scale": ATTENTION_NOTES["missing-scale"],
        "interleaved-heads": "Head h takes every H-th column in place of a block of them.",
        "missing-relu": "Two linear maps in place of the feed-forward network.",
        "relu-at-output": "A ReLU behind the feed-forward network too.",
        "input-through-queries-only": "X̄ without what comes back through keys and values.",
        "sizes-differ": SIZES,
        "negative-epsilon": NEGATIVE_EPSILON,
    }

    def run(input, parameters, sizes, normalization, epsilon, mask, bug=None):
        return {"value": block(input, parameters, sizes, normalization, epsilon, mask, bug)}

    forward_bugs = ["other-placement", "missing-normalization", "swapped-norms", "missing-residual", "residual-of-normalized", "ignored-mask", "missing-scale", "interleaved-heads", "missing-relu", "relu-at-output"]
    forward = Equation("transformer-encoder-block-forward", run, bounds_of(run), bugs(run, forward_bugs))

    def pulled(cotangent, input, parameters, sizes, normalization, epsilon, mask, bug=None):
        X̄, θ̄ = block_backward(cotangent, input, parameters, sizes, normalization, epsilon, mask, bug)
        return {"input": X̄, "parameters": θ̄}

    backward = Equation("transformer-encoder-block-backward", pulled, bounds_of(pulled), bugs(pulled, ["missing-residual", "swapped-norms", "input-through-queries-only"]))

    def data(kind, n, sizes):
        seed, d = f"block-{n}-{sizes}", int(sizes.split("-")[0])
        return {"input": grid(small(kind), seed + " X", n, d, 2), "parameters": small(kind)(seed + " θ", block_parameter_count(sizes))}

    def attributes(sizes, normalization, ε, mask):
        return {"sizes": sizes, "normalization": normalization, "epsilon": ε, "mask": mask}

    def pass_(name, comment, flags, kind, n, sizes, normalization, ε, mask="unmasked"):
        return case(forward, name, comment, flags, data(kind, n, sizes), None, attributes(sizes, normalization, ε, mask))

    def back(name, comment, flags, kind, n, sizes, normalization, ε, mask="unmasked"):
        C = grid(small(kind), f"block-{n}-{sizes} C", n, int(sizes.split("-")[0]), 2)
        return case(backward, name, comment, flags, {"cotangent": C} | data(kind, n, sizes), None, attributes(sizes, normalization, ε, mask))

    usual = ["plain", "other-placement", "missing-normalization", "swapped-norms", "missing-residual", "missing-relu", "relu-at-output"]
    before = usual + ["residual-of-normalized"]
    cases = [
        pass_("after-3x4-2-heads", "As Vaswani and others: all sizes differ.", usual + ["missing-scale", "interleaved-heads"], dyadics, 3, "4-2-5", "afterSum", 0.25),
        pass_("before-3x4-2-heads", "The other placement.", before + ["missing-scale", "interleaved-heads"], singles, 3, "4-2-5", "beforeHalf", 0.25),
        pass_("after-2x3-causal", "A causal mask; every operation rounds.", usual + ["ignored-mask"], decimals, 2, "3-1-4", "afterSum", 1e-5, "causal"),
        pass_("before-3x2-mask", "An arbitrary mask.", before + ["ignored-mask"], decimals, 3, "2-1-3", "beforeHalf", 0.5, "101/111/010"),
        pass_("after-1x4-3-hidden", "One position.", usual, singles, 1, "4-4-3", "afterSum", 0.125, "causal"),
        pass_("before-1x3-1-hidden", "One position, one hidden unit.", ["plain", "missing-residual", "swapped-norms"], dyadics, 1, "3-3-1", "beforeHalf", 0.125),
    ]
    usual = ["plain", "missing-residual", "swapped-norms", "input-through-queries-only"]
    cases += [
        back("after-3x4-2-heads", "As Vaswani and others: all sizes differ.", usual, dyadics, 3, "4-2-5", "afterSum", 0.25),
        back("before-3x4-2-heads", "The other placement.", usual, singles, 3, "4-2-5", "beforeHalf", 0.25),
        back("after-2x3-causal", "A causal mask; every operation rounds.", usual, decimals, 2, "3-1-4", "afterSum", 0.7, "causal"),
        back("before-3x2-mask", "An arbitrary mask.", usual, decimals, 3, "2-1-3", "beforeHalf", 0.5, "101/111/010"),
        back("after-1x4-3-hidden", "One position.", usual, singles, 1, "4-4-3", "afterSum", 0.125, "causal"),
    ]
    cases += [
        misfit(cases, forward, "after-3x4-2-heads", "fewer-parameters", "The last number is missing.", parameters=less),
        misfit(cases, forward, "after-3x4-2-heads", "narrower-input", "Positions of another width.", input=narrower),
        misfit(cases, forward, "before-3x4-2-heads", "negative-epsilon", "ε = −0.0009765625.", "negative-epsilon", epsilon=-(2.0**-10)),
        misfit(cases, backward, "after-3x4-2-heads", "fewer-cotangents", "A position without a cotangent.", cotangent=less),
        misfit(cases, backward, "after-3x4-2-heads", "fewer-parameters", "The last number is missing.", parameters=less),
    ]
    return concept("AttentionNetworks", "TransformerEncoderBlock", notes, cases)


def positional_encoding():
    notes = {
        "plain": PLAIN,
        "positions-from-one": "Positions counted from 1.",
        "exponent-without-two": "10000^(i/d) in place of 10000^(2i/d).",
        "exponent-by-column": "A frequency for each column in place of each pair of them. "
        "Seen in https://github.com/jadore801120/attention-is-all-you-need-pytorch/issues/32.",
        "other-base": "Another base than 10000. "
        "Seen in https://github.com/maxjcohen/transformer/issues/62.",
        "swapped-sine-and-cosine": "The cosine first.",
        "halves": "All sines, then all cosines, in place of taking turns: another convention.",
        "degrees": "The angle taken for degrees.",
        "negative-size": "Fewer than no positions: a loop that never starts gives an empty matrix.",
    }

    def run(positions, width, bug=None):
        return {"value": encoding(whole(positions), whole(width), bug)}

    def good(positions, width):
        n, d = whole(positions), whole(width)
        like = Float(0, positions.bits if isinstance(positions, Float) else 53)

        def entry(p, c):
            angle = like.with_(p) / like.with_(math.pow(10000, 2 * (c // 2) / d))
            return sine(angle) if c % 2 == 0 else cosine(angle)

        return {"value": [[entry(p, c) for c in range(d)] for p in range(n)]}

    def ulps(outputs, positions, width):
        errors = encoding_errors(whole(positions), whole(width))
        return {"value": [[0 if e == 0 else e / abs(x) for x, e in zip(*r)] for r in zip(outputs["value"], errors)]}

    def halved(exponent):
        """Sines in the first half and cosines in the second, and how far off each may be."""

        def entry(p, c, d):
            half = (d + 1) // 2
            i = c if c < half else c - half
            return p, i, mpf(p) / mpf(10000) ** exponent(i, d), c < half

        def program(positions, width):
            n, d = whole(positions), whole(width)
            parts = [[entry(p, c, d) for c in range(d)] for p in range(n)]
            return {"value": [[(mpmath.sin if is_sine else mpmath.cos)(a) for *_, a, is_sine in row] for row in parts]}

        def ulps(outputs, positions, width):
            def bound(x, p, i, angle, is_sine):
                # As for the page's form, with three roundings of an exponent that is a logarithm times a quotient.
                relative = 0 if i == 0 else 3 * exponent(i, whole(width)) * mpmath.log(10000) + 4
                by_angle = mpmath.cos(angle) if is_sine else mpmath.sin(angle)
                return 0 if p == 0 else 2 + abs(by_angle) * angle * relative / abs(x)

            n, d = whole(positions), whole(width)
            return {"value": [[bound(outputs["value"][p][c], *entry(p, c, d)) for c in range(d)] for p in range(n)]}

        return program, ulps

    wrong = bugs(run, [flag for flag in notes if flag not in ("plain", "negative-size")])
    equation = Equation("positional-encoding-value", run, ulps, wrong, plain=good)

    def encode(name, comment, flags, n, d, expect=None):
        expect = None if expect is None else {"value": expect}
        return case(equation, name, comment, flags, {}, expect, {"positions": n, "width": d})

    usual = ["plain", "positions-from-one", "exponent-without-two", "exponent-by-column", "other-base", "swapped-sine-and-cosine", "halves", "degrees"]
    cases = [
        encode("5x4", "Two frequencies.", usual, 5, 4),
        encode("7x6", "Three frequencies.", usual, 7, 6),
        encode("3x5", "An odd width ends with a sine.", usual, 3, 5),
        encode("4x2", "One frequency, of 1.", ["plain", "positions-from-one", "swapped-sine-and-cosine", "exponent-by-column", "degrees"], 4, 2),
        encode("3x1", "One sine.", ["plain", "positions-from-one", "swapped-sine-and-cosine", "degrees"], 3, 1),
        encode("1x4", "The first position: 0 and 1 in turn.", ["plain", "positions-from-one", "swapped-sine-and-cosine", "halves"], 1, 4),
        encode("40x2", "Many positions.", ["plain", "positions-from-one", "degrees"], 40, 2),
        encode("2x16", "Eight frequencies.", usual, 2, 16),
        encode("0x3", "No positions.", ["plain"], 0, 3, Tensor([0, 3], [])),
    ]
    convention = (
        "Sines in the first half of the columns, cosines in the second: Marian, Pegasus and RoFormer at Hugging Face."
    )
    cases += siblings(equation, cases, "halves", "halves", convention, *halved(lambda i, d: mpf(2 * i) / d))
    convention = (
        "Halves, and frequencies that end at 1/10000: Tensor2Tensor, whose exponent is i/(d/2 − 1), fairseq and "
        "Whisper."
    )
    even = [x for x in cases if x["attributes"]["width"] in (4, 6, 16) and x["attributes"]["positions"] > 1]
    cases += siblings(equation, even, "halves", "halves-to-the-end", convention, *halved(lambda i, d: mpf(i) / (d // 2 - 1)))
    cases.append(misfit(cases, equation, "5x4", "negative-positions", "−1 positions.", "negative-size", positions=-1))
    return concept("AttentionNetworks", "PositionalEncoding", notes, cases)


def causal_transformer():
    notes = {
        "plain": PLAIN,
        "missing-causal-mask": "Positions that see what comes after them.",
        "other-encoding": "With positional encoding where there is none, or without it where there is.",
        "positions-from-one": "Positions counted from 1.",
        "scaled-embedding": "The embedding times √d, which is the convention of Vaswani and others.",
        "reversed-blocks": "The blocks, or their gradients, in the opposite order.",
        "missing-residual": "F(X) in place of X + F(X).",
        "missing-head-bias": "Without the head's bias.",
        "tied-head": "The embedding's transpose for the head's weights.",
        "sum-for-mean": "The sum over the positions that count in place of the mean.",
        "mean-over-all": "Divided by the number of all positions, also of those that do not count.",
        "unshifted-targets": "The tokens themselves as targets.",
        "last-occurrence-only": "The embedding's gradient of a token's last place in place of the sum over its places.",
        "input-through-queries-only": "Without what comes back through keys and values.",
        "sizes-differ": SIZES,
        "token-out-of-range": "A token that there is not: what is read lies behind the embedding, or no class is the target, and "
        "the position costs nothing.",
    }

    def logits(bug=None, **x):
        return {"logits": model(**x, bug=bug)[1]}

    def loss(bug=None, **x):
        return {"value": model_loss(**x, bug=bug)}

    def gradient(bug=None, **x):
        return {"parameters": model_gradient(**x, bug=bug)}

    of_model = ["missing-causal-mask", "other-encoding", "positions-from-one", "scaled-embedding", "reversed-blocks", "missing-residual", "missing-head-bias", "tied-head"]
    of_loss = ["sum-for-mean", "mean-over-all", "unshifted-targets"]
    of_gradient = of_loss + ["missing-causal-mask", "missing-residual", "reversed-blocks", "last-occurrence-only", "input-through-queries-only"]
    def wrapping(program):
        """Reads on from the start of the vocabulary."""

        def run(tokens, vocabulary, **x):
            v = whole(vocabulary)
            return program(tokens="-".join(str(t % v) for t in tokens_of(tokens)), vocabulary=vocabulary, **x)

        return run

    def equation(identifier, program, flags):
        wrong = bugs(program, flags) | {"token-out-of-range": [wrapping(program)]}
        return Equation(identifier, program, bounds_of(program), wrong)

    equations = {
        "logits": equation("causal-transformer-forward", logits, of_model),
        "loss": equation("causal-transformer-loss", loss, of_model + of_loss),
        "gradient": equation("causal-transformer-gradient", gradient, of_gradient + ["scaled-embedding"]),
    }

    def run(which, name, comment, flags, kind, sizes, normalization, v, blocks, positions, tokens, targets=None, ε=0.25):
        d = int(sizes.split("-")[0])
        count = 2 * v * d + v + blocks * block_parameter_count(sizes)
        parameters = small(kind)(f"transformer-{sizes}-{v}-{blocks} parameters", count)
        attributes = {"sizes": sizes, "normalization": normalization, "epsilon": ε, "vocabulary": v, "blocks": blocks, "positions": positions, "tokens": tokens}
        if targets is not None:
            attributes["targets"] = targets
        return case(equations[which], name, comment, flags, {"parameters": parameters}, None, attributes)

    usual = ["plain", "missing-causal-mask", "other-encoding", "missing-residual", "missing-head-bias"]
    coded = usual + ["positions-from-one", "scaled-embedding"]
    one = ["plain", "other-encoding", "missing-head-bias", "scaled-embedding"]
    cases = [
        run("logits", "one-block", "One block of two heads.", coded, dyadics, "4-2-3", "afterSum", 5, 1, "encoded", "0-3-1-3"),
        run("logits", "two-blocks-before", "Two blocks, the normalization before each half, no encoding.", usual + ["reversed-blocks", "scaled-embedding"], singles, "2-1-3", "beforeHalf", 3, 2, "plain", "2-0-2"),
        run("logits", "tied-sizes", "As many tokens as the width.", coded + ["tied-head"], decimals, "3-1-2", "afterSum", 3, 1, "encoded", "1-0-2"),
        run("logits", "one-token", "One position.", one, singles, "4-2-3", "afterSum", 3, 1, "encoded", "1"),
        run("logits", "no-blocks", "Without blocks: a table of next tokens and places.", one, dyadics, "4-2-3", "afterSum", 3, 0, "encoded", "1-2-0"),
        run("loss", "one-block", "Every position counts.", coded + ["sum-for-mean", "unshifted-targets"], dyadics, "4-2-3", "afterSum", 5, 1, "encoded", "0-3-1-3", "3-1-3-2"),
        run("loss", "two-blocks-before", "One position does not count.", usual + ["reversed-blocks", "sum-for-mean", "mean-over-all", "unshifted-targets"], singles, "2-1-3", "beforeHalf", 3, 2, "plain", "2-0-2", "x-2-1"),
        run("loss", "one-token", "One position.", one + ["unshifted-targets"], singles, "4-2-3", "afterSum", 3, 1, "encoded", "1", "0"),
        run("loss", "last-only", "The last position alone counts; every operation rounds.", ["plain", "missing-residual", "mean-over-all", "unshifted-targets", "other-encoding"], decimals, "3-1-2", "afterSum", 3, 1, "encoded", "1-0-2", "x-x-1"),
        run("gradient", "one-block", "Every position counts; a token stands twice.", ["plain"] + [f for f in of_gradient if f not in ("mean-over-all", "reversed-blocks")], dyadics, "4-2-3", "afterSum", 5, 1, "encoded", "0-3-1-3", "3-1-3-2"),
        run("gradient", "two-blocks-before", "One position does not count.", ["plain"] + of_gradient, singles, "2-1-3", "beforeHalf", 3, 2, "plain", "2-0-2", "x-2-1"),
        run("gradient", "one-token", "One position.", ["plain", "missing-residual", "unshifted-targets"], singles, "4-2-3", "afterSum", 3, 1, "encoded", "1", "0"),
        run("gradient", "last-only", "The last position alone counts; every operation rounds.", ["plain", "missing-residual", "mean-over-all", "unshifted-targets"], decimals, "3-1-2", "afterSum", 3, 1, "encoded", "1-0-2", "x-x-1"),
        run("gradient", "no-blocks", "Without blocks.", ["plain", "sum-for-mean", "unshifted-targets"], dyadics, "4-2-3", "afterSum", 3, 0, "encoded", "1-2-1", "2-0-1"),
    ]
    convention = "The embedding times √d before the positional encoding: Vaswani and others (2017), section 3.4."
    for which, program in [("logits", logits), ("loss", loss), ("gradient", gradient)]:
        scaled = lambda program=program, **x: program(bug="scaled-embedding", **x)
        encoded = [x for x in cases if x["attributes"]["positions"] == "encoded"]
        cases += siblings(equations[which], encoded, "scaled-embedding", "scaled", convention, scaled, bounds_of(scaled))
    out = "token-out-of-range"
    for equation in equations.values():
        cases += [
            misfit(cases, equation, "one-block", "fewer-parameters", "The last bias is missing.", parameters=less),
            misfit(cases, equation, "one-block", "unknown-token", "The last of five tokens is 4.", out, tokens="0-5-1-3"),
        ]
    cases += [
        misfit(cases, equations["loss"], "one-block", "unknown-target", "The last of five tokens is 4.", out, targets="3-1-5-2"),
        misfit(cases, equations["gradient"], "one-block", "unknown-target", "The last of five tokens is 4.", out, targets="3-1-5-2"),
    ]
    return concept("AttentionNetworks", "CausalTransformer", notes, cases)


CONCEPTS = [
    scaled_dot_product_attention,
    self_attention_file,
    multi_head_attention,
    positionwise_feed_forward,
    transformer_encoder_block,
    positional_encoding,
    causal_transformer,
]
