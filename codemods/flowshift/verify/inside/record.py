"""Fix and record the initial value of every variable that a TF1 program makes."""

import pickle

from . import creation, disturbance, draws

# Added to the numbers that seed the draws: more variables than any program has.
OTHER_START = 200000


class Recording:
    """Hold one row per variable, in the order of creation."""

    def __init__(self, disturbed, other_start):
        self.disturbed = disturbed
        self.start = OTHER_START if other_start else 0
        self.rows = []
        self.notes = []

    def install(self):
        """Hook into the making of variables."""
        creation.intercept_variables(self._choose, self._made)

    def _choose(self, request):
        row = {"value": None, "second": None, "origin": request.origin}
        if request.initial_value is None:
            return None, row
        try:
            row["value"], row["second"] = draws.draw(request.initial_value, request.dtype, self.start + len(self.rows))
        except draws.CannotDraw as reason:
            self.notes.append(f"an initial value could not be fixed (variable {request.name!r}): {reason}")
        if self.disturbed:
            row["value"] = disturbance.nudged(row["value"], self.disturbed, len(self.rows))
        return row["value"], row

    def _made(self, row, variable):
        row["name"] = variable.name.split(":")[0]
        row["trainable"] = bool(getattr(variable, "trainable", True))
        self.rows.append(row)

    def save(self, path):
        """Write the rows as a pickle that both runtimes read."""
        with open(path, "wb") as file:
            pickle.dump(self.rows, file, protocol=2)
