"""Compare what two runs printed.

The text is cut into logical lines (an array that numpy wraps is one line), and each line into numbers and text.
Numbers are compared within the tolerance, whole numbers exactly, text exactly. These differences are none:

- white space: how wide a column is and where an array wraps depends on numpy's version;
- memory addresses, and the path of the scratch folder;
- clock times, and numbers with a unit of time behind them (`1.24 sec`);
- Keras' progress bars, which count samples in TF1 and batches in TF2, and which TF2 shows for `predict` too. The numbers
  behind a finished bar are compared;
- an unknown size in a shape, `?` in TF1 and `None` in TF2;
- lines in which a tensor or variable shows itself (`Tensor("add:0", shape=(?, 3), dtype=float32)`): they name operations of
  the graph in TF1, and in TF2 values or what a function is traced with. They are left out on both sides.

Everything else is one: a tensor where a number was printed, `array(` around it, another order of lines.
"""

from __future__ import annotations

import difflib
import itertools
import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .verification import Observation

NUMBER = re.compile(r"(?<![\w.])[-+]?(?:\d+\.?\d*(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|nan|inf)(?![\w.]*\w)")
# Pairs of lines that difflib may look at; more take seconds.
LARGEST_ALIGNMENT = 1_000_000

DECIMAL = re.compile(r"[-+]?\d*\.\d+")
INTEGER = re.compile(r"[-+]?\d+$")
CHANGING = re.compile(
    r"0x[0-9a-f]{6,}"
    r"|\b\d\d:\d\d:\d\d(?:\.\d+)?\b"
    r"|\b\d{4}-\d\d-\d\d\b"
    r"|(?<![\w.])\d+(?:\.\d+)?(?:e-?\d+)?\s?(?:s|secs?|seconds?|ms|us|µs|mins?|minutes?)(?:/\w+)?\b"
)
# A bar that is still growing is followed by the time that is left, a finished one by the time it took.
UNFINISHED = re.compile(r"[\d ]+/(?:\d+|Unknown) \[[=>.]*\](?: - ETA: .*)?")
FINISHED = re.compile(r"[\d ]+/(?:\d+|Unknown) (?:\[=*\] )?- \d+[mu]?s(?: \S+/(?:step|sample|epoch))?(?: - )?")
PACE = re.compile(r"(?: - \S+/(?:epoch|step))+$")
COUNTED = re.compile(r"Train on \d+ (?:samples|steps)(?:, validate on \d+ (?:samples|steps))?")

# How tensors and variables show themselves: `Tensor("a:0", ...)` in a graph, `tf.Tensor(3.0, ...)` and variables with values.
SHOWN = re.compile(
    r"\bTensor\(\"[^\"]*\"(?:, shape=(?:\([^)]*\)|<unknown>))?, dtype=\w+(?:, device=[^)]*)?\)"
    r"|\btf\.Tensor\((?:[^()]|\n)*?, shape=\([^)]*\), dtype=\w+\)"
    r"|<tf\.(?:Variable|Tensor)[ :](?:[^>]|\n)*?dtype=\w+(?:, numpy=(?:[^>]|\n)*?)?>"
)
UNKNOWN_SIZE = re.compile(r"(?<=[(,\s])\?(?=[,)])")


@dataclass(frozen=True)
class Tolerance:
    """Say how far two numbers may be apart: `absolute + relative * max(|a|, |b|)`."""

    relative: float
    absolute: float

    def holds(self, one: float, other: float) -> bool:
        """Say whether two numbers are equal; nan equals nan."""
        if math.isnan(one) or math.isnan(other):
            return math.isnan(one) and math.isnan(other)
        if math.isinf(one) or math.isinf(other):
            return one == other
        return abs(one - other) <= self.absolute + self.relative * max(abs(one), abs(other))

    def excess(self, one: float, other: float) -> float:
        """Return how far `other` is from `one`, in the tolerance around `one`; it grows without limit."""
        if math.isfinite(one) and math.isfinite(other) and one != other:
            allowed = self.absolute + self.relative * abs(one)
            return abs(one - other) / allowed if allowed else math.inf
        return 0.0 if self.holds(one, other) else math.inf


@dataclass(frozen=True)
class Difference:
    """Hold whether two groups of numbers are equal and how far they are apart at most, also in tolerances."""

    equal: bool
    absolute: float | None
    relative: float | None
    excess: float


def compare_numbers(pairs: Sequence[tuple[float, float]], tolerance: Tolerance) -> Difference:
    """Compare pairs of numbers and return the largest differences."""
    absolute = [abs(one - other) for one, other in pairs if math.isfinite(one - other)]
    relative = [
        abs(one - other) / max(abs(one), abs(other)) if one != other else 0.0
        for one, other in pairs
        if math.isfinite(one - other)
    ]
    equal = all(tolerance.holds(one, other) for one, other in pairs)
    excess = max((tolerance.excess(one, other) for one, other in pairs), default=0.0)
    return Difference(equal, max(absolute, default=None), max(relative, default=None), excess)


