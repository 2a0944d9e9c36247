"""Build codemods/flowshift/symbols/*.tsv from the two installed TensorFlow runtimes.

python tools/build_api_map.py            write the map
python tools/build_api_map.py --check    fail where the shipped map differs from what the runtimes say
python tools/build_api_map.py --report   print counts by category, and where TensorFlow's own tables disagree
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "codemods")]

from tools.api_map import report  # noqa: E402
from tools.api_map.derive import canonical_names, derive  # noqa: E402
from tools.api_map.dumps import Runtime, Tables, read_runtime, read_tables  # noqa: E402
from tools.api_map.encode import encode_map, encode_private  # noqa: E402
from tools.api_map.names import encode_names, encode_public_names  # noqa: E402

SYMBOLS = ROOT / "codemods" / "flowshift" / "symbols"
INSIDE = Path(__file__).resolve().parent / "api_map"


def run_inside(python: str, script: str, *arguments: str) -> None:
    """Run a script in a runtime; its chatter is shown only when it fails.

    Raises:
        RuntimeError: the script failed.
    """
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": "", "PYTHONHASHSEED": "0"}
    command = [python, str(INSIDE / script), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        raise RuntimeError(f"{script} failed in {python}:\n{done.stderr[-3000:]}")


@dataclass(frozen=True)
class Dumps:
    """Hold what both runtimes say.

    `modules` are TF2's own modules, below `tensorflow.`, with what each holds; `unreached` are public modules with the names
    that an import statement does not find in them.
    """

    tf1: Runtime
    tf2: Runtime
    tables: Tables
    modules: Mapping[str, list[str]]
    unreached: Mapping[str, list[str]]


def dump_runtimes(tf1_python: str, tf2_python: str, folder: Path) -> Dumps:
    """Dump both runtimes, TensorFlow's upgrade tables and its modules into a folder and read them."""
    jobs = (
        (tf1_python, "inside_dump.py", str(folder / "tf1.json"), "tensorflow"),
        (tf2_python, "inside_dump.py", str(folder / "tf2.json"), "tensorflow", "tensorflow_addons", "tf_slim", "absl"),
        (tf2_python, "inside_tables.py", str(folder / "tables.json")),
        (tf2_python, "inside_modules.py", str(folder / "modules.json")),
    )
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda job: run_inside(*job), jobs))
    tables = read_tables(folder / "tables.json")
    run_inside(tf2_python, "inside_imports.py", str(folder / "tf2.json"), str(folder / "imports.json"))
    modules, unreached = (json.loads((folder / name).read_text()) for name in ("modules.json", "imports.json"))
    return Dumps(read_runtime(folder / "tf1.json"), read_runtime(folder / "tf2.json"), tables, modules, unreached)


def build(dumps: Dumps) -> Mapping[str, str]:
    """Return the text of each shipped file by its name."""
    tf1, tf2 = dumps.tf1, dumps.tf2
    header = f"# TF {tf1.version} -> TF {tf2.version}, written by tools/build_api_map.py; columns: docs/api-map.md\n"
    return {
        "api_map.tsv": encode_map(derive(tf1, tf2, dumps.tables), header),
        "private_paths.tsv": encode_private(tf1, canonical_names(tf1), header),
        "tf2_names.tsv": encode_public_names(tf2),
        "tf2_attributes.tsv": encode_names(dumps.unreached),
        "tf2_private_names.tsv": encode_names(dumps.modules),
    }


def drift(files: Mapping[str, str]) -> list[str]:
    """Return the lines in which the shipped files differ from freshly built ones."""
    out = []
    for name, text in files.items():
        shipped = set((SYMBOLS / name).read_text(encoding="utf-8").splitlines())
        fresh = set(text.splitlines())
        out += [f"{name}: only shipped: {line[:200]}" for line in sorted(shipped - fresh)]
        out += [f"{name}: only in the runtimes: {line[:200]}" for line in sorted(fresh - shipped)]
    return out


def main() -> int:
    """Build, check or report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tf1-python", default=os.environ.get("FLOWSHIFT_TF1_PYTHON"))
    parser.add_argument("--tf2-python", default=os.environ.get("FLOWSHIFT_TF2_PYTHON"))
    parser.add_argument("--check", action="store_true", help="compare instead of writing; exit 1 on drift")
    parser.add_argument("--report", action="store_true", help="print counts and disagreements")
    options = parser.parse_args()
    if not options.tf1_python or not options.tf2_python:
        parser.error(
            "name both interpreters: --tf1-python, --tf2-python (or FLOWSHIFT_TF1_PYTHON, FLOWSHIFT_TF2_PYTHON)"
        )
    with tempfile.TemporaryDirectory(prefix="flowshift-api-") as scratch:
        dumps = dump_runtimes(options.tf1_python, options.tf2_python, Path(scratch))
    files = build(dumps)
    if options.check:
        lines = drift(files)
        print("\n".join(lines[:50]) or "no drift")
        return 1 if lines else 0
    for name, text in files.items():
        (SYMBOLS / name).write_text(text, encoding="utf-8")
    if options.report:
        print(report.render(dumps.tf1, dumps.tf2, dumps.tables))
    return 0


if __name__ == "__main__":
    sys.exit(main())
