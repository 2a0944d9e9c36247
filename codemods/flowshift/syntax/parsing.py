"""Parse text into libcst's tree without checking each node once more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import libcst as cst
from libcst import CSTNode

_CHECK = CSTNode.__post_init__


def parse_module(text: str) -> cst.Module:
    """Parse a module; raise ParserSyntaxError or CSTValidationError where the text does not parse.

    Every node checks itself when it is made, also those that the parser makes, which are right by the grammar: a tenth of
    the time of a parse (libcst's `CSTNode.__post_init__` says so itself). Nodes that rules make are checked as ever.
    """
    with unchecked():
        return cst.parse_module(text)


@contextmanager
def unchecked() -> Iterator[None]:
    """Let a parser make nodes without a check. Two threads may overlap: the one that is still parsing is then checked."""
    CSTNode.__post_init__ = _little  # type: ignore[method-assign]
    try:
        yield
    finally:
        CSTNode.__post_init__ = _CHECK  # type: ignore[method-assign]


def _little(self: CSTNode) -> None:
    """Check what the grammar lets through: `"text" b"bytes"`."""
    if type(self) is cst.ConcatenatedString:
        self._validate()
