"""Hold functions of TensorFlow 1 that TF2 has nothing for, as text that is written into the migrated file.

They are text, not code: nothing here imports TensorFlow. Each is the TF 1.15 function on the names of TF 2.15.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def text_of(name: str) -> str:
    """Return the source of a function, with `tf` as the name of TensorFlow."""
    return (Path(__file__).parent / f"{name}.txt").read_text(encoding="utf-8")
