"""Run git on a repository that nobody trusts: nothing that its configuration names is executed.

The configuration of a repository can name programs in many places: hooks, a file system monitor, filters, external diffs, a
transport to fetch missing objects with. Each is switched off for every call, by options, which win over the repository's own
configuration, and by the environment. What the user configured for themselves (identity, credentials) stays.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence
from typing import IO

_SETTINGS = (
    "core.hooksPath=" + os.devnull,
    "core.fsmonitor=false",
    "core.pager=cat",
    "core.alternateRefsCommand=",
    "diff.external=",
    "gc.auto=0",
    "maintenance.auto=false",
    "submodule.recurse=false",
)
# Inside a git hook these point at the repository of the hook; the others would change what is read.
_POINTERS = {
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_EXTERNAL_DIFF",
    "GIT_CONFIG_PARAMETERS",
    "GIT_CONFIG_COUNT",
}
# What a user may name in a manifest. `ext::` runs a command, and is left out.
_NETWORK = "file:git:http:https:ssh"


class GitError(Exception):
    """Say in one line why git failed, mostly in git's own words."""


def git(
    folder: str,
    *arguments: str,
    stdin: bytes = b"",
    network: bool = False,
    environment: Mapping[str, str] | None = None,
    timeout: float | None = None,
) -> bytes:
    """Run git in a folder and return what it prints. Only with `network` may it talk to other repositories.

    Raises:
        GitError: git could not be started, failed, or took longer than `timeout` seconds.
    """
    command = _command(folder, arguments)
    try:
        done = subprocess.run(
            command,
            input=stdin,
            capture_output=True,
            check=False,
            env=_environment(network, environment),
            timeout=timeout,
        )
    except subprocess.TimeoutExpired as error:
        raise GitError(f"git {arguments[0]} took longer than {timeout:g} s") from error
    except OSError as error:
        raise GitError("git could not be started") from error
    if done.returncode:
        raise GitError(_reason(done.stderr, done.returncode))
    return done.stdout


def start_git(folder: str, *arguments: str) -> tuple[subprocess.Popen[bytes], IO[bytes], IO[bytes]]:
    """Start git as a process to talk to; return it with its stdin and stdout.

    Raises:
        GitError: git could not be started.
    """
    try:
        process = subprocess.Popen(
            _command(folder, arguments),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(False, None),
        )
    except OSError as error:
        raise GitError("git could not be started") from error
    assert process.stdin is not None
    assert process.stdout is not None
    return process, process.stdin, process.stdout


def without_filters(folder: str) -> dict[str, str]:
    """Return the environment that switches off every filter: for calls that compare or write a working tree.

    Filters have names of their own, so that no one setting is enough for all of them. The environment can hold names
    that an option could not, as one with `=` in it.
    """
    try:
        listed = git(folder, "config", "--name-only", "-z", "--get-regexp", r"^filter\.")
    except GitError:  # none is configured
        return {}
    names = sorted({os.fsdecode(key)[len("filter.") :].rpartition(".")[0] for key in listed.split(b"\0") if key})
    values = {"clean": "", "smudge": "", "process": "", "required": "false"}
    settings = [(f"filter.{name}.{key}", value) for name in names for key, value in values.items()]
    numbered = {f"GIT_CONFIG_KEY_{at}": key for at, (key, _) in enumerate(settings)}
    numbered.update({f"GIT_CONFIG_VALUE_{at}": value for at, (_, value) in enumerate(settings)})
    return {"GIT_CONFIG_COUNT": str(len(settings)), **numbered}


def is_repository(folder: str) -> bool:
    """Say whether a folder is itself a repository, with a working tree or bare."""
    if os.path.exists(os.path.join(folder, ".git")):
        return True
    return all(os.path.exists(os.path.join(folder, name)) for name in ("HEAD", "objects", "refs"))


def _command(folder: str, arguments: Sequence[str]) -> list[str]:
    settings = [part for setting in _SETTINGS for part in ("-c", setting)]
    return ["git", "-C", folder, *settings, *arguments]


def _environment(network: bool, extra: Mapping[str, str] | None) -> dict[str, str]:
    return {
        **{name: value for name, value in os.environ.items() if name not in _POINTERS},
        # An empty list allows no transport at all, whatever the configuration of the repository says. Without it,
        # reading a missing object of a partial clone would fetch it, with a command that the repository names.
        "GIT_ALLOW_PROTOCOL": _NETWORK if network else "",
        "GIT_NO_LAZY_FETCH": "1",
        "GIT_NO_REPLACE_OBJECTS": "1",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",  # messages are matched
        **(extra or {}),
    }


def _reason(stderr: bytes, code: int) -> str:
    lines = os.fsdecode(stderr).strip().splitlines()
    serious = [line for line in lines if line.startswith(("fatal:", "error:"))]
    return (serious or lines or [f"git ended with exit code {code}"])[0]
