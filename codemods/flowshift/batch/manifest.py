"""Read the list of repositories: a TOML or CSV manifest, or folders."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..configuration import ConfigurationError, parse_toml
from ..model import Style
from ..workspace.discovery import reason
from .settings import Job, with_unique_names

_KEYS = ("name", "path", "url", "ref", "include", "exclude", "style", "test", "test-timeout")
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://|[\w.-]+@[\w.-]+:")


class ManifestError(Exception):
    """Say in one line what is wrong with a manifest."""


def read_jobs(paths: Sequence[str]) -> tuple[Job, ...]:
    """Return the repositories that manifests list, and one for each folder that is given itself.

    Raises:
        ManifestError: a manifest cannot be read or says something that FlowShift does not know.
    """
    jobs: list[Job] = []
    for path in paths:
        if os.path.isdir(path):
            jobs.append(_job({"path": os.path.abspath(path)}, path, os.curdir))
        elif is_url(path):
            jobs.append(_job({"url": path}, path, os.curdir))
        else:
            jobs.extend(_manifest(path))
    return with_unique_names(_without_repeats(jobs))


def _without_repeats(jobs: Sequence[Job]) -> list[Job]:
    """Keep the first of those that ask for the same of the same repository, as `checkouts/* checkouts/speech` does."""
    asked: dict[Job, Job] = {}
    for job in jobs:
        location = job.location if job.is_url else os.path.realpath(job.location)
        asked.setdefault(replace(job, name="", location=location), job)
    return list(asked.values())


def is_url(text: str) -> bool:
    """Say whether a text is a URL for git, `https://...` or `git@host:...`."""
    return _URL.match(text) is not None


def _manifest(path: str) -> Sequence[Job]:
    try:
        with open(path, "rb") as file:
            source = file.read()
    except OSError as error:
        raise ManifestError(f"{path}: cannot be read: {reason(error)}") from error
    if path.endswith(".csv"):
        return _from_csv(source, path)
    if path.endswith(".toml"):
        return _from_toml(source, path)
    raise ManifestError(f"{path}: a manifest is a .toml or .csv file")


def _from_toml(source: bytes, path: str) -> Sequence[Job]:
    try:
        document = parse_toml(source, path)
    except ConfigurationError as error:
        raise ManifestError(str(error)) from error
    unknown = sorted(set(document) - {"defaults", "repository"})
    if unknown:
        raise ManifestError(f"{path}: unknown table {unknown[0]!r}; known: [defaults], [[repository]]")
    defaults, tables = document.get("defaults", {}), document.get("repository", [])
    if not isinstance(defaults, dict) or not isinstance(tables, list) or not all(isinstance(t, dict) for t in tables):
        raise ManifestError(f"{path}: repositories are written as [[repository]] tables")
    return [
        _job({**defaults, **table}, f"{path}: repository {number}", os.path.dirname(path))
        for number, table in enumerate(tables, 1)
    ]


def _from_csv(source: bytes, path: str) -> Sequence[Job]:
    try:
        rows = csv.DictReader(io.StringIO(source.decode("utf-8-sig"), newline=""), strict=True)
        filled = [(rows.line_num, {key: text for key, text in row.items() if text}) for row in rows]
    except (UnicodeDecodeError, csv.Error) as error:
        raise ManifestError(f"{path}: {error}") from error
    return [_job(row, f"{path}: line {line}", os.path.dirname(path)) for line, row in filled if row]


def _job(table: Mapping[str, object], place: str, folder: str) -> Job:
    if None in table:  # what csv calls the cells that no column of the first line names
        raise ManifestError(f"{place}: has more cells than the first line has columns")
    unknown = [key for key in table if key not in _KEYS]
    if unknown:
        raise ManifestError(f"{place}: unknown key {unknown[0]!r}; known: {', '.join(_KEYS)}")
    path, url = _text(table, "path", place), _text(table, "url", place)
    if (path is None) == (url is None):
        raise ManifestError(f"{place}: one of path and url is needed")
    if url is not None and not is_url(url):
        raise ManifestError(f"{place}: {url!r} is not a URL")
    location = url if url is not None else os.path.abspath(os.path.join(folder, path or ""))
    ref = _text(table, "ref", place)
    if ref is not None and ref.startswith("-"):
        raise ManifestError(f"{place}: {ref!r} is not a ref")
    name = _text(table, "name", place) or _stem(location)
    return Job(
        name=name or location,
        location=location,
        is_url=url is not None,
        ref=ref,
        include=_patterns(table, "include", place),
        exclude=_patterns(table, "exclude", place),
        style=_style(table, place),
        test=_text(table, "test", place),
        test_seconds=_seconds(table, place),
    )


def _text(table: Mapping[str, object], key: str, place: str) -> str | None:
    value = table.get(key)
    if value is not None and not (isinstance(value, str) and value):
        raise ManifestError(f"{place}: {key} must be a string that is not empty")
    if value is not None and "\0" in value:  # no path or command can hold one
        raise ManifestError(f"{place}: {key} holds a NUL character")
    return value


def _patterns(table: Mapping[str, object], key: str, place: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if isinstance(value, str):  # the cell of a CSV file
        value = [part.strip() for part in value.split(";") if part.strip()]
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise ManifestError(f"{place}: {key} must be a list of glob patterns")
    return tuple(value)


def _style(table: Mapping[str, object], place: str) -> Style | None:
    value = table.get("style")
    try:
        return None if value is None else Style(value)
    except ValueError:
        raise ManifestError(f"{place}: style is {value!r}, and must be one of auto, eager, graph") from None


def _seconds(table: Mapping[str, object], place: str) -> float:
    value = table.get("test-timeout", 900.0)
    try:
        seconds = float(value) if isinstance(value, (int, float, str)) and not isinstance(value, bool) else 0.0
    except ValueError:
        seconds = 0.0
    if not seconds > 0:
        raise ManifestError(f"{place}: test-timeout must be a number of seconds")
    return seconds


def _stem(location: str) -> str:
    name = re.split(r"[/\\:]", location.rstrip("/\\"))[-1]
    return name[: -len(".git")] if name.endswith(".git") else name
