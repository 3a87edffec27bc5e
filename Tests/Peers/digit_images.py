"""Writes Sources/WorkedExamples/DigitText.swift from the images that scikit-learn ships, or with --check says whether
it would write another file. Needs scikit-learn (requirements.txt); no test needs it.
"""

import argparse
import collections
import pathlib
import sys

from sklearn.datasets import load_digits

TARGET = pathlib.Path(__file__).resolve().parent.parent.parent / "Sources/WorkedExamples/DigitText.swift"
# How many images of each digit UCI states for the test part.
COUNTS = [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]

HEADER = '''\
// Made by Tests/Peers/digit_images.py. Never edited by hand.
//
// The images are the test part of “Optical Recognition of Handwritten Digits”, as scikit-learn 1.9.1 ships it
// (sklearn.datasets.load_digits), every pixel and label unchanged, written as letters.
//
// E. Alpaydin and C. Kaynak (1998): Optical Recognition of Handwritten Digits. UCI Machine Learning Repository,
// https://doi.org/10.24432/C50P49. Licensed under CC BY 4.0, https://creativecommons.org/licenses/by/4.0/legalcode.
// This file's text below is under that licence, not under the package's.

extension DigitImages {
  /// A line for each image: its digit, then 64 pixels row by row, a for 0 to q for 16.
  static let text = """
'''


def text():
    digits = load_digits()
    assert digits.data.shape == (1797, 64) and set(digits.data.ravel()) == set(range(17))
    counts = collections.Counter(int(label) for label in digits.target)
    assert [counts[k] for k in range(10)] == COUNTS, counts
    lines = [
        f"    {int(label)}{''.join(chr(ord('a') + int(pixel)) for pixel in pixels)}\n"
        for pixels, label in zip(digits.data, digits.target)
    ]
    return HEADER + "".join(lines) + '    """\n}\n'


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if the file differs")
    new = text()
    if parser.parse_args().check:
        same = TARGET.read_text() == new
        print("the images are what scikit-learn ships" if same else f"{TARGET.name} differs")
        return 0 if same else 1
    TARGET.write_text(new)
    return 0


if __name__ == "__main__":
    sys.exit(main())
