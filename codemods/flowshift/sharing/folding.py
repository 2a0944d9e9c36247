"""Decide what an expression of literals is: a branch that a caller's argument chooses is known where it is called."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable

import libcst as cst

from ..syntax.templates import code_of
from ..syntax.walk import Rewrite, descendants, rewrite

_COMPARED: dict[type, Callable[[object, object], bool]] = {
    cst.Equal: operator.eq,
    cst.NotEqual: operator.ne,
    cst.Is: lambda a, b: a is b,
    cst.IsNot: lambda a, b: a is not b,
}
_UNKNOWN = object()


def literal(node: cst.BaseExpression) -> object:
    """Return the value of an expression of literals, Ellipsis where it is none."""
    value = _value(node)
    return ... if value is _UNKNOWN else value


def _value(node: cst.BaseExpression) -> object:
    if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not):
        inner = _value(node.expression)
        return _UNKNOWN if inner is _UNKNOWN else not inner
    if isinstance(node, cst.BooleanOperation):
        left, right = _value(node.left), _value(node.right)
        if left is _UNKNOWN or right is _UNKNOWN:
            return _UNKNOWN
        return (left and right) if isinstance(node.operator, cst.And) else (left or right)
    if isinstance(node, cst.Comparison) and len(node.comparisons) == 1:
        compare = _COMPARED.get(type(node.comparisons[0].operator))
        left, right = _value(node.left), _value(node.comparisons[0].comparator)
        return _UNKNOWN if compare is None or left is _UNKNOWN or right is _UNKNOWN else compare(left, right)
    try:
        return ast.literal_eval(code_of(node)) if not isinstance(node, cst.BaseComp) else _UNKNOWN
    except (ValueError, SyntaxError, TypeError):
        return _UNKNOWN


def folded(node: cst.CSTNode) -> cst.CSTNode:
    """Return the node with each condition that is known decided: the branch that is taken, or the truth value."""
    conditions = (cst.If, cst.IfExp, cst.Comparison, cst.BooleanOperation, cst.UnaryOperation)
    edits: dict[int, Rewrite] = {id(found): _decided for found in descendants(node) if isinstance(found, conditions)}
    result = rewrite(node, edits) if edits else node
    assert isinstance(result, cst.CSTNode)
    return result


def _decided(node: cst.CSTNode) -> cst.CSTNode | cst.FlattenSentinel[cst.CSTNode] | cst.RemovalSentinel:
    if isinstance(node, (cst.If, cst.IfExp)):
        test = _value(node.test)
        if test is _UNKNOWN:
            return node
        if isinstance(node, cst.IfExp):
            return node.body if test else node.orelse
        return _branch(node, bool(test))
    assert isinstance(node, cst.BaseExpression)
    value = _value(node)
    return cst.Name(str(value)) if isinstance(value, bool) else node


def _branch(node: cst.If, taken: bool) -> cst.CSTNode | cst.FlattenSentinel[cst.CSTNode] | cst.RemovalSentinel:
    if taken:
        block: cst.CSTNode | None = node.body
    else:
        block = node.orelse.body if isinstance(node.orelse, cst.Else) else node.orelse
    if block is None:
        return cst.RemoveFromParent()
    if not isinstance(block, cst.IndentedBlock):
        return block if isinstance(block, cst.If) else node
    first, *rest = block.body
    lead = [*node.leading_lines, *getattr(first, "leading_lines", ())]
    kept = [line for line in (first.with_changes(leading_lines=lead), *rest) if not _passes(line)]
    return cst.FlattenSentinel(kept) if kept else cst.RemoveFromParent()


def _passes(line: cst.CSTNode) -> bool:
    return isinstance(line, cst.SimpleStatementLine) and all(isinstance(small, cst.Pass) for small in line.body)
