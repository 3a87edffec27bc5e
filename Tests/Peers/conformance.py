"""Puts the test vectors to other libraries and writes what fails, and why, to Specs/Conformance.md.

    python3 Tests/Peers/conformance.py "NNSPEC" --date 2026-01-31      measures and writes
    python3 Tests/Peers/conformance.py "NNSPEC" --check                measures again and compares

NNSPEC is the command that runs nnspec. Every *_adapter.py beside this file is a library: LIBRARY is its name with its
version, EQUATIONS says which equations it computes, REMARKS explains what fails: a key is an equation's ID or a case's
name, either of them followed by :float64 or :float32 if it is for one format; its text begins with a sentence that
sums it up. Fails if a failing case has no remark, a remark no failing case, or if an equation's explains failures of
different kinds, such as wrong numbers and inputs that should be refused. --check compares no page of other versions or
another platform.
"""

import argparse
import collections
import difflib
import importlib
import json
import pathlib
import platform
import re
import shlex
import subprocess
import sys
import textwrap

FOLDER = pathlib.Path(__file__).resolve().parent
PAGE = FOLDER.parent.parent / "Specs" / "Conformance.md"
PATIENCE = 120  # Seconds for an answer: a schedule takes a million steps.
FORMATS = ["float64", "float32"]
VERDICTS = ["right", "other convention", "wrong", "refused", "accepted", "broken", "not asked"]
FAILURES = VERDICTS[2:]

INTRODUCTION = """# Other libraries beside the vectors

The [test vectors](Vectors/README.md) put to {libraries}, in Float64 and in Float32, and why an answer is wrong where
it is. Made by [conformance.py](../Tests/Peers/conformance.py), and compared again by `.ci/peers`; never edited by hand.

{measured}

Each library was asked through an adapter: {adapters}. An adapter arranges numbers and adds nothing to them. It has an
entry for each equation that the library computes itself, or by a composition that its users write; derivatives are the
library's own. The vectors hunt for edges: values near the ends of a format, differences that cancel, NaN. Many of
their cases never occur in training; the remarks say what does.
"""

MEANINGS = """*Right* is within [the vectors' bound](Vectors/README.md#when-a-program-is-right), which follows from the
roundings that an equation takes and from its condition. *Other convention* follows one that the vectors know as
legitimate. *Refused* are inputs at which the library raises an error, *accepted* those at which it should; *broken* is
no answer. Below, a distance is that of the worst number, in units in the last place (ulp) of the exact result; ∞ is one
between a number and none.
"""


# Measurement


def measured(nnspec, adapter):
    """The judgements of nnspec on every question put to an adapter."""
    command = f"{shlex.quote(sys.executable)} {shlex.quote(str(FOLDER / adapter))}.py"
    arguments = ["verify", "--against", command, "--json", "--timeout", str(PATIENCE)]
    run = subprocess.run(shlex.split(nnspec) + arguments, stdout=subprocess.PIPE, check=False)
    return json.loads(run.stdout)


def listed(nnspec):
    """Every equation, by ID."""
    run = subprocess.run(shlex.split(nnspec) + ["list", "--json"], stdout=subprocess.PIPE, check=True)
    return {entry["equation"]: entry for entry in json.loads(run.stdout)}


# Remarks


def remark(judgement, remarks):
    """The key that explains a failing case, the most particular first; None if none does."""
    name, equation, precision = judgement["name"], judgement["equation"], judgement["format"]
    keys = [f"{name}:{precision}", name, f"{equation}:{precision}", equation]
    return next((key for key in keys if key in remarks), None)


def complaints(module, judgements):
    """Failing cases without a remark, remarks without a failing case, and remarks that cannot be true of all."""
    library, remarks = module.LIBRARY, module.REMARKS
    failed = [j for j in judgements if j["verdict"] in FAILURES]
    kinds = collections.defaultdict(set)
    for judgement in failed:
        kinds[remark(judgement, remarks)].add(judgement["verdict"])
    unexplained = [f"{j['name']}, {j['format']}" for j in failed if remark(j, remarks) is None]
    mixed = [key for key, verdicts in kinds.items() if key and "/" not in key and len(verdicts) > 1]
    return [f"{library}: no remark explains {case}" for case in unexplained] + [
        f"{library}: the remark on {key} explains no failing case" for key in remarks if key not in kinds
    ] + [f"{library}: the remark on {key} explains cases that are {' and '.join(sorted(kinds[key]))}" for key in mixed]


