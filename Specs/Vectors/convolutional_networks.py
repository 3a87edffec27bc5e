"""Vectors of convolution, pooling and a small convolutional network.

An image is a list of channels, a channel a list of rows; filters are a list of filters, each a list of channels. Strides,
paddings and windows are texts such as “2-1”, for rows and for columns.
"""

import math

from arithmetic import exponential, logarithm
from error_bounds import Bounded, added, bounds_of
from network_functions import (
    KINKS,
    activation,
    by_sample,
    counts,
    delta_of_sample,
    loss_of_sample,
    preactivations,
    row_sums,
    slope,
    slope_with_kink,
    softmax,
    times,
)
from tensor_algebra import transposed
from vectors import (
    IN_SINGLE,
    OVERFLOW,
    PLAIN,
    SIZES,
    SUBNORMAL,
    Equation,
    case,
    concept,
    decimals,
    dyadics,
    each,
    first,
    flat,
    flushed,
    having,
    in_single,
    kept_finite,
    less,
    misfit,
    narrower,
    same_bound,
    scaled,
    siblings,
    singles,
    skipping_nan,
    sum_bound,
)

inf, nan = math.inf, math.nan


def boxed(numbers, shape):
    """Numbers as nested lists of a shape."""
    if len(shape) == 1:
        assert len(numbers) == shape[0]
        return list(numbers)
    size = math.prod(shape[1:])
    return [boxed(numbers[i * size : (i + 1) * size], shape[1:]) for i in range(shape[0])]


def tensor(kind, seed, *shape):
    return boxed(kind(seed, math.prod(shape)), shape)


def constant(value, *shape):
    return boxed([value] * math.prod(shape), shape)


# What must be refused

TOO_LARGE = "A window that is larger than the padded image has no position: a count of 0 or below is taken for a size."
NO_STEP = "A stride of 0 goes nowhere; a default in its place, as of “stride or 1”, answers all the same."


def without_step(program, default):
    """Takes a stride of 0 for one that is not given."""

    def run(stride, **x):
        return program(stride=default(x) if counts(stride) == [0, 0] else stride, **x)

    return run


def thinner(image):
    """One column too few in every channel."""
    return [[row[:-1] for row in channel] for channel in image]


# Sliding windows


class Window:
    """Where a window stands on an image: every position, and every place of the window at it.

    The last arguments are what wrong programs change: how the steps and paddings are read, and what stands outside.
    """

    def __init__(self, image, window, stride, padding, steps=None, origin=None):
        self.h, self.w = len(image[0]), len(image[0][0])
        self.kh, self.kw = window
        (s, t), (p, q) = counts(stride), counts(padding)
        self.oh, self.ow = (self.h + 2 * p - self.kh) // s + 1, (self.w + 2 * q - self.kw) // t + 1
        self.steps = steps(s, t) if steps else (s, t)
        self.origin = origin(p, q) if origin else (p, q)

    def positions(self):
        return [(i, j) for i in range(self.oh) for j in range(self.ow)]

    def places(self):
        return [(u, v) for u in range(self.kh) for v in range(self.kw)]

    def pixel(self, i, j, u, v):
        return self.steps[0] * i + u - self.origin[0], self.steps[1] * j + v - self.origin[1]

    def has(self, y, x):
        return 0 <= y < self.h and 0 <= x < self.w

    def met(self, i, j):
        """(place, pixel) for each place of the window that lies on the image."""
        pairs = [((u, v), self.pixel(i, j, u, v)) for u, v in self.places()]
        return [(place, pixel) for place, pixel in pairs if self.has(*pixel)]


def filter_size(filters):
    return len(filters[0][0]), len(filters[0][0][0])


def straight(u, v, kh, kw):
    return u, v


def turned(u, v, kh, kw):
    return kh - 1 - u, kw - 1 - v


def correlated(image, filters, bias, stride, padding, weight=straight, channels=None, **window):
    """S_oij = Σ I K + b over the places on the image; `weight` says which weight a place has."""
    at = Window(image, filter_size(filters), stride, padding, **window)
    chosen = range(len(image)) if channels is None else channels

    def number(o, i, j):
        products = [
            image[c][y][x] * filters[o][c][weight(u, v, at.kh, at.kw)[0]][weight(u, v, at.kh, at.kw)[1]]
            for c in chosen
            for (u, v), (y, x) in at.met(i, j)
        ]
        return added(products + [bias[o]])

    return {
        "value": [[[number(o, i, j) for j in range(at.ow)] for i in range(at.oh)] for o in range(len(filters))]
    }


def correlation_pullback(cotangent, image, filters, stride, padding, weight=straight, **window):
    """Every product of the sums is pulled back to its pixel and its weight, one after the other."""
    at = Window(image, filter_size(filters), stride, padding, **window)
    of_image = [[[[] for _ in row] for row in channel] for channel in image]
    of_filters = each(lambda _: [], filters)
    for o, results in enumerate(cotangent):
        for i, j in at.positions():
            for c in range(len(image)):
                for (u, v), (y, x) in at.met(i, j):
                    u, v = weight(u, v, at.kh, at.kw)
                    of_image[c][y][x].append(results[i][j] * filters[o][c][u][v])
                    of_filters[o][c][u][v].append(results[i][j] * image[c][y][x])
    return {
        "image": [[[added(terms) for terms in row] for row in channel] for channel in of_image],
        "filters": [[[[added(t) for t in row] for row in channel] for channel in one] for one in of_filters],
        "bias": [added(flat(results)) for results in cotangent],
    }


def padded_into(program):
    """The program of an image with zeros around it, without padding of its own."""

    def padded(image, padding, **x):
        p, q = counts(padding)
        zero = image[0][0][0] * 0
        wide = [[[zero] * q + row + [zero] * q for row in channel] for channel in image]
        empty = [[zero] * len(wide[0][0])] * p
        return program(image=[empty + channel + empty for channel in wide], padding="0-0", **x)

    return padded


CORRELATION_NOTES = {
    "plain": PLAIN,
    "transposed-filter": "Rows and columns of the filter exchanged, which a square one lets through.",
    "missing-bias": "Sums without the bias.",
    "bias-with-each-channel": "The bias added once for each channel.",
    "first-channel-only": "The sum over the channels left out.",
    "channels-exchanged": "Filters read as channels × outputs, which as many filters as channels let through.",
    "stride-ignored": "Windows one step apart.",
    "strides-exchanged": "The stride of the rows taken for that of the columns. "
    "Seen in https://github.com/pytorch/pytorch/pull/187760.",
    "padding-at-the-end": "Padding after the image only, not before it.",
    "paddings-exchanged": "The padding of the rows taken for that of the columns. "
    "Seen in https://github.com/autogluon/autogluon/pull/438.",
    "edge-repeated": "Padding that repeats the image's edge instead of reading 0.",
    "padding-multiplied": "Zeros of the padding multiplied with a weight that is infinite or NaN: NaN, by another convention.",
    "bias-not-summed": "The bias's gradient of the first position only.",
    "bias-averaged": "The bias's gradient as a mean over the positions.",
    "missing-cotangent": "The gradient of the sum of all results, without the factors from above.",
    "swapped-sum": "The image's gradient with the weights turned as for the value.",
    "cancellation": IN_SINGLE,
    "overflow": OVERFLOW,
    "subnormal": SUBNORMAL,
    "special-values": "∞ · 0 and ∞ − ∞ give NaN, and NaN stays, wherever a window covers it.",
    "sizes-differ": SIZES,
    "window-too-large": TOO_LARGE,
    "stride-zero": NO_STEP,
}


def correlation_wrongs(weight, other):
    """Wrong programs of the value and of the pullback, for filters read in one way and not in the other."""

    def with_(**parts):
        return lambda **x: correlated(**x, **{"weight": weight} | parts)

    right = with_()

    def edge_repeated(image, filters, bias, stride, padding):
        at = Window(image, filter_size(filters), stride, padding)

        def number(o, i, j):
            total = bias[o]
            for c, channel in enumerate(image):
                for u, v in at.places():
                    y, x = at.pixel(i, j, u, v)
                    a, b = weight(u, v, at.kh, at.kw)
                    pixel = channel[min(max(y, 0), at.h - 1)][min(max(x, 0), at.w - 1)]
                    total = pixel * filters[o][c][a][b] + total
            return total

        return {"value": [[[number(o, i, j) for j in range(at.ow)] for i in range(at.oh)] for o in range(len(filters))]}

    def exchanged(filters, **x):
        return right(filters=[list(one) for one in zip(*filters)], **x)

    value = {
        "missing-bias": [lambda bias, **x: right(bias=[b * 0 for b in bias], **x)],
        "bias-with-each-channel": [lambda bias, image, **x: right(bias=[b * len(image) for b in bias], image=image, **x)],
        "first-channel-only": [with_(channels=[0])],
        "channels-exchanged": [exchanged],
        "transposed-filter": [with_(weight=lambda u, v, kh, kw: weight(u, v, kh, kw)[::-1])],
        other: [with_(weight=turned if weight is straight else straight)],
        "stride-ignored": [with_(steps=lambda s, t: (1, 1))],
        "strides-exchanged": [with_(steps=lambda s, t: (t, s))],
        "padding-at-the-end": [with_(origin=lambda p, q: (0, 0))],
        "paddings-exchanged": [with_(origin=lambda p, q: (q, p))],
        "edge-repeated": [edge_repeated],
        "padding-multiplied": [padded_into(right)],
        "cancellation": [in_single(right)],
        "overflow": [kept_finite(right)],
        "subnormal": [flushed(right)],
        "special-values": [skipping_nan(right)],
    }

    def back(**parts):
        return lambda **x: correlation_pullback(**x, **{"weight": weight} | parts)

    value["stride-zero"] = [without_step(right, lambda _: "1-1")]
    pulled = back()

    def with_bias(sum_):
        def program(cotangent, **x):
            return pulled(cotangent=cotangent, **x) | {"bias": [sum_(flat(results)) for results in cotangent]}

        return program

    def image_of_other(**x):
        return pulled(**x) | {"image": back(weight=turned if weight is straight else straight)(**x)["image"]}

    pullback = {
        other: [back(weight=turned if weight is straight else straight)],
        "swapped-sum": [image_of_other],
        "transposed-filter": [back(weight=lambda u, v, kh, kw: weight(u, v, kh, kw)[::-1])],
        "stride-ignored": [back(steps=lambda s, t: (1, 1))],
        "strides-exchanged": [back(steps=lambda s, t: (t, s))],
        "padding-at-the-end": [back(origin=lambda p, q: (0, 0))],
        "paddings-exchanged": [back(origin=lambda p, q: (q, p))],
        "bias-not-summed": [with_bias(lambda terms: terms[0])],
        "bias-averaged": [with_bias(lambda terms: added(terms) / len(terms))],
        "missing-cotangent": [lambda cotangent, **x: pulled(cotangent=each(lambda c: c.with_(1), cotangent), **x)],
        "cancellation": [in_single(pulled)],
        "overflow": [kept_finite(pulled)],
        "subnormal": [flushed(pulled)],
        "special-values": [skipping_nan(pulled)],
    }
    return value, pullback