def compare_output(before: str, after: str, tolerance: Tolerance) -> tuple[Observation, ...]:
    """Compare two standard outputs by logical lines; a line that only one side has is a row of its own."""
    ours, theirs = logical_lines(before), logical_lines(after)
    rows: list[Observation] = []
    for same, start, end, other_start, other_end in _aligned(ours, theirs):
        left, right = ours[start:end], theirs[other_start:other_end]
        for index in range(max(len(left), len(right))):
            name = f"line {start + index + 1}" if index < len(left) else f"line {other_start + index + 1} (TF2)"
            one = left[index] if index < len(left) else ""
            other = right[index] if index < len(right) else ""
            if same:
                rows.append(_compare_line(name, one, other, tolerance))
            else:
                rows.append(Observation(name, one, other, False, excess=math.inf if one and other else None))
    return tuple(rows)


def _aligned(ours: list[str], theirs: list[str]) -> list[tuple[bool, int, int, int, int]]:
    """Find the stretches of lines with the same text around their numbers: (same, start, end, start, end)."""
    left, right = [text_of(line) for line in ours], [text_of(line) for line in theirs]
    if left == right:  # nearly always; difflib would take quadratic time on a thousand lines of one shape
        return [(True, 0, len(left), 0, len(right))]
    if len(left) == len(right) and 2 * sum(map(str.__eq__, left, right)) > len(left):
        # Words that change with the numbers ("high", "low") would be taken for lines that came or went.
        groups = itertools.groupby(range(len(left)), lambda index: left[index] == right[index])
        stretches = [(same, list(indices)) for same, indices in groups]
        return [(same, found[0], found[-1] + 1, found[0], found[-1] + 1) for same, found in stretches]
    if len(left) * len(right) > LARGEST_ALIGNMENT:
        shorter = min(len(left), len(right))
        first = next((index for index in range(shorter) if left[index] != right[index]), shorter)
        return [(True, 0, first, 0, first), (False, first, len(left), first, len(right))]
    matcher = difflib.SequenceMatcher(None, left, right, autojunk=False)
    return [(tag == "equal", a, b, c, d) for tag, a, b, c, d in matcher.get_opcodes()]


def logical_lines(text: str) -> list[str]:
    """Cut into lines, join those that an open bracket joins, make white space uniform, drop empty lines and tensors."""
    lines: list[str] = []
    depth = 0
    text = UNKNOWN_SIZE.sub("None", SHOWN.sub("<tensor>", text))
    for line in _without_bars(text.replace("\b", "").replace("\r", "\n").split("\n")):
        # A lone bracket in running text must not swallow the rest: numpy's continuation lines start with a space or
        # bracket.
        if depth > 0 and lines and re.match(r"\s*[\[\s\d.+-]", line) and line.strip():
            lines[-1] += " " + line
        else:
            depth = 0
            lines.append(line)
        depth += line.count("[") - line.count("]")
    spaced = (re.sub(r"(?<=[\[(])\s+|\s+(?=[\]),])", "", re.sub(r"\s+", " ", line)).strip() for line in lines)
    return [line for line in spaced if line and "<tensor>" not in line]


def _without_bars(lines: Sequence[str]) -> Iterator[str]:
    """Leave of Keras' progress bars the numbers behind those that are finished."""
    for line in lines:
        finished = FINISHED.match(line) if "/" in line else None
        if finished is not None:
            yield PACE.sub("", line[finished.end() :])
        elif not UNFINISHED.fullmatch(line) and not COUNTED.fullmatch(line):
            yield line


def _mask(line: str) -> str:
    return CHANGING.sub("~", line)


def text_of(line: str) -> str:
    """Return a line with `#` for each number."""
    return NUMBER.sub("#", _mask(line))


def _compare_line(name: str, one: str, other: str, tolerance: Tolerance) -> Observation:
    words = list(zip(NUMBER.findall(_mask(one)), NUMBER.findall(_mask(other))))
    exact = all(left == right or int(left) == int(right) for left, right in words if _whole(left) and _whole(right))
    difference = compare_numbers([(float(left), float(right)) for left, right in words], tolerance)
    excess = difference.excess if exact else math.inf
    return Observation(name, one, other, exact and difference.equal, difference.absolute, difference.relative, excess)


def rounded_apart(one: str, other: str) -> bool:
    """Tell whether two lines may show the same numbers, rounded: they differ by one in their last decimal places.

    Two numbers that are equal within the tolerance are printed as `0.748` and `0.749` where `0.7485` lies between them.
    """
    if text_of(one) != text_of(other):
        return False
    pairs = list(zip(NUMBER.findall(_mask(one)), NUMBER.findall(_mask(other))))
    return all(left == right or _beside(left, right) for left, right in pairs)


def _beside(left: str, right: str) -> bool:
    decimals = [len(word.rpartition(".")[2]) for word in (left, right) if DECIMAL.fullmatch(word)]
    return (
        len(decimals) == 2 and decimals[0] == decimals[1] and abs(float(left) - float(right)) < 1.5 * 10 ** -decimals[0]
    )


def _whole(word: str) -> bool:
    return INTEGER.match(word) is not None
