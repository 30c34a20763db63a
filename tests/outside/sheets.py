"""Every kind of sheet of one person with an offer and a treatment, as files and as sentences; it judges nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counsel.sheets.handout import Handout
from counsel.sheets.kinds import KINDS
from tests.support.program import KNOWN
from tests.support.sheets import OFFER, TREATED, made

ROOT = Path(__file__).resolve().parents[2]
TYPED: dict[str, Any] = {**OFFER, **TREATED, "goals": ["walking", {"own": "to fish with my brother"}]}


@dataclass(frozen=True)
class Made:
    """One sheet: its kind, the file that the command line wrote, and the sheet whose sentences it must hold."""

    kind: str
    file: Path
    sheet: Handout

    @property
    def sentences(self) -> list[str]:
        """Title, headings and sentences, in the order of the sheet."""
        parts = ([part.heading, *(one.text for one in part.sentences)] for part in self.sheet.sections)
        return [text for text in (self.sheet.title, *(text for part in parts for text in part)) if text]


def sheets(folder: Path, form: str, *options: str, kinds: Sequence[str] = tuple(KINDS)) -> Iterator[Made]:
    """The sheets as `html` or `pdf`, made by the command line in a process of its own, as a person makes them."""
    case = folder / "case.json"
    case.write_text(json.dumps({**KNOWN, **TYPED}), encoding="utf-8")
    # All processes of a check share one copy of the content.
    env = {**os.environ, "XDG_CACHE_HOME": str(folder / "cache"), "XDG_CONFIG_HOME": str(folder / "config")}
    for kind in kinds:
        file = folder / f"{'-'.join((kind, *options)).replace('--', '')}.{form}"
        command = [sys.executable, "-m", "counsel", "handout", str(case), "-o", str(file), "--kind", kind, *options]
        subprocess.run(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, check=True)
        yield Made(kind, file, made(kind, **TYPED))


def squeezed(text: str) -> str:
    """A text without what a layout may add or change: blanks of all kinds, soft hyphens, isolates, ligatures."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in plain if not sign.isspace() and sign not in "\u00ad\u200b\u2066\u2067\u2068\u2069")


def lacking(text: str, sentences: Sequence[str]) -> list[str]:
    """The sentences that a text does not hold, however it breaks its lines."""
    held = squeezed(text)
    return [sentence for sentence in sentences if squeezed(sentence) not in held]
