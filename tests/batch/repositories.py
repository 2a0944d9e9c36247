"""Make small repositories, and run a batch over them in this process or with the real command line."""

from __future__ import annotations

import os
from pathlib import Path

from cli_runs import Run, commit_all, flowshift, git
from flowshift.batch.run import Line

LEGACY = b"import tensorflow as tf\nx = tf.log(2.0)\n"
MIGRATED = b"import tensorflow as tf\nx = tf.math.log(2.0)\n"
OTHER = b"x = 1\n"
BY_HAND = b"import tensorflow as tf\nx = tf.contrib.layers.bow_encoder(y, 3, 3)\n"


def folder(path: Path, **files: bytes) -> Path:
    """Write files into a folder; `__` in a name stands for `/`, and .py is added where there is no suffix."""
    for name, content in files.items():
        target = path / (name.replace("__", "/") + ("" if "." in name else ".py"))
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return path


def repository(path: Path, **files: bytes) -> Path:
    """Make a git repository in which these files are committed."""
    folder(path, **files)
    commit_all(path)
    return path


def batch(*arguments: str, cwd: Path, environment: dict[str, str] | None = None) -> Run:
    """Run `flowshift batch` into the folder `out`."""
    return flowshift("batch", *arguments, "-o", "out", cwd=cwd, environment=environment)


def head(path: Path, ref: str = "HEAD") -> str:
    """Return the commit that a ref names."""
    return git("rev-parse", ref, cwd=path).strip()


def shown(path: Path, ref: str, name: str) -> bytes:
    """Return the content of a file of a commit."""
    return git("show", f"{ref}:{name}", cwd=path).encode()


def content(path: Path) -> dict[str, bytes]:
    """Return every file of a folder, git's own left out."""
    return {
        os.path.relpath(file, path): file.read_bytes()
        for file in sorted(path.rglob("*"))
        if file.is_file() and ".git" not in file.relative_to(path).parts
    }


class Silent:
    """Tell nobody."""

    def opened(self, files: int) -> None:
        pass

    def file(self, failed: bool) -> None:
        pass

    def closed(self, line: Line) -> None:
        pass
