"""Write a report as one JSON object."""

from __future__ import annotations

import json

from flowshift import Applicability, Finding, Status

from ..report import FileReport, Report, explanation


def render_json(report: Report) -> str:
    """Return the report as JSON.

    Lines and columns are 1-based and counted in the original file; of a finding with a `cell` (a notebook's), in that cell.
    """
    document = {"files": [_file(file) for file in report.files], "summary": _summary(report)}
    return json.dumps(document, indent=2, ensure_ascii=True) + "\n"


def _file(file: FileReport) -> dict[str, object]:
    return {
        "path": file.path,
        "status": file.status.value,
        "error": file.error,
        "findings": [_finding(finding) for finding in file.findings],
    }


def _finding(finding: Finding) -> dict[str, object]:
    return {
        "rule": finding.rule,
        "line": finding.line,
        "column": finding.column,
        "applicability": finding.applicability.value,
        "symbol": finding.symbol,
        "message": finding.message,
        "explain": explanation(finding),
        **({"cell": finding.cell} if finding.cell else {}),
    }


def _summary(report: Report) -> dict[str, object]:
    by_rule = report.by_rule()
    return {
        "files": len(report.files),
        "changed": report.count(Status.CHANGED),
        "unchanged": report.count(Status.UNCHANGED),
        "errors": report.count(Status.ERROR),
        "findings": sum(sum(counts.values()) for counts in by_rule.values()),
        "applicability": {
            kind.value: sum(counts.get(kind, 0) for counts in by_rule.values()) for kind in Applicability
        },
        "rules": {rule: sum(counts.values()) for rule, counts in by_rule.items()},
    }
