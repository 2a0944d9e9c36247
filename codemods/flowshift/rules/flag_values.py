"""Parse the flags that TF1 parsed by itself when the first of them was read.

    flags = tf.app.flags
    flags.DEFINE_float("rate", 0.1, "Rate.")
    print(flags.FLAGS.rate)

becomes

    absl.flags.DEFINE_float("rate", 0.1, "Rate.")
    absl.flags.FLAGS(sys.argv)
    print(absl.flags.FLAGS.rate)

`tf.flags` is `absl.flags` but for this: `absl.flags.FLAGS.rate` raises UnparsedFlagAccessError until `absl.app.run`, or
`FLAGS(sys.argv)`, has parsed the command line. A native program that reads flags before `tf.app.run`, or never calls it,
gets a line that does, behind the last flag that it defines. In the style graph its flags are `tf.compat.v1.flags`, which
parse as TF1's did; so are those of a module that other programs run. `FLAGS._parse_flags()` of TF before 1.5 becomes
`FLAGS(sys.argv)`.

Source: TF 1.15 and 2.15 `platform/flags.py`.
"""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..kinds.facts import Facts, Reference
from ..kinds.values import Api, Call, Foreign, Member
from ..model import Applicability, Style
from ..syntax.templates import code_of, expression, statement
from .change import Change, Edit, manual
from .context import Context
from .registry import Rule

_NAME = "flag-values"
_PREFIX = "tf.flags."
_VALUES = "tf.flags.FLAGS"
_PARSES = "_parse_flags"
# What can be read before flags are parsed.
_NO_FLAGS = frozenset({"__flags", "__dict__", "is_parsed", "mark_as_parsed", "register_validator", _PARSES})


def parses_flags(context: Context) -> bool:
    """Tell whether a module parses its flags itself, before it reads one at its top level."""
    known = context.memory.get(_NAME)
    if known is None:
        known = context.memory[_NAME] = _runs_parser(context.facts) and not any(_top_reads(context))
    return bool(known)


def survey(context: Context) -> Iterator[Change]:
    """Parse flags where nothing else does, and rewrite what parsed them before TF 1.5."""
    if not any(reference.api.name.startswith(_PREFIX) for reference in context.facts.references):
        return
    for node, member in context.facts.members:
        if member.name == _PARSES and _is_values(member.of):
            yield _parsed_by_hand(node, context)
    if context.style is Style.EAGER and not parses_flags(context) and any(_reads(context.facts)):
        yield _parsed(context)


def _parsed_by_hand(node: cst.Attribute, context: Context) -> Change:
    call = context.tree.parents[id(node)]
    symbol = f"{_VALUES}.{_PARSES}"
    if not isinstance(call, cst.Call) or call.args:
        return manual(_NAME, node, symbol, "gone since TF 1.5: call FLAGS(sys.argv)")

    def rewrite(_: cst.CSTNode) -> cst.BaseExpression:
        return expression(f"{code_of(context.render(node.value))}(sys.argv)")

    return Change(
        _NAME,
        node,
        symbol,
        "gone since TF 1.5: becomes FLAGS(sys.argv)",
        edits=(Edit(call, rewrite),),
        requires=_system(context),
    )


def _parsed(context: Context) -> Change:
    """Parse behind the last flag that is defined, or behind the line that brings the values."""
    defining = [found for found in context.facts.references if _brings_flags(found, context)]
    lines = [context.statement_of(found.node) for found in defining if _is_outside_functions(found.node, context)]
    place = next((line for line in reversed(lines) if isinstance(line, cst.SimpleStatementLine)), None)
    if place is None or not _is_program(context):
        node = next(_reads(context.facts))
        return manual(_NAME, node, _VALUES, "the program has to parse its flags first: FLAGS(sys.argv)")

    def rewrite(line: cst.CSTNode) -> cst.FlattenSentinel[cst.CSTNode]:
        return cst.FlattenSentinel([line, statement("absl.flags.FLAGS(sys.argv)")])

    return Change(
        _NAME,
        place,
        _VALUES,
        "reading a flag parsed the command line: becomes a line that does",
        Applicability.SAFE,
        (Edit(place, rewrite),),
        requires=(*_system(context), "import absl.flags"),
    )


def _brings_flags(reference: Reference, context: Context) -> bool:
    """Tell whether a flag is defined here, or the values get a name."""
    name = reference.api.name
    if name == _VALUES:
        alone = not isinstance(context.tree.parents.get(id(reference.node)), cst.Attribute)
        return alone and not context.facts.is_given(reference.node)
    return name.startswith(_PREFIX + "DEFINE")


def _system(context: Context) -> tuple[str, ...]:
    binding = context.facts.module_scope.names.get("sys")
    known = binding is not None and isinstance(binding.value, Foreign) and binding.value.name == "sys"
    return () if known else ("import sys",)


def _runs_parser(facts: Facts) -> bool:
    for call in facts.calls:
        function = call.function
        if isinstance(function, Foreign) and function.name == "absl.app.run":
            return True
        if call.api == "tf.app.run" or _is_values(function):
            return True
        if isinstance(function, Member) and function.name == _PARSES and _is_values(function.of):
            return True
    return False


def _reads(facts: Facts) -> Iterator[cst.Attribute]:
    """Yield the places that read a flag's value."""
    return (node for node, member in facts.members if _is_values(member.of) and member.name not in _NO_FLAGS)


def _top_reads(context: Context) -> Iterator[cst.Attribute]:
    return (node for node in _reads(context.facts) if _is_outside_functions(node, context))


def _is_values(value: object) -> bool:
    return isinstance(value, Api) and value.name == _VALUES


def _is_outside_functions(node: cst.CSTNode, context: Context) -> bool:
    return not any(isinstance(around, (cst.FunctionDef, cst.ClassDef)) for around in context.enclosing(node))


def _is_program(context: Context) -> bool:
    """Tell whether a module does something by itself: it reads a flag, calls something, or asks whether it is the main one."""
    calls = (call for call in context.facts.calls if isinstance(call, Call) and not call.api.startswith(_PREFIX))
    return any(_top_reads(context)) or any(_is_outside_functions(call.node, context) for call in calls)


RULES = (Rule(_NAME, "api", "flags are parsed where TF1 parsed them by itself", __doc__ or "", survey=survey),)
