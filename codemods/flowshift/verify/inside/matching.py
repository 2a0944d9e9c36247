"""Find the TF1 variables that a layer or variable of the migrated program stands for.

A value travels as a pair of arrays: two draws of the same initial value, which agree where it is a constant.
"""

import ast
import sys


def claim(row):
    """Take a recorded variable out of the search and return its pair."""
    row["claimed"] = True
    return row["value"], row["value"] if row["second"] is None else row["second"]


def numbered(mapping, sources):
    """Yield a mapping for each number that its `{k}` stands for, counted from 0 while TF1 has such variables."""
    names = {row["name"] for row in sources}
    number = 0
    while any("{k}" in name for name in mapping["sources"]):
        own = [name.replace("{k}", str(number)) for name in mapping["sources"]]
        if number and not all(name in names for name in own):
            return
        yield dict(mapping, sources=own, target=mapping["target"].replace("{k}", str(number)))
        number += 1
    if not number:
        yield mapping


def _visible(globals_):
    """Yield the names of the module, then those of the functions of the script that are running now."""
    yield globals_
    frame = sys._getframe(1)
    while frame is not None:
        if frame.f_globals is globals_ and frame.f_locals is not globals_:
            yield frame.f_locals
        frame = frame.f_back


class Mapping:
    """Convert the sources of one VariableMapping, and give out the results in the order of the target's weights."""

    def __init__(self, mapping, sources, layouts):
        self.names = mapping["sources"]
        self.target = mapping["target"]
        self.notes = []
        self.taken = 0
        self.pairs = []
        rows = [next((row for row in sources if row["name"] == name), None) for name in self.names]
        missing = [name for name, row in zip(self.names, rows) if row is None]
        if missing:
            self.notes.append("{}: no TF1 variable {}".format(self.target, ", ".join(missing)))
            return
        function = getattr(layouts, mapping["conversion"])
        pairs = [claim(row) for row in rows]
        results = [function([pair[draw] for pair in pairs], **mapping["parameters"]) for draw in (0, 1)]
        self.pairs = list(zip(*results))

    def resolve(self, globals_):
        """Return the object that the target names now, or None."""
        for names in _visible(globals_):
            try:
                return eval(self.target, globals_, names)
            except Exception:  # not made yet, or not a name of this function
                continue
        return None

    def contains(self, layer, globals_):
        """Say whether `layer` is the mapping's target, or a part of it."""
        target = self.resolve(globals_)
        flatten = getattr(target, "_flatten_layers", None)
        return target is layer or (flatten is not None and any(part is layer for part in flatten()))

    def begins_with(self, shape):
        """Say whether the target's first weight has this shape."""
        return bool(self.pairs) and self.pairs[0][0].shape == shape

    def take(self, shape, notes):
        """Return the next pair, or None with a note where its shape is not `shape`."""
        if self.taken >= len(self.pairs):
            return None
        pair = self.pairs[self.taken]
        self.taken += 1
        if shape is not None and pair[0].shape != shape:
            notes.append(
                f"{self.target}: weight {self.taken} has shape {list(shape)}, "
                f"TF1's has {list(pair[0].shape)}: not replayed"
            )
            return None
        return pair


class StrayPlan:
    """Give a layer the values of a mapping that names it in a way that cannot be seen from the module."""

    def __init__(self, layer, mapping, notes):
        self.layer, self.mapping, self.notes = layer, mapping, notes

    def take(self, weight, shape):
        """Return the pair for the layer's next weight, or None."""
        return self.mapping.take(shape, self.notes)


