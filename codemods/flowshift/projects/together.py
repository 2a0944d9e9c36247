"""Migrate the scripts and modules of a program together: all become native, or each is migrated alone and says why.

train.py                                   model.py
    from model import Model                    class Model:
    model = Model(4)                               def __init__(self, size):
    with tf.Session() as sess:                         self.x = tf.placeholder(tf.float32, [None, size])
        sess.run(model.loss, {model.x: rows})          self.loss = ...
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from ..engine import KEPT_SESSION, migrate_source
from ..model import Applicability, FileResult, Finding, Options, Status, Style
from .imports import settled_texts
from .joined import Joined, join
from .parts import NotTogether, read_part
from .programs import Program, Script, Sources, links_of
from .reach import check_reached

_RULE, _SYMBOL = "session-run", "tf.Session.run"


def migrate_member(
    program: Program, sources: Sources, path: str, options: Options, alone: Callable[[], FileResult]
) -> FileResult:
    """Return the result of one file of a program; `sources` are the bytes of its files by their paths.

    Where the program keeps its session, that is the result of `alone`, which migrates the file on its own.
    """
    if options.style is Style.GRAPH:
        return alone()
    native = _native(program, sources, replace(options, package=False))
    if isinstance(native, NotTogether):
        return _explained(alone(), native, program)
    return native[path]


@lru_cache(maxsize=2)  # the files of a program come one after the other
def _native(program: Program, sources: Sources, options: Options) -> Mapping[str, FileResult] | NotTogether:
    """Migrate all scripts of a program with their modules; NotTogether says why that cannot be."""
    if program.outside is not None:
        path, what = program.outside
        return NotTogether(f"{os.path.basename(path)} {what}", path)
    found: dict[str, FileResult] = {}
    try:
        for script in program.scripts:
            for path, result in _script(script, dict(sources), options).items():
                known = found.setdefault(path, result)
                if known.after != result.after:
                    name = os.path.basename(path)
                    return NotTogether(f"the scripts that import {name} need different functions of it", script.path)
                found[path] = replace(known, findings=tuple(sorted({*known.findings, *result.findings})))
    except NotTogether as reason:
        # a traceback would hold on to all that is known of the files
        return reason.with_traceback(None)
    return found


def _script(script: Script, sources: Mapping[str, bytes], options: Options) -> dict[str, FileResult]:
    """Migrate one script with its modules.

    Raises:
        NotTogether: a condition of native programs does not hold, or they cannot be written as files again.
    """
    links = links_of(script)
    paths = (*script.modules, script.path)
    joined = join([read_part(path, sources[path], links[path]) for path in paths])
    check_reached(joined)
    result = migrate_source(joined.text.encode("utf-8"), script.path, replace(options, package=False))
    if result.status is Status.ERROR:
        raise NotTogether(result.error or "", script.path)
    kept = next((finding for finding in result.findings if finding.message.startswith(KEPT_SESSION)), None)
    if kept is not None:
        part, line = joined.place(kept.line)
        raise NotTogether(kept.message.removeprefix(KEPT_SESSION), part.path, line)
    if result.cells:
        raise NotTogether("its cells are written in a module of their own", script.path)
    texts = settled_texts(joined, joined.split(result.after.decode("utf-8")))
    return {part.path: _result(part.path, joined, text, result) for part, text in zip(joined.parts, texts)}


def _result(path: str, joined: Joined, text: str, whole: FileResult) -> FileResult:
    """Return what one file has of the result of the program."""
    part = next(part for part in joined.parts if part.path == path)
    before = (part.text + part.source.tail).encode("utf-8")
    after = (text + part.source.tail).encode("utf-8")
    findings: list[Finding] = []
    for finding in whole.findings:
        owner, line = joined.place(finding.line)
        if owner is part:
            findings.append(replace(finding, line=line))
    status = Status.CHANGED if after != before else Status.UNCHANGED
    variables = whole.variables if part is joined.parts[-1] else ()
    return FileResult(path, status, before, after, tuple(sorted(findings)), variables=variables)


def _explained(result: FileResult, reason: NotTogether, program: Program) -> FileResult:
    """Let the findings of a file that was migrated alone name what stood in the way of the program."""
    own = reason.path == result.path
    kept = [finding for finding in result.findings if finding.message.startswith(KEPT_SESSION)]
    if not kept and (not own or result.path not in program.modules):
        return result  # a script that became native on its own, or a module in which nothing is wrong
    line, column = (reason.line, 1) if own else (kept[0].line, kept[0].column)
    where = "" if own else f" ({os.path.basename(reason.path)}, line {reason.line})"
    finding = Finding(line, column, _RULE, _SYMBOL, f"{KEPT_SESSION}{reason.reason}{where}", Applicability.REVIEW)
    return replace(result, findings=tuple(sorted([finding, *(f for f in result.findings if f not in kept)])))
