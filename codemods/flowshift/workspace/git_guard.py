"""Ask git which files it could not give back."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence

from .discovery import Problem, parents
from .git import GitError, git, without_filters

# A submodule would be asked with its own configuration.
_NAMES_ONLY = ("--name-only", "--no-renames", "--no-ext-diff", "--no-textconv", "--ignore-submodules=all", "-z")


def unrecoverable(paths: Sequence[str]) -> tuple[Problem, ...]:
    """Return the files whose present content git does not hold: modified, staged or untracked.

    Files outside any git repository are not judged. Where git itself fails, every file of that repository is named,
    with git's reason: what cannot be checked is not safe.
    """
    by_repository: dict[str, list[str]] = {}
    for path in paths:
        repository = _repository(path)
        if repository is not None:
            by_repository.setdefault(repository, []).append(path)
    problems = [problem for folder, found in by_repository.items() for problem in _judge(folder, found)]
    order = {path: at for at, path in enumerate(paths)}
    return tuple(sorted(problems, key=lambda problem: order[problem.path]))


def _repository(path: str) -> str | None:
    # A link is judged where it leads: that is the file that would be written.
    return next(
        (folder for folder in parents(os.path.realpath(path)) if os.path.exists(os.path.join(folder, ".git"))), None
    )


def _judge(repository: str, paths: Sequence[str]) -> Iterable[Problem]:
    try:
        tracked = set(_listed(repository, "ls-files", "-z"))
        plain = without_filters(repository)
        changed = set(_listed(repository, "diff", *_NAMES_ONLY, "HEAD", environment=plain))
    except GitError as failure:
        return [Problem(path, f"git cannot say whether it is committed ({failure})") for path in paths]
    problems = []
    for path in paths:
        relative = os.path.relpath(os.path.realpath(path), os.path.realpath(repository)).replace(os.sep, "/")
        if relative not in tracked:
            problems.append(Problem(path, "is not tracked by git, so it could not be restored"))
        elif relative in changed:
            problems.append(Problem(path, "has changes that are not committed"))
    return problems


def _listed(repository: str, *arguments: str, environment: Mapping[str, str] | None = None) -> list[str]:
    try:
        listed = git(repository, *arguments, environment=environment)
    except GitError as error:
        if "bad revision 'HEAD'" not in str(error):
            raise
        # Nothing is committed yet: every tracked file counts as staged.
        listed = git(repository, "ls-files", "-z")
    return [os.fsdecode(name) for name in listed.split(b"\0") if name]
