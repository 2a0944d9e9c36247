"""Rewrite a program that stays on TF1's graph, and keeps its session where it has one."""

from __future__ import annotations

from ..kinds.facts import Facts
from ..model import Applicability, Options, Style
from ..programs.conditions import NotEager
from ..programs.graph import graph_module, started_elsewhere, switches
from ..rules.change import Change
from ..rules.context import Context
from ..rules.selection import Suppressions
from ..silence import is_switched_off
from ..syntax.definitions import with_definitions
from ..syntax.imports import with_imports, without_local_imports
from ..syntax.tree import Tree
from ..syntax.walk import descendants
from .migrated import Migrated, collect, required, rewriter_of, selected, tensorflow_alias, tensorflow_of
from .silent import failing_below_top, silent_imports, silent_names

# How the finding begins that says why a program keeps its session.
KEPT_SESSION = "keeps its Session: "


def as_graph(tree: Tree, facts: Facts, lines: Suppressions, options: Options, reason: NotEager | None) -> Migrated:
    """Rewrite names, arguments and blocks; a program that has a session keeps it."""
    context = Context(tree, facts, Style.GRAPH, tensorflow_alias(facts), package=options.package)
    switched = switches(context, bool(options.starts_graph))
    context.switched = switched or is_switched_off(facts)
    changes = selected(collect(context), tree, lines, options)
    rewriter = rewriter_of(changes, context)
    edited = graph_module(context, rewriter, switched, options.starts_graph)
    local = failing_below_top(facts, context.module)
    edited = without_local_imports(edited, local, rewriter.origins) if local else edited
    edited = with_definitions(edited, [text for change in changes for text in change.definitions])
    new = with_imports(edited, required(changes, context), facts.read, tree, tensorflow_of(changes, context, switched))
    if reason is not None:
        changes.append(kept_session(reason, tree))
    elif switched and options.starts_graph:
        changes.append(_switched(tree, "starts a program whose modules run on TF1's graph"))
    elif switched and options.style is not Style.GRAPH:
        changes.append(_switched(tree, "runs on TF1's graph, as what it uses has no native form in TF2"))
    if not switched:
        changes.extend(selected(tuple(started_elsewhere(context)), tree, lines, options))
    kept = {id(line) for line in new.body}
    dropped = {id(node) for line in edited.body if id(line) not in kept for node in descendants(line)}
    silent = [*silent_names(changes, dropped, context), *silent_imports(new, changes, context)]
    context.forget()
    return Migrated(new, [*changes, *selected(silent, tree, lines, options)], rewriter.origins)


def kept_session(reason: NotEager, tree: Tree) -> Change:
    message = f"{KEPT_SESSION}{reason.reason}"
    written = id(reason.node) in tree.parents  # what the new text would have said has no place in the file
    node = reason.node if written else tree.module.body[0]
    return Change("session-run", node, "tf.Session.run", message, Applicability.REVIEW)


def _switched(tree: Tree, reason: str) -> Change:
    message = f"{reason}: TF2's behaviour is switched off"
    return Change("session-run", tree.module.body[0], "tf.disable_v2_behavior", message, Applicability.REVIEW)
