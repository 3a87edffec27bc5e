"""Vectors of the metrics, of splits and of the choice among scores. Classes and indices are whole numbers from 0."""

import math

from mpmath import mpf

from arithmetic import Float, square_root
from vectors import (
    MOST_ROUNDINGS,
    ONE_SAMPLE,
    OVERFLOW,
    PLAIN,
    SIZES,
    SUBNORMAL,
    Equation,
    acceptable,
    case,
    concept,
    decimals,
    dyadics,
    first,
    flushed,
    question,
    having,
    invalid,
    kept_finite,
    less,
    misfit,
    numbers,
    renamed,
    same_bound,
    scaled,
    siblings,
    singles,
    skipping_nan,
)

inf, nan = math.inf, math.nan

UNDEFINED = "0/0 has no value. Some libraries return 0 or 1 for it, with or without a warning."
exchanged = {"predictions": "targets", "targets": "predictions"}


def count(numbers):
    return sum(1 for yes in numbers if yes)


def outcomes_of(predictions, targets, positive):
    """TP, FP, FN and TN of a class."""
    both = list(zip(predictions, targets, strict=True))
    return [
        count((y == positive) == is_positive and (p == positive) == is_taken for p, y in both)
        for is_positive, is_taken in [(True, True), (False, True), (True, False), (False, False)]
    ]


def quotient(p, q, like):
    """p/q of counts in the arithmetic of a program's inputs; NaN for 0/0."""
    if not q:
        return nan
    return like.with_(p) / q if isinstance(like, Float) else mpf(p) / q


def labels(seed, n, classes):
    """Classes drawn evenly; the stream depends on the seed's text alone."""
    return [int(abs(x) * 16) % classes for x in dyadics(seed, n)]


def confusion_matrix():
    notes = {
        "plain": PLAIN,
        "transposed": "A row for each predicted class, as in some textbooks. "
        "Seen in https://github.com/nkarasiak/dzetsaka/issues/53.",
        "from-one": "Classes counted from 1: every sample one place too early, the first class in the last place.",
        "diagonal": "Only the samples whose class is predicted.",
        "normalized": "Fractions of all samples in place of counts.",
        "exchanged-errors": "False positives for false negatives.",
        "other-class": "The class 0 is taken for the positive one.",
        "binary": "Every class but 0 is taken for the positive one.",
        "empty": "No samples: code that starts from the first one has none.",
        "sizes-differ": SIZES,
        "label-out-of-range": "A class that there is not: −1 is counted in the last row or column where indices wrap round, "
        "and K in the next row where the table is one list.",
    }

    def table(predictions, targets, classes, shift=0):
        K = int(float(classes))
        C = [[0] * K for _ in range(K)]
        for p, y in zip(predictions, targets, strict=True):
            C[int(float(y)) - shift][int(float(p)) - shift] += 1
        return {"counts": C}

    def diagonal(**inputs):
        C = table(**inputs)["counts"]
        return {"counts": [[x if i == j else 0 for j, x in enumerate(row)] for i, row in enumerate(C)]}

    def in_one_list(predictions, targets, classes):
        K = int(float(classes))
        C = [0] * (K * K)
        for p, y in zip(predictions, targets, strict=True):
            C[K * int(float(y)) + int(float(p))] += 1
        return {"counts": [C[i : i + K] for i in range(0, K * K, K)]}

    def from_first(program, input_name):
        return lambda **inputs: (inputs[input_name][0], program(**inputs))[1]

    wrong = {
        "transposed": [renamed(table, exchanged)],
        "from-one": [lambda **inputs: table(shift=1, **inputs)],
        "diagonal": [diagonal],
        "normalized": [scaled(table, lambda inputs: 1 / len(inputs["targets"]))],
        "empty": [from_first(table, "targets")],
        "label-out-of-range": [table, in_one_list],
    }
    counts = Equation("confusion-matrix-counts", table, same_bound(0), wrong)

    names = ["truePositives", "falsePositives", "falseNegatives", "trueNegatives"]

    def four(predictions, targets, **attributes):
        return dict(zip(names, outcomes_of(predictions, targets, attributes["class"])))

    def binary(predictions, targets, **_):
        return dict(zip(names, outcomes_of([p != 0 for p in predictions], [y != 0 for y in targets], True)))

    wrong = {
        "exchanged-errors": [renamed(four, exchanged)],
        "other-class": [lambda **inputs: four(**(inputs | {"class": 0}))],
        "binary": [binary],
        "normalized": [scaled(four, lambda inputs: 1 / len(inputs["targets"]))],
        "empty": [from_first(four, "targets")],
    }
    outcomes = Equation("confusion-matrix-outcomes", four, same_bound(0), wrong)

    def matrix(name, comment, flags, K, predictions, targets):
        return case(counts, name, comment, flags, {"predictions": predictions, "targets": targets}, None, {"classes": K})

    def of(name, comment, flags, c, predictions, targets):
        inputs = {"predictions": predictions, "targets": targets}
        return case(outcomes, name, comment, flags, inputs, None, {"class": c})

    def drawn(n, K):
        return labels(f"confusion-{n}-{K} predictions", n, K), labels(f"confusion-{n}-{K} targets", n, K)

    usual = ["plain", "transposed", "from-one", "diagonal", "normalized"]
    cases = [
        matrix("two-classes", "3, 1, 2 and 4 samples in the four places.", usual, 2, [1, 1, 1, 0, 0, 0, 1, 1, 0, 0], [1, 1, 0, 0, 1, 0, 1, 1, 1, 0]),
        matrix("one-sample", "One sample of class 0, taken for 1.", ["plain", "transposed", "from-one", "diagonal"], 2, [1], [0]),
        matrix("all-right", "Everything on the diagonal.", ["plain", "from-one", "normalized"], 3, [2, 0, 1, 1, 2], [2, 0, 1, 1, 2]),
        matrix("all-wrong", "Nothing on the diagonal.", usual, 3, [1, 2, 0, 2], [0, 1, 2, 0]),
        matrix("three-classes", "Each pair of classes another number of times.", usual, 3, [0, 1, 1, 2, 2, 2, 0, 0, 1, 2], [0, 0, 0, 0, 0, 0, 1, 2, 2, 1]),
        matrix("unused-class", "A class that no sample has and nobody predicts.", usual, 4, [0, 1, 3, 3], [0, 3, 3, 0]),
        matrix("constant-prediction", "One column.", usual, 3, [1, 1, 1, 1], [0, 1, 2, 0]),
        matrix("constant-target", "One row.", usual, 3, [0, 1, 2, 0], [1, 1, 1, 1]),
        matrix("one-class", "A single place.", ["plain", "normalized"], 1, [0, 0, 0], [0, 0, 0]),
        matrix("imbalanced", "19 samples of one class and one of the other.", usual, 2, [0] * 20, [0] * 19 + [1]),
        matrix("seventeen-samples", "Drawn classes.", usual, 2, *drawn(17, 2)),
        matrix("forty-samples", "Drawn classes.", usual, 3, *drawn(40, 3)),
        matrix("sixty-samples", "Drawn classes.", usual, 5, *drawn(60, 5)),
        matrix("ten-classes", "As many as there are digits.", usual, 10, *drawn(50, 10)),
        matrix("empty", "No samples: the zero matrix.", ["empty"], 3, [], []),
    ]
    usual = ["plain", "exchanged-errors", "other-class", "normalized"]
    cases += [
        of("two-classes", "Four different counts.", usual, 1, [1, 1, 1, 0, 0, 0, 1, 1, 0, 0, 1], [1, 1, 0, 0, 1, 0, 1, 1, 1, 0, 1]),
        of("class-zero", "The other class of the same samples.", ["plain", "exchanged-errors", "normalized", "binary"], 0, [1, 1, 1, 0, 0, 0, 1, 1, 0, 0, 1], [1, 1, 0, 0, 1, 0, 1, 1, 1, 0, 1]),
        of("false-positive", "One sample, wrongly taken for 1.", ["plain", "exchanged-errors", "other-class"], 1, [1], [0]),
        of("false-negative", "One sample, not taken for 1.", ["plain", "exchanged-errors", "other-class"], 1, [0], [1]),
        of("all-right", "No false outcomes.", ["plain", "other-class", "normalized"], 1, [1, 0, 1, 1, 0], [1, 0, 1, 1, 0]),
        of("all-wrong", "No true outcomes.", usual, 1, [1, 0, 1, 1, 0], [0, 1, 0, 0, 1]),
        of("three-classes-1", "Class 1 against the rest.", usual + ["binary"], 1, [0, 1, 1, 2, 2, 2, 0, 0, 1, 2], [0, 0, 0, 0, 1, 1, 1, 2, 2, 1]),
        of("three-classes-2", "Class 2 against the rest.", usual + ["binary"], 2, [0, 1, 1, 2, 2, 2, 0, 0, 1, 2], [0, 0, 0, 0, 1, 1, 1, 2, 2, 1]),
        of("all-positive", "No negative predictions.", usual, 1, [1, 1, 1, 1], [1, 0, 0, 1]),
        of("all-negative", "No positive predictions.", usual, 1, [0, 0, 0], [1, 0, 0]),
        of("imbalanced", "95 negative samples and 5 positive ones, all taken for negative.", usual, 1, [0] * 100, [0] * 95 + [1] * 5),
        of("unknown-class", "A class that nobody has.", ["plain", "other-class", "normalized"], 7, [0, 1, 1], [1, 0, 1]),
        of("seventeen-samples", "Drawn classes.", usual, 1, *drawn(17, 2)),
        of("forty-samples", "Drawn classes.", usual + ["binary"], 2, *drawn(40, 3)),
        of("sixty-samples", "Drawn classes.", usual + ["binary"], 4, *drawn(60, 5)),
        of("empty", "No samples.", ["empty"], 1, [], []),
    ]
    convention = "A row for each predicted class, as R's caret and MATLAB's plotconfusion draw it."
    cases += siblings(counts, cases, "transposed", "columns", convention, renamed(table, exchanged))
    cases += [
        misfit(cases, counts, "three-classes", "fewer-predictions", "A sample without a prediction.", predictions=less),
        misfit(cases, counts, "three-classes", "one-target", "One class is not that of every sample.", targets=first),
        misfit(cases, counts, "three-classes", "negative-target", "There is no class −1.", "label-out-of-range", targets=lambda y: [-1] + y[1:]),
        misfit(cases, counts, "three-classes", "negative-prediction", "There is no class −1.", "label-out-of-range", predictions=lambda p: [-1] + p[1:]),
        misfit(cases, counts, "three-classes", "prediction-too-large", "The last of three classes is 2.", "label-out-of-range", predictions=lambda p: [3] + p[1:]),
        misfit(cases, outcomes, "three-classes-1", "fewer-targets", "A prediction without a sample.", targets=less),
        misfit(cases, outcomes, "three-classes-1", "one-prediction", "One prediction is not that of every sample.", predictions=first),
    ]
    return concept("ModelEvaluation", "ConfusionMatrix", notes, cases)


