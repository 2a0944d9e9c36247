"""Hold what a run has found, as data that every output format is made from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flowshift import Applicability, FileResult, Finding, Status


@dataclass(frozen=True)
class FileReport:
    """Say what became of one file; a FileResult without its bytes."""

    path: str
    status: Status
    error: str | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Report:
    """Hold the files of one run, in the order in which they were found, and remarks on what was left alone."""

    files: tuple[FileReport, ...]
    remarks: tuple[str, ...] = ()

    def count(self, status: Status) -> int:
        """Count the files of one status."""
        return sum(file.status is status for file in self.files)

    def findings(self) -> Iterable[tuple[FileReport, Finding]]:
        """Yield every finding with its file."""
        for file in self.files:
            for finding in file.findings:
                yield file, finding

    def by_rule(self) -> Mapping[str, Mapping[Applicability, int]]:
        """Count the findings of each rule by applicability; rules sorted by name."""
        counts: dict[str, Counter[Applicability]] = {}
        for _, finding in self.findings():
            counts.setdefault(finding.rule, Counter())[finding.applicability] += 1
        return dict(sorted(counts.items()))


def file_report(result: FileResult) -> FileReport:
    """Keep what a report needs of a result."""
    return FileReport(result.path, result.status, result.error, result.findings)


def explanation(finding: Finding) -> str:
    """Return the command that says more about a finding."""
    return f"flowshift explain {finding.rule}"


def exit_code(report: Report) -> int:
    """Return 2 for any error, 1 for any change or finding, else 0."""
    if report.count(Status.ERROR):
        return 2
    return 1 if report.count(Status.CHANGED) or any(file.findings for file in report.files) else 0
