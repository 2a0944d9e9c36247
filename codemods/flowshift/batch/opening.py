"""Open a repository: its content, its key, and where it has not been finished before, its files."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

from ..configuration import Configuration, ConfigurationError, parse_configuration
from ..model import Options
from ..projects.program import Member, Sources, programs_by_path
from ..projects.programs import find_programs
from ..workspace.git import GitError, git, is_repository
from ..workspace.migration import bug
from .journal import History, Record, key_of
from .records import Places, RepositoryRecord, State, read_record
from .selection import Selection, select
from .settings import Job, Mode, Settings
from .sources import FILE, Commit, Entry, Folder, Source, SourceFailed

_BASE = "refs/flowshift/base"
_CLONE_SECONDS = 3600.0


class Refused(Exception):
    """Say in one line why a repository must not be written."""


@dataclass(frozen=True)
class Opened:
    """Hold a repository that is to be migrated."""

    job: Job
    source: Source
    key: str
    options: Options
    selection: Selection
    programs: Mapping[str, Member]  # by the path of each of their files


@dataclass(frozen=True)
class Skipped:
    """Tell that a repository was finished before, with this content, tool and configuration."""

    job: Job
    record: Record


def open_repository(job: Job, settings: Settings, history: History, again: bool) -> Opened | Skipped | RepositoryRecord:
    """Return the repository, or that it is done, or a record that says why it cannot be read. `again` skips nothing."""
    try:
        return _open(job, settings, history, again)
    except (SourceFailed, GitError, ConfigurationError, OSError) as failure:
        said = _one_line(failure).replace(job.location, job.shown)
        return RepositoryRecord(job.name, job.shown, State.FAILED, said)
    except Refused as refusal:
        return RepositoryRecord(job.name, job.shown, State.REFUSED, str(refusal))
    except Exception as error:
        return RepositoryRecord(job.name, job.shown, State.FAILED, bug(error))


def _open(job: Job, settings: Settings, history: History, again: bool) -> Opened | Skipped:
    source = _source(job, settings)
    key = key_of(job.location, source.identity, settings.describe(job))
    places = Places(settings.output)
    finished = None if again else history.finished(job.name, key)
    if finished is not None and _is_there(job, source, finished, places):
        source.close()
        return Skipped(job, finished)
    entries = tuple(source.entries())
    project = next((entry for entry in entries if entry.path == "pyproject.toml" and entry.kind == FILE), None)
    own = parse_configuration(source.read(project), "pyproject.toml") if project is not None else None
    if own is not None:
        _check_names(own)
    exclude = (*job.exclude, *(own.exclude if own is not None else ()))
    selection = select(entries, job.include, exclude)
    return Opened(job, source, key, settings.options_for(job, own), selection, _programs(selection, source, entries))


def _check_names(own: Configuration) -> None:
    """Raise where a repository's configuration names a rule that is none: what it selects would be nothing at all."""
    typed = own.options.select | own.options.ignore
    if not typed:
        return
    from ..rules.selection import unknown_names

    unknown = unknown_names(typed)
    if unknown:
        raise ConfigurationError(f"pyproject.toml: no rule or family is named {unknown[0]!r}")


def _programs(selection: Selection, source: Source, entries: Sequence[Entry]) -> Mapping[str, Member]:
    """Return the programs of more than one file of a repository."""
    known = {entry.path: entry for entry in entries}
    folders: dict[str, list[str]] = {}
    for path in known:
        folders.setdefault(os.path.dirname(path), []).append(path)

    def content(path: str) -> bytes | None:
        try:
            return source.read(known[path]) if path in known else None
        except SourceFailed:
            return None

    given = [entry.path for entry in selection.sources]
    return programs_by_path(find_programs(given, content, lambda folder: folders.get(folder, [])))


def sources_of(program: Member, opened: Opened) -> Sources:
    """Return the bytes of a program's files, but for those that cannot be read."""
    entries = {entry.path: entry for entry in opened.selection.sources}
    found: list[tuple[str, bytes]] = []
    for path in program.paths:
        with suppress(SourceFailed):
            found += [(path, opened.source.read(entries[path]))] if path in entries else []
    return tuple(found)


def _source(job: Job, settings: Settings) -> Source:
    if job.is_url:
        if settings.mode is Mode.APPLY:
            raise Refused("has a URL, and no files of yours to change: use --branch, or a clone of your own")
        return Commit(_fetched(job, Places(settings.output).clone(job.name)), _BASE)
    if not os.path.isdir(job.location):
        raise SourceFailed("there is no such folder")
    versioned = is_repository(job.location)
    if job.ref is not None and (settings.mode is Mode.APPLY or not versioned):
        reason = "--apply changes what is checked out" if versioned else "the folder is no git repository"
        raise Refused(f"a ref is given, and {reason}")
    if settings.mode is Mode.BRANCH and not versioned:
        raise Refused("is no git repository, which --branch needs")
    if settings.mode is Mode.APPLY or not versioned:
        if os.path.realpath(settings.output) == os.path.realpath(job.location):
            raise Refused("is the folder that the report goes to: give --output another")
        return Folder(job.location, outside=settings.output)
    try:
        return Commit(job.location, job.ref or "HEAD")
    except GitError as error:
        if "Needed a single revision" in str(error):
            raise SourceFailed(f"{job.ref or 'HEAD'} names no commit") from error
        raise


def _fetched(job: Job, folder: str) -> str:
    """Bring the wanted commit of a URL into a repository of ours, without its history, and return its folder."""
    if not is_repository(folder):
        os.makedirs(folder, exist_ok=True)
        git(folder, "init", "-q", "--bare", "--template=")
    options = ("--depth=1", "--no-tags", "--no-recurse-submodules", "--no-write-fetch-head", "--force", "-q")
    git(
        folder,
        "fetch",
        *options,
        "--",
        job.location,
        f"+{job.ref or 'HEAD'}:{_BASE}",
        network=True,
        timeout=_CLONE_SECONDS,
    )
    return folder


def _is_there(job: Job, source: Source, finished: Record, places: Places) -> bool:
    """Tell whether what was finished is still where it was left."""
    if read_record(places.record(job.name)) is None:
        return False
    branch = finished.get("branch")
    if not branch or not isinstance(source, Commit):
        return True
    try:
        git(source.folder, "rev-parse", "--verify", "-q", "--end-of-options", f"refs/heads/{branch}")
    except GitError:
        return False
    return True


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
