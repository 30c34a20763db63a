"""Reads which package imports which, by syntax and without importing any; the tests beside it judge."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

OURS = ("rules", "counsel", "ui")


@dataclass(frozen=True)
class Layer:
    """What the modules of one layer may import beside the standard library, and what they may not call.

    A name allows itself and all below it; `forbidden` is stronger. `lazily` names are allowed only
    inside a function.
    """

    allowed: frozenset[str]
    forbidden: frozenset[str] = frozenset()
    lazily: frozenset[str] = frozenset()
    calls_forbidden: frozenset[str] = frozenset()


# pydantic keeps its error types in its other half.
PYDANTIC = frozenset({"pydantic", "pydantic_core"})
READING = frozenset({"open", "read_text", "read_bytes", "write_text", "write_bytes"})
CLOCK = frozenset({"today", "now", "utcnow", "monotonic", "perf_counter"})

RULES = Layer(
    allowed=frozenset({"rules", *PYDANTIC}),
    forbidden=frozenset({"time"}),
    lazily=frozenset({"z3"}),
    calls_forbidden=READING | CLOCK,
)
CORE = Layer(
    allowed=frozenset({"rules", "counsel", *PYDANTIC}),
    forbidden=frozenset({"counsel.shell", "counsel.cli", "time"}),
    calls_forbidden=READING | CLOCK,
)
COMMAND_LINE = Layer(allowed=frozenset({"counsel"}))
ENTRY = Layer(allowed=frozenset({"counsel"}), lazily=frozenset({"ui.app", "ui.tools.selftest"}))
SHELL = Layer(
    allowed=frozenset({"rules", "counsel", *PYDANTIC, "yaml", "platformdirs"}),
    forbidden=frozenset({"counsel.cli"}),
)
PDF = Layer(allowed=SHELL.allowed | {"typst"}, forbidden=SHELL.forbidden)
RENDER = Layer(allowed=SHELL.allowed | {"jinja2"}, forbidden=SHELL.forbidden)
WINDOW = Layer(
    # Only the composition root of the shell: `counsel` is allowed, the rest of `counsel.shell` is not.
    allowed=frozenset({"ui", "PySide6", "shiboken6", "counsel", "counsel.shell.bootstrap"}),
    forbidden=frozenset({"counsel.shell", "counsel.cli"}),
)


def layer_of(module: str) -> Layer:
    """The layer of a module by its dotted name; raises KeyError for one that is in none."""
    special = {
        "counsel.cli": COMMAND_LINE,
        "counsel.__main__": ENTRY,
        "counsel.shell.printing.pdf": PDF,
        "counsel.shell.printing.html": RENDER,
    }
    if module in special:
        return special[module]
    if module.startswith("counsel.shell"):
        return SHELL
    return {"rules": RULES, "counsel": CORE, "ui": WINDOW}[module.partition(".")[0]]


@dataclass(frozen=True)
class Import:
    """One imported name, absolute, where it stands, and whether that is inside a function."""

    name: str
    line: int
    inside_function: bool


def violations(root: Path) -> Iterator[str]:
    """Each breach below `root` as `file:line: what`, in the order of files and lines."""
    modules = {_module_name(root, path) for path in _files(root)}
    for path in _files(root):
        module, tree = _module_name(root, path), ast.parse(path.read_text(encoding="utf-8"))
        layer, where = layer_of(module), path.relative_to(root).as_posix()
        found = [(item.line, _fault(item, layer)) for item in _imports(tree, module, path, modules)]
        found += [(line, f"calls {name}()") for line, name in _calls(tree) if name in layer.calls_forbidden]
        yield from (f"{where}:{line}: {fault}" for line, fault in sorted(found, key=lambda f: f[0]) if fault)


def module_names(root: Path) -> frozenset[str]:
    """Every module of ours below `root`, by its dotted name."""
    return frozenset(_module_name(root, path) for path in _files(root))


def imports_of(root: Path) -> Iterator[tuple[str, str, str]]:
    """Every import below `root`: the importing module, `file:line`, and the imported name.

    An import for the type checker alone is left out: it brings nothing when the program runs.
    """
    modules = set(module_names(root))
    for path in _files(root):
        module, tree = _module_name(root, path), ast.parse(path.read_text(encoding="utf-8"))
        typed = {id(node) for block in _typed_blocks(tree) for node in ast.walk(block)}
        for item, node in _imports_with_nodes(tree, module, path, modules):
            if id(node) not in typed:
                yield module, f"{path.relative_to(root).as_posix()}:{item.line}", item.name


def _typed_blocks(tree: ast.Module) -> Iterator[ast.If]:
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            yield node


def _files(root: Path) -> list[Path]:
    return sorted(path for package in OURS for path in (root / package).rglob("*.py"))


def _module_name(root: Path, path: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _fault(item: Import, layer: Layer) -> str:
    if item.name.partition(".")[0] in sys.stdlib_module_names and not _within(item.name, layer.forbidden):
        return ""
    if _within(item.name, layer.lazily):
        return "" if item.inside_function else f"imports {item.name} before it is asked for"
    # The longest name that fits decides, so that one module may be let out of a closed package.
    allowed, forbidden = _longest(item.name, layer.allowed), _longest(item.name, layer.forbidden)
    return "" if allowed > forbidden else f"imports {item.name}"


def _within(name: str, names: frozenset[str]) -> bool:
    return _longest(name, names) > 0


def _longest(name: str, names: frozenset[str]) -> int:
    return max((len(each) for each in names if name == each or name.startswith(f"{each}.")), default=0)


def _imports(tree: ast.Module, module: str, path: Path, modules: set[str]) -> Iterator[Import]:
    return (item for item, _ in _imports_with_nodes(tree, module, path, modules))


def _imports_with_nodes(
    tree: ast.Module, module: str, path: Path, modules: set[str]
) -> Iterator[tuple[Import, ast.stmt]]:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
    inside = {id(node) for top in ast.walk(tree) if isinstance(top, functions) for node in ast.walk(top)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = _base(node, module, path)
            # `from counsel.shell import bootstrap` brings a module, `from counsel import Case` a name.
            names = [f"{base}.{a.name}" if f"{base}.{a.name}" in modules else base for a in node.names]
        else:
            continue
        yield from ((Import(name, node.lineno, id(node) in inside), node) for name in names)


def _base(node: ast.ImportFrom, module: str, path: Path) -> str:
    if not node.level:
        return node.module or ""
    package = module.split(".") if path.name == "__init__.py" else module.split(".")[:-1]
    package = package[: len(package) - node.level + 1]
    return ".".join([*package, *([node.module] if node.module else [])])


def _calls(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            name = called.id if isinstance(called, ast.Name) else getattr(called, "attr", "")
            yield node.lineno, name
