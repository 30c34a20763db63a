"""The languages of the wording files: each read and checked by itself, and those left out that are not whole.

The reference is the language that the program comes with; a fault in it is one of the program. A fault in
another leaves that language out, and the start says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from counsel.errors import CounselError
from counsel.shell.machine.settings import Settings
from counsel.wording.completeness import Fault, LeftOut, faults
from counsel.wording.language import LanguageRules, language_rules
from counsel.wording.limits import without_limits
from counsel.wording.lint import is_for_patients, unwanted
from counsel.wording.plurals import CATEGORIES
from counsel.wording.sentences import Wording
from rules.load import ParsedFile

REFERENCE = str(Settings.model_fields["language"].default)
_FILE = re.compile(r"resources/wording/([^/]+)/([^/]+)\.yaml")
_RULES = "language"


class ContentError(CounselError):
    """Rules, evidence or wording that cannot be used: which file, which key, and what is allowed."""


def read_languages(parsed: Mapping[str, ParsedFile]) -> tuple[dict[str, Wording], tuple[LeftOut, ...]]:
    """The whole languages by code, the reference first, and those left out with the first fault of each.

    Raises ContentError for a fault in the reference.
    """
    files: dict[str, dict[str, ParsedFile]] = {}
    for name, file in parsed.items():
        if found := _FILE.fullmatch(name):
            files.setdefault(found[1], {})[name] = file
    reference = _language(REFERENCE, files.pop(REFERENCE, {}))
    whole, left_out = {REFERENCE: reference}, []
    for code, of_language in sorted(files.items()):
        try:
            wording = _language(code, of_language)
            found_faults = list(faults(wording, reference))
        except ContentError as error:
            found_faults = [Fault("unusable", "", str(error.what_happened))]
        if found_faults:
            left_out.append(LeftOut(code, found_faults[0], len(found_faults)))
        else:
            whole[code] = wording
    return whole, tuple(left_out)


def _language(code: str, files: Mapping[str, ParsedFile]) -> Wording:
    rules = LanguageRules()
    for name, file in files.items():
        if name.endswith(f"/{_RULES}.yaml"):
            rules = _rules(name, file)
    sentences: dict[str, str] = {}
    for name, file in files.items():
        if name.endswith(f"/{_RULES}.yaml"):
            continue
        for key, text in _sentences(name, file, rules):
            if key in sentences:
                raise ContentError(f"{name}: the sentence {key} stands twice.", "Give it one place.")
            sentences[key] = text
    return Wording(code, sentences, rules)


def _rules(name: str, file: ParsedFile) -> LanguageRules:
    data = file.data.get(_RULES)
    if set(file.data) != {_RULES} or not isinstance(data, Mapping):
        raise ContentError(f"{name}: unknown keys {sorted(file.data)}.", f"Only `{_RULES}` is allowed.")
    try:
        return language_rules(data)
    except ValueError as error:
        raise ContentError(f"{name}: {error}.", "Correct what is named.") from None


def _sentences(name: str, file: ParsedFile, rules: LanguageRules) -> Iterator[tuple[str, str]]:
    if set(file.data) != {"sentences"} or not isinstance(file.data["sentences"], dict):
        raise ContentError(f"{name}: unknown keys {sorted(file.data)}.", "Only `sentences` is allowed.")
    for key, written in file.data["sentences"].items():
        for sentence, text in _forms(name, key, written):
            # A limit of the rules is a number, whatever its name says.
            typed = without_limits(text, "7")
            for named, found in unwanted(typed, rules.unwanted) if is_for_patients(sentence) else ():
                raise ContentError(
                    f"{name}: the sentence {sentence} has the {named} {found!r}, which nothing for patients "
                    "may have.",
                    "Say it in other words; language.yaml beside it lists those that are refused.",
                )
            yield sentence, text


def _forms(name: str, key: str, written: Any) -> Iterator[tuple[str, str]]:
    """One sentence, or one for each plural form."""
    forms = written if isinstance(written, Mapping) else {"": written}
    for form, text in forms.items():
        if form and form not in CATEGORIES:
            allowed = f"The plural forms are {', '.join(CATEGORIES)}."
            raise ContentError(f"{name}: the sentence {key} has the form {form!r}.", allowed)
        if not isinstance(text, str) or not text.strip():
            raise ContentError(f"{name}: the sentence {key} is {text!r}.", "A sentence is a text.")
        yield f"{key}.{form}" if form else key, text
