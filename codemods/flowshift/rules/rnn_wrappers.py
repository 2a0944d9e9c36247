"""Turn stacks of cells and wrappers around cells into Keras cells.

    tf.nn.rnn_cell.MultiRNNCell([a, b])                     ->  tf.keras.layers.StackedRNNCells([a, b])
    tf.nn.rnn_cell.DropoutWrapper(cell, output_keep_prob=p) ->  DropoutCell(cell, output_keep_prob=p)
    tf.nn.rnn_cell.ResidualWrapper(cell)                    ->  ResidualCell(cell)
    tf.nn.rnn_cell.DeviceWrapper(cell, "/gpu:0")            ->  cell

`DropoutCell` and `ResidualCell` are written into the project: those of TF2, `tf.nn.RNNCellDropoutWrapper` and its kin, are no
Keras layers (decoders of TensorFlow Addons refuse them), drop c as well as h, and draw variational masks once for ever.
Keras' own `LSTM(dropout=..., recurrent_dropout=...)` keeps one mask for all steps, where TF1 draws one at each step.
A probability that is fed in each run is read from a variable, which the function that runs the cell assigns first.

`[cell] * n` is one cell with one set of weights in TF1 and stays so; a comprehension makes different ones.

In a program that keeps its Session the wrappers stay, as `tf.compat.v1.nn.rnn_cell`: there they compute what TF1 did.

Source: TF 1.15 `rnn_cell_wrapper_impl.py`; both were run, with and without lengths: 1.8e-7 where nothing is drawn, the same
structure of masks where something is.
"""

from __future__ import annotations

import libcst as cst

from ..kinds.cells import DROPOUT, MULTI, Stack, cell_of
from ..kinds.facts import Reference
from ..kinds.states import Form, state_of_cell
from ..kinds.values import Call
from ..model import Applicability, Style
from ..syntax.layout import call_text
from ..syntax.templates import code_of, dotted, expression
from .call_site import CallSite
from .cell_dropout import KEEP_PROBS, fed_values, setups, unreadable
from .change import Change, Edit, manual
from .context import Context
from .recurrent import cell_problem
from .registry import Rule

_NAME = "rnn-wrapper"
_RESIDUAL, _DEVICE = "tf.nn.rnn_cell.ResidualWrapper", "tf.nn.rnn_cell.DeviceWrapper"
_DRAWS = "the masks are drawn from the same distribution, but other numbers than TF1's come out"
_SHARED = (
    "all layers are one cell with one set of weights, in TF1 as here: make one for each layer if that is not meant"
)


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite the making of one stack or wrapper."""
    if context.style is not Style.EAGER:
        return None
    name, call = reference.api.name, reference.call
    site = context.site(call) if call is not None else None
    if call is None or site is None:
        return manual(_NAME, reference.node, name, "its arguments cannot be read from the call")
    problem = cell_problem(call, context) or _problem(call, site) or unreadable(call, context)
    if problem:
        return manual(_NAME, reference.node, name, f"it stays as it is: {problem}")
    statement = context.statement_of(call.node)
    objects = (statement,) if statement is not None and context.assigned_to(call) else ()
    if name == MULTI:
        return _stack(reference, call, site, objects, context)
    if name == _DEVICE:
        edit = Edit(call.node, lambda _: context.render(site.nodes["cell"]))
        message = (
            "becomes the cell itself: TF2 places operations, `with tf.device(...)` around the call does it by hand"
        )
        return Change(_NAME, reference.node, name, message, edits=(edit,), objects=objects)
    return _wrapper(reference, call, site, objects, context)


def _problem(call: Call, site: CallSite) -> str:
    unknown = site.given() & {"dropout_state_filter_visitor"}
    if unknown:
        return f"{', '.join(sorted(unknown))} has no counterpart"
    if site.constant("variational_recurrent", False) is ...:
        return "whether its dropout is variational is not a literal"
    cell = cell_of(call)
    packed = cell is not None and state_of_cell(cell).form is Form.PACKED
    if packed and "state_keep_prob" in site.given():
        return "it drops c and h of a state that is one tensor"
    return ""


def _stack(
    reference: Reference, call: Call, site: CallSite, objects: tuple[cst.CSTNode, ...], context: Context
) -> Change:
    cell = cell_of(call)
    shared = isinstance(cell, Stack) and cell.shared
    edits = [Edit(reference.node, lambda _: dotted(f"{context.tensorflow}.keras.layers.StackedRNNCells"))]
    if "state_is_tuple" in site.nodes:
        edits.append(Edit(call.node, _first_argument_only))
    return Change(
        _NAME,
        reference.node,
        reference.api.name,
        "becomes tf.keras.layers.StackedRNNCells" + (f"; {_SHARED}" if shared else ""),
        Applicability.REVIEW if shared else Applicability.SAFE,
        tuple(edits),
        objects=objects,
    )


def _first_argument_only(node: cst.CSTNode) -> cst.CSTNode:
    """Leave out `state_is_tuple`."""
    assert isinstance(node, cst.Call)
    kept = [argument for argument in node.args if argument.keyword is None or argument.keyword.value == "cells"][:1]
    return node.with_changes(args=[kept[0].with_changes(comma=cst.MaybeSentinel.DEFAULT)])


def _wrapper(
    reference: Reference, call: Call, site: CallSite, objects: tuple[cst.CSTNode, ...], context: Context
) -> Change:
    own = "DropoutCell" if reference.api.name == DROPOUT else "ResidualCell"
    fed = fed_values(call, context)

    def written(_: cst.CSTNode) -> cst.BaseExpression:
        texts = {name: code_of(context.render(node)) for name, node in site.nodes.items()}
        texts.update((name, value.name) for name, value in fed.items())
        carried = (*KEEP_PROBS, "variational_seed", "residual_fn")
        named = [f"{name}={texts[name]}" for name in carried if name in texts and texts[name] != "None"]
        return expression(call_text(own, [texts["cell"], *named]))

    return Change(
        _NAME,
        reference.node,
        reference.api.name,
        f"becomes {own}" + (f"; {_DRAWS}" if own == "DropoutCell" else ""),
        Applicability.REVIEW if own == "DropoutCell" else Applicability.SAFE,
        (*setups(call, context), Edit(call.node, written)),
        objects=objects,
        written=(own,),
        settled=tuple(value.argument for value in fed.values() if value.argument is not None),
    )


RULES = (
    Rule(
        _NAME,
        "rnn",
        "stacks of cells and wrappers around cells become Keras cells",
        __doc__ or "",
        frozenset({MULTI, DROPOUT, _RESIDUAL, _DEVICE}),
        apply,
    ),
)
