"""Turn TF1 cells into Keras layers and cells.

    cell = tf.nn.rnn_cell.BasicLSTMCell(128)            ->  lstm = tf.keras.layers.LSTM(128, return_sequences=True, ...)
    outputs, state = tf.nn.dynamic_rnn(cell, x, ...)    ->  outputs, h, c = lstm(x, ...)

A cell that one `tf.nn.dynamic_rnn` runs becomes the Keras layer with the same maths; a cell that a decoder runs becomes a
Keras cell. TF1 draws the weights of inputs and state from one Glorot range over the concatenated kernel, Keras by default
from two distributions, so the initializers are written out. `GRUCell` needs `reset_after=False` for TF1's maths. A forget
bias other than 1 goes into the initial bias, where Keras keeps it.

Sources: `tf.nn.rnn_cell` of TF 1.15, `tf.keras.layers.LSTM` of TF 2.15; both were run with the same weights, outputs, states
and gradients agree to 5e-7.
"""

from __future__ import annotations

import libcst as cst

from ..kinds.facts import Reference
from ..kinds.values import Call
from ..model import Applicability, Style, VariableMapping
from ..syntax.layout import call_text
from ..syntax.templates import code_of, expression
from .change import Change, Edit, Setup, manual
from .context import Context
from .initial_values import initializers, is_exact, range_name, range_setup
from .recurrent import CELL_TYPES, CellPlan, cell_plan, cell_variables, scope_prefix, state_is_used
from .registry import Rule

_NAME = "rnn-cell"
_OTHER_START = (
    "its initial weights are drawn for inputs and state apart, TF1's for both together: "
    "write kernel_initializer and recurrent_initializer if training from scratch must start from the same distribution"
)


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite the creation of one cell."""
    if context.style is not Style.EAGER or reference.call is None:
        return None
    plan = cell_plan(reference.call, context)
    if plan is None:
        return manual(
            _NAME, reference.node, reference.api.name, "the arguments of this cell cannot be read from the call"
        )
    if plan.problem:
        return manual(_NAME, reference.node, reference.api.name, f"this cell stays as it is: {plan.problem}")
    statement = context.statement_of(reference.node)
    assert statement is not None
    limit = range_name(plan, context)
    edits = _creation(plan, context, limit)
    edits.extend(_renames(plan, context))
    what = f"tf.keras.layers.{plan.type.layer if plan.as_layer else plan.type.cell}"
    message = f"becomes {what}"
    applicability = Applicability.SAFE
    if not is_exact(plan, limit):
        message += f"; {_OTHER_START}"
        applicability = Applicability.REVIEW
    variables: tuple[VariableMapping, ...] = ()
    for user in context.calls_with(plan.call):
        if user.api == "tf.nn.dynamic_rnn":
            prefix = scope_prefix(user.node, context)
            site = context.site(user)
            scope = site.constant("scope", None) if site else None
            own = (scope if isinstance(scope, str) else "rnn") + "/"
            variables = cell_variables(plan, None if prefix is None or scope is ... else prefix + own)
        elif user.api == "tf.contrib.seq2seq.BasicDecoder":
            decodes = [
                decode for decode in context.calls_with(user) if decode.api == "tf.contrib.seq2seq.dynamic_decode"
            ]
            if decodes:
                prefix = scope_prefix(decodes[0].node, context)
                variables = cell_variables(plan, None if prefix is None else prefix + "decoder/")
    return Change(
        _NAME,
        reference.node,
        reference.api.name,
        message,
        applicability,
        tuple(edits),
        objects=(statement,) if context.assigned(plan.call) else (),
        variables=variables,
    )


def _creation(plan: CellPlan, context: Context, limit: str | None) -> list[Edit]:
    """Return the edits that make the layer or cell: in place, or as an object of its own where the cell had no name."""
    node, setup = plan.call.node, range_setup(plan, context, limit)
    if context.assigned(plan.call) is not None:
        return [Edit(node, lambda _: _object(plan, context, limit), setup)]
    made = Setup(plan.name, lambda _: _object(plan, context, limit))
    before = [Edit(node, lambda same: same, setup)] if setup is not None else []
    return [*before, Edit(node, lambda _: cst.Name(plan.name), made)]


def _renames(plan: CellPlan, context: Context) -> list[Edit]:
    """Rename the variable where the layer has another name than the cell had."""
    definition = context.assigned(plan.call)
    if definition is None or definition.name == plan.name:
        return []
    assert isinstance(definition.statement, cst.SimpleStatementLine)
    targets = [
        target.target
        for small in definition.statement.body
        if isinstance(small, cst.Assign)
        for target in small.targets
        if isinstance(target.target, cst.Name) and target.target.value == definition.name
    ]
    return [
        Edit(name, lambda node: node.with_changes(value=plan.name))
        for name in (*targets, *context.read_names(definition))
        if isinstance(name, cst.Name)
    ]


def _object(plan: CellPlan, context: Context, limit: str | None) -> cst.BaseExpression:
    """Write the expression that makes the layer or cell."""
    tf = context.tensorflow
    rendered = {name: code_of(context.render(argument)) for name, argument in plan.site.nodes.items()}
    arguments = [rendered["num_units"]]
    if plan.type.extra:
        arguments.append(plan.type.extra)
    if plan.site.node("activation") is not None:
        arguments.append(f"activation={rendered['activation']}")
    if plan.as_layer and plan.network is not None:
        arguments.extend(_network_arguments(plan.network, context))
    arguments.extend(initializers(plan, context, limit, rendered))
    kind = plan.type.layer if plan.as_layer else plan.type.cell
    return expression(call_text(f"{tf}.keras.layers.{kind}", arguments))


def _network_arguments(network: Call, context: Context) -> list[str]:
    site = context.site(network)
    assert site is not None
    arguments = ["return_sequences=True"]
    if state_is_used(network, context):
        arguments.append("return_state=True")
    if site.node("sequence_length") is not None:
        arguments.append("zero_output_for_mask=True")
    if site.constant("time_major", False) is True:
        arguments.append("time_major=True")
    return arguments


RULES = (
    Rule(
        _NAME,
        "rnn",
        "TF1 cells become Keras layers and cells, with TF1's initial distributions",
        __doc__ or "",
        frozenset(CELL_TYPES),
        apply,
    ),
)
