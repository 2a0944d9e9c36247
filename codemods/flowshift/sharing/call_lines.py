"""Write a function's statements for one of its calls, with names of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import libcst as cst

from ..syntax.templates import Statement, code_of, parenthesised, statement
from ..syntax.walk import Rewrite, descendants, rewrite
from .folding import folded
from .names import bound_names, fresh, renamed


def call_lines(
    function: cst.FunctionDef, call: cst.Call, line: cst.SimpleStatementLine, taken: set[str], names_sizes: bool = False
) -> list[Statement] | None:
    """Return the statements that a call in a line becomes, None where that is not certain; they take names from then on.

    Where it `names_sizes`, numbers keep the names that the function has for them.
    """
    arguments = _arguments(function, call)
    if arguments is None or not isinstance(function.body, cst.IndentedBlock):
        return None
    bound = bound_names(function.body) - {"_"}
    local = {
        name: node
        for name, node in arguments.items()
        if name in bound or not _is_simple(node) or (names_sizes and isinstance(node, cst.BaseNumber))
    }
    given = {name: node for name, node in arguments.items() if name not in local}
    tail = _tail(_body(function.body, given))
    if tail is None:
        return None
    target = _target(line)
    names = _renamed_results(tail, target, bound)
    read = [code_of(node) for node in arguments.values()]
    read += _read(function.body)
    # a result takes its name from the caller only where nothing else goes by that name
    names = {local: name for local, name in names.items() if local == name or not any(_names(t, name) for t in read)}
    for name in [name for name in (*local, *sorted(bound - local.keys())) if name not in names]:
        names[name] = fresh(name, target, taken)
        taken.add(names[name])
    first: list[Statement] = [
        cst.SimpleStatementLine([cst.Assign([cst.AssignTarget(cst.Name(names[name]))], node)])
        for name, node in local.items()
    ]
    lines = [*first, *_body(renamed(function.body, names), given)]
    if sum(isinstance(node, cst.Return) for one in lines for node in descendants(one)) > 1:
        return None
    return _ended(lines, call, line)


def _read(body: cst.CSTNode) -> list[str]:
    """Return the names and attributes that are read, without the words behind a dot."""
    nodes = [node for node in descendants(body) if isinstance(node, (cst.Name, cst.Attribute))]
    words = {id(node.attr) for node in nodes if isinstance(node, cst.Attribute)}
    return [code_of(node) for node in nodes if id(node) not in words]


def _names(text: str, name: str) -> bool:
    """Tell whether an expression reads a name."""
    return re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", text) is not None


def _body(block: cst.IndentedBlock, given: Mapping[str, cst.BaseExpression]) -> list[Statement]:
    """Return the statements of a function for one call, without its docstring."""
    body = folded(_substituted(block, given))
    return (
        [line for line in statements_of(body) if not is_docstring(line)] if isinstance(body, cst.IndentedBlock) else []
    )


def statements_of(block: cst.IndentedBlock) -> list[Statement]:
    """Return the statements of a block."""
    return [line for line in block.body if isinstance(line, (cst.SimpleStatementLine, cst.BaseCompoundStatement))]


def _is_simple(node: cst.BaseExpression) -> bool:
    if isinstance(node, cst.Attribute):
        return _is_simple(node.value)
    return isinstance(node, (cst.Name, cst.BaseNumber, cst.SimpleString))


def is_docstring(line: cst.CSTNode) -> bool:
    """Tell whether a statement is a text alone."""
    small = line.body[0] if isinstance(line, cst.SimpleStatementLine) else None
    return isinstance(small, cst.Expr) and isinstance(small.value, (cst.SimpleString, cst.ConcatenatedString))


def _arguments(function: cst.FunctionDef, call: cst.Call) -> dict[str, cst.BaseExpression] | None:
    """Return what each parameter is at a call, `self` too; None where that is not certain."""
    parameters = list(function.params.params)
    given: dict[str, cst.BaseExpression] = {}
    if isinstance(call.func, cst.Attribute):
        given[parameters.pop(0).name.value] = call.func.value
    positional = [arg.value for arg in call.args if arg.keyword is None and not arg.star]
    keywords = {arg.keyword.value: arg.value for arg in call.args if arg.keyword is not None}
    if len(positional) + len(keywords) != len(call.args) or len(positional) > len(parameters):
        return None
    names = [parameter.name.value for parameter in parameters]
    if not keywords.keys() <= set(names[len(positional) :]):
        return None
    for place, parameter in enumerate(parameters):
        name = parameter.name.value
        value = positional[place] if place < len(positional) else keywords.get(name)
        if value is None:
            value = parameter.default
            if value is None or not _is_fixed(value):
                return None
        given[name] = value
    return given


def _is_fixed(node: cst.BaseExpression) -> bool:
    """Tell whether a default, which was read when the function was defined, is the same at each call."""
    if isinstance(node, cst.Name):
        return node.value in ("None", "True", "False")
    return isinstance(node, (cst.BaseNumber, cst.SimpleString)) or (
        isinstance(node, cst.Attribute) and _is_simple(node)
    )


def _substituted(body: cst.CSTNode, given: Mapping[str, cst.BaseExpression]) -> cst.CSTNode:
    """Write what is given for each parameter in its place."""
    edits: dict[int, Rewrite] = {}
    skipped: set[int] = set()
    for node in descendants(body):
        if isinstance(node, cst.Arg) and node.keyword is not None:
            skipped.add(id(node.keyword))
        elif isinstance(node, cst.Attribute):
            skipped.add(id(node.attr))
        elif isinstance(node, cst.Name) and node.value in given and id(node) not in skipped:
            edits[id(node)] = _constant(given[node.value])
    result = rewrite(body, edits)
    assert isinstance(result, cst.CSTNode)
    return result


def _constant(node: cst.BaseExpression) -> Rewrite:
    return lambda _: parenthesised(node)


def _tail(lines: Sequence[cst.CSTNode]) -> cst.BaseExpression | None:
    """Return the result of a function, where it stands at the end of its statements, in `with` blocks or not."""
    last = lines[-1] if lines else None
    if isinstance(last, cst.With) and isinstance(last.body, cst.IndentedBlock):
        return _tail(last.body.body)
    small = last.body[-1] if isinstance(last, cst.SimpleStatementLine) else None
    return small.value if isinstance(small, cst.Return) else None


def _target(line: cst.SimpleStatementLine) -> cst.BaseExpression | None:
    small = line.body[0]
    return small.targets[0].target if isinstance(small, cst.Assign) and len(small.targets) == 1 else None


def _renamed_results(tail: cst.BaseExpression, target: cst.BaseExpression | None, bound: set[str]) -> dict[str, str]:
    """Return the names of results that the call gives other names: those names are theirs from the start."""
    pairs = [(tail, target)]
    if isinstance(tail, cst.Tuple) and isinstance(target, cst.Tuple) and len(tail.elements) == len(target.elements):
        pairs = [(a.value, b.value) for a, b in zip(tail.elements, target.elements)]
    named = {
        a.value: code_of(b)
        for a, b in pairs
        if isinstance(a, cst.Name) and b is not None and _is_target(b) and a.value in bound and code_of(b) != "_"
    }
    clash = set(named.values()) & (bound - named.keys())
    return named if len(set(named.values())) == len(named) and not clash else {}


def _is_target(node: cst.BaseExpression) -> bool:
    return isinstance(node, cst.Name) or (isinstance(node, cst.Attribute) and isinstance(node.value, cst.Name))


def _ended(lines: list[Statement], call: cst.Call, line: cst.SimpleStatementLine) -> list[Statement] | None:
    """Return the statements with what the caller does with the result in place of the `return`."""
    last = lines[-1]
    if isinstance(last, cst.With) and isinstance(last.body, cst.IndentedBlock):
        ended = _ended(statements_of(last.body), call, line)
        return None if not ended else [*lines[:-1], last.with_changes(body=last.body.with_changes(body=ended))]
    if not isinstance(last, cst.SimpleStatementLine) or len(last.body) != 1 or not isinstance(last.body[0], cst.Return):
        return None
    value = last.body[0].value
    if value is None:
        return None
    given = rewrite(line.body[0], {id(call): _constant(value)})
    target = _target(line)
    new: list[Statement]
    if isinstance(value, cst.Tuple) and isinstance(target, cst.Tuple) and len(value.elements) == len(target.elements):
        pairs = [(code_of(a.value), code_of(b.value)) for a, b in zip(target.elements, value.elements)]
        new = [statement(f"{a} = {b}") for a, b in pairs if a != b]
    elif isinstance(given, cst.Assign) and target is not None and code_of(target) == code_of(given.value):
        new = []
    elif isinstance(given, (cst.Assign, cst.Expr)):
        new = [last.with_changes(body=[given])]
    else:
        return None
    if new:
        new[0] = new[0].with_changes(leading_lines=last.leading_lines)
    return [*lines[:-1], *new]
