"""Add the modules of recurrent cells that the migrated files of a repository import, one for each folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ..model import Status
from .task import Outcome

# Returns the content of a file of the repository by its path; None where there is no such file.
Read = Callable[[str], "bytes | None"]


def with_cells_modules(outcomes: Iterable[Outcome], read: Read) -> tuple[Outcome, ...]:
    """Return the outcomes with those of the modules; where another file has a module's name, its users get a finding."""
    by_path = {outcome.path: outcome for outcome in outcomes}
    folders: dict[str, list[Outcome]] = {}
    for outcome in by_path.values():
        if outcome.cells:
            folders.setdefault(os.path.dirname(outcome.path), []).append(outcome)
    for folder, users in folders.items():
        by_path.update((outcome.path, outcome) for outcome in _module(folder, users, read))
    return tuple(by_path[path] for path in sorted(by_path))


def _module(folder: str, users: Iterable[Outcome], read: Read) -> Iterator[Outcome]:
    from ..rules.written_out.cells_module import MODULE, module_text, parts_of
    from ..workspace.cells_modules import occupied
    from ..workspace.diff import patch_lines, to_bytes

    path = f"{folder}/{MODULE}.py" if folder else f"{MODULE}.py"
    before = read(path)
    parts = () if before is None else parts_of(before.decode("utf-8", "replace"))
    if parts is None:
        yield from (replace(user, findings=(occupied(user.cells), *user.findings)) for user in users)
        return
    after = module_text({*parts, *(name for user in users for name in user.cells)}).encode()
    if after != before:
        added = before is None
        patch = b"".join(map(to_bytes, patch_lines(path, before or b"", after, added)))
        yield Outcome(path, Status.CHANGED, after=after, patch=patch, concerned=True, added=added)