# Page


def filled(paragraph):
    return textwrap.fill(paragraph, 120, break_long_words=False, break_on_hyphens=False)


def table(head, rows):
    lines = [head, ["---"] + ["---:" if isinstance(x, int) else "---" for x in (rows[0] if rows else head)[1:]]]
    return "\n".join("| " + " | ".join(str(x) for x in row) + " |" for row in lines + rows) + "\n"


def counted(judgements):
    """How many questions there were, and how many of each verdict."""
    counts = collections.Counter(j["verdict"] for j in judgements)
    asked = [counts[verdict] for verdict in VERDICTS[:-1]]
    return [sum(counts[verdict] for verdict in VERDICTS)] + asked[:-1] + [counts["broken"] + counts["not asked"]]


def supported(judgements):
    """The equations of which at least one question was answered."""
    return {j["equation"] for j in judgements if j["verdict"] != "unsupported"}


def shortened(number):
    """Two digits of a large number."""
    if isinstance(number, str):
        return "∞" if number == "Infinity" else number
    return f"{number:.3g}" if number < 1000 else re.sub(r"e\+?(-?)0*", r"e\1", f"{number:.1e}")


def apart(given, expected):
    """Two printed numbers with as many digits as it takes to tell them apart, three at least."""
    pairs = [[f"{float(x):.{count}g}" for x in (given, expected)] for count in range(3, 18)]
    return next((pair for pair in pairs if pair[0] != pair[1]), pairs[-1])


def distance(judgement):
    """A judgement in a cell: a distance, or the verdict where there is none."""
    if judgement is None:
        return ""
    ulps = judgement.get("ulps")
    return judgement["verdict"] if ulps is None else shortened(ulps)


def example(judgement):
    """The first number that is wrong, and what was expected."""
    found = re.match(r"\S+ is (\S+), expected (\S+): ", (judgement["details"] or [""])[0])
    return " for ".join(apart(found[1], found[2])) if found else ""


def cases(judgements, pages):
    """A row for each failing case, its formats side by side."""
    by_name = {}
    for judgement in judgements:
        by_name.setdefault(judgement["name"], {})[judgement["format"]] = judgement
    rows = []
    for name, formats in by_name.items():
        equation = next(iter(formats.values()))["equation"]
        page = pages[equation].removeprefix("Specs/")
        cells = [distance(formats.get(precision)) for precision in FORMATS]
        rows.append([f"[{name}]({page}#{equation})", *cells, example(next(iter(formats.values())))])
    return table(["case", "Float64, ulp", "Float32, ulp", "such as"], rows)


def section(module, judgements, entries):
    """A library: its chapters, its remarks with the cases that they explain, and what it has no function for."""
    library, remarks = module.LIBRARY, module.REMARKS
    pages = {equation: entry["page"] for equation, entry in entries.items()}
    failed = [j for j in judgements if j["verdict"] in FAILURES]
    explained = collections.defaultdict(list)
    for judgement in failed:
        explained[remarks[remark(judgement, remarks)]].append(judgement)
    parts = [f"## {library}\n", by_module(judgements, entries)]
    names = {j["name"] for j in failed}
    equations = {j["equation"] for j in failed}
    parts.append(
        f"{len(names)} cases of {len(equations)} equations fail in a format or in both, for {len(explained)} reasons.\n"
    )
    idioms = getattr(module, "IDIOMS", set())
    if idioms:
        written = len(idioms & {j["equation"] for j in failed})
        parts.append(
            filled(
                f"{len(module.EQUATIONS) - len(idioms)} of the equations are functions of the library. The other "
                f"{len(idioms)} are idioms, a line that its users write for what it lacks; {written} of those with "
                "failing cases are such, and the failure is the idiom's."
            )
            + "\n"
        )
    for text in dict.fromkeys(remarks.values()):
        head, _, rest = text.partition(". ")
        number = len({j["name"] for j in explained[text]})
        fold = f"<details><summary>{number} {'case' if number == 1 else 'cases'}</summary>"
        parts.append(filled(f"**{head.removesuffix('.')}.** {rest}") + "\n")
        parts.append(f"{fold}\n\n{cases(explained[text], pages)}\n</details>\n")
    return "\n".join(parts + [missing(judgements, pages)])


