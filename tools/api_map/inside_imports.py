"""List, from inside a runtime, the public names that an attribute reaches and an import statement does not.

Usage: python inside_imports.py DUMP.json OUTPUT.json; the dump is the one of inside_dump.py.
"""

# Runs inside the runtimes, where the tool's own typing does not reach.
# mypy: disallow-untyped-defs=False, disallow-untyped-calls=False

import importlib
import json
import sys
import warnings

warnings.simplefilter("ignore")


def unreached(module, names):
    """Return which of a module's names `from module import name` does not find; `*` where the module is not found itself."""
    path = "tensorflow" + module[len("tf") :]
    try:
        found = importlib.import_module(path)
    except ImportError:
        return ["*"]
    # tensorflow.distribute is a folder of the package, which hides the module of the same public name
    return [name for name in names if not hasattr(found, name)]


def main():
    """Import each public module and write what it does not hold."""
    with open(sys.argv[1]) as stream:
        names = json.load(stream)["names"]
    modules: dict = {}  # type: ignore[type-arg]
    for name in names:
        if name.startswith("tf.") and not name.startswith("tf.compat.v2."):
            module, _, last = name.rpartition(".")
            modules.setdefault(module, []).append(last)
    missing = {module[3:]: unreached(module, held) for module, held in sorted(modules.items())}
    with open(sys.argv[2], "w") as stream:
        json.dump({module: held for module, held in missing.items() if held}, stream, sort_keys=True)


if __name__ == "__main__":
    main()
