"""Turn Python 2 text into Python 3 text with fissix, the kept fork of lib2to3, and tell the one from the other."""

from __future__ import annotations

import ast
import difflib
import io
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from .nesting import too_deep_offset
from .source import DEEPEST_NESTING

if TYPE_CHECKING:
    from fissix.refactor import RefactoringTool


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Of fissix' fixers those that Python 3 needs. Left out: idioms, set_literal, ws_comma, isinstance and asserts (taste), future
# (an import that does no harm), buffer (its meaning differs).
_FIXERS = _words(
    "apply basestring dict except exec execfile exitfunc filter funcattrs getcwdu has_key import imports imports2 input "
    "intern itertools itertools_imports long map metaclass methodattrs ne next nonzero numliterals operator paren print "
    "raise raw_input reduce reload renames repr sorted standarderror sys_exc throw tuple_params types unicode urllib "
    "xrange xreadlines zip"
)

# Names that only Python 2 has.
_BUILTINS = _words(
    "apply basestring buffer cmp coerce execfile file intern long raw_input reduce reload unichr unicode xrange"
)
_MODULES = _words(
    "__builtin__ BaseHTTPServer ConfigParser Cookie cPickle cStringIO cookielib copy_reg dummy_thread HTMLParser "
    "htmlentitydefs httplib Queue SimpleHTTPServer SocketServer StringIO Tkinter tkMessageBox urllib2 urlparse"
)
_METHODS = _words("has_key iteritems iterkeys itervalues")
_PRINT_TO = re.compile(r"\bprint[ \t]*>>")  # Python 3 parses `print >>f, a`, as a pair
# These are English words too; as code they are called or passed. Every licence header says "this file".
_PROSE = _words("apply buffer coerce file intern long reduce reload")
_CODE = (_BUILTINS | _MODULES | _METHODS) - _PROSE
# A file that speaks of these has thought of both versions.
_BOTH = re.compile(r"\b(?:version_info|PY2|PY3|six|past|future\.utils|NameError|ImportError|ModuleNotFoundError)\b")


@dataclass(frozen=True)
class Place:
    """Say something about a line of the Python 2 text."""

    line: int
    message: str


@dataclass(frozen=True)
class Converted:
    """Hold the Python 3 text, for each of its lines the line of the original, and what is left to look at."""

    text: str
    lines: tuple[int, ...]
    places: tuple[Place, ...]

    def line(self, line: int) -> int:
        """Return the line of the original that became a line of the text."""
        return self.lines[min(max(line, 1), len(self.lines)) - 1] if self.lines else 1


def is_python3(text: str) -> bool:
    """Tell whether Python 3 parses a text."""
    return _parsed(text) is not None


def is_python2(text: str, path: str) -> bool:
    """Tell whether a text is Python 2, and not Python 3 as well."""
    return not is_python3(text) and to_python3(text, path) is not None


def only_python2(text: str) -> Place | None:
    """Return the first name that only Python 2 has; None where a file binds it, speaks of both versions, or is no Python 3."""
    if not _may_be_python2(text) or _BOTH.search(text):
        return None
    tree = _parsed(text)
    if tree is None:
        return None
    found = [place for node in ast.walk(tree) for place in _places(node)]
    if found:
        bound = {name for node in ast.walk(tree) for name in _bound(node)}
        found = [place for place in found if place[1] not in bound]
    return Place(*min(found)) if found else None


def _may_be_python2(text: str) -> bool:
    """Tell whether a text has a word that only Python 2 knows; one pattern of all the words takes longer."""
    if any(word in text and re.search(rf"\b{word}\b", text) for word in _CODE):
        return True
    if ">>" in text and _PRINT_TO.search(text):
        return True
    return any(word in text and re.search(rf"{word}(?<![.\w]{word})[ \t]*[(),\]]", text) for word in _PROSE)


def _bound(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name) and not isinstance(node.ctx, ast.Load):
        yield node.id
    elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        yield node.name
    elif isinstance(node, ast.arg):
        yield node.arg
    elif isinstance(node, (ast.Import, ast.ImportFrom)):
        names = [alias.asname or alias.name.split(".")[0] for alias in node.names]
        yield from (name for name in names if name not in _MODULES)
        if "*" in names:
            yield from _BUILTINS


