"""Write a report for people."""

from __future__ import annotations

from collections.abc import Iterator

from flowshift import Applicability, Finding, Status

from ..report import FileReport, Report


def render_text(report: Report) -> str:
    """Return one line per finding, as editors and terminals link it: path:line:column."""
    return "".join(f"{line}\n" for line in _finding_lines(report))


def render_summary(report: Report, verb: str, with_findings: bool) -> str:
    """Return remarks, errors, the findings that are left to the user, and the counts.

    `verb` says what became of the changed files ("would change", "changed"). `with_findings` lists the manual findings,
    for where stdout holds something else.
    """
    return "".join(f"{line}\n" for line in _summary_lines(report, verb, with_findings))


def one_line(text: str) -> str:
    """Keep a message or path on its one line."""
    return " ".join(text.split()) if any(c in text for c in "\r\n") else text


def _finding_lines(report: Report) -> Iterator[str]:
    for file, finding in report.findings():
        yield _finding_line(file, finding)


def _finding_line(file: FileReport, finding: Finding) -> str:
    cell = f"cell {finding.cell}:" if finding.cell else ""
    place = f"{one_line(file.path)}:{cell}{finding.line}:{finding.column}"
    symbol = f" {finding.symbol}:" if finding.symbol else ""
    return f"{place}: {finding.applicability.value} [{finding.rule}]{symbol} {one_line(finding.message)}".rstrip()


def _summary_lines(report: Report, verb: str, with_findings: bool) -> Iterator[str]:
    for remark in report.remarks:
        yield f"note: {one_line(remark)}"
    for file in report.files:
        if file.error is not None:
            yield f"error: {one_line(file.path)}: {one_line(file.error)}"
    if with_findings:
        for file, finding in report.findings():
            if finding.applicability is Applicability.MANUAL:
                yield _finding_line(file, finding)
    yield from _rule_table(report)
    yield _counts(report, verb)


def _rule_table(report: Report) -> Iterator[str]:
    by_rule = report.by_rule()
    if not by_rule:
        return
    width = max(len(rule) for rule in (*by_rule, "rule"))
    yield f"{'rule':<{width}}  " + "  ".join(f"{kind.value:>6}" for kind in Applicability)
    for rule, counts in by_rule.items():
        yield f"{rule:<{width}}  " + "  ".join(f"{counts.get(kind, 0):>6}" for kind in Applicability)
    yield "`flowshift explain RULE` says what a rule does, why, and when."


def _counts(report: Report, verb: str) -> str:
    changed, unchanged = report.count(Status.CHANGED), report.count(Status.UNCHANGED)
    parts = [f"{_files(changed)} {verb}", f"{unchanged} unchanged"]
    errors = report.count(Status.ERROR)
    if errors:
        parts.append(f"{errors} with errors")
    return ", ".join(parts)


def _files(count: int) -> str:
    return "1 file" if count == 1 else f"{count} files"
