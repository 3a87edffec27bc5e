#!/usr/bin/env python3
"""Puts the test vectors to a program and judges its answers. Needs nothing but Python 3.9 and the vectors.

    python3 check.py "COMMAND"                  every case
    python3 check.py "COMMAND" Sigmoid GRU      the cases of some modules, concepts or equations

The program reads one JSON object a line from its standard input and writes one a line to its standard output; the
protocol stands in README.md beside this file. What it writes to standard error is left alone.

Exit status: 0 if no case failed, 1 if one did, 2 if the arguments or the vectors are wrong.
"""

import argparse
import collections
import json
import math
import os
import pathlib
import queue
import re
import signal
import struct
import subprocess
import sys
import threading
from fractions import Fraction

SPECS = pathlib.Path(__file__).resolve().parent.parent
LONGEST_LINE = 1 << 24
FAULTS_OF_AN_EQUATION = 3
EQUATIONS_IN_A_ROW = 3
FAILURES = ["wrong", "refused", "accepted", "broken", "not asked"]
VERDICTS = ["right", "other convention"] + FAILURES + ["unsupported"]


# Numbers


DECIMAL = re.compile(r"[-+]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?")
MOST_DIGITS = 1000  # A program may print more, but then the nearest Float64 is as good.


def parsed(number):
    """The exact number that a decimal means; a float for NaN and the infinities."""
    if not isinstance(number, (int, float, str)) or isinstance(number, bool):
        raise ValueError(number)
    text = str(number)
    if text in ("NaN", "Infinity", "-Infinity"):
        return float(text)
    if not DECIMAL.fullmatch(text):
        raise ValueError(number)
    # Not exactly where it would take the memory of 10 to any power.
    double = float(text)
    if math.isinf(double):
        return double
    return Fraction(double) if double == 0 or len(text) > MOST_DIGITS else Fraction(text)


def rounded(x, precision):
    """The nearest number of a format, as a float; NaN and infinities stay."""
    if isinstance(x, float):
        return x
    try:
        double = float(x)
    except OverflowError:
        return math.inf if x > 0 else -math.inf
    return double if precision == "float64" else single(x, double)


def single(x, double):
    """The nearest Float32 of an exact number whose nearest Float64 is known, rounded once."""
    try:
        near = struct.unpack("f", struct.pack("f", double))[0]
    except OverflowError:
        return math.copysign(math.inf, double)
    if near == double or not math.isfinite(near):
        return near
    # The neighbours, in case that rounding twice went the other way.
    unit = Fraction(ulp(near, "float32"))
    candidates = [Fraction(near) + k * unit for k in (-1, 0, 1)]
    nearest = min(candidates, key=lambda c: (abs(c - x), (c / unit) % 2 != 0))
    return float(nearest)


def ulp(x, precision):
    """The distance to the next number of the format."""
    if precision == "float64":
        return math.ulp(x)
    return 2.0 ** -149 if abs(x) < 2.0**-126 else 2.0 ** (math.frexp(abs(x))[1] - 24)


def distance(given, expected, precision):
    """How far a given number is from the rounded exact one, in the latter's units in the last place."""
    exact = rounded(parsed(expected), precision)
    number = rounded(parsed(given), precision)
    if math.isnan(exact):
        return 0.0 if math.isnan(number) else math.inf
    if number == exact:
        negative = math.copysign(1, float(given)) < 0
        return math.inf if expected == "-0.0" and not negative else 0.0
    if not math.isfinite(number) or not math.isfinite(exact):
        return math.inf
    units = abs(Fraction(number) - Fraction(exact)) / Fraction(ulp(exact, precision))
    return float(min(units, sys.float_info.max))  # Where 0 is expected, 1 is more units off than a float can say.


# Reading


def read(data):
    """The value of a JSON text.

    Only what every reader takes: no word for a number, no number that a Float64 cannot hold, no half of a character.
    """
    try:
        value = json.loads(data.decode("utf-8-sig"), parse_float=within_float64, parse_constant=within_float64)
        json.dumps(value, ensure_ascii=False).encode()
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return value


def within_float64(text):
    number = float(text)
    if not math.isfinite(number) or number == 0 and re.match("[-0.]*[1-9]", text):
        raise ValueError(f"{one_line(text)} is no Float64")
    return number


def one_line(text):
    """At most 300 characters in one line: what another program says is shown to people."""
    shown = "".join(c if c.isprintable() else " " for c in text[:300])
    return shown + "…" * (len(text) > 300)


