"""Words that nothing a patient reads or hears may have; it looks at one sentence and mends none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

# Words of the physician, the window and the printed rule base, and those that are no sentence of their own.
_NOT_FOR_PATIENTS = frozenset(
    {
        "dr", "book", "about", "value", "criterion", "note", "window", "form", "option", "kind", "language",
        "logo", "print",
    }
)  # fmt: skip


def is_for_patients(sentence_id: str) -> bool:
    """Whether a patient may read the sentence, or have it said to them."""
    return sentence_id.partition(".")[0] not in _NOT_FOR_PATIENTS


def unwanted(text: str, patterns: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What the text must not have: what `patterns` of its language call it, and as it stands there."""
    for named, pattern in patterns.items():
        if found := _compiled(pattern).search(text):
            yield named, found.group()


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
