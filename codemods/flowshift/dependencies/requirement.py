"""Decide what becomes of one requirement."""

from __future__ import annotations

import re
from dataclasses import dataclass

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from ..model import Applicability

TARGET = ">=2.15,<2.16"
_TARGET_VERSION = "2.15.1"

# What took the place of these names on PyPI; the wheels of `tensorflow` hold the GPU code.
_TENSORFLOW = frozenset({"tensorflow", "tensorflow-gpu", "tensorflow-cpu", "tf-nightly", "tf-nightly-gpu"})
_BESIDE = frozenset({"keras", "tensorboard", "tensorflow-estimator"})  # released with TensorFlow, in the same version

# The least versions that TensorFlow 2.15.1 works with (its own metadata), and the first that it does not.
_BOUNDS = {
    "numpy": "1.26.4",
    "protobuf": "4.25.3",
    "h5py": "3.10.0",
    "absl-py": "1.4.0",
    "gast": "0.4.0",
    "six": "1.16.0",
}

_REQUIREMENT = re.compile(
    r"(?P<name>[A-Za-z0-9][A-Za-z0-9._-]*)(?P<extras>\s*\[[^\]]*\])?(?P<spec>\s*(?:[=<>!~]=?=?|===?)[^;#\s'\"][^;#'\"]*?)?"
    r"(?P<tail>\s*(?:;.*)?)$"
)


@dataclass(frozen=True)
class Decision:
    """Hold what becomes of a requirement: its new text (None: it stays), and what to say about it."""

    text: str | None
    package: str
    message: str
    applicability: Applicability = Applicability.REVIEW


def normal(name: str) -> str:
    """Return a package name as PyPI compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def is_tensorflow(name: str) -> bool:
    """Tell whether a package is TensorFlow, under any of the names that it was published by."""
    return normal(name) in _TENSORFLOW


def decide(text: str) -> Decision | None:
    """Decide about a requirement as pip reads it; None where there is nothing to say."""
    if re.match(r"(tensorflow|tf)[\w.-]*\s*@|.*/tensorflow[\w]*-[01]\.|.*#egg=tensorflow(-[cg]pu)?\b", text, re.I):
        return Decision(
            None,
            "tensorflow",
            f"a TensorFlow 1 that is named by address: ask for tensorflow{TARGET}",
            Applicability.MANUAL,
        )
    found = _REQUIREMENT.match(text.strip())
    if found is None:
        return None
    name, spec = normal(found["name"]), (found["spec"] or "").strip()
    if name in _TENSORFLOW and not _is_target(spec):
        return Decision(
            f"tensorflow{TARGET}{found['tail']}",
            name,
            f"{found['name']}{spec} becomes tensorflow{TARGET}, which the migrated code runs on",
        )
    if name in _BESIDE and spec and not _allows(spec, _TARGET_VERSION):
        return Decision(
            f"{found['name']}{TARGET}{found['tail']}", name, f"{found['name']} is released with TensorFlow: {TARGET}"
        )
    if name in _BOUNDS and spec and not _allows(spec, _BOUNDS[name]) and _below(spec, _BOUNDS[name]):
        message = f"TensorFlow 2.15 was not made for {found['name']}{spec}: allow {_BOUNDS[name]}"
        return Decision(None, name, message, Applicability.MANUAL)
    return None


def _is_target(spec: str) -> bool:
    """Tell whether a specifier leaves TensorFlow 1 out and lets a TensorFlow 2 in: then it is the user's choice."""
    known = _parsed(spec)
    return bool(spec) and known is not None and not known.contains("1.15.5") and _above(known)


def _above(known: SpecifierSet) -> bool:
    if known.contains(_TARGET_VERSION):
        return True
    versions = [_version(item.version) for item in known]
    return all(version is not None and version >= Version("2.0") for version in versions)


def _allows(spec: str, version: str) -> bool:
    known = _parsed(spec)
    return known is None or known.contains(version)


def _below(spec: str, version: str) -> bool:
    versions = [_version(item.version) for item in _parsed(spec) or ()]
    return any(found is not None and found < Version(version) for found in versions)


def _parsed(spec: str) -> SpecifierSet | None:
    try:
        return SpecifierSet(spec)
    except InvalidSpecifier:
        return None


def _version(text: str) -> Version | None:
    try:
        return Version(text.rstrip(".*"))
    except InvalidVersion:
        return None
