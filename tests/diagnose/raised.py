"""Run a program on a runtime, and return the traceback that it ends with."""

from __future__ import annotations

import json
from pathlib import Path

from flowshift.runtimes import Kind
from flowshift.verify import Servers, VerifyOptions
from flowshift.verify.sides import Program, write_job


def traceback_of(source: bytes, kind: Kind, servers: Servers, folder: Path, isolated: bool = False) -> str:
    """Return the traceback of a program that raises; `isolated` gives it a process of its own.

    Raises:
        AssertionError: it ran to its end.
    """
    script = folder / "train.py"
    script.write_bytes(source)
    terms = VerifyOptions(seconds=60, isolated=isolated)
    servers.run(kind, write_job(script, folder / "tf1", folder, Program(script, "tf1"), terms), isolated)
    error = json.loads((folder / "tf1.json").read_text(encoding="utf-8"))["error"]
    assert error is not None, "it ran to its end"
    return str(error["traceback"])
