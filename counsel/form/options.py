"""The choices of the form in words, one list a kind of answer; which field has which is in its record.

The words tell the order; that they are those of the case document is checked when the content is loaded.
"""

from __future__ import annotations

from collections.abc import Mapping

from counsel.form.field import Option
from counsel.wording.sentences import Wording

_OPTION = "option."


def option_label(wording: Wording, list_name: str, value: str) -> str:
    """One choice in words; raises WordingError for one that the list does not have."""
    return wording.say(f"{_OPTION}{list_name}.{value}")


def option_lists(wording: Wording) -> Mapping[str, tuple[Option, ...]]:
    """Every list of choices by name."""
    found: dict[str, tuple[Option, ...]] = {}
    for key in wording.sentences:
        if key.startswith(_OPTION):
            _, name, value = key.split(".")
            found[name] = (*found.get(name, ()), Option(value, option_label(wording, name, value)))
    return found
