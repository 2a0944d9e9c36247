"""Migrate real packages and count what goes wrong: `python benchmarks/corpus.py [--folder FOLDER] [--speed]`.

Without a folder, the packages pinned in corpus.lock are taken. Nothing is trusted that the engine says of itself: what is left
of TensorFlow 1 is found with Python's `ast` in the output, and the TF2 runtime says which names do not exist. A name is silent
when it does not exist and no manual finding of the file names it.
"""

from __future__ import annotations

import argparse
import ast
import os
import subprocess
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from multiprocessing import Pool
from pathlib import Path

import libcst
from flowshift.deep_stack import call_with_deep_stack
from flowshift.engine import migrate_source
from flowshift.model import Applicability, FileResult, Options, Status, Style
from flowshift.runtimes import Kind, find_runtime
from flowshift.symbols.api_map import canonical
from packages import corpus_folder
from written_names import Written, missing_names, written_names

CPU_LIMIT = 1.6
WALL_LIMIT = 3.5


@dataclass(frozen=True)
class Outcome:
    """Hold what migrating one file gave. `before` and `after` are the TensorFlow names written, with their lines."""

    package: str
    path: str
    changed: bool = False
    error: str = ""
    crash: str = ""
    unparsable: bool = False
    second: bool = False  # whether a second run changed something
    before: dict[Written, int] = field(default_factory=dict)
    after: dict[Written, int] = field(default_factory=dict)
    said: tuple[tuple[str, str], ...] = ()  # symbol and message of each manual finding
    findings: int = 0
    seconds: float = 0.0
    parse_seconds: float = 0.0


def migrate_file(question: tuple[str, str, str]) -> Outcome:
    """Migrate one file twice in the style, and look at the output. Runs in a worker process."""
    package, path, style = question
    return call_with_deep_stack(lambda: _migrate_file(package, path, Options(style=Style(style))))


def _migrate_file(package: str, path: str, options: Options) -> Outcome:
    source = Path(path).read_bytes()
    parse_seconds = bare_parse(source)
    start = time.process_time()
    try:
        result = migrate_source(source, path, options)
    except Exception:  # any of them is a crash, which is what is counted here
        return Outcome(package, path, crash=traceback.format_exc())
    seconds = time.process_time() - start
    error = result.error or ""
    try:
        before = written_names(source.decode("utf-8", "replace"))
    except SyntaxError:  # Python 2, or a template
        before = {}
    after, unparsable, second = before, False, False
    if result.status is Status.CHANGED:
        try:
            after = written_names(result.after.decode("utf-8", "replace"))
        except SyntaxError:
            unparsable = parses(source)
        second = migrate_source(result.after, path, options).after != result.after
    return Outcome(
        package,
        path,
        result.status is Status.CHANGED,
        error,
        "",
        unparsable,
        second,
        before,
        after,
        manual_findings(result),
        len(result.findings),
        seconds,
        parse_seconds,
    )


def bare_parse(source: bytes) -> float:
    """Return the CPU seconds of parsing and printing a file that concerns FlowShift, with libcst alone."""
    lower = source.lower()
    if b"tensorflow" not in lower and b"keras" not in lower:
        return 0.0
    start = time.process_time()
    try:
        _ = libcst.parse_module(source).code
    except libcst.ParserSyntaxError:
        return 0.0
    return time.process_time() - start


