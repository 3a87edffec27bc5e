#!/usr/bin/env python3
"""Shows that the vectors catch wrong kernels, by running wrong kernels against them.

    python3 wrong_kernels.py --nnspec NNSPEC        each bug of kernel_bugs.py, and a sample of the mutants
    python3 wrong_kernels.py --nnspec NNSPEC --all  every mutant
    python3 wrong_kernels.py serve NAME             answers the protocol with the wrong kernels of that name

Every wrong kernel is a program that `nnspec verify EQUATION --against` runs. A bug must fail a case that has its flag.
A mutant must fail any case of an equation that runs through the change, unless EQUIVALENT says why it is no bug.

Exit status: 0 if everything wrong was caught and everything right passed, 1 if not, 2 if the arguments are wrong.
"""

import argparse
import ast
import collections
import json
import os
import pathlib
import shlex
import signal
import subprocess
import sys
import tempfile

import numpy

from kernel_bugs import BUGS
from kernel_mutants import mutants, mutated

HERE = pathlib.Path(__file__).resolve()
PLAIN = HERE.with_name("plain_kernels.py")
SOURCE = PLAIN.read_text()
CAUGHT = ["wrong", "refused", "accepted"]
numpy.seterr(all="ignore")
SAMPLE = 300

# Mutants that compute what the kernel computes, with the reason.
SAME_AT_THE_LIMIT = "Both branches have the same value where the comparison is an equality."
COMMUTES = "The operation does not depend on the order of the two."
ANOTHER_UNIT = "The numbers are counted in another power of two, and back."
MAGNITUDE = "Only the magnitude or the square of the difference counts."
EQUIVALENT = {
    "differences: x - y → ((y) - (x))": "It asks only whether the difference is infinite.",
    "sigmoid: z >= 0 → (z > 0)": SAME_AT_THE_LIMIT,
    "relu: z <= 0 → (z < 0)": SAME_AT_THE_LIMIT,
    "leaky_relu: z > 0 → (z >= 0)": SAME_AT_THE_LIMIT,
    "logits_cross_entropy: logits > 0 → (logits >= 0)": SAME_AT_THE_LIMIT,
    "probability_clamp: p < epsilon → (p <= epsilon)": SAME_AT_THE_LIMIT,
    "probability_clamp: p > 1 - epsilon → (p >= 1 - epsilon)": SAME_AT_THE_LIMIT,
    "soft_threshold: z > threshold → (z >= threshold)": SAME_AT_THE_LIMIT,
    "soft_threshold: z < -threshold → (z <= -threshold)": SAME_AT_THE_LIMIT,
    "search: value > best → (value >= best)": SAME_AT_THE_LIMIT,
    "search: value < best → (value <= best)": SAME_AT_THE_LIMIT,
    "relu_interpolant: input - knots[piece] > knots[piece + 1] - input → "
    "(input - knots[piece] >= knots[piece + 1] - input)": "In the middle of a piece either knot will do.",
    "relu_interpolant: input <= knots[0] → (input < knots[0])": SAME_AT_THE_LIMIT,
    "relu_interpolant: numpy.clip(numpy.searchsorted(knots, input) - 1, 0, len(slopes) - 1) → "
    "numpy.clip(0, numpy.searchsorted(knots, input) - 1, len(slopes) - 1)": COMMUTES,
    "linear_warmup: epoch + 1 < epochs → (epoch + 1 <= epochs)":
        "In the last epoch η W/W for η: the two differ by the roundings that the equation has as it is written.",
    "mean_squared_error: predictions - targets → ((targets) - (predictions))": MAGNITUDE,
    "mean_absolute_error: predictions - targets → ((targets) - (predictions))": MAGNITUDE,
    "LOSSES: a - y → ((y) - (a))": MAGNITUDE,
    "LOSSES: a - y → ((y) - (a)) (2)": MAGNITUDE,
    "output_loss: LOSSES[loss](output_head(logits, head), targets) → "
    "LOSSES[loss](targets, output_head(logits, head))": MAGNITUDE,
    "root_mean_squared_error: differences(predictions, targets) → differences(targets, predictions)": MAGNITUDE,
    "coefficient_of_determination: differences(targets, predictions) → differences(predictions, targets)": MAGNITUDE,
    "softmax_cross_entropy_gradient: others @ targets → ((targets) @ (others))": "The matrix is symmetric.",
    "softmax_cross_entropy_gradient: others @ p → ((p) @ (others))": "The matrix is symmetric.",
    "threshold_classifier: score + threshold → ((score) - (threshold))": "It is taken only where one of them is NaN.",
    "perceptron_update: perceptron(inputs, weights, bias) → perceptron(weights, inputs, bias)": COMMUTES,
    "perceptron_training: perceptron(x, weights, bias) → perceptron(weights, x, bias)": COMMUTES,
    "perceptron_update: learning_rate * (target - answer) → ((learning_rate) / (target - answer))":
        "The difference is 1 or -1.",
    "spread: epsilon**0.5 → ((epsilon) * (0.5))": ANOTHER_UNIT,
    "spread: 0.5 → 1.5": ANOTHER_UNIT,
    "rnn_sequence_backward: zip(totals, parts) → zip(parts, totals)": COMMUTES,
    "lstm_sequence_backward: zip(totals, parts) → zip(parts, totals)": COMMUTES,
    "gru_sequence_backward: zip(totals, parts) → zip(parts, totals)": COMMUTES,
    "attention_backward: 0 → 1": "It is multiplied by a weight of 0.",
}


