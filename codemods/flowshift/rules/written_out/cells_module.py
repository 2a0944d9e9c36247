"""Put together the module of recurrent cells that is written beside a migrated file which needs them.

Keras and TFA have no cell with the maths of some of TF1's, and the decoders and attention of TFA lack some things that a graph
of TF1 needs. What a project needs of those stands in one module of its own, `tf1_rnn_cells.py`, which imports TensorFlow, and
TFA where it builds on it. It holds what the migrated files of its folder use, and no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

MODULE = "tf1_rnn_cells"

_FOLDER = Path(__file__).parent / MODULE
_HEAD = '''"""Recurrent cells and decoders of TensorFlow 1 that Keras and TensorFlow Addons have nothing equal for."""
'''
_DEFINED = re.compile(r"^(?:def|class) (\w+)", re.M)


@cache
def _parts() -> dict[str, str]:
    """Return the source of each part, a part behind those that it builds on."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(_FOLDER.glob("*.txt"))}
    return {name: texts[name] for name in sorted(texts, key=lambda name: (len(_needed(name, texts)), name))}


def _needed(name: str, texts: dict[str, str]) -> set[str]:
    """Return the other parts that a part names."""
    words = set(re.findall(r"\w+", texts[name]))
    return {other for other in texts if other != name and other in words}


def module_text(names: Iterable[str]) -> str:
    """Return the module that has the named parts, with what they build on."""
    parts = _parts()
    wanted: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in wanted:
            wanted.add(name)
            waiting.extend(_needed(name, parts))
    body = "".join(f"\n\n{text}" for name, text in parts.items() if name in wanted)
    imports = [f"import {module}\n" for module in ("hashlib", "itertools") if f"{module}." in body]
    addons = "import tensorflow_addons as tfa\n" if "tfa." in body else ""
    return _HEAD + "\n" + "".join(imports) + ("\n" if imports else "") + "import tensorflow as tf\n" + addons + body


def parts_of(text: str) -> tuple[str, ...] | None:
    """Return the parts that a module written by `module_text` has, None for any other text."""
    names = tuple(name for name in _DEFINED.findall(text) if name in _parts())
    return names if names and module_text(names) == text else None
