"""Start the variables of a migrated program from the values that its TF1 original started from."""

import pickle
import re

import numpy as np

from . import creation, draws, matching

DEFAULT_NAME = re.compile(r"(.*/)?Variable(_\d+)?$")


class Replay:
    """Hand recorded values to new variables; see `matching` for how layers find theirs."""

    def __init__(self, path, mappings, layouts, globals_):
        with open(path, "rb") as file:
            rows = pickle.load(file)
        self.sources = [row for row in rows if row["value"] is not None and not row["origin"]]
        self.layouts = layouts
        self.globals = globals_
        mappings = [each for mapping in mappings for each in matching.numbered(mapping, self.sources)]
        self.mappings = [matching.Mapping(mapping, self.sources, layouts) for mapping in mappings]
        self.targets = matching.AssignmentTargets(globals_)
        self.layer_plans = {}
        self.differences = []
        self.notes = [note for mapping in self.mappings for note in mapping.notes]
        self.unmatched = []
        self.count = 0

    def install(self):
        """Hook into the making of variables and of layer weights."""
        creation.intercept_layers()
        creation.intercept_variables(self._choose, self._made)

    def finish(self):
        """Add the notes on what was left over on either side."""
        if self.unmatched:
            self.notes.append("variables without a TF1 value: " + ", ".join(self.unmatched))
        left = [row["name"] for row in self.sources if not row.get("claimed") and row["trainable"]]
        if left:
            self.notes.append("TF1 variables not replayed: " + ", ".join(left))

    def _choose(self, request):
        self.count += 1
        if request.origin or request.initial_value is None:
            return None, None
        try:
            own, _ = draws.draw(request.initial_value, request.dtype, self.count)
        except draws.CannotDraw:
            own = None
        shape = own.shape if own is not None else None
        pair = self._for_weight(request, shape) if request.layer is not None else self._for_variable(request, own)
        label = "{} {}".format(getattr(request.layer, "name", ""), request.weight or request.name or "")
        label = label.strip() or f"a variable of shape {shape}"
        if pair is None:
            if request.trainable is not False:
                self.unmatched.append(label)
            return None, None
        self._compare_own(label, own, pair)
        value = pair[0]
        if own is not None and own.dtype != value.dtype:
            value = value.astype(own.dtype)
        return value, None

    def _made(self, choice, variable):
        pass

    def _for_weight(self, request, shape):
        owners = [mapping for mapping in self.mappings if mapping.contains(request.layer, self.globals)]
        for mapping in sorted(owners, key=lambda mapping: mapping.resolve(self.globals) is not request.layer)[:1]:
            return mapping.take(shape, self.notes)
        if request.name and "/" in request.name:  # made by compat.v1 under a variable scope: TF1's very name
            for row in self.sources:
                if row["name"] == request.name and not row.get("claimed") and row["value"].shape == shape:
                    return matching.claim(row)
        plan = self.layer_plans.get(id(request.layer)) or self._stray(request, shape)
        if plan is None:
            # The layer is kept with its plan: a new layer could get the number of one that is gone.
            plan = self.layer_plans[id(request.layer)] = matching.LayerPlan(
                request.layer, request.weight, shape, self.sources, self.layouts, self.notes
            )
        return plan.take(request.weight, shape)

    def _stray(self, request, shape):
        """Return the first mapping whose target is no name that can be seen here, and whose weights begin with this shape."""
        for mapping in self.mappings:
            if not mapping.taken and mapping.begins_with(shape) and mapping.resolve(self.globals) is None:
                self.notes.append(f"{request.layer.name}: matched by shape with {', '.join(mapping.names)}")
                plan = self.layer_plans[id(request.layer)] = matching.StrayPlan(request.layer, mapping, self.notes)
                return plan
        return None

    def _for_variable(self, request, own):
        shape = own.shape if own is not None else None
        target = self.targets.of_caller()
        for mapping in self.mappings:
            if target is not None and mapping.target == target and not mapping.taken:
                return mapping.take(shape, self.notes)
        free = [
            row for row in self.sources if not row.get("claimed") and (shape is None or row["value"].shape == shape)
        ]
        if request.name:
            named = [row for row in free if row["name"] == request.name]
            named = named or [row for row in free if row["name"].endswith("/" + request.name)]
            if named:
                return matching.claim(named[0])
        # what has no name of its own in TF1 is known by its kind and shape: a step is no keep probability
        trained = request.trainable is not False
        free = [row for row in free if row["trainable"] == trained]
        free = [row for row in free if own is None or row["value"].dtype.kind == own.dtype.kind]
        if not request.name:
            for row in free:
                if DEFAULT_NAME.match(row["name"]):
                    return matching.claim(row)
        reserved = {name for mapping in self.mappings if not mapping.taken for name in mapping.names}
        for row in free:
            if row["name"] not in reserved and shape is not None:
                return matching.claim(row)
        return None

    def _compare_own(self, label, own, pair):
        """Compare the program's own initial value: replaying must not hide that it is wrong."""
        if own is None or own.shape != pair[0].shape or own.dtype.kind not in "fiub":
            return
        value, second = pair[0].astype(np.float64), pair[1].astype(np.float64)
        own = own.astype(np.float64)
        # A bias can be constant in one part and random in another: compare where two draws of TF1 agree.
        fixed = value == second
        # Single numbers of two draws agree by chance: a float32 has 2**23 values in a uniform range.
        if fixed.mean() < 1e-3:
            fixed = np.zeros_like(fixed)
        if fixed.any() and not np.allclose(own[fixed], value[fixed], rtol=1e-5, atol=1e-7):
            worst = int(np.argmax(np.abs(own - value) * fixed))
            self.differences.append(
                {"name": "initial value of " + label, "tf1": float(value.flat[worst]), "tf2": float(own.flat[worst])}
            )
        elif not fixed.any() and value.size >= 64:
            spread = value.std(), own.std()
            # The standard error of a sample's deviation is about 1/sqrt(2n); 8 of them are no chance.
            if abs(spread[0] - spread[1]) > 8 * max(spread) / np.sqrt(2 * value.size):
                self.notes.append(
                    "{} starts from another distribution: standard deviation {:.3g} in TF1, {:.3g} in TF2".format(
                        label, *spread
                    )
                )
