"""Say, inside a TensorFlow runtime, which names do not exist there: JSON in, JSON out.

In: a list of [module, attributes, imported]. Out: for each, the shortest part that is missing, or an empty string.
"""

import importlib
import json
import sys
import types
import warnings

warnings.simplefilter("ignore")


def imports(path):
    """Tell whether a module can be imported."""
    try:
        importlib.import_module(path)
    except Exception:  # whatever a module raises on import, the program that imports it fails
        return False
    return True


def missing(module, attributes, imported):
    """Return the shortest part of the name that the runtime does not have."""
    if not imports(module):
        parts = module.split(".")
        return next(".".join(parts[:end]) for end in range(1, len(parts) + 1) if not imports(".".join(parts[:end])))
    value = sys.modules[module]
    for index, attribute in enumerate(attributes):
        path = ".".join([module, *attributes[: index + 1]])
        try:
            value = getattr(value, attribute)
        except (AttributeError, ImportError):  # a lazy module fails when it is first read
            if not (imported and index == 0 and imports(path)):
                return path
            value = sys.modules[path]
        if not isinstance(value, types.ModuleType):
            return ""  # a method or attribute of what exists
    return ""


def main():
    """Answer the question on stdin. Fewest imports first: an import puts its module into its parent for good."""
    questions = json.load(sys.stdin)
    order = sorted(range(len(questions)), key=lambda index: (questions[index][0].count("."), questions[index][2]))
    answers = [""] * len(questions)
    for index in order:
        answers[index] = missing(*questions[index])
    print(json.dumps(answers))


if __name__ == "__main__":
    main()
