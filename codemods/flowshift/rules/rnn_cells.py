"""Turn TF1 cells into Keras layers and cells.

    cell = tf.nn.rnn_cell.BasicLSTMCell(128)            ->  lstm = tf.keras.layers.LSTM(128, return_sequences=True, ...)
    outputs, state = tf.nn.dynamic_rnn(cell, x, ...)    ->  outputs, h, c = lstm(x, ...)

A cell that one `tf.nn.dynamic_rnn` runs by itself becomes the Keras layer with the same maths; any other cell becomes a Keras
cell. TF1 draws the weights of inputs and state from one Glorot range over the concatenated kernel, Keras by default from two
distributions, so the initializers are written out: as a range where the size of the inputs is known, else as `joint_glorot`.
`GRUCell` needs `reset_after=False` for TF1's maths. A forget bias other than 1 goes into the initial bias, where Keras keeps
it.

| TF1 | TF2 |
|---|---|
| BasicLSTMCell, LSTMCell, LSTMBlockCell, CudnnCompatibleLSTMCell | `tf.keras.layers.LSTMCell`, `LSTM` |
| LSTMCell(use_peepholes=True) | `tfa.rnn.PeepholeLSTMCell` |
| LSTMCell with num_proj, cell_clip, proj_clip | `TF1LSTMCell`, written into the project |
| LayerNormBasicLSTMCell | `TF1LayerNormLSTMCell`, written into the project: `tfa.rnn.LayerNormLSTMCell` has other maths |
| GRUCell, GRUBlockCellV2 | `tf.keras.layers.GRUCell`, `GRU`, with `reset_after=False` |
| BasicRNNCell | `tf.keras.layers.SimpleRNNCell`, `SimpleRNN` |

In a program that keeps its Session the cells stay, as `tf.compat.v1.nn.rnn_cell`: they compute the same on the same variables,
so that checkpoints fit. Those of `tf.contrib` that have no such form are written into the project (rule rnn-contrib-cell).

Sources: `tf.nn.rnn_cell` of TF 1.15, `tf.keras.layers.LSTM` of TF 2.15; both were run with the same weights, outputs, states
and gradients agree to 7e-6.
"""

from __future__ import annotations

import libcst as cst

from ..kinds.facts import Reference
from ..model import Applicability, Style
from ..syntax.layout import call_text
from ..syntax.templates import code_of, expression
from .cell_dropout import fed_values, setups
from .cell_types import CELL_TYPES, KERAS, TFA, WRITTEN
from .cell_variables import decoded_variables
from .change import Change, Edit, Setup, manual
from .context import Context
from .contrib_cells import in_session
from .initial_values import initial_weights, range_setup
from .networks import layer_arguments
from .recurrent import CellPlan, cell_plan
from .registry import Rule

_NAME = "rnn-cell"
_HOMES = {KERAS: "tf.keras.layers.", TFA: "tfa.rnn.", WRITTEN: ""}
_OTHER_START = (
    "its initial weights are drawn for inputs and state apart, TF1's for both together: "
    "write kernel_initializer and recurrent_initializer if training from scratch must start from the same distribution"
)
_OTHER_DRAWS = "the masks are drawn from the same distribution, but other numbers than TF1's come out"


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite the creation of one cell."""
    if context.style is not Style.EAGER:
        return in_session(reference, context)
    name = reference.api.name
    if isinstance(context.tree.parents.get(id(reference.node)), cst.Assign):
        return None  # another name for the class: its calls are rewritten
    if reference.call is None:
        return manual(_NAME, reference.node, name, "the class is passed on as a value: call it where the cell is made")
    plan = cell_plan(reference.call, context)
    if plan is None:
        return manual(_NAME, reference.node, name, "the arguments of this cell cannot be read from the call")
    if plan.problem:
        return manual(_NAME, reference.node, name, f"this cell stays as it is: {plan.problem}")
    statement = context.statement_of(reference.node)
    assert statement is not None
    weights = initial_weights(plan, context)
    target = _HOMES[plan.type.home] + (plan.type.layer if plan.as_layer else plan.type.cell)
    notes = [f"becomes {target}", *weights.notes]
    fed = fed_values(plan.call, context)
    if "dropout_keep_prob" in plan.site.given():
        notes.append(_OTHER_DRAWS)
    if not weights.exact:
        notes.append(_OTHER_START)
    return Change(
        _NAME,
        reference.node,
        name,
        "; ".join(notes),
        Applicability.SAFE if len(notes) == 1 else Applicability.REVIEW,
        (*setups(plan.call, context), *_creation(plan, context, weights.limit), *_renames(plan, context)),
        objects=(statement,) if context.assigned_to(plan.call) else (),
        requires=("import tensorflow_addons as tfa",) if plan.type.home == TFA else (),
        written=(*((plan.type.cell,) if plan.type.home == WRITTEN else ()), *weights.written),
        settled=tuple(value.argument for value in fed.values() if value.argument is not None),
        variables=decoded_variables(plan, context),
    )


def _creation(plan: CellPlan, context: Context, limit: str | None) -> list[Edit]:
    """Return the edits that make the layer or cell: in place, or as an object of its own where the cell had no name."""
    node, setup = plan.call.node, range_setup(plan, context, limit)
    if not plan.as_layer or context.assigned_to(plan.call):
        return [Edit(node, lambda _: _object(plan, context), setup)]
    made = Setup(plan.name, lambda _: _object(plan, context))
    before = [Edit(node, lambda same: same, setup)] if setup is not None else []
    return [*before, Edit(node, lambda _: cst.Name(plan.name), made)]


def _renames(plan: CellPlan, context: Context) -> list[Edit]:
    """Rename the variable where the layer has another name than the cell had."""
    definition = context.assigned(plan.call)
    if definition is None or definition.name == plan.name or not plan.as_layer:
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


def _object(plan: CellPlan, context: Context) -> cst.BaseExpression:
    """Write the expression that makes the layer or cell."""
    rendered = {name: code_of(context.render(argument)) for name, argument in plan.site.nodes.items()}
    rendered.update((name, value.name) for name, value in fed_values(plan.call, context).items())
    arguments = [rendered["num_units"]]
    if plan.type.extra:
        arguments.append(plan.type.extra)
    arguments.extend(f"{new}={rendered[old]}" for old, new in plan.type.carried if plan.site.node(old) is not None)
    if plan.network is not None:
        arguments.extend(layer_arguments(plan.network, plan.call, context))
    arguments.extend(initial_weights(plan, context).arguments(rendered))
    home = _HOMES[plan.type.home].replace("tf.", f"{context.tensorflow}.")
    return expression(call_text(home + (plan.type.layer if plan.as_layer else plan.type.cell), arguments))


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
