"""Write what was migrated, and check it before anyone can see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from .model import FileResult, Finding, Status, failed
from .rules import own_cells, weights_by_scope
from .rules.change import Change
from .sharing import builders
from .styles.migrated import Migrated, cells_of
from .syntax.positions import Position, layout
from .syntax.source import SourceError, SourceText, encode, layout_error
from .syntax.tree import Tree
from .syntax.writing import does_not_parse, write


def checked(migrated: Migrated, tree: Tree, decoded: SourceText, source: bytes, path: str) -> FileResult:
    """Check what was written before anyone can see it: it parses, and the layout that was not edited has survived."""
    noted = _noted(migrated, tree)
    tree = migrated.prepared[1] if migrated.prepared is not None else tree
    module = tree.module
    if migrated.module is module and not migrated.changes:
        return FileResult(path, Status.UNCHANGED, source, source)
    laid_out = layout(tree, [change.node for change in migrated.changes])
    found = tuple(sorted({*noted, *_moved(findings(laid_out.places, migrated.changes), migrated)}))
    if migrated.module is module:
        return FileResult(path, Status.UNCHANGED, source, source, found)
    lost = layout_error(tree.text, laid_out.code)
    if lost is not None:
        return failed(path, source, str(lost))
    written = write(migrated.module, module, laid_out, migrated.origins)
    after = encode(decoded, written.text)
    if isinstance(after, SourceError):
        return failed(path, source, str(after))
    problem = does_not_parse(written)
    if problem:
        return failed(path, source, f"the migrated text would not parse ({problem}); the file is left alone")
    status = Status.CHANGED if after != source else Status.UNCHANGED
    variables = tuple(mapping for change in migrated.changes for mapping in change.variables)
    return FileResult(path, status, source, after, found, variables=variables, cells=cells_of(migrated.changes))


def _noted(migrated: Migrated, tree: Tree) -> tuple[Finding, ...]:
    """Return what there is to say of what was prepared, at its place in the file."""
    if migrated.prepared is None:
        return ()
    prepared = migrated.prepared[0]
    changes = (
        *weights_by_scope.changes(prepared.scopes),
        *own_cells.changes(prepared.cells),
        *builders.changes(prepared.opened),
    )
    return findings(layout(tree, [change.node for change in changes]).places, changes)


def _moved(found: Iterable[Finding], migrated: Migrated) -> Iterator[Finding]:
    """Yield findings at the lines of the file, where another text was migrated."""
    for finding in found:
        yield (
            replace(finding, line=migrated.prepared[0].line(finding.line)) if migrated.prepared is not None else finding
        )


def findings(places: Mapping[int, Position], changes: Sequence[Change]) -> tuple[Finding, ...]:
    """Return the changes as findings, in the order of their places."""
    nowhere = Position(1, 1)
    found: list[Finding] = []
    for change in changes:
        place = places.get(id(change.node), nowhere)
        found.append(
            Finding(place.line, place.column, change.rule, change.symbol, change.message, change.applicability)
        )
    return tuple(sorted(set(found)))
