"""What was typed or pasted, without the signs nobody sees; what it means is left to the rows."""

from __future__ import annotations

import unicodedata

# Marks of writing direction, joiners and soft hyphens come along with text copied from a page or a record.
_UNSEEN = ("Cf", "Cc")


def without_unseen_signs(text: str) -> str:
    """The text in plain digits and blanks, without unseen signs and without blanks around it."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(one for one in plain if unicodedata.category(one) not in _UNSEEN).strip()
