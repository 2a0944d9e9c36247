"""Write what a batch has found: tables for machines, and one page for people."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence

from ...workspace.discovery import reason
from ...workspace.writing import write_atomically
from ..journal import JournalFailed
from ..records import Places, RepositoryRecord, read_record
from ..settings import Job, Settings
from .page import page
from .tables import Tables

PAGE = "report.html"


def write_report(
    settings: Settings, jobs: Sequence[Job], sarif: Callable[[RepositoryRecord], str] | None = None
) -> None:
    """Write the report of all repositories into the output folder, one repository in memory at a time.

    `sarif` returns the text of a SARIF log; a code scanning service takes one per repository.

    Raises:
        JournalFailed: the folder cannot be written.
    """
    places = Places(settings.output)
    try:
        with Tables(settings.output) as tables:
            for job in jobs:
                record = read_record(places.record(job.name))
                if record is None:
                    continue
                tables.add(record)
                if sarif is not None:
                    path = places.sarif(job.name)
                    os.makedirs(os.path.dirname(path), exist_ok=True)
                    write_atomically(path, sarif(record).encode())
        write_atomically(os.path.join(settings.output, PAGE), page(tables.rows, places))
    except OSError as error:
        raise JournalFailed(f"{settings.output}: {reason(error)}") from error