def parses(source: bytes) -> bool:
    """Tell whether Python parses a text."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse(source)
    except SyntaxError:
        return False
    return True


def manual_findings(result: FileResult) -> tuple[tuple[str, str], ...]:
    """Return symbol and message of each place that is left to the user."""
    return tuple(
        (finding.symbol, finding.message)
        for finding in result.findings
        if finding.applicability is Applicability.MANUAL
    )


def is_named(name: Written, said: Iterable[tuple[str, str]]) -> bool:
    """Tell whether a manual finding names a TensorFlow name, by any of its spellings or by what it is a part of."""
    plain = "tf" + name.path[len("tensorflow") :]
    spellings = {plain, canonical(plain), canonical(name.path)}
    for symbol, message in said:
        symbols = {symbol}
        if "may be" in message:  # a name that stands for several symbols
            symbols.update(word.strip(",:") for word in message.split() if word.startswith("tf."))
        if any(spelling == one or spelling.startswith(one + ".") for spelling in spellings for one in symbols if one):
            return True
    return False


def silent_names(outcome: Outcome, missing: dict[Written, str]) -> list[tuple[int, str]]:
    """Return line and path of the names in the output that TF2 does not have and that nothing was said of."""
    left = ((line, name) for name, line in outcome.after.items() if name in missing)
    return sorted((line, name.path) for line, name in left if not is_named(name, outcome.said))


def print_table(outcomes: Sequence[Outcome], missing: dict[Written, str]) -> None:
    """Print a line per package."""
    print(
        f"{'package':20}{'files':>7}{'changed':>9}{'TF1 names before':>18}{'after':>7}{'findings':>10}{'errors':>8}"
        f"{'seconds':>9}"
    )
    for package in [*sorted({outcome.package for outcome in outcomes}), ""]:
        rows = [outcome for outcome in outcomes if package in (outcome.package, "")]
        before = sum(name in missing for row in rows for name in row.before)
        after = sum(name in missing for row in rows for name in row.after)
        print(
            f"{package or 'all':20}{len(rows):7}{sum(row.changed for row in rows):9}{before:18}{after:7}"
            f"{sum(row.findings for row in rows):10}{sum(bool(row.error) for row in rows):8}"
            f"{sum(row.seconds for row in rows):9.1f}"
        )


def print_faults(outcomes: Sequence[Outcome], missing: dict[Written, str], folder: Path) -> int:
    """Print how often each thing that must not happen did, with its places; return the sum."""
    silent = [(row, places) for row in outcomes if (places := silent_names(row, missing))]
    faults = {
        "crashes": [(row.path, row.crash.strip().splitlines()[-1]) for row in outcomes if row.crash],
        "errors": [(row.path, row.error) for row in outcomes if row.error],
        "outputs that do not parse": [(row.path, "") for row in outcomes if row.unparsable],
        "files that a second run changes": [(row.path, "") for row in outcomes if row.second],
        "silent TF1 names": [(f"{row.path}:{line}", path) for row, places in silent for line, path in places],
    }
    for title, places in faults.items():
        print(f"{title:34}{len(places)}")
        for path, detail in places[:20]:
            print(f"    {Path(path).relative_to(folder)}  {detail}")
    return sum(map(len, faults.values()))


def print_speed(folder: Path, python: str) -> bool:
    """Compare the wall time of `flowshift apply` on two processes with that of tf_upgrade_v2 on the same tree."""
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""}
    with tempfile.TemporaryDirectory(prefix="flowshift-bench-") as scratch:
        ours = [sys.executable, "-m", "flowshift_cli", "apply", "--jobs", "2", "--to", f"{scratch}/ours", str(folder)]
        script = upgrade_command(folder, scratch, python)
        mine, theirs = (_wall(command, environment, scratch) for command in (ours, script))
    ratio = theirs / mine
    print(
        f"wall           flowshift {mine:.1f} s with two processes, tf_upgrade_v2 {theirs:.1f} s: {ratio:.2f} x below"
    )
    return ratio >= WALL_LIMIT


def upgrade_command(folder: Path, scratch: str, python: str) -> list[str]:
    """Return the command that runs tf_upgrade_v2 over a folder and writes its results to a scratch folder."""
    script = [str(Path(python).parent / "tf_upgrade_v2"), "--intree", str(folder), "--outtree", f"{scratch}/theirs"]
    return [*script, "--reportfile", f"{scratch}/report.txt", "--copyotherfiles", "False"]


def _wall(command: Sequence[str], environment: dict[str, str], folder: str) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=environment, cwd=folder, capture_output=True, check=False)
    return time.perf_counter() - start


def print_cost(outcomes: Sequence[Outcome]) -> bool:
    """Compare the CPU time of migrating the files that mention TensorFlow with that of parsing them."""
    rows = [row for row in outcomes if row.parse_seconds]
    mine, bare = sum(row.seconds for row in rows), sum(row.parse_seconds for row in rows)
    print(f"CPU            {mine:.1f} s for {len(rows)} files, bare parse {bare:.1f} s: {mine / bare:.2f} x")
    return mine / bare <= CPU_LIMIT


def main() -> int:
    """Print the tables; return 1 if a figure is not reached."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, help="a folder that holds a folder per package")
    parser.add_argument("--style", nargs="+", default=["graph", "auto"], choices=["graph", "auto"])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument(
        "--speed", action="store_true", help="also run tf_upgrade_v2 on the same files, which takes minutes"
    )
    options = parser.parse_args()
    folder = (options.folder or corpus_folder()).resolve()
    python = str(find_runtime(Kind.TF2).python)
    paths = sorted(folder.rglob("*.py"))
    reached = True
    for style in options.style:
        questions = [(path.relative_to(folder).parts[0], str(path), style) for path in paths]
        with Pool(options.jobs) as pool:
            outcomes = pool.map(migrate_file, questions, chunksize=8)
        missing = missing_names((name for row in outcomes for name in (*row.before, *row.after)), python)
        print(f"\nstyle {style}")
        print_table(outcomes, missing)
        reached &= print_faults(outcomes, missing, folder) == 0
        reached &= print_cost(outcomes)
    if options.speed:
        reached &= print_speed(folder, python)
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