def of_counts(formula):
    """A metric as a program: a quotient of counts, in the arithmetic of its inputs."""

    def program(predictions, targets, **attributes):
        p, q = formula(predictions, targets, attributes.get("class", 1))
        return {"value": quotient(p, q, targets[0] if targets else None)}

    return program


def correct(predictions, targets, _):
    return count(p == y for p, y in zip(predictions, targets, strict=True)), len(targets)


def precise(predictions, targets, c):
    TP, FP, FN, TN = outcomes_of(predictions, targets, c)
    return TP, TP + FP


def recalled(predictions, targets, c):
    TP, FP, FN, TN = outcomes_of(predictions, targets, c)
    return TP, TP + FN


def specific(predictions, targets, c):
    TP, FP, FN, TN = outcomes_of(predictions, targets, c)
    return TN, TN + FP


def hits(predictions, targets, c):
    return outcomes_of(predictions, targets, c)[0], len(targets)


def of_other_class(formula):
    return lambda predictions, targets, c: formula(predictions, targets, 0)


def of_binary(formula):
    return lambda predictions, targets, c: formula([p != 0 for p in predictions], [y != 0 for y in targets], True)


def defined(program, value):
    """The program with a number for 0/0."""

    def with_number(**inputs):
        x = program(**inputs)["value"]
        return {"value": x if x == x else value}

    return with_number


def accuracy():
    notes = {
        "plain": PLAIN,
        "errors": "The fraction of samples whose class is not predicted.",
        "count": "The number of right predictions, without 1/N.",
        "true-positives": "TP/N: the true negatives are forgotten.",
        "precision": "The precision of class 1.",
        "recall": "The recall of class 1.",
        "integer-division": "A quotient of integers, cut off to an integer.",
        "one-element": ONE_SAMPLE,
        "sizes-differ": SIZES + " Seen in https://github.com/oxfordinternetinstitute/oxonfair/issues/39.",
    }
    textbook = of_counts(correct)
    wrong = {
        "errors": [of_counts(lambda p, y, c: (len(y) - correct(p, y, c)[0], len(y)))],
        "count": [scaled(textbook, lambda inputs: len(inputs["targets"]))],
        "true-positives": [of_counts(hits)],
        "precision": [of_counts(precise)],
        "recall": [of_counts(recalled)],
        "integer-division": [lambda **inputs: {"value": math.trunc(float(textbook(**inputs)["value"]))}],
        "one-element": [of_counts(lambda p, y, c: (correct(p, y, c)[0], len(y) - 1))],
    }
    equation = Equation("accuracy-value", textbook, same_bound(1), wrong)

    def of(name, comment, flags, predictions, targets):
        return case(equation, name, comment, flags, {"predictions": predictions, "targets": targets})

    def drawn(n, K):
        return labels(f"accuracy-{n}-{K} predictions", n, K), labels(f"accuracy-{n}-{K} targets", n, K)

    usual = ["plain", "errors", "count", "true-positives", "precision", "recall", "integer-division"]
    cases = [
        of("one-right", "One sample, predicted.", ["plain", "errors", "one-element"], [1], [1]),
        of("one-wrong", "One sample, not predicted.", ["plain", "errors"], [0], [1]),
        of("three-of-four", "¾ exactly.", usual, [1, 0, 0, 0], [1, 0, 0, 1]),
        of("two-of-three", "⅔.", ["plain", "errors", "count", "true-positives", "precision", "integer-division"], [1, 1, 0], [1, 0, 0]),
        of("four-counts", "Four different outcomes.", usual, [1, 1, 1, 0, 0, 0, 1, 1, 0, 0, 1], [1, 1, 0, 0, 1, 0, 1, 1, 1, 0, 1]),
        of("all-right", "1 exactly.", ["plain", "errors", "count", "true-positives"], [1, 0, 1, 1, 0], [1, 0, 1, 1, 0]),
        of("all-wrong", "0 exactly.", ["plain", "errors"], [1, 0, 1, 1, 0], [0, 1, 0, 0, 1]),
        of("all-negative-of-imbalanced", "95 of 100 samples are of class 0, and so is every prediction: 0.95 for nothing.", ["plain", "errors", "count", "true-positives", "precision", "recall"], [0] * 100, [0] * 95 + [1] * 5),
        of("all-positive-of-imbalanced", "The same with the rare class: 0.05.", ["plain", "errors", "count", "recall", "integer-division"], [1] * 100, [0] * 95 + [1] * 5),
        of("no-class-one", "Neither class is 1.", ["plain", "errors", "count", "true-positives", "precision", "recall", "integer-division"], [0, 2, 2, 0, 2], [0, 2, 0, 0, 0]),
        of("three-classes", "Right is right for every class.", usual, [0, 1, 1, 2, 2, 2, 0, 0, 1, 2], [0, 1, 0, 2, 1, 2, 1, 2, 1, 2]),
        of("seventeen-samples", "Drawn classes.", usual, *drawn(17, 2)),
        of("forty-samples", "Drawn classes.", usual, *drawn(40, 3)),
        of("sixty-samples", "Drawn classes.", usual, *drawn(60, 5)),
        of("ninety-nine-samples", "A denominator that no binary format divides by.", usual, *drawn(99, 4)),
    ]
    cases += [
        misfit(cases, equation, "three-classes", "fewer-predictions", "A sample without a prediction.", predictions=less),
        misfit(cases, equation, "three-classes", "one-target", "One class is not that of every sample.", targets=first),
    ]
    return concept("ModelEvaluation", "Accuracy", notes, cases)