# The wrong programs


def with_bug(bug):
    """The source of the plain kernels with the bug in it."""
    text = SOURCE
    if bug.function is not None:
        text = next(
            ast.get_source_segment(SOURCE, node)
            for node in ast.parse(SOURCE).body
            if isinstance(node, ast.FunctionDef) and node.name == bug.function
        )
    assert text.count(bug.old) == 1, f"{bug.name}: {bug.old!r} stands {text.count(bug.old)} times in {bug.function}"
    return SOURCE.replace(text, text.replace(bug.old, bug.new))


def wrong_source(name):
    """Of a bug or of a mutant, by their names."""
    for bug in BUGS:
        if bug.name == name:
            return with_bug(bug)
    return mutated(SOURCE, next(mutant for mutant in mutants(SOURCE) if mutant.name == name))


def serve(source):
    """Answers the protocol with the kernels of the source."""
    exec(compile(source, "wrong", "exec"), {"__name__": "__main__"})


# Their judgement


class Judge:
    """Runs programs against the vectors, by nnspec.

    To start Python for each of hundreds of programs would take minutes. The wrong kernels are served by a copy of this
    process, which is forked: what nnspec starts passes lines on to it, and its answers back, through two named pipes.
    """

    def __init__(self, nnspec, folder):
        self.nnspec, self.folder, self.runs = nnspec, pathlib.Path(folder), 0

    def judgements(self, equation, command):
        """Each case in each format, with its verdict."""
        run = subprocess.run(
            [self.nnspec, "verify", *equation, "--against", command, "--json", "--timeout", "60"],
            capture_output=True, text=True,
        )
        if run.returncode not in (0, 1):
            sys.exit(run.stderr or f"{self.nnspec} ended with status {run.returncode}")
        return json.loads(run.stdout)

    def wrong(self, equation, source):
        self.runs += 1
        questions, answers = self.folder / f"questions-{self.runs}", self.folder / f"answers-{self.runs}"
        os.mkfifo(questions)
        os.mkfifo(answers)
        server = os.fork()
        if server == 0:
            serve_pipes(source, questions, answers)
        try:
            to, back = shlex.quote(str(questions)), shlex.quote(str(answers))
            return self.judgements([equation], f"exec 3<&0; cat <&3 >{to} & exec cat {back}")
        finally:
            os.kill(server, signal.SIGKILL)
            os.waitpid(server, 0)


