#!/usr/bin/env python3
"""Shows that the vectors catch wrong kernels, by running wrong kernels against them.

    python3 wrong_kernels.py --nnspec NNSPEC        each bug of kernel_bugs.py, and a sample of the mutants
    python3 wrong_kernels.py --nnspec NNSPEC --all  every mutant
    python3 wrong_kernels.py serve NAME             answers the protocol with the wrong kernels of that name

Every wrong kernel is a program that `nnspec verify EQUATION --against` runs. A bug must fail a case that has its flag,
or be told there that it follows another convention. A mutant must fail any case of an equation that runs through the
change, unless EQUIVALENT says why it is no bug. The right kernels, which pass every valid case, check little of what
they are given: a case that they fail too, because its inputs are to be refused, does not count.

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
CONVENTION = "other convention"
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


def case_of(judgement):
    return judgement["name"], judgement["format"]


def right_kernels(judge):
    """How the plain kernels answer the equations that they have."""
    judgements = judge.judgements([], shlex.join([sys.executable, str(PLAIN)]))
    return [each for each in judgements if each["verdict"] != "unsupported"]


def noticed(judge, equation, source, passed):
    """The cases that wrong kernels do not pass and the right ones do."""
    judgements = judge.wrong(equation, source)
    return [each for each in judgements if each["verdict"] != "right" and case_of(each) in passed]


def judged_bug(judge, bug, passed):
    cases = noticed(judge, bug.equation, with_bug(bug), passed)
    flagged = [each for each in cases if bug.flag in each["flags"]]
    verdicts = {each["verdict"] for each in flagged}
    caught = CONVENTION if CONVENTION in verdicts else None
    if verdicts & {"wrong", "refused", "accepted"}:
        caught = "failure"
    return {
        "name": bug.name, "equation": bug.equation, "flag": bug.flag, "how": bug.how,
        "cases": len({each["name"] for each in cases}), "flagged": len({each["name"] for each in flagged}),
        "caught": caught,
    }


def judged_mutant(judge, mutant, passed):
    """How a mutant is caught: by numbers, or only because it answers with an error or not at all."""
    for equation in mutant.equations:
        verdicts = {each["verdict"] for each in noticed(judge, equation, mutated(SOURCE, mutant), passed)}
        if verdicts:
            caught = "numbers" if verdicts & {"wrong", "accepted", CONVENTION} else "error"
            return {"name": mutant.name, "caught": caught, "equation": equation}
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
    kinds = collections.Counter(bug["caught"] for bug in bugs)
    caught = collections.Counter(mutant["caught"] for mutant in generated)
    equivalent = sum(bool(mutant.get("reason")) for mutant in generated)
    equations = {each["equation"] for each in right}
    accepted = sum(each["verdict"] == "accepted" for each in right)
    print(f"\nright kernels: {len(equations)} equations, {len(failures(right))} failures,", end=" ")
    print(f"{accepted} questions answered that are to be refused")
    print(f"bugs: {len(bugs)}, {kinds['failure']} fail a case with their flag,", end=" ")
    print(f"{kinds[CONVENTION]} follow another convention there, {kinds[None]} not caught")
    print(f"mutants: {len(generated)} of {total} run, {caught['numbers']} caught by their numbers,", end=" ")
    print(f"{caught['error']} by an error, {equivalent} equivalent, {caught[None] - equivalent} not caught")


def failures(right):
    return [each for each in right if each["verdict"] not in ("right", "accepted")]


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
        passed = {case_of(each) for each in right if each["verdict"] == "right"}
        bugs = [judged_bug(judge, bug, passed) for bug in BUGS]
        generated = [judged_mutant(judge, mutant, passed) for mutant in chosen]

    for name in stale(found, generated):
        print(f"not equivalent, or no mutant: {name}", file=sys.stderr)
    if arguments.json:
        results = {"rightFailures": failures(right), "bugs": bugs, "mutants": generated}
        print(json.dumps(results, indent=2, ensure_ascii=False))
    else:
        report(right, bugs, generated, len(found))
    missed = [each for each in bugs if not each["caught"]]
    missed += [each for each in generated if each["caught"] is None and not each["reason"]]
    return 1 if missed or failures(right) or stale(found, generated) else 0


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"] and len(sys.argv) == 3:
        serve(wrong_source(sys.argv[2]))
    else:
        sys.exit(main())
