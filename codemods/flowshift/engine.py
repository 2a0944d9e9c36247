"""Turn the bytes of one file into a FileResult. No input or output happens here.

bytes -> may it concern us? -> Module -> facts (bindings, kinds) -> changes of rules -> Module' -> checked bytes -> FileResult
"""

from __future__ import annotations

import re

import libcst as cst

from .checked import checked
from .kinds.facts import Facts
from .kinds.interpreter import interpret
from .kinds.named_by_text import names_by_text
from .model import FileResult, Options, Status, Style, failed
from .notebooks import migrate_notebook
from .programs.conditions import NotEager
from .programs.keras import is_keras_program
from .python2 import migrate_python2, with_python2_findings
from .rules.ambiguous import ambiguous_names
from .rules.registry import rules_for_any_version
from .rules.selection import Suppressions, suppressions
from .silence import failing_imports, needs_migration
from .styles.eager import as_functions, as_prepared_functions
from .styles.graph import as_graph, kept_session
from .styles.migrated import Migrated
from .styles.sessionless import as_keras, as_tf2
from .syntax.notebook import is_notebook
from .syntax.parsing import parse_module
from .syntax.source import SourceError, SourceText, concerns_us, decode, parse_error
from .syntax.tree import Tree

# What the functions of a module return matters to whole programs, to models under a strategy and to layers that call one.
# Each begins with its word, which is sought as fast as a text is.
_FOLLOWED = (
    re.compile(r"Session(?:(?<=\bSession)\b|\s*\()"),
    re.compile(r"Strategy\s*\("),
    re.compile(r"Lambda(?<=\bLambda)\s*\("),
)


def migrate_source(source: bytes, path: str = "<string>", options: Options | None = None) -> FileResult:
    """Migrate one file's bytes; bad input gives a result with `status` ERROR, never an exception."""
    options = options or Options()
    ours = concerns_us(source) or bool(options.starts_graph)
    if not ours and not options.python2:
        return FileResult(path, Status.UNCHANGED, source, source)
    if is_notebook(path, source):
        return migrate_notebook(source, path, options, migrate_source)
    decoded = decode(source)
    if isinstance(decoded, SourceError):
        return failed(path, source, str(decoded))
    if options.python2:
        result = migrate_python2(decoded, source, path, options, migrate_source)
        if result is not None or not ours:
            return result or FileResult(path, Status.UNCHANGED, source, source)
    try:
        result = _migrate(decoded, source, path, options)
    except RecursionError:
        return failed(path, source, "an expression is nested too deeply to be followed")
    return with_python2_findings(result, decoded, options)


def _migrate(decoded: SourceText, source: bytes, path: str, options: Options) -> FileResult:
    try:
        module = parse_module(decoded.text)
    except (cst.ParserSyntaxError, cst.CSTValidationError) as error:
        return failed(path, source, str(parse_error(decoded.text, str(error))))
    # following calls is half of the interpretation
    facts = interpret(module, into_functions=_follows_calls(decoded.text))
    lines = suppressions(decoded.text)
    mentioned = any(failing_imports(facts)) or any(names_by_text(facts))
    named = bool(facts.references or facts.ambiguous or mentioned or options.starts_graph)
    if not named and not rules_for_any_version(decoded.text):
        facts.forget()
        return FileResult(path, Status.UNCHANGED, source, source)
    tree = Tree(module, decoded.text)
    try:
        migrated = _rewrite(tree, facts, lines, options)
        result = checked(migrated, tree, decoded, source, path)
        migrated.origins.clear()
        return result
    finally:
        # edits, contexts and scopes know each other; the collector would have to walk all that hangs on them
        tree.forget()
        facts.forget()


def _follows_calls(text: str) -> bool:
    return any(pattern.search(text) for pattern in _FOLLOWED)


def _rewrite(tree: Tree, facts: Facts, lines: Suppressions, options: Options) -> Migrated:
    tf1 = bool(options.starts_graph) or needs_migration(facts) or bool(ambiguous_names(facts))
    migrated: Migrated | NotEager | None = None
    if options.style is not Style.GRAPH and not options.starts_graph:
        migrated = as_functions(tree, facts, lines, options)
        if isinstance(migrated, NotEager):
            migrated = as_prepared_functions(tree, facts, options, migrated) or migrated
        if options.together and not isinstance(migrated, Migrated):
            return Migrated(tree.module, [] if migrated is None else [kept_session(migrated, tree)])
        if not isinstance(migrated, Migrated) and tf1 and is_keras_program(facts):
            migrated = as_keras(tree, facts, lines, options)
    if not isinstance(migrated, Migrated):
        graph = as_graph(tree, facts, lines, options, migrated) if tf1 else None
        return graph or as_tf2(tree, facts, lines, options, rules_for_any_version(tree.text))
    return migrated
