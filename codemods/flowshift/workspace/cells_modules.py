"""Write the module of recurrent cells beside the files that import it: one for each folder, with what they need of it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ..model import Applicability, FileResult, Finding, Status
from ..rules.written_out.cells_module import MODULE, module_text, parts_of

_RULE = "rnn-cell"


def with_module_finding(result: FileResult) -> FileResult:
    """Add a finding where a module of that name is there already and is not one that FlowShift wrote."""
    if not result.cells or _present(_module_path(result.path)) is not None:
        return result
    return replace(result, findings=(occupied(result.cells), *result.findings))


def occupied(cells: Sequence[str]) -> Finding:
    """Return the finding of a file whose module cannot be written, because another file has its name."""
    return _finding(
        f"imports {', '.join(cells)} from {MODULE}.py, but a file of that name with other content is here: "
        "it is left alone, so rename it, or put these classes into it"
    )


def with_unwritten_finding(result: FileResult, mode: str) -> FileResult:
    """Add a finding that says which module a file needs beside it, in a mode that writes one file alone."""
    if not result.cells:
        return result
    message = (
        f"imports {', '.join(result.cells)} from {MODULE}.py, which is written beside a migrated file, but not {mode}: "
        "`flowshift apply FILE` writes it"
    )
    return replace(result, findings=(_finding(message), *result.findings))


def _finding(message: str) -> Finding:
    return Finding(1, 1, _RULE, "tf.nn.rnn_cell", message, Applicability.MANUAL)


def cells_modules(needed: Mapping[str, Iterable[str]]) -> Iterator[FileResult]:
    """Yield the modules that files need: `needed` maps the path of each file to the names that it imports."""
    folders: dict[str, set[str]] = {}
    for path, names in needed.items():
        folders.setdefault(os.path.dirname(path), set()).update(names)
    for folder, names in folders.items():
        path = _module_path(os.path.join(folder, "file.py"))
        present = _present(path)
        if present is None:
            continue
        before, parts = present
        after = module_text({*parts, *names}).encode()
        if after != before:
            yield FileResult(path, Status.CHANGED, before, after, added=not parts)


def _module_path(beside: str) -> str:
    return os.path.join(os.path.dirname(beside), f"{MODULE}.py")


def _present(path: str) -> tuple[bytes, tuple[str, ...]] | None:
    """Return the module that is there, with its parts; no bytes where there is none, None where it is another file."""
    try:
        with open(path, "rb") as file:
            content = file.read()
    except FileNotFoundError:
        return b"", ()
    except OSError:
        return None
    parts = parts_of(content.decode("utf-8", "replace"))
    return None if parts is None else (content, parts)
