"""Write what a batch has found: tables for machines, and one page for people."""

from __future__ import annotations

import os
from collections.abc import Sequence

from ...workspace.discovery import reason
from ...workspace.writing import write_atomically
from ..journal import JournalFailed
from ..records import Places, read_record
from ..settings import Job, Settings
from .page import page
from .tables import Tables

PAGE = "report.html"


def write_report(settings: Settings, jobs: Sequence[Job]) -> None:
    """Write the report of all repositories into the output folder, one repository in memory at a time.

    Raises:
        JournalFailed: the folder cannot be written.
    """
    places = Places(settings.output)
    try:
        with Tables(settings.output) as tables:
            for job in jobs:
                record = read_record(places.record(job.name))
                if record is not None:
                    tables.add(record)
        write_atomically(os.path.join(settings.output, PAGE), page(tables.rows, places))
    except OSError as error:
        raise JournalFailed(f"{settings.output}: {reason(error)}") from error
