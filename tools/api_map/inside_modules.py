"""List, from inside a runtime, every importable module of TensorFlow's implementation with the names it holds.

Usage: python inside_modules.py OUTPUT.json
"""

# Runs inside the runtimes, where the tool's own typing does not reach.
# mypy: disallow-untyped-defs=False, disallow-untyped-calls=False

import importlib
import json
import os
import sys
import types
import warnings

warnings.simplefilter("ignore")

# Folders without modules that a program names, and the generated API, whose names are dumped for themselves.
SKIPPED = {"_api", "include", "contrib", "keras", "__pycache__", "examples"}


def module_names(root):
    """Yield the dotted names of the modules below a package folder, without the package's own name."""
    for folder, folders, files in os.walk(root):
        inside = os.path.relpath(folder, root).replace(os.sep, ".")
        if inside == ".":
            folders[:] = [name for name in folders if name not in SKIPPED]
            continue
        folders.sort()
        for file in sorted(files):
            if file == "__init__.py":
                yield inside
            elif file.endswith(".py"):
                yield f"{inside}.{file[:-3]}"


def names_of(module):
    """Return what a module holds besides the modules that it imports."""
    return sorted(
        key
        for key, value in vars(module).items()
        if not key.startswith("__") and not isinstance(value, types.ModuleType)
    )


def main():
    """Import every module and write what it holds."""
    package = importlib.import_module("tensorflow")
    if package.__version__.startswith("1."):
        package = importlib.import_module("tensorflow_core")
    root = next(path for path in package.__path__ if os.path.isdir(os.path.join(path, "python")))
    found = {}
    for name in module_names(root):
        try:
            found[name] = names_of(importlib.import_module("tensorflow." + name))
        except BaseException:  # what cannot be imported alone cannot be imported by a program either
            continue
    with open(sys.argv[1], "w") as stream:
        json.dump(found, stream, sort_keys=True)


if __name__ == "__main__":
    main()
