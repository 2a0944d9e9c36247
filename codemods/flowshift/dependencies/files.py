"""Rewrite one requirement file: which lines of it hold requirements depends on its kind."""

from __future__ import annotations

import ast
import codecs
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath

from ..model import Applicability, FileResult, Finding, Status, failed
from .lines import Found, assigned, conda, conda_pip, doubled, keyed, plain, quoted
from .names import PACKAGES, RULE
from .python_version import MESSAGE as PYTHON
from .python_version import shuts_out
from .requirement import TARGET, is_tensorflow, normal

Reader = Callable[[str], Iterator[Found]]


def migrate_dependencies(path: str, source: bytes, needed: frozenset[str] = frozenset()) -> FileResult:
    """Ask for the TensorFlow that migrated code runs on, and for the packages it `needed`; bad input changes nothing.

    `needed` holds import names (`tf_slim`). They are added behind the requirement of TensorFlow, where there is one.
    """
    mark, coding = _coding(source)
    errors = "surrogateescape" if coding == "utf-8" else "strict"
    try:
        text = source[len(mark) :].decode(coding, errors)
    except UnicodeDecodeError:
        return failed(path, source, f"cannot be read as {coding}")
    lines = text.splitlines(keepends=True)
    setup = PurePath(path).name == "setup.py"
    readers = _python_lines(text) if setup else _readers(path, lines)
    findings: list[Finding] = list(_computed(text, readers)) if setup else []
    new = list(lines)
    listed = {normal(found.name) for index, read in readers.items() for found in read(lines[index])}
    missing = [PACKAGES[name] for name in sorted(needed) if normal(_name(PACKAGES[name])) not in listed]
    place = _place_of(lines, readers) if missing else None
    for index, read in readers.items():
        for found in sorted(read(lines[index]), key=lambda item: -item.start):
            findings += _finding(found, index)
            if place == (index, found.start):
                new[index], message = _added(new[index], found, missing)
                findings.append(Finding(index + 1, 1, RULE, "tensorflow", message[0], message[1]))
            if found.decision is not None and found.decision.text is not None:
                new[index] = new[index][: found.start] + found.decision.text + new[index][found.end :]
    if not readers:
        findings += _hashed(lines)
    elif any(is_tensorflow(found.name) for index, read in readers.items() for found in read(lines[index])):
        findings += _other_pythons(path, lines)
    after = mark + "".join(new).encode(coding, errors)
    if after == source or not _still_reads(path, "".join(new)):
        manual = tuple(finding for finding in findings if finding.applicability is Applicability.MANUAL)
        return FileResult(path, Status.UNCHANGED, source, source, tuple(sorted(manual)))
    return FileResult(path, Status.CHANGED, source, after, tuple(sorted(findings)))


def _coding(source: bytes) -> tuple[bytes, str]:
    """Return the byte order mark and the encoding: `pip freeze > requirements.txt` in PowerShell writes UTF-16."""
    marks = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (codecs.BOM_UTF8, "utf-8"))
    return next(((mark, coding) for mark, coding in marks if source.startswith(mark)), (b"", "utf-8"))


def _place_of(lines: list[str], readers: dict[int, Reader]) -> tuple[int, int] | None:
    """Return the requirement of TensorFlow that others can be added behind, or the first one."""
    places = [
        (bool(f.form), i, f.start) for i, read in readers.items() for f in read(lines[i]) if is_tensorflow(f.name)
    ]
    best = max(places, key=lambda place: (place[0], -place[1], -place[2]), default=None)
    return None if best is None else best[1:]


def _hashed(lines: list[str]) -> Iterator[Finding]:
    """Report TensorFlow in a file of hashes, which only the tool that wrote it can write again."""
    for index, line in enumerate(lines):
        for found in plain(line):
            if is_tensorflow(found.name) and found.decision is not None:
                message = f"the file pins hashes: write it anew with tensorflow{TARGET}"
                yield Finding(index + 1, 1, RULE, found.name, message, Applicability.MANUAL)


