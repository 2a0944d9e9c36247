"""Find what is left in the output that TF2 does not have and no rule has spoken of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import libcst as cst

from ..kinds.facts import Facts
from ..kinds.imports import imported_paths
from ..model import Applicability, Style
from ..rules.change import Change, manual
from ..rules.context import Context
from ..silence import failing_imports, left_over, what_to_do
from ..symbols.api_map import canonical
from ..syntax.imports import all_imports, top_imports


def silent_names(changes: Sequence[Change], dropped: set[int], context: Context) -> Iterator[Change]:
    """Report each TF1 name that is left in the output and that no rule has spoken of; `dropped` are nodes that are gone."""
    edited = {id(edit.node) for change in changes for edit in change.edits}
    # what a rule edits may be the call, or the attribute, that the name is a part of
    spoken = {id(change.node) for change in changes if change.edits or change.applicability is Applicability.MANUAL}
    settled = dropped | edited | spoken
    for reference in left_over(context.facts, Style.GRAPH):
        if id(reference.node) not in settled:
            yield manual("api", reference.node, reference.api.name, what_to_do(reference.api.name))


def silent_imports(new: cst.Module, changes: Sequence[Change], context: Context) -> Iterator[Change]:
    """Report each import that is left in the output and that TF2 fails on."""
    failing = list(failing_imports(context.facts))
    if not failing:
        return
    spoken = {id(change.node) for change in changes if change.applicability is Applicability.MANUAL}
    top = {id(small) for small in top_imports(context.module)}
    # below the top level nothing new is imported, so that it need not be walked where nothing there failed before
    left_imports = top_imports if all(id(statement) in top for statement, _ in failing) else all_imports
    left = {path for small in left_imports(new) for path in imported_paths(small)}
    for statement, path in failing:
        if id(statement) not in spoken and path in left:
            name = canonical(path)
            advice = what_to_do(name)
            yield manual("api", statement, name, advice if path in advice else f"TF2 cannot import {path}: {advice}")


def failing_below_top(facts: Facts, module: cst.Module) -> set[int]:
    """Return the identities of the imports in functions and blocks that TF2 fails on."""
    failing = {id(statement) for statement, _ in failing_imports(facts)}
    return failing - {id(small) for small in top_imports(module)} if failing else failing
