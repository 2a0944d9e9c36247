"""Dump every public symbol of the packages named on the command line, from inside a runtime (Python 3.7 or later).

Usage: python inside_dump.py OUTPUT.json PACKAGE...
"""

# Runs inside the runtimes, where the tool's own typing does not reach.
# mypy: disallow-untyped-defs=False, disallow-untyped-calls=False, disallow-incomplete-defs=False

import importlib
import inspect
import json
import os
import pkgutil
import sys
import types
import warnings

from inside_signature import SIMPLE, show_default, signature_of  # type: ignore[import-not-found]

warnings.simplefilter("ignore")

# What a module imports for its own use is no API, wherever it shows through.
FUTURE = {"absolute_import", "division", "print_function", "unicode_literals"}
# Folders of an implementation: reached by private paths, never by a documented name.
INNER = {"python", "ops", "kernels", "core", "cc", "proto", "_api", "g3doc", "testing_utils"}
# Shown as tf.flags and tf.app.flags, though no generator wrote it: absl's names, wrapped.
FLAGS = "tensorflow.python.platform.flags"
# `tf.summary` of TF2 is a module of TensorBoard.
SUMMARY = "tensorboard.summary._tf.summary"
DEPTH = 9


def plain_module(name):
    """Spell a module as users do: TF 1.15 keeps its code in `tensorflow_core`."""
    name = name or ""
    if name == "tensorflow_core" or name.startswith("tensorflow_core."):
        name = "tensorflow" + name[len("tensorflow_core") :]
    return name


def kind_of(value):
    """Say what a symbol is: module, class, function or constant."""
    if isinstance(value, types.ModuleType):
        return "module"
    if inspect.isclass(value):
        return "class"
    if callable(value) and not hasattr(value, "as_datatype_enum"):
        # tf.flags.FLAGS can be called too, but what matters of it are its attributes.
        return "constant" if type(value).__name__ == "FlagValues" else "function"
    return "constant"


def api_names(value, attribute):
    """Return the names under which an object is exported, by any of TensorFlow's three exporters."""
    names = []
    # The exporters mark the function below all decorators.
    while getattr(value, "_tf_decorator", None) is not None or hasattr(value, "__wrapped__"):
        decorator = getattr(value, "_tf_decorator", None)
        value = decorator.decorated_target if decorator is not None else value.__wrapped__
    holder = getattr(value, "__dict__", {})
    for prefix in ("_tf_api_", "_estimator_api_", "_keras_api_"):
        # A subclass must not inherit the exported names of its base: read the object's own dict.
        names.extend(holder.get(prefix + attribute, ()))
    return names


def place_of_code(value):
    """Say where the outermost code of a function was written: a wrapper carries the name of what it wraps."""
    code = getattr(value, "__code__", None)
    return None if code is None else f"{os.path.basename(code.co_filename)}:{code.co_firstlineno}"


class Dump:
    """Collect names and objects; an object is described once, names point to it."""

    def __init__(self):
        self.objects = []
        self.names = {}
        self.ids = {}
        self.keep = []

    def describe(self, value):
        """Return the number of an object's description."""
        simple = isinstance(value, SIMPLE)
        key = id(value)
        if not simple and key in self.ids:
            return self.ids[key]
        kind = kind_of(value)
        row = {"kind": kind}
        if kind == "constant":
            row["value"] = show_default(value)
            if simple:
                row["simple"] = True
        elif kind == "module":
            row["module"] = plain_module(value.__name__)
        else:
            row["module"] = plain_module(getattr(value, "__module__", ""))
            row["qualname"] = getattr(value, "__qualname__", getattr(value, "__name__", ""))
            row["signature"] = signature_of(value)
            row["code"] = place_of_code(value)
            row["v1"] = api_names(value, "names_v1")
            row["v2"] = api_names(value, "names")
        number = len(self.objects)
        self.objects.append(row)
        if not simple:
            self.ids[key] = number
            self.keep.append(value)
        return number

    def walk(self, name, module, package, path):
        """Record every public attribute of a module, and of the public modules in it."""
        if name == "tf.contrib":
            # TF 1.15 has this module twice; the submodules that were imported by name hang on this one.
            module = importlib.import_module("tensorflow.contrib")
        elif hasattr(type(module), "_load"):
            module = type(module)._load(module)  # a lazy loader fills its dict only when asked
        for attribute in sorted((set(dir(module)) | submodules(module)) - FUTURE):
            if attribute.startswith("_"):
                continue
            try:
                value = getattr(module, attribute)
            except Exception:
                value = sys.modules.get(plain_module(module.__name__) + "." + attribute)
            full = name + "." + attribute
            if isinstance(value, types.ModuleType):
                self.enter(full, attribute, value, module, package, path)
            elif not hidden(value, module, package):
                self.names[full] = self.describe(value)

    def enter(self, full, attribute, value, parent, package, path):
        """Record a module and walk it when it is a public part of its parent."""
        if full.count(".compat.v") > 1:
            return  # tf.compat.v1.compat.v2 and the like: every name once more
        if attribute in INNER or id(value) in path or len(path) >= DEPTH or not shown(value, parent, package):
            return
        self.names[full] = self.describe(value)
        self.walk(full, value, package, path | {id(value)})


