"""Report a name that stands for different TensorFlow symbols, by which way control came.

    try:
        from tensorflow.contrib import rnn
    except ImportError:
        from tensorflow.nn import rnn_cell as rnn
    cell = rnn.BasicLSTMCell(5)

What `rnn` is cannot be told from the source, so nothing that is reached through it is edited: choose one of the ways first.
Two imports of the same thing (`tensorflow`, else `tensorflow.compat.v1`) are no such case. Nor is, in a program that keeps its
session, a name that is assigned from one symbol or the other (`cell = GRUCell if gru else LSTMCell` as two statements), or a
parameter that is handed one or the other (`Net(tf.train.AdamOptimizer)`): there each assignment and each caller gets the new
name, as long as the new names take the same arguments.
Neither are symbols that TF2 has under the same name with the same meaning (`activation` may be `tf.nn.relu` or `tf.nn.elu`).
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.facts import Facts, Reference
from ..kinds.values import Api, Choice, Value
from ..model import Style
from ..silence import resolves
from ..symbols.api_map import is_module, lookup
from .api import forms
from .change import Change, manual
from .context import Context
from .registry import Rule, rules_by_symbol

_NAME = "ambiguous-name"


def ambiguous_names(facts: Facts) -> list[cst.Name]:
    """Return the reads of names that stand for different symbols, of which one may have to be edited."""
    return [name for name in facts.ambiguous if not _needs_no_edit(name, facts)]


def _needs_no_edit(name: cst.Name, facts: Facts) -> bool:
    value = facts.value(name)
    apis = [option for option in value.options if isinstance(option, Api)] if isinstance(value, Choice) else []
    return bool(apis) and all(
        not is_module(api.name) and api.name not in rules_by_symbol() and resolves(Reference(name, api), Style.EAGER)
        for api in apis
    )


def survey(context: Context) -> Iterator[Change]:
    """Report every read of such a name."""
    for name in ambiguous_names(context.facts):
        value = context.facts.value(name)
        if _follows_assignments(name, value, context):
            continue
        options = value.options if isinstance(value, Choice) else ()
        apis = [option for option in options if isinstance(option, Api)]
        symbols = sorted({api.name for api in apis})
        message = f"`{name.value}` may be {' or '.join(symbols)}" + (
            " or something else" if len(symbols) < len(options) else ""
        )
        yield manual(_NAME, name, symbols[0] if symbols else "", f"{message}: left alone; choose one first")


def _follows_assignments(name: cst.Name, value: Value, context: Context) -> bool:
    """Tell whether the name was assigned from, or handed, symbols whose TF2 names take what the symbols took."""
    definitions = context.facts.sources.get(id(name), frozenset())
    if context.style is not Style.GRAPH or not isinstance(value, Choice):
        return False
    return all(_is_assignment(definition.statement) for definition in definitions) and all(
        isinstance(option, Api) and _is_renamed_only(option.name, context.style) for option in value.options
    )


def _is_assignment(statement: cst.CSTNode) -> bool:
    if isinstance(statement, cst.FunctionDef):
        return True  # a parameter: what callers hand over is renamed where they name it
    small = statement.body if isinstance(statement, cst.SimpleStatementLine) else ()
    return (
        len(small) == 1 and isinstance(small[0], cst.Assign) and isinstance(small[0].value, (cst.Name, cst.Attribute))
    )


def _is_renamed_only(name: str, style: Style) -> bool:
    symbol = lookup(name)
    targets = forms(symbol, style) if symbol is not None and symbol.kind != "module" else ()
    if not targets:
        return False
    target = targets[0]
    return not (target.renamed or target.removed or target.reordered or target.defaults)


RULES = (Rule(_NAME, "api", "names that stand for different symbols are left alone", __doc__ or "", survey=survey),)
