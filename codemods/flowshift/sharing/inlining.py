"""Write out, where it is called, a function that is called once for each decoding and shares its weights by a scope's name.

    def decode(helper, scope, reuse=None):
        with tf.variable_scope(scope, reuse=reuse):
            cell = tf.nn.rnn_cell.GRUCell(UNITS)
            decoder = seq2seq.BasicDecoder(cell, helper, start, output_layer=projection)
            return seq2seq.dynamic_decode(decoder)

    outputs, _, _ = decode(train_helper, "decode")
    spoken, _, _ = decode(greedy_helper, "decode", reuse=True)

What each call makes stands in its statements then, so that what is the same can be made once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import libcst as cst

from ..kinds.facts import Facts
from ..syntax.templates import Statement, code_of
from ..syntax.tree import Tree
from ..syntax.walk import Replacement, Rewrite, descendants, rewrite
from .call_lines import call_lines, is_docstring
from .names import bound_names
from .scopes import SCOPE

_SHARING = frozenset(
    {
        "tf.contrib.seq2seq.dynamic_decode",
        "tf.contrib.seq2seq.BahdanauAttention",
        "tf.contrib.seq2seq.LuongAttention",
        "tf.contrib.seq2seq.BahdanauMonotonicAttention",
        "tf.contrib.seq2seq.LuongMonotonicAttention",
    }
)
_BLOCKS = (cst.With, cst.FunctionDef, cst.ClassDef)


@dataclass(frozen=True, eq=False)
class _Use:
    """One call of the function: `line` is the statement that holds it, `owner` the function or module around."""

    call: cst.Call
    line: cst.SimpleStatementLine
    owner: cst.CSTNode


def inlined(tree: Tree, facts: Facts) -> cst.Module | None:
    """Return the module with one such function written out where it is called, None where there is none."""
    for function in functions_of(tree.module):
        if _shares(function, facts):
            module = written_out(function, tree, times=range(2, sys.maxsize))
            if module is not None:
                return module
    return None


def functions_of(module: cst.Module) -> Iterator[cst.FunctionDef]:
    """Yield the functions of a module, and the methods of its classes."""
    for node in module.body:
        if isinstance(node, cst.FunctionDef):
            yield node
        elif isinstance(node, cst.ClassDef):
            yield from (inner for inner in node.body.body if isinstance(inner, cst.FunctionDef))


def _shares(function: cst.FunctionDef, facts: Facts) -> bool:
    """Tell whether a function makes what is shared by name: a decoding, an attention, a scope that is told to reuse."""
    for node in descendants(function):
        value = facts.values.get(id(node)) if isinstance(node, cst.Call) else None
        api = getattr(value, "api", "")
        if api in _SHARING:
            return True
        if isinstance(node, cst.Call) and api == SCOPE and is_told_to_reuse(node):
            return True
    return False


def is_told_to_reuse(scope: cst.Call) -> bool:
    """Tell whether a call that opens a scope says if it reuses what the scope holds."""
    return any(argument.keyword is not None and argument.keyword.value == "reuse" for argument in scope.args)


def written_out(function: cst.FunctionDef, tree: Tree, times: range) -> cst.Module | None:
    """Return the module with a function's statements where it is called, if it is called so many times; else None."""
    uses = _uses(function, tree)
    if uses is None or len(uses) not in times or not _is_plain(function):
        return None
    if any(_free_names(function) & _bound_around(use.owner) for use in uses):
        return None  # the caller has other things under names that the function reads
    taken = {use.owner: _names_around(use.owner, function) for use in uses}
    edits: dict[int, Rewrite] = {id(function): lambda _: cst.RemoveFromParent()}
    once = len(uses) == 1
    for use in uses:
        lines = call_lines(function, use.call, use.line, taken[use.owner], names_sizes=once)
        if lines is None:
            return None
        edits[id(use.line)] = _replaced(lines, _described(function) if once else [])
    module = rewrite(tree.module, edits)
    return module if isinstance(module, cst.Module) else None


def _replaced(lines: Sequence[Statement], described: Sequence[cst.EmptyLine]) -> Rewrite:
    def replace(node: cst.CSTNode) -> Replacement:
        first, *rest = lines
        lead = [*getattr(node, "leading_lines", ()), *described, *first.leading_lines]
        return cst.FlattenSentinel([first.with_changes(leading_lines=lead), *rest])

    return replace


