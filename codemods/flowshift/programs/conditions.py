"""Name the conditions under which a Session program may become functions.

Each condition is a claim about the program that must be shown to hold; where it does not, the program keeps its Session and
a finding names the condition, the construct and the line. Source: what `Session.run` means in TF 1.15, measured.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass

import libcst as cst


class Condition(enum.Enum):
    """One thing that must hold; the text completes `not rewritten to functions, because ...`."""

    ONE_SESSION = "the program opens more than one session, or hands its session on"
    KNOWN_FETCHES = "what is fetched here cannot be told from the source"
    KNOWN_FEEDS = "what is fed here cannot be told from the source"
    FED_PLACEHOLDERS = "a placeholder that the fetches depend on is not fed here"
    PURE_SLICE = "the fetches depend on an operation with effects that a function would run at other times"
    STRAIGHT_CONSTRUCTION = "the graph is built inside a loop, branch, function or class"
    ONE_INITIALISATION = "variables are initialised more than once, or after other runs"
    EXACT_TRAINING = "the training operation has no form here that takes the same steps"
    FIXED_NAMES = "a name that the graph was built with is bound again"
    GRAPH_IN_PYTHON = "a tensor of the graph is used as a Python value"
    NATIVE_NAMES = "a TF1 symbol here has no native TF2 form with the same meaning"


@dataclass(frozen=True, eq=False)
class NotEager(Exception):
    """Say which condition a program fails, and where."""

    condition: Condition
    node: cst.CSTNode
    detail: str = ""

    @property
    def reason(self) -> str:
        """Return the finding's message."""
        extra = f" ({self.detail})" if self.detail else ""
        return f"{self.condition.value}{extra}"
