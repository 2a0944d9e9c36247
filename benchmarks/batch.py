"""Measure a batch over real packages: `python benchmarks/batch.py [--folder FOLDER] [--copies N]`.

Without a folder, the packages pinned in corpus.lock are taken, each as a repository. Journal, patches and report are part of
every figure. The cost per file is CPU time, which other programs on the machine disturb least; the others are wall time, and
want a machine of their own.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import upgrade_command
from flowshift.runtimes import Kind, find_runtime
from packages import corpus_folder

SCALING_LIMIT = 1.7
UPGRADE_LIMIT = 4.0
MEMORY_LIMIT_MB = 300
SECOND_RUN_LIMIT = 0.05
GROWTH_LIMIT = 1.15
SAMPLE_FILES = 1000


@dataclass(frozen=True)
class Cost:
    """Hold what a command took: wall and CPU seconds of all its processes, and the greatest memory of one child, in MB."""

    wall: float
    cpu: float
    child_mb: float
    own_mb: float


def measure(command: Sequence[str], cwd: str) -> Cost:
    """Run a command to its end, its output thrown away."""
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""}
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peaks = {"child": 0.0, "own": 0.0}
    over = threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peaks, over))
    watcher.start()
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0
    over.set()
    watcher.join()
    # What a process has waited for is counted with it, and a batch waits for its workers.
    cpu = usage.ru_utime + usage.ru_stime
    return Cost(time.perf_counter() - began, cpu, peaks["child"], peaks["own"])


def _watch(process: int, peaks: dict[str, float], over: threading.Event) -> None:
    """Keep the high-water marks of a process and of its children."""
    while not over.wait(0.2):
        peaks["own"] = max(peaks["own"], _peak(process))
        for children in Path(f"/proc/{process}/task").glob("*/children"):
            try:
                named = children.read_text().split()
            except OSError:
                continue
            peaks["child"] = max([peaks["child"], *(_peak(int(child)) for child in named)])


def _peak(process: int) -> float:
    try:
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    except OSError:
        pass
    return 0.0


def batch(folder: Path, output: Path, jobs: int) -> list[str]:
    """Return the command for a batch over the folders in a folder."""
    packages = sorted(str(path) for path in folder.iterdir() if path.is_dir())
    return [sys.executable, "-m", "flowshift_cli", "batch", *packages, "--jobs", str(jobs), "--output", str(output)]


def count(folder: Path) -> int:
    """Return how many Python files a folder holds."""
    return sum(1 for _ in folder.rglob("*.py"))


def sample(folder: Path, target: Path, files: int) -> None:
    """Copy every n-th file, so that the mix stays that of the whole."""
    paths = sorted(folder.rglob("*.py"))
    for path in paths[:: max(1, len(paths) // files)][:files]:
        copy = target / path.relative_to(folder)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)


def multiply(folder: Path, target: Path, copies: int) -> None:
    """Copy every package several times, each copy a repository of its own."""
    for number in range(copies):
        for package in folder.iterdir():
            if package.is_dir():
                shutil.copytree(package, target / f"{package.name}-{number}", symlinks=True)


def row(title: str, value: str, reached: bool, limit: str) -> bool:
    """Print one figure with its limit and return whether it is reached."""
    print(f"{title:44}{value:>14}   {'reached' if reached else 'NOT reached'}: {limit}", flush=True)
    return reached


def main() -> int:
    """Print the table; return 1 if a figure is not reached."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, help="a folder that holds a folder per package")
    parser.add_argument("--copies", type=int, default=10, help="how many copies of the corpus the large run has")
    parser.add_argument("--without-upgrade", action="store_true", help="leave tf_upgrade_v2 out, which takes minutes")
    options = parser.parse_args()
    folder = (options.folder or corpus_folder()).resolve()
    reached = True
    with tempfile.TemporaryDirectory(prefix="flowshift-bench-") as scratch:
        place = Path(scratch)
        files = count(folder)
        two = measure(batch(folder, place / "two", 2), scratch)
        again = measure(batch(folder, place / "two", 2), scratch)
        one = measure(batch(folder, place / "one", 1), scratch)
        print(
            f"{files} files; one worker {one.wall:.1f} s, two {two.wall:.1f} s, the same once more {again.wall:.2f} s"
        )
        ratio = one.wall / two.wall
        reached &= row(
            "two workers against one", f"{ratio:.2f} x", ratio >= SCALING_LIMIT, f"at least {SCALING_LIMIT} x"
        )
        share = again.wall / two.wall
        limit = f"at most {SECOND_RUN_LIMIT:.0%}"
        reached &= row("a second run, of the first", f"{share:.1%}", share <= SECOND_RUN_LIMIT, limit)
        peak = max(one.child_mb, two.child_mb)
        reached &= row(
            "peak memory of a worker", f"{peak:.0f} MB", peak <= MEMORY_LIMIT_MB, f"at most {MEMORY_LIMIT_MB} MB"
        )
        if not options.without_upgrade:
            command = upgrade_command(folder, scratch, str(find_runtime(Kind.TF2).python))
            theirs = measure(command, scratch)
            faster = theirs.wall / two.wall
            print(f"tf_upgrade_v2 {theirs.wall:.1f} s")
            reached &= row(
                "faster than tf_upgrade_v2", f"{faster:.2f} x", faster >= UPGRADE_LIMIT, f"at least {UPGRADE_LIMIT} x"
            )
        sample(folder, place / "small", SAMPLE_FILES)
        multiply(folder, place / "large", options.copies)
        small = measure(batch(place / "small", place / "small-out", 2), scratch)
        large = measure(batch(place / "large", place / "large-out", 2), scratch)
        few, many = count(place / "small"), count(place / "large")
        costs = small.cpu / few * 1000, large.cpu / many * 1000
        print(
            f"{few} files: {costs[0]:.1f} ms of CPU a file, {small.own_mb:.0f} MB in the main process; "
            f"{many} files: {costs[1]:.1f} ms, {large.own_mb:.0f} MB"
        )
        growth = costs[1] / costs[0]
        flat = f"at most {GROWTH_LIMIT} x"
        reached &= row("cost per file, many files against few", f"{growth:.2f} x", growth <= GROWTH_LIMIT, flat)
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
