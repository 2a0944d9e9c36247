"""Rewrite a program that runs no session: one that Keras alone runs, or one that is written for TF2 already."""

from __future__ import annotations

from collections.abc import Sequence

from ..kinds.facts import Facts
from ..kinds.interpreter import interpret
from ..model import Applicability, Options, Style
from ..rules.context import Context
from ..rules.registry import Rule
from ..rules.selection import Suppressions
from ..silence import is_switched_off, left_over
from ..symbols.api_map import lookup
from ..syntax.tree import Tree
from ..syntax.walk import descendants
from .migrated import Migrated, collect, rewritten, selected, tensorflow_alias
from .silent import silent_imports, silent_names


def as_keras(tree: Tree, facts: Facts, lines: Suppressions, options: Options) -> Migrated | None:
    """Rewrite a program that Keras alone runs to native names; None where one of them works on TF1's graph alone.

    A name that works in neither is left with a finding.
    """
    context = Context(tree, facts, Style.EAGER, tensorflow_alias(facts), package=options.package)
    changes = selected(collect(context), tree, lines, options)
    if any(edit.setup is not None for change in changes for edit in change.edits):
        return None
    gone = {id(node) for change in changes for statement in change.removed for node in descendants(statement)}
    changes = [c for c in changes if c.applicability is not Applicability.MANUAL or id(c.node) not in gone]
    migrated = rewritten(changes, context)
    written = interpret(migrated.module)
    left = left_over(written, Style.EAGER)
    written.forget()
    if any(_has_form(reference.api.name) for reference in left):
        return None
    silent = [*silent_names(changes, gone, context), *silent_imports(migrated.module, changes, context)] if left else []
    return Migrated(migrated.module, [*changes, *selected(silent, tree, lines, options)], migrated.origins)


def _has_form(name: str) -> bool:
    """Tell whether a TF1 name works in TF2 once TF1's behaviour is kept."""
    symbol = lookup(name)
    return symbol is not None and symbol.compat is not None


def as_tf2(tree: Tree, facts: Facts, lines: Suppressions, options: Options, any_version: Sequence[Rule]) -> Migrated:
    """Look at a program without any TF1-only name: only the rules speak that are for any version of TensorFlow."""
    switched = is_switched_off(facts)
    style = Style.GRAPH if switched else Style.EAGER
    context = Context(tree, facts, style, tensorflow_alias(facts), any_version=any_version, switched=switched)
    changes = selected(collect(context), tree, lines, options)
    migrated = rewritten(changes, context)
    silent = [*silent_names(changes, set(), context), *silent_imports(migrated.module, changes, context)]
    return Migrated(migrated.module, [*changes, *selected(silent, tree, lines, options)], migrated.origins)