def of_one_class(name, identifier, textbook_counts, others, undefined):
    """Precision and recall, which exchange false positives and false negatives."""
    notes = {
        "plain": PLAIN,
        "accuracy": "The fraction of all samples whose class is predicted.",
        "specificity": "The recall of everything else, TN/(TN + FP).",
        "true-positives": "TP/N.",
        "other-class": "The class 0 is taken for the positive one.",
        "binary": "Every class but 0 is taken for the positive one.",
        "undefined": UNDEFINED + " Seen in https://github.com/scikit-learn/scikit-learn/issues/10843.",
        "sizes-differ": SIZES,
    } | {others[0]: others[1]}
    textbook = of_counts(textbook_counts)
    wrong = {
        others[0]: [of_counts(others[2])],
        "accuracy": [of_counts(correct)],
        "specificity": [of_counts(specific)],
        "true-positives": [of_counts(hits)],
        "other-class": [of_counts(of_other_class(textbook_counts))],
        "binary": [of_counts(of_binary(textbook_counts))],
        "undefined": [defined(textbook, 0), defined(textbook, 1)],
    }
    equation = Equation(identifier, textbook, same_bound(1), wrong)

    def of(name, comment, flags, c, predictions, targets, expect=None):
        inputs = {"predictions": predictions, "targets": targets}
        expect = None if expect is None else {"value": expect}
        return case(equation, name, comment, flags, inputs, expect, {"class": c})

    def drawn(n, K):
        return labels(f"{identifier}-{n}-{K} predictions", n, K), labels(f"{identifier}-{n}-{K} targets", n, K)

    other = others[0]
    usual = ["plain", other, "accuracy", "specificity", "true-positives", "other-class"]
    four = [1, 1, 1, 0, 0, 0, 1, 1, 0, 0, 1, 0], [1, 1, 0, 0, 1, 0, 1, 1, 1, 0, 1, 1]
    three = [0, 1, 1, 2, 2, 2, 0, 0, 1, 2, 2, 1, 2, 1], [0, 1, 0, 2, 1, 2, 1, 2, 1, 2, 0, 1, 2, 1]
    cases = [
        of("hit", "One sample of the class, and found.", ["plain", "specificity", "other-class"], 1, [1], [1]),
        of("four-counts", "Four different outcomes.", usual, 1, *four),
        of("class-zero", "The other class of the same samples.", ["plain", other, "accuracy", "specificity", "true-positives", "binary"], 0, *four),
        of("three-classes-1", "Class 1 against the rest.", usual + ["binary"], 1, *three),
        of("three-classes-2", "Class 2 against the rest.", ["plain", "accuracy", "true-positives", "other-class", "binary"], 2, *three),
        of("all-right", "1 exactly.", ["plain", "true-positives"], 1, [1, 0, 1, 1, 0], [1, 0, 1, 1, 0]),
        of("all-wrong", "0 exactly.", ["plain"], 1, [1, 0, 1, 1, 0], [0, 1, 0, 0, 1]),
        of("all-positive", "Everything is taken for the class.", ["plain", other, "other-class"], 1, [1, 1, 1, 1], [1, 0, 0, 1]),
        of("one-hit-of-many", "One of a hundred samples is taken for the class, and rightly.", ["plain", other, "true-positives", "other-class"], 1, [1] + [0] * 99, [1] * 5 + [0] * 95),
        of("many-tries", "Half of the samples are taken for the class, which one of them has.", ["plain", other, "true-positives", "other-class"], 1, [1] * 50 + [0] * 50, [1] + [0] * 99),
        of("seventeen-samples", "Drawn classes.", ["plain", other, "accuracy", "true-positives", "other-class"], 1, *drawn(17, 2)),
        of("forty-samples", "Drawn classes.", ["plain", "accuracy", "true-positives", "other-class", "binary"], 2, *drawn(40, 3)),
        of("sixty-samples", "Drawn classes.", ["plain", "accuracy", "true-positives", "other-class", "binary"], 4, *drawn(60, 5)),
        *[of(*x) for x in undefined],
        of("no-samples", "No samples at all.", ["undefined"], 1, [], [], nan),
        of("unknown-class", "A class that nobody has.", ["undefined"], 7, [0, 1, 1], [1, 0, 1], nan),
    ]
    for word, value, convention in [
        ("zero", 0, "0/0 taken for 0: scikit-learn unless told otherwise, which warns, and torchmetrics."),
        ("one", 1, "0/0 taken for 1: scikit-learn with zero_division=1."),
    ]:
        cases += siblings(equation, cases, "undefined", word, convention, defined(textbook, value))
    cases += [
        misfit(cases, equation, "three-classes-1", "fewer-predictions", "A sample without a prediction.", predictions=less),
        misfit(cases, equation, "three-classes-1", "one-target", "One class is not that of every sample.", targets=first),
    ]
    return concept("ModelEvaluation", name, notes, cases)


def precision():
    return of_one_class(
        "Precision", "precision-value", precise, ("recall", "TP/(TP + FN): samples missed in place of samples wrongly taken.", recalled),
        [
            ("none-taken", "Nothing is taken for the class: there is nothing to be right or wrong about.", ["undefined", "recall", "accuracy"], 1, [0, 0, 0], [1, 0, 1], nan),
            ("none-taken-of-none", "Nothing is taken for a class that no sample has.", ["undefined", "accuracy"], 1, [0, 0, 0], [0, 0, 0], nan),
            ("none-there", "No sample has the class, two are taken for it: 0.", ["plain", "recall"], 1, [1, 1, 0], [0, 0, 0]),
            ("all-negative-of-imbalanced", "95 of 100 right, and none found: no precision.", ["undefined", "accuracy", "recall"], 1, [0] * 100, [0] * 95 + [1] * 5, nan),
        ],
    )


def recall():
    return of_one_class(
        "Recall", "recall-value", recalled, ("precision", "TP/(TP + FP): samples wrongly taken in place of samples missed.", precise),
        [
            ("none-there", "No sample has the class: there is nothing to find.", ["undefined", "precision"], 1, [1, 1, 0], [0, 0, 0], nan),
            ("none-there-none-taken", "No sample has the class, and none is taken for it.", ["undefined", "accuracy"], 1, [0, 0, 0], [0, 0, 0], nan),
            ("none-taken", "Two samples have the class, none is found: 0.", ["plain", "precision"], 1, [0, 0, 0], [1, 0, 1]),
            ("all-negative-of-imbalanced", "95 of 100 right, and none found: 0.", ["plain", "accuracy", "precision"], 1, [0] * 100, [0] * 95 + [1] * 5),
        ],
    )


def mean(terms):
    return sum(terms) / len(terms)


def errors(predictions, targets):
    return [p - y for p, y in zip(predictions, targets, strict=True)]


def squares(x):
    return [e * e for e in x]


def less_one(program):
    """Divides by N − 1 instead of N, below a root."""
    def ratio(inputs):
        N, zero = len(inputs["targets"]), inputs["targets"][0] * 0
        return square_root(N / (zero + (N - 1)))

    return scaled(program, ratio)