def _other_pythons(path: str, lines: list[str]) -> Iterator[Finding]:
    """Report where a project is for versions of Python that TensorFlow does not run on."""
    if PurePath(path).name in ("setup.py", "setup.cfg", "pyproject.toml"):
        for index, line in enumerate(lines):
            if shuts_out(line):
                yield Finding(index + 1, 1, RULE, "python", PYTHON, Applicability.MANUAL)


def _name(requirement: str) -> str:
    return re.split(r"[<>=!~]", requirement)[0]


def _finding(found: Found, index: int) -> Iterator[Finding]:
    if found.decision is not None:
        decision = found.decision
        yield Finding(index + 1, found.start + 1, RULE, decision.package, decision.message, decision.applicability)


def _added(line: str, found: Found, missing: list[str]) -> tuple[str, tuple[str, Applicability]]:
    """Return the line with the missing requirements behind it, and what to say; the line as it is where that is unsure."""
    names = ", ".join(missing)
    if not found.form or "\\" in line or "--hash" in line:
        return line, (f"the migrated code needs {names}: add them", Applicability.MANUAL)
    if found.form.startswith(","):
        behind = "".join(found.form.replace("{}", item) for item in missing)
        return line[: found.end + 1] + behind + line[found.end + 1 :], (
            f"the migrated code needs {names}",
            Applicability.REVIEW,
        )
    body = line.rstrip("\r\n")
    end = line[len(body) :] or "\n"
    written = [
        found.form.replace("{name}", _name(item)).replace("{spec}", item[len(_name(item)) :]).replace("{}", item)
        for item in missing
    ]
    last = "" if line == body else end
    return end.join([body, *written]) + last, (f"the migrated code needs {names}", Applicability.REVIEW)


def _readers(path: str, lines: list[str]) -> dict[int, Reader]:
    """Return what reads each line that may hold requirements."""
    name = PurePath(path).name
    if name == "setup.cfg":
        return _configured(lines)
    if name in ("pyproject.toml", "Pipfile"):
        return _tabled(lines)
    if name.endswith((".yml", ".yaml")):
        return _environment(lines)
    hashed = any("--hash" in line for line in lines)
    return {} if hashed else dict.fromkeys(range(len(lines)), plain)


def _environment(lines: list[str]) -> dict[int, Reader]:
    """Tell pip's list in a conda environment from conda's own."""
    readers: dict[int, Reader] = {}
    pip: int | None = None
    for index, line in enumerate(lines):
        depth = len(line) - len(line.lstrip())
        if re.match(r"\s*-\s*pip\s*:", line):
            pip = depth
        elif line.strip():
            pip = pip if pip is not None and depth > pip else None
            readers[index] = conda if pip is None else conda_pip
    return readers


def _configured(lines: list[str]) -> dict[int, Reader]:
    """Take the lines below the keys of setup.cfg that list requirements."""
    readers: dict[int, Reader] = {}
    section, inside = "", False
    for index, line in enumerate(lines):
        if line.startswith("["):
            section, inside = line.strip(), False
        elif line[:1] not in (" ", "\t", "\n", "\r", "#", ";"):
            key = line.partition("=")[0].strip()
            inside = key != "python_requires" and ("require" in key or section == "[options.extras_require]")
            if inside and line.partition("=")[2].strip():
                readers[index] = assigned
        elif inside and line.strip():
            readers[index] = plain
    return readers


