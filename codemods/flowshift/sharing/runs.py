"""Find the decodings and recurrent networks that use the variables of an earlier one, and what they share."""

from __future__ import annotations

from dataclasses import dataclass

import libcst as cst

from ..kinds.cells import ATTENTION, WRAPPERS
from ..kinds.states import NETWORKS
from ..kinds.values import Call, Value
from ..rules.context import Context
from ..rules.decoding import DECODE, Decoding, decoding_of
from ..syntax.templates import code_of
from ..syntax.walk import statements_below
from .found import Found
from .memories import attends_again
from .scopes import Scope, scope_of

_CELLS = ("cell", "cell_fw", "cell_bw")
WEIGHTLESS = WRAPPERS - {ATTENTION}


@dataclass(eq=False)
class _Run:
    """One call that makes variables in the scope around it: a decoding or a recurrent network."""

    call: Call
    scope: Scope
    parts: dict[str, cst.BaseExpression]  # what has weights in it: cells, output layer, by parameter


def share_runs(found: Found, context: Context) -> bool:
    """Share what runs have in common; False where one that reuses has something that no earlier one has."""
    runs = _runs(context)
    if runs is None:
        return False
    for place, later in enumerate(runs):
        if later.scope.opened is None:
            continue
        earlier = next((run for run in runs[:place] if _is_twin(run, later, context)), None)
        if earlier is None and later.scope.may_make:
            continue
        found.result = _result(later.call, context)
        if earlier is None or not _shared(earlier, later, found, context):
            return False
        for line in statements_below(later.scope.opened):
            for definition in context.facts.defines.get(id(line), ()):
                found.rename(definition)
    return True


def _runs(context: Context) -> list[_Run] | None:
    """Return the decodings and networks of a module in their order; None where the scope of one is not known."""
    found: dict[int, _Run] = {}
    for call in context.facts.calls:
        if (call.api != DECODE and call.api not in NETWORKS) or id(call.node) in found:
            continue
        scope, read = scope_of(call.node, context), _parts(call, context)
        if scope is None or read is None:
            return None
        found[id(call.node)] = _Run(call, scope, read)
    return list(found.values())


def _parts(call: Call, context: Context) -> dict[str, cst.BaseExpression] | None:
    if call.api == DECODE:
        decoding = decoding_of(call, context)
        if not isinstance(decoding, Decoding) or len(decoding.decoders) != 1:
            return None
        nodes = decoding.decoders[0].site.nodes
        return {name: nodes[name] for name in ("cell", "output_layer") if name in nodes}
    network = context.site(call)
    if network is None:
        return None
    return {name: network.nodes[name] for name in _CELLS if name in network.nodes}


def _result(call: Call, context: Context) -> cst.BaseExpression | None:
    """Return what the results of a run are assigned to."""
    line = context.statement_of(call.node)
    small = line.body[0] if isinstance(line, cst.SimpleStatementLine) else None
    return small.targets[0].target if isinstance(small, cst.Assign) else None


def _is_twin(earlier: _Run, later: _Run, context: Context) -> bool:
    """Tell whether two runs make their variables under the same names."""
    if earlier.call.api != later.call.api or earlier.scope.path != later.scope.path:
        return False
    if context.owner(earlier.call.node) is not context.owner(later.call.node):
        return False
    sites = context.site(earlier.call), context.site(later.call)
    texts = [code_of(site.nodes["scope"]) if site is not None and "scope" in site.nodes else "" for site in sites]
    return texts[0] == texts[1]


def _shared(earlier: _Run, later: _Run, found: Found, context: Context) -> bool:
    if earlier.parts.keys() != later.parts.keys():
        return False
    return all(_is_shared(earlier.parts[name], node, name, found, context) for name, node in later.parts.items())


def _is_shared(
    first: cst.BaseExpression, second: cst.BaseExpression, name: str, found: Found, context: Context
) -> bool:
    """Tell whether one object can take the place of both; one without a name gets it."""
    if found.sameness.same(first, second):
        if isinstance(first, cst.Call) and isinstance(second, cst.Call):
            return found.object(first, second, _name_of(first, name, context))
        return True
    values = context.facts.value(first), context.facts.value(second)
    if all(isinstance(value, Call) and value.api == ATTENTION for value in values):
        return attends_again(values[0], values[1], found, context)
    for wrapper in WEIGHTLESS:
        inner = [_inner(value, wrapper, context) for value in values]
        if any(inner):
            return _is_shared(inner[0] or first, inner[1] or second, name, found, context)
    return False


def _inner(value: Value, wrapper: str, context: Context) -> cst.BaseExpression | None:
    """Return the cell in a wrapper that has no weights of its own."""
    site = context.site(value) if isinstance(value, Call) and value.api == wrapper else None
    return site.nodes.get("cell") if site is not None else None


def _name_of(node: cst.Call, parameter: str, context: Context) -> str:
    """Name an object after its own name in TF1, else after what it is for."""
    value = context.facts.value(node)
    site = context.site(value) if isinstance(value, Call) else None
    given = site.constant("name", None) if site is not None else None
    if isinstance(given, str) and given.isidentifier():
        return given
    return "projection" if parameter == "output_layer" else parameter
