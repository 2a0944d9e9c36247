"""Migrate JayParks/tf-seq2seq and run it on both versions: `python benchmarks/tf_seq2seq.py FOLDER`.

FOLDER is a checkout of https://github.com/JayParks/tf-seq2seq, an encoder-decoder with attention that is written as a class in
Python 2. The original runs on TF 1.15.5 with `cPickle` standing for `pickle` and its `data` folder on the path; the migrated
copy on TF 2.15.1. Both train three steps on made-up data from the same weights, save them, restore them in a graph that
decodes greedily and in one that decodes by three beams. Losses must agree to 1e-5, words and variable names exactly.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from flowshift.runtimes import Kind, find_runtime

# Sizes are small: what is checked is that both compute the same.
VARIANTS: tuple[dict[str, object], ...] = (
    {},
    {"cell_type": "gru"},
    {"attention_type": "luong"},
    {"use_residual": False, "attn_input_feeding": False, "use_dropout": False},
)


def migrate(source: Path, target: Path) -> int:
    """Migrate the checkout into a folder and return how many manual findings its model has."""
    command = [
        sys.executable,
        "-m",
        "flowshift_cli",
        "apply",
        "--python2",
        "--to",
        str(target),
        "--output-format",
        "json",
    ]
    done = subprocess.run([*command, str(source)], capture_output=True, text=True, check=False)
    files = json.loads(done.stdout)["files"]
    model = next(file for file in files if file["path"].endswith("seq2seq_model.py"))
    return sum(finding["applicability"] == "manual" for finding in model["findings"])


def run(kind: Kind, folder: Path, scratch: Path, variant: dict[str, object]) -> dict[str, object]:
    """Train and decode with one version, and return what came out."""
    runtime = find_runtime(kind)
    script = Path(__file__).parent / "inside_tf_seq2seq.py"
    out = scratch / f"{kind.value}.json"
    arguments = [str(folder), str(out), str(scratch / "weights.npz"), json.dumps(variant)]
    subprocess.run([str(runtime.python), str(script), *arguments], check=True, capture_output=True, cwd=scratch)
    result: dict[str, object] = json.loads(out.read_text(encoding="utf-8"))
    return result


def compare(tf1: dict[str, object], tf2: dict[str, object]) -> tuple[float, bool]:
    """Return the largest difference of a loss, and whether words and variable names are equal."""
    ours, theirs = tf1["losses"], tf2["losses"]
    assert isinstance(ours, list)
    assert isinstance(theirs, list)
    worst = max(abs(one - other) for one, other in zip(ours, theirs))
    return worst, all(tf1[key] == tf2[key] for key in ("greedy", "beam", "names"))


def main() -> int:
    """Print one line per variant; the exit code says whether all are equal."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a checkout of JayParks/tf-seq2seq")
    source = parser.parse_args().folder.resolve()
    with tempfile.TemporaryDirectory() as name:
        migrated = Path(name) / "migrated"
        manual = migrate(source, migrated)
        print(f"manual findings in seq2seq_model.py: {manual}")
        good = manual == 0
        for number, variant in enumerate(VARIANTS):
            scratch = Path(name) / str(number)
            scratch.mkdir()
            worst, same = compare(run(Kind.TF1, source, scratch, variant), run(Kind.TF2, migrated, scratch, variant))
            good &= same and worst < 1e-5
            label = ", ".join(f"{key}={value}" for key, value in variant.items()) or "as it is"
            print(f"{label:60} losses differ by {worst:.1e}, words and variable names {'equal' if same else 'DIFFER'}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
