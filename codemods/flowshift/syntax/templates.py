"""Build syntax from text with holes, so that generated code is written as code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Union

import libcst as cst

from .codegen import generated_code
from .parsing import unchecked
from .walk import Rewrite, descendants, rewrite

# every statement, simple or compound, that may stand in a block
Statement = Union[cst.SimpleStatementLine, cst.BaseCompoundStatement]

_HOLE = re.compile(r"\{(\w+)\}")


def expression(text: str, **holes: cst.BaseExpression) -> cst.BaseExpression:
    """Parse an expression; each `{name}` in the text is filled with the node of that name, layout and comments kept."""
    with unchecked():
        node = cst.parse_expression(_marked(text, holes))
    filled = _fill(node, holes)
    assert isinstance(filled, cst.BaseExpression)
    return filled


def statement(text: str, **holes: cst.BaseExpression) -> Statement:
    """Parse one statement, simple or compound, and fill its holes."""
    with unchecked():
        node = cst.parse_statement(_marked(text, holes))
    filled = _fill(node, holes)
    assert isinstance(filled, (cst.SimpleStatementLine, cst.BaseCompoundStatement))
    return filled


def line(text: str) -> cst.SimpleStatementLine:
    """Parse one line of simple statements."""
    node = cst.parse_statement(text)
    assert isinstance(node, cst.SimpleStatementLine)
    return node


def _marked(text: str, holes: Mapping[str, cst.BaseExpression]) -> str:
    """Write names in place of the holes; other braces are the code's own, as in an f-string."""
    return _HOLE.sub(lambda found: f"__hole_{found[1]}__" if found[1] in holes else found[0], text) if holes else text


def _fill(node: cst.CSTNode, holes: Mapping[str, cst.BaseExpression]) -> cst.CSTNode:
    if not holes:
        return node
    edits: dict[int, Rewrite] = {}
    for found in descendants(node):
        if isinstance(found, cst.Name) and found.value.startswith("__hole_"):
            filling = holes[found.value[len("__hole_") : -2]]
            edits[id(found)] = _constant(filling)
    result = rewrite(node, edits)
    assert isinstance(result, cst.CSTNode)
    return result


def _constant(filling: cst.BaseExpression) -> Rewrite:
    return lambda _: filling


def code_of(node: cst.CSTNode) -> str:
    """Return the source text of a node, without the layout around it."""
    return generated_code(node)


def dotted(text: str) -> cst.BaseExpression:
    """Build the expression of a dotted name."""
    first, *rest = text.split(".")
    node: cst.BaseExpression = cst.Name(first)
    for part in rest:
        node = cst.Attribute(node, cst.Name(part))
    return node


def parenthesised(node: cst.BaseExpression) -> cst.BaseExpression:
    """Wrap an operator expression in parentheses, so that it can stand as an operand."""
    loose = (
        cst.BinaryOperation,
        cst.BooleanOperation,
        cst.UnaryOperation,
        cst.Comparison,
        cst.IfExp,
        cst.Lambda,
        cst.Await,
    )
    if isinstance(node, loose) and not node.lpar:
        return node.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    return node