def is_whole(number):
    return isinstance(number, (int, float)) and not isinstance(number, bool) and number == number // 1


def tensor_problem(tensor):
    """What is wrong with a tensor; None if it has as many numbers as its shape says."""
    if not isinstance(tensor, dict):
        return "is no object with a shape and data"
    shape, data = tensor.get("shape"), tensor.get("data")
    if not isinstance(shape, list) or not all(is_whole(n) and 0 <= n <= LONGEST_LINE for n in shape):
        return f"has the shape {shape}"
    if size([n or 1 for n in shape]) > LONGEST_LINE:  # No line holds more numbers.
        return f"has the shape {shape}"
    if not isinstance(data, list) or len(data) != size(shape):
        return f"has {len(data) if isinstance(data, list) else 'no'} numbers for the shape {shape}"
    for number in data:
        try:
            parsed(number)
            float(number)
        except (ValueError, OverflowError):
            return f"holds {number!r}, which is no number"
    return None


def size(shape):
    return math.prod(map(int, shape))


# The program


class Fault(Exception):
    """It broke the protocol."""


def answer_problem(answer, identifier):
    """What is wrong with an answer; None if it is one to the question and says exactly one thing."""
    if not isinstance(answer, dict):
        return "no answer"
    number = answer.get("id")
    outputs, unsupported, error = (answer.get(name) for name in ("outputs", "unsupported", "error"))
    # An error without a number is one about the line just read.
    if number is not None or error is None:
        if not is_whole(number):
            return "no answer"
        if number != identifier:
            return f"an answer to question {number}, expected one to {identifier}"
    for value, kind in [(outputs, dict), (unsupported, bool), (error, str)]:
        if value is not None and not isinstance(value, kind):
            return "no answer"
    said = [outputs is not None, unsupported is True, error is not None]
    if sum(said) != 1:
        return f'says {sum(said)} things, expected one of outputs, "unsupported": true and an error'
    for name, tensor in (outputs or {}).items():
        problem = tensor_problem(tensor)
        if problem is not None:
            return f"its output {name} {problem}"
    return None


class Program:
    """Another program, asked line by line; started again after each fault."""

    def __init__(self, command, patience):
        self.command, self.patience, self.process = command, patience, None

    def start(self):
        self.process = subprocess.Popen(
            self.command, shell=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True
        )
        self.lines = queue.Queue(maxsize=4)
        threading.Thread(target=self.read, args=(self.process.stdout, self.lines), daemon=True).start()

    @staticmethod
    def read(stream, lines):
        """Passes lines on; None at the end. A full queue stops a program that floods."""
        while True:
            line = stream.readline(LONGEST_LINE + 1)
            lines.put(line or None)
            if not line or len(line) > LONGEST_LINE:
                return

    def stop(self):
        if self.process is None:
            return
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        self.process = None

    def ask(self, request):
        try:
            return self.exchange(request)
        except Fault:
            self.stop()
            raise

    def exchange(self, request):
        if self.process is None:
            self.start()
        if not self.lines.empty() and self.process.poll() is None:
            raise Fault("printed more lines than there were questions")
        line = self.line((json.dumps(request) + "\n").encode())
        shown = one_line(line[:80].decode(errors="replace").rstrip("\n"))
        try:
            answer = read(line)
        except ValueError:
            raise Fault(f"printed “{shown}”, which is no answer") from None
        problem = answer_problem(answer, request["id"])
        if problem is not None:
            raise Fault(one_line(f"printed “{shown}”: {problem}"))
        return answer

    def line(self, question):
        threading.Thread(target=self.send, args=(self.process.stdin, question), daemon=True).start()
        try:
            line = self.lines.get(timeout=self.patience)
        except queue.Empty:
            raise Fault(f"gave no answer within {self.patience:g} s")
        if line is None:
            raise Fault(f"ended with status {self.process.wait()}")
        if len(line) > LONGEST_LINE:
            raise Fault(f"printed a line of more than {LONGEST_LINE} bytes")
        return line

    @staticmethod
    def send(stream, question):
        try:
            stream.write(question)
            stream.flush()
        except (BrokenPipeError, ValueError):
            pass  # Its end is noticed where it is read.


# Judgement


