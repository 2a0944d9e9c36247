"""Find the tests of a module that are written on `tf.test.TestCase`, and the sessions that they open."""

from __future__ import annotations

from collections.abc import Iterator

import libcst as cst

from ..syntax.walk import descendants
from .facts import Facts
from .values import Api, Class, Value

_BASE = "tf.test.TestCase"
_SESSIONS = frozenset({"test_session", "session", "cached_session"})


def classes_of_tests(facts: Facts) -> Iterator[cst.ClassDef]:
    """Yield the classes at the top level that derive from `tf.test.TestCase`, also through others of the module."""
    for binding in facts.module_scope.names.values():
        if isinstance(binding.value, Class) and _is_test_case(binding.value, facts, depth=0):
            yield binding.value.node


def sessions_of_tests(facts: Facts) -> Iterator[tuple[cst.Call, str]]:
    """Yield each call of a test that opens a session, such as `self.test_session()`, with the method's name."""
    for node in classes_of_tests(facts) if facts.own & _SESSIONS else ():
        for found in descendants(node):
            if isinstance(found, cst.Call) and isinstance(found.func, cst.Attribute):
                name, of = found.func.attr.value, found.func.value
                if name in _SESSIONS and isinstance(of, cst.Name) and of.value == "self":
                    yield found, name


def tests_graphs(facts: Facts) -> bool:
    """Tell whether a module has tests that only TensorFlow 1 has: `self.test_session()` is older than eager execution."""
    return any(name == "test_session" for _, name in sessions_of_tests(facts))


def _is_test_case(value: Value, facts: Facts, depth: int) -> bool:
    if isinstance(value, Api):
        return value.name == _BASE
    if not isinstance(value, Class) or depth > 8:  # a class cannot be its own base, but a name may be bound twice
        return False
    return any(_is_test_case(facts.value(base.value), facts, depth + 1) for base in value.node.bases)
