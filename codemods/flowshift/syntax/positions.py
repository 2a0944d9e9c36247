"""Find the line and column of a few nodes, far cheaper than libcst's position metadata does.

Where line numbers tell where the statements are (`spans`), only those are generated that hold a node that is asked for;
else the whole module is, once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

import libcst as cst

from ..kinds.imports import dotted_name
from .codegen import NOTHING, Nothing, PlainState
from .spans import Span, Spans, statement_spans
from .tree import Tree


@dataclass(frozen=True)
class Position:
    """Hold a 1-based line and 1-based column."""

    line: int
    column: int


_STATEMENTS = frozenset(
    {
        cst.SimpleStatementLine,
        cst.FunctionDef,
        cst.ClassDef,
        cst.If,
        cst.For,
        cst.While,
        cst.With,
        cst.Try,
        cst.TryStar,
        cst.Match,
    }
)


# Compound statements whose own nodes all stand before the body, and what can be found by its text.
_HEADED = (cst.FunctionDef, cst.ClassDef, cst.If, cst.For, cst.While, cst.With)
_NAMED = (cst.Name, cst.Attribute, cst.Call)

_PASS = cst.SimpleStatementLine([cst.Pass()])


@dataclass
class _Recorder(PlainState):
    wanted: set[int] = field(default_factory=set)
    found: dict[int, Position] = field(default_factory=dict)
    spans: dict[int, Span] = field(default_factory=dict)
    offset: int = 0
    line: int = 1
    column: int = 1

    def begin(self, line: int, indent: tuple[str, ...]) -> None:
        """Start at a line, inside blocks of these indentations."""
        self.line = line
        self.indent_tokens = list(indent)

    def add_token(self, value: str) -> None:
        self.tokens.append(value)
        self.offset += len(value)
        if "\n" in value or "\r" in value:
            self._break(value)
        else:
            self.column += len(value)

    def add_indent_tokens(self) -> None:
        self.tokens.extend(self.indent_tokens)
        length = sum(map(len, self.indent_tokens))
        self.column += length
        self.offset += length

    def _break(self, value: str) -> None:
        text = value.replace("\r\n", "\n").replace("\r", "\n")
        self.line += text.count("\n")
        self.column = len(text) - text.rfind("\n")

    def before_codegen(self, node: cst.CSTNode) -> None:
        # A statement's own text begins after its leading lines: record_syntactic_position gives that place.
        if id(node) in self.wanted:
            self.found.setdefault(id(node), Position(self.line, self.column))
        if type(node) in _STATEMENTS:
            self.spans[id(node)] = Span(self.offset, self.offset, tuple(self.indent_tokens))

    def after_codegen(self, node: cst.CSTNode) -> None:
        if type(node) in _STATEMENTS:
            begun = self.spans[id(node)]
            self.spans[id(node)] = Span(begun.start, self.offset, begun.indent)

    def record_syntactic_position(  # type: ignore[override]
        self, node: cst.CSTNode, *, start_node: cst.CSTNode | None = None, end_node: cst.CSTNode | None = None
    ) -> Nothing:
        if id(node) in self.wanted:
            self.found[id(node)] = Position(self.line, self.column)
        return NOTHING


@dataclass(frozen=True)
class Layout:
    """Hold the code that a module generates, and where in it some nodes stand, by the node's identity.

    `spans` are those of all statements, with the lines before them.
    """

    code: str
    places: Mapping[int, Position]
    spans: Mapping[int, Span]


def layout(tree: Tree, nodes: Iterable[cst.CSTNode]) -> Layout:
    """Find the statements of a module, and where each node of `nodes` begins that is part of it."""
    spans = statement_spans(tree.module, tree.text)
    if spans is None:
        return _generated(tree.module, nodes)
    return Layout(tree.text, _places(tree, spans, nodes), spans)


def _generated(module: cst.Module, nodes: Iterable[cst.CSTNode]) -> Layout:
    """Generate a module's code once, noting where each node begins."""
    state = _recorder(module, {id(node) for node in nodes})
    module._codegen(state)
    return Layout("".join(state.tokens), state.found, state.spans)