def formats(case):
    """The formats in which a case is one."""
    numbers = [parsed(x) for output in case["outputs"].values() for x in output["data"]]

    def fits(x):
        near = rounded(x, "float32")
        normal = 2.0**-126 <= abs(near) < math.inf
        return normal or rounded(x, "float64") == 0 or isinstance(x, float) or not math.isfinite(rounded(x, "float64"))

    return ["float64", "float32"] if case["float32"] and all(map(fits, numbers)) else ["float64"]


def judged(case, precision, answer):
    """The verdict on an answer, with what is wrong."""
    if answer.get("unsupported"):
        return "unsupported", []
    if answer.get("error") is not None:
        invalid = case["result"] == "invalid"
        return ("right", []) if invalid else ("refused", [f"says “{one_line(answer['error'])}”"])
    if case["result"] == "invalid":
        return "accepted", ["gives outputs, expected an error"]
    wrong = []
    for name, expected in sorted(case["outputs"].items()):
        given = answer["outputs"].get(name)
        if given is None:
            wrong.append(f"{name} is missing")
        elif given["shape"] != expected["shape"]:
            wrong.append(one_line(f"{name} has the shape {given['shape']}, expected {expected['shape']}"))
        else:
            wrong += differences(name, given["data"], expected, precision)
    right = "other convention" if case["result"] == "acceptable" else "right"
    return ("wrong", wrong) if wrong else (right, [])


def differences(name, data, expected, precision):
    wrong = []
    for place, (given, exact, allowed) in enumerate(zip(data, expected["data"], expected["ulps"])):
        off = distance(given, exact, precision)
        if off > allowed:
            told = f"{name}[{place}] is {given}, expected {exact}: {off:.3g} ulp off, allowed {allowed}"
            wrong.append(one_line(told))
    return wrong


def run(files, program, show):
    """Judgements of every case in every format: (case, precision, verdict, details)."""
    questions = [(case, precision) for file in files for case in file["cases"] for precision in formats(case)]
    faults, given_up, judgements = collections.Counter(), 0, []
    for place, (case, precision) in enumerate(questions):
        show(f"case {place + 1} of {len(questions)}")
        equation = case["equation"]
        if faults[equation] >= FAULTS_OF_AN_EQUATION or given_up >= EQUATIONS_IN_A_ROW:
            judgements.append((case, precision, "not asked", []))
            continue
        request = {
            "id": place + 1,
            "equation": equation,
            "precision": precision,
            "attributes": case["attributes"],
            "inputs": case["inputs"],
        }
        try:
            judgements.append((case, precision) + judged(case, precision, program.ask(request)))
            faults[equation], given_up = 0, 0
        except Fault as fault:
            judgements.append((case, precision, "broken", [str(fault)]))
            faults[equation] += 1
            given_up += faults[equation] == FAULTS_OF_AN_EQUATION
    program.stop()
    return excused(judgements)


def excused(judgements):
    """A program that follows another legitimate convention is not wrong for not following ours."""
    followed = {
        (case["insteadOf"], precision): case["convention"]
        for case, precision, verdict, _ in judgements
        if verdict == "other convention"
    }
    kept = []
    for case, precision, verdict, details in judgements:
        if case["result"] == "acceptable":
            continue
        convention = followed.get((case["name"], precision))
        if verdict == "wrong" and convention is not None:
            verdict, details = "other convention", [convention]
        kept.append((case, precision, verdict, details))
    return kept


# The vectors


class FileError(Exception):
    """A file is not one of test vectors."""


# The fields of a file and of a case, with their kinds.
FILE = {"concept": str, "module": str, "notes": dict, "cases": list}
CASE = {"name": str, "equation": str, "flags": list, "result": str, "attributes": dict}
CASE |= {"float32": bool, "inputs": dict, "outputs": dict}
KINDS = {str: "a string", dict: "an object", list: "a list", bool: "true or false"}


def vectors(path):
    """The file of vectors at a path."""
    try:
        file = read(path.read_bytes())
    except (OSError, ValueError) as error:
        raise FileError(one_line(f"{path} cannot be read: {error}")) from None
    problem = file_problem(file)
    if problem is not None:
        raise FileError(one_line(f"{path} is no file of test vectors: {problem}"))
    return file


def file_problem(file):
    """What is wrong with a file, where, and what was expected; None if nothing is."""
    problem = fields_problem(file, FILE)
    if problem is not None:
        return problem
    for place, case in enumerate(file["cases"]):
        problem = fields_problem(case, CASE) or case_problem(case)
        if problem is not None:
            return f"case {place}: {problem}"
    names = collections.Counter(case["name"] for case in file["cases"])
    valid = {case["name"] for case in file["cases"] if case["result"] == "valid"}
    for case in file["cases"]:
        if names[case["name"]] > 1:
            return f"there are {names[case['name']]} cases {case['name']}"
        if case["result"] == "acceptable" and case["insteadOf"] not in valid:
            return f"case {case['name']}: {case['insteadOf']} is no valid case of the file"
    return None