def correlation_cases(value, pullback, other):
    prefix = value.identifier

    def slide(name, comment, flags, image, filters, bias, stride="1-1", padding="0-0", expect=None):
        inputs = {"image": image, "filters": filters, "bias": bias}
        expect = None if expect is None else {"value": expect}
        return case(value, name, comment, flags, inputs, expect, {"stride": stride, "padding": padding})

    def back(name, comment, flags, cotangent, image, filters, stride="1-1", padding="0-0", expect=None):
        inputs = {"cotangent": cotangent, "image": image, "filters": filters}
        expect = None if expect is None else dict(zip(("image", "filters", "bias"), expect))
        return case(pullback, name, comment, flags, inputs, expect, {"stride": stride, "padding": padding})

    def data(kind, image, filters):
        seed = f"{prefix} {image} {filters}"
        return tensor(kind, seed + " I", *image), tensor(kind, seed + " K", *filters), kind(seed + " b", filters[0])

    def data_back(kind, image, filters, stride="1-1", padding="0-0"):
        I, K, _ = data(kind, image, filters)
        at = Window(I, filters[2:], stride, padding)
        return tensor(kind, f"{prefix} {image} {filters} C", filters[0], at.oh, at.ow), I, K

    usual = ["plain", "missing-bias", other]
    many = usual + ["bias-with-each-channel", "first-channel-only"]
    edges = ["padding-at-the-end", "edge-repeated"]
    delta = [[[[0, 0, 0], [0, 1, 0], [0, 0, 0]]]]
    cases = [
        slide("1x1x1", "One number, one weight: a line.", ["plain", "missing-bias"], [[[2.5]]], [[[[-1.5]]]], [0.25]),
        slide("2x3x4-3x2x2", "All sizes differ.", many, *data(dyadics, [2, 3, 4], [3, 2, 2, 3])),
        slide("2x5x3-1x4x2", "All sizes differ, the other way; every operation rounds.", many, *data(decimals, [2, 5, 3], [1, 2, 4, 2])),
        slide("3x4x4-2x3x3", "All bits of a Float32 in use; square filters.", many + ["transposed-filter"], *data(singles, [3, 4, 4], [2, 3, 3, 3])),
        slide("2x3x3-2x2x2", "As many filters as channels: only the numbers tell the axes.", many + ["channels-exchanged", "transposed-filter"], *data(decimals, [2, 3, 3], [2, 2, 2, 2])),
        slide("1x1-filter", "A 1 × 1 filter mixes channels.", ["plain", "missing-bias", "first-channel-only", "bias-with-each-channel"], *data(decimals, [3, 2, 3], [2, 3, 1, 1])),
        slide("whole-image", "A filter as large as the image: one dot product.", many, *data(singles, [2, 3, 2], [1, 2, 3, 2])),
        slide("identity", "One weight of 1 in the middle, with padding, gives the image.", ["plain", "padding-at-the-end"], tensor(decimals, prefix + " identity", 1, 3, 4), delta, [0], "1-1", "1-1"),
        slide("stride-2", "Stride 2: the last column is never reached.", usual + ["stride-ignored"], *data(dyadics, [1, 5, 6], [2, 1, 3, 3]), "2-2"),
        slide("strides-2-3", "Strides that differ.", many + ["stride-ignored", "strides-exchanged"], *data(decimals, [2, 5, 7], [1, 2, 1, 2]), "2-3"),
        slide("padding-1", "Same size: odd filters with half of themselves as padding.", usual + edges + ["transposed-filter"], *data(singles, [1, 3, 3], [2, 1, 3, 3]), "1-1", "1-1"),
        slide("paddings-2-1", "Paddings that differ.", many + edges + ["paddings-exchanged"], *data(decimals, [2, 3, 4], [1, 2, 3, 2]), "1-1", "2-1"),
        slide("stride-and-padding", "Both, unequal.", many + edges + ["stride-ignored", "strides-exchanged", "paddings-exchanged"], *data(dyadics, [2, 4, 5], [2, 2, 3, 2]), "2-3", "2-1"),
        slide("padding-alone", "Windows that stand in the padding alone give the bias.", ["plain", "missing-bias", "padding-at-the-end", "edge-repeated"], *data(decimals, [1, 1, 2], [1, 1, 1, 1]), "1-2", "1-2"),
        slide("wide", "A row of 12 under a row of 9: sums that the kernel adds in pairs.", usual, *data(decimals, [1, 1, 12], [1, 1, 1, 9])),
        slide("zero-filter", "The bias at every position.", ["missing-bias"], tensor(decimals, prefix + " zero", 1, 2, 3), [[[[0, 0]]]], [0.7]),
        slide("cancellation", "The bias takes away all but a millionth.", ["cancellation", "missing-bias"], [[[1.1, -3.3]]], [[[[2.2, 0.7]]]] if other == "flipped-filter" else [[[[0.7, 2.2]]]], [-0.110002]),
        slide("huge", "Results near 10³⁰⁰.", ["plain", "missing-bias"], [[[2e150, 1.25e150]]], [[[[1.5e150]]]], [1e299]),
        slide("overflow", "One result lies beyond the largest number.", ["overflow"], [[[1e200, 1]]], [[[[-1e200]]]], [1]),
        slide("subnormal", "Subnormal products and a subnormal bias.", ["subnormal"], [[[2e-155, -1e-155]]], [[[[1e-160]]]], [1e-312]),
        slide("nan-pixel", "NaN spoils the windows that cover it.", ["special-values"], [[[nan, 1, 2]]], [[[[1, 3]]]] if other == "flipped-filter" else [[[[3, 1]]]], [0.5], expect=[[[nan, 7.5]]]),
        slide("infinity-times-zero", "∞ · 0 is NaN.", ["special-values"], [[[inf, 1, 2]]], [[[[0, 3]]]] if other == "flipped-filter" else [[[[3, 0]]]], [0.5], expect=[[[nan, 6.5]]]),
        slide("infinite-weight", "Padding adds nothing, whatever the weight.", ["padding-multiplied"], [[[1, 2]]], [[[[inf, 1, 1]]]] if other == "flipped-filter" else [[[[1, 1, inf]]]], [0.5], "1-1", "0-1", expect=[[[3.5, inf]]]),
        slide("nan-weight", "Nor if it is NaN.", ["padding-multiplied"], [[[1, 2]]], [[[[nan, 1, 1]]]] if other == "flipped-filter" else [[[[1, 1, nan]]]], [0.5], "1-1", "0-1", expect=[[[3.5, nan]]]),
    ]
    padded = padded_into(lambda **x: correlated(**x, weight=straight if other == "flipped-filter" else turned))
    cases += siblings(
        value, having("padding-multiplied", cases), "padding-multiplied", "zeros",
        "The padding's zeros are multiplied like pixels, and 0 · ∞ is NaN, as in PyTorch and SciPy.", textbook=padded,
    )
    usual = ["plain", other, "bias-not-summed", "bias-averaged", "missing-cotangent", "swapped-sum"]
    edges = ["padding-at-the-end"]
    cases += [
        back("1x1x1", "The pullback of a line.", ["plain", "missing-cotangent"], [[[0.5]]], [[[2.5]]], [[[[-1.5]]]]),
        back("2x3x4-3x2x2", "All sizes differ.", usual, *data_back(dyadics, [2, 3, 4], [3, 2, 2, 3])),
        back("2x5x3-1x4x2", "All sizes differ, the other way.", usual, *data_back(decimals, [2, 5, 3], [1, 2, 4, 2])),
        back("2x4x4-3x3x3", "All bits of a Float32 in use; square filters.", usual + ["transposed-filter"], *data_back(singles, [2, 4, 4], [3, 2, 3, 3])),
        back("1x1-filter", "A 1 × 1 filter: every pixel by itself.", ["plain", "bias-not-summed", "bias-averaged", "missing-cotangent"], *data_back(decimals, [3, 2, 3], [2, 3, 1, 1])),
        back("whole-image", "One position: the gradients are the other factor times one number.", ["plain", "missing-cotangent", "swapped-sum"], *data_back(singles, [2, 3, 2], [1, 2, 3, 2])),
        back("stride-2", "The last column is never reached: its gradient is 0.", usual + ["stride-ignored"], *data_back(dyadics, [1, 5, 6], [2, 1, 3, 3], "2-2"), "2-2"),
        back("strides-2-3", "Strides that differ; pixels between the windows get nothing.", usual + ["stride-ignored", "strides-exchanged"], *data_back(decimals, [2, 5, 7], [1, 2, 1, 2], "2-3"), "2-3"),
        back("padding-1", "Same size.", usual + edges + ["transposed-filter"], *data_back(singles, [1, 3, 3], [2, 1, 3, 3], "1-1", "1-1"), "1-1", "1-1"),
        back("paddings-2-1", "Paddings that differ.", usual + edges + ["paddings-exchanged"], *data_back(decimals, [2, 3, 4], [1, 2, 3, 2], "1-1", "2-1"), "1-1", "2-1"),
        back("stride-and-padding", "Both, unequal.", usual + edges + ["stride-ignored", "strides-exchanged", "paddings-exchanged"], *data_back(dyadics, [2, 4, 5], [2, 2, 3, 2], "2-3", "2-1"), "2-3", "2-1"),
        back("padding-alone", "What stands in the padding alone counts for the bias only.", ["plain", "padding-at-the-end", "bias-not-summed", "missing-cotangent"], *data_back(decimals, [1, 1, 2], [1, 1, 1, 1], "1-2", "1-2"), "1-2", "1-2"),
        back("zero-cotangent", "Nothing flows back.", ["missing-cotangent"], [[[0, 0]]], [[[1, 2, 3]]], [[[[4, 5]]]]),
        back("cancellation", "b̄ is what is left of a condition of 10⁶.", ["cancellation", "bias-not-summed"], [[[1234.567, -1234.566]]], [[[1.1, -2.3]]], [[[[0.7]]]]),
        back("huge", "Gradients near 10³⁰⁰.", ["plain"], [[[1.5e150]]], [[[7e149]]], [[[[2e150]]]]),
        back("overflow", "A gradient beyond the largest number.", ["overflow"], [[[1e200]]], [[[1e150]]], [[[[-1e200]]]]),
        back("subnormal", "Subnormal gradients.", ["subnormal"], [[[1e-160]]], [[[-3e-152]]], [[[[2e-155]]]]),
        back("nan-cotangent", "NaN spoils the pixels of its window, every weight and its bias.", ["special-values"], [[[nan, 1]]], [[[1, 2, 4]]], [[[[3, 5]]]] if other == "flipped-filter" else [[[[5, 3]]]], expect=([[[nan, nan, 5]]], [[[[nan, nan]]]], [nan])),
        back("infinity-times-zero", "∞ · 0 spoils what it meets only.", ["special-values"], [[[inf, 0]]], [[[1, 2, 4]]], [[[[0, 5]]]] if other == "flipped-filter" else [[[[5, 0]]]], expect=([[[nan, inf, 0]]], [[[[inf, inf]]]], [inf])),
    ]
    cases += [
        misfit(cases, value, "2x3x4-3x2x2", "one-channel", "Filters for two channels on an image of one.", image=first),
        misfit(cases, value, "2x3x4-3x2x2", "one-bias", "One bias is not that of every filter.", bias=first),
        misfit(cases, value, "2x3x4-3x2x2", "fewer-biases", "A filter without a bias.", bias=less),
        misfit(cases, value, "padding-1", "filter-too-large", "A filter of 3 × 3 on an image of one row, without padding.", "window-too-large", image=lambda I: [I[0][:1]], padding="0-0"),
        misfit(cases, value, "stride-2", "stride-zero", "Windows that never move on.", "stride-zero", stride="0-0"),
        misfit(cases, pullback, "2x3x4-3x2x2", "fewer-filters", "A cotangent of two filters, where there are three.", cotangent=less),
        misfit(cases, pullback, "stride-2", "narrower-cotangent", "A cotangent of another stride.", cotangent=thinner),
        misfit(cases, pullback, "2x3x4-3x2x2", "one-channel", "Filters for two channels on an image of one.", image=first),
    ]
    return cases