def _recorder(module: cst.Module, wanted: set[int]) -> _Recorder:
    return _Recorder(default_indent=module.default_indent, default_newline=module.default_newline, wanted=wanted)


def _places(tree: Tree, spans: Spans, nodes: Iterable[cst.CSTNode]) -> dict[int, Position]:
    """Find the nodes in the text of their statements; what that leaves open, by generating those statements."""
    holding: dict[int, tuple[cst.CSTNode, dict[int, cst.CSTNode]]] = {}
    ends: dict[int, int] = {}  # of the text that a node stands in, by its identity
    for node in nodes:
        statement = tree.statement_of(node)
        ends[id(node)] = _end_of_head(statement, spans)
        while statement is not None and id(statement) not in spans:
            statement = tree.statement_of(tree.parents[id(statement)])  # an elif is part of its if
        if statement is not None:
            holding.setdefault(id(statement), (statement, {}))[1][id(node)] = node
    found: dict[int, Position] = {}
    text, line, offset = tree.text, 1, 0
    for key, (statement, wanted) in sorted(holding.items(), key=lambda item: spans[item[0]].start):
        span = spans[key]
        line, offset = line + text.count("\n", offset, span.start), span.start
        for identity, node in list(wanted.items()):
            at = _begin(statement, node, text, span.start)
            if at is None:
                at = _only_place(node, text, span.start, min(span.end, ends[identity]))
            if at is not None:
                found[identity] = Position(line + text.count("\n", offset, at), at - text.rfind("\n", 0, at))
                del wanted[identity]
        if wanted:
            found.update(_places_in(statement, set(wanted), _recorder(tree.module, set(wanted)), line, span))
    return found


def _end_of_head(statement: cst.CSTNode | None, spans: Spans) -> int:
    """Return where the head of a compound statement ends at the latest; nothing that is the statement's own is behind it."""
    body = getattr(statement, "body", None) if isinstance(statement, _HEADED) else None
    first = spans.get(id(body.body[0])) if isinstance(body, cst.IndentedBlock) and body.body else None
    return sys.maxsize if first is None else first.start


def _begin(statement: cst.CSTNode, node: cst.CSTNode, text: str, start: int) -> int | None:
    """Return where a simple statement begins that is the first of its line, behind the lines before it."""
    if not isinstance(statement, cst.SimpleStatementLine) or statement.body[0] is not node:
        return None
    for _ in statement.leading_lines:
        start = text.index("\n", start) + 1
    while text[start] in " \t":
        start += 1
    return start


def _only_place(node: cst.CSTNode, text: str, start: int, end: int) -> int | None:
    """Return the offset of a name, dotted or not, or of the call of one, that stands once in a part of the text."""
    name = dotted_name(node.func if isinstance(node, cst.Call) else node) if isinstance(node, _NAMED) else ""
    if not name or getattr(node, "lpar", None):
        return None
    dot = "_" if isinstance(node, cst.Name) else "."  # a name may itself be an attribute
    found: int | None = None
    at = text.find(name, start, end)
    while at >= 0:
        behind = at + len(name)
        before, after = text[at - 1 : at], text[behind : behind + 1]
        if not (before.isalnum() or before in ("_", dot) or after.isalnum() or after == "_"):
            if found is not None:
                return None
            found = at
        at = text.find(name, behind, end)
    return found


def _places_in(
    statement: cst.CSTNode, wanted: set[int], state: _Recorder, line: int, span: Span
) -> dict[int, Position]:
    """Generate one statement; of a compound one its head alone, where that holds all that is wanted."""
    body = getattr(statement, "body", None)
    handlers = isinstance(statement, (cst.Try, cst.TryStar))  # stand behind the body
    if isinstance(body, cst.IndentedBlock) and id(statement) not in wanted and not handlers:
        hollow = statement.with_changes(body=body.with_changes(body=(_PASS,), footer=()))
        if getattr(hollow, "orelse", None) is not None:
            hollow = hollow.with_changes(orelse=None)
        head = replace(state, tokens=[], found={}, spans={})
        head.begin(line, span.indent)
        hollow._codegen(head)
        if len(head.found) == len(wanted):
            return head.found
    state.begin(line, span.indent)
    statement._codegen(state)
    return state.found
