"""Compare named values: numbers, text, and lists and dictionaries of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .output import Tolerance, compare_numbers
from .verification import Observation

# One side may say 3 where the other says 3.0.
Leaf = tuple[str, object]
SHOWN_CHARACTERS = 200


def compare_value(
    name: str, before: Mapping[str, object], after: Mapping[str, object], tolerance: Tolerance
) -> Observation:
    """Compare one observed value; each side is `{"value": ...}` or `{"error": ...}`."""
    texts = _text(before), _text(after)
    if "error" in before or "error" in after:
        return Observation(name, *texts, equal=False)
    ours, theirs = list(_leaves("", before["value"])), list(_leaves("", after["value"]))
    if [path for path, _ in ours] != [path for path, _ in theirs]:
        return Observation(name, *texts, equal=False)
    pairs: list[tuple[float, float]] = []
    same = True
    for (_, one), (_, other) in zip(ours, theirs):
        if _is_number(one) and _is_number(other):
            if isinstance(one, int) and isinstance(other, int):
                same = same and one == other
            pairs.append((float(str(one)), float(str(other))))
        else:
            same = same and type(one) is type(other) and one == other
    difference = compare_numbers(pairs, tolerance)
    excess = difference.excess if same else None
    equal = same and difference.equal
    return Observation(name, *texts, equal, difference.absolute, difference.relative, excess)


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _leaves(path: str, value: object) -> Iterator[Leaf]:
    """Yield every leaf with its path; an empty list or dictionary is a leaf, so that shapes are compared too."""
    if isinstance(value, dict) and value:
        for key in sorted(value):
            yield from _leaves(f"{path}.{key}", value[key])
    elif isinstance(value, list) and value:
        for index, item in enumerate(value):
            yield from _leaves(f"{path}[{index}]", item)
    else:
        yield path, value


def _text(side: Mapping[str, object]) -> str:
    if "error" in side:
        return f"({side['error']})"
    text = str(side["value"])
    return text if len(text) <= SHOWN_CHARACTERS else text[: SHOWN_CHARACTERS - 3] + "..."
