"""Trains the network of the example `digits` with PyTorch, with the same split and the same settings, from ten seeds, and
a softmax regression beside it; writes to torch-digits.json how many of the 360 test images each classifies right.

Another platform may round otherwise, and a count differ by a few. The images are read from DigitText.swift, among the
worked examples. Needs torch (requirements.txt), and a minute; no test needs it.
"""

import json
import pathlib
import re

import torch

FOLDER = pathlib.Path(__file__).resolve().parent
SOURCE = FOLDER.parent.parent / "Sources/WorkedExamples/DigitText.swift"
TRAINING, EPOCHS, BATCH, RATE = 1437, 12, 32, 0.01


def digits():
    """Images with pixels from 0 to 1, and labels, as the Swift source has them."""
    lines = re.findall(r"^ *([0-9][a-q]{64})$", SOURCE.read_text(), re.MULTILINE)
    pixels = torch.tensor([[ord(letter) - ord("a") for letter in line[1:]] for line in lines])
    return pixels.double().reshape(-1, 1, 8, 8) / 16, torch.tensor([int(line[0]) for line in lines])


def network():
    filters, dense = torch.nn.Conv2d(1, 8, 3, padding=1), torch.nn.Linear(128, 10)
    torch.nn.init.normal_(filters.weight, std=(2 / 9) ** 0.5)
    torch.nn.init.normal_(dense.weight, std=(2 / 128) ** 0.5)
    torch.nn.init.zeros_(filters.bias)
    torch.nn.init.zeros_(dense.bias)
    return torch.nn.Sequential(filters, torch.nn.ReLU(), torch.nn.MaxPool2d(2), torch.nn.Flatten(), dense)


def regression():
    dense = torch.nn.Linear(64, 10)
    torch.nn.init.zeros_(dense.weight)
    torch.nn.init.zeros_(dense.bias)
    return torch.nn.Sequential(torch.nn.Flatten(), dense)


def right_of_test(make, images, labels, seed):
    torch.manual_seed(seed)
    model = make()
    optimizer = torch.optim.Adam(model.parameters(), lr=RATE)
    for _ in range(EPOCHS):
        order = torch.randperm(TRAINING)
        for batch in order.split(BATCH):
            optimizer.zero_grad()
            torch.nn.functional.cross_entropy(model(images[batch]), labels[batch]).backward()
            optimizer.step()
    with torch.no_grad():
        return int((model(images[TRAINING:]).argmax(dim=1) == labels[TRAINING:]).sum())


def main():
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    images, labels = digits()
    record = {"source": f"Made by Tests/Peers/torch_digits.py with PyTorch {torch.__version__.partition('+')[0]}."}
    for name, make in (("network", network), ("softmaxRegression", regression)):
        record[name] = [right_of_test(make, images, labels, seed) for seed in range(1, 11)]
    (FOLDER / "torch-digits.json").write_text(json.dumps(record, indent=2).replace("\n    ", " ").replace("\n  ]", " ]") + "\n")


if __name__ == "__main__":
    main()
