"""Work out under which tag TF1 logs a summary: name scopes, families, characters that are replaced, names that are taken."""

from __future__ import annotations

import re
from collections.abc import Iterator

import libcst as cst

from ..kinds.values import Call, Literal, Value
from ..syntax.templates import code_of
from .context import Context
from .summary_computed import computed_tag

_SCOPES = frozenset({"tf.name_scope", "tf.variable_scope"})
_ILLEGAL = re.compile(r"[^-/\w.]")
SUMMARIES = frozenset(f"tf.summary.{kind}" for kind in ("scalar", "histogram", "image", "audio", "text"))
WRITER = "tf.summary.FileWriter"


def is_statement_of_its_own(call: Call, context: Context) -> bool:
    """Tell whether a call is a whole line, so that nothing reads what it gives back."""
    small = context.tree.parents.get(id(call.node))
    line = context.tree.parents.get(id(small))
    return isinstance(small, cst.Expr) and isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1


def is_writer(value: Value) -> bool:
    """Tell whether a value is a writer of TF1."""
    return isinstance(value, Call) and value.api == WRITER


def step_name(context: Context) -> str:
    """Return the name of the parameter that gives a function the step it logs for."""
    if "step" not in context.taken and _counts_turns("step", context):
        return "step"
    return context.fresh_for("summary step", "step", "summary_step")


def _counts_turns(name: str, context: Context) -> bool:
    """Tell whether a name is but a loop's own, so that a parameter may have it too."""
    found = [d for definitions in context.facts.defines.values() for d in definitions if d.name == name]
    return bool(found) and all(
        isinstance(definition.statement, cst.For)
        and all(definition.statement in context.enclosing(read) for read in context.read_names(definition))
        for definition in found
    )


def record_name(context: Context) -> str:
    """Return the name of the parameter that tells a function whether it logs."""
    return context.fresh_for("summary record", "record", "record_summaries")


def tag_of(call: Call, context: Context) -> str | None:
    """Return the tag under which TF1 logs a summary, None where the source does not show it.

    TF1 also puts a number behind a tag where an operation or variable has that name; that is left to the writer.
    """
    tags = context.memory.get("summary tags")
    if not isinstance(tags, dict):
        tags = context.memory["summary tags"] = _tags(context)
    return tags.get(id(call.node))


def _tags(context: Context) -> dict[int, str]:
    """Return the tags of all summaries of a module; one that is used twice gets a number, as in TF1.

    One that is computed is given by its source, where no other can be the same.
    """
    scopes = _scope_names(context)
    found: dict[int, str] = {}
    used: dict[str, int] = {}
    for call in context.facts.calls:
        if call.api not in SUMMARIES:
            continue
        tag = _tag(call, scopes, context)
        if tag is None or context.is_inside_loop(call.node):
            continue
        count = used[tag.lower()] = used.get(tag.lower(), -1) + 1
        found[id(call.node)] = f"{tag}_{count}" if count else tag
    plain = [(tag, tag) for tag in found.values()]
    computed = {key: ends for call in context.facts.calls for key, ends in _computed(call, scopes, context)}
    for key, (text, ends) in computed.items():
        others = [*plain, *(other for place, (_, other) in computed.items() if place != key)]
        if not any(_may_be_same(ends, other) for other in others):
            found[key] = text
    return found


_Ends = tuple[str, str]  # what a tag begins and ends with


def _computed(call: Call, scopes: dict[int, str | None], context: Context) -> Iterator[tuple[int, tuple[str, _Ends]]]:
    """Yield a summary with a computed tag: its source, and what the tag begins and ends with."""
    site = context.site(call) if call.api in SUMMARIES else None
    if site is None or "family" in site.given() or "name" not in site.nodes:
        return
    around = [node for node in context.enclosing(call.node) if isinstance(node, cst.With)]
    if any(id(item.item) in scopes for node in around for item in node.items):
        return
    ends = computed_tag(site.nodes["name"], context)
    if ends is not None:
        yield id(call.node), (code_of(site.nodes["name"]), ends)


def _may_be_same(one: _Ends, other: _Ends) -> bool:
    """Tell whether two tags can be the same; TF1 takes no notice of case."""
    (begins, ends), (begins_too, ends_too) = ([text.lower() for text in pair] for pair in (one, other))
    starts = begins.startswith(begins_too) or begins_too.startswith(begins)
    return starts and (ends.endswith(ends_too) or ends_too.endswith(ends))


def _tag(call: Call, scopes: dict[int, str | None], context: Context) -> str | None:
    site = context.site(call)
    name = site.constant("name", None) if site is not None else None
    family = site.constant("family", None) if site is not None else ...
    if not isinstance(name, str) or not (family is None or isinstance(family, str)):
        return None
    around = [node for node in context.enclosing(call.node) if isinstance(node, cst.With)]
    prefix = ""
    for node in reversed(around):
        for item in node.items:
            scope = scopes.get(id(item.item), "")
            if scope is None:
                return None
            prefix = scope or prefix
    own = _ILLEGAL.sub("_", name).lstrip("/")
    inner = f"{prefix}/{own}" if prefix else own
    if family is None:
        return inner
    family = _ILLEGAL.sub("_", family)
    return f"{family}/{prefix}/{family}/{own}" if prefix else f"{family}/{family}/{own}"


def _scope_names(context: Context) -> dict[int, str | None]:
    """Return the whole name of each scope that a `with` opens; None where it is not a literal."""
    found: dict[int, str | None] = {}
    used: dict[str, int] = {}
    for call in context.facts.calls:
        if call.api not in _SCOPES:
            continue
        given = call.arguments.positional[0] if call.arguments.positional else call.arguments.keyword("name")
        name = given.constant if isinstance(given, Literal) and given.known else None
        if not isinstance(name, str) or not name:
            found[id(call.node)] = None
            continue
        outer = [
            found.get(id(item.item))
            for node in context.enclosing(call.node)
            if isinstance(node, cst.With) and call.node not in [item.item for item in node.items]
            for item in node.items
            if id(item.item) in found
        ]
        path = f"{outer[0]}/{name}" if outer and outer[0] else name
        count = used[path.lower()] = used.get(path.lower(), -1) + 1
        found[id(call.node)] = f"{path}_{count}" if count else path
    return found


__all__ = ["SUMMARIES", "WRITER", "is_statement_of_its_own", "is_writer", "record_name", "step_name", "tag_of"]
