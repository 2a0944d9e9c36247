"""Measure which part of a migration is libcst's and Python's own: `python benchmarks/shares.py FOLDER ...`.

What is told is CPU time in one process, as a multiple of a bare `libcst.parse_module(source).code` over the same files: the
parse of the file, that of the pieces of new code, the generation of what changed, Python's own parser (for the places of
statements, and to check what was written), and what FlowShift itself takes. The start of the process is not in it.
"""

from __future__ import annotations

import ast
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import libcst
import libcst.native
from flowshift.deep_stack import collect_rarely, uncollected
from flowshift.engine import migrate_source
from flowshift.model import Options
from speed import mentions_tensorflow

_PARTS = (
    (libcst.native, "parse_module", "parse of the file"),
    (libcst.native, "parse_statement", "parse of new statements"),
    (libcst.native, "parse_expression", "parse of new expressions"),
    (libcst.CSTNode, "_codegen", "generation of code"),
    (ast, "parse", "Python's parser"),
)


class Clock:
    """Add up the seconds inside of functions, by label; a call inside of another that is timed belongs to that one."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._inside = False

    def timed(self, function: Callable[..., Any], label: str) -> Callable[..., Any]:
        """Return the function with a clock around it."""

        def call(*given: Any, **named: Any) -> Any:
            if self._inside:
                return function(*given, **named)
            self._inside, start = True, time.process_time()
            try:
                return function(*given, **named)
            finally:
                self.seconds[label] = self.seconds.get(label, 0.0) + time.process_time() - start
                self._inside = False

        return call


def bare_seconds(sources: Sequence[bytes]) -> float:
    """Return what a bare parse and generation of the sources takes."""
    start = time.process_time()
    for source in sources:
        try:
            assert libcst.parse_module(source.decode()).code is not None
        except (libcst.ParserSyntaxError, UnicodeDecodeError):
            continue
    return time.process_time() - start


def main(arguments: Sequence[str]) -> int:
    """Print the shares."""
    sys.setrecursionlimit(100_000)
    collect_rarely()
    paths = sorted(path for name in arguments for path in Path(name).rglob("*.py") if mentions_tensorflow(path))
    sources = [path.read_bytes() for path in paths]
    if not sources:
        print("no file mentions TensorFlow")
        return 2
    bare = min(bare_seconds(sources) for _ in range(3))
    clock = Clock()
    for owner, name, label in _PARTS:
        setattr(owner, name, clock.timed(getattr(owner, name), label))
    start = time.process_time()
    for path, source in zip(paths, sources):
        with uncollected():
            migrate_source(source, str(path), Options())
    whole = time.process_time() - start
    print(f"{len(sources)} files, bare parse {bare:.2f} s, migration {whole:.2f} s: {whole / bare:.2f} x, of which")
    for label, seconds in clock.seconds.items():
        print(f"  {label:26} {seconds / bare:5.2f} x")
    theirs = sum(clock.seconds.values())
    print(f"  {'together':26} {theirs / bare:5.2f} x")
    print(f"  {'FlowShift itself':26} {(whole - theirs) / bare:5.2f} x")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