def root_mean_squared_error():
    notes = {
        "plain": PLAIN,
        "missing-root": "The mean squared error, in the square of the targets' unit; or its own in the gradient's denominator.",
        "missing-one-over-n": "The length of the vector of errors, without 1/N below the root; no 1/N in the gradient.",
        "absolute-error": "The mean magnitude of the errors.",
        "cancelling-errors": "The magnitude of the mean error: errors of opposite sign cancel.",
        "cancellation": "Σy² − 2Σyŷ + Σŷ², the square multiplied out, cancels.",
        "squared-error": "The gradient of the mean squared error.",
        "sign": "The gradient of the targets instead of the predictions: errors the wrong way round.",
        "one-element": ONE_SAMPLE,
        "overflow-of-square": "A square, or the sum of the squares, overflows although the result does not.",
        "underflow-of-square": "Squares vanish, or lose digits, although the result does not.",
        "overflow-of-difference": "ŷ − y overflows although the result does not.",
        "kink-convention": "A perfect fit: 0/0 in place of the 0 that is taken there by convention.",
        "overflow": OVERFLOW,
        "subnormal": SUBNORMAL,
        "special-values": "NaN gives NaN and an infinite error an infinite result: a comparison or a nan-ignoring mean loses them.",
        "sizes-differ": SIZES + " Seen in https://github.com/nengo/nengo/issues/1383.",
    }

    def rms(x):
        return square_root(mean(squares(x)))

    textbook = lambda predictions, targets: {"value": rms(errors(predictions, targets))}
    by_largest = lambda predictions, targets: {"value": scaled_rms(errors(predictions, targets))}

    def scaled_rms(e):
        s = max(e, key=lambda x: abs(float(x)))
        return abs(s) * rms([x / s for x in e])

    multiplied_out = lambda predictions, targets: {
        "value": square_root(
            (
                sum(squares(predictions))
                - 2 * sum(p * y for p, y in zip(predictions, targets))
                + sum(squares(targets))
            )
            / len(targets)
        )
    }
    wrong = {
        "missing-root": [lambda **x: {"value": mean(squares(errors(**x)))}],
        "missing-one-over-n": [lambda **x: {"value": square_root(sum(squares(errors(**x))))}],
        "absolute-error": [lambda **x: {"value": mean([abs(e) for e in errors(**x)])}],
        "cancelling-errors": [lambda **x: {"value": abs(mean(errors(**x)))}],
        "cancellation": [multiplied_out],
        "one-element": [less_one(textbook)],
        "overflow-of-square": [textbook],
        "underflow-of-square": [textbook],
        "overflow-of-difference": [by_largest],
        "overflow": [kept_finite(textbook)],
        "subnormal": [flushed(by_largest)],
        "special-values": [
            skipping_nan(textbook),
            lambda **x: {"value": rms([e if e == e else e.with_(0) for e in errors(**x)])},
            by_largest,
        ],
    }

    # The difference counts twice, for both factors of the square; then the square, the additions and 1/N. The root
    # halves all this and rounds once. Squares do not cancel, and scaling is exact.
    def below_root(N):
        return (N + 3) / 2

    def ulps(outputs, targets, **_):
        return {"value": 0 if outputs["value"] == 0 else min(below_root(len(targets)) + 1, MOST_ROUNDINGS)}

    value = Equation("root-mean-squared-error-value", textbook, ulps, wrong)

    slope_textbook = lambda predictions, targets: {
        "predictions": [e / (len(targets) * rms(errors(predictions, targets))) for e in errors(predictions, targets)]
    }

    def scaled_slope(predictions, targets):
        e = errors(predictions, targets)
        s = abs(max(e, key=lambda x: abs(float(x))))
        r = [x / s for x in e]
        return {"predictions": [x / (len(r) * rms(r)) for x in r]}

    wrong = {
        "missing-root": [lambda **x: {"predictions": [e / (len(x["targets"]) * mean(squares(errors(**x)))) for e in errors(**x)]}],
        "missing-one-over-n": [scaled(slope_textbook, lambda inputs: len(inputs["targets"]))],
        "squared-error": [lambda **x: {"predictions": [e * 2 / len(x["targets"]) for e in errors(**x)]}],
        "sign": [lambda predictions, targets: slope_textbook(targets, predictions)],
        "overflow-of-square": [slope_textbook],
        "underflow-of-square": [slope_textbook],
        "overflow-of-difference": [scaled_slope],
        "kink-convention": [slope_textbook],
        "special-values": [skipping_nan(slope_textbook)],
    }

    # That of the error, of the root, of its product with N, and the quotient.
    def slope_ulps(outputs, targets, **_):
        k = min(below_root(len(targets)) + 4, MOST_ROUNDINGS)
        return {"predictions": [0 if x == 0 else k for x in outputs["predictions"]]}

    gradient = Equation("root-mean-squared-error-gradient", slope_textbook, slope_ulps, wrong)

    def loss(name, comment, flags, predictions, targets, expect=None):
        expect = None if expect is None else {"value": expect}
        return case(value, name, comment, flags, {"predictions": predictions, "targets": targets}, expect)

    def slope(name, comment, flags, predictions, targets, expect=None):
        expect = None if expect is None else {"predictions": expect}
        return case(gradient, name, comment, flags, {"predictions": predictions, "targets": targets}, expect)

    def data(kind, n):
        return kind(f"rmse-{n} predictions", n), kind(f"rmse-{n} targets", n)

    usual = ["plain", "missing-root", "missing-one-over-n", "absolute-error", "cancelling-errors"]
    cases = [
        loss("one-sample", "The absolute error of one sample.", ["plain", "missing-root", "one-element"], [2.5], [-1]),
        loss("two-samples", "Errors of +5 and −5: 5.", ["plain", "missing-root", "missing-one-over-n", "cancelling-errors"], [10, -2], [5, 3]),
        loss("three-four", "Errors of 3 and 4: √12.5.", usual, [3, 5], [0, 1]),
        loss("three-samples", "Every operation rounds.", usual, *data(decimals, 3)),
        loss("five-samples", "All bits of a Float32 in use.", usual, *data(singles, 5)),
        loss("seventeen-samples", "A sum that the kernel adds in pairs.", usual, *data(decimals, 17)),
        loss("dyadic-seventeen-samples", "The sum is exact.", usual, *data(dyadics, 17)),
        loss("perfect-fit", "Equal predictions and targets give 0.", ["plain"], [0.1, 1.3, -7.7], [0.1, 1.3, -7.7]),
        loss("one-error", "One sample of three is off.", usual, [0.1, 1.5, -7.7], [0.1, 1.25, -7.7]),
        loss("large-offset", "Small errors of large numbers.", ["plain", "cancellation"], [123456789.25, 123456790.5, 123456787], [123456789, 123456791.5, 123456787.125]),
        loss("large-offset-single", "Small errors of numbers that are large for a Float32.", ["plain", "cancellation"], [100000.25, 100001.5, 99998], [100000, 100002.5, 99998.125]),
        loss("prices", "Errors of 20000 and 200000.", usual, [310000, 1200000], [290000, 1400000]),
        loss("huge", "Errors whose squares overflow.", ["overflow-of-square"], [1.5e200, -2e200, 1e199], [-1e200, 2.5e199, 3e200]),
        loss("huge-single", "Errors whose squares overflow a Float32.", ["overflow-of-square"], [2.0**70, -(2.0**72), 3 * 2.0**69], [0, 2.0**71, -(2.0**70)]),
        loss("largest", "An error next to the largest number.", ["overflow-of-square"], [1.7e308, 0, 0, 0], [0, 1, 2, 3]),
        loss("tiny", "Errors whose squares vanish.", ["underflow-of-square"], [1.5e-200, -2e-200, 1e-201], [-1e-200, 2.5e-201, 3e-200]),
        loss("tiny-single", "Errors whose squares vanish in a Float32.", ["underflow-of-square"], [2.0**-80, -(2.0**-82), 3 * 2.0**-79], [0, 2.0**-81, -(2.0**-80)]),
        loss("small", "Errors whose squares are subnormal and have lost digits.", ["underflow-of-square"], [1.5e-158, -2e-158], [0, 1e-159]),
        loss("huge-and-tiny", "A square that may vanish beside another.", ["overflow-of-square"], [1e200, 1e-200], [0, 0]),
        loss("subnormal", "Subnormal errors.", ["subnormal", "underflow-of-square"], [3e-310, 5e-324], [0, 1e-310]),
        loss("difference-overflows", "ŷ − y is 2e308, and half of it the result.", ["overflow-of-difference", "overflow-of-square"], [1e308, 0.5, 1, 2], [-1e308, 0.5, 1, 2]),
        loss("difference-overflows-single", "ŷ − y is 2¹²⁸.", ["overflow-of-difference", "overflow-of-square"], [2.0**127, 0.5, 1, 2], [-(2.0**127), 0.5, 1, 2]),
        loss("overflow", "The result itself lies beyond the largest number.", ["overflow"], [1.5e308], [-1.5e308]),
        loss("infinity", "An infinite error is an infinite result.", ["special-values"], [inf, 1], [2, 1.5], inf),
        loss("infinity-minus-infinity", "∞ − ∞ is NaN.", ["special-values"], [inf, 1], [inf, 2], nan),
        loss("nan", "NaN is no sample to leave out.", ["special-values"], [1, nan, 3], [2, 5, 4], nan),
    ]
    usual = ["plain", "missing-one-over-n", "squared-error", "missing-root", "sign"]
    cases += [
        slope("one-sample", "±1, whatever the error.", ["plain", "squared-error", "missing-root", "sign"], [2.5], [-1]),
        slope("two-samples", "Errors of +5 and −5.", usual, [10, -2], [5, 3]),
        slope("three-four", "Errors of 3 and 4.", usual, [3, 5], [0, 1]),
        slope("three-samples", "Every operation rounds.", usual, *data(decimals, 3)),
        slope("five-samples", "All bits of a Float32 in use.", usual, *data(singles, 5)),
        slope("seventeen-samples", "A sum that the kernel adds in pairs.", usual, *data(decimals, 17)),
        slope("dyadic-seventeen-samples", "The sum is exact.", usual, *data(dyadics, 17)),
        slope("one-error", "Only the sample that is off gets a gradient, 1/√N.", usual, [0.1, 1.5, -7.7], [0.1, 1.25, -7.7]),
        slope("prices", "Errors of 20000 and 200000.", usual, [310000, 1200000], [290000, 1400000]),
        slope("large-offset", "Small errors of large numbers.", usual, [123456789.25, 123456790.5, 123456787], [123456789, 123456791.5, 123456787.125]),
        slope("huge", "Errors whose squares overflow.", ["overflow-of-square"], [1.5e200, -2e200, 1e199], [-1e200, 2.5e199, 3e200]),
        slope("huge-single", "Errors whose squares overflow a Float32.", ["overflow-of-square"], [2.0**70, -(2.0**72), 3 * 2.0**69], [0, 2.0**71, -(2.0**70)]),
        slope("largest", "N times the root is beyond the largest number.", ["overflow-of-square"], [1.7e308, 1.6e308], [0, 0]),
        slope("tiny", "Errors whose squares vanish.", ["underflow-of-square"], [1.5e-200, -2e-200, 1e-201], [-1e-200, 2.5e-201, 3e-200]),
        slope("tiny-single", "Errors whose squares vanish in a Float32.", ["underflow-of-square"], [2.0**-80, -(2.0**-82), 3 * 2.0**-79], [0, 2.0**-81, -(2.0**-80)]),
        slope("subnormal", "Subnormal errors have a gradient like others.", ["underflow-of-square"], [3e-310, 5e-310], [0, 1e-310]),
        slope("difference-overflows", "ŷ − y is 2e308.", ["overflow-of-difference", "overflow-of-square"], [1e308, 0.5, 1, 2], [-1e308, 0.5, 1, 2]),
        slope("difference-overflows-single", "ŷ − y is 2¹²⁸.", ["overflow-of-difference", "overflow-of-square"], [2.0**127, 0.5, 1, 2], [-(2.0**127), 0.5, 1, 2]),
        slope("perfect-fit", "A kink, where 0 is taken.", ["kink-convention"], [0.1, 1.3, -7.7], [0.1, 1.3, -7.7], [0, 0, 0]),
        slope("perfect-fit-of-one", "A kink, where 0 is taken.", ["kink-convention"], [2.5], [2.5], [0]),
        slope("infinity", "Beside an infinite error the others do not count.", ["special-values"], [inf, 1], [2, 1.5], [nan, 0]),
        slope("nan", "NaN spoils the root, and so every sample.", ["special-values"], [1, nan, 3], [2, 5, 4], [nan, nan, nan]),
    ]
    convention = (
        "No derivative at a perfect fit: NaN, as automatic differentiation of the root gives in PyTorch and JAX."
    )
    for valid in [x for x in cases if "kink-convention" in x["flags"]]:
        name, targets = f"{valid['name'].partition('/')[2]}-nan", numbers(valid["inputs"]["targets"])
        cases.append(acceptable(gradient, name, convention, valid, ["kink-convention"], {"predictions": [nan] * len(targets)}))
    for equation in (value, gradient):
        cases += [
            misfit(cases, equation, "three-samples", "one-target", "One target is not the target of every sample.", targets=first),
            misfit(cases, equation, "three-samples", "fewer-predictions", "A target without a prediction.", predictions=less),
        ]
    return concept("ModelEvaluation", "RootMeanSquaredError", notes, cases)


