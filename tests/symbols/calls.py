"""Make the fullest legal call of a TF1 symbol: every parameter by keyword, or by position."""

from __future__ import annotations

from flowshift.symbols.api_map import Symbol, Target


def full_calls(symbol: Symbol, target: Target) -> list[tuple[int, list[str]]]:
    """Return (number of positional arguments, keywords) of the call by keyword and of the call by position.

    TF1 takes some parameters under an old and a new name, and refuses both at once: only the first is given.
    """
    moves = dict(target.renamed)
    places: set[str] = set()
    given: list[tuple[str, bool]] = []
    for parameter in symbol.parameters or ():
        name = parameter.strip("+=/*")
        place = moves.get(name, name)
        if parameter.startswith("*") or place in places:
            continue
        places.add(place)
        given.append((name, parameter.startswith("+")))
    source = [p.strip("=/") for p in symbol.parameters or () if p[0] not in "*+"]
    leading = 0
    names = [name for name, _ in given]
    while leading < len(source) and leading < len(names) and names[leading] == source[leading]:
        leading += 1
    return [(0, names), (leading, names[leading:])]
