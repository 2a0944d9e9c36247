"""Migrate Python 2 files: to Python 3 first, then to TensorFlow 2; where that was not asked for, say so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from .model import Applicability, FileResult, Finding, Options, Status, failed
from .rules.python2 import NAME
from .rules.selection import asks_for
from .syntax.python2 import Converted, is_python2, is_python3, only_python2, to_python3
from .syntax.source import SourceError, SourceText, encode, parse_error

Migrate = Callable[[bytes, str, Options], FileResult]

_AGAIN = "Python 2 source: run again with --python2"
_DONE = "Python 2 source: rewritten as Python 3 first; text and bytes, which were one in Python 2, are for you to check"


def migrate_python2(
    decoded: SourceText, source: bytes, path: str, options: Options, migrate: Migrate
) -> FileResult | None:
    """Turn a Python 2 file into Python 3 and migrate that; None for a file that is no Python 2, or not only."""
    if is_python3(decoded.text) and only_python2(decoded.text) is None:
        return None
    converted = to_python3(decoded.text, path)
    if converted is None:
        return None
    text = encode(decoded, converted.text)
    if isinstance(text, SourceError):
        return failed(path, source, str(text))
    result = migrate(text, path, replace(options, python2=False))
    if result.status is Status.ERROR:
        return replace(result, before=source, after=source, error=f"after --python2: {result.error}")
    findings = (*_findings(decoded.text, converted), *(_moved(one, converted) for one in result.findings))
    status = Status.CHANGED if result.after != source else Status.UNCHANGED
    return replace(result, before=source, status=status, findings=tuple(sorted(set(findings))))


def unasked(line: int, cell: int = 0) -> Finding:
    """Return the finding for a source that is left alone because it is Python 2."""
    return Finding(line, 1, NAME, "", _AGAIN, Applicability.MANUAL, cell)


def with_python2_findings(result: FileResult, decoded: SourceText, options: Options) -> FileResult:
    """Say of a result without `--python2` what that would do: for a file that failed to parse, or that has old names."""
    if result.status is Status.ERROR:
        if not is_python2(decoded.text, result.path):
            return result
        finding = unasked(parse_error(decoded.text, "").line or 1)
        return replace(result, status=Status.UNCHANGED, error=None, findings=(finding,))
    place = only_python2(decoded.text) if asks_for(NAME, options) else None
    if place is None:
        return result
    finding = Finding(place.line, 1, NAME, "", f"`{place.message}`: {_AGAIN}", Applicability.MANUAL)
    return replace(result, findings=tuple(sorted({*result.findings, finding})))


def _findings(before: str, converted: Converted) -> list[Finding]:
    old, new = before.splitlines(), converted.text.splitlines()
    first = next((line for line, (a, b) in enumerate(zip(old, new), 1) if a != b), 1)
    found = [Finding(first, 1, NAME, "", _DONE, Applicability.REVIEW)]
    found += [Finding(place.line, 1, NAME, "", place.message, Applicability.MANUAL) for place in converted.places]
    return found


def _moved(finding: Finding, converted: Converted) -> Finding:
    return replace(finding, line=converted.line(finding.line))
