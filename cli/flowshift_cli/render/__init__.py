"""Write reports: each format is a function from a Report to text."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..options import OutputFormat
from ..report import Report
from .as_github import render_github
from .as_json import render_json
from .as_sarif import render_sarif
from .as_text import render_text

RENDERERS: Mapping[OutputFormat, Callable[[Report], str]] = {
    OutputFormat.TEXT: render_text,
    OutputFormat.JSON: render_json,
    OutputFormat.SARIF: render_sarif,
    OutputFormat.GITHUB: render_github,
}
