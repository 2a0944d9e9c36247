"""Turn the bytes of one file into a FileResult. No input or output happens here.

bytes -> may it concern us? -> Module -> facts (bindings, kinds) -> changes of rules -> Module' -> checked bytes -> FileResult
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

import libcst as cst

from .kinds.facts import Facts
from .kinds.imports import imported_paths
from .kinds.interpreter import interpret
from .kinds.named_by_text import names_by_text
from .kinds.values import Api
from .model import Applicability, FileResult, Finding, Options, Status, Style
from .notebooks import migrate_notebook
from .prepared import Prepared, prepared_program, read_program
from .programs.conditions import Condition, NotEager
from .programs.eager import Plan, plan_program, program_of, runs_session
from .programs.emit import emit
from .programs.graph import graph_module, is_entry, started_elsewhere, switches
from .programs.keras import is_keras_program
from .python2 import migrate_python2, with_python2_findings
from .rules import api, own_cells, weights_by_scope
from .rules.ambiguous import ambiguous_names
from .rules.change import Change, Edit, manual
from .rules.context import Context
from .rules.registry import Rule, all_rules, rules_by_symbol, rules_for_any_version
from .rules.rewriter import Rewriter
from .rules.selection import Suppressions, asks_for, suppressed, suppressions, wanted
from .rules.written_out.cells_module import MODULE
from .silence import failing_imports, is_data, is_switched_off, left_over, needs_migration, what_to_do
from .symbols.api_map import canonical, lookup
from .syntax.definitions import with_definitions
from .syntax.imports import all_imports, top_imports, with_imports, without_local_imports
from .syntax.notebook import is_notebook
from .syntax.parsing import parse_module
from .syntax.positions import Position, layout
from .syntax.source import SourceError, SourceText, concerns_us, decode, encode, layout_error, parse_error
from .syntax.tree import Tree
from .syntax.walk import Origins, descendants
from .syntax.writing import does_not_parse, write

# How the finding begins that says why a program keeps its session.
KEPT_SESSION = "keeps its Session: "

# What the functions of a module return matters to whole programs, to models under a strategy and to layers that call one.
_FOLLOWED = re.compile(r"\bSession\b|(?:Session|Strategy|\bLambda)\s*\(")
_FOLLOWED_WORDS = ("Session", "Strategy", "Lambda")  # far faster to seek than the expression


def migrate_source(source: bytes, path: str = "<string>", options: Options | None = None) -> FileResult:
    """Migrate one file's bytes; bad input gives a result with `status` ERROR, never an exception."""
    options = options or Options()
    ours = concerns_us(source)
    if not ours and not options.python2:
        return FileResult(path, Status.UNCHANGED, source, source)
    if is_notebook(path, source):
        return migrate_notebook(source, path, options, migrate_source)
    decoded = decode(source)
    if isinstance(decoded, SourceError):
        return _failed(path, source, str(decoded))
    if options.python2:
        result = migrate_python2(decoded, source, path, options, migrate_source)
        if result is not None or not ours:
            return result or FileResult(path, Status.UNCHANGED, source, source)
    try:
        result = _migrate(decoded, source, path, options)
    except RecursionError:
        return _failed(path, source, "an expression is nested too deeply to be followed")
    return with_python2_findings(result, decoded, options)


def _failed(path: str, source: bytes, message: str) -> FileResult:
    return FileResult(path, Status.ERROR, source, source, error=message)


def _migrate(decoded: SourceText, source: bytes, path: str, options: Options) -> FileResult:
    try:
        module = parse_module(decoded.text)
    except (cst.ParserSyntaxError, cst.CSTValidationError) as error:
        return _failed(path, source, str(parse_error(decoded.text, str(error))))
    any_version = rules_for_any_version(decoded.text)
    # following calls is half of the interpretation
    facts = interpret(module, into_functions=_follows_calls(decoded.text))
    lines = suppressions(decoded.text)
    mentioned = any(failing_imports(facts)) or any(names_by_text(facts))
    if not (facts.references or facts.ambiguous or any_version or mentioned):
        return FileResult(path, Status.UNCHANGED, source, source)
    tree = Tree(module, decoded.text)
    try:
        migrated = _rewrite(tree, facts, lines, options, any_version)
        result = _checked(migrated, tree, decoded, source, path)
        migrated.origins.clear()
        return result
    finally:
        # edits, contexts and scopes know each other; the collector would have to walk all that hangs on them
        tree.forget()
        facts.forget()