def fields_problem(value, fields):
    if not isinstance(value, dict):
        return "expected an object"
    for name, kind in fields.items():
        if not isinstance(value.get(name), kind):
            return f"expected {KINDS[kind]} in {name}"
    return None


def case_problem(case):
    if case["result"] not in ("valid", "acceptable", "invalid"):
        return "expected valid, acceptable or invalid in result"
    acceptable = case["result"] == "acceptable"
    if any(isinstance(case.get(name), str) != acceptable for name in ("convention", "insteadOf")):
        return "expected a convention and a case that it replaces of acceptable cases alone"
    if not all(isinstance(flag, str) for flag in case["flags"]):
        return "expected strings in flags"
    if not all(isinstance(x, (int, float, str)) and not isinstance(x, bool) for x in case["attributes"].values()):
        return "expected numbers and strings in attributes"
    for kind in ("inputs", "outputs"):
        for name, tensor in case[kind].items():
            problem = tensor_problem(tensor)
            if problem is not None:
                return f"{kind}.{name} {problem}"
    for name, tensor in case["outputs"].items():
        ulps = tensor.get("ulps")
        if not isinstance(ulps, list) or len(ulps) != len(tensor["data"]):
            return f"outputs.{name} needs an allowed error for each number"
        if not all(isinstance(x, (int, float)) and not isinstance(x, bool) and x >= 0 for x in ulps):
            return f"outputs.{name} allows an error that is no number, or negative"
    return None


# Report


def report(judgements, modules):
    tables = [("module", lambda case: [modules[case["name"]]]), ("flag", lambda case: case["flags"])]
    given = [v for v in VERDICTS if any(verdict == v for _, _, verdict, _ in judgements)]
    for title, names in tables:
        counts = collections.defaultdict(collections.Counter)
        for case, _, verdict, _ in judgements:
            for name in names(case):
                counts[name][verdict] += 1
        print(f"{title:<34}" + "".join(f"{verdict[:9]:>10}" for verdict in given))
        worst = sorted(counts.items(), key=lambda item: (-sum(item[1][v] for v in FAILURES), item[0]))
        for name, count in worst:
            print(f"{name:<34}" + "".join(f"{count[verdict]:>10}" for verdict in given))
        print()
    for case, precision, verdict, details in judgements:
        if verdict in FAILURES and verdict != "not asked":
            print(f"{case['name']}, {precision}: {verdict}")
            for line in details[:4]:
                print("    " + line)
    failed = sum(verdict in FAILURES for _, _, verdict, _ in judgements)
    unsupported = sum(verdict == "unsupported" for _, _, verdict, _ in judgements)
    print(f"{len(judgements)} questions, {unsupported} unsupported; {failed} failed")
    return 1 if failed else 0


def narrowed(file, names):
    """The file with the cases that the names select; all of them if its module or concept is named."""
    if not names or file["module"] in names or file["concept"] in names:
        return file
    return file | {"cases": [case for case in file["cases"] if case["equation"] in names]}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", help="the program, run by the shell")
    parser.add_argument("names", nargs="*", metavar="NAME", help="a module, concept or equation")
    parser.add_argument("--timeout", type=float, default=10, metavar="SECONDS", help="for each answer; 10")
    parser.add_argument("--vectors", type=pathlib.Path, default=SPECS, metavar="DIR", help="the folder of the modules")
    arguments = parser.parse_args()
    try:
        files = [vectors(path) for path in sorted(arguments.vectors.glob("*/*.json"))]
    except FileError as error:
        print(f"check.py: {error}", file=sys.stderr)
        return 2
    files = [narrowed(file, arguments.names) for file in files]
    modules = {case["name"]: file["module"] for file in files for case in file["cases"]}
    if not modules:
        parser.error(f"no test vectors for {arguments.names or 'any name'} in {arguments.vectors}")

    def show(line):
        if sys.stderr.isatty():
            print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)

    judgements = run(files, Program(arguments.command, arguments.timeout), show)
    show("")
    return report(judgements, modules)


if __name__ == "__main__":
    sys.exit(main())
