"""Fix and record the initial value of every variable that a TF1 program makes."""

import pickle

from . import creation, draws


class Recording:
    """Hold one row per variable, in the order of creation."""

    def __init__(self):
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
            row["value"], row["second"] = draws.draw(request.initial_value, request.dtype, len(self.rows))
        except draws.CannotDraw as reason:
            self.notes.append(f"an initial value could not be fixed (variable {request.name!r}): {reason}")
        return row["value"], row

    def _made(self, row, variable):
        row["name"] = variable.name.split(":")[0]
        row["trainable"] = bool(getattr(variable, "trainable", True))
        self.rows.append(row)

    def save(self, path):
        """Write the rows as a pickle that both runtimes read."""
        with open(path, "wb") as file:
            pickle.dump(self.rows, file, protocol=2)
