"""What the window tells about the program: versions, review, licences, purpose; nothing about a patient."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

from counsel import __version__
from counsel.content import Content
from counsel.wording.sentences import Wording

LIBRARIES = ("PySide6_Essentials", "pydantic", "typst", "Jinja2", "PyYAML", "platformdirs")


class About(NamedTuple):
    """Lines of a label and a text, then whole paragraphs."""

    lines: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]


def about(content: Content, wording: Wording) -> About:
    """Versions, review and licences of the program and of its content."""
    say = wording.say
    rules, evidence = content.rulebase, content.evidence_part
    texts = {
        "program": f"stroke-counsel {__version__}",
        "rules": f"{rules.version} ({rules.hash})",
        "evidence": f"{evidence.version} ({evidence.hash})",
        "review_by": content.review_by.isoformat(),
        "reviewers": ", ".join(content.reviewers) or say("about.reviewers.none"),
        "funding": content.funding or say("about.funding.none"),
        "libraries": ", ".join(_libraries()),
    }
    lines = tuple((say(f"about.label.{name}"), text) for name, text in texts.items())
    return About(lines, tuple(say(f"about.{name}") for name in ("use", "device", "licences", "mistake")))


def _libraries() -> list[str]:
    found = [f"Python {sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro}"]
    for name in LIBRARIES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            # A bundle may come without the records of its packages: its list of parts names them.
            continue
    return found
