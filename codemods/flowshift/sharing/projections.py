"""Write the projection that a wrapper puts on a decoder's cell as the decoder's output layer, which is the same.

cell = tf.contrib.rnn.OutputProjectionWrapper(attended, WORDS)      projection = tf.layers.Dense(WORDS, name=...)
decoder = seq2seq.BasicDecoder(cell, helper, start)                 decoder = seq2seq.BasicDecoder(attended, helper, start,
                                                                                                   output_layer=projection)
"""

from __future__ import annotations

import libcst as cst

from ..kinds.cells import ATTENTION, MULTI
from ..kinds.scope import Definition
from ..kinds.values import Call
from ..rules.call_site import CallSite
from ..rules.context import Context
from ..rules.decoding_variables import PROJECTION
from ..syntax.layout import call_text
from ..syntax.templates import code_of, expression
from ..syntax.walk import Rewrite, rewrite

_WRAPPER = "tf.contrib.rnn.OutputProjectionWrapper"
_DECODER = "tf.contrib.seq2seq.BasicDecoder"


def with_output_layers(context: Context) -> cst.Module | None:
    """Return the module with output layers for wrappers; None where it has none, or one that is used in another way."""
    wrappers = {id(call.node): call for call in context.facts.calls if call.api == _WRAPPER}
    edits: dict[int, Rewrite] = {}
    for call in wrappers.values():
        own = _unwrapped(call, context)
        if own is None:
            return None
        edits.update(own)
    module = rewrite(context.module, edits) if edits else None
    return module if isinstance(module, cst.Module) else None


def _unwrapped(call: Call, context: Context) -> dict[int, Rewrite] | None:
    site, held = context.site(call), context.assigned(call)
    if site is None or held is None or not isinstance(site.nodes.get("cell"), cst.Name):
        return None
    cell = site.value("cell")
    if not isinstance(cell, Call) or cell.api not in (ATTENTION, MULTI):
        return None  # a single cell says by itself where its variables are in TF1
    inner = code_of(site.nodes["cell"])
    if inner != held.name and not _is_bound_once(inner, held, context):
        return None
    layer = context.fresh("projection", "output_layer")
    edits: dict[int, Rewrite] = {id(call.node): _constant(expression(_layer(site, context)))}
    small = held.statement.body[0] if isinstance(held.statement, cst.SimpleStatementLine) else None
    if not isinstance(small, cst.Assign) or len(small.targets) != 1:
        return None
    edits[id(small.targets[0].target)] = _constant(cst.Name(layer))
    for name in context.read_names(held):
        parent = context.tree.parents[id(name)]
        decoder = context.tree.parents.get(id(parent)) if isinstance(parent, cst.Arg) else None
        edits[id(name)] = _constant(name.with_changes(value=inner))
        if isinstance(parent, cst.Attribute) and parent.attr.value == "zero_state":
            continue
        made = context.facts.value(decoder) if isinstance(decoder, cst.Call) else None
        of = context.site(made) if isinstance(made, Call) and made.api == _DECODER else None
        if of is None or of.nodes.get("cell") is not name or of.node("output_layer") is not None:
            return None
        edits[id(of.call.node)] = _with_layer(layer)
    return edits


def _is_bound_once(name: str, wrapper: Definition, context: Context) -> bool:
    """Tell whether a name holds one object in the function around a wrapper."""
    owner = context.owner(wrapper.statement)
    every = (d for definitions in context.facts.defines.values() for d in definitions if d.name == name)
    return sum(context.owner(definition.statement) is owner for definition in every) == 1


def _layer(site: CallSite, context: Context) -> str:
    arguments = [code_of(site.nodes["output_size"])]
    if site.node("activation") is not None:
        arguments.append(f"activation={code_of(site.nodes['activation'])}")
    arguments.append(f'name="{PROJECTION}"')  # TF1's scope of the wrapper, where its variables are in checkpoints
    return call_text(f"{context.tensorflow}.layers.Dense", arguments)


def _with_layer(layer: str) -> Rewrite:
    def build(node: cst.CSTNode) -> cst.CSTNode:
        assert isinstance(node, cst.Call)
        kept = [arg for arg in node.args if arg.keyword is None or arg.keyword.value != "output_layer"]
        last = kept[-1]
        # the comma of the last argument before keeps its layout
        comma = cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))
        kept[-1] = last.with_changes(comma=comma, whitespace_after_arg=cst.SimpleWhitespace(""))
        equal = cst.AssignEqual(cst.SimpleWhitespace(""), cst.SimpleWhitespace(""))
        return node.with_changes(args=[*kept, cst.Arg(cst.Name(layer), keyword=cst.Name("output_layer"), equal=equal)])

    return build


def _constant(node: cst.CSTNode) -> Rewrite:
    return lambda _: node
