"""Define one error that moving from TF1 to TF2 leads to, and what is behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Cause:
    """Say how an error is recognised, what causes it, what to do, and which rules do it.

    `messages` are texts as the runtimes print them: `...` stands for what differs from run to run, and white space for any
    white space, since messages are wrapped. `seen` are words of which one must stand in the same traceback, where the
    message alone says too little.
    """

    name: str
    messages: tuple[str, ...]
    cause: str
    mend: str
    rules: tuple[str, ...] = ()
    seen: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Return the expression that finds one of the messages."""
        return re.compile("|".join(f"(?:{_as_pattern(message)})" for message in self.messages))


def _as_pattern(message: str) -> str:
    parts = (r"\s+".join(re.escape(word) for word in part.split(" ")) for part in message.split("..."))
    return r"[\s\S]{0,400}?".join(parts)
