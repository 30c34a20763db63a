"""Walks the window as a screen reader does, through AT-SPI, and prints what it hears as JSON; it judges nothing.

It runs in the Python of the system, which alone has the library, and so imports nothing of ours:
`python3 read_window.py TEXT` waits until TEXT is heard, then prints a list of [depth, role, name, description, states, label],
where the label is the name of what stands beside it as its label, and the value is told by the name.
"""

from __future__ import annotations

import json
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402  (only after the version)

APPLICATION = "stroke-counsel"
LONGEST_S = 60
STATES = {"showing": Atspi.StateType.SHOWING, "focusable": Atspi.StateType.FOCUSABLE, "enabled": Atspi.StateType.ENABLED}


def heard():
    """What the window says of itself and all in it, from the outside in; nothing before it is there."""
    desktop = Atspi.get_desktop(0)
    apps = [desktop.get_child_at_index(at) for at in range(desktop.get_child_count())]
    return [node for app in apps if app is not None and APPLICATION in (app.get_name() or "") for node in walked(app, 0)]


def walked(node, depth):
    """A node and all below it."""
    states = node.get_state_set()
    told = [name for name, state in STATES.items() if states.contains(state)]
    yield [depth, node.get_role_name(), node.get_name() or "", node.get_description() or "", told, label_of(node)]
    for at in range(node.get_child_count()):
        child = node.get_child_at_index(at)
        if child is not None:
            yield from walked(child, depth + 1)


def label_of(node):
    """The names of all that label a node."""
    labels = [one for one in node.get_relation_set() if one.get_relation_type() == Atspi.RelationType.LABELLED_BY]
    return " ".join(one.get_target(at).get_name() or "" for one in labels for at in range(one.get_n_targets()))


def main(wanted):
    """Prints the window once it says what is waited for; status 1 where it never does."""
    until = time.monotonic() + LONGEST_S
    while time.monotonic() < until:
        Atspi.Accessible.clear_cache(Atspi.get_desktop(0))
        try:
            nodes = heard()
        except GLib.Error:
            # The window changes while it is read, as at its start: it is read again from the beginning.
            nodes = []
        if any(wanted in name for _, _, name, *_ in nodes):
            print(json.dumps(nodes))
            return 0
        time.sleep(0.5)
    print(f"{wanted!r} was not heard for {LONGEST_S} s", file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
