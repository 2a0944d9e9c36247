"""Ask git which files it could not give back."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable, Sequence

from .discovery import Problem, parents


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
        changed = set(_listed(repository, "diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", "HEAD"))
    except _GitFailed as failure:
        return [Problem(path, f"git cannot say whether it is committed ({failure})") for path in paths]
    problems = []
    for path in paths:
        relative = os.path.relpath(os.path.realpath(path), os.path.realpath(repository)).replace(os.sep, "/")
        if relative not in tracked:
            problems.append(Problem(path, "is not tracked by git, so it could not be restored"))
        elif relative in changed:
            problems.append(Problem(path, "has changes that are not committed"))
    return problems


class _GitFailed(Exception):
    pass


def _environment() -> dict[str, str]:
    # Inside a git hook these point at the repository of the hook. LC_ALL keeps git's messages as they are matched here.
    pointers = {"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"}
    return {**{name: value for name, value in os.environ.items() if name not in pointers}, "LC_ALL": "C"}


def _listed(repository: str, *arguments: str) -> list[str]:
    try:
        done = subprocess.run(
            ["git", "-C", repository, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            env=_environment(),
        )
    except OSError as error:
        raise _GitFailed("git could not be started") from error
    if done.returncode:
        if b"bad revision 'HEAD'" in done.stderr:
            # Nothing is committed yet: every tracked file counts as staged.
            return _listed(repository, "ls-files", "-z")
        lines = os.fsdecode(done.stderr).strip().splitlines()
        raise _GitFailed(lines[0] if lines else f"exit code {done.returncode}")
    return [os.fsdecode(name) for name in done.stdout.split(b"\0") if name]
