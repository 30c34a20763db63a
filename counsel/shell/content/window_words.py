"""Reads the words of the window and its form, which are there before the content is; it checks no content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from counsel.wording.language import LanguageRules
from counsel.wording.plurals import PluralRules
from counsel.wording.sentences import Wording

# Read before anything else: whatever more the window says comes from the program.
FILES = ("window", "form", "kinds")
_HEAD = "sentences:"
_IN_NAMES = str.maketrans("", "", "._-")


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
    # Imported only where it is needed: it brings the records of the sheets along.
    from counsel.shell.content.shipped_files import REMEDY, MissingPartError

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
    _, _, below = file.read_text(encoding="utf-8").partition("\n  plurals:\n")
    conditions: dict[str, str] = {}
    for line in below.splitlines():
        if not line.startswith("    "):
            break
        conditions |= _quoted(line.strip()) or {}
    return conditions


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
        found = _sentence(line[2:]) if line.startswith("  ") else None
        if found is None:
            return None
        sentences |= found
    return sentences


def _sentence(line: str) -> dict[str, str] | None:
    """A sentence, or its plural forms in braces; None for anything else."""
    key, _, told = line.partition(": ")
    if not (told.startswith("{") and told.endswith("\"}")):
        return _quoted(line)
    forms: dict[str, str] = {}
    for form in told[1:-1].replace("\", ", "\"\n").splitlines():
        found = _quoted(form)
        if found is None:
            return None
        forms |= {f"{key}.{name}": text for name, text in found.items()}
    return forms


def _quoted(line: str) -> dict[str, str] | None:
    """A name and a text in plain quotes, without any sign that YAML reads as something else."""
    key, _, told = line.partition(": ")
    is_plain = told[:1] == told[-1:] == "\"" and len(told) > 1 and told.count("\"") == 2 and "\\" not in told
    is_name = key.translate(_IN_NAMES).isalnum()
    return {key: told[1:-1]} if is_plain and is_name else None


def _as_yaml(text: str) -> dict[str, str]:
    import yaml

    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    sentences: dict[str, str] = {}
    for key, told in yaml.load(text, loader)["sentences"].items():  # noqa: S506  # a safe loader
        forms = told if isinstance(told, dict) else {"": told}
        sentences |= {f"{key}.{form}".removesuffix("."): one for form, one in forms.items()}
    return sentences
