"""Find what a module of a program defines and no script uses: nothing shows how it is called."""

from __future__ import annotations

import ast
import os

from .joined import Joined
from .names import Names
from .parts import NotTogether

# What means something else, or nothing, where no function of the program calls it.
_OF_GRAPHS = frozenset(
    ("minimize", "apply_gradients", "compute_gradients", "run", "eval", "control_dependencies", "get_collection")
)


def check_reached(joined: Joined) -> None:
    """Check that what works on a graph in the modules is used by one of the scripts.

    Raises:
        NotTogether: it is not, and would be rewritten without being understood.
    """
    tree = ast.parse(joined.text)
    definitions = {node.name: node for node in tree.body if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
    modules = len(joined.parts) - joined.scripts
    owners = {node.name: joined.origins[node.lineno - 1] for node in definitions.values()}
    waiting = [node for node in tree.body if getattr(node, "name", None) not in owners]
    waiting += [node for name, node in definitions.items() if owners[name][0] >= modules]
    reached: set[str] = set()
    while waiting:
        for name in Names(ast.Module([waiting.pop()], [])).read & definitions.keys() - reached:
            reached.add(name)
            waiting.append(definitions[name])
    for name, node in definitions.items():
        number, line = owners[name]
        if name in reached or number >= modules:
            continue
        for found in ast.walk(node):
            if isinstance(found, ast.Attribute) and found.attr in _OF_GRAPHS:
                path = joined.parts[number].path
                reason = f"no script that is given uses {name} of {os.path.basename(path)}, which works on a graph"
                raise NotTogether(reason, path, line)