def _described(function: cst.FunctionDef) -> list[cst.EmptyLine]:
    """Return what is said of a function, in front of it and in its docstring, as comments."""
    written = [line for line in function.leading_lines if line.comment is not None]
    first = function.body.body[0]
    text = function.get_docstring() if is_docstring(first) else None
    lines = [f"# {line}".rstrip() for line in (text or "").strip().splitlines()]
    return [*written, *(cst.EmptyLine(comment=cst.Comment(line)) for line in lines)]


def _uses(function: cst.FunctionDef, tree: Tree) -> list[_Use] | None:
    """Return the calls of a function; None where it is used in another way, or where a call cannot be written out."""
    name, home = function.name.value, tree.parents.get(id(tree.parents[id(function)]))
    method = home if isinstance(home, cst.ClassDef) else None
    found: list[_Use] = []
    for node in descendants(tree.module):
        if isinstance(node, cst.FunctionDef) and node.name.value == name and node is not function:
            return None
        if not isinstance(node, cst.Name) or node.value != name or node is function.name:
            continue
        reference: cst.CSTNode = node
        parent = tree.parents[id(node)]
        if isinstance(parent, cst.Arg) and parent.keyword is node:
            continue
        if method is not None:
            if not (isinstance(parent, cst.Attribute) and isinstance(parent.value, cst.Name) and parent.attr is node):
                return None
            reference, parent = parent, tree.parents[id(parent)]
        elif isinstance(parent, cst.Attribute) and parent.attr is node:
            continue
        use = _use(reference, parent, method, tree)
        if use is None:
            return None
        found.append(use)
    return found


def _use(reference: cst.CSTNode, call: cst.CSTNode, method: cst.ClassDef | None, tree: Tree) -> _Use | None:
    if not isinstance(call, cst.Call) or call.func is not reference:
        return None
    line, around = tree.statement_of(call), tree.enclosing(call)
    if not isinstance(line, cst.SimpleStatementLine) or len(line.body) != 1:
        return None
    taken_from: cst.CSTNode = call
    while isinstance(parent := tree.parents[id(taken_from)], (cst.Attribute, cst.Subscript)):
        taken_from = parent  # `decode(helper)[0].rnn_output`
    if (
        parent is not line.body[0]
        or not isinstance(parent, (cst.Assign, cst.Expr))
        or not all(isinstance(one, _BLOCKS) for one in around)
    ):
        return None
    owner = next((one for one in around if isinstance(one, cst.FunctionDef)), None)
    if method is not None:
        first = owner.params.params[0].name.value if owner is not None and owner.params.params else ""
        if method not in around or not isinstance(reference, cst.Attribute) or code_of(reference.value) != first:
            return None
    return _Use(call, line, owner or tree.module)


def _is_plain(function: cst.FunctionDef) -> bool:
    """Tell whether a function's statements may stand elsewhere: no decorator, no inner scope, one result at its end."""
    parameters = function.params
    if function.decorators or function.asynchronous or parameters.kwonly_params or parameters.posonly_params:
        return False
    if not isinstance(parameters.star_arg, cst.MaybeSentinel) or parameters.star_kwarg is not None:
        return False
    scoped = (cst.FunctionDef, cst.ClassDef, cst.Lambda, cst.Global, cst.Nonlocal, cst.Yield, cst.Await, cst.Del)
    return not any(isinstance(node, scoped) for line in function.body.body for node in descendants(line))


def _free_names(function: cst.FunctionDef) -> set[str]:
    """Return the names that a function reads from outside."""
    own = bound_names(function.body) | {parameter.name.value for parameter in function.params.params}
    skipped = {id(node.attr) for node in descendants(function.body) if isinstance(node, cst.Attribute)}
    skipped |= {id(node.keyword) for node in descendants(function.body) if isinstance(node, cst.Arg)}
    names = (node for node in descendants(function.body) if isinstance(node, cst.Name) and id(node) not in skipped)
    return {node.value for node in names} - own


def _bound_around(owner: cst.CSTNode) -> set[str]:
    """Return the names that a function of the caller binds; those of a module are what other functions read too."""
    if not isinstance(owner, cst.FunctionDef):
        return set()
    return bound_names(owner.body) | {parameter.name.value for parameter in owner.params.params}


def _names_around(owner: cst.CSTNode, function: cst.FunctionDef) -> set[str]:
    own = {id(node) for node in descendants(function)}
    own.update(id(node.attr) for node in descendants(owner) if isinstance(node, cst.Attribute))
    own.update(id(node.keyword) for node in descendants(owner) if isinstance(node, cst.Arg))
    return {node.value for node in descendants(owner) if isinstance(node, cst.Name) and id(node) not in own}