def cross_correlation():
    wrong, wrong_pullback = correlation_wrongs(straight, "flipped-filter")
    notes = CORRELATION_NOTES | {
        "flipped-filter": "The filter turned by half a turn, as convolution has it, in the value or in every gradient.",
    }
    value = Equation("cross-correlation-value", correlated, bounds_of(correlated), wrong)
    pullback = Equation(
        "cross-correlation-pullback", correlation_pullback, bounds_of(correlation_pullback), wrong_pullback
    )
    cases = correlation_cases(value, pullback, "flipped-filter")
    return concept("ConvolutionalNetworks", "CrossCorrelation", notes, cases)


def convolution():
    wrong, wrong_pullback = correlation_wrongs(turned, "unflipped-filter")
    notes = CORRELATION_NOTES | {
        "unflipped-filter": "The filter not turned, as a cross-correlation has it, in the value or in every gradient.",
    }
    convolved = lambda **x: correlated(**x, weight=turned)
    pulled = lambda **x: correlation_pullback(**x, weight=turned)
    value = Equation("convolution-value", convolved, bounds_of(convolved), wrong)
    pullback = Equation("convolution-pullback", pulled, bounds_of(pulled), wrong_pullback)
    cases = correlation_cases(value, pullback, "unflipped-filter")
    return concept("ConvolutionalNetworks", "Convolution", notes, cases)


# Counts


def whole(x):
    return int(float(x))


