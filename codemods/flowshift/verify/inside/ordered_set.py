"""Give sets an order that does not hang on Python's version.

The order of `set("hello")` comes from the hashes of strings, and those are others in Python 3.7 and 3.11: programs that number
words by it (`enumerate(set(words))`) would print other numbers on the two sides. Here a set is run through in the order in
which its elements came.
"""

import builtins


class _AnySet(type):
    def __instancecheck__(cls, value):
        return isinstance(value, builtins.set)


class OrderedSet(set, metaclass=_AnySet):
    """A set that is iterated in the order of insertion."""

    def __init__(self, values=()):
        values = list(values)
        super().__init__(values)
        self._order = dict.fromkeys(values)

    def __iter__(self):
        members = list(super().__iter__())
        known = [value for value in self._order if set.__contains__(self, value)]
        return iter(known + [value for value in members if value not in self._order])

    def __repr__(self):
        return "{" + ", ".join(map(repr, self)) + "}" if self else "set()"

    def add(self, value):
        """Add an element."""
        super().add(value)
        self._order.setdefault(value)

    def update(self, *others):
        """Add the elements of others."""
        for other in others:
            for value in other:
                self.add(value)


def script_builtins():
    """Return the builtins for a script's own code."""
    return {**vars(builtins), "set": OrderedSet}
