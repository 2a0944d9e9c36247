"""Match the lines of two versions of a file, as difflib does, in the time that reading them takes.

difflib looks for the longest match of the whole files first, which was a twentieth of the time of `flowshift diff`. A codemod
keeps the order of what it does not change, so lines that stand once in either version hold the two together, and difflib
is asked only about what lies between them.
"""

from __future__ import annotations

import difflib
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence

Lines = Sequence[str]


class AnchoredMatcher(difflib.SequenceMatcher[str]):
    """Answer what a SequenceMatcher of two lists of lines answers."""

    def __init__(self, old: Lines, new: Lines) -> None:
        # the base class would index every line of `new` here
        self.a = old
        self.b = new
        self.opcodes = None  # what the base class keeps its answers in

    def get_matching_blocks(self) -> list[difflib.Match]:
        """Return the matching blocks in order, the empty one at the end included."""
        return [difflib.Match(*block) for block in _joined(_blocks(self.a, self.b))] + [
            difflib.Match(len(self.a), len(self.b), 0)
        ]


def _blocks(old: Lines, new: Lines) -> Iterator[tuple[int, int, int]]:
    i = j = 0
    for anchor in (*_anchors(old, new), (len(old), len(new))):
        if anchor[0] < i or anchor[1] < j:
            continue  # inside of what already matched
        # lines that follow a match most often match as well; they may run past anchors, of which each stands but once
        same = _same(old, new, i, j)
        yield i, j, same
        i, j = i + same, j + same
        if i < anchor[0] or j < anchor[1]:
            between = difflib.SequenceMatcher(None, old[i : anchor[0]], new[j : anchor[1]], autojunk=False)
            yield from ((i + a, j + b, size) for a, b, size in between.get_matching_blocks())
            i, j = anchor


def _same(old: Lines, new: Lines, i: int, j: int) -> int:
    begin, end = i, min(len(old), i + len(new) - j)
    shift = j - i
    while i < end and old[i] == new[i + shift]:
        i += 1
    return i - begin


def _anchors(old: Lines, new: Lines) -> list[tuple[int, int]]:
    """Return places in both, in order, of lines that stand once in each: the longest series that keeps its order."""
    once_old, once_new = _once(old), _once(new)
    pairs = [(i, once_new[line]) for line, i in once_old.items() if line in once_new]
    ends: list[int] = []  # of the best series of each length, its last place in `new`
    lasts: list[int] = []  # and the pair that stands there
    before: list[int] = []
    for index, (_, j) in enumerate(pairs):
        at = bisect_left(ends, j)
        before.append(lasts[at - 1] if at else -1)
        ends[at : at + 1] = [j]
        lasts[at : at + 1] = [index]
    found: list[tuple[int, int]] = []
    index = lasts[-1] if lasts else -1
    while index >= 0:
        found.append(pairs[index])
        index = before[index]
    return found[::-1]


def _once(lines: Lines) -> dict[str, int]:
    counts = Counter(lines)
    return {line: at for at, line in enumerate(lines) if counts[line] == 1}


def _joined(blocks: Iterator[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Join blocks that touch, and leave out the empty ones."""
    joined: list[tuple[int, int, int]] = []
    for i, j, size in blocks:
        if joined and joined[-1][0] + joined[-1][2] == i and joined[-1][1] + joined[-1][2] == j:
            joined[-1] = (joined[-1][0], joined[-1][1], joined[-1][2] + size)
        elif size:
            joined.append((i, j, size))
    return joined
