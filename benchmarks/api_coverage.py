"""Reach every public symbol of TF 1.15 by every spelling of its import, and call it in full.

After migration (style graph) each name resolves in the TF2 runtime or is named by a manual finding; each call binds to the
signature of what it calls there (`inspect.signature(...).bind`), or has a finding. The names in the output are found with
Python's `ast`, the signatures by the runtime.
"""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path

from flowshift.deep_stack import call_with_deep_stack
from flowshift.engine import migrate_source
from flowshift.model import Applicability, Options, Status, Style
from flowshift.rules.written_out.cells_module import module_text
from flowshift.runtimes import Kind, find_runtime
from flowshift.symbols.api_map import Symbol, lookup, names, private_names

INSIDE = Path(__file__).parent / "inside_bind_calls.py"
MODULE_SIZE = 200  # symbols per generated module
OPTIONS = Options(style=Style.GRAPH)
_DEFINING = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)


@dataclass(frozen=True)
class Use:
    """One use of a symbol: the imports it needs, the expression that uses it, and what is called there."""

    symbol: str
    imports: str
    expression: str


@dataclass(frozen=True)
class Answer:
    """What became of one use: its text in the output, with the imports and definitions there.

    `found` says that a manual finding stands at its line, `blamed` that one stands at its import.
    """

    use: Use
    output: str
    imports: str
    found: bool
    blamed: bool = False
    error: str = ""


def by_tf(name: str) -> Use | None:
    """Spell `tf.X`."""
    return Use(name, "import tensorflow as tf", name)


def by_other_alias(name: str) -> Use | None:
    """Spell `import tensorflow as flow`."""
    return Use(name, "import tensorflow as flow", "flow" + name[2:])


def by_from_import(name: str) -> Use | None:
    """Spell `from tensorflow.a.b import X`, under a name that no other import takes."""
    module, _, last = name.rpartition(".")
    path = "tensorflow" + module[2:]
    alias = "x_" + name[3:].replace(".", "_")
    return Use(name, f"from {path} import {last} as {alias}", alias)


def by_compat(name: str) -> Use | None:
    """Spell `import tensorflow.compat.v1 as tf`; contrib was never there."""
    if name.startswith(("tf.contrib", "tf.compat")):
        return None
    return Use(name, "import tensorflow.compat.v1 as tf", name)


def by_alias_of_contrib(name: str) -> Use | None:
    """Spell `from tensorflow.contrib import rnn` and `rnn.X`."""
    parts = name.split(".")
    if parts[1] != "contrib" or len(parts) < 4:
        return None
    alias = "c_" + parts[2]
    return Use(name, f"from tensorflow.contrib import {parts[2]} as {alias}", ".".join([alias, *parts[3:]]))


SPELLINGS: dict[str, Callable[[str], Use | None]] = {
    "tf.X": by_tf,
    "import tensorflow as flow": by_other_alias,
    "from ... import X": by_from_import,
    "tensorflow.compat.v1 as tf": by_compat,
    "contrib alias": by_alias_of_contrib,
}


def private_uses() -> Iterator[Use]:
    """Yield a use of each implementation's path that the map knows."""
    for module, attribute, symbol in private_names():
        alias = "m_" + module.replace(".", "_")
        parent, _, last = module.rpartition(".")
        yield Use(symbol, f"from {parent} import {last} as {alias}", f"{alias}.{attribute}")


def calls(name: str) -> Iterator[tuple[str, str]]:
    """Yield the arguments of the call with every parameter by keyword, and of the one with as many as can be by position."""
    symbol = lookup(name)
    if symbol is None or symbol.kind not in ("function", "class") or symbol.parameters is None:
        return
    if symbol.parameters and all(parameter.startswith("*") for parameter in symbol.parameters):
        return  # a wrapper that tells nothing of what it takes
    given = full_parameters(symbol)
    yield "by keyword", ", ".join(f"{p}=0" for p, _ in given)
    leading = []
    for (parameter, keyword_only), wanted in zip(given, positions(symbol)):
        if keyword_only or parameter != wanted:
            break
        leading.append(parameter)
    rest = [f"{p}=0" for p, _ in given[len(leading) :]]
    yield "by position", ", ".join(["0"] * len(leading) + rest)


def positions(symbol: Symbol) -> list[str]:
    """Return the parameters that can be given by position."""
    return [p.strip("=/") for p in symbol.parameters or () if p[0] not in "*+"]