class LayerPlan:
    """Find the values of a layer that no mapping names: by its kind, its name, the shapes, the order of creation."""

    def __init__(self, layer, weight, shape, sources, layouts, notes):
        self.layer = layer
        self.sources = sources
        self.pairs = None
        self.prefix = None
        units = getattr(layer, "units", None)
        kind = type(layer).__name__
        if shape is not None and len(shape) == 2 and weight == "kernel" and hasattr(layer, "recurrent_activation"):
            if shape[1] == 4 * units:
                leaves = {"kernel": (shape[0] + units, 4 * units), "bias": (4 * units,)}
                self._convert(leaves, lambda arrays: layouts.lstm(arrays), "forget_bias 1.0 assumed", notes)
            elif shape[1] == 3 * units:
                leaves = {
                    "gates/kernel": (shape[0] + units, 2 * units),
                    "gates/bias": (2 * units,),
                    "candidate/kernel": (shape[0] + units, units),
                    "candidate/bias": (units,),
                }
                self._convert(leaves, lambda arrays: layouts.gru(arrays), "", notes)
        elif shape is not None and weight == "kernel" and kind == "SimpleRNNCell":
            leaves = {"kernel": (shape[0] + units, units), "bias": (units,)}
            self._convert(leaves, layouts.simple_rnn, "", notes)

    def _convert(self, leaves, function, assumption, notes):
        rows = self._group(leaves)
        if rows is None:
            return
        pairs = [claim(row) for row in rows]
        self.pairs = list(zip(*[function([pair[draw] for pair in pairs]) for draw in (0, 1)]))
        names = ", ".join(row["name"] for row in rows)
        notes.append(f"{self.layer.name}: matched by shape with {names} {assumption}")

    def _group(self, leaves):
        """Find, in the order of creation, the first scope that has all `leaves` with their shapes, unclaimed."""
        free = {row["name"]: row for row in self.sources if not row.get("claimed")}
        first = next(iter(leaves))
        for name in [row["name"] for row in self.sources if row["name"].endswith("/" + first)]:
            prefix = name[: -len(first)]
            rows = [free.get(prefix + leaf) for leaf in leaves]
            if all(row is not None and row["value"].shape == leaves[leaf] for row, leaf in zip(rows, leaves)):
                return rows
        return None

    def take(self, weight, shape):
        """Return the pair for the layer's next weight, or None."""
        if self.pairs is not None:
            pair = self.pairs.pop(0) if self.pairs else None
            return pair if pair is None or shape is None or pair[0].shape == shape else None
        if shape is None:
            return None
        free = [row for row in self.sources if not row.get("claimed") and row["value"].shape == shape]
        row = self._best(free, weight)
        if row is None:
            return None
        self.prefix = row["name"].rpartition("/")[0]
        return claim(row)

    def _best(self, free, weight):
        def scope(row):
            return row["name"].rpartition("/")[0]

        def leaf(row):
            return row["name"].rpartition("/")[2]

        if self.prefix is not None:
            free = [row for row in free if scope(row) == self.prefix] or free
        tests = (
            lambda row: self.layer.name in row["name"].split("/") and leaf(row) == weight,
            lambda row: leaf(row) == weight,
            lambda row: True,
        )
        for test in tests:
            for row in free:
                if test(row):
                    return row
        return None


class AssignmentTargets:
    """Read from the script's text what a variable that is being made will be called."""

    def __init__(self, globals_):
        self.globals = globals_
        self.statements = None

    def of_caller(self):
        """Return the text of the assignment target on the script line that runs now (`W`, `self.W`), or None."""
        frame = sys._getframe(1)
        while frame is not None and frame.f_globals is not self.globals:
            frame = frame.f_back
        if frame is None:
            return None
        if self.statements is None:
            self.statements = self._parse(frame.f_code.co_filename)
        line = frame.f_lineno
        found = [row for row in self.statements if row[0] <= line <= row[1]]
        return min(found, key=lambda row: row[1] - row[0])[2] if found else None

    @staticmethod
    def _parse(path):
        with open(path, "rb") as file:
            source = file.read()
        return [
            (node.lineno, node.end_lineno, ast.unparse(node.targets[0]))
            for node in ast.walk(ast.parse(source))
            if isinstance(node, ast.Assign) and len(node.targets) == 1 and not isinstance(node.targets[0], ast.Tuple)
        ]
