"""The shipped map is what the two runtimes say today."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def test_shipped_map_equals_the_runtimes(tf1_python: str, tf2_python: str) -> None:
    command = [sys.executable, str(ROOT / "tools" / "build_api_map.py"), "--check"]
    command += ["--tf1-python", tf1_python, "--tf2-python", tf2_python]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