def output_size():
    notes = {
        "plain": PLAIN,
        "padding-once": "p for 2p: padding at one end only.",
        "missing-one": "The last position forgotten.",
        "stride-ignored": "The positions of stride 1.",
        "rounded-up": "A last window that reaches over the edge counted, as by another convention.",
        "window-for-stride": "Steps as wide as the window.",
        "padding-ignored": "The size without padding.",
        "window-too-large": TOO_LARGE,
        "negative-padding": "Fewer than no numbers of padding: a size that is too small, or a crop.",
        "stride-zero": NO_STEP,
    }

    def with_(size):
        return lambda **x: {"value": size(*[whole(x[name]) for name in ("size", "window", "stride", "padding")])}

    textbook = with_(lambda n, k, s, p: (n + 2 * p - k) // s + 1)
    wrong = {
        "padding-once": [with_(lambda n, k, s, p: (n + p - k) // s + 1)],
        "missing-one": [with_(lambda n, k, s, p: (n + 2 * p - k) // s)],
        "stride-ignored": [with_(lambda n, k, s, p: n + 2 * p - k + 1)],
        "rounded-up": [with_(lambda n, k, s, p: -((k - n - 2 * p) // s) + 1)],
        "window-for-stride": [with_(lambda n, k, s, p: (n + 2 * p - k) // k + 1)],
        "padding-ignored": [with_(lambda n, k, s, p: (n - k) // s + 1)],
        "stride-zero": [with_(lambda n, k, s, p: (n + 2 * p - k) // (s or 1) + 1)],
    }

    def over_the_edge(n, k, s, p):
        """Rounded up, but without a window that starts behind the image."""
        o = -((k - n - 2 * p) // s) + 1
        return o - 1 if (o - 1) * s >= n + p else o

    equation = Equation("convolution-output-size", textbook, lambda _, /, **attributes: {"value": 0}, wrong)

    def of(name, comment, flags, n, k, s, p):
        attributes = {"size": n, "window": k, "stride": s, "padding": p}
        return case(equation, name, comment, flags, {}, attributes=attributes)

    usual = ["plain", "missing-one"]
    padded = ["padding-once", "padding-ignored"]
    cases = [
        of("28-3", "A digit of 28 pixels under a filter of 3: 26.", usual + ["window-for-stride"], 28, 3, 1, 0),
        of("26-2-2", "Its pooling by 2: 13.", usual + ["stride-ignored"], 26, 2, 2, 0),
        of("1-1", "The smallest.", usual, 1, 1, 1, 0),
        of("7-1", "A window of 1 keeps the size.", usual, 7, 1, 1, 0),
        of("8-3-same", "Same size.", usual + padded + ["window-for-stride"], 8, 3, 1, 1),
        of("8-5-same", "Same size, wider.", usual + padded + ["window-for-stride"], 8, 5, 1, 2),
        of("5-5", "One position.", usual, 5, 5, 1, 0),
        of("5-4-2", "One position, and a column that is never reached.", usual + ["stride-ignored", "rounded-up"], 5, 4, 2, 0),
        of("6-3-2", "A stride that leaves a column over.", usual + ["stride-ignored", "rounded-up"], 6, 3, 2, 0),
        of("7-3-2", "A stride that leaves none over.", usual + ["stride-ignored"], 7, 3, 2, 0),
        of("7-2-3", "A stride wider than the window.", usual + ["stride-ignored", "rounded-up", "window-for-stride"], 7, 2, 3, 0),
        of("224-7-2-3", "The first layer of a network for images of 224 pixels: 112.", usual + padded + ["stride-ignored", "rounded-up"], 224, 7, 2, 3),
        of("1-3-padded", "A window wider than the number under it.", usual + ["padding-once"], 1, 3, 1, 1),
        of("2-1-3-4", "Padding wider than the window.", usual + padded + ["stride-ignored"], 2, 1, 3, 4),
        of("large", "A count near a million.", usual + ["stride-ignored"], 3000000, 3, 3, 0),
    ]
    convention = (
        "A last window may reach over the edge if it starts before it: Caffe's pooling, and PyTorch's with ceil_mode."
    )
    pooling = [x for x in cases if 2 * x["attributes"]["padding"] <= x["attributes"]["window"]]
    cases += siblings(equation, pooling, "rounded-up", "over-the-edge", convention, with_(over_the_edge))
    cases += [
        misfit(cases, equation, "5-5", "window-too-large", "A window of 9 on 5 numbers.", "window-too-large", window=9),
        misfit(cases, equation, "8-3-same", "negative-padding", "A padding of −1.", "negative-padding", padding=-1),
        misfit(cases, equation, "28-3", "stride-zero", "A stride of 0.", "stride-zero", stride=0),
    ]
    return concept("ConvolutionalNetworks", "ConvolutionOutputSize", notes, cases)


def parameter_count():
    notes = {
        "plain": PLAIN,
        "missing-biases": "The weights alone.",
        "one-bias": "One bias for all filters.",
        "bias-for-each-channel": "A bias for each channel of each filter.",
        "channels-left-out": "Filters without channels.",
        "channels-exchanged": "Inputs and outputs exchanged.",
        "square-filter": "The height taken for the width.",
        "thirty-two-bits": "A count that wraps around at 2³².",
        "negative-count": "There are no fewer than no channels: products of negative numbers look like counts.",
    }

    def with_(count):
        names = ("inputChannels", "outputChannels", "height", "width")
        return lambda **x: {"value": count(*[whole(x[name]) for name in names])}

    textbook = with_(lambda i, o, h, w: o * (i * h * w + 1))
    wrong = {
        "missing-biases": [with_(lambda i, o, h, w: o * i * h * w)],
        "one-bias": [with_(lambda i, o, h, w: o * i * h * w + 1)],
        "bias-for-each-channel": [with_(lambda i, o, h, w: o * i * (h * w + 1))],
        "channels-left-out": [with_(lambda i, o, h, w: o * (h * w + 1))],
        "channels-exchanged": [with_(lambda i, o, h, w: i * (o * h * w + 1))],
        "square-filter": [with_(lambda i, o, h, w: o * (i * h * h + 1))],
        "thirty-two-bits": [with_(lambda i, o, h, w: o * (i * h * w + 1) % 2**32)],
    }
    equation = Equation("convolution-parameter-count", textbook, lambda _, /, **attributes: {"value": 0}, wrong)

    def of(name, comment, flags, i, o, h, w):
        attributes = {"inputChannels": i, "outputChannels": o, "height": h, "width": w}
        return case(equation, name, comment, flags, {}, attributes=attributes)

    many = ["plain", "missing-biases", "one-bias", "bias-for-each-channel", "channels-left-out", "channels-exchanged"]
    cases = [
        of("1-1-3x3", "One filter of 3 × 3: 10, whatever the image's size.", ["plain", "missing-biases"], 1, 1, 3, 3),
        of("3-8-3x3", "Colours.", many, 3, 8, 3, 3),
        of("2-3-4x5", "All numbers differ.", many + ["square-filter"], 2, 3, 4, 5),
        of("3-2-5x4", "All numbers differ, the other way.", many + ["square-filter"], 3, 2, 5, 4),
        of("1-8-3x3", "One channel.", ["plain", "missing-biases", "one-bias", "channels-exchanged"], 1, 8, 3, 3),
        of("16-1-1x1", "A 1 × 1 filter.", ["plain", "missing-biases", "bias-for-each-channel", "channels-left-out"], 16, 1, 1, 1),
        of("64-128-3x3", "A layer of a larger network.", many, 64, 128, 3, 3),
        of("1-1-1x9", "A filter of one row.", ["plain", "missing-biases", "square-filter"], 1, 1, 1, 9),
        of("no-filters", "No filters, no parameters.", ["one-bias", "channels-exchanged"], 3, 0, 2, 2),
        of("no-channels", "The biases are left.", ["missing-biases", "channels-exchanged", "channels-left-out"], 0, 5, 2, 2),
        of("beyond-32-bits", "A count beyond 2³².", ["thirty-two-bits", "missing-biases"], 65536, 65536, 3, 3),
    ]
    cases.append(misfit(cases, equation, "3-8-3x3", "negative-channels", "−3 channels and −8 filters.", "negative-count", inputChannels=-3, outputChannels=-8))
    return concept("ConvolutionalNetworks", "ConvolutionParameterCount", notes, cases)


# The matrix


def convolution_matrix():
    notes = {
        "plain": PLAIN,
        "transposed": "The matrix of the backward pass.",
        "flipped-filter": "The filter turned by half a turn.",
        "stride-ignored": "Positions one step apart.",
        "strides-exchanged": CORRELATION_NOTES["strides-exchanged"],
        "padding-at-the-end": CORRELATION_NOTES["padding-at-the-end"],
        "paddings-exchanged": CORRELATION_NOTES["paddings-exchanged"],
        "circulant": "A window that leaves the image on one side comes back on the other.",
        "channels-exchanged": CORRELATION_NOTES["channels-exchanged"],
        "pixels-by-columns": "The pixels of a channel read column by column.",
        "special-values": "NaN and ∞ stand where the weight stands; other places stay 0.",
        "window-too-large": TOO_LARGE,
    }

    def matrix_of(filters, image, stride, padding, weight=straight, wrapped=False, axes=lambda o, c: (o, c), turn=False, **window):
        h, w = counts(image)
        channels = len(filters[0])
        at = Window([[[0] * w] * h], filter_size(filters), stride, padding, **window)
        rows = []
        for o in range(len(filters)):
            for i, j in at.positions():
                row = [0] * (channels * h * w)
                for c in range(channels):
                    for u, v in at.places():
                        y, x = at.pixel(i, j, u, v)
                        if wrapped:
                            y, x = y % h, x % w
                        if at.has(y, x):
                            a, b = axes(o, c)
                            k, l = weight(u, v, at.kh, at.kw)
                            row[c * h * w + (x * h + y if turn else y * w + x)] = filters[a][b][k][l]
                rows.append(row)
        return {"value": rows}

    with_ = lambda **parts: lambda **x: matrix_of(**x, **parts)
    wrong = {
        "transposed": [lambda **x: {"value": transposed(matrix_of(**x)["value"])}],
        "flipped-filter": [with_(weight=turned)],
        "stride-ignored": [with_(steps=lambda s, t: (1, 1))],
        "strides-exchanged": [with_(steps=lambda s, t: (t, s))],
        "padding-at-the-end": [with_(origin=lambda p, q: (0, 0))],
        "paddings-exchanged": [with_(origin=lambda p, q: (q, p))],
        "circulant": [with_(wrapped=True)],
        "channels-exchanged": [with_(axes=lambda o, c: (c, o))],
        "pixels-by-columns": [with_(turn=True)],
        "special-values": [skipping_nan(matrix_of)],
    }
    equation = Equation("convolution-matrix-value", matrix_of, same_bound(0), wrong)

    def of(name, comment, flags, filters, image, stride="1-1", padding="0-0", expect=None):
        expect = None if expect is None else {"value": expect}
        attributes = {"image": image, "stride": stride, "padding": padding}
        return case(equation, name, comment, flags, {"filters": filters}, expect, attributes)

    K = lambda *shape: tensor(dyadics, f"matrix {shape}", *shape)
    usual = ["plain", "flipped-filter"]
    cases = [
        of("1x1", "One number.", ["plain"], [[[[2.5]]]], "1-1"),
        of("toeplitz", "One row: a Toeplitz matrix.", usual, [[[[1, 2, 3]]]], "1-5"),
        of("doubly-toeplitz", "Blocks and their insides repeat along the diagonals.", usual + ["pixels-by-columns"], [[[[1, 2], [3, 4]]]], "3-3"),
        of("rectangular", "An image and a filter that are not square.", usual + ["pixels-by-columns"], K(1, 1, 2, 1), "3-2"),
        of("full", "Padding of one less than the window: as many rows as the full convolution has.", usual + ["padding-at-the-end", "circulant"], [[[[1, 2, 3]]]], "1-3", "1-1", "0-2"),
        of("same", "Same size: square, and not symmetric.", usual + ["padding-at-the-end", "transposed", "circulant"], [[[[0, 0, 0], [1, 2, 3], [0, 0, 0]]]], "2-3", "1-1", "1-1"),
        of("stride", "Rows of a stride: most of the Toeplitz matrix is left out.", usual + ["stride-ignored"], [[[[1, 2]]]], "1-6", "1-2"),
        of("strides", "Strides that differ.", usual + ["stride-ignored", "strides-exchanged"], K(1, 1, 1, 2), "4-5", "3-2"),
        of("stride-and-padding", "Both, unequal.", usual + ["strides-exchanged", "paddings-exchanged", "padding-at-the-end"], K(1, 1, 2, 2), "3-3", "2-1", "1-0"),
        of("channels", "A block for each channel.", usual, K(1, 2, 2, 1), "2-2"),
        of("filters", "A block of rows for each filter.", usual, K(3, 1, 1, 2), "1-3"),
        of("channels-and-filters", "As many channels as filters.", usual + ["channels-exchanged"], K(2, 2, 1, 2), "2-2"),
        of("nan", "NaN and ∞ of a filter.", ["special-values"], [[[[nan, inf]]]], "1-3", expect=[[nan, inf, 0], [0, nan, inf]]),
    ]
    cases.append(misfit(cases, equation, "toeplitz", "filter-too-large", "A filter of three on a row of two.", "window-too-large", image="1-2"))
    return concept("ConvolutionalNetworks", "ConvolutionMatrix", notes, cases)


# Edges


def sobel_filter():
    notes = {
        "plain": PLAIN,
        "other-direction": "Rows and columns exchanged.",
        "sign": "Light on the left taken for positive: the filter turned, as convolution has it.",
        "unweighted": "A middle row with weight 1: Prewitt's filter.",
        "divided-by-eight": "The slope itself, of which the filter gives eight times as much: another convention.",
        "cancellation": IN_SINGLE,
        "special-values": "NaN stays, and ∞ under a weight of 0 gives NaN.",
        "window-too-large": TOO_LARGE,
    }
    weights = {"across": [[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], "down": [[-1, -2, -1], [0, 0, 0], [1, 2, 1]]}

    def answered(change=lambda K: K):
        # The weights are whole numbers, whatever the image holds.
        def program(image, direction):
            K = change(weights[direction])
            at = Window([image], (3, 3), "1-1", "0-0")
            like = (lambda w: Bounded(w, image[0][0].bits)) if isinstance(image[0][0], Bounded) else (lambda w: w)
            rows = [
                [added([image[y][x] * like(K[u][v]) for (u, v), (y, x) in at.met(i, j)]) for j in range(at.ow)]
                for i in range(at.oh)
            ]
            return {"value": rows}

        return program

    textbook = answered()
    wrong = {
        "other-direction": [lambda image, direction: textbook(image, {"across": "down", "down": "across"}[direction])],
        "sign": [answered(lambda K: [row[::-1] for row in K[::-1]])],
        "unweighted": [answered(lambda K: each(lambda w: 1 if w > 0 else -1 if w < 0 else 0, K))],
        "divided-by-eight": [scaled(textbook, lambda _: 0.125)],
        "cancellation": [in_single(textbook)],
        "special-values": [skipping_nan(textbook)],
    }
    equation = Equation("sobel-filter-response", textbook, bounds_of(textbook), wrong)

    def of(name, comment, flags, image, direction, expect=None):
        expect = None if expect is None else {"value": expect}
        return case(equation, f"{name}-{direction}", comment, flags, {"image": image}, expect, {"direction": direction})

    usual = ["plain", "other-direction", "sign", "unweighted", "divided-by-eight"]
    step = [[0, 0, 1, 1]] * 4
    cases = []
    for direction in ("across", "down"):
        turn = (lambda image: image) if direction == "across" else transposed
        cases += [
            of("step", "A step in its own direction: 4 beside it.", usual, turn(step), direction),
            of("level-step", "A step in the other direction: nothing.", ["plain", "other-direction"], turn(transposed(step)), direction),
            of("ramp", "A ramp of slope 0.5: 8 times it.", usual, turn([[0.5 * x for x in range(5)]] * 3), direction),
            of("constant", "A constant image: nothing.", ["plain"], [[0.75] * 4] * 3, direction),
            of("3x3", "One position.", usual, tensor(decimals, f"sobel {direction} one", 3, 3), direction),
            of("4x6", "All bits of a Float32 in use.", usual, tensor(singles, f"sobel {direction}", 4, 6), direction),
            of("5x4", "Sixteenths, where nothing rounds.", usual, tensor(dyadics, f"sobel {direction}", 5, 4), direction),
            of("nan", "NaN in a window spoils it, also under a weight of 0.", ["special-values"], [[0, 0, 0, 1], [0, nan, 0, 1], [0, 0, 0, 1]] if direction == "across" else transposed([[0, 0, 0, 1], [0, nan, 0, 1], [0, 0, 0, 1]]), direction, expect=[[nan, nan]] if direction == "across" else [[nan], [nan]]),
        ]
    cases.append(of("cancellation", "A faint edge on a bright ground.", ["cancellation"], [[1000.1, 3, 1000.2], [999.9, 3, 1000.0], [1000.3, 3, 999.98]], "across"))
    convention = "Divided by the sum of the weights' magnitudes, 8: Kornia unless told otherwise."
    numbers = [x for x in cases if "special-values" not in x["flags"]]
    eighth = scaled(textbook, lambda _: 0.125)
    cases += siblings(equation, numbers, "divided-by-eight", "eighth", convention, eighth, bounds_of(eighth))
    cases += [
        misfit(cases, equation, "3x3-across", "two-rows", "An image of two rows.", "window-too-large", image=less),
        misfit(cases, equation, "3x3-down", "two-columns", "An image of two columns.", "window-too-large", image=narrower),
    ]
    return concept("ConvolutionalNetworks", "SobelFilter", notes, cases)


# Pooling


def maximum(values):
    """The first of the largest, or of the NaN."""
    largest = values[0]
    for x in values[1:]:
        if largest == largest and not x <= largest:
            largest = x
    return largest


POOLING_NOTES = {
    "plain": PLAIN,
    "stride-ignored": "Windows one step apart.",
    "strides-exchanged": CORRELATION_NOTES["strides-exchanged"],
    "padding-at-the-end": CORRELATION_NOTES["padding-at-the-end"],
    "window-exchanged": "Height and width of the window exchanged.",
    "missing-cotangent": CORRELATION_NOTES["missing-cotangent"],
    "sizes-differ": SIZES,
    "window-too-large": TOO_LARGE,
    "stride-zero": "A stride of 0 goes nowhere; the window's size in its place, as of “stride or window”, answers all the same.",
    "padding-too-wide": "A padding as wide as the window leaves windows without a pixel, of which there is nothing to take.",
}


def pooling_refusals(cases, value, pullback):
    return [
        misfit(cases, value, "tiles-2", "window-too-large", "Windows of 6 × 6 on an image of 4 × 4.", "window-too-large", window="6-6"),
        misfit(cases, value, "tiles-2", "stride-zero", "Windows that never move on.", "stride-zero", stride="0-0"),
        misfit(cases, value, "overlapping", "padding-too-wide", "The first window stands in the padding alone.", "padding-too-wide", padding="3-2"),
        misfit(cases, pullback, "tiles-2-3", "one-channel", "A cotangent of one channel, where there are two.", cotangent=first),
        misfit(cases, pullback, "tiles-2", "narrower-cotangent", "A cotangent of other windows.", cotangent=thinner),
    ]


def pooled_by(reduce, image, window, stride, padding, **parts):
    at = Window(image, counts(window), stride, padding, **parts)
    return {
        "value": [
            [[reduce([channel[y][x] for _, (y, x) in at.met(i, j)]) for j in range(at.ow)] for i in range(at.oh)]
            for channel in image
        ]
    }


def max_pooling():
    notes = POOLING_NOTES | {
        "zero-padding": "Padding that reads 0, which is larger than negative numbers.",
        "starts-from-zero": "A search that starts from 0 and finds nothing in a window of negative numbers.",
        "magnitude": "The largest magnitude.",
        "smallest": "The smallest number.",
        "mean": "The mean of the window.",
        "nan-lost-in-comparison": "A comparison with NaN is false: NaN is passed over, or hides what comes after it. "
        "Seen in https://github.com/pytorch/pytorch/issues/7645.",
        "first-nan": "Of several NaN in a window the first takes the gradient; that the last does is another convention.",
        "last-of-equals": "The gradient given to the last of equal numbers.",
        "shared-among-equals": "The gradient shared among equal numbers, as by another convention. "
        "Seen in https://github.com/tensorflow/tensorflow/issues/51682.",
        "given-to-all-equals": "The whole gradient given to each of equal numbers. "
        "Seen in https://github.com/Theano/Theano/issues/5248.",
        "spread": "The gradient spread over the window, as for a mean.",
        "overwritten": "Windows that overlap: the last one's gradient instead of the sum.",
        "special-values": "±∞ are numbers like others.",
    }
    textbook = lambda **x: pooled_by(maximum, **x)
    by = lambda reduce, **parts: lambda **x: pooled_by(reduce, **x, **parts)

    def padded_with_zero(image, window, stride, padding):
        at = Window(image, counts(window), stride, padding)
        zero = lambda values: values if len(values) == at.kh * at.kw else values + [values[0] * 0]
        return pooled_by(lambda values: maximum(zero(values)), image, window, stride, padding)

    def ignoring_nan(values):
        largest = -inf
        for x in values:
            if x > largest:
                largest = x
        return largest

    wrong = {
        "stride-ignored": [by(maximum, steps=lambda s, t: (1, 1))],
        "strides-exchanged": [by_index(by(maximum, steps=lambda s, t: (t, s)))],
        "padding-at-the-end": [by_index(by(maximum, origin=lambda p, q: (0, 0)))],
        "window-exchanged": [other_window(maximum)],
        "zero-padding": [padded_with_zero],
        "starts-from-zero": [by(lambda values: maximum([values[0] * 0] + values))],
        "magnitude": [by(lambda values: maximum([abs(x) for x in values]))],
        "smallest": [by(lambda values: -maximum([-x for x in values]))],
        "mean": [by(lambda values: sum(values) / len(values))],
        "nan-lost-in-comparison": [by(ignoring_nan), by(first_unless_greater)],
        "special-values": [by(lambda values: maximum([x if abs(x) < inf else x * 0 + 1e9 for x in values]))],
    }
    wrong["stride-zero"] = [without_step(textbook, lambda x: x["window"])]
    wrong["padding-too-wide"] = [by(lambda values: maximum(values) if values else -inf)]
    value = Equation("max-pooling-value", textbook, same_bound(0), wrong)

    def places(image, window, stride, padding, chosen, **parts):
        """For each position the pixels that share its gradient, each with its share."""
        at = Window(image, counts(window), stride, padding, **parts)
        for c, channel in enumerate(image):
            for i, j in at.positions():
                pixels = [pixel for _, pixel in at.met(i, j)]
                yield c, i, j, chosen(pixels, [channel[y][x] for y, x in pixels])

    def value_of(x):
        return x.value if isinstance(x, Bounded) else x

    def first_largest(pixels, values):
        values = [value_of(x) for x in values]
        largest = maximum(values)
        place = next(k for k, x in enumerate(values) if x == largest or x != x)
        return [(pixels[place], 1)]

    def last_nan(pixels, values):
        spoilt = [(pixel, 1) for pixel, x in zip(pixels, values) if x != x]
        return spoilt[-1:] or first_largest(pixels, values)

    def equals(pixels, values):
        largest = maximum([value_of(x) for x in values])
        return [pixel for pixel, x in zip(pixels, values) if value_of(x) == largest]

    def routed(chosen, total=added, share=lambda c, part: c * part, **parts):
        def program(cotangent, image, window, stride, padding):
            terms = each(lambda _: [], image)
            for c, i, j, pixels in places(image, window, stride, padding, chosen, **parts):
                for (y, x), part in pixels:
                    terms[c][y][x].append(share(cotangent[c][i][j], part))
            return {"image": [[[total(t) for t in row] for row in channel] for channel in terms]}

        return program

    pulled = routed(first_largest, share=lambda c, part: c)

    def ulps(outputs, cotangent, image, window, stride, padding):
        listed = routed(first_largest, total=lambda terms: [terms], share=lambda c, part: c)
        terms = listed(cotangent, image, window, stride, padding)["image"]
        return {
            "image": [
                [[sum_bound(t[0], len(t[0])) if len(t[0]) > 1 else 0 for t in row] for row in channel]
                for channel in terms
            ]
        }

    wrong = {
        "stride-ignored": [routed(first_largest, share=lambda c, part: c, steps=lambda s, t: (1, 1))],
        "strides-exchanged": [by_index(routed(first_largest, share=lambda c, part: c, steps=lambda s, t: (t, s)))],
        "padding-at-the-end": [by_index(routed(first_largest, share=lambda c, part: c, origin=lambda p, q: (0, 0)))],
        "first-nan": [routed(last_nan, share=lambda c, part: c)],
        "last-of-equals": [routed(lambda pixels, values: [(equals(pixels, values)[-1], 1)])],
        "shared-among-equals": [
            routed(lambda pixels, values: [(p, 1 / len(equals(pixels, values))) for p in equals(pixels, values)])
        ],
        "given-to-all-equals": [routed(lambda pixels, values: [(p, 1) for p in equals(pixels, values)])],
        "spread": [routed(lambda pixels, values: [(p, 1 / len(pixels)) for p in pixels])],
        "overwritten": [routed(first_largest, total=lambda terms: terms[-1] if terms else 0)],
        "smallest": [routed(lambda pixels, values: first_largest(pixels, [-x for x in values]))],
        "magnitude": [routed(lambda pixels, values: first_largest(pixels, [abs(x) for x in values]))],
        "missing-cotangent": [lambda cotangent, **x: pulled(each(lambda c: c.with_(1), cotangent), **x)],
        "nan-lost-in-comparison": [
            routed(lambda pixels, values: first_largest(pixels, [x if x == x else x.with_(-inf) for x in values]))
        ],
        "special-values": [skipping_nan(pulled)],
    }
    pullback = Equation("max-pooling-pullback", lambda **x: pulled(**x), ulps, wrong)

    def pool(name, comment, flags, image, window, stride, padding="0-0", expect=None):
        expect = None if expect is None else {"value": expect}
        attributes = {"window": window, "stride": stride, "padding": padding}
        return case(value, name, comment, flags, {"image": image}, expect, attributes)

    def back(name, comment, flags, image, window, stride, padding="0-0", cotangent=None, expect=None):
        if cotangent is None:
            at = Window(image, counts(window), stride, padding)
            cotangent = tensor(decimals, f"max-pooling {name} C", len(image), at.oh, at.ow)
        expect = None if expect is None else {"image": expect}
        attributes = {"window": window, "stride": stride, "padding": padding}
        return case(pullback, name, comment, flags, {"cotangent": cotangent, "image": image}, expect, attributes)

    I = lambda kind, *shape: tensor(kind, f"max-pooling {shape}", *shape)
    usual = ["plain", "smallest", "mean"]
    negative = each(lambda x: -abs(x), I(decimals, 1, 3, 4))
    cases = [
        pool("1x1", "A window of one number changes nothing.", ["plain", "starts-from-zero", "magnitude"], [[[-2.5, 1.5], [3, -4]]], "1-1", "1-1"),
        pool("tiles-2", "Tiles of 2 × 2.", usual + ["stride-ignored"], I(decimals, 1, 4, 4), "2-2", "2-2"),
        pool("tiles-2-3", "Tiles that are not square, two channels.", usual + ["stride-ignored", "window-exchanged"], I(dyadics, 2, 4, 6), "2-3", "2-3"),
        pool("overlapping", "Windows that overlap.", usual + ["window-exchanged"], I(singles, 2, 5, 4), "3-2", "1-1"),
        pool("strides-2-1", "Strides that differ.", usual + ["stride-ignored", "strides-exchanged"], I(decimals, 1, 5, 5), "2-2", "2-1"),
        pool("left-over", "The last row and column are never reached.", usual + ["stride-ignored"], I(decimals, 1, 5, 5), "2-2", "2-2"),
        pool("whole-image", "One number for each channel.", usual, I(singles, 3, 2, 3), "2-3", "1-1"),
        pool("negative", "Negative numbers only.", usual + ["starts-from-zero", "magnitude"], negative, "2-2", "1-2"),
        pool("padded", "Negative numbers beside padding.", usual + ["zero-padding", "starts-from-zero", "padding-at-the-end"], negative, "2-2", "2-2", "1-1"),
        pool("paddings-1-0", "Padding above and below.", usual + ["padding-at-the-end"], I(decimals, 2, 3, 4), "2-1", "2-1", "1-0"),
        pool("equal", "Equal numbers.", ["plain", "starts-from-zero"], [[[-1, -1], [-1, -1]]], "2-2", "2-2"),
        pool("infinities", "+∞ wins, −∞ loses, and alone it is the largest.", ["special-values"], [[[inf, 1, -inf, -inf], [0, 2, -inf, -inf]]], "2-2", "2-2", expect=[[[inf, -inf]]]),
        pool("nan-first", "NaN at the start of a window.", ["nan-lost-in-comparison"], [[[nan, 1, 2, 3]]], "1-2", "1-2", expect=[[[nan, 3]]]),
        pool("nan-last", "NaN at its end.", ["nan-lost-in-comparison"], [[[1, nan, 2, 3]]], "1-2", "1-2", expect=[[[nan, 3]]]),
        pool("nan-inside", "NaN between larger numbers.", ["nan-lost-in-comparison"], [[[1, nan, 5, 7]]], "1-3", "1-1", expect=[[[nan, nan]]]),
    ]
    usual = ["plain", "smallest", "spread", "missing-cotangent"]
    cases += [
        back("1x1", "A window of one number passes everything on.", ["plain", "missing-cotangent"], [[[-2.5, 1.5], [3, -4]]], "1-1", "1-1"),
        back("tiles-2", "Tiles: one pixel of each takes all.", usual + ["stride-ignored"], I(decimals, 1, 4, 4), "2-2", "2-2"),
        back("tiles-2-3", "Tiles that are not square, two channels.", usual + ["stride-ignored", "magnitude"], I(dyadics, 2, 4, 6), "2-3", "2-3"),
        back("overlapping", "A pixel that wins more than one window adds up.", usual + ["overwritten"], I(singles, 2, 5, 4), "3-2", "1-1"),
        back("strides-2-1", "Strides that differ.", usual + ["stride-ignored", "strides-exchanged"], I(decimals, 1, 5, 5), "2-2", "2-1"),
        back("whole-image", "One pixel of each channel.", usual, I(singles, 3, 2, 3), "2-3", "1-1"),
        back("padded", "Negative numbers beside padding.", usual + ["padding-at-the-end"], negative, "2-2", "2-2", "1-1"),
        back("one-peak", "One pixel wins every window.", usual + ["overwritten"], [[[0, 0, 0], [0, 9, 0], [0, 0, 0]]], "2-2", "1-1"),
        back("equal", "Of equal numbers the first takes all.", ["last-of-equals", "shared-among-equals", "given-to-all-equals", "spread"], [[[1, 1], [1, 1]]], "2-2", "2-2"),
        back("two-equal", "Two equal numbers beside smaller ones, in one row and in one column.", ["last-of-equals", "shared-among-equals", "given-to-all-equals"], [[[0, 3, 3, 5, 0, 1], [1, 2, 0, 5, 0, 2]]], "2-3", "2-3"),
        back("zero-cotangent", "Nothing flows back.", ["missing-cotangent"], [[[1, 2]]], "1-2", "1-2", cotangent=[[[0]]]),
        back("one-nan", "NaN takes all, whatever comes after it.", ["nan-lost-in-comparison"], [[[1, nan, 2, 3]]], "1-4", "1-1", cotangent=[[[2.5]]], expect=[[[0, 2.5, 0, 0]]]),
        back("nan", "The first NaN takes all.", ["nan-lost-in-comparison", "first-nan"], [[[1, nan, nan, 3]]], "1-4", "1-1", cotangent=[[[2.5]]], expect=[[[0, 2.5, 0, 0]]]),
        back("nan-cotangent", "NaN from above reaches one pixel.", ["special-values"], [[[1, 2, 4, 3]]], "1-2", "1-2", cotangent=[[[nan, 2]]], expect=[[[0, nan, 2, 0]]]),
    ]
    def shared_by_equals(pixels, values):
        winners = equals(pixels, values)
        return [(pixel, len(winners)) for pixel in winners]

    share = routed(shared_by_equals, share=lambda c, n: c / n)
    shared = lambda **x: share(**x)
    convention = (
        "Equal numbers share the gradient: automatic differentiation of a maximum over the window in JAX, PyTorch's "
        "amax and TensorFlow."
    )
    numbers = [x for x in cases if "nan-lost-in-comparison" not in x["flags"] and "special-values" not in x["flags"]]
    cases += siblings(pullback, numbers, "shared-among-equals", "shared", convention, shared, bounds_of(shared))
    cases += siblings(
        pullback, having("first-nan", cases), "first-nan", "last",
        "Of several NaN in a window the last takes the gradient, as in PyTorch's max_pool2d.",
        textbook=routed(last_nan, share=lambda c, part: c),
    )
    cases += pooling_refusals(cases, value, pullback)
    return concept("ConvolutionalNetworks", "MaxPooling", notes, cases)


def first_unless_greater(values):
    """Keeps a NaN that comes first only."""
    largest = values[0] if values[0] == values[0] else values[-1]
    for x in values[1:]:
        if x > largest:
            largest = x
    return largest


def by_index(program):
    """A program whose windows leave the image: an empty window has no largest number."""

    def checked(**x):
        try:
            return program(**x)
        except (ZeroDivisionError, StopIteration):
            raise IndexError

    return checked


def other_window(reduce):
    """Height and width of the window exchanged, on the right positions."""

    def program(image, window, stride, padding):
        at = Window(image, counts(window), stride, padding)
        other = Window(image, counts(window), stride, padding)
        other.kh, other.kw = at.kw, at.kh
        return {
            "value": [
                [[reduce([channel[y][x] for _, (y, x) in other.met(i, j)]) for j in range(at.ow)] for i in range(at.oh)]
                for channel in image
            ]
        }

    return program


def mean_pooling():
    notes = POOLING_NOTES | {
        "sum": "The sum of the window.",
        "largest": "The largest number.",
        "padding-not-counted": "A divisor that counts the pixels of the image only, as by another convention. "
        "Seen in https://github.com/apache/tvm/issues/1144.",
        "overflow-of-sum": "The sum of a window overflows although its mean is a number.",
        "not-divided": "The gradient of the sum.",
        "to-one-pixel": "The gradient given to one pixel, as for the largest number.",
        "overwritten": "Windows that overlap: the last one's gradient instead of the sum.",
        "subnormal": SUBNORMAL,
        "special-values": "∞ − ∞ gives NaN, and NaN stays.",
    }

    def mean_of(image, window, stride, padding, **parts):
        k = math.prod(counts(window))
        return pooled_by(lambda values: added(values) / k, image, window, stride, padding, **parts)

    by = lambda **parts: lambda **x: mean_of(**x, **parts)
    reducing = lambda reduce: lambda **x: pooled_by(reduce, **x)

    wrong = {
        "stride-ignored": [by(steps=lambda s, t: (1, 1))],
        "strides-exchanged": [by(steps=lambda s, t: (t, s))],
        "padding-at-the-end": [by(origin=lambda p, q: (0, 0))],
        "window-exchanged": [lambda **x: other_window(lambda values: sum(values) / math.prod(counts(x["window"])))(**x)],
        "sum": [reducing(sum)],
        "largest": [reducing(maximum)],
        "padding-not-counted": [reducing(lambda values: sum(values) / len(values))],
        "overflow-of-sum": [by()],
        "subnormal": [flushed(by())],
        "special-values": [skipping_nan(by())],
    }
    not_counted = reducing(lambda values: added(values) / len(values))
    wrong["stride-zero"] = [without_step(by(), lambda x: x["window"])]
    value = Equation("mean-pooling-value", by(), bounds_of(by()), wrong)

    def spread(total=added, part=lambda c, k: c / k, everywhere=True, **parts):
        def program(cotangent, image, window, stride, padding):
            at = Window(image, counts(window), stride, padding, **parts)
            terms = each(lambda _: [], image)
            for c in range(len(image)):
                for i, j in at.positions():
                    met = [pixel for _, pixel in at.met(i, j)]
                    for y, x in met if everywhere else met[:1]:
                        terms[c][y][x].append(cotangent[c][i][j])
            k = math.prod(counts(window))
            return {"image": [[[part(total(t), k) for t in row] for row in channel] for channel in terms]}

        return program

    def last(terms):
        return terms[-1] if terms else 0

    def spread_on_pixels(cotangent, image, window, stride, padding):
        """Each window's gradient divided among the pixels that it has on the image."""
        at = Window(image, counts(window), stride, padding)
        terms = each(lambda _: [], image)
        for c in range(len(image)):
            for i, j in at.positions():
                met = [pixel for _, pixel in at.met(i, j)]
                for y, x in met:
                    terms[c][y][x].append(cotangent[c][i][j] / len(met))
        return {"image": [[[added(t) for t in row] for row in channel] for channel in terms]}

    pulled = spread()
    wrong = {
        "padding-not-counted": [spread_on_pixels],
        "stride-ignored": [spread(steps=lambda s, t: (1, 1))],
        "strides-exchanged": [spread(steps=lambda s, t: (t, s))],
        "padding-at-the-end": [spread(origin=lambda p, q: (0, 0))],
        "not-divided": [spread(part=lambda c, k: c)],
        "to-one-pixel": [spread(part=lambda c, k: c, everywhere=False)],
        "overwritten": [spread(total=last)],
        "missing-cotangent": [lambda cotangent, **x: pulled(each(lambda c: c.with_(1), cotangent), **x)],
        "subnormal": [flushed(pulled)],
        "special-values": [skipping_nan(pulled)],
    }
    shares = spread(total=list, part=lambda terms, k: added([c / k for c in terms]))

    def ulps(outputs, **inputs):
        """A program may divide before it adds, or after."""
        bounds = [bounds_of(lambda **x: program(**x))(outputs, **inputs)["image"] for program in (pulled, shares)]
        return {"image": [max(pair) for pair in zip(*bounds)]}

    pullback = Equation("mean-pooling-pullback", lambda **x: pulled(**x), ulps, wrong)

    def pool(name, comment, flags, image, window, stride, padding="0-0", expect=None):
        expect = None if expect is None else {"value": expect}
        attributes = {"window": window, "stride": stride, "padding": padding}
        return case(value, name, comment, flags, {"image": image}, expect, attributes)

    def back(name, comment, flags, image, window, stride, padding="0-0", cotangent=None, expect=None):
        if cotangent is None:
            at = Window(image, counts(window), stride, padding)
            cotangent = tensor(decimals, f"mean-pooling {name} C", len(image), at.oh, at.ow)
        expect = None if expect is None else {"image": expect}
        attributes = {"window": window, "stride": stride, "padding": padding}
        return case(pullback, name, comment, flags, {"cotangent": cotangent, "image": image}, expect, attributes)

    I = lambda kind, *shape: tensor(kind, f"mean-pooling {shape}", *shape)
    usual = ["plain", "sum", "largest"]
    cases = [
        pool("1x1", "A window of one number changes nothing.", ["plain"], [[[-2.5, 1.5], [3, -4]]], "1-1", "1-1"),
        pool("tiles-2", "Tiles of 2 × 2.", usual + ["stride-ignored"], I(decimals, 1, 4, 4), "2-2", "2-2"),
        pool("tiles-2-3", "Tiles that are not square, two channels.", usual + ["stride-ignored", "window-exchanged"], I(dyadics, 2, 4, 6), "2-3", "2-3"),
        pool("overlapping", "Windows that overlap.", usual + ["window-exchanged"], I(singles, 2, 5, 4), "3-2", "1-1"),
        pool("strides-2-1", "Strides that differ.", usual + ["stride-ignored", "strides-exchanged"], I(decimals, 1, 5, 5), "2-2", "2-1"),
        pool("left-over", "The last row and column are never reached.", usual + ["stride-ignored"], I(decimals, 1, 5, 5), "2-2", "2-2"),
        pool("whole-image", "One number for each channel.", usual, I(singles, 3, 2, 3), "2-3", "1-1"),
        pool("padded", "Padding reads 0 and is counted.", usual + ["padding-not-counted", "padding-at-the-end"], I(decimals, 1, 3, 4), "2-2", "2-2", "1-1"),
        pool("paddings-2-1", "Paddings that differ.", usual + ["padding-not-counted", "padding-at-the-end"], I(singles, 2, 3, 4), "3-2", "1-1", "2-1"),
        pool("constant", "The mean of equal numbers is that number.", ["plain", "sum"], constant(0.75, 1, 3, 3), "3-3", "1-1"),
        pool("overflow-of-sum", "A sum beyond the largest number, and its mean is not.", ["overflow-of-sum"], [[[1.5e308, 1e308, 1.25e308, -1e307]]], "1-4", "1-1"),
        pool("subnormal", "A subnormal mean.", ["subnormal"], [[[1e-310, 3e-310]]], "1-2", "1-1"),
        pool("nan", "NaN spoils its window.", ["special-values"], [[[nan, 1, 2, 4]]], "1-2", "1-2", expect=[[[nan, 3]]]),
        pool("infinities", "∞ − ∞ is NaN, ∞ alone stays.", ["special-values"], [[[inf, -inf, inf, 4]]], "1-2", "1-2", expect=[[[nan, inf]]]),
    ]
    usual = ["plain", "not-divided", "to-one-pixel", "missing-cotangent"]
    cases += [
        back("1x1", "A window of one number passes everything on.", ["plain", "missing-cotangent"], [[[-2.5, 1.5], [3, -4]]], "1-1", "1-1"),
        back("tiles-2", "Tiles: a quarter to each.", usual + ["stride-ignored"], I(decimals, 1, 4, 4), "2-2", "2-2"),
        back("tiles-2-3", "Tiles that are not square, two channels.", usual + ["stride-ignored"], I(dyadics, 2, 4, 6), "2-3", "2-3"),
        back("overlapping", "Windows that overlap add up.", usual + ["overwritten"], I(singles, 2, 5, 4), "3-2", "1-1"),
        back("strides-2-1", "Strides that differ.", usual + ["stride-ignored", "strides-exchanged"], I(decimals, 1, 5, 5), "2-2", "2-1"),
        back("left-over", "The last row and column get nothing.", usual + ["stride-ignored"], I(decimals, 1, 5, 5), "2-2", "2-2"),
        back("padded", "What falls into the padding is lost.", usual + ["padding-at-the-end"], I(decimals, 1, 3, 4), "2-2", "2-2", "1-1"),
        back("whole-image", "The same for each pixel of a channel.", usual, I(singles, 3, 2, 3), "2-3", "1-1"),
        back("zero-cotangent", "Nothing flows back.", ["missing-cotangent"], [[[1, 2]]], "1-2", "1-2", cotangent=[[[0]]]),
        back("subnormal", "Subnormal gradients.", ["subnormal"], [[[1, 2]]], "1-2", "1-2", cotangent=[[[3e-310]]]),
        back("nan-cotangent", "NaN from above reaches its window.", ["special-values"], [[[1, 2, 4, 3]]], "1-2", "1-2", cotangent=[[[nan, 2]]], expect=[[[nan, nan, 1, 1]]]),
    ]
    convention = (
        "A divisor that counts pixels and no padding: TensorFlow, ONNX unless told otherwise, and PyTorch with "
        "count_include_pad=False."
    )
    for equation, program in [(value, not_counted), (pullback, spread_on_pixels)]:
        cases += siblings(equation, cases, "padding-not-counted", "pixels-counted", convention, program, bounds_of(program))
    cases += pooling_refusals(cases, value, pullback)
    return concept("ConvolutionalNetworks", "MeanPooling", notes, cases)


# The network


class Model:
    """The parts of a small network: filters and their biases, then the weight matrix row by row and its bias."""

    def __init__(self, parameters, images, filters, stride, padding, window, poolingStride, poolingPadding, classes):
        o, kh, kw = counts(filters)
        c = len(images[0])
        self.stride, self.padding = stride, padding
        self.window, self.pooling = window, (poolingStride, poolingPadding)
        n = o * c * kh * kw
        self.K, self.b = boxed(parameters[:n], [o, c, kh, kw]), parameters[n : n + o]
        rest, k = parameters[n + o :], int(classes)
        features = (len(rest) - k) // k
        self.W, self.d = boxed(rest[: k * features], [k, features]), rest[k * features :]

    def sums(self, image):
        return correlated(image, self.K, self.b, self.stride, self.padding)["value"]

    def pool(self, maps):
        return pooled_by(bounded_maximum, maps, self.window, *self.pooling)["value"]


def bounded_maximum(values):
    if isinstance(values[0], Bounded):
        return max(values, key=lambda x: x.value)
    return maximum(values)


def rectified(maps):
    return each(lambda s: activation("relu", s), maps)


def logits_of(parameters, images, sums=Model.sums, rectify=rectified, pool=Model.pool, order=flat, **shape):
    model = Model(parameters, images, **shape)
    pooled = [pool(model, rectify(sums(model, image))) for image in images]
    return preactivations(model.W, transposed([order(p) for p in pooled]), model.d)


def network_predictions(parameters, images, head=softmax, **x):
    return {"predictions": by_sample(head, logits_of(parameters, images, **x))}


NETWORK_NOTES = {
    "plain": PLAIN,
    "missing-relu": "Sums pooled as they are.",
    "missing-filter-bias": "Filters without bias.",
    "mean-pooling": "The mean of each window for the largest number.",
    "flipped-filter": "Filters turned by half a turn.",
    "channels-last": "Features in the order rows, columns, filters.",
    "transposed-features": "The rows and columns of the pooled maps exchanged.",
}


def network_parts():
    """What wrong programs change in a network's forward pass."""

    def without_bias(model, image):
        return correlated(image, model.K, [b * 0 for b in model.b], model.stride, model.padding)["value"]

    def flipped(model, image):
        return correlated(image, model.K, model.b, model.stride, model.padding, weight=turned)["value"]

    def averaged(model, maps):
        return pooled_by(lambda values: sum(values) / len(values), maps, model.window, *model.pooling)["value"]

    def channels_last(pooled):
        h, w = len(pooled[0]), len(pooled[0][0])
        return [pooled[o][i][j] for i in range(h) for j in range(w) for o in range(len(pooled))]

    return {
        "missing-relu": {"rectify": lambda maps: maps},
        "missing-filter-bias": {"sums": without_bias},
        "mean-pooling": {"pool": averaged},
        "flipped-filter": {"sums": flipped},
        "channels-last": {"order": channels_last},
        "transposed-features": {"order": lambda pooled: flat([transposed(p) for p in pooled])},
    }


def network_data(kind, seed, images, filters, stride, padding, window, pooling_stride, pooling_padding, classes):
    """Parameters, images and one-hot targets, and the attributes."""
    o, kh, kw = counts(filters)
    m, c, h, w = images
    first = Window(constant(0, 1, h, w), (kh, kw), stride, padding)
    second = Window(constant(0, 1, first.oh, first.ow), counts(window), pooling_stride, pooling_padding)
    count = o * (c * kh * kw + 1) + classes * (o * second.oh * second.ow + 1)
    scale = 8 if kind is decimals else 4 if kind is dyadics else 2
    attributes = {
        "filters": filters,
        "stride": stride,
        "padding": padding,
        "window": window,
        "poolingStride": pooling_stride,
        "poolingPadding": pooling_padding,
        "classes": str(classes),
    }
    inputs = {
        "parameters": [x / scale for x in kind(seed + " θ", count)],
        "images": tensor(kind, seed + " I", *images),
    }
    targets = [[1 if (i + 1) % classes == k else 0 for i in range(m)] for k in range(classes)]
    return inputs, targets, attributes


FORMS = {
    "plain-2x2": (singles, [2, 1, 4, 4], "2-3-3", "1-1", "0-0", "2-2", "2-2", "0-0", 2),
    "channels": (dyadics, [3, 2, 4, 5], "3-2-3", "1-1", "0-0", "2-2", "1-1", "0-0", 4),
    "one-sample": (decimals, [1, 2, 3, 4], "2-2-2", "1-1", "0-0", "1-2", "1-1", "0-0", 3),
    "padded": (singles, [2, 1, 3, 4], "2-3-3", "1-1", "1-1", "2-2", "1-2", "1-0", 3),
    "strides": (decimals, [2, 1, 5, 6], "2-2-1", "2-1", "0-1", "2-3", "1-2", "0-1", 2),
    "two-filters-square": (dyadics, [2, 2, 3, 3], "2-2-2", "1-1", "0-0", "1-1", "1-1", "0-0", 2),
}


def convolutional_network():
    notes = NETWORK_NOTES | {
        "missing-head": "The logits.",
        "softmax-over-samples": "Softmax over the samples of one class.",
        "nan-lost-in-comparison": "NaN taken for a number that is not above 0, or passed over by the pooling.",
        "missing-max-subtraction": "The exponentials of softmax overflow to ∞/∞.",
        "sizes-differ": SIZES,
    }

    def over_samples(**x):
        return {"predictions": [softmax(row) for row in logits_of(**x)]}

    dropping = lambda maps: each(lambda s: s if s > 0 else 0, maps)
    wrong = {flag: [lambda parts=parts, **x: network_predictions(**x, **parts)] for flag, parts in network_parts().items()}
    wrong |= {
        "missing-head": [lambda **x: network_predictions(**x, head=lambda z: z)],
        "softmax-over-samples": [over_samples],
        "nan-lost-in-comparison": [lambda **x: network_predictions(**x, rectify=dropping)],
        "missing-max-subtraction": [lambda **x: network_predictions(**x, head=naive_softmax)],
    }
    equation = Equation(
        "convolutional-network-forward", network_predictions, bounds_of(network_predictions), wrong
    )

    def run(name, comment, flags, expect=None):
        inputs, _, attributes = network_data(FORMS[name][0], "network " + name, *FORMS[name][1:])
        return case(equation, name, comment, flags, inputs, None, attributes)

    def small(name, comment, flags, parameters, images, classes, window="1-1", expect=None):
        attributes = {
            "filters": "1-1-1", "stride": "1-1", "padding": "0-0", "window": window, "poolingStride": "1-1",
            "poolingPadding": "0-0", "classes": str(classes),
        }
        expect = None if expect is None else {"predictions": expect}
        return case(equation, name, comment, flags, {"parameters": parameters, "images": images}, expect, attributes)

    usual = ["plain", "missing-relu", "missing-filter-bias", "mean-pooling", "flipped-filter", "missing-head"]
    cases = [
        run("plain-2x2", "Filters of 3 × 3, tiles of 2 × 2.", usual + ["softmax-over-samples"]),
        run("channels", "All sizes differ.", usual + ["channels-last", "softmax-over-samples"]),
        run("one-sample", "One sample.", usual + ["channels-last", "transposed-features"]),
        run("padded", "Padding in both layers.", usual),
        run("strides", "Strides and paddings that differ.", usual + ["softmax-over-samples"]),
        run("two-filters-square", "Pooling that changes nothing.", ["plain", "missing-relu", "missing-filter-bias", "flipped-filter", "missing-head", "transposed-features", "channels-last"]),
        small("dead", "A filter that answers below 0 everywhere leaves the bias.", ["plain", "missing-relu"], [1, -10, 0.5, -0.5, 0.25, 0.75], [[[[1, 2]]]], 2, "1-2"),
        small("large-logits", "Logits of ±1000.", ["missing-max-subtraction"], [1, 0, 1000, 999.5, 0, 0], [[[[1]]]], 2),
        small("nan", "NaN spoils its sample only.", ["nan-lost-in-comparison"], [1, 0, 0, 0, 2, 2], [[[[nan, 1]]], [[[1, 2]]]], 2, "1-2", [[nan, 0.5], [nan, 0.5]]),
        small("one-class", "One class is certain.", ["missing-head"], [1, 0, 3, 4], [[[[2]]]], 1),
    ]
    cases += [
        misfit(cases, equation, "channels", "fewer-parameters", "The last bias is missing.", parameters=less),
        misfit(cases, equation, "channels", "one-channel", "An image of one channel, where the filters have two.", images=lambda I: [image[:1] for image in I]),
        misfit(cases, equation, "channels", "one-smaller-image", "Images of different sizes.", images=lambda I: [thinner(image) for image in I]),
    ]
    return concept("ConvolutionalNetworks", "ConvolutionalNetwork", notes, cases)


def naive_softmax(z):
    e = [exponential(x) for x in z]
    return [x / sum(e) for x in e]


def network_loss(parameters, images, targets, **x):
    Z = logits_of(parameters, images, **x)
    losses = [
        loss_of_sample("cross-entropy", "softmax", z, y) for z, y in zip(transposed(Z), transposed(targets), strict=True)
    ]
    return {"value": added(losses) / len(losses)}


def network_gradient(
    parameters,
    images,
    targets,
    share=lambda m: m,
    slope_of=lambda s: slope("relu", s),
    chosen=None,
    shared=False,
    delta_of=delta_of_sample,
    bias=added,
    first_only=False,
    weight=straight,
    **shape,
):
    """Backwards by hand: logits, weight matrix, largest numbers, kinks, filters."""
    model, m = Model(parameters, images, **shape), len(images)
    sums = [model.sums(image) for image in images]
    maps = [rectified(s) for s in sums]
    pooled = [model.pool(a) for a in maps]
    P = transposed([flat(p) for p in pooled])
    Z = preactivations(model.W, P, model.d)
    delta = by_sample(lambda z, y: [e / share(m) for e in delta_of("cross-entropy", "softmax", z, y)], Z, targets)
    of_features = transposed(times(transposed(model.W), delta))
    by_image = []
    for i, image in enumerate(images):
        above = boxed(of_features[i], [len(pooled[i]), len(pooled[i][0]), len(pooled[i][0][0])])
        at = Window(maps[i], counts(model.window), *model.pooling)
        terms = each(lambda _: [], maps[i])
        for o, channel in enumerate(maps[i]):
            for r, c in at.positions():
                pixels = [pixel for _, pixel in at.met(r, c)]
                values = [channel[y][x] for y, x in pixels]
                values = [v.value if isinstance(v, Bounded) else v for v in values]
                winners = (chosen or first_of_largest)(pixels, values)
                for y, x in winners:
                    terms[o][y][x].append(above[o][r][c] / len(winners) if shared else above[o][r][c])
        cotangent = [
            [[added(t) * slope_of(s) for t, s in zip(*rows)] for rows in zip(*planes)] for planes in zip(terms, sums[i])
        ]
        by_image.append(correlation_pullback(cotangent, image, model.K, model.stride, model.padding, weight=weight))
    kept = by_image[:1] if first_only else by_image
    flats = [flat(x["filters"]) for x in kept]
    return {
        "parameters": [added(list(column)) for column in zip(*flats)]
        + [bias([x["bias"][o] for x in kept]) for o in range(len(model.b))]
        + flat(times(delta, transposed(P)))
        + row_sums(delta),
        "images": [x["image"] for x in by_image],
    }


def first_of_largest(pixels, values):
    largest = maximum(values)
    return [next(p for p, v in zip(pixels, values) if v == largest or v != v)]


def convolutional_network_loss():
    notes = NETWORK_NOTES | {
        "missing-one-over-m": "The sum over the samples, without 1/m.",
        "one-sample-only": "The first sample's loss alone, or the filters' gradient of the first sample.",
        "shifted-targets": "Each sample with the next one's target.",
        "missing-relu-derivative": "Gradients passed through ReLU as through a line.",
        "pooling-spread": "The gradient given to every pixel of a window.",
        "last-of-equals": "The last of equal largest numbers, not the first.",
        "shared-among-equals": "The gradient shared among equal largest numbers, as by another convention.",
        "kink-convention": "ReLU's derivative at 0 is 0 by convention here; 1 and ½ are other conventions.",
        "saturation": "A probability has rounded to 1: softmax − y or the logarithm of it loses the rest.",
        "special-values": "NaN in one sample spoils the mean.",
        "sizes-differ": SIZES,
    }

    def shifted(targets):
        return [row[1:] + row[:1] for row in targets]

    def first_sample(images, targets, **x):
        return network_loss(images=images[:1], targets=[row[:1] for row in targets], **x)

    def of_probabilities(**x):
        probabilities = network_predictions(**{k: v for k, v in x.items() if k != "targets"})["predictions"]
        losses = [
            -sum((y * logarithm(p) for y, p in zip(ys, ps)), ps[0] * 0)
            for ys, ps in zip(transposed(x["targets"]), transposed(probabilities))
        ]
        return {"value": sum(losses) / len(losses)}

    def m(x):
        return len(x["images"])

    wrong = {flag: [lambda parts=parts, **x: network_loss(**x, **parts)] for flag, parts in network_parts().items()}
    wrong |= {
        "missing-one-over-m": [scaled(network_loss, m)],
        "one-sample-only": [first_sample],
        "shifted-targets": [lambda targets, **x: network_loss(targets=shifted(targets), **x)],
        "saturation": [of_probabilities],
        "special-values": [skipping_nan(network_loss)],
    }
    value = Equation("convolutional-network-loss-value", network_loss, bounds_of(network_loss), wrong)

    def by(**parts):
        return lambda **x: network_gradient(**x, **parts)

    def last_of_largest(pixels, values):
        return [[p for p, v in zip(pixels, values) if v == maximum(values)][-1]]

    def all_largest(pixels, values):
        return [p for p, v in zip(pixels, values) if v == maximum(values)]

    def less_target(loss, head, z, y):
        """softmax − y as it stands."""
        return [p - a for p, a in zip(softmax(z), y)]

    wrong = {
        "missing-one-over-m": [by(share=lambda m: 1)],
        "one-sample-only": [by(first_only=True)],
        "shifted-targets": [lambda targets, **x: network_gradient(targets=shifted(targets), **x)],
        "missing-relu-derivative": [by(slope_of=lambda s: 1)],
        "pooling-spread": [by(chosen=lambda pixels, values: pixels)],
        "last-of-equals": [by(chosen=last_of_largest)],
        "shared-among-equals": [by(chosen=all_largest, shared=True)],
        "kink-convention": [by(slope_of=lambda s: 1 if s >= 0 else 0)],
        "flipped-filter": [by(weight=turned)],
        "saturation": [by(delta_of=less_target)],
        "special-values": [skipping_nan(network_gradient)],
    }
    gradient = Equation("convolutional-network-loss-gradient", network_gradient, bounds_of(network_gradient), wrong)

    def both(name, comment, flags, of_gradient):
        inputs, targets, attributes = network_data(FORMS[name][0], "loss of " + name, *FORMS[name][1:])
        inputs |= {"targets": targets}
        return [
            case(value, name, comment, flags, inputs, None, attributes),
            case(gradient, name, comment, of_gradient, inputs, None, attributes),
        ]

    def small(equation, name, comment, flags, parameters, images, targets, window="1-1", expect=None):
        attributes = {
            "filters": "1-1-1", "stride": "1-1", "padding": "0-0", "window": window, "poolingStride": "1-1",
            "poolingPadding": "0-0", "classes": str(len(targets)),
        }
        inputs = {"parameters": parameters, "images": images, "targets": targets}
        return case(equation, name, comment, flags, inputs, expect, attributes)

    usual = ["plain", "missing-relu", "missing-filter-bias", "mean-pooling", "flipped-filter"]
    several = ["missing-one-over-m", "one-sample-only", "shifted-targets"]
    back = ["plain", "missing-relu-derivative", "pooling-spread", "flipped-filter"]
    cases = (
        both("plain-2x2", "Filters of 3 × 3, tiles of 2 × 2.", usual + several, back + several)
        + both("channels", "All sizes differ.", usual + several + ["channels-last"], back + several)
        + both("one-sample", "One sample.", usual + ["channels-last", "transposed-features"], back)
        + both("padded", "Padding in both layers.", usual + several, back + several)
        + both("strides", "Strides and paddings that differ.", usual + several, back + several)
        + both("two-filters-square", "Pooling that changes nothing.", ["plain", "missing-relu", "missing-filter-bias", "flipped-filter", "transposed-features"] + several, ["plain", "missing-relu-derivative", "flipped-filter", "saturation"] + several)
    )
    confident = [1, 0, 50, 0, 0, 0]
    cases += [
        small(value, "confident-and-right", "The other class has e⁻⁵⁰ left.", ["saturation"], confident, [[[[1]]]], [[1], [0]]),
        small(gradient, "confident-and-right", "The gradient is of size e⁻⁵⁰, not 0.", ["saturation"], confident, [[[[1]]]], [[1], [0]]),
        small(gradient, "at-the-kink", "A sum of exactly 0 passes nothing on.", ["kink-convention", "missing-relu-derivative"], [2, -3, 1, -0.5, 0.25, 0], [[[[1.5]]]], [[1], [0]]),
        small(gradient, "equal-largest", "Two equal largest numbers: the first takes all.", ["last-of-equals", "pooling-spread", "saturation"], [2, 0.5, 1, -0.5, 0.25, 0], [[[[1.5, 1.5, 1]]]], [[1], [0]], "1-3"),
        small(value, "nan", "NaN in one image spoils the mean.", ["special-values"], [1, 0, 1, -1, 0, 0], [[[[nan]]], [[[1]]]], [[1, 0], [0, 1]], expect={"value": nan}),
    ]
    for word, convention, at_kink in KINKS:
        program = by(slope_of=lambda s, at_kink=at_kink: slope_with_kink(at_kink)("relu", s))
        cases += siblings(gradient, cases, "kink-convention", word, convention, program, bounds_of(program))
    convention = (
        "Equal numbers share the gradient: automatic differentiation of a maximum over the window in JAX, PyTorch's "
        "amax and TensorFlow."
    )
    program = by(chosen=all_largest, shared=True)
    cases += siblings(gradient, cases, "shared-among-equals", "shared", convention, program, bounds_of(program))
    for equation in (value, gradient):
        cases += [
            misfit(cases, equation, "channels", "fewer-targets", "A sample without a target.", targets=narrower),
            misfit(cases, equation, "channels", "fewer-classes", "A class without a target.", targets=less),
            misfit(cases, equation, "channels", "fewer-parameters", "The last bias is missing.", parameters=less),
        ]
    return concept("ConvolutionalNetworks", "ConvolutionalNetworkLoss", notes, cases)


CONCEPTS = [
    output_size,
    cross_correlation,
    convolution,
    convolution_matrix,
    parameter_count,
    sobel_filter,
    max_pooling,
    mean_pooling,
    convolutional_network,
    convolutional_network_loss,
]