def coefficient_of_determination():
    notes = {
        "plain": PLAIN,
        "missing-one-minus": "The unexplained part.",
        "swapped-arguments": "Predictions and targets exchanged, which R² does not bear.",
        "not-centred": "Σy² in the denominator, as if the targets' mean were 0.",
        "explained": "Σ(ŷ − ȳ)² over Σ(y − ȳ)², which is R² for a least-squares fit alone.",
        "cut-off": "max(0, R²): negative is what a fit worse than the mean deserves.",
        "mixed-denominators": "1/N above and 1/(N − 1) below: mean squared error over sample variance.",
        "missing-factor-two": "The gradient without the 2 that the square gives.",
        "sign": "The gradient of the loss, not of R²: errors the wrong way round.",
        "mean-for-sum": "The targets' variance in the gradient's denominator.",
        "cancellation": "Σy² − N ȳ² cancels where the targets lie far from 0. "
        "Seen in https://github.com/Lightning-AI/torchmetrics/issues/1573.",
        "overflow-of-square": "Squares overflow although their quotient does not.",
        "underflow-of-square": "Squares vanish although their quotient does not.",
        "constant-targets": "Targets that are all equal: 1 for a perfect fit and 0 for any other, as some libraries return. "
        "Seen in https://github.com/scikit-learn/scikit-learn/issues/16857.",
        "rounded-mean": "The mean of equal targets, computed as a sum, need not be that target, and a number that means "
        "nothing comes out.",
        "one-sample": "One sample does not differ from its mean, so that a value other than −∞ for a miss is another convention.",
        "special-values": "NaN gives NaN and an infinite prediction −∞: a comparison or a nan-ignoring sum loses them.",
        "sizes-differ": SIZES,
    }

    def total(targets):
        ȳ = mean(targets)
        return sum((y - ȳ) * (y - ȳ) for y in targets)

    def residual(predictions, targets):
        return sum(squares(errors(predictions, targets)))

    def ratio(program):
        return lambda **x: {"value": 1 - program(**x)}

    textbook = ratio(lambda predictions, targets: residual(predictions, targets) / total(targets))
    plain = textbook

    def explained(predictions, targets):
        ȳ = mean(targets)
        return {"value": sum((p - ȳ) * (p - ȳ) for p in predictions) / total(targets)}

    def forced(predictions, targets):
        if all(y == targets[0] for y in targets):
            return {"value": 1.0 if all(p == y for p, y in zip(predictions, targets)) else 0.0}
        return plain(predictions=predictions, targets=targets)

    def unknown_for_one(predictions, targets):
        return plain(predictions=predictions, targets=targets) if len(targets) > 1 else {"value": nan}

    def cut(predictions, targets):
        x = plain(predictions=predictions, targets=targets)["value"]
        return {"value": x * 0 if x < 0 else x}

    def expanded(targets):
        return sum(squares(targets)) - len(targets) * (mean(targets) * mean(targets))

    wrong = {
        "missing-one-minus": [lambda **x: {"value": residual(**x) / total(x["targets"])}],
        "swapped-arguments": [renamed(textbook, exchanged)],
        "not-centred": [ratio(lambda predictions, targets: residual(predictions, targets) / sum(squares(targets)))],
        "explained": [explained],
        "cut-off": [cut],
        "mixed-denominators": [
            ratio(lambda predictions, targets: residual(predictions, targets) / len(targets) / (total(targets) / (len(targets) - 1)))
        ],
        "cancellation": [ratio(lambda predictions, targets: residual(predictions, targets) / expanded(targets))],
        "overflow-of-square": [textbook],
        "underflow-of-square": [textbook],
        "constant-targets": [forced],
        "one-sample": [unknown_for_one],
        "rounded-mean": [textbook],
        "special-values": [skipping_nan(textbook), cut, lambda **x: {"value": textbook(**x)["value"].with_(0) if residual(**x) != residual(**x) else forced(**x)["value"]}],
    }

    # Eight roundings of the quotient, and one of the difference.
    def ulps(outputs, predictions, targets):
        quotient = residual(predictions, targets) / total(targets)
        if quotient == 0:
            return {"value": 0}
        if outputs["value"] == 0:
            assert quotient == 1
            return {"value": 0}
        return {"value": (MOST_ROUNDINGS * quotient + 1) / abs(outputs["value"])}

    value = Equation("coefficient-of-determination-value", textbook, ulps, wrong)

    slope_textbook = lambda predictions, targets: {
        "predictions": [-2 * e / total(targets) for e in errors(predictions, targets)]
    }
    wrong = {
        "sign": [lambda **x: {"predictions": [2 * e / total(x["targets"]) for e in errors(**x)]}],
        "missing-factor-two": [scaled(slope_textbook, lambda _: 0.5)],
        "swapped-arguments": [renamed(slope_textbook, exchanged)],
        "not-centred": [lambda **x: {"predictions": [-2 * e / sum(squares(x["targets"])) for e in errors(**x)]}],
        "mean-for-sum": [scaled(slope_textbook, lambda inputs: len(inputs["targets"]))],
        "cancellation": [lambda **x: {"predictions": [-2 * e / expanded(x["targets"]) for e in errors(**x)]}],
        "overflow-of-square": [slope_textbook],
        "underflow-of-square": [slope_textbook],
        "constant-targets": [skipping_nan(lambda **x: {"predictions": [e * 0 for e in errors(**x)]})],
        "rounded-mean": [slope_textbook],
        "special-values": [skipping_nan(slope_textbook)],
    }
    # The difference, the sum of squares and the quotient.
    gradient = Equation("coefficient-of-determination-gradient", slope_textbook, same_bound(MOST_ROUNDINGS), wrong)

    def score(name, comment, flags, predictions, targets, expect=None):
        expect = None if expect is None else {"value": expect}
        return case(value, name, comment, flags, {"predictions": predictions, "targets": targets}, expect)

    def slope(name, comment, flags, predictions, targets, expect=None):
        expect = None if expect is None else {"predictions": expect}
        return case(gradient, name, comment, flags, {"predictions": predictions, "targets": targets}, expect)

    def near(kind, n, short):
        y, noise = kind(f"r2-{n} targets", n), kind(f"r2-{n} noise", n)
        return [short(t + e / 4) for t, e in zip(y, noise)], y

    usual = ["plain", "missing-one-minus", "swapped-arguments", "not-centred", "explained", "mixed-denominators"]
    fits = [
        ("three-samples", "Every operation rounds.", near(decimals, 3, lambda y: round(y, 3))),
        ("five-samples", "All bits of a Float32 in use.", near(singles, 5, lambda y: math.ldexp(round(math.ldexp(y, 20)), -20))),
        ("seventeen-samples", "Sums that the kernel adds in pairs.", near(decimals, 17, lambda y: round(y, 3))),
        ("dyadic-seventeen-samples", "Short numbers, though 1/17 is none.", near(dyadics, 17, lambda y: y)),
    ]
    cases = [
        score("quarter-left", "A quarter is unexplained.", usual, [2, 3, 3, 4], [1, 3, 3, 5]),
        *[score(name, comment, usual, *data) for name, comment, data in fits],
        score("perfect-fit", "1 exactly.", ["plain", "missing-one-minus"], [0.1, 1.3, -7.7], [0.1, 1.3, -7.7]),
        score("the-mean", "The mean explains nothing: 0 exactly.", ["plain", "missing-one-minus", "not-centred", "mixed-denominators"], [2, 2, 2, 2], [1, 3, 0, 4]),
        score("worse-than-the-mean", "Negative: the predictions run the other way.", usual[:-1] + ["cut-off"], [4, 3, 2, 1], [1, 2, 3, 4.5]),
        score("far-off", "Far below 0.", ["plain", "cut-off", "missing-one-minus", "swapped-arguments"], [100, -200, 300], [1, 2, 4]),
        score("biased", "The right shape, moved by 1.", ["plain", "missing-one-minus", "not-centred", "explained", "mixed-denominators"], [2, 3, 4, 5], [1, 2, 3, 4]),
        score("two-samples", "The fewest that can differ.", usual, [1.25, 2.5], [1, 3]),
        score("prices", "Prices of houses.", usual, [310000, 1200000, 500000], [290000, 1400000, 475000]),
        score("years", "Targets at 2000 with a spread of 5.", ["plain", "cancellation", "not-centred"], [2015.5, 2016, 2017.25, 2019, 2020.5], [2015, 2016.5, 2017, 2019.25, 2020]),
        score("far-from-zero", "Targets near 10⁸ with a spread of 3: multiplied out, nothing is left.", ["cancellation", "not-centred"], [100000000.5, 100000001, 100000002.5, 100000003], [100000000, 100000001.5, 100000002, 100000003.25]),
        score("far-from-zero-single", "The same for a Float32.", ["cancellation", "not-centred"], [100000.5, 100001, 100002.5, 100003], [100000, 100001.5, 100002, 100003.25]),
        score("huge", "Squares beyond the largest number.", ["overflow-of-square"], [1.5e200, -2e200, 1e199], [1e200, -2.5e200, 3e199]),
        score("huge-single", "Squares beyond the largest Float32.", ["overflow-of-square"], [2.0**70, -(2.0**72), 3 * 2.0**69], [2.0**71, -(2.0**72), 2.0**70]),
        score("largest", "Differences beyond the largest number.", ["overflow-of-square"], [1e308, -1e308, 1e308], [1.5e308, -1.5e308, 0.5e308]),
        score("tiny", "Squares that vanish.", ["underflow-of-square"], [1.5e-200, -2e-200, 1e-201], [1e-200, -2.5e-200, 3e-201]),
        score("tiny-single", "Squares that vanish in a Float32.", ["underflow-of-square"], [2.0**-80, -(2.0**-82), 3 * 2.0**-79], [2.0**-81, -(2.0**-82), 2.0**-80]),
        score("constant-targets-met", "0/0 has no value.", ["constant-targets"], [2.5, 2.5, 2.5], [2.5, 2.5, 2.5], nan),
        score("constant-targets-missed", "A positive number over 0, taken from 1.", ["constant-targets"], [2.5, 2.5, 3], [2.5, 2.5, 2.5], -inf),
        score("one-sample-met", "One sample does not differ from its mean.", ["constant-targets"], [2.5], [2.5], nan),
        score("one-sample-missed", "One sample does not differ from its mean.", ["constant-targets", "one-sample"], [2], [2.5], -inf),
        score("constant-targets-whose-mean-rounds", "0.1 + 0.1 + 0.1, divided by 3, is not 0.1 in Float64.", ["rounded-mean", "constant-targets"], [0.1, 0.1, 0.2], [0.1, 0.1, 0.1], -inf),
        score("zero-targets", "All targets 0.", ["constant-targets"], [0, 1], [0, 0], -inf),
        score("infinite-prediction", "−∞.", ["cut-off"], [inf, 1, 2], [3, 1, 2], -inf),
        score("infinite-target", "No mean and no value.", ["special-values"], [1, 1, 2], [1, inf, 2], nan),
        score("nan-prediction", "NaN gives NaN.", ["special-values"], [1, nan, 3], [2, 5, 4], nan),
        score("nan-target", "NaN gives NaN.", ["special-values"], [1, 2, 3], [2, nan, 4], nan),
    ]
    usual = ["plain", "sign", "missing-factor-two", "not-centred", "mean-for-sum"]
    cases += [
        slope("quarter-left", "A quarter is unexplained.", usual, [2, 3, 3, 4], [1, 3, 3, 5]),
        *[slope(name, comment, usual + ["swapped-arguments"], *data) for name, comment, data in fits],
        slope("perfect-fit", "0: R² has its maximum.", ["plain"], [0.1, 1.3, -7.7], [0.1, 1.3, -7.7]),
        slope("the-mean", "Towards each target.", usual, [2, 2, 2, 2], [1, 3, 0, 4]),
        slope("worse-than-the-mean", "The predictions run the other way.", usual, [4, 3, 2, 1], [1, 2, 3, 4.5]),
        slope("prices", "A slope near 10⁻⁷.", usual, [310000, 1200000, 500000], [290000, 1400000, 475000]),
        slope("years", "Targets at 2000 with a spread of 5.", ["plain", "cancellation", "not-centred"], [2015.5, 2016, 2017.25, 2019, 2020.5], [2015, 2016.5, 2017, 2019.25, 2020]),
        slope("far-from-zero", "Targets near 10⁸ with a spread of 3.", ["cancellation", "not-centred"], [100000000.5, 100000001, 100000002.5, 100000003], [100000000, 100000001.5, 100000002, 100000003.25]),
        score("errors-overflow", "Errors beyond the largest number too.", ["overflow-of-square"], [-1e308, 1e308, 0.25e308], [1.5e308, -1.5e308, 0.5e308]),
        slope("huge", "Squares beyond the largest number.", ["overflow-of-square"], [1.5e200, -2e200, 1e199], [1e200, -2.5e200, 3e199]),
        slope("tiny", "Squares that vanish.", ["underflow-of-square"], [1.5e-200, -2e-200, 1e-201], [1e-200, -2.5e-200, 3e-201]),
        slope("constant-targets", "NaN where the target is met, ±∞ elsewhere.", ["constant-targets"], [2.5, 2, 3], [2.5, 2.5, 2.5], [nan, inf, -inf]),
        slope("constant-targets-whose-mean-rounds", "0.1 + 0.1 + 0.1, divided by 3, is not 0.1 in Float64.", ["rounded-mean"], [0.1, 0.1, 0.2], [0.1, 0.1, 0.1], [nan, nan, -inf]),
        slope("infinite-prediction", "∓∞ in its place alone.", ["sign"], [inf, 1, 2], [1, 3, 2], [-inf, 2, 0]),
        slope("nan-prediction", "NaN stays in its place.", ["special-values"], [nan, 1, 2], [1, 3, 2], [nan, 2, 0]),
        slope("nan-target", "NaN spoils the mean, and so every sample.", ["special-values"], [1, 2, 3], [2, nan, 4], [nan, nan, nan]),
    ]
    of_one = [x for x in cases if x["name"].endswith("/one-sample-missed")]
    of_equal = [x for x in cases if "constant-targets" in x["flags"] and "one-sample" not in x["name"]]
    convention = "NaN for fewer than two samples: scikit-learn, which warns."
    cases.append(acceptable(value, "one-sample-missed-nan", convention, *of_one, ["one-sample"], {"value": nan}))
    for valid in [x for x in of_equal if x["equation"] == value.identifier]:
        inputs, _ = question(valid)
        expect = {"value": 1 if inputs["predictions"] == inputs["targets"] else 0}
        name = f"{valid['name'].partition('/')[2]}-finite"
        convention = (
            "1 for a perfect fit of equal targets and 0 for any other: scikit-learn unless told force_finite=False."
        )
        cases.append(acceptable(value, name, convention, valid, ["constant-targets"], expect))
    for equation in (value, gradient):
        cases += [
            misfit(cases, equation, "three-samples", "one-prediction", "One prediction is not that of every sample.", predictions=first),
            misfit(cases, equation, "three-samples", "fewer-targets", "A prediction without a target.", targets=less),
        ]
    return concept("ModelEvaluation", "CoefficientOfDetermination", notes, cases)


