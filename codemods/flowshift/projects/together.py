"""Migrate the scripts and modules of a program together: all become native, or each is migrated alone and says why.

train.py                                   model.py
    from model import Model                    class Model:
    model = Model(4)                               def __init__(self, size):
    with tf.Session() as sess:                         self.x = tf.placeholder(tf.float32, [None, size])
        sess.run(model.loss, {model.x: rows})          self.loss = ...
"""

from __future__ import annotations

import ast
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from ..engine import migrate_source
from ..model import Applicability, FileResult, Finding, Options, Status, Style
from ..programs.conditions import Condition
from ..programs.graph import NEEDS_GRAPH
from ..rules.written_out.cells_module import MODULE
from ..styles.graph import KEPT_SESSION
from .imports import settled_texts
from .joined import Joined, join
from .names import Names
from .parts import NotTogether, Part, read_part
from .program import Member, Program, Sources, Start, links_of
from .reach import check_reached
from .renames import untagged
from .starts import OF_GRAPHS

_RULE, _SYMBOL = "session-run", "tf.Session.run"


def migrate_member(
    program: Member, sources: Sources, path: str, options: Options, alone: Callable[[], FileResult]
) -> FileResult:
    """Return the result of one file of a program; `sources` are the bytes of its files by their paths.

    Where the program keeps its session, that is the result of `alone`, which migrates the file on its own.
    """
    if isinstance(program, Start):
        if not _starts_graph(program, sources, options):
            return alone()
        return migrate_source(dict(sources)[path], path, replace(options, starts_graph=program.names))
    if options.style is Style.GRAPH:
        return alone()
    native = _native(program, sources, replace(options, package=False))
    if isinstance(native, NotTogether):
        return _explained(alone(), native, program)
    return native[path]


def _starts_graph(start: Start, sources: Sources, options: Options) -> bool:
    """Tell whether a module that a script starts stays on TF1's graph."""
    texts = dict(sources)
    programs = {path: program for program in start.programs for path in program.paths}
    for path in sorted(start.modules, key=lambda path: _length_per_word(texts.get(path, b""))):
        program = programs.get(path)
        if program is not None and options.style is not Style.GRAPH:
            own = tuple((one, texts[one]) for one in program.paths if one in texts)
            if not isinstance(_native(program, own, replace(options, package=False)), NotTogether):
                continue
        if path in texts and _needs_graph(path, texts[path], options):
            return True
    return False


def _length_per_word(source: bytes) -> float:
    """Return how much there is to read for each word about graphs: where that is least, one shows the soonest."""
    return len(source) / (sum(source.count(word) for word in OF_GRAPHS) or 0.1)


@lru_cache(maxsize=16)  # scripts beside each other start the same modules
def _needs_graph(path: str, source: bytes, options: Options) -> bool:
    return any(found.message.startswith(NEEDS_GRAPH) for found in migrate_source(source, path, options).findings)


@lru_cache(maxsize=2)  # the files of a program come one after the other
def _native(program: Program, sources: Sources, options: Options) -> Mapping[str, FileResult] | NotTogether:
    """Migrate all scripts of a program with their modules; NotTogether says why that cannot be."""
    if program.outside is not None:
        path, what = program.outside
        return NotTogether(f"{os.path.basename(path)} {what}", path)
    try:
        return _each(program, dict(sources), options) or _together(program, dict(sources), options)
    except NotTogether as reason:
        # a traceback would hold on to all that is known of the files
        return reason.with_traceback(None)


def _each(program: Program, sources: Mapping[str, bytes], options: Options) -> Mapping[str, FileResult] | None:
    """Migrate each script with its modules alone; None where what becomes of a module is not always the same."""
    if len(program.scripts) == 1:
        return None
    found: dict[str, FileResult] = {}
    for script in program.scripts:
        try:
            results = _together(Program((script,)), sources, options)
        except NotTogether:
            return None  # what this script does not use, another one may show
        for path, result in results.items():
            known = found.setdefault(path, result)
            if known.after != result.after:
                return None
            found[path] = replace(known, findings=tuple(sorted({*known.findings, *result.findings})))
    return found


