"""Find where each statement stands in the text, by the line numbers of Python's own parser.

`ast` parses ten times as fast as libcst and counts lines; libcst knows how many lines of comments and blanks lie around a
statement. Together they give what a code generation of the whole module would, at a quarter of its cost. Wherever the two
do not agree line by line, there is no answer.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Sequence
from typing import NamedTuple

import libcst as cst

from .source import layout_is_plain


class Span(NamedTuple):
    """The offsets at which a statement begins (with the lines before it) and ends, and the indentation it stands at."""

    start: int
    end: int
    indent: tuple[str, ...]


Spans = dict[int, Span]


class _Disagree(Exception):
    """The line numbers and the tree tell different things."""


def statement_spans(module: cst.Module, text: str) -> Spans | None:
    """Return the span of each statement of a module by its identity; None where that takes a code generation.

    `text` is what the module was parsed from, and what it generates.
    """
    if not layout_is_plain(text):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            parsed = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    measured = _Lines(module, text)
    try:
        line = measured.block(module.body, parsed.body, 1 + len(module.header), ())
    except _Disagree:
        return None
    return measured.spans if line + len(module.footer) == measured.count else None


class _Lines:
    """Walk the statements of both trees side by side."""

    def __init__(self, module: cst.Module, text: str) -> None:
        self.indent = module.default_indent
        self.spans: Spans = {}
        self.starts = [0]
        for line in text.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.starts[-1] = len(text)
        # the number of the first line after the text
        self.count = len(self.starts) - (1 if text.endswith("\n") or not text else 0)

    def block(
        self, statements: Sequence[cst.CSTNode], parsed: Sequence[ast.stmt], line: int, indent: tuple[str, ...]
    ) -> int:
        """Note the statements of one block, which begins at `line`, and return the line after it."""
        at = 0
        for statement in statements:
            if at >= len(parsed):
                raise _Disagree
            begun = line
            first = parsed[at]
            if isinstance(statement, cst.SimpleStatementLine):
                at += len(statement.body)
                if at > len(parsed):
                    raise _Disagree
                _agree(first.lineno, line + len(statement.leading_lines))
                line = _end(parsed[at - 1]) + 1
            else:
                at += 1
                _agree(_first_line(first), line + _lines_before(statement))
                line = self.compound(statement, first, indent)
            self.spans[id(statement)] = Span(
                self.starts[begun - 1], self.starts[min(line, len(self.starts)) - 1], indent
            )
        if at != len(parsed):
            raise _Disagree
        return line

    def compound(self, statement: cst.CSTNode, parsed: ast.stmt, indent: tuple[str, ...]) -> int:
        """Note what stands inside a compound statement, and return the line after it."""
        if isinstance(statement, cst.Match):
            return self.cases(statement, parsed, indent)
        line = self.suite(getattr(statement, "body", None), getattr(parsed, "body", None), indent)
        if isinstance(statement, (cst.Try, cst.TryStar)):
            handlers = getattr(parsed, "handlers", ())
            if len(handlers) != len(statement.handlers):
                raise _Disagree
            for handler, found in zip(statement.handlers, handlers):
                line = self.suite(getattr(handler, "body", None), found.body, indent)
        orelse = getattr(statement, "orelse", None)
        if orelse is not None:
            line = self.otherwise(orelse, getattr(parsed, "orelse", ()), indent)
        last = getattr(statement, "finalbody", None)
        if last is not None:
            line = self.suite(last.body, getattr(parsed, "finalbody", None), indent)
        return line

    def otherwise(self, orelse: cst.CSTNode, parsed: Sequence[ast.stmt], indent: tuple[str, ...]) -> int:
        """Note what stands in an `else` or `elif`, and return the line after it."""
        if not parsed:
            raise _Disagree
        if isinstance(orelse, cst.If):
            return self.compound(orelse, parsed[0], indent)
        if isinstance(orelse, cst.Else):
            return self.suite(orelse.body, parsed, indent)
        raise _Disagree

    def cases(self, statement: cst.Match, parsed: ast.stmt, indent: tuple[str, ...]) -> int:
        """Note what stands inside a match statement, and return the line after it."""
        found = getattr(parsed, "cases", ())
        if not found or len(found) != len(statement.cases):
            raise _Disagree
        inner = (*indent, self.indent if statement.indent is None else statement.indent)
        for case, match in zip(statement.cases, found):
            line = self.suite(case.body, match.body, inner)
        return line + len(statement.footer)

    def suite(self, suite: object, parsed: Sequence[ast.stmt] | None, indent: tuple[str, ...]) -> int:
        """Note the statements of a suite, and return the line after it."""
        if not parsed:
            raise _Disagree
        if isinstance(suite, cst.SimpleStatementSuite):
            return _end(parsed[-1]) + 1
        if not isinstance(suite, cst.IndentedBlock) or not suite.body:
            raise _Disagree
        inner = (*indent, self.indent if suite.indent is None else suite.indent)
        begin = _first_line(parsed[0]) - _lines_before(suite.body[0])
        return self.block(suite.body, parsed, begin, inner) + len(suite.footer)


def _agree(one: int, other: int) -> None:
    if one != other:
        raise _Disagree


def _end(node: ast.stmt) -> int:
    if node.end_lineno is None:
        raise _Disagree
    return node.end_lineno


def _first_line(node: ast.stmt) -> int:
    """Return the line of a statement's first word, its decorators included."""
    decorators = getattr(node, "decorator_list", None)
    return int(decorators[0].lineno) if decorators else node.lineno


def _lines_before(statement: cst.CSTNode) -> int:
    """Return how many lines of comments and blanks belong to a statement before its first word."""
    found = len(getattr(statement, "leading_lines", ()))
    decorators = getattr(statement, "decorators", ())
    return found + len(decorators[0].leading_lines) if decorators else found
