"""Which rooms of the house may import which, and what their modules import; the tests beside it judge.

A room is a folder, or a module that stands alone. A room may import itself and those named here, nothing
more; what is imported for the type checker alone does not count.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from tests.architecture.arrows import imports_of, module_names

_CORE = "counsel.errors counsel.wording counsel.case counsel.evidence counsel.facts counsel.form counsel.content"
# From the ground up: each may import only what stands above it.
ALLOWED: Mapping[str, frozenset[str]] = {
    room: frozenset(may.split())
    for room, may in {
        "rules": "",
        "counsel": "",
        "counsel.errors": "",
        "counsel.wording": "counsel.errors rules",
        "counsel.case": "counsel.errors rules",
        "counsel.evidence": "counsel.errors counsel.wording counsel.case rules",
        "counsel.facts": "counsel.errors counsel.case rules",
        "counsel.form": "counsel.errors counsel.wording counsel.case counsel.evidence counsel.facts rules",
        "counsel.content": "counsel.wording counsel.case counsel.evidence rules",
        "counsel.assess": f"counsel {_CORE} rules",
        "counsel.pictures": "counsel.wording counsel.content counsel.assess",
        "counsel.proofs": f"{_CORE} counsel.assess rules",
        "counsel.rulebook": f"counsel {_CORE} counsel.assess rules",
        "counsel.physician": f"{_CORE} counsel.assess counsel.pictures",
        "counsel.sheets": f"{_CORE} counsel.assess counsel.pictures",
        "counsel.shell.machine": "counsel counsel.errors counsel.case",
        "counsel.shell.content": f"counsel {_CORE} counsel.assess counsel.proofs counsel.sheets counsel.shell.machine rules",
        "counsel.shell.printing": (
            f"{_CORE} counsel.assess counsel.rulebook counsel.sheets counsel.shell.machine counsel.shell.content"
        ),
        "counsel.shell": (
            f"counsel {_CORE} counsel.assess counsel.rulebook counsel.physician counsel.sheets "
            "counsel.shell.machine counsel.shell.content counsel.shell.printing rules"
        ),
        "ui.qt": "",
        "ui.look": "",
        "ui.labels": "",
        "ui.form": "counsel.errors counsel.case counsel.form ui.labels ui.look",
        "ui.evidence": "ui.form ui.labels ui.look",
        "ui.result": "ui.evidence ui.form ui.labels ui.look",
        "ui.handout": "counsel.errors counsel.sheets ui.form ui.labels ui.look ui.qt",
        "ui.patient_view": "ui.labels ui.look",
        "ui.dialogs": "counsel.errors ui.form ui.labels ui.look",
        "ui": (
            "counsel.errors counsel.case counsel.form counsel.shell ui.qt ui.look ui.labels ui.form ui.evidence "
            "ui.result ui.handout ui.patient_view ui.dialogs"
        ),
        "ui.tools": "counsel.errors counsel.shell ui.look ui",
        "counsel.cli": (
            f"counsel {_CORE} counsel.assess counsel.proofs counsel.physician counsel.sheets counsel.shell "
            "counsel.shell.machine counsel.shell.content"
        ),
        "counsel.__main__": "counsel counsel.cli ui ui.tools",
    }.items()
}


def room_of(module: str) -> str:
    """The room in which a module stands: the longest name that begins its own."""
    return max((room for room in ALLOWED if module == room or module.startswith(f"{room}.")), key=len)


def misplaced(root: Path) -> Iterator[str]:
    """Each import that its room may not have, as `file:line: what`."""
    for importer, imported, where in arrows(root):
        ours, theirs = room_of(importer), room_of(imported)
        if ours != theirs and theirs not in ALLOWED[ours]:
            yield f"{where}: {ours} may not import {theirs}"


def arrows(root: Path) -> Iterator[tuple[str, str, str]]:
    """Every import of one of our modules by another: importer, imported, and the line where it stands."""
    ours = module_names(root)
    for importer, line, imported in imports_of(root):
        if imported in ours and imported != importer:
            yield importer, imported, line


def circle_in(graph: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """One circle of a graph, each node once in its order; empty where there is none."""
    done: set[str] = set()
    path: list[str] = []

    def walk(node: str) -> tuple[str, ...]:
        if node in path:
            return tuple(path[path.index(node) :])
        if node in done:
            return ()
        path.append(node)
        for following in sorted(graph.get(node, ())):
            if found := walk(following):
                return found
        path.pop()
        done.add(node)
        return ()

    return next((found for node in sorted(graph) if (found := walk(node))), ())
