"""Finds tests that assert nothing, by syntax and without running any; the tests beside it judge."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef
# pytest's own ways to say that something must be so. Waiting for it is no statement: an assert after it is.
_FAILING = frozenset({"raises", "warns", "fail"})


def without_assertion(folder: Path) -> Iterator[str]:
    """Each test below `folder` that can only fail by accident, as `file:line: name`."""
    for path in sorted(folder.rglob("test_*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        helpers = _asserting_helpers(tree)
        for one in _functions(tree):
            if one.name.startswith("test") and not _asserts(one, helpers):
                yield f"{path.relative_to(folder).as_posix()}:{one.lineno}: {one.name}"


def _functions(tree: ast.AST) -> Iterator[Function]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def _asserting_helpers(tree: ast.Module) -> frozenset[str]:
    """The functions and methods of a module that assert, themselves or by one of the others."""
    known: frozenset[str] = frozenset()
    while True:
        plain = (one for one in _functions(tree) if not one.name.startswith("test"))
        found = frozenset(one.name for one in plain if _asserts(one, known))
        if found == known:
            return known
        known = found


def _asserts(function: Function, helpers: frozenset[str]) -> bool:
    return any(
        isinstance(node, ast.Assert) or (isinstance(node, ast.Call) and _called(node) in _FAILING | helpers)
        for node in ast.walk(function)
    )


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
