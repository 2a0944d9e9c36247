"""Follow probabilities of dropout that a program feeds in each run: the cell is made once, and reads them from a variable.

    keep = tf.placeholder(tf.float32)                       dropout_keep_prob = tf.Variable(1.0, trainable=False)
    cell = DropoutWrapper(cell, output_keep_prob=keep)  ->  cell = DropoutCell(cell, output_keep_prob=dropout_keep_prob)

and the function that runs the cell assigns `dropout_keep_prob.assign(keep)` first. In the same way a variational dropout gets
the seed of its masks, new in each run.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import libcst as cst

from ..kinds.cells import DROPOUT, Cell, Stack, Wrapped, cell_of
from ..kinds.values import Call, Value
from ..syntax.templates import code_of, expression
from ..syntax.walk import descendants
from .change import Edit, Setup
from .context import Context
from .recurrent import is_fed

KEEP_PROBS = ("input_keep_prob", "output_keep_prob", "state_keep_prob", "dropout_keep_prob")


@dataclass(frozen=True, eq=False)
class Fed:
    """A variable that stands for what each run brings: `argument` is the node of the original call, None for a seed."""

    name: str
    initial: str
    assigned: str
    argument: cst.BaseExpression | None = None

    def line(self, context: Context) -> str:
        """Write the statement that brings a run's value; in a method the argument is a parameter by then."""
        value = self.assigned if self.argument is None else code_of(context.render(self.argument))
        return f"{self.name}.assign({value})"


def lines_of(values: Sequence[Fed], context: Context) -> list[str]:
    """Write the statements that bring a run's values, each once."""
    return list(dict.fromkeys(fed.line(context) for fed in values))


def arguments_of(values: Sequence[Fed]) -> tuple[cst.CSTNode, ...]:
    """Return the arguments of wrappers that a function must read where it runs the cell."""
    return tuple(fed.argument for fed in values if fed.argument is not None)


def unreadable(call: Call, context: Context) -> str:
    """Say why a function cannot read what a wrapper is fed where it runs the cell, an empty string where it can."""
    for node in arguments_of(tuple(fed_values(call, context).values())):
        around = [outer for outer in context.enclosing(node) if isinstance(outer, cst.FunctionDef)]
        given = (one for outer in around for one in context.facts.parameters.get(id(outer), ()))
        parameters = {one for one in given if is_fed(one.value)}
        for found in descendants(node):
            if isinstance(found, cst.Name) and parameters.intersection(context.facts.sources.get(id(found), ())):
                return f"{found.value} is fed in each run and a parameter here: read what is fed where the cell is made"
    return ""


def before_run(value: Value, context: Context) -> tuple[Fed, ...]:
    """Return what must be assigned before each run of a cell."""
    return tuple(fed for wrapper in _dropouts(cell_of(value)) for fed in fed_values(wrapper, context).values())


def _dropouts(cell: Cell | None) -> list[Call]:
    if isinstance(cell, Stack):
        return list({id(call.node): call for inner in cell.cells for call in _dropouts(inner)}.values())
    found = _dropouts(cell.inner) if isinstance(cell, Wrapped) else []
    return [cell.call, *found] if cell is not None and cell.call is not None and _drops(cell.call) else found


def _drops(call: Call) -> bool:
    return call.api in (DROPOUT, "tf.contrib.rnn.LayerNormBasicLSTMCell")


def fed_values(call: Call, context: Context) -> dict[str, Fed]:
    """Return the variables that a wrapper reads, by the argument that they stand for; one for each expression."""
    key = ("fed values", id(call.node))
    if key not in context.memory:
        context.memory[key] = _fed(call, context)
    found = context.memory[key]
    assert isinstance(found, dict)
    return found


def _fed(call: Call, context: Context) -> dict[str, Fed]:
    site = context.site(call)
    found: dict[str, Fed] = {}
    if site is None:
        return found
    for name in KEEP_PROBS:
        if name in site.given() and is_fed(site.value(name)):
            text = code_of(site.nodes[name])
            variable = context.fresh_for(("keep probability", text), "dropout_keep_prob", f"dropout_{name}")
            found[name] = Fed(variable, "1.0", text, site.nodes[name])
    if site.constant("variational_recurrent", False) is True:
        variable = context.fresh_for("variational seed", "dropout_seed")
        draw = f"{context.tensorflow}.random.uniform([2], maxval=2**31 - 1, dtype={context.tensorflow}.int32)"
        found["variational_seed"] = Fed(variable, "[0, 0]", draw)
    return found


def setups(call: Call, context: Context) -> list[Edit]:
    """Return the edits that make the variables, each once for the whole file."""
    made: list[Edit] = []
    for fed in fed_values(call, context).values():
        key = ("made", fed.name)
        if context.memory.setdefault(key, call.node) is call.node:
            made.append(Edit(call.node, lambda same: same, Setup(fed.name, _variable(fed, context))))
            context.memory[key] = None  # a second argument of this call may read the same variable
    return made


def _variable(fed: Fed, context: Context) -> Callable[[cst.CSTNode], cst.BaseExpression]:
    return lambda _: expression(f'{context.tensorflow}.Variable({fed.initial}, trainable=False, name="{fed.name}")')
