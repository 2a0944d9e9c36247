"""Commit the migrated files to a branch, from git's objects alone: checkout and index of the user stay as they are."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from ..workspace.git import GitError, git
from .opening import Refused
from .sources import Commit, Entry


@dataclass(frozen=True)
class Change:
    """Hold the new content of one file of a commit."""

    entry: Entry
    content: bytes


def commit_to_branch(
    source: Commit,
    branch: str,
    changes: Mapping[str, Change],
    message: str,
    scratch: str,
    ours: str | None,
    announce: Callable[[str], None],
) -> str:
    """Make a commit on top of the source's and let the branch name it; return its id.

    `ours` is what an earlier run let the branch name: it may be moved on. `announce` is called with the id before the
    branch is made or moved, so that a later run can tell it as its own.

    Raises:
        Refused: the branch exists and is not an earlier one of ours, or is checked out.
        GitError: git could not write.
    """
    old = _resolved(source.folder, f"refs/heads/{branch}")
    tree = _tree(source, changes, scratch)
    if old is not None and _is_same(source, old, tree, message):
        announce(old)
        return old
    if old is not None and (old != ours or _is_checked_out(source.folder, branch)):
        raise Refused(
            f"the branch {branch} exists already, and is not what this run would make: delete it or name another"
        )
    commit = _commit(source, tree, message)
    announce(commit)
    # The last value makes it fail where the branch has come into being, or has moved, meanwhile.
    update = ("update-ref", "-m", "flowshift batch", f"refs/heads/{branch}", commit, old or "0" * len(commit))
    try:
        git(source.folder, *update)
    except GitError:
        if ours is None:
            raise
        _unlock(source.folder, branch)
        git(source.folder, *update)
    return commit


def _unlock(folder: str, branch: str) -> None:
    """Remove the lock that git leaves on a branch of ours when it is killed with us; git has waited for it before."""
    lock = git(folder, "rev-parse", "--git-path", f"refs/heads/{branch}.lock").decode().strip()
    with contextlib.suppress(FileNotFoundError):
        os.remove(os.path.join(folder, lock))


def _resolved(folder: str, ref: str) -> str | None:
    try:
        return git(folder, "rev-parse", "--verify", "-q", "--end-of-options", ref).decode().strip()
    except GitError:
        return None


def _is_same(source: Commit, commit: str, tree: str, message: str) -> bool:
    """Tell whether a commit is the one that would be made, apart from who made it and when."""
    text = git(source.folder, "cat-file", "commit", commit).decode("utf-8", "replace")
    head, _, body = text.partition("\n\n")
    named = [line for line in head.split("\n") if line.startswith(("tree ", "parent "))]
    return named == [f"tree {tree}", f"parent {source.identity}"] and body.strip() == message.strip()


def _is_checked_out(folder: str, branch: str) -> bool:
    """Tell whether some working tree shows the branch; moved under it, all files would look changed."""
    shown = git(folder, "for-each-ref", "--format=%(worktreepath)", f"refs/heads/{branch}")
    return bool(shown.strip())


def _tree(source: Commit, changes: Mapping[str, Change], scratch: str) -> str:
    """Write the new blobs and a tree that differs from the commit's in these files alone."""
    with tempfile.TemporaryDirectory(dir=scratch) as folder:
        paths = []
        for number, change in enumerate(changes.values()):
            path = os.path.join(folder, str(number))
            with open(path, "wb") as file:
                file.write(change.content)
            paths.append(path)
        listed = "".join(f"{path}\n" for path in paths).encode("utf-8", "surrogateescape")
        # No filters: what would they turn these bytes into?
        hashed = git(source.folder, "hash-object", "-w", "--no-filters", "--stdin-paths", stdin=listed).decode().split()
        rows = b"".join(
            f"{'100755' if change.entry.executable else '100644'} {name}\t".encode() + os.fsencode(path) + b"\0"
            for (path, change), name in zip(changes.items(), hashed)
        )
        index = {"GIT_INDEX_FILE": os.path.join(folder, "index")}
        git(source.folder, "read-tree", source.identity, environment=index)
        git(source.folder, "update-index", "-z", "--index-info", stdin=rows, environment=index)
        return git(source.folder, "write-tree", environment=index).decode().strip()


def _commit(source: Commit, tree: str, message: str) -> str:
    command = ("commit-tree", "--no-gpg-sign", "-p", source.identity, tree)
    text = message.encode("utf-8", "replace")
    try:
        return git(source.folder, *command, stdin=text).decode().strip()
    except GitError:
        # Most often git knows no identity. It has several ways to say so; what else it was fails again, and says why.
        pass
    who = {f"GIT_{role}_{part}": value for role in ("AUTHOR", "COMMITTER") for part, value in _NOBODY.items()}
    return git(source.folder, *command, stdin=text, environment=who).decode().strip()


# Where git knows no identity, as in a container.
_NOBODY = {"NAME": "FlowShift", "EMAIL": "flowshift@localhost"}