def data_split():
    notes = {
        "plain": PLAIN,
        "rounded-down": "The product cut off to an integer.",
        "rounded-up": "The product rounded up, as a widely used library does for the test.",
        "half-to-even": "A half rounded to the next even number, as some languages do.",
        "exchanged-fractions": "Validation and test exchanged.",
        "fraction-of-the-rest": "The validation taken as a fraction of what the test leaves.",
        "test-first": "The order taken from its other end.",
        "sorted": "The order forgotten: indices from the least to the largest.",
        "empty": "No samples: code that starts from the first one has none.",
        "fraction-out-of-range": "Parts that are more than the whole, or less than nothing: one of them gets a negative size, or "
        "indices that wrap round.",
    }

    def half_up(x):
        return math.floor(x + mpf(1) / 2) if isinstance(x, mpf) else math.floor(float(x) + 0.5)

    def parts(rounding, validation=None):
        def program(count, validationFraction, testFraction):
            N, q, r = count, validationFraction, testFraction
            test = rounding(N * r)
            apart = rounding(N * (q + r)) if validation is None else test + validation(N, q, r)
            return {"train": int(float(N)) - apart, "validation": apart - test, "test": test}

        return program

    def dealt_out(count, validationFraction, testFraction):
        N, q, r = int(float(count)), float(validationFraction), float(testFraction)
        sizes = [math.floor(N * part) for part in (1 - q - r, q, r)]
        for i in range(N - sum(sizes)):
            sizes[i] += 1
        return dict(zip(["train", "validation", "test"], sizes))

    textbook = parts(half_up)
    wrong = {
        "rounded-down": [parts(lambda x: math.floor(float(x))), dealt_out],
        "rounded-up": [parts(lambda x: math.ceil(float(x)))],
        "half-to-even": [parts(lambda x: round(float(x)))],
        "exchanged-fractions": [renamed(textbook, {"validationFraction": "testFraction", "testFraction": "validationFraction"})],
        "fraction-of-the-rest": [parts(half_up, lambda N, q, r: half_up((N - half_up(N * r)) * q))],
    }
    sizes = Equation("data-split-sizes", textbook, same_bound(0), wrong)

    def cut(order, validationFraction, testFraction):
        n = textbook(mpf(len(order)), mpf(float(validationFraction)), mpf(float(testFraction)))
        a, b = n["train"], n["train"] + n["validation"]
        return {"train": order[:a], "validation": order[a:b], "test": order[b:]}

    wrong = {
        "test-first": [lambda order, **x: cut(order=order[::-1], **x)],
        "sorted": [lambda order, **x: cut(order=sorted(order, key=float), **x)],
        "empty": [lambda order, **x: (order[0], cut(order=order, **x))[1]],
    }
    indices = Equation("data-split-indices", cut, same_bound(0), wrong)

    def count(name, comment, flags, N, q, r):
        return case(sizes, name, comment, flags, {}, None, {"count": N, "validationFraction": q, "testFraction": r})

    def split(name, comment, flags, order, q, r):
        attributes = {"validationFraction": q, "testFraction": r}
        return case(indices, name, comment, flags, {"order": order}, None, attributes)

    cases = [
        count("fifth", "80 to train on and 20 to test.", ["plain", "exchanged-fractions"], 100, 0, 0.2),
        count("quarter", "75 and 25.", ["plain", "exchanged-fractions"], 100, 0, 0.25),
        count("tenths", "70, 10 and 20.", ["plain", "exchanged-fractions", "fraction-of-the-rest"], 100, 0.1, 0.2),
        count("sixty-twenty-twenty", "60, 20 and 20.", ["plain", "fraction-of-the-rest"], 100, 0.2, 0.2),
        count("third", "3.33 of 10.", ["plain", "rounded-up"], 10, 0, 0.333),
        count("two-thirds", "6.67 of 10.", ["plain", "rounded-down"], 10, 0, 0.667),
        count("half-of-five", "2.5 of 5 are 3.", ["plain", "rounded-down", "half-to-even"], 5, 0, 0.5),
        count("half-of-seven", "3.5 of 7 are 4.", ["plain", "rounded-down"], 7, 0, 0.5),
        count("quarter-of-two", "Half a sample is one.", ["plain", "rounded-down", "half-to-even"], 2, 0, 0.25),
        count("eighth-of-three", "Less than half a sample is none.", ["plain", "rounded-up"], 3, 0, 0.125),
        count("both-halves", "Rounded by themselves, both halves of 3 would be 2: together they are 3.", ["plain", "rounded-down"], 3, 0.5, 0.5),
        count("quarters-of-ten", "2.5 each: the test has 3, the validation what is left of 5.", ["plain", "rounded-down", "half-to-even"], 10, 0.25, 0.25),
        count("no-test", "r = 0.", ["plain"], 17, 0, 0),
        count("all-test", "r = 1.", ["plain", "exchanged-fractions"], 17, 0, 1),
        count("validation-alone", "No test, but a validation.", ["plain", "exchanged-fractions"], 20, 0.25, 0),
        count("one-sample-kept", "One sample, less than half of it to the test.", ["plain", "rounded-up"], 1, 0, 0.25),
        count("one-sample-tested", "One sample, more than half of it to the test.", ["plain", "rounded-down"], 1, 0, 0.75),
        count("million", "A large data set.", ["plain", "exchanged-fractions", "fraction-of-the-rest", "rounded-down"], 1000003, 0.125, 0.25),
        count("empty", "No samples.", ["plain"], 0, 0.25, 0.25),
    ]
    ten = [7, 2, 9, 0, 4, 1, 8, 3, 6, 5]
    usual = ["plain", "test-first", "sorted"]
    cases += [
        split("fifth", "The last two of ten are the test.", usual, ten, 0, 0.2),
        split("thirds", "Four, three and three.", usual, ten, 0.3, 0.3),
        split("tenth-and-fifth", "Seven, one and two.", usual, ten, 0.1, 0.2),
        split("validation-alone", "No test, but a validation.", usual, ten, 0.5, 0),
        split("in-order", "Unshuffled, the test is what comes last: right for a series in time.", ["plain", "test-first"], [0, 1, 2, 3, 4, 5], 0, 0.34),
        split("no-test", "r = 0: the whole order to train on.", usual, ten, 0, 0),
        split("all-test", "r = 1: the whole order to test.", usual, ten, 0, 1),
        split("some-indices", "An order need not start at 0.", usual, [12, 40, 31, 25, 18], 0.2, 0.4),
        split("one-sample", "Nothing to train on.", ["plain"], [0], 0, 0.5),
        split("two-samples", "One each.", usual, [1, 0], 0, 0.5),
        split("empty", "No samples.", ["empty"], [], 0.25, 0.25),
        split("twenty", "Drawn numbers.", usual, [13, 4, 19, 0, 7, 16, 2, 11, 9, 18, 5, 1, 14, 8, 3, 17, 10, 6, 15, 12], 0.15, 0.25),
    ]
    convention = (
        "Every part cut off to an integer, and what is left over dealt out from the first part on: PyTorch's "
        "random_split."
    )
    cases += siblings(sizes, cases, "rounded-down", "dealt-out", convention, dealt_out)
    for valid in [x for x in cases if x["name"] in ("data-split-sizes/third", "data-split-sizes/eighth-of-three")]:
        _, attributes = question(valid)
        name, test = f"{valid['name'].partition('/')[2]}-rounded-up", math.ceil(attributes["count"] * attributes["testFraction"])
        expect = {"train": attributes["count"] - test, "validation": 0, "test": test}
        cases.append(acceptable(sizes, name, "The test rounded up: scikit-learn's train_test_split.", valid, ["rounded-up"], expect))
    refused = "fraction-out-of-range"
    cases += [
        misfit(cases, sizes, "tenths", "more-than-all", "0.5 and 0.75 of the samples are more than there are.", refused, validationFraction=0.5, testFraction=0.75),
        misfit(cases, sizes, "tenths", "negative-test", "No part is less than nothing.", refused, testFraction=-0.25),
        misfit(cases, sizes, "tenths", "negative-validation", "No part is less than nothing.", refused, validationFraction=-0.25),
        misfit(cases, indices, "tenth-and-fifth", "more-than-all", "0.5 and 0.75 of the samples are more than there are.", refused, validationFraction=0.5, testFraction=0.75),
        misfit(cases, indices, "tenth-and-fifth", "negative-test", "No part is less than nothing.", refused, testFraction=-0.25),
    ]
    return concept("ModelEvaluation", "DataSplit", notes, cases)


