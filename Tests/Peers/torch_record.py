"""Records what PyTorch computes in float64, a file of Tests/Peers for each chapter of CHAPTERS.

The suites named TorchRecordTests read them; with --check, compares new records with those files as numbers instead (a
platform may change last digits). Needs torch (requirements.txt); no test needs it.
"""

import argparse
import json
import os
import pathlib
import sys

import torch

import torch_attention
import torch_convolution
import torch_gated_recurrence
import torch_networks
import torch_normalization
import torch_recurrence
import torch_regularization

torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)

FOLDER = pathlib.Path(__file__).resolve().parent
VERSION = torch.__version__.partition("+")[0]
TOLERANCE = 1e-13
CHAPTERS = {
    "torch": torch_networks,
    "torch-normalization": torch_normalization,
    "torch-regularization": torch_regularization,
    "torch-convolution": torch_convolution,
    "torch-recurrence": torch_recurrence,
    "torch-gated-recurrence": torch_gated_recurrence,
    "torch-attention": torch_attention,
}


def differences(one, other, place):
    """Where two records differ as numbers."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return [d for key in one if key != "source" for d in differences(one[key], other[key], f"{place}.{key}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [d for i, pair in enumerate(zip(one, other)) for d in differences(*pair, f"{place}[{i}]")]
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return [] if abs(one - other) <= TOLERANCE * max(1, abs(one), abs(other)) else [f"{place}: {one} and {other}"]
    return [] if one == other else [f"{place}: {one!r} and {other!r}"]


def written(value, indent=""):
    """JSON with a line for each list of numbers."""
    inner = indent + "  "
    if isinstance(value, dict):
        parts = [f"{inner}{json.dumps(key)}: {written(x, inner)}" for key, x in value.items()]
        return "{\n" + ",\n".join(parts) + "\n" + indent + "}"
    if isinstance(value, list) and value and isinstance(value[0], (dict, list)):
        return "[\n" + ",\n".join(inner + written(x, inner) for x in value) + "\n" + indent + "]"
    return json.dumps(value)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the numbers differ")
    check = parser.parse_args().check
    found = []
    for name, chapter in CHAPTERS.items():
        file = FOLDER / f"{name}.json"
        new = {"source": f"Made by Tests/Peers/torch_record.py with PyTorch {VERSION} in float64."} | chapter.record()
        if check:
            found += differences(json.loads(file.read_text()), new, name)
            continue
        temporary = file.with_name(file.name + ".new")
        temporary.write_text(written(new) + "\n")
        os.replace(temporary, file)
    if check:
        print("\n".join(found) or "the records of PyTorch are what it computes here")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
