"""Find the line and column of a few nodes, far cheaper than libcst's position metadata does.

Where line numbers tell where the statements are (`spans`), only those are generated that hold a node that is asked for;
else the whole module is, once.
"""

from __future__ import annotations

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
    for node in nodes:
        statement = tree.statement_of(node)
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
            at = _only_place(node, text, span)
            if at is not None:
                found[identity] = Position(line + text.count("\n", offset, at), at - text.rfind("\n", 0, at))
                del wanted[identity]
        if wanted:
            found.update(_places_in(statement, set(wanted), _recorder(tree.module, set(wanted)), line, span))
    return found


def _only_place(node: cst.CSTNode, text: str, span: Span) -> int | None:
    """Return the offset of a dotted name, or of the call of one, that stands once in the text of its statement."""
    named = node.func if isinstance(node, cst.Call) else node
    name = dotted_name(named) if isinstance(named, cst.Attribute) else ""
    if not name:
        return None
    at = text.find(name, span.start, span.end)
    if at < 0 or text.find(name, at + 1, span.end) >= 0:
        return None
    begins = not (text[at - 1].isidentifier() or text[at - 1] in "0123456789.") if at else True
    end = at + len(name)
    return at if begins and not (text[end : end + 1].isidentifier() or text[end : end + 1].isdigit()) else None


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
