"""Ask about each hunk of the changes, as `git add -p` does."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator

from flowshift import FileResult, Status
from flowshift.workspace.hunks import Hunk, hunks_of, with_hunks

from .console import say, write_diff
from .render.as_text import one_line

_KEYS = (
    "y yes; n no; a yes, and so to all hunks of the same rules; q quit: no to this and all that follow; ? these keys"
)


def choose(results: Iterable[FileResult]) -> Iterator[FileResult]:
    """Yield the results with those hunks only that the user takes. The end of the input is taken for quit."""
    asker = _Asker()
    for result in results:
        if result.status is not Status.CHANGED:
            yield result
            continue
        hunks = hunks_of(result)
        taken = [
            hunk for number, hunk in enumerate(hunks, 1) if asker.takes(hunk, f"({number}/{len(hunks)}) {result.path}")
        ]
        if 0 < len(taken) < len(hunks):
            say(f"{one_line(result.path)}: taken in part; hunks may need each other, so run it, or flowshift verify")
        yield with_hunks(result, hunks, taken)


class _Asker:
    """Remember what was said for good: the rules that are taken, and that nothing more is."""

    def __init__(self) -> None:
        self._rules: frozenset[str] = frozenset()
        self._has_quit = False

    def takes(self, hunk: Hunk, place: str) -> bool:
        if self._has_quit:
            return False
        if hunk.rules and hunk.rules <= self._rules:
            return True
        write_diff(hunk.text)
        rules = ", ".join(sorted(hunk.rules)) or "no rule of its own"
        while True:
            sys.stderr.write(f"{one_line(place)}: {rules}. Apply this hunk [y,n,a,q,?]? ")
            sys.stderr.flush()
            answer = sys.stdin.readline()
            key = answer.strip().lower()
            if key == "y":
                return True
            if key == "n":
                return False
            if key == "a":
                self._rules |= hunk.rules
                return True
            if key == "q" or not answer:
                self._has_quit = True
                return False
            say(_KEYS)
