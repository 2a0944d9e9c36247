"""Write summary.json, repos.csv, files.csv and findings.csv."""

from __future__ import annotations

import contextlib
import csv
import json
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...model import Applicability, Status
from ..journal import tool_version
from ..records import RepositoryRecord, State

_REPOSITORIES = (
    "repository,location,state,message,identity,written,readiness,files,changed,errors,safe,review,manual,blockers,"
    "test_before,test_after,seconds,notes"
)
_FILES = "repository,path,status,error,findings,manual"
_FINDINGS = "repository,path,line,column,cell,rule,family,applicability,symbol,message"


@dataclass(frozen=True)
class Row:
    """Hold what the page shows of a repository before it is opened: the record without its files, and counts by rule."""

    record: RepositoryRecord
    files: int
    counts: Mapping[Status, int]
    readiness: int
    blockers: tuple[tuple[str, int], ...]
    rules: Mapping[str, Mapping[Applicability, int]]


class Tables:
    """Write the tables row by row. They take the place of those of an earlier run when all is written."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.rows: list[Row] = []

    def __enter__(self) -> Tables:
        self._open = contextlib.ExitStack()
        self._repositories, self._files, self._findings = (
            self._table(name, head)
            for name, head in (("repos.csv", _REPOSITORIES), ("files.csv", _FILES), ("findings.csv", _FINDINGS))
        )
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self._open.close()
        if kind is None:
            with open(self._temporary("summary.json"), "w", encoding="utf-8") as file:
                json.dump(summary(self.rows), file, indent=2)
                file.write("\n")
        for name in ("repos.csv", "files.csv", "findings.csv", "summary.json"):
            if kind is None:
                os.replace(self._temporary(name), os.path.join(self._folder, name))
            else:
                with contextlib.suppress(OSError):
                    os.unlink(self._temporary(name))

    def add(self, record: RepositoryRecord) -> None:
        """Write the rows of one repository."""
        row = row_of(record)
        self.rows.append(row)
        self._repositories.writerow(_safe(_repository(row)))
        families = _families(record)
        for file in record.files:
            manual = sum(f.applicability is Applicability.MANUAL for f in file.findings)
            values = (record.name, file.path, file.status.value, file.error or "", len(file.findings), manual)
            self._files.writerow(_safe(values))
            for f in file.findings:
                kind = f.applicability.value
                where = (record.name, file.path, f.line, f.column, f.cell or "")
                self._findings.writerow(_safe((*where, f.rule, families[f.rule], kind, f.symbol, f.message)))

    def _table(self, name: str, head: str) -> Any:
        file = open(self._temporary(name), "w", encoding="utf-8", errors="backslashreplace", newline="")  # noqa: SIM115
        self._open.enter_context(file)
        table = csv.writer(file)
        table.writerow(head.split(","))
        return table

    def _temporary(self, name: str) -> str:
        return os.path.join(self._folder, f".{name}.tmp")


def row_of(record: RepositoryRecord) -> Row:
    """Count what a repository's files hold."""
    rules: dict[str, Counter[Applicability]] = {}
    for file in record.files:
        for finding in file.findings:
            rules.setdefault(finding.rule, Counter())[finding.applicability] += 1
    bare = RepositoryRecord(**{**vars(record), "files": ()})
    counts = Counter(file.status for file in record.files)
    return Row(bare, len(record.files), counts, record.readiness, tuple(record.blockers()), rules)


def summary(rows: list[Row]) -> dict[str, object]:
    """Return the figures of the whole run, and of each repository."""
    states = Counter(row.record.state for row in rows)
    rules: dict[str, Counter[str]] = {}
    for row in rows:
        for rule, counts in row.rules.items():
            for kind, count in counts.items():
                rules.setdefault(rule, Counter())[kind.value] += count
    return {
        "version": tool_version(),
        "repositories": len(rows),
        "states": {state.value: states[state] for state in State},
        "files": sum(row.files for row in rows),
        "changed": sum(row.counts.get(Status.CHANGED, 0) for row in rows),
        "errors": sum(row.counts.get(Status.ERROR, 0) for row in rows),
        "findings": {kind.value: sum(_count(row, kind) for row in rows) for kind in Applicability},
        "rules": {rule: dict(counts) for rule, counts in sorted(rules.items())},
        "results": [dict(zip(_REPOSITORIES.split(","), _repository(row))) for row in rows],
    }


def _repository(row: Row) -> tuple[object, ...]:
    record, trial = row.record, row.record.trial
    return (
        record.name,
        record.location,
        record.state.value,
        record.message,
        record.identity,
        record.written,
        row.readiness,
        row.files,
        row.counts.get(Status.CHANGED, 0),
        row.counts.get(Status.ERROR, 0),
        *(_count(row, kind) for kind in Applicability),
        "; ".join(f"{name} ({count})" for name, count in row.blockers),
        "" if trial is None else trial.before,
        "" if trial is None else trial.after,
        record.seconds,
        "; ".join(record.notes),
    )


def _count(row: Row, kind: Applicability) -> int:
    return sum(counts.get(kind, 0) for counts in row.rules.values())


def _families(record: RepositoryRecord) -> Mapping[str, str]:
    if not any(file.findings for file in record.files):
        return {}
    return _Families()


class _Families(dict[str, str]):
    """Look up the family of a rule; the rules are loaded only where there is a finding."""

    def __missing__(self, rule: str) -> str:
        from ...rules.registry import all_rules

        found = all_rules().get(rule)
        return found.family if found is not None else rule


def _safe(values: tuple[object, ...]) -> list[object]:
    """Keep a spreadsheet from taking what user code says for a formula."""
    return [f"'{value}" if isinstance(value, str) and value[:1] in tuple("=+-@\t\r") else value for value in values]