def serve_pipes(source, questions, answers):
    """A program that ends is started again, as nnspec does with its own; this ends when it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    sys.stderr = open(os.devnull, "w")
    while True:
        try:
            with open(questions) as sys.stdin, open(answers, "w") as sys.stdout:
                serve(source)
        except BaseException:
            pass


def failures(judgements):
    return [each for each in judgements if each["verdict"] in CAUGHT]


def right_kernels(judge):
    """The equations that the plain kernels have, and what they fail."""
    judgements = judge.judgements([], shlex.join([sys.executable, str(PLAIN)]))
    answered = [each for each in judgements if each["verdict"] != "unsupported"]
    return {each["equation"] for each in answered}, [each for each in answered if each["verdict"] != "right"]


def judged_bug(judge, bug):
    failed = failures(judge.wrong(bug.equation, with_bug(bug)))
    cases = {each["name"] for each in failed}
    flagged = {each["name"] for each in failed if bug.flag in each["flags"]}
    return {
        "name": bug.name, "equation": bug.equation, "flag": bug.flag, "how": bug.how,
        "cases": len(cases), "flagged": len(flagged), "caught": bool(flagged),
    }


def judged_mutant(judge, mutant):
    """How a mutant is caught: by numbers, or only because it answers with an error or not at all."""
    for equation in mutant.equations:
        verdicts = collections.Counter(each["verdict"] for each in judge.wrong(equation, mutated(SOURCE, mutant)))
        if verdicts["wrong"] or verdicts["accepted"]:
            return {"name": mutant.name, "caught": "numbers", "equation": equation}
        if verdicts["refused"] or verdicts["broken"] or verdicts["not asked"]:
            return {"name": mutant.name, "caught": "error", "equation": equation}
    return {"name": mutant.name, "caught": None, "reason": EQUIVALENT.get(mutant.name)}


def stale(found, generated):
    """Entries of EQUIVALENT that name no mutant, or one that is caught."""
    caught = {mutant["name"] for mutant in generated if mutant["caught"]}
    return sorted((EQUIVALENT.keys() - {mutant.name for mutant in found}) | (EQUIVALENT.keys() & caught))


# Report


def report(right, bugs, generated, total):
    for bug in bugs:
        print(f"{bug['equation']:<44} {bug['name']:<38} {bug['flag']:<34}", end="")
        print(f"{bug['cases']:>4}{bug['flagged']:>4}" + ("" if bug["caught"] else "  NOT CAUGHT"))
    print()
    for mutant in generated:
        if mutant["caught"] is None:
            print(f"survived: {mutant['name']}\n    {mutant['reason'] or 'NOT CAUGHT'}")
    caught = collections.Counter(mutant["caught"] for mutant in generated)
    equivalent = sum(bool(mutant.get("reason")) for mutant in generated)
    equations, failed = right
    print(f"\nright kernels: {len(equations)} equations, {len(failed)} failures")
    print(f"bugs: {sum(bug['caught'] for bug in bugs)} of {len(bugs)} caught under their flags")
    print(f"mutants: {len(generated)} of {total} run, {caught['numbers']} caught by their numbers,", end=" ")
    print(f"{caught['error']} by an error, {equivalent} equivalent, {caught[None] - equivalent} not caught")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nnspec", required=True, help="the program nnspec")
    parser.add_argument("--all", action="store_true", help="every mutant, not a sample")
    parser.add_argument("--json", action="store_true", help="print JSON for programs")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # So that the server ends too.

    found = mutants(SOURCE)
    chosen = found if arguments.all else found[:: -(-len(found) // SAMPLE)]
    with tempfile.TemporaryDirectory() as folder:
        judge = Judge(arguments.nnspec, folder)
        right = right_kernels(judge)
        bugs = [judged_bug(judge, bug) for bug in BUGS]
        generated = [judged_mutant(judge, mutant) for mutant in chosen]

    for name in stale(found, generated):
        print(f"not equivalent, or no mutant: {name}", file=sys.stderr)
    if arguments.json:
        print(json.dumps({"rightFailures": right[1], "bugs": bugs, "mutants": generated}, indent=2, ensure_ascii=False))
    else:
        report(right, bugs, generated, len(found))
    missed = [each for each in bugs if not each["caught"]]
    missed += [each for each in generated if each["caught"] is None and not each["reason"]]
    return 1 if missed or right[1] or stale(found, generated) else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"] and len(sys.argv) == 3:
        serve(wrong_source(sys.argv[2]))
    else:
        sys.exit(main())
