# No `from __future__ import annotations`: Typer reads the signatures at run time, also on Python 3.9.
"""flowshift runtimes: install and list the TensorFlow environments that `flowshift verify` needs."""

import json
from typing import TYPE_CHECKING, Annotated, Optional

import typer

from .console import fail, say
from .options import TextOrJson, TextOrJsonOption

if TYPE_CHECKING:
    from flowshift.runtimes import Kind

app = typer.Typer(help="The two TensorFlow environments that `verify` needs.", no_args_is_help=True)


@app.command()
def install(
    only: Annotated[
        Optional[str],
        typer.Option("--only", help="tf1 or tf2; both by default."),
    ] = None,
) -> None:
    """Install TF 1.15.5 (Python 3.7) and TF 2.15.1 into the user's cache folder; what is there and works is kept."""
    from flowshift.runtimes import Kind

    try:
        kinds = tuple(Kind) if only is None else (Kind(only),)
    except ValueError:
        fail(f"--only takes tf1 or tf2, not {only!r}")
    installed = [_install(kind) for kind in kinds]  # the second one is tried even if the first failed
    if not all(installed):
        raise typer.Exit(2)


def _install(kind: "Kind") -> bool:
    """Install one runtime and say how it went."""
    from flowshift.runtimes import InstallError, RuntimeMissing, install_runtime

    try:
        runtime = install_runtime(kind, say=say)
    except (InstallError, RuntimeMissing) as error:
        say(f"{kind.value}: {error}")
        return False
    typer.echo(f"{kind.value}: {_versions(dict(runtime.versions))} in {runtime.python}")
    return True


@app.command("list")
def list_(
    output_format: TextOrJsonOption = TextOrJson.TEXT,
) -> None:
    """Say which runtimes are there, and where; exit 1 if one is missing."""
    from flowshift.runtimes import REQUIREMENTS, Runtime, list_runtimes

    rows = []
    for kind, found in list_runtimes():
        there = isinstance(found, Runtime)
        rows.append(
            {
                "runtime": kind.value,
                "title": REQUIREMENTS[kind].title,
                "installed": there,
                "python": str(found.python) if isinstance(found, Runtime) else None,
                "versions": dict(found.versions) if isinstance(found, Runtime) else {},
                "from": REQUIREMENTS[kind].variable
                if isinstance(found, Runtime) and found.from_environment
                else "cache",
                "message": "" if isinstance(found, Runtime) else str(found),
            }
        )
    if output_format is TextOrJson.JSON:
        typer.echo(json.dumps({"runtimes": rows}, indent=2))
    else:
        for row in rows:
            origin = f" ({row['from']})" if row["from"] != "cache" else ""
            typer.echo(
                f"{row['runtime']}: {row['python']}{origin}"
                if row["installed"]
                else f"{row['runtime']}: {row['message']}"
            )
    if not all(row["installed"] for row in rows):
        raise typer.Exit(1)


def _versions(versions: dict[str, str]) -> str:
    return ", ".join(f"{name} {version}" for name, version in versions.items())
