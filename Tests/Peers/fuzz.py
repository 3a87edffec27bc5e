#!/usr/bin/env python3
"""Feeds the readers of `nnspec` and of Specs/Vectors/check.py what no honest program writes.

    python3 Tests/Peers/fuzz.py --nnspec PATH [--seed 1] [--minutes 1]
    python3 Tests/Peers/fuzz.py --nnspec PATH --seed 1 --round 17          one round again

A round takes one reader by turns and mutates valid text: bytes, keys, kinds of values, shapes, numbers. Whatever comes,
the reader must give a result or one clear error within its time; the two checkers must judge the same answers alike.
A finding is printed with its round and its input, and the exit status is 1 if there was one. The last line tells too
at which equations no answer came in time, which a question for many steps or numbers may do. It needs nothing but
Python 3.9 and nnspec; only a debug build has the messages by which a kernel's refusal is told from a crash.
"""

import argparse
import collections
import contextlib
import io
import json
import pathlib
import random
import re
import shlex
import subprocess
import sys
import tempfile
import threading
import time

SPECS = pathlib.Path(__file__).resolve().parent.parent.parent / "Specs"
sys.path.insert(0, str(SPECS / "Vectors"))
import check  # noqa: E402

PATIENCE = 30  # Seconds that serve has for an answer, also on a machine that has much else to do.
LIMIT = 900  # Seconds that any program has for the work of a round.
MOST_MEMORY = 1 << 20  # KiB that serve may ever hold, without its worker.
LONGEST_ERROR = 1000
EXIT_STATUSES = {0, 1, 64}


class Finding(Exception):
    """What a reader did wrong."""


def expect(condition, what):
    if not condition:
        raise Finding(what)


# Mutation

# JSON texts that stand for a value, most of them where they do not belong.
NUMBERS = (
    "0 -0 -0.0 1 -1 0.5 1.5 2 3 7 1e3 1E+5 1e15 1e-5 1e999 -1e999 1e-999 NaN Infinity -Infinity 1e9 1e6 65536 "
    "2147483648 4294967296 9007199254740993 9223372036854775807 9223372036854775808 -9223372036854775808 "
    "18446744073709551616 1e18 1e19 1e308 5e-324 01 .5 1. +1 0x10"
).split()
WORDS = (
    "|NaN|nan|Infinity|-Infinity|inf|-0|-0.0|1|1e999|-1e999|1e1000000000|1e-1000000000|0x1p3|0x1p|1/3| 1|1 |1_0|+1|"
    ".5|5.|1.e5|e5|--1|1e|1e+|.|٣|\\ud800|\\udc00\\ud800|\\u0000|a\\u0000b|\\u2028|\\ufeff|\\n|\\u001b[2J|é|relu|"
    "tanh|causal|0-0|1-1|1-|-|2--2|1-2-3-4|9223372036854775807-2|1000000000-1000000000|0|{|{0, 1}|{99}|01/10|1/11|"
    "x|x-x|max|float32"
).split("|")
SHAPES = (
    "[] [0] [1] [2] [3] [0,3] [3,0] [1,1] [2,2] [1,1,1] [-1] [-1,-1] [-2,-2] [0,-1] [1.0] [1.5] [1e0] [true] [null] "
    '["1"] [[1]] [9223372036854775807] [9223372036854775807,2] [9223372036854775807,0] [0,9223372036854775807,2] '
    "[4294967296,4294967296] [4294967296,4294967296,0] [3037000500,3037000500] [1000000000] [9223372036854775808] "
    "[-9223372036854775808,-1] [-9223372036854775808] [1e30]"
).split()
OTHERS = ["null", "true", "false", "{}", "[[]]", "[{}]", '{"shape":[],"data":[0]}', '{"shape":[1],"data":["NaN"]}']


