"""Turn `tf.nn.dynamic_rnn` into a call of a Keras layer whose state is passed explicitly.

    outputs, state = tf.nn.dynamic_rnn(cell, x, sequence_length=n, dtype=tf.float32)

becomes

    outputs, h, c = lstm(x, mask=tf.sequence_mask(n, tf.shape(x)[1]))
    state = [h, c]

TF1's LSTM state is `(c, h)`, Keras' is `[h, c]`: every use of the state follows (rule rnn-state). Lengths become a mask, and
the layer gets `zero_output_for_mask=True`: without it masked steps repeat the last output instead of TF1's zeros. A zero
initial state is what a Keras layer starts from anyway.

Sources: TF 1.15 `tensorflow/python/ops/rnn.py`; Keras 2.15 `keras/src/layers/rnn`; both were run on the same weights.
"""

from __future__ import annotations

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.values import Call, Member
from ..model import Style
from ..syntax.layout import call_text
from ..syntax.templates import code_of, expression, statement
from .call_site import CallSite
from .change import Change, Edit, manual
from .context import Context
from .recurrent import CellPlan, cell_of_network, state_is_used, unpacked_targets
from .registry import Rule

_NAME = "rnn-dynamic"


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite one dynamic_rnn call."""
    if context.style is not Style.EAGER or reference.call is None:
        return None
    call, symbol = reference.call, reference.api.name
    site = context.site(call)
    plan = cell_of_network(call, context)
    if site is None or plan is None:
        return manual(_NAME, reference.node, symbol, "the cell that is run here is not one that FlowShift can follow")
    if plan.problem or not plan.as_layer:
        return manual(
            _NAME, reference.node, symbol, f"the cell stays as it is: {plan.problem or 'it is used more than once'}"
        )
    time_major = site.constant("time_major", False)
    if time_major is ...:
        return manual(_NAME, reference.node, symbol, "time_major is not a literal")
    line = context.statement_of(call.node)
    targets = unpacked_targets(line, call)
    if targets is None or not isinstance(line, cst.SimpleStatementLine):
        return manual(_NAME, reference.node, symbol, "assign the result to `outputs, state` first")
    edits = [Edit(call.node, lambda node: _layer_call(node, site, plan, context))]
    if plan.type.lstm or not state_is_used(call, context):
        edits.append(Edit(line, lambda node: _state_lines(node, targets, plan, call, context)))
    zero = _zero_state(site)
    removed: tuple[cst.CSTNode, ...] = ()
    if zero is not None and (made := context.assigned(zero)) is not None and len(context.read_names(made)) == 1:
        removed = (made.statement,)
    message = (
        f"becomes a call of the layer {plan.name}; its state is passed as {'[h, c]' if plan.type.lstm else 'a tensor'}"
    )
    return Change(_NAME, reference.node, symbol, message, edits=tuple(edits), removed=removed)


def _zero_state(site: CallSite) -> Call | None:
    value = site.value("initial_state")
    if isinstance(value, Call) and isinstance(value.function, Member) and value.function.name == "zero_state":
        return value
    return None


def _layer_call(node: cst.CSTNode, site: CallSite, plan: CellPlan, context: Context) -> cst.CSTNode:
    """Write the call of the layer."""
    tf = context.tensorflow
    inputs = code_of(context.render(site.nodes["inputs"]))
    arguments = [inputs]
    if site.node("sequence_length") is not None:
        length = code_of(context.render(site.nodes["sequence_length"]))
        steps = f"{tf}.shape({_time_source(site, inputs, context)})"
        if site.constant("time_major", False) is True:
            arguments.append(f"mask={tf}.transpose({tf}.sequence_mask({length}, {steps}[0]))")
        else:
            arguments.append(f"mask={tf}.sequence_mask({length}, {steps}[1])")
    if site.node("initial_state") is not None and _zero_state(site) is None:
        arguments.append(f"initial_state={code_of(context.render(site.nodes['initial_state']))}")

    return expression(call_text(plan.name, arguments))


def _time_source(site: CallSite, inputs: str, context: Context) -> str:
    """Return the shortest expression that has the number of steps of the inputs: an embedding has as many as its ids."""
    value = site.value("inputs")
    node = site.nodes["inputs"]
    if isinstance(value, Call) and value.node is node and value.api == "tf.nn.embedding_lookup":
        ids = context.site(value)
        if ids is not None and "ids" in ids.nodes:
            return code_of(context.render(ids.nodes["ids"]))
    return inputs


def _state_lines(
    node: cst.CSTNode, targets: cst.Tuple, plan: CellPlan, call: Call, context: Context
) -> cst.CSTNode | cst.FlattenSentinel[cst.CSTNode]:
    """Unpack h and c, and put them together again under the name that the state had."""
    assert isinstance(node, cst.SimpleStatementLine)
    small = node.body[0]
    assert isinstance(small, cst.Assign)
    outputs, state = (code_of(element.value) for element in targets.elements)
    if not state_is_used(call, context):
        only = small.targets[0].with_changes(target=cst.parse_expression(outputs))
        return node.with_changes(body=[small.with_changes(targets=[only])])
    stem = state[: -len("state")] if state.endswith("state") and state.isidentifier() else f"{plan.name}_"
    h = context.fresh_for((id(call), "h"), f"{stem}h", f"{plan.name}_h")
    c = context.fresh_for((id(call), "c"), f"{stem}c", f"{plan.name}_c")
    target = small.targets[0].with_changes(target=cst.parse_expression(f"{outputs}, {h}, {c}"))
    return cst.FlattenSentinel(
        [node.with_changes(body=[small.with_changes(targets=[target])]), statement(f"{state} = [{h}, {c}]")]
    )


RULES = (
    Rule(
        _NAME,
        "rnn",
        "tf.nn.dynamic_rnn becomes a Keras layer call with explicit state",
        __doc__ or "",
        frozenset({"tf.nn.dynamic_rnn"}),
        apply,
    ),
)
