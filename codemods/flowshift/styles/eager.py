"""Rewrite a program with a session to functions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..kinds.facts import Facts
from ..kinds.interpreter import interpret
from ..model import Applicability, Options, Style
from ..prepared import prepared_program, read_program
from ..programs.conditions import Condition, NotEager
from ..programs.eager import Plan, plan_program, program_of, runs_session
from ..programs.emit import emit
from ..rules import own_cells, weights_by_scope
from ..rules.change import Change
from ..rules.context import Context
from ..rules.rewriter import Rewriter
from ..rules.selection import Suppressions, asks_for, suppressions
from ..silence import failing_imports, is_data, left_over
from ..syntax.definitions import with_definitions
from ..syntax.imports import with_imports, without_local_imports
from ..syntax.tree import Tree
from ..syntax.walk import descendants
from .migrated import Migrated, collect, required, selected, tensorflow_alias, tensorflow_of
from .silent import failing_below_top

# What fails where a function makes placeholders, reads tensors from outside, or opens a scope that may reuse.
_HIDING = frozenset(
    {
        Condition.PURE_SLICE,
        Condition.GRAPH_IN_PYTHON,
        Condition.KNOWN_FEEDS,
        Condition.BUILT_IN_FUNCTION,
        Condition.NATIVE_NAMES,
    }
)


def as_functions(
    tree: Tree, facts: Facts, lines: Suppressions, options: Options, again: Mapping[str, str] | None = None
) -> Migrated | NotEager | None:
    """Rewrite a session program to functions; NotEager says why not, None that the file runs no session."""
    if not runs_session(facts):
        return None
    context = Context(tree, facts, Style.EAGER, tensorflow_alias(facts), package=options.package, again=again or {})
    root = program_of(context)
    every = collect(context)
    try:
        for change in every:
            if change.groups:
                raise NotEager(Condition.NATIVE_NAMES, change.node, f"statements move under {change.symbol}")
        plan = plan_program(root, context, every)
        changes = selected((*every, *plan.changes), tree, lines, options)
        if len([c for c in changes if c.edits]) < len([c for c in every if c.edits]):
            raise NotEager(Condition.NATIVE_NAMES, tree.module.body[0], "a rule that it needs is switched off")
        return _write_eager(plan, changes, context)
    except NotEager as reason:
        # its traceback, and that of what it came from, would hold on to the whole file until the collector comes
        return NotEager(reason.condition, reason.node, reason.detail)
    finally:
        root.forget()
        context.forget()


def as_prepared_functions(tree: Tree, facts: Facts, options: Options, reason: NotEager | None) -> Migrated | None:
    """Rewrite a program that was brought nearer to TF2 first; None where that is not possible, or does not help."""
    shares, defines = (asks_for(rule.NAME, options) for rule in (weights_by_scope, own_cells))
    hides = reason is not None and reason.condition in _HIDING
    prepared = prepared_program(tree, facts, tensorflow_alias(facts), shares, defines, hides)
    if prepared is None:
        return None
    again, known = read_program(prepared.text)
    migrated = as_functions(again, known, suppressions(prepared.text), options, prepared.again)
    known.forget()
    if not isinstance(migrated, Migrated):
        return None
    return Migrated(migrated.module, migrated.changes, migrated.origins, (prepared, again))


def _write_eager(plan: Plan, changes: Sequence[Change], context: Context) -> Migrated:
    rewriter = Rewriter([*(edit for change in changes for edit in change.edits), *plan.edits], context.tree)
    context.render = rewriter.render
    removed = frozenset(id(node) for change in changes for node in change.removed)
    new, kept = emit(plan, rewriter, context, removed)
    inside = {id(node) for statement in kept for node in descendants(statement)}
    for change in changes:
        if change.applicability is not Applicability.MANUAL or id(change.node) in plan.written:
            continue
        if id(change.node) in inside and not _is_data(change):
            raise NotEager(Condition.NATIVE_NAMES, change.node, f"{change.symbol}: {change.message}")
    new = with_definitions(new, [text for change in changes for text in change.definitions])
    new = with_imports(
        new, required(changes, context), context.facts.read, context.tree, tensorflow_of(changes, context)
    )
    known = {change.symbol for change in changes if _is_data(change)}
    written = interpret(new)
    local = failing_below_top(written, new)
    if local:
        new = without_local_imports(new, local, {})
        written.forget()
        written = interpret(new)
    silent = [reference for reference in left_over(written, Style.EAGER) if reference.api.name not in known]
    failing = [(statement, path) for statement, path in failing_imports(written) if not is_data(path)]
    written.forget()
    if silent:
        raise NotEager(Condition.NATIVE_NAMES, silent[0].node, silent[0].api.name)
    if failing:
        raise NotEager(Condition.NATIVE_NAMES, *failing[0])
    return Migrated(new, [c for c in changes if c.applicability is not Applicability.MANUAL or _is_data(c)])


def _is_data(change: Change) -> bool:
    """Tell whether a finding is about where a program's data come from, which stands in no way of native code."""
    return is_data(change.symbol)
