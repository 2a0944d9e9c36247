"""Say, inside a TensorFlow runtime, which expressions would fail: a name that is not there, arguments that do not bind.

In: a JSON list of [imports and definitions, expression]; an expression is a dotted name or a call of one with constants.
Out: for each, what is wrong, or an empty string. Nothing is called.
"""

import ast
import functools
import inspect
import json
import os
import sys
import types
import warnings

warnings.simplefilter("ignore")
sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tools", "api_map"))

from inside_signature import callable_signature, class_signature  # noqa: E402


@functools.cache
def namespace_of(imports):
    """Run the imports and definitions of a module one by one; one that fails binds nothing."""
    names = {}
    for statement in ast.parse(imports).body:
        try:
            exec(compile(ast.Module([statement], []), "imports", "exec"), names)
        except Exception:  # the program would fail there
            continue
    return names


def resolve(node, names):
    """Return the object of a dotted name."""
    if isinstance(node, ast.Name):
        return names[node.id]
    of = resolve(node.value, names)
    try:
        return getattr(of, node.attr)
    except AttributeError:
        # an attribute of an object is for the object to know
        if isinstance(of, types.ModuleType):
            raise
        return None


def wrong(imports, expression):
    """Return what is wrong with an expression."""
    node = ast.parse(expression, mode="eval").body
    names = namespace_of(imports)
    call = node if isinstance(node, ast.Call) else None
    try:
        value = resolve(call.func if call else node, names)
    except (AttributeError, KeyError, ImportError) as error:
        return f"does not resolve: {error}"
    if call is None or value is None:
        return ""
    try:
        signature = class_signature(value) if inspect.isclass(value) else callable_signature(value)
    except (TypeError, ValueError):
        return ""  # protocol buffers and C types tell no signature
    positional = [0 for argument in call.args]
    try:
        signature.bind(*positional, **{argument.arg: 0 for argument in call.keywords})
    except TypeError as error:
        return str(error)
    return ""


def main():
    """Answer the question on stdin."""
    print(json.dumps([wrong(imports, expression) for imports, expression in json.load(sys.stdin)]))


if __name__ == "__main__":
    main()