def _together(program: Program, sources: Mapping[str, bytes], options: Options) -> Mapping[str, FileResult]:
    """Migrate the scripts and modules of a program as one text.

    Raises:
        NotTogether: a condition of native programs does not hold, or they cannot be written as files again.
    """
    links = links_of(program)
    parts = [read_part(path, sources[path], links[path]) for path in program.paths]
    _check_sessions(parts, len(program.scripts))
    joined = join(parts, len(program.scripts))
    check_reached(joined)
    result = migrate_source(joined.text.encode("utf-8"), program.scripts[0].path, replace(options, together=True))
    if result.status is Status.ERROR:
        raise NotTogether(result.error or "", program.scripts[0].path)
    kept = next((finding for finding in result.findings if finding.message.startswith(KEPT_SESSION)), None)
    if kept is not None:
        part, line = joined.place(kept.line)
        raise NotTogether(kept.message.removeprefix(KEPT_SESSION), part.path, line)
    if result.status is Status.UNCHANGED:
        raise NotTogether("", program.scripts[0].path)  # it runs no session that could become functions
    texts = settled_texts(joined, joined.split(result.after.decode("utf-8")))
    return {part.path: _result(part.path, joined, text, result) for part, text in zip(joined.parts, texts)}


def _check_sessions(parts: Sequence[Part], scripts: int) -> None:
    """Check that there is a session for each script, before the parts are read as one text, which takes long.

    Raises:
        NotTogether: there are more.
    """
    found = [(part, node) for part in parts for node in ast.walk(part.tree) if _opens_session(node)]
    if len(found) > scripts:
        claim = Condition.ONE_SESSION.value
        part, node = found[scripts]
        raise NotTogether(f"{claim.failed} [{claim.name}]", part.path, getattr(node, "lineno", 1))


def _opens_session(node: ast.AST) -> bool:
    function = node.func if isinstance(node, ast.Call) else None
    return isinstance(function, ast.Attribute) and function.attr in ("Session", "InteractiveSession")


def _result(path: str, joined: Joined, text: str, whole: FileResult) -> FileResult:
    """Return what one file has of the result of the program."""
    part = next(part for part in joined.parts if part.path == path)
    before = (part.text + part.source.tail).encode("utf-8")
    after = (text + part.source.tail).encode("utf-8")
    findings: list[Finding] = []
    for finding in whole.findings:
        owner, line = joined.place(finding.line)
        if owner is part:
            findings.append(replace(finding, line=line, message=untagged(finding.message)))
    status = Status.CHANGED if after != before else Status.UNCHANGED
    cells = tuple(sorted(name for module, name in Names(ast.parse(text)).imported.values() if module == MODULE))
    if cells and any(os.path.dirname(other.path) != os.path.dirname(path) for other in joined.parts):
        raise NotTogether(f"{MODULE}.py, which it would need, belongs to no folder of the program alone", path)
    variables = whole.variables if part in joined.parts[-joined.scripts :] else ()
    return FileResult(path, status, before, after, tuple(sorted(findings)), variables=variables, cells=cells)


def _explained(result: FileResult, reason: NotTogether, program: Program) -> FileResult:
    """Let the findings of a file that was migrated alone name what stood in the way of the program."""
    if not reason.reason:
        return result
    own = reason.path == result.path
    kept = [finding for finding in result.findings if finding.message.startswith(KEPT_SESSION)]
    if not kept and (not own or result.path not in program.modules):
        return result  # a script that became native on its own, or a module in which nothing is wrong
    where = "" if own else f" ({os.path.basename(reason.path)}, line {reason.line})"
    of_the_program = reason.reason.endswith(
        "]"
    )  # a named condition; else why the files could not be looked at together
    if kept and not of_the_program:
        found = replace(kept[0], message=f"{kept[0].message}; {untagged(reason.reason)}{where}")
    else:
        line, column = (reason.line, 1) if own else (kept[0].line, kept[0].column)
        message = untagged(f"{KEPT_SESSION}{reason.reason}{where}")
        found = Finding(line, column, _RULE, _SYMBOL, message, Applicability.REVIEW)
    return replace(result, findings=tuple(sorted([found, *(f for f in result.findings if f not in kept)])))
