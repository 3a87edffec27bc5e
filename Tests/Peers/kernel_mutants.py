"""Mutants of the plain kernels: every small change of a kind that people make by mistake, in the order of the source.

An operator becomes another, operands and arguments change places, a number or an axis another one, a comparison is
loosened, a condition becomes constant, a statement, a sign, a root or a transposition is left out.
"""

import ast
import collections
import itertools
from collections import namedtuple

# name: where it is and what it changes. equations: those whose programs run through the place, the nearest first.
# start, end: the bytes of the source that `text` takes the place of.
Mutant = namedtuple("Mutant", "name equations start end text")

# What reads questions, and computes nothing.
MACHINERY = {"equation", "refuse_other_shapes", "spelled", "sizes_of"}

OPERATORS = {
    ast.Add: "-", ast.Sub: "+", ast.Mult: "/", ast.Div: "*", ast.FloorDiv: "/", ast.Mod: "//", ast.Pow: "*",
    ast.BitAnd: "|", ast.BitOr: "&",
}
COMPARISONS = {ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">", ast.Eq: "!=", ast.NotEq: "=="}
OTHER_WAY = (ast.Sub, ast.Div, ast.MatMult)
FUNCTIONS = {
    "sum": "mean", "mean": "sum", "max": "min", "min": "max", "argmax": "argmin", "maximum": "minimum", "any": "all",
    "sigmoid": "tanh", "tanh": "sigmoid", "sigmoid_derivative": "tanh_derivative",
    "tanh_derivative": "sigmoid_derivative", "sin": "cos", "cos": "sin", "log1p": "log", "exp": "expm1",
}
SYMMETRIC = {"max", "min", "maximum"}
LEFT_OUT = {"abs", "sqrt", "sign", "reversed", "centred"}


def mutants(source):
    """All of them; two with one name are told apart by a number."""
    tree, data, found, seen = ast.parse(source), source.encode(), [], collections.Counter()
    lines = [0, *itertools.accumulate(map(len, data.splitlines(keepends=True)))]
    users = users_of(tree)
    for statement in tree.body:
        owner = name_of(statement)
        if owner in MACHINERY or not users.get(owner):
            continue
        for node, text in changes(statement):
            # An AST counts columns in bytes.
            start, end = lines[node.lineno - 1] + node.col_offset, lines[node.end_lineno - 1] + node.end_col_offset
            name = " ".join(f"{owner}: {data[start:end].decode()} → {text}".split())
            seen[name] += 1
            name += f" ({seen[name]})" if seen[name] > 1 else ""
            found.append(Mutant(name, users[owner], start, end, text))
    return found


def mutated(source, mutant):
    data = source.encode()
    return (data[: mutant.start] + mutant.text.encode() + data[mutant.end :]).decode()


def changes(statement):
    """Pairs of a node and the text in its place."""
    body = statement.body if isinstance(statement, ast.FunctionDef) else [statement.value]
    for part in body:
        if isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant):
            continue  # The docstring.
        for node in ast.walk(part):
            for text in texts(node):
                yield node, text
            if isinstance(node, ast.If):
                yield node.test, "True"
                yield node.test, "False"


def texts(node):
    """What a node may become."""
    written = ast.unparse
    if isinstance(node, ast.BinOp):
        left, right = written(node.left), written(node.right)
        if type(node.op) in OPERATORS:
            yield f"(({left}) {OPERATORS[type(node.op)]} ({right}))"
        if isinstance(node.op, OTHER_WAY) and left != right:
            sign = {ast.Sub: "-", ast.Div: "/", ast.MatMult: "@"}[type(node.op)]
            yield f"(({right}) {sign} ({left}))"
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in COMPARISONS:
        yield f"({written(node.left)} {COMPARISONS[type(node.ops[0])]} {written(node.comparators[0])})"
    elif isinstance(node, ast.UnaryOp) and not isinstance(node.operand, ast.Constant):
        yield f"({written(node.operand)})"
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, bool):
            yield str(not node.value)
        elif isinstance(node.value, (int, float)):
            yield str(node.value + 1)
    elif isinstance(node, ast.Attribute) and node.attr == "T":
        yield written(node.value)
    elif isinstance(node, ast.IfExp):
        yield f"({written(node.body)})"
        yield f"({written(node.orelse)})"
    elif isinstance(node, ast.AugAssign):
        target, value = written(node.target), written(node.value)
        yield f"{target} = {value}"
        yield f"{target} -= {value}"
    elif isinstance(node, ast.Assign):
        targets = {n.id for target in node.targets for n in ast.walk(target) if isinstance(n, ast.Name)}
        if targets & {n.id for n in ast.walk(node.value) if isinstance(n, ast.Name)}:
            yield "pass"
    elif isinstance(node, ast.Slice) and node.step is not None:
        yield ":"
    elif isinstance(node, ast.Call):
        yield from calls(node)


def calls(node):
    """A call with two arguments exchanged, without an option, without its function, or of another function."""
    arguments, options = [ast.unparse(x) for x in node.args], [ast.unparse(x) for x in node.keywords]
    name = ast.unparse(node.func)
    last = name.rpartition(".")[2]
    exchanged = {"where": (1, 2)}.get(last, (0, 1))
    if len(arguments) > exchanged[1] and last not in SYMMETRIC and arguments[exchanged[0]] != arguments[exchanged[1]]:
        one, other = exchanged
        turned = arguments[:]
        turned[one], turned[other] = arguments[other], arguments[one]
        yield f"{name}({', '.join(turned + options)})"
    for place, option in enumerate(node.keywords):
        if option.arg in ("axis", "keepdims", "initial"):
            yield f"{name}({', '.join(arguments + options[:place] + options[place + 1 :])})"
    if last in FUNCTIONS:
        yield f"{name[: len(name) - len(last)]}{FUNCTIONS[last]}({', '.join(arguments + options)})"
    if last in LEFT_OUT and len(arguments) == 1:
        yield f"({arguments[0]})"


def users_of(tree):
    """For each function or table of functions the equations that need it, the nearest first."""
    named = {name_of(statement): statement for statement in tree.body if name_of(statement)}
    needs = {
        name: {n.id for n in ast.walk(statement) if isinstance(n, ast.Name)} & named.keys() - {name}
        for name, statement in named.items()
    }
    users = {}
    for name in named:
        reached, edge = [name], [name]
        while edge:
            edge = [other for other in named if needs[other] & set(edge) and other not in reached]
            reached += edge
        users[name] = [identifier for each in reached for identifier in equations_of(named[each])]
    return users


def name_of(statement):
    """That of a function, or of a table with functions in it."""
    if isinstance(statement, ast.FunctionDef):
        return statement.name
    if isinstance(statement, ast.Assign) and isinstance(statement.value, ast.Dict) and statement.value.keys:
        return statement.targets[0].id
    return None


def equations_of(statement):
    return [
        call.args[0].value for call in getattr(statement, "decorator_list", []) if isinstance(call, ast.Call)
    ]
