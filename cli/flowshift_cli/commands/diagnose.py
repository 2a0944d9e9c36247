# No `from __future__ import annotations`: Typer reads the signature at run time, also on Python 3.9.
"""flowshift diagnose: what a traceback is really about, and what mends it."""

import enum
import json
import sys
import textwrap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from ..console import fail, say, write_diff, write_text
from ..request import STDIN

if TYPE_CHECKING:
    from flowshift.diagnose import Diagnosis

_WIDTH = 100
_LARGEST_SOURCE = 4 << 20


class DiagnosisFormat(str, enum.Enum):
    """Choose how a diagnosis is written."""

    TEXT = "text"
    JSON = "json"


def diagnose(
    file: Annotated[
        str, typer.Argument(metavar="[FILE|-]", help="A traceback, a log or a notebook; - or nothing is stdin.")
    ] = STDIN,
    output_format: Annotated[
        DiagnosisFormat, typer.Option("--output-format", help="How it is written.")
    ] = DiagnosisFormat.TEXT,
) -> None:
    """Say what really causes the errors in a traceback, which rules mend them, and show the diff of the source.

    Exit code 0: an error was recognised; 1: none was; 2: the text could not be read.
    """
    from flowshift.diagnose import diagnose as found_in
    from flowshift.diagnose import read_text, unknown_error

    text = read_text(_read(file))
    if text is None:
        fail(f"{file}: is no text")
    found = found_in(text)
    if output_format is DiagnosisFormat.JSON:
        write_text(json.dumps({"diagnoses": [_as_data(one) for one in found]}, indent=2) + "\n")
    else:
        for number, one in enumerate(found):
            write_text(("\n" if number else "") + "\n".join(_lines(one)) + "\n")
        _show_diff(found)
    if not found:
        last = unknown_error(text)
        say(f"not known: {last}" if last else "no error was found in the text")
        say("`flowshift check FILE` lists what the source itself shows.")
    raise typer.Exit(0 if found else 1)


def _read(file: str) -> bytes:
    if file == STDIN:
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except OSError as error:
        fail(f"{file}: {error.strerror or error}")


def _lines(one: "Diagnosis") -> Iterator[str]:
    from flowshift.diagnose.source import own_files

    yield textwrap.shorten(one.message, _WIDTH, placeholder=" ...")
    where = next((f"{path}, line {line}" for path, line in own_files(one.places)), None)
    rows = [("at", where), ("cause", one.cause.cause), ("mend", one.cause.mend), ("rules", _rules(one.cause.rules))]
    for label, text in rows:
        if text:
            yield textwrap.fill(text, _WIDTH, initial_indent=f"  {label:<6} ", subsequent_indent=" " * 9)


def _rules(names: Sequence[str]) -> Optional[str]:
    return ", ".join(f"{name} (`flowshift explain {name}`)" for name in names) if names else None


def _as_data(one: "Diagnosis") -> "dict[str, object]":
    return {
        "name": one.cause.name,
        "message": one.message,
        "cause": one.cause.cause,
        "mend": one.cause.mend,
        "rules": list(one.cause.rules),
        "places": [{"path": place.path, "line": place.line} for place in one.places],
    }


def _show_diff(found: "Sequence[Diagnosis]") -> None:
    """Show what `flowshift diff` would change in the first source of the tracebacks that it changes."""
    from flowshift.diagnose.source import own_files

    files = dict.fromkeys(path for one in found for path, _ in own_files(one.places))
    for path in files:
        lines = _diff(path)
        if lines:
            write_text("\n")
            write_diff(lines)
            return


def _diff(path: Path) -> "list[str]":
    from flowshift import Options
    from flowshift.workspace.diff import diff_lines
    from flowshift.workspace.migration import migrate_bytes

    try:
        if path.stat().st_size > _LARGEST_SOURCE:
            return []
        result = migrate_bytes(path.read_bytes(), str(path), Options())
    except OSError:
        return []
    return list(diff_lines(result.path, result.before, result.after)) if result.after != result.before else []
