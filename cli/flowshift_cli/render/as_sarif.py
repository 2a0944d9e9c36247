"""Write a report as SARIF 2.1.0, which code scanning and editors read.

Edits are not given as SARIF fixes: a viewer applies fixes one by one, and half a migration does not run.
"""

from __future__ import annotations

import inspect
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from hashlib import sha256

from flowshift import Applicability, Finding, Status

from ..report import FileReport, Report, explanation
from .places import place_in_cell, uri

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS = {Applicability.MANUAL: "error", Applicability.REVIEW: "warning", Applicability.SAFE: "note"}
_FILE_ERROR = "file-error"
_REMARK = "remark"

_Json = dict[str, object]


def render_sarif(report: Report, indent: int | None = 2) -> str:
    """Return the report as a SARIF log of one run: a result per finding, a notification per file that is an error.

    Without `indent` it is one line, which takes a tenth of the time to write.
    """
    rules = list(report.by_rule())
    run: _Json = {
        "tool": {"driver": _driver(rules)},
        "invocations": [_invocation(report)],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the checkout."}}},
        "columnKind": "unicodeCodePoints",
        "results": list(_results(report, rules)),
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=indent, ensure_ascii=True) + "\n"


def _driver(rules: Sequence[str]) -> _Json:
    return {
        "name": "FlowShift",
        **_version(),
        "rules": [_rule(name) for name in rules],
        "notifications": [
            {"id": _FILE_ERROR, "shortDescription": {"text": "A file that could not be migrated."}},
            {"id": _REMARK, "shortDescription": {"text": "Something that was left alone."}},
        ],
    }


@cache
def _version() -> _Json:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return {"version": version("flowshift")}
    except PackageNotFoundError:  # run from a checkout that was not installed
        return {}


@cache
def _rule(name: str) -> _Json:
    from flowshift.rules.registry import all_rules

    rule = all_rules()[name]
    text = inspect.cleandoc(rule.documentation)
    return {
        "id": name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": text.split("\n\n")[0]},
        "help": {"text": text, "markdown": text},
        "properties": {"family": rule.family, "tags": ["tensorflow", "migration", rule.family]},
    }


def _invocation(report: Report) -> _Json:
    errors = [
        {
            "descriptor": {"id": _FILE_ERROR},
            "level": "error",
            "message": {"text": file.error},
            "locations": [{"physicalLocation": {"artifactLocation": _artifact(file)}}],
        }
        for file in report.files
        if file.error is not None
    ]
    remarks = [
        {"descriptor": {"id": _REMARK}, "level": "note", "message": {"text": remark}} for remark in report.remarks
    ]
    return {
        "executionSuccessful": not report.count(Status.ERROR),
        "toolExecutionNotifications": [*errors, *remarks],
    }


def _results(report: Report, rules: Sequence[str]) -> Iterator[_Json]:
    index = {name: place for place, name in enumerate(rules)}
    seen: Counter[tuple[str, ...]] = Counter()
    for file, finding in report.findings():
        message = f"{finding.symbol}: {finding.message}" if finding.symbol else finding.message
        what = (uri(file.path), finding.rule, finding.symbol, finding.message)
        yield {
            "ruleId": finding.rule,
            "ruleIndex": index[finding.rule],
            "level": _LEVELS[finding.applicability],
            "message": {"text": f"{place_in_cell(finding)}: {message}" if finding.cell else message},
            "locations": [_location(file, finding)],
            "partialFingerprints": {"flowshift/v1": _fingerprint(what, seen[what])},
            "properties": {
                "applicability": finding.applicability.value,
                "symbol": finding.symbol,
                "explain": explanation(finding),
            },
        }
        seen[what] += 1


def _fingerprint(what: tuple[str, ...], number: int) -> str:
    """Return what stays the same when lines move: the file, what is said of it, and which of equal findings it is."""
    return sha256("\0".join((*what, str(number))).encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _location(file: FileReport, finding: Finding) -> _Json:
    """Return the place of a finding; in a notebook its cell, because the lines of a cell are not those of the file."""
    physical: _Json = {"artifactLocation": _artifact(file)}
    if finding.cell:
        cell = {"name": f"cell {finding.cell}", "fullyQualifiedName": f"{uri(file.path)}:cell {finding.cell}"}
        return {"physicalLocation": physical, "logicalLocations": [cell], "message": {"text": place_in_cell(finding)}}
    physical["region"] = {"startLine": finding.line, "startColumn": finding.column}
    return {"physicalLocation": physical}


def _artifact(file: FileReport) -> _Json:
    reference = uri(file.path)
    # a base may be given for a relative reference only (SARIF 2.1.0, 3.4.4)
    return {"uri": reference} if reference.startswith("file:") else {"uri": reference, "uriBaseId": _ROOT}
