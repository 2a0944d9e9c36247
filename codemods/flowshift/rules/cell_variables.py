"""Say where the TF1 variables of a cell live in the migrated program, and how their arrays are rearranged."""

from __future__ import annotations

from dataclasses import replace

from ..kinds.cells import ATTENTION, Cell, Stack, Wrapped, cell_of
from ..kinds.values import Value
from ..model import VariableMapping
from .context import Context
from .recurrent import CellPlan, cell_plan, scope_prefix


def cell_variables(value: Value, scope: str | None, target: str, context: Context) -> tuple[VariableMapping, ...]:
    """Return the mappings of all cells in a value.

    `scope` is the TF1 variable scope that the cell is run in, with a slash at its end; None where it is not known. `target`
    is the expression of the Keras cell. A stack of unknown length is one mapping, with `{k}` for the number of the cell.
    """
    cell = cell_of(value)
    return tuple(_mappings(cell, scope, target, context)) if cell is not None and scope is not None else ()


def _mappings(cell: Cell, scope: str, target: str, context: Context) -> list[VariableMapping]:
    if isinstance(cell, Stack):
        if cell.shared:
            return _mappings(cell.cells[0], f"{scope}multi_rnn_cell/cell_0/", f"{target}.cells[0]", context)
        if cell.repeated:
            if len(cell.cells) != 1:
                return []
            return _mappings(cell.cells[0], f"{scope}multi_rnn_cell/cell_{{k}}/", f"{target}.cells[{{k}}]", context)
        return [
            mapping
            for number, inner in enumerate(cell.cells)
            for mapping in _mappings(
                inner, f"{scope}multi_rnn_cell/cell_{number}/", f"{target}.cells[{number}]", context
            )
        ]
    if isinstance(cell, Wrapped):
        if cell.inner is None or cell.symbol == ATTENTION:
            return []
        inner = target if cell.symbol == "tf.nn.rnn_cell.DeviceWrapper" else f"{target}.cell"
        return _mappings(cell.inner, scope, inner, context)
    plan = cell_plan(cell.call, context) if cell.call is not None else None
    return [_mapping(plan, scope, target)] if plan is not None and not plan.problem else []


def _mapping(plan: CellPlan, scope: str, target: str) -> VariableMapping:
    name = plan.site.constant("name", None)
    prefix = scope + (name if isinstance(name, str) else plan.type.scope)
    sources = tuple(f"{prefix}/{leaf}" for leaf in plan.type.leaves)
    mapping = VariableMapping(sources, target, plan.type.conversion)
    if plan.type.conversion in ("lstm", "peephole_lstm"):
        bias = plan.site.constant("forget_bias", plan.type.forget_bias)
        assert isinstance(bias, (int, float))
        mapping = replace(mapping, parameters=(("forget_bias", float(bias)),))
    return mapping


def decoded_variables(plan: CellPlan, context: Context) -> tuple[VariableMapping, ...]:
    """Return the mappings of a cell that a decoder runs by itself."""
    for user in context.calls_with(plan.call):
        if user.api == "tf.contrib.seq2seq.BasicDecoder":
            for decode in context.calls_with(user):
                if decode.api == "tf.contrib.seq2seq.dynamic_decode":
                    prefix = scope_prefix(decode.node, context)
                    return cell_variables(
                        plan.call, None if prefix is None else f"{prefix}decoder/", plan.name, context
                    )
    return ()
