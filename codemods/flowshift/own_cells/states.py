"""Say what the state of a program's own cell is, and read it in Keras' order."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from ..kinds.cells import Native
from ..syntax.templates import Statement, code_of, expression, statement
from ..syntax.walk import Rewrite, descendants, rewrite


def with_keras_state(body: Sequence[Statement], form: Native, state: str) -> list[Statement] | None:
    """Return the statements of a step that get Keras' states; None where it cannot be followed how they are read."""
    if form is Native.TENSOR:
        return [statement(f"{state} = states[0]"), *body]
    if form is Native.TUPLE:
        return list(body)
    edits: dict[int, Rewrite] = {}
    read: set[int] = set()
    for node in (found for line in body for found in descendants(line)):
        if isinstance(node, (cst.Attribute, cst.Subscript)) and code_of(node.value) == state:
            part = {f"{state}.c": 1, f"{state}.h": 0, f"{state}[0]": 1, f"{state}[1]": 0}.get(code_of(node))
            if part is None:
                return None
            edits[id(node)] = _constant(expression(f"{state}[{part}]"))
            read.add(id(node.value))
        elif isinstance(node, cst.Assign) and code_of(node.value) == state:
            target = node.targets[0].target
            if len(node.targets) != 1 or not isinstance(target, cst.Tuple) or len(target.elements) != 2:
                return None
            c, h = (code_of(element.value) for element in target.elements)
            edits[id(target)] = _constant(expression(f"{h}, {c}"))
            read.add(id(node.value))
        elif isinstance(node, cst.Return):
            returned = _returned(node)
            if returned is None:
                return None
            edits[id(node)] = _constant(returned)
        elif isinstance(node, cst.Name) and node.value == state and id(node) not in read:
            return None
    new = [rewrite(line, edits) for line in body]
    return [line for line in new if isinstance(line, (cst.SimpleStatementLine, cst.BaseCompoundStatement))]


def _returned(node: cst.Return) -> cst.Return | None:
    """Return an LSTM's result; a plain pair of c and h is turned, a LSTMStateTuple turns where it is made."""
    value = node.value
    if not isinstance(value, cst.Tuple) or len(value.elements) != 2:
        return None
    output, state = (element.value for element in value.elements)
    if isinstance(state, (cst.Tuple, cst.List)) and len(state.elements) == 2:
        c, h = (code_of(element.value) for element in state.elements)
        return node.with_changes(value=expression(f"{code_of(output)}, [{h}, {c}]"))
    return node if isinstance(state, (cst.Name, cst.Call)) else None


def _constant(node: cst.CSTNode) -> Rewrite:
    return lambda _: node
