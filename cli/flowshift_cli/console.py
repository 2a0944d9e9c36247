"""Write to the user: the product to stdout as bytes, the talk to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Callable, NoReturn

import typer

# Below this a progress bar is gone before it is seen.
_FILES_WORTH_A_BAR = 6


def write_bytes(content: bytes) -> None:
    """Write to stdout, whatever encoding the terminal has."""
    sys.stdout.flush()
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def write_text(text: str) -> None:
    """Write text to stdout as UTF-8; undecodable bytes of a path come out as they were."""
    write_bytes(text.encode("utf-8", "surrogateescape"))


def say(text: str) -> None:
    """Write a line of talk to stderr."""
    print(text, file=sys.stderr, flush=True)


def fail(message: str) -> NoReturn:
    """Say in one line why nothing can be done, and exit with 2."""
    say(f"error: {message}")
    raise typer.Exit(2)


def stdout_is_coloured() -> bool:
    """Say whether stdout is a terminal whose user has not asked for NO_COLOR."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def write_diff(lines: Iterable[str]) -> None:
    """Write a diff to stdout: coloured on a terminal, else byte for byte."""
    if not stdout_is_coloured():
        write_bytes("".join(lines).encode("utf-8", "surrogateescape"))
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    for line in lines:
        shown = line.rstrip("\r\n").encode("utf-8", "replace").decode("utf-8")
        console.print(Text(shown, style=_style(line)))


def _style(line: str) -> str:
    if line.startswith(("--- ", "+++ ")):
        return "bold"
    return {"@": "cyan", "+": "green", "-": "red"}.get(line[0], "")


@contextmanager
def progress(total: int) -> Iterator[Callable[[], None]]:
    """Show a progress bar on stderr where it helps, and give the function that moves it on by one file."""
    if total < _FILES_WORTH_A_BAR or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True)
    with Progress(
        TextColumn("migrating"),
        BarColumn(),
        MofNCompleteColumn(),
        console=console,
        transient=True,
        redirect_stdout=False,
    ) as bar:
        task = bar.add_task("", total=total)
        yield lambda: bar.advance(task)