def generated(module):
    """Tell whether a module was written by the API generator: all in it is API."""
    place = (getattr(module, "__file__", None) or "").replace("\\", "/")
    return "/_api/" in place or "/api/_v" in place


def shown(module, parent, package):
    """Tell whether a module seen in a parent is API there, and not an import that shows through."""
    name, above = plain_module(module.__name__), plain_module(parent.__name__)
    if package != "tensorflow":
        return name.startswith(package + ".")
    if name == "tensorflow":
        return False
    if type(module).__name__.endswith("LazyLoader") or generated(module) or name == FLAGS:
        return True
    if name == SUMMARY or name.startswith(SUMMARY + "."):
        return True
    if name.startswith("tensorflow.contrib."):
        same = above == "tensorflow.contrib" or name.split(".")[2] == [*above.split("."), "", "", ""][2]
        front = hasattr(parent, "__path__") or ".python." not in above
        return front and (same or ".python." not in name)
    # tf.contrib.framework.nest and its kind: a python module, shown on purpose by a module that prunes itself.
    return above.startswith("tensorflow.contrib.") and name.startswith("tensorflow.") and prunes(parent)


def prunes(module):
    """Tell whether a contrib package removes what it does not document."""
    try:
        return "remove_undocumented" in inspect.getsource(module)
    except (OSError, TypeError):
        return False


def hidden(value, module, package):
    """Tell whether a value is an import of another package that shows through (np, six, collections.namedtuple)."""
    home = getattr(value, "__module__", None)
    if not isinstance(home, str) or isinstance(value, SIMPLE):
        return False
    root = plain_module(home).split(".")[0]
    known = ("tensorflow", "tensorflow_estimator", "keras", "absl", "google", "tensorboard", package)
    name = plain_module(module.__name__)
    if generated(module) or name == "tensorflow":
        # An alias of a builtin is API where the generator put it (tf.newaxis, tf.compat.bytes_or_text_types).
        return False
    if (
        hasattr(module, "__path__")
        or prunes(module)
        or name == FLAGS
        or (".python." not in name and package == "tensorflow")
    ):
        return root not in known
    # In a module of an implementation only what it defines itself is API; one that defines nothing is a front.
    return plain_module(home) != name and defines(module)


def defines(module):
    """Tell whether a module holds a function or class of its own."""
    name = plain_module(module.__name__)
    return any(
        plain_module(getattr(value, "__module__", None)) == name
        for key, value in vars(module).items()
        if not key.startswith("_") and isinstance(value, (type, types.FunctionType))
    )


def private_paths(dump):
    """Return {implementation module: {attribute: object number}} for every public object one can reach in it."""
    found: dict = {}  # type: ignore[type-arg]
    for key, module in sorted(sys.modules.items()):
        name = plain_module(key)
        if not isinstance(module, types.ModuleType) or not name.startswith(("tensorflow.", "tensorflow_estimator.")):
            continue
        if generated(module) or type(module).__name__ == "LazyLoader" or "_pywrap" in name:
            continue
        for attribute, value in vars(module).items():
            number = dump.ids.get(id(value))
            if number is None or attribute.startswith("_") or attribute in FUTURE:
                continue
            if dump.objects[number]["kind"] in ("function", "class"):
                found.setdefault(name, {})[attribute] = number
    return found


def submodules(module):
    """Name the imported public submodules of a contrib package: the module wrapper's `dir` does not show them."""
    prefix = plain_module(module.__name__) + "."
    if not prefix.startswith("tensorflow.contrib."):
        return set()
    below = (key[len(prefix) :] for key in list(sys.modules) if key.startswith(prefix))
    return {key for key in below if "." not in key and "test" not in key}


def import_below(package_name):
    """Import the public subpackages that a package does not import by itself."""
    package = importlib.import_module(package_name)
    failures = {}
    for info in pkgutil.iter_modules(package.__path__, package_name + "."):
        last = info.name.split(".")[-1]
        if last.startswith("_") or last in INNER or "test" in last:
            continue
        try:
            importlib.import_module(info.name)
        except BaseException as error:
            failures[info.name] = repr(error)[:200]
            continue
        if info.ispkg and info.name.count(".") < 4:
            failures.update(import_below(info.name))
    return failures


def main():
    """Dump the packages and write the result."""
    output, packages = sys.argv[1], sys.argv[2:]
    dump = Dump()
    failures = {}
    for package in packages:
        module = importlib.import_module(package)
        if package == "tensorflow":
            version = module.__version__
            if version.startswith("1."):
                failures.update(import_below("tensorflow.contrib"))
        else:
            failures.update(import_below(package))
        dump.walk("tf" if package == "tensorflow" else package, module, package, frozenset([id(module)]))
    result = {"version": version, "names": dump.names, "objects": dump.objects, "failures": failures}
    if version.startswith("1."):
        result["private"] = private_paths(dump)
    with open(output, "w") as stream:
        json.dump(result, stream, sort_keys=True)
    print(len(dump.names), "names", len(dump.objects), "objects", len(failures), "failures")


if __name__ == "__main__":
    main()
