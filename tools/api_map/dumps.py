"""Read what the two runtimes dumped, and answer by name and by identity."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple


class Parameter(NamedTuple):
    """One parameter. Letters: p positional or keyword, o positional only, k keyword only, a *args, w **kwargs."""

    name: str
    letter: str
    default: str | None


@dataclass(frozen=True)
class Thing:
    """Describe one object of a runtime. `signature` is None where Python cannot tell it."""

    number: int
    kind: str
    module: str
    qualname: str
    value: str | None
    simple: bool
    signature: tuple[Parameter, ...] | None
    v1: tuple[str, ...]
    v2: tuple[str, ...]
    code: str | None


@dataclass(frozen=True, eq=False)
class Runtime:
    """Hold the public names of one runtime and the objects they stand for."""

    version: str
    names: Mapping[str, Thing]
    private: Mapping[str, Mapping[str, Thing]]
    spellings: Mapping[int, tuple[str, ...]] = field(repr=False)

    def aliases(self, thing: Thing) -> tuple[str, ...]:
        """Return every public name of an object, in alphabetic order; a plain string or number has no identity."""
        return () if thing.simple else self.spellings.get(thing.number, ())


def read_runtime(path: Path) -> Runtime:
    """Read the output of inside_dump.py."""
    data = json.loads(path.read_text())
    things = merge([thing_from(number, row) for number, row in enumerate(data["objects"])])
    names = {name: things[number] for name, number in data["names"].items()}
    private = {
        module: {name: things[number] for name, number in row.items()}
        for module, row in data.get("private", {}).items()
    }
    spellings: dict[int, list[str]] = {}
    for name in sorted(names):
        spellings.setdefault(names[name].number, []).append(name)
    return Runtime(data["version"], names, private, {number: tuple(row) for number, row in spellings.items()})


def thing_from(number: int, row: Mapping[str, Any]) -> Thing:
    """Build a Thing from its row in the dump."""
    signature = row.get("signature")
    return Thing(
        number,
        row["kind"],
        row.get("module", ""),
        row.get("qualname", ""),
        row.get("value"),
        row.get("simple", False),
        None if signature is None else public_parameters(tuple(Parameter(*item) for item in signature)),
        tuple(row.get("v1", ())),
        tuple(row.get("v2", ())),
        row.get("code"),
    )


def public_parameters(parameters: tuple[Parameter, ...]) -> tuple[Parameter, ...]:
    """Drop `_sentinel`, with which TF 1 enforces that what follows is given by keyword."""
    if not any(parameter.name == "_sentinel" for parameter in parameters):
        return parameters
    return tuple(p._replace(letter="k") for p in parameters if p.name != "_sentinel")


def merge(things: Iterable[Thing]) -> list[Thing]:
    """Make one of the objects that TF 1.15 has twice, because it loads some modules under two names."""
    first: dict[tuple[object, ...], Thing] = {}
    out = []
    for thing in things:
        key: tuple[object, ...] = (thing.kind, thing.module, thing.qualname, thing.signature, thing.code)
        # A local function or a lambda shares its name with its siblings: only the object tells them apart.
        if thing.kind == "constant" or "<" in thing.qualname or not (thing.qualname or thing.kind == "module"):
            key = (thing.number,)
        out.append(first.setdefault(key, thing))
    return out


@dataclass(frozen=True)
class Tables:
    """Hold the tables of TensorFlow's own upgrade script, all with `tf.` names."""

    renames: Mapping[str, str]
    keywords: Mapping[str, Mapping[str, str | None]]
    reorders: Mapping[str, tuple[str | None, ...]]
    reordered: frozenset[str]
    warnings: Mapping[str, str]
    argument_warnings: Mapping[str, Mapping[str, str]]
    transformers: frozenset[str]


def read_tables(path: Path) -> Tables:
    """Read the output of inside_tables.py."""
    data = json.loads(path.read_text())
    return Tables(
        data["renames"],
        data["keywords"],
        {name: tuple(row) for name, row in data["reorders"].items()},
        frozenset(data["reordered"]),
        data["warnings"],
        data["argument_warnings"],
        frozenset(data["transformers"]),
    )
