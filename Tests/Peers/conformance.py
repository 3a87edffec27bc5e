"""Puts the test vectors to other libraries and writes what fails, and why, to Specs/Conformance.md.

    python3 Tests/Peers/conformance.py "NNSPEC" --date 2026-01-31      measures and writes
    python3 Tests/Peers/conformance.py "NNSPEC" --check                measures again and compares

NNSPEC is the command that runs nnspec. Every *_adapter.py beside this file is a library: LIBRARY is its name with its
version, EQUATIONS says which equations it computes, REMARKS explains what fails: a key is an equation's ID or a case's
name, either of them followed by a space and float64 or float32 where only one fails; its text begins with a sentence
that sums it up. Fails if a failing case has no remark, or a remark no failing case. --check compares no page of other
versions or another platform.
"""

import argparse
import collections
import importlib
import json
import pathlib
import platform
import re
import shlex
import subprocess
import sys

FOLDER = pathlib.Path(__file__).resolve().parent
PAGE = FOLDER.parent.parent / "Specs" / "Conformance.md"
PATIENCE = 120  # Seconds for an answer: a schedule takes a million steps.
FORMATS = ["float64", "float32"]
VERDICTS = ["right", "other convention", "wrong", "refused", "accepted", "broken", "not asked"]
FAILURES = VERDICTS[2:]

INTRODUCTION = """# Other libraries beside the vectors

What {libraries} answer to the [test vectors](Vectors/README.md), in Float64 and in Float32, and why an answer is not
right where it is not. Made by [conformance.py](../Tests/Peers/conformance.py), which compares it again in
`.ci/peers`; never edited by hand.

{measured}

Each library was asked through an adapter that only arranges numbers:
{adapters}.
It has an entry for each equation that the library computes itself, or by a composition that its users write;
derivatives are its own. The vectors hunt for edges: values near the ends of a format, differences that cancel, NaN.
Many of their cases never occur in training, and each remark says whether one does. Distances are in units in the last
place (ulp) of the exact result, as far as the vectors' own bound is exceeded.
"""

MEANINGS = """*Right* is within the bound of the vectors, at most 8 roundings times the condition of the sums; *other convention*
follows one that the vectors know as legitimate; *refused* are inputs at which the library raises an error, *accepted*
those at which it should; *broken* is no answer.
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
    keys = [f"{name} {precision}", name, f"{equation} {precision}", equation]
    return next((key for key in keys if key in remarks), None)


def complaints(library, judgements, remarks):
    """Failing cases without a remark, remarks without a failing case."""
    failed = [j for j in judgements if j["verdict"] in FAILURES]
    used = {remark(j, remarks) for j in failed}
    unexplained = [f"{j['name']}, {j['format']}" for j in failed if remark(j, remarks) is None]
    return [f"{library}: no remark explains {case}" for case in unexplained] + [
        f"{library}: the remark on {key} explains no failing case" for key in remarks if key not in used
    ]


# Page


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


def digits(text):
    """Six digits of a printed number."""
    try:
        return f"{float(text):.6g}"
    except ValueError:
        return text


def distance(judgement):
    """A judgement in a cell: a distance, or the verdict where there is none."""
    if judgement is None:
        return ""
    ulps = judgement.get("ulps")
    return judgement["verdict"] if ulps is None else shortened(ulps)


def example(judgement):
    """The first number that is wrong, and what was expected."""
    found = re.match(r"\S+ is (\S+), expected (\S+): ", (judgement["details"] or [""])[0])
    return f"{digits(found[1])} for {digits(found[2])}" if found else ""


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


def section(library, judgements, remarks, entries):
    """A library: its chapters, its remarks with the cases that they explain, and what it has no function for."""
    pages = {equation: entry["page"] for equation, entry in entries.items()}
    failed = [j for j in judgements if j["verdict"] in FAILURES]
    explained = collections.defaultdict(list)
    for judgement in failed:
        explained[remarks[remark(judgement, remarks)]].append(judgement)
    parts = [f"## {library}\n", by_module(judgements, entries)]
    names = {j["name"] for j in failed}
    parts.append(
        f"{len(names)} cases of {len({j['equation'] for j in failed})} equations fail in one format or in both, "
        f"for {len(explained)} reasons.\n"
    )
    for text in dict.fromkeys(remarks.values()):
        head, _, rest = text.partition(". ")
        number = len({j["name"] for j in explained[text]})
        fold = f"<details><summary>{number} {'case' if number == 1 else 'cases'}</summary>"
        parts.append(f"**{head.removesuffix('.')}.** {rest}".strip() + "\n")
        parts.append(f"{fold}\n\n{cases(explained[text], pages)}\n</details>\n")
    return "\n".join(parts + [missing(library, judgements, pages)])


def by_module(judgements, entries):
    rows = []
    for module in dict.fromkeys(entry["module"] for entry in entries.values()):
        chosen = [j for j in judgements if j["module"] == module]
        if supported(chosen):
            equations = sum(entry["module"] == module for entry in entries.values())
            questions, right, other, *failed = counted(chosen)
            rows.append([module, f"{len(supported(chosen))} of {equations}", questions, right, other, sum(failed)])
    return table(["chapter", "equations", "questions", "right", "other convention", "failed"], rows)


def missing(library, judgements, pages):
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
    names = [re.sub(r" \S*$", "", module.LIBRARY) for _, module, _ in found]
    libraries = " and ".join([", ".join(names[:-1])] * (len(names) > 1) + names[-1:])
    adapters = ", ".join(f"[{name}.py](../Tests/Peers/{name}.py)" for name, _, _ in found)
    head = INTRODUCTION.format(libraries=libraries, adapters=adapters, measured=statement(found, date))
    columns = ["library", "equations", "questions", *VERDICTS[:-1]]
    sections = [section(m.LIBRARY, judgements, m.REMARKS, entries) for _, m, judgements in found]
    return "\n".join([head, table(columns, rows), MEANINGS, *sections])


def kind_of_platform():
    return f"{platform.machine().replace('_', '-')} {platform.system()}"


def statement(found, date):
    """With which versions, where and when; --check finds it again."""
    versions = ", ".join(module.LIBRARY for _, module, _ in found)
    return f"Measured on {date} with {versions}, on the CPU of {kind_of_platform()}."


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("nnspec", help="the command that runs nnspec")
    action = parser.add_mutually_exclusive_group(required=True)
    action.add_argument("--date", help="the day of the measurement, which the page states; writes the page")
    action.add_argument("--check", action="store_true", help="write nothing; exit 1 if the page would differ")
    arguments = parser.parse_args()
    sys.path.insert(0, str(FOLDER))
    names = sorted(path.stem for path in FOLDER.glob("*_adapter.py"))
    modules = [(name, importlib.import_module(name)) for name in names]
    found = [(name, module, measured(arguments.nnspec, name)) for name, module in modules]
    wrong = [c for _, m, judgements in found for c in complaints(m.LIBRARY, judgements, m.REMARKS)]
    if wrong:
        print("\n".join(wrong))
        return 1
    entries = listed(arguments.nnspec)
    if not arguments.check:
        PAGE.write_text(page(found, entries, arguments.date))
        return 0
    recorded = PAGE.read_text()
    date = re.search(r"Measured on (\S+)", recorded)[1]
    if statement(found, date) not in recorded:
        print(f"{PAGE.name} was measured with other versions or on another platform; not compared")
        return 0
    if page(found, entries, date) != recorded:
        print(f"{PAGE.name} is not what is measured here")
        return 1
    print(f"{PAGE.name} is what is measured here")
    return 0


if __name__ == "__main__":
    sys.exit(main())
