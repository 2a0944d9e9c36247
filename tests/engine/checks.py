"""State what the engine must make of a snippet."""

from __future__ import annotations

from textwrap import dedent

from flowshift.engine import migrate_source
from flowshift.model import Applicability, FileResult, Options, Status, Style


def migrate(source: str, style: Style = Style.AUTO, **options: object) -> FileResult:
    """Migrate a snippet; it must be handled."""
    result = migrate_source(dedent(source).encode(), "snippet.py", Options(style=style, **options))  # type: ignore[arg-type]
    assert result.status is not Status.ERROR, result.error
    return result


def check_transformed(before: str, after: str, style: Style = Style.AUTO, **options: object) -> FileResult:
    """Check the exact text, and that a second run changes nothing."""
    result = migrate(before, style, **options)
    assert result.after.decode() == dedent(after)
    again = migrate_source(result.after, "snippet.py", Options(style=style, **options))  # type: ignore[arg-type]
    assert again.after == result.after
    return result


def check_noop(source: str, style: Style = Style.AUTO, **options: object) -> FileResult:
    """Check that nothing is edited."""
    return check_transformed(source, source, style, **options)


def messages(result: FileResult, applicability: Applicability) -> list[str]:
    """Return the findings of one kind, as `symbol: message`."""
    return [f"{f.symbol}: {f.message}" for f in result.findings if f.applicability is applicability]
