"""Hold what the interpreter found out about one module."""

from __future__ import annotations

from dataclasses import dataclass, field

import libcst as cst

from .scope import Definition, Scope
from .values import UNKNOWN, Api, Call, Item, Member, Value


@dataclass(frozen=True, eq=False)
class Reference:
    """One place that names a TensorFlow symbol: the longest dotted name, and the call if it is called there."""

    node: cst.BaseExpression
    api: Api
    call: Call | None = None


@dataclass
class Facts:
    """Collect values by the identity of their expression, references in source order, and who uses which definition."""

    values: dict[int, Value] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    calls: list[Call] = field(default_factory=list)
    members: list[tuple[cst.Attribute, Member]] = field(default_factory=list)
    items: list[tuple[cst.Subscript, Item]] = field(default_factory=list)
    assignments: list[tuple[cst.BaseExpression, Value]] = field(default_factory=list)  # target, what it is given
    ambiguous: list[cst.Name] = field(default_factory=list)  # reads of a name that stands for several symbols
    imports: list[cst.Import | cst.ImportFrom] = field(default_factory=list)
    imported: set[Definition] = field(default_factory=set)  # those that an import gives
    # by the identity of the statement (a simple statement line, or the header of a compound one)
    uses: dict[int, set[Definition]] = field(default_factory=dict)
    reads: dict[Definition, list[cst.Name]] = field(default_factory=dict)
    sources: dict[int, frozenset[Definition]] = field(default_factory=dict)  # by the identity of what is read
    attribute_reads: dict[Definition, list[cst.Attribute]] = field(default_factory=dict)
    defines: dict[int, list[Definition]] = field(default_factory=dict)
    parameters: dict[int, list[Definition]] = field(default_factory=dict)  # by the identity of the function
    statement_calls: dict[int, list[Call]] = field(default_factory=dict)
    globals: set[str] = field(default_factory=set)  # names that functions bind in the module, by `global`
    read: set[str] = field(default_factory=set)  # every name that the module reads anywhere
    own: set[str] = field(default_factory=set)  # attributes that methods read of their object
    names: set[str] = field(default_factory=set)  # every name that the module reads or binds anywhere
    attributes: set[str] = field(default_factory=set)  # the names of attributes that the module gives to objects
    kept_attributes: set[str] = field(default_factory=set)  # those of them that are no tensors, which functions compute
    module_scope: Scope = field(default_factory=Scope)
    scopes: list[Scope] = field(default_factory=list)  # of classes, functions and calls that were followed

    def value(self, node: cst.CSTNode) -> Value:
        """Return the value of an expression, the unknown value where nothing was found."""
        return self.values.get(id(node), UNKNOWN)

    def is_given(self, node: cst.CSTNode) -> bool:
        """Tell whether a name was given its symbol in the program, as in `log = tf.log`: what is named there is seen to."""
        definitions = self.sources.get(id(node), frozenset()) if isinstance(node, cst.Name) else frozenset()
        return bool(definitions) and not definitions & self.imported

    def forget(self) -> None:
        """Let go of all nodes, when nothing will be asked any more: scopes and the functions in them hold each other."""
        for scope in (self.module_scope, *self.scopes):
            scope.names.clear()
        for found in vars(self).values():
            if isinstance(found, (dict, list, set)):
                found.clear()