def _follows_calls(text: str) -> bool:
    return any(word in text for word in _FOLLOWED_WORDS) and _FOLLOWED.search(text) is not None


def _rewrite(tree: Tree, facts: Facts, lines: Suppressions, options: Options, any_version: Sequence[Rule]) -> Migrated:
    tf1 = needs_migration(facts) or bool(ambiguous_names(facts))
    migrated: Migrated | NotEager | None = None
    if options.style is not Style.GRAPH:
        migrated = _eager(tree, facts, lines, options)
        if isinstance(migrated, NotEager):
            migrated = _prepared(tree, facts, options) or migrated
        if options.together and not isinstance(migrated, Migrated):
            return Migrated(tree.module, [] if migrated is None else [_kept_session(migrated, tree)])
        if not isinstance(migrated, Migrated) and tf1 and is_keras_program(facts):
            migrated = _keras(tree, facts, lines, options)
    if not isinstance(migrated, Migrated):
        graph = _graph(tree, facts, lines, options, migrated) if tf1 else None
        return graph or _tf2(tree, facts, lines, options, any_version)
    return migrated


class Migrated:
    """Hold a new module and the changes that led to it; `prepared` is the program that was migrated in the file's place."""

    def __init__(
        self,
        module: cst.Module,
        changes: Sequence[Change],
        origins: Origins | None = None,
        prepared: tuple[Prepared, Tree] | None = None,
    ) -> None:
        self.module = module
        self.changes = changes
        self.origins = origins or {}
        self.prepared = prepared


def _eager(
    tree: Tree, facts: Facts, lines: Suppressions, options: Options, again: Mapping[str, str] | None = None
) -> Migrated | NotEager | None:
    """Rewrite a session program to functions; NotEager says why not, None that the file runs no session."""
    if not runs_session(facts):
        return None
    module, context = (
        tree.module,
        Context(tree, facts, Style.EAGER, tensorflow_alias(facts), package=options.package, again=again or {}),
    )
    root = program_of(context)
    every = collect(context)
    try:
        for change in every:
            if change.groups:
                raise NotEager(Condition.NATIVE_NAMES, change.node, f"statements move under {change.symbol}")
        plan = plan_program(root, context, every)
        changes = _selected((*every, *plan.changes), tree, lines, options)
        if len([c for c in changes if c.edits]) < len([c for c in every if c.edits]):
            raise NotEager(Condition.NATIVE_NAMES, module.body[0], "a rule that it needs is switched off")
        return _write_eager(plan, changes, context)
    except NotEager as reason:
        # a traceback would hold on to all that is known of the file until the collector comes
        return reason.with_traceback(None)


def _prepared(tree: Tree, facts: Facts, options: Options) -> Migrated | None:
    """Rewrite a program that was brought nearer to TF2 first; None where that is not possible, or does not help."""
    shares, defines = (asks_for(rule.NAME, options) for rule in (weights_by_scope, own_cells))
    prepared = prepared_program(tree, facts, tensorflow_alias(facts), shares, defines)
    if prepared is None:
        return None
    again, known = read_program(prepared.text)
    migrated = _eager(again, known, suppressions(prepared.text), options, prepared.again)
    if not isinstance(migrated, Migrated):
        return None
    return Migrated(migrated.module, migrated.changes, migrated.origins, (prepared, again))