def _tabled(lines: list[str]) -> dict[int, Reader]:
    """Take the arrays of requirements, and the tables of dependencies, of a TOML file."""
    readers: dict[int, Reader] = {}
    with_tensorflow = _sections_with(lines, "tensorflow")
    section, inside = "", False
    for index, line in enumerate(lines):
        bare = line.strip()
        if bare.startswith("[") and not inside:
            section = bare.strip("[]")
            continue
        table = section in ("packages", "dev-packages") or re.search(r"(^|\.)(dev-)?dependencies$", section)
        lists = section in ("project", "build-system", "dependency-groups") or section.startswith("project.optional")
        if table and not inside and not bare.startswith("#"):
            name = bare.partition("=")[0].strip("\"' ")
            beside = is_tensorflow(name) and normal(name) != "tensorflow" and section in with_tensorflow
            readers[index] = doubled if beside else keyed
            continue
        starts = lists and re.match(r"[\w.\"-]+\s*=\s*\[", bare) is not None
        if starts and section == "project":
            starts = bare.startswith("dependencies")
        inside = inside or starts
        if inside and not bare.startswith("#"):
            readers[index] = quoted
        if inside and re.search(r"\]\s*(#.*)?$", bare):
            inside = False
    return readers


def _sections_with(lines: list[str], key: str) -> set[str]:
    """Return the tables of a TOML file that have a key."""
    found: set[str] = set()
    section = ""
    for line in lines:
        bare = line.strip()
        if bare.startswith("["):
            section = bare.strip("[]")
        elif bare.partition("=")[0].strip("\"' ") == key:
            found.add(section)
    return found


def _python_lines(text: str) -> dict[int, Reader]:
    """Take the strings of setup.py that stand in a list of requirements."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {}
    wanted: dict[int, set[str]] = {}
    for node in ast.walk(tree):
        for value in _required_values(node):
            for display in ast.walk(value):
                if isinstance(display, (ast.List, ast.Tuple, ast.Set)):
                    for item in display.elts:
                        if isinstance(item, ast.Constant) and isinstance(item.value, str):
                            wanted.setdefault(item.lineno - 1, set()).add(item.value)

    def reader(strings: set[str]) -> Reader:
        def read(line: str) -> Iterator[Found]:
            for found in quoted(line):
                if line[found.start : found.end] in strings:
                    yield found

        return read

    return {index: reader(strings) for index, strings in wanted.items()}


def _required_values(node: ast.AST) -> Iterator[ast.expr]:
    """Yield the expressions that list requirements: arguments and names that speak of them."""
    if isinstance(node, ast.Call):
        yield from (k.value for k in node.keywords if k.arg is not None and k.arg.endswith(("_require", "_requires")))
    if isinstance(node, (ast.Assign, ast.AugAssign)):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        names = [target.id.lower() for target in targets if isinstance(target, ast.Name)]
        if any(word in name for name in names for word in ("require", "depend")) or _lists_tensorflow(node.value):
            yield node.value


def _lists_tensorflow(value: ast.expr) -> bool:
    """Tell whether a list, or a dictionary of lists, has a requirement of TensorFlow in it, whatever its name."""
    if not isinstance(value, (ast.List, ast.Tuple, ast.Set, ast.Dict)):
        return False
    return any(isinstance(item, ast.Constant) and _asks_for_tensorflow(item.value) for item in ast.walk(value))


def _asks_for_tensorflow(text: object) -> bool:
    name = re.match(r"([\w.-]+)\s*(\[[^\]]*\]\s*)?[=<>~!]=", text) if isinstance(text, str) else None
    return name is not None and is_tensorflow(name[1])


def _computed(text: str, readers: Mapping[int, Reader]) -> Iterator[Finding]:
    """Report the requirements of TensorFlow in setup.py that are no plain item of a list."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    for node in ast.walk(tree):
        known = isinstance(node, ast.Constant) and node.lineno - 1 not in readers and _asks_for_tensorflow(node.value)
        if known and isinstance(node, ast.Constant):
            message = f"is put together in code: let it ask for tensorflow{TARGET}"
            yield Finding(node.lineno, node.col_offset + 1, RULE, "tensorflow", message, Applicability.MANUAL)


def _still_reads(path: str, text: str) -> bool:
    """Tell whether what was written is still Python, or TOML with the same shape."""
    if PurePath(path).name == "setup.py":
        try:
            ast.parse(text)
        except (SyntaxError, ValueError):
            return False
    return True
