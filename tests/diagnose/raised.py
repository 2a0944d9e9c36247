"""Run a program on a runtime, and return the traceback that it ends with."""

from __future__ import annotations

import json
from pathlib import Path

from flowshift.runtimes import Kind
from flowshift.verify import Servers


def traceback_of(source: bytes, kind: Kind, servers: Servers, folder: Path, isolated: bool = False) -> str:
    """Return the traceback of a program that raises; `isolated` gives it a process of its own.

    Raises:
        AssertionError: it ran to its end.
    """
    script = folder / "train.py"
    script.write_bytes(source)
    job: dict[str, object] = {
        "script": str(script),
        "folder": str(folder),
        "arguments": [],
        "environment": {},
        "seconds": 60,
        "memory": 0,
        "role": "record",
        "compat": False,
        "observe": [],
        "mappings": [],
    }
    files = {"stdout": "out", "stderr": "err", "report": "report.json", "recording": "variables"}
    servers.run(kind, {**job, **{key: str(folder / name) for key, name in files.items()}}, isolated)
    error = json.loads((folder / "report.json").read_text(encoding="utf-8"))["error"]
    assert error is not None, "it ran to its end"
    return str(error["traceback"])
