"""Keeps None, True and False alive where Python counts their references; repairs nothing else of the binding.

PySide6_Essentials 6.12.0 returns these three without taking a reference, as Python 3.12 and later allow,
where they live for ever. Its wheel also installs under 3.11, where each call to Qt then takes one reference
too many away, and the program aborts with "deallocating None" within minutes of typing.
"""

from __future__ import annotations

import ctypes
import sys

IMMORTAL_SINCE = (3, 12)
ENOUGH = sys.maxsize // 4


def keep_singletons_alive() -> None:
    """Gives the three more references than a session can use up; from Python 3.12 on it does nothing."""
    if sys.version_info >= IMMORTAL_SINCE:
        return
    for singleton in (None, True, False):
        # In CPython the count of references is the first word of every object.
        count = ctypes.c_ssize_t.from_address(id(singleton))
        if count.value < ENOUGH:
            count.value += ENOUGH
