"""The reason of a line as marked-up text: one paragraph a step, its first word strong; it finds no reason."""

from __future__ import annotations

from html import escape

# "To be decided:" and "Evidence:" are leads; a colon further on belongs to the sentence.
LONGEST_LEAD = 16


def marked_up(why: str) -> str:
    """Rich text of a reason in several lines; everything that was written by people is escaped."""
    return "".join(f"<p style='margin:0 0 4px 0'>{_step(line)}</p>" for line in why.split("\n") if line)


def _step(line: str) -> str:
    colon = line.find(":", 0, LONGEST_LEAD) + 1
    lead, rest = (line[:colon], line[colon:]) if colon else _first_word(line)
    # Bold itself is not bundled for the window, and made from a lighter weight it smears.
    return f"<span style='font-weight:600'>{escape(lead)}</span>{escape(rest)}"


def _first_word(line: str) -> tuple[str, str]:
    word, space, rest = line.partition(" ")
    return word, space + rest
