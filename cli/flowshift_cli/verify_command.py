# No `from __future__ import annotations`: Typer reads the signature at run time, also on Python 3.9.
"""flowshift verify: run the original and the migrated program, and show what they computed."""

import enum
import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from .console import fail
from .options import IgnoreOption, SafeOnlyOption, SelectOption, StyleOption, TextOrJson, TextOrJsonOption
from .request import make_request

if TYPE_CHECKING:
    from flowshift.verify import Observation, Verification

EXIT_CODES = {
    "equal": 0,
    "same distribution, other numbers": 0,
    "equal within what the original repeats": 0,
    "different": 1,
    "failed": 2,
}

FAILURES = {
    "tf1": "the original (TF1) could not run",
    "tf2": "the migrated program (TF2) could not run",
    "migration": "could not be migrated",
}

# Equal rows beyond these are counted, not shown; rows that differ are all shown.
SHOWN_EQUAL_ROWS = 12

# A printed array can fill a screen; JSON has all of it.
SHOWN_EQUAL_CHARACTERS = 80
SHOWN_CHARACTERS = 400


class BeforeChoice(str, enum.Enum):
    """Choose what runs the original."""

    TF1 = "tf1"
    COMPAT = "compat"


def verify(
    words: Annotated[
        Optional[list[str]],
        typer.Argument(
            metavar="FILE [-- ARGUMENT...]", help="A TF1 script or notebook, and its arguments.", show_default=False
        ),
    ] = None,
    project: Annotated[
        Optional[str], typer.Option("--project", metavar="DIR", help="The folder to copy and migrate as a whole.")
    ] = None,
    entry: Annotated[
        Optional[str], typer.Option("--entry", metavar="SCRIPT", help="The script of the project that is run in it.")
    ] = None,
    observe: Annotated[
        Optional[list[str]],
        typer.Option("--observe", metavar="NAME", help="A global to compare at the end, beside what is printed."),
    ] = None,
    style: StyleOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    safe_only: SafeOnlyOption = False,
    tolerance: Annotated[float, typer.Option("--tolerance", min=0.0, help="Relative tolerance of numbers.")] = 1e-4,
    before: Annotated[
        BeforeChoice,
        typer.Option("--before", help="What runs the original: TF 1.15, or TF 2.15's compat.v1, a weaker proof."),
    ] = BeforeChoice.TF1,
    seconds: Annotated[float, typer.Option("--timeout", min=1.0, help="Time limit of each side, in seconds.")] = 600.0,
    memory: Annotated[
        float, typer.Option("--memory", min=0.0, help="Memory limit of each side, in GiB; 0 for none.")
    ] = 8.0,
    repeats: Annotated[
        int, typer.Option("--repeats", min=0, help="How often the original may run again, to see what it shows twice.")
    ] = 3,
    argument: Annotated[
        Optional[list[str]], typer.Option("--argument", help="An argument for the script (repeatable).")
    ] = None,
    output_format: TextOrJsonOption = TextOrJson.TEXT,
) -> None:
    """Migrate FILE into a scratch folder, run both versions from the same initial values, and compare.

    `--project DIR --entry SCRIPT` copies and migrates the whole of DIR and runs SCRIPT in it. What stands behind `--` goes to
    the script.

    Exit code 0: both compute the same, draw from the same distributions, or differ in what the original does not show
    twice either; 1: they differ; 2: one side could not run.
    """
    from flowshift.verify import Before, VerifyOptions, verify_file

    arguments = list(words or ())
    if (project is None) != (entry is None):
        fail("--project and --entry go together")
    if entry is None and not arguments:
        fail("no file is given")
    file = entry if entry is not None else arguments.pop(0)
    path = Path(project or ".", file)
    levels = len(Path(file).parts) - 1 if project is not None else 0
    if not path.is_file():
        fail(f"{file}: is not a file" if path.exists() else f"{file}: does not exist")
    request = make_request([str(path)], style, select, ignore, safe_only, None)
    terms = VerifyOptions(
        observe=tuple(observe or ()),
        relative=tolerance,
        before=Before(before.value),
        seconds=seconds,
        memory=int(memory * (1 << 30)),
        arguments=(*(argument or ()), *arguments),
        levels=levels,
        repeats=repeats,
    )
    try:
        result = verify_file(path, request.options, terms)
    except OSError as error:
        fail(f"{file}: {error.strerror or error}")
    if output_format is TextOrJson.JSON:
        typer.echo(json.dumps(as_data(path, result), indent=2))
    else:
        render(path, result)
    raise typer.Exit(EXIT_CODES[result.verdict.value])


def as_data(file: Path, result: "Verification") -> dict[str, object]:
    """Return the result as plain data, for JSON."""
    from dataclasses import asdict

    return {
        "file": str(file),
        "verdict": result.verdict.value,
        "observations": [
            {key: value for key, value in asdict(row).items() if key != "excess"} for row in result.observations
        ],
        "failure": asdict(result.failure) if result.failure is not None else None,
        "notes": list(result.notes),
        "seconds": {"before": result.seconds[0], "after": result.seconds[1]},
    }


def render(file: Path, result: "Verification") -> None:
    """Print the result for people: the table and the verdict to stdout, a failing side's traceback to stderr."""
    from rich.console import Console
    from rich.markup import escape

    console, talk = Console(highlight=False), Console(stderr=True, highlight=False)
    if result.failure is not None:
        if result.failure.traceback:
            talk.print(escape(result.failure.traceback), soft_wrap=True)
        text = f"[bold red]{escape(str(file))}: {FAILURES[result.failure.side]}:[/] {escape(result.failure.error)}"
        talk.print(text, soft_wrap=True)
    else:
        _render_table(console, result)
    for note in result.notes:
        talk.print(f"[yellow]note:[/] {escape(note)}", soft_wrap=True)
    if result.verdict.value == "equal":
        count = len(result.observations)
        console.print(f"[bold green]equal[/]: {escape(str(file))}, {count} observations", soft_wrap=True)
    elif EXIT_CODES[result.verdict.value] == 0:
        console.print(f"[bold green]{result.verdict.value}[/]: {escape(str(file))}", soft_wrap=True)
    elif result.verdict.value == "different":
        count = len(result.differing)
        console.print(
            f"[bold red]different[/]: {escape(str(file))}, {count} of {len(result.observations)} observations"
        )


def _render_table(console: object, result: "Verification") -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    assert isinstance(console, Console)
    table = Table("observation", "TF1", "TF2", "difference")
    rows, hidden = _shown(result)
    for row in rows:
        style = "" if row.equal else "yellow" if row.unsteady else "red"
        width = SHOWN_EQUAL_CHARACTERS if row.equal else SHOWN_CHARACTERS
        values = (escape(_shortened(text, width)) for text in (row.tf1, row.tf2))
        table.add_row(escape(row.name), *values, _difference(row), style=style)
    if rows:
        console.print(table)
    if hidden:
        console.print(f"and {hidden} more observations that are equal")


def _shown(result: "Verification") -> "tuple[list[Observation], int]":
    shown: list[Observation] = []
    hidden = equal = 0
    for row in result.observations:
        equal += row.equal
        if row.equal and equal > SHOWN_EQUAL_ROWS:
            hidden += 1
        else:
            shown.append(row)
    return shown, hidden


def _shortened(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _difference(row: "Observation") -> str:
    if row.absolute is None:
        return "none" if row.equal else "text"
    text = f"{row.absolute:.2g}"
    return text if row.equal or row.relative is None else f"{text} ({row.relative:.2g} relative)"
