"""The program's own code, to see which sentences it says itself and which numbers; it runs none of it."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from pkgutil import iter_modules
from types import CodeType


def texts_of(*packages: str) -> frozenset[str]:
    """Every text constant in the modules of these packages, the packages themselves included."""
    return frozenset(text for package in packages for text in _package(package))


def sources_of(*packages: str) -> dict[str, str]:
    """The modules of these packages as written, by path; empty where only the compiled program is there."""
    found: dict[str, str] = {}
    for package in packages:
        spec = find_spec(package)
        for place in (spec and spec.submodule_search_locations) or ():
            root = Path(place)
            for file in sorted(root.rglob("*.py")):
                found[f"{package}/{file.relative_to(root).as_posix()}"] = file.read_text(encoding="utf-8")
    return found


def _package(name: str) -> Iterator[str]:
    spec = find_spec(name)
    if spec is None or spec.submodule_search_locations is None:
        return
    yield from _modules(list(spec.submodule_search_locations), f"{name}.")


def _modules(places: list[str], prefix: str) -> Iterator[str]:
    for found in iter_modules(places, prefix):
        spec = found.module_finder.find_spec(found.name, None)
        get_code = getattr(spec and spec.loader, "get_code", None)
        code = get_code(found.name) if get_code else None
        if isinstance(code, CodeType):
            yield from _texts(code)
        if spec is not None and spec.submodule_search_locations:
            yield from _modules(list(spec.submodule_search_locations), f"{found.name}.")


def _texts(code: CodeType) -> Iterator[str]:
    for constant in code.co_consts:
        yield from _constant(constant)


def _constant(constant: object) -> Iterator[str]:
    if isinstance(constant, str):
        yield constant
    elif isinstance(constant, CodeType):
        yield from _texts(constant)
    elif isinstance(constant, tuple | frozenset):
        for part in constant:
            yield from _constant(part)
