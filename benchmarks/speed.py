"""Measure what FlowShift costs: `python benchmarks/speed.py [FOLDER ...]`.

The yardstick is a program that does nothing but `libcst.parse_module(source).code` over the files that mention TensorFlow,
because no codemod on libcst can cost less. Beside it stands what libcst's own way of writing a codemod costs at the least: a
transformer that changes nothing. All are measured as whole processes, the start included, in turns; the least of three runs
counts. Without folders, the TF1 runtime's own estimator and contrib.learn code is taken, which is written like the programs
that are migrated; without that, the golden cases.
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

REPEATS = 3

_EACH_FILE = """
import sys
import libcst
for path in open(sys.argv[1], encoding="utf-8").read().split("\\n"):
    try:
        libcst.parse_module(open(path, encoding="utf-8").read()){visited}.code
    except (libcst.ParserSyntaxError, RecursionError, UnicodeDecodeError):
        pass
"""
_BARE = _EACH_FILE.format(visited="")
_IDLE_TRANSFORMER = _EACH_FILE.format(visited=".visit(libcst.CSTTransformer())")

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


def cost_of(program: str, names: Sequence[str]) -> Cost:
    """Return the cost of a process that runs a program over the files."""
    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as listed:
        listed.write("\n".join(names))
        listed.flush()
        return measure([sys.executable, "-c", program, listed.name])


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
    rounds = [
        (
            cost_of(_BARE, names),
            cost_of(_IDLE_TRANSFORMER, names),
            measure([*flowshift, "diff", "--jobs", "1", *names]),
            measure([*flowshift, "diff", *names]),
            measure([*flowshift, "--help"]),
        )
        for _ in range(REPEATS)
    ]
    bare, idle, one, many, asked = (min(costs, key=lambda cost: cost.seconds) for costs in zip(*rounds))
    ratio = one.seconds / bare.seconds
    size = sum(path.stat().st_size for path in paths) / 1e6
    print(
        f"files              {len(paths)} that mention TensorFlow, {size:.2f} MB, below {', '.join(map(str, folders))}"
    )
    print(f"bare parse         {bare.seconds:.2f} s CPU, {bare.memory_mb:.0f} MB")
    idle_ratio = idle.seconds / bare.seconds
    print(f"idle transformer   {idle.seconds:.2f} s CPU, {idle_ratio:.2f} x the bare parse")
    print(f"flowshift diff     {one.seconds:.2f} s CPU in one process, {many.seconds:.2f} s with the default --jobs")
    print(f"ratio              {ratio:.2f}, {verdict(ratio, RATIO_LIMIT)}")
    print(f"flowshift --help   {asked.seconds:.2f} s CPU, {verdict(asked.seconds, HELP_LIMIT_SECONDS)}")
    print(f"peak memory        {one.memory_mb:.0f} MB in one process, {verdict(one.memory_mb, MEMORY_LIMIT_MB)}")
    over = ratio > RATIO_LIMIT or asked.seconds > HELP_LIMIT_SECONDS or one.memory_mb > MEMORY_LIMIT_MB
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