def full_parameters(symbol: Symbol) -> list[tuple[str, bool]]:
    """Return each parameter, and whether it is keyword only; of an old and a new name for one thing, the first."""
    moves = {move for target in (symbol.native, symbol.compat) if target for move in target.renamed}
    given: list[tuple[str, bool]] = []
    for parameter in symbol.parameters or ():
        name = parameter.strip("+=/*")
        same = {name, *(new for old, new in moves if old == name), *(old for old, new in moves if new == name)}
        same |= {old for old, new in moves for known in list(same) if new == known}
        if not parameter.startswith("*") and not any(taken in same for taken, _ in given):
            given.append((name, parameter.startswith("+")))
    return given


def migrate_uses(uses: Sequence[Use]) -> list[Answer]:
    """Write the uses into one module, a line each, migrate it, and find the lines again."""
    imports = list(dict.fromkeys(use.imports for use in uses))
    lines = [*imports, "USES = {", *(f"    {index}: ({use.expression})," for index, use in enumerate(uses)), "}"]
    text = "\n".join(lines) + "\n"
    result = call_with_deep_stack(lambda: migrate_source(text.encode(), "uses.py", OPTIONS))
    if result.status is Status.ERROR:
        return [Answer(use, "", "", False, error=result.error or "") for use in uses]
    first = len(imports) + 2
    found = {f.line - first for f in result.findings if f.applicability is Applicability.MANUAL}
    said = {f.line for f in result.findings if f.applicability is Applicability.MANUAL and f.line < first}
    blamed = {imports[line - 1] for line in said if line <= len(imports)}
    tree = ast.parse(result.after)
    table = next(
        node.value for node in ast.walk(tree) if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict)
    )
    output = {
        key.value: ast.unparse(value) for key, value in zip(table.keys, table.values) if isinstance(key, ast.Constant)
    }
    kept = "\n".join(ast.unparse(node) for node in tree.body if isinstance(node, _DEFINING))
    if result.cells:  # the module that is written beside the file
        kept = f"{module_text(result.cells)}\n{kept}"
    return [Answer(use, output[index], kept, index in found, use.imports in blamed) for index, use in enumerate(uses)]


def migrate_all(uses: Iterable[Use], jobs: int) -> list[Answer]:
    """Migrate uses, many to a module."""
    rows = list(uses)
    chunks = [rows[start : start + MODULE_SIZE] for start in range(0, len(rows), MODULE_SIZE)]
    with Pool(jobs) as pool:
        return [answer for answers in pool.map(migrate_uses, chunks, chunksize=1) for answer in answers]


def ask_runtime(answers: Sequence[Answer], python: str) -> list[str]:
    """Return what is wrong with each output in the TF2 runtime: a name that does not resolve, arguments that do not bind."""
    environment = {**os.environ, "TF_CPP_MIN_LOG_LEVEL": "3", "CUDA_VISIBLE_DEVICES": ""}
    question = json.dumps([[answer.imports, answer.output] for answer in answers])
    done = subprocess.run(
        [python, str(INSIDE)], input=question, capture_output=True, text=True, env=environment, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    return list(json.loads(done.stdout.splitlines()[-1]))


def report(title: str, answers: Sequence[Answer], python: str) -> bool:
    """Print how many uses resolve or have a finding; return whether all do."""
    open_uses = [answer for answer in answers if not answer.found]
    failing = [
        (answer, answer.error or problem)
        for answer, problem in zip(open_uses, ask_runtime(open_uses, python))
        if problem or answer.error
    ]
    wrong = [(answer, problem) for answer, problem in failing if not answer.blamed]
    fine = len(open_uses) - len(failing)
    found = len(answers) - fine - len(wrong)
    share = 100 * (len(answers) - len(wrong)) / max(len(answers), 1)
    print(f"{title:34}{len(answers):7} uses{fine:7} right{found:7} with a finding{len(wrong):6} silent{share:8.2f} %")
    for answer, problem in wrong[:15]:
        print(f"    {answer.use.imports}; {answer.use.expression[:60]}  ->  {answer.output[:60]}: {problem}")
    return not wrong


def main() -> int:
    """Print the counts; return 1 if a use is silent."""
    python = str(find_runtime(Kind.TF2).python)
    every = [name for name in names() if not name.startswith("tf.compat.v2.")]
    complete = True
    print(f"{len(every)} public names of TF 1.15")
    for title, spell in SPELLINGS.items():
        uses = [use for use in map(spell, every) if use is not None]
        complete &= report(title, migrate_all(uses, 2), python)
    complete &= report("private path", migrate_all(private_uses(), 2), python)
    for way in ("by keyword", "by position"):
        uses = [Use(n, "import tensorflow as tf", f"{n}({given})") for n in every for w, given in calls(n) if w == way]
        complete &= report(f"called with everything {way}", migrate_all(uses, 2), python)
    return 0 if complete else 1


if __name__ == "__main__":
    sys.exit(main())