def _write_eager(plan: Plan, changes: Sequence[Change], context: Context) -> Migrated:
    rewriter = Rewriter([*(edit for change in changes for edit in change.edits), *plan.edits], context.tree)
    context.render = rewriter.render
    removed = frozenset(id(node) for change in changes for node in change.removed)
    new, kept = emit(plan, rewriter, context, removed)
    inside = {id(node) for statement in kept for node in descendants(statement)}
    for change in changes:
        if change.applicability is Applicability.MANUAL and id(change.node) in inside and not _is_data(change):
            raise NotEager(Condition.NATIVE_NAMES, change.node, f"{change.symbol}: {change.message}")
    new = with_definitions(new, [text for change in changes for text in change.definitions])
    new = with_imports(new, _required(changes, context), context.facts.read, _tensorflow_of(changes, context))
    known = {change.symbol for change in changes if _is_data(change)}
    written = interpret(new)
    local = _failing_below_top(written, new)
    if local:
        new = without_local_imports(new, local, {})
        written = interpret(new)
    silent = [reference for reference in left_over(written, Style.EAGER) if reference.api.name not in known]
    if silent:
        raise NotEager(Condition.NATIVE_NAMES, silent[0].node, silent[0].api.name)
    for statement, path in failing_imports(written):
        if not is_data(path):
            raise NotEager(Condition.NATIVE_NAMES, statement, path)
    return Migrated(new, [c for c in changes if c.applicability is not Applicability.MANUAL or _is_data(c)])


def _is_data(change: Change) -> bool:
    """Tell whether a finding is about where a program's data come from, which stands in no way of native code."""
    return is_data(change.symbol)


def _keras(tree: Tree, facts: Facts, lines: Suppressions, options: Options) -> Migrated | None:
    """Rewrite a program that Keras alone runs to native names; None where one of them works on TF1's graph alone.

    A name that works in neither is left with a finding.
    """
    context = Context(tree, facts, Style.EAGER, tensorflow_alias(facts), package=options.package)
    changes = _selected(collect(context), tree, lines, options)
    if any(edit.setup is not None for change in changes for edit in change.edits):
        return None
    gone = {id(node) for change in changes for statement in change.removed for node in descendants(statement)}
    changes = [c for c in changes if c.applicability is not Applicability.MANUAL or id(c.node) not in gone]
    migrated = _rewritten(changes, context)
    left = left_over(interpret(migrated.module), Style.EAGER)
    if any(_has_form(reference.api.name) for reference in left):
        return None
    silent = [*_silent(changes, gone, context), *_silent_imports(migrated.module, changes, context)] if left else []
    return Migrated(migrated.module, [*changes, *_selected(silent, tree, lines, options)], migrated.origins)


def _has_form(name: str) -> bool:
    """Tell whether a TF1 name works in TF2 once TF1's behaviour is kept."""
    symbol = lookup(name)
    return symbol is not None and symbol.compat is not None


def _tf2(tree: Tree, facts: Facts, lines: Suppressions, options: Options, any_version: Sequence[Rule]) -> Migrated:
    """Look at a program without any TF1-only name: only the rules speak that are for any version of TensorFlow."""
    switched = is_switched_off(facts)
    style = Style.GRAPH if switched else Style.EAGER
    context = Context(tree, facts, style, tensorflow_alias(facts), any_version=any_version, switched=switched)
    changes = _selected(collect(context), tree, lines, options)
    migrated = _rewritten(changes, context)
    silent = [*_silent(changes, set(), context), *_silent_imports(migrated.module, changes, context)]
    return Migrated(migrated.module, [*changes, *_selected(silent, tree, lines, options)], migrated.origins)


def _rewriter(changes: Sequence[Change], context: Context, *edits: Edit) -> Rewriter:
    made = [*(edit for change in changes for edit in change.edits), *edits]
    rewriter = Rewriter(made, context.tree, [group for change in changes for group in change.groups])
    context.render = rewriter.render
    return rewriter


def _rewritten(changes: Sequence[Change], context: Context) -> Migrated:
    """Make the edits where they stand, in a program that runs as it is written."""
    gone = [Edit(node, lambda _: cst.RemoveFromParent()) for change in changes for node in change.removed]
    rewriter = _rewriter(changes, context, *gone)
    edited = rewriter.render(context.module)
    assert isinstance(edited, cst.Module)
    edited = with_definitions(edited, [text for change in changes for text in change.definitions])
    if not changes:
        return Migrated(edited, changes, rewriter.origins)
    new = with_imports(edited, _required(changes, context), context.facts.read, _tensorflow_of(changes, context))
    return Migrated(new, changes, rewriter.origins)


