# No `from __future__ import annotations`: Typer reads the signature at run time, also on Python 3.9.
"""flowshift batch: many repositories in one run."""

import enum
import hashlib
import os
from typing import Annotated, Any, Optional

import typer
from flowshift import Options, Style
from flowshift.batch.engines import Engine, EngineFailed
from flowshift.batch.journal import Journal, JournalFailed, read_history, tool_version
from flowshift.batch.lock import Busy, locked
from flowshift.batch.manifest import ManifestError, is_url, read_jobs
from flowshift.batch.records import RepositoryRecord
from flowshift.batch.report import PAGE, write_report
from flowshift.batch.run import Line, run_batch
from flowshift.batch.settings import Job, Mode, Settings
from flowshift.workspace.crew import Limits
from flowshift.workspace.discovery import reason
from flowshift.workspace.git import GitError, git
from flowshift.workspace.migration import processors
from typer.core import TyperGroup

from ..batch_progress import watching
from ..console import fail, say
from ..options import IgnoreOption, JobsOption, Python2Option, SafeOnlyOption, SelectOption, StyleOption
from ..render.as_sarif import render_sarif
from ..render.places import at_root
from ..report import FileReport, Report
from ..request import check_names, names
from .batch_status import batch_exit_code, render_lines, status

OUTPUT = "flowshift-batch"


# What is asked for where nothing is typed.
_UNASKED: dict[str, Any] = {
    "mode": Mode.DRY_RUN.value,
    "branch": None,
    "test": None,
    "style": None,
    "select": [],
    "ignore": [],
    "safe_only": False,
    "python2": False,
    "timeout": 120.0,
    "memory": 2048.0,
}


class EngineName(str, enum.Enum):
    """Choose where files are migrated."""

    LOCAL = "local"
    RAY = "ray"


