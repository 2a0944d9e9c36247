"""Compare the event files that two runs wrote for TensorBoard: tags, steps and values."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from .output import Tolerance
from .values import compare_value
from .verification import Observation

_MISSING = "(not logged)"
# TF1 stores an image's brightness cut off, TF2 rounded; the samples of audio likewise.
_LEVEL = 1.0
_STORED_ROUNDED = ("image", "audio")
# TF1 stretches each image of floats to its largest value, TF2 takes floats as brightness from 0 to 1. The migration says so.
STRETCHED = "(brightness stretched in both)"
# What Keras' callback logs of itself; TF2 adds the graph, and curves over the batches.
_KERAS = ("epoch_", "batch_", "evaluation_", "graph", "keras")
_SUFFIX = re.compile(r"_\d+(?=/|$)")


def compare_events(before: object, after: object, tolerance: Tolerance) -> Iterator[Observation]:
    """Yield one row for each tag of each folder; `before` and `after` are what `inside/events.py` read."""
    ours, theirs = _by_folder(before), _by_folder(after)
    theirs = _as_one_folder(theirs, ours)
    for folder in sorted(ours.keys() | theirs.keys()):
        left, right = ours.get(folder, {}), theirs.get(folder, {})
        pairs = dict(_paired(left, right))
        for tag, other in pairs.items():
            yield _compare(f"{folder}: {tag}", left[tag], right[other], tolerance)
        for tag in sorted(left.keys() - pairs.keys()):
            yield Observation(f"{folder}: {tag}", str(left[tag])[:200], _MISSING, False)
        for tag in sorted(right.keys() - set(pairs.values())):
            yield Observation(f"{folder}: {tag}", _MISSING, str(right[tag])[:200], False)


def _by_folder(side: object) -> Mapping[str, Mapping[str, Mapping[str, object]]]:
    return side if isinstance(side, dict) else {}


def _as_one_folder(
    theirs: Mapping[str, Mapping[str, Mapping[str, object]]], ours: Mapping[str, object]
) -> Mapping[str, Mapping[str, Mapping[str, object]]]:
    """Put what Keras' callback of TF2 writes below `train` and `validation` under the names that TF1's gives it."""
    found: dict[str, dict[str, Mapping[str, object]]] = {}
    for folder, tags in theirs.items():
        above, _, last = folder.rpartition("/")
        split = folder not in ours and above in ours and all(tag.startswith(_KERAS) for tag in tags)
        if split and last == "train":
            found.setdefault(above, {}).update(tags)
        elif split and last == "validation":
            epochs = {tag: value for tag, value in tags.items() if tag.startswith("epoch_")}
            found.setdefault(above, {}).update({f"epoch_val_{tag[6:]}": value for tag, value in epochs.items()})
        else:
            found.setdefault(folder, {}).update(tags)
    return found


def _paired(left: Mapping[str, object], right: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Pair the tags of both sides: equal ones, then those that TF1 put a number behind because the name was taken.

    `tf.summary.histogram("w", w)` is logged as `w_1` in TF1 where an operation is called `w`.
    """
    same = left.keys() & right.keys()
    yield from ((tag, tag) for tag in sorted(same))
    free = right.keys() - same
    for tag in sorted(left.keys() - same):
        plain = _SUFFIX.sub("", tag)
        matching = [other for other in free if _SUFFIX.sub("", other) == plain]
        if len(matching) == 1:
            free -= {matching[0]}
            yield tag, matching[0]


def _compare(name: str, one: Mapping[str, object], other: Mapping[str, object], tolerance: Tolerance) -> Observation:
    kind = one["kind"]
    if kind == "graph" and other["kind"] == "graph":
        ours, theirs = _operations(one), _operations(other)
        return Observation(name, ", ".join(sorted(ours)), ", ".join(sorted(theirs)), _forward(ours) <= theirs)
    if kind in _STORED_ROUNDED:
        tolerance = Tolerance(tolerance.relative, _LEVEL)
        one, other = _as_floats(one), _as_floats(other)
    row = compare_value(name, {"value": one}, {"value": other}, tolerance)
    if kind != "image" or row.equal or not _is_stretched(one):
        return row
    levels = Tolerance(tolerance.relative, 2 * _LEVEL)  # the largest value was rounded too
    stretched = compare_value(name, {"value": _stretched(one)}, {"value": _stretched(other)}, levels)
    return replace(stretched, name=f"{name} {STRETCHED}") if stretched.equal else row


def _is_stretched(value: object) -> bool:
    """Tell whether all images have the brightness to which TF1 stretches positive floats."""
    if isinstance(value, dict):
        return value.get("largest", 255.0) in (0.0, 254.0, 255.0) and all(
            _is_stretched(item) for item in value.values()
        )
    return all(_is_stretched(item) for item in value) if isinstance(value, list) else True


def _stretched(value: Mapping[str, object]) -> Mapping[str, object]:
    """Return logged images with the brightest pixel of each at 255."""
    return {key: _stretch(item) for key, item in value.items()}


def _stretch(value: object) -> object:
    if isinstance(value, dict) and isinstance(value.get("pixels"), list):
        factor = 255.0 / (value["largest"] or 255.0)
        return {"shape": value["shape"], "pixels": [pixel * factor for pixel in value["pixels"]]}
    if isinstance(value, dict):
        return _stretched(value)
    return [_stretch(item) for item in value] if isinstance(value, list) else value


def _operations(logged: Mapping[str, object]) -> set[str]:
    values = logged["values"]
    return {kind for _, kinds in values for kind in kinds} if isinstance(values, list) else set()


def _forward(kinds: set[str]) -> set[str]:
    """Return the operations that are the model's own: a TF1 graph also holds its gradients and its optimizer."""
    return kinds - {"Mean", "Sum", "Exp", "Log", "GatherV2"}


def _as_floats(value: Mapping[str, object]) -> Mapping[str, object]:
    """Turn whole numbers that stand for measured ones into floats, which the tolerance holds for."""
    return {key: _floats(item) for key, item in value.items()}


def _floats(value: object) -> object:
    if isinstance(value, dict):
        return {key: item if key in ("shape", "rate", "channels") else _floats(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_floats(item) for item in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value
