"""Write a report as workflow commands, which GitHub shows as annotations of the lines concerned."""

from __future__ import annotations

from collections.abc import Iterator

from flowshift import Applicability, Finding

from ..report import FileReport, Report, explanation
from ..request import STDIN_NAME
from .places import path_below_root, place_in_cell

_COMMANDS = {Applicability.MANUAL: "error", Applicability.REVIEW: "warning", Applicability.SAFE: "notice"}


def render_github(report: Report) -> str:
    """Return a workflow command per error, finding and remark.

    GitHub shows the first ten of each kind in a step, so what is left to the user comes before what is not.
    """
    return "".join(f"{line}\n" for line in _lines(report))


def _lines(report: Report) -> Iterator[str]:
    for file in report.files:
        if file.error is not None:
            yield _command("error", {**_file(file), "title": "flowshift: not migrated"}, file.error)
    for applicability in reversed(Applicability):
        for file, finding in report.findings():
            if finding.applicability is applicability:
                yield _annotation(file, finding)
    for remark in report.remarks:
        yield _command("notice", {"title": "flowshift"}, remark)


def _annotation(file: FileReport, finding: Finding) -> str:
    properties = _file(file)
    message = f"{finding.symbol}: {finding.message}" if finding.symbol else finding.message
    if finding.cell:
        message = f"{place_in_cell(finding)}: {message}"
    elif properties:
        properties |= {"line": str(finding.line), "col": str(finding.column)}
    properties["title"] = f"flowshift: {finding.rule} ({finding.applicability.value})"
    return _command(_COMMANDS[finding.applicability], properties, f"{message}\nMore: {explanation(finding)}")


def _file(file: FileReport) -> dict[str, str]:
    return {} if file.path == STDIN_NAME else {"file": path_below_root(file.path)}


def _command(name: str, properties: dict[str, str], message: str) -> str:
    """Write one workflow command, escaped as GitHub's own toolkit escapes it."""
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    return f"::{name} {given}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