def _places(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield the line and the name where a node reads what only Python 2 has."""
    if isinstance(node, ast.Name) and node.id in _BUILTINS:
        yield node.lineno, node.id
    elif isinstance(node, ast.Import):
        yield from ((node.lineno, alias.name) for alias in node.names if alias.name.split(".")[0] in _MODULES)
    elif isinstance(node, ast.ImportFrom) and not node.level and (node.module or "").split(".")[0] in _MODULES:
        yield node.lineno, node.module or ""
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _METHODS:
        yield node.lineno, node.func.attr
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.RShift) and _is_name(node.left, "print"):
        yield node.lineno, "print >>"


def _is_name(node: ast.AST, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def to_python3(text: str, path: str) -> Converted | None:
    """Turn Python 2 text into Python 3 text; None where it is no Python 2, or where Python 3 cannot read the result.

    `path` is asked for the modules beside the file: inside a package they become relative imports. A file that Python 3 can
    parse calls `print` as a function.
    """
    if too_deep_offset(text.encode("utf-8", "replace"), DEEPEST_NESTING) is not None:
        return None
    newlines = re.findall(r"\r\n|\r|\n", text)
    plain = re.sub(r"\r\n|\r", "\n", text)
    refactored = _refactored(plain, path, print_function=is_python3(plain) and not _PRINT_TO.search(plain))
    if refactored is None:
        return None
    new, notes = refactored
    if not is_python3(new):
        new = _with_spaces(new)
    tree = _parsed(new)
    if tree is None:
        return None
    lines = _line_map(plain.split("\n"), new.split("\n"))
    divisions = () if "division" in _future_features(plain) else _divisions(tree)
    left = only_python2(new)
    places = [
        *notes,
        *(Place(lines[line - 1], message) for line, message in (*divisions, *_relative_imports(plain, new))),
        *([Place(lines[left.line - 1], f"`{left.message}` has no equal in Python 3")] if left else ()),
    ]
    return Converted(_with_newlines(new, newlines, lines), tuple(lines), tuple(dict.fromkeys(places)))


def _refactored(text: str, path: str, print_function: bool) -> tuple[str, list[Place]] | None:
    # Imported here: few files are Python 2, and reading the grammar costs 0.1 s.
    from fissix.pgen2.parse import ParseError
    from fissix.pgen2.tokenize import TokenError

    tool = _tool(print_function)
    log: list[str] = []
    for fixer in chain(tool.pre_order, tool.post_order):
        fixer.log = log
    ended = text if text.endswith("\n") else text + "\n"
    try:
        new = str(tool.refactor_string(ended, path))
    except (ParseError, TokenError, SyntaxError, ValueError, RecursionError):
        return None
    return (new if ended == text else new[:-1]), list(_notes(log))


@cache
def _tool(print_function: bool) -> RefactoringTool:
    """Return the fixers, which take 0.3 s to compile their patterns."""
    from fissix.refactor import RefactoringTool

    fixers = [f"fissix.fixes.fix_{name}" for name in sorted(_FIXERS)]
    tool = RefactoringTool(fixers, {"print_function": print_function})
    for fixer in chain(tool.pre_order, tool.post_order):
        if type(fixer).__name__ == "FixUnicode":
            fixer.transform = _only_what_is_needed(fixer.transform)
    return tool


def _only_what_is_needed(transform: Callable[[object, object], object]) -> Callable[[object, object], object]:
    """Let a fixer leave `u"..."`, which Python 3 reads, as it is."""

    def needed(node: object, results: object) -> object:
        text = str(getattr(node, "value", ""))
        return None if re.match(r"[uU]['\"]", text) else transform(node, results)

    return needed


def _notes(log: Sequence[str]) -> Iterator[Place]:
    for message in log:
        found = re.match(r"Line (\d+): (.*)", message, re.S)
        if found:
            yield Place(int(found.group(1)), " ".join(found.group(2).split()))


def _divisions(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the lines that divide what may be two integers."""
    for node in ast.walk(tree):
        if not isinstance(node, (ast.BinOp, ast.AugAssign)) or not isinstance(node.op, ast.Div):
            continue
        if not any(_is_float(part) for part in ast.walk(node)):
            yield node.lineno, "`/` rounds down in Python 2 where both sides are integers: there write `//`"


def _relative_imports(old: str, new: str) -> Iterator[tuple[int, str]]:
    """Yield the imports of a script that became relative: Python 3 cannot run such a file by its path."""
    if not re.search(r"^if[ \t(]+__name__[ \t]*==", new, re.M):
        return
    before = set(old.split("\n"))
    for number, line in enumerate(new.split("\n"), 1):
        if line not in before and re.match(r"[ \t]*from \.", line):
            yield number, "the import is relative now: run this script as a module (python -m package.module)"


def _is_float(node: ast.AST) -> bool:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id == "float"
    return isinstance(node, ast.Constant) and isinstance(node.value, (float, str))


def _future_features(text: str) -> frozenset[str]:
    lines = re.findall(r"^from[ \t]+__future__[ \t]+import[ \t]+(.*)", text, re.M)
    return frozenset(name for line in lines for name in re.findall(r"\w+", line))


def _parsed(text: str) -> ast.Module | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return None


def _with_spaces(text: str) -> str:
    """Write indentation with spaces, a tab as Python 2 counts it; lines inside of strings stay."""
    from fissix.pgen2 import tokenize

    inside: set[int] = set()
    try:
        for kind, _, (first, _), (last, _), _ in tokenize.generate_tokens(io.StringIO(text).readline):
            if kind == tokenize.STRING:
                inside.update(range(first + 1, last + 1))
    except (tokenize.TokenError, SyntaxError):
        return text
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        code = line.lstrip(" \t")
        if number not in inside and code != line:
            lines[number - 1] = line[: len(line) - len(code)].expandtabs(8) + code
    return "\n".join(lines)


def _line_map(old: Sequence[str], new: Sequence[str]) -> list[int]:
    """Return for each new line the old line that it was, or that it replaces or follows; counted from 1."""
    lines: list[int] = []
    for _, first, last, start, end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        lines.extend(max(min(first + offset + 1, last or 1), 1) for offset in range(end - start))
    return lines


def _with_newlines(text: str, newlines: Sequence[str], lines: Sequence[int]) -> str:
    """Give each line the newline that its original had."""
    if all(newline == "\n" for newline in newlines):
        return text
    written = text.split("\n")
    ends = [newlines[min(line, len(newlines)) - 1] for line in lines[: len(written) - 1]]
    return "".join(line + end for line, end in zip(written, [*ends, ""]))