def _graph(tree: Tree, facts: Facts, lines: Suppressions, options: Options, reason: NotEager | None) -> Migrated:
    """Rewrite names, arguments and blocks; a program that has a session keeps it."""
    context = Context(tree, facts, Style.GRAPH, tensorflow_alias(facts), package=options.package)
    switched = switches(context)
    context.switched = switched or is_switched_off(facts)
    changes = _selected(collect(context), tree, lines, options)
    rewriter = _rewriter(changes, context)
    edited = graph_module(context, rewriter, switched)
    local = _failing_below_top(facts, context.module)
    edited = without_local_imports(edited, local, rewriter.origins) if local else edited
    edited = with_definitions(edited, [text for change in changes for text in change.definitions])
    new = with_imports(edited, _required(changes, context), facts.read, _tensorflow_of(changes, context, switched))
    if reason is not None:
        changes.append(_kept_session(reason, tree))
    elif switched and options.style is not Style.GRAPH:
        changes.append(_kept_graph(tree))
    if not switched:
        changes.extend(_selected(tuple(started_elsewhere(context)), tree, lines, options))
    kept = {id(line) for line in new.body}
    dropped = {id(node) for line in edited.body if id(line) not in kept for node in descendants(line)}
    silent = [*_silent(changes, dropped, context), *_silent_imports(new, changes, context)]
    return Migrated(new, [*changes, *_selected(silent, tree, lines, options)], rewriter.origins)


def _kept_session(reason: NotEager, tree: Tree) -> Change:
    message = f"{KEPT_SESSION}{reason.reason}"
    written = id(reason.node) in tree.parents  # what the new text would have said has no place in the file
    node = reason.node if written else tree.module.body[0]
    return Change("session-run", node, "tf.Session.run", message, Applicability.REVIEW)


def _kept_graph(tree: Tree) -> Change:
    message = "runs on TF1's graph, as what it uses has no native form in TF2: TF2's behaviour is switched off"
    return Change("session-run", tree.module.body[0], "tf.disable_v2_behavior", message, Applicability.REVIEW)


def _silent(changes: Sequence[Change], dropped: set[int], context: Context) -> Iterator[Change]:
    """Report each TF1 name that is left in the output and that no rule has spoken of; `dropped` are nodes that are gone."""
    edited = {id(edit.node) for change in changes for edit in change.edits}
    # what a rule edits may be the call, or the attribute, that the name is a part of
    spoken = {id(change.node) for change in changes if change.edits or change.applicability is Applicability.MANUAL}
    settled = dropped | edited | spoken
    for reference in left_over(context.facts, Style.GRAPH):
        if id(reference.node) not in settled:
            yield manual("api", reference.node, reference.api.name, what_to_do(reference.api.name))


def _silent_imports(new: cst.Module, changes: Sequence[Change], context: Context) -> Iterator[Change]:
    """Report each import that is left in the output and that TF2 fails on."""
    failing = list(failing_imports(context.facts))
    if not failing:
        return
    spoken = {id(change.node) for change in changes if change.applicability is Applicability.MANUAL}
    left = {path for small in all_imports(new) for path in imported_paths(small)}
    for statement, path in failing:
        if id(statement) not in spoken and path in left:
            name = canonical(path)
            advice = what_to_do(name)
            yield manual("api", statement, name, advice if path in advice else f"TF2 cannot import {path}: {advice}")


def _failing_below_top(facts: Facts, module: cst.Module) -> set[int]:
    failing = {id(statement) for statement, _ in failing_imports(facts)}
    return failing - {id(small) for small in top_imports(module)} if failing else failing


def collect(context: Context) -> tuple[Change, ...]:
    """Ask every rule for its changes; of a program for TF2, those that are for any version."""
    claimed, rules = rules_by_symbol(), context.any_version
    found: list[Change] = []
    for reference in context.facts.references:
        rule = claimed.get(reference.api.name)
        if rules is not None and rule not in rules:
            continue
        change = rule.apply(reference, context) if rule is not None and rule.apply is not None else None
        if change is None and rules is None and (rule is None or context.style is not Style.EAGER):
            change = api.apply(reference, context)
        if change is not None:
            found.append(change)
    for rule in all_rules().values() if rules is None else rules:
        if rule.survey is not None:
            found.extend(rule.survey(context))
    return tuple(found)


def _selected(changes: Sequence[Change], tree: Tree, lines: Suppressions, options: Options) -> list[Change]:
    kept = [change for change in changes if wanted(change, options)]
    if lines:
        places = layout(tree, [change.node for change in kept]).places
        kept = [change for change in kept if not suppressed(change, places, lines)]
    return kept