class _RunByDefault(TyperGroup):
    """Take what is not the name of a command for the arguments of `run`: `flowshift batch manifest.toml`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        if args and args[0] not in self.commands and args[0] not in ctx.help_option_names:
            args = ["run", *args]
        return super().parse_args(ctx, args)


app = typer.Typer(
    cls=_RunByDefault,
    no_args_is_help=True,
    help="Migrate many repositories: `flowshift batch MANIFEST|DIR|URL...`, `flowshift batch status`.",
    context_settings={"help_option_names": ["-h", "--help"]},
)

OutputOption = Annotated[
    str, typer.Option("--output", "-o", metavar="DIR", help="Where journal, patches and report go.")
]


@app.command("status")
def _status(output: OutputOption = OUTPUT) -> None:
    """Show what the journal of a run says."""
    status(output)


@app.command("run", help="Migrate the repositories of manifests (.toml, .csv), folders or URLs. `run` can be left out.")
def run(
    paths: Annotated[
        Optional[list[str]], typer.Argument(metavar="MANIFEST|DIR|URL", help="What to migrate.", show_default=False)
    ] = None,
    output: OutputOption = OUTPUT,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Write patches only. This is the default.")] = False,
    apply: Annotated[bool, typer.Option("--apply", help="Change the files of each folder in place.")] = False,
    branch: Annotated[
        Optional[str], typer.Option("--branch", metavar="NAME", help="With --commit: the branch.")
    ] = None,
    commit: Annotated[
        bool, typer.Option("--commit", help="Commit to --branch; checkout and index stay as they are.")
    ] = False,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the last run of --output, as it was asked for.")
    ] = False,
    again: Annotated[
        bool, typer.Option("--again", help="Also migrate what has not changed since it was done.")
    ] = False,
    test: Annotated[
        Optional[str], typer.Option("--test", metavar="COMMAND", help="Run before and after; a new failure rolls back.")
    ] = None,
    style: StyleOption = None,
    select: SelectOption = None,
    ignore: IgnoreOption = None,
    safe_only: SafeOnlyOption = False,
    python2: Python2Option = False,
    engine: Annotated[EngineName, typer.Option("--engine", help="Where files are migrated.")] = EngineName.LOCAL,
    address: Annotated[Optional[str], typer.Option("--address", help="The Ray cluster; none starts one here.")] = None,
    jobs: JobsOption = None,
    timeout: Annotated[float, typer.Option("--timeout", min=0.1, help="Seconds that a file may take.")] = 120.0,
    memory: Annotated[float, typer.Option("--memory", min=50, help="Megabytes that a worker may take.")] = 2048.0,
) -> None:
    """Migrate each repository alone: what fails, dies or hangs costs its own file or repository.

    Exit code 0: all are done; 1: done, and some findings are left to you; 2: a repository or a file failed.
    """
    if apply + (branch is not None) + dry_run > 1:
        fail("--dry-run, --apply and --branch exclude each other")
    if (branch is None) == commit:
        fail("--branch NAME and --commit belong together")
    if branch is not None:
        _check_branch(branch)
    if "" in (paths or ()) or not output:
        fail("a path is empty")
    selected, ignored = names(select), names(ignore)
    check_names(selected | ignored)
    asked = {
        "paths": [path if is_url(path) else os.path.abspath(path) for path in paths or ()],
        "mode": (Mode.APPLY if apply else Mode.BRANCH if branch is not None else Mode.DRY_RUN).value,
        "branch": branch,
        "test": test,
        "style": style.value if style is not None else None,
        "select": sorted(selected),
        "ignore": sorted(ignored),
        "safe_only": safe_only,
        "python2": python2,
        "timeout": timeout,
        "memory": memory,
    }
    try:
        os.makedirs(output, exist_ok=True)
        with locked(output):
            lines = _run(output, asked, resume, again, engine, address, jobs)
    except (ManifestError, JournalFailed, Busy, EngineFailed) as error:
        fail(str(error))
    except OSError as error:
        fail(f"{output}: {reason(error)}")
    except KeyboardInterrupt:
        say("interrupted; `flowshift batch --resume` goes on where it stopped")
        raise typer.Exit(130) from None
    say(render_lines(lines).rstrip("\n"))
    say(f"report: {os.path.join(output, PAGE)}")
    raise typer.Exit(batch_exit_code(lines))


def _run(
    output: str,
    asked: dict[str, Any],
    resume: bool,
    again: bool,
    engine: EngineName,
    address: Optional[str],
    jobs: Optional[int],
) -> tuple[Line, ...]:
    if resume:
        if asked["paths"]:
            fail("--resume takes the repositories from the journal; leave them out")
        earlier = read_history(output).run.get("asked")
        if not isinstance(earlier, dict):
            fail(f"{output} holds no run to go on with")
        _check_resumed(asked, earlier)
        asked = {**asked, **earlier}
    if not asked["paths"]:
        fail("no repository is given: a manifest, a folder or a URL")
    repositories = read_jobs(asked["paths"])
    if not repositories:
        fail("the manifest lists no repository")
    settings = _settings(output, asked, jobs)
    before = read_history(output)
    journal = Journal(output)
    listed = hashlib.blake2b(repr(repositories).encode("utf-8", "backslashreplace"), digest_size=16).hexdigest()
    try:
        journal.append("run", version=tool_version(), asked=asked, repositories=len(repositories), listed=listed)
        lines = _migrate(repositories, settings, engine, address, journal, again)
        is_same = before.ended and before.run.get("listed") == listed and all(line.skipped for line in lines)
        if not (is_same and os.path.exists(os.path.join(output, PAGE))):
            write_report(settings, repositories, _sarif)
        journal.append("ended")
    finally:
        journal.close()
    return lines


def _check_resumed(asked: dict[str, Any], earlier: dict[str, Any]) -> None:
    """Exit with one line where something else is asked for than the run that is to go on was asked for."""
    for name, value in asked.items():
        if value != earlier.get(name) and value != _UNASKED.get(name, value):
            fail("--resume goes on as the last run was asked for; leave the other options out")


def _migrate(
    repositories: tuple[Job, ...],
    settings: Settings,
    engine: EngineName,
    address: Optional[str],
    journal: Journal,
    again: bool,
) -> tuple[Line, ...]:
    started = _engine(engine, address, settings)
    try:
        with watching(len(repositories)) as watch:
            return run_batch(repositories, settings, started, journal, watch, again)
    finally:
        started.close()


def _engine(engine: EngineName, address: Optional[str], settings: Settings) -> Engine:
    if engine is EngineName.LOCAL:
        if address is not None:
            fail("--address is for --engine ray")
        from flowshift.batch.engines.local import LocalEngine

        return LocalEngine(settings.workers, settings.limits)
    from flowshift.batch.engines.on_ray import RayEngine

    return RayEngine(settings.workers, settings.limits, address)


def _sarif(record: RepositoryRecord) -> str:
    """Return a log of one repository, whose paths are below the root of its own checkout."""
    files = tuple(FileReport(at_root(file.path), file.status, file.error, file.findings) for file in record.files)
    return render_sarif(Report(files, record.notes), indent=None)


def _settings(output: str, asked: dict[str, Any], jobs: Optional[int]) -> Settings:
    return Settings(
        output=os.path.abspath(output),
        mode=Mode(asked["mode"]),
        branch=asked["branch"],
        options=Options(
            select=frozenset(asked["select"]),
            ignore=frozenset(asked["ignore"]),
            safe_only=asked["safe_only"],
            python2=asked["python2"],
        ),
        style=None if asked["style"] is None else Style(asked["style"]),
        test=asked["test"],
        limits=Limits(asked["timeout"], asked["memory"]),
        workers=jobs or processors(),
    )


def _check_branch(branch: str) -> None:
    try:
        git(os.curdir, "check-ref-format", f"refs/heads/{branch}")
    except GitError:
        fail(f"{branch!r} is not a name for a branch")
    if branch.startswith("-"):
        fail(f"{branch!r} is not a name for a branch")
