"""Writes the test vectors Specs/<Module>/<Concept>.json, or with --check says which differ from what it would write.

Every expected number is the page's equation evaluated with at least 50 digits at the exact inputs, never the kernel's
rearranged form. Every flag of a case names a bug, and the generator shows that a program with that bug fails the case.

In a file, numbers are row-major (shape [] is one number). `float32` says that a Float32 holds every input exactly, so
that the case is also one for a program in single precision. `ulps` has for each element the error allowed, in units in
the last place of the expected number in the program's format. The sign of a 0 counts only where "-0.0" is expected.

Each file fits Specs/vectors.schema.json. Needs mpmath and jsonschema (requirements.txt). The output does not depend on the platform or on Python's version.
"""

import argparse
import json
import os
import pathlib
import sys

import jsonschema

sys.dont_write_bytecode = True

import activation_functions
import attention_networks
import backpropagation
import convolutional_networks
import elementary_functions
import forward_propagation
import game_tree_search
import gated_recurrent_unit
import gradient_optimizers
import layer_normalization
import learning_rate_schedules
import linear_classifiers
import linear_models
import loss_functions
import model_evaluation
import normalization_layers
import parameter_initialization
import recurrent_networks
import regression_models
import regularization_methods
import softmax_functions
import tensor_algebra
import universal_approximation

CHAPTERS = [
    elementary_functions,
    tensor_algebra,
    activation_functions,
    softmax_functions,
    loss_functions,
    parameter_initialization,
    gradient_optimizers,
    learning_rate_schedules,
    linear_models,
    regression_models,
    linear_classifiers,
    forward_propagation,
    backpropagation,
    normalization_layers,
    layer_normalization,
    regularization_methods,
    convolutional_networks,
    recurrent_networks,
    gated_recurrent_unit,
    attention_networks,
    universal_approximation,
    model_evaluation,
    game_tree_search,
]

SPECS = pathlib.Path(__file__).resolve().parent.parent


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    names = [chapter.__name__ for chapter in CHAPTERS]
    parser.add_argument("chapters", nargs="*", metavar="CHAPTER", help=f"one of {', '.join(names)}; all if none is given")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if any file differs")
    arguments = parser.parse_args()
    check = arguments.check
    unknown = [name for name in arguments.chapters if name not in names]
    if unknown:
        parser.error(f"no chapter {unknown[0]} among {', '.join(names)}")

    chapters = [chapter for chapter in CHAPTERS if not arguments.chapters or chapter.__name__ in arguments.chapters]
    files = [make() for chapter in chapters for make in chapter.CONCEPTS]
    schema = jsonschema.Draft202012Validator(json.loads((SPECS / "vectors.schema.json").read_text()))
    for path, text in files:
        for error in schema.iter_errors(json.loads(text)):
            sys.exit(f"{path} {error.json_path}: {error.message}")
    differing = [path for path, text in files if on_disk(SPECS / path) != text.encode()]
    if not check:
        for path, text in files:
            replace(SPECS / path, text)
    for path in differing:
        print(f"{path} differs" if check else f"{path} written")
    print(f"{len(files)} files, {len(differing)} {'differ' if check else 'changed'}")
    return 1 if check and differing else 0


def on_disk(path):
    return path.read_bytes() if path.exists() else None


def replace(path, text):
    """Writes beside the file and renames, so that a reader never sees half of it."""
    path.parent.mkdir(exist_ok=True)
    temporary = path.with_name(path.name + ".new")
    temporary.write_bytes(text.encode())
    os.replace(temporary, path)


if __name__ == "__main__":
    sys.exit(main())
