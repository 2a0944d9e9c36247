"""Find the blocks in which a strategy's model is made, and arrange their statements around its scope."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import libcst as cst

from ..kinds.keras import called_name, is_metric_symbol, is_strategy
from ..kinds.values import Instance
from ..model import Applicability
from ..syntax.templates import Statement, code_of, statement
from ..syntax.walk import descendants
from .change import Change, Regroup, manual
from .context import Context
from .strategy_blocks import Copies, Item, arranged, binds, block_of, gathered, hoisted, mentions
from .strategy_roles import RoleFinder, Roles

NAME = "strategy-scope"
SYMBOL = "tf.distribute.Strategy.scope"
_DEFINITIONS = (cst.FunctionDef, cst.ClassDef)
_AGAIN = "put the model's creation and compile under `with {name}.scope():` by hand: {reason}"


def strategy_names(context: Context) -> list[str]:
    """Return the names that the module gives to strategies, in their order."""
    named = (code_of(target) for target, value in context.facts.assignments if is_strategy(value))
    return list(dict.fromkeys(named))


def strategy_name(context: Context) -> str:
    """Return the name of the module's only strategy, an empty string where there is none or another one too."""
    found = strategy_names(context)
    return found[0] if len(found) == 1 else ""


class Scoping:
    """Look at the blocks of one module for one strategy, by the name that it has."""

    def __init__(self, name: str, context: Context) -> None:
        self.name = name
        self.context = context
        self.finder = RoleFinder(context.facts)
        # where a model stands under the scope already, one outside may be meant to be there
        self.placed = any(
            self.finder.of(line).model
            for node in descendants(context.module)
            if isinstance(node, cst.With) and self.is_scope(node)
            for line in block_of(node.body)
        )

    def is_scope(self, node: cst.CSTNode) -> bool:
        """Tell whether a statement is `with strategy.scope():` and nothing else, with a block of its own."""
        alone = isinstance(node, cst.With) and len(node.items) == 1 and node.items[0].asname is None
        return alone and isinstance(node, cst.With) and isinstance(node.body, cst.IndentedBlock) and self.enters(node)

    def enters(self, node: cst.CSTNode) -> bool:
        """Tell whether a statement enters the strategy's scope, whatever else it does."""
        if not isinstance(node, cst.With):
            return False
        call = node.items[0].item
        return (
            isinstance(call, cst.Call)
            and isinstance(call.func, cst.Attribute)
            and call.func.attr.value == "scope"
            and code_of(call.func.value) == self.name
        )

    def block(self, node: cst.CSTNode, visible: bool) -> Iterator[Change]:
        """Yield the changes of a block and of the blocks in it; `visible` says that the strategy is known in it."""
        items = list(self.items(node))
        visible = visible or any(self.name in self.bound(item.statement) for item in items)
        if visible and (chosen := self.chosen(items)):
            yield self.change(node, chosen)
            items = chosen
        made = next((i for i, item in enumerate(items) if self.name in self.bound(item.statement)), 0)
        early = [mentions(item.statement) for item in items[:made] if not isinstance(item.statement, _DEFINITIONS)]
        for item in items:
            if not item.scoped:
                name = item.statement.name.value if isinstance(item.statement, _DEFINITIONS) else ""
                known = visible and not any(name in names for names in early)  # else it runs before there is a strategy
                for inner, there in self.inner_blocks(item.statement, known):
                    yield from self.block(inner, there)

    def bound(self, line: cst.CSTNode) -> set[str]:
        """Return the names that a simple statement gives a value; an attribute counts by its text."""
        attributes = (n.target for n in descendants(line) if isinstance(n, cst.AssignTarget))
        return binds(line) | {code_of(target) for target in attributes if isinstance(target, cst.Attribute)}

    def items(self, node: cst.CSTNode) -> Iterator[Item]:
        """Yield the statements of a block, those under the strategy's scope as well."""
        for line in block_of(node):
            if isinstance(line, cst.With) and self.is_scope(line):
                for inner in block_of(line.body):
                    yield Item(inner, self.roles(inner), of=line)
            else:
                inside = any(self.enters(node) for node in descendants(line)) and not isinstance(line, _DEFINITIONS)
                roles = self.roles(line)
                yield Item(line, replace(roles, builds=False) if inside else roles)

    def roles(self, line: Statement) -> Roles:
        """Return the roles of a statement; a metric that no replica updates is none of the model's objects."""
        roles = self.finder.of(line)
        return replace(roles, builds=False) if roles.builds and self.makes_loose_metric(line) else roles

    def makes_loose_metric(self, line: Statement) -> bool:
        """Tell whether a statement makes a metric that is updated outside of replicas, which fails for one of the scope."""
        small = line.body[0] if isinstance(line, cst.SimpleStatementLine) and len(line.body) == 1 else None
        if not isinstance(small, cst.Assign) or not is_metric_symbol(
            called_name(self.context.facts.value(small.value))
        ):
            return False
        updates = {code_of(t.target) for t in small.targets}
        updates |= {f"{name}.update_state" for name in updates}
        calls = (n for n in descendants(self.context.module) if isinstance(n, cst.Call) and code_of(n.func) in updates)
        return any(self.drives(self.context.owner(call)) for call in calls)

    def drives(self, function: cst.CSTNode | None) -> bool:
        """Tell whether a function, or the module, runs no replica's step but the strategy itself."""
        return (
            function is None or f"{self.name}.run(" in code_of(function) or ".experimental_run_v2(" in code_of(function)
        )

    def inner_blocks(self, line: cst.CSTNode, visible: bool) -> Iterator[tuple[cst.CSTNode, bool]]:
        """Yield the blocks in a statement that may make models of their own, and whether the strategy is known there."""
        if isinstance(line, cst.FunctionDef):
            roles = self.finder.of(line.body)
            given = any(self.name == n.name.value for n in descendants(line.params) if isinstance(n, cst.Param))
            if (roles.model and roles.trains) or self.name in self.bound(line.body):
                yield line.body, given or (visible and "." not in self.name)
        elif isinstance(line, cst.ClassDef):
            for method in block_of(line.body):
                yield from self.inner_blocks(method, visible)
        elif isinstance(line, cst.BaseCompoundStatement) and not self.is_scope(line):
            for block in _own_blocks(line):
                yield block, visible

    def chosen(self, items: Sequence[Item]) -> list[Item]:
        """Return the statements with those marked that go under the scope, or nothing where all is as it should be."""
        builds = [item.roles.builds and not item.roles.trains for item in items]
        if not self.placed:
            if not any(item.roles.model and item.of is None and good for item, good in zip(items, builds)):
                return []
            return [replace(item, scoped=good) for item, good in zip(items, builds)]
        inside = [item.statement for item, good in zip(items, builds) if item.of is not None and good]
        made = {name for line in inside for name in self.bound(line)}
        needed = {name for line in inside for name in mentions(line)} - made
        late: list[bool] = []
        known: set[str] = set()  # what the scope has made so far
        for item, good in zip(items, builds):
            known |= self.bound(item.statement) if item.of is not None else set()
            late.append(item.of is None and good and bool(binds(item.statement) & needed or _compiles(item, known)))
        if not any(late):
            return []
        return [
            replace(item, scoped=good and (item.of is not None or moves))
            for item, good, moves in zip(items, builds, late)
        ]

    def change(self, block: cst.CSTNode, items: list[Item]) -> Change:
        """Return the arrangement of one block."""
        assert isinstance(block, (cst.Module, cst.IndentedBlock))
        node = next(item.statement for item in items if item.scoped and item.of is None)
        broken = any(item.of is not None for item in items)
        trained = self._trained_before(items)
        if isinstance(trained, str):
            return manual(NAME, node, SYMBOL, _AGAIN.format(name=self.name, reason=trained))
        own = any(self.name in self.bound(item.statement) for item in items)
        ordered = hoisted(trained, self.name) if own else trained
        if ordered is None:
            return manual(NAME, node, SYMBOL, f"make {self.name} before the model, and the model under its scope")
        arrangement = gathered(ordered)

        def arrange(copies: Copies) -> Sequence[cst.CSTNode]:
            return arranged(arrangement, f"{self.name}.scope()", copies)

        message = f"made under {self.name}.scope(), where its variables belong; training stays outside"
        return Change(
            NAME,
            node,
            SYMBOL,
            message if broken else f"{message}: it is spread over the replicas now",
            Applicability.SAFE if broken else Applicability.REVIEW,
            groups=(Regroup(block, arrange),),
        )

    def _trained_before(self, items: list[Item]) -> list[Item] | str:
        """Make a model that was trained before there was a strategy again under its scope; a text says why not."""
        made = next((i for i, item in enumerate(items) if self.name in self.bound(item.statement)), 0)
        earlier, later = items[:made], items[made:]
        models = [item for item in earlier if item.roles.model]
        names = {name for item in models for name in binds(item.statement)}
        if not any(item.roles.trains and mentions(item.statement) & names for item in earlier):
            return items
        place = next((i for i, item in enumerate(later) if item.scoped and mentions(item.statement) & names), None)
        if place is None:
            return "it was trained before, and is not compiled again"
        (name, *more) = sorted(mentions(later[place].statement) & names)
        value = next((v for t, v in self.context.facts.assignments if code_of(t) == name), None)
        if more or isinstance(value, Instance):
            return "only a functional or Sequential model can be cloned"
        weights = self.context.fresh("weights", f"{name}_weights")
        clone = f"{self.context.tensorflow}.keras.models.clone_model"
        lines = (f"{weights} = {name}.get_weights()", f"{name} = {clone}({name})", f"{name}.set_weights({weights})")
        later[place] = replace(later[place], before=tuple(statement(line) for line in lines))
        return [*(replace(item, scoped=False) for item in earlier), *later]


def _compiles(item: Item, known: set[str]) -> bool:
    """Tell whether a statement compiles one of the models."""
    calls = (n for n in descendants(item.statement) if isinstance(n, cst.Call))
    receivers = (n.func.value for n in calls if isinstance(n.func, cst.Attribute) and n.func.attr.value == "compile")
    return any(code_of(receiver) in known for receiver in receivers)


def _own_blocks(line: cst.BaseCompoundStatement) -> list[cst.IndentedBlock]:
    """Return the blocks of a compound statement, those of its `else` and `except` parts too."""
    parts: list[cst.CSTNode] = [line, *getattr(line, "handlers", ())]
    found: list[cst.IndentedBlock] = []
    while parts:
        part = parts.pop(0)
        if isinstance(body := getattr(part, "body", None), cst.IndentedBlock):
            found.append(body)
        parts.extend(p for name in ("orelse", "finalbody") if (p := getattr(part, name, None)) is not None)
    return found
