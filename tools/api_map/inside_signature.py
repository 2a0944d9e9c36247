"""Read signatures inside a runtime (Python 3.7 or later), as a caller sees them."""

# Runs inside the runtimes, where the tool's own typing does not reach.
# mypy: disallow-untyped-defs=False, disallow-untyped-calls=False, disallow-incomplete-defs=False

import inspect

SIMPLE = (type(None), bool, int, float, str, bytes)


def show_default(value):
    """Write a default so that equal defaults of two runtimes are equal text, without addresses."""
    if isinstance(value, SIMPLE):
        return repr(value)
    if hasattr(value, "as_datatype_enum"):
        return "tf." + value.name
    if isinstance(value, (tuple, list)):
        inner = ", ".join(show_default(item) for item in value)
        return "[" + inner + "]" if isinstance(value, list) else "(" + inner + ("," if len(value) == 1 else "") + ")"
    name = getattr(value, "__qualname__", None) or getattr(value, "__name__", None)
    if name:
        return "<" + name.split(".")[-1] + ">"
    text = getattr(value, "name", None)
    return "<" + type(value).__name__ + (":" + text if isinstance(text, str) else "") + ">"


def signature_of(value):
    """Return [[name, kind letter, default text or None], ...] of a callable, or None where it has none.

    Letters: p positional or keyword, o positional only, k keyword only, a *args, w **kwargs.
    """
    letters = {0: "o", 1: "p", 2: "a", 3: "k", 4: "w"}
    try:
        if inspect.isclass(value):
            parameters = list(class_signature(value).parameters.values())
        else:
            parameters = list(callable_signature(value).parameters.values())
    except (TypeError, ValueError, AttributeError):
        return None
    out = []
    for parameter in parameters:
        default = None if parameter.default is parameter.empty else show_default(parameter.default)
        out.append([parameter.name, letters[int(parameter.kind)], default])
    return out


def class_signature(value):
    """Return the signature of calling a class: its `__init__`, else its `__new__`, without self.

    An `__init__(*args, **kwargs)` that only hands on to the next class shows the signature of that one.
    """
    first = None
    for name in ("__init__", "__new__"):
        for base in value.__mro__:
            method = base.__dict__.get(name)
            method = getattr(method, "__func__", method)
            if base is object or not callable(method) or not hasattr(method, "__code__"):
                continue
            signature = callable_signature(method)
            if not only_variadic(signature):
                return without_self(signature)
            first = first or signature
            if not hands_on(method, value):
                break
    return without_self(first) if first else inspect.signature(value)


def hands_on(method, value):
    """Tell whether a method does nothing but call the same method of the next class."""
    own = {"super", "__init__", "__new__", "__doc__"} | {base.__name__ for base in value.__mro__}
    return set(method.__code__.co_names) <= own


def without_self(signature):
    """Drop the first parameter."""
    return signature.replace(parameters=list(signature.parameters.values())[1:])


def only_variadic(signature):
    """Tell whether a signature is `(self, *args, **kwargs)`, which says nothing."""
    return all(p.kind in (p.VAR_POSITIONAL, p.VAR_KEYWORD) for p in list(signature.parameters.values())[1:])


def callable_signature(value):
    """Return a callable's signature through TensorFlow's decorators, as a caller sees it."""
    # A decorator that changes the call (deprecated endpoints, dispatch) declares it in decorator_argspec.
    decorator = getattr(value, "_tf_decorator", None)
    while decorator is not None:
        spec = decorator.decorator_argspec
        if spec is not None:
            return signature_of_spec(spec)
        value = decorator.decorated_target
        decorator = getattr(value, "_tf_decorator", None)
    return inspect.signature(value)


def signature_of_spec(spec):
    """Turn an ArgSpec or FullArgSpec into a Signature."""
    P = inspect.Parameter
    defaults = list(spec.defaults or ())
    first = len(spec.args) - len(defaults)
    out = []
    for index, name in enumerate(spec.args):
        default = defaults[index - first] if index >= first else P.empty
        out.append(P(name, P.POSITIONAL_OR_KEYWORD, default=default))
    if spec.varargs:
        out.append(P(spec.varargs, P.VAR_POSITIONAL))
    for name in getattr(spec, "kwonlyargs", ()):
        out.append(P(name, P.KEYWORD_ONLY, default=(spec.kwonlydefaults or {}).get(name, P.empty)))
    keywords = getattr(spec, "varkw", None) or getattr(spec, "keywords", None)
    if keywords:
        out.append(P(keywords, P.VAR_KEYWORD))
    return inspect.Signature(out)
