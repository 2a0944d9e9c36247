"""Write what a decoder of TFA is made with and what it is called with."""

from __future__ import annotations

from collections.abc import Callable

import libcst as cst

from ..kinds.states import Form, state_of
from ..kinds.values import Call, Value
from ..model import Style
from ..syntax.layout import WIDTH
from ..syntax.templates import Statement, code_of, statement
from .call_site import CallSite
from .change import NodeRewrite
from .context import Context
from .decoding import Decoder, Decoding, Helper
from .samplers import Feed, is_function, sampler_feed


def decoder_feed(decoder: Decoder, helper: Helper | None, context: Context) -> Feed:
    """Return what a decoder is called with: what its helper held, and the state it starts from."""
    site = decoder.site
    state = ("initial_state", state_text(site.nodes["initial_state"], site.value("initial_state"), context))
    if decoder.is_beam:
        matrix = not is_function(site.value("embedding")) and "embedding" in site.nodes
        first = code_of(context.render(site.nodes["embedding"])) if matrix else "None"
        tokens = [(name, code_of(context.render(site.nodes[name]))) for name in ("start_tokens", "end_token")]
        return (("embedding", first), state, *tokens)
    if helper is None:
        return (("inputs", "None"), state)
    inputs, *rest = sampler_feed(helper.site, helper.sampler, context)
    return (inputs, state, *rest)


def state_text(node: cst.BaseExpression, value: Value, context: Context) -> str:
    """Write a state that a decoder of TFA gets: that of a stack is a tuple there, Keras' own is a list."""
    text = code_of(context.render(node))
    state = state_of(value) if context.style is Style.EAGER else None
    if state is None or state.form is not Form.STACK or isinstance(node, cst.Tuple):
        return text
    return f"tuple({text})"


_BEAM_ARGUMENTS = (
    *("beam_width", "output_layer", "length_penalty_weight", "coverage_penalty_weight", "reorder_tensor_arrays"),
)


def decoder_arguments(site: CallSite, context: Context) -> list[str]:
    """Write what makes a decoder of TFA, but for its sampler and the options of `dynamic_decode`."""
    written = {name: code_of(context.render(node)) for name, node in site.nodes.items() if site.node(name) is not None}
    arguments = [written["cell"]]
    if is_function(site.value("embedding")) and "embedding" in written:
        arguments.append(f"embedding_fn={written['embedding']}")
    return [*arguments, *(f"{name}={written[name]}" for name in _BEAM_ARGUMENTS if name in written)]


def feed_arguments(feed: Feed) -> list[str]:
    """Write what a decoder is called with."""
    return [feed[0][1], *(f"{name}={text}" for name, text in feed[1:])]


def room_for(call: Call, context: Context) -> int:
    """Return the width that is left for a call behind what its result is assigned to."""
    line = context.statement_of(call.node)
    before = (
        code_of(line).strip().splitlines()[-1].partition("=")[0] if isinstance(line, cst.SimpleStatementLine) else ""
    )
    return WIDTH - len(before) - len("    = ")


def after_lines(texts: Callable[[], list[str]]) -> NodeRewrite:
    """Write lines before a statement: what its decoder must be told first."""

    def build(node: cst.CSTNode) -> cst.FlattenSentinel[cst.CSTNode]:
        assert isinstance(node, cst.SimpleStatementLine)
        lines: list[Statement] = [statement(text) for text in texts()]
        lines[0] = lines[0].with_changes(leading_lines=node.leading_lines)
        return cst.FlattenSentinel([*lines, node.with_changes(leading_lines=())])

    return build


def settings(decoder: str, decoding: Decoding, options: list[str], context: Context) -> list[str]:
    """Write the lines that give a decoder the options that were not known when it was made."""
    return [f"{decoder}.{name} = {code_of(context.render(decoding.site.nodes[name]))}" for name in options]
