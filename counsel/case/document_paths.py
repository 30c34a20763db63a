"""Dotted paths into a case document: what stands at one, and whether two belong together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def value_at(document: Mapping[str, Any], path: str) -> Any:
    """The value at a dotted path of a case document, or None."""
    value: Any = document
    for key in path.split("."):
        value = value.get(key) if isinstance(value, Mapping) else None
    return value


def belong(path: str, known: str) -> bool:
    """Whether the paths are one, or one lies inside the other."""
    return path == known or path.startswith(f"{known}.") or known.startswith(f"{path}.")
