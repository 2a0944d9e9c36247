"""Measure what FlowShift costs: `python benchmarks/speed.py [FOLDER ...]`.

The yardstick is a program that does nothing but `libcst.parse_module(source).code` over the files that mention TensorFlow,
because no codemod on libcst can cost less. Both are measured as whole processes, the start included. Without folders, the
TF1 runtime's own estimator and contrib.learn code is taken, which is written like the programs that are migrated; without
that, the golden cases.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

RATIO_LIMIT = 1.6
HELP_LIMIT_SECONDS = 0.35
MEMORY_LIMIT_MB = 200

_BARE = """
import sys
import libcst
for path in open(sys.argv[1], encoding="utf-8").read().split("\\n"):
    try:
        libcst.parse_module(open(path, encoding="utf-8").read()).code
    except (libcst.ParserSyntaxError, RecursionError, UnicodeDecodeError):
        pass
"""

_RUNTIME_FOLDERS = ("tensorflow_estimator", "tensorflow_core/contrib/learn", "tensorflow_core/contrib/seq2seq")


@dataclass(frozen=True)
class Cost:
    """Hold what a process and its children have used: CPU seconds, and the peak memory of the process itself in MB."""

    seconds: float
    memory_mb: float


def measure(command: Sequence[str]) -> Cost:
    """Run a command, its output thrown away, and return its cost.

    Raises:
        RuntimeError: the command ended with an exit code that is neither 0 nor 1.
    """
    with tempfile.TemporaryFile() as errors:
        # byte code is kept, as it is for an installed program
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors, env=environment)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        # 2 says that some file could not be migrated, which is no reason not to measure the others; a crash is.
        if process.returncode not in (0, 1, 2):
            errors.seek(0)
            raise RuntimeError(f"{' '.join(command)}: exit code {process.returncode}\n{errors.read().decode()}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


def bare_parse(names: Sequence[str]) -> Cost:
    """Return the cost of a process that parses and prints the files."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as listed:
        listed.write("\n".join(names))
        listed.flush()
        return measure([sys.executable, "-c", _BARE, listed.name])


def mentions_tensorflow(path: Path) -> bool:
    """Say whether a file is one that FlowShift would parse."""
    source = path.read_bytes().lower()
    return b"tensorflow" in source or b"keras" in source


def default_folders() -> list[Path]:
    """Return code that is there without a download."""
    from flowshift.runtimes import Kind, Runtime, list_runtimes

    for kind, found in list_runtimes():
        if kind is Kind.TF1 and isinstance(found, Runtime):
            libraries = Path(found.python).parent.parent / "lib"
            folders = [
                folder for name in _RUNTIME_FOLDERS for folder in libraries.glob(f"python3.*/site-packages/{name}")
            ]
            if folders:
                return folders
    return [Path(__file__).parent.parent / "golden"]


def verdict(value: float, limit: float) -> str:
    """Word a figure against its limit."""
    return f"{'within' if value <= limit else 'OVER'} the limit of {limit:g}"


def main(arguments: Sequence[str]) -> int:
    """Print the figures; return 1 if one is over its limit."""
    folders = [Path(argument) for argument in arguments] or default_folders()
    paths = sorted(path for folder in folders for path in folder.rglob("*.py") if mentions_tensorflow(path))
    if not paths:
        print("no file mentions TensorFlow")
        return 2
    flowshift = [sys.executable, "-m", "flowshift_cli"]
    names = [str(path) for path in paths]
    measure([*flowshift, "--help"])  # the first run also writes the byte code
    bare = bare_parse(names)
    one = measure([*flowshift, "diff", "--jobs", "1", *names])
    many = measure([*flowshift, "diff", *names])
    help_seconds = min(measure([*flowshift, "--help"]).seconds for _ in range(3))
    ratio = one.seconds / bare.seconds
    size = sum(path.stat().st_size for path in paths) / 1e6
    print(
        f"files              {len(paths)} that mention TensorFlow, {size:.2f} MB, below {', '.join(map(str, folders))}"
    )
    print(f"bare parse         {bare.seconds:.2f} s CPU, {bare.memory_mb:.0f} MB")
    print(f"flowshift diff     {one.seconds:.2f} s CPU in one process, {many.seconds:.2f} s with the default --jobs")
    print(f"ratio              {ratio:.2f}, {verdict(ratio, RATIO_LIMIT)}")
    print(f"flowshift --help   {help_seconds:.2f} s CPU, {verdict(help_seconds, HELP_LIMIT_SECONDS)}")
    print(f"peak memory        {one.memory_mb:.0f} MB in one process, {verdict(one.memory_mb, MEMORY_LIMIT_MB)}")
    over = ratio > RATIO_LIMIT or help_seconds > HELP_LIMIT_SECONDS or one.memory_mb > MEMORY_LIMIT_MB
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
