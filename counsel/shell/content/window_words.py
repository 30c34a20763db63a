"""Reads the words of the window and its form, which are there before the content is; it checks no content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from counsel.shell.content.shipped_files import REMEDY, MissingPartError
from counsel.wording.language import LanguageRules
from counsel.wording.plurals import PluralRules
from counsel.wording.sentences import Wording

# Read before anything else: whatever more the window says comes from the program.
FILES = ("window", "form", "kinds")
_HEAD = "sentences:"
_QUOTED = r'"[^"\\]*"'
_SENTENCE = re.compile(rf"  ([\w.-]+): ({_QUOTED})")
_FORMS = re.compile(rf"  ([\w.-]+): \{{((?:\w+: {_QUOTED}(?:, )?)+)\}}")
_FORM = re.compile(rf"(\w+): ({_QUOTED})")
_PLURALS = re.compile(rf"^  plurals:\n((?:    \w+: {_QUOTED}\n)*)", re.MULTILINE)


def window_words(root: Path, languages: Iterable[str]) -> Wording:
    """The words in the first of these languages that has them; MissingPartError where none has.

    The files are looked at closely once the content is loaded.
    """
    wording = root / "resources" / "wording"
    # A language is a folder here, and never a path that leads elsewhere.
    there = {folder.name for folder in wording.iterdir()} if wording.is_dir() else set()
    for language in languages:
        if language in there and (wording / language / f"{FILES[0]}.yaml").is_file():
            folder = wording / language
            return Wording(language, _sentences(folder), LanguageRules(PluralRules(_plurals(folder))))
    raise MissingPartError(f"The words of the window are missing below {wording}.", REMEDY)


def _sentences(folder: Path) -> Mapping[str, str]:
    files = (folder / f"{name}.yaml" for name in FILES)
    texts = (file.read_text(encoding="utf-8") for file in files if file.is_file())
    return {key: text for one in texts for key, text in sentences_in(one).items()}


def _plurals(folder: Path) -> Mapping[str, str]:
    """The condition of each plural form: the words of the window count things too."""
    file = folder / "language.yaml"
    if not file.is_file():
        return {}
    found = _PLURALS.search(file.read_text(encoding="utf-8"))
    return {form: quoted[1:-1] for form, quoted in _FORM.findall(found[1])} if found else {}


def sentences_in(text: str) -> Mapping[str, str]:
    """The sentences of a wording file by id, each plural form of one as `<id>.<form>`.

    Importing and running a reader of YAML takes as long as painting the form. The files are written one
    sentence to a line; one that is written otherwise is still read, by that reader.
    """
    found = _line_by_line(text)
    return found if found is not None else _as_yaml(text)


def _line_by_line(text: str) -> dict[str, str] | None:
    """None for a file in which a line is more than a comment or a sentence in plain quotes."""
    lines = [line for line in text.splitlines() if line and not line.lstrip().startswith("#")]
    if not lines or lines[0] != _HEAD:
        return None
    sentences: dict[str, str] = {}
    for line in lines[1:]:
        if one := _SENTENCE.fullmatch(line):
            sentences[one[1]] = one[2][1:-1]
        elif several := _FORMS.fullmatch(line):
            forms = _FORM.findall(several[2])
            sentences |= {f"{several[1]}.{form}": quoted[1:-1] for form, quoted in forms}
        else:
            return None
    return sentences


def _as_yaml(text: str) -> dict[str, str]:
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    sentences: dict[str, str] = {}
    for key, told in yaml.load(text, loader)["sentences"].items():  # noqa: S506  # a safe loader
        forms = told if isinstance(told, dict) else {"": told}
        sentences |= {f"{key}.{form}".removesuffix("."): one for form, one in forms.items()}
    return sentences
