"""Migrate the script that is to be proved, and the modules that it may import."""

from __future__ import annotations

from pathlib import Path

from ..model import FileResult, Options, Status
from ..rules.written_out.cells_module import MODULE, module_text, parts_of
from ..workspace.migration import content, migrate_bytes, migrate_file, migrate_in_program, programs_among
from .scratch import SKIPPED, copy_folder


def lay_out(folder: Path, script: Path, result: FileResult, options: Options, scratch: Path) -> tuple[Path, Path]:
    """Copy `folder` twice below `scratch`, migrate the second copy, and return where the script stands in both.

    `script` is its path in the folder and `result` its migration.
    """
    before, after = scratch / "before", scratch / "after"
    copy_folder(folder, before)
    copy_folder(folder, after)
    (before / script).write_bytes(result.before)
    (after / script).write_bytes(result.before)
    migrate_modules(after, script, options)
    (after / script).write_bytes(result.after)
    write_cells((after / script).parent, result)
    return before / script, after / script


def migrate_script(source: bytes, folder: Path, script: Path, path: Path, options: Options) -> FileResult:
    """Migrate the script, with the modules that build its graph where there are some."""
    program = programs_among(_modules(folder)).get(str(folder / script)) if script.suffix == ".py" else None
    if program is None:
        return migrate_bytes(source, str(path), options)
    own = str(folder / script)
    found = ((one, source if one == own else content(one)) for one in program.paths)
    return migrate_in_program(program, tuple((one, text) for one, text in found if text is not None), own, options)


def _modules(folder: Path) -> list[str]:
    """Return the Python files below a folder, but for those of other people."""
    files = sorted(folder.rglob("*.py"))
    return [str(file) for file in files if not SKIPPED.intersection(file.relative_to(folder).parts)]


def migrate_modules(folder: Path, script: Path, options: Options) -> None:
    """Migrate the modules beside the script; one that cannot be migrated stays: the run shows whether it matters."""
    modules = _modules(folder)
    programs = programs_among(modules)
    own = str(folder / script)
    # all of them before the first is written: what a module becomes may hang on others
    for result in [migrate_file(module, options, programs.get(module)) for module in modules if module != own]:
        if result.status is Status.CHANGED:
            Path(result.path).write_bytes(result.after)
            write_cells(Path(result.path).parent, result)


def write_cells(folder: Path, result: FileResult) -> None:
    """Write the module of cells that a migrated file imports, with what other files beside it need of it."""
    if not result.cells:
        return
    target = folder / f"{MODULE}.py"
    there = parts_of(target.read_text(encoding="utf-8")) if target.exists() else ()
    if there is not None:
        target.write_text(module_text({*there, *result.cells}), encoding="utf-8")
