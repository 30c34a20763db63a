"""The real window as a screen reader meets it, over AT-SPI: each entry and button, and the result, has name and role."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from tests.outside.fault import Fault, found_program, must_bite, refuse_any
from tests.outside.sheets import ROOT
from tests.support.program import CASES, example, program
from ui.tools.screenshots import Variant, screen

LONGEST_S = 120
READER = Path(__file__).with_name("read_window.py")
# The Python that Debian's library for AT-SPI belongs to, whatever ours is.
SYSTEM_PYTHON = "/usr/bin/python3"
CASE = "typical-early-subacute"
BUTTONS = frozenset({"push button", "button", "toggle button", "check box", "radio button", "menu item", "link", "page tab"})
ENTRIES = frozenset({"text", "entry", "combo box", "spin button"})
NO_ROLE = frozenset({"", "invalid", "unknown"})


class Node(NamedTuple):
    """What is heard of one thing in the window; `label` is the name of what labels it."""

    depth: int
    role: str
    name: str
    description: str
    states: Sequence[str]
    label: str = ""

    @property
    def is_named(self) -> bool:
        """Whether a person hears what it is; Qt names a choice by its answer, so that its label must say the question."""
        return bool((self.label if self.role == "combo box" else self.label + self.name).strip())


def check(folder: Path) -> str:
    """The window with an example case; raises Fault."""
    title = program().screen(example(CASE)).standing_title
    nodes = read(folder, title)
    refuse_any(faults(nodes, title))
    seeded = [Node(1, role, "No", "", ["showing", "focusable"]) for role in ("combo box", "unknown")]
    seeded.append(Node(1, "push button", "", "", ["showing"]))
    must_bite("a window", {fault.split(":")[0] for fault in faults(seeded, title)}, 5)
    shown = [one for one in nodes if "showing" in one.states]
    buttons, entries = (sum(one.role in roles for one in shown) for roles in (BUTTONS, ENTRIES))
    return f"{len(shown)} things heard: {entries} entries, {buttons} buttons and the result, each with name and role"


def faults(nodes: Sequence[Node], title: str) -> Iterator[str]:
    """What a person who hears the window would miss."""
    shown = [one for one in nodes if "showing" in one.states]
    for one in shown:
        if one.role in BUTTONS | ENTRIES and not one.is_named:
            yield f"no name: a {one.role} {one.name!r} ({one.description or 'without a description'})"
        if one.role in NO_ROLE and "focusable" in one.states:
            yield f"no role: {one.name!r}"
    for what, roles in (("entry", ENTRIES), ("button", BUTTONS)):
        if not any(one.role in roles and one.is_named for one in shown):
            yield f"no {what}: none is heard"
    if not any(title in one.name for one in shown):
        yield f"no result: {title!r} is not heard"


def read(folder: Path, title: str) -> list[Node]:
    """What is heard of the window once its result is there."""
    refuse_any(f"there is no {SYSTEM_PYTHON} on this machine" for _ in range(not Path(SYSTEM_PYTHON).is_file()))
    with ExitStack() as open_ones:
        where = open_ones.enter_context(screen(Variant(1366, 768, "light")))
        if where["QT_QPA_PLATFORM"] != "xcb":
            raise Fault("there is no Xvfb on this machine")
        env = {**os.environ, **where, "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        env |= {f"XDG_{name}_HOME": str(folder / name.lower()) for name in ("CONFIG", "STATE", "CACHE")}
        env |= open_ones.enter_context(bus(env))
        window = [sys.executable, "-m", "ui.app", str(CASES / f"{CASE}.json")]
        open_ones.enter_context(running(window, env))
        command = [SYSTEM_PYTHON, str(READER), title]
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=LONGEST_S, check=False)
    if done.returncode:
        raise Fault(f"the window could not be read: {done.stderr.strip()}")
    return [Node(*one) for one in json.loads(done.stdout)]


@contextmanager
def bus(env: Mapping[str, str]) -> Iterator[Mapping[str, str]]:
    """A session bus of its own, on which the bus of AT-SPI starts by itself; gives what to say of it."""
    ours, theirs = os.pipe()
    command = [found_program("dbus-daemon"), "--session", "--nofork", f"--print-address={theirs}"]
    nowhere = subprocess.DEVNULL
    daemon = subprocess.Popen(command, env=dict(env), pass_fds=[theirs], stdout=nowhere, stderr=nowhere)
    os.close(theirs)
    try:
        with os.fdopen(ours) as told:
            yield {"DBUS_SESSION_BUS_ADDRESS": told.readline().strip()}
    finally:
        daemon.terminate()
        daemon.wait(LONGEST_S)


@contextmanager
def running(command: Sequence[str], env: Mapping[str, str]) -> Iterator[None]:
    """A process that ends with the block."""
    process = subprocess.Popen(command, cwd=ROOT, env=dict(env))
    try:
        yield
    finally:
        process.terminate()
        process.wait(LONGEST_S)
