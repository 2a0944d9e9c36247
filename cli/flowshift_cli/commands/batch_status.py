"""flowshift batch status: what the journal says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import typer
from flowshift.batch.journal import JournalFailed, read_history
from flowshift.batch.records import State
from flowshift.batch.run import Line, line_of_record

from ..console import fail, write_text
from ..render.as_text import one_line

# The worst first: what needs a look should not scroll away last.
_ORDER = (State.FAILED, State.REFUSED, State.ROLLED_BACK, State.MIGRATED, State.CLEAN)


def status(output: str) -> None:
    """Print a line per repository that is done, and how far the last run has come; exit as the run would."""
    try:
        history = read_history(output)
    except JournalFailed as error:
        fail(str(error))
    if not history.run:
        fail(f"{output} holds no run")
    lines = [line_of_record(record) for record in history.last.values()]
    total = int(str(history.run["repositories"]))
    state = "ended" if history.ended else "has not ended; `flowshift batch --resume` goes on with it"
    write_text(render_lines(lines))
    write_text(f"the run of {history.run['at']} over {_repositories(total)} {state}\n")
    raise typer.Exit(batch_exit_code(lines) if history.ended else 2)


def render_lines(lines: Sequence[Line]) -> str:
    """Return what needs attention, one line each, and the counts."""
    return "".join(f"{line}\n" for line in _rendered(lines))


def render_line(line: Line) -> str:
    """Return one repository as a line."""
    parts = [f"{line.changed} of {_counted(line.files, 'file')} changed" if line.files else "no files"]
    if line.manual:
        parts.append(f"{_counted(line.manual, 'place')} by hand")
    if line.errors:
        parts.append(f"{_counted(line.errors, 'file')} with errors")
    done = [", ".join(parts)] if line.state in (State.MIGRATED, State.CLEAN) or not line.message else []
    said = ": " + "; ".join([*done, *([one_line(line.message)] if line.message else [])])
    return f"{one_line(line.name)}: {line.state.value}{said}{' (unchanged, skipped)' if line.skipped else ''}"


def batch_exit_code(lines: Sequence[Line]) -> int:
    """Return 2 where something failed, 1 where something is left to do, else 0."""
    if any(line.state in (State.FAILED, State.REFUSED, State.ROLLED_BACK) or line.errors for line in lines):
        return 2
    return 1 if any(line.manual for line in lines) else 0


def _rendered(lines: Sequence[Line]) -> Iterator[str]:
    for state in _ORDER[:3]:
        yield from (render_line(line) for line in lines if line.state is state)
    counts = Counter(line.state for line in lines)
    shown = ", ".join(f"{counts[state]} {state.value}" for state in reversed(_ORDER) if counts[state])
    skipped = sum(line.skipped for line in lines)
    yield (
        f"{_repositories(len(lines))}: {shown or 'none done'}"
        + (f" ({skipped} unchanged since they were done, skipped)" if skipped else "")
        + f"; {sum(line.changed for line in lines)} of {_counted(sum(line.files for line in lines), 'file')} changed, "
        f"{_counted(sum(line.manual for line in lines), 'place')} by hand, "
        f"{_counted(sum(line.errors for line in lines), 'file')} with errors"
    )


def _repositories(count: int) -> str:
    return "1 repository" if count == 1 else f"{count} repositories"


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'s' * (count != 1)}"