def strange(draw):
    """The JSON text of some value."""
    kind = draw.random()
    if kind < 0.35:
        return draw.choice(NUMBERS)
    if kind < 0.6:
        return f'"{draw.choice(WORDS)}"'
    if kind < 0.8:
        return draw.choice(SHAPES)
    if kind < 0.92:
        return draw.choice(OTHERS)
    size = draw.choice([10, 300, 1000, 20_000])
    digits = "".join(draw.choice("0123456789") for _ in range(size))
    return draw.choice(
        [
            digits,
            "0." + digits,
            f'"{digits}"',
            f'"0.{digits}e{digits[:3]}"',
            f'"1e{digits}"',
            '"' + "x" * size + '"',
            "[" * size + "]" * size,
            '{"a":' * size + "0" + "}" * size,
            "[" + ",".join(["1"] * size) + "]",
            "[" + ",".join(["0"] * size) + "]",
            '{"shape":[' + ",".join(["1"] * size) + '],"data":[1]}',
            '{"shape":[%d],"data":[' % size + ",".join(["-0"] * size) + "]}",
        ]
    )


def places(value):
    """Each container of a JSON value with each of its keys or indices, depth first."""
    if isinstance(value, (dict, list)):
        for key in list(value) if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from places(value[key])


class Texts:
    """JSON texts that stand in a value as words until it is written."""

    def __init__(self):
        self.texts = []

    def add(self, text):
        self.texts.append(text)
        return f"@{len(self.texts) - 1}@"

    def written(self, value):
        text = json.dumps(value)
        return re.sub('"@([0-9]+)@"', lambda match: self.texts[int(match[1])], text)


def mutated(value, draw, most=3):
    """The bytes of a JSON value after some mutations of its tree, and seldom of its bytes."""
    value, texts = json.loads(json.dumps(value)), Texts()
    for _ in range(draw.randint(1, most)):
        everywhere = list(places(value))
        if not everywhere:
            break
        # By depth, so that thousands of numbers do not hide a few keys.
        container, key = draw.choice(draw.sample(everywhere, min(len(everywhere), 4)))
        change = draw.choice(["replace", "replace", "replace", "remove", "rename", "double", "swap", "nest"])
        if change == "remove":
            del container[key]
        elif change == "rename" and isinstance(container, dict):
            container[draw.choice([key + "x", key.upper(), "", "é", "id", "shape", "x" * 5000])] = container.pop(key)
        elif change == "double" and isinstance(container, list):
            container.insert(key, container[key])
        elif change == "swap":
            other, place = draw.choice(everywhere)
            try:
                json.dumps([container, other])
                container[key], other[place] = json.loads(json.dumps(other[place])), container[key]
                json.dumps(value)
            except (IndexError, KeyError, ValueError):
                pass  # The other place is gone, or would have held itself.
        elif change == "nest":
            container[key] = draw.choice([[container[key]], {"shape": [], "data": [container[key]]}])
        else:
            container[key] = texts.add(strange(draw))
    try:
        text = texts.written(value)
    except (RecursionError, ValueError):
        text = strange(draw)
    if draw.random() < 0.02:
        text = strange(draw)
    data = text.encode("utf-8", "surrogatepass")
    return scrambled(data, draw) if draw.random() < 0.2 else data


SIZES = [0, 1, 2, 3, 4, 5, 7, 1000, 20_000]
SETTINGS = [0, 1, 2, 3, 5, -1, 0.5, 1.5, 40, 1000, 65536, 1e6, 2**31 - 1, 2**31, 2**31 + 1, 1e9, 1e15, 1e300, "NaN"]
SETTINGS += ["Infinity", -0.5, 1e-300] + [word for word in WORDS if "\\" not in word]


