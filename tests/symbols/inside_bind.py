"""Check, inside TF 2.15, that targets resolve and that planned calls bind to their signatures.

Usage: python inside_bind.py CALLS.json; prints a JSON list of [name, what is wrong].
"""

import importlib
import inspect
import json
import sys

PACKAGES = {
    "tf": "tensorflow",
    "tfa": "tensorflow_addons",
    "tf_slim": "tf_slim",
    "absl": "absl",
    "unittest": "unittest",
}


def resolve(name):
    first, *rest = name.split(".")
    value = importlib.import_module(PACKAGES[first])
    path = PACKAGES[first]
    for part in rest:
        path += "." + part
        try:
            value = getattr(value, part)
        except AttributeError:
            value = importlib.import_module(path)
    return value


def signature_of(value):
    from inside_signature import callable_signature, class_signature

    return class_signature(value) if inspect.isclass(value) else callable_signature(value)


def check(name, positional, keywords):
    try:
        value = resolve(name)
    except (AttributeError, ImportError) as error:
        return f"does not resolve: {error}"
    if positional is None:
        return ""
    try:
        signature = signature_of(value)
    except (TypeError, ValueError):
        return ""  # protocol buffers and C types tell no signature
    try:
        signature.bind(*[0] * positional, **dict.fromkeys(keywords, 0))
    except TypeError as error:
        return f"{positional} positional and {keywords}: {error}"
    return ""


def main():
    with open(sys.argv[1]) as stream:
        calls = json.load(stream)
    wrong = []
    for source, name, positional, keywords in calls:
        message = check(name, positional, keywords)
        if message:
            wrong.append([source, name, message])
    print(json.dumps(wrong))


if __name__ == "__main__":
    main()