def grid_search():
    notes = {
        "plain": PLAIN,
        "largest": "The place of the largest score.",
        "last-of-ties": "The last one of equal scores.",
        "least-magnitude": "The score nearest to 0.",
        "value-for-place": "The score in place of where it stands.",
        "from-one": "Places counted from 1.",
        "nan-wins": "The first NaN, which no number is below.",
        "nan-first-stays": "A NaN in the first place, below which no comparison ever finds a number.",
        "infinity-lost": "A search that starts from +∞ as its best finds no place where all scores are infinite.",
        "no-best": "The first place where every score is NaN, as if that run had won.",
        "empty": "Without scores there is nothing to choose, and no place is the answer.",
    }

    def argmin(scores):
        best = None
        for i, x in enumerate(scores):
            if x == x and (best is None or x < scores[best]):
                best = i
        return {"index": nan if best is None else best}

    def from_first(scores):
        best = 0
        for i, x in enumerate(scores):
            if x < scores[best]:
                best = i
        return {"index": best}

    def from_infinity(scores):
        best, least = nan, inf
        for i, x in enumerate(scores):
            if x < least:
                best, least = i, float(x)
        return {"index": best}

    def nan_first(scores):
        return {"index": next((i for i, x in enumerate(scores) if x != x), argmin(scores)["index"])}

    def last(scores):
        best = 0
        for i, x in enumerate(scores):
            if x <= scores[best]:
                best = i
        return {"index": best}

    wrong = {
        "largest": [lambda scores: argmin([-x for x in scores])],
        "last-of-ties": [last],
        "least-magnitude": [lambda scores: argmin([abs(x) for x in scores])],
        "value-for-place": [lambda scores: {"index": scores[argmin(scores)["index"]]}],
        "from-one": [lambda scores: {"index": argmin(scores)["index"] + 1}],
        "nan-wins": [nan_first],
        "nan-first-stays": [from_first],
        "infinity-lost": [from_infinity],
        "no-best": [nan_first],
        "empty": [from_infinity, from_first],
    }
    equation = Equation("grid-search-argmin", argmin, same_bound(0), wrong)

    def of(name, comment, flags, scores, expect=None):
        return case(equation, name, comment, flags, {"scores": scores}, None if expect is None else {"index": expect})

    usual = ["plain", "largest", "value-for-place", "from-one"]
    cases = [
        of("one-score", "The only one.", ["plain", "value-for-place", "from-one"], [2.5]),
        of("first", "The least stands first.", usual, [0.5, 1, 2]),
        of("middle", "The least stands in the middle.", usual, [3, 0.25, 1, 2]),
        of("last", "The least stands last.", usual, [3, 4, 5, 1.5]),
        of("ties", "Of equal scores the first.", usual + ["last-of-ties"], [2, 1.5, 4, 1.5, 1.5]),
        of("all-equal", "The first of all.", ["plain", "last-of-ties", "from-one", "value-for-place"], [0.75, 0.75, 0.75]),
        of("negative", "Below 0, as for a negative accuracy.", usual + ["least-magnitude"], [-0.5, -0.95, -0.75, -0.25]),
        of("both-signs", "The least, not the nearest to 0.", usual + ["least-magnitude"], [1, 0.125, -3, 2]),
        of("signed-zeros", "−0 is no less than 0.", ["plain", "last-of-ties", "from-one"], [0.0, -0.0, 1]),
        of("nearly-equal", "The last digit decides.", usual, [2.5000000000000004, 2.5, 2.500000000000001]),
        of("tiny", "Subnormal scores differ.", usual, [1e-310, 5e-324, 1e-320]),
        of("decimals", "Drawn numbers.", usual, decimals("grid-search", 12)),
        of("seventeen", "Drawn numbers, all bits of a Float32 in use.", usual, singles("grid-search", 17)),
        of("nan-in-the-middle", "A run that diverged loses.", ["nan-wins"], [3, nan, 2, 4], 2),
        of("nan-first", "Also if it was the first.", ["nan-wins", "nan-first-stays"], [nan, 3, 2, 4], 2),
        of("nan-last", "Also if it was the last.", ["nan-wins"], [3, 2, 4, nan], 1),
        of("all-but-one-nan", "One run is left.", ["nan-wins", "nan-first-stays"], [nan, nan, 7, nan], 2),
        of("all-nan", "None is left: no place.", ["no-best", "nan-first-stays"], [nan, nan, nan], nan),
        of("one-nan", "One run, and it diverged.", ["no-best"], [nan], nan),
        of("infinity", "+∞ is a score, the worst.", ["plain", "from-one"], [inf, 3, inf], 1),
        of("infinity-beside-nan", "+∞ is better than NaN.", ["infinity-lost", "nan-wins", "nan-first-stays"], [nan, inf], 1),
        of("all-infinite", "The first one.", ["infinity-lost", "last-of-ties"], [inf, inf], 0),
        of("negative-infinity", "−∞ is the best.", ["plain", "least-magnitude"], [0, 3, -inf, 2], 2),
    ]
    convention = "NaN is below every number, and the first one is the least: the argmin of NumPy, PyTorch and JAX."
    for valid in [x for x in cases if {"nan-wins", "no-best"} & set(x["flags"])]:
        name, inputs = f"{valid['name'].partition('/')[2]}-wins", question(valid)[0]
        flags = [x for x in valid["flags"] if x in ("nan-wins", "no-best")]
        cases.append(acceptable(equation, name, convention, valid, flags, nan_first(**inputs)))
    convention = "The index −1 where every score is NaN, as JAX's nanargmin has it."
    for valid in having("no-best", [x for x in cases if x["result"] == "valid"]):
        name = f"{valid['name'].partition('/')[2]}-minus-one"
        cases.append(acceptable(equation, name, convention, valid, ["no-best"], {"index": -1}))
    cases.append(invalid(equation, "no-scores", "There is no least of none.", ["empty"], {"scores": []}))
    return concept("ModelEvaluation", "GridSearch", notes, cases)


CONCEPTS = [
    data_split,
    confusion_matrix,
    accuracy,
    precision,
    recall,
    root_mean_squared_error,
    coefficient_of_determination,
    grid_search,
]
