"""Find what a Lambda layer does beside computing: TF1 did it once, when it built the graph, TF2 does it at each call.

    K.update(counter, 1.0)          TF1 never ran it (nothing fetched it); TF2 runs it at each call
    return x * K.update_add(c, 1.)  TF1 ran it once for each `sess.run`; TF2 at each call, when the model is built as well
    seen.append(x)                  one entry in TF1; TF2 adds one when the model is built and one at each eager call
    scale *= 2                      on an array that the layer was given: TF1 doubled it once, TF2 at each call

Which of the two was meant, only the author knows. An array that is changed in place is made anew instead, which gives what TF1
gave, under review: the array outside is no longer changed. Everything else gets a finding: state belongs into a layer of its
own, with `add_weight` and `call`.

Source: each row was run on both runtimes.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.keras import called_name, keras_name
from ..kinds.kind import Kind, kind_of
from ..kinds.values import Api, Foreign
from ..model import Applicability, Style
from ..syntax.templates import code_of
from .change import Change, Edit, manual
from .context import Context
from .lambda_bodies import WORDS, Body, lambda_bodies
from .lambda_operators import written_out
from .registry import Rule

_NAME = "lambda-effect"
_SYMBOL = "tf.keras.layers.Lambda"
_UPDATES = frozenset(
    {"assign", "assign_add", "assign_sub", "update", "update_add", "update_sub", "moving_average_update"}
)
_CHANGES = frozenset({"append", "extend", "insert", "add", "update", "pop", "remove", "clear", "setdefault", "write"})
_UNUSED = "TF1 never ran this update, since nothing fetched it; TF2 runs it at each call"
_USED = "TF1 ran this update once for each run of the session; TF2 at each call, and when the model is built"
_ONCE = "TF1 did this once, when it built the graph; TF2 does it when the model is built and at each eager call"
_AGAIN = "TF1 changed this array once, TF2 would at each call: a new one is made, and the one outside stays as it is"


def survey(context: Context) -> Iterator[Change]:
    """Report each effect of the Lambda layers' functions."""
    if context.style is not Style.EAGER:
        return
    for body in lambda_bodies(context):
        own = body.locals
        for node in body.own:
            if isinstance(node, cst.Call):
                yield from _call(node, own, body)
            elif isinstance(node, cst.AugAssign):
                yield from _augmented(node, own, body)
            elif isinstance(node, cst.AssignTarget) and isinstance(node.target, (cst.Subscript, cst.Attribute)):
                name = _root(node.target)
                if name not in own or name == "self":
                    yield manual(_NAME, node, _SYMBOL, _ONCE)


def updated_names(body: Body) -> set[str]:
    """Return the names of the variables that a function updates: they are state, and not trained."""
    found: set[str] = set()
    for node in body.own:
        target = _updated(node, body) if isinstance(node, cst.Call) else None
        if target is not None:
            found.add(_root(target))
    return found


def _updated(node: cst.Call, body: Body) -> cst.BaseExpression | None:
    """Return what a call updates, where that is no tensor of the layer's."""
    value = body.context.facts.value(node.func)
    name = keras_name(value).partition("backend.")[2] or (value.name[len("tf.") :] if isinstance(value, Api) else "")
    if name in _UPDATES and node.args and not body.is_tensor(node.args[0].value):
        return node.args[0].value
    if isinstance(node.func, cst.Attribute) and node.func.attr.value in ("assign", "assign_add", "assign_sub"):
        of = node.func.value
        return of if kind_of(body.context.facts.value(of)) is Kind.VARIABLE or _is_keras_variable(of, body) else None
    return None


def _is_keras_variable(node: cst.BaseExpression, body: Body) -> bool:
    return called_name(body.context.facts.value(node)) == "backend.variable"


def _call(node: cst.Call, own: set[str], body: Body) -> Iterator[Change]:
    value = body.context.facts.value(node.func)
    method = node.func.attr.value if isinstance(node.func, cst.Attribute) else ""
    if _updated(node, body) is not None:
        yield _update(node, body)
    elif isinstance(node.func, cst.Attribute) and not isinstance(value, (Api, Foreign)):
        of = node.func.value
        if method in _CHANGES and _root(of) not in own and not body.is_tensor(of):
            yield manual(_NAME, node, _SYMBOL, _ONCE)
    elif isinstance(value, Foreign) and value.name == "builtins.print":
        yield manual(_NAME, node, _SYMBOL, f"{_ONCE}; tf.print shows values")


def _update(node: cst.Call, body: Body) -> Change:
    unused = isinstance(body.context.tree.parents.get(id(node)), cst.Expr)
    return manual(_NAME, node, _SYMBOL, _UNUSED if unused else _USED)


def _root(node: cst.CSTNode) -> str:
    """Return the name that an attribute or item is reached from."""
    while isinstance(node, (cst.Attribute, cst.Subscript)):
        node = node.value
    return code_of(node)


def _augmented(node: cst.AugAssign, own: set[str], body: Body) -> Iterator[Change]:
    """Look at an augmented assignment to what was there before the function ran."""
    target = node.target
    if isinstance(target, cst.Name) and target.value in body.given and not body.is_tensor(target):
        edit = Edit(node, written_out(node))
        yield Change(_NAME, node, _SYMBOL, _AGAIN, Applicability.REVIEW, edits=(edit,))
    elif _root(target) not in own and not body.is_tensor(target):
        yield manual(_NAME, node, _SYMBOL, _ONCE)


RULES = (
    Rule(
        _NAME,
        "lambdas",
        "side effects of Lambda layers, which TF1 ran once and TF2 runs at each call, are reported",
        __doc__ or "",
        survey=survey,
        words=WORDS,
    ),
)
