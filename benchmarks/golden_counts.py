"""Count the executed golden cases of each area, and tell whether there are as many as the area needs.

A golden case runs the original and the migrated program, on TF 1.15.5 and on TF 2.15.1, and compares what they print.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from golden_cases import read_cases
from golden_projects import read_projects

# The families of an area, and the least number of cases that they have together.
AREAS: Mapping[str, tuple[tuple[str, ...], int]] = {
    "recurrent and seq2seq code": (("rnn", "seq2seq"), 90),
    "whole programs": (("programs", "projects"), 60),
    "strategy scope": (("strategy",), 20),
    "Lambda layers": (("lambdas",), 35),
    "TensorBoard and summaries": (("tensorboard", "summaries"), 25),
    "Keras moves": (("keras",), 15),
    "API migration": (
        ("api", "calls", "contrib", "data", "flags", "images", "layers", "losses", "metrics", "notebooks", "python2"),
        60,
    ),
}


def main() -> int:
    """Print the number of cases of each area; return 1 where one has too few, or a family belongs to none."""
    counts = Counter(case.name.partition("/")[0] for case in (*read_cases(), *read_projects()))
    short = False
    for area, (families, least) in AREAS.items():
        number = sum(counts.pop(family, 0) for family in families)
        short = short or number < least
        print(f"{area}: {number} golden cases, {least} needed{'' if number >= least else ': TOO FEW'}")
    for family, number in sorted(counts.items()):
        print(f"{family}: {number} golden cases of no area")
    return 1 if short or counts else 0


if __name__ == "__main__":
    sys.exit(main())
