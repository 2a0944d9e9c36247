"""Hold a migrated module, and what all styles do on the way to it: ask the rules, make their edits, add imports."""

from __future__ import annotations

from collections.abc import Sequence

import libcst as cst

from ..kinds.facts import Facts
from ..kinds.values import Api
from ..model import Options, Style
from ..prepared import Prepared
from ..programs.graph import is_entry
from ..rules import api
from ..rules.change import Change, Edit
from ..rules.context import Context
from ..rules.registry import all_rules, rules_by_symbol
from ..rules.rewriter import Rewriter
from ..rules.selection import Suppressions, suppressed, wanted
from ..rules.written_out.cells_module import MODULE
from ..syntax.definitions import with_definitions
from ..syntax.imports import with_imports
from ..syntax.positions import layout
from ..syntax.tree import Tree
from ..syntax.walk import Origins


class Migrated:
    """Hold a new module and the changes that led to it; `prepared` is the program that was migrated in the file's place."""

    def __init__(
        self,
        module: cst.Module,
        changes: Sequence[Change],
        origins: Origins | None = None,
        prepared: tuple[Prepared, Tree] | None = None,
    ) -> None:
        self.module = module
        self.changes = changes
        self.origins = origins or {}
        self.prepared = prepared


def collect(context: Context) -> tuple[Change, ...]:
    """Ask every rule for its changes; of a program for TF2, those that are for any version."""
    claimed, rules = rules_by_symbol(), context.any_version
    found: list[Change] = []
    for reference in context.facts.references:
        rule = claimed.get(reference.api.name)
        if rules is not None and rule not in rules:
            continue
        change = rule.apply(reference, context) if rule is not None and rule.apply is not None else None
        if change is None and rules is None and (rule is None or context.style is not Style.EAGER):
            change = api.apply(reference, context)
        if change is not None:
            found.append(change)
    for rule in all_rules().values() if rules is None else rules:
        if rule.survey is not None:
            found.extend(rule.survey(context))
    return tuple(found)


def selected(changes: Sequence[Change], tree: Tree, lines: Suppressions, options: Options) -> list[Change]:
    """Return the changes that the user wants: of the rules that were chosen, on lines that are not excepted."""
    kept = [change for change in changes if wanted(change, options)]
    if lines:
        places = layout(tree, [change.node for change in kept]).places
        kept = [change for change in kept if not suppressed(change, places, lines)]
    return kept


def rewriter_of(changes: Sequence[Change], context: Context, *edits: Edit) -> Rewriter:
    """Return what makes the edits of the changes, and let rules render with it."""
    made = [*(edit for change in changes for edit in change.edits), *edits]
    rewriter = Rewriter(made, context.tree, [group for change in changes for group in change.groups])
    context.render = rewriter.render
    return rewriter


def rewritten(changes: Sequence[Change], context: Context) -> Migrated:
    """Make the edits where they stand, in a program that runs as it is written."""
    gone = [Edit(node, lambda _: cst.RemoveFromParent()) for change in changes for node in change.removed]
    rewriter = rewriter_of(changes, context, *gone)
    edited = rewriter.render(context.module)
    assert isinstance(edited, cst.Module)
    context.forget()
    edited = with_definitions(edited, [text for change in changes for text in change.definitions])
    if not changes:
        return Migrated(edited, changes, rewriter.origins)
    new = with_imports(
        edited, required(changes, context), context.facts.read, context.tree, tensorflow_of(changes, context)
    )
    return Migrated(new, changes, rewriter.origins)


def required(changes: Sequence[Change], context: Context) -> list[str]:
    """Return the imports that the new code needs, beside that of TensorFlow itself."""
    imports = [text for change in changes for text in change.requires]
    cells = cells_of(changes)
    if cells:
        dot = "." if context.package and not is_entry(context) else ""
        imports.append(f"from {dot}{MODULE} import {', '.join(cells)}")
    return imports


def tensorflow_of(changes: Sequence[Change], context: Context, switched: bool = False) -> str | None:
    """Return the name for TensorFlow that the new code may read, where the file reached only parts of it."""
    missing = (bool(changes) or switched) and context.tensorflow not in context.facts.module_scope.names
    return context.tensorflow if missing else None


def cells_of(changes: Sequence[Change]) -> tuple[str, ...]:
    """Return what the new code needs of the module of cells that is written beside it."""
    return tuple(sorted({name for change in changes for name in change.written}))


def tensorflow_alias(facts: Facts) -> str:
    """Return the name under which the module reaches TensorFlow itself: `tf` where that is one of them, else the first."""
    names = [
        name
        for name, binding in facts.module_scope.names.items()
        if isinstance(binding.value, Api) and binding.value.name == "tf"
    ]
    if names:
        return "tf" if "tf" in names else names[0]
    # where the file reads a name that nothing binds, an import under that name would give it a meaning
    bound = {definition.name for found in facts.defines.values() for definition in found}
    others = facts.module_scope.names  # what the file calls `tf` itself is something else
    return next(
        name
        for name in ("tf", "tensorflow", "tf2")
        if name == "tf2" or (name not in others and (name not in facts.read or name in bound))
    )
