"""Find the bodies whose statements are the program: the module, a main guard, the functions that open or run a session."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Union

import libcst as cst

from ..kinds.values import Call
from ..rules.context import Context
from ..syntax.walk import descendants

Owner = Union[cst.Module, cst.FunctionDef, cst.If, cst.ClassDef]


@dataclass(frozen=True, eq=False)
class Body:
    """A list of statements that belong to the program, inside the body around it.

    `inner` holds the bodies in it by the identity of their function or guard. `opens_session` says that the session of its
    runs is opened in it, or further out at its own level.
    """

    owner: Owner
    parent: Body | None = None
    opens_session: bool = True
    factory: bool = False  # a function that makes variables and computes, which are told apart
    inner: dict[int, Body] = field(default_factory=dict)

    def forget(self) -> None:
        """Let go of the bodies in it, which know it in turn."""
        for body in self.inner.values():
            body.forget()
        self.inner.clear()

    @property
    def is_class(self) -> bool:
        """Tell whether its statements are those of a class."""
        return isinstance(self.owner, cst.ClassDef)

    @property
    def is_method(self) -> bool:
        """Tell whether it is a method of a class that is a body too."""
        return self.parent is not None and self.parent.is_class

    def called(self, node: cst.CSTNode) -> Body | None:
        """Return the method that a statement `self.method(...)` of another method runs, if it is a body."""
        name = _called_on_self(node)
        methods = self.parent.inner.values() if self.is_method and self.parent is not None else ()
        return next((m for m in methods if isinstance(m.owner, cst.FunctionDef) and m.owner.name.value == name), None)

    @property
    def nodes(self) -> tuple[cst.CSTNode, ...]:
        """Return its statements."""
        if isinstance(self.owner, cst.Module):
            return tuple(self.owner.body)
        return tuple(self.owner.body.body)

    @property
    def scope(self) -> Body:
        """Return the body whose names it binds: a guard binds those of the module."""
        body = self
        while isinstance(body.owner, cst.If) and body.parent is not None:
            body = body.parent
        return body

    def bodies(self) -> Iterator[Body]:
        """Yield it, and the bodies in it."""
        yield self
        for body in self.inner.values():
            yield from body.bodies()

    def calls(self) -> Iterator[cst.Call]:
        """Yield the calls in its statements."""
        return (found for node in self.nodes for found in descendants(node) if isinstance(found, cst.Call))

    def within(self, other: Body) -> bool:
        """Tell whether it is the other body, or lies in it."""
        body: Body | None = self
        while body is not None and body is not other:
            body = body.parent
        return body is other


def program_bodies(context: Context, sessions: Iterable[Call], runs: Iterable[Call], builds: Iterable[Call]) -> Body:
    """Return the module's body, with the bodies in it that open a session, or both build and run the graph.

    Of a class it is what builds the graph: `__init__`, and the methods that it calls. What stands in loops and branches is no
    part of it.
    """
    root = Body(context.module)
    classes = _Classes(root, context)
    for call in (*sessions, *builds):
        classes.open(call)
    for call in sessions:
        _open(root, _path(call, context), opens_session=True)
    for call in (*runs, *builds):
        path = _path(call, context)
        if path and isinstance(path[0], cst.If):
            _open(root, path[:1], opens_session=True)
    building = {id(path[-1]) for call in builds if (path := _path(call, context))}
    for call in runs:
        path = _path(call, context)
        if path and id(path[-1]) in building:
            _open(root, path, opens_session=False)
    classes.forget()
    return root


def _open(root: Body, path: list[cst.FunctionDef | cst.If], opens_session: bool) -> None:
    body = root
    for owner in path:
        if id(owner) not in body.inner:
            body.inner[id(owner)] = Body(owner, body, opens_session)
        body = body.inner[id(owner)]


class _Classes:
    """Open the classes around calls, each with the methods that build its objects."""

    def __init__(self, root: Body, context: Context) -> None:
        self.root = root
        self.context = context
        self.bodies: dict[int, Body] = {}

    def forget(self) -> None:
        """Let go of the classes that nothing was opened in."""
        for body in self.bodies.values():
            if self.root.inner.get(id(body.owner)) is not body:
                body.forget()

    def open(self, call: Call) -> None:
        """Open the class whose method holds a call, where that method builds."""
        around = [node for node in self.context.enclosing(call.node) if not isinstance(node, cst.With)]
        if len(around) != 2 or not isinstance(around[1], cst.ClassDef) or id(around[1]) in self.root.inner:
            return
        owner = around[1]
        body = self.bodies.get(id(owner)) or self.building(owner)
        if id(around[0]) in body.inner and isinstance(owner.body, cst.IndentedBlock):
            self.root.inner[id(owner)] = body

    def building(self, owner: cst.ClassDef) -> Body:
        """Return the body of a class: `__init__`, and the methods that it calls and nothing else does."""
        methods = {node.name.value: node for node in owner.body.body if isinstance(node, cst.FunctionDef)}
        self.bodies[id(owner)] = body = Body(owner, self.root)
        waiting = ["__init__"]
        while waiting:
            method = methods.get(waiting.pop())
            if method is None or method.decorators or not isinstance(method.body, cst.IndentedBlock):
                continue
            body.inner[id(method)] = Body(method, body)
            called = [name for line in _straight(method.body) if (name := _called_on_self(line)) in methods]
            waiting.extend(name for name in called if self.attributes[name] == 1)
        return body

    @cached_property
    def attributes(self) -> Counter[str]:
        """Return how often each attribute is named in the module."""
        found = (node for node in descendants(self.context.module) if isinstance(node, cst.Attribute))
        return Counter(node.attr.value for node in found)


def _straight(block: cst.BaseSuite) -> Iterator[cst.CSTNode]:
    """Yield the statements of a suite, and those of its with blocks."""
    for node in block.body:
        yield node
        if isinstance(node, cst.With):
            yield from _straight(node.body)


def _called_on_self(node: cst.CSTNode) -> str:
    """Return the method that a statement `self.method(...)` calls."""
    small = node.body[0] if isinstance(node, cst.SimpleStatementLine) and len(node.body) == 1 else None
    call = small.value if isinstance(small, cst.Expr) else None
    func = call.func if isinstance(call, cst.Call) else None
    on_self = isinstance(func, cst.Attribute) and isinstance(func.value, cst.Name) and func.value.value == "self"
    return func.attr.value if on_self and isinstance(func, cst.Attribute) else ""


def _path(call: Call, context: Context) -> list[cst.FunctionDef | cst.If]:
    """Return the functions and the guard around a call, the outermost first; none where it stands in a class."""
    path: list[cst.FunctionDef | cst.If] = []
    around = context.enclosing(call.node)
    for node in reversed(around):
        if isinstance(node, cst.ClassDef):
            return []
        if isinstance(node, cst.FunctionDef) and isinstance(node.body, cst.IndentedBlock):
            path.append(node)
        elif is_main_guard(node) and not path:
            assert isinstance(node, cst.If)
            path.append(node)
        elif not isinstance(node, cst.With):
            break
    return path


def is_main_guard(node: cst.CSTNode) -> bool:
    """Tell whether a statement is `if __name__ == "__main__":` with nothing else."""
    if not isinstance(node, cst.If) or node.orelse is not None or not isinstance(node.body, cst.IndentedBlock):
        return False
    test = node.test
    return isinstance(test, cst.Comparison) and isinstance(test.left, cst.Name) and test.left.value == "__name__"
