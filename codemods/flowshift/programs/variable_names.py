"""Tell the names that variables have in TF1's graph, and which of them a test on a name chooses."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import libcst as cst

from ..kinds.values import Call, Literal
from ..rules.context import Context
from ..rules.recurrent import scope_prefix
from .conditions import Condition, NotEager


def tf1_name(value: Call, taken: set[str], context: Context) -> str:
    """Return the name of a variable in TF1's graph: its own in its scope, with a number where that was taken.

    Raises:
        NotEager: it cannot be told.
    """
    prefix = scope_prefix(value.node, context) if value.api == "tf.get_variable" else _name_scope(value.node, context)
    site = context.site(value)
    given = site.constant("name", None) if site is not None else ...
    if prefix is None or given is ... or not isinstance(given, (str, type(None))):
        raise NotEager(Condition.NATIVE_NAMES, value.node, "the name that TF1 gives it cannot be told")
    name = wanted = prefix + (given or "Variable")
    number = 0
    while name.lower() in taken:
        number += 1
        name = f"{wanted}_{number}"
    taken.add(name.lower())
    return name


def _name_scope(node: cst.CSTNode, context: Context) -> str | None:
    """Return what the scopes around a `tf.Variable` put before its name; None where that is not known."""
    parts: list[str] = []
    for block in context.enclosing(node):
        for item in reversed(block.items if isinstance(block, cst.With) else ()):
            scope = context.facts.value(item.item)
            if not isinstance(scope, Call) or scope.api not in ("tf.name_scope", "tf.variable_scope"):
                continue
            name = (scope.arguments.positional or (None,))[0]
            if not isinstance(name, Literal) or not isinstance(name.constant, str):
                return None
            same = [c for c in context.facts.calls if c.api == scope.api and _first(c) == name.constant]
            if len(same) > 1:
                return None  # TF1 numbers a scope that is entered again
            parts.append(name.constant)
    return "".join(part + "/" for part in reversed(parts))


def _first(call: Call) -> object:
    first = (call.arguments.positional or (None,))[0]
    return first.constant if isinstance(first, Literal) else None


class UnknownTestError(Exception):
    """A test on a name is not one of those that are understood."""


def passes(test: cst.BaseExpression, target: str, name: str, context: Context) -> bool:
    """Tell whether the variable of a name passes the test of a comprehension over `target`: `"gen" in v.name`.

    Raises:
        UnknownTestError: the test asks something else.
    """
    return bool(_evaluated(test, target, name, context))


_COMPARED: dict[type[cst.BaseCompOp], Callable[[object, object], bool]] = {
    cst.Equal: lambda left, right: left == right,
    cst.NotEqual: lambda left, right: left != right,
    cst.In: lambda left, right: left in right,  # type: ignore[operator]
    cst.NotIn: lambda left, right: left not in right,  # type: ignore[operator]
    cst.GreaterThan: lambda left, right: left > right,  # type: ignore[operator]
    cst.GreaterThanEqual: lambda left, right: left >= right,  # type: ignore[operator]
    cst.LessThan: lambda left, right: left < right,  # type: ignore[operator]
}
_OF_TEXT = frozenset({"startswith", "endswith", "find", "count", "split", "lower", "upper", "strip", "replace"})


def _evaluated(node: cst.BaseExpression, target: str, name: str, context: Context) -> object:
    if isinstance(node, cst.BooleanOperation):
        left = _evaluated(node.left, target, name, context)
        right = _evaluated(node.right, target, name, context)
        return (left and right) if isinstance(node.operator, cst.And) else (left or right)
    if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Not):
        return not _evaluated(node.expression, target, name, context)
    if isinstance(node, cst.UnaryOperation) and isinstance(node.operator, cst.Minus):
        number = _evaluated(node.expression, target, name, context)
        if isinstance(number, int):
            return -number
    if isinstance(node, cst.Comparison) and len(node.comparisons) == 1:
        compare = _COMPARED.get(type(node.comparisons[0].operator))
        if compare is not None:
            values = _all((node.left, node.comparisons[0].comparator), target, name, context)
            return _tried(lambda: compare(*values))
    if isinstance(node, cst.Subscript) and len(node.slice) == 1:
        part = node.slice[0].slice
        of = _evaluated(node.value, target, name, context)
        if isinstance(part, cst.Index):
            index = _evaluated(part.value, target, name, context)
            return _tried(lambda: of[index])  # type: ignore[index]
        if isinstance(part, cst.Slice) and part.step is None:
            ends = (part.lower, part.upper)
            first, last = (None if end is None else _evaluated(end, target, name, context) for end in ends)
            return _tried(lambda: of[first:last])  # type: ignore[index]
    if isinstance(node, cst.Call) and isinstance(node.func, cst.Attribute) and node.func.attr.value in _OF_TEXT:
        method = node.func.attr.value
        of, *given = _all((node.func.value, *(one.value for one in node.args)), target, name, context)
        if isinstance(of, str) and not any(one.keyword or one.star for one in node.args):
            return _tried(lambda: getattr(of, method)(*given))
    if isinstance(node, cst.Attribute) and node.attr.value == "name":
        of_operation = isinstance(node.value, cst.Attribute) and node.value.attr.value == "op"
        variable = node.value.value if isinstance(node.value, cst.Attribute) and of_operation else node.value
        if isinstance(variable, cst.Name) and variable.value == target:
            return name if of_operation else f"{name}:0"
    if isinstance(node, (cst.Tuple, cst.List)) and all(isinstance(one, cst.Element) for one in node.elements):
        return _all([one.value for one in node.elements], target, name, context)
    value = context.facts.value(node)
    if isinstance(value, Literal) and value.known:
        return value.constant
    raise UnknownTestError


def _all(nodes: Sequence[cst.BaseExpression], target: str, name: str, context: Context) -> list[object]:
    return [_evaluated(node, target, name, context) for node in nodes]


def _tried(evaluate: Callable[[], object]) -> object:
    try:
        return evaluate()
    except (TypeError, ValueError, LookupError) as error:
        raise UnknownTestError from error
