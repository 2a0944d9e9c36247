"""See whether a project lets in a Python that TensorFlow 2.15 runs on."""

from __future__ import annotations

import re

from packaging.specifiers import InvalidSpecifier, SpecifierSet

SUPPORTED = ("3.9", "3.10", "3.11")
MESSAGE = "TensorFlow 2.15 runs on Python 3.9 to 3.11: let them in"

_BOUND = re.compile(
    r"""\s*["']?(?:python_requires|requires-python|python)["']?\s*=\s*["']?(?P<spec>[\^~<>=!\d][^"'#]*)"""
)


def shuts_out(line: str) -> bool:
    """Tell whether a line of setup.py, setup.cfg or pyproject.toml asks for other versions of Python only."""
    found = _BOUND.match(line)
    if found is None:
        return False
    spec = found["spec"].strip()
    if spec.startswith("^"):  # Poetry's: up to the next major version
        spec = f">={spec[1:]},<4"
    elif re.match(r"~\d", spec):
        spec = f"~={spec[1:]}.0" if spec.count(".") == 1 else f"~={spec[1:]}"
    try:
        known = SpecifierSet(spec)
    except InvalidSpecifier:
        return False
    return not any(known.contains(f"{version}.0") for version in SUPPORTED)