def by_module(judgements, entries):
    rows = []
    for module in dict.fromkeys(entry["module"] for entry in entries.values()):
        chosen = [j for j in judgements if j["module"] == module]
        if supported(chosen):
            equations = sum(entry["module"] == module for entry in entries.values())
            questions, right, other, *failed = counted(chosen)
            rows.append([module, f"{len(supported(chosen))} of {equations}", questions, right, other, sum(failed)])
    return table(["chapter", "equations", "questions", "right", "other convention", "failed"], rows)


def missing(judgements, pages):
    """The equations that the library was not asked, or answered in no case."""
    without = [equation for equation in pages if equation not in supported(judgements)]
    links = [f"[{equation}]({pages[equation].removeprefix('Specs/')}#{equation})" for equation in without]
    fold = f"<details><summary>{len(without)} equations for which it has no function of its own</summary>"
    return f"{fold}\n\n{', '.join(links)}\n\n</details>\n"


def page(found, entries, date):
    """The whole page; `found` has the adapter's name, the module and the judgements of each library."""
    rows = [
        [module.LIBRARY, f"{len(supported(judgements))} of {len(entries)}", *counted(judgements)]
        for _, module, judgements in found
    ]
    names = [re.sub(r" \d\S*?(?=,|$)", "", module.LIBRARY) for _, module, _ in found]
    libraries = " and ".join([", ".join(names[:-1])] * (len(names) > 1) + names[-1:])
    adapters = ", ".join(f"[{name}.py](../Tests/Peers/{name}.py)" for name, _, _ in found)
    measured = statement([(name, module) for name, module, _ in found], date)
    introduction = INTRODUCTION.format(libraries=libraries, measured=measured, adapters=adapters)
    head = "\n\n".join(map(filled, introduction.split("\n\n"))) + "\n"
    columns = ["library", "equations", "questions", *VERDICTS[:-1]]
    sections = [section(module, judgements, entries) for _, module, judgements in found]
    return "\n".join([head, table(columns, rows), MEANINGS, *sections])


def kind_of_platform():
    return f"{platform.machine().replace('_', '-')} {platform.system()}"


def statement(modules, date):
    """With which versions, where and when; --check finds it again."""
    versions = ", ".join(module.LIBRARY for _, module in modules)
    return f"Measured on {date} with {versions}, on the CPU of {kind_of_platform()}."


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("nnspec", help="the command that runs nnspec")
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--date", help="the day of the measurement, which the page states; writes the page")
    action.add_argument("--check", action="store_true", help="write nothing; exit 1 if the page would differ")
    arguments = parser.parse_args()
    names = sorted(path.stem for path in FOLDER.glob("*_adapter.py"))
    modules = [(name, importlib.import_module(name)) for name in names]
    recorded = PAGE.read_text() if arguments.check else ""
    date = arguments.date or re.search(r"Measured on (\S+)", recorded)[1]
    if arguments.check and statement(modules, date) not in " ".join(recorded.split()):
        print(f"{PAGE.name} was measured with other versions or on another platform: not compared")
        return 0
    found = [(name, module, measured(arguments.nnspec, name)) for name, module in modules]
    wrong = [c for _, module, judgements in found for c in complaints(module, judgements)]
    written = "" if wrong else page(found, listed(arguments.nnspec), date)
    if arguments.check and not wrong:
        wrong = list(difflib.unified_diff(recorded.splitlines(), written.splitlines(), "recorded", "measured", n=0))
    if wrong:
        print("\n".join(wrong))
        return 1
    if not arguments.check:
        PAGE.write_text(written)
    return 0


if __name__ == "__main__":
    sys.exit(main())
