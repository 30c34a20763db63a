"""A language in which every sentence of English is marked, in a copy of the content; it asserts nothing."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from counsel.shell.bootstrap import start
from counsel.shell.machine.paths import paths_below, resource_root
from counsel.shell.machine.settings import Settings
from counsel.shell.program import Program
from tests.support.program import NOON

LANGUAGE = "qps"
# Signs that the bundled fonts have and no English sentence does.
OPENS, CLOSES = "‹", "›"
_GAP = re.compile(r"(\{[^{}]*\})")
_LETTER = re.compile(r"[^\W\d_]")
_SPAN = re.compile(f"{OPENS}[^{OPENS}{CLOSES}]*{CLOSES}")


def marked(text: Any) -> Any:
    """A sentence, or each plural form of one, with marks around its words; what fills a gap stands outside."""
    if isinstance(text, dict):
        return {form: marked(one) for form, one in text.items()}
    parts = _GAP.split(text)
    return "".join(f"{OPENS}{part}{CLOSES}" if _LETTER.search(part) and not at % 2 else part for at, part in enumerate(parts))


def pseudo_program(folder: Path) -> Program:
    """The program on a copy of the content below `folder`, speaking the marked language."""
    root, copy = resource_root(), folder / "copy"
    shutil.copytree(root / "resources", copy / "resources")
    shutil.copytree(root / "rules" / "data", copy / "rules" / "data")
    wording = copy / "resources" / "wording"
    for file in sorted((wording / "en").glob("*.yaml")):
        document = yaml.safe_load(file.read_bytes())
        sentences = document.get("sentences", {})
        other = wording / LANGUAGE / file.name
        other.parent.mkdir(exist_ok=True)
        told = {**document, "sentences": {key: marked(text) for key, text in sentences.items()}}
        told = told if sentences else document
        other.write_text(
            yaml.safe_dump(told, allow_unicode=True, sort_keys=False, width=10**6), encoding="utf-8"
        )
    settings = Settings(language=LANGUAGE)
    return start(clock=lambda: NOON, paths=paths_below(folder / "user"), settings=settings, root=copy)


def unmarked(text: str) -> str:
    """What of a text no mark encloses; of a text that was cut to its room, what follows its first mark is cut."""
    before = ""
    while before != text:
        before, text = text, _SPAN.sub(" ", text)
    return text.partition(OPENS)[0].strip()


class Records:
    """What the records of evidence and rules say: names, citations, criteria and questions are English content.

    A single word counts only where it is a name: `result` or `outside` would hide a word that is typed in code.
    """

    NAMES = frozenset(
        {
            "id", "name", "label", "labels", "group", "short", "citation", "gives", "section", "registry",
            "route", "unverified_fields", "why", "threshold", "source", "status", "literature", "stroke_types",
            "topic", "about", "initial_severity",
        }
    )  # fmt: skip

    def __init__(self, folders: Iterable[Path]) -> None:
        self._by_first: dict[str, list[re.Pattern[str]]] = {}
        said = {
            text
            for folder in folders
            for file in sorted(folder.rglob("*.yaml"))
            for text in self._leaves(yaml.safe_load(file.read_bytes()), "")
        }
        for text in sorted(said, key=len, reverse=True):
            # A limit of a rule stands in a record as a gap, and in print as its number.
            pattern = r"[\d.,]+".join(map(re.escape, _GAP.split(text)[::2]))
            self._by_first.setdefault(_first_word(text), []).append(re.compile(pattern))

    def rest(self, text: str) -> str:
        """What of a text no record says, casefolded, a blank in place of what one does."""
        left, at = [], 0
        plain = " ".join(text.casefold().split())
        while at < len(plain):
            starts = at == 0 or not plain[at - 1].isalnum()
            known = self._by_first.get(_first_word(plain[at:]), ()) if starts and plain[at].isalnum() else ()
            ends = (found.end() for one in known if (found := one.match(plain, at)))
            end = next((end for end in ends if _ends(plain, end)), at)
            left.append(" " if end > at else plain[at])
            at = max(end, at + 1)
        return "".join(left).strip()

    def _leaves(self, value: Any, key: str) -> Iterator[str]:
        if isinstance(value, dict):
            for name, below in value.items():
                yield from self._leaves(below, "group" if key == "groups" else str(name))
        elif isinstance(value, list):
            for below in value:
                yield from self._leaves(below, key)
        elif isinstance(value, str):
            # What only marks a rule among others is shown with blanks.
            plain = value.replace("_", " ") if key == "gives" else value
            # Where a record names another text by its number, the name of that is printed.
            for part in re.split(r"\b00\d\b", plain):
                text = " ".join(part.casefold().split()).strip(" .,;:()'<>=")
                if text and text[0].isalnum() and (" " in text or key in self.NAMES):
                    yield text


def _first_word(text: str) -> str:
    found = re.match(r"\w+", text)
    return found.group() if found else ""


def _ends(text: str, at: int) -> bool:
    return at >= len(text) or not text[at].isalnum() or not text[at - 1].isalnum()
