"""Hold what the user asked of a batch run."""

from __future__ import annotations

import enum
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ..configuration import Configuration
from ..model import Options, Style
from ..workspace.crew import Limits

# Of http a token may be the user's name; of ssh that name is most often `git`, and is needed.
_TOKEN = re.compile(r"^(https?://)[^/]*@", re.IGNORECASE)
_PASSWORD = re.compile(r"^([a-z+]+://[^/:@]*):[^/]*@", re.IGNORECASE)


class Mode(enum.Enum):
    """Say what becomes of the migrated files."""

    DRY_RUN = "dry-run"  # a patch file per repository
    APPLY = "apply"  # in place
    BRANCH = "branch"  # a commit on a branch of its own; checkout and index stay as they are


@dataclass(frozen=True)
class Job:
    """Name one repository and what is special about it. `location` is an absolute path, or a URL for git."""

    name: str
    location: str
    is_url: bool = False
    ref: str | None = None
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    style: Style | None = None
    test: str | None = None
    test_seconds: float = 900.0

    @property
    def shown(self) -> str:
        """Return the location for reports and messages, which others read: a URL without the password or token in it."""
        if not self.is_url:
            return self.location
        return _PASSWORD.sub(r"\1@", _TOKEN.sub(r"\1", self.location))


@dataclass(frozen=True)
class Settings:
    """Hold how every repository of a run is migrated. What is typed (`options`) wins over a repository's own configuration."""

    output: str
    mode: Mode = Mode.DRY_RUN
    branch: str | None = None
    options: Options = field(default_factory=Options)
    style: Style | None = None
    test: str | None = None
    limits: Limits = field(default_factory=lambda: Limits(seconds=120.0, megabytes=2048.0))
    workers: int = 1

    def options_for(self, job: Job, configuration: Configuration | None) -> Options:
        """Return the options for one repository: the manifest's, then the typed ones, then the repository's own."""
        own = configuration.options if configuration is not None else Options()
        return replace(
            self.options,
            style=job.style or self.style or own.style,
            select=self.options.select or own.select,
            ignore=self.options.ignore or own.ignore,
            safe_only=self.options.safe_only or own.safe_only,
            python2=self.options.python2 or own.python2,
        )

    def test_for(self, job: Job) -> str | None:
        """Return the test command for one repository."""
        return job.test or self.test

    def describe(self, job: Job) -> dict[str, object]:
        """Return everything that the result for a repository depends on, beside its content, as JSON values."""
        return {
            "mode": self.mode.value,
            "branch": self.branch,
            "style": (job.style or self.style or Style.AUTO).value,
            "select": sorted(self.options.select),
            "ignore": sorted(self.options.ignore),
            "safe-only": self.options.safe_only,
            "python2": self.options.python2,
            "include": list(job.include),
            "exclude": list(job.exclude),
            "test": self.test_for(job),
            "limits": [self.limits.seconds, self.limits.megabytes],
        }


def with_unique_names(jobs: Sequence[Job]) -> tuple[Job, ...]:
    """Number the names that occur more than once: `speech`, `speech-2`."""
    taken: set[str] = set()
    unique = []
    for job in jobs:
        name, count = job.name, 1
        while name in taken:
            count += 1
            name = f"{job.name}-{count}"
        taken.add(name)
        unique.append(replace(job, name=name))
    return tuple(unique)
