"""Find the requirements in files of lines: requirements.txt, setup.cfg, conda environments, Pipfile and pyproject.toml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..model import Applicability
from .requirement import TARGET, Decision, decide, is_tensorflow, normal

# A requirement between quotes, as TOML writes it, and a key of a table of dependencies.
_QUOTED = re.compile(r"(?P<quote>[\"'])(?P<text>[A-Za-z0-9](?:(?!(?P=quote))[^\n])*)(?P=quote)")
_KEY = re.compile(r"\s*[\"']?(?P<name>[A-Za-z0-9][\w.-]*)[\"']?\s*=\s*(?P<value>.*)$")
_CONDA = re.compile(r"(?P<before>\s*-\s+(?:[\w-]+::)?[\"']?)(?P<name>[A-Za-z0-9][\w.-]*)(?P<spec>[^\"'#\n]*)")


@dataclass(frozen=True)
class Found:
    """Hold one requirement: where its text stands in the line, what becomes of it, and how others are added behind it.

    `form` is the line of an added requirement with `{}` in its place, or, where it begins with a comma, what stands behind
    this one on the same line; empty where none can be added here.
    """

    start: int
    end: int
    decision: Decision | None
    name: str
    form: str = ""


def plain(line: str) -> Iterator[Found]:
    """Read a line of requirements.txt."""
    if line.lstrip().startswith(("#", "-")):
        return
    text = re.split(r"\s+#|\s+--|\\\s*$", line.rstrip("\r\n"))[0].rstrip()
    start = len(line) - len(line.lstrip())
    name = re.match(r"[A-Za-z0-9][\w.-]*", text.strip())
    if name is not None:
        yield Found(start, len(text), decide(text.strip()), name[0], " " * start + "{}")


def assigned(line: str) -> Iterator[Found]:
    """Read the requirement behind a key of setup.cfg, on the key's own line: `gpu = tensorflow-gpu==1.12`."""
    offset = line.index("=") + 1
    for found in plain(line[offset:]):
        yield Found(offset + found.start, offset + found.end, found.decision, found.name)


def conda(line: str) -> Iterator[Found]:
    """Read an entry of a conda environment, `- tensorflow=1.15`. What is added goes to pip's list."""
    yield from _entries(line, "")


def conda_pip(line: str) -> Iterator[Found]:
    """Read an entry below `- pip:` of a conda environment."""
    yield from _entries(line, "{before}{{}}")


def _entries(line: str, form: str) -> Iterator[Found]:
    found = _CONDA.match(line)
    if found is None or found["spec"].strip().startswith(":"):
        return
    spec = found["spec"].strip()
    start, end = found.start("name"), found.end("name") + len(found["spec"].rstrip())
    if re.match(r"=(?!=)", spec):  # conda's own form: name=version=build
        spec = "==" + spec[1:].split("=")[0].strip().rstrip("*").rstrip(".") + ("" if "==" in spec else ".*")
    decision = decide(found["name"] + spec)
    if normal(found["name"]) == "python" and re.match(r"={1,2}\s*(2|3\.[0-8])(\D|$)", found["spec"].strip()):
        decision = Decision("python=3.11", "python", "TensorFlow 2.15 runs on Python 3.9 to 3.11")
    yield Found(start, end, decision, found["name"], form.format(before=found["before"]))


def quoted(line: str) -> Iterator[Found]:
    """Read the requirements between quotes in a line of an array of TOML."""
    for found in _QUOTED.finditer(line):
        name = re.match(r"[A-Za-z0-9][\w.-]*", found["text"])
        alone = line.strip() in (found[0], found[0] + ",")
        indent = line[: len(line) - len(line.lstrip())]
        written = f"{found['quote']}{{}}{found['quote']}"
        form = f"{indent}{written}," if alone and line.strip().endswith(",") else f", {written}"
        if name is not None:
            yield Found(found.start("text"), found.end("text"), decide(found["text"]), name[0], form)


def doubled(line: str) -> Iterator[Found]:
    """Read the row of a TensorFlow that is not the only one of its table: no key stands in a table twice."""
    for found in keyed(line):
        message = f"the wheels of tensorflow hold what {found.name} had, and the table has it already: drop this line"
        decision = found.decision and Decision(None, found.decision.package, message, Applicability.MANUAL)
        yield Found(found.start, found.end, decision, found.name)


def keyed(line: str) -> Iterator[Found]:
    """Read a row of a table of dependencies, as Poetry and Pipenv write them: `tensorflow = "^1.15"`."""
    found = _KEY.match(line.rstrip("\r\n"))
    if found is None:
        return
    name, value = found["name"], found["value"]
    version = re.match(r"(?P<before>\s*(?:\{.*?version\s*=\s*)?)(?P<quote>[\"'])(?P<text>[^\"']*)(?P=quote)", value)
    if version is None:
        return
    spec = re.sub(r"^[\^~](?=\d)", "~=", version["text"].replace("*", "")) if version["text"] != "*" else ""
    spec = "==" + spec if re.match(r"\d", spec) else spec
    if re.fullmatch(r"~=\d+", spec):
        spec += ".0"
    decision = decide(name + spec)
    if decision is None or decision.text is None:
        yield Found(0, 0, decision, name)
        return
    offset = found.start("value")
    if is_tensorflow(name):
        rest = value[version.end() :]
        new = f"tensorflow = {version['before'].lstrip()}{version['quote']}{TARGET}{version['quote']}{rest}"
        start = len(line) - len(line.lstrip())
        decision = Decision(new, decision.package, decision.message, decision.applicability)
        yield Found(start, len(line.rstrip("\r\n")), decision, name, '{name} = "{spec}"')
        return
    start = offset + version.start("text")
    decision = Decision(TARGET, decision.package, decision.message, decision.applicability)
    yield Found(start, offset + version.end("text"), decision, name)
