"""Keep what became of a repository as JSON, so that a later run can skip it and a report can show it."""

from __future__ import annotations

import enum
import hashlib
import json
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from ..model import Applicability, Finding, Status
from ..workspace.writing import TEMPORARY, write_atomically
from .task import Outcome


class State(enum.Enum):
    """Say what became of one repository."""

    CLEAN = "clean"  # nothing to change
    MIGRATED = "migrated"  # changed: as a patch, in place, or on a branch
    ROLLED_BACK = "rolled back"  # its tests passed before and fail now
    REFUSED = "refused"  # it could not be written without a loss
    FAILED = "failed"  # it could not be read or written


@dataclass(frozen=True)
class FileRecord:
    """Say what became of one file."""

    path: str
    status: Status
    concerned: bool = False
    error: str | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def blocked(self) -> bool:
        """Say whether work by hand is left."""
        return self.error is not None or any(f.applicability is Applicability.MANUAL for f in self.findings)


@dataclass(frozen=True)
class TrialRecord:
    """Hold how the test command went: exit codes before and after, None where it did not end in time or was not run."""

    command: str
    before: int | None
    after: int | None


@dataclass(frozen=True)
class RepositoryRecord:
    """Say what became of one repository. `written` names the branch and commit, or how its files were written."""

    name: str
    location: str
    state: State
    message: str = ""
    identity: str = ""
    written: str = ""
    seconds: float = 0.0
    files: tuple[FileRecord, ...] = ()
    notes: tuple[str, ...] = ()
    trial: TrialRecord | None = None

    def count(self, status: Status) -> int:
        """Count the files of one status."""
        return sum(file.status is status for file in self.files)

    def findings(self, applicability: Applicability | None = None) -> int:
        """Count the findings, or those of one applicability."""
        return sum(applicability in (None, f.applicability) for file in self.files for f in file.findings)

    @property
    def readiness(self) -> int:
        """Return the share, in percent, of the files that speak of TensorFlow and need no work by hand."""
        concerned = [file for file in self.files if file.concerned or file.blocked]
        if not concerned:
            return 0 if self.state in (State.FAILED, State.REFUSED) else 100
        return int(100 * sum(not file.blocked for file in concerned) / len(concerned))

    def blockers(self, most: int = 5) -> Sequence[tuple[str, int]]:
        """Return what stands in the way, the most frequent first: symbols that need work by hand, and errors."""
        counts: dict[str, int] = {}
        for file in self.files:
            if file.error is not None:
                text = re.sub(r"line \d+: ", "", file.error).partition(":")[0]
                counts[text] = counts.get(text, 0) + 1
            for finding in file.findings:
                if finding.applicability is Applicability.MANUAL:
                    name = finding.symbol or finding.rule
                    counts[name] = counts.get(name, 0) + 1
        return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]


def file_record(outcome: Outcome) -> FileRecord:
    """Keep what a record needs of an outcome."""
    return FileRecord(outcome.path, outcome.status, outcome.concerned, outcome.error, outcome.findings)


def slug(name: str) -> str:
    """Return a name that every file system takes; names that differ stay different."""
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", name)[:80]
    if plain == name and not plain.startswith("."):
        return plain
    return f"{plain.lstrip('.')}-{hashlib.blake2b(name.encode('utf-8', 'surrogatepass'), digest_size=4).hexdigest()}"


def write_record(path: str, record: RepositoryRecord) -> None:
    """Write a record as JSON.

    Raises:
        OSError: it cannot be written.
    """
    os.makedirs(os.path.dirname(path), exist_ok=True)
    write_atomically(path, json.dumps(_plain(record), ensure_ascii=True, separators=(",", ":")).encode())


def read_record(path: str) -> RepositoryRecord | None:
    """Read a record, None where there is none that can be read."""
    try:
        with open(path, "rb") as file:
            table = json.load(file)
        return RepositoryRecord(
            **{
                **table,
                "state": State(table["state"]),
                "files": tuple(_file(row) for row in table["files"]),
                "notes": tuple(table["notes"]),
                "trial": None if table["trial"] is None else TrialRecord(**table["trial"]),
            }
        )
    except (OSError, ValueError, TypeError, KeyError):
        return None


def _plain(record: RepositoryRecord) -> dict[str, object]:
    trial = None if record.trial is None else asdict(record.trial)
    files = [
        {
            "path": file.path,
            "status": file.status.value,
            **({"concerned": True} if file.concerned else {}),
            **({"error": file.error} if file.error is not None else {}),
            **({"findings": [finding_row(finding) for finding in file.findings]} if file.findings else {}),
        }
        for file in record.files
    ]
    return {**vars(record), "state": record.state.value, "files": files, "notes": list(record.notes), "trial": trial}


def finding_row(finding: Finding) -> list[object]:
    """Return a finding as a short row: line, column, rule, symbol, message, applicability, cell."""
    return [
        finding.line,
        finding.column,
        finding.rule,
        finding.symbol,
        finding.message,
        finding.applicability.value,
        finding.cell,
    ]


def _file(row: Mapping[str, object]) -> FileRecord:
    rows = row.get("findings", [])
    assert isinstance(rows, list)
    error = row.get("error")
    return FileRecord(
        path=str(row["path"]),
        status=Status(row["status"]),
        concerned=bool(row.get("concerned", False)),
        error=None if error is None else str(error),
        findings=tuple(Finding(f[0], f[1], f[2], f[3], f[4], Applicability(f[5]), f[6]) for f in rows),
    )


@dataclass(frozen=True)
class Places:
    """Name the files of a batch folder."""

    folder: str

    def record(self, name: str) -> str:
        """Return where the record of a repository is kept."""
        return os.path.join(self.folder, "repositories", slug(name), "record.json")

    def diffs(self, name: str) -> str:
        """Return where what the report shows of a repository's files is kept."""
        return os.path.join(self.folder, "repositories", slug(name), "diffs.b64")

    def patch(self, name: str) -> str:
        """Return where the patch of a repository is kept."""
        return os.path.join(self.folder, "patches", f"{slug(name)}.patch")

    def sarif(self, name: str) -> str:
        """Return where the SARIF log of a repository is kept."""
        return os.path.join(self.folder, "sarif", f"{slug(name)}.sarif")

    def log(self, name: str, when: str) -> str:
        """Return where the output of a test command is kept; `when` is before or after."""
        return os.path.join(self.folder, "repositories", slug(name), f"test-{when}.log")

    def clone(self, name: str) -> str:
        """Return where a repository with a URL is kept."""
        return os.path.join(self.folder, "clones", f"{slug(name)}.git")

    def scratch(self) -> str:
        """Return where work is done that is thrown away."""
        return os.path.join(self.folder, "scratch")

    def sweep(self) -> None:
        """Take away what a killed run has left half written."""
        shutil.rmtree(self.scratch(), ignore_errors=True)
        for pattern in ("patches", "sarif", "repositories/*", "."):
            for path in Path(self.folder).glob(f"{pattern}/{TEMPORARY}"):
                with suppress(OSError):
                    path.unlink()