def _required(changes: Sequence[Change], context: Context) -> list[str]:
    """Return the imports that the new code needs, beside that of TensorFlow itself."""
    required = [text for change in changes for text in change.requires]
    cells = _cells(changes)
    if cells:
        dot = "." if context.package and not is_entry(context) else ""
        required.append(f"from {dot}{MODULE} import {', '.join(cells)}")
    return required


def _tensorflow_of(changes: Sequence[Change], context: Context, switched: bool = False) -> str | None:
    """Return the name for TensorFlow that the new code may read, where the file reached only parts of it."""
    missing = (bool(changes) or switched) and context.tensorflow not in context.facts.module_scope.names
    return context.tensorflow if missing else None


def tensorflow_alias(facts: Facts) -> str:
    """Return the name under which the module reaches TensorFlow itself: `tf` where that is one of them, else the first."""
    names = [
        name
        for name, binding in facts.module_scope.names.items()
        if isinstance(binding.value, Api) and binding.value.name == "tf"
    ]
    if names:
        return "tf" if "tf" in names else names[0]
    # where the file reads a name that nothing binds, an import under that name would give it a meaning
    bound = {definition.name for found in facts.defines.values() for definition in found}
    return next(
        name for name in ("tf", "tensorflow", "tf2") if name not in facts.read or name in bound or name == "tf2"
    )


def _checked(migrated: Migrated, tree: Tree, decoded: SourceText, source: bytes, path: str) -> FileResult:
    """Check what was written before anyone can see it: it parses, and the layout that was not edited has survived."""
    noted = _noted(migrated, tree)
    tree = migrated.prepared[1] if migrated.prepared is not None else tree
    module = tree.module
    if migrated.module is module and not migrated.changes:
        return FileResult(path, Status.UNCHANGED, source, source)
    laid_out = layout(tree, [change.node for change in migrated.changes])
    found = tuple(sorted({*noted, *_moved(findings(laid_out.places, migrated.changes), migrated)}))
    if migrated.module is module:
        return FileResult(path, Status.UNCHANGED, source, source, found)
    lost = layout_error(tree.text, laid_out.code)
    if lost is not None:
        return _failed(path, source, str(lost))
    written = write(migrated.module, module, laid_out, migrated.origins)
    after = encode(decoded, written.text)
    if isinstance(after, SourceError):
        return _failed(path, source, str(after))
    problem = does_not_parse(written)
    if problem:
        return _failed(path, source, f"the migrated text would not parse ({problem}); the file is left alone")
    status = Status.CHANGED if after != source else Status.UNCHANGED
    variables = tuple(mapping for change in migrated.changes for mapping in change.variables)
    return FileResult(path, status, source, after, found, variables=variables, cells=_cells(migrated.changes))


def _noted(migrated: Migrated, tree: Tree) -> tuple[Finding, ...]:
    """Return what there is to say of what was prepared, at its place in the file."""
    if migrated.prepared is None:
        return ()
    prepared = migrated.prepared[0]
    changes = (*weights_by_scope.changes(prepared.scopes), *own_cells.changes(prepared.cells))
    return findings(layout(tree, [change.node for change in changes]).places, changes)


def _moved(found: Iterable[Finding], migrated: Migrated) -> Iterator[Finding]:
    """Yield findings at the lines of the file, where another text was migrated."""
    for finding in found:
        yield (
            replace(finding, line=migrated.prepared[0].line(finding.line)) if migrated.prepared is not None else finding
        )


def _cells(changes: Sequence[Change]) -> tuple[str, ...]:
    """Return what the new code needs of the module of cells that is written beside it."""
    return tuple(sorted({name for change in changes for name in change.written}))


def findings(places: Mapping[int, Position], changes: Sequence[Change]) -> tuple[Finding, ...]:
    """Return the changes as findings, in the order of their places."""
    nowhere = Position(1, 1)
    found: list[Finding] = []
    for change in changes:
        place = places.get(id(change.node), nowhere)
        found.append(
            Finding(place.line, place.column, change.rule, change.symbol, change.message, change.applicability)
        )
    return tuple(sorted(set(found)))