def bent(question, draw):
    """A well-formed question with another attribute, or with inputs of other shapes or numbers: for the kernels."""
    question = json.loads(json.dumps(question))
    attributes, inputs = question["attributes"], question["inputs"]
    for _ in range(draw.choice([1, 1, 2])):
        if attributes and draw.random() < 0.6 or not inputs:
            if attributes:
                attributes[draw.choice(list(attributes))] = draw.choice(SETTINGS)
            continue
        tensor = inputs[draw.choice(list(inputs))]
        if draw.random() < 0.6:
            shape = [draw.choice([n, n, *SIZES[: 7 if len(tensor["shape"]) > 1 else 9]]) for n in tensor["shape"]]
            count = check.size(shape)
            if count > 20_000:
                continue
            tensor["shape"] = draw.choice([shape, shape[::-1]])
            tensor["data"] = (tensor["data"] * count or [0.5] * count)[:count]
        elif tensor["data"]:
            tensor["data"][draw.randrange(len(tensor["data"]))] = draw.choice(SETTINGS[:24])
    return question


PIECES = [b"\x00", b"\xff", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\r", b"\x1b[2J", b"\xc0\x80", b"\xf4\x90\x80\x80", b'"']
PIECES += [b"{", b"}", b",", b":", b"\\", b"\\u", b"e", b"-", b"0", b"]", b"[", b"//", b"\x85", b"\xe2\x80\xa8"]


def scrambled(data, draw):
    """Bytes flipped, cut, put in, left out or repeated."""
    data = bytearray(data)
    for _ in range(draw.choice([1, 1, 2, 8])):
        place = draw.randrange(len(data) + 1)
        change = draw.randrange(5)
        if change == 0 and place < len(data):
            data[place] ^= 1 << draw.randrange(8)
        elif change == 1 and draw.random() < 0.3:
            del data[place:]
        elif change == 2:
            data[place:place] = draw.choice(PIECES)
        elif change == 3:
            del data[place : place + draw.choice([1, 2, 10])]
        else:
            data[place:place] = data[place : place + draw.choice([1, 5, 40])]
    return bytes(data)


# The rounds of nnspec


class Lines:
    """A program asked line by line, whose lines come within a time."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)

    def ask(self, line):
        killer = threading.Timer(PATIENCE + 60, self.process.kill)
        killer.start()
        try:
            self.process.stdin.write(line + b"\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except BrokenPipeError:
            answer = b""
        finally:
            killer.cancel()
        expect(answer.endswith(b"\n"), f"no answer; exit status {self.process.poll()}")
        return answer

    def memory(self):
        """The most memory that it ever held, in KiB; 0 where the system does not say."""
        try:
            status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        except OSError:
            return 0
        return int(re.search(r"VmHWM:\s*(\d+)", status)[1])

    def close(self):
        """Ends its questions; everything it still says."""
        try:
            said, complaints = self.process.communicate(timeout=60)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise Finding("does not end when its questions do")
        expect((said, complaints) == (b"", b""), f"says at its end {said[:200]!r} {complaints[:200]!r}")
        expect(self.process.returncode == 0, f"exit status {self.process.returncode}")


SENTINEL = {
    "id": 0,
    "equation": "identity-value",
    "precision": "float64",
    "attributes": {},
    "inputs": {"z": {"shape": [1], "data": [0.5]}},
}
# What says which kernel refuses, and why; not what the language says of an index or an overflow.
REFUSAL = re.compile(r"(Precondition failed|Fatal error): (\w+(\.\w+|\([^)]*\))?: |failed to allocate )", re.ASCII)


def strict(data):
    """A JSON value, as a reader sees it that takes no word for a number."""

    def refuse(word):
        raise ValueError(word)

    return json.loads(data.decode("utf-8"), parse_constant=refuse)


def serve(draw, tools):
    """Mutated questions to `nnspec serve`."""
    program = tools.program()
    with_messages = tools.with_messages
    for _ in range(60):
        file = draw.choice(tools.files)
        case = draw.choice(file["cases"])
        question = {
            "id": draw.choice([1, 7, 123456, -3]),
            "equation": case["equation"],
            "precision": draw.choice(["float64", "float32"]),
            "attributes": case["attributes"],
            "inputs": {name: {"shape": x["shape"], "data": x["data"]} for name, x in case["inputs"].items()},
        }
        line = json.dumps(bent(question, draw)).encode() if draw.random() < 0.5 else mutated(question, draw)
        if draw.random() < 0.05:  # The same key twice.
            line = line.replace(b'{"', b'{"id": 5, "', 1)
        line = re.sub(rb"[\r\n]", b" ", line)
        line = line if re.search(rb"\w", line) else b"x"
        tools.input = line
        if draw.random() < 0.1:
            program.process.stdin.write(draw.choice([b"\n", b" \n", b"\t\r\n"]))
        answer = judge_answer(line, program.ask(line), with_messages)
        if "no answer within" in answer.get("error", ""):
            tools.slow[case["equation"]] += 1
        # A loaded machine may take its time to start a worker again.
        for identifier in (1001, 1002, 1003):
            answer = json.loads(program.ask(json.dumps(SENTINEL | {"id": identifier}).encode()))
            if "no answer within" not in answer.get("error", ""):
                break
        right = {"id": identifier, "outputs": {"value": {"shape": [1], "data": [0.5]}}}
        expect(answer == right, f"answers the next question with {answer}")
    tools.input = b""
    expect(program.memory() < MOST_MEMORY, f"held {program.memory()} KiB")


def judge_answer(line, data, with_messages):
    try:
        answer = strict(data)
    except ValueError as error:
        raise Finding(f"the answer is no JSON ({error}): {data[:300]!r}")
    said = set(answer) - {"id"}
    expect(len(said) == 1 and said <= {"outputs", "unsupported", "error"}, f"says {sorted(said)}")
    try:
        question = strict(line)
    except (ValueError, RecursionError):
        question = None
    numbers = [number_or_none(x) for x in re.findall(rb'"id"\s*:\s*([-+.0-9eE]+)', line)]
    expect(answer["id"] in [None] + numbers, f"the answer's id is {answer['id']}")
    expect(answer["id"] is not None or "error" in said, "an answer without a number that is no error")
    if "error" in said:
        judge_error(answer["error"], question, with_messages)
    elif "outputs" in said:
        for name, tensor in answer["outputs"].items():
            expect(check.size(tensor["shape"]) == len(tensor["data"]), f"{name} has another shape than numbers")
            for number in tensor["data"]:
                check.parsed(number)
    return answer


def number_or_none(text):
    for kind in (int, float):
        with contextlib.suppress(ValueError):
            return kind(text)
    return None


def judge_error(error, question, with_messages):
    expect(isinstance(error, str) and 0 < len(error) <= LONGEST_ERROR, f"the error has {len(error)} characters")
    expect("\n" not in error, f"the error has several lines: {error}")
    expect("DecodingError" not in error and "Swift." not in error, f"the error is for programmers: {error}")
    expect(question is None or not error.endswith("it is not JSON"), "says that JSON is no JSON")
    if error.startswith("refused: ") and with_messages:
        expect(REFUSAL.search(error), f"a crash, no refusal: {error}")


def options(draw):
    return draw.choice([["--json"], ["--json"], [], ["--markdown"]])


def against(draw, tools):
    """Mutated answers to `nnspec verify --against` and to check.py, which must judge them alike."""
    file = draw.choice(tools.files)
    proxy = tools.proxy(draw)
    style = options(draw)
    tools.input = f"{file['concept']}, answered by {proxy}".encode()
    run = tools.run(["verify", file["concept"], "--against", proxy, "--timeout", "60"] + style)
    judge_run(run)
    expect(not run.stderr, f"complains {run.stderr[:300]!r}")
    if style != ["--json"]:
        return
    theirs = {(x["name"], x["format"]): (x["verdict"], x["details"]) for x in json.loads(run.stdout)}
    status, judgements = judged_by_check(file, proxy)
    expect(status == run.returncode, f"nnspec's exit status is {run.returncode}, check.py's {status}")
    ours = {(case["name"], precision): (verdict, details) for case, precision, verdict, details in judgements}
    expect(set(theirs) == set(ours), f"judged by one alone: {sorted(set(theirs) ^ set(ours))[:5]}")
    for key in sorted(ours):
        expect(ours[key][0] == theirs[key][0], f"{key}: check.py says {ours[key]}, nnspec {theirs[key]}"[:600])


def judged_by_check(file, proxy):
    """The exit status and the judgements of check.py, whose report is printed too."""
    program = check.Program(proxy + " 2> /dev/null", 60)
    with printing():
        judgements = check.run([file], program, lambda line: None)
        status = check.report(judgements, {case["name"]: file["module"] for case in file["cases"]})
    return status, judgements


@contextlib.contextmanager
def printing():
    """Takes what is printed, as a terminal that knows UTF-8 alone."""
    printed = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        yield printed
        printed.flush()


def judge_run(run):
    expect(run.returncode in EXIT_STATUSES, f"exit status {run.returncode}: {run.stderr[-500:]!r}")
    try:
        run.stdout.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Finding(f"prints no UTF-8: {error}")


def gradient(draw, tools):
    """Mutated answers to `nnspec check --against`."""
    name = draw.choice(tools.derivatives)
    proxy = tools.proxy(draw)
    tools.input = f"check {name}, answered by {proxy}".encode()
    run = tools.run(["check", name, "--against", proxy, "--timeout", "60"] + draw.choice([[], ["--json"]]))
    judge_run(run)
    expect(run.returncode != 64 and not run.stderr, f"complains {run.stderr[:300]!r}")


def arguments(draw, tools):
    """Arguments that make no sense."""
    commands = ["help", "list", "serve", "verify", "check", "verfy", "", "-", "--", "é", "\udcff", "x" * 5000]
    words = commands + "--json --markdown --against --timeout --seed --float32 --worker --check -h".split()
    words += "true sleep Sigmoid step-value 0 1 -1 1e999 nan inf 0x1p3 1e-320 0.001 18446744073709551616 86401".split()
    given = [draw.choice(commands), "Step"][: draw.randint(1, 2)]
    given += [draw.choice(words) for _ in range(draw.randint(0, 4))]
    if given[0] in ("", "verify") and len([x for x in given if not x.startswith("-")]) < 2:
        given.append("Step")  # Everything would take long.
    tools.input = repr(given).encode()
    run = tools.run(given)
    judge_run(run)
    if run.returncode == 64:
        expect(not run.stdout and run.stderr.count(b"\n") == 1, f"complains {run.stderr[:300]!r}")
        expect(len(run.stderr.decode()) < LONGEST_ERROR, "complains without end")


# The rounds of check.py


def files(draw, tools):
    """Mutated files of vectors to check.py."""
    for _ in range(20):
        file = draw.choice(tools.files)
        some = file | {"cases": draw.sample(file["cases"], min(len(file["cases"]), 3))}
        data = mutated(some, draw)
        tools.input = data
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, file["module"], file["concept"] + ".json")
            path.parent.mkdir()
            path.write_bytes(data)
            start = time.monotonic()
            status, said = main_of_check(["head -c 1; exit 3", "--vectors", folder])
        expect(time.monotonic() - start < 60, f"took {time.monotonic() - start:.0f} s")
        expect(status in (0, 1, 2), f"exit status {status}")
        expect(status != 2 or len(said.splitlines()[-1]) < LONGEST_ERROR, f"complains without end: {said[-300:]}")


def main_of_check(given):
    """The exit status of check.py and what it says."""
    before = sys.argv
    sys.argv = ["check.py"] + given
    try:
        with printing() as printed:
            try:
                status = check.main()
            except SystemExit as end:
                status = end.code
            printed.flush()
            return status, printed.buffer.getvalue().decode()
    finally:
        sys.argv = before


# A program that answers wrongly


def answer_wrongly(seed, share, nnspec):
    """Passes questions on to `nnspec serve`, and its answers back; a share of them is changed on the way.

    What comes back depends on the seed and the question alone, however the checker that asks writes it.
    """
    behind = subprocess.Popen([nnspec, "serve"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    output = sys.stdout.buffer
    for line in sys.stdin.buffer:
        behind.stdin.write(line)
        behind.stdin.flush()
        answer = behind.stdout.readline()
        question = json.loads(line)
        inputs = {name: [float(x) for x in tensor["data"]] for name, tensor in sorted(question["inputs"].items())}
        draw = random.Random(json.dumps([seed, question["id"], question["equation"], question["precision"], inputs]))
        if draw.random() < share:
            answer = changed(answer, draw)
        output.write(answer)
        output.flush()


def changed(answer, draw):
    kind = draw.random()
    if kind < 0.03:
        sys.stderr.buffer.write(draw.choice([b"\xff\n", b"\n\n", b"no" * 1000, b"a\nb\n\x00"]))
        sys.exit(draw.choice([0, 3]))
    if kind < 0.05:
        return draw.choice([b"", answer.rstrip()[:-1]]) + b"\n"
    data = mutated(json.loads(answer), draw, most=2)
    return data.replace(b"\n", b" ") + b"\n"


# The run


class Tools:
    """What the rounds share: the program and the vectors."""

    def __init__(self, nnspec):
        self.nnspec, self.input, self.serving = nnspec, b"", None
        self.slow = collections.Counter()
        paths = [path for path in sorted(SPECS.glob("*/*.json"))]
        self.files = [json.loads(path.read_text()) for path in paths]
        listed = json.loads(self.run(["list", "--json"]).stdout)
        self.derivatives = [row["equation"] for row in listed if row.get("derivativeOf")]
        refused = SENTINEL | {"equation": "mean-squared-error-value"}
        refused["inputs"] = {
            "predictions": {"shape": [2], "data": [1, 2]},
            "targets": {"shape": [1], "data": [1]},
        }
        self.with_messages = b"MeanSquaredError.value: " in self.program().ask(json.dumps(refused).encode())

    def run(self, given):
        try:
            return subprocess.run([self.nnspec] + given, stdin=subprocess.DEVNULL, capture_output=True, timeout=LIMIT)
        except subprocess.TimeoutExpired:
            raise Finding(f"ran longer than {LIMIT} s")

    def program(self):
        if self.serving is None:
            self.serving = Lines([self.nnspec, "serve", "--timeout", str(PATIENCE)])
        return self.serving

    def proxy(self, draw):
        words = [sys.executable, __file__, "--nnspec", self.nnspec]
        words += ["--answer", str(draw.randrange(1 << 30)), str(draw.choice([0.02, 0.1, 0.3]))]
        return shlex.join(words)

    def close(self):
        program, self.serving = self.serving, None
        if program:
            program.close()


# What once broke a reader of check.py, or was read by one checker alone: an answer to question 1 each.
VALUE = b'{"id":1,"outputs":{"value":%s}}'
FOUND_ANSWERS = [
    b"[" * 100_000,
    b'{"id":true,"error":"e"}',
    b'{"id":1,"error":"\\ud800"}',
    b'{"id":1,"error":7}',
    b'{"id":1,"unsupported":1,"error":"e"}',
    b'{"id":1,"outputs":[1]}',
    VALUE % b"true",
    VALUE % b"[]",
    VALUE % b'{"shape":[],"data":1}',
    VALUE % b'{"shape":[],"data":[NaN]}',
    VALUE % b'{"shape":[],"data":[1e999]}',
    VALUE % b'{"shape":[],"data":["1/2"]}',
    VALUE % b'{"shape":[],"data":["0x1p3"]}',
    VALUE % b'{"shape":[],"data":["nan"]}',
    VALUE % b'{"shape":[],"data":[" 1"]}',
    VALUE % b'{"shape":[],"data":"a\\u0000b"}',
    VALUE % b'{"shape":[true],"data":[1]}',
]
# The same, but well-formed and wrong: judged at once, though 10 to such powers would fill the memory.
FOUND_NUMBERS = [VALUE % b'{"shape":[],"data":["1e%d000000000"]}' % sign for sign in (1, -1)]
# A distance in units of the least number that no Float64 holds, for a case that expects 0.
FOUND_DISTANCE = VALUE % b'{"shape":[],"data":[1e308]}'
# What stands in place of a file of vectors, or of its cases.
FOUND_FILES = [b"", b"7", b"[]", b"\xff", b"{}", b"[" * 100_000, b'{"concept":"C","module":"M","notes":{},"cases":[7]}']


def regressions(tools):
    """What was found once, at the beginning of each run."""
    file = next(file for file in tools.files if file["concept"] == "Line")
    case = next(x for x in file["cases"] if x["outputs"].get("value", {}).get("shape") == [])
    for verdict, answers in [("broken", FOUND_ANSWERS), ("wrong", FOUND_NUMBERS)]:
        for tools.input in answers:
            with tempfile.NamedTemporaryFile() as said:
                said.write(tools.input + b"\n")
                said.flush()
                program = f"read -r q; cat {shlex.quote(said.name)}"
                status, judgements = judged_by_check(file | {"cases": [case | {"float32": False}]}, program)
            given = [judgement[2] for judgement in judgements]
            expect(status == 1 and given == [verdict], f"judged {given}, expected {verdict}")
    tools.input = FOUND_DISTANCE
    answer = check.read(FOUND_DISTANCE)
    expected = {"result": "valid", "outputs": {"value": {"shape": [], "data": ["0"], "ulps": [1]}}}
    expect(check.judged(expected, "float64", answer)[0] == "wrong", "a number far off 0 is right")
    for tools.input in FOUND_FILES:
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder, "M", "C.json")
            path.parent.mkdir()
            path.write_bytes(tools.input)
            status, said = main_of_check(["true", "--vectors", folder])
        expect(status == 2 and said.count("\n") == 1 and len(said) < LONGEST_ERROR, f"{status}: {said[:300]}")


ROUNDS = [serve, against, serve, gradient, serve, files, serve, arguments]


def fuzz(tools, seed, minutes, only):
    """Rounds until the time is over; how many there were of each kind, and how many findings."""
    counts, findings = collections.Counter(), 0
    start = time.monotonic()
    place = 0 if only is None else only
    regressions(tools)
    while only is not None and place == only or only is None and time.monotonic() - start < 60 * minutes:
        kind = ROUNDS[place % len(ROUNDS)]
        try:
            kind(random.Random(f"{seed}/{place}"), tools)
            if place % 100 == 0:
                tools.close()
        except Exception as error:
            findings += 1
            name = "" if isinstance(error, Finding) else type(error).__name__ + " "
            print(f"seed {seed}, round {place}, {kind.__name__}: {name}{error}")
            print(f"    of {tools.input[:2000]!r}", flush=True)
            if tools.serving:
                tools.serving.process.kill()
                tools.serving = None
        counts[kind.__name__] += 1
        place += 1
    tools.close()
    return counts, findings


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--nnspec", required=True, metavar="PATH", help="the program")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=1)
    parser.add_argument("--round", type=int, help="this one alone")
    parser.add_argument("--answer", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    given.nnspec = str(pathlib.Path(given.nnspec).resolve())
    if given.answer:
        return answer_wrongly(int(given.answer[0]), float(given.answer[1]), given.nnspec)
    tools = Tools(given.nnspec)
    counts, findings = fuzz(tools, given.seed, given.minutes, given.round)
    rounds, slow = (", ".join(f"{n} of {name}" for name, n in sorted(x.items())) for x in (counts, tools.slow))
    print(f"seed {given.seed}: {rounds}; {findings} findings; no answer in time: {slow or 'none'}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
